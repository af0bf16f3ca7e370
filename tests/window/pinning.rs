//! Panes that are pinned, by their buttons, by a key, and by what they say.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::RecordKind;
use sightline::disk::ThemeChoice;
use sightline::query::lanes::LaneBy;
use sightline::session::{Canvas, Command, Question, Sight};

use crate::open::{CTRL_SHIFT, Screen, WIDE, click, open, press, record, retype, says, settle};

const NONE: Modifiers = Modifiers::NONE;

/// Somebody in the sample whom many name.
const BUBO: &str = "José Américo Bubo Na Tchuto";

/// The panes that can be pinned.
const PANES: [(&str, Canvas); 3] =
    [("Timeline", Canvas::Timeline), ("Actor graph", Canvas::Graph), ("Mandate matrix", Canvas::Matrix)];

fn run(screen: &mut Screen, command: Command) {
    screen.state_mut().run(vec![command]);
    screen.run();
}

fn as_of(screen: &mut Screen, date: &str) {
    retype(screen, "As of", date);
    press(screen, NONE, Key::Enter);
}

fn shown(screen: &Screen, canvas: Canvas) -> String {
    let sight = screen.state().session().sight(Some(canvas));
    sight.view().as_of.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The whole name of the one thing whose name begins so.
fn name_of(screen: &Screen, begin: &str) -> String {
    let nodes = screen.root().children_recursive();
    let mut names = nodes.filter_map(|node| node.accesskit_node().label()).filter(|name| name.starts_with(begin));
    names.next().unwrap_or_else(|| panic!("nothing is called {begin}…"))
}

#[test]
fn each_pane_is_pinned_by_its_button_says_so_and_is_let_go_by_either_button() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    for (pane, canvas) in PANES {
        as_of(&mut screen, "2009");
        click(&mut screen, &format!("Pin {pane}"));
        as_of(&mut screen, "2011");
        assert_eq!((shown(&screen, canvas).as_str(), says(&screen, "Pinned: as of 2009")), ("2009", true), "{pane}");
        assert!(screen.query_by_label(&format!("Pin {pane}")).is_none());
        click(&mut screen, &format!("Unpin {pane}"));
        assert_eq!((shown(&screen, canvas).as_str(), says(&screen, "Pinned: ")), ("2011", false), "{pane}");
        click(&mut screen, &format!("Pin {pane}"));
        click(&mut screen, &format!("Unpin {pane} here"));
        assert!(!says(&screen, "Pinned: "), "{pane}");
    }
}

#[test]
fn a_matrix_as_of_2009_stands_beside_a_window_as_of_2011() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    as_of(&mut screen, "2009");
    let then = name_of(&screen, "UNIOGBIS × Drug trafficking: ");
    click(&mut screen, "Pin Mandate matrix");
    as_of(&mut screen, "2011");
    assert_eq!(name_of(&screen, "UNIOGBIS × Drug trafficking: "), then);
    // Its own keyboard goes on, and what it selects is selected everywhere.
    screen.get_by_label(&then).click();
    screen.run();
    let cell = screen.state().session().selection().cell;
    assert!(cell.is_some());
    press(&mut screen, NONE, Key::ArrowRight);
    let (next, sight) =
        (screen.state().session().selection().cell, screen.state().session().sight(Some(Canvas::Matrix)));
    assert!(next.is_some() && next != cell && sight.selection().cell == next);
    click(&mut screen, "Unpin Mandate matrix");
    assert_ne!(name_of(&screen, "UNIOGBIS × Drug trafficking: "), then);
}

#[test]
fn a_graph_pinned_on_an_actors_surroundings_stays_while_others_are_selected() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (bubo, other) = (record(&screen, RecordKind::Actor, BUBO), record(&screen, RecordKind::Mission, "UNIOGBIS"));
    run(&mut screen, Command::Select(bubo));
    press(&mut screen, NONE, Key::F);
    settle(&mut screen);
    click(&mut screen, "Pin Actor graph");
    assert!(says(&screen, "Pinned: all dates · Around"));
    let nodes = graph(&screen).answers().network.nodes.len();
    run(&mut screen, Command::Select(other));
    press(&mut screen, NONE, Key::F);
    assert!(says(&screen, "The actor graph is pinned: unpin it first, or do it there"), "F elsewhere");
    let sight = graph(&screen);
    assert_eq!((&sight.selection().records[..], sight.answers().network.nodes.len()), (&[bubo][..], nodes));
    // A click in it selects for the whole window.
    click(&mut screen, &format!("Actor: {BUBO}"));
    assert_eq!(screen.state().session().selection().records, [bubo]);
    // With the keyboard in it, keys are for it: Escape leaves what is selected there.
    press(&mut screen, NONE, Key::Escape);
    assert!(graph(&screen).selection().is_empty() && graph(&screen).view().focus.is_some());
}

fn graph(screen: &Screen) -> Sight<'_> {
    screen.state().session().sight(Some(Canvas::Graph))
}

#[test]
fn a_timeline_keeps_its_lanes_its_brush_and_its_table() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    run(&mut screen, Command::Query("kind:arrest".to_owned()));
    click(&mut screen, "Pin Timeline");
    assert!(says(&screen, "Pinned: all dates · kind:arrest"));
    let count = screen.state().session().answers().lanes.count();
    run(&mut screen, Command::Query(String::new()));
    let sight = screen.state().session().sight(Some(Canvas::Timeline));
    assert_eq!(sight.answers().lanes.count(), count);
    assert!(screen.state().session().answers().lanes.count() > count);
    // Its lanes are chosen in it, and not from the menu.
    click(&mut screen, "theme");
    let session = screen.state().session();
    assert_eq!(session.sight(Some(Canvas::Timeline)).view().lane_by, LaneBy::Theme);
    assert_eq!(session.view().lane_by, LaneBy::Kind);
    // Its table is pinned with it.
    click(&mut screen, "Table of the pane Timeline");
    assert!(says(&screen, &format!("{count} of")) || says(&screen, &format!("{count} incidents")));
}

#[test]
fn a_key_pins_the_pane_that_has_the_keyboard_and_the_menu_lets_all_go() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let pinned = |screen: &Screen| PANES.map(|(_, canvas)| screen.state().session().is_pinned(canvas));
    screen.get_by_label("Timeline").click();
    screen.run();
    press(&mut screen, CTRL_SHIFT, Key::L);
    assert_eq!(pinned(&screen), [true, false, false]);
    press(&mut screen, CTRL_SHIFT, Key::L);
    assert_eq!(pinned(&screen), [false; 3]);
    for (pane, _) in PANES {
        click(&mut screen, &format!("Pin {pane}"));
    }
    assert_eq!(pinned(&screen), [true; 3]);
    click(&mut screen, "Window");
    click(&mut screen, "Unpin every pane");
    assert_eq!(pinned(&screen), [false; 3]);
}

#[test]
fn delete_with_the_keyboard_in_a_pinned_pane_is_for_what_is_selected_there() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let bubo = record(&screen, RecordKind::Actor, BUBO);
    click(&mut screen, &format!("Actor: {BUBO}"));
    click(&mut screen, "Pin Actor graph");
    screen.get_by_label(&format!("Actor: {BUBO}")).focus();
    screen.run();
    let other = record(&screen, RecordKind::Mission, "UNIOGBIS");
    run(&mut screen, Command::Select(other));
    press(&mut screen, NONE, Key::Delete);
    let Some(Question::StillCited { records, .. }) = screen.state().session().question() else { panic!("it is asked") };
    assert_eq!(records[..], [bubo]);
}
