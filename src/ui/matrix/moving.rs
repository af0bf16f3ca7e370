//! A mission or theme that takes another place in the order: by a key, or by dragging its header.

use egui::{CursorIcon, Key, PointerButton, Pos2, Rangef, Response, Stroke};

use super::Memory;
use super::grid::{Cursor, Grid, Place};
use super::menus::neighbours;
use super::order::{is_own, order_words};
use crate::case::RecordId;
use crate::edit::Edit;
use crate::query::matrix::{Group, Matrix};
use crate::session::{Command, Commands, Sight};
use crate::ui::tokens::Theme;

/// A header that is being dragged.
#[derive(Clone, Copy)]
pub(super) struct Moving {
    id: RecordId,
    goal: Option<Goal>,
}

/// Where it would stand if the pointer let go of it now: right before another, or right after.
#[derive(Clone, Copy)]
struct Goal {
    beside: RecordId,
    is_after: bool,
    /// Where the line is that shows it: down the window, or across it.
    at: f32,
}

/// Which way a key takes the mission or theme at the cursor; `None` where it is no such key. Through columns a theme is
/// taken by its header alone: in a cell these keys go back and forward, as everywhere.
pub(super) const fn way(key: Key, cursor: Cursor) -> Option<Way> {
    match (key, cursor) {
        (Key::ArrowUp, Cursor::Cell(..) | Cursor::Mission(_)) | (Key::ArrowLeft, Cursor::Theme(_)) => Some(Way::Back),
        (Key::ArrowDown, Cursor::Cell(..) | Cursor::Mission(_)) | (Key::ArrowRight, Cursor::Theme(_)) => Some(Way::On),
        _ => None,
    }
}

/// Towards the beginning, or towards the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    On,
}

