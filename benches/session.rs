//! What an edit, an undo and a selection cost the window, and how long all answers take, at 10,000 and 100,000 incidents.
//!
//! The session waits for no answer, as in a window that has lost its patience: what is measured is what a frame pays. The
//! answers are measured by themselves, in a session that waits for all of them.

mod generator;

use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::{Case, Incident, IncidentId, Record, RecordId};
use sightline::disk::Settings;
use sightline::edit::Edit;
use sightline::session::{Command, Host, Session};

const SIZES: &[usize] = &[10_000, 100_000];

/// A session on a case that waits so long for answers. They have all come.
fn session(case: &Case, patience: Duration) -> Session {
    let mut session = Session::on_case(case.clone(), Settings::default(), Host::still());
    session.set_patience(patience);
    session
}

/// Takes in what comes until nothing more is to come.
fn settle(session: &mut Session) {
    while session.is_answering() {
        std::thread::sleep(Duration::from_millis(1));
        session.run(Vec::new());
    }
}

/// Gives an incident another title.
fn retitle(session: &Session, id: IncidentId, number: u64) -> Vec<Command> {
    let Some(old) = session.case().incidents.get(&id) else { return Vec::new() };
    let incident = Incident { title: format!("Title {number}"), ..old.as_ref().clone() };
    vec![Command::Edit(Edit::Put(id.into(), Record::Incident(Arc::new(incident))))]
}

/// How long a frame's wishes take.
fn timed(session: &mut Session, commands: Vec<Command>) -> Duration {
    let begin = Instant::now();
    session.run(commands);
    begin.elapsed()
}

fn acts(criterion: &mut Criterion) {
    for &size in SIZES {
        let case = generator::case(size, 1);
        let Some(&id) = case.incidents.keys().nth(size / 2) else { return };
        let mut session = session(&case, Duration::ZERO);
        criterion.bench_function(&format!("edit/{size}"), |bencher| {
            bencher.iter_custom(|count| {
                let edit = |number| {
                    let wishes = retitle(&session, id, number);
                    let taken = timed(&mut session, wishes);
                    session.run(vec![Command::Undo]);
                    taken
                };
                (0..count).map(edit).sum()
            });
        });
        criterion.bench_function(&format!("undo/{size}"), |bencher| {
            bencher.iter_custom(|count| {
                let undo = |number| {
                    let wishes = retitle(&session, id, number);
                    session.run(wishes);
                    timed(&mut session, vec![Command::Undo])
                };
                (0..count).map(undo).sum()
            });
        });
        settle(&mut session);
        let mission = case.missions.keys().next().map(|&id| RecordId::from(id));
        for (name, record) in [("select an incident", Some(id.into())), ("select a mission", mission)] {
            let Some(record) = record else { continue };
            criterion.bench_function(&format!("{name}/{size}"), |bencher| {
                bencher.iter(|| {
                    // Each in a frame of its own: a frame looks at what is selected in the end.
                    session.run(vec![Command::SelectNothing]);
                    session.run(vec![Command::Select(record)]);
                });
            });
        }
    }
}

fn answers(criterion: &mut Criterion) {
    for &size in SIZES {
        let case = generator::case(size, 1);
        let Some(&id) = case.incidents.keys().nth(size / 2) else { return };
        criterion.bench_function(&format!("answers/{size}"), |bencher| {
            bencher.iter(|| Session::on_case(case.clone(), Settings::default(), Host::still()));
        });
        let mut session = session(&case, Duration::MAX);
        criterion.bench_function(&format!("answers after an edit/{size}"), |bencher| {
            bencher.iter_custom(|count| {
                let edit = |number| {
                    let wishes = retitle(&session, id, number);
                    let taken = timed(&mut session, wishes);
                    session.run(vec![Command::Undo]);
                    taken
                };
                (0..count).map(edit).sum()
            });
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = acts, answers
}
criterion_main!(benches);
