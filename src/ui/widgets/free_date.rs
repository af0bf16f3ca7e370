//! A date field outside of forms: what is typed is told as it is understood, and given once the field is left.

use egui::{Id, TextEdit};

use crate::case::Edtf;
use crate::case::when::plain;
use crate::query::as_of::AsOf;
use crate::query::brush;
use crate::session::{Command, Commands};
use crate::ui::tokens::Theme;

/// A date field.
pub(in crate::ui) struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says while it is empty.
    pub hint: &'a str,
    /// Its width, in points.
    pub width: f32,
}

/// What was typed: a date, or none.
pub(in crate::ui) struct Typed(pub Option<Edtf>);

/// The field; what was typed into it, once it is left: a date with a first and a last day, or none. What is no such date is
/// told, and changes nothing.
pub(in crate::ui) fn free_date_ui(
    ui: &mut egui::Ui,
    field: &Field<'_>,
    current: &str,
    commands: &mut Commands,
) -> Option<Typed> {
    let id = Id::unique(("date field", field.name));
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| current.to_owned());
    let said = understood(&text);
    let mut edit = TextEdit::singleline(&mut text)
        .id(id.with("field"))
        .desired_width(field.width)
        .hint_text(field.hint)
        .char_limit(100);
    if said.is_err() {
        edit = edit.text_color(Theme::of(ui).error());
    }
    let response = ui.add(edit);
    super::name(&response, field.name);
    if response.has_focus() {
        match &said {
            Ok(Some((_, words))) => drop(ui.weak(format!("= {words}"))),
            Ok(None) => {}
            Err(words) => drop(ui.colored_label(Theme::of(ui).error(), format!("⚠ {words}"))),
        }
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if !response.lost_focus() {
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    match understood(&text) {
        _ if text.trim() == current => None,
        Ok(date) => Some(Typed(date.map(|(date, _)| date))),
        Err(words) => {
            commands.send(Command::Tell(format!("{} stays as it was: {words}", field.name)));
            None
        }
    }
}

/// The date that a text says, with its first and its last day in words; none where nothing is said.
fn understood(text: &str) -> Result<Option<(Edtf, String)>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let stated = plain::read(text).map_err(|error| error.to_string())?.stated;
    let date = stated.ok_or_else(|| "it is no date by itself".to_owned())?;
    let span = AsOf::of(&date).ok_or_else(|| "it has no first and last day".to_owned())?;
    Ok(Some((date, brush::words((span.first, span.last)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_date_with_two_ends_or_is_told() {
        let check = |text: &str, expected: Result<Option<&str>, &str>| {
            let said = understood(text).map(|date| date.map(|(_, words)| words));
            assert_eq!(said.as_ref().map(Option::as_deref).map_err(String::as_str), expected, "{text}");
        };
        check("", Ok(None));
        check("2009", Ok(Some("2009")));
        check("March 2009", Ok(Some("2009-03")));
        check("2008/2010", Ok(Some("2008 to 2010")));
        check("2009/..", Err("it has no first and last day"));
        assert!(understood("whenever").is_err());
    }
}
