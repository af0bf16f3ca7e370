//! The window, drawn with egui: panes, forms, widgets, tokens.
//!
//! Everything here reads `&Session` and sends [`Command`]s; nothing here can alter a case. One folder or file per pane.

mod acts;
mod banner;
mod borders;
mod dialogs;
mod duplicates;
mod findings;
mod focus;
mod fonts;
mod graph;
mod help;
mod inspector;
mod intake;
mod layout;
mod looks;
mod matrix;
mod menu;
mod names;
mod outline;
mod overlay;
mod palette;
mod pinned;
mod problems;
mod quick;
mod reading;
mod search;
mod sources;
mod state;
mod status;
mod table;
mod themes;
mod timeline;
mod tokens;
mod widgets;

pub use fonts::install as install_fonts;
pub use menu::{ACTIONS, Action};
pub use overlay::FrameCost;
pub use tokens::{Theme, apply as apply_theme};

use std::collections::BTreeMap;
use std::time::Duration;

use crate::session::{Busy, Canvas, Command, Commands, Session};

/// What the window remembers between frames beside the session: text being typed, cameras, the arrangement of panes.
pub struct Window {
    layout: layout::Layout,
    panes: Panes,
    dialogs: dialogs::Memory,
    quick: quick::Memory,
    duplicates: duplicates::Memory,
    intake: intake::Memory,
    themes: themes::Memory,
    overlay: overlay::Overlay,
    looks: looks::Looks,
    alt: focus::AltKey,
    follow: focus::Follow,
    palette: palette::Palette,
    help: help::Help,
    /// Whether a text was being typed in the last frame: egui takes the keyboard from it before Escape reaches us.
    was_typing: bool,
}

/// What each pane remembers.
#[derive(Default)]
struct Panes {
    inspector: inspector::Memory,
    /// Inspectors that keep their record, by their place among them.
    pinned: BTreeMap<u8, inspector::Memory>,
    timeline: timeline::Memory,
    graph: graph::Memory,
    matrix: matrix::Memory,
    outline: outline::Memory,
    sources: sources::Memory,
    findings: findings::Memory,
    tables: table::Tables,
    names: names::Names,
    search: search::Memory,
}

impl Window {
    /// A window in its first arrangement, or as it was left (`arrangement`, as [`Self::arrangement`] gave it).
    pub fn new(ctx: &egui::Context, arrangement: Option<&str>) -> Self {
        fonts::install(ctx);
        tokens::apply(ctx);
        Self {
            layout: layout::Layout::new(arrangement),
            panes: Panes::default(),
            dialogs: dialogs::Memory::default(),
            quick: quick::Memory::default(),
            duplicates: duplicates::Memory::default(),
            intake: intake::Memory::default(),
            themes: themes::Memory::default(),
            overlay: overlay::Overlay::default(),
            looks: looks::Looks::default(),
            alt: focus::AltKey::default(),
            follow: focus::Follow::default(),
            palette: palette::Palette::default(),
            help: help::Help::default(),
            was_typing: false,
        }
    }

    /// The arrangement of the panes, to be remembered by this machine.
    pub fn arrangement(&self) -> Option<String> {
        self.layout.write()
    }

    /// Opens the start page over the panes.
    pub fn open_start(&mut self) {
        self.help.open_start();
    }

    /// The same window with its tables as they were left (`tables`, as [`Self::tables`] gave it).
    #[must_use]
    pub fn with_tables(mut self, tables: Option<&str>) -> Self {
        self.panes.tables = table::Tables::new(tables);
        self
    }

    /// Which panes are shown as tables and how, to be remembered by this machine.
    pub fn tables(&self) -> Option<String> {
        self.panes.tables.write()
    }

