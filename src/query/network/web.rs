//! The whole graph of a case as numbers: every party and incident by its place, and who is tied to whom.

use std::cmp::Reverse;

use super::{Ask, Counts, EdgeId, NodeId};
use crate::case::{
    ActorId, Bounds, Case, Incident, IncidentId, Key, MissionId, Moment, Party, RecordKind, Relation, RelationId,
};
use crate::query::as_of::{Holds, has_begun, holds};
use crate::query::ask::Hits;
use crate::query::dates::Dates;

/// All that could be drawn of a case under a filter.
#[derive(Clone, Debug, Default)]
pub struct Web {
    actors: Places<ActorId>,
    missions: Places<MissionId>,
    incidents: Vec<IncidentId>,
    /// Incidents that are asked for and are no nodes, by id.
    unseen: Vec<IncidentId>,
    /// When each incident began at the latest, so that the newest come first.
    recent: Vec<Reverse<Moment>>,
    /// In how many incidents each party took part, where incidents are no nodes.
    parts: Vec<u32>,
    /// Relations by id; their ties come before those of parts in incidents.
    relations: Vec<RelationId>,
    ties: Vec<Tie>,
    /// Where the ties of each node begin in `around`, and one more.
    begins: Vec<u32>,
    around: Vec<u32>,
    has_isolated: bool,
    /// Parties that a query finds themselves, where one is asked.
    meant: Option<Vec<bool>>,
    pub(super) hidden: usize,
    pub(super) unplaced: usize,
}

/// A relation or a part in an incident, its ends by their places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub from: u32,
    pub to: u32,
    /// The part in the incident; of a relation nothing.
    key: Option<Key>,
    pub holds: Holds,
}

impl Tie {
    /// The end that is not this one; of a tie to itself, the same.
    pub const fn other(&self, end: u32) -> u32 {
        if self.from == end { self.to } else { self.from }
    }
}

/// Ids in order. Most ids are random bits, so that their first bits nearly tell their places: a table of where each
/// beginning starts leaves few to be compared, and any other ids are found by halving all the same.
#[derive(Clone, Debug)]
struct Places<K> {
    ids: Vec<K>,
    begins: Vec<u32>,
    shift: u32,
}

impl<K> Default for Places<K> {
    fn default() -> Self {
        Self { ids: Vec::new(), begins: Vec::new(), shift: 0 }
    }
}

