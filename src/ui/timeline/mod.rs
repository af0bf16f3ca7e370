//! The timeline: lanes of incidents, their dates no more precise than their sources, over a strip that shows how dense
//! they are.

mod marks;
mod place;
mod scale;
mod strip;

use egui::{Align2, Pos2, Rect, Sense, Stroke, UiBuilder, Vec2};

use super::tokens::{self, Theme};
use crate::case::{IncidentId, Moment, RecordId};
use crate::query::lanes::{Item, Lane, LaneBy};
use crate::session::{Command, Commands, Session};
use scale::{Scale, Span};

/// What the timeline remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    span: Option<Span>,
    scroll: f32,
    /// The incident that was last brought into view, and the lane in which it was then.
    revealed: Option<(IncidentId, Option<usize>)>,
    /// The opened case for which `span` was fitted.
    fitted: Option<u32>,
}

impl Memory {
    /// Shows every dated incident in the next frame.
    pub fn fit(&mut self) {
        self.span = None;
    }

    /// Moves in time so that an incident is in view, where it is not.
    fn bring(&mut self, item: Option<&Item>) {
        let (Some(span), Some(item)) = (self.span, item) else { return };
        let (earliest, latest) = item.bounds.possible();
        let is_out = |moment: Moment| moment.is_bounded() && !(span.first..=span.last).contains(&(moment.0 as f64));
        let middle = f64::midpoint(span.first, span.last);
        if is_out(earliest) && is_out(latest) {
            self.span = Some(span.panned(earliest.0 as f64 - middle));
        }
    }

    /// Brings the selected incident into view, where it was not in this lane before: once, so that the user can scroll
    /// away from it. `places` has the top and the height of every lane, of the undated one last. Whether it moved.
    fn reveal(&mut self, session: &Session, places: &[(f32, f32)], rect: Rect) -> bool {
        let lanes = &session.answers().lanes;
        let wanted = selected_incident(session);
        let holds = |lane: &Lane| lane.items.iter().any(|item| Some(item.incident) == wanted);
        let now = wanted.map(|id| (id, lanes.lanes.iter().position(holds)));
        if self.revealed == now {
            return false;
        }
        self.revealed = now;
        let Some((id, lane)) = now else { return false };
        let place = match lane {
            Some(lane) => places.get(lane),
            None if lanes.undated.contains(&id) => places.last(),
            None => None,
        };
        if let Some(&(top, height)) = place {
            let below = (top + height.min(rect.height()) - rect.bottom()).max(0.0);
            let above = (rect.top() - top).max(0.0);
            self.scroll += if below > 0.0 { below } else { -above };
        }
        self.bring(lanes.lanes.iter().flat_map(|lane| &lane.items).find(|item| item.incident == id));
        true
    }
}

/// The incident that is shown as a form.
fn selected_incident(session: &Session) -> Option<IncidentId> {
    match session.selection().shown() {
        Some(RecordId::Incident(id)) => Some(id),
        _ => None,
    }
}

/// Width of the column of lane titles, in points.
const TITLES: f32 = 150.0;
/// Height of the axis, in points.
const AXIS: f32 = 32.0;

/// Draws the timeline.
pub(super) fn timeline_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    if memory.fitted != Some(session.generation().0) {
        memory.fitted = Some(session.generation().0);
        memory.fit();
        memory.scroll = 0.0;
    }
    let lanes = &session.answers().lanes;
    let whole = Span::around(lanes.lanes.iter().flat_map(|lane| &lane.items).flat_map(|item| {
        let (earliest, latest) = item.bounds.possible();
        [earliest, latest]
    }));
    let mut span = memory.span.unwrap_or(whole);
    tools_ui(ui, memory, (&mut span, whole), (session, commands));
    let rest = ui.available_rect_before_wrap();
    let strip_height = if rest.height() > 190.0 { strip::HEIGHT } else { 0.0 };
    let body = Rect::from_min_max(rest.min, Pos2::new(rest.right(), rest.bottom() - strip_height));
    let scale = Scale {
        first: span.first,
        last: span.last,
        left: rest.left() + TITLES,
        right: (rest.right() - 6.0).max(rest.left() + TITLES + 20.0),
    };
    let response = ui.interact(body, ui.scope_id().with("timeline"), Sense::click_and_drag());
    span = gestures(ui, &response, memory, (span, &scale));
    if response.clicked() {
        commands.send(Command::SelectNothing);
    }
    let scale = Scale { first: span.first, last: span.last, ..scale };
    axis_ui(ui, Rect::from_min_max(body.min, Pos2::new(body.right(), body.top() + AXIS)), &scale, body);
    let lanes_rect = Rect::from_min_max(Pos2::new(body.left(), body.top() + AXIS), body.max);
    memory.span = (span != whole).then_some(span);
    let before = memory.span;
    lanes_ui(ui, memory, (lanes_rect, &scale), session, commands);
    let brought = memory.span.filter(|_| memory.span != before);
    if strip_height > 0.0 {
        let strip = Rect::from_min_max(Pos2::new(rest.left(), body.bottom()), rest.max);
        span = strip::strip_ui(ui, (strip, &scale), (span, whole), session);
    }
    memory.span = brought.or_else(|| (span != whole).then_some(span));
}

