//! The index of names that lines are read against: made once, on a thread where the case is large, and kept while the
//! case changes.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use crate::case::{Case, RecordKind};
use crate::query::entry::Names;
use crate::session::Session;

/// A case of more records is indexed on a thread.
const AT_ONCE: usize = 4_000;

/// The index, as far as it is made.
#[derive(Default)]
pub(super) struct Index {
    names: Option<Arc<Names>>,
    opened: u32,
    checked: Option<(u32, u64)>,
    work: Option<Receiver<Names>>,
    version: u64,
}

impl Index {
    /// The index, unless it is being made for the first time.
    pub fn names(&self) -> Option<&Arc<Names>> {
        self.names.as_ref()
    }

    /// A number that changes with the index.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Makes it, or makes it anew where too much has changed since.
    pub fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        let generation = session.generation();
        if self.opened != generation.0 {
            *self = Self { opened: generation.0, version: self.version + 1, ..Self::default() };
        }
        self.take();
        if self.work.is_some() || self.checked == Some(generation) {
            return;
        }
        self.checked = Some(generation);
        if self.names.as_ref().is_some_and(|names| !names.is_old(session.case())) {
            return;
        }
        let case = session.case();
        let count: usize = RecordKind::ALL.iter().map(|&kind| case.count(kind)).sum();
        let is_small = count <= AT_ONCE || session.host().patience == Duration::MAX;
        self.work = (!is_small).then(|| start(ctx.clone(), case.clone())).flatten();
        if self.work.is_none() {
            self.put(Names::of(case));
        }
    }

    fn take(&mut self) {
        match self.work.as_ref().map(Receiver::try_recv) {
            Some(Ok(names)) => {
                self.work = None;
                self.put(names);
            }
            Some(Err(TryRecvError::Disconnected)) => self.work = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
    }

    fn put(&mut self, names: Names) {
        self.names = Some(Arc::new(names));
        self.version += 1;
    }
}

fn start(ctx: egui::Context, case: Case) -> Option<Receiver<Names>> {
    let (send, made) = channel();
    let thread = std::thread::Builder::new().name("quick add".to_owned()).spawn(move || {
        // Nobody listens only when another case is shown.
        drop(send.send(Names::of(&case)));
        ctx.request_repaint();
    });
    thread.ok().map(|_| made)
}
