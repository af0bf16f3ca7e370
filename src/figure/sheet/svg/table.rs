//! The table of the drawing: headings, groups, rows, totals.

use super::cells::{self, tally};
use super::measure::{fitted, width, wrapped};
use super::{Drawing, MARGIN, SMALL, TEXT, TINY, Type};
use crate::figure::LIGHT;
use crate::figure::sheet::{Cell, Group, Row, Sheet, Total};

/// Heights, in points: a row of signs and words, each line of counts below them, a heading of a group.
const ROW: (f64, f64) = (38.0, 16.0);
const GROUP: f64 = 22.0;
/// The least and the most of the width of the names, in points.
const NAMES: (f64, f64) = (120.0, 300.0);
/// The width of a theme, and of totals, in points.
const COLUMN: f64 = 84.0;
/// Lines that the name of a theme may take.
const LINES: usize = 4;
/// Height of such a line, in points.
const NAME: f64 = 12.0;

/// Where things stand.
pub(super) struct Grid {
    names: f64,
    columns: usize,
    header: f64,
    row: f64,
    /// The most of what a bar stands for.
    pub most: usize,
    /// Whether every cell is counts alone, with bars.
    pub is_counts: bool,
}

impl Grid {
    pub fn of(sheet: &Sheet) -> Self {
        let widest = |least: f64, row: &Row| least.max(width(&row.name, TEXT) * 1.06 + 18.0);
        let lines = |column: &crate::figure::sheet::Column| wrapped(&column.name, TINY, (COLUMN - 6.0, LINES)).len();
        let lines = sheet.columns.iter().map(lines).max().unwrap_or(0);
        let cells = || sheet.rows().flat_map(|row| &row.cells);
        let is_counts = cells().any(|cell| cell.bars.is_some());
        let below = |cell: &Cell| {
            let signed = if cells::has_main(cell) { ROW.0 } else { 0.0 };
            signed + ROW.1 * cells::lines(cell) as f64
        };
        let highest = if is_counts { ROW.0 } else { cells().map(below).fold(ROW.0, f64::max) };
        Self {
            names: sheet.rows().fold(NAMES.0, widest).min(NAMES.1),
            columns: sheet.columns.len(),
            header: 22.0 + lines as f64 * NAME,
            row: highest,
            most: cells().filter_map(|cell| cell.bars).map(|(upper, lower)| upper.max(lower)).max().unwrap_or(0),
            is_counts,
        }
    }

    /// Of the whole table, in points.
    pub fn width(&self) -> f64 {
        // A title needs room also where there are few columns.
        (self.names + (self.columns + 1) as f64 * COLUMN).max(520.0)
    }

    fn left(&self, place: usize) -> f64 {
        MARGIN + self.names + place as f64 * COLUMN
    }
}

/// Draws the table from this height on; gives the height after it.
pub(super) fn table(drawing: &mut Drawing, sheet: &Sheet, grid: &Grid, top: f64) -> f64 {
    header(drawing, sheet, grid, top);
    let mut y = top + grid.header;
    for group in &sheet.groups {
        heading(drawing, grid, (y, group));
        y += GROUP;
        for row in &group.rows {
            mission(drawing, (sheet, grid), (y, row));
            y += grid.row;
            drawing.rule((MARGIN, y), (grid.width(), 0.0));
        }
    }
    drawing.text((MARGIN + 8.0, y + ROW.0 / 2.0 + 4.5), sheet.counted, Type::of(TEXT, LIGHT.ink_soft));
    for (place, one) in sheet.totals.iter().chain([&sheet.total]).enumerate() {
        total(drawing, grid, (place, y, ROW.0), one);
    }
    y + ROW.0
}

