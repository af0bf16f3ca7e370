//! The keyboard in the graph: one stop, from which arrows lead to the nearest node in their direction.

use egui::{Event, EventFilter, FocusDirection, Id, Key, Modifiers, Popup, Pos2, Rect, Vec2};

use super::Memory;
use super::camera::Camera;
use super::cast::Cast;
use super::paint::Spot;
use crate::case::RecordId;
use crate::query::network::NodeId;
use crate::session::{Command, Commands, Sight};

/// The identity of a node's widget.
pub(super) fn id(node: NodeId) -> Id {
    Id::unique(("node", RecordId::from(node)))
}

/// The identity of a node's menu.
pub(super) fn menu_id(node: NodeId) -> Id {
    id(node).with("menu")
}

/// The node that the keyboard stops at: where it was last, or what is selected, or the best connected one in view.
pub(super) fn stop<'a>(
    memory: &Memory,
    spots: &(impl Iterator<Item = &'a Spot> + Clone),
    session: Sight<'_>,
) -> Option<NodeId> {
    let seen = |wanted: RecordId| spots.clone().any(|spot| spot.id == wanted);
    let selected = || session.selection().records.iter().rev().copied().find(|&id| seen(id)).and_then(NodeId::of);
    let best = || spots.clone().max_by_key(|spot| (spot.degree, std::cmp::Reverse(spot.place)));
    let cursor = memory.cursor.filter(|&cursor| seen(cursor.into()));
    cursor.or_else(selected).or_else(|| best().and_then(|spot| NodeId::of(spot.id)))
}

/// Takes the keys that are meant for the graph, where one of its nodes has the keyboard.
pub(super) fn keys_ui(
    ui: &egui::Ui,
    memory: &mut Memory,
    (cast, places): (&Cast, &[Option<Pos2>]),
    (camera, view): (&mut Camera, Rect),
    commands: &mut Commands,
) {
    let focused = ui.memory(egui::Memory::focused);
    let Some(place) = focused.and_then(|focused| cast.network.nodes.iter().position(|node| id(node.id) == focused))
    else {
        return;
    };
    let Some(node) = cast.network.nodes.get(place).map(|node| node.id) else { return };
    memory.cursor = Some(node);
    let is_menu_open = Popup::is_any_open(ui.ctx());
    // Arrows lead into an open menu.
    let is_ours = !is_menu_open;
    let filter = EventFilter { horizontal_arrows: is_ours, vertical_arrows: is_ours, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id(node), filter));
    if is_menu_open {
        return;
    }
    let (ways, is_menu) = taken(ui);
    let mut at = place;
    for way in ways {
        at = nearest((places, camera.scale()), at, way).unwrap_or(at);
    }
    if is_menu {
        memory.menu = Some(node);
        Popup::open_id(ui.ctx(), menu_id(node));
    }
    let Some((next, there)) = cast.network.nodes.get(at).zip(places.get(at).copied().flatten()) else { return };
    if at == place {
        return;
    }
    memory.cursor = Some(next.id);
    *camera = camera.showing(there, view);
    commands.send(Command::Select(next.id.into()));
    ui.memory_mut(|memory| {
        memory.request_focus(id(next.id));
        // The arrow has been followed: the window is not to follow it once more.
        memory.move_focus(FocusDirection::None);
    });
    ui.ctx().request_repaint();
}

/// Takes the events that are meant for the graph; the others stay. Ways to go, and whether the menu is asked for.
fn taken(ui: &egui::Ui) -> (Vec<Vec2>, bool) {
    let (mut ways, mut is_menu) = (Vec::new(), false);
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let way = way(*key).filter(|_| modifiers.matches_exact(Modifiers::NONE));
            let is_menu_key = (*key == Key::Menu && modifiers.matches_exact(Modifiers::NONE))
                || (*key == Key::F10 && modifiers.matches_exact(Modifiers::SHIFT));
            is_menu |= is_menu_key;
            let is_kept = way.is_none() && !is_menu_key;
            ways.extend(way);
            is_kept
        });
    });
    (ways, is_menu)
}

fn way(key: Key) -> Option<Vec2> {
    let ways = [
        (Key::ArrowLeft, Vec2::LEFT),
        (Key::ArrowRight, Vec2::RIGHT),
        (Key::ArrowUp, Vec2::UP),
        (Key::ArrowDown, Vec2::DOWN),
    ];
    ways.iter().find(|(arrow, _)| *arrow == key).map(|&(_, way)| way)
}

/// The nearest node that lies more in this direction than beside it; what lies beside counts twice as far.
fn nearest((places, scale): (&[Option<Pos2>], Vec2), from: usize, way: Vec2) -> Option<usize> {
    let start = places.get(from).copied().flatten()?;
    let far = |place: Option<Pos2>| {
        let offset = (place? - start) * scale;
        let (along, across) = (offset.dot(way), offset.dot(way.rot90()).abs());
        (along > 1e-3 && across <= along * 1.5).then_some(along + 2.0 * across)
    };
    let others = places.iter().enumerate().filter(|&(other, _)| other != from);
    let ways = others.filter_map(|(other, &place)| Some((other, far(place)?)));
    ways.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(other, _)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_leads_to_the_nearest_in_its_direction() {
        let places = [(0.0, 0.0), (10.0, 0.0), (4.0, 9.0), (30.0, 2.0), (-5.0, -1.0), (0.0, -50.0)];
        let mut places: Vec<_> = places.iter().map(|&(x, y)| Some(Pos2::new(x, y))).collect();
        places.push(None);
        let check = |from: usize, way: Vec2, expected: Option<usize>| {
            assert_eq!(nearest((&places, Vec2::splat(1.0)), from, way), expected, "{way:?} from {from}");
        };
        check(0, Vec2::RIGHT, Some(1));
        check(1, Vec2::RIGHT, Some(3));
        check(3, Vec2::RIGHT, None);
        check(0, Vec2::LEFT, Some(4));
        check(0, Vec2::DOWN, Some(2));
        check(0, Vec2::UP, Some(5));
        check(6, Vec2::UP, None);
    }
}
