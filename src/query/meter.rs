//! The technical and the political meter: of what nature the work of missions is, by mission and theme, and where evidence
//! rises while nobody works on the politics of it.
//!
//! **The mix.** Activities are counted by [`ActivityKind::nature`]: technical, political, and those of which it is not said.
//! An activity that surely does not go on on the as-of date is left out; one that may counts *possibly*. In the mix of a
//! mission, or of a theme, each activity counts once, however many themes it has.
//!
//! **Evidence rises** in a cell where more of it is from the later half of its time than from the earlier half. Of what lies
//! behind the cell, what counts at all and has a bounded start is looked at, two incidents at the least. Their time goes from
//! the earliest to the latest moment at which one of them may have begun; its middle parts the halves.
//!
//! | incidents behind the cell | evidence rises |
//! |---|---|
//! | more surely count and surely began after the middle than began, or may have begun, before it | surely |
//! | more began, or may have begun, after the middle than surely began before it | possibly |
//! | otherwise, or where none of them surely began after the middle | no |
//!
//! **A warning** is given where evidence rises and there is no political activity of the mission on the theme.
//!
//! | political activities | warning |
//! |---|---|
//! | none, and none whose nature is not said | as surely as evidence rises |
//! | only such as possibly go on on the as-of date, or whose nature is not said | possibly |
//! | one that surely goes on | none |
//!
//! What is not in the case may go on all the same: a warning says what the case holds, and nothing of the world.

use std::collections::{BTreeMap, BTreeSet};

use super::as_of::{Holds, holds};
use super::dates::Dates;
use super::evidence::{Behind, Evidence, Ground, Weight};
use crate::case::when::civil;
use crate::case::{ActivityKind, Bounds, Case, MissionId, Moment, Nature, ThemeId};

/// How many activities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that surely go on on the as-of date; all of them where no date is asked for.
    pub surely: usize,
    /// Those that may.
    pub possibly: usize,
}

/// Activities by their nature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mix {
    /// On the means.
    pub technical: Count,
    /// On the politics.
    pub political: Count,
    /// Of which it is not said.
    pub unsaid: Count,
}

/// Activities by their nature, and what they leave undone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meter {
    cells: BTreeMap<(MissionId, ThemeId), Mix>,
    missions: BTreeMap<MissionId, Mix>,
    themes: BTreeMap<ThemeId, Mix>,
    /// Where evidence rises without political work: surely first, then by how many incidents are of the later half.
    pub warnings: Vec<Warning>,
}

/// A mission and a theme on which evidence rises while political work is nil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The mission.
    pub mission: MissionId,
    /// The theme.
    pub theme: ThemeId,
    /// Surely or possibly.
    pub sureness: Holds,
    /// What the mission does on it.
    pub mix: Mix,
    /// By what evidence rises.
    pub rise: Rise,
}

/// More evidence of the later half of its time than of the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise {
    /// Surely or possibly.
    pub sureness: Holds,
    /// What parts the halves: the last second of the earlier one.
    pub middle: Moment,
    /// Incidents that began after the middle.
    pub later: usize,
    /// Incidents that began before it.
    pub earlier: usize,
    /// Incidents of which the dates leave that open.
    pub open: usize,
}

impl Count {
    const fn add(&mut self, goes_on: Holds) {
        match goes_on {
            Holds::Surely => self.surely += 1,
            Holds::Possibly => self.possibly += 1,
            Holds::No => {}
        }
    }

    /// Whether there is none, not even possibly.
    pub const fn is_empty(self) -> bool {
        self.surely == 0 && self.possibly == 0
    }

    /// "2", "2 and 1 possibly", "1 possibly".
    fn words(self) -> String {
        match (self.surely, self.possibly) {
            (surely, 0) => surely.to_string(),
            (0, possibly) => format!("{possibly} possibly"),
            (surely, possibly) => format!("{surely} and {possibly} possibly"),
        }
    }
}

impl Mix {
    const fn add(&mut self, kind: ActivityKind, goes_on: Holds) {
        match kind.nature() {
            Some(Nature::Technical) => self.technical.add(goes_on),
            Some(Nature::Political) => self.political.add(goes_on),
            None => self.unsaid.add(goes_on),
        }
    }

    /// How surely no political work is done: no, where some surely is.
    pub const fn lacks_politics(self) -> Holds {
        match (self.political.surely, self.political.possibly + self.unsaid.surely + self.unsaid.possibly) {
            (0, 0) => Holds::Surely,
            (0, _) => Holds::Possibly,
            _ => Holds::No,
        }
    }

    /// "2 technical activities, 1 of which it is not said", "no activity".
    pub fn words(self) -> String {
        let parts = [(self.technical, "technical"), (self.political, "political"), (self.unsaid, "of unsaid nature")];
        let told = parts.into_iter().filter(|(count, _)| !count.is_empty());
        let words: Vec<String> = told.map(|(count, nature)| format!("{} {nature}", count.words())).collect();
        if words.is_empty() {
            "no activity in the case".to_owned()
        } else {
            format!("activities: {}", words.join(", "))
        }
    }
}

