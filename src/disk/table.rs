//! Reading a file with a table that somebody else made.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::open::{OpenError, refusal};
use crate::files::table_in::{Leaf, MOST_BYTES, TableError, read_tables};

/// Why a file gives no table. The words leave the path to the caller, who says it first.
#[derive(Debug, thiserror::Error)]
pub enum TableFileError {
    /// The file cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It holds no table that is read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// The tables of a file.
pub fn read_table(path: &Path) -> Result<Vec<Leaf>, TableFileError> {
    let about = fs::metadata(path).map_err(|source| refusal(path, source))?;
    if about.is_dir() {
        return Err(OpenError::Folder { path: path.to_owned() }.into());
    }
    if !about.is_file() {
        return Err(OpenError::Special { path: path.to_owned() }.into());
    }
    if about.len() > MOST_BYTES {
        return Err(TableError::TooLarge.into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|source| refusal(path, source))?;
    // What has grown since is cut, and found too large.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|source| refusal(path, source))?;
    Ok(read_tables(&bytes)?)
}
