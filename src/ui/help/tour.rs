//! A tour of two minutes: cards beside the places that they speak of. Nothing is blocked meanwhile; what a card says to
//! try can be tried.

use egui::{Area, Frame, Id, Key, Margin, Order, Pos2, Rect, RichText, Stroke, StrokeKind, Vec2};

use crate::case::Workspace;
use crate::session::{Command, Commands, Session};
use crate::ui::layout::{Layout, Pane};
use crate::ui::tokens::{self, Theme};

/// A step of the tour.
struct Step {
    title: &'static str,
    /// What it is.
    words: &'static str,
    /// What to try.
    attempt: &'static str,
    place: Place,
}

/// What a step points at.
#[derive(Clone, Copy)]
enum Place {
    /// All panes.
    Middle,
    Pane(Pane),
    /// The bar of menus, above the panes.
    Bar,
    /// The status bar, below them.
    Status,
}

const STEPS: &[Step] = &[
    Step {
        title: "One case, seen from all sides",
        words: "What happened, who is tied to whom, and who is mandated to act: all panes show one case. What you select \
                in one is marked in the others, with all that has to do with it.",
        attempt: "This is a copy of a sample: nothing that you do to it is kept unless you save it.",
        place: Place::Middle,
    },
    Step {
        title: "Timeline: what happened, and when",
        words: "A thick bar is certain, a thin one possible, a whisker follows from other dates. A year is never drawn as \
                a day. What is alleged is hollow and says so.",
        attempt: "Click an incident. Drag over the strip at the foot to see a part of time alone.",
        place: Place::Pane(Pane::Timeline),
    },
    Step {
        title: "Mandate matrix: who is to act on what",
        words: "Missions by themes. Hatched means that nobody has looked, a dash that a survey found nothing: neither \
                means safe.",
        attempt: "Click a cell, and see in the inspector what stands behind it.",
        place: Place::Pane(Pane::Matrix),
    },
    Step {
        title: "Actor graph: who is tied to whom",
        words: "The line says how sure a tie is, from thick for confirmed to dots for alleged. The fill is an actor's world \
                by office, never an accusation.",
        attempt: "Double-click a party to see its surroundings alone; Esc shows everybody again.",
        place: Place::Pane(Pane::Graph),
    },
    Step {
        title: "Inspector: the record as a form",
        words: "What is selected can be changed here, with the sources of each statement, its problems in words, and all \
                that names it. What you type is kept when you leave the field.",
        attempt: "Change something, and take it back with Ctrl+Z. Undo has no limit.",
        place: Place::Pane(Pane::Inspector),
    },
    Step {
        title: "Outline: every record, and what does not add up",
        words: "All records by kind. At the top stand the problems that Sightline sees: statements without a source, \
                allegations without an accuser, dates that collide.",
        attempt: "Type a name to find a record. The tab Sources shows what rests on which source.",
        place: Place::Pane(Pane::Outline),
    },
    Step {
        title: "The bar: as of when, undo, workspaces",
        words: "Give a date under “As of”, such as 2009-12, and every pane shows what held then. ↺ and ↻ undo and redo, ← \
                and → go back and forward through what you selected. Workspaces arrange the panes for a job.",
        attempt: "Press Ctrl+3 for the graph and Ctrl+1 to come back. Ctrl+N adds an incident.",
        place: Place::Bar,
    },
    Step {
        title: "The status bar: what you do not see",
        words: "What filters hide is counted here, and each filter is a chip that one click clears.",
        attempt: "That is all. F1 shows every key, and Help › Start page where to begin.",
        place: Place::Status,
    },
];

/// The width of a card, in points.
const WIDTH: f32 = 330.0;
/// The height of a card of average length, in points.
const HEIGHT: f32 = 210.0;

/// The tour, while it is on: the place of the step.
#[derive(Default)]
pub(super) struct Tour {
    at: Option<usize>,
    /// Whether the card is to have the keyboard.
    is_new: bool,
}

impl Tour {
    pub const fn is_on(&self) -> bool {
        self.at.is_some()
    }

    pub fn leave(&mut self) {
        self.at = None;
    }

    pub fn begin(&mut self, commands: &mut Commands) {
        commands.send(Command::Workspace(Workspace::Overview));
        (self.at, self.is_new) = (Some(0), true);
    }

    fn go(&mut self, by: isize) {
        let Some(at) = self.at else { return };
        let next = at.saturating_add_signed(by);
        self.at = (next < STEPS.len()).then_some(next);
        self.is_new = true;
    }

    /// Escape leaves at any time; the other keys are the tour's as long as nothing else has the keyboard.
    pub fn keys(&mut self, ui: &egui::Ui, is_typing: bool) {
        if super::take(ui, Key::Escape) {
            self.leave();
            return;
        }
        let focused = ui.memory(egui::Memory::focused);
        if is_typing || focused.is_some_and(|id| id != next_id()) {
            return;
        }
        if super::take(ui, Key::ArrowRight) || super::take(ui, Key::Enter) {
            self.go(1);
        } else if super::take(ui, Key::ArrowLeft) {
            self.go(-1);
        }
    }

