//! The line under the matrix, where there is something to say: which cells are selected together, and what is hidden.

use egui::{Rect, Stroke, UiBuilder};

use super::order;
use super::range::Block;
use crate::session::{Commands, Sight};
use crate::ui::tokens::Theme;

/// Its height, in points.
const LINE: f32 = 24.0;

/// The height that it takes, in points: none where it has nothing to say.
pub(super) fn height(session: Sight<'_>, block: Option<&Block>) -> f32 {
    let is_hiding = session.answers().arrangement.hidden_words().is_some();
    if is_hiding || block.is_some() { LINE } else { 0.0 }
}

/// Says it. A click on what is hidden shows it again.
pub(super) fn foot_ui(
    ui: &mut egui::Ui,
    rect: Rect,
    block: Option<&Block>,
    (session, commands): (Sight<'_>, &mut Commands),
) {
    if rect.height() < LINE {
        return;
    }
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, Theme::of(ui).rule()));
    let inner = rect.shrink2(egui::Vec2::new(8.0, 1.0));
    let mut line = ui.new_child(
        UiBuilder::new().max_rect(inner).id_salt("foot").layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    line.set_clip_rect(rect.intersect(ui.clip_rect()));
    let arrangement = &session.answers().arrangement;
    if let Some(hidden) = arrangement.hidden_words()
        && line.small_button(format!("{hidden}: show")).clicked()
    {
        commands.send(order::shown(session));
    }
    if let Some(block) = block {
        line.add(egui::Label::new(block.words(session, &arrangement.matrix)).truncate());
    }
}
