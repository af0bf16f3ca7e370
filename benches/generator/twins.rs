//! Actors with names as various as in life, some of them twice: as another source spells them.

#![expect(clippy::indexing_slicing, reason = "lists of words that are there by construction")]

use std::sync::Arc;

use sightline::case::{Actor, ActorId, ActorKind, Case};

use crate::generator::random::Random;
use crate::generator::{header, words};

const NAMES: u64 = 20;
const TWINS: u64 = 21;

/// The given names that the program knows, of which the first of each line is taken.
const GIVEN: &str = include_str!("../../assets/names/given.txt");
/// Beginnings and ends of family names; between them stands one of the vowels.
const BEGINNINGS: &[&str] = &[
    "B", "Br", "Ch", "D", "Dr", "F", "G", "Gr", "H", "J", "K", "Kr", "L", "M", "N", "P", "R", "S", "Sh", "St", "T",
    "Tr", "V", "Z",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u"];
const MIDDLES: &[&str] = &["b", "d", "g", "k", "l", "lm", "m", "n", "nd", "r", "rk", "s", "st", "t", "v", "z"];
const ENDS: &[&str] = &[
    "ov", "enko", "ev", "in", "ski", "ic", "an", "ian", "i", "adze", "shvili", "ou", "a", "o", "é", "e", "er", "sen",
    "ez", "es",
];
const TRADES: &[&str] =
    &["Shipping", "Trading", "Mining", "Fuel", "Timber", "Fishing", "Security", "Construction", "Transport", "Holding"];
const BODIES: &[&str] =
    &["Brigade", "Front", "Committee", "Union", "Movement", "Foundation", "Bank", "Company", "Group"];
/// What another source writes for letters, and letters for it.
const SPELLINGS: &[(&str, &str)] =
    &[("sh", "ch"), ("v", "w"), ("k", "q"), ("ou", "u"), ("i", "y"), ("o", "u"), ("e", "i"), ("ts", "tz"), ("kh", "h")];

/// A case with so many actors, and the pairs of which one is planted as the twin of the other: five in a hundred.
pub fn various(actors: u64, seed: u64) -> (Case, Vec<(ActorId, ActorId)>) {
    let mut case = Case::new(header(0, seed));
    let given: Vec<&str> = GIVEN.lines().filter(|line| !line.starts_with('#')).collect();
    let mut twins = Vec::new();
    let mut made = 0;
    for place in 0.. {
        let mut random = Random::of(seed, NAMES, place);
        if made >= actors {
            break;
        }
        let actor = actor(&mut random, &given);
        let id = put(&mut case, &mut random, actor.clone());
        made += 1;
        if place % 20 == 0 && made < actors {
            let mut random = Random::of(seed, TWINS, place);
            let twin = twin(&mut random, &actor, &given);
            twins.push((id, put(&mut case, &mut random, twin)));
            made += 1;
        }
    }
    (case, twins)
}

fn put(case: &mut Case, random: &mut Random, actor: Actor) -> ActorId {
    let id = ActorId::from_bits(random.bits());
    drop(case.actors.insert(id, Arc::new(actor)));
    id
}

fn actor(random: &mut Random, given: &[&str]) -> Actor {
    if random.percent(75) {
        let line = given[random.popular(given.len() as u64) as usize];
        let mut name = capital(line.split(' ').next().unwrap_or_default());
        if random.percent(15) {
            name = format!("{name} {}", family(random));
        }
        return Actor { kind: ActorKind::Person, name: format!("{name} {}", family(random)), ..Actor::default() };
    }
    let own = family(random);
    let name = match random.below(4) {
        0 => format!("{own} {} Company", random.pick(TRADES)),
        1 => format!("{own} {}", random.pick(BODIES)),
        2 => format!("{} of {own}", random.pick(BODIES)),
        _ => format!("{own} {} {}", family(random), random.pick(TRADES)),
    };
    Actor { kind: ActorKind::Company, name, ..Actor::default() }
}

/// A family name, one of about forty thousand, some of them often.
fn family(random: &mut Random) -> String {
    let mut name = random.pick(BEGINNINGS).to_owned();
    name.push_str(random.pick(VOWELS));
    name.push_str(random.pick(MIDDLES));
    name.push_str(ENDS[random.popular(ENDS.len() as u64) as usize]);
    name
}

/// The same actor as another source has it: another spelling or form, another order, an accent, a slip, an alias.
fn twin(random: &mut Random, actor: &Actor, given: &[&str]) -> Actor {
    let parts: Vec<&str> = actor.name.split(' ').collect();
    let last = parts.len() - 1;
    let name = match random.below(6) {
        0 if actor.kind == ActorKind::Person => format!("{}, {}", parts[last], parts[..last].join(" ")),
        1 if actor.kind == ActorKind::Person => {
            let forms = given.iter().find(|line| line.split(' ').next() == Some(&parts[0].to_lowercase()));
            let forms: Vec<&str> = forms.map_or_else(Vec::new, |line| line.split(' ').collect());
            let form = if forms.is_empty() { parts[0] } else { random.pick(&forms) };
            format!("{} {}", capital(form), parts[1..].join(" "))
        }
        2 => words::accented(&actor.name),
        3 => slipped(random, &actor.name),
        4 => {
            let alias = actor.name.clone();
            let name = format!("{} {}", family(random), family(random));
            return Actor { name, aliases: vec![alias], ..actor.clone() };
        }
        _ => {
            let (from, to) = random.pick(SPELLINGS);
            if actor.name.contains(from) { actor.name.replacen(from, to, 1) } else { actor.name.to_uppercase() }
        }
    };
    Actor { name, ..actor.clone() }
}

/// A name with one letter twice, or two that changed places.
fn slipped(random: &mut Random, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + random.below(letters.len() as u64 - 2) as usize;
    if letters[at].is_alphabetic() && letters[at + 1].is_alphabetic() && random.percent(50) {
        letters.swap(at, at + 1);
    } else {
        letters.insert(at, letters[at]);
    }
    letters.into_iter().collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
