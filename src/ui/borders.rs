//! The borders between panes: dragged by the pointer, moved by arrow keys, and named.

use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, Vec2, WidgetInfo};
use egui_tiles::{Container, Linear, LinearDir, Tile, TileId, Tiles, Tree};

use super::tokens::Theme;

/// Half of the width in which a border is taken hold of, in points.
const REACH: f32 = 4.0;
/// The least that a pane is made by moving its border, in points.
const LEAST: f32 = 90.0;
/// By how much an arrow key moves a border, in points.
const STEP: f32 = 24.0;

/// A border: the tiles on both sides of it, in a row or a column of tiles.
struct Border {
    container: TileId,
    is_between_columns: bool,
    sides: [(TileId, Rect); 2],
}

impl Border {
    fn id(&self) -> Id {
        Id::unique(("border", self.sides.map(|(tile, _)| tile)))
    }

    /// Where it is taken hold of.
    fn rect(&self) -> Rect {
        let [(_, one), (_, other)] = self.sides;
        if self.is_between_columns {
            let x = f32::midpoint(one.right(), other.left());
            Rect::from_x_y_ranges(x - REACH..=x + REACH, one.y_range())
        } else {
            let y = f32::midpoint(one.bottom(), other.top());
            Rect::from_x_y_ranges(one.x_range(), y - REACH..=y + REACH)
        }
    }

    const fn along(&self, size: Vec2) -> f32 {
        if self.is_between_columns { size.x } else { size.y }
    }
}

/// Draws every border, and moves it as is wished. `title` names a pane. Whether one was moved.
pub(super) fn borders_ui<P>(ui: &egui::Ui, tree: &mut Tree<P>, title: impl Fn(&P) -> &'static str) -> bool {
    let mut is_moved = false;
    for border in borders(&tree.tiles) {
        let response = ui.interact(border.rect(), border.id(), Sense::click_and_drag());
        let names = border.sides.map(|(tile, _)| first_pane(&tree.tiles, tile).map_or("other panes", &title));
        let name = format!("Border between {} and {}", names[0], names[1]);
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
        paint(ui, &border, &response);
        let by = keys(&response, &border) + border.along(response.drag_delta());
        let is_evened = response.double_clicked();
        if (by != 0.0 || is_evened)
            && let Some(Tile::Container(Container::Linear(linear))) = tree.tiles.get_mut(border.container)
        {
            shift(linear, &border, (!is_evened).then_some(by));
            is_moved = true;
            ui.ctx().request_repaint();
        }
    }
    is_moved
}

/// The borders between what is in view, in an order that stays.
fn borders<P>(tiles: &Tiles<P>) -> Vec<Border> {
    let mut found = Vec::new();
    for (&container, tile) in tiles.iter() {
        let Tile::Container(Container::Linear(linear)) = tile else { continue };
        let rect = |&tile: &TileId| tiles.rect(tile).map(|rect| (tile, rect));
        let shown: Vec<_> = linear.children.iter().filter_map(rect).collect();
        let is_between_columns = linear.dir == LinearDir::Horizontal;
        for pair in shown.windows(2) {
            if let &[one, other] = pair {
                found.push(Border { container, is_between_columns, sides: [one, other] });
            }
        }
    }
    let place = |border: &Border| border.rect().min;
    let order = |one: Pos2, other: Pos2| one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y));
    found.sort_by(|one, other| order(place(one), place(other)));
    found
}

/// The pane that is seen first in a tile.
fn first_pane<P>(tiles: &Tiles<P>, tile: TileId) -> Option<&P> {
    match tiles.get(tile)? {
        Tile::Pane(pane) => Some(pane),
        Tile::Container(container) => {
            let first = container.active_children(tiles).next()?;
            first_pane(tiles, first)
        }
    }
}

fn paint(ui: &egui::Ui, border: &Border, response: &Response) {
    let is_held = response.hovered() || response.dragged();
    if !is_held {
        return;
    }
    ui.ctx().set_cursor_icon(if border.is_between_columns {
        CursorIcon::ResizeHorizontal
    } else {
        CursorIcon::ResizeVertical
    });
    let (stroke, rect) = (Stroke::new(3.0, Theme::of(ui).accent()), border.rect());
    if border.is_between_columns {
        ui.painter().vline(rect.center().x, rect.y_range(), stroke);
    } else {
        ui.painter().hline(rect.x_range(), rect.center().y, stroke);
    }
}

/// By how much the arrow keys move a border, in points.
fn keys(response: &Response, border: &Border) -> f32 {
    if !response.has_focus() {
        return 0.0;
    }
    let (back, on) =
        if border.is_between_columns { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowUp, Key::ArrowDown) };
    let filter = EventFilter {
        horizontal_arrows: border.is_between_columns,
        vertical_arrows: !border.is_between_columns,
        ..EventFilter::default()
    };
    response.ctx.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    response.ctx.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as f32;
        (count(on) - count(back)) * STEP
    })
}

/// Gives one side so many points of the other, as far as both stay panes; or half of both to each.
fn shift(linear: &mut Linear, border: &Border, by: Option<f32>) {
    let [(one, first), (other, second)] = border.sides;
    let both = linear.shares[one] + linear.shares[other];
    let (first, whole) = (border.along(first.size()), border.along(first.size()) + border.along(second.size()));
    let least = LEAST.min(whole / 2.0);
    let wanted = by.map_or(whole / 2.0, |by| (first + by).clamp(least, whole - least));
    let share = both * wanted / whole.max(1.0);
    linear.shares.set_share(one, share);
    linear.shares.set_share(other, both - share);
}
