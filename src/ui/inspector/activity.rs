//! The form of an activity.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::Activity;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::members::{self, fixed_ui, many_ui};
use crate::ui::widgets::quantities::{self, quantities_ui};
use crate::ui::widgets::text::line_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, part_ui, row_ui};

pub(super) fn activity_ui(ui: &mut egui::Ui, form: &mut Form<'_>, activity: &mut Activity) -> Response {
    let title =
        field_ui(ui, form, (&activity.common, "title"), |ui, form| line_ui(ui, form, "Title", &mut activity.title));
    field_ui(ui, form, (&activity.common, "mission"), |ui, form| {
        fixed_ui(ui, form, members::mission("Mission"), &mut activity.mission);
    });
    field_ui(ui, form, (&activity.common, "kind"), |ui, form| choice_ui(ui, form, "Kind", &mut activity.kind));
    row_ui(ui, "Nature", |ui, _| ui.label(nature_words(activity)));
    field_ui(ui, form, (&activity.common, "themes"), |ui, form| {
        many_ui(ui, form, members::theme("Themes"), &mut activity.themes);
    });
    field_ui(ui, form, (&activity.common, "partners"), |ui, form| {
        many_ui(ui, form, members::party("Partners"), &mut activity.partners);
    });
    part_ui(ui, "When");
    field_ui(ui, form, (&activity.common, "when"), |ui, form| {
        when_ui(ui, form, form.record.into(), &mut activity.when);
    });
    field_ui(ui, form, (&activity.common, "resources"), |ui, form| {
        quantities_ui(ui, form, &quantities::RESOURCES, &mut activity.resources);
    });
    common_ui(ui, form, &mut activity.common);
    title
}

/// Whether it is technical or political work, which follows from its kind.
fn nature_words(activity: &Activity) -> String {
    activity.kind.nature().map_or_else(
        || "neither technical nor political by its kind".to_owned(),
        |nature| format!("{} work", nature.label()),
    )
}
