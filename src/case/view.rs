//! A named, saved arrangement of content: what is filtered, as of when, what is selected, and in which workspace. Where
//! its panes stand is no part of it: that is the machine's.

use super::common::{Common, Extra, Party, Standing};
use super::grade::{Credibility, Reliability};
use super::incident::IncidentKind;
use super::tables::RecordId;
use super::vocabulary::vocabulary;
use super::when::Edtf;

/// A saved view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// What it is called.
    pub name: String,
    /// How the window sees the case.
    pub aspect: Aspect,
    /// In which arrangement of panes it is shown; `None` where the view says nothing of it.
    pub workspace: Option<Workspace>,
    /// Records that stay open in inspectors of their own, whatever is selected.
    pub inspectors: Vec<RecordId>,
    /// What is selected.
    pub selection: Vec<RecordId>,
    /// Where parties of the graph are pinned.
    pub pins: Vec<Pin>,
    /// Panes that are pinned: what they show is their own.
    pub panes: Vec<PinnedPane>,
    /// Marking, tags, notes, citations and alternatives.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A pane that is pinned: what it shows, whatever the rest of the view does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PinnedPane {
    /// Which pane.
    pub pane: Pane,
    /// How it sees the case.
    pub aspect: Aspect,
    /// What is selected.
    pub selection: Vec<RecordId>,
    /// Where parties of the graph are pinned.
    pub pins: Vec<Pin>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// How a case is seen: by the window, or by a pane that is pinned. In a file its fields stand among those of what has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aspect {
    /// What is shown, in the query language; empty for all.
    pub query: String,
    /// Kinds of incident that are hidden.
    pub hidden_kinds: Vec<IncidentKind>,
    /// What the lanes of the timeline are made of.
    pub lanes: LaneBy,
    /// What the cells of the matrix show.
    pub layer: Layer,
    /// By what the rows of the matrix stand together.
    pub group_by: GroupBy,
    /// The order of the rows of the matrix within what stands together.
    pub rows_by: SortBy,
    /// The order of the columns of the matrix.
    pub columns_by: SortBy,
    /// What of the matrix is left out where it is empty.
    pub hides_empty: HidesEmpty,
    /// The least reliability that a source needs, for an incident to count as evidence in the matrix.
    pub least_reliability: Option<Reliability>,
    /// The least credibility that an incident needs, likewise.
    pub least_credibility: Option<Credibility>,
    /// The least firm standing that an incident may have, likewise.
    pub least_standing: Option<Standing>,
    /// The time in which an incident has to lie, likewise.
    pub counted_time: Option<Edtf>,
    /// What has to find it, likewise, in the query language; empty for whatever it is.
    pub counted_query: String,
    /// Whether the graph shows incidents as nodes.
    pub has_incident_nodes: bool,
    /// Whether the graph shows parties that nothing ties to another.
    pub has_untied: bool,
    /// The date as of which the case is seen.
    pub as_of: Option<Edtf>,
    /// The earlier date with which the as-of date is compared in the matrix.
    pub against: Option<Edtf>,
    /// The part of time that is shown; `None` for all.
    pub brush: Option<Edtf>,
    /// The party or incident whose surroundings alone the graph shows.
    pub focus: Option<RecordId>,
    /// The query through which the graph alone is looked at; empty for all of it. It goes before a focus.
    pub lens: String,
    /// How many steps around the focus, or around what the lens finds; `None` for one.
    pub steps: Option<u32>,
    /// The most nodes that the graph draws; `None` where nothing is said of it.
    pub most_nodes: Option<u32>,
}

/// A party of the graph that was put somewhere by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pin {
    /// The party.
    pub party: Party,
    /// Distance from the middle to the right, in the graph's points.
    pub x: f64,
    /// Distance from the middle down, in the graph's points.
    pub y: f64,
}

vocabulary! {
    /// A pane that can be pinned. One of a version to come is another, which is not shown as one of these.
    Pane, default Other {
        Timeline = "timeline",
        Graph = "actor graph",
        Matrix = "mandate matrix",
        Other = "another pane",
    }
}

vocabulary! {
    /// By what incidents are laid out in lanes. An incident lies in several lanes where it has several actors, themes or
    /// missions, named or taking part.
    LaneBy, default Kind {
        Kind = "kind",
        Actor = "actor",
        Theme = "theme",
        Place = "place",
        Mission = "mission",
    }
}

vocabulary! {
    /// What the cells of the matrix show.
    Layer, default Level {
        Level = "Level",
        Activities = "Activities",
        Incidents = "Incidents",
        Resources = "Resources",
        Gap = "Gap",
        Difference = "Difference",
        Both = "Both",
        All = "All",
    }
}

vocabulary! {
    /// By what the rows of the matrix stand together. A group is one of its organization's.
    GroupBy, default Group {
        Group = "group",
        Organization = "organization",
        Region = "region",
        Nothing = "nothing",
    }
}

vocabulary! {
    /// The order of rows or of columns of the matrix. Counts have the most first.
    SortBy, default Order {
        Order = "own order",
        Name = "name",
        Filled = "filled cells",
        Gaps = "gaps",
    }
}

vocabulary! {
    /// What of the matrix is left out where it holds nothing.
    HidesEmpty, default Nothing {
        Nothing = "nothing",
        Rows = "rows",
        Columns = "columns",
        Both = "rows and columns",
    }
}

impl HidesEmpty {
    /// Whether empty rows are left out, and whether empty columns are.
    pub const fn sides(self) -> (bool, bool) {
        match self {
            Self::Nothing => (false, false),
            Self::Rows => (true, false),
            Self::Columns => (false, true),
            Self::Both => (true, true),
        }
    }

    /// What leaves out empty rows where the first is so, and empty columns where the second is.
    pub const fn of(sides: (bool, bool)) -> Self {
        match sides {
            (false, false) => Self::Nothing,
            (true, false) => Self::Rows,
            (false, true) => Self::Columns,
            (true, true) => Self::Both,
        }
    }
}

vocabulary! {
    /// A named arrangement of the window's panes. Where they stand in it is each machine's.
    Workspace, default Overview {
        Overview = "Overview",
        Chronology = "Chronology",
        Network = "Network",
        Assessment = "Assessment",
        Briefing = "Briefing",
    }
}
