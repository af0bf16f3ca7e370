//! What the timeline says in words: what is not drawn one by one, and what the canvas is to screen readers.

use egui::{Pos2, Rect, Response, Sense};

use super::TITLES;
use super::keys::Cursor;
use super::lanes::Seen;
use crate::session::Sight;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::canvas;

/// How to move in it by the keyboard.
const KEYS: &str = "Left and right arrow go through a lane, up and down to the next lane, Home and End to its ends. \
                    Enter opens the form, F2 gives another date, the menu key offers more, plus and minus zoom";

/// Tells screen readers what the canvas shows, and where the keyboard is in it.
pub(super) fn canvas_ui(ui: &egui::Ui, canvas: &Response, (seen, cursor): (Seen, Option<Cursor>), session: Sight<'_>) {
    let by = session.view().lane_by.label();
    let within = cursor.filter(|_| canvas.has_focus()).map(Cursor::id);
    let told = canvas::Told { role: egui::Role::ListBox, name: name(seen, by), keys: KEYS };
    canvas::canvas_ui(ui, canvas, &told, within);
}

/// "Timeline: 42 incidents in view, and 3,200 more: zoom in; lanes by kind".
fn name(seen: Seen, by: &str) -> String {
    let noun = if seen.named == 1 { "incident" } else { "incidents" };
    let more = match seen.marks + seen.dense {
        0 => String::new(),
        more => format!(", and {} more: zoom in", grouped(more)),
    };
    format!("Timeline: {} {noun} in view{more}, lanes by {by}", grouped(seen.named))
}

/// Says what is not drawn one by one, left of the axis.
pub(super) fn said_ui(ui: &egui::Ui, axis: Rect, seen: Seen) {
    let words = match (seen.dense, seen.marks) {
        (0, 0) => return,
        (0, marks) => format!("{} incidents without labels: zoom in to read them", grouped(marks)),
        (dense, _) => format!("{} incidents shown as density: zoom in to see each", grouped(dense)),
    };
    let theme = Theme::of(ui);
    let place = Rect::from_min_max(axis.min, Pos2::new(axis.left() + TITLES, axis.bottom()));
    let text = ui.painter().layout(words.clone(), tokens::tiny(), theme.ink_soft(), TITLES - 12.0);
    let at = Pos2::new(place.left() + 8.0, place.center().y - text.size().y / 2.0);
    ui.painter().with_clip_rect(place).galley(at, text, theme.ink_soft());
    let response = ui.interact(place, ui.scope_id().with("said"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.clone()));
}

/// A number with a comma before every three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let check = |number, expected: &str| assert_eq!(grouped(number), expected);
        check(7, "7");
        check(999, "999");
        check(12_340, "12,340");
        check(1_000_000, "1,000,000");
    }

    #[test]
    fn the_canvas_says_what_it_holds() {
        let check =
            |named, marks, dense, expected: &str| assert_eq!(name(Seen { named, marks, dense }, "kind"), expected);
        check(42, 0, 0, "Timeline: 42 incidents in view, lanes by kind");
        check(1, 0, 0, "Timeline: 1 incident in view, lanes by kind");
        check(6, 200, 3_000, "Timeline: 6 incidents in view, and 3,200 more: zoom in, lanes by kind");
    }
}
