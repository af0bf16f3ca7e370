//! The lane of incidents without a date: chips one after the other, whose place says nothing. A chip dragged onto the
//! axis gets a date.

use egui::{Pos2, Rect, Stroke, Vec2};

use super::marks::{self, Hands};
use super::place::{LABEL, ROW};
use super::{TITLES, lanes};
use crate::case::IncidentId;
use crate::session::Sight;
use crate::ui::tokens::Theme;

/// The most chips that are as wide as their labels; more stand in columns, so that only those in view are laid out.
const MOST_FLOWING: usize = 120;
/// Width of a column, in points.
const COLUMN: f32 = 230.0;
/// From one row of chips to the next, in points.
const STEP: f32 = ROW + 2.0;
/// Between two chips, in points.
const GAP: f32 = 6.0;

/// Where the chips stand, from the top left of the lane's band.
pub(super) enum Chips {
    /// One after the other, each with its place.
    Flowing(Vec<Rect>),
    /// In so many columns.
    Columns(usize),
}

impl Chips {
    /// Lays the chips out in a band of that width.
    pub fn of(ui: &egui::Ui, session: Sight<'_>, width: f32) -> Self {
        let undated = &session.answers().lanes.undated;
        let room = (width - TITLES).max(COLUMN);
        if undated.len() > MOST_FLOWING {
            return Self::Columns(columns(room));
        }
        let mut at = Pos2::new(TITLES + 4.0, 4.0);
        let place = |&id: &IncidentId| {
            let size = marks::chip_label(ui, session, id, LABEL).size();
            if at.x + size.x + 18.0 > width && at.x > TITLES + 4.0 {
                at = Pos2::new(TITLES + 4.0, at.y + STEP);
            }
            let chip = Rect::from_min_size(at, size + Vec2::new(12.0, 2.0));
            at.x += chip.width() + GAP;
            chip
        };
        Self::Flowing(undated.iter().map(place).collect())
    }

    /// How tall the lane of so many chips is.
    pub fn height(&self, count: usize) -> f32 {
        let last = match self {
            Self::Flowing(chips) => chips.last().map_or(0.0, Rect::top),
            Self::Columns(columns) => 4.0 + count.div_ceil(*columns).saturating_sub(1) as f32 * STEP,
        };
        last + ROW + 6.0
    }

    /// Where the chip of that number stands.
    pub fn chip(&self, number: usize) -> Option<Rect> {
        match self {
            Self::Flowing(chips) => chips.get(number).copied(),
            Self::Columns(columns) => {
                let at = Pos2::new(
                    TITLES + 4.0 + (number % columns) as f32 * COLUMN,
                    4.0 + (number / columns) as f32 * STEP,
                );
                Some(Rect::from_min_size(at, Vec2::new(COLUMN - GAP, ROW)))
            }
        }
    }

    /// The chips that may stand between two heights.
    fn within(&self, top: f32, bottom: f32, count: usize) -> std::ops::Range<usize> {
        match self {
            Self::Flowing(chips) => 0..chips.len(),
            Self::Columns(columns) => {
                let row = |height: f32| rows(height / STEP) * columns;
                row(top - STEP).min(count)..(row(bottom) + columns).min(count)
            }
        }
    }
}

#[expect(clippy::cast_sign_loss, reason = "not below zero after `max`")]
fn rows(height: f32) -> usize {
    height.max(0.0) as usize
}

#[expect(clippy::cast_sign_loss, reason = "not below one after `max`")]
fn columns(room: f32) -> usize {
    (room / COLUMN).max(1.0) as usize
}

/// Draws the lane, as far as it is in view.
pub(super) fn undated_ui(ui: &egui::Ui, (band, rect): (Rect, Rect), chips: &Chips, hands: &mut Hands<'_>) {
    let undated = &hands.session.answers().lanes.undated;
    let shift = Vec2::new(rect.left(), band.top());
    for number in chips.within(rect.top() - band.top(), rect.bottom() - band.top(), undated.len()) {
        let (Some(chip), Some(&id)) = (chips.chip(number), undated.get(number)) else { continue };
        let chip = chip.translate(shift);
        if chip.intersects(rect) {
            let label = marks::chip_label(ui, hands.session, id, chip.width() - 11.0);
            marks::chip_ui(ui, (id, chip, label), rect, hands);
        }
    }
    ui.painter().hline(band.x_range(), band.top(), Stroke::new(1.0, Theme::of(ui).rule()));
    lanes::title_ui(ui, (band, rect), "Undated", undated.len());
}
