//! Panes and forms on cases too large to be gone through by eye: what is far away is found, and what is kept back is
//! counted and can be had.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{
    Actor, ActorId, Attribution, Case, CaseId, Change, Extra, Header, Incident, IncidentId, IncidentKind,
    Key as ItemKey, Marking, Mission, MissionId, Participant, Party, Question, QuestionId, RecordId, Source, SourceId,
    Standing, Theme, ThemeId,
};
use sightline::disk::{Settings, ThemeChoice};
use sightline::session::{Command, Host, Session};

use crate::open::{Screen, TALL, WIDE, click, field, open, open_at, press, says, show, show_arranged, type_text};

const ACTORS: u64 = 20_000;
const NAMED: u64 = 120;

/// 20,000 actors, one of whom takes part in 120 incidents; 60 missions by 40 themes.
fn case() -> Case {
    let header = Header {
        case: CaseId::from_bits(1),
        title: "Large".to_owned(),
        marking: Marking::default(),
        vague: std::collections::BTreeMap::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    };
    let actors = (0..ACTORS).map(|n| {
        let actor = Actor { name: format!("Açtor {n:05}"), ..Actor::default() };
        Change::Actor(ActorId::from_bits(n), Some(Arc::new(actor)))
    });
    let incidents = (0..NAMED).map(|n| {
        let incident =
            Incident { title: format!("Incident {n:03}"), participants: vec![part(7)], ..Incident::default() };
        Change::Incident(IncidentId::from_bits(n), Some(Arc::new(incident)))
    });
    let missions = (0..60).map(|n| {
        let mission = Mission { name: format!("Mission {n:02}"), order: n as u32, ..Mission::default() };
        Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
    });
    let themes = (0..40).map(|n| {
        let theme =
            Theme { name: format!("Theme {n:02}"), code: format!("T{n:02}"), order: n as u32, ..Theme::default() };
        Change::Theme(ThemeId::from_bits(n), Some(Arc::new(theme)))
    });
    Case::new(header).with(&actors.chain(incidents).chain(missions).chain(themes).collect::<Vec<_>>())
}

fn part(actor: u64) -> Participant {
    Participant {
        key: ItemKey::from_bits(1),
        party: Party::Actor(ActorId::from_bits(actor)),
        role: String::new(),
        standing: Standing::default(),
        attributed_to: Attribution::default(),
        citations: Vec::new(),
        extra: Extra::default(),
    }
}

fn session() -> Session {
    Session::on_case(case(), Settings::default(), Host::still())
}

/// The window with this record in its form.
fn at(id: impl Into<RecordId>) -> Screen {
    let mut session = session();
    session.run(vec![Command::Select(id.into())]);
    show(TALL, session)
}

fn participants(screen: &Screen) -> Vec<Party> {
    let case = screen.state().session().case();
    let incident = case.incidents.get(&IncidentId::from_bits(3)).unwrap();
    incident.participants.iter().map(|part| part.party).collect()
}

#[test]
fn the_outline_finds_a_far_record_by_its_name() {
    let mut screen = show(WIDE, session());
    field(&screen, "Find a record").click();
    screen.run();
    // Accents need not be typed.
    type_text(&mut screen, "actor 17345");
    assert!(says(&screen, "Actors  1"));
    click(&mut screen, "Outline actor: Açtor 17345");
    assert_eq!(screen.state().session().selection().records, [ActorId::from_bits(17_345).into()]);
}

#[test]
fn only_the_rows_in_view_are_drawn_and_all_are_counted() {
    let mut screen = show(WIDE, session());
    field(&screen, "Find a record").click();
    screen.run();
    type_text(&mut screen, "actor");
    assert!(says(&screen, "Actors  20000"));
    let rows = screen.query_all_by_label_contains("Outline actor: ").count();
    assert!((10..100).contains(&rows), "{rows} rows");
    type_text(&mut screen, " that nobody knows");
    assert!(says(&screen, "No record has this name"));
}

