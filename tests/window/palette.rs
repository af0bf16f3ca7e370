//! The command palette: everything is found and done without the mouse.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::RecordKind;
use sightline::disk::ThemeChoice;
use sightline::session::{SAMPLES, Session};

use crate::open::{CTRL, Screen, WIDE, click, field, open, open_sample, press, record, says, type_text};

const BUBO: &str = "José Américo Bubo Na Tchuto";

/// The window with the palette open and this typed into it.
fn typed(text: &str) -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL, Key::K);
    type_text(&mut screen, text);
    screen
}

/// What the rows in view say, in their order.
fn rows(screen: &Screen) -> Vec<String> {
    screen.query_all_by_role(Role::ListBoxOption).filter_map(|row| row.accesskit_node().label()).collect()
}

/// Whether the palette is open.
fn is_open(screen: &Screen) -> bool {
    screen.query_by_role_and_label(Role::TextInput, "Find anything").is_some()
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}

#[test]
fn a_record_is_found_by_any_of_its_names_and_enter_goes_there() {
    for (text, title) in [("bubo", BUBO), ("Joao", "João Bernardo Vieira"), ("tchuto jose", BUBO)] {
        let mut screen = typed(text);
        assert!(rows(&screen)[0].starts_with(title), "{text}: {:?}", rows(&screen));
        press(&mut screen, Modifiers::NONE, Key::Enter);
        assert!(!is_open(&screen));
        assert_eq!(session(&screen).selection().records, [record(&screen, RecordKind::Actor, title)]);
        assert_eq!(field(&screen, "Name").value().as_deref(), Some(title), "the inspector shows it");
    }
}

#[test]
fn a_command_is_found_and_done_and_one_that_cannot_be_says_why() {
    let mut screen = typed("add theme");
    assert!(rows(&screen)[0].starts_with("Add theme, Command, Edit menu"), "{:?}", rows(&screen));
    let before = session(&screen).case().themes.len();
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(session(&screen).case().themes.len(), before + 1);
    let mut screen = typed("undo");
    assert!(rows(&screen)[0].contains("not now: nothing to undo"), "{:?}", rows(&screen));
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(is_open(&screen), "what cannot be done stays");
}

#[test]
fn a_word_of_a_text_is_found_behind_the_names_with_the_words_around_it() {
    let screen = typed("refuge");
    let rows = rows(&screen);
    let texts: Vec<&String> =
        rows.iter().filter(|row| row.contains("account: ") || row.contains("paraphrase: ")).collect();
    assert!(!texts.is_empty(), "{rows:?}");
    assert!(texts.iter().all(|row| row.to_lowercase().contains("refuge")), "{texts:?}");
    assert!(says(&screen, " records hold these words"));
}

#[test]
fn what_is_left_of_many_texts_is_counted_and_comes_with_enter() {
    let mut screen = open_sample(&SAMPLES[0], WIDE, ThemeChoice::Light);
    press(&mut screen, CTRL, Key::K);
    type_text(&mut screen, "the");
    let more = |screen: &Screen| {
        let mut rows = screen.query_all_by_role(Role::ListBoxOption).map(|row| row.accesskit_node());
        let row = rows.find(|row| row.label().is_some_and(|label| label.contains("more records hold these words")))?;
        Some((row.label()?, row.toggled() == Some(Toggled::True)))
    };
    let go = |screen: &mut Screen, key: Key, most: usize, is_there: &dyn Fn(&Screen) -> bool| {
        for _ in 0..most {
            if !is_there(screen) {
                press(screen, Modifiers::NONE, key);
            }
        }
    };
    go(&mut screen, Key::PageDown, 60, &|screen| more(screen).is_some());
    // A page may have gone past it, or not quite have reached it.
    let is_marked = |screen: &Screen| more(screen).is_some_and(|(_, is_marked)| is_marked);
    go(&mut screen, Key::ArrowUp, 8, &is_marked);
    go(&mut screen, Key::ArrowDown, 16, &is_marked);
    let before = more(&screen);
    assert!(before.as_ref().is_some_and(|(_, is_marked)| *is_marked), "{before:?}");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(is_open(&screen) && more(&screen) != before, "more of them are shown in its place");
}

#[test]
fn the_first_letter_restricts_a_search() {
    let check = |text: &str, kind: &str| {
        let rows = rows(&typed(text));
        assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(kind)), "{text}: {rows:?}");
    };
    check(">a", ", Command, ");
    check(">", ", Command, ");
    check("#drug", ", Theme");
    check("#", ", Theme");
    check("!refuge", ", Incident");
    assert!(rows(&typed("@u")).iter().all(|row| row.contains(", Actor") || row.contains(", Mission")));
}

#[test]
fn arrows_mark_rows_and_ctrl_enter_adds_to_the_selection() {
    let mut screen = typed("@a");
    let before = rows(&screen);
    press(&mut screen, CTRL, Key::Enter);
    assert!(is_open(&screen), "it stays for the next one");
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    press(&mut screen, CTRL, Key::Enter);
    assert_eq!(session(&screen).selection().records.len(), 2, "{before:?}");
    press(&mut screen, Modifiers::NONE, Key::PageDown);
    press(&mut screen, Modifiers::NONE, Key::PageUp);
    press(&mut screen, Modifiers::NONE, Key::ArrowUp);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&screen));
    assert_eq!(session(&screen).selection().records.len(), 2, "Escape left the palette alone");
}

#[test]
fn escape_gives_the_keyboard_back_and_the_shortcut_closes_too() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    field(&screen, "As of").click();
    screen.run();
    for (modifiers, key) in [(Modifiers::NONE, Key::Escape), (CTRL, Key::K), (CTRL, Key::P)] {
        press(&mut screen, CTRL, Key::P);
        assert!(is_open(&screen));
        press(&mut screen, modifiers, key);
        assert!(!is_open(&screen));
        assert!(field(&screen, "As of").is_focused(), "{key:?}");
    }
}

#[test]
fn an_empty_palette_shows_what_was_selected_lately_and_commands() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    for name in ["UNIOGBIS", BUBO] {
        click(&mut screen, "Find anything");
        type_text(&mut screen, name);
        press(&mut screen, Modifiers::NONE, Key::Enter);
    }
    press(&mut screen, CTRL, Key::K);
    let rows = rows(&screen);
    assert!(rows[0].starts_with(BUBO) && rows[1].starts_with("UNIOGBIS"), "{rows:?}");
    assert!(rows[2].contains(", Command, "), "{rows:?}");
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let mut screen = typed("qqqzzz");
    assert!(rows(&screen).is_empty());
    assert!(says(&screen, "Nothing has this name or these words"));
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(is_open(&screen));
}

#[test]
fn the_larger_sample_is_found_through_as_well() {
    let mut screen = open_sample(&SAMPLES[0], WIDE, ThemeChoice::Dark);
    press(&mut screen, CTRL, Key::K);
    for letter in "bubo".chars() {
        type_text(&mut screen, &letter.to_string());
    }
    assert!(rows(&screen)[0].contains("Bubo"), "{:?}", rows(&screen));
}
