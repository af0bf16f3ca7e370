//! The keyboard in the timeline: one stop, the canvas itself, in which a cursor goes from incident to incident.
//!
//! Left and right lead through a lane in the order of time, up and down to the nearest in the next lane, Home and End to
//! a lane's ends. The selection follows the cursor, and so do the views. Enter opens the form, the menu key what a right
//! click opens.

use egui::{Event, EventFilter, Id, Key, Modifiers, Popup};

use super::marks;
use crate::case::{IncidentId, Moment, RecordId};
use crate::query::lanes::{Lane, LaneKey, Lanes, Mark};
use crate::session::{Command, Commands, Sight};
use crate::ui::inspector;

/// What the keyboard is on: an incident in one of its lanes, or in none where it is undated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub incident: IncidentId,
    pub lane: Option<LaneKey>,
}

impl Cursor {
    const fn on(lane: Lane<'_>, mark: Mark<'_>) -> Self {
        Self { incident: mark.item.incident, lane: Some(lane.key) }
    }

    /// The identity of its mark in the window.
    pub fn id(self) -> Id {
        marks::id(self.incident, self.lane)
    }

    /// Where it stands; `None` where it is shown no longer.
    fn place(self, lanes: &Lanes) -> Option<Place<'_>> {
        match self.lane {
            Some(key) => {
                let row = lanes.iter().position(|lane| lane.key == key)?;
                let lane = lanes.lane(row)?;
                let mark = lane.mark(lanes.chronicle().place(self.incident)?)?;
                Some(Place::Lane(row, lane, mark))
            }
            None => lanes.undated.iter().position(|&id| id == self.incident).map(Place::Undated),
        }
    }

    /// Where the keyboard is: on what is selected, in the lane in which it was; else where it was last, or at the
    /// beginning of the first lane that is in view.
    pub fn of(last: Option<Self>, session: Sight<'_>, top: usize) -> Option<Self> {
        let lanes = &session.answers().lanes;
        let last = last.filter(|last| last.place(lanes).is_some());
        let selected = super::selected_incident(session);
        if last.is_some_and(|last| selected == Some(last.incident)) {
            return last;
        }
        let found = selected.and_then(|incident| {
            let lane = lanes.lane_of(incident).and_then(|row| lanes.lane(row)).map(|lane| lane.key);
            Some(Self { incident, lane }).filter(|cursor| lane.is_some() || cursor.place(lanes).is_some())
        });
        let first = || {
            let lane = lanes.lane(top).or_else(|| lanes.lane(0))?;
            Some(Self::on(lane, lane.first()?))
        };
        let undated = || Some(Self { incident: *lanes.undated.first()?, lane: None });
        found.or(last).or_else(first).or_else(undated)
    }

    /// Where a key leads.
    fn stepped(self, way: Way, lanes: &Lanes) -> Option<Self> {
        match self.place(lanes)? {
            Place::Lane(row, lane, mark) => in_lane(way, (row, lane, mark), lanes),
            Place::Undated(number) => among_undated(way, number, lanes),
        }
    }
}

enum Place<'a> {
    /// In a lane: its number from the top.
    Lane(usize, Lane<'a>, Mark<'a>),
    /// Among the undated.
    Undated(usize),
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// To the one before, in the same lane.
    Earlier,
    /// To the one after.
    Later,
    /// To the lane above.
    Above,
    /// To the lane below.
    Below,
    /// To the beginning of a lane.
    First,
    /// To its end.
    Last,
    /// To the first lane.
    Top,
    /// To the last one.
    Bottom,
}

fn in_lane(way: Way, (row, lane, mark): (usize, Lane<'_>, Mark<'_>), lanes: &Lanes) -> Option<Cursor> {
    let found = match way {
        Way::Earlier => lane.before(mark.place),
        Way::Later => lane.after(mark.place),
        Way::First => lane.first(),
        Way::Last => lane.last(),
        Way::Above => return near(row.checked_sub(1)?, mark.begin(), lanes),
        Way::Below => return near(row + 1, mark.begin(), lanes),
        Way::Top => return near(0, mark.begin(), lanes),
        Way::Bottom => {
            return near(lanes.len(), mark.begin(), lanes)
                .or_else(|| near(lanes.len().saturating_sub(1), mark.begin(), lanes));
        }
    };
    found.map(|mark| Cursor::on(lane, mark))
}

