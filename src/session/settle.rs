//! The layout of the graph, settling on a thread of its own while the window shows each state of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use super::host::Wake;
use crate::case::{Case, Party, RecordId, RecordKind};
use crate::query::layout::{self, Layout, LayoutNode};
use crate::query::network::{Network, NodeId};

/// Where every node of the graph stands, and whether that is still moving.
#[derive(Default)]
pub struct Settled {
    places: BTreeMap<RecordId, (f32, f32)>,
    /// Where nodes last stood in the picture without a lens, those too that are not drawn now: they come back there.
    home: BTreeMap<RecordId, (f32, f32)>,
    plan: Plan,
    seen: Option<Seen>,
    run: Option<Run>,
}

/// What a plan was made of, told without looking at it.
#[derive(Clone)]
struct Seen {
    case: Case,
    network: Arc<Network>,
}

impl Seen {
    /// Whether a plan would come out the same but for its pins.
    fn is_still(&self, case: &Case, network: &Arc<Network>) -> bool {
        // Names give the nodes their widths.
        let named = [RecordKind::Actor, RecordKind::Mission, RecordKind::Incident];
        Arc::ptr_eq(&self.network, network) && named.iter().all(|&kind| self.case.shares(case, kind))
    }
}

/// What a layout depends on.
#[derive(Clone, Debug, Default, PartialEq)]
struct Plan {
    nodes: Vec<(NodeId, usize, f32)>,
    edges: Vec<(usize, usize)>,
    pins: BTreeMap<Party, (f32, f32)>,
}

/// A layout under way; dropping it stops the thread.
struct Run {
    latest: Receiver<Vec<(f32, f32)>>,
    stop: Arc<AtomicBool>,
}

impl Drop for Run {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Steps between two states that the window is shown.
const STEPS: usize = 8;
/// The most steps that a layout takes.
const MOST_STEPS: usize = 4_000;
/// The least time between two states, so that the movement can be followed.
const PAUSE: Duration = Duration::from_millis(8);

impl Settled {
    /// Where every node stands, in the layout's plane.
    pub const fn places(&self) -> &BTreeMap<RecordId, (f32, f32)> {
        &self.places
    }

    /// Whether the layout is still moving.
    pub const fn is_settling(&self) -> bool {
        self.run.is_some()
    }

    /// The same places, for a pane that goes its own way from here: what is still moving settles there by itself.
    pub(super) fn pinned(&self, wake: &Wake, is_still: bool) -> Self {
        let run = self.run.as_ref().and_then(|_| {
            let nodes = self.nodes(&self.plan, false);
            start((nodes, self.plan.edges.clone()), Arc::clone(wake), is_still)
        });
        let (places, home) = (self.places.clone(), self.home.clone());
        Self { places, home, plan: self.plan.clone(), seen: self.seen.clone(), run }
    }

    /// Takes in the newest state.
    pub(super) fn poll(&mut self) {
        let Some(run) = &self.run else { return };
        let mut newest = None;
        let is_over = loop {
            match run.latest.try_recv() {
                Ok(places) => newest = Some(places),
                Err(TryRecvError::Empty) => break false,
                Err(TryRecvError::Disconnected) => break true,
            }
        };
        if let Some(newest) = newest {
            self.place(newest);
        }
        if is_over {
            self.run = None;
        }
    }

