//! What queries mean, where they are wrong, and that writing one and reading it again gives the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::case::{
    Actor, ActorId, Case, Change, Credibility, Incident, IncidentId, IncidentKind, Key, Marking, Place, PlaceId, Post,
    RecordId, RecordKind, Reliability, Source, SourceId, Standing, Tlp,
};
use crate::query::as_of::Holds;
use crate::query::dates::Dates;
use crate::query::search::Index;
use crate::query::testing as t;

/// The incidents that a query finds, by number; those only possibly found with a question mark.
fn check(case: &Case, query: &str, expected: &str) {
    assert_eq!(numbers(case, query, RecordKind::Incident), expected, "{query}");
}

fn numbers(case: &Case, query: &str, kind: RecordKind) -> String {
    let parsed = parse(query);
    assert!(parsed.is_right(), "{query}: {:?}", parsed.issues);
    let found = find(case, &Dates::of(case), &parsed.query, &Scan(case));
    let word = |hit: &Hit| {
        let number = (1..100).find(|&n| {
            [RecordId::from(IncidentId::from_bits(n)), ActorId::from_bits(n).into(), SourceId::from_bits(n).into()]
                .contains(&hit.id)
                || hit.id == PlaceId::from_bits(n).into()
        });
        format!("{}{}", number.unwrap_or(0), if hit.holds == Holds::Possibly { "?" } else { "" })
    };
    found.of(kind).iter().map(word).collect::<Vec<_>>().join(" ")
}

fn dated(dates: &[&str]) -> Case {
    let changes: Vec<Change> = (1..).zip(dates).map(|(n, date)| t::put_incident(n, t::incident(date))).collect();
    t::case(&changes)
}

#[test]
fn dates_are_told_surely_and_possibly() {
    let case = dated(&["2008", "2009-06-01", "2009", "2010", "", "2008/2010"]);
    check(&case, "after:2009-06", "2 3? 4 5? 6");
    check(&case, "before:2010", "1 2 3 5? 6");
    check(&case, "after:2009-06 before:2010", "2 3? 5? 6");
    check(&case, "on:2009-06", "2 3? 5? 6");
    check(&case, "not after:2009-06", "1 3? 5?");
    check(&case, "after:2009-06 or before:2009-06", "1 2 3? 4 5? 6");
    check(&case, "surely after:2009-06", "2 4 6");
    check(&case, "not surely after:2009-06", "1 3 5");
    check(&case, "is:undated", "5");
}

#[test]
fn logic_is_kleenes() {
    use Holds::{No, Possibly, Surely};
    let case = dated(&["2008", "2009", "2010"]);
    let worth = |query: &str| {
        let found = find(&case, &Dates::of(&case), &parse(query).query, &Scan(&case));
        [1, 2, 3].map(|n| found.get(IncidentId::from_bits(n).into()).unwrap_or(No))
    };
    let part = "on:2009-03";
    assert_eq!(worth(part), [No, Possibly, No]);
    assert_eq!(worth("not on:2009-03"), [Surely, Possibly, Surely]);
    assert_eq!(worth("on:2009-03 not on:2009-03"), [No, Possibly, No], "possibly and possibly not is possibly");
    assert_eq!(worth("on:2009-03 or before:2009"), [Surely, Possibly, No]);
    assert_eq!(worth("on:2009-03 or is:incident"), [Surely; 3]);
}

#[test]
fn words_are_found_in_texts_and_in_names_without_accents() {
    let mut with = t::incident("");
    with.participants = vec![t::participant(1, t::actor_party(7))];
    let mut noted = t::incident("");
    noted.title = "João  fala".to_owned();
    let case = t::case(&[t::actor(7, "João Vieira"), t::put_incident(1, with), t::put_incident(2, noted)]);
    check(&case, "joao", "1 2");
    check(&case, "\"joao fala\"", "2");
    check(&case, "vieira", "1");
    check(&case, "-vieira", "2");
    check(&case, "João (fala or vieira)", "1 2");
    check(&case, "", "1 2");
}

#[test]
fn a_name_is_one_alone_or_begins_a_word() {
    let actor = |n, name: &str, alias: &str| {
        let actor = Actor { name: name.to_owned(), aliases: vec![alias.to_owned()], ..Actor::default() };
        Change::Actor(ActorId::from_bits(n), Some(Arc::new(actor)))
    };
    let case = t::case(&[
        actor(1, "José Américo Bubo Na Tchuto", "Bubo"),
        actor(2, "Bubo Camará", ""),
        actor(3, "Zambubo", "the miller"),
    ]);
    let check = |query: &str, expected: &str| assert_eq!(numbers(&case, query, RecordKind::Actor), expected, "{query}");
    check("actor:bubo", "1");
    check("actor:\"bubo c\"", "2");
    check("actor:bub", "1 2");
    check("actor:miller", "3");
    check("actor:amer or actor:zam", "1 3");
}

