//! The actor graph as of a date: parties, the relations between them and, on request, incidents.
//!
//! Two steps. A [`Web`] is all of it, as numbers: it is made once for a case and a filter, and says of every party who is
//! tied to it. A [`Network`] is what is drawn of a web through a [`Lens`]: never more than can be read, and it says how
//! much it holds back.

mod choose;
mod reach;
mod web;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::as_of::{AsOf, Holds};
use super::ask::Hits;
use super::dates::Dates;
use crate::case::{
    Case, Direction, IncidentId, IncidentKind, Key, Moment, Party, RecordId, RelationId, RelationKind, Standing,
};

pub use web::Web;

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// An actor or a mission.
    Party(Party),
    /// An incident.
    Incident(IncidentId),
}

impl NodeId {
    /// The node that a record is, if it can be one.
    #[expect(clippy::wildcard_enum_match_arm, reason = "no other kind of record is a node")]
    pub const fn of(id: RecordId) -> Option<Self> {
        match id {
            RecordId::Actor(id) => Some(Self::Party(Party::Actor(id))),
            RecordId::Mission(id) => Some(Self::Party(Party::Mission(id))),
            RecordId::Incident(id) => Some(Self::Incident(id)),
            _ => None,
        }
    }
}

impl From<NodeId> for RecordId {
    fn from(node: NodeId) -> Self {
        match node {
            NodeId::Party(party) => party.into(),
            NodeId::Incident(id) => id.into(),
        }
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        RecordId::from(*self).fmt(f)
    }
}

/// What an edge stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeId {
    /// A relation.
    Relation(RelationId),
    /// A party's part in an incident.
    Participation(IncidentId, Key),
}

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it stands for.
    pub id: NodeId,
    /// How many ends of edges it has in the whole web, drawn or not; an edge to itself counts twice.
    pub degree: usize,
    /// How many of them belong to edges that are not drawn.
    pub held_back: usize,
    /// Whether the query finds the node itself, where the lens has one.
    pub is_found: bool,
}

/// An edge of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// What it stands for.
    pub id: EdgeId,
    /// The place of its first node in [`Network::nodes`].
    pub from: usize,
    /// The place of its second node in [`Network::nodes`].
    pub to: usize,
    /// The kind of the relation; `None` for a part in an incident.
    pub kind: Option<RelationKind>,
    /// The source's words for it, the kind's or the role.
    pub label: String,
    /// How firmly it stands.
    pub standing: Standing,
    /// Whether it runs one way.
    pub direction: Direction,
    /// Whether it surely or only possibly holds on the as-of date.
    pub holds: Holds,
    /// Its place among the edges between the same two nodes: 0 straight, positive ones to the left of the line from the
    /// node of the lower place to the other, negative ones to the right. Among edges to itself: 0, 1, 2, …
    pub fan: i32,
}

impl Edge {
    /// Whether both of its ends are the same node.
    pub const fn is_loop(&self) -> bool {
        self.from == self.to
    }
}

/// What is asked for: the filter of all views, and what counts as a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The date, or all time.
    pub as_of: Option<AsOf>,
    /// Relations and incidents that surely lie outside of these seconds do not appear.
    pub brush: Option<(Moment, Moment)>,
    /// Whether parties appear that nothing is said about.
    pub show_isolated: bool,
    /// Whether incidents appear as nodes, tied to those that took part.
    pub show_incidents: bool,
    /// Kinds of incident that do not appear, nor those who took part in nothing else.
    pub hidden_kinds: BTreeSet<IncidentKind>,
    /// What a query finds; `None` where nothing is asked. Relations and incidents that it does not find do not appear. A
    /// party stays where something that remains names it, or where the query finds the party itself.
    pub hits: Option<Arc<Hits>>,
}

/// The most nodes that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Most(pub usize);

impl Most {
    /// What is offered.
    pub const ALL: [Self; 3] = [Self(150), Self(400), Self(1000)];

    /// The most edges that are drawn.
    pub const fn edges(self) -> usize {
        self.0.saturating_mul(3)
    }
}

impl Default for Most {
    fn default() -> Self {
        Self(400)
    }
}

/// The surroundings of one party or incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Whose surroundings.
    pub on: NodeId,
    /// How far they go: a relation is a step, and so is having taken part in the same incident, where incidents are
    /// nodes. Of an incident, those who took part are one step away.
    pub steps: u8,
}

/// What a query finds, and how much around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it finds: parties and incidents are nodes, of a relation both ends are shown.
    pub hits: Arc<Hits>,
    /// How far its surroundings go, as those of a [`Focus`]. With no step, of the ties between those shown only such are
    /// drawn as the query finds itself, or whose two ends it finds.
    pub steps: u8,
}

/// Through what a web is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// The most nodes.
    pub most: Most,
    /// Whose surroundings alone are shown.
    pub focus: Option<Focus>,
    /// What a query finds, where that and its surroundings alone are shown; a focus goes before it.
    pub found: Option<Found>,
    /// What is shown before anything else, where the web has it: what is selected and what is pinned.
    pub first: Vec<NodeId>,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Actors and missions.
    pub parties: usize,
    /// Relations.
    pub relations: usize,
    /// Incidents as nodes.
    pub incidents: usize,
}

impl Counts {
    /// Whether there is nothing.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// So many less.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self {
            parties: self.parties.saturating_sub(other.parties),
            relations: self.relations.saturating_sub(other.relations),
            incidents: self.incidents.saturating_sub(other.incidents),
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            parties: self.parties + other.parties,
            relations: self.relations + other.relations,
            incidents: self.incidents + other.incidents,
        }
    }
}

/// Parties, relations and what is not shown of them. Of all parties, each is a node, held back, beyond or untied; of all
/// relations, each is an edge, held back, beyond, hidden or unplaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Actors, then missions, then incidents, each by id.
    pub nodes: Vec<Node>,
    /// Relations by id, then parts in incidents.
    pub edges: Vec<Edge>,
    /// What the lens would show, had it room for it.
    pub held_back: Counts,
    /// What lies outside of what the lens is on and its surroundings.
    pub beyond: Counts,
    /// Whose surroundings are shown, where the case has it.
    pub focus: Option<Focus>,
    /// How many steps are shown around what a query finds, where the lens has one.
    pub found_steps: Option<u8>,
    /// Relations that the filter leaves out. Incidents that do not appear are not counted here: they are the timeline's.
    pub hidden: usize,
    /// Parties that nothing shown names, where they are not asked for.
    pub untied: usize,
    /// Relations and participations that name a party which the case does not have.
    pub unplaced: usize,
}

impl Network {
    /// Whether a part of the web is looked at alone: the surroundings of one, or of what a query finds.
    pub const fn is_partial(&self) -> bool {
        self.focus.is_some() || self.found_steps.is_some()
    }

    /// What is drawn.
    pub fn shown(&self) -> Counts {
        let incidents = self.nodes.iter().filter(|node| matches!(node.id, NodeId::Incident(_))).count();
        let relations = self.edges.iter().filter(|edge| matches!(edge.id, EdgeId::Relation(_))).count();
        Counts { parties: self.nodes.len() - incidents, relations, incidents }
    }

    /// The place of a node in [`Self::nodes`].
    pub fn place(&self, id: NodeId) -> Option<usize> {
        self.nodes.binary_search_by_key(&id, |node| node.id).ok()
    }
}

/// The actor graph of a case, as much of it as is drawn where nothing is selected and nobody in focus.
pub fn network(case: &Case, dates: &Dates, ask: &Ask) -> Network {
    Web::of(case, dates, ask).network(case, &Lens::default())
}

#[cfg(test)]
mod tests;
