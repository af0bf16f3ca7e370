//! What a source says relative to an incident: "ninety-five days after", "soon after", "before".

use std::collections::BTreeMap;

use crate::case::common::{Citation, Extra};
use crate::case::id::{IncidentId, Key};
use crate::case::vocabulary::vocabulary;

/// One date constraint: an edge of the record that holds it lies at a gap from an edge of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// Its identity within the record.
    pub key: Key,
    /// The start or the end of the record that holds the constraint.
    pub edge: Edge,
    /// After or before the anchor.
    pub side: Side,
    /// How long after or before.
    pub gap: Gap,
    /// The incident from which is counted.
    pub anchor: IncidentId,
    /// The start or the end of that incident.
    pub anchor_edge: Edge,
    /// Who says so.
    pub citations: Vec<Citation>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// One of the two ends of something that lasts; of something short, either.
    Edge, default Start {
        Start = "start",
        End = "end",
    }
}

vocabulary! {
    /// On which side of its anchor something lies.
    Side, default After {
        After = "after",
        Before = "before",
    }
}

vocabulary! {
    /// Unit of a gap. An offset is no more precise than its unit: "three years after" a day is some time in a year.
    Unit, default Days {
        Hours = "hours",
        Days = "days",
        Weeks = "weeks",
        Months = "months",
        Years = "years",
    }
}

/// How long after or before. `Exactly(0, Days)` reads "on the same day".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    /// Only the order is known.
    #[default]
    Unstated,
    /// So many units.
    Exactly(u32, Unit),
    /// From so many to so many units.
    Between(u32, u32, Unit),
    /// A vague word, with the meaning that the case gives it.
    Vague(VagueWord),
}

vocabulary! {
    /// A vague word for a gap; its usual meaning is in [`VagueWord::meaning`], a case may give it another.
    VagueWord, default Soon {
        AFewHours = "a few hours",
        AFewDays = "a few days",
        Shortly = "shortly",
        Soon = "soon",
        SomeWeeks = "some weeks",
        SomeMonths = "some months",
    }
}

impl VagueWord {
    /// The usual meaning: least, most and unit.
    ///
    /// | word | meaning |
    /// |---|---|
    /// | a few hours | 1–12 hours |
    /// | a few days | 2–7 days |
    /// | shortly | 0–14 days |
    /// | soon | 0–30 days |
    /// | some weeks | 2–8 weeks |
    /// | some months | 2–11 months |
    pub const fn meaning(self) -> (u32, u32, Unit) {
        match self {
            Self::AFewHours => (1, 12, Unit::Hours),
            Self::AFewDays => (2, 7, Unit::Days),
            Self::Shortly => (0, 14, Unit::Days),
            Self::Soon => (0, 30, Unit::Days),
            Self::SomeWeeks => (2, 8, Unit::Weeks),
            Self::SomeMonths => (2, 11, Unit::Months),
        }
    }
}

/// The meanings that a case gives to vague words, where they differ from the usual.
pub type VagueWords = BTreeMap<VagueWord, (u32, u32, Unit)>;

impl Gap {
    /// Least, most and unit; `None` where only the order is known.
    pub fn range(self, vague: &VagueWords) -> Option<(u32, u32, Unit)> {
        match self {
            Self::Unstated => None,
            Self::Exactly(count, unit) => Some((count, count, unit)),
            Self::Between(least, most, unit) => Some((least, most, unit)),
            Self::Vague(word) => Some(vague.get(&word).copied().unwrap_or_else(|| word.meaning())),
        }
    }

    /// The gap with its side, as a clause that takes the anchor's title: "95 days after".
    pub fn words(self, side: Side) -> String {
        match self {
            Self::Unstated => side.label().to_owned(),
            Self::Exactly(0, Unit::Days) => "on the same day".to_owned(),
            Self::Exactly(0, unit) => format!("in the same {}", singular(unit)),
            Self::Exactly(1, unit) => format!("1 {} {}", singular(unit), side.label()),
            Self::Exactly(count, unit) => format!("{count} {} {}", unit.label(), side.label()),
            Self::Between(least, most, unit) => format!("{least}–{most} {} {}", unit.label(), side.label()),
            Self::Vague(word) => format!("{} {}", word.label(), side.label()),
        }
    }
}

const fn singular(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "hour",
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(gap: Gap, side: Side, expected: &str) {
        assert_eq!(gap.words(side), expected);
    }

    #[test]
    fn a_gap_reads_as_a_clause() {
        check(Gap::Exactly(95, Unit::Days), Side::After, "95 days after");
        check(Gap::Exactly(1, Unit::Months), Side::Before, "1 month before");
        check(Gap::Exactly(0, Unit::Days), Side::After, "on the same day");
        check(Gap::Exactly(0, Unit::Months), Side::After, "in the same month");
        check(Gap::Between(2, 3, Unit::Weeks), Side::Before, "2–3 weeks before");
        check(Gap::Vague(VagueWord::Soon), Side::After, "soon after");
        check(Gap::Unstated, Side::After, "after");
    }

    #[test]
    fn a_case_may_give_a_vague_word_its_own_meaning() {
        let own = VagueWords::from([(VagueWord::Soon, (0, 7, Unit::Days))]);
        assert_eq!(Gap::Vague(VagueWord::Soon).range(&own), Some((0, 7, Unit::Days)));
        assert_eq!(Gap::Vague(VagueWord::Soon).range(&VagueWords::new()), Some((0, 30, Unit::Days)));
    }
}
