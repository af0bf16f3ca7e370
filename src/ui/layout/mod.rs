//! Panes that dock, split, tab and resize, in workspaces that each keep their own arrangement.

mod choose;
mod docks;
mod first;
mod pinned;

use std::collections::BTreeMap;

use egui_tiles::{Tile, TileId, Tree};

use super::focus::{self, Way};
use super::{Panes, borders, inspector};
use crate::case::Workspace;
use crate::session::{Commands, Session, Sight};
pub(super) use choose::{side_button, workspaces_ui};
use docks::{Docks, Done};
pub(super) use first::Pane;
use first::{complete, first_arrangement, narrow_arrangement};

/// The arrangements of the panes.
pub(super) struct Layout {
    desks: BTreeMap<Workspace, Desk>,
    /// The same for a window in which there is no room for them; never written.
    narrow: BTreeMap<Workspace, Desk>,
    is_narrow: bool,
    focus: focus::Panes<Pane>,
    /// The pane that is to get the keyboard.
    entered: Option<Pane>,
    /// The pane that had the keyboard in the last frame: egui takes it away before Escape reaches us.
    keyboard: Option<Pane>,
}

/// Below this width, in points, there is no room for three columns, as where text is large: panes stand behind each
/// other beside the form.
const NARROW: f32 = 1040.0;

/// The arrangement of one workspace.
struct Desk {
    tree: Tree<Pane>,
    /// Whether it is another one than at first.
    is_changed: bool,
    /// The pane that fills the window.
    maximised: Option<TileId>,
    /// The pane that was last pressed or typed into.
    used: Option<TileId>,
}

impl Desk {
    fn first(workspace: Workspace) -> Self {
        Self { tree: first_arrangement(workspace), is_changed: false, maximised: None, used: None }
    }

    fn narrow(workspace: Workspace) -> Self {
        Self { tree: narrow_arrangement(workspace), is_changed: false, maximised: None, used: None }
    }

    fn read(text: &str) -> Option<Self> {
        let tree = ron::from_str::<Tree<Pane>>(text).ok().and_then(complete)?;
        let mut desk = Self { tree, is_changed: true, maximised: None, used: None };
        desk.show_all();
        let _ = pinned::fit(&mut desk.tree, 0);
        Some(desk)
    }

    /// The arrangement as text, with every pane in its place.
    fn write(&self) -> Option<String> {
        let mut whole = Self { tree: self.tree.clone(), ..*self };
        whole.show_all();
        let _ = pinned::fit(&mut whole.tree, 0);
        ron::to_string(&whole.tree).ok()
    }

    fn show_all(&mut self) {
        self.maximised = None;
        let tiles: Vec<TileId> = self.tree.tiles.tile_ids().collect();
        for tile in tiles {
            self.tree.set_visible(tile, true);
        }
    }

    /// Fills the window with this pane, or shows all again where it does already.
    fn toggle(&mut self, tile: TileId) {
        if self.maximised.is_some() {
            self.show_all();
            return;
        }
        let is_other = |(id, one): (&TileId, &Tile<Pane>)| (*id != tile && matches!(one, Tile::Pane(_))).then_some(*id);
        let others: Vec<TileId> = self.tree.tiles.iter().filter_map(is_other).collect();
        for other in others {
            self.tree.set_visible(other, false);
        }
        self.maximised = Some(tile);
        let _ = self.tree.make_active(|id, _| id == tile);
    }

    /// Shows a pane that may stand behind other tabs, or out of sight.
    fn bring_forward(&mut self, pane: Pane) {
        let is_hidden = self.tree.tiles.find_pane(&pane).is_some_and(|tile| !self.tree.is_visible(tile));
        if is_hidden {
            self.show_all();
        }
        let _ = self.tree.make_active(|_, tile| matches!(tile, Tile::Pane(other) if *other == pane));
    }

    /// The pane that is seen at that place.
    fn pane_at(&self, at: egui::Pos2) -> Option<TileId> {
        let tiles = &self.tree.tiles;
        let panes = self.tree.active_tiles().into_iter().filter(|&tile| tiles.get_pane(&tile).is_some());
        panes.into_iter().find(|&tile| tiles.rect(tile).is_some_and(|rect| rect.contains(at)))
    }

