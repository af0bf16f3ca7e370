//! When something happened: what the source states, what it says relative to something else, and what follows.
//!
//! A [`When`] keeps the words of the source, an EDTF date (ISO 8601-2) and constraints such as "ninety-five days
//! after". [`solver`] turns the whens of a case into [`Bounds`]: never stored, always computed. Dates are civil dates:
//! a zone that an EDTF text carries is kept in the text and takes no part in the arithmetic.

pub mod bounds;
pub mod civil;
pub mod edtf;
pub mod plain;
pub mod relative;
pub mod solver;

pub use bounds::{Bounds, Moment};
pub use edtf::{Edtf, EdtfError};
pub use plain::{Plain, PlainError};
pub use relative::{Edge, Gap, Relative, Side, Unit, VagueWord, VagueWords};

use super::common::Extra;
use super::vocabulary::vocabulary;

/// When something happened or held. Without `stated` and `constraints` it is undated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct When {
    /// The source's own words: "late 2009".
    pub as_written: String,
    /// The date that the source states, no more precise than it does.
    pub stated: Option<Edtf>,
    /// The part of the day, where `stated` is a single day.
    pub part: Option<DayPart>,
    /// What the source says relative to incidents of the case.
    pub constraints: Vec<Relative>,
    /// Whether a period is claimed for all of its days or for some moment in it.
    pub extent: Extent,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl When {
    /// What the source doubts of its date, in words to stand behind it; empty where it doubts nothing.
    pub fn doubt(&self) -> &'static str {
        let stated = self.stated.as_ref();
        match (stated.is_some_and(Edtf::is_uncertain), stated.is_some_and(Edtf::is_approximate)) {
            (false, false) => "",
            (true, false) => " (uncertain)",
            (false, true) => " (approximate)",
            (true, true) => " (uncertain and approximate)",
        }
    }

    /// Whether nothing is said of the date.
    pub const fn is_undated(&self) -> bool {
        self.stated.is_none() && self.constraints.is_empty()
    }
}

vocabulary! {
    /// What a claim means that has a period: true on some day of it, or on all.
    Extent, default SomePoint {
        SomePoint = "at some point",
        Throughout = "throughout",
    }
}

vocabulary! {
    /// Part of a day. Night belongs to the date of its evening.
    DayPart, default Morning {
        EarlyHours = "early hours",
        Dawn = "dawn",
        Morning = "morning",
        Midday = "midday",
        Afternoon = "afternoon",
        Evening = "evening",
        Night = "night",
    }
}

impl DayPart {
    /// First hour, and the hour before which the part ends, counted from the midnight that opens the day.
    ///
    /// | part | hours |
    /// |---|---|
    /// | early hours | 00–06 |
    /// | dawn | 04–08 |
    /// | morning | 06–12 |
    /// | midday | 11–14 |
    /// | afternoon | 12–18 |
    /// | evening | 18–24 |
    /// | night | 20–30, that is until 6 o'clock of the next date |
    pub const fn hours(self) -> (i64, i64) {
        match self {
            Self::EarlyHours => (0, 6),
            Self::Dawn => (4, 8),
            Self::Morning => (6, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (18, 24),
            Self::Night => (20, 30),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stated: &str, expected: &str) {
        let when = When { stated: stated.parse().ok(), ..When::default() };
        assert_eq!(when.doubt(), expected, "{stated}");
    }

    #[test]
    fn what_a_source_doubts_is_said_behind_its_date() {
        check("2009-12-28", "");
        check("2009-12-28?", " (uncertain)");
        check("2009-12-28~", " (approximate)");
        check("2009-12-28%", " (uncertain and approximate)");
    }
}
