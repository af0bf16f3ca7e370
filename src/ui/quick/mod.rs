//! Quick add: one line becomes a record, with what was understood shown before it is added.

mod card;
mod field;
mod index;

use egui::{Align2, Area, Frame, Id, Key, Modifiers, Order, RichText, ScrollArea};

use super::tokens::{self, Theme};
use super::widgets::{cut, small_button};
use crate::case::{Case, RecordId};
use crate::edit::Edit;
use crate::query::entry::{Entry, Known, Reading, read};
use crate::session::{Command, Commands, Session};

/// What the dialog remembers between frames. What was typed stays when it is closed.
#[derive(Default)]
pub(super) struct Memory {
    is_open: bool,
    text: String,
    lines: Option<Lines>,
    index: index::Index,
    field: field::Memory,
    wants_focus: bool,
    steps: Steps,
    /// How many were added since it was opened, and the last of them.
    added: usize,
    last: String,
}

/// How several lines are added.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Steps {
    /// Each can be undone by itself.
    #[default]
    Each,
    /// All are undone together.
    One,
}

/// What the text says, line by line, and from what that was read.
struct Lines {
    text: String,
    generation: (u32, u64),
    reading: Option<Reading>,
    index: u64,
    each: Vec<Line>,
}

/// One line and what it says.
struct Line {
    /// Where it begins, in bytes.
    start: usize,
    entry: Entry,
    /// The case with this line and those before it.
    case: Case,
}

/// What the keys in this frame ask for.
#[derive(Clone, Copy, Default)]
struct Wish {
    adds: bool,
    closes: bool,
    /// The fix with this number, from zero.
    fix: Option<usize>,
}

impl Memory {
    /// Opens the dialog; `text` stands in it where nothing was left from before.
    pub fn open(&mut self, text: &str) {
        self.is_open = true;
        self.wants_focus = true;
        self.field.moves_to_end();
        if self.text.trim().is_empty() {
            text.clone_into(&mut self.text);
        }
    }

    /// The id of the field: what is typed there is no part of the case yet.
    pub fn field_id() -> Id {
        field::id()
    }
}

/// Draws the dialog, where it is open.
pub(super) fn quick_ui(ctx: &egui::Context, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    if !memory.is_open {
        return;
    }
    memory.index.refresh(ctx, session);
    let has_keyboard = ctx.memory(|memory| memory.has_focus(field::id())) || memory.wants_focus;
    let wish = if has_keyboard { wish(ctx, &memory.field) } else { Wish::default() };
    let width = (ctx.content_rect().width() - 80.0).clamp(320.0, 760.0);
    let area = Area::new(Id::unique("quick add")).order(Order::Foreground);
    area.anchor(Align2::CENTER_TOP, egui::vec2(0.0, 92.0)).constrain(true).show(ctx, |ui| {
        Frame::window(ui.style()).inner_margin(10.0).show(ui, |ui| {
            ui.set_width(width);
            head_ui(ui, memory);
            field::field_ui(ui, memory, session);
            understand(memory, session);
            if let Some(number) = wish.fix {
                mend(memory, number);
                understand(memory, session);
            }
            let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| body_ui(ui, memory, session));
            let is_pressed = foot_ui(ui, memory);
            if wish.adds || is_pressed {
                add(memory, session, commands);
            }
        });
    });
    if wish.closes {
        close(memory);
    }
}

fn close(memory: &mut Memory) {
    memory.is_open = false;
    (memory.added, memory.last) = (0, String::new());
}

/// Takes the dialog's keys before the field sees them.
fn wish(ctx: &egui::Context, field: &field::Memory) -> Wish {
    let takes_enter = field.takes_enter();
    ctx.input_mut(|input| {
        let fix = DIGITS.iter().position(|&key| input.consume_key(Modifiers::ALT, key));
        if fix.is_some() {
            // Some keyboards send the digit as text too.
            input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
        }
        let is_done = input.consume_key(Modifiers::COMMAND, Key::Enter);
        let closes = input.consume_key(Modifiers::NONE, Key::Escape) || is_done;
        let adds = !takes_enter && input.consume_key(Modifiers::NONE, Key::Enter);
        Wish { adds, closes, fix }
    })
}

