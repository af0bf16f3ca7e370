//! The form of a briefing.

use egui::Response;

use super::alternatives::field_ui;
use super::common::{common_ui, paragraphs_ui};
use crate::case::{Briefing, Extra, Section, SectionLayout};
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::date::date_ui;
use crate::ui::widgets::text::{hinted_ui, line_ui};
use crate::ui::widgets::{Form, each_ui, part_ui, small_button};

pub(super) fn briefing_ui(ui: &mut egui::Ui, form: &mut Form<'_>, briefing: &mut Briefing) -> Response {
    let title =
        field_ui(ui, form, (&briefing.common, "title"), |ui, form| line_ui(ui, form, "Title", &mut briefing.title));
    field_ui(ui, form, (&briefing.common, "template"), |ui, form| {
        hinted_ui(ui, form, "Template", &mut briefing.template, "note")
    });
    field_ui(ui, form, (&briefing.common, "language"), |ui, form| {
        hinted_ui(ui, form, "Language", &mut briefing.language, "en, fr; empty for English")
    });
    field_ui(ui, form, (&briefing.common, "query"), |ui, form| {
        hinted_ui(ui, form, "Query", &mut briefing.query, "what of the case it is about; empty for all")
    });
    field_ui(ui, form, (&briefing.common, "as_of"), |ui, form| date_ui(ui, form, "As-of date", &mut briefing.as_of));
    part_ui(ui, "Sections");
    field_ui(ui, form, (&briefing.common, "sections"), |ui, form| sections_ui(ui, form, &mut briefing.sections));
    common_ui(ui, form, &mut briefing.common);
    title
}

fn sections_ui(ui: &mut egui::Ui, form: &mut Form<'_>, sections: &mut Vec<Section>) {
    let mut raised = None;
    each_ui(
        ui,
        form,
        sections,
        |section| ("section", section.key),
        |ui, form, section| {
            let place = form.place;
            let (is_raised, is_out) = section_ui(ui, form, section, place);
            raised = raised.or(is_raised.then_some(place - 1));
            is_out
        },
    );
    if let Some(place) = raised.filter(|&place| place > 0 && place < sections.len()) {
        sections.swap(place - 1, place);
        form.is_touched = true;
    }
    if small_button(ui, "+ Add a section", "Add a section").clicked() {
        sections.push(Section {
            key: form.session.host().key(),
            title: String::new(),
            query: String::new(),
            layout: SectionLayout::default(),
            text: Vec::new(),
            extra: Extra::default(),
        });
    }
}

/// One section; whether it is to go up by one place, and whether it is to be taken out.
fn section_ui(ui: &mut egui::Ui, form: &mut Form<'_>, section: &mut Section, place: usize) -> (bool, bool) {
    let (mut is_raised, mut is_out) = (false, false);
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(format!("Section {place}")).strong());
        is_raised = place > 1 && small_button(ui, "↑", &format!("Move section {place} up")).clicked();
        is_out = small_button(ui, "×", &format!("Remove section {place}")).clicked();
    });
    line_ui(ui, form, "Heading", &mut section.title);
    choice_ui(ui, form, "Layout", &mut section.layout);
    hinted_ui(ui, form, "Shows", &mut section.query, "which records; empty for its text alone");
    paragraphs_ui(ui, form, &format!("section {place} paragraph"), &mut section.text);
    ui.separator();
    (is_raised, is_out)
}
