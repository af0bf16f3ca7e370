//! Panes that are pinned: they keep what they showed while the window goes on, and follow what is edited.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of tests may fail like the tests"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use sightline::case::{
    Aspect, Edtf, IncidentKind, Level, Moment, Pane, Party, PinnedPane, Record, RecordId, RecordKind, Standing,
};
use sightline::disk::Settings;
use sightline::edit::Edit;
use sightline::query::arrange::{Choices, GroupBy, HidesEmpty, SortBy};
use sightline::query::evidence::{Layer, Threshold};
use sightline::query::lanes::{Lane, LaneBy};
use sightline::query::matrix::claims;
use sightline::query::network::{Focus, NodeId};
use sightline::session::{Answers, Canvas, Command, FileCommand, Host, SAMPLES, Session, Sight};

/// Brushes, in words of the file.
const BRUSHES: [&str; 2] = ["2009/2010", "2010-04/2010-12"];

fn sample(patience: Duration) -> Session {
    let mut host = Host::still();
    host.patience = patience;
    Session::on_sample(&SAMPLES[1], Settings::default(), host)
}

fn patient() -> Session {
    sample(Duration::MAX)
}

fn date(text: &str) -> Option<Edtf> {
    text.parse().ok()
}

fn brush(text: &str) -> Option<(Moment, Moment)> {
    sightline::query::brush::of(&date(text).unwrap())
}

/// Takes in what comes, as frames do, until nothing more is to come.
fn settle(session: &mut Session) {
    let begin = Instant::now();
    while session.is_answering() || session.settled().is_settling() {
        assert!(begin.elapsed() < Duration::from_mins(1), "answers do not come");
        std::thread::sleep(Duration::from_millis(1));
        session.run(Vec::new());
    }
}

fn named(session: &Session, kind: RecordKind, title: &str) -> RecordId {
    let case = session.case();
    case.ids(kind).into_iter().find(|&id| case.title_of(id).contains(title)).unwrap()
}

fn focus(session: &Session, name: &str) -> Focus {
    Focus { on: NodeId::of(named(session, RecordKind::Actor, name)).unwrap(), steps: 1 }
}

/// A state of play that is to be kept.
fn before(session: &Session) -> Vec<Command> {
    vec![
        Command::AsOf(date("2009")),
        Command::Query("kind:arrest or kind:assassination or kind:accusation".to_owned()),
        Command::Brush(brush(BRUSHES[0])),
        Command::ToggleKind(IncidentKind::Statement),
        Command::LaneBy(LaneBy::Actor),
        Command::Layer(Layer::Both),
        Command::Against(date("2007")),
        Command::Threshold(Threshold { standing: Some(Standing::Suspected), ..Threshold::default() }),
        Command::Arrange(Choices {
            group_by: GroupBy::Region,
            rows: SortBy::Gaps,
            columns: SortBy::Name,
            hides_empty: HidesEmpty::Both,
        }),
        Command::Focus(Some(focus(session, "Bubo"))),
        Command::Select(named(session, RecordKind::Actor, "Bubo")),
    ]
}

/// What the rest of the window goes on to.
fn after(session: &Session) -> Vec<Command> {
    vec![
        Command::AsOf(date("2011")),
        Command::Query("drugs".to_owned()),
        Command::SurelyOnly(true),
        Command::Brush(brush(BRUSHES[1])),
        Command::ShowAllKinds,
        Command::Against(None),
        Command::Focus(None),
        Command::Select(named(session, RecordKind::Mission, "UNIOGBIS")),
    ]
}

fn pin_all() -> Vec<Command> {
    Canvas::ALL.into_iter().map(Command::PinPane).collect()
}

/// Everything that a timeline shows, in words.
fn lanes(answers: &Answers) -> String {
    let marks = |lane: Lane<'_>| (lane.title.to_owned(), lane.marks().map(|mark| *mark.item).collect::<Vec<_>>());
    let lanes: Vec<_> = answers.lanes.iter().map(marks).collect();
    format!("{lanes:?} {:?} {}", answers.lanes.undated, answers.lanes.hidden)
}