fn header(drawing: &mut Drawing, sheet: &Sheet, grid: &Grid, top: f64) {
    let foot = top + grid.header;
    drawing.text((MARGIN + 8.0, foot - 7.0), "Mission", Type::of(SMALL, LIGHT.ink_soft));
    for (place, column) in sheet.columns.iter().enumerate() {
        let middle = grid.left(place) + COLUMN / 2.0;
        let (code, room) = (fitted(column.code(), TEXT, COLUMN - 6.0), COLUMN - 6.0);
        let names = if column.code() == column.name { Vec::new() } else { wrapped(&column.name, TINY, (room, LINES)) };
        let mut y = foot - 7.0 - names.len() as f64 * NAME;
        drawing.text((middle, y), &code, Type::of(TEXT, LIGHT.ink).strong().middle());
        for name in names {
            y += NAME;
            drawing.text((middle, y), &name, Type::of(TINY, LIGHT.ink_soft).middle());
        }
    }
    let at = (grid.left(grid.columns) + COLUMN / 2.0, foot - 7.0);
    drawing.text(at, "Total", Type::of(SMALL, LIGHT.ink_soft).middle());
    drawing.rule((MARGIN, foot), (grid.width(), 0.0));
}

fn heading(drawing: &mut Drawing, grid: &Grid, (y, group): (f64, &Group)) {
    drawing.rect((MARGIN, y), (grid.width(), GROUP), LIGHT.band);
    let words = fitted(&group.heading, SMALL, grid.width() - COLUMN - 20.0);
    drawing.text((MARGIN + 8.0, y + 15.0), &words, Type::of(SMALL, LIGHT.ink_soft).strong());
    total(drawing, grid, (grid.columns, y, GROUP), &group.total);
}

fn mission(drawing: &mut Drawing, (sheet, grid): (&Sheet, &Grid), (y, row): (f64, &Row)) {
    let is_gone = row.remark == "not then";
    let ink = if is_gone { LIGHT.ink_soft } else { LIGHT.ink };
    let middle = y + grid.row / 2.0;
    let lift = if row.remark.is_empty() { 4.5 } else { -2.5 };
    let name = fitted(&row.name, TEXT * 1.06, grid.names - 16.0);
    drawing.text((MARGIN + 8.0, middle + lift), &name, Type::of(TEXT, ink).strong());
    if !row.remark.is_empty() {
        drawing.text((MARGIN + 8.0, middle + 11.0), row.remark, Type::of(TINY, LIGHT.ink_soft));
    }
    for (place, (cell, column)) in row.cells.iter().zip(&sheet.columns).enumerate() {
        let at = (grid.left(place), y);
        drawing.rule(at, (0.0, grid.row));
        cells::cell(drawing, grid, (at, (COLUMN, grid.row)), (&format!("{} × {}", row.name, column.name), cell));
    }
    drawing.rule((grid.left(grid.columns), y), (0.0, grid.row));
    total(drawing, grid, (grid.columns, y, grid.row), &row.total);
}

fn total(drawing: &mut Drawing, grid: &Grid, (place, y, height): (usize, f64, f64), one: &Total) {
    let at = (grid.left(place) + COLUMN / 2.0, y + height / 2.0);
    let mut strong = |lift: f64, words: &str| {
        drawing.text((at.0, at.1 + 4.5 - lift), words, Type::of(TEXT, LIGHT.ink).strong().middle());
    };
    match one {
        Total::None => {}
        Total::Filled(count) => strong(0.0, &count.to_string()),
        // What is only possible stands below what is sure, and smaller, where there is room.
        Total::Counted(surely @ 1.., possibly @ 1..) if height >= ROW.0 => {
            strong(6.0, &surely.to_string());
            let words = format!("{possibly}?");
            drawing.text((at.0, at.1 + 12.0), &words, Type::of(SMALL, LIGHT.ink_soft).middle());
        }
        Total::Counted(..) => strong(0.0, &one.short()),
        Total::Incidents(counted) => tally(drawing, at, *counted),
        Total::Amounts(amounts) => cells::amounts(drawing, at, (amounts, COLUMN)),
    }
}
