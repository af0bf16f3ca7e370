//! The actor graph of a large case: what is drawn of it, its layout, and frames of its pane.
#![expect(clippy::unwrap_used, reason = "a measurement may fail")]

mod generator;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use egui::{Context, Event, FullOutput, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use egui_tiles::{Container, Tabs, Tile, Tiles, Tree};
use serde::Serialize;
use sightline::disk::Settings;
use sightline::files::{self, Lineage};
use sightline::query::as_of::AsOf;
use sightline::query::dates::Dates;
use sightline::query::layout::{Layout, LayoutNode, radius};
use sightline::query::network::{Ask, Focus, Lens, Most, Web};
use sightline::session::{Command, Commands, FileCommand, Host, Session};
use sightline::ui::Window;

/// As in the program: the allocator of the system gives memory back after every frame and takes it again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const INCIDENTS: usize = 100_000;

fn networks(criterion: &mut Criterion) {
    // As a file that was read leaves it in memory: records in the order of their ids.
    let case = opened().case().clone();
    let dates = Dates::of(&case);
    let ask = Ask::default();
    let on_a_date = Ask { as_of: AsOf::of(&"2009".parse().unwrap()), ..Ask::default() };
    let with_incidents = Ask { show_incidents: true, ..Ask::default() };
    criterion.bench_function("network/100k", |bencher| {
        bencher.iter(|| Web::of(&case, &dates, black_box(&ask)).network(&case, &Lens::default()));
    });
    criterion.bench_function("network/100k as of a date", |bencher| {
        bencher.iter(|| Web::of(&case, &dates, black_box(&on_a_date)).network(&case, &Lens::default()));
    });
    criterion.bench_function("network/100k with incidents", |bencher| {
        bencher.iter(|| Web::of(&case, &dates, black_box(&with_incidents)).network(&case, &Lens::default()));
    });
    let web = Web::of(&case, &dates, &ask);
    let whole = web.network(&case, &Lens::default());
    let on = whole.nodes.iter().max_by_key(|node| node.degree).map(|node| node.id).unwrap();
    criterion.bench_function("network choice/100k", |bencher| {
        bencher.iter(|| web.network(&case, black_box(&Lens::default())));
    });
    let focused = Lens { focus: Some(Focus { on, steps: 2 }), ..Lens::default() };
    criterion.bench_function("network focus/100k", |bencher| {
        bencher.iter(|| web.network(&case, black_box(&focused)));
    });
}

fn layouts(criterion: &mut Criterion) {
    let case = generator::case(INCIDENTS, 1);
    let web = Web::of(&case, &Dates::of(&case), &Ask::default());
    for most in [400, 1000] {
        let network = web.network(&case, &Lens { most: Most(most), ..Lens::default() });
        let nodes = network.nodes.iter().map(|node| LayoutNode {
            id: node.id,
            radius: radius(node.degree),
            half_width: 33.0,
            is_pinned: false,
            start: None,
        });
        let nodes: Vec<_> = nodes.collect();
        let edges: Vec<_> = network.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let layout = Layout::new(&nodes, &edges);
        criterion.bench_function(&format!("layout step/{most}"), |bencher| {
            bencher.iter_batched_ref(|| layout.clone(), Layout::step, BatchSize::SmallInput);
        });
        let mut group = criterion.benchmark_group("layout");
        group.sample_size(10);
        group.bench_function(format!("whole/{most}"), |bencher| {
            bencher.iter_batched_ref(|| layout.clone(), Layout::settle, BatchSize::SmallInput);
        });
        group.finish();
    }
}

/// A session on a large case out of a file.
#[expect(clippy::disallowed_methods, reason = "a measurement makes its own file")]
fn opened() -> Session {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.case.ron");
    std::fs::write(&path, files::write(&generator::case(INCIDENTS, 1), &Lineage::default())).unwrap();
    let mut session = Session::empty(Settings::default(), Host::still());
    session.run(vec![Command::File(FileCommand::OpenPath(path))]);
    while session.busy().is_some() {
        std::thread::sleep(Duration::from_millis(20));
        session.run(Vec::new());
    }
    session
}

/// A window without a screen, in which the graph stands before all other panes.
struct Desk {
    ctx: Context,
    session: Session,
    window: Window,
    time: f64,
}

#[derive(Serialize)]
enum Pane {
    Outline,
    Matrix,
    Graph,
    Timeline,
    Inspector,
    Sources,
}

/// All panes as tabs, that of the graph in front.
fn arrangement() -> String {
    let mut tiles = Tiles::default();
    let graph = tiles.insert_pane(Pane::Graph);
    let others = [Pane::Outline, Pane::Matrix, Pane::Timeline, Pane::Inspector, Pane::Sources];
    let mut children = vec![graph];
    children.extend(others.map(|pane| tiles.insert_pane(pane)));
    let tabs = Tabs { children, active: Some(graph) };
    let root = tiles.insert_new(Tile::Container(Container::Tabs(tabs)));
    ron::to_string(&Tree::new(egui::Id::unique("panes"), root, tiles)).unwrap()
}

impl Desk {
    fn new() -> Self {
        let session = opened();
        let ctx = Context::default();
        let window = Window::new(&ctx, Some(&arrangement()));
        Self { ctx, session, window, time: 0.0 }
    }

    fn settle(&mut self) {
        while self.session.settled().is_settling() {
            self.session.run(Vec::new());
        }
        for _ in 0..10 {
            let _shapes = self.frame(Vec::new());
        }
    }

    /// One frame; how many shapes it came to.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let mut commands = Commands::default();
        let output = self.ctx.run_ui(input, |ui| self.window.window_ui(ui, &self.session, &mut commands));
        self.session.run(commands.take());
        let FullOutput { shapes, mut textures_delta, pixels_per_point, .. } = output;
        textures_delta.clear();
        self.ctx.tessellate(shapes, pixels_per_point).len()
    }
}

/// A turn of the wheel over the middle of the graph.
fn wheel(by: f32) -> Vec<Event> {
    let delta = Vec2::new(0.0, by);
    let (unit, phase, modifiers) = (MouseWheelUnit::Point, TouchPhase::Move, egui::Modifiers::NONE);
    let source = MouseWheelSource::Wheel;
    vec![Event::PointerMoved(Pos2::new(900.0, 500.0)), Event::MouseWheel { unit, delta, phase, modifiers, source }]
}

fn frames(criterion: &mut Criterion) {
    let mut desk = Desk::new();
    for most in Most::ALL {
        desk.session.run(vec![Command::MostNodes(most)]);
        criterion.bench_function(&format!("graph frame/{} settling", most.0), |bencher| {
            bencher.iter(|| desk.frame(Vec::new()));
        });
        desk.settle();
        criterion.bench_function(&format!("graph frame/{} still", most.0), |bencher| {
            bencher.iter(|| desk.frame(Vec::new()));
        });
        let mut turn = 0_u32;
        criterion.bench_function(&format!("graph frame/{} zooming", most.0), |bencher| {
            bencher.iter(|| {
                turn += 1;
                desk.frame(wheel(if turn % 120 < 60 { 12.0 } else { -12.0 }))
            });
        });
    }
}

criterion_group!(benches, networks, layouts, frames);
criterion_main!(benches);
