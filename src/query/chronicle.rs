//! Every incident of a case along time: made once for a case, and asked by every view of the timeline.
//!
//! Dated incidents stand in one array by earliest start. Lanes are lists of places in it, made when they are first asked
//! for. An array by start does not tell what ends before a window: a maximum of the latest ends over every 64 neighbours
//! lets a search skip 64 at a time, so that a window far from the beginning costs next to nothing.

use std::sync::OnceLock;

use super::dates::{DatedId, Dates};
use crate::case::{Bounds, Case, Incident, IncidentId, IncidentKind, LaneBy, Moment, Party, RecordId, Standing};

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
    /// Its kind.
    pub kind: IncidentKind,
    /// How well its dates are known.
    pub precision: Precision,
    /// Whether its dates follow from other incidents' dates.
    pub is_derived: bool,
}

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

/// An incident in a lane. What a glance at many of them needs stands here, one beside the other, so that nothing has to
/// be fetched from all over the chronicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
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

/// The lanes of one kind: which incidents lie in which, by earliest start.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub keys: Vec<LaneKey>,
    pub titles: Vec<String>,
    /// Where the entries of each lane begin; one more at the end.
    pub starts: Vec<u32>,
    pub entries: Vec<Entry>,
    /// The latest end of every [`BLOCK`] entries.
    pub reach: Vec<Moment>,
}

/// How many neighbours share a maximum of their latest ends.
pub(super) const BLOCK: usize = 64;

/// Every incident of a case along time.
#[derive(Debug, Default)]
pub struct Chronicle {
    case: Option<Case>,
    items: Vec<Item>,
    /// The latest end of every [`BLOCK`] items.
    reach: Vec<Moment>,
    undated: Vec<(IncidentId, IncidentKind)>,
    /// Dated incidents by id, with their places.
    places: Vec<(IncidentId, u32)>,
    extent: Option<(Moment, Moment)>,
    /// What takes part in a contradiction.
    clashing: Vec<DatedId>,
    lists: [OnceLock<Lists>; LaneBy::ALL.len()],
}

impl Chronicle {
    /// Every incident of a case, with its dates.
    pub fn of(case: &Case, dates: &Dates) -> Self {
        let mut clashing: Vec<DatedId> =
            dates.contradictions().iter().flat_map(|found| &found.records).copied().collect();
        clashing.sort_unstable();
        let mut chronicle = Self { case: Some(case.clone()), clashing, ..Self::default() };
        for (&id, incident) in &case.incidents {
            let bounds = dates.bounds(id);
            if bounds.is_unknown() {
                chronicle.undated.push((id, incident.kind));
                continue;
            }
            chronicle.items.push(Item {
                incident: id,
                bounds,
                kind: incident.kind,
                precision: Precision::of(bounds),
                is_derived: dates.is_derived(id),
            });
        }
        chronicle.sort();
        chronicle
    }

    fn sort(&mut self) {
        self.items.sort_unstable_by_key(|item| (item.bounds.earliest_start, item.bounds.latest_end, item.incident));
        self.places = (0..).zip(&self.items).map(|(place, item)| (item.incident, place)).collect();
        self.places.sort_unstable();
        let end = |block: &[Item]| block.iter().map(|item| item.bounds.latest_end).max().unwrap_or(Moment::END);
        self.reach = self.items.chunks(BLOCK).map(end).collect();
        let ends = self.items.iter().flat_map(|item| {
            let (first, last) = item.bounds.possible();
            [first, last, item.bounds.latest_start, item.bounds.earliest_end]
        });
        for moment in ends.filter(|moment| moment.is_bounded()) {
            let (first, last) = self.extent.unwrap_or((moment, moment));
            self.extent = Some((first.min(moment), last.max(moment)));
        }
    }

    /// Every dated incident, by earliest start, latest end and id.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Incidents whose date is not known at all, with their kinds, by id.
    pub fn undated(&self) -> &[(IncidentId, IncidentKind)] {
        &self.undated
    }

    /// From the earliest to the latest bound; `None` where nothing is dated.
    pub const fn extent(&self) -> Option<(Moment, Moment)> {
        self.extent
    }

    /// How many incidents there are, dated or not.
    pub const fn count(&self) -> usize {
        self.items.len() + self.undated.len()
    }

    /// Every dated incident that may lie between two moments, with its place.
    pub fn within(&self, first: Moment, last: Moment) -> impl Iterator<Item = (u32, &Item)> {
        let end = self.items.partition_point(|item| item.bounds.earliest_start <= last);
        let blocks = (0_u32..).zip(&self.reach).filter(move |(_, reach)| **reach >= first).map(|(block, _)| block);
        let items = blocks.flat_map(move |block| {
            let from = block as usize * BLOCK;
            let items = self.items.get(from..end.min(from + BLOCK)).unwrap_or_default();
            (block * BLOCK as u32..).zip(items)
        });
        items.filter(move |(_, item)| item.bounds.latest_end >= first)
    }

