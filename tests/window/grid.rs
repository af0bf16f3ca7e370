//! Several cells of the matrix at once, and the order in which it is shown.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{
    GroupBy, HidesEmpty, Layer, Mission, MissionId, Record, RecordId, SortBy, Source, SourceId, Standing, Theme,
    ThemeId,
};
use sightline::disk::{Settings, ThemeChoice};
use sightline::edit::Edit;
use sightline::query::entry::Reading;
use sightline::query::evidence::Threshold;
use sightline::query::matrix::claims;
use sightline::session::{Command, Host, Session};

use crate::open::{CTRL, Screen, WIDE, click, open, press, says, show, type_text};

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

type Cell = (MissionId, ThemeId);

/// Three missions of two organizations and three themes, `A1` to `C3` by their places. Nothing is claimed.
fn table() -> Session {
    let mut session = Session::empty(Settings::default(), Host::still());
    let put = |id: RecordId, record: Record| Command::Edit(Edit::Put(id, record));
    let missions = ["Alpha", "Bravo", "Charlie"].iter().zip(1_u32..).map(|(name, n)| {
        let organization = if n < 3 { "UN" } else { "OSCE" }.to_owned();
        let mission = Mission { name: (*name).to_owned(), organization, order: n, ..Mission::default() };
        put(MissionId::from_bits(n.into()).into(), Record::Mission(Arc::new(mission)))
    });
    let themes = ["Drugs", "Terror", "Borders"].iter().zip(1_u32..).map(|(name, n)| {
        let theme = Theme { name: (*name).to_owned(), order: n, ..Theme::default() };
        put(ThemeId::from_bits(n.into()).into(), Record::Theme(Arc::new(theme)))
    });
    session.run(missions.chain(themes).collect());
    session
}

/// The cell in this row and column, from one.
fn cell(row: u64, column: u64) -> Cell {
    (MissionId::from_bits(row), ThemeId::from_bits(column))
}

fn title(screen: &Screen, (mission, theme): Cell) -> String {
    let case = screen.state().session().case();
    format!("{} × {}: ", case.title_of(mission.into()), case.title_of(theme.into()))
}

fn node(screen: &Screen, cell: Cell) -> Node<'_> {
    let title = title(screen, cell);
    let is_it = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(&title));
    screen.root().children_recursive().find(is_it).unwrap_or_else(|| panic!("no cell {title}"))
}

fn pick(screen: &mut Screen, cell: Cell, modifiers: Modifiers) {
    node(screen, cell).click_modifiers(modifiers);
    screen.run();
}

