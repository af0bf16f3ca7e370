//! Where the cells of the matrix stand, which of them has the cursor, and how the cursor moves.

use std::ops::Range;

use egui::{Id, Key, Modifiers, Pos2, Rect, Vec2};

use super::headers::{SMALL, code_of};
use super::{COLUMN, COMFORT, GROUP, HEADER, NAMES, PLUS, ROOM, ROW, TOTALS, WIDEST_CODE};
use crate::case::{MissionId, RecordId, ThemeId};
use crate::query::evidence::Layer;
use crate::query::matrix::Matrix;
use crate::session::{Command, Sight};
use crate::ui::tokens;
use crate::ui::widgets::{Same, kept};

/// Where things stand in this frame.
pub(super) struct Grid {
    /// The part in which cells are drawn.
    pub body: Rect,
    /// The whole of the table, with names, header and totals.
    pub whole: Rect,
    /// Width of a column, in points.
    pub column: f32,
    /// Height of a row, in points.
    pub row: f32,
    /// Width of the column of totals, in points.
    pub totals: f32,
    /// How far the table is scrolled, in points.
    pub scroll: Vec2,
    /// The one cell or header that the keyboard stops at.
    pub stop: Option<Id>,
}

impl Grid {
    /// The table within `whole`.
    pub fn of(ui: &egui::Ui, scroll: Vec2, session: Sight<'_>, whole: Rect) -> Self {
        let matrix = &session.answers().arrangement.matrix;
        let themes = matrix.themes.len() as f32;
        let layer = session.view().layer;
        let totals = if layer == Layer::Incidents { TOTALS.1 } else { TOTALS.0 };
        // Names are cut before the columns get too narrow to be told apart.
        let room = whole.width() - totals - PLUS - themes * COMFORT;
        let names = names(ui, session).min(room.max(NAMES.0));
        let width = whole.width() - names - totals - PLUS;
        let column = (width / themes).clamp(codes(ui, session), COLUMN.1);
        let header = if column >= ROOM.1 { HEADER.1 } else { HEADER.0 };
        let right = whole.right() - totals - PLUS;
        let body = Rect::from_min_max(whole.min + Vec2::new(names, header), Pos2::new(right, whole.bottom()));
        // Where there is room to spare, the totals stand beside the last column.
        let right = (body.left() + column * themes).min(body.right());
        let body = Rect::from_min_max(body.min, Pos2::new(right, body.bottom()));
        let row = match layer {
            Layer::Both => ROW.1,
            Layer::All => ROW.2,
            Layer::Level | Layer::Activities | Layer::Incidents | Layer::Resources | Layer::Gap | Layer::Difference => {
                ROW.0
            }
        };
        Self { body, whole, column, row, totals, scroll, stop: None }
    }

    /// The left edge of a column.
    pub fn column(&self, place: usize) -> f32 {
        self.body.left() - self.scroll.x + place as f32 * self.column
    }

    /// The columns in view, of so many.
    #[expect(clippy::cast_sign_loss, reason = "what is left of the first column is cut to it")]
    pub fn columns(&self, count: usize) -> Range<usize> {
        let place = |x: f32| ((x / self.column).max(0.0) as usize).min(count);
        place(self.scroll.x)..(place(self.scroll.x + self.body.width().max(0.0)) + 1).min(count)
    }

    /// Size of everything that can be scrolled through, in points.
    pub fn content(&self, matrix: &Matrix) -> Vec2 {
        let rows = matrix.rows().count() as f32 * self.row + matrix.groups.len() as f32 * GROUP;
        // The totals, and the line that adds a mission.
        Vec2::new(matrix.themes.len() as f32 * self.column, rows + self.row + GROUP)
    }

    /// The place of the cell at a point of the body, whether or not it is in view; none beside the last column.
    pub fn place_at(&self, matrix: &Matrix, at: Pos2) -> Option<Place> {
        let x = (at.x - self.body.left() + self.scroll.x) / self.column;
        let column = steps(x).filter(|&column| column < matrix.themes.len())?;
        Some(Place { row: Some(self.row_at(matrix, at.y)?), column: Some(column) })
    }

    /// The row at a height of the body; on a heading the row below it, so that what is drawn over it does not stop there.
    pub fn row_at(&self, matrix: &Matrix, y: f32) -> Option<usize> {
        let (mut top, mut first) = (self.body.top() - self.scroll.y, 0);
        for group in &matrix.groups {
            let count = group.rows.len();
            let height = count as f32 * self.row;
            if y < top + GROUP + height {
                let within = steps(((y - top - GROUP) / self.row).max(0.0))?;
                return Some(first + within.min(count.checked_sub(1)?));
            }
            first += count;
            top += GROUP + height;
        }
        first.checked_sub(1)
    }

    /// The upper edge of a row in the window, in points.
    pub fn top_of(&self, matrix: &Matrix, row: usize) -> f32 {
        let (_, bottom) = self.row_range(matrix, row);
        self.body.top() - self.scroll.y + bottom - self.row
    }