fn tools_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (span, whole): (&mut Span, Span),
    (session, commands): (&Session, &mut Commands),
) {
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.weak("Lanes by");
            for &by in LaneBy::ALL {
                if ui.selectable_label(session.view().lane_by == by, by.label()).clicked() {
                    commands.send(Command::LaneBy(by));
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let middle = f64::midpoint(span.first, span.last);
                if super::widgets::small_button(ui, "Fit", "Show all dates").clicked() {
                    *span = whole;
                    memory.scroll = 0.0;
                }
                if super::widgets::small_button(ui, "+", "Zoom in on the timeline").clicked() {
                    *span = span.zoomed(1.6, middle);
                }
                if super::widgets::small_button(ui, "−", "Zoom out of the timeline").clicked() {
                    *span = span.zoomed(1.0 / 1.6, middle);
                }
                if ui.available_width() > 380.0 {
                    legend_ui(ui);
                }
            });
        });
    });
}

fn legend_ui(ui: &mut egui::Ui) {
    let theme = Theme::of(ui);
    let sample = |ui: &mut egui::Ui, words: &str, paint: &dyn Fn(&egui::Painter, Rect)| {
        ui.weak(words);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(22.0, 10.0), Sense::hover());
        paint(ui.painter(), rect);
    };
    sample(ui, "derived", &|painter, rect| marks::whisker(painter, rect, theme.derived(), false));
    sample(ui, "less than reported", &|painter, rect| marks::possible(painter, rect, theme, true));
    sample(ui, "possible", &|painter, rect| marks::possible(painter, rect, theme, false));
    sample(ui, "certain", &|painter, rect| marks::certain(painter, rect, theme, false));
}

/// Panning, zooming and scrolling.
fn gestures(ui: &egui::Ui, response: &egui::Response, memory: &mut Memory, (span, scale): (Span, &Scale)) -> Span {
    let mut span = span;
    if response.dragged() {
        span = span.panned(-f64::from(response.drag_delta().x) / scale.density());
        memory.scroll -= response.drag_delta().y;
    }
    let Some(pointer) = ui.ctx().pointer_hover_pos().filter(|pointer| response.rect.contains(*pointer)) else {
        return span;
    };
    if !ui.rect_contains_pointer(response.rect) {
        return span;
    }
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    if (zoom - 1.0).abs() > f32::EPSILON {
        span = span.zoomed(f64::from(zoom), scale.second(pointer.x));
    }
    if scroll.x != 0.0 {
        span = span.panned(-f64::from(scroll.x) / scale.density());
    }
    memory.scroll -= scroll.y;
    span
}

fn axis_ui(ui: &egui::Ui, rect: Rect, scale: &Scale, body: Rect) {
    let theme = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(body);
    painter.rect_filled(rect, 0.0, theme.band());
    let (fine, coarse) = scale::ticks(scale);
    let rule = Stroke::new(1.0, theme.rule());
    let axis = painter.with_clip_rect(Rect::from_x_y_ranges(scale.left..=rect.right(), body.y_range()));
    for tick in &fine {
        let x = scale.x(tick.moment);
        axis.vline(x, rect.center().y..=body.bottom(), rule.gamma(0.55));
        axis.text(
            Pos2::new(x + 3.0, rect.bottom() - 2.0),
            Align2::LEFT_BOTTOM,
            &tick.label,
            tokens::small(),
            theme.ink_soft(),
        );
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
}

trait Fade {
    fn gamma(self, factor: f32) -> Self;
}

impl Fade for Stroke {
    fn gamma(self, factor: f32) -> Self {
        Self::new(self.width, self.color.gamma_multiply(factor))
    }
}

/// Draws the lanes, and the undated ones below.
fn lanes_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (rect, scale): (Rect, &Scale),
    session: &Session,
    commands: &mut Commands,
) {
    let theme = Theme::of(ui);
    let lanes = &session.answers().lanes;
    let mut content = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("lanes"));
    content.set_clip_rect(rect.intersect(ui.clip_rect()));
    if lanes.lanes.is_empty() && lanes.undated.is_empty() {
        let words = if session.case().incidents.is_empty() {
            "No incidents yet: Ctrl+N adds one"
        } else {
            "The filter or the as-of date hides every incident: see the status bar"
        };
        content.painter().text(rect.center(), Align2::CENTER_CENTER, words, tokens::body(), theme.ink_soft());
        return;
    }
    let mut top = rect.top() - memory.scroll;
    let mut places = Vec::new();
    for (place, lane) in lanes.lanes.iter().enumerate() {
        let height = lane_ui(&content, (top, rect, scale), (place, lane), session, commands);
        places.push((top, height));
        top += height;
    }
    if !lanes.undated.is_empty() {
        let height = undated_ui(&content, (top, rect), &lanes.undated, session, commands);
        places.push((top, height));
        top += height;
    }
    if memory.reveal(session, &places, rect) {
        ui.ctx().request_repaint();
    }
    let height = top + memory.scroll - rect.top();
    memory.scroll = memory.scroll.clamp(0.0, (height - rect.height() + 4.0).max(0.0));
    scrollbar(&content, rect, memory.scroll, height);
}

