//! The lanes: only those in view are laid out and drawn, each at its own level of detail.

use std::collections::VecDeque;
use std::sync::Arc;

use egui::{Align2, Galley, Id, Mesh, Pos2, Rangef, Rect, Response, Sense, Shape, Stroke, UiBuilder, Vec2};

use super::keys::Cursor;
use super::level::{self, Level};
use super::marks::{self, Hands, Spot};
use super::place::{self, Placed, ROW};
use super::scale::Scale;
use super::scroll::Scroll;
use super::undated::{self, Chips};
use super::{TITLES, menu, redate};
use crate::case::{IncidentId, MissionId, RecordId, ThemeId};
use crate::query::bits::Bits;
use crate::query::lanes::{Lane, LaneKey, Lanes, Mark, Stamp};
use crate::session::{Commands, Sight};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets;

/// What the lanes remember between frames.
#[derive(Default)]
pub(super) struct Memory {
    pub scroll: Scroll,
    stamp: Option<Stamp>,
    /// What the lane at the top stands for.
    top: Option<LaneKey>,
    /// The incident that was last brought into view, and the lane in which it was then; `None` in it for the undated.
    revealed: Option<(IncidentId, Option<LaneKey>)>,
    standing_out: Option<StandingOut>,
    /// What the keyboard is on.
    pub cursor: Option<Cursor>,
    pub menu: menu::Memory,
    /// The lanes in view, from the top.
    pub rows: Vec<Row>,
}

/// A lane in view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub heights: Rangef,
    /// Its place among the lanes.
    pub place: usize,
    pub level: Level,
}

/// How many incidents are in view: with labels and a name of their own, as plain marks, and as density.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub named: usize,
    pub marks: usize,
    pub dense: usize,
}

/// Which incidents are drawn as themselves whatever the level: what is selected and what has to do with it.
struct StandingOut {
    bits: Bits,
    stamp: Stamp,
    generation: (u32, u64),
    records: Vec<RecordId>,
    cell: Option<(MissionId, ThemeId)>,
}

impl StandingOut {
    fn of(session: Sight<'_>) -> Self {
        let (lanes, selection) = (&session.answers().lanes, session.selection());
        let chronicle = lanes.chronicle();
        let mut bits = Bits::none(chronicle.items().len());
        for id in selection.records.iter().chain(&selection.related) {
            if let RecordId::Incident(id) = id
                && let Some(place) = chronicle.place(*id)
            {
                bits.insert(place);
            }
        }
        Self {
            bits,
            stamp: lanes.stamp(),
            generation: session.generation(),
            records: selection.records.clone(),
            cell: selection.cell,
        }
    }

    fn is_still(&self, session: Sight<'_>) -> bool {
        let selection = session.selection();
        self.stamp.is_of(&session.answers().lanes.stamp())
            && self.generation == session.generation()
            && self.records == selection.records
            && self.cell == selection.cell
    }
}

/// A lane as it is laid out for one frame.
struct Laid<'a> {
    place: usize,
    height: f32,
    body: Body<'a>,
}

enum Body<'a> {
    Labelled { lane: Lane<'a>, marks: Vec<Mark<'a>>, labels: Vec<Arc<Galley>>, placed: Vec<Placed> },
    Plain(Lane<'a>, Level),
    Undated(Chips),
}

impl Laid<'_> {
    /// Which part of a lane shows an incident, from its top, and how tall it is: the whole of a lane that fits.
    fn part(&self, id: IncidentId, room: Room<'_>, undated: Option<usize>) -> (f32, f32) {
        match &self.body {
            Body::Undated(chips) => {
                let chip = undated.and_then(|number| chips.chip(number));
                chip.map_or((0.0, ROW), |chip| ((chip.top() - 4.0).max(0.0), ROW + 8.0))
            }
            Body::Labelled { marks, placed, .. } if self.height > room.rect.height() => {
                let is_it = |one: &&Placed| marks.get(one.mark).is_some_and(|mark| mark.item.incident == id);
                let row = placed.iter().find(is_it).map_or(0, |one| one.row);
                (row as f32 * ROW, ROW + 4.0)
            }
            Body::Labelled { .. } | Body::Plain(..) => (0.0, self.height.min(room.rect.height())),
        }
    }
}

