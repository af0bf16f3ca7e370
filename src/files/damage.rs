//! What can be wrong with a file, in words for the user: what, where, and what to do.

use std::fmt;

use super::frame::HEADER_WORD;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes, or white space only.
    #[error("The file is empty: perhaps it was never fully copied. Fetch it again, or open an older copy")]
    Empty,
    /// Another kind of file, known by its first bytes.
    #[error("This is {what}, not a Sightline case. Choose a file that ends in .case.ron")]
    OtherKind {
        /// What it looks like, with its article: "a PDF document".
        what: &'static str,
    },
    /// No RON, or RON of another kind.
    #[error("This is not a Sightline case: {reason} (line {line}). Choose a file that ends in .case.ron")]
    NotACase {
        /// What is missing.
        reason: String,
        /// Line, counted from 1.
        line: usize,
    },
    /// Bytes of zero, as interrupted copies and crashed disks leave them.
    #[error(
        "The file has {count} zero bytes from line {line} on: it was damaged while it was copied or stored. \
         Fetch it again, or open an older copy"
    )]
    Zeros {
        /// Line of the first, counted from 1.
        line: usize,
        /// How many there are.
        count: usize,
    },
    /// Bytes that are no UTF-8.
    #[error(
        "Line {line} is not text in UTF-8: another program saved the file in another encoding, or it was damaged. \
         Save it as UTF-8 there, or open an older copy"
    )]
    NotUtf8 {
        /// Line of the first such byte, counted from 1.
        line: usize,
    },
    /// Conflict markers of git.
    #[error(
        "Line {line} is a conflict marker of git (<<<<<<<): two versions were not merged. \
         Take one of the two versions in git, then merge the other one here"
    )]
    Conflict {
        /// Line of the first marker, counted from 1.
        line: usize,
    },
    /// Brackets or quotation marks are open at the end.
    #[error("The file ends at line {line} inside {inside}: its end is missing. Fetch it again, or open an older copy")]
    Truncated {
        /// What was being read: "incident inc-…".
        inside: String,
        /// The last line, counted from 1.
        line: usize,
    },
    /// Larger than anything that is read without asking.
    #[error("The file has {} MiB: it may take minutes and much memory to open", bytes >> 20)]
    Large {
        /// Its size.
        bytes: u64,
    },
    /// Larger than anything that is read.
    #[error("The file has {} MiB; more than 1024 MiB cannot be opened", bytes >> 20)]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// Somebody asked for the end of reading.
    #[error("Opening the file was cancelled")]
    Cancelled,
    /// Nothing is opened: there is too much damage, or the identity of the case is not to be had.
    #[error("{0}")]
    Damaged(Damages),
}

/// Everything in a file that cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damages {
    /// The places, in the order of the file.
    pub found: Vec<Damage>,
    /// The format of a file that says that it needs a newer version: what looks like damage may be none.
    pub newer: Option<u32>,
}

/// One place in a file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damage {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The record with its id, or "header".
    pub record: String,
    /// The field with those that it lies in ("participants.party"), or empty.
    pub field: String,
    /// What is wrong and what was expected.
    pub problem: String,
}

/// The longest that a part of a message gets, in characters: a damaged file may quote megabytes.
const LONGEST: usize = 300;

impl Damage {
    /// A damage at a line and column, its words cut to a length that can be shown.
    pub(super) fn new((line, column): (usize, usize), record: String, field: String, problem: String) -> Self {
        Self { line, column, record: cut(record), field: cut(field), problem: cut(problem) }
    }

    /// Whether it is that field of the header which is damaged.
    pub(super) fn is_of_header(&self, name: &str) -> bool {
        self.record == HEADER_WORD && self.field.split('.').next() == Some(name)
    }

    /// What is wrong, and in which field, for one who knows the record.
    pub fn what(&self) -> String {
        let Self { field, problem, .. } = self;
        if field.is_empty() { problem.clone() } else { format!("field `{field}`: {problem}") }
    }
}

fn cut(mut words: String) -> String {
    if let Some((end, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(end);
        words.push('…');
    }
    words
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, record, .. } = self;
        write!(f, "line {line}, column {column}, {record}")?;
        let sign = if self.field.is_empty() { ": " } else { ", " };
        write!(f, "{sign}{}", self.what())
    }
}

/// So many places are looked for, so that a hostile file cannot keep us busy. A file with so many is not opened.
pub(super) const MOST: usize = 1000;

/// So many places are listed; the rest is counted.
const LISTED: usize = 50;

impl Damages {
    /// Whether the file is whole.
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many places there are, as the end of a sentence: "damaged in 2 places".
    pub fn count(&self) -> String {
        match self.found.len() {
            1 => "damaged in one place".to_owned(),
            MOST.. => format!("damaged in {MOST} places or more"),
            count => format!("damaged in {count} places"),
        }
    }

    /// The first few places, one a line; the rest is counted.
    pub fn list(&self, listed: usize) -> String {
        let mut words: Vec<String> = self.found.iter().take(listed).map(ToString::to_string).collect();
        if let Some(rest @ 1..) = self.found.len().checked_sub(listed) {
            words.push(format!("… and {rest} more"));
        }
        words.join("\n")
    }
}

impl fmt::Display for Damages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The file is {}", self.count())?;
        if self.found.len() >= MOST {
            f.write_str(", too many to open the rest of it")?;
        }
        if let Some(format) = self.newer {
            write!(f, ", or it needs a newer version of Sightline (its format is {format})")?;
        }
        write!(f, "\n{}", self.list(LISTED))
    }
}

/// The line, counted from 1, on which a text goes on.
pub(super) fn line_of(before: &[u8]) -> usize {
    before.iter().map(|&byte| usize::from(byte == b'\n')).sum::<usize>() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_stays_short_whatever_a_file_holds() {
        let long = "é".repeat(5_000_000);
        let damage = Damage::new((1, 2), long.clone(), long.clone(), long);
        assert!(damage.to_string().chars().count() < 1_000);
    }
}
