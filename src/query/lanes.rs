//! The timeline's lanes, and how the incidents of a lane are packed into sub-rows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::as_of::{AsOf, Holds, has_begun};
use super::dates::Dates;
use crate::case::{Bounds, Case, Incident, IncidentId, IncidentKind, Moment, Party, RecordId};

pub use crate::case::LaneBy;

/// What a lane stands for. The derived order is that of lanes by kind; the lane of the rest is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaneKey {
    /// A kind of incident.
    Kind(IncidentKind),
    /// An actor, theme, place or mission.
    Record(RecordId),
    /// None of them.
    Rest,
}

/// Which incidents are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// Kinds that are not shown.
    pub hidden_kinds: BTreeSet<IncidentKind>,
    /// What surely is later than that is not shown.
    pub as_of: Option<AsOf>,
    /// What surely lies outside of these seconds is not shown.
    pub brush: Option<(Moment, Moment)>,
}

impl Window {
    /// Whether an incident is shown. What is undated may lie anywhere, and stays.
    pub fn shows(&self, kind: IncidentKind, bounds: Bounds) -> bool {
        !self.hidden_kinds.contains(&kind)
            && has_begun(self.as_of, bounds) != Holds::No
            && self.brush.is_none_or(|(first, last)| bounds.may_touch(first, last))
    }
}

/// How well the dates of an incident are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Its start and its end are each known to the day, or finer.
    Exact,
    /// They are known less well, but lie between two dates.
    Range,
    /// It has no earliest or no latest date.
    Open,
}

impl Precision {
    /// The precision of these bounds.
    pub fn of(bounds: Bounds) -> Self {
        let (first, last) = bounds.possible();
        let known_to_the_day = |from: Moment, to: Moment| i128::from(to.0) - i128::from(from.0) < 86_400;
        if !first.is_bounded() || !last.is_bounded() {
            Self::Open
        } else if known_to_the_day(bounds.earliest_start, bounds.latest_start)
            && known_to_the_day(bounds.earliest_end, bounds.latest_end)
        {
            Self::Exact
        } else {
            Self::Range
        }
    }
}

/// An incident on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The incident.
    pub incident: IncidentId,
    /// When it happened.
    pub bounds: Bounds,
    /// Whether its dates follow from other incidents' dates.
    pub is_derived: bool,
    /// How well its dates are known.
    pub precision: Precision,
}

/// One lane of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its title.
    pub title: String,
    /// What it stands for.
    pub key: LaneKey,
    /// Its incidents, by earliest start, latest end and id.
    pub items: Vec<Item>,
}

/// The timeline: its lanes, and what has no place in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// By kind in the order of the vocabulary, else by name; the lane of the rest is the last.
    pub lanes: Vec<Lane>,
    /// Incidents shown whose date is not known at all, by id.
    pub undated: Vec<IncidentId>,
    /// How many incidents the window hides.
    pub hidden: usize,
}

/// The incidents that the window shows, laid out in lanes. `is_derived` tells whether an incident's dates follow from
/// other dates.
pub fn lanes(
    case: &Case,
    dates: &Dates,
    by: LaneBy,
    window: &Window,
    is_derived: impl Fn(IncidentId) -> bool,
) -> Lanes {
    let mut found = Lanes::default();
    let mut items: BTreeMap<LaneKey, Vec<Item>> = BTreeMap::new();
    for (&id, incident) in &case.incidents {
        let bounds = dates.bounds(id);
        if !window.shows(incident.kind, bounds) {
            found.hidden += 1;
        } else if bounds.is_unknown() {
            found.undated.push(id);
        } else {
            let item = Item { incident: id, bounds, is_derived: is_derived(id), precision: Precision::of(bounds) };
            for key in keys(incident, by) {
                items.entry(key).or_default().push(item);
            }
        }
    }
    found.lanes = items.into_iter().map(|(key, items)| lane(case, by, key, items)).collect();
    if by != LaneBy::Kind {
        found.lanes.sort_by_cached_key(|lane| (lane.key == LaneKey::Rest, lane.title.to_lowercase(), lane.key));
    }
    found
}

fn lane(case: &Case, by: LaneBy, key: LaneKey, mut items: Vec<Item>) -> Lane {
    items.sort_by_key(|item| (item.bounds.earliest_start, item.bounds.latest_end, item.incident));
    let title = match key {
        LaneKey::Kind(kind) => kind.label().to_owned(),
        LaneKey::Record(id) => case.title_of(id),
        LaneKey::Rest => rest(by).to_owned(),
    };
    Lane { title, key, items }
}

const fn rest(by: LaneBy) -> &'static str {
    match by {
        LaneBy::Kind => "no kind",
        LaneBy::Actor => "no actor",
        LaneBy::Theme => "no theme",
        LaneBy::Place => "no place",
        LaneBy::Mission => "no mission",
    }
}

