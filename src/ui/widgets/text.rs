//! Text fields that keep what is typed until they are left.

use egui::{Response, TextEdit};

use super::{Form, Keep, row_ui};

/// The longest text that a field takes, in characters.
const LIMIT: usize = 20_000;

/// A row with a text of one line.
pub(in crate::ui) fn line_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, text: &mut String) -> Response {
    hinted_ui(ui, form, name, text, "")
}

/// A row with a text of one line and a hint for when it is empty.
pub(in crate::ui) fn hinted_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    text: &mut String,
    hint: &'static str,
) -> Response {
    let response = row_ui(ui, name, |ui, label| {
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(LIMIT).hint_text(hint);
        ui.add(field).labelled_by(label)
    });
    form.touch_if(response.lost_focus());
    response
}

/// A text of several lines, with a name for screen readers.
pub(in crate::ui) fn prose_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, text: &mut String) -> Response {
    let rows = 1 + text.len() / 60;
    let field = TextEdit::multiline(text).desired_width(f32::INFINITY).desired_rows(rows.clamp(1, 8));
    let field = field.char_limit(LIMIT).hint_text(name);
    let response = ui.add(field);
    super::name(&response, name);
    form.touch_if(response.lost_focus());
    response
}

/// A row with several short texts, separated by semicolons.
pub(in crate::ui) fn list_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, values: &mut Vec<String>) {
    let key = format!("{}/{name}", form.record);
    let mut text = form.typed(&key).unwrap_or_else(|| values.join("; "));
    let response = hinted_ui(ui, form, name, &mut text, "separated by semicolons");
    // Only what is typed is taken apart: a value with a semicolon in it is not changed by being shown.
    if response.changed() {
        *values = text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    }
    form.remember(key, text, (response.has_focus(), Keep::No));
}
