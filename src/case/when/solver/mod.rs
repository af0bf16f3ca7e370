//! The dates that follow from others: bounds propagated through relative dates, and what does not add up.
//!
//! Every record has a start and an end, each with an earliest and a latest second. What is short has one moment for
//! both. A constraint with a gap says that the *calendar numbers* of two edges differ by so many units: "three years
//! after" 5 December 2006 is some time in 2009. It also says which comes first, unless it reads "on the same day".
//! Where only the order is known, it says that alone.
//!
//! **Method.** Each statement has the form "b is not before f(a)" with a monotone f, so the least of all earliest
//! moments and the greatest of all latest ones, found by propagation to a fixed point, are themselves solutions: the
//! bounds are exact, in mixed units too. On constant units it is the simple temporal network of Dechter, Meiri and
//! Pearl (1991), solved by Bellman and Ford's method with a queue.
//!
//! **End and cost.** A bound only ever tightens, so an endless run means a cycle that tightens itself. Every 64th
//! tightening of a bound looks for such a cycle: it is a contradiction when one week's advance (400 years' where there
//! are months or years) is reached, since the calendar then repeats itself and so would the cycle, without end. Mixed
//! units may tighten a cycle some times and then rest: that is none. Should cycles only push each other on, a cap per
//! bound ends it as a contradiction. Chains and stars cost time in proportion to their length.

mod conflict;
mod network;
mod places;
mod problem;
#[cfg(test)]
mod tests;

use super::bounds::{Bounds, Moment};
use super::civil::{self, HOUR};
use super::{Extent, VagueWords, When};
use crate::case::id::{IncidentId, Key};
use conflict::first_of_each;
use network::{Side, State, node};
use places::Places;
use problem::Problem;

/// Something with a `when`.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a, K> {
    /// What it is called in the answer.
    pub id: K,
    /// When it happened.
    pub when: &'a When,
    /// The incident that it is, by which constraints name it.
    pub incident: Option<IncidentId>,
}

/// A statement from which a date follows, or which takes part in a contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part<K> {
    /// The stated date of a record.
    Stated(K),
    /// A relative date of a record.
    Constraint(K, Key),
}

impl<K: Copy> Part<K> {
    /// The record that says so.
    pub const fn record(self) -> K {
        match self {
            Self::Stated(id) | Self::Constraint(id, _) => id,
        }
    }
}

/// The bounds of every record, from what they follow, and what contradicts itself.
#[derive(Clone, Debug)]
pub struct Solution<K> {
    places: Places<K>,
    problem: Problem<K>,
    state: State,
    contradictions: Vec<Vec<Part<K>>>,
}

impl<K: Copy + Ord> Default for Solution<K> {
    fn default() -> Self {
        solve(&[], &VagueWords::new())
    }
}

