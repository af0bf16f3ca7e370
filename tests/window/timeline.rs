//! The timeline worked by hand: the brush on its density strip, another date by dragging, levels of detail, scrolling.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Pos2, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{
    Alternate, Case, Change, Edtf, Incident, IncidentId, Moment, Place, PlaceId, RecordId, RecordKind, When,
};
use sightline::disk::{Settings, ThemeChoice};
use sightline::files::{self, Lineage};
use sightline::query::brush;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{CTRL, Screen, WIDE, click, open, open_file, press, record, says, show};

const BOMB: &str = "Bomb at army headquarters kills General Tagme Na Waie";
const NONE: Modifiers = Modifiers::NONE;

#[test]
fn a_brush_is_dragged_moved_resized_and_cleared_by_mouse() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (left, middle, right) = (at(&screen, 0.3), at(&screen, 0.4), at(&screen, 0.5));
    drag(&mut screen, left, right);
    let first = brushed(&screen).expect("a drag makes a brush");
    let lanes = &session(&screen).answers().lanes;
    assert!(lanes.hidden > 0 && lanes.items().all(|item| item.bounds.may_touch(first.0, first.1)));
    assert!(says(&screen, &format!("{} ×", brush::words(first))), "its chip");
    assert!(says(&screen, " hidden"), "what it hides is counted");
    assert_eq!(strip(&screen).value().as_deref(), Some(brush::words(first).as_str()));

    drag(&mut screen, middle, aside(middle, 90.0));
    let moved = brushed(&screen).unwrap();
    assert!(moved.0 > first.0 && moved.1 > first.1, "a drag inside moves it");
    let edge = place_of(&screen, moved.1);
    drag(&mut screen, edge, aside(edge, 120.0));
    let resized = brushed(&screen).unwrap();
    assert!(resized.0 == moved.0 && resized.1 > moved.1, "a drag of its edge resizes it: {moved:?} {resized:?}");

    let beside = at(&screen, 0.05);
    press_and_let_go(&mut screen, beside);
    assert_eq!(brushed(&screen), None, "a click outside clears it");
    assert_eq!(session(&screen).answers().lanes.hidden, 0);
    assert_eq!(session(&screen).undo_label(), None, "a brush is no step");
}

#[test]
fn the_brush_narrows_the_graph_too() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (left, right) = (at(&screen, 0.02), at(&screen, 0.06));
    drag(&mut screen, left, right);
    let (first, last) = brushed(&screen).unwrap();
    let answers = session(&screen).answers();
    let relations = session(&screen).case().relations.keys();
    let outside = relations.filter(|&&id| !answers.dates.bounds(id).may_touch(first, last)).count();
    assert_eq!(answers.network.hidden, outside);
}

#[test]
fn a_brush_is_live_while_it_is_dragged_and_escape_takes_the_drag_back() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let (left, right) = (at(&screen, 0.3), at(&screen, 0.5));
    button(&mut screen, left, true);
    moved_to(&mut screen, right);
    moved_to(&mut screen, aside(right, 10.0));
    assert!(brushed(&screen).is_some(), "it is live");
    press(&mut screen, NONE, Key::Escape);
    assert_eq!(brushed(&screen), None);
    button(&mut screen, right, false);
    screen.run();
    assert_eq!(brushed(&screen), None);
}

#[test]
fn the_brush_is_worked_by_the_keyboard() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, &format!("Incident: {BOMB}"));
    let selected = session(&screen).selection().records.clone();
    strip(&screen).focus();
    screen.run();
    press(&mut screen, NONE, Key::ArrowRight);
    let first = brushed(&screen).expect("the first arrow brushes what is in view");
    for _ in 0..3 {
        press(&mut screen, Modifiers::SHIFT, Key::ArrowLeft);
    }
    let shorter = brushed(&screen).unwrap();
    assert!(shorter.0 == first.0 && shorter.1 < first.1, "Shift moves its end");
    press(&mut screen, NONE, Key::ArrowRight);
    let moved = brushed(&screen).unwrap();
    assert!(moved.0 > shorter.0 && moved.1 > shorter.1);
    press(&mut screen, CTRL, Key::ArrowLeft);
    assert_eq!(brushed(&screen), Some((shorter.0, moved.1)), "Ctrl moves its start");
    press(&mut screen, NONE, Key::Escape);
    assert_eq!(brushed(&screen), None);
    assert_eq!(session(&screen).selection().records, selected, "Escape was for the brush");
}

