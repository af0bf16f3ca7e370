//! What could not be read of a file, kept as text.

use super::common::Extra;
use super::id::Key;

/// A stretch of a file that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Damaged {
    /// Its identity within the case.
    pub key: Key,
    /// Where it stood: the record's id, or the name of a table.
    pub place: String,
    /// What was wrong with it.
    pub problem: String,
    /// The text, as it was found; bytes that are no text are shown as `\x` and two hex digits.
    pub text: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}
