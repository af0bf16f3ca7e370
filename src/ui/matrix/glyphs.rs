//! The glyphs of the matrix, drawn at eleven points.

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use crate::figure::MatrixGlyph;
use crate::query::evidence::Tally;
use crate::ui::tokens;

/// Paints the glyph of a level.
pub(super) fn paint(painter: &Painter, glyph: MatrixGlyph, at: Pos2, ink: Color32) {
    let stroke = Stroke::new(1.5, ink);
    let square = Rect::from_center_size(at, Vec2::splat(10.0));
    match glyph {
        MatrixGlyph::FullSquare => drop(painter.rect_filled(square, 1.5, ink)),
        MatrixGlyph::OpenSquare => drop(painter.rect_stroke(square, 1.5, stroke, StrokeKind::Inside)),
        MatrixGlyph::HalfSquare => {
            painter.rect_stroke(square, 1.5, stroke, StrokeKind::Inside);
            let half = Rect::from_min_max(Pos2::new(square.left(), at.y), square.max);
            painter.rect_filled(half, 0.0, ink);
        }
        MatrixGlyph::FullDisc => drop(painter.circle_filled(at, 5.2, ink)),
        MatrixGlyph::Rings => {
            painter.circle_stroke(at, 5.0, stroke);
            painter.circle_filled(at, 2.2, ink);
        }
        MatrixGlyph::Lens => {
            painter.circle_stroke(at - Vec2::splat(1.2), 3.8, stroke);
            painter.line_segment([at + Vec2::splat(1.6), at + Vec2::splat(5.4)], stroke);
        }
        MatrixGlyph::Cross => {
            let arm = Vec2::splat(4.4);
            painter.line_segment([at - arm, at + arm], stroke);
            painter.line_segment([at - arm.rot90(), at + arm.rot90()], stroke);
        }
    }
}

/// Paints "surveyed, and nothing found": a short dash.
pub(super) fn surveyed(painter: &Painter, at: Pos2, ink: Color32) {
    painter.hline((at.x - 4.0)..=(at.x + 4.0), at.y, Stroke::new(1.6, ink));
}

/// Paints "nobody has looked": hatching.
pub(super) fn unsurveyed(painter: &Painter, rect: Rect, ink: Color32) {
    let rect = rect.shrink(1.5);
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let line = [Pos2::new(x, rect.bottom()), Pos2::new(x + rect.height(), rect.top())];
        painter.line_segment(line, Stroke::new(1.0, ink));
        x += 6.0;
    }
}

/// Paints "possibly": a dashed outline.
pub(super) fn dashed(painter: &Painter, rect: Rect, ink: Color32) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    painter.extend(Shape::dashed_line(&corners, Stroke::new(1.0, ink), 3.0, 3.0));
}

/// Paints "unsourced": an exclamation mark in a small triangle, ten points wide at scale 1.
pub(super) fn unsourced(painter: &Painter, (at, scale): (Pos2, f32), ink: Color32) {
    let corners = [Vec2::new(0.0, -4.5), Vec2::new(5.0, 4.0), Vec2::new(-5.0, 4.0)].map(|corner| at + corner * scale);
    painter.add(Shape::closed_line(corners.to_vec(), Stroke::new(1.0, ink)));
    painter.vline(at.x, (at.y - 1.5 * scale)..=(at.y + 0.8 * scale), Stroke::new(1.2 * scale, ink));
    painter.circle_filled(at + Vec2::new(0.0, 2.4 * scale), 0.7 * scale, ink);
}

/// On what ground incidents are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Stated,
    Inferred,
    Possibly,
    /// Some of them are less than reported.
    Uncertain,
}

impl Mark {
    /// Every sign, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::Stated, Self::Inferred, Self::Possibly, Self::Uncertain];

    /// What the sign means.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stated => "incidents, theme stated",
            Self::Inferred => "theme inferred",
            Self::Possibly => "possibly",
            Self::Uncertain => "some less than reported",
        }
    }
}

/// Paints the sign of a ground, five points wide.
pub(super) fn mark(painter: &Painter, mark: Mark, at: Pos2, ink: Color32) {
    match mark {
        Mark::Stated => drop(painter.circle_filled(at, 2.7, ink)),
        Mark::Inferred => drop(painter.circle_stroke(at, 2.3, Stroke::new(1.0, ink))),
        Mark::Possibly => drop(painter.text(at, Align2::CENTER_CENTER, "?", tokens::tiny(), ink)),
        Mark::Uncertain => dashes(painter, (at.x - 6.0, at.x + 6.0), at.y, ink),
    }
}

