//! Tables: every pane's twin, under the same filter and selection; sorted, selected, edited in place and copied.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{IncidentKind, RecordId};
use sightline::disk::{Settings, ThemeChoice};
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{CTRL, Screen, WIDE, click, field, open, press, retype, says, show};

const SHIFT: Modifiers = Modifiers::SHIFT;

/// The window with the incidents as a table.
fn timeline() -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "Table of the pane Timeline");
    screen
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

/// The titles of the rows in view, from the top.
fn rows(screen: &Screen) -> Vec<String> {
    let rows = screen.root().children_recursive().filter_map(|node| {
        let node = node.accesskit_node();
        let label = node.label().filter(|_| node.role() == Role::Row)?;
        let (number, title) = label.strip_prefix("Row ")?.split_once(": ")?;
        Some((number.parse::<usize>().unwrap(), title.to_owned()))
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().map(|(_, title)| title).collect()
}

fn selected(screen: &Screen) -> Vec<String> {
    let (case, selection) = (session(screen).case(), session(screen).selection());
    selection.records.iter().map(|&id| case.title_of(id)).collect()
}

fn click_title(screen: &mut Screen, title: &str, modifiers: Modifiers) {
    // Before a title stands its standing, where it is less than a report.
    let is_meant = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Cell && label.starts_with("Title: ") && label.ends_with(title)
    };
    screen.get_by(is_meant).click_modifiers(modifiers);
    screen.run();
}

#[test]
fn every_pane_but_the_inspector_has_a_table_and_comes_back() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    for (pane, kind) in
        [("Timeline", "incidents"), ("Actor graph", "actors"), ("Mandate matrix", "mandates"), ("Outline", "sources")]
    {
        let button = format!("Table of the pane {pane}");
        click(&mut screen, &button);
        assert!(screen.query_by_role_and_label(Role::Grid, &format!("Table of {kind}")).is_some(), "{pane}");
        click(&mut screen, &button);
        assert!(screen.query_by_role_and_label(Role::Grid, &format!("Table of {kind}")).is_none(), "{pane}");
    }
    assert!(screen.query_by_label("Table of the pane Inspector").is_none());
}

#[test]
fn ctrl_t_turns_the_pane_under_the_pointer() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let inside = screen.get_by_label("Show all dates").rect();
    screen.hover_at(inside.center());
    screen.run();
    press(&mut screen, CTRL, Key::T);
    assert!(screen.query_by_role_and_label(Role::Grid, "Table of incidents").is_some());
    press(&mut screen, CTRL, Key::T);
    assert!(screen.query_by_role_and_label(Role::Grid, "Table of incidents").is_none());
}

#[test]
fn a_header_sorts_and_turns_and_says_so() {
    let mut screen = timeline();
    assert!(says(&screen, "by Date, ascending"));
    let by_date = rows(&screen);
    click(&mut screen, "Column Date, sorted ascending");
    assert!(says(&screen, "by Date, descending"));
    assert_ne!(rows(&screen), by_date);
    click(&mut screen, "Column Title");
    let titles = rows(&screen);
    let mut sorted = titles.clone();
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(titles, sorted);
    screen.get_by_label("Column Kind").click_modifiers(SHIFT);
    screen.run();
    assert!(says(&screen, "by Title, ascending, then Kind, ascending"));
}

#[test]
fn clicks_select_one_some_and_a_range_in_every_view() {
    let mut screen = timeline();
    let titles = rows(&screen);
    click_title(&mut screen, &titles[1], Modifiers::NONE);
    assert_eq!(selected(&screen), [titles[1].clone()]);
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(titles[1].as_str()), "the inspector follows");
    click_title(&mut screen, &titles[3], CTRL);
    assert_eq!(selected(&screen), [titles[1].clone(), titles[3].clone()]);
    click_title(&mut screen, &titles[5], SHIFT);
    assert_eq!(selected(&screen), titles[3..=5]);
    press(&mut screen, CTRL, Key::A);
    assert_eq!(selected(&screen).len(), session(&screen).case().incidents.len());
}

