//! Date fields: what is typed is told as it is understood, a calendar offers days, months and years.

use egui::{Key, Modifiers, Response};

use super::calendar::{Of, calendar_ui};
use super::text::beside_ui;
use super::{Form, Keep, await_focus, row_ui, take_focus};
use crate::case::Edtf;
use crate::case::when::plain::{self, Plain};
use crate::query::dates::understood;

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
) -> Response {
    let entry = Entry { name, key, hint: "2009, 2009-12, late 2009", keep: Keep::AsNote(name.to_owned()) };
    let (response, said) = entry_ui(ui, form, entry, date.as_ref());
    let stated = said.and_then(|plain| plain.stated);
    if *date != stated {
        *date = stated;
    }
    response
}

/// A date field.
pub(in crate::ui) struct Entry<'a> {
    /// Its name.
    pub name: &'a str,
    /// What tells it apart among what is being typed.
    pub key: String,
    /// What it says while it is empty.
    pub hint: &'static str,
    /// What becomes of a text that is no date.
    pub keep: Keep,
}

/// The row of a date field, and below it how the date is understood, or why it is none. Gives what stands in the field.
pub(in crate::ui) fn entry_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    entry: Entry<'_>,
    current: Option<&Edtf>,
) -> (Response, Option<Plain>) {
    let Entry { name, key, hint, keep } = entry;
    let stated = current.map(ToString::to_string).unwrap_or_default();
    let mut text = form.typed(&key).unwrap_or(stated);
    let now = (form.session.host().now)();
    let (response, calendar) = row_ui(ui, name, |ui, label| {
        let response = beside_ui(ui, form, (name, hint, label), &mut text);
        let is_asked = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowDown));
        (response, calendar_ui(ui, Of { name, date: current, now: &now }, is_asked))
    });
    take_focus(&response, &key);
    if calendar.is_left {
        await_focus(ui, key.clone());
    }
    if let Some(date) = calendar.chosen {
        form.remember(key, String::new(), (false, Keep::No));
        form.is_touched = true;
        return (response, Some(Plain { stated: Some(date), ..Plain::default() }));
    }
    let said = (!text.trim().is_empty()).then(|| plain::read(&text));
    let (is_wrong, words) = match &said {
        None => (false, String::new()),
        Some(Ok(plain)) => (plain.stated.is_none(), words(plain)),
        Some(Err(error)) => (true, format!("⚠ {error}")),
    };
    if !words.is_empty() {
        let colour = if is_wrong { form.theme.error() } else { form.theme.ink_soft() };
        let label = egui::Label::new(egui::RichText::new(words).small().color(colour)).wrap();
        ui.push_id((name, "understood"), |ui| row_ui(ui, "", |ui, _| drop(ui.add(label))));
    }
    let keep = if is_wrong { keep } else { Keep::No };
    form.remember(key, text, (response.has_focus() || is_wrong, keep));
    (response, said.and_then(Result::ok))
}

fn words(plain: &Plain) -> String {
    match (&plain.stated, &plain.offset) {
        (Some(date), _) => {
            plain.part.map_or_else(|| understood(date), |part| format!("{}, {}", understood(date), part.label()))
        }
        (None, Some(_)) => "⚠ A date relative to an incident is added below".to_owned(),
        (None, None) => String::new(),
    }
}
