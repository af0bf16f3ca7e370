//! Through what the graph alone is looked at: the surroundings of one, or what a query finds. What is selected, with the
//! parties that it names, and what is pinned come first.

use super::filter::Filter;
use super::view::ViewState;
use crate::case::{Case, Record, RecordId};
use crate::query::network::{Lens, NodeId};

/// A query through which the graph alone is looked at: what it finds, and its surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryLens {
    /// The query, and whether what it only possibly finds counts; empty shows everything.
    pub filter: Filter,
    /// How far the surroundings go that are shown, as those of a focus: at most [`QueryLens::MOST`].
    pub steps: u8,
}

impl Default for QueryLens {
    fn default() -> Self {
        Self { filter: Filter::default(), steps: 1 }
    }
}

impl QueryLens {
    /// The most steps that are offered.
    pub const MOST: u8 = 2;

    /// Whether it leaves anything out.
    pub fn is_empty(&self) -> bool {
        self.filter.is_empty()
    }

    /// The same, or one without a query where its query cannot be asked.
    pub(super) fn asked(&self) -> Self {
        let filter = if self.filter.is_wrong() { Filter::default() } else { self.filter.clone() };
        Self { filter, steps: self.steps.min(Self::MOST) }
    }
}

/// The lens of what the views share. What a query finds is put into it where that is known.
pub(super) fn lens(case: &Case, view: &ViewState) -> Lens {
    // No more are looked up than may be drawn: those selected last.
    let selected = &view.selection.records;
    let last = selected.get(selected.len().saturating_sub(view.most_nodes.0)..).unwrap_or_default();
    let mut first: Vec<NodeId> = last.iter().flat_map(|&id| nodes_of(case, id)).collect();
    first.extend(view.pins.keys().map(|&party| NodeId::Party(party)));
    Lens { most: view.most_nodes, focus: view.focus, found: None, first }
}

/// What stands for a record in the graph: a party or incident itself, both ends of a relation, those who took part.
fn nodes_of(case: &Case, id: RecordId) -> Vec<NodeId> {
    match case.record(id) {
        Some(Record::Relation(relation)) => vec![NodeId::Party(relation.from), NodeId::Party(relation.to)],
        Some(Record::Incident(incident)) => {
            let parties = incident.participants.iter().map(|part| NodeId::Party(part.party));
            NodeId::of(id).into_iter().chain(parties).collect()
        }
        _ => NodeId::of(id).into_iter().collect(),
    }
}
