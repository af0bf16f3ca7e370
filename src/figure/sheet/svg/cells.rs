//! The cells of the drawing: sign and word, counts and bars, and what is open to question.

use super::measure::{fitted, width};
use super::table::Grid;
use super::{Drawing, TINY, Type};
use crate::figure::sheet::html::escaped;
use crate::figure::sheet::{Cell, Sign, Tone, draw, sign};
use crate::figure::{LIGHT, Rgb};
use crate::query::evidence::Tally;
use crate::query::gaps::Amount;

/// Height of the part of a cell that shows its level, in points.
const LEVEL: f64 = 38.0;

/// Width of a mark in a corner, in points.
const MARK: f64 = 14.0;

/// Height of a line of counts, in points.
const LINE: f64 = 16.0;

/// A place and a size, in points.
type Rect = ((f64, f64), (f64, f64));

/// Whether a cell has a sign or a word of its own, and not counts alone.
pub(super) fn has_main(cell: &Cell) -> bool {
    cell.sign.is_some_and(|sign| sign != Sign::Nothing) || !cell.label.is_empty()
}

/// In how many lines a cell counts something: no more than it has room for.
pub(super) fn lines(cell: &Cell) -> usize {
    usize::from(!cell.tally.is_empty()) + counted_lines(cell).count().min(MOST)
}

/// The most lines of a cell beside that of its incidents.
const MOST: usize = 3;

fn counted_lines(cell: &Cell) -> impl Iterator<Item = &Vec<(Sign, String)>> {
    cell.counted.iter().filter(|line| !line.is_empty())
}

/// Draws a cell, with its name and what it says for those who hear it.
pub(super) fn cell(drawing: &mut Drawing, grid: &Grid, rect: Rect, (name, cell): (&str, &Cell)) {
    let ((x, y), (across, height)) = rect;
    drawing.raw(&format!("<g><title>{}: {}</title>", escaped(name), escaped(&cell.words)));
    if cell.has(Sign::Unsurveyed) {
        drawing.raw(&draw::hatched((x + 1.5, y + 1.5), (across - 3.0, height - 3.0), &LIGHT.rule.css()));
    }
    if grid.is_counts {
        if let Some(counts) = cell.bars {
            bars(drawing, ((x + 4.0, y + 4.0), (across - 8.0, 9.0)), (counts, grid.most));
        }
        below(drawing, ((x, y + height - 19.0), (across, LINE)), cell);
    } else if has_main(cell) {
        main(drawing, ((x, y), (across, LEVEL.min(height))), cell);
        below(drawing, ((x, y + LEVEL), (across, LINE)), cell);
    } else {
        let counts = lines(cell) as f64 * LINE;
        below(drawing, ((x, y + (height - counts) / 2.0), (across, LINE)), cell);
    }
    marks(drawing, (x, y), (across, cell));
    drawing.raw("</g>");
}

/// What is counted in a cell, in lines from this place on, each so high.
fn below(drawing: &mut Drawing, ((x, y), (across, height)): Rect, cell: &Cell) {
    // Where it has the whole cell, it leaves the corner to the marks.
    let across = if has_main(cell) { across } else { across - MARK * cell.own_marks().count() as f64 };
    let (middle, mut y) = (x + across / 2.0, y + height / 2.0);
    if !cell.tally.is_empty() {
        tally(drawing, (middle, y), cell.tally);
        y += height;
    }
    let count = counted_lines(cell).count();
    let shown = if count > MOST { MOST - 1 } else { count };
    for line in counted_lines(cell).take(shown) {
        let _width = counted(drawing, (middle, y), (line, across - 4.0));
        y += height;
    }
    if count > shown {
        let words = format!("… {} more", count - shown);
        drawing.text((middle, y + 3.4), &words, Type::of(TINY, LIGHT.ink_soft).middle());
    }
}

/// The sign of a cell with its word, and the second one beside it where there is one.
fn main(drawing: &mut Drawing, ((x, y), (across, height)): Rect, cell: &Cell) {
    let Some((sign, word)) = cell.beside else { return level(drawing, ((x, y), (across, height)), cell) };
    let half = across / 2.0;
    level(drawing, ((x, y), (half, height)), cell);
    let beside = Cell { sign: Some(sign), tone: sign.tone(), label: word.to_owned(), ..Cell::default() };
    level(drawing, ((x + half, y), (half, height)), &beside);
}

