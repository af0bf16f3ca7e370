//! The timeline: lanes of incidents, their dates no more precise than their sources, over a strip that shows how dense
//! they are.

mod axis;
mod lanes;
mod level;
mod marks;
mod place;
mod redate;
mod scale;
mod scroll;
mod strip;
mod undated;

use egui::{Pos2, Rect, Sense, Vec2};

use super::tokens::{self, Theme};
use crate::case::{IncidentId, RecordId};
use crate::query::brush;
use crate::query::lanes::{LaneBy, Lanes, Stamp};
use crate::session::{Command, Commands, Session};
use level::Level;
use scale::{SENSIBLE_SECONDS, Scale, Span};

/// What the timeline remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    span: Option<Span>,
    lanes: lanes::Memory,
    strip: strip::Memory,
    redate: redate::Memory,
    /// The opened case for which `span` was fitted.
    fitted: Option<u32>,
    /// The span of all dates, and of which answer.
    whole: Option<(Stamp, Span)>,
}

impl Memory {
    /// Shows every dated incident in the next frame.
    pub fn fit(&mut self) {
        self.span = None;
    }

    /// Whether something is dragged or asked, so that keys are not for the window.
    pub const fn is_busy(&self) -> bool {
        self.redate.is_busy()
    }

    /// Whether Escape is for the brush, and not for the window.
    pub const fn takes_escape(&self) -> bool {
        self.strip.is_busy()
    }

    /// The span of every dated incident, shown or not, so that a filter moves nothing. Where dates lie absurdly far apart,
    /// the span of those that lie together.
    fn whole(&mut self, lanes: &Lanes) -> Span {
        let stamp = lanes.stamp();
        if let Some((known, whole)) = &self.whole
            && known.is_of(&stamp)
        {
            return *whole;
        }
        let chronicle = lanes.chronicle();
        let is_sensible = |&(first, last): &(crate::case::Moment, crate::case::Moment)| {
            last.0.saturating_sub(first.0) <= SENSIBLE_SECONDS
        };
        let extent = chronicle.extent();
        let extent = extent.filter(is_sensible).or_else(|| chronicle.densest(SENSIBLE_SECONDS));
        let whole = Span::around(extent.into_iter().flat_map(|(first, last)| [first, last]));
        self.whole = Some((stamp, whole));
        whole
    }