/// Where lanes are laid out.
#[derive(Clone, Copy)]
struct Room<'a> {
    rect: Rect,
    scale: &'a Scale,
    session: Sight<'a>,
    /// Up to how many marks of a lane have labels.
    labelled: usize,
}

impl<'a> Room<'a> {
    fn lanes(self) -> &'a Lanes {
        &self.session.answers().lanes
    }

    /// How many lanes there are, with that of the undated.
    fn count(self) -> usize {
        self.lanes().len() + usize::from(!self.lanes().undated.is_empty())
    }

    fn lay(self, ui: &egui::Ui, place: usize) -> Laid<'a> {
        let Some(lane) = self.lanes().lane(place) else {
            let chips = Chips::of(ui, self.session, self.rect.width());
            return Laid { place, height: chips.height(self.lanes().undated.len()), body: Body::Undated(chips) };
        };
        let level = Level::of(lane, self.scale, self.labelled);
        if level != Level::Labelled {
            return Laid { place, height: ROW + 4.0, body: Body::Plain(lane, level) };
        }
        let (first, last) = self.scale.ends();
        let marks: Vec<Mark<'a>> = lane.within(first, last).collect();
        let labels = marks::labels(ui, self.session, (lane.key, &marks));
        let widths: Vec<f32> = labels.iter().map(|label| label.size().x).collect();
        let placed = place::place(&marks, &widths, self.scale);
        let rows = placed.iter().map(|mark| mark.row + 1).max().unwrap_or(1);
        Laid { place, height: rows as f32 * ROW + 4.0, body: Body::Labelled { lane, marks, labels, placed } }
    }
}

/// So few incidents are measured at once, so that the scrollbar is right from the beginning.
const FEW: usize = 300;

impl Memory {
    /// Begins anew where lanes have changed; the lane at the top stays there, where it is still one.
    fn renew(&mut self, ui: &egui::Ui, room: Room<'_>) {
        let stamp = room.lanes().stamp();
        if self.stamp.as_ref() == Some(&stamp) {
            return;
        }
        // Whoever looks at the beginning goes on looking there.
        let top = self.top.filter(|_| !self.scroll.is_at_top());
        let top = top.and_then(|top| room.lanes().iter().position(|lane| lane.key == top));
        self.scroll.renew(room.count(), top.unwrap_or(self.scroll.lane));
        if room.lanes().count() <= FEW {
            (0..room.count()).for_each(|place| self.scroll.note(place, room.lay(ui, place).height));
        }
        self.stamp = Some(stamp);
        if self.standing_out.as_ref().is_some_and(|known| !known.is_still(room.session)) {
            self.standing_out = None;
        }
    }

