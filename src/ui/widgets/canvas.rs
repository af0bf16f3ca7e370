//! A canvas for those who do not see it or use no pointer: it is one stop of the keyboard with a name and a word on how to
//! move, and what is drawn in it are its children, each with a name.

use egui::accesskit::Action;
use egui::{AsIdSalt, Button, Id, Popup, Rect, Response, Role, Stroke, StrokeKind, UiBuilder, WidgetInfo};

use crate::ui::focus;
use crate::ui::tokens::Theme;

/// What a canvas is to those who do not see it.
pub struct Told<'a> {
    /// A list or a grid.
    pub role: Role,
    /// What it shows, and how much of it.
    pub name: String,
    /// How to move in it.
    pub keys: &'a str,
}

/// Tells what a canvas is and how to move in it. `within` is the child on which the keyboard is.
pub fn canvas_ui(ui: &egui::Ui, canvas: &Response, told: &Told<'_>, within: Option<Id>) {
    canvas.widget_info(|| WidgetInfo::labeled(told.role, true, told.name.as_str()));
    describe(canvas, || told.keys.to_owned());
    if let Some(within) = within.filter(|&within| ui.ctx().has_accesskit_node(within)) {
        ui.ctx().accesskit_node_builder(canvas.id, |node| node.set_active_descendant(within.accesskit_id()));
    }
}

/// What screen readers say after the name.
pub fn describe(response: &Response, words: impl FnOnce() -> String) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(words()));
}

/// A ring around the child of a canvas on which the keyboard is: stronger than that of what is only selected.
pub fn cursor_ring(ui: &egui::Ui, rect: Rect) {
    if !focus::is_by_keys(ui.ctx()) {
        return;
    }
    let stroke = Stroke::new(2.5, Theme::of(ui).accent());
    ui.painter().rect_stroke(rect.expand(1.0), 3.0, stroke, StrokeKind::Outside);
}

/// Whether a screen reader wants the keyboard to be on a child that is no stop of its own.
pub fn is_sought(response: &Response) -> bool {
    let told = response.ctx.accesskit_node_builder(response.id, |node| node.add_action(Action::Focus));
    told.is_some() && response.ctx.input(|input| input.has_accesskit_action_request(response.id, Action::Focus))
}

/// A child of a canvas that is drawn, but has no widget of its own: it has a name, and the pointer goes through it.
/// Whether a screen reader presses it.
pub fn spoken_ui(
    ui: &mut egui::Ui,
    canvas: Id,
    (key, rect): (impl AsIdSalt, Rect),
    name: impl FnOnce() -> String,
) -> bool {
    // Where nobody listens, nothing is said.
    if !ui.ctx().has_accesskit_node(canvas) {
        return false;
    }
    let builder = UiBuilder::new().max_rect(rect).id_salt(key).accessibility_parent(canvas);
    let child = ui.new_child(builder.accessibility_role(Role::ListItem).accessibility_label(name()));
    let id = child.unique_id();
    ui.ctx().accesskit_node_builder(id, |node| {
        let [x0, y0, x1, y1] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
        node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
        node.add_action(Action::Click);
    });
    ui.input(|input| input.has_accesskit_action_request(id, Action::Click))
}

/// The identity of the menu of a child.
pub fn menu_id(child: Id) -> Id {
    child.with("menu")
}

/// The menu of a child while it is open: at the pointer that asked for it, or below where the keyboard did.
pub fn menu(response: &Response) -> Popup<'_> {
    let id = menu_id(response.id);
    let menu = Popup::context_menu(response).id(id);
    let is_by_pointer = response.secondary_clicked() || Popup::position_of_id(&response.ctx, id).is_some();
    if is_by_pointer { menu } else { menu.at_position(response.rect.left_bottom()) }
}

/// A line of a menu, with its key. The name is the line without the key.
pub fn item_ui(ui: &mut egui::Ui, (words, key): (&str, &str)) -> Response {
    let item = ui.add(Button::new(words).shortcut_text(key));
    item.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    item
}
