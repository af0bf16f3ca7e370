//! What the palette finds, on a thread where the case is large.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use crate::case::{RecordId, RecordKind};
use crate::query::ranked::{self, Fit, Ranked, Typed};
use crate::query::search::Index;
use crate::ui::menu::{ACTIONS, Action};
use crate::ui::names::List;

/// What is looked for, and in what.
#[derive(Clone)]
pub(super) struct Wanted {
    /// As it was typed.
    pub text: String,
    /// The names of all records, by kind.
    pub names: Vec<(RecordKind, Arc<List>)>,
    /// Their texts, where they have been read.
    pub index: Option<Arc<Index>>,
    /// The records that were selected lately, the last first.
    pub lately: Vec<RecordId>,
    /// How many are shown at most of those in whose texts it is found.
    pub most_texts: usize,
}

/// A row of the list.
#[derive(Clone, Copy)]
pub(super) enum Row {
    /// Something to be done.
    Command(&'static Action),
    /// A record, and by which of its names it was found.
    Named(RecordId, usize),
    /// A record in whose texts it was found.
    Text(RecordId),
    /// So many more records hold it: shows some of them.
    More(usize),
}

/// What was found.
#[derive(Clone, Default)]
pub(super) struct Found {
    /// The best first.
    pub rows: Vec<Row>,
    /// What was searched for in the texts of records; empty where nothing was.
    pub words: String,
    /// How many records hold it.
    pub texts: usize,
}

/// What the first letter restricts a search to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    Commands,
    Records(&'static [RecordKind]),
}

/// The scopes by their letters.
const SCOPES: &[(char, Scope)] = &[
    ('>', Scope::Commands),
    ('@', Scope::Records(&[RecordKind::Actor, RecordKind::Mission])),
    ('#', Scope::Records(&[RecordKind::Theme])),
    ('!', Scope::Records(&[RecordKind::Incident])),
];

/// So many records are shown at first of those in whose texts it is found, and with each wish for more.
pub(super) const TEXTS: usize = 30;
/// So many rows at most come from names whose letters stand apart.
const MOST_LOOSE: usize = 20;

/// Where a command stands among records whose names fit as well: behind actors, missions, incidents and themes.
const COMMAND: u32 = 4;

/// Finds what is wanted.
pub(super) fn find(wanted: &Wanted) -> Found {
    let text = wanted.text.trim_start();
    let scoped = SCOPES.iter().find_map(|(letter, scope)| Some((text.strip_prefix(*letter)?, *scope)));
    let (text, scope) = scoped.unwrap_or((text, Scope::All));
    let text = text.trim();
    if text.is_empty() {
        return Found { rows: unasked(wanted, scope), ..Found::default() };
    }
    let mut typed = Typed::of(text);
    let commands = if matches!(scope, Scope::Records(_)) { Vec::new() } else { commands(&mut typed) };
    let named = if scope == Scope::Commands { Vec::new() } else { named(&mut typed, wanted, scope) };
    let (strict, loose): (Vec<_>, Vec<_>) = named.into_iter().partition(|found| found.fit != Fit::Letters);
    let (certain, vague): (Vec<_>, Vec<_>) = commands.into_iter().partition(|(_, found)| found.fit != Fit::Letters);
    let is_named: BTreeSet<RecordId> = strict.iter().map(|found| found.of).collect();
    let (texts, words) = match (&wanted.index, scope) {
        (Some(index), Scope::All) => (index.ranked(text), text.to_owned()),
        _ => (Vec::new(), String::new()),
    };
    let in_texts: Vec<RecordId> = texts.iter().copied().filter(|id| !is_named.contains(id)).collect();
    let mut rows = merged(certain, strict);
    rows.extend(vague.iter().map(|(action, _)| Row::Command(action)));
    rows.extend(in_texts.iter().take(wanted.most_texts).map(|&id| Row::Text(id)));
    let more = in_texts.len().saturating_sub(wanted.most_texts);
    rows.extend((more > 0).then_some(Row::More(more)));
    let has_text: BTreeSet<RecordId> = texts.iter().copied().collect();
    let loose = loose.iter().filter(|found| !has_text.contains(&found.of)).take(MOST_LOOSE);
    rows.extend(loose.map(|found| Row::Named(found.of, found.name)));
    Found { rows, words, texts: texts.len() }
}

/// What is shown before anything is typed: what was selected lately and what has a shortcut, or all of a scope.
fn unasked(wanted: &Wanted, scope: Scope) -> Vec<Row> {
    match scope {
        Scope::All => {
            let lately = wanted.lately.iter().take(8).map(|&id| Row::Named(id, 0));
            lately.chain(actions().filter(|action| !action.shortcuts.is_empty()).map(Row::Command)).collect()
        }
        Scope::Commands => actions().map(Row::Command).collect(),
        Scope::Records(kinds) => {
            let lists = wanted.names.iter().filter(|(kind, _)| kinds.contains(kind));
            lists.flat_map(|(_, list)| list.named()).take(ranked::MOST).map(|(id, _)| Row::Named(id, 0)).collect()
        }
    }
}

/// Every command but the one that opens the palette.
fn actions() -> impl Iterator<Item = &'static Action> {
    ACTIONS.iter().filter(|action| !action.is_palette())
}

