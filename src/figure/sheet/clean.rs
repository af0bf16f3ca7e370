//! A sheet without characters that do something: what steers a terminal, and what turns the direction of other text.

use super::{Cell, Column, Group, Long, Row, Sheet, Total};
use crate::query::gaps::Amount;

impl Sheet {
    /// The same with spaces in the place of such characters. Lines stay lines.
    pub(super) fn cleaned(&self) -> Self {
        Self {
            title: text(&self.title),
            about: self.about.iter().map(|(name, value)| (*name, text(value))).collect(),
            columns: self.columns.iter().map(|one| Column { short: text(&one.short), name: text(&one.name) }).collect(),
            groups: self.groups.iter().map(group).collect(),
            totals: self.totals.iter().map(total).collect(),
            total: total(&self.total),
            legend: self.legend.clone(),
            long: self.long.iter().map(long).collect(),
            notes: self.notes.clone(),
            ..*self
        }
    }
}

fn group(group: &Group) -> Group {
    Group { heading: text(&group.heading), rows: group.rows.iter().map(row).collect(), total: total(&group.total) }
}

fn row(row: &Row) -> Row {
    Row {
        organization: text(&row.organization),
        group: text(&row.group),
        name: text(&row.name),
        full_name: text(&row.full_name),
        cells: row.cells.iter().map(cell).collect(),
        total: total(&row.total),
        remark: row.remark,
    }
}

fn total(total: &Total) -> Total {
    if let Total::Amounts(amounts) = total {
        let amount = |one: &Amount| Amount { unit: text(&one.unit), ..*one };
        return Total::Amounts(amounts.iter().map(amount).collect());
    }
    total.clone()
}

fn cell(cell: &Cell) -> Cell {
    Cell {
        label: text(&cell.label),
        words: text(&cell.words),
        behind: cell.behind.iter().map(|line| text(line)).collect(),
        marks: cell.marks.clone(),
        counted: cell.counted.iter().map(|line| line.iter().map(|(sign, one)| (*sign, text(one))).collect()).collect(),
        ..*cell
    }
}

fn long(long: &Long) -> Long {
    let rows = long.rows.iter().map(|row| row.iter().map(|one| text(one)).collect()).collect();
    Long { rows, ..*long }
}

fn text(text: &str) -> String {
    let harmless = |letter: char| match letter {
        '\n' => '\n',
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_becomes_a_space() {
        let check = |given: &str, expected: &str| assert_eq!(text(given), expected);
        check("plain, Ünïcode, عربي", "plain, Ünïcode, عربي");
        check("a\u{1b}[31mb", "a [31mb");
        check("a\u{202e}b\u{2066}c\u{2028}d", "a b c d");
        check("two\nlines\r\n\0", "two\nlines \n ");
    }
}
