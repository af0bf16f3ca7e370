//! Opening, saving and closing, and the questions that go with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::{FileCommand, Request};
use super::desk::NoticeKind;
use super::file::{FileState, empty_case};
use super::question::{Answer, Question, Then};
use super::sample::Sample;
use super::store::Session;
use super::trail::Trail;
use super::view::ViewState;
use super::work::{Busy, Done, SaveDone, SaveJob, Work, let_go};
use crate::case::Case;
use crate::disk::{self, Difference, Expected, OpenError, Opened, SaveError, Settings};
use crate::edit::{Edit, History, References};
use crate::files::{self, Access, Damages, ReadError, Size};

/// Said where a file command comes too early.
pub(super) const STILL_BUSY: &str = "A file is still being worked on; try again in a moment";

/// Files.
impl Session {
    pub(super) fn file_command(&mut self, command: FileCommand) {
        match command {
            FileCommand::New | FileCommand::Close => self.then(Then::New),
            FileCommand::Open => self.then(Then::Open),
            FileCommand::OpenByPath => self.then(Then::OpenByPath),
            FileCommand::OpenPath(path) => self.then(Then::OpenPath(path)),
            FileCommand::OpenSample(sample) => self.then(Then::OpenSample(sample)),
            FileCommand::Quit => self.then(Then::Quit),
            FileCommand::Save | FileCommand::SaveAs | FileCommand::ImportMatrix if self.desk.question.is_some() => {}
            FileCommand::Save => {
                self.call_off();
                self.save();
            }
            FileCommand::SaveAs => {
                self.call_off();
                self.desk.request = Some(Request::ChooseSave(self.file.save_suggestion()));
            }
            FileCommand::SavePath(chosen) => {
                // The native dialog has asked about the name that was chosen, not about the one with an extension.
                let path = disk::with_extension(chosen.clone());
                let expected = if path == chosen { Expected::Anything } else { Expected::New };
                self.save_at(path, expected);
            }
            FileCommand::ImportMatrix => {
                self.call_off();
                self.desk.request = Some(Request::ChooseImport);
            }
            FileCommand::ImportPath(path) => self.open_table(path),
            FileCommand::ExportMatrix => self.ask_where_to_export(),
            FileCommand::ExportPath(path) => self.export_chosen(&path),
            FileCommand::Cancel => {
                if let Some(work) = &self.work {
                    work.watch.cancel();
                }
            }
        }
    }

    /// Does what replaces the case, asking once about unsaved changes; after a save that is under way.
    pub(super) fn then(&mut self, then: Then) {
        let agreed = self.desk.agreed_to_lose.take();
        if self.desk.question.is_some() {
            return;
        }
        let has_agreed = agreed == Some(self.history.generation()) && matches!(then, Then::OpenPath(_));
        if self.is_saving() {
            self.desk.after_save = Some(then);
        } else if self.work.is_some() && then != Then::Quit {
            self.tell(STILL_BUSY);
        } else if self.has_unsaved_changes() && !has_agreed {
            self.desk.question = Some(Question::Unsaved(then));
        } else {
            self.go_on(then);
        }
    }

    fn is_saving(&self) -> bool {
        matches!(self.busy(), Some(Busy::Saving(_)))
    }

    /// Forgets what was to follow an earlier save or choice: the dialog for it was closed, and the user went on.
    pub(super) fn call_off(&mut self) {
        self.desk.agreed_to_lose = None;
        if self.work.is_none() {
            self.desk.after_save = None;
        }
    }

    fn go_on(&mut self, then: Then) {
        match then {
            Then::New => {
                let case = empty_case(self.host.bits());
                self.replace(case, FileState::unsaved("untitled.case.ron"));
            }
            Then::Open => self.desk.request = Some(Request::ChooseOpen),
            Then::OpenByPath => self.desk.question = Some(Question::OpenPath),
            Then::OpenPath(path) => self.start_opening(path, Size::Usual),
            Then::OpenSample(sample) => self.open_sample(sample),
            Then::Quit => self.desk.request = Some(Request::Quit),
        }
    }

    pub(super) fn open_sample(&mut self, sample: &Sample) {
        match files::read(sample.bytes) {
            Ok(document) => self.replace(document.case, FileState::unsaved(sample.name)),
            Err(error) => self.fail(format!("The sample case cannot be read: {error}")),
        }
    }

    fn replace(&mut self, case: Case, file: FileState) {
        // What was said of one case must not stand over another, which may be marked lower.
        self.desk.notices.clear();
        self.desk.intake = None;
        self.desk.opened += 1;
        let ViewState { workspace, lane_by, has_incident_nodes, .. } = std::mem::take(&mut self.scenes.own.view);
        let view = ViewState { workspace, lane_by, has_incident_nodes, ..ViewState::default() };
        // What is large is taken apart elsewhere.
        let answers = self.scenes.replace(&case, view);
        let history = std::mem::replace(&mut self.history, History::new(case));
        self.answering.discard(Box::new((answers, history, std::mem::replace(&mut self.file, file))));
        self.desk.has_agreed_to_lose_comments = false;
        self.trail = Trail::default();
    }

