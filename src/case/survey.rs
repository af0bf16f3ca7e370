//! What a source went through, so that a blank in it means "looked, and nothing found".

use super::common::{Common, Extra};
use super::id::{MissionId, ThemeId};
use super::when::Edtf;

/// A source's sweep over missions and themes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// What it is called.
    pub title: String,
    /// The missions that it went through.
    pub missions: Vec<MissionId>,
    /// The themes that it went through, for each of the missions.
    pub themes: Vec<ThemeId>,
    /// The date for which it speaks.
    pub attested: Option<Edtf>,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}
