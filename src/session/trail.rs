//! The way through what was selected: back to what was looked at before, and forward again.

use super::selection::Selection;
use super::store::Session;
use crate::case::{Case, MissionId, RecordId, ThemeId};

/// So many selections are remembered.
const MOST: usize = 200;

/// What was selected since the case was opened, as far as it is remembered.
#[derive(Default)]
pub(super) struct Trail {
    stops: Vec<Stop>,
    /// The place of the stop at which the user is.
    at: usize,
}

/// Something that was selected.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stop {
    records: Vec<RecordId>,
    cell: Option<(MissionId, ThemeId)>,
}

impl Stop {
    fn of(selection: &Selection) -> Option<Self> {
        let stop = Self { records: selection.records.clone(), cell: selection.cell };
        (!selection.is_empty()).then_some(stop)
    }

    /// Whether the case still has some of it.
    fn is_there(&self, case: &Case) -> bool {
        let has_cell = |(mission, theme): (MissionId, ThemeId)| case.has(mission.into()) && case.has(theme.into());
        self.records.iter().any(|&id| case.has(id)) || self.cell.is_some_and(has_cell)
    }
}

impl Trail {
    /// Takes down what is selected now. What lay ahead is forgotten, as it is where somebody turns into another way.
    fn note(&mut self, selection: &Selection) {
        let Some(stop) = Stop::of(selection) else { return };
        if self.stops.get(self.at) == Some(&stop) {
            return;
        }
        self.stops.truncate(self.at + 1);
        self.stops.push(stop);
        let surplus = self.stops.len().saturating_sub(MOST);
        drop(self.stops.drain(..surplus));
        self.at = self.stops.len() - 1;
    }

    /// The place of the nearest stop before this one that the case still has. Where nothing is selected, it is the last
    /// one itself.
    fn before(&self, case: &Case, present: &Selection) -> Option<usize> {
        let end = if present.is_empty() { self.at + 1 } else { self.at };
        let passed = self.stops.get(..end.min(self.stops.len()))?;
        passed.iter().rposition(|stop| stop.is_there(case) && Stop::of(present).as_ref() != Some(stop))
    }

    /// The place of the nearest stop ahead that the case still has.
    fn after(&self, case: &Case, present: &Selection) -> Option<usize> {
        let ahead = self.stops.get(self.at + 1..)?;
        let is_next = |stop: &Stop| stop.is_there(case) && Stop::of(present).as_ref() != Some(stop);
        ahead.iter().position(is_next).map(|place| place + self.at + 1)
    }
}

impl Session {
    /// Whether something was selected before that is still there.
    pub fn can_go_back(&self) -> bool {
        self.trail.before(self.case(), self.selection()).is_some()
    }

    /// Whether there is something to go forward to again.
    pub fn can_go_forward(&self) -> bool {
        self.trail.after(self.case(), self.selection()).is_some()
    }

    /// Selects what was selected before.
    pub(super) fn go_back(&mut self) {
        match self.trail.before(self.case(), self.selection()) {
            Some(place) => self.go_to(place),
            None => self.tell("Nothing was selected before"),
        }
    }

    /// Selects what was selected before going back.
    pub(super) fn go_forward(&mut self) {
        match self.trail.after(self.case(), self.selection()) {
            Some(place) => self.go_to(place),
            None => self.tell("There is nothing to go forward to"),
        }
    }

    fn go_to(&mut self, place: usize) {
        let Some(stop) = self.trail.stops.get(place).cloned() else { return };
        self.trail.at = place;
        self.scenes.own.view.selection = Selection { records: stop.records, cell: stop.cell, ..Selection::default() };
        self.relate();
    }

    /// Takes down what is selected now.
    pub(super) fn note_selection(&mut self) {
        self.trail.note(&self.scenes.own.view.selection);
    }
}
