//! Cells that show what missions do: activities by their nature, staff and money.

use egui::{Align2, Pos2, Rect, Vec2};

use super::Scene;
use super::cells::Slot;
use super::glyphs::{self, SIGN, fitting, width};
use super::signs::Sign;
use crate::figure::{MatrixGlyph, is_resourced};
use crate::query::gaps::{Amount, Done};

/// Paints how many activities there are: two bars, technical work above and political below, and numbers.
pub(super) fn activities(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let Some(done) = scene.session.answers().gaps.work.cell(slot.mission, slot.theme) else { return };
    let bars = Rect::from_center_size(rect.center() - Vec2::new(0.0, 7.0), Vec2::new(rect.width() - 6.0, 9.0));
    let (pixels, ink) = (scene.painter.pixels_per_point(), scene.theme.mark());
    let counts = (done.technical, done.political);
    glyphs::bars(&mut scene.mesh.borrow_mut(), (bars, counts, scene.most), pixels, ink);
    numbers(scene, Rect::from_x_y_ranges(rect.x_range(), rect.center().y..=rect.bottom() - 1.0), done);
}

/// Paints how many activities there are, each nature with its sign. Where there is no room the last signs go without a
/// number.
pub(super) fn numbers(scene: &Scene<'_>, rect: Rect, done: &Done) {
    let (painter, ink) = (&scene.painter, scene.theme.mark());
    let all = [
        (Some(Sign::Technical), done.technical),
        (Some(Sign::Political), done.political),
        (Some(Sign::OtherWork), done.other),
        (None, done.possibly),
    ];
    let shown: Vec<_> = all
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sign, count)| (sign, scene.words.number(painter, count)))
        .collect();
    let widths: Vec<f32> = shown.iter().map(|(_, number)| number.size().x + 2.0).collect();
    let fit = fitting(&widths, rect.width() - 2.0);
    let mut left = rect.center().x - width(&widths, fit) / 2.0;
    for (place, (sign, number)) in shown.into_iter().enumerate() {
        let at = Pos2::new(left + SIGN / 2.0, rect.center().y);
        match sign {
            Some(sign) => scene.signs.put(sign, at, &mut scene.mesh.borrow_mut()),
            None => scene.words.paint(painter, (at, Align2::CENTER_CENTER), "?", ink),
        }
        left += SIGN + 1.0;
        if place < fit {
            let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, rect.center().y), number.size()).min;
            left += number.size().x + 1.0;
            painter.galley(at, number, ink);
        }
    }
}

/// Paints the staff and money of activities, and whether a claim says that there are resources.
pub(super) fn resources(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let amounts =
        scene.session.answers().gaps.work.cell(slot.mission, slot.theme).map(|done| done.resources.as_slice());
    let amounts = amounts.unwrap_or_default();
    let is_claimed = is_resourced(slot.cell);
    let (painter, theme) = (&scene.painter, scene.theme);
    if is_claimed && amounts.is_empty() {
        glyphs::paint(painter, MatrixGlyph::Rings, rect.center() - Vec2::new(0.0, 5.0), theme.mandate());
        let at = Pos2::new(rect.center().x, rect.bottom() - 2.0);
        scene.words.paint(painter, (at, Align2::CENTER_BOTTOM), "res.", theme.ink());
        return;
    }
    if is_claimed {
        let at = Pos2::new(rect.right() - 8.0, rect.top() + 8.0);
        glyphs::paint(painter, MatrixGlyph::Rings, at, theme.mandate());
    }
    let lines = if amounts.len() > 1 { [-7.0_f32, 8.0].as_slice() } else { &[0.0] };
    for (amount, lift) in amounts.iter().zip(lines) {
        amount_at(scene, rect, (amount, rect.center().y + *lift));
    }
    if amounts.len() > lines.len() {
        let at = rect.right_bottom() - Vec2::splat(1.0);
        scene.words.paint(painter, (at, Align2::RIGHT_BOTTOM), "…", theme.ink());
    }
}

fn amount_at(scene: &Scene<'_>, rect: Rect, (amount, y): (&Amount, f32)) {
    let sign = if amount.is_staff() { Sign::Staff } else { Sign::Money };
    let short = amount.short();
    // Where there is no room the sign stands alone: the number is told in words.
    let has_room = rect.width() >= 14.0 + short.len() as f32 * DIGIT;
    let aside = if has_room { short.len() as f32 * DIGIT / 2.0 + 1.0 } else { 0.0 };
    let at = Pos2::new(rect.center().x - aside, y);
    scene.signs.put(sign, at, &mut scene.mesh.borrow_mut());
    if has_room {
        let at = at + Vec2::new(5.5, 0.0);
        scene.words.paint(&scene.painter, (at, Align2::LEFT_CENTER), &short, scene.theme.ink());
    }
}

/// About the width of a digit in a cell, in points.
const DIGIT: f32 = 5.4;
