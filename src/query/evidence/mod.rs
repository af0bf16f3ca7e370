//! What happened behind each cell of the mandate matrix: incidents, situations and requests on a theme that name the
//! mission, or happened within its area.
//!
//! | an incident | counts |
//! |---|---|
//! | names the mission, or the mission took part | whatever the mission's dates are: its source ties them |
//! | in a place of the mission's area, or within one | where its dates lie in the mission's life |
//! | in a place that holds a place of the area | possibly: West Africa is not all in Guinea-Bissau |
//! | that may lie outside the mission's life, or after the as-of date | possibly |
//! | surely outside of the mission's life, or retracted | not, and is kept apart |
//! | surely after the as-of date | not at all |
//!
//! A part that was taken back is no part. An end of a mission's life that nobody recorded excludes nothing. A theme is
//! *stated* by the source or *inferred* by the officer: the two are counted apart, in a cell and in every total. What is
//! less than reported counts, and its standing is told with the count. No incident in the case is no "no". Kinds that
//! are hidden from the eye count as well: what is looked at alters no finding. A query that is asked is another thing: then
//! only what it finds counts, and whoever shows the counts says so. A mission or theme that the case does not have has no
//! cell.

mod areas;
mod tally;

pub use tally::{Tally, Uncertain};

use std::collections::BTreeMap;

pub(super) use areas::upwards;

use areas::Areas;

use super::as_of::{AsOf, Holds, has_begun};
use super::ask::Hits;
use super::dates::Dates;
use crate::case::{
    Basis, Bounds, Case, Incident, IncidentId, MissionId, Moment, Party, PlaceId, RecordKind, Standing, ThemeId,
};

pub use crate::case::Layer;

/// What lies behind every cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    cells: BTreeMap<(MissionId, ThemeId), Found>,
    missions: BTreeMap<MissionId, Tally>,
    themes: BTreeMap<ThemeId, Tally>,
    /// Incidents that count in any cell, each once, as in the cell where it counts most.
    pub total: Tally,
}

/// What lies behind one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many.
    pub tally: Tally,
    /// Each of them: by weight, then by earliest start and id.
    pub behind: Vec<Behind>,
}

/// One incident behind a cell, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The incident.
    pub incident: IncidentId,
    /// Whether the source states the theme.
    pub basis: Basis,
    /// How firmly it stands, and where only the mission's part in it ties it to the cell, that part with it.
    pub standing: Standing,
    /// Whether it names the mission.
    pub is_named: bool,
    /// How firmly it stands that the mission took part in it, if it did; never [`Standing::Retracted`].
    pub part: Option<Standing>,
    /// How its place and the mission's area lie to each other, where they do.
    pub reach: Option<Reach>,
    /// Whether it had begun by the as-of date; never [`Holds::No`].
    pub begun: Holds,
    /// Whether it lies in the mission's life.
    pub in_life: Holds,
    /// How it counts.
    pub weight: Weight,
}

/// How an incident's place and a place of the mission's area lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The incident's place is that place of the area, or lies in it.
    Within(PlaceId),
    /// The incident's place is larger, and that place of the area lies in it.
    Larger(PlaceId),
}

/// How an incident counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It does.
    Counted,
    /// It may.
    Possibly,
    /// Not: it was before the mission or after it.
    OutsideLife,
    /// Not: who said it took it back.
    Retracted,
}

impl Evidence {
    /// What lies behind a cell.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Option<&Found> {
        self.cells.get(&(mission, theme))
    }

    /// How many incidents count behind a cell.
    pub fn tally(&self, mission: MissionId, theme: ThemeId) -> Tally {
        self.cell(mission, theme).map(|found| found.tally).unwrap_or_default()
    }

    /// Incidents that count in any cell of a mission, each once: one whose source states any of its themes as stated.
    pub fn of_mission(&self, mission: MissionId) -> Tally {
        self.missions.get(&mission).copied().unwrap_or_default()
    }

    /// Incidents that count in any cell of a theme, each once, as in the cell where it counts most.
    pub fn of_theme(&self, theme: ThemeId) -> Tally {
        self.themes.get(&theme).copied().unwrap_or_default()
    }

    /// The most that one cell counts on one ground.
    pub fn most(&self) -> usize {
        self.cells.values().map(|found| found.tally.stated.max(found.tally.inferred)).max().unwrap_or_default()
    }
}

