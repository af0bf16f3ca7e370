//! The session itself: one open case and the one door through which anything changes.

use std::collections::BTreeSet;
use std::time::Duration;

use super::answering::{Answering, Died};
use super::answers::Answers;
use super::blank::blank;
use super::command::{Command, New, Request};
use super::desk::{Desk, Notice, NoticeKind};
use super::file::{FileState, empty_case};
use super::host::Host;
use super::question::Question;
use super::sample::Sample;
use super::scene::Scenes;
use super::selection::Selection;
use super::settle::Settled;
use super::trail::Trail;
use super::view::{Aim, ViewState};
use super::work::{Busy, Work};
use crate::case::{Case, RecordId, RecordKind, SourceId, namers};
use crate::disk::{self, Settings};
use crate::edit::{self, Edit, EditError, History, Plan, References, Stamp};
use crate::query::problems::{Fix, Mended};
use crate::query::references::{Target, fields_naming};

/// An open case without a window.
pub struct Session {
    pub(super) history: History,
    pub(super) file: FileState,
    pub(super) scenes: Scenes,
    pub(super) trail: Trail,
    pub(super) answering: Answering,
    pub(super) desk: Desk,
    pub(super) work: Option<Work>,
    pub(super) settings: Settings,
    pub(super) host: Host,
}

/// What the session is made of at its start.
impl Session {
    /// A session on a copy of a sample case.
    pub fn on_sample(sample: &Sample, settings: Settings, host: Host) -> Self {
        let mut session = Self::empty(settings, host);
        session.open_sample(sample);
        session.refresh();
        session
    }

    /// A session on an empty case.
    pub fn empty(settings: Settings, host: Host) -> Self {
        let case = empty_case(host.bits());
        Self::on_case(case, settings, host)
    }

