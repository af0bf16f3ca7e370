//! What is drawn of a web: whom a lens reaches, and whom of these there is room for.
//!
//! What is focused on, selected or pinned comes first. Then the nearest to the focus, or to what a query finds, then the
//! best connected: parties by the number of their ties, incidents by how many of the parties drawn they bring together (one
//! that ties nobody to anybody adds a leaf and no structure), the newest before older ones. What is equal goes by id, so
//! that the same case gives the same choice. Where incidents are nodes, each kind is sure of half of the room.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::reach::Reach;
use super::web::{Tie, Web};
use super::{Edge, EdgeId, Lens, Network, Node};
use crate::case::{Case, Direction, IncidentId, Key, Standing};

impl Web {
    /// As much of the web as the lens shows.
    pub fn network(&self, case: &Case, lens: &Lens) -> Network {
        let focus = lens.focus.filter(|focus| case.has(focus.on.into()));
        let found = lens.found.as_ref().filter(|_| focus.is_none());
        let reach = match (focus, found) {
            (Some(focus), _) => Reach::around(self, case, focus),
            (None, Some(found)) => Reach::of_found(self, case, found),
            (None, None) => Reach::whole(self),
        };
        let within = reach.counts();
        let mut is_first = vec![false; self.len()];
        for place in lens.first.iter().filter_map(|&id| self.place(id)) {
            mark(&mut is_first, place);
        }
        let nodes = chosen(&reach, &is_first, lens.most.0);
        let mut drawn = Drawing::new(&reach, nodes);
        drawn.join(&is_first, lens.most.edges());
        let (nodes, edges) = (drawn.nodes(), drawn.edges(case));
        let mut all = self.all();
        // What the lens is on is shown even where nothing ties it.
        all.parties += reach.untied();
        let mut network = Network {
            nodes,
            edges,
            focus,
            found_steps: found.map(|found| found.steps),
            beyond: all.without(within),
            untied: self.parties() - all.parties,
            hidden: self.hidden,
            unplaced: self.unplaced,
            ..Network::default()
        };
        network.held_back = within.without(network.shown());
        network
    }
}

/// The nodes that there is room for, in the order of their places.
fn chosen(reach: &Reach<'_>, is_first: &[bool], most: usize) -> Vec<u32> {
    let web = reach.web();
    let split = web.parties() as u32;
    let mut parties: Vec<u32> = (0..split).filter(|&node| reach.has(node)).collect();
    let mut incidents: Vec<u32> = (split..web.len() as u32).filter(|&node| reach.has(node)).collect();
    let room = (most - most / 2).max(most.saturating_sub(incidents.len()));
    let rank = |node: u32| (Reverse(reach.is_focus(node)), Reverse(is(is_first, node)), reach.steps(node));
    keep(&mut parties, room, |&node| {
        (rank(node), Reverse(web.around(node).len()), Reverse(web.part_count(node)), node)
    });
    let mut tied = vec![0_u32; if incidents.is_empty() { 0 } else { web.len() }];
    for (&party, tie) in parties.iter().flat_map(|party| web.around(*party).iter().map(move |tie| (party, tie))) {
        let other = web.tie(*tie).map(|tie| tie.other(party));
        if let Some(count) = other.and_then(|other| tied.get_mut(other as usize)) {
            *count += 1;
        }
    }
    let tied = |node: u32| tied.get(node as usize).copied().unwrap_or_default();
    keep(&mut incidents, most.saturating_sub(parties.len()), |&node| {
        (rank(node), Reverse(tied(node)), web.recency(node), node)
    });
    parties.extend(incidents);
    parties
}

/// Keeps so many of the nodes, those with the least keys, in the order of their places.
fn keep<K: Ord>(nodes: &mut Vec<u32>, most: usize, key: impl FnMut(&u32) -> K) {
    if most == 0 {
        nodes.clear();
    } else if nodes.len() > most {
        let _ = nodes.select_nth_unstable_by_key(most - 1, key);
        nodes.truncate(most);
        nodes.sort_unstable();
    }
}

/// Whether a place is marked.
pub(super) fn is(marks: &[bool], node: u32) -> bool {
    marks.get(node as usize).copied().unwrap_or_default()
}

fn mark(marks: &mut [bool], node: u32) {
    if let Some(slot) = marks.get_mut(node as usize) {
        *slot = true;
    }
}

/// A network in the making.
struct Drawing<'a> {
    reach: &'a Reach<'a>,
    web: &'a Web,
    chosen: Vec<u32>,
    /// The place of each node of the web among those chosen.
    places: Vec<Option<u32>>,
    ties: Vec<u32>,
}

impl<'a> Drawing<'a> {
    fn new(reach: &'a Reach<'a>, chosen: Vec<u32>) -> Self {
        let web = reach.web();
        let mut places = vec![None; web.len()];
        for (place, &node) in (0..).zip(&chosen) {
            if let Some(slot) = places.get_mut(node as usize) {
                *slot = Some(place);
            }
        }
        Self { reach, web, chosen, places, ties: Vec::new() }
    }

