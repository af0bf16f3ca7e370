//! How long the answers to what the views ask take, on generated cases.

#[path = "asked/mod.rs"]
mod asked;
#[path = "generator/mod.rs"]
mod generator;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

fn queries(criterion: &mut Criterion) {
    for (size, incidents) in [("1k", 1_000), ("10k", 10_000), ("100k", 100_000)] {
        let known = asked::Known::of(generator::case(incidents, 1));
        let mut group = criterion.benchmark_group("queries");
        // The slow ones take more than a second each.
        group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
        for &(name, ask) in asked::ASKED {
            group.bench_function(BenchmarkId::new(name, size), |bencher| bencher.iter(|| ask(&known)));
        }
        group.finish();
    }
}

criterion_group!(benches, queries);
criterion_main!(benches);
