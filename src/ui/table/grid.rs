//! Header, rows and cells: painted for what is in view, each with its name.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Id, Modifiers, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui_table::{CellInfo, HeaderCellInfo, TableDelegate};

use super::edit::Editing;
use super::{Act, Cursor, How, ROW, Scene};
use crate::case::{Record, RecordId};
use crate::ui::tokens;
use crate::ui::widgets::{cut, focus_ring};

/// The identity of a column.
pub(super) fn column_id(column: &str) -> Id {
    Id::unique(("table column", column))
}

/// Space between the edges of a cell and its text, in points.
const PAD: f32 = 6.0;

/// What is drawn of a table in a frame.
pub(super) struct Grid<'a> {
    scene: &'a Scene<'a>,
    cursor: Cursor,
    has_keyboard: bool,
    editing: &'a mut Option<Editing>,
    acts: &'a mut Vec<Act>,
    /// What is under the pointer.
    pub hovered: Option<RecordId>,
    /// The row that was drawn last, so that it is looked up once.
    row: Option<(u64, RecordId, Record)>,
    is_editor_drawn: bool,
}

impl<'a> Grid<'a> {
    pub fn new(
        scene: &'a Scene<'a>,
        (cursor, has_keyboard): (Cursor, bool),
        editing: &'a mut Option<Editing>,
        acts: &'a mut Vec<Act>,
    ) -> Self {
        Self { scene, cursor, has_keyboard, editing, acts, hovered: None, row: None, is_editor_drawn: false }
    }

    /// Whether a cell is edited that was not drawn, although it had time to come into view.
    pub fn is_lost(&mut self) -> bool {
        let is_drawn = self.is_editor_drawn;
        self.editing.as_mut().is_some_and(|editing| !editing.is_awaited(is_drawn))
    }

    fn record(&mut self, row: u64) -> Option<(RecordId, Record)> {
        if let Some((known, id, record)) = &self.row
            && *known == row
        {
            return Some((*id, record.clone()));
        }
        let id = *self.scene.rows.ids.get(usize::try_from(row).ok()?)?;
        // Gone since the rows were made: the row stays empty.
        let record = self.scene.session.case().record(id)?;
        self.row = Some((row, id, record.clone()));
        Some((id, record))
    }

    fn touch(&mut self, ui: &Ui, response: &egui::Response, at: Cursor) {
        if response.hovered() {
            self.hovered = self.scene.rows.ids.get(at.row).copied();
        }
        if response.clicked() {
            self.acts.push(Act::Go(at, how(ui.input(|input| input.modifiers))));
        }
        if response.secondary_clicked() {
            let is_selected = self.hovered.is_some_and(|id| self.scene.session.selection().has(id));
            self.acts.push(Act::Go(at, if is_selected { How::Not } else { How::Alone }));
            self.acts.push(Act::Menu);
        }
        if response.double_clicked() {
            let is_edited = self.scene.columns.get(at.column).is_some_and(|column| column.field.is_some());
            self.acts.push(if is_edited { Act::Edit } else { Act::Form });
        }
    }
}

/// How a click selects.
const fn how(modifiers: Modifiers) -> How {
    match (modifiers.command, modifiers.shift) {
        (_, true) => How::Range,
        (true, false) => How::Toggle,
        (false, false) => How::Alone,
    }
}

