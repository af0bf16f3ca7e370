//! Long lists within a form: so many items at a time, and the way to the others.

use std::ops::Range;

use egui::{Align, AsIdSalt, Id, Pos2, Rangef, Rect, Vec2};

use super::small_button;

/// So many items of a list are drawn at once: a form with thousands of them has to be drawn as quickly as any other.
const LENGTH: usize = 50;

/// A list of so many rows is drawn as a whole.
const DRAWN: usize = 10;

/// How far out of view a row is still drawn, in points: so far the keyboard reaches from one row to the next.
const MARGIN: f32 = 200.0;

/// The part of a list that is shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Page {
    id: Id,
    count: usize,
    first: usize,
    /// Where the list begins, in points from the top of the window.
    top: f32,
}

/// What is remembered of a list: its first item in view, and how many there were.
#[derive(Clone, Copy)]
struct Kept {
    first: usize,
    count: usize,
}

impl Page {
    /// The part that is shown of a list of so many items. What is added to its end is shown.
    pub fn of(ui: &egui::Ui, salt: impl AsIdSalt, count: usize) -> Self {
        let (id, top) = (ui.scope_id().with(("page", salt)), ui.cursor().top());
        if count <= LENGTH {
            return Self { id, count, first: 0, top };
        }
        let kept = ui.data(|data| data.get_temp::<Kept>(id)).unwrap_or(Kept { first: 0, count });
        let last = (count - 1) / LENGTH * LENGTH;
        let first = if count > kept.count { last } else { kept.first.min(last) };
        ui.data_mut(|data| data.insert_temp(id, Kept { first, count }));
        Self { id, count, first, top }
    }

    /// The items that are shown.
    pub fn range(self) -> Range<usize> {
        self.first..(self.first + LENGTH).min(self.count)
    }

    /// Draws a row of the list that is only read. In a long list it is left out while it is far out of view, once it is
    /// known how high it is.
    pub fn row_ui(self, ui: &mut egui::Ui, salt: impl AsIdSalt, draw: impl FnOnce(&mut egui::Ui)) {
        if self.count <= DRAWN {
            draw(ui);
            return;
        }
        let (id, width) = (self.id.with(salt), ui.available_width());
        let known = ui.data(|data| data.get_temp::<Vec2>(id)).filter(|size| (size.x - width).abs() < 0.5);
        let view = ui.clip_rect().expand(MARGIN);
        if let Some(size) = known
            && !view.y_range().intersects(Rangef::new(ui.cursor().top(), ui.cursor().top() + size.y))
        {
            ui.allocate_space(Vec2::new(0.0, size.y));
            return;
        }
        let drawn = ui.vertical(draw).response.rect;
        ui.data_mut(|data| data.insert_temp(id, Vec2::new(width, drawn.height())));
    }

    /// Draws the ways to what stands before and after, where there is more than is shown.
    pub fn turn_ui(self, ui: &mut egui::Ui) {
        if self.count <= LENGTH {
            return;
        }
        let (before, after) = (self.first, self.count - self.range().end);
        ui.horizontal_wrapped(|ui| {
            ui.weak(format!("{}–{} of {}", before + 1, self.range().end, self.count));
            if before > 0 && small_button(ui, "← back", &format!("Back to the {before} before")).clicked() {
                self.show_from(ui, before - LENGTH.min(before));
            }
            if after > 0 {
                let words = format!("and {after} more");
                if small_button(ui, &words, &words).clicked() {
                    self.show_from(ui, before + LENGTH);
                }
            }
        });
    }

    /// Shows another part of the list, from its head.
    fn show_from(self, ui: &egui::Ui, first: usize) {
        let head = Rect::from_min_size(Pos2::new(ui.min_rect().left(), self.top), Vec2::splat(1.0));
        ui.scroll_to_rect(head, Some(Align::TOP));
        ui.data_mut(|data| data.insert_temp(self.id, Kept { first, count: self.count }));
    }
}
