//! A sheet as a vector drawing: the matrix as the screen draws it, on a light ground, with its title, its date, its legend
//! and the marking at the top and at the foot. Everything that a sign says is also there as text for those who hear it.

mod cells;
mod measure;
mod table;

use super::html::escaped;
use super::{Sheet, draw};
use crate::figure::{LIGHT, Rgb, marking_colours};
use measure::{width, wrapped};

/// Space around everything, in points.
const MARGIN: f64 = 24.0;
/// Height of the band of the marking, in points.
const BANNER: f64 = 26.0;
/// Height of a line of the legend and of a remark, in points.
const LINE: f64 = 20.0;
/// Sizes of type, in points: title, text, small, tiny.
const TITLE: f64 = 19.0;
const TEXT: f64 = 12.5;
const SMALL: f64 = 11.0;
const TINY: f64 = 9.5;

/// How a text is set.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    is_strong: bool,
    ink: Rgb,
    /// Which part of the text stands at its place: "start" or "middle".
    anchor: &'static str,
}

impl Type {
    const fn of(size: f64, ink: Rgb) -> Self {
        Self { size, is_strong: false, ink, anchor: "start" }
    }

    const fn strong(self) -> Self {
        Self { is_strong: true, ..self }
    }

    const fn middle(self) -> Self {
        Self { anchor: "middle", ..self }
    }
}

/// What has been drawn so far.
#[derive(Default)]
struct Drawing(String);

impl Drawing {
    fn text(&mut self, (x, y): (f64, f64), text: &str, set: Type) {
        let weight = if set.is_strong { " font-weight=\"600\"" } else { "" };
        self.raw(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{}\" fill=\"{}\" text-anchor=\"{}\"{weight}>{}</text>",
            set.size,
            set.ink.css(),
            set.anchor,
            escaped(text)
        ));
    }

    fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: Rgb) {
        let (size, fill) = (format!("width=\"{width:.1}\" height=\"{height:.1}\""), fill.css());
        self.raw(&format!("<rect x=\"{x:.1}\" y=\"{y:.1}\" {size} fill=\"{fill}\"/>"));
    }

    /// A line across, or down.
    fn rule(&mut self, (x, y): (f64, f64), (across, down): (f64, f64)) {
        let ink = LIGHT.rule.css();
        self.raw(&format!("<path d=\"M{x:.1} {y:.1}l{across:.1} {down:.1}\" stroke=\"{ink}\" stroke-width=\"1\"/>"));
    }

    /// A sign around a place.
    fn sign(&mut self, sign: super::Sign, (x, y): (f64, f64), ink: Rgb) {
        self.raw(&format!("<g transform=\"translate({x:.1} {y:.1})\">{}</g>", draw::sign(sign, ink)));
    }

    fn raw(&mut self, elements: &str) {
        self.0.push_str(elements);
    }
}

pub(super) fn write(sheet: &Sheet) -> String {
    let grid = table::Grid::of(sheet);
    let across = grid.width() + 2.0 * MARGIN;
    let mut drawing = Drawing::default();
    let mut y = BANNER + MARGIN;
    for line in wrapped(&sheet.title, TITLE, (across - 2.0 * MARGIN, 3)) {
        drawing.text((MARGIN, y + TITLE - 4.0), &line, Type::of(TITLE, LIGHT.ink).strong());
        y += TITLE * 1.4;
    }
    for (name, value) in &sheet.about {
        for line in wrapped(&format!("{name}: {value}"), SMALL, (across - 2.0 * MARGIN, 3)) {
            drawing.text((MARGIN, y + SMALL), &line, Type::of(SMALL, LIGHT.ink_soft));
            y += SMALL * 1.45;
        }
    }
    y = table::table(&mut drawing, sheet, &grid, y + 12.0) + 10.0;
    y = legend(&mut drawing, sheet, (y, across));
    y = notes(&mut drawing, sheet, (y + 4.0, across)) + MARGIN / 2.0;
    banner(&mut drawing, sheet, (0.0, across));
    banner(&mut drawing, sheet, (y, across));
    framed(sheet, &drawing.0, (across, y + BANNER))
}

/// The drawing with its size, and what it shows in words.
fn framed(sheet: &Sheet, drawn: &str, (width, height): (f64, f64)) -> String {
    let (title, about) = (escaped(&sheet.title), escaped(&words(sheet)));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} \
         {height:.0}\" role=\"img\" aria-labelledby=\"title about\" font-family=\"Inter, 'Noto Sans Arabic', 'Segoe UI', \
         'Helvetica Neue', Arial, sans-serif\">\n<title id=\"title\">{title}</title>\n<desc id=\"about\">{about}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{drawn}\n</svg>\n",
        LIGHT.pane.css()
    )
}

/// The picture in words: what it is, how large, what its columns hold.
fn words(sheet: &Sheet) -> String {
    let about = sheet.about.iter().map(|(name, value)| format!("{name}: {value}"));
    let totals = sheet.columns.iter().zip(&sheet.totals).map(|(column, total)| {
        let count = total.words();
        format!("{} {}", column.name, if count.is_empty() { "none" } else { &count })
    });
    let size = format!("{} missions by {} themes", sheet.rows().count(), sheet.columns.len());
    format!(
        "{size}. {}. {} by theme: {}. Marked {}",
        about.collect::<Vec<_>>().join("; "),
        sheet.counted,
        totals.collect::<Vec<_>>().join("; "),
        sheet.marking.banner()
    )
}

fn banner(drawing: &mut Drawing, sheet: &Sheet, (y, across): (f64, f64)) {
    let (ground, ink) = marking_colours(sheet.marking);
    drawing.rect((0.0, y), (across, BANNER), ground);
    let at = (across / 2.0, y + BANNER / 2.0 + 4.5);
    drawing.text(at, &sheet.marking.banner(), Type::of(13.0, ink).strong().middle());
}

/// What the signs mean, in as many lines as it needs; the height after it.
fn legend(drawing: &mut Drawing, sheet: &Sheet, (top, across): (f64, f64)) -> f64 {
    let (mut x, mut y) = (MARGIN + 8.0, top + LINE / 2.0);
    for (sign, words) in &sheet.legend {
        let wide = 12.0 + width(words, SMALL) + 18.0;
        if x > MARGIN + 8.0 && x + wide > across - MARGIN {
            (x, y) = (MARGIN + 8.0, y + LINE);
        }
        drawing.sign(*sign, (x, y), sign.tone().ink(&LIGHT));
        drawing.text((x + 12.0, y + 4.0), words, Type::of(SMALL, LIGHT.ink_soft));
        x += wide;
    }
    y + LINE / 2.0
}

fn notes(drawing: &mut Drawing, sheet: &Sheet, (top, across): (f64, f64)) -> f64 {
    let mut y = top;
    for note in &sheet.notes {
        for line in wrapped(note, SMALL, (across - 2.0 * MARGIN, 6)) {
            drawing.text((MARGIN, y + SMALL), &line, Type::of(SMALL, LIGHT.ink_soft));
            y += SMALL * 1.5;
        }
    }
    y
}
