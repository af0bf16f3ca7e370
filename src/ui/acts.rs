//! What the actions of the menus come to, where that depends on what is selected or shown.

use super::widgets::pick::as_party;
use crate::case::{Party, Record, RecordId};
use crate::disk::{TextSize, Wish};
use crate::edit::Edit;
use crate::query::network::{Focus, NodeId};
use crate::session::{Command, Filter, Looks, New, QueryLens, Selection, Session, Sight, ViewState};

pub(super) fn text(size: TextSize) -> Vec<Command> {
    vec![Command::Looks(Looks::TextSize(size))]
}

pub(super) fn high_contrast(session: Sight<'_>) -> Vec<Command> {
    vec![Command::Looks(Looks::Contrast(if session.window().settings().is_high_contrast() {
        Wish::No
    } else {
        Wish::Yes
    }))]
}

pub(super) fn less_motion(session: Sight<'_>) -> Vec<Command> {
    vec![Command::Looks(Looks::Stillness(if session.window().settings().is_still() { Wish::No } else { Wish::Yes }))]
}

/// Whether there is a matrix to hand on.
pub(super) fn has_matrix(session: &Session) -> bool {
    let matrix = &session.answers().matrix;
    !matrix.themes.is_empty() && !matrix.groups.is_empty()
}

/// The matrix as it is shown, as text that spreadsheets paste into cells.
pub(super) fn copy_matrix(ctx: &egui::Context, session: &Session) -> Command {
    let sheet = session.matrix_sheet();
    ctx.copy_text(sheet.tsv());
    let (rows, marking) = (sheet.rows().count(), sheet.marking.banner());
    Command::Tell(format!("Copied the matrix with {rows} missions, marked {marking}: paste into a spreadsheet"))
}

/// Escape leaves what was entered last: the selection, then the graph's focus or lens, then the brush.
pub(super) fn back_out(session: Sight<'_>) -> Vec<Command> {
    let view = session.view();
    if !session.selection().is_empty() {
        return vec![Command::SelectNothing];
    }
    match (leave_lens(session.view()), view.brush) {
        (Some(command), _) => vec![command],
        (None, Some(_)) => vec![Command::Brush(None)],
        (None, None) => vec![Command::SelectNothing],
    }
}

/// Shows all of the graph again, where its focus or the query of its lens shows a part of it alone.
pub(super) fn leave_lens(view: &ViewState) -> Option<Command> {
    match view.focus {
        Some(_) => Some(Command::Focus(None)),
        None if view.lens.is_empty() => None,
        None => Some(Command::Lens(QueryLens { filter: Filter::default(), steps: view.lens.steps })),
    }
}

/// The second of two selected records of one kind, taken in by the first.
pub(super) fn merge_selected(selection: &Selection) -> Option<Command> {
    let [keep, gone] = selection.records[..] else { return None };
    let is_pair = keep.kind() == gone.kind() && crate::edit::is_mergeable(keep);
    is_pair.then_some(Command::Edit(Edit::Merge { keep, gone }))
}

/// The surroundings of what is selected; those of what is in focus already are left again.
pub(super) fn focus_graph(session: Sight<'_>) -> Vec<Command> {
    let case = session.case();
    let node = |&id: &RecordId| match case.record(id) {
        Some(Record::Relation(relation)) => Some(NodeId::Party(relation.from)),
        _ => NodeId::of(id),
    };
    let present = session.view().focus;
    match session.selection().records.iter().rev().find_map(node) {
        Some(on) if present.is_some_and(|focus| focus.on == on) => vec![Command::Focus(None)],
        Some(on) => vec![Command::Focus(Some(Focus { on, steps: present.map_or(1, |focus| focus.steps) }))],
        None if present.is_some() => vec![Command::Focus(None)],
        None => vec![Command::Tell("Select an actor, a mission or an incident first".to_owned())],
    }
}

/// The parties selected that are pinned in the graph.
pub(super) fn pinned(view: &ViewState) -> Vec<Party> {
    let parties = view.selection.records.iter().filter_map(|&id| as_party(id));
    parties.filter(|party| view.pins.contains_key(party)).collect()
}

pub(super) fn unpin(session: Sight<'_>) -> Vec<Command> {
    pinned(session.view()).into_iter().map(|party| Command::Pin(party, None)).collect()
}

/// An activity is some mission's: the one that is selected, or the one of the selected cell.
pub(super) fn add_activity(session: Sight<'_>) -> Vec<Command> {
    let selection = session.selection();
    let of_record = selection
        .records
        .iter()
        .rev()
        .find_map(|&id| if let RecordId::Mission(mission) = id { Some(mission) } else { None });
    match of_record.or(selection.cell.map(|(mission, _)| mission)) {
        Some(mission) => vec![Command::Add(New::Activity(mission))],
        None => vec![Command::Tell("Select the mission first whose activity it is".to_owned())],
    }
}

/// A posture is on some actor: the one that is selected.
pub(super) fn add_posture(session: Sight<'_>) -> Vec<Command> {
    let actor = session
        .selection()
        .records
        .iter()
        .rev()
        .find_map(|&id| if let RecordId::Actor(actor) = id { Some(actor) } else { None });
    match actor {
        Some(actor) => vec![Command::Add(New::Posture(actor))],
        None => vec![Command::Tell("Select the actor first on whom it is".to_owned())],
    }
}

/// A relation needs two parties: the two selected, or the one selected, to be changed in the form.
pub(super) fn add_relation(session: Sight<'_>) -> Vec<Command> {
    let parties: Vec<_> = session.selection().records.iter().filter_map(|&id| as_party(id)).collect();
    match parties[..] {
        [from, to, ..] => vec![Command::Add(New::Relation(from, to))],
        [from] => vec![Command::Add(New::Relation(from, from))],
        [] => vec![Command::Tell("Select one or two actors first; Ctrl+click adds to the selection".to_owned())],
    }
}
