//! The gaps of the sample case: those that the essay gives evidence of are found, and those that it excludes are not; and
//! evidence that is renewed after edits is what it would be from scratch.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use sightline::case::{Case, Change, MissionId, Standing, ThemeId};
use sightline::query::as_of::AsOf;
use sightline::query::dates::Dates;
use sightline::query::evidence::{Evidence, Ground, Threshold, evidence_of};
use sightline::query::gaps::{Class, Finding, Gaps, gaps};
use sightline::query::matrix::matrix;

use super::flying_blind::case as sample;

/// A matrix, the evidence behind it and what they come to.
struct Worked {
    case: Case,
    evidence: Evidence,
    gaps: Gaps,
}

fn worked(as_of: Option<&str>, threshold: &Threshold) -> Worked {
    let case = sample();
    let dates = Dates::of(&case);
    let as_of = as_of.and_then(|date| AsOf::of(&date.parse().unwrap()));
    let matrix = matrix(&case, &dates, as_of);
    let ground = Ground { case: &case, dates: &dates, as_of, threshold, hits: None, counted: None };
    let evidence = evidence_of(&ground);
    let gaps = gaps(&ground, &matrix, &evidence);
    Worked { case, evidence, gaps }
}

impl Worked {
    fn mission(&self, name: &str) -> MissionId {
        let found = self.case.missions.iter().find(|(_, mission)| mission.name == name);
        *found.unwrap_or_else(|| panic!("{name}")).0
    }

    fn theme(&self, code: &str) -> ThemeId {
        let found = self.case.themes.iter().find(|(_, theme)| theme.code == code);
        *found.unwrap_or_else(|| panic!("{code}")).0
    }

    fn finding(&self, mission: &str, code: &str) -> Finding {
        self.gaps.cell(self.mission(mission), self.theme(code)).unwrap()
    }
}

/// What the essay gives evidence of, where the table has no mark.
const EXPECTED: &[(&str, &str)] = &[
    ("UNPOS", "PI CT OC"),
    ("UNAMI", "DT RE"),
    ("UNIOGBIS", "AC ML"),
    ("UNOWA", "ML CB"),
    ("UNOCA", "CB PI"),
    ("BINUCA", "CB RE"),
    ("BNUB", "RE"),
    ("UNAMA", "BM ML"),
    ("UNRCCA", "BM"),
    ("OSCE Mission in Kosovo", "HT"),
];

#[test]
fn every_gap_of_the_essay_is_found() {
    let worked = worked(None, &Threshold::default());
    for (mission, codes) in EXPECTED {
        for code in codes.split(' ') {
            let finding = worked.finding(mission, code);
            let sentence =
                finding.sentence(&worked.case, (worked.mission(mission), worked.theme(code)), &worked.evidence);
            assert_eq!(finding.class, Class::Gap, "{sentence}");
        }
    }
}

#[test]
fn what_the_essay_says_of_another_country_is_no_gap() {
    let worked = worked(None, &Threshold::default());
    assert_ne!(worked.finding("OSCE Mission in Kosovo", "AC").class, Class::Gap);
    for (mission, code) in [("UNIOGBIS", "HT"), ("UNOCA", "CY")] {
        assert_eq!(worked.finding(mission, code).class, Class::Dormant, "{mission} {code}");
    }
}

#[test]
fn every_gap_shows_its_evidence() {
    let worked = worked(None, &Threshold::default());
    for (mission, theme, finding) in worked.gaps.of(Class::Gap) {
        let sentence = finding.sentence(&worked.case, (mission, theme), &worked.evidence);
        let found = worked.evidence.cell(mission, theme).unwrap_or_else(|| panic!("{sentence}"));
        assert!(!found.tally.is_empty(), "{sentence}");
    }
}

#[test]
fn countries_without_a_mission_are_found() {
    let worked = worked(None, &Threshold::default());
    let found: BTreeSet<String> = worked
        .gaps
        .nobody
        .iter()
        .filter(|one| one.theme == worked.theme("OC"))
        .map(|one| worked.case.title_of(one.place.into()))
        .collect();
    for country in ["Bosnia and Herzegovina", "Guatemala", "Haiti", "Mexico", "El Salvador", "Honduras", "Nicaragua"] {
        assert!(found.contains(country), "{country}: {found:?}");
    }
}

/// One edit of an incident: what becomes of its place, its date, its themes and its standing; or that it goes.
fn altered(case: &Case, (place, what): (usize, u8)) -> Option<Change> {
    let (&id, incident) = case.incidents.iter().nth(place % case.incidents.len().max(1))?;
    let mut next = (**incident).clone();
    let other = case.incidents.values().nth(place / 3 % case.incidents.len())?;
    match what % 6 {
        0 => next.place = other.place,
        1 => next.themes.clone_from(&other.themes),
        2 => next.standing = other.standing,
        3 => next.when = other.when.clone(),
        4 => next.missions.clone_from(&other.missions),
        _ => return Some(Change::Incident(id, None)),
    }
    Some(Change::Incident(id, Some(Arc::new(next))))
}

proptest! {
    #[test]
    fn evidence_renewed_after_edits_is_what_it_would_be_from_scratch(
        edits in proptest::collection::vec((0..200_usize, 0..6_u8), 1..8),
        as_of in proptest::option::of(2006..2012_i64),
        is_firm in proptest::bool::ANY,
    ) {
        let as_of = as_of.and_then(|year| AsOf::of(&year.to_string().parse().unwrap()));
        let threshold = Threshold { standing: is_firm.then_some(Standing::Reported), ..Threshold::default() };
        let mut case = sample();
        let mut dates = Dates::of(&case);
        let mut known = evidence_of(&Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None });
        for edit in edits {
            let Some(change) = altered(&case, edit) else { continue };
            let next = case.with(&[change]);
            let later = Dates::of(&next);
            let old = Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
            let new = Ground { case: &next, dates: &later, as_of, threshold: &threshold, hits: None, counted: None };
            let renewed = known.renewed(&old, &new);
            let renewed = renewed.unwrap_or_else(|| evidence_of(&new));
            prop_assert_eq!(&renewed, &evidence_of(&new));
            (case, dates, known) = (next, later, renewed);
        }
    }
}
