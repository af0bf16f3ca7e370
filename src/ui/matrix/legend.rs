//! The legend at the foot of the matrix: every sign of the layer that is shown, in words.

use egui::{Align2, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};

use super::glyphs::{self, Mark};
use super::signs;
use crate::case::{Case, Level};
use crate::figure::{self, FindingGlyph};
use crate::query::as_of::Holds;
use crate::query::evidence::Layer;
use crate::query::matrix::{Claim, Matrix};
use crate::session::Sight;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{Same, kept};

/// Height of a line of the legend, in points.
const LINE: f32 = 20.0;

/// A sign of the legend.
#[derive(Clone, Copy)]
enum Sign {
    Level(Level),
    Possibly,
    Unsourced,
    Surveyed,
    NotSurveyed,
    Count(Mark),
    /// A sign that is put into many cells.
    Put(signs::Sign),
    /// A letter or figure that stands for itself.
    Text(&'static str),
    Nothing,
}

/// The legend, laid out in as many lines as it needs.
pub(super) struct Legend {
    signs: Vec<(Sign, &'static str, Vec2)>,
    /// Its height, in points.
    pub height: f32,
}

/// Lays the legend out for a width.
pub(super) fn lay_out(ui: &egui::Ui, session: Sight<'_>, width: f32) -> Legend {
    let signs = of_layer(ui, session);
    let mut at = Vec2::new(10.0, 0.0);
    let mut placed = Vec::new();
    for (sign, words) in signs {
        let text = ui.painter().layout_no_wrap(words.to_owned(), tokens::small(), egui::Color32::PLACEHOLDER);
        if at.x > 10.0 && at.x + 9.0 + text.size().x > width {
            at = Vec2::new(10.0, at.y + LINE);
        }
        placed.push((sign, words, at));
        at.x += 9.0 + text.size().x + 14.0;
    }
    Legend { signs: placed, height: at.y + LINE + 4.0 }
}

/// Every sign of the layer.
fn of_layer(ui: &egui::Ui, session: Sight<'_>) -> Vec<(Sign, &'static str)> {
    let layer = session.view().layer;
    let matrix = &session.answers().matrix;
    let levels = || kept(ui, "legend", Same::of(matrix), || of_levels(matrix, session.case())).to_vec();
    let incidents = || Mark::ALL.map(|mark| (Sign::Count(mark), mark.label())).to_vec();
    let no_incident = (Sign::Nothing, "empty: no incident in the case, which is no “no”");
    match layer {
        Layer::Level => levels(),
        Layer::Incidents => [incidents(), vec![no_incident]].concat(),
        Layer::Both => [levels(), incidents(), vec![no_incident]].concat(),
        Layer::Activities => {
            [WORK.to_vec(), vec![(Sign::Nothing, "empty: no activity in the case, which is no “no”")]].concat()
        }
        Layer::Resources => RESOURCES.to_vec(),
        Layer::Gap => [GAPS, BLANKS].concat(),
        Layer::Difference => DIFFERENCES.to_vec(),
        Layer::All => [levels(), GAPS.to_vec(), incidents(), WORK.to_vec()].concat(),
    }
}

const fn glyph(glyph: FindingGlyph) -> Sign {
    Sign::Put(signs::Sign::Finding(glyph))
}

const GAPS: &[(Sign, &str)] = &[
    (glyph(FindingGlyph::FullTriangle), "gap: evidenced, not mandated"),
    (glyph(FindingGlyph::OpenTriangle), "possibly a gap"),
    (glyph(FindingGlyph::Tick), "both: mandated and evidenced"),
    (glyph(FindingGlyph::OpenTick), "possibly both"),
    (glyph(FindingGlyph::FullBars), "dormant: mandated, no evidence"),
    (glyph(FindingGlyph::OpenBars), "possibly dormant"),
    (Sign::Put(signs::Sign::Acts), "acts without a mandate"),
    (Sign::Put(signs::Sign::MayAct), "may act without one"),
];

/// What the layer of gaps shows of cells that no mandate covers.
const BLANKS: &[(Sign, &str)] = &[
    (Sign::Surveyed, "neither: surveyed, blank"),
    (Sign::Text("*"), "surveyed for another date"),
    (Sign::Level(Level::Excluded), "a source says no part in it"),
    (Sign::NotSurveyed, "nobody looked: that is not a “no”"),
];

const WORK: &[(Sign, &str)] = &[
    (Sign::Put(signs::Sign::Technical), "technical work"),
    (Sign::Put(signs::Sign::Political), "political work"),
    (Sign::Put(signs::Sign::OtherWork), "other activity"),
    (Sign::Count(Mark::Possibly), "possibly goes on"),
];

const RESOURCES: &[(Sign, &str)] = &[
    (Sign::Put(signs::Sign::Staff), "staff of activities"),
    (Sign::Put(signs::Sign::Money), "money, or another unit"),
    (Sign::Level(Level::Resourced), "a claim says that it is resourced"),
    (Sign::Nothing, "empty: nothing stated, which is no “no”"),
];

const DIFFERENCES: &[(Sign, &str)] = &[
    (glyph(FindingGlyph::Plus), "a mandate is new"),
    (glyph(FindingGlyph::Minus), "a mandate ended"),
    (glyph(FindingGlyph::ArrowUp), "it goes further: more"),
    (glyph(FindingGlyph::ArrowDown), "it goes less far: less"),
    (glyph(FindingGlyph::Arrows), "other claims of the same strength"),
    (Sign::Text("+2"), "so many incidents more"),
    (Sign::Nothing, "empty: the same on both dates"),
];

/// What the signs of levels mean: a legend of what is not there would only take room.
fn of_levels(matrix: &Matrix, case: &Case) -> Vec<(Sign, &'static str)> {
    let modality = |claim: &Claim| case.mandates.get(&claim.mandate).is_some_and(|mandate| mandate.modality.is_some());
    let has_modality = has_claim(matrix, modality);
    let used = Level::ALL.iter().filter(|&&level| has_claim(matrix, |claim| claim.level == level));
    let mut signs: Vec<_> = used.map(|&level| (Sign::Level(level), level.label())).collect();
    signs.extend(has_modality.then_some((Sign::Text("mo"), "to monitor; as: to assist; se: to secure")));
    signs.extend(has_claim(matrix, |claim| claim.holds == Holds::Possibly).then_some((Sign::Possibly, "possibly")));
    signs.extend(has_claim(matrix, |claim| !claim.is_sourced).then_some((Sign::Unsourced, "unsourced")));
    signs.extend([(Sign::Surveyed, "surveyed, blank"), (Sign::NotSurveyed, "not surveyed")]);
    signs
}

/// Draws what the signs mean.
pub(super) fn legend_ui(ui: &egui::Ui, legend: &Legend, rect: Rect) {
    let theme = Theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.rule()));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    for &(sign, words, place) in &legend.signs {
        let at = rect.min + place + Vec2::new(0.0, LINE / 2.0 + 2.0);
        paint(&painter, theme, sign, at);
        painter.text(at + Vec2::new(9.0, 0.0), Align2::LEFT_CENTER, words, tokens::small(), theme.ink_soft());
    }
}