/// The nearest in time in the lane of that number; below the last one, the first of the undated.
fn near(row: usize, moment: Moment, lanes: &Lanes) -> Option<Cursor> {
    match lanes.lane(row) {
        Some(lane) => lane.nearest(moment).map(|mark| Cursor::on(lane, mark)),
        None => lanes.undated.first().map(|&incident| Cursor { incident, lane: None }),
    }
}

/// The undated have no place in time: left and right lead from one to the next.
fn among_undated(way: Way, number: usize, lanes: &Lanes) -> Option<Cursor> {
    let last_lane = || lanes.len().checked_sub(1).and_then(|row| lanes.lane(row));
    let chip = |number: usize| Some(Cursor { incident: *lanes.undated.get(number)?, lane: None });
    match way {
        Way::Earlier => chip(number.checked_sub(1)?),
        Way::Later => chip(number + 1),
        Way::First => chip(0),
        Way::Last => chip(lanes.undated.len().checked_sub(1)?),
        Way::Above => last_lane().and_then(|lane| Some(Cursor::on(lane, lane.first()?))),
        Way::Top => lanes.lane(0).and_then(|lane| Some(Cursor::on(lane, lane.first()?))),
        Way::Below | Way::Bottom => None,
    }
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Act {
    /// Go there; the selection follows, or grows.
    Go(Way, Reach),
    /// Open the form.
    Open,
    /// Open the menu.
    Menu,
    /// Ask for another date.
    Redate,
    /// Zoom in or out.
    Zoom(f64),
}

/// Whether what is reached is selected alone, or added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reach {
    Alone,
    Added,
}

/// What the keys of this frame came to.
#[derive(Default)]
pub(super) struct Keyed {
    /// The incident for which another date is asked.
    pub redate: Option<IncidentId>,
    /// The incident whose menu is asked for.
    pub menu: Option<Cursor>,
    /// How far to zoom.
    pub zoom: Option<f64>,
}

/// Takes the keys that are meant for the timeline, where its canvas has the keyboard, and moves the cursor.
pub(super) fn keys_ui(
    ui: &egui::Ui,
    canvas: Id,
    cursor: &mut Option<Cursor>,
    (session, commands): (Sight<'_>, &mut Commands),
) -> Keyed {
    let mut keyed = Keyed::default();
    if !ui.memory(|memory| memory.has_focus(canvas)) {
        return keyed;
    }
    // Arrows lead into an open menu.
    let is_ours = !Popup::is_any_open(ui.ctx());
    let filter = EventFilter { horizontal_arrows: is_ours, vertical_arrows: is_ours, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas, filter));
    if !is_ours {
        return keyed;
    }
    for act in taken(ui) {
        let Some(now) = *cursor else { continue };
        let id = RecordId::from(now.incident);
        match act {
            Act::Go(way, reach) => {
                let Some(next) = now.stepped(way, &session.answers().lanes) else { continue };
                *cursor = Some(next);
                commands.send(reached(next.incident.into(), reach, session));
                ui.ctx().request_repaint();
            }
            Act::Open => {
                commands.send(Command::Select(id));
                inspector::enter_record(ui.ctx(), id);
            }
            Act::Menu => {
                commands.send(Command::Select(id));
                keyed.menu = Some(now);
            }
            Act::Redate => keyed.redate = Some(now.incident),
            Act::Zoom(factor) => keyed.zoom = Some(factor),
        }
    }
    keyed
}

fn reached(id: RecordId, reach: Reach, session: Sight<'_>) -> Command {
    match reach {
        Reach::Added if !session.selection().has(id) => Command::Toggle(id),
        Reach::Added | Reach::Alone => Command::Select(id),
    }
}

