//! The keyboard in the matrix: arrows move the cursor, letters set a level, Enter opens the cell, F2 renames, the menu
//! key opens what a right click opens.

use egui::{Event, EventFilter, FocusDirection, Key, Modifiers, Popup, Response, Role, Sense};

use super::grid::{Cursor, Grid};
use super::head::is_filtered;
use super::moving::{self, Way};
use super::naming::Naming;
use super::range::{self, Range};
use super::{Memory, copy, menus};
use crate::case::Level;
use crate::figure;
use crate::query::evidence::Layer;
use crate::session::{Command, Commands, IntakeCommand, Sight};
use crate::ui::inspector;
use crate::ui::widgets::canvas;

/// How to move in the matrix by the keyboard.
const KEYS: &str = "Arrow keys go from cell to cell and to the headers, with Shift they select several cells, letters \
                    set a level, Delete removes it, figures show another layer, Enter opens the cell, F2 renames, Alt \
                    with an arrow moves a mission or a theme, the menu key offers more, Ctrl+V takes in a table that was \
                    copied";

/// Tells screen readers what the whole is, with the range that is selected. What is dragged over its cells is its.
pub(super) fn canvas_ui(ui: &egui::Ui, grid: &Grid, session: Sight<'_>, range: Option<Range>) -> Response {
    let matrix = &session.answers().arrangement.matrix;
    let canvas = ui.interact(grid.whole, ui.scope_id().with("matrix"), Sense::DRAG);
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let (missions, themes) = (count(matrix.rows().count(), "mission"), count(matrix.themes.len(), "theme"));
    let filtered = if is_filtered(session) { ", incidents only those that the query finds" } else { "" };
    let block = range.and_then(|range| range.block(matrix));
    let selected = block.map_or_else(String::new, |block| format!("; {}", block.words(session, matrix)));
    let layer = session.view().layer.label().to_lowercase();
    let name = format!("Matrix: {missions} by {themes}, showing {layer}{filtered}{selected}");
    canvas::canvas_ui(ui, &canvas, &canvas::Told { role: Role::Grid, name, keys: KEYS }, None);
    canvas
}

/// What a key asks for.
enum Act {
    Go(Key, Modifiers),
    /// Take the range there.
    Extend(Key, Modifiers),
    /// Copy the range, or the one cell.
    Copy,
    Level(Option<Level>),
    /// Show another layer.
    Layer(Layer),
    /// Open the cell, or rename what the header names.
    Open,
    /// Open the menu.
    Menu,
    /// Look at a table that was pasted.
    Paste(String),
    /// Take the mission or theme past the next one.
    Move(Way),
}

/// Takes the keys that are meant for the matrix, where its cursor has the keyboard. Gives the cursor, which may have
/// moved.
pub(super) fn keys_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    grid: &Grid,
    (session, commands): (Sight<'_>, &mut Commands),
) -> Option<Cursor> {
    let start = Cursor::of(session)?;
    let has_keyboard = ui.memory(|memory| memory.has_focus(start.id()));
    if has_keyboard && Popup::is_any_open(ui.ctx()) {
        // Arrows lead into the menu.
        ui.memory_mut(|memory| memory.set_focus_lock_filter(start.id(), EventFilter::default()));
    }
    if !has_keyboard || memory.naming.is_some() || Popup::is_any_open(ui.ctx()) {
        return Some(start);
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(start.id(), filter));
    let mut cursor = start;
    for act in taken(ui, start) {
        cursor = acted(ui, memory, (act, cursor), (grid, session, commands));
    }
    if cursor != start {
        commands.send(cursor.command());
        show(ui, memory, cursor, (grid, session));
    }
    Some(cursor)
}

