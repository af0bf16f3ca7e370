//! A table as text with tabs, which spreadsheets paste into cells.

use super::{Cell, Told, columns};
use crate::case::{RecordId, RecordKind};

/// A header row, and a row for each of these records of one kind: every column, whatever is in view, so that neither
/// standing nor marking stays behind; the id is the last.
pub fn tsv(told: &Told<'_>, kind: RecordKind, ids: &[RecordId]) -> String {
    let columns = columns(kind);
    let head: Vec<String> = columns.iter().map(|column| written(column.label)).collect();
    let mut text = head.join("\t");
    text.push('\n');
    for &id in ids.iter().filter(|id| id.kind() == kind) {
        let Some(record) = told.case.record(id) else { continue };
        let cells: Vec<String> = columns.iter().map(|column| cell(&column.cell(told, id, &record))).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Count(count) => count.to_string(),
        // A spreadsheet would make the first of the month of a month, more precise than the source.
        Cell::Date(words, _) if is_month(words) => format!("'{words}"),
        Cell::Stood(..) => written(&cell.words()),
        Cell::Text(words) | Cell::Ranked(words, _) | Cell::Date(words, _) => written(words),
    }
}

/// A text for a cell of a spreadsheet, with an apostrophe before it where it begins like a formula.
pub fn harmless(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'])
        || text.starts_with(['\t', '\r', '\n']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

/// The text of such a cell without that apostrophe. Any other apostrophe is a letter of the text.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_month(rest) || harmless(rest) != rest => rest,
        Some(_) | None => text,
    }
}

/// A text as a cell of a spreadsheet: harmless, and in quotation marks where it holds what parts cells.
pub fn written(text: &str) -> String {
    let text = harmless(text);
    if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// "2009-03", and nothing more.
fn is_month(words: &str) -> bool {
    let parts = words.split_once('-');
    parts.is_some_and(|(year, month)| {
        year.len() == 4
            && month.len() == 2
            && [year, month].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_take_for_something_else_is_made_plain() {
        let check = |text: &str, expected: &str| assert_eq!(written(text), expected);
        check("Seizure at the port", "Seizure at the port");
        check("=1+1", "'=1+1");
        check("  @SUM(A1)", "'  @SUM(A1)");
        check("-5 tonnes", "'-5 tonnes");
        check("two\tcells", "\"two\tcells\"");
        check("a \"coup\"", "\"a \"\"coup\"\"\"");
        check("=\"x\"", "\"'=\"\"x\"\"\"");
    }

    #[test]
    fn a_month_does_not_become_its_first_day() {
        let check = |words: &str, expected: bool| assert_eq!(is_month(words), expected, "{words}");
        check("2009-03", true);
        check("2009-03-02", false);
        check("2009", false);
        check("2009-10..2009-12", false);
    }
}
