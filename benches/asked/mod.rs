//! The questions that the views ask of a case, one row each: for whatever measures how long their answers take.

use std::hint::black_box;
use std::sync::Arc;

use sightline::case::{Case, Marking, NamedBy, RecordId};
use sightline::files::{self, Lineage};
use sightline::query::chronicle::Chronicle;
use sightline::query::dates::Dates;
use sightline::query::lanes::{LaneBy, Window, lanes};
use sightline::query::layout::{Layout, LayoutNode};
use sightline::query::network::{Ask, Network, Web, network};
use sightline::query::{evidence, matrix, problems, references, sources};

/// What questions are asked of.
pub struct Known {
    case: Case,
    dates: Dates,
    chronicle: Arc<Chronicle>,
}

impl Known {
    /// What the session has worked out before it asks the rest.
    pub fn of(case: Case) -> Self {
        let dates = Dates::of(&case);
        let chronicle = Arc::new(Chronicle::of(&case, &dates));
        Self { case, dates, chronicle }
    }
}

/// A question and how to ask it. The answer is thrown away.
pub type Row = (&'static str, fn(&Known));

/// Every question.
pub const ASKED: &[Row] = &[
    ("dates", |known| drop(black_box(Dates::of(&known.case)))),
    ("dated incidents in order", |known| drop(black_box(Chronicle::of(&known.case, &known.dates)))),
    ("lanes by kind", |known| drop(black_box(lanes(&known.chronicle, LaneBy::Kind, &Window::default())))),
    ("lanes by actor", |known| drop(black_box(lanes(&known.chronicle, LaneBy::Actor, &Window::default())))),
    ("matrix", |known| drop(black_box(matrix::matrix(&known.case, &known.dates, None)))),
    ("evidence behind the matrix", |known| drop(black_box(evidence::evidence(&known.case, &known.dates, None)))),
    ("web of the graph", |known| drop(black_box(Web::of(&known.case, &known.dates, &Ask::default())))),
    ("network", |known| drop(black_box(ask_network(known)))),
    ("layout: start and one step", ask_layout),
    ("problems", |known| drop(black_box(problems::problems(&known.case, &known.dates)))),
    ("what hangs on each source", |known| drop(black_box(sources::support(&known.case)))),
    ("index of who names whom", |known| drop(black_box(NamedBy::of(&known.case)))),
    ("who names one actor, without it", ask_referrers),
    ("highest marking", |known| {
        let _: Marking = black_box(known.case.banner_marking());
    }),
    ("write as text", |known| drop(black_box(files::write(&known.case, &Lineage::default())))),
];

fn ask_network(known: &Known) -> Network {
    network(&known.case, &known.dates, &Ask::default())
}

fn ask_layout(known: &Known) {
    let network = ask_network(known);
    let node = |id| LayoutNode { id, radius: 9.0, half_width: 50.0, is_pinned: false, start: None };
    let nodes: Vec<LayoutNode> = network.nodes.iter().map(|one| node(one.id)).collect();
    let edges: Vec<(usize, usize)> = network.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let mut layout = Layout::new(&nodes, &edges);
    let _: f32 = black_box(layout.step());
}

fn ask_referrers(known: &Known) {
    if let Some(&(id, _)) = known.case.actors.get_min() {
        drop(black_box(references::referrers(&known.case, RecordId::from(id))));
    }
}
