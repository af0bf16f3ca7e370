//! The head of the matrix, which chooses what its cells show, and the legend at its foot.

use egui::{Align2, Painter, Pos2, Rect, Role, Stroke, StrokeKind, Vec2, WidgetInfo};

use super::glyphs::{self, Mark};
use crate::case::Level;
use crate::figure;
use crate::query::as_of::Holds;
use crate::query::evidence::Layer;
use crate::query::matrix::{Claim, Matrix};
use crate::session::{Command, Commands, Session};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{Same, kept};

/// Height of a line of the legend, in points.
const LINE: f32 = 20.0;

/// What the cells show, one of three.
pub(super) fn head_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.weak("Show");
            for &layer in Layer::ALL {
                let is_chosen = session.view().layer == layer;
                let button = ui.selectable_label(is_chosen, layer.label());
                let name = format!("Layer: {}", layer.label());
                button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
                if button.clicked() {
                    commands.send(Command::Layer(layer));
                }
            }
            if is_filtered(session) {
                ui.colored_label(Theme::of(ui).warning(), "Incidents: only those that the query finds")
                    .on_hover_text("Mandates all stand, whatever the query asks");
            }
        });
    });
}

/// Whether its cells count the incidents of a query alone.
pub(super) fn is_filtered(session: &Session) -> bool {
    session.view().layer != Layer::Level && session.answers().hits.as_ref().is_some_and(|hits| !hits.is_wrong())
}

/// A sign of the legend.
#[derive(Clone, Copy)]
enum Sign {
    Level(Level),
    Possibly,
    Unsourced,
    Surveyed,
    NotSurveyed,
    Count(Mark),
    Nothing,
}

/// The legend, laid out in as many lines as it needs.
pub(super) struct Legend {
    signs: Vec<(Sign, &'static str, Vec2)>,
    /// Its height, in points.
    pub height: f32,
}

/// Lays the legend out for a width.
pub(super) fn lay_out(ui: &egui::Ui, session: &Session, width: f32) -> Legend {
    let layer = session.view().layer;
    let mut signs = Vec::new();
    if layer != Layer::Incidents {
        let matrix = &session.answers().matrix;
        signs.extend(kept(ui, "legend", Same::of(matrix), || of_levels(matrix)).iter().copied());
    }
    if layer != Layer::Level {
        signs.extend(Mark::ALL.map(|mark| (Sign::Count(mark), mark.label())));
        signs.push((Sign::Nothing, "empty: no incident in the case, which is no “no”"));
    }
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

/// What the signs of levels mean: a legend of what is not there would only take room.
fn of_levels(matrix: &Matrix) -> Vec<(Sign, &'static str)> {
    let used = Level::ALL.iter().filter(|&&level| has_claim(matrix, |claim| claim.level == level));
    let mut signs: Vec<_> = used.map(|&level| (Sign::Level(level), level.label())).collect();
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
        Sign::Nothing => drop(painter.rect_stroke(square, 0.0, Stroke::new(1.0, theme.rule()), StrokeKind::Inside)),
    }
}

/// Whether any claim of the matrix is so.
fn has_claim(matrix: &Matrix, is_so: impl Fn(&Claim) -> bool) -> bool {
    matrix.rows().flat_map(|row| &row.cells).flat_map(|cell| &cell.claims).any(is_so)
}
