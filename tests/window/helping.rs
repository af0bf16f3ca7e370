//! Forms that help: the history of a record, dates as they are understood, problems and links beside fields.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sightline::case::RecordKind;
use sightline::disk::Settings;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{CTRL, TALL, click, field, open_at, press, retype, says, show};

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
    const BUBO: &str = "José Américo Bubo Na Tchuto";
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
