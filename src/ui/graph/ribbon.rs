//! Lines as a mesh of our own: many of them in a crowded picture, and those that leave the view, cut at its edge.
//!
//! Each stretch of a line is a quad that fades out over one pixel at both sides: as smooth as egui's own lines, without
//! joints and at a fraction of the work.

use std::sync::Arc;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Painter, Pos2, Rect, Shape, Vec2};

/// Lines in the making.
pub(super) struct Ribbons {
    mesh: Mesh,
    view: Rect,
    /// Half the width of the fading, in points.
    soft: f32,
}

/// How a line is drawn: its width in points, its ink, and the lengths of dashes and gaps.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub width: f32,
    pub ink: Color32,
    pub dash: Option<(f32, f32)>,
}

impl Ribbons {
    pub fn new(view: Rect, pixels_per_point: f32) -> Self {
        Self { mesh: Mesh::default(), view: view.expand(12.0), soft: 0.5 / pixels_per_point.max(0.1) }
    }

    /// Draws everything.
    pub fn paint(self, painter: &Painter) {
        if !self.mesh.is_empty() {
            painter.add(Shape::Mesh(Arc::new(self.mesh)));
        }
    }

    /// How many dashes a line in the view has.
    pub fn dashes(&self, line: &[Pos2], (dash, gap): (f32, f32)) -> f32 {
        let seen = |pair: &[Pos2]| match pair {
            [from, to] => cut(self.view, *from, *to).map_or(0.0, |(from, to)| length(to - from)),
            _ => 0.0,
        };
        line.windows(2).map(seen).sum::<f32>() / (dash + gap).max(0.5)
    }

    /// Adds a line, as much of it as lies in the view. Dashes keep their places along the line when the view moves.
    pub fn line(&mut self, line: &[Pos2], pen: Pen) {
        let mut passed = 0.0;
        for pair in line.windows(2) {
            let [from, to] = *pair else { continue };
            if let Some((seen_from, seen_to)) = cut(self.view, from, to) {
                match pen.dash {
                    Some(dash) => self.dashed((seen_from, seen_to), passed + length(seen_from - from), dash, pen),
                    None => self.stretch(seen_from, seen_to, pen),
                }
            }
            passed += length(to - from);
        }
    }

    fn dashed(&mut self, (from, to): (Pos2, Pos2), passed: f32, (dash, gap): (f32, f32), pen: Pen) {
        let period = (dash + gap).max(0.5);
        let length = length(to - from);
        let along = (to - from) / length.max(1e-6);
        // Where the dash begins in which the stretch begins.
        let mut at = -(passed % period);
        while at < length {
            let (begin, end) = (at.max(0.0), (at + dash).min(length));
            if begin < end {
                self.stretch(from + along * begin, from + along * end, pen);
            }
            at += period;
        }
    }

    /// A quad from one place to another: solid in the middle, fading at its sides.
    fn stretch(&mut self, from: Pos2, to: Pos2, pen: Pen) {
        let along = to - from;
        let length = length(along);
        if length < 1e-3 || !length.is_finite() {
            return;
        }
        let side = (along / length).rot90();
        // A line thinner than a pixel is drawn as one pixel, fainter.
        let solid = (pen.width / 2.0 - self.soft).max(0.0);
        let strength = (pen.width / (4.0 * self.soft)).clamp(0.0, 1.0).max(if solid > 0.0 { 1.0 } else { 0.0 });
        let ink = pen.ink.gamma_multiply(strength.max(0.35));
        let clear = Color32::TRANSPARENT;
        let outer = solid + 2.0 * self.soft;
        let rows: &[(f32, Color32)] = if solid > 0.0 {
            &[(-outer, clear), (-solid, ink), (solid, ink), (outer, clear)]
        } else {
            &[(-outer, clear), (0.0, ink), (outer, clear)]
        };
        let first = self.mesh.vertices.len() as u32;
        for &(offset, color) in rows {
            for end in [from, to] {
                self.mesh.vertices.push(Vertex { pos: end + side * offset, uv: WHITE_UV, color });
            }
        }
        for row in 0..rows.len() as u32 - 1 {
            let corner = first + 2 * row;
            self.mesh.indices.extend([corner, corner + 1, corner + 2, corner + 2, corner + 1, corner + 3]);
        }
    }

