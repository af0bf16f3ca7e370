//! Damaged files: what is damaged is told and kept as text, and the rest opens.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests may fail like the tests")]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sightline::case::{Case, IncidentId, Marking, Record, RecordId, RecordKind, Tlp, UnClass};
use sightline::files::{Access, Document, Lineage, ReadError, read, seal, write};

use unicode_normalization::UnicodeNormalization as _;

use super::maker::made;

fn broken() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    files.sort();
    assert!(files.len() > 40, "{}", files.len());
    files
}

/// A file of the folder of damaged ones.
fn broken_file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(name)).unwrap()
}

/// What a user is told of a damaged file, what opens nonetheless, and what is kept as text.
fn told(document: &Document) -> String {
    let count = |kind: &RecordKind| (document.case.count(*kind), kind.label(), kind.plural());
    let words = |(count, one, many)| (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }));
    let open: Vec<String> = RecordKind::ALL.iter().map(count).filter_map(words).collect();
    let kept: Vec<&str> = document.case.header.damaged.iter().map(|damaged| damaged.place.as_str()).collect();
    let open = if open.is_empty() { "no records".to_owned() } else { open.join(", ") };
    let kept = if kept.is_empty() { "nothing".to_owned() } else { kept.join(", ") };
    format!("{}\n\nOpen for reading: {open}\nKept as text: {kept}\n", document.damages)
}

fn records(case: &Case) -> Vec<(RecordId, Record)> {
    let ids = RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind));
    ids.filter_map(|id| Some((id, case.record(id)?))).collect()
}

/// How many records of the first case are not the same in the second.
fn missing(case: &Case, other: &Case) -> usize {
    records(case).into_iter().filter(|(id, record)| other.record(*id).as_ref() != Some(record)).count()
}

/// Where each record stands in a file that we wrote, from its id to its closing bracket.
fn stretches(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut is_table = false;
    for line in text.split_inclusive('\n') {
        let name = line.strip_prefix("    ").and_then(|line| line.strip_suffix(": {\n")).unwrap_or_default();
        is_table |= RecordKind::ALL.iter().any(|kind| kind.table() == name);
        is_table &= line != "    },\n";
        if is_table && line.starts_with("        \"") {
            found.push((line[9..25].to_owned(), at + 8..at));
        }
        if is_table && line == "        ),\n" {
            found.last_mut().unwrap().1.end = at + 9;
        }
        at += line.len();
    }
    found
}

/// Bytes as they are shown, in normal form C, but only letters and digits: what may not get lost.
fn letters(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in bytes.utf8_chunks() {
        shown += chunk.valid();
        shown.extend(chunk.invalid().iter().map(|byte| format!("x{byte:02x}")));
    }
    shown.nfc().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The letters of all that is kept as text.
fn kept(document: &Document) -> String {
    document.case.header.damaged.iter().map(|damaged| letters(damaged.text.as_bytes())).collect()
}

/// What is damaged in one record.
#[derive(Clone, Debug)]
enum Harm {
    Cut(u16, u16),
    Insert(u16, Vec<u8>),
    Replace(u16, Vec<u8>),
}

fn any_harm() -> impl Strategy<Value = Harm> {
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..20),
        "[(){}\\[\\]\",:/*\\\\#\\n ]{1,4}".prop_map(String::into_bytes),
    ];
    prop_oneof![
        any::<(u16, u16)>().prop_map(|(at, length)| Harm::Cut(at, length)),
        (any::<u16>(), bytes.clone()).prop_map(|(at, bytes)| Harm::Insert(at, bytes)),
        (any::<u16>(), bytes).prop_map(|(at, bytes)| Harm::Replace(at, bytes)),
    ]
}

