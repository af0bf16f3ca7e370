//! One whole frame of the window on the sample case: layout, shapes and tessellation, without a GPU.

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, FullOutput, Pos2, RawInput, Rect, Vec2};
use sightline::case::RecordId;
use sightline::disk::Settings;
use sightline::session::{Command, Commands, Host, SAMPLES, Session};
use sightline::ui::Window;

/// A window with its session, drawn without a screen.
struct Desk {
    ctx: Context,
    session: Session,
    window: Window,
    time: f64,
}

impl Desk {
    fn new() -> Self {
        let ctx = Context::default();
        let window = Window::new(&ctx, None);
        let mut desk = Self {
            session: Session::on_sample(&SAMPLES[0], Settings::default(), Host::still()),
            ctx,
            window,
            time: 0.0,
        };
        while desk.session.settled().is_settling() {
            desk.session.run(Vec::new());
        }
        for _ in 0..10 {
            desk.frame();
        }
        desk
    }

    fn frame(&mut self) -> usize {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.time), ..RawInput::default() };
        let mut commands = Commands::default();
        let output = self.ctx.run_ui(input, |ui| self.window.window_ui(ui, &self.session, &mut commands));
        self.session.run(commands.take());
        let FullOutput { shapes, mut textures_delta, pixels_per_point, .. } = output;
        textures_delta.clear();
        self.ctx.tessellate(shapes, pixels_per_point).len()
    }
}

fn frames(criterion: &mut Criterion) {
    let mut desk = Desk::new();
    criterion.bench_function("frame/sample", |bencher| bencher.iter(|| desk.frame()));
    let incident = desk.session.case().incidents.keys().next().copied().map(RecordId::from);
    desk.session.run(incident.map(Command::Select).into_iter().collect());
    criterion.bench_function("frame/sample with a form", |bencher| bencher.iter(|| desk.frame()));
}

criterion_group!(benches, frames);
criterion_main!(benches);
