//! What happened: incidents, lasting situations and requests.

use super::common::{Attribution, Citation, Common, Extra, Paragraph, Party, Standing};
use super::id::{Key, MissionId, PlaceId, ThemeId};
use super::vocabulary::vocabulary;
use super::when::When;

/// An incident, a situation or a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incident {
    /// What kind of incident.
    pub kind: IncidentKind,
    /// What happened, in one line.
    pub title: String,
    /// What happened, at length.
    pub account: Vec<Paragraph>,
    /// When.
    pub when: When,
    /// Where.
    pub place: Option<PlaceId>,
    /// Who took part, and as what.
    pub participants: Vec<Participant>,
    /// What it is about.
    pub themes: Vec<ThemeTag>,
    /// Amounts of goods.
    pub quantities: Vec<Quantity>,
    /// Deaths and injuries.
    pub casualties: Option<Casualties>,
    /// How firmly it stands that this happened.
    pub standing: Standing,
    /// Whose statement it is.
    pub attributed_to: Attribution,
    /// Missions that the source names with it.
    pub missions: Vec<MissionId>,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Kind of an incident.
    IncidentKind, default Other {
        Assassination = "assassination",
        CoupAttempt = "coup attempt",
        Coup = "coup",
        Arrest = "arrest",
        Seizure = "seizure",
        Attack = "attack",
        Kidnapping = "kidnapping",
        ArmedClash = "armed clash",
        PremisesBreach = "premises breach",
        Refuge = "refuge or asylum",
        Accusation = "accusation",
        Appointment = "appointment",
        Dismissal = "dismissal",
        Election = "election",
        Statement = "statement",
        Decision = "decision or document",
        Meeting = "meeting",
        Sanctions = "sanctions",
        Protest = "protest",
        Situation = "situation",
        Request = "request",
        Other = "other",
    }
}

/// A party's part in an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Its identity within the record.
    pub key: Key,
    /// Who.
    pub party: Party,
    /// As what, in a word or two: "victim". [`ROLES`] are offered.
    pub role: String,
    /// How firmly that stands.
    pub standing: Standing,
    /// Whose statement it is.
    pub attributed_to: Attribution,
    /// Who says so.
    pub citations: Vec<Citation>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// Roles that are offered; any other words do as well.
pub const ROLES: &[&str] = &[
    "victim",
    "perpetrator",
    "leader",
    "involved",
    "target",
    "accuser",
    "accused",
    "detained",
    "detaining force",
    "host",
    "guest",
    "appointed",
    "appointing authority",
    "requesting party",
    "addressee",
    "participant",
    "witness",
    "commentator",
    "predecessor",
    "successor",
    "beneficiary",
];

/// A theme of an incident, and whether the source states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeTag {
    /// The theme.
    pub theme: ThemeId,
    /// Stated by the source, or inferred by the officer.
    pub basis: Basis,
}

vocabulary! {
    /// Whether a source states a thing, or the officer infers it. What is inferred is never used silently.
    Basis, default Stated {
        Stated = "stated",
        Inferred = "inferred",
    }
}

/// An amount of goods. Numbers are whole, in the unit named.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its identity within the record.
    pub key: Key,
    /// What: "cocaine".
    pub commodity: String,
    /// The lowest number given.
    pub low: Option<u64>,
    /// The best estimate.
    pub best: Option<u64>,
    /// The highest number given.
    pub high: Option<u64>,
    /// Of what: "kg".
    pub unit: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// Deaths, with the range that sources give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Casualties {
    /// The lowest number given.
    pub low: Option<u32>,
    /// The best estimate.
    pub best: Option<u32>,
    /// The highest number given.
    pub high: Option<u32>,
    /// Fields that this version does not know.
    pub extra: Extra,
}
