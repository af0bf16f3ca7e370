//! Adding, typing, undoing, deleting, saving, quitting: nothing typed is lost, nothing is done unasked.

use std::path::Path;

use egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable as _;
use sightline::case::RecordKind;
use sightline::disk::{self, ThemeChoice};
use sightline::session::{Question, Then};

use crate::open::{
    CTRL, CTRL_SHIFT, Screen, WIDE, click, field, incidents, open, open_at, open_file, press, record, retype, says,
    type_text, wait,
};

const SEIZURE: &str = "Seizure at the port";

#[test]
fn ctrl_shift_i_adds_an_incident_and_puts_the_cursor_into_its_title() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = incidents(&screen).len();
    press(&mut screen, CTRL_SHIFT, Key::I);
    assert_eq!(incidents(&screen).len(), before + 1);
    assert!(field(&screen, "Title").is_focused());
    type_text(&mut screen, SEIZURE);
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert!(has(&screen, SEIZURE), "leaving the field keeps the title");
    assert!(screen.state().session().undo_label().is_some(), "and it can be taken back");
}

#[test]
fn undo_in_a_field_takes_typing_back_and_goes_on_with_the_case() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = incidents(&screen);
    press(&mut screen, CTRL_SHIFT, Key::I);
    type_text(&mut screen, SEIZURE);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(""), "the field has its own way back");
    assert!(incidents(&screen).contains(&String::new()), "and the incident is still there");
    press(&mut screen, CTRL_SHIFT, Key::Z);
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(SEIZURE), "and its own way on");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert!(has(&screen, SEIZURE));
    press(&mut screen, CTRL, Key::Z);
    assert!(!has(&screen, SEIZURE), "once the field is left, all of it is one step of the case");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(incidents(&screen), before);
}

#[test]
fn at_the_beginning_of_what_was_typed_undo_is_for_the_case() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    let case = screen.state().session().case().clone();
    retype(&mut screen, "Title", "Refuge");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(has(&screen, "Refuge"), "Enter keeps it");
    field(&screen, "Title").click();
    screen.run();
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), case, "nothing was typed since the field was entered again");
    assert!(!screen.state().session().has_unsaved_changes());
    press(&mut screen, CTRL_SHIFT, Key::Z);
    assert!(has(&screen, "Refuge"), "and so is redo");
    assert_eq!(field(&screen, "Title").value().as_deref(), Some("Refuge"));
}

#[test]
fn what_is_being_typed_counts_as_unsaved() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    assert!(!says(&screen, "Unsaved changes"));
    field(&screen, "Title").click();
    screen.run();
    type_text(&mut screen, "!");
    assert!(!screen.state().session().has_unsaved_changes() && says(&screen, "● Unsaved changes"));
    press(&mut screen, CTRL, Key::Z);
    assert!(!says(&screen, "Unsaved changes"), "what was taken back is none");
}

#[test]
fn enter_leaves_a_line_ctrl_enter_a_text_and_tab_goes_on_from_there() {
    let (mut screen, _) = open_at(RecordKind::Incident, "Bubo Na Tchuto takes refuge in the UN compound");
    field(&screen, "Title").click();
    screen.run();
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(!field(&screen, "Title").is_focused());
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let next = screen.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Kind: refuge or asylum");
    assert!(next.is_focused(), "not with the first field of the window");
    click(&mut screen, "Add note");
    type_text(&mut screen, "One line");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    type_text(&mut screen, "and another");
    let note = screen.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "note 3");
    assert_eq!(
        (note.is_focused(), note.value().as_deref()),
        (true, Some("One line\nand another")),
        "Enter is a new line"
    );
    press(&mut screen, CTRL, Key::Enter);
    let note = screen.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "note 3");
    assert!(!note.is_focused() && note.value().as_deref() == Some("One line\nand another"));
    assert!(screen.state().session().has_unsaved_changes(), "and the note is kept");
}

#[test]
fn undo_twice_leaves_the_case_as_it_was() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = incidents(&screen);
    press(&mut screen, CTRL_SHIFT, Key::I);
    type_text(&mut screen, SEIZURE);
    press(&mut screen, CTRL, Key::Z);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(incidents(&screen), before);
    assert!(!screen.state().session().has_unsaved_changes());
}

#[test]
fn selecting_another_record_keeps_what_was_typed() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL_SHIFT, Key::I);
    type_text(&mut screen, SEIZURE);
    click(&mut screen, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    assert!(has(&screen, SEIZURE));
}

