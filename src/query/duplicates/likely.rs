//! Which records of a case are likely to be one: actors, places and sources, each pair with its reasons.
//!
//! Only names are compared of which the shorter has a word like each of its own in the other (`blocks.rs`), and records with
//! one reference. What ties a pair in the case then raises or lowers what the names say.

use super::blocks::Blocks;
use super::evidence::Ties;
use super::lexicon::hashed;
use super::pace::Pace;
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
pub const MOST: usize = 1_000;
/// Of sources with one reference, each is compared with so many that follow.
const NEXT: usize = 24;
/// What has more bytes than this is no name that could be compared.
const LONGEST: usize = 600;
/// So many names of one record are compared.
const NAMES: usize = 6;

/// Looks for records that are likely to be one, the most likely pair first. `go_on` is told how much is done, from 0 to
/// 1, and says whether to go on, every few milliseconds; `None` where it said no.
pub fn likely(case: &Case, go_on: &dyn Fn(f64) -> bool) -> Option<Vec<Likely>> {
    let pace = Pace { go_on, from: 0.0, to: 1.0 };
    let entries = entries(case, pace.part(0.0, 0.15))?;
    let ties = Ties::of(case, pace.part(0.15, 0.25))?;
    let pairs = pairs(&entries, &ties, pace.part(0.25, 0.8))?;
    let judged =
        |&(one, other): &(u32, u32)| judge(case, &ties, entries.get(one as usize)?, entries.get(other as usize)?);
    let judged = |part: &[(u32, u32)]| part.iter().filter_map(judged).collect();
    let mut found = pace.part(0.8, 1.0).shared(&pairs, 256, judged)?;
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

/// The records whose names are compared; `None` where the pace says so.
fn entries(case: &Case, stretch: Pace<'_>) -> Option<Vec<Entry>> {
    let names = |name: &str, aliases: &[String]| {
        let all = std::iter::once(name).chain(aliases.iter().map(String::as_str));
        all.filter(|name| !name.trim().is_empty() && name.len() <= LONGEST)
            .take(NAMES)
            .map(Name::read)
            .collect::<Vec<_>>()
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
    let count = case.sources.len() + case.places.len() + case.actors.len();
    let all = sources.chain(places).chain(actors).enumerate();
    all.map(|(done, entry)| stretch.step((done, count), 256).map(|()| entry)).collect()
}

/// A symbol or an address without what may differ: how it is reached, its case, a stroke at its end.
fn reference(text: &str) -> String {
    let small = text.trim().to_lowercase();
    let bare = small.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pairs that are worth a comparison, by their places in the list, each once.
fn pairs(entries: &[Entry], ties: &Ties<'_>, pace: Pace<'_>) -> Option<Vec<(u32, u32)>> {
    let places: Vec<(RecordId, u32)> = sorted(entries.iter().map(|entry| entry.id).zip(0..));
    let relatives = |at: u32| {
        let near = entries.get(at as usize).map(|entry| ties.near(entry.id)).unwrap_or_default();
        let find = |id: RecordId| places.binary_search_by_key(&id, |&(id, _)| id).ok().and_then(|at| places.get(at));
        near.into_iter().filter_map(|id| find(id).map(|&(_, found)| found)).collect()
    };
    let mut pairs = same_references(entries);
    for (kind, from) in [(Kind::Source, 0.0), (Kind::Place, 0.1), (Kind::Organization, 0.2), (Kind::Person, 0.5)] {
        let to = if kind == Kind::Person { 1.0 } else { from + 0.1 };
        let mut blocks = Blocks::new(kind == Kind::Person);
        let of_kind = entries.iter().zip(0_u32..).filter(|(entry, _)| entry.kind == kind);
        for (done, (entry, at)) in of_kind.enumerate() {
            pace.part(from, from).step((done, entries.len()), 256)?;
            entry.names.iter().flat_map(Name::readings).for_each(|reading| blocks.add(at, reading));
        }
        pairs.extend(blocks.pairs(&relatives, pace.part(from, to))?);
    }
    pairs.sort_unstable();
    pairs.dedup();
    Some(pairs)
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut sorted: Vec<T> = all.collect();
    sorted.sort_unstable();
    sorted
}

/// Sources with one symbol or address.
fn same_references(entries: &[Entry]) -> Vec<(u32, u32)> {
    let referred = entries.iter().zip(0..).filter(|(entry, _)| !entry.reference.is_empty());
    let keys = sorted(referred.map(|(entry, at)| (hashed(b'r', entry.reference.bytes()), at)));
    let same = |(at, &(key, one)): (usize, &(u64, u32))| {
        let rest = keys.iter().skip(at + 1).take(NEXT);
        rest.take_while(move |&&(other, _)| other == key).map(move |&(_, other)| (one, other)).collect::<Vec<_>>()
    };
    keys.iter().enumerate().flat_map(same).collect()
}

fn judge(case: &Case, ties: &Ties<'_>, one: &Entry, other: &Entry) -> Option<Likely> {
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
