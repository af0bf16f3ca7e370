//! The bar under the banner: menus, the case's title, the as-of date, undo and redo, the state of the file.
//!
//! Menus and shortcuts read one table, [`ACTIONS`].

use egui::{Key, KeyboardShortcut, Modifiers};

use super::tokens::Theme;
use super::widgets::as_of;
use crate::disk::ThemeChoice;
use crate::query::lanes::LaneBy;
use crate::session::{Busy, Command, Commands, FileCommand, New, Session};

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
}

impl Action {
    /// Whether it is undo or redo.
    pub(super) fn is_step(&self) -> bool {
        matches!(self.label, "Undo" | "Redo")
    }
}

/// What an action does.
#[derive(Clone, Copy)]
pub(super) enum What {
    /// Sends commands to the session.
    Send(fn(&Session) -> Vec<Command>),
    /// Puts the panes back where they were at first.
    ResetLayout,
    /// Shows the whole of the timeline and of the graph.
    FitViews,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn action(
    menu: &'static str,
    label: &'static str,
    shortcuts: &'static [KeyboardShortcut],
    what: fn(&Session) -> Vec<Command>,
) -> Action {
    Action { menu, label, shortcuts, what: What::Send(what) }
}

fn file(command: FileCommand) -> Vec<Command> {
    vec![Command::File(command)]
}

/// Everything that can be done from a menu or by a shortcut, in the order of the menus.
pub const ACTIONS: &[Action] = &[
    action("File", "New case", &[keys(CTRL_SHIFT, Key::N)], |_| file(FileCommand::New)),
    action("File", "Open…", &[keys(CTRL, Key::O)], |_| file(FileCommand::Open)),
    action("File", "Open by path…", &[keys(CTRL_SHIFT, Key::O)], |_| file(FileCommand::OpenByPath)),
    action("File", "Open a copy of the sample", &[], |_| file(FileCommand::OpenSample)),
    action("File", "Save", &[keys(CTRL, Key::S)], |_| file(FileCommand::Save)),
    action("File", "Save as…", &[keys(CTRL_SHIFT, Key::S)], |_| file(FileCommand::SaveAs)),
    action("File", "Close", &[keys(CTRL, Key::W)], |_| file(FileCommand::Close)),
    action("File", "Quit", &[keys(CTRL, Key::Q)], |_| file(FileCommand::Quit)),
    action("Edit", "Undo", &[keys(CTRL, Key::Z)], |_| vec![Command::Undo]),
    action("Edit", "Redo", &[keys(CTRL_SHIFT, Key::Z), keys(CTRL, Key::Y)], |_| vec![Command::Redo]),
    action("Edit", "Add incident", &[keys(CTRL, Key::N)], |_| vec![Command::Add(New::Incident)]),
    action("Edit", "Add actor", &[keys(CTRL_SHIFT, Key::A)], |_| vec![Command::Add(New::Actor)]),
    action("Edit", "Add relation", &[keys(CTRL_SHIFT, Key::R)], add_relation),
    action("Edit", "Add source", &[keys(CTRL_SHIFT, Key::E)], |_| vec![Command::Add(New::Source)]),
    action("Edit", "Add place", &[], |_| vec![Command::Add(New::Place)]),
    action("Edit", "Add mission", &[], |_| vec![Command::Add(New::Mission)]),
    action("Edit", "Add theme", &[], |_| vec![Command::Add(New::Theme)]),
    action("Edit", "Add survey", &[], |_| vec![Command::Add(New::Survey)]),
    action("Edit", "Delete", &[keys(Modifiers::NONE, Key::Delete)], |session| {
        vec![Command::Delete(session.selection().records.clone())]
    }),
    action("Edit", "Select nothing", &[keys(Modifiers::NONE, Key::Escape)], |_| vec![Command::SelectNothing]),
    action("View", "Light", &[], |_| vec![Command::Theme(ThemeChoice::Light)]),
    action("View", "Dark", &[], |_| vec![Command::Theme(ThemeChoice::Dark)]),
    action("View", "As the system", &[], |_| vec![Command::Theme(ThemeChoice::Auto)]),
    action("View", "Lanes by kind", &[], |_| vec![Command::LaneBy(LaneBy::Kind)]),
    action("View", "Lanes by actor", &[], |_| vec![Command::LaneBy(LaneBy::Actor)]),
    action("View", "Lanes by theme", &[], |_| vec![Command::LaneBy(LaneBy::Theme)]),
    action("View", "Lanes by place", &[], |_| vec![Command::LaneBy(LaneBy::Place)]),
    action("View", "Lanes by mission", &[], |_| vec![Command::LaneBy(LaneBy::Mission)]),
    action("View", "Incidents in the graph", &[], |_| vec![Command::ToggleIncidentNodes]),
    Action { menu: "View", label: "Show everything", shortcuts: &[keys(CTRL, Key::Num0)], what: What::FitViews },
    Action { menu: "View", label: "Panes as at first", shortcuts: &[], what: What::ResetLayout },
];

/// A relation needs two parties: the two selected, or the one selected, to be changed in the form.
fn add_relation(session: &Session) -> Vec<Command> {
    let parties: Vec<_> =
        session.selection().records.iter().filter_map(|&id| super::widgets::pick::as_party(id)).collect();
    match parties[..] {
        [from, to, ..] => vec![Command::Add(New::Relation(from, to))],
        [from] => vec![Command::Add(New::Relation(from, from))],
        [] => vec![Command::Tell("Select one or two actors first; Ctrl+click adds to the selection".to_owned())],
    }
}

/// Whether a shortcut was pressed in this frame; while text is typed, plain keys belong to the text.
pub(super) fn is_pressed(ui: &egui::Ui, shortcut: KeyboardShortcut, is_typing: bool) -> bool {
    let is_plain = shortcut.modifiers == Modifiers::NONE;
    let is_menu_open = egui::Popup::is_any_open(ui.ctx());
    if is_plain && (is_typing || is_menu_open) {
        return false;
    }
    // The event's own modifiers are asked, and asked exactly: those held at the end of the frame may differ, and egui's
    // loose test would take Ctrl+Shift+Z for Ctrl+Z.
    let is_meant = |event: &egui::Event| {
        matches!(event, egui::Event::Key { key, pressed: true, modifiers, .. }
            if *key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers))
    };
    ui.input_mut(|input| {
        let count = input.events.len();
        input.events.retain(|event| !is_meant(event));
        input.events.len() < count
    })
}

