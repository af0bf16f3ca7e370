//! The generator behind the measurements: the same case from the same seed, of the promised size, and sound.

use std::collections::BTreeSet;

use sightline::case::{Case, Edtf, Incident, RecordKind};
use sightline::files::{self, Lineage};
use sightline::query::dates::Dates;
use sightline::query::problems::{Severity, problems};

use crate::generator;

fn written(case: &Case) -> String {
    files::write(case, &Lineage::default())
}

#[test]
fn a_seed_gives_the_same_bytes_and_another_seed_others() {
    assert_eq!(written(&generator::case(300, 7)), written(&generator::case(300, 7)));
    assert_ne!(written(&generator::case(300, 7)), written(&generator::case(300, 8)));
}

#[test]
fn every_machine_makes_the_same_case() {
    let case = generator::case(300, 7);
    let (id, incident) = case.incidents.get_min().expect("there are some");
    let seen = format!("{id} {} {:?}", incident.title, incident.when.stated);
    assert_eq!(seen, "inc-02akzhn7rnw9 Accusation of a former minister in Luadira Some(Edtf(\"2017\"))");
}

#[test]
fn a_case_has_the_records_that_were_asked_for() {
    let case = generator::case(1000, 1);
    let counts = RecordKind::ALL.iter().map(|&kind| format!("{} {}", case.count(kind), kind.plural()));
    let expected = [
        "20 sources",
        "20 places",
        "12 themes",
        "200 actors",
        "20 missions",
        "1000 incidents",
        "600 relations",
        "143 mandates",
        "2 surveys",
        "80 activities",
        "5 questions",
        "20 postures",
        "12 levers",
        "0 briefings",
        "0 views",
    ];
    assert_eq!(counts.collect::<Vec<_>>(), expected);
    let cells: BTreeSet<_> = case.mandates.values().map(|mandate| (mandate.mission, mandate.theme)).collect();
    assert!((80..110).contains(&cells.len()), "two of five cells have a mandate, not {} of 240", cells.len());
}

#[test]
fn dates_are_of_every_precision_and_texts_of_the_promised_length() {
    let case = generator::case(1000, 1);
    let count = |is: fn(&Incident) -> bool| case.incidents.values().filter(|incident| is(incident)).count();
    let seen = [
        ("undated", count(|incident| incident.when.is_undated())),
        ("relative", count(|incident| !incident.when.constraints.is_empty())),
        ("days", count(|incident| incident.when.stated.as_ref().is_some_and(Edtf::is_single_day))),
        ("intervals", count(|incident| incident.when.stated.as_ref().is_some_and(Edtf::is_interval))),
        ("doubtful", count(|incident| !incident.when.doubt().is_empty())),
        ("not ASCII", count(|incident| !incident.title.is_ascii())),
        ("long titles", count(|incident| (5..=10).contains(&incident.title.split(' ').count()))),
        ("narratives", count(|incident| (250..400).contains(&incident.account[0].text.len()))),
        ("kinds", case.incidents.values().map(|incident| incident.kind).collect::<BTreeSet<_>>().len()),
    ];
    let expected = [
        ("undated", 25),
        ("relative", 26),
        ("days", 563),
        ("intervals", 104),
        ("doubtful", 88),
        ("not ASCII", 82),
        ("long titles", 992),
        ("narratives", 1000),
        ("kinds", 22),
    ];
    assert_eq!(seen.as_slice(), expected.as_slice());
}

#[test]
fn a_written_case_opens_as_it_was() {
    let case = generator::case(1000, 1);
    let document = files::read(written(&case).as_bytes()).expect("it is whole");
    assert!(document.damages.is_empty());
    assert!(document.case == case, "what was read differs from what was written");
}

#[test]
fn a_case_has_no_error() {
    let case = generator::case(1000, 1);
    let found = problems(&case, &Dates::of(&case));
    let errors: Vec<_> = found.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
