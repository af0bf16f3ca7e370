//! The form of a lever.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::Lever;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::members::{self, many_ui, one_ui};
use crate::ui::widgets::text::{line_ui, prose_ui};
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, part_ui};

pub(super) fn lever_ui(ui: &mut egui::Ui, form: &mut Form<'_>, lever: &mut Lever) -> Response {
    let name = field_ui(ui, form, (&lever.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut lever.name));
    field_ui(ui, form, (&lever.common, "kind"), |ui, form| choice_ui(ui, form, "Kind", &mut lever.kind));
    field_ui(ui, form, (&lever.common, "holder"), |ui, form| {
        one_ui(ui, form, members::party("Holder"), &mut lever.holder);
    });
    field_ui(ui, form, (&lever.common, "over"), |ui, form| many_ui(ui, form, members::party("Over"), &mut lever.over));
    field_ui(ui, form, (&lever.common, "state"), |ui, form| choice_ui(ui, form, "State", &mut lever.state));
    part_ui(ui, "Last used");
    field_ui(ui, form, (&lever.common, "last_used"), |ui, form| {
        when_ui(ui, form, form.record.into(), &mut lever.last_used);
    });
    part_ui(ui, "What came of it");
    field_ui(ui, form, (&lever.common, "result"), |ui, form| prose_ui(ui, form, "Result", &mut lever.result));
    common_ui(ui, form, &mut lever.common);
    name
}
