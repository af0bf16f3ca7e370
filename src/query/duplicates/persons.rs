//! Names of persons: in any order, with and without titles, initials, patronymics and little words.

use std::collections::BTreeSet;

use super::Match;
use super::name::Word;
use super::pairs::{Pair, Pairs, Weighed, by_ear, joined, pairs};
use super::sounds::is_vowel;
use super::words::words;

/// How far two words may be apart for each letter.
const TOLERANCE: f64 = 0.17;
/// The same where a family name of East Asia stands beside: a letter more or less makes another name there.
const NARROW: f64 = 0.06;
/// How alike two spellings of one name are, beside the same letters.
const SPELLING: f64 = 0.95;
/// How alike two forms of one name are that sound unlike: a pet name, a name of another language.
const FORM: f64 = 0.85;
/// How alike an initial is to a name.
const INITIAL: f64 = 0.8;

/// Compares two names of persons.
pub(super) fn compare(one: &[Word], other: &[Word]) -> Match {
    let (one, other) = (own(one), own(other));
    if same_letters(&one, &other) {
        return Match { score: 1.0, reasons: vec!["the same name".to_owned()] };
    }
    let (first, second) = joined(&one, &other);
    let (first, second) = (without_particles(&first), without_particles(&second));
    if first.is_empty() || second.is_empty() {
        return Match::none("one of the names has no letters");
    }
    if same_letters(&first, &second) {
        return Match { score: 0.98, reasons: vec!["the same name, but for titles and little words".to_owned()] };
    }
    let family = |name: &[Word]| name.iter().any(|word| words().is_family(&word.text));
    let tolerance = if family(&first) && family(&second) { NARROW } else { TOLERANCE };
    let paired = pairs(&first, &second, &|one, other| likeness(one, other, tolerance));
    judge(&paired, first.len().min(second.len()))
}

/// The words of a name with what each must have beside it in another name of the same person, to be looked up in
/// `blocks.rs`: little words and titles are left out, and initials, numbers and what stands aside need nothing.
pub(super) fn weighed(name: &[Word]) -> Vec<Weighed> {
    let own = own(name);
    let is_kept = |word: &Word| !words().is_particle(&word.text) || word.text.len() == 1 && word.is_bound;
    let has_other = own.iter().any(is_kept);
    let is_name = |word: &Word| word.text.len() > 1 && rank(word).is_none();
    let is_aside = own.iter().all(|word| word.is_aside || !is_name(word));
    let weigh = |word: Word| {
        let weight = if is_name(&word) && (!word.is_aside || is_aside) { 1.0 } else { 0.0 };
        Weighed { is_left_out: has_other && !is_kept(&word), weight, word }
    };
    own.into_iter().map(weigh).collect()
}

/// The numbers by which a person is told from others of the same name.
pub(super) fn ranks(name: &[Word]) -> BTreeSet<u32> {
    own(name).iter().filter_map(rank).collect()
}

/// How alike two words of names are at most.
pub(super) fn alike(one: &Word, other: &Word) -> f64 {
    likeness(one, other, TOLERANCE)
}

/// The words that are the person's own: titles before the name and degrees behind it go.
fn own(name: &[Word]) -> Vec<Word> {
    let list = words();
    let mut own: Vec<Word> = name.to_vec();
    let is_title = |word: &Word| list.is_title(&word.text) && word.given.is_empty();
    while own.len() > 1 && own.first().is_some_and(is_title) {
        own.remove(0);
    }
    let is_degree = |word: &Word| ["phd", "md", "esq", "msc", "mba", "haji", "kc", "qc"].contains(&word.text.as_str());
    while own.len() > 1 && own.last().is_some_and(is_degree) {
        own.pop();
    }
    for at in 0..own.len().saturating_sub(1) {
        let before_last = own.get(at).is_some_and(|word| is_title(word) || list.is_title(&word.text) && word.is_aside);
        let follows_comma = at > 0 && own.get(at - 1).is_some_and(|word| word.has_comma);
        if let Some(word) = own.get_mut(at).filter(|_| before_last || follows_comma) {
            word.is_aside |= is_title(word);
        }
    }
    own
}

fn without_particles(name: &[Word]) -> Vec<Word> {
    let says = |word: &&Word| !words().is_particle(&word.text) || word.text.len() == 1 && word.is_bound;
    let kept: Vec<Word> = name.iter().filter(says).cloned().collect();
    if kept.is_empty() { name.to_vec() } else { kept }
}

