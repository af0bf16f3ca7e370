//! Arranging the window once and having it back: workspaces, a pane that fills the window, and the way back through what
//! was selected.

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;
use sightline::case::{RecordKind, Workspace};
use sightline::disk::{Settings, ThemeChoice};
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{CTRL, CTRL_SHIFT, Screen, WIDE, click, field, open, press, record, show_arranged, type_text};

const ALT: Modifiers = Modifiers::ALT;

#[test]
fn digits_choose_a_workspace_by_where_they_are_on_the_keyboard() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let mut check = |key: Key, physical_key: Option<Key>, expected: Workspace| {
        let event = Event::Key { key, physical_key, pressed: true, repeat: false, modifiers: CTRL };
        screen.event_modifiers(event, CTRL);
        screen.run();
        assert_eq!(screen.state().session().view().workspace, expected, "{key:?}");
    };
    check(Key::Num2, Some(Key::Num2), Workspace::Chronology);
    check(Key::Num5, None, Workspace::Briefing);
    // The row of digits of AZERTY without Shift: é, a quote, an apostrophe.
    check(Key::Num2, Some(Key::Num2), Workspace::Chronology);
    check(Key::Quote, Some(Key::Num3), Workspace::Network);
    check(Key::Quote, Some(Key::Num4), Workspace::Assessment);
    check(Key::Exclamationmark, Some(Key::Num1), Workspace::Overview);
}

#[test]
fn each_workspace_has_every_pane_and_its_own_in_front() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let widest = |screen: &Screen, one: &str, other: &str| {
        screen.get_by_label(one).rect().left() < screen.get_by_label(other).rect().left()
    };
    for (workspace, front) in [
        ("Chronology", "Zoom in on the timeline"),
        ("Network", "Legend of the graph"),
        ("Assessment", "Layer: Both"),
        ("Briefing", "Title"),
        ("Overview", "Legend of the graph"),
    ] {
        choose(&mut screen, workspace);
        assert!(screen.query_all_by_label(front).count() > 0, "{workspace} shows {front}");
        for pane in ["Outline", "Sources", "Mandate matrix", "Actor graph", "Timeline", "Inspector"] {
            assert!(screen.query_by_label(pane).is_some(), "{workspace} has a tab {pane}");
        }
        assert!(widest(&screen, "Outline", "Inspector"));
    }
}

#[test]
fn an_arrangement_and_the_workspace_are_there_after_starting_again() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    choose(&mut screen, "Assessment");
    click(&mut screen, "Timeline");
    assert!(screen.query_by_label("Layer: Both").is_none(), "the timeline is in front of the matrix");
    let written = screen.state().arrangement();
    let mut settings = Settings::default();
    settings.workspace = "Assessment".to_owned();
    let session = Session::on_sample(&SAMPLES[1], settings, Host::still());
    let mut again = show_arranged(WIDE, session, written);
    again.run();
    assert!(again.query_by_label("Workspace: Assessment").is_some());
    assert!(again.query_by_label("Layer: Both").is_none(), "and still is");
    choose(&mut again, "Chronology");
    choose(&mut again, "Assessment");
    from_menu(&mut again, "Panes as at first");
    assert!(again.query_by_label("Layer: Both").is_some(), "the present workspace alone is put back");
}

#[test]
fn a_pane_fills_the_window_by_its_button_its_tab_and_a_key_and_makes_room_again() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let is_alone = |screen: &Screen| {
        assert!(screen.query_by_label("Timeline").is_some());
        screen.query_by_label("Actor graph").is_none() && screen.query_by_label("Inspector").is_none()
    };
    click(&mut screen, "Maximise Timeline");
    assert!(is_alone(&screen));
    click(&mut screen, "Restore all panes");
    assert!(!is_alone(&screen));
    for _ in 0..2 {
        screen.get_by_label("Timeline").click();
        screen.get_by_label("Timeline").click();
        screen.run();
    }
    press(&mut screen, CTRL_SHIFT, Key::M);
    assert!(is_alone(&screen), "the pane that was used last");
    press(&mut screen, CTRL_SHIFT, Key::I);
    assert!(!is_alone(&screen), "a new record shows its form");
    assert!(field(&screen, "Title").is_focused());
}

