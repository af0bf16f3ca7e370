//! What all views share beside the case: selection, hover, as-of date, filter.

use std::collections::{BTreeMap, BTreeSet};

use super::filter::Filter;
use super::lens::QueryLens;
use super::selection::Selection;
use crate::case::{Edtf, IncidentKind, Moment, Party, RecordId, SourceId, Workspace};
use crate::query::entry::Reading;
use crate::query::evidence::{Layer, Threshold};
use crate::query::lanes::LaneBy;
use crate::query::network::{Focus, Most};

/// What of a record is to be shown in its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// The record.
    pub record: RecordId,
    /// The field, named as in the file.
    pub field: &'static str,
    /// The source whose citation there is meant.
    pub source: Option<SourceId>,
    /// How many aims there were before: the form scrolls to each of them once.
    pub count: u64,
}

/// What all views share beside the case.
#[derive(Clone, Debug, Default)]
pub struct ViewState {
    /// Which arrangement of panes is shown.
    pub workspace: Workspace,
    /// What is selected.
    pub selection: Selection,
    /// Records that stay open in inspectors of their own, whatever is selected.
    pub inspectors: Vec<RecordId>,
    /// What of the selected record somebody went to see: a field with a problem, a statement of a source.
    pub aim: Option<Aim>,
    /// What is under the pointer, in whichever view.
    pub hover: Option<RecordId>,
    /// The date as of which the case is seen; `None` sees all of it.
    pub as_of: Option<Edtf>,
    /// The earlier date with which the as-of date is compared in the matrix; `None` compares with nothing.
    pub against: Option<Edtf>,
    /// What an incident needs, to count as evidence in the matrix.
    pub threshold: Threshold,
    /// The first and the last second of the time that is shown; `None` shows all.
    pub brush: Option<(Moment, Moment)>,
    /// Kinds of incidents that are hidden.
    pub hidden_kinds: BTreeSet<IncidentKind>,
    /// What the lanes of the timeline are.
    pub lane_by: LaneBy,
    /// What the cells of the matrix show.
    pub layer: Layer,
    /// Whether the graph shows incidents as nodes.
    pub has_incident_nodes: bool,
    /// The query that filters every view.
    pub filter: Filter,
    /// Whether the graph shows parties that nothing ties to another.
    pub has_untied: bool,
    /// Whose surroundings alone the graph shows. This is the graph's lens and no filter: other views do not follow it.
    pub focus: Option<Focus>,
    /// The query through which the graph alone is looked at: its other lens. One of the two is on at a time, the one that
    /// was set last.
    pub lens: QueryLens,
    /// The most nodes that the graph draws.
    pub most_nodes: Most,
    /// The source from which new records are cited.
    pub reading: Option<Reading>,
    /// Where parties were pinned in the graph. Pins are this machine's, until a view is saved.
    pub pins: BTreeMap<Party, (f32, f32)>,
}

impl ViewState {
    /// Looks at the graph around one, or at all of it; a query through which it was looked at is put away.
    pub(super) fn focus_on(&mut self, focus: Option<Focus>) {
        self.focus = focus;
        if focus.is_some() {
            self.lens.filter = Filter::default();
        }
    }

    /// Looks at the graph through a query; an empty one shows all of it. A focus that it had is left.
    pub(super) fn look_through(&mut self, lens: QueryLens) {
        if !lens.is_empty() {
            self.focus = None;
        }
        self.lens = lens;
    }
}