/// What stands in the corners: unsourced at the left, acting and what a claim or a source says at the right.
fn marks(drawing: &mut Drawing, (x, y): (f64, f64), (across, cell): (f64, &Cell)) {
    let mut right = x + across - 9.0;
    for mark in cell.own_marks().filter(|mark| *mark != Sign::Unsurveyed) {
        if mark == Sign::Unsourced {
            drawing.sign(mark, (x + 9.0, y + 9.0), LIGHT.warning);
            continue;
        }
        drawing.sign(mark, (right, y + 9.0), mark.tone().ink(&LIGHT));
        right -= MARK;
    }
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

/// Widths of a sign with its gap, in points: at a count, and at an amount.
const SIGN: f64 = 7.0;
const AMOUNT: f64 = 9.5;

const fn of_sign(sign: Sign) -> f64 {
    if matches!(sign, Sign::Staff | Sign::Money) { AMOUNT } else { SIGN }
}

/// Counts around a place: each sign with its number, and a line of dashes under them where some are less than reported.
pub(super) fn tally(drawing: &mut Drawing, (x, y): (f64, f64), of: Tally) {
    let signs: Vec<(Sign, String)> = sign::counts(of).map(|(sign, count)| (sign, count.to_string())).collect();
    let whole = counted(drawing, (x, y), (&signs, f64::INFINITY));
    if of.uncertain.count() > 0 {
        let (begin, end, ink) = (x - whole / 2.0, x + whole / 2.0, Tone::Evidence.ink(&LIGHT).css());
        drawing.raw(&format!(
            "<path d=\"M{begin:.1} {:.1}H{end:.1}\" stroke=\"{ink}\" stroke-width=\"1.2\" stroke-dasharray=\"2.5 2\"/>",
            y + 6.5
        ));
    }
}

/// Signs around a place, each with its number or amount, which is cut where the room is too small; how wide they are.
fn counted(drawing: &mut Drawing, (x, y): (f64, f64), (signs, room): (&[(Sign, String)], f64)) -> f64 {
    let each = room / signs.len().max(1) as f64 - AMOUNT - 4.0;
    let signs: Vec<(Sign, String)> = signs.iter().map(|(sign, words)| (*sign, fitted(words, TINY, each))).collect();
    let wide = |(sign, words): &(Sign, String)| of_sign(*sign) + width(words, TINY) + 4.0;
    let whole = signs.iter().map(wide).sum::<f64>() - 4.0;
    let mut left = x - whole / 2.0;
    for one in &signs {
        let ((sign, words), room) = (one, of_sign(one.0));
        let ink = sign.tone().ink(&LIGHT);
        drawing.sign(*sign, (left + room / 2.0 - 0.5, y), ink);
        drawing.text((left + room, y + 3.4), words, Type::of(TINY, ink));
        left += wide(one);
    }
    whole
}

/// Staff and money around a place, a line for each; of more than two the first, and how many more there are.
pub(super) fn amounts(drawing: &mut Drawing, (x, y): (f64, f64), (amounts, room): (&[Amount], f64)) {
    let shown = amounts.iter().take(2).map(sign::amount);
    let mut y = y - (amounts.len().min(2) as f64 - 1.0) * LINE / 2.0;
    for one in shown {
        let _width = counted(drawing, (x, y), (&[one], room - 4.0));
        y += LINE;
    }
    if amounts.len() > 2 {
        drawing.text((x, y - 3.0), &format!("… {} more", amounts.len() - 2), Type::of(TINY, LIGHT.ink_soft).middle());
    }
}

/// Two bars: filled above where the theme is stated, or for technical work, an outline below where it is inferred, or for
/// political work. What is only possible has none.
fn bars(drawing: &mut Drawing, ((x, y), (across, height)): Rect, ((upper, lower), most): ((usize, usize), usize)) {
    let unit = across / most.max(1) as f64;
    let ink: Rgb = Tone::Evidence.ink(&LIGHT);
    if upper > 0 {
        drawing.rect((x, y), (unit * upper as f64, height / 2.0 - 0.5), ink);
    }
    if lower > 0 {
        let (wide, top) = (unit * lower as f64 - 1.0, y + height / 2.0 + 0.5);
        drawing.raw(&format!(
            "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"none\" stroke=\"{}\"/>",
            x + 0.5,
            wide.max(1.0),
            height / 2.0 - 1.5,
            ink.css()
        ));
    }
}
