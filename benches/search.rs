//! What a search costs on a case of 100,000 incidents: for each key typed, for one edited record, and to read every text.
//!
//! Beside criterion's figures, the 50th and 95th percentile of a key are printed: of words of all frequencies, typed letter
//! by letter from their beginning and from their middle, and of words that nothing holds.
#![expect(clippy::unwrap_used, reason = "a measurement may fail")]
#![expect(clippy::print_stdout, reason = "percentiles are printed beside what criterion prints")]

mod generator;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::{Case, Change, Incident, RecordId};
use sightline::query::folded::fold;
use sightline::query::ranked::{self, Typed};
use sightline::query::search::Index;

const INCIDENTS: usize = 100_000;

/// Words typed letter by letter: in every record, in many, in some, in few, in none; from inside a word; with a second word
/// begun.
const WORDS: &[&str] = &[
    "the",
    "mission",
    "vehicles",
    "border",
    "cocaine",
    "northern",
    "commander",
    "perpetrator",
    "seizure",
    "marsa",
    "beladi",
    "gorasu",
    "torima",
    "paragraph",
    "2014-0",
    "s/2011/388",
    "zzzz",
    "qx",
    "absentword",
    "ehicle",
    "ission",
    "orthern",
    "esidents",
    "arket",
    "isted",
    "convoy north",
    "radio the",
    "\"river road",
    "port official",
];

/// Every state of a field while these words are typed.
fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for word in WORDS {
        let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
        keys.extend(ends.filter_map(|end| word.get(..end)).map(str::to_owned));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// Prints how long the keys took, each the middle of three times: other work on the machine is not ours.
fn percentiles(name: &str, keys: &[String], act: impl Fn(&str)) {
    let measure = |key: &String| {
        let begin = Instant::now();
        act(key);
        begin.elapsed()
    };
    let middle = |key: &String| {
        let mut times = [measure(key), measure(key), measure(key)];
        times.sort();
        times.get(1).copied().unwrap_or_default()
    };
    let mut times: Vec<Duration> = keys.iter().map(middle).collect();
    times.sort();
    let at = |percent: usize| {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times.get(place).copied().unwrap_or_default().as_secs_f64() * 1e3
    };
    println!("{name}: {} keys, p50 {:.3} ms, p95 {:.3} ms, longest {:.3} ms", times.len(), at(50), at(95), at(100));
}

/// The case with other titles of so many incidents from its middle on.
fn edited(case: &Case, count: usize) -> Case {
    let incidents = case.incidents.iter().skip(INCIDENTS / 2).take(count);
    let changes = incidents.map(|(&id, old)| {
        let incident = Incident { title: "Another title".to_owned(), ..old.as_ref().clone() };
        Change::Incident(id, Some(Arc::new(incident)))
    });
    case.with(&changes.collect::<Vec<_>>())
}

fn typing(criterion: &mut Criterion) {
    let case = generator::case(INCIDENTS, 1);
    let (index, keys) = (Index::of(&case), keys());
    percentiles("texts searched", &keys, |key| drop(black_box(index.containing(key))));
    let after = index.updated(&edited(&case, 400)).unwrap();
    percentiles("texts searched after 400 edits", &keys, |key| drop(black_box(after.containing(key))));
    let folded = |id: RecordId| fold(&ranked::names(&case, id).join("\n"));
    let all: Vec<(RecordId, String)> = case.records().map(|(id, _)| (id, folded(id))).collect();
    percentiles("names ranked", &keys, |key| {
        let listed = all.iter().map(|(id, folded)| (*id, folded.as_str()));
        drop(black_box(ranked::records(&mut Typed::of(key), &listed, &[])));
    });
    for key in ["a", "th", "mission", "ehicle", "cocaine", "absentword", "\"river road"] {
        criterion.bench_function(&format!("search/key {key}"), |bencher| bencher.iter(|| index.containing(key)));
    }
}

fn keeping(criterion: &mut Criterion) {
    let case = generator::case(INCIDENTS, 1);
    let index = Index::of(&case);
    let [one, many, more] = [1, 400, 401].map(|count| edited(&case, count));
    criterion.bench_function("search/one record edited", |bencher| bencher.iter(|| index.updated(&one)));
    let later = index.updated(&many).unwrap();
    criterion.bench_function("search/one more after 400", |bencher| bencher.iter(|| later.updated(&more)));
    criterion.bench_function("search/every text read", |bencher| bencher.iter(|| Index::of(&case)));
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    targets = typing, keeping
}
criterion_main!(benches);