    /// Adds an arrow head.
    pub fn arrow(&mut self, (point, along): (Pos2, Vec2), size: f32, ink: Color32) {
        let (base, across) = (point - along * size, along.rot90() * (size * 0.42));
        let first = self.mesh.vertices.len() as u32;
        for pos in [point, base + across, base - across] {
            self.mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color: ink });
        }
        self.mesh.indices.extend([first, first + 1, first + 2]);
    }
}

/// The length of a way. Unlike egui's own, it takes no care of numbers that no screen has.
fn length(way: Vec2) -> f32 {
    way.length_sq().sqrt()
}

/// The part of a line within a rectangle (Liang and Barsky 1984).
pub(super) fn cut(view: Rect, from: Pos2, to: Pos2) -> Option<(Pos2, Pos2)> {
    let way = to - from;
    let (mut begin, mut end) = (0.0_f32, 1.0_f32);
    let sides = [
        (-way.x, from.x - view.left()),
        (way.x, view.right() - from.x),
        (-way.y, from.y - view.top()),
        (way.y, view.bottom() - from.y),
    ];
    for (towards, room) in sides {
        if towards.abs() < 1e-9 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            begin = begin.max(room / towards);
        } else {
            end = end.min(room / towards);
        }
    }
    (begin <= end).then(|| (from + way * begin, from + way * end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect { min: Pos2::new(0.0, 0.0), max: Pos2::new(100.0, 100.0) };

    fn check(from: [f32; 2], to: [f32; 2], expected: Option<([f32; 2], [f32; 2])>) {
        let rounded = |at: Pos2| [at.x.round(), at.y.round()];
        let found = cut(VIEW, from.into(), to.into()).map(|(from, to)| (rounded(from), rounded(to)));
        assert_eq!(found, expected, "{from:?} to {to:?}");
    }

    #[test]
    fn a_line_is_cut_at_the_edge_of_the_view() {
        check([10.0, 10.0], [90.0, 50.0], Some(([10.0, 10.0], [90.0, 50.0])));
        check([-100.0, 50.0], [300.0, 50.0], Some(([0.0, 50.0], [100.0, 50.0])));
        check([50.0, 50.0], [50.0, 150.0], Some(([50.0, 50.0], [50.0, 100.0])));
        check([-10.0, -10.0], [-10.0, 300.0], None);
        check([190.0, 40.0], [90.0, 160.0], None);
    }

    #[test]
    fn a_line_of_any_length_has_no_more_dashes_than_fit_in_the_view() {
        let mut ribbons = Ribbons::new(VIEW, 1.0);
        let pen = Pen { width: 1.0, ink: Color32::BLACK, dash: Some((2.0, 2.0)) };
        ribbons.line(&[Pos2::new(-1e6, 50.0), Pos2::new(1e6, 50.0)], pen);
        let count = ribbons.mesh.vertices.len() / 6;
        assert!((25..60).contains(&count), "{count}");
        assert!(ribbons.mesh.vertices.iter().all(|vertex| vertex.pos.is_finite()));
    }

    #[test]
    fn what_is_no_line_adds_nothing() {
        let mut ribbons = Ribbons::new(VIEW, 1.0);
        let pen = Pen { width: 1.0, ink: Color32::BLACK, dash: None };
        for line in [&[][..], &[Pos2::ZERO], &[Pos2::ZERO; 2], &[Pos2::ZERO, Pos2::new(f32::NAN, 1.0)]] {
            ribbons.line(line, pen);
        }
        assert!(ribbons.mesh.is_empty());
    }
}
