//! A sheet as Markdown: a table of short signs, what they mean, and a table of what stands behind the cells. The marking
//! is its first and its last line.

use super::{Column, Long, Row, Sheet, Total};

pub(super) fn write(sheet: &Sheet) -> String {
    let banner = format!("**{}**\n", escaped(&sheet.marking.banner()));
    let mut text = format!("{banner}\n# {}\n\n", escaped(&sheet.title));
    for (name, value) in &sheet.about {
        line(&mut text, &format!("- {name}: {}", escaped(value)));
    }
    text.push('\n');
    matrix(&mut text, sheet);
    text.push_str("\n## Legend\n\n");
    for (sign, words) in &sheet.legend {
        // What is empty has no sign: its words say so.
        let sign = if sign.text().is_empty() { String::new() } else { format!("{}: ", escaped(sign.text())) };
        line(&mut text, &format!("- {sign}{words}"));
    }
    themes(&mut text, sheet);
    text.push('\n');
    sheet.notes.iter().for_each(|note| line(&mut text, &format!("{note}\n")));
    sheet.long.iter().for_each(|long| table(&mut text, long));
    text.push_str(&banner);
    text
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// What the codes over the columns stand for.
fn themes(text: &mut String, sheet: &Sheet) {
    for column in sheet.columns.iter().filter(|column| column.code() != column.name) {
        line(text, &format!("- {}: {}", escaped(column.code()), escaped(&column.name)));
    }
}

fn matrix(text: &mut String, sheet: &Sheet) {
    let codes = sheet.columns.iter().map(|column| escaped(Column::code(column)));
    row(text, std::iter::once("Mission".to_owned()).chain(codes).chain(["Total".to_owned()]));
    let rule = std::iter::once("---").chain(sheet.columns.iter().map(|_| ":-:")).chain([":-:"]);
    row(text, rule.map(str::to_owned));
    for group in &sheet.groups {
        let blank = sheet.columns.iter().map(|_| String::new());
        let heading = format!("**{}**", escaped(&group.heading));
        row(text, std::iter::once(heading).chain(blank).chain([escaped(&group.total.short())]));
        group.rows.iter().for_each(|one| mission(text, one));
    }
    let totals = sheet.totals.iter().map(Total::short).map(|words| escaped(&words));
    let counted = format!("**{}**", sheet.counted);
    row(text, std::iter::once(counted).chain(totals).chain([escaped(&sheet.total.short())]));
}

fn mission(text: &mut String, one: &Row) {
    let cells = one.cells.iter().map(|cell| escaped(&cell.short()));
    row(text, std::iter::once(escaped(&one.heading())).chain(cells).chain([escaped(&one.total.short())]));
}

fn table(text: &mut String, long: &Long) {
    line(text, &format!("\n## {}\n", long.title));
    if long.rows.is_empty() {
        line(text, "None\n");
        return;
    }
    let told = long.told();
    let names = told.iter().filter_map(|&place| long.columns.get(place));
    row(text, names.map(|name| (*name).to_owned()));
    row(text, told.iter().map(|_| "---".to_owned()));
    for one in &long.rows {
        row(text, told.iter().filter_map(|&place| one.get(place)).map(|cell| escaped(cell)));
    }
    text.push('\n');
}

fn row(text: &mut String, cells: impl Iterator<Item = String>) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(&cell);
        text.push_str(" |");
    }
    text.push('\n');
}

/// A text on one line, of which nothing is markup: neither of Markdown nor of HTML within it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => safe.extend(['\\', letter]),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Drug trafficking", "Drug trafficking");
        check("a|b", "a\\|b");
        check("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;");
        check("[a](javascript:b)", "\\[a\\](javascript:b)");
        check("two\nlines", "two lines");
        check("*mand.*", "\\*mand.\\*");
    }
}
