//! What one keystroke in quick add costs at 100,000 incidents and 20,000 actors: the line read and previewed, the word at
//! the cursor completed; and what the index of names costs, which is made once.

mod generator;

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::{Case, Change, Incident};
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

/// The case after so many edits that the index has not seen: every third takes an incident out.
fn edited(case: &Case, count: usize) -> Case {
    let edits = case.incidents.iter().step_by(case.incidents.len() / count).take(count).enumerate();
    let changes = edits.map(|(place, (&id, incident))| {
        let renamed = Incident { title: format!("{} again", incident.title), ..Incident::clone(incident) };
        Change::Incident(id, (place % 3 > 0).then(|| Arc::new(renamed)))
    });
    case.with(&changes.collect::<Vec<_>>())
}

fn keystroke(criterion: &mut Criterion) {
    let case = generator::case(100_000, 1);
    let names = Names::of(&case);
    let line = line(&case);
    let mut next = 0;
    for (what, case) in [("read a line", &case), ("read a line, 200 records changed since", &edited(&case, 200))] {
        criterion.bench_function(&format!("entry/{what}"), |bencher| {
            bencher.iter(|| {
                let fresh = names.on(case);
                let known = Known { names: &fresh, reading: None };
                let mut bits = || {
                    next += 1;
                    next
                };
                read(&line, known, &mut bits)
            });
        });
    }
    let completed = [
        ("complete a word of one letter", "Shootout +a"),
        ("find an incident by its words", "soon after \"sei"),
        ("find an incident by one letter", "soon after \"s"),
    ];
    for (what, line) in completed {
        criterion.bench_function(&format!("entry/{what}"), |bencher| {
            bencher.iter(|| {
                let fresh = names.on(&case);
                complete(line, line.len(), Known { names: &fresh, reading: None })
            });
        });
    }
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