#[test]
fn a_field_picks_one_of_many_actors_by_keyboard() {
    let mut screen = at(IncidentId::from_bits(3));
    click(&mut screen, "Add a participant: Add…");
    assert!(field(&screen, "Search Add a participant").is_focused(), "one types at once");
    type_text(&mut screen, "actor 1999");
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    press(&mut screen, Modifiers::NONE, Key::ArrowUp);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(participants(&screen), [7, 19_991].map(|n| Party::Actor(ActorId::from_bits(n))));
    screen.run();
    assert!(screen.get_by_label("Add a participant: Add…").is_focused(), "the keyboard stays where it was");
}

#[test]
fn what_is_kept_back_of_a_long_list_is_counted_and_comes_by_pages() {
    let mut screen = at(ActorId::from_bits(7));
    assert!(says(&screen, "Named by 120"));
    click(&mut screen, "120 incidents");
    let turn = |screen: &mut Screen, name: &str| {
        screen.get_by_label(name).scroll_to_me();
        screen.run();
        click(screen, name);
    };
    let shown = |screen: &Screen, n: u64| screen.query_by_label(&format!("Incident {n:03}")).is_some();
    assert!(shown(&screen, 0) && !shown(&screen, 50) && says(&screen, "1–50 of 120"));
    turn(&mut screen, "and 70 more");
    assert!(!shown(&screen, 49) && shown(&screen, 50) && says(&screen, "51–100 of 120"));
    turn(&mut screen, "and 20 more");
    assert!(!shown(&screen, 99) && shown(&screen, 100) && says(&screen, "101–120 of 120"));
    turn(&mut screen, "Back to the 100 before");
    assert!(shown(&screen, 50));
}

#[test]
fn the_matrix_scrolled_by_keyboard_keeps_its_headers() {
    let mut screen = show(WIDE, session());
    screen.get_by_label_contains("Mission 00 × Theme 00: ").click();
    screen.run();
    let header = |screen: &Screen| screen.get_by_label("Matrix theme: Theme 00").rect();
    let before = header(&screen);
    for _ in 0..30 {
        press(&mut screen, Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(header(&screen), before, "the header of the column stays");
    assert!(screen.query_by_label("Matrix mission: Mission 00").is_none(), "the first row is out of view");
    let cell = screen.get_by_label_contains("Mission 30 × Theme 00: ");
    assert!(cell.is_focused() && cell.rect().top() >= before.bottom());
    let cell = (MissionId::from_bits(30), ThemeId::from_bits(0));
    assert_eq!(screen.state().session().selection().cell, Some(cell));
    press(&mut screen, Modifiers::NONE, Key::End);
    assert!(screen.get_by_label_contains("Mission 30 × Theme 39: ").is_focused());
    assert!(screen.query_by_label("Matrix mission: Mission 30").is_some(), "the header of the row stays");
}

#[test]
fn letters_lead_to_a_word_of_a_list() {
    let mut screen = at(IncidentId::from_bits(3));
    click(&mut screen, &format!("Kind: {}", IncidentKind::default().label()));
    for letter in "arr".chars() {
        type_text(&mut screen, &letter.to_string());
    }
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let kind = |screen: &Screen| screen.state().session().case().incidents[&IncidentId::from_bits(3)].kind;
    assert_eq!(kind(&screen), IncidentKind::Arrest);
    screen.run();
    assert!(screen.get_by_label("Kind: arrest").is_focused(), "the keyboard stays where it was");
}

#[test]
fn a_new_hypothesis_has_the_cursor() {
    let id = QuestionId::from_bits(1);
    let question = Question { text: "Who?".to_owned(), ..Question::default() };
    let case = case().with(&[Change::Question(id, Some(Arc::new(question)))]);
    let mut session = Session::on_case(case, Settings::default(), Host::still());
    session.run(vec![Command::Select(id.into())]);
    let mut screen = show(TALL, session);
    click(&mut screen, "Add a hypothesis");
    screen.run();
    assert!(screen.get_by_label("H1 text").is_focused());
}

#[test]
fn the_name_of_a_saved_view_is_replaced_by_what_is_typed() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "View");
    click(&mut screen, "Save this view");
    screen.run();
    type_text(&mut screen, "Before the coup");
    assert_eq!(field(&screen, "Name").value().as_deref(), Some("Before the coup"));
}

