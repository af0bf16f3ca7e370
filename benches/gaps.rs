//! What the mandate matrix, the gaps and the findings cost at 60 missions, 40 themes and 100,000 incidents: from scratch,
//! and the gaps after one incident has been edited.
#![expect(clippy::expect_used, reason = "without its case a bench cannot run")]

mod generator;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::{Case, Change, ThemeTag};
use sightline::query::dates::Dates;
use sightline::query::evidence::{Evidence, Ground, Threshold, evidence_of};
use sightline::query::findings::findings;
use sightline::query::gaps::{Gaps, gaps};
use sightline::query::matrix::matrix;

fn whole(ground: &Ground<'_>) -> (Evidence, Gaps) {
    let matrix = matrix(ground.case, ground.dates, None);
    let evidence = evidence_of(ground);
    let gaps = gaps(ground, &matrix, &evidence);
    (evidence, gaps)
}

/// The case with another theme in one of its incidents.
fn edited(case: &Case) -> Case {
    let (&id, incident) = case.incidents.iter().nth(50_000).expect("a large case");
    let theme = *case.themes.keys().next().expect("a theme");
    let mut incident = (**incident).clone();
    incident.themes = vec![ThemeTag { theme, basis: sightline::case::Basis::Stated }];
    case.with(&[Change::Incident(id, Some(Arc::new(incident)))])
}

fn measure(criterion: &mut Criterion) {
    let case = generator::case(100_000, 1);
    let dates = Dates::of(&case);
    let threshold = Threshold::default();
    let ground = Ground { case: &case, dates: &dates, as_of: None, threshold: &threshold, hits: None, counted: None };
    criterion.bench_function("matrix", |bencher| bencher.iter(|| black_box(matrix(&case, &dates, None))));
    criterion.bench_function("gaps", |bencher| bencher.iter_with_large_drop(|| whole(&ground)));
    let (known, found) = whole(&ground);
    let whole_table = matrix(&case, &dates, None);
    criterion.bench_function("findings", |bencher| {
        bencher.iter(|| black_box(findings(&ground, &whole_table, (&known, &found))));
    });
    let next = edited(&case);
    let after = Ground { case: &next, ..ground };
    let table = matrix(&next, &dates, None);
    criterion.bench_function("gaps_after_edit", |bencher| {
        bencher.iter(|| {
            let evidence = known.renewed(&ground, &after).expect("one incident has changed");
            let gaps = gaps(&after, &table, &evidence);
            black_box((evidence, gaps))
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(3));
    targets = measure
}
criterion_main!(benches);
