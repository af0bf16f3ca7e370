//! The forms of sources, places, missions, themes, mandates and surveys.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::{Mandate, Mission, Place, Position, RecordId, Source, Survey, Theme};
use crate::query::as_of::{AsOf, Holds, holds};
use crate::query::succession::{Succession, relations};
use crate::ui::widgets::choice::{choice_ui, optional_ui};
use crate::ui::widgets::date::date_ui;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::members::{self, many_ui, one_ui};
use crate::ui::widgets::number::{decimal_ui, number_ui};
use crate::ui::widgets::origin;
use crate::ui::widgets::text::{hinted_ui, line_ui, list_ui, prose_ui};
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, capitalised, kept, link_ui, part_ui, row_ui, small_button};

pub(super) fn source_ui(ui: &mut egui::Ui, form: &mut Form<'_>, source: &mut Source) -> Response {
    let title = field_ui(ui, form, (&source.common, "title"), |ui, form| line_ui(ui, form, "Title", &mut source.title));
    field_ui(ui, form, (&source.common, "kind"), |ui, form| choice_ui(ui, form, "Kind", &mut source.kind));
    field_ui(ui, form, (&source.common, "author"), |ui, form| line_ui(ui, form, "Author", &mut source.author));
    field_ui(ui, form, (&source.common, "publisher"), |ui, form| line_ui(ui, form, "Publisher", &mut source.publisher));
    field_ui(ui, form, (&source.common, "published"), |ui, form| date_ui(ui, form, "Published", &mut source.published));
    field_ui(ui, form, (&source.common, "reference"), |ui, form| {
        hinted_ui(ui, form, "Reference", &mut source.reference, "a symbol or an address")
    });
    field_ui(ui, form, (&source.common, "reliability"), |ui, form| {
        optional_ui(ui, form, ("Reliability", "F, not yet graded"), &mut source.reliability);
    });
    at_ui(ui, form, "origin", |ui, form| origin_ui(ui, form, source));
    field_ui(ui, form, (&source.common, "public_label"), |ui, form| {
        hinted_ui(ui, form, "Public name", &mut source.public_label, "how a protected source may be named")
    });
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
    let name = field_ui(ui, form, (&place.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut place.name));
    field_ui(ui, form, (&place.common, "aliases"), |ui, form| list_ui(ui, form, "Aliases", &mut place.aliases));
    field_ui(ui, form, (&place.common, "kind"), |ui, form| choice_ui(ui, form, "Kind", &mut place.kind));
    field_ui(ui, form, (&place.common, "country"), |ui, form| {
        hinted_ui(ui, form, "Country", &mut place.country, "ISO code: GW")
    });
    part_ui(ui, "Lies in");
    field_ui(ui, form, (&place.common, "parent"), |ui, form| {
        one_ui(ui, form, members::place("Place"), &mut place.parent);
    });
    field_ui(ui, form, (&place.common, "position"), |ui, form| position_ui(ui, form, &mut place.position));
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
    at_ui(ui, form, "mission", |ui, form| row_ui(ui, "Mission", |ui, _| link_ui(ui, form, mandate.mission.into())));
    at_ui(ui, form, "theme", |ui, form| row_ui(ui, "Theme", |ui, _| link_ui(ui, form, mandate.theme.into())));
    field_ui(ui, form, (&mandate.common, "level"), |ui, form| choice_ui(ui, form, "Level", &mut mandate.level));
    field_ui(ui, form, (&mandate.common, "modality"), |ui, form| {
        optional_ui(ui, form, ("Modality", "not stated"), &mut mandate.modality);
    });
    field_ui(ui, form, (&mandate.common, "decision"), |ui, form| {
        one_ui(ui, form, members::source("Decision"), &mut mandate.decision);
    });
    field_ui(ui, form, (&mandate.common, "attested"), |ui, form| {
        date_ui(ui, form, "Attested for", &mut mandate.attested);
    });
    let note = field_ui(ui, form, (&mandate.common, "note"), |ui, form| line_ui(ui, form, "Note", &mut mandate.note));
    part_ui(ui, "Holds when");
    field_ui(ui, form, (&mandate.common, "when"), |ui, form| when_ui(ui, form, form.record.into(), &mut mandate.when));
    common_ui(ui, form, &mut mandate.common);
    note
}

