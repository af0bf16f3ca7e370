//! Who names whom, the other way round: the records that name a record, without a look at every one.
//!
//! The index is made of one value of a case and answers for every later one: what has changed since is found by
//! [`Case::changes_to`], which passes over what two values share, and is looked at anew. Both ways give the same as
//! [`namers`], which looks at every record.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::references::{add_targets, targets};
use super::tables::{Case, Change, Packed, RecordId};

/// The records that name one of these, themselves aside, in the order of the file. Looks at every record.
pub fn namers(case: &Case, ids: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
    let others = case.records().filter(|(id, _)| !ids.contains(id));
    others.filter(|(_, record)| targets(record).iter().any(|(id, _)| ids.contains(id))).map(|(id, _)| id).collect()
}

/// Which records name a record.
#[derive(Clone, Debug)]
pub struct NamedBy {
    of: Case,
    /// What is named and by whom, in order, each pair once.
    pairs: Arc<[(Packed, Packed)]>,
}

impl NamedBy {
    /// Looks at every record of a case.
    pub fn of(case: &Case) -> Self {
        let (mut pairs, mut named) = (Vec::new(), Vec::new());
        case.records().for_each(|(id, record)| {
            add_targets(&mut named, &record);
            pairs.extend(named.drain(..).map(|(named, _)| (named.packed(), id.packed())));
        });
        pairs.sort_unstable();
        pairs.dedup();
        Self { of: case.clone(), pairs: pairs.into() }
    }

    /// How many records have changed since.
    pub fn age(&self, case: &Case) -> usize {
        self.of.changes_to(case).len()
    }

    /// The records of a later value of the case that name one of these, themselves aside, in the order of the file. Takes
    /// time in proportion to what is found and what has changed.
    pub fn of_any(&self, case: &Case, ids: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
        let changed: BTreeSet<RecordId> = self.of.changes_to(case).iter().filter_map(Change::target).collect();
        let known = ids.iter().flat_map(|&id| self.pairs_of(id)).filter_map(|&(_, by)| by.record());
        let known = known.filter(|by| !changed.contains(by));
        let names_any = |by: &RecordId| {
            case.record(*by).is_some_and(|record| targets(&record).iter().any(|(id, _)| ids.contains(id)))
        };
        known.chain(changed.iter().copied().filter(names_any)).filter(|by| !ids.contains(by)).collect()
    }

    fn pairs_of(&self, id: RecordId) -> &[(Packed, Packed)] {
        let id = id.packed();
        let from = self.pairs.partition_point(|&(named, _)| named < id);
        let rest = self.pairs.get(from..).unwrap_or_default();
        let count = rest.partition_point(|&(named, _)| named == id);
        rest.get(..count).unwrap_or_default()
    }
}