#[test]
fn the_chip_clears_the_brush_and_so_does_escape_once_nothing_is_selected() {
    let brushing = || {
        let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
        session.run(vec![Command::Brush(Some(period("2009-03/2010-06")))]);
        show(WIDE, session)
    };
    let mut screen = brushing();
    click(&mut screen, "2009-03 to 2010-06 ×");
    assert_eq!(brushed(&screen), None);
    assert!(!says(&screen, " hidden"));
    let mut screen = brushing();
    click(&mut screen, &format!("Incident: {BOMB}"));
    press(&mut screen, NONE, Key::Escape);
    assert!(session(&screen).selection().is_empty() && brushed(&screen).is_some());
    press(&mut screen, NONE, Key::Escape);
    assert_eq!(brushed(&screen), None);
}

#[test]
fn a_mark_dragged_asks_for_the_precision_and_is_one_step() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = session(&screen).case().clone();
    let bomb = bomb(&screen);
    let old = incident(&screen, bomb).when.clone();
    drag_mark(&mut screen, BOMB, 70.0);
    assert_eq!(*session(&screen).case(), before, "nothing changes before the answer");
    assert!(says(&screen, "It will be written: 2009-") && says(&screen, "stays as another value"));
    click(&mut screen, "day");
    assert_eq!(*session(&screen).case(), before);
    press(&mut screen, NONE, Key::Enter);
    let moved = incident(&screen, bomb);
    let stated = moved.when.stated.clone().unwrap();
    let start = |date: &Edtf| date.bounds().earliest_start;
    assert!(stated.is_single_day() && start(&stated) > start(old.stated.as_ref().unwrap()));
    let kept: Vec<_> = moved.common.alternatives.iter().map(|other| other.value.clone()).collect();
    assert_eq!(kept, [Alternate::Date(old)], "a source says the old one");
    let label = session(&screen).undo_label().unwrap().to_owned();
    assert!(label.starts_with("Re-date “Bomb at army") && label.ends_with(stated.as_str()), "{label}");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*session(&screen).case(), before, "one step");
}

#[test]
fn a_year_or_about_is_written_as_such() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    drag_mark(&mut screen, BOMB, 40.0);
    click(&mut screen, "year");
    click(&mut screen, "about");
    click(&mut screen, "Re-date");
    assert_eq!(incident(&screen, bomb(&screen)).when.stated, "2009~".parse().ok());
}

#[test]
fn escape_and_a_short_drag_leave_everything_as_it_was() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let before = session(&screen).case().clone();
    drag_mark(&mut screen, BOMB, 70.0);
    press(&mut screen, NONE, Key::Escape);
    assert!(!says(&screen, "It will be written") && *session(&screen).case() == before);
    assert_eq!(session(&screen).undo_label(), None);
    drag_mark(&mut screen, BOMB, 70.0);
    click(&mut screen, "Cancel");
    assert!(!says(&screen, "It will be written") && *session(&screen).case() == before);
    drag_mark(&mut screen, BOMB, 2.0);
    assert!(!says(&screen, "It will be written"));
    assert_eq!(session(&screen).selection().records, [bomb(&screen).into()], "it is a click");
}

#[test]
fn a_relative_date_says_from_what_it_follows_and_gives_way_to_a_stated_one() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let follows = |one: &Incident| one.when.stated.is_none() && !one.when.constraints.is_empty();
    let mut incidents = session(&screen).case().incidents.iter();
    let (id, title) =
        incidents.find(|(_, one)| follows(one)).map(|(&id, one)| (id, one.title.clone())).expect("a relative date");
    drag_mark(&mut screen, &title, 80.0);
    assert!(says(&screen, "Its date is not stated but follows from another one"));
    click(&mut screen, "State this date instead");
    let when = &incident(&screen, id).when;
    assert!(when.stated.is_some() && when.constraints.is_empty());
}