/// Whether a pinned pane looks at the case as the window of a session does that stayed where it was.
fn check_view(sight: Sight<'_>, other: &Session, about: &str) {
    assert!(sight.pinned().is_some() && sight.answers().is_current(), "{about}");
    let (view, expected) = (sight.view(), other.view());
    assert_eq!((&view.as_of, &view.filter, view.brush), (&expected.as_of, &expected.filter, expected.brush), "{about}");
    assert_eq!(view.hidden_kinds, expected.hidden_kinds, "{about}");
    assert_eq!((view.lane_by, view.layer, view.focus), (expected.lane_by, expected.layer, expected.focus), "{about}");
    assert_eq!(
        (view.arranging, &view.against, &view.threshold),
        (expected.arranging, &expected.against, &expected.threshold)
    );
    assert_eq!((&view.selection, &sight.answers().hits), (&expected.selection, &other.answers().hits), "{about}");
}

/// Whether each pinned pane of the one session shows what the window of the other shows, which stayed where it was.
fn check_kept(session: &Session, other: &Session, about: &str) {
    assert!(session.case() == other.case(), "{about}");
    for canvas in Canvas::ALL {
        check_view(session.sight(Some(canvas)), other, about);
    }
    let answers = |canvas| session.sight(Some(canvas)).answers();
    assert_eq!(lanes(answers(Canvas::Timeline)), lanes(other.answers()), "{about}");
    assert_eq!(answers(Canvas::Graph).network, other.answers().network, "{about}");
    assert_eq!(answers(Canvas::Matrix).matrix, other.answers().matrix, "{about}");
    assert_eq!(answers(Canvas::Matrix).evidence, other.answers().evidence, "{about}");
    assert_eq!(answers(Canvas::Matrix).difference, other.answers().difference, "{about}");
    assert_eq!(answers(Canvas::Matrix).arrangement, other.answers().arrangement, "{about}");
}

/// Whether the window of one session shows what the other shows that has no pins.
fn check_own(session: &Session, other: &Session) {
    let (found, expected) = (session.answers(), other.answers());
    assert_eq!(lanes(found), lanes(expected));
    assert_eq!((&found.network, &found.matrix), (&expected.network, &expected.matrix));
    assert_eq!((&found.evidence, &found.hits), (&expected.evidence, &expected.hits));
    assert_eq!((&found.problems, found.marking), (&expected.problems, expected.marking));
    assert_eq!(session.selection(), other.selection());
}

/// Another level of a claim, an incident that is gone, and a party with another name.
fn edits(session: &Session) -> Vec<Command> {
    let (claim, mandate) = session.case().mandates.iter().next().map(|(id, one)| (*id, Arc::clone(one))).unwrap();
    let mut mandate = mandate;
    Arc::make_mut(&mut mandate).level = Level::Excluded;
    let actor = named(session, RecordKind::Actor, "Bubo");
    let Some(Record::Actor(mut renamed)) = session.case().record(actor) else { panic!("an actor") };
    "Somebody".clone_into(&mut Arc::make_mut(&mut renamed).name);
    let gone = session.case().ids(RecordKind::Relation)[0];
    vec![
        Command::Edit(Edit::Put(claim.into(), Record::Mandate(mandate))),
        Command::Edit(Edit::Put(actor, Record::Actor(renamed))),
        Command::Delete(vec![gone]),
    ]
}

#[test]
fn a_pinned_pane_keeps_what_it_showed_while_the_window_goes_on_and_shows_what_is_edited() {
    for patience in [Duration::MAX, Duration::ZERO] {
        let (mut session, mut still, mut without) = (sample(patience), patient(), patient());
        let run = |session: &mut Session, commands: Vec<Command>| {
            session.run(commands);
            settle(session);
        };
        for session in [&mut session, &mut still, &mut without] {
            let commands = before(session);
            run(session, commands);
        }
        run(&mut session, pin_all());
        check_kept(&session, &still, "as soon as they are pinned");
        for session in [&mut session, &mut without] {
            let commands = after(session);
            run(session, commands);
        }
        check_kept(&session, &still, "while the window goes on");
        check_own(&session, &without);
        for session in [&mut session, &mut still, &mut without] {
            let commands = edits(session);
            run(session, commands);
        }
        check_kept(&session, &still, "after edits");
        check_own(&session, &without);
        for session in [&mut session, &mut still, &mut without] {
            run(session, vec![Command::Undo, Command::Undo, Command::Undo]);
        }
        // Undo selects what comes back, in the window alone.
        still.run(vec![Command::Select(named(&still, RecordKind::Actor, "Bubo"))]);
        session.run(Vec::new());
        check_kept(&session, &still, "after undoing them");
    }
}

