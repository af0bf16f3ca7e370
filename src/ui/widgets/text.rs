//! Text fields that keep what is typed until they are left, and texts that are only read.

use egui::{Event, Response, TextEdit};

use super::{Form, Keep, LAID_OUT, row_ui, small_button, typing};
use crate::session::Command;

/// The longest text that a field of one line takes, in characters.
const LINE: usize = 20_000;

/// The longest text that a field of several lines takes, in characters. A frame with ten times as many is late.
const PROSE: usize = 200_000;

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
    if is_longer(text, LINE) {
        return row_ui(ui, name, |ui, _| ui.vertical(|ui| long_ui(ui, name, text, LINE)).inner);
    }
    let before = Before::of(ui, text);
    let response = row_ui(ui, name, |ui, label| {
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY).hint_text(hint);
        ui.add(field).labelled_by(label)
    });
    before.keep(form, (name, LINE), text, &response);
    typing::note(&response, text);
    form.touch_if(response.lost_focus());
    response
}

/// Room for a small button behind a field, in points.
const BESIDE: f32 = 34.0;

/// The field of a row, labelled by the row's name, with room for a small button behind it.
pub(in crate::ui) fn beside_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, hint, label): (&str, &'static str, egui::Id),
    text: &mut String,
) -> Response {
    let before = Before::of(ui, text);
    let width = (ui.available_width() - BESIDE).max(40.0);
    let response = ui.add(TextEdit::singleline(text).desired_width(width).hint_text(hint)).labelled_by(label);
    before.keep(form, (name, LINE), text, &response);
    typing::note(&response, text);
    form.touch_if(response.lost_focus());
    response
}

/// A text of several lines, with a name for screen readers.
pub(in crate::ui) fn prose_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, text: &mut String) -> Response {
    let rows = (1 + text.len() / 60).clamp(1, 8);
    several_ui(ui, form, (name, name, rows), text)
}

/// The same with a hint and so many rows.
pub(in crate::ui) fn several_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, hint, rows): (&str, &str, usize),
    text: &mut String,
) -> Response {
    if is_longer(text, PROSE) {
        return ui.push_id(name, |ui| long_ui(ui, name, text, PROSE)).inner;
    }
    let before = Before::of(ui, text);
    let field = TextEdit::multiline(text).desired_width(f32::INFINITY).desired_rows(rows);
    let response = ui.add(field.hint_text(hint));
    super::name(&response, name);
    before.keep(form, (name, PROSE), text, &response);
    typing::note(&response, text);
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

/// The text of a field before something is typed or pasted into it, so that too much of it can be refused as a whole:
/// nothing is cut, neither what is there nor what comes.
pub(in crate::ui) struct Before(Option<String>);

impl Before {
    /// Remembers the text, if anything is typed in this frame.
    pub fn of(ui: &egui::Ui, text: &str) -> Self {
        let is_input = |event: &Event| {
            matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::AccessKitActionRequest(_))
        };
        Self(ui.input(|input| input.events.iter().any(is_input)).then(|| text.to_owned()))
    }

    /// Puts the text back where it has become longer than the field takes, and says so.
    pub fn keep(self, form: &mut Form<'_>, (name, limit): (&str, usize), text: &mut String, response: &Response) {
        let Some(before) = self.0.filter(|_| response.changed() && is_longer(text, limit)) else { return };
        let count = text.chars().count();
        *text = before;
        form.commands.send(Command::Tell(format!(
            "“{name}” takes {limit} characters and would have {count}: nothing was put in. Put the text in by parts, \
             into several paragraphs or notes"
        )));
    }
}

fn is_longer(text: &str, limit: usize) -> bool {
    // No character takes less than a byte.
    text.len() > limit && text.chars().count() > limit
}

/// A text that is too long to be edited: it can be read, and stays as it is.
fn long_ui(ui: &mut egui::Ui, name: &str, text: &str, limit: usize) -> Response {
    let count = text.chars().count();
    let words = format!("{name}: {count} characters, of which {limit} can be edited here. The text stays as it is");
    ui.add(egui::Label::new(egui::RichText::new(words).color(super::Theme::of(ui).warning())).wrap());
    read_ui(ui, name, |text| egui::RichText::new(text), text)
}

/// A text that is read: what is longer than 10,000 characters is unfolded bit by bit.
pub(in crate::ui) fn read_ui(
    ui: &mut egui::Ui,
    salt: &str,
    look: impl Fn(&str) -> egui::RichText,
    text: &str,
) -> Response {
    let id = ui.scope_id().with(("read", salt));
    let count = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(LAID_OUT);
    let end = if text.len() > count { text.char_indices().nth(count).map(|(end, _)| end) } else { None };
    let shown = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let label = ui.add(egui::Label::new(look(shown)).wrap().selectable(true));
    if let Some(rest) = end.and_then(|end| text.get(end..)) {
        let words = format!("… more: {} characters", rest.chars().count());
        if small_button(ui, &words, &words).clicked() {
            ui.data_mut(|data| data.insert_temp(id, count + LAID_OUT));
        }
    }
    label
}