/// The levels claimed in rows 1 and 2, by cell.
fn levels(screen: &Screen) -> String {
    let case = screen.state().session().case();
    let of = |row: u64, column: u64| -> String {
        let (mission, theme) = cell(row, column);
        let levels = claims(case, mission, theme).into_iter().map(|id| case.mandates.get(&id).unwrap().level.label());
        let levels: Vec<&str> = levels.map(|label| &label[..1]).collect();
        if levels.is_empty() { ".".to_owned() } else { levels.concat() }
    };
    (1..=3).map(|row| (1..=3).map(|column| of(row, column)).collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn last_said(screen: &Screen) -> String {
    screen.state().session().notices().last().map_or_else(String::new, |notice| notice.words.clone())
}

#[test]
fn a_range_by_keys_is_filled_and_emptied_as_one_step() {
    let mut screen = show(WIDE, table());
    let before = screen.state().session().case().clone();
    pick(&mut screen, cell(1, 1), NONE);
    press(&mut screen, SHIFT, Key::ArrowRight);
    press(&mut screen, SHIFT, Key::ArrowDown);
    assert!(says(&screen, "4 cells selected: Alpha to Bravo, Drugs to Terror"));
    assert!(
        screen.query_by_label_contains("Matrix: 3 missions by 3 themes, showing level; 4 cells selected").is_some()
    );
    assert!(node(&screen, cell(2, 2)).is_focused(), "the cursor is where the range ends");
    let is_selected = |cell| node(&screen, cell).accesskit_node().toggled();
    assert_ne!(is_selected(cell(1, 1)), is_selected(cell(3, 3)), "cells of the range are told as selected");
    type_text(&mut screen, "a");
    assert_eq!((levels(&screen).as_str(), last_said(&screen).as_str()), ("aa. aa. ...", "4 claims added: active"));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before, "one step");
    assert!(says(&screen, "4 cells selected"), "the range stays");
    press(&mut screen, CTRL, Key::Y);
    press(&mut screen, NONE, Key::Delete);
    assert_eq!((levels(&screen).as_str(), last_said(&screen).as_str()), ("... ... ...", "4 claims removed"));
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(levels(&screen), "aa. aa. ...");
    press(&mut screen, NONE, Key::ArrowLeft);
    assert!(!says(&screen, "cells selected"), "an arrow alone leaves the range");
    type_text(&mut screen, "x");
    assert_eq!(levels(&screen), "aa. ea. ...", "and a letter is for the one cell");
}

#[test]
fn a_range_stays_and_is_filled_in_every_layer() {
    let mut screen = show(WIDE, table());
    pick(&mut screen, cell(1, 1), NONE);
    press(&mut screen, SHIFT, Key::ArrowRight);
    for (place, layer) in (1..).zip(Layer::ALL) {
        type_text(&mut screen, &place.to_string());
        type_text(&mut screen, "r");
        assert_eq!((screen.state().session().view().layer, levels(&screen).as_str()), (*layer, "rr. ... ..."));
        assert!(says(&screen, "2 cells selected"), "{layer:?}");
        press(&mut screen, CTRL, Key::Z);
        assert_eq!(levels(&screen), "... ... ...", "{layer:?}");
    }
}

#[test]
fn a_range_by_shift_click_leaves_what_is_ambiguous_and_cites_what_is_read() {
    let mut session = table();
    let (mission, theme) = cell(1, 1);
    let source = SourceId::from_bits(7);
    let record = Record::Source(Arc::new(Source { title: "Report".to_owned(), ..Source::default() }));
    session.run(vec![
        Command::AddClaim(mission, theme),
        Command::AddClaim(mission, theme),
        Command::Edit(Edit::Put(source.into(), record)),
    ]);
    let reading = Reading { source, locator: "p. 3".to_owned(), credibility: None };
    session.run(vec![Command::Read(Some(reading))]);
    let mut screen = show(WIDE, session);
    pick(&mut screen, cell(1, 1), NONE);
    pick(&mut screen, cell(2, 2), SHIFT);
    type_text(&mut screen, "r");
    assert_eq!(levels(&screen), "mmr. rr. ...");
    let expected = "3 claims added: requested; 1 cell left, with several claims: choose in the inspector";
    assert_eq!(last_said(&screen), expected);
    let (mission, theme) = cell(2, 2);
    let case = screen.state().session().case();
    let claim = case.mandates.get(&claims(case, mission, theme)[0]).unwrap();
    assert!(matches!(&claim.common.citations[..], [citation] if citation.source == source));
}

#[test]
fn a_range_is_drawn_by_the_pointer() {
    let mut screen = show(WIDE, table());
    let (from, to) = (node(&screen, cell(1, 2)).rect().center(), node(&screen, cell(3, 3)).rect().center());
    let button = |screen: &mut Screen, pos: Pos2, pressed: bool| {
        screen.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: NONE });
        screen.run();
    };
    screen.event(Event::PointerMoved(from));
    button(&mut screen, from, true);
    for step in [0.3, 0.7, 1.0] {
        screen.event(Event::PointerMoved(from.lerp(to, step)));
        screen.run();
    }
    assert!(says(&screen, "6 cells selected: Alpha to Charlie, Terror to Borders"), "seen while it is drawn");
    button(&mut screen, to, false);
    assert_eq!(screen.state().session().selection().cell, Some(cell(3, 3)));
    type_text(&mut screen, "m");
    assert_eq!(levels(&screen), ".mm .mm .mm");
}

#[test]
fn a_range_is_copied_with_marks_words_marking_and_date() {
    let mut screen = show(WIDE, table());
    pick(&mut screen, cell(1, 1), NONE);
    type_text(&mut screen, "m");
    press(&mut screen, SHIFT, Key::ArrowRight);
    let copied = copied(&mut screen);
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    let marking = screen.state().session().answers().marking.banner();
    assert_eq!(lines, [[marking.as_str(), "Drugs", "Terror"], ["Alpha", "M mandated (unsourced)", "not surveyed"]]);
}

/// What Ctrl+C brings to the clipboard.
fn copied(screen: &mut Screen) -> String {
    screen.event(Event::Copy);
    screen.step();
    let commands = &screen.output().platform_output.commands;
    let copied = commands
        .iter()
        .find_map(|command| if let egui::OutputCommand::CopyText(text) = command { Some(text.clone()) } else { None });
    copied.unwrap_or_else(|| panic!("nothing is copied"))
}