    pub fn tour_ui(&mut self, ui: &egui::Ui, (layout, middle): (&mut Layout, Rect), session: &Session) {
        let Some((at, step)) = self.at.and_then(|at| Some((at, STEPS.get(at)?))) else { return };
        if let (true, Place::Pane(pane)) = (self.is_new, step.place) {
            layout.bring_forward(pane, session);
            ui.ctx().request_repaint();
        }
        let window = ui.ctx().content_rect();
        let place = match step.place {
            Place::Middle => middle,
            Place::Pane(pane) => layout.place(pane, session).unwrap_or(middle),
            Place::Bar => Rect::from_min_max(Pos2::new(window.left(), window.top() + 20.0), middle.right_top()),
            Place::Status => Rect::from_min_max(middle.left_bottom(), window.max),
        };
        let theme = Theme::of(ui);
        let painter = ui.ctx().layer_painter(egui::LayerId::new(Order::Foreground, Id::unique("tour's frame")));
        painter.rect_stroke(place.shrink(1.5), 4.0, Stroke::new(3.0, theme.accent()), StrokeKind::Inside);
        let corner = beside(place, window.shrink(8.0), Vec2::new(WIDTH + 24.0, HEIGHT));
        let area = Area::new(Id::unique("tour")).order(Order::Foreground).fixed_pos(corner).constrain(true);
        let frame = Frame::NONE.fill(theme.pane()).stroke(Stroke::new(1.5, theme.accent())).corner_radius(5.0);
        let by =
            area.show(ui.ctx(), |ui| frame.inner_margin(Margin::same(12)).show(ui, |ui| card_ui(ui, at, step)).inner);
        if std::mem::take(&mut self.is_new) {
            ui.memory_mut(|memory| memory.request_focus(next_id()));
        }
        match by.inner {
            Some(0) => self.leave(),
            Some(by) => self.go(by),
            None => {}
        }
    }
}

fn next_id() -> Id {
    Id::unique("tour: next")
}

/// Draws a card; by how many steps to go on, and 0 to leave.
fn card_ui(ui: &mut egui::Ui, at: usize, step: &Step) -> Option<isize> {
    let theme = Theme::of(ui);
    ui.set_width(WIDTH);
    ui.label(RichText::new(step.title).font(tokens::strong(14.5)).color(theme.ink()));
    ui.add_space(tokens::GAP);
    ui.add(egui::Label::new(step.words).wrap());
    ui.add_space(tokens::GAP);
    ui.add(egui::Label::new(RichText::new(step.attempt).color(theme.accent())).wrap());
    ui.add_space(tokens::GAP);
    ui.horizontal(|ui| {
        let is_last = at + 1 == STEPS.len();
        let mut by = None;
        // The id is ours, so that the keyboard can be given to it and the arrows are known to be the tour's.
        ui.push_id("next", |ui| {
            let label = if is_last { "Done" } else { "Next" };
            let next = button_ui(ui, next_id(), label);
            if next.clicked() {
                by = Some(1);
            }
        });
        if at > 0 && ui.button("Back a step").clicked() {
            by = Some(-1);
        }
        if !is_last && ui.button("Leave the tour").clicked() {
            by = Some(0);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.weak(format!("{} of {}", at + 1, STEPS.len()));
        });
        by
    })
    .inner
}

/// A button under an id that is known beforehand.
fn button_ui(ui: &mut egui::Ui, id: Id, label: &str) -> egui::Response {
    let font = tokens::strong(13.0);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, Theme::of(ui).ink());
    let size = galley.size() + ui.spacing().button_padding * 2.0;
    let (_, rect) = ui.allocate_space(Vec2::new(size.x, size.y.max(ui.spacing().interact_size.y)));
    let button = ui.interact(rect, id, egui::Sense::click());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    let visuals = ui.style().interact(&button);
    ui.painter().rect(rect, visuals.corner_radius, visuals.bg_fill, visuals.bg_stroke, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, visuals.text_color());
    crate::ui::widgets::focus_ring(ui, &button);
    // The arrows are the tour's: they would carry the keyboard off to the pane that is shown.
    let filter = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    button
}

/// Where a card stands: beside its place where there is room, to the right first, else within it at the right foot.
fn beside(place: Rect, window: Rect, size: Vec2) -> Pos2 {
    const GAP: f32 = 10.0;
    let top = place.top().clamp(window.top(), (window.bottom() - size.y).max(window.top()));
    let left = place.left().clamp(window.left(), (window.right() - size.x).max(window.left()));
    if place.right() + GAP + size.x <= window.right() {
        Pos2::new(place.right() + GAP, top)
    } else if place.left() - GAP - size.x >= window.left() {
        Pos2::new(place.left() - GAP - size.x, top)
    } else if place.bottom() + GAP + size.y <= window.bottom() {
        Pos2::new(left, place.bottom() + GAP)
    } else if place.top() - GAP - size.y >= window.top() {
        Pos2::new(left, place.top() - GAP - size.y)
    } else {
        place.max - size - Vec2::splat(2.0 * GAP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_stands_beside_its_place_and_within_the_window() {
        let window = Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 720.0));
        let size = Vec2::new(350.0, 210.0);
        let check = |(left, top, right, bottom): (f32, f32, f32, f32), covers: bool| {
            let place = Rect::from_min_max(Pos2::new(left, top), Pos2::new(right, bottom));
            let card = Rect::from_min_size(beside(place, window, size), size);
            assert!(window.contains_rect(card), "{card:?}");
            assert_eq!(card.intersects(place), covers, "{card:?}");
        };
        check((0.0, 50.0, 200.0, 700.0), false);
        check((1000.0, 50.0, 1280.0, 700.0), false);
        check((160.0, 420.0, 1000.0, 690.0), false);
        check((0.0, 20.0, 1280.0, 50.0), false);
        check((0.0, 690.0, 1280.0, 720.0), false);
        check((0.0, 50.0, 1280.0, 690.0), true);
    }
}
