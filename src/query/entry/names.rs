//! Who is meant by a word or two: an index over the words of all names, made once and kept while the case changes.

use std::collections::BTreeSet;

use crate::case::{Case, Change, Record, RecordId, RecordKind};
use crate::query::folded::fold;

/// The kinds of records that a line may name.
const KINDS: [RecordKind; 6] = [
    RecordKind::Source,
    RecordKind::Place,
    RecordKind::Theme,
    RecordKind::Actor,
    RecordKind::Mission,
    RecordKind::Incident,
];

/// So many records may change before the index is worth making anew.
const OLD: usize = 200;

/// Every word of every name, in order, with the record that has it.
#[derive(Clone, Debug)]
pub struct Names {
    of: Case,
    text: String,
    /// Each word as a stretch of the text, and whose it is.
    words: Vec<(u32, u32, RecordId)>,
}

/// An index, and what has changed since it was made.
#[derive(Clone, Debug)]
pub struct Fresh<'a> {
    names: &'a Names,
    case: &'a Case,
    changed: BTreeSet<RecordId>,
}

/// Whom a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    One(RecordId),
    /// One of these, by name; only the first few.
    Several(Vec<RecordId>),
    /// Nobody.
    None,
}

impl Names {
    /// Looks at every record that a line may name.
    pub fn of(case: &Case) -> Self {
        let (mut text, mut words) = (String::new(), Vec::new());
        for id in KINDS.into_iter().flat_map(|kind| case.ids(kind)) {
            for name in names(case, id) {
                for word in split(&fold(&name)) {
                    let begin = text.len() as u32;
                    text.push_str(word);
                    words.push((begin, text.len() as u32, id));
                }
            }
        }
        let at = |&(begin, end, _): &(u32, u32, RecordId)| text.get(begin as usize..end as usize).unwrap_or_default();
        words.sort_unstable_by(|one, other| at(one).cmp(at(other)).then(one.2.cmp(&other.2)));
        Self { of: case.clone(), text, words }
    }

    /// The same for a later value of the case.
    pub fn on<'a>(&'a self, case: &'a Case) -> Fresh<'a> {
        let changed = self.of.changes_to(case).iter().filter_map(Change::target).collect();
        Fresh { names: self, case, changed }
    }

    /// Whether so much has changed that it should be made anew.
    pub fn is_old(&self, case: &Case) -> bool {
        self.of.header.case != case.header.case || self.of.changes_to(case).len() > OLD
    }

    fn word(&self, &(begin, end, _): &(u32, u32, RecordId)) -> &str {
        self.text.get(begin as usize..end as usize).unwrap_or_default()
    }

    /// The records of which a word begins so.
    fn beginning<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = RecordId> + 'a {
        let from = self.words.partition_point(|entry| self.word(entry) < wanted);
        let rest = self.words.get(from..).unwrap_or_default();
        rest.iter().take_while(move |entry| self.word(entry).starts_with(wanted)).map(|&(_, _, id)| id)
    }

    /// About how many words begin so.
    fn count(&self, wanted: &str) -> usize {
        let from = self.words.partition_point(|entry| self.word(entry) < wanted);
        let after = format!("{wanted}\u{10ffff}");
        self.words.partition_point(|entry| self.word(entry) < after.as_str()).saturating_sub(from)
    }
}

/// The most records that are told where several are meant.
const TOLD: usize = 8;