    fn place(&self, node: u32) -> Option<usize> {
        self.places.get(node as usize).copied().flatten().map(|place| place as usize)
    }

    /// Takes the ties that the lens shows between those chosen: all of them, or where there are too many, first those of what comes first,
    /// then of each two the first one before the second of any, and of each node one before the second of any: so nobody
    /// is left without a tie as long as there is room.
    fn join(&mut self, is_first: &[bool], most: usize) {
        let inner = |tie: &Tie| self.place(tie.from).is_some() && self.place(tie.to).is_some();
        let around = self.chosen.iter().flat_map(|&node| self.web.around(node).iter().copied());
        let is_within = |&tie: &u32| self.reach.has_tie(tie) && self.web.tie(tie).is_some_and(inner);
        let mut ties: Vec<u32> = around.filter(is_within).collect();
        ties.sort_unstable();
        ties.dedup();
        if ties.len() > most {
            let earlier = self.earlier(&ties);
            let mut drawn = vec![0_u32; self.chosen.len()];
            let mut ranked: Vec<(bool, u32, u32, u32)> = Vec::with_capacity(ties.len());
            for (tie, earlier) in ties.into_iter().zip(earlier) {
                let Some(&Tie { from, to, .. }) = self.web.tie(tie) else { continue };
                let mut next = |end: u32| {
                    let slot = self.place(end).and_then(|place| drawn.get_mut(place));
                    slot.map_or(u32::MAX, |count| std::mem::replace(count, *count + 1))
                };
                let turn = next(from).min(next(to));
                ranked.push((!is(is_first, from) && !is(is_first, to), earlier, turn, tie));
            }
            ranked.sort_unstable();
            ties = ranked.into_iter().take(most).map(|(.., tie)| tie).collect();
            ties.sort_unstable();
        }
        self.ties = ties;
    }

    /// For each of these ties, how many of those before it have the same two ends.
    fn earlier(&self, ties: &[u32]) -> Vec<u32> {
        let ends = |tie: u32| self.web.tie(tie).map(|tie| (tie.from.min(tie.to), tie.from.max(tie.to)));
        let mut order: Vec<_> = ties.iter().enumerate().map(|(place, &tie)| (ends(tie), place)).collect();
        order.sort_unstable();
        let (mut earlier, mut count, mut last) = (vec![0; ties.len()], 0, None);
        for (ends, place) in order {
            count = if last == Some(ends) { count + 1 } else { 0 };
            last = Some(ends);
            if let Some(slot) = earlier.get_mut(place) {
                *slot = count;
            }
        }
        earlier
    }

    fn nodes(&self) -> Vec<Node> {
        let mut drawn = vec![0_usize; self.chosen.len()];
        for end in self.ties.iter().filter_map(|&tie| self.web.tie(tie)).flat_map(|tie| [tie.from, tie.to]) {
            if let Some(count) = self.place(end).and_then(|place| drawn.get_mut(place)) {
                *count += 1;
            }
        }
        let node = |(&node, drawn): (&u32, usize)| {
            let degree = self.web.around(node).len();
            let held_back = degree.saturating_sub(drawn);
            Some(Node { id: self.web.id(node)?, degree, held_back, is_found: self.reach.finds(node) })
        };
        self.chosen.iter().zip(drawn).filter_map(node).collect()
    }

    fn edges(&self, case: &Case) -> Vec<Edge> {
        let mut edges: Vec<Edge> = self.ties.iter().filter_map(|&tie| self.edge(case, tie)).collect();
        fan_out(&mut edges);
        edges
    }

    fn edge(&self, case: &Case, place: u32) -> Option<Edge> {
        let (tie, id) = (self.web.tie(place)?, self.web.edge_id(place)?);
        let (from, to) = (self.place(tie.from)?, self.place(tie.to)?);
        let edge = match id {
            EdgeId::Relation(relation) => {
                let relation = case.relations.get(&relation)?;
                Edge {
                    id,
                    from,
                    to,
                    kind: Some(relation.kind),
                    label: relation.label().to_owned(),
                    standing: relation.standing,
                    direction: relation.direction,
                    holds: tie.holds,
                    fan: 0,
                }
            }
            EdgeId::Participation(incident, key) => part(
                case,
                (incident, key),
                Edge {
                    id,
                    from,
                    to,
                    kind: None,
                    label: "participant".to_owned(),
                    standing: Standing::default(),
                    direction: Direction::Undirected,
                    holds: tie.holds,
                    fan: 0,
                },
            ),
        };
        Some(edge)
    }
}

/// The edge with what the case says of a part in an incident.
fn part(case: &Case, (incident, key): (IncidentId, Key), edge: Edge) -> Edge {
    let parts = case.incidents.get(&incident).map(|incident| incident.participants.as_slice());
    let Some(part) = parts.unwrap_or_default().iter().find(|part| part.key == key) else { return edge };
    let role = part.role.trim();
    let label = if role.is_empty() { edge.label } else { role.to_owned() };
    Edge { label, standing: part.standing, ..edge }
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
