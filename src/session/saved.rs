//! Saved views: what is shown becomes a record of the case, and a record is shown again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::filter::Filter;
use super::lens::QueryLens;
use super::scene::Canvas;
use super::selection::Selection;
use super::store::Session;
use super::view::ViewState;
use crate::case::{Aspect, Case, Edtf, Pane, Party, Pin, PinnedPane, Record, RecordId, View, ViewId};
use crate::edit::Edit;
use crate::query::arrange::Choices;
use crate::query::as_of::AsOf;
use crate::query::brush;
use crate::query::evidence::Threshold;
use crate::query::network::{Focus, Most, NodeId};

impl ViewState {
    /// How the case is seen here, as a file keeps it.
    fn aspect(&self) -> Aspect {
        let Choices { group_by, rows, columns, hides_empty } = self.arranging;
        let lens_steps = (!self.lens.is_empty()).then_some(self.lens.steps);
        let mut aspect = Aspect {
            query: self.filter.to_saved(),
            hidden_kinds: self.hidden_kinds.iter().copied().collect(),
            lanes: self.lane_by,
            layer: self.layer,
            group_by,
            rows_by: rows,
            columns_by: columns,
            hides_empty,
            has_incident_nodes: self.has_incident_nodes,
            has_untied: self.has_untied,
            as_of: self.as_of.clone(),
            against: self.against.clone(),
            brush: self.brush.and_then(brush::date),
            focus: self.focus.map(|focus| focus.on.into()),
            lens: self.lens.filter.to_saved(),
            steps: self.focus.map(|focus| focus.steps).or(lens_steps).map(u32::from),
            most_nodes: u32::try_from(self.most_nodes.0).ok(),
            ..Aspect::default()
        };
        self.threshold.put_into(&mut aspect);
        aspect
    }

    /// What is selected here. A view is no content: it is not selected by itself.
    fn kept_selection(&self) -> Vec<RecordId> {
        self.selection.records.iter().copied().filter(|id| !matches!(id, RecordId::View(_))).collect()
    }

    fn kept_pins(&self) -> Vec<Pin> {
        self.pins.iter().map(|(&party, &(x, y))| Pin { party, x: x.into(), y: y.into() }).collect()
    }

    /// What is shown, put into a view; its name and what others say of it stay.
    fn put_into(&self, view: &mut View) {
        view.aspect = self.aspect();
        view.pins = self.kept_pins();
        // While the view's own form is open, the selection that it had stays.
        let selection = self.kept_selection();
        if !selection.is_empty() || self.selection.is_empty() {
            view.selection = selection;
        }
        view.workspace = Some(self.workspace);
        view.inspectors.clone_from(&self.inspectors);
    }

    /// Sees the case as a file says. Whether its dates can be shown.
    fn show(&mut self, case: &Case, aspect: &Aspect) -> bool {
        let shown = |date: &Option<Edtf>| date.clone().filter(|date| AsOf::of(date).is_some());
        self.filter = Filter::of_saved(&aspect.query);
        self.hidden_kinds = aspect.hidden_kinds.iter().copied().collect();
        self.lane_by = aspect.lanes;
        self.layer = aspect.layer;
        self.arranging = Choices::of(aspect);
        self.threshold = Threshold::of(aspect);
        self.has_incident_nodes = aspect.has_incident_nodes;
        self.has_untied = aspect.has_untied;
        self.as_of = shown(&aspect.as_of);
        self.against = shown(&aspect.against);
        self.brush = aspect.brush.as_ref().and_then(brush::of);
        self.show_lens(case, aspect);
        if let Some(most) = aspect.most_nodes {
            let fits = Most::ALL.into_iter().find(|offered| offered.0 >= most as usize);
            self.most_nodes = fits.or_else(|| Most::ALL.last().copied()).unwrap_or_default();
        }
        self.as_of == aspect.as_of && self.against == aspect.against
    }

    /// Through what the graph is looked at: what a query finds, or the surroundings of one. Where a file has both, the query
    /// counts.
    fn show_lens(&mut self, case: &Case, aspect: &Aspect) {
        let steps = aspect.steps.and_then(|steps| u8::try_from(steps).ok());
        let filter = Filter::of_saved(&aspect.lens);
        if filter.is_empty() {
            let on = aspect.focus.filter(|&id| case.has(id)).and_then(NodeId::of);
            self.lens.filter = filter;
            self.focus_on(on.map(|on| Focus { on, steps: if steps == Some(2) { 2 } else { 1 } }));
        } else {
            let steps = steps.unwrap_or(QueryLens::default().steps).min(QueryLens::MOST);
            self.look_through(QueryLens { filter, steps });
        }
    }
}