/// Whether two names are the same letters in any order of words.
fn same_letters(one: &[Word], other: &[Word]) -> bool {
    let sorted = |name: &[Word]| {
        let mut words: Vec<String> = name.iter().map(|word| word.text.clone()).collect();
        words.sort();
        words
    };
    let whole = |name: &[Word]| name.iter().map(|word| word.text.as_str()).collect::<String>();
    sorted(one) == sorted(other) || whole(one) == whole(other)
}

/// How alike two words of names are.
fn likeness(one: &Word, other: &Word, tolerance: f64) -> f64 {
    if one.text == other.text {
        return 1.0;
    }
    if rank(one).is_some() || rank(other).is_some() {
        return if rank(one) == rank(other) { 1.0 } else { 0.0 };
    }
    if one.text.len() == 1 || other.text.len() == 1 {
        return initial(one, other);
    }
    let heard = by_ear(one, other, tolerance);
    if !one.given.is_empty() && !other.given.is_empty() {
        let is_one = one.given.iter().any(|line| other.given.contains(line));
        return match is_one {
            true if heard > 0.0 || one.is_bare != other.is_bare => SPELLING,
            true => FORM,
            false if heard > 0.9 && one.sounds.len() > 4 => heard,
            false => 0.0,
        };
    }
    // Few letters hold many names.
    if one.text.len().min(other.text.len()) <= 3 && heard < 0.9 && one.is_bare == other.is_bare {
        return 0.0;
    }
    if is_feminine_of(&one.sounds, &other.sounds) || is_feminine_of(&other.sounds, &one.sounds) {
        return 0.85;
    }
    heard
}

fn initial(one: &Word, other: &Word) -> f64 {
    let (Some(first), Some(second)) = (one.text.chars().next(), other.text.chars().next()) else { return 0.0 };
    let is_spoken = one.sounds.first() == other.sounds.first();
    let translated =
        one.given.iter().chain(&other.given).next().is_some() && matches!((first, second), ('y', 'j') | ('j', 'y'));
    if first == second || is_spoken || translated { INITIAL } else { 0.0 }
}

/// The number by which a person is told from one of the same name: "Jr.", "Sr.", "III".
fn rank(word: &Word) -> Option<u32> {
    match word.text.as_str() {
        "jr" | "junior" | "jnr" | "filho" | "fils" | "hijo" => Some(2),
        "sr" | "senior" | "snr" | "pere" => Some(1),
        _ => word.number,
    }
}

/// Whether a Slavic family name is that of a woman of the other's family.
fn is_feminine_of(one: &[char], other: &[char]) -> bool {
    let with = |ending: &[char], own: &[char]| {
        one.strip_suffix(ending).is_some_and(|stem| stem.len() > 2 && other.strip_suffix(own) == Some(stem))
    };
    with(&['v', 'a'], &['v'])
        || with(&['i', 'n', 'a'], &['i', 'n'])
        || with(&['s', 'k', 'a', 'i', 'a'], &['s', 'k', 'i'])
        || with(&['s', 'k', 'a'], &['s', 'k', 'i'])
        || with(&['a', 'i', 'a'], &['i'])
}

/// Whether a word is a father's name in the manner of Eastern Europe.
fn is_patronymic(word: &Word) -> bool {
    let ends =
        ["ovich", "evich", "ovych", "ovic", "ovna", "evna", "ivna", "ichna", "iovych", "ilyich", "ovitch", "yevich"];
    word.text.len() > 6 && ends.iter().any(|end| word.text.ends_with(end))
}

/// Names and initials on one side that the other has not.
struct Rest {
    names: f64,
    initials: usize,
    ranks: usize,
}

fn rest(words: &[&Word]) -> Rest {
    let mut rest = Rest { names: 0.0, initials: 0, ranks: 0 };
    for word in words {
        if rank(word).is_some() {
            rest.ranks += 1;
        } else if word.is_aside {
        } else if word.text.len() == 1 {
            rest.initials += 1;
        } else {
            rest.names += if is_patronymic(word) { 0.5 } else { 1.0 };
        }
    }
    rest
}

