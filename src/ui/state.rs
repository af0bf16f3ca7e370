//! The state of the file, at the right of the bar.

use super::tokens::Theme;
use crate::files::Access;
use crate::session::{Busy, Session};

/// The room that the as-of date takes beside the state, in points.
const AS_OF: f32 = 165.0;

/// Draws what has become of the changes: saved, not yet, or on the way.
pub(super) fn state_ui(ui: &mut egui::Ui, (session, is_drafting): (&Session, bool)) {
    let theme = Theme::of(ui);
    let is_unsaved = session.has_unsaved_changes() || is_drafting;
    let (words, colour) = match session.busy() {
        Some(Busy::Saving(_)) => ("Saving…", theme.ink_soft()),
        Some(Busy::Opening(_)) => ("Opening…", theme.ink_soft()),
        Some(Busy::Exporting(_)) => ("Exporting…", theme.ink_soft()),
        None if session.file().access != Access::ReadWrite && is_unsaved => {
            ("Read only, with changes: save a copy", theme.warning())
        }
        None if session.file().access != Access::ReadWrite => ("Read only: save a copy to change it", theme.warning()),
        None if is_unsaved => ("● Unsaved changes", theme.warning()),
        None if session.file().is_sample() => ("Copy of a sample, not saved yet", theme.ink_soft()),
        None if session.file().path.is_none() => ("Not saved yet", theme.ink_soft()),
        None => ("Saved", theme.good()),
    };
    // The field for the as-of date keeps its room; what is cut is said in the tooltip.
    let width = (ui.available_width() - AS_OF).max(24.0);
    let label = egui::Label::new(egui::RichText::new(words).color(colour)).truncate();
    let state = ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(label)
    });
    state.inner.on_hover_text(format!("{words}\n{}", session.file().name()));
}