impl<K: Copy + Ord> Places<K> {
    fn of(ids: Vec<K>, bits: impl Fn(K) -> u64) -> Self {
        let wide = usize::BITS - ids.len().leading_zeros();
        let shift = 60 - wide;
        let mut begins = vec![0; (1 << wide) + 1];
        for &id in &ids {
            if let Some(count) = begins.get_mut((bits(id) >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        Self { ids, begins, shift }
    }

    fn place(&self, id: K, bits: u64) -> Option<u32> {
        let bucket = (bits >> self.shift) as usize;
        let (&begin, &end) = self.begins.get(bucket).zip(self.begins.get(bucket + 1))?;
        let within = self.ids.get(begin as usize..end as usize)?;
        within.binary_search(&id).ok().map(|place| begin + place as u32)
    }
}

impl Web {
    /// The web of a case: one pass over its relations and incidents.
    pub fn of(case: &Case, dates: &Dates, ask: &Ask) -> Self {
        let mut web = Self {
            actors: Places::of(case.actors.keys().copied().collect(), ActorId::bits),
            missions: Places::of(case.missions.keys().copied().collect(), MissionId::bits),
            has_isolated: ask.show_isolated,
            ..Self::default()
        };
        web.meant = ask.hits.as_deref().map(|hits| web.meant(hits));
        web.parts = vec![0; web.actors.ids.len() + web.missions.ids.len()];
        web.ties.reserve(case.relations.len());
        web.relations.reserve(case.relations.len());
        // A date is looked up only where one is asked for.
        let is_dated = ask.as_of.is_some() || ask.brush.is_some();
        let mut found = ask.hits.as_deref().map(|hits| hits.walk(RecordKind::Relation));
        for (&id, relation) in &case.relations {
            if found.as_mut().is_some_and(|walk| !walk.has(id)) {
                web.hidden += 1;
                continue;
            }
            let bounds = if is_dated { dates.bounds(id) } else { Bounds::UNKNOWN };
            match holds(ask.as_of, bounds) {
                Holds::No => web.hidden += 1,
                _ if !is_brushed(ask, bounds) => web.hidden += 1,
                held @ (Holds::Surely | Holds::Possibly) => web.relate(id, relation, held),
            }
        }
        web.add_incidents(case, dates, ask);
        web.index();
        web
    }

    /// Every incident that is asked for: as a node, or counted for those who took part.
    fn add_incidents(&mut self, case: &Case, dates: &Dates, ask: &Ask) {
        let is_dated = ask.show_incidents || ask.as_of.is_some() || ask.brush.is_some();
        let mut found = ask.hits.as_deref().map(|hits| hits.walk(RecordKind::Incident));
        for (&id, incident) in case.incidents.iter().filter(|(_, incident)| !ask.hidden_kinds.contains(&incident.kind))
        {
            if found.as_mut().is_some_and(|walk| !walk.has(id)) {
                continue;
            }
            let bounds = if is_dated { dates.bounds(id) } else { Bounds::UNKNOWN };
            let begun = has_begun(ask.as_of, bounds);
            if begun == Holds::No || !is_brushed(ask, bounds) {
                continue;
            }
            if ask.show_incidents {
                self.add_incident(id, incident, (bounds, begun));
            } else {
                self.unseen.push(id);
                self.count_parts(incident);
            }
        }
    }

    /// Which of the parties a query finds themselves.
    fn meant(&self, hits: &Hits) -> Vec<bool> {
        let (mut actors, mut missions) = (hits.walk(RecordKind::Actor), hits.walk(RecordKind::Mission));
        let actors = self.actors.ids.iter().map(|&id| actors.has(id));
        actors.chain(self.missions.ids.iter().map(|&id| missions.has(id))).collect()
    }

    /// Which of the nodes a query finds themselves.
    pub(super) fn found_nodes(&self, hits: &Hits) -> Vec<bool> {
        let mut incidents = hits.walk(RecordKind::Incident);
        let mut found = self.meant(hits);
        found.extend(self.incidents.iter().map(|&id| incidents.has(id)));
        found
    }

    /// Which of the relations a query finds.
    pub(super) fn found_relations(&self, hits: &Hits) -> Vec<bool> {
        let mut relations = hits.walk(RecordKind::Relation);
        self.relations.iter().map(|&id| relations.has(id)).collect()
    }

    fn relate(&mut self, id: RelationId, relation: &Relation, holds: Holds) {
        match (self.party(relation.from), self.party(relation.to)) {
            (Some(from), Some(to)) => {
                self.relations.push(id);
                self.ties.push(Tie { from, to, key: None, holds });
            }
            _ => self.unplaced += 1,
        }
    }

    fn add_incident(&mut self, id: IncidentId, incident: &Incident, (bounds, holds): (Bounds, Holds)) {
        let to = (self.parts.len() + self.incidents.len()) as u32;
        self.incidents.push(id);
        self.recent.push(Reverse(if bounds.is_unknown() { Moment(i64::MIN) } else { bounds.latest_start }));
        for part in &incident.participants {
            match self.party(part.party) {
                Some(from) => self.ties.push(Tie { from, to, key: Some(part.key), holds }),
                None => self.unplaced += 1,
            }
        }
    }

    fn count_parts(&mut self, incident: &Incident) {
        for part in &incident.participants {
            let place = self.party(part.party);
            if let Some(count) = place.and_then(|place| self.parts.get_mut(place as usize)) {
                *count += 1;
            }
        }
    }

    /// Sorts the ties by their ends, by counting.
    fn index(&mut self) {
        let mut begins = vec![0_u32; self.len() + 1];
        for end in self.ties.iter().flat_map(|tie| [tie.from, tie.to]) {
            if let Some(count) = begins.get_mut(end as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        let mut next = begins.clone();
        self.around = vec![0; self.ties.len() * 2];
        for (place, tie) in (0..).zip(&self.ties) {
            for end in [tie.from, tie.to] {
                let Some(next) = next.get_mut(end as usize) else { continue };
                if let Some(slot) = self.around.get_mut(*next as usize) {
                    *slot = place;
                }
                *next += 1;
            }
        }
        self.begins = begins;
    }
}

/// Whether something with these bounds may lie in the brush.
fn is_brushed(ask: &Ask, bounds: Bounds) -> bool {
    ask.brush.is_none_or(|(first, last)| bounds.may_touch(first, last))
}

/// What the choice of nodes reads.
impl Web {
    /// How many nodes there are: actors, missions, incidents.
    pub(super) const fn len(&self) -> usize {
        self.parts.len() + self.incidents.len()
    }

    /// How many of them are parties; they come first.
    pub(super) const fn parties(&self) -> usize {
        self.parts.len()
    }

    /// How many ties are relations; they come first.
    pub(super) const fn relations(&self) -> usize {
        self.relations.len()
    }

    pub(super) fn tie(&self, place: u32) -> Option<&Tie> {
        self.ties.get(place as usize)
    }

    /// The ties of a node, one to itself twice.
    pub(super) fn around(&self, node: u32) -> &[u32] {
        let begin = |node: usize| self.begins.get(node).map_or(0, |&begin| begin as usize);
        self.around.get(begin(node as usize)..begin(node as usize + 1)).unwrap_or_default()
    }

    /// Whether a node can be shown: an incident, or a party that something ties or the query means, or any where nothing
    /// is asked and all are wanted.
    pub(super) fn is_there(&self, node: u32) -> bool {
        let has_part = self.parts.get(node as usize).is_none_or(|&count| count > 0);
        let is_meant = match &self.meant {
            Some(meant) => meant.get(node as usize).is_some_and(|&is_meant| is_meant),
            None => self.has_isolated,
        };
        is_meant || has_part || !self.around(node).is_empty()
    }

    /// Whether a node can be shown where the lens is on it, even if nothing ties it: not a party that the filter leaves out.
    pub(super) fn can_be_alone(&self, node: u32) -> bool {
        self.meant.is_none() || self.is_there(node)
    }

    /// Incidents that are asked for and are no nodes, by id.
    pub(super) fn unseen(&self) -> &[IncidentId] {
        &self.unseen
    }

    /// In how many incidents a party took part that are no nodes.
    pub(super) fn part_count(&self, party: u32) -> u32 {
        self.parts.get(party as usize).copied().unwrap_or_default()
    }

    /// A key by which the newest incidents come first.
    pub(super) fn recency(&self, node: u32) -> Reverse<Moment> {
        let place = (node as usize).checked_sub(self.parts.len());
        place.and_then(|place| self.recent.get(place)).copied().unwrap_or(Reverse(Moment(i64::MIN)))
    }

    /// The place of a node.
    pub(super) fn place(&self, id: NodeId) -> Option<u32> {
        match id {
            NodeId::Party(party) => self.party(party),
            NodeId::Incident(id) => {
                self.incidents.binary_search(&id).ok().map(|place| (self.parts.len() + place) as u32)
            }
        }
    }

    fn party(&self, party: Party) -> Option<u32> {
        match party {
            Party::Actor(id) => self.actors.place(id, id.bits()),
            Party::Mission(id) => self.missions.place(id, id.bits()).map(|place| self.actors.ids.len() as u32 + place),
        }
    }

    /// What stands at a place.
    pub(super) fn id(&self, node: u32) -> Option<NodeId> {
        let node = node as usize;
        let (actors, parties) = (self.actors.ids.len(), self.parts.len());
        if let Some(&id) = self.actors.ids.get(node) {
            Some(NodeId::Party(Party::Actor(id)))
        } else if node < parties {
            self.missions.ids.get(node - actors).map(|&id| NodeId::Party(Party::Mission(id)))
        } else {
            self.incidents.get(node - parties).map(|&id| NodeId::Incident(id))
        }
    }

    /// What a tie stands for.
    pub(super) fn edge_id(&self, place: u32) -> Option<EdgeId> {
        if let Some(&id) = self.relations.get(place as usize) {
            return Some(EdgeId::Relation(id));
        }
        let tie = self.tie(place)?;
        match (self.id(tie.to)?, tie.key) {
            (NodeId::Incident(id), Some(key)) => Some(EdgeId::Participation(id, key)),
            _ => None,
        }
    }

    /// All that could be shown.
    pub(super) fn all(&self) -> Counts {
        let parties = (0..self.parties() as u32).filter(|&node| self.is_there(node)).count();
        Counts { parties, relations: self.relations.len(), incidents: self.incidents.len() }
    }
}
