//! The rows of a table: what the filter leaves of a kind of record, sorted by one column and then by another.

use std::sync::Arc;

use super::{Key, Told, columns};
use crate::case::{Mandate, MandateId, Record, RecordId, RecordKind};
use crate::query::as_of::{Holds, holds};
use crate::query::ask::Hits;
use crate::query::lanes::Window;

/// The filter that all views share.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Kinds, as-of date and brush.
    pub window: Window,
    /// What the query finds; `None` where nothing is asked.
    pub hits: Option<Arc<Hits>>,
}

/// By which column rows are sorted, and whether backwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// The column's name in what is remembered.
    pub column: String,
    /// Whether the last comes first. What says nothing is last either way.
    pub is_backwards: bool,
}

/// The rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The records, from the top.
    pub ids: Vec<RecordId>,
    /// How many the filter hides.
    pub hidden: usize,
}

/// How a kind of record is sorted as long as nobody has said how.
pub fn usual(kind: RecordKind) -> Vec<Sorting> {
    let columns = columns(kind);
    let first = columns.iter().find(|column| column.id == "date" && kind == RecordKind::Incident).or(columns.first());
    first.map(|column| Sorting { column: column.id.to_owned(), is_backwards: false }).into_iter().collect()
}

/// The records of a kind that the filter leaves, sorted by the first column, among equals by the next, and then as they
/// stand in the file. In proportion to n log n of them.
pub fn listed(told: &Told<'_>, kind: RecordKind, shown: &Shown, sorting: &[Sorting]) -> Rows {
    let columns = columns(kind);
    let by: Vec<_> = sorting
        .iter()
        .filter_map(|sort| Some((*columns.iter().find(|column| column.id == sort.column)?, sort.is_backwards)))
        .collect();
    let all = told.case.ids(kind);
    let count = all.len();
    let mut keyed: Vec<(Vec<Option<Key>>, RecordId)> = Vec::with_capacity(count);
    // The query is one for what happens and what ties: the timeline and the graph are narrowed by it.
    let is_asked = matches!(kind, RecordKind::Incident | RecordKind::Relation);
    let mut found = shown.hits.as_deref().filter(|_| is_asked).map(|hits| hits.walk(kind));
    for id in all {
        let Some(record) = told.case.record(id) else { continue };
        let is_found = found.as_mut().is_none_or(|walk| walk.has(id));
        if is_found && shows(told, &shown.window, (id, &record)) {
            keyed.push((by.iter().map(|(column, _)| column.cell(told, id, &record).key()).collect(), id));
        }
    }
    keyed.sort_by(|(one, _), (other, _)| {
        let pairs = by.iter().zip(one.iter().zip(other));
        pairs.fold(std::cmp::Ordering::Equal, |so_far, ((_, is_backwards), (one, other))| {
            so_far.then_with(|| compare(one.as_ref(), other.as_ref(), *is_backwards))
        })
    });
    let ids: Vec<RecordId> = keyed.into_iter().map(|(_, id)| id).collect();
    Rows { hidden: count - ids.len(), ids }
}

fn compare(one: Option<&Key>, other: Option<&Key>, is_backwards: bool) -> std::cmp::Ordering {
    match (one, other) {
        (Some(one), Some(other)) if is_backwards => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => std::cmp::Ordering::Equal,
    }
}

/// Whether the filter of all views leaves a record: as on the timeline, in the graph and in the matrix.
fn shows(told: &Told<'_>, window: &Window, (id, record): (RecordId, &Record)) -> bool {
    let is_brushed = || {
        let bounds = told.dates.bounds(id);
        window.brush.is_none_or(|(first, last)| bounds.may_touch(first, last))
    };
    let is_held = || holds(window.as_of, told.dates.bounds(id)) != Holds::No;
    match (record, id) {
        (Record::Incident(incident), _) => window.shows(incident.kind, told.dates.bounds(id)),
        (Record::Relation(_), _) => is_held() && is_brushed(),
        // The matrix goes by the as-of date alone.
        (Record::Activity(_), _) => is_held(),
        (Record::Mandate(mandate), RecordId::Mandate(id)) => speaks(told, window, (id, mandate)),
        _ => true,
    }
}

/// Whether a mandate has anything to say as of the date: a claim attested for another date possibly holds then.
fn speaks(told: &Told<'_>, window: &Window, (id, mandate): (MandateId, &Mandate)) -> bool {
    mandate.when.is_undated() || holds(window.as_of, told.dates.bounds(id)) != Holds::No
}
