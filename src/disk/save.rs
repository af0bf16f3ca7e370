//! Atomic save: the old file is replaced whole, or left whole.
//!
//! In order: resolve links; refuse what is read-only or has no folder; compare what is on the disk with what was seen
//! there last; write `.NAME.tmp` beside it, force it to the disk and read it back; compare again; rename; force the
//! folder to the disk.
//! The name of the temporary file is fixed, so that a killed program leaves one at most, and the next save removes it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::case::Case;
use crate::files::{self, Lineage, Size};

use super::refusal::{Difference, SaveError, failure};

/// The BLAKE3 hash of a file's bytes.
pub type Hash = [u8; 32];

/// What is on the disk, as far as the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No file.
    New,
    /// A file with that hash.
    Hash(Hash),
    /// Whatever it is, the user agreed to replace it.
    Anything,
}

/// A case that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The hash of the file.
    pub hash: Hash,
    /// The lineage of the file.
    pub lineage: Lineage,
}

/// Saves a case as the next revision after `previous` (with its `edited_by` and `edited_at`), if what is on the disk is
/// as expected. The text is read back into a case before anything is touched.
pub fn save_case(path: &Path, case: &Case, previous: &Lineage, expected: Expected) -> Result<Saved, SaveError> {
    let (text, lineage) = files::seal(case, previous);
    let unfaithful = |problem: String| SaveError::Unfaithful { path: path.to_owned(), problem };
    let read = files::read_with(text.as_bytes(), Size::Large).map_err(|error| unfaithful(error.to_string()))?;
    if !read.damages.is_empty() {
        return Err(unfaithful(read.damages.to_string()));
    }
    if !files::same(case, &read.case) || read.lineage != lineage {
        return Err(unfaithful("something would be lost".to_owned()));
    }
    Ok(Saved { hash: save(path, text.as_bytes(), expected)?, lineage })
}

/// Saves bytes, if what is on the disk is as expected; returns their hash.
pub fn save(path: &Path, bytes: &[u8], expected: Expected) -> Result<Hash, SaveError> {
    save_on(&RealDisk, path, bytes, &expected)
}

/// What can fail between the first byte and the last, so that tests can make it fail.
trait Disk {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn read_back(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

struct RealDisk;

impl Disk for RealDisk {}

fn save_on(disk: &impl Disk, path: &Path, bytes: &[u8], expected: &Expected) -> Result<Hash, SaveError> {
    let target = resolved(path)?;
    let permissions = writable(&target)?;
    check(&target, expected)?;
    let temporary = Temporary::beside(&target)?;
    // Held open, and on Unix locked, until it has its name: so another window knows that somebody is at work.
    let filled = fill(disk, &temporary.path, bytes, permissions).map_err(|source| failure(&target, source))?;
    let kept = disk.read_back(&temporary.path).map_err(|source| failure(&target, source))?;
    if kept != bytes {
        return Err(SaveError::NotKept { path: target });
    }
    if !is_same(&filled, &temporary.path) {
        temporary.keep();
        return Err(SaveError::Busy { path: target });
    }
    // What another program wrote there in the meantime is not replaced unasked either.
    check(&target, expected)?;
    rename(disk, &temporary.path, &target).map_err(|source| failure(&target, source))?;
    temporary.keep();
    drop(filled);
    let folder = target.parent().unwrap_or(&target);
    match disk.sync_folder(folder) {
        // Some file systems cannot do this to a folder.
        Err(source) if !matches!(source.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Err(SaveError::NotConfirmed { path: target, hash: blake3::hash(bytes).into(), source })
        }
        Ok(()) | Err(_) => Ok(blake3::hash(bytes).into()),
    }
}

/// The file behind all links, in a folder that is there.
fn resolved(path: &Path) -> Result<PathBuf, SaveError> {
    let no_folder = |folder: &Path| SaveError::NoFolder { path: path.to_owned(), folder: folder.to_owned() };
    if let Ok(target) = fs::canonicalize(path) {
        return if target.is_dir() { Err(SaveError::NoFileName { path: path.to_owned() }) } else { Ok(target) };
    }
    if let Ok(target) = fs::read_link(path) {
        return Err(no_folder(target.parent().unwrap_or(&target)));
    }
    let name = path.file_name().ok_or_else(|| SaveError::NoFileName { path: path.to_owned() })?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::canonicalize(folder) {
        Ok(folder) if folder.is_dir() => Ok(folder.join(name)),
        Err(source) if source.kind() == ErrorKind::PermissionDenied => Err(failure(path, source)),
        Ok(_) | Err(_) => Err(no_folder(folder)),
    }
}

/// The permissions of the old file, if there is one; it must not be read-only.
fn writable(target: &Path) -> Result<Option<Permissions>, SaveError> {
    match fs::metadata(target) {
        Ok(about) if about.permissions().readonly() => Err(SaveError::ReadOnly { path: target.to_owned() }),
        Ok(about) => Ok(Some(about.permissions())),
        Err(source) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(failure(target, source)),
    }
}

fn check(target: &Path, expected: &Expected) -> Result<(), SaveError> {
    let bytes = match (expected, fs::read(target)) {
        (Expected::Anything, _) => return Ok(()),
        (_, Ok(bytes)) => Some(bytes),
        (_, Err(source)) if source.kind() == ErrorKind::NotFound => None,
        (_, Err(source)) => return Err(failure(target, source)),
    };
    let difference = match (expected, bytes) {
        (Expected::New, Some(_)) => Difference::Appeared,
        (Expected::Hash(_), None) => Difference::Gone,
        (Expected::Hash(hash), Some(bytes)) if blake3::hash(&bytes) != *hash => Difference::Changed,
        _ => return Ok(()),
    };
    Err(SaveError::ChangedOnDisk { path: target.to_owned(), difference })
}

/// The temporary file: removed when dropped, unless it was renamed.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn beside(target: &Path) -> Result<Self, SaveError> {
        let path = target.with_file_name(temporary_name(target.file_name().unwrap_or_default()));
        if is_in_use(&path) {
            return Err(SaveError::Busy { path: target.to_owned() });
        }
        match fs::remove_file(&path) {
            Err(source) if source.kind() != ErrorKind::NotFound => Err(failure(target, source)),
            Ok(()) | Err(_) => Ok(Self { path }),
        }
    }

