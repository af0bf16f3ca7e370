//! The words of two names beside each other: which belongs to which, and what is left over.

use super::name::Word;
use super::sounds::{skeleton, sounds};

/// Words of two names that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub one: &'a Word,
    pub other: &'a Word,
    /// How alike they are, from 0 to 1.
    pub likeness: f64,
    /// Where they stand in the two names.
    pub places: (usize, usize),
}

/// A word with what it says of a name, from 0 to 1: so much is wanting where another name has none like it.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub word: Word,
    pub weight: f64,
    /// Whether it is there only to be written together with its neighbours.
    pub is_left_out: bool,
}

/// Two names, word by word.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    pub both: Vec<Pair<'a>>,
    pub left: Vec<&'a Word>,
    pub right: Vec<&'a Word>,
}

/// Pairs the words of two names, the most alike first, and of equals those in the same order.
pub(super) fn pairs<'a>(one: &'a [Word], other: &'a [Word], likeness: &dyn Fn(&Word, &Word) -> f64) -> Pairs<'a> {
    let mut candidates: Vec<Pair<'a>> = Vec::new();
    for (at, word) in one.iter().enumerate() {
        for (place, against) in other.iter().enumerate() {
            let likeness = likeness(word, against);
            if likeness > 0.0 {
                candidates.push(Pair { one: word, other: against, likeness, places: (at, place) });
            }
        }
    }
    let away = |pair: &Pair<'_>| pair.places.0.abs_diff(pair.places.1);
    candidates.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(away(a).cmp(&away(b))));
    let mut taken = (vec![false; one.len()], vec![false; other.len()]);
    let mut pairs = Vec::new();
    for pair in candidates {
        let (Some(first), Some(second)) = (taken.0.get_mut(pair.places.0), taken.1.get_mut(pair.places.1)) else {
            continue;
        };
        if !*first && !*second {
            (*first, *second) = (true, true);
            pairs.push(pair);
        }
    }
    let free = |words: &'a [Word], taken: &[bool]| {
        words.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(word, _)| word).collect()
    };
    Pairs { left: free(one, &taken.0), right: free(other, &taken.1), both: pairs }
}

/// Both names with words written together where the other has them so: "Abd al Rahman" beside "Abdulrahman".
pub(super) fn joined(one: &[Word], other: &[Word]) -> (Vec<Word>, Vec<Word>) {
    let mut names = (one.to_vec(), other.to_vec());
    join(&mut names.0, other);
    let first = names.0.clone();
    join(&mut names.1, &first);
    names
}

fn join(words: &mut Vec<Word>, against: &[Word]) {
    let mut at = 0;
    while at < words.len() {
        for count in [4, 3, 2] {
            let Some(run) = words.get(at..at + count) else { continue };
            let length: usize = run.iter().map(|word| word.text.len()).sum();
            if length <= 4 || !against.iter().any(|word| word.text.len().abs_diff(length) <= 2) {
                continue;
            }
            let text: String = run.iter().map(|word| word.text.as_str()).collect();
            if against.iter().any(|word| is_written_so(word, run, &text)) {
                let whole = whole(run, text);
                drop(words.splice(at..at + count, [whole]));
                break;
            }
        }
        at += 1;
    }
}

/// Whether a word is a run of others written together: the same sounds, or the same but for a vowel.
pub(super) fn is_written_so(word: &Word, run: &[Word], text: &str) -> bool {
    if word.text.len().abs_diff(text.len()) > 2 || run.iter().any(|part| part.text == word.text) {
        return false;
    }
    let given = super::words::words().given(text);
    word.text == text
        || given.iter().any(|line| word.given.contains(line))
        || super::sounds::likeness(&word.sounds, &sounds(text), 0.05) > 0.0
}

fn whole(run: &[Word], text: String) -> Word {
    let sounds = sounds(&text);
    let is = |what: fn(&Word) -> bool| run.iter().any(what);
    Word {
        skeleton: skeleton(&sounds),
        sharp: None,
        is_bare: is(|word| word.is_bare),
        is_capital: run.iter().all(|word| word.is_capital),
        is_aside: is(|word| word.is_aside),
        has_comma: run.last().is_some_and(|word| word.has_comma),
        is_bound: run.last().is_some_and(|word| word.is_bound),
        given: super::words::words().given(&text).to_vec(),
        common: super::words::words().common(&text),
        number: None,
        sounds,
        text,
    }
}

/// How alike two words sound, with the accents or without; where one script writes no vowels, by the consonants.
pub(super) fn by_ear(one: &Word, other: &Word, tolerance: f64) -> f64 {
    if one.text == other.text {
        return 1.0;
    }
    if one.is_bare != other.is_bare {
        return bones(one, other);
    }
    let mut best = super::sounds::likeness(&one.sounds, &other.sounds, tolerance);
    for (sharp, against) in [(&one.sharp, other), (&other.sharp, one)] {
        if let Some(sharp) = sharp {
            best = best.max(super::sounds::likeness(sharp, &against.sounds, tolerance));
        }
    }
    if let (Some(one), Some(other)) = (&one.sharp, &other.sharp) {
        best = best.max(super::sounds::likeness(one, other, tolerance));
    }
    // The same by ear is not yet the same.
    if best >= 1.0 { 0.98 } else { best }
}

fn bones(one: &Word, other: &Word) -> f64 {
    let (first, second) = (&one.skeleton, &other.skeleton);
    match first.len().min(second.len()) {
        0 => 0.0,
        1 if first == second => 0.75,
        _ if first == second => 0.9,
        3.. if apart_by_one(first, second) => 0.7,
        _ => 0.0,
    }
}

fn apart_by_one(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let ahead = long.bytes().zip(short.bytes()).take_while(|(one, other)| one == other).count();
    let rest = (long.get(ahead + 1..), short.get(if long.len() == short.len() { ahead + 1 } else { ahead }..));
    rest.0 == rest.1
}