#[test]
fn keys_buttons_and_the_mouse_go_back_and_forward_through_what_was_selected() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let [one, two] = ["UNIOGBIS", "UNOGBIS"].map(|name| record(&screen, RecordKind::Mission, name));
    let theme = record(&screen, RecordKind::Theme, "Drug trafficking");
    for id in [one, two, theme] {
        screen.state_mut().run(vec![Command::Select(id)]);
        screen.run();
    }
    let selected = |screen: &Screen| screen.state().session().selection().shown();
    press(&mut screen, ALT, Key::ArrowLeft);
    assert_eq!(selected(&screen), Some(two));
    // Not even while a text is typed, which is kept.
    retype_name(&mut screen, "Renamed");
    press(&mut screen, ALT, Key::ArrowLeft);
    assert_eq!(selected(&screen), Some(one));
    assert_eq!(screen.state().session().case().title_of(two), "Renamed");
    press(&mut screen, ALT, Key::ArrowRight);
    assert_eq!(selected(&screen), Some(two));
    click(&mut screen, "Forward button");
    assert_eq!(selected(&screen), Some(theme));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&screen), None);
    side_button(&mut screen, PointerButton::Extra1);
    assert_eq!(selected(&screen), Some(theme), "back to what was selected last");
    side_button(&mut screen, PointerButton::Extra1);
    side_button(&mut screen, PointerButton::Extra2);
    assert_eq!(selected(&screen), Some(theme));
}

#[test]
fn a_pinned_record_stays_open_beside_what_is_selected_next() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let [one, two] = ["UNIOGBIS", "UNOGBIS"].map(|name| record(&screen, RecordKind::Mission, name));
    screen.state_mut().run(vec![Command::Select(one)]);
    screen.run();
    click(&mut screen, "Pin UNIOGBIS");
    screen.state_mut().run(vec![Command::Select(two)]);
    screen.run();
    assert!(screen.query_by_label("Pinned: UNIOGBIS").is_some(), "its tab says what it shows");
    let names = |screen: &Screen| -> Vec<String> {
        let fields = screen.get_all_by_role_and_label(egui::accesskit::Role::TextInput, "Name");
        fields.filter_map(|field| field.value()).collect()
    };
    assert_eq!(names(&screen), ["UNOGBIS", "UNIOGBIS"]);
    // What is typed into either goes where it belongs.
    screen.get_all_by_role_and_label(egui::accesskit::Role::TextInput, "Name").last().unwrap().click();
    screen.run();
    press(&mut screen, CTRL, Key::A);
    type_text(&mut screen, "Kept");
    press(&mut screen, ALT, Key::ArrowLeft);
    assert_eq!(screen.state().session().case().title_of(one), "Kept");
    assert_eq!(names(&screen), ["Kept", "Kept"], "both show the one record");
    press(&mut screen, CTRL_SHIFT, Key::M);
    press(&mut screen, CTRL_SHIFT, Key::M);
    assert_eq!(screen.state().arrangement(), None, "a pin is no part of the arrangement");
    click(&mut screen, "Unpin Kept");
    assert!(screen.query_by_label("Pinned: Kept").is_none());
    press(&mut screen, CTRL_SHIFT, Key::P);
    assert_eq!(screen.state().session().view().inspectors, [one]);
    press(&mut screen, Modifiers::NONE, Key::Delete);
    screen.state_mut().run(vec![Command::Answer(sightline::session::Answer::Yes)]);
    screen.run();
    assert!(screen.state().session().view().inspectors.is_empty(), "what is gone is no longer open");
}

fn side_button(screen: &mut Screen, button: PointerButton) {
    for pressed in [true, false] {
        let pos = Pos2::new(700.0, 10.0);
        screen.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    screen.run();
}

fn retype_name(screen: &mut Screen, text: &str) {
    field(screen, "Name").click();
    screen.run();
    press(screen, CTRL, Key::A);
    type_text(screen, text);
}

/// Chooses a workspace with the mouse.
fn choose(screen: &mut Screen, workspace: &str) {
    let present = screen.state().session().view().workspace.label();
    click(screen, &format!("Workspace: {present}"));
    click(screen, &format!("Workspace {workspace}"));
}

fn from_menu(screen: &mut Screen, action: &str) {
    click(screen, "Window");
    click(screen, action);
}