#[test]
fn what_is_too_long_for_a_field_is_refused_as_a_whole() {
    let (mut screen, _) = open_at(sightline::case::RecordKind::Theme, "Drug trafficking");
    let before = screen.get_by_label("Definition").value();
    screen.get_by_label("Definition").click();
    screen.run();
    screen.event(egui::Event::Paste("x".repeat(200_001)));
    screen.run();
    assert_eq!(screen.get_by_label("Definition").value(), before);
    assert!(says(&screen, "“Definition” takes 200000 characters"));
}

#[test]
fn a_text_that_is_longer_than_its_field_takes_is_kept_and_read_by_parts() {
    let id = SourceId::from_bits(1);
    let title = "long ".repeat(10_000);
    let source = Source { title: title.clone(), ..Source::default() };
    let case = case().with(&[Change::Source(id, Some(Arc::new(source)))]);
    let mut session = Session::on_case(case, Settings::default(), Host::still());
    session.run(vec![Command::Select(id.into())]);
    let mut screen = show(TALL, session);
    assert!(says(&screen, "50000 characters, of which 20000 can be edited here"));
    screen.get_by_label("… more: 40000 characters").click_accesskit();
    screen.run();
    assert!(says(&screen, "… more: 30000 characters"));
    assert_eq!(screen.state().session().case().sources[&id].title, title);
    assert!(!screen.state().session().has_unsaved_changes());
}

#[test]
fn what_is_under_the_pointer_is_told_to_every_pane() {
    let mut screen = open(WIDE, ThemeChoice::Light);
    let hover = |screen: &Screen| screen.state().session().view().hover;
    let check = |screen: &mut Screen, label: &str, expected: fn(RecordId) -> bool| {
        screen.get_by_label_contains(label).hover();
        screen.run();
        assert!(hover(screen).is_some_and(expected), "{label}: {:?}", hover(screen));
    };
    check(&mut screen, "UNIOGBIS × Drug trafficking: ", |id| matches!(id, RecordId::Mandate(_)));
    check(&mut screen, "Matrix mission: UNIOGBIS", |id| matches!(id, RecordId::Mission(_)));
    check(&mut screen, "Matrix theme: Drug trafficking", |id| matches!(id, RecordId::Theme(_)));
    field(&screen, "Find a record").click();
    screen.run();
    type_text(&mut screen, "UNIOGBIS");
    check(&mut screen, "Outline mission: UNIOGBIS", |id| matches!(id, RecordId::Mission(_)));
}

#[test]
fn the_details_of_evidence_stay_within_a_narrow_form() {
    let sample = Session::on_sample(&sightline::session::SAMPLES[0], Settings::default(), Host::still());
    let rated = sample
        .case()
        .questions
        .iter()
        .find(|(_, question)| question.evidence.iter().any(|row| !row.ratings.is_empty()));
    let (id, rows) = rated.map(|(id, question)| (*id, question.evidence.len())).unwrap();
    for width in [900.0, 1100.0, 1300.0] {
        let mut screen = show_arranged([width, 6000.0], on(id), crate::hostile_panes::lists());
        screen.run();
        for row in 1..=rows {
            screen.get_by_label(&format!("Unfold E{row}")).click_accesskit();
            screen.run();
        }
        // The third of four panes of one width.
        let form = f64::from(width) * 0.5..f64::from(width) * 0.75;
        let mut beyond = Vec::new();
        for node in screen.root().children_recursive() {
            let node = node.accesskit_node();
            let (label, Some(rect)) = (node.label().unwrap_or_default(), node.bounding_box()) else { continue };
            // Letters of a field that is scrolled lie beyond it.
            let is_run = node.role() == Role::TextRun;
            if form.contains(&rect.x0) && rect.x1 > form.end && rect.y0 > 100.0 && !is_run {
                beyond.push((label, node.role(), rect.x0, rect.y0, rect.x1));
            }
        }
        assert!(beyond.is_empty(), "{form:?}: {beyond:?}");
    }
}

/// The larger sample with this record in its form.
fn on(id: QuestionId) -> Session {
    let mut session = Session::on_sample(&sightline::session::SAMPLES[0], Settings::default(), Host::still());
    session.run(vec![Command::Select(id.into())]);
    session
}
