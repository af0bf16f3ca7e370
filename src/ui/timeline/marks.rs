//! The marks of incidents: solid where certain, faded where only possible, a whisker where derived.

use std::sync::Arc;

use egui::{Galley, Id, Painter, Pos2, Rangef, Rect, Sense, Shape, Stroke, StrokeKind, Vec2, epaint::TextShape};

use super::keys::Cursor;
use super::place::{LABEL, Placed};
use super::scale::Scale;
use super::{menu, redate};
use crate::case::{Case, Incident, IncidentId, Participant, RecordId, Standing};
use crate::figure;
use crate::query::dates::told_span;
use crate::query::lanes::{Item, LaneKey, Mark, Precision};
use crate::session::{Command, Commands, Sight};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::canvas;

/// The labels of marks, cut to the widest that is allowed.
pub(super) fn labels(ui: &egui::Ui, session: Sight<'_>, (lane, marks): (LaneKey, &[Mark<'_>])) -> Vec<Arc<Galley>> {
    marks.iter().map(|mark| label(ui, (session, mark.item.incident, Some(lane)), LABEL)).collect()
}

/// The label of an undated incident.
pub(super) fn chip_label(ui: &egui::Ui, session: Sight<'_>, id: IncidentId, width: f32) -> Arc<Galley> {
    label(ui, (session, id, None), width)
}

