//! The outline: the case, its counts, every record by kind, the filter by kind, and what does not add up.

use egui::{CollapsingHeader, RichText, ScrollArea};

use super::tokens::{self, Theme};
use super::widgets::{capitalised, focus_ring, name, small_button};
use crate::case::{IncidentKind, RecordId, RecordKind};
use crate::session::{Command, Commands, Session};

/// What the outline remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    search: String,
}

/// The id of the search field: what is typed there is no part of the case.
pub(super) fn field_id() -> egui::Id {
    egui::Id::unique("find a record")
}

/// Draws the outline.
pub(super) fn outline_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    egui::Frame::NONE.inner_margin(tokens::MARGIN).show(ui, |ui| {
        let field = egui::TextEdit::singleline(&mut memory.search)
            .id(field_id())
            .hint_text("Find a record")
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        name(&field, "Find a record");
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            super::problems::outline_ui(ui, session, commands);
            let mut found = 0;
            for &kind in RecordKind::ALL {
                found += table_ui(ui, kind, &memory.search, session, commands);
            }
            if found == 0 && !memory.search.trim().is_empty() {
                ui.weak("No record has this name");
            }
            kinds_ui(ui, session, commands);
        });
    });
}

/// Draws the records of a kind that the search finds; how many they are.
fn table_ui(ui: &mut egui::Ui, kind: RecordKind, search: &str, session: &Session, commands: &mut Commands) -> usize {
    let case = session.case();
    let wanted = search.trim().to_lowercase();
    let is_whole = wanted.is_empty() || kind.plural().starts_with(&wanted);
    let mut rows: Vec<(String, RecordId)> = case
        .ids(kind)
        .into_iter()
        .map(|id| (case.title_of(id), id))
        // The word for a kind finds all of it.
        .filter(|(title, _)| is_whole || title.to_lowercase().contains(&wanted))
        .collect();
    if rows.is_empty() && !wanted.is_empty() {
        return 0;
    }
    if kind == RecordKind::Incident {
        let dates = &session.answers().dates;
        rows.sort_by_key(|(_, id)| dates.bounds(*id).earliest_start.max(crate::case::Moment(i64::MIN + 1)));
    } else {
        rows.sort();
    }
    let title = RichText::new(format!("{}  {}", capitalised(kind.plural()), rows.len())).font(tokens::strong(12.5));
    let is_open = !wanted.is_empty();
    // What a search unfolds folds again with it.
    let header = CollapsingHeader::new(title).id_salt((kind.table(), is_open)).default_open(is_open);
    let shown = header.show_unindented(ui, |ui| {
        rows_ui(ui, rows.len(), |ui, range| {
            for (title, id) in rows.get(range).unwrap_or_default() {
                row_ui(ui, (title, *id), session, commands);
            }
        });
    });
    focus_ring(ui, &shown.header_response);
    rows.len()
}

/// Height of a row, in points.
const ROW: f32 = 18.0;

/// Draws the rows in view, and leaves room for the others: one scroll for the whole outline.
#[expect(clippy::cast_sign_loss, reason = "what is above the first row is cut to it")]
fn rows_ui(ui: &mut egui::Ui, count: usize, draw: impl FnOnce(&mut egui::Ui, std::ops::Range<usize>)) {
    let step = ROW + ui.spacing().item_spacing.y;
    let (top, view) = (ui.cursor().top(), ui.clip_rect());
    let place = |y: f32| (((y - top) / step).max(0.0) as usize).min(count);
    let (first, last) = (place(view.top()), (place(view.bottom()) + 1).min(count));
    ui.add_space(first as f32 * step);
    draw(ui, first..last);
    ui.add_space((count - last) as f32 * step);
}

fn row_ui(ui: &mut egui::Ui, (title, id): (&str, RecordId), session: &Session, commands: &mut Commands) {
    let selection = session.selection();
    let theme = Theme::of(ui);
    let mut text = RichText::new(title);
    if session.view().hover == Some(id) {
        text = text.background_color(theme.hover());
    } else if selection.is_related(id) {
        text = text.color(theme.accent());
    }
    let row = ui.add_sized(
        [ui.available_width(), ROW],
        egui::Button::selectable(selection.has(id), text).truncate().right_text(""),
    );
    row.widget_info(|| {
        let label = format!("Outline {}: {title}", id.kind().label());
        egui::WidgetInfo::selected(egui::Role::Button, true, selection.has(id), label)
    });
    if row.clicked() {
        let adds = ui.input(|input| input.modifiers.command);
        commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
    }
    if row.hovered() {
        commands.send(Command::Hover(Some(id)));
    }
}

/// Which kinds of incidents are shown.
fn kinds_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let case = session.case();
    let hidden = &session.view().hidden_kinds;
    let title = RichText::new("Kinds shown").font(tokens::strong(12.5));
    let shown = CollapsingHeader::new(title).id_salt("kinds").show_unindented(ui, |ui| {
        for &kind in IncidentKind::ALL {
            let count = case.incidents.values().filter(|incident| incident.kind == kind).count();
            if count == 0 && !hidden.contains(&kind) {
                continue;
            }
            let mut is_shown = !hidden.contains(&kind);
            if ui.checkbox(&mut is_shown, format!("{} ({count})", kind.label())).changed() {
                commands.send(Command::ToggleKind(kind));
            }
        }
        if !hidden.is_empty() && small_button(ui, "Show all", "Show every kind of incident").clicked() {
            commands.send(Command::ShowAllKinds);
        }
    });
    focus_ring(ui, &shown.header_response);
}
