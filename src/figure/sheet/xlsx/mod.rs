//! A sheet as a workbook: the matrix, what it means, and a table of statements on a leaf each. Every leaf begins and ends
//! with the marking, and is printed with it on every page.
//!
//! What stands behind a cell is its note. Nothing in the file names the user or the machine, and its dates are fixed.

mod leaves;
mod matrix;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Sheet, SheetError};
use crate::figure::{LIGHT, Rgb, marking_colours};

/// What a workbook can hold.
const COLUMNS: usize = 16_384;
const ROWS: usize = 1_048_576;

/// Rows of a leaf that are none of its table: the marking at both ends, the title and what it is about.
const AROUND: usize = 20;

/// The most characters of one cell.
const CHARS: usize = 32_767;

pub(super) fn write(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    let columns = sheet.columns.len() + 2;
    let rows = sheet.groups.iter().map(|group| group.rows.len() + 1).sum::<usize>();
    let rows = sheet.long.iter().map(|long| long.rows.len()).fold(rows, usize::max) + AROUND;
    if columns > COLUMNS || rows > ROWS {
        return Err(SheetError::TooLarge { format: "an Excel workbook", columns, rows });
    }
    book(sheet).map_err(|error| SheetError::Refused { format: "an Excel workbook", problem: error.to_string() })
}

fn book(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A file has to say when it was made: the same for all, since the clock is nobody's business here.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&sheet.title).set_creation_datetime(&made));
    matrix::add(book.add_worksheet(), sheet)?;
    leaves::legend(book.add_worksheet(), sheet)?;
    for long in &sheet.long {
        leaves::statements(book.add_worksheet(), sheet, long)?;
    }
    book.save_to_buffer()
}

/// A colour as the library has it.
fn colour(rgb: Rgb) -> Color {
    Color::RGB(rgb.number())
}

fn plain() -> Format {
    Format::new().set_font_size(10).set_font_color(colour(LIGHT.ink)).set_align(FormatAlign::VerticalCenter)
}

fn strong() -> Format {
    plain().set_bold()
}

fn soft() -> Format {
    plain().set_font_color(colour(LIGHT.ink_soft))
}

fn wrapped() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

fn ruled(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(colour(LIGHT.rule))
}

/// The marking over so many columns, and on every printed page.
fn banner(leaf: &mut Worksheet, sheet: &Sheet, (row, columns): (u32, u16)) -> Result<(), XlsxError> {
    let (ground, ink) = marking_colours(sheet.marking);
    let format = strong().set_background_color(colour(ground)).set_font_color(colour(ink));
    let words = sheet.marking.banner();
    // Left, so that it is in sight however far the leaf is scrolled to the right.
    leaf.write_string_with_format(row, 0, &words, &format)?;
    for column in 1..columns {
        leaf.write_blank(row, column, &format)?;
    }
    leaf.set_header(format!("&C&\"-,Bold\"{words}"));
    leaf.set_footer(format!("&L&A&C&\"-,Bold\"{words}&R&P / &N"));
    Ok(())
}

/// The marking, the title and what the sheet is about; the row after them.
fn head(leaf: &mut Worksheet, sheet: &Sheet, columns: u16) -> Result<u32, XlsxError> {
    banner(leaf, sheet, (0, columns))?;
    leaf.write_string_with_format(1, 0, cut(&sheet.title), &strong().set_font_size(14))?;
    leaf.set_row_height(1, 22)?;
    let mut row = 2;
    for (name, value) in &sheet.about {
        leaf.write_string_with_format(row, 0, cut(&format!("{name}: {value}")), &soft())?;
        row += 1;
    }
    Ok(row + 1)
}

/// On paper: across, as wide as a page.
fn on_paper(leaf: &mut Worksheet) {
    leaf.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
}

/// A text that a cell can hold.
fn cut(text: &str) -> String {
    // It is counted as the program does that opens it, which takes a character outside of the first plane for two.
    if text.encode_utf16().count() <= CHARS {
        return text.to_owned();
    }
    let mut length = 1;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= CHARS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A place in a row or column; what does not fit was refused before.
fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_what_a_cell_holds() {
        let check = |text: &str| {
            let cut = cut(text);
            assert!(cut.encode_utf16().count() <= CHARS);
            cut.ends_with('…')
        };
        assert!(!check(&"x".repeat(CHARS)));
        assert!(check(&"x".repeat(CHARS + 1)));
        assert!(check(&"𝕏".repeat(CHARS)));
    }
}
