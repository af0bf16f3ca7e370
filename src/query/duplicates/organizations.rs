//! Names of organizations, places and sources: what is their own counts, what many have counts little, numbers must agree.

use std::collections::BTreeSet;

use super::Match;
use super::acronym::stands_for;
use super::name::Word;
use super::pairs::{Pair, Pairs, Weighed, by_ear, joined, pairs};
use super::words::{Line, words};

/// How far two words may be apart for each letter.
const TOLERANCE: f64 = 0.13;
/// What a word of its own weighs.
const OWN: f64 = 1.0;

/// A name without its legal form and numbers.
struct Parts {
    words: Vec<Word>,
    forms: BTreeSet<Line>,
    numbers: BTreeSet<u32>,
}

/// Compares two names of organizations.
pub(super) fn compare(one: &[Word], other: &[Word]) -> Match {
    let (first, second) = (parts(one), parts(other));
    let (words, against) = joined(&first.words, &second.words);
    let mut found = by_words(&words, &against);
    let numbers = numbers(&first.numbers, &second.numbers);
    if numbers < 1.0 {
        found.reasons.push("their numbers differ".to_owned());
    }
    let forms = if first.forms.is_empty() || second.forms.is_empty() || !first.forms.is_disjoint(&second.forms) {
        1.0
    } else {
        found.reasons.push("their legal forms differ".to_owned());
        0.75
    };
    found.score *= numbers * forms;
    found
}

/// The words of a name with what they weigh, to be looked up in `blocks.rs`.
pub(super) fn weighed(name: &[Word]) -> Vec<Weighed> {
    let weigh = |word: Word| Weighed { weight: weight(&word), is_left_out: false, word };
    parts(name).words.into_iter().map(weigh).collect()
}

/// The numbers of a name: names that both have some, and not the same, are not of one.
pub(super) fn numbered(name: &[Word]) -> BTreeSet<u32> {
    parts(name).numbers
}

fn by_words(words: &[Word], against: &[Word]) -> Match {
    let whole = |words: &[Word]| {
        words.iter().filter(|word| weight(word) > 0.0).map(|word| word.text.as_str()).collect::<String>()
    };
    let (one, other) = (whole(words), whole(against));
    if one == other && !one.is_empty() {
        return Match { score: 1.0, reasons: vec!["the same name".to_owned()] };
    }
    let found = pairs(words, against, &likeness);
    let by_pairs = judge(&found);
    let by_letters = acronym(words, against);
    if by_letters.score > by_pairs.score { by_letters } else { by_pairs }
}

/// Parts a name: letters written with dots are one word, and legal forms stand at its ends.
fn parts(name: &[Word]) -> Parts {
    let mut kept = dotted(name);
    let mut forms = BTreeSet::new();
    let list = words();
    while kept.len() > 1 {
        let joined = |count: usize, words: &[Word]| {
            let from = words.len().checked_sub(count).filter(|&from| from > 0)?;
            let text: String = words.get(from..)?.iter().map(|word| word.text.as_str()).collect();
            Some((list.form(&text)?, from))
        };
        let Some((form, from)) = [5, 4, 3, 2, 1].into_iter().find_map(|count| joined(count, &kept)) else { break };
        forms.insert(form);
        kept.truncate(from);
    }
    if let Some((form, count)) = [5, 4, 3, 2, 1].into_iter().find_map(|count| leading(&kept, count)) {
        forms.insert(form);
        drop(kept.drain(..count));
    }
    let numbers = kept.iter().filter_map(|word| word.number).collect();
    kept.retain(|word| word.number.is_none());
    Parts { words: kept, forms, numbers }
}

/// The legal form with which a name begins, and of how many words it is.
fn leading(name: &[Word], count: usize) -> Option<(Line, usize)> {
    let run = name.get(..count).filter(|_| name.len() > count)?;
    let text: String = run.iter().map(|word| word.text.as_str()).collect();
    let is_clear = count > 1 || text.len() > 2 || run.iter().all(|word| word.is_capital);
    words().form(&text).filter(|_| is_clear).map(|form| (form, count))
}

fn dotted(name: &[Word]) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::new();
    let mut is_open = false;
    for word in name {
        match kept.last_mut().filter(|_| is_open && word.text.len() == 1) {
            Some(last) => {
                last.text.push_str(&word.text);
                last.sounds = super::sounds::sounds(&last.text);
                last.is_capital = true;
                last.common = words().common(&last.text);
            }
            None => kept.push(word.clone()),
        }
        is_open = word.text.len() == 1 && word.is_bound;
    }
    kept
}

fn weight(word: &Word) -> f64 {
    let weight = word.common.map_or(OWN, |common| common.weight);
    if word.is_aside {
        weight * 0.3
    } else if word.text.len() == 1 {
        weight * 0.5
    } else {
        weight
    }
}

