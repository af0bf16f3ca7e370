//! Panes and forms on what no officer would write: texts without end, numbers that are none, windows of a point, thousands
//! of themes. Nothing panics (debug assertions are on), and no frame takes long.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use sightline::case::{
    Actor, ActorId, Case, CaseId, Change, Common, Damaged, Extra, Header, Incident, IncidentId, Key as ItemKey, Level,
    Mandate, MandateId, Marking, Mission, MissionId, Paragraph, Place, PlaceId, Position, RecordId, Relation,
    RelationId, RelationKind, Source, SourceId, Theme, ThemeId, View, ViewId,
};
use sightline::case::{Attribution, Direction, Party, Pin, Standing, When};
use sightline::disk::Settings;
use sightline::query::evidence::Layer;
use sightline::session::{Command, Host, Session};

use crate::open::{Screen, WIDE, field, press, show_arranged, type_text};

/// A frame that takes longer has hung; in a debug build, on a machine with other work.
const FRAME: Duration = Duration::from_secs(10);

/// Texts that fonts and lines have trouble with.
fn texts() -> [String; 6] {
    [
        "x".repeat(1_000_000),
        format!("a{}", "\u{301}".repeat(10_000)),
        "wort ".repeat(50_000),
        "\n".repeat(5_000),
        "\u{202E}\u{200D}\u{0}\t\r\u{FEFF}".to_owned(),
        String::new(),
    ]
}

fn header(text: &str) -> Header {
    Header {
        case: CaseId::from_bits(1),
        title: text.to_owned(),
        marking: Marking::default(),
        vague: std::collections::BTreeMap::new(),
        damaged: vec![Damaged {
            key: ItemKey::from_bits(1),
            place: text.to_owned(),
            problem: text.to_owned(),
            text: text.to_owned(),
            extra: Extra::default(),
        }],
        extra: Extra::default(),
    }
}

/// A record of most kinds with this text wherever there is one, and numbers that are none.
fn records(text: &str) -> Vec<Change> {
    let text = || text.to_owned();
    let note = Paragraph { key: ItemKey::from_bits(1), text: text() };
    let common = Common { notes: vec![note.clone()], tags: [text()].into(), ..Common::default() };
    let position = Position { latitude: f64::NAN, longitude: f64::INFINITY, precision_km: -1e308 };
    let place = Place { name: text(), aliases: vec![text()], position: Some(position), ..Place::default() };
    let incident = Incident { title: text(), account: vec![note], common: common.clone(), ..Incident::default() };
    let pin = |x, y| Pin { party: Party::Actor(ActorId::from_bits(1)), x, y };
    let view = View { name: text(), pins: vec![pin(f64::NAN, f64::INFINITY), pin(1e300, -1e300)], ..View::default() };
    let relation = relation(text(), common);
    vec![
        Change::Actor(ActorId::from_bits(1), Some(Arc::new(Actor { name: text(), ..Actor::default() }))),
        Change::Place(PlaceId::from_bits(1), Some(Arc::new(place))),
        Change::Incident(IncidentId::from_bits(1), Some(Arc::new(incident))),
        Change::Source(
            SourceId::from_bits(1),
            Some(Arc::new(Source { title: text(), origin: text(), ..Source::default() })),
        ),
        Change::Mission(
            MissionId::from_bits(1),
            Some(Arc::new(Mission { name: text(), full_name: text(), ..Mission::default() })),
        ),
        Change::Theme(
            ThemeId::from_bits(1),
            Some(Arc::new(Theme { name: text(), code: text(), definition: text(), ..Theme::default() })),
        ),
        Change::Mandate(MandateId::from_bits(1), Some(Arc::new(mandate(1, 1, text())))),
        Change::Relation(RelationId::from_bits(1), Some(Arc::new(relation))),
        Change::View(ViewId::from_bits(1), Some(Arc::new(view))),
    ]
}

fn relation(text: String, common: Common) -> Relation {
    Relation {
        from: Party::Actor(ActorId::from_bits(1)),
        kind: RelationKind::default(),
        to: Party::Mission(MissionId::from_bits(1)),
        words: text.clone(),
        direction: Direction::default(),
        when: When::default(),
        standing: Standing::default(),
        attributed_to: Attribution::NotNamed(text),
        common,
        extra: Extra::default(),
    }
}

fn mandate(mission: u64, theme: u64, note: String) -> Mandate {
    Mandate {
        mission: MissionId::from_bits(mission),
        theme: ThemeId::from_bits(theme),
        level: Level::default(),
        modality: None,
        decision: None,
        when: When::default(),
        attested: None,
        note,
        common: Common::default(),
        extra: Extra::default(),
    }
}

