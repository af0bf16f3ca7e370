//! The marking banner: always visible, words on the marking's colour.

use egui::{Align2, Frame, Panel, Sense};

use super::tokens;
use crate::case::Marking;
use crate::figure;

/// Shows the case's marking across the top of the window.
pub(super) fn banner_ui(ui: &mut egui::Ui, marking: Marking) {
    let (ground, ink) = figure::marking_colours(marking);
    let words = marking.banner();
    Panel::top("marking banner").exact_size(20.0).frame(Frame::NONE.fill(tokens::colour(ground))).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Marking: {words}")));
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &words, tokens::strong(11.5), tokens::colour(ink));
    });
}
