//! Quick add, what is being read, and grades by letter and digit: from the keyboard alone.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sightline::case::{Credibility, Incident, RecordKind, Reliability, Source, SourceId};
use sightline::disk::ThemeChoice;
use sightline::session::Session;

use crate::open::{CTRL, Screen, WIDE, click, incidents, open, open_at, press, record, retype, says, type_text};

const ALT: Modifiers = Modifiers::ALT;
const FIELD: &str = "What to add";

#[test]
fn a_line_is_shown_as_it_will_stand_and_enter_adds_it() {
    let mut screen = quick();
    let before = incidents(&screen).len();
    type_text(&mut screen, "early hours of 2 March 2009: shootout at the port @Bissau +vieira:victim +bubo:leader?-");
    for words in [
        "Incident: shootout at the port",
        "When: 2009-03-02, early hours – possible: 2009-03-02",
        "Where: Bissau",
        "Vieira – victim",
        "leader, alleged – by whom is not named by the source",
        "armed clash, guessed from “shootout”",
    ] {
        assert!(contains(&screen, words), "no “{words}” in the preview");
    }
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(incidents(&screen).len(), before + 1);
    let incident = newest(&screen);
    assert_eq!(incident.title, "shootout at the port");
    assert_eq!(incident.participants.len(), 2);
    assert!(says(&screen, "1 added, last: “shootout at the port”"), "the dialog stays open and counts");
    assert_eq!(screen.get_by_label(FIELD).value().as_deref(), Some(""), "ready for the next");
    assert_eq!(session(&screen).undo_label(), Some("Add “shootout at the port”"));
}

#[test]
fn what_is_not_understood_is_not_added_and_is_mended_by_one_key() {
    let mut screen = quick();
    let before = incidents(&screen).len();
    type_text(&mut screen, "Seizure at the port +joao-silva:detained");
    assert!(contains(&screen, "Not understood: No actor “joao-silva”"));
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(incidents(&screen).len(), before, "nothing is added as long as something is not understood");
    // Some keyboards send the digit as text too, in the same frame.
    let key = Event::Key { key: Key::Num1, physical_key: None, pressed: true, repeat: false, modifiers: ALT };
    screen.input_mut().events.extend([key, Event::Text("1".to_owned())]);
    screen.run();
    assert!(screen.get_by_label(FIELD).value().unwrap().ends_with("+\"Joao Silva\":detained"));
    assert!(contains(&screen, "New: actor Joao Silva"));
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(incidents(&screen).len(), before + 1);
    let actor = record(&screen, RecordKind::Actor, "Joao Silva");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    press(&mut screen, CTRL, Key::Z);
    assert!(!session(&screen).case().has(actor), "actor and incident go with one undo");
    assert_eq!(incidents(&screen).len(), before);
}

#[test]
fn escape_loses_no_text() {
    let mut screen = quick();
    type_text(&mut screen, "late 2009, half a line");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(screen.query_by_label(FIELD).is_none());
    press(&mut screen, CTRL, Key::N);
    assert_eq!(screen.get_by_label(FIELD).value().as_deref(), Some("late 2009, half a line"));
}

#[test]
fn a_word_is_completed_by_tab() {
    let mut screen = quick();
    type_text(&mut screen, "Held +tagm");
    assert!(screen.query_by_label_contains("Complete: ").is_some(), "what may be meant is offered");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let text = screen.get_by_label(FIELD).value().unwrap();
    assert!(text.starts_with("Held +\"") && text.to_lowercase().contains("tagm"), "{text}");
    type_text(&mut screen, ":vic");
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(screen.get_by_label(FIELD).value().unwrap().ends_with(":victim"));
}

#[test]
fn several_lines_are_added_as_asked() {
    for is_one_step in [false, true] {
        let mut screen = quick();
        let before = incidents(&screen).len();
        screen.event(Event::Paste("2009: first +\"New Man\"\n\n2010: second +new-man".to_owned()));
        screen.run();
        if is_one_step {
            click(&mut screen, "As one undo step");
        }
        screen.get_by_label("Add 2").click();
        screen.run();
        assert_eq!(incidents(&screen).len(), before + 2, "the second line knows who came with the first");
        press(&mut screen, Modifiers::NONE, Key::Escape);
        press(&mut screen, CTRL, Key::Z);
        assert_eq!(incidents(&screen).len(), if is_one_step { before } else { before + 1 });
    }
}

