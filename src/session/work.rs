//! Work in the background: one job at a time about files, on a thread with a name; and what is let go, freed on one.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use crate::case::{Case, Edtf, Layer, Marking};
use crate::disk::{self, Expected, OpenError, Opened, SaveError, Saved, TableFileError, ToSave};
use crate::figure::sheet::{self, Format, SheetError, Subject};
use crate::files::table_in::Leaf;
use crate::files::{Lineage, Size, Watch, Written};
use crate::query::arrange::Arrangement;
use crate::query::dates::Dates;
use crate::query::evidence::{Evidence, Threshold};
use crate::query::gaps::{self, Gaps};

/// What is going on in the background, for the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Busy {
    /// A file is being read.
    Opening(PathBuf),
    /// The case is being written.
    Saving(PathBuf),
    /// The matrix is being exported.
    Exporting(PathBuf),
    /// A table is being read.
    ReadingTable(PathBuf),
}

/// What a job came to.
pub(super) enum Done {
    /// A file was read, or not.
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    /// The case was written, or not.
    Saved(SaveDone),
    /// The matrix was exported, or not.
    Exported(ExportDone),
    /// The file of a table was read, or not.
    Table(PathBuf, Result<Vec<Leaf>, TableFileError>),
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

/// The matrix to be exported, as it is shown.
pub(super) struct ExportJob {
    pub path: PathBuf,
    pub expected: Expected,
    pub format: &'static Format,
    pub case: Case,
    pub dates: Arc<Dates>,
    pub arrangement: Arc<Arrangement>,
    pub evidence: Arc<Evidence>,
    pub gaps: Arc<Gaps>,
    pub difference: Option<Arc<gaps::Difference>>,
    pub as_of: Option<Edtf>,
    pub against: Option<Edtf>,
    pub query: String,
    pub threshold: Threshold,
    pub layer: Layer,
}

/// What exporting came to: the marking that the file bears.
pub(super) struct ExportDone {
    pub path: PathBuf,
    pub format: &'static Format,
    pub result: Result<Marking, ExportError>,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExportError {
    /// The matrix cannot be written in that format.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The file cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl ExportJob {
    fn run(&self) -> Result<Marking, ExportError> {
        let subject = Subject {
            case: &self.case,
            dates: &self.dates,
            arrangement: &self.arrangement,
            evidence: &self.evidence,
            gaps: &self.gaps,
            difference: self.difference.as_deref(),
            as_of: self.as_of.as_ref(),
            against: self.against.as_ref(),
            query: &self.query,
            threshold: &self.threshold,
        };
        let sheet = sheet::sheet(&subject, self.layer);
        disk::save(&self.path, &self.format.write(&sheet)?, self.expected)?;
        Ok(sheet.marking)
    }
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

    pub fn export(job: ExportJob, wake: Arc<dyn Fn() + Send + Sync>) -> io::Result<Self> {
        let busy = Busy::Exporting(job.path.clone());
        Self::start(busy, wake, move |_| {
            let result = job.run();
            Done::Exported(ExportDone { path: job.path, format: job.format, result })
        })
    }

    pub fn table(path: PathBuf, wake: Arc<dyn Fn() + Send + Sync>) -> io::Result<Self> {
        let busy = Busy::ReadingTable(path.clone());
        Self::start(busy, wake, move |_| {
            let result = disk::read_table(&path);
            Done::Table(path, result)
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