const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

fn head_ui(ui: &mut egui::Ui, memory: &mut Memory) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Quick add").font(tokens::strong(14.0)));
        if memory.added > 0 {
            let words = cut(format!("{} added, last: {}", memory.added, memory.last));
            ui.add(egui::Label::new(RichText::new(words).color(Theme::of(ui).good())).truncate());
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if small_button(ui, "×", "Close quick add").clicked() {
                close(memory);
            }
        });
    });
}

/// Reads the text anew where it or what it is read against has changed.
fn understand(memory: &mut Memory, session: &Session) {
    let (generation, reading) = (session.generation(), session.reading().cloned());
    let index = memory.index.version();
    let is_known = memory.lines.as_ref().is_some_and(|known| {
        known.text == memory.text && known.generation == generation && known.reading == reading && known.index == index
    });
    if is_known {
        return;
    }
    let text = memory.text.clone();
    let lines = lines(&text, (session, reading.clone()), &memory.index);
    memory.lines = Some(Lines { text, generation, reading, index, each: lines });
}

/// Each line with what it says, against the case as the lines before it leave it.
fn lines(text: &str, (session, mut reading): (&Session, Option<Reading>), index: &index::Index) -> Vec<Line> {
    let Some(names) = index.names() else { return Vec::new() };
    let mut case = session.case().clone();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            let fresh = names.on(&case);
            let known = Known { names: &fresh, reading: reading.as_ref() };
            let entry = read(line, known, &mut || session.host().bits());
            let next = with(&case, &entry);
            if entry.is_ready() {
                case = next.clone();
                reading = entry.reading.clone().or(reading);
            }
            lines.push(Line { start, entry, case: next });
        }
        start += line.len() + 1;
    }
    lines
}

/// The case with what a line adds.
fn with(case: &Case, entry: &Entry) -> Case {
    let edit = together(vec![entry]);
    crate::edit::plan(case, &edit).map_or_else(|_| case.clone(), |plan| case.with(&plan.changes))
}

/// What lines add, as one edit: that of the preview and of the case.
fn together(entries: Vec<&Entry>) -> Edit {
    let count = entries.len();
    let puts =
        |entry: &Entry| entry.records.iter().map(|(id, record)| Edit::Put(*id, record.clone())).collect::<Vec<_>>();
    let title = entries.first().and_then(|entry| entry.records.last()).map(|(_, record)| card::title(record));
    let label = match title {
        Some(title) if count == 1 => format!("Add “{title}”"),
        _ => format!("Add {count} records"),
    };
    Edit::Together { label, edits: entries.into_iter().flat_map(puts).collect() }
}

/// Adds what can be added, if there is nothing among the lines that must be mended first.
fn add(memory: &mut Memory, session: &Session, commands: &mut Commands) {
    let Some(known) = &memory.lines else { return };
    if known.each.is_empty() || known.each.iter().any(|line| !line.entry.is_ready()) {
        return;
    }
    let entries: Vec<&Entry> = known.each.iter().map(|line| &line.entry).collect();
    let steps =
        if memory.steps == Steps::One { vec![entries.clone()] } else { entries.iter().map(|&one| vec![one]).collect() };
    for step in steps {
        if step.iter().any(|entry| !entry.records.is_empty()) {
            commands.send(Command::Edit(together(step)));
        }
    }
    let main: Option<RecordId> = entries.iter().rev().find_map(|entry| entry.main);
    if let Some(id) = main {
        commands.send(Command::Select(id));
    }
    if let Some(reading) = entries.iter().rev().find_map(|entry| entry.reading.clone()) {
        commands.send(Command::Read(Some(reading)));
    }
    memory.added += entries.iter().filter(|entry| entry.main.is_some()).count();
    if let Some(id) = main {
        let case = known.each.last().map_or_else(|| session.case(), |line| &line.case);
        memory.last = format!("“{}”", case.title_of(id));
    }
    memory.text.clear();
    memory.wants_focus = true;
}

