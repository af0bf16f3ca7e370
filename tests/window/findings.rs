//! The findings pane: sections that fold, words that find, and lines that lead to what they stand on.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{RecordId, RecordKind, Workspace};
use sightline::disk::{Settings, ThemeChoice};
use sightline::query::gaps::Class;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{Screen, TALL, WIDE, click, field, open_sample, press, retype, says, show};

/// The window on the larger sample with the pane in front, beside the matrix.
fn opened(size: [f32; 2]) -> Screen {
    let mut screen = open_sample(&SAMPLES[0], size, ThemeChoice::Light);
    screen.state_mut().run(vec![Command::Workspace(Workspace::Assessment)]);
    screen.run();
    screen
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

/// The names of the lines of a section that are drawn.
fn lines(screen: &Screen, kind: &str) -> Vec<String> {
    let prefix = format!("{kind}: ");
    let names = screen.root().children_recursive().filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.starts_with(&prefix)).collect()
}

/// Unfolds a section.
fn unfold(screen: &mut Screen, title: &str) {
    screen.get_by_label_contains(&format!("{title}  ")).click();
    screen.run();
    screen.run();
}

#[test]
fn the_outline_counts_the_gaps_and_opens_the_pane() {
    let mut screen = open_sample(&SAMPLES[0], WIDE, ThemeChoice::Light);
    let (surely, possibly) = session(&screen).answers().gaps.count(Class::Gap);
    assert!(surely > 0 && possibly > 0);
    assert!(!says(&screen, "Find a finding"), "the pane waits behind the timeline");
    click(&mut screen, &format!("Findings: {surely} gaps, {possibly} possibly"));
    screen.run();
    assert!(says(&screen, &format!("Gaps  {surely} surely, {possibly} possibly")));
    assert!(field(&screen, "Find a finding").accesskit_node().is_focused(), "the keyboard is in the pane");
}

#[test]
fn a_gap_leads_to_its_cell_and_sure_ones_come_first() {
    let mut screen = opened(WIDE);
    let first = lines(&screen, "Gap").first().cloned().unwrap();
    assert!(first.contains(". Evidenced, not mandated: "), "{first}");
    click(&mut screen, &first);
    let (mission, theme) = session(&screen).selection().cell.unwrap();
    let case = session(&screen).case();
    assert!(first.starts_with(&format!("Gap: {} × {}", case.title_of(mission.into()), case.title_of(theme.into()))));
    assert_eq!(session(&screen).answers().gaps.cell(mission, theme).unwrap().class, Class::Gap);
}

#[test]
fn words_of_a_mission_and_a_theme_find_their_gap() {
    let mut screen = opened(WIDE);
    retype(&mut screen, "Find a finding", "unpos piracy");
    assert_eq!(lines(&screen, "Gap").len(), 1, "{:?}", lines(&screen, "Gap"));
    let all = session(&screen).answers().gaps.count(Class::Gap);
    assert!(says(&screen, &format!("Gaps  1 surely (of {})", all.0 + all.1)));
    retype(&mut screen, "Find a finding", "no such words");
    assert!(says(&screen, "Nothing here has these words"));
}

#[test]
fn every_section_is_reached_and_leads_to_its_evidence() {
    let mut screen = opened(TALL);
    click(&mut screen, "Maximise Findings");
    unfold(&mut screen, "Gaps");
    for (title, kind) in [
        ("No mission", "No mission"),
        ("Evidence rises without political work", "Meter"),
        ("Technical and political work", "Work"),
        ("Attention by country", "Attention"),
        ("Openings", "Opening"),
        ("Holes", "Hole"),
    ] {
        unfold(&mut screen, title);
        let first = lines(&screen, kind).first().cloned().unwrap_or_else(|| panic!("{title} is empty"));
        screen.state_mut().run(vec![Command::SelectNothing]);
        screen.run();
        click(&mut screen, &first);
        assert!(!session(&screen).selection().is_empty(), "{first}");
        unfold(&mut screen, title);
    }
}

#[test]
fn a_country_of_which_nothing_is_known_is_said_to_be_no_safety() {
    let mut screen = opened(TALL);
    click(&mut screen, "Maximise Findings");
    unfold(&mut screen, "Gaps");
    unfold(&mut screen, "Attention by country");
    let countries = lines(&screen, "Attention");
    assert!(countries.iter().any(|line| line.contains("nothing in the case: that is not safety")), "{countries:?}");
    click(&mut screen, &countries[0]);
    assert!(matches!(session(&screen).selection().shown(), Some(RecordId::Place(_))));
}

#[test]
fn missions_are_chosen_by_name_and_stand_side_by_side() {
    let mut screen = opened(TALL);
    click(&mut screen, "Maximise Findings");
    unfold(&mut screen, "Gaps");
    unfold(&mut screen, "Compare missions");
    assert!(says(&screen, "Likeness of their mandates (Jaccard index)"));
    assert_eq!(lines(&screen, "Compared").len(), 2, "the most alike of all, as long as nobody has chosen");
    add(&mut screen, "UNOWA");
    add(&mut screen, "UNIOGBIS");
    let compared = lines(&screen, "Compared");
    assert_eq!(
        (compared.len(), compared[2].as_str(), compared[3].as_str()),
        (4, "Compared: UNOWA", "Compared: UNIOGBIS")
    );
    assert!(says(&screen, "UNOWA and UNIOGBIS: 0."), "the likeness of each pair");
    for mission in [&compared[0], &compared[1]].map(|name| name.trim_start_matches("Compared: ")) {
        click(&mut screen, &format!("Take {mission} out of the comparison"));
    }
    assert_eq!(lines(&screen, "Compared"), ["Compared: UNOWA", "Compared: UNIOGBIS"]);
    let only = lines(&screen, "Only").first().cloned().unwrap();
    assert!(only.contains(". UNOWA: mandated") || only.contains(". UNIOGBIS: mandated"), "{only}");
    let cell = session(&screen).case().themes.values().find(|theme| theme.code == "DT").unwrap().name.clone();
    click(&mut screen, &format!("UNOWA × {cell}: mandated"));
    let (mission, _) = session(&screen).selection().cell.unwrap();
    assert_eq!(session(&screen).case().title_of(mission.into()), "UNOWA");
    let alike = lines(&screen, "Alike").first().cloned().unwrap();
    click(&mut screen, &alike);
    assert_eq!(lines(&screen, "Compared").len(), 3, "{alike} joins them");
}

/// Adds a mission to those that are compared.
fn add(screen: &mut Screen, name: &str) {
    screen.get_by_role_and_label(Role::ComboBox, "Compare also: Add…").click();
    screen.run();
    retype(screen, "Search Compare also", name);
    press(screen, Modifiers::NONE, Key::Enter);
    screen.run();
}

#[test]
fn the_lines_are_reached_by_the_keyboard() {
    let mut screen = opened(WIDE);
    field(&screen, "Find a finding").click();
    screen.run();
    press(&mut screen, Modifiers::NONE, Key::Tab);
    press(&mut screen, Modifiers::NONE, Key::Tab);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(session(&screen).selection().cell.is_some(), "the first line was pressed");
}

#[test]
fn a_case_without_missions_says_what_to_do() {
    let mut screen = show(WIDE, Session::empty(Settings::default(), Host::still()));
    screen.state_mut().run(vec![Command::Workspace(Workspace::Assessment)]);
    screen.run();
    assert_eq!(session(&screen).case().count(RecordKind::Mission), 0);
    assert!(says(&screen, "No finding yet: add missions and themes"));
}