pub(super) fn mission_ui(ui: &mut egui::Ui, form: &mut Form<'_>, mission: &mut Mission) -> Response {
    let name = field_ui(ui, form, (&mission.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut mission.name));
    field_ui(ui, form, (&mission.common, "full_name"), |ui, form| {
        line_ui(ui, form, "Full name", &mut mission.full_name)
    });
    field_ui(ui, form, (&mission.common, "organization"), |ui, form| {
        hinted_ui(ui, form, "Belongs to", &mut mission.organization, "UN, OSCE, EU")
    });
    field_ui(ui, form, (&mission.common, "group"), |ui, form| line_ui(ui, form, "Group", &mut mission.group));
    field_ui(ui, form, (&mission.common, "order"), |ui, form| number_ui(ui, form, "Order", &mut mission.order));
    field_ui(ui, form, (&mission.common, "area"), |ui, form| {
        many_ui(ui, form, members::place("Area"), &mut mission.area);
    });
    field_ui(ui, form, (&mission.common, "predecessor"), |ui, form| {
        one_ui(ui, form, members::mission("Followed"), &mut mission.predecessor);
    });
    succession_ui(ui, form);
    part_ui(ui, "Existed when");
    field_ui(ui, form, (&mission.common, "when"), |ui, form| when_ui(ui, form, form.record.into(), &mut mission.when));
    common_ui(ui, form, &mut mission.common);
    name
}

/// Which missions stand before and after it, which of them was there on the as-of date, and by what that stands.
fn succession_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let RecordId::Mission(id) = form.record else { return };
    let (session, case) = (form.session, form.session.case());
    let (dates, as_of) = (&session.answers().dates, session.view().as_of.as_ref());
    let known = kept(ui, "succession", session.generation(), || Succession::of(case));
    let when = as_of.and_then(AsOf::of);
    let line = known.line(id, |mission| holds(when, dates.bounds(mission)));
    let Some(words) = known.words(case, dates, (id, when)) else { return };
    part_ui(ui, "Missions before and after");
    let words = as_of.map_or_else(|| capitalised(&words), |date| format!("As of {date}: {words}"));
    ui.add(egui::Label::new(words).wrap());
    let naming = kept(ui, ("naming", id), session.generation(), || {
        session.referrers(id.into()).into_iter().map(|(by, _)| by).collect::<Vec<RecordId>>()
    });
    for link in line {
        ui.push_id(link.mission, |ui| {
            let existed = match (when, link.existed) {
                (None, _) => "",
                (Some(_), Holds::Surely) => ", there on this date",
                (Some(_), Holds::Possibly) => ", possibly there on this date",
                (Some(_), Holds::No) => ", not there on this date",
            };
            ui.weak(format!("{}{existed}:", if link.is_earlier { "Before" } else { "After" }));
            link_ui(ui, form, link.mission.into());
            for relation in relations(case, (id, link.mission), &naming) {
                ui.weak("By:");
                link_ui(ui, form, relation.into());
            }
        });
    }
}

pub(super) fn theme_ui(ui: &mut egui::Ui, form: &mut Form<'_>, theme: &mut Theme) -> Response {
    let name = field_ui(ui, form, (&theme.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut theme.name));
    field_ui(ui, form, (&theme.common, "code"), |ui, form| {
        hinted_ui(ui, form, "Code", &mut theme.code, "two or three letters")
    });
    field_ui(ui, form, (&theme.common, "order"), |ui, form| number_ui(ui, form, "Order", &mut theme.order));
    part_ui(ui, "Covers");
    field_ui(ui, form, (&theme.common, "definition"), |ui, form| {
        prose_ui(ui, form, "Definition", &mut theme.definition)
    });
    common_ui(ui, form, &mut theme.common);
    name
}

pub(super) fn survey_ui(ui: &mut egui::Ui, form: &mut Form<'_>, survey: &mut Survey) -> Response {
    let title = field_ui(ui, form, (&survey.common, "title"), |ui, form| line_ui(ui, form, "Title", &mut survey.title));
    field_ui(ui, form, (&survey.common, "attested"), |ui, form| {
        date_ui(ui, form, "Attested for", &mut survey.attested);
    });
    ui.weak("A blank of these missions on these themes means: looked, and nothing found");
    field_ui(ui, form, (&survey.common, "missions"), |ui, form| {
        many_ui(ui, form, members::mission("Missions"), &mut survey.missions);
    });
    field_ui(ui, form, (&survey.common, "themes"), |ui, form| {
        many_ui(ui, form, members::theme("Themes"), &mut survey.themes);
    });
    common_ui(ui, form, &mut survey.common);
    title
}
