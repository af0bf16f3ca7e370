//! What the timeline costs that grows with a case: its chronicle, a new filter, a brush, and what lies in a window.

mod generator;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::{IncidentKind, LaneBy, Moment};
use sightline::query::chronicle::Chronicle;
use sightline::query::dates::Dates;
use sightline::query::lanes::{Lanes, Window, lanes};

/// 2009-03-01 and 2010-06-30, in seconds.
const BRUSH: (Moment, Moment) = (Moment(1_235_865_600), Moment(1_277_855_999));

/// Every incident of the lanes at the top that may lie in a window of a year, as the pane asks for them in each frame.
fn in_view(lanes: &Lanes) -> usize {
    let (first, last) = (Moment(1_230_768_000), Moment(1_262_303_999));
    (0..40).filter_map(|place| lanes.lane(place)).map(|lane| lane.within(first, last).count()).sum()
}

fn timeline(criterion: &mut Criterion) {
    for (name, incidents) in [("1k", 1_000), ("10k", 10_000), ("100k", 100_000)] {
        let case = generator::case(incidents, 1);
        let dates = Dates::of(&case);
        criterion.bench_function(&format!("chronicle/{name}"), |bencher| {
            bencher.iter(|| Chronicle::of(black_box(&case), &dates));
        });
        let chronicle = Arc::new(Chronicle::of(&case, &dates));
        let kinds = BTreeSet::from([IncidentKind::Meeting, IncidentKind::Statement]);
        let filter = Window { hidden_kinds: kinds, ..Window::default() };
        let brush = Window { brush: Some(BRUSH), ..Window::default() };
        for by in [LaneBy::Kind, LaneBy::Actor] {
            // Lanes are made when they are first asked for.
            let first = || lanes(&Arc::new(Chronicle::of(&case, &dates)), by, &Window::default());
            criterion
                .bench_function(&format!("chronicle and lanes/{name}/{}", by.label()), |bencher| bencher.iter(first));
            for (what, window) in [("filter", &filter), ("brush", &brush)] {
                criterion.bench_function(&format!("lanes/{what}/{name}/{}", by.label()), |bencher| {
                    bencher.iter(|| lanes(black_box(&chronicle), by, window));
                });
            }
            let all = lanes(&chronicle, by, &Window::default());
            criterion.bench_function(&format!("lanes/in view/{name}/{}", by.label()), |bencher| {
                bencher.iter(|| in_view(black_box(&all)));
            });
        }
    }
}

criterion_group!(benches, timeline);
criterion_main!(benches);
