//! The names of all records, in order and folded for searching: what the outline lists and what a field searches.
//!
//! Putting 200,000 names in order takes longer than a frame may. In a case of that size it is done on a thread whenever
//! a table has changed, and what was listed before stays until then; a row of something that is gone is left empty.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::case::{Case, IncidentKind, Moment, RecordId, RecordKind};
use crate::query::dates::Dates;
use crate::query::folded::fold;
use crate::query::ranked;
use crate::session::Session;

/// So many records are put in order within a frame.
const AT_ONCE: usize = 4_000;

/// The names of all records, as far as they are known.
#[derive(Default)]
pub(super) struct Names {
    listed: BTreeMap<RecordKind, Arc<List>>,
    /// How many incidents there are of each kind.
    kinds: Arc<BTreeMap<IncidentKind, usize>>,
    seen: Option<Seen>,
    work: Option<Work>,
    found: RefCell<BTreeMap<RecordKind, Found>>,
    version: u64,
}

/// From what the lists were made.
#[derive(Clone)]
struct Seen {
    opened: u32,
    case: Case,
    dates: Weak<Dates>,
}

/// Lists being made on a thread.
struct Work {
    seen: Seen,
    done: Receiver<Made>,
}

/// Lists that were made anew.
struct Made {
    lists: Vec<(RecordKind, List)>,
    kinds: Option<BTreeMap<IncidentKind, usize>>,
}

/// What a search found the last time.
struct Found {
    list: Arc<List>,
    wanted: String,
    places: Arc<Vec<u32>>,
}

/// The records of one kind in the order of their names.
#[derive(Default)]
pub(super) struct List {
    ids: Vec<RecordId>,
    /// All names by which they are found, folded, one after the other with line ends between the names of one record.
    folded: String,
    /// Where the names of each record end.
    ends: Vec<usize>,
    /// Their places in another order, where they are listed in it: incidents by date.
    listed: Option<Vec<u32>>,
}

