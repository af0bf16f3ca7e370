//! Evidence, gathered from every incident, or renewed after a few have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::areas::{Areas, country_of};
use super::ties::{Tie, meets};
use super::{Behind, Evidence, Found, Ground, Reach, Tally, Weight};
use crate::case::{
    ActorId, Basis, Bounds, Case, Change, Incident, IncidentId, MissionId, Moment, Party, PlaceId, RecordId,
    RecordKind, Standing, ThemeId,
};
use crate::query::as_of::{Holds, has_begun};
use crate::query::by_id::ById;
use crate::query::cores::in_order;

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
    missions: ById<Bounds>,
    themes: ById<()>,
    places: ById<Spot>,
    /// Missions in whose area an actor's country lies; actors of whom that is true of none are not in it.
    homes: ById<Vec<MissionId>>,
}

/// A place: its country, and the missions whose area it has to do with.
struct Spot {
    country: PlaceId,
    ties: Vec<(MissionId, Reach)>,
}

/// So many incidents are one part of the work.
const PART: usize = 8_192;

impl<'a> Gatherer<'a> {
    /// On this ground, of whatever incident.
    pub fn of(ground: &'a Ground<'a>) -> Self {
        Self::with(ground, (ground.case.places.keys().copied(), ground.case.actors.keys().copied()))
    }

    /// On this ground, of these incidents alone.
    fn of_few(ground: &'a Ground<'a>, few: &BTreeSet<IncidentId>) -> Self {
        let incidents = || few.iter().filter_map(|id| ground.case.incidents.get(id));
        let parties = incidents().flat_map(|incident| &incident.participants).map(|one| one.party);
        let actor = |party| if let Party::Actor(actor) = party { Some(actor) } else { None };
        let actors: BTreeSet<ActorId> = parties.filter_map(actor).collect();
        let places: BTreeSet<PlaceId> = incidents().filter_map(|incident| incident.place).collect();
        let places = places.into_iter().filter(|place| ground.case.places.contains_key(place));
        Self::with(ground, (places, actors.into_iter()))
    }

    fn with(
        ground: &'a Ground<'a>,
        (places, actors): (impl Iterator<Item = PlaceId>, impl Iterator<Item = ActorId>),
    ) -> Self {
        let Ground { case, dates, .. } = ground;
        let areas = Areas::of(case);
        let spot = |place: PlaceId| Spot {
            country: country_of(case, place),
            ties: areas.ties(case, place).into_iter().collect(),
        };
        let home = |actor: ActorId| {
            let missions = areas.at_home(case, actor);
            (!missions.is_empty()).then(|| missions.to_vec())
        };
        Self {
            missions: ById::of(case.missions.keys().map(|&mission| (mission.bits(), dates.bounds(mission)))),
            themes: ById::of(case.themes.keys().map(|theme| (theme.bits(), ()))),
            places: ById::of(places.map(|place| (place.bits(), spot(place)))),
            homes: ById::of(actors.filter_map(|actor| Some((actor.bits(), home(actor)?)))),
            ground,
        }
    }

    /// What every incident is evidence of. Incidents are shared out among the cores.
    pub fn all(self) -> Evidence {
        let Ground { case, dates, hits, .. } = *self.ground;
        let mut walk = hits.map(|hits| hits.walk(RecordKind::Incident));
        let asked = case.incidents.iter().filter(|(_, incident)| !incident.themes.is_empty());
        let asked = asked.filter(|(id, _)| walk.as_mut().is_none_or(|walk| walk.has(**id)));
        let asked: Vec<(IncidentId, &Incident, Bounds)> =
            asked.map(|(&id, incident)| (id, incident.as_ref(), dates.bounds(id))).collect();
        let parts: Vec<_> = asked.chunks(PART).collect();
        let drafts = in_order(parts.len(), |part| {
            let (mut draft, mut share) = (Draft::of(case), Share::default());
            for &(id, incident, bounds) in parts.get(part).copied().unwrap_or_default() {
                if self.share((id, incident), bounds, &mut share) {
                    draft.add(&share);
                }
            }
            draft
        });
        let mut whole = Draft::of(case);
        for draft in drafts {
            whole.append(draft);
        }
        whole.finish()
    }

