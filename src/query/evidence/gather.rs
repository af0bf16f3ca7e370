//! Evidence, gathered from every incident, or renewed after a few have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::areas::{Areas, country_of};
use super::ties::{Tie, meets};
use super::{Behind, Evidence, Found, Ground, Reach, Tally, Weight};
use crate::case::{
    Basis, Bounds, Case, Change, Incident, IncidentId, MissionId, Moment, Party, PlaceId, RecordId, RecordKind,
    Standing, ThemeId,
};
use crate::query::as_of::{Holds, has_begun};

/// How much an incident counts: the least counts most.
type Rank = (Weight, Basis, Standing);

impl Behind {
    const fn rank(&self) -> Rank {
        (self.weight, self.basis, self.standing)
    }
}

/// What an incident is evidence of.
#[derive(Default)]
struct Share {
    start: Option<Moment>,
    /// Its themes, each once: what is stated is not inferred as well.
    themes: Vec<(ThemeId, Basis)>,
    /// Each mission once; the basis is that of the theme.
    missions: Vec<(MissionId, Behind)>,
    country: Option<(PlaceId, Behind)>,
}

impl Share {
    /// How much it counts for each mission: as in the cell where it counts most.
    fn of_missions(&self) -> impl Iterator<Item = (MissionId, Rank)> {
        let basis = self.themes.iter().map(|(_, basis)| *basis).min();
        self.missions
            .iter()
            .filter_map(move |(mission, behind)| Some((*mission, Behind { basis: basis?, ..*behind }.rank())))
    }

    /// How much it counts for each theme.
    fn of_themes(&self) -> impl Iterator<Item = (ThemeId, Rank)> {
        self.themes.iter().filter_map(|&(theme, basis)| {
            let ranks = self.missions.iter().map(|(_, behind)| Behind { basis, ..*behind }.rank());
            Some((theme, ranks.min()?))
        })
    }

    /// How much it counts in all.
    fn in_all(&self) -> Option<Rank> {
        self.of_missions().map(|(_, rank)| rank).min()
    }

    /// What lies behind each cell by it.
    fn cells(&self) -> impl Iterator<Item = ((MissionId, ThemeId), Behind)> {
        self.missions.iter().flat_map(|&(mission, behind)| {
            self.themes.iter().map(move |&(theme, basis)| ((mission, theme), Behind { basis, ..behind }))
        })
    }

    /// The same of countries.
    fn countries(&self) -> impl Iterator<Item = ((PlaceId, ThemeId), Behind)> {
        self.country.iter().flat_map(|&(country, behind)| {
            self.themes.iter().map(move |&(theme, basis)| ((country, theme), Behind { basis, ..behind }))
        })
    }
}

/// Gathers what incidents are evidence of.
pub(super) struct Gatherer<'a> {
    ground: &'a Ground<'a>,
    areas: Areas<'a>,
    lives: Vec<(MissionId, Bounds)>,
    /// What has been looked up of places.
    places: BTreeMap<PlaceId, Arc<Spot>>,
}

/// A place: its country, and the missions whose area it has to do with.
#[derive(Default)]
struct Spot {
    country: Option<PlaceId>,
    ties: Vec<(MissionId, Reach)>,
}

impl<'a> Gatherer<'a> {
    /// On this ground.
    pub fn of(ground: &'a Ground<'a>) -> Self {
        let Ground { case, dates, .. } = ground;
        Self {
            areas: Areas::of(case),
            lives: case.missions.keys().map(|&mission| (mission, dates.bounds(mission))).collect(),
            places: BTreeMap::new(),
            ground,
        }
    }

    /// What every incident is evidence of.
    pub fn all(mut self) -> Evidence {
        let Ground { case, dates, hits, .. } = *self.ground;
        let mut found = hits.map(|hits| hits.walk(RecordKind::Incident));
        let mut draft = Draft::of(case);
        let mut share = Share::default();
        for (&id, incident) in case.incidents.iter().filter(|(_, incident)| !incident.themes.is_empty()) {
            if found.as_mut().is_none_or(|walk| walk.has(id))
                && self.share((id, incident), dates.bounds(id), &mut share)
            {
                draft.add(&share);
            }
        }
        draft.finish()
    }