#[test]
fn a_place_means_what_lies_in_it() {
    let place = |n, name: &str, parent: u64| {
        let parent = (parent > 0).then(|| PlaceId::from_bits(parent));
        Change::Place(
            PlaceId::from_bits(n),
            Some(Arc::new(Place { name: name.to_owned(), parent, ..Place::default() })),
        )
    };
    let at = |n| Incident { place: Some(PlaceId::from_bits(n)), ..t::incident("") };
    let incidents = (1..=3).map(|n| t::put_incident(n, at(n)));
    let places = [place(1, "West Africa", 0), place(2, "Guinea-Bissau", 1), place(3, "Bissau", 2)];
    let case = t::case(&places.into_iter().chain(incidents).collect::<Vec<_>>());
    check(&case, "place:bissau", "3");
    check(&case, "place:\"guinea-bissau\"", "2 3");
    check(&case, "place:\"west africa\"", "1 2 3");
    check(&case, "place:guinea", "2 3");
    assert_eq!(numbers(&case, "place:guinea", RecordKind::Place), "2 3");
}

/// Incidents, each with citations of these grades, `-` for not graded.
fn graded(grades: &[&[&str]]) -> Case {
    let letters = Reliability::ALL.iter().copied().map(Some).chain([None]);
    let sources: Vec<Change> = (1..)
        .zip(letters)
        .map(|(n, reliability)| {
            Change::Source(SourceId::from_bits(n), Some(Arc::new(Source { reliability, ..Source::default() })))
        })
        .collect();
    let incident = |grades: &&[&str]| {
        let mut incident = t::incident("");
        incident.common.citations = grades.iter().map(|grade| citation(grade)).collect();
        incident
    };
    let incidents = (1..).zip(grades).map(|(n, grades)| t::put_incident(n, incident(grades)));
    t::case(&sources.into_iter().chain(incidents).collect::<Vec<_>>())
}

fn citation(grade: &str) -> crate::case::Citation {
    let sign = |place: usize| grade.chars().nth(place).unwrap();
    let source = "ABCDEF-".find(sign(0)).unwrap() as u64 + 1;
    let credibility = "123456".find(sign(1)).map(|place| Credibility::ALL[place]);
    crate::case::Citation { key: Key::from_bits(1), credibility, ..t::citation(source) }
}

#[test]
fn a_grade_is_that_of_the_best_citation_in_both_halves() {
    let case = graded(&[&["A1"], &["B2", "D4"], &["A3"], &["C1", "A3"], &["F6"], &["--"], &[], &["B-"], &["D4"]]);
    check(&case, "grade:<=B2", "1 2");
    check(&case, "grade:<=C3", "1 2 3 4");
    check(&case, "grade:A3", "3 4");
    check(&case, "grade:C1", "4");
    check(&case, "grade:D4", "9");
    check(&case, "grade:>=D4", "9");
    check(&case, "grade:<B3", "1");
    check(&case, "grade:<=B", "1 2 3 4 8");
    check(&case, "grade:<=2", "1 2 4");
    check(&case, "grade:F6", "5");
    check(&case, "grade:>=A1", "1 2 3 4 9");
    check(&case, "grade:none", "6 8");
    check(&case, "not grade:none", "1 2 3 4 5 7 9");
    assert_eq!(numbers(&case, "grade:<=B", RecordKind::Source), "1 2");
    assert_eq!(numbers(&case, "grade:none", RecordKind::Source), "7");
}

#[test]
fn what_is_unmarked_has_the_marking_of_its_case() {
    let marked = |tlp| {
        let mut incident = t::incident("");
        incident.common.marking.tlp = tlp;
        incident
    };
    let mut case = t::case(&[
        t::put_incident(1, marked(None)),
        t::put_incident(2, marked(Some(Tlp::Red))),
        t::put_incident(3, marked(Some(Tlp::Clear))),
    ]);
    check(&case, "marking:>=amber", "2");
    check(&case, "marking:none", "1");
    check(&case, "marking:<=amber", "3");
    Arc::make_mut(&mut case.header).marking = Marking { un: None, tlp: Some(Tlp::Amber) };
    check(&case, "marking:>=TLP:AMBER", "1 2");
    check(&case, "marking:amber", "1");
    check(&case, "marking:confidential or marking:none", "");
}

