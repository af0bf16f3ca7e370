//! The bar under the banner: menus, the case's title, the as-of date, undo and redo, the state of the file.
//!
//! Menus and shortcuts read one table, [`ACTIONS`].
// Long because the table of actions stands in one piece, beside the menus that are made from it.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::acts::{
    add_activity, add_posture, add_relation, back_out, focus_graph, has_matrix, high_contrast, less_motion,
    merge_selected, pinned, text, unpin,
};
use super::focus::{self, Way};
use super::search::{Scope, Search, search_ui};
use super::state;
use super::tokens::Theme;
use super::widgets::{as_of, titled};
use crate::case::{ViewId, Workspace};
use crate::disk::{TextSize, ThemeChoice};
use crate::query::lanes::LaneBy;
use crate::session::{Canvas, Command, Commands, FileCommand, New, SAMPLES, Session, Sight};

/// Something that can be done from a menu or by a shortcut.
pub struct Action {
    /// The menu in which it stands.
    pub menu: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Its shortcuts; the first one is shown.
    pub shortcuts: &'static [KeyboardShortcut],
    /// What it does.
    pub(super) what: What,
    /// Whether it can be done now.
    is_enabled: fn(&Session) -> bool,
    /// Whether it is what holds now.
    is_chosen: fn(&Session) -> bool,
    /// What exactly it would do now, behind its label.
    words: fn(&Session) -> Option<&str>,
    /// Its sign, where it has a button of its own in the bar.
    sign: Option<&'static str>,
    /// Whether it is a step in the history: undo or redo.
    is_step: bool,
    /// What it waits for, where it cannot be done now.
    needs: &'static str,
    /// Whether a line follows it in its menu.
    ends_group: bool,
}

impl Action {
    const fn new(menu: &'static str, label: &'static str, what: What) -> Self {
        Self {
            menu,
            label,
            shortcuts: &[],
            what,
            is_enabled: |_| true,
            is_chosen: |_| false,
            words: |_| None,
            sign: None,
            is_step: false,
            needs: "",
            ends_group: false,
        }
    }

    const fn keys(self, shortcuts: &'static [KeyboardShortcut]) -> Self {
        Self { shortcuts, ..self }
    }

    /// A step in the history, with its sign and what it would do.
    const fn step(self, sign: &'static str, words: fn(&Session) -> Option<&str>) -> Self {
        Self { sign: Some(sign), words, is_step: true, ..self }
    }

    const fn sign(self, sign: &'static str) -> Self {
        Self { sign: Some(sign), ..self }
    }

    const fn enabled(self, is_enabled: fn(&Session) -> bool) -> Self {
        Self { is_enabled, ..self }
    }

    const fn chosen(self, is_chosen: fn(&Session) -> bool) -> Self {
        Self { is_chosen, ..self }
    }

    /// What it waits for while it cannot be done.
    const fn needs(self, needs: &'static str) -> Self {
        Self { needs, ..self }
    }

    const fn last(self) -> Self {
        Self { ends_group: true, ..self }
    }

    /// Whether it is undo or redo.
    pub(super) const fn is_step(&self) -> bool {
        self.is_step
    }

    /// Whether it opens the palette.
    pub(super) const fn is_palette(&self) -> bool {
        matches!(self.what, What::OpenPalette)
    }

    /// Whether it can be done now.
    pub(super) fn can_be_done(&self, session: &Session) -> bool {
        (self.is_enabled)(session)
    }

    /// Whether it is what holds now.
    pub(super) fn holds(&self, session: &Session) -> bool {
        (self.is_chosen)(session)
    }

    /// What it waits for, where it cannot be done now; may be empty.
    pub(super) const fn missing(&self) -> &'static str {
        self.needs
    }

    /// Its label, with what it would do.
    pub(super) fn words(&self, session: &Session) -> String {
        let what = (self.words)(session);
        what.map_or_else(|| self.label.to_owned(), |what| format!("{}: {what}", self.label))
    }
}

