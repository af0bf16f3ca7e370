//! The window of likely duplicates: pairs with their reasons, both records side by side, and what to do with them.
//!
//! They are looked for on a thread whenever actors, places, sources or relations have changed. Nothing is merged by itself.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Button, Grid, Id, Key, Label, ProgressBar, RichText, ScrollArea};

use super::help;
use super::tokens::{self, Theme};
use super::widgets::{cut, titled};
use crate::case::{Actor, Case, Record, RecordId, RecordKind, Source};
use crate::edit::Edit;
use crate::query::duplicates::{Likely, MOST, likely};
use crate::session::{Command, Commands, Session};

/// Tables from which duplicates are told.
const TABLES: [RecordKind; 4] = [RecordKind::Actor, RecordKind::Place, RecordKind::Source, RecordKind::Relation];
/// The height of a row of the list, in points.
const ROW: f32 = 24.0;

/// What the window remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    seen: Option<(u32, Case)>,
    work: Option<Work>,
    found: Arc<Vec<Likely>>,
    /// Whether looking was ended before its end.
    is_stopped: bool,
    is_open: bool,
    /// Pairs that somebody put off in this window.
    later: BTreeSet<(RecordId, RecordId)>,
    chosen: Option<(RecordId, RecordId)>,
}

/// Duplicates being looked for.
struct Work {
    seen: (u32, Case),
    done: Receiver<Option<Vec<Likely>>>,
    watch: Arc<Watch>,
}

/// How far the search has come, as the bits of a share, and whether it is to end.
#[derive(Default)]
struct Watch {
    done: AtomicU64,
    is_over: AtomicBool,
}

impl Memory {
    /// Opens the window.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Escape closes the list, unless a text is being typed.
    pub fn keys(&mut self, ui: &egui::Ui, is_typing: bool) {
        if self.is_open && !is_typing && !egui::Popup::is_any_open(ui.ctx()) && help::take(ui, Key::Escape) {
            self.is_open = false;
        }
    }

    /// Takes up what has changed, and what was found.
    pub fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        let now = (session.generation().0, session.case().clone());
        if self.seen.as_ref().is_some_and(|seen| seen.0 != now.0) {
            *self = Self { is_open: self.is_open, ..Self::default() };
        }
        self.take();
        let is_new = |seen: &(u32, Case)| seen.0 != now.0 || TABLES.iter().any(|&kind| !seen.1.shares(&now.1, kind));
        match &self.work {
            // What is looked for is of an earlier case: it ends soon, and the search begins anew.
            Some(work) if is_new(&work.seen) => work.watch.is_over.store(true, Ordering::Relaxed),
            None if self.seen.as_ref().is_none_or(is_new) => {
                self.is_stopped = false;
                self.work = Work::start(ctx.clone(), now);
                if session.host().patience == Duration::MAX {
                    self.wait();
                }
            }
            Some(_) | None => {}
        }
        let (shown, is_looking) = (Arc::clone(&self.found), self.work.is_some());
        let is_wanted = ctx.data_mut(|data| {
            data.insert_temp(Id::unique("likely duplicates"), shown);
            data.insert_temp(looking_id(), is_looking);
            data.remove_temp::<bool>(wanted_id()).is_some()
        });
        self.is_open |= is_wanted;
    }

    fn take(&mut self) {
        let Some(work) = &self.work else { return };
        match work.done.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.end(None),
            Ok(found) => self.end(found),
        }
    }

    /// Waits for the thread: for whoever has patience without end, as tests have.
    fn wait(&mut self) {
        if let Some(found) = self.work.as_ref().map(|work| work.done.recv()) {
            self.end(found.ok().flatten());
        }
    }

    fn end(&mut self, found: Option<Vec<Likely>>) {
        let Some(work) = self.work.take() else { return };
        self.is_stopped = found.is_none();
        if let Some(found) = found {
            self.found = Arc::new(found);
        }
        self.seen = Some(work.seen.clone());
    }
}

impl Work {
    fn start(ctx: egui::Context, seen: (u32, Case)) -> Option<Self> {
        let (send, done) = channel();
        let watch = Arc::new(Watch::default());
        let (case, watched) = (seen.1.clone(), Arc::clone(&watch));
        let thread = std::thread::Builder::new().name("duplicates".to_owned()).spawn(move || {
            let found = likely(&case, &|share| {
                watched.done.store(share.to_bits(), Ordering::Relaxed);
                !watched.is_over.load(Ordering::Relaxed)
            });
            // Nobody listens only when another case is shown.
            drop(send.send(found));
            ctx.request_repaint();
        });
        thread.ok().map(|_| Self { seen, done, watch })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.watch.is_over.store(true, Ordering::Relaxed);
    }
}

/// What was found last, for other panes.
pub(super) fn found(ctx: &egui::Context) -> Arc<Vec<Likely>> {
    ctx.data(|data| data.get_temp(Id::unique("likely duplicates"))).unwrap_or_default()
}

