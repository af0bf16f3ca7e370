//! The search box: typing filters, errors are told, completion, what is found, and the chips that put it all away.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sightline::case::RecordKind;
use sightline::disk::ThemeChoice;
use sightline::session::Session;

use crate::open::{CTRL, CTRL_SHIFT, Screen, WIDE, click, field, open, press, record, says, type_text};

const BOMB: &str = "Bomb at army headquarters kills General Tagme Na Waie";

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

fn shown(session: &Session) -> usize {
    session.answers().lanes.count() + session.answers().lanes.undated.len()
}

fn text(screen: &Screen) -> String {
    field(screen, "Search").value().unwrap_or_default()
}

/// The window with this typed into the search box, letter by letter.
fn searching(query: &str) -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL, Key::F);
    for letter in query.chars() {
        type_text(&mut screen, &letter.to_string());
    }
    screen
}

#[test]
fn what_is_typed_filters_at_once_and_enter_keeps_it() {
    let mut screen = searching("kind:assassination");
    assert_eq!(shown(session(&screen)), 2);
    assert!(says(&screen, "2 incidents"), "what is found is counted by kind");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(session(&screen).view().filter.text, "kind:assassination");
    assert!(says(&screen, "2 of 17 incidents"), "the status bar counts what is shown");
    assert!(says(&screen, "0 of 21 relations"));
    click(&mut screen, "Query: kind:assassination ×");
    assert_eq!((shown(session(&screen)), text(&screen).as_str()), (17, ""));
}

#[test]
fn escape_leaves_the_filter_as_it_was() {
    let mut screen = searching("theme:DT");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    press(&mut screen, Modifiers::NONE, Key::F3);
    type_text(&mut screen, "vieira");
    assert_eq!(shown(session(&screen)), 1, "what was there is replaced by what is typed");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!((shown(session(&screen)), text(&screen).as_str()), (11, "theme:DT"));
    press(&mut screen, CTRL_SHIFT, Key::F);
    assert_eq!((shown(session(&screen)), text(&screen).as_str()), (17, ""));
}

#[test]
fn an_error_is_told_and_filters_nothing_and_a_name_that_nobody_has_is_a_warning() {
    let screen = searching("knd:seizure");
    assert!(says(&screen, "No field is called “knd”: did you mean kind?"));
    // The word alone, before its colon, was a search like any other.
    assert_eq!(session(&screen).view().filter.text, "knd");
    let screen = searching("theme:DX");
    assert!(says(&screen, "No theme of the case is called “DX”: did you mean DT?"));
    assert_eq!(shown(session(&screen)), 0);
}

#[test]
fn completion_goes_by_the_keyboard() {
    let mut screen = searching("the");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(text(&screen), "theme:");
    type_text(&mut screen, "dru");
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&screen), "theme:\"Drug trafficking\" ");
    assert_eq!(shown(session(&screen)), 11);
    for letter in ["s", "t", "a", "t", "u", "s", ":", "a", "l"] {
        type_text(&mut screen, letter);
    }
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(text(&screen), "theme:\"Drug trafficking\" status:alleged ");
}

#[test]
fn enter_on_a_record_goes_there() {
    let mut screen = searching("\"army headquarters\" is:incident");
    for _ in 0..10 {
        press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let bomb = record(&screen, RecordKind::Incident, BOMB);
    assert_eq!(session(&screen).selection().records, [bomb]);
    let mut screen = searching("headquarters kills");
    screen.get_by_label(&format!("{BOMB} – incident")).click();
    screen.run();
    assert_eq!(session(&screen).selection().records, [bomb]);
}

#[test]
fn only_what_is_sure_is_a_choice_and_a_chip() {
    let mut screen = searching("after:2009-06 before:2010 is:incident");
    assert!(says(&screen, "6 incidents (4 possibly)"));
    click(&mut screen, "Surely only");
    assert_eq!(shown(session(&screen)), 2);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    click(&mut screen, "Surely only ×");
    assert_eq!(shown(session(&screen)), 6);
}

#[test]
fn a_query_is_saved_and_asked_again() {
    let mut screen = searching("theme:DT");
    click(&mut screen, "Save this query");
    assert_eq!(session(&screen).case().count(RecordKind::View), 1);
    press(&mut screen, CTRL_SHIFT, Key::F);
    assert_eq!(shown(session(&screen)), 17);
    press(&mut screen, CTRL, Key::F);
    click(&mut screen, "theme:DT – theme:DT");
    assert_eq!((shown(session(&screen)), text(&screen).as_str()), (11, "theme:DT"));
}