    /// How many rows fit at once, less one, so that one row stays in sight.
    #[expect(clippy::cast_sign_loss, reason = "a height is no less than zero")]
    pub fn page(&self) -> usize {
        ((self.body.height().max(0.0) / self.row) as usize).saturating_sub(1).max(1)
    }

    /// The scroll that shows a place, moved no further than needed. A group's first row comes with its heading.
    pub fn reveal(&self, matrix: &Matrix, place: Place) -> Vec2 {
        let mut scroll = self.scroll;
        if let Some(row) = place.row {
            let (top, bottom) = self.row_range(matrix, row);
            scroll.y = scroll.y.max(bottom - self.body.height()).min(top);
        }
        if let Some(column) = place.column {
            let left = column as f32 * self.column;
            scroll.x = scroll.x.max(left + self.column - self.body.width()).min(left);
        }
        scroll
    }

    fn row_range(&self, matrix: &Matrix, wanted: usize) -> (f32, f32) {
        let (mut top, mut first) = (0.0, 0);
        for group in &matrix.groups {
            if wanted < first + group.rows.len() {
                let within = (wanted - first) as f32 * self.row;
                let heading = if wanted == first { 0.0 } else { GROUP };
                return (top + within + heading, top + GROUP + within + self.row);
            }
            first += group.rows.len();
            top += GROUP + group.rows.len() as f32 * self.row;
        }
        (top, top + self.row)
    }
}

/// So many whole steps; none before the first.
#[expect(clippy::cast_sign_loss, reason = "less than nothing was left out")]
fn steps(count: f32) -> Option<usize> {
    (count >= 0.0).then_some(count as usize)
}

/// Width of the column of names: as wide as the longest one, within bounds. Measured once for each value of the table.
fn names(ui: &egui::Ui, session: Sight<'_>) -> f32 {
    let matrix = &session.answers().arrangement.matrix;
    let key = (Same::of(matrix), session.generation(), ui.ctx().pixels_per_point());
    *kept(ui, "names", key, || {
        let width = |mission: MissionId| {
            // More than this is cut anyway.
            let name: String = session.case().title_of(mission.into()).chars().take(60).collect();
            ui.painter().layout_no_wrap(name, tokens::strong(12.5), egui::Color32::PLACEHOLDER).size().x
        };
        let widest = matrix.rows().map(|row| width(row.mission)).fold(0.0, f32::max);
        (widest + 16.0).clamp(NAMES.0, NAMES.1)
    })
}

/// The least width of a column: so that the codes over two columns do not run into each other, within bounds. Measured
/// once for each value of the table.
fn codes(ui: &egui::Ui, session: Sight<'_>) -> f32 {
    let matrix = &session.answers().arrangement.matrix;
    let key = (Same::of(matrix), session.generation(), ui.ctx().pixels_per_point());
    *kept(ui, "codes", key, || {
        let themes = matrix.themes.iter().filter_map(|id| session.case().themes.get(id));
        let width =
            |code| ui.painter().layout_no_wrap(code, tokens::strong(SMALL), egui::Color32::PLACEHOLDER).size().x;
        let widest = themes.map(|theme| width(code_of(theme))).fold(0.0, f32::max);
        (widest + 5.0).clamp(COLUMN.0, WIDEST_CODE)
    })
}

/// What has the cursor: a cell, or a header of a row or column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cursor {
    Cell(MissionId, ThemeId),
    Mission(MissionId),
    Theme(ThemeId),
}

impl Cursor {
    /// What is selected, where it is shown, or else the first cell, so that the keyboard finds its way in.
    pub fn of(session: Sight<'_>) -> Option<Self> {
        let matrix = &session.answers().arrangement.matrix;
        let selection = session.selection();
        let chosen = match (selection.cell, selection.shown()) {
            (Some((mission, theme)), _) => Some(Self::Cell(mission, theme)),
            (None, Some(RecordId::Mission(mission))) => Some(Self::Mission(mission)),
            (None, Some(RecordId::Theme(theme))) => Some(Self::Theme(theme)),
            _ => None,
        };
        // What is hidden has no cursor.
        let chosen = chosen.filter(|cursor| cursor.place(matrix).is_some());
        chosen.or_else(|| Some(Self::Cell(matrix.rows().next()?.mission, *matrix.themes.first()?)))
    }

    /// Its identity in the window.
    pub fn id(self) -> Id {
        match self {
            Self::Cell(mission, theme) => Id::unique(("cell", mission, theme)),
            Self::Mission(mission) => header_id(mission.into()),
            Self::Theme(theme) => header_id(theme.into()),
        }
    }

    /// Selects it.
    pub fn command(self) -> Command {
        match self {
            Self::Cell(mission, theme) => Command::SelectCell(mission, theme),
            Self::Mission(mission) => Command::Select(mission.into()),
            Self::Theme(theme) => Command::Select(theme.into()),
        }
    }

