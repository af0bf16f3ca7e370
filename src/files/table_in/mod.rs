//! A table that somebody else made, as a grid of texts: CSV and its relatives in whatever encoding, a workbook, or what was
//! pasted. What its texts mean is no business of this floor.
//!
//! Such a file may be made to do harm. It is read up to fixed sizes, no formula is reckoned, and nothing that it refers to
//! is fetched.

mod text;
mod workbook;

use crate::query::intake::Grid;

pub use text::read_text;

/// One table of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What the file calls it; empty where it has but one.
    pub name: String,
    /// Its texts.
    pub grid: Grid,
}

/// The most bytes of a file with a table.
pub const MOST_BYTES: u64 = 32 << 20;

/// The most rows, columns, and cells that say something, of one table.
const MOST: (usize, usize, usize) = (5_000, 500, 200_000);

/// Why a file gives no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// There is nothing in it.
    #[error("There is no table in it: it holds no text")]
    Empty,
    /// It is larger than a table of missions and themes could be.
    #[error(
        "The table is too large: at most {} rows, {} columns and {} filled cells are read. Save the part that is meant on its own",
        MOST.0,
        MOST.1,
        MOST.2
    )]
    TooLarge,
    /// It is a file of a kind that is not read.
    #[error("It is {kind}, which is not read: save it as .xlsx or as CSV")]
    OtherKind {
        /// Which kind.
        kind: &'static str,
    },
    /// The workbook cannot be read.
    #[error("The workbook cannot be read ({problem}): open it in a spreadsheet and save it again, or save it as CSV")]
    Workbook {
        /// In the words of the library.
        problem: String,
    },
}

/// The tables of a file: those of a workbook in their order, or the one of a text.
pub fn read_tables(bytes: &[u8]) -> Result<Vec<Leaf>, TableError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(TableError::TooLarge);
    }
    let kinds: [(&[u8], &'static str); 4] = [
        (b"\xd0\xcf\x11\xe0", "a file of an old version of Excel or Word"),
        (b"%PDF", "a PDF"),
        (b"{\\rtf", "a text with formats (RTF)"),
        (b"\x89PNG", "a picture"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Err(TableError::OtherKind { kind });
    }
    let leaves = if bytes.starts_with(b"PK") {
        workbook::read(bytes)?
    } else {
        vec![Leaf { name: String::new(), grid: read_text(&text::decoded(bytes))? }]
    };
    let leaves: Vec<Leaf> = leaves.into_iter().filter(|leaf| !leaf.grid.rows.is_empty()).collect();
    if leaves.is_empty() { Err(TableError::Empty) } else { Ok(leaves) }
}

/// Whether a table is no larger than what is read.
fn checked(grid: Grid) -> Result<Grid, TableError> {
    let filled = grid.rows.iter().flatten().filter(|text| !text.is_empty()).count();
    let is_small = grid.rows.len() <= MOST.0 && grid.width() <= MOST.1 && filled <= MOST.2;
    if is_small { Ok(grid) } else { Err(TableError::TooLarge) }
}