#[test]
fn the_keyboard_moves_extends_and_enters_the_form() {
    let mut screen = timeline();
    let titles = rows(&screen);
    click_title(&mut screen, &titles[0], Modifiers::NONE);
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&screen), [titles[1].clone()]);
    press(&mut screen, SHIFT, Key::ArrowDown);
    press(&mut screen, SHIFT, Key::ArrowDown);
    assert_eq!(selected(&screen), titles[1..=3]);
    press(&mut screen, Modifiers::NONE, Key::End);
    let last = selected(&screen);
    assert_eq!(rows(&screen).last(), last.first(), "the last row comes into view");
    press(&mut screen, Modifiers::NONE, Key::Home);
    assert_eq!(selected(&screen), [titles[0].clone()]);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    screen.run();
    assert!(field(&screen, "Title").is_focused(), "Enter goes to the form");
}

#[test]
fn the_filter_of_all_views_holds_and_counts_what_it_hides() {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let kind = IncidentKind::Assassination;
    session.run(vec![Command::ToggleKind(kind)]);
    let all = session.case().incidents.len();
    let hidden = session.case().incidents.values().filter(|incident| incident.kind == kind).count();
    let mut screen = show(WIDE, session);
    click(&mut screen, "Table of the pane Timeline");
    assert!(says(&screen, &format!("{hidden} hidden by the filter")));
    assert!(says(&screen, &format!("{} of {all} incidents", all - hidden)));
}

#[test]
fn a_cell_is_edited_in_place_and_one_value_set_for_many_rows_each_as_one_step() {
    let mut screen = timeline();
    let titles = rows(&screen);
    click_title(&mut screen, &titles[0], Modifiers::NONE);
    press(&mut screen, Modifiers::NONE, Key::F2);
    assert!(field(&screen, "Edit Title").is_focused());
    retype(&mut screen, "Edit Title", "Told in a cell");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(rows(&screen).iter().any(|title| title.ends_with("Told in a cell")));
    press(&mut screen, CTRL, Key::Z);
    assert!(!rows(&screen).iter().any(|title| title.ends_with("Told in a cell")));

    click_title(&mut screen, &titles[1], Modifiers::NONE);
    press(&mut screen, SHIFT, Key::ArrowDown);
    press(&mut screen, SHIFT, Key::ArrowDown);
    let chosen: Vec<_> = session(&screen).selection().records.clone();
    let dates = |screen: &Screen| -> Vec<String> {
        let incidents = &session(screen).case().incidents;
        let of = |id: &RecordId| incidents.iter().find(|(other, _)| RecordId::from(**other) == *id);
        chosen.iter().filter_map(of).filter_map(|(_, it)| it.when.stated.as_ref().map(ToString::to_string)).collect()
    };
    let before = dates(&screen);
    click(&mut screen, "Set for 3 rows…");
    retype(&mut screen, "Value of Date", "2009-05");
    click(&mut screen, "Set 3 rows");
    assert_eq!(dates(&screen), ["2009-05"; 3]);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(dates(&screen), before, "all of it is one step");
}

#[test]
fn what_is_copied_has_a_header_and_says_how_firmly_each_row_stands() {
    let mut screen = timeline();
    let titles = rows(&screen);
    click_title(&mut screen, &titles[0], Modifiers::NONE);
    screen.event(egui::Event::Copy);
    screen.step();
    let copied =
        screen.output().platform_output.commands.iter().find_map(|command| {
            if let egui::OutputCommand::CopyText(text) = command { Some(text.clone()) } else { None }
        });
    let copied = copied.unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 2, "a header and one row");
    let place = |name: &str| lines[0].split('\t').position(|head| head == name).unwrap();
    assert_eq!(lines[1].split('\t').nth(place("Standing")), Some("assessed"));
    assert!(lines[1].contains(&titles[0].replace("assessed: ", "")), "{copied}");
}
