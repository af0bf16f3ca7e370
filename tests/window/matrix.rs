//! The matrix edited where it stands: layers, the keyboard, names in place, claims behind a cell.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{Level, Mission, MissionId, Record, RecordId, RecordKind, Theme, ThemeId};
use sightline::disk::{Settings, ThemeChoice};
use sightline::edit::Edit;
use sightline::query::evidence::Layer;
use sightline::query::matrix::claims;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{
    CTRL, Screen, TALL, WIDE, click, field, open, press, record, retype, says, show, show_arranged, type_text,
};

const NONE: Modifiers = Modifiers::NONE;

#[test]
fn a_layer_shows_incidents_beside_or_instead_of_levels() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    assert_eq!(screen.state().session().view().layer, Layer::Level);
    let (mission, theme) = ids(&screen, "UNIOGBIS", "Drug trafficking");
    let tally = screen.state().session().answers().evidence.tally(mission, theme);
    assert!(tally.is_sure(), "the sample has incidents in Guinea-Bissau");
    for (name, layer) in [("Layer: Incidents", Layer::Incidents), ("Layer: Both", Layer::Both)] {
        click(&mut screen, name);
        assert_eq!(screen.state().session().view().layer, layer);
        let words = name_of(&screen, "UNIOGBIS × Drug trafficking: ");
        assert!(
            words.contains("mandated, active") && words.contains(&format!("Incidents: {}", tally.words())),
            "{words}"
        );
    }
    let empty = screen.root().children_recursive().filter_map(|node| node.accesskit_node().label());
    assert!(empty.filter(|label| label.contains("No incident in the case: that is not a “no”")).count() > 0);
    click(&mut screen, "Layer: Level");
    assert_eq!(screen.state().session().view().layer, Layer::Level);
}

#[test]
fn the_matrix_says_itself_that_its_incidents_are_those_of_a_query() {
    const WORDS: &str = "Incidents: only those that the query finds";
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL, Key::F);
    type_text(&mut screen, "theme:DT");
    press(&mut screen, NONE, Key::Enter);
    assert!(!says(&screen, WORDS), "levels are those of mandates, which no query filters");
    click(&mut screen, "Layer: Incidents");
    assert!(says(&screen, WORDS) && says(&screen, "showing incidents, incidents only those that the query finds"));
    click(&mut screen, "Query: theme:DT ×");
    assert!(!says(&screen, WORDS));
}

#[test]
fn what_only_possibly_holds_says_so_and_what_came_later_is_not_counted() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (mission, theme) = ids(&screen, "UNIOGBIS", "Drug trafficking");
    assert!(!name_of(&screen, "UNIOGBIS × Drug trafficking: ").contains("possibly)"));
    let total = screen.state().session().answers().evidence.total;
    retype(&mut screen, "As of", "2009");
    press(&mut screen, NONE, Key::Enter);
    let words = name_of(&screen, "UNIOGBIS × Drug trafficking: ");
    assert!(words.contains("mandated (possibly)") && words.contains("* attested for 2011-07"), "{words}");
    let evidence = &screen.state().session().answers().evidence;
    assert!(evidence.total != total && !evidence.tally(mission, theme).is_sure(), "the mission came in 2010");
}

/// What stands behind a cell of the sample, in the order of the page: titles, and on what ground each counts.
const BEHIND: &[(&str, &str)] = &[
    (
        "Drug money seems to bear on national politics in Guinea-Bissau",
        "theme stated; names the mission; within its area: Guinea-Bissau; assessed",
    ),
    (
        "Prime Minister Carlos Gomes Jr. is arrested for a time by a military faction",
        "theme inferred; names the mission; within its area: Guinea-Bissau",
    ),
    (
        "Military forces breach the UN premises, and Bubo Na Tchuto leaves with them",
        "theme inferred; names the mission; the mission took part (assessed); within its area: UN compound in \
         Guinea-Bissau",
    ),
    (
        "WACI helps to build Transnational Crime Units in four countries",
        "theme inferred; in a larger place than its area: West Africa, with Guinea-Bissau in it; perhaps before the \
         mission or after it",
    ),
    (
        "Cocaine traffickers make Guinea-Bissau a transatlantic hub and appear to reach its elites",
        "theme stated; within its area: Guinea-Bissau; perhaps before the mission or after it; assessed",
    ),
    (
        "President Vieira is killed in a shooting at his home",
        "theme inferred; within its area: President's home in Guinea-Bissau; perhaps before the mission or after it",
    ),
    (
        "United States accuses Bubo Na Tchuto of involvement in drug trafficking",
        "theme stated; with a party at home in its area: José Américo Bubo Na Tchuto; perhaps before the mission or after \
         it",
    ),
    (
        "Praia Declaration on Elections and Stability in West Africa",
        "theme stated; in a larger place than its area: West Africa, with Guinea-Bissau in it",
    ),
    (
        "Drug revenues corrupt West African institutions and may fund armed or terrorist groups",
        "theme stated; in a larger place than its area: West Africa, with Guinea-Bissau in it; assessed by UNOWA",
    ),
    (
        "Bomb at army headquarters kills General Tagme Na Waie",
        "theme inferred; within its area: Army headquarters in Guinea-Bissau; before the mission or after it",
    ),
];

