//! Taking a table into the matrix from the window: pasted into it, previewed, decided by name, taken in.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sightline::case::Level;
use sightline::disk::ThemeChoice;
use sightline::session::Session;

use crate::open::{Screen, WIDE, click, open, press, says};

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

/// The window with the keyboard in the first cell of the matrix, into which a text has been pasted.
fn pasted(text: &str) -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let matrix = &session(&screen).answers().matrix;
    let (mission, theme) = (matrix.rows().next().unwrap().mission, *matrix.themes.first().unwrap());
    let case = session(&screen).case();
    let name = format!("{} × {}", case.title_of(mission.into()), case.title_of(theme.into()));
    screen.get_by(|node| node.label().is_some_and(|label| label.starts_with(&name))).click();
    screen.run();
    screen.event(Event::Paste(text.to_owned()));
    screen.run();
    screen
}

#[test]
fn a_table_pasted_into_the_matrix_is_previewed_and_taken_in() {
    let mut screen = pasted("\tPI\tSea mines\nUNIOGBIS\tx\tx\nUNOGBISS\tx\tmaybe\n");
    assert!(says(&screen, "Import into the matrix from the clipboard"));
    assert!(says(&screen, "not read") && says(&screen, "no source"));
    let before = session(&screen).case().clone();
    click(&mut screen, "UNOGBISS is UNOGBIS");
    click(&mut screen, "Themes (2)");
    click(&mut screen, "Create Sea mines");
    click(&mut screen, "Not read (1)");
    assert!(says(&screen, "C3: “maybe” is no mark and no level"));
    click(&mut screen, "Claims (3)");
    assert!(says(&screen, "C2: UNIOGBIS × Sea mines, mandated: new"));
    assert!(session(&screen).case().is_same(&before), "nothing changes before it is accepted");
    click(&mut screen, "Take in 3 claims");
    let case = session(&screen).case();
    assert_eq!(case.mandates.len(), before.mandates.len() + 3);
    assert!(case.themes.values().any(|theme| theme.name == "Sea mines"));
    assert!(case.mandates.values().filter(|mandate| mandate.level == Level::Mandated).count() >= 3);
    press(&mut screen, crate::open::CTRL, Key::Z);
    assert!(session(&screen).case().is_same(&before), "one step");
}

#[test]
fn escape_leaves_the_case_as_it_is() {
    let mut screen = pasted("\tPI\nUNIOGBIS\tx\n");
    assert!(session(&screen).intake().is_some());
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(session(&screen).intake().is_none() && !session(&screen).has_unsaved_changes());
}
