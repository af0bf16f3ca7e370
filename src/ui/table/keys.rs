//! The keyboard in a table, and how rows are selected: arrows move, Shift extends, Enter opens the form, F2 edits the cell.

use egui::{Event, EventFilter, Key, Modifiers, Popup, Role, WidgetInfo};

use super::{Act, Cursor, How, Scene, Twin};
use crate::query::tables::Rows;
use crate::session::{Command, Commands, Sight};

/// Takes the keys that are meant for the table, where it has the keyboard.
pub(super) fn keys_ui(ui: &egui::Ui, twin: &Twin, scene: &Scene<'_>, acts: &mut Vec<Act>) {
    let has_keyboard = ui.memory(|memory| memory.has_focus(scene.id));
    if !has_keyboard || twin.editing.is_some() {
        return;
    }
    let is_free = !Popup::is_any_open(ui.ctx());
    let filter = EventFilter { horizontal_arrows: is_free, vertical_arrows: is_free, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(scene.id, filter));
    if !is_free {
        return;
    }
    let mut cursor = twin.cursor;
    let (size, page) = ((scene.rows.ids.len(), scene.columns.len()), twin.page);
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let act = act(event, cursor, (size, page));
            if let Some(Act::Go(next, _)) = &act {
                cursor = *next;
            }
            let is_kept = act.is_none();
            acts.extend(act);
            is_kept
        });
    });
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most events are meant for others")]
fn act(event: &Event, cursor: Cursor, room: ((usize, usize), usize)) -> Option<Act> {
    match event {
        Event::Copy => Some(Act::Copy),
        Event::Key { key, pressed: true, modifiers, .. } => of_key((*key, *modifiers), cursor, room),
        _ => None,
    }
}

fn of_key((key, modifiers): (Key, Modifiers), cursor: Cursor, (size, page): ((usize, usize), usize)) -> Option<Act> {
    let is_plain = modifiers.matches_exact(Modifiers::NONE);
    let is_shift = modifiers.matches_exact(Modifiers::SHIFT);
    match row(key, cursor.row, (size.0, page)) {
        Some(row) if is_plain => Some(Act::Go(Cursor { row, ..cursor }, How::Alone)),
        Some(row) if is_shift => Some(Act::Go(Cursor { row, ..cursor }, How::Range)),
        None if is_plain => of_plain(key, cursor, size.1),
        None if is_shift => (key == Key::F10).then_some(Act::Menu),
        None if modifiers.matches_exact(Modifiers::COMMAND) => of_command(key, cursor),
        Some(_) | None => None,
    }
}

/// The row to which a key leads.
#[expect(clippy::wildcard_enum_match_arm, reason = "most keys are meant for others")]
fn row(key: Key, row: usize, (rows, page): (usize, usize)) -> Option<usize> {
    let last = rows.saturating_sub(1);
    match key {
        Key::ArrowUp => Some(row.saturating_sub(1)),
        Key::ArrowDown => Some((row + 1).min(last)),
        Key::PageUp => Some(row.saturating_sub(page)),
        Key::PageDown => Some((row + page).min(last)),
        Key::Home => Some(0),
        Key::End => Some(last),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most keys are meant for others")]
fn of_plain(key: Key, cursor: Cursor, columns: usize) -> Option<Act> {
    let to = |column: usize| Act::Go(Cursor { column, ..cursor }, How::Not);
    match key {
        Key::ArrowLeft => Some(to(cursor.column.saturating_sub(1))),
        Key::ArrowRight => Some(to((cursor.column + 1).min(columns.saturating_sub(1)))),
        Key::Enter => Some(Act::Form),
        Key::F2 => Some(Act::Edit),
        Key::Menu => Some(Act::Menu),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most keys are meant for others")]
const fn of_command(key: Key, cursor: Cursor) -> Option<Act> {
    match key {
        Key::Space => Some(Act::Go(cursor, How::Toggle)),
        Key::A => Some(Act::All),
        _ => None,
    }
}

/// Names what has the keyboard: the table, and the cell at which it is.
pub(super) fn name(keyboard: &egui::Response, twin: &Twin, scene: &Scene<'_>) {
    keyboard.widget_info(|| WidgetInfo::labeled(Role::Grid, true, format!("Table of {}", twin.kind.plural())));
    let Some((&id, column)) = scene.rows.ids.get(twin.cursor.row).zip(scene.columns.get(twin.cursor.column)) else {
        return;
    };
    let cell = scene.id.with((id, column.id));
    let has_focus = keyboard.has_focus();
    keyboard.ctx.accesskit_node_builder(keyboard.id, |node| {
        node.set_row_count(scene.rows.ids.len());
        node.set_column_count(scene.columns.len());
        if has_focus {
            node.set_active_descendant(cell.accesskit_id());
        }
    });
}

impl Twin {
    /// Goes to a cell and selects its row.
    pub(super) fn go(
        &mut self,
        rows: &Rows,
        cursor: Cursor,
        how: How,
        (session, commands): (Sight<'_>, &mut Commands),
    ) {
        let Some(&id) = rows.ids.get(cursor.row) else { return };
        self.cursor = cursor;
        self.is_revealed = true;
        let range = || {
            let from = self.anchor.and_then(|anchor| rows.ids.iter().position(|&other| other == anchor));
            let from = from.unwrap_or(cursor.row);
            let (first, last) = (from.min(cursor.row), from.max(cursor.row));
            let mut ids = rows.ids.get(first..=last).unwrap_or_default().to_vec();
            if from > cursor.row {
                // The row at the cursor is the one that is shown as a form.
                ids.reverse();
            }
            ids
        };
        let command = match how {
            How::Not => return,
            How::Alone => Command::Select(id),
            How::Toggle => Command::Toggle(id),
            How::Range => Command::SelectAll(range()),
        };
        commands.send(command);
        if how != How::Range {
            self.anchor = Some(id);
        }
        let is_taken_out = how == How::Toggle && session.selection().has(id);
        self.seen = if is_taken_out { self.seen } else { Some(id) };
    }
}