#[test]
fn deleting_what_others_name_asks_and_one_undo_brings_all_back() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let refuge = record(&screen, RecordKind::Incident, "Bubo Na Tchuto takes refuge in the UN compound");
    let before = screen.state().session().case().clone();
    click(&mut screen, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    press(&mut screen, Modifiers::NONE, Key::Delete);
    assert!(matches!(screen.state().session().question(), Some(Question::StillCited { .. })));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!(screen.state().session().question(), None, "Escape cancels");
    assert_eq!(*screen.state().session().case(), before);
    press(&mut screen, Modifiers::NONE, Key::Delete);
    click(&mut screen, "Delete everywhere");
    assert!(!screen.state().session().case().has(refuge));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn deleting_what_nobody_names_does_not_ask() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = incidents(&screen);
    press(&mut screen, CTRL_SHIFT, Key::I);
    click(&mut screen, "Delete this incident");
    assert_eq!(screen.state().session().question(), None);
    assert_eq!(incidents(&screen), before);
}

#[test]
fn delete_within_a_text_is_for_the_text() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL_SHIFT, Key::I);
    let with_new = incidents(&screen).len();
    type_text(&mut screen, SEIZURE);
    press(&mut screen, Modifiers::NONE, Key::Delete);
    assert_eq!(incidents(&screen).len(), with_new);
}

#[test]
fn closing_asks_about_unsaved_changes_once() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL_SHIFT, Key::I);
    type_text(&mut screen, SEIZURE);
    close(&mut screen);
    assert!(commands(&screen).contains(&ViewportCommand::CancelClose), "the window stays open");
    screen.run();
    assert_eq!(screen.state().session().question(), Some(&Question::Unsaved(Then::Quit)));
    assert!(has(&screen, SEIZURE), "what was being typed is among the changes");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!(screen.state().session().question(), None, "Escape stays");
    press(&mut screen, CTRL, Key::Q);
    screen.get_by_label("Do not save").click();
    let mut is_closed = false;
    for _ in 0..6 {
        screen.step();
        is_closed |= commands(&screen).contains(&ViewportCommand::Close);
    }
    assert!(is_closed, "the window closes");
    close(&mut screen);
    assert!(!commands(&screen).contains(&ViewportCommand::CancelClose), "and asks no second time");
}

#[test]
fn closing_without_changes_does_not_ask() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    close(&mut screen);
    assert_eq!(screen.state().session().question(), None);
}

#[test]
fn saving_takes_what_is_being_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.case.ron");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/guinea-bissau.case.ron"), &path).unwrap();
    let mut screen = open_file(path.clone());
    press(&mut screen, CTRL_SHIFT, Key::I);
    type_text(&mut screen, SEIZURE);
    // The busy sign keeps the window moving: steps, not a run to rest.
    screen.key_press_modifiers(CTRL, Key::S);
    screen.run_steps(6);
    wait(&mut screen, |session| session.busy().is_none());
    assert!(says(&screen, "Saved copy.case.ron"));
    assert!(!screen.state().session().has_unsaved_changes());
    let saved = disk::open(&path).unwrap().document.case;
    assert!(saved.incidents.values().any(|incident| incident.title == SEIZURE));

    type_text(&mut screen, " at night");
    let all = format!("{SEIZURE} at night");
    assert_eq!(field(&screen, "Title").value(), Some(all), "the cursor stays where it was, behind what was typed");
}

fn has(screen: &Screen, title: &str) -> bool {
    incidents(screen).iter().any(|other| other == title)
}

/// Asks the window to close, as its frame does.
fn close(screen: &mut Screen) {
    screen.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap().events.push(ViewportEvent::Close);
    screen.step();
}

/// What the last frame asked of the window.
fn commands(screen: &Screen) -> Vec<ViewportCommand> {
    screen.output().viewport_output.get(&ViewportId::ROOT).unwrap().commands.clone()
}

#[test]
fn the_path_dialog_can_be_left_by_the_keyboard() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL_SHIFT, Key::O);
    assert!(field(&screen, "Path of the file").is_focused(), "one types at once");
    type_text(&mut screen, "/nowhere/a.case.ron");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert!(screen.get_by_label("Cancel").is_focused(), "Tab goes on to the buttons");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(screen.state().session().question(), None);
}
