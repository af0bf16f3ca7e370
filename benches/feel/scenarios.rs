//! What a user does, frame by frame.
//!
//! To add a scenario is to add a row to [`SCENARIOS`]: its name, what is done once before it, and the events and commands
//! of each frame. Places are found by name once, before the first one.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Rect, Vec2};
use sightline::case::{Edtf, IncidentKind, Moment, Party, Record, RecordId};
use sightline::edit::Edit;
use sightline::query::lanes::LaneBy;
use sightline::query::network::{Focus, NodeId};
use sightline::session::Command;

use crate::desk::Desk;
use crate::hands::{self, PANES, Seen};

/// Something that a user does for some seconds.
pub struct Scenario {
    /// What it is called in the tables.
    pub name: &'static str,
    /// Once before, not measured.
    pub prepare: fn(&mut Desk, &mut Places),
    /// What happens in the frame of that number.
    pub frame: fn(&Desk, &Places, usize) -> Deeds,
    /// Whether each frame changes what is shown or the case: then frames come 60 times a second, as they do in life, and
    /// what is worked out in the background gets the time that it would get there.
    pub is_changing: bool,
}

/// What a user does in one frame.
pub type Deeds = (Vec<Event>, Vec<Command>);

/// Where things are, and what is in the case.
pub struct Places {
    pub outline: Rect,
    pub matrix: Rect,
    pub graph: Rect,
    pub timeline: Rect,
    pub incidents: Vec<RecordId>,
    /// Whether the window came to rest before the last scenario.
    pub was_at_rest: bool,
    /// What was looked for by its name and is not in the window: scenarios with it measure too little.
    pub missing: Vec<String>,
}

impl Places {
    pub fn of(desk: &mut Desk) -> Self {
        let seen = Seen::of(desk);
        Self {
            outline: seen.pane("Outline"),
            matrix: seen.pane("Mandate matrix"),
            graph: seen.pane("Actor graph"),
            timeline: seen.pane("Timeline"),
            incidents: desk.session.case().incidents.keys().map(|&id| id.into()).collect(),
            was_at_rest: true,
            missing: PANES
                .iter()
                .filter(|title| !seen.pane(title).is_positive())
                .map(|&title| title.to_owned())
                .collect(),
        }
    }

    /// Clicks what has this role and name.
    fn click(&mut self, desk: &mut Desk, role: Role, name: &str) {
        match Seen::of(desk).find(role, name) {
            Some(place) => hands::click(desk, place.center()),
            None => self.missing.push(name.to_owned()),
        }
    }

    /// One of up to a thousand incidents that lie evenly in the case.
    fn incident(&self, number: usize) -> Option<RecordId> {
        self.incidents.get(number % 1000 * self.incidents.len() / 1000).copied()
    }
}

const SCENARIOS_OF_VIEWS: &[Scenario] = &[
    view("repaint, nothing changes", |_, _| {}, |_, _, _| Deeds::default()),
    view("timeline: pan", zoom_timeline, |_, at, number| scroll(at.timeline, to_and_fro(number, 60) * 30.0, 0.0)),
    view(
        "timeline: zoom",
        |_, _| {},
        |_, at, number| {
            (vec![hands::point(at.timeline.center()), Event::Zoom(1.0 + to_and_fro(number, 60) * 0.06)], Vec::new())
        },
    ),
    view("timeline: scroll", fit, |_, at, number| scroll(at.timeline, 0.0, -to_and_fro(number, 60) * 30.0)),
    view("timeline: hover", |_, _| {}, |_, at, number| (vec![hands::point(along(at.timeline, number))], Vec::new())),
    view(
        "matrix: scroll",
        |_, _| {},
        |_, at, number| {
            let step = to_and_fro(number, 50) * 24.0;
            scroll(at.matrix, -step / 2.0, -step)
        },
    ),
    view("matrix: hover", |_, _| {}, |_, at, number| (vec![hands::point(along(at.matrix, number))], Vec::new())),
    view("graph: pan", press_graph, |_, at, number| (vec![hands::point(around(at.graph, number))], Vec::new())),
    view("graph: zoom", release, |_, at, number| {
        (vec![hands::point(at.graph.center()), Event::Zoom(1.0 + to_and_fro(number, 40) * 0.05)], Vec::new())
    }),
    view("graph: hover", |_, _| {}, |_, at, number| (vec![hands::point(along(at.graph, number))], Vec::new())),
    view("outline: scroll", open_incidents, |_, at, number| scroll(at.outline, 0.0, -to_and_fro(number, 90) * 40.0)),
    view("form: type", into_title, |_, _, number| (vec![typed(number)], Vec::new())),
];

