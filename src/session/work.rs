//! Work in the background: one job at a time about files, on a thread with a name; and what is let go, freed on one.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use crate::case::Case;
use crate::disk::{self, Expected, OpenError, Opened, SaveError, Saved, ToSave};
use crate::files::{Lineage, Size, Watch, Written};

/// What is going on in the background, for the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Busy {
    /// A file is being read.
    Opening(PathBuf),
    /// The case is being written.
    Saving(PathBuf),
}

/// What a job came to.
pub(super) enum Done {
    /// A file was read, or not.
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    /// The case was written, or not.
    Saved(SaveDone),
}

/// What saving came to.
pub(super) struct SaveDone {
    pub path: PathBuf,
    pub generation: u64,
    pub result: Result<Saved, SaveError>,
}

/// A case to save.
pub(super) struct SaveJob {
    pub path: PathBuf,
    pub case: Case,
    pub lineage: Lineage,
    pub expected: Expected,
    /// What is known of the file that is there.
    pub written: Written,
    pub generation: u64,
}

/// The job under way.
pub(super) struct Work {
    pub busy: Busy,
    /// How far it has come, and the wish to end it.
    pub watch: Arc<Watch>,
    done: Receiver<Done>,
}

impl Work {
    pub fn open(path: PathBuf, size: Size, wake: Arc<dyn Fn() + Send + Sync>) -> io::Result<Self> {
        let busy = Busy::Opening(path.clone());
        Self::start(busy, wake, move |watch| {
            let result = disk::open_watched(&path, size, watch).map(Box::new);
            Done::Opened(path, result)
        })
    }

    pub fn save(job: SaveJob, wake: Arc<dyn Fn() + Send + Sync>) -> io::Result<Self> {
        let busy = Busy::Saving(job.path.clone());
        Self::start(busy, wake, move |watch| {
            let SaveJob { path, case, lineage, expected, written, generation } = job;
            let to_save = ToSave { case: &case, previous: &lineage, written: &written };
            let result = disk::save_watched(&path, to_save, expected, watch);
            Done::Saved(SaveDone { path, generation, result })
        })
    }

    fn start(
        busy: Busy,
        wake: Arc<dyn Fn() + Send + Sync>,
        job: impl FnOnce(&Watch) -> Done + Send + 'static,
    ) -> io::Result<Self> {
        let (send, done) = channel();
        let watch = Arc::new(Watch::default());
        let watched = Arc::clone(&watch);
        let thread = thread::Builder::new().name("files".to_owned()).spawn(move || {
            // Nobody listens only when the session is gone.
            drop(send.send(job(&watched)));
            wake();
        })?;
        drop(thread);
        Ok(Self { busy, watch, done })
    }

    /// What the job came to, once it has ended; `Err` if its thread died.
    pub fn poll(&self) -> Result<Option<Done>, ()> {
        match self.done.try_recv() {
            Ok(done) => Ok(Some(done)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(()),
        }
    }
}

/// Frees on a thread what takes long to free, or here where no thread can be had.
pub(super) fn let_go<T: Send + 'static>(what: T) {
    drop(thread::Builder::new().name("letting go".to_owned()).spawn(move || drop(what)));
}
