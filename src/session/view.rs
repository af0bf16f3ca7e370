//! What all views share beside the case: selection, hover, as-of date, filter.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::Selection;
use crate::case::{Edtf, IncidentKind, Party, RecordId};
use crate::query::evidence::Layer;
use crate::query::lanes::LaneBy;

/// What all views share beside the case.
#[derive(Clone, Debug, Default)]
pub struct ViewState {
    /// What is selected.
    pub selection: Selection,
    /// What is under the pointer, in whichever view.
    pub hover: Option<RecordId>,
    /// The date as of which the case is seen; `None` sees all of it.
    pub as_of: Option<Edtf>,
    /// Kinds of incidents that are hidden.
    pub hidden_kinds: BTreeSet<IncidentKind>,
    /// What the lanes of the timeline are.
    pub lane_by: LaneBy,
    /// What the cells of the matrix show.
    pub layer: Layer,
    /// Whether the graph shows incidents as nodes.
    pub has_incident_nodes: bool,
    /// The filter of the view that is shown, where this version cannot apply it; empty where there is none.
    pub unapplied: String,
    /// Whether the graph shows parties that nothing ties to another.
    pub has_untied: bool,
    /// Where parties were pinned in the graph. Pins are this machine's, until a view is saved.
    pub pins: BTreeMap<Party, (f32, f32)>,
}
