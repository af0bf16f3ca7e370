//! Which records of a case are likely to be one: actors, places and sources, each pair with its reasons.
//!
//! Only names that share a key are compared: two of their words by sound, one where it is rare, or letters that stand for
//! words. So the time stays in proportion to the case, but for names that very many have. What ties a pair in the case
//! then raises or lowers what the names say.

use std::collections::BTreeMap;

use super::evidence::Ties;
use super::{Kind, Match, Name, SAME, compare};
use crate::case::{Actor, ActorKind, Case, Place, RecordId, Source};

/// Two records that are likely to be one. The first has the lower id.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// The one.
    pub one: RecordId,
    /// The other.
    pub other: RecordId,
    /// From [`SAME`] to 1.
    pub score: f64,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// More pairs than this are not listed: the most likely are.
const MOST: usize = 1_000;
/// A single word is a key where no more records have it.
const RARE: usize = 24;
/// Of a key that more records have, each is compared with so many next to it.
const NEXT: usize = 12;
/// So many names of one record are compared.
const NAMES: usize = 6;

/// Looks for records that are likely to be one, the most likely pair first. `go_on` is told how much is done, from 0 to
/// 1, and says whether to go on; `None` where it said no.
pub fn likely(case: &Case, go_on: &dyn Fn(f64) -> bool) -> Option<Vec<Likely>> {
    let entries = entries(case);
    if !go_on(0.1) {
        return None;
    }
    let pairs = pairs(&entries);
    if !go_on(0.2) {
        return None;
    }
    let ties = Ties::of(case);
    let mut found = Vec::new();
    for (done, &(one, other)) in pairs.iter().enumerate() {
        if done % 512 == 0 && !go_on(0.3 + 0.7 * done as f64 / pairs.len() as f64) {
            return None;
        }
        let (Some(one), Some(other)) = (entries.get(one as usize), entries.get(other as usize)) else { continue };
        found.extend(judge(case, &ties, one, other));
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.one, a.other).cmp(&(b.one, b.other))));
    found.truncate(MOST);
    Some(found)
}

/// A record with its names.
struct Entry {
    id: RecordId,
    kind: Kind,
    names: Vec<Name>,
    /// A source's symbol or address, as it is compared.
    reference: String,
}

fn entries(case: &Case) -> Vec<Entry> {
    let names = |name: &str, aliases: &[String]| {
        let all = std::iter::once(name).chain(aliases.iter().map(String::as_str));
        all.filter(|name| !name.trim().is_empty()).take(NAMES).map(Name::read).collect::<Vec<_>>()
    };
    let actor = |id: RecordId, actor: &Actor| Entry {
        id,
        kind: if actor.kind == ActorKind::Person { Kind::Person } else { Kind::Organization },
        names: names(&actor.name, &actor.aliases),
        reference: String::new(),
    };
    let place = |id: RecordId, place: &Place| Entry {
        id,
        kind: Kind::Place,
        names: names(&place.name, &place.aliases),
        reference: String::new(),
    };
    let source = |id: RecordId, source: &Source| Entry {
        id,
        kind: Kind::Source,
        names: names(&source.title, &[]),
        reference: reference(&source.reference),
    };
    let actors = case.actors.iter().map(|(id, record)| actor((*id).into(), record));
    let places = case.places.iter().map(|(id, record)| place((*id).into(), record));
    let sources = case.sources.iter().map(|(id, record)| source((*id).into(), record));
    sources.chain(places).chain(actors).collect()
}

/// A symbol or an address without what may differ: how it is reached, its case, a stroke at its end.
fn reference(text: &str) -> String {
    let small = text.trim().to_lowercase();
    let bare = small.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pairs that share a key, by their places in the list, each once.
fn pairs(entries: &[Entry]) -> Vec<(u32, u32)> {
    let mut singles: BTreeMap<(Kind, u64), Vec<u32>> = BTreeMap::new();
    let mut doubles: BTreeMap<(Kind, u64), Vec<u32>> = BTreeMap::new();
    for (entry, at) in entries.iter().zip(0..) {
        for name in &entry.names {
            let mut keys: Vec<u64> = name.keys().map(|key| hashed(&key)).collect();
            keys.sort_unstable();
            keys.dedup();
            for (place, key) in keys.iter().enumerate() {
                singles.entry((entry.kind, *key)).or_default().push(at);
                for other in keys.iter().skip(place + 1) {
                    doubles.entry((entry.kind, key.rotate_left(7) ^ other)).or_default().push(at);
                }
            }
        }
        if !entry.reference.is_empty() {
            let key = hashed(&format!("r {}", entry.reference));
            doubles.entry((entry.kind, key)).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for members in singles.values_mut().filter(|members| members.len() <= RARE) {
        meet(members, &mut pairs);
    }
    for members in doubles.values_mut() {
        meet(members, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Every two of a few; of many, each with those next to it.
fn meet(members: &mut Vec<u32>, pairs: &mut Vec<(u32, u32)>) {
    members.sort_unstable();
    members.dedup();
    let near = if members.len() <= RARE { RARE } else { NEXT };
    for (place, &one) in members.iter().enumerate() {
        pairs.extend(members.iter().skip(place + 1).take(near).map(|&other| (one, other)));
    }
}

/// FNV-1a over the letters.
fn hashed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |bits, byte| (bits ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn judge(case: &Case, ties: &Ties, one: &Entry, other: &Entry) -> Option<Likely> {
    let (record, against) = (case.record(one.id)?, case.record(other.id)?);
    if record.common().distinct.contains(&other.id) || against.common().distinct.contains(&one.id) {
        return None;
    }
    let mut best = Match { score: 0.0, reasons: Vec::new() };
    for name in &one.names {
        for against in &other.names {
            let found = compare(name, against, Some(one.kind));
            if found.score > best.score {
                best = found;
            }
        }
    }
    if !one.reference.is_empty() && one.reference == other.reference {
        best = Match { score: 0.95_f64.max(best.score), reasons: vec!["the same reference".to_owned()] };
    }
    if best.score < 0.4 {
        return None;
    }
    ties.weigh((one.id, &record), (other.id, &against), &mut best);
    (best.score >= SAME).then(|| Likely {
        one: one.id.min(other.id),
        other: one.id.max(other.id),
        score: best.score.min(1.0),
        reasons: best.reasons,
    })
}
