//! A field of a record in its form: what is wrong with it stands below its rows, and it is shown to whoever asks for it.

use egui::{Align, Rect};

use super::{Form, await_any, steady_ui};
use crate::case::SourceId;
use crate::query::problems::Problem;

/// The most problems that are told below one field; the list at the head of the form has all.
const TOLD: usize = 5;

/// What the form itself tells while it is being changed.
const LIVE: &[(&str, &str)] = &[("unattributed", ""), ("contradiction", ""), ("unsourced", "citations")];

/// Draws the rows of a field, named as in the file, and below them what is wrong with it.
pub(in crate::ui) fn at_ui<R>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    field: &'static str,
    rows: impl FnOnce(&mut egui::Ui, &mut Form<'_>) -> R,
) -> R {
    let aim = form.aim.filter(|aim| is_within(aim.field, field));
    // The field itself takes the keyboard; a citation is only shown.
    let is_entered = form.is_scrolling && aim.is_some_and(|aim| aim.source.is_none());
    if is_entered {
        await_any(ui, true);
    }
    let (given, rect) = steady_ui(ui, ("field", field), |ui| {
        let given = rows(ui, form);
        steady_ui(ui, "problems", |ui| problems_ui(ui, form, field));
        (given, ui.min_rect())
    });
    if is_entered {
        await_any(ui, false);
    }
    if aim.is_some_and(|aim| aim.source.is_none()) {
        mark_ui(ui, form, rect);
    }
    given
}

/// Marks what somebody went to see, and scrolls there once.
pub(in crate::ui) fn mark_ui(ui: &egui::Ui, form: &Form<'_>, rect: Rect) {
    let stroke = egui::Stroke::new(1.5, form.theme.accent());
    ui.painter().rect_stroke(rect.expand(1.0), 3.0, stroke, egui::StrokeKind::Outside);
    if form.is_scrolling {
        ui.scroll_to_rect(rect, Some(Align::Center));
    }
}

/// Whether a field is this one, or lies in it.
fn is_within(field: &str, this: &str) -> bool {
    field.strip_prefix(this).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether the citation of a source is to be shown: that of the statement to which somebody went from the source.
pub(in crate::ui) fn is_cited(form: &Form<'_>, source: SourceId) -> bool {
    form.aim.is_some_and(|aim| aim.source == Some(source))
}

fn problems_ui(ui: &mut egui::Ui, form: &mut Form<'_>, field: &str) {
    let is_meant = |problem: &&Problem| {
        let is_live = LIVE.iter().any(|&(code, of)| problem.code == code && (of.is_empty() || of == field));
        problem.field.is_some_and(|its| is_within(its, field)) && !is_live
    };
    let own: Vec<&Problem> = form.problems.iter().copied().filter(is_meant).collect();
    let told = own.get(..TOLD).unwrap_or(&own);
    let chosen = crate::ui::problems::form_ui(ui, told);
    form.after.extend(chosen);
    if own.len() > TOLD {
        ui.weak(format!("and {} more, listed above", own.len() - TOLD));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_what_lies_in_it() {
        let check = |field: &str, this: &str, expected: bool| assert_eq!(is_within(field, this), expected, "{field}");
        check("participants", "participants", true);
        check("participants.party", "participants", true);
        check("place", "places", false);
        check("places", "place", false);
        check("when", "posts", false);
    }
}