/// Takes the events that are meant for the timeline; the others stay.
fn taken(ui: &egui::Ui) -> Vec<Act> {
    let mut acts = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let act = act(event);
            acts.extend(act);
            act.is_none()
        });
    });
    acts
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most events are meant for others")]
fn act(event: &Event) -> Option<Act> {
    match event {
        // The sign that the keyboard gives, wherever its key may be.
        Event::Text(text) if text == "+" => Some(Act::Zoom(1.6)),
        Event::Text(text) if text == "-" || text == "−" => Some(Act::Zoom(1.0 / 1.6)),
        Event::Key { key, pressed: true, modifiers, .. } => of_key(*key, *modifiers),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most keys are meant for others")]
fn of_key(key: Key, modifiers: Modifiers) -> Option<Act> {
    let is = |wanted: Modifiers| modifiers.matches_exact(wanted);
    let reach = match modifiers {
        _ if is(Modifiers::NONE) => Some(Reach::Alone),
        _ if is(Modifiers::SHIFT) => Some(Reach::Added),
        _ => None,
    };
    let go = |way| reach.map(|reach| Act::Go(way, reach));
    match key {
        Key::ArrowLeft => go(Way::Earlier),
        Key::ArrowRight => go(Way::Later),
        Key::ArrowUp => go(Way::Above),
        Key::ArrowDown => go(Way::Below),
        Key::Home if is(Modifiers::COMMAND) => Some(Act::Go(Way::Top, Reach::Alone)),
        Key::End if is(Modifiers::COMMAND) => Some(Act::Go(Way::Bottom, Reach::Alone)),
        Key::Home => go(Way::First),
        Key::End => go(Way::Last),
        Key::Enter | Key::Space if is(Modifiers::NONE) => Some(Act::Open),
        Key::F2 if is(Modifiers::NONE) => Some(Act::Redate),
        Key::Menu if is(Modifiers::NONE) => Some(Act::Menu),
        Key::F10 if is(Modifiers::SHIFT) => Some(Act::Menu),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Incident, IncidentKind};
    use crate::query::chronicle::Chronicle;
    use crate::query::dates::Dates;
    use crate::query::lanes::{LaneBy, Window, lanes};
    use crate::query::testing as t;

    /// Two seizures and three arrests, and two that are undated: from one by a way to another.
    fn check(from: u64, way: Way, to: Option<u64>) {
        let of = |kind, date: &str| Incident { kind, ..t::incident(date) };
        let (seizure, arrest) = (IncidentKind::Seizure, IncidentKind::Arrest);
        let rows = [(arrest, "2001"), (arrest, "2005"), (arrest, "2009"), (seizure, "2004"), (seizure, "2010")];
        let rows = rows.into_iter().chain([(arrest, ""), (seizure, "")]);
        let changes: Vec<_> = (1..).zip(rows).map(|(n, (kind, date))| t::put_incident(n, of(kind, date))).collect();
        let case = t::case(&changes);
        let lanes = lanes(&Arc::new(Chronicle::of(&case, &Dates::of(&case))), LaneBy::Kind, &Window::default());
        let incident = IncidentId::from_bits(from);
        let lane = lanes.lane_of(incident).and_then(|row| lanes.lane(row)).map(|lane| lane.key);
        let next = Cursor { incident, lane }.stepped(way, &lanes).map(|next| next.incident);
        assert_eq!(next, to.map(IncidentId::from_bits), "{from} {way:?}");
    }

    #[test]
    fn arrows_lead_through_a_lane_and_to_the_next_one() {
        check(1, Way::Later, Some(2));
        check(1, Way::Earlier, None);
        check(3, Way::Earlier, Some(2));
        check(3, Way::Later, None);
        check(1, Way::Last, Some(3));
        check(3, Way::First, Some(1));
        check(1, Way::Above, None);
        check(1, Way::Below, Some(4));
        check(3, Way::Below, Some(5));
        check(4, Way::Above, Some(2));
        check(5, Way::Top, Some(3));
        check(1, Way::Bottom, Some(6));
    }

    #[test]
    fn the_undated_come_below_the_last_lane() {
        check(4, Way::Below, Some(6));
        check(6, Way::Later, Some(7));
        check(7, Way::Later, None);
        check(7, Way::First, Some(6));
        check(6, Way::Above, Some(4));
        check(7, Way::Below, None);
    }
}
