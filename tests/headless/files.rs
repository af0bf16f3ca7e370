//! The native format: what is written is read back, by us and by the `ron` crate, with all that nobody knows.

#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use sightline::case::*;
use sightline::files::{Access, FORMATS, Lineage, read, revision, same, seal, write};

use super::maker::made;

/// A case with one incident.
fn small() -> Case {
    let incident = Incident {
        kind: IncidentKind::Arrest,
        title: "The arrest".to_owned(),
        when: When { stated: "2010-04-01".parse().ok(), ..When::default() },
        standing: Standing::Alleged,
        attributed_to: Attribution::NotNamed("many observers".to_owned()),
        ..Incident::default()
    };
    let header = Header {
        case: CaseId::from_bits(1),
        title: "A case".to_owned(),
        marking: Marking::default(),
        vague: BTreeMap::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    };
    Case::new(header).with(&[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident)))])
}

fn the_incident(case: &Case) -> Incident {
    case.incidents.get(&IncidentId::from_bits(1)).unwrap().as_ref().clone()
}

/// The small case's file with one stretch of it replaced.
fn small_with(old: &str, new: &str) -> String {
    let text = write(&small(), &Lineage::default());
    assert!(text.contains(old), "{text}");
    text.replace(old, new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_and_ten_rewrites_change_no_byte(seed: u64) {
        let case = made(seed);
        for format in FORMATS {
            let (Some(read), Some(write)) = (format.read, format.write) else { continue };
            let first = write(&case, &Lineage::default());
            let mut text = first.clone();
            for _ in 0..10 {
                let document = read(text.as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(&document.case, &case);
                text = write(&document.case, &document.lineage);
            }
            prop_assert_eq!(text, first);
        }
    }

    #[test]
    fn the_ron_crate_reads_what_we_write(seed: u64) {
        let text = write(&made(seed), &Lineage::default());
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        prop_assert!(options.from_str::<ron::Value>(&text).is_ok());
    }
}

#[test]
fn the_layout_is_one_field_a_line() {
    let expected = r#"(
    format: 1,
    min_reader: 1,
    revision: "REVISION",
    case: "cas-000000000001",
    title: "A case",
    incidents: {
        "inc-000000000001": (
            kind: Arrest,
            title: "The arrest",
            when: (
                stated: "2010-04-01",
            ),
            standing: Alleged,
            attributed_to: NotNamed("many observers"),
        ),
    },
)
"#;
    let text = write(&small(), &Lineage::default());
    let body = expected.split_at(expected.find("    case:").unwrap()).1;
    assert_eq!(text, expected.replace("REVISION", &revision(body)));
}

#[test]
fn one_changed_field_changes_one_line() {
    let check = |change: &dyn Fn(&mut Incident)| {
        let mut incident = the_incident(&small());
        change(&mut incident);
        let new = small().with(&[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident)))]);
        let lines = |case| -> BTreeSet<String> {
            let text = write(case, &Lineage::default());
            text.lines().filter(|line| !line.contains("revision:")).map(str::to_owned).collect()
        };
        let (old, new) = (lines(&small()), lines(&new));
        assert_eq!((old.difference(&new).count(), new.difference(&old).count()), (1, 1));
    };
    check(&|incident| incident.title = "Another title".to_owned());
    check(&|incident| incident.kind = IncidentKind::Attack);
    check(&|incident| incident.when.stated = "2010".parse().ok());
    check(&|incident| incident.attributed_to = Attribution::NotNamed(String::new()));
}

#[test]
fn unknown_words_fields_and_tables_survive_while_what_is_known_is_edited() {
    let text = small_with("kind: Arrest,", "kind: Cyberattack( 1 ),\n            impact: [ 1,2, ], // ours")
        .replace("standing: Alleged", "standing: Rumoured")
        .replace("\n)\n", "\n    links: {\n        \"lnk-1\": (\n            a: 1,\n        ),\n    },\n)\n");
    let case = read(text.as_bytes()).unwrap().case;
    let mut incident = the_incident(&case);
    assert_eq!((incident.kind, incident.standing), (IncidentKind::Other, Standing::Alleged));
    incident.title = "Edited".to_owned();
    incident.standing = Standing::Confirmed;
    let edited = case.with(&[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident)))]);
    let text = write(&edited, &Lineage::default());
    assert!(text.contains("            kind: Cyberattack(1),\n            title: \"Edited\",\n"), "{text}");
    assert!(text.contains("            standing: Confirmed,\n"), "a field that was given a value has that value");
    assert!(text.contains("            impact: [1, 2],\n"), "{text}");
    assert!(text.contains("    links: {\"lnk-1\": (a: 1)},\n"), "{text}");
}

