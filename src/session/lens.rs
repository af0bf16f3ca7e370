//! Through what the graph is looked at: what is selected, with the parties that it names, and what is pinned come first.

use super::view::ViewState;
use crate::case::{Case, Record, RecordId};
use crate::query::network::{Lens, NodeId};

/// The lens of what the views share.
pub(super) fn lens(case: &Case, view: &ViewState) -> Lens {
    // No more are looked up than may be drawn: those selected last.
    let selected = &view.selection.records;
    let last = selected.get(selected.len().saturating_sub(view.most_nodes.0)..).unwrap_or_default();
    let mut first: Vec<NodeId> = last.iter().flat_map(|&id| nodes_of(case, id)).collect();
    first.extend(view.pins.keys().map(|&party| NodeId::Party(party)));
    Lens { most: view.most_nodes, focus: view.focus, first }
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
