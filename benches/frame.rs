//! One whole frame of the window while nothing changes, on the sample case and on generated ones: layout, shapes and
//! tessellation, without a GPU. What users do in it is measured by `feel`.

#[path = "feel/desk.rs"]
mod desk;
#[path = "generator/mod.rs"]
mod generator;

use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use desk::Desk;
use sightline::case::RecordId;
use sightline::files::{self, Lineage};
use sightline::session::Command;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A file with a generated case, in a folder that goes when it is dropped.
#[expect(clippy::disallowed_methods, reason = "a generated case is nobody's work")]
fn file(incidents: usize) -> Option<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().ok()?;
    let path = folder.path().join("generated.case.ron");
    std::fs::write(&path, files::write(&generator::case(incidents, 1), &Lineage::default())).ok()?;
    Some((folder, path))
}

fn frames(criterion: &mut Criterion) {
    for (name, incidents) in [("sample", 0), ("1k", 1_000), ("10k", 10_000), ("100k", 100_000)] {
        // The case is made only where its frames are wanted.
        let mut desk = None;
        let mut group = criterion.benchmark_group("frame");
        group.sample_size(10);
        group.bench_function(name, |bencher| {
            let desk = desk.get_or_insert_with(|| opened(incidents));
            bencher.iter_custom(|count| (0..count).map(|_| desk.frame(Vec::new(), Vec::new()).total()).sum());
        });
        group.bench_function(format!("{name} with a form"), |bencher| {
            let desk = desk.get_or_insert_with(|| opened(incidents));
            let first = desk.session.case().incidents.keys().next().copied().map(RecordId::from);
            desk.act(Vec::new(), first.map(Command::Select).into_iter().collect());
            bencher.iter_custom(|count| (0..count).map(|_| desk.frame(Vec::new(), Vec::new()).total()).sum());
        });
        group.finish();
    }
}

/// A window with a case of so many incidents, at rest; with the sample case where that is none.
fn opened(incidents: usize) -> Desk {
    let file = (incidents > 0).then(|| file(incidents)).flatten();
    let mut desk = Desk::new(file.as_ref().map(|(_, path)| path.clone()));
    let (is_at_rest, frames) = desk.rest(Duration::from_mins(1));
    assert!(is_at_rest || incidents > 10_000, "the window does not come to rest");
    assert!(frames.iter().any(|frame| frame.vertices > 0), "nothing was drawn");
    desk
}

criterion_group!(benches, frames);
criterion_main!(benches);
