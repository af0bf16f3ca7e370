//! What the bar says of the case: its title and the state of its file, each with its room beside the fields.

use super::search;
use super::tokens::{self, Theme};
use super::widgets::{as_of, cut};
use crate::files::Access;
use crate::session::{Busy, Session};

/// The least room for the title of the case, in points: what is cut of it stands under the pointer.
const TITLE: f32 = 120.0;
/// The room for the state of the file, where there is as much: "● Unsaved changes".
const STATE: f32 = 130.0;
/// The room for what parts them: margins of fields, and lines.
const GAPS: f32 = 48.0;

/// The least width of the search box, in points.
const SEARCH: f32 = 130.0;

/// How wide the search box is: it gives way to the title of the case.
pub(super) fn search_width(ui: &egui::Ui) -> f32 {
    let rest = ui.available_width() - as_of::WIDTH - STATE - GAPS - TITLE;
    rest.clamp(SEARCH, search::WIDTH)
}

/// Draws the title of the case, beside a search box of some width.
pub(super) fn title_ui(ui: &mut egui::Ui, box_width: f32, session: &Session) {
    let title = &cut(session.case().header.title.clone());
    // Where there is hardly room for it even if the state of the file is cut, it stands in the title of the window.
    let rest = ui.available_width() - as_of::WIDTH - box_width - GAPS;
    let width = (rest - STATE).max(TITLE.min(rest - STATE / 2.0));
    if width < TITLE / 2.0 {
        return;
    }
    ui.scope(|ui| {
        ui.set_max_width(width);
        let text = egui::RichText::new(title).font(tokens::strong(13.5));
        ui.add(egui::Label::new(text).truncate()).on_hover_text(title);
    });
}

/// Draws what has become of the changes: saved, not yet, or on the way.
pub(super) fn state_ui(ui: &mut egui::Ui, box_width: f32, (session, is_drafting): (&Session, bool)) {
    let theme = Theme::of(ui);
    let is_unsaved = session.has_unsaved_changes() || is_drafting;
    let (words, colour) = match session.busy() {
        Some(Busy::Saving(_)) => ("Saving…", theme.ink_soft()),
        Some(Busy::Opening(_)) => ("Opening…", theme.ink_soft()),
        Some(Busy::Exporting(_)) => ("Exporting…", theme.ink_soft()),
        Some(Busy::ReadingTable(_)) => ("Reading a table…", theme.ink_soft()),
        None if session.file().access != Access::ReadWrite && is_unsaved => {
            ("Read only, with changes: save a copy", theme.warning())
        }
        None if session.file().access != Access::ReadWrite => ("Read only: save a copy to change it", theme.warning()),
        None if is_unsaved => ("● Unsaved changes", theme.warning()),
        None if session.file().is_sample() => ("Copy of a sample, not saved yet", theme.ink_soft()),
        None if session.file().path.is_none() => ("Not saved yet", theme.ink_soft()),
        None => ("Saved", theme.good()),
    };
    // The fields keep their room; what is cut is said in the tooltip.
    let width = (ui.available_width() - as_of::WIDTH - box_width - GAPS).max(24.0);
    let label = egui::Label::new(egui::RichText::new(words).color(colour)).truncate();
    let state = ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(label)
    });
    state.inner.on_hover_text(format!("{words}\n{}", session.file().name()));
}
