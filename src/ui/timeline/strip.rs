//! The density strip: how many incidents there are over time, which part of it is in view, and the brush, which narrows
//! all views to a part of it.

use egui::{
    CursorIcon, Event, EventFilter, Key, Mesh, Pos2, Rangef, Rect, Response, Sense, Shape, Stroke, StrokeKind, Vec2,
};

use super::scale::{Scale, Span};
use crate::case::Moment;
use crate::query::brush;
use crate::query::density::Density;
use crate::query::lanes::{Lanes, Stamp};
use crate::session::{Command, Commands, Sight};
use crate::ui::tokens::{self, Theme};

/// Height of the strip, in points.
pub(super) const HEIGHT: f32 = 46.0;
/// Height of the handle over the part of time in view, in points.
const HANDLE: f32 = 7.0;
/// How near to an edge of the brush a press takes hold of it, in points.
const EDGE: f32 = 5.0;
/// Width of a bar, in points.
const BAR: f32 = 6.0;
/// Least width of a unit to which the brush snaps, in points.
const LEAST: f64 = 4.0;

/// What the strip remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    heights: Option<Heights>,
    drag: Option<Drag>,
    has_keyboard: bool,
}

/// The heights of the bars, and for what they were summed up.
struct Heights {
    stamp: Stamp,
    whole: Span,
    all: Vec<f64>,
    shown: Vec<f64>,
}

/// The part of time to which the views are narrowed, if they are.
type Brush = Option<(Moment, Moment)>;

/// What a press took hold of.
#[derive(Clone, Copy)]
struct Drag {
    what: Hold,
    /// The brush before.
    before: Brush,
}

#[derive(Clone, Copy)]
enum Hold {
    /// The part of time that is in view.
    View,
    /// One end of the brush; the other one stays at this moment.
    End(Moment),
    /// The whole brush, from this moment on.
    Brush(Moment),
}

impl Memory {
    /// Whether Escape is for the brush.
    pub const fn is_busy(&self) -> bool {
        self.has_keyboard || self.drag.is_some()
    }
}

/// Where the strip stands on the screen: its place, with the scale of the whole case.
struct Place {
    rect: Rect,
    scale: Scale,
}

impl Place {
    fn x(&self, second: f64) -> f32 {
        self.scale.to_screen(second).clamp(self.rect.left(), self.rect.right())
    }

    fn range(&self, (first, last): (Moment, Moment)) -> Rangef {
        Rangef::new(self.x(first.0 as f64), self.x(last.0 as f64 + 1.0))
    }

    fn column(&self, range: Rangef) -> Rect {
        Rect::from_x_y_ranges(range, self.rect.y_range())
    }
}

/// Draws the strip over the whole case. Gives the span to show.
pub(super) fn strip_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    (rect, scale): (Rect, &Scale),
    (span, whole): (Span, Span),
    (session, commands): (Sight<'_>, &mut Commands),
) -> Span {
    let theme = Theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.rule()));
    let at = Pos2::new(rect.left() + 8.0, rect.center().y);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, "Density", tokens::small(), theme.ink_soft());
    let rect = Rect::from_x_y_ranges(scale.left..=scale.right, (rect.top() + 2.0)..=(rect.bottom() - 2.0));
    let place = Place { rect, scale: Scale { first: whole.first, last: whole.last, ..*scale } };
    bars(ui, memory, &place, whole, &session.answers().lanes);
    let brush = session.view().brush;
    let shown = place.range((Moment(span.first as i64), Moment(span.last as i64)));
    view_frame(ui, &place, shown);
    brush_frame(ui, &place, brush);
    let response = ui.interact(rect, ui.scope_id().with("density"), Sense::click_and_drag());
    name(&response, brush);
    let response = response.on_hover_text(TIP);
    crate::ui::widgets::focus_ring(ui, &response);
    memory.has_keyboard = response.has_focus();
    let mut wished = brush;
    keys(ui, &response, &mut wished, (span, &place));
    let span = pointer(ui, memory, (&response, &place), (span, shown), (brush, &mut wished));
    if wished != brush {
        commands.send(Command::Brush(wished));
    }
    span
}

/// What can be done with the strip.
const TIP: &str = "Drag over a part of time to see only that, in all views; click beside it, or press Escape, to see \
                   everything again. The bar at the top, or Shift and drag, moves what is in view. Arrow keys move the \
                   brush, with Shift its end, with Ctrl its start";