#[test]
fn what_is_read_is_cited_until_reading_stops() {
    let mut screen = quick();
    type_text(&mut screen, "source: S/2012/999; A new report; 2012-06; B; origin Reuters");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    press(&mut screen, Modifiers::NONE, Key::F8);
    assert!(says(&screen, "Reading: S/2012/999 – A new report"));
    type_text(&mut screen, "June 2012: cocaine found ^p. 3 2");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    press(&mut screen, ALT, Key::PageDown);
    type_text(&mut screen, "July 2012: cocaine lost");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let citation = &newest(&screen).common.citations[0];
    assert_eq!((citation.locator.as_str(), citation.credibility), ("p. 4", Some(Credibility::C2)));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    press(&mut screen, Modifiers::SHIFT, Key::F8);
    assert!(session(&screen).reading().is_none());
    assert!(!says(&screen, "Reading: S/2012/999 – A new report"));
}

#[test]
fn what_is_selected_is_cited_by_one_key() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let source = *session(&screen).case().sources.keys().next().unwrap();
    press(&mut screen, CTRL, Key::N);
    let reference = session(&screen).case().sources[&source].title.clone();
    type_text(&mut screen, &format!("reading: \"{reference}\" p. 7 3"));
    press(&mut screen, Modifiers::NONE, Key::Enter);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    let title = incidents(&screen)[0].clone();
    click(&mut screen, &format!("Incident: {title}"));
    press(&mut screen, Modifiers::NONE, Key::F9);
    let id = record(&screen, RecordKind::Incident, &title);
    let cited = session(&screen).case().record(id).unwrap();
    let citation = cited.common().citations.last().unwrap();
    assert_eq!((citation.source, citation.locator.as_str()), (source, "p. 7"));
    press(&mut screen, Modifiers::NONE, Key::F9);
    assert_eq!(session(&screen).case().record(id).unwrap(), cited, "twice is once");
}

#[test]
fn a_grade_is_typed_and_holds_everywhere() {
    let (mut screen, id) = open_at(RecordKind::Incident, "Bubo Na Tchuto takes refuge in the UN compound");
    let citation = session(&screen).case().record(id).unwrap().common().citations[0].clone();
    let grade = |screen: &Screen| screen.get_all_by_label_contains("Grade of ").next().unwrap().rect();
    let _is_shown = grade(&screen);
    screen.get_all_by_label_contains("Grade of ").next().unwrap().focus();
    screen.run();
    type_text(&mut screen, "c3");
    assert!(contains(&screen, "C – fairly reliable · 3 – possibly true"), "the meaning stands beside it");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let graded = session(&screen).case().record(id).unwrap().common().citations[0].clone();
    assert_eq!(graded.credibility, Some(Credibility::C3));
    assert_eq!(source(&screen, citation.source).reliability, Some(Reliability::C));
    click(&mut screen, "Sources");
    assert!(contains(&screen, "C – fairly reliable. supports"), "the pane says so too");
}

#[test]
fn the_pane_of_sources_grades_them() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "Sources");
    screen.get_all_by_label_contains("Source: ").next().unwrap().click();
    screen.run();
    let id = session(&screen).selection().records[0];
    screen.get_by_label_contains("Reliability of the source").focus();
    screen.run();
    type_text(&mut screen, "d");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let sightline::case::RecordId::Source(id) = id else { panic!() };
    assert_eq!(source(&screen, id).reliability, Some(Reliability::D));
    retype(&mut screen, "Origin of the source", "One cable");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(source(&screen, id).origin, "One cable");
}

/// The window with quick add open.
fn quick() -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL, Key::N);
    assert!(screen.get_by_label(FIELD).is_focused());
    screen
}

fn contains(screen: &Screen, words: &str) -> bool {
    screen.query_all_by_label_contains(words).next().is_some()
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

fn source(screen: &Screen, id: SourceId) -> &Source {
    session(screen).case().sources.get(&id).unwrap()
}

/// The incident that is selected.
fn newest(screen: &Screen) -> &Incident {
    let Some(&sightline::case::RecordId::Incident(id)) = session(screen).selection().records.first() else {
        panic!("no incident")
    };
    session(screen).case().incidents.get(&id).unwrap()
}
