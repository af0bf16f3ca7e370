//! The leaf of the matrix: headings that stay in sight, a sign and a word in each cell, and its statements as a note.

use rust_xlsxwriter::{Format, FormatAlign, FormatPattern, Note, Worksheet, XlsxError};

use super::{banner, colour, column, cut, head, on_paper, plain, ruled, soft, strong};
use crate::figure::LIGHT;
use crate::figure::sheet::{Cell, Column, Group, Row, Sheet, Sign, Total};

/// Widths of columns, in characters: names, the least and the most of a theme, totals.
const WIDTHS: (f64, f64, f64, f64) = (30.0, 9.0, 20.0, 12.0);

/// Heights of rows, in points: of headings that stand upright, and of a line of text.
const HEIGHTS: (f64, f64) = (165.0, 14.0);

/// So many rows are printed on one page at most.
const ONE_PAGE: usize = 60;

/// The most lines, and the most characters, of a note: its leaf of statements has the rest.
const NOTE: (usize, usize) = (12, 1500);

pub(super) fn add(leaf: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    leaf.set_name("Matrix")?;
    leaf.set_default_note_author("Sightline");
    let columns = column(sheet.columns.len() + 2);
    widths(leaf, sheet)?;
    let first = head(leaf, sheet, columns)?;
    headings(leaf, sheet, first)?;
    leaf.set_freeze_panes(first + 1, 1)?;
    leaf.set_repeat_rows(first, first)?;
    let mut row = first + 1;
    for group in &sheet.groups {
        heading(leaf, sheet, (row, group))?;
        row += 1;
        for one in &group.rows {
            mission(leaf, (row, one))?;
            row += 1;
        }
    }
    totals(leaf, sheet, row)?;
    banner(leaf, sheet, (row + 2, columns))?;
    on_paper(leaf);
    if sheet.rows().count() + sheet.groups.len() <= ONE_PAGE {
        leaf.set_print_fit_to_pages(1, 1);
        if is_upright(sheet) {
            leaf.set_portrait();
        }
    }
    Ok(())
}

/// Whether it is higher than it is wide, about.
fn is_upright(sheet: &Sheet) -> bool {
    /// Width of a character, in points.
    const CHARACTER: f64 = 5.5;
    let across: f64 = (0..sheet.columns.len()).map(|place| width(sheet, place)).sum();
    let lines: usize = sheet.rows().map(lines).sum::<usize>() + sheet.groups.len();
    HEIGHTS.0 + HEIGHTS.1 * lines as f64 > (WIDTHS.0 + across + WIDTHS.3) * CHARACTER
}

/// Width of a theme, in characters.
fn width(sheet: &Sheet, place: usize) -> f64 {
    let lines = sheet.rows().filter_map(|row| row.cells.get(place)).flat_map(Cell::lines);
    let width = lines.map(|line| line.chars().count() + 1).max().unwrap_or(0);
    (width as f64).clamp(WIDTHS.1, WIDTHS.2)
}

/// The most lines of a cell of a row.
fn lines(row: &Row) -> usize {
    row.cells.iter().map(|cell| cell.lines().len()).max().unwrap_or(1).max(1)
}

fn widths(leaf: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    leaf.set_column_width(0, WIDTHS.0)?;
    for place in 0..sheet.columns.len() {
        leaf.set_column_width(column(place + 1), width(sheet, place))?;
    }
    leaf.set_column_width(column(sheet.columns.len() + 1), WIDTHS.3)?;
    Ok(())
}

fn headings(leaf: &mut Worksheet, sheet: &Sheet, row: u32) -> Result<(), XlsxError> {
    let format = ruled(strong()).set_background_color(colour(LIGHT.band));
    let upright = format.clone().set_rotation(90).set_align(FormatAlign::Center).set_text_wrap();
    leaf.set_row_height(row, HEIGHTS.0)?;
    leaf.write_string_with_format(row, 0, "Mission", &format.set_align(FormatAlign::Bottom))?;
    for (place, theme) in sheet.columns.iter().enumerate() {
        leaf.write_string_with_format(row, column(place + 1), cut(&Column::heading(theme)), &upright)?;
    }
    leaf.write_string_with_format(row, column(sheet.columns.len() + 1), "Total", &upright)?;
    Ok(())
}