/// The panes of this job alone: what hostile values do to the maps is tested beside them.
pub fn lists() -> Option<String> {
    #[derive(serde::Serialize)]
    enum Pane {
        Outline,
        Matrix,
        Inspector,
        Sources,
    }
    let mut tiles = egui_tiles::Tiles::default();
    let panes = [Pane::Outline, Pane::Matrix, Pane::Inspector, Pane::Sources].map(|pane| {
        let pane = tiles.insert_pane(pane);
        tiles.insert_tab_tile(vec![pane])
    });
    let root = tiles.insert_horizontal_tile(panes.to_vec());
    ron::to_string(&egui_tiles::Tree::new(egui::Id::unique("panes"), root, tiles)).ok()
}

fn screen(size: [f32; 2], case: Case, commands: Vec<Command>) -> Screen {
    let mut session = Session::on_case(case, Settings::default(), Host::still());
    session.run(commands);
    show_arranged(size, session, lists())
}

fn step(screen: &mut Screen, about: &str) {
    for _ in 0..3 {
        let begin = Instant::now();
        screen.step();
        assert!(begin.elapsed() < FRAME, "{about}: {:?}", begin.elapsed());
    }
}

#[test]
fn texts_without_end_are_drawn_in_every_form() {
    for (number, text) in texts().iter().enumerate() {
        let case = Case::new(header(text)).with(&records(text));
        let mut screen = screen(WIDE, case.clone(), Vec::new());
        step(&mut screen, &format!("text {number}, the case"));
        let ids = sightline::case::RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind));
        for id in ids.collect::<Vec<RecordId>>() {
            let command = if matches!(id, RecordId::Mandate(_)) {
                Command::SelectCell(MissionId::from_bits(1), ThemeId::from_bits(1))
            } else {
                Command::Select(id)
            };
            let mut session = Session::on_case(case.clone(), Settings::default(), Host::still());
            session.run(vec![command, Command::Hover(Some(id))]);
            let mut screen = show_arranged(WIDE, session, lists());
            step(&mut screen, &format!("text {number}, {}", id.kind().label()));
        }
    }
}

#[test]
fn a_list_searched_by_odd_letters_is_drawn() {
    let text = &texts()[0];
    let mut screen = screen(WIDE, Case::new(header(text)).with(&records(text)), Vec::new());
    field(&screen, "Find a record").click();
    screen.step();
    for text in ["x", "xxxxxxxxxx", "\u{301}", "\u{202E}", "", " "] {
        type_text(&mut screen, text);
        step(&mut screen, text);
    }
}

#[test]
fn panes_of_a_point_and_of_thousands_are_drawn_at_every_zoom() {
    let case = Case::new(header("A case")).with(&records("A name"));
    for size in [[1.0, 1.0], [40.0, 900.0], [900.0, 40.0], [9_000.0, 5_000.0]] {
        for zoom in [0.5, 1.0, 3.0] {
            for layer in [Layer::Level, Layer::Incidents, Layer::Both] {
                let mut screen = screen(size, case.clone(), vec![Command::Layer(layer)]);
                screen.ctx.set_zoom_factor(zoom);
                step(&mut screen, &format!("{size:?} at {zoom}"));
            }
        }
    }
}

#[test]
fn ten_thousand_themes_are_drawn_and_walked_through() {
    let themes = (1..=10_000).map(|n| {
        let theme = Theme { name: format!("Theme {n:05}"), order: n as u32, ..Theme::default() };
        Change::Theme(ThemeId::from_bits(n), Some(Arc::new(theme)))
    });
    let missions = (1..=3).map(|n| Change::Mission(MissionId::from_bits(n), Some(Arc::new(Mission::default()))));
    let claims =
        [1, 9_999].map(|n| Change::Mandate(MandateId::from_bits(n), Some(Arc::new(mandate(1, n, String::new())))));
    let case = Case::new(header("A case")).with(&themes.chain(missions).chain(claims).collect::<Vec<_>>());
    let first = Command::SelectCell(MissionId::from_bits(1), ThemeId::from_bits(1));
    let mut screen = screen(WIDE, case, vec![first]);
    step(&mut screen, "10,000 themes");
    for key in [Key::Tab, Key::End, Key::Home, Key::PageDown] {
        press(&mut screen, Modifiers::NONE, key);
        step(&mut screen, "10,000 themes, walked through");
    }
}

#[test]
fn thousands_of_claims_and_records_in_one_form_come_by_pages() {
    let claims =
        (1..=3_000).map(|n| Change::Mandate(MandateId::from_bits(n), Some(Arc::new(mandate(1, 1, String::new())))));
    let case = Case::new(header("A case")).with(&records("A name")).with(&claims.collect::<Vec<_>>());
    let cell = Command::SelectCell(MissionId::from_bits(1), ThemeId::from_bits(1));
    let mut screen = screen(WIDE, case, vec![cell]);
    step(&mut screen, "3,000 claims in a cell");
}
