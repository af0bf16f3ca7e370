//! Who is meant by a word or two: an index over the words of all names, made once and kept while the case changes.

use std::collections::BTreeMap;

use super::words::{Called, Fit, names_of, split, words};
use crate::case::{Case, Change, RecordId, RecordKind};
use crate::query::folded::fold;

/// The kinds of records that a line may name, in their order.
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

/// Every name of one value of a case.
#[derive(Clone, Debug)]
pub struct Names {
    of: Case,
    /// Those of each of [`KINDS`].
    kinds: [Called; KINDS.len()],
}

/// An index, and what has changed since it was made.
#[derive(Clone, Debug)]
pub struct Fresh<'a> {
    names: &'a Names,
    case: &'a Case,
    /// The words of every name of what has changed.
    changed: BTreeMap<RecordId, Vec<Vec<String>>>,
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
        Self { of: case.clone(), kinds: KINDS.map(|kind| Called::of(case, kind)) }
    }

    /// The same for a later value of the case.
    pub fn on<'a>(&'a self, case: &'a Case) -> Fresh<'a> {
        let own = |id| names_of(case, id).iter().map(|name| words(name)).collect();
        let changed: Vec<RecordId> = self.of.changes_to(case).iter().filter_map(Change::target).collect();
        let changed = changed.into_iter().filter(|id| KINDS.contains(&id.kind())).map(|id| (id, own(id))).collect();
        Fresh { names: self, case, changed }
    }

    /// Whether so much has changed that it should be made anew.
    pub fn is_old(&self, case: &Case) -> bool {
        self.of.header.case != case.header.case || self.of.changes_to(case).len() > OLD
    }
}

/// The most records that are told where several are meant.
const TOLD: usize = 8;

/// So many of those that fit are put in the order of their names, and no more: it must end within a frame.
const ENOUGH: usize = 500;

