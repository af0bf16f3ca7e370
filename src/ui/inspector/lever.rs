//! The form of a lever.

use egui::Response;

use super::alternatives::also_ui;
use super::common::common_ui;
use crate::case::Lever;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::members::{self, many_ui, one_ui};
use crate::ui::widgets::text::{line_ui, prose_ui};
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, part_ui};

pub(super) fn lever_ui(ui: &mut egui::Ui, form: &mut Form<'_>, lever: &mut Lever) -> Response {
    let name = line_ui(ui, form, "Name", &mut lever.name);
    also_ui(ui, form, &lever.common, "name");
    choice_ui(ui, form, "Kind", &mut lever.kind);
    one_ui(ui, form, members::party("Holder"), &mut lever.holder);
    also_ui(ui, form, &lever.common, "holder");
    many_ui(ui, form, members::party("Over"), &mut lever.over);
    choice_ui(ui, form, "State", &mut lever.state);
    part_ui(ui, "Last used");
    when_ui(ui, form, form.record.into(), &mut lever.last_used);
    also_ui(ui, form, &lever.common, "last_used");
    part_ui(ui, "What came of it");
    prose_ui(ui, form, "Result", &mut lever.result);
    also_ui(ui, form, &lever.common, "result");
    common_ui(ui, form, &mut lever.common);
    name
}
