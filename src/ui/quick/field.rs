//! The field of quick add: what was understood is coloured and underlined, and the word at the cursor is completed.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::text_edit::TextEditOutput;
use egui::{EventFilter, Galley, Id, Key, Modifiers, Stroke, TextBuffer, TextEdit};

use super::Lines;
use crate::query::entry::{Completions, Known, What, complete};
use crate::session::Session;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets;

/// What the field remembers.
#[derive(Default)]
pub(super) struct Memory {
    /// Where the cursor goes with the next frame, in bytes.
    goes_to: Option<usize>,
    goes_to_end: bool,
    found: Completions,
    /// The offer that Enter takes, once the arrows have led to one.
    marked: Option<usize>,
    /// The text whose offers were put away.
    refused: String,
}

impl Memory {
    /// Puts the cursor there with the next frame.
    pub const fn moves_to(&mut self, byte: usize) {
        self.goes_to = Some(byte);
    }

    pub const fn moves_to_end(&mut self) {
        self.goes_to_end = true;
    }

    /// Whether Enter takes an offer.
    pub const fn takes_enter(&self) -> bool {
        self.marked.is_some()
    }
}

pub(super) fn id() -> Id {
    Id::unique("quick add field")
}

/// The longest text that is read, in characters.
const LONGEST: usize = 20_000;

pub(super) fn field_ui(ui: &mut egui::Ui, memory: &mut super::Memory, session: &Session) {
    let accepted = keys(ui, memory);
    if let Some(offer) = accepted {
        accept(memory, offer);
    }
    let colours = memory.lines.as_ref().map(|lines| stretches(lines, Theme::of(ui))).unwrap_or_default();
    let known = memory.lines.as_ref().map(|lines| lines.text.clone()).unwrap_or_default();
    let mut layouter = |ui: &egui::Ui, text: &dyn TextBuffer, width: f32| -> Arc<Galley> {
        let mut job = job(text.as_str(), (&known, &colours), Theme::of(ui));
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let rows = memory.text.lines().count().clamp(1, 8);
    let newline = egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
    // Tab leaves the field, unless it completes a word; Escape is the dialog's.
    let tab = !memory.field.found.offers.is_empty();
    let filter = EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let edit = TextEdit::multiline(&mut memory.text)
        .id(id())
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .char_limit(LONGEST)
        .return_key(newline)
        .event_filter(filter)
        .hint_text("2 March 2009: what happened @place +actor:role #theme ^source p. 3 B2")
        .layouter(&mut layouter);
    let output = edit.show(ui);
    widgets::name(&output.response.response, "What to add");
    if std::mem::take(&mut memory.wants_focus) {
        output.response.response.request_focus();
    }
    let cursor = cursor(ui, memory, output);
    offers(memory, session, cursor);
    offers_ui(ui, memory);
}

/// Where the cursor stands, in characters, after it was put where it was to go.
fn cursor(ui: &egui::Ui, memory: &mut super::Memory, output: TextEditOutput) -> usize {
    let mut cursor = output.cursor_range.map_or(memory.text.chars().count(), |range| range.primary.index.0);
    let goes_to = memory
        .field
        .goes_to
        .take()
        .or_else(|| std::mem::take(&mut memory.field.goes_to_end).then_some(memory.text.len()));
    if let Some(byte) = goes_to {
        cursor = memory.text.get(..byte).unwrap_or(&memory.text).chars().count();
        let mut state = output.state;
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(cursor))));
        state.store(ui.ctx(), id());
        ui.ctx().request_repaint();
    }
    cursor
}

/// Takes the keys of the list of offers; the offer that was taken.
fn keys(ui: &egui::Ui, memory: &mut super::Memory) -> Option<usize> {
    let field = &mut memory.field;
    let count = field.found.offers.len();
    if count == 0 || !ui.memory(|memory| memory.has_focus(id())) {
        return None;
    }
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            field.marked = Some(field.marked.map_or(0, |marked| (marked + 1) % count));
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            field.marked = Some(field.marked.map_or(count - 1, |marked| (marked + count - 1) % count));
        }
        let is_tab = input.consume_key(Modifiers::NONE, Key::Tab);
        let is_enter = field.marked.is_some() && input.consume_key(Modifiers::NONE, Key::Enter);
        (is_tab || is_enter).then(|| field.marked.unwrap_or(0))
    })
}

