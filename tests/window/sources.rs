//! The sources pane: origins counted once, what hangs on each source, and the way to it.

use std::sync::Arc;

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{Record, RecordKind};
use sightline::disk::{Settings, ThemeChoice};
use sightline::edit::Edit;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{Screen, WIDE, click, open, record, says, show};

const WACI: &str = "West Africa Coast Initiative";

#[test]
fn the_pane_counts_sources_and_origins_and_says_what_hangs_on_each() {
    let screen = opened();
    let support = &session(&screen).answers().support;
    let sources = session(&screen).case().sources.len();
    assert!(sources > 1);
    assert!(says(&screen, &format!("{sources} sources of {} origins", support.origins.len())));
    let row = screen.get_by_label_contains(&format!("Source: {WACI}")).accesskit_node().label().unwrap();
    let id =
        session(&screen).case().sources.iter().find(|(_, source)| source.title == WACI).map(|(&id, _)| id).unwrap();
    let held = support.of(id).unwrap();
    assert!(held.supports > 0, "the sample cites it");
    assert!(row.contains(&format!("supports {}", held.supports)), "{row}");
    assert!(row.contains("not yet graded") || row.contains(" reliable"), "the grade in words: {row}");
}

#[test]
fn a_source_shows_its_statements_and_they_lead_to_their_records() {
    let mut screen = opened();
    screen.get_by_label_contains(&format!("Source: {WACI}")).click();
    screen.run();
    let source = record(&screen, RecordKind::Source, WACI);
    assert_eq!(session(&screen).selection().records, [source]);
    let id =
        session(&screen).case().sources.iter().find(|(_, source)| source.title == WACI).map(|(&id, _)| id).unwrap();
    let first = session(&screen).answers().support.of(id).unwrap().statements[0].clone();
    let title = session(&screen).case().title_of(first.record);
    let name = format!("Statement: {title}. ");
    screen.get_all_by_label_contains(&name).next().unwrap().click();
    screen.run();
    assert_eq!(session(&screen).selection().records, [first.record]);
    assert!(screen.get_all_by_label_contains("Statement: ").next().is_some(), "the list stays while one goes there");
}

#[test]
fn sources_of_one_origin_count_once() {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    let ids: Vec<_> = session.case().sources.keys().copied().take(2).collect();
    for id in ids {
        let mut source = session.case().sources[&id].clone();
        Arc::make_mut(&mut source).origin = "One cable".to_owned();
        session.run(vec![Command::Edit(Edit::Put(id.into(), Record::Source(source)))]);
    }
    let (sources, origins) = (session.case().sources.len(), session.answers().support.origins.len());
    let mut screen = show(WIDE, session);
    click(&mut screen, "Sources");
    assert!(origins < sources);
    assert!(says(&screen, &format!("{sources} sources of {origins} origins")));
    assert!(says(&screen, "Origin: One cable (2 sources)"));
}

/// The window with the pane in front.
fn opened() -> Screen {
    let mut screen = open(WIDE, ThemeChoice::Light);
    click(&mut screen, "Sources");
    screen
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}