    /// Lays out anew where nodes, edges or pins have changed; what stood somewhere starts from there.
    pub(super) fn refresh(
        &mut self,
        (case, network): (&Case, &Arc<Network>),
        pins: &BTreeMap<Party, (f32, f32)>,
        (wake, patience, is_still): (&Wake, Duration, bool),
    ) {
        if *pins == self.plan.pins && self.seen.as_ref().is_some_and(|seen| seen.is_still(case, network)) {
            return;
        }
        let before = self.seen.replace(Seen { case: case.clone(), network: Arc::clone(network) });
        let was_partial = before.is_some_and(|seen| seen.network.is_partial());
        let plan = Plan {
            nodes: network.nodes.iter().map(|node| (node.id, node.degree, half_width(case, node.id))).collect(),
            edges: network.edges.iter().map(|edge| (edge.from, edge.to)).collect(),
            pins: pins.clone(),
        };
        if plan == self.plan {
            return;
        }
        if !was_partial {
            self.home.extend(&self.places);
            self.home.retain(|&id, _| case.has(id));
        }
        let is_back = was_partial && !network.is_partial();
        let nodes = self.nodes(&plan, is_back);
        let is_drawn: BTreeSet<RecordId> = plan.nodes.iter().map(|(id, ..)| (*id).into()).collect();
        self.places.retain(|id, _| is_drawn.contains(id));
        let pinned = nodes.iter().filter(|node| node.is_pinned);
        self.places.extend(pinned.filter_map(|node| Some((node.id.into(), node.start?))));
        self.run = start((nodes.clone(), plan.edges.clone()), Arc::clone(wake), is_still);
        self.plan = plan;
        // New nodes have no place before the first state is there.
        match self.run.as_ref().map(|run| run.latest.recv_timeout(patience)) {
            Some(Ok(first)) => self.place(first),
            Some(Err(_)) => {}
            // Without a thread nothing moves, but everything stands somewhere.
            None => self.place(Layout::new(&nodes, &self.plan.edges).positions()),
        }
    }

    fn place(&mut self, places: Vec<(f32, f32)>) {
        self.places = self.plan.nodes.iter().zip(places).map(|((id, ..), place)| ((*id).into(), place)).collect();
    }

    /// The nodes of the plan, each with its start. Out of a lens, the picture is again what it was before it.
    fn nodes(&self, plan: &Plan, is_back: bool) -> Vec<LayoutNode> {
        let pin = |id: NodeId| match id {
            // A file may hold any number; what is no place pins nothing.
            NodeId::Party(party) => plan.pins.get(&party).copied().filter(|&place| layout::is_place(place)),
            NodeId::Incident(_) => None,
        };
        let (first, second) = if is_back { (&self.home, &self.places) } else { (&self.places, &self.home) };
        let start = |id: RecordId| first.get(&id).or_else(|| second.get(&id)).copied();
        plan.nodes
            .iter()
            .map(|&(id, degree, half_width)| LayoutNode {
                id,
                radius: layout::radius(degree),
                half_width,
                is_pinned: pin(id).is_some(),
                start: pin(id).or_else(|| start(id.into())),
            })
            .collect()
    }
}

/// Half of the width that a node's label takes, in points: about six points a letter, as far as labels go.
fn half_width(case: &Case, id: NodeId) -> f32 {
    let letters = case.title_of(id.into()).chars().count().min(22);
    letters as f32 * 3.0
}

/// Lays out on a thread. Where nothing is to move, only the end of it is shown.
fn start((nodes, edges): (Vec<LayoutNode>, Vec<(usize, usize)>), wake: Wake, is_still: bool) -> Option<Run> {
    let (send, latest) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let settle = move || {
        let mut layout = Layout::new(&nodes, &edges);
        if stopped.load(Ordering::Relaxed) || (!is_still && send.send(layout.positions()).is_err()) {
            return;
        }
        wake();
        for _ in 0..MOST_STEPS / STEPS {
            let begun = Instant::now();
            for _ in 0..STEPS {
                layout.step();
            }
            let is_over = layout.is_settled();
            if stopped.load(Ordering::Relaxed) || (!is_still && send.send(layout.positions()).is_err()) {
                return;
            }
            if is_over {
                break;
            }
            if !is_still {
                wake();
                std::thread::sleep(PAUSE.saturating_sub(begun.elapsed()));
            }
        }
        // Nobody listens only where the layout is wanted no longer.
        drop(send.send(layout.positions()));
        drop(send);
        wake();
    };
    let thread = std::thread::Builder::new().name("layout".to_owned()).spawn(settle).ok()?;
    drop(thread);
    Some(Run { latest, stop })
}