    /// Where it stands.
    pub fn place(self, matrix: &Matrix) -> Option<Place> {
        let row = |mission| matrix.rows().position(|row| row.mission == mission);
        let column = |theme| matrix.themes.iter().position(|&other| other == theme);
        let place = match self {
            Self::Cell(mission, theme) => Place { row: Some(row(mission)?), column: Some(column(theme)?) },
            Self::Mission(mission) => Place { row: Some(row(mission)?), column: None },
            Self::Theme(theme) => Place { row: None, column: Some(column(theme)?) },
        };
        Some(place)
    }

    /// What stands there.
    pub fn at(matrix: &Matrix, place: Place) -> Option<Self> {
        let mission = place.row.and_then(|row| matrix.rows().nth(row)).map(|row| row.mission);
        let theme = place.column.and_then(|column| matrix.themes.get(column)).copied();
        match (mission, theme) {
            (Some(mission), Some(theme)) => Some(Self::Cell(mission, theme)),
            (Some(mission), None) => Some(Self::Mission(mission)),
            (None, Some(theme)) => Some(Self::Theme(theme)),
            (None, None) => None,
        }
    }
}

/// The identity of a header in the window.
pub(super) fn header_id(id: RecordId) -> Id {
    Id::unique(("header", id))
}

/// A row and a column; none is the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub row: Option<usize>,
    pub column: Option<usize>,
}

impl Place {
    /// Where a key leads, in a table of so many rows and columns; nowhere else if it is no such key.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys lead nowhere")]
    pub fn stepped(self, (key, modifiers): (Key, Modifiers), (rows, columns): (usize, usize), page: usize) -> Self {
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        let up = |by: usize| self.row.and_then(|row| row.checked_sub(by));
        let down = |by: usize| Some(self.row.map_or(by - 1, |row| row + by).min(last_row));
        let is_whole = modifiers.command;
        let ends = |is_first: bool| Self {
            row: if is_whole && self.row.is_some() { Some(if is_first { 0 } else { last_row }) } else { self.row },
            column: Some(if is_first { 0 } else { last_column }),
        };
        let next = match key {
            Key::ArrowUp => Self { row: up(1), ..self },
            Key::ArrowDown => Self { row: down(1), ..self },
            Key::ArrowLeft => Self { column: self.column.and_then(|column| column.checked_sub(1)), ..self },
            Key::ArrowRight => {
                Self { column: Some(self.column.map_or(0, |column| column + 1).min(last_column)), ..self }
            }
            Key::PageUp => Self { row: self.row.map(|row| row.saturating_sub(page)), ..self },
            Key::PageDown => Self { row: down(page), ..self },
            Key::Home => ends(true),
            Key::End => ends(false),
            _ => self,
        };
        // The corner is no place.
        if next.row.is_none() && next.column.is_none() { self } else { next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From a place by a key, in a table of 30 rows and 12 columns of which 5 rows fit.
    fn check(from: (Option<usize>, Option<usize>), key: Key, modifiers: Modifiers, to: (Option<usize>, Option<usize>)) {
        let place = Place { row: from.0, column: from.1 }.stepped((key, modifiers), (30, 12), 5);
        assert_eq!((place.row, place.column), to, "{from:?} {key:?}");
    }

    #[test]
    fn arrows_move_by_one_and_reach_the_headers() {
        let none = Modifiers::NONE;
        check((Some(3), Some(4)), Key::ArrowUp, none, (Some(2), Some(4)));
        check((Some(3), Some(4)), Key::ArrowRight, none, (Some(3), Some(5)));
        check((Some(0), Some(4)), Key::ArrowUp, none, (None, Some(4)));
        check((None, Some(4)), Key::ArrowUp, none, (None, Some(4)));
        check((None, Some(4)), Key::ArrowDown, none, (Some(0), Some(4)));
        check((Some(3), Some(0)), Key::ArrowLeft, none, (Some(3), None));
        check((Some(3), None), Key::ArrowRight, none, (Some(3), Some(0)));
        check((Some(29), Some(11)), Key::ArrowDown, none, (Some(29), Some(11)));
        check((Some(29), Some(11)), Key::ArrowRight, none, (Some(29), Some(11)));
        check((Some(0), None), Key::ArrowUp, none, (Some(0), None));
        check((None, Some(0)), Key::ArrowLeft, none, (None, Some(0)));
    }

    #[test]
    fn pages_and_ends_go_further() {
        let (none, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
        check((Some(3), Some(4)), Key::PageDown, none, (Some(8), Some(4)));
        check((Some(28), Some(4)), Key::PageDown, none, (Some(29), Some(4)));
        check((Some(3), Some(4)), Key::PageUp, none, (Some(0), Some(4)));
        check((Some(3), Some(4)), Key::Home, none, (Some(3), Some(0)));
        check((Some(3), Some(4)), Key::End, none, (Some(3), Some(11)));
        check((Some(3), Some(4)), Key::Home, ctrl, (Some(0), Some(0)));
        check((Some(3), Some(4)), Key::End, ctrl, (Some(29), Some(11)));
        check((Some(3), Some(4)), Key::A, none, (Some(3), Some(4)));
    }
}
