//! How far two words are apart by ear: spellings of one sound are close, letters that make another name are not.

use std::sync::LazyLock;

/// What spells one sound, longer spellings first: `S` is sh, `C` ch, `Z` zh, `X` kh and `T` ts.
const SPELLINGS: &[(&str, &str)] = &[
    ("schtsch", "S"),
    ("shch", "S"),
    ("szcz", "S"),
    ("tsch", "C"),
    ("dzh", "j"),
    ("tch", "C"),
    ("sch", "S"),
    ("sh", "S"),
    ("sz", "S"),
    ("cz", "C"),
    ("ch", "C"),
    ("zh", "Z"),
    ("dj", "j"),
    ("kh", "X"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ts", "T"),
    ("tz", "T"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "e"),
    ("oe", "o"),
    ("ue", "u"),
    ("y", "i"),
];

/// Spellings of one vowel in longer words: Hussein, Hussain, Husayn.
const DOUBLES: &[&str] = &["ai", "ay", "ei", "ey", "ae"];

/// Sounds that are taken for one another, and what it costs.
const NEAR: &[(char, char, f64)] = &[
    ('X', 'h', 0.2),
    ('c', 'k', 0.2),
    ('i', 'j', 0.25),
    ('C', 'c', 0.4),
    ('S', 'C', 0.4),
    ('C', 'X', 0.4),
    ('X', 'k', 0.4),
    ('X', 'g', 0.5),
    ('Z', 'j', 0.3),
    ('T', 'c', 0.3),
    ('T', 'z', 0.4),
    ('T', 's', 0.5),
    ('c', 's', 0.4),
    ('s', 'z', 0.4),
    ('S', 's', 0.5),
    ('Z', 'z', 0.4),
    ('g', 'j', 0.5),
    ('g', 'h', 0.5),
    ('g', 'k', 0.5),
    ('d', 't', 0.56),
    ('b', 'p', 0.6),
    ('b', 'v', 0.6),
    ('f', 'v', 0.5),
    ('u', 'v', 0.4),
    ('C', 'k', 0.6),
    ('S', 'Z', 0.5),
    ('C', 'j', 0.5),
    ('T', 'C', 0.5),
    ('a', 'e', 0.3),
    ('e', 'i', 0.3),
    ('o', 'u', 0.3),
    ('a', 'o', 0.45),
    ('d', 'z', 0.5),
    ('m', 'n', 0.9),
];

/// What it costs to write one letter for another that is not near it.
const OTHER: f64 = 1.3;

/// A word by its sounds: spellings of one sound become one letter, doubled ones one.
pub(super) fn sounds(word: &str) -> Vec<char> {
    let mut sounds: Vec<char> = Vec::with_capacity(word.len());
    let mut rest = word;
    let is_long = word.len() >= 5;
    while let Some(first) = rest.chars().next() {
        if let Some(double) = DOUBLES.iter().find(|double| is_long && rest.starts_with(**double)) {
            add(&mut sounds, 'e');
            rest = rest.get(double.len()..).unwrap_or_default();
            continue;
        }
        let spelt = SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let length = spelt.map_or(first.len_utf8(), |(spelling, _)| spelling.len());
        match spelt {
            Some((_, letters)) => letters.chars().for_each(|letter| add(&mut sounds, letter)),
            None => add(&mut sounds, first),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    if sounds.len() >= 5 && (sounds.ends_with(&['o', 'f']) || sounds.ends_with(&['e', 'f'])) {
        sounds.pop();
        sounds.push('v');
    }
    sounds
}

fn add(sounds: &mut Vec<char>, letter: char) {
    if sounds.last() != Some(&letter) {
        sounds.push(letter);
    }
}

/// The consonants of a word, in classes: what is left of it in a script that writes no vowels.
pub(super) fn skeleton(sounds: &[char]) -> String {
    let mut bones = String::new();
    for &sound in sounds {
        let bone = match sound {
            'a' | 'e' | 'i' | 'o' | 'u' | 'v' | 'h' => continue,
            'C' => 'j',
            'X' | 'c' | 'g' | 'k' => 'k',
            'p' => 'b',
            'z' | 'Z' | 'T' => 's',
            'd' => 't',
            other => other,
        };
        if !bones.ends_with(bone) {
            bones.push(bone);
        }
    }
    bones
}

pub(super) const fn is_vowel(sound: char) -> bool {
    matches!(sound, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How much two words sound alike: 1 the same, 0 more than `tolerance` apart for each letter.
pub(super) fn likeness(one: &[char], other: &[char], tolerance: f64) -> f64 {
    if one == other {
        return 1.0;
    }
    let length = (one.len() + other.len()) as f64 / 2.0;
    let most = tolerance * length + 0.12;
    if (one.len() as f64 - other.len() as f64).abs() * 0.3 > most {
        return 0.0;
    }
    distance(one, other, most).map_or(0.0, |apart| 1.0 - 0.5 * apart / most)
}

/// So many cells need no memory of their own: three rows of a word of 31 sounds.
const CELLS: usize = 96;

/// The least cost of making one word of the other: a letter more, less or another, or two that changed places. `None`
/// where it is more than `most`.
fn distance(one: &[char], other: &[char], most: f64) -> Option<f64> {
    let width = other.len() + 1;
    let (mut few, mut many) = ([0.0; CELLS], Vec::new());
    let cells: &mut [f64] = if 3 * width <= CELLS {
        &mut few
    } else {
        many.resize(3 * width, 0.0);
        &mut many
    };
    let (before, rest) = cells.split_at_mut(width);
    let (above, line) = rest.split_at_mut(width);
    let mut rows = Rows { before, above, line: line.get_mut(..width)? };
    let mut cost = 0.0;
    for (at, (cell, &letter)) in rows.above.iter_mut().skip(1).zip(other).enumerate() {
        cost += one_more(letter, at, other);
        *cell = cost;
    }
    let mut least_before = 0.0;
    for row in 0..one.len() {
        let least = rows.fill(one, other, row);
        // Letters that changed places reach over one row.
        if least > most && least_before > most {
            return None;
        }
        least_before = least;
        rows = Rows { before: rows.above, above: rows.line, line: rows.before };
    }
    rows.above.last().copied().filter(|&apart| apart <= most)
}

/// The row of costs that is filled, and the two above it.
struct Rows<'a> {
    before: &'a mut [f64],
    above: &'a mut [f64],
    line: &'a mut [f64],
}

impl Rows<'_> {
    /// Fills the row of a letter of the one word; its least cost.
    fn fill(&mut self, one: &[char], other: &[char], row: usize) -> f64 {
        let Some(&letter) = one.get(row) else { return 0.0 };
        let extra = one_more(letter, row, one);
        let previous = row.checked_sub(1).and_then(|at| one.get(at));
        let mut corner = self.above.first().copied().unwrap_or_default();
        let mut left = corner + extra;
        let mut least = left;
        if let Some(first) = self.line.first_mut() {
            *first = left;
        }
        // The cost two rows above and two columns before, and the letter of the column before.
        let mut crossed = (0.0, None);
        let columns = self.above.iter().skip(1).zip(self.line.iter_mut().skip(1)).zip(self.before.iter());
        for ((column, &against), ((&upper, cell), &over)) in other.iter().enumerate().zip(columns) {
            let is_end = row + 1 == one.len() && column + 1 == other.len();
            let place = match (row + column, is_end) {
                (0, _) => Place::First,
                (_, true) => Place::Last,
                (_, false) => Place::Within,
            };
            let mut cheapest = corner + swap((letter, against), place);
            cheapest = cheapest.min(upper + extra).min(left + one_more(against, column, other));
            if previous == Some(&against) && crossed.1 == Some(letter) {
                cheapest = cheapest.min(crossed.0 + 0.7);
            }
            *cell = cheapest;
            (corner, left, crossed) = (upper, cheapest, (over, Some(against)));
            least = least.min(cheapest);
        }
        least
    }
}

/// What one letter more costs: little for one that is hardly heard, much for the vowel at the end that makes another name.
fn one_more(letter: char, at: usize, word: &[char]) -> f64 {
    let is_last = at + 1 == word.len();
    match letter {
        'h' => 0.3,
        'a' | 'o' if is_last => 1.1,
        'e' if is_last => 0.4,
        vowel if is_vowel(vowel) => 0.5,
        _ if at == 0 => 1.3,
        _ => 1.0,
    }
}

/// Where two letters stand in their words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Within,
    Last,
}

/// How many codes letters have: one each for `a` to `z` and for the five sounds of several letters, one for all others.
const CODES: usize = 32;

/// The number of a sound in the table of costs.
const fn code(sound: char) -> usize {
    match sound {
        'a'..='z' => sound as usize - 'a' as usize,
        'C' => 26,
        'S' => 27,
        'T' => 28,
        'X' => 29,
        'Z' => 30,
        _ => 31,
    }
}

/// What one letter for another costs, by the codes of both.
static COSTS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let mut costs = vec![OTHER; CODES * CODES];
    let mut set = |one: char, other: char, cost: f64| {
        for at in [code(one) * CODES + code(other), code(other) * CODES + code(one)] {
            if let Some(cell) = costs.get_mut(at) {
                *cell = cost;
            }
        }
    };
    let vowels = ['a', 'e', 'i', 'o', 'u'];
    for one in vowels {
        for other in vowels {
            set(one, other, 0.5);
        }
    }
    for &(one, other, cost) in NEAR {
        set(one, other, cost);
    }
    costs
});

