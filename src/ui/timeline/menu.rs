//! What a right click or the menu key offers on a mark of the timeline.

use egui::{Popup, Response};

use super::keys::Cursor;
use super::marks::Hands;
use crate::case::RecordId;
use crate::query::network::{Focus, NodeId};
use crate::session::Command;
use crate::ui::inspector;
use crate::ui::widgets::canvas;

/// The mark whose menu is open.
#[derive(Default)]
pub(super) struct Memory {
    open: Option<Cursor>,
    /// Whether the keyboard asked for it, and has yet to get to its first line.
    is_asked: bool,
}

impl Memory {
    /// Opens the menu of a mark by the keyboard.
    pub fn ask(&mut self, ctx: &egui::Context, cursor: Cursor) {
        *self = Self { open: Some(cursor), is_asked: true };
        Popup::open_id(ctx, canvas::menu_id(cursor.id()));
    }

    /// Gives the keyboard back to the canvas once the menu is closed.
    pub fn close_ui(&mut self, home: &Response) {
        let Some(cursor) = self.open else { return };
        if !Popup::is_id_open(&home.ctx, canvas::menu_id(cursor.id())) {
            self.open = None;
            if home.ctx.memory(egui::Memory::focused).is_none() {
                home.request_focus();
            }
        }
    }
}

/// Draws the menu of a mark, where it is open.
pub(super) fn menu_ui(response: &Response, cursor: Cursor, hands: &mut Hands<'_>) {
    if response.secondary_clicked() {
        hands.menu.open = Some(cursor);
    }
    if hands.menu.open != Some(cursor) {
        return;
    }
    let _shown = canvas::menu(response).show(|ui| {
        ui.set_min_width(210.0);
        items_ui(ui, cursor, hands);
    });
}

fn items_ui(ui: &mut egui::Ui, cursor: Cursor, hands: &mut Hands<'_>) {
    let (id, session) = (RecordId::from(cursor.incident), hands.session);
    let open = canvas::item_ui(ui, ("Open in the inspector", "Enter"));
    if std::mem::take(&mut hands.menu.is_asked) {
        open.request_focus();
    }
    if open.clicked() {
        hands.commands.send(Command::Select(id));
        inspector::enter_record(ui.ctx(), id);
    }
    if canvas::item_ui(ui, ("Give it another date…", "F2")).clicked() {
        hands.redate.ask(cursor.incident, session, ui.min_rect().left_top());
    }
    let is_in_focus = session.view().focus.is_some_and(|focus| RecordId::from(focus.on) == id);
    if !is_in_focus && canvas::item_ui(ui, ("Focus the graph on it", "F")).clicked() {
        let steps = session.view().focus.map_or(1, |focus| focus.steps);
        hands.commands.send(Command::Focus(NodeId::of(id).map(|on| Focus { on, steps })));
    }
    if canvas::item_ui(ui, ("Delete", "Del")).clicked() {
        hands.commands.send(Command::Delete(vec![id]));
    }
}
