//! The three canvases without eyes and without a pointer: each is one node with a name, what is drawn in it are its
//! children, and the keyboard leads through all of it.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use sightline::case::{RecordId, RecordKind};
use sightline::disk::ThemeChoice;
use sightline::figure;
use sightline::session::SAMPLES;

use crate::open::{Screen, TALL, WIDE, click, open, open_sample, press, record, says, settle};

const NONE: Modifiers = Modifiers::NONE;
const BOMB: &str = "Bomb at army headquarters kills General Tagme Na Waie";
const REFUGE: &str = "Bubo Na Tchuto takes refuge in the UN compound";

#[test]
fn each_canvas_is_one_node_and_what_is_drawn_in_it_are_its_children() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    settle(&mut screen);
    let check = |name: &str, role: Role, child: &str| {
        let canvas = canvas(&screen, role, name);
        assert!(
            canvas.accesskit_node().description().is_some_and(|words| words.contains("menu key")),
            "{name}: how to move"
        );
        let names = names(canvas);
        assert!(names.iter().any(|name| name.starts_with(child)), "no {child} in {name}: {names:?}");
    };
    check("Timeline: ", Role::ListBox, "Incident: Bubo Na Tchuto takes refuge");
    check("Graph: ", Role::ListBox, "Actor: José Américo Bubo Na Tchuto");
    check("Graph: ", Role::ListBox, "Relation: ");
    check("Matrix: ", Role::Grid, "UNIOGBIS × Drug trafficking: ");
    check("Matrix: ", Role::Grid, "Matrix mission: UNIOGBIS");
    assert!(says(&screen, "Graph: 26 nodes in view; 26 parties, ") || says(&screen, "nodes in view; "));
}

#[test]
fn an_accusation_is_named_with_its_accuser_and_a_date_no_more_precise_than_it_is() {
    let screen = open_sample(&SAMPLES[0], TALL, ThemeChoice::Light);
    let canvas = canvas(&screen, Role::ListBox, "Timeline: ");
    let session = screen.state().session();
    let case = session.case();
    let names = names(canvas);
    let mut accused = 0;
    for incident in case.incidents.values().filter(|incident| incident.standing.is_uncertain()) {
        let by = figure::standing_words(case, incident.standing, &incident.attributed_to);
        for name in names.iter().filter(|name| name.starts_with("Incident: ") && name.ends_with(&incident.title)) {
            assert!(name.contains(&format!("{by}: ")), "{name} does not say {by}");
            accused += 1;
        }
    }
    let refuge = session.case().incidents.values().find(|one| one.title.contains("refuge")).expect("the refuge");
    let label = format!("Incident: {}", refuge.title);
    let node = screen.get_by_label(&label);
    let words = node.accesskit_node().description().unwrap_or_default();
    assert!(words.contains("2009-10..2009-12 (“late 2009”)"), "{words}");
    assert!(accused > 0, "the sample has accusations");
}

#[test]
fn the_timeline_is_one_stop_in_which_arrows_lead_from_mark_to_mark() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    canvas(&screen, Role::ListBox, "Timeline: ").focus();
    screen.run();
    press(&mut screen, NONE, Key::Home);
    let first = shown(&screen);
    assert!(at(&screen).starts_with("Incident: "), "the cursor has the keyboard: {}", at(&screen));
    press(&mut screen, NONE, Key::ArrowDown);
    let below = shown(&screen);
    assert_ne!(below, first);
    press(&mut screen, NONE, Key::ArrowUp);
    press(&mut screen, NONE, Key::End);
    let last = shown(&screen);
    press(&mut screen, NONE, Key::ArrowRight);
    assert_eq!(shown(&screen), last, "there is nothing after the last");
    press(&mut screen, NONE, Key::Tab);
    assert!(!at(&screen).starts_with("Incident: "), "one Tab leaves the canvas: {}", at(&screen));
}

