//! The outline: the case, its counts, every record by kind, the filter by kind, and what does not add up.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CollapsingHeader, RichText, ScrollArea};

use super::names::{List, Names};
use super::tokens::{self, Theme};
use super::widgets::{capitalised, focus_ring, name, small_button, titled};
use crate::case::{IncidentKind, RecordId, RecordKind};
use crate::session::{Command, Commands, Session};

/// What the outline remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    search: String,
    found: BTreeMap<RecordKind, Found>,
}

/// What a search found of one kind: places in the order in which they are listed.
struct Found {
    search: String,
    list: Arc<List>,
    rows: Vec<u32>,
}

/// The id of the search field: what is typed there is no part of the case.
pub(super) fn field_id() -> egui::Id {
    egui::Id::unique("find a record")
}

/// Draws the outline. Whether the findings are to be shown.
pub(super) fn outline_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (session, names): (&Session, &Names),
    commands: &mut Commands,
) -> bool {
    let mut is_leading = false;
    egui::Frame::NONE.inner_margin(tokens::MARGIN).show(ui, |ui| {
        let field = egui::TextEdit::singleline(&mut memory.search)
            .id(field_id())
            .hint_text("Find a record")
            .char_limit(200)
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        name(&field, "Find a record");
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            super::problems::outline_ui(ui, session, commands);
            super::duplicates::count_ui(ui);
            is_leading = findings_ui(ui, session);
            let mut found = 0;
            for &kind in RecordKind::ALL {
                found += table_ui(ui, kind, memory, (session, names), commands);
            }
            if names.is_first() {
                ui.weak("Reading the names of all records…");
            } else if found == 0 && !memory.search.trim().is_empty() {
                ui.weak("No record has this name");
            }
            kinds_ui(ui, (session, names), commands);
        });
    });
    is_leading
}

/// One line on what follows from mandates and evidence, which leads to the pane of findings. Whether it was pressed.
fn findings_ui(ui: &mut egui::Ui, session: &Session) -> bool {
    if session.case().missions.is_empty() {
        return false;
    }
    let summary = super::findings::summary(ui, session);
    // Where there is little room, what is found goes before what it is called.
    let galley = ui.painter().layout_no_wrap((*summary).clone(), tokens::body(), egui::Color32::PLACEHOLDER);
    let has_room = galley.size().x + 2.0 * ui.spacing().button_padding.x <= ui.available_width();
    let text = if has_room {
        RichText::new(&**summary)
    } else {
        RichText::new(summary.trim_start_matches("Findings: ")).font(tokens::small())
    };
    let text = text.color(Theme::of(ui).accent());
    let button = egui::Button::selectable(false, text).truncate().right_text("");
    let line = ui.add_sized([ui.available_width(), ROW], button);
    line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*summary));
    line.on_hover_text("Show what follows from mandates and evidence").clicked()
}

impl Memory {
    /// The rows of a kind that the search finds; `None` where that is every one of them.
    fn rows(&mut self, kind: RecordKind, names: &Names) -> Option<&[u32]> {
        let wanted = self.search.trim();
        // The word for a kind finds all of it.
        if wanted.is_empty() || kind.plural().starts_with(&wanted.to_lowercase()) {
            return None;
        }
        let list = names.list(kind);
        let is_known = |found: &Found| found.search == self.search && Arc::ptr_eq(&found.list, &list);
        if !self.found.get(&kind).is_some_and(is_known) {
            let rows = list.in_rows(&names.find(kind, wanted));
            drop(self.found.insert(kind, Found { search: self.search.clone(), list, rows }));
        }
        self.found.get(&kind).map(|found| found.rows.as_slice())
    }
}

/// Draws the records of a kind that the search finds; how many they are.
fn table_ui(
    ui: &mut egui::Ui,
    kind: RecordKind,
    memory: &mut Memory,
    (session, names): (&Session, &Names),
    commands: &mut Commands,
) -> usize {
    let is_searched = !memory.search.trim().is_empty();
    let list = names.list(kind);
    let found = memory.rows(kind, names);
    let rows = found.map_or_else(|| list.len(), <[u32]>::len);
    if rows == 0 && is_searched {
        return 0;
    }
    // All of a kind is counted in the case itself, of which the list may be a moment behind.
    let count = if found.is_some() { rows } else { session.case().count(kind) };
    let title = RichText::new(format!("{}  {count}", capitalised(kind.plural()))).font(tokens::strong(12.5));
    // What a search unfolds folds again with it.
    let header = CollapsingHeader::new(title).id_salt((kind.table(), is_searched)).default_open(is_searched);
    let shown = header.show_unindented(ui, |ui| {
        rows_ui(ui, (rows, ROW), |ui, range| {
            let shown: Vec<Option<RecordId>> = match found {
                Some(places) => {
                    places.get(range).unwrap_or_default().iter().map(|&place| list.id(place as usize)).collect()
                }
                None => list.rows(range).map(Some).collect(),
            };
            for id in shown.into_iter().flatten() {
                row_ui(ui, id, session, commands);
            }
        });
    });
    focus_ring(ui, &shown.header_response);
    rows
}

/// Height of a row, in points.
const ROW: f32 = 18.0;

/// Draws those of so many rows of one height (in points) that are in view, and leaves room for the others: one scroll
/// for all that stands above and below them.
#[expect(clippy::cast_sign_loss, reason = "what is above the first row is cut to it")]
pub(super) fn rows_ui(
    ui: &mut egui::Ui,
    (count, height): (usize, f32),
    draw: impl FnOnce(&mut egui::Ui, std::ops::Range<usize>),
) {
    let step = height + ui.spacing().item_spacing.y;
    let (top, view) = (ui.cursor().top(), ui.clip_rect());
    let place = |y: f32| (((y - top) / step).max(0.0) as usize).min(count);
    let (first, last) = (place(view.top()), (place(view.bottom()) + 1).min(count));
    ui.add_space(first as f32 * step);
    draw(ui, first..last);
    ui.add_space((count - last) as f32 * step);
}

fn row_ui(ui: &mut egui::Ui, id: RecordId, session: &Session, commands: &mut Commands) {
    if !session.case().has(id) {
        // Gone since the list was made.
        ui.add_space(ROW + ui.spacing().item_spacing.y);
        return;
    }
    let title = titled(session.case(), id);
    let selection = session.selection();
    let theme = Theme::of(ui);
    let mut text = RichText::new(&title);
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
fn kinds_ui(ui: &mut egui::Ui, (session, names): (&Session, &Names), commands: &mut Commands) {
    let hidden = &session.view().hidden_kinds;
    let title = RichText::new("Kinds shown").font(tokens::strong(12.5));
    let shown = CollapsingHeader::new(title).id_salt("kinds").show_unindented(ui, |ui| {
        for &kind in IncidentKind::ALL {
            let count = names.kinds().get(&kind).copied().unwrap_or(0);
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
