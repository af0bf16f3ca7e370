//! What follows from the sample case beyond its gaps.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use sightline::case::Case;
use sightline::query::as_of::AsOf;
use sightline::query::attention::Country;
use sightline::query::dates::Dates;
use sightline::query::evidence::{Ground, Threshold, evidence_of};
use sightline::query::findings::{Findings, findings};
use sightline::query::gaps::gaps;
use sightline::query::matrix::matrix;
use sightline::query::openings::Opening;
use sightline::query::overlap::Hole;

use super::flying_blind::case as sample;

fn worked(as_of: Option<&str>) -> (Case, Findings) {
    let case = sample();
    let dates = Dates::of(&case);
    let as_of = as_of.map(|date| AsOf::of(&date.parse().unwrap()).unwrap());
    let threshold = Threshold::default();
    let ground = Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
    let (matrix, evidence) = (matrix(&case, &dates, as_of), evidence_of(&ground));
    let gaps = gaps(&ground, &matrix, &evidence);
    let found = findings(&ground, &matrix, (&evidence, &gaps));
    (case, found)
}

/// Lines that begin with these words, as many as there are of them.
fn check(lines: &[String], expected: &[&str]) {
    for words in expected {
        assert!(lines.iter().any(|line| line.starts_with(words)), "“{words}” in:\n{}", lines.join("\n"));
    }
}

#[test]
fn evidence_that_rises_without_political_work_is_told_with_what_leaves_it_open() {
    let (case, found) = worked(None);
    let lines: Vec<String> = found.meter.warnings.iter().map(|one| one.sentence(&case)).collect();
    check(
        &lines,
        &["UNOGBIS × Drug trafficking: evidence perhaps rises, and no political work on it is in the case: 3"],
    );
    assert!(!lines.iter().any(|line| line.starts_with("UNRCCA")), "it does political work:\n{}", lines.join("\n"));
}

#[test]
fn countries_are_ordered_by_what_nobody_covers_and_an_empty_one_is_no_safety() {
    let (case, found) = worked(None);
    let told = |one: &Country| format!("{}: {}", case.title_of(one.place.into()), one.words());
    let lines: Vec<String> = found.attention.iter().map(told).collect();
    assert!(lines[0].starts_with("Somalia: 5 incidents (5, 3 of them less than reported (assessed)), 5 not covered"));
    check(
        &lines,
        &["Haiti: 1 incident (1 inferred), 1 not covered; 2 sources; no mission", "Guinea-Bissau: 7 incidents"],
    );
    check(&lines, &["Kenya: nothing in the case: that is not safety; no mission, no mandate, no activity"]);
    assert!(found.attention.iter().rev().take_while(|one| one.is_empty()).count() > 10, "they come last");
}

#[test]
fn openings_keep_their_uncertain_bounds_and_lie_to_the_as_of_date() {
    let told = |as_of| {
        let (case, found) = worked(as_of);
        let line = |one: &Opening| format!("{} {} {}", one.date(), one.words(&case), one.lies.label());
        found.openings.iter().map(line).collect::<Vec<_>>()
    };
    check(&told(None), &["2004 CTED begins", "2009-03-02..2010-12-31 UNIOGBIS begins"]);
    let request = "2011-03-04 UNAMI is asked to act on Drug trafficking ahead";
    check(&told(Some("2010-06")), &["2004 CTED begins past", request]);
    check(&told(Some("2010-06")), &["2009-03-02..2010-12-31 UNOGBIS ends about the as-of date"]);
}

#[test]
fn themes_on_which_nobody_works_are_holes() {
    let (case, found) = worked(None);
    let told = |one: &Hole| format!("{}: {}", case.title_of(one.theme.into()), one.words());
    let lines: Vec<String> = found.overlap.holes.iter().map(told).collect();
    let sure = ["Cross-border armed groups: no work", "Resource and environmental management: no work"];
    assert!(lines.iter().zip(sure).all(|(line, words)| line.starts_with(words)), "{}", lines.join("\n"));
    check(&lines, &["Piracy: perhaps no political work"]);
}

#[test]
fn missions_with_the_same_marks_are_most_alike() {
    let (case, found) = worked(None);
    let told = found.likeness.pairs.iter().map(|(one, like)| {
        format!("{} and {}: {}", case.title_of((*one).into()), case.title_of(like.mission.into()), like.words())
    });
    let lines: Vec<String> = told.collect();
    check(
        &lines,
        &["OSCE Centre in Bishkek and OSCE Project Co-ord. in Ukraine: 1.00", "OSCE Mission to Serbia and OSCE"],
    );
}