fn judge(found: &Pairs<'_>, shorter: usize) -> Match {
    let is_full = |pair: &&Pair<'_>| pair.one.text.len() > 1 && pair.other.text.len() > 1 && rank(pair.one).is_none();
    let full: Vec<&Pair<'_>> = found.both.iter().filter(is_full).collect();
    let initials = found.both.len() - full.len();
    let (left, right) = (rest(&found.left), rest(&found.right));
    if full.is_empty() {
        return Match { score: 0.05, reasons: vec!["no name in common".to_owned()] };
    }
    let mut reasons: Vec<String> = full.iter().filter_map(|pair| told(pair)).collect();
    let alike = full.iter().map(|pair| pair.likeness).sum::<f64>() / full.len() as f64;
    let is_alone = full.len() == 1 && initials == 0;
    let steep = if is_alone { (alike - 0.52) * 2.6 } else { (alike - 0.5) * 2.5 };
    let quality = steep.clamp(0.0, 1.0);
    let factor = leftover(&full, initials, (&left, &right), shorter);
    if factor < 0.5 {
        let both = left.names + left.initials as f64 > 0.0 && right.names + right.initials as f64 > 0.0;
        reasons.push(if both { "each has a name that the other has not" } else { "one has more names" }.to_owned());
    } else if factor < 1.0 {
        reasons.push(lesser(found, initials));
    }
    let ranks = match (left.ranks, right.ranks) {
        (0, 0) => 1.0,
        (0, _) | (_, 0) => 0.75,
        _ => 0.3,
    };
    if ranks < 1.0 {
        reasons.push("junior, senior or a number tells them apart".to_owned());
    }
    Match { score: (quality * factor * ranks * order(&full)).min(0.97), reasons }
}

/// What is left over on either side takes its part: a name on both says that they are two.
fn leftover(full: &[&Pair<'_>], initials: usize, (left, right): (&Rest, &Rest), shorter: usize) -> f64 {
    let paired = full.len() as f64;
    let (least, most) = (left.names.min(right.names), left.names.max(right.names));
    if least > 0.0 {
        return if paired >= 3.0 && most <= 1.0 { 0.45 } else { 0.3 * paired / (paired + most) };
    }
    if left.initials.min(right.initials) > 0 || (left.initials + right.initials > 0 && most > 0.0) {
        return 0.4;
    }
    let by_initials = if initials > 0 { 0.85 } else { 1.0 };
    if full.len() == 1 && initials == 0 {
        let is_pair_of_one = shorter == 1 && most <= 0.0;
        return if is_pair_of_one { 1.0 } else { 0.42 };
    }
    if full.len() == 1 && most > 0.5 {
        return 0.45;
    }
    let is_given = |pair: &&Pair<'_>| !pair.one.given.is_empty() && !pair.other.given.is_empty();
    let by_given = if most >= 1.0 && full.iter().all(is_given) { 0.85 } else { 1.0 };
    by_initials
        * by_given
        * match most {
            0.0 => 1.0,
            most if most <= 0.5 => 0.95,
            most if most <= 1.0 => 0.85,
            most if most <= 2.0 => 0.72,
            most if most <= 3.0 => 0.6,
            _ => 0.5,
        }
}

/// A little less where the order differs and no comma says why.
fn order(full: &[&Pair<'_>]) -> f64 {
    let crossed =
        full.iter().any(|one| full.iter().any(|other| one.places.0 < other.places.0 && one.places.1 > other.places.1));
    if crossed { 0.96 } else { 1.0 }
}

fn lesser(found: &Pairs<'_>, initials: usize) -> String {
    let extra: Vec<&str> =
        found.left.iter().chain(&found.right).filter(|word| !word.is_aside).map(|word| word.text.as_str()).collect();
    match (extra.is_empty(), initials) {
        (false, _) => format!("only one has “{}”", extra.join(" ")),
        (true, 0) => "the rest is the same".to_owned(),
        (true, _) => "an initial stands for a name".to_owned(),
    }
}

/// Why two words are taken for one name; nothing where they are the same letters.
fn told(pair: &Pair<'_>) -> Option<String> {
    let (one, other) = (pair.one, pair.other);
    if one.text == other.text {
        return None;
    }
    let is_known = one.given.iter().any(|line| other.given.contains(line));
    let words = format!("“{}” and “{}”", one.text, other.text);
    Some(match () {
        () if one.is_bare != other.is_bare => format!("{words} are one name in two scripts"),
        () if is_known => format!("{words} are forms of one name"),
        () if one.sounds.last().copied().is_some_and(is_vowel)
            != other.sounds.last().copied().is_some_and(is_vowel)
            && pair.likeness > 0.84 =>
        {
            format!("{words} are forms of one family name")
        }
        () => format!("{words} sound alike"),
    })
}
