//! The command palette: everything that can be done, every record by any of its names, and what texts hold.

mod find;
mod rows;

use std::collections::BTreeMap;
use std::time::Duration;

use egui::{Align2, Area, Context, Id, InputState, Key, Modal, Modifiers, TextEdit, Vec2};

use super::menu::Action;
use super::names::Names;
use super::tokens::Theme;
use super::widgets::{Same, name};
use crate::case::RecordId;
use crate::query::search::{Index, Passage};
use crate::session::Session;
use find::{Finder, Found, Row, Wanted};

/// What was chosen in the palette.
pub(super) enum Chosen {
    /// Something to be done.
    Command(&'static Action),
    /// A record to go to.
    Record(RecordId),
    /// A record to add to the selection, or to take out of it.
    Another(RecordId),
}

/// The palette, and what it remembers while it is closed.
#[derive(Default)]
pub(super) struct Palette {
    shown: Option<Shown>,
    /// What is to have the keyboard again in the next frame: while a modal is drawn, nothing below it can have it.
    returns: Option<Id>,
    lately: Lately,
}

/// The records that were selected lately, the last first.
#[derive(Default)]
struct Lately {
    opened: u32,
    records: Vec<RecordId>,
}

/// What is remembered of them.
const MOST_LATELY: usize = 20;

/// The palette while it is open.
#[derive(Default)]
struct Shown {
    text: String,
    /// How many are shown at most of the records in whose texts it is found.
    most_texts: usize,
    /// What had the keyboard before.
    focused: Option<Id>,
    /// Whether it was drawn before.
    is_drawn: bool,
    found: Found,
    /// Of what it was found.
    of: Option<Asked>,
    finder: Option<Finder>,
    /// The row that Enter takes, and whether it is to be brought into view.
    marked: usize,
    has_moved: bool,
    /// Enter, pressed before what was typed had been found.
    pending: Option<Taken>,
    /// The words around what was found in texts, as far as they have been shown.
    passages: BTreeMap<RecordId, Option<Passage>>,
}

/// What was asked, to be told from what is asked now.
#[derive(PartialEq)]
struct Asked {
    text: String,
    most_texts: usize,
    names: u64,
    index: Option<Same<Index>>,
    lately: Vec<RecordId>,
}

/// How a row is taken: Enter or a click, the same with Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Go,
    Add,
}

impl Palette {
    /// Remembers what is selected.
    fn note(&mut self, session: &Session) {
        let opened = session.generation().0;
        if self.lately.opened != opened {
            self.lately = Lately { opened, records: Vec::new() };
        }
        let Some(id) = session.selection().shown() else { return };
        if self.lately.records.first() != Some(&id) {
            self.lately.records.retain(|&other| other != id);
            self.lately.records.insert(0, id);
            self.lately.records.truncate(MOST_LATELY);
        }
    }

    /// Whether it is open: then it has the keyboard to itself.
    pub const fn is_open(&self) -> bool {
        self.shown.is_some()
    }

    /// Opens it, empty.
    pub fn open(&mut self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        self.shown = Some(Shown { focused, most_texts: find::TEXTS, ..Shown::default() });
    }

    /// Draws it where it is open; what was chosen, if anything.
    pub fn palette_ui(&mut self, ctx: &Context, (session, names): (&Session, &Names)) -> Option<Chosen> {
        self.note(session);
        if let Some(focused) = self.returns.take().filter(|_| !self.is_open()) {
            ctx.memory_mut(|memory| memory.request_focus(focused));
        }
        let shown = self.shown.as_mut()?;
        if session.question().is_some() {
            self.shown = None;
            return None;
        }
        let lately = self.lately.records.iter().copied().filter(|&id| session.case().has(id)).collect();
        let keys = ctx.input_mut(Keys::take);
        let area = Area::new(Id::unique("palette"))
            .kind(egui::UiKind::Modal)
            .sense(egui::Sense::hover())
            .order(egui::Order::Foreground)
            .anchor(Align2::CENTER_TOP, Vec2::new(0.0, 48.0))
            .fade_in(false);
        let modal = Modal::new(Id::unique("palette")).area(area);
        let response = modal.show(ctx, |ui| {
            ui.set_width((ui.ctx().content_rect().width() - 40.0).min(WIDTH));
            shown.content_ui(ui, (session, names, lately), &keys)
        });
        let is_left =
            keys.leaves || response.backdrop_response.clicked() || ctx.input(|input| input.key_pressed(Key::Escape));
        if let Some(chosen) = response.inner {
            if !matches!(chosen, Chosen::Another(_)) {
                self.close(ctx, matches!(chosen, Chosen::Command(_)));
            }
            return Some(chosen);
        }
        if is_left {
            self.close(ctx, true);
        }
        None
    }

    /// Closes it, and gives the keyboard back to what had it.
    fn close(&mut self, ctx: &Context, gives_back: bool) {
        let focused = self.shown.take().and_then(|shown| shown.focused);
        self.returns = focused.filter(|_| gives_back);
        ctx.request_repaint();
    }
}

/// Width of the palette, in points.
const WIDTH: f32 = 640.0;

/// Rows that a page has.
const PAGE: isize = 8;

/// What the palette does with the keys of a frame.
struct Keys {
    /// By how many rows they lead on.
    steps: isize,
    taken: Option<Taken>,
    /// Whether the palette is closed by its own shortcut.
    leaves: bool,
}

