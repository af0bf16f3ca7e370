//! The timeline's lanes: which incidents of the chronicle are shown, and in which lanes they lie.
//!
//! A new filter is one pass over the chronicle and one over the lanes' lists; nothing is copied. What of a lane lies in a
//! window of time is found by search.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::as_of::{AsOf, Holds, has_begun};
use super::bits::Bits;
use super::chronicle::{BLOCK, Chronicle, Entry, Lists};
use super::sieve::Sieve;
use crate::case::{Bounds, IncidentId, IncidentKind, Moment, Standing};

pub use super::chronicle::{Item, LaneKey, Precision};
pub use crate::case::LaneBy;

/// Which incidents are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// Kinds that are not shown.
    pub hidden_kinds: BTreeSet<IncidentKind>,
    /// What surely is later than that is not shown.
    pub as_of: Option<AsOf>,
    /// What surely lies outside of these seconds is not shown.
    pub brush: Option<(Moment, Moment)>,
    /// What the query leaves of the chronicle; `None` where nothing is asked.
    pub sieve: Option<Arc<Sieve>>,
}

impl Window {
    /// Whether an incident is shown, as far as its kind and its dates tell. What is undated may lie anywhere, and stays.
    pub fn shows(&self, kind: IncidentKind, bounds: Bounds) -> bool {
        !self.hidden_kinds.contains(&kind) && self.shows_dated(bounds)
    }

    fn shows_dated(&self, bounds: Bounds) -> bool {
        has_begun(self.as_of, bounds) != Holds::No
            && self.brush.is_none_or(|(first, last)| bounds.may_touch(first, last))
    }

    /// The kinds that are not shown, one bit each.
    fn mask(&self) -> u64 {
        self.hidden_kinds.iter().fold(0, |mask, &kind| mask | bit(kind))
    }
}

const fn bit(kind: IncidentKind) -> u64 {
    1 << (kind as u64 % 64)
}

/// The timeline: what is shown of a chronicle, its lanes, and what has no place in them.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    chronicle: Arc<Chronicle>,
    by: LaneBy,
    shown: Arc<Bits>,
    /// The lanes in which something is shown, and how much.
    filled: Vec<(u32, u32)>,
    /// Incidents shown whose date is not known at all, by id.
    pub undated: Vec<IncidentId>,
    /// How many incidents the window hides.
    pub hidden: usize,
}

/// What tells one answer from others, without looking at either.
#[derive(Clone, Debug)]
pub struct Stamp {
    chronicle: Arc<Chronicle>,
    shown: Arc<Bits>,
    by: LaneBy,
}

impl Stamp {
    /// Whether both answers are of one and the same chronicle.
    pub fn is_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chronicle, &other.chronicle)
    }
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shown, &other.shown) && self.by == other.by
    }
}

/// One lane of the timeline.
#[derive(Clone, Copy, Debug)]
pub struct Lane<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it stands for.
    pub key: LaneKey,
    /// How many incidents are shown in it.
    pub count: usize,
    lanes: &'a Lanes,
    lists: &'a Lists,
    first: usize,
    end: usize,
}

/// An incident in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The incident with its dates.
    pub item: &'a Item,
    /// Its possible part.
    pub possible: (Moment, Moment),
    /// Its place in the chronicle.
    pub place: u32,
    /// How well its dates are known.
    pub precision: Precision,
    /// Whether its dates follow from other incidents' dates.
    pub is_derived: bool,
    /// The standing in which it is drawn: the incident's, or that of the lane's party's part in it where that is less
    /// than a report.
    pub standing: Standing,
}

/// The incidents of a chronicle that the window shows, laid out in lanes: by kind in the order of the vocabulary, else by
/// name, the lane of the rest last. A lane in which nothing is shown is left out.
pub fn lanes(chronicle: &Arc<Chronicle>, by: LaneBy, window: &Window) -> Lanes {
    let (items, mask) = (chronicle.items(), window.mask());
    let sieve = window.sieve.as_deref();
    let is_wanted = |item: &Item| mask & bit(item.kind) == 0 && window.shows_dated(item.bounds);
    let shown = Bits::of(items.len(), |place| {
        sieve.is_none_or(|sieve| sieve.has_dated(place as u32)) && items.get(place).is_some_and(is_wanted)
    });
    let undated = (0..).zip(chronicle.undated());
    let undated = undated
        .filter(|(place, (_, kind))| mask & bit(*kind) == 0 && sieve.is_none_or(|sieve| sieve.has_undated(*place)));
    let undated: Vec<IncidentId> = undated.map(|(_, &(id, _))| id).collect();
    let hidden = chronicle.count() - shown.count() - undated.len();
    let filled = chronicle.lists(by).map_or_else(Vec::new, |lists| counts(lists, &shown));
    Lanes { chronicle: Arc::clone(chronicle), by, shown: Arc::new(shown), filled, undated, hidden }
}