/// Solves the dates. Constraints on incidents that are not among them are passed over.
///
/// Where statements contradict each other, the constraints among them are left out and the rest is solved again:
/// stated dates always stay.
pub fn solve<K: Copy + Ord>(dated: &[Dated<'_, K>], vague: &VagueWords) -> Solution<K> {
    let problem = Problem::of(dated, vague);
    let mut is_left_out = vec![false; problem.part_count()];
    let mut found = Vec::new();
    let state = loop {
        let mut state = problem.start(&is_left_out);
        let clashes = problem.pass(&mut state, &mut is_left_out);
        let can_go_on = clashes.iter().flatten().any(|&part| problem.is_constraint(part));
        found.extend(clashes);
        if !can_go_on {
            break state;
        }
    };
    let contradictions = found.iter().map(|parts| from_anchor(problem.names(parts))).collect();
    let places = Places::new(dated.iter().enumerate().map(|(place, dated)| (dated.id, place)).collect());
    Solution { places, problem, state, contradictions }
}

impl<K: Copy + Ord> Solution<K> {
    /// The bounds of a record; unknown where nothing follows, or where there is no such record.
    pub fn bounds(&self, id: K) -> Bounds {
        self.edges(id).map_or(Bounds::UNKNOWN, |edges| self.bounds_of(edges))
    }

    /// The same for whoever goes through the records in the order of their ids: `last` is where the last one was found,
    /// 0 to begin with.
    pub fn bounds_after(&self, id: K, last: &mut usize) -> Bounds {
        let edges = self.places.get_after(id, last).and_then(|place| self.problem.edges(place));
        edges.map_or(Bounds::UNKNOWN, |edges| self.bounds_of(edges))
    }

    fn bounds_of(&self, (start, end): (usize, usize)) -> Bounds {
        let value = |variable, side| self.state.value(node(variable, side));
        Bounds {
            earliest_start: value(start, Side::Earliest),
            latest_start: value(start, Side::Latest),
            earliest_end: value(end, Side::Earliest),
            latest_end: value(end, Side::Latest),
        }
    }

    /// Whether a bound of the record comes from a constraint.
    pub fn is_derived(&self, id: K) -> bool {
        let network = &self.problem.network;
        self.nodes(id).any(|node| {
            let Some(link) = self.state.cause(node) else {
                return false;
            };
            let is_constraint = |link| network.part(link).is_some();
            // Between start and end there is at most one step that no part stands for.
            is_constraint(link) || self.state.cause(network.source(link, node)).is_some_and(is_constraint)
        })
    }

    /// The statements from which the bounds of the record follow, from the anchor to the record.
    pub fn chain(&self, id: K) -> Vec<Part<K>> {
        let walks = self.nodes(id).map(|node| self.problem.walk(&self.state, node));
        let parts = walks.flat_map(|walk| self.problem.parts_from_root(&self.state, &walk)).collect();
        self.problem.names(&first_of_each(parts))
    }

    /// Statements that can't all hold: in each set, the rest would do without any one of them. In order along the way
    /// from one stated date to the other.
    pub fn contradictions(&self) -> &[Vec<Part<K>>] {
        &self.contradictions
    }

    fn edges(&self, id: K) -> Option<(usize, usize)> {
        self.places.get(id).and_then(|place| self.problem.edges(place))
    }

    fn nodes(&self, id: K) -> impl Iterator<Item = usize> + use<K> {
        self.edges(id).into_iter().flat_map(|(start, end)| {
            let end = (end != start).then_some(end);
            [Some(start), end]
                .into_iter()
                .flatten()
                .flat_map(|variable| [Side::Earliest, Side::Latest].map(|side| node(variable, side)))
        })
    }
}

/// The parts of a contradiction in the order in which they are told: the first constraint is not that of the first date.
fn from_anchor<K: Copy + Ord>(mut parts: Vec<Part<K>>) -> Vec<Part<K>> {
    if let [Part::Stated(first), Part::Constraint(own, _), ..] = parts.as_slice()
        && first == own
    {
        parts.reverse();
    }
    parts
}

/// What the stated date says by itself, with the part of the day and the extent.
pub fn stated_bounds(when: &When) -> Bounds {
    let Some(stated) = &when.stated else {
        return Bounds::UNKNOWN;
    };
    let bounds = stated.bounds();
    if stated.is_interval() {
        return bounds;
    }
    let (mut first, mut last) = bounds.possible();
    if let Some(part) = when.part.filter(|_| stated.is_single_day() && last.0.saturating_sub(first.0) == civil::DAY - 1)
    {
        let (from, to) = part.hours();
        (first, last) = (Moment(first.0 + from * HOUR), Moment(first.0 + to * HOUR - 1));
    }
    match when.extent {
        Extent::SomePoint => Bounds::within(first, last),
        // "Throughout ..1984": when it began is not known.
        Extent::Throughout => Bounds {
            earliest_start: first,
            latest_start: if first.is_bounded() { first } else { last },
            earliest_end: if last.is_bounded() { last } else { first },
            latest_end: last,
        },
    }
}
