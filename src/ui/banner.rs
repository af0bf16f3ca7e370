//! The marking banner: always visible, words on the marking's colour.

use egui::{Align2, Frame, Panel, Sense};

use super::tokens;
use crate::case::Marking;
use crate::figure;

/// Shows the case's marking across the top of the window; `None` where it is not known yet.
pub(super) fn banner_ui(ui: &mut egui::Ui, marking: Option<Marking>) {
    let (ground, ink) = figure::marking_colours(marking.unwrap_or_default());
    let words = marking.map_or_else(|| "MARKING NOT READ YET".to_owned(), Marking::banner);
    Panel::top("marking banner").exact_size(20.0).frame(Frame::NONE.fill(tokens::colour(ground))).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Marking: {words}")));
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &words, tokens::strong(11.5), tokens::colour(ink));
    });
}