#[test]
fn the_page_of_a_cell_lists_its_incidents_with_their_ground() {
    let mut screen = open(TALL, ThemeChoice::Light);
    select(&mut screen, "UNIOGBIS", "Drug trafficking");
    assert!(texts(&screen, "1 + 2 inferred").contains(&TALLY.to_owned()));
    let grounds: Vec<&str> = BEHIND.iter().map(|(_, ground)| *ground).collect();
    assert_eq!(texts(&screen, "theme "), grounds);
    for (title, _) in BEHIND {
        assert!(says(&screen, title), "{title}");
    }
    for heading in ["Possibly", "Not counted: before the mission or after it"] {
        assert!(screen.query_by_label(heading).is_some(), "{heading}");
    }
}

/// What the sample counts on UNIOGBIS and drug trafficking.
const TALLY: &str = "1 + 2 inferred, 6 possibly, 3 of them less than reported (assessed)";

#[test]
fn totals_of_incidents_keep_their_grounds_apart() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    assert!(texts(&screen, "Incidents, ").is_empty(), "the layer of levels counts cells");
    click(&mut screen, "Layer: Incidents");
    let check = |name: &str, expected: &str| {
        let begin = format!("Incidents, {name}: ");
        assert_eq!(texts(&screen, &begin), [format!("{begin}{expected}")]);
    };
    check("UNIOGBIS", "1 + 2 inferred, 7 possibly, 4 of them less than reported (assessed)");
    check("UNIPSIL", "3 possibly, 1 of them less than reported (assessed)");
    check("in all", "6 + 5 inferred, 1 possibly, 4 of them less than reported (assessed)");
    assert!(name_of(&screen, "UNIOGBIS × Drug trafficking: ").contains(&format!("Incidents: {TALLY}")));
}

/// Every text of the window that begins so, in the order of reading.
fn texts(screen: &Screen, begin: &str) -> Vec<String> {
    let labels = screen.root().children_recursive().flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()]
    });
    labels.flatten().filter(|text| text.starts_with(begin)).collect()
}

#[test]
fn arrows_lead_from_cell_to_cell_and_to_the_headers() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let matrix = screen.state().session().answers().matrix.clone();
    let missions: Vec<MissionId> = matrix.rows().map(|row| row.mission).collect();
    let first = Some((missions[0], matrix.themes[0]));
    screen.get_by_label_contains(&format!("{}: ", cell_title(&screen, missions[0], matrix.themes[0]))).click();
    screen.run();
    assert_eq!(cell(&screen), first);
    press(&mut screen, NONE, Key::ArrowRight);
    press(&mut screen, NONE, Key::ArrowDown);
    assert_eq!(cell(&screen), Some((missions[1], matrix.themes[1])));
    press(&mut screen, NONE, Key::End);
    assert_eq!(cell(&screen), Some((missions[1], *matrix.themes.last().unwrap())));
    press(&mut screen, CTRL, Key::Home);
    assert_eq!(cell(&screen), first);
    press(&mut screen, NONE, Key::ArrowUp);
    assert_eq!(screen.state().session().selection().records, [matrix.themes[0].into()], "the header of the theme");
    press(&mut screen, NONE, Key::ArrowDown);
    press(&mut screen, NONE, Key::ArrowLeft);
    assert_eq!(screen.state().session().selection().records, [missions[0].into()], "the name of the mission");
    press(&mut screen, NONE, Key::ArrowRight);
    assert_eq!(cell(&screen), first);
}

