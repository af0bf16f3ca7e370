//! Records of judgement, other values and saved views: created, edited, cited, undone and deleted in the window.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::Queryable as _;
use sightline::case::{
    Activity, Alternate, AlternateKind, Case, Change, Consistency, Damaged, Extra, Incident, IncidentId, IncidentKind,
    Likelihood, PlaceId, Posture, Question, Record, RecordId, RecordKind, Stand, View,
};
use sightline::disk::{Settings, ThemeChoice};
use sightline::edit::Edit;
use sightline::query::lanes::LaneBy;
use sightline::query::problems::Problem;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::forms::{choose, first_text};
use crate::open::{
    CTRL, CTRL_SHIFT, Screen, TALL, click, field, open, open_at, press, record, retype, says, show, type_text,
};

const REFUGE: &str = "Bubo Na Tchuto takes refuge in the UN compound";
const BOMB: &str = "Bomb at army headquarters kills General Tagme Na Waie";
const NEW: &str = "Quite another text";

/// A kind of record, the menu and the action that add one, and what has to be selected for it.
type Added = (RecordKind, &'static str, &'static str, Option<(RecordKind, &'static str)>);

const ADDED: &[Added] = &[
    (RecordKind::Activity, "Edit", "Add activity", Some((RecordKind::Mission, "UNIOGBIS"))),
    (RecordKind::Question, "Edit", "Add question", None),
    (RecordKind::Posture, "Edit", "Add posture", Some((RecordKind::Actor, "João Bernardo Vieira"))),
    (RecordKind::Lever, "Edit", "Add lever", None),
    (RecordKind::Briefing, "Edit", "Add briefing", None),
    (RecordKind::View, "View", "Save this view", None),
];

#[test]
fn every_new_kind_is_created_edited_cited_undone_and_deleted() {
    for &(kind, menu, action, selected) in ADDED {
        let mut screen =
            selected.map_or_else(|| open(TALL, ThemeChoice::Light), |(kind, title)| open_at(kind, title).0);
        let before = case(&screen).clone();
        from_menu(&mut screen, menu, action);
        let id = shown(&screen, kind);
        press(&mut screen, CTRL, Key::A);
        type_text(&mut screen, NEW);
        press(&mut screen, Modifiers::NONE, Key::Tab);
        assert_eq!(first_text(&case(&screen).record(id).unwrap()), NEW, "{kind:?}: the first field has the cursor");
        click(&mut screen, "Add a citation: Add a citation");
        type_text(&mut screen, "West Africa Coast");
        press(&mut screen, Modifiers::NONE, Key::Enter);
        assert_eq!(case(&screen).record(id).unwrap().common().citations.len(), 1, "{kind:?} is cited");
        let cited = case(&screen).clone();
        for _ in 0..3 {
            press(&mut screen, CTRL, Key::Z);
        }
        assert_eq!(*case(&screen), before, "{kind:?}: three steps take it back");
        for _ in 0..3 {
            press(&mut screen, CTRL_SHIFT, Key::Z);
        }
        assert_eq!(*case(&screen), cited, "{kind:?}: and three bring it again");
        click(&mut screen, &format!("Delete this {}", kind.label()));
        assert_eq!(*case(&screen), before, "{kind:?} is gone, and nobody had to be asked");
    }
}

#[test]
fn what_needs_a_record_says_so_where_none_is_selected() {
    for (action, words) in [("Add activity", "Select the mission first"), ("Add posture", "Select the actor first")] {
        let mut screen = open(TALL, ThemeChoice::Light);
        let before = case(&screen).clone();
        from_menu(&mut screen, "Edit", action);
        assert!(says(&screen, words), "{action}");
        assert_eq!(*case(&screen), before, "{action}");
    }
}

#[test]
fn an_activity_has_its_nature_in_words_and_its_resources_in_numbers() {
    let (mut screen, mission) = open_at(RecordKind::Mission, "UNIOGBIS");
    from_menu(&mut screen, "Edit", "Add activity");
    let id = shown(&screen, RecordKind::Activity);
    assert!(says(&screen, "neither technical nor political"));
    choose(&mut screen, "Kind: other activity", "good offices");
    assert!(says(&screen, "political work"));
    click(&mut screen, "Add a resource");
    retype(&mut screen, "What", "budget");
    retype(&mut screen, "Unit", "EUR");
    let low = format!("Low resource {}", activity(&screen, id).resources[0].key);
    retype(&mut screen, &low, "1500");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let activity = activity(&screen, id);
    assert_eq!(RecordId::from(activity.mission), mission);
    let told: Vec<_> =
        activity.resources.iter().map(|one| (one.commodity.as_str(), one.low, one.best, one.unit.as_str())).collect();
    assert_eq!(told, [("budget", Some(1500), None, "EUR")]);
}

#[test]
fn evidence_is_rated_cell_by_cell_and_a_blank_is_no_rating() {
    let mut screen = open(TALL, ThemeChoice::Light);
    from_menu(&mut screen, "Edit", "Add question");
    let id = shown(&screen, RecordKind::Question);
    for name in ["Add a hypothesis", "Add a hypothesis", "Add evidence"] {
        click(&mut screen, name);
    }
    prose(&mut screen, "H1 text", "A feud within the army");
    prose(&mut screen, "E1 text", "The bomb came from abroad");
    let before = case(&screen).clone();
    choose(&mut screen, "E1 against H1: not rated", "II – very inconsistent");
    let rated = |screen: &Screen| -> Vec<(usize, Consistency)> {
        let question = question(screen, id);
        let place = |key| question.hypotheses.iter().position(|one| one.key == key).unwrap() + 1;
        question.evidence[0].ratings.iter().map(|rating| (place(rating.hypothesis), rating.rating)).collect()
    };
    assert_eq!(rated(&screen), [(1, Consistency::II)]);
    assert!(says(&screen, "H1 – inconsistent: 1 II") && says(&screen, "H2 – not rated: 1"));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*case(&screen), before, "one step takes the rating back");
    choose(&mut screen, "E1 against H2: not rated", "N – neutral");
    assert!(says(&screen, "H2 – neutral: 1 N") && says(&screen, "H1 – not rated: 1"), "neutral is not blank");
    choose(&mut screen, "E1 against H2: N – neutral", "? not rated");
    assert_eq!(rated(&screen), []);
    choose(&mut screen, "E1 against H2: not rated", "C – consistent");
    click(&mut screen, "Remove H1 with its ratings and judgements");
    assert_eq!(rated(&screen), [(1, Consistency::C)], "the ratings of the other hypothesis stay");
}

#[test]
fn a_row_of_evidence_is_any_record_and_a_judgement_is_about_one_hypothesis() {
    let mut screen = open(TALL, ThemeChoice::Light);
    from_menu(&mut screen, "Edit", "Add question");
    let id = shown(&screen, RecordKind::Question);
    click(&mut screen, "Add a hypothesis");
    click(&mut screen, "Add evidence");
    click(&mut screen, "Record: not stated");
    type_text(&mut screen, "west africa coast");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let source = record(&screen, RecordKind::Source, "West Africa Coast Initiative");
    assert_eq!(question(&screen, id).evidence[0].record, Some(source));
    click(&mut screen, "Add a judgement");
    prose(&mut screen, "H1 text", "A feud within the army");
    choose(&mut screen, "About: the question as a whole", "H1: A feud within the army");
    choose(&mut screen, "Likelihood: not stated", Likelihood::Unlikely.label());
    let question = question(&screen, id);
    let judgement = &question.judgements[0];
    assert_eq!(judgement.hypothesis, Some(question.hypotheses[0].key));
    assert_eq!((judgement.likelihood, judgement.confidence), (Some(Likelihood::Unlikely), None));
}

#[test]
fn a_posture_shows_two_dated_tracks_with_how_firmly_they_stand() {
    let (mut screen, actor) = open_at(RecordKind::Actor, "José Américo Bubo Na Tchuto");
    from_menu(&mut screen, "Edit", "Add posture");
    let id = shown(&screen, RecordKind::Posture);
    for (track, title) in [("engagement", REFUGE), ("engagement", BOMB), ("allegations", REFUGE)] {
        click(&mut screen, &format!("Add to {track}: Add…"));
        type_text(&mut screen, title);
        press(&mut screen, Modifiers::NONE, Key::Enter);
    }
    choose(&mut screen, "Judgement: undecided", Stand::Both.label());
    let [refuge, bomb] = [REFUGE, BOMB].map(|title| record(&screen, RecordKind::Incident, title));
    let kept = posture(&screen, id);
    assert_eq!(RecordId::from(kept.actor), actor);
    assert_eq!(
        (kept.judgement, &kept.engagement, &kept.allegations),
        (Stand::Both, &vec![refuge, bomb], &vec![refuge])
    );
    let top = |screen: &Screen, title: &str| {
        let name = format!("Take {title} out of engagement");
        screen.get_by_label(&name).rect().top()
    };
    assert!(top(&screen, BOMB) < top(&screen, REFUGE), "March comes before December");
    click(&mut screen, &format!("Take {BOMB} out of engagement"));
    assert_eq!(posture(&screen, id).engagement, [refuge]);
}

#[test]
fn another_value_is_cited_preferred_and_taken_back() {
    const OTHER: &str = "The admiral seeks shelter with the United Nations";
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = case(&screen).record(id).unwrap();
    let cited = before.common().citations.len();
    click(&mut screen, "Other values");
    click(&mut screen, "Add another title");
    prose(&mut screen, "Other title", OTHER);
    assert!(says(&screen, &format!("also: {OTHER}")), "beside the field");
    click(&mut screen, "Add a citation of the other title: Add a citation of the other title");
    type_text(&mut screen, "West Africa Coast");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let with_other = case(&screen).clone();
    click(&mut screen, "Prefer this title");
    let after = case(&screen).record(id).unwrap();
    assert_eq!((first_text(&after).as_str(), after.common().citations.len()), (OTHER, cited + 1));
    let old = &after.common().alternatives[0];
    assert_eq!((&old.value, old.citations.len()), (&Alternate::Text(REFUGE.to_owned()), cited));
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(OTHER), "and the form shows it");
    let label = format!("Prefer another title of “{OTHER}”");
    assert_eq!(screen.state().session().undo_label(), Some(label.as_str()));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*case(&screen), with_other, "in one step");
    click(&mut screen, "Remove the other title");
    assert_eq!(case(&screen).record(id).unwrap(), before);
}

