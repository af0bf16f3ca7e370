//! The form of a relation.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::{Party, Relation};
use crate::session::Command;
use crate::ui::widgets::attribution::standing_ui;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::pick::party_ui;
use crate::ui::widgets::text::hinted_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, part_ui, row_ui, small_button, titled};

pub(super) fn relation_ui(ui: &mut egui::Ui, form: &mut Form<'_>, relation: &mut Relation) -> Response {
    at_ui(ui, form, "from", |ui, form| end_ui(ui, form, "From", &mut relation.from));
    at_ui(ui, form, "kind", |ui, form| choice_ui(ui, form, "Kind", &mut relation.kind));
    at_ui(ui, form, "to", |ui, form| end_ui(ui, form, "To", &mut relation.to));
    let words = field_ui(ui, form, (&relation.common, "words"), |ui, form| {
        hinted_ui(ui, form, "Words", &mut relation.words, "the source's words, where the kind is too coarse")
    });
    field_ui(ui, form, (&relation.common, "direction"), |ui, form| {
        choice_ui(ui, form, "Runs", &mut relation.direction)
    });
    part_ui(ui, "When");
    field_ui(ui, form, (&relation.common, "when"), |ui, form| {
        when_ui(ui, form, form.record.into(), &mut relation.when);
    });
    part_ui(ui, "How firmly");
    at_ui(ui, form, "attributed_to", |ui, form| {
        at_ui(ui, form, "standing", |ui, form| {
            standing_ui(ui, form, &mut relation.standing, &mut relation.attributed_to);
        });
    });
    common_ui(ui, form, &mut relation.common);
    words
}

/// The row of one end, with the way to the party that stands there.
fn end_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, party: &mut Party) {
    row_ui(ui, name, |ui, _| {
        let width = ui.available_width() - 36.0;
        party_ui(ui, form, (name, width), party);
        if small_button(ui, "→", &format!("Show {}", titled(form.case(), *party))).clicked() {
            form.commands.send(Command::Select((*party).into()));
        }
    });
}
