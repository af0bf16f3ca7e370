//! Names of one and names of two, in pairs: how many are told apart as people would.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;

use sightline::case::{Actor, ActorKind, RecordId};
use sightline::query::duplicates::{Kind, MOST, Name, SAME, Verdict, compare, likely, score};

use crate::twins;

/// What the rules were made with.
const TUNED: &str = include_str!("../names/tuned.tsv");
/// What they were only measured with.
const UNSEEN: &str = include_str!("../names/unseen.tsv");

/// A pair, and whether it is one.
struct Pair<'a> {
    is_same: bool,
    one: &'a str,
    other: &'a str,
}

/// How well a judge does, whose answer is whether a pair is one.
struct Figures {
    precision: f64,
    recall: f64,
    f1: f64,
}

#[test]
fn names_are_told_apart_as_people_would() {
    let check = |text: &str, floor: f64| {
        let pairs = pairs(text);
        let ours = figures(&pairs, |pair| score(pair.one, pair.other, None).verdict() == Verdict::Same);
        let best = |cut: u32| figures(&pairs, |pair| jaro_winkler(pair.one, pair.other) >= f64::from(cut) / 100.0).f1;
        let letters = (50..100).map(best).fold(0.0, f64::max);
        let Figures { precision, recall, f1 } = ours;
        assert!(f1 >= floor, "F1 {f1:.3} (precision {precision:.3}, recall {recall:.3}) is below {floor}");
        assert!(letters + 0.1 < f1, "comparing letters alone comes to {letters:.3} at its best");
    };
    check(TUNED, 0.95);
    check(UNSEEN, 0.90);
}

#[test]
fn the_order_of_two_names_makes_no_difference() {
    for pair in pairs(TUNED).iter().chain(&pairs(UNSEEN)) {
        let (there, back) = (score(pair.one, pair.other, None).score, score(pair.other, pair.one, None).score);
        assert!((there - back).abs() < 1e-9, "{} | {}: {there} and {back}", pair.one, pair.other);
        assert!((0.0..=1.0).contains(&there), "{} | {}: {there}", pair.one, pair.other);
    }
}

#[test]
fn a_name_is_itself_and_no_name_is_nobodys() {
    for pair in pairs(TUNED).iter().chain(&pairs(UNSEEN)) {
        assert!(score(pair.one, pair.one, None).score > 0.99, "{}", pair.one);
    }
    for (one, other) in [("", ""), ("", "Ana"), ("…", "…"), ("(", "Ana"), ("Dr.", "General")] {
        assert_ne!(score(one, other, None).verdict(), Verdict::Same, "{one:?} {other:?}");
    }
}

#[test]
fn what_all_pairs_of_a_case_would_find_is_found() {
    let (case, planted) = twins::various(600, 3);
    let found = likely(&case, &|_| true).expect("nobody ends it");
    assert!(found.len() < MOST);
    let found: BTreeSet<(RecordId, RecordId)> = found.iter().map(|pair| (pair.one, pair.other)).collect();
    let names = |actor: &Actor| {
        std::iter::once(&actor.name).chain(&actor.aliases).map(|name| Name::read(name)).collect::<Vec<_>>()
    };
    let actors = case.actors.iter();
    let all: Vec<_> = actors.map(|(id, actor)| (*id, actor.kind == ActorKind::Person, names(actor))).collect();
    let mut wanted = BTreeSet::new();
    for (at, (id, is_person, names)) in all.iter().enumerate() {
        for (other_id, _, others) in all[at + 1..].iter().filter(|other| other.1 == *is_person) {
            let kind = Some(if *is_person { Kind::Person } else { Kind::Organization });
            let pairs = names.iter().flat_map(|name| others.iter().map(move |other| (name, other)));
            if pairs.map(|(name, other)| compare(name, other, kind).score).any(|score| score >= SAME) {
                wanted.insert((RecordId::from(*id), RecordId::from(*other_id)));
            }
        }
    }
    let share = |part: usize, of: usize| part as f64 / of as f64;
    let recall = share(wanted.intersection(&found).count(), wanted.len());
    assert!(wanted.len() > planted.len() / 2 && recall >= 0.98, "{recall:.4} of {} pairs", wanted.len());
    let both = |one: RecordId, other: RecordId| (one.min(other), one.max(other));
    let hits = planted.iter().filter(|pair| found.contains(&both(pair.0.into(), pair.1.into()))).count();
    assert!(share(hits, planted.len()) >= 0.8, "{hits} of {} twins", planted.len());
}

#[test]
fn a_search_tells_how_far_it_is_and_ends_when_it_is_told_to() {
    let (case, _) = twins::various(400, 3);
    let told = std::cell::RefCell::new(Vec::new());
    let tell = |share: f64| {
        told.borrow_mut().push(share);
        true
    };
    let all = likely(&case, &tell);
    let told = told.into_inner();
    assert!(told.is_sorted() && told.iter().all(|share| (0.0..=1.0).contains(share)), "{told:?}");
    assert_eq!(likely(&case, &|_| true), all, "the same each time");
    for end in [0.0, 0.2, 0.5, 0.75] {
        assert_eq!(likely(&case, &|share| share < end), None, "ended at {end}");
    }
}

fn pairs(text: &str) -> Vec<Pair<'_>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let [verdict, one, other] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
            Some(Pair { is_same: verdict == "same", one, other })
        })
        .collect()
}

fn figures(pairs: &[Pair<'_>], judge: impl Fn(&Pair<'_>) -> bool) -> Figures {
    let count = |is_same: bool, said: bool| {
        pairs.iter().filter(|pair| pair.is_same == is_same && judge(pair) == said).count() as f64
    };
    let (hit, wrong, missed) = (count(true, true), count(false, true), count(true, false));
    Figures {
        precision: hit / (hit + wrong),
        recall: hit / (hit + missed),
        f1: 2.0 * hit / (2.0 * hit + wrong + missed),
    }
}

/// Likeness by letters alone, as Jaro and Winkler measure it.
fn jaro_winkler(one: &str, other: &str) -> f64 {
    let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    let window = (one.len().max(other.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; other.len()];
    let mut common = Vec::new();
    for (at, letter) in one.iter().enumerate() {
        let near = at.saturating_sub(window)..(at + window + 1).min(other.len());
        if let Some(place) = near.into_iter().find(|&place| !taken[place] && other[place] == *letter) {
            taken[place] = true;
            common.push(*letter);
        }
    }
    if common.is_empty() {
        return 0.0;
    }
    let same = common.len() as f64;
    let against = other.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| letter);
    let moved = common.iter().zip(against).filter(|(one, other)| one != other).count() as f64 / 2.0;
    let jaro = (same / one.len() as f64 + same / other.len() as f64 + (same - moved) / same) / 3.0;
    let head = one.iter().zip(&other).take(4).take_while(|(one, other)| one == other).count() as f64;
    jaro + head * 0.1 * (1.0 - jaro)
}