    /// Saves where the user says. The case's own file is saved as ever; another one is replaced only as `expected`.
    fn save_at(&mut self, path: PathBuf, expected: Expected) {
        if self.file.path.as_ref() == Some(&path) {
            self.save();
        } else {
            self.start_saving(path, expected);
        }
    }

    fn start_opening(&mut self, path: PathBuf, size: Size) {
        if self.work.is_some() {
            self.tell(STILL_BUSY);
            return;
        }
        self.desk.opening_from = self.history.generation();
        match Work::open(path, size, Arc::clone(&self.host.wake)) {
            Ok(work) => self.work = Some(work),
            Err(error) => self.fail(format!("The file was not opened: no thread could be started ({error})")),
        }
    }

    fn save(&mut self) {
        match (&self.file.path, &self.file.access) {
            (Some(path), Access::ReadWrite) => {
                let path = path.clone();
                if self.file.has_comments && !self.desk.has_agreed_to_lose_comments {
                    self.desk.question = Some(Question::LosesComments(path));
                } else {
                    self.start_saving(path, self.file.expected);
                }
            }
            (Some(_), Access::ReadOnly { .. }) => {
                self.tell("This file is open for reading only: save a copy under another name");
                self.desk.request = Some(Request::ChooseSave(self.file.save_suggestion()));
            }
            (None, _) => {
                self.desk.request = Some(Request::ChooseSave(self.file.save_suggestion()));
            }
        }
    }

    fn start_saving(&mut self, path: PathBuf, expected: Expected) {
        if self.work.is_some() {
            self.tell(STILL_BUSY);
            return;
        }
        let mut lineage = self.file.lineage.clone();
        lineage.edited_by.clone_from(&self.settings.edited_by);
        lineage.edited_at = (self.host.now)();
        let generation = self.history.generation();
        let written = self.file.written.clone();
        let job = SaveJob { path, case: self.case().clone(), lineage, expected, written, generation };
        match Work::save(job, Arc::clone(&self.host.wake)) {
            Ok(work) => self.work = Some(work),
            Err(error) => {
                self.desk.after_save = None;
                self.fail(format!("The case was not saved: no thread could be started ({error})"));
            }
        }
    }

    pub(super) fn poll(&mut self) {
        self.scenes.all_mut().for_each(|(_, scene)| scene.settled.poll());
        let Some(work) = &self.work else { return };
        match work.poll() {
            Ok(None) => {}
            Ok(Some(done)) => {
                self.work = None;
                match done {
                    // What was changed while the file was read is not lost unasked.
                    Done::Opened(path, Ok(opened)) if self.desk.opening_from != self.history.generation() => {
                        let_go(opened);
                        self.then(Then::OpenPath(path));
                    }
                    Done::Opened(path, Ok(opened)) => self.opened(&path, *opened),
                    Done::Opened(path, Err(OpenError::Read { source: ReadError::Large { .. }, .. })) => {
                        self.desk.question = Some(Question::Large(path));
                    }
                    Done::Opened(path, Err(OpenError::Cancelled { .. })) => {
                        self.tell(format!("Opening {} was cancelled: what was open stays open", path.display()));
                    }
                    Done::Opened(path, Err(error)) => {
                        self.fail(format!("{} was not opened: {error}", path.display()));
                    }
                    Done::Saved(done) => self.saved(done),
                    Done::Exported(done) => self.exported(done),
                    Done::Table(path, result) => self.table_read(&path, result),
                }
            }
            Err(()) => {
                self.work = None;
                self.desk.after_save = None;
                self.fail("Work on a file ended unexpectedly. The case is as it was; save it under another name");
            }
        }
    }

    fn opened(&mut self, path: &Path, opened: Opened) {
        let Opened { document, hash, has_comments, path: _ } = opened;
        let told = if !document.damages.is_empty() {
            Some(damage_words(path, &document.damages))
        } else if let Access::ReadOnly { reason } = &document.access {
            Some(format!("{} is open for reading only: {reason}. Save a copy to change it", path.display()))
        } else {
            None
        };
        let file = FileState {
            suggested: path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            path: Some(path.to_owned()),
            expected: Expected::Hash(hash),
            lineage: document.lineage,
            access: document.access,
            has_comments,
            written: document.written,
        };
        self.replace(document.case, file);
        if let Some(words) = told {
            self.fail(words);
        }
        self.remember_recent(path);
    }

