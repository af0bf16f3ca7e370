//! The field for the as-of date.

use egui::{Id, TextEdit};

use crate::case::Edtf;
use crate::session::{Command, Commands, Session};
use crate::ui::tokens::Theme;

/// What the field is told apart by.
const FIELD: &str = "as-of text";

/// The id of the field: what is typed there is no part of the case.
pub(in crate::ui) fn field_id() -> Id {
    Id::unique(FIELD).with("field")
}

/// A field for the as-of date: empty sees all of the case.
pub(in crate::ui) fn as_of_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let id = Id::unique(FIELD);
    let current = session.view().as_of.as_ref().map(ToString::to_string).unwrap_or_default();
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = kept.unwrap_or_else(|| current.clone());
    if !current.is_empty() && super::small_button(ui, "×", "Clear the as-of date").clicked() {
        commands.send(Command::AsOf(None));
    }
    let parsed = (!text.trim().is_empty()).then(|| text.trim().parse::<Edtf>());
    let mut field = TextEdit::singleline(&mut text)
        .id(field_id())
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(92.0)
        .hint_text("all dates")
        .char_limit(60);
    if let Some(Err(_)) = parsed {
        field = field.text_color(Theme::of(ui).error());
    }
    let response = ui.add(field);
    super::name(&response, "As of");
    let label = ui.add(egui::Label::new("As of").sense(egui::Sense::CLICK));
    if label.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        commands.send(match (text.trim(), parsed) {
            ("", _) | (_, None) => Command::AsOf(None),
            (_, Some(Ok(date))) => Command::AsOf(Some(date)),
            (_, Some(Err(error))) => Command::Tell(format!("The as-of date stays as it was: {error}")),
        });
    }
    drop(response.on_hover_text("A day, month or year such as 2009-12-31; empty shows all dates"));
}
