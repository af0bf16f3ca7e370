//! A force-directed layout that gives the same picture on every machine.
//!
//! After `ForceAtlas2` (Jacomy, Venturini, Heymann and Bastian 2014), with linear attraction, masses of degree plus one,
//! adaptive speed, and gravity that grows with distance, so that separate parts of a graph stay near each other. Three
//! phases: *untangle* takes nodes for points, *spread* gives them their size, *separate* pushes apart what still
//! overlaps. The longest move of a node falls step by step to nothing, so that every layout ends.
//!
//! Only `+ − × ÷` and square roots, in a fixed order on one thread, and `libm` for the start: no machine differs.
//! Repulsion is exact and takes time by the square of the nodes: meant for up to a thousand, the most that are drawn
//! (`benches/graph.rs`).

#![expect(clippy::indexing_slicing, reason = "a numeric kernel: every array has one entry for each node")]

use std::collections::BTreeMap;
use std::ops::Range;

use super::network::NodeId;

/// Nodes at rest keep at least this distance between their borders, in points.
const MARGIN: f32 = 3.0;
/// Strength of repulsion, in squared units of [`Layout::unit`].
const REPULSION: f32 = 10.0;
/// Strength of gravity, beside an attraction of 1 along edges.
const GRAVITY: f32 = 0.12;
/// Steps of a layout from scratch, and of one that starts from an older picture.
const COLD_STEPS: u32 = 500;
const WARM_STEPS: u32 = 150;
/// Rounds after which overlaps are left as they are: two pinned nodes may overlap for ever.
const SEPARATE_STEPS: u32 = 400;
/// Nodes that are no further apart, in points, stand in one spot.
const NO_DISTANCE: f32 = 1e-4;
/// So many pairs are worked out at once.
const BLOCK: usize = 32;

/// A node to be placed. Lengths and positions are in points, with y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutNode {
    /// What it stands for; a new node starts at a place that follows from its id.
    pub id: NodeId,
    /// Half of its height.
    pub radius: f32,
    /// Half the width of its label, where that is wider than the node.
    pub half_width: f32,
    /// Whether it never moves.
    pub is_pinned: bool,
    /// Where it starts.
    pub start: Option<(f32, f32)>,
}

impl LayoutNode {
    /// A node that starts where it was in an older picture, if it was there.
    pub fn new(id: NodeId, radius: f32, half_width: f32, previous: &BTreeMap<NodeId, (f32, f32)>) -> Self {
        Self { id, radius, half_width, is_pinned: false, start: previous.get(&id).copied() }
    }