#[test]
fn an_undated_incident_gets_a_date_where_it_is_put() {
    let date = |n| if n == 3 { String::new() } else { format!("200{n}") };
    let mut screen = window(&case_of((1..=3).map(|n| (n, date(n), None))));
    let chip = screen.get_by_label("Incident: Incident 3").rect();
    let lane = screen.get_by_label_contains("Lane other").rect();
    drag(&mut screen, chip.center(), Pos2::new(chip.left() + 300.0, lane.center().y));
    press(&mut screen, NONE, Key::Enter);
    assert!(incident(&screen, IncidentId::from_bits(3)).when.stated.is_some(), "it is dated");
    assert!(session(&screen).answers().lanes.undated.is_empty());
}

#[test]
fn what_is_too_dense_for_labels_says_so_and_can_be_zoomed_into() {
    let day = |n: u64| format!("{}-{:02}-{:02}", 1990 + n % 30, n % 12 + 1, n % 28 + 1);
    let mut screen = window(&case_of((1..=3_000).map(|n| (n, day(n), None))));
    assert!(says(&screen, "3,000 incidents shown as density: zoom in to see each"));
    assert!(screen.query_by_label_contains("Incident: ").is_none(), "none has a name of its own");
    assert!(says(&screen, "Lane other: 3000 incidents"), "its lane has");
    zoom(&mut screen, "Zoom in on the timeline", |screen| {
        says(screen, "incidents without labels: zoom in to read them")
    });
    zoom(&mut screen, "Zoom in on the timeline", |screen| !says(screen, "zoom in to"));
    assert!(screen.query_all_by_label_contains("Incident: ").count() > 5);
}

#[test]
fn a_plain_mark_can_be_clicked_and_a_click_in_a_density_zooms_in() {
    let mut screen = window(&case_of((1..=300).map(|n| (n, format!("{}-07-01", 1700 + n), None))));
    assert!(says(&screen, "300 incidents without labels"));
    let lane = screen.get_by_label_contains("Lane other").rect();
    let at = Pos2::new(strip(&screen).rect().center().x - 100.0, lane.center().y);
    press_and_let_go(&mut screen, at);
    assert!(matches!(session(&screen).selection().records[..], [RecordId::Incident(_)]));

    let mut screen = window(&case_of((1..=3_000).map(|n| (n, format!("{}-07-01", 1700 + n % 300), None))));
    press_and_let_go(&mut screen, at);
    assert!(session(&screen).selection().is_empty() && !says(&screen, "3,000 incidents"), "the click zoomed in");
}

#[test]
fn twenty_thousand_lanes_scroll_and_only_those_in_view_are_there() {
    let incidents = (1..=20_000).map(|n| (n, "2009-03".to_owned(), Some(PlaceId::from_bits(n))));
    let places = (1..=20_000_u64).map(|n| {
        let place = Place { name: format!("Place {n:05}"), ..Place::default() };
        Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
    });
    let mut screen = window(&case_of(incidents).with(&places.collect::<Vec<_>>()));
    click(&mut screen, "place");
    assert_eq!(session(&screen).answers().lanes.len(), 20_000);
    let in_view = |screen: &Screen| {
        let titles = screen.root().children_recursive().filter_map(|node| node.accesskit_node().value());
        titles.filter(|title| title.starts_with("Lane Place")).collect::<Vec<_>>()
    };
    let first = in_view(&screen);
    assert!(first.len() < 60 && first.iter().any(|label| label.contains("Place 00001")), "{first:?}");
    let bar = screen.get_by_label("Scroll the lanes").rect();
    drag(&mut screen, bar.center_top() + Vec2::new(0.0, 5.0), bar.center_bottom());
    let last = in_view(&screen);
    assert!(last.len() < 60 && last.iter().any(|label| label.contains("Place 20000")), "{last:?}");
}

#[test]
fn absurd_dates_do_no_harm() {
    let dates = ["-9999", "9999", "-9999/9999", "../2009", "2009/..", "2009-03-02", ""];
    let mut screen = window(&case_of((1..).zip(dates).map(|(n, date)| (n, date.to_owned(), None))));
    for (name, times) in [("Zoom out of the timeline", 12), ("Zoom in on the timeline", 30)] {
        for _ in 0..times {
            click(&mut screen, name);
        }
    }
    let (left, right) = (at(&screen, 0.0), at(&screen, 1.0));
    drag(&mut screen, left, right);
    assert!(brushed(&screen).is_some());
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

fn brushed(screen: &Screen) -> Option<(Moment, Moment)> {
    session(screen).view().brush
}

fn period(text: &str) -> (Moment, Moment) {
    text.parse::<Edtf>().unwrap().bounds().possible()
}

fn strip(screen: &Screen) -> Node<'_> {
    screen.get_by_label("Brush")
}