#[test]
fn enter_opens_the_form_and_the_menu_key_offers_the_rest() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, &format!("Incident: {REFUGE}"));
    press(&mut screen, NONE, Key::Enter);
    assert_eq!(focused(&screen).role(), Role::TextInput, "{}", at(&screen));

    click(&mut screen, &format!("Incident: {REFUGE}"));
    press(&mut screen, NONE, Key::Menu);
    assert_eq!(at(&screen), "Open in the inspector");
    press(&mut screen, NONE, Key::ArrowDown);
    assert_eq!(at(&screen), "Give it another date…");
    press(&mut screen, NONE, Key::Enter);
    assert!(says(&screen, "Re-date “Bubo"));
    press(&mut screen, NONE, Key::Escape);
    assert!(!says(&screen, "Re-date “Bubo"));
}

#[test]
fn a_mark_is_given_another_date_by_keys_alone_and_is_asked_how_precise_it_is() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, &format!("Incident: {BOMB}"));
    press(&mut screen, NONE, Key::F2);
    assert!(says(&screen, "This is the date that it has"));
    click_by_key(&mut screen, "Later ▶");
    assert!(says(&screen, "It will be written: 2009-03-02"));
    click_by_key(&mut screen, "month");
    assert!(says(&screen, "It will be written: 2009-03"));
    click_by_key(&mut screen, "◀ Earlier");
    assert!(says(&screen, "It will be written: 2009-02"));
    click_by_key(&mut screen, "Re-date");
    let RecordId::Incident(id) = record(&screen, RecordKind::Incident, BOMB) else { panic!("an incident") };
    let stated = screen.state().session().case().incidents[&id].when.stated.clone().unwrap();
    assert_eq!(stated.as_str(), "2009-02");
}

#[test]
fn a_screen_reader_can_press_and_reach_what_is_drawn() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    settle(&mut screen);
    screen.get_by_label(&format!("Incident: {REFUGE}")).focus();
    screen.run();
    assert_eq!(shown(&screen), Some(record(&screen, RecordKind::Incident, REFUGE)));
    assert_eq!(at(&screen), format!("Incident: {REFUGE}"));
    screen.get_by_label("Actor: José Américo Bubo Na Tchuto").focus();
    screen.run();
    assert_eq!(at(&screen), "Actor: José Américo Bubo Na Tchuto");
    screen.get_by_label_contains("UNIOGBIS × Drug trafficking: ").focus();
    screen.run();
    assert!(screen.state().session().selection().cell.is_some());
    assert!(at(&screen).starts_with("UNIOGBIS × Drug trafficking: "));
    let tie = screen.query_all_by_label_contains("Relation: ").next().expect("a tie that is drawn in words");
    tie.click_accesskit();
    screen.run();
    assert!(matches!(shown(&screen), Some(RecordId::Relation(_))));
}

fn canvas<'a>(screen: &'a Screen, role: Role, name: &str) -> Node<'a> {
    let is_it = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(name));
    screen.get_all_by_role(role).find(is_it).unwrap_or_else(|| panic!("no {name}"))
}

fn names(node: Node<'_>) -> Vec<String> {
    node.children_recursive().filter_map(|child| child.accesskit_node().label()).collect()
}

fn shown(screen: &Screen) -> Option<RecordId> {
    screen.state().session().selection().shown()
}

/// What has the keyboard.
fn focused(screen: &Screen) -> AccessKitNode<'_> {
    let nodes = screen.root().children_recursive().map(|node| node.accesskit_node());
    nodes.into_iter().find(AccessKitNode::is_focused).unwrap()
}

fn at(screen: &Screen) -> String {
    let mut nodes = screen.root().children_recursive().map(|node| node.accesskit_node());
    nodes.find(AccessKitNode::is_focused).and_then(|node| node.label()).unwrap_or_default()
}

/// Goes to what has this name, and presses it by the keyboard.
fn click_by_key(screen: &mut Screen, name: &str) {
    screen.get_by_label(name).focus();
    screen.run();
    press(screen, NONE, Key::Space);
}