/// Draws the bar; the action chosen from a menu, if any.
pub(super) fn bar_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
    let theme = Theme::of(ui);
    let frame = egui::Frame::NONE.fill(theme.band()).inner_margin(egui::Margin::symmetric(8, 3));
    egui::Panel::top("menu")
        .frame(frame)
        .show(ui, |ui| {
            egui::MenuBar::new()
                .ui(ui, |ui| {
                    let mut chosen = None;
                    for menu in ["File", "Edit", "View"] {
                        ui.menu_button(menu, |ui| chosen = chosen.or(menu_ui(ui, menu, session, commands)));
                    }
                    ui.separator();
                    let chosen = chosen.or(steps_ui(ui, session));
                    ui.separator();
                    title_ui(ui, session);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        state_ui(ui, session);
                        ui.separator();
                        as_of::as_of_ui(ui, session, commands);
                    });
                    chosen
                })
                .inner
        })
        .inner
}

fn menu_ui(ui: &mut egui::Ui, menu: &str, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
    ui.set_min_width(230.0);
    let mut chosen = None;
    for action in ACTIONS.iter().filter(|action| action.menu == menu) {
        let label = label(action, session);
        let mut button = egui::Button::new(label).selected(is_chosen(action, session));
        if let Some(shortcut) = action.shortcuts.first() {
            button = button.shortcut_text(ui.ctx().format_shortcut(shortcut));
        }
        if ui.add_enabled(is_enabled(action, session), button).clicked() {
            chosen = Some(action);
            ui.close();
        }
        if matches!(
            action.label,
            "Open a copy of the sample" | "Redo" | "Select nothing" | "As the system" | "Lanes by mission"
        ) {
            ui.separator();
        }
    }
    if menu == "File" {
        recent_ui(ui, session, commands);
    }
    chosen
}

fn recent_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    ui.separator();
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

/// Undo and redo say what they would do.
fn label(action: &Action, session: &Session) -> String {
    let what = match action.label {
        "Undo" => session.undo_label(),
        "Redo" => session.redo_label(),
        _ => None,
    };
    what.map_or_else(|| action.label.to_owned(), |what| format!("{}: {what}", action.label))
}

fn is_enabled(action: &Action, session: &Session) -> bool {
    match action.label {
        "Undo" => session.undo_label().is_some(),
        "Redo" => session.redo_label().is_some(),
        "Delete" => !session.selection().records.is_empty(),
        _ => true,
    }
}

fn is_chosen(action: &Action, session: &Session) -> bool {
    let (theme, lane_by) = (session.settings().theme, session.view().lane_by);
    match action.label {
        "Light" => theme == ThemeChoice::Light,
        "Dark" => theme == ThemeChoice::Dark,
        "As the system" => theme == ThemeChoice::Auto,
        "Lanes by kind" => lane_by == LaneBy::Kind,
        "Lanes by actor" => lane_by == LaneBy::Actor,
        "Lanes by theme" => lane_by == LaneBy::Theme,
        "Lanes by place" => lane_by == LaneBy::Place,
        "Lanes by mission" => lane_by == LaneBy::Mission,
        "Incidents in the graph" => session.view().has_incident_nodes,
        _ => false,
    }
}

fn steps_ui(ui: &mut egui::Ui, session: &Session) -> Option<&'static Action> {
    let mut chosen = None;
    for (name, sign) in [("Undo", "↺"), ("Redo", "↻")] {
        let action = ACTIONS.iter().find(|action| action.label == name)?;
        let button = ui.add_enabled(is_enabled(action, session), egui::Button::new(sign).frame_when_inactive(false));
        let button = button.on_hover_text(label(action, session));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{name} button")));
        if button.clicked() {
            chosen = Some(action);
        }
    }
    chosen
}

fn title_ui(ui: &mut egui::Ui, session: &Session) {
    let title = &session.case().header.title;
    let width = (ui.available_width() - 420.0).max(80.0);
    ui.scope(|ui| {
        ui.set_max_width(width);
        let text = egui::RichText::new(title).font(super::tokens::strong(13.5));
        ui.add(egui::Label::new(text).truncate()).on_hover_text(title);
    });
}

fn state_ui(ui: &mut egui::Ui, session: &Session) {
    let theme = Theme::of(ui);
    let (words, colour) = match session.busy() {
        Some(Busy::Saving(_)) => ("Saving…", theme.ink_soft()),
        Some(Busy::Opening(_)) => ("Opening…", theme.ink_soft()),
        None if session.has_unsaved_changes() => ("● Unsaved changes", theme.warning()),
        None if session.file().is_sample() => ("Copy of the sample, not saved yet", theme.ink_soft()),
        None if session.file().path.is_none() => ("Not saved yet", theme.ink_soft()),
        None => ("Saved", theme.good()),
    };
    ui.colored_label(colour, words).on_hover_text(session.file().name());
}