const SCENARIOS_OF_CHANGES: &[Scenario] = &[
    change("select another incident", escape, |_, at, number| {
        (Vec::new(), at.incident(number * 37).map(Command::Select).into_iter().collect())
    }),
    change("brush", escape, |_, _, number| {
        let year = 365 * 86_400;
        let first = Moment(86_400 * (10_957 + 30 * i64::from((number % 200) as u32)));
        (Vec::new(), vec![Command::Brush(Some((first, Moment(first.0 + year))))])
    }),
    change("hide or show a kind", brush_nothing, |_, _, _| {
        (Vec::new(), vec![Command::ToggleKind(IncidentKind::Attack)])
    }),
    change(
        "lanes by another thing",
        |_, _| {},
        |_, _, number| {
            let by = LaneBy::ALL.get(number % LaneBy::ALL.len());
            (Vec::new(), by.map(|&by| Command::LaneBy(by)).into_iter().collect())
        },
    ),
    change("another as-of date", lanes_by_kind, |_, _, number| {
        let date = format!("{}-{:02}", 2000 + number / 12 % 25, number % 12 + 1).parse::<Edtf>();
        (Vec::new(), vec![Command::AsOf(date.ok())])
    }),
    change("look at another actor's surroundings", whole, |desk, _, number| {
        let actors = &desk.session.case().actors;
        let actor = actors.keys().nth(number * 31 % actors.len().max(1)).copied();
        let focus = actor.map(|id| Focus { on: NodeId::Party(Party::Actor(id)), steps: 1 });
        (Vec::new(), vec![Command::Focus(focus)])
    }),
    change("edit an incident's title", look_at_all, |desk, at, number| {
        (Vec::new(), edit(desk, at, number).into_iter().collect())
    }),
    change(
        "undo and redo",
        |_, _| {},
        |_, _, number| (Vec::new(), vec![if number.is_multiple_of(2) { Command::Undo } else { Command::Redo }]),
    ),
];

const SCENARIOS_OF_CROWDS: &[Scenario] = &[
    view("timeline by actor: scroll", lanes_by_actor, |_, at, number| {
        scroll(at.timeline, 0.0, -to_and_fro(number, 60) * 60.0)
    }),
    view("graph with incidents: pan", incidents_in_graph, |_, at, number| {
        (vec![hands::point(around(at.graph, number))], Vec::new())
    }),
];

/// Every scenario, in the order in which they are measured: what leaves much behind comes last.
pub fn scenarios() -> impl Iterator<Item = &'static Scenario> {
    SCENARIOS_OF_VIEWS.iter().chain(SCENARIOS_OF_CHANGES).chain(SCENARIOS_OF_CROWDS)
}

const fn view(
    name: &'static str,
    prepare: fn(&mut Desk, &mut Places),
    frame: fn(&Desk, &Places, usize) -> Deeds,
) -> Scenario {
    Scenario { name, prepare, frame, is_changing: false }
}

const fn change(
    name: &'static str,
    prepare: fn(&mut Desk, &mut Places),
    frame: fn(&Desk, &Places, usize) -> Deeds,
) -> Scenario {
    Scenario { name, prepare, frame, is_changing: true }
}

/// One for so many frames, then minus one for as many, beginning in the middle.
fn to_and_fro(number: usize, half: usize) -> f32 {
    if ((number + half / 2) / half).is_multiple_of(2) { 1.0 } else { -1.0 }
}

fn scroll(pane: Rect, x: f32, y: f32) -> Deeds {
    (vec![hands::point(pane.center()), hands::scroll(x, y)], Vec::new())
}

