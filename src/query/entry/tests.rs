//! Lines against what they say.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::case::{
    Actor, ActorId, Attribution, Basis, Case, Change, Incident, IncidentKind, Party, Place, PlaceId, Reliability,
    Source, Standing, Theme, ThemeId,
};
use crate::query::testing as t;

/// A small case: who may be meant in the lines below.
fn case() -> Case {
    let actor = |n, name: &str, aliases: &[&str]| {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        Change::Actor(
            ActorId::from_bits(n),
            Some(Arc::new(Actor { name: name.to_owned(), aliases, ..Actor::default() })),
        )
    };
    let place = Place { name: "Bissau".to_owned(), ..Place::default() };
    let theme = |n, code: &str, name: &str| {
        let theme = Theme { code: code.to_owned(), name: name.to_owned(), ..Theme::default() };
        Change::Theme(ThemeId::from_bits(n), Some(Arc::new(theme)))
    };
    let source = Source {
        title: "Report of the Secretary-General".to_owned(),
        reference: "S/2011/388".to_owned(),
        ..Source::default()
    };
    t::case(&[
        actor(1, "João Bernardo “Nino” Vieira", &["President Vieira"]),
        actor(2, "José Américo Bubo Na Tchuto", &["Bubo"]),
        actor(3, "Judicial Police", &[]),
        actor(4, "Police of the ports", &[]),
        Change::Place(PlaceId::from_bits(1), Some(Arc::new(place))),
        theme(1, "DT", "drug trafficking"),
        theme(2, "OC", "organized crime"),
        Change::Source(SourceId::from_bits(1), Some(Arc::new(source))),
        t::put_incident(1, Incident { title: "PM arrested".to_owned(), ..t::incident("2010-04-01") }),
    ])
}

#[test]
fn a_line_becomes_an_incident() {
    let line = "2009-03-02 early: shootout kills the President @Bissau #drugs? +vieira:victim ^S/2011/388 p. 3 B2";
    let (entry, case) = (understood(line), case());
    let incident = incident(&entry);
    assert_eq!(incident.title, "shootout kills the President");
    assert_eq!(incident.when.stated.as_ref().unwrap().as_str(), "2009-03-02");
    assert_eq!(incident.when.part, Some(crate::case::DayPart::EarlyHours));
    assert_eq!(incident.place, Some(PlaceId::from_bits(1)));
    assert_eq!((incident.themes[0].theme, incident.themes[0].basis), (ThemeId::from_bits(1), Basis::Inferred));
    assert_eq!((incident.participants[0].party, incident.participants[0].role.as_str()), (actor_party(1), "victim"));
    assert_eq!(incident.kind, IncidentKind::ArmedClash, "guessed");
    let citation = &incident.common.citations[0];
    assert_eq!((citation.locator.as_str(), citation.credibility), ("p. 3", Some(Credibility::C2)));
    let Record::Source(source) = &entry.records[0].1 else { panic!("the source is graded with it") };
    assert_eq!((source.reliability, case.sources[&SourceId::from_bits(1)].reliability), (Some(Reliability::B), None));
}

#[test]
fn an_accusation_needs_an_accuser() {
    let said = |line| {
        let entry = understood(line);
        let part = &incident(&entry).participants[0];
        (part.standing, part.attributed_to.clone())
    };
    let named = |n| Attribution::Parties(vec![actor_party(n)]);
    assert_eq!(said("Held +bubo:leader?judicial"), (Standing::Alleged, named(3)));
    assert_eq!(said("Held +bubo??\"judicial police\""), (Standing::Suspected, named(3)));
    assert_eq!(
        said("Held +bubo?\"many observers\""),
        (Standing::Alleged, Attribution::NotNamed("many observers".into()))
    );
    assert_eq!(said("Held +bubo?-"), (Standing::Alleged, Attribution::NotNamed(String::new())));
    faulty("Held +bubo:leader?", "Alleged by whom?", "Held +bubo:leader?-");
    faulty("Held +bubo?nobody-known", "No actor “nobody-known”", "");
    let whole = understood("Coup planned ?judicial");
    assert_eq!((incident(&whole).standing, &incident(&whole).attributed_to), (Standing::Alleged, &named(3)));
}