#[test]
fn a_letter_sets_the_level_delete_removes_it_and_each_is_one_step() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (mission, theme) = empty_cell(&screen);
    let before = screen.state().session().case().clone();
    select_ids(&mut screen, mission, theme);
    let levels = |screen: &Screen| -> Vec<Level> {
        let case = screen.state().session().case();
        claims(case, mission, theme).iter().map(|id| case.mandates.get(id).unwrap().level).collect()
    };
    type_text(&mut screen, "m");
    assert_eq!(levels(&screen), [Level::Mandated]);
    assert_eq!(cell(&screen), Some((mission, theme)), "the cell stays selected");
    assert!(name_of(&screen, &cell_title(&screen, mission, theme)).contains("mandated (unsourced)"));
    type_text(&mut screen, "s");
    assert_eq!(levels(&screen), [Level::Resourced]);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(levels(&screen), [Level::Mandated]);
    assert_eq!(cell(&screen), Some((mission, theme)), "one goes on where one was");
    type_text(&mut screen, "x");
    assert_eq!(levels(&screen), [Level::Excluded]);
    press(&mut screen, NONE, Key::Delete);
    assert_eq!(levels(&screen), []);
    assert_eq!(screen.state().session().question(), None);
    for _ in 0..3 {
        press(&mut screen, CTRL, Key::Z);
    }
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn a_cell_with_several_claims_says_where_to_choose() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (mission, theme) = empty_cell(&screen);
    select_ids(&mut screen, mission, theme);
    type_text(&mut screen, "m");
    click(&mut screen, "Add a mandate claim");
    assert_eq!(claims(screen.state().session().case(), mission, theme).len(), 2);
    let before = screen.state().session().case().clone();
    select_ids(&mut screen, mission, theme);
    type_text(&mut screen, "a");
    assert!(says(&screen, "has 2 claims: choose which to change in the inspector"));
    press(&mut screen, NONE, Key::Backspace);
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn enter_opens_the_page_and_its_fields_change_the_claim() {
    let mut screen = open(TALL, ThemeChoice::Light);
    let (mission, theme) = cell_with(&screen, 1);
    select_ids(&mut screen, mission, theme);
    let before = screen.state().session().case().clone();
    press(&mut screen, NONE, Key::Enter);
    let level = before.mandates.get(&claims(&before, mission, theme)[0]).unwrap().level;
    let level = format!("Level: {}", level.label());
    assert!(screen.get_by_role_and_label(Role::ComboBox, &level).is_focused(), "the cursor is in the page");
    retype(&mut screen, "Note", "Quite another text");
    assert_eq!(*screen.state().session().case(), before, "not before the field is left");
    press(&mut screen, NONE, Key::Tab);
    let note = |screen: &Screen| {
        let case = screen.state().session().case();
        case.mandates.get(&claims(case, mission, theme)[0]).unwrap().note.clone()
    };
    assert_eq!(note(&screen), "Quite another text");
    assert!(cell(&screen).is_some(), "the page stays");
    retype(&mut screen, "Attested for", "2010");
    click(&mut screen, "Layer: Both");
    press(&mut screen, CTRL, Key::Z);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before, "two fields, two steps");
}

#[test]
fn claims_are_added_and_removed_on_the_page() {
    let mut screen = open(TALL, ThemeChoice::Light);
    let (mission, theme) = cell_with(&screen, 1);
    select_ids(&mut screen, mission, theme);
    let before = screen.state().session().case().clone();
    let count = 1;
    click(&mut screen, "Add a mandate claim");
    assert_eq!(claims(screen.state().session().case(), mission, theme).len(), count + 1);
    let focused = screen.get_all_by_role(Role::ComboBox).find(Node::is_focused);
    let name = focused.and_then(|node| node.accesskit_node().label());
    assert_eq!(name.as_deref(), Some("Level: mandated"), "one goes on in the new one");
    assert!(says(&screen, "⚠ Unsourced"), "a new claim has no source");
    click(&mut screen, &format!("Remove claim {}", count + 1));
    assert_eq!(*screen.state().session().case(), before);
    assert_eq!(cell(&screen), Some((mission, theme)));
}