/// A way through all of a pane: from left to right, line by line.
fn along(pane: Rect, number: usize) -> Pos2 {
    let (across, down) = (number * 23 % 997, number * 7 % 89);
    pane.shrink(8.0).lerp_inside(Vec2::new(across as f32 / 997.0, down as f32 / 89.0))
}

/// A small round trip from the place at which the graph is pressed.
fn around(pane: Rect, number: usize) -> Pos2 {
    graph_corner(pane) + Vec2::new((number % 80).abs_diff(40) as f32 * 5.0, -((number % 60).abs_diff(30) as f32 * 5.0))
}

/// Where the graph is seldom covered by a node.
fn graph_corner(pane: Rect) -> Pos2 {
    pane.left_bottom() + Vec2::new(6.0, -6.0)
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// Shows all of every view again.
fn fit(desk: &mut Desk, _: &mut Places) {
    let modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
    desk.act(
        vec![Event::Key { key: Key::Num0, physical_key: None, pressed: true, repeat: false, modifiers }],
        Vec::new(),
    );
}

/// A twentieth of the time is in view.
fn zoom_timeline(desk: &mut Desk, at: &mut Places) {
    desk.act(vec![hands::point(at.timeline.center()), Event::Zoom(20.0)], Vec::new());
}

fn press_graph(desk: &mut Desk, at: &mut Places) {
    let place = graph_corner(at.graph);
    desk.act(vec![hands::point(place)], Vec::new());
    desk.act(vec![hands::button(place, true)], Vec::new());
}

fn release(desk: &mut Desk, at: &mut Places) {
    desk.act(vec![hands::button(graph_corner(at.graph), false)], Vec::new());
    fit(desk, at);
}

/// Opens the list of incidents in the outline.
fn open_incidents(desk: &mut Desk, at: &mut Places) {
    fit(desk, at);
    let name = format!("Incidents  {}", at.incidents.len());
    at.click(desk, Role::DisclosureTriangle, &name);
}

/// Selects an incident and puts the cursor into its title.
fn into_title(desk: &mut Desk, at: &mut Places) {
    let first = at.incident(0).map(Command::Select).into_iter().collect();
    desk.act(Vec::new(), first);
    at.click(desk, Role::TextInput, "Title");
}

/// Letters, and then as many of them taken back.
fn typed(number: usize) -> Event {
    if number % 40 < 20 { Event::Text("a".to_owned()) } else { key(Key::Backspace) }
}

fn escape(desk: &mut Desk, _: &mut Places) {
    desk.act(vec![key(Key::Escape)], vec![Command::SelectNothing]);
}

fn lanes_by_kind(desk: &mut Desk, _: &mut Places) {
    desk.act(Vec::new(), vec![Command::LaneBy(LaneBy::Kind)]);
}

fn whole(desk: &mut Desk, _: &mut Places) {
    desk.act(Vec::new(), vec![Command::AsOf(None)]);
}

fn brush_nothing(desk: &mut Desk, _: &mut Places) {
    desk.act(Vec::new(), vec![Command::Brush(None)]);
}

fn look_at_all(desk: &mut Desk, _: &mut Places) {
    desk.act(Vec::new(), vec![Command::Focus(None)]);
}

fn edit(desk: &Desk, at: &Places, number: usize) -> Option<Command> {
    let id = at.incident(500)?;
    let mut record = desk.session.case().record(id)?;
    if let Record::Incident(incident) = &mut record {
        std::sync::Arc::make_mut(incident).title = format!("Title number {number} of this incident");
    }
    Some(Command::Edit(Edit::Put(id, record)))
}

fn lanes_by_actor(desk: &mut Desk, _: &mut Places) {
    desk.act(Vec::new(), vec![Command::LaneBy(LaneBy::Actor)]);
}

fn incidents_in_graph(desk: &mut Desk, at: &mut Places) {
    desk.act(Vec::new(), vec![Command::LaneBy(LaneBy::Kind), Command::ToggleIncidentNodes]);
    press_graph(desk, at);
}