fn places(pins: &[Pin]) -> BTreeMap<Party, (f32, f32)> {
    pins.iter().map(|pin| (pin.party, (pin.x as f32, pin.y as f32))).collect()
}

/// A name that a view gets of itself is no longer.
const LONGEST: usize = 80;

impl Session {
    /// Adds what is shown as a view, called by its query or by a number.
    pub(super) fn save_view(&mut self) {
        let mut view = View { name: self.free_name(), ..View::default() };
        self.put_into(&mut view);
        let id = ViewId::from_bits(self.host.bits());
        self.edit(&Edit::Put(id.into(), Record::View(Arc::new(view))));
        if self.case().has(id.into()) {
            self.select_only(id.into());
        }
    }

    /// The query that is asked, or that of the graph's lens; else "View 1", or with the first number that no view has.
    fn free_name(&self) -> String {
        let is_free = |name: &String| self.case().views.values().all(|view| view.name != *name);
        let asked = [&self.view().filter, &self.view().lens.filter];
        let queries = asked.map(|filter| filter.to_saved().chars().take(LONGEST).collect::<String>());
        if let Some(query) = queries.into_iter().find(|query| !query.is_empty() && is_free(query)) {
            return query;
        }
        let names = (1_u32..).map(|number| format!("View {number}"));
        names.into_iter().find(is_free).unwrap_or_default()
    }

    /// What is shown now, put into a view: by the window, and by the panes that are pinned.
    fn put_into(&self, view: &mut View) {
        self.scenes.own.view.put_into(view);
        let before = std::mem::take(&mut view.panes);
        let pinned = Canvas::ALL.into_iter().filter_map(|canvas| {
            let known = before.iter().find(|old| old.pane == canvas.pane());
            let extra = known.map(|old| old.extra.clone()).unwrap_or_default();
            let shown = &self.scenes.pinned(canvas)?.view;
            let (selection, pins) = (shown.kept_selection(), shown.kept_pins());
            Some(PinnedPane { pane: canvas.pane(), aspect: shown.aspect(), selection, pins, extra })
        });
        view.panes = pinned.collect();
        // What this version does not know stays.
        view.panes.extend(before.into_iter().filter(|old| old.pane == Pane::Other));
    }

    /// Gives a view what is shown now.
    pub(super) fn renew_view(&mut self, id: ViewId) {
        let Some(mut view) = self.case().views.get(&id).cloned() else { return };
        self.put_into(Arc::make_mut(&mut view));
        self.edit(&Edit::Put(id.into(), Record::View(view)));
    }

    /// Shows what a view holds. Where it has no selection, what is selected stays.
    pub(super) fn show_view(&mut self, id: ViewId) {
        let Some(view) = self.case().views.get(&id).cloned() else { return };
        let own = &mut self.scenes.own.view;
        let is_dated = own.show(self.history.present(), &view.aspect);
        // A view without pins says nothing of them: those of this machine stay.
        if !view.pins.is_empty() {
            own.pins = places(&view.pins);
        }
        // One of an older version says nothing of the window, and all stays.
        if let Some(workspace) = view.workspace {
            own.workspace = workspace;
            own.inspectors.clone_from(&view.inspectors);
        }
        if !view.selection.is_empty() {
            self.select(Selection { records: view.selection.clone(), ..Selection::default() });
        }
        let are_dated = self.show_panes(&view.panes);
        if !(is_dated && are_dated) {
            self.tell("A date of the view has no first and last day, and is left out: give it another");
        }
        self.tell(format!("Shown: {}", self.case().title_of(id.into())));
    }

    /// Pins the panes that a view holds. Those that another view brought are let go; what was pinned by hand stays, for it
    /// follows nothing. Whether all their dates can be shown.
    fn show_panes(&mut self, panes: &[PinnedPane]) -> bool {
        let mut are_dated = true;
        let brought = panes.iter().filter_map(|pane| Canvas::of(pane.pane));
        for canvas in self.scenes.of_view().into_iter().chain(brought) {
            if let Some(old) = self.scenes.unpin(canvas) {
                self.answering.discard(old);
            }
        }
        for pane in panes {
            let Some(canvas) = Canvas::of(pane.pane) else { continue };
            let _is_new = self.scenes.pin(canvas, &self.host.wake, self.settings.is_still());
            self.scenes.note_view(canvas);
            let Some(scene) = self.scenes.pinned_mut(canvas) else { continue };
            are_dated &= scene.view.show(self.history.present(), &pane.aspect);
            scene.view.pins = places(&pane.pins);
            scene.view.selection = Selection { records: pane.selection.clone(), ..Selection::default() };
        }
        self.relate();
        are_dated
    }
}