/// Whether they are being looked for.
fn looking_id() -> Id {
    Id::unique("looking for duplicates")
}

/// Whether the list was asked for from elsewhere.
fn wanted_id() -> Id {
    Id::unique("the list of duplicates is wanted")
}

/// Draws how many likely duplicates there are, which opens their list; nothing where there are none.
pub(super) fn count_ui(ui: &mut egui::Ui) {
    let count = found(ui).len();
    if count == 0 {
        return;
    }
    let is_looking = ui.data(|data| data.get_temp(looking_id())).unwrap_or(false);
    let before = if is_looking { " before, looking again…" } else { "" };
    let least = if count >= MOST { "at least " } else { "" };
    let button = ui.button(format!("Likely duplicates: {least}{count}{before}"));
    if button.on_hover_text("Opens the list of pairs that look like one").clicked() {
        ui.data_mut(|data| data.insert_temp(wanted_id(), true));
        ui.request_repaint();
    }
}

/// The other record that is most likely the same as this one, with why.
pub(super) fn twin(found: &[Likely], id: RecordId) -> Option<(RecordId, &Likely)> {
    found.iter().find_map(|pair| match (pair.one == id, pair.other == id) {
        (true, _) => Some((pair.other, pair)),
        (_, true) => Some((pair.one, pair)),
        (false, false) => None,
    })
}

/// Draws the window, if it is open.
pub(super) fn duplicates_ui(ctx: &egui::Context, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    let mut is_open = memory.is_open;
    let top = ctx.content_rect().center_top() + egui::Vec2::new(-390.0, 80.0);
    let window = egui::Window::new("Likely duplicates").open(&mut is_open).default_size([780.0, 460.0]);
    let window = window.collapsible(false).default_pos(top);
    drop(window.show(ctx, |ui| {
        work_ui(ui, memory);
        let pairs = memory.found.clone();
        let open: Vec<&Likely> = pairs.iter().filter(|pair| is_shown(pair, memory, session.case())).collect();
        if open.is_empty() {
            if memory.work.is_none() && !memory.is_stopped {
                ui.label("No two actors, places or sources look like one. What is marked as not the same is left out");
            }
            return;
        }
        let at = open.iter().position(|pair| memory.chosen == Some((pair.one, pair.other))).unwrap_or_default();
        let at = step(ui, at, open.len());
        memory.chosen = open.get(at).map(|pair| (pair.one, pair.other));
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(290.0, ui.available_height()), |ui| {
                list_ui(ui, (&open, at), memory, session.case());
            });
            ui.separator();
            ui.vertical(|ui| {
                if let Some(pair) = open.get(at) {
                    pair_ui(ui, pair, memory, (session, commands));
                }
            });
        });
    }));
    memory.is_open = is_open;
}

fn is_shown(pair: &Likely, memory: &Memory, case: &Case) -> bool {
    let is_there = case.has(pair.one) && case.has(pair.other);
    is_there && !memory.later.contains(&(pair.one, pair.other)) && !is_distinct(case, pair)
}

fn is_distinct(case: &Case, pair: &Likely) -> bool {
    let knows = |id, other| case.record(id).is_some_and(|record: Record| record.common().distinct.contains(&other));
    knows(pair.one, pair.other) || knows(pair.other, pair.one)
}

/// How far the search has come, with the way to end it.
fn work_ui(ui: &mut egui::Ui, memory: &mut Memory) {
    ui.horizontal(|ui| {
        if let Some(work) = &memory.work {
            let share = f64::from_bits(work.watch.done.load(Ordering::Relaxed)) as f32;
            ui.add(ProgressBar::new(share).desired_width(180.0).text("Looking for duplicates"));
            if ui.button("Stop looking").clicked() {
                work.watch.is_over.store(true, Ordering::Relaxed);
            }
        } else if memory.is_stopped {
            ui.label("Stopped before the end");
            if ui.button("Look again").clicked() {
                memory.seen = None;
            }
        }
        if !memory.later.is_empty() {
            let words = format!("Show {} put off", memory.later.len());
            if ui.button(words).clicked() {
                memory.later.clear();
            }
        }
    });
}

/// The place in the list after the arrows of this frame.
fn step(ui: &egui::Ui, at: usize, count: usize) -> usize {
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    if ui.ctx().text_edit_focused() {
        return at;
    }
    let down = if pressed(Key::ArrowDown) { at + 1 } else { at };
    let up = if pressed(Key::ArrowUp) { down.saturating_sub(1) } else { down };
    up.min(count.saturating_sub(1))
}

