//! Which places of the view are taken: a grid, so that a label is compared with what is near it and not with everything.

use egui::{Rect, Vec2};

/// Width and height of a cell of the grid, in points: about a label.
const CELL: Vec2 = Vec2::new(64.0, 20.0);
/// The most cells along each side.
const MOST: f32 = 200.0;

/// Rectangles, by the cells that they touch.
pub(super) struct Taken {
    view: Rect,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
    rects: Vec<Rect>,
}

impl Taken {
    pub fn new(view: Rect) -> Self {
        let (columns, rows) = (side(view.width() / CELL.x), side(view.height() / CELL.y));
        Self { view, columns, rows, cells: vec![Vec::new(); columns * rows], rects: Vec::new() }
    }

    pub fn add(&mut self, rect: Rect) {
        let place = self.rects.len() as u32;
        self.rects.push(rect);
        for cell in self.cells_of(rect) {
            if let Some(list) = self.cells.get_mut(cell) {
                list.push(place);
            }
        }
    }

    /// Whether nothing stands there, and it lies within the view.
    pub fn is_free(&self, rect: Rect) -> bool {
        let is_hit = |&place: &u32| self.rects.get(place as usize).is_some_and(|other| other.intersects(rect));
        self.view.contains_rect(rect)
            && !self.cells_of(rect).filter_map(|cell| self.cells.get(cell)).flatten().any(is_hit)
    }

    /// The cells that a rectangle touches; what lies outside of the view touches those at its edge.
    fn cells_of(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let from = (rect.min - self.view.min) / CELL;
        let to = (rect.max - self.view.min) / CELL;
        let (columns, rows) = (self.columns, self.rows);
        let (left, right) = (within(from.x, columns), within(to.x, columns));
        let (top, bottom) = (within(from.y, rows), within(to.y, rows));
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }
}

#[expect(clippy::cast_sign_loss, reason = "never less than one")]
fn side(cells: f32) -> usize {
    cells.ceil().clamp(1.0, MOST) as usize
}

#[expect(clippy::cast_sign_loss, reason = "never less than zero")]
fn within(cells: f32, most: usize) -> usize {
    (cells.max(0.0) as usize).min(most.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use egui::Pos2;

    use super::*;

    #[test]
    fn the_grid_tells_what_a_list_would() {
        let view = Rect::from_min_size(Pos2::new(30.0, 40.0), Vec2::new(500.0, 300.0));
        let (mut taken, mut list) = (Taken::new(view), Vec::new());
        let mut state = 5_u32;
        let mut random = |most: f32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 * most
        };
        let (mut found, mut missed) = (0, 0);
        for _ in 0..2000 {
            let min = Pos2::new(random(600.0), random(400.0));
            let rect = Rect::from_min_size(min, Vec2::new(random(120.0), random(40.0)));
            let is_free = view.contains_rect(rect) && !list.iter().any(|other: &Rect| other.intersects(rect));
            assert_eq!(taken.is_free(rect), is_free, "{rect:?}");
            if is_free || random(1.0) < 0.02 {
                list.push(rect);
                taken.add(rect);
            }
            *(if is_free { &mut found } else { &mut missed }) += 1;
        }
        assert!(found > 10 && missed > 10, "{found} free, {missed} not");
    }

    #[test]
    fn no_view_is_too_small_or_too_large() {
        for size in [Vec2::ZERO, Vec2::new(-5.0, 3.0), Vec2::splat(1e9)] {
            let mut taken = Taken::new(Rect::from_min_size(Pos2::ZERO, size));
            taken.add(Rect::from_min_size(Pos2::new(-1e9, -1e9), Vec2::splat(1e10)));
            assert!(!taken.is_free(Rect::from_min_size(Pos2::ZERO, Vec2::ZERO)));
        }
    }
}
