//! What is known of the nodes and edges that are drawn: found out once for a network, and not in every frame.

use std::sync::Arc;

use crate::case::{Case, Record, RecordId, RecordKind, World, targets};
use crate::figure;
use crate::query::as_of::Holds;
use crate::query::network::{Edge, EdgeId, Network, NodeId};
use crate::session::Sight;

/// A node as it is drawn.
pub(super) struct Role {
    pub id: RecordId,
    pub title: String,
    pub shape: figure::Shape,
    pub fill: Fill,
}

/// What fills a node.
#[derive(Clone, Copy)]
pub(super) enum Fill {
    World(Option<World>),
    Incident,
}

/// The nodes and edges of a network, each at its place there.
pub(super) struct Cast {
    pub network: Arc<Network>,
    case: Case,
    pub roles: Vec<Role>,
    /// What stands at each edge.
    pub words: Vec<String>,
    pub lit: Lit,
}

/// What has to do with the record under the pointer, in whichever view that is.
#[derive(Default)]
pub(super) struct Lit {
    of: Option<RecordId>,
    pub nodes: Vec<bool>,
    pub edges: Vec<bool>,
}

impl Cast {
    /// The cast of the session's network.
    pub fn of(session: Sight<'_>) -> Self {
        let (case, network) = (session.case(), &session.answers().network);
        Self {
            network: Arc::clone(network),
            case: case.clone(),
            roles: network.nodes.iter().map(|node| role(case, node.id)).collect(),
            words: network.edges.iter().map(words).collect(),
            lit: Lit::default(),
        }
    }

    /// Whether it is still the cast of what the session shows.
    pub fn is_of(&self, session: Sight<'_>) -> bool {
        let drawn = [RecordKind::Actor, RecordKind::Mission, RecordKind::Incident];
        Arc::ptr_eq(&self.network, &session.answers().network)
            && drawn.iter().all(|&kind| self.case.shares(session.case(), kind))
    }

    /// Finds anew what is lit, where another record is under the pointer.
    pub fn light(&mut self, session: Sight<'_>) {
        let hover = session.view().hover;
        if self.lit.of != hover || self.lit.nodes.len() != self.roles.len() {
            self.lit = Lit::of(session.case(), &self.network, hover);
        }
    }
}

impl Lit {
    /// A node lights its ties and those at their other ends, everything else the nodes that it names.
    fn of(case: &Case, network: &Network, hover: Option<RecordId>) -> Self {
        let (mut nodes, mut edges) = (vec![false; network.nodes.len()], vec![false; network.edges.len()]);
        let Some(id) = hover else { return Self { of: None, nodes, edges } };
        let mut light = |place: Option<usize>| {
            if let Some(slot) = place.and_then(|place| nodes.get_mut(place)) {
                *slot = true;
            }
        };
        let own = NodeId::of(id).and_then(|node| network.place(node));
        for (edge, is_lit) in network.edges.iter().zip(&mut edges) {
            *is_lit = record(edge.id) == id || own.is_some_and(|own| edge.from == own || edge.to == own);
            if *is_lit {
                light(Some(edge.from));
                light(Some(edge.to));
            }
        }
        if own.is_none()
            && let Some(record) = case.record(id)
        {
            let named = targets(&record).into_iter().filter_map(|(id, _)| NodeId::of(id));
            named.for_each(|node| light(network.place(node)));
        }
        light(own);
        Self { of: hover, nodes, edges }
    }
}

/// The record that an edge stands for; a part in an incident stands for the incident.
pub(super) fn record(edge: EdgeId) -> RecordId {
    match edge {
        EdgeId::Relation(id) => id.into(),
        EdgeId::Participation(id, _) => id.into(),
    }
}

/// Shape by kind, fill by world; missions belong to the international world, incidents are small diamonds.
fn role(case: &Case, node: NodeId) -> Role {
    let id = RecordId::from(node);
    let (shape, fill) = match case.record(id) {
        Some(Record::Actor(actor)) => (figure::actor_shape(actor.kind), Fill::World(actor.world)),
        Some(Record::Mission(_)) => (figure::Shape::Pentagon, Fill::World(Some(World::International))),
        _ => (figure::Shape::Diamond, Fill::Incident),
    };
    Role { id, title: case.title_of(id), shape, fill }
}

/// The words of an edge. What only possibly holds on the as-of date says so, and never by its ink alone; the standing
/// comes before the label, so that it is never cut off.
fn words(edge: &Edge) -> String {
    let possibly = if edge.holds == Holds::Possibly { "possibly " } else { "" };
    let standing = edge.standing.label();
    if edge.standing.is_uncertain() {
        format!("{possibly}{standing}: {}", edge.label)
    } else {
        format!("{possibly}{}", edge.label)
    }
}