    /// The node, pinned to a position.
    #[must_use]
    pub const fn pinned(self, position: (f32, f32)) -> Self {
        Self { is_pinned: true, start: Some(position), ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Untangle,
    Spread,
    Separate,
    Settled,
}

/// A layout at work.
#[derive(Clone, Debug)]
pub struct Layout {
    x: Vec<f32>,
    y: Vec<f32>,
    force_x: Vec<f32>,
    force_y: Vec<f32>,
    old_force_x: Vec<f32>,
    old_force_y: Vec<f32>,
    mass: Vec<f32>,
    half_width: Vec<f32>,
    half_height: Vec<f32>,
    is_pinned: Vec<bool>,
    edges: Vec<(usize, usize)>,
    /// The length, in points, that `ForceAtlas2` takes for 1: it makes room for nodes of this size.
    unit: f32,
    speed: f32,
    efficiency: f32,
    phase: Phase,
    /// Steps done in this phase, in all, and to be done before nodes are separated.
    phase_steps: u32,
    steps: u32,
    budget: u32,
}

impl Layout {
    /// A layout of these nodes. Edges name their ends by place; loops, repeated edges and edges to nowhere count for
    /// nothing. Where half of the nodes have a start, the picture is kept as far as possible.
    pub fn new(nodes: &[LayoutNode], edges: &[(usize, usize)]) -> Self {
        let count = nodes.len();
        let edges = simple(edges, count);
        let mut mass = vec![1.0; count];
        for &(from, to) in &edges {
            mass[from] += 1.0;
            mass[to] += 1.0;
        }
        let half_height: Vec<_> = nodes.iter().map(|node| sound(node.radius)).collect();
        let half_width: Vec<_> = nodes.iter().map(|node| sound(node.half_width).max(sound(node.radius))).collect();
        let unit = unit(&half_width, &half_height);
        let is_warm = count > 0 && nodes.iter().filter(|node| start(node).is_some()).count() * 2 >= count;
        let (x, y) = starts(nodes, &edges, unit).into_iter().unzip();
        let zero = vec![0.0; count];
        Self {
            x,
            y,
            force_x: zero.clone(),
            force_y: zero.clone(),
            old_force_x: zero.clone(),
            old_force_y: zero,
            mass,
            half_width,
            half_height,
            is_pinned: nodes.iter().map(|node| node.is_pinned).collect(),
            edges,
            unit,
            speed: 1.0,
            efficiency: 1.0,
            phase: if is_warm { Phase::Spread } else { Phase::Untangle },
            phase_steps: 0,
            steps: if is_warm { COLD_STEPS - WARM_STEPS } else { 0 },
            budget: COLD_STEPS,
        }
    }

    /// One step; the distances that all nodes moved, in points.
    pub fn step(&mut self) -> f32 {
        let movement = match self.phase {
            Phase::Untangle | Phase::Spread => {
                self.gather_forces();
                self.adapt_speed();
                self.advance()
            }
            Phase::Separate => self.separate(),
            Phase::Settled => return 0.0,
        };
        self.steps += 1;
        self.phase_steps += 1;
        self.turn_phase(movement);
        movement
    }

    /// Steps until the layout is settled.
    pub fn settle(&mut self) {
        while !self.is_settled() {
            let _movement = self.step();
        }
    }

    /// Where the nodes are, in the order in which they were given.
    pub fn positions(&self) -> Vec<(f32, f32)> {
        self.x.iter().copied().zip(self.y.iter().copied()).collect()
    }

    /// Whether nothing will move any more.
    pub fn is_settled(&self) -> bool {
        self.phase == Phase::Settled
    }

    /// How much of the work is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        if self.is_settled() { 1.0 } else { (self.steps as f32 / (self.budget + SEPARATE_STEPS) as f32).min(1.0) }
    }

    fn turn_phase(&mut self, movement: f32) {
        let is_quiet = self.phase_steps >= 30 && movement < 0.002 * self.unit * self.x.len() as f32;
        let next = match self.phase {
            Phase::Untangle if is_quiet || self.steps >= self.budget / 2 => Phase::Spread,
            Phase::Spread if is_quiet || self.steps >= self.budget => Phase::Separate,
            Phase::Separate if movement <= 0.0 || self.phase_steps >= SEPARATE_STEPS => Phase::Settled,
            same @ (Phase::Untangle | Phase::Spread | Phase::Separate | Phase::Settled) => same,
        };
        if next != self.phase {
            self.phase = next;
            self.phase_steps = 0;
        }
    }

    fn gather_forces(&mut self) {
        std::mem::swap(&mut self.force_x, &mut self.old_force_x);
        std::mem::swap(&mut self.force_y, &mut self.old_force_y);
        for node in 0..self.x.len() {
            let pull = GRAVITY * self.mass[node];
            self.force_x[node] = -pull * self.x[node];
            self.force_y[node] = -pull * self.y[node];
        }
        self.repel();
        self.attract();
    }

    /// Every pair pushes apart by the product of its masses, over the distance between its borders. What is worked out
    /// for a pair does not depend on another pair, so that a block of them is worked out at once; it is summed up in the
    /// order of the pairs.
    fn repel(&mut self) {
        let count = self.x.len();
        for one in 0..count {
            for begin in (one + 1..count).step_by(BLOCK) {
                let end = (begin + BLOCK).min(count);
                let (x, y) = self.pushes(one, begin..end);
                for (other, push) in (begin..end).zip(x.into_iter().zip(y)) {
                    self.push(one, other, push);
                }
            }
        }
    }

    /// How strongly a node pushes each of a block of others away, along x and along y.
    fn pushes(&self, one: usize, others: Range<usize>) -> ([f32; BLOCK], [f32; BLOCK]) {
        let (mut push_x, mut push_y) = ([0.0; BLOCK], [0.0; BLOCK]);
        let (x, y) = (self.x[one], self.y[one]);
        let (half_width, half_height) = (self.half_width[one], self.half_height[one]);
        let strength = REPULSION * self.unit * self.unit * self.mass[one];
        let (unit, size) = (self.unit, if self.phase == Phase::Untangle { 0.0 } else { 1.0 });
        let count = others.len();
        let (xs, ys, masses) = (&self.x[others.clone()], &self.y[others.clone()], &self.mass[others.clone()]);
        let (widths, heights) = (&self.half_width[others.clone()], &self.half_height[others.clone()]);
        let (to_x, to_y) = (&mut push_x[..count], &mut push_y[..count]);
        let mut in_one_spot = 0;
        // Nothing in this loop depends on another round of it, so that it is done for several pairs at once.
        for at in 0..count {
            let (dx, dy) = (xs[at] - x, ys[at] - y);
            let distance = (dx * dx + dy * dy).sqrt();
            in_one_spot |= u32::from(distance <= NO_DISTANCE);
            let (dx, dy) = (dx / distance, dy / distance);
            let (width, height) = (half_width + widths[at] + MARGIN, half_height + heights[at] + MARGIN);
            let gap = distance - size * (dx.abs() * width + dy.abs() * height);
            let gap = if gap > unit { gap } else { unit };
            let strength = strength * masses[at] / gap;
            to_x[at] = dx * strength;
            to_y[at] = dy * strength;
        }
        if in_one_spot > 0 {
            for (at, other) in others.enumerate() {
                let (dx, dy, distance) = self.apart(one, other);
                let gap = (distance - self.clearance(one, other, (dx, dy))).max(self.unit);
                let strength = strength * self.mass[other] / gap;
                (push_x[at], push_y[at]) = (dx * strength, dy * strength);
            }
        }
        (push_x, push_y)
    }

    /// Every edge pulls its ends together, by the distance between their borders.
    fn attract(&mut self) {
        for edge in 0..self.edges.len() {
            let (one, other) = self.edges[edge];
            let (dx, dy, distance) = self.apart(one, other);
            let pull = (distance - self.clearance(one, other, (dx, dy))).max(0.0);
            self.push(one, other, (-dx * pull, -dy * pull));
        }
    }

    fn push(&mut self, one: usize, other: usize, (x, y): (f32, f32)) {
        self.force_x[one] -= x;
        self.force_y[one] -= y;
        self.force_x[other] += x;
        self.force_y[other] += y;
    }

    /// Unit vector from one node to another and their distance. Nodes in one spot lie apart in a direction that follows
    /// from their places in the list.
    fn apart(&self, one: usize, other: usize) -> (f32, f32, f32) {
        let (dx, dy) = (self.x[other] - self.x[one], self.y[other] - self.y[one]);
        let distance = (dx * dx + dy * dy).sqrt();
        if distance > NO_DISTANCE {
            (dx / distance, dy / distance, distance)
        } else {
            let (sin, cos) = libm::sincosf((one * 31 + other * 7) as f32);
            (cos, sin, 0.0)
        }
    }

    /// How far apart along a direction two boxes are when they just touch; 0 while nodes are taken for points.
    fn clearance(&self, one: usize, other: usize, (dx, dy): (f32, f32)) -> f32 {
        if self.phase == Phase::Untangle {
            return 0.0;
        }
        let (width, height) = self.reach(one, other);
        dx.abs() * width + dy.abs() * height
    }

    /// Sums of the half widths and half heights of two nodes, and the margin.
    fn reach(&self, one: usize, other: usize) -> (f32, f32) {
        let width = self.half_width[one] + self.half_width[other] + MARGIN;
        let height = self.half_height[one] + self.half_height[other] + MARGIN;
        (width, height)
    }

    /// How much a node swings, and how much it is pulled on, in units.
    fn swing(&self, node: usize) -> (f32, f32) {
        let (x, y, old_x, old_y) =
            (self.force_x[node], self.force_y[node], self.old_force_x[node], self.old_force_y[node]);
        let length = |x: f32, y: f32| (x * x + y * y).sqrt() / self.unit;
        (self.mass[node] * length(x - old_x, y - old_y), self.mass[node] * 0.5 * length(x + old_x, y + old_y))
    }

    /// The global speed: as fast as the swinging of the whole allows (section 4 of the paper).
    fn adapt_speed(&mut self) {
        let count = self.x.len() as f32;
        let (mut swinging, mut traction) = (f32::MIN_POSITIVE, f32::MIN_POSITIVE);
        for node in (0..self.x.len()).filter(|&node| !self.is_pinned[node]) {
            let (swing, pull) = self.swing(node);
            swinging += swing;
            traction += pull;
        }
        let estimate = 0.05 * count.sqrt();
        let mut tolerance = (estimate * traction / (count * count)).clamp(estimate.sqrt().min(10.0), 10.0);
        if swinging / traction > 2.0 {
            self.efficiency = (self.efficiency * 0.5).max(0.05);
            tolerance = tolerance.max(1.0);
        }
        let target = tolerance * self.efficiency * traction / swinging;
        if swinging > tolerance * traction {
            self.efficiency = (self.efficiency * 0.7).max(0.05);
        } else if self.speed < 1000.0 {
            self.efficiency = (self.efficiency * 1.3).min(1000.0);
        }
        self.speed = (self.speed + (target - self.speed).min(0.5 * self.speed)).clamp(1e-4, 1000.0);
    }

    /// Moves every node along its force, the less the more it swings, and never further than the step allows.
    fn advance(&mut self) -> f32 {
        let rest = 1.0 - self.steps as f32 / self.budget as f32;
        let longest = 10.0 * self.unit * rest.max(0.0);
        let mut movement = 0.0;
        for node in (0..self.x.len()).filter(|&node| !self.is_pinned[node]) {
            let (swing, _) = self.swing(node);
            let (x, y) = (self.force_x[node], self.force_y[node]);
            let force = (x * x + y * y).sqrt();
            let way = (force * self.speed / (1.0 + (self.speed * swing).sqrt())).min(longest);
            if force > 0.0 && way.is_finite() {
                self.x[node] += x / force * way;
                self.y[node] += y / force * way;
                movement += way;
            }
        }
        movement
    }

    /// Pushes boxes that overlap apart, along the side where they overlap least.
    fn separate(&mut self) -> f32 {
        let mut movement = 0.0;
        for one in 0..self.x.len() {
            for other in one + 1..self.x.len() {
                let shares = match (self.is_pinned[one], self.is_pinned[other]) {
                    (true, true) => continue,
                    (true, false) => (0.0, 1.0),
                    (false, true) => (1.0, 0.0),
                    (false, false) => (0.5, 0.5),
                };
                movement += self.push_apart(one, other, shares);
            }
        }
        movement
    }

    fn push_apart(&mut self, one: usize, other: usize, shares: (f32, f32)) -> f32 {
        let (width, height) = self.reach(one, other);
        let (dx, dy) = (self.x[other] - self.x[one], self.y[other] - self.y[one]);
        let (over_x, over_y) = (width - dx.abs(), height - dy.abs());
        if over_x.min(over_y) < 0.05 {
            return 0.0;
        }
        let (line, way) =
            if over_x < over_y { (&mut self.x, over_x.copysign(dx)) } else { (&mut self.y, over_y.copysign(dy)) };
        line[one] -= way * shares.0;
        line[other] += way * shares.1;
        way.abs()
    }
}

/// The edges that count: each pair once, no loops, both ends there.
fn simple(edges: &[(usize, usize)], count: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<_> = edges
        .iter()
        .map(|&(from, to)| (from.min(to), from.max(to)))
        .filter(|&(from, to)| from != to && to < count)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A length that can be counted on.
fn sound(length: f32) -> f32 {
    if length.is_finite() { length.clamp(0.0, 10_000.0) } else { 0.0 }
}

/// A third of the mean extent of a node, and never too little for nodes to be told apart.
fn unit(half_width: &[f32], half_height: &[f32]) -> f32 {
    let sum: f32 = half_width.iter().chain(half_height).sum();
    (0.3 * sum / (half_width.len() * 2).max(1) as f32).max(3.0)
}

/// Where a node was told to start, if that is a place.
fn start(node: &LayoutNode) -> Option<(f32, f32)> {
    node.start.filter(|&place| is_place(place))
}

/// Whether a node can stand there: numbers, and none so great that nothing else could be seen beside it.
pub fn is_place((x, y): (f32, f32)) -> bool {
    x.abs() < 1e6 && y.abs() < 1e6
}

/// Radius of a node with so many ties, in points. From some number on, more is no longer told by size.
pub fn radius(degree: usize) -> f32 {
    (7.0 + libm::sqrtf(degree as f32) * 1.6).min(24.0)
}

/// The start of every node: where it was, or beside its neighbours that were there, or on a disc.
fn starts(nodes: &[LayoutNode], edges: &[(usize, usize)], unit: f32) -> Vec<(f32, f32)> {
    let radius = 5.0 * unit * (nodes.len() as f32).sqrt();
    let mut near = vec![(0.0_f32, 0.0_f32, 0.0_f32); nodes.len()];
    for &(from, to) in edges {
        for (node, neighbour) in [(from, to), (to, from)] {
            if let Some((x, y)) = start(&nodes[neighbour]) {
                let sum = &mut near[node];
                *sum = (sum.0 + x, sum.1 + y, sum.2 + 1.0);
            }
        }
    }
    let place = |(node, (x, y, count)): (&LayoutNode, (f32, f32, f32))| {
        let (dx, dy) = on_disc(node.id);
        let scattered = if count > 0.0 {
            (x / count + dx * unit * 5.0, y / count + dy * unit * 5.0)
        } else {
            (dx * radius, dy * radius)
        };
        start(node).unwrap_or(scattered)
    };
    nodes.iter().zip(near).map(place).collect()
}

/// A point on the unit disc that follows from the id alone (FNV-1a of its text, mixed).
fn on_disc(id: NodeId) -> (f32, f32) {
    let hash = id
        .to_string()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let part = |bits: u64| (bits & 0xffff) as f32 / 65_536.0;
    let (sin, cos) = libm::sincosf(part(mixed >> 16) * std::f32::consts::TAU);
    let radius = part(mixed >> 40).sqrt();
    (cos * radius, sin * radius)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActorId, Party};

    fn node(n: usize) -> LayoutNode {
        let id = NodeId::Party(Party::Actor(ActorId::from_bits(n as u64)));
        LayoutNode::new(id, 12.0, 12.0 + (n % 5) as f32 * 8.0, &BTreeMap::new())
    }

    fn nodes(count: usize) -> Vec<LayoutNode> {
        (0..count).map(node).collect()
    }

    /// A tree with some more edges, the same each time.
    fn edges(count: usize, more: usize) -> Vec<(usize, usize)> {
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let tree: Vec<_> = (1..count).map(|node| (random(node), node)).collect();
        let extra: Vec<_> = (0..more).map(|_| (random(count), random(count))).collect();
        tree.into_iter().chain(extra).collect()
    }

    fn settled(nodes: &[LayoutNode], edges: &[(usize, usize)]) -> Vec<(f32, f32)> {
        let mut layout = Layout::new(nodes, edges);
        layout.settle();
        let positions = layout.positions();
        assert!(positions.iter().all(|(x, y)| x.is_finite() && y.is_finite()), "{positions:?}");
        positions
    }

    fn distance(one: (f32, f32), other: (f32, f32)) -> f32 {
        ((one.0 - other.0).powi(2) + (one.1 - other.1).powi(2)).sqrt()
    }

    fn overlaps(nodes: &[LayoutNode], at: &[(f32, f32)]) -> usize {
        let pairs = (0..at.len()).flat_map(|one| (one + 1..at.len()).map(move |other| (one, other)));
        pairs
            .filter(|&(one, other)| {
                let is_beside = (at[one].0 - at[other].0).abs() >= nodes[one].half_width + nodes[other].half_width;
                let is_above = (at[one].1 - at[other].1).abs() >= nodes[one].radius + nodes[other].radius;
                !is_beside && !is_above
            })
            .count()
    }

    fn crossings(edges: &[(usize, usize)], at: &[(f32, f32)]) -> usize {
        let turn = |a: (f32, f32), b: (f32, f32), c: (f32, f32)| (b.0 - a.0) * (c.1 - a.1) > (b.1 - a.1) * (c.0 - a.0);
        let pairs =
            (0..edges.len()).flat_map(|one| (one + 1..edges.len()).map(move |other| (edges[one], edges[other])));
        pairs
            .filter(|&((a, b), (c, d))| {
                let is_apart = a != c && a != d && b != c && b != d;
                let (a, b, c, d) = (at[a], at[b], at[c], at[d]);
                is_apart && turn(a, b, c) != turn(a, b, d) && turn(c, d, a) != turn(c, d, b)
            })
            .count()
    }

    #[test]
    fn a_small_graph_is_spread_and_untangled() {
        let (nodes, edges) = (nodes(40), simple(&edges(40, 15), 40));
        let begun = Layout::new(&nodes, &edges).positions();
        let at = settled(&nodes, &edges);
        assert_eq!(overlaps(&nodes, &at), 0);
        let (before, after) = (crossings(&edges, &begun), crossings(&edges, &at));
        assert!(after * 5 < before, "{before} crossings became {after}");
        let longest = at.iter().map(|&one| distance(one, (0.0, 0.0))).fold(0.0, f32::max);
        assert!(longest < 900.0, "{longest}");
    }

    #[test]
    fn the_same_graph_gives_the_same_picture() {
        assert_eq!(settled(&nodes(30), &edges(30, 5)), settled(&nodes(30), &edges(30, 5)));
    }

    #[test]
    fn pinned_nodes_stay_even_in_one_spot() {
        let mut nodes = nodes(10);
        for node in &mut nodes[..3] {
            *node = node.pinned((123.4, -5.6));
        }
        let at = settled(&nodes, &edges(10, 3));
        assert_eq!(at[..3], [(123.4, -5.6); 3]);
        assert_eq!(overlaps(&nodes[2..], &at[2..]), 0);
    }

    #[test]
    fn nodes_in_one_spot_come_apart() {
        let mut nodes = nodes(20);
        for node in &mut nodes {
            node.start = Some((0.0, 0.0));
        }
        assert_eq!(overlaps(&nodes, &settled(&nodes, &edges(20, 0))), 0);
    }

    #[test]
    fn odd_lengths_places_and_edges_do_no_harm() {
        let mut nodes = nodes(4);
        nodes[0].radius = f32::NAN;
        nodes[1].half_width = f32::INFINITY;
        nodes[2].start = Some((f32::NAN, 0.0));
        nodes[3].radius = -1.0;
        let at = settled(&nodes, &[(0, 0), (0, 9), (1, 2), (2, 1)]);
        assert_eq!(at.len(), 4);
        assert!(settled(&[], &[]).is_empty());
        assert_eq!(settled(&[node(1).pinned((1.0, 2.0))], &[]), [(1.0, 2.0)]);
    }

    #[test]
    fn separate_parts_stay_near_each_other() {
        let nodes = nodes(24);
        let pairs: Vec<_> = (0..8).map(|n| (n * 2, n * 2 + 1)).collect();
        let at = settled(&nodes, &pairs);
        let farthest = at.iter().map(|&one| distance(one, (0.0, 0.0))).fold(0.0, f32::max);
        assert!(farthest < 700.0, "{farthest}");
        let pair = distance(at[0], at[1]);
        let strangers = at[2..].iter().map(|&other| distance(at[0], other)).fold(f32::MAX, f32::min);
        assert!(pair < strangers, "a pair {pair}, strangers {strangers}");
    }

    #[test]
    fn a_newcomer_leaves_the_old_picture_nearly_as_it_was() {
        let old = settled(&nodes(30), &edges(30, 5));
        let previous: BTreeMap<_, _> = nodes(30).iter().map(|node| node.id).zip(old.iter().copied()).collect();
        let mut grown: Vec<_> =
            nodes(31).iter().map(|node| LayoutNode::new(node.id, node.radius, node.half_width, &previous)).collect();
        let mut more = edges(30, 5);
        more.push((4, 30));
        let new = settled(&grown, &more);
        let moved = old.iter().zip(&new).map(|(&old, &new)| distance(old, new)).sum::<f32>() / 30.0;
        assert!(moved < 40.0, "{moved}");
        assert!(distance(new[30], new[4]) < 200.0);
        grown.truncate(30);
        assert_eq!(overlaps(&grown, &new[..30]), 0);
    }
}
