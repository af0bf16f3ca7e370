//! Saved views: what is shown becomes a record of the case, and a record is shown again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::filter::Filter;
use super::lens::QueryLens;
use super::scene::Canvas;
use super::selection::Selection;
use super::store::Session;
use super::view::ViewState;
use crate::case::{Case, Extra, Pane, Party, Pin, PinnedPane, Record, RecordId, View, ViewId};
use crate::edit::Edit;
use crate::query::as_of::AsOf;
use crate::query::brush;
use crate::query::evidence::Threshold;
use crate::query::network::{Focus, Most, NodeId};

impl ViewState {
    /// What is shown, as a pane of its own keeps it.
    fn kept(&self, pane: Pane) -> PinnedPane {
        // A view is no content: it is not selected by itself.
        let records = self.selection.records.iter().copied().filter(|id| !matches!(id, RecordId::View(_)));
        let lens_steps = (!self.lens.is_empty()).then_some(self.lens.steps);
        PinnedPane {
            pane,
            query: self.filter.to_saved(),
            hidden_kinds: self.hidden_kinds.iter().copied().collect(),
            lanes: self.lane_by,
            layer: self.layer,
            has_incident_nodes: self.has_incident_nodes,
            has_untied: self.has_untied,
            as_of: self.as_of.clone(),
            brush: self.brush.and_then(brush::date),
            focus: self.focus.map(|focus| focus.on.into()),
            lens: self.lens.filter.to_saved(),
            steps: self.focus.map(|focus| focus.steps).or(lens_steps).map(u32::from),
            most_nodes: u32::try_from(self.most_nodes.0).ok(),
            selection: records.collect(),
            pins: self.pins.iter().map(|(&party, &(x, y))| Pin { party, x: x.into(), y: y.into() }).collect(),
            extra: Extra::default(),
        }
    }

    /// What is shown, put into a view; its name and what others say of it stay.
    fn put_into(&self, view: &mut View) {
        let kept = self.kept(Pane::default());
        view.query = kept.query;
        view.hidden_kinds = kept.hidden_kinds;
        view.lanes = kept.lanes;
        view.layer = kept.layer;
        view.has_incident_nodes = kept.has_incident_nodes;
        view.has_untied = kept.has_untied;
        view.as_of = kept.as_of;
        view.brush = kept.brush;
        view.focus = kept.focus;
        view.lens = kept.lens;
        view.steps = kept.steps;
        view.most_nodes = kept.most_nodes;
        view.pins = kept.pins;
        // While the view's own form is open, the selection that it had stays.
        if !kept.selection.is_empty() || self.selection.is_empty() {
            view.selection = kept.selection;
        }
        view.workspace = Some(self.workspace);
        view.inspectors.clone_from(&self.inspectors);
    }

    /// Shows what was kept, but for what is selected and where parties are pinned. Whether its date can be shown.
    fn show(&mut self, case: &Case, kept: &PinnedPane) -> bool {
        self.filter = Filter::of_saved(&kept.query);
        self.hidden_kinds = kept.hidden_kinds.iter().copied().collect();
        self.lane_by = kept.lanes;
        self.layer = kept.layer;
        self.has_incident_nodes = kept.has_incident_nodes;
        self.has_untied = kept.has_untied;
        self.as_of = kept.as_of.clone().filter(|date| AsOf::of(date).is_some());
        self.brush = kept.brush.as_ref().and_then(brush::of);
        self.show_lens(case, kept);
        if let Some(most) = kept.most_nodes {
            let fits = Most::ALL.into_iter().find(|offered| offered.0 >= most as usize);
            self.most_nodes = fits.or_else(|| Most::ALL.last().copied()).unwrap_or_default();
        }
        self.as_of == kept.as_of
    }

    /// Through what the graph is looked at: what a query finds, or the surroundings of one. Where a file has both, the query
    /// counts.
    fn show_lens(&mut self, case: &Case, kept: &PinnedPane) {
        let steps = kept.steps.and_then(|steps| u8::try_from(steps).ok());
        let filter = Filter::of_saved(&kept.lens);
        if filter.is_empty() {
            let on = kept.focus.filter(|&id| case.has(id)).and_then(NodeId::of);
            self.lens.filter = filter;
            self.focus_on(on.map(|on| Focus { on, steps: if steps == Some(2) { 2 } else { 1 } }));
        } else {
            let steps = steps.unwrap_or(QueryLens::default().steps).min(QueryLens::MOST);
            self.look_through(QueryLens { filter, steps });
        }
    }
}

/// What a view holds of the panes that follow the window.
fn kept(view: &View) -> PinnedPane {
    PinnedPane {
        pane: Pane::default(),
        query: view.query.clone(),
        hidden_kinds: view.hidden_kinds.clone(),
        lanes: view.lanes,
        layer: view.layer,
        has_incident_nodes: view.has_incident_nodes,
        has_untied: view.has_untied,
        as_of: view.as_of.clone(),
        brush: view.brush.clone(),
        focus: view.focus,
        lens: view.lens.clone(),
        steps: view.steps,
        most_nodes: view.most_nodes,
        selection: view.selection.clone(),
        pins: view.pins.clone(),
        extra: Extra::default(),
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
            Some(PinnedPane { extra, ..self.scenes.pinned(canvas)?.view.kept(canvas.pane()) })
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
        let is_dated = own.show(self.history.present(), &kept(&view));
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
            self.tell("The view's as-of date has no first and last day, and all dates are shown: give it another");
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
            are_dated &= scene.view.show(self.history.present(), pane);
            // A view says nothing of these two.
            (scene.view.against, scene.view.threshold) = (None, Threshold::default());
            scene.view.pins = places(&pane.pins);
            scene.view.selection = Selection { records: pane.selection.clone(), ..Selection::default() };
        }
        self.relate();
        are_dated
    }
}