impl Fresh<'_> {
    /// The case of which the names are.
    pub const fn case(&self) -> &Case {
        self.case
    }

    /// Whom words mean: each must begin a word of one and the same record. A whole name goes before whole words, and
    /// these before mere beginnings.
    pub fn meant(&self, kinds: &[RecordKind], said: &str) -> Meant {
        let mut found = self.found(kinds, said);
        if found.is_empty() {
            // "drugs" means "drug trafficking" where nothing else is called so.
            let singular: Vec<&str> = split(said).map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
            found = self.found(kinds, &singular.join(" "));
        }
        let best = found.iter().map(|&(rank, _)| rank).min();
        let best: Vec<RecordId> = found.iter().filter(|(rank, _)| Some(*rank) == best).map(|&(_, id)| id).collect();
        match best[..] {
            [] => Meant::None,
            [one] => Meant::One(one),
            _ => Meant::Several(self.told(found)),
        }
    }

    /// The record that has exactly this name.
    pub fn called(&self, kinds: &[RecordKind], name: &str) -> Meant {
        let mut found = self.found(kinds, name);
        found.retain(|&(rank, _)| rank == 0);
        match found[..] {
            [] => Meant::None,
            [(_, one)] => Meant::One(one),
            _ => Meant::Several(self.told(found)),
        }
    }

    /// Those that words may mean, the best first; for empty words, the first by name of a kind that has few.
    pub fn offered(&self, kinds: &[RecordKind], said: &str) -> Vec<RecordId> {
        if split(&fold(said)).next().is_some() {
            return self.told(self.found(kinds, said));
        }
        let few = kinds.iter().filter(|&&kind| self.case.count(kind) <= 60);
        let all = few.flat_map(|&kind| self.case.ids(kind)).map(|id| (0, id)).collect();
        self.told(all)
    }

    fn told(&self, mut found: Vec<(u8, RecordId)>) -> Vec<RecordId> {
        // Enough to put the best in order, and no more than a frame has time for.
        found.sort_unstable();
        found.truncate(500);
        found.sort_by_cached_key(|&(rank, id)| (rank, fold(&self.case.title_of(id))));
        found.into_iter().map(|(_, id)| id).take(TOLD).collect()
    }

    /// Every record meant, each with how well: 0 is a whole name, 1 whole words, 2 beginnings.
    fn found(&self, kinds: &[RecordKind], said: &str) -> Vec<(u8, RecordId)> {
        let said = fold(said);
        let words: Vec<&str> = split(&said).collect();
        // The rarest word tells the candidates.
        let Some(rarest) = words.iter().min_by_key(|word| self.names.count(word)) else { return Vec::new() };
        let indexed = self.names.beginning(rarest).filter(|id| !self.changed.contains(id));
        let mut candidates: Vec<RecordId> =
            indexed.chain(self.changed.iter().copied()).filter(|id| kinds.contains(&id.kind())).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().filter_map(|id| Some((rank(self.case, id, &words)?, id))).collect()
    }
}

/// How well words name a record; none where one of them begins no word of it.
fn rank(case: &Case, id: RecordId, words: &[&str]) -> Option<u8> {
    names(case, id).iter().filter_map(|name| rank_of(&fold(name), words)).min()
}

fn rank_of(name: &str, words: &[&str]) -> Option<u8> {
    let own: Vec<&str> = split(name).collect();
    if own == words {
        return Some(0);
    }
    if words.iter().all(|word| own.contains(word)) {
        return Some(1);
    }
    let begins = |word: &&str| own.iter().any(|own| own.starts_with(word));
    words.iter().all(begins).then_some(2)
}

/// The names by which a record is found.
fn names(case: &Case, id: RecordId) -> Vec<String> {
    match case.record(id) {
        Some(Record::Source(source)) => vec![source.reference.clone(), source.title.clone()],
        Some(Record::Place(place)) => with(&place.name, &place.aliases),
        Some(Record::Theme(theme)) => vec![theme.code.clone(), theme.name.clone()],
        Some(Record::Actor(actor)) => with(&actor.name, &actor.aliases),
        Some(Record::Mission(mission)) => vec![mission.name.clone(), mission.full_name.clone()],
        Some(Record::Incident(incident)) => vec![incident.title.clone()],
        _ => Vec::new(),
    }
}

fn with(name: &str, aliases: &[String]) -> Vec<String> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str)).map(str::to_owned).collect()
}

/// The words of a folded text.
fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}
