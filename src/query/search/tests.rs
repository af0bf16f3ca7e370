//! What a search finds, against a look at every text.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::case::{
    Actor, ActorId, Citation, Common, Incident, IncidentId, Key, Paragraph, Source, SourceId, Theme, ThemeId,
};
use crate::query::folded::fold;
use crate::query::testing as t;

fn incident(n: u64, title: &str, account: &str) -> Change {
    let account = vec![Paragraph { key: Key::from_bits(1), text: account.to_owned() }];
    t::put_incident(n, Incident { title: title.to_owned(), account, ..Incident::default() })
}

fn actor(n: u64, name: &str, aliases: &[&str]) -> Change {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    Change::Actor(ActorId::from_bits(n), Some(Arc::new(Actor { name: name.to_owned(), aliases, ..Actor::default() })))
}

fn sample() -> Case {
    let paraphrase =
        Citation { locator: "para. 17".to_owned(), paraphrase: "Radars went dark".to_owned(), ..t::citation(1) };
    let cited = Incident {
        title: "Airdrop".to_owned(),
        when: t::when("2009-03-02"),
        common: Common { citations: vec![paraphrase], tags: ["cocaína".to_owned()].into(), ..Common::default() },
        ..Incident::default()
    };
    let source = Source { title: "Report".to_owned(), reference: "S/2011/388".to_owned(), ..Source::default() };
    t::case(&[
        Change::Source(SourceId::from_bits(1), Some(Arc::new(source))),
        actor(1, "José Américo Bubo Na Tchuto", &["The Admiral"]),
        actor(2, "Путин", &[]),
        incident(1, "Prime minister arrested", "Soldiers took the prime minister to the barracks of Sana’a."),
        incident(2, "Minister, prime suspect", "The airport was closed."),
        t::put_incident(3, cited),
    ])
}

/// The records that a search finds in the sample: their prefixes and last digits.
fn found(search: &str) -> Vec<String> {
    let ids = Index::of(&sample()).containing(search).into_iter().map(|id| id.to_string());
    ids.map(|id| format!("{}{}", &id[..3], &id[15..])).collect()
}

#[test]
fn any_part_of_a_word_of_any_text_is_found() {
    let check = |search: &str, expected: &[&str]| assert_eq!(found(search), expected, "{search}");
    check("bubo", &["act1"]);
    check("ADMIR", &["act1"]);
    check("Jose americo", &["act1"]);
    check("putin", &["act2"]);
    check("port", &["src1", "inc2"]);
    check("minister", &["inc1", "inc2"]);
    check("minister airport", &["inc2"]);
    check("sanaa", &["inc1"]);
    check("radars", &["inc3"]);
    check("17 dark", &["inc3"]);
    check("cocaina", &["inc3"]);
    check("2009-03", &["inc3"]);
    check("s/2011/388", &["src1"]);
    check("2011/38", &["src1"]);
    check("absent", &[]);
    check("minister absent", &[]);
}

#[test]
fn a_phrase_stands_in_one_text_in_its_order() {
    let check = |search: &str, expected: &[&str]| assert_eq!(found(search), expected, "{search}");
    check("\"prime minister\"", &["inc1"]);
    check("\"rime minis", &["inc1"]);
    check("\"the prime minister to\"", &["inc1"]);
    check("\"minister prime\"", &["inc2"]);
    check("\"arrested soldiers\"", &[]);
    check("\"suspect the airport\"", &[]);
}

#[test]
fn an_id_is_found_by_its_beginning_and_an_empty_search_finds_all() {
    let check = |search: &str, expected: &[&str]| assert_eq!(found(search), expected, "{search}");
    check("inc-000000000002", &["inc2"]);
    check("ACT-0", &["act1", "act2"]);
    check("inc-00000000000 airdrop", &["inc3"]);
    check("inc-1", &[]);
    check("", &["src1", "act1", "act2", "inc1", "inc2", "inc3"]);
}

/// The same without an index: every text folded as a whole, and parted by what is neither letter nor digit.
fn naive(case: &Case, search: &str) -> Vec<RecordId> {
    fn plain(text: &str) -> String {
        let folded = fold(text).replace('\'', "");
        let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }
    let parts = search.split('"').enumerate();
    let terms: Vec<String> = parts
        .flat_map(|(place, part)| if place % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .map(plain)
        .collect();
    let has_all = |record: &Record| {
        let mut texts = Vec::new();
        texts::each_text(record, &mut |_, text| texts.push(plain(text)));
        terms.iter().all(|term| term.is_empty() || texts.iter().any(|text| text.contains(term)))
    };
    case.records().filter(|(_, record)| has_all(record)).map(|(id, _)| id).collect()
}

const TEXT: &str = "([abAáÉ]{1,3}[ ,’/]?){0,6}|(prime |minister |the ){0,5}|[aб中ß1 ]{0,6}";
const SEARCH: &str = "[abé1]{0,2}( [ab]{1,2})?|[ab]{1,2}/[ab]{1,2}|\"([ab]{1,2} ?){1,3}\"?|\"?(prime |the |min ){0,3}";

fn change() -> impl Strategy<Value = Change> {
    (0..12_u64, TEXT, TEXT, 0..5).prop_map(|(n, one, other, what)| match what {
        0 => Change::Incident(IncidentId::from_bits(n), None),
        1 => Change::Theme(
            ThemeId::from_bits(n),
            Some(Arc::new(Theme { name: one, definition: other, ..Theme::default() })),
        ),
        _ => incident(n, &one, &other),
    })
}

proptest! {
    #[test]
    fn an_index_finds_what_a_look_at_every_text_finds(
        before in prop::collection::vec(change(), 0..16),
        changes in prop::collection::vec(prop::collection::vec(change(), 0..4), 0..4),
        searches in prop::collection::vec(SEARCH, 1..8),
    ) {
        let mut case = t::case(&before);
        let mut index = Index::of(&case);
        for step in &changes {
            case = case.with(step);
            index = index.updated(&case).unwrap();
        }
        prop_assert!(index.is_of(&case));
        let anew = Index::of(&case);
        for search in &searches {
            let expected = naive(&case, search);
            prop_assert_eq!(index.containing(search), expected.clone(), "with changes: {}", search);
            prop_assert_eq!(anew.containing(search), expected, "anew: {}", search);
        }
    }
}

#[test]
fn an_index_is_made_anew_after_many_changes() {
    let case = sample();
    let index = Index::of(&case);
    let changes = |count: u64| (0..count).map(|n| actor(100 + n, "Somebody", &[])).collect::<Vec<_>>();
    assert!(index.updated(&case.with(&changes(MOST_CHANGED as u64))).is_some());
    assert!(index.updated(&case.with(&changes(MOST_CHANGED as u64 + 1))).is_none());
}
