//! What counts behind a cell, and how it is told.

use std::sync::Arc;

use super::*;
use crate::case::{Actor, Change, Incident, Mission, Participant, Party, Place, PlaceKind, ThemeTag};
use crate::query::ask::{Scan, find};
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
    check_place(1, Some((Weight::Possibly, "in a larger place than its area: West Africa, with Guinea-Bissau in it")));
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
    let dangling = Incident { themes: vec![tag(1)], missions: vec![gone], participants: parts, ..incident(0, "2009") };
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

/// Who took part in something in a place, or nowhere: how it counts for the mission in Guinea-Bissau, and why.
fn check_home(country: &str, place: u64, expected: Option<(Weight, &str)>) {
    let mut changes = ground("");
    let home = Place {
        name: "Guinea-Bissau".to_owned(),
        parent: Some(PlaceId::from_bits(1)),
        kind: PlaceKind::Country,
        country: "GW".to_owned(),
        ..Place::default()
    };
    changes.push(Change::Place(PlaceId::from_bits(2), Some(Arc::new(home))));
    let ana = Actor { name: "Ana".to_owned(), country: country.to_owned(), ..Actor::default() };
    changes.push(Change::Actor(ActorId::from_bits(1), Some(Arc::new(ana))));
    let participants = vec![t::participant(1, t::actor_party(1))];
    changes.push(t::put_incident(1, Incident { participants, ..incident(place, "2009") }));
    let expected: Vec<_> = expected.into_iter().map(|(weight, why)| (weight, why.to_owned())).collect();
    assert_eq!(behind(&t::case(&changes), ""), expected, "{country} {place}");
}

#[test]
fn a_party_at_home_in_the_area_makes_an_incident_elsewhere_count_possibly() {
    let home = "with a party at home in its area: Ana";
    check_home("GW", 0, Some((Weight::Possibly, home)));
    check_home("GW", 4, Some((Weight::Possibly, home)));
    check_home("GW", 3, Some((Weight::Counted, "within its area: Bissau in Guinea-Bissau")));
    check_home("SN", 4, None);
    check_home("", 4, None);
}

#[test]
fn what_is_below_the_threshold_is_kept_apart() {
    let mut changes = ground("");
    let alleged = Incident { standing: Standing::Alleged, ..incident(3, "2009") };
    changes.extend([t::put_incident(1, alleged), t::put_incident(2, incident(3, "2011"))]);
    let case = t::case(&changes);
    let check = |threshold: Threshold, expected: [Weight; 2]| {
        let dates = Dates::of(&case);
        let counted = threshold.asked().map(|query| find(&case, &dates, &query, &Scan(&case)));
        let counted = counted.as_ref();
        let ground = Ground { case: &case, dates: &dates, as_of: None, threshold: &threshold, hits: None, counted };
        let found = evidence_of(&ground);
        let cell = found.cell(MissionId::from_bits(1), ThemeId::from_bits(1)).unwrap();
        let mut weights: Vec<_> = cell.behind.iter().map(|one| (one.incident, one.weight)).collect();
        weights.sort_unstable();
        assert_eq!(weights.into_iter().map(|(_, weight)| weight).collect::<Vec<_>>(), expected, "{threshold:?}");
        assert_eq!(cell.tally.stated, expected.iter().filter(|weight| **weight == Weight::Counted).count());
    };
    check(Threshold::default(), [Weight::Counted; 2]);
    check(Threshold { standing: Some(Standing::Reported), ..Threshold::default() }, [Weight::Below, Weight::Counted]);
    let time = |text| Threshold { time: AsOf::of(&t::date(text)), ..Threshold::default() };
    check(time("2010/2012"), [Weight::Below, Weight::Counted]);
    check(time("2009-06"), [Weight::Possibly, Weight::Below]);
    let query = |text: &str| Threshold { query: text.to_owned(), ..Threshold::default() };
    check(query("status:alleged"), [Weight::Counted, Weight::Below]);
    check(query("after:2009-06"), [Weight::Possibly, Weight::Counted]);
    check(query("surely (after:2009-06)"), [Weight::Below, Weight::Counted]);
    check(query("status:"), [Weight::Counted; 2]);
}

#[test]
fn a_country_counts_what_lies_in_it_once_and_a_region_stands_for_itself() {
    let mut changes = ground("");
    let country = Place { name: "Senegal".to_owned(), kind: PlaceKind::Country, ..Place::default() };
    changes.push(Change::Place(PlaceId::from_bits(4), Some(Arc::new(country))));
    changes.push(place(5, "Dakar", 4));
    changes.extend([t::put_incident(1, incident(5, "2009")), t::put_incident(2, incident(1, "2009"))]);
    let found = asked(&t::case(&changes), "");
    let told: Vec<_> = found.countries().map(|(place, _, found)| (place, found.tally.stated)).collect();
    assert_eq!(told, [(PlaceId::from_bits(1), 1), (PlaceId::from_bits(4), 1)]);
}