#[test]
fn what_is_selected_in_a_pinned_pane_is_selected_everywhere_and_its_tools_change_it_alone() {
    let mut session = patient();
    let commands = before(&session);
    session.run(commands);
    session.run(pin_all());
    let commands = after(&session);
    session.run(commands);
    let (bubo, mission) =
        (named(&session, RecordKind::Actor, "Bubo"), named(&session, RecordKind::Mission, "UNIOGBIS"));
    let place = named(&session, RecordKind::Place, "Bissau");
    assert_eq!(session.selection().records, [mission]);
    // It goes on from what is selected there.
    session.run(vec![Command::Toggle(place).within(Canvas::Graph)]);
    assert_eq!(session.selection().records, [bubo, place]);
    assert_eq!(session.sight(Some(Canvas::Graph)).selection(), session.selection());
    assert_eq!(session.sight(Some(Canvas::Matrix)).selection().records, [bubo], "another one stays");
    session.run(vec![Command::Select(mission)]);
    assert_eq!(session.sight(Some(Canvas::Graph)).selection().records, [bubo, place]);

    let check = |session: &mut Session, canvas: Canvas, command: Command, is_there: fn(&Session, Canvas) -> bool| {
        session.run(vec![command.within(canvas)]);
        assert!(is_there(session, canvas), "{canvas:?}");
    };
    let view = |session: &Session, canvas: Option<Canvas>| session.sight(canvas).view().clone();
    let own = view(&session, None);
    check(&mut session, Canvas::Timeline, Command::LaneBy(LaneBy::Theme), |session, canvas| {
        session.sight(Some(canvas)).view().lane_by == LaneBy::Theme && session.view().lane_by == LaneBy::Actor
    });
    check(&mut session, Canvas::Timeline, Command::Brush(None), |session, canvas| {
        session.sight(Some(canvas)).view().brush.is_none() && session.view().brush.is_some()
    });
    check(&mut session, Canvas::Matrix, Command::Layer(Layer::Incidents), |session, canvas| {
        session.sight(Some(canvas)).view().layer == Layer::Incidents && session.view().layer == Layer::Both
    });
    check(&mut session, Canvas::Graph, Command::Focus(None), |session, canvas| {
        let network = &session.sight(Some(canvas)).answers().network;
        network.focus.is_none() && session.sight(Some(canvas)).view().focus.is_none()
    });
    assert_eq!((own.brush, own.as_of), (session.view().brush, session.view().as_of.clone()));
}

#[test]
fn from_elsewhere_a_pinned_pane_is_not_changed_and_that_is_said() {
    let mut session = patient();
    let focus = focus(&session, "Bubo");
    session.run(vec![Command::PinPane(Canvas::Graph), Command::PinPane(Canvas::Timeline)]);
    for (command, words) in [
        (Command::Focus(Some(focus)), "The actor graph is pinned"),
        (Command::LaneBy(LaneBy::Place), "The timeline is pinned"),
        (Command::ToggleIncidentNodes, "The actor graph is pinned"),
        // The one that is meant is not the one in which it was wished.
        (Command::Focus(Some(focus)).within(Canvas::Timeline), "The actor graph is pinned"),
    ] {
        session.run(vec![command]);
        let told = session.notices().last().map(|notice| notice.words.clone()).unwrap_or_default();
        assert!(told.starts_with(words), "{told}");
    }
    assert_eq!((session.view().focus, session.view().lane_by), (None, LaneBy::Kind));
    // What filters the other panes is not held up.
    session.run(vec![Command::Brush(brush(BRUSHES[0]))]);
    assert_eq!(session.view().brush, brush(BRUSHES[0]));
    assert_eq!(session.sight(Some(Canvas::Timeline)).view().brush, None);
}

#[test]
fn the_nodes_of_a_pinned_graph_stay_where_they_were() {
    let mut session = patient();
    settle(&mut session);
    session.run(vec![Command::PinPane(Canvas::Graph)]);
    let places = session.sight(Some(Canvas::Graph)).settled().places().clone();
    assert_eq!(&places, session.settled().places());
    assert!(places.len() > 5);
    let party = NodeId::of(*places.keys().next().unwrap()).unwrap();
    let NodeId::Party(party @ (Party::Actor(_) | Party::Mission(_))) = party else { panic!("a party") };
    for command in [
        Command::Focus(None),
        Command::AsOf(date("2005")),
        Command::Query("nobody".to_owned()),
        Command::Pin(party, Some((900.0, 900.0))),
    ] {
        session.run(vec![command]);
        settle(&mut session);
        assert_eq!(session.sight(Some(Canvas::Graph)).settled().places(), &places);
    }
    assert_ne!(session.settled().places(), &places, "the window's own went on");
    session.run(vec![Command::Pin(party, Some((900.0, 900.0))).within(Canvas::Graph)]);
    assert_eq!(session.sight(Some(Canvas::Graph)).settled().places().get(&party.into()), Some(&(900.0, 900.0)));
    assert!(session.view().pins.is_empty());
}

