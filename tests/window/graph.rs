//! The graph: whose surroundings it shows, how much of a large case, and how the keyboard moves in it.

use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{Party, RecordKind};
use sightline::disk::{Settings, ThemeChoice};
use sightline::files::{self, Lineage};
use sightline::query::network::{Counts, Focus, Most, NodeId};
use sightline::session::{Command, FileCommand, Host, SAMPLES, Session};

use crate::generator;
use crate::open::{Screen, WIDE, click, open, press, record, says, settle, show};

const BUBO: &str = "José Américo Bubo Na Tchuto";
const VIEIRA: &str = "João Bernardo Vieira";

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

fn focus(screen: &Screen) -> Option<Focus> {
    session(screen).view().focus
}

fn shown(screen: &Screen) -> Counts {
    session(screen).answers().network.shown()
}

/// The graph on the smaller sample, once it stands still.
fn still() -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    settle(&mut screen);
    screen
}

fn node(screen: &Screen, name: &str) -> NodeId {
    NodeId::of(record(screen, RecordKind::Actor, name)).unwrap()
}

fn double_click(screen: &mut Screen, name: &str) {
    let place = screen.get_by_label(&format!("Actor: {name}")).rect().center();
    // A frame of a test takes a quarter of a second.
    screen.ctx.options_mut(|options| options.input_options.max_double_click_delay = 2.0);
    screen.hover_at(place);
    screen.step();
    for pressed in [true, false, true, false] {
        let modifiers = Modifiers::NONE;
        let button = egui::PointerButton::Primary;
        screen.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers });
    }
    screen.step();
    settle(screen);
}

#[test]
fn a_double_click_shows_the_surroundings_until_the_chip_is_clicked() {
    let mut screen = still();
    let all = shown(&screen);
    double_click(&mut screen, BUBO);
    assert_eq!(focus(&screen), Some(Focus { on: node(&screen, BUBO), steps: 1 }));
    let near = shown(&screen);
    assert!(near.parties < all.parties && near.relations < all.relations, "{near:?} of {all:?}");
    click(&mut screen, "2 steps");
    settle(&mut screen);
    let further = shown(&screen);
    assert!(near.parties < further.parties, "{near:?} and {further:?}");
    click(&mut screen, &format!("Around {BUBO} (2 steps) ×"));
    assert_eq!((focus(&screen), shown(&screen)), (None, all));
}

#[test]
fn out_of_a_focus_the_picture_is_what_it_was() {
    let mut screen = still();
    let before = session(&screen).settled().places().clone();
    double_click(&mut screen, BUBO);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(session(&screen).selection().is_empty() && focus(&screen).is_some(), "first the selection is left");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!(focus(&screen), None, "and then the focus");
    settle(&mut screen);
    let after = session(&screen).settled().places();
    let far = |(id, (x, y)): (&_, &(f32, f32))| {
        let (to_x, to_y) = after.get(id).copied().unwrap();
        (x - to_x).hypot(y - to_y)
    };
    let mean = before.iter().map(far).sum::<f32>() / before.len() as f32;
    assert!(mean < 40.0, "nodes moved by {mean} points on average");
}

