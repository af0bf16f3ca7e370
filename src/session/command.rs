//! Commands: the one way in which a view says that something is to change.

use std::path::PathBuf;

use super::intake::IntakeCommand;
use super::lens::QueryLens;
use super::question::Answer;
use super::sample::Sample;
use super::scene::Canvas;
use crate::case::{
    ActorId, Edtf, IncidentKind, Level, MissionId, Moment, Party, RecordId, SourceId, ThemeId, ViewId, Workspace,
};
use crate::disk::{Settings, TextSize, ThemeChoice, Wish};
use crate::edit::Edit;
use crate::query::arrange::Choices;
use crate::query::entry::Reading;
use crate::query::evidence::{Layer, Threshold};
use crate::query::lanes::LaneBy;
use crate::query::network::{Focus, Most};
use crate::query::problems::Fix;

/// What is to happen.
#[derive(Clone, Debug)]
pub enum Command {
    /// Alters the case.
    Edit(Edit),
    /// Mends a problem, as the problem offers.
    Fix(Fix),
    /// Adds a record with a new id and selects it.
    Add(New),
    /// Deletes records; asks where others name them.
    Delete(Vec<RecordId>),
    /// Takes the last act back.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Selects one record alone.
    Select(RecordId),
    /// Selects one record alone, and shows this field of it; of the source, its citation there.
    SelectField(RecordId, &'static str, Option<SourceId>),
    /// Adds a record to the selection, or takes it out.
    Toggle(RecordId),
    /// Selects these records, each once; the last one is shown as a form.
    SelectAll(Vec<RecordId>),
    /// Selects a cell of the matrix.
    SelectCell(MissionId, ThemeId),
    /// Selects a cell of the matrix and gives its one claim this level, or adds one; `None` removes the claim.
    SetLevel(MissionId, ThemeId, Option<Level>),
    /// Gives each of these cells of the matrix this level as [`Command::SetLevel`] does, or empties them; one step. Which of
    /// several claims of a cell is meant nobody has said: such a cell is left.
    FillCells(Vec<(MissionId, ThemeId)>, Option<Level>),
    /// Adds a claim to a cell of the matrix, beside those that it has.
    AddClaim(MissionId, ThemeId),
    /// Selects nothing.
    SelectNothing,
    /// Selects what was selected before.
    Back,
    /// Selects again what was selected before going back.
    Forward,
    /// What is under the pointer now.
    Hover(Option<RecordId>),
    /// Sees the case as of a date, or whole.
    AsOf(Option<Edtf>),
    /// Compares the matrix as of the as-of date with itself as of an earlier one, or with nothing.
    Against(Option<Edtf>),
    /// Counts only what is firm, graded and dated so as evidence in the matrix.
    Threshold(Threshold),
    /// Shows only what may lie from the first to the last of these seconds, or everything: incidents on the timeline and
    /// in the graph, and relations. What is undated stays. The matrix goes by the as-of date alone: a mandate is judged by
    /// all that happened until then.
    Brush(Option<(Moment, Moment)>),
    /// Shows something else in the cells of the matrix.
    Layer(Layer),
    /// Shows the matrix in another order.
    Arrange(Choices),
    /// Sorts the timeline into other lanes.
    LaneBy(LaneBy),
    /// Hides a kind of incident, or shows it again.
    ToggleKind(IncidentKind),
    /// Shows every kind of incident.
    ShowAllKinds,
    /// Shows only what a query finds, in every view; an empty one shows everything. The text may be one that cannot be
    /// asked: then it filters nothing, and the views say so. The mandates of the matrix stay, since a mandate that is
    /// merely not asked for must not read as none; the incidents behind its cells are those that the query finds.
    Query(String),
    /// Shows only what the query surely finds, or also what it possibly finds.
    SurelyOnly(bool),
    /// Shows incidents as nodes of the graph, or only parties.
    ToggleIncidentNodes,
    /// Shows parties in the graph that nothing ties to another, or hides them.
    ToggleUntied,
    /// Shows in the graph the surroundings of one party or incident alone, or everybody again. A lens on a query goes: the
    /// last one set counts.
    Focus(Option<Focus>),
    /// Shows in the graph what a query finds and its surroundings alone; an empty one shows everybody again. A focus goes:
    /// the last one set counts. Other views do not follow it.
    Lens(QueryLens),
    /// Draws so many nodes of the graph at most.
    MostNodes(Most),
    /// Pins a party of the graph to a place, or lets it go.
    Pin(Party, Option<(f32, f32)>),
    /// Reads this source: new records are cited with it; or stops reading.
    Read(Option<Reading>),
    /// Goes so many pages on in what is being read.
    TurnPage(i64),
    /// Cites what is selected with what is being read.
    CiteSelection,
    /// Adds what is shown now as a view, and selects it.
    SaveView,
    /// Gives a view what is shown now.
    RenewView(ViewId),
    /// Shows what a view holds. The case stays as it is.
    ShowView(ViewId),
    /// Shows another arrangement of panes.
    Workspace(Workspace),
    /// Shows the start page when the program starts without a file, or goes without.
    ShowStart(bool),
    /// Keeps a record open in an inspector of its own, whatever is selected.
    OpenInspector(RecordId),
    /// Closes the inspector that keeps a record open.
    CloseInspector(RecordId),
    /// Pins a pane: from now on it shows what the window shows now, whatever the window does.
    PinPane(Canvas),
    /// Lets a pinned pane follow the window again.
    UnpinPane(Canvas),
    /// What is wished in a pane. Where that is pinned, it changes how the case is seen there alone. What is selected there
    /// is selected in the whole window, and goes on from what was selected there before.
    Within(Canvas, Box<Self>),
    /// Something about a table that is to be taken into the matrix.
    Intake(IntakeCommand),
    /// Something about files.
    File(FileCommand),
    /// Answers the open question.
    Answer(Answer),
    /// Puts a notice away.
    Dismiss(usize),
    /// Says something to the user.
    Tell(String),
    /// Light, dark, or as the system says.
    Theme(ThemeChoice),
    /// How the window looks otherwise.
    Looks(Looks),
    /// The name that is written into saved files; empty for none.
    EditedBy(String),
}

/// How the window is to look on this machine.
#[derive(Clone, Copy, Debug)]
pub enum Looks {
    /// With strong contrasts.
    Contrast(Wish),
    /// So that nothing moves that need not.
    Stillness(Wish),
    /// With text of this size.
    TextSize(TextSize),
}

impl Looks {
    pub(super) const fn put(self, settings: &mut Settings) {
        match self {
            Self::Contrast(wish) => settings.contrast = wish,
            Self::Stillness(wish) => settings.stillness = wish,
            Self::TextSize(size) => settings.text_size = size,
        }
    }
}

impl Command {
    /// The pane that alone is seen otherwise by it, if there is one. A brush filters every view, but is drawn in one.
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever is not named here is seen in more panes, or in none")]
    pub(super) const fn pane(&self) -> Option<Canvas> {
        match self {
            Self::LaneBy(_) | Self::Brush(_) => Some(Canvas::Timeline),
            Self::ToggleIncidentNodes
            | Self::ToggleUntied
            | Self::Focus(_)
            | Self::Lens(_)
            | Self::MostNodes(_)
            | Self::Pin(..) => Some(Canvas::Graph),
            Self::Layer(_) | Self::Arrange(_) | Self::Against(_) | Self::Threshold(_) => Some(Canvas::Matrix),
            _ => None,
        }
    }