impl Fresh<'_> {
    /// The case of which the names are.
    pub const fn case(&self) -> &Case {
        self.case
    }

    /// Whom words mean: each must begin a word of one and the same record. A whole name goes before whole words, and
    /// these before mere beginnings.
    pub fn meant(&self, kinds: &[RecordKind], said: &str) -> Meant {
        let plural = words(said);
        let mut found = self.found(kinds, &plural);
        if found.is_empty() {
            // "drugs" means "drug trafficking" where nothing else is called so.
            let singular: Vec<&str> = split(said).map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
            let singular = words(&singular.join(" "));
            found = if singular == plural { found } else { self.found(kinds, &singular) };
        }
        match found[..] {
            [] => Meant::None,
            [(_, one)] => Meant::One(one),
            [(best, one), (next, _), ..] if best < next => Meant::One(one),
            _ => Meant::Several(self.told(found)),
        }
    }

    /// The record that has exactly this name.
    pub fn called(&self, kinds: &[RecordKind], name: &str) -> Meant {
        let found = self.fitting(kinds, &words(name), Fit::Name);
        match found[..] {
            [] => Meant::None,
            [one] => Meant::One(one),
            _ => Meant::Several(self.told(found.into_iter().map(|id| (Fit::Name, id)).collect())),
        }
    }

    /// Whether the record has exactly this name, and no other of its kind has it.
    pub fn is_alone(&self, id: RecordId, name: &str) -> bool {
        self.fitting(&[id.kind()], &words(name), Fit::Name) == [id]
    }

    /// Those that words may mean, the best first; for empty words, the first by name of a kind that has few.
    pub fn offered(&self, kinds: &[RecordKind], said: &str) -> Vec<RecordId> {
        let said = words(said);
        if !said.is_empty() {
            return self.told(self.found(kinds, &said));
        }
        let few = kinds.iter().filter(|&&kind| self.case.count(kind) <= 60);
        self.told(few.flat_map(|&kind| self.case.ids(kind)).map(|id| (Fit::Name, id)).collect())
    }

    fn told(&self, mut found: Vec<(Fit, RecordId)>) -> Vec<RecordId> {
        found.sort_unstable();
        found.truncate(ENOUGH);
        found.sort_by_cached_key(|&(fit, id)| (fit, fold(&self.case.title_of(id))));
        found.into_iter().map(|(_, id)| id).take(TOLD).collect()
    }

    /// The records meant, each with how well, the best first: all of them, or at least those that are told of so many.
    fn found(&self, kinds: &[RecordKind], said: &[String]) -> Vec<(Fit, RecordId)> {
        let mut found: Vec<(Fit, RecordId)> = Vec::new();
        for fit in Fit::ALL {
            if found.len() >= TOLD {
                break;
            }
            let mut next = self.fitting(kinds, said, fit);
            next.retain(|id| found.iter().all(|(_, known)| known != id));
            found.extend(next.into_iter().map(|id| (fit, id)));
        }
        found
    }

    /// The records that words fit so well, or better: the first ones, in order.
    fn fitting(&self, kinds: &[RecordKind], said: &[String], fit: Fit) -> Vec<RecordId> {
        if said.is_empty() {
            return Vec::new();
        }
        let changed = self.changed.iter().filter(|(id, _)| kinds.contains(&id.kind()));
        let changed = changed.filter(|(_, names)| names.iter().any(|own| fit.holds(own, said)));
        let mut found: Vec<RecordId> = changed.map(|(&id, _)| id).collect();
        for (_, called) in KINDS.iter().zip(&self.names.kinds).filter(|(kind, _)| kinds.contains(kind)) {
            let known = called.fitting(said, fit).filter(|id| !self.changed.contains_key(id));
            found.extend(known.take(ENOUGH));
        }
        found.sort_unstable();
        found.truncate(ENOUGH);
        found
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::case::{
        Actor, ActorId, Incident, IncidentId, Mission, MissionId, Place, PlaceId, Source, SourceId, Theme, ThemeId,
    };
    use crate::query::testing as t;

    /// Every record that words name, each with how well, by a look at all names: 0 is a whole name, 1 whole words, 2
    /// beginnings.
    fn scan(case: &Case, kinds: &[RecordKind], said: &str) -> Vec<(u8, RecordId)> {
        let said = fold(said);
        let said: Vec<&str> = split(&said).collect();
        let rank = |name: &String| {
            let name = fold(name);
            let own: Vec<&str> = split(&name).collect();
            let begins = |said: &&str| own.iter().any(|own| own.starts_with(said));
            match said.iter().all(begins) {
                true if own == said => Some(0),
                true if said.iter().all(|said| own.contains(said)) => Some(1),
                is_beginning => is_beginning.then_some(2),
            }
        };
        let ids = kinds.iter().flat_map(|&kind| case.ids(kind)).filter(|_| !said.is_empty());
        ids.filter_map(|id| Some((names_of(case, id).iter().filter_map(rank).min()?, id))).collect()
    }

    fn told(case: &Case, mut found: Vec<(u8, RecordId)>) -> Vec<RecordId> {
        found.sort_unstable();
        found.truncate(500);
        found.sort_by_key(|&(rank, id)| (rank, fold(&case.title_of(id))));
        found.into_iter().map(|(_, id)| id).take(8).collect()
    }

    /// Who is meant by those of the best rank; all ranks are told.
    fn choice(case: &Case, found: Vec<(u8, RecordId)>) -> Meant {
        let best = found.iter().map(|&(rank, _)| rank).min();
        let best: Vec<RecordId> = found.iter().filter(|(rank, _)| Some(*rank) == best).map(|&(_, id)| id).collect();
        match best[..] {
            [] => Meant::None,
            [one] => Meant::One(one),
            _ => Meant::Several(told(case, found)),
        }
    }

    /// Compares every answer of the index with that of a look at all names.
    fn compare(names: &Names, case: &Case, said: &str) {
        let fresh = names.on(case);
        let few = |kind: RecordKind| if case.count(kind) <= 60 { case.ids(kind) } else { Vec::new() };
        for kinds in KINDS.iter().map(std::slice::from_ref).chain([&[RecordKind::Actor, RecordKind::Mission][..]]) {
            let found = scan(case, kinds, said);
            let exact: Vec<_> = found.iter().copied().filter(|&(rank, _)| rank == 0).collect();
            let singular: Vec<&str> = split(said).map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
            let meant = if found.is_empty() { scan(case, kinds, &singular.join(" ")) } else { found.clone() };
            assert_eq!(fresh.meant(kinds, said), choice(case, meant), "{said} of {kinds:?}");
            assert_eq!(fresh.called(kinds, said), choice(case, exact), "{said} of {kinds:?}");
            let is_empty = split(&fold(said)).next().is_none();
            let all = || kinds.iter().flat_map(|&kind| few(kind)).map(|id| (0, id)).collect();
            let offered = told(case, if is_empty { all() } else { found });
            assert_eq!(fresh.offered(kinds, said), offered, "{said} of {kinds:?}");
        }
        for id in KINDS.into_iter().flat_map(|kind| case.ids(kind)) {
            for name in names_of(case, id) {
                let is_alone = fresh.called(&[id.kind()], &name) == Meant::One(id);
                assert_eq!(fresh.is_alone(id, &name), is_alone, "{name}");
            }
        }
    }

    /// The record of that kind and number under other names, or that it is gone.
    fn put(kind: usize, n: u64, names: Option<&[String]>) -> Change {
        let name = |place: usize| names.and_then(|names| names.get(place)).cloned().unwrap_or_default();
        let (first, second) = (name(0), name(1));
        let aliases: Vec<String> = names.into_iter().flatten().skip(1).cloned().collect();
        match kind {
            0 => Change::Source(
                SourceId::from_bits(n),
                names.map(|_| Arc::new(Source { reference: second, title: first, ..Source::default() })),
            ),
            1 => Change::Place(
                PlaceId::from_bits(n),
                names.map(|_| Arc::new(Place { name: first, aliases, ..Place::default() })),
            ),
            2 => Change::Theme(
                ThemeId::from_bits(n),
                names.map(|_| Arc::new(Theme { code: second, name: first, ..Theme::default() })),
            ),
            3 => Change::Actor(
                ActorId::from_bits(n),
                names.map(|_| Arc::new(Actor { name: first, aliases, ..Actor::default() })),
            ),
            4 => Change::Mission(
                MissionId::from_bits(n),
                names.map(|_| Arc::new(Mission { name: first, full_name: second, ..Mission::default() })),
            ),
            _ => Change::Incident(
                IncidentId::from_bits(n),
                names.map(|_| Arc::new(Incident { title: first, ..Incident::default() })),
            ),
        }
    }

    /// Names of words of which many are alike, or the beginnings of others.
    fn name() -> impl Strategy<Value = String> {
        const WORDS: &[&str] =
            &["a", "an", "An", "Ana", "and", "Anás", "port", "ports", "Port’s", "S/20", "20", "Ænea", "Порт", "–", ""];
        proptest::collection::vec(proptest::sample::select(WORDS), 0..4).prop_map(|words| words.join(" "))
    }

    fn puts(most: usize) -> impl Strategy<Value = Vec<(usize, u64, Option<Vec<String>>)>> {
        let names = proptest::option::weighted(0.8, proptest::collection::vec(name(), 1..4));
        proptest::collection::vec((0_usize..6, 0_u64..12, names), 0..most)
    }

    proptest! {
        /// The index gives what a look at all names gives, also after edits that it has not seen.
        #[test]
        fn the_index_answers_as_a_look_at_all_names_does(
            first in puts(60),
            later in puts(12),
            said in proptest::collection::vec(name(), 1..6),
            piece in "[anportsAÁ0-9/ ]{0,3}",
        ) {
            let changes = |puts: &[(usize, u64, Option<Vec<String>>)]| -> Vec<Change> {
                puts.iter().map(|(kind, n, names)| put(*kind, *n, names.as_deref())).collect()
            };
            let case = t::case(&changes(&first));
            let names = Names::of(&case);
            let next = case.with(&changes(&later));
            for said in said.iter().chain([&piece]) {
                compare(&names, &case, said);
                compare(&names, &next, said);
            }
        }
    }

    #[test]
    fn of_many_records_the_first_ones_are_put_in_order() {
        // The later a record, the earlier its name in the alphabet.
        let title = |n: u64| {
            vec![format!(
                "Attack {} of the port {}",
                9_999 - n,
                if n.is_multiple_of(3) { "Attack" } else { "attacked" }
            )]
        };
        let case = t::case(&(0..1_500).map(|n| put(5, n, Some(&title(n)))).collect::<Vec<_>>());
        let names = Names::of(&case);
        let edits = (0..1_500).step_by(9).map(|n| put(5, n, (n % 2 == 0).then(|| title(n + 2_000)).as_deref()));
        let next = case.with(&edits.collect::<Vec<_>>());
        let fresh = names.on(&next);
        for said in ["attack", "the", "a", "att por", "attacked", "9998 attack of the port attacked", "99", "zzz"] {
            for (case, fresh) in [(&case, &names.on(&case)), (&next, &fresh)] {
                let kinds = &[RecordKind::Incident];
                let found = scan(case, kinds, said);
                assert_eq!(fresh.meant(kinds, said), choice(case, found.clone()), "{said}");
                assert_eq!(fresh.offered(kinds, said), told(case, found), "{said}");
            }
        }
    }
}