/// The lanes in which an incident lies, each once.
fn keys(incident: &Incident, by: LaneBy) -> BTreeSet<LaneKey> {
    let parties = || incident.participants.iter().map(|participant| participant.party);
    let records: BTreeSet<RecordId> = match by {
        LaneBy::Kind => return BTreeSet::from([LaneKey::Kind(incident.kind)]),
        LaneBy::Actor => parties().filter(|party| matches!(party, Party::Actor(_))).map(RecordId::from).collect(),
        LaneBy::Theme => incident.themes.iter().map(|tag| tag.theme.into()).collect(),
        LaneBy::Place => incident.place.into_iter().map(RecordId::from).collect(),
        LaneBy::Mission => {
            let took_part = parties().filter(|party| matches!(party, Party::Mission(_))).map(RecordId::from);
            took_part.chain(incident.missions.iter().map(|&id| id.into())).collect()
        }
    };
    if records.is_empty() {
        BTreeSet::from([LaneKey::Rest])
    } else {
        records.into_iter().map(LaneKey::Record).collect()
    }
}

/// Sub-rows in which the possible parts of items do not overlap, as places in `items`; each item takes the topmost row
/// that is free, by earliest start.
///
/// An item takes at least `room_seconds` from its earliest start on, so that a label fits beside it. The number of rows
/// is the least possible.
pub fn pack(items: &[Item], room_seconds: i64) -> Vec<Vec<usize>> {
    let mut order: Vec<_> = items.iter().enumerate().map(|(place, item)| (extent(item, room_seconds), place)).collect();
    order.sort_by_key(|&((first, last), place)| (first, Reverse(last), items.get(place).map(|item| item.incident)));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut free = BTreeSet::new();
    let mut busy = BinaryHeap::new();
    for ((first, last), place) in order {
        while let Some(&Reverse((end, row))) = busy.peek()
            && end < first
        {
            let _ended = busy.pop();
            let _new = free.insert(row);
        }
        let row = free.pop_first().unwrap_or(rows.len());
        busy.push(Reverse((last, row)));
        match rows.get_mut(row) {
            Some(taken) => taken.push(place),
            None => rows.push(vec![place]),
        }
    }
    rows
}

/// From its earliest start to its latest end, or so far that there is room for a label.
fn extent(item: &Item, room_seconds: i64) -> (Moment, Moment) {
    let (first, last) = item.bounds.possible();
    (first, last.max(Moment(first.0.saturating_add(room_seconds))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActorId, Basis, ThemeId, ThemeTag};
    use crate::query::testing as t;

    fn ask(case: &Case, by: LaneBy, window: &Window) -> Lanes {
        lanes(case, &Dates::of(case), by, window, |_| false)
    }

    fn show(lanes: &Lanes) -> Vec<(String, usize)> {
        lanes.lanes.iter().map(|lane| (lane.title.clone(), lane.items.len())).collect()
    }

    fn of_kind(kind: IncidentKind, date: &str) -> Incident {
        Incident { kind, ..t::incident(date) }
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
        let ids: Vec<_> = found.lanes[1].items.iter().map(|item| item.incident).collect();
        assert_eq!(ids, [3, 1].map(IncidentId::from_bits));
        assert_eq!(found.undated, [IncidentId::from_bits(4)]);
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
        assert_eq!(found.lanes[0].key, LaneKey::Record(ActorId::from_bits(2).into()));
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
        let shown: usize = found.lanes.iter().map(|lane| lane.items.len()).sum();
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

    #[test]
    fn precision_is_told_from_the_bounds() {
        let check = |date: &str, expected| assert_eq!(Precision::of(t::date(date).bounds()), expected, "{date}");
        check("2009-03-02", Precision::Exact);
        check("2009-03-02/2009-05-01", Precision::Exact);
        check("2009-03", Precision::Range);
        check("2009/2010", Precision::Range);
        check("2009-03-02/..", Precision::Open);
    }

    fn item(n: u64, first: i64, last: i64) -> Item {
        Item {
            incident: IncidentId::from_bits(n),
            bounds: Bounds::within(Moment(first), Moment(last)),
            is_derived: false,
            precision: Precision::Exact,
        }
    }

    fn check_pack(spans: &[(i64, i64)], room_seconds: i64, expected: &[&[usize]]) {
        let items: Vec<_> = (1..).zip(spans).map(|(n, &(first, last))| item(n, first, last)).collect();
        assert_eq!(pack(&items, room_seconds), expected, "{spans:?}");
    }

    #[test]
    fn what_overlaps_stacks_and_what_does_not_shares_a_row() {
        check_pack(&[], 0, &[]);
        check_pack(&[(0, 9), (10, 19), (20, 29)], 0, &[&[0, 1, 2]]);
        check_pack(&[(0, 10), (10, 19), (20, 29)], 0, &[&[0, 2], &[1]]);
        check_pack(&[(20, 29), (0, 9), (5, 25)], 0, &[&[1, 0], &[2]]);
        check_pack(&[(0, 1), (3, 4), (6, 7)], 5, &[&[0, 2], &[1]]);
    }

    #[test]
    fn an_open_end_keeps_its_row() {
        check_pack(&[(0, i64::MAX), (50, 60), (i64::MIN, 10)], 100, &[&[2, 1], &[0]]);
    }
}