#[test]
fn another_date_takes_the_place_of_the_date() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    click(&mut screen, "Other values");
    click(&mut screen, "Add another date");
    assert!(field(&screen, "Other date").is_focused(), "one types at once");
    retype(&mut screen, "Other date", "2010-01");
    click(&mut screen, "Prefer this date");
    assert!(says(&screen, "cite one first"), "no source says it yet");
    click(&mut screen, "Add a citation of the other date: Add a citation of the other date");
    type_text(&mut screen, "West Africa Coast");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    click(&mut screen, "Prefer this date");
    let Some(Record::Incident(incident)) = case(&screen).record(id) else { panic!("an incident") };
    assert_eq!(incident.when.stated.as_ref().map(ToString::to_string).as_deref(), Some("2010-01"));
    let [old] = &incident.common.alternatives[..] else { panic!("one other value") };
    assert_eq!(old.value.kind(), AlternateKind::Date);
    assert!(says(&screen, "also: ") && says(&screen, "“late 2009”"), "the source's words went along");
}

#[test]
fn a_view_is_saved_shown_and_renewed() {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    session.run(vec![Command::ToggleKind(IncidentKind::Arrest)]);
    let mut screen = show(TALL, session);
    let refuge = record(&screen, RecordKind::Incident, REFUGE);
    click(&mut screen, &format!("Incident: {REFUGE}"));
    for label in ["Lanes by actor", "Incidents in the graph"] {
        from_menu(&mut screen, "View", label);
    }
    let before = case(&screen).clone();
    from_menu(&mut screen, "View", "Save this view");
    let id = shown(&screen, RecordKind::View);
    let saved = view(&screen, id);
    assert_eq!((saved.aspect.lanes, saved.aspect.has_incident_nodes), (LaneBy::Actor, true));
    assert_eq!((&saved.aspect.hidden_kinds, &saved.selection), (&vec![IncidentKind::Arrest], &vec![refuge]));
    assert!(says(&screen, "by actor") && says(&screen, "with incidents"), "its form says what it holds");

    click(&mut screen, "Hidden: arrest ×");
    from_menu(&mut screen, "View", "Lanes by theme");
    let (generation, kept) = (screen.state().session().generation(), case(&screen).clone());
    click(&mut screen, "Show this view");
    let shown_now = screen.state().session().view();
    assert_eq!(shown_now.lane_by, LaneBy::Actor);
    assert!(shown_now.hidden_kinds.contains(&IncidentKind::Arrest));
    assert_eq!(shown_now.selection.records, [refuge]);
    assert_eq!((screen.state().session().generation(), case(&screen)), (generation, &kept), "showing is no edit");

    screen.get_by_label("Views  1").click_accesskit();
    screen.run();
    click(&mut screen, "Outline view: View 1");
    from_menu(&mut screen, "View", "Lanes by place");
    click(&mut screen, "Renew from what is shown now");
    let renewed = view(&screen, id);
    assert_eq!(
        (renewed.aspect.lanes, &renewed.selection),
        (LaneBy::Place, &vec![refuge]),
        "its own form is no selection"
    );
    press(&mut screen, CTRL, Key::Z);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*case(&screen), before, "one step for renewing, one for saving");
}