#[test]
fn what_is_unknown_in_a_small_part_survives_until_the_field_is_edited() {
    let text = small_with("standing: Alleged,", "account: [(key: \"000001\", text: \"One\", tone: Dry)],");
    let case = read(text.as_bytes()).unwrap().case;
    assert!(write(&case, &Lineage::default()).contains("tone: Dry"));
    let mut incident = the_incident(&case);
    incident.account[0].text = "Two".to_owned();
    let edited = case.with(&[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident)))]);
    assert!(!write(&edited, &Lineage::default()).contains("tone: Dry"));
}

#[test]
fn an_unknown_marking_is_taken_for_the_highest() {
    let text = small_with("standing: Alleged,", "marking: (tlp: Ultraviolet),");
    let case = read(text.as_bytes()).unwrap().case;
    assert_eq!(the_incident(&case).common.marking, Marking { un: None, tlp: Some(Tlp::Red) });
    assert!(write(&case, &Lineage::default()).contains("marking: (tlp: Ultraviolet),"));
}

#[test]
fn text_is_normalised_and_nothing_counts_as_lost_by_it() {
    let composed = read(small_with("The arrest", "Jos\u{e9}").as_bytes()).unwrap().case;
    let apart = read(small_with("The arrest", "Jose\u{301}").as_bytes()).unwrap().case;
    assert_eq!(composed, apart);
    let mut incident = the_incident(&composed);
    incident.title = "Jose\u{301}".to_owned();
    let apart = composed.with(&[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident)))]);
    assert_ne!(composed, apart);
    assert!(same(&composed, &apart));
    assert!(!same(&composed, &small()));
}

#[test]
fn a_newer_format_opens_and_one_that_needs_a_newer_reader_is_read_only() {
    let text = small_with("format: 1,", "format: 2,");
    let document = read(text.as_bytes()).unwrap();
    assert_eq!((document.format, document.access), (2, Access::ReadWrite));
    assert!(write(&document.case, &document.lineage).starts_with("(\n    format: 2,\n    min_reader: 1,\n"));
    let text = text.replace("min_reader: 1", "min_reader: 2");
    let document = read(text.as_bytes()).unwrap();
    assert!(matches!(document.access, Access::ReadOnly { .. }));
    assert!(write(&document.case, &document.lineage).starts_with("(\n    format: 2,\n    min_reader: 2,\n"));
}

#[test]
fn a_file_changed_by_hand_is_a_child_of_the_revision_that_it_names() {
    let (text, lineage) = seal(&small(), &Lineage::default());
    assert_eq!(read(text.as_bytes()).unwrap().lineage, lineage);
    let windows = text.replace('\n', "\r\n");
    assert_eq!(read(windows.as_bytes()).unwrap().lineage, lineage, "line ends of Windows are no change");
    let changed = read(text.replace("The arrest", "By hand").as_bytes()).unwrap().lineage;
    assert_eq!(changed.parents.as_slice(), std::slice::from_ref(&lineage.revision));
    assert_ne!(changed.revision, lineage.revision);
}

#[test]
fn the_next_revision_has_the_old_one_as_its_parent_and_no_change_is_no_revision() {
    let (_, first) = seal(&small(), &Lineage::default());
    let (_, again) = seal(&small(), &first);
    assert_eq!(again, first);
    let (text, second) = seal(&made(1), &first);
    assert_eq!((&second.parents, &second.lineage), (&vec![first.revision.clone()], &vec![first.revision]));
    assert_eq!(read(text.as_bytes()).unwrap().lineage, second);
}

#[test]
fn what_other_editors_make_of_a_file_is_accepted() {
    let check = |text: &str| assert_eq!(read(text.as_bytes()).map(|document| document.case), Ok(small()));
    let text = write(&small(), &Lineage::default());
    check(&format!("\u{FEFF}{text}"));
    check(&text.replace('\n', "\r\n"));
    check(&text.replace("    ", " ").replace(",\n", ",\n\n"));
    check(&text.replace("kind: Arrest,", "/* a /* nested */ one */ kind: Arrest, // and one more"));
    check(&text.split_whitespace().collect::<Vec<_>>().join(" "));
}