    fn keep(self) {
        std::mem::forget(self);
    }
}

/// The longest name that most file systems take, in bytes.
const LONGEST: usize = 255;

/// `.NAME.tmp`, or a hash in the place of a name that leaves no room for it.
fn temporary_name(name: &OsStr) -> OsString {
    let mut temporary = OsString::from(".");
    if name.len() + ".".len() + ".tmp".len() > LONGEST {
        temporary.push(blake3::hash(name.as_encoded_bytes()).to_hex().as_str());
    } else {
        temporary.push(name);
    }
    temporary.push(".tmp");
    temporary
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // If even this fails, the next save removes it.
        drop(fs::remove_file(&self.path));
    }
}

fn fill(disk: &impl Disk, path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    if cfg!(unix) {
        // Where a file system cannot lock, nothing is lost but the warning.
        drop(file.try_lock());
    }
    disk.write(&mut file, bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    disk.sync(&file)?;
    Ok(file)
}

/// Whether another process is writing a temporary file at this moment; one that was left behind is not locked.
fn is_in_use(path: &Path) -> bool {
    let is_locked = |file: File| matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    cfg!(unix) && File::open(path).is_ok_and(is_locked)
}

/// Whether what has the name is still the file that was written.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let own = file.metadata().map(|about| (about.dev(), about.ino()));
    let named = fs::metadata(path).map(|about| (about.dev(), about.ino()));
    matches!((own, named), (Ok(own), Ok(named)) if own == named)
}

#[cfg(not(unix))]
fn is_same(_file: &File, _path: &Path) -> bool {
    true
}

/// Renames; on Windows a virus scanner or a synchronizer may hold the file for a moment (errors 5 and 32).
fn rename(disk: &impl Disk, from: &Path, to: &Path) -> io::Result<()> {
    let is_held = |error: &io::Error| cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32));
    for pause_ms in [10, 20, 40, 80, 100] {
        match disk.rename(from, to) {
            Err(error) if is_held(&error) => std::thread::sleep(Duration::from_millis(pause_ms)),
            result => return result,
        }
    }
    disk.rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

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

        fn read_back(&self, path: &Path) -> io::Result<Vec<u8>> {
            let mut bytes = fs::read(path)?;
            if self.0 == Step::ReadBack {
                bytes[0] ^= 1;
            }
            Ok(bytes)
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
        assert!(
            error.to_string().ends_with("the disk is full. The old file is as it was; make room, or save elsewhere")
        );
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
}
