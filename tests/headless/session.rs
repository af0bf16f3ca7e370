//! The session: undo, selection, deleting, and the date as of which a case is seen.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sightline::case::{
    ActorId, Attribution, Case, Change, Edtf, Extra, Incident, IncidentId, Key, Participant, Party, Record, RecordId,
    RecordKind, RelationKind, Standing, Tlp, When, targets,
};
use sightline::disk::Settings;
use sightline::edit::Edit;
use sightline::files;
use sightline::query::network::{Focus, NodeId};
use sightline::session::{
    Answer, Command, FileCommand, Filter, Host, New, NoticeKind, QueryLens, Question, SAMPLES, Session,
};
use tempfile::TempDir;

/// Background work that takes longer has hung.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn what_is_undone_to_the_saved_value_counts_as_saved() {
    let (mut session, _folder, _) = saved();
    rename(&mut session, "One");
    file(&mut session, FileCommand::Save);
    rename(&mut session, "Two");
    let mut check = |command: Command, title: &str, is_unsaved: bool| {
        go(&mut session, command);
        assert_eq!(session.case().header.title, title);
        assert_eq!(session.has_unsaved_changes(), is_unsaved, "{title}");
    };
    check(Command::Undo, "One", false);
    check(Command::Redo, "Two", true);
    check(Command::Undo, "One", false);
    check(Command::Undo, &sample().case().header.title.clone(), true);
    check(Command::Redo, "One", false);
}

#[test]
fn undo_and_redo_show_what_they_changed_and_say_it() {
    let mut session = dated(&["2008", "2010"]);
    let [first, second] = incidents(&session)[..] else { panic!("two incidents") };
    retitle(&mut session, first, "A meeting");
    go(&mut session, Command::Select(second.into()));

    go(&mut session, Command::Undo);
    assert_eq!(session.selection().records, [first.into()]);
    let told = said(&session).to_owned();
    assert!(told.starts_with("Undid: Change the title of “A meeting” – ") && told.contains("→ “2008”"), "{told}");
    go(&mut session, Command::SelectNothing);
    go(&mut session, Command::Redo);
    assert_eq!(session.selection().records, [first.into()]);
    assert!(said(&session).starts_with("Did again: Change the title"), "{}", said(&session));
    go(&mut session, Command::Redo);
    assert_eq!(said(&session), "Nothing to redo");
    assert_eq!(session.redo_label(), None);
}

#[test]
fn a_view_is_one_step_to_save_and_none_to_show() {
    let mut session = dated(&["2008", "2010"]);
    let before = session.case().clone();
    go(&mut session, Command::AsOf(date("2009")));
    go(&mut session, Command::SaveView);
    let [RecordId::View(id)] = session.selection().records[..] else { panic!("the view is selected") };
    assert_eq!(session.case().views.get(&id).unwrap().aspect.as_of, date("2009"));
    go(&mut session, Command::AsOf(None));
    let generation = session.generation();
    go(&mut session, Command::ShowView(id));
    assert_eq!((session.view().as_of.clone(), session.generation()), (date("2009"), generation));
    go(&mut session, Command::Undo);
    assert_eq!(*session.case(), before);
    assert_eq!(session.view().as_of, date("2009"), "undo is for the case, not for how it is seen");
}

#[test]
fn a_focus_goes_with_what_it_is_on_and_with_a_view_that_is_shown() {
    let mut session = sample();
    let id = *session.case().actors.keys().next().unwrap();
    let focus = Focus { on: NodeId::Party(Party::Actor(id)), steps: 1 };
    go(&mut session, Command::SaveView);
    let [RecordId::View(view)] = session.selection().records[..] else { panic!("the view is selected") };
    go(&mut session, Command::Focus(Some(focus)));
    assert_eq!((session.view().focus, session.answers().network.focus), (Some(focus), Some(focus)));
    go(&mut session, Command::ShowView(view));
    assert_eq!(session.view().focus, None, "a view holds none");
    go(&mut session, Command::Focus(Some(focus)));
    go(&mut session, Command::Delete(vec![id.into()]));
    if session.question().is_some() {
        answer(&mut session, Answer::Yes);
    }
    assert_eq!((session.case().has(id.into()), session.view().focus), (false, None));
}

fn through(text: &str, is_surely: bool, steps: u8) -> Command {
    Command::Lens(QueryLens { filter: Filter { text: text.to_owned(), is_surely }, steps })
}

