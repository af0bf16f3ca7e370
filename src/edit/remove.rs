//! Removing records, and what becomes of those that name them.

use std::collections::BTreeSet;

use super::references::without;
use super::{EditError, Namers, Plan, References, fields, label};
use crate::case::{Case, Change, Record, RecordId, targets};

/// A case, and who tells which of its records name others.
pub(super) type Known<'a> = (&'a Case, &'a Namers<'a>);

/// Plans the removal of records.
pub(super) fn plan(known: Known<'_>, ids: &[RecordId], references: References) -> Result<Plan, EditError> {
    let (case, _) = known;
    let chosen: BTreeSet<RecordId> = ids.iter().copied().collect();
    if let Some(&id) = chosen.iter().find(|id| !case.has(**id)) {
        return Err(EditError::NoRecord { id });
    }
    if chosen.is_empty() {
        return Ok(Plan::nothing(None));
    }
    let referrers = referrers(known, &chosen);
    if !referrers.is_empty() && references == References::Refuse {
        let what = still_named(case, &chosen, &referrers);
        let referrers = referrers.into_iter().map(|(id, _)| id).collect();
        return Err(EditError::StillCited { what, records: chosen.into_iter().collect(), referrers });
    }
    let mut label = format!("Remove {}", label::records(case, &chosen));
    if !referrers.is_empty() {
        label = format!("{label}, named by {}", label::count(referrers.len(), "record"));
    }
    Ok(Plan { label, changes: changes(known, chosen, referrers), focus: None })
}

/// The records outside of `gone` that name one of them.
fn referrers((case, namers): Known<'_>, gone: &BTreeSet<RecordId>) -> Vec<(RecordId, Record)> {
    namers(case, gone).into_iter().filter_map(|id| case.record(id).map(|record| (id, record))).collect()
}

/// Removes and cleans until nothing names what is gone: a referrer that must go may be named in its turn.
fn changes(known: Known<'_>, mut gone: BTreeSet<RecordId>, mut referrers: Vec<(RecordId, Record)>) -> Vec<Change> {
    loop {
        let mut cleaned = Vec::new();
        let before = gone.len();
        for (id, record) in referrers {
            match without(known.0, &record, &gone) {
                Some(left) => cleaned.extend(fields::change(id, fields::settled(&record, left))),
                None => drop(gone.insert(id)),
            }
        }
        if gone.len() == before {
            return cleaned.into_iter().chain(gone.into_iter().map(Change::removal)).collect();
        }
        referrers = self::referrers(known, &gone);
    }
}

/// What is named, with its verb: "“Ana” is" or "“Ana” and 2 others are".
fn still_named(case: &Case, chosen: &BTreeSet<RecordId>, referrers: &[(RecordId, Record)]) -> String {
    let named: BTreeSet<RecordId> = referrers
        .iter()
        .flat_map(|(_, record)| targets(record))
        .map(|(id, _)| id)
        .filter(|id| chosen.contains(id))
        .collect();
    let first = named.first().map(|&id| label::quoted(&case.title_of(id))).unwrap_or_default();
    match named.len() {
        0 | 1 => format!("{first} is"),
        several => format!("{first} and {} are", label::count(several - 1, "other")),
    }
}