impl Names {
    /// Takes up what has changed. Wakes the window when lists are ready that were not at once.
    pub fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        let now = Seen {
            opened: session.generation().0,
            case: session.case().clone(),
            dates: Arc::downgrade(&session.answers().dates),
        };
        if self.seen.as_ref().is_some_and(|seen| seen.opened != now.opened) {
            // Nothing of one case is listed in the next.
            let next = Self { version: self.version + 1, ..Self::default() };
            discard(std::mem::replace(self, next).seen);
        }
        self.take();
        if self.work.is_some() {
            return;
        }
        let stale = stale(self.seen.as_ref(), &now);
        if stale.is_empty() {
            return;
        }
        let count: usize = stale.iter().map(|&kind| now.case.count(kind)).sum();
        if count > AT_ONCE
            && let Some(work) = Work::start(ctx.clone(), now.clone(), stale.clone())
        {
            self.work = Some(work);
            if session.host().patience == Duration::MAX {
                self.wait();
            }
        } else {
            self.put(now.clone(), make(&now, &stale));
        }
    }

    /// Whether the lists of the case are still being made for the first time.
    pub const fn is_first(&self) -> bool {
        self.seen.is_none()
    }

    /// A number that changes with the lists.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The records of a kind, in order of their names.
    pub fn list(&self, kind: RecordKind) -> Arc<List> {
        self.listed.get(&kind).cloned().unwrap_or_default()
    }

    /// Every list, by kind.
    pub fn lists(&self) -> Vec<(RecordKind, Arc<List>)> {
        self.listed.iter().map(|(&kind, list)| (kind, Arc::clone(list))).collect()
    }

    /// Whether a case is so large that its names are not searched in a frame.
    pub fn is_large(&self) -> bool {
        self.listed.values().map(|list| list.len()).sum::<usize>() > AT_ONCE
    }

    /// How many incidents there are of each kind.
    pub fn kinds(&self) -> &BTreeMap<IncidentKind, usize> {
        &self.kinds
    }

    /// The places in its list of those records of a kind that have the text in one of their names, in order of names.
    /// What was found the last time is searched again where the text has only become longer.
    pub fn find(&self, kind: RecordKind, text: &str) -> Arc<Vec<u32>> {
        let (list, wanted) = (self.list(kind), fold(text.trim()));
        let mut found = self.found.borrow_mut();
        let before = found.get(&kind).filter(|before| Arc::ptr_eq(&before.list, &list));
        if let Some(before) = before.filter(|before| before.wanted == wanted) {
            return Arc::clone(&before.places);
        }
        let has = |place: &u32| list.names(*place as usize).contains(wanted.as_str());
        let places: Vec<u32> = match before.filter(|before| wanted.contains(&before.wanted)) {
            Some(before) => before.places.iter().copied().filter(has).collect(),
            None => (0..list.ids.len() as u32).filter(has).collect(),
        };
        let places = Arc::new(places);
        drop(found.insert(kind, Found { list, wanted, places: Arc::clone(&places) }));
        places
    }

    /// The same of several kinds: those first of which a name begins with the text. Two kinds are put in one order, more
    /// of them stand one after the other.
    pub fn find_all(&self, kinds: &[RecordKind], text: &str) -> Vec<RecordId> {
        let wanted = fold(text.trim());
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        for &kind in kinds {
            let list = self.list(kind);
            for &place in self.find(kind, text).iter() {
                let to = if list.begins(place as usize, &wanted) { &mut first } else { &mut rest };
                to.push((kind, place));
            }
        }
        if kinds.len() == 2 {
            let lists: BTreeMap<RecordKind, Arc<List>> = kinds.iter().map(|&kind| (kind, self.list(kind))).collect();
            let name =
                |&(kind, place): &(RecordKind, u32)| lists.get(&kind).map_or("", |list| list.names(place as usize));
            first.sort_by(|one, other| name(one).cmp(name(other)));
            rest.sort_by(|one, other| name(one).cmp(name(other)));
        }
        let all = first.into_iter().chain(rest);
        all.filter_map(|(kind, place)| self.listed.get(&kind)?.id(place as usize)).collect()
    }

    /// Takes in what the thread has made.
    fn take(&mut self) {
        let Some(work) = &self.work else { return };
        match work.done.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.work = None,
            Ok(made) => self.end(made),
        }
    }

    /// Waits for the thread: for whoever has patience without end, as tests have.
    fn wait(&mut self) {
        match self.work.as_ref().map(|work| work.done.recv()) {
            Some(Ok(made)) => self.end(made),
            Some(Err(_)) => self.work = None,
            None => {}
        }
    }

    fn end(&mut self, made: Made) {
        if let Some(work) = self.work.take() {
            self.put(work.seen, made);
        }
    }

    fn put(&mut self, seen: Seen, made: Made) {
        self.listed.extend(made.lists.into_iter().map(|(kind, list)| (kind, Arc::new(list))));
        if let Some(kinds) = made.kinds {
            self.kinds = Arc::new(kinds);
        }
        discard(self.seen.replace(seen));
        self.version += 1;
    }
}

impl Work {
    /// Makes lists on a thread; nothing where there is no thread to be had.
    fn start(ctx: egui::Context, seen: Seen, stale: Vec<RecordKind>) -> Option<Self> {
        let (send, done) = channel();
        let now = seen.clone();
        let thread = std::thread::Builder::new().name("names".to_owned()).spawn(move || {
            // Nobody listens only when another case is shown.
            drop(send.send(make(&now, &stale)));
            ctx.request_repaint();
        });
        thread.ok().map(|_| Self { seen, done })
    }
}

impl List {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The record at a place.
    pub fn id(&self, place: usize) -> Option<RecordId> {
        self.ids.get(place).copied()
    }

    /// The records in these rows, in the order in which they are listed.
    pub fn rows(&self, rows: Range<usize>) -> impl Iterator<Item = RecordId> {
        rows.filter_map(|row| match &self.listed {
            Some(listed) => self.id(*listed.get(row)? as usize),
            None => self.id(row),
        })
    }

    /// Places in order of names, put into the order in which they are listed.
    pub fn in_rows(&self, places: &[u32]) -> Vec<u32> {
        let Some(listed) = &self.listed else { return places.to_vec() };
        let mut is_found = vec![false; self.ids.len()];
        for &place in places {
            if let Some(found) = is_found.get_mut(place as usize) {
                *found = true;
            }
        }
        listed.iter().copied().filter(|&place| is_found.get(place as usize) == Some(&true)).collect()
    }

