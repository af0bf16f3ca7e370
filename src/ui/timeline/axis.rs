//! The axis over the lanes: ticks, and what they belong to.

use egui::{Align2, Pos2, Rect, Stroke};

use super::scale::{self, Scale};
use crate::case::Moment;
use crate::ui::tokens::{self, Theme};

/// Height of the axis, in points.
pub(super) const HEIGHT: f32 = 32.0;

/// Draws the axis, with its ticks down to the foot of `body`, and a line under the part of time that is brushed.
pub(super) fn axis_ui(ui: &egui::Ui, (rect, body): (Rect, Rect), scale: &Scale, brush: Option<(Moment, Moment)>) {
    let theme = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(body);
    painter.rect_filled(rect, 0.0, theme.band());
    let (fine, coarse) = scale::ticks(scale);
    let rule = Stroke::new(1.0, theme.rule());
    let faint = Stroke::new(1.0, theme.faint(theme.rule(), 0.55));
    let axis = painter.with_clip_rect(Rect::from_x_y_ranges(scale.left..=rect.right(), body.y_range()));
    for tick in &fine {
        let x = scale.x(tick.moment);
        axis.vline(x, rect.center().y..=body.bottom(), faint);
        let at = Pos2::new(x + 3.0, rect.bottom() - 2.0);
        // A label that begins outside would be read wrong: "00" for 2000.
        if x < scale.left {
            continue;
        }
        axis.text(at, Align2::LEFT_BOTTOM, &tick.label, tokens::small(), theme.ink_soft());
    }
    for (place, tick) in coarse.iter().enumerate() {
        let x = scale.x(tick.moment);
        let next = coarse.get(place + 1).map_or(scale.right, |next| scale.x(next.moment));
        axis.vline(x, rect.top()..=body.bottom(), rule);
        let label = axis.layout_no_wrap(tick.label.clone(), tokens::strong(11.5), theme.ink());
        let left = x.max(scale.left) + 3.0;
        if left + label.size().x <= next {
            axis.galley(Pos2::new(left, rect.top() + 1.0), label, theme.ink());
        }
    }
    painter.hline(rect.x_range(), rect.bottom(), rule);
    if let Some((first, last)) = brush {
        axis.hline(scale.x(first)..=scale.x(last), rect.bottom(), Stroke::new(2.0, theme.accent()));
    }
}
