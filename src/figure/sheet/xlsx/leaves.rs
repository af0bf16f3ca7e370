//! The leaf that says what the signs mean, and those with a row for each statement.

use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use super::{banner, colour, column, cut, head, on_paper, plain, ruled, strong, wrapped};
use crate::figure::LIGHT;
use crate::figure::sheet::{Long, Sheet};

pub(super) fn legend(leaf: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    leaf.set_name("Legend")?;
    leaf.set_column_width(0, 14)?;
    leaf.set_column_width(1, 90)?;
    let mut row = head(leaf, sheet, 2)?;
    let mut line = |leaf: &mut Worksheet, sign: &str, words: &str, ink| -> Result<(), XlsxError> {
        let sign_format = plain().set_align(FormatAlign::Center).set_font_color(colour(ink));
        leaf.write_string_with_format(row, 0, cut(sign), &sign_format)?;
        leaf.write_string_with_format(row, 1, cut(words), &wrapped())?;
        row += 1;
        Ok(())
    };
    for (sign, words) in &sheet.legend {
        line(leaf, sign.text(), words, sign.tone().ink(&LIGHT))?;
    }
    for theme in sheet.columns.iter().filter(|theme| theme.code() != theme.name) {
        line(leaf, theme.code(), &theme.name, LIGHT.ink)?;
    }
    for note in &sheet.notes {
        line(leaf, "", note, LIGHT.ink)?;
    }
    banner(leaf, sheet, (row + 1, 2))?;
    on_paper(leaf);
    Ok(())
}

pub(super) fn statements(leaf: &mut Worksheet, sheet: &Sheet, long: &Long) -> Result<(), XlsxError> {
    leaf.set_name(long.title)?;
    let columns = column(long.columns.len());
    let first = head(leaf, sheet, columns)?;
    let format = ruled(strong()).set_background_color(colour(LIGHT.band));
    for (place, name) in long.columns.iter().enumerate() {
        leaf.set_column_width(column(place), width(long, place))?;
        leaf.write_string_with_format(first, column(place), *name, &format)?;
    }
    leaf.set_freeze_panes(first + 1, 0)?;
    leaf.set_repeat_rows(first, first)?;
    let mut row = first;
    for one in &long.rows {
        row += 1;
        for (place, text) in one.iter().enumerate() {
            leaf.write_string_with_format(row, column(place), cut(text), &ruled(wrapped()))?;
        }
    }
    if row > first {
        leaf.autofilter(first, 0, row, columns.saturating_sub(1))?;
    }
    banner(leaf, sheet, (row + 2, columns))?;
    on_paper(leaf);
    Ok(())
}

/// As wide as its longest text, within bounds, in characters.
fn width(long: &Long, place: usize) -> f64 {
    let texts = long.rows.iter().filter_map(|row| row.get(place)).map(|text| text.chars().count());
    let own = long.columns.get(place).map_or(0, |name| name.chars().count() + 3);
    texts.fold(own, usize::max).clamp(8, 46) as f64
}