    /// What one incident is evidence of. Whether it is of anything.
    fn share(&mut self, (id, incident): (IncidentId, &Incident), bounds: Bounds, share: &mut Share) -> bool {
        let Ground { case, as_of, threshold, .. } = *self.ground;
        share.start = Some(bounds.earliest_start);
        share.missions.clear();
        share.country = None;
        themes(case, incident, &mut share.themes);
        let begun = has_begun(as_of, bounds);
        if share.themes.is_empty() || begun == Holds::No {
            share.themes.clear();
            return false;
        }
        let met = threshold.met(case, incident, bounds);
        let spot = incident.place.map(|place| self.spot(place));
        let spot = spot.as_deref();
        let Some(&(_, basis)) = share.themes.first() else { return false };
        let behind = |tie: Tie, (in_life, weight, standing): (Holds, Weight, Standing)| {
            let Tie { is_named, part, reach } = tie;
            let weight = weighed(weight, met);
            Behind { incident: id, basis, standing, is_named, part, reach, begun, in_life, weight }
        };
        let mut any = Tie::default();
        for (mission, tie) in self.ties(incident, spot.map_or(&[], |spot| &spot.ties)) {
            any.is_named |= tie.is_named;
            any.part = any.part.into_iter().chain(tie.part).min();
            let in_life = meets(bounds, self.life(mission));
            let (weight, standing) = tie.counts(incident, (begun, in_life));
            share.missions.push((mission, behind(tie, (in_life, weight, standing))));
        }
        if let Some(country) = spot.and_then(|spot| spot.country) {
            // A country is there at all times: its incident counts wherever it lies in it.
            let here = Tie { is_named: true, ..Tie::default() };
            let (weight, standing) = here.counts(incident, (begun, Holds::Surely));
            share.country = Some((country, behind(any, (Holds::Surely, weight, standing))));
        }
        !share.missions.is_empty() || share.country.is_some()
    }

    fn life(&self, mission: MissionId) -> Bounds {
        let place = self.lives.binary_search_by_key(&mission, |(id, _)| *id);
        place.ok().and_then(|place| self.lives.get(place)).map_or(Bounds::UNKNOWN, |(_, life)| *life)
    }

    fn spot(&mut self, place: PlaceId) -> Arc<Spot> {
        let case = self.ground.case;
        let areas = &self.areas;
        let make = || {
            let country = case.places.contains_key(&place).then(|| country_of(case, place));
            Arc::new(Spot { country, ties: areas.ties(case, place).into_iter().collect() })
        };
        Arc::clone(self.places.entry(place).or_insert_with(make))
    }

    /// The missions that an incident has to do with, each once. A part that was taken back is none, and of several the
    /// firmest tells. Where a party is from is asked only where the place of the incident says nothing.
    fn ties(&self, incident: &Incident, by_place: &[(MissionId, Reach)]) -> Vec<(MissionId, Tie)> {
        let case = self.ground.case;
        let mut ties: Vec<(MissionId, Tie)> =
            by_place.iter().map(|&(mission, reach)| (mission, Tie { reach: Some(reach), ..Tie::default() })).collect();
        let mut add =
            |mission: MissionId, change: &dyn Fn(&mut Tie)| match ties.iter_mut().find(|(id, _)| *id == mission) {
                Some((_, tie)) => change(tie),
                None if case.missions.contains_key(&mission) => {
                    let mut tie = Tie::default();
                    change(&mut tie);
                    ties.push((mission, tie));
                }
                None => {}
            };
        for &mission in &incident.missions {
            add(mission, &|tie| tie.is_named = true);
        }
        for participant in incident.participants.iter().filter(|one| one.standing != Standing::Retracted) {
            match participant.party {
                Party::Mission(mission) => {
                    let standing = participant.standing;
                    add(mission, &|tie| tie.part = Some(tie.part.map_or(standing, |known| known.min(standing))));
                }
                Party::Actor(actor) => {
                    for &mission in self.areas.at_home(case, actor) {
                        add(mission, &|tie| tie.reach = tie.reach.or(Some(Reach::Home(actor))));
                    }
                }
            }
        }
        ties
    }
}

/// How something counts, where the threshold is surely, possibly or not met.
fn weighed(weight: Weight, met: Holds) -> Weight {
    match (weight, met) {
        (Weight::Counted | Weight::Possibly, Holds::No) => Weight::Below,
        (Weight::Counted, Holds::Possibly) => Weight::Possibly,
        _ => weight,
    }
}

