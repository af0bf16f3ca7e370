//! Dates as texts: the Extended Date/Time Format (ISO 8601-2:2019), levels 0, 1 and 2.
//!
//! The text is kept as it was typed; from it follow the [`Bounds`] and what a view must say about it. Where the
//! standard leaves a choice:
//!
//! - A zone stays in the text and takes no part in the bounds.
//! - Seasons 21–23 and 25–28 are the northern meteorological ones, 30 and 32 the southern; 24, 29 and 31 are calendar
//!   quarters, as the widespread JavaScript library has them. The table is in `date.rs`.
//! - An interval whose end surely lies before its start is refused, and so are days that no calendar has.
//! - An end of an interval may be a one-of set, `[2008-06..2008-08]/2009`: an extension, since sources date so.
//! - `X0` for a month or day begins with 01, as that library has it: wider than its digits say.
//! - A year with `Y` stands alone, outside of intervals and sets.

mod date;
mod digits;
mod parse;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::bounds::Bounds;
use super::civil;

/// A date as somebody wrote it. Cheap to clone; two are equal when their texts are.
#[derive(Clone)]
pub struct Edtf(Arc<Parsed>);

/// A text that is a date, and what follows from it.
struct Parsed {
    text: Box<str>,
    meaning: Meaning,
}

/// What a text says.
#[derive(Clone, Copy)]
struct Meaning {
    bounds: Bounds,
    shape: Shape,
    level: u8,
    doubt: Doubt,
}

/// Whether a date lasts, and whether it is known to the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Day,
    Wider,
    Interval,
}

/// What the marks `?`, `~` and `%` say, anywhere in a text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Doubt {
    is_uncertain: bool,
    is_approximate: bool,
}

impl Doubt {
    const fn or(self, other: Self) -> Self {
        Self {
            is_uncertain: self.is_uncertain || other.is_uncertain,
            is_approximate: self.is_approximate || other.is_approximate,
        }
    }
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no date: {reason}")]
pub struct EdtfError {
    /// What was read; only its beginning where it is too long.
    pub text: String,
    /// Where it went wrong: so many characters stand before.
    pub position: usize,
    /// What is wrong there, or what was expected.
    pub reason: String,
}

impl Edtf {
    /// The longest text that is read, in characters.
    pub const LONGEST: usize = 200;

    /// A year: 2009, −44, 12345.
    pub fn year(year: i64) -> Result<Self, EdtfError> {
        civil::year(year).parse()
    }

    /// A month from 1 to 12 of a year from −9999 to 9999.
    pub fn month(year: i64, month: u32) -> Result<Self, EdtfError> {
        format!("{}-{month:02}", civil::year(year)).parse()
    }

    /// A day of a year from −9999 to 9999.
    pub fn day(year: i64, month: u32, day: u32) -> Result<Self, EdtfError> {
        format!("{}-{month:02}-{day:02}", civil::year(year)).parse()
    }

    /// The text as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Earliest and latest start and end. A date or a one-of set lies somewhere within; an interval has the bounds of
    /// its two ends; an all-of set goes from its first member to its last. `..` and an unknown end have no bound.
    pub fn bounds(&self) -> Bounds {
        self.0.meaning.bounds
    }

    /// Whether it has a start and an end of its own: an interval or an all-of set.
    pub fn is_interval(&self) -> bool {
        self.0.meaning.shape == Shape::Interval
    }

    /// Whether it is known to the day or finer, so that a part of the day may be added.
    pub fn is_single_day(&self) -> bool {
        self.0.meaning.shape == Shape::Day
    }

    /// The lowest level of EDTF that has it: 0, 1 or 2.
    pub fn level(&self) -> u8 {
        self.0.meaning.level
    }

    /// Whether any part of it is marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.0.meaning.doubt.is_uncertain
    }

    /// Whether any part of it is marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.0.meaning.doubt.is_approximate
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        match parse::meaning(text) {
            Ok(meaning) => Ok(Self(Arc::new(Parsed { text: text.into(), meaning }))),
            Err(fault) => Err(EdtfError {
                text: if text.chars().nth(Self::LONGEST).is_none() {
                    text.to_owned()
                } else {
                    text.chars().take(20).chain(['…']).collect()
                },
                position: fault.position,
                reason: fault.reason,
            }),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Edtf").field(&self.as_str()).finish()
    }
}

impl PartialEq for Edtf {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Edtf {}

#[cfg(test)]
mod tests;
