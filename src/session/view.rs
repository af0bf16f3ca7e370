//! What all views share beside the case: selection, hover, as-of date, filter.

use std::collections::{BTreeMap, BTreeSet};

use super::command::Command;
use super::filter::Filter;
use super::lens::QueryLens;
use super::selection::Selection;
use crate::case::{Edtf, IncidentKind, Moment, Party, RecordId, SourceId, Workspace};
use crate::query::arrange::Choices;
use crate::query::entry::Reading;
use crate::query::evidence::{Layer, Threshold};
use crate::query::lanes::LaneBy;
use crate::query::layout;
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
    /// In what order the matrix is shown.
    pub arranging: Choices,
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
    /// Carries out a command that changes how the case is seen, and none else.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only such commands come here")]
    pub(super) fn look(&mut self, command: Command) {
        match command {
            Command::Hover(id) => self.hover = id,
            Command::AsOf(date) => self.as_of = date,
            Command::Against(date) => self.against = date,
            Command::Threshold(threshold) => self.threshold = threshold,
            Command::OpenInspector(id) => {
                self.inspectors.retain(|&other| other != id);
                self.inspectors.push(id);
            }
            Command::CloseInspector(id) => self.inspectors.retain(|&other| other != id),
            Command::Workspace(workspace) => self.workspace = workspace,
            Command::Brush(brush) => self.brush = brush.filter(|(first, last)| first <= last),
            Command::Layer(layer) => self.layer = layer,
            Command::Arrange(choices) => self.arranging = choices,
            Command::LaneBy(by) => self.lane_by = by,
            Command::ShowAllKinds => self.hidden_kinds.clear(),
            Command::Query(text) => self.filter.text = text,
            Command::SurelyOnly(is_surely) => self.filter.is_surely = is_surely,
            Command::ToggleIncidentNodes => self.has_incident_nodes = !self.has_incident_nodes,
            Command::ToggleUntied => self.has_untied = !self.has_untied,
            Command::Focus(focus) => self.focus_on(focus),
            Command::Lens(lens) => self.look_through(lens),
            Command::MostNodes(most) => self.most_nodes = most,
            Command::ToggleKind(kind) => {
                let was_hidden = self.hidden_kinds.remove(&kind);
                self.hidden_kinds.extend((!was_hidden).then_some(kind));
            }
            Command::Pin(_, Some(place)) if !layout::is_place(place) => {}
            Command::Pin(party, Some(place)) => drop(self.pins.insert(party, place)),
            Command::Pin(party, None) => drop(self.pins.remove(&party)),
            _ => {}
        }
    }

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

    /// Takes over from the window what no pane has of its own: what is pinned is what is shown, and not where the pointer
    /// is or what else stands open.
    pub(super) fn follow(&mut self, window: &Self) {
        // Names every field: a new one has to find its place here.
        let Self {
            workspace,
            inspectors,
            aim,
            hover,
            reading,
            selection: _,
            as_of: _,
            against: _,
            threshold: _,
            brush: _,
            hidden_kinds: _,
            lane_by: _,
            layer: _,
            arranging: _,
            has_incident_nodes: _,
            filter: _,
            has_untied: _,
            focus: _,
            lens: _,
            most_nodes: _,
            pins: _,
        } = window;
        self.workspace = *workspace;
        self.inspectors.clone_from(inspectors);
        self.aim.clone_from(aim);
        self.hover = *hover;
        self.reading.clone_from(reading);
    }
}
