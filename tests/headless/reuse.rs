//! Saving with what is known of the old file, reading in parts and by two readers: whichever way, the outcome is the
//! same.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests may fail like the tests")]

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use sightline::case::Case;
use sightline::disk::{self, Difference, Expected, OpenError, SaveError, ToSave, open, open_watched, save_watched};
use sightline::files::{
    ComposeError, Document, Lineage, ReadError, Sealed, Size, Watch, Written, compose, digest, read, read_watched,
    seal, write,
};

use sightline::session::{Command, FileCommand};

use super::maker::made;
use super::{generator, session};

/// The file of a case that takes over what is unchanged from the old bytes, with what is known of it then.
fn composed(case: &Case, previous: &Lineage, known: &Written, old: &[u8]) -> (String, Sealed) {
    let plan = compose(case, previous, known, &Watch::default()).unwrap();
    let mut body = Vec::new();
    let mut put = |bytes: &[u8]| {
        body.extend_from_slice(bytes);
        Ok(())
    };
    let hash = plan.write(&mut &*old, &mut put).unwrap().unwrap();
    assert_eq!(plan.length(), body.len());
    let sealed = plan.seal(hash).unwrap();
    (sealed.head.clone() + std::str::from_utf8(&body).unwrap(), sealed)
}

/// The case after some of the changes that would turn it into another.
fn edited(case: &Case, other: &Case, which: u64) -> Case {
    let changes = case.changes_to(other);
    let some: Vec<_> = changes
        .into_iter()
        .enumerate()
        .filter(|(place, _)| which >> (place % 64) & 1 == 1)
        .map(|(_, one)| one)
        .collect();
    case.with(&some)
}

