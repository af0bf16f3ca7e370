//! Several cells of the matrix at once: from where a range begins to the cell that has the cursor, what it comes to, and
//! how it reads.

use std::ops::RangeInclusive;

use egui::{PointerButton, Pos2, Response, Vec2};

use super::grid::{Cursor, Grid, Place};
use super::{Memory, keys};
use crate::case::{Level, MissionId, ThemeId};
use crate::query::matrix::Matrix;
use crate::session::{Command, Commands, Sight};
use crate::ui::widgets::titled;

/// A mission and a theme.
pub(super) type Key = (MissionId, ThemeId);

/// A range of cells: the rectangle between two of them, as they stand on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// Where it begins.
    from: Key,
    /// Where it ends: the cell that is selected, or that is to be once the pointer lets go.
    to: Key,
    /// Whether the pointer has not let go of it.
    is_dragged: bool,
}

/// The places of a range of more than one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    rows: RangeInclusive<usize>,
    columns: RangeInclusive<usize>,
}

impl Range {
    /// Of one cell, to be extended.
    pub const fn of(cell: Key) -> Self {
        Self { from: cell, to: cell, is_dragged: false }
    }

    /// From where the present range begins, or else from the selected cell, to this one.
    pub fn extended(present: Option<Self>, to: Key, session: Sight<'_>) -> Self {
        let from = present.map(|range| range.from).or(session.selection().cell).unwrap_or(to);
        Self { from, to, is_dragged: false }
    }

    /// Whether it still ends where the cursor is: what is selected elsewhere ends it.
    pub fn is_live(&self, session: Sight<'_>) -> bool {
        self.is_dragged || session.selection().cell == Some(self.to)
    }

    /// Its places; none where it is one cell, or where one of its ends is out of the table.
    pub fn block(&self, matrix: &Matrix) -> Option<Block> {
        let place = |(mission, theme): Key| Cursor::Cell(mission, theme).place(matrix);
        let (from, to) = (place(self.from)?, place(self.to)?);
        let between = |one: usize, other: usize| one.min(other)..=one.max(other);
        let block = Block { rows: between(from.row?, to.row?), columns: between(from.column?, to.column?) };
        (block.count() > 1).then_some(block)
    }
}

impl Block {
    /// Its rows and its columns.
    pub fn sides(&self) -> (RangeInclusive<usize>, RangeInclusive<usize>) {
        (self.rows.clone(), self.columns.clone())
    }

    /// How many cells it has.
    pub fn count(&self) -> usize {
        self.rows.clone().count() * self.columns.clone().count()
    }

    /// Whether a cell is in it.
    pub fn has(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    /// Its cells, row by row.
    pub fn cells(&self, matrix: &Matrix) -> Vec<Key> {
        let rows = matrix.rows().skip(*self.rows.start()).take(self.rows.clone().count());
        let themes = matrix.themes.get(self.columns.clone()).unwrap_or_default();
        rows.flat_map(|row| themes.iter().map(|&theme| (row.mission, theme))).collect()
    }

    /// "6 cells: UNIOGBIS to UNOWA, Drug trafficking to Corruption".
    pub fn words(&self, session: Sight<'_>, matrix: &Matrix) -> String {
        let case = session.case();
        let mission = |row: usize| matrix.rows().nth(row).map(|row| titled(case, row.mission)).unwrap_or_default();
        let theme = |column: usize| matrix.themes.get(column).map(|&id| titled(case, id)).unwrap_or_default();
        let to = |first: String, last: String| if first == last { first } else { format!("{first} to {last}") };
        let rows = to(mission(*self.rows.start()), mission(*self.rows.end()));
        let columns = to(theme(*self.columns.start()), theme(*self.columns.end()));
        format!("{} cells selected: {rows}, {columns}", self.count())
    }
}

/// The places of the range, or of the one cell where there is none.
pub(super) fn block_of(range: Option<Range>, (mission, theme): Key, matrix: &Matrix) -> Option<Block> {
    let one = || {
        let place = Cursor::Cell(mission, theme).place(matrix)?;
        let (row, column) = (place.row?, place.column?);
        Some(Block { rows: row..=row, columns: column..=column })
    };
    range.and_then(|range| range.block(matrix)).or_else(one)
}

/// What fills the range, or the one cell where there is none.
pub(super) fn filling(range: Option<Range>, (mission, theme): Key, level: Option<Level>, matrix: &Matrix) -> Command {
    match range.and_then(|range| range.block(matrix)) {
        Some(block) => Command::FillCells(block.cells(matrix), level),
        None => Command::SetLevel(mission, theme, level),
    }
}

/// Lets the pointer draw a range over the cells. Gives the cell at which it ends, once the pointer has let go of it.
pub(super) fn drag_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    canvas: &Response,
    (grid, session, commands): (&Grid, Sight<'_>, &mut Commands),
) -> Option<Cursor> {
    if canvas.dragged_by(PointerButton::Primary) {
        draw(ui, memory, (grid, session));
    }
    if !canvas.drag_stopped() {
        return None;
    }
    let range = memory.range.as_mut().filter(|range| range.is_dragged)?;
    range.is_dragged = false;
    let cursor = Cursor::Cell(range.to.0, range.to.1);
    commands.send(cursor.command());
    keys::show(ui, memory, cursor, (grid, session));
    Some(cursor)
}

/// Takes the range to the cell under the pointer, and scrolls where that is beyond what is in view.
fn draw(ui: &egui::Ui, memory: &mut Memory, (grid, session): (&Grid, Sight<'_>)) {
    let (origin, pointer) = ui.input(|input| (input.pointer.press_origin(), input.pointer.interact_pos()));
    let (Some(origin), Some(pointer)) = (origin, pointer) else { return };
    let matrix = &session.answers().arrangement.matrix;
    let key = |at: Pos2| grid.place_at(matrix, at).and_then(|place| Cursor::at(matrix, place)).and_then(Cursor::key);
    let drawn = memory.range.filter(|range| range.is_dragged);
    let from = match drawn {
        Some(range) => Some(range.from),
        None => grid.body.contains(origin).then(|| key(origin)).flatten(),
    };
    let within = grid.body.shrink(1.0).clamp(pointer);
    let (Some(from), Some(to)) = (from, key(within)) else { return };
    if drawn.is_none() && from == to {
        return;
    }
    memory.range = Some(Range { from, to, is_dragged: true });
    let beyond = pointer - within;
    if beyond != Vec2::ZERO {
        memory.scroll += beyond * ui.input(|input| input.stable_dt).min(0.1) * HASTE;
        ui.ctx().request_repaint();
    }
}

/// How fast the table scrolls for each point by which the pointer is beyond it, per second.
const HASTE: f32 = 6.0;

impl Cursor {
    /// Its mission and theme, where it is a cell.
    pub(super) const fn key(self) -> Option<Key> {
        match self {
            Self::Cell(mission, theme) => Some((mission, theme)),
            Self::Mission(_) | Self::Theme(_) => None,
        }
    }
}

impl Place {
    /// The place that a key extends a range to: never a header.
    pub(super) fn in_cells(self, before: Self) -> Self {
        Self { row: self.row.or(before.row), column: self.column.or(before.column) }
    }
}
