//! Other values of a record's fields: what other sources say, beside what is preferred.

use egui::CollapsingHeader;

use crate::case::{
    Alternate, AlternateKind, Alternative, Case, Common, Extra, Key, RecordId, RecordKind, When, is_supported,
};
use crate::edit::{self, Edit};
use crate::session::Command;
use crate::ui::widgets::date::keyed_date_ui;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::pick::{Wanted, as_party, pick_ui};
use crate::ui::widgets::text::{hinted_ui, prose_ui};
use crate::ui::widgets::{Form, citations, cut, each_ui, row_ui, small_button, titled};

/// The rows of a field of the record, its other values in a line, and what is wrong with it.
pub(super) fn field_ui<R>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (common, field): (&Common, &'static str),
    rows: impl FnOnce(&mut egui::Ui, &mut Form<'_>) -> R,
) -> R {
    at_ui(ui, form, field, |ui, form| {
        let given = rows(ui, form);
        also_ui(ui, form, common, field);
        given
    })
}

/// A line under a field that has other values: "also: 2010-04".
fn also_ui(ui: &mut egui::Ui, form: &Form<'_>, common: &Common, field: &str) {
    let others = common.alternatives.iter().filter(|other| other.field == field);
    let words: Vec<String> = others.map(|other| alternate_words(form.case(), &other.value)).collect();
    if words.is_empty() {
        return;
    }
    let words = cut(format!("also: {}", words.join("; ")));
    let label = egui::Label::new(egui::RichText::new(&words).small().color(form.theme.ink_soft())).truncate();
    let hover = format!("{words}\nSee “Other values” below");
    ui.push_id(("also", field), |ui| row_ui(ui, "", |ui, _| drop(ui.add(label).on_hover_text(hover))));
}

/// Another value in one line.
fn alternate_words(case: &Case, value: &Alternate) -> String {
    let words = match value {
        Alternate::Text(text) => text.clone(),
        Alternate::Date(when) => date_words(when),
        Alternate::Place(place) => titled(case, *place),
        Alternate::Party(party) => titled(case, *party),
    };
    if words.trim().is_empty() { "not filled in yet".to_owned() } else { words }
}

fn date_words(when: &When) -> String {
    let stated = when.stated.as_ref().map(|date| format!("{date}{}", when.doubt()));
    let written = (!when.as_written.is_empty()).then(|| format!("“{}”", when.as_written));
    let relative = (!when.constraints.is_empty()).then(|| "a relative date".to_owned());
    stated.into_iter().chain(written).chain(relative).collect::<Vec<_>>().join(", ")
}

/// The part of a form that shows other values, folded; where a kind of record can have them.
pub(super) fn alternatives_ui(ui: &mut egui::Ui, form: &mut Form<'_>, alternatives: &mut Vec<Alternative>) {
    let fields = form.record.kind().disputable();
    if fields.is_empty() && alternatives.is_empty() {
        return;
    }
    let title = match alternatives.len() {
        0 => "Other values".to_owned(),
        count => format!("Other values  {count}"),
    };
    let is_aimed = form.is_scrolling && form.aim.is_some_and(|aim| aim.field.starts_with("alternatives"));
    let header = CollapsingHeader::new(title).id_salt("other values").open(is_aimed.then_some(true));
    header.show(ui, |ui| {
        let words = "Where sources disagree, the field keeps the preferred value and the others stand here";
        ui.add(egui::Label::new(egui::RichText::new(words).weak()).wrap());
        let mut seen: Vec<String> = Vec::new();
        each_ui(
            ui,
            form,
            alternatives,
            |other| ("other value", other.key),
            |ui, form, other| {
                seen.push(other.field.clone());
                let place = seen.iter().filter(|field| **field == other.field).count();
                alternative_ui(ui, form, other, place)
            },
        );
        add_ui(ui, form, fields, alternatives);
    });
}

/// One other value, the n-th of its field; whether it is to be taken out.
fn alternative_ui(ui: &mut egui::Ui, form: &mut Form<'_>, other: &mut Alternative, place: usize) -> bool {
    let words = field_words(form.record.kind(), &other.field);
    let name = if place == 1 { words } else { format!("{words} {place}") };
    let mut is_out = false;
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(format!("Other {name}")).strong());
        if small_button(ui, "Prefer this", &format!("Prefer this {name}")).clicked() {
            form.after.push(Command::Edit(Edit::Prefer { id: form.record, alternative: other.key }));
        }
        is_out = small_button(ui, "×", &format!("Remove the other {name}")).clicked();
    });
    value_ui(ui, form, &format!("Other {name}"), other);
    if !is_supported(&other.citations) {
        ui.colored_label(form.theme.warning(), "⚠ Unsourced: add the source that says so");
    }
    citations::list_ui(ui, form, &mut other.citations, &format!("Add a citation of the other {name}"));
    ui.separator();
    is_out
}