    /// What failed before has been overtaken by a success.
    fn forget_failures(&mut self) {
        self.desk.notices.retain(|notice| notice.kind != NoticeKind::Failure);
    }

    fn saved(&mut self, done: SaveDone) {
        let SaveDone { path, generation, result } = done;
        let after = self.desk.after_save.take();
        match result {
            Ok(saved) => {
                self.forget_failures();
                self.history.mark_saved(generation);
                self.file = FileState::saved(&path, saved);
                self.remember_recent(&path);
                self.tell(format!("Saved {}", self.file.name()));
                if let Some(then) = after {
                    self.then(then);
                }
            }
            Err(SaveError::ChangedOnDisk { difference, .. }) if self.desk.question.is_none() => {
                self.desk.after_save = after;
                self.desk.question = Some(match difference {
                    Difference::Appeared => Question::Exists(path),
                    Difference::Changed | Difference::Gone => Question::ChangedOnDisk(path),
                });
            }
            Err(SaveError::Cancelled { .. }) => self.tell(format!(
                "Saving {} was cancelled: nothing was replaced, and the changes stay open",
                path.display()
            )),
            Err(error) => {
                if let SaveError::NotConfirmed { hash, .. } = &error {
                    // It counts as not saved, but what is there is ours: saving again must not ask about it.
                    self.file.path = Some(path);
                    self.file.expected = Expected::Hash(*hash);
                }
                self.fail(error.to_string());
            }
        }
    }

    /// Remembers a file as it is found from any folder.
    fn remember_recent(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let now = (self.host.now)();
        self.remember(|settings| settings.add_recent(&path, &now));
    }

    pub(super) fn remember(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        if let Err(error) = self.settings.save() {
            self.fail(format!("The settings were not kept: {error}"));
        }
    }
}

/// So many damages are told on opening a file.
const TOLD: usize = 5;

/// What is said once when a damaged file is opened: what happened, what was kept, what to do.
fn damage_words(path: &Path, damages: &Damages) -> String {
    let newer = damages.newer.map_or_else(String::new, |format| {
        format!(", or it needs a newer version of Sightline (its format is {format})")
    });
    format!(
        "{} is {}{newer}. All that can be read is open for reading only. Fetch the file again, or open an older copy; if \
         there is none, “Save as” makes a copy that can be changed and keeps the damaged text\n{}",
        path.display(),
        damages.count(),
        damages.list(TOLD)
    )
}

/// Answers to questions.
impl Session {
    fn save_before(&mut self, then: Then) {
        self.desk.after_save = Some(then);
        if !self.is_saving() {
            self.save();
        }
    }

    fn give_up_for(&mut self, then: Then) {
        // Which file it is for is still to be chosen: that does not ask again.
        if matches!(then, Then::Open | Then::OpenByPath) {
            self.desk.agreed_to_lose = Some(self.history.generation());
        }
        // What a save comes to is of the case that it was begun for.
        if self.is_saving() {
            self.desk.after_save = Some(then);
        } else {
            self.go_on(then);
        }
    }

    pub(super) fn answer(&mut self, answer: Answer) {
        let Some(question) = self.desk.question.take() else {
            // A dialog of the desktop was closed without a choice.
            if answer == Answer::Cancel {
                self.call_off();
            }
            return;
        };
        match (question, answer) {
            (_, Answer::Cancel) => self.desk.after_save = None,
            (Question::Unsaved(then), Answer::Save) => self.save_before(then),
            (Question::Unsaved(then), Answer::Discard) => self.give_up_for(then),
            (Question::ChangedOnDisk(path) | Question::Exists(path), Answer::Yes) => {
                self.start_saving(path, Expected::Anything);
            }
            (Question::Large(path), Answer::Yes) => self.start_opening(path, Size::Large),
            (
                Question::ChangedOnDisk(path) | Question::Exists(path) | Question::LosesComments(path),
                Answer::SaveAs,
            ) => {
                self.desk.request = Some(Request::ChooseSave(path));
            }
            (Question::LosesComments(path), Answer::Yes) => {
                self.desk.has_agreed_to_lose_comments = true;
                self.start_saving(path, self.file.expected);
            }
            (Question::StillCited { records, .. }, Answer::Yes) => {
                self.edit(&Edit::Remove(records, References::Clear));
            }
            (Question::OpenPath, Answer::Path(path)) => self.then(Then::OpenPath(path)),
            (Question::ImportPath, Answer::Path(path)) => self.open_table(path),
            (Question::ExportPath(_), Answer::Path(path)) => self.export(path, Expected::New),
            (Question::ReplaceExport(path), Answer::Yes) => self.export(path, Expected::Anything),
            (Question::SavePath(_), Answer::Path(path)) => self.save_at(disk::with_extension(path), Expected::New),
            (question, _) => self.desk.question = Some(question),
        }
    }
}
