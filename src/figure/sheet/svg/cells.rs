//! The cells of the drawing: sign and word, counts and bars, and what is open to question.

use super::measure::width;
use super::table::Grid;
use super::{Drawing, TINY, Type};
use crate::figure::sheet::html::escaped;
use crate::figure::sheet::{Cell, Sign, Tone, draw, sign};
use crate::figure::{LIGHT, Rgb};
use crate::query::evidence::Tally;

/// Height of the part of a cell that shows its level, in points.
const LEVEL: f64 = 38.0;

/// A place and a size, in points.
type Rect = ((f64, f64), (f64, f64));

/// Draws a cell, with its name and what it says for those who hear it.
pub(super) fn cell(drawing: &mut Drawing, grid: &Grid, rect: Rect, (name, cell): (&str, &Cell)) {
    let ((x, y), (across, height)) = rect;
    drawing.raw(&format!("<g><title>{}: {}</title>", escaped(name), escaped(&cell.words)));
    let middle = x + across / 2.0;
    if grid.is_counts {
        if !cell.tally.is_empty() {
            bars(drawing, ((x + 4.0, y + 4.0), (across - 8.0, 9.0)), (cell.tally, grid.most));
            tally(drawing, (middle, y + height - 11.0), cell.tally);
        }
    } else {
        level(drawing, ((x, y), (across, LEVEL.min(height))), cell);
        tally(drawing, (middle, y + height - 8.0), cell.tally);
    }
    drawing.raw("</g>");
}

fn level(drawing: &mut Drawing, ((x, y), (across, height)): Rect, cell: &Cell) {
    let (middle, centre) = (x + across / 2.0, y + height / 2.0);
    let ink = cell.tone.ink(&LIGHT);
    match cell.sign {
        Some(Sign::Unsurveyed) => {
            drawing.raw(&draw::hatched((x + 1.5, y + 1.5), (across - 3.0, height - 3.0), &LIGHT.rule.css()));
        }
        Some(one) if cell.label.is_empty() => drawing.sign(one, (middle, centre), ink),
        Some(one) => drawing.sign(one, (middle, centre - 5.0), ink),
        None => {}
    }
    let word = format!("{}{}", cell.label, cell.suffix());
    // Beside a dash the star stands alone.
    let at = if cell.label.is_empty() { (middle + 10.0, centre + 4.0) } else { (middle, y + height - 6.0) };
    if !word.is_empty() {
        drawing.text(at, &word, Type::of(TINY, LIGHT.ink).middle());
    }
    if cell.has(Sign::Possible) {
        outline(drawing, ((x + 2.0, y + 2.0), (across - 4.0, height - 4.0)));
    }
    if cell.has(Sign::Unsourced) {
        drawing.sign(Sign::Unsourced, (x + 9.0, y + 9.0), LIGHT.warning);
    }
    if cell.count > 1 {
        drawing.text((middle + 9.0, y + 11.0), &cell.count.to_string(), Type::of(TINY, LIGHT.ink_soft));
    }
}

/// A dashed outline: it only possibly holds.
fn outline(drawing: &mut Drawing, ((x, y), (across, height)): Rect) {
    drawing.raw(&format!(
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{across:.1}\" height=\"{height:.1}\" fill=\"none\" stroke=\"{}\" \
         stroke-dasharray=\"3 3\"/>",
        LIGHT.ink_soft.css()
    ));
}

/// Width of a sign with its gap, in points.
const SIGN: f64 = 7.0;

/// Counts around a place: each sign with its number, and a line of dashes under them where some are less than reported.
pub(super) fn tally(drawing: &mut Drawing, (x, y): (f64, f64), counted: Tally) {
    let signs: Vec<(Sign, String)> = sign::counts(counted).map(|(sign, count)| (sign, count.to_string())).collect();
    let wide = |number: &str| SIGN + width(number, TINY) + 4.0;
    let whole = signs.iter().map(|(_, number)| wide(number)).sum::<f64>() - 4.0;
    let (begin, ink) = (x - whole / 2.0, Tone::Evidence.ink(&LIGHT));
    let mut left = begin;
    for (sign, number) in &signs {
        drawing.sign(*sign, (left + SIGN / 2.0 - 0.5, y), ink);
        drawing.text((left + SIGN, y + 3.4), number, Type::of(TINY, ink));
        left += wide(number);
    }
    if counted.uncertain.count() > 0 {
        let (ink, end) = (ink.css(), begin + whole);
        drawing.raw(&format!(
            "<path d=\"M{begin:.1} {:.1}H{end:.1}\" stroke=\"{ink}\" stroke-width=\"1.2\" stroke-dasharray=\"2.5 2\"/>",
            y + 6.5
        ));
    }
}

/// Two bars, one for each ground: filled above where the theme is stated, an outline below where it is inferred. Those
/// that only possibly belong here have none.
fn bars(drawing: &mut Drawing, ((x, y), (across, height)): Rect, (counted, most): (Tally, usize)) {
    let unit = across / most.max(1) as f64;
    let ink: Rgb = Tone::Evidence.ink(&LIGHT);
    if counted.stated > 0 {
        drawing.rect((x, y), (unit * counted.stated as f64, height / 2.0 - 0.5), ink);
    }
    if counted.inferred > 0 {
        let (wide, top) = (unit * counted.inferred as f64 - 1.0, y + height / 2.0 + 0.5);
        drawing.raw(&format!(
            "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"none\" stroke=\"{}\"/>",
            x + 0.5,
            wide.max(1.0),
            height / 2.0 - 1.5,
            ink.css()
        ));
    }
}
