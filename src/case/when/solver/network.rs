//! Monotone calendar relations between moments, and their propagation to a fixed point.

use std::collections::VecDeque;

use crate::case::when::bounds::Moment;
use crate::case::when::civil;
use crate::case::when::relative::Unit;

/// A bound of a variable: how early it can be, or how late.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Earliest,
    Latest,
}

/// The place of a variable's bound.
pub(super) const fn node(variable: usize, side: Side) -> usize {
    2 * variable + if matches!(side, Side::Latest) { 1 } else { 0 }
}

/// The variable of a bound.
pub(super) const fn variable(node: usize) -> usize {
    node / 2
}

/// The other bound of the same variable.
pub(super) const fn opposite(node: usize) -> usize {
    node ^ 1
}

const fn side(node: usize) -> Side {
    if node.is_multiple_of(2) { Side::Earliest } else { Side::Latest }
}

/// "`to` is not before `from` moved by `shift` units", counted in calendar numbers; without a unit, in seconds and
/// unmoved. Read from its other end, "`from` is not after `to` moved back".
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) unit: Option<Unit>,
    pub(super) shift: i64,
    /// The part that says so; none for "the end is not before the start".
    pub(super) part: Option<usize>,
}

impl Link {
    /// What follows from a bound at one end for the bound on the same side at the other end.
    fn carry(&self, side: Side, moment: Moment) -> Moment {
        let Some(unit) = self.unit else {
            return moment;
        };
        let number = civil::index(moment, unit);
        match side {
            Side::Earliest => civil::first_of(number.saturating_add(self.shift), unit),
            Side::Latest => civil::last_of(number.saturating_sub(self.shift), unit),
        }
    }
}

/// The variables by number, and their links.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    links: Vec<Link>,
    /// For each bound, the links that carry it on.
    carriers: Vec<Vec<usize>>,
}

/// Bounds on their way to the fixed point.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    values: Vec<Moment>,
    causes: Vec<Option<usize>>,
    counts: Vec<u32>,
    queue: VecDeque<usize>,
    is_queued: Vec<bool>,
    is_left_out: Vec<bool>,
    is_muted: Vec<bool>,
}

/// What can't be: the link that leads to it, and the bound that it leads to.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    pub(super) link: usize,
    pub(super) node: usize,
    pub(super) kind: ClashKind,
}

#[derive(Clone, Debug)]
pub(super) enum ClashKind {
    /// The earliest moment would lie after the latest.
    Crossing,
    /// These links, in their order, tighten each other without end.
    Cycle(Vec<usize>),
    /// A bound was tightened too often.
    Exhausted,
}

/// So many tightenings of one bound lie between two looks for a cycle.
const LOOK_EVERY: u32 = 64;
/// No bound is tightened more often, beyond four times for each variable.
const CAP: usize = 20_000;

impl Network {
    pub(super) fn new(variables: usize, links: Vec<Link>) -> Self {
        let mut carriers = vec![Vec::new(); 2 * variables];
        for (place, link) in links.iter().enumerate() {
            for from in [node(link.from, Side::Earliest), node(link.to, Side::Latest)] {
                if let Some(list) = carriers.get_mut(from) {
                    list.push(place);
                }
            }
        }
        Self { links, carriers }
    }

    pub(super) const fn link_count(&self) -> usize {
        self.links.len()
    }

