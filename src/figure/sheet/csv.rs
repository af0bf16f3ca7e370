//! A sheet as one table of text: a heading row, and a row for each mission. With commas as RFC 4180 has it, or with tabs
//! for the clipboard.
//!
//! The table has nothing before or after it, so that a program can read it; therefore the as-of date, what is shown and
//! the marking stand in every row. A file begins with a byte order mark: without one, spreadsheets take its letters for
//! those of another alphabet. What a spreadsheet would take for a formula has an apostrophe before it.

use super::{Row, Sheet};
use crate::query::tables::harmless;

/// The sheet with commas.
pub(super) fn write(sheet: &Sheet) -> String {
    let line = |cells: Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    std::iter::once("\u{feff}".to_owned()).chain(rows(sheet).map(line)).collect()
}

/// The sheet with tabs, which spreadsheets paste into cells.
pub(super) fn tsv(sheet: &Sheet) -> String {
    let cell = |text: &String| {
        let text = harmless(text);
        if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    rows(sheet).map(|cells| cells.iter().map(cell).collect::<Vec<_>>().join("\t") + "\n").collect()
}

fn quoted(text: &str) -> String {
    let text = harmless(text);
    let is_plain = !text.contains([',', '"', '\n', '\r']) && text.trim() == text;
    if is_plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

fn rows(sheet: &Sheet) -> impl Iterator<Item = Vec<String>> {
    let names = ["Organization", "Group", "Mission", "Remark"].map(str::to_owned);
    let themes = sheet.columns.iter().map(super::Column::heading);
    let about = sheet.about.iter().map(|(name, _)| (*name).to_owned());
    let rest = std::iter::once("Total".to_owned()).chain(about).chain(["Marking".to_owned()]);
    let head: Vec<String> = names.into_iter().chain(themes).chain(rest).collect();
    std::iter::once(head).chain(sheet.rows().map(|row| cells(sheet, row)))
}

fn cells(sheet: &Sheet, row: &Row) -> Vec<String> {
    let names = [row.organization.clone(), row.group.clone(), row.name.clone(), row.remark.to_owned()];
    let cells = row.cells.iter().map(|cell| cell.words.clone());
    let about = sheet.about.iter().map(|(_, value)| value.clone());
    names.into_iter().chain(cells).chain([row.total.words()]).chain(about).chain([sheet.marking.banner()]).collect()
}
