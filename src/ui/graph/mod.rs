//! The actor graph: shapes by kind, fill by world, line style by standing, arrows by direction.

mod camera;
mod labels;
mod legend;
mod paint;

use std::collections::BTreeMap;

use egui::{Align2, Id, Pos2, Rect, Sense, Vec2};

use super::tokens::{self, Theme};
use super::widgets::{capitalised, focus_ring, pick, small_button};
use crate::case::RecordId;
use crate::query::network::{EdgeId, Network, NodeId};
use crate::session::{Command, Commands, Session};
use camera::Camera;
use paint::{Drawn, Picture};

/// What the graph remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    camera: Option<Camera>,
    /// The node being dragged and where it is in the plane.
    dragged: Option<(RecordId, Pos2)>,
    /// The opened case for which the view was fitted, and whether with incidents and with untied parties.
    fitted: Option<(u32, bool, bool)>,
}

impl Memory {
    /// Shows the whole graph in the next frame.
    pub fn fit(&mut self) {
        self.camera = None;
    }
}

/// Draws the graph.
pub(super) fn graph_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    let view = session.view();
    let shown = Some((session.generation().0, view.has_incident_nodes, view.has_untied));
    if memory.fitted != shown {
        memory.fitted = shown;
        memory.fit();
        memory.dragged = None;
    }
    let whole = ui.available_rect_before_wrap();
    let view = Rect::from_min_max(Pos2::new(whole.left(), whole.top() + 26.0), whole.max);
    let places = places(memory, session);
    let before = memory.camera.unwrap_or_else(|| Camera::around(places.values().copied(), view));
    let mut camera = before;
    let is_fitted = tools_ui(ui, (&mut camera, view), (session, commands));
    let response = ui.interact(view, ui.scope_id().with("graph"), Sense::click_and_drag());
    camera = gestures(ui, &response, camera, view);
    if is_fitted {
        memory.fit();
    } else if camera != before {
        memory.camera = Some(camera);
    }
    empty_ui(ui, view, session);
    let places = places.into_iter().filter_map(|(id, place)| Some((id, camera.to_screen(place, view)?))).collect();
    let picture = picture(ui, &places, view, session);
    let drawn = paint::paint(&picture, &session.answers().network);
    touch_edges_ui(ui, (&response, &drawn), session, commands);
    touch_nodes_ui(ui, memory, (camera, view, &drawn), session, commands);
}

/// Where every node stands in the plane, the one that is being dragged under the pointer.
fn places(memory: &Memory, session: &Session) -> BTreeMap<RecordId, Pos2> {
    let settled = session.settled().places().iter().map(|(&id, &(x, y))| (id, Pos2::new(x, y)));
    let mut places: BTreeMap<_, _> = settled.collect();
    // What has gone while it was dragged does not come back.
    if let Some((id, place)) = memory.dragged.filter(|(id, _)| places.contains_key(id)) {
        places.insert(id, place);
    }
    places
}

fn picture<'a>(ui: &egui::Ui, places: &'a BTreeMap<RecordId, Pos2>, view: Rect, session: &'a Session) -> Picture<'a> {
    let selection = session.selection();
    Picture {
        session,
        theme: Theme::of(ui),
        painter: ui.painter().with_clip_rect(view.intersect(ui.clip_rect())),
        places,
        view,
        is_fading: places.keys().any(|&id| selection.has(id) || selection.is_related(id)),
    }
}

fn empty_ui(ui: &egui::Ui, view: Rect, session: &Session) {
    if !session.answers().network.nodes.is_empty() {
        return;
    }
    let words = if session.case().relations.is_empty() {
        "No relations yet: select two actors with Ctrl+click, then Edit › Add relation"
    } else {
        "No relation held on this date"
    };
    ui.painter().text(view.center(), Align2::CENTER_CENTER, words, tokens::body(), Theme::of(ui).ink_soft());
}

/// "26 parties, 21 relations", and incidents where they are shown.
fn counts(network: &Network) -> String {
    let incidents = network.nodes.iter().filter(|node| matches!(node.id, NodeId::Incident(_))).count();
    let relations = network.edges.iter().filter(|edge| matches!(edge.id, EdgeId::Relation(_))).count();
    let parties = network.nodes.len() - incidents;
    let of =
        |count: usize, one: &str, many: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
    let more = if incidents > 0 { format!(", {}", of(incidents, "incident", "incidents")) } else { String::new() };
    format!("{}, {}{more}", of(parties, "party", "parties"), of(relations, "relation", "relations"))
}