impl TableDelegate for Grid<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let (place, theme) = (cell.col_range.start, self.scene.theme);
        let Some(column) = self.scene.columns.get(place) else { return };
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, theme.band());
        let order = self.scene.shape.order(column.id);
        let sign = match order {
            None => String::new(),
            Some((0, true)) if self.scene.shape.sorting.len() == 1 => " ▼".to_owned(),
            Some((0, false)) if self.scene.shape.sorting.len() == 1 => " ▲".to_owned(),
            Some((place, is_backwards)) => format!(" {}{}", if is_backwards { '▼' } else { '▲' }, place + 1),
        };
        let text = format!("{}{sign}", column.label);
        let response = ui.interact(rect, self.scene.id.with(("header", column.id)), Sense::click());
        response.widget_info(|| {
            let order = order.map_or_else(String::new, |(place, is_backwards)| {
                format!(", {}sorted {}", if place > 0 { "then " } else { "" }, super::head::way(is_backwards))
            });
            WidgetInfo::labeled(Role::ColumnHeader, true, format!("Column {}{order}", column.label))
        });
        paint(ui, rect, (&text, tokens::strong(12.0), theme.ink()));
        focus_ring(ui, &response);
        if response.clicked() {
            self.acts.push(Act::Sort(place, ui.input(|input| input.modifiers.shift)));
        }
        let words = "Click to sort, again to turn the order; with Shift beside the first column";
        drop(response.on_hover_text(format!("{}\n{words}", column.label)));
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let rect = ui.max_rect();
        let theme = self.scene.theme;
        let Some((id, _)) = self.record(row) else { return };
        let session = self.scene.session;
        let is_selected = session.selection().has(id);
        let ground = match (is_selected, session.view().hover == Some(id)) {
            (true, _) => Some(theme.selection()),
            (false, true) => Some(theme.hover()),
            (false, false) if row % 2 == 1 => Some(theme.band()),
            (false, false) => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, 0.0, ground);
        }
        let response = ui.interact(rect, self.scene.id.with(("row", id)), Sense::HOVER);
        response.widget_info(|| {
            let name = format!("Row {}: {}", row + 1, cut(session.case().title_of(id)));
            WidgetInfo::selected(Role::Row, true, is_selected, name)
        });
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let at = Cursor { row: usize::try_from(cell.row_nr).unwrap_or(usize::MAX), column: cell.col_nr };
        let Some((id, record)) = self.record(cell.row_nr) else { return };
        let Some(&column) = self.scene.columns.get(cell.col_nr) else { return };
        let (rect, theme) = (ui.max_rect(), self.scene.theme);
        if let Some(editing) = self.editing.as_mut().filter(|editing| editing.is_at(id, column.id)) {
            self.is_editor_drawn = true;
            self.acts.extend(editing.editor_ui(ui, rect, (column, self.scene)));
            return;
        }
        let words = cut(column.cell(&self.scene.told(), id, &record).words());
        let response = ui.interact(rect, self.scene.id.with((id, column.id)), Sense::CLICK);
        response.widget_info(|| {
            let words = if words.is_empty() { "empty" } else { &words };
            WidgetInfo::labeled(Role::Cell, true, format!("{}: {words}", column.label))
        });
        let ink = if column.is_caveat() { theme.ink_soft() } else { theme.ink() };
        paint(ui, rect, (&words, tokens::body(), ink));
        if at == self.cursor && self.has_keyboard {
            let stroke = Stroke::new(2.0, theme.accent());
            ui.painter().rect_stroke(rect.shrink(1.0), 2.0, stroke, StrokeKind::Inside);
        }
        self.touch(ui, &response, at);
        if response.hovered() && !words.is_empty() {
            drop(response.on_hover_text(words));
        }
    }

    fn default_row_height(&self) -> f32 {
        ROW
    }
}

/// Paints a text of one line, cut where there is no room for it. Where a column is fitted to what it holds, the text takes
/// its room.
fn paint(ui: &mut Ui, rect: Rect, (text, font, ink): (&str, egui::FontId, egui::Color32)) {
    if text.is_empty() {
        return;
    }
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let mut job = LayoutJob::simple_singleline(line.to_owned(), font, ink);
    if ui.is_sizing_pass() {
        let galley = ui.painter().layout_job(job);
        ui.allocate_space(galley.size() + egui::vec2(PAD * 2.0, 0.0));
        return;
    }
    job.wrap = TextWrapping::truncate_at_width((rect.width() - PAD * 2.0).max(0.0));
    let galley = ui.painter().layout_job(job);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(Pos2::new(rect.left() + PAD, top), galley, ink);
}
