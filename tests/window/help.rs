//! The first run: the start page, the tour and the sheet of keys, none of which keeps anybody from the case.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sightline::case::Workspace;
use sightline::disk::{Settings, ThemeChoice};
use sightline::session::{Host, SAMPLES, Session};
use sightline::ui::ACTIONS;

use crate::open::{CTRL, Screen, WIDE, click, field, open, press, retype, says, show_at_start, wait};

const NONE: Modifiers = Modifiers::NONE;

#[test]
fn enter_on_the_start_page_goes_to_the_sample() {
    let mut screen = start(Settings::default());
    assert!(says(&screen, "None yet: a case that you open or save is listed here"));
    assert!(screen.query_by_label("Timeline").is_none(), "the panes wait behind the page");
    press(&mut screen, NONE, Key::Enter);
    assert!(screen.query_by_label("Timeline").is_some());
    assert!(screen.state().session().file().is_sample());
    from_help(&mut screen, "Start page");
    assert!(screen.query_by_label("Timeline").is_none());
    press(&mut screen, NONE, Key::Escape);
    assert!(screen.query_by_label("Timeline").is_some());
}

#[test]
fn the_start_page_lists_cases_of_late_with_their_folder_their_day_and_whether_they_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("Port.case.ron");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/guinea-bissau.case.ron"), &there).unwrap();
    let mut settings = Settings::default();
    settings.add_recent(&PathBuf::from("/no/such/folder/Gone.case.ron"), "2026-11-28T09:00:00Z");
    settings.add_recent(&there, "2026-11-29T09:00:00Z");
    let mut screen = start(settings);
    while !says(&screen, "Open Gone, 2026-11-28  not found  /no/such/folder") {
        std::thread::sleep(std::time::Duration::from_millis(5));
        screen.step();
    }
    click(&mut screen, &format!("Open Port, 2026-11-29  {}", folder.path().display()));
    wait(&mut screen, |session| session.file().path.is_some());
    assert!(screen.query_by_label("Timeline").is_some(), "another case closes the page");
}

#[test]
fn a_new_case_and_the_other_sample_are_a_click_away() {
    let mut screen = start(Settings::default());
    click(&mut screen, "Sample: Guinea-Bissau, 2009–2010");
    assert!(screen.state().session().file().suggested.starts_with("guinea-bissau"));
    assert!(screen.query_by_label("Timeline").is_some());
    from_help(&mut screen, "Start page");
    click(&mut screen, "Start: New case");
    assert!(screen.state().session().case().incidents.is_empty());
    assert!(screen.query_by_label("Timeline").is_some());
}

#[test]
fn the_start_page_can_stay_away() {
    let mut screen = start(Settings::default());
    click(&mut screen, "Show this page when Sightline starts without a file");
    assert!(screen.state().session().settings().hides_start);
}

#[test]
fn the_tour_is_walked_by_keys() {
    let mut screen = start(Settings::default());
    click(&mut screen, "Start: Tour");
    assert!(says(&screen, "One case, seen from all sides") && says(&screen, "1 of 8"));
    assert!(screen.query_by_label("Timeline").is_some(), "the panes are there to be seen");
    press(&mut screen, NONE, Key::ArrowRight);
    assert!(says(&screen, "2 of 8"));
    press(&mut screen, NONE, Key::Enter);
    assert!(says(&screen, "3 of 8"));
    press(&mut screen, NONE, Key::ArrowLeft);
    assert!(says(&screen, "2 of 8"));
}

#[test]
fn what_a_card_says_to_try_can_be_tried_and_the_tour_is_left_at_any_time() {
    let mut screen = start(Settings::default());
    click(&mut screen, "Start: Tour");
    press(&mut screen, NONE, Key::ArrowRight);
    retype(&mut screen, "As of", "2009-12");
    press(&mut screen, NONE, Key::Enter);
    assert!(screen.state().session().view().as_of.is_some() && says(&screen, "2 of 8"));
    press(&mut screen, CTRL, Key::Num3);
    assert_eq!(screen.state().session().view().workspace, Workspace::Network);
    click(&mut screen, "Next");
    assert!(says(&screen, "3 of 8"));
    press(&mut screen, NONE, Key::Escape);
    assert!(!says(&screen, "3 of 8"));
}

#[test]
fn the_tour_has_an_end() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    from_help(&mut screen, "Tour");
    for step in 1..=8 {
        assert!(says(&screen, &format!("{step} of 8")), "{step}");
        press(&mut screen, NONE, Key::Enter);
    }
    assert!(!says(&screen, "8 of 8"), "it ends");
}

#[test]
fn the_keys_are_a_key_away_but_not_while_typing() {
    let mut screen = open([1280.0, 800.0], ThemeChoice::Dark);
    press(&mut screen, Modifiers::SHIFT, Key::Questionmark);
    assert!(says(&screen, "Maximise or restore pane") && says(&screen, "go from cell to cell"));
    retype(&mut screen, "Find a key", "surroundings");
    assert!(says(&screen, "its surroundings alone") && !says(&screen, "Maximise or restore pane"));
    press(&mut screen, NONE, Key::Escape);
    assert!(screen.query_by_label("Find a key").is_none());
    field(&screen, "Find a record").click();
    screen.run();
    press(&mut screen, Modifiers::SHIFT, Key::Questionmark);
    assert!(screen.query_by_label("Find a key").is_none(), "a question mark is part of the text");
    press(&mut screen, NONE, Key::F1);
    assert!(screen.query_by_label("Find a key").is_some(), "F1 types nothing");
    press(&mut screen, NONE, Key::F1);
    assert!(screen.query_by_label("Find a key").is_none());
}

/// The window as it starts without a file.
fn start(settings: Settings) -> Screen {
    let mut screen = show_at_start(WIDE, Session::on_sample(&SAMPLES[0], settings, Host::still()));
    screen.run();
    screen
}

fn from_help(screen: &mut Screen, action: &str) {
    click(screen, "Help");
    click(screen, action);
}

#[test]
fn no_two_actions_have_one_shortcut() {
    let all: Vec<(&str, egui::KeyboardShortcut)> =
        ACTIONS.iter().flat_map(|action| action.shortcuts.iter().map(|&keys| (action.label, keys))).collect();
    for (place, (label, shortcut)) in all.iter().enumerate() {
        let other = all[..place].iter().find(|(_, before)| before == shortcut);
        assert_eq!(other, None, "{label}");
    }
}
