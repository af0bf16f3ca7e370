//! What a mission is to do, or does, about a theme: one claim behind a cell of the mandate matrix.

use super::common::{Common, Extra};
use super::id::{MissionId, SourceId, ThemeId};
use super::vocabulary::vocabulary;
use super::when::{Edtf, When};

/// One claim that a mission has a mandate on a theme, or acts on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mandate {
    /// The mission.
    pub mission: MissionId,
    /// The theme.
    pub theme: ThemeId,
    /// How far it goes.
    pub level: Level,
    /// To watch, to help or to enforce, where the source says.
    pub modality: Option<Modality>,
    /// The decision that gives it.
    pub decision: Option<SourceId>,
    /// When it holds, where the source says.
    pub when: When,
    /// The date *for which* the source says it: no holding period.
    pub attested: Option<Edtf>,
    /// A remark of the source on this cell.
    pub note: String,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// How far a mandate claim goes.
    Level, default Mandated {
        Mandated = "mandated",
        Requested = "requested",
        Encouraged = "encouraged",
        Active = "active",
        Resourced = "resourced",
        Analysed = "analysed",
        Excluded = "excluded",
    }
}

impl Level {
    /// The letter that stands for it where there is no room for a word; it is also the key that sets it.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Mandated => "M",
            Self::Requested => "R",
            Self::Encouraged => "E",
            Self::Active => "A",
            Self::Resourced => "S",
            Self::Analysed => "N",
            Self::Excluded => "X",
        }
    }
}

vocabulary! {
    /// What a mission is to do about a theme (after the PEMA data set).
    Modality, default Assist {
        Monitor = "monitor",
        Assist = "assist",
        Secure = "secure",
    }
}
