//! Opening and saving on a real disk.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sightline::case::{Case, CaseId, Change, Extra, Header, Marking, Place, PlaceId, Position};
use sightline::disk::{Difference, Expected, OpenError, SaveError, Settings, ThemeChoice, open, save, save_case};
use sightline::files::Lineage;

fn case(title: &str) -> Case {
    Case::new(Header {
        case: CaseId::from_bits(1),
        title: title.to_owned(),
        marking: Marking::default(),
        vague: BTreeMap::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    })
}

/// Writes a file as another program would.
fn put(path: &Path, bytes: &[u8]) {
    OpenOptions::new().write(true).create(true).truncate(true).open(path).unwrap().write_all(bytes).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    (folder, path)
}

#[test]
fn a_saved_case_opens_as_it_was_and_can_be_saved_again() {
    let (folder, path) = place();
    let first = save_case(&path, &case("One"), &Lineage::default(), Expected::New).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!((&opened.document.case, opened.hash), (&case("One"), first.hash));
    let second = save_case(&path, &case("Two"), &opened.document.lineage, Expected::Hash(opened.hash)).unwrap();
    assert_eq!(second.lineage.parents, [first.lineage.revision]);
    assert_eq!(open(&path).unwrap().document.lineage, second.lineage);
    assert_eq!(names(folder.path()), ["a.case.ron"]);
}

#[test]
fn what_somebody_else_did_to_the_file_is_never_overwritten() {
    let (folder, path) = place();
    let check = |expected: Expected, difference: Difference| {
        let error = save_case(&path, &case("Mine"), &Lineage::default(), expected).expect_err("it differs");
        assert!(matches!(error, SaveError::ChangedOnDisk { difference: found, .. } if found == difference), "{error}");
    };
    let hash = save(&path, b"old", Expected::New).unwrap();
    check(Expected::New, Difference::Appeared);
    put(&path, b"theirs");
    check(Expected::Hash(hash), Difference::Changed);
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    fs::remove_file(&path).unwrap();
    check(Expected::Hash(hash), Difference::Gone);
    assert!(names(folder.path()).is_empty());
    assert!(save(&path, b"mine", Expected::Anything).is_ok(), "but the user may insist");
}

#[test]
fn a_read_only_file_and_a_folder_that_is_gone_are_refused() {
    let (folder, path) = place();
    put(&path, b"old");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let error = save(&path, b"new", Expected::Anything).expect_err("read-only");
    assert!(error.to_string().ends_with("was not saved: the file is read-only. Save under another name"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"old");

    let gone = folder.path().join("gone").join("a.case.ron");
    let error = save(&gone, b"new", Expected::Anything).expect_err("no folder");
    assert!(matches!(error, SaveError::NoFolder { .. }), "{error}");
    assert_eq!(names(folder.path()), ["a.case.ron"], "the folder is not made");
    assert!(matches!(save(folder.path(), b"new", Expected::Anything), Err(SaveError::NoFileName { .. })));
}

#[test]
fn what_a_killed_program_left_is_removed() {
    let (folder, path) = place();
    put(&folder.path().join(".a.case.ron.tmp"), b"half");
    save(&path, b"new", Expected::New).unwrap();
    assert_eq!(names(folder.path()), ["a.case.ron"]);
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_mode_is_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

    let (folder, path) = place();
    save(&path, b"new", Expected::New).unwrap();
    assert_eq!(mode(&path), 0o600, "a new file is the user's alone");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link.case.ron");
    symlink(&path, &link).unwrap();
    save(&link, b"newer", Expected::Anything).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((fs::read(&path).unwrap().as_slice(), mode(&path)), (b"newer".as_slice(), 0o640));
    assert_eq!(names(folder.path()), ["a.case.ron"]);

    fs::remove_dir_all(folder.path()).unwrap();
    assert!(matches!(save(&link, b"new", Expected::Anything), Err(SaveError::NoFolder { .. })), "a link to nowhere");
}

#[test]
fn a_case_that_cannot_be_written_leaves_the_old_file() {
    let (_folder, path) = place();
    let saved = save_case(&path, &case("Old"), &Lineage::default(), Expected::New).unwrap();
    let nowhere = Place { position: Some(Position { latitude: f64::NAN, ..Position::default() }), ..Place::default() };
    let broken = case("New").with(&[Change::Place(PlaceId::from_bits(1), Some(nowhere.into()))]);
    let error = save_case(&path, &broken, &saved.lineage, Expected::Hash(saved.hash)).expect_err("no finite number");
    assert!(error.to_string().contains("a finite number was expected"), "{error}");
    assert_eq!(open(&path).unwrap().document.case, case("Old"));
}

#[test]
fn a_file_that_cannot_be_opened_says_why() {
    let (folder, path) = place();
    assert!(matches!(open(&path), Err(OpenError::NotFound { .. })));
    assert!(matches!(open(folder.path()), Err(OpenError::Folder { .. })));
    put(&path, b"%PDF");
    let error = open(&path).expect_err("no case");
    assert_eq!(error.to_string(), "This is a PDF document, not a Sightline case. Choose a file that ends in .case.ron");
}

#[test]
fn comments_that_a_save_would_lose_are_found_on_opening() {
    let (_folder, path) = place();
    save_case(&path, &case("One"), &Lineage::default(), Expected::New).unwrap();
    assert!(!open(&path).unwrap().has_comments);
    let text = fs::read_to_string(&path).unwrap();
    put(&path, text.replace("title:", "// why\n    title:").as_bytes());
    assert!(open(&path).unwrap().has_comments);
}

#[test]
fn settings_are_kept_between_runs() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("sightline");
    let (mut settings, warning) = Settings::load(&inner);
    assert_eq!((warning, settings.theme), (None, ThemeChoice::Auto));
    settings.theme = ThemeChoice::Dark;
    settings.layout = Some("(left: [\"timeline\"])".to_owned());
    for count in 0..12 {
        settings.add_recent(Path::new(&format!("{count}.case.ron")), "2026-11-30T12:00:00Z");
    }
    settings.add_recent(Path::new("5.case.ron"), "2026-11-30T13:00:00Z");
    settings.save().unwrap();
    let (again, warning) = Settings::load(&inner);
    assert_eq!((&again, warning), (&settings, None));
    assert_eq!((again.recent.len(), again.opened.len()), (10, 10), "times go with their files");
    assert_eq!(again.recent[..2], [PathBuf::from("5.case.ron"), PathBuf::from("11.case.ron")]);
}

#[test]
fn settings_that_cannot_be_read_give_defaults_a_warning_and_are_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("settings.ron"), b"(theme: Sepia)");
    let (mut settings, warning) = Settings::load(folder.path());
    assert_eq!(settings.theme, ThemeChoice::Auto);
    assert!(warning.is_some_and(|words| words.starts_with("The settings in ")));
    settings.save().unwrap();
    assert_eq!(fs::read(folder.path().join("settings.ron.old")).unwrap(), b"(theme: Sepia)");
    assert_eq!(Settings::load(folder.path()).1, None);
}

#[test]
fn settings_without_a_folder_are_kept_in_memory_only() {
    assert!(Settings::default().save().is_ok());
}
