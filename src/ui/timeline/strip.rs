//! The density strip: how many incidents there are over time, and which part of it is in view.

use egui::{Pos2, Rect, UiBuilder};
use egui_plot::{Bar, BarChart, Plot, PlotPoints, Polygon};

use super::scale::{Scale, Span};
use crate::case::Moment;
use crate::query::density::density;
use crate::session::Session;
use crate::ui::tokens::{self, Theme};

/// Height of the strip, in points.
pub(super) const HEIGHT: f32 = 46.0;
/// Bins of the strip.
const BINS: usize = 120;

/// Draws the strip over the whole case; a drag or a click in it moves the view there. Gives the span to show.
pub(super) fn strip_ui(
    ui: &mut egui::Ui,
    (rect, scale): (Rect, &Scale),
    (span, whole): (Span, Span),
    session: &Session,
) -> Span {
    let theme = Theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, theme.rule()));
    let at = Pos2::new(rect.left() + 8.0, rect.center().y);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, "Density", tokens::small(), theme.ink_soft());
    let (bars, top) = bars(whole, session);
    let chart = BarChart::new("incidents", bars).color(theme.mark());
    let (from, to) = (day(whole, span.first), day(whole, span.last));
    let corners = vec![[from, 0.0], [to, 0.0], [to, top], [from, top]];
    let window = Polygon::new("in view", PlotPoints::from(corners))
        .fill_color(theme.accent().gamma_multiply(0.14))
        .stroke(egui::Stroke::new(1.0, theme.accent()));
    let place = Rect::from_x_y_ranges(scale.left..=scale.right, (rect.top() + 3.0)..=(rect.bottom() - 3.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("density"));
    let shown = still_plot(place.size()).show(&mut child, |plot| {
        plot.set_plot_bounds_x(0.0..=day(whole, whole.last));
        plot.set_plot_bounds_y(0.0..=top);
        plot.bar_chart(chart);
        plot.polygon(window);
        plot.pointer_coordinate()
    });
    let response = shown.response.on_hover_text("Drag to move the part of time that is in view");
    let is_pressed = response.is_pointer_button_down_on() || response.clicked() || response.dragged();
    match shown.inner.filter(|_| is_pressed) {
        Some(point) => {
            let middle = f64::midpoint(span.first, span.last);
            span.panned(whole.first + point.x * 86_400.0 - middle)
        }
        None => span,
    }
}

/// Days since the beginning of the strip: they keep the numbers that the plot works with small.
fn day(whole: Span, second: f64) -> f64 {
    (second - whole.first) / 86_400.0
}

/// A bar for each bin, and the height of the strip in incidents.
fn bars(whole: Span, session: &Session) -> (Vec<Bar>, f64) {
    let (first, last) = (Moment(whole.first as i64), Moment(whole.last as i64));
    let bins = density(session.answers().dated_incidents().into_values(), first, last, BINS);
    let width = day(whole, whole.last) / BINS as f64;
    let top = bins.iter().copied().fold(0.5, f64::max) * 1.1;
    let bars =
        bins.iter().enumerate().map(|(bin, &mass)| Bar::new((bin as f64 + 0.5) * width, mass).width(width * 0.92));
    (bars.collect(), top)
}

/// A plot that neither moves nor zooms by itself.
fn still_plot<'a>(size: egui::Vec2) -> Plot<'a> {
    Plot::new("density strip")
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .width(size.x)
        .height(size.y)
}
