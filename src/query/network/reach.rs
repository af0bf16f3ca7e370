//! Whom a lens reaches: everybody, the surroundings of one, or what a query finds and its surroundings.

use std::collections::VecDeque;

use super::choose::is;
use super::web::Web;
use super::{Counts, Focus, Found, NodeId};
use crate::case::{Case, IncidentId, RecordKind};

/// Not within reach.
const FAR: u8 = u8::MAX;

/// Whom a lens reaches.
pub(super) struct Reach<'a> {
    web: &'a Web,
    /// Steps of each node from what the lens is on; `None` where it is on nothing, and everything is near.
    steps: Option<Vec<u8>>,
    /// What a query finds, where the lens has one.
    found: Option<Marks>,
}

/// What a query finds of a web, by place.
struct Marks {
    nodes: Vec<bool>,
    ties: Vec<bool>,
    /// Whether it is shown without any surroundings.
    is_bare: bool,
}

impl<'a> Reach<'a> {
    /// Everybody.
    pub const fn whole(web: &'a Web) -> Self {
        Self { web, steps: None, found: None }
    }

    /// Those around one party or incident.
    pub fn around(web: &'a Web, case: &Case, focus: Focus) -> Self {
        let mut spread = Spread::new(web, focus.steps);
        match (web.place(focus.on), focus.on) {
            (Some(place), _) => spread.enter(place, 0),
            (None, NodeId::Incident(id)) => spread.enter_parts(case, id),
            (None, NodeId::Party(_)) => {}
        }
        Self { web, steps: Some(spread.steps()), found: None }
    }

    /// What a query finds, and those around it.
    pub fn of_found(web: &'a Web, case: &Case, found: &Found) -> Self {
        let (nodes, ties) = (web.found_nodes(&found.hits), web.found_relations(&found.hits));
        let mut spread = Spread::new(web, found.steps);
        let seeds = (0..web.len() as u32).filter(|&node| is(&nodes, node) && web.can_be_alone(node));
        seeds.for_each(|node| spread.enter(node, 0));
        for tie in (0..web.relations() as u32).filter(|&tie| is(&ties, tie)).filter_map(|tie| web.tie(tie)) {
            spread.enter(tie.from, 0);
            spread.enter(tie.to, 0);
        }
        let mut walk = found.hits.walk(RecordKind::Incident);
        for &incident in web.unseen().iter().filter(|id| walk.has(**id)) {
            spread.enter_parts(case, incident);
        }
        let found = Some(Marks { nodes, ties, is_bare: found.steps == 0 });
        Self { web, steps: Some(spread.steps()), found }
    }

    /// What it is a part of.
    pub const fn web(&self) -> &'a Web {
        self.web
    }

    /// How many steps a node is away from what the lens is on.
    pub fn steps(&self, node: u32) -> u8 {
        self.steps.as_ref().map_or(1, |steps| steps.get(node as usize).copied().unwrap_or(FAR))
    }

    /// Whether a node could be shown.
    pub fn has(&self, node: u32) -> bool {
        match self.steps(node) {
            FAR => false,
            0 => true,
            _ => self.web.is_there(node),
        }
    }

    /// Whether a tie could be shown. Where nothing around is, a tie between two that are only the ends of others is not.
    pub fn has_tie(&self, place: u32) -> bool {
        let Some(tie) = self.web.tie(place) else { return false };
        let is_meant = self.found.as_ref().is_none_or(|found| {
            let has_ends = || is(&found.nodes, tie.from) && is(&found.nodes, tie.to);
            !found.is_bare || is(&found.ties, place) || has_ends()
        });
        is_meant && self.has(tie.from) && self.has(tie.to)
    }

    /// Whether the focus is on a node.
    pub fn is_focus(&self, node: u32) -> bool {
        self.found.is_none() && self.steps(node) == 0
    }

    /// Whether a query finds a node itself.
    pub fn finds(&self, node: u32) -> bool {
        self.found.as_ref().is_some_and(|found| is(&found.nodes, node))
    }

    /// How many parties are shown that nothing ties, since the lens is on them.
    pub fn untied(&self) -> usize {
        (0..self.web.parties() as u32).filter(|&node| self.steps(node) == 0 && !self.web.is_there(node)).count()
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        if self.steps.is_none() {
            return self.web.all();
        }
        let parties = self.web.parties() as u32;
        Counts {
            parties: (0..parties).filter(|&node| self.has(node)).count(),
            relations: (0..self.web.relations() as u32).filter(|&tie| self.has_tie(tie)).count(),
            incidents: (parties..self.web.len() as u32).filter(|&node| self.has(node)).count(),
        }
    }
}

/// Steps in the making, from the nearest outwards.
struct Spread<'a> {
    web: &'a Web,
    most: u8,
    steps: Vec<u8>,
    next: VecDeque<u32>,
}

impl<'a> Spread<'a> {
    fn new(web: &'a Web, most: u8) -> Self {
        Self { web, most, steps: vec![FAR; web.len()], next: VecDeque::new() }
    }

    fn enter(&mut self, node: u32, far: u8) {
        let most = self.most;
        if let Some(slot) = self.steps.get_mut(node as usize).filter(|slot| far < **slot && far <= most) {
            *slot = far;
            self.next.push_back(node);
        }
    }

    /// An incident that is no node is where those who took part in it have met: they are one step away.
    fn enter_parts(&mut self, case: &Case, incident: IncidentId) {
        let parts = case.incidents.get(&incident).map(|incident| incident.participants.as_slice());
        for part in parts.unwrap_or_default() {
            if let Some(place) = self.web.place(NodeId::Party(part.party)) {
                self.enter(place, 1);
            }
        }
    }

    /// How many steps away each node is.
    fn steps(mut self) -> Vec<u8> {
        while let Some(node) = self.next.pop_front() {
            let far = self.steps.get(node as usize).copied().unwrap_or(FAR);
            // Whoever took part in the same incident is one step away, and the incident lies between.
            let is_between = node as usize >= self.web.parties() && far > 0;
            let farther = if is_between { far } else { far.saturating_add(1) };
            for tie in self.web.around(node).iter().filter_map(|&tie| self.web.tie(tie)) {
                self.enter(tie.other(node), farther);
            }
        }
        self.steps
    }
}
