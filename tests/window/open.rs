//! The window on the sample case, and the hands of its user.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use sightline::case::{Record, RecordId, RecordKind};
use sightline::desktop::App;
use sightline::disk::{Settings, ThemeChoice};
use sightline::session::{Command, FileCommand, Host, SAMPLES, Sample, Session};
use sightline::ui::Window;

use crate::soft::SoftRenderer;

/// A window under test.
pub type Screen = Harness<'static, App>;

/// A screen on which every pane has room.
pub const WIDE: [f32; 2] = [1600.0, 1000.0];

/// A screen on which the longest form needs no scrolling.
pub const TALL: [f32; 2] = [1600.0, 2600.0];

/// Ctrl as a keyboard on Linux or Windows sends it.
pub const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
/// Ctrl with Shift.
pub const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };

/// Background work that takes longer has hung.
const PATIENCE: Duration = Duration::from_mins(1);

/// The window on the smaller sample case. Nothing is written to this machine's settings.
pub fn open(size: [f32; 2], theme: ThemeChoice) -> Screen {
    open_sample(&SAMPLES[1], size, theme)
}

/// The window on a sample case.
pub fn open_sample(sample: &Sample, size: [f32; 2], theme: ThemeChoice) -> Screen {
    let mut settings = Settings::default();
    settings.theme = theme;
    show(size, Session::on_sample(sample, settings, Host::still()))
}

/// The window on a file.
pub fn open_file(path: PathBuf) -> Screen {
    let mut session = Session::empty(Settings::default(), Host::still());
    session.run(vec![Command::File(FileCommand::OpenPath(path))]);
    let mut screen = show(WIDE, session);
    wait(&mut screen, |session| session.busy().is_none());
    screen
}

/// The window on the smaller sample case, with a record selected.
pub fn open_at(kind: RecordKind, title: &str) -> (Screen, RecordId) {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let case = session.case();
    let id = case.ids(kind).into_iter().find(|&id| case.title_of(id) == title).unwrap_or_else(|| panic!("no {title}"));
    session.run(vec![Command::Select(id)]);
    (show(TALL, session), id)
}

/// The window on a session.
pub fn show(size: [f32; 2], session: Session) -> Screen {
    show_arranged(size, session, None)
}

/// The window on a session, with the start page over it.
pub fn show_at_start(size: [f32; 2], session: Session) -> Screen {
    Harness::builder().with_size(size).with_max_steps(12).with_render_cursor(false).build_eframe(move |cc| {
        let mut window = Window::new(&cc.egui_ctx, None);
        window.open_start();
        App::new(session, window)
    })
}

/// The window on a session, with its panes arranged as written.
pub fn show_arranged(size: [f32; 2], session: Session, arrangement: Option<String>) -> Screen {
    Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_render_cursor(false)
        .renderer(SoftRenderer::default())
        .build_eframe(move |cc| App::new(session, Window::new(&cc.egui_ctx, arrangement.as_deref())))
}

/// Draws frames until the session is as wanted, and then until the window is at rest.
pub fn wait(screen: &mut Screen, is_ready: impl Fn(&Session) -> bool) {
    let begin = Instant::now();
    while !is_ready(screen.state().session()) {
        assert!(begin.elapsed() < PATIENCE, "still waiting after {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(5));
        screen.step();
    }
    screen.run();
}

/// Waits until the graph stands still.
pub fn settle(screen: &mut Screen) {
    wait(screen, |session| !session.settled().is_settling());
}

/// Clicks what has this name.
pub fn click(screen: &mut Screen, name: &str) {
    screen.get_by_label(name).click();
    screen.run();
}

/// Presses a key.
pub fn press(screen: &mut Screen, modifiers: Modifiers, key: Key) {
    screen.key_press_modifiers(modifiers, key);
    screen.run();
}

/// Types into the field that has the cursor.
pub fn type_text(screen: &mut Screen, text: &str) {
    screen.event(egui::Event::Text(text.to_owned()));
    screen.run();
}

/// Replaces the text of a field, letter by letter, and stays in it.
pub fn retype(screen: &mut Screen, name: &str, text: &str) {
    field(screen, name).click();
    screen.run();
    press(screen, CTRL, Key::A);
    for letter in text.chars() {
        type_text(screen, &letter.to_string());
    }
}

/// The text field of this name.
pub fn field<'a>(screen: &'a Screen, name: &'a str) -> Node<'a> {
    screen.get_by_role_and_label(Role::TextInput, name)
}

/// Whether a text stands anywhere in the window, as a label or as a name.
pub fn says(screen: &Screen, words: &str) -> bool {
    screen.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()].into_iter().flatten().any(|text| text.contains(words))
    })
}

/// The record of this kind and title.
pub fn record(screen: &Screen, kind: RecordKind, title: &str) -> RecordId {
    let case = screen.state().session().case();
    case.ids(kind).into_iter().find(|&id| case.title_of(id) == title).unwrap_or_else(|| panic!("no {title}"))
}

/// The titles of all incidents.
pub fn incidents(screen: &Screen) -> Vec<String> {
    let case = screen.state().session().case();
    case.ids(RecordKind::Incident)
        .into_iter()
        .filter_map(|id| match case.record(id) {
            Some(Record::Incident(incident)) => Some(incident.title.clone()),
            _ => None,
        })
        .collect()
}