    /// Every record with its folded names, parted by line ends, the title first.
    pub fn named(&self) -> impl Iterator<Item = (RecordId, &str)> + Clone {
        self.ids.iter().zip(0..).map(|(&id, place)| (id, self.names(place)))
    }

    /// The folded names of the record at a place.
    fn names(&self, place: usize) -> &str {
        let begin = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|&end| self.folded.get(begin..end)).unwrap_or("")
    }

    /// Whether one of the names of a record begins with the text.
    fn begins(&self, place: usize, wanted: &str) -> bool {
        self.names(place).split('\n').any(|name| name.starts_with(wanted))
    }
}

/// Lets go of a value of a case. The last one to do so takes the case apart, for which a frame has no time.
fn discard(seen: Option<Seen>) {
    let Some(seen) = seen.filter(|seen| seen.case.incidents.len() > AT_ONCE) else { return };
    let thread = std::thread::Builder::new().name("names".to_owned());
    drop(thread.spawn(move || drop(seen)));
}

/// Kinds whose lists were made from something else than there is now.
fn stale(seen: Option<&Seen>, now: &Seen) -> Vec<RecordKind> {
    let Some(seen) = seen else { return RecordKind::ALL.to_vec() };
    let has_changed = |kind: RecordKind| !now.case.shares(&seen.case, kind);
    let is_stale = |kind: &RecordKind| {
        let others: &[RecordKind] = match kind {
            RecordKind::Incident if !seen.dates.ptr_eq(&now.dates) => return true,
            // What they are called names others.
            RecordKind::Relation => &[RecordKind::Actor, RecordKind::Mission],
            RecordKind::Mandate => &[RecordKind::Mission, RecordKind::Theme],
            RecordKind::Posture => &[RecordKind::Actor],
            RecordKind::Source
            | RecordKind::Place
            | RecordKind::Theme
            | RecordKind::Actor
            | RecordKind::Mission
            | RecordKind::Incident
            | RecordKind::Survey
            | RecordKind::Activity
            | RecordKind::Question
            | RecordKind::Lever
            | RecordKind::Briefing
            | RecordKind::View => &[],
        };
        has_changed(*kind) || others.iter().any(|&other| has_changed(other))
    };
    RecordKind::ALL.iter().copied().filter(is_stale).collect()
}

/// Makes the lists of these kinds: in proportion to n log n of their records.
fn make(now: &Seen, kinds: &[RecordKind]) -> Made {
    let lists = kinds.iter().map(|&kind| (kind, list(now, kind))).collect();
    let counted = kinds.contains(&RecordKind::Incident).then(|| {
        let mut counts = BTreeMap::new();
        for incident in now.case.incidents.values() {
            *counts.entry(incident.kind).or_default() += 1;
        }
        counts
    });
    Made { lists, kinds: counted }
}

fn list(now: &Seen, kind: RecordKind) -> List {
    let mut named: Vec<(String, RecordId)> =
        now.case.ids(kind).into_iter().map(|id| (folded_names(&now.case, id), id)).collect();
    named.sort_unstable();
    let mut list = List::default();
    for (names, id) in named {
        list.folded.push_str(&names);
        list.ends.push(list.folded.len());
        list.ids.push(id);
    }
    if kind == RecordKind::Incident {
        list.listed = now.dates.upgrade().map(|dates| by_date(&list.ids, &dates));
    }
    list
}

