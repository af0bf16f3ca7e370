//! Taking in a table of missions and themes: it is proposed first, and nothing of the case changes before the officer has
//! accepted what will become of each name and each cell. Accepting is one step of undo.

use std::path::{Path, PathBuf};

use super::store::Session;
use super::work::Work;
use crate::case::{Citation, Edtf, Extra, Level, SourceId, Stance};
use crate::disk::TableFileError;
use crate::edit::Edit;
use crate::files::table_in::{Leaf, read_text};
use crate::query::entry::Reading;
use crate::query::intake::{Axis, Choices, Counts, Fresh, Header, Key, Layout, Proposal, Target, propose, records};

/// A table that is being looked at.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Where it came from: the name of a file, or the clipboard.
    pub origin: String,
    /// The tables of the file.
    pub leaves: Vec<Leaf>,
    /// Which of them is meant.
    pub leaf: usize,
    /// What the officer has decided.
    pub choices: Choices,
    /// The source that new claims are cited with.
    pub source: Option<SourceId>,
    /// What it comes to.
    pub proposal: Proposal,
    /// How many claims come to what.
    pub counts: Counts,
    /// Missions and themes that are created.
    pub created: [usize; 2],
    /// In what order the names of missions, and of themes, are looked at: what nobody had at first comes first, and stays
    /// there when something has been chosen for it.
    pub order: (Vec<usize>, Vec<usize>),
}

/// What the officer decides about a table.
#[derive(Clone, Debug)]
pub enum IntakeCommand {
    /// Looks at a table that was pasted.
    Paste(String),
    /// Means another table of the file.
    Leaf(usize),
    /// Reads the table as lying so.
    Layout(Layout),
    /// Lets plain marks stand for this level.
    Mark(Level),
    /// Adds nothing where the case has another claim already, or adds beside it.
    LeaveOthers(bool),
    /// The table speaks for this date.
    Attested(Option<Edtf>),
    /// Lets a name be this mission or theme, be created, or be left out.
    Target(Key, Target),
    /// Creates every name of missions, or of themes, that nobody has.
    CreateAll(Axis),
    /// Cites the new claims with this source.
    Cite(Option<SourceId>),
    /// Takes it in.
    Accept,
    /// Leaves the case as it is.
    Dismiss,
}

impl Session {
    /// The table that is being looked at.
    pub fn intake(&self) -> Option<&Intake> {
        self.desk.intake.as_deref()
    }

    pub(super) fn intake_command(&mut self, command: IntakeCommand) {
        match command {
            IntakeCommand::Paste(text) => self.paste_table(&text),
            IntakeCommand::Accept => self.take_in_table(),
            IntakeCommand::Dismiss => self.desk.intake = None,
            command @ (IntakeCommand::Leaf(_)
            | IntakeCommand::Layout(_)
            | IntakeCommand::Mark(_)
            | IntakeCommand::LeaveOthers(_)
            | IntakeCommand::Attested(_)
            | IntakeCommand::Target(..)
            | IntakeCommand::CreateAll(_)
            | IntakeCommand::Cite(_)) => self.decide(command),
        }
    }

    fn paste_table(&mut self, text: &str) {
        match read_text(text) {
            Ok(grid) => self.look_at_table("the clipboard".to_owned(), vec![Leaf { name: String::new(), grid }]),
            Err(error) => self.tell(format!("Nothing was pasted: {error}")),
        }
    }

    /// Reads the file of a table, on a thread.
    pub(super) fn open_table(&mut self, path: PathBuf) {
        if self.work.is_some() {
            self.tell(super::filing::STILL_BUSY);
            return;
        }
        match Work::table(path, std::sync::Arc::clone(&self.host.wake)) {
            Ok(work) => self.work = Some(work),
            Err(error) => self.fail(format!("The table was not read: no thread could be started ({error})")),
        }
    }

    /// What reading a table came to.
    pub(super) fn table_read(&mut self, path: &Path, result: Result<Vec<Leaf>, TableFileError>) {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        match result {
            Ok(leaves) => self.look_at_table(name, leaves),
            Err(error) => self.fail(format!("{} was not read: {error}", path.display())),
        }
        if let Some(then) = self.desk.after_save.take() {
            self.then(then);
        }
    }

    /// Shows what a file holds: the first of its tables that claims most.
    fn look_at_table(&mut self, origin: String, leaves: Vec<Leaf>) {
        let choices = Choices::default();
        let proposals = leaves.iter().map(|leaf| propose(self.case(), &leaf.grid, &choices));
        let mut best: Option<(usize, Proposal)> = None;
        for (place, proposal) in proposals.enumerate() {
            if best.as_ref().is_none_or(|(_, other)| worth(&proposal) > worth(other)) {
                best = Some((place, proposal));
            }
        }
        let Some((leaf, proposal)) = best else { return };
        let source = self.reading().map(|reading| reading.source);
        let (counts, created, order) = (proposal.counts(), proposal.created(), order(&proposal));
        let intake = Intake { origin, leaves, leaf, choices, source, proposal, counts, created, order };
        self.desk.intake = Some(Box::new(intake));
    }