fn harmed(record: &[u8], harm: &Harm) -> Vec<u8> {
    let (at, length, new): (u16, usize, &[u8]) = match harm {
        Harm::Cut(at, length) => (*at, 1 + usize::from(*length) % 60, &[]),
        Harm::Insert(at, bytes) => (*at, 0, bytes),
        Harm::Replace(at, bytes) => (*at, bytes.len(), bytes),
    };
    let at = usize::from(at) % record.len();
    let end = (at + length).min(record.len());
    [&record[..at], new, &record[end..]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_record_is_lost_alone_and_its_text_is_kept(seed: u64, which: u16, harm in any_harm()) {
        let case = made(seed);
        let text = write(&case, &Lineage::default());
        let stretches = stretches(&text);
        prop_assert_eq!(stretches.len(), records(&case).len());
        prop_assume!(!stretches.is_empty());
        let (id, stretch) = &stretches[usize::from(which) % stretches.len()];
        let left = harmed(&text.as_bytes()[stretch.clone()], &harm);
        let bytes = [&text.as_bytes()[..stretch.start], &left, &text.as_bytes()[stretch.end..]].concat();

        let document = read(&bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let lost = missing(&case, &document.case);
        prop_assert!(lost <= 1, "{lost} records were lost");
        let own = id.parse().unwrap();
        prop_assert!(lost == 0 || document.case.record(own) != case.record(own), "another one was lost");
        if document.damages.is_empty() {
            prop_assert_eq!(records(&document.case).len(), records(&case).len());
        } else {
            prop_assert_ne!(&document.access, &Access::ReadWrite);
            if document.case.record(own).is_none() {
                let (kept, left) = (kept(&document), letters(&left));
                prop_assert!(kept.contains(&left), "{left} is not in {kept}: {}", document.damages);
            }
        }
    }

    #[test]
    fn a_copy_of_a_damaged_case_keeps_everything_and_opens_for_writing(seed: u64, at: u16, bytes: [u8; 3]) {
        let mut damaged = write(&made(seed), &Lineage::default()).into_bytes();
        let at = usize::from(at) % (damaged.len() - 3);
        damaged[at..at + 3].copy_from_slice(&bytes);
        let Ok(document) = read(&damaged) else { return Ok(()) };
        let (first, lineage) = seal(&document.case, &document.lineage);
        let mut text = first.clone();
        for _ in 0..10 {
            let copy = read(text.as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert!(copy.damages.is_empty(), "{}", copy.damages);
            prop_assert_eq!((&copy.access, &copy.lineage), (&Access::ReadWrite, &lineage));
            prop_assert!(sightline::files::same(&copy.case, &document.case));
            text = write(&copy.case, &copy.lineage);
        }
        prop_assert_eq!(text, first);
    }

    #[test]
    fn a_changed_byte_never_crashes_and_never_takes_anything_away_unseen(seed: u64, at: u32, byte: u8) {
        let case = made(seed);
        let text = write(&case, &Lineage::default());
        let mut bytes = text.clone().into_bytes();
        let at = at as usize % bytes.len();
        bytes[at] = byte;
        let Ok(document) = read(&bytes) else { return Ok(()) };
        prop_assert!(missing(&case, &document.case) <= 2 || document.case.header.extra != case.header.extra);
        if document.damages.is_empty() {
            // A table under another name is one that we do not know: kept as it is.
            let is_kept = document.case.header.extra != case.header.extra;
            prop_assert!(is_kept || records(&document.case).len() == records(&case).len());
        } else {
            prop_assert_ne!(&document.access, &Access::ReadWrite);
            let kept = kept(&document);
            for (id, stretch) in stretches(&text) {
                let left = letters(&bytes[stretch]);
                let is_there = document.case.record(id.parse().unwrap()).is_some();
                prop_assert!(is_there || kept.contains(&left), "{left} is not in {kept}: {}", document.damages);
            }
        }
    }
}

/// What has lost its id may stand at any indent: the record before it is whole all the same.
#[test]
fn a_record_is_whole_where_its_last_bracket_is() {
    let text = broken_file("missing-comma.ron").replace("kind: Arrest\n", "kind: Arrest,\n");
    let id = "\"inc-000000000002\": (\n";
    let start = text.find(id).unwrap();
    for length in 1..id.len() + 30 {
        let cut = [&text[..start], &text[start + length..]].concat();
        let document = read(cut.as_bytes()).unwrap();
        assert!(document.case.incidents.contains_key(&IncidentId::from_bits(1)), "{length}: {}", document.damages);
        assert_eq!(document.case.header.damaged.len(), 1, "{length}: {}", document.damages);
    }
}

#[test]
fn every_damaged_file_says_what_is_wrong_where_and_what_opens_nonetheless() {
    for path in broken() {
        let told = match read(&fs::read(&path).unwrap()) {
            Ok(document) => told(&document),
            Err(error) => format!("{error}\n\nNot opened\n"),
        };
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        assert_eq!(told, expected, "{}", path.display());
    }
}

#[test]
fn whatever_is_cut_off_the_rest_opens_and_says_so() {
    let text = broken_file("unknown-table.ron").replace("[1, 2}", "[1, 2]");
    let case = read(text.as_bytes()).unwrap().case;
    let whole = text.trim_end().len();
    let stretches = stretches(&text);
    for cut in 0..text.len() {
        let left = &text.as_bytes()[..cut];
        let Ok(document) = read(left) else { continue };
        assert_eq!(document.damages.is_empty(), cut >= whole, "{cut}");
        let is_before = |(_, stretch): &&(String, Range<usize>)| stretch.end <= cut;
        for (id, _) in stretches.iter().filter(is_before) {
            let id = id.parse().unwrap();
            assert_eq!(document.case.record(id), case.record(id), "{cut}");
        }
        let opened = stretches.iter().filter(is_before).count();
        assert_eq!(records(&document.case).len(), opened, "{cut}");
        if let Some((_, stretch)) = stretches.iter().find(|(_, stretch)| stretch.start < cut && cut < stretch.end) {
            let (kept, left) = (kept(&document), letters(&left[stretch.start..]));
            assert!(kept.contains(&left), "{cut}: {left} is not in {kept}");
        }
    }
    let with_case = text.find("    title:").unwrap();
    assert!((with_case..text.len()).all(|cut| read(&text.as_bytes()[..cut]).is_ok()), "with its id, a case opens");
    for zeros in [1, 5_000] {
        let padded = [text.as_bytes(), &vec![0; zeros]].concat();
        let document = read(&padded).unwrap();
        assert_eq!((&document.case, document.damages.found.len()), (&case, 1));
        assert!(document.damages.to_string().contains(&format!("{zeros} zero bytes at the end")));
    }
}

#[test]
fn what_is_lost_is_kept_as_it_was_found() {
    let check = |name: &str, place: &str, problem: &str, text: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
        let document = read(&fs::read(folder.join(name)).unwrap()).unwrap();
        let [damaged] = &document.case.header.damaged[..] else { panic!("{:?}", document.case.header.damaged) };
        assert_eq!((damaged.key.to_string().as_str(), damaged.place.as_str()), ("000001", place));
        assert_eq!((damaged.problem.as_str(), damaged.text.as_str()), (problem, text));
        let again = read(&fs::read(folder.join(name)).unwrap()).unwrap();
        assert_eq!(again, document, "the same file is read in the same way");
    };
    check(
        "duplicate-field.ron",
        "act-000000000002",
        "field `name`: the field is written twice",
        "\"act-000000000002\": (\n            name: \"Ana\",\n            name: \"Anna\",\n        )",
    );
    check(
        "unclosed-title.ron",
        "title",
        "field `title`: the text that begins here is not closed: a quotation mark was expected",
        "title: \"A damaged case,",
    );
    check(
        "unknown-table.ron",
        "links",
        "field `links`: ] was expected here instead of }, for the [ in line 62",
        "links: {\n        \"lnk-000000000001\": (\n            a: [1, 2},\n        ),\n        \
         \"inc-000000000009\": (),\n    },",
    );
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/invalid-utf-8.ron")).unwrap();
    let kept = &read(&bytes).unwrap().case.header.damaged;
    assert!(kept[0].text.starts_with("\"act-000000000001\": (\n            name: \"Jos\\xe9\",\n"), "{}", kept[0].text);
}

#[test]
fn what_is_kept_gets_keys_beside_those_that_are_taken() {
    let whole = broken_file("missing-comma.ron");
    let first = read(whole.as_bytes()).unwrap();
    let copy = write(&first.case, &first.lineage).replace("stated: \"2010-04-01\"", "stated: 3");
    let copy = copy.replace("name: \"Ana\"", "name: Ana").replace("kind: Refuge", "kind: 1");
    let keys = |document: &Document| -> Vec<String> {
        document.case.header.damaged.iter().map(|damaged| damaged.key.to_string()).collect()
    };
    let second = read(copy.as_bytes()).unwrap();
    assert_eq!(
        (keys(&first), keys(&second)),
        (vec!["000001".to_owned()], vec!["000001".into(), "000002".into(), "000003".into()])
    );
}

#[test]
fn a_header_that_cannot_be_read_is_taken_for_what_does_no_harm() {
    let document = read(broken_file("marking-of-the-case.ron").as_bytes()).unwrap();
    let highest = Marking { un: Some(UnClass::StrictlyConfidential), tlp: Some(Tlp::Red) };
    assert_eq!((document.case.header.title.as_str(), document.case.header.marking), ("Untitled case", highest));
    let format = broken_file("missing-comma.ron").replace("format: 1", "format: one").replace("Arrest\n", "Arrest,\n");
    let document = read(format.as_bytes()).unwrap();
    assert_eq!((document.format, document.case.incidents.len()), (1, 2));
    assert!(write(&document.case, &document.lineage).starts_with("(\n    format: 1,\n    min_reader: 1,\n"));
}

#[test]
fn a_damaged_file_of_a_newer_version_says_both() {
    let document = read(broken_file("newer-and-unknown.ron").as_bytes()).unwrap();
    let Access::ReadOnly { reason } = &document.access else { panic!("it is not written in place") };
    assert!(reason.contains("newer version") && reason.ends_with("or it is damaged in one place"), "{reason}");
}

#[test]
fn a_file_damaged_all_over_is_told_in_short_and_not_opened() {
    let check = |count: usize| {
        let records: Vec<_> = (0..count).map(|count| format!("\"inc-{count:012}\": (kind: 1),")).collect();
        let records = records.join("\n");
        read(format!("(format: 1, case: \"cas-000000000001\", incidents: {{\n{records}}})").as_bytes())
    };
    let document = check(999).unwrap();
    assert_eq!((document.damages.found.len(), document.case.header.damaged.len()), (999, 999));
    let words = check(2000).expect_err("too much damage").to_string();
    let start = "The file is damaged in 1000 places or more, too many to open the rest of it\n\
                 line 2, column 28, incident inc-000000000000, ";
    assert!(words.starts_with(start), "{words}");
    assert!(words.ends_with("\n… and 950 more"), "{words}");
}

#[test]
fn a_file_that_is_no_case_is_told_apart_from_a_damaged_one() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(read(bytes).expect_err("no case").to_string(), expected);
    };
    let end = "Choose a file that ends in .case.ron";
    check(b"%PDF-1.4", &format!("This is a PDF document, not a Sightline case. {end}"));
    check(
        b"{\"a\": 1}",
        &format!("This is not a Sightline case: it does not begin with an opening bracket ( (line 1). {end}"),
    );
    check(b"(width: 3)", &format!("This is not a Sightline case: the field `format` is missing (line 1). {end}"));
    assert_eq!(read(b"").map(|document| document.case), Err(ReadError::Empty));
}

/// Whatever the layout, brackets tell what is what as long as they match.
#[test]
fn damage_in_another_layout_is_told_and_the_rest_opens() {
    let whole = broken_file("missing-comma.ron").replace("kind: Arrest\n", "kind: Arrest,\n");
    let check = |text: &str, expected: (usize, usize, usize)| {
        let document = read(text.as_bytes()).unwrap();
        let counts = (document.case.actors.len(), document.case.incidents.len(), document.damages.found.len());
        assert_eq!(counts, expected, "{}", document.damages);
    };
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [whole.clone(), one_line(&whole), whole.replace("    ", "\t"), whole.replace("    ", "")] {
        check(&text, (2, 2, 0));
        check(&text.replace("kind: Arrest", "kind: 1"), (2, 1, 1));
        check(&text.replace('\n', "\r\n").replace("\"Ana\"", "\u{1}"), (1, 2, 1));
    }
    check(&one_line(&whole.replace("\"Ana\"", "\"Ana")), (1, 0, 1));
    check(&whole.replace("    ", "  ").replace("\"Ana\"", "\"Ana"), (1, 2, 1));
}