#[test]
fn a_pane_that_is_let_go_follows_again_and_one_that_is_pinned_anew_shows_the_present() {
    // Answers that are on their way belong to the pin for which they were asked.
    let mut session = sample(Duration::ZERO);
    for year in ["2009", "2010", "2005", "2011"] {
        session.run(vec![Command::AsOf(date(year))]);
        session.run(vec![Command::PinPane(Canvas::Matrix), Command::AsOf(None)]);
        session.run(vec![
            Command::UnpinPane(Canvas::Matrix),
            Command::AsOf(date(year)),
            Command::PinPane(Canvas::Matrix),
        ]);
        session.run(vec![Command::AsOf(date("2008"))]);
        settle(&mut session);
        let mut expected = patient();
        expected.run(vec![Command::AsOf(date(year))]);
        let sight = session.sight(Some(Canvas::Matrix));
        assert_eq!((&sight.view().as_of, &sight.answers().matrix), (&date(year), &expected.answers().matrix));
        session.run(vec![Command::UnpinPane(Canvas::Matrix)]);
        let sight = session.sight(Some(Canvas::Matrix));
        assert_eq!((sight.pinned(), &sight.view().as_of), (None, &date("2008")));
    }
}

#[test]
fn a_pinned_matrix_is_handed_on_as_it_is_seen() {
    let mut session = patient();
    session.run(vec![Command::AsOf(date("2009"))]);
    let then = session.matrix_sheet().tsv();
    session.run(vec![Command::PinPane(Canvas::Matrix), Command::AsOf(date("2011"))]);
    assert_eq!(session.matrix_sheet().tsv(), then);
    session.run(vec![Command::UnpinPane(Canvas::Matrix)]);
    assert_ne!(session.matrix_sheet().tsv(), then);
}

#[test]
fn a_claim_is_edited_in_a_pinned_matrix_as_of_the_date_that_is_seen_there() {
    let mut session = patient();
    let (id, mandate) = session.case().mandates.iter().next().map(|(id, one)| (*id, Arc::clone(one))).unwrap();
    let (mission, theme) = (mandate.mission, mandate.theme);
    let others = claims(session.case(), mission, theme).into_iter().filter(|other| *other != id);
    let mut only = mandate;
    Arc::make_mut(&mut only).level = Level::Mandated;
    Arc::make_mut(&mut only).when.stated = date("2008/2010");
    let mut commands: Vec<Command> = others.map(|other| Command::Delete(vec![other.into()])).collect();
    commands.push(Command::Edit(Edit::Put(id.into(), Record::Mandate(only))));
    commands.extend([Command::AsOf(date("2009")), Command::PinPane(Canvas::Matrix), Command::AsOf(date("2014"))]);
    session.run(commands);
    let level = |session: &Session| session.case().mandates.get(&id).map(|one| one.level);
    let within = |command: Command| vec![command.within(Canvas::Matrix)];
    session.run(within(Command::SetLevel(mission, theme, Some(Level::Active))));
    assert_eq!(level(&session), Some(Level::Active));
    session.run(within(Command::FillCells(vec![(mission, theme)], Some(Level::Requested))));
    assert_eq!(level(&session), Some(Level::Requested));
    session.run(vec![Command::UnpinPane(Canvas::Matrix), Command::SetLevel(mission, theme, Some(Level::Active))]);
    assert_eq!(level(&session), Some(Level::Requested), "as of 2014 it does not hold");
}

#[test]
fn pins_go_with_the_case() {
    let mut session = patient();
    session.run(pin_all());
    session.run(vec![Command::File(FileCommand::OpenSample(&SAMPLES[0]))]);
    assert!(Canvas::ALL.into_iter().all(|canvas| !session.is_pinned(canvas)));
    let bubo = named(&session, RecordKind::Actor, "Bubo");
    session.run(vec![Command::Focus(NodeId::of(bubo).map(|on| Focus { on, steps: 1 })), Command::Select(bubo)]);
    session.run(pin_all());
    session.run(vec![Command::SelectNothing, Command::Focus(None), Command::Delete(vec![bubo])]);
    if session.question().is_some() {
        session.run(vec![Command::Answer(sightline::session::Answer::Yes)]);
    }
    assert!(!session.case().has(bubo));
    let view = session.sight(Some(Canvas::Graph)).view();
    assert!(view.focus.is_none() && view.selection.is_empty(), "what is gone is shown nowhere");
}

