//! One pane at a time at 100,000 incidents: layout, shapes and tessellation of its frame, without a GPU. Every figure has
//! the bars of the window in it, as `panes/bars` tells them alone.

mod generator;

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, FullOutput, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use egui_tiles::{Tiles, Tree};
use serde::Serialize;
use sightline::case::{RecordId, RecordKind};
use sightline::disk::Settings;
use sightline::query::evidence::Layer;
use sightline::session::{Command, Commands, Host, Session};
use sightline::ui::Window;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const INCIDENTS: usize = 100_000;

/// A pane, as the window writes it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Pane {
    Outline,
    Matrix,
    Inspector,
    Sources,
}

/// One pane of a window, drawn without a screen.
struct Desk {
    ctx: Context,
    session: Session,
    window: Window,
    size: Vec2,
    time: f64,
}

impl Desk {
    fn new() -> Self {
        let case = generator::case(INCIDENTS, 1);
        let session = Session::on_case(case, Settings::default(), Host::still());
        let ctx = Context::default();
        Self { window: Window::new(&ctx, None), ctx, session, size: Vec2::ZERO, time: 0.0 }
    }

    /// Shows one pane alone, so large.
    fn show(&mut self, pane: Pane, size: (f32, f32)) {
        self.show_as(pane, size, None);
    }

    /// The same, with the panes that are tables in the words of the window.
    fn show_as(&mut self, pane: Pane, size: (f32, f32), tables: Option<&str>) {
        self.ctx = Context::default();
        let mut tiles = Tiles::default();
        let all = [Pane::Outline, Pane::Matrix, Pane::Inspector, Pane::Sources].map(|other| tiles.insert_pane(other));
        let root = tiles.insert_tab_tile(all.to_vec());
        let mut tree = Tree::new(egui::Id::unique("panes"), root, tiles);
        let _ = tree.make_active(|_, tile| matches!(tile, egui_tiles::Tile::Pane(other) if *other == pane));
        self.window = Window::new(&self.ctx, ron::to_string(&tree).ok().as_deref()).with_tables(tables);
        self.size = Vec2::new(size.0, size.1);
        self.run(Vec::new());
        for _ in 0..20 {
            self.frame(Vec::new());
        }
    }

    fn run(&mut self, commands: Vec<Command>) {
        self.session.run(commands);
    }

    /// Draws a frame in which this comes in.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, self.size));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let mut commands = Commands::default();
        let output = self.ctx.run_ui(input, |ui| self.window.window_ui(ui, &self.session, &mut commands));
        self.session.run(commands.take());
        let FullOutput { shapes, mut textures_delta, pixels_per_point, .. } = output;
        textures_delta.clear();
        self.ctx.tessellate(shapes, pixels_per_point).len()
    }

    /// The pointer over the middle of the pane.
    fn point(&mut self) {
        let at = Pos2::new(self.size.x * 0.5, self.size.y * 0.5);
        self.frame(vec![Event::PointerMoved(at)]);
    }

    fn click(&mut self, at: Pos2) {
        for pressed in [true, false] {
            let button = Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![Event::PointerMoved(at), button]);
        }
    }

    /// A turn of the wheel, there and back by turns.
    fn wheel(turn: usize) -> Vec<Event> {
        let sign = if (turn / 40).is_multiple_of(2) { -1.0 } else { 1.0 };
        vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(sign * 7.0, sign * 23.0),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        }]
    }
}

/// A frame again and again, each with a turn of the wheel where the pane is scrolled.
fn measure(criterion: &mut Criterion, desk: &mut Desk, name: &str, is_scrolled: bool) {
    let mut turn = 0;
    criterion.bench_function(&format!("panes/{name}"), |bencher| {
        bencher.iter(|| {
            turn += 1;
            let events = if is_scrolled { Desk::wheel(turn) } else { Vec::new() };
            desk.frame(events)
        });
    });
}