fn list_ui(ui: &mut egui::Ui, (open, at): (&[&Likely], usize), memory: &mut Memory, case: &Case) {
    let count = if open.len() == 1 { "1 pair".to_owned() } else { format!("{} pairs", open.len()) };
    ui.weak(count);
    ScrollArea::vertical().id_salt("pairs").auto_shrink(false).show_rows(ui, ROW, open.len(), |ui, rows| {
        for row in rows {
            let Some(pair) = open.get(row) else { continue };
            let words = format!("{} ≈ {}", titled(case, pair.one), titled(case, pair.other));
            let button = ui.add_sized([ui.available_width(), ROW], Button::selectable(row == at, &words).truncate());
            if button.on_hover_text(cut(pair.reasons.join("; "))).clicked() {
                memory.chosen = Some((pair.one, pair.other));
            }
        }
    });
}

fn pair_ui(ui: &mut egui::Ui, pair: &Likely, memory: &mut Memory, (session, commands): (&Session, &mut Commands)) {
    let case = session.case();
    ui.add(Label::new(RichText::new(cut(pair.reasons.join("; ")))).wrap());
    ui.add_space(tokens::GAP);
    ScrollArea::vertical().id_salt("sides").max_height((ui.available_height() - 80.0).max(80.0)).show(ui, |ui| {
        Grid::new("sides").num_columns(3).striped(true).show(ui, |ui| sides_ui(ui, (pair.one, pair.other), session));
    });
    ui.add_space(tokens::GAP);
    let merge = |keep, gone| Command::Edit(Edit::Merge { keep, gone });
    ui.horizontal_wrapped(|ui| {
        for (keep, gone, side) in [(pair.one, pair.other, "left"), (pair.other, pair.one, "right")] {
            let name = format!("Merge, keep {side}");
            let hover = cut(format!(
                "Keeps “{}” and takes “{}” in: one undo step, and it can be split again",
                titled(case, keep),
                titled(case, gone)
            ));
            if ui.button(name).on_hover_text(hover).clicked() {
                commands.send(merge(keep, gone));
                commands.send(Command::Select(keep));
            }
        }
        if ui.button("Not the same").on_hover_text("Remembered in the case").clicked() {
            commands.send(Command::Edit(Edit::Distinct { one: pair.one, other: pair.other, is_distinct: true }));
        }
        if ui.button("Later").on_hover_text("Put off until the window is opened again").clicked() {
            memory.later.insert((pair.one, pair.other));
        }
    });
}

fn sides_ui(ui: &mut egui::Ui, (one, other): (RecordId, RecordId), session: &Session) {
    let (first, second) = (side(one, session), side(other, session));
    for ((label, left), (_, right)) in first.iter().zip(&second) {
        if left.is_empty() && right.is_empty() {
            continue;
        }
        // What differs is told by a sign, and not by a colour alone.
        let sign = if left == right { "" } else { " ≠" };
        ui.label(RichText::new(format!("{label}{sign}")).color(Theme::of(ui).ink_soft()));
        for value in [left, right] {
            let text = RichText::new(cut(value.clone()));
            ui.add_sized(
                [200.0, ui.spacing().interact_size.y],
                Label::new(if sign.is_empty() { text.weak() } else { text }).wrap(),
            );
        }
        ui.end_row();
    }
}

/// What is told of a record beside the other.
fn side(id: RecordId, session: &Session) -> Vec<(&'static str, String)> {
    let case = session.case();
    let Some(record) = case.record(id) else { return Vec::new() };
    let mut rows = Vec::new();
    if let Record::Actor(actor) = &record {
        rows = of_actor(actor);
    }
    if let Record::Place(place) = &record {
        rows = vec![
            ("Name", place.name.clone()),
            ("Other names", place.aliases.join("; ")),
            ("Kind", place.kind.label().to_owned()),
            ("Country", place.country.clone()),
            ("Lies in", place.parent.map(|parent| case.title_of(parent.into())).unwrap_or_default()),
        ];
    }
    if let Record::Source(source) = &record {
        rows = of_source(source);
    }
    let common = record.common();
    rows.push(("Notes", common.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join("; ")));
    rows.push(("Citations", common.citations.len().to_string()));
    rows.push(("Id", id.to_string()));
    rows
}

fn of_actor(actor: &Actor) -> Vec<(&'static str, String)> {
    vec![
        ("Name", actor.name.clone()),
        ("Other names", actor.aliases.join("; ")),
        ("Kind", actor.kind.label().to_owned()),
        ("Country", actor.country.clone()),
        ("World", actor.world.map(|world| world.label().to_owned()).unwrap_or_default()),
        ("Posts", actor.posts.iter().map(|post| post.title.as_str()).collect::<Vec<_>>().join("; ")),
    ]
}

fn of_source(source: &Source) -> Vec<(&'static str, String)> {
    vec![
        ("Title", source.title.clone()),
        ("Kind", source.kind.label().to_owned()),
        ("Author", source.author.clone()),
        ("Publisher", source.publisher.clone()),
        ("Published", source.published.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("Reference", source.reference.clone()),
    ]
}