/// Takes the mission or theme at the cursor past the next one.
pub(super) fn step(memory: &mut Memory, cursor: Cursor, way: Way, (session, commands): (Sight<'_>, &mut Commands)) {
    let id: RecordId = match cursor {
        Cursor::Cell(mission, _) | Cursor::Mission(mission) => mission.into(),
        Cursor::Theme(theme) => theme.into(),
    };
    if !is_own(session, id) {
        commands.send(Command::Tell(order_words(session, id)));
        return;
    }
    let (before, after) = neighbours(session, id);
    if let Some(other) = if way == Way::Back { before } else { after } {
        commands.send(Command::Edit(Edit::Swap(id, other)));
        if !matches!(cursor, Cursor::Cell(..)) {
            memory.named = Some(id);
        }
    }
}

/// Lets the pointer take a header to another place: a line shows where, and one step is made of it at the end.
pub(super) fn drag_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    canvas: &Response,
    (grid, session, commands): (&Grid, Sight<'_>, &mut Commands),
) {
    let is_dragged =
        canvas.dragged_by(PointerButton::Primary) && ui.input(|input| input.pointer.is_decidedly_dragging());
    if is_dragged {
        let (origin, pointer) = ui.input(|input| (input.pointer.press_origin(), input.pointer.interact_pos()));
        let (Some(origin), Some(pointer)) = (origin, pointer) else { return };
        let Some(id) = memory.moving.map(|moving| moving.id).or_else(|| header_at(grid, session, origin)) else {
            return;
        };
        memory.moving = Some(Moving { id, goal: goal(grid, session, (id, pointer)) });
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if let Some(moving) = memory.moving.take_if(|_| !is_dragged) {
        match moving.goal {
            _ if !is_own(session, moving.id) => commands.send(Command::Tell(order_words(session, moving.id))),
            Some(Goal { beside, is_after, .. }) => {
                commands.send(Command::Edit(Edit::Place { id: moving.id, beside, is_after }));
                commands.send(Command::Select(moving.id));
                memory.named = Some(moving.id);
            }
            None => {}
        }
    }
}

/// The line where the header would come to stand.
pub(super) fn line_ui(ui: &egui::Ui, moving: Option<Moving>, grid: &Grid) {
    let Some(Moving { id, goal: Some(goal) }) = moving else { return };
    let stroke = Stroke::new(3.0, Theme::of(ui).accent());
    let painter = ui.painter().with_clip_rect(grid.whole.intersect(ui.clip_rect()));
    if matches!(id, RecordId::Mission(_)) {
        painter.hline(Rangef::new(grid.whole.left(), grid.body.right()), goal.at, stroke);
    } else {
        painter.vline(goal.at, Rangef::new(grid.whole.top(), grid.body.bottom()), stroke);
    }
}

/// The mission or theme whose header is there.
fn header_at(grid: &Grid, session: Sight<'_>, at: Pos2) -> Option<RecordId> {
    let matrix = &session.answers().arrangement.matrix;
    if !grid.whole.contains(at) {
        return None;
    }
    let (is_before, is_above) = (at.x < grid.body.left(), at.y < grid.body.top());
    if is_before && !is_above {
        let row = grid.row_at(matrix, at.y)?;
        return matrix.rows().nth(row).map(|row| row.mission.into());
    }
    if !is_above || is_before || at.x > grid.body.right() {
        return None;
    }
    let Place { column, .. } = grid.place_at(matrix, Pos2::new(at.x, grid.body.top()))?;
    matrix.themes.get(column?).map(|&theme| theme.into())
}

/// Where it would stand: a mission within its group, a theme anywhere.
fn goal(grid: &Grid, session: Sight<'_>, (id, pointer): (RecordId, Pos2)) -> Option<Goal> {
    if !is_own(session, id) {
        return None;
    }
    let matrix = &session.answers().arrangement.matrix;
    let (line, edges, at) = if matches!(id, RecordId::Mission(_)) {
        let (line, edges) = rows(grid, matrix, id)?;
        (line, edges, pointer.y)
    } else {
        let line: Vec<RecordId> = matrix.themes.iter().map(|&theme| theme.into()).collect();
        let edges = (0..=line.len()).map(|place| grid.column(place)).collect();
        (line, edges, pointer.x)
    };
    let (place, from) = (gap(&edges, at), line.iter().position(|&other| other == id)?);
    // Before and after itself is where it stands.
    if place == from || place == from + 1 {
        return None;
    }
    let at = *edges.get(place)?;
    match place.checked_sub(1).and_then(|before| line.get(before)) {
        Some(&beside) => Some(Goal { beside, is_after: true, at }),
        None => line.first().map(|&beside| Goal { beside, is_after: false, at }),
    }
}

/// The missions of a mission's group, and the edges between their rows.
fn rows(grid: &Grid, matrix: &Matrix, id: RecordId) -> Option<(Vec<RecordId>, Vec<f32>)> {
    let has_it = |group: &&Group| group.rows.iter().any(|row| id == row.mission.into());
    let mut first = 0;
    for group in &matrix.groups {
        if has_it(&group) {
            let top = grid.top_of(matrix, first);
            let edges = (0..=group.rows.len()).map(|place| top + place as f32 * grid.row).collect();
            return Some((group.rows.iter().map(|row| row.mission.into()).collect(), edges));
        }
        first += group.rows.len();
    }
    None
}

/// The edge that is nearest, by its place.
fn gap(edges: &[f32], at: f32) -> usize {
    edges.windows(2).filter(|pair| pair.iter().sum::<f32>() / 2.0 < at).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dragged_stands_at_the_nearest_edge() {
        let check = |at: f32, expected: usize| assert_eq!(gap(&[0.0, 10.0, 20.0, 30.0], at), expected, "{at}");
        check(-5.0, 0);
        check(4.0, 0);
        check(6.0, 1);
        check(14.0, 1);
        check(24.0, 2);
        check(26.0, 3);
        check(99.0, 3);
        assert_eq!(gap(&[], 3.0), 0);
    }
}
