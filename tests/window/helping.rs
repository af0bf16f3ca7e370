//! Forms that help: the history of a record, dates as they are understood, problems and links beside fields.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "a helper of tests may fail like the tests")]

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{Incident, Question, RecordId, RecordKind};
use sightline::disk::{Settings, ThemeChoice};
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{CTRL, Screen, TALL, WIDE, click, field, open, open_at, press, retype, says, show, type_text};

const BUBO: &str = "José Américo Bubo Na Tchuto";
const REFUGE: &str = "Bubo Na Tchuto takes refuge in the UN compound";

#[test]
fn the_history_tells_who_changed_what_and_leads_back() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = screen.state().session().case().record(id);
    click(&mut screen, "History");
    assert!(says(&screen, "Unchanged since it was opened"));
    retype(&mut screen, "Title", "Refuge");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    retype(&mut screen, "Title", "Asylum");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert!(says(&screen, "History  2") && says(&screen, "2011-08-01, 10:00 UTC, you"));
    assert!(says(&screen, &format!("title “{REFUGE}” → “Refuge”")) && says(&screen, "title “Refuge” → “Asylum”"));
    click(&mut screen, "Go back to before this: Change the title of “Refuge”");
    assert_eq!(screen.state().session().case().record(id), before, "the oldest value is back");
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(REFUGE), "in the form too");
    assert!(says(&screen, "History  3"), "as an act of its own");
    press(&mut screen, CTRL, Key::Z);
    assert!(says(&screen, "History  2"), "what was undone is not told");
    assert_eq!(screen.state().session().case().title_of(id), "Asylum");
}

#[test]
fn the_history_of_a_record_has_nothing_of_others_and_names_the_officer() {
    let mut settings = Settings::default();
    "Ana Silva".clone_into(&mut settings.edited_by);
    let mut session = Session::on_sample(&SAMPLES[1], settings, Host::still());
    let ids = session.case().ids(RecordKind::Actor);
    let bubo = ids.into_iter().find(|&id| session.case().title_of(id) == BUBO).unwrap();
    session.run(vec![Command::Select(bubo)]);
    let mut screen = show(TALL, session);
    retype(&mut screen, "Country", "GN");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    click(&mut screen, "History  1");
    assert!(says(&screen, "2011-08-01, 10:00 UTC, Ana Silva") && says(&screen, "country “GW” → “GN”"));
    click(&mut screen, &format!("Incident: {REFUGE}"));
    assert!(screen.query_by_label("History").is_some() && screen.query_by_label("History  1").is_none());
}

#[test]
fn a_date_is_told_as_it_is_understood_while_it_is_typed() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let check = |screen: &mut Screen, typed: &str, told: &str| {
        retype(screen, "Date", typed);
        assert!(says(screen, told), "{typed}: {told}");
    };
    check(&mut screen, "2009", "Some day in 2009: 1 January to 31 December 2009");
    check(&mut screen, "2009-12", "Some day in December 2009: 1 to 31 December 2009");
    check(&mut screen, "2009-12-28", "A day: 28 December 2009");
    check(&mut screen, "2/3/2009", "⚠ “2/3/2009” is no date");
    check(&mut screen, "fin 2009", "Some day from 1 October to 31 December 2009");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let when = incident(&screen, id).when.clone();
    assert_eq!(when.stated.map(|date| date.to_string()).as_deref(), Some("[2009-10..2009-12]"));
    assert_eq!(when.as_written, "late 2009", "the source's words stay");
}

#[test]
fn plain_words_become_the_sources_words_where_there_are_none() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    retype(&mut screen, "As written", "");
    press(&mut screen, Modifiers::NONE, Key::Delete);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    retype(&mut screen, "Date", "c. June 2010");
    press(&mut screen, CTRL, Key::S);
    let when = &incident(&screen, id).when;
    assert_eq!(when.as_written, "c. June 2010");
    assert_eq!(when.stated.as_ref().map(ToString::to_string).as_deref(), Some("2010-06~"));
}