    /// Whether it selects something else.
    const fn is_selecting(&self) -> bool {
        matches!(
            self,
            Self::Add(_)
                | Self::Select(_)
                | Self::SelectField(..)
                | Self::Toggle(_)
                | Self::SelectAll(_)
                | Self::SelectCell(..)
                | Self::SetLevel(..)
                | Self::FillCells(..)
                | Self::AddClaim(..)
                | Self::SelectNothing
        )
    }

    /// The same as it is meant where it was wished in that pane.
    #[must_use]
    pub fn within(self, canvas: Canvas) -> Self {
        let is_meant_there = self.is_selecting() || self.pane() == Some(canvas);
        if is_meant_there { Self::Within(canvas, Box::new(self)) } else { self }
    }
}

/// A record to add.
#[derive(Clone, Copy, Debug)]
pub enum New {
    /// An incident without date and place.
    Incident,
    /// A person without a name.
    Actor,
    /// A relation between two parties.
    Relation(Party, Party),
    /// A source without a title.
    Source,
    /// A place without a name.
    Place,
    /// A mission, after all others.
    Mission,
    /// A theme, after all others.
    Theme,
    /// A survey of no mission yet.
    Survey,
    /// A mandate of a mission on a theme.
    Mandate(MissionId, ThemeId),
    /// An activity of a mission.
    Activity(MissionId),
    /// A question without hypotheses.
    Question,
    /// A posture on an actor, undecided.
    Posture(ActorId),
    /// A lever without a holder.
    Lever,
    /// A briefing without sections.
    Briefing,
}

/// Something about files.
#[derive(Clone, Debug)]
pub enum FileCommand {
    /// Starts an empty case.
    New,
    /// Asks which file to open.
    Open,
    /// Asks for a path to open in the window itself.
    OpenByPath,
    /// Opens this file.
    OpenPath(PathBuf),
    /// Opens a copy of a sample case.
    OpenSample(&'static Sample),
    /// Saves, or asks where to.
    Save,
    /// Asks where to save.
    SaveAs,
    /// Saves there.
    SavePath(PathBuf),
    /// Asks which file with a table to take into the matrix.
    ImportMatrix,
    /// Looks at the table in this file.
    ImportPath(PathBuf),
    /// Asks where to export the matrix as it is shown.
    ExportMatrix,
    /// Exports the matrix there, in the format of the extension.
    ExportPath(PathBuf),
    /// Closes the case and starts an empty one.
    Close,
    /// Ends what is being opened or saved, as long as nothing has been replaced.
    Cancel,
    /// Ends the program.
    Quit,
}

/// What only the desktop can do; it takes the request and answers with a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Shows a dialog that chooses a file to open.
    ChooseOpen,
    /// Shows a dialog that chooses where to save, with a name to begin with.
    ChooseSave(PathBuf),
    /// Shows a dialog that chooses a file with a table.
    ChooseImport,
    /// Shows a dialog that chooses where to export the matrix, with a name to begin with.
    ChooseExport(PathBuf),
    /// Closes the window.
    Quit,
}

/// The wishes of a frame, in order.
#[derive(Debug, Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Adds a wish.
    pub fn send(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Adds a wish about files.
    pub fn file(&mut self, command: FileCommand) {
        self.send(Command::File(command));
    }

    /// What has been wished since there were so many wishes, was wished in that pane.
    pub fn within(&mut self, canvas: Canvas, since: usize) {
        let wished = self.0.split_off(since.min(self.0.len()));
        self.0.extend(wished.into_iter().map(|command| command.within(canvas)));
    }

    /// Takes every wish out.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }

    /// The wishes so far.
    pub fn as_slice(&self) -> &[Command] {
        &self.0
    }
}