/// The themes of an incident, in order.
fn themes(case: &Case, incident: &Incident, themes: &mut Vec<(ThemeId, Basis)>) {
    themes.clear();
    let known = incident.themes.iter().filter(|tag| case.themes.contains_key(&tag.theme));
    themes.extend(known.map(|tag| (tag.theme, tag.basis)));
    themes.sort_unstable();
    themes.dedup_by_key(|(theme, _)| *theme);
}

/// Entries of one cell, each with its earliest start.
type Entries = Vec<(Moment, Behind)>;

/// Evidence in the making: cells by the places of mission and theme.
struct Draft {
    missions: Vec<MissionId>,
    themes: Vec<ThemeId>,
    cells: Vec<Entries>,
    countries: BTreeMap<(PlaceId, ThemeId), Entries>,
    of_missions: Vec<Tally>,
    of_themes: Vec<Tally>,
    total: Tally,
}

impl Draft {
    fn of(case: &Case) -> Self {
        let missions: Vec<MissionId> = case.missions.keys().copied().collect();
        let themes: Vec<ThemeId> = case.themes.keys().copied().collect();
        Self {
            cells: vec![Entries::new(); missions.len() * themes.len()],
            countries: BTreeMap::new(),
            of_missions: vec![Tally::default(); missions.len()],
            of_themes: vec![Tally::default(); themes.len()],
            total: Tally::default(),
            missions,
            themes,
        }
    }

    fn add(&mut self, share: &Share) {
        let start = share.start.unwrap_or(Moment::BEGINNING);
        let (missions, themes) = (&self.missions, &self.themes);
        for ((mission, theme), behind) in share.cells() {
            let (Ok(row), Ok(column)) = (missions.binary_search(&mission), themes.binary_search(&theme)) else {
                continue;
            };
            if let Some(cell) = self.cells.get_mut(row * themes.len() + column) {
                cell.push((start, behind));
            }
        }
        for (cell, behind) in share.countries() {
            self.countries.entry(cell).or_default().push((start, behind));
        }
        for (mission, rank) in share.of_missions() {
            if let Some(tally) = missions.binary_search(&mission).ok().and_then(|row| self.of_missions.get_mut(row)) {
                tally.add(rank);
            }
        }
        for (theme, rank) in share.of_themes() {
            if let Some(tally) = themes.binary_search(&theme).ok().and_then(|column| self.of_themes.get_mut(column)) {
                tally.add(rank);
            }
        }
        if let Some(rank) = share.in_all() {
            self.total.add(rank);
        }
    }

    fn finish(self) -> Evidence {
        let Self { missions, themes, cells, countries, of_missions, of_themes, total } = self;
        let keys = missions.iter().flat_map(|&mission| themes.iter().map(move |&theme| (mission, theme)));
        let filled = keys.zip(cells).filter(|(_, entries)| !entries.is_empty());
        Evidence {
            cells: filled.map(|(cell, entries)| (cell, found(entries))).collect(),
            countries: countries.into_iter().map(|(cell, entries)| (cell, found(entries))).collect(),
            missions: counted(missions.into_iter().zip(of_missions)),
            themes: counted(themes.into_iter().zip(of_themes)),
            total,
        }
    }
}

fn counted<I: Ord>(tallies: impl Iterator<Item = (I, Tally)>) -> BTreeMap<I, Tally> {
    tallies.filter(|(_, tally)| !tally.is_empty()).collect()
}

fn found(mut entries: Entries) -> Arc<Found> {
    entries.sort_unstable_by_key(|(start, one)| (one.weight, *start, one.incident));
    let mut tally = Tally::default();
    for (_, one) in &entries {
        tally.add(one.rank());
    }
    Arc::new(Found { tally, behind: entries.into_iter().map(|(_, one)| one).collect() })
}

/// So many changed incidents are looked at one by one; of more, all evidence is gathered anew.
const FEW: usize = 500;

/// Evidence after a few incidents have changed; `None` where more has.
pub(super) fn renewed(known: &Evidence, old: &Ground<'_>, new: &Ground<'_>) -> Option<Evidence> {
    let touched = touched(old, new)?;
    let mut next = known.clone();
    let mut share = Share::default();
    let mut gatherer = Gatherer::of(old);
    for &id in &touched {
        let Some(incident) = old.case.incidents.get(&id) else { continue };
        if is_hit(old, id) && gatherer.share((id, incident), old.dates.bounds(id), &mut share) {
            next.take(&share, id);
        }
    }
    let mut gatherer = Gatherer::of(new);
    for &id in &touched {
        let Some(incident) = new.case.incidents.get(&id) else { continue };
        if is_hit(new, id) && gatherer.share((id, incident), new.dates.bounds(id), &mut share) {
            next.put(&share, new);
        }
    }
    Some(next)
}

