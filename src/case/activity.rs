//! What missions do about a theme, and whether that is technical or political work.

use super::common::{Common, Extra, Party};
use super::id::{MissionId, ThemeId};
use super::incident::Quantity;
use super::vocabulary::vocabulary;
use super::when::When;

/// Something that a mission does.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// What it is, in one line.
    pub title: String,
    /// Who does it.
    pub mission: MissionId,
    /// What kind of activity.
    pub kind: ActivityKind,
    /// What it is about.
    pub themes: Vec<ThemeId>,
    /// Who takes part in it.
    pub partners: Vec<Party>,
    /// When.
    pub when: When,
    /// Staff in persons, money in a currency.
    pub resources: Vec<Quantity>,
    /// Marking, tags, notes, citations and alternatives.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Kind of an activity.
    ActivityKind, default Other {
        AwarenessRaising = "awareness raising",
        LegalAssistance = "legal and institutional assistance",
        Training = "training",
        ExpertiseBuilding = "building of expertise",
        Cooperation = "cooperation and networking",
        Equipment = "equipment",
        InformationSharing = "information sharing",
        LinkAnalysis = "link analysis",
        JointProgramming = "joint programming",
        Secretariat = "secretariat",
        Policing = "policing",
        GoodOffices = "good offices",
        Convening = "convening",
        PoliticalGuidance = "political guidance",
        StrategicAnalysis = "strategic analysis",
        Other = "other activity",
    }
}

vocabulary! {
    /// Whether work is done on the means or on the politics of a thing.
    Nature, default Technical {
        Technical = "technical",
        Political = "political",
    }
}

impl ActivityKind {
    /// Whether this is technical or political work; nothing is said of what is merely *other*.
    pub const fn nature(self) -> Option<Nature> {
        match self {
            Self::AwarenessRaising
            | Self::LegalAssistance
            | Self::Training
            | Self::ExpertiseBuilding
            | Self::Cooperation
            | Self::Equipment
            | Self::InformationSharing
            | Self::LinkAnalysis
            | Self::JointProgramming
            | Self::Secretariat
            | Self::Policing => Some(Nature::Technical),
            Self::GoodOffices | Self::Convening | Self::PoliticalGuidance | Self::StrategicAnalysis => {
                Some(Nature::Political)
            }
            Self::Other => None,
        }
    }
}
