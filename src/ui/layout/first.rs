//! The panes, and how they stand at first in each workspace. Each workspace has every pane: what it does not need waits
//! behind another tab.

use egui_tiles::{Container, Linear, LinearDir, Tile, TileId, Tiles, Tree};
use serde::{Deserialize, Serialize};

use crate::case::{RecordKind, Workspace};
use crate::session::Canvas;

/// The panes of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::ui) enum Pane {
    Outline,
    Matrix,
    Graph,
    Timeline,
    Inspector,
    Sources,
    Findings,
    /// A record that stays open, by its place among those.
    Pinned(u8),
}

impl Pane {
    /// The kinds of records that the pane's table can show, the one first that it shows at first; none where it has no
    /// table.
    pub const fn kinds(self) -> &'static [RecordKind] {
        match self {
            Self::Outline => RecordKind::ALL,
            Self::Matrix => &[RecordKind::Mandate, RecordKind::Activity, RecordKind::Mission, RecordKind::Theme],
            Self::Graph => &[RecordKind::Actor, RecordKind::Relation],
            Self::Timeline => &[RecordKind::Incident],
            Self::Sources => &[RecordKind::Source],
            Self::Inspector | Self::Findings | Self::Pinned(_) => &[],
        }
    }

    /// What of it can be pinned; nothing where it does not go by what the window shows.
    pub const fn canvas(self) -> Option<Canvas> {
        match self {
            Self::Matrix => Some(Canvas::Matrix),
            Self::Graph => Some(Canvas::Graph),
            Self::Timeline => Some(Canvas::Timeline),
            Self::Outline | Self::Inspector | Self::Sources | Self::Findings | Self::Pinned(_) => None,
        }
    }

    /// What its tab says.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Matrix => "Mandate matrix",
            Self::Graph => "Actor graph",
            Self::Timeline => "Timeline",
            Self::Inspector => "Inspector",
            Self::Sources => "Sources",
            Self::Findings => "Findings",
            Self::Pinned(_) => "Pinned record",
        }
    }

    /// What its tab says where there is little room.
    pub const fn short_title(self) -> &'static str {
        match self {
            Self::Matrix => "Matrix",
            Self::Graph => "Graph",
            Self::Outline | Self::Timeline | Self::Inspector | Self::Sources | Self::Findings | Self::Pinned(_) => {
                self.title()
            }
        }
    }

    /// Every pane that is always there.
    pub const ALL: [Self; 7] =
        [Self::Outline, Self::Matrix, Self::Graph, Self::Timeline, Self::Inspector, Self::Sources, Self::Findings];
}

