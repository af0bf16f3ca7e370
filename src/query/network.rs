//! The actor graph as of a date: parties, the relations between them and, on request, incidents.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::as_of::{AsOf, Holds, has_begun, holds};
use super::dates::Dates;
use crate::case::{
    Case, Direction, Incident, IncidentId, IncidentKind, Key, Party, RecordId, Relation, RelationId, RelationKind,
    Standing,
};

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// An actor or a mission.
    Party(Party),
    /// An incident.
    Incident(IncidentId),
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
    /// How many ends of edges it has; an edge to itself counts twice.
    pub degree: usize,
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

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The date, or all time.
    pub as_of: Option<AsOf>,
    /// Whether parties appear that nothing is said about.
    pub show_isolated: bool,
    /// Whether incidents appear as nodes, tied to those that took part.
    pub show_incidents: bool,
    /// Kinds of incident that do not appear, nor those who took part in nothing else.
    pub hidden_kinds: BTreeSet<IncidentKind>,
}

/// Parties, relations and what is not shown of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Actors, then missions, then incidents, each by id.
    pub nodes: Vec<Node>,
    /// Relations by id, then parts in incidents.
    pub edges: Vec<Edge>,
    /// Relations that surely do not hold on the as-of date. Incidents that do not appear are not counted here: they are
    /// the timeline's.
    pub hidden: usize,
    /// Parties that nothing shown names, where they are not asked for.
    pub untied: usize,
    /// Relations and participations that name a party which the case does not have.
    pub unplaced: usize,
}

/// The actor graph of a case.
pub fn network(case: &Case, dates: &Dates, ask: &Ask) -> Network {
    let mut draft = Draft::default();
    for (&id, relation) in &case.relations {
        draft.relation(case, id, relation, holds(ask.as_of, dates.bounds(id)));
    }
    for (&id, incident) in &case.incidents {
        let begun = has_begun(ask.as_of, dates.bounds(id));
        if begun == Holds::No || ask.hidden_kinds.contains(&incident.kind) {
            continue;
        }
        if ask.show_incidents {
            draft.incident(case, id, incident, begun);
        } else {
            draft.ids.extend(parties(incident).filter(|&party| case.has(party.into())).map(NodeId::Party));
        }
    }
    let tied = draft.ids.iter().filter(|id| matches!(id, NodeId::Party(_))).count();
    if ask.show_isolated {
        draft.ids.extend(case.actors.keys().map(|&id| NodeId::Party(Party::Actor(id))));
        draft.ids.extend(case.missions.keys().map(|&id| NodeId::Party(Party::Mission(id))));
    }
    draft.network.untied = if ask.show_isolated { 0 } else { case.actors.len() + case.missions.len() - tied };
    draft.finish()
}

fn parties(incident: &Incident) -> impl Iterator<Item = Party> {
    incident.participants.iter().map(|participant| participant.party)
}

/// A graph in the making: its edges name their ends by id.
#[derive(Default)]
struct Draft {
    network: Network,
    ids: BTreeSet<NodeId>,
    ends: Vec<(NodeId, NodeId)>,
}

impl Draft {
    fn edge(&mut self, case: &Case, ends: (NodeId, NodeId), edge: Edge) {
        if case.has(ends.0.into()) && case.has(ends.1.into()) {
            self.ids.extend([ends.0, ends.1]);
            self.ends.push(ends);
            self.network.edges.push(edge);
        } else {
            self.network.unplaced += 1;
        }
    }

    fn relation(&mut self, case: &Case, id: RelationId, relation: &Relation, holds: Holds) {
        if holds == Holds::No {
            self.network.hidden += 1;
            return;
        }
        let edge = Edge {
            id: EdgeId::Relation(id),
            from: 0,
            to: 0,
            kind: Some(relation.kind),
            label: relation.label().to_owned(),
            standing: relation.standing,
            direction: relation.direction,
            holds,
            fan: 0,
        };
        self.edge(case, (NodeId::Party(relation.from), NodeId::Party(relation.to)), edge);
    }

    fn incident(&mut self, case: &Case, id: IncidentId, incident: &Incident, holds: Holds) {
        let _new = self.ids.insert(NodeId::Incident(id));
        for participant in &incident.participants {
            let role = participant.role.trim();
            let edge = Edge {
                id: EdgeId::Participation(id, participant.key),
                from: 0,
                to: 0,
                kind: None,
                label: if role.is_empty() { "participant" } else { role }.to_owned(),
                standing: participant.standing,
                direction: Direction::Undirected,
                holds,
                fan: 0,
            };
            self.edge(case, (NodeId::Party(participant.party), NodeId::Incident(id)), edge);
        }
    }

    fn finish(self) -> Network {
        let mut network = self.network;
        let places: BTreeMap<NodeId, usize> = self.ids.iter().copied().zip(0..).collect();
        network.nodes = self.ids.iter().map(|&id| Node { id, degree: 0 }).collect();
        for (edge, (from, to)) in network.edges.iter_mut().zip(&self.ends) {
            edge.from = places.get(from).copied().unwrap_or_default();
            edge.to = places.get(to).copied().unwrap_or_default();
            for end in [edge.from, edge.to] {
                if let Some(node) = network.nodes.get_mut(end) {
                    node.degree += 1;
                }
            }
        }
        fan_out(&mut network.edges);
        network
    }
}

