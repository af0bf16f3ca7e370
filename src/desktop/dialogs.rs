//! Native file dialogs, on a thread of their own so that the window never waits.

use std::env;
use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::figure::sheet::{FORMATS, Format};
use crate::session::{FileCommand, Request};

/// A dialog that is open.
pub(super) struct Dialog {
    chosen: Receiver<Option<FileCommand>>,
}

impl Dialog {
    /// Opens a dialog for a request; `None` where this machine has no native dialog to show.
    pub fn open(request: Request, ctx: egui::Context) -> Option<Self> {
        if !has_native_dialogs() {
            return None;
        }
        let (send, chosen) = channel();
        let thread = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            // Nobody listens only when the program has ended.
            drop(send.send(ask(&request)));
            ctx.request_repaint();
        });
        thread.ok().map(|_| Self { chosen })
    }

    /// What was chosen, once the dialog is closed; the inner `None` where nothing was.
    #[expect(clippy::option_option, reason = "the outer one says whether the dialog is closed")]
    pub fn poll(&self) -> Option<Option<FileCommand>> {
        match self.chosen.try_recv() {
            Ok(chosen) => Some(chosen),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(None),
        }
    }
}

fn ask(request: &Request) -> Option<FileCommand> {
    let of_case = || rfd::FileDialog::new().add_filter("Sightline case", &["ron"]).add_filter("All files", &["*"]);
    match request {
        Request::ChooseOpen => of_case().set_title("Open a case").pick_file().map(FileCommand::OpenPath),
        Request::ChooseSave(suggestion) => {
            let dialog = of_case().set_title("Save the case as");
            beginning_with(dialog, suggestion).save_file().map(FileCommand::SavePath)
        }
        Request::ChooseImport => {
            let dialog = rfd::FileDialog::new().add_filter("Tables", &["xlsx", "csv", "tsv", "txt", "md"]);
            let dialog = dialog.add_filter("All files", &["*"]).set_title("Import a table into the matrix");
            dialog.pick_file().map(FileCommand::ImportPath)
        }
        Request::ChooseExport(suggestion) => {
            let add = |dialog: rfd::FileDialog, format: &Format| dialog.add_filter(format.name, &[format.extension]);
            let dialog = FORMATS.iter().fold(rfd::FileDialog::new(), add).set_title("Export the matrix");
            beginning_with(dialog, suggestion).save_file().map(FileCommand::ExportPath)
        }
        Request::Quit => None,
    }
}

/// A dialog that begins with a name, and in its folder where it has one.
fn beginning_with(dialog: rfd::FileDialog, suggestion: &Path) -> rfd::FileDialog {
    let dialog = dialog.set_file_name(name(suggestion));
    match suggestion.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| "untitled.case.ron".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Whether a native dialog can be had: always on Windows and macOS; elsewhere with a desktop portal on the session bus,
/// or with zenity, which takes its place.
fn has_native_dialogs() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    let on_path = |program: &str| {
        env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
    };
    let has_portal =
        ["/usr/libexec/xdg-desktop-portal", "/usr/lib/xdg-desktop-portal", "/usr/lib64/xdg-desktop-portal"]
            .iter()
            .any(|program| Path::new(program).is_file());
    (has_portal && env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()) || on_path("zenity")
}
