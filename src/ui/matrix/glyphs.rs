//! The glyphs of the matrix, drawn at eleven points.

use egui::{Color32, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};

use crate::figure::MatrixGlyph;

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
