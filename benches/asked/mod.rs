//! The questions that the views ask of a case, one row each: for whatever measures how long their answers take.

use std::hint::black_box;

use sightline::case::{Case, Marking, RecordId};
use sightline::files::{self, Lineage};
use sightline::query::dates::Dates;
use sightline::query::lanes::{LaneBy, Window, lanes};
use sightline::query::layout::{Layout, LayoutNode};
use sightline::query::network::{Ask, network};
use sightline::query::{evidence, matrix, problems, references, sources};

/// A question and how to ask it. The answer is thrown away.
pub type Row = (&'static str, fn(&Case, &Dates));

/// Every question.
pub const ASKED: &[Row] = &[
    ("dates", |case, _| drop(black_box(Dates::of(case)))),
    ("lanes by kind", |case, dates| ask_lanes(case, dates, LaneBy::Kind)),
    ("lanes by actor", |case, dates| ask_lanes(case, dates, LaneBy::Actor)),
    ("matrix", |case, dates| drop(black_box(matrix::matrix(case, dates, None)))),
    ("evidence behind the matrix", |case, dates| drop(black_box(evidence::evidence(case, dates, None)))),
    ("network", |case, dates| drop(black_box(network(case, dates, &Ask::default())))),
    ("layout: start and one step", ask_layout),
    ("problems", |case, dates| drop(black_box(problems::problems(case, dates)))),
    ("what hangs on each source", |case, _| drop(black_box(sources::support(case)))),
    ("who names one actor", ask_referrers),
    ("highest marking", |case, _| {
        let _: Marking = black_box(case.banner_marking());
    }),
    ("write as text", |case, _| drop(black_box(files::write(case, &Lineage::default())))),
];

fn ask_lanes(case: &Case, dates: &Dates, by: LaneBy) {
    drop(black_box(lanes(case, dates, by, &Window::default(), |id| dates.is_derived(id))));
}

fn ask_layout(case: &Case, dates: &Dates) {
    let network = network(case, dates, &Ask::default());
    let node = |id| LayoutNode { id, radius: 9.0, half_width: 50.0, is_pinned: false, start: None };
    let nodes: Vec<LayoutNode> = network.nodes.iter().map(|one| node(one.id)).collect();
    let edges: Vec<(usize, usize)> = network.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let mut layout = Layout::new(&nodes, &edges);
    let _: f32 = black_box(layout.step());
}

fn ask_referrers(case: &Case, _: &Dates) {
    if let Some(&(id, _)) = case.actors.get_min() {
        drop(black_box(references::referrers(case, RecordId::from(id))));
    }
}