impl Behind {
    const fn is_tied(&self) -> bool {
        self.is_named || self.part.is_some()
    }

    /// Why it lies behind the cell: "names the mission; within its area: Bissau in Guinea-Bissau".
    pub fn why(&self, case: &Case) -> String {
        let place = case.incidents.get(&self.incident).and_then(|incident| incident.place);
        let name = |place: PlaceId| case.title_of(place.into());
        let mut words: Vec<String> = Vec::new();
        words.extend(self.is_named.then(|| "names the mission".to_owned()));
        words.extend(self.part.map(|part| {
            let standing = if part.is_uncertain() { format!(" ({})", part.label()) } else { String::new() };
            format!("the mission took part{standing}")
        }));
        match (self.reach, place) {
            (Some(Reach::Within(area)), Some(place)) if place != area => {
                words.push(format!("within its area: {} in {}", name(place), name(area)));
            }
            (Some(Reach::Within(area)), _) => words.push(format!("within its area: {}", name(area))),
            (Some(Reach::Larger(area)), Some(place)) => {
                words.push(format!("in a larger place than its area: {}, with {} in it", name(place), name(area)));
            }
            (Some(Reach::Larger(_)) | None, _) => {}
        }
        if self.weight == Weight::OutsideLife {
            words.push("before the mission or after it".to_owned());
        } else if self.in_life == Holds::Possibly && !self.is_tied() {
            words.push("perhaps before the mission or after it".to_owned());
        }
        words.extend((self.begun == Holds::Possibly).then(|| "perhaps after the as-of date".to_owned()));
        words.extend((self.weight == Weight::Retracted).then(|| "retracted".to_owned()));
        words.join("; ")
    }
}

/// What happened behind every cell, as of a date or over all time. Takes time in proportion to the incidents, the depth
/// of their places and what is found.
pub fn evidence(case: &Case, dates: &Dates, as_of: Option<AsOf>) -> Evidence {
    evidence_among(case, dates, as_of, None)
}

/// The same of those incidents alone that a query finds, where one is asked.
pub fn evidence_among(case: &Case, dates: &Dates, as_of: Option<AsOf>, hits: Option<&Hits>) -> Evidence {
    let mut found = hits.map(|hits| hits.walk(RecordKind::Incident));
    let areas = Areas::of(case);
    let lives = case.missions.keys().map(|&mission| (mission, dates.bounds(mission))).collect();
    let mut draft = Draft { case, lives, cells: BTreeMap::new(), found: Evidence::default() };
    let mut ties: BTreeMap<PlaceId, BTreeMap<MissionId, Reach>> = BTreeMap::new();
    for (&id, incident) in case.incidents.iter().filter(|(_, incident)| !incident.themes.is_empty()) {
        if found.as_mut().is_some_and(|walk| !walk.has(id)) {
            continue;
        }
        let bounds = dates.bounds(id);
        let begun = has_begun(as_of, bounds);
        if begun != Holds::No {
            let none = BTreeMap::new();
            let by_place =
                incident.place.map_or(&none, |place| ties.entry(place).or_insert_with(|| areas.ties(case, place)));
            draft.add((id, incident), by_place, (bounds, begun));
        }
    }
    draft.finish()
}

/// How much an incident counts: the least counts most.
type Rank = (Weight, Basis, Standing);

impl Behind {
    const fn rank(&self) -> Rank {
        (self.weight, self.basis, self.standing)
    }
}

/// Evidence in the making.
struct Draft<'a> {
    case: &'a Case,
    lives: BTreeMap<MissionId, Bounds>,
    /// What lies behind each cell, with its earliest start.
    cells: BTreeMap<(MissionId, ThemeId), Vec<(Moment, Behind)>>,
    found: Evidence,
}

