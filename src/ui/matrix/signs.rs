//! The signs of findings, of work and of resources: each is made up of triangles once in a frame and put into thousands of
//! cells.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::glyphs::Stamp;
use crate::figure::FindingGlyph;
use crate::query::as_of::Holds;
use crate::ui::tokens::Theme;

/// A sign that is put into many cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// What mandates and evidence come to, or what is different.
    Finding(FindingGlyph),
    /// The mission acts without a mandate.
    Acts,
    /// It may act without a mandate.
    MayAct,
    /// Technical work.
    Technical,
    /// Political work.
    Political,
    /// Work that is neither by its kind.
    OtherWork,
    /// Staff.
    Staff,
    /// Money, or whatever else is counted.
    Money,
}

/// Every sign that is no glyph of a finding.
const OTHERS: [Sign; 7] =
    [Sign::Acts, Sign::MayAct, Sign::Technical, Sign::Political, Sign::OtherWork, Sign::Staff, Sign::Money];

impl Sign {
    fn all() -> impl Iterator<Item = Self> {
        FindingGlyph::ALL.into_iter().map(Self::Finding).chain(OTHERS)
    }

    /// The sign of acting without a mandate.
    pub const fn of_acting(acting: Holds) -> Option<Self> {
        match acting {
            Holds::Surely => Some(Self::Acts),
            Holds::Possibly => Some(Self::MayAct),
            Holds::No => None,
        }
    }

    /// What it is drawn in: the shape alone says as much.
    fn ink(self, theme: Theme) -> Color32 {
        match self {
            Self::Finding(
                FindingGlyph::FullTriangle | FindingGlyph::OpenTriangle | FindingGlyph::Minus | FindingGlyph::ArrowDown,
            ) => theme.gap(),
            Self::Finding(FindingGlyph::FullBars | FindingGlyph::OpenBars) => theme.dormant(),
            Self::Finding(FindingGlyph::Arrows) => theme.ink(),
            Self::Finding(FindingGlyph::Tick | FindingGlyph::OpenTick | FindingGlyph::Plus | FindingGlyph::ArrowUp)
            | Self::Acts
            | Self::MayAct => theme.mandate(),
            Self::Technical | Self::Political | Self::OtherWork | Self::Staff | Self::Money => theme.mark(),
        }
    }

    fn shapes(self, ink: Color32) -> Vec<Shape> {
        match self {
            Self::Finding(glyph) => finding(glyph, ink),
            Self::Acts => vec![Shape::circle_filled(Pos2::ZERO, 2.7, ink)],
            Self::MayAct => vec![Shape::circle_stroke(Pos2::ZERO, 2.3, Stroke::new(1.0, ink))],
            Self::Technical => vec![Shape::rect_filled(square(2.4), 0.0, ink)],
            Self::Political => vec![Shape::convex_polygon(diamond(3.2), ink, Stroke::NONE)],
            Self::OtherWork => vec![outline(square(2.4), ink)],
            Self::Staff => vec![
                Shape::circle_filled(Pos2::new(0.0, -2.6), 1.9, ink),
                Shape::convex_polygon(points(&[(-3.2, 3.8), (-2.0, 0.2), (2.0, 0.2), (3.2, 3.8)]), ink, Stroke::NONE),
            ],
            Self::Money => vec![
                Shape::circle_stroke(Pos2::ZERO, 3.4, Stroke::new(1.1, ink)),
                Shape::rect_filled(Rect::from_center_size(Pos2::ZERO, Vec2::new(1.2, 3.4)), 0.0, ink),
            ],
        }
    }
}

fn points(places: &[(f32, f32)]) -> Vec<Pos2> {
    places.iter().map(|&(x, y)| Pos2::new(x, y)).collect()
}

fn square(half: f32) -> Rect {
    Rect::from_center_size(Pos2::ZERO, Vec2::splat(2.0 * half))
}

fn diamond(half: f32) -> Vec<Pos2> {
    points(&[(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)])
}

fn outline(rect: Rect, ink: Color32) -> Shape {
    Shape::rect_stroke(rect, 0.0, Stroke::new(1.0, ink), StrokeKind::Inside)
}

