//! The network of a case's dates: variables, the bounds they begin with, links and the parts behind them.

use std::collections::BTreeMap;

use super::network::{Link, Network, State};
use super::{Dated, Part, stated_bounds};
use crate::case::id::IncidentId;
use crate::case::when::bounds::Moment;
use crate::case::when::relative::{Edge, Gap, Relative, Side};
use crate::case::when::{Edtf, Extent, VagueWords};

/// Parts are numbered: first the stated date of every record, in order, then the constraints.
#[derive(Clone, Debug)]
pub(super) struct Problem<K> {
    pub(super) network: Network,
    /// For each record the variables of its start and end, which may be one.
    edges: Vec<(usize, usize)>,
    /// For each variable its record.
    pub(super) records: Vec<usize>,
    /// For each variable what its record states.
    domains: Vec<(Moment, Moment)>,
    parts: Vec<Part<K>>,
}

impl<K: Copy + Ord> Problem<K> {
    pub(super) fn of(dated: &[Dated<'_, K>], vague: &VagueWords) -> Self {
        let incidents: BTreeMap<IncidentId, usize> =
            dated.iter().enumerate().filter_map(|(place, dated)| Some((dated.incident?, place))).collect();
        let lasting = lasting(dated, &incidents);
        let mut problem = Self {
            network: Network::default(),
            edges: Vec::with_capacity(dated.len()),
            records: Vec::new(),
            domains: Vec::new(),
            parts: dated.iter().map(|dated| Part::Stated(dated.id)).collect(),
        };
        let mut links = Vec::new();
        for (place, dated) in dated.iter().enumerate() {
            links.extend(problem.add_record(place, dated, lasting.get(place) == Some(&true)));
        }
        for (place, dated) in dated.iter().enumerate() {
            for constraint in &dated.when.constraints {
                let Some(&anchor) = incidents.get(&constraint.anchor) else {
                    continue;
                };
                let ends = [problem.edge(place, constraint.edge), problem.edge(anchor, constraint.anchor_edge)];
                let part = problem.parts.len();
                problem.parts.push(Part::Constraint(dated.id, constraint.key));
                links.extend(constraint_links(constraint, ends, vague, part));
            }
        }
        problem.network = Network::new(problem.domains.len(), links);
        problem
    }

    /// Adds the variables of a record, and what ties its end to its start.
    fn add_record(&mut self, place: usize, dated: &Dated<'_, K>, is_lasting: bool) -> Option<Link> {
        let bounds = stated_bounds(dated.when);
        let start = self.domains.len();
        self.records.push(place);
        if !is_lasting {
            self.domains.push(bounds.possible());
            self.edges.push((start, start));
            return None;
        }
        let end = start + 1;
        self.records.push(place);
        self.domains.push((bounds.earliest_start, bounds.latest_start));
        self.domains.push((bounds.earliest_end, bounds.latest_end));
        self.edges.push((start, end));
        Some(Link { from: start, to: end, unit: None, shift: 0, part: None })
    }

    fn edge(&self, record: usize, edge: Edge) -> usize {
        let (start, end) = self.edges(record).unwrap_or_default();
        match edge {
            Edge::Start => start,
            Edge::End => end,
        }
    }

    /// The variables of a record's start and end.
    pub(super) fn edges(&self, record: usize) -> Option<(usize, usize)> {
        self.edges.get(record).copied()
    }

    pub(super) const fn part_count(&self) -> usize {
        self.parts.len()
    }

    /// Whether the number is that of a constraint, which may be left out.
    pub(super) const fn is_constraint(&self, part: usize) -> bool {
        part >= self.edges.len()
    }

    /// Whether a record's own date says anything.
    pub(super) fn is_stated(&self, record: usize) -> bool {
        let says = |variable: usize| {
            self.domains.get(variable).is_some_and(|(earliest, latest)| earliest.is_bounded() || latest.is_bounded())
        };
        self.edges(record).is_some_and(|(start, end)| says(start) || says(end))
    }

    pub(super) fn names(&self, parts: &[usize]) -> Vec<Part<K>> {
        parts.iter().filter_map(|&part| self.parts.get(part).copied()).collect()
    }

    /// What is known before anything is propagated, without the parts that are left out.
    pub(super) fn start(&self, is_left_out: &[bool]) -> State {
        let is_out = |record: usize| is_left_out.get(record).copied().unwrap_or(false);
        let domains: Vec<(Moment, Moment)> = self
            .domains
            .iter()
            .zip(&self.records)
            .map(|(&domain, &record)| if is_out(record) { (Moment::BEGINNING, Moment::END) } else { domain })
            .collect();
        State::new(&domains, is_left_out, self.network.link_count())
    }
}

/// The records whose start and end are told apart: intervals, what is claimed throughout, and what a constraint names
/// by its end.
fn lasting<K>(dated: &[Dated<'_, K>], incidents: &BTreeMap<IncidentId, usize>) -> Vec<bool> {
    let mut lasting = vec![false; dated.len()];
    let mut set = |place: usize| lasting.get_mut(place).into_iter().for_each(|flag| *flag = true);
    for (place, dated) in dated.iter().enumerate() {
        let when = dated.when;
        let is_interval = when.stated.as_ref().is_some_and(Edtf::is_interval);
        let names_end = when.constraints.iter().any(|constraint| constraint.edge == Edge::End);
        if is_interval || names_end || when.extent == Extent::Throughout {
            set(place);
        }
        let anchors = when.constraints.iter().filter(|constraint| constraint.anchor_edge == Edge::End);
        anchors.filter_map(|constraint| incidents.get(&constraint.anchor)).for_each(|&place| set(place));
    }
    lasting
}

/// What a constraint says of its own edge and of its anchor's.
fn constraint_links(
    constraint: &Relative,
    [own, anchor]: [usize; 2],
    vague: &VagueWords,
    part: usize,
) -> impl Iterator<Item = Link> {
    let (first, later) = match constraint.side {
        Side::After => (anchor, own),
        Side::Before => (own, anchor),
    };
    let part = Some(part);
    let range = constraint.gap.range(vague);
    // With a unit between them, the order is said already.
    let needs_order =
        range.is_none_or(|(one, other, _)| one.min(other) == 0) && !matches!(constraint.gap, Gap::Exactly(0, _));
    let order = needs_order.then_some(Link { from: first, to: later, unit: None, shift: 0, part });
    let gap = range.map(|(one, other, unit)| {
        let (least, most) = (i64::from(one.min(other)), i64::from(one.max(other)));
        let unit = Some(unit);
        [
            Link { from: first, to: later, unit, shift: least, part },
            Link { from: later, to: first, unit, shift: -most, part },
        ]
    });
    gap.into_iter().flatten().chain(order)
}
