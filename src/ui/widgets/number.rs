//! Numbers, by typing or by dragging.

use std::ops::RangeInclusive;

use egui::DragValue;

use super::{Form, row_ui};

/// A row with a whole number.
pub(in crate::ui) fn number_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, number: &mut u32) {
    row_ui(ui, name, |ui, _| {
        let response = ui.add(DragValue::new(number).range(0..=100_000).clamp_existing_to_range(false).speed(0.1));
        super::name(&response, name);
        form.touch_if(response.lost_focus() || response.drag_stopped());
    });
}

/// A decimal number within a range, with its unit.
pub(in crate::ui) fn decimal_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    (number, range, unit): (&mut f64, RangeInclusive<f64>, &str),
) {
    let response = ui.add(
        DragValue::new(number).range(range).clamp_existing_to_range(false).speed(0.01).max_decimals(5).suffix(unit),
    );
    super::name(&response, name);
    form.touch_if(response.lost_focus() || response.drag_stopped());
}

/// A field for a whole number that may be unknown; what is no number stays in the field and says so.
pub(in crate::ui) fn optional_ui<N: Copy + ToString + std::str::FromStr>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    number: &mut Option<N>,
) {
    let key = format!("{}/{name}", form.record);
    let current = number.map(|number| number.to_string()).unwrap_or_default();
    let mut text = form.typed(&key).unwrap_or(current);
    let response = ui.add(egui::TextEdit::singleline(&mut text).desired_width(40.0).char_limit(12));
    super::name(&response, name);
    let parsed = text.trim().parse::<N>();
    let is_wrong = parsed.is_err() && !text.trim().is_empty();
    *number = parsed.ok();
    if is_wrong {
        ui.colored_label(form.theme.error(), "⚠ a whole number");
    }
    let keep = if is_wrong { super::Keep::AsNote(name.to_owned()) } else { super::Keep::No };
    form.remember(key, text, (response.has_focus() || is_wrong, keep));
    form.touch_if(response.lost_focus());
}