fn commands(typed: &mut Typed) -> Vec<(&'static Action, Ranked<usize>)> {
    let all: Vec<&Action> = actions().collect();
    let labels: Vec<&str> = all.iter().map(|action| action.label).collect();
    let ranked = ranked::labels(typed, &labels).into_iter();
    ranked.filter_map(|found| Some((*all.get(found.of)?, found))).collect()
}

fn named(typed: &mut Typed, wanted: &Wanted, scope: Scope) -> Vec<Ranked<RecordId>> {
    let is_meant = |kind: RecordKind| match scope {
        Scope::All => true,
        Scope::Commands => false,
        Scope::Records(kinds) => kinds.contains(&kind),
    };
    let lists: Vec<&List> = wanted.names.iter().filter(|(kind, _)| is_meant(*kind)).map(|(_, list)| &**list).collect();
    ranked::records(typed, &lists.iter().flat_map(|list| list.named()), &wanted.lately)
}

/// Commands and records as one list, both in their order.
fn merged(commands: Vec<(&'static Action, Ranked<usize>)>, records: Vec<Ranked<RecordId>>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(commands.len() + records.len());
    let mut commands = commands.into_iter().peekable();
    for record in records {
        while let Some((action, _)) = commands.next_if(|(_, found)| found.score + COMMAND < record.score) {
            rows.push(Row::Command(action));
        }
        rows.push(Row::Named(record.of, record.name));
    }
    rows.extend(commands.map(|(action, _)| Row::Command(action)));
    rows
}

/// The thread that finds, one thing at a time: whoever asks waits until it has answered, and asks what is newest then.
pub(super) struct Finder {
    orders: Sender<Wanted>,
    found: Receiver<Found>,
    is_busy: bool,
}

/// The thread died.
pub(super) struct Died;

impl Finder {
    /// Starts the thread; nothing where there is none to be had. It wakes the window with what it finds.
    pub fn start(ctx: egui::Context) -> Option<Self> {
        let (orders, received) = channel::<Wanted>();
        let (send, found) = channel();
        let thread = std::thread::Builder::new().name("palette".to_owned()).spawn(move || {
            while let Ok(wanted) = received.recv() {
                // Nobody listens only when the palette is gone.
                drop(send.send(find(&wanted)));
                ctx.request_repaint();
            }
        });
        thread.ok().map(|_| Self { orders, found, is_busy: false })
    }

    /// Whether something is being looked for.
    pub const fn is_busy(&self) -> bool {
        self.is_busy
    }

    /// Asks for what is wanted.
    pub fn ask(&mut self, wanted: Wanted) {
        self.is_busy = self.orders.send(wanted).is_ok();
    }

    /// What was found, once it is there; waits for it where `is_patient`.
    pub fn take(&mut self, is_patient: bool) -> Result<Option<Found>, Died> {
        if !self.is_busy {
            return Ok(None);
        }
        let found = if is_patient { self.found.recv().map(Some).or(Err(Died)) } else { self.try_take() };
        self.is_busy = matches!(found, Ok(None));
        found
    }

    fn try_take(&self) -> Result<Option<Found>, Died> {
        match self.found.try_recv() {
            Ok(found) => Ok(Some(found)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(Died),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Settings;
    use crate::session::{Host, SAMPLES, Session};

    #[test]
    fn texts_beyond_the_first_are_counted_and_shown_on_request() {
        let session = Session::on_sample(&SAMPLES[0], Settings::default(), Host::still());
        let index = session.answers().search.clone();
        let all = index.as_ref().unwrap().containing("drug").len();
        let check = |most_texts: usize, more: usize| {
            let (text, index) = ("drug".to_owned(), index.clone());
            let found = find(&Wanted { text, names: Vec::new(), index, lately: Vec::new(), most_texts });
            let shown = found.rows.iter().filter(|row| matches!(row, Row::Text(_))).count();
            let told = found.rows.iter().find_map(|row| if let Row::More(count) = row { Some(*count) } else { None });
            assert_eq!((shown, told.unwrap_or_default()), (all - more, more), "{most_texts} of {all}");
        };
        assert!(all > TEXTS, "{all}");
        check(TEXTS, all - TEXTS);
        check(all - 1, 1);
        check(all, 0);
    }
}
