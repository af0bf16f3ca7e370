//! What was chosen last in fields that name records, for the next one to offer it first.

use egui::{Context, Id};

use crate::case::RecordId;
use crate::session::Session;

/// So many are remembered.
const MOST: usize = 12;

/// Those of one case say nothing about the next.
fn chosen(session: &Session) -> Id {
    Id::unique(("chosen last", session.generation().0))
}

/// What was chosen last, the latest first.
pub(super) fn list(ctx: &Context, session: &Session) -> Vec<RecordId> {
    ctx.data(|data| data.get_temp(chosen(session))).unwrap_or_default()
}

/// Remembers what was chosen.
pub(super) fn note(ctx: &Context, session: &Session, id: RecordId) {
    let others = list(ctx, session).into_iter().filter(|&other| other != id);
    let all: Vec<RecordId> = std::iter::once(id).chain(others).take(MOST).collect();
    ctx.data_mut(|data| data.insert_temp(chosen(session), all));
}
