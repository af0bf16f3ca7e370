//! How long it takes to compare two names, and to look through a case for records that are likely to be one.

#[path = "generator/mod.rs"]
mod generator;
#[path = "generator/twins.rs"]
mod twins;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sightline::case::{Actor, ActorId, Case, Change};
use sightline::query::duplicates::{likely, score};

fn duplicates(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("duplicates");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    group.bench_function("two names", |bencher| {
        bencher.iter(|| score(black_box("Sergei Petrovich Volkov"), black_box("Сергей Волков"), None));
    });
    for incidents in [10_000, 100_000] {
        let case = generator::case(incidents, 1);
        let name = BenchmarkId::new("case with actors", case.actors.len());
        group.bench_function(name, |bencher| bencher.iter(|| likely(&case, &|_| true)));
    }
    let case = twins::various(20_000, 1).0;
    let name = BenchmarkId::new("various names, actors", case.actors.len());
    group.bench_function(name, |bencher| bencher.iter(|| likely(&case, &|_| true)));
    let case = numbered(20_000);
    let name = BenchmarkId::new("numbered names, actors", case.actors.len());
    group.bench_function(name, |bencher| bencher.iter(|| likely(&case, &|_| true)));
    group.finish();
}

/// Vessels or posts that are told apart by a number alone: every one shares its word with all others.
fn numbered(actors: u64) -> Case {
    let actor = |n: u64| Actor { name: format!("Vessel {n:05}"), ..Actor::default() };
    let changes = (0..actors).map(|n| Change::Actor(ActorId::from_bits(n), Some(Arc::new(actor(n)))));
    generator::case(0, 1).with(&changes.collect::<Vec<_>>())
}

criterion_group!(benches, duplicates);
criterion_main!(benches);
