//! Attention: what the case holds of each country, and who is there for it.
//!
//! **Countries** are the places of that kind, whether something is known of them or not; a place that lies in none stands
//! for itself where something happened there.
//!
//! | of a country is counted | which |
//! |---|---|
//! | incidents | those that [`evidence`](super::evidence) finds there, each once: as on the theme where it counts most |
//! | incidents without a theme | apart: no mandate can cover them |
//! | sources | those that the counted incidents cite, each once |
//! | missions | those whose area has it, or lies in it, unless they surely were not there on the as-of date |
//! | mandates | cells of these missions that a mandate surely covers |
//! | activities | those of these missions, unless they surely did not go on on the as-of date |
//!
//! **An incident is covered** where a mandate on one of its themes is: surely by a mission whose area has the whole country,
//! and there on the as-of date; possibly by one that has a part of it, that may have been there, or whose mandate may not
//! cover it (as [`gaps`](super::gaps) tells). What is covered possibly is counted apart, and is no "covered".
//!
//! The countries with most that nobody covers come first, then those with most that somebody only possibly covers, then those
//! with most incidents. A country of which the case holds nothing comes last: *that is not safety*.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::as_of::{Holds, has_begun, holds};
use super::evidence::{Areas, Behind, Evidence, Found, Ground, Reach, Tally, Weight, country_of};
use super::gaps::Gaps;
use crate::case::{Case, IncidentId, MissionId, PlaceId, PlaceKind, RecordKind, SourceId, Standing, ThemeId};

/// What the case holds of one country, and who is there for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// The country, or a place that lies in none.
    pub place: PlaceId,
    /// Its incidents, each once.
    pub tally: Tally,
    /// Those of them that no mandate covers, not even possibly.
    pub uncovered: usize,
    /// Those of them that a mandate only possibly covers.
    pub perhaps: usize,
    /// Incidents there that have no theme.
    pub unthemed: usize,
    /// The sources that its incidents cite, each once.
    pub sources: usize,
    /// The missions whose area has it or lies in it.
    pub missions: usize,
    /// Cells of these missions that a mandate surely covers.
    pub mandates: usize,
    /// What these missions do.
    pub activities: usize,
}

impl Country {
    /// Whether the case holds nothing that happened there.
    pub const fn is_empty(&self) -> bool {
        self.tally.is_empty() && self.unthemed == 0
    }

    /// How many incidents with a theme count, surely or possibly.
    pub const fn incidents(&self) -> usize {
        self.tally.stated + self.tally.inferred + self.tally.possibly
    }

    /// What it says, in a sentence: "3 incidents, 2 of them covered by nobody; 1 source; 1 mission, 4 mandates, no activity".
    pub fn words(&self) -> String {
        let incidents = if self.is_empty() {
            "nothing in the case: that is not safety".to_owned()
        } else {
            let uncovered = match (self.uncovered, self.perhaps) {
                (0, 0) => String::new(),
                (uncovered, 0) => format!(", {uncovered} not covered"),
                (0, perhaps) => format!(", {perhaps} only possibly covered"),
                (uncovered, perhaps) => format!(", {uncovered} not covered and {perhaps} only possibly covered"),
            };
            let unthemed =
                if self.unthemed > 0 { format!(", {} without a theme", self.unthemed) } else { String::new() };
            let told = if self.tally.is_empty() { "no incident on a theme".to_owned() } else { self.told() };
            format!("{told}{uncovered}{unthemed}; {}", counted(self.sources, "source", "sources"))
        };
        let missions = counted(self.missions, "mission", "missions");
        let mandates = counted(self.mandates, "mandate", "mandates");
        format!("{incidents}; {missions}, {mandates}, {}", counted(self.activities, "activity", "activities"))
    }

    /// "3 incidents (2, 1 possibly)".
    fn told(&self) -> String {
        let (all, words) = (counted(self.incidents(), "incident", "incidents"), self.tally.words());
        if words == self.incidents().to_string() { all } else { format!("{all} ({words})") }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        several => format!("{several} {many}"),
    }
}

/// Who is there for a country.
#[derive(Default)]
struct There {
    missions: Vec<(MissionId, Holds)>,
    mandates: usize,
    activities: usize,
}