fn counts(lists: &Lists, shown: &Bits) -> Vec<(u32, u32)> {
    let bounds = lists.starts.iter().zip(lists.starts.iter().skip(1));
    let counted = bounds.map(|(&first, &end)| {
        let entries = lists.entries.get(first as usize..end as usize).unwrap_or_default();
        entries.iter().map(|entry| u32::from(shown.has(entry.place))).sum()
    });
    (0..).zip(counted).filter(|&(_, count)| count > 0).collect()
}

impl Lanes {
    /// How many lanes there are.
    pub const fn len(&self) -> usize {
        self.filled.len()
    }

    /// Whether nothing dated is shown.
    pub const fn is_empty(&self) -> bool {
        self.filled.is_empty()
    }

    /// The lane of that place, from the top.
    pub fn lane(&self, place: usize) -> Option<Lane<'_>> {
        let &(list, count) = self.filled.get(place)?;
        let (lists, list) = (self.chronicle.lists(self.by)?, list as usize);
        Some(Lane {
            title: lists.titles.get(list)?,
            key: *lists.keys.get(list)?,
            count: count as usize,
            lanes: self,
            lists,
            first: *lists.starts.get(list)? as usize,
            end: *lists.starts.get(list + 1)? as usize,
        })
    }

    /// Every lane, from the top.
    pub fn iter(&self) -> impl Iterator<Item = Lane<'_>> {
        (0..self.len()).filter_map(|place| self.lane(place))
    }

    /// Every incident of the case along time, shown or not.
    pub const fn chronicle(&self) -> &Arc<Chronicle> {
        &self.chronicle
    }

    /// Every dated incident that is shown, once, by earliest start.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        (0..).zip(self.chronicle.items()).filter(|(place, _)| self.shown.has(*place)).map(|(_, item)| item)
    }

    /// Every dated incident that is shown and may lie between two moments, once, by earliest start.
    pub fn within(&self, first: Moment, last: Moment) -> impl Iterator<Item = &Item> {
        self.chronicle.within(first, last).filter(|(place, _)| self.shown.has(*place)).map(|(_, item)| item)
    }

    /// How many dated incidents are shown.
    pub fn count(&self) -> usize {
        self.shown.count()
    }

    /// The first lane in which an incident is shown.
    pub fn lane_of(&self, id: IncidentId) -> Option<usize> {
        let place = self.chronicle.place(id).filter(|&place| self.shown.has(place))?;
        self.iter().position(|lane| lane.mark(place).is_some())
    }

    /// What tells this answer from others, for what is remembered of it.
    pub fn stamp(&self) -> Stamp {
        Stamp { chronicle: Arc::clone(&self.chronicle), shown: Arc::clone(&self.shown), by: self.by }
    }
}