fn name(response: &Response, brush: Brush) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, "Brush"));
    let value = brush.map_or_else(|| "all dates".to_owned(), brush::words);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_value(value));
}

/// What the keyboard makes of the brush.
fn keys(ui: &egui::Ui, response: &Response, brush: &mut Brush, (span, place): (Span, &Place)) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let unit = brush::unit_at(place.scale.density(), LEAST);
    for event in ui.input(|input| input.events.clone()) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        let by = i64::from(key == Key::ArrowRight) - i64::from(key == Key::ArrowLeft);
        let ends = match (modifiers.shift, modifiers.command) {
            (true, _) => (0, by),
            (false, true) => (by, 0),
            (false, false) => (by, by),
        };
        // The first press takes what is in view.
        let first = || brush::between(Moment(span.first as i64), Moment(span.last as i64), unit);
        if key == Key::Escape {
            *brush = None;
        } else if by != 0 {
            *brush = Some(brush.map_or_else(first, |brush| brush::moved(brush, ends, unit)));
        }
    }
}

/// What the pointer does; gives the span to show.
fn pointer(
    ui: &egui::Ui,
    memory: &mut Memory,
    (response, place): (&Response, &Place),
    (span, shown): (Span, Rangef),
    (brush, wished): (Brush, &mut Brush),
) -> Span {
    let hold = |at: Pos2| hold(at, place, (brush, shown), ui.input(|input| input.modifiers.shift));
    if response.drag_started() {
        response.request_focus();
        memory.drag = ui.input(|input| input.pointer.press_origin()).map(|at| Drag { what: hold(at), before: brush });
    }
    if let Some(at) = response.hover_pos().filter(|_| memory.drag.is_none()) {
        ui.ctx().set_cursor_icon(match hold(at) {
            Hold::View => CursorIcon::Grab,
            Hold::Brush(_) => CursorIcon::Move,
            Hold::End(_) if brush.is_some_and(|brush| near_edge(at.x, place, brush).is_some()) => {
                CursorIcon::ResizeHorizontal
            }
            Hold::End(_) => CursorIcon::Crosshair,
        });
    }
    let mut span = span;
    if let (Some(drag), Some(at)) = (memory.drag, response.interact_pointer_pos()) {
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            *wished = drag.before;
            memory.drag = None;
            ui.ctx().stop_dragging();
        } else if response.dragged() {
            let delta = response.drag_delta().x;
            span = drag_to(memory, (drag, at, delta), place, (span, wished));
        }
    }
    if response.drag_stopped() || !ui.input(|input| input.pointer.primary_down()) {
        memory.drag = None;
    }
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        match brush {
            Some(brush) if place.range(brush).expand(EDGE).contains(at.x) => {}
            Some(_) => *wished = None,
            None => {
                let middle = f64::midpoint(span.first, span.last);
                span = span.panned(place.scale.second(at.x) - middle);
            }
        }
    }
    span
}

/// Carries on what a press took hold of; gives the span to show.
fn drag_to(
    memory: &mut Memory,
    (drag, at, delta): (Drag, Pos2, f32),
    place: &Place,
    (span, wished): (Span, &mut Brush),
) -> Span {
    let unit = brush::unit_at(place.scale.density(), LEAST);
    let under = place.scale.moment(at.x.clamp(place.rect.left(), place.rect.right()));
    match (drag.what, drag.before) {
        (Hold::View, _) => return span.panned(f64::from(delta) / place.scale.density()),
        (Hold::End(fixed), _) => *wished = Some(brush::between(fixed, under, unit)),
        (Hold::Brush(from), Some(before)) => {
            let by = brush::units(from, under, unit);
            *wished = Some(brush::moved(before, (by, by), unit));
        }
        (Hold::Brush(_), None) => memory.drag = None,
    }
    span
}

/// What a press takes hold of.
fn hold(at: Pos2, place: &Place, (brush, shown): (Brush, Rangef), has_shift: bool) -> Hold {
    let is_on_handle = at.y <= place.rect.top() + HANDLE && shown.expand(2.0).contains(at.x);
    let under = place.scale.moment(at.x);
    match brush {
        _ if is_on_handle || has_shift => Hold::View,
        Some(brush) => match near_edge(at.x, place, brush) {
            Some(fixed) => Hold::End(fixed),
            None if place.range(brush).contains(at.x) => Hold::Brush(under),
            None => Hold::End(under),
        },
        None => Hold::End(under),
    }
}

