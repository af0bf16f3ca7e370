//! The legend at the foot of the matrix: every sign of the layer that is shown, in words.

use egui::{Align2, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};

use super::glyphs::{self, Mark};
use super::signs;
use super::{MODALITY, NAMES, PLUS, TOTALS};
use crate::case::{Case, Level};
use crate::figure::{self, FindingGlyph};
use crate::query::as_of::Holds;
use crate::query::evidence::Layer;
use crate::query::matrix::{Claim, Matrix};
use crate::session::Sight;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{Same, kept};

/// Height of a line of the legend, in points.
const LINE: f32 = 17.0;

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
    /// Words that name their sign themselves.
    Words,
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
    let signs = of_layer(ui, session, width);
    let mut at = Vec2::new(10.0, 0.0);
    let mut placed = Vec::new();
    for (sign, words) in signs {
        let text = ui.painter().layout_no_wrap(words.to_owned(), tokens::small(), egui::Color32::PLACEHOLDER);
        let sign_width = if matches!(sign, Sign::Words) { -6.0 } else { 9.0 };
        if at.x > 10.0 && at.x + sign_width + text.size().x > width {
            at = Vec2::new(10.0, at.y + LINE);
        }
        placed.push((sign, words, at));
        at.x += sign_width + text.size().x + if words.is_empty() { 5.0 } else { 14.0 };
    }
    Legend { signs: placed, height: at.y + LINE + 4.0 }
}

/// Every sign of the layer.
fn of_layer(ui: &egui::Ui, session: Sight<'_>, width: f32) -> Vec<(Sign, &'static str)> {
    let layer = session.view().layer;
    let matrix = &session.answers().matrix;
    // Narrow cells have no room for what is to be done.
    let is_wide = (width - NAMES.1 - TOTALS.0 - PLUS) / matrix.themes.len().max(1) as f32 >= MODALITY;
    let case = session.case();
    let levels =
        || kept(ui, "legend", (Same::of(matrix), is_wide), || of_levels(matrix, is_wide.then_some(case))).to_vec();
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

/// A sign without words belongs to those after it.
const GAPS: &[(Sign, &str)] = &[
    (glyph(FindingGlyph::FullTriangle), "gap: evidenced, not mandated"),
    (glyph(FindingGlyph::Tick), "both"),
    (glyph(FindingGlyph::FullBars), "dormant: mandated, no evidence"),
    (glyph(FindingGlyph::OpenTriangle), ""),
    (glyph(FindingGlyph::OpenTick), ""),
    (glyph(FindingGlyph::OpenBars), "the same, possibly"),
    (Sign::Put(signs::Sign::Acts), ""),
    (Sign::Put(signs::Sign::MayAct), "acts, may act without a mandate"),
];

/// What the layer of gaps shows of cells that no mandate covers.
const BLANKS: &[(Sign, &str)] = &[
    (Sign::Surveyed, "neither: surveyed, blank"),
    (Sign::Words, "*: for another date"),
    (Sign::Level(Level::Excluded), "no part in it"),
    (Sign::NotSurveyed, "nobody looked"),
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
    (Sign::Words, "+2: so many incidents more"),
    (Sign::Nothing, "empty: the same on both dates"),
];

/// What stands beside the glyph of a level in a wide cell.
const MODALITIES: &str = "mo, as, se: to monitor, to assist, to secure";

/// What the signs of levels mean: a legend of what is not there would only take room.
fn of_levels(matrix: &Matrix, case: Option<&Case>) -> Vec<(Sign, &'static str)> {
    let modality = |claim: &Claim| {
        case.and_then(|case| case.mandates.get(&claim.mandate)).is_some_and(|mandate| mandate.modality.is_some())
    };
    let has_modality = has_claim(matrix, modality);
    let used = Level::ALL.iter().filter(|&&level| has_claim(matrix, |claim| claim.level == level));
    let mut signs: Vec<_> = used.map(|&level| (Sign::Level(level), level.label())).collect();
    signs.extend(has_modality.then_some((Sign::Words, MODALITIES)));
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
        let beside = if matches!(sign, Sign::Words) { -6.0 } else { 9.0 };
        painter.text(at + Vec2::new(beside, 0.0), Align2::LEFT_CENTER, words, tokens::small(), theme.ink_soft());
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
        Sign::Words => {}
        Sign::Nothing => drop(painter.rect_stroke(square, 0.0, Stroke::new(1.0, theme.rule()), StrokeKind::Inside)),
    }
}

/// Whether any claim of the matrix is so.
fn has_claim(matrix: &Matrix, is_so: impl Fn(&Claim) -> bool) -> bool {
    matrix.rows().flat_map(|row| &row.cells).flat_map(|cell| &cell.claims).any(is_so)
}