#[test]
fn in_another_layer_what_it_shows_is_copied_with_what_was_counted() {
    let mut screen = show(WIDE, table());
    let standing = Some(Standing::Reported);
    screen.state_mut().run(vec![
        Command::Layer(Layer::Gap),
        Command::Threshold(Threshold { standing, ..Threshold::default() }),
        Command::AsOf("2009".parse().ok()),
    ]);
    screen.run();
    pick(&mut screen, cell(1, 1), NONE);
    type_text(&mut screen, "m");
    let copied = copied(&mut screen);
    let marking = screen.state().session().answers().marking.banner();
    let corner = format!("{marking}; as of 2009; Only what is reported or firmer counts\tDrugs\n");
    assert!(copied.starts_with(&corner) && copied.contains("\nAlpha\tpossibly mandated, no evidence"), "{copied}");
}

#[test]
fn the_menu_of_a_range_is_for_all_of_it() {
    let mut screen = show(WIDE, table());
    pick(&mut screen, cell(1, 1), NONE);
    press(&mut screen, SHIFT, Key::ArrowRight);
    node(&screen, cell(1, 1)).click_secondary();
    screen.run();
    click(&mut screen, "Set level of 2 cells: requested");
    assert_eq!(levels(&screen), "rr. ... ...");
    assert!(says(&screen, "2 cells selected"), "the range stays");
}

/// The rows and columns as they are shown.
fn shown(screen: &Screen) -> (Vec<String>, Vec<String>) {
    let session = screen.state().session();
    let matrix = &session.answers().arrangement.matrix;
    let title = |id: RecordId| session.case().title_of(id);
    (
        matrix.rows().map(|row| title(row.mission.into())).collect(),
        matrix.themes.iter().map(|&theme| title(theme.into())).collect(),
    )
}

fn choose(screen: &mut Screen, choice: &str) {
    click(screen, "Order of the matrix");
    click(screen, choice);
    press(screen, NONE, Key::Escape);
}

#[test]
fn rows_are_sorted_and_what_is_empty_is_hidden_until_it_is_shown_again() {
    let mut screen = show(WIDE, table());
    for (row, column) in [(3, 1), (3, 2), (2, 1)] {
        pick(&mut screen, cell(row, column), NONE);
        type_text(&mut screen, "m");
    }
    choose(&mut screen, "Group by: nothing");
    choose(&mut screen, "Rows by: filled cells");
    assert_eq!(shown(&screen).0, ["Charlie", "Bravo", "Alpha"]);
    choose(&mut screen, "Columns by: name");
    assert_eq!(shown(&screen).1, ["Borders", "Drugs", "Terror"]);
    click(&mut screen, "Order of the matrix");
    click(&mut screen, "Hide empty rows");
    click(&mut screen, "Hide empty columns");
    press(&mut screen, NONE, Key::Escape);
    assert_eq!(shown(&screen), (vec!["Charlie".into(), "Bravo".into()], vec!["Drugs".into(), "Terror".into()]));
    assert!(screen.query_by_label("Matrix mission: Alpha").is_none());
    click(&mut screen, "1 empty row and 1 empty column hidden: show");
    assert!(screen.query_by_label("Matrix mission: Alpha").is_some());
    assert!(!says(&screen, "hidden: show"));
    press(&mut screen, NONE, Key::Escape);
    pick(&mut screen, cell(3, 1), NONE);
    press(&mut screen, NONE, Key::ArrowDown);
    assert_eq!(screen.state().session().selection().cell, Some(cell(2, 1)), "the keyboard follows what is seen");
}

#[test]
fn the_sample_is_grouped_by_region() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    choose(&mut screen, "Group by: region");
    let session = screen.state().session();
    let arrangement = &session.answers().arrangement;
    let headings: Vec<String> = arrangement.matrix.groups.iter().map(|group| arrangement.heading(group)).collect();
    assert!(headings.contains(&"West Africa".to_owned()), "{headings:?}");
}

#[test]
fn a_saved_view_holds_the_order() {
    let mut session = table();
    let view = |session: &Session| {
        let RecordId::View(id) = session.selection().records[0] else { panic!("the view is selected") };
        id
    };
    session.run(vec![Command::SaveView]);
    let plain = view(&session);
    let mut choices = session.view().arranging;
    choices.group_by = GroupBy::Region;
    choices.rows = SortBy::Gaps;
    choices.columns = SortBy::Filled;
    choices.hides_empty = HidesEmpty::Rows;
    session.run(vec![Command::Arrange(choices), Command::SaveView]);
    let changed = view(&session);
    session.run(vec![Command::ShowView(plain)]);
    assert_eq!(session.view().arranging, sightline::query::arrange::Choices::default());
    session.run(vec![Command::ShowView(changed)]);
    assert_eq!(session.view().arranging, choices);
}

