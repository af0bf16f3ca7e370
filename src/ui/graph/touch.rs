//! Pointer and screen reader in the graph: what is clicked, dragged and pointed at.

use egui::{Id, Popup, Pos2, Rect, Response, Sense, UiBuilder, Vec2};

use super::camera::Camera;
use super::cast::{Cast, record};
use super::paint::{Drawn, Spot};
use super::{CANVAS, Memory, keys, words};
use crate::case::RecordId;
use crate::query::layout;
use crate::query::network::{Focus, Node, NodeId};
use crate::session::{Command, Commands, Sight};
use crate::ui::acts::leave_lens;
use crate::ui::inspector;
use crate::ui::widgets::{canvas, capitalised, pick, take_focus};

/// The most nodes in view that are widgets, for screen readers and tests. The pointer finds every other node too.
const WIDGETS: usize = 200;

/// Pans and zooms.
pub(super) fn gestures(ui: &egui::Ui, response: &Response, camera: Camera, view: Rect) -> Camera {
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
pub(super) fn edges_ui(
    ui: &egui::Ui,
    (response, drawn): (&Response, &Drawn),
    cast: &Cast,
    session: Sight<'_>,
    commands: &mut Commands,
) {
    let pointer = response.hover_pos();
    if let Some(spot) = pointer.and_then(|pointer| drawn.node_at(pointer)).and_then(|place| drawn.nodes.get(place)) {
        // A node that is no widget yet will be one in the next frame; a finger does not wait for it.
        ui.ctx().request_repaint();
        if response.clicked() {
            click(ui, spot.id, session, commands);
        }
        return;
    }
    match pointer.and_then(|pointer| drawn.edge_at(&cast.network, pointer)) {
        Some(edge) => {
            let id = record(edge);
            commands.send(Command::Hover(Some(id)));
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            if response.clicked() {
                click(ui, id, session, commands);
            }
            let tip = words::edge_words(session, edge);
            response.clone().on_hover_text_at_pointer(tip);
        }
        None if response.clicked() => commands.send(Command::SelectNothing),
        None => {}
    }
}

/// A click selects, with Ctrl adds; Enter on what is selected alone shows its surroundings.
fn click(ui: &egui::Ui, id: RecordId, session: Sight<'_>, commands: &mut Commands) {
    let (adds, is_enter) = ui.input(|input| (input.modifiers.command, input.key_pressed(egui::Key::Enter)));
    if adds {
        commands.send(Command::Toggle(id));
    } else if is_enter && session.selection().records == [id] {
        focus(id, session, commands);
    } else {
        commands.send(Command::Select(id));
    }
}

/// Shows the surroundings of a node, as far as they were shown before.
fn focus(id: RecordId, session: Sight<'_>, commands: &mut Commands) {
    let steps = session.view().focus.map_or(1, |focus| focus.steps);
    commands.send(Command::Focus(NodeId::of(id).map(|on| Focus { on, steps })));
}

/// Which nodes in view are widgets: all of them, or what is meant and then the best connected.
fn widgets(memory: &Memory, drawn: &Drawn, pointer: Option<Pos2>, session: Sight<'_>) -> Vec<usize> {
    if drawn.nodes.len() <= WIDGETS {
        return (0..drawn.nodes.len()).collect();
    }
    let under = pointer.and_then(|pointer| drawn.node_at(pointer));
    let is_meant = |place: usize, spot: &Spot| {
        Some(place) == under
            || memory.dragged.is_some_and(|(id, _)| id == spot.id)
            || memory.cursor.is_some_and(|cursor| RecordId::from(cursor) == spot.id)
            || session.selection().has(spot.id)
    };
    let mut order: Vec<_> = drawn.nodes.iter().enumerate().collect();
    order.sort_by_key(|&(place, spot)| (!is_meant(place, spot), std::cmp::Reverse(spot.degree), place));
    let mut kept: Vec<usize> = order.into_iter().take(WIDGETS).map(|(place, _)| place).collect();
    kept.sort_unstable();
    kept
}

/// How to move in the graph by the keyboard.
const KEYS: &str = "Arrow keys go to the nearest node in their direction, Enter shows its surroundings, the menu key \
                    offers its ties and more";

/// Tells screen readers what the canvas shows.
pub(super) fn canvas_ui(ui: &egui::Ui, response: &Response, drawn: &Drawn, session: Sight<'_>) {
    let count = drawn.nodes.len();
    let more = match count.saturating_sub(WIDGETS) {
        0 => String::new(),
        more => format!(", and {} more: zoom in", words::number(more)),
    };
    let noun = if count == 1 { "node" } else { "nodes" };
    let shown = words::counts(&session.answers().network);
    let name = format!("Graph: {} {noun} in view{more}; {shown}", count.min(WIDGETS));
    canvas::canvas_ui(ui, response, &canvas::Told { role: egui::Role::ListBox, name, keys: KEYS }, None);
}

/// What is drawn in the canvas: nodes and ties.
pub(super) fn within_ui(
    ui: &mut egui::Ui,
    (memory, response): (&mut Memory, &Response),
    shown: (&Cast, Camera, Rect, &Drawn),
    session: Sight<'_>,
    commands: &mut Commands,
) {
    let (_, _, view, drawn) = shown;
    let builder = UiBuilder::new().max_rect(view).id_salt("nodes").accessibility_parent(response.id);
    let mut within = ui.new_child(builder);
    nodes_ui(&within, memory, shown, session, commands);
    ties_ui(&mut within, response.id, drawn, session, commands);
}

/// Names the ties that are drawn in words.
fn ties_ui(ui: &mut egui::Ui, canvas: Id, drawn: &Drawn, session: Sight<'_>, commands: &mut Commands) {
    for (edge, rect) in drawn.labels.iter().take(WIDGETS) {
        let id = record(*edge);
        let name =
            || format!("{}: {}", capitalised(id.kind().label()), words::edge_words(session, *edge).replace('\n', "; "));
        if canvas::spoken_ui(ui, canvas, (("tie", *edge), *rect), name) {
            commands.send(Command::Select(id));
        }
    }
}

fn nodes_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    (cast, camera, view, drawn): (&Cast, Camera, Rect, &Drawn),
    session: Sight<'_>,
    commands: &mut Commands,
) {
    let pointer = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(view));
    let widgets = widgets(memory, drawn, pointer, session);
    let spots = || widgets.iter().filter_map(|&place| drawn.nodes.get(place));
    let stop = keys::stop(memory, &spots(), session);
    for spot in spots() {
        let Some((node, role)) = cast.network.nodes.get(spot.place).zip(cast.roles.get(spot.place)) else { continue };
        let rect = Rect::from_center_size(spot.at, Vec2::splat(2.0 * spot.radius + 4.0)).intersect(view);
        if !rect.is_positive() {
            continue;
        }
        // The keyboard stops at one node only; arrows lead to the others.
        let sense = if stop == Some(node.id) { Sense::click_and_drag() } else { Sense::CLICK | Sense::DRAG };
        let response = ui.interact(rect, keys::id(node.id), sense);
        let is_selected = session.selection().has(spot.id);
        response.widget_info(|| {
            let name = format!("{}: {}", capitalised(spot.id.kind().label()), role.title);
            egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, name)
        });
        canvas::describe(&response, || words::node_words(session, node).lines().skip(1).collect::<Vec<_>>().join("; "));
        if response.has_focus() {
            canvas::cursor_ring(ui, rect);
        }
        if stop == Some(node.id) {
            take_focus(&response, CANVAS);
        } else if canvas::is_sought(&response) {
            memory.cursor = Some(node.id);
            response.request_focus();
            commands.send(Command::Select(spot.id));
        }
        node_ui(ui, memory, (cast, node, &response), session, commands);
        drag(&response, memory, (spot.id, spot.at), (camera, view), commands);
    }
}

