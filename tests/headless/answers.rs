//! Answers that come later than what they answer: in the end they are what they would have been at once.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sightline::case::{Case, Change, Incident, Marking, NamedBy, Record, RecordId, RecordKind, Tlp, namers};
use sightline::disk::Settings;
use sightline::edit::{Edit, References, plan, plan_by};
use sightline::query::dates::Dates;
use sightline::query::lanes::Lane;
use sightline::session::{Answers, Command, FileCommand, Host, New, SAMPLES, Session};

use crate::maker::made;

/// A session that never waits for answers.
fn hasty() -> Session {
    let mut host = Host::still();
    host.patience = Duration::ZERO;
    Session::on_sample(&SAMPLES[0], Settings::default(), host)
}

/// The same session where every answer is waited for.
fn patient() -> Session {
    Session::on_sample(&SAMPLES[0], Settings::default(), Host::still())
}

/// Takes in what comes, as frames do, until nothing more is to come.
fn settle(session: &mut Session) {
    let begin = Instant::now();
    while session.is_answering() {
        assert!(begin.elapsed() < Duration::from_mins(1), "answers do not come");
        std::thread::sleep(Duration::from_millis(1));
        session.run(Vec::new());
    }
    assert!(session.answers().is_current());
}

/// Whether all answers are those of the other session, which has the same case.
fn check_same(session: &Session, other: &Session, about: &str) {
    let (found, expected): (&Answers, &Answers) = (session.answers(), other.answers());
    assert!(session.case() == other.case(), "the cases differ {about}");
    assert_eq!(found.matrix, expected.matrix, "{about}");
    assert_eq!(found.evidence, expected.evidence, "{about}");
    assert_eq!(found.network, expected.network, "{about}");
    let lanes = |answers: &Answers| {
        let marks = |lane: Lane<'_>| (lane.title.to_owned(), lane.marks().map(|mark| *mark.item).collect::<Vec<_>>());
        (answers.lanes.iter().map(marks).collect::<Vec<_>>(), answers.lanes.undated.clone(), answers.lanes.hidden)
    };
    assert_eq!(lanes(found), lanes(expected), "{about}");
    assert_eq!(found.problems, expected.problems, "{about}");
    assert_eq!(found.support, expected.support, "{about}");
    assert_eq!(found.marking, expected.marking, "{about}");
    assert_eq!(session.selection(), other.selection(), "{about}");
    check_same_search(found, expected, about);
    for id in session.case().incidents.keys() {
        assert_eq!(found.dates.bounds(*id), expected.dates.bounds(*id), "{about}");
    }
}

/// Whether a search finds the same.
fn check_same_search(found: &Answers, expected: &Answers, about: &str) {
    let search = |answers: &Answers| {
        let index = answers.search.as_ref().unwrap();
        ["title", "bubo", "2009", "\"prime minister\""].map(|words| index.containing(words))
    };
    assert_eq!(search(found), search(expected), "{about}");
}

/// What somebody does one after the other: edits of every kind, undo, looks at the case, selection, deletion.
fn acts(case: &Case, salt: usize) -> Vec<Command> {
    let incident = |place: usize| case.incidents.keys().nth((place + salt) % case.incidents.len()).copied().unwrap();
    let retitled = |place: usize, title: &str| {
        let old = &case.incidents[&incident(place)];
        let record = Incident { title: title.to_owned(), ..(**old).clone() };
        Command::Edit(Edit::Put(incident(place).into(), Record::Incident(Arc::new(record))))
    };
    let undated = {
        let record = Incident { when: sightline::case::When::default(), ..(*case.incidents[&incident(1)]).clone() };
        Command::Edit(Edit::Put(incident(1).into(), Record::Incident(Arc::new(record))))
    };
    let actor = case.actors.keys().nth(salt % case.actors.len()).copied().unwrap();
    vec![
        retitled(0, "Another title"),
        Command::Select(incident(0).into()),
        undated,
        Command::Undo,
        Command::AsOf("2009".parse().ok()),
        Command::ToggleIncidentNodes,
        Command::Add(New::Actor),
        Command::Delete(vec![actor.into()]),
        Command::Answer(sightline::session::Answer::Yes),
        Command::ToggleKind(case.incidents[&incident(2)].kind),
        Command::Redo,
        retitled(3, ""),
        Command::Select(case.missions.keys().next().copied().unwrap().into()),
        Command::Undo,
        Command::AsOf(None),
        Command::SaveView,
    ]
}

