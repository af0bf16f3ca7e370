//! Text and bytes ↔ case: the native RON format, and one row per exchange format. Touches no disk.
//!
//! The native format is canonical: the same case gives the same bytes on every machine, and one changed field changes
//! one line (the layout rule stands in `out.rs`). What this version does not know is kept as text and written back;
//! comments are not kept, and [`has_comments`] tells whether a save would lose some.
//!
//! How a file is read:
//!
//! 1. `suspect.rs` knows other kinds of file by sight, and sets apart what is no text.
//! 2. `gather.rs` cuts the text into parts where records begin, and reads each part on whichever core is free. A record
//!    is read by a cursor (`quick.rs`) that knows the fields in our order, our words and plain texts, and nothing else;
//!    on the way it notes whether every byte stands as we would write it, and where the record stands ([`Written`]).
//! 3. What the cursor leaves alone (a comment, another order, an unknown word) is framed by its brackets (`frame.rs`)
//!    and read by the `ron` crate (`read.rs`, `context.rs`), which also says what is wrong.
//! 4. Where anything is amiss, the whole file is framed anew: by brackets, and by lines (`salvage.rs`).
//!
//! Every type has both readings beside its writing, from one list of fields (`objects.rs`, `words.rs`, `value.rs`).
//!
//! How a file is written: [`compose`] plans it. Records that are still the very ones of the old file are taken over as
//! bytes, the others are written on every core and read back. [`write`] and [`seal`] write everything, in one go.

mod compose;
mod context;
mod damage;
mod frame;
mod gather;
mod kinds;
mod objects;
mod out;
mod places;
mod quick;
mod read;
mod salvage;
mod scan;
mod suspect;
pub mod table_in;
mod value;
mod watch;
mod words;
mod write;
mod written;

pub use compose::{ComposeError, Plan, Sealed, compose};
pub use damage::{Damage, Damages, ReadError};
pub use read::{read, read_watched, read_with};
pub use suspect::{Size, check_size};
pub use watch::Watch;
pub use write::{revision, same, seal, write};
pub use written::{Digest, Hash, Written, digest};

use crate::case::Case;

/// The format that this version writes.
pub const FORMAT: u32 = 1;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The case.
    pub case: Case,
    /// Its revisions.
    pub lineage: Lineage,
    /// The format of the file.
    pub format: u32,
    /// Whether it may be written in place.
    pub access: Access,
    /// What could not be read of it. Its text is among the damaged texts of the case's header, and a copy keeps it.
    pub damages: Damages,
    /// Whether it has comments, which are not kept on saving.
    pub has_comments: bool,
    /// The hash of its bytes, as [`digest`] gives it.
    pub hash: Hash,
    /// Where each record stands, for the next save.
    pub written: Written,
}

/// Where a file stands among its revisions: a revision is the hash of the body's bytes, `b3:` and 64 hex digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// The revision of this file; empty where there is none yet.
    pub revision: String,
    /// The revisions that it was made from: one, or two after a merge.
    pub parents: Vec<String>,
    /// Earlier revisions, the oldest first; the last 200 are kept.
    pub lineage: Vec<String>,
    /// Who saved it last: a setting, empty unless the user wants it.
    pub edited_by: String,
    /// When it was saved last: `2011-08-01T10:00:00Z`.
    pub edited_at: String,
}

/// Earlier revisions that a file remembers.
const REMEMBERED: usize = 200;

impl Lineage {
    /// The lineage of what comes next after this revision; the same where it has none.
    #[must_use]
    pub fn next(&self) -> Self {
        if self.revision.is_empty() {
            return self.clone();
        }
        let next = Self { revision: String::new(), parents: vec![self.revision.clone()], ..self.clone() };
        next.remembering([&self.revision])
    }

    /// The lineage of a merge of this revision with another one.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut next = self.next();
        if !other.revision.is_empty() && !next.parents.contains(&other.revision) {
            next.parents.push(other.revision.clone());
        }
        next.remembering(other.lineage.iter().chain([&other.revision]))
    }

    fn remembering<'a>(mut self, revisions: impl IntoIterator<Item = &'a String>) -> Self {
        for revision in revisions {
            if !revision.is_empty() && !self.lineage.contains(revision) {
                self.lineage.push(revision.clone());
            }
        }
        let surplus = self.lineage.len().saturating_sub(REMEMBERED);
        drop(self.lineage.drain(..surplus));
        self
    }
}

/// Whether a file may be written in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may.
    ReadWrite,
    /// It may not: save a copy.
    ReadOnly {
        /// Why, as a clause.
        reason: String,
    },
}

/// Whether the file has comments, which are not kept on saving.
pub fn has_comments(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(scan::has_comments)
}

/// Reads a file of one format.
pub type Reader = fn(&[u8]) -> Result<Document, ReadError>;

/// Writes a case in one format.
pub type Writer = fn(&Case, &Lineage) -> String;

/// A file format: dialogs and round-trip tests read the table.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What it is called in a dialog.
    pub name: &'static str,
    /// How file names end, without the first dot.
    pub extension: &'static str,
    /// Reads it, if it is ever read.
    pub read: Option<Reader>,
    /// Writes it, if it is ever written.
    pub write: Option<Writer>,
}

/// Every file format, the native one first.
pub const FORMATS: &[Format] =
    &[Format { name: "Sightline case", extension: "case.ron", read: Some(read), write: Some(write) }];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(revision: &str, lineage: &[&str]) -> Lineage {
        let lineage = lineage.iter().map(|&revision| revision.to_owned()).collect();
        Lineage { revision: revision.to_owned(), lineage, ..Lineage::default() }
    }

    #[test]
    fn what_comes_next_has_the_old_revision_as_its_parent() {
        let next = at("b3:2", &["b3:1"]).next();
        assert_eq!(next.parents, ["b3:2"]);
        assert_eq!(next.lineage, ["b3:1", "b3:2"]);
        assert_eq!(Lineage::default().next(), Lineage::default());
    }

    #[test]
    fn a_merge_has_two_parents_and_the_history_of_both() {
        let joined = at("b3:2", &["b3:1"]).joined(&at("b3:3", &["b3:0", "b3:1"]));
        assert_eq!(joined.parents, ["b3:2", "b3:3"]);
        assert_eq!(joined.lineage, ["b3:1", "b3:2", "b3:0", "b3:3"]);
        assert_eq!(joined.next(), joined, "it has no revision of its own yet");
    }

    #[test]
    fn the_last_two_hundred_revisions_are_remembered() {
        let mut lineage = at("b3:0", &[]);
        for count in 1..=300 {
            lineage = Lineage { revision: format!("b3:{count}"), ..lineage.next() };
        }
        assert_eq!(lineage.lineage.len(), 200);
        assert_eq!(lineage.lineage.last().map(String::as_str), Some("b3:299"));
    }
}
