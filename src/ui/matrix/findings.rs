//! Cells that show what mandates and evidence come to, or what is different between two dates.

use egui::{Align2, Pos2, Rect, Vec2};

use super::cells::Slot;
use super::glyphs::{self, Mark};
use super::signs::Sign;
use super::{ROOM, Scene};
use crate::figure::{self, Emptiness, FindingGlyph, MatrixGlyph};
use crate::query::gaps::Finding;

/// Paints what a cell comes to, with how empty it is where that matters.
pub(super) fn gap(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let Some(finding) = scene.session.answers().gaps.cell(slot.mission, slot.theme) else { return };
    let glyph = figure::class_glyph(finding.class, finding.sureness);
    let (painter, theme) = (&scene.painter, scene.theme);
    let mut elsewhere = "";
    match figure::emptiness(finding) {
        Some(Emptiness::NotExamined) => scene.hatch(rect.min, slot.is_selected),
        Some(Emptiness::Excluded) if glyph.is_none() => {
            glyphs::paint(painter, MatrixGlyph::Cross, rect.center(), theme.error());
        }
        Some(Emptiness::Excluded) => {
            scene.words.paint(painter, (rect.min + Vec2::new(5.0, 2.0), Align2::LEFT_TOP), "×", theme.error());
        }
        Some(Emptiness::FoundBlank) if glyph.is_none() => glyphs::surveyed(painter, rect.center(), theme.ink_soft()),
        Some(Emptiness::BlankElsewhere) if glyph.is_none() => {
            glyphs::surveyed(painter, rect.center(), theme.ink_soft());
            let at = rect.center() + Vec2::new(6.0, 0.0);
            scene.words.paint(painter, (at, Align2::LEFT_CENTER), "*", theme.ink_soft());
        }
        Some(Emptiness::BlankElsewhere) => elsewhere = "*",
        Some(Emptiness::FoundBlank) | None => {}
    }
    if let Some((glyph, word, letter)) = glyph {
        told(scene, rect, (glyph, word, letter), elsewhere);
    }
    acting(scene, rect, finding);
}

/// The glyph of what a cell comes to alone, for a cell that shows more than that.
pub(super) fn small_gap(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let Some(finding) = scene.session.answers().gaps.cell(slot.mission, slot.theme) else { return };
    if let Some((glyph, word, letter)) = figure::class_glyph(finding.class, finding.sureness) {
        told(scene, rect, (glyph, word, letter), "");
    }
    acting(scene, rect, finding);
}

/// A glyph with its word below it, or its letter where there is no room.
fn told(scene: &Scene<'_>, rect: Rect, (glyph, word, letter): (FindingGlyph, &str, &str), remark: &str) {
    scene.signs.put(Sign::Finding(glyph), rect.center() - Vec2::new(0.0, 5.0), &mut scene.mesh.borrow_mut());
    let room = if remark.is_empty() && word.len() < LONG { ROOM.0 } else { ROOM.0 * 1.2 };
    let word = if rect.width() >= room { word } else { letter };
    let at = Pos2::new(rect.center().x, rect.bottom() - 2.0);
    let ink = scene.theme.ink();
    if remark.is_empty() {
        scene.words.paint(&scene.painter, (at, Align2::CENTER_BOTTOM), word, ink);
    } else {
        scene.words.paint(&scene.painter, (at, Align2::CENTER_BOTTOM), &format!("{word}{remark}"), ink);
    }
}

/// A word of so many letters needs more room than others.
const LONG: usize = 6;

fn acting(scene: &Scene<'_>, rect: Rect, finding: Finding) {
    if let Some(sign) = Sign::of_acting(finding.acting) {
        let at = Pos2::new(rect.center().x + 10.0, rect.top() + 6.0);
        scene.signs.put(sign, at, &mut scene.mesh.borrow_mut());
    }
}

/// Paints what is different in a cell; what is the same stays empty.
pub(super) fn difference(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let difference = scene.session.answers().difference.as_ref();
    let Some(change) = difference.and_then(|known| known.cell(slot.mission, slot.theme)) else { return };
    let turn = figure::turn_glyph(change.turn);
    if let Some(turn) = turn {
        told(scene, rect, turn, "");
    }
    if change.evidence.is_empty() {
        return;
    }
    let (painter, ink) = (&scene.painter, scene.theme.mark());
    let words = format!("+{}", change.evidence.len());
    if turn.is_some() {
        let at = Pos2::new(rect.right() - 2.0, rect.top() + 2.0);
        scene.words.paint(painter, (at, Align2::RIGHT_TOP), &words, ink);
    } else {
        glyphs::mark(painter, Mark::Stated, rect.center() - Vec2::new(7.0, 0.0), ink);
        scene.words.paint(painter, (rect.center() - Vec2::new(3.0, 0.0), Align2::LEFT_CENTER), &words, ink);
    }
}