/// A label cut to a width.
fn label(ui: &egui::Ui, (session, id, lane): (Sight<'_>, IncidentId, Option<LaneKey>), width: f32) -> Arc<Galley> {
    let incident = session.case().incidents.get(&id);
    let words = incident.map_or_else(|| id.to_string(), |incident| words(session, (id, incident), lane));
    let mut job = egui::text::LayoutJob::simple_singleline(words, tokens::body(), Theme::of(ui).ink());
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(12.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The title. Before it the standing where that is less than a report, and in the lane of a party whose part in it is
/// less than a report, that part: a suspicion must not read as a fact because of the lane in which it stands.
fn words(session: Sight<'_>, (id, incident): (IncidentId, &Incident), lane: Option<LaneKey>) -> String {
    let title = session.case().title_of(id.into());
    let standing = incident.standing;
    let own = if standing.is_uncertain() { format!("{}: ", standing.label()) } else { String::new() };
    let part = uncertain_part(incident, lane).map_or_else(String::new, |part| {
        let role = if part.role.is_empty() { "participant" } else { &part.role };
        format!("as {role} ({}): ", part.standing.label())
    });
    let clash = session.answers().lanes.chronicle().is_clashing(id);
    let doubt = if incident.when.doubt().is_empty() { "" } else { " ~" };
    format!("{}{part}{own}{title}{doubt}", if clash { "⚠ " } else { "" })
}

/// The name of a mark for screen readers: its label, with whose statement it is where it is less than a report.
fn name(session: Sight<'_>, (id, incident): (IncidentId, &Incident), lane: Option<LaneKey>) -> String {
    let case = session.case();
    let title = case.title_of(id.into());
    let said = |standing: Standing, by| figure::standing_words(case, standing, by);
    let own = Some(incident.standing).filter(|standing| standing.is_uncertain());
    let own = own.map_or_else(String::new, |standing| format!("{}: ", said(standing, &incident.attributed_to)));
    let part = uncertain_part(incident, lane).map_or_else(String::new, |part| {
        let role = if part.role.is_empty() { "participant" } else { &part.role };
        format!("as {role} ({}): ", said(part.standing, &part.attributed_to))
    });
    let clash = if session.answers().lanes.chronicle().is_clashing(id) { "dates contradict each other: " } else { "" };
    format!("Incident: {clash}{part}{own}{title}")
}

/// What screen readers are told after the name: the kind, the date no more precisely than it is known, what is missing.
fn description(session: Sight<'_>, (id, incident): (IncidentId, &Incident), lane: Option<LaneKey>) -> String {
    let written = &incident.when.as_written;
    let written = if written.is_empty() { String::new() } else { format!(" (“{written}”)") };
    let date = told_span(session.answers().dates.bounds(id), &incident.when);
    let role = lane.and_then(|lane| part(incident, lane)).map(|part| part_words(session.case(), part));
    let role = role.map_or_else(String::new, |role| format!(", {}", role.trim()));
    let sourced = if incident.common.is_supported() { "" } else { ", unsourced" };
    format!("{}, {date}{written}{role}{sourced}", incident.kind.label())
}

fn uncertain_part(incident: &Incident, lane: Option<LaneKey>) -> Option<&Participant> {
    lane.and_then(|lane| part(incident, lane)).filter(|part| part.standing.is_uncertain())
}

/// The part that the party of a lane has in an incident.
fn part(incident: &Incident, lane: LaneKey) -> Option<&Participant> {
    let LaneKey::Record(id) = lane else { return None };
    incident.participants.iter().find(|participant| RecordId::from(participant.party) == id)
}

/// What the pointer is told: the title, the date as far as it is known, and whose statement it is.
pub(super) fn tip(session: Sight<'_>, id: IncidentId, lane: Option<LaneKey>) -> String {
    let case = session.case();
    let Some(incident) = case.incidents.get(&id) else { return String::new() };
    let bounds = session.answers().dates.bounds(id);
    let date = told_span(bounds, &incident.when);
    let written = if incident.when.as_written.is_empty() {
        String::new()
    } else {
        format!(" (“{}”)", incident.when.as_written)
    };
    let standing = figure::standing_words(case, incident.standing, &incident.attributed_to);
    let sourced = if incident.common.is_supported() { "" } else { "\nunsourced" };
    let role = lane.and_then(|lane| part(incident, lane)).map(|part| part_words(case, part)).unwrap_or_default();
    let title = case.title_of(id.into());
    format!("{title}\n{}: {date}{written}\n{standing}{sourced}{role}", incident.kind.label()).trim_end().to_owned()
}

/// What a party's part in an incident is, how firmly it stands and who says so.
fn part_words(case: &Case, part: &Participant) -> String {
    let role = if part.role.is_empty() { "participant" } else { &part.role };
    let standing = figure::standing_words(case, part.standing, &part.attributed_to);
    let standing = if standing.is_empty() { String::new() } else { format!(" – {standing}") };
    format!("\n{} as {role}{standing}", case.party_name(part.party))
}

/// Where a mark is drawn.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// Its row.
    pub row: Rect,
    /// What of it can be seen.
    pub clip: Rect,
    /// Where moments stand.
    pub scale: &'a Scale,
    /// What the lane stands for.
    pub lane: LaneKey,
}

/// What marks are drawn with: who is asked, what is being moved, and where wishes go.
pub(super) struct Hands<'a> {
    pub session: Sight<'a>,
    pub redate: &'a mut redate::Memory,
    pub commands: &'a mut Commands,
    /// What the keyboard is on, where the canvas has it.
    pub cursor: Option<Cursor>,
    /// The mark whose menu was asked for.
    pub menu: &'a mut menu::Memory,
    /// The mark to which the keyboard is to go.
    pub touched: Option<Cursor>,
    /// How many marks have a name of their own.
    pub named: usize,
}

/// Draws a mark with its label, and takes the pointer's wishes.
pub(super) fn mark_ui(
    ui: &egui::Ui,
    (found, mark, label): (&Mark<'_>, &Placed, &Arc<Galley>),
    spot: Spot<'_>,
    hands: &mut Hands<'_>,
) {
    let Spot { row, clip, scale, lane } = spot;
    let left = mark.possible.min.max(scale.left).min(mark.label) - 2.0;
    let right = (mark.label + mark.width).max(mark.possible.max.min(scale.right));
    let hit = Rect::from_x_y_ranges(left..=right, row.y_range());
    if !hit.intersects(clip) {
        return;
    }
    let (id, session) = (RecordId::from(found.item.incident), hands.session);
    let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
    // The ground goes behind the label and the mark, each for itself: one box around both would read as a long period.
    let words = Rect::from_x_y_ranges(mark.label - 3.0..=mark.label + mark.width + 3.0, row.y_range());
    ground(&painter, ui, words, id, session);
    if session.selection().has(id) {
        let near = Rect::from_x_y_ranges(mark.possible, row.y_range()).intersect(clip).expand2(Vec2::new(4.0, 0.0));
        painter.rect_stroke(near, 3.0, Stroke::new(1.5, Theme::of(ui).accent()), StrokeKind::Inside);
    }
    paint_bar(&painter, Theme::of(ui), (found.item, mark.possible), (row, scale), found.standing);
    let is_cut = mark.width < label.size().x;
    let of = (session, found.item.incident, Some(lane));
    let label = if is_cut { self::label(ui, of, mark.width) } else { Arc::clone(label) };
    let is_inside = mark.label >= mark.possible.min && mark.label + mark.width <= mark.possible.max;
    // Strong lines of the axis would cross out what they pass through.
    if is_inside || Theme::of(ui).is_strong() {
        let ground = Rect::from_x_y_ranges(mark.label - 3.0..=mark.label + mark.width + 3.0, row.shrink(1.0).y_range());
        painter.rect_filled(ground, 2.0, Theme::of(ui).pane());
    }
    painter.add(Shape::Text(TextShape::new(
        Pos2::new(mark.label, row.center().y - label.size().y / 2.0),
        label,
        Theme::of(ui).ink(),
    )));
    touch_ui(ui, hit.intersect(clip), Cursor { incident: found.item.incident, lane: Some(lane) }, hands);
}

/// The identity of a mark in a lane, or of the chip of an undated incident.
pub(super) fn id(incident: IncidentId, lane: Option<LaneKey>) -> Id {
    let id = RecordId::from(incident);
    lane.map_or_else(|| Id::unique(("chip", id)), |lane| Id::unique(("mark", lane_word(lane), id)))
}

/// What tells the marks of one incident in several lanes apart.
fn lane_word(lane: LaneKey) -> (u8, Option<RecordId>) {
    match lane {
        LaneKey::Kind(_) => (0, None),
        LaneKey::Record(id) => (1, Some(id)),
        LaneKey::Rest => (2, None),
    }
}

/// Draws a mark as itself over plain ones or a density, since it is selected, under the pointer or has to do with what is
/// selected. Where the keyboard is on it, it has a name too.
pub(super) fn stand_out(ui: &egui::Ui, found: &Mark<'_>, spot: Spot<'_>, hands: &mut Hands<'_>) {
    let session = hands.session;
    let (earliest, latest) = found.item.bounds.possible();
    let possible = Rangef::new(spot.scale.x(earliest), spot.scale.x(latest));
    let painter = ui.painter().with_clip_rect(spot.clip.intersect(ui.clip_rect()));
    let near = Rect::from_x_y_ranges(possible.min - 5.0..=possible.max.max(possible.min) + 5.0, spot.row.y_range());
    // A long one must not hide what lies under it.
    if near.width() < 30.0 {
        painter.rect_filled(near, 3.0, Theme::of(ui).pane());
    }
    ground(&painter, ui, near, found.item.incident.into(), session);
    paint_bar(&painter, Theme::of(ui), (found.item, possible), (spot.row, spot.scale), found.standing);
    let cursor = Cursor { incident: found.item.incident, lane: Some(spot.lane) };
    if hands.cursor == Some(cursor) {
        touch_ui(ui, near.intersect(spot.clip), cursor, hands);
    }
}

fn paint_bar(
    painter: &Painter,
    theme: Theme,
    (item, possible): (&Item, Rangef),
    (row, scale): (Rect, &Scale),
    standing: Standing,
) {
    let bar = Rect::from_x_y_ranges(possible, (row.top() + 4.0)..=(row.bottom() - 4.0));
    if item.precision == Precision::Exact && bar.width() < 9.0 {
        diamond(painter, bar.center(), theme, standing);
        return;
    }
    let is_uncertain = standing.is_uncertain();
    if item.is_derived {
        whisker(painter, bar, theme.derived(), is_uncertain);
    } else {
        self::possible(painter, bar, theme, is_uncertain);
    }
    if let Some((from, to)) = item.bounds.certain() {
        let core = Rect::from_x_y_ranges(scale.x(from)..=scale.x(to), bar.y_range());
        certain(painter, core, theme, is_uncertain);
    }
    for (is_open, x, sign) in [
        (!item.bounds.earliest_start.is_bounded(), scale.left + 2.0, "‹"),
        (!item.bounds.latest_end.is_bounded(), scale.right - 8.0, "›"),
    ] {
        if is_open {
            let at = Pos2::new(x, row.center().y);
            painter.text(at, egui::Align2::LEFT_CENTER, sign, tokens::strong(14.0), theme.mark());
        }
    }
}

/// A day or less, at a zoom where it has no width: filled, or hollow where the standing is uncertain.
fn diamond(painter: &Painter, at: Pos2, theme: Theme, standing: Standing) {
    let points = [(0.0, -6.0), (5.0, 0.0), (0.0, 6.0), (-5.0, 0.0)].map(|(x, y)| at + Vec2::new(x, y)).to_vec();
    let fill = if standing.is_uncertain() { theme.pane() } else { theme.mark() };
    painter.add(Shape::convex_polygon(points, fill, Stroke::new(1.4, theme.mark())));
}

/// The time in which something possibly was: a thin bar, hollow where its standing is less than a report.
pub(super) fn possible(painter: &Painter, bar: Rect, theme: Theme, is_uncertain: bool) {
    let thin = bar.shrink2(Vec2::new(0.0, bar.height() * 0.25));
    if is_uncertain {
        painter.rect(thin, 2.0, theme.pane(), Stroke::new(1.2, theme.mark()), StrokeKind::Inside);
    } else {
        painter.rect_filled(thin, 2.0, theme.mark_faded());
    }
}

/// The time in which it certainly was: the bar's whole height, hollow where its standing is less than a report.
pub(super) fn certain(painter: &Painter, bar: Rect, theme: Theme, is_uncertain: bool) {
    if is_uncertain {
        painter.rect(bar, 2.0, theme.pane(), Stroke::new(1.8, theme.mark()), StrokeKind::Inside);
    } else {
        painter.rect_filled(bar, 2.0, theme.mark());
    }
}

/// A thin line with end caps, dashed where the standing is less than a report.
pub(super) fn whisker(painter: &Painter, bar: Rect, colour: egui::Color32, is_dashed: bool) {
    let stroke = Stroke::new(1.5, colour);
    if is_dashed {
        let line = [bar.left_center(), bar.right_center()];
        painter.extend(Shape::dashed_line(&line, stroke, 4.0, 3.0));
    } else {
        painter.hline(bar.x_range(), bar.center().y, stroke);
    }
    for x in [bar.left(), bar.right()] {
        painter.vline(x, bar.y_range(), stroke);
    }
}

/// The ground behind what is selected, related or under the pointer.
fn ground(painter: &Painter, ui: &egui::Ui, rect: Rect, id: RecordId, session: Sight<'_>) {
    let theme = Theme::of(ui);
    let selection = session.selection();
    if selection.has(id) {
        painter.rect(rect, 3.0, theme.selection(), Stroke::new(1.5, theme.accent()), StrokeKind::Inside);
    } else if session.view().hover == Some(id) {
        painter.rect_filled(rect, 3.0, theme.hover());
    } else if selection.is_related(id) {
        painter.rect_stroke(rect, 3.0, Stroke::new(1.0, theme.faint(theme.accent(), 0.6)), StrokeKind::Inside);
    }
}

/// Draws an undated incident as a chip.
pub(super) fn chip_ui(
    ui: &egui::Ui,
    (incident, chip, label): (IncidentId, Rect, Arc<Galley>),
    view: Rect,
    hands: &mut Hands<'_>,
) {
    let theme = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.0, theme.rule());
    painter.rect(chip, 3.0, theme.band(), stroke, StrokeKind::Inside);
    ground(&painter, ui, chip, incident.into(), hands.session);
    let at = Pos2::new(chip.left() + 6.0, chip.center().y - label.size().y / 2.0);
    painter.galley(at, label, theme.ink());
    touch_ui(ui, chip.intersect(view), Cursor { incident, lane: None }, hands);
}

/// A mark has a name, but is no stop of the keyboard: the canvas is, and arrows lead from mark to mark.
fn touch_ui(ui: &egui::Ui, rect: Rect, cursor: Cursor, hands: &mut Hands<'_>) {
    if !rect.is_positive() {
        return;
    }
    let Cursor { incident, lane } = cursor;
    let (id, session) = (RecordId::from(incident), hands.session);
    let response = ui.interact(rect, cursor.id(), Sense::CLICK | Sense::DRAG);
    hands.named += 1;
    name_ui(&response, cursor, session);
    if hands.cursor == Some(cursor) {
        canvas::cursor_ring(ui, rect);
    }
    if response.clicked() {
        let adds = ui.input(|input| input.modifiers.command);
        hands.commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
        hands.touched = Some(cursor);
    } else if response.secondary_clicked() || canvas::is_sought(&response) {
        hands.commands.send(Command::Select(id));
        hands.touched = Some(cursor);
    }
    menu::menu_ui(&response, cursor, hands);
    if response.drag_started_by(egui::PointerButton::Primary) {
        hands.redate.begin(ui, incident, rect);
    }
    if response.hovered() || response.dragged() {
        hands.commands.send(Command::Hover(Some(id)));
    }
    if response.hovered() && !hands.redate.is_dragging() {
        drop(response.on_hover_text_at_pointer(format!("{}\n{DRAG}", tip(session, incident, lane))));
    }
}

/// Tells screen readers what a mark is.
fn name_ui(response: &egui::Response, Cursor { incident: id, lane }: Cursor, session: Sight<'_>) {
    let is_selected = session.selection().has(id.into());
    let found = session.case().incidents.get(&id);
    response.widget_info(|| {
        let title = || format!("Incident: {}", session.case().title_of(id.into()));
        let name = found.map_or_else(title, |found| name(session, (id, found), lane));
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, name)
    });
    let words = || found.map(|found| description(session, (id, found), lane)).unwrap_or_default();
    canvas::describe(response, words);
}

/// What a tooltip says that can be done with a mark.
const DRAG: &str = "Drag it, or press F2, to give it another date";