#[test]
fn the_calendar_chooses_a_day_a_month_or_a_year_by_keys() {
    let stated = |screen: &Screen, id| incident(screen, id).when.stated.as_ref().map(ToString::to_string);
    let check = |keys: &[(Modifiers, Key)], expected: &str| {
        let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
        retype(&mut screen, "Date", "2009-12-28");
        press(&mut screen, Modifiers::ALT, Key::ArrowDown);
        assert!(says(&screen, "Days of December 2009: 28 December 2009"), "it opens at the date");
        for &(modifiers, key) in keys {
            press(&mut screen, modifiers, key);
        }
        assert_eq!(stated(&screen, id).as_deref(), Some(expected), "{keys:?}");
        assert!(field(&screen, "Date").is_focused(), "the keyboard is back in the field");
        assert_eq!(field(&screen, "Date").value().as_deref(), Some(expected));
    };
    let plain = |key| (Modifiers::NONE, key);
    check(&[plain(Key::ArrowRight), plain(Key::ArrowDown), plain(Key::Enter)], "2010-01-05");
    check(&[plain(Key::PageUp), plain(Key::Home), plain(Key::Enter)], "2009-11-23");
    check(&[(Modifiers::SHIFT, Key::PageDown), plain(Key::M)], "2010-12");
    check(&[plain(Key::Y)], "2009");
}

#[test]
fn escape_closes_the_calendar_and_gives_back() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = incident(&screen, id).when.clone();
    click(&mut screen, "Calendar of Date");
    assert!(says(&screen, "Days of "));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(!says(&screen, "Days of ") && field(&screen, "Date").is_focused());
    assert_eq!(incident(&screen, id).when, before);
    click(&mut screen, "Calendar of Date");
    click(&mut screen, "All of 2009");
    assert_eq!(incident(&screen, id).when.stated.as_ref().map(ToString::to_string).as_deref(), Some("2009"));
}

#[test]
fn a_problem_and_a_statement_lead_to_their_field() {
    const SOURCE: &str = "West Africa Coast Initiative";
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    retype(&mut screen, "Date", "2009-11-05");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let problems = &screen.state().session().answers().problems;
    let words = problems.iter().find(|one| one.code == "too-precise").unwrap().words.clone();
    click(&mut screen, &format!("Actor: {BUBO}"));
    screen.get_by_label_contains("1 warning, ").click_accesskit();
    screen.run();
    click(&mut screen, &format!("{REFUGE}: {words}"));
    assert_eq!(screen.state().session().selection().records, [id]);
    assert!(field(&screen, "Date").is_focused(), "the field with the problem has the keyboard");
    let aim = screen.state().session().view().aim.clone().unwrap();
    assert_eq!((aim.record, aim.field), (id, "when"));
    click(&mut screen, "Sources");
    assert!(says(&screen, SOURCE));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(screen.state().session().view().aim.is_none(), "another selection, another aim");
}

#[test]
fn a_field_that_names_records_is_opened_by_typing_and_left_by_escape() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = incident(&screen, id).clone();
    let place = "Place: UN compound";
    screen.get_by_label(place).focus();
    screen.run();
    type_text(&mut screen, "bis");
    assert_eq!(field(&screen, "Search Place").value().as_deref(), Some("bis"), "what was typed is searched");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(screen.get_by_label(place).is_focused() && incident(&screen, id) == &before);
    type_text(&mut screen, "Cach");
    type_text(&mut screen, "eu");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let case = screen.state().session().case();
    let chosen = incident(&screen, id).place.map(|place| case.title_of(place.into()));
    assert_eq!(chosen.as_deref(), Some("Cacheu"), "created, since no place has the name");
    assert!(screen.get_by_label("Place: Cacheu").is_focused());
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(incident(&screen, id), &before, "in one step");
}

#[test]
fn what_was_chosen_last_is_offered_first_with_what_tells_it_apart() {
    let (mut screen, _) = open_at(RecordKind::Incident, REFUGE);
    let offers = |screen: &Screen| -> Vec<String> {
        let rows = screen.get_all_by(|node| {
            node.role() == Role::Button && node.description().is_some_and(|words| words.starts_with("actor · "))
        });
        rows.filter_map(|row| row.accesskit_node().label()).collect()
    };
    click(&mut screen, "Add a participant: Add…");
    let first = offers(&screen).first().cloned();
    type_text(&mut screen, "bubo");
    let told = screen.get_by_label(BUBO).accesskit_node().description();
    assert_eq!(told.as_deref(), Some("actor · person · GW"));
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_ne!(first.as_deref(), Some(BUBO));
    click(&mut screen, "Add a participant: Add…");
    assert_eq!(offers(&screen).first().map(String::as_str), Some(BUBO));
}

