//! The actor graph: shapes by kind, fill by world, line style by standing, arrows by direction.

mod camera;
mod cast;
mod keys;
mod labels;
mod legend;
mod paint;
mod ribbon;
mod taken;
mod tools;
mod touch;
mod words;

use egui::{Align2, Pos2, Rect, Sense};

use super::acts::leave_lens;
use super::names::Names;
use super::tokens::{self, Theme};
use super::{search, widgets};
use crate::case::RecordId;
use crate::query::network::{Focus, Most, NodeId};
use crate::session::{Commands, QueryLens, Sight};
use camera::Camera;
use cast::Cast;
use paint::Picture;

pub(super) use words::{focus_words, is_lens_wrong, lens_words};

/// By what name its canvas takes the keyboard.
pub(super) const CANVAS: &str = "canvas of the graph";

/// What the graph remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    camera: Option<Camera>,
    /// The node being dragged and where it is in the plane.
    dragged: Option<(RecordId, Pos2)>,
    fitted: Option<Fitted>,
    cast: Option<Cast>,
    /// The node that the keyboard stops at.
    cursor: Option<NodeId>,
    /// The node whose menu was asked for.
    menu: Option<NodeId>,
    /// How high the tools over it stood, in points.
    tools: f32,
    /// The field for the query of its lens.
    lens: search::Memory,
}

/// The least height of the tools over the graph, in points.
const TOOLS: f32 = 28.0;

/// The height of the line at its foot that counts what lies beyond a lens, in points.
const FOOT: f32 = 24.0;

/// What the view was fitted to.
#[derive(PartialEq)]
struct Fitted {
    opened: u32,
    has_incident_nodes: bool,
    has_untied: bool,
    focus: Option<Focus>,
    lens: QueryLens,
    most: Most,
}

impl Fitted {
    fn of(session: Sight<'_>) -> Self {
        let view = session.view();
        Self {
            opened: session.generation().0,
            has_incident_nodes: view.has_incident_nodes,
            has_untied: view.has_untied,
            focus: view.focus,
            lens: view.lens.clone(),
            most: view.most_nodes,
        }
    }
}

impl Memory {
    /// Shows the whole graph in the next frame.
    pub fn fit(&mut self) {
        self.camera = None;
    }

    /// Shows the whole graph again where another part of it is to be seen.
    fn follow(&mut self, session: Sight<'_>) {
        let shown = Some(Fitted::of(session));
        if self.fitted != shown {
            self.fitted = shown;
            self.fit();
            self.dragged = None;
        }
    }

    /// Gives the keyboard to the field for the query of its lens.
    pub fn enter_lens(&mut self) {
        self.lens.focus();
    }

    /// The cast of what is drawn, made anew where that has changed.
    fn take_cast(&mut self, session: Sight<'_>) -> Cast {
        let mut cast = self.cast.take().filter(|cast| cast.is_of(session)).unwrap_or_else(|| Cast::of(session));
        cast.light(session);
        cast
    }
}

/// Draws the graph.
pub(super) fn graph_ui(
    ui: &mut egui::Ui,
    (memory, names): (&mut Memory, &Names),
    session: Sight<'_>,
    commands: &mut Commands,
) {
    memory.follow(session);
    let whole = ui.available_rect_before_wrap();
    let tools = memory.tools.max(TOOLS);
    let view = view(whole, tools, session);
    let cast = memory.take_cast(session);
    let places = places(memory, &cast, session);
    let before = memory.camera.unwrap_or_else(|| Camera::around(places.iter().flatten().copied(), view));
    let mut camera = before;
    let mut lens = tools::lens(&mut memory.lens, names, whole.width());
    let (is_fitted, height) = tools::tools_ui(ui, (&mut camera, view), &mut lens, (session, commands));
    if (height.max(TOOLS) - tools).abs() > 0.5 {
        // They stand in more lines, or fewer, than in the last frame.
        memory.tools = height;
        ui.ctx().request_repaint();
    }
    if view.is_positive() {
        let response = ui.interact(view, ui.scope_id().with("graph"), Sense::CLICK | Sense::DRAG);
        camera = touch::gestures(ui, &response, camera, view);
        keys::keys_ui(ui, memory, (&cast, &places), (&mut camera, view), commands);
        empty_ui(ui, view, session);
        let size = size(&places, camera);
        let seen: Vec<_> = places.iter().map(|place| camera.to_screen((*place)?, view)).collect();
        let picture = picture(ui, (&cast, &seen), (view, size), session);
        let drawn = paint::paint(&picture);
        touch::edges_ui(ui, (&response, &drawn), &cast, session, commands);
        touch::canvas_ui(ui, &response, &drawn, session);
        touch::within_ui(ui, (memory, &response), (&cast, camera, view, &drawn), session, commands);
        tools::note_ui(ui, view.with_max_y(whole.bottom()), &drawn, (session, commands));
    }
    if is_fitted {
        memory.fit();
    } else if camera != before {
        memory.camera = Some(camera);
    }
    memory.cast = Some(cast);
}