#[test]
fn a_claim_is_removed_for_good_while_its_note_is_being_typed() {
    let mut screen = open(TALL, ThemeChoice::Light);
    let (mission, theme) = cell_with(&screen, 1);
    select_ids(&mut screen, mission, theme);
    let before = screen.state().session().case().clone();
    let id = claims(&before, mission, theme)[0];
    retype(&mut screen, "Note", "Not yet sent");
    click(&mut screen, "Remove claim 1");
    assert!(!screen.state().session().case().has(id.into()));
    click(&mut screen, "Layer: Both");
    select(&mut screen, "UNIOGBIS", "Drug trafficking");
    assert!(!screen.state().session().case().has(id.into()), "what was being typed does not bring it back");
    press(&mut screen, CTRL, Key::Z);
    let note = |screen: &Screen| screen.state().session().case().mandates.get(&id).map(|claim| claim.note.clone());
    assert_eq!(note(&screen).as_deref(), Some("Not yet sent"), "undoing the removal brings back what was typed");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn enter_brings_the_inspector_forward_from_behind_another_tab() {
    // As a version without workspaces wrote it: there, the inspector stands behind the outline.
    let mut tiles = egui_tiles::Tiles::default();
    let lists = ["Outline", "Sources", "Inspector", "Graph", "Timeline"].map(|pane| tiles.insert_pane(Word(pane)));
    let [lists, matrix] =
        [lists.to_vec(), vec![tiles.insert_pane(Word("Matrix"))]].map(|tabs| tiles.insert_tab_tile(tabs));
    let root = tiles.insert_horizontal_tile(vec![lists, matrix]);
    let hidden = ron::to_string(&egui_tiles::Tree::new(egui::Id::unique("panes"), root, tiles)).unwrap();
    let session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let mut screen = show_arranged(TALL, session, Some(hidden));
    let (mission, theme) = cell_with(&screen, 1);
    select_ids(&mut screen, mission, theme);
    assert!(screen.query_by_label("Add a mandate claim").is_none(), "the inspector is behind the outline");
    press(&mut screen, NONE, Key::Enter);
    assert!(screen.query_by_label("Add a mandate claim").is_some());
    let focused = screen.get_all_by_role(Role::ComboBox).find(Node::is_focused);
    let name = focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default();
    assert!(name.starts_with("Level: "), "the cursor is in the page: {name:?}");
}

/// A word of the file of an arrangement.
struct Word(&'static str);

impl serde::Serialize for Word {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit_variant("Pane", 0, self.0)
    }
}

#[test]
fn the_keyboard_opens_the_menu_of_a_cell_and_of_a_header() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (mission, theme) = empty_cell(&screen);
    select_ids(&mut screen, mission, theme);
    // The menu does not depend on where the pointer is.
    screen.remove_cursor();
    for (modifiers, key) in [(NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)] {
        press(&mut screen, modifiers, key);
        assert!(screen.query_by_label("Set level: active").is_some(), "{key:?}");
        press(&mut screen, NONE, Key::Escape);
        assert!(screen.query_by_label("Set level: active").is_none(), "Escape closes it");
        assert!(node(&screen, mission, theme).is_focused(), "and the keyboard goes on in the cell");
    }
    press(&mut screen, NONE, Key::Menu);
    press(&mut screen, NONE, Key::ArrowDown);
    assert!(screen.get_by_label("Set level: mandated").is_focused(), "an arrow leads into the menu");
    press(&mut screen, NONE, Key::Enter);
    let found = claims(screen.state().session().case(), mission, theme);
    assert_eq!(found.len(), 1);
    assert!(node(&screen, mission, theme).is_focused());
    click(&mut screen, "Matrix mission: UNIOGBIS");
    press(&mut screen, NONE, Key::Menu);
    assert!(screen.query_by_label("Add mission below").is_some());
}

#[test]
fn a_right_click_offers_the_levels() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (mission, theme) = empty_cell(&screen);
    let title = cell_title(&screen, mission, theme);
    screen.get_by_label_contains(&format!("{title}: ")).click_secondary();
    screen.run();
    assert_eq!(cell(&screen), Some((mission, theme)));
    click(&mut screen, "Set level: active");
    let case = screen.state().session().case();
    let found = claims(case, mission, theme);
    assert!(matches!(found[..], [id] if case.mandates.get(&id).unwrap().level == Level::Active));
}