/// A place on the density strip, below its handle.
fn at(screen: &Screen, share: f32) -> Pos2 {
    let rect = strip(screen).rect();
    Pos2::new(rect.left() + 2.0 + share * (rect.width() - 4.0), rect.bottom() - 6.0)
}

/// Where the edge of the brush stands on the strip: as far as it can be dragged.
fn place_of(screen: &Screen, end: Moment) -> Pos2 {
    let mut shares = (0..=1_000_u16).map(|share| f32::from(share) / 1_000.0);
    let lanes = &session(screen).answers().lanes;
    let (first, last) = lanes.chronicle().extent().unwrap();
    // The strip has some room on both sides of the dates.
    let room = (last.0 - first.0) as f64 * 0.06;
    let (from, to) = (first.0 as f64 - room, last.0 as f64 + room * 2.5);
    let share = shares.find(|share| from + f64::from(*share) * (to - from) >= end.0 as f64).unwrap();
    let rect = strip(screen).rect();
    Pos2::new(rect.left() + share * rect.width(), rect.bottom() - 6.0)
}

fn aside(at: Pos2, points: f32) -> Pos2 {
    at + Vec2::new(points, 0.0)
}

fn moved_to(screen: &mut Screen, pos: Pos2) {
    screen.event(Event::PointerMoved(pos));
    screen.step();
}

fn button(screen: &mut Screen, pos: Pos2, pressed: bool) {
    moved_to(screen, pos);
    screen.event(Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: NONE });
    screen.step();
}

fn press_and_let_go(screen: &mut Screen, at: Pos2) {
    button(screen, at, true);
    button(screen, at, false);
    screen.run();
}

/// Presses, moves in two steps, and lets go.
fn drag(screen: &mut Screen, from: Pos2, to: Pos2) {
    button(screen, from, true);
    moved_to(screen, from.lerp(to, 0.6));
    button(screen, to, false);
    screen.run();
}

fn drag_mark(screen: &mut Screen, title: &str, points: f32) {
    let named = screen.query_all_by_label_contains(title);
    let mut marks =
        named.filter(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with("Incident: ")));
    let from = marks.next().unwrap_or_else(|| panic!("no mark {title}")).rect().center();
    drop(marks);
    drag(screen, from, aside(from, points));
}

/// Presses a button of the zoom until it is as wanted.
fn zoom(screen: &mut Screen, name: &str, is_enough: impl Fn(&Screen) -> bool) {
    for _ in 0..30 {
        if is_enough(screen) {
            return;
        }
        click(screen, name);
    }
    panic!("{name} does not lead there");
}

fn bomb(screen: &Screen) -> IncidentId {
    let RecordId::Incident(id) = record(screen, RecordKind::Incident, BOMB) else { panic!("an incident") };
    id
}

fn incident(screen: &Screen, id: IncidentId) -> &Incident {
    session(screen).case().incidents.get(&id).unwrap()
}

/// A case of incidents by number, date and place.
fn case_of(rows: impl Iterator<Item = (u64, String, Option<PlaceId>)>) -> Case {
    let changes = rows.map(|(n, date, place)| {
        let when = When { stated: (!date.is_empty()).then(|| date.parse().unwrap()), ..When::default() };
        let incident = Incident { title: format!("Incident {n}"), when, place, ..Incident::default() };
        Change::Incident(IncidentId::from_bits(n), Some(Arc::new(incident)))
    });
    let empty = Session::empty(Settings::default(), Host::still());
    empty.case().with(&changes.collect::<Vec<_>>())
}

/// The window on a case.
#[expect(clippy::disallowed_methods, reason = "writes the file that the window opens")]
fn window(case: &Case) -> Screen {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    std::fs::write(&path, files::write(case, &Lineage::default())).unwrap();
    open_file(path)
}
