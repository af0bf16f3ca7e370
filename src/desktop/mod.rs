//! The real window: eframe, native file dialogs, the clock and the frame loop.

mod app;
mod dialogs;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

pub use app::App;

use crate::case::Moment;
use crate::case::when::civil;
use crate::disk::{Settings, SystemWishes};
use crate::session::{Commands, FileCommand, Host, SAMPLES, Session};
use crate::ui::Window;

/// Opens the window on this file, or on a copy of the sample case, and runs until it is closed.
///
/// # Errors
/// In words, where no window can be opened.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let (mut settings, warning) =
        Settings::usual_folder().map_or_else(Default::default, |folder| Settings::load(&folder));
    settings.system = SystemWishes::of_this_machine();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Sightline")
            .with_app_id("sightline")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([720.0, 480.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    };
    let start = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let ctx = cc.egui_ctx.clone();
        let host = Host::new(Box::new(now), seed(), Arc::new(move || ctx.request_repaint()));
        // A file that was named and cannot be opened must not be taken for the sample.
        let mut session = if file.is_some() {
            Session::empty(settings, host)
        } else {
            Session::on_sample(&SAMPLES[0], settings, host)
        };
        if let Some(warning) = warning {
            session.fail(warning);
        }
        let wants_start = file.is_none();
        let mut commands = Commands::default();
        if let Some(file) = file {
            commands.file(FileCommand::OpenPath(file));
        }
        session.run(commands.take());
        let settings = session.settings();
        let mut window = Window::new(&cc.egui_ctx, settings.layout.as_deref()).with_tables(settings.tables.as_deref());
        if wants_start && !settings.hides_start {
            window.open_start();
        }
        Ok(Box::new(App::new(session, window)))
    };
    eframe::run_native("Sightline", options, Box::new(start)).map_err(|error| {
        let error = without_place(&error.to_string());
        format!("No window can be opened: {error}. The verbs of the command line need none: see sightline --help")
    })
}

/// An error without the place in a library's source that it names: "os error at /…/mod.rs:788: No display".
fn without_place(words: &str) -> String {
    let place = words.find(" at ").zip(words.find(".rs:"));
    match place.filter(|(at, source)| at < source) {
        Some((at, source)) => {
            let rest = words.get(source..).and_then(|rest| rest.split_once(": ")).map_or("", |(_, rest)| rest);
            format!("{}: {rest}", words.get(..at).unwrap_or_default())
        }
        None => words.to_owned(),
    }
}

/// The time now in UTC, as it is written into a saved file.
#[expect(clippy::disallowed_methods, reason = "the one place where time comes in")]
fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (civil::Date { year, month, day }, second) = civil::split(Moment(i64::try_from(seconds).unwrap_or(0)));
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// A seed for new identities from the operating system; the time where it has none to give.
fn seed() -> u64 {
    let mut bytes = [0; 8];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u64::from_le_bytes(bytes),
        Err(_) => now()
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_does_not_name_a_place_in_a_librarys_source() {
        let words = "winit: os error at /a/b/mod.rs:788: Failed to open connection to X server";
        assert_eq!(without_place(words), "winit: os error: Failed to open connection to X server");
        assert_eq!(without_place("no display at hand"), "no display at hand");
    }
}
