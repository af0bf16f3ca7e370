//! Looking and selecting: one selection for all panes, filters that say what they hide.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use sightline::case::{IncidentKind, RecordId, RecordKind};
use sightline::disk::ThemeChoice;
use sightline::session::Session;

use crate::open::{CTRL, Screen, WIDE, click, field, open, press, record, says, settle, type_text};

const REFUGE: &str = "Bubo Na Tchuto takes refuge in the UN compound";
const BOMB: &str = "Bomb at army headquarters kills General Tagme Na Waie";

#[test]
fn the_window_shows_its_panes() {
    let screen = open(WIDE, ThemeChoice::Light);
    for title in ["Outline", "Sources", "Mandate matrix", "Actor graph", "Timeline", "Inspector"] {
        assert!(screen.query_by_label(title).is_some(), "no pane {title}");
    }
    assert!(says(&screen, "Guinea-Bissau 2009–2010"), "the case's title");
    assert!(says(&screen, "Marking: "), "the marking banner");
}

#[test]
fn a_mark_of_the_timeline_selects_its_incident() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, &format!("Incident: {REFUGE}"));
    let refuge = record(&screen, RecordKind::Incident, REFUGE);
    assert_eq!(session(&screen).selection().records, [refuge]);
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(REFUGE));
}

#[test]
fn a_second_mark_joins_with_ctrl_and_replaces_without() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let [refuge, bomb] = [REFUGE, BOMB].map(|title| record(&screen, RecordKind::Incident, title));
    click(&mut screen, &format!("Incident: {REFUGE}"));
    screen.get_by_label(&format!("Incident: {BOMB}")).click_modifiers(CTRL);
    screen.run();
    assert_eq!(session(&screen).selection().records, [refuge, bomb]);
    assert!(says(&screen, "2 selected"), "the status bar counts them");
    click(&mut screen, &format!("Incident: {BOMB}"));
    assert_eq!(session(&screen).selection().records, [bomb]);
    press(&mut screen, egui::Modifiers::NONE, Key::Escape);
    assert!(session(&screen).selection().is_empty(), "Escape selects nothing");
}

#[test]
fn a_cell_of_the_matrix_selects_its_mission_and_theme() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    screen.get_by_label_contains("UNIOGBIS × Drug trafficking: ").click();
    screen.run();
    let (mission, theme) = session(&screen).selection().cell.unwrap();
    assert_eq!(RecordId::from(mission), record(&screen, RecordKind::Mission, "UNIOGBIS"));
    assert_eq!(RecordId::from(theme), record(&screen, RecordKind::Theme, "Drug trafficking"));
    assert!(says(&screen, "little on the politics of the trade"), "the inspector shows the mandate's note");
}

#[test]
fn a_node_of_the_graph_selects_its_actor() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    settle(&mut screen);
    click(&mut screen, "Actor: João Bernardo Vieira");
    let vieira = record(&screen, RecordKind::Actor, "João Bernardo Vieira");
    assert_eq!(session(&screen).selection().records, [vieira]);
    assert_eq!(field(&screen, "Name").value().as_deref(), Some("João Bernardo Vieira"));
}

#[test]
fn the_as_of_date_hides_what_came_later_until_its_chip_is_clicked() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    assert!(!says(&screen, " hidden"), "nothing is hidden at first");
    field(&screen, "As of").click();
    screen.run();
    type_text(&mut screen, "2009-12-31");
    press(&mut screen, egui::Modifiers::NONE, Key::Enter);
    assert_eq!(session(&screen).view().as_of.as_ref().map(ToString::to_string).as_deref(), Some("2009-12-31"));
    assert!(shown(&screen, BOMB), "March 2009 is before");
    assert!(!shown(&screen, "Praia Declaration on Elections and Stability in West Africa"), "May 2011 is after");
    assert!(says(&screen, " hidden"), "the status bar counts what is hidden");
    click(&mut screen, "As of 2009-12-31 ×");
    assert_eq!(session(&screen).view().as_of, None);
    assert!(shown(&screen, "Praia Declaration on Elections and Stability in West Africa"));
}

#[test]
fn an_as_of_date_that_is_none_changes_nothing_and_is_told() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    field(&screen, "As of").click();
    screen.run();
    type_text(&mut screen, "soon");
    press(&mut screen, egui::Modifiers::NONE, Key::Enter);
    assert_eq!(session(&screen).view().as_of, None);
    assert!(says(&screen, "The as-of date stays as it was"));
}

#[test]
fn hidden_kinds_are_counted_and_come_back() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    screen.get_by_label("Kinds shown").click_accesskit();
    screen.run();
    screen.get_by_label("assassination (2)").click_accesskit();
    screen.run();
    assert!(session(&screen).view().hidden_kinds.contains(&IncidentKind::Assassination));
    assert!(!shown(&screen, BOMB), "its mark is gone");
    assert!(says(&screen, "2 hidden"), "the status bar counts them");
    click(&mut screen, "Hidden: assassination ×");
    assert!(shown(&screen, BOMB));
    assert!(!says(&screen, " hidden"));
}

#[test]
fn the_theme_follows_the_menu() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "View");
    screen.get_by_label_contains("Dark").click();
    screen.run();
    assert_eq!(session(&screen).settings().theme, ThemeChoice::Dark);
    assert_eq!(screen.ctx.theme(), egui::Theme::Dark);
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

/// Whether the timeline shows this incident.
fn shown(screen: &Screen, title: &str) -> bool {
    screen.query_by_label(&format!("Incident: {title}")).is_some()
}