    fn decide(&mut self, command: IntakeCommand) {
        let Some(mut intake) = self.desk.intake.take() else { return };
        let is_another = matches!(command, IntakeCommand::Leaf(_) | IntakeCommand::Layout(_));
        intake.decide(command);
        if let Some(leaf) = intake.leaves.get(intake.leaf) {
            intake.proposal = propose(self.case(), &leaf.grid, &intake.choices);
            (intake.counts, intake.created) = (intake.proposal.counts(), intake.proposal.created());
        }
        if is_another {
            intake.order = order(&intake.proposal);
        }
        self.desk.intake = Some(intake);
    }

    fn take_in_table(&mut self) {
        let Some(intake) = self.desk.intake.take() else { return };
        let Some(leaf) = intake.leaves.get(intake.leaf) else { return };
        // Against the case as it is by now.
        let proposal = propose(self.case(), &leaf.grid, &intake.choices);
        let reading = self.reading().filter(|reading| Some(reading.source) == intake.source).cloned();
        let cite = || intake.source.map(|source| self.citation(source, reading.as_ref()));
        let fresh = Fresh { bits: &|| self.host.bits(), cite: &cite };
        let edits: Vec<Edit> =
            records(self.case(), &proposal, &fresh).into_iter().map(|(id, record)| Edit::Put(id, record)).collect();
        if edits.is_empty() {
            self.tell("The table says nothing that the case does not have: nothing was changed");
            return;
        }
        let before = self.history.generation();
        let label = format!("Take in {} from {}", count(&proposal), intake.origin);
        self.edit(&Edit::Together { label, edits });
        if self.history.generation() != before {
            self.tell(format!("Took in {} from {}. Undo takes it back as one step", count(&proposal), intake.origin));
        }
    }

    fn citation(&self, source: SourceId, reading: Option<&Reading>) -> Citation {
        let key = self.host.key();
        reading.map_or_else(
            || Citation {
                key,
                source,
                locator: String::new(),
                credibility: None,
                stance: Stance::Supports,
                paraphrase: String::new(),
                attested: None,
                extra: Extra::default(),
            },
            |reading| reading.citation(key),
        )
    }
}

impl Intake {
    #[expect(clippy::wildcard_enum_match_arm, reason = "`intake_command` sends only these here")]
    fn decide(&mut self, command: IntakeCommand) {
        match command {
            IntakeCommand::Leaf(place) if place < self.leaves.len() => {
                self.leaf = place;
                self.choices.layout = None;
            }
            IntakeCommand::Layout(layout) => self.choices.layout = Some(layout),
            IntakeCommand::Mark(level) => self.choices.mark = level,
            IntakeCommand::LeaveOthers(leaves) => self.choices.leaves_others = leaves,
            IntakeCommand::Attested(date) => self.choices.attested = date,
            IntakeCommand::Target(key, target) => drop(self.choices.targets.insert(key, target)),
            IntakeCommand::CreateAll(axis) => self.create_all(axis),
            IntakeCommand::Cite(source) => self.source = source,
            _ => {}
        }
    }

    fn create_all(&mut self, axis: Axis) {
        let headers = match axis {
            Axis::Mission => &self.proposal.missions,
            Axis::Theme => &self.proposal.themes,
        };
        let unknown = headers.iter().filter(|header| header.target == Target::LeaveOut);
        self.choices.targets.extend(unknown.map(|header| (header.key.clone(), Target::Create)));
    }
}

/// The places of the names: first of those that nobody has.
fn order(proposal: &Proposal) -> (Vec<usize>, Vec<usize>) {
    let order = |headers: &[Header]| {
        let mut places: Vec<usize> = (0..headers.len()).collect();
        places.sort_by_key(|&place| headers.get(place).is_some_and(|one| matches!(one.target, Target::Record(_))));
        places
    };
    (order(&proposal.missions), order(&proposal.themes))
}

/// How likely a table is the one that is meant: what it names that is known, what it names, then what it claims.
fn worth(proposal: &Proposal) -> (usize, usize, usize) {
    let is_known = |header: &&Header| matches!(header.target, Target::Record(_));
    let headers = || proposal.missions.iter().chain(&proposal.themes);
    (headers().filter(is_known).count(), headers().count(), proposal.claims.len())
}

/// "1 mission, 2 themes and 14 claims".
fn count(proposal: &Proposal) -> String {
    let [missions, themes] = proposal.created();
    let counts = proposal.counts();
    let parts = [(missions, "mission"), (themes, "theme"), (counts.new + counts.beside, "claim")];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") })
        .collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