impl Draft<'_> {
    /// Adds an incident to every cell behind which it lies, and counts it once for each mission, for each theme and in all.
    fn add(
        &mut self,
        (id, incident): (IncidentId, &Incident),
        by_place: &BTreeMap<MissionId, Reach>,
        (bounds, begun): (Bounds, Holds),
    ) {
        let themes = themes(self.case, incident);
        let (mut of_all, mut of_themes) = (None, vec![None; themes.len()]);
        for (mission, tie) in missions(self.case, incident, by_place) {
            let in_life = meets(bounds, self.lives.get(&mission).copied().unwrap_or(Bounds::UNKNOWN));
            let (weight, standing) = counts(incident, tie, (begun, in_life));
            let Tie { is_named, part, reach } = tie;
            let mut of_mission = None;
            for ((&theme, &basis), of_theme) in themes.iter().zip(&mut of_themes) {
                let behind = Behind { incident: id, basis, standing, is_named, part, reach, begun, in_life, weight };
                let rank = behind.rank();
                for most in [&mut of_all, &mut of_mission, of_theme] {
                    keep_most(most, rank);
                }
                self.cells.entry((mission, theme)).or_default().push((bounds.earliest_start, behind));
            }
            if let Some(rank) = of_mission {
                self.found.missions.entry(mission).or_default().add(rank);
            }
        }
        for (&theme, rank) in themes.keys().zip(of_themes) {
            if let Some(rank) = rank {
                self.found.themes.entry(theme).or_default().add(rank);
            }
        }
        if let Some(rank) = of_all {
            self.found.total.add(rank);
        }
    }

    fn finish(self) -> Evidence {
        let mut found = self.found;
        for (cell, mut behind) in self.cells {
            behind.sort_unstable_by_key(|(start, one)| (one.weight, *start, one.incident));
            let mut tally = Tally::default();
            for (_, one) in &behind {
                tally.add(one.rank());
            }
            let behind = behind.into_iter().map(|(_, one)| one).collect();
            drop(found.cells.insert(cell, Found { tally, behind }));
        }
        found
    }
}

fn keep_most(most: &mut Option<Rank>, rank: Rank) {
    *most = Some(most.map_or(rank, |known| rank.min(known)));
}

/// The themes of an incident, each once: what is stated is not inferred as well.
fn themes(case: &Case, incident: &Incident) -> BTreeMap<ThemeId, Basis> {
    let mut themes = BTreeMap::new();
    for tag in incident.themes.iter().filter(|tag| case.themes.contains_key(&tag.theme)) {
        let basis = themes.entry(tag.theme).or_insert(tag.basis);
        *basis = tag.basis.min(*basis);
    }
    themes
}

/// How an incident and a mission hang together.
#[derive(Clone, Copy, Default)]
struct Tie {
    is_named: bool,
    part: Option<Standing>,
    reach: Option<Reach>,
}

/// The missions that an incident has to do with, each once. A part that was taken back is none, and of several the
/// firmest tells.
fn missions(
    case: &Case,
    incident: &Incident,
    by_place: &BTreeMap<MissionId, Reach>,
) -> impl Iterator<Item = (MissionId, Tie)> {
    let mut ties: BTreeMap<MissionId, Tie> = BTreeMap::new();
    for &mission in &incident.missions {
        ties.entry(mission).or_default().is_named = true;
    }
    for participant in incident.participants.iter().filter(|one| one.standing != Standing::Retracted) {
        if let Party::Mission(mission) = participant.party {
            let part = &mut ties.entry(mission).or_default().part;
            *part = Some(part.map_or(participant.standing, |known| known.min(participant.standing)));
        }
    }
    for (&mission, &reach) in by_place {
        ties.entry(mission).or_default().reach = Some(reach);
    }
    ties.into_iter().filter(|(mission, _)| case.missions.contains_key(mission))
}

/// How an incident counts for a mission, and how firmly it stands that it does.
fn counts(incident: &Incident, tie: Tie, (begun, in_life): (Holds, Holds)) -> (Weight, Standing) {
    let standing = incident.standing;
    let of = |is_tied: bool| weight(standing, is_tied, (tie.reach, begun, in_life));
    let weight = of(tie.is_named || tie.part.is_some());
    match tie.part {
        Some(part) if !tie.is_named && (tie.reach.is_none() || of(false) != weight) => (weight, standing.max(part)),
        _ => (weight, standing),
    }
}

fn weight(standing: Standing, is_tied: bool, (reach, begun, in_life): (Option<Reach>, Holds, Holds)) -> Weight {
    if standing == Standing::Retracted {
        return Weight::Retracted;
    }
    let is_larger = matches!(reach, Some(Reach::Larger(_)));
    match (is_tied, in_life) {
        (true, _) if begun == Holds::Surely => Weight::Counted,
        (false, Holds::No) => Weight::OutsideLife,
        (false, Holds::Surely) if begun == Holds::Surely && !is_larger => Weight::Counted,
        _ => Weight::Possibly,
    }
}