    /// The lanes in view, from the top; where there is room below the last one, what is above comes down.
    fn in_view<'a>(&mut self, ui: &egui::Ui, room: Room<'a>) -> VecDeque<Laid<'a>> {
        let mut laid = VecDeque::new();
        let (mut height, wanted) = (-self.scroll.offset, room.rect.height());
        let mut next = self.scroll.lane;
        while height < wanted && next < room.count() {
            let lane = room.lay(ui, next);
            self.scroll.note(next, lane.height);
            height += lane.height;
            laid.push_back(lane);
            next += 1;
        }
        let has_gap = height < wanted;
        height += self.scroll.offset;
        while has_gap && height < wanted && self.scroll.lane > 0 {
            self.scroll.lane -= 1;
            let lane = room.lay(ui, self.scroll.lane);
            self.scroll.note(self.scroll.lane, lane.height);
            height += lane.height;
            laid.push_front(lane);
        }
        if has_gap {
            self.scroll.offset = (height - wanted).max(0.0);
        }
        laid
    }

    /// Brings the selected incident into view once more.
    pub fn reveal_again(&mut self) {
        self.revealed = None;
    }

    /// Brings the selected incident into view, where it was not in this lane before: once, so that the user can scroll
    /// away from it. Gives it when it did.
    fn reveal(&mut self, ui: &egui::Ui, room: Room<'_>) -> Option<IncidentId> {
        let wanted = super::selected_incident(room.session);
        let lanes = room.lanes();
        // In the lane in which the keyboard is on it, or else in the first that has it.
        let cursor = self.cursor.filter(|cursor| wanted == Some(cursor.incident)).and_then(|cursor| cursor.lane);
        let row = cursor.and_then(|key| lanes.iter().position(|lane| lane.key == key));
        let place = row.or_else(|| wanted.and_then(|id| lanes.lane_of(id)));
        let lane = place.and_then(|place| lanes.lane(place));
        let now = wanted.map(|id| (id, lane.map(|lane| lane.key)));
        if self.revealed == now {
            return None;
        }
        self.revealed = now;
        let id = wanted?;
        let undated = lanes.undated.iter().position(|&other| other == id);
        let place = place.or_else(|| undated.map(|_| lanes.len()))?;
        let (top, height) = room.lay(ui, place).part(id, room, undated);
        let is_above = (place, top) < (self.scroll.lane, self.scroll.offset);
        let row = self.rows.iter().find(|row| row.place == place);
        let is_in_view = row.is_some_and(|row| {
            let top = row.heights.min + top;
            top >= room.rect.top() && top + height <= room.rect.bottom()
        });
        if !is_in_view {
            (self.scroll.lane, self.scroll.offset) = (place, top);
            if !is_above {
                self.scroll.by(height - room.rect.height(), |lane| room.lay(ui, lane).height);
            }
        }
        Some(id)
    }
}

/// Draws the lanes, scrolled by so many points, the undated ones below. Gives how many incidents are in view, and the one
/// that was brought into view.
pub(super) fn lanes_ui(
    ui: &mut egui::Ui,
    (memory, redate): (&mut Memory, &mut redate::Memory),
    (rect, scale, scrolled): (Rect, &Scale, f32),
    (canvas, session, commands): (&Response, Sight<'_>, &mut Commands),
) -> (Seen, Option<IncidentId>) {
    let builder = UiBuilder::new().max_rect(rect).id_salt("lanes").accessibility_parent(canvas.id);
    let mut content = ui.new_child(builder);
    content.set_clip_rect(rect.intersect(ui.clip_rect()));
    let room = Room { rect, scale, session, labelled: level::most_labelled(&session.answers().lanes, scale) };
    memory.rows.clear();
    if room.count() == 0 {
        nothing_ui(&content, rect, session);
        memory.renew(&content, room);
        return (Seen::default(), None);
    }
    memory.renew(&content, room);
    if scrolled != 0.0 {
        memory.scroll.by(scrolled, |lane| room.lay(&content, lane).height);
    }
    let laid = memory.in_view(&content, room);
    if memory.standing_out.as_ref().is_none_or(|known| !known.is_still(session)) {
        memory.standing_out = Some(StandingOut::of(session));
    }
    memory.top = room.lanes().lane(memory.scroll.lane).map(|lane| lane.key);
    let seen = draw_touched(&content, memory, (canvas, room, &laid), (redate, commands));
    let revealed = memory.reveal(&content, room);
    scrollbar_ui(&content, rect, &mut memory.scroll);
    (seen, revealed)
}

fn nothing_ui(ui: &egui::Ui, rect: Rect, session: Sight<'_>) {
    let words = if session.case().incidents.is_empty() {
        "No incidents yet: Ctrl+N adds one"
    } else if !session.answers().is_current() {
        widgets::COMING
    } else {
        "The filter, the brush or the as-of date hides every incident: see the status bar"
    };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, tokens::body(), Theme::of(ui).ink_soft());
}

