//! The query as the filter of all views, on the sample case: what goes, what stays, and that all of it is counted.
#![expect(clippy::panic, reason = "a helper of tests may fail like the tests")]

use sightline::case::{ActorId, Party, RecordId, RecordKind};
use sightline::disk::Settings;
use sightline::query::network::NodeId;
use sightline::session::{Command, Host, SAMPLES, Session};

fn sample() -> Session {
    Session::on_sample(&SAMPLES[1], Settings::default(), Host::still())
}

fn go(session: &mut Session, commands: Vec<Command>) {
    session.run(commands);
    assert!(session.answers().is_current());
}

fn filter(session: &mut Session, query: &str) {
    go(session, vec![Command::Query(query.to_owned())]);
}

/// Incidents shown and hidden, relations hidden.
fn counts(session: &Session) -> (usize, usize, usize) {
    let answers = session.answers();
    (answers.lanes.count() + answers.lanes.undated.len(), answers.lanes.hidden, answers.network.hidden)
}

fn actor(session: &Session, name: &str) -> ActorId {
    let case = session.case();
    *case.actors.iter().find(|(_, actor)| actor.name == name).map_or_else(|| panic!("no {name}"), |(id, _)| id)
}

fn is_drawn(session: &Session, name: &str) -> bool {
    let node = NodeId::Party(Party::Actor(actor(session, name)));
    session.answers().network.place(node).is_some()
}

const BUBO: &str = "José Américo Bubo Na Tchuto";
const VIEIRA: &str = "João Bernardo Vieira";

#[test]
fn a_query_removes_and_what_it_removes_is_counted() {
    let mut session = sample();
    assert_eq!(counts(&session), (17, 0, 0));
    let mut check = |query: &str, expected| {
        filter(&mut session, query);
        assert_eq!(counts(&session), expected, "{query}");
    };
    check("theme:DT", (11, 6, 21));
    check("kind:assassination", (2, 15, 21));
    check("kind:assassination or is:relation", (2, 15, 0));
    check("vieira", (1, 16, 20));
    check("after:2009-06 before:2010 is:incident", (6, 11, 21));
    check("theme:(", (17, 0, 0));
    check("kind:seizure", (0, 17, 21));
    check("status:al", (17, 0, 0));
    check("zebra", (0, 17, 21));
    check("", (17, 0, 0));
}

#[test]
fn only_what_is_sure_stays_where_that_is_wanted() {
    let mut session = sample();
    filter(&mut session, "after:2009-06 before:2010 is:incident");
    go(&mut session, vec![Command::SurelyOnly(true)]);
    assert_eq!(counts(&session), (2, 15, 21));
    go(&mut session, vec![Command::SurelyOnly(false)]);
    assert_eq!(counts(&session).0, 6);
}

#[test]
fn the_filter_adds_to_brush_kinds_and_date() {
    let mut session = sample();
    filter(&mut session, "place:Bissau");
    assert_eq!(counts(&session).0, 4);
    go(&mut session, vec![Command::AsOf(Some("2009-06".parse().unwrap()))]);
    assert_eq!(counts(&session).0, 2, "the bomb and the shooting");
    let kind = sightline::case::IncidentKind::Assassination;
    go(&mut session, vec![Command::ToggleKind(kind)]);
    assert_eq!(counts(&session), (0, 17, 21));
    go(&mut session, vec![Command::AsOf(None), Command::ToggleKind(kind), Command::Query(String::new())]);
    assert_eq!(counts(&session), (17, 0, 0));
}

#[test]
fn a_party_stays_where_something_that_stays_names_it_or_it_is_meant_itself() {
    let mut session = sample();
    filter(&mut session, "kind:assassination");
    assert!(is_drawn(&session, VIEIRA) && !is_drawn(&session, BUBO), "he took part in one that stays");
    filter(&mut session, "is:actor bubo");
    assert!(is_drawn(&session, BUBO) && !is_drawn(&session, VIEIRA), "nothing ties him, and he is meant");
    assert_eq!(session.answers().network.shown().relations, 0);
    filter(&mut session, "status:alleged is:relation");
    assert!(is_drawn(&session, BUBO), "a relation that stays names him");
}

#[test]
fn the_matrix_keeps_its_mandates_and_counts_what_the_query_finds() {
    let mut session = sample();
    let (claims, before) = (session.answers().matrix.total, session.answers().evidence.total);
    filter(&mut session, "kind:assassination");
    let after = session.answers().evidence.total;
    assert_eq!(session.answers().matrix.total, claims, "a mandate that is not asked for is no blank");
    assert!(after.stated + after.inferred < before.stated + before.inferred);
    filter(&mut session, "");
    assert_eq!(session.answers().evidence.total, before);
}

#[test]
fn the_filter_follows_the_case() {
    let mut session = sample();
    filter(&mut session, "title-that-nothing-has");
    assert_eq!(counts(&session).0, 0);
    let id = *session.case().incidents.keys().next().unwrap();
    let mut incident = session.case().incidents.get(&id).unwrap().as_ref().clone();
    incident.title = "A title-that-nothing-has".to_owned();
    let edit = sightline::edit::Edit::Put(id.into(), sightline::case::Record::Incident(incident.into()));
    go(&mut session, vec![Command::Edit(edit)]);
    assert_eq!(counts(&session).0, 1, "a word that was typed into a title is found at once");
    go(&mut session, vec![Command::Undo]);
    assert_eq!(counts(&session).0, 0);
}

#[test]
fn a_saved_view_keeps_its_query_and_the_choice_beside_it() {
    let mut session = sample();
    filter(&mut session, "theme:DT after:2010");
    go(&mut session, vec![Command::SurelyOnly(true), Command::SaveView]);
    let [RecordId::View(id)] = session.selection().records[..] else { panic!("the view is selected") };
    let view = session.case().views.get(&id).unwrap();
    assert_eq!(view.aspect.query, "surely (theme:DT after:2010)");
    assert_eq!(view.name, "surely (theme:DT after:2010)", "a view with a query is called by it at first");
    let shown = counts(&session);
    go(&mut session, vec![Command::Query(String::new()), Command::SurelyOnly(false)]);
    assert_ne!(counts(&session), shown);
    go(&mut session, vec![Command::ShowView(id)]);
    let filter = &session.view().filter;
    assert_eq!((filter.text.as_str(), filter.is_surely), ("theme:DT after:2010", true));
    assert_eq!(counts(&session), shown);
    assert_eq!(session.case().count(RecordKind::View), 1);
}
