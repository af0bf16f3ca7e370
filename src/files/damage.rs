//! What can be wrong with a file, in words for the user: what, where, and what to do.

use std::fmt;

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
    /// Records, or parts of the header, that cannot be read.
    #[error("{}", List(damages, *newer))]
    Records {
        /// All of them, in the order of the file.
        damages: Vec<Damage>,
        /// The format of a file that says that it needs a newer version.
        newer: Option<u32>,
    },
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
        let Self { line, column, record, field, problem } = self;
        write!(f, "line {line}, column {column}, {record}")?;
        if !field.is_empty() {
            write!(f, ", field `{field}`")?;
        }
        write!(f, ": {problem}")
    }
}

/// So many places are looked for, so that a hostile file cannot keep us busy.
pub(super) const MOST: usize = 1000;

/// So many places are listed; the rest is counted.
const LISTED: usize = 50;

struct List<'a>(&'a [Damage], Option<u32>);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(damages, newer) = self;
        match damages.len() {
            1 => f.write_str("The file is damaged in one place")?,
            MOST.. => write!(f, "The file is damaged in {MOST} places or more")?,
            count => write!(f, "The file is damaged in {count} places")?,
        }
        if let Some(format) = newer {
            write!(f, ", or it needs a newer version of Sightline (its format is {format})")?;
        }
        for damage in damages.iter().take(LISTED) {
            write!(f, "\n{damage}")?;
        }
        match damages.len().checked_sub(LISTED) {
            Some(rest @ 1..) => write!(f, "\n… and {rest} more"),
            Some(0) | None => Ok(()),
        }
    }
}

/// Line and column, both counted from 1, the column in characters.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line_of(before.as_bytes()), column)
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
