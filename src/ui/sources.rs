//! The sources pane: every source by origin, what hangs on it, and what would be unsourced without it.

use std::sync::Arc;

use egui::{RichText, ScrollArea};

use super::tokens;
use super::widgets::lines::{FIRST, Look, NEXT, lines_ui};
use super::widgets::{Same, cut, grade, kept, name, origin, titled};
use crate::case::{Record, RecordId, Reliability, Source, SourceId};
use crate::edit::Edit;
use crate::query::sources::{Bearing, Held, Origin, Statement, Support};
use crate::session::{Command, Commands, Session};

/// What the pane remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    /// The source whose statements are listed: it stays while one goes to them.
    shown: Option<SourceId>,
}

/// Height of a row for a source: three lines, in points.
const SOURCE: f32 = FIRST + NEXT * 2.0 + 2.0;
/// Height of a row for a statement: two lines, in points.
const STATEMENT: f32 = FIRST + NEXT + 2.0;
/// How far the sources of one origin are indented, in points.
const INDENT: f32 = 12.0;

/// A row of the list: an origin by its place, or a source and how far it is indented.
#[derive(Clone, Copy)]
enum Row {
    Origin(usize),
    Source(SourceId, f32),
}

/// Draws the pane.
pub(super) fn sources_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    if let Some(RecordId::Source(source)) = session.selection().shown() {
        memory.shown = Some(source);
    }
    memory.shown = memory.shown.filter(|&id| session.case().has(id.into()));
    egui::Frame::NONE.inner_margin(tokens::MARGIN).show(ui, |ui| {
        let (case, support) = (session.case(), &session.answers().support);
        if case.sources.is_empty() {
            ui.add(egui::Label::new("No source yet: add one from the menu Edit, or where something is cited").wrap());
            return;
        }
        let words = format!("{} of {}", count(case.sources.len(), "source"), count(support.origins.len(), "origin"));
        ui.label(RichText::new(words).font(tokens::strong(12.5)))
            .on_hover_text("Sources of one origin count once; a source whose origin is not stated counts by itself");
        let rows = kept(ui, "rows", Same::of(support), || rows(support));
        let height = if memory.shown.is_some() { ui.available_height() * 0.55 } else { f32::INFINITY };
        let list = ScrollArea::vertical().id_salt("sources").auto_shrink([false, memory.shown.is_some()]);
        list.max_height(height).show_rows(ui, SOURCE, rows.len(), |ui, range| {
            for &row in rows.get(range).unwrap_or_default() {
                list_row_ui(ui, row, session, commands);
            }
        });
        if let Some(source) = memory.shown {
            statements_ui(ui, source, session, commands);
        }
    });
}

/// The list: an origin has a line of its own where several sources share it.
fn rows(support: &Support) -> Vec<Row> {
    let mut rows = Vec::new();
    for (place, origin) in support.origins.iter().enumerate() {
        let is_shared = origin.sources.len() > 1;
        if is_shared {
            rows.push(Row::Origin(place));
        }
        let indent = if is_shared { INDENT } else { 0.0 };
        rows.extend(origin.sources.iter().map(|&id| Row::Source(id, indent)));
    }
    rows
}

fn list_row_ui(ui: &mut egui::Ui, row: Row, session: &Session, commands: &mut Commands) {
    match row {
        Row::Origin(place) => {
            if let Some(origin) = session.answers().support.origins.get(place) {
                origin_ui(ui, origin);
            }
        }
        Row::Source(id, indent) => match session.case().sources.get(&id) {
            Some(source) => source_ui(ui, (id, source, indent), session, commands),
            // Gone since what hangs on it was found.
            None => ui.add_space(SOURCE + ui.spacing().item_spacing.y),
        },
    }
}

fn origin_ui(ui: &mut egui::Ui, origin: &Origin) {
    let words = cut(format!("Origin: {} ({})", origin.name, count(origin.sources.len(), "source")));
    let label = egui::Label::new(RichText::new(&words).font(tokens::strong(12.0))).truncate();
    ui.allocate_ui_with_layout(
        egui::vec2(ui.available_width(), SOURCE),
        egui::Layout::left_to_right(egui::Align::Max),
        |ui| {
            ui.set_min_height(SOURCE);
            ui.add(label).on_hover_text(&words);
        },
    );
}

fn source_ui(
    ui: &mut egui::Ui,
    (id, source, indent): (SourceId, &Source, f32),
    session: &Session,
    commands: &mut Commands,
) {
    let nothing = Held::default();
    let held = session.answers().support.of(id).unwrap_or(&nothing);
    let title = titled(session.case(), id);
    let grade = grade_words(source.reliability);
    let origin = if source.origin.is_empty() { "origin not stated" } else { &source.origin };
    let (first, second) = (format!("{}  {title}", letter(source.reliability)), held_words(held));
    let third = source_words(source);
    let is_selected = session.selection().has(id.into());
    let row = lines_ui(ui, (Look::of(session, id), indent, SOURCE), &[&first, &second, &third]);
    let tip = |ui: &mut egui::Ui| drop(ui.label(cut(format!("{title}\n{grade}\n{second}\n{third}\nOrigin: {origin}"))));
    let row = row.on_hover_ui(tip);
    row.widget_info(|| {
        let name = format!("Source: {title}. {grade}. {second}. {third}");
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, name)
    });
    follow(ui, &row, id.into(), commands);
}

fn follow(ui: &egui::Ui, row: &egui::Response, id: RecordId, commands: &mut Commands) {
    if row.clicked() {
        let adds = ui.input(|input| input.modifiers.command);
        commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
    }
    if row.hovered() {
        commands.send(Command::Hover(Some(id)));
    }
}

