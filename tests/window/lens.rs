//! The lens of the graph: a query typed over it shows there alone what it finds, and what is around that.

use egui::{Key, Modifiers};
use sightline::case::RecordKind;
use sightline::disk::ThemeChoice;
use sightline::query::network::{Counts, Focus, NodeId};
use sightline::session::{Command, QueryLens, Session};

use crate::open::{Screen, WIDE, click, field, open, press, record, says, settle, type_text};

const VIEIRA: &str = "João Bernardo Vieira";

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

fn lens(screen: &Screen) -> &QueryLens {
    &session(screen).view().lens
}

fn shown(screen: &Screen) -> Counts {
    session(screen).answers().network.shown()
}

fn lanes(screen: &Screen) -> usize {
    session(screen).answers().lanes.count()
}

fn text(screen: &Screen) -> String {
    field(screen, "Lens of the graph").value().unwrap_or_default()
}

/// The window with this typed into the lens of the graph.
fn looking(query: &str) -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, Modifiers::SHIFT, Key::F);
    assert!(field(&screen, "Lens of the graph").is_focused());
    type_text(&mut screen, query);
    screen
}

#[test]
fn what_is_typed_over_the_graph_is_seen_there_alone_and_the_foot_counts_the_rest() {
    let all = shown(&open(WIDE, ThemeChoice::Light));
    let mut screen = looking("kind:accused");
    let before = lanes(&open(WIDE, ThemeChoice::Light));
    assert!(says(&screen, "1 relation"), "what is found is counted by kind");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    settle(&mut screen);
    let near = shown(&screen);
    assert!(near.parties > 2 && near.parties < all.parties, "one step around: {near:?} of {all:?}");
    assert_eq!((lanes(&screen), session(&screen).view().filter.is_empty()), (before, true), "the timeline stays");
    let beyond = format!(
        "Beyond the lens: {} parties, {} relations",
        all.parties - near.parties,
        all.relations - near.relations
    );
    assert!(says(&screen, &beyond), "{beyond}");
    click(&mut screen, "0 steps");
    assert_eq!((shown(&screen).parties, shown(&screen).relations), (2, 1));
    click(&mut screen, "2 steps");
    assert!(shown(&screen).parties > near.parties);
    assert!(says(&screen, "Lens: kind:accused (2 steps) ×"), "the status bar says it too");
    click(&mut screen, "Show all of the graph again");
    assert_eq!((shown(&screen), text(&screen).as_str()), (all, ""));
    assert!(!says(&screen, "eyond the lens"));
}

#[test]
fn escape_in_the_field_brings_back_what_was_seen_before_be_it_a_focus() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let on = NodeId::of(record(&screen, RecordKind::Actor, VIEIRA)).unwrap();
    let focus = Some(Focus { on, steps: 1 });
    run(&mut screen, Command::Focus(focus));
    press(&mut screen, Modifiers::SHIFT, Key::F);
    type_text(&mut screen, "kind:accused");
    assert_eq!((session(&screen).view().focus, lens(&screen).filter.text.as_str()), (None, "kind:accused"));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!((session(&screen).view().focus, lens(&screen).is_empty()), (focus, true));
    press(&mut screen, Modifiers::SHIFT, Key::F);
    type_text(&mut screen, "kind:accused");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(lens(&screen).is_empty(), "kept, it is left like a focus");
}

#[test]
fn an_error_is_told_beside_the_lens_and_leaves_nothing_out() {
    let all = shown(&open(WIDE, ThemeChoice::Light));
    let screen = looking("knd:accused");
    assert!(says(&screen, "No field is called “knd”: did you mean kind?"));
    assert_eq!(shown(&screen), all);
    let screen = looking("theme:DX");
    assert!(says(&screen, "No theme of the case is called “DX”: did you mean DT?"));
    assert!(says(&screen, "Beyond the lens: "), "and a name that nobody has finds nothing");
}

#[test]
fn what_is_only_possible_is_a_choice_of_the_lens_and_not_of_the_filter() {
    let mut screen = looking("before:2010 is:relation");
    assert!(says(&screen, "possibly)"));
    let both = shown(&screen);
    click(&mut screen, "Surely only");
    assert!(lens(&screen).filter.is_surely && !session(&screen).view().filter.is_surely);
    assert!(shown(&screen).relations < both.relations);
}

#[test]
fn completion_and_saved_queries_are_those_of_the_search_box() {
    let mut screen = looking("the");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(text(&screen), "theme:");
    type_text(&mut screen, "DT");
    click(&mut screen, "Save this query");
    assert_eq!(session(&screen).case().count(RecordKind::View), 1);
    let view = session(&screen).case().views.values().next().unwrap();
    assert_eq!((view.aspect.query.as_str(), view.aspect.lens.as_str()), ("", "theme:DT"));
    click(&mut screen, "Show all of the graph again");
    press(&mut screen, Modifiers::SHIFT, Key::F);
    click(&mut screen, "theme:DT – theme:DT");
    assert_eq!(lens(&screen).filter.text, "theme:DT");
    assert_eq!(field(&screen, "Search").value().unwrap_or_default(), "", "the search box has its own");
}

#[test]
fn where_incidents_are_nodes_the_lens_finds_them_and_says_why_it_shows_none_elsewhere() {
    let mut screen = looking("kind:assassination");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&screen).incidents, 0);
    assert!(shown(&screen).parties > 0, "those who took part are one step away");
    click(&mut screen, "0 steps");
    assert_eq!(shown(&screen), Counts::default());
    run(&mut screen, Command::ToggleIncidentNodes);
    assert_eq!((shown(&screen).incidents, shown(&screen).parties), (2, 0));
}

#[test]
fn a_focus_puts_the_lens_away() {
    let mut screen = looking("kind:accused");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let on = record(&screen, RecordKind::Actor, VIEIRA);
    run(&mut screen, Command::Select(on));
    press(&mut screen, Modifiers::NONE, Key::F);
    assert_eq!(session(&screen).view().focus.map(|focus| focus.on), NodeId::of(on));
    assert_eq!((lens(&screen).is_empty(), text(&screen).as_str()), (true, ""));
}

fn run(screen: &mut Screen, command: Command) {
    screen.state_mut().run(vec![command]);
    screen.run();
}
