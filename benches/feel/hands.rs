//! The hands of a user: where things are in the window, and the events that a mouse and a keyboard send.
//!
//! Places come from the names that the window gives to screen readers (AccessKit), so that nothing here knows how a pane
//! is made. The tree is asked for in frames of its own, and not while frames are measured.

use egui::accesskit::{Node, NodeId, Role};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, Vec2};

use crate::desk::Desk;

/// The panes that stand beside each other at first; the inspector has the right edge.
pub const PANES: [&str; 5] = ["Outline", "Mandate matrix", "Actor graph", "Timeline", "Inspector"];

/// Everything that has a name in the window.
pub struct Seen(Vec<(NodeId, Node)>);

impl Seen {
    /// Looks at the window.
    pub fn of(desk: &mut Desk) -> Self {
        desk.ctx.enable_accesskit();
        desk.act(Vec::new(), Vec::new());
        desk.act(Vec::new(), Vec::new());
        let update = desk.output.platform_output.accesskit_update.take();
        desk.ctx.disable_accesskit();
        Self(update.map(|update| update.nodes).unwrap_or_default())
    }

    /// The place of the first thing of that role and name.
    pub fn find(&self, role: Role, name: &str) -> Option<Rect> {
        self.0
            .iter()
            .map(|(_, node)| node)
            .filter(|node| node.role() == role && self.is_called(node, name))
            .find_map(place)
    }

    fn is_called(&self, node: &Node, name: &str) -> bool {
        let label = |id: &NodeId| self.0.iter().find(|(other, _)| other == id).map(|(_, node)| node);
        let words = |node: &Node| node.label() == Some(name) || node.value() == Some(name);
        node.label() == Some(name) || node.labelled_by().iter().filter_map(label).any(words)
    }

    /// The inside of a pane of the first arrangement: below its tab, as far to the right as the next tab of its row, or
    /// else the inspector, and as far down as the tab of the pane below, or else the status bar.
    pub fn pane(&self, title: &str) -> Rect {
        let Some(own) = self.tab(title) else { return Rect::NOTHING };
        let tabs: Vec<Rect> = PANES.iter().filter_map(|title| self.tab(title)).collect();
        let bottom = tabs
            .iter()
            .filter(|tab| tab.top() > own.bottom() && tab.left() <= own.left() && own.left() < right_of(**tab, &tabs))
            .map(Rect::top);
        Rect::from_min_max(
            Pos2::new(own.left(), own.bottom() + 2.0),
            Pos2::new(right_of(own, &tabs) - 2.0, bottom.fold(1052.0, f32::min)),
        )
    }

    fn tab(&self, title: &str) -> Option<Rect> {
        let named = self
            .0
            .iter()
            .map(|(_, node)| node)
            .filter(|node| node.label() == Some(title) || node.value() == Some(title));
        named.filter_map(place).min_by(|one, other| one.height().total_cmp(&other.height()))
    }
}

/// Where the pane of a tab ends on its right.
fn right_of(own: Rect, tabs: &[Rect]) -> f32 {
    let is_right = |tab: &&Rect| tab.left() > own.left();
    let row = tabs.iter().filter(is_right).filter(|tab| (tab.top() - own.top()).abs() < 2.0);
    let nearest = row.map(Rect::left).reduce(f32::min);
    let last = tabs.last().filter(is_right).map(Rect::left);
    nearest.or(last).unwrap_or(1918.0)
}

fn place(node: &Node) -> Option<Rect> {
    let bounds = node.bounds()?;
    let corner = |x: f64, y: f64| Pos2::new(x as f32, y as f32);
    Some(Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1)))
}

/// The pointer is there.
pub fn point(at: Pos2) -> Event {
    Event::PointerMoved(at)
}

/// The first button goes down or up.
pub fn button(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// A touchpad scrolls by so many points.
pub fn scroll(x: f32, y: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(x, y),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

/// Clicks, in two frames.
pub fn click(desk: &mut Desk, at: Pos2) {
    desk.act(vec![point(at)], Vec::new());
    desk.act(vec![button(at, true)], Vec::new());
    desk.act(vec![button(at, false)], Vec::new());
}
