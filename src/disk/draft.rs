//! The steps of a save: the temporary file, and how it takes the place of the old one.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::files::{Hash, Plan, Watch, Written};

use super::old::{self, Wanted};
use super::refusal::{Difference, SaveError, failure};
use super::save::Expected;

/// What can fail between the first byte and the last, so that tests can make it fail.
pub(super) trait Disk {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn read_back(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

pub(super) struct RealDisk;

impl Disk for RealDisk {}

/// What is to be replaced.
pub(super) struct Target {
    pub path: PathBuf,
    permissions: Option<Permissions>,
    expected: Expected,
}

impl Target {
    pub fn of(path: &Path, expected: Expected) -> Result<Self, SaveError> {
        let path = resolved(path)?;
        let permissions = writable(&path)?;
        let target = Self { path, permissions, expected };
        // Told at once, and not only when all is written.
        match (expected, &target.permissions) {
            (Expected::New, Some(_)) => Err(target.changed(Difference::Appeared)),
            (Expected::Hash(_), None) => Err(target.changed(Difference::Gone)),
            _ => Ok(target),
        }
    }

    /// Whether a file with that hash, or none, is what is expected.
    pub fn check(&self, found: Option<Hash>) -> Result<(), SaveError> {
        match (self.expected, found) {
            (Expected::New, Some(_)) => Err(self.changed(Difference::Appeared)),
            (Expected::Hash(_), None) => Err(self.changed(Difference::Gone)),
            (Expected::Hash(hash), Some(found)) if found != hash => Err(self.changed(Difference::Changed)),
            _ => Ok(()),
        }
    }

    fn changed(&self, difference: Difference) -> SaveError {
        SaveError::ChangedOnDisk { path: self.path.clone(), difference }
    }
}

/// The temporary file while it is written. It is held open, and on Unix locked, until it has its name: so another window
/// knows that somebody is at work.
pub(super) struct Draft<'a, D> {
    disk: &'a D,
    target: &'a Target,
    watch: &'a Watch,
    file: File,
    temporary: Temporary,
}

/// Bytes that are written or read in one go.
const STEP: usize = 1 << 20;

impl<'a, D: Disk> Draft<'a, D> {
    pub fn begin(disk: &'a D, target: &'a Target, watch: &'a Watch) -> Result<Self, SaveError> {
        let temporary = Temporary::beside(&target.path)?;
        let file = create(&temporary.path).map_err(|source| failure(&target.path, source))?;
        Ok(Self { disk, target, watch, file, temporary })
    }

    /// Writes the body of a case from that byte on, while the old file is read and compared; its hash. `None` where the
    /// old file is as expected, but not as it is known.
    pub fn body(&mut self, plan: &Plan, offset: usize, known: &Written) -> Result<Option<Hash>, SaveError> {
        let target = self.target;
        let start = self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(offset as u64)));
        start.map_err(|source| self.failed(source))?;
        let wanted = match target.expected {
            Expected::Hash(_) if known.hash().is_some() => Wanted::Bytes,
            Expected::Hash(_) => Wanted::Hash,
            Expected::New | Expected::Anything => Wanted::Nothing,
        };
        let (written, found) = old::beside(&target.path, wanted, |old| plan.write(old, &mut |bytes| self.write(bytes)));
        let written = written.map_err(|source| self.failed(source))?;
        if wanted != Wanted::Nothing {
            target.check(found.map_err(|source| self.failed(source))?)?;
        }
        Ok(written)
    }

    /// Writes the head of a case before its body.
    pub fn head(&mut self, head: &str) -> Result<(), SaveError> {
        self.file.rewind().and_then(|()| self.write(head.as_bytes())).map_err(|source| self.failed(source))
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        for part in bytes.chunks(STEP) {
            if self.watch.is_cancelled() {
                return Err(ErrorKind::Interrupted.into());
            }
            self.disk.write(&mut self.file, part)?;
            self.watch.advance(part.len() as u64);
        }
        Ok(())
    }

    /// Puts the file in the place of the old one, if the disk has kept it and the old one is still as it was.
    pub fn place(self, hash: Hash) -> Result<(), SaveError> {
        let (disk, target, path) = (self.disk, self.target, &self.target.path);
        if let Some(permissions) = &target.permissions {
            self.file.set_permissions(permissions.clone()).map_err(|source| self.failed(source))?;
        }
        disk.sync(&self.file).map_err(|source| self.failed(source))?;
        self.go_on()?;
        let wanted = if target.expected == Expected::Anything { Wanted::Nothing } else { Wanted::Hash };
        let before = about(path);
        let (kept, found) = old::beside(path, wanted, |_| self.read_back());
        if kept.map_err(|source| self.failed(source))? != hash {
            self.go_on()?;
            return Err(SaveError::NotKept { path: path.clone() });
        }
        if !is_same(&self.file, &self.temporary.path) {
            self.temporary.keep();
            return Err(SaveError::Busy { path: path.clone() });
        }
        // What another program wrote there in the meantime is not replaced unasked either.
        let found = found.map_err(|source| self.failed(source))?;
        if wanted == Wanted::Hash {
            target.check(found)?;
        }
        // Nor what came there while the new file was still being read back.
        let after = about(path);
        if wanted == Wanted::Hash && after != before {
            return Err(target.changed(match (before, after) {
                (None, _) => Difference::Appeared,
                (Some(_), None) => Difference::Gone,
                (Some(_), Some(_)) => Difference::Changed,
            }));
        }
        self.go_on()?;
        rename(disk, &self.temporary.path, path).map_err(|source| self.failed(source))?;
        self.temporary.keep();
        drop(self.file);
        match disk.sync_folder(path.parent().unwrap_or(path)) {
            // Some file systems cannot do this to a folder.
            Err(source) if !matches!(source.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                Err(SaveError::NotConfirmed { path: path.clone(), hash, source })
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// The hash of what the disk has kept.
    fn read_back(&self) -> io::Result<Hash> {
        let mut kept = self.disk.read_back(&self.temporary.path)?;
        old::digest_of(&mut *kept, |bytes| {
            self.watch.advance(bytes.len() as u64);
            !self.watch.is_cancelled()
        })
    }

    fn go_on(&self) -> Result<(), SaveError> {
        if self.watch.is_cancelled() { Err(SaveError::Cancelled { path: self.target.path.clone() }) } else { Ok(()) }
    }

    pub fn failed(&self, source: io::Error) -> SaveError {
        self.go_on().err().unwrap_or_else(|| failure(&self.target.path, source))
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

/// What tells at a glance that a file is another one: its length and when it was written last. `None` where there is none.
fn about(path: &Path) -> Option<(u64, Option<impl PartialEq + use<>>)> {
    fs::metadata(path).ok().map(|about| (about.len(), about.modified().ok()))
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    if cfg!(unix) {
        // Where a file system cannot lock, nothing is lost but the warning.
        drop(file.try_lock());
    }
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
            Err(error) if is_held(&error) => thread::sleep(Duration::from_millis(pause_ms)),
            result => return result,
        }
    }
    disk.rename(from, to)
}
