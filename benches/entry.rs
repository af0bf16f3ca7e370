//! What one keystroke in quick add costs at 100,000 incidents and 20,000 actors: the line read and previewed, the word at
//! the cursor completed; and what the index of names costs, which is made once.

mod generator;

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::Case;
use sightline::query::entry::{Known, Names, complete, read};

/// A line as it is typed, with names of the case: the first actors, place and source.
fn line(case: &Case) -> String {
    let actors: Vec<String> = case.actors.values().take(3).map(|actor| actor.name.clone()).collect();
    let word = |name: &String| name.split(' ').next_back().unwrap_or_default().to_lowercase();
    let place = case.places.values().next().map(|place| place.name.clone()).unwrap_or_default();
    let source = case.sources.values().next().map(|source| source.title.clone()).unwrap_or_default();
    let who: Vec<String> = actors.iter().map(|name| format!("+{}:leader", word(name))).collect();
    format!(
        "early hours of 2 March 2009: shootout at the port, 14 kg seized @\"{place}\" {} +\"New Man\":detained ^\"{source}\" \
         p. 3 B2 soon after \"the\"",
        who.join(" ")
    )
}

fn keystroke(criterion: &mut Criterion) {
    let case = generator::case(100_000, 1);
    let names = Names::of(&case);
    let line = line(&case);
    let mut next = 0;
    criterion.bench_function("entry/read a line", |bencher| {
        bencher.iter(|| {
            let fresh = names.on(&case);
            let known = Known { names: &fresh, reading: None };
            let mut bits = || {
                next += 1;
                next
            };
            read(&line, known, &mut bits)
        });
    });
    criterion.bench_function("entry/complete a word of one letter", |bencher| {
        bencher.iter(|| {
            let fresh = names.on(&case);
            complete("Shootout +a", 11, Known { names: &fresh, reading: None })
        });
    });
    criterion.bench_function("entry/find an incident by its words", |bencher| {
        bencher.iter(|| {
            let fresh = names.on(&case);
            complete("soon after \"sei", 15, Known { names: &fresh, reading: None })
        });
    });
}

fn index(criterion: &mut Criterion) {
    let case = generator::case(100_000, 1);
    criterion.bench_function("entry/make the index", |bencher| bencher.iter(|| Names::of(&case)));
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2));
    targets = keystroke, index
}
criterion_main!(benches);