/// Whether an incident lies in a mission's life. An end of that life that nobody recorded excludes nothing.
fn meets(incident: Bounds, life: Bounds) -> Holds {
    let latest_start = if life.earliest_start.is_bounded() { life.latest_start } else { Moment::BEGINNING };
    let earliest_end = if life.latest_end.is_bounded() { life.earliest_end } else { Moment::END };
    if !incident.may_touch(life.earliest_start, life.latest_end) {
        Holds::No
    } else if incident.latest_start <= earliest_end && latest_start <= incident.earliest_end {
        Holds::Surely
    } else {
        Holds::Possibly
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Change, Mission, Participant, Place, ThemeTag};
    use crate::query::testing as t;

    fn place(n: u64, name: &str, parent: u64) -> Change {
        let parent = (parent > 0).then(|| PlaceId::from_bits(parent));
        let place = Place { name: name.to_owned(), parent, ..Place::default() };
        Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
    }

    fn mission(n: u64, area: &[u64], life: &str) -> Change {
        let area = area.iter().copied().map(PlaceId::from_bits).collect();
        let mission = Mission { name: format!("Mission {n}"), area, when: t::when(life), ..Mission::default() };
        Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
    }

    /// An incident on theme 1.
    fn incident(place: u64, date: &str) -> Incident {
        let theme = ThemeTag { theme: ThemeId::from_bits(1), basis: Basis::Stated };
        let place = (place > 0).then(|| PlaceId::from_bits(place));
        Incident { place, themes: vec![theme], ..t::incident(date) }
    }

    /// Bissau in Guinea-Bissau in West Africa, Senegal in West Africa as well; mission 1 is in Guinea-Bissau.
    fn ground(life: &str) -> Vec<Change> {
        vec![
            place(1, "West Africa", 0),
            place(2, "Guinea-Bissau", 1),
            place(3, "Bissau", 2),
            place(4, "Senegal", 1),
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            mission(1, &[2], life),
        ]
    }

    fn asked(case: &Case, as_of: &str) -> Evidence {
        let as_of = if as_of.is_empty() { None } else { AsOf::of(&t::date(as_of)) };
        evidence(case, &Dates::of(case), as_of)
    }

    fn behind(case: &Case, as_of: &str) -> Vec<(Weight, String)> {
        let evidence = asked(case, as_of);
        let cell = evidence.cell(MissionId::from_bits(1), ThemeId::from_bits(1));
        let told = |one: &Behind| (one.weight, one.why(case));
        cell.map(|found| found.behind.iter().map(told).collect()).unwrap_or_default()
    }

    /// One incident in a place; how it counts for the mission in Guinea-Bissau, and why.
    fn check_place(place: u64, expected: Option<(Weight, &str)>) {
        let mut changes = ground("");
        changes.push(t::put_incident(1, incident(place, "2009")));
        let told = behind(&t::case(&changes), "");
        let expected: Vec<_> = expected.into_iter().map(|(weight, why)| (weight, why.to_owned())).collect();
        assert_eq!(told, expected, "place {place}");
    }

    #[test]
    fn a_place_within_the_area_counts_and_a_larger_one_possibly() {
        check_place(3, Some((Weight::Counted, "within its area: Bissau in Guinea-Bissau")));
        check_place(2, Some((Weight::Counted, "within its area: Guinea-Bissau")));
        check_place(
            1,
            Some((Weight::Possibly, "in a larger place than its area: West Africa, with Guinea-Bissau in it")),
        );
        check_place(4, None);
        check_place(0, None);
    }

    #[test]
    fn places_that_lie_in_one_another_end() {
        let case = t::case(&[
            place(1, "One", 2),
            place(2, "Two", 1),
            t::theme(1, "DT"),
            mission(1, &[1], ""),
            t::put_incident(1, incident(2, "2009")),
        ]);
        assert_eq!(behind(&case, ""), [(Weight::Counted, "within its area: Two in One".to_owned())]);
    }

    #[test]
    fn the_nearest_area_is_named_and_a_mission_counts_an_incident_once() {
        let mut changes = ground("");
        changes.push(mission(1, &[1, 2], ""));
        let mut both = incident(3, "2009");
        both.missions = vec![MissionId::from_bits(1)];
        both.participants = vec![t::participant(1, Party::Mission(MissionId::from_bits(1)))];
        changes.push(t::put_incident(1, both));
        let case = t::case(&changes);
        let why = "names the mission; the mission took part; within its area: Bissau in Guinea-Bissau";
        assert_eq!(behind(&case, ""), [(Weight::Counted, why.to_owned())]);
    }

    /// One incident in Bissau at a time, and one that names the mission: how the two count.
    fn check_life(life: &str, date: &str, as_of: &str, expected: [Option<Weight>; 2]) {
        let told = |incident: Incident| {
            let mut changes = ground(life);
            changes.push(t::put_incident(1, incident));
            behind(&t::case(&changes), as_of).first().map(|(weight, _)| *weight)
        };
        let mut named = incident(0, date);
        named.missions = vec![MissionId::from_bits(1)];
        assert_eq!([told(incident(3, date)), told(named)], expected, "life {life:?}, {date:?}, as of {as_of:?}");
    }

    #[test]
    fn dates_are_held_against_the_life_of_the_mission_and_the_as_of_date() {
        let (yes, perhaps, out) = (Some(Weight::Counted), Some(Weight::Possibly), Some(Weight::OutsideLife));
        check_life("", "", "", [yes, yes]);
        check_life("2008/2010", "2009-03-02", "", [yes, yes]);
        check_life("2008/2010", "2007", "", [out, yes]);
        check_life("2008/2010", "", "", [perhaps, yes]);
        check_life("2009-06-15/..", "2009", "", [perhaps, yes]);
        check_life("2009-06-15/..", "2019", "", [yes, yes]);
        check_life("../2010-03-01", "1999", "", [yes, yes]);
        check_life("../2010-03-01", "2010-03-02", "", [out, yes]);
        check_life("2008/2010", "2009-03-02", "2009-03-01", [None, None]);
        check_life("2008/2010", "2009-03-02", "2012", [yes, yes]);
        check_life("2008/2010", "2009-03", "2009-03-10", [perhaps, perhaps]);
    }

    #[test]
    fn stated_and_inferred_are_never_added_up_and_retracted_is_not_counted() {
        let basis = |bases: &[Basis], standing| {
            let theme = ThemeId::from_bits(1);
            let themes = bases.iter().map(|&basis| ThemeTag { theme, basis }).collect();
            Incident { themes, standing, ..incident(3, "2009") }
        };
        let mut changes = ground("");
        let incidents = [
            basis(&[Basis::Stated], Standing::Reported),
            basis(&[Basis::Inferred, Basis::Stated], Standing::Alleged),
            basis(&[Basis::Inferred], Standing::Reported),
            basis(&[Basis::Stated], Standing::Retracted),
            incident(1, "2009"),
        ];
        changes.extend((1..).zip(incidents).map(|(n, incident)| t::put_incident(n, incident)));
        let found = asked(&t::case(&changes), "");
        let (mission, theme) = (MissionId::from_bits(1), ThemeId::from_bits(1));
        let uncertain = Uncertain { alleged: 1, ..Uncertain::default() };
        let expected = Tally { stated: 2, inferred: 1, possibly: 1, uncertain };
        assert_eq!(found.tally(mission, theme), expected);
        assert_eq!(found.cell(mission, theme).unwrap().behind.len(), 5, "the rest is kept apart");
        assert_eq!([found.of_mission(mission), found.of_theme(theme), found.total], [expected; 3]);
        assert_eq!(found.most(), 2, "the grounds are not added up");
        assert_eq!(found.tally(mission, ThemeId::from_bits(2)), Tally::default());
    }

    #[test]
    fn a_total_counts_an_incident_once_where_it_counts_most() {
        let tag = |n, basis| ThemeTag { theme: ThemeId::from_bits(n), basis };
        let (one, two) = (ThemeId::from_bits(1), ThemeId::from_bits(2));
        let mut changes = ground("2008/2010");
        changes.push(mission(2, &[1], ""));
        let first = Incident { themes: vec![tag(1, Basis::Inferred), tag(2, Basis::Stated)], ..incident(3, "2009") };
        let second = Incident { themes: vec![tag(1, Basis::Inferred)], ..incident(1, "2009") };
        changes.extend([t::put_incident(1, first), t::put_incident(2, second)]);
        let found = asked(&t::case(&changes), "");
        let told = [
            found.of_mission(MissionId::from_bits(1)),
            found.of_mission(MissionId::from_bits(2)),
            found.of_theme(one),
            found.of_theme(two),
            found.total,
        ];
        let expected = ["1, 1 possibly", "1 + 1 inferred", "2 inferred", "1", "1 + 1 inferred"];
        assert_eq!(told.map(Tally::words), expected);
    }

    /// One incident that is tied to mission 1 in these ways: how it counts on theme 1, and why.
    fn check_tie(is_named: bool, parts: &[Standing], place: u64, expected: (&str, &str)) {
        let mission = MissionId::from_bits(1);
        let part = |(key, &standing)| Participant { standing, ..t::participant(key, Party::Mission(mission)) };
        let one = Incident {
            missions: if is_named { vec![mission] } else { Vec::new() },
            participants: (1..).zip(parts).map(part).collect(),
            ..incident(place, "2009")
        };
        let mut changes = ground("");
        changes.push(t::put_incident(1, one));
        let case = t::case(&changes);
        let words = asked(&case, "").tally(mission, ThemeId::from_bits(1)).words();
        let why = behind(&case, "").into_iter().map(|(_, why)| why).collect::<Vec<_>>().join("\n");
        assert_eq!((words.as_str(), why.as_str()), expected, "{is_named} {parts:?} {place}");
    }

    #[test]
    fn naming_and_taking_part_are_told_apart_and_a_part_taken_back_is_none() {
        use Standing::{Alleged, Reported, Retracted};
        let (none, less) = ("No incident in the case: that is not a “no”", "1, 1 of them less than reported (alleged)");
        let took_part = "the mission took part";
        check_tie(true, &[], 0, ("1", "names the mission"));
        check_tie(false, &[Reported], 0, ("1", took_part));
        check_tie(false, &[Retracted], 0, (none, ""));
        check_tie(true, &[Retracted], 0, ("1", "names the mission"));
        check_tie(false, &[Retracted], 3, ("1", "within its area: Bissau in Guinea-Bissau"));
        check_tie(false, &[Alleged], 0, (less, "the mission took part (alleged)"));
        check_tie(false, &[Alleged, Reported], 0, ("1", took_part));
        check_tie(true, &[Alleged], 0, ("1", "names the mission; the mission took part (alleged)"));
        // In its area it counts anyway; in a larger place the part makes it count.
        let area = "the mission took part (alleged); within its area: Bissau in Guinea-Bissau";
        check_tie(false, &[Alleged], 3, ("1", area));
        let larger =
            "the mission took part (alleged); in a larger place than its area: West Africa, with Guinea-Bissau in it";
        check_tie(false, &[Alleged], 1, (less, larger));
    }

    #[test]
    fn missions_and_themes_that_the_case_does_not_have_do_not_count() {
        let mut changes = ground("");
        let tag = |n| ThemeTag { theme: ThemeId::from_bits(n), basis: Basis::Stated };
        let gone = MissionId::from_bits(9);
        let parts = vec![t::participant(1, Party::Mission(MissionId::from_bits(8)))];
        let dangling =
            Incident { themes: vec![tag(1)], missions: vec![gone], participants: parts, ..incident(0, "2009") };
        changes.extend([
            t::put_incident(1, dangling),
            t::put_incident(2, Incident { themes: vec![tag(9)], ..incident(3, "2009") }),
        ]);
        assert_eq!(asked(&t::case(&changes), ""), Evidence::default());
        changes.push(t::put_incident(3, Incident { themes: vec![tag(1), tag(9)], ..incident(3, "2009") }));
        let found = asked(&t::case(&changes), "");
        assert_eq!(found.total, found.of_theme(ThemeId::from_bits(1)));
        assert_eq!(found.of_theme(ThemeId::from_bits(9)), Tally::default());
    }

    #[test]
    fn an_incident_on_two_themes_is_counted_once_for_its_mission() {
        let mut changes = ground("");
        let themes = [1, 2].map(|n| ThemeTag { theme: ThemeId::from_bits(n), basis: Basis::Stated }).to_vec();
        changes.push(t::put_incident(1, Incident { themes, ..incident(3, "2009") }));
        let found = asked(&t::case(&changes), "");
        let one = Tally { stated: 1, ..Tally::default() };
        assert_eq!([found.of_mission(MissionId::from_bits(1)), found.total], [one; 2]);
        assert_eq!([1, 2].map(|n| found.of_theme(ThemeId::from_bits(n))), [one; 2]);
    }
}
