//! Where each mark and its label stand: rows within lanes, so that nothing overlaps.

use egui::Rangef;

use super::scale::Scale;
use crate::query::lanes::Mark;

/// Height of a row, in points.
pub(super) const ROW: f32 = 18.0;
/// The widest that a label may be, in points.
pub(super) const LABEL: f32 = 400.0;

/// A mark with its label, in points from the left of the window.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    /// Which mark of those given.
    pub mark: usize,
    /// The row within the lane, from the top.
    pub row: usize,
    /// The possible part.
    pub possible: Rangef,
    /// Where the label begins.
    pub label: f32,
    /// How wide the label may be.
    pub width: f32,
}

impl Placed {
    /// Where the mark or its label begins.
    fn begin(&self) -> f32 {
        self.possible.min.min(self.label)
    }
}

/// Where a label of this width begins and how wide it may be: right of its mark, else left of it, else, where the mark
/// fills the view, on it.
fn label_spot(possible: Rangef, width: f32, scale: &Scale) -> (f32, f32) {
    let right = possible.max.clamp(scale.left, scale.right).max(possible.min + 8.0) + 5.0;
    let (after, before) = (scale.right - right, possible.min - 9.0 - scale.left);
    if width <= after || (after >= before && after > LEAST) {
        (right, width.min(after))
    } else if before > LEAST {
        (possible.min - 9.0 - width.min(before), width.min(before))
    } else {
        let left = possible.min.max(scale.left) + 6.0;
        (left, width.min(scale.right - left))
    }
}

/// Less room than this is none, in points.
const LEAST: f32 = 40.0;

/// Places the marks of a lane, all of them in view; `label_widths` has one width for each.
///
/// Greedy by the left edge: the first row with room takes the mark, so the picture is the same each time. The number of
/// rows is the least possible for the widths given.
pub(super) fn place(marks: &[Mark<'_>], label_widths: &[f32], scale: &Scale) -> Vec<Placed> {
    let mut placed: Vec<(Placed, f32)> = marks
        .iter()
        .zip(label_widths)
        .enumerate()
        .map(|(number, (mark, &width))| {
            let (earliest, latest) = mark.item.bounds.possible();
            let possible = Rangef::new(scale.x(earliest), scale.x(latest));
            let (label, width) = label_spot(possible, width, scale);
            let end = (label + width).max(possible.max.min(scale.right));
            (Placed { mark: number, row: 0, possible, label, width }, end)
        })
        .collect();
    placed.sort_by(|(one, _), (other, _)| one.begin().total_cmp(&other.begin()).then(one.mark.cmp(&other.mark)));
    let mut ends: Vec<f32> = Vec::new();
    for (mark, end) in &mut placed {
        let begin = mark.begin();
        let row = ends.iter().position(|&taken| taken + 8.0 <= begin).unwrap_or(ends.len());
        if let Some(taken) = ends.get_mut(row) {
            *taken = *end;
        } else {
            ends.push(*end);
        }
        mark.row = row;
    }
    placed.into_iter().map(|(mark, _)| mark).collect()
}