#[test]
fn a_text_that_could_not_be_read_is_shown_until_it_is_discarded() {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let mut header = sightline::case::Header::clone(&session.case().header);
    header.damaged = vec![Damaged {
        key: sightline::case::Key::from_bits(1),
        place: "inc-000000000001".to_owned(),
        problem: "a comma was expected".to_owned(),
        text: "(title: \"A clash\" kind: Arrest)".to_owned(),
        extra: Extra::default(),
    }];
    session.run(vec![Command::Edit(Edit::Header(header))]);
    let mut screen = show(TALL, session);
    for words in ["Texts that could not be read", "a comma was expected", "(title: \"A clash\" kind: Arrest)"] {
        assert!(says(&screen, words), "{words}");
    }
    click(&mut screen, "Discard the text of inc-000000000001");
    assert!(case(&screen).header.damaged.is_empty() && !says(&screen, "a comma was expected"));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(case(&screen).header.damaged.len(), 1, "it can be taken back");
    assert!(says(&screen, "a comma was expected"));
}

#[test]
fn a_problem_leads_to_its_record_or_to_the_case() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    retype(&mut screen, "Title", " ");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    retype(&mut screen, "Title", " ");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let warnings = screen.get_by_label_contains("2 warnings, ");
    warnings.click_accesskit();
    screen.run();
    assert!(says(&screen, "⚠ 2  A record has no name or title"), "problems of one rule stand together");
    click(&mut screen, "untitled incident: This incident has no title: give it one");
    assert_eq!(screen.state().session().selection().records, [id]);
    click(&mut screen, "the case: The case has no title: give it one");
    assert!(screen.state().session().selection().is_empty(), "nothing selected shows the case");
}

