//! Political missions: the rows of the mandate matrix.

use super::common::{Common, Extra};
use super::id::{MissionId, PlaceId};
use super::when::When;

/// A political mission, special representative or mechanism of that rank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mission {
    /// Its short name: "UNIOGBIS".
    pub name: String,
    /// Its full name.
    pub full_name: String,
    /// To whom it belongs: "UN".
    pub organization: String,
    /// Its group within the organization: "field SPM, Table 1".
    pub group: String,
    /// Its place among the missions, as somebody ordered them.
    pub order: u32,
    /// The places that it covers.
    pub area: Vec<PlaceId>,
    /// When it existed.
    pub when: When,
    /// The mission that it followed.
    pub predecessor: Option<MissionId>,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}
