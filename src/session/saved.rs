//! Saved views: what is shown becomes a record of the case, and a record is shown again.

use std::sync::Arc;

use super::filter::Filter;
use super::lens::QueryLens;
use super::selection::Selection;
use super::store::Session;
use super::view::ViewState;
use crate::case::{Pin, Record, RecordId, View, ViewId};
use crate::edit::Edit;
use crate::query::as_of::AsOf;
use crate::query::brush;
use crate::query::network::{Focus, Most, NodeId};

impl ViewState {
    /// What is shown, put into a view; its name and what others say of it stay.
    fn put_into(&self, view: &mut View) {
        view.hidden_kinds = self.hidden_kinds.iter().copied().collect();
        view.lanes = self.lane_by;
        view.layer = self.layer;
        view.query = self.filter.to_saved();
        view.has_incident_nodes = self.has_incident_nodes;
        view.has_untied = self.has_untied;
        view.as_of.clone_from(&self.as_of);
        view.brush = self.brush.and_then(brush::date);
        view.focus = self.focus.map(|focus| focus.on.into());
        view.lens = self.lens.filter.to_saved();
        let lens_steps = (!self.lens.is_empty()).then_some(self.lens.steps);
        view.steps = self.focus.map(|focus| focus.steps).or(lens_steps).map(u32::from);
        view.most_nodes = u32::try_from(self.most_nodes.0).ok();
        view.workspace = Some(self.workspace);
        view.inspectors.clone_from(&self.inspectors);
        view.pins = self.pins.iter().map(|(&party, &(x, y))| Pin { party, x: x.into(), y: y.into() }).collect();
        // A view is no content: while its own form is open, the selection that it had stays.
        let records = self.selection.records.iter().copied().filter(|id| !matches!(id, RecordId::View(_)));
        let selected: Vec<RecordId> = records.collect();
        if !selected.is_empty() || self.selection.is_empty() {
            view.selection = selected;
        }
    }
}

/// A name that a view gets of itself is no longer.
const LONGEST: usize = 80;

impl Session {
    /// Adds what is shown as a view, called by its query or by a number.
    pub(super) fn save_view(&mut self) {
        let mut view = View { name: self.free_name(), ..View::default() };
        self.view.put_into(&mut view);
        let id = ViewId::from_bits(self.host.bits());
        self.edit(&Edit::Put(id.into(), Record::View(Arc::new(view))));
        if self.case().has(id.into()) {
            self.select_only(id.into());
        }
    }

    /// The query that is asked, or that of the graph's lens; else "View 1", or with the first number that no view has.
    fn free_name(&self) -> String {
        let is_free = |name: &String| self.case().views.values().all(|view| view.name != *name);
        let asked = [&self.view.filter, &self.view.lens.filter];
        let queries = asked.map(|filter| filter.to_saved().chars().take(LONGEST).collect::<String>());
        if let Some(query) = queries.into_iter().find(|query| !query.is_empty() && is_free(query)) {
            return query;
        }
        let names = (1_u32..).map(|number| format!("View {number}"));
        names.into_iter().find(is_free).unwrap_or_default()
    }

    /// What a view says of the window: one of an older version says nothing of it, and all stays.
    fn show_arrangement(&mut self, view: &View) {
        if let Some(most) = view.most_nodes {
            let fits = Most::ALL.into_iter().find(|offered| offered.0 >= most as usize);
            self.view.most_nodes = fits.or_else(|| Most::ALL.last().copied()).unwrap_or_default();
        }
        if let Some(workspace) = view.workspace {
            self.view.workspace = workspace;
            self.view.inspectors.clone_from(&view.inspectors);
        }
    }

    /// Through what a view looks at the graph: what a query finds, or the surroundings of one. Where a file has both, the
    /// query counts.
    fn show_lens(&mut self, view: &View) {
        let steps = view.steps.and_then(|steps| u8::try_from(steps).ok());
        let filter = Filter::of_saved(&view.lens);
        if filter.is_empty() {
            let on = view.focus.filter(|&id| self.case().has(id)).and_then(NodeId::of);
            self.view.lens.filter = filter;
            self.view.focus_on(on.map(|on| Focus { on, steps: if steps == Some(2) { 2 } else { 1 } }));
        } else {
            let steps = steps.unwrap_or(QueryLens::default().steps).min(QueryLens::MOST);
            self.view.look_through(QueryLens { filter, steps });
        }
    }

    /// Gives a view what is shown now.
    pub(super) fn renew_view(&mut self, id: ViewId) {
        let Some(mut view) = self.case().views.get(&id).cloned() else { return };
        self.view.put_into(Arc::make_mut(&mut view));
        self.edit(&Edit::Put(id.into(), Record::View(view)));
    }

    /// Shows what a view holds. Where it has no selection, what is selected stays.
    pub(super) fn show_view(&mut self, id: ViewId) {
        let Some(view) = self.case().views.get(&id).cloned() else { return };
        self.view.hidden_kinds = view.hidden_kinds.iter().copied().collect();
        self.view.lane_by = view.lanes;
        self.view.layer = view.layer;
        self.view.brush = view.brush.as_ref().and_then(brush::of);
        self.view.has_incident_nodes = view.has_incident_nodes;
        self.view.has_untied = view.has_untied;
        self.show_lens(&view);
        self.show_arrangement(&view);
        // A view without pins says nothing of them: those of this machine stay.
        if !view.pins.is_empty() {
            self.view.pins = view.pins.iter().map(|pin| (pin.party, (pin.x as f32, pin.y as f32))).collect();
        }
        self.view.as_of = view.as_of.clone().filter(|date| AsOf::of(date).is_some());
        if self.view.as_of != view.as_of {
            self.tell("The view's as-of date has no first and last day, and all dates are shown: give it another");
        }
        self.view.filter = Filter::of_saved(&view.query);
        if !view.selection.is_empty() {
            self.select(Selection { records: view.selection.clone(), ..Selection::default() });
        }
        self.tell(format!("Shown: {}", self.case().title_of(id.into())));
    }
}