impl Keys {
    fn take(input: &mut InputState) -> Self {
        let count = |input: &mut InputState, key| input.count_and_consume_key(Modifiers::NONE, key).cast_signed();
        let rows = count(input, Key::ArrowDown) - count(input, Key::ArrowUp);
        let pages = count(input, Key::PageDown) - count(input, Key::PageUp);
        let adds = input.consume_key(Modifiers::COMMAND, Key::Enter);
        let goes = input.consume_key(Modifiers::NONE, Key::Enter);
        let leaves = [Key::K, Key::P].map(|key| input.consume_key(Modifiers::COMMAND, key)).contains(&true);
        let taken = if adds { Some(Taken::Add) } else { goes.then_some(Taken::Go) };
        Self { steps: rows + PAGE * pages, taken, leaves }
    }
}

impl Shown {
    fn content_ui(
        &mut self,
        ui: &mut egui::Ui,
        (session, names, lately): (&Session, &Names, Vec<RecordId>),
        keys: &Keys,
    ) -> Option<Chosen> {
        let field = self.field_ui(ui);
        self.find(ui.ctx(), (session, names, lately));
        let last = self.found.rows.len().saturating_sub(1);
        let marked = self.marked.saturating_add_signed(keys.steps).min(last);
        self.has_moved = self.has_moved || marked != self.marked;
        self.marked = marked;
        ui.add_space(4.0);
        let clicked = self.rows_ui(ui, session, &field);
        self.foot_ui(ui, session, names);
        self.pending = self.pending.or(keys.taken);
        let taken = self.pending.filter(|_| self.is_found()).map(|taken| (self.marked, taken));
        if self.is_found() {
            self.pending = None;
        }
        let (row, taken) = clicked.or(taken)?;
        let row = *self.found.rows.get(row)?;
        if let Row::More(_) = row {
            self.most_texts += find::TEXTS;
            ui.ctx().request_repaint();
        }
        chosen(row, taken, session)
    }

    fn field_ui(&mut self, ui: &mut egui::Ui) -> egui::Response {
        let field = TextEdit::singleline(&mut self.text)
            .hint_text("Find a record or a command   –   > commands   @ actors and missions   # themes   ! incidents")
            .desired_width(f32::INFINITY)
            .char_limit(200)
            .margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(field);
        name(&field, "Find anything");
        // It keeps the keyboard for as long as it is there: rows are marked, not focused.
        if !field.has_focus() {
            field.request_focus();
        }
        if field.changed() {
            (self.marked, self.has_moved, self.most_texts) = (0, true, find::TEXTS);
        }
        self.is_drawn = true;
        field
    }

    /// Whether what is shown is what was found of what is typed.
    fn is_found(&self) -> bool {
        self.of.as_ref().is_some_and(|of| of.text == self.text) && !self.finder.as_ref().is_some_and(Finder::is_busy)
    }

    /// Takes in what was found, and asks for what is wanted now.
    fn find(&mut self, ctx: &Context, (session, names, lately): (&Session, &Names, Vec<RecordId>)) {
        let is_patient = session.host().patience == Duration::MAX;
        self.take(is_patient);
        if self.finder.as_ref().is_some_and(Finder::is_busy) {
            return;
        }
        let index = session.answers().search.clone();
        let text = self.text.clone();
        let asked = Asked {
            text: text.clone(),
            most_texts: self.most_texts,
            names: names.version(),
            index: index.as_ref().map(Same::of),
            lately: lately.clone(),
        };
        if self.of.as_ref() == Some(&asked) {
            return;
        }
        self.of = Some(asked);
        let wanted = Wanted { text, names: names.lists(), index, lately, most_texts: self.most_texts };
        if names.is_large() && self.finder.is_none() {
            self.finder = Finder::start(ctx.clone());
        }
        match self.finder.as_mut().filter(|_| names.is_large()) {
            Some(finder) => {
                finder.ask(wanted);
                self.take(is_patient);
            }
            None => self.put(find::find(&wanted)),
        }
    }

    fn take(&mut self, is_patient: bool) {
        match self.finder.as_mut().map(|finder| finder.take(is_patient)) {
            Some(Ok(Some(found))) => self.put(found),
            Some(Err(find::Died)) => self.finder = None,
            Some(Ok(None)) | None => {}
        }
    }

    fn put(&mut self, found: Found) {
        self.found = found;
        self.passages.clear();
    }

    /// Says how much more there is, and what is still being read.
    fn foot_ui(&self, ui: &mut egui::Ui, session: &Session, names: &Names) {
        let mut words = vec!["Enter goes there, Ctrl+Enter adds to the selection, Esc leaves".to_owned()];
        let in_texts = self.found.rows.iter().filter(|row| matches!(row, Row::Text(_))).count();
        if self.found.texts > 0 {
            let more = if self.found.texts > in_texts { " in all" } else { "" };
            words.insert(0, format!("{} records hold these words{more}", self.found.texts));
        }
        if names.is_first() {
            words.insert(0, "Reading the names…".to_owned());
        } else if session.answers().search.is_none() {
            words.insert(0, "Reading the texts…".to_owned());
        }
        let words =
            egui::RichText::new(words.join("   ·   ")).font(super::tokens::small()).color(Theme::of(ui).ink_soft());
        ui.add(egui::Label::new(words).truncate());
    }
}

/// What taking a row comes to. A command that cannot be done stays where it is.
fn chosen(row: Row, taken: Taken, session: &Session) -> Option<Chosen> {
    match (row, taken) {
        (Row::Command(action), _) => action.can_be_done(session).then_some(Chosen::Command(action)),
        (Row::More(_), _) => None,
        (Row::Named(id, _) | Row::Text(id), Taken::Go) => Some(Chosen::Record(id)),
        (Row::Named(id, _) | Row::Text(id), Taken::Add) => Some(Chosen::Another(id)),
    }
}