fn node_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    (cast, node, response): (&Cast, &Node, &Response),
    session: Sight<'_>,
    commands: &mut Commands,
) {
    let id = RecordId::from(node.id);
    if response.clicked() {
        memory.cursor = Some(node.id);
        response.request_focus();
        click(ui, id, session, commands);
    }
    if response.double_clicked() {
        focus(id, session, commands);
    }
    if response.secondary_clicked() {
        memory.menu = Some(node.id);
    }
    if memory.menu == Some(node.id) {
        menu_ui(response, (cast, node), session, commands);
    }
    if response.hovered() {
        commands.send(Command::Hover(Some(id)));
        response.clone().on_hover_text_at_pointer(words::node_words(session, node));
    }
}

/// What a right click on a node offers, or the menu key.
fn menu_ui(response: &Response, (cast, node): (&Cast, &Node), session: Sight<'_>, commands: &mut Commands) {
    let menu = Popup::context_menu(response).id(keys::menu_id(node.id));
    let is_by_pointer = response.secondary_clicked() || Popup::position_of_id(&response.ctx, menu.get_id()).is_some();
    let menu = if is_by_pointer { menu } else { menu.at_position(response.rect.left_bottom()) };
    let _shown = menu.show(|ui| {
        for (steps, label) in [(1, "Focus, 1 step around"), (2, "Focus, 2 steps around")] {
            if ui.button(label).clicked() {
                commands.send(Command::Focus(Some(Focus { on: node.id, steps })));
            }
        }
        if let Some(leave) = leave_lens(session.view())
            && ui.button("Show everybody again").clicked()
        {
            commands.send(leave);
        }
        if ui.button("Open in the inspector").clicked() {
            commands.send(Command::Select(node.id.into()));
            inspector::enter_record(ui.ctx(), node.id.into());
        }
        ui.menu_button("Ties", |ui| tie_menu_ui(ui, (cast, node), session, commands));
        let party = pick::as_party(node.id.into());
        if let Some(party) = party.filter(|party| session.view().pins.contains_key(party))
            && ui.button("Unpin").clicked()
        {
            commands.send(Command::Pin(party, None));
        }
    });
}

/// The ties of a node that are drawn, each a line that selects it.
fn tie_menu_ui(ui: &mut egui::Ui, (cast, node): (&Cast, &Node), session: Sight<'_>, commands: &mut Commands) {
    let Some(own) = cast.network.place(node.id) else { return };
    let ties: Vec<_> = cast.network.edges.iter().filter(|edge| edge.from == own || edge.to == own).collect();
    if ties.is_empty() {
        ui.weak("No tie is drawn");
    }
    egui::ScrollArea::vertical().max_height(300.0).show_rows(
        ui,
        ui.spacing().interact_size.y,
        ties.len(),
        |ui, rows| {
            for edge in ties.get(rows).unwrap_or_default() {
                let words = words::edge_words(session, edge.id).replace('\n', "; ");
                if ui.add(egui::Button::new(&words).truncate()).on_hover_text(&words).clicked() {
                    commands.send(Command::Select(record(edge.id)));
                    ui.close();
                }
            }
        },
    );
}

/// A drag previews in the view's memory, and its end is one command.
fn drag(
    response: &Response,
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
        let next = *place + response.drag_delta() / camera.scale();
        *place = if layout::is_place((next.x, next.y)) { next } else { *place };
        // While a party is dragged, the view does not follow it.
        memory.camera = Some(camera);
    }
    if response.drag_stopped()
        && let Some((_, place)) = memory.dragged.take_if(|(dragged, _)| *dragged == id)
    {
        commands.send(Command::Pin(party, Some((place.x, place.y))));
    }
}
