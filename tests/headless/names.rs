//! Names of one and names of two, in pairs: how many are told apart as people would.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may fail like the tests")]

use sightline::query::duplicates::{Verdict, score};

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
