//! The glyphs of the matrix, drawn at eleven points.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::epaint::{TessellationOptions, Tessellator, Vertex, WHITE_UV};
use egui::{Align2, Color32, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use crate::figure::MatrixGlyph;
use crate::query::evidence::Tally;
use crate::ui::tokens;

/// Paints the glyph of a level.
pub(in crate::ui) fn paint(painter: &Painter, glyph: MatrixGlyph, at: Pos2, ink: Color32) {
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
pub(in crate::ui) fn surveyed(painter: &Painter, at: Pos2, ink: Color32) {
    painter.hline((at.x - 4.0)..=(at.x + 4.0), at.y, Stroke::new(1.6, ink));
}

/// Paints "nobody has looked": hatching.
pub(in crate::ui) fn unsurveyed(painter: &Painter, rect: Rect, ink: Color32) {
    let mut mesh = Mesh::default();
    Hatch::of(rect.size(), painter.pixels_per_point(), ink).put(rect.min, &mut mesh);
    painter.add(mesh);
}

/// Hatching for cells of one size: its lines are cut to the cell once, and then only put in place, so that thousands of
/// cells are one mesh.
pub(super) struct Hatch {
    vertices: Vec<Vertex>,
    indices: Vec<u32>,
}

impl Hatch {
    /// Lines of one point, six points apart, with soft edges of one pixel.
    pub fn of(size: Vec2, pixels_per_point: f32, ink: Color32) -> Self {
        let mut hatch = Self { vertices: Vec::new(), indices: Vec::new() };
        let cell = Rect::from_min_size(Pos2::ZERO, size).shrink(1.5);
        if !size.is_finite() || !cell.is_positive() || size.x + size.y > MOST_HATCHED {
            return hatch;
        }
        let soft = 1.0 / pixels_per_point;
        // Across a line: clear, ink, ink, clear.
        let (inner, outer) = (((1.0 - soft) / 2.0).max(0.0), f32::midpoint(1.0, soft));
        let across = [(-outer, Color32::TRANSPARENT), (-inner, ink), (inner, ink), (outer, Color32::TRANSPARENT)];
        let aside = Vec2::splat(std::f32::consts::FRAC_1_SQRT_2);
        let mut x = cell.left() - cell.height();
        while x < cell.right() {
            let (from, to) = (Pos2::new(x, cell.bottom()), Pos2::new(x + cell.height(), cell.top()));
            // A little further than the cell, which cuts it.
            let further = (to - from).normalized() * 2.0 * outer;
            for ((near, one), (far, other)) in across.into_iter().zip(across.into_iter().skip(1)) {
                if far > near {
                    let (begin, end) = (from - further, to + further);
                    hatch.add(
                        cell,
                        [
                            (begin + aside * near, one),
                            (end + aside * near, one),
                            (end + aside * far, other),
                            (begin + aside * far, other),
                        ],
                    );
                }
            }
            x += 6.0;
        }
        hatch
    }

    /// Adds the part of a four-sided figure that lies within the cell.
    fn add(&mut self, cell: Rect, corners: [(Pos2, Color32); 4]) {
        let sides: [fn(Rect, Pos2) -> f32; 4] = [
            |cell, at| at.x - cell.left(),
            |cell, at| cell.right() - at.x,
            |cell, at| at.y - cell.top(),
            |cell, at| cell.bottom() - at.y,
        ];
        let mut shape = corners.to_vec();
        for side in sides {
            shape = cut(&shape, |at| side(cell, at));
        }
        let first = self.vertices.len() as u32;
        self.vertices.extend(shape.iter().map(|&(pos, color)| Vertex { pos, uv: WHITE_UV, color }));
        for corner in 2..shape.len() as u32 {
            self.indices.extend([first, first + corner - 1, first + corner]);
        }
    }

    /// Puts the hatching of a cell into a mesh.
    pub fn put(&self, at: Pos2, mesh: &mut Mesh) {
        put(&self.vertices, &self.indices, at, mesh);
    }
}

/// Cells larger than this (width and height together, in points) are not hatched: nobody has such a screen.
const MOST_HATCHED: f32 = 20_000.0;

/// What of a figure is on the right side of a line, where the distance from it is not below zero.
fn cut(shape: &[(Pos2, Color32)], distance: impl Fn(Pos2) -> f32) -> Vec<(Pos2, Color32)> {
    let mut kept = Vec::with_capacity(shape.len() + 1);
    let next = shape.iter().cycle().skip(1);
    for (&(from, one), &(to, other)) in shape.iter().zip(next) {
        let (before, after) = (distance(from), distance(to));
        if before >= 0.0 {
            kept.push((from, one));
        }
        if (before < 0.0) != (after < 0.0) {
            let crossing = before / (before - after);
            kept.push((from.lerp(to, crossing), one.lerp_to_gamma(other, crossing)));
        }
    }
    kept
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

/// Words and numbers in the tiny type, each laid out once in a frame, and a ring that is made up of triangles once.
pub(super) struct Words {
    texts: RefCell<BTreeMap<String, Arc<Galley>>>,
    numbers: RefCell<BTreeMap<usize, Arc<Galley>>>,
    ring: Stamp,
}

impl Words {
    /// None yet; incidents are painted in this ink.
    pub fn new(pixels_per_point: f32, ink: Color32) -> Self {
        let ring = Shape::circle_stroke(Pos2::ZERO, 2.3, Stroke::new(1.0, ink));
        Self { texts: RefCell::default(), numbers: RefCell::default(), ring: Stamp::of(ring, pixels_per_point) }
    }

    /// Paints a text.
    pub fn paint(&self, painter: &Painter, (at, anchor): (Pos2, Align2), text: &str, ink: Color32) {
        let known = self.texts.borrow().get(text).cloned();
        let galley = known.unwrap_or_else(|| {
            let galley = lay_out(painter, text.to_owned());
            self.texts.borrow_mut().insert(text.to_owned(), Arc::clone(&galley));
            galley
        });
        painter.galley(anchor.anchor_size(at, galley.size()).min, galley, ink);
    }

    /// A number, laid out.
    pub fn number(&self, painter: &Painter, number: usize) -> Arc<Galley> {
        let known = self.numbers.borrow().get(&number).cloned();
        known.unwrap_or_else(|| {
            let galley = lay_out(painter, number.to_string());
            self.numbers.borrow_mut().insert(number, Arc::clone(&galley));
            galley
        })
    }
}

fn lay_out(painter: &Painter, text: String) -> Arc<Galley> {
    painter.layout_no_wrap(text, tokens::tiny(), Color32::PLACEHOLDER)
}

/// A shape as triangles, to be put in many places: making them anew each time takes most of a frame.
pub(super) struct Stamp(Mesh);

impl Stamp {
    /// Makes it up around the point zero.
    pub fn of(shape: Shape, pixels_per_point: f32) -> Self {
        let mut mesh = Mesh::default();
        Tessellator::new(pixels_per_point, TessellationOptions::default(), [1, 1], Vec::new())
            .tessellate_shape(shape, &mut mesh);
        Self(mesh)
    }

    /// Puts it into a mesh.
    pub fn put(&self, at: Pos2, mesh: &mut Mesh) {
        put(&self.0.vertices, &self.0.indices, at, mesh);
    }
}

fn put(vertices: &[Vertex], indices: &[u32], at: Pos2, mesh: &mut Mesh) {
    let first = mesh.vertices.len() as u32;
    let shift = at.to_vec2();
    mesh.indices.extend(indices.iter().map(|index| first + index));
    mesh.vertices.extend(vertices.iter().map(|vertex| Vertex { pos: vertex.pos + shift, ..*vertex }));
}

/// Paints how many incidents there are: each sign with its number, and a line of dashes under them where some are less
/// than reported. Where there is no room the last signs go without a number: numbers on two grounds are never added up.
/// What can be is put into a mesh, to be painted with that of other cells.
pub(super) fn tally(painter: &Painter, words: &Words, mesh: &mut Mesh, (rect, tally): (Rect, Tally), ink: Color32) {
    let signs: Vec<(Mark, Arc<Galley>)> =
        signs(tally).map(|(mark, count)| (mark, words.number(painter, count))).collect();
    let widths: Vec<f32> = signs.iter().map(|(_, number)| number.size().x + 1.0).collect();
    let numbers = fitting(&widths, rect.width() - 2.0);
    let middle = rect.center().y;
    let begin = rect.center().x - width(&widths, numbers) / 2.0;
    let mut left = begin;
    for (place, (sign, number)) in signs.into_iter().enumerate() {
        let at = Pos2::new(left + SIGN / 2.0, middle);
        match sign {
            Mark::Inferred => words.ring.put(at, mesh),
            Mark::Possibly => words.paint(painter, (at, Align2::CENTER_CENTER), "?", ink),
            Mark::Stated | Mark::Uncertain => mark(painter, sign, at, ink),
        }
        left += SIGN;
        if place < numbers {
            let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, middle), number.size()).min;
            left += number.size().x + 1.0;
            painter.galley(at, number, ink);
        }
    }
    if tally.uncertain.count() > 0 {
        // Whole pixels: a dash is one small rectangle, and thousands of them are in view.
        let pixels = painter.pixels_per_point();
        let mut x = begin;
        while x < left {
            let dash = Rect::from_min_size(Pos2::new(x, middle + 6.0), Vec2::new(DASH.0, 1.0));
            mesh.add_colored_rect(dash.round_to_pixels(pixels), ink);
            x += DASH.0 + DASH.1;
        }
    }
}

/// A sign for each ground, with its count.
fn signs(tally: Tally) -> impl Iterator<Item = (Mark, usize)> {
    let grounds = [(Mark::Stated, tally.stated), (Mark::Inferred, tally.inferred), (Mark::Possibly, tally.possibly)];
    grounds.into_iter().filter(|(_, count)| *count > 0)
}

/// Before how many signs there is room for their numbers, of these widths.
pub(super) fn fitting(widths: &[f32], room: f32) -> usize {
    (1..=widths.len()).rev().find(|&numbers| width(widths, numbers) <= room).unwrap_or(0)
}

/// Width of all signs, so many of them with their numbers, in points.
pub(super) fn width(widths: &[f32], numbers: usize) -> f32 {
    SIGN * widths.len() as f32 + widths.iter().take(numbers).sum::<f32>()
}

/// Width of a sign with its gap, in points.
pub(super) const SIGN: f32 = 6.0;

/// Length of a dash and of the gap after it, in points.
const DASH: (f32, f32) = (2.5, 2.0);

/// Puts two counts into a mesh as bars, a filled one above and an outline below; `most` fills the width.
pub(super) fn bars(
    mesh: &mut Mesh,
    (rect, (filled, outlined), most): (Rect, (usize, usize), usize),
    pixels_per_point: f32,
    ink: Color32,
) {
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let unit = rect.width() / most.max(1) as f32;
    let bar = |within: Rect, count: usize| {
        let height = within.height() - 0.5;
        let bar = Rect::from_min_size(within.min, Vec2::new(unit * count as f32, height));
        bar.round_to_pixels(pixels_per_point)
    };
    if filled > 0 {
        mesh.add_colored_rect(bar(upper, filled), ink);
    }
    if outlined > 0 {
        let bar = bar(lower, outlined);
        let line = (bar.size() / 2.0).min_elem().min(1.0);
        let inner = bar.shrink(line);
        mesh.add_colored_rect(Rect::from_min_max(bar.min, Pos2::new(bar.right(), inner.top())), ink);
        mesh.add_colored_rect(Rect::from_min_max(Pos2::new(bar.left(), inner.bottom()), bar.max), ink);
        mesh.add_colored_rect(Rect::from_x_y_ranges(bar.left()..=inner.left(), inner.y_range()), ink);
        mesh.add_colored_rect(Rect::from_x_y_ranges(inner.right()..=bar.right(), inner.y_range()), ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_room_is_short_numbers_are_left_out_and_never_added_up() {
        let check = |[stated, inferred, possibly]: [usize; 3], room: f32, expected: &str| {
            let tally = Tally { stated, inferred, possibly, ..Tally::default() };
            let signs: Vec<(Mark, usize)> = signs(tally).collect();
            let numbers = fitting(&vec![7.0; signs.len()], room);
            let parts = signs.iter().enumerate().map(|(place, (mark, count))| {
                if place < numbers { format!("{mark:?}{count}") } else { format!("{mark:?}") }
            });
            assert_eq!(parts.collect::<Vec<_>>().join(" "), expected, "{stated} {inferred} {possibly}, {room}");
        };
        check([3, 1, 2], 39.0, "Stated3 Inferred1 Possibly2");
        check([3, 1, 2], 38.0, "Stated3 Inferred1 Possibly");
        check([3, 1, 2], 25.0, "Stated3 Inferred Possibly");
        check([3, 1, 2], 24.0, "Stated Inferred Possibly");
        check([3, 1, 2], -5.0, "Stated Inferred Possibly");
        check([0, 1, 2], 19.0, "Inferred1 Possibly");
        check([0, 0, 2], 13.0, "Possibly2");
        check([0, 0, 0], 99.0, "");
    }

    #[test]
    fn hatching_stays_within_its_cell() {
        let check = |width: f32, height: f32, pixels_per_point: f32| {
            let hatch = Hatch::of(Vec2::new(width, height), pixels_per_point, Color32::WHITE);
            let cell = Rect::from_min_size(Pos2::ZERO, Vec2::new(width, height)).expand(0.01);
            assert!(hatch.vertices.iter().all(|vertex| cell.contains(vertex.pos)), "{width} × {height}");
            assert!(hatch.indices.iter().all(|&index| (index as usize) < hatch.vertices.len()));
            hatch.vertices.len()
        };
        assert!(check(40.0, 32.0, 1.0) > 0);
        assert!(check(40.0, 32.0, 2.0) > 0);
        assert_eq!(check(2.0, 2.0, 1.0), 0, "no room for a line");
        assert_eq!(check(1e9, 32.0, 1.0), 0, "no such screen");
        assert_eq!(check(f32::NAN, 32.0, 1.0), 0);
    }
}
