//! How a table lies: where its names stand, and whether each row is a claim of its own.

use super::cell::footnote_line;
use super::headers::{Known, key};
use super::{Axis, Grid, Place};
use crate::query::folded::fold;

/// How a table lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Missions down, themes across.
    MissionsDown,
    /// Themes down, missions across.
    ThemesDown,
    /// A claim in each row.
    Long,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 3] = [Self::MissionsDown, Self::ThemesDown, Self::Long];

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::MissionsDown => "missions down, themes across",
            Self::ThemesDown => "themes down, missions across",
            Self::Long => "a claim in each row",
        }
    }
}

/// How far down, and how far across, names are looked for.
const SEARCHED: (usize, usize) = (25, 8);

/// A wide table with its missions down, whichever way it lay.
pub(super) struct Wide {
    pub grid: Grid,
    pub is_turned: bool,
    /// The row with the themes.
    pub head: usize,
    /// The column with the missions.
    pub names: usize,
    /// Columns with organization and group.
    pub within: [Option<usize>; 2],
}

/// Columns that hold no theme.
const OTHERS: [&str; 21] = [
    "incidents",
    "activities",
    "resources",
    "gaps",
    "different",
    "compared with",
    "left out",
    "total",
    "totals",
    "sum",
    "filled",
    "missions",
    "marking",
    "shows",
    "as of",
    "only incidents of the query",
    "only incidents that are",
    "organization",
    "organisation",
    "group",
    "remark",
];

impl Wide {
    /// The place in the table as it was given.
    pub const fn place(&self, place: Place) -> Place {
        if self.is_turned { place.turned() } else { place }
    }

    /// The columns with themes.
    pub fn themes(&self) -> Vec<usize> {
        let is_theme = |&column: &usize| {
            let text = self.grid.at(Place { row: self.head, column });
            !text.is_empty() && !OTHERS.contains(&fold(text).as_str())
        };
        (self.names + 1..self.grid.width()).filter(is_theme).collect()
    }

    /// The rows with missions: down to the footnotes, without headings of groups and totals.
    pub fn missions(&self) -> Vec<usize> {
        let themes = self.themes();
        let is_mission = |&row: &usize| {
            let name = self.grid.at(Place { row, column: self.names });
            let has_cells = themes.iter().any(|&column| !self.grid.at(Place { row, column }).is_empty());
            !name.is_empty() && !OTHERS.contains(&fold(name).as_str()) && (has_cells || footnote_line(name).is_none())
        };
        (self.head + 1..self.grid.rows.len()).filter(is_mission).collect()
    }

    /// What the table says that it shows, where it is one of our own sheets: in a column, or in a line above.
    pub fn shows(&self) -> Option<&str> {
        let column =
            (0..self.grid.width()).find(|&column| fold(self.grid.at(Place { row: self.head, column })) == "shows");
        let first = || self.missions().first().copied();
        let above = || (0..self.head).find_map(|row| self.grid.at(Place { row, column: 0 }).strip_prefix("Shows: "));
        column.zip(first()).map(|(column, row)| self.grid.at(Place { row, column })).or_else(above)
    }

    /// Texts of footnotes below the table, by their sign.
    pub fn footnotes(&self) -> Vec<(String, String)> {
        let lines = self.grid.rows.iter().skip(self.head + 1).filter_map(|row| {
            let mut texts = row.iter().filter(|text| !text.trim().is_empty());
            let (only, rest) = (texts.next()?, texts.next());
            footnote_line(only).filter(|_| rest.is_none())
        });
        lines.map(|(sign, text)| (sign, text.to_owned())).collect()
    }
}

/// How a table lies, if nobody has said so.
pub(super) fn found(grid: &Grid, known: &Known) -> Layout {
    if long_head(grid).is_some() {
        return Layout::Long;
    }
    let turned = grid.turned();
    let (down, across) = (best(grid, known), best(&turned, known));
    if across.0 > down.0 { Layout::ThemesDown } else { Layout::MissionsDown }
}

/// The table with its missions down.
pub(super) fn wide(grid: &Grid, known: &Known, is_turned: bool) -> Wide {
    let grid = if is_turned { grid.turned() } else { grid.clone() };
    let (_, head, names) = best(&grid, known);
    let column = |wanted: &[&str]| {
        (0..grid.width())
            .find(|&column| column != names && wanted.contains(&fold(grid.at(Place { row: head, column })).as_str()))
    };
    let within = [column(&["organization", "organisation"]), column(&["group"])];
    Wide { grid, is_turned, head, names, within }
}

/// How many names are known where they would stand best, and in which row and column that is. Where none is known, it is
/// the first row that has more than one text, and its first column.
fn best(grid: &Grid, known: &Known) -> (usize, usize, usize) {
    let (down, across) = SEARCHED;
    let has = |axis: Axis, place: Place| known.find(&key(axis, grid.at(place))).is_some();
    let themes = |row: usize| (0..grid.width()).filter(|&column| has(Axis::Theme, Place { row, column })).count();
    let missions =
        |column: usize| (0..grid.rows.len()).filter(|&row| has(Axis::Mission, Place { row, column })).count();
    let texts = |row: &Vec<String>| row.iter().filter(|text| !text.trim().is_empty()).count();
    let usual = grid.rows.iter().position(|row| texts(row) > 1).unwrap_or(0);
    let rows = (0..grid.rows.len().min(down)).map(|row| (themes(row), row));
    let columns = (0..grid.width().min(across)).map(|column| (missions(column), column));
    let first_most = |one: (usize, usize), other: (usize, usize)| if other.0 > one.0 { other } else { one };
    let (known_themes, head) = rows.fold((0, usual), first_most);
    let (known_missions, names) = columns.fold((0, called(grid, head, "mission").unwrap_or(0)), first_most);
    (known_themes + known_missions, head, names)
}

/// The column of that name.
fn called(grid: &Grid, row: usize, name: &str) -> Option<usize> {
    (0..grid.width()).find(|&column| fold(grid.at(Place { row, column })) == name)
}

/// The row that names the columns of a long table.
pub(super) fn long_head(grid: &Grid) -> Option<usize> {
    let has = |row: usize, name: &str| called(grid, row, name).is_some();
    (0..grid.rows.len().min(SEARCHED.0)).find(|&row| has(row, "mission") && has(row, "theme"))
}