#[test]
fn a_safe_fix_is_one_click_and_one_step_of_undo() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = incident(&screen, id);
    retype(&mut screen, "Date", "2009-11-05");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let problem = problem(&screen, "too-precise");
    // It stands below the field.
    click(&mut screen, &format!("Fix: {}", problem.fix.unwrap().label));
    assert_eq!(incident(&screen, id).when, before.when, "the date is as precise as the words again");
    press(&mut screen, CTRL, Key::Z);
    assert_ne!(incident(&screen, id).when, before.when);
}

#[test]
fn a_missing_place_is_stood_in_for_from_the_outline_and_beside_the_field() {
    const FIX: &str = "Fix: Create a stand-in for the missing place pla-000000000009";
    let missing = PlaceId::from_bits(9);
    let incident = Incident { title: "A meeting".to_owned(), place: Some(missing), ..Incident::default() };
    let id = IncidentId::from_bits(1);
    let empty = Session::empty(Settings::default(), Host::still());
    let case = empty.case().with(&[Change::Incident(id, Some(Arc::new(incident)))]);
    for is_selected in [false, true] {
        let mut session = Session::on_case(case.clone(), Settings::default(), Host::still());
        if is_selected {
            session.run(vec![Command::Select(id.into())]);
        }
        let mut screen = show(TALL, session);
        let by_place = |one: &Node<'_>, other: &Node<'_>| one.rect().left().total_cmp(&other.rect().left());
        let (count, fix) = (screen.get_all_by_label(FIX).count(), screen.get_all_by_label(FIX).max_by(by_place));
        assert_eq!(count, if is_selected { 2 } else { 1 }, "in the list, and below the field of the form");
        fix.unwrap().click();
        screen.run();
        let session = screen.state().session();
        let place = session.case().places.get(&missing).unwrap();
        assert_eq!(place.name, "Missing place pla-000000000009");
        assert!(screen.query_all_by_label(FIX).next().is_none(), "nothing is missing any more");
    }
}