impl<'a> Lane<'a> {
    fn entries(&self) -> &'a [Entry] {
        self.lists.entries.get(self.first..self.end).unwrap_or_default()
    }

    /// What is shown in it, by earliest start, latest end and id.
    pub fn marks(self) -> impl Iterator<Item = Mark<'a>> {
        self.within(Moment::BEGINNING, Moment::END)
    }

    /// What is shown in it that may lie between two moments.
    pub fn within(self, first: Moment, last: Moment) -> impl Iterator<Item = Mark<'a>> {
        let items = self.lanes.chronicle.items();
        let end = self.first + self.entries().partition_point(|entry| entry.possible.0 <= last);
        let blocks = self.first / BLOCK..end.div_ceil(BLOCK);
        let reaches = move |block: &usize| self.lists.reach.get(*block).is_some_and(|&reach| reach >= first);
        let entries = blocks.filter(reaches).flat_map(move |block| {
            let (from, to) = ((block * BLOCK).max(self.first), ((block + 1) * BLOCK).min(end));
            self.lists.entries.get(from..to).unwrap_or_default()
        });
        let is_wanted = move |entry: &&Entry| entry.possible.1 >= first && self.lanes.shown.has(entry.place);
        entries.filter(is_wanted).filter_map(|entry| Mark::of(entry, items))
    }

    /// What stands at that place of the chronicle, where this lane shows it.
    pub fn mark(self, place: u32) -> Option<Mark<'a>> {
        let entries = self.entries();
        let found = entries.binary_search_by_key(&place, |entry| entry.place).ok()?;
        let mark = Mark::of(entries.get(found)?, self.lanes.chronicle.items())?;
        self.lanes.shown.has(place).then_some(mark)
    }

    /// The first that is shown in it.
    pub fn first(self) -> Option<Mark<'a>> {
        self.shown(self.entries().iter())
    }

    /// The last that is shown in it.
    pub fn last(self) -> Option<Mark<'a>> {
        self.shown(self.entries().iter().rev())
    }

    /// What is shown in it next after that place of the chronicle.
    pub fn after(self, place: u32) -> Option<Mark<'a>> {
        let begin = self.entries().partition_point(|entry| entry.place <= place);
        self.shown(self.entries().get(begin..).unwrap_or_default().iter())
    }

    /// What is shown in it last before that place of the chronicle.
    pub fn before(self, place: u32) -> Option<Mark<'a>> {
        let end = self.entries().partition_point(|entry| entry.place < place);
        self.shown(self.entries().get(..end).unwrap_or_default().iter().rev())
    }

    /// What is shown in it whose beginning lies nearest to a moment.
    pub fn nearest(self, moment: Moment) -> Option<Mark<'a>> {
        let middle = self.entries().partition_point(|entry| entry.possible.0 < moment);
        let (before, after) = self.entries().split_at(middle);
        let sides = [self.shown(before.iter().rev()), self.shown(after.iter())];
        let far = |mark: &Mark<'_>| mark.begin().0.abs_diff(moment.0);
        sides.into_iter().flatten().min_by_key(far)
    }

    fn shown(self, mut entries: impl Iterator<Item = &'a Entry>) -> Option<Mark<'a>> {
        let entry = entries.find(|entry| self.lanes.shown.has(entry.place))?;
        Mark::of(entry, self.lanes.chronicle.items())
    }
}

impl Mark<'_> {
    /// Where it begins: its earliest moment, or, where that has no bound, its latest.
    pub fn begin(&self) -> Moment {
        if self.possible.0.is_bounded() { self.possible.0 } else { self.possible.1 }
    }
}

impl<'a> Mark<'a> {
    fn of(entry: &Entry, items: &'a [Item]) -> Option<Self> {
        let &Entry { possible, place, precision, is_derived, standing } = entry;
        Some(Self { item: items.get(place as usize)?, possible, place, precision, is_derived, standing })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::case::{ActorId, Basis, Case, Change, Incident, RecordId, ThemeId, ThemeTag};
    use crate::query::dates::Dates;
    use crate::query::testing as t;

    fn ask(case: &Case, by: LaneBy, window: &Window) -> Lanes {
        lanes(&Arc::new(Chronicle::of(case, &Dates::of(case))), by, window)
    }

    fn show(lanes: &Lanes) -> Vec<(String, usize)> {
        lanes.iter().map(|lane| (lane.title.to_owned(), lane.count)).collect()
    }

    fn of_kind(kind: IncidentKind, date: &str) -> Incident {
        Incident { kind, ..t::incident(date) }
    }

    fn ids<'a>(marks: impl Iterator<Item = Mark<'a>>) -> Vec<IncidentId> {
        marks.map(|mark| mark.item.incident).collect()
    }

    #[test]
    fn lanes_by_kind_stand_in_the_order_of_the_vocabulary() {
        let case = t::case(&[
            t::put_incident(1, of_kind(IncidentKind::Seizure, "2008")),
            t::put_incident(2, of_kind(IncidentKind::Assassination, "2009-03-02")),
            t::put_incident(3, of_kind(IncidentKind::Seizure, "2007")),
            t::put_incident(4, of_kind(IncidentKind::Seizure, "")),
        ]);
        let found = ask(&case, LaneBy::Kind, &Window::default());
        assert_eq!(show(&found), [("assassination".to_owned(), 1), ("seizure".to_owned(), 2)]);
        assert_eq!(ids(found.lane(1).unwrap().marks()), [3, 1].map(IncidentId::from_bits));
        assert_eq!(found.undated, [IncidentId::from_bits(4)]);
        assert_eq!(found.lane_of(IncidentId::from_bits(3)), Some(1));
    }

