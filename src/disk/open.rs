//! Opening a case file.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::files::{self, Document, ReadError, Size};

use super::save::Hash;

/// A file that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it holds.
    pub document: Document,
    /// The BLAKE3 hash of its bytes, for the next save.
    pub hash: Hash,
    /// Where it is, as it was asked for.
    pub path: PathBuf,
    /// Whether it has comments, which the next save would lose.
    pub has_comments: bool,
}

/// Why a file was not opened. The words leave the path to the caller, who says it first.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no such file: it was moved or deleted, or its drive or share is not connected")]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("it is a folder: choose a file in it")]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// It is a device or a pipe: reading it may never end.
    #[error("it is no ordinary file: choose a case file")]
    Special {
        /// What was chosen.
        path: PathBuf,
    },
    /// The system does not let us read it.
    #[error("you have no permission to read it: ask its owner for a copy")]
    Permission {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another failure of the system.
    #[error("it could not be read ({source}): try again, or copy it to another drive")]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file was read, but is no case.
    #[error("{source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ReadError,
    },
}

/// Opens a case file of the usual size.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    open_with(path, Size::Usual)
}

/// Opens a case file, a large one too if the user agreed.
pub fn open_with(path: &Path, size: Size) -> Result<Opened, OpenError> {
    let broken = |source| OpenError::Read { path: path.to_owned(), source };
    let about = fs::metadata(path).map_err(|source| refusal(path, source))?;
    if about.is_dir() {
        return Err(OpenError::Folder { path: path.to_owned() });
    }
    if !about.is_file() {
        return Err(OpenError::Special { path: path.to_owned() });
    }
    files::check_size(about.len(), size).map_err(broken)?;
    let bytes = fs::read(path).map_err(|source| refusal(path, source))?;
    let document = files::read_with(&bytes, size).map_err(broken)?;
    let hash = blake3::hash(&bytes).into();
    Ok(Opened { document, hash, path: path.to_owned(), has_comments: files::has_comments(&bytes) })
}

fn refusal(path: &Path, source: io::Error) -> OpenError {
    let path = path.to_owned();
    if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
        OpenError::NotFound { path }
    } else if source.kind() == ErrorKind::PermissionDenied {
        OpenError::Permission { path, source }
    } else {
        OpenError::Other { path, source }
    }
}