/// The end of the brush that stays where it is, where a place is near the other one.
fn near_edge(x: f32, place: &Place, brush: (Moment, Moment)) -> Option<Moment> {
    let range = place.range(brush);
    let (left, right) = ((x - range.min).abs(), (x - range.max).abs());
    let fixed = if left < right { brush.1 } else { brush.0 };
    (left.min(right) <= EDGE).then_some(fixed)
}

/// The frame around the part of time in view, with its handle at the top.
fn view_frame(ui: &egui::Ui, place: &Place, shown: Rangef) {
    let theme = Theme::of(ui);
    let frame = place.column(Rangef::new(shown.min, shown.max.max(shown.min + 2.0)));
    let painter = ui.painter().with_clip_rect(place.rect.expand(1.0).intersect(ui.clip_rect()));
    painter.rect_stroke(frame, 1.0, Stroke::new(1.0, theme.accent()), StrokeKind::Inside);
    let handle = Rect::from_min_size(frame.min, Vec2::new(frame.width(), HANDLE - 2.0));
    painter.rect_filled(handle, 1.0, theme.accent().gamma_multiply(0.35));
}

fn brush_frame(ui: &egui::Ui, place: &Place, brush: Brush) {
    let Some(brush) = brush else { return };
    let theme = Theme::of(ui);
    let column = place.column(place.range(brush));
    let painter = ui.painter().with_clip_rect(place.rect.expand(1.0).intersect(ui.clip_rect()));
    painter.rect_filled(column, 0.0, theme.accent().gamma_multiply(0.16));
    for x in [column.left(), column.right()] {
        painter.vline(x, column.y_range(), Stroke::new(2.0, theme.accent()));
    }
}

/// Draws a bar for each bin: faded for all incidents of the case, solid for those that are shown.
fn bars(ui: &egui::Ui, memory: &mut Memory, place: &Place, whole: Span, lanes: &Lanes) {
    let bins = bins(place.rect.width());
    let stamp = lanes.stamp();
    let is_known = |known: &&Heights| known.stamp == stamp && known.whole == whole && known.all.len() == bins;
    if !memory.heights.as_ref().is_some_and(|known| is_known(&known)) {
        memory.heights = Some(Heights::of(lanes, stamp, whole, bins, memory.heights.take()));
    }
    let Some(heights) = &memory.heights else { return };
    let top = heights.all.iter().copied().fold(0.5, f64::max) * 1.1;
    let theme = Theme::of(ui);
    let (foot, room) = (place.rect.bottom(), f64::from(place.rect.height() - HANDLE));
    let width = place.rect.width() / bins.max(1) as f32;
    let mut mesh = Mesh::default();
    for (layer, colour) in [(&heights.all, theme.mark_faded()), (&heights.shown, theme.mark())] {
        for (bin, &height) in layer.iter().enumerate().filter(|(_, height)| **height > 0.0) {
            // Whole points, so that the gaps between bars are all alike.
            let edge = |bin: usize| (place.rect.left() + bin as f32 * width).round();
            let head = foot - ((height / top * room) as f32).max(1.0);
            mesh.add_colored_rect(Rect::from_x_y_ranges(edge(bin)..=edge(bin + 1) - 1.0, head..=foot), colour);
        }
    }
    ui.painter().add(Shape::mesh(mesh));
}

#[expect(clippy::cast_sign_loss, reason = "not below zero after `max`")]
fn bins(width: f32) -> usize {
    (width.max(BAR) / BAR) as usize
}

impl Heights {
    /// Sums up anew what has changed: with a filter, only what is shown.
    fn of(lanes: &Lanes, stamp: Stamp, whole: Span, bins: usize, before: Option<Self>) -> Self {
        let (first, last) = (Moment(whole.first as i64), Moment(whole.last as i64));
        let sum = |items: &mut dyn Iterator<Item = crate::case::Bounds>| {
            let mut density = Density::new(first, last, bins);
            for bounds in items {
                let _is_closed = density.add(bounds.possible());
            }
            density.heights()
        };
        let is_same_case = |old: &Self| old.stamp.is_of(&stamp) && old.whole == whole && old.all.len() == bins;
        let all = match before.filter(is_same_case) {
            Some(old) => old.all,
            None => sum(&mut lanes.chronicle().items().iter().map(|item| item.bounds)),
        };
        let shown = sum(&mut lanes.items().map(|item| item.bounds));
        Self { stamp, whole, all, shown }
    }
}
