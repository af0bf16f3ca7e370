//! Records that are, were or are not the same as the one in the form.

use crate::case::{Common, RecordId};
use crate::edit::{Edit, is_mergeable};
use crate::session::Command;
use crate::ui::duplicates::{found, twin};
use crate::ui::widgets::{Form, cut, link_ui, part_ui, small_button, titled};

/// A line at the head of a form: another record that is likely to be the same.
pub(super) fn likely_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let id = form.record;
    if !is_mergeable(id) {
        return;
    }
    let all = found(ui.ctx());
    let Some((other, pair)) = twin(&all, id).filter(|(other, _)| form.case().has(*other)) else { return };
    let is_known = |one: RecordId, other: RecordId| {
        form.case().record(one).is_some_and(|record| record.common().distinct.contains(&other))
    };
    if is_known(id, other) || is_known(other, id) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label("≈ Likely the same as").on_hover_text(cut(pair.reasons.join("; ")));
        link_ui(ui, form, other);
        let name = titled(form.case(), other);
        if small_button(ui, "Merge", &format!("Merge “{name}” into this")).clicked() {
            form.after.push(Command::Edit(Edit::Merge { keep: id, gone: other }));
        }
        if small_button(ui, "Not the same", &format!("Not the same as “{name}”")).clicked() {
            form.after.push(Command::Edit(Edit::Distinct { one: id, other, is_distinct: true }));
        }
    });
}

/// What the record took in, to be split again, and what it is known not to be.
pub(super) fn merged_ui(ui: &mut egui::Ui, form: &mut Form<'_>, common: &Common) {
    if !common.merged.is_empty() {
        part_ui(ui, "Merged from");
    }
    for merged in &common.merged {
        ui.horizontal_wrapped(|ui| {
            ui.label(cut(merged.name().to_owned())).on_hover_text(merged.gained.join("\n"));
            let name = format!("Split “{}” again", cut(merged.name().to_owned()));
            if small_button(ui, "Split again", &name).clicked() {
                form.after.push(Command::Edit(Edit::Split { from: form.record, merged: merged.key }));
            }
        });
    }
    if !common.distinct.is_empty() {
        part_ui(ui, "Not the same as");
    }
    for &other in &common.distinct {
        ui.horizontal_wrapped(|ui| {
            link_ui(ui, form, other);
            let name = format!("Forget that “{}” is not the same", titled(form.case(), other));
            if small_button(ui, "×", &name).clicked() {
                form.after.push(Command::Edit(Edit::Distinct { one: form.record, other, is_distinct: false }));
            }
        });
    }
}
