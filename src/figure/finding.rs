//! The glyphs of findings: what mandates and evidence come to, and what is different between two dates. Outlines are what is
//! only possible; each has a word and, where there is no room for one, a letter.

use crate::query::as_of::Holds;
use crate::query::gaps::{Class, Cover, Finding, Turn, Why};

/// The glyph of a finding, and of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingGlyph {
    /// Evidenced, not mandated.
    FullTriangle,
    /// The same, possibly.
    OpenTriangle,
    /// Mandated and evidenced.
    Tick,
    /// The same, possibly: the tick's outline.
    OpenTick,
    /// Mandated, no evidence: two bars, as of something that pauses.
    FullBars,
    /// The same, possibly.
    OpenBars,
    /// A mandate that was added.
    Plus,
    /// A mandate that ended.
    Minus,
    /// A mandate that goes further.
    ArrowUp,
    /// A mandate that goes less far.
    ArrowDown,
    /// Other claims of the same strength: two arrows past each other.
    Arrows,
}

impl FindingGlyph {
    /// Every glyph.
    pub const ALL: [Self; 11] = [
        Self::FullTriangle,
        Self::OpenTriangle,
        Self::Tick,
        Self::OpenTick,
        Self::FullBars,
        Self::OpenBars,
        Self::Plus,
        Self::Minus,
        Self::ArrowUp,
        Self::ArrowDown,
        Self::Arrows,
    ];
}

/// The glyph of a class, its short word, and the letter that stands for it where there is no room for a word. What is neither
/// mandated nor evidenced has none: it is drawn as the blank that it is, looked at or not.
pub const fn class_glyph(class: Class, sureness: Holds) -> Option<(FindingGlyph, &'static str, &'static str)> {
    Some(match (class, sureness) {
        (Class::Gap, Holds::Surely) => (FindingGlyph::FullTriangle, "gap", "G"),
        (Class::Gap, Holds::Possibly | Holds::No) => (FindingGlyph::OpenTriangle, "gap?", "G?"),
        (Class::Both, Holds::Surely) => (FindingGlyph::Tick, "both", "B"),
        (Class::Both, Holds::Possibly | Holds::No) => (FindingGlyph::OpenTick, "both?", "B?"),
        (Class::Dormant, Holds::Surely) => (FindingGlyph::FullBars, "dorm.", "D"),
        (Class::Dormant, Holds::Possibly | Holds::No) => (FindingGlyph::OpenBars, "dorm.?", "D?"),
        (Class::Neither, _) => return None,
    })
}

/// The glyph of what became of a mandate, its short word and its letter; none where it is as it was.
pub const fn turn_glyph(turn: Turn) -> Option<(FindingGlyph, &'static str, &'static str)> {
    Some(match turn {
        Turn::Added => (FindingGlyph::Plus, "new", "N"),
        Turn::Ended => (FindingGlyph::Minus, "ended", "E"),
        Turn::Strengthened => (FindingGlyph::ArrowUp, "more", "M"),
        Turn::Weakened => (FindingGlyph::ArrowDown, "less", "L"),
        Turn::Replaced => (FindingGlyph::Arrows, "other", "O"),
        Turn::Same => return None,
    })
}

/// How empty a cell is in the layer of gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emptiness {
    /// Nobody has looked whether there is a mandate.
    NotExamined,
    /// Somebody looked, and found nothing.
    FoundBlank,
    /// Somebody looked and found nothing, for another date.
    BlankElsewhere,
    /// A source says that the mission has no part in it.
    Excluded,
}

/// How empty the mandate's side of a finding is; `None` where something covers the cell, surely or possibly.
pub const fn emptiness(finding: Finding) -> Option<Emptiness> {
    let Cover { why, .. } = finding.cover;
    match why {
        Why::NotExamined => Some(Emptiness::NotExamined),
        Why::FoundBlank | Why::FoundIdle => Some(Emptiness::FoundBlank),
        Why::BlankElsewhere => Some(Emptiness::BlankElsewhere),
        Why::Excluded => Some(Emptiness::Excluded),
        Why::Mandated
        | Why::Requested
        | Why::Surveyed
        | Why::PeriodOpen
        | Why::AttestedElsewhere
        | Why::Asked
        | Why::Encouraged => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Each glyph, word and letter is there once.
    fn check(glyphs: &[(FindingGlyph, &str, &str)]) -> usize {
        assert_eq!(glyphs.iter().map(|glyph| glyph.0).collect::<BTreeSet<_>>().len(), glyphs.len());
        assert_eq!(glyphs.iter().map(|glyph| glyph.1).collect::<BTreeSet<_>>().len(), glyphs.len());
        assert_eq!(glyphs.iter().map(|glyph| glyph.2).collect::<BTreeSet<_>>().len(), glyphs.len());
        glyphs.len()
    }

    #[test]
    fn every_finding_has_a_glyph_a_word_and_a_letter_of_its_own() {
        let classes = Class::ALL.iter().flat_map(|&class| [(class, Holds::Surely), (class, Holds::Possibly)]);
        let classes = check(&classes.filter_map(|(class, sureness)| class_glyph(class, sureness)).collect::<Vec<_>>());
        let turns = [Turn::Added, Turn::Ended, Turn::Strengthened, Turn::Weakened, Turn::Replaced, Turn::Same];
        let turns = check(&turns.into_iter().filter_map(turn_glyph).collect::<Vec<_>>());
        assert_eq!(classes + turns, FindingGlyph::ALL.len());
    }
}