/// A part of an arrangement.
enum Part {
    /// Panes one behind the other, the first in front.
    Tabs(&'static [Pane]),
    /// Parts side by side, or one above the other, each with its share of the room.
    Split(LinearDir, &'static [(f32, Self)]),
}

use LinearDir::{Horizontal, Vertical};
use Pane::{Findings, Graph, Inspector, Matrix, Outline, Sources, Timeline};
use Part::{Split, Tabs};

const LISTS: Part = Tabs(&[Outline, Sources]);

/// Everything at once.
const OVERVIEW: Part = Split(
    Horizontal,
    &[
        (0.6, LISTS),
        (
            3.3,
            Split(
                Vertical,
                &[
                    (0.58, Split(Horizontal, &[(0.47, Tabs(&[Matrix])), (0.53, Tabs(&[Graph]))])),
                    (0.42, Tabs(&[Timeline, Findings])),
                ],
            ),
        ),
        (1.12, Tabs(&[Inspector])),
    ],
);

/// What happened and when, and the record that is being dated.
const CHRONOLOGY: Part =
    Split(Horizontal, &[(0.6, LISTS), (3.2, Tabs(&[Timeline, Graph, Matrix, Findings])), (1.2, Tabs(&[Inspector]))]);

/// Who is tied to whom; when, at its foot.
const NETWORK: Part = Split(
    Horizontal,
    &[
        (0.6, LISTS),
        (3.2, Split(Vertical, &[(0.74, Tabs(&[Graph, Matrix, Findings])), (0.26, Tabs(&[Timeline]))])),
        (1.2, Tabs(&[Inspector])),
    ],
);

/// Which mission is mandated to act on what, and what follows from that: the matrix beside a wide form for the claims and
/// incidents behind a cell.
const ASSESSMENT: Part = Split(
    Horizontal,
    &[
        (0.6, LISTS),
        (2.7, Split(Vertical, &[(0.58, Tabs(&[Matrix, Timeline, Graph])), (0.42, Tabs(&[Findings]))])),
        (1.7, Tabs(&[Inspector])),
    ],
);

/// Writing: a wide form between the records and what they rest on, with the figures behind.
const BRIEFING: Part = Split(
    Horizontal,
    &[
        (0.8, Tabs(&[Outline])),
        (2.0, Tabs(&[Inspector])),
        (2.2, Split(Vertical, &[(0.5, Tabs(&[Sources])), (0.5, Tabs(&[Timeline, Graph, Matrix, Findings]))])),
    ],
);

/// Two columns.
const NARROW: Part = Split(
    Horizontal,
    &[(1.25, Tabs(&[Outline, Matrix, Graph, Timeline, Sources, Findings])), (1.0, Tabs(&[Inspector]))],
);

/// How the panes of a workspace stand at first.
pub(super) fn first_arrangement(workspace: Workspace) -> Tree<Pane> {
    let part = match workspace {
        Workspace::Overview => &OVERVIEW,
        Workspace::Chronology => &CHRONOLOGY,
        Workspace::Network => &NETWORK,
        Workspace::Assessment => &ASSESSMENT,
        Workspace::Briefing => &BRIEFING,
    };
    let mut tiles = Tiles::default();
    let root = put(part, &mut tiles);
    Tree::new(egui::Id::unique(("panes", workspace.label())), root, tiles)
}

/// How they stand where there is no room for more than two columns: one behind the other beside the form, in front what
/// the workspace is for.
pub(super) fn narrow_arrangement(workspace: Workspace) -> Tree<Pane> {
    let mut tiles = Tiles::default();
    let root = put(&NARROW, &mut tiles);
    let mut tree = Tree::new(egui::Id::unique(("narrow panes", workspace.label())), root, tiles);
    let front = match workspace {
        Workspace::Overview | Workspace::Chronology => Timeline,
        Workspace::Network => Graph,
        Workspace::Assessment => Matrix,
        Workspace::Briefing => Sources,
    };
    let _ = tree.make_active(|_, tile| matches!(tile, Tile::Pane(pane) if *pane == front));
    tree
}

fn put(part: &Part, tiles: &mut Tiles<Pane>) -> TileId {
    match part {
        Tabs(panes) => {
            let panes = panes.iter().map(|&pane| tiles.insert_pane(pane)).collect();
            tiles.insert_tab_tile(panes)
        }
        Split(direction, parts) => {
            let put_in: Vec<(TileId, f32)> = parts.iter().map(|(share, part)| (put(part, tiles), *share)).collect();
            let mut linear = Linear::new(*direction, put_in.iter().map(|(tile, _)| *tile).collect());
            for (tile, share) in put_in {
                linear.shares.set_share(tile, share);
            }
            tiles.insert_container(linear)
        }
    }
}

/// The arrangement with every pane. One of an older version lacks those that came later: they join the outline's tabs.
pub(super) fn complete(mut tree: Tree<Pane>) -> Option<Tree<Pane>> {
    for pane in Pane::ALL {
        if tree.tiles.find_pane(&pane).is_none() {
            let tabs = tree.tiles.parent_of(tree.tiles.find_pane(&Outline)?)?;
            let added = tree.tiles.insert_pane(pane);
            let Some(Tile::Container(Container::Tabs(tabs))) = tree.tiles.get_mut(tabs) else { return None };
            tabs.add_child(added);
        }
    }
    Some(tree)
}
