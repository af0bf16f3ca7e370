//! What a right click or the menu key offers on a cell, on a mission and on a theme.

use egui::{Button, Id, Popup, Pos2, Response, Role, WidgetInfo};

use super::naming::Naming;
use super::range::{self, Key, Range};
use super::{Hands, copy, order};
use crate::case::{Level, MissionId, RecordId, ThemeId};
use crate::edit::Edit;
use crate::figure;
use crate::query::matrix::{Group, claims};
use crate::session::{Command, Sight};
use crate::ui::inspector;

/// Opens the menu of a cell or header.
pub(super) fn open(ctx: &egui::Context, widget: Id) {
    Popup::open_id(ctx, menu_id(widget));
}

/// Whether the menu of a cell or header is open.
pub(super) fn is_open(response: &Response) -> bool {
    response.secondary_clicked() || Popup::is_id_open(&response.ctx, menu_id(response.id))
}

fn menu_id(widget: Id) -> Id {
    widget.with("menu")
}

/// Shows the menu of a cell or header while it is open: at the pointer that asked for it, or below where the keyboard
/// did. Then the keyboard goes back to where it stops.
pub(super) fn menu_ui(response: &Response, stop: Option<Id>, contents: impl FnOnce(&mut egui::Ui)) {
    let id = menu_id(response.id);
    let menu = Popup::context_menu(response).id(id);
    let is_by_pointer = response.secondary_clicked() || Popup::position_of_id(&response.ctx, id).is_some();
    let menu = if is_by_pointer { menu } else { menu.at_position(response.rect.left_bottom()) };
    let shown = menu.show(contents);
    if shown.is_some_and(|shown| shown.response.should_close() && !shown.response.clicked_elsewhere()) {
        // What was chosen is gone; the keyboard goes on where the menu was opened.
        response.ctx.memory_mut(|memory| memory.request_focus(stop.unwrap_or(response.id)));
    }
}

/// What can be done with a cell.
pub(super) fn cell_ui(
    ui: &mut egui::Ui,
    (mission, theme): (MissionId, ThemeId),
    session: Sight<'_>,
    hands: &mut Hands<'_>,
) {
    ui.set_min_width(190.0);
    let count = claims(session.case(), mission, theme).len();
    if count > 1 {
        ui.weak(format!("{count} claims: choose in the inspector"));
    }
    for &level in Level::ALL {
        let (_, _, letter) = figure::level_glyph(level);
        if item_ui(ui, (level.label(), letter), &format!("Set level: {}", level.label()), count < 2) {
            hands.commands.send(Command::SetLevel(mission, theme, Some(level)));
        }
    }
    ui.separator();
    if item_ui(ui, ("Remove the claim", "Del"), "Remove the claim", count == 1) {
        hands.commands.send(Command::SetLevel(mission, theme, None));
    }
    if item_ui(ui, ("Add another claim", ""), "Add another claim", true) {
        hands.commands.send(Command::AddClaim(mission, theme));
        inspector::enter_cell(ui.ctx());
    }
    if item_ui(ui, ("Open in the inspector", "Enter"), "Open in the inspector", true) {
        hands.commands.send(Command::SelectCell(mission, theme));
        inspector::enter_cell(ui.ctx());
    }
    copy_ui(ui, (mission, theme), None, session);
}

/// What can be done with a range of cells, of which one is under the pointer.
pub(super) fn range_ui(ui: &mut egui::Ui, (cell, count): (Key, usize), session: Sight<'_>, hands: &mut Hands<'_>) {
    ui.set_min_width(190.0);
    ui.weak(format!("{count} cells"));
    let matrix = &session.answers().arrangement.matrix;
    for &level in Level::ALL {
        let (_, _, letter) = figure::level_glyph(level);
        if item_ui(ui, (level.label(), letter), &format!("Set level of {count} cells: {}", level.label()), true) {
            hands.commands.send(range::filling(*hands.range, cell, Some(level), matrix));
        }
    }
    ui.separator();
    let remove = format!("Remove the claims of {count} cells");
    if item_ui(ui, ("Remove the claims", "Del"), &remove, true) {
        hands.commands.send(range::filling(*hands.range, cell, None, matrix));
    }
    copy_ui(ui, cell, *hands.range, session);
}

fn copy_ui(ui: &mut egui::Ui, cell: Key, range: Option<Range>, session: Sight<'_>) {
    if item_ui(ui, ("Copy", "Ctrl+C"), "Copy", true) {
        copy::copy(ui.ctx(), range, cell, session);
    }
}

/// What can be done with a mission or theme.
pub(super) fn header_ui(ui: &mut egui::Ui, (id, below): (RecordId, Pos2), session: Sight<'_>, hands: &mut Hands<'_>) {
    ui.set_min_width(170.0);
    let (back, on, add) = if matches!(id, RecordId::Mission(_)) {
        ("Move up", "Move down", "Add mission below")
    } else {
        ("Move left", "Move right", "Add theme to the right")
    };
    if item_ui(ui, ("Rename", "F2"), "Rename", true) {
        *hands.naming = Naming::rename(session, id);
    }
    if item_ui(ui, (add, ""), add, true) {
        if let RecordId::Mission(id) = id {
            *hands.naming = Some(Naming::new_mission(session, Some(id), below));
        } else if let RecordId::Theme(id) = id {
            *hands.naming = Some(Naming::new_theme(session, Some(id), below));
        }
    }
    ui.separator();
    let (back_key, on_key) =
        if matches!(id, RecordId::Mission(_)) { ("Alt+↑", "Alt+↓") } else { ("Alt+←", "Alt+→") };
    let (before, after) = neighbours(session, id);
    for (words, key, other) in [(back, back_key, before), (on, on_key, after)] {
        if item_ui(ui, (words, key), words, other.is_some())
            && let Some(other) = other
        {
            hands.commands.send(Command::Edit(Edit::Swap(id, other)));
        }
    }
    ui.separator();
    if item_ui(ui, ("Remove…", ""), "Remove…", true) {
        hands.commands.send(Command::Delete(vec![id]));
    }
}

/// What stands before and after: a mission within its group, a theme among all. In an order that follows from names or
/// counts nothing can be moved.
pub(super) fn neighbours(session: Sight<'_>, id: RecordId) -> (Option<RecordId>, Option<RecordId>) {
    if !order::is_own(session, id) {
        return (None, None);
    }
    let matrix = &session.answers().arrangement.matrix;
    let line: Vec<RecordId> = if matches!(id, RecordId::Mission(_)) {
        let own = |group: &&Group| group.rows.iter().any(|row| id == row.mission.into());
        matrix.groups.iter().filter(own).flat_map(|group| &group.rows).map(|row| row.mission.into()).collect()
    } else {
        matrix.themes.iter().map(|&theme| theme.into()).collect()
    };
    let place = line.iter().position(|&other| other == id);
    let before = place.and_then(|place| place.checked_sub(1)).and_then(|place| line.get(place));
    let after = place.and_then(|place| line.get(place + 1));
    (before.copied(), after.copied())
}

fn item_ui(ui: &mut egui::Ui, (words, key): (&str, &str), name: &str, is_enabled: bool) -> bool {
    let button = ui.add_enabled(is_enabled, Button::new(words).shortcut_text(key));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    if button.clicked() {
        ui.close();
    }
    button.clicked()
}
