//! A grade by letter and digit, typed into one small field, with what they mean beside it while it is typed.

use std::sync::Arc;

use egui::{Id, TextEdit};

use crate::case::{Credibility, Record, Reliability, Source, SourceId, Vocabulary as _, grade, is_judged};
use crate::edit::Edit;
use crate::session::{Command, Session};
use crate::ui::tokens::Theme;

/// A grade: the letter of a source and the digit of what it says; either may be missing.
pub(in crate::ui) type Grade = (Option<Reliability>, Option<Credibility>);

/// What a field is called, and what tells it apart.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Field<'a> {
    pub name: &'a str,
    pub salt: &'a str,
}

/// A field for letter and digit: `B2`, `b` or `2` change what they say, `-` takes both back, and what is empty changes
/// nothing. Gives the grade when the field is left with another one.
pub(in crate::ui) fn grade_ui(ui: &mut egui::Ui, field: Field<'_>, now: Grade) -> Option<Grade> {
    let id = ui.make_persistent_id(("grade", field.salt, field.name));
    field_ui(ui, (id, field.name, Half::Both), now)
}

/// The same for the letter of a source alone.
pub(in crate::ui) fn letter_ui(ui: &mut egui::Ui, field: Field<'_>, now: Option<Reliability>) -> Option<Grade> {
    let id = ui.make_persistent_id(("letter", field.salt, field.name));
    field_ui(ui, (id, field.name, Half::Letter), (now, None))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Both,
    Letter,
}

fn field_ui(ui: &mut egui::Ui, (id, name, half): (Id, &str, Half), now: Grade) -> Option<Grade> {
    let theme = Theme::of(ui);
    let code = match half {
        Half::Both => grade(now.0, now.1),
        Half::Letter => grade(now.0, None).chars().take(1).collect(),
    };
    let is_graded = match half {
        Half::Both => is_judged(now.0, now.1),
        Half::Letter => now.0.is_some(),
    };
    let kept: Option<(String, bool)> = ui.data(|data| data.get_temp(id));
    let (mut text, was_typed) = kept.unwrap_or_else(|| (code.clone(), false));
    // What nobody has graded is F6 too, and drawn weaker; the words beside it tell them apart.
    let colour = if is_graded { theme.ink() } else { theme.ink_soft() };
    let edit =
        TextEdit::singleline(&mut text).id(id.with("field")).desired_width(32.0).char_limit(4).text_color(colour);
    let response = ui.add(edit);
    let judged = if is_graded { "" } else { ", not yet graded in full" };
    super::name(&response, format!("{name}: {code}{judged}"));
    if response.gained_focus() {
        select_all(ui, id.with("field"), text.chars().count());
    }
    // What is only shown is no judgement: F6 that somebody types is one.
    let is_typed = was_typed || response.changed();
    let said = if is_typed { typed(&text, half, now) } else { Some(now) };
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, (text.clone(), is_typed)));
        let words = said.map_or_else(|| how(half).to_owned(), |(letter, digit)| meaning(letter, digit, half));
        let colour = if said.is_some() { theme.ink_soft() } else { theme.error() };
        response.show_tooltip_text(egui::RichText::new(words).color(colour));
    }
    if !response.lost_focus() {
        drop(response.on_hover_text(meaning(now.0, now.1, half)));
        return None;
    }
    ui.data_mut(|data| data.remove::<(String, bool)>(id));
    said.filter(|said| *said != now)
}

/// The field is written over by the first letter typed.
fn select_all(ui: &egui::Ui, field: Id, length: usize) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let (first, last) = (egui::text::CCursor::new(0), egui::text::CCursor::new(length));
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(first, last)));
    state.store(ui.ctx(), field);
}

const fn how(half: Half) -> &'static str {
    match half {
        Half::Both => "a letter A–F and a digit 1–6, or - for not yet graded",
        Half::Letter => "a letter A–F, or - for not yet graded",
    }
}

/// What is typed; none where it is no grade.
fn typed(text: &str, half: Half, now: Grade) -> Option<Grade> {
    let text = text.trim().to_ascii_uppercase();
    if text.is_empty() {
        return Some(now);
    }
    if text == "-" {
        return Some((None, None));
    }
    let mut letters = text.chars().peekable();
    let letter = letters.next_if(char::is_ascii_alphabetic).map(|letter| Reliability::from_name(&letter.to_string()));
    let digit = letters.next_if(char::is_ascii_digit).map(|digit| Credibility::from_name(&format!("C{digit}")));
    if letters.next().is_some() || (half == Half::Letter && digit.is_some()) {
        return None;
    }
    match (letter, digit) {
        (Some(None), _) | (_, Some(None)) => None,
        (letter, digit) => Some((letter.flatten().or(now.0), digit.flatten().or(now.1))),
    }
}

/// What letter and digit mean; what nobody has judged is told apart from a judged F or 6.
fn meaning(letter: Option<Reliability>, digit: Option<Credibility>, half: Half) -> String {
    let letter = letter.map_or("F – source not yet graded", Reliability::label);
    let digit = digit.map_or("6 – information not yet graded", Credibility::label);
    match half {
        Half::Both => format!("{letter} · {digit}"),
        Half::Letter => letter.to_owned(),
    }
}

/// The command that grades a source: everywhere, since every citation asks its source.
pub(in crate::ui) fn rate(session: &Session, id: SourceId, reliability: Option<Reliability>) -> Command {
    match session.case().sources.get(&id) {
        Some(source) => {
            let source = Source { reliability, ..source.as_ref().clone() };
            Command::Edit(Edit::Put(id.into(), Record::Source(Arc::new(source))))
        }
        None => Command::Tell("This source is not in the case any more".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is typed over B and 2, as a grade; empty for what is none.
    fn check(text: &str, expected: &str) {
        let now = (Some(Reliability::B), Some(Credibility::C2));
        let said = typed(text, Half::Both, now).map(|(letter, digit)| {
            format!("{}{}", letter.map_or("-", |word| word.name()), digit.map_or("-", |word| word.name()))
        });
        assert_eq!(said.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn letter_and_digit_are_typed_together_or_alone() {
        check("a1", "AC1");
        check("C", "CC2");
        check("3", "BC3");
        check("", "BC2");
        check("-", "--");
        check("F6", "FC6");
        check("G2", "");
        check("B7", "");
        check("2B", "");
    }
}