/// A file as somebody else's program might leave it: at some places, something else stands.
fn touched(text: &str, places: &[(u32, usize)]) -> String {
    const OTHER: [&str; 16] = [
        "", " ", "\n", "\r\n", "\t", ",", ",\n", "e\u{301}", "\u{e9}", "\\u{61}", "\\n", "None", "0", "()", "[]",
        "/**/",
    ];
    let mut text = text.to_owned();
    for &(at, other) in places {
        let at = (at as usize % text.len()..text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
        let next = (at..text.len()).find(|&next| next > at && text.is_char_boundary(next)).unwrap_or(text.len());
        let end = if other % 2 == 0 { at } else { next };
        text.replace_range(at..end, OTHER[other / 2 % OTHER.len()]);
    }
    text
}

/// The same with a comment in every record, so that all are read by the `ron` crate.
fn commented(text: &str) -> String {
    text.replace("\": (\n", "\": ( /**/\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    #[test]
    fn writing_with_what_is_known_is_writing_from_scratch(seed: u64, edits in proptest::collection::vec(any::<(u64, u64)>(), 1..5)) {
        let (mut text, _) = seal(&made(seed), &Lineage::default());
        let Document { mut case, mut lineage, mut written, .. } = read(text.as_bytes()).unwrap();
        for (other, which) in edits {
            let again = edited(&case, &made(other), which);
            let expected = seal(&again, &lineage);
            for known in [&written, &read(text.as_bytes()).unwrap().written, &Written::default()] {
                let (text, sealed) = composed(&again, &lineage, known, text.as_bytes());
                prop_assert_eq!((&text, &sealed.lineage), (&expected.0, &expected.1));
                prop_assert_eq!(sealed.written.hash(), Some(digest(text.as_bytes())));
            }
            let sealed;
            (text, sealed) = composed(&again, &lineage, &written, text.as_bytes());
            (case, lineage, written) = (again, sealed.lineage, sealed.written);
        }
    }

    #[test]
    fn what_is_read_of_a_touched_file_is_what_ron_reads_and_is_written_anew(
        seed: u64,
        places in proptest::collection::vec((any::<u32>(), 0_usize..32), 1..4),
    ) {
        let text = touched(&write(&made(seed), &Lineage::default()), &places);
        let Ok(document) = read(text.as_bytes()) else { return Ok(()) };
        prop_assert_eq!(document.hash, digest(text.as_bytes()));
        if !document.damages.is_empty() {
            return Ok(());
        }
        prop_assert_eq!(document.has_comments, sightline::files::has_comments(text.as_bytes()));
        if let Ok(by_ron) = read(commented(&text).as_bytes())
            && by_ron.damages.is_empty()
        {
            prop_assert_eq!(&by_ron.case, &document.case);
        }
        let (again, _) = composed(&document.case, &document.lineage, &document.written, text.as_bytes());
        prop_assert_eq!(again, seal(&document.case, &document.lineage).0);
    }
}

/// A file of some megabytes: read in parts.
fn large() -> (Case, String) {
    let case = generator::case(800, 7);
    let text = write(&case, &Lineage::default());
    assert!(text.len() > 1 << 20, "{}", text.len());
    (case, text)
}

#[test]
fn a_large_file_is_read_as_if_it_were_one_part() {
    let (case, text) = large();
    let check = |text: &str, damages: usize| {
        let document = read(text.as_bytes()).unwrap();
        assert_eq!(document.damages.found.len(), damages, "{}", document.damages);
        document
    };
    assert_eq!(check(&text, 0).case, case);
    assert_eq!(check(&commented(&text), 0).case, case);
    assert_eq!(check(&text.replace('\n', "\r\n"), 0).case, case);

    // A record is found wherever it stands in its table, and a second one with its id as well.
    let last = text.find("\n    relations: {").unwrap();
    let last = text[..last].rfind("\n        \"inc-").unwrap()..last - "\n    },".len();
    let first = text.find("\n    incidents: {").unwrap() + "\n    incidents: {".len();
    let record = &text[last.clone()];
    assert_eq!(check(&[&text[..first], record, &text[first..last.start], &text[last.end..]].concat(), 0).case, case);
    let twice = check(&[&text[..first], record, &text[first..]].concat(), 1);
    assert!(twice.damages.to_string().contains("the id is used twice, first in line"), "{}", twice.damages);

    // A line within a text that looks like a record begins none: here the quotation mark is missing for certain.
    let line = "title: \"\n        \"inc-000000000001\": (";
    let (before, after) = text.split_at(last.start - (last.start - first) / 2);
    let harmed = read((before.to_owned() + &after.replacen("title: \"", line, 1)).as_bytes()).unwrap();
    assert!(harmed.damages.to_string().contains("a quotation mark was expected"), "{}", harmed.damages);
    assert_eq!(harmed.case.incidents.len(), case.incidents.len() - 1);
}

#[test]
fn reading_can_be_watched_and_cancelled() {
    let (case, text) = large();
    let watch = Watch::default();
    assert_eq!(read_watched(text.as_bytes(), Size::Usual, &watch).unwrap().case, case);
    assert!(watch.done() > text.len() as u64 * 9 / 10, "{} of {}", watch.done(), text.len());
    watch.cancel();
    for text in [text.clone(), text.replacen("kind: ", "kind: 1", 1)] {
        let error = read_watched(text.as_bytes(), Size::Usual, &watch).expect_err("cancelled");
        assert_eq!(error, ReadError::Cancelled);
    }
    assert_eq!(compose(&case, &Lineage::default(), &Written::default(), &watch).unwrap_err(), ComposeError::Cancelled);
}

/// Writes a file as another program would.
fn put(path: &Path, bytes: &[u8]) {
    OpenOptions::new().write(true).truncate(true).open(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_save_takes_over_nothing_from_a_file_that_is_not_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    let first = made(1);
    let saved = disk::save_case(&path, &first, &Lineage::default(), Expected::New).unwrap();
    let next = edited(&first, &made(2), 0x5555_5555_5555_5555);
    let whole = fs::read(&path).unwrap();
    let (expected, expected_lineage) = seal(&next, &saved.lineage);
    let save = |written: &Written, hash| {
        let to_save = ToSave { case: &next, previous: &saved.lineage, written };
        save_watched(&path, to_save, Expected::Hash(hash), &Watch::default())
    };
    for at in [0, whole.len() / 3, whole.len() - 2] {
        let mut other = whole.clone();
        other[at] ^= 1;
        put(&path, &other);
        let error = save(&saved.written, saved.hash).expect_err("one byte differs");
        assert!(matches!(error, SaveError::ChangedOnDisk { difference: Difference::Changed, .. }), "{error}");
        assert_eq!((fs::read(&path).unwrap(), fs::read_dir(folder.path()).unwrap().count()), (other.clone(), 1));
        // Of a file that is expected like this nothing is known, whatever is known of another one.
        assert!(save(&saved.written, digest(&other)).is_ok());
        assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    }
    put(&path, &whole);
    let again = save(&saved.written, saved.hash).unwrap();
    assert_eq!((fs::read_to_string(&path).unwrap(), &again.lineage), (expected, &expected_lineage));
    let opened = open(&path).unwrap();
    assert_eq!((&opened.document.case, opened.hash), (&next, again.hash));
}

#[test]
fn an_unchanged_case_is_saved_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    let case = made(3);
    let mut saved = disk::save_case(&path, &case, &Lineage::default(), Expected::New).unwrap();
    let edited = edited(&case, &made(4), u64::MAX);
    for case in [&edited, &edited, &case, &case] {
        let to_save = ToSave { case, previous: &saved.lineage, written: &saved.written };
        let expected = seal(case, &saved.lineage).0;
        saved = save_watched(&path, to_save, Expected::Hash(saved.hash), &Watch::default()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), expected);
        assert_eq!(open(&path).unwrap().document.lineage, saved.lineage);
    }
}

#[test]
fn opening_can_be_watched_and_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    disk::save_case(&path, &made(1), &Lineage::default(), Expected::New).unwrap();
    let watch = Watch::default();
    assert!(open_watched(&path, Size::Usual, &watch).is_ok());
    assert_eq!(watch.total(), 2 * fs::metadata(&path).unwrap().len());
    assert!(watch.fraction() > 0.9, "{}", watch.fraction());
    watch.cancel();
    let error = open_watched(&path, Size::Usual, &watch).expect_err("cancelled");
    assert!(matches!(error, OpenError::Cancelled { .. }), "{error}");
}

