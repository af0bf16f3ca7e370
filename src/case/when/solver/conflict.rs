//! Which statements contradict each other: sets from which nothing can be taken away.

use std::collections::BTreeSet;

use super::network::{Clash, ClashKind, Side, State, node, opposite, variable};
use super::problem::Problem;
use crate::case::when::bounds::Moment;

/// The way on which a bound came about, backwards: bounds, and the links between them.
pub(super) struct Walk {
    nodes: Vec<usize>,
    links: Vec<usize>,
    /// Whether it ends at a stated date, and not in a cycle.
    has_root: bool,
}

impl<K: Copy + Ord> Problem<K> {
    /// Propagates to the end, and gives the contradictions that were met on the way, each of them irreducible. Their
    /// constraints are then left out; what else was propagated is not to be used if there are any.
    pub(super) fn pass(&self, state: &mut State, is_left_out: &mut [bool]) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        self.run(state, is_left_out, &mut found);
        if found.is_empty() {
            self.run_undated(state, is_left_out, &mut found);
        }
        found
    }

    fn run(&self, state: &mut State, is_left_out: &mut [bool], found: &mut Vec<Vec<usize>>) {
        while let Some(clash) = self.network.settle(state) {
            state.mute(clash.link);
            if let Some(parts) = self.explain(state, &clash, is_left_out) {
                for &part in parts.iter().filter(|&&part| self.is_constraint(part)) {
                    set(is_left_out, part);
                }
                found.push(parts);
            }
        }
    }

    /// Cycles of which no date is known: any date is assumed for one of them, since the calendar repeats itself.
    fn run_undated(&self, state: &State, is_left_out: &mut [bool], found: &mut Vec<Vec<usize>>) {
        let is_unknown = |state: &State, variable: usize| {
            !state.value(node(variable, Side::Earliest)).is_bounded()
                && !state.value(node(variable, Side::Latest)).is_bounded()
        };
        let unknown = |state: &State| (0..self.records.len()).find(|&variable| is_unknown(state, variable));
        let Some(first) = unknown(state) else {
            return;
        };
        let mut trial = state.clone();
        for variable in first..self.records.len() {
            if is_unknown(&trial, variable) {
                trial.assume(node(variable, Side::Earliest), Moment(0));
                self.run(&mut trial, is_left_out, found);
            }
        }
    }

    /// Whether these parts can all hold.
    fn is_consistent(&self, parts: &[usize]) -> bool {
        let mut is_left_out = vec![true; self.part_count()];
        for &part in parts {
            set_to(&mut is_left_out, part, false);
        }
        let mut state = self.start(&is_left_out);
        if self.network.settle(&mut state).is_some() {
            return false;
        }
        let variables: BTreeSet<usize> = self.touched(parts);
        for variable in variables {
            let [earliest, latest] = [Side::Earliest, Side::Latest].map(|side| node(variable, side));
            if !state.value(earliest).is_bounded() && !state.value(latest).is_bounded() {
                state.assume(earliest, Moment(0));
                if self.network.settle(&mut state).is_some() {
                    return false;
                }
            }
        }
        true
    }

    /// The variables that constraints among these parts speak of.
    fn touched(&self, parts: &[usize]) -> BTreeSet<usize> {
        let wanted: BTreeSet<usize> = parts.iter().copied().collect();
        let links = self.network.links().filter(|link| link.part.is_some_and(|part| wanted.contains(&part)));
        links.flat_map(|link| [link.from, link.to]).collect()
    }

    /// The parts behind a clash, none of which could be missing. `None` where a part of the explanation is left out
    /// already: then the next pass tells.
    fn explain(&self, state: &State, clash: &Clash, is_left_out: &[bool]) -> Option<Vec<usize>> {
        let is_out = |part: &usize| is_left_out.get(*part).copied().unwrap_or(false);
        let (parts, is_simple) = match &clash.kind {
            ClashKind::Crossing => self.crossing(state, clash),
            ClashKind::Cycle(links) => {
                let variables = self.network.at(links).map(|link| link.from);
                let parts = self.network.at(links).filter_map(|link| link.part).collect();
                (first_of_each(parts), self.are_apart(variables, true))
            }
            ClashKind::Exhausted => (Vec::new(), false),
        };
        if parts.iter().any(is_out) {
            return None;
        }
        if is_simple {
            return Some(parts);
        }
        if !parts.is_empty() && !self.is_consistent(&parts) {
            return Some(self.without_spare(parts));
        }
        let all: Vec<usize> = (0..self.part_count()).filter(|part| !is_out(part)).collect();
        (!self.is_consistent(&all)).then(|| self.without_spare(all))
    }

    /// The parts of the two ways that meet, from one root to the other, and whether they are a plain chain: then each
    /// of them is needed, since without it the two stated dates are not tied to each other.
    fn crossing(&self, state: &State, clash: &Clash) -> (Vec<usize>, bool) {
        let to = self.walk(state, self.network.source(clash.link, clash.node));
        let back = self.walk(state, opposite(clash.node));
        let nodes = to.nodes.iter().rev().chain(&back.nodes);
        let is_chain = self.are_apart(nodes.map(|&node| variable(node)), false) && to.has_root && back.has_root;
        let mut parts: Vec<usize> = self.stated_on(&to, is_chain);
        parts.extend(
            to.links.iter().rev().chain([&clash.link]).chain(&back.links).filter_map(|&l| self.network.part(l)),
        );
        parts.extend(self.stated_on(&back, is_chain));
        (first_of_each(parts), is_chain)
    }

    /// Whether a way never comes back to a variable, or to a record that it left; a ring ends where it began.
    fn are_apart(&self, variables: impl Iterator<Item = usize>, is_ring: bool) -> bool {
        let variables: Vec<usize> = variables.collect();
        let mut records: Vec<usize> =
            variables.iter().filter_map(|&variable| self.records.get(variable).copied()).collect();
        records.dedup();
        if is_ring && records.len() > 1 && records.first() == records.last() {
            records.truncate(records.len() - 1);
        }
        are_distinct(variables) && are_distinct(records)
    }

    /// The stated dates of a way: of its root, or of every record on it where it turned in a cycle.
    fn stated_on(&self, walk: &Walk, only_root: bool) -> Vec<usize> {
        let skipped = if only_root { walk.nodes.len().saturating_sub(1) } else { 0 };
        let nodes = walk.nodes.iter().skip(skipped);
        nodes
            .filter_map(|&node| self.records.get(variable(node)).copied())
            .filter(|&record| self.is_stated(record))
            .collect()
    }

    /// Walks from a bound back to the stated date from which it follows.
    pub(super) fn walk(&self, state: &State, end: usize) -> Walk {
        let mut walk = Walk { nodes: vec![end], links: Vec::new(), has_root: true };
        let mut seen = BTreeSet::from([end]);
        let mut at = end;
        while let Some(link) = state.cause(at) {
            at = self.network.source(link, at);
            walk.links.push(link);
            if !seen.insert(at) {
                walk.has_root = false;
                break;
            }
            walk.nodes.push(at);
        }
        walk
    }

    /// The parts of a walk, the stated date first.
    pub(super) fn parts_from_root(&self, state: &State, walk: &Walk) -> Vec<usize> {
        let is_bounded = walk.nodes.last().is_some_and(|&root| state.value(root).is_bounded());
        if !is_bounded {
            return Vec::new();
        }
        let mut parts = self.stated_on(walk, walk.has_root);
        parts.extend(walk.links.iter().rev().filter_map(|&link| self.network.part(link)));
        first_of_each(parts)
    }

    /// Takes away, in ever smaller pieces, whatever the contradiction does without: deletion filtering.
    fn without_spare(&self, parts: Vec<usize>) -> Vec<usize> {
        let mut needed = parts;
        let mut size = needed.len().div_ceil(2);
        loop {
            let mut start = 0;
            while start < needed.len() {
                let end = (start + size).min(needed.len());
                let rest: Vec<usize> = needed.iter().take(start).chain(needed.iter().skip(end)).copied().collect();
                if self.is_consistent(&rest) {
                    start = end;
                } else {
                    needed = rest;
                }
            }
            if size <= 1 {
                return needed;
            }
            size = size.div_ceil(2);
        }
    }
}

fn are_distinct(mut numbers: Vec<usize>) -> bool {
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() == count
}

/// Each number once, where it stood first.
pub(super) fn first_of_each(parts: Vec<usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    parts.into_iter().filter(|&part| seen.insert(part)).collect()
}

fn set(flags: &mut [bool], place: usize) {
    set_to(flags, place, true);
}

fn set_to(flags: &mut [bool], place: usize, value: bool) {
    if let Some(flag) = flags.get_mut(place) {
        *flag = value;
    }
}
