//! Panes for records that stay open whatever is selected: the first beneath the inspector, the others as its tabs. They
//! follow what the session holds and are no part of an arrangement that is kept.

use egui_tiles::{Container, Linear, LinearDir, Tile, TileId, Tree};

use super::first::Pane;

/// So many panes of this sort there can be.
const MOST: u8 = 8;

/// Gives each of so many pinned records a pane, and takes away those of no record. Whether anything was done.
pub(super) fn fit(tree: &mut Tree<Pane>, count: usize) -> bool {
    let mut is_changed = false;
    for slot in 0..MOST {
        let pane = tree.tiles.find_pane(&Pane::Pinned(slot));
        match (pane, usize::from(slot) < count) {
            (Some(tile), false) => drop(tree.remove_recursively(tile)),
            (None, true) => put(tree, slot),
            (Some(_), true) | (None, false) => continue,
        }
        is_changed = true;
    }
    is_changed
}

fn put(tree: &mut Tree<Pane>, slot: u8) {
    let others = (0..MOST).filter(|&other| other != slot).find_map(|other| tree.tiles.find_pane(&Pane::Pinned(other)));
    let inspector = tree.tiles.find_pane(&Pane::Inspector);
    let pane = tree.tiles.insert_pane(Pane::Pinned(slot));
    if let Some(tabs) = others.and_then(|other| tree.tiles.parent_of(other)) {
        add(tree, tabs, pane);
    } else if let Some(inspector) = inspector {
        put_beneath(tree, inspector, pane);
    }
}

/// Puts a pane into a container; as the open one where that has tabs.
fn add(tree: &mut Tree<Pane>, into: TileId, pane: TileId) {
    if let Some(Tile::Container(container)) = tree.tiles.get_mut(into) {
        container.add_child(pane);
        if let Container::Tabs(tabs) = container {
            tabs.set_active(pane);
        }
    }
}

/// Puts a pane beneath the inspector and its tabs, in a column in their place.
fn put_beneath(tree: &mut Tree<Pane>, inspector: TileId, pane: TileId) {
    let is_tabs = |tile: &TileId| matches!(tree.tiles.get_container(*tile), Some(Container::Tabs(_)));
    let upper = tree.tiles.parent_of(inspector).filter(is_tabs).unwrap_or(inspector);
    let holder = tree.tiles.parent_of(upper);
    let lower = tree.tiles.insert_tab_tile(vec![pane]);
    let column = tree.tiles.insert_container(Linear::new_binary(LinearDir::Vertical, [upper, lower], 0.5));
    let Some(holder) = holder else {
        tree.root = Some(column);
        return;
    };
    let swap = |children: &mut Vec<TileId>| {
        children.iter_mut().filter(|child| **child == upper).for_each(|child| *child = column);
    };
    match tree.tiles.get_mut(holder) {
        Some(Tile::Container(Container::Linear(linear))) => {
            swap(&mut linear.children);
            linear.shares.replace_with(upper, column);
        }
        Some(Tile::Container(Container::Tabs(tabs))) => {
            swap(&mut tabs.children);
            tabs.set_active(column);
        }
        // In a grid, panes have no room of their own choosing: a tab of the inspector does as well.
        Some(Tile::Container(Container::Grid(_)) | Tile::Pane(_)) | None => {
            drop(tree.remove_recursively(column));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Workspace;
    use crate::ui::layout::first::first_arrangement;

    #[test]
    fn panes_come_and_go_with_their_records_in_every_workspace() {
        for &workspace in Workspace::ALL {
            let mut tree = first_arrangement(workspace);
            let check = |tree: &mut Tree<Pane>, count: usize, is_changed: bool| {
                assert_eq!(fit(tree, count), is_changed, "{workspace:?} {count}");
                let pinned = (0..MOST).filter(|&slot| tree.tiles.find_pane(&Pane::Pinned(slot)).is_some()).count();
                assert_eq!(pinned, count);
                for pane in Pane::ALL {
                    let tile = tree.tiles.find_pane(&pane);
                    let top = std::iter::successors(tile, |&tile| tree.tiles.parent_of(tile)).last();
                    assert_eq!(top, tree.root, "{pane:?} is still there");
                }
            };
            check(&mut tree, 0, false);
            check(&mut tree, 1, true);
            check(&mut tree, 3, true);
            check(&mut tree, 3, false);
            check(&mut tree, 0, true);
        }
    }
}