fn heading(leaf: &mut Worksheet, sheet: &Sheet, (row, group): (u32, &Group)) -> Result<(), XlsxError> {
    let format = strong().set_background_color(colour(LIGHT.band)).set_font_color(colour(LIGHT.ink_soft));
    leaf.write_string_with_format(row, 0, cut(&group.heading), &format)?;
    for place in 0..sheet.columns.len() {
        leaf.write_blank(row, column(place + 1), &format)?;
    }
    total(leaf, (row, sheet.columns.len() + 1), (&group.total, &format.set_align(FormatAlign::Center)))
}

fn mission(leaf: &mut Worksheet, (row, one): (u32, &Row)) -> Result<(), XlsxError> {
    leaf.set_row_height(row, HEIGHTS.1 * lines(one) as f64)?;
    let format = if one.remark == "not then" { soft() } else { strong() };
    leaf.write_string_with_format(row, 0, cut(&one.heading()), &ruled(format))?;
    if !one.full_name.is_empty() && one.full_name != one.name {
        leaf.insert_note(row, 0, &note(std::slice::from_ref(&one.full_name)))?;
    }
    for (place, cell) in one.cells.iter().enumerate() {
        leaf.write_string_with_format(row, column(place + 1), cell.lines().join("\n"), &style(cell))?;
        if !cell.behind.is_empty() {
            let lines: Vec<String> = std::iter::once(cell.words.clone()).chain(cell.behind.iter().cloned()).collect();
            leaf.insert_note(row, column(place + 1), &note(&lines))?;
        }
    }
    total(leaf, (row, one.cells.len() + 1), (&one.total, &ruled(strong()).set_align(FormatAlign::Center)))
}

fn totals(leaf: &mut Worksheet, sheet: &Sheet, row: u32) -> Result<(), XlsxError> {
    let format = ruled(strong()).set_background_color(colour(LIGHT.band));
    leaf.write_string_with_format(row, 0, sheet.counted, &format)?;
    let format = format.set_align(FormatAlign::Center);
    for (place, one) in sheet.totals.iter().chain([&sheet.total]).enumerate() {
        total(leaf, (row, place + 1), (one, &format))?;
    }
    Ok(())
}

fn total(leaf: &mut Worksheet, (row, place): (u32, usize), (one, format): (&Total, &Format)) -> Result<(), XlsxError> {
    match one {
        // A number that can be reckoned with.
        Total::Filled(count) | Total::Counted(count @ 1.., 0) => {
            leaf.write_number_with_format(row, column(place), *count as f64, format)?
        }
        Total::None | Total::Incidents(_) | Total::Counted(..) | Total::Amounts(_) => {
            leaf.write_string_with_format(row, column(place), one.short(), format)?
        }
    };
    Ok(())
}

/// The look of a cell. Its sign says all that its colour says.
fn style(cell: &Cell) -> Format {
    let ink = colour(cell.tone.ink(&LIGHT));
    let format = ruled(plain()).set_align(FormatAlign::Center).set_text_wrap().set_font_color(ink);
    let ground = cell.tone.ground(&LIGHT);
    if cell.sign == Some(Sign::Unsurveyed) || cell.has(Sign::Unsurveyed) {
        return format
            .set_pattern(FormatPattern::LightUp)
            .set_background_color(colour(ground.unwrap_or(LIGHT.pane)))
            .set_foreground_color(colour(LIGHT.rule));
    }
    ground.map_or(format.clone(), |ground| format.set_background_color(colour(ground)))
}

/// Lines as a note, about as high as they need.
fn note(lines: &[String]) -> Note {
    let (most, chars) = NOTE;
    let mut shown: Vec<String> = lines.iter().take(most).map(|line| short(line, chars / 3)).collect();
    if lines.len() > most {
        shown.push(format!("… and {} more: see the leaf with the statements", lines.len() - most));
    }
    let rows: usize = shown.iter().map(|line| line.chars().count() / 52 + 1).sum();
    let height = u32::try_from(rows.clamp(1, 40)).unwrap_or(40) * 15 + 12;
    Note::new(shown.join("\n")).add_author_prefix(false).set_width(340).set_height(height)
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