/// The part of the pane in which the graph is drawn. What lies beyond a lens is counted below it, and covers nobody.
fn view(whole: Rect, tools: f32, session: Sight<'_>) -> Rect {
    let foot = if leave_lens(session.view()).is_some() { FOOT } else { 0.0 };
    let top = whole.top() + tools - 2.0;
    Rect::from_min_max(Pos2::new(whole.left(), top), Pos2::new(whole.right(), whole.bottom() - foot))
}

/// Where every node stands in the plane, the one that is being dragged under the pointer.
fn places(memory: &Memory, cast: &Cast, session: Sight<'_>) -> Vec<Option<Pos2>> {
    let settled = session.settled().places();
    let place = |id: RecordId| match memory.dragged {
        Some((dragged, place)) if dragged == id => Some(place),
        _ => settled.get(&id).map(|&(x, y)| Pos2::new(x, y)),
    };
    cast.roles.iter().map(|role| place(role.id)).collect()
}

/// The room for a node, in points of the screen, at which nodes begin to be drawn smaller.
const COMFORT: f32 = 38.0;

/// The smallest that nodes are drawn, of their full size.
const SMALLEST: f32 = 0.3;

/// How large nodes are drawn, of their full size: smaller where they would stand too close to be told apart.
fn size(places: &[Option<Pos2>], camera: Camera) -> f32 {
    let bounds = Rect::from_points(&places.iter().flatten().copied().collect::<Vec<_>>());
    if places.len() < 2 || !bounds.is_finite() {
        return 1.0;
    }
    let scale = camera.scale();
    let room = (bounds.width() * scale.x * bounds.height() * scale.y / places.len() as f32).sqrt();
    // As their areas shrink faster than the room, ties are seen between the nodes of a crowd.
    if room.is_finite() { (room / COMFORT).powi(2).clamp(SMALLEST, 1.0) } else { 1.0 }
}

fn picture<'a>(
    ui: &egui::Ui,
    (cast, places): (&'a Cast, &'a [Option<Pos2>]),
    (view, size): (Rect, f32),
    session: Sight<'a>,
) -> Picture<'a> {
    let selection = session.selection();
    // Everything around what is in focus has to do with it.
    let is_of_focus = session.view().focus.is_some_and(|focus| selection.records == [RecordId::from(focus.on)]);
    Picture {
        session,
        theme: Theme::of(ui),
        painter: ui.painter().with_clip_rect(view.intersect(ui.clip_rect())),
        cast,
        places,
        view,
        is_fading: !is_of_focus
            && cast.roles.iter().any(|role| selection.has(role.id) || selection.is_related(role.id)),
        size,
    }
}

fn empty_ui(ui: &egui::Ui, view: Rect, session: Sight<'_>) {
    if !session.answers().network.nodes.is_empty() {
        return;
    }
    let words = if session.case().relations.is_empty() {
        "No relations yet: select two actors with Ctrl+click, then Edit › Add relation"
    } else if !session.answers().is_current() {
        widgets::COMING
    } else {
        let hidden = "The filter, the brush or the as-of date hides every relation: see the status bar";
        words::nobody_found(session).unwrap_or(hidden)
    };
    ui.painter().text(view.center(), Align2::CENTER_CENTER, words, tokens::body(), Theme::of(ui).ink_soft());
}
