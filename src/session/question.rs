//! Questions that wait for an answer before anything goes on.

use super::sample::Sample;
use std::path::PathBuf;

use crate::case::RecordId;

/// A question to the user. While one is open, nothing else happens to files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// There are unsaved changes, and something is about to replace the case.
    Unsaved(Then),
    /// The file changed on disk since it was read.
    ChangedOnDisk(PathBuf),
    /// The records to delete are named by others.
    StillCited {
        /// What is to be deleted.
        records: Vec<RecordId>,
        /// Who names it.
        referrers: Vec<RecordId>,
    },
    /// There is a file of that name already, which is not the case's own.
    Exists(PathBuf),
    /// The file is large: reading it takes long and needs much memory.
    Large(PathBuf),
    /// The file has comments, which are not kept.
    LosesComments(PathBuf),
    /// Which file to open, typed in the window.
    OpenPath,
    /// Where to save, typed in the window, beginning with this.
    SavePath(PathBuf),
    /// Which file with a table to take in, typed in the window.
    ImportPath,
    /// Where to export the matrix, typed in the window, beginning with this.
    ExportPath(PathBuf),
    /// There is a file of the name to which the matrix is to be exported.
    ReplaceExport(PathBuf),
}

/// What is to happen once unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Start an empty case.
    New,
    /// Choose a file and open it.
    Open,
    /// Ask for a path and open it.
    OpenByPath,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open a copy of a sample.
    OpenSample(&'static Sample),
    /// End the program.
    Quit,
}

/// An answer to the open question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Leave everything as it is.
    Cancel,
    /// Go on: delete, overwrite, lose the comments.
    Yes,
    /// Save first, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Save under another name instead.
    SaveAs,
    /// The path that was asked for.
    Path(PathBuf),
}