/// Applies the fix with this number among all that are offered.
fn mend(memory: &mut Memory, number: usize) {
    let Some(known) = &memory.lines else { return };
    let fixes = known.each.iter().flat_map(|line| line.entry.faults.iter().map(move |fault| (line, fault)));
    let mut fixes = fixes.flat_map(|(line, fault)| fault.fixes.iter().map(move |fix| (line.start, fix)));
    let Some((start, fix)) = fixes.nth(number) else { return };
    let span = start + fix.span.start..start + fix.span.end;
    let cursor = span.start + fix.text.len();
    if memory.text.get(span.clone()).is_some() {
        memory.text.replace_range(span, &fix.text);
        // Behind what was put in, or at the end where that is near.
        memory.field.moves_to(cursor.max(memory.text.len()));
    }
}

fn body_ui(ui: &mut egui::Ui, memory: &Memory, session: &Session) {
    let lines = memory.lines.as_ref().map_or(&[][..], |known| &known.each);
    if memory.index.names().is_none() {
        ui.weak("Reading the names of all records…");
    }
    if lines.is_empty() {
        hint_ui(ui);
        return;
    }
    let mut number = 0;
    let is_alone = lines.len() == 1;
    for line in lines {
        ui.separator();
        card::card_ui(ui, (line, is_alone), session, &mut number);
    }
}

/// What can be written, where nothing is.
fn hint_ui(ui: &mut egui::Ui) {
    ui.add_space(tokens::GAP);
    for (example, words) in HINTS {
        ui.horizontal_wrapped(|ui| {
            ui.monospace(*example);
            ui.weak(*words);
        });
    }
}

const HINTS: &[(&str, &str)] = &[
    ("early hours of 2 March 2009: shootout kills President Vieira", "date and title"),
    ("95 days after «PM arrested», …", "relative to an incident"),
    ("@Bissau  +vieira:victim  #DT  #OC?  !seizure", "place, actor with role, theme, inferred theme, kind"),
    ("+bubo:leader?police  +bubo??-", "alleged by the police, suspected by somebody not named"),
    ("+\"João Silva\"  @\"Cacheu\"", "in quotation marks: new, where nobody has the name"),
    ("^S/2011/388 p. 3 B2", "source, page and grade; ^p. 4 is a page of the source being read"),
    ("source: S/2011/388; Report of the Secretary-General; 2011-06; B; origin UN", "a source"),
    ("actor: Ana Gomes; aka Aninha; person; GW; political", "an actor"),
    ("reading: S/2011/388 p. 3 2", "what the next records are cited with"),
];

/// What the keys do, and the choice for several lines; whether the button was pressed.
fn foot_ui(ui: &mut egui::Ui, memory: &mut Memory) -> bool {
    ui.separator();
    let lines = memory.lines.as_ref().map_or(&[][..], |known| &known.each);
    let is_ready = !lines.is_empty() && lines.iter().all(|line| line.entry.is_ready());
    let count = lines.len();
    ui.horizontal_wrapped(|ui| {
        let label = if count > 1 { format!("Add {count}") } else { "Add".to_owned() };
        let is_pressed = ui.add_enabled(is_ready, egui::Button::new(label)).clicked();
        if count > 1 {
            let mut is_one = memory.steps == Steps::One;
            ui.checkbox(&mut is_one, "As one undo step");
            memory.steps = if is_one { Steps::One } else { Steps::Each };
        }
        ui.weak("Enter adds · Tab completes · Alt+1…9 mends · Shift+Enter new line · Esc closes and keeps the text");
        is_pressed
    })
    .inner
}
