//! `cases/README.md` tells the whole format: its example opens, and no table, field or word is missing.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;
use std::fs;

use sightline::case::when::{Edge, Side, Unit, VagueWord};
use sightline::case::*;
use sightline::files;
use sightline::query::dates::{Dates, span_words};
use sightline::query::problems::{Severity, problems};

fn handbook() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/README.md")).unwrap()
}

#[test]
fn the_example_opens_as_it_stands() {
    let text = handbook();
    let example = text.split("```ron\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let case = files::read(example.as_bytes()).unwrap().case;
    let dates = Dates::of(&case);
    let errors: Vec<String> = problems(&case, &dates)
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.words)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let arrest = case.incidents.iter().find(|(_, incident)| incident.kind == IncidentKind::Arrest).unwrap().0;
    assert_eq!(span_words(dates.bounds(*arrest)), "2010-03-23..2010-04-03", "as the text below it says");
}

/// Every word of one vocabulary.
fn check<V: Vocabulary>(text: &str) {
    for word in V::ALL {
        let is_told = text.contains(&format!("`{}`", word.name()));
        assert!(is_told, "{} ({}) is not told", word.name(), std::any::type_name::<V>());
    }
}

#[test]
fn every_word_of_every_vocabulary_is_in_it() {
    let text = handbook();
    check::<SourceKind>(&text);
    check::<Reliability>(&text);
    check::<Credibility>(&text);
    check::<Stance>(&text);
    check::<Standing>(&text);
    check::<Basis>(&text);
    check::<PlaceKind>(&text);
    check::<ActorKind>(&text);
    check::<World>(&text);
    check::<IncidentKind>(&text);
    check::<RelationKind>(&text);
    check::<Direction>(&text);
    check::<Level>(&text);
    check::<Modality>(&text);
    check::<ActivityKind>(&text);
    check::<Consistency>(&text);
    check::<Likelihood>(&text);
    check::<Confidence>(&text);
    check::<Stand>(&text);
    check::<LeverKind>(&text);
    check::<LeverState>(&text);
    check::<SectionLayout>(&text);
    check::<LaneBy>(&text);
    check::<Workspace>(&text);
    check::<Pane>(&text);
    check::<Layer>(&text);
    check::<GroupBy>(&text);
    check::<SortBy>(&text);
    check::<HidesEmpty>(&text);
    check::<Extent>(&text);
    check::<DayPart>(&text);
    check::<Edge>(&text);
    check::<Side>(&text);
    check::<Unit>(&text);
    check::<VagueWord>(&text);
    check::<UnClass>(&text);
    check::<Tlp>(&text);
}

#[test]
fn every_field_and_table_is_in_it() {
    let text = handbook();
    let mut fields = BTreeSet::new();
    let golden = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/version-1.case.ron")).unwrap();
    let merged = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/version-1-merged.case.ron");
    let panes = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/version-1-panes.case.ron");
    let counts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/version-1-counts.case.ron");
    let order = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/version-1-order.case.ron");
    let later = [merged, panes, counts, order].map(|path| fs::read_to_string(path).unwrap());
    let golden = format!("{golden}\n{}", later.join("\n"));
    for line in golden.lines() {
        collect(line, &mut fields);
    }
    assert!(fields.len() > 90, "{fields:?}");
    // What the file has from a version that nobody knows yet.
    for newer in ["b", "later", "links", "theme_colours", "weeks"] {
        assert!(fields.remove(newer), "{newer}");
    }
    let missing: Vec<&String> = fields.iter().filter(|field| !is_told(&text, field)).collect();
    assert!(missing.is_empty(), "not told: {missing:?}");
}

/// Whether a field is named in code: alone, or within an example such as `(low: 1, best: 1)`.
fn is_told(text: &str, field: &str) -> bool {
    text.split('`').skip(1).step_by(2).any(|code| {
        code == field || code.contains(&format!("{field}:")) || code.split([' ', ',']).any(|word| word == field)
    })
}

/// The names before a colon, outside of quotation marks.
fn collect(line: &str, fields: &mut BTreeSet<String>) {
    let mut rest = line;
    let mut outside = String::new();
    // A quotation mark within a text is written \".
    while let Some(at) = rest.find('"') {
        outside.push_str(rest.get(..at).unwrap());
        let mut end = at + 1;
        while let Some(byte) = rest.as_bytes().get(end).filter(|byte| **byte != b'"') {
            end += if *byte == b'\\' { 2 } else { 1 };
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    outside.push_str(rest);
    for part in outside.split(['(', ',', '{']) {
        if let Some((name, _)) = part.split_once(':') {
            let name = name.trim();
            if !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase() || "_#".contains(letter)) {
                fields.insert(name.to_owned());
            }
        }
    }
}