#[test]
fn a_name_is_the_beginnings_of_its_words_and_never_a_guess() {
    for name in ["vieira", "joao", "president-vieira", "NINO", "ber-vie", "\"President Vieira\"", "act-000000000001"] {
        let entry = understood(&format!("Shot +{name}"));
        assert_eq!(incident(&entry).participants[0].party, actor_party(1), "{name}");
    }
    let both = reads("Held +police");
    let labels: Vec<&str> = both.faults[0].fixes.iter().map(|fix| fix.label.as_str()).collect();
    assert_eq!(labels, ["Judicial Police", "Police of the ports"]);
    faulty("Held +police", "Which actor is “police”?", "Held +\"Judicial Police\"");
    faulty("Held +joao-silva", "No actor “joao-silva”", "Held +\"Joao Silva\"");
    faulty("Held #zzz", "No theme “zzz”", "");
}

#[test]
fn who_is_new_comes_with_the_incident_and_is_cited_with_it() {
    let entry = understood("Held +\"João Silva\":detained, +\"João Silva\":leader @\"Cacheu\" ^S/2011/388 p. 4 2");
    let kinds: Vec<_> = entry.records.iter().map(|(id, _)| id.kind().label()).collect();
    assert_eq!(kinds, ["actor", "place", "incident"], "one actor, named twice");
    for (_, record) in &entry.records {
        assert_eq!(record.common().citations[0].locator, "p. 4");
    }
}

#[test]
fn dates_are_taken_out_of_the_title_at_its_ends_alone() {
    let check = |line: &str, title: &str, stated: &str| {
        let entry = understood(line);
        let incident = incident(&entry);
        let said = incident.when.stated.as_ref().map_or("", crate::case::Edtf::as_str);
        assert_eq!((incident.title.as_str(), said), (title, stated), "{line}");
    };
    check("late 2009, cocaine found", "cocaine found", "[2009-10..2009-12]");
    check("Cocaine found in the early hours of 2 March 2009", "Cocaine found", "2009-03-02");
    check("Elections of June 2009 contested", "Elections of June 2009 contested", "2009-06");
    check("2000 kg of cocaine found", "2000 kg of cocaine found", "");
    check("14 kg found, 2009", "14 kg found", "2009");
    check("2009: cocaine found +bubo in Bissau", "cocaine found in Bissau", "2009");
    check("Sign \\#1 found", "Sign #1 found", "");
    check("du 1er au 5 avril 2010 – couvre-feu", "couvre-feu", "2010-04-01/2010-04-05");
    faulty("2/3/2009 cocaine found", "“2/3/2009” is no date: day or month first?", "");
}

#[test]
fn a_relative_date_finds_its_incident() {
    let entry = understood("95 days after «PM arr»: the Chief of Staff is freed");
    let when = &incident(&entry).when;
    assert_eq!((when.constraints.len(), when.as_written.as_str()), (1, "95 days after «PM arr»"));
    assert_eq!(incident(&entry).title, "the Chief of Staff is freed");
    faulty("soon after \"no such thing\", released", "No incident “no such thing”", "");
}

#[test]
fn what_is_read_is_cited_and_moves_on() {
    let reading = Reading {
        locator: "p. 3".to_owned(),
        credibility: Some(Credibility::C2),
        ..Reading::of(SourceId::from_bits(1))
    };
    let cited = |line| {
        let entry = with(line, Some(&reading));
        let citations = &incident(&entry).common.citations;
        let citation = citations.first().map(|one| (one.locator.clone(), one.credibility));
        (citation, entry.reading.map(|next| next.locator))
    };
    let at = |locator: &str, digit| Some((locator.to_owned(), Some(digit)));
    assert_eq!(cited("Held"), (at("p. 3", Credibility::C2), None));
    assert_eq!(cited("Held ^p. 4"), (at("p. 4", Credibility::C2), Some("p. 4".to_owned())));
    assert_eq!(cited("Held ^p.5 3"), (at("p.5", Credibility::C3), Some("p.5".to_owned())));
    assert_eq!(cited("Held ^3"), (at("p. 3", Credibility::C3), Some("p. 3".to_owned())));
    assert_eq!(cited("Held ^-"), (None, None));
    let turned = |locator: &str, by| {
        let reading = Reading { locator: locator.to_owned(), ..reading.clone() };
        reading.turned(by).map(|next| next.locator).unwrap_or_default()
    };
    assert_eq!(
        ["", "p. 3", "pp. 3–4", "para. 9", "p. 1"].map(|place| turned(place, 1)),
        ["p. 1", "p. 4", "p. 5", "para. 10", "p. 2"]
    );
    assert_eq!(turned("p. 1", -1), "");
}

