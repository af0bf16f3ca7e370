//! What does not add up across records.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::within::whens;
use super::{List, Severity};
use crate::case::{ActorId, Case, RecordId};
use crate::query::dates::{DatedId, Dates};

/// Dates that collide, each set once, at the first record with a relative date, which is most likely the one to correct.
///
/// An end before its start is among them: a stated one is refused when it is read.
pub(super) fn contradictions(list: &mut List, case: &Case, dates: &Dates) {
    for contradiction in dates.contradictions() {
        let places: Vec<_> = contradiction.records.iter().map(|&id| dated(id)).collect();
        let place = places.iter().find(|(record, _)| has_relative_date(case, *record)).or(places.first());
        list.record = place.map(|(record, _)| *record);
        list.add(Severity::Error, "contradiction", place.map(|(_, field)| *field), contradiction.words(case));
    }
}

/// The record that a date belongs to, and the field in which it stands.
fn dated(id: DatedId) -> (RecordId, &'static str) {
    match id {
        DatedId::Record(id) => (id, "when"),
        DatedId::Post(actor, _) => (actor.into(), "posts.when"),
    }
}

fn has_relative_date(case: &Case, id: RecordId) -> bool {
    case.record(id).is_some_and(|record| whens(&record).iter().any(|(_, when)| !when.constraints.is_empty()))
}

/// Places that lie in themselves and missions that follow themselves.
pub(super) fn loops(list: &mut List, case: &Case) {
    let parents = case.places.iter().filter_map(|(&id, place)| Some((id, place.parent?))).collect();
    for chain in chains(&parents) {
        tell_loop(list, case, &chain, ("parent", "lies in itself", "parents"));
    }
    let followed = case.missions.iter().filter_map(|(&id, mission)| Some((id, mission.predecessor?))).collect();
    for chain in chains(&followed) {
        tell_loop(list, case, &chain, ("predecessor", "follows itself", "predecessors"));
    }
}

/// Loops in a map where each points to one other at most; each loop begins at its lowest id.
fn chains<I: Copy + Ord>(next: &BTreeMap<I, I>) -> Vec<Vec<I>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for &start in next.keys() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|&id| seen.insert(id)) {
            path.push(id);
            at = next.get(&id).copied();
        }
        if let Some(entry) = at.and_then(|id| path.iter().position(|&other| other == id)) {
            let mut chain = path.split_off(entry);
            let lowest = chain.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(place, _)| place);
            chain.rotate_left(lowest);
            found.push(chain);
        }
    }
    found
}

fn tell_loop<I: Copy + Into<RecordId>>(
    list: &mut List,
    case: &Case,
    chain: &[I],
    (field, does, fields): (&'static str, &str, &str),
) {
    let Some(&first) = chain.first() else { return };
    let names: Vec<_> = chain.iter().chain([&first]).map(|&id| case.title_of(id.into())).collect();
    list.record = Some(first.into());
    let words = format!("“{}” {does}: {}; clear one of these {fields}", case.title_of(first.into()), names.join(" → "));
    list.add(Severity::Error, "loop", field, words);
}

/// Actors of one name, told at each but the first of them.
pub(super) fn names(list: &mut List, case: &Case) {
    let mut first: BTreeMap<String, ActorId> = BTreeMap::new();
    for (&id, actor) in &case.actors {
        let mut told = BTreeSet::new();
        let aliases = actor.aliases.iter().map(|alias| ("aliases", alias));
        for (field, name) in std::iter::once(("name", &actor.name)).chain(aliases) {
            let key = folded(name);
            if key.is_empty() {
                continue;
            }
            let other = *first.entry(key).or_insert(id);
            if other != id && told.insert(other) {
                list.record = Some(id.into());
                let other = case.title_of(other.into());
                let words = format!("“{name}” also names the actor “{other}”: merge them if they are one");
                list.add(Severity::Note, "duplicate-name", field, words);
            }
        }
    }
}

/// A name for comparison: composed (NFC), without differences of case and with single spaces.
///
/// Upper case first, then lower, comes close to full case folding: ß is ss, and both forms of sigma are one.
fn folded(name: &str) -> String {
    let spaced = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let upper: String = spaced.nfc().flat_map(char::to_uppercase).collect();
    upper.chars().flat_map(char::to_lowercase).nfc().collect()
}
