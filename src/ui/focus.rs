//! What has the keyboard: always seen, and brought by F6 from pane to pane, by F10 or Alt to the menus.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, Event, Id, Key, Rect, Stroke, StrokeKind, WidgetRect};

use super::tokens::Theme;

fn by_keys() -> Id {
    Id::unique("the keyboard was used last")
}

/// Whether the keyboard was used last, and not the pointer: a ring is then drawn around what has it.
pub(super) fn is_by_keys(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(by_keys())).unwrap_or_default()
}

/// Notes whether keys or the pointer are used. Letters count for neither: they are typed after a click, too.
pub(super) fn note(ctx: &Context) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "most events are neither")]
    let used = ctx.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            Event::PointerButton { pressed: true, .. } => Some(false),
            Event::Key { key, pressed: true, .. } => WAYS.contains(key).then_some(true),
            Event::AccessKitActionRequest(_) => Some(true),
            _ => None,
        })
    });
    if let Some(is_by_keys) = used {
        ctx.data_mut(|data| data.insert_temp(by_keys(), is_by_keys));
    }
}

/// The keys that lead from one thing to another.
const WAYS: [Key; 11] = [
    Key::Tab,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::F6,
    Key::F10,
];

/// Draws a ring around whatever has the keyboard, over everything in its layer.
pub(super) fn ring_ui(ui: &egui::Ui) {
    let ctx = ui.ctx();
    if !is_by_keys(ctx) {
        return;
    }
    let focused = ctx.memory(egui::Memory::focused).and_then(|id| placed(ctx, id));
    let Some(focused) = focused.filter(|focused| focused.interact_rect.is_positive()) else { return };
    // What fills its pane is outlined from within.
    let ring = focused.interact_rect.expand(1.0).intersect(ctx.content_rect().shrink(2.0));
    let painter = ctx.layer_painter(focused.layer_id);
    painter.rect_stroke(ring, 3.0, Stroke::new(2.0, Theme::of(ui).accent()), StrokeKind::Middle);
}

/// Where a widget stands. Its response is not asked for: that would take the keyboard from what is pressed beside it.
fn placed(ctx: &Context, id: Id) -> Option<WidgetRect> {
    ctx.viewport(|view| view.this_pass.widgets.get(id).or_else(|| view.prev_pass.widgets.get(id)).copied())
}

/// Brings what gets the keyboard into view, where it is scrolled out of it.
#[derive(Default)]
pub(super) struct Follow {
    last: Option<Id>,
}

impl Follow {
    /// Looks, before anything is drawn, at what has the keyboard since the last frame.
    pub fn follow(&mut self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        if focused == self.last {
            return;
        }
        let widget = focused.and_then(|id| placed(ctx, id));
        if widget.is_none() && focused.is_some() {
            return;
        }
        self.last = focused;
        let is_by_pointer = ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
        let Some(widget) = widget.filter(|widget| !is_by_pointer && is_cut(widget)) else { return };
        // The widget itself asks its scroll area for it, as where a screen reader wants to have it in view.
        let request = ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: widget.id.accesskit_id(),
            data: None,
        };
        ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
    }
}

/// Whether a part of it is out of view.
fn is_cut(widget: &WidgetRect) -> bool {
    let (seen, whole) = (widget.interact_rect.size().max(egui::Vec2::ZERO), widget.rect.size());
    seen.x + 1.0 < whole.x || seen.y + 1.0 < whole.y
}

/// Whether Alt was pressed and let go with nothing else between, as opens a menu bar.
#[derive(Default)]
pub(super) struct AltKey {
    was_down: bool,
    is_alone: bool,
}

impl AltKey {
    /// Looks at the keys of this frame.
    pub fn is_struck(&mut self, ctx: &Context) -> bool {
        let (is_down, is_mixed) = ctx.input(|input| {
            let others = [input.modifiers.ctrl, input.modifiers.shift, input.modifiers.mac_cmd];
            let is_mixed = others.contains(&true) || input.pointer.any_down() || input.events.iter().any(is_other);
            (input.modifiers.alt, is_mixed)
        });
        if is_down && !self.was_down {
            self.is_alone = true;
        }
        self.is_alone &= !is_mixed;
        let is_struck = self.was_down && !is_down && self.is_alone;
        self.was_down = is_down;
        is_struck
    }
}