fn matrix(criterion: &mut Criterion, desk: &mut Desk) {
    for (size, place) in [((900.0, 600.0), "in its place"), ((1920.0, 1080.0), "alone")] {
        let layers = [
            (Layer::Level, "level"),
            (Layer::Incidents, "incidents"),
            (Layer::Both, "both"),
            (Layer::Gap, "gap"),
            (Layer::All, "all"),
        ];
        for (layer, what) in layers {
            desk.run(vec![Command::Layer(layer)]);
            desk.show(Pane::Matrix, size);
            desk.point();
            measure(criterion, desk, &format!("matrix {what} {place}, panned"), true);
        }
    }
}

/// The record of a kind that most others name.
fn most_named(desk: &Desk, kind: RecordKind) -> Option<RecordId> {
    let case = desk.session.case();
    let ids = case.ids(kind);
    let step = (ids.len() / 200).max(1);
    ids.into_iter().step_by(step).max_by_key(|&id| desk.session.referrers(id).len())
}

fn inspector(criterion: &mut Criterion, desk: &mut Desk) {
    desk.show(Pane::Inspector, (400.0, 1000.0));
    measure(criterion, desk, "inspector, the case", false);
    for kind in [RecordKind::Incident, RecordKind::Actor, RecordKind::Source, RecordKind::Survey, RecordKind::Posture] {
        let Some(id) = most_named(desk, kind) else { continue };
        desk.run(vec![Command::Select(id)]);
        desk.show(Pane::Inspector, (400.0, 1000.0));
        measure(
            criterion,
            desk,
            &format!("inspector, {} named by {}", kind.label(), desk.session.referrers(id).len()),
            false,
        );
    }
    let cells = desk
        .session
        .case()
        .missions
        .keys()
        .flat_map(|&mission| desk.session.case().themes.keys().map(move |&theme| (mission, theme)));
    let behind = |&(mission, theme): &_| {
        desk.session.answers().evidence.cell(mission, theme).map_or(0, |found| found.behind.len())
    };
    if let Some((mission, theme)) = cells.max_by_key(behind) {
        let count = behind(&(mission, theme));
        desk.run(vec![Command::SelectCell(mission, theme)]);
        desk.show(Pane::Inspector, (400.0, 1000.0));
        measure(criterion, desk, &format!("inspector, a cell with {count} incidents behind it"), false);
    }
    desk.run(vec![Command::SelectNothing]);
}

fn outline(criterion: &mut Criterion, desk: &mut Desk) {
    desk.show(Pane::Outline, (260.0, 1000.0));
    measure(criterion, desk, "outline, folded", false);
    // The field, and then what it finds in all tables, unfolded.
    desk.click(Pos2::new(100.0, 92.0));
    desk.frame(vec![Event::Text("a".to_owned())]);
    for _ in 0..20 {
        desk.frame(Vec::new());
    }
    desk.point();
    measure(criterion, desk, "outline, searched, scrolled", true);
    let mut turn = 0;
    criterion.bench_function("panes/outline, a letter typed or taken back", |bencher| {
        bencher.iter(|| {
            turn += 1;
            if turn % 2 == 0 {
                desk.frame(vec![Event::Text("r".to_owned())])
            } else {
                let [press, release] = [true, false].map(|pressed| Event::Key {
                    key: Key::Backspace,
                    physical_key: None,
                    pressed,
                    repeat: false,
                    modifiers: Modifiers::NONE,
                });
                desk.frame(vec![press, release])
            }
        });
    });
}

/// All incidents as a table that is scrolled.
fn table(criterion: &mut Criterion, desk: &mut Desk) {
    desk.show_as(Pane::Outline, (1600.0, 1000.0), Some("(panes: {Outline: (true, \"incidents\")}, kinds: {})"));
    desk.point();
    // A large table is put in order on a thread.
    std::thread::sleep(std::time::Duration::from_secs(2));
    measure(criterion, desk, "table of all incidents, scrolled", true);
}

fn panes(criterion: &mut Criterion) {
    let mut desk = Desk::new();
    table(criterion, &mut desk);
    outline(criterion, &mut desk);
    matrix(criterion, &mut desk);
    inspector(criterion, &mut desk);
    desk.show(Pane::Sources, (260.0, 1000.0));
    desk.point();
    measure(criterion, &mut desk, "sources, scrolled", true);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(2));
    targets = panes
}
criterion_main!(benches);
