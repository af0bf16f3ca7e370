//! The outline: the case, its counts, every record by kind, the filter by kind, and what does not add up.

use egui::{CollapsingHeader, RichText, ScrollArea};

use super::tokens::{self, Theme};
use super::widgets::{focus_ring, name, small_button};
use crate::case::{IncidentKind, RecordId, RecordKind};
use crate::query::problems::Severity;
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
            problems_ui(ui, session, commands);
            for &kind in RecordKind::ALL {
                table_ui(ui, kind, &memory.search, session, commands);
            }
            kinds_ui(ui, session, commands);
        });
    });
}

fn problems_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let problems = &session.answers().problems;
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let title = if problems.is_empty() {
        RichText::new("No problems").color(theme.good())
    } else {
        let colour = if errors > 0 {
            theme.error()
        } else if warnings > 0 {
            theme.warning()
        } else {
            theme.ink_soft()
        };
        RichText::new(format!("Problems  {}", problems.len())).color(colour)
    };
    let header = CollapsingHeader::new(title).id_salt("problems").default_open(errors > 0);
    let shown = header.show_unindented(ui, |ui| {
        ui.weak(format!("{errors} errors, {warnings} warnings, {notes} notes"));
        for (place, problem) in problems.iter().enumerate().take(200) {
            let sign = match problem.severity {
                Severity::Error => "✗",
                Severity::Warning => "⚠",
                Severity::Note => "·",
            };
            let title = problem.record.map(|id| session.case().title_of(id)).unwrap_or_default();
            let text = format!("{sign} {title}: {}", problem.words);
            let row = ui.push_id(place, |ui| ui.add(egui::Button::selectable(false, text).wrap())).inner;
            if row.clicked()
                && let Some(id) = problem.record
            {
                commands.send(Command::Select(id));
            }
        }
    });
    focus_ring(ui, &shown.header_response);
}

fn table_ui(ui: &mut egui::Ui, kind: RecordKind, search: &str, session: &Session, commands: &mut Commands) {
    let case = session.case();
    let wanted = search.trim().to_lowercase();
    let mut rows: Vec<(String, RecordId)> = case
        .ids(kind)
        .into_iter()
        .map(|id| (case.title_of(id), id))
        .filter(|(title, _)| wanted.is_empty() || title.to_lowercase().contains(&wanted))
        .collect();
    if rows.is_empty() && !wanted.is_empty() {
        return;
    }
    if kind == RecordKind::Incident {
        let dates = &session.answers().dates;
        rows.sort_by_key(|(_, id)| dates.bounds(*id).earliest_start.max(crate::case::Moment(i64::MIN + 1)));
    } else {
        rows.sort();
    }
    let mut words = kind.plural().to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let title = RichText::new(format!("{words}  {}", rows.len())).font(tokens::strong(12.5));
    let is_open = !wanted.is_empty();
    let header = CollapsingHeader::new(title).id_salt(kind.table()).open(is_open.then_some(true));
    let shown = header.show_unindented(ui, |ui| {
        ScrollArea::vertical().id_salt(kind.table()).max_height(320.0).show_rows(ui, 18.0, rows.len(), |ui, range| {
            for (title, id) in rows.get(range).unwrap_or_default() {
                row_ui(ui, (title, *id), session, commands);
            }
        });
    });
    focus_ring(ui, &shown.header_response);
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
        [ui.available_width(), 18.0],
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
