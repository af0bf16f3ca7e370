//! Saving on disks that fail at each step, and for somebody who cancels.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::PathBuf;

use super::super::refusal::Difference;
use super::*;
use crate::case::when::VagueWords;
use crate::case::{CaseId, Extra, Header, Marking};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Write,
    Sync,
    ReadBack,
    Rename,
    SyncFolder,
}

/// A disk on which one step fails, after half of the bytes where it writes.
struct Failing(Step, ErrorKind);

impl Failing {
    fn or(&self, step: Step, act: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        if self.0 == step { Err(io::Error::from(self.1)) } else { act() }
    }
}

impl Disk for Failing {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes.split_at(bytes.len() / 2).0)?;
        self.or(Step::Write, || file.write_all(bytes.split_at(bytes.len() / 2).1))
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.or(Step::Sync, || file.sync_all())
    }

    fn read_back(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        let mut bytes = fs::read(path)?;
        if self.0 == Step::ReadBack {
            bytes[0] ^= 1;
        }
        Ok(Box::new(io::Cursor::new(bytes)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.or(Step::Rename, || fs::rename(from, to))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.or(Step::SyncFolder, || Ok(()))
    }
}

/// Saves over an old file on a disk that fails; returns the error, what the file holds then, and how many files
/// the folder has.
fn fail(step: Step, kind: ErrorKind) -> (SaveError, Vec<u8>, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.case.ron");
    save(&path, b"old", Expected::New).expect("the first save");
    let error = save_on(&Failing(step, kind), &path, b"newer", &Expected::Anything).expect_err("the disk fails");
    (error, fs::read(&path).expect("the file"), fs::read_dir(folder.path()).expect("the folder").count())
}

#[test]
fn whatever_fails_the_old_file_is_whole_and_nothing_is_left_beside_it() {
    for step in [Step::Write, Step::Sync, Step::ReadBack, Step::Rename] {
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
            let (_, bytes, files) = fail(step, kind);
            assert_eq!((bytes.as_slice(), files), (b"old".as_slice(), 1), "{step:?} {kind}");
        }
    }
}

#[test]
fn a_full_disk_is_told_as_one() {
    let (error, ..) = fail(Step::Write, ErrorKind::StorageFull);
    assert!(error.to_string().ends_with("the disk is full. The old file is as it was; make room, or save elsewhere"));
}

#[test]
fn a_disk_that_changes_bytes_is_found_out() {
    assert!(matches!(fail(Step::ReadBack, ErrorKind::Other).0, SaveError::NotKept { .. }));
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "the test plays the other window")]
fn a_temporary_file_that_another_window_is_writing_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, temporary) = (folder.path().join("a"), folder.path().join(".a.tmp"));
    fs::write(&path, "old").expect("a file");
    let other = File::create(&temporary).expect("a temporary file");
    other.lock().expect("a lock");
    assert!(matches!(save(&path, b"new", Expected::Anything), Err(SaveError::Busy { .. })));
    assert_eq!((fs::read(&path).expect("the file"), temporary.exists()), (b"old".to_vec(), true));
    drop(other);
    assert!(save(&path, b"new", Expected::Anything).is_ok(), "a leftover that nobody writes is cleaned");
}

#[test]
fn a_name_of_the_greatest_length_can_be_saved_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("n".repeat(255));
    assert!(save(&path, b"new", Expected::New).is_ok());
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

/// Somebody who cancels at one step.
struct Cancelling<'a>(Step, &'a Watch);

impl Cancelling<'_> {
    fn at(&self, step: Step) {
        if self.0 == step {
            self.1.cancel();
        }
    }
}

