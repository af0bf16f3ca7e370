//! Handing the matrix on from the window: by the menu into a file, and as a table for a spreadsheet.

use egui::Key;
use egui::Modifiers;
use egui_kittest::kittest::Queryable as _;
use sightline::disk::ThemeChoice;

use crate::open::{Screen, WIDE, click, field, open, press, retype, says, wait};

/// Chooses a line of the menu File.
fn choose(screen: &mut Screen, line: &str) {
    click(screen, "File");
    click(screen, line);
}

#[test]
fn the_matrix_is_exported_where_one_says_in_the_format_of_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "Layer: Gap");
    choose(&mut screen, "Export matrix…");
    assert!(says(&screen, "by extension as xlsx, csv, png, svg, html, md, json"));
    assert!(field(&screen, "Path of the file").is_focused(), "one types at once");
    let path = folder.path().join("annex.svg");
    retype(&mut screen, "Path of the file", path.to_str().unwrap());
    press(&mut screen, Modifiers::NONE, Key::Enter);
    wait(&mut screen, |session| session.busy().is_none());
    assert!(says(&screen, "annex.svg as Vector drawing, marked UNCLASSIFIED · TLP:CLEAR"));
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("UNIOGBIS"));
    assert!(svg.contains("Shows: gaps"), "the layer that is on the screen");

    choose(&mut screen, "Export matrix…");
    retype(&mut screen, "Path of the file", path.to_str().unwrap());
    click(&mut screen, "Export");
    wait(&mut screen, |session| session.busy().is_none());
    assert!(says(&screen, "Exporting there would replace it"));
    click(&mut screen, "Cancel");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), svg);
}

#[test]
fn the_matrix_is_copied_as_a_table() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    choose(&mut screen, "Copy matrix as table");
    let count = screen.state().session().case().missions.len();
    assert!(says(
        &screen,
        &format!("Copied the matrix with {count} missions, marked UNCLASSIFIED · TLP:CLEAR: paste into a spreadsheet")
    ));
    assert!(screen.query_by_label("Export matrix…").is_none(), "the menu is closed");
}