#[test]
fn a_fix_from_the_outline_is_not_undone_by_what_is_being_typed() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = incident(&screen, id);
    retype(&mut screen, "Date", "2009-11-05");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let problem = problem(&screen, "too-precise");
    screen.get_by_label_contains("1 warning, ").click_accesskit();
    screen.run();
    // As long as the old title, so that nothing moves under the pointer.
    let title = REFUGE.replace("takes", "finds");
    retype(&mut screen, "Title", &title);
    // That of the outline; the other one stands below the field.
    let label = format!("Fix: {}", problem.fix.unwrap().label);
    let by_place = |one: &Node<'_>, other: &Node<'_>| one.rect().left().total_cmp(&other.rect().left());
    let Some(fix) = screen.get_all_by_label(&label).min_by(by_place) else { panic!("no fix") };
    fix.click();
    screen.run();
    assert_eq!(incident(&screen, id).when, before.when);
    assert_eq!(incident(&screen, id).title, title, "and what was typed is kept too");
}

#[test]
fn a_record_that_is_deleted_while_it_is_typed_in_stays_deleted() {
    let title = "Table 1, UN mandates as of July 2011: the missions of this case";
    let (mut screen, id) = open_at(RecordKind::Survey, title);
    retype(&mut screen, "Title", "Renamed");
    click(&mut screen, "Delete this survey");
    assert!(!case(&screen).has(id));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(case(&screen).title_of(id), "Renamed", "undo brings it back as it was typed");
}

fn problem(screen: &Screen, code: &str) -> Problem {
    let problems = &screen.state().session().answers().problems;
    problems.iter().find(|problem| problem.code == code).cloned().unwrap()
}

fn case(screen: &Screen) -> &Case {
    screen.state().session().case()
}

/// Chooses an action from a menu of the bar.
fn from_menu(screen: &mut Screen, menu: &str, action: &str) {
    click(screen, menu);
    screen.get_by_label(action).click();
    screen.run();
}

/// The record in the form, which is of this kind.
fn shown(screen: &Screen, kind: RecordKind) -> RecordId {
    let id = screen.state().session().selection().shown().unwrap();
    assert_eq!(id.kind(), kind);
    id
}

/// Replaces a text of several lines and leaves it.
fn prose(screen: &mut Screen, name: &str, text: &str) {
    screen.get_by_role_and_label(Role::MultilineTextInput, name).click();
    screen.run();
    press(screen, CTRL, Key::A);
    type_text(screen, text);
    press(screen, Modifiers::NONE, Key::Tab);
}

macro_rules! of_kind {
    ($( $name:ident, $kind:ident; )+) => { $(
        fn $name(screen: &Screen, id: RecordId) -> Arc<$kind> {
            match case(screen).record(id) {
                Some(Record::$kind(record)) => record,
                _ => panic!("no {} {id}", stringify!($name)),
            }
        }
    )+ };
}

of_kind! {
    activity, Activity;
    incident, Incident;
    question, Question;
    posture, Posture;
    view, View;
}