/// What one letter for another costs.
fn swap((one, other): (char, char), place: Place) -> f64 {
    if one == other {
        return 0.0;
    }
    if place == Place::Last && is_vowel(one) && is_vowel(other) && matches!((one, other), ('a', 'o') | ('o', 'a')) {
        return OTHER;
    }
    let cost = COSTS.get(code(one) * CODES + code(other)).copied().unwrap_or(OTHER);
    if place == Place::First && cost > 0.55 { cost * 1.8 } else { cost }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_sound_are_one() {
        let check = |one: &str, other: &str| assert_eq!(sounds(one), sounds(other), "{one} {other}");
        check("shevchenko", "schevchenko");
        check("yusuf", "yousouf");
        check("romanoff", "romanov");
        check("mueller", "muller");
    }

    #[test]
    fn likeness_follows_the_ear() {
        let check = |one: &str, other: &str, is_like: bool| {
            let found = likeness(&sounds(one), &sounds(other), 0.18);
            assert_eq!(found > 0.5, is_like, "{one} {other} {found}");
        };
        check("gaddafi", "qadhafi", true);
        check("hezbollah", "hizbullah", true);
        check("mahmoud", "mahmood", true);
        check("ivan", "ivana", false);
        check("maria", "mario", false);
        check("hansen", "jansen", false);
        check("smirnov", "smirnow", true);
    }
}
