//! The timeline: lanes of incidents, their dates no more precise than their sources, over a strip that shows how dense
//! they are.

mod axis;
mod keys;
mod lanes;
mod level;
mod marks;
mod menu;
mod place;
mod redate;
mod scale;
mod scroll;
mod strip;
mod told;
mod undated;

use egui::{Pos2, Rect, Sense, Vec2};

use super::tokens::Theme;
use super::widgets;
use crate::case::{IncidentId, RecordId};
use crate::query::brush;
use crate::query::lanes::{LaneBy, Lanes, Stamp};
use crate::session::{Command, Commands, Sight};
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

    /// Around what the keyboard zooms: where its cursor is, or else the middle of what is in view.
    fn middle(&self, span: Span, session: Sight<'_>) -> f64 {
        let dates = &session.answers().dates;
        let bounds = self.lanes.cursor.map(|cursor| dates.bounds(cursor.incident).possible());
        let is_in_view = |moment: &crate::case::Moment| (span.first..=span.last).contains(&(moment.0 as f64));
        let begin = bounds.map(|(first, _)| first).filter(is_in_view);
        begin.map_or_else(|| f64::midpoint(span.first, span.last), |moment| moment.0 as f64)
    }

    /// Moves in time so that an incident is in view, where it is not; whether it was not.
    fn bring(&mut self, id: IncidentId, span: Span, lanes: &Lanes) -> bool {
        let chronicle = lanes.chronicle();
        let item = chronicle.place(id).and_then(|place| chronicle.items().get(place as usize));
        let Some((earliest, latest)) = item.map(|item| item.bounds.possible()) else { return false };
        let (first, last) = (span.first, span.last);
        let is_out = |second: i64| !(first..=last).contains(&(second as f64));
        let is_brought = earliest.is_bounded() && latest.is_bounded() && is_out(earliest.0) && is_out(latest.0);
        if is_brought {
            self.span = Some(span.panned(earliest.0 as f64 - f64::midpoint(first, last)));
        }
        is_brought
    }
}

/// The incident that is shown as a form.
fn selected_incident(session: Sight<'_>) -> Option<IncidentId> {
    match session.selection().shown() {
        Some(RecordId::Incident(id)) => Some(id),
        _ => None,
    }
}

/// By what name its canvas takes the keyboard.
pub(super) const CANVAS: &str = "canvas of the timeline";

/// Width of the column of lane titles, in points.
const TITLES: f32 = 150.0;

/// Draws the timeline.
pub(super) fn timeline_ui(ui: &mut egui::Ui, memory: &mut Memory, session: Sight<'_>, commands: &mut Commands) {
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
    let (response, (moved, scrolled)) = canvas_ui(ui, memory, (body, span, &scale), (session, commands));
    let scale = Scale { first: moved.first, last: moved.last, ..scale };
    memory.span = (moved != whole).then_some(moved);
    let axis = Rect::from_min_max(body.min, Pos2::new(body.right(), body.top() + axis::HEIGHT));
    axis::axis_ui(ui, (axis, body), &scale, session.view().brush);
    let lanes = Rect::from_min_max(axis.left_bottom(), body.max);
    let hands = (&mut memory.lanes, &mut memory.redate);
    let (seen, revealed) = lanes::lanes_ui(ui, hands, (lanes, &scale, scrolled), (&response, session, commands));
    told::said_ui(ui, axis, seen);
    told::canvas_ui(ui, &response, (seen, memory.lanes.cursor), session);
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
        if memory.bring(id, span, &session.answers().lanes) {
            // Rows are others in another part of time: the incident is looked for once more.
            memory.lanes.reveal_again();
        }
        ui.ctx().request_repaint();
    }
}

/// The canvas itself, which takes the keyboard and the pointer; the span after panning and zooming, and by how many
/// points to scroll.
fn canvas_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    (body, span, scale): (Rect, Span, &Scale),
    (session, commands): (Sight<'_>, &mut Commands),
) -> (egui::Response, (Span, f32)) {
    let canvas = ui.scope_id().with("timeline");
    let zoom = keyed_ui(ui, canvas, memory, (session, commands));
    let response = ui.interact(body, canvas, Sense::click_and_drag());
    widgets::take_focus(&response, CANVAS);
    if response.gained_focus() {
        memory.lanes.cursor = keys::Cursor::of(memory.lanes.cursor, session, memory.lanes.scroll.lane);
    }
    let (moved, scrolled) = gestures(ui, &response, (span, scale));
    let moved = zoom.map_or(moved, |factor| moved.zoomed(factor, memory.middle(moved, session)));
    (response, (moved, scrolled))
}

fn tools_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (span, whole): (&mut Span, Span),
    (session, commands): (Sight<'_>, &mut Commands),
) {
    let left = |ui: &mut egui::Ui| {
        ui.weak("Lanes by");
        for &by in LaneBy::ALL {
            if ui.selectable_label(session.view().lane_by == by, by.label()).clicked() {
                commands.send(Command::LaneBy(by));
            }
        }
    };
    let right = |ui: &mut egui::Ui| {
        let middle = f64::midpoint(span.first, span.last);
        if widgets::small_button(ui, "Fit", "Show all dates").clicked() {
            *span = whole;
            memory.lanes.scroll.to(0.0);
        }
        if widgets::small_button(ui, "+", "Zoom in on the timeline").clicked() {
            *span = span.zoomed(1.6, middle);
        }
        if widgets::small_button(ui, "−", "Zoom out of the timeline").clicked() {
            *span = span.zoomed(1.0 / 1.6, middle);
        }
        if ui.available_size_before_wrap().x > 380.0 {
            legend_ui(ui);
        }
    };
    let _height = widgets::tools_ui(ui, left, (110.0, right));
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

/// What the keyboard wishes: another date, a menu; gives how far to zoom.
fn keyed_ui(
    ui: &egui::Ui,
    canvas: egui::Id,
    memory: &mut Memory,
    (session, commands): (Sight<'_>, &mut Commands),
) -> Option<f64> {
    if memory.redate.is_busy() || !ui.memory(|memory| memory.has_focus(canvas)) {
        return None;
    }
    let lanes = &mut memory.lanes;
    lanes.cursor = keys::Cursor::of(lanes.cursor, session, lanes.scroll.lane);
    let keyed = keys::keys_ui(ui, canvas, &mut lanes.cursor, (session, commands));
    let cursor = keyed.menu.or_else(|| lanes.cursor.filter(|cursor| keyed.redate == Some(cursor.incident)));
    if let Some(cursor) = keyed.menu {
        lanes.menu.ask(ui.ctx(), cursor);
    }
    if let Some(incident) = keyed.redate {
        let mark = |id| ui.ctx().viewport(|view| view.prev_pass.widgets.get(id).map(|mark| mark.rect));
        let mark = cursor.and_then(|cursor| mark(cursor.id()));
        let at = mark.map_or_else(|| ui.max_rect().center(), |mark| mark.left_bottom());
        memory.redate.ask(incident, session, at);
    }
    keyed.zoom
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
    (session, commands): (Sight<'_>, &mut Commands),
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
    let doubt =
        if uncertain == 0 { String::new() } else { format!(", {} less than reported", told::grouped(uncertain)) };
    format!("{}: {} {noun} possibly in {period}{doubt}\nClick to zoom in", lane.title, told::grouped(count))
}
