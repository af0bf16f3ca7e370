//! Likely duplicates in the window: listed with their reasons, merged, split again, told apart, each one undo step.

use std::sync::Arc;

use egui::{Key, Modifiers};
use sightline::case::{Actor, ActorId, Record, RecordId};
use sightline::disk::Settings;
use sightline::edit::Edit;
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{Screen, WIDE, click, press, says, show};

const ONE: ActorId = ActorId::from_bits(1);
const OTHER: ActorId = ActorId::from_bits(2);

#[test]
fn a_pair_is_merged_from_the_list_and_split_again_in_its_form() {
    let mut screen = opened();
    let actors = session(&screen).case().actors.len();
    assert!(says(&screen, "1 pair"));
    click(&mut screen, "Merge, keep left");
    let case = session(&screen).case();
    assert_eq!((case.actors.len(), case.actors[&ONE].aliases.join(", ").as_str()), (actors - 1, "Сергей Волков"));
    assert_eq!(session(&screen).selection().records, [RecordId::from(ONE)]);
    assert!(says(&screen, "No two actors, places or sources look like one"));
    click(&mut screen, "Split “Сергей Волков” again");
    let case = session(&screen).case();
    assert_eq!((case.actors.len(), case.actors[&ONE].aliases.len()), (actors, 0));
    assert_eq!(session(&screen).undo_label(), Some("Split “Сергей Волков” from “Sergei Volkov”"));
}

#[test]
fn not_the_same_is_remembered_and_later_is_not() {
    let mut screen = opened();
    click(&mut screen, "Later");
    assert!(!says(&screen, "1 pair"));
    click(&mut screen, "Show 1 put off");
    assert!(says(&screen, "1 pair"));
    click(&mut screen, "Not the same");
    assert!(!says(&screen, "1 pair") && says(&screen, "No two actors, places or sources look like one"));
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(!says(&screen, "No two actors, places or sources look like one"), "Escape closes the list");
    assert_eq!(session(&screen).case().actors[&ONE].common.distinct, [RecordId::from(OTHER)]);
}

#[test]
fn the_outline_counts_the_pairs_and_opens_their_list() {
    let mut screen = show(WIDE, with_twins());
    click(&mut screen, "Likely duplicates: 1");
    assert!(says(&screen, "1 pair"));
    click(&mut screen, "Merge, keep left");
    assert!(!says(&screen, "Likely duplicates: 1"), "what is merged is no pair any more");
}

#[test]
fn the_form_of_an_actor_says_who_is_likely_the_same() {
    let mut session = with_twins();
    session.run(vec![Command::Select(OTHER.into())]);
    let mut screen = show(WIDE, session);
    assert!(says(&screen, "≈ Likely the same as"));
    click(&mut screen, "Merge “Sergei Volkov” into this");
    let case = self::session(&screen).case();
    assert!(!case.actors.contains_key(&ONE) && case.actors[&OTHER].aliases == ["Sergei Volkov"]);
}

#[test]
fn two_selected_records_of_one_kind_are_merged_by_a_command() {
    let mut session = with_twins();
    session.run(vec![Command::Select(ONE.into()), Command::Toggle(OTHER.into())]);
    let mut screen = show(WIDE, session);
    click(&mut screen, "Edit");
    click(&mut screen, "Merge selected");
    assert!(!self::session(&screen).case().actors.contains_key(&OTHER));
}

/// The sample with two actors that are one.
fn with_twins() -> Session {
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    for (id, name) in [(ONE, "Sergei Volkov"), (OTHER, "Сергей Волков")] {
        let actor = Actor { name: name.to_owned(), ..Actor::default() };
        session.run(vec![Command::Edit(Edit::Put(id.into(), Record::Actor(Arc::new(actor))))]);
    }
    session
}

/// The window with the list of duplicates.
fn opened() -> Screen {
    let mut screen = show(WIDE, with_twins());
    click(&mut screen, "Edit");
    click(&mut screen, "Likely duplicates…");
    screen.run();
    screen
}

fn session(screen: &Screen) -> &Session {
    screen.state().session()
}