impl Disk for Cancelling<'_> {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.at(Step::Write);
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.at(Step::Sync);
        file.sync_all()
    }

    fn read_back(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.at(Step::ReadBack);
        Ok(Box::new(File::open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.at(Step::Rename);
        fs::rename(from, to)
    }
}

fn titled(title: &str) -> Case {
    Case::new(Header {
        case: CaseId::from_bits(1),
        title: title.to_owned(),
        marking: Marking::default(),
        vague: VagueWords::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    })
}

#[test]
fn a_save_can_be_cancelled_until_the_file_is_replaced_and_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.case.ron");
    let old = save_case(&path, &titled("Old"), &Lineage::default(), Expected::New).expect("the first save");
    let bytes = fs::read(&path).expect("the file");
    let save = |step| {
        let watch = Watch::default();
        let disk = Cancelling(step, &watch);
        let to_save = ToSave { case: &titled("New"), previous: &old.lineage, written: &old.written };
        save_case_on(&disk, &path, to_save, Expected::Hash(old.hash), &watch)
    };
    for step in [Step::Write, Step::Sync, Step::ReadBack] {
        let error = save(step).expect_err("cancelled");
        assert!(matches!(error, SaveError::Cancelled { .. }), "{step:?}: {error}");
        assert_eq!(fs::read(&path).expect("the file"), bytes, "{step:?}");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "{step:?}");
    }
    assert!(save(Step::Rename).is_ok(), "then it is too late");
    assert_ne!(fs::read(&path).expect("the file"), bytes);
}

/// Writes another text over the file while it is being saved.
struct Shared(PathBuf);

impl Disk for Shared {
    #[expect(clippy::disallowed_methods, reason = "the test plays the other program")]
    fn sync(&self, file: &File) -> io::Result<()> {
        fs::write(&self.0, "theirs")?;
        file.sync_all()
    }
}

#[test]
fn what_another_program_writes_while_we_save_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.case.ron");
    let hash = save(&path, b"old", Expected::New).expect("the first save");
    let error = save_on(&Shared(path.clone()), &path, b"ours", &Expected::Hash(hash)).expect_err("a refusal");
    assert!(matches!(error, SaveError::ChangedOnDisk { difference: Difference::Changed, .. }));
    assert_eq!(fs::read(&path).expect("the file"), b"theirs");
}

#[test]
fn a_folder_that_is_not_confirmed_is_told_but_some_file_systems_cannot() {
    let (error, bytes, files) = fail(Step::SyncFolder, ErrorKind::Other);
    assert!(matches!(error, SaveError::NotConfirmed { .. }));
    assert_eq!((bytes.as_slice(), files), (b"newer".as_slice(), 1));
    let folder = tempfile::tempdir().expect("a folder");
    let disk = Failing(Step::SyncFolder, ErrorKind::Unsupported);
    assert!(save_on(&disk, &folder.path().join("b"), b"new", &Expected::New).is_ok());
}

/// Another program that writes to the place of the file while it is being read back.
struct Meddling(PathBuf);

impl Disk for Meddling {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[expect(clippy::disallowed_methods, reason = "the test plays the other program")]
    fn read_back(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        let bytes = fs::read(path)?;
        fs::write(&self.0, "somebody else's")?;
        Ok(Box::new(io::Cursor::new(bytes)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_appears_while_the_new_file_is_read_back_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.case.ron");
    let meddling = Meddling(path.clone());
    let error = save_on(&meddling, &path, b"new", &Expected::New).expect_err("somebody was quicker");
    assert!(matches!(error, SaveError::ChangedOnDisk { difference: Difference::Appeared, .. }), "{error}");
    let old = save(&path, b"old", Expected::Anything).expect("a file");
    let error = save_on(&meddling, &path, b"new", &Expected::Hash(old)).expect_err("somebody was quicker");
    assert!(matches!(error, SaveError::ChangedOnDisk { difference: Difference::Changed, .. }), "{error}");
    assert_eq!(fs::read(&path).expect("the file"), b"somebody else's");
}

#[test]
fn a_name_in_another_normal_form_is_saved_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.case.ron");
    let previous = Lineage { edited_by: "Jose\u{301}".to_owned(), ..Lineage::default() };
    let saved = save_case(&path, &titled("A case"), &previous, Expected::New).expect("saved");
    assert_eq!(saved.lineage.edited_by, "Jos\u{e9}");
}
