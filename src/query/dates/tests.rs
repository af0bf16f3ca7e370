//! The dates of a small case, and the words for what does not add up.

use std::sync::Arc;

use super::*;
use crate::case::when::solver::stated_bounds;
use crate::case::when::{DayPart, Edge, Gap, Relative, Side, Unit, VagueWord, VagueWords};
use crate::case::{Actor, Attribution, CaseId, Change, Extra, Header, Incident, IncidentId, Marking, Post, Standing};

const HARBOUR: IncidentId = IncidentId::from_bits(1);
const RETURN: IncidentId = IncidentId::from_bits(2);
const ARREST: IncidentId = IncidentId::from_bits(3);

fn incident(id: IncidentId, title: &str, stated: &str, constraints: &[(Gap, Side, IncidentId)]) -> Change {
    Change::Incident(
        id,
        Some(Arc::new(Incident { title: title.to_owned(), when: when(stated, constraints), ..Incident::default() })),
    )
}

fn when(stated: &str, constraints: &[(Gap, Side, IncidentId)]) -> When {
    let relative = |(number, &(gap, side, anchor)): (u32, &(Gap, Side, IncidentId))| Relative {
        key: Key::from_bits(number),
        edge: Edge::Start,
        side,
        gap,
        anchor,
        anchor_edge: Edge::Start,
        citations: Vec::new(),
        extra: Extra::default(),
    };
    When {
        stated: (!stated.is_empty()).then(|| stated.parse().unwrap()),
        constraints: (0..).zip(constraints).map(relative).collect(),
        ..When::default()
    }
}

fn case(changes: &[Change]) -> Case {
    Case::new(Header {
        case: CaseId::from_bits(1),
        title: "Harbour".to_owned(),
        marking: Marking::default(),
        vague: VagueWords::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    })
    .with(changes)
}

/// The words of the only contradiction between the return of `anchor` and the arrest of `stated` at that gap.
fn check(anchor: &str, gap: Gap, side: Side, stated: &str, expected: &str) {
    let case = case(&[
        incident(RETURN, "Adil returns", anchor, &[]),
        incident(ARREST, "Minister arrested", stated, &[(gap, side, RETURN)]),
    ]);
    let dates = Dates::of(&case);
    let words: Vec<String> = dates.contradictions().iter().map(|contradiction| contradiction.words(&case)).collect();
    assert_eq!(words, [format!("{expected}. Both dates are kept; correct one of them or the constraint")]);
    assert_eq!(dates.bounds(ARREST), stated_bounds(&when(stated, &[])));
}

#[test]
fn a_wrong_sum_names_both_numbers() {
    check(
        "2009-12-28",
        Gap::Exactly(95, Unit::Days),
        Side::After,
        "2010-04-01",
        "“Minister arrested” is dated 2010-04-01, but 95 days after “Adil returns” (2009-12-28) is 2010-04-02: the \
         dates are 94 days apart, not 95",
    );
    check(
        "2009-12",
        Gap::Between(2, 3, Unit::Weeks),
        Side::Before,
        "2009-10",
        "“Minister arrested” is dated 2009-10, but 2–3 weeks before “Adil returns” (2009-12) is \
         2009-11-09..2009-12-20: the dates are 5–13 weeks apart, not 2–3",
    );
}

#[test]
fn a_wrong_order_is_told_as_such() {
    check(
        "2009-12-28",
        Gap::Vague(VagueWord::Soon),
        Side::After,
        "2009-12-27",
        "“Minister arrested” is dated 2009-12-27, but soon after “Adil returns” (2009-12-28) is \
         2009-12-28..2010-01-27: the dates are 1 day apart in the other order",
    );
    check(
        "2009-12-28/2010-02",
        Gap::Unstated,
        Side::Before,
        "2010",
        "“Minister arrested” is dated 2010, but should come before the start of “Adil returns”, dated 2009-12-28",
    );
    check(
        "2009-12-28",
        Gap::Exactly(0, Unit::Days),
        Side::After,
        "2009-12-30",
        "“Minister arrested” is dated 2009-12-30, but on the same day as “Adil returns” (2009-12-28) is 2009-12-28: \
         the dates are 2 days apart, not 0",
    );
}

#[test]
fn a_longer_contradiction_lists_every_statement() {
    let days = |count| Gap::Exactly(count, Unit::Days);
    let case = case(&[
        incident(HARBOUR, "Harbour raided", "2009-03-01", &[]),
        incident(RETURN, "Adil returns", "", &[(days(2), Side::After, HARBOUR)]),
        incident(ARREST, "Minister arrested", "2009-03-09", &[(days(3), Side::After, RETURN)]),
    ]);
    let dates = Dates::of(&case);
    let [contradiction] = dates.contradictions() else { panic!("one is expected") };
    assert_eq!(contradiction.records, [HARBOUR, RETURN, ARREST].map(DatedId::from));
    assert_eq!(
        contradiction.words(&case),
        "These statements cannot all hold: “Harbour raided” is dated 2009-03-01; “Adil returns” is 2 days after \
         “Harbour raided”; “Minister arrested” is 3 days after “Adil returns”; “Minister arrested” is dated \
         2009-03-09. Stated dates are kept and the relative ones are not used; correct one of them"
    );
}

#[test]
fn a_date_tells_from_what_it_follows() {
    let mut evening = when("2009-03-01", &[]);
    evening.part = Some(DayPart::Evening);
    let raid = Incident { title: "Harbour raided".to_owned(), when: evening, ..Incident::default() };
    let case = case(&[
        Change::Incident(HARBOUR, Some(Arc::new(raid))),
        incident(RETURN, "Adil returns", "", &[(Gap::Exactly(16, Unit::Months), Side::Before, HARBOUR)]),
    ]);
    let dates = Dates::of(&case);
    assert_eq!(span_words(dates.bounds(RETURN)), "2007-11");
    assert_eq!(span_words(dates.bounds(HARBOUR)), "2009-03-01T18:00..2009-03-01T23:59");
    assert_eq!(span_words(dates.bounds(ARREST)), "undated");
    assert!(dates.is_derived(RETURN) && !dates.is_derived(HARBOUR));
    assert_eq!(
        dates.chain(&case, RETURN),
        ["“Harbour raided” is dated 2009-03-01, evening", "“Adil returns” is 16 months before “Harbour raided”"]
    );
}

#[test]
fn posts_are_dated_too() {
    let (actor, key) = (ActorId::from_bits(5), Key::from_bits(9));
    let post = Post {
        key,
        title: "Minister".to_owned(),
        body: None,
        when: when("", &[(Gap::Exactly(1, Unit::Years), Side::After, HARBOUR)]),
        standing: Standing::default(),
        attributed_to: Attribution::default(),
        citations: Vec::new(),
        extra: Extra::default(),
    };
    let case = case(&[
        incident(HARBOUR, "Harbour raided", "2009-03-01", &[]),
        Change::Actor(actor, Some(Arc::new(Actor { name: "Ana".to_owned(), posts: vec![post], ..Actor::default() }))),
    ]);
    let dates = Dates::of(&case);
    let id = DatedId::Post(actor, key);
    assert_eq!(span_words(dates.bounds(HARBOUR)), "2009-03-01");
    let chain = dates.chain(&case, id);
    assert_eq!(chain.last().map(String::as_str), Some("“Ana as Minister” is 1 year after “Harbour raided”"));
    assert_eq!(span_words(dates.bounds(id)), "2010");
}
