//! The origin of a source: an arrow down completes it to one that other sources have, so that both count once.

use egui::{Id, Key, Modifiers};

use super::cut;
use crate::query::folded::fold;
use crate::session::Session;

/// The most origins that are named while one is typed.
const NAMED: usize = 5;

/// The known origins that the text may mean; all of them where it is empty.
fn fitting(session: &Session, text: &str) -> Vec<String> {
    let wanted = fold(text.trim());
    let origins = session.answers().support.origins.iter().map(|origin| &origin.name);
    origins.filter(|name| !name.is_empty() && fold(name).contains(&wanted)).take(50).cloned().collect()
}

/// Takes the arrows before the field does: each leads to the next origin that fits what was typed.
pub(in crate::ui) fn complete(ui: &egui::Ui, field: Id, session: &Session, text: &mut String) {
    let kept = field.with("typed origin");
    let has_keyboard = ui.memory(|memory| memory.has_focus(field));
    let steps = |key| has_keyboard && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (steps(Key::ArrowDown), steps(Key::ArrowUp));
    if !down && !up {
        return;
    }
    // What the arrows brought is no new text: they go on among those that fit what was typed before.
    let before: Option<(String, String)> = ui.data(|data| data.get_temp(kept));
    let typed = before.filter(|(_, shown)| shown == text).map_or_else(|| text.clone(), |(typed, _)| typed);
    let found = fitting(session, &typed);
    let place = found.iter().position(|name| name == text);
    let next = match (place, down) {
        (None, true) => 0,
        (None, false) => found.len().saturating_sub(1),
        (Some(place), true) => (place + 1) % found.len(),
        (Some(place), false) => (place + found.len() - 1) % found.len(),
    };
    if let Some(name) = found.get(next) {
        text.clone_from(name);
        ui.data_mut(|data| data.insert_temp(kept, (typed, name.clone())));
    }
}

/// Says which origins the arrow leads to, while the field has the keyboard.
pub(in crate::ui) fn offers_ui(ui: &mut egui::Ui, field: &egui::Response, session: &Session, text: &str) {
    if !field.has_focus() {
        return;
    }
    let found = fitting(session, text);
    if !found.is_empty() && found != [text] {
        let more = if found.len() > NAMED { " …" } else { "" };
        let names: Vec<&str> = found.iter().take(NAMED).map(String::as_str).collect();
        ui.add(egui::Label::new(egui::RichText::new(cut(format!("↓ {}{more}", names.join(" · ")))).weak()).wrap());
    }
}
