//! A table as text: which encoding, what parts its cells, and what quotation marks hold together.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{MOST, TableError, checked};
use crate::query::intake::Grid;

/// The text of a file: by its byte order mark; without one UTF-16 by its zero bytes, UTF-8 where it is valid, and else the
/// alphabet that Windows uses in the west.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let has_zeros = |from: usize| {
        let places = bytes.iter().skip(from).step_by(2).take(200);
        bytes.len() > 3 && places.clone().filter(|byte| **byte == 0).count() * 3 > places.count() * 2
    };
    let encoding = if has_zeros(1) {
        UTF_16LE
    } else if has_zeros(0) {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    };
    // A byte order mark says it for certain, and goes.
    let (text, _, _) = encoding.decode(bytes);
    text.into_owned()
}

/// What may part cells, the likeliest first.
const SEPARATORS: [char; 4] = ['\t', ';', ',', '|'];

/// The table of a text.
pub fn read_text(text: &str) -> Result<Grid, TableError> {
    let text = text.trim_start_matches('\u{feff}');
    let (stated, text) = stated_separator(text);
    let separator = stated.unwrap_or_else(|| likeliest(text));
    let mut rows = parted(text, separator, MOST.0 + 1);
    if separator == '|' {
        rows = of_markdown(rows);
    }
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    checked(Grid { rows })
}

/// Excel's own first line that says what parts cells: `sep=;`.
fn stated_separator(text: &str) -> (Option<char>, &str) {
    let line = text.lines().next().unwrap_or_default();
    let stated = line.strip_prefix("sep=").and_then(|rest| rest.chars().next());
    match stated {
        Some(separator) => {
            (Some(separator), text.get(line.len()..).unwrap_or_default().trim_start_matches(['\r', '\n']))
        }
        None => (None, text),
    }
}

/// What parts most rows into equally many cells, and more than one.
fn likeliest(text: &str) -> char {
    let score = |separator: char| {
        let rows = parted(text, separator, 40);
        let widths: Vec<usize> = rows.iter().map(Vec::len).filter(|&width| width > 1).collect();
        let most = widths.iter().map(|width| widths.iter().filter(|other| *other == width).count()).max();
        most.unwrap_or(0)
    };
    let mut best = (SEPARATORS[0], 0);
    for separator in SEPARATORS {
        let own = score(separator);
        if own > best.1 {
            best = (separator, own);
        }
    }
    best.0
}

/// Rows of cells, at most so many. Quotation marks at the start of a cell hold it together over separators and lines, and
/// stand doubled for themselves.
fn parted(text: &str, separator: char, most: usize) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut row, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            letter if is_quoted => cell.push(letter),
            // A bar that a backslash stands before is no frame of Markdown.
            '\\' if separator == '|' && letters.peek() == Some(&'|') => {
                cell.push(letter);
                cell.extend(letters.next());
            }
            letter if letter == separator => row.push(std::mem::take(&mut cell).trim().to_owned()),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                rows.push(std::mem::take(&mut row));
                if rows.len() >= most {
                    return rows;
                }
            }
            letter => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell.trim().to_owned());
        rows.push(row);
    }
    rows
}

/// A table of Markdown without its frame and its rules.
fn of_markdown(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_rule = |row: &Vec<String>| {
        row.iter().any(|cell| cell.contains('-'))
            && row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')))
    };
    let inner = |row: Vec<String>| {
        let is_framed =
            row.len() > 2 && row.first().is_some_and(String::is_empty) && row.last().is_some_and(String::is_empty);
        let last = row.len().saturating_sub(1);
        if is_framed { row.into_iter().take(last).skip(1).collect() } else { row }
    };
    // The first table of a longer text.
    let rows = rows.into_iter().skip_while(|row| row.len() < 2).take_while(|row| row.len() > 1);
    rows.filter(|row| !is_rule(row))
        .map(inner)
        .map(|row: Vec<String>| row.iter().map(|cell| without_marks(cell)).collect())
        .collect()
}

/// A cell of Markdown without marks of emphasis and without backslashes before signs.
fn without_marks(cell: &str) -> String {
    let cell = cell.strip_prefix("**").and_then(|cell| cell.strip_suffix("**")).unwrap_or(cell);
    let mut plain = String::with_capacity(cell.len());
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_escape = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend(if is_escape { letters.next() } else { Some(letter) });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let grid = read_text(text).unwrap_or_default();
        let rows: Vec<Vec<&str>> = grid.rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn cells_are_parted_by_what_parts_them() {
        let expected: &[&[&str]] = &[&["", "DT", "CT"], &["UNOWA", "x", ""]];
        for text in ["\tDT\tCT\nUNOWA\tx\t\n", ";DT;CT\r\nUNOWA;x;\r\n", ",DT,CT\rUNOWA,x,", "sep=;\n;DT;CT\nUNOWA;x;"]
        {
            check(text, expected);
        }
        check("| | DT | CT |\n|---|:-:|---|\n| UNOWA | x | |\n", &[&["", "DT", "CT"], &["UNOWA", "x", ""]]);
        check("|**UN**|a\\|b|\n", &[&["UN", "a|b"]]);
        check("a, b;c\nd, e;f\n", &[&["a, b", "c"], &["d, e", "f"]]);
    }

    #[test]
    fn quotation_marks_hold_a_cell_together() {
        check("a,\"b, c\"\nd,\"two\nlines \"\"e\"\"\"\n", &[&["a", "b, c"], &["d", "two\nlines \"e\""]]);
        check("a,5\" gun\nb,c\n", &[&["a", "5\" gun"], &["b", "c"]]);
    }

    #[test]
    fn any_encoding_is_known_by_its_bytes() {
        let text = "Mission,Thème\nBissau,«été» €\n";
        let utf_16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let with = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        let windows = b"Mission,Th\xe8me\nBissau,\xab\xe9t\xe9\xbb \x80\n".to_vec();
        for bytes in [
            text.as_bytes().to_vec(),
            with(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
            utf_16(u16::to_le_bytes),
            with(b"\xff\xfe", utf_16(u16::to_le_bytes)),
            with(b"\xfe\xff", utf_16(u16::to_be_bytes)),
            windows,
        ] {
            assert_eq!(decoded(&bytes), text, "{bytes:?}");
        }
    }

    #[test]
    fn nothing_and_too_much_are_told() {
        assert_eq!(read_text(" \n\n"), Err(TableError::Empty));
        assert_eq!(read_text(&"a,b\n".repeat(MOST.0 + 1)), Err(TableError::TooLarge));
        assert_eq!(read_text(&",a".repeat(MOST.1 + 1)), Err(TableError::TooLarge));
    }
}