#[test]
fn a_source_an_actor_and_a_place_have_lines_of_their_own() {
    let entry = understood("source: S/2012/1; A report; 2012-06; b; origin Reuters; by UN; press");
    let Record::Source(source) = &entry.records[0].1 else { panic!() };
    assert_eq!(
        (source.reference.as_str(), source.title.as_str(), source.origin.as_str()),
        ("S/2012/1", "A report", "Reuters")
    );
    assert_eq!(source.published.as_ref().unwrap().as_str(), "2012-06");
    assert_eq!(
        (source.reliability, source.kind, source.publisher.as_str()),
        (Some(Reliability::B), crate::case::SourceKind::Press, "UN")
    );
    let entry = understood("a: Ana Gomes; aka A. Gomes, Aninha; person; GW; political");
    let Record::Actor(actor) = &entry.records[0].1 else { panic!() };
    assert_eq!((actor.name.as_str(), actor.aliases.len(), actor.country.as_str()), ("Ana Gomes", 2, "GW"));
    assert_eq!(actor.world, Some(crate::case::World::Political));
    let entry = understood("place: Cacheu; GW; in bissau; city");
    let Record::Place(place) = &entry.records[0].1 else { panic!() };
    assert_eq!((place.parent, place.kind), (Some(PlaceId::from_bits(1)), crate::case::PlaceKind::City));
    let entry = reads("reading: S/2011 p. 3 2");
    assert_eq!(entry.reading.unwrap().locator, "p. 3");
    let kind = |line: &str| {
        let entry = understood(line);
        entry
            .records
            .iter()
            .find_map(|(_, record)| if let Record::Actor(actor) = record { Some(actor.kind) } else { None })
    };
    let company = Some(crate::case::ActorKind::Company);
    assert_eq!(kind("actor: Mar Azul Lda"), company);
    assert_eq!(kind("actor: Mar Azul Lda; state body"), Some(crate::case::ActorKind::StateBody), "what is said counts");
    assert_eq!(kind("2009: a meeting +\"Mar Azul Lda\""), company);
    let entry = understood("2009: a meeting +\"Mar Azul Lda\"");
    assert!(entry.parts.iter().any(|part| part.words.contains("new company: Mar Azul Lda")), "{:?}", entry.parts);
    faulty("actor: Ana; whatever", "“whatever” is no kind", "actor: Ana; aka whatever");
}

#[test]
fn the_word_at_the_cursor_is_completed() {
    let check = |line: &str, expected: &[&str]| {
        let (case, line) = (case(), line.to_owned());
        let names = Names::of(&case);
        let fresh = names.on(&case);
        let found = complete(&line, line.len(), Known { names: &fresh, reading: None });
        let texts: Vec<&str> = found.offers.iter().map(|offer| offer.text.as_str()).collect();
        assert_eq!(texts, expected, "{line}");
    };
    check("Held +pol", &["\"Judicial Police\"", "\"Police of the ports\""]);
    check("Held #", &["DT", "OC"]);
    check("Held +bubo:vic", &["victim"]);
    check("Held !arr", &["arrest"]);
    check("Held ^sec", &["S/2011/388"]);
    check("r: s/2011", &["S/2011/388"]);
    check("95 days after \"PM", &["PM arrested\""]);
    check("Held", &[]);
}

#[test]
fn names_made_before_a_change_know_what_has_changed() {
    let old = case();
    let names = Names::of(&old);
    let renamed = Actor { name: "Admiral".to_owned(), ..Actor::default() };
    let next = old.with(&[
        Change::Actor(ActorId::from_bits(2), Some(Arc::new(renamed))),
        Change::Actor(ActorId::from_bits(4), None),
    ]);
    let fresh = names.on(&next);
    let kinds = &[RecordKind::Actor];
    assert_eq!(fresh.meant(kinds, "bubo"), Meant::None);
    assert_eq!(fresh.meant(kinds, "admiral"), Meant::One(ActorId::from_bits(2).into()));
    assert_eq!(fresh.meant(kinds, "police"), Meant::One(ActorId::from_bits(3).into()));
}