    pub(super) fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter()
    }

    /// The links with these numbers.
    pub(super) fn at(&self, links: &[usize]) -> impl Iterator<Item = &Link> {
        links.iter().filter_map(|&place| self.links.get(place))
    }

    /// The part that a link stands for.
    pub(super) fn part(&self, link: usize) -> Option<usize> {
        self.links.get(link).and_then(|link| link.part)
    }

    /// The bound from which a link carries to this one.
    pub(super) fn source(&self, link: usize, target: usize) -> usize {
        self.links.get(link).map_or(target, |link| match side(target) {
            Side::Earliest => node(link.from, Side::Earliest),
            Side::Latest => node(link.to, Side::Latest),
        })
    }

    /// Propagates until nothing tightens, or up to the first clash. After a clash whose link is muted, it can go on.
    pub(super) fn settle(&self, state: &mut State) -> Option<Clash> {
        while let Some(from) = state.take() {
            for &place in self.carriers.get(from).into_iter().flatten() {
                if let Some(clash) = self.follow(state, place, from) {
                    state.enqueue(from);
                    return Some(clash);
                }
            }
        }
        None
    }

    fn follow(&self, state: &mut State, place: usize, from: usize) -> Option<Clash> {
        let link = self.links.get(place).filter(|link| state.uses(place, link))?;
        let side = side(from);
        let to = node(if side == Side::Earliest { link.to } else { link.from }, side);
        let value = link.carry(side, state.value(from));
        if !value.is_bounded() || !is_tighter(side, value, state.value(to)) {
            return None;
        }
        let clash = |kind| Some(Clash { link: place, node: to, kind });
        if is_tighter(side, value, state.value(opposite(to))) {
            return clash(ClashKind::Crossing);
        }
        let count = state.tighten(to, value, place);
        if count.is_multiple_of(LOOK_EVERY)
            && let Some(links) = self.cycle(state, to)
            && self.never_rests(&links, side, value)
        {
            return clash(ClashKind::Cycle(links));
        }
        if count as usize > CAP + 2 * self.carriers.len() {
            return clash(ClashKind::Exhausted);
        }
        None
    }

    /// The links, in their order, by which a bound follows from itself.
    fn cycle(&self, state: &State, end: usize) -> Option<Vec<usize>> {
        let mut links = Vec::new();
        let mut at = end;
        // A walk that enters a cycle elsewhere would never come back.
        for _ in 0..self.carriers.len() {
            let link = state.cause(at)?;
            links.push(link);
            at = self.source(link, at);
            if at == end {
                links.reverse();
                return Some(links);
            }
        }
        None
    }

    /// Whether going round these links tightens without end: see the head of `solver`.
    fn never_rests(&self, links: &[usize], side: Side, start: Moment) -> bool {
        let links: Vec<&Link> = self.at(links).collect();
        let is_irregular = links.iter().any(|link| matches!(link.unit, Some(Unit::Months | Unit::Years)));
        let period = if is_irregular { civil::CYCLE } else { 7 * civil::DAY };
        let mut value = start;
        loop {
            let next = links.iter().fold(value, |moment, link| link.carry(side, moment));
            if !next.is_bounded() || !is_tighter(side, next, value) {
                return false;
            }
            if next.0.abs_diff(start.0) >= period.unsigned_abs() {
                return true;
            }
            value = next;
        }
    }
}

/// Whether `value` says more than `old` on that side; against the opposite bound, whether it crosses it.
fn is_tighter(side: Side, value: Moment, old: Moment) -> bool {
    match side {
        Side::Earliest => value > old,
        Side::Latest => value < old,
    }
}

impl State {
    /// Begins with these bounds, and without what parts say that are left out.
    pub(super) fn new(domains: &[(Moment, Moment)], is_left_out: &[bool], links: usize) -> Self {
        let nodes = 2 * domains.len();
        let mut state = Self {
            values: domains.iter().flat_map(|&(earliest, latest)| [earliest, latest]).collect(),
            causes: vec![None; nodes],
            counts: vec![0; nodes],
            queue: VecDeque::with_capacity(nodes),
            is_queued: vec![false; nodes],
            is_left_out: is_left_out.to_vec(),
            is_muted: vec![false; links],
        };
        for node in 0..nodes {
            if state.value(node).is_bounded() {
                state.enqueue(node);
            }
        }
        state
    }

    pub(super) fn value(&self, node: usize) -> Moment {
        let unknown = if side(node) == Side::Earliest { Moment::BEGINNING } else { Moment::END };
        self.values.get(node).copied().unwrap_or(unknown)
    }

    /// The link from which the bound follows; none where it is the stated one.
    pub(super) fn cause(&self, node: usize) -> Option<usize> {
        self.causes.get(node).copied().flatten()
    }

    /// Passes over a link from here on.
    pub(super) fn mute(&mut self, link: usize) {
        if let Some(is_muted) = self.is_muted.get_mut(link) {
            *is_muted = true;
        }
    }

    /// Gives a bound a moment that no part states.
    pub(super) fn assume(&mut self, node: usize, moment: Moment) {
        if let Some(value) = self.values.get_mut(node) {
            *value = moment;
            self.enqueue(node);
        }
    }

    fn uses(&self, place: usize, link: &Link) -> bool {
        let is_set = |flags: &[bool], place: usize| flags.get(place).copied().unwrap_or(false);
        !is_set(&self.is_muted, place) && !link.part.is_some_and(|part| is_set(&self.is_left_out, part))
    }

    fn take(&mut self) -> Option<usize> {
        let node = self.queue.pop_front()?;
        if let Some(is_queued) = self.is_queued.get_mut(node) {
            *is_queued = false;
        }
        Some(node)
    }

    fn enqueue(&mut self, node: usize) {
        if let Some(is_queued) = self.is_queued.get_mut(node)
            && !std::mem::replace(is_queued, true)
        {
            self.queue.push_back(node);
        }
    }

    /// Sets a bound, and tells how often it was set.
    fn tighten(&mut self, node: usize, moment: Moment, link: usize) -> u32 {
        if let (Some(value), Some(cause)) = (self.values.get_mut(node), self.causes.get_mut(node)) {
            *value = moment;
            *cause = Some(link);
        }
        self.enqueue(node);
        self.counts.get_mut(node).map_or(0, |count| {
            *count += 1;
            *count
        })
    }
}
