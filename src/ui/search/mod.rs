//! A box for a query, which is asked while it is typed, with what is wrong underlined, completions out of the case, and
//! what it finds below: the search box, which filters every view, the lens of the graph, and what counts in the matrix.
//!
//! Enter keeps the query, or takes what is chosen in the list; Escape leaves what was asked as it was before. A query that
//! cannot be asked changes nothing until it can be.

mod hints;
mod list;
mod scope;
mod values;

use std::sync::Arc;

use egui::{Id, Key, Modifiers, TextEdit};

use super::names::Names;
use super::tokens::Theme;
use crate::query::ask::{Completion, Issue, Severity, complete, parse};
use crate::session::{Command, Commands, Filter, Sight};
use list::Row;
use scope::Before;
pub(super) use scope::Scope;

/// What a box remembers.
#[derive(Default)]
pub(super) struct Memory {
    /// The text, while the box is open.
    text: Option<String>,
    /// What was asked when the box was opened.
    before: Before,
    /// The row chosen in the list.
    chosen: Option<usize>,
    /// What may be meant at the cursor, for this text and cursor.
    completions: (String, usize, Vec<Completion>),
    /// Whether the field is to have the keyboard.
    is_awaited: bool,
}

impl Memory {
    /// Gives the box the keyboard.
    pub fn focus(&mut self) {
        self.is_awaited = true;
    }

    /// Whether it is used, or about to be.
    pub const fn is_wanted(&self) -> bool {
        self.is_awaited || self.is_open()
    }

    const fn is_open(&self) -> bool {
        self.text.is_some()
    }

    fn open(&mut self, session: Sight<'_>, scope: Scope) {
        if !self.is_open() {
            self.before = Before::of(session, scope);
            self.text = Some(self.before.filter.text.clone());
        }
    }

    /// Closes a box that was left open when another query was asked elsewhere.
    fn follow(&mut self, session: Sight<'_>, (scope, had_focus): (Scope, bool)) {
        let filter = scope.filter(session).text;
        if !had_focus && self.text.as_ref().is_some_and(|text| *text != filter && parse(text).is_right()) {
            self.close();
        }
    }

    fn close(&mut self) {
        self.text = None;
        self.chosen = None;
    }
}

/// What a box needs at hand while it is drawn.
pub(super) struct Search<'a> {
    /// Whose query it is.
    pub scope: Scope,
    /// How wide its field is, in points.
    pub width: f32,
    /// What it remembers.
    pub memory: &'a mut Memory,
    /// The names of all records.
    pub names: &'a Names,
}

/// Width of the search box, in points.
pub(super) const WIDTH: f32 = 230.0;

/// Draws the box, and while it is open the list below it.
pub(super) fn search_ui(ui: &mut egui::Ui, search: &mut Search<'_>, session: Sight<'_>, commands: &mut Commands) {
    let (scope, id) = (search.scope, search.scope.field_id());
    let had_focus = ui.memory(|memory| memory.has_focus(id));
    search.memory.follow(session, (scope, had_focus));
    let rows = if search.memory.is_open() { list::rows(search, session) } else { Vec::new() };
    let taken = if had_focus { keys(ui, search.memory, &rows) } else { None };
    let mut text = search.memory.text.clone().unwrap_or_else(|| scope.filter(session).text);
    let issues = hints::issues(session, scope, &text);
    let is_listing = !rows.is_empty() && search.memory.is_open();
    let output = field_ui(ui, &mut text, (scope, search.width), (&issues, is_listing));
    let response = &output.response.response;
    if std::mem::take(&mut search.memory.is_awaited) {
        response.request_focus();
        let end = egui::text::CCursor::new(text.chars().count());
        select(ui, id, egui::text::CCursorRange::two(egui::text::CCursor::new(0), end));
    }
    if response.has_focus() {
        search.memory.open(session, scope);
    }
    if response.changed() {
        search.memory.text = Some(text.clone());
        search.memory.chosen = None;
        send(&text, (session, scope), commands);
    }
    if let Some(range) = output.cursor_range {
        meant(search, session, &text, range.primary.index.into());
    }
    let area = list::list_ui(ui, response.rect, search, (session, &rows, &issues), commands);
    let taken = taken.or(area.taken);
    if let Some(row) = taken {
        take(ui, search, (&row, session), commands);
    } else if response.lost_focus() {
        leave(ui, search, session, commands);
    } else if search.memory.is_open() && !response.has_focus() && area.is_elsewhere {
        search.memory.close();
    }
}