/// What the graph shows: so many parties and relations, and so many beyond.
fn graph(session: &Session) -> [(usize, usize); 2] {
    let network = &session.answers().network;
    [network.shown(), network.beyond].map(|counts| (counts.parties, counts.relations))
}

#[test]
fn a_query_is_a_lens_of_the_graph_alone_and_the_last_lens_counts() {
    let mut session = sample();
    let lanes = session.answers().lanes.count();
    let [whole, _] = graph(&session);
    go(&mut session, through("kind:accused", false, 0));
    let [shown, beyond] = graph(&session);
    let accused = session.case().relations.values().filter(|relation| relation.kind == RelationKind::Accused).count();
    assert_eq!(shown.1, accused, "with no step, the relations that it finds alone");
    assert_eq!((shown.0 + beyond.0, shown.1 + beyond.1), whole);
    assert_eq!((session.answers().lanes.count(), session.answers().hits.is_none()), (lanes, true), "other views stay");
    go(&mut session, through("kind:accused", false, 1));
    let [wider, _] = graph(&session);
    assert!(wider.0 > shown.0 && wider.1 > shown.1, "{wider:?} and {shown:?}");
    let id = *session.case().actors.keys().next().unwrap();
    let focus = Some(Focus { on: NodeId::Party(Party::Actor(id)), steps: 1 });
    go(&mut session, Command::Focus(focus));
    assert_eq!((session.view().focus, session.view().lens.is_empty()), (focus, true), "the focus was set last");
    go(&mut session, through("kind:accused", false, 1));
    assert_eq!((session.view().focus, graph(&session)[0]), (None, wider), "and now the query");
    go(&mut session, through("", false, 1));
    assert_eq!((graph(&session), session.answers().found.is_none()), ([whole, (0, 0)], true));
}

#[test]
fn what_is_only_possible_counts_in_a_lens_as_in_the_filter() {
    let mut session = sample();
    let query = "after:2009-06 before:2010 is:incident";
    go(&mut session, Command::ToggleIncidentNodes);
    let incidents = |session: &Session| session.answers().network.shown().incidents;
    for (is_surely, expected) in [(false, 6), (true, 2)] {
        go(&mut session, through(query, is_surely, 0));
        assert_eq!(incidents(&session), expected, "surely only: {is_surely}");
    }
}

#[test]
fn a_lens_that_cannot_be_asked_leaves_nothing_out() {
    let mut session = sample();
    let whole = graph(&session);
    for text in ["knd:accused", "status:doubtful", "theme:("] {
        go(&mut session, through(text, false, 0));
        assert_eq!(graph(&session), whole, "{text}");
    }
    go(&mut session, through("nobody-of-that-name", false, 2));
    assert_eq!(graph(&session)[0], (0, 0), "but one that finds nothing shows nothing");
}

#[test]
fn a_lens_follows_the_case_and_is_saved_with_a_view() {
    let mut session = sample();
    let count = |session: &Session| session.answers().network.shown().parties;
    go(&mut session, through("tag:watched", true, 0));
    assert_eq!(count(&session), 0);
    let (&id, actor) = session.case().actors.iter().next().unwrap();
    let mut actor = Arc::clone(actor);
    Arc::make_mut(&mut actor).common.tags.insert("watched".to_owned());
    go(&mut session, Command::Edit(Edit::Put(id.into(), Record::Actor(actor))));
    assert_eq!(count(&session), 1, "it is found as soon as it has the tag");
    go(&mut session, Command::SaveView);
    let [RecordId::View(view)] = session.selection().records[..] else { panic!("the view is selected") };
    let saved = session.case().views.get(&view).unwrap();
    assert_eq!((saved.name.as_str(), saved.aspect.lens.as_str()), ("surely tag:watched", "surely tag:watched"));
    assert_eq!((saved.aspect.steps, saved.aspect.query.as_str(), saved.aspect.focus), (Some(0), "", None));
    let lens = session.view().lens.clone();
    let focus = Focus { on: NodeId::Party(Party::Actor(id)), steps: 2 };
    go(&mut session, Command::Focus(Some(focus)));
    go(&mut session, Command::ShowView(view));
    assert_eq!((session.view().focus, &session.view().lens), (None, &lens));
    go(&mut session, through("", false, 1));
    go(&mut session, Command::Focus(Some(focus)));
    go(&mut session, Command::RenewView(view));
    let renewed = session.case().views.get(&view).unwrap();
    assert_eq!(
        (renewed.aspect.lens.as_str(), renewed.aspect.focus, renewed.aspect.steps),
        ("", Some(id.into()), Some(2))
    );
}

