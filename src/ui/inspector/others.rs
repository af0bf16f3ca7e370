//! The forms of sources, places and mandates; missions, themes and surveys are shown and not yet edited here.

use egui::Response;

use super::common_ui;
use super::incident::place_ui as parent_ui;
use crate::case::{Citation, Common, Mandate, Mission, Place, Source, Survey, Theme};
use crate::query::dates::span_words;
use crate::ui::widgets::choice::{choice_ui, optional_ui};
use crate::ui::widgets::text::{hinted_ui, line_ui, list_ui};
use crate::ui::widgets::when::{date_ui, when_ui};
use crate::ui::widgets::{Form, link_ui, part_ui, row_ui};

pub(super) fn source_ui(ui: &mut egui::Ui, form: &mut Form<'_>, source: &mut Source) -> Response {
    let title = line_ui(ui, form, "Title", &mut source.title);
    choice_ui(ui, form, "Kind", &mut source.kind);
    drop(line_ui(ui, form, "Author", &mut source.author));
    drop(line_ui(ui, form, "Publisher", &mut source.publisher));
    date_ui(ui, form, "Published", &mut source.published);
    drop(hinted_ui(ui, form, "Reference", &mut source.reference, "a symbol or an address"));
    optional_ui(ui, form, ("Reliability", "F, not yet graded"), &mut source.reliability);
    drop(hinted_ui(ui, form, "Origin", &mut source.origin, "sources of one origin count once"));
    drop(hinted_ui(ui, form, "Public name", &mut source.public_label, "how a protected source may be named"));
    common_ui(ui, form, &mut source.common);
    title
}

pub(super) fn place_ui(ui: &mut egui::Ui, form: &mut Form<'_>, place: &mut Place) -> Response {
    let name = line_ui(ui, form, "Name", &mut place.name);
    list_ui(ui, form, "Aliases", &mut place.aliases);
    choice_ui(ui, form, "Kind", &mut place.kind);
    drop(hinted_ui(ui, form, "Country", &mut place.country, "ISO code: GW"));
    part_ui(ui, "Lies in");
    parent_ui(ui, form, &mut place.parent);
    common_ui(ui, form, &mut place.common);
    name
}

pub(super) fn mandate_ui(ui: &mut egui::Ui, form: &mut Form<'_>, mandate: &mut Mandate) -> Response {
    row_ui(ui, "Mission", |ui, _| link_ui(ui, form, mandate.mission.into()));
    row_ui(ui, "Theme", |ui, _| link_ui(ui, form, mandate.theme.into()));
    choice_ui(ui, form, "Level", &mut mandate.level);
    optional_ui(ui, form, ("Modality", "not stated"), &mut mandate.modality);
    date_ui(ui, form, "Attested for", &mut mandate.attested);
    let note = line_ui(ui, form, "Note", &mut mandate.note);
    part_ui(ui, "Holds when");
    when_ui(ui, form, form.record.into(), &mut mandate.when);
    common_ui(ui, form, &mut mandate.common);
    note
}

pub(super) fn mission_ui(ui: &mut egui::Ui, form: &mut Form<'_>, mission: &Mission) {
    fact_ui(ui, "Name", &mission.name);
    fact_ui(ui, "Full name", &mission.full_name);
    fact_ui(ui, "Belongs to", &format!("{}, {}", mission.organization, mission.group));
    let bounds = form.session.answers().dates.bounds(form.record);
    fact_ui(ui, "Existed", &if bounds.is_unknown() { "not stated".to_owned() } else { span_words(bounds) });
    row_ui(ui, "Area", |ui, _| {
        ui.horizontal_wrapped(|ui| mission.area.iter().for_each(|&place| link_ui(ui, form, place.into())));
    });
    if let Some(predecessor) = mission.predecessor {
        row_ui(ui, "Followed", |ui, _| link_ui(ui, form, predecessor.into()));
    }
    basis_ui(ui, form, &mission.common);
}

pub(super) fn theme_ui(ui: &mut egui::Ui, form: &mut Form<'_>, theme: &Theme) {
    fact_ui(ui, "Name", &theme.name);
    fact_ui(ui, "Code", &theme.code);
    fact_ui(ui, "Covers", &theme.definition);
    basis_ui(ui, form, &theme.common);
}

pub(super) fn survey_ui(ui: &mut egui::Ui, form: &mut Form<'_>, survey: &Survey) {
    fact_ui(ui, "Title", &survey.title);
    fact_ui(ui, "Attested for", &survey.attested.as_ref().map_or("not stated".to_owned(), ToString::to_string));
    row_ui(ui, "Missions", |ui, _| {
        ui.horizontal_wrapped(|ui| survey.missions.iter().for_each(|&id| link_ui(ui, form, id.into())));
    });
    fact_ui(ui, "Themes", &survey.themes.len().to_string());
    basis_ui(ui, form, &survey.common);
}

fn fact_ui(ui: &mut egui::Ui, name: &str, value: &str) {
    row_ui(ui, name, |ui, _| {
        let shown = if value.is_empty() { "not stated" } else { value };
        ui.add(egui::Label::new(shown).wrap().selectable(true));
    });
}

/// Citations and notes of a record that is shown and not edited.
fn basis_ui(ui: &mut egui::Ui, form: &mut Form<'_>, common: &Common) {
    part_ui(ui, "Citations");
    for citation in &common.citations {
        said_ui(ui, form, citation);
    }
    if !common.notes.is_empty() {
        part_ui(ui, "Notes");
    }
    for note in &common.notes {
        ui.add(egui::Label::new(&note.text).wrap().selectable(true));
    }
}

pub(super) fn said_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citation: &Citation) {
    ui.horizontal_wrapped(|ui| {
        link_ui(ui, form, citation.source.into());
        ui.weak(&citation.locator);
    });
    if !citation.paraphrase.is_empty() {
        ui.add(egui::Label::new(&citation.paraphrase).wrap().selectable(true));
    }
}
