//! The window without a screen: a session, the frames of its window, and what each of them cost.
//!
//! A frame is what the program does for one: layout and shapes, the commands that the frame wished, and tessellation, for
//! 1920 × 1080 points. What a graphics card would do is left out.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use egui::{Context, Event, FullOutput, Pos2, RawInput, Rect, Vec2};
use sightline::disk::Settings;
use sightline::session::{Command, Commands, FileCommand, Host, SAMPLES, Session};
use sightline::ui::Window;

/// A window with its session, drawn without a screen.
pub struct Desk {
    pub ctx: Context,
    pub session: Session,
    window: Window,
    seconds: f64,
    /// How often background work has had something to show.
    woken: Arc<AtomicU64>,
    /// What the last frame gave, for what looks at it.
    pub output: FullOutput,
}

/// What one frame cost.
#[derive(Clone, Copy, Default)]
pub struct Frame {
    /// Layout and shapes.
    pub layout: Duration,
    /// The commands that were wished, and what follows from them.
    pub session: Duration,
    /// Shapes to triangles.
    pub tessellation: Duration,
    /// How much of it the thread was ready to run, and had no core because something else ran.
    pub waited: Duration,
    pub vertices: usize,
}

impl Frame {
    /// All of it but the time in which something else had the core: a machine that is used for other things as well
    /// gives the same figures as one that is not.
    pub fn total(self) -> Duration {
        (self.layout + self.session + self.tessellation).saturating_sub(self.waited)
    }
}

/// How long this thread has been ready and without a core since it began; nothing where the system does not tell.
#[cfg(target_os = "linux")]
fn waited() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').nth(1).and_then(|number| number.parse().ok());
    nanoseconds.map_or(Duration::ZERO, Duration::from_nanos)
}

#[cfg(not(target_os = "linux"))]
const fn waited() -> Duration {
    Duration::ZERO
}

/// Nothing has changed for so long: the desk is at rest.
const QUIET: Duration = Duration::from_millis(150);

impl Desk {
    /// A desk that has just begun to open a file; the larger sample case where none is named.
    pub fn new(file: Option<PathBuf>) -> Self {
        let ctx = Context::default();
        let window = Window::new(&ctx, None);
        let woken = Arc::new(AtomicU64::new(0));
        let wakes = Arc::clone(&woken);
        let wake = move || {
            let _: u64 = wakes.fetch_add(1, Ordering::Relaxed);
        };
        let host = Host::new(Box::new(|| "2026-06-01T10:00:00Z".to_owned()), 1, Arc::new(wake));
        let settings = Settings::default();
        let (mut session, first) = match file {
            Some(path) => (Session::empty(settings, host), vec![Command::File(FileCommand::OpenPath(path))]),
            None => (Session::on_sample(&SAMPLES[0], settings, host), Vec::new()),
        };
        session.run(first);
        Self { ctx, session, window, seconds: 0.0, woken, output: FullOutput::default() }
    }

    /// Draws a frame with these events and commands, and does not look at what it cost.
    pub fn act(&mut self, events: Vec<Event>, wishes: Vec<Command>) {
        let _: Frame = self.frame(events, wishes);
    }

    /// Draws a frame with these events and commands.
    pub fn frame(&mut self, events: Vec<Event>, wishes: Vec<Command>) -> Frame {
        self.seconds += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.seconds), events, focused: true, ..RawInput::default() };
        let mut commands = Commands::default();
        for wish in wishes {
            commands.send(wish);
        }
        let waited_before = waited();
        let begin = Instant::now();
        let output = self.ctx.run_ui(input, |ui| self.window.window_ui(ui, &self.session, &mut commands));
        let drawn = Instant::now();
        self.session.run(commands.take());
        let obeyed = Instant::now();
        let FullOutput { shapes, mut textures_delta, pixels_per_point, platform_output, viewport_output } = output;
        textures_delta.clear();
        let meshes = self.ctx.tessellate(shapes, pixels_per_point);
        let end = Instant::now();
        let vertices = meshes.iter().map(|clipped| match &clipped.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
            egui::epaint::Primitive::Callback(_) => 0,
        });
        let frame = Frame {
            layout: drawn - begin,
            session: obeyed - drawn,
            tessellation: end - obeyed,
            waited: waited().saturating_sub(waited_before),
            vertices: vertices.sum(),
        };
        self.output = FullOutput { platform_output, viewport_output, pixels_per_point, ..FullOutput::default() };
        frame
    }

    /// Draws frames until nothing goes on in the background, or for so long; whether it came to rest, and the frames.
    pub fn rest(&mut self, patience: Duration) -> (bool, Vec<Frame>) {
        let begin = Instant::now();
        let (mut seen, mut quiet_since) = (self.woken.load(Ordering::Relaxed), Instant::now());
        let mut frames = Vec::new();
        while begin.elapsed() < patience {
            frames.push(self.frame(Vec::new(), Vec::new()));
            let woken = self.woken.load(Ordering::Relaxed);
            let session = &self.session;
            let is_busy = session.busy().is_some() || session.is_answering() || session.settled().is_settling();
            if woken != seen || is_busy {
                (seen, quiet_since) = (woken, Instant::now());
            } else if quiet_since.elapsed() > QUIET {
                return (true, frames);
            }
            // As a window does, which draws at most as often as the screen.
            std::thread::sleep(Duration::from_millis(2));
        }
        (false, frames)
    }
}