impl Meter {
    /// What a mission does on a theme.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Mix {
        self.cells.get(&(mission, theme)).copied().unwrap_or_default()
    }

    /// What a mission does on whichever theme, each activity once; also where no theme is said.
    pub fn of_mission(&self, mission: MissionId) -> Mix {
        self.missions.get(&mission).copied().unwrap_or_default()
    }

    /// What any mission does on a theme, each activity once.
    pub fn of_theme(&self, theme: ThemeId) -> Mix {
        self.themes.get(&theme).copied().unwrap_or_default()
    }
}

impl Warning {
    /// What it says: "evidence rises, and no political work on it is in the case: 3 incidents began after 2009-06-30, 1
    /// before; activities: 2 technical".
    pub fn words(&self) -> String {
        let (sure, none) = match (self.rise.sureness, self.mix.lacks_politics()) {
            (Holds::Surely, Holds::Surely) => ("", "no political work on it is in the case"),
            (Holds::Surely, _) => ("", "perhaps no political work on it is in the case"),
            (_, Holds::Surely) => ("perhaps ", "no political work on it is in the case"),
            (..) => ("perhaps ", "perhaps no political work on it is in the case"),
        };
        format!("evidence {sure}rises, and {none}: {}; {}", self.rise.words(), self.mix.words())
    }

    /// The same with the mission and the theme before it.
    pub fn sentence(&self, case: &Case) -> String {
        let (mission, theme) = (case.title_of(self.mission.into()), case.title_of(self.theme.into()));
        format!("{mission} × {theme}: {}", self.words())
    }
}

impl Rise {
    /// Whether more of what lies behind a cell is of the later half of its time.
    fn of(dates: &Dates, behind: &[Behind]) -> Option<Self> {
        let counting = behind.iter().filter(|one| one.weight <= Weight::Possibly);
        let placed = counting.map(|one| (one.weight == Weight::Counted, dates.bounds(one.incident)));
        Self::of_placed(&placed.filter(|(_, bounds)| is_dated(*bounds)).collect::<Vec<_>>())
    }

    /// The same of incidents that surely count, or may, each with its bounds.
    fn of_placed(dated: &[(bool, Bounds)]) -> Option<Self> {
        if dated.len() < 2 {
            return None;
        }
        let first = dated.iter().map(|(_, bounds)| bounds.earliest_start).min()?;
        let last = dated.iter().map(|(_, bounds)| bounds.latest_start).max()?;
        let middle = Moment(first.0.midpoint(last.0));
        let (mut later, mut earlier, mut open) = (Half::default(), Half::default(), Half::default());
        for &(counts, bounds) in dated {
            let half = match (bounds.earliest_start > middle, bounds.latest_start <= middle) {
                (true, _) => &mut later,
                (_, true) => &mut earlier,
                _ => &mut open,
            };
            half.all += 1;
            half.counted += usize::from(counts);
        }
        let sureness = if later.counted > earlier.all + open.all && later.counted + earlier.counted + open.counted > 1 {
            Holds::Surely
        } else if later.all > 0 && later.all + open.all > earlier.all {
            Holds::Possibly
        } else {
            return None;
        };
        Some(Self { sureness, middle, later: later.all, earlier: earlier.all, open: open.all })
    }

    /// "3 incidents began after 2009-06-30, 1 before, 1 on either side".
    fn words(self) -> String {
        let noun = if self.later == 1 { "incident" } else { "incidents" };
        let open = if self.open > 0 { format!(", {} on either side", self.open) } else { String::new() };
        format!("{} {noun} began after {}, {} before{open}", self.later, civil::day(self.middle), self.earlier)
    }
}

/// Incidents of one half of the time: all that may count, and those that do.
#[derive(Default)]
struct Half {
    all: usize,
    counted: usize,
}

const fn is_dated(bounds: Bounds) -> bool {
    bounds.earliest_start.is_bounded() && bounds.latest_start.is_bounded()
}