#[test]
fn a_mission_is_renamed_in_place() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let id = record(&screen, RecordKind::Mission, "UNIOGBIS");
    let before = screen.state().session().case().clone();
    click(&mut screen, "Matrix mission: UNIOGBIS");
    press(&mut screen, NONE, Key::F2);
    assert!(field(&screen, "Mission name").is_focused());
    retype(&mut screen, "Mission name", "Bissau office");
    press(&mut screen, NONE, Key::Escape);
    assert_eq!(*screen.state().session().case(), before, "Escape calls off");
    assert!(screen.query_by_label("Mission name").is_none());
    press(&mut screen, NONE, Key::F2);
    retype(&mut screen, "Mission name", "Bissau office");
    press(&mut screen, NONE, Key::Enter);
    assert_eq!(screen.state().session().case().title_of(id), "Bissau office");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn a_double_click_renames_a_theme_and_leaving_keeps() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let id = record(&screen, RecordKind::Theme, "Drug trafficking");
    // Each step of the test takes a quarter of a second.
    screen.ctx.options_mut(|options| options.input_options.max_double_click_delay = 10.0);
    for _ in 0..2 {
        screen.get_by_label("Matrix theme: Drug trafficking").click();
    }
    screen.run();
    retype(&mut screen, "Theme name", "Drugs");
    press(&mut screen, NONE, Key::Tab);
    retype(&mut screen, "Theme code", "DR");
    click(&mut screen, "Layer: Both");
    let Some(Record::Theme(theme)) = screen.state().session().case().record(id) else { panic!("a theme") };
    assert_eq!((theme.name.as_str(), theme.code.as_str()), ("Drugs", "DR"));
}

#[test]
fn a_theme_is_added_at_the_end_as_one_step() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = screen.state().session().case().clone();
    click(&mut screen, "Add theme");
    type_text(&mut screen, "Gold smuggling");
    assert_eq!(*screen.state().session().case(), before, "nothing is added before it has a name");
    press(&mut screen, NONE, Key::Enter);
    let id = record(&screen, RecordKind::Theme, "Gold smuggling");
    let session = screen.state().session();
    assert_eq!(session.answers().matrix.themes.last().map(|&theme| theme.into()), Some(id));
    assert_eq!(session.selection().records, [id]);
    assert!(screen.get_by_label("Matrix theme: Gold smuggling").is_focused(), "the keyboard goes on from there");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
    click(&mut screen, "Add theme");
    press(&mut screen, NONE, Key::Escape);
    assert_eq!(*screen.state().session().case(), before, "Escape adds nothing");
}

#[test]
fn a_mission_is_added_below_another_and_moved_within_its_group() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let names = |screen: &Screen| -> Vec<String> {
        let session = screen.state().session();
        session.answers().matrix.rows().map(|row| session.case().title_of(row.mission.into())).collect()
    };
    let before = names(&screen);
    screen.get_by_label(&format!("Matrix mission: {}", before[1])).click_secondary();
    screen.run();
    click(&mut screen, "Add mission below");
    type_text(&mut screen, "UNTEST");
    press(&mut screen, NONE, Key::Enter);
    let mut expected = before.clone();
    expected.insert(2, "UNTEST".to_owned());
    assert_eq!(names(&screen), expected);
    screen.get_by_label("Matrix mission: UNTEST").click_secondary();
    screen.run();
    click(&mut screen, "Move up");
    expected.swap(1, 2);
    assert_eq!(names(&screen), expected);
    press(&mut screen, CTRL, Key::Z);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(names(&screen), before);
}

#[test]
fn an_empty_matrix_says_what_to_do_and_does_it() {
    let mut screen = show(WIDE, Session::empty(Settings::default(), Host::still()));
    assert!(says(&screen, "no missions and no themes"));
    for (button, name) in [("Add mission", "UNIOGBIS"), ("Add theme", "Drug trafficking")] {
        click(&mut screen, button);
        type_text(&mut screen, name);
        press(&mut screen, NONE, Key::Enter);
    }
    assert!(name_of(&screen, "UNIOGBIS × Drug trafficking: ").contains("Not surveyed"));
}

