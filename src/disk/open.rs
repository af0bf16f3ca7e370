//! Opening a case file.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use crate::files::{self, Document, Hash, ReadError, Size, Watch};

/// A file that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it holds.
    pub document: Document,
    /// The hash of its bytes, for the next save.
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
    /// Somebody asked for the end.
    #[error("it was cancelled")]
    Cancelled {
        /// The file.
        path: PathBuf,
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
    open_watched(path, Size::Usual, &Watch::default())
}

/// Opens a case file, a large one too if the user agreed, while somebody watches, who may end it with
/// [`OpenError::Cancelled`]. Of the watch's bytes, each counts twice: loaded, and read.
pub fn open_watched(path: &Path, size: Size, watch: &Watch) -> Result<Opened, OpenError> {
    let broken = |source| OpenError::Read { path: path.to_owned(), source };
    let about = fs::metadata(path).map_err(|source| refusal(path, source))?;
    if about.is_dir() {
        return Err(OpenError::Folder { path: path.to_owned() });
    }
    if !about.is_file() {
        return Err(OpenError::Special { path: path.to_owned() });
    }
    files::check_size(about.len(), size).map_err(broken)?;
    watch.expect(2 * about.len());
    let cancelled = || OpenError::Cancelled { path: path.to_owned() };
    let bytes = load(path, about.len(), watch).map_err(|source| refusal(path, source))?.ok_or_else(cancelled)?;
    let document = files::read_watched(&bytes, size, watch)
        .map_err(|error| if error == ReadError::Cancelled { cancelled() } else { broken(error) })?;
    let (hash, has_comments) = (document.hash, document.has_comments);
    Ok(Opened { document, hash, path: path.to_owned(), has_comments })
}

/// Bytes that are loaded in one go.
const STEP: u64 = 1 << 20;

/// All bytes of a file; `None` where it was cancelled.
fn load(path: &Path, length: u64, watch: &Watch) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX)).map_err(io::Error::other)?;
    loop {
        let count = file.by_ref().take(STEP).read_to_end(&mut bytes)?;
        watch.advance(count as u64);
        if watch.is_cancelled() {
            return Ok(None);
        }
        if count == 0 {
            return Ok(Some(bytes));
        }
    }
}

pub(super) fn refusal(path: &Path, source: io::Error) -> OpenError {
    let path = path.to_owned();
    if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
        OpenError::NotFound { path }
    } else if source.kind() == ErrorKind::PermissionDenied {
        OpenError::Permission { path, source }
    } else {
        OpenError::Other { path, source }
    }
}
