//! The part of a form that every kind of record has, and prose as paragraphs.

use super::alternatives::alternatives_ui;
use super::twins::merged_ui;
use crate::case::{Common, Marking, Paragraph, Tlp, UnClass};
use crate::ui::widgets::choice::optional_ui;
use crate::ui::widgets::citations::citations_ui;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::{Form, await_focus, each_ui, part_ui, small_button, take_focus, text};

/// Citations, other values, notes, marking and tags.
pub(super) fn common_ui(ui: &mut egui::Ui, form: &mut Form<'_>, common: &mut Common) {
    at_ui(ui, form, "citations", |ui, form| citations_ui(ui, form, &mut common.citations));
    at_ui(ui, form, "alternatives", |ui, form| alternatives_ui(ui, form, &mut common.alternatives));
    merged_ui(ui, form, common);
    part_ui(ui, "Notes");
    at_ui(ui, form, "notes", |ui, form| paragraphs_ui(ui, form, "note", &mut common.notes));
    part_ui(ui, "Marking and tags");
    at_ui(ui, form, "marking", |ui, form| marking_ui(ui, form, &mut common.marking));
    let mut tags: Vec<String> = common.tags.iter().cloned().collect();
    text::list_ui(ui, form, "Tags", &mut tags);
    let tags = tags.into_iter().collect();
    if tags != common.tags {
        common.tags = tags;
    }
}

fn marking_ui(ui: &mut egui::Ui, form: &mut Form<'_>, marking: &mut Marking) {
    let case = form.case().header.marking;
    let un = case.un.map_or("not marked".to_owned(), |un| format!("{} (inherited)", un.label()));
    let tlp = case.tlp.map_or("not marked".to_owned(), |tlp| format!("{} (inherited)", tlp.label()));
    optional_ui::<UnClass>(ui, form, ("UN", &un), &mut marking.un);
    optional_ui::<Tlp>(ui, form, ("TLP", &tlp), &mut marking.tlp);
}

/// Prose as paragraphs, each a text of its own.
pub(super) fn paragraphs_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, paragraphs: &mut Vec<Paragraph>) {
    each_ui(
        ui,
        form,
        paragraphs,
        |paragraph| (name, paragraph.key),
        |ui, form, paragraph| {
            let label = format!("{name} {}", form.place);
            let text = text::prose_ui(ui, form, &label, &mut paragraph.text);
            take_focus(&text, &paragraph.key.to_string());
            paragraph.text.is_empty() && small_button(ui, "×", &format!("Remove {label}")).clicked()
        },
    );
    if small_button(ui, &format!("+ Add {name}"), &format!("Add {name}")).clicked() {
        let key = form.session.host().key();
        await_focus(ui, key.to_string());
        paragraphs.push(Paragraph { key, text: String::new() });
    }
}
