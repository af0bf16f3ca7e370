//! The legend of the graph: every shape, fill and line.

use egui::{Popup, PopupCloseBehavior, Sense, Stroke, Vec2};

use super::paint;
use crate::case::{ActorKind, Standing, World};
use crate::figure;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::small_button;

/// A button that opens the legend.
pub(super) fn legend_ui(ui: &mut egui::Ui) {
    let button = small_button(ui, "Legend", "Legend of the graph");
    drop(Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(420.0);
        ui.columns(3, |columns| {
            let [shapes, worlds, lines] = columns else { return };
            shapes_ui(shapes);
            worlds_ui(worlds);
            lines_ui(lines);
        });
    }));
}

fn heading_ui(ui: &mut egui::Ui, words: &str) {
    ui.label(egui::RichText::new(words).font(tokens::strong(12.5)));
}

fn shapes_ui(ui: &mut egui::Ui) {
    heading_ui(ui, "Shape: kind");
    let kinds = ActorKind::ALL.iter().map(|&kind| (figure::actor_shape(kind), kind.label()));
    for (shape, label) in kinds.chain([(figure::Shape::Pentagon, "mission")]) {
        sample_ui(ui, shape, None, label);
    }
}

fn worlds_ui(ui: &mut egui::Ui) {
    heading_ui(ui, "Fill: world, by office");
    for &world in World::ALL {
        sample_ui(ui, figure::Shape::Square, Some(world), world.label());
    }
    sample_ui(ui, figure::Shape::Square, None, "not stated");
}

fn sample_ui(ui: &mut egui::Ui, shape: figure::Shape, world: Option<World>, label: &str) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
        paint::paint_shape(
            ui.painter(),
            shape,
            (rect.center(), 6.5),
            (theme.world(world), Stroke::new(1.2, theme.ink())),
        );
        ui.label(label);
    });
}

fn lines_ui(ui: &mut egui::Ui) {
    heading_ui(ui, "Line: standing");
    let theme = Theme::of(ui);
    for &standing in Standing::ALL {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(44.0, 18.0), Sense::hover());
            paint::sample_line(ui.painter(), rect, figure::line_style(standing), theme.edge());
            ui.label(standing.label());
        });
    }
}
