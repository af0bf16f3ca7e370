//! The form of an activity.

use egui::Response;

use super::alternatives::also_ui;
use super::common::common_ui;
use crate::case::Activity;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::members::{self, fixed_ui, many_ui};
use crate::ui::widgets::quantities::{self, quantities_ui};
use crate::ui::widgets::text::line_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, part_ui, row_ui};

pub(super) fn activity_ui(ui: &mut egui::Ui, form: &mut Form<'_>, activity: &mut Activity) -> Response {
    let title = line_ui(ui, form, "Title", &mut activity.title);
    also_ui(ui, form, &activity.common, "title");
    fixed_ui(ui, form, members::mission("Mission"), &mut activity.mission);
    choice_ui(ui, form, "Kind", &mut activity.kind);
    row_ui(ui, "Nature", |ui, _| ui.label(nature_words(activity)));
    many_ui(ui, form, members::theme("Themes"), &mut activity.themes);
    many_ui(ui, form, members::party("Partners"), &mut activity.partners);
    part_ui(ui, "When");
    when_ui(ui, form, form.record.into(), &mut activity.when);
    also_ui(ui, form, &activity.common, "when");
    quantities_ui(ui, form, &quantities::RESOURCES, &mut activity.resources);
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
