//! The query language on the sample case, counted by hand, from the library and on the command line.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::path::Path;

use sightline::case::{Case, RecordKind};
use sightline::cli::{Outcome, run};
use sightline::disk;
use sightline::query::as_of::Holds;
use sightline::query::ask::{Hits, Scan, find, parse};
use sightline::query::dates::Dates;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/guinea-bissau.case.ron");

fn sample() -> Case {
    disk::open(Path::new(SAMPLE)).unwrap().document.case
}

fn ask(case: &Case, query: &str) -> Hits {
    let parsed = parse(query);
    assert!(parsed.is_right(), "{query}: {:?}", parsed.issues);
    find(case, &Dates::of(case), &parsed.query, &Scan(case))
}

/// How many incidents and relations are surely and possibly found.
fn check(query: &str, incidents: (usize, usize), relations: (usize, usize)) {
    let case = sample();
    let found = ask(&case, query);
    let count = |kind| {
        let surely = found.of(kind).iter().filter(|hit| hit.holds == Holds::Surely).count();
        (surely, found.of(kind).len() - surely)
    };
    assert_eq!((count(RecordKind::Incident), count(RecordKind::Relation)), (incidents, relations), "{query}");
}

#[test]
fn the_sample_is_counted_by_hand() {
    check("", (17, 0), (21, 0));
    check("kind:assassination", (2, 0), (0, 0));
    check("theme:DT", (11, 0), (0, 0));
    check("theme:\"drug trafficking\" is:incident", (11, 0), (0, 0));
    check("is:incident -theme:DT", (6, 0), (0, 0));
    check("place:Bissau", (4, 0), (0, 0));
    check("place:Guinea-Bissau", (11, 0), (0, 0));
    check("place:\"West Africa\"", (15, 0), (0, 0));
    check("kind:situation or kind:coup-attempt", (5, 0), (0, 0));
    check("kind:situation place:Guinea-Bissau", (2, 0), (0, 0));
    // The bomb and the shooting; the succession lies between March 2009 and 2010, and three incidents are undated.
    check("on:2009-03 is:incident -kind:situation", (2, 3), (0, 0));
    check("after:2009-06 before:2010 is:incident", (2, 4), (0, 0));
    check("is:undated is:incident", (3, 0), (0, 0));
    check("status:alleged", (2, 0), (1, 0));
    // Four of them as a whole, three for a part in them.
    check("status:assessed is:incident", (7, 0), (0, 0));
    check("source:\"Flying blind\" is:incident", (17, 0), (0, 0));
    check("Joao", (1, 0), (1, 0));
    check("unsourced", (0, 0), (0, 0));
}

#[test]
fn every_record_is_found_by_its_own_kind_and_each_by_not_it_or_it() {
    let case = sample();
    for &kind in RecordKind::ALL {
        assert_eq!(ask(&case, &format!("is:{}", kind.label())).all().len(), case.count(kind), "{}", kind.label());
    }
    let everything = case.records().count();
    for query in ["theme:DT", "vieira", "after:2009", "status:alleged"] {
        let both = ask(&case, &format!("{query} or not {query}"));
        assert_eq!(both.all().len(), everything, "{query}");
    }
}

fn sightline(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["sightline"].iter().chain(arguments).map(Into::into);
    match run(arguments, &mut out, &mut err, &mut [].as_slice()) {
        Outcome::Exit(code) => (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap()),
        Outcome::Window(_) => panic!("no window was asked for"),
    }
}

#[test]
fn what_is_found_is_listed_by_kind_and_what_is_only_possible_says_so() {
    let (code, out, err) = sightline(&["find", SAMPLE, "after:2009-06 before:2010 is:incident"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "6 incidents, 4 of them possibly");
    assert!(
        lines[1].ends_with("Exile of Bubo Na Tchuto") && lines[2].ends_with("succeeds UNOGBIS – possibly"),
        "{out}"
    );
    let (_, out, _) = sightline(&["find", "--surely", SAMPLE, "after:2009-06 before:2010 is:incident"]);
    assert_eq!(out.lines().next(), Some("2 incidents"));
    let (_, out, _) = sightline(&["find", SAMPLE, "status:alleged is:relation"]);
    assert!(out.contains("alleged by United States"), "an accusation names its accuser: {out}");
    assert_eq!(sightline(&["find", SAMPLE, "vieira -vieira"]).1, "nothing found\n");
    assert_eq!(
        sightline(&["find", SAMPLE, "--", "-vieira", "kind:assassination"]).1.lines().next(),
        Some("1 incident")
    );
}

#[test]
fn what_is_wrong_is_underlined() {
    let (code, out, err) = sightline(&["find", SAMPLE, "é (knd:seizure)"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "sightline: No field is called “knd”: did you mean kind?\n  é (knd:seizure)\n     ^^^\n");
    let (code, out, err) = sightline(&["find", SAMPLE, "theme:DX"]);
    assert_eq!((code, out.as_str()), (0, "nothing found\n"));
    assert!(err.contains("did you mean DT?") && err.ends_with("  theme:DX\n  ^^^^^^^^\n"), "{err}");
}

#[test]
fn json_holds_the_query_as_understood_and_its_hints() {
    let (_, out, _) = sightline(&["find", "--json", SAMPLE, "theme:DX OR (on:2009-03-02)"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["query"], "theme:DX or on:2009-03-02");
    assert_eq!(json["hints"][0]["instead"], "theme:DT");
    let records = json["records"].as_array().unwrap();
    let vieira = records.iter().find(|one| one["title"].as_str().unwrap().contains("Vieira is killed")).unwrap();
    assert_eq!(
        (&vieira["record"], &vieira["holds"], &vieira["standing"]),
        (&"incidents".into(), &"surely".into(), &"reported".into())
    );
    assert!(records.iter().any(|one| one["holds"] == "possibly"));
}
