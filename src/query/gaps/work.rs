//! What missions do about themes, by the records of their activities: how many, of which nature, and with what.

use std::collections::BTreeMap;

use crate::case::{Activity, ActivityId, MissionId, Nature, Quantity, ThemeId};
use crate::query::as_of::{Holds, holds};
use crate::query::evidence::Ground;

/// What is done about every theme on the as-of date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    cells: BTreeMap<(MissionId, ThemeId), Done>,
    missions: BTreeMap<MissionId, Done>,
    themes: BTreeMap<ThemeId, Done>,
    /// In all, each activity once.
    pub total: Done,
}

/// What is done, behind one cell or in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// Activities: those that surely go on, then those that possibly do, each by id.
    pub activities: Vec<(ActivityId, Holds)>,
    /// How many of those that surely go on are technical work.
    pub technical: usize,
    /// How many of them are political work.
    pub political: usize,
    /// How many of them are neither by their kind.
    pub other: usize,
    /// How many possibly go on.
    pub possibly: usize,
    /// Whether some are for other themes, too, with all their resources.
    pub is_shared: bool,
    /// Staff and money, by unit.
    pub resources: Vec<Amount>,
}

/// So much staff or money as is stated, of all that goes on. What is in different units is never added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// In what: "persons", "EUR".
    pub unit: String,
    /// No less than this: what only possibly goes on adds nothing.
    pub least: u64,
    /// No more than this; `None` where a source gives no upper end.
    pub most: Option<u64>,
}

impl Work {
    /// What missions do, as of a date. Takes time in proportion to the activities.
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let mut work = Self::default();
        for (&id, activity) in &ground.case.activities {
            let now = holds(ground.as_of, ground.dates.bounds(id));
            if now == Holds::No || !ground.case.missions.contains_key(&activity.mission) {
                continue;
            }
            for &theme in &activity.themes {
                work.cells.entry((activity.mission, theme)).or_default().add((id, now), activity);
                work.themes.entry(theme).or_default().add((id, now), activity);
            }
            work.missions.entry(activity.mission).or_default().add((id, now), activity);
            work.total.add((id, now), activity);
        }
        let all = work.cells.values_mut().chain(work.missions.values_mut()).chain(work.themes.values_mut());
        for done in all.chain([&mut work.total]) {
            done.activities.sort_by_key(|&(id, now)| (now, id));
        }
        work
    }

    /// What is done behind a cell, if anything is.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Option<&Done> {
        self.cells.get(&(mission, theme))
    }

    /// What a mission does, whatever it is about; each activity once.
    pub fn of_mission(&self, mission: MissionId) -> Option<&Done> {
        self.missions.get(&mission)
    }

    /// What is done about a theme; each activity once.
    pub fn of_theme(&self, theme: ThemeId) -> Option<&Done> {
        self.themes.get(&theme)
    }

    /// The most activities of one nature that surely go on behind one cell.
    pub fn most(&self) -> usize {
        self.cells.values().map(|done| done.technical.max(done.political)).max().unwrap_or_default()
    }
}

impl Done {
    fn add(&mut self, (id, now): (ActivityId, Holds), activity: &Activity) {
        self.activities.push((id, now));
        match (now, activity.kind.nature()) {
            (Holds::Surely, Some(Nature::Technical)) => self.technical += 1,
            (Holds::Surely, Some(Nature::Political)) => self.political += 1,
            (Holds::Surely, None) => self.other += 1,
            (Holds::Possibly | Holds::No, _) => self.possibly += 1,
        }
        self.is_shared |= activity.themes.len() > 1;
        for quantity in &activity.resources {
            self.add_amount(quantity, now == Holds::Surely);
        }
    }

    /// The staff and money of one activity alone.
    pub fn take_resources(&mut self, activity: &Activity) {
        for quantity in &activity.resources {
            self.add_amount(quantity, true);
        }
    }

    fn add_amount(&mut self, quantity: &Quantity, is_sure: bool) {
        let Some(least) = quantity.best.or(quantity.low).or(quantity.high.map(|_| 0)) else { return };
        let (least, most) = (if is_sure { least } else { 0 }, quantity.best.or(quantity.high));
        let unit = quantity.unit.trim();
        match self.resources.iter_mut().find(|amount| amount.unit == unit) {
            Some(amount) => {
                amount.least = amount.least.saturating_add(least);
                amount.most = amount.most.zip(most).map(|(one, other)| one.saturating_add(other));
            }
            None => self.resources.push(Amount { unit: unit.to_owned(), least, most }),
        }
    }

    /// How many surely go on.
    pub const fn surely(&self) -> usize {
        self.technical + self.political + self.other
    }

    /// "3 activities (2 technical, 1 political), 1 possibly".
    pub fn words(&self) -> String {
        let natures =
            [(self.technical, "technical"), (self.political, "political"), (self.other, "of no stated nature")];
        let natures: Vec<String> =
            natures.iter().filter(|(count, _)| *count > 0).map(|(count, nature)| format!("{count} {nature}")).collect();
        let surely = match self.surely() {
            0 => None,
            1 => Some(format!("1 activity ({})", natures.join(", "))),
            many => Some(format!("{many} activities ({})", natures.join(", "))),
        };
        let possibly = (self.possibly > 0).then(|| match (self.possibly, surely.is_some()) {
            (count, true) => format!("{count} possibly"),
            (1, false) => "possibly 1 activity".to_owned(),
            (count, false) => format!("possibly {count} activities"),
        });
        let words: Vec<String> = surely.into_iter().chain(possibly).collect();
        if words.is_empty() { "No activity in the case: that is not a “no”".to_owned() } else { words.join(", ") }
    }