fn accept(memory: &mut super::Memory, place: usize) {
    let found = std::mem::take(&mut memory.field.found);
    memory.field.marked = None;
    let Some(offer) = found.offers.get(place) else { return };
    if memory.text.get(found.span.clone()).is_some() {
        let cursor = found.span.start + offer.text.len();
        memory.text.replace_range(found.span, &offer.text);
        memory.field.moves_to(cursor);
        memory.field.refused.clone_from(&memory.text);
    }
}

/// Finds what may be meant at the cursor.
fn offers(memory: &mut super::Memory, session: &Session, cursor: usize) {
    let text = &memory.text;
    let byte = text.char_indices().nth(cursor).map_or(text.len(), |(byte, _)| byte);
    let begin = text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(byte..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| byte + at);
    let line = text.get(begin..end).unwrap_or_default();
    let found = match memory.index.names() {
        Some(names) if *text != memory.field.refused => {
            let fresh = names.on(session.case());
            let known = Known { names: &fresh, reading: session.reading() };
            complete(line, byte - begin, known)
        }
        _ => Completions::default(),
    };
    let span = found.span.start + begin..found.span.end + begin;
    // What stands there already needs no offer.
    let is_done = found.offers.first().is_some_and(|offer| text.get(span.clone()) == Some(offer.text.as_str()));
    let found = Completions { span, offers: if is_done { Vec::new() } else { found.offers } };
    if found != memory.field.found {
        memory.field.marked = None;
        memory.field.found = found;
    }
}

fn offers_ui(ui: &mut egui::Ui, memory: &mut super::Memory) {
    let mut taken = None;
    for (place, offer) in memory.field.found.offers.iter().enumerate() {
        let is_marked = memory.field.marked == Some(place);
        let words = widgets::cut(format!("{}  –  {}", offer.label, offer.kind));
        let row = ui.add(egui::Button::selectable(is_marked, &words).truncate());
        row.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, is_marked, format!("Complete: {words}"))
        });
        if row.clicked() {
            taken = Some(place);
        }
    }
    if let Some(place) = taken {
        accept(memory, place);
        memory.wants_focus = true;
    }
}

/// How a stretch of the text is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    colour: egui::Color32,
    underline: egui::Color32,
}

/// What was understood, and what was not, along the whole text.
fn stretches(lines: &Lines, theme: Theme) -> Vec<(std::ops::Range<usize>, Look)> {
    let mut found = Vec::new();
    for line in &lines.each {
        let at = |span: &std::ops::Range<usize>| line.start + span.start..line.start + span.end;
        let faults = line.entry.faults.iter().filter(|fault| !fault.span.is_empty());
        let wrong = |is_blocking| if is_blocking { theme.error() } else { theme.warning() };
        found.extend(faults.map(|fault| {
            let colour = wrong(fault.is_blocking);
            (at(&fault.span), Look { colour, underline: colour })
        }));
        found.extend(line.entry.parts.iter().filter(|part| !part.span.is_empty()).map(|part| {
            let colour = colour(theme, part.what);
            (at(&part.span), Look { colour, underline: theme.rule() })
        }));
    }
    found
}

const fn colour(theme: Theme, what: What) -> egui::Color32 {
    match what {
        What::Date | What::Field => theme.accent(),
        What::Place | What::Theme | What::Kind | What::Party => theme.good(),
        What::Standing | What::Source => theme.ink_soft(),
    }
}

fn job(text: &str, (known, stretches): (&str, &[(std::ops::Range<usize>, Look)]), theme: Theme) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut edges: Vec<usize> = vec![0, text.len()];
    // While a letter is typed, what was understood before still holds up to the first difference.
    let same = text.bytes().zip(known.bytes()).take_while(|(one, other)| one == other).count();
    let holds = |span: &std::ops::Range<usize>| {
        span.end <= same && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
    };
    for (span, _) in stretches.iter().filter(|(span, _)| holds(span)) {
        edges.extend([span.start, span.end]);
    }
    edges.sort_unstable();
    edges.dedup();
    for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
        let look = stretches.iter().find(|(span, _)| holds(span) && span.start <= *from && *to <= span.end);
        let (colour, underline) =
            look.map_or((theme.ink(), Stroke::NONE), |(_, look)| (look.colour, Stroke::new(1.0, look.underline)));
        let format = TextFormat { font_id: tokens::body(), color: colour, underline, ..TextFormat::default() };
        job.append(text.get(*from..*to).unwrap_or_default(), 0.0, format);
    }
    job
}
