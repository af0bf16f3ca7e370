//! Panes that dock, split, tab and resize.

use egui_tiles::{Behavior, Linear, LinearDir, SimplificationOptions, TileId, Tiles, Tree, UiResponse};
use serde::{Deserialize, Serialize};

use super::tokens::{self, Theme};
use super::{Panes, graph, inspector, matrix, outline, timeline};
use crate::session::{Commands, Session};

/// The panes of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Pane {
    Outline,
    Matrix,
    Graph,
    Timeline,
    Inspector,
}

impl Pane {
    const fn title(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Matrix => "Mandate matrix",
            Self::Graph => "Actor graph",
            Self::Timeline => "Timeline",
            Self::Inspector => "Inspector",
        }
    }

    const ALL: [Self; 5] = [Self::Outline, Self::Matrix, Self::Graph, Self::Timeline, Self::Inspector];
}

/// The arrangement of the panes.
pub(super) struct Layout {
    tree: Tree<Pane>,
}

impl Layout {
    /// The arrangement that was written, or the first one where there is none or it lacks a pane.
    pub fn new(written: Option<&str>) -> Self {
        let kept = written
            .and_then(|text| ron::from_str::<Tree<Pane>>(text).ok())
            .filter(|tree| Pane::ALL.iter().all(|pane| tree.tiles.find_pane(pane).is_some()));
        Self { tree: kept.unwrap_or_else(first_arrangement) }
    }

    /// The arrangement as text.
    pub fn write(&self) -> Option<String> {
        ron::to_string(&self.tree).ok()
    }

    /// Draws every pane.
    pub fn layout_ui(&mut self, ui: &mut egui::Ui, panes: &mut Panes, session: &Session, commands: &mut Commands) {
        self.tree.ui(&mut Docks { panes, session, commands }, ui);
    }
}

fn first_arrangement() -> Tree<Pane> {
    let mut tiles = Tiles::default();
    let [outline, matrix, graph, timeline, inspector] = Pane::ALL.map(|pane| tiles.insert_pane(pane));
    let side_by_side = Linear::new_binary(LinearDir::Horizontal, [matrix, graph], 0.47);
    let side_by_side = tiles.insert_container(side_by_side);
    let middle = Linear::new_binary(LinearDir::Vertical, [side_by_side, timeline], 0.58);
    let middle = tiles.insert_container(middle);
    let mut columns = Linear::new(LinearDir::Horizontal, vec![outline, middle, inspector]);
    for (tile, share) in [(outline, 0.6), (middle, 3.3), (inspector, 1.12)] {
        columns.shares.set_share(tile, share);
    }
    let root = tiles.insert_container(columns);
    Tree::new(egui::Id::unique("panes"), root, tiles)
}

/// How each pane is drawn in its dock.
struct Docks<'a> {
    panes: &'a mut Panes,
    session: &'a Session,
    commands: &'a mut Commands,
}

impl Behavior<Pane> for Docks<'_> {
    fn pane_ui(&mut self, ui: &mut egui::Ui, _tile: TileId, pane: &mut Pane) -> UiResponse {
        let theme = Theme::of(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme.pane());
        let (panes, session) = (&mut *self.panes, self.session);
        match pane {
            Pane::Outline => outline::outline_ui(ui, &mut panes.outline, session, self.commands),
            Pane::Matrix => matrix::matrix_ui(ui, &mut panes.matrix, session, self.commands),
            Pane::Graph => graph::graph_ui(ui, &mut panes.graph, session, self.commands),
            Pane::Timeline => timeline::timeline_ui(ui, &mut panes.timeline, session, self.commands),
            Pane::Inspector => inspector::inspector_ui(ui, &mut panes.inspector, session, self.commands),
        }
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> egui::WidgetText {
        egui::RichText::new(pane.title()).font(tokens::strong(12.0)).into()
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions { all_panes_must_have_tabs: true, ..SimplificationOptions::default() }
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        24.0
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        3.0
    }

    fn min_size(&self) -> f32 {
        90.0
    }

    fn tab_bar_color(&self, visuals: &egui::Visuals) -> egui::Color32 {
        visuals.faint_bg_color
    }
}
