//! What a right click or the menu key offers on a row.

use egui::{Button, Id, Popup, Role, WidgetInfo};

use super::{Act, Scene};

fn menu_id(table: Id) -> Id {
    table.with("menu")
}

/// Opens the menu of a table.
pub(super) fn open(ctx: &egui::Context, table: Id) {
    Popup::open_id(ctx, menu_id(table));
}

/// Draws the menu while it is open.
pub(super) fn menu_ui(ui: &egui::Ui, scene: &Scene<'_>, acts: &mut Vec<Act>) {
    let id = menu_id(scene.id);
    if !Popup::is_id_open(ui.ctx(), id) {
        return;
    }
    let pointer = ui.ctx().pointer_interact_pos().filter(|pointer| ui.max_rect().contains(*pointer));
    let at: Id = id.with("place");
    let place = ui
        .data_mut(|data| *data.get_temp_mut_or_insert_with(at, || pointer.unwrap_or_else(|| ui.max_rect().left_top())));
    let popup = Popup::new(id, ui.ctx().clone(), place, ui.layer_id()).open_memory(None);
    let popup = popup.kind(egui::PopupKind::Menu).layout(egui::Layout::top_down_justified(egui::Align::Min));
    let shown = popup.accessible_name("Menu of the table").show(|ui| items_ui(ui, scene, acts));
    if shown.is_none_or(|shown| shown.response.should_close()) {
        ui.data_mut(|data| data.remove::<egui::Pos2>(at));
        ui.memory_mut(|memory| memory.request_focus(scene.id));
    }
}

fn items_ui(ui: &mut egui::Ui, scene: &Scene<'_>, acts: &mut Vec<Act>) {
    ui.set_min_width(220.0);
    let count = scene.rows.ids.iter().filter(|&&id| scene.session.selection().has(id)).count().max(1);
    let rows = if count == 1 { "row".to_owned() } else { format!("{count} rows") };
    let offers = [
        ("Edit the cell".to_owned(), "F2", Act::Edit),
        ("Open the form".to_owned(), "Enter", Act::Form),
        (format!("Copy {rows} as TSV"), "Ctrl+C", Act::Copy),
        (format!("Copy all {} rows", scene.rows.ids.len()), "", Act::CopyAll),
        ("Select all rows".to_owned(), "Ctrl+A", Act::All),
    ];
    for (words, key, act) in offers {
        if item_ui(ui, (&words, key), true) {
            acts.push(act);
        }
    }
    if item_ui(ui, (&format!("Set for {rows}…"), ""), count > 1) {
        acts.push(Act::Bulk);
    }
}

fn item_ui(ui: &mut egui::Ui, (words, key): (&str, &str), is_enabled: bool) -> bool {
    let button = ui.add_enabled(is_enabled, Button::new(words).shortcut_text(key));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, words));
    if button.clicked() {
        ui.close();
    }
    button.clicked()
}
