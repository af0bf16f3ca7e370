//! Partner or target: how a mission may deal with an actor.

use super::common::{Common, Extra, Paragraph};
use super::id::ActorId;
use super::tables::RecordId;
use super::vocabulary::vocabulary;
use super::when::Edtf;

/// A recorded judgement on how to deal with an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Posture {
    /// The actor.
    pub actor: ActorId,
    /// The judgement.
    pub judgement: Stand,
    /// Who judged.
    pub by: String,
    /// When.
    pub made: Option<Edtf>,
    /// Why.
    pub reasons: Vec<Paragraph>,
    /// Records of engagement with the actor.
    pub engagement: Vec<RecordId>,
    /// Records of what is alleged of the actor.
    pub allegations: Vec<RecordId>,
    /// When the judgement is to be looked at again.
    pub review: Option<Edtf>,
    /// Marking, tags, notes, citations and alternatives.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Whether an actor is somebody to work with or to act against.
    Stand, default Undecided {
        Partner = "partner",
        Target = "target",
        Both = "both partner and target",
        Undecided = "undecided",
    }
}