#[test]
fn late_answers_are_those_that_would_have_come_at_once() {
    for salt in 0..4 {
        let (mut late, mut soon) = (hasty(), patient());
        for (place, act) in acts(&soon.case().clone(), salt).into_iter().enumerate() {
            late.run(vec![act.clone()]);
            soon.run(vec![act]);
            assert!(soon.answers().is_current(), "with patience, answers are there at once");
            // Some acts come while answers to others are still being worked out.
            if place % (salt + 2) == 0 {
                settle(&mut late);
                check_same(&late, &soon, &format!("after act {place} of {salt}"));
            }
        }
        settle(&mut late);
        check_same(&late, &soon, &format!("in the end of {salt}"));
    }
}

#[test]
fn of_many_quick_edits_the_last_is_answered() {
    let (mut late, mut soon) = (hasty(), patient());
    let id = *soon.case().incidents.keys().next().unwrap();
    for number in 0..60 {
        let old = soon.case().incidents[&id].as_ref().clone();
        let record = Incident { title: format!("ABC{number}"), ..old };
        let edit = Command::Edit(Edit::Put(id.into(), Record::Incident(Arc::new(record))));
        late.run(vec![edit.clone()]);
        soon.run(vec![edit]);
    }
    settle(&mut late);
    check_same(&late, &soon, "after sixty edits");
    for _ in 0..30 {
        late.run(vec![Command::Undo]);
        soon.run(vec![Command::Undo]);
    }
    settle(&mut late);
    check_same(&late, &soon, "after thirty undone");
}

#[test]
fn another_case_never_shows_the_answers_of_the_first() {
    let mut session = hasty();
    settle(&mut session);
    let (first, is_open) = (session.answers().support.clone(), session.generation().0);
    session.run(vec![Command::SetLevel(
        *session.case().missions.keys().next().unwrap(),
        *session.case().themes.keys().next().unwrap(),
        None,
    )]);
    session.run(vec![Command::Undo]);
    session.run(vec![Command::File(FileCommand::OpenSample(&SAMPLES[1]))]);
    if session.question().is_some() {
        session.run(vec![Command::Answer(sightline::session::Answer::Discard)]);
    }
    assert_ne!(session.generation().0, is_open, "the other case is open");
    let begin = Instant::now();
    loop {
        let answers = session.answers();
        assert!(*answers.support != *first || answers.support.origins.is_empty());
        let known = |id: &RecordId| session.case().has(*id);
        assert!(answers.problems.iter().filter_map(|problem| problem.record).all(|id| known(&id)));
        assert!(answers.network.nodes.iter().all(|node| known(&node.id.into())));
        assert!(begin.elapsed() < Duration::from_mins(1));
        if answers.is_current() {
            break;
        }
        session.run(Vec::new());
    }
    let soon = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    check_same(&session, &soon, "in the second case");
}

#[test]
fn a_marking_is_never_shown_too_low() {
    let mut session = hasty();
    settle(&mut session);
    let id = *session.case().incidents.keys().next().unwrap();
    let before = session.answers().marking;
    let mut record = session.case().incidents[&id].as_ref().clone();
    record.common.marking = Marking { tlp: Some(Tlp::Red), ..record.common.marking };
    session.run(vec![Command::Edit(Edit::Put(id.into(), Record::Incident(Arc::new(record))))]);
    assert_eq!(session.answers().marking.tlp, Some(Tlp::Red), "at once");
    session.run(vec![Command::Undo]);
    assert_eq!(session.answers().marking.max(before), session.answers().marking);
    settle(&mut session);
    assert_eq!(session.answers().marking, before, "and no higher for longer than it takes to look");
    session.run(vec![Command::File(FileCommand::OpenSample(&SAMPLES[1]))]);
    assert_eq!(session.answers().marking, session.case().banner_marking(), "of a new case at once");
}

