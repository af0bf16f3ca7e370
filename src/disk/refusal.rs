//! Why something was not saved, in words for the user: what happened, what was kept, and what to do.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::files::Hash;

/// How a file differs from what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It was changed by somebody else.
    Changed,
    /// There was none, and now there is one.
    Appeared,
    /// There was one, and now there is none.
    Gone,
}

/// Why nothing was saved. The old file is as it was, and no temporary file is left.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else changed the file.
    #[error("{} was not saved: {}. Save under another name, or replace it", path.display(), words(*difference))]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// How it differs.
        difference: Difference,
    },
    /// The file may not be written.
    #[error("{} was not saved: the file is read-only. Save under another name", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The folder is not there; it is never made.
    #[error(
        "{} was not saved: the folder {} is not there. Connect its drive or share, or save elsewhere",
        path.display(),
        folder.display()
    )]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// The path names a folder, or nothing.
    #[error("{} was not saved: this is no file name. Save under another name", path.display())]
    NoFileName {
        /// The path.
        path: PathBuf,
    },
    /// The disk, or the user's share of it, is full.
    #[error("{} was not saved: the disk is full. The old file is as it was; make room, or save elsewhere", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder may not be written.
    #[error("{} was not saved: you have no permission to write in its folder. Save elsewhere", path.display())]
    Permission {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The disk gave back other bytes than it was given.
    #[error("{} was not saved: the disk does not keep what is written to it. The old file is as it was; save elsewhere", path.display())]
    NotKept {
        /// The file.
        path: PathBuf,
    },
    /// Another process is writing the same temporary file.
    #[error("{} was not saved: another window is saving it at this moment. The old file is as it was; save again", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The new file is in place, but the disk did not confirm it.
    #[error("{} was written, but the disk did not confirm it ({source}). Save again, and keep a copy elsewhere", path.display())]
    NotConfirmed {
        /// The file.
        path: PathBuf,
        /// The hash of what is there now, so that the next save does not take it for somebody else's.
        hash: Hash,
        /// What the system says.
        source: io::Error,
    },
    /// The text would not give the case back.
    #[error("{} was not saved: the case cannot be written as a file ({problem}). The old file is as it was", path.display())]
    Unfaithful {
        /// The file.
        path: PathBuf,
        /// What is lost or refused.
        problem: String,
    },
    /// Somebody asked for the end before the file was replaced.
    #[error("{} was not saved: it was cancelled. The old file is as it was", path.display())]
    Cancelled {
        /// The file.
        path: PathBuf,
    },
    /// Another failure of the system.
    #[error("{} was not saved ({source}). The old file is as it was; try again, or save elsewhere", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

const fn words(difference: Difference) -> &'static str {
    match difference {
        Difference::Changed => "another program or person has changed the file since it was opened",
        Difference::Appeared => "there is a file of that name already",
        Difference::Gone => "the file has been moved or deleted since it was opened",
    }
}

/// The failure of a step before the file was replaced.
pub(super) fn failure(path: &Path, source: io::Error) -> SaveError {
    let path = path.to_owned();
    let is = |kinds: &[ErrorKind]| kinds.contains(&source.kind());
    if is(&[ErrorKind::StorageFull, ErrorKind::QuotaExceeded]) {
        SaveError::DiskFull { path, source }
    } else if is(&[ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem]) {
        SaveError::Permission { path, source }
    } else if is(&[ErrorKind::NotFound]) {
        let folder = path.parent().unwrap_or(&path).to_owned();
        SaveError::NoFolder { path, folder }
    } else {
        SaveError::Other { path, source }
    }
}