fn value_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, other: &mut Alternative) {
    let key = format!("{}/other/{}", form.record, other.key);
    match &mut other.value {
        Alternate::Text(text) => {
            let response = prose_ui(ui, form, name, text);
            focus_new(ui, form, other.key, &response);
        }
        Alternate::Date(when) => {
            let response = keyed_date_ui(ui, form, (name, key), &mut when.stated);
            form.touch_if(response.lost_focus());
            focus_new(ui, form, other.key, &response);
            // A date that stands alone has no room for the source's words.
            if !matches!(form.record, RecordId::Source(_)) {
                drop(hinted_ui(ui, form, "As written", &mut when.as_written, "the source's words: late 2009"));
            }
            if !when.constraints.is_empty() {
                ui.weak("With relative dates, to be changed once this date is preferred");
            }
        }
        Alternate::Place(place) => {
            let chosen = pick(ui, form, name, ((*place).into(), &[RecordKind::Place]));
            if let Some(RecordId::Place(chosen)) = chosen {
                *place = chosen;
            }
        }
        Alternate::Party(party) => {
            let chosen = pick(ui, form, name, ((*party).into(), &[RecordKind::Actor, RecordKind::Mission]));
            if let Some(chosen) = chosen.and_then(as_party) {
                *party = chosen;
            }
        }
    }
}

fn pick(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    (now, kinds): (RecordId, &[RecordKind]),
) -> Option<RecordId> {
    let (shown, width) = (titled(form.case(), now), ui.available_width());
    pick_ui(ui, form, Wanted { name, shown: &shown, kinds, creates: kinds.first().copied(), width })
}

/// A text or a date begins empty; a place or a party is chosen first.
fn add_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    fields: &'static [(&'static str, AlternateKind)],
    alternatives: &mut Vec<Alternative>,
) {
    ui.horizontal_wrapped(|ui| {
        for &(field, kind) in fields {
            let words = field_words(form.record.kind(), field);
            if let Some(value) = added_ui(ui, form, kind, &words) {
                let (key, field) = (form.session.host().key(), field.to_owned());
                ui.data_mut(|data| data.insert_temp(new_value(form), key.to_string()));
                alternatives.push(Alternative { key, field, value, citations: Vec::new(), extra: Extra::default() });
            }
        }
    });
}

fn added_ui(ui: &mut egui::Ui, form: &mut Form<'_>, kind: AlternateKind, words: &str) -> Option<Alternate> {
    let (name, shown) = (format!("Add another {words}"), format!("+ {words}"));
    let mut picked = |ui: &mut egui::Ui, kinds: &[RecordKind]| {
        let wanted = Wanted { name: &name, shown: &shown, kinds, creates: kinds.first().copied(), width: 70.0 };
        pick_ui(ui, form, wanted)
    };
    match kind {
        AlternateKind::Text => small_button(ui, &shown, &name).clicked().then(|| Alternate::Text(String::new())),
        AlternateKind::Date => small_button(ui, &shown, &name).clicked().then(|| Alternate::Date(When::default())),
        AlternateKind::Place => match picked(ui, &[RecordKind::Place]) {
            Some(RecordId::Place(place)) => Some(Alternate::Place(place)),
            _ => None,
        },
        AlternateKind::Party => {
            picked(ui, &[RecordKind::Actor, RecordKind::Mission]).and_then(as_party).map(Alternate::Party)
        }
    }
}

/// A field in words; its name in the file where this version does not know it.
fn field_words(kind: RecordKind, field: &str) -> String {
    edit::field_words(kind, field).map_or_else(|| format!("“{field}”"), str::to_owned)
}

/// Under what the value is remembered that was just added and is to have the cursor.
fn new_value(form: &Form<'_>) -> egui::Id {
    egui::Id::unique(("new other value", form.record))
}

/// Puts the cursor into the field of a value that was just added.
fn focus_new(ui: &egui::Ui, form: &Form<'_>, key: Key, response: &egui::Response) {
    let is_new = ui.data(|data| data.get_temp::<String>(new_value(form))) == Some(key.to_string());
    if is_new {
        ui.data_mut(|data| data.remove::<String>(new_value(form)));
        response.request_focus();
    }
}