    /// What one incident is evidence of. Whether it is of anything.
    fn share(&self, (id, incident): (IncidentId, &Incident), bounds: Bounds, share: &mut Share) -> bool {
        let Ground { as_of, .. } = *self.ground;
        share.start = Some(bounds.earliest_start);
        share.missions.clear();
        share.country = None;
        self.themes(incident, &mut share.themes);
        let begun = has_begun(as_of, bounds);
        if share.themes.is_empty() || begun == Holds::No {
            share.themes.clear();
            return false;
        }
        let met = self.ground.met(id, incident, bounds);
        let spot = incident.place.and_then(|place| self.places.get(place.bits()));
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
            let life = self.missions.get(mission.bits()).copied().unwrap_or(Bounds::UNKNOWN);
            let in_life = meets(bounds, life);
            let (weight, standing) = tie.counts(incident, (begun, in_life));
            share.missions.push((mission, behind(tie, (in_life, weight, standing))));
        }
        if let Some(country) = spot.map(|spot| spot.country) {
            // A country is there at all times: its incident counts wherever it lies in it.
            let here = Tie { is_named: true, ..Tie::default() };
            let (weight, standing) = here.counts(incident, (begun, Holds::Surely));
            share.country = Some((country, behind(any, (Holds::Surely, weight, standing))));
        }
        !share.missions.is_empty() || share.country.is_some()
    }

    /// The missions that an incident has to do with, each once. A part that was taken back is none, and of several the
    /// firmest tells. Where a party is from is asked only where the place of the incident says nothing.
    fn ties(&self, incident: &Incident, by_place: &[(MissionId, Reach)]) -> Vec<(MissionId, Tie)> {
        let mut ties: Vec<(MissionId, Tie)> =
            by_place.iter().map(|&(mission, reach)| (mission, Tie { reach: Some(reach), ..Tie::default() })).collect();
        let mut add =
            |mission: MissionId, change: &dyn Fn(&mut Tie)| match ties.iter_mut().find(|(id, _)| *id == mission) {
                Some((_, tie)) => change(tie),
                None if self.missions.get(mission.bits()).is_some() => {
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
                    for &mission in self.homes.get(actor.bits()).map_or(&[][..], Vec::as_slice) {
                        add(mission, &|tie| tie.reach = tie.reach.or(Some(Reach::Home(actor))));
                    }
                }
            }
        }
        ties
    }

    /// The themes of an incident, in order.
    fn themes(&self, incident: &Incident, themes: &mut Vec<(ThemeId, Basis)>) {
        themes.clear();
        let known = incident.themes.iter().filter(|tag| self.themes.get(tag.theme.bits()).is_some());
        themes.extend(known.map(|tag| (tag.theme, tag.basis)));
        themes.sort_unstable();
        themes.dedup_by_key(|(theme, _)| *theme);
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

/// Entries of one cell, each with its earliest start.
type Entries = Vec<(Moment, Behind)>;

/// Evidence in the making: cells by the places of mission or country and theme.
struct Draft {
    missions: Vec<MissionId>,
    countries: Vec<PlaceId>,
    themes: Vec<ThemeId>,
    cells: Vec<Entries>,
    of_countries: Vec<Entries>,
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
            countries: Vec::new(),
            of_countries: Vec::new(),
            of_missions: vec![Tally::default(); missions.len()],
            of_themes: vec![Tally::default(); themes.len()],
            total: Tally::default(),
            missions,
            themes,
        }
    }

    fn add(&mut self, share: &Share) {
        let start = share.start.unwrap_or(Moment::BEGINNING);
        let columns: Vec<Option<usize>> =
            share.themes.iter().map(|(theme, _)| self.themes.binary_search(theme).ok()).collect();
        let of_themes =
            || share.themes.iter().zip(&columns).filter_map(|(&(_, basis), column)| Some(((*column)?, basis)));
        let width = self.themes.len();
        for (mission, behind) in &share.missions {
            let Ok(row) = self.missions.binary_search(mission) else { continue };
            for (column, basis) in of_themes() {
                if let Some(cell) = self.cells.get_mut(row * width + column) {
                    cell.push((start, Behind { basis, ..*behind }));
                }
            }
        }
        if let Some((country, behind)) = share.country {
            let row = self.country(country);
            for (column, basis) in of_themes() {
                if let Some(cell) = self.of_countries.get_mut(row * width + column) {
                    cell.push((start, Behind { basis, ..behind }));
                }
            }
        }
        for (mission, rank) in share.of_missions() {
            if let Some(tally) =
                self.missions.binary_search(&mission).ok().and_then(|row| self.of_missions.get_mut(row))
            {
                tally.add(rank);
            }
        }
        for (theme, rank) in share.of_themes() {
            if let Some(tally) =
                self.themes.binary_search(&theme).ok().and_then(|column| self.of_themes.get_mut(column))
            {
                tally.add(rank);
            }
        }
        if let Some(rank) = share.in_all() {
            self.total.add(rank);
        }
    }

    /// The row of a country, which is made where there is none yet.
    fn country(&mut self, country: PlaceId) -> usize {
        match self.countries.binary_search(&country) {
            Ok(row) => row,
            Err(row) => {
                self.countries.insert(row, country);
                let at = row * self.themes.len();
                drop(self.of_countries.splice(at..at, std::iter::repeat_n(Entries::new(), self.themes.len())));
                row
            }
        }
    }

    /// Adds what comes later.
    fn append(&mut self, later: Self) {
        for (cell, entries) in self.cells.iter_mut().zip(later.cells) {
            cell.extend(entries);
        }
        let width = self.themes.len();
        let mut rows = later.of_countries.into_iter();
        for country in later.countries {
            let row = self.country(country);
            for (column, entries) in rows.by_ref().take(width).enumerate() {
                if let Some(cell) = self.of_countries.get_mut(row * width + column) {
                    cell.extend(entries);
                }
            }
        }
        let pairs = self.of_missions.iter_mut().zip(later.of_missions);
        for (tally, more) in pairs.chain(self.of_themes.iter_mut().zip(later.of_themes)) {
            tally.add_all(more);
        }
        self.total.add_all(later.total);
    }

    fn finish(self) -> Evidence {
        let Self { missions, countries, themes, cells, of_countries, of_missions, of_themes, total } = self;
        Evidence {
            cells: filled(&missions, &themes, cells),
            countries: filled(&countries, &themes, of_countries),
            missions: counted(missions.into_iter().zip(of_missions)),
            themes: counted(themes.into_iter().zip(of_themes)),
            total,
        }
    }
}