    /// "3 persons; 20000 to 50000 EUR"; empty where nothing is stated.
    pub fn resource_words(&self) -> String {
        let words = self.resources.iter().map(Amount::words).collect::<Vec<_>>().join("; ");
        if self.is_shared && !words.is_empty() { format!("{words} (for other themes, too)") } else { words }
    }
}

impl Amount {
    /// "3 persons", "at least 3 persons", "2 to 5 persons".
    pub fn words(&self) -> String {
        let Self { unit, least, most } = self;
        let words = match most {
            Some(most) if most == least => format!("{least} {unit}"),
            Some(most) => format!("{least} to {most} {unit}"),
            None => format!("at least {least} {unit}"),
        };
        words.trim_end().to_owned()
    }

    /// The same as short as a cell wants it: "3", "2–5", "3+", "20k".
    pub fn short(&self) -> String {
        match self.most {
            Some(most) if most == self.least => shortened(most),
            Some(most) => format!("{}–{}", shortened(self.least), shortened(most)),
            None => format!("{}+", shortened(self.least)),
        }
    }

    /// Whether it is of people, and not of money or things.
    pub fn is_staff(&self) -> bool {
        ["person", "people", "staff", "officer", "post"].iter().any(|word| self.unit.to_lowercase().starts_with(word))
    }
}

/// A number of thousands or millions, rounded down to one that is easily read: "20k", "1.5m".
fn shortened(number: u64) -> String {
    let of = |unit: u64, letter: char| match (number / unit, number % unit / (unit / 10)) {
        (whole, tenths) if whole < 10 && tenths > 0 => format!("{whole}.{tenths}{letter}"),
        (whole, _) => format!("{whole}{letter}"),
    };
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => of(1_000, 'k'),
        _ => of(1_000_000, 'm'),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{ActivityKind, Change, Common, Extra, Key, When};
    use crate::query::as_of::AsOf;
    use crate::query::dates::Dates;
    use crate::query::evidence::Threshold;
    use crate::query::testing as t;

    fn activity(n: u64, kind: ActivityKind, date: &str, staff: &[Option<u64>; 3]) -> Change {
        let [low, best, high] = *staff;
        let resources = Quantity {
            key: Key::from_bits(1),
            commodity: "staff".to_owned(),
            low,
            best,
            high,
            unit: "persons".to_owned(),
            extra: Extra::default(),
        };
        let activity = Activity {
            title: String::new(),
            mission: MissionId::from_bits(1),
            kind,
            themes: vec![ThemeId::from_bits(1)],
            partners: Vec::new(),
            when: When { stated: Some(t::date(date)), extent: crate::case::Extent::Throughout, ..When::default() },
            resources: vec![resources],
            common: Common::default(),
            extra: Extra::default(),
        };
        Change::Activity(ActivityId::from_bits(n), Some(Arc::new(activity)))
    }

    #[test]
    fn what_goes_on_is_counted_by_nature_and_staff_is_added_up_as_of_the_date() {
        let case = t::case(&[
            t::theme(1, "DT"),
            t::mission(1, "UN", ""),
            activity(1, ActivityKind::Training, "2008/2010", &[None, Some(3), None]),
            activity(2, ActivityKind::GoodOffices, "2009/2011", &[Some(2), None, Some(5)]),
            activity(3, ActivityKind::Policing, "2012", &[None, Some(9), None]),
        ]);
        let dates = Dates::of(&case);
        let check = |date: Option<&str>, expected: &str, staff: &str| {
            let as_of = date.and_then(|date| AsOf::of(&t::date(date)));
            let ground = Ground {
                case: &case,
                dates: &dates,
                as_of,
                threshold: &Threshold::default(),
                hits: None,
                counted: None,
            };
            let done = Work::of(&ground).cell(MissionId::from_bits(1), ThemeId::from_bits(1)).cloned();
            let done = done.unwrap_or_default();
            assert_eq!((done.words().as_str(), done.resource_words().as_str()), (expected, staff), "{date:?}");
        };
        check(None, "3 activities (2 technical, 1 political)", "14 to 17 persons");
        check(Some("2008"), "1 activity (1 technical)", "3 persons");
        check(Some("2009-06"), "1 activity (1 technical), 1 possibly", "3 to 8 persons");
        check(Some("2015"), "No activity in the case: that is not a “no”", "");
    }

    #[test]
    fn amounts_are_short_in_a_cell_and_whole_in_words() {
        let check = |(least, most): (u64, Option<u64>), words: &str, short: &str| {
            let amount = Amount { unit: "EUR".to_owned(), least, most };
            assert_eq!((amount.words().as_str(), amount.short().as_str()), (words, short));
        };
        check((3, Some(3)), "3 EUR", "3");
        check((0, Some(3)), "0 to 3 EUR", "0–3");
        check((3, None), "at least 3 EUR", "3+");
        check((1_550_000, Some(1_550_000)), "1550000 EUR", "1.5m");
        check((20_000, Some(45_999)), "20000 to 45999 EUR", "20k–45k");
        check((9_999, Some(9_999)), "9999 EUR", "9999");
    }
}