/// Spreads the edges between the same two nodes evenly to both sides.
fn fan_out(edges: &mut [Edge]) {
    let mut counts: BTreeMap<(usize, usize), (i32, i32)> = BTreeMap::new();
    let pair = |edge: &Edge| (edge.from.min(edge.to), edge.from.max(edge.to));
    for edge in &*edges {
        counts.entry(pair(edge)).or_default().0 += 1;
    }
    for edge in edges {
        let (count, next) = counts.entry(pair(edge)).or_default();
        edge.fan = if edge.from == edge.to { *next } else { fan(*next, *count) };
        *next += 1;
    }
}

/// 0, 1, −1, 2, −2 … for an odd count, 1, −1, 2, −2 … for an even one.
const fn fan(index: i32, count: i32) -> i32 {
    let index = if count % 2 == 0 { index + 1 } else { index };
    let step = (index + 1) / 2;
    if index % 2 == 0 { -step } else { step }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActorId, Change};
    use crate::query::testing as t;

    fn ask(changes: &[Change], ask: &Ask) -> Network {
        let case = t::case(changes);
        network(&case, &Dates::of(&case), ask)
    }

    fn actors() -> Vec<Change> {
        vec![t::actor(1, "Ana"), t::actor(2, "Bia"), t::actor(3, "Cleo"), t::mission(1, "UN", "")]
    }

    fn related(pairs: &[(u64, u64)]) -> Vec<Change> {
        let mut changes = actors();
        changes.extend((1..).zip(pairs).map(|(n, &(from, to))| t::put_relation(n, t::relation(from, to, ""))));
        changes
    }

    fn check_fan(pairs: &[(u64, u64)], expected: &[i32]) {
        let network = ask(&related(pairs), &Ask::default());
        assert_eq!(network.edges.iter().map(|edge| edge.fan).collect::<Vec<_>>(), expected, "{pairs:?}");
    }

    #[test]
    fn edges_between_the_same_two_fan_out_evenly() {
        check_fan(&[(1, 2)], &[0]);
        check_fan(&[(1, 2), (2, 1)], &[1, -1]);
        check_fan(&[(1, 2), (2, 1), (1, 2), (1, 3)], &[0, 1, -1, 0]);
        check_fan(&[(1, 2), (2, 1), (1, 2), (1, 2)], &[1, -1, 2, -2]);
        check_fan(&[(1, 1), (1, 1)], &[0, 1]);
    }

    #[test]
    fn degree_counts_ends() {
        let network = ask(&related(&[(1, 2), (1, 1), (2, 1)]), &Ask::default());
        assert_eq!(network.nodes.iter().map(|node| node.degree).collect::<Vec<_>>(), [4, 2]);
        assert!(network.edges[1].is_loop());
        assert!(!network.edges[0].is_loop());
    }

    /// Of relations held in 2008–2010, in 2012, and undated.
    fn check_as_of(date: &str, expected: &[(u64, Holds)]) {
        let mut changes = actors();
        for (n, held) in (1..).zip(["2008/2010", "2012", ""]) {
            changes.push(t::put_relation(n, t::relation(1, 2, held)));
        }
        let network = ask(&changes, &Ask { as_of: AsOf::of(&t::date(date)), ..Ask::default() });
        let found: Vec<_> = network.edges.iter().map(|edge| (edge.id, edge.holds)).collect();
        let expected: Vec<_> =
            expected.iter().map(|&(n, holds)| (EdgeId::Relation(RelationId::from_bits(n)), holds)).collect();
        assert_eq!(found, expected, "{date}");
        assert_eq!(network.hidden, 3 - expected.len());
    }

    #[test]
    fn relations_that_surely_do_not_hold_are_left_out_and_counted() {
        check_as_of("2009", &[(1, Holds::Surely), (3, Holds::Possibly)]);
        check_as_of("2010-05", &[(1, Holds::Possibly), (3, Holds::Possibly)]);
        check_as_of("2012", &[(2, Holds::Surely), (3, Holds::Possibly)]);
        check_as_of("2015", &[(3, Holds::Possibly)]);
    }

    #[test]
    fn incidents_and_isolated_parties_appear_on_request() {
        let mut changes = actors();
        let mut incident = t::incident("2009");
        incident.participants = vec![t::participant(1, t::actor_party(3)), t::participant(2, t::actor_party(9))];
        changes.push(t::put_incident(1, incident));
        let party = |n| NodeId::Party(Party::Actor(ActorId::from_bits(n)));
        let ids = |network: &Network| network.nodes.iter().map(|node| node.id).collect::<Vec<_>>();
        let plain = ask(&changes, &Ask::default());
        assert_eq!((ids(&plain), plain.edges.len()), (vec![party(3)], 0));
        let isolated = ask(&changes, &Ask { show_isolated: true, ..Ask::default() });
        assert_eq!(isolated.nodes.len(), 4);
        let tied = ask(&changes, &Ask { show_incidents: true, ..Ask::default() });
        assert_eq!(ids(&tied), [party(3), NodeId::Incident(IncidentId::from_bits(1))]);
        assert_eq!((tied.edges[0].label.as_str(), tied.unplaced), ("involved", 1));
        let before = AsOf::of(&t::date("2008"));
        let earlier = ask(&changes, &Ask { show_incidents: true, as_of: before, ..Ask::default() });
        assert_eq!((earlier.nodes.len(), earlier.hidden, earlier.untied), (0, 0, 4));
        let hidden_kinds = BTreeSet::from([t::incident("2009").kind]);
        let filtered = ask(&changes, &Ask { show_incidents: true, hidden_kinds, ..Ask::default() });
        assert_eq!((filtered.nodes.len(), filtered.untied), (0, 4), "the filter reaches incidents in the graph");
    }
}