/// What the case holds of every country. Takes time in proportion to the incidents, and to the countries, themes and missions
/// that are there.
pub fn attention(ground: &Ground<'_>, evidence: &Evidence, gaps: &Gaps) -> Vec<Country> {
    let case = ground.case;
    let areas = Areas::of(case);
    let acts = acts(ground);
    let mut unthemed = unthemed(ground);
    let mut found: BTreeMap<PlaceId, Vec<(ThemeId, &Found)>> = BTreeMap::new();
    for (place, theme, behind) in evidence.countries() {
        found.entry(place).or_default().push((theme, behind));
    }
    let countries = case.places.iter().filter(|(_, place)| place.kind == PlaceKind::Country);
    for place in countries.map(|(&id, _)| id).chain(unthemed.keys().copied()) {
        let _known = found.entry(place).or_default();
    }
    let told = found.into_iter().map(|(place, behind)| {
        let there = There::of((place, &areas), ground, gaps, &acts);
        let incidents = incidents(&behind, |theme| there.covers(gaps, theme));
        let counting = || incidents.iter().filter(|(one, _)| one.weight <= Weight::Possibly);
        let so = |covered: Holds| counting().filter(|(_, cover)| *cover == covered).count();
        Country {
            place,
            tally: Tally::of(&incidents.iter().map(|(behind, _)| *behind).collect::<Vec<_>>()),
            uncovered: so(Holds::No),
            perhaps: so(Holds::Possibly),
            unthemed: unthemed.remove(&place).unwrap_or_default(),
            sources: sources(case, counting().map(|(one, _)| one.incident)),
            missions: there.missions.len(),
            mandates: there.mandates,
            activities: there.activities,
        }
    });
    let mut told: Vec<Country> = told.collect();
    told.sort_by_cached_key(|one| {
        let order = (Reverse(one.uncovered), Reverse(one.perhaps), Reverse(one.incidents()));
        (order, one.is_empty(), case.title_of(one.place.into()))
    });
    told
}