    #[test]
    fn an_incident_lies_in_every_lane_of_its_actors_but_once() {
        let mut both = t::incident("2009");
        both.participants = [2, 1, 2].map(|n| t::participant(1, t::actor_party(n))).to_vec();
        let case = t::case(&[
            t::actor(1, "Zoe"),
            t::actor(2, "ana"),
            t::put_incident(1, both),
            t::put_incident(2, t::incident("2008")),
        ]);
        let found = ask(&case, LaneBy::Actor, &Window::default());
        assert_eq!(show(&found), [("ana".to_owned(), 1), ("Zoe".to_owned(), 1), ("no actor".to_owned(), 1)]);
        assert_eq!(found.lane(0).unwrap().key, LaneKey::Record(ActorId::from_bits(2).into()));
    }

    #[test]
    fn a_part_that_is_less_than_a_report_gives_its_lane_the_standing() {
        let mut incident = t::incident("2009");
        incident.participants = [1, 2].map(|n| t::participant(1, t::actor_party(n))).to_vec();
        incident.participants[1].standing = Standing::Alleged;
        let case = t::case(&[t::actor(1, "Ana"), t::actor(2, "Bia"), t::put_incident(1, incident)]);
        let found = ask(&case, LaneBy::Actor, &Window::default());
        let standings: Vec<_> = found.iter().flat_map(Lane::marks).map(|mark| mark.standing).collect();
        assert_eq!(standings, [Standing::Reported, Standing::Alleged]);
    }

    #[test]
    fn one_step_leads_to_what_is_shown_next() {
        let dates = ["2005", "2006", "../2007", "2008", "2012"];
        let changes: Vec<_> =
            (1..).zip(dates).map(|(n, date)| t::put_incident(n, of_kind(IncidentKind::Coup, date))).collect();
        let brush = Some(t::date("2006/2012").bounds().possible());
        let found = ask(&t::case(&changes), LaneBy::Kind, &Window { brush, ..Window::default() });
        let lane = found.lane(0).unwrap();
        let number = |mark: Option<Mark<'_>>| mark.map(|mark| mark.item.incident.bits());
        let place = |n: u64| found.chronicle().place(IncidentId::from_bits(n)).unwrap();
        let check = |mark, expected: Option<u64>| assert_eq!(number(mark), expected);
        // What is open to the past comes first, and 2005 is hidden.
        check(lane.first(), Some(3));
        check(lane.last(), Some(5));
        check(lane.after(place(3)), Some(2));
        check(lane.before(place(2)), Some(3));
        check(lane.before(place(3)), None);
        check(lane.after(place(5)), None);
        check(lane.nearest(t::date("2011").bounds().earliest_start), Some(5));
        check(lane.nearest(t::date("2009").bounds().earliest_start), Some(4));
        check(lane.nearest(t::date("1990").bounds().earliest_start), Some(2));
    }

    #[test]
    fn a_theme_that_is_gone_keeps_its_lane() {
        let mut incident = t::incident("2009");
        incident.themes = vec![ThemeTag { theme: ThemeId::from_bits(5), basis: Basis::Inferred }];
        let found = ask(&t::case(&[t::put_incident(1, incident)]), LaneBy::Theme, &Window::default());
        assert_eq!(show(&found), [("thm-000000000005".to_owned(), 1)]);
    }

    /// How many incidents of 2008, of 2010, of an unknown date and of another kind in 2008 are hidden.
    fn check_hidden(window: &Window, expected: usize) {
        let case = t::case(&[
            t::put_incident(1, t::incident("2008")),
            t::put_incident(2, t::incident("2010")),
            t::put_incident(3, t::incident("")),
            t::put_incident(4, of_kind(IncidentKind::Coup, "2008")),
        ]);
        let found = ask(&case, LaneBy::Kind, window);
        let shown: usize = found.iter().map(|lane| lane.count).sum();
        assert_eq!((found.hidden, shown + found.undated.len()), (expected, 4 - expected), "{window:?}");
    }

    #[test]
    fn what_is_hidden_is_counted() {
        let as_of = |date: &str| Window { as_of: AsOf::of(&t::date(date)), ..Window::default() };
        check_hidden(&Window::default(), 0);
        check_hidden(&as_of("2009"), 1);
        check_hidden(&as_of("2010-05"), 0);
        let bounds = t::date("2009/2010").bounds();
        check_hidden(&Window { brush: Some(bounds.possible()), ..Window::default() }, 2);
        check_hidden(&Window { hidden_kinds: BTreeSet::from([IncidentKind::Coup]), ..Window::default() }, 1);
    }