/// Does what a key asks for; gives the cursor, which may have moved.
fn acted(
    ui: &egui::Ui,
    memory: &mut Memory,
    (act, cursor): (Act, Cursor),
    (grid, session, commands): (&Grid, Sight<'_>, &mut Commands),
) -> Cursor {
    let matrix = &session.answers().arrangement.matrix;
    match (act, cursor) {
        (Act::Go(key, modifiers), _) => {
            memory.range = None;
            return stepped(cursor, (key, modifiers), grid, session);
        }
        (Act::Extend(key, modifiers), Cursor::Cell(..)) => {
            return extended(memory, cursor, (key, modifiers), (grid, session));
        }
        (Act::Copy, Cursor::Cell(mission, theme)) => copy::copy(ui.ctx(), memory.range, (mission, theme), session),
        (Act::Level(level), Cursor::Cell(mission, theme)) => {
            commands.send(range::filling(memory.range, (mission, theme), level, matrix));
        }
        (Act::Open, Cursor::Cell(mission, theme)) => {
            commands.send(Command::SelectCell(mission, theme));
            inspector::enter_cell(ui.ctx());
        }
        (Act::Open, Cursor::Mission(id)) => memory.naming = Naming::rename(session, id.into()),
        (Act::Open, Cursor::Theme(id)) => memory.naming = Naming::rename(session, id.into()),
        (Act::Menu, _) => {
            commands.send(cursor.command());
            menus::open(ui.ctx(), cursor.id());
        }
        (Act::Layer(layer), _) => commands.send(Command::Layer(layer)),
        (Act::Paste(text), _) => commands.send(Command::Intake(IntakeCommand::Paste(text))),
        (Act::Move(way), _) => moving::step(memory, cursor, way, (session, commands)),
        (Act::Level(_) | Act::Extend(..) | Act::Copy, Cursor::Mission(_) | Cursor::Theme(_)) => {}
    }
    cursor
}

/// Takes the range to where a key leads, and the cursor with it.
fn extended(memory: &mut Memory, cursor: Cursor, key: (Key, Modifiers), (grid, session): (&Grid, Sight<'_>)) -> Cursor {
    let matrix = &session.answers().arrangement.matrix;
    let size = (matrix.rows().count(), matrix.themes.len());
    let place = cursor.place(matrix).map(|place| place.stepped(key, size, grid.page()).in_cells(place));
    let next = place.and_then(|place| Cursor::at(matrix, place)).unwrap_or(cursor);
    if let (Some(from), Some(to)) = (cursor.key(), next.key()) {
        // Without a selection the cursor is at the first cell, and the range begins there.
        let present = memory.range.or(Some(Range::of(from)));
        memory.range = Some(Range::extended(present, to, session));
    }
    next
}

/// Brings the cursor into view and gives it the keyboard.
pub(super) fn show(ui: &egui::Ui, memory: &mut Memory, cursor: Cursor, (grid, session): (&Grid, Sight<'_>)) {
    let matrix = &session.answers().arrangement.matrix;
    if let Some(place) = cursor.place(matrix) {
        memory.scroll = grid.reveal(matrix, place);
    }
    ui.memory_mut(|memory| {
        memory.request_focus(cursor.id());
        // The arrow has been followed: the window is not to follow it once more.
        memory.move_focus(FocusDirection::None);
    });
    ui.ctx().request_repaint();
}

fn stepped(cursor: Cursor, key: (Key, Modifiers), grid: &Grid, session: Sight<'_>) -> Cursor {
    let matrix = &session.answers().arrangement.matrix;
    let size = (matrix.rows().count(), matrix.themes.len());
    let place = cursor.place(matrix).map(|place| place.stepped(key, size, grid.page()));
    place.and_then(|place| Cursor::at(matrix, place)).unwrap_or(cursor)
}

/// Takes the events that are meant for the cursor; the others stay.
fn taken(ui: &egui::Ui, cursor: Cursor) -> Vec<Act> {
    let is_cell = matches!(cursor, Cursor::Cell(..));
    let mut acts = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let act = act(event, is_cell).or_else(|| moved(event, cursor));
            let is_kept = act.is_none();
            acts.extend(act);
            is_kept
        });
    });
    acts
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most events are meant for others")]
fn act(event: &Event, is_cell: bool) -> Option<Act> {
    match event {
        Event::Copy if is_cell => Some(Act::Copy),
        // The letter that the keyboard gives, wherever its key may be.
        Event::Text(text) if is_cell => {
            level_of(text).map(|level| Act::Level(Some(level))).or_else(|| layer_of(text).map(Act::Layer))
        }
        Event::Paste(text) => Some(Act::Paste(text.clone())),
        Event::Key { key, pressed: true, modifiers, .. } => of_key((*key, *modifiers), is_cell),
        _ => None,
    }
}

/// Alt and an arrow take what stands there to another place.
fn moved(event: &Event, cursor: Cursor) -> Option<Act> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    modifiers.matches_exact(Modifiers::ALT).then(|| moving::way(*key, cursor)).flatten().map(Act::Move)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most keys are meant for others")]
fn of_key((key, modifiers): (Key, Modifiers), is_cell: bool) -> Option<Act> {
    let is_plain = modifiers.matches_exact(Modifiers::NONE);
    let is_command = modifiers.matches_exact(Modifiers::COMMAND);
    match key {
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight | Key::PageUp | Key::PageDown if is_plain => {
            Some(Act::Go(key, modifiers))
        }
        Key::Home | Key::End if is_plain || is_command => Some(Act::Go(key, modifiers)),
        Key::ArrowUp
        | Key::ArrowDown
        | Key::ArrowLeft
        | Key::ArrowRight
        | Key::PageUp
        | Key::PageDown
        | Key::Home
        | Key::End
            if is_cell && is_extending(modifiers) =>
        {
            Some(Act::Extend(key, modifiers))
        }
        Key::Delete | Key::Backspace if is_plain && is_cell => Some(Act::Level(None)),
        Key::Enter if is_plain && is_cell => Some(Act::Open),
        Key::F2 if is_plain => Some(Act::Open),
        Key::Menu if is_plain => Some(Act::Menu),
        Key::F10 if modifiers.matches_exact(Modifiers::SHIFT) => Some(Act::Menu),
        _ => None,
    }
}

/// The layer that a figure shows: the first by 1.
fn layer_of(text: &str) -> Option<Layer> {
    let place: usize = text.parse().ok()?;
    Layer::ALL.get(place.checked_sub(1)?).copied()
}

/// Whether Shift is held, alone or for the ends of the table with Ctrl.
fn is_extending(modifiers: Modifiers) -> bool {
    modifiers.matches_exact(Modifiers::SHIFT) || modifiers.matches_exact(Modifiers::COMMAND.plus(Modifiers::SHIFT))
}

/// The level that a letter sets.
fn level_of(text: &str) -> Option<Level> {
    Level::ALL.iter().copied().find(|&level| figure::level_glyph(level).2.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_its_letter() {
        let check = |letter: &str, expected: Option<Level>| assert_eq!(level_of(letter), expected, "{letter}");
        check("m", Some(Level::Mandated));
        check("r", Some(Level::Requested));
        check("e", Some(Level::Encouraged));
        check("a", Some(Level::Active));
        check("s", Some(Level::Resourced));
        check("n", Some(Level::Analysed));
        check("X", Some(Level::Excluded));
        check("q", None);
        check("", None);
    }
}
