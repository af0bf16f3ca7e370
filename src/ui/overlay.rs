//! How long frames take, for whoever develops the window: F12 shows it in a corner and hides it.
//!
//! It draws what the frames before it cost and asks for no frame itself: while nothing changes, it stands still. Frames
//! are noted while it is hidden too, so that it can be asked what just happened.

use std::collections::VecDeque;
use std::time::Duration;

use egui::{Align2, Event, Key, Label, Pos2, Rect, RichText, Sense, Vec2};

use super::tokens::{self, Theme};

/// What our own part of a frame cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameCost {
    /// Laying out the window.
    pub window: Duration,
    /// Carrying out its wishes, and what follows from them.
    pub session: Duration,
}

/// Frames that are remembered.
const REMEMBERED: usize = 240;
/// A frame has so long where a screen shows sixty a second.
const BUDGET: Duration = Duration::from_micros(16_667);
/// Height of the picture of the frames, in points; as much as two budgets.
const HEIGHT: f32 = 36.0;

/// The frames of the last few seconds, and whether they are shown.
#[derive(Default)]
pub(super) struct Overlay {
    is_shown: bool,
    last: FrameCost,
    /// What whole frames cost, tessellation and painting included where the desktop says so; the newest last.
    frames: VecDeque<Duration>,
}

impl Overlay {
    /// Remembers a frame. What the whole of the one before cost is known only now.
    pub fn note(&mut self, cost: FrameCost, before: Option<Duration>) {
        if let (Some(last), Some(before)) = (self.frames.back_mut(), before) {
            *last = before;
        }
        let surplus = (self.frames.len() + 1).saturating_sub(REMEMBERED);
        drop(self.frames.drain(..surplus));
        self.last = cost;
        self.frames.push_back(cost.window + cost.session);
    }

    /// Shows or hides it where F12 was pressed, and draws it where it is shown.
    pub fn overlay_ui(&mut self, ui: &egui::Ui) {
        if ui.input(|input| input.events.iter().any(is_wanted)) {
            self.is_shown = !self.is_shown;
        }
        if !self.is_shown {
            return;
        }
        let shapes = shapes(ui.ctx());
        egui::Area::new(egui::Id::unique("frame times"))
            .order(egui::Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, Vec2::new(-8.0, -32.0))
            .interactable(false)
            .fade_in(false)
            .show(ui.ctx(), |ui| {
                let theme = Theme::of(ui);
                let frame = egui::Frame::NONE.fill(theme.band()).stroke(egui::Stroke::new(1.0, theme.rule()));
                frame.inner_margin(tokens::GAP).show(ui, |ui| self.figures_ui(ui, shapes));
            });
    }

    fn figures_ui(&self, ui: &mut egui::Ui, shapes: usize) {
        let mut line_ui = |words: String| {
            // Text that could be selected would catch the pointer.
            ui.add(Label::new(RichText::new(words).font(tokens::small())).selectable(false).extend());
        };
        let mut sorted: Vec<Duration> = self.frames.iter().copied().collect();
        sorted.sort();
        let [half, most, all] = [50, 99, 100].map(|percent| ms(percentile(&sorted, percent)));
        let newest = ms(self.frames.iter().rev().nth(1).copied().unwrap_or_default());
        line_ui(format!("Frame times: last {newest} ms, of {} frames", sorted.len()));
        line_ui(format!("half {half}, 99 of 100 {most}, longest {all} ms"));
        line_ui(format!("layout {} ms, session {} ms, {shapes} shapes", ms(self.last.window), ms(self.last.session)));
        self.picture_ui(ui);
    }

    /// One bar for each frame, the newest on the right, and a line at the budget of a frame.
    fn picture_ui(&self, ui: &mut egui::Ui) {
        let theme = Theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(REMEMBERED as f32, HEIGHT), Sense::hover());
        let height = |time: Duration| (time.as_secs_f32() / BUDGET.as_secs_f32() * HEIGHT / 2.0).min(HEIGHT);
        let mut bars = egui::Mesh::default();
        for (place, &time) in self.frames.iter().rev().enumerate() {
            let right = rect.right() - place as f32;
            let bar = Rect::from_min_max(
                Pos2::new(right - 1.0, rect.bottom() - height(time)),
                Pos2::new(right, rect.bottom()),
            );
            bars.add_colored_rect(bar, if time > BUDGET { theme.error() } else { theme.mark() });
        }
        ui.painter().add(bars);
        ui.painter().hline(rect.x_range(), rect.bottom() - height(BUDGET), egui::Stroke::new(1.0, theme.ink_soft()));
    }
}

fn is_wanted(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::F12, pressed: true, repeat: false, modifiers, .. } if modifiers.is_none())
}

/// How many shapes this frame has put into all layers so far.
fn shapes(ctx: &egui::Context) -> usize {
    let layers: Vec<_> = ctx.memory(|memory| memory.layer_ids().collect());
    ctx.graphics(|graphics| {
        layers.iter().filter_map(|&layer| graphics.get(layer)).map(|list| list.all_entries().len()).sum()
    })
}

/// So many of a hundred took at most that; nothing where there is none.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(millis: &[u64], percent: usize, expected: u64) {
        let sorted: Vec<Duration> = millis.iter().copied().map(Duration::from_millis).collect();
        assert_eq!(percentile(&sorted, percent), Duration::from_millis(expected));
    }

    #[test]
    fn a_percentile_is_one_of_the_frames() {
        check(&[], 50, 0);
        check(&[7], 99, 7);
        check(&[1, 2, 3, 4], 50, 2);
        check(&[1, 2, 3, 4], 99, 4);
        check(&(1..=200).collect::<Vec<_>>(), 99, 198);
    }

    #[test]
    fn the_whole_of_a_frame_is_noted_with_the_next_and_old_ones_go() {
        let mut overlay = Overlay::default();
        let cost = FrameCost { window: Duration::from_millis(2), session: Duration::from_millis(1) };
        overlay.note(cost, None);
        overlay.note(cost, Some(Duration::from_millis(9)));
        assert_eq!(overlay.frames, [9, 3].map(Duration::from_millis));
        for _ in 0..REMEMBERED {
            overlay.note(cost, None);
        }
        assert_eq!(overlay.frames.len(), REMEMBERED);
        assert!(overlay.frames.iter().all(|&time| time == Duration::from_millis(3)));
    }
}