/// Draws what was laid out, and gives the keyboard to the mark that was touched.
fn draw_touched(
    ui: &egui::Ui,
    memory: &mut Memory,
    (canvas, room, laid): (&Response, Room<'_>, &VecDeque<Laid<'_>>),
    (redate, commands): (&mut redate::Memory, &mut Commands),
) -> Seen {
    let cursor = memory.cursor.filter(|_| canvas.has_focus());
    let mut menu = std::mem::take(&mut memory.menu);
    let session = room.session;
    let mut hands = Hands { session, redate, commands, cursor, menu: &mut menu, touched: None, named: 0 };
    let seen = draw(ui, memory, (room, laid), &mut hands);
    if let Some(touched) = hands.touched {
        memory.cursor = Some(touched);
        canvas.request_focus();
    }
    menu.close_ui(canvas);
    memory.menu = menu;
    seen
}

/// Draws what was laid out: plain marks and densities as one mesh under everything else.
fn draw(
    ui: &egui::Ui,
    memory: &mut Memory,
    (room, laid): (Room<'_>, &VecDeque<Laid<'_>>),
    hands: &mut Hands<'_>,
) -> Seen {
    let mut seen = Seen::default();
    let mut mesh = Mesh::default();
    let mut standing_out = Vec::new();
    let mut top = room.rect.top() - memory.scroll.offset;
    for lane in laid {
        if let Body::Plain(found, level) = lane.body {
            let found = Plain { lane: found, level, top };
            let count = found.draw(&mut mesh, (room, Theme::of(ui)), (memory, &mut standing_out));
            let sum = if level == Level::Density { &mut seen.dense } else { &mut seen.marks };
            *sum += count;
        }
        top += lane.height;
    }
    let strip = Rect::from_x_y_ranges(room.scale.left..=room.rect.right(), room.rect.y_range());
    let painter = ui.painter().with_clip_rect(strip.intersect(ui.clip_rect()));
    painter.add(Shape::mesh(mesh));
    let mut top = room.rect.top() - memory.scroll.offset;
    for lane in laid {
        let band = Rect::from_min_size(Pos2::new(room.rect.left(), top), Vec2::new(room.rect.width(), lane.height));
        lane_ui(ui, (band, room), lane, hands);
        let level = if let Body::Plain(_, level) = lane.body { level } else { Level::Labelled };
        memory.rows.push(Row { heights: band.y_range(), place: lane.place, level });
        top += lane.height;
    }
    for (mark, top, lane) in &standing_out {
        marks::stand_out(ui, mark, spot(*top, room, *lane), hands);
    }
    Seen { named: hands.named, ..seen }
}

fn spot(top: f32, room: Room<'_>, lane: LaneKey) -> Spot<'_> {
    let row = Rect::from_x_y_ranges(room.scale.left..=room.scale.right, level::row(top));
    let clip = Rect::from_x_y_ranges(room.scale.left..=room.rect.right(), room.rect.y_range());
    Spot { row, clip, scale: room.scale, lane }
}

/// A lane of one row.
struct Plain<'a> {
    lane: Lane<'a>,
    level: Level,
    top: f32,
}

/// The most marks of a lane that are drawn as themselves over plain ones.
const MOST_STANDING_OUT: usize = 200;

