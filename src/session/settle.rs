//! The layout of the graph, settling on a thread of its own while the window shows each state of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use crate::case::{Case, Party, RecordId};
use crate::query::layout::{Layout, LayoutNode};
use crate::query::network::{Network, NodeId};

/// Where every node of the graph stands, and whether that is still moving.
#[derive(Default)]
pub struct Settled {
    places: BTreeMap<RecordId, (f32, f32)>,
    plan: Plan,
    run: Option<Run>,
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
/// The pause between two states, so that the movement can be followed.
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
            self.places = self.plan.nodes.iter().zip(newest).map(|((id, ..), place)| ((*id).into(), place)).collect();
        }
        if is_over {
            self.run = None;
        }
    }

    /// Lays out anew where nodes, edges or pins have changed; what stood somewhere starts from there.
    pub(super) fn refresh(
        &mut self,
        (case, network): (&Case, &Network),
        pins: &BTreeMap<Party, (f32, f32)>,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) {
        let plan = Plan {
            nodes: network.nodes.iter().map(|node| (node.id, node.degree, half_width(case, node.id))).collect(),
            edges: network.edges.iter().map(|edge| (edge.from, edge.to)).collect(),
            pins: pins.clone(),
        };
        if plan == self.plan {
            return;
        }
        let layout = self.layout(&plan);
        self.places =
            plan.nodes.iter().zip(layout.positions()).map(|((id, ..), place)| ((*id).into(), place)).collect();
        self.plan = plan;
        self.run = start(layout, Arc::clone(wake));
    }

    fn layout(&self, plan: &Plan) -> Layout {
        let pin = |id: NodeId| match id {
            NodeId::Party(party) => plan.pins.get(&party).copied(),
            NodeId::Incident(_) => None,
        };
        let nodes: Vec<LayoutNode> = plan
            .nodes
            .iter()
            .map(|&(id, degree, half_width)| LayoutNode {
                id,
                radius: 7.0 + libm::sqrtf(degree as f32) * 1.6,
                half_width,
                is_pinned: pin(id).is_some(),
                start: pin(id).or_else(|| self.places.get(&id.into()).copied()),
            })
            .collect();
        Layout::new(&nodes, &plan.edges)
    }
}

/// Half of the width that a node's label takes, in points: about six points a letter, as far as labels go.
fn half_width(case: &Case, id: NodeId) -> f32 {
    let letters = case.title_of(id.into()).chars().count().min(22);
    letters as f32 * 3.0
}

fn start(mut layout: Layout, wake: Arc<dyn Fn() + Send + Sync>) -> Option<Run> {
    let (send, latest) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let settle = move || {
        for _ in 0..MOST_STEPS / STEPS {
            for _ in 0..STEPS {
                layout.step();
            }
            let is_over = layout.is_settled();
            if stopped.load(Ordering::Relaxed) || send.send(layout.positions()).is_err() {
                return;
            }
            wake();
            if is_over {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        drop(send);
        wake();
    };
    let thread = std::thread::Builder::new().name("layout".to_owned()).spawn(settle).ok()?;
    drop(thread);
    Some(Run { latest, stop })
}
