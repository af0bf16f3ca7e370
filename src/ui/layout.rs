//! Panes that dock, split, tab and resize.

use egui_tiles::{
    Behavior, Container, Linear, LinearDir, SimplificationOptions, Tile, TileId, Tiles, Tree, UiResponse,
};
use serde::{Deserialize, Serialize};

use super::tokens::{self, Theme};
use super::{Panes, graph, inspector, matrix, outline, sources, timeline};
use crate::session::{Commands, Session};

/// The panes of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Pane {
    Outline,
    Matrix,
    Graph,
    Timeline,
    Inspector,
    Sources,
}

impl Pane {
    const fn title(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Matrix => "Mandate matrix",
            Self::Graph => "Actor graph",
            Self::Timeline => "Timeline",
            Self::Inspector => "Inspector",
            Self::Sources => "Sources",
        }
    }

    const ALL: [Self; 6] = [Self::Outline, Self::Matrix, Self::Graph, Self::Timeline, Self::Inspector, Self::Sources];
}

/// The arrangement of the panes.
pub(super) struct Layout {
    tree: Tree<Pane>,
}

impl Layout {
    /// The arrangement that was written, with the panes that it does not know yet beside the outline; the first
    /// arrangement where there is none or it cannot be completed.
    pub fn new(written: Option<&str>) -> Self {
        let kept = written.and_then(|text| ron::from_str::<Tree<Pane>>(text).ok()).and_then(complete);
        Self { tree: kept.unwrap_or_else(first_arrangement) }
    }

    /// The arrangement as text.
    pub fn write(&self) -> Option<String> {
        ron::to_string(&self.tree).ok()
    }

    /// Draws every pane.
    pub fn layout_ui(&mut self, ui: &mut egui::Ui, panes: &mut Panes, session: &Session, commands: &mut Commands) {
        if inspector::is_entering(ui.ctx()) {
            self.bring_forward(Pane::Inspector);
        }
        self.tree.ui(&mut Docks { panes, session, commands }, ui);
    }

    /// Shows a pane that may stand behind other tabs.
    fn bring_forward(&mut self, pane: Pane) {
        let _ = self.tree.make_active(|_, tile| matches!(tile, Tile::Pane(other) if *other == pane));
    }
}

/// The arrangement with every pane. One of an older version lacks those that came later: they join the outline's tabs.
fn complete(mut tree: Tree<Pane>) -> Option<Tree<Pane>> {
    for pane in Pane::ALL {
        if tree.tiles.find_pane(&pane).is_none() {
            let tabs = tree.tiles.parent_of(tree.tiles.find_pane(&Pane::Outline)?)?;
            let added = tree.tiles.insert_pane(pane);
            let Some(Tile::Container(Container::Tabs(tabs))) = tree.tiles.get_mut(tabs) else { return None };
            tabs.add_child(added);
        }
    }
    Some(tree)
}

fn first_arrangement() -> Tree<Pane> {
    let mut tiles = Tiles::default();
    let [outline, matrix, graph, timeline, inspector, sources] = Pane::ALL.map(|pane| tiles.insert_pane(pane));
    let lists = tiles.insert_tab_tile(vec![outline, sources]);
    let side_by_side = Linear::new_binary(LinearDir::Horizontal, [matrix, graph], 0.47);
    let side_by_side = tiles.insert_container(side_by_side);
    let middle = Linear::new_binary(LinearDir::Vertical, [side_by_side, timeline], 0.58);
    let middle = tiles.insert_container(middle);
    let mut columns = Linear::new(LinearDir::Horizontal, vec![lists, middle, inspector]);
    for (tile, share) in [(lists, 0.6), (middle, 3.3), (inspector, 1.12)] {
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
            Pane::Outline => outline::outline_ui(ui, &mut panes.outline, (session, &panes.names), self.commands),
            Pane::Matrix => matrix::matrix_ui(ui, &mut panes.matrix, session, self.commands),
            Pane::Graph => graph::graph_ui(ui, &mut panes.graph, session, self.commands),
            Pane::Timeline => timeline::timeline_ui(ui, &mut panes.timeline, session, self.commands),
            Pane::Sources => sources::sources_ui(ui, &mut panes.sources, session, self.commands),
            Pane::Inspector => {
                inspector::inspector_ui(ui, &mut panes.inspector, (session, &panes.names), self.commands);
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The panes of an arrangement as it comes out of text.
    fn check(written: &str, is_kept: bool) {
        let layout = Layout::new(Some(written));
        for pane in Pane::ALL {
            assert!(layout.tree.tiles.find_pane(&pane).is_some(), "{}", pane.title());
        }
        let is_first = layout.tree.tiles.len() == first_arrangement().tiles.len();
        assert_eq!(!is_first, is_kept);
    }

    #[test]
    fn an_arrangement_of_an_older_version_gets_the_new_pane() {
        let mut tiles = Tiles::default();
        let tabs: Vec<TileId> = Pane::ALL
            .into_iter()
            .filter(|pane| *pane != Pane::Sources)
            .map(|pane| {
                let pane = tiles.insert_pane(pane);
                tiles.insert_tab_tile(vec![pane])
            })
            .collect();
        let root = tiles.insert_horizontal_tile(tabs);
        let tree = Tree::new(egui::Id::unique("panes"), root, tiles);
        let before = tree.tiles.len();
        let written = ron::to_string(&tree).unwrap();
        let layout = Layout::new(Some(&written));
        assert_eq!(layout.tree.tiles.len(), before + 1, "the rest stays as it was");
        check(&written, true);
    }

    #[test]
    fn what_is_no_arrangement_gives_the_first_one() {
        check("nonsense", false);
        let mut tiles = Tiles::default();
        let root = tiles.insert_pane(Pane::Graph);
        check(&ron::to_string(&Tree::new(egui::Id::unique("panes"), root, tiles)).unwrap(), false);
    }
}