impl<'a> Plain<'a> {
    /// Adds its marks to a mesh, and those that stand out to a list; how many there are.
    fn draw(
        &self,
        mesh: &mut Mesh,
        (room, theme): (Room<'_>, Theme),
        (memory, standing_out): (&Memory, &mut Vec<(Mark<'a>, f32, LaneKey)>),
    ) -> usize {
        let (first, last) = room.scale.ends();
        let hover = match room.session.view().hover {
            Some(RecordId::Incident(id)) => room.lanes().chronicle().place(id),
            _ => None,
        };
        let (mut count, mut left) = (0, MOST_STANDING_OUT);
        let stands_out = |place: u32| {
            hover == Some(place) || memory.standing_out.as_ref().is_some_and(|known| known.bits.has(place))
        };
        let found = self.lane.within(first, last).inspect(|mark| {
            count += 1;
            if stands_out(mark.place) && (left > 0 || hover == Some(mark.place)) {
                left = left.saturating_sub(1);
                standing_out.push((*mark, self.top, self.lane.key));
            }
        });
        match self.level {
            Level::Density => level::density(mesh, found, (self.top, room.scale), theme),
            Level::Marks | Level::Labelled => level::marks(mesh, found, (self.top, room.scale), theme),
        }
        count
    }
}

/// Draws one lane.
fn lane_ui(ui: &egui::Ui, (band, room): (Rect, Room<'_>), laid: &Laid<'_>, hands: &mut Hands<'_>) {
    let theme = Theme::of(ui);
    let lane = match &laid.body {
        Body::Labelled { lane, .. } | Body::Plain(lane, _) => lane,
        Body::Undated(chips) => {
            undated::undated_ui(ui, (band, room.rect), chips, hands);
            return;
        }
    };
    if laid.place % 2 == 1 {
        let titles = Rect::from_x_y_ranges(room.rect.left()..=room.scale.left, band.y_range());
        ui.painter().rect_filled(titles, 0.0, theme.band());
    }
    ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.0, theme.faint(theme.rule(), 0.6)));
    title_ui(ui, (band, room.rect), lane.title, lane.count);
    let Body::Labelled { marks, labels, placed, .. } = &laid.body else { return };
    for one in placed {
        if let (Some(mark), Some(label)) = (marks.get(one.mark), labels.get(one.mark)) {
            let spot = spot(band.top() + one.row as f32 * ROW, room, lane.key);
            marks::mark_ui(ui, (mark, one, label), spot, hands);
        }
    }
}

/// The title of a lane, cut where it is too long, and how many incidents it holds. It stays in view with its lane.
pub(super) fn title_ui(ui: &egui::Ui, (band, view): (Rect, Rect), words: &str, count: usize) {
    let theme = Theme::of(ui);
    let number = ui.painter().layout_no_wrap(count.to_string(), tokens::small(), theme.ink_soft());
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), tokens::body(), theme.ink());
    job.wrap = egui::text::TextWrapping::truncate_at_width(TITLES - 22.0 - number.size().x);
    let text = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let top = band.top().max(view.top()).min(band.bottom() - ROW - 4.0);
    let middle = top + 2.0 + ROW / 2.0;
    let at = Pos2::new(band.left() + 8.0, middle - text.size().y / 2.0);
    let after = Pos2::new(at.x + text.size().x + 5.0, middle - number.size().y / 2.0);
    let place = Rect::from_min_size(Pos2::new(band.left(), top), Vec2::new(TITLES, ROW + 4.0)).intersect(view);
    ui.painter().galley(at, text, theme.ink());
    ui.painter().galley(after, number, theme.ink_soft());
    let response = ui.interact(place, Id::unique(("lane", words)), Sense::hover());
    response.widget_info(|| {
        let noun = if count == 1 { "incident" } else { "incidents" };
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Lane {words}: {count} {noun}"))
    });
}

/// Width of the part of the lanes that takes hold of the scrollbar, in points.
const GRIP: f32 = 10.0;

/// The scrollbar; it can be dragged, and a click beside it goes there.
fn scrollbar_ui(ui: &egui::Ui, rect: Rect, scroll: &mut Scroll) {
    let (place, whole) = scroll.place();
    if whole <= rect.height() {
        return;
    }
    let theme = Theme::of(ui);
    let grip = Rect::from_min_max(Pos2::new(rect.right() - GRIP, rect.top()), rect.max);
    let response = ui.interact(grip, ui.scope_id().with("scrollbar"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll the lanes"));
    let length = (rect.height() * rect.height() / whole).max(18.0);
    let free = rect.height() - length;
    let points = (whole - rect.height()) / free.max(1.0);
    if response.dragged() {
        scroll.to(place + response.drag_delta().y * points);
        ui.ctx().request_repaint();
    } else if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        scroll.to((at.y - rect.top() - length / 2.0) * points);
        ui.ctx().request_repaint();
    }
    let top = rect.top() + (place / points.max(f32::EPSILON)).clamp(0.0, free.max(0.0));
    let is_held = response.hovered() || response.dragged();
    let (width, strength) = if is_held { (6.0, 0.8) } else { (3.0, 0.5) };
    let bar = Rect::from_min_size(Pos2::new(rect.right() - 1.0 - width, top), Vec2::new(width, length));
    ui.painter().rect_filled(bar, 1.5, theme.ink_soft().gamma_multiply(strength));
}
