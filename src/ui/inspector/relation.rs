//! The form of a relation.

use egui::Response;

use super::alternatives::also_ui;
use super::common::common_ui;
use crate::case::Relation;
use crate::ui::widgets::attribution::standing_ui;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::pick::party_ui;
use crate::ui::widgets::text::hinted_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, part_ui, row_ui, small_button, titled};

pub(super) fn relation_ui(ui: &mut egui::Ui, form: &mut Form<'_>, relation: &mut Relation) -> Response {
    for (name, party) in [("From", &mut relation.from), ("To", &mut relation.to)] {
        row_ui(ui, name, |ui, _| {
            let width = ui.available_width() - 36.0;
            party_ui(ui, form, (name, width), party);
            if small_button(ui, "→", &format!("Show {}", titled(form.case(), *party))).clicked() {
                form.commands.send(crate::session::Command::Select((*party).into()));
            }
        });
        if name == "From" {
            choice_ui(ui, form, "Kind", &mut relation.kind);
        }
    }
    let words = hinted_ui(ui, form, "Words", &mut relation.words, "the source's words, where the kind is too coarse");
    also_ui(ui, form, &relation.common, "words");
    choice_ui(ui, form, "Runs", &mut relation.direction);
    part_ui(ui, "When");
    when_ui(ui, form, form.record.into(), &mut relation.when);
    also_ui(ui, form, &relation.common, "when");
    part_ui(ui, "How firmly");
    standing_ui(ui, form, &mut relation.standing, &mut relation.attributed_to);
    common_ui(ui, form, &mut relation.common);
    words
}
