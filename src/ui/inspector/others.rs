//! The forms of sources, places, missions, themes, mandates and surveys.

use egui::Response;

use super::alternatives::also_ui;
use super::common::common_ui;
use crate::case::{Mandate, Mission, Place, Position, Source, Survey, Theme};
use crate::ui::widgets::choice::{choice_ui, optional_ui};
use crate::ui::widgets::date::date_ui;
use crate::ui::widgets::members::{self, many_ui, one_ui};
use crate::ui::widgets::number::{decimal_ui, number_ui};
use crate::ui::widgets::origin;
use crate::ui::widgets::text::{hinted_ui, line_ui, list_ui, prose_ui};
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, link_ui, part_ui, row_ui, small_button};

pub(super) fn source_ui(ui: &mut egui::Ui, form: &mut Form<'_>, source: &mut Source) -> Response {
    let title = line_ui(ui, form, "Title", &mut source.title);
    also_ui(ui, form, &source.common, "title");
    choice_ui(ui, form, "Kind", &mut source.kind);
    line_ui(ui, form, "Author", &mut source.author);
    also_ui(ui, form, &source.common, "author");
    line_ui(ui, form, "Publisher", &mut source.publisher);
    also_ui(ui, form, &source.common, "publisher");
    date_ui(ui, form, "Published", &mut source.published);
    also_ui(ui, form, &source.common, "published");
    hinted_ui(ui, form, "Reference", &mut source.reference, "a symbol or an address");
    also_ui(ui, form, &source.common, "reference");
    optional_ui(ui, form, ("Reliability", "F, not yet graded"), &mut source.reliability);
    origin_ui(ui, form, source);
    hinted_ui(ui, form, "Public name", &mut source.public_label, "how a protected source may be named");
    common_ui(ui, form, &mut source.common);
    title
}

/// The origin, completed to one that other sources have.
fn origin_ui(ui: &mut egui::Ui, form: &mut Form<'_>, source: &mut Source) {
    let kept = ui.make_persistent_id("origin field");
    if let Some(field) = ui.data(|data| data.get_temp::<egui::Id>(kept)) {
        origin::complete(ui, field, form.session, &mut source.origin);
    }
    let field = hinted_ui(ui, form, "Origin", &mut source.origin, "sources of one origin count once");
    ui.data_mut(|data| data.insert_temp(kept, field.id));
    origin::offers_ui(ui, &field, form.session, &source.origin);
}

pub(super) fn place_ui(ui: &mut egui::Ui, form: &mut Form<'_>, place: &mut Place) -> Response {
    let name = line_ui(ui, form, "Name", &mut place.name);
    also_ui(ui, form, &place.common, "name");
    list_ui(ui, form, "Aliases", &mut place.aliases);
    choice_ui(ui, form, "Kind", &mut place.kind);
    hinted_ui(ui, form, "Country", &mut place.country, "ISO code: GW");
    also_ui(ui, form, &place.common, "country");
    part_ui(ui, "Lies in");
    one_ui(ui, form, members::place("Place"), &mut place.parent);
    also_ui(ui, form, &place.common, "parent");
    position_ui(ui, form, &mut place.position);
    common_ui(ui, form, &mut place.common);
    name
}

fn position_ui(ui: &mut egui::Ui, form: &mut Form<'_>, position: &mut Option<Position>) {
    part_ui(ui, "Position");
    let Some(point) = position else {
        if small_button(ui, "+ Add a position", "Add a position").clicked() {
            *position = Some(Position::default());
            form.is_touched = true;
        }
        return;
    };
    let rows = [
        ("Latitude", &mut point.latitude, -90.0..=90.0, "° north"),
        ("Longitude", &mut point.longitude, -180.0..=180.0, "° east"),
        ("Within", &mut point.precision_km, 0.0..=20_000.0, " km"),
    ];
    for (name, number, range, unit) in rows {
        row_ui(ui, name, |ui, _| decimal_ui(ui, form, name, (number, range, unit)));
    }
    if small_button(ui, "× Remove the position", "Remove the position").clicked() {
        *position = None;
        form.is_touched = true;
    }
}

pub(super) fn mandate_ui(ui: &mut egui::Ui, form: &mut Form<'_>, mandate: &mut Mandate) -> Response {
    row_ui(ui, "Mission", |ui, _| link_ui(ui, form, mandate.mission.into()));
    row_ui(ui, "Theme", |ui, _| link_ui(ui, form, mandate.theme.into()));
    choice_ui(ui, form, "Level", &mut mandate.level);
    optional_ui(ui, form, ("Modality", "not stated"), &mut mandate.modality);
    one_ui(ui, form, members::source("Decision"), &mut mandate.decision);
    date_ui(ui, form, "Attested for", &mut mandate.attested);
    let note = line_ui(ui, form, "Note", &mut mandate.note);
    also_ui(ui, form, &mandate.common, "note");
    part_ui(ui, "Holds when");
    when_ui(ui, form, form.record.into(), &mut mandate.when);
    also_ui(ui, form, &mandate.common, "when");
    common_ui(ui, form, &mut mandate.common);
    note
}

pub(super) fn mission_ui(ui: &mut egui::Ui, form: &mut Form<'_>, mission: &mut Mission) -> Response {
    let name = line_ui(ui, form, "Name", &mut mission.name);
    also_ui(ui, form, &mission.common, "name");
    line_ui(ui, form, "Full name", &mut mission.full_name);
    also_ui(ui, form, &mission.common, "full_name");
    hinted_ui(ui, form, "Belongs to", &mut mission.organization, "UN, OSCE, EU");
    also_ui(ui, form, &mission.common, "organization");
    line_ui(ui, form, "Group", &mut mission.group);
    number_ui(ui, form, "Order", &mut mission.order);
    many_ui(ui, form, members::place("Area"), &mut mission.area);
    one_ui(ui, form, members::mission("Followed"), &mut mission.predecessor);
    part_ui(ui, "Existed when");
    when_ui(ui, form, form.record.into(), &mut mission.when);
    also_ui(ui, form, &mission.common, "when");
    common_ui(ui, form, &mut mission.common);
    name
}

pub(super) fn theme_ui(ui: &mut egui::Ui, form: &mut Form<'_>, theme: &mut Theme) -> Response {
    let name = line_ui(ui, form, "Name", &mut theme.name);
    also_ui(ui, form, &theme.common, "name");
    hinted_ui(ui, form, "Code", &mut theme.code, "two or three letters");
    also_ui(ui, form, &theme.common, "code");
    number_ui(ui, form, "Order", &mut theme.order);
    part_ui(ui, "Covers");
    prose_ui(ui, form, "Definition", &mut theme.definition);
    also_ui(ui, form, &theme.common, "definition");
    common_ui(ui, form, &mut theme.common);
    name
}

pub(super) fn survey_ui(ui: &mut egui::Ui, form: &mut Form<'_>, survey: &mut Survey) -> Response {
    let title = line_ui(ui, form, "Title", &mut survey.title);
    date_ui(ui, form, "Attested for", &mut survey.attested);
    ui.weak("A blank of these missions on these themes means: looked, and nothing found");
    many_ui(ui, form, members::mission("Missions"), &mut survey.missions);
    many_ui(ui, form, members::theme("Themes"), &mut survey.themes);
    common_ui(ui, form, &mut survey.common);
    title
}
