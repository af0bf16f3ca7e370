//! Going back and forward through selections, and what a saved view holds of how the window was.

use sightline::case::{Edtf, RecordId, RecordKind, Workspace};
use sightline::disk::Settings;
use sightline::query::network::{Focus, Most, NodeId};
use sightline::session::{Command, FileCommand, Host, SAMPLES, Session};

#[test]
fn the_way_back_is_that_of_a_browser() {
    let (mut session, ids) = sample();
    let [a, b, c, d] = [ids[0], ids[1], ids[2], ids[3]];
    let mut check = |command: Command, expected: &[RecordId], (back, forward): (bool, bool)| {
        session.run(vec![command.clone()]);
        assert_eq!(session.selection().records, expected, "{command:?}");
        assert_eq!((session.can_go_back(), session.can_go_forward()), (back, forward), "{command:?}");
    };
    check(Command::Back, &[], (false, false));
    check(Command::Select(a), &[a], (false, false));
    check(Command::Select(a), &[a], (false, false));
    check(Command::Select(b), &[b], (true, false));
    check(Command::Toggle(c), &[b, c], (true, false));
    check(Command::Back, &[b], (true, true));
    check(Command::Back, &[a], (false, true));
    check(Command::Forward, &[b], (true, true));
    check(Command::SelectNothing, &[], (true, true));
    check(Command::Back, &[b], (true, true));
    check(Command::Select(d), &[d], (true, false));
    check(Command::Back, &[b], (true, true));
}

#[test]
fn what_is_gone_is_passed_over_and_comes_back_with_undo() {
    let (mut session, ids) = sample();
    let [a, b, c] = [ids[0], ids[1], ids[2]];
    for id in [a, b, c] {
        session.run(vec![Command::Select(id)]);
    }
    session.run(vec![Command::Delete(vec![b]), Command::Answer(sightline::session::Answer::Yes)]);
    assert!(!session.case().has(b));
    session.run(vec![Command::Back]);
    assert_eq!(session.selection().records, [a]);
    session.run(vec![Command::Undo, Command::Select(c), Command::Back]);
    assert_eq!(session.selection().records, [b], "undo showed it");
    session.run(vec![Command::File(FileCommand::New), Command::Answer(sightline::session::Answer::Discard)]);
    assert!(!session.can_go_back(), "nothing of another case");
}

#[test]
fn the_way_back_is_bounded() {
    let (mut session, ids) = sample();
    for place in 0..1000 {
        session.run(vec![Command::Select(ids[place % 2])]);
    }
    let mut steps = 0;
    while session.can_go_back() {
        session.run(vec![Command::Back]);
        steps += 1;
    }
    assert_eq!(steps, 199);
}

#[test]
fn a_view_holds_all_of_how_the_window_was_and_shows_it_again() {
    let (mut session, ids) = sample();
    let actor = session.case().ids(RecordKind::Actor).into_iter().next().unwrap();
    let brush: Edtf = "2009-03/2010-02".parse().unwrap();
    let brush = sightline::query::brush::of(&brush);
    let focus = Some(Focus { on: NodeId::of(actor).unwrap(), steps: 2 });
    session.run(vec![
        Command::Workspace(Workspace::Network),
        Command::Brush(brush),
        Command::Focus(focus),
        Command::MostNodes(Most(150)),
        Command::OpenInspector(ids[1]),
        Command::Select(ids[0]),
        Command::SaveView,
    ]);
    let Some(RecordId::View(view)) = session.selection().shown() else { panic!("the view is selected") };
    session.run(vec![
        Command::Workspace(Workspace::Briefing),
        Command::Brush(None),
        Command::Focus(None),
        Command::MostNodes(Most(1000)),
        Command::CloseInspector(ids[1]),
        Command::SelectNothing,
    ]);
    let text = sightline::files::write(session.case(), &sightline::files::Lineage::default());
    assert!(text.contains("brush: \"2009-03/2010-02\"") && text.contains("workspace: Network"));
    session.run(vec![Command::ShowView(view)]);
    let shown = session.view();
    assert_eq!((shown.workspace, shown.brush, shown.focus), (Workspace::Network, brush, focus));
    assert_eq!((shown.most_nodes, shown.inspectors.as_slice()), (Most(150), [ids[1]].as_slice()));
    assert_eq!(session.selection().records, [ids[0]]);
}

/// The smaller sample and its incidents.
fn sample() -> (Session, Vec<RecordId>) {
    let session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let ids = session.case().ids(RecordKind::Incident).into_iter().collect();
    (session, ids)
}