/// What an action does.
#[derive(Clone, Copy)]
pub(super) enum What {
    /// Sends commands to the session.
    Send(fn(Sight<'_>) -> Vec<Command>),
    /// Opens the window of likely duplicates.
    Duplicates,
    /// Opens the window in which themes are replaced.
    Themes,
    /// Opens quick add, with this text in it where it is empty.
    QuickAdd(&'static str),
    /// Reads the selected source, or asks in quick add which.
    ReadSource,
    /// Puts the panes of the workspace back where they were at first.
    ResetLayout,
    /// Fills the window with one pane, or shows all again.
    Maximise,
    /// Gives the keyboard to a box for a query.
    Query(Scope),
    /// Brings the keyboard to the findings.
    Findings,
    /// Opens the start page.
    StartPage,
    /// Begins the tour.
    Tour,
    /// Opens the sheet of keys, or closes it.
    Keys,
    /// Shows the whole of the timeline and of the graph.
    FitViews,
    /// Brings the keyboard to another pane.
    Pane(Way),
    /// Brings the keyboard to the menus.
    Menus,
    /// Opens the palette of everything that can be done and found.
    OpenPalette,
    /// Shows the pane that is meant as a table, or as itself again.
    Table,
    /// Puts the matrix on the clipboard as a table.
    CopyMatrix,
    /// Pins the pane that is meant, or lets it follow the window again.
    PinPane,
    /// Looks at the table on the clipboard.
    PasteTable,
}

pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

pub(super) const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn action(menu: &'static str, label: &'static str, what: fn(Sight<'_>) -> Vec<Command>) -> Action {
    Action::new(menu, label, What::Send(what))
}

fn file(command: FileCommand) -> Vec<Command> {
    vec![Command::File(command)]
}

/// Everything that can be done from a menu or by a shortcut, in the order of the menus.
pub const ACTIONS: &[Action] = &[
    action("File", "New case", |_| file(FileCommand::New)).keys(&[keys(CTRL_SHIFT, Key::N)]),
    action("File", "Open…", |_| file(FileCommand::Open)).keys(&[keys(CTRL, Key::O)]),
    action("File", "Open by path…", |_| file(FileCommand::OpenByPath)).keys(&[keys(CTRL_SHIFT, Key::O)]),
    action("File", "Open a copy of Flying blind, 2011", |_| file(FileCommand::OpenSample(&SAMPLES[0]))),
    action("File", "Open a copy of Guinea-Bissau, 2009–2010", |_| file(FileCommand::OpenSample(&SAMPLES[1]))).last(),
    action("File", "Save", |_| file(FileCommand::Save)).keys(&[keys(CTRL, Key::S)]),
    action("File", "Save as…", |_| file(FileCommand::SaveAs)).keys(&[keys(CTRL_SHIFT, Key::S)]).last(),
    action("File", "Import into the matrix…", |_| file(FileCommand::ImportMatrix)),
    Action::new("File", "Paste table into the matrix", What::PasteTable),
    action("File", "Export matrix…", |_| file(FileCommand::ExportMatrix))
        .enabled(has_matrix)
        .needs("add a mission and a theme first"),
    Action::new("File", "Copy matrix as table", What::CopyMatrix)
        .enabled(has_matrix)
        .needs("add a mission and a theme first")
        .last(),
    action("File", "Close", |_| file(FileCommand::Close)).keys(&[keys(CTRL, Key::W)]),
    action("File", "Quit", |_| file(FileCommand::Quit)).keys(&[keys(CTRL, Key::Q)]).last(),
    action("Edit", "Undo", |_| vec![Command::Undo])
        .keys(&[keys(CTRL, Key::Z)])
        .step("↺", Session::undo_label)
        .enabled(|session| session.undo_label().is_some())
        .needs("nothing to undo"),
    action("Edit", "Redo", |_| vec![Command::Redo])
        .keys(&[keys(CTRL_SHIFT, Key::Z), keys(CTRL, Key::Y)])
        .step("↻", Session::redo_label)
        .enabled(|session| session.redo_label().is_some())
        .needs("nothing to redo")
        .last(),
    Action::new("Edit", "Find anything…", What::OpenPalette).keys(&[keys(CTRL, Key::K), keys(CTRL, Key::P)]).last(),
    Action::new("Edit", "Quick add", What::QuickAdd("")).keys(&[keys(CTRL, Key::N)]),
    action("Edit", "Add incident", |_| vec![Command::Add(New::Incident)]).keys(&[keys(CTRL_SHIFT, Key::I)]),
    action("Edit", "Add actor", |_| vec![Command::Add(New::Actor)]).keys(&[keys(CTRL_SHIFT, Key::A)]),
    action("Edit", "Add relation", add_relation).keys(&[keys(CTRL_SHIFT, Key::R)]),
    action("Edit", "Add source", |_| vec![Command::Add(New::Source)]).keys(&[keys(CTRL_SHIFT, Key::E)]),
    action("Edit", "Add place", |_| vec![Command::Add(New::Place)]),
    action("Edit", "Add mission", |_| vec![Command::Add(New::Mission)]),
    action("Edit", "Add theme", |_| vec![Command::Add(New::Theme)]),
    action("Edit", "Add survey", |_| vec![Command::Add(New::Survey)]),
    action("Edit", "Add activity", add_activity),
    action("Edit", "Add question", |_| vec![Command::Add(New::Question)]),
    action("Edit", "Add posture", add_posture),
    action("Edit", "Add lever", |_| vec![Command::Add(New::Lever)]),
    action("Edit", "Add briefing", |_| vec![Command::Add(New::Briefing)]).last(),
    Action::new("Edit", "Read the selected source", What::ReadSource).keys(&[keys(Modifiers::NONE, Key::F8)]),
    action("Edit", "Cite selection with what is read", |_| vec![Command::CiteSelection])
        .keys(&[keys(Modifiers::NONE, Key::F9)])
        .enabled(|session| session.reading().is_some() && !session.selection().records.is_empty()),
    action("Edit", "Next page of what is read", |_| vec![Command::TurnPage(1)])
        .keys(&[keys(Modifiers::ALT, Key::PageDown)])
        .enabled(|session| session.reading().is_some()),
    action("Edit", "Page before in what is read", |_| vec![Command::TurnPage(-1)])
        .keys(&[keys(Modifiers::ALT, Key::PageUp)])
        .enabled(|session| session.reading().is_some()),
    action("Edit", "Stop reading", |_| vec![Command::Read(None)])
        .keys(&[keys(Modifiers::SHIFT, Key::F8)])
        .enabled(|session| session.reading().is_some())
        .last(),
    Action::new("Edit", "Likely duplicates…", What::Duplicates),
    Action::new("Edit", "Replace themes…", What::Themes),
    action("Edit", "Merge selected", |session| merge_selected(session.selection()).into_iter().collect())
        .enabled(|session| merge_selected(session.selection()).is_some())
        .needs("select two actors, two places or two sources first")
        .last(),
    action("Edit", "Delete", |session| vec![Command::Delete(session.selection().records.clone())])
        .keys(&[keys(Modifiers::NONE, Key::Delete)])
        .enabled(|session| !session.selection().records.is_empty())
        .needs("select a record first"),
    action("Edit", "Select nothing", back_out).keys(&[keys(Modifiers::NONE, Key::Escape)]),
    action("View", "Light", |_| vec![Command::Theme(ThemeChoice::Light)])
        .chosen(|session| session.settings().theme == ThemeChoice::Light),
    action("View", "Dark", |_| vec![Command::Theme(ThemeChoice::Dark)])
        .chosen(|session| session.settings().theme == ThemeChoice::Dark),
    action("View", "As the system", |_| vec![Command::Theme(ThemeChoice::Auto)])
        .chosen(|session| session.settings().theme == ThemeChoice::Auto)
        .last(),
    action("View", "High contrast", high_contrast).chosen(|session| session.settings().is_high_contrast()),
    action("View", "Less motion", less_motion).chosen(|session| session.settings().is_still()).last(),
    action("View", "Larger text", |session| text(session.window().settings().text_size.larger()))
        .keys(&[
            keys(CTRL, Key::Plus),
            keys(CTRL, Key::Equals),
            keys(CTRL_SHIFT, Key::Plus),
            keys(CTRL_SHIFT, Key::Equals),
        ])
        .enabled(|session| session.settings().text_size.larger() != session.settings().text_size),
    action("View", "Smaller text", |session| text(session.window().settings().text_size.smaller()))
        .keys(&[keys(CTRL, Key::Minus)])
        .enabled(|session| session.settings().text_size.smaller() != session.settings().text_size),
    action("View", "Text at 100 %", |_| text(TextSize::default()))
        .chosen(|session| session.settings().text_size == TextSize::default())
        .last(),
    Action::new("View", "Search…", What::Query(Scope::Views))
        .keys(&[keys(CTRL, Key::F), keys(Modifiers::NONE, Key::F3)]),
    action("View", "Clear the query", |_| vec![Command::Query(String::new())])
        .keys(&[keys(CTRL_SHIFT, Key::F)])
        .enabled(|session| !session.view().filter.is_empty()),
    action("View", "Only what the query surely finds", |session| {
        vec![Command::SurelyOnly(!session.view().filter.is_surely)]
    })
    .chosen(|session| session.view().filter.is_surely)
    .last(),
    action("View", "Lanes by kind", |_| vec![Command::LaneBy(LaneBy::Kind)])
        .chosen(|session| session.view().lane_by == LaneBy::Kind),
    action("View", "Lanes by actor", |_| vec![Command::LaneBy(LaneBy::Actor)])
        .chosen(|session| session.view().lane_by == LaneBy::Actor),
    action("View", "Lanes by theme", |_| vec![Command::LaneBy(LaneBy::Theme)])
        .chosen(|session| session.view().lane_by == LaneBy::Theme),
    action("View", "Lanes by place", |_| vec![Command::LaneBy(LaneBy::Place)])
        .chosen(|session| session.view().lane_by == LaneBy::Place),
    action("View", "Lanes by mission", |_| vec![Command::LaneBy(LaneBy::Mission)])
        .chosen(|session| session.view().lane_by == LaneBy::Mission)
        .last(),
    action("View", "Incidents in the graph", |_| vec![Command::ToggleIncidentNodes])
        .chosen(|session| session.view().has_incident_nodes),
    action("View", "Focus graph on selection", focus_graph)
        .keys(&[keys(Modifiers::NONE, Key::F)])
        .chosen(|session| session.view().focus.is_some()),
    Action::new("View", "Graph through a query…", What::Query(Scope::Graph))
        .keys(&[keys(Modifiers::SHIFT, Key::F)])
        .chosen(|session| !session.view().lens.is_empty()),
    Action::new("View", "Count in the matrix what a query finds…", What::Query(Scope::Matrix))
        .chosen(|session| session.view().threshold.asked().is_some()),
    action("View", "Unpin selection", unpin)
        .keys(&[keys(Modifiers::NONE, Key::U)])
        .enabled(|session| !pinned(session.view()).is_empty())
        .needs("select a pinned party first"),
    Action::new("View", "Show findings", What::Findings),
    Action::new("View", "Pane as a table", What::Table).keys(&[keys(CTRL, Key::T)]),
    Action::new("View", "Show everything", What::FitViews).keys(&[keys(CTRL, Key::Num0)]),
    action("View", "Save this view", |_| vec![Command::SaveView]),
    action("Window", "Back", |_| vec![Command::Back]).keys(BACK).sign("←").enabled(Session::can_go_back),
    action("Window", "Forward", |_| vec![Command::Forward])
        .keys(FORWARD)
        .sign("→")
        .enabled(Session::can_go_forward)
        .last(),
    action("Window", "Overview", |_| vec![Command::Workspace(Workspace::Overview)])
        .keys(&[keys(CTRL, Key::Num1)])
        .chosen(|session| session.view().workspace == Workspace::Overview),
    action("Window", "Chronology", |_| vec![Command::Workspace(Workspace::Chronology)])
        .keys(&[keys(CTRL, Key::Num2)])
        .chosen(|session| session.view().workspace == Workspace::Chronology),
    action("Window", "Network", |_| vec![Command::Workspace(Workspace::Network)])
        .keys(&[keys(CTRL, Key::Num3)])
        .chosen(|session| session.view().workspace == Workspace::Network),
    action("Window", "Assessment", |_| vec![Command::Workspace(Workspace::Assessment)])
        .keys(&[keys(CTRL, Key::Num4)])
        .chosen(|session| session.view().workspace == Workspace::Assessment),
    action("Window", "Briefing", |_| vec![Command::Workspace(Workspace::Briefing)])
        .keys(&[keys(CTRL, Key::Num5)])
        .chosen(|session| session.view().workspace == Workspace::Briefing)
        .last(),
    action("Window", "Open in a new inspector", |session| {
        session.selection().shown().map(Command::OpenInspector).into_iter().collect()
    })
    .keys(&[keys(CTRL_SHIFT, Key::P)])
    .enabled(|session| session.selection().shown().is_some()),
    action("Window", "Close pinned inspectors", |session| {
        session.view().inspectors.iter().copied().map(Command::CloseInspector).collect()
    })
    .enabled(|session| !session.view().inspectors.is_empty()),
    Action::new("Window", "Pin or unpin the pane", What::PinPane).keys(&[keys(CTRL_SHIFT, Key::L)]),
    action("Window", "Unpin every pane", |session| {
        let pinned = Canvas::ALL.into_iter().filter(|&canvas| session.window().is_pinned(canvas));
        pinned.map(Command::UnpinPane).collect()
    })
    .enabled(|session| Canvas::ALL.into_iter().any(|canvas| session.is_pinned(canvas)))
    .needs("no pane is pinned"),
    Action::new("Window", "Maximise or restore pane", What::Maximise).keys(&[keys(CTRL_SHIFT, Key::M)]),
    Action::new("Window", "Panes as at first", What::ResetLayout).last(),
    Action::new("Window", "Go to the next pane", What::Pane(Way::Next)).keys(&[keys(Modifiers::NONE, Key::F6)]),
    Action::new("Window", "Go to the pane before", What::Pane(Way::Before)).keys(&[keys(Modifiers::SHIFT, Key::F6)]),
    Action::new("Window", "Go to the menus", What::Menus).keys(&[keys(Modifiers::NONE, Key::F10)]),
    Action::new("Help", "Start page", What::StartPage),
    Action::new("Help", "Tour", What::Tour),
    Action::new("Help", "Keys", What::Keys).keys(&[
        keys(Modifiers::NONE, Key::F1),
        keys(Modifiers::SHIFT, Key::Questionmark),
        keys(Modifiers::NONE, Key::Questionmark),
    ]),
];

/// The menus, in their order.
pub(super) const MENUS: [&str; 5] = ["File", "Edit", "View", "Window", "Help"];

/// Back and forward are where the platform has them: with Alt and an arrow, words are jumped over on macOS.
const BACK: &[KeyboardShortcut] =
    if cfg!(target_os = "macos") { &[keys(CTRL, Key::OpenBracket)] } else { &[keys(Modifiers::ALT, Key::ArrowLeft)] };
const FORWARD: &[KeyboardShortcut] =
    if cfg!(target_os = "macos") { &[keys(CTRL, Key::CloseBracket)] } else { &[keys(Modifiers::ALT, Key::ArrowRight)] };

/// Whether a shortcut was pressed in this frame; while text is typed, plain keys belong to the text.
pub(super) fn is_pressed(ui: &egui::Ui, shortcut: KeyboardShortcut, is_typing: bool) -> bool {
    // A key that types something is the text's; F1 types nothing.
    let is_letter = !(Key::F1..=Key::F12).contains(&shortcut.logical_key);
    let is_plain = is_letter && matches!(shortcut.modifiers, Modifiers::NONE | Modifiers::SHIFT);
    let is_menu_open = egui::Popup::is_any_open(ui.ctx());
    if is_plain && (is_typing || is_menu_open) {
        return false;
    }
    // The event's own modifiers are asked, and asked exactly: those held at the end of the frame may differ, and egui's
    // loose test would take Ctrl+Shift+Z for Ctrl+Z.
    let is_meant = |event: &egui::Event| {
        matches!(event, egui::Event::Key { key, physical_key, pressed: true, modifiers, .. }
            if meant_key(shortcut, *key, *physical_key) == shortcut.logical_key
                && modifiers.matches_exact(shortcut.modifiers))
    };
    ui.input_mut(|input| {
        let count = input.events.len();
        input.events.retain(|event| !is_meant(event));
        input.events.len() < count
    })
}

/// Letters are meant by what they say, digits by where they are: the row of digits needs Shift on some keyboards.
fn meant_key(shortcut: KeyboardShortcut, key: Key, physical_key: Option<Key>) -> Key {
    let is_digit = (Key::Num0..=Key::Num9).contains(&shortcut.logical_key);
    if is_digit { physical_key.unwrap_or(key) } else { key }
}

/// Draws the bar; the action chosen from a menu, if any. `is_drafting` says that something typed is not in the case yet.
pub(super) fn bar_ui(
    ui: &mut egui::Ui,
    (session, is_drafting): (&Session, bool),
    search: &mut Search<'_>,
    commands: &mut Commands,
) -> Option<&'static Action> {
    let theme = Theme::of(ui);
    let frame = egui::Frame::NONE.fill(theme.band()).inner_margin(egui::Margin::symmetric(8, 3));
    egui::Panel::top("menu")
        .frame(frame)
        .show(ui, |ui| {
            egui::MenuBar::new()
                .ui(ui, |ui| {
                    open_downwards(ui);
                    let mut chosen = None;
                    for (place, menu) in MENUS.into_iter().enumerate() {
                        let contents = |ui: &mut egui::Ui| chosen = chosen.or(menu_ui(ui, menu, session, commands));
                        let button = ui.menu_button(menu, contents).response;
                        note_menu(&button, place);
                    }
                    ui.separator();
                    let chosen = chosen.or(steps_ui(ui, session)).or(palette_ui(ui));
                    ui.separator();
                    super::layout::workspaces_ui(ui, session, commands);
                    ui.separator();
                    search.width = state::search_width(ui);
                    state::title_ui(ui, search.width, session);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        state::state_ui(ui, search.width, (session, is_drafting));
                        ui.separator();
                        as_of::as_of_ui(ui, session, commands);
                        ui.separator();
                        search_ui(ui, search, session.sight(None), commands);
                    });
                    chosen
                })
                .inner
        })
        .inner
}

/// The arrow that points down opens the menu whose button has the keyboard, as Enter does.
fn open_downwards(ui: &egui::Ui) {
    let id = egui::Id::unique("buttons of the menus");
    let buttons: Vec<egui::Id> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let is_on_menu = ui.memory(egui::Memory::focused).is_some_and(|focused| buttons.contains(&focused));
    if !is_on_menu || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let egui::Event::Key { key, pressed: true, .. } = event
                && *key == Key::ArrowDown
            {
                *key = Key::Enter;
            }
        }
    });
}

