//! The rows of a table, kept until the case, the filter or the sorting changes. Those of a large case are put in order on a
//! thread; what was listed before stays until then, and a row of something that is gone is left empty.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use crate::case::{Case, RecordKind};
use crate::query::as_of::AsOf;
use crate::query::ask::Hits;
use crate::query::dates::Dates;
use crate::query::lanes::Window;
use crate::query::tables::{Rows, Shown, Sorting, Told, listed};
use crate::session::Sight;
use crate::ui::widgets::Same;

/// So many records are put in order within a frame.
const AT_ONCE: usize = 4_000;

/// The rows of a table, as far as they are known.
#[derive(Default)]
pub(super) struct List {
    rows: Arc<Rows>,
    seen: Option<Seen>,
    work: Option<(Seen, Receiver<Rows>)>,
}

/// What is asked for.
#[derive(Clone, PartialEq)]
pub(super) struct Ask {
    pub kind: RecordKind,
    pub sorting: Vec<Sorting>,
}

/// From what rows were made.
#[derive(PartialEq)]
struct Seen {
    generation: (u32, u64),
    dates: Same<Dates>,
    window: Window,
    hits: Option<Same<Hits>>,
    ask: Ask,
}

impl Seen {
    fn of(session: Sight<'_>, ask: Ask) -> Self {
        Self {
            generation: session.generation(),
            dates: Same::of(&session.answers().dates),
            window: window(session),
            hits: session.answers().hits.as_ref().map(Same::of),
            ask,
        }
    }

    /// Whether both are rows of one kind in one case: the ones may stand for the others for a moment.
    fn is_like(&self, other: &Self) -> bool {
        self.generation.0 == other.generation.0 && self.ask.kind == other.ask.kind
    }
}

/// The filter that all views share.
fn window(session: Sight<'_>) -> Window {
    let view = session.view();
    Window {
        hidden_kinds: view.hidden_kinds.clone(),
        as_of: view.as_of.as_ref().and_then(AsOf::of),
        brush: view.brush,
        sieve: None,
    }
}

impl List {
    /// The rows.
    pub fn rows(&self) -> Arc<Rows> {
        Arc::clone(&self.rows)
    }

    /// Whether the rows are being put in order, while others, or none, are shown.
    pub const fn is_late(&self) -> bool {
        self.work.is_some()
    }

    /// Takes up what has changed. Wakes the window when rows are ready that were not at once.
    pub fn refresh(&mut self, ctx: &egui::Context, session: Sight<'_>, ask: &Ask) {
        self.take();
        let now = Seen::of(session, ask.clone());
        if self.seen.as_ref().is_some_and(|seen| !seen.is_like(&now)) {
            *self = Self::default();
        }
        if self.work.is_some() || self.seen.as_ref() == Some(&now) {
            return;
        }
        let (case, dates) = (session.case().clone(), Arc::clone(&session.answers().dates));
        let hits = session.answers().hits.clone().filter(|hits| !hits.is_wrong());
        let shown = Shown { window: now.window.clone(), hits };
        if case.count(ask.kind) > AT_ONCE
            && let Some(done) = start(ctx.clone(), (case.clone(), Arc::clone(&dates)), (ask.clone(), shown.clone()))
        {
            self.work = Some((now, done));
            if session.window().host().patience == Duration::MAX {
                self.wait();
            }
        } else {
            let told = Told { case: &case, dates: &dates };
            self.rows = Arc::new(listed(&told, ask.kind, &shown, &ask.sorting));
            self.seen = Some(now);
        }
    }

    /// Takes in what the thread has made.
    fn take(&mut self) {
        let Some((_, done)) = &self.work else { return };
        match done.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.work = None,
            Ok(rows) => self.end(rows),
        }
    }

    /// Waits for the thread: for whoever has patience without end, as tests have.
    fn wait(&mut self) {
        match self.work.as_ref().map(|(_, done)| done.recv()) {
            Some(Ok(rows)) => self.end(rows),
            Some(Err(_)) => self.work = None,
            None => {}
        }
    }

    fn end(&mut self, rows: Rows) {
        if let Some((seen, _)) = self.work.take() {
            self.rows = Arc::new(rows);
            self.seen = Some(seen);
        }
    }
}

/// Puts rows in order on a thread; nothing where there is no thread to be had. What is left of the case is taken apart
/// there too.
fn start(ctx: egui::Context, (case, dates): (Case, Arc<Dates>), (ask, shown): (Ask, Shown)) -> Option<Receiver<Rows>> {
    let (send, done) = channel();
    let thread = std::thread::Builder::new().name("table".to_owned()).spawn(move || {
        let told = Told { case: &case, dates: &dates };
        // Nobody listens only when another case is shown.
        drop(send.send(listed(&told, ask.kind, &shown, &ask.sorting)));
        ctx.request_repaint();
    });
    thread.ok().map(|_| done)
}