/// Of what nature the work is, and where evidence rises without political work. Takes time in proportion to the activities
/// and to what lies behind cells without political work.
pub fn meter(ground: &Ground<'_>, evidence: &Evidence) -> Meter {
    let Ground { case, dates, as_of, .. } = *ground;
    let mut meter = Meter::default();
    for (&id, activity) in &case.activities {
        let goes_on = holds(as_of, dates.bounds(id));
        if goes_on == Holds::No || !case.missions.contains_key(&activity.mission) {
            continue;
        }
        meter.missions.entry(activity.mission).or_default().add(activity.kind, goes_on);
        let themes = activity.themes.iter().copied().filter(|theme| case.themes.contains_key(theme));
        for theme in themes.collect::<BTreeSet<_>>() {
            meter.themes.entry(theme).or_default().add(activity.kind, goes_on);
            meter.cells.entry((activity.mission, theme)).or_default().add(activity.kind, goes_on);
        }
    }
    for &mission in case.missions.keys() {
        for &theme in case.themes.keys() {
            let mix = meter.cell(mission, theme);
            let lacks = mix.lacks_politics();
            let found = evidence.cell(mission, theme).filter(|_| lacks != Holds::No);
            if let Some(rise) = found.and_then(|found| Rise::of(dates, &found.behind)) {
                let sureness = lacks.max(rise.sureness);
                meter.warnings.push(Warning { mission, theme, sureness, mix, rise });
            }
        }
    }
    meter.warnings.sort_by_key(|warning| (warning.sureness, std::cmp::Reverse(warning.rise.later)));
    meter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActivityKind, Change, PlaceKind};
    use crate::query::as_of::AsOf;
    use crate::query::evidence::{Threshold, evidence_of};
    use crate::query::testing as t;

    fn worked(changes: &[Change], as_of: &str) -> Meter {
        let ground = [t::place(1, "Country", 0, PlaceKind::Country), t::theme(1, "DT"), t::theme(2, "CT")];
        let case = t::case(&[&ground[..], &[t::mission_in(1, &[1])], changes].concat());
        let dates = Dates::of(&case);
        let as_of = (!as_of.is_empty()).then(|| AsOf::of(&t::date(as_of)).unwrap());
        let threshold = Threshold::default();
        let ground = Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
        meter(&ground, &evidence_of(&ground))
    }

    fn happened(dates: &[&str]) -> Vec<Change> {
        (1..).zip(dates).map(|(n, date)| t::put_incident(n, t::incident_in(date, 1, &[1]))).collect()
    }

    fn check_rise(dates: &[&str], expected: Option<(Holds, usize, usize, usize)>) {
        let found = worked(&happened(dates), "").warnings;
        let rise = found.first().map(|one| (one.rise.sureness, one.rise.later, one.rise.earlier, one.rise.open));
        assert_eq!(rise, expected, "{dates:?}");
    }

    #[test]
    fn evidence_rises_where_more_of_it_is_of_the_later_half() {
        check_rise(&["2001", "2009", "2010"], Some((Holds::Surely, 2, 1, 0)));
        check_rise(&["2001", "2002", "2010"], None);
        check_rise(&["2001", "2010"], None);
        check_rise(&["2010"], None);
        check_rise(&["2010-03-01", "2010-03-01", "2010-03-01"], None);
        // The middle is in 2005: the second may have begun on either side of it.
        check_rise(&["2001", "[2004..2006]", "2010"], Some((Holds::Possibly, 1, 1, 1)));
        check_rise(&["2001", "2002", "[2001..2010]", "2010"], None);
        check_rise(&["2001", "", "2010", "2011"], Some((Holds::Surely, 2, 1, 0)));
    }

    fn check_warning(activities: &[(ActivityKind, &str)], as_of: &str, expected: Option<(Holds, &str)>) {
        let acts = (1..).zip(activities).map(|(n, &(kind, date))| t::activity(n, (1, &[1]), (kind, date), &[]));
        let meter = worked(&[happened(&["2001", "2009", "2010"]), acts.collect()].concat(), as_of);
        let found = meter.warnings.first().map(|one| (one.sureness, one.mix.words()));
        assert_eq!(found, expected.map(|(sureness, words)| (sureness, words.to_owned())), "{activities:?} {as_of}");
    }

    #[test]
    fn a_warning_is_given_where_political_work_is_nil() {
        use ActivityKind::{Convening, GoodOffices, Other, Training};
        check_warning(&[], "", Some((Holds::Surely, "no activity in the case")));
        check_warning(&[(Training, "2009")], "", Some((Holds::Surely, "activities: 1 technical")));
        check_warning(&[(Other, "2009")], "", Some((Holds::Possibly, "activities: 1 of unsaid nature")));
        check_warning(&[(Training, "2009"), (GoodOffices, "2010")], "", None);
        check_warning(&[(GoodOffices, "2005")], "2011", Some((Holds::Surely, "no activity in the case")));
        check_warning(&[(Convening, "")], "2011", Some((Holds::Possibly, "activities: 1 possibly political")));
    }

    #[test]
    fn each_activity_counts_once_in_the_mix_of_its_mission() {
        let acts = [
            t::activity(1, (1, &[1, 2, 2]), (ActivityKind::Training, "2009"), &[]),
            t::activity(2, (1, &[]), (ActivityKind::GoodOffices, "2009"), &[]),
        ];
        let meter = worked(&acts, "");
        let (mission, theme) = (MissionId::from_bits(1), ThemeId::from_bits(2));
        let count = |mix: Mix| (mix.technical.surely, mix.political.surely);
        assert_eq!(count(meter.of_mission(mission)), (1, 1));
        assert_eq!((count(meter.of_theme(theme)), count(meter.cell(mission, theme))), ((1, 0), (1, 0)));
    }

    #[test]
    fn a_warning_says_on_what_it_stands() {
        let meter = worked(&happened(&["2001", "2009", "2010"]), "");
        assert_eq!(
            meter.warnings[0].words(),
            "evidence rises, and no political work on it is in the case: 2 incidents began after 2005-12-31, 1 before; \
             no activity in the case"
        );
    }
}
