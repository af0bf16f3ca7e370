//! A few pictures: the whole window in both themes, and each map with something selected.

use egui::{Pos2, Rect};
use egui_kittest::image_snapshot;
use egui_kittest::kittest::Queryable as _;
use image::RgbaImage;
use sightline::disk::ThemeChoice;
use sightline::session::SAMPLES;

use crate::open::{Screen, click, open, open_sample, settle};

/// The most that the rasterizer of tests draws.
const SIZE: [f32; 2] = [1280.0, 720.0];

#[test]
fn the_window_in_light() {
    let first = picture(&mut larger(ThemeChoice::Light));
    image_snapshot(&first, "window-light");
    assert!(first == picture(&mut larger(ThemeChoice::Light)), "a second window gives other bytes");
}

#[test]
fn the_window_in_dark() {
    image_snapshot(&picture(&mut larger(ThemeChoice::Dark)), "window-dark");
}

#[test]
fn the_matrix_with_a_cell_selected() {
    let mut screen = still(ThemeChoice::Light);
    screen.get_by_label_contains("UNIOGBIS × Drug trafficking: ").click();
    screen.run();
    let [matrix, graph, timeline] = ["Mandate matrix", "Actor graph", "Timeline"].map(|pane| tab(&screen, pane));
    let pane = Rect::from_min_max(matrix.min, Pos2::new(graph.left(), timeline.top()));
    image_snapshot(&part(&mut screen, pane), "matrix");
}

#[test]
fn the_gaps_of_the_matrix_in_light_and_dark() {
    for (theme, name) in [(ThemeChoice::Light, "gaps-light"), (ThemeChoice::Dark, "gaps-dark")] {
        let mut screen = larger(theme);
        click(&mut screen, "Layer: Gap");
        let [matrix, graph, timeline] = ["Mandate matrix", "Actor graph", "Timeline"].map(|pane| tab(&screen, pane));
        let pane = Rect::from_min_max(matrix.min, Pos2::new(graph.left(), timeline.top()));
        image_snapshot(&part(&mut screen, pane), name);
    }
}

#[test]
fn the_timeline_with_an_incident_selected() {
    let mut screen = still(ThemeChoice::Light);
    click(&mut screen, "Incident: Bubo Na Tchuto takes refuge in the UN compound");
    let pane = Rect::from_min_max(tab(&screen, "Timeline").min, Pos2::new(tab(&screen, "Inspector").left(), SIZE[1]));
    image_snapshot(&part(&mut screen, pane), "timeline");
}

#[test]
fn the_graph_with_an_actor_selected() {
    let mut screen = still(ThemeChoice::Dark);
    click(&mut screen, "Actor: José Américo Bubo Na Tchuto");
    let [graph, inspector, timeline] = ["Actor graph", "Inspector", "Timeline"].map(|pane| tab(&screen, pane));
    let pane = Rect::from_min_max(graph.min, Pos2::new(inspector.left(), timeline.top()));
    image_snapshot(&part(&mut screen, pane), "graph");
}

/// The window on the larger sample, as it is at a first start, once its graph stands still.
fn larger(theme: ThemeChoice) -> Screen {
    let mut screen = open_sample(&SAMPLES[0], SIZE, theme);
    settle(&mut screen);
    screen
}

/// The window on the smaller sample, once its graph stands still.
fn still(theme: ThemeChoice) -> Screen {
    let mut screen = open(SIZE, theme);
    settle(&mut screen);
    screen
}

/// The window without the pointer, which would leave a hover behind.
fn picture(screen: &mut Screen) -> RgbaImage {
    screen.remove_cursor();
    screen.run();
    screen.render().unwrap()
}

fn tab(screen: &Screen, pane: &str) -> Rect {
    screen.get_by_label(pane).rect()
}

#[expect(clippy::cast_sign_loss, reason = "what is on the screen has no negative place")]
fn part(screen: &mut Screen, rect: Rect) -> RgbaImage {
    let [x, y, width, height] =
        [rect.left(), rect.top(), rect.width(), rect.height()].map(|points| points.round() as u32);
    image::imageops::crop_imm(&picture(screen), x, y, width, height).to_image()
}