/// The cells behind which there is something.
fn filled<R: Copy + Ord>(rows: &[R], themes: &[ThemeId], cells: Vec<Entries>) -> BTreeMap<(R, ThemeId), Arc<Found>> {
    let keys = rows.iter().flat_map(|&row| themes.iter().map(move |&theme| (row, theme)));
    keys.zip(cells).filter(|(_, entries)| !entries.is_empty()).map(|(cell, entries)| (cell, found(entries))).collect()
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
    let gatherer = Gatherer::of_few(old, &touched);
    for &id in &touched {
        let Some(incident) = old.case.incidents.get(&id) else { continue };
        if is_hit(old, id) && gatherer.share((id, incident), old.dates.bounds(id), &mut share) {
            next.take(&share, id);
        }
    }
    let gatherer = Gatherer::of_few(new, &touched);
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
    let is_otherwise_asked = old.hits.is_some() != new.hits.is_some() || old.counted.is_some() != new.counted.is_some();
    if !is_same_asked || !is_same_setting || is_otherwise_asked {
        return None;
    }
    let changes = old.case.changes_to(new.case);
    let incidents =
        changes.iter().filter_map(|change| if let Change::Incident(id, _) = change { Some(*id) } else { None });
    let mut touched: BTreeSet<IncidentId> = incidents.collect();
    if !std::ptr::eq(old.dates, new.dates) {
        touched.extend(old.dates.moved(new.dates, [old.case, new.case]));
    }
    for pair in [(old.hits, new.hits), (old.counted, new.counted)] {
        if let (Some(one), Some(other)) = pair
            && !std::ptr::eq(one, other)
        {
            let differing = one.differing(other, RecordKind::Incident);
            let incident = |id| if let RecordId::Incident(id) = id { Some(id) } else { None };
            touched.extend(differing.into_iter().filter_map(incident));
        }
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
