//! What is selected: one selection for all views.

use std::collections::BTreeSet;

use crate::case::{Case, MissionId, NamedBy, Record, RecordId, ThemeId, targets};

/// What is selected, and what has to do with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The records selected, in the order in which they were; the last one is shown as a form.
    pub records: Vec<RecordId>,
    /// The cell of the matrix that is selected.
    pub cell: Option<(MissionId, ThemeId)>,
    /// Records that have to do with what is selected; none where more is selected than a glance can relate.
    pub related: BTreeSet<RecordId>,
    /// The records selected, in their own order: to be found among very many.
    pub(super) sorted: Vec<RecordId>,
}

/// So many records are selected at most when it is still shown what has to do with them.
const RELATED: usize = 200;

impl Selection {
    /// Whether the record is selected.
    pub fn has(&self, id: RecordId) -> bool {
        self.sorted.binary_search(&id).is_ok()
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
    pub(super) fn of_cell(mission: MissionId, theme: ThemeId) -> Self {
        Self { cell: Some((mission, theme)), ..Self::default() }
    }

    /// Drops what the case no longer has, and finds anew what is related: nothing, until it is known who names whom.
    pub(super) fn relate(&mut self, case: &Case, named_by: Option<&NamedBy>) {
        self.records.retain(|&id| case.has(id));
        self.sorted.clone_from(&self.records);
        self.sorted.sort_unstable();
        self.cell = self.cell.filter(|(mission, theme)| case.has((*mission).into()) && case.has((*theme).into()));
        self.related.clear();
        let Some(named_by) = named_by.filter(|_| self.records.len() <= RELATED) else { return };
        self.related.extend(self.records.iter().flat_map(|&id| related(case, named_by, id)));
        if let Some((mission, theme)) = self.cell {
            self.related.extend(related_to_cell(case, named_by, (mission, theme)));
        }
    }
}

/// What a record names and what names it; a citation's source counts, so that a source shows all that hangs on it.
fn related(case: &Case, named_by: &NamedBy, id: RecordId) -> BTreeSet<RecordId> {
    let mut related = named_by.of_any(case, &BTreeSet::from([id]));
    if let Some(record) = case.record(id) {
        related.extend(targets(&record).into_iter().map(|(id, _)| id));
    }
    related
}

fn related_to_cell(case: &Case, named_by: &NamedBy, (mission, theme): (MissionId, ThemeId)) -> BTreeSet<RecordId> {
    let of_mission = related(case, named_by, mission.into());
    let mut cell: BTreeSet<RecordId> = related(case, named_by, theme.into())
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