/// Sends a query that can be asked.
fn send(text: &str, (session, scope): (Sight<'_>, Scope), commands: &mut Commands) {
    if parse(text).is_right() {
        let is_surely = scope.filter(session).is_surely;
        scope.ask(session, Filter { text: text.to_owned(), is_surely }, commands);
    }
}

/// The field is left: Escape brings back what was asked before, Enter and a click elsewhere keep what stands there.
fn leave(ui: &egui::Ui, search: &mut Search<'_>, session: Sight<'_>, commands: &mut Commands) {
    let memory = &mut *search.memory;
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        memory.before.restore(session, search.scope, commands);
        memory.close();
    } else if ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Tab)) {
        memory.close();
    }
}

/// Up and Down go through the list, Tab takes a completion, Enter what is chosen.
fn keys(ui: &egui::Ui, memory: &mut Memory, rows: &[Row]) -> Option<Row> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if rows.is_empty() || !memory.is_open() {
        return None;
    }
    let last = rows.len() - 1;
    if pressed(Key::ArrowDown) {
        memory.chosen = Some(memory.chosen.map_or(0, |chosen| (chosen + 1).min(last)));
    }
    if pressed(Key::ArrowUp) {
        memory.chosen = memory.chosen.and_then(|chosen| chosen.checked_sub(1));
    }
    let chosen = memory.chosen.and_then(|chosen| rows.get(chosen));
    if pressed(Key::Tab) {
        return chosen.or(rows.first()).filter(|row| matches!(row, Row::Completion(_))).cloned();
    }
    if chosen.is_some() && pressed(Key::Enter) { chosen.cloned() } else { None }
}

/// Puts a completion into the text, goes to a record, or asks a saved query.
fn take(ui: &egui::Ui, search: &mut Search<'_>, (row, session): (&Row, Sight<'_>), commands: &mut Commands) {
    let (memory, scope) = (&mut *search.memory, search.scope);
    let field = scope.field_id();
    memory.chosen = None;
    match row {
        Row::Completion(one) => {
            let mut text = memory.text.clone().unwrap_or_default();
            let (Some(head), Some(tail)) = (text.get(..one.span.start), text.get(one.span.end..)) else { return };
            let space = if one.is_whole && !tail.starts_with(' ') { " " } else { "" };
            let begin = format!("{head}{}{space}", one.text);
            let cursor = begin.chars().count();
            text = format!("{begin}{tail}");
            send(&text, (session, scope), commands);
            memory.text = Some(text);
            let at = egui::text::CCursor::new(cursor);
            select(ui, field, egui::text::CCursorRange::one(at));
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        Row::Record(id) => {
            commands.send(Command::Select(*id));
            memory.close();
            ui.memory_mut(|memory| memory.surrender_focus(field));
        }
        Row::Saved(id) => {
            let Some(view) = session.case().views.get(id) else { return };
            let filter = Filter::of_saved(scope.saved(view));
            memory.text = Some(filter.text.clone());
            scope.ask(session, filter, commands);
            ui.memory_mut(|memory| memory.request_focus(field));
        }
    }
}

/// Puts the cursor of the field somewhere.
fn select(ui: &egui::Ui, id: Id, range: egui::text::CCursorRange) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Finds anew what may be meant, where text or cursor have changed.
fn meant(search: &mut Search<'_>, session: Sight<'_>, text: &str, cursor: usize) {
    let cursor = text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at);
    let (known, at, _) = &search.memory.completions;
    if known != text || *at != cursor {
        let values = values::Known { names: search.names, session };
        search.memory.completions = (text.to_owned(), cursor, complete(text, cursor, &values));
    }
}

/// Draws the field, with what is wrong underlined.
fn field_ui(
    ui: &mut egui::Ui,
    text: &mut String,
    (scope, width): (Scope, f32),
    (issues, is_listing): (&[Issue], bool),
) -> egui::text_edit::TextEditOutput {
    let theme = Theme::of(ui);
    let mut layouter = |ui: &egui::Ui, text: &dyn egui::TextBuffer, _width: f32| -> Arc<egui::Galley> {
        let job = hints::underlined(text.as_str(), issues, theme);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let field = TextEdit::singleline(text)
        .id(scope.field_id())
        .desired_width(width)
        .align(egui::Align2::LEFT_CENTER)
        .hint_text(scope.hint())
        .char_limit(2_000)
        .lock_focus(is_listing)
        .layouter(&mut layouter);
    let output = field.show(ui);
    let worst = issues.iter().map(|issue| issue.severity).min();
    super::widgets::name(&output.response.response, scope.name());
    if worst == Some(Severity::Error) {
        let stroke = egui::Stroke::new(1.5, theme.error());
        ui.painter().rect_stroke(output.response.response.rect, 3.0, stroke, egui::StrokeKind::Inside);
    }
    output
}