fn paint(painter: &Painter, theme: Theme, sign: Sign, at: Pos2) {
    let square = Rect::from_center_size(at, Vec2::splat(12.0));
    match sign {
        Sign::Level(level) => {
            let (glyph, ..) = figure::level_glyph(level);
            let ink = if glyph == figure::MatrixGlyph::Cross { theme.error() } else { theme.mandate() };
            glyphs::paint(painter, glyph, at, ink);
        }
        Sign::Possibly => {
            glyphs::dashed(painter, square, theme.ink_soft());
            painter.text(at, Align2::CENTER_CENTER, "?", tokens::tiny(), theme.ink());
        }
        Sign::Unsourced => glyphs::unsourced(painter, (at, 1.0), theme.warning()),
        Sign::Surveyed => glyphs::surveyed(painter, at, theme.ink_soft()),
        Sign::NotSurveyed => glyphs::unsurveyed(painter, square, theme.rule()),
        Sign::Count(mark) => glyphs::mark(painter, mark, at, theme.mark()),
        Sign::Put(sign) => signs::paint(painter, sign, at, theme),
        Sign::Text(text) => drop(painter.text(at, Align2::CENTER_CENTER, text, tokens::tiny(), theme.ink())),
        Sign::Nothing => drop(painter.rect_stroke(square, 0.0, Stroke::new(1.0, theme.rule()), StrokeKind::Inside)),
    }
}

/// Whether any claim of the matrix is so.
fn has_claim(matrix: &Matrix, is_so: impl Fn(&Claim) -> bool) -> bool {
    matrix.rows().flat_map(|row| &row.cells).flat_map(|cell| &cell.claims).any(is_so)
}