/// The glyph of a finding, about ten points wide and high.
fn finding(glyph: FindingGlyph, ink: Color32) -> Vec<Shape> {
    let line = |width: f32, places: &[(f32, f32)]| Shape::line(points(places), Stroke::new(width, ink));
    let bars = [-2.6_f32, 2.6].map(|x| Rect::from_center_size(Pos2::new(x, 0.0), Vec2::new(3.4, 9.6)));
    let ring = || Shape::circle_stroke(Pos2::ZERO, 4.9, Stroke::new(1.2, ink));
    match glyph {
        FindingGlyph::FullTriangle => {
            vec![Shape::convex_polygon(points(&[(0.0, -5.2), (5.6, 4.6), (-5.6, 4.6)]), ink, Stroke::NONE)]
        }
        FindingGlyph::OpenTriangle => {
            let corners = points(&[(0.0, -4.2), (4.7, 4.0), (-4.7, 4.0)]);
            vec![Shape::closed_line(corners, Stroke::new(1.3, ink))]
        }
        FindingGlyph::Tick => vec![line(2.8, &[(-4.6, 0.4), (-1.4, 3.6), (4.8, -4.0)])],
        FindingGlyph::OpenTick => {
            let corners = [(-5.2, 0.4), (-3.5, -1.3), (-1.3, 1.1), (3.8, -4.8), (5.6, -3.1), (-1.2, 4.6)];
            vec![Shape::closed_line(points(&corners), Stroke::new(1.0, ink))]
        }
        FindingGlyph::FullBars => bars.map(|bar| Shape::rect_filled(bar, 0.0, ink)).to_vec(),
        FindingGlyph::OpenBars => bars.map(|bar| outline(bar, ink)).to_vec(),
        FindingGlyph::Plus => {
            vec![ring(), line(1.6, &[(-2.8, 0.0), (2.8, 0.0)]), line(1.6, &[(0.0, -2.8), (0.0, 2.8)])]
        }
        FindingGlyph::Minus => vec![ring(), line(1.6, &[(-2.8, 0.0), (2.8, 0.0)])],
        FindingGlyph::ArrowUp => {
            vec![line(1.8, &[(0.0, 5.0), (0.0, -4.6)]), line(1.8, &[(-3.6, -1.0), (0.0, -4.8), (3.6, -1.0)])]
        }
        FindingGlyph::ArrowDown => {
            vec![line(1.8, &[(0.0, -5.0), (0.0, 4.6)]), line(1.8, &[(-3.6, 1.0), (0.0, 4.8), (3.6, 1.0)])]
        }
        FindingGlyph::Arrows => vec![
            line(1.4, &[(-4.8, -2.2), (4.4, -2.2)]),
            line(1.4, &[(1.8, -4.8), (4.6, -2.2)]),
            line(1.4, &[(4.8, 2.2), (-4.4, 2.2)]),
            line(1.4, &[(-1.8, 4.8), (-4.6, 2.2)]),
        ],
    }
}

/// Every sign as triangles, in the colours of a theme.
pub(super) struct Signs(Vec<(Sign, Stamp)>);

impl Signs {
    /// Makes them up.
    pub fn new(pixels_per_point: f32, theme: Theme) -> Self {
        let stamp = |sign: Sign| Stamp::of(Shape::Vec(sign.shapes(sign.ink(theme))), pixels_per_point);
        Self(Sign::all().map(|sign| (sign, stamp(sign))).collect())
    }

    /// Puts a sign into a mesh.
    pub fn put(&self, sign: Sign, at: Pos2, mesh: &mut Mesh) {
        if let Some((_, stamp)) = self.0.iter().find(|(other, _)| *other == sign) {
            stamp.put(at, mesh);
        }
    }
}

/// Paints one sign at once, for the legend.
pub(super) fn paint(painter: &Painter, sign: Sign, at: Pos2, theme: Theme) {
    let mut shape = Shape::Vec(sign.shapes(sign.ink(theme)));
    shape.translate(at.to_vec2());
    painter.add(shape);
}
