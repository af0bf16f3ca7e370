//! A choice from a controlled vocabulary.

use egui::ComboBox;

use super::{Form, row_ui};
use crate::case::Vocabulary;

/// A row with a choice from a vocabulary.
pub(in crate::ui) fn choice_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    value: &mut V,
) -> egui::Response {
    row_ui(ui, name, |ui, _| {
        let width = ui.available_width();
        list_ui(ui, form, (name, width), value)
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
        let shown = value.map_or(none, |word| word.label());
        let before = *value;
        let combo = ComboBox::from_id_salt((name, form.record)).width(ui.available_width()).selected_text(shown);
        let response = combo.show_ui(ui, |ui| {
            for word in std::iter::once(None).chain(V::ALL.iter().copied().map(Some)) {
                let shown = word.map_or(none, |word| word.label());
                if ui.selectable_value(value, word, shown).clicked() {
                    ui.close();
                }
            }
        });
        label(&response.response, name, value.map_or(none, |word| word.label()));
        keep(&response.response, form, before != *value);
    });
}

/// A choice from a vocabulary, as wide as said.
pub(in crate::ui) fn combo_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    named: (&str, f32),
    value: &mut V,
) {
    drop(list_ui(ui, form, named, value));
}

fn list_ui<V: Vocabulary>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, width): (&str, f32),
    value: &mut V,
) -> egui::Response {
    let before = *value;
    let combo = ComboBox::from_id_salt((name, form.record)).width(width).selected_text(value.label());
    let response = combo.height(360.0).show_ui(ui, |ui| {
        for &word in V::ALL {
            if ui.selectable_value(value, word, word.label()).clicked() {
                ui.close();
            }
        }
    });
    label(&response.response, name, value.label());
    keep(&response.response, form, before != *value);
    response.response
}

/// Keeps a choice at once; the keyboard stays on the field in which it was made.
fn keep(response: &egui::Response, form: &mut Form<'_>, is_changed: bool) {
    form.touch_if(is_changed);
    if is_changed {
        response.request_focus();
    }
}

fn label(response: &egui::Response, name: &str, value: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {value}")));
}