impl There {
    fn of(
        (place, areas): (PlaceId, &Areas<'_>),
        ground: &Ground<'_>,
        gaps: &Gaps,
        acts: &BTreeMap<MissionId, usize>,
    ) -> Self {
        let mut there = Self::default();
        for (mission, reach) in areas.ties(ground.case, place) {
            let existed = holds(ground.as_of, ground.dates.bounds(mission));
            let whole = if matches!(reach, Reach::Within(_)) { Holds::Surely } else { Holds::Possibly };
            if existed == Holds::No {
                continue;
            }
            let covers =
                |theme: &ThemeId| gaps.cell(mission, *theme).is_some_and(|cell| cell.cover.holds == Holds::Surely);
            there.missions.push((mission, existed.max(whole)));
            there.mandates += ground.case.themes.keys().filter(|theme| covers(theme)).count();
            there.activities += acts.get(&mission).copied().unwrap_or_default();
        }
        there
    }

    /// Whether a mandate of a mission that is there covers a theme.
    fn covers(&self, gaps: &Gaps, theme: ThemeId) -> Holds {
        let by_each = self.missions.iter().filter_map(|&(mission, there)| {
            let cover = gaps.cell(mission, theme)?.cover.holds;
            Some(if cover == Holds::No { Holds::No } else { cover.max(there) })
        });
        by_each.min().unwrap_or(Holds::No)
    }
}

/// What lies behind the themes of a country: each incident once, as it counts most, and whether one of its themes is covered.
fn incidents(behind: &[(ThemeId, &Found)], covers: impl Fn(ThemeId) -> Holds) -> Vec<(Behind, Holds)> {
    let mut all: Vec<(Behind, Holds)> = Vec::new();
    for &(theme, found) in behind {
        let covered = covers(theme);
        all.extend(found.behind.iter().map(|&one| (one, covered)));
    }
    all.sort_unstable_by_key(|(one, _)| (one.incident, one.weight, one.basis, one.standing));
    all.dedup_by(|next, first| {
        let is_same = next.0.incident == first.0.incident;
        if is_same {
            first.1 = first.1.min(next.1);
        }
        is_same
    });
    all
}

fn sources(case: &Case, incidents: impl Iterator<Item = IncidentId>) -> usize {
    let citations = incidents.filter_map(|id| case.incidents.get(&id)).flat_map(|incident| &incident.common.citations);
    let mut sources: Vec<SourceId> =
        citations.map(|citation| citation.source).filter(|source| case.sources.contains_key(source)).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len()
}

/// How many activities of each mission go on, or may.
fn acts(ground: &Ground<'_>) -> BTreeMap<MissionId, usize> {
    let mut acts = BTreeMap::new();
    for (&id, activity) in &ground.case.activities {
        if holds(ground.as_of, ground.dates.bounds(id)) != Holds::No {
            *acts.entry(activity.mission).or_default() += 1;
        }
    }
    acts
}

/// How many incidents without a theme there are in each country: those that are not retracted, had begun by the as-of date
/// or may have, meet the threshold or may, and are found where something is asked.
fn unthemed(ground: &Ground<'_>) -> BTreeMap<PlaceId, usize> {
    let Ground { case, dates, as_of, hits, .. } = *ground;
    let mut hits = hits.map(|hits| hits.walk(RecordKind::Incident));
    let mut counts = BTreeMap::new();
    for (&id, incident) in &case.incidents {
        let has_theme = incident.themes.iter().any(|tag| case.themes.contains_key(&tag.theme));
        let Some(place) = incident.place.filter(|place| !has_theme && case.places.contains_key(place)) else {
            continue;
        };
        let counts_at_all = incident.standing != Standing::Retracted
            && hits.as_mut().is_none_or(|walk| walk.has(id))
            && has_begun(as_of, dates.bounds(id)) != Holds::No
            && ground.met(id, incident, dates.bounds(id)) != Holds::No;
        if counts_at_all {
            *counts.entry(country_of(case, place)).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActivityKind, Change, Level};
    use crate::query::as_of::AsOf;
    use crate::query::dates::Dates;
    use crate::query::evidence::{Threshold, evidence_of};
    use crate::query::gaps::gaps;
    use crate::query::matrix::matrix;
    use crate::query::testing as t;

    /// Two countries in a region, each with a town; a mission in the first has a mandate on the first of two themes.
    fn ground() -> Vec<Change> {
        vec![
            t::place(1, "Region", 0, PlaceKind::Region),
            t::place(2, "First", 1, PlaceKind::Country),
            t::place(3, "Town", 2, PlaceKind::City),
            t::place(4, "Second", 1, PlaceKind::Country),
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            t::mission_in(1, &[2]),
            t::survey(1, &[1], &[1, 2], ""),
            t::put_mandate(1, t::mandate(1, 1, Level::Mandated)),
        ]
    }

    fn told(changes: &[Change], as_of: &str) -> Vec<String> {
        let case = t::case(&[ground(), changes.to_vec()].concat());
        let dates = Dates::of(&case);
        let as_of = (!as_of.is_empty()).then(|| AsOf::of(&t::date(as_of)).unwrap());
        let threshold = Threshold::default();
        let ground = Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
        let evidence = evidence_of(&ground);
        let gaps = gaps(&ground, &matrix(&case, &dates, as_of), &evidence);
        let all = attention(&ground, &evidence, &gaps);
        all.iter().map(|one| format!("{}: {}", case.title_of(one.place.into()), one.words())).collect()
    }

    fn check(changes: &[Change], as_of: &str, expected: &[&str]) {
        assert_eq!(told(changes, as_of), expected);
    }

    const NOTHING: &str = "Second: nothing in the case: that is not safety; no mission, no mandate, no activity";

    #[test]
    fn a_country_without_anything_is_listed_as_empty() {
        let first = "First: nothing in the case: that is not safety; 1 mission, 1 mandate, no activity";
        check(&[], "", &[first, NOTHING]);
    }

    #[test]
    fn each_incident_counts_once_and_is_covered_by_one_of_its_themes() {
        let happened = [
            t::put_incident(1, t::incident_in("2009", 3, &[1, 2])),
            t::put_incident(2, t::incident_in("2009", 2, &[2])),
            t::put_incident(3, t::incident_in("2009", 3, &[])),
            t::activity(1, (1, &[1]), (ActivityKind::Training, "2009"), &[]),
        ];
        let first = "First: 2 incidents, 1 not covered, 1 without a theme; no source; 1 mission, 1 mandate, 1 activity";
        check(&happened, "", &[first, NOTHING]);
    }

    #[test]
    fn what_nobody_covers_comes_first() {
        let happened =
            [t::put_incident(1, t::incident_in("2009", 3, &[1])), t::put_incident(2, t::incident_in("2009", 4, &[1]))];
        let first = "First: 1 incident; no source; 1 mission, 1 mandate, no activity";
        let second = "Second: 1 incident, 1 not covered; no source; no mission, no mandate, no activity";
        check(&happened, "", &[second, first]);
        // A claim without a period may hold on that date, and may not.
        check(
            &happened,
            "2005",
            &["First: nothing in the case: that is not safety; 1 mission, no mandate, no activity", NOTHING],
        );
    }

    #[test]
    fn a_mission_in_a_part_of_the_country_covers_possibly() {
        let happened = [t::mission_in(1, &[3]), t::put_incident(1, t::incident_in("2009", 2, &[1]))];
        let first = "First: 1 incident, 1 only possibly covered; no source; 1 mission, 1 mandate, no activity";
        check(&happened, "", &[first, NOTHING]);
    }

    #[test]
    fn a_place_that_lies_in_no_country_stands_for_itself() {
        let happened = [t::put_incident(1, t::incident_in("2009", 1, &[1]))];
        let region = "Region: 1 incident, 1 only possibly covered; no source; 1 mission, 1 mandate, no activity";
        assert_eq!(told(&happened, "")[0], region);
    }
}