#[test]
fn standing_kind_tag_and_missing_sources_are_found() {
    let mut alleged = t::incident("");
    alleged.participants = vec![t::participant(1, t::actor_party(1))];
    alleged.participants[0].standing = Standing::Alleged;
    let mut seized = t::cited_incident("");
    seized.kind = IncidentKind::Seizure;
    seized.common.tags = BTreeSet::from(["Drugs".to_owned(), "drug money".to_owned()]);
    let post = Post {
        key: Key::from_bits(1),
        title: "Chief".to_owned(),
        body: None,
        when: t::when("2009"),
        standing: Standing::Alleged,
        attributed_to: crate::case::Attribution::NotApplicable,
        citations: Vec::new(),
        extra: crate::case::Extra::default(),
    };
    let actor = Actor { name: "Ana".to_owned(), posts: vec![post], ..Actor::default() };
    let actor = Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor)));
    let case = t::case(&[actor, t::put_incident(1, alleged), t::put_incident(2, seized)]);
    check(&case, "status:alleged", "1");
    check(&case, "unsourced", "1");
    check(&case, "kind:seizure", "2");
    check(&case, "tag:drugs", "2");
    check(&case, "tag:drug", "2");
    assert_eq!(numbers(&case, "status:alleged after:2009", RecordKind::Actor), "1");
    assert_eq!(numbers(&case, "after:2010", RecordKind::Actor), "");
    assert_eq!(numbers(&case, "unsourced", RecordKind::Actor), "", "an actor is no statement");
}

/// What is wrong with a text: the part of it, and words of the hint.
fn wrong(text: &str, part: &str, hint: &str) {
    let parsed = parse(text);
    let told: Vec<(&str, &str)> =
        parsed.issues.iter().map(|issue| (&text[issue.span.start..issue.span.end], issue.words.as_str())).collect();
    assert!(!parsed.is_right() && told.iter().any(|(p, w)| *p == part && w.contains(hint)), "{text}: {told:?}");
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    wrong("a knd:seizure", "knd", "did you mean kind?");
    wrong("kind:assasination", "assasination", "did you mean assassination?");
    wrong("status:aleged x", "aleged", "did you mean alleged?");
    wrong("is:incidnet", "incidnet", "did you mean incident?");
    wrong("marking:ambre", "ambre", "did you mean amber?");
    wrong("after:soon", "soon", "2009-06");
    wrong("on:2009/..", "2009/..", "no first and last day");
    wrong("grade:B7", "B7", "no grade");
    wrong("grade:<=F6", "<=F6", "cannot be judged");
    wrong("kind:>seizure", ">seizure", "takes no sign");
    wrong("theme: x", "theme:", "theme:DT");
    wrong("a (b c", "(", "not closed");
    wrong("a) b", ")", "closes none");
    wrong("()", "()", "Nothing stands");
    wrong("a or", "or", "Nothing follows");
    wrong("or a", "or", "Nothing stands before");
    wrong("a and", "and", "Nothing follows");
    wrong("a -(", "(", "not closed");
    wrong("not", "not", "Nothing follows");
    wrong("\"a b", "\"a b", "no end");
    wrong("http://un.org", "http", "No field");
    wrong(&"(".repeat(5000), "(", "within each other");
    wrong(&"not ".repeat(5000), "not", "within each other");
}

#[test]
fn a_name_that_means_nothing_is_a_warning_with_a_hint() {
    let case = t::case(&[t::theme(1, "DT"), t::actor(1, "Ana Bela")]);
    let warned = |query: &str, expected: &str| {
        let found = find(&case, &Dates::of(&case), &parse(query).query, &Scan(&case));
        let told: Vec<&str> = found.issues.iter().map(|issue| issue.words.as_str()).collect();
        assert!(parse(query).is_right() && told.len() == 1 && told[0].contains(expected), "{query}: {told:?}");
        assert_eq!(found.issues[0].severity, Severity::Warning);
    };
    warned("theme:DX", "No theme of the case is called “DX”: did you mean DT?");
    warned("actor:bella", "did you mean Bela?");
    warned("zebra", "Nothing in the case says “zebra”");
    warned("kind:seizure", "Nothing in the case is of this kind");
    warned("tag:drugs", "Nothing in the case has the tag");
    assert!(find(&case, &Dates::of(&case), &parse("theme:DT").query, &Scan(&case)).issues.is_empty());
}

