//! A choice from a controlled vocabulary. Letters that are typed lead to the first word that begins with them.

use egui::{ComboBox, Event, Id, IdSalt, Key, Modifiers, Popup};

use super::{Form, row_ui};
use crate::case::Vocabulary;
use crate::query::folded::fold;

/// A row with a choice from a vocabulary.
pub(in crate::ui) fn choice_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    value: &mut V,
) -> egui::Response {
    row_ui(ui, name, |ui, _| {
        let width = ui.available_width();
        list_ui(ui, form, (name, width, true), value)
    })
}

/// A row with a choice from a vocabulary, or none.
pub(in crate::ui) fn optional_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, none): (&str, &str),
    value: &mut Option<V>,
) {
    row_ui(ui, name, |ui, _| {
        let all: Vec<Option<V>> = std::iter::once(None).chain(V::ALL.iter().copied().map(Some)).collect();
        let labels: Vec<&str> = all.iter().map(|word| word.map_or(none, |word| word.label())).collect();
        let place = all.iter().position(|word| word == value);
        let combo = Combo {
            salt: IdSalt::new((name, form.record)),
            name,
            width: ui.available_width(),
            shown: None,
            is_cut: true,
        };
        let (_, chosen) = words_ui(ui, form, &combo, (&labels, place));
        if let Some(&word) = chosen.and_then(|place| all.get(place)) {
            *value = word;
        }
    });
}

/// A choice from a vocabulary, as wide as said.
pub(in crate::ui) fn combo_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, width): (&str, f32),
    value: &mut V,
) {
    drop(list_ui(ui, form, (name, width, false), value));
}

fn list_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, width, is_cut): (&str, f32, bool),
    value: &mut V,
) -> egui::Response {
    let labels: Vec<&str> = V::ALL.iter().map(|word| word.label()).collect();
    let place = V::ALL.iter().position(|word| word == value);
    let combo = Combo { salt: IdSalt::new((name, form.record)), name, width, shown: None, is_cut };
    let (response, chosen) = words_ui(ui, form, &combo, (&labels, place));
    if let Some(&word) = chosen.and_then(|place| V::ALL.get(place)) {
        *value = word;
    }
    response
}

/// A field that offers a list of words.
pub(in crate::ui) struct Combo<'a> {
    /// Its identity, which does not change when something above it comes or goes.
    pub salt: IdSalt,
    /// Its name, for tests and screen readers.
    pub name: &'a str,
    /// Its width, in points.
    pub width: f32,
    /// What it shows and what is spoken, where that is not the chosen word.
    pub shown: Option<(&'a str, &'a str)>,
    /// Whether what it shows is cut rather than its width exceeded.
    pub is_cut: bool,
}

/// A choice from a list of words; the place of another word that was chosen. It is kept at once, and the keyboard stays
/// on the field.
pub(in crate::ui) fn words_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    combo: &Combo<'_>,
    (labels, place): (&[&str], Option<usize>),
) -> (egui::Response, Option<usize>) {
    let word = place.and_then(|place| labels.get(place)).copied().unwrap_or("");
    let (shown, spoken) = combo.shown.unwrap_or((word, word));
    let button = ui.make_persistent_id(combo.salt);
    open_by_letter(ui, button);
    let list = ComboBox::from_id_salt(combo.salt).width(combo.width).selected_text(shown).height(360.0);
    let list = if combo.is_cut { list.truncate() } else { list };
    let mut chosen = None;
    let response = list.show_ui(ui, |ui| {
        let led = led_to(ui, button, labels);
        for (at, label) in labels.iter().enumerate() {
            let item = ui.selectable_label(place == Some(at), *label);
            if led == Some(at) {
                item.request_focus();
                item.scroll_to_me(None);
            }
            if item.clicked() {
                chosen = Some(at);
                ui.close();
            }
        }
    });
    let response = response.response;
    let name = format!("{}: {spoken}", combo.name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    super::take_any(&response);
    if chosen.is_some() {
        response.request_focus();
    }
    let other = chosen.filter(|&at| place != Some(at));
    form.touch_if(other.is_some());
    (response, other)
}

/// Seconds after which letters begin another word.
const PAUSE: f64 = 1.0;

/// Letters typed one after the other, and when the last one was.
#[derive(Clone, Default)]
struct Typed {
    letters: String,
    last: f64,
}

/// Opens the list of a field that has the keyboard when a letter is typed.
fn open_by_letter(ui: &egui::Ui, button: Id) {
    let is_letter = |event: &Event| matches!(event, Event::Text(text) if text.chars().all(char::is_alphanumeric));
    if ui.memory(|memory| memory.has_focus(button)) && ui.input(|input| input.events.iter().any(is_letter)) {
        Popup::open_id(ui.ctx(), button.with("popup"));
    }
}

/// The word to which the letters lead that are typed into the open list.
fn led_to(ui: &egui::Ui, button: Id, labels: &[&str]) -> Option<usize> {
    let now = ui.input(|input| input.time);
    let id = button.with("typed");
    let mut typed: Typed = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if now - typed.last > PAUSE {
        typed.letters.clear();
    }
    let letters: String = ui.input_mut(|input| {
        let text =
            input.events.iter().filter_map(|event| if let Event::Text(text) = event { Some(text) } else { None });
        let text: String = text.map(String::as_str).collect();
        if !typed.letters.is_empty() && text == " " {
            // Between two words it is a letter like others, and takes nothing.
            input.consume_key(Modifiers::NONE, Key::Space);
        }
        text
    });
    if letters.trim().is_empty() && (letters.is_empty() || typed.letters.is_empty()) {
        return None;
    }
    typed = Typed { letters: typed.letters + &fold(&letters), last: now };
    let led = labels.iter().position(|label| fold(label).starts_with(&typed.letters));
    ui.data_mut(|data| data.insert_temp(id, typed));
    led
}