/// How alike two words of names are, from 0 to 1.
pub(super) fn likeness(one: &Word, other: &Word) -> f64 {
    if one.text == other.text {
        return 1.0;
    }
    if let (Some(one), Some(other)) = (one.common, other.common) {
        return if one.line == other.line { 0.97 } else { 0.0 };
    }
    if one.text.len().min(other.text.len()) <= 3 {
        return 0.0;
    }
    let is_one = one.given.iter().any(|line| other.given.contains(line));
    let is_two = !one.given.is_empty() && !other.given.is_empty() && !is_one;
    let heard = by_ear(one, other, TOLERANCE);
    if is_two {
        0.0
    } else if is_one {
        heard.max(0.9)
    } else {
        heard
    }
}

fn judge(found: &Pairs<'_>) -> Match {
    let said = |pair: &Pair<'_>| weight(pair.one).min(weight(pair.other));
    let paired: f64 = found.both.iter().map(said).sum();
    if paired <= 0.0 {
        return Match { score: 0.0, reasons: vec!["no word in common".to_owned()] };
    }
    let alike = found.both.iter().map(|pair| pair.likeness * said(pair)).sum::<f64>() / paired;
    let seen: BTreeSet<Option<Line>> =
        found.both.iter().map(|pair| pair.one.common.map(|common| common.line)).collect();
    // A word of a kind that is paired already says nothing more.
    let says = |word: &Word| word.common.is_none() || !seen.contains(&word.common.map(|common| common.line));
    let rest = |words: &[&Word]| words.iter().filter(|word| says(word)).map(|word| weight(word)).sum::<f64>();
    let (left, right) = (rest(&found.left), rest(&found.right));
    let quality = ((alike - 0.5) * 2.5).clamp(0.0, 1.0);
    let is_placed =
        |words: &[&Word]| words.iter().any(|word| word.common.is_some_and(super::words::Common::is_geographic));
    // Two countries are two bodies, however much else is the same.
    let both = if is_placed(&found.left) && is_placed(&found.right) { 1.0 } else { left.min(right) };
    let share = paired / (paired + left.max(right) + both);
    let score = quality * share * share * share.sqrt() * if both > 0.4 { 0.6 } else { 1.0 };
    Match { score: score.min(0.98), reasons: reasons(found, both) }
}

fn reasons(found: &Pairs<'_>, both: f64) -> Vec<String> {
    let mut reasons = Vec::new();
    for pair in &found.both {
        if pair.one.text != pair.other.text {
            reasons.push(format!("“{}” and “{}” are taken for one word", pair.one.text, pair.other.text));
        }
    }
    let named = |words: &[&Word]| {
        words.iter().filter(|word| weight(word) > 0.0).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let (left, right) = (named(&found.left), named(&found.right));
    match (left.is_empty(), right.is_empty()) {
        (true, true) => {}
        (false, false) if both > 0.0 => reasons.push(format!("one has “{left}”, the other “{right}”")),
        _ => reasons.push(format!("only one has “{left}{right}”")),
    }
    if reasons.is_empty() {
        reasons.push("the same words".to_owned());
    }
    reasons
}

/// One name as the letters of the other, or of words in it.
fn acronym(one: &[Word], other: &[Word]) -> Match {
    let forward = letters_of(one, other);
    let backward = letters_of(other, one);
    if forward.score >= backward.score { forward } else { backward }
}

fn letters_of(short: &[Word], long: &[Word]) -> Match {
    let mut best = Match::none("no word in common");
    let Some(word) = short.iter().find(|word| (2..=10).contains(&word.text.len()) && word.common.is_none()) else {
        return best;
    };
    let others: Vec<&Word> = short.iter().filter(|other| other.text != word.text && weight(other) > 0.0).collect();
    let reason = || vec![format!("“{}” stands for the words of the other", word.text.to_uppercase())];
    let doubt = if word.is_capital { 1.0 } else { 0.85 };
    if others.is_empty() {
        let all: Vec<&Word> = long.iter().filter(|word| !word.is_aside).collect();
        let sure = stands_for(&word.text, &all);
        return if sure > 0.0 { Match { score: sure * doubt, reasons: reason() } } else { best };
    }
    for from in 0..long.len() {
        for to in from + 2..=long.len() {
            let run: Vec<&Word> = long.get(from..to).unwrap_or_default().iter().collect();
            if !word.is_capital || stands_for(&word.text, &run) < 0.7 {
                continue;
            }
            let rest: Vec<Word> = long.iter().take(from).chain(long.iter().skip(to)).cloned().collect();
            let short: Vec<Word> = others.iter().map(|word| (*word).clone()).collect();
            let found = judge(&pairs(&short, &rest, &likeness));
            if found.score * 0.9 > best.score {
                best = Match { score: found.score * 0.9, reasons: reason() };
            }
        }
    }
    best
}

fn numbers(one: &BTreeSet<u32>, other: &BTreeSet<u32>) -> f64 {
    match (one == other, one.is_empty() || other.is_empty()) {
        (true, _) => 1.0,
        (false, true) => 0.55,
        (false, false) => 0.15,
    }
}