    /// The place of a dated incident among the items.
    pub fn place(&self, id: IncidentId) -> Option<u32> {
        let found = self.places.binary_search_by_key(&id, |&(id, _)| id).ok()?;
        self.places.get(found).map(|&(_, place)| place)
    }

    /// Every dated incident with its place, by id.
    pub(super) fn by_id(&self) -> impl Iterator<Item = (IncidentId, u32)> {
        self.places.iter().copied()
    }

    /// Whether an incident's dates take part in a contradiction.
    pub fn is_clashing(&self, id: IncidentId) -> bool {
        self.clashing.binary_search(&id.into()).is_ok()
    }

    /// From the first to the last earliest start of those that lie within so many seconds, where they are the most.
    pub fn densest(&self, seconds: i64) -> Option<(Moment, Moment)> {
        let starts = self.items.iter().map(|item| item.bounds.earliest_start).filter(|start| start.is_bounded());
        let starts: Vec<i64> = starts.map(|start| start.0).collect();
        let mut last = 0;
        let mut best: (usize, Option<(Moment, Moment)>) = (0, None);
        for (first, &start) in starts.iter().enumerate() {
            while starts.get(last).is_some_and(|&other| other.saturating_sub(start) <= seconds) {
                last += 1;
            }
            if last - first > best.0 {
                let end = last.checked_sub(1).and_then(|last| starts.get(last)).map_or(start, |&end| end);
                best = (last - first, Some((Moment(start), Moment(end))));
            }
        }
        best.1
    }

    /// The lanes of one kind; made when they are first asked for.
    pub(super) fn lists(&self, by: LaneBy) -> Option<&Lists> {
        let cell = LaneBy::ALL.iter().zip(&self.lists).find_map(|(&other, cell)| (other == by).then_some(cell))?;
        Some(cell.get_or_init(|| self.case.as_ref().map_or_else(Lists::default, |case| Lists::of(case, self, by))))
    }
}

impl Lists {
    fn of(case: &Case, chronicle: &Chronicle, by: LaneBy) -> Self {
        let mut pairs: Vec<(LaneKey, Entry)> = Vec::with_capacity(chronicle.items.len());
        // Both go by id: one walk finds every incident.
        let mut incidents = case.incidents.iter();
        for &(id, place) in &chronicle.places {
            let Some((_, incident)) = incidents.find(|(other, _)| **other == id) else { break };
            let Some(item) = chronicle.items.get(place as usize) else { break };
            let entry = |standing| Entry {
                possible: item.bounds.possible(),
                place,
                precision: item.precision,
                is_derived: item.is_derived,
                standing,
            };
            let before = pairs.len();
            for (key, standing) in keys(incident, by) {
                // An incident lies in a lane once, however often it names what the lane stands for.
                if pairs.iter().skip(before).all(|(other, _)| *other != key) {
                    pairs.push((key, entry(standing)));
                }
            }
            if pairs.len() == before {
                pairs.push((LaneKey::Rest, entry(incident.standing)));
            }
        }
        pairs.sort_unstable_by_key(|&(key, entry)| (key, entry.place));
        let lanes: Vec<&[(LaneKey, Entry)]> = pairs.chunk_by(|(one, _), (other, _)| one == other).collect();
        Self::ordered(case, by, &lanes)
    }

    /// Lanes by kind in the order of the vocabulary, else by name; the lane of the rest is the last.
    fn ordered(case: &Case, by: LaneBy, lanes: &[&[(LaneKey, Entry)]]) -> Self {
        let named = lanes.iter().filter_map(|lane| Some((title(case, by, lane.first()?.0), lane.first()?.0, *lane)));
        let mut named: Vec<_> = named.collect();
        if by != LaneBy::Kind {
            named.sort_by_cached_key(|(title, key, _)| (*key == LaneKey::Rest, title.to_lowercase(), *key));
        }
        let mut lists = Self::default();
        for (title, key, lane) in named {
            lists.starts.push(u32::try_from(lists.entries.len()).unwrap_or(u32::MAX));
            lists.titles.push(title);
            lists.keys.push(key);
            lists.entries.extend(lane.iter().map(|&(_, entry)| entry));
        }
        lists.starts.push(u32::try_from(lists.entries.len()).unwrap_or(u32::MAX));
        let end = |block: &[Entry]| block.iter().map(|entry| entry.possible.1).max().unwrap_or(Moment::END);
        let reach = lists.entries.chunks(BLOCK).map(end);
        lists.reach = reach.collect();
        lists
    }
}