    fn take(&mut self, done: &Done) {
        self.is_changed |= done.is_changed;
        self.used = done.used.or(self.used);
        if let Some(tile) = done.maximise {
            self.toggle(tile);
        }
    }
}

impl Layout {
    /// The arrangements that were written; the first one in each workspace of which none can be read.
    pub fn new(written: Option<&str>) -> Self {
        let written = written.unwrap_or_default();
        let kept: BTreeMap<String, String> = ron::from_str(written).unwrap_or_else(|_| {
            // Before there were workspaces, there was one arrangement.
            BTreeMap::from([(Workspace::Overview.label().to_owned(), written.to_owned())])
        });
        let desk = |&workspace: &Workspace| {
            let desk = kept.get(workspace.label()).and_then(|text| Desk::read(text));
            (workspace, desk.unwrap_or_else(|| Desk::first(workspace)))
        };
        Self {
            desks: Workspace::ALL.iter().map(desk).collect(),
            narrow: BTreeMap::new(),
            is_narrow: false,
            focus: focus::Panes::default(),
            entered: None,
            keyboard: None,
        }
    }

    /// Those arrangements as text that are others than at first.
    pub fn write(&self) -> Option<String> {
        let changed = self.desks.iter().filter(|(_, desk)| desk.is_changed);
        let texts: BTreeMap<&str, String> =
            changed.filter_map(|(workspace, desk)| Some((workspace.label(), desk.write()?))).collect();
        if texts.is_empty() { None } else { ron::to_string(&texts).ok() }
    }

    /// Draws the panes of the workspace that is shown.
    pub fn layout_ui(&mut self, ui: &mut egui::Ui, panes: &mut Panes, session: &Session, commands: &mut Commands) {
        self.is_narrow = ui.available_width() < NARROW;
        let entered = self.entered.take();
        let is_narrow = self.is_narrow;
        let desk = self.desk(session);
        if inspector::is_entering(ui.ctx()) {
            desk.bring_forward(Pane::Inspector);
        }
        if pinned::fit(&mut desk.tree, session.view().inspectors.len()) {
            desk.show_all();
        }
        let is_maximised = desk.maximised.is_some();
        let (done, drawn) = (Done::default(), Vec::new());
        let mut docks = Docks { panes, session, commands, is_maximised, is_narrow, done, entered, drawn };
        desk.tree.ui(&mut docks, ui);
        let (mut done, drawn) = (docks.done, docks.drawn);
        done.is_changed |= borders::borders_ui(ui, &mut desk.tree, |pane| pane.title());
        desk.take(&done);
        if let Some(pane) = done.opened {
            desk.bring_forward(pane);
            ui.ctx().request_repaint();
        }
        let tile = docks::focused(ui.ctx()).and_then(|rect| desk.pane_at(rect.center()));
        self.keyboard = tile.and_then(|tile| desk.tree.tiles.get_pane(&tile).copied());
        self.focus.note(drawn);
        // The keyboard goes where the line leads.
        self.entered = done.opened;
    }

    /// Brings the keyboard to the pane after or before that in which it is.
    pub fn go(&mut self, ctx: &egui::Context, way: Way) {
        self.entered = self.focus.next(ctx, way);
        ctx.request_repaint();
    }