fn dashes(painter: &Painter, (left, right): (f32, f32), y: f32, ink: Color32) {
    let line = [Pos2::new(left, y), Pos2::new(right, y)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(1.2, ink), 2.5, 2.0));
}

/// Paints how many incidents there are: each sign with its number, and a line of dashes under them where some are less
/// than reported. Where there is no room the last signs go without a number: numbers on two grounds are never added up.
pub(super) fn tally(painter: &Painter, (rect, tally): (Rect, Tally), ink: Color32) {
    let width = |parts: &[(Mark, String)]| parts.iter().map(|(_, number)| part_width(painter, number)).sum::<f32>();
    let fits = |parts: &Vec<(Mark, String)>| width(parts) <= rect.width() - 2.0;
    let parts = (1..=3).rev().map(|numbers| signs(tally, numbers)).find(fits).unwrap_or_else(|| signs(tally, 0));
    let begin = rect.center().x - width(&parts) / 2.0;
    let mut left = begin;
    for (sign, number) in &parts {
        mark(painter, *sign, Pos2::new(left + SIGN / 2.0, rect.center().y), ink);
        let at = Pos2::new(left + SIGN, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, number, tokens::tiny(), ink);
        left += part_width(painter, number);
    }
    if tally.uncertain.count() > 0 {
        dashes(painter, (begin, left), rect.center().y + 6.5, ink);
    }
}

/// A sign for each ground, the first so many of them with their numbers.
fn signs(tally: Tally, numbers: usize) -> Vec<(Mark, String)> {
    let grounds = [(Mark::Stated, tally.stated), (Mark::Inferred, tally.inferred), (Mark::Possibly, tally.possibly)];
    let counted = grounds.into_iter().filter(|(_, count)| *count > 0).enumerate();
    counted.map(|(n, (mark, count))| (mark, if n < numbers { count.to_string() } else { String::new() })).collect()
}

/// Width of a sign with its gap, in points.
const SIGN: f32 = 6.0;

fn part_width(painter: &Painter, number: &str) -> f32 {
    if number.is_empty() {
        return SIGN;
    }
    SIGN + 1.0 + painter.layout_no_wrap(number.to_owned(), tokens::tiny(), Color32::PLACEHOLDER).size().x
}

/// Paints incidents as two bars, one for each ground: filled above where the theme is stated, an outline below where it
/// is inferred; `most` fills the width.
pub(super) fn bars(painter: &Painter, (rect, tally, most): (Rect, Tally, usize), ink: Color32) {
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let unit = rect.width() / most.max(1) as f32;
    let bar = |within: Rect, count: usize| {
        let height = within.height() - 0.5;
        Rect::from_min_size(within.min, Vec2::new(unit * count as f32, height))
    };
    if tally.stated > 0 {
        painter.rect_filled(bar(upper, tally.stated), 0.0, ink);
    }
    if tally.inferred > 0 {
        painter.rect_stroke(bar(lower, tally.inferred), 0.0, Stroke::new(1.0, ink), StrokeKind::Inside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_room_is_short_numbers_are_left_out_and_never_added_up() {
        let check = |[stated, inferred, possibly]: [usize; 3], numbers, expected: &str| {
            let tally = Tally { stated, inferred, possibly, ..Tally::default() };
            let parts = signs(tally, numbers).into_iter().map(|(mark, number)| format!("{mark:?}{number}"));
            assert_eq!(parts.collect::<Vec<_>>().join(" "), expected, "{stated} {inferred} {possibly}, {numbers}");
        };
        check([3, 1, 2], 3, "Stated3 Inferred1 Possibly2");
        check([3, 1, 2], 2, "Stated3 Inferred1 Possibly");
        check([3, 1, 2], 1, "Stated3 Inferred Possibly");
        check([3, 1, 2], 0, "Stated Inferred Possibly");
        check([0, 1, 2], 1, "Inferred1 Possibly");
        check([0, 0, 2], 1, "Possibly2");
        check([0, 0, 0], 3, "");
    }
}
