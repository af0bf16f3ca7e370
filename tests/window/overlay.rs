//! The hidden frame times: F12 shows and hides them, and they draw nothing while nothing changes.

use egui::{Key, Modifiers, Order};
use egui_kittest::kittest::Queryable as _;
use sightline::disk::ThemeChoice;

use crate::open::{Screen, WIDE, open, press, says, settle};

fn has_overlay(screen: &Screen) -> bool {
    says(screen, "Frame times")
}

#[test]
fn f12_shows_the_frame_times_and_hides_them() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    assert!(!has_overlay(&screen));
    press(&mut screen, Modifiers::NONE, Key::F12);
    assert!(has_overlay(&screen));
    press(&mut screen, Modifiers::NONE, Key::F12);
    assert!(!has_overlay(&screen));
}

#[test]
fn frame_times_ask_for_no_frame() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    settle(&mut screen);
    press(&mut screen, Modifiers::NONE, Key::F12);
    screen.run();
    for _ in 0..3 {
        screen.step();
        let delays = screen.output().viewport_output.values().map(|viewport| viewport.repaint_delay);
        assert!(delays.min().is_some_and(|delay| delay.as_secs() > 60), "the window wants another frame");
    }
}

#[test]
fn the_pointer_goes_through_the_frame_times() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, Modifiers::NONE, Key::F12);
    let words = screen.get_by_label_contains("Frame times").rect().center();
    let layer = screen.ctx.layer_id_at(words);
    assert_eq!(layer.map(|layer| layer.order), Some(Order::Background));
}
