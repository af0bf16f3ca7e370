//! The only floor that touches the disk: open, atomic save, and the settings.
//!
//! A save replaces the old file whole or leaves it whole; [`save`] is the only writer in the program. Not here yet:
//! backups, recovery of unsaved work, a lock against a second window, encryption.

mod draft;
mod looks;
mod old;
mod open;
mod refusal;
mod save;
mod settings;
mod table;

pub use looks::{SystemWishes, TextSize, Wish};
pub use open::{OpenError, Opened, open, open_watched};
pub use refusal::{Difference, SaveError};
pub use save::{Expected, Saved, ToSave, save, save_case, save_watched};
pub use settings::{CONFIG_VARIABLE, Settings, ThemeChoice};
pub use table::{TableFileError, read_table};

/// A path that names no folder, within the user's folder for documents, or their home.
pub fn in_documents(path: std::path::PathBuf) -> std::path::PathBuf {
    let folder = directories::UserDirs::new()
        .map(|folders| folders.document_dir().unwrap_or_else(|| folders.home_dir()).to_owned());
    match folder {
        Some(folder) if path.parent().is_none_or(|parent| parent.as_os_str().is_empty()) => folder.join(path),
        _ => path,
    }
}

/// Whether there is a file.
pub fn is_there(path: &std::path::Path) -> bool {
    path.is_file()
}

/// A path without an extension gets that of a case.
pub fn with_extension(path: std::path::PathBuf) -> std::path::PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("case.ron") }
}