/// Parts of lines, and what each must do to the incident.
const TAGS: &[&str] = &[
    "@Bissau",
    "#DT",
    "#oc?",
    "+vieira",
    "+vieira:victim",
    "+bubo:leader?judicial",
    "+\"New Man\"",
    "!arrest",
    "late 2009",
    "^S/2011/388 p. 3 B2",
    "@\"New place\"",
    "+bubo?-",
    "+nobody",
    "2/3/2009",
    "?-",
    "^-",
];

proptest! {
    /// Every part that is told is in the records that are added, and nothing is added that no part or word tells.
    #[test]
    fn what_is_shown_is_what_is_added(tags in proptest::sample::subsequence((0..TAGS.len()).collect::<Vec<_>>(), 0..6), word in "[a-z]{1,8}") {
        let line = tags.iter().fold(word, |line, &tag| format!("{line} {}", TAGS[tag]));
        let entry = reads(&line);
        let count = |what| entry.parts.iter().filter(|part| part.what == what).count();
        let incident = incident(&entry);
        prop_assert_eq!(count(What::Party), incident.participants.len());
        prop_assert_eq!(count(What::Place), usize::from(incident.place.is_some()));
        prop_assert_eq!(count(What::Theme), incident.themes.len());
        prop_assert_eq!(count(What::Date), usize::from(incident.when.stated.is_some()));
        let is_cited = !incident.common.citations.is_empty();
        prop_assert_eq!(entry.parts.iter().any(|part| part.what == What::Source && part.words.contains("S/2011") | part.words.contains("Report")), is_cited);
        for part in &incident.participants {
            prop_assert!(!part.standing.needs_attribution() || part.attributed_to != Attribution::NotApplicable);
        }
    }

    #[test]
    fn no_line_makes_it_fail(line in "[-a-z0-9 @+#!^?:;\"«»./é]{0,60}") {
        let entry = reads(&line);
        for span in entry.parts.iter().map(|part| &part.span).chain(entry.faults.iter().map(|fault| &fault.span)) {
            prop_assert!(line.get(span.clone()).is_some(), "{:?} in {}", span, line);
        }
        for fix in entry.faults.iter().flat_map(|fault| &fault.fixes) {
            drop(fix.apply(&line));
        }
        let case = case();
        let names = Names::of(&case);
        let fresh = names.on(&case);
        for cursor in (0..=line.len()).filter(|&at| line.is_char_boundary(at)) {
            let found = complete(&line, cursor, Known { names: &fresh, reading: None });
            prop_assert!(line.get(found.span).is_some());
        }
    }
}

use crate::case::RecordKind;

fn actor_party(n: u64) -> Party {
    Party::Actor(ActorId::from_bits(n))
}

fn with(line: &str, reading: Option<&Reading>) -> Entry {
    let case = case();
    let names = Names::of(&case);
    let fresh = names.on(&case);
    let mut next = 1000;
    let mut bits = || {
        next += 1;
        next << 32 | next
    };
    read(line, Known { names: &fresh, reading }, &mut bits)
}

fn reads(line: &str) -> Entry {
    with(line, None)
}

fn understood(line: &str) -> Entry {
    let entry = reads(line);
    assert!(entry.is_ready(), "{line}: {:?}", entry.faults);
    entry
}

fn incident(entry: &Entry) -> &Incident {
    let Record::Incident(incident) = &entry.records.last().unwrap().1 else { panic!("no incident: {entry:?}") };
    incident
}

/// The first fault of a line, and the line after its first fix; empty where there is none.
fn faulty(line: &str, words: &str, mended: &str) {
    let entry = reads(line);
    assert!(!entry.is_ready(), "{line}");
    let fault = entry.faults.iter().find(|fault| fault.is_blocking).unwrap();
    assert!(fault.words.starts_with(words), "{line}: {}", fault.words);
    assert_eq!(fault.fixes.first().map_or(String::new(), |fix| fix.apply(line)), mended, "{line}");
}
