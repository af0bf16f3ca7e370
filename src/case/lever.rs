//! What can move an actor.

use super::common::{Common, Extra, Party};
use super::vocabulary::vocabulary;
use super::when::When;

/// A means of pressure or persuasion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lever {
    /// What it is, in one line.
    pub name: String,
    /// What kind of lever.
    pub kind: LeverKind,
    /// Who can pull it.
    pub holder: Option<Party>,
    /// Whom it moves.
    pub over: Vec<Party>,
    /// Whether it can be pulled.
    pub state: LeverState,
    /// When it was last pulled.
    pub last_used: When,
    /// What came of it.
    pub result: String,
    /// Marking, tags, notes, citations and alternatives.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Kind of a lever.
    LeverKind, default Other {
        OrganizationalPartners = "organizational partners",
        DiplomaticContacts = "diplomatic contacts",
        LawEnforcementInterest = "law-enforcement interest",
        PublicOpinion = "public opinion",
        EconomicPower = "public and private economic power",
        SocialOpprobrium = "social opprobrium",
        ExecutivePolicing = "executive policing authority",
        Other = "other lever",
    }
}

vocabulary! {
    /// Whether a lever can be pulled.
    LeverState, default Unknown {
        Unknown = "not known",
        Available = "available",
        InUse = "in use",
        Exhausted = "exhausted",
        Unavailable = "not available",
    }
}