    /// Draws the whole window and collects the wishes of this frame.
    pub fn window_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
        self.looks.follow(ui.ctx(), session.settings());
        focus::note(ui.ctx());
        self.follow.follow(ui.ctx());
        self.refresh(ui.ctx(), session);
        if matches!(session.busy(), Some(Busy::Opening(_))) {
            // A file that is being read may replace the case with the next frame.
            self.flush(session, commands);
        }
        widgets::typing::keys(ui.ctx());
        let is_asking = session.question().is_some()
            || session.intake().is_some()
            || self.panes.timeline.is_busy()
            || self.palette.is_open();
        if !is_asking {
            self.keys(ui, session, commands);
        }
        banner::banner_ui(ui, (!status::is_first(session)).then_some(session.answers().marking));
        let is_drafting = self.is_drafting(session);
        let mut search = search::Search {
            scope: search::Scope::Views,
            width: search::WIDTH,
            memory: &mut self.panes.search,
            names: &self.panes.names,
        };
        if let Some(action) = menu::bar_ui(ui, (session, is_drafting), &mut search, commands) {
            self.act(ui.ctx(), action, (session, commands));
        }
        reading::reading_ui(ui, session, commands);
        let bar = status::room_ui(ui);
        self.middle_ui(ui, bar, (session, commands));
        self.over_ui(ui.ctx(), session, commands);
        dialogs::dialogs_ui(ui.ctx(), &mut self.dialogs, session, commands);
        if !is_asking {
            quick::quick_ui(ui.ctx(), &mut self.quick, session, commands);
        }
        self.overlay.overlay_ui(ui);
        focus::ring_ui(ui);
        self.was_typing = ui.ctx().text_edit_focused();
    }

    /// Takes up what threads have made of the case as it is now.
    fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        self.panes.names.refresh(ctx, session);
        self.duplicates.refresh(ctx, session);
    }

    /// Draws what lies over the panes.
    fn over_ui(&mut self, ctx: &egui::Context, session: &Session, commands: &mut Commands) {
        self.palette_ui(ctx, session, commands);
        duplicates::duplicates_ui(ctx, &mut self.duplicates, session, commands);
        intake::intake_ui(ctx, &mut self.intake, (session, &self.panes.names), commands);
        themes::themes_ui(ctx, &mut self.themes, session, commands);
    }

    /// Draws what is between the bars: the panes, or the start page, and what lies over them; then the status bar, which
    /// has its room already.
    fn middle_ui(&mut self, ui: &mut egui::Ui, bar: egui::Rect, (session, commands): (&Session, &mut Commands)) {
        let hover_before = session.view().hover;
        let sent = commands.as_slice().len();
        let middle = egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
            let middle = ui.max_rect();
            if status::opening_ui(ui, session) {
                return (middle, None);
            }
            let (is_start, action) = self.help.start_ui(ui, session, commands);
            if !is_start {
                self.layout.layout_ui(ui, &mut self.panes, session, commands);
            }
            (middle, action)
        });
        let is_hovering = commands.as_slice().iter().skip(sent).any(|command| matches!(command, Command::Hover(_)));
        status::status_ui(ui, bar, session, commands);
        if hover_before.is_some() && !is_hovering {
            commands.send(Command::Hover(None));
        }
        let (middle, action) = middle.inner;
        if let Some(action) = action {
            self.act(ui.ctx(), action, (session, commands));
        }
        self.help.over_ui(ui, (&mut self.layout, middle), session);
    }

    /// Takes down what a frame cost, and what the whole of the one before did, for the hidden overlay.
    pub fn note_frame(&mut self, cost: FrameCost, before: Option<Duration>) {
        self.overlay.note(cost, before);
    }

    /// Sends what is still being typed, so that saving, quitting and undoing never lose it.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        self.panes.inspector.flush(session, commands);
        for memory in self.panes.pinned.values_mut() {
            memory.flush(session, commands);
        }
        self.panes.matrix.flush(session, commands);
        self.panes.tables.flush(session, commands);
    }

    /// Whether something that was typed is not in the case yet.
    fn is_drafting(&self, session: &Session) -> bool {
        let mut inspectors = self.panes.pinned.values().chain([&self.panes.inspector]);
        inspectors.any(|memory| memory.is_drafting(session))
    }

    fn keys(&mut self, ui: &egui::Ui, session: &Session, commands: &mut Commands) {
        if self.alt.is_struck(ui.ctx()) {
            focus::to_menus(ui.ctx());
        }
        let is_typing = ui.ctx().text_edit_focused() || self.was_typing;
        self.help.keys(ui, is_typing);
        self.intake.take_paste(ui, commands);
        self.duplicates.keys(ui, is_typing);
        self.themes.keys(ui, is_typing);
        // Undo in a field that is no part of the case is the field's own.
        let focused = ui.memory(egui::Memory::focused);
        let own = [outline::field_id(), findings::field_id(), widgets::as_of::field_id(), quick::Memory::field_id()];
        let queries = [search::Scope::Views, search::Scope::Graph, search::Scope::Matrix].map(search::Scope::field_id);
        let is_elsewhere = focused.is_some_and(|id| own.contains(&id) || queries.contains(&id));
        // Delete in a cell of the matrix is for its claim.
        let is_in_cell = matrix::has_keyboard(ui.ctx(), session.sight(Some(Canvas::Matrix)));
        // Alt and an arrow on the header of a theme are for its place.
        let is_on_theme = matrix::is_on_theme(ui.ctx(), session.sight(Some(Canvas::Matrix)));
        // Escape in the density strip is for its brush.
        let is_brushing = self.panes.timeline.takes_escape();
        let (can_undo, can_redo) = widgets::typing::has_steps(ui.ctx());
        let is_own = |action: &Action| if action.label == "Undo" { can_undo } else { can_redo };
        let is_left = |action: &&Action| {
            (action.is_step() && (is_elsewhere || is_own(action)))
                || (is_in_cell && action.label == "Delete")
                || (is_on_theme && ["Back", "Forward"].contains(&action.label))
                || (is_brushing && action.label == "Select nothing")
        };
        if let Some(command) = layout::side_button(ui) {
            self.flush(session, commands);
            commands.send(command);
        }
        for action in ACTIONS.iter().filter(|action| !is_left(action)) {
            if action.shortcuts.iter().any(|&shortcut| menu::is_pressed(ui, shortcut, is_typing)) {
                self.act(ui.ctx(), action, (session, commands));
            }
        }
    }

    /// Draws the palette where it is open, and does what was chosen in it.
    fn palette_ui(&mut self, ctx: &egui::Context, session: &Session, commands: &mut Commands) {
        match self.palette.palette_ui(ctx, (session, &self.panes.names)) {
            None => {}
            Some(palette::Chosen::Command(action)) => self.act(ctx, action, (session, commands)),
            Some(palette::Chosen::Record(id)) => {
                self.flush(session, commands);
                commands.send(Command::Select(id));
                self.layout.bring_forward(layout::Pane::Inspector, session);
            }
            Some(palette::Chosen::Another(id)) => {
                self.flush(session, commands);
                commands.send(Command::Toggle(id));
            }
        }
    }

    /// Shows the pane that is meant as a table, or as itself again.
    fn turn(&mut self, ctx: &egui::Context, session: &Session, commands: &mut Commands) {
        match self.layout.meant(ctx, session).filter(|pane| !pane.kinds().is_empty()) {
            Some(pane) => self.panes.tables.toggle(pane),
            None => commands.send(Command::Tell(
                "Point at a pane first, or go into it: the inspector alone has no table".to_owned(),
            )),
        }
    }

    /// Brings the keyboard to a box for a query, wherever that stands.
    fn enter_query(&mut self, scope: search::Scope, session: &Session) {
        let pane = match scope {
            search::Scope::Views => return self.panes.search.focus(),
            search::Scope::Graph => layout::Pane::Graph,
            search::Scope::Matrix => layout::Pane::Matrix,
        };
        self.layout.bring_forward(pane, session);
        if self.panes.tables.is_shown(pane) {
            self.panes.tables.toggle(pane);
        }
        self.help.close_start();
        if scope == search::Scope::Graph { self.panes.graph.enter_lens() } else { self.panes.matrix.enter_counted() }
    }

    /// Pins the pane that is meant, or lets it follow the window again.
    fn pin_pane(&mut self, ctx: &egui::Context, session: &Session, commands: &mut Commands) {
        commands.send(match self.layout.meant(ctx, session).and_then(layout::Pane::canvas) {
            Some(canvas) if session.is_pinned(canvas) => Command::UnpinPane(canvas),
            Some(canvas) => Command::PinPane(canvas),
            None => Command::Tell("Point at the timeline, the graph or the matrix first, or go into it".to_owned()),
        });
    }

    fn open_findings(&mut self, session: &Session) {
        self.help.close_start();
        self.layout.open(layout::Pane::Findings, session);
    }

    fn act(&mut self, ctx: &egui::Context, action: &Action, (session, commands): (&Session, &mut Commands)) {
        self.flush(session, commands);
        match action.what {
            menu::What::Send(command) => {
                let sight = self.layout.sight(session);
                for command in command(sight) {
                    if matches!(command, Command::Add(_) | Command::SaveView) {
                        self.panes.inspector.focus_first();
                        self.layout.bring_forward(layout::Pane::Inspector, session);
                        self.help.close_start();
                    }
                    commands.send(sight.meant(command));
                }
            }
            menu::What::Duplicates => self.duplicates.open(),
            menu::What::Themes => self.themes.open(),
            menu::What::QuickAdd(text) => self.quick.open(text),
            menu::What::ReadSource => match reading::selected(session) {
                Some(reading) => commands.send(Command::Read(Some(reading))),
                None => self.quick.open("reading: "),
            },
            menu::What::ResetLayout => self.layout.reset(session),
            menu::What::StartPage => self.help.open_start(),
            menu::What::Tour => self.help.begin_tour(commands),
            menu::What::Keys => self.help.toggle_sheet(),
            menu::What::Maximise => self.layout.maximise(session),
            menu::What::Pane(way) => self.layout.go(ctx, way),
            menu::What::Menus => focus::to_menus(ctx),
            menu::What::OpenPalette => self.palette.open(ctx),
            menu::What::Query(scope) => self.enter_query(scope, session),
            menu::What::Findings => self.open_findings(session),
            menu::What::Table => self.turn(ctx, session, commands),
            menu::What::PasteTable => self.intake.ask_for_paste(ctx),
            menu::What::CopyMatrix => commands.send(acts::copy_matrix(ctx, session)),
            menu::What::PinPane => self.pin_pane(ctx, session, commands),
            menu::What::FitViews => {
                self.panes.timeline.fit();
                self.panes.graph.fit();
            }
        }
    }
}