/// Places by the earliest start of what stands there.
fn by_date(ids: &[RecordId], dates: &Dates) -> Vec<u32> {
    let earliest = |id: &RecordId| dates.bounds(*id).earliest_start.max(Moment(i64::MIN + 1));
    let mut places: Vec<(Moment, u32)> = ids.iter().map(earliest).zip(0..).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

/// Every name by which a record is found, its title first.
fn folded_names(case: &Case, id: RecordId) -> String {
    // One by one: a name may hold line ends, which part names here.
    let folded: Vec<String> = ranked::names(case, id).iter().map(|name| fold(name).replace('\n', " ")).collect();
    folded.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Actor, ActorId, Change, Incident, IncidentId};
    use crate::query::testing as t;

    fn actor(n: u64, name: &str, aliases: &[&str]) -> Change {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        Change::Actor(
            ActorId::from_bits(n),
            Some(Arc::new(Actor { name: name.to_owned(), aliases, ..Actor::default() })),
        )
    }

    fn names(changes: &[Change]) -> (Names, Case) {
        let case = t::case(changes);
        let dates = Arc::new(Dates::of(&case));
        let seen = Seen { opened: 0, dates: Arc::downgrade(&dates), case: case.clone() };
        let mut names = Names::default();
        names.put(seen.clone(), make(&seen, RecordKind::ALL));
        (names, case)
    }

    #[test]
    fn a_name_is_found_without_its_accents() {
        assert_eq!(fold("João"), fold("Joao"));
        assert_eq!(fold("CÔTE D’IVOIRE"), fold("cote d’ivoire"));
    }

    #[test]
    fn a_search_finds_names_and_aliases_those_first_that_begin_with_it() {
        let actors = [
            actor(1, "Zé Mané", &[]),
            actor(2, "João", &["The Baker"]),
            actor(3, "Émile Baker", &[]),
            actor(4, "Baker’s dozen", &[]),
        ];
        let (names, case) = names(&actors);
        // One after the other, as they are typed: what was found before narrows what is searched.
        let check = |text: &str, expected: &[&str]| {
            let found = names.find_all(&[RecordKind::Actor], text);
            let found: Vec<String> = found.into_iter().map(|id| case.title_of(id)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("", &["Baker’s dozen", "Émile Baker", "João", "Zé Mané"]);
        check("b", &["Baker’s dozen", "Émile Baker", "João"]);
        check("ba", &["Baker’s dozen", "Émile Baker", "João"]);
        check("baker’", &["Baker’s dozen"]);
        check("BAKER", &["Baker’s dozen", "Émile Baker", "João"]);
        check("the", &["João"]);
        check("emile", &["Émile Baker"]);
        check("mane", &["Zé Mané"]);
        check("nobody", &[]);
        // No name goes over into the next.
        check("mane baker", &[]);
    }

    #[test]
    fn incidents_are_listed_by_date_and_found_by_name() {
        let dated = |n: u64, title: &str, date: &str| {
            let incident = Incident { title: title.to_owned(), ..t::incident(date) };
            t::put_incident(n, incident)
        };
        let (names, case) =
            names(&[dated(1, "A coup", "2010"), dated(2, "Coup b", "2009"), dated(3, "An arrest", "2008")]);
        let list = names.list(RecordKind::Incident);
        let titles = |ids: Vec<RecordId>| ids.into_iter().map(|id| case.title_of(id)).collect::<Vec<_>>();
        assert_eq!(titles(list.rows(0..9).collect()), ["An arrest", "Coup b", "A coup"]);
        let found = list.in_rows(&names.find(RecordKind::Incident, "coup"));
        assert_eq!(
            titles(found.into_iter().filter_map(|place| list.id(place as usize)).collect()),
            ["Coup b", "A coup"]
        );
        assert_eq!(names.kinds().values().sum::<usize>(), 3);
    }

    #[test]
    fn a_list_is_made_anew_where_what_it_names_has_changed() {
        let (_, case) = names(&[actor(1, "Ana", &[])]);
        let dates = Arc::new(Dates::of(&case));
        let seen = Seen { opened: 0, case: case.clone(), dates: Arc::downgrade(&dates) };
        let check = |changes: &[Change], expected: &[RecordKind]| {
            let now = Seen { opened: 0, case: case.with(changes), dates: Arc::downgrade(&dates) };
            assert_eq!(stale(Some(&seen), &now), expected);
        };
        check(&[], &[]);
        check(&[actor(2, "Bia", &[])], &[RecordKind::Actor, RecordKind::Relation, RecordKind::Posture]);
        check(
            &[Change::Incident(IncidentId::from_bits(1), Some(Arc::new(Incident::default())))],
            &[RecordKind::Incident],
        );
        let other = Arc::new(Dates::of(&case));
        let later = Seen { opened: 0, case: case.clone(), dates: Arc::downgrade(&other) };
        assert_eq!(stale(Some(&seen), &later), [RecordKind::Incident]);
        assert_eq!(stale(None, &later).len(), RecordKind::ALL.len());
    }
}
