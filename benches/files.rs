//! Opening and saving case files of generated cases, beside what the `ron` crate and `serde_json` alone take for the
//! same records in plain structs. Every save writes beside the file, forces that to the disk and renames it.
//!
//! `cargo bench --bench files -- memory` opens and saves 100,000 incidents once, and prints the most memory that took.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may fail like a test, and prints")]

mod generator;
#[path = "files/mirror.rs"]
mod mirror;

use std::fs::{self, File, OpenOptions};
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use criterion::{BatchSize, Criterion};
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use sightline::case::{Case, Change, IncidentId};
use sightline::disk::{self, Expected, Opened, Saved, ToSave};
use sightline::files::{Lineage, Watch, Written};

/// Memory as in the program.
#[cfg(feature = "window")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [(&str, usize); 3] = [("1k", 1_000), ("10k", 10_000), ("100k", 100_000)];

/// A folder on a disk, and not in memory.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = folder.path().join("a.case.ron");
    (folder, path)
}

/// A file of a generated case.
fn make(path: &Path, incidents: usize) -> Saved {
    disk::save_case(path, &generator::case(incidents, 1), &Lineage::default(), Expected::Anything).unwrap()
}

/// The case with one incident changed, another one each time.
fn changed(case: &Case, round: usize) -> Case {
    let ids: Vec<IncidentId> = case.incidents.keys().copied().collect();
    let id = ids.iter().cycle().nth(round * 7919 % ids.len()).copied().unwrap();
    let mut incident = case.incidents.get(&id).unwrap().as_ref().clone();
    incident.title.push('x');
    case.with(&[Change::Incident(id, Some(Arc::new(incident)))])
}

fn opening(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    for (name, incidents) in SIZES {
        let (_folder, path) = place();
        make(&path, incidents);
        group.bench_function(name, |bencher| bencher.iter_with_large_drop(|| disk::open(&path).unwrap()));
    }
    let (_folder, path) = place();
    make(&path, 100_000);
    group.bench_function("ron/100k", |bencher| bencher.iter_with_large_drop(|| by_ron(&path)));
    let file = by_ron(&path);
    assert_eq!(file.incidents.len(), 100_000);
    fs::remove_file(&path).unwrap();
    put(&path, serde_json::to_string_pretty(&file).unwrap().as_bytes());
    group.bench_function("json/100k", |bencher| bencher.iter_with_large_drop(|| by_json(&path)));
    assert!(by_json(&path).incidents == file.incidents, "the same was read");
}

fn saving(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("save");
    group.sample_size(10);
    for (name, incidents) in SIZES {
        let (_folder, path) = place();
        make(&path, incidents);
        let Opened { document, hash, .. } = disk::open(&path).unwrap();
        let (mut case, mut hash, mut lineage, mut written) = (document.case, hash, document.lineage, document.written);
        let mut round = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                round += 1;
                case = changed(&case, round);
                let to_save = ToSave { case: &case, previous: &lineage, written: &written };
                let saved = disk::save_watched(&path, to_save, Expected::Hash(hash), &Watch::default()).unwrap();
                Saved { hash, lineage, written } = saved;
            });
        });
        group.bench_function(format!("all/{name}"), |bencher| {
            let to_save = ToSave { case: &case, previous: &lineage, written: &Written::default() };
            bencher.iter(|| disk::save_watched(&path, to_save, Expected::Anything, &Watch::default()).unwrap());
        });
    }
    let (_folder, path) = place();
    make(&path, 100_000);
    let file = by_ron(&path);
    let pretty = PrettyConfig::new().new_line("\n").extensions(Extensions::IMPLICIT_SOME);
    group.bench_function("ron/100k", |bencher| {
        let text = || ron::ser::to_string_pretty(&file, pretty.clone()).unwrap();
        bencher.iter_batched(|| (), |()| put(&path, text().as_bytes()), BatchSize::PerIteration);
    });
    assert!(by_ron(&path).incidents == file.incidents, "what was written is read back");
    group.bench_function("json/100k", |bencher| {
        let text = || serde_json::to_string_pretty(&file).unwrap();
        bencher.iter_batched(|| (), |()| put(&path, text().as_bytes()), BatchSize::PerIteration);
    });
}

fn by_ron(path: &Path) -> mirror::File {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn by_json(path: &Path) -> mirror::File {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Replaces a file as a careful program does that checks nothing.
fn put(path: &Path, bytes: &[u8]) {
    let temporary = path.with_extension("tmp");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&temporary).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    drop(file);
    fs::rename(&temporary, path).unwrap();
    File::open(path.parent().unwrap()).unwrap().sync_all().unwrap();
}

/// The most memory that this process ever had, in megabytes; 0 where the system does not tell.
fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0) / 1000
}

fn memory() {
    let (_folder, path) = place();
    let made = Command::new(std::env::current_exe().unwrap()).arg("make").arg(&path).status().unwrap();
    assert!(made.success());
    println!("a file of {} MB", fs::metadata(&path).unwrap().len() / 1_000_000);
    let Opened { document, hash, .. } = disk::open(&path).unwrap();
    println!("opened: {} MB", peak_megabytes());
    let (case, written) = (changed(&document.case, 1), &document.written);
    let to_save = ToSave { case: &case, previous: &document.lineage, written };
    let saved = disk::save_watched(&path, to_save, Expected::Hash(hash), &Watch::default()).unwrap();
    println!("saved with one record changed: {} MB", peak_megabytes());
    let to_save = ToSave { case: &case, previous: &saved.lineage, written: &Written::default() };
    disk::save_watched(&path, to_save, Expected::Hash(saved.hash), &Watch::default()).unwrap();
    println!("saved from nothing: {} MB", peak_megabytes());
    black_box(document);
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", path] => drop(make(Path::new(path), 100_000)),
        ["memory", ..] => memory(),
        _ => {
            let mut criterion = Criterion::default().configure_from_args();
            opening(&mut criterion);
            saving(&mut criterion);
            criterion.final_summary();
        }
    }
}
