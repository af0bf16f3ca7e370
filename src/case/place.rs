//! Where something happened, and the areas that missions cover.

use super::common::{Common, Extra};
use super::id::PlaceId;
use super::vocabulary::vocabulary;

/// A place, within a larger one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// What kind of place.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2 code of its country, or empty (Kosovo's XK is a user-assigned code).
    pub country: String,
    /// The place that it lies in.
    pub parent: Option<PlaceId>,
    /// Where on the globe, if known.
    pub position: Option<Position>,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Kind of a place.
    PlaceKind, default Site {
        Region = "region",
        Country = "country",
        Province = "province or territory",
        City = "city or town",
        Site = "site",
        Sea = "sea",
    }
}

/// A point on the globe and how well it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// Degrees north of the equator, −90 to 90 (WGS 84).
    pub latitude: f64,
    /// Degrees east of Greenwich, −180 to 180 (WGS 84).
    pub longitude: f64,
    /// The place lies within so many kilometres of the point.
    pub precision_km: f64,
}