/// The tools over the graph; whether all of it is to be shown.
fn tools_ui(
    ui: &mut egui::Ui,
    (camera, view): (&mut Camera, Rect),
    (session, commands): (&Session, &mut Commands),
) -> bool {
    let mut is_fitted = false;
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let network = &session.answers().network;
            ui.weak(counts(network));
            if ui.selectable_label(session.view().has_incident_nodes, "Incidents").clicked() {
                commands.send(Command::ToggleIncidentNodes);
            }
            untied_ui(ui, session, commands);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                is_fitted = small_button(ui, "Fit", "Show the whole graph").clicked();
                if small_button(ui, "+", "Zoom in on the graph").clicked() {
                    *camera = camera.zoomed(1.3, view.center(), view);
                }
                if small_button(ui, "−", "Zoom out of the graph").clicked() {
                    *camera = camera.zoomed(1.0 / 1.3, view.center(), view);
                }
                legend::legend_ui(ui);
                unpin_ui(ui, session, commands);
                if session.settled().is_settling() {
                    ui.weak("settling…");
                }
            });
        });
    });
    is_fitted
}

/// Parties that nothing ties to another are counted, and shown on request.
fn untied_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let untied = session.answers().network.untied;
    let is_shown = session.view().has_untied;
    if untied == 0 && !is_shown {
        return;
    }
    // Where there is no room for words, the number alone; the words are under the pointer.
    let is_narrow = ui.available_width() < 240.0;
    let label = match (is_shown, is_narrow) {
        (true, _) => "Untied".to_owned(),
        (false, true) => format!("+{untied}"),
        (false, false) => format!("+ {untied} untied"),
    };
    let button = ui.selectable_label(is_shown, label);
    if button.on_hover_text("Parties that nothing shown here ties to another").clicked() {
        commands.send(Command::ToggleUntied);
    }
}

fn unpin_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let pins = &session.view().pins;
    if pins.is_empty() || !small_button(ui, "Unpin all", "Let every pinned party go").clicked() {
        return;
    }
    for &party in pins.keys() {
        commands.send(Command::Pin(party, None));
    }
}

fn gestures(ui: &egui::Ui, response: &egui::Response, camera: Camera, view: Rect) -> Camera {
    let mut camera = camera;
    if response.dragged() {
        camera = camera.panned(response.drag_delta());
    }
    if response.double_clicked() {
        return camera;
    }
    if let Some(pointer) = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(view)) {
        let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().y));
        let factor = zoom * libm::expf(scroll * 0.003);
        if (factor - 1.0).abs() > 1e-4 {
            camera = camera.zoomed(factor, pointer, view);
        }
    }
    camera
}

/// Edges have no widget of their own: the nearest one to the pointer is meant.
fn touch_edges_ui(
    ui: &egui::Ui,
    (response, drawn): (&egui::Response, &Drawn),
    session: &Session,
    commands: &mut Commands,
) {
    let nearest = response.hover_pos().and_then(|pointer| drawn.edge_at(pointer));
    match nearest {
        Some(edge) => {
            let id = paint::record(edge);
            commands.send(Command::Hover(Some(id)));
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            if response.clicked() {
                let adds = ui.input(|input| input.modifiers.command);
                commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
            }
            let tip = paint::edge_words(session, edge);
            response.clone().on_hover_text_at_pointer(tip);
        }
        None if response.clicked() => commands.send(Command::SelectNothing),
        None => {}
    }
}

fn touch_nodes_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    (camera, view, drawn): (Camera, Rect, &Drawn),
    session: &Session,
    commands: &mut Commands,
) {
    for &(id, at, radius) in &drawn.nodes {
        let rect = Rect::from_center_size(at, Vec2::splat(2.0 * radius + 4.0)).intersect(view);
        if !rect.is_positive() {
            continue;
        }
        let response = ui.interact(rect, Id::unique(("node", id)), Sense::click_and_drag());
        let name = format!("{}: {}", capitalised(id.kind().label()), session.case().title_of(id));
        let is_selected = session.selection().has(id);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, &name));
        focus_ring(ui, &response);
        if response.clicked() {
            let adds = ui.input(|input| input.modifiers.command);
            commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
        }
        if response.double_clicked()
            && let Some(party) = pick::as_party(id)
        {
            commands.send(Command::Pin(party, None));
        }
        drag(&response, memory, (id, at), (camera, view), commands);
        if response.hovered() {
            commands.send(Command::Hover(Some(id)));
        }
        drop(response.on_hover_text_at_pointer(paint::node_words(session, id)));
    }
}

/// A drag previews in the view's memory, and its end is one command.
fn drag(
    response: &egui::Response,
    memory: &mut Memory,
    (id, at): (RecordId, Pos2),
    (camera, view): (Camera, Rect),
    commands: &mut Commands,
) {
    let Some(party) = pick::as_party(id) else { return };
    if response.drag_started() {
        memory.dragged = Some((id, camera.to_plane(at, view)));
    }
    if response.dragged()
        && let Some((_, place)) = memory.dragged.as_mut().filter(|(dragged, _)| *dragged == id)
    {
        *place += response.drag_delta() / camera.scale();
        // While a party is dragged, the view does not follow it.
        memory.camera = Some(camera);
    }
    if response.drag_stopped()
        && let Some((_, place)) = memory.dragged.take_if(|(dragged, _)| *dragged == id)
    {
        commands.send(Command::Pin(party, Some((place.x, place.y))));
    }
}