fn scrollbar(ui: &egui::Ui, rect: Rect, scroll: f32, height: f32) {
    if height <= rect.height() {
        return;
    }
    let theme = Theme::of(ui);
    let share = rect.height() / height;
    let bar = Rect::from_min_size(
        Pos2::new(rect.right() - 4.0, rect.top() + scroll * share),
        Vec2::new(3.0, rect.height() * share),
    );
    ui.painter().rect_filled(bar, 1.5, theme.ink_soft().gamma_multiply(0.5));
}

/// Draws one lane; its height.
fn lane_ui(
    ui: &egui::Ui,
    (top, rect, scale): (f32, Rect, &Scale),
    (place, lane): (usize, &Lane),
    session: &Session,
    commands: &mut Commands,
) -> f32 {
    let theme = Theme::of(ui);
    let labels = marks::labels(ui, session, lane);
    let widths: Vec<f32> = labels.iter().map(|label| label.size().x).collect();
    let placed = place::place(&lane.items, &widths, scale);
    let rows = placed.iter().map(|mark| mark.row + 1).max().unwrap_or(1);
    let height = rows as f32 * place::ROW + 4.0;
    let band = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width(), height));
    if !band.intersects(rect) {
        return height;
    }
    if place % 2 == 1 {
        ui.painter().rect_filled(Rect::from_x_y_ranges(rect.left()..=scale.left, band.y_range()), 0.0, theme.band());
    }
    ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.0, theme.rule().gamma_multiply(0.6)));
    title(ui, band, &lane.title, lane.items.len());
    let clip = Rect::from_x_y_ranges(scale.left..=rect.right(), rect.y_range());
    for (mark, label) in placed.iter().filter_map(|mark| Some((mark, labels.get(mark.item)?))) {
        if let Some(item) = lane.items.get(mark.item) {
            let row = Rect::from_x_y_ranges(
                scale.left..=scale.right,
                (top + 2.0 + mark.row as f32 * place::ROW)..=(top + 2.0 + (mark.row + 1) as f32 * place::ROW),
            );
            marks::mark_ui(ui, (item, mark, label), (row, clip, scale), ((place, lane), session), commands);
        }
    }
    height
}

/// The title of a lane, cut where it is too long, and how many incidents it holds.
fn title(ui: &egui::Ui, band: Rect, words: &str, count: usize) {
    let theme = Theme::of(ui);
    let count = ui.painter().layout_no_wrap(count.to_string(), tokens::small(), theme.ink_soft());
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), tokens::body(), theme.ink());
    job.wrap = egui::text::TextWrapping::truncate_at_width(TITLES - 22.0 - count.size().x);
    let text = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let middle = band.top() + 2.0 + place::ROW / 2.0;
    let at = Pos2::new(band.left() + 8.0, middle - text.size().y / 2.0);
    let after = Pos2::new(at.x + text.size().x + 5.0, middle - count.size().y / 2.0);
    ui.painter().galley(at, text, theme.ink());
    ui.painter().galley(after, count, theme.ink_soft());
}

/// Draws the undated incidents in a lane of their own, one after the other: their place says nothing; its height.
fn undated_ui(
    ui: &egui::Ui,
    (top, rect): (f32, Rect),
    undated: &[IncidentId],
    session: &Session,
    commands: &mut Commands,
) -> f32 {
    let theme = Theme::of(ui);
    let left = rect.left() + TITLES;
    let mut at = Pos2::new(left + 4.0, top + 4.0);
    for &id in undated {
        let label = marks::chip_label(ui, session, id);
        if at.x + label.size().x + 18.0 > rect.right() && at.x > left + 4.0 {
            at = Pos2::new(left + 4.0, at.y + place::ROW + 2.0);
        }
        let chip = Rect::from_min_size(at, label.size() + Vec2::new(12.0, 2.0));
        marks::chip_ui(ui, (id, chip, label), session, commands);
        at.x += chip.width() + 6.0;
    }
    let height = at.y + place::ROW + 6.0 - top;
    let band = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width(), height));
    ui.painter().hline(band.x_range(), band.top(), Stroke::new(1.0, theme.rule()));
    title(ui, band, "Undated", undated.len());
    height
}
