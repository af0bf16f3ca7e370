//! How long it takes to compare two names, and to look through a case for records that are likely to be one.

#[path = "generator/mod.rs"]
mod generator;
#[path = "generator/twins.rs"]
mod twins;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
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
    group.finish();
}

criterion_group!(benches, duplicates);
criterion_main!(benches);