#[test]
fn missions_and_themes_are_moved_by_keys_each_as_one_step() {
    let mut screen = show(WIDE, table());
    let before = shown(&screen);
    click(&mut screen, "Matrix mission: Alpha");
    press(&mut screen, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(shown(&screen).0, ["Bravo", "Alpha", "Charlie"]);
    assert!(screen.get_by_label("Matrix mission: Alpha").is_focused(), "the keyboard goes with it");
    press(&mut screen, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(shown(&screen).0, ["Bravo", "Alpha", "Charlie"], "it stays in its group");
    click(&mut screen, "Matrix theme: Drugs");
    press(&mut screen, Modifiers::ALT, Key::ArrowRight);
    press(&mut screen, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(shown(&screen).1, ["Terror", "Borders", "Drugs"]);
    press(&mut screen, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(shown(&screen).1, ["Terror", "Drugs", "Borders"]);
    for _ in 0..4 {
        press(&mut screen, CTRL, Key::Z);
    }
    assert_eq!(shown(&screen), before);
}

#[test]
fn in_an_order_by_name_nothing_is_moved_and_it_says_why() {
    let mut screen = show(WIDE, table());
    choose(&mut screen, "Rows by: name");
    let before = screen.state().session().case().clone();
    click(&mut screen, "Matrix mission: Alpha");
    press(&mut screen, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(*screen.state().session().case(), before);
    assert_eq!(last_said(&screen), "The rows stand by name: choose their own order first, in the menu Order");
}

/// Takes the pointer from one place to another with its button down.
fn drag(screen: &mut Screen, from: Pos2, to: Pos2) {
    let button = |screen: &mut Screen, pos: Pos2, pressed: bool| {
        screen.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: NONE });
        screen.run();
    };
    screen.event(Event::PointerMoved(from));
    button(screen, from, true);
    for step in [0.3, 0.7, 1.0] {
        screen.event(Event::PointerMoved(from.lerp(to, step)));
        screen.run();
    }
    button(screen, to, false);
}

#[test]
fn headers_are_dragged_to_another_place_as_one_step() {
    let mut screen = show(WIDE, table());
    let before = screen.state().session().case().clone();
    let header = |screen: &Screen, name: &str| screen.get_by_label(name).rect();
    let (from, to) = (header(&screen, "Matrix theme: Borders").center(), header(&screen, "Matrix theme: Drugs"));
    drag(&mut screen, from, to.left_center() + egui::vec2(3.0, 0.0));
    assert_eq!(shown(&screen).1, ["Borders", "Drugs", "Terror"]);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
    let (from, to) = (header(&screen, "Matrix mission: Bravo").center(), header(&screen, "Matrix mission: Alpha"));
    drag(&mut screen, from, to.center_top() - egui::vec2(0.0, 200.0));
    assert_eq!(shown(&screen).0, ["Bravo", "Alpha", "Charlie"], "no further than its group");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn a_taxonomy_is_replaced_as_one_step() {
    let mut session = table();
    let claim = |row, column| {
        let (mission, theme) = cell(row, column);
        Command::SetLevel(mission, theme, Some(sightline::case::Level::Active))
    };
    session.run(vec![claim(1, 1), claim(1, 2), claim(2, 2)]);
    let mut screen = show(WIDE, session);
    let before = screen.state().session().case().clone();
    click(&mut screen, "Edit");
    click(&mut screen, "Replace themes…");
    assert!(says(&screen, "Nothing is chosen yet"));
    click(&mut screen, "Replacement for Drugs: Leave as it is");
    click(&mut screen, "Replace by: A new theme");
    assert!(says(&screen, "A new theme needs a name"));
    type_text(&mut screen, "Crime");
    click(&mut screen, "Replacement for Terror: Leave as it is");
    click(&mut screen, "Replace by: Borders");
    assert!(says(&screen, "This touches 3 mandate claims"));
    click(&mut screen, "Replace 2 themes");
    assert_eq!(shown(&screen).1, ["Crime", "Borders"], "a new theme stands where the first one stood");
    let case = screen.state().session().case();
    assert_eq!(case.mandates.len(), 3);
    let notes: Vec<String> =
        case.themes.values().flat_map(|theme| &theme.common.notes).map(|note| note.text.clone()).collect();
    assert!(notes.contains(&"Took the place of “Terror”".to_owned()), "{notes:?}");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
}
