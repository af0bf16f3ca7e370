//! The door: a verb runs on the command line; a file or nothing opens the window.

use std::io::{Write as _, stderr, stdin, stdout};
use std::process::ExitCode;

use sightline::cli::{self, Outcome};

/// Keeps memory between frames: the usual allocator gives each frame's buffers back and faults them in anew.
#[cfg(feature = "window")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::run(std::env::args_os(), &mut stdout().lock(), &mut stderr(), &mut stdin()) {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Window(file) => match open_window(file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(words) => {
                // Where even this cannot be written, nobody is there to read it.
                drop(writeln!(stderr(), "sightline: {words}"));
                ExitCode::from(2)
            }
        },
    }
}

#[cfg(feature = "window")]
fn open_window(file: Option<std::path::PathBuf>) -> Result<(), String> {
    sightline::desktop::run(file)
}

#[cfg(not(feature = "window"))]
fn open_window(_file: Option<std::path::PathBuf>) -> Result<(), String> {
    Err("built without its window; name a verb, see sightline --help".to_owned())
}