#[test]
fn a_new_hypothesis_has_the_keyboard() {
    let (mut screen, _) = open_first(RecordKind::Question);
    let count = question(&screen).hypotheses.len();
    screen.get_by_label("Add a hypothesis").focus();
    screen.run();
    press(&mut screen, Modifiers::NONE, Key::Enter);
    type_text(&mut screen, "A feud");
    press(&mut screen, CTRL, Key::Enter);
    assert_eq!(question(&screen).hypotheses.get(count).map(|one| one.text.as_str()), Some("A feud"));
}

#[test]
fn tab_goes_through_every_form_in_reading_order() {
    for &kind in RecordKind::ALL {
        let (mut screen, _) = open_first(kind);
        screen.get_by_label(&format!("Delete this {}", kind.label())).focus();
        screen.run();
        // A long form scrolls along: places are those within it.
        let top = |screen: &Screen| screen.get_by_label(&format!("Delete this {}", kind.label())).rect().top();
        let within = |screen: &Screen, rect: Rect| rect.translate(Vec2::new(0.0, 100.0 - top(screen)));
        let mut before = within(&screen, focused(&screen).unwrap().0);
        let edge = screen.get_by_label("Inspector").rect().left();
        for step in 0..400 {
            press(&mut screen, Modifiers::NONE, Key::Tab);
            let Some((now, name)) = focused(&screen).filter(|(rect, _)| rect.left() >= edge) else {
                assert!(step > 5, "{kind:?}: the form has more than {step} fields");
                break;
            };
            let now = within(&screen, now);
            assert!(!name.trim().is_empty(), "{kind:?}: a field without a name at {now:?}");
            let (down, right) = (now.center().y - before.center().y, now.left() - before.left());
            let is_beside = right > 100.0 && now.top() > 500.0;
            assert!(down > 4.0 || right > 0.0 && (down > -14.0 || is_beside), "{kind:?}, {name}: {before:?} → {now:?}");
            before = now;
        }
    }
}

/// Where what has the keyboard stands, and what it is called.
fn focused(screen: &Screen) -> Option<(Rect, String)> {
    let node = screen.root().children_recursive().find(egui_kittest::Node::is_focused)?;
    let name = node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default();
    Some((node.rect(), name))
}

fn open_first(kind: RecordKind) -> (Screen, RecordId) {
    let mut session = Session::on_sample(&SAMPLES[0], Settings::default(), Host::still());
    let id = session.case().ids(kind)[0];
    session.run(vec![Command::Select(id)]);
    (show(TALL, session), id)
}

fn incident(screen: &Screen, id: RecordId) -> &Incident {
    let RecordId::Incident(id) = id else { panic!("no incident") };
    &screen.state().session().case().incidents[&id]
}

fn question(screen: &Screen) -> &Question {
    screen.state().session().case().questions.values().next().unwrap()
}

#[test]
fn the_as_of_date_is_told_as_it_is_understood_and_has_a_calendar() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let as_of = |screen: &Screen| screen.state().session().view().as_of.as_ref().map(ToString::to_string);
    retype(&mut screen, "As of", "late 2009");
    assert!(says(&screen, "Seen as of 2009-10 to 2009-12"));
    assert_eq!(as_of(&screen), None, "nothing is shown before it is kept");
    retype(&mut screen, "As of", "2009/..");
    assert!(says(&screen, "“2009/..” has no first and last day"));
    retype(&mut screen, "As of", "late 2009");
    press(&mut screen, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(as_of(&screen).as_deref(), Some("[2009-10..2009-12]"), "what was typed is kept");
    assert!(says(&screen, "Days of "), "and the calendar stays open though the date can be cleared now");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(field(&screen, "As of").is_focused() && !says(&screen, "Days of "));
    click(&mut screen, "Calendar of As of");
    assert!(says(&screen, "Days of October 2009"), "it opens at what stands there");
    click(&mut screen, "All of 2009");
    assert_eq!(as_of(&screen).as_deref(), Some("2009"));
    assert!(field(&screen, "As of").is_focused(), "the keyboard is back in the field");
    press(&mut screen, Modifiers::ALT, Key::ArrowDown);
    assert!(says(&screen, "Days of January 2009"), "Alt and Down open it");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(as_of(&screen).as_deref(), Some("2009-01-01"));
}
