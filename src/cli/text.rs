//! Plain text for people: aligned tables, and moments as dates.

use crate::case::Moment;
use crate::case::when::civil;

/// The rows with their columns aligned, two spaces apart. The last cell of a row may be long: it widens no column.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let length = |row: &Vec<String>, column: usize| match row.get(column) {
        Some(cell) if column + 1 < row.len() => cell.chars().count(),
        _ => 0,
    };
    let widest = |column| rows.iter().map(|row| length(row, column)).max();
    let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// The text on one line, without characters that steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// Whether a character steers a terminal: control characters, line separators, and what turns the direction of others.
pub(super) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first second that is possible: a date where a day begins with it, `..` where there is none.
pub(super) fn earliest(moment: Moment) -> String {
    written(moment, 0)
}

/// The last second that is possible: a date where a day ends with it, `..` where there is none.
pub(super) fn latest(moment: Moment) -> String {
    written(moment, civil::DAY - 1)
}

fn written(moment: Moment, whole_day_at: i64) -> String {
    let (date, (_, second)) = (civil::day(moment), civil::split(moment));
    if !moment.is_bounded() || second == whole_day_at {
        return date;
    }
    format!("{date}T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(moment: i64, first: &str, last: &str) {
        assert_eq!([earliest(Moment(moment)), latest(Moment(moment))], [first, last]);
    }

    #[test]
    fn a_whole_day_is_a_date_and_no_bound_two_dots() {
        check(0, "1970-01-01", "1970-01-01T00:00:00");
        check(1_236_124_799, "2009-03-03T23:59:59", "2009-03-03");
        check(951_825_600 + 3661, "2000-02-29T13:01:01", "2000-02-29T13:01:01");
        check(-62_167_219_200, "0000-01-01", "0000-01-01T00:00:00");
        check(-63_555_753_600, "-0044-01-01", "-0044-01-01T00:00:00");
        check(253_402_300_800, "Y10000-01-01", "Y10000-01-01T00:00:00");
        check(i64::MIN, "..", "..");
        check(i64::MAX, "..", "..");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows: [&[&str]; 3] = [&["é", "b"], &["ccc", "d"], &["a long last cell"]];
        let rows = rows.map(|row| row.iter().map(|&cell| cell.to_owned()).collect());
        assert_eq!(table(&rows), "é    b\nccc  d\na long last cell\n");
    }
}
