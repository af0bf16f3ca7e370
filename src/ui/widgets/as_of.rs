//! The field for the as-of date: what is typed is told as it is understood, a calendar offers days, months and years.

use egui::{Area, Frame, Id, Key, Margin, Modifiers, Order, Response, TextEdit};

use super::calendar::{Of, calendar_ui};
use super::{await_focus, steady_ui, take_focus};
use crate::case::Edtf;
use crate::case::when::plain;
use crate::query::as_of::AsOf;
use crate::query::brush;
use crate::session::{Command, Commands, Session};
use crate::ui::tokens::Theme;

/// What the field is told apart by.
const FIELD: &str = "as-of text";

/// The id of the field: what is typed there is no part of the case.
pub(in crate::ui) fn field_id() -> Id {
    Id::unique(FIELD).with("field")
}

/// The room that it takes in a bar, in points.
pub(in crate::ui) const WIDTH: f32 = 190.0;

/// A field for the as-of date: empty sees all of the case.
pub(in crate::ui) fn as_of_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let id = Id::unique(FIELD);
    let current = session.view().as_of.as_ref();
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = kept.unwrap_or_else(|| current.map(ToString::to_string).unwrap_or_default());
    if current.is_some() && super::small_button(ui, "×", "Clear the as-of date").clicked() {
        commands.send(Command::AsOf(None));
    }
    let chosen = chosen_ui(ui, session);
    let said = read(&text);
    let response = text_ui(ui, &mut text, said.is_err());
    if response.has_focus() {
        understood_ui(ui, &response, &read(&text));
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        commands.send(match said {
            Ok(date) => Command::AsOf(date),
            Err(reason) => Command::Tell(format!("The as-of date stays as it was: {reason}")),
        });
    }
    if let Some(date) = chosen {
        ui.data_mut(|data| data.remove::<String>(id));
        commands.send(Command::AsOf(Some(date)));
    }
    drop(response.on_hover_text("A day, month or year such as 2009-12-31 or late 2009; empty shows all dates"));
}

/// The text itself, with its label.
fn text_ui(ui: &mut egui::Ui, text: &mut String, is_wrong: bool) -> Response {
    let mut field = TextEdit::singleline(text)
        .id(field_id())
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(92.0)
        .hint_text("all dates")
        .char_limit(60);
    if is_wrong {
        field = field.text_color(Theme::of(ui).error());
    }
    let response = ui.add(field);
    super::name(&response, "As of");
    take_focus(&response, FIELD);
    let label = ui.add(egui::Label::new("As of").sense(egui::Sense::CLICK));
    if label.clicked() {
        response.request_focus();
    }
    response
}

/// The date chosen in the calendar, which Alt and Down in the field open too.
fn chosen_ui(ui: &mut egui::Ui, session: &Session) -> Option<Edtf> {
    let now = (session.host().now)();
    let has_focus = ui.memory(|memory| memory.has_focus(field_id()));
    let is_asked = has_focus && ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowDown));
    let of = Of { name: "As of", date: session.view().as_of.as_ref(), now: &now };
    // The button that clears the date comes and goes beside it.
    let calendar = steady_ui(ui, "calendar", |ui| calendar_ui(ui, of, is_asked));
    if calendar.is_left {
        await_focus(ui, FIELD);
    }
    calendar.chosen
}

/// The date that a text stands for, none where it is empty; or why a case cannot be seen as of it.
fn read(text: &str) -> Result<Option<Edtf>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let plain = plain::read(text).map_err(|error| error.to_string())?;
    let date = plain.stated.ok_or("it is counted from an incident: write a day, a month or a year")?;
    if AsOf::of(&date).is_none() {
        return Err(format!("“{date}” has no first and last day: choose a day, a month or a year"));
    }
    Ok(Some(date))
}

/// What a text is understood as: "Seen as of 2009-10 to 2009-12".
fn words(said: &Result<Option<Edtf>, String>) -> (bool, String) {
    match said {
        Ok(Some(date)) => {
            let bounds = AsOf::of(date).map(|date| brush::words((date.first, date.last))).unwrap_or_default();
            (false, format!("Seen as of {bounds}"))
        }
        Ok(None) => (false, "Empty shows all dates".to_owned()),
        Err(reason) => (true, format!("⚠ {reason}")),
    }
}

/// Says below the field how it is understood.
fn understood_ui(ui: &egui::Ui, field: &Response, said: &Result<Option<Edtf>, String>) {
    let theme = Theme::of(ui);
    let (is_wrong, words) = words(said);
    let frame = Frame::NONE
        .fill(theme.pane())
        .stroke(egui::Stroke::new(1.0, theme.rule()))
        .inner_margin(Margin::symmetric(8, 4));
    let area = Area::new(field.id.with("understood")).order(Order::Foreground).interactable(false);
    let area = area.fixed_pos(field.rect.left_bottom() + egui::vec2(0.0, 4.0)).constrain(true);
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_max_width(320.0);
            let colour = if is_wrong { theme.error() } else { theme.ink_soft() };
            ui.add(egui::Label::new(egui::RichText::new(words).color(colour)).wrap());
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let said = read(text);
        assert_eq!(words(&said), (said.is_err(), expected.to_owned()), "{text}");
    }

    #[test]
    fn the_bounds_are_told_as_they_are_understood() {
        check("2009-12-31", "Seen as of 2009-12-31");
        check("late 2009", "Seen as of 2009-10 to 2009-12");
        check("2 March 2009", "Seen as of 2009-03-02");
        check(" ", "Empty shows all dates");
        check("2009/..", "⚠ “2009/..” has no first and last day: choose a day, a month or a year");
        check("after 2009", "⚠ “[2010..]” has no first and last day: choose a day, a month or a year");
        check("95 days after «Coup»", "⚠ it is counted from an incident: write a day, a month or a year");
        assert!(read("soon").is_err());
    }
}