    /// A session on a case that has no file yet.
    pub fn on_case(case: Case, settings: Settings, host: Host) -> Self {
        let view = ViewState { workspace: settings.workspace(), ..ViewState::default() };
        let mut session = Self {
            scenes: Scenes::new(&case, view),
            answering: Answering::default(),
            history: History::new(case),
            file: FileState::unsaved("untitled.case.ron"),
            trail: Trail::default(),
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
        &self.scenes.own.view
    }

    /// What is selected.
    pub const fn selection(&self) -> &Selection {
        &self.scenes.own.view.selection
    }

    /// What follows from the case.
    pub const fn answers(&self) -> &Answers {
        &self.scenes.own.answers
    }

    /// Whether answers are being worked out, while the views show those that were there before.
    pub fn is_answering(&self) -> bool {
        self.answering.is_busy()
    }

    /// Every record that refers to this one, in the order of the file, with the field that does; each field once.
    pub fn referrers(&self, id: RecordId) -> Vec<Target> {
        let namers = self.namers(self.case(), &BTreeSet::from([id]));
        let fields = |by: RecordId| self.case().record(by).map(|record| fields_naming(&record, id)).unwrap_or_default();
        namers.into_iter().flat_map(|by| fields(by).into_iter().map(move |field| (by, field))).collect()
    }

    /// What was done since the case was opened, by whom and when.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Where the nodes of the graph stand.
    pub const fn settled(&self) -> &Settled {
        &self.scenes.own.settled
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

    /// The part of it that is done, from 0 to 1.
    pub fn progress(&self) -> Option<f32> {
        self.work.as_ref().map(|work| work.watch.fraction())
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

    /// Which case since the start, and which of its values: a key for what a view remembers.
    pub const fn generation(&self) -> (u32, u64) {
        (self.desk.opened, self.history.generation())
    }
}

/// The door.
impl Session {
    /// Carries out the wishes of a frame, takes in what background work came to, and answers anew.
    pub fn run(&mut self, commands: Vec<Command>) {
        // What was wished was wished of the case that was seen: it comes before a file that has just been read.
        for command in in_order(commands) {
            self.obey(command);
        }
        self.poll();
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

    /// How long this session waits for answers from now on; see [`Host::patience`].
    pub const fn set_patience(&mut self, patience: Duration) {
        self.host.patience = patience;
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
            Request::ChooseImport => Some(Question::ImportPath),
            Request::ChooseExport(path) => Some(Question::ExportPath(disk::in_documents(path))),
            Request::Quit => None,
        };
    }

    pub(super) fn tell(&mut self, words: impl Into<String>) {
        // The last few stay until they have been read: one act may say two things.
        let is_done = |notice: &Notice| notice.kind == NoticeKind::Done;
        if self.desk.notices.iter().filter(|notice| is_done(notice)).count() >= 3
            && let Some(oldest) = self.desk.notices.iter().position(is_done)
        {
            drop(self.desk.notices.remove(oldest));
        }
        self.desk.notices.push(Notice { kind: NoticeKind::Done, words: words.into() });
    }

    fn refresh(&mut self) {
        let case = self.history.present();
        let view = &mut self.scenes.own.view;
        view.inspectors.retain(|&id| case.has(id));
        let surplus = view.inspectors.len().saturating_sub(INSPECTORS);
        drop(view.inspectors.drain(..surplus));
        self.scenes.keep_to(case);
        let asked = (self.desk.opened, self.history.present());
        let shown = self.scenes.shown(case);
        let is_new = self.answering.ask(asked, shown.clone(), &mut self.scenes, &self.host.wake);
        let patience = if is_new { self.patience() } else { Duration::ZERO };
        let had_index = self.scenes.own.answers.named_by.is_some();
        if let Err(Died) = self.answering.take_in(patience, &mut self.scenes) {
            self.fail(
                "What follows from the case could not be worked out: what is shown of it may be old. The case itself is \
                 as you left it; save it, and start the program again",
            );
        }
        let ways = (&self.host.wake, self.patience(), self.settings.is_still());
        let waste = self.scenes.settle((self.history.present(), &shown), ways);
        for old in waste {
            self.answering.discard(old);
        }
        if !had_index && self.scenes.own.answers.named_by.is_some() {
            self.relate();
        }
    }

    /// How long to wait for answers. A large case would not be answered within a frame's patience: there it would only be
    /// lost.
    fn patience(&self) -> Duration {
        let count: usize = RecordKind::ALL.iter().map(|&kind| self.case().count(kind)).sum();
        let has_time = count <= LARGE || self.host.patience == Duration::MAX;
        if has_time { self.host.patience } else { Duration::ZERO }
    }

    /// The records of the present case, or of one on the way to the next, that name one of these, themselves aside.
    pub(super) fn namers(&self, case: &Case, ids: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
        self.scenes.own.answers.named_by.as_ref().map_or_else(|| namers(case, ids), |known| known.of_any(case, ids))
    }

    /// Finds anew what has to do with the selection, as far as that is known.
    pub(super) fn relate(&mut self) {
        self.scenes.relate(self.history.present());
    }

    #[expect(clippy::too_many_lines, reason = "a line for each command")]
    pub(super) fn obey(&mut self, command: Command) {
        match command {
            Command::Edit(edit) => self.edit(&edit),
            Command::Fix(fix) => self.fix(&fix),
            Command::Add(new) => self.add(new),
            Command::Delete(records) => self.delete(records),
            Command::Undo => self.step(History::undo, "Undid", "Nothing to undo"),
            Command::Redo => self.step(History::redo, "Did again", "Nothing to redo"),
            Command::Read(reading) => self.read(reading),
            Command::TurnPage(by) => self.turn_page(by),
            Command::CiteSelection => self.cite_selection(),
            Command::SaveView => self.save_view(),
            Command::RenewView(id) => self.renew_view(id),
            Command::ShowView(id) => self.show_view(id),
            Command::Intake(command) => self.intake_command(command),
            Command::File(command) => self.file_command(command),
            Command::Answer(answer) => self.answer(answer),
            Command::Dismiss(place) => self.dismiss(place),
            Command::Tell(words) => self.tell(words),
            command @ (Command::Theme(_) | Command::Looks(_) | Command::ShowStart(_) | Command::EditedBy(_)) => {
                self.prefer(command);
            }
            command @ (Command::Hover(_)
            | Command::AsOf(_)
            | Command::Against(_)
            | Command::Threshold(_)
            | Command::Brush(_)
            | Command::Layer(_)
            | Command::Arrange(_)
            | Command::LaneBy(_)
            | Command::ToggleKind(_)
            | Command::ShowAllKinds
            | Command::Query(_)
            | Command::SurelyOnly(_)
            | Command::ToggleIncidentNodes
            | Command::ToggleUntied
            | Command::Focus(_)
            | Command::Lens(_)
            | Command::MostNodes(_)
            | Command::Pin(..)
            | Command::OpenInspector(_)
            | Command::CloseInspector(_)
            | Command::Workspace(_)) => self.look(command),
            Command::PinPane(canvas) => self.pin_pane(canvas),
            Command::UnpinPane(canvas) => self.unpin_pane(canvas),
            Command::Within(canvas, command) => self.within(canvas, *command),
            command @ (Command::Select(_)
            | Command::SelectField(..)
            | Command::Toggle(_)
            | Command::SelectAll(_)
            | Command::SelectNothing
            | Command::Back
            | Command::Forward) => self.choose(command),
            Command::SelectCell(mission, theme) => self.select_cell(mission, theme),
            Command::SetLevel(mission, theme, level) => self.set_level((mission, theme), level),
            Command::FillCells(cells, level) => self.fill_cells(&cells, level),
            Command::AddClaim(mission, theme) => self.add_claim((mission, theme)),
        }
    }

    /// Commands that select records.
    #[expect(clippy::wildcard_enum_match_arm, reason = "`obey` sends only these here")]
    fn choose(&mut self, command: Command) {
        match command {
            Command::Select(id) => self.select_only(id),
            Command::SelectField(record, field, source) => self.select_field((record, field), source),
            Command::Toggle(id) => self.toggle(id),
            Command::SelectAll(records) => self.select_all(records),
            Command::SelectNothing => self.select(Selection::default()),
            Command::Back => self.go_back(),
            Command::Forward => self.go_forward(),
            _ => {}
        }
    }

    /// Commands that change what this machine remembers.
    #[expect(clippy::wildcard_enum_match_arm, reason = "`obey` sends only these here")]
    fn prefer(&mut self, command: Command) {
        self.remember(|settings| match command {
            Command::Theme(choice) => settings.theme = choice,
            Command::Looks(looks) => looks.put(settings),
            Command::ShowStart(is_shown) => settings.hides_start = !is_shown,
            Command::EditedBy(name) => settings.edited_by = name,
            _ => {}
        });
    }

    fn dismiss(&mut self, place: usize) {
        if place < self.desk.notices.len() {
            drop(self.desk.notices.remove(place));
        }
    }

    pub(super) fn select_only(&mut self, id: RecordId) {
        self.select(Selection { records: vec![id], ..Selection::default() });
    }

    fn select_field(&mut self, (record, field): (RecordId, &'static str), source: Option<SourceId>) {
        self.select_only(record);
        self.desk.aims += 1;
        self.scenes.own.view.aim = Some(Aim { record, field, source, count: self.desk.aims });
    }

    fn toggle(&mut self, id: RecordId) {
        let mut records = self.scenes.own.view.selection.records.clone();
        if records.contains(&id) {
            records.retain(|&other| other != id);
        } else {
            records.push(id);
        }
        self.select(Selection { records, ..Selection::default() });
    }

    fn select_all(&mut self, mut records: Vec<RecordId>) {
        let mut seen = BTreeSet::new();
        records.retain(|&id| seen.insert(id));
        self.select(Selection { records, ..Selection::default() });
    }

    pub(super) fn select(&mut self, selection: Selection) {
        self.scenes.own.view.selection = selection;
        self.scenes.own.view.aim = None;
        self.relate();
        self.note_selection();
    }
}

/// Altering the case.
impl Session {
    pub(super) fn edit(&mut self, edit: &Edit) {
        match edit::plan_by(self.history.present(), edit, &|case, ids| self.namers(case, ids)) {
            Ok(plan) if plan.changes.is_empty() => {}
            Ok(plan) => {
                self.act(plan);
                self.relate();
            }
            Err(EditError::StillCited { referrers, records, .. }) => {
                self.desk.question = Some(Question::StillCited { records, referrers });
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Does what was planned, in the officer's name and at this time.
    fn act(&mut self, plan: Plan) {
        let stamp = Stamp { at: (self.host.now)(), by: self.settings.edited_by.clone() };
        self.history.act(plan, stamp);
    }

    /// Mends a problem in one step, which is called as the fix is.
    fn fix(&mut self, fix: &Fix) {
        let edit = match fix.apply(self.history.present()) {
            Some(Mended::Record(id, record)) => Edit::Put(id, record),
            Some(Mended::Header(header)) => Edit::Header(header),
            None => {
                self.tell(format!("There is nothing left to mend: {}", fix.label));
                return;
            }
        };
        match edit::plan(self.history.present(), &edit) {
            Ok(plan) => {
                self.act(Plan { label: fix.label.clone(), ..plan });
                self.relate();
                self.tell(fix.label.clone());
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn add(&mut self, new: New) {
        let (id, record) = blank(new, self.history.present(), &self.host);
        self.edit(&Edit::Put(id, self.cite_new(record)));
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
        // One record stands for the step: one that has come (back), or else one that has changed.
        let present = || stepped.changed.iter().copied().filter(|&id| self.history.present().has(id));
        let shown = present().filter(|&id| !before.has(id)).min().or_else(|| present().min());
        let is_in_cell = |&id: &RecordId| [&before, self.case()].iter().any(|case| self.is_of_cell(case, id));
        match shown {
            // Whoever edits in the matrix stays in its cell.
            _ if stepped.changed.iter().any(is_in_cell) => self.relate(),
            Some(id) => self.select_only(id),
            None => self.relate(),
        }
        let lines = edit::difference(&before, self.history.present());
        let what = lines.first().map_or_else(String::new, |line| format!(" – {line}"));
        let more = if lines.len() > 1 { format!(" and {} more", lines.len() - 1) } else { String::new() };
        self.tell(format!("{done}: {}{what}{more}", stepped.label));
    }
}

/// So many records are kept open in inspectors of their own; with another, the first of them is closed.
const INSPECTORS: usize = 4;

/// A case of more records is answered later than in the frame that asks.
const LARGE: usize = 5_000;

/// The wishes of a frame, what forms keep before what mends or removes records: else a form drawn later in the same frame
/// would bring back what is gone, or undo what was mended.
fn in_order(commands: Vec<Command>) -> Vec<Command> {
    let is_sweeping = |command: &Command| matches!(command, Command::Fix(_) | Command::Delete(_));
    let Some(first) = commands.iter().position(is_sweeping) else { return commands };
    let mut before = commands;
    let after = before.split_off(first);
    let is_kept = |command: &Command| matches!(command, Command::Edit(Edit::Put(..) | Edit::Header(_)));
    let (kept, rest): (Vec<_>, Vec<_>) = after.into_iter().partition(is_kept);
    before.into_iter().chain(kept).chain(rest).collect()
}
