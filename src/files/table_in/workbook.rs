//! The tables of an Excel workbook, cell by cell: what it says of its own size is not believed.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};

use super::{Leaf, MOST, TableError, checked};
use crate::query::intake::Grid;

/// The most bytes that the parts of a workbook may come to when they are unpacked.
const UNPACKED: u64 = 256 << 20;

/// The most tables of a workbook that are read.
const LEAVES: usize = 40;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Leaf>, TableError> {
    let refused = |problem: String| TableError::Workbook { problem };
    if unpacked(bytes).ok_or_else(|| refused("it is no archive".to_owned()))? > UNPACKED {
        return Err(TableError::TooLarge);
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(error.to_string()))?;
    let is_shown = |visible: SheetVisible| visible == SheetVisible::Visible;
    let leaves = book.sheets_metadata().iter().filter(|leaf| is_shown(leaf.visible));
    let names: Vec<String> = leaves.map(|leaf| leaf.name.clone()).take(LEAVES).collect();
    let mut leaves = Vec::new();
    for name in names {
        // A leaf without cells, such as that of a chart, is none.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut grid = Grid::default();
        let mut count = 0;
        while let Some(cell) = cells.next_cell().map_err(|error| refused(error.to_string()))? {
            let (row, column) = cell.get_position();
            let text = words(cell.get_value());
            count += usize::from(!text.is_empty());
            if !text.is_empty() {
                put(&mut grid, (row as usize, column as usize), text)?;
            }
            if count > MOST.2 {
                return Err(TableError::TooLarge);
            }
        }
        leaves.push(Leaf { name, grid: checked(grid)? });
    }
    Ok(leaves)
}

/// What the parts come to, as the archive states it. A part that is larger than it says is not unpacked further.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut total = 0_u64;
    for place in 0..archive.len() {
        total = total.saturating_add(archive.by_index_raw(place).ok()?.size());
    }
    Some(total)
}

fn put(grid: &mut Grid, (row, column): (usize, usize), text: String) -> Result<(), TableError> {
    if row >= MOST.0 || column >= MOST.1 {
        return Err(TableError::TooLarge);
    }
    if grid.rows.len() <= row {
        grid.rows.resize_with(row + 1, Vec::new);
    }
    if let Some(cells) = grid.rows.get_mut(row) {
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }
    Ok(())
}

/// What a cell shows. A date is a day: spreadsheets have no other.
fn words(data: &DataRef<'_>) -> String {
    match data {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(is_true) => if *is_true { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