/// The statements that cite the source, below the list.
fn statements_ui(ui: &mut egui::Ui, source: SourceId, session: &Session, commands: &mut Commands) {
    ui.separator();
    rated_ui(ui, source, session, commands);
    let statements = session.answers().support.of(source).map_or(&[][..], |held| &held.statements);
    let title = format!("{} of {}", count(statements.len(), "statement"), titled(session.case(), source));
    let label = egui::Label::new(RichText::new(&title).font(tokens::strong(12.0))).truncate();
    ui.add(label).on_hover_text(&title);
    let list = ScrollArea::vertical().id_salt("statements").auto_shrink(false);
    list.show_rows(ui, STATEMENT, statements.len(), |ui, range| {
        let first = range.start;
        for (place, statement) in (first..).zip(statements.get(range).unwrap_or_default()) {
            ui.push_id(place, |ui| statement_ui(ui, (source, statement), session, commands));
        }
    });
}

/// Reliability and origin of the source: what is changed here holds wherever it is cited.
fn rated_ui(ui: &mut egui::Ui, id: SourceId, session: &Session, commands: &mut Commands) {
    let Some(source) = session.case().sources.get(&id) else { return };
    ui.push_id(id, |ui| {
        ui.horizontal(|ui| {
            ui.label("Reliability");
            let field = grade::Field { name: "Reliability of the source", salt: "pane" };
            if let Some((letter, _)) = grade::letter_ui(ui, field, source.reliability) {
                commands.send(grade::rate(session, id, letter));
            }
            ui.add(egui::Label::new(RichText::new(grade_words(source.reliability)).weak()).truncate());
        });
        origin_field_ui(ui, (id, source), session, commands);
    });
}

fn origin_field_ui(ui: &mut egui::Ui, (id, source): (SourceId, &Source), session: &Session, commands: &mut Commands) {
    let key = ui.make_persistent_id("origin");
    let kept: Option<String> = ui.data(|data| data.get_temp(key));
    let mut text = kept.unwrap_or_else(|| source.origin.clone());
    origin::complete(ui, key.with("field"), session, &mut text);
    let field = ui.horizontal(|ui| {
        ui.label("Origin");
        let field = egui::TextEdit::singleline(&mut text).id(key.with("field")).hint_text("not stated");
        ui.add(field.desired_width(f32::INFINITY).char_limit(1_000))
    });
    name(&field.inner, "Origin of the source");
    origin::offers_ui(ui, &field.inner, session, &text);
    if field.inner.has_focus() {
        ui.data_mut(|data| data.insert_temp(key, text.clone()));
    }
    if field.inner.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(key));
        if text.trim() != source.origin {
            let changed = Source { origin: text.trim().to_owned(), ..source.clone() };
            commands.send(Command::Edit(Edit::Put(id.into(), Record::Source(Arc::new(changed)))));
        }
    }
}

fn statement_ui(
    ui: &mut egui::Ui,
    (source, statement): (SourceId, &Statement),
    session: &Session,
    commands: &mut Commands,
) {
    let title = titled(session.case(), statement.record);
    let first = if statement.part.is_empty() { title } else { format!("{} – {title}", statement.part) };
    let second = statement_words(statement);
    let is_selected = session.selection().has(statement.record);
    let row = lines_ui(ui, (Look::of(session, statement.record), 0.0, STATEMENT), &[&first, &second]);
    let row = row.on_hover_ui(|ui| drop(ui.label(cut(format!("{first}\n{second}")))));
    row.widget_info(|| {
        let name = format!("Statement: {first}. {second}");
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, name)
    });
    if row.clicked() && !ui.input(|input| input.modifiers.command) {
        let is_decision = match session.case().record(statement.record) {
            Some(Record::Mandate(mandate)) => mandate.decision == Some(source),
            _ => false,
        };
        commands.send(if is_decision {
            Command::SelectField(statement.record, "decision", None)
        } else {
            Command::SelectField(statement.record, statement.field, Some(source))
        });
    } else {
        follow(ui, &row, statement.record, commands);
    }
}

/// How the source bears on a statement, and where it says so.
fn statement_words(statement: &Statement) -> String {
    let stance = match statement.bearing {
        Bearing::Supports => "supported",
        Bearing::Disputes => "disputed",
        Bearing::Both => "supported and disputed",
    };
    let only = if statement.is_sole { "by no other source" } else { "" };
    joined(&[statement.record.kind().label(), stance, only, &statement.locator])
}

/// The letter of the grade; what is not yet graded is shown as F, and told in words beside it.
fn letter(reliability: Option<Reliability>) -> char {
    reliability.unwrap_or_default().label().chars().next().unwrap_or('F')
}

fn grade_words(reliability: Option<Reliability>) -> String {
    reliability.map_or_else(|| "F – not yet graded".to_owned(), |grade| grade.label().to_owned())
}

/// What hangs on the source.
fn held_words(held: &Held) -> String {
    let supports = format!("supports {}", held.supports);
    let disputes = if held.disputes > 0 { format!("disputes {}", held.disputes) } else { String::new() };
    let sole = if held.sole > 0 { format!("{} unsourced without it", held.sole) } else { String::new() };
    joined(&[&supports, &disputes, &sole])
}

/// Grade where it is missing, kind and date.
fn source_words(source: &Source) -> String {
    let graded = if source.reliability.is_none() { "not yet graded" } else { "" };
    let date = source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string);
    joined(&[graded, source.kind.label(), &date])
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
