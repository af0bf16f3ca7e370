//! The session itself: one open case and the one door through which anything changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::answers::Answers;
use super::blank::blank;
use super::command::{Command, FileCommand, New, Request};
use super::desk::{Desk, Notice, NoticeKind};
use super::file::{FileState, SAMPLE, SAMPLE_NAME, empty_case};
use super::host::Host;
use super::question::{Answer, Question, Then};
use super::selection::Selection;
use super::settle::Settled;
use super::view::ViewState;
use super::work::{Busy, Done, SaveDone, SaveJob, Work};
use crate::case::{Case, RecordId};
use crate::disk::{self, Difference, Expected, OpenError, Opened, SaveError, Settings};
use crate::edit::{self, Edit, EditError, History, References};
use crate::files::{self, Access, ReadError, Size};
use crate::query::as_of::AsOf;

/// Said where a file command comes too early.
const STILL_BUSY: &str = "A file is still being worked on; try again in a moment";

/// An open case without a window.
pub struct Session {
    history: History,
    file: FileState,
    view: ViewState,
    answers: Answers,
    settled: Settled,
    desk: Desk,
    work: Option<Work>,
    settings: Settings,
    host: Host,
}

/// What the session is made of at its start.
impl Session {
    /// A session on a copy of the sample case.
    pub fn on_sample(settings: Settings, host: Host) -> Self {
        let mut session = Self::empty(settings, host);
        session.open_sample();
        session.refresh();
        session
    }

    /// A session on an empty case.
    pub fn empty(settings: Settings, host: Host) -> Self {
        let case = empty_case(host.bits());
        let mut session = Self {
            history: History::new(case),
            file: FileState::unsaved("untitled.case.ron"),
            view: ViewState::default(),
            answers: Answers::default(),
            settled: Settled::default(),
            desk: Desk::default(),
            work: None,
            settings,
            host,
        };
        session.refresh();
        session
    }
}

/// What views read.
impl Session {
    /// The case as it is now.
    pub fn case(&self) -> &Case {
        self.history.present()
    }

    /// The file behind it.
    pub const fn file(&self) -> &FileState {
        &self.file
    }

    /// What all views share beside the case.
    pub const fn view(&self) -> &ViewState {
        &self.view
    }

    /// What is selected.
    pub const fn selection(&self) -> &Selection {
        &self.view.selection
    }

    /// What follows from the case.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Where the nodes of the graph stand.
    pub const fn settled(&self) -> &Settled {
        &self.settled
    }

    /// What has been said and not put away.
    pub fn notices(&self) -> &[Notice] {
        &self.desk.notices
    }

    /// The open question.
    pub const fn question(&self) -> Option<&Question> {
        self.desk.question.as_ref()
    }

    /// What goes on in the background.
    pub fn busy(&self) -> Option<&Busy> {
        self.work.as_ref().map(|work| &work.busy)
    }

    /// What this machine remembers.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Time, randomness and the way to wake the window.
    pub const fn host(&self) -> &Host {
        &self.host
    }

    /// Whether the case differs from its file.
    pub fn has_unsaved_changes(&self) -> bool {
        !self.history.is_saved()
    }

    /// The act that undo takes back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// The act that redo does again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// How many values of the case there have been: a key for what a view remembers.
    pub fn generation(&self) -> u64 {
        self.history.generation()
    }
}

/// The door.
impl Session {
    /// Carries out the wishes of a frame, takes in what background work came to, and answers anew.
    pub fn run(&mut self, commands: Vec<Command>) {
        self.poll();
        for command in commands {
            self.obey(command);
        }
        self.refresh();
    }

    /// The request that only the desktop can carry out, once.
    pub fn take_request(&mut self) -> Option<Request> {
        self.desk.request.take()
    }

    /// What this machine remembers, to be changed by the desktop (window geometry).
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// Says that something failed; the same is not said twice.
    pub fn fail(&mut self, words: impl Into<String>) {
        let notice = Notice { kind: NoticeKind::Failure, words: words.into() };
        self.desk.notices.retain(|other| *other != notice);
        self.desk.notices.push(notice);
    }

    /// Asks for a path in the window, where no native dialog can be had.
    pub fn ask_for_path(&mut self, request: Request) {
        self.desk.question = match request {
            Request::ChooseOpen => Some(Question::OpenPath),
            Request::ChooseSave(path) => Some(Question::SavePath(disk::in_documents(path))),
            Request::Quit => None,
        };
    }

    fn tell(&mut self, words: impl Into<String>) {
        self.desk.notices.retain(|notice| notice.kind == NoticeKind::Failure);
        self.desk.notices.push(Notice { kind: NoticeKind::Done, words: words.into() });
    }