    /// Moves in time so that an incident is in view, where it is not.
    fn bring(&mut self, id: IncidentId, span: Span, lanes: &Lanes) {
        let chronicle = lanes.chronicle();
        let item = chronicle.place(id).and_then(|place| chronicle.items().get(place as usize));
        let Some((earliest, latest)) = item.map(|item| item.bounds.possible()) else { return };
        let (first, last) = (span.first, span.last);
        let is_out = |second: i64| !(first..=last).contains(&(second as f64));
        if earliest.is_bounded() && latest.is_bounded() && is_out(earliest.0) && is_out(latest.0) {
            self.span = Some(span.panned(earliest.0 as f64 - f64::midpoint(first, last)));
        }
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

/// Draws the timeline.
pub(super) fn timeline_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    if memory.fitted != Some(session.generation().0) {
        *memory = Memory { fitted: Some(session.generation().0), ..Memory::default() };
    }
    let whole = memory.whole(&session.answers().lanes);
    let mut span = memory.span.unwrap_or(whole);
    tools_ui(ui, memory, (&mut span, whole), (session, commands));
    let rest = ui.available_rect_before_wrap();
    let strip_height = if rest.height() > 190.0 { strip::HEIGHT } else { 0.0 };
    let body = Rect::from_min_max(rest.min, Pos2::new(rest.right(), rest.bottom() - strip_height));
    let edges = (rest.left() + TITLES, (rest.right() - 6.0).max(rest.left() + TITLES + 20.0));
    let scale = Scale { first: span.first, last: span.last, left: edges.0, right: edges.1 };
    let response = ui.interact(body, ui.scope_id().with("timeline"), Sense::click_and_drag());
    let (moved, scrolled) = gestures(ui, &response, (span, &scale));
    let scale = Scale { first: moved.first, last: moved.last, ..scale };
    memory.span = (moved != whole).then_some(moved);
    let axis = Rect::from_min_max(body.min, Pos2::new(body.right(), body.top() + axis::HEIGHT));
    axis::axis_ui(ui, (axis, body), &scale, session.view().brush);
    let lanes = Rect::from_min_max(axis.left_bottom(), body.max);
    let hands = (&mut memory.lanes, &mut memory.redate);
    let (unlabelled, revealed) = lanes::lanes_ui(ui, hands, (lanes, &scale, scrolled), (session, commands));
    said_ui(ui, axis, unlabelled);
    touch_ui(ui, &response, memory, (lanes, &scale), (session, commands));
    memory.redate.redate_ui(ui, (body, &scale), session, commands);
    if strip_height > 0.0 {
        let strip = Rect::from_min_max(Pos2::new(rest.left(), body.bottom()), rest.max);
        let now = memory.span.unwrap_or(whole);
        let shown = strip::strip_ui(ui, &mut memory.strip, (strip, &scale), (now, whole), (session, commands));
        memory.span = (shown != whole).then_some(shown);
    }
    if let Some(id) = revealed {
        let span = memory.span.unwrap_or(whole);
        memory.bring(id, span, &session.answers().lanes);
        ui.ctx().request_repaint();
    }
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
                    memory.lanes.scroll.to(0.0);
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

/// Panning and zooming: the span, and by how many points to scroll.
fn gestures(ui: &egui::Ui, response: &egui::Response, (span, scale): (Span, &Scale)) -> (Span, f32) {
    let (mut span, mut scrolled) = (span, 0.0);
    if response.dragged() {
        span = span.panned(-f64::from(response.drag_delta().x) / scale.density());
        scrolled -= response.drag_delta().y;
    }
    let pointer = ui.ctx().pointer_hover_pos().filter(|pointer| response.rect.contains(*pointer));
    let Some(pointer) = pointer.filter(|_| ui.rect_contains_pointer(response.rect)) else {
        return (span, scrolled);
    };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    if (zoom - 1.0).abs() > f32::EPSILON {
        span = span.zoomed(f64::from(zoom), scale.second(pointer.x));
    }
    if scroll.x != 0.0 {
        span = span.panned(-f64::from(scroll.x) / scale.density());
    }
    (span, scrolled - scroll.y)
}

/// Says what is not drawn one by one, left of the axis.
fn said_ui(ui: &egui::Ui, axis: Rect, unlabelled: lanes::Unlabelled) {
    let words = match (unlabelled.dense, unlabelled.marks) {
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
fn grouped(number: usize) -> String {
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

/// How near the pointer has to be to a plain mark, in points.
const REACH: f32 = 5.0;

/// What the pointer does between labelled marks: plain ones are found by their place, a density tells how many it stands
/// for, and a click in it zooms in.
fn touch_ui(
    ui: &egui::Ui,
    response: &egui::Response,
    memory: &mut Memory,
    (rect, scale): (Rect, &Scale),
    (session, commands): (&Session, &mut Commands),
) {
    let is_clicked = response.clicked();
    let at = if is_clicked { response.interact_pointer_pos() } else { response.hover_pos() };
    let in_lanes = |at: &Pos2| rect.contains(*at) && at.x >= scale.left && !memory.redate.is_busy();
    let row = at.filter(in_lanes).and_then(|at| {
        let row = memory.lanes.rows.iter().find(|row| row.heights.contains(at.y))?;
        Some((at.x, row.level, session.answers().lanes.lane(row.place)?))
    });
    match row {
        Some((x, Level::Marks, lane)) => {
            if let Some(mark) = level::nearest(lane, x, scale, REACH) {
                let id = RecordId::from(mark.item.incident);
                let adds = ui.input(|input| input.modifiers.command);
                if is_clicked {
                    commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
                } else {
                    commands.send(Command::Hover(Some(id)));
                    let tip = marks::tip(session, mark.item.incident, Some(lane.key));
                    drop(response.clone().on_hover_text_at_pointer(tip));
                }
                return;
            }
        }
        Some((x, Level::Density, lane)) => {
            if is_clicked {
                let span = Span { first: scale.first, last: scale.last };
                memory.span = Some(span.zoomed(4.0, scale.second(x)));
                ui.ctx().request_repaint();
            } else {
                drop(response.clone().on_hover_text_at_pointer(dense_words(lane, x, scale)));
            }
            return;
        }
        Some((_, Level::Labelled, _)) | None => {}
    }
    if is_clicked {
        commands.send(Command::SelectNothing);
    }
}

/// How many incidents a place of a density stands for.
fn dense_words(lane: crate::query::lanes::Lane<'_>, x: f32, scale: &Scale) -> String {
    let (first, last) = (scale.moment(x - REACH), scale.moment(x + REACH));
    let (mut count, mut uncertain) = (0_usize, 0_usize);
    for mark in lane.within(first, last) {
        count += 1;
        uncertain += usize::from(mark.standing.is_uncertain());
    }
    let unit = brush::unit_at(scale.density(), f64::from(REACH));
    let period = brush::words(brush::between(first, last, unit));
    let noun = if count == 1 { "incident" } else { "incidents" };
    let doubt = if uncertain == 0 { String::new() } else { format!(", {} less than reported", grouped(uncertain)) };
    format!("{}: {} {noun} possibly in {period}{doubt}\nClick to zoom in", lane.title, grouped(count))
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
}
