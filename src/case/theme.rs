//! What mandates and incidents are about: the columns of the mandate matrix.

use super::common::{Common, Extra};

/// A theme, such as drug trafficking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// Two or three letters for narrow columns: `DT`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it covers.
    pub definition: String,
    /// Its place among the themes, as somebody ordered them.
    pub order: u32,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}