    fn refresh(&mut self) {
        self.answers.refresh(self.history.present(), &self.view);
        let network = (self.history.present(), &self.answers.network);
        self.settled.refresh(network, &self.view.pins, &self.host.wake);
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Edit(edit) => self.edit(&edit),
            Command::Add(new) => self.add(new),
            Command::Delete(records) => self.delete(records),
            Command::Undo => self.step(History::undo, "Undid", "Nothing to undo"),
            Command::Redo => self.step(History::redo, "Did again", "Nothing to redo"),
            Command::File(command) => self.file_command(command),
            Command::Answer(answer) => self.answer(answer),
            Command::Dismiss(place) if place < self.desk.notices.len() => drop(self.desk.notices.remove(place)),
            Command::Dismiss(_) => {}
            Command::Tell(words) => self.tell(words),
            Command::Theme(choice) => self.remember(|settings| settings.theme = choice),
            Command::EditedBy(name) => self.remember(|settings| settings.edited_by = name),
            command @ (Command::Hover(_)
            | Command::AsOf(_)
            | Command::LaneBy(_)
            | Command::ToggleKind(_)
            | Command::ShowAllKinds
            | Command::ToggleIncidentNodes
            | Command::Pin(..)) => self.look(command),
            Command::Select(id) => self.select_only(id),
            Command::Toggle(id) => self.toggle(id),
            Command::SelectCell(mission, theme) => {
                self.select(Selection::of_cell(self.history.present(), mission, theme));
            }
            Command::SelectNothing => self.select(Selection::default()),
        }
    }

    /// Commands that change how the case is seen.
    #[expect(clippy::wildcard_enum_match_arm, reason = "`obey` sends only these here")]
    fn look(&mut self, command: Command) {
        let view = &mut self.view;
        match command {
            Command::Hover(id) => view.hover = id,
            Command::AsOf(Some(date)) if AsOf::of(&date).is_none() => {
                self.tell(format!("“{date}” has no first and last day: choose a day, a month or a year"));
            }
            Command::AsOf(date) => view.as_of = date,
            Command::LaneBy(by) => view.lane_by = by,
            Command::ShowAllKinds => view.hidden_kinds.clear(),
            Command::ToggleIncidentNodes => view.has_incident_nodes = !view.has_incident_nodes,
            Command::ToggleKind(kind) => {
                let was_hidden = view.hidden_kinds.remove(&kind);
                view.hidden_kinds.extend((!was_hidden).then_some(kind));
            }
            Command::Pin(party, Some(place)) => drop(view.pins.insert(party, place)),
            Command::Pin(party, None) => drop(view.pins.remove(&party)),
            _ => {}
        }
    }

    fn select_only(&mut self, id: RecordId) {
        self.select(Selection { records: vec![id], ..Selection::default() });
    }

    fn toggle(&mut self, id: RecordId) {
        let mut records = self.view.selection.records.clone();
        if records.contains(&id) {
            records.retain(|&other| other != id);
        } else {
            records.push(id);
        }
        self.select(Selection { records, ..Selection::default() });
    }

    fn select(&mut self, mut selection: Selection) {
        selection.relate(self.history.present());
        self.view.selection = selection;
    }
}