#[test]
fn a_view_with_a_date_that_cannot_be_shown_says_so() {
    let mut session = dated(&["2008"]);
    go(&mut session, Command::SaveView);
    let [id] = session.selection().records[..] else { panic!("the view is selected") };
    let (RecordId::View(view), Some(Record::View(mut record))) = (id, session.case().record(id)) else {
        panic!("a view")
    };
    Arc::make_mut(&mut record).aspect.as_of = date("2009/..");
    go(&mut session, Command::Edit(Edit::Put(id, Record::View(record))));
    go(&mut session, Command::ShowView(view));
    assert_eq!(session.view().as_of, None);
    assert!(session.notices().iter().any(|notice| notice.words.contains("no first and last day")));
}

#[test]
fn deleting_what_others_name_asks_and_is_one_step() {
    let mut session = sample();
    let before = session.case().clone();
    let source =
        before.incidents.values().find_map(|incident| Some(incident.common.citations.first()?.source)).unwrap();
    let source = RecordId::from(source);
    let named_by: Vec<RecordId> = all(&before).into_iter().filter(|&id| names_it(&before, id, source)).collect();

    go(&mut session, Command::Delete(vec![source]));
    let question = Question::StillCited { records: vec![source], referrers: named_by.clone() };
    assert_eq!(session.question(), Some(&question));
    answer(&mut session, Answer::Cancel);
    assert_eq!((session.case(), session.undo_label()), (&before, None));

    go(&mut session, Command::Delete(vec![source]));
    answer(&mut session, Answer::Yes);
    assert!(!session.case().has(source));
    assert!(named_by.iter().all(|&id| session.case().has(id) && !names_it(session.case(), id, source)));
    go(&mut session, Command::Undo);
    assert_eq!((session.case(), session.undo_label()), (&before, None), "one step brings everything back");
}

#[test]
fn a_record_that_nobody_names_is_deleted_without_a_question() {
    let mut session = dated(&["2008", "2010"]);
    let [first, second] = incidents(&session)[..] else { panic!("two incidents") };
    go(&mut session, Command::Select(first.into()));
    go(&mut session, Command::Toggle(second.into()));
    go(&mut session, Command::Delete(vec![first.into()]));
    assert_eq!((session.question(), incidents(&session).as_slice()), (None, [second].as_slice()));
    assert_eq!(session.selection().records, [second.into()], "what is gone is not selected");
    go(&mut session, Command::Delete(Vec::new()));
    assert_eq!(said(&session), "Select what is to be deleted first");
}

#[test]
fn what_is_added_is_selected_and_can_be_taken_back() {
    let mut session = sample();
    go(&mut session, Command::Add(New::Incident));
    let [RecordId::Incident(id)] = session.selection().records[..] else { panic!("an incident is selected") };
    assert!(session.has_unsaved_changes() && session.case().incidents.contains_key(&id));
    assert!(session.answers().lanes.undated.contains(&id), "it is on the timeline at once");
    go(&mut session, Command::Undo);
    assert!(session.selection().is_empty() && !session.has_unsaved_changes());
}

#[test]
fn a_selection_shows_what_has_to_do_with_it() {
    let mut session = sample();
    let case = session.case().clone();
    let (&incident, record) = case.incidents.iter().max_by_key(|(_, incident)| incident.participants.len()).unwrap();
    assert!(record.participants.len() > 1);
    go(&mut session, Command::Select(incident.into()));
    for party in record.participants.iter().map(|participant| participant.party) {
        assert!(session.selection().is_related(party.into()), "{}", case.party_name(party));
    }

    let party = RecordId::from(record.participants.first().unwrap().party);
    go(&mut session, Command::Select(party));
    for id in all(&case).into_iter().filter(|&id| names_it(&case, id, party)) {
        assert!(session.selection().is_related(id), "{id}");
    }
    assert!(!session.selection().is_related(party));

    let (&id, mandate) = case.mandates.iter().next().unwrap();
    let (mission, theme) = (RecordId::from(mandate.mission), RecordId::from(mandate.theme));
    go(&mut session, Command::SelectCell(mandate.mission, mandate.theme));
    let selection = session.selection();
    assert!([id.into(), mission, theme].iter().all(|&id| selection.is_related(id)));
    let elsewhere = |id: RecordId| matches!(id, RecordId::Mandate(_)) && !names_it(&case, id, theme);
    assert!(!selection.related.iter().any(|&id| elsewhere(id)), "mandates of other themes are not meant");
    go(&mut session, Command::SelectNothing);
    assert!(session.selection().is_empty() && session.selection().related.is_empty());
}