    /// What a key is meant for: what the pane sees that has the keyboard, and otherwise the window.
    pub fn sight<'a>(&self, session: &'a Session) -> Sight<'a> {
        session.sight(self.keyboard.and_then(Pane::canvas))
    }

    /// The pane that is meant by a key or a menu: the one with the keyboard, or under the pointer, or else last used.
    pub fn meant(&mut self, ctx: &egui::Context, session: &Session) -> Option<Pane> {
        let desk = self.desk(session);
        let (tiles, pane_at) = (&desk.tree.tiles, |at| desk.pane_at(at));
        // What lies over a pane is not meant as the pane.
        let pointer = ctx.pointer_hover_pos().filter(|_| !egui::Popup::is_any_open(ctx));
        let tile = docks::focused(ctx).and_then(|rect| pane_at(rect.center())).or(pointer.and_then(pane_at));
        tile.or(desk.used).and_then(|tile| tiles.get_pane(&tile).copied())
    }

    /// Shows a pane that may stand behind other tabs, or out of sight.
    pub fn bring_forward(&mut self, pane: Pane, session: &Session) {
        self.desk(session).bring_forward(pane);
    }

    /// Shows a pane and brings the keyboard to it.
    pub fn open(&mut self, pane: Pane, session: &Session) {
        self.bring_forward(pane, session);
        self.entered = Some(pane);
    }

    /// Where a pane stands, with its tab.
    pub fn place(&mut self, pane: Pane, session: &Session) -> Option<egui::Rect> {
        let tiles = &self.desk(session).tree.tiles;
        let tile = tiles.find_pane(&pane)?;
        tiles.rect(tiles.parent_of(tile).unwrap_or(tile))
    }

    /// Fills the window with the pane that was last used, or shows all panes again.
    pub fn maximise(&mut self, session: &Session) {
        let desk = self.desk(session);
        let fallback = || desk.tree.tiles.find_pane(&Pane::Inspector);
        let used = desk.used.filter(|&tile| desk.tree.tiles.get_pane(&tile).is_some());
        if let Some(tile) = used.or_else(fallback) {
            desk.toggle(tile);
        }
    }

    /// Puts the panes of the workspace that is shown back where they were at first.
    pub fn reset(&mut self, session: &Session) {
        let workspace = session.view().workspace;
        drop(self.desks.insert(workspace, Desk::first(workspace)));
        drop(self.narrow.remove(&workspace));
    }

    fn desk(&mut self, session: &Session) -> &mut Desk {
        let workspace = session.view().workspace;
        // An arrangement of the user's own stays, however narrow.
        let is_arranged = self.desks.get(&workspace).is_some_and(|desk| desk.is_changed);
        if self.is_narrow && !is_arranged {
            self.narrow.entry(workspace).or_insert_with(|| Desk::narrow(workspace))
        } else {
            self.desks.entry(workspace).or_insert_with(|| Desk::first(workspace))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_tiles::Tiles;

    /// The panes of the overview as it comes out of text.
    fn check(written: &str, is_kept: bool) {
        let layout = Layout::new(Some(written));
        for desk in layout.desks.values() {
            for pane in Pane::ALL {
                assert!(desk.tree.tiles.find_pane(&pane).is_some(), "{}", pane.title());
            }
        }
        assert_eq!(layout.desks[&Workspace::Overview].is_changed, is_kept);
        assert_eq!(layout.write().is_some(), is_kept);
    }

    #[test]
    fn the_arrangement_of_a_version_without_workspaces_is_that_of_the_overview_and_gets_the_new_pane() {
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
        assert_eq!(layout.desks[&Workspace::Overview].tree.tiles.len(), before + 1, "the rest stays as it was");
        check(&written, true);
    }

    #[test]
    fn what_is_no_arrangement_gives_the_first_one() {
        check("nonsense", false);
        check("{}", false);
        let mut tiles = Tiles::default();
        let root = tiles.insert_pane(Pane::Graph);
        check(&ron::to_string(&Tree::new(egui::Id::unique("panes"), root, tiles)).unwrap(), false);
    }

    #[test]
    fn a_pane_that_fills_the_window_is_no_part_of_the_arrangement() {
        let mut layout = Layout::new(None);
        let desk = layout.desks.get_mut(&Workspace::Network).unwrap();
        desk.is_changed = true;
        let before = desk.write();
        let graph = desk.tree.tiles.find_pane(&Pane::Graph).unwrap();
        desk.toggle(graph);
        let is_seen = |desk: &Desk, pane| desk.tree.is_visible(desk.tree.tiles.find_pane(&pane).unwrap());
        assert!(is_seen(desk, Pane::Graph) && !is_seen(desk, Pane::Timeline));
        assert_eq!(desk.write(), before);
        desk.bring_forward(Pane::Inspector);
        assert!(is_seen(desk, Pane::Timeline), "what is wanted is not kept out of sight");
    }
}