/// Altering the case.
impl Session {
    fn edit(&mut self, edit: &Edit) {
        match edit::plan(self.history.present(), edit) {
            Ok(plan) if plan.changes.is_empty() => {}
            Ok(plan) => {
                self.history.act(plan);
                self.view.selection.relate(self.history.present());
            }
            Err(EditError::StillCited { referrers, records, .. }) => {
                self.desk.question = Some(Question::StillCited { records, referrers });
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn add(&mut self, new: New) {
        let (id, record) = blank(new, &self.host);
        self.edit(&Edit::Put(id, record));
        if self.case().has(id) {
            self.select(Selection { records: vec![id], ..Selection::default() });
        }
    }

    fn delete(&mut self, records: Vec<RecordId>) {
        if records.is_empty() {
            self.tell("Select what is to be deleted first");
            return;
        }
        self.edit(&Edit::Remove(records, References::Refuse));
    }

    fn step(&mut self, step: fn(&mut History) -> Option<edit::Stepped>, done: &str, nothing: &str) {
        let before = self.history.present().clone();
        let Some(stepped) = step(&mut self.history) else {
            self.tell(nothing);
            return;
        };
        let changed: Vec<RecordId> = stepped.changed.iter().copied().filter(|&id| self.case().has(id)).collect();
        if changed.is_empty() {
            self.view.selection.relate(self.history.present());
        } else {
            self.select(Selection { records: changed, ..Selection::default() });
        }
        let lines = edit::difference(&before, self.history.present());
        let what = lines.first().map_or_else(String::new, |line| format!(" – {line}"));
        let more = if lines.len() > 1 { format!(" and {} more", lines.len() - 1) } else { String::new() };
        self.tell(format!("{done}: {}{what}{more}", stepped.label));
    }
}

/// Files.
impl Session {
    fn file_command(&mut self, command: FileCommand) {
        match command {
            FileCommand::New | FileCommand::Close => self.then(Then::New),
            FileCommand::Open => self.then(Then::Open),
            FileCommand::OpenByPath => self.then(Then::OpenByPath),
            FileCommand::OpenPath(path) => self.then(Then::OpenPath(path)),
            FileCommand::OpenSample => self.then(Then::OpenSample),
            FileCommand::Quit => self.then(Then::Quit),
            FileCommand::Save | FileCommand::SaveAs if self.desk.question.is_some() => {}
            FileCommand::Save => {
                self.call_off();
                self.save();
            }
            FileCommand::SaveAs => {
                self.call_off();
                self.desk.request = Some(Request::ChooseSave(self.file.save_suggestion()));
            }
            // The native dialog has asked whether another file is to be replaced.
            FileCommand::SavePath(path) => self.save_at(path, Expected::Anything),
        }
    }

    /// Does what replaces the case, asking once about unsaved changes; after a save that is under way.
    fn then(&mut self, then: Then) {
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
    fn call_off(&mut self) {
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
            Then::OpenSample => self.open_sample(),
            Then::Quit => self.desk.request = Some(Request::Quit),
        }
    }

    fn open_sample(&mut self) {
        match files::read(SAMPLE) {
            Ok(document) => self.replace(document.case, FileState::unsaved(SAMPLE_NAME)),
            Err(error) => self.fail(format!("The sample case cannot be read: {error}")),
        }
    }

    fn replace(&mut self, case: Case, file: FileState) {
        self.history = History::new(case);
        self.file = file;
        self.desk.has_agreed_to_lose_comments = false;
        let ViewState { lane_by, has_incident_nodes, .. } = std::mem::take(&mut self.view);
        self.view = ViewState { lane_by, has_incident_nodes, ..ViewState::default() };
        self.settled = Settled::default();
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
                    self.start_saving(path, self.file.expected.clone());
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
        let job = SaveJob { path, case: self.case().clone(), lineage, expected, generation };
        match Work::save(job, Arc::clone(&self.host.wake)) {
            Ok(work) => self.work = Some(work),
            Err(error) => {
                self.desk.after_save = None;
                self.fail(format!("The case was not saved: no thread could be started ({error})"));
            }
        }
    }

    fn poll(&mut self) {
        self.settled.poll();
        let Some(work) = &self.work else { return };
        match work.poll() {
            Ok(None) => {}
            Ok(Some(done)) => {
                self.work = None;
                match done {
                    // What was changed while the file was read is not lost unasked.
                    Done::Opened(path, Ok(_)) if self.desk.opening_from != self.history.generation() => {
                        self.then(Then::OpenPath(path));
                    }
                    Done::Opened(path, Ok(opened)) => self.opened(&path, *opened),
                    Done::Opened(path, Err(OpenError::Read { source: ReadError::Large { .. }, .. })) => {
                        self.desk.question = Some(Question::Large(path));
                    }
                    Done::Opened(path, Err(error)) => {
                        self.fail(format!("{} was not opened: {error}", path.display()));
                    }
                    Done::Saved(done) => self.saved(done),
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
        if let Access::ReadOnly { reason } = &document.access {
            self.fail(format!("{} is open for reading only: {reason}. Save a copy to change it", path.display()));
        }
        let file = FileState {
            suggested: path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            path: Some(path.to_owned()),
            expected: Expected::Hash(hash),
            lineage: document.lineage,
            access: document.access,
            has_comments,
        };
        self.replace(document.case, file);
        self.remember_recent(path);
    }

    fn saved(&mut self, done: SaveDone) {
        let SaveDone { path, generation, result } = done;
        let after = self.desk.after_save.take();
        match result {
            Ok(saved) => {
                self.history.mark_saved(generation);
                self.file.path = Some(path.clone());
                self.file.expected = Expected::Hash(saved.hash);
                self.file.lineage = saved.lineage;
                self.file.access = Access::ReadWrite;
                self.file.has_comments = false;
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
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Remembers a file as it is found from any folder.
    fn remember_recent(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.remember(|settings| settings.add_recent(&path));
    }

    fn remember(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        if let Err(error) = self.settings.save() {
            self.fail(format!("The settings were not kept: {error}"));
        }
    }
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
        self.go_on(then);
    }

    fn answer(&mut self, answer: Answer) {
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
                self.start_saving(path, self.file.expected.clone());
            }
            (Question::StillCited { records, .. }, Answer::Yes) => {
                self.edit(&Edit::Remove(records, References::Clear));
            }
            (Question::OpenPath, Answer::Path(path)) => self.then(Then::OpenPath(path)),
            (Question::SavePath(_), Answer::Path(path)) => self.save_at(disk::with_extension(path), Expected::New),
            (question, _) => self.desk.question = Some(question),
        }
    }
}