/// What a user does by other means than Alt.
const fn is_other(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::PointerButton { .. }
            | Event::WindowFocused(_)
            | Event::MouseWheel { .. }
            | Event::Zoom(_)
    )
}

fn menus() -> Id {
    Id::unique("the keyboard goes to the menus")
}

/// Brings the keyboard to the first menu.
pub(super) fn to_menus(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(menus(), true));
}

/// Takes the keyboard for the first menu, where it was brought there.
pub(super) fn take_menus(first: &egui::Response) {
    if first.ctx.data_mut(|data| data.remove_temp::<bool>(menus())).is_some() {
        first.request_focus();
    }
}

/// From one pane to the next, or to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Next,
    Before,
}

/// The panes as they were drawn last, in the order of reading, and the one to which the keyboard was brought last.
pub(super) struct Panes<P> {
    drawn: Vec<(P, Rect)>,
    brought: Option<(P, Option<Id>)>,
}

impl<P> Default for Panes<P> {
    fn default() -> Self {
        Self { drawn: Vec::new(), brought: None }
    }
}

impl<P: Copy + PartialEq> Panes<P> {
    /// Notes where the panes are drawn in this frame.
    pub fn note(&mut self, drawn: Vec<(P, Rect)>) {
        self.drawn = drawn;
    }

    /// The pane to which the keyboard goes from where it is.
    pub fn next(&mut self, ctx: &Context, way: Way) -> Option<P> {
        let focused = ctx.memory(egui::Memory::focused);
        let at = focused.and_then(|id| placed(ctx, id)).map(|widget| widget.interact_rect.center());
        // A pane in which nothing takes the keyboard is passed all the same.
        let passed = self.brought.filter(|&(_, before)| before == focused).map(|(pane, _)| pane);
        let here = passed.and_then(|pane| self.drawn.iter().position(|&(other, _)| other == pane));
        let here = here.or_else(|| at.and_then(|at| self.drawn.iter().position(|(_, rect)| rect.contains(at))));
        let next = step(here, self.drawn.len(), way)?;
        let pane = self.drawn.get(next).map(|&(pane, _)| pane)?;
        self.brought = Some((pane, focused));
        Some(pane)
    }
}

/// The place after or before one of so many, round and round.
fn step(here: Option<usize>, count: usize, way: Way) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (here, way) {
        (None, Way::Next) => 0,
        (None, Way::Before) => last,
        (Some(here), Way::Next) if here >= last => 0,
        (Some(here), Way::Next) => here + 1,
        (Some(here), Way::Before) => here.checked_sub(1).unwrap_or(last),
    })
}

/// Gives the keyboard to the first that takes it of what is drawn next.
pub(super) fn enter_ui(ui: &egui::Ui) {
    let door = ui.scope_id().with("door of the pane");
    ui.memory_mut(|memory| {
        memory.request_focus(door);
        memory.move_focus(egui::FocusDirection::Next);
    });
    let corner = Rect::from_min_size(ui.max_rect().min, egui::Vec2::splat(1.0));
    let response = ui.interact(corner, door, egui::Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, "Pane"));
    ui.ctx().request_repaint();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_are_gone_through_in_a_circle() {
        let check = |here, way, expected| assert_eq!(step(here, 3, way), expected, "{here:?} {way:?}");
        check(None, Way::Next, Some(0));
        check(Some(0), Way::Next, Some(1));
        check(Some(2), Way::Next, Some(0));
        check(None, Way::Before, Some(2));
        check(Some(0), Way::Before, Some(2));
        check(Some(2), Way::Before, Some(1));
        assert_eq!(step(None, 0, Way::Next), None);
    }
}