#[test]
fn an_as_of_date_hides_what_came_later_and_counts_it() {
    let mut session = dated(&["2008", "2009-05-04", "2009-03/2010", "2010", ""]);
    let mut check = |date: Option<&str>, shown: &[&str], hidden: usize| {
        go(&mut session, Command::AsOf(date.map(|date| date.parse().unwrap())));
        let lanes = &session.answers().lanes;
        let mut found: Vec<String> = lanes.items().map(|item| session.case().title_of(item.incident.into())).collect();
        found.sort();
        assert_eq!((found, lanes.hidden), (shown.iter().map(|&title| title.to_owned()).collect(), hidden), "{date:?}");
        assert_eq!(lanes.undated.len(), 1, "what is undated may have happened before");
    };
    check(None, &["2008", "2009-03/2010", "2009-05-04", "2010"], 0);
    check(Some("2009-04"), &["2008", "2009-03/2010"], 2);
    check(Some("2009-05-04"), &["2008", "2009-03/2010", "2009-05-04"], 1);
    check(Some("2007-12-31"), &[], 4);
    check(None, &["2008", "2009-03/2010", "2009-05-04", "2010"], 0);
}

#[test]
fn a_date_without_an_end_is_no_as_of_date_and_that_is_said() {
    let mut session = sample();
    let year: Edtf = "2009".parse().unwrap();
    go(&mut session, Command::AsOf(Some(year.clone())));
    go(&mut session, Command::AsOf(Some("2009/..".parse().unwrap())));
    assert_eq!(session.view().as_of, Some(year), "the date that was seen stays");
    assert!(said(&session).contains("2009/.."), "{}", said(&session));
}

#[test]
fn a_fix_is_one_step_that_is_called_like_it() {
    let mut session = dated(&["2009-12-28"]);
    let [id] = incidents(&session)[..] else { panic!("one incident") };
    let mut incident = session.case().incidents.get(&id).unwrap().as_ref().clone();
    "late 2009".clone_into(&mut incident.when.as_written);
    go(&mut session, Command::Edit(Edit::Put(id.into(), Record::Incident(Arc::new(incident)))));
    let before = session.case().clone();
    let fix = session.answers().problems.iter().find_map(|problem| problem.fix.clone()).unwrap();
    go(&mut session, Command::Fix(fix.clone()));
    let stated = session.case().incidents.get(&id).unwrap().when.stated.as_ref().map(Edtf::as_str);
    assert_eq!((stated, session.undo_label()), (Some("[2009-10..2009-12]"), Some(fix.label.as_str())));
    assert!(session.answers().problems.iter().all(|problem| problem.fix.is_none()));
    assert_eq!(said(&session), fix.label);

    let after = session.case().clone();
    go(&mut session, Command::Fix(fix));
    assert_eq!((session.case(), said(&session).starts_with("There is nothing left to mend")), (&after, true));
    go(&mut session, Command::Undo);
    assert_eq!(session.case(), &before, "one step takes it back");
}

#[test]
fn a_record_that_stands_in_for_a_missing_one_is_one_step() {
    let missing = ActorId::from_bits(9);
    let part = Participant {
        key: Key::from_bits(1),
        party: Party::Actor(missing),
        role: String::new(),
        standing: Standing::default(),
        attributed_to: Attribution::default(),
        citations: Vec::new(),
        extra: Extra::default(),
    };
    let incident = Incident { title: "A meeting".to_owned(), participants: vec![part], ..Incident::default() };
    let before = empty().case().with(&[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident)))]);
    let mut session = Session::on_case(before.clone(), Settings::default(), Host::still());
    let is_dangling = |session: &Session| session.answers().problems.iter().any(|problem| problem.code == "dangling");
    let problem = session.answers().problems.iter().find(|problem| problem.code == "dangling").cloned().unwrap();
    assert!(problem.fix.is_none(), "a part in it means more than the party");
    go(&mut session, Command::Fix(problem.stand_in.unwrap()));
    let actor = session.case().actors.get(&missing).unwrap();
    assert_eq!(actor.name, "Missing actor act-000000000009");
    assert!(!is_dangling(&session) && session.answers().problems.iter().all(|problem| problem.stand_in.is_none()));
    let label = "Create a stand-in for the missing actor act-000000000009";
    assert_eq!((session.undo_label(), said(&session)), (Some(label), label));
    go(&mut session, Command::Undo);
    assert_eq!((session.case(), is_dangling(&session)), (&before, true));
}