/// Notes a button of the menus; arrows are not to lead from it to what lies below.
fn note_menu(button: &egui::Response, place: usize) {
    let id = egui::Id::unique("buttons of the menus");
    button.ctx.data_mut(|data| {
        let buttons = data.get_temp_mut_or_default::<Vec<egui::Id>>(id);
        buttons.resize(buttons.len().max(place + 1), button.id);
        if let Some(known) = buttons.get_mut(place) {
            *known = button.id;
        }
    });
    if button.has_focus() {
        // Into an open menu they lead.
        let is_closed = !egui::Popup::is_any_open(&button.ctx);
        let filter = egui::EventFilter { vertical_arrows: is_closed, ..egui::EventFilter::default() };
        button.ctx.memory_mut(|memory| memory.set_focus_lock_filter(button.id, filter));
    }
    if place == 0 {
        focus::take_menus(button);
    }
}

/// A menu, which scrolls where the window is too low for it.
fn menu_ui(ui: &mut egui::Ui, menu: &str, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
    let room = (ui.ctx().content_rect().bottom() - ui.cursor().top() - 16.0).max(80.0);
    ui.set_max_height(room);
    let list = egui::ScrollArea::vertical().max_height(room);
    list.show(ui, |ui| lines_ui(ui, menu, session, commands)).inner
}