fn is_hit(ground: &Ground<'_>, id: IncidentId) -> bool {
    ground.hits.is_none_or(|hits| hits.has(id.into()))
}

/// The incidents that count otherwise than before; `None` where that would be many, or where all may.
fn touched(old: &Ground<'_>, new: &Ground<'_>) -> Option<BTreeSet<IncidentId>> {
    use RecordKind::{Actor, Mission, Place, Source, Theme};
    let is_same_asked = old.as_of == new.as_of && old.threshold == new.threshold;
    let read = [Actor, Mission, Place, Theme];
    let is_same_setting = read.iter().all(|&kind| old.case.shares(new.case, kind))
        && (new.threshold.grade.is_none() || old.case.shares(new.case, Source))
        && old.case.missions.keys().all(|&mission| old.dates.bounds(mission) == new.dates.bounds(mission));
    if !is_same_asked || !is_same_setting || old.hits.is_some() != new.hits.is_some() {
        return None;
    }
    let changes = old.case.changes_to(new.case);
    let changed =
        changes.iter().filter_map(|change| if let Change::Incident(id, _) = change { Some(*id) } else { None });
    let mut touched: BTreeSet<IncidentId> = changed.collect();
    if !std::ptr::eq(old.dates, new.dates) {
        touched.extend(old.dates.moved(new.dates, [old.case, new.case]));
    }
    if let (Some(one), Some(other)) = (old.hits, new.hits)
        && !std::ptr::eq(one, other)
    {
        let differing = one.differing(other, RecordKind::Incident);
        let incident = |id| if let RecordId::Incident(id) = id { Some(id) } else { None };
        touched.extend(differing.into_iter().filter_map(incident));
    }
    (touched.len() <= FEW).then_some(touched)
}

impl Evidence {
    fn take(&mut self, share: &Share, id: IncidentId) {
        for (cell, _) in share.cells() {
            take(&mut self.cells, cell, id);
        }
        for (cell, _) in share.countries() {
            take(&mut self.countries, cell, id);
        }
        self.count(share, Tally::take);
    }

    fn put(&mut self, share: &Share, ground: &Ground<'_>) {
        for (cell, behind) in share.cells() {
            put(&mut self.cells, cell, behind, ground);
        }
        for (cell, behind) in share.countries() {
            put(&mut self.countries, cell, behind, ground);
        }
        self.count(share, Tally::add);
    }

    fn count(&mut self, share: &Share, count: fn(&mut Tally, Rank)) {
        for (mission, rank) in share.of_missions() {
            recount(&mut self.missions, mission, rank, count);
        }
        for (theme, rank) in share.of_themes() {
            recount(&mut self.themes, theme, rank, count);
        }
        if let Some(rank) = share.in_all() {
            count(&mut self.total, rank);
        }
    }
}

fn recount<I: Ord + Copy>(tallies: &mut BTreeMap<I, Tally>, id: I, rank: Rank, count: fn(&mut Tally, Rank)) {
    let tally = tallies.entry(id).or_default();
    count(tally, rank);
    if tally.is_empty() {
        let _gone = tallies.remove(&id);
    }
}

fn take<K: Ord + Copy>(cells: &mut BTreeMap<K, Arc<Found>>, cell: K, id: IncidentId) {
    let Some(found) = cells.get_mut(&cell) else { return };
    let found = Arc::make_mut(found);
    if let Some(place) = found.behind.iter().position(|one| one.incident == id) {
        let gone = found.behind.remove(place);
        found.tally.take(gone.rank());
    }
    if found.behind.is_empty() {
        drop(cells.remove(&cell));
    }
}

fn put<K: Ord + Copy>(cells: &mut BTreeMap<K, Arc<Found>>, cell: K, behind: Behind, ground: &Ground<'_>) {
    let found = Arc::make_mut(cells.entry(cell).or_default());
    let key = |one: &Behind| (one.weight, ground.dates.bounds(one.incident).earliest_start, one.incident);
    let own = key(&behind);
    let place = found.behind.partition_point(|one| key(one) < own);
    found.behind.insert(place, behind);
    found.tally.add(behind.rank());
}