#[test]
fn a_fix_of_the_case_as_a_whole_is_a_step_too() {
    let mut session = dated(&["2009"]);
    let [id] = incidents(&session)[..] else { panic!("one incident") };
    let mut incident = session.case().incidents.get(&id).unwrap().as_ref().clone();
    incident.common.marking.tlp = Some(Tlp::Red);
    go(&mut session, Command::Edit(Edit::Put(id.into(), Record::Incident(Arc::new(incident)))));
    let problem = session.answers().problems.iter().find(|problem| problem.code == "case-marking").cloned().unwrap();
    go(&mut session, Command::Fix(problem.fix.unwrap()));
    assert_eq!(session.case().header.marking.tlp, Some(Tlp::Red));
    assert_eq!(session.undo_label(), Some("Raise the marking of the case to TLP:RED"));
}

/// A case with one incident for each date, called like it; an empty one is undated.
fn dated(dates: &[&str]) -> Session {
    let mut session = empty();
    for (place, &date) in (1..).zip(dates) {
        let when = When { stated: (!date.is_empty()).then(|| date.parse().unwrap()), ..When::default() };
        let incident = Incident { title: date.to_owned(), when, ..Incident::default() };
        let id = IncidentId::from_bits(place).into();
        go(&mut session, Command::Edit(Edit::Put(id, Record::Incident(Arc::new(incident)))));
    }
    session
}

fn incidents(session: &Session) -> Vec<IncidentId> {
    session.case().incidents.keys().copied().collect()
}

fn all(case: &Case) -> Vec<RecordId> {
    RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind)).collect()
}

fn names_it(case: &Case, id: RecordId, target: RecordId) -> bool {
    case.record(id).is_some_and(|record| targets(&record).iter().any(|(id, _)| *id == target))
}

fn retitle(session: &mut Session, id: IncidentId, title: &str) {
    let mut incident = session.case().incidents.get(&id).unwrap().as_ref().clone();
    title.clone_into(&mut incident.title);
    go(session, Command::Edit(Edit::Put(id.into(), Record::Incident(Arc::new(incident)))));
}

pub fn empty() -> Session {
    Session::empty(Settings::default(), Host::still())
}

/// A session on the smaller sample.
pub fn sample() -> Session {
    Session::on_sample(&SAMPLES[1], Settings::default(), Host::still())
}

/// The sample, saved as `a.case.ron` in a folder of its own.
pub fn saved() -> (Session, TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    let mut session = sample();
    file(&mut session, FileCommand::SavePath(path.clone()));
    assert!(failures(&session).is_empty() && path.is_file(), "{:?}", session.notices());
    (session, folder, path)
}

/// Carries out a command and waits for what it began in the background.
pub fn go(session: &mut Session, command: Command) {
    session.run(vec![command]);
    wait(session);
}

pub fn wait(session: &mut Session) {
    let begin = Instant::now();
    while session.busy().is_some() {
        assert!(begin.elapsed() < PATIENCE, "{:?} does not end", session.busy());
        std::thread::sleep(Duration::from_millis(1));
        session.run(Vec::new());
    }
}

pub fn file(session: &mut Session, command: FileCommand) {
    go(session, Command::File(command));
}

pub fn answer(session: &mut Session, answer: Answer) {
    go(session, Command::Answer(answer));
}

pub fn titled(session: &Session, title: &str) -> Command {
    let mut header = session.case().header.as_ref().clone();
    title.clone_into(&mut header.title);
    Command::Edit(Edit::Header(header))
}

/// Gives the case another title: the smallest change there is.
pub fn rename(session: &mut Session, title: &str) {
    let command = titled(session, title);
    go(session, command);
}

/// What was said last.
pub fn said(session: &Session) -> &str {
    session.notices().last().map_or("", |notice| notice.words.as_str())
}

pub fn failures(session: &Session) -> Vec<&str> {
    let failures = session.notices().iter().filter(|notice| notice.kind == NoticeKind::Failure);
    failures.map(|notice| notice.words.as_str()).collect()
}

/// The title of the case that is in a file.
pub fn title_in(path: &Path) -> String {
    files::read(&fs::read(path).unwrap()).unwrap().case.header.title.clone()
}

/// A date in EDTF.
fn date(text: &str) -> Option<Edtf> {
    text.parse().ok()
}