fn title(case: &Case, by: LaneBy, key: LaneKey) -> String {
    match key {
        LaneKey::Kind(kind) => kind.label().to_owned(),
        LaneKey::Record(id) => case.title_of(id),
        LaneKey::Rest => rest(by).to_owned(),
    }
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

/// The lanes in which an incident lies, some of them perhaps twice, each with the standing in which it is drawn there.
fn keys(incident: &Incident, by: LaneBy) -> impl Iterator<Item = (LaneKey, Standing)> {
    let whole = incident.standing;
    let kind = (by == LaneBy::Kind).then_some((LaneKey::Kind(incident.kind), whole));
    let parties = incident.participants.iter().filter(move |participant| match participant.party {
        Party::Actor(_) => by == LaneBy::Actor,
        Party::Mission(_) => by == LaneBy::Mission,
    });
    let parties = parties.map(move |part| {
        let standing = if part.standing.is_uncertain() { part.standing } else { whole };
        (LaneKey::Record(part.party.into()), standing)
    });
    let record = move |id: RecordId| (LaneKey::Record(id), whole);
    let themes = incident.themes.iter().filter(move |_| by == LaneBy::Theme).map(move |tag| record(tag.theme.into()));
    let place = incident.place.filter(|_| by == LaneBy::Place).map(move |id| record(id.into()));
    let missions = incident.missions.iter().filter(move |_| by == LaneBy::Mission).map(move |&id| record(id.into()));
    kind.into_iter().chain(parties).chain(themes).chain(place).chain(missions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing as t;

    #[test]
    fn precision_is_told_from_the_bounds() {
        let check = |date: &str, expected| assert_eq!(Precision::of(t::date(date).bounds()), expected, "{date}");
        check("2009-03-02", Precision::Exact);
        check("2009-03-02/2009-05-01", Precision::Exact);
        check("2009-03", Precision::Range);
        check("2009/2010", Precision::Range);
        check("2009-03-02/..", Precision::Open);
    }

    fn chronicle(dates: &[&str]) -> Chronicle {
        let changes: Vec<_> = (1..).zip(dates).map(|(n, date)| t::put_incident(n, t::incident(date))).collect();
        let case = t::case(&changes);
        Chronicle::of(&case, &Dates::of(&case))
    }

    #[test]
    fn incidents_stand_by_their_start_and_are_found_by_their_id() {
        let found = chronicle(&["2010", "", "2008-05", "2008"]);
        let ids: Vec<_> = found.items().iter().map(|item| item.incident).collect();
        assert_eq!(ids, [4, 3, 1].map(IncidentId::from_bits));
        assert_eq!(found.undated(), [(IncidentId::from_bits(2), IncidentKind::Other)]);
        assert_eq!([1, 2, 3, 4].map(|n| found.place(IncidentId::from_bits(n))), [Some(2), None, Some(1), Some(0)]);
        assert_eq!((found.count(), found.extent()), (4, Some(t::date("2008/2010").bounds().possible())));
    }

    #[test]
    fn a_contradiction_marks_those_that_take_part() {
        let mut late = t::incident("2012");
        let constraint = crate::case::when::Relative {
            key: crate::case::Key::from_bits(1),
            edge: crate::case::when::Edge::Start,
            side: crate::case::when::Side::Before,
            gap: crate::case::when::Gap::Unstated,
            anchor: IncidentId::from_bits(1),
            anchor_edge: crate::case::when::Edge::Start,
            citations: Vec::new(),
            extra: crate::case::Extra::default(),
        };
        late.when.constraints.push(constraint);
        let case = t::case(&[
            t::put_incident(1, t::incident("2009")),
            t::put_incident(2, late),
            t::put_incident(3, t::incident("2010")),
        ]);
        let found = Chronicle::of(&case, &Dates::of(&case));
        assert_eq!([1, 2, 3].map(|n| found.is_clashing(IncidentId::from_bits(n))), [true, true, false]);
    }

    #[test]
    fn one_absurd_date_does_not_hide_where_the_others_lie() {
        let found = chronicle(&["-9999", "2008", "2009", "2010", "9999", "2000/.."]);
        let (first, last) = (t::date("2000").bounds().earliest_start, t::date("2010").bounds().earliest_start);
        assert_eq!(found.densest(100 * 366 * 86_400), Some((first, last)));
        assert_eq!(chronicle(&[]).densest(1), None);
        assert_eq!(chronicle(&[""]).extent(), None);
    }
}