#[test]
fn what_is_opened_or_saved_can_be_cancelled_and_what_was_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.case.ron");
    let (case, text) = large();
    disk::save_case(&path, &case, &Lineage::default(), Expected::New).unwrap();
    let (mut session, _other, own) = session::saved();
    let before = session.case().clone();
    session.run(vec![Command::File(FileCommand::OpenPath(path.clone())), Command::File(FileCommand::Cancel)]);
    assert!(session.progress().is_some());
    session::wait(&mut session);
    assert_eq!((session.case(), session.file().path.as_ref(), session.progress()), (&before, Some(&own), None));
    let told = format!("Opening {} was cancelled: what was open stays open", path.display());
    assert_eq!((session::said(&session), session::failures(&session)), (told.as_str(), Vec::new()));

    session::file(&mut session, FileCommand::OpenPath(path.clone()));
    assert_eq!(session.case(), &case);
    let title = session::titled(&session, "Renamed");
    session.run(vec![title, Command::File(FileCommand::Save), Command::File(FileCommand::Cancel)]);
    session::wait(&mut session);
    let told = format!("Saving {} was cancelled: nothing was replaced, and the changes stay open", path.display());
    assert_eq!(session::said(&session), told);
    assert!(session.has_unsaved_changes() && session.case().header.title == "Renamed");
    assert_eq!((fs::read_to_string(&path).unwrap(), fs::read_dir(folder.path()).unwrap().count()), (text, 1));
    session::file(&mut session, FileCommand::Save);
    assert!(!session.has_unsaved_changes() && session::title_in(&path) == "Renamed");
}

#[test]
fn a_file_whose_records_stand_in_another_order_is_saved_in_ours() {
    let case = generator::case(20, 3);
    let text = write(&case, &Lineage::default());
    let entries = |name: &str| {
        let begin = text.find(&format!("    {name}: {{\n")).unwrap();
        begin..begin + text[begin..].find("\n    },\n").unwrap() + "\n    },\n".len()
    };
    let (sources, actors) = (entries("sources"), entries("actors"));
    let between = &text[sources.end..actors.start];
    let swapped =
        [&text[..sources.start], &text[actors.clone()], between, &text[sources], &text[actors.end..]].concat();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    disk::save(&path, swapped.as_bytes(), Expected::New).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened.document.case, case);
    let Document { lineage, written, .. } = opened.document;
    let to_save = ToSave { case: &case, previous: &lineage, written: &written };
    save_watched(&path, to_save, Expected::Hash(opened.hash), &Watch::default()).unwrap();
    let saved = fs::read_to_string(&path).unwrap();
    let body = |text: &str| text[text.find("    case: ").unwrap()..].to_owned();
    assert_eq!(body(&saved), body(&text));
}
