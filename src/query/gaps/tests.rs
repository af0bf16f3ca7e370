//! What mandates and evidence come to.

use std::sync::Arc;

use super::*;
use crate::case::{
    Activity, ActivityId, ActivityKind, Basis, Case, Change, Common, Extra, Incident, Level, Mandate, Mission, Place,
    PlaceId, PlaceKind, SourceId, Standing, ThemeTag, When,
};
use crate::query::as_of::AsOf;
use crate::query::dates::Dates;
use crate::query::evidence::{Threshold, evidence_of};
use crate::query::matrix::matrix;
use crate::query::testing as t;

fn place(n: u64, name: &str, parent: u64, kind: PlaceKind) -> Change {
    let parent = (parent > 0).then(|| PlaceId::from_bits(parent));
    let place = Place { name: name.to_owned(), parent, kind, ..Place::default() };
    Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
}

fn mission(n: u64, area: u64) -> Change {
    let mission = Mission { name: format!("Mission {n}"), area: vec![PlaceId::from_bits(area)], ..Mission::default() };
    Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
}

/// A region with two countries, each with a town; mission 1 is in the first country; themes 1 and 2.
fn ground() -> Vec<Change> {
    vec![
        place(1, "Region", 0, PlaceKind::Region),
        place(2, "First", 1, PlaceKind::Country),
        place(3, "Town", 2, PlaceKind::City),
        place(4, "Second", 1, PlaceKind::Country),
        t::theme(1, "DT"),
        t::theme(2, "CT"),
        mission(1, 2),
    ]
}

fn incident(place: u64, basis: Basis, standing: Standing) -> Incident {
    let theme = ThemeTag { theme: ThemeId::from_bits(1), basis };
    let place = (place > 0).then(|| PlaceId::from_bits(place));
    Incident { place, themes: vec![theme], standing, ..t::incident("2009") }
}

fn happened(place: u64) -> Change {
    t::put_incident(1, incident(place, Basis::Stated, Standing::Reported))
}