#[test]
fn f_focuses_on_what_is_selected_wherever_it_was_selected() {
    let mut screen = still();
    press(&mut screen, Modifiers::NONE, Key::F);
    assert_eq!(focus(&screen), None);
    assert!(says(&screen, "Select an actor, a mission or an incident first"));
    click(&mut screen, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    press(&mut screen, Modifiers::NONE, Key::F);
    assert!(matches!(focus(&screen), Some(Focus { on: NodeId::Incident(_), steps: 1 })));
    assert!(screen.query_by_label(&format!("Actor: {BUBO}")).is_some(), "he took part");
    press(&mut screen, Modifiers::NONE, Key::F);
    assert_eq!(focus(&screen), None, "again leaves it");
}

#[test]
fn the_keyboard_stops_once_and_arrows_go_from_node_to_node() {
    let mut screen = still();
    let vieira = node(&screen, VIEIRA);
    screen.get_by_label(&format!("Actor: {VIEIRA}")).click();
    screen.run();
    // Tab comes by the graph sooner or later, and stops at what is selected.
    let is_node = |screen: &Screen| {
        let focused = screen.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        let label = focused.and_then(|node| node.accesskit_node().label());
        label.filter(|label| label.starts_with("Actor: ") || label.starts_with("Mission: "))
    };
    let mut stops = Vec::new();
    for _ in 0..160 {
        press(&mut screen, Modifiers::NONE, Key::Tab);
        stops.extend(is_node(&screen));
        if stops.len() == 1 {
            break;
        }
    }
    assert_eq!(stops, [format!("Actor: {VIEIRA}")]);
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    press(&mut screen, Modifiers::NONE, Key::ArrowUp);
    press(&mut screen, Modifiers::NONE, Key::ArrowLeft);
    let moved = session(&screen).selection().shown().and_then(NodeId::of).unwrap();
    assert_ne!(moved, vieira);
    assert!(is_node(&screen).is_some(), "the keyboard stays in the graph");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(focus(&screen).map(|focus| focus.on), Some(moved));
    settle(&mut screen);
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(is_node(&screen), None, "one Tab leaves it");
}

#[test]
fn a_pin_is_let_go_by_key_and_by_menu() {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let parties: Vec<Party> = session.case().actors.keys().take(2).map(|&id| Party::Actor(id)).collect();
    let names: Vec<String> = parties.iter().map(|&party| session.case().party_name(party)).collect();
    let pins = parties.iter().zip([10.0, 400.0]).map(|(&party, x)| Command::Pin(party, Some((x, 20.0))));
    session.run(pins.collect());
    let mut screen = show(WIDE, session);
    settle(&mut screen);
    let pinned = |screen: &Screen| screen.state().session().view().pins.len();
    click(&mut screen, &format!("Actor: {}", names[0]));
    press(&mut screen, Modifiers::NONE, Key::U);
    assert_eq!(pinned(&screen), 1);
    settle(&mut screen);
    screen.get_by_label(&format!("Actor: {}", names[1])).click_secondary();
    screen.run();
    click(&mut screen, "Unpin");
    assert_eq!(pinned(&screen), 0);
}

#[test]
fn a_large_case_is_drawn_in_part_and_says_so() {
    let mut screen = large();
    let network = &session(&screen).answers().network;
    let (drawn, held) = (network.shown(), network.held_back);
    assert_eq!(drawn.parties, 400);
    assert!(held.parties > 0 && held.relations > 0, "{held:?}");
    let counted = format!("400 of {} parties, {} of", number(400 + held.parties), number(drawn.relations));
    assert!(says(&screen, &counted), "{counted}");
    assert!(says(&screen, "the best connected; select or focus to see others"));
    click(&mut screen, "Draw 150 nodes at most");
    assert_eq!((shown(&screen).parties, session(&screen).view().most_nodes), (150, Most(150)));
}

#[test]
fn what_is_selected_is_drawn_however_few_its_ties() {
    let mut session = large_session();
    let least = |session: &Session| {
        let network = &session.answers().network;
        let mut ids = session.case().actors.keys().map(|&id| NodeId::Party(Party::Actor(id)));
        ids.find(|&id| network.place(id).is_none()).unwrap()
    };
    let least = least(&session);
    session.run(vec![Command::Select(least.into())]);
    let network = &session.answers().network;
    assert!(network.place(least).is_some());
    assert_eq!(network.shown().parties, 400);
}

#[test]
fn a_crowd_has_no_more_widgets_than_can_be_told_apart() {
    let screen = large();
    let nodes = screen.root().children_recursive().filter(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with("Actor: ") || label.starts_with("Mission: ")
    });
    let count = nodes.count();
    assert!((50..=200).contains(&count), "{count}");
}

#[test]
fn absurd_pins_and_no_room_do_no_harm() {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let party = session.case().actors.keys().next().copied().map(Party::Actor).unwrap();
    for place in [(f32::NAN, 0.0), (f32::INFINITY, 1.0), (1e30, -1e30), (9e5, -9e5)] {
        session.run(vec![Command::Pin(party, Some(place))]);
        assert_eq!(session.view().pins.contains_key(&party), place == (9e5, -9e5), "{place:?}");
    }
    let mut screen = show(WIDE, session);
    settle(&mut screen);
    for size in [[60.0, 40.0], [1.0, 1.0], [1600.0, 150.0], [1600.0, 1000.0]] {
        screen.set_size(size.into());
        screen.run();
    }
    click(&mut screen, "Zoom in on the graph");
}

fn large() -> Screen {
    show(WIDE, large_session())
}

/// A case of 3,000 incidents.
#[expect(clippy::disallowed_methods, reason = "a test makes its own file")]
fn large_session() -> Session {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.case.ron");
    std::fs::write(&path, files::write(&generator::case(3000, 1), &Lineage::default())).unwrap();
    let mut session = Session::empty(Settings::default(), Host::still());
    session.run(vec![Command::File(FileCommand::OpenPath(path))]);
    while session.busy().is_some() {
        std::thread::sleep(Duration::from_millis(5));
        session.run(Vec::new());
    }
    session
}

fn number(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}