#[test]
fn a_large_matrix_follows_the_keyboard_and_keeps_long_names() {
    const LONG: &str = "Spillover Monitor Mission to Skopje";
    let mut screen = show([1280.0, 720.0], large(LONG));
    let matrix = screen.state().session().answers().matrix.clone();
    assert_eq!((matrix.groups.len(), matrix.rows().count(), matrix.themes.len()), (5, 35, 12));
    let (first, last) = (matrix.rows().next().unwrap().mission, matrix.rows().last().unwrap().mission);
    select_ids(&mut screen, first, matrix.themes[0]);
    for key in [Key::PageDown, Key::PageDown, Key::PageDown, Key::ArrowDown] {
        press(&mut screen, NONE, key);
        let (mission, theme) = cell(&screen).unwrap();
        assert!(node(&screen, mission, theme).is_focused(), "{key:?}: the cell is in view and has the keyboard");
    }
    press(&mut screen, CTRL, Key::End);
    let end = (last, *matrix.themes.last().unwrap());
    assert_eq!(cell(&screen), Some(end));
    let (rect, top) = (node(&screen, end.0, end.1).rect(), screen.get_by_label("Layer: Level").rect().bottom());
    assert!(rect.top() > top && rect.height() > 30.0, "all of it is in view: {rect:?}");
    assert!(screen.query_by_label(&format!("Matrix mission: {LONG}")).is_some(), "its name is told in full");
}

/// A case of 35 missions in five groups and twelve themes; the last mission has a long name.
fn large(long: &str) -> Session {
    let mut session = Session::empty(Settings::default(), Host::still());
    let put = |id: RecordId, record: Record| Command::Edit(Edit::Put(id, record));
    let missions = (1..=35_u32).map(|n| {
        let name = if n == 35 { long.to_owned() } else { format!("Mission {n}") };
        let organization = format!("Organization {}", (n - 1) / 7);
        let mission = Mission { name, organization, order: n, ..Mission::default() };
        put(MissionId::from_bits(n.into()).into(), Record::Mission(Arc::new(mission)))
    });
    let themes = (1..=12_u32).map(|n| {
        let theme = Theme { code: format!("T{n}"), name: format!("Theme {n}"), order: n, ..Theme::default() };
        put(ThemeId::from_bits(n.into()).into(), Record::Theme(Arc::new(theme)))
    });
    session.run(missions.chain(themes).collect());
    session
}

fn ids(screen: &Screen, mission: &str, theme: &str) -> (MissionId, ThemeId) {
    let (mission, theme) = (record(screen, RecordKind::Mission, mission), record(screen, RecordKind::Theme, theme));
    match (mission, theme) {
        (RecordId::Mission(mission), RecordId::Theme(theme)) => (mission, theme),
        _ => panic!("a mission and a theme"),
    }
}

fn cell(screen: &Screen) -> Option<(MissionId, ThemeId)> {
    screen.state().session().selection().cell
}

fn cell_title(screen: &Screen, mission: MissionId, theme: ThemeId) -> String {
    let case = screen.state().session().case();
    format!("{} × {}", case.title_of(mission.into()), case.title_of(theme.into()))
}

/// Clicks a cell.
fn select(screen: &mut Screen, mission: &str, theme: &str) {
    let (mission, theme) = ids(screen, mission, theme);
    select_ids(screen, mission, theme);
}

fn select_ids(screen: &mut Screen, mission: MissionId, theme: ThemeId) {
    node(screen, mission, theme).click();
    screen.run();
    assert_eq!(cell(screen), Some((mission, theme)));
}

fn node(screen: &Screen, mission: MissionId, theme: ThemeId) -> Node<'_> {
    let title = format!("{}: ", cell_title(screen, mission, theme));
    screen
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&title)))
        .unwrap_or_else(|| panic!("no cell {title}"))
}

/// The accessible name that begins so.
fn name_of(screen: &Screen, begin: &str) -> String {
    screen.get_by_label_contains(begin).accesskit_node().label().unwrap_or_default()
}

/// The first cell without any claim.
fn empty_cell(screen: &Screen) -> (MissionId, ThemeId) {
    cell_with(screen, 0)
}

/// The first cell with so many claims.
fn cell_with(screen: &Screen, count: usize) -> (MissionId, ThemeId) {
    let session = screen.state().session();
    let matrix = &session.answers().matrix;
    let cells = matrix.rows().flat_map(|row| matrix.themes.iter().map(move |&theme| (row.mission, theme)));
    cells.into_iter().find(|&(mission, theme)| claims(session.case(), mission, theme).len() == count).unwrap()
}
