//! The rows of the palette: a line that says what it is, and a smaller one that says more.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, FontId, Response, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use super::find::{Row, TEXTS};
use super::{Shown, Taken};
use crate::case::RecordId;
use crate::query::dates;
use crate::query::ranked;
use crate::query::search::{Passage, passage};
use crate::session::Session;
use crate::ui::menu::Action;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{capitalised, cut, titled};

/// Height of a row, and the most of all that are in view, in points.
const ROW: f32 = 38.0;
const LIST: f32 = 12.0 * ROW;

/// What a row says.
struct Words {
    title: String,
    /// Below the title.
    more: String,
    /// What of it was searched for.
    found: Vec<Range<usize>>,
    /// At the right: a shortcut.
    aside: String,
    /// To somebody who listens.
    spoken: String,
    is_enabled: bool,
}

impl Shown {
    /// Draws the rows in view; the one that was clicked, and how. The field says to screen readers which one is marked.
    pub(super) fn rows_ui(&mut self, ui: &mut Ui, session: &Session, field: &Response) -> Option<(usize, Taken)> {
        if self.found.rows.is_empty() {
            ui.add_space(4.0);
            ui.weak(if self.is_found() { "Nothing has this name or these words" } else { "Looking…" });
            return None;
        }
        let height = LIST.min(ui.ctx().content_rect().height() - 180.0).max(ROW * 2.0);
        let mut area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        if std::mem::take(&mut self.has_moved) {
            // Some of the rows before it stay in view too.
            area = area.vertical_scroll_offset((self.marked as f32 * ROW - height / 2.0).max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let count = self.found.rows.len();
        let mut clicked = None;
        area.show_rows(ui, ROW, count, |ui, range| {
            for place in range {
                let taken =
                    self.found.rows.get(place).copied().and_then(|row| self.line_ui(ui, (place, row), session, field));
                clicked = clicked.or(taken.map(|taken| (place, taken)));
            }
        });
        clicked
    }

    /// Draws a row; how it was clicked, if it was.
    fn line_ui(
        &mut self,
        ui: &mut Ui,
        (place, row): (usize, Row),
        session: &Session,
        field: &Response,
    ) -> Option<Taken> {
        let words = self.words(ui, row, session);
        let response = row_ui(ui, &words, place == self.marked);
        if place == self.marked {
            let id = response.id.accesskit_id();
            field.ctx.accesskit_node_builder(field.id, |node| node.set_active_descendant(id));
        }
        let taken = if ui.input(|input| input.modifiers.command) { Taken::Add } else { Taken::Go };
        response.clicked().then_some(taken)
    }

    fn words(&mut self, ui: &Ui, row: Row, session: &Session) -> Words {
        match row {
            Row::Command(action) => of_command(ui, action, session),
            Row::More(count) => of_more(count),
            Row::Named(id, name) => of_record(id, &also(id, name, session), session),
            Row::Text(id) => {
                let words = &self.found.words;
                let make = || session.case().record(id).and_then(|record| passage(&record, words));
                let passage = self.passages.entry(id).or_insert_with(make).as_ref();
                of_text(id, passage, session)
            }
        }
    }
}

fn of_command(ui: &Ui, action: &Action, session: &Session) -> Words {
    let (title, is_enabled) = (action.words(session), action.can_be_done(session));
    let aside = action.shortcuts.first().map(|shortcut| ui.ctx().format_shortcut(shortcut)).unwrap_or_default();
    let state = match (is_enabled, action.missing()) {
        (true, _) if action.holds(session) => " – chosen now".to_owned(),
        (true, _) => String::new(),
        (false, "") => " – not now".to_owned(),
        (false, missing) => format!(" – not now: {missing}"),
    };
    let more = format!("Command, {} menu{state}", action.menu);
    let spoken =
        [title.as_str(), &more, &aside].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    Words { title, more, found: Vec::new(), aside, spoken, is_enabled }
}

/// How many more records hold the words.
fn of_more(count: usize) -> Words {
    let noun = if count == 1 { "record holds" } else { "records hold" };
    let title = format!("{count} more {noun} these words");
    let more = format!("Enter shows the next {}; more words find fewer", count.min(TEXTS));
    let spoken = format!("{title}, {more}");
    Words { title, more, found: Vec::new(), aside: String::new(), spoken, is_enabled: true }
}

/// The other name by which a record was found.
fn also(id: RecordId, name: usize, session: &Session) -> String {
    let other = (name > 0).then(|| ranked::names(session.case(), id).into_iter().nth(name)).flatten();
    other.map(|name| format!("found as “{}”", cut(name))).unwrap_or_default()
}

fn of_record(id: RecordId, more: &str, session: &Session) -> Words {
    let title = titled(session.case(), id);
    let parts = [capitalised(id.kind().label()), date(id, session), more.to_owned()];
    let more = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ");
    let spoken = format!("{title}, {more}");
    Words { title, more, found: Vec::new(), aside: selected(id, session), spoken, is_enabled: true }
}

fn of_text(id: RecordId, passage: Option<&Passage>, session: &Session) -> Words {
    let mut words = of_record(id, "", session);
    let Some(passage) = passage else { return words };
    words.more = format!("{}  ·  {}: ", words.more, passage.place);
    let at = words.more.len();
    words.more.push_str(&passage.text);
    words.found = passage.found.iter().map(|range| range.start + at..range.end + at).collect();
    words.spoken = format!("{}, {}", words.title, words.more);
    words
}

/// The record's own date, no more precise than its source.
fn date(id: RecordId, session: &Session) -> String {
    let record = session.case().record(id);
    let date = record.as_ref().and_then(|record| record.own_date()).map(|(_, when)| when);
    date.map(|when| dates::told_span(session.answers().dates.bounds(id), when)).unwrap_or_default()
}

fn selected(id: RecordId, session: &Session) -> String {
    if session.selection().has(id) { "selected".to_owned() } else { String::new() }
}

fn row_ui(ui: &mut Ui, words: &Words, is_marked: bool) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, words.is_enabled, is_marked, &words.spoken));
    let fill = if is_marked { Some(theme.selection()) } else { response.hovered().then(|| theme.hover()) };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 3.0, fill);
    }
    if is_marked {
        // A bar as well: colour alone says nothing to some.
        let bar = egui::Rect::from_min_size(rect.min, Vec2::new(3.0, ROW));
        ui.painter().rect_filled(bar, 1.0, theme.accent());
    }
    let ink = if words.is_enabled { theme.ink() } else { theme.ink_soft() };
    let inner = rect.shrink2(Vec2::new(10.0, 4.0));
    let aside =
        ui.painter().text(inner.right_top(), Align2::RIGHT_TOP, &words.aside, tokens::small(), theme.ink_soft());
    let width = inner.width() - aside.width() - 8.0;
    let format = |font: FontId, colour| TextFormat { font_id: font, color: colour, ..TextFormat::default() };
    let title = LayoutJob::single_section(words.title.clone(), format(tokens::body(), ink));
    let is_cut = text_ui(ui, title, (inner.left_top(), width));
    let mut more = LayoutJob::default();
    let mut from = 0;
    for range in &words.found {
        more.append(
            words.more.get(from..range.start).unwrap_or_default(),
            0.0,
            format(tokens::small(), theme.ink_soft()),
        );
        let mut found = format(tokens::strong(11.0), theme.ink());
        found.underline = egui::Stroke::new(1.0, theme.accent());
        more.append(words.more.get(range.clone()).unwrap_or_default(), 0.0, found);
        from = range.end;
    }
    more.append(words.more.get(from..).unwrap_or_default(), 0.0, format(tokens::small(), theme.ink_soft()));
    let is_more_cut = text_ui(ui, more, (inner.left_top() + Vec2::new(0.0, 17.0), inner.width()));
    if is_cut || is_more_cut { response.on_hover_text(&words.spoken) } else { response }
}

/// One line of text, cut where there is no room for it; whether it was.
fn text_ui(ui: &Ui, mut job: LayoutJob, (at, width): (egui::Pos2, f32)) -> bool {
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(20.0));
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, Theme::of(ui).ink());
    is_cut
}