fn worked(case: &Case, as_of: &str) -> Gaps {
    let dates = Dates::of(case);
    let as_of = if as_of.is_empty() { None } else { AsOf::of(&t::date(as_of)) };
    let threshold = Threshold::default();
    let ground = Ground { case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
    gaps(&ground, &matrix(case, &dates, as_of), &evidence_of(&ground))
}

fn told(changes: &[Change], as_of: &str) -> String {
    let case = t::case(&[ground(), changes.to_vec()].concat());
    let found = worked(&case, as_of).cell(MissionId::from_bits(1), ThemeId::from_bits(1)).unwrap();
    let acting = match found.acting {
        Holds::Surely => ", acting",
        Holds::Possibly => ", perhaps acting",
        Holds::No => "",
    };
    format!("{} {:?}{acting}", found.label(), found.cover.why)
}

fn check(changes: &[Change], expected: &str) {
    assert_eq!(told(changes, ""), expected);
}

fn claim(level: Level) -> Change {
    t::put_mandate(1, t::mandate(1, 1, level))
}

fn survey() -> Change {
    t::survey(1, &[1], &[1, 2], "2011-07")
}

/// A mark of the survey in the other column: it tells what the survey asked for.
fn mark(level: Level) -> Change {
    t::put_mandate(9, Mandate { attested: Some(t::date("2011-07")), ..t::mandate(1, 2, level) })
}

#[test]
fn a_mandate_and_evidence_come_to_one_of_four() {
    check(&[claim(Level::Mandated), happened(3)], "mandated and evidenced Mandated");
    check(&[claim(Level::Mandated)], "mandated, no evidence Mandated");
    check(&[survey(), happened(3)], "evidenced, not mandated FoundBlank");
    check(&[survey()], "neither mandated nor evidenced FoundBlank");
    check(&[claim(Level::Excluded), happened(3)], "evidenced, not mandated Excluded");
}

#[test]
fn what_nobody_looked_at_is_no_certain_gap() {
    check(&[happened(3)], "possibly evidenced, not mandated NotExamined");
    check(&[], "possibly neither mandated nor evidenced NotExamined");
}

#[test]
fn evidence_that_is_less_than_certain_makes_a_possible_gap() {
    let one = |basis, standing| t::put_incident(1, incident(3, basis, standing));
    let possibly = "possibly evidenced, not mandated FoundBlank";
    check(&[survey(), one(Basis::Inferred, Standing::Reported)], possibly);
    check(&[survey(), one(Basis::Stated, Standing::Alleged)], possibly);
    check(&[survey(), happened(1)], possibly);
    check(&[survey(), one(Basis::Stated, Standing::Confirmed)], "evidenced, not mandated FoundBlank");
    check(&[survey(), one(Basis::Stated, Standing::Retracted)], "neither mandated nor evidenced FoundBlank");
    check(&[claim(Level::Mandated), happened(1)], "possibly mandated and evidenced Mandated");
}

#[test]
fn what_is_asked_or_encouraged_covers_possibly_and_a_decision_surely() {
    check(&[claim(Level::Requested), happened(3)], "possibly evidenced, not mandated Asked");
    check(&[claim(Level::Encouraged), happened(3)], "possibly evidenced, not mandated Encouraged");
    let decided = Mandate { decision: Some(SourceId::from_bits(1)), ..t::mandate(1, 1, Level::Requested) };
    check(&[t::put_mandate(1, decided), happened(3)], "mandated and evidenced Requested");
    check(&[claim(Level::Encouraged)], "possibly mandated, no evidence Encouraged");
}

#[test]
fn acts_cover_only_where_a_survey_asked_for_acts() {
    check(&[claim(Level::Active), happened(3)], "possibly evidenced, not mandated NotExamined, acting");
    let mandates = [survey(), mark(Level::Mandated), claim(Level::Active), happened(3)];
    check(&mandates, "evidenced, not mandated FoundBlank, acting");
    check(&[survey(), mark(Level::Active), claim(Level::Active), happened(3)], "mandated and evidenced Surveyed");
    check(&[survey(), mark(Level::Active), happened(3)], "evidenced, not mandated FoundIdle");
}

#[test]
fn a_record_of_an_activity_is_an_act() {
    let activity = Activity {
        title: "Training".to_owned(),
        mission: MissionId::from_bits(1),
        kind: ActivityKind::Training,
        themes: vec![ThemeId::from_bits(1)],
        partners: Vec::new(),
        when: When::default(),
        resources: Vec::new(),
        common: Common::default(),
        extra: Extra::default(),
    };
    let act = Change::Activity(ActivityId::from_bits(1), Some(Arc::new(activity)));
    check(&[survey(), act.clone(), happened(3)], "evidenced, not mandated FoundBlank, acting");
    check(&[claim(Level::Mandated), act], "mandated, no evidence Mandated");
}

#[test]
fn an_as_of_date_leaves_open_what_is_said_for_another() {
    let on = |changes: &[Change], as_of, expected| assert_eq!(told(changes, as_of), expected, "as of {as_of}");
    let attested = Mandate { attested: Some(t::date("2011-07")), ..t::mandate(1, 1, Level::Mandated) };
    let attested = [t::put_mandate(1, attested), happened(3)];
    on(&attested, "2010", "possibly evidenced, not mandated AttestedElsewhere");
    on(&attested, "2011-07", "mandated and evidenced Mandated");
    let period = Mandate { when: t::when("2010"), ..t::mandate(1, 1, Level::Mandated) };
    on(&[t::put_mandate(1, period.clone()), happened(3)], "2010-06", "possibly evidenced, not mandated PeriodOpen");
    on(&[t::put_mandate(1, period), happened(3)], "2012", "possibly evidenced, not mandated NotExamined");
    on(&[survey(), happened(3)], "2010", "possibly evidenced, not mandated BlankElsewhere");
    on(&[survey(), happened(3)], "2008", "possibly neither mandated nor evidenced BlankElsewhere");
}

/// What happens in a place, with a mission in an area: whether there is none for it, and how surely.
fn check_nobody(at: u64, others: &[Change], expected: Option<Holds>) {
    let case = t::case(&[ground(), vec![happened(at)], others.to_vec()].concat());
    let found = worked(&case, "").nobody.first().map(|one| one.sureness);
    assert_eq!(found, expected, "place {at} {others:?}");
}

#[test]
fn no_mission_means_none_that_stands_for_the_theme() {
    check_nobody(4, &[], Some(Holds::Surely));
    check_nobody(3, &[survey()], None);
    check_nobody(3, &[claim(Level::Mandated)], None);
    // A mission is there, and nothing says what it has to do with the theme; or it acts, without a mandate.
    check_nobody(3, &[], Some(Holds::Surely));
    check_nobody(3, &[claim(Level::Active)], Some(Holds::Surely));
    // Of a part of the country only; and what names a mission is nobody's no longer.
    check_nobody(3, &[mission(1, 3), survey()], Some(Holds::Possibly));
    let named = Incident { missions: vec![MissionId::from_bits(1)], ..incident(4, Basis::Stated, Standing::Reported) };
    check_nobody(4, &[t::put_incident(1, named)], None);
    let alleged = incident(4, Basis::Stated, Standing::Alleged);
    check_nobody(4, &[t::put_incident(1, alleged)], Some(Holds::Possibly));
    check_nobody(0, &[], None);
}

#[test]
fn two_dates_tell_what_came_went_and_changed() {
    let from = |n, level, period: &str| t::put_mandate(n, Mandate { when: t::when(period), ..t::mandate(1, 1, level) });
    let check = |changes: &[Change], expected: &str| {
        let case = t::case(&[ground(), changes.to_vec()].concat());
        let dates = Dates::of(&case);
        let threshold = Threshold::default();
        let sides = ["2008", "2012"].map(|date| {
            let as_of = AsOf::of(&t::date(date));
            let ground = Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
            let (matrix, evidence) = (matrix(&case, &dates, as_of), evidence_of(&ground));
            let gaps = gaps(&ground, &matrix, &evidence);
            (matrix, evidence, gaps)
        });
        let [before, after] = &sides;
        let found = difference((&before.0, &before.1, &before.2), (&after.0, &after.1, &after.2));
        let cell = found.cell(MissionId::from_bits(1), ThemeId::from_bits(1));
        assert_eq!(cell.map_or_else(|| "nothing".to_owned(), CellChange::words), expected);
    };
    check(&[], "nothing");
    check(&[from(1, Level::Mandated, "2010/..")], "added: mandated");
    check(&[from(1, Level::Active, "2007/2009")], "ended: active");
    check(
        &[from(1, Level::Active, "2007/2009"), from(2, Level::Mandated, "2010/..")],
        "strengthened: from active to mandated",
    );
    check(
        &[from(1, Level::Mandated, "2007/2009"), from(2, Level::Analysed, "2010/..")],
        "weakened: from mandated to analysed",
    );
    check(
        &[from(1, Level::Active, "2007/2009"), from(2, Level::Active, "2010/..")],
        "replaced: active by other claims",
    );
    let attested = Mandate { attested: Some(t::date("2011-07")), ..t::mandate(1, 1, Level::Mandated) };
    check(&[t::put_mandate(1, attested)], "nothing");
    check(&[happened(3)], "1 incident more");
}
