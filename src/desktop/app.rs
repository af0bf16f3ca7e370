//! The frame loop: draw, collect wishes, carry them out, do what only the desktop can.

use std::time::{Duration, Instant};

use egui::ViewportCommand;

use super::dialogs::Dialog;
use crate::case::Vocabulary as _;
use crate::session::{Answer, Command, Commands, FileCommand, Request, Session};
use crate::ui::{FrameCost, Window};

/// The program as eframe runs it.
pub struct App {
    session: Session,
    window: Window,
    dialog: Option<Dialog>,
    title: String,
    is_closing: bool,
}

impl App {
    /// A program on this session.
    pub const fn new(session: Session, window: Window) -> Self {
        Self { session, window, dialog: None, title: String::new(), is_closing: false }
    }

    /// The session, for tests.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Carries out wishes, for tests.
    pub fn run(&mut self, commands: Vec<Command>) {
        self.session.run(commands);
    }

    /// The arrangements of the panes, for tests.
    pub fn arrangement(&self) -> Option<String> {
        self.window.arrangement()
    }

    /// Sends what is being typed and then a wish.
    fn flush_and(&mut self, command: Command) {
        let mut commands = Commands::default();
        self.window.flush(&self.session, &mut commands);
        commands.send(command);
        self.session.run(commands.take());
    }

    /// Closing the window asks about unsaved changes first.
    fn watch_close(&mut self, ctx: &egui::Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.is_closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.flush_and(Command::File(FileCommand::Quit));
        }
    }

    /// A file dropped on the window is opened.
    fn watch_drop(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_path_buf()));
        if let Some(path) = dropped {
            self.flush_and(Command::File(FileCommand::OpenPath(path)));
        }
    }

    fn carry_out(&mut self, ctx: &egui::Context, request: Request) {
        match request {
            Request::Quit => {
                self.is_closing = true;
                self.remember_layout();
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Request::ChooseOpen | Request::ChooseSave(_) | Request::ChooseImport | Request::ChooseExport(_)
                if self.dialog.is_some() => {}
            Request::ChooseOpen | Request::ChooseSave(_) | Request::ChooseImport | Request::ChooseExport(_) => {
                match Dialog::open(request.clone(), ctx.clone()) {
                    Some(dialog) => self.dialog = Some(dialog),
                    None => self.session.ask_for_path(request),
                }
            }
        }
    }

    fn remember_layout(&mut self) {
        let (layout, workspace) = (self.window.arrangement(), self.session.view().workspace.name().to_owned());
        let tables = self.window.tables();
        let settings = self.session.settings_mut();
        if settings.layout != layout || settings.workspace != workspace || settings.tables != tables {
            (settings.layout, settings.workspace, settings.tables) = (layout, workspace, tables);
            // Leaving: there is no window left in which a failure could be shown, and nothing of the case is lost.
            drop(settings.save());
        }
    }

    fn take_dialog(&mut self) {
        let Some(chosen) = self.dialog.as_ref().and_then(Dialog::poll) else { return };
        self.dialog = None;
        // A dialog that was closed without a choice calls off what was to follow it.
        self.flush_and(chosen.map_or(Command::Answer(Answer::Cancel), Command::File));
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let star = if self.session.has_unsaved_changes() { "● " } else { "" };
        let title = format!("{star}{} – Sightline", self.session.case().header.title);
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut commands = Commands::default();
        let begin = Instant::now();
        self.window.window_ui(ui, &self.session, &mut commands);
        let window = begin.elapsed();
        let wishes = commands.take();
        let is_changed = wishes.iter().any(|wish| !matches!(wish, Command::Hover(_)))
            || wishes.iter().any(|wish| matches!(wish, Command::Hover(id) if *id != self.session.view().hover));
        self.session.run(wishes);
        let session = begin.elapsed().saturating_sub(window);
        let before = frame.info().cpu_usage.and_then(|seconds| Duration::try_from_secs_f32(seconds).ok());
        self.window.note_frame(FrameCost { window, session }, before);
        self.take_dialog();
        self.watch_close(&ctx);
        self.watch_drop(&ctx);
        if let Some(request) = self.session.take_request() {
            self.carry_out(&ctx, request);
        }
        self.set_title(&ctx);
        // What was wished in this frame is seen in the next; nothing is drawn while nothing changes.
        if is_changed {
            ctx.request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