/// What a change is called, and how it alters an incident, after another one.
type Alteration = (&'static str, fn(&mut Incident, &Incident));

#[test]
fn answers_that_are_kept_are_those_from_scratch() {
    let mut session = patient();
    let case = session.case().clone();
    let incidents: Vec<_> = case.incidents.iter().collect();
    let mut put = |about: &str, id: RecordId, record: Record| {
        session.run(vec![Command::Edit(Edit::Put(id, record))]);
        let fresh = Session::on_case(session.case().clone(), Settings::default(), Host::still());
        check_same(&session, &fresh, about);
    };
    let changes: [Alteration; 12] = [
        ("title", |incident, _| incident.title = "ABC and DEF".to_owned()),
        ("account", |incident, other| incident.account.clone_from(&other.account)),
        ("kind", |incident, other| incident.kind = other.kind),
        ("date", |incident, other| incident.when = other.when.clone()),
        ("place", |incident, _| incident.place = None),
        ("participants", |incident, other| incident.participants.clone_from(&other.participants)),
        ("themes", |incident, _| incident.themes.clear()),
        ("standing", |incident, _| incident.standing = sightline::case::Standing::Retracted),
        ("attribution", |incident, other| incident.attributed_to = other.attributed_to.clone()),
        ("missions", |incident, other| incident.missions.clone_from(&other.missions)),
        ("citations", |incident, _| incident.common.citations.clear()),
        ("marking", |incident, _| incident.common.marking.tlp = Some(Tlp::Red)),
    ];
    for (place, (about, change)) in changes.into_iter().enumerate() {
        let (id, incident) = incidents[place * 3 % incidents.len()];
        let mut incident = incident.as_ref().clone();
        change(&mut incident, incidents[(place * 5 + 1) % incidents.len()].1);
        put(about, (*id).into(), Record::Incident(Arc::new(incident)));
    }
    for (id, record) in case.records().filter(|(id, _)| id.kind() != RecordKind::Incident).step_by(23) {
        let mut record = record;
        record.common_mut().citations.clear();
        record.common_mut().marking = Marking::default();
        put("another record", id, record);
    }
}

/// A later value of a made case: so many changes towards another one.
fn later(case: &Case, seed: u64, count: usize) -> Case {
    let all = case.changes_to(&made(seed));
    let first = seed as usize * 7 % all.len().max(1);
    let changes: Vec<Change> = all.into_iter().skip(first).step_by(3).take(count).collect();
    case.with(&changes)
}

#[test]
fn the_index_tells_who_names_whom_in_every_later_value() {
    for seed in 0..20 {
        let case = made(seed);
        let index = NamedBy::of(&case);
        for count in [0, 1, 5, 40] {
            let next = later(&case, seed + 100, count);
            let ids: Vec<RecordId> = next.records().chain(case.records()).map(|(id, _)| id).collect();
            for chosen in ids.chunks(3) {
                let chosen: BTreeSet<RecordId> = chosen.iter().copied().collect();
                assert_eq!(index.of_any(&next, &chosen), namers(&next, &chosen), "seed {seed}, {count} changes");
                let ids: Vec<RecordId> = chosen.iter().copied().collect();
                let edit = Edit::Remove(ids, References::Clear);
                assert_eq!(plan_by(&next, &edit, &|case, ids| index.of_any(case, ids)), plan(&next, &edit));
            }
        }
    }
}

#[test]
fn records_are_those_of_all_tables_in_their_order() {
    let case = made(7);
    let expected: Vec<RecordId> = RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind)).collect();
    assert_eq!(case.records().map(|(id, _)| id).collect::<Vec<_>>(), expected);
    assert!(case.records().all(|(id, record)| case.record(id) == Some(record)));
}

#[test]
fn dates_that_are_kept_are_those_that_would_be_found() {
    let mut kept = 0;
    for seed in 0..40 {
        let case = made(seed);
        for count in [1, 2, 6] {
            let next = later(&case, seed + 1_000, count);
            if !Dates::are_same(&case, &next) {
                continue;
            }
            kept += 1;
            let (old, new) = (Dates::of(&case), Dates::of(&next));
            assert_eq!(old.contradictions(), new.contradictions(), "seed {seed}");
            for (id, _) in next.records() {
                assert_eq!(old.bounds(id), new.bounds(id), "seed {seed}");
                assert_eq!(old.chain(&next, id), new.chain(&next, id), "seed {seed}");
            }
        }
    }
    assert!(kept > 10, "some changes leave the dates alone: {kept}");
    let case = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still()).case().clone();
    let (&id, old) = case.incidents.iter().find(|(_, incident)| !incident.when.is_undated()).unwrap();
    let put = |incident| case.with(&[Change::Incident(id, Some(Arc::new(incident)))]);
    assert!(Dates::are_same(&case, &put(Incident { title: "Another".to_owned(), ..(**old).clone() })));
    assert!(!Dates::are_same(&case, &put(Incident { when: sightline::case::When::default(), ..(**old).clone() })));
    assert!(!Dates::are_same(&case, &case.with(&[Change::Incident(id, None)])));
}