    /// Incidents of three kinds and four actors: from a day to years long, open to one side, or undated.
    fn case_of(rows: &[(i64, i64, u8, u64)]) -> Case {
        let put = |(number, &(day, length, form, actor)): (u64, &(i64, i64, u8, u64))| {
            let text = |days: i64| crate::case::when::civil::day(Moment(days * 86_400));
            let date = match form {
                0 => String::new(),
                1 => format!("../{}", text(day)),
                2 => format!("{}/..", text(day)),
                _ => format!("{}/{}", text(day), text(day + length)),
            };
            let kinds = [IncidentKind::Coup, IncidentKind::Arrest, IncidentKind::Other];
            let kind = kinds.get(usize::from(form % 3)).copied().unwrap_or_default();
            let mut incident = of_kind(kind, &date);
            incident.participants = (0..actor).map(|n| t::participant(1, t::actor_party(n + 1))).collect();
            t::put_incident(number, incident)
        };
        t::case(&(1..).zip(rows).map(put).collect::<Vec<Change>>())
    }

    fn rows() -> impl Strategy<Value = Vec<(i64, i64, u8, u64)>> {
        proptest::collection::vec((10_000..20_000_i64, 0..900_i64, 0..30_u8, 0..4_u64), 0..200)
    }

    proptest! {
        #[test]
        fn a_filter_invents_nothing_and_what_it_hides_it_counts(
            rows in rows(), by in proptest::sample::select(LaneBy::ALL.to_vec()), brush in (10_000..20_000_i64, 0..3_000_i64),
            is_hiding: bool,
        ) {
            let (first, last) = (Moment(brush.0 * 86_400), Moment((brush.0 + brush.1) * 86_400));
            let hidden_kinds = BTreeSet::from_iter(is_hiding.then_some(IncidentKind::Arrest));
            let window = Window { hidden_kinds, brush: Some((first, last)), ..Window::default() };
            let case = case_of(&rows);
            let dates = Dates::of(&case);
            let found = ask(&case, by, &window);
            let expected: BTreeSet<IncidentId> = case.incidents.iter()
                .filter(|(id, incident)| window.shows(incident.kind, dates.bounds(**id)))
                .map(|(&id, _)| id)
                .collect();
            let shown: BTreeSet<IncidentId> =
                found.items().map(|item| item.incident).chain(found.undated.iter().copied()).collect();
            prop_assert_eq!(&shown, &expected);
            prop_assert_eq!(found.count() + found.undated.len() + found.hidden, case.incidents.len());
            let in_lanes: BTreeSet<IncidentId> =
                found.iter().flat_map(|lane| ids(lane.marks())).chain(found.undated.iter().copied()).collect();
            prop_assert_eq!(in_lanes, expected);
            prop_assert!(found.iter().all(|lane| lane.count == lane.marks().count() && lane.count > 0));
        }

        #[test]
        fn a_search_in_a_lane_finds_what_looking_at_each_would(
            rows in rows(), by in proptest::sample::select(LaneBy::ALL.to_vec()), span in (9_000..21_000_i64, 0..3_000_i64),
        ) {
            let found = ask(&case_of(&rows), by, &Window::default());
            let (first, last) = (Moment(span.0 * 86_400), Moment((span.0 + span.1) * 86_400));
            let slow: Vec<_> = found.items().filter(|item| item.bounds.may_touch(first, last)).collect();
            prop_assert_eq!(found.within(first, last).collect::<Vec<_>>(), slow);
            for lane in found.iter() {
                let slow = ids(lane.marks().filter(|mark| mark.item.bounds.may_touch(first, last)));
                prop_assert_eq!(ids(lane.within(first, last)), slow);
                for mark in lane.marks() {
                    prop_assert_eq!(lane.mark(mark.place), Some(mark));
                }
            }
        }
    }

    #[test]
    fn a_lane_of_an_actor_is_that_of_its_record() {
        let found = ask(&case_of(&[(14_000, 3, 9, 2)]), LaneBy::Actor, &Window::default());
        let keys: Vec<_> = found.iter().map(|lane| lane.key).collect();
        assert_eq!(keys, [1, 2].map(|n| LaneKey::Record(RecordId::from(ActorId::from_bits(n)))));
    }
}