#[test]
fn a_query_is_written_as_it_is_read() {
    let check = |text: &str, expected: &str| assert_eq!(parse(text).query.to_string(), expected);
    check(" A  and  B ", "A B");
    check("-a or (b c) AND d", "not a or b c d");
    check("(a or b) c", "(a or b) c");
    check("not (a b)", "not (a b)");
    check("surely (a b) or Surely c", "surely (a b) or surely c");
    check("WHO:“Bubo Na”", "actor:\"Bubo Na\"");
    check("«or» \"x:y\"", "\"or\" \"x:y\"");
    check("graded:<=b2 tlp:>=TLP:AMBER", "grade:<=B2 marking:>=amber");
    check("kind:\"coup attempt\" is:incidents", "kind:\"coup attempt\" is:incident");
    check(r#""a \"b\" \\ c""#, r#""a \"b\" \\ c""#);
}

#[test]
fn completion_offers_fields_then_values_of_the_case() {
    let case = t::case(&[t::theme(1, "DT"), t::actor(1, "Ana Bela"), t::actor(2, "Bela")]);
    let offered = |text: &str| -> Vec<String> {
        let (cursor, text) = (text.find('|').unwrap(), text.replace('|', ""));
        let put = |one: Completion| format!("{}{}{}", &text[..one.span.start], one.text, &text[one.span.end..]);
        complete(&text, cursor, &case).into_iter().map(put).collect()
    };
    assert_eq!(offered("ki|"), ["kind:"]);
    assert_eq!(offered("a -th|"), ["a -theme:"]);
    assert_eq!(offered("uns|"), ["unsourced"]);
    assert_eq!(offered("th|x b"), ["theme: b"]);
    assert_eq!(offered("actor:be| x"), ["actor:Bela x", "actor:\"Ana Bela\" x"]);
    assert_eq!(offered("actor:\"ana b|"), ["actor:\"Ana Bela\""]);
    assert_eq!(offered("kind:coup|"), ["kind:\"coup attempt\"", "kind:coup"]);
    assert_eq!(offered("status:alle|"), ["status:alleged"]);
    assert_eq!(offered("bel|"), ["actor:Bela", "actor:\"Ana Bela\""]);
    assert!(offered("|").len() > 10 && offered("a |").len() > 10);
}

/// Texts of what queries are made of, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "vieira",
        "\"a phrase\"",
        "«x y»",
        "(",
        ")",
        "-",
        "and",
        "or",
        "not",
        "surely",
        "kind:seizure",
        "kind:\"coup attempt\"",
        "after:2009-06",
        "before:2010",
        "on:[2009..2010]",
        "actor:\"Bubo",
        "theme:DT",
        "grade:<=B2",
        "grade:none",
        "marking:>=amber",
        "unsourced",
        "is:undated",
        "status:alleged",
        "tag:é",
        "knd:x",
        "theme:",
        "\\",
        "\"",
        "é",
        ":",
        "place:\"a \\\" b\"",
        "<=",
        "http://x",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn writing_and_reading_again_gives_the_same(text in prop_oneof![soup(), any::<String>()]) {
        let parsed = parse(&text);
        for issue in &parsed.issues {
            prop_assert!(text.get(issue.span.start..issue.span.end).is_some(), "{:?}", issue);
        }
        let written = parsed.query.to_string();
        let again = parse(&written);
        prop_assert!(again.is_right(), "{} → {}: {:?}", text, written, again.issues);
        prop_assert_eq!(&again.query, &parsed.query, "{} → {}", text, written);
        for cursor in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            for one in complete(&text, cursor, &t::empty()) {
                prop_assert!(text.get(one.span.start..one.span.end).is_some());
            }
        }
    }

    #[test]
    fn not_not_is_the_same_and_all_is_found_or_not(text in soup(), dates in prop::collection::vec(
        prop::sample::select(vec!["2008", "2009-06-01", "2009", "", "2008/2010"]), 0..6)) {
        let case = dated(&dates);
        let find_all = |query: &Query| find(&case, &Dates::of(&case), query, &Scan(&case));
        let query = parse(&text).query;
        let Some(expr) = query.0.clone() else { return Ok(()) };
        let not = |expr: Expr| Expr::Not(Box::new(expr));
        let found = find_all(&query);
        let indexed = find(&case, &Dates::of(&case), &query, &Index::of(&case));
        prop_assert_eq!(&found, &indexed, "by index as by a look at every record");
        let twice = find_all(&Query(Some(not(not(expr.clone())))));
        prop_assert_eq!(found.all(), twice.all());
        let other = find_all(&Query(Some(not(expr))));
        for id in case.ids(RecordKind::Incident) {
            let opposite = match found.get(id) {
                Some(Holds::Surely) => None,
                Some(Holds::Possibly) => Some(Holds::Possibly),
                Some(Holds::No) | None => Some(Holds::Surely),
            };
            prop_assert_eq!(other.get(id), opposite);
        }
        prop_assert!(found.all().iter().all(|hit| case.has(hit.id) && hit.holds != Holds::No), "nothing is invented");
    }
}