#[test]
fn a_saved_view_keeps_its_pins_through_a_file() {
    let mut session = patient();
    let commands = before(&session);
    session.run(commands);
    session.run(pin_all());
    let commands = after(&session);
    session.run(commands);
    session.run(vec![Command::SaveView]);
    let Some(RecordId::View(view)) = session.selection().shown() else { panic!("the view is selected") };
    let text = sightline::files::write(session.case(), &sightline::files::Lineage::default());
    let case = sightline::files::read(text.as_bytes()).unwrap().case;
    assert!(case == *session.case());

    let mut again = Session::on_case(case, Settings::default(), Host::still());
    again.run(vec![Command::ShowView(view)]);
    for canvas in Canvas::ALL {
        let (sight, expected) = (again.sight(Some(canvas)), session.sight(Some(canvas)));
        let (found, wanted) = (sight.view(), expected.view());
        assert_eq!(sight.pinned(), Some(canvas));
        assert_eq!((&found.as_of, &found.filter, found.brush), (&wanted.as_of, &wanted.filter, wanted.brush));
        assert_eq!((&found.hidden_kinds, found.focus), (&wanted.hidden_kinds, wanted.focus));
        assert_eq!((found.lane_by, found.layer, &found.selection), (wanted.lane_by, wanted.layer, &wanted.selection));
        assert_eq!(
            (found.arranging, &found.against, &found.threshold),
            (wanted.arranging, &wanted.against, &wanted.threshold)
        );
    }
    let answers = |session: &Session, canvas| session.sight(Some(canvas)).answers().clone();
    let both = |canvas| (answers(&again, canvas), answers(&session, canvas));
    let (found, expected) = both(Canvas::Matrix);
    assert_eq!((found.arrangement, found.evidence), (expected.arrangement, expected.evidence));
    let (found, expected) = both(Canvas::Graph);
    assert_eq!(found.network, expected.network);
    let (found, expected) = both(Canvas::Timeline);
    assert_eq!(lanes(&found), lanes(&expected));
    assert_eq!(again.view().as_of, date("2011"), "the window is as it was, too");
}

#[test]
fn what_one_view_pins_goes_with_the_next_and_what_was_pinned_by_hand_stays() {
    let mut session = patient();
    session.run(vec![Command::SaveView]);
    let Some(RecordId::View(plain)) = session.selection().shown() else { panic!("the view is selected") };
    session.run(vec![Command::AsOf(date("2009")), Command::PinPane(Canvas::Matrix), Command::SaveView]);
    let Some(RecordId::View(pinned)) = session.selection().shown() else { panic!("the view is selected") };
    session.run(vec![Command::UnpinPane(Canvas::Matrix), Command::AsOf(date("2010")), Command::PinPane(Canvas::Graph)]);
    let pins = |session: &Session| Canvas::ALL.map(|canvas| session.is_pinned(canvas));
    let check = |session: &mut Session, view, expected: [bool; 3]| {
        session.run(vec![Command::ShowView(view)]);
        assert_eq!(pins(session), expected);
        assert_eq!(session.sight(Some(Canvas::Graph)).view().as_of, date("2010"));
    };
    check(&mut session, pinned, [false, true, true]);
    assert_eq!(session.sight(Some(Canvas::Matrix)).view().as_of, date("2009"));
    check(&mut session, plain, [false, true, false]);
    check(&mut session, pinned, [false, true, true]);
    // Renewed, it holds what is pinned now; a pane of a version to come stays in it.
    let Some(Record::View(mut record)) = session.case().record(pinned.into()) else { panic!("a view") };
    let kept = Aspect { query: "kept".to_owned(), ..Aspect::default() };
    Arc::make_mut(&mut record).panes.push(PinnedPane { aspect: kept, ..PinnedPane::default() });
    session.run(vec![Command::Edit(Edit::Put(pinned.into(), Record::View(record))), Command::RenewView(pinned)]);
    let panes: Vec<Pane> = session.case().views[&pinned].panes.iter().map(|pane| pane.pane).collect();
    assert_eq!(panes, [Pane::Graph, Pane::Matrix, Pane::Other]);
}
