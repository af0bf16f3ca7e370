//! A row of several lines that can be pressed: what it is in the first, what is said of it in smaller type below.

use super::{cut, focus_ring};
use crate::case::RecordId;
use crate::session::Session;
use crate::ui::tokens::{self, Theme};

/// Height of the first line of a row, in points; the others are of the small type.
pub(in crate::ui) const FIRST: f32 = 19.0;
/// Height of each further line, in points.
pub(in crate::ui) const NEXT: f32 = 15.0;

/// How what a row stands for is meant elsewhere.
#[derive(Clone, Copy, Default)]
pub(in crate::ui) struct Look {
    pub is_selected: bool,
    pub is_hovered: bool,
}

impl Look {
    /// How a record is meant.
    pub fn of(session: &Session, id: impl Into<RecordId>) -> Self {
        let id = id.into();
        Self { is_selected: session.selection().has(id), is_hovered: session.view().hover == Some(id) }
    }
}

/// A row of lines that can be pressed, each cut where there is no room for it; indented by so many points, and so high.
pub(in crate::ui) fn lines_ui(
    ui: &mut egui::Ui,
    (look, indent, height): (Look, f32, f32),
    lines: &[&str],
) -> egui::Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), egui::Sense::click());
    let ground = match (look.is_selected, look.is_hovered || response.hovered()) {
        (true, _) => Some(theme.selection()),
        (false, true) => Some(theme.hover()),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 3.0, ground);
    }
    let mut place = rect.min + egui::vec2(4.0 + indent, 1.0);
    for (number, text) in lines.iter().enumerate() {
        let (font, colour, height) = match number {
            0 => (tokens::body(), theme.ink(), FIRST),
            _ => (tokens::small(), theme.ink_soft(), NEXT),
        };
        let mut job = egui::text::LayoutJob::simple_singleline(cut((*text).to_owned()), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width((rect.right() - place.x - 4.0).max(0.0));
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(place, galley, colour);
        place.y += height;
    }
    focus_ring(ui, &response);
    response
}
