//! What is selected: one selection for all views.

use std::collections::BTreeSet;

use crate::case::{Case, MissionId, Record, RecordId, ThemeId};
use crate::query::references;

/// What is selected, and what has to do with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The records selected, in the order in which they were; the last one is shown as a form.
    pub records: Vec<RecordId>,
    /// The cell of the matrix that is selected.
    pub cell: Option<(MissionId, ThemeId)>,
    /// Records that have to do with what is selected.
    pub related: BTreeSet<RecordId>,
}

impl Selection {
    /// Whether the record is selected.
    pub fn has(&self, id: RecordId) -> bool {
        self.records.contains(&id)
    }

    /// Whether the record has to do with what is selected.
    pub fn is_related(&self, id: RecordId) -> bool {
        self.related.contains(&id)
    }

    /// Whether nothing is selected.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty() && self.cell.is_none()
    }

    /// The record that the inspector shows.
    pub fn shown(&self) -> Option<RecordId> {
        self.records.last().copied()
    }

    /// The selection of one cell of the matrix.
    pub(super) fn of_cell(case: &Case, mission: MissionId, theme: ThemeId) -> Self {
        let mut selection = Self { cell: Some((mission, theme)), ..Self::default() };
        selection.relate(case);
        selection
    }

    /// Drops what the case no longer has, and finds anew what is related.
    pub(super) fn relate(&mut self, case: &Case) {
        self.records.retain(|&id| case.has(id));
        self.cell = self.cell.filter(|(mission, theme)| case.has((*mission).into()) && case.has((*theme).into()));
        self.related = self.records.iter().flat_map(|&id| related(case, id)).collect();
        if let Some((mission, theme)) = self.cell {
            self.related.extend(related_to_cell(case, mission, theme));
        }
    }
}

/// What a record names and what names it; a citation's source counts, so that a source shows all that hangs on it.
fn related(case: &Case, id: RecordId) -> BTreeSet<RecordId> {
    let mut related: BTreeSet<RecordId> = references::referrers(case, id).into_iter().map(|(id, _)| id).collect();
    if let Some(record) = case.record(id) {
        related.extend(references::targets(&record).into_iter().map(|(id, _)| id));
    }
    related
}

fn related_to_cell(case: &Case, mission: MissionId, theme: ThemeId) -> BTreeSet<RecordId> {
    let of_mission = related(case, mission.into());
    let mut cell: BTreeSet<RecordId> = related(case, theme.into())
        .into_iter()
        .filter(|&id| match case.record(id) {
            Some(Record::Mandate(mandate)) => mandate.mission == mission,
            Some(Record::Incident(_)) => of_mission.contains(&id),
            _ => false,
        })
        .collect();
    cell.extend([RecordId::from(mission), theme.into()]);
    cell
}
