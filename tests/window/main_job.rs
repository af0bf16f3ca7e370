//! The whole main job by accessible names and keys alone, as somebody does it who neither sees the screen nor uses a
//! pointer: open a case, read it in all three views, add an incident from a report, find a gap, take back, save.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use sightline::case::RecordKind;
use sightline::disk;

use crate::forms::saved_sample;
use crate::open::{CTRL, CTRL_SHIFT, Screen, press, record, settle, type_text, wait};

const NONE: Modifiers = Modifiers::NONE;
const TITLE: &str = "Navy chief is freed and named to the general staff";

#[test]
fn the_main_job_is_done_by_names_and_keys_alone() {
    let (mut screen, _folder, path) = saved_sample();
    settle(&mut screen);
    read_an_incident(&screen);
    add_an_incident(&mut screen);
    see_it_everywhere(&mut screen);
    open_a_gap(&mut screen);
    take_back_and_bring_again(&mut screen);
    screen.key_press_modifiers(CTRL, Key::S);
    screen.run_steps(6);
    wait(&mut screen, |session| session.busy().is_none());
    assert!(!screen.state().session().has_unsaved_changes());
    let saved = disk::open(&path).unwrap().document.case;
    assert!(saved.incidents.values().any(|incident| incident.title == TITLE), "it is in the file");
}

/// Finds an incident in the timeline, and reads its name, its date and what is drawn of it.
fn read_an_incident(screen: &Screen) {
    let timeline = canvas(screen, Role::ListBox, "Timeline: ");
    let name = timeline.accesskit_node().label().unwrap();
    assert!(name.contains(" incidents in view") && name.ends_with("lanes by kind"), "{name}");
    let refuge = within(timeline, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    let words = refuge.accesskit_node().description().unwrap();
    assert!(words.contains("2009-10..2009-12 (“late 2009”)"), "no more precise than its source: {words}");
}

/// Adds an incident from a report: title, date, place, actor, theme, citation and its grade.
fn add_an_incident(screen: &mut Screen) {
    add_from_menu(screen);
    replace(screen, TITLE);
    go(screen, Role::TextInput, "Date");
    replace(screen, "2010-12");
    press(screen, NONE, Key::Tab);
    pick(screen, "Place: ", "bissau");
    pick(screen, "Add a participant: ", "bubo");
    pick(screen, "Add a theme: ", "drug");
    pick(screen, "Add a citation: ", "west africa coast");
    press_named(screen, |label| label.starts_with("Credibility: "));
    press_named(screen, |label| label == "2 – probably true");
    let id = record(screen, RecordKind::Incident, TITLE);
    let case = screen.state().session().case();
    let incident = case.incidents.values().find(|incident| incident.title == TITLE).unwrap();
    assert_eq!(incident.when.stated.as_ref().map(ToString::to_string).as_deref(), Some("2010-12"), "{id}");
    assert!(incident.place.is_some() && incident.participants.len() == 1 && incident.themes.len() == 1);
    assert!(incident.common.citations.iter().all(|citation| citation.credibility.is_some()), "it is graded");
}

/// The new incident is in the timeline, with a date no more precise than the report's, and in the graph.
fn see_it_everywhere(screen: &mut Screen) {
    let mark = within(canvas(screen, Role::ListBox, "Timeline: "), &format!("Incident: {TITLE}"));
    let words = mark.accesskit_node().description().unwrap();
    assert!(words.contains("2010-12") && !words.contains("2010-12-01"), "{words}");
    press_named(screen, |label| label == "Incidents");
    settle(screen);
    let _node = within(canvas(screen, Role::ListBox, "Graph: "), &format!("Incident: {TITLE}"));
}

/// A gap is a cell that has evidence where nothing is mandated; Enter opens what stands behind it.
fn open_a_gap(screen: &mut Screen) {
    press_named(screen, |label| label == "Layer: Both");
    let matrix = canvas(screen, Role::Grid, "Matrix: ");
    let is_gap = |name: &String| {
        let is_blank = name.contains(": Not surveyed") || name.contains(": Surveyed");
        is_blank && name.contains("Incidents: ")
    };
    let gap = matrix.children_recursive().filter_map(|cell| cell.accesskit_node().label()).find(is_gap);
    let gap = gap.unwrap_or_else(|| panic!("no evidence where nothing is mandated"));
    screen.get_by_label(&gap).focus();
    screen.run();
    press(screen, NONE, Key::Enter);
    assert!(screen.state().session().selection().cell.is_some());
    let mission = gap.split(" × ").next().unwrap();
    assert!(crate::open::says(screen, mission), "its page names the mission");
}

fn take_back_and_bring_again(screen: &mut Screen) {
    let done = screen.state().session().case().clone();
    press(screen, CTRL, Key::Z);
    assert_ne!(*screen.state().session().case(), done);
    press(screen, CTRL_SHIFT, Key::Z);
    assert_eq!(*screen.state().session().case(), done);
}

/// Opens the menus with F10, goes along them by arrows, and takes the line that adds an incident.
fn add_from_menu(screen: &mut Screen) {
    press(screen, NONE, Key::F10);
    assert_eq!(focused(screen), "File");
    press(screen, NONE, Key::ArrowRight);
    assert_eq!(focused(screen), "Edit");
    press(screen, NONE, Key::ArrowDown);
    for _ in 0..20 {
        if focused(screen).starts_with("Add incident") {
            break;
        }
        press(screen, NONE, Key::ArrowDown);
    }
    press(screen, NONE, Key::Enter);
    assert_eq!(focused(screen), "Title", "the first field has the cursor");
}

/// Opens a search by its name, types what is looked for, and takes what is found first.
fn pick(screen: &mut Screen, name: &str, text: &str) {
    press_named(screen, |label| label.starts_with(name));
    type_text(screen, text);
    press(screen, NONE, Key::Enter);
}

/// Puts the keyboard on what has such a name, and presses it.
fn press_named(screen: &mut Screen, is_it: impl Fn(&str) -> bool) {
    let node = screen.root().children_recursive().find(|node| {
        let node = node.accesskit_node();
        !matches!(node.role(), Role::Label | Role::GenericContainer) && node.label().is_some_and(|label| is_it(&label))
    });
    node.unwrap().focus();
    screen.run();
    press(screen, NONE, Key::Enter);
}

fn go(screen: &mut Screen, role: Role, name: &str) {
    screen.get_by_role_and_label(role, name).focus();
    screen.run();
}

/// Types over what the field holds.
fn replace(screen: &mut Screen, text: &str) {
    press(screen, CTRL, Key::A);
    type_text(screen, text);
}

fn canvas<'a>(screen: &'a Screen, role: Role, name: &str) -> Node<'a> {
    let is_it = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(name));
    screen.get_all_by_role(role).find(is_it).unwrap_or_else(|| panic!("no {name}"))
}

/// A part of a canvas by its whole name.
fn within<'a>(canvas: Node<'a>, name: &str) -> Node<'a> {
    let mut parts = canvas.children_recursive();
    let found = parts.find(|part| part.accesskit_node().label().as_deref() == Some(name));
    found.unwrap_or_else(|| panic!("no {name}"))
}

/// The name of what has the keyboard.
fn focused(screen: &Screen) -> String {
    let mut nodes = screen.root().children_recursive().map(|node| node.accesskit_node());
    let name = |node: AccessKitNode<'_>| {
        let by = node.labelled_by().find_map(|by| by.label().or_else(|| by.value()));
        node.label().or(by)
    };
    nodes.find(AccessKitNode::is_focused).and_then(name).unwrap_or_default()
}
