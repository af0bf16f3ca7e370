//! A date that stands alone: when a source was published, the date for which something is attested.

use super::text::line_ui;
use super::{Form, Keep};
use crate::case::Edtf;

/// A row with a date that stands alone: published, attested.
pub(in crate::ui) fn date_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, date: &mut Option<Edtf>) {
    let key = format!("{}/{name}", form.record);
    drop(keyed_date_ui(ui, form, (name, key), date));
}

/// The same where a form has several of one name: the key tells them apart.
pub(in crate::ui) fn keyed_date_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, key): (&str, String),
    date: &mut Option<Edtf>,
) -> egui::Response {
    let current = date.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut text = form.typed(&key).unwrap_or(current);
    let response = line_ui(ui, form, name, &mut text);
    let parsed = text.trim().parse::<Edtf>();
    let is_wrong = parsed.is_err() && !text.trim().is_empty();
    match parsed {
        Ok(parsed) => *date = Some(parsed),
        Err(error) => {
            *date = None;
            if is_wrong {
                let words = egui::RichText::new(format!("⚠ {error}")).color(form.theme.error());
                ui.add(egui::Label::new(words).wrap());
            }
        }
    }
    let keep = if is_wrong { Keep::AsNote(name.to_owned()) } else { Keep::No };
    form.remember(key, text, (response.has_focus() || is_wrong, keep));
    response
}