fn lines_ui(ui: &mut egui::Ui, menu: &str, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
    ui.set_min_width(230.0);
    let mut chosen = None;
    for action in ACTIONS.iter().filter(|action| action.menu == menu) {
        let mut button = egui::Button::new(action.words(session)).selected((action.is_chosen)(session));
        if let Some(shortcut) = action.shortcuts.first() {
            button = button.shortcut_text(ui.ctx().format_shortcut(shortcut));
        }
        if ui.add_enabled((action.is_enabled)(session), button).clicked() {
            chosen = Some(action);
            ui.close();
        }
        if action.ends_group {
            ui.separator();
        }
    }
    match menu {
        "File" => recent_ui(ui, session, commands),
        "View" => views_ui(ui, session, commands),
        _ => {}
    }
    chosen
}

fn recent_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let recent = &session.settings().recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button("Recent", |ui| {
            for path in recent {
                if ui.button(path.display().to_string()).clicked() {
                    commands.file(FileCommand::OpenPath(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

fn views_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let views = &session.case().views;
    ui.add_enabled_ui(!views.is_empty(), |ui| {
        ui.menu_button("Saved views", |ui| {
            let height = ui.spacing().interact_size.y;
            let list = egui::ScrollArea::vertical().max_height(400.0);
            list.show_rows(ui, height, views.len(), |ui, rows| {
                let shown = views.keys().skip(rows.start).take(rows.len());
                shown.copied().for_each(|id| view_ui(ui, id, session, commands));
            });
        });
    });
}

fn view_ui(ui: &mut egui::Ui, id: ViewId, session: &Session, commands: &mut Commands) {
    let button = egui::Button::new(titled(session.case(), id)).truncate();
    if ui.add(button).on_hover_text("Show this view").clicked() {
        commands.send(Command::ShowView(id));
        ui.close();
    }
}

fn steps_ui(ui: &mut egui::Ui, session: &Session) -> Option<&'static Action> {
    let mut chosen = None;
    for action in ACTIONS {
        let Some(sign) = action.sign else { continue };
        let button = ui.add_enabled((action.is_enabled)(session), egui::Button::new(sign).frame_when_inactive(false));
        let button = button.on_hover_text(action.words(session));
        let name = format!("{} button", action.label);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if button.clicked() {
            chosen = Some(action);
        }
    }
    chosen
}

/// The button that opens the palette.
fn palette_ui(ui: &mut egui::Ui) -> Option<&'static Action> {
    let action = ACTIONS.iter().find(|action| action.is_palette())?;
    let shortcut = action.shortcuts.first().map(|shortcut| ui.ctx().format_shortcut(shortcut)).unwrap_or_default();
    let button = egui::Button::new("Find…");
    // Where text is large, the bar has no room for the key; the menu names it.
    let has_room = ui.ctx().content_rect().width() > 900.0;
    let button = ui.add(if has_room { button.shortcut_text(shortcut) } else { button });
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Find anything"));
    button.on_hover_text("Every command and every record, by any of its names").clicked().then_some(action)
}
