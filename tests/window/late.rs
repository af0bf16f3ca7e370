//! The window while answers are being worked out: it draws those of before over the case of now.

use std::time::Duration;

use egui_kittest::kittest::Queryable as _;
use sightline::case::{RecordId, RecordKind};
use sightline::disk::Settings;
use sightline::session::{Answer, Command, FileCommand, Host, SAMPLES, Session};

use crate::open::{WIDE, show};

/// A session that never waits for answers, and has had time for those to its case.
fn hasty() -> Session {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    session.set_patience(Duration::ZERO);
    session
}

/// Every record of a kind.
fn all(session: &Session, kind: RecordKind) -> Vec<RecordId> {
    session.case().ids(kind)
}

#[test]
fn what_is_gone_from_the_case_harms_no_view() {
    let kinds = [RecordKind::Incident, RecordKind::Actor, RecordKind::Mission, RecordKind::Theme, RecordKind::Source];
    for kind in kinds {
        let mut session = hasty();
        let gone = all(&session, kind);
        session.run(vec![Command::ToggleIncidentNodes, Command::Delete(gone)]);
        session.run(vec![Command::Answer(Answer::Yes)]);
        assert!(all(&session, kind).is_empty());
        let mut screen = show(WIDE, session);
        for _ in 0..3 {
            screen.step();
        }
    }
}

#[test]
fn another_case_is_drawn_before_it_is_answered() {
    let mut session = hasty();
    session.run(vec![Command::File(FileCommand::OpenSample(&SAMPLES[0]))]);
    let mut screen = show(WIDE, session);
    for _ in 0..3 {
        screen.step();
        assert!(screen.query_by_label("Add mission").is_none(), "a matrix that is not known yet is not an empty one");
    }
    while screen.state().session().is_answering() {
        std::thread::sleep(Duration::from_millis(1));
        screen.step();
    }
    let is_placed = |session: &Session| {
        let places = session.settled().places();
        session.answers().network.nodes.iter().all(|node| places.contains_key(&node.id.into()))
    };
    while !is_placed(screen.state().session()) {
        std::thread::sleep(Duration::from_millis(1));
        screen.step();
    }
    let answers = screen.state().session().answers();
    assert!(answers.is_current() && answers.lanes.len() > 1 && !answers.network.nodes.is_empty());
}
