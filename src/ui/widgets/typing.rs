//! Undo within a text field of a form, and the way from there to the case's undo.
//!
//! While the text of a field differs from what it was when the field was entered, or when the form gave it another text,
//! undo is the field's own: it takes typing back bit by bit. At the beginning of what was typed, undo goes on with the case.
//! Once the field is left, all that was typed in it is one step of the case, and the field begins anew.

use egui::{Context, Id, Key, Modifiers, Response, TextEdit};

/// The text field of a form that has the keyboard.
#[derive(Clone)]
struct Typing {
    field: Id,
    /// What it held when it was entered.
    begin: String,
    /// What it held at the end of the last frame.
    last: String,
}

fn typing() -> Id {
    Id::unique("typing in a form")
}

/// What had the keyboard last: once it is left by Enter or Escape, Tab goes on from there.
fn before() -> Id {
    Id::unique("had the keyboard last")
}

/// Takes note of a text field of a form that was just drawn.
pub(in crate::ui) fn note(response: &Response, text: &str) {
    super::take_any(response);
    let ctx = &response.ctx;
    if !response.has_focus() {
        return;
    }
    let known = ctx.data(|data| data.get_temp::<Typing>(typing())).filter(|known| known.field == response.id);
    let typing = match known {
        Some(known) if !response.gained_focus() && (response.changed() || known.last == text) => {
            Typing { last: text.to_owned(), ..known }
        }
        // Entered, or given another text by an undo of the case: what was typed before is no business of the field.
        _ => {
            if let Some(mut state) = TextEdit::load_state(ctx, response.id) {
                state.clear_undoer();
                state.store(ctx, response.id);
            }
            Typing { field: response.id, begin: text.to_owned(), last: text.to_owned() }
        }
    };
    ctx.data_mut(|data| data.insert_temp(self::typing(), typing));
}

fn focused(ctx: &Context) -> Option<Typing> {
    let field = ctx.memory(egui::Memory::focused)?;
    ctx.data(|data| data.get_temp::<Typing>(typing())).filter(|known| known.field == field)
}

/// Whether the field that has the keyboard has something to take back itself, and something to do again.
pub(in crate::ui) fn has_steps(ctx: &Context) -> (bool, bool) {
    let Some(typing) = focused(ctx) else { return (false, false) };
    let Some(state) = TextEdit::load_state(ctx, typing.field) else { return (false, false) };
    let cursor = state.cursor.char_range().unwrap_or_default();
    let (undoer, now) = (state.undoer(), (cursor, typing.last.clone()));
    (typing.last != typing.begin && undoer.has_undo(&now), undoer.has_redo(&now))
}

/// Leaves a field by Ctrl+Enter, and lets Tab go on from what was left last.
pub(in crate::ui) fn keys(ctx: &Context) {
    if let Some(typing) = focused(ctx)
        && ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
    {
        ctx.memory_mut(|memory| memory.surrender_focus(typing.field));
    }
    match ctx.memory(egui::Memory::focused) {
        Some(now) => drop(ctx.data_mut(|data| data.insert_temp(before(), now))),
        None if ctx.input(|input| input.key_pressed(Key::Tab)) => {
            let before = ctx.data(|data| data.get_temp::<Id>(before()));
            if let Some(there) = before.filter(|&id| ctx.read_response(id).is_some()) {
                ctx.memory_mut(|memory| memory.request_focus(there));
            }
        }
        None => {}
    }
}
