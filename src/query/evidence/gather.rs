//! Evidence, gathered from every incident, or renewed after a few have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::areas::{Areas, country_of};
use super::ties::{Tie, meets};
use super::{Behind, Evidence, Found, Ground, Reach, Tally, Weight};
use crate::case::{
    ActorId, Basis, Bounds, Case, Change, Incident, IncidentId, MissionId, Moment, Participant, Party, PlaceId,
    RecordId, RecordKind, Standing, ThemeId,
};
use crate::query::as_of::{Holds, has_begun};
use crate::query::by_id::ById;
use crate::query::cores::{both, in_order};

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
    /// Each mission once, and how it is tied.
    ties: Vec<(MissionId, Tie)>,
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
    /// Where the missions in whose area an actor's country lies are listed; actors of whom that is true of none are not in it.
    homes: ById<u32>,
    /// The missions of one country after the other.
    at_home: Vec<Vec<MissionId>>,
}

/// A place: its country, and the missions whose area it has to do with.
struct Spot {
    country: PlaceId,
    ties: Vec<(MissionId, Reach)>,
}

/// So many incidents are one part of the work.
const PART: usize = 8_192;
/// So many actors likewise.
const PART_OF_ACTORS: usize = 2_048;
/// So many are fetched from memory together: one after the other, each would be waited for.
const BATCH: usize = 64;

/// Looks at what lies in the incident itself and is read, which brings it near. What hangs on it waits for it.
fn touch(incident: &Incident) -> usize {
    let own = usize::from(incident.place.is_some()) + usize::from(incident.standing == Standing::Retracted);
    own + incident.themes.len() + incident.participants.len() + incident.missions.len()
}

/// Looks at what hangs on the incident.
fn touch_lists(incident: &Incident) -> usize {
    let themes = incident.themes.iter().filter(|tag| tag.basis == Basis::Stated).count();
    let is_told = |one: &&Participant| one.standing == Standing::Retracted && matches!(one.party, Party::Mission(_));
    themes + incident.participants.iter().filter(is_told).count()
}

impl<'a> Gatherer<'a> {
    /// On this ground, of whatever incident.
    fn of(ground: &'a Ground<'a>) -> Self {
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
        let actors: Vec<ActorId> = actors.collect();
        let parts: Vec<&[ActorId]> = actors.chunks(PART_OF_ACTORS).collect();
        let homes = in_order(parts.len(), |part| {
            let actors = parts.get(part).copied().unwrap_or_default().iter();
            actors.filter_map(|&actor| Some((actor.bits(), areas.home(case, actor)?))).collect::<Vec<_>>()
        });
        Self {
            missions: ById::of(case.missions.keys().map(|&mission| (mission.bits(), dates.bounds(mission)))),
            themes: ById::of(case.themes.keys().map(|theme| (theme.bits(), ()))),
            places: ById::of(places.map(|place| (place.bits(), spot(place)))),
            homes: ById::of(homes.into_iter().flatten()),
            at_home: areas.at_home().map(<[_]>::to_vec).collect(),
            ground,
        }
    }

    /// What every incident is evidence of. Incidents are shared out among the cores, and then the rows of cells. Each incident
    /// is looked at once and in the order of ids, in which it is likely to lie in memory: to fetch it is most of the work, so
    /// that a batch is touched before it is asked anything.
    pub fn all(ground: &'a Ground<'a>) -> Evidence {
        let Ground { case, dates, hits, .. } = *ground;
        let list = || case.incidents.iter().map(|(&id, one)| (id, one.as_ref())).collect();
        let (gatherer, all): (Self, Vec<(IncidentId, &Incident)>) = both(|| Self::of(ground), list);
        let parts: Vec<_> = all.chunks(PART).collect();
        let is_asked = |(id, incident): &&(IncidentId, &Incident)| {
            !incident.themes.is_empty() && hits.is_none_or(|hits| hits.has((*id).into()))
        };
        let drafts = in_order(parts.len(), |part| {
            let (mut draft, mut share, mut place) = (Draft::of(case), Share::default(), 0);
            for batch in parts.get(part).copied().unwrap_or_default().chunks(BATCH) {
                std::hint::black_box(batch.iter().map(|(_, incident)| touch(incident)).sum::<usize>());
                let asked = batch
                    .iter()
                    .filter(is_asked)
                    .map(|&(id, incident)| (id, incident, dates.bounds_after(id, &mut place)));
                gatherer.draft(&asked.collect::<Vec<_>>(), &mut share, &mut draft);
            }
            draft
        });
        finish(case, &drafts)
    }

    /// Adds what each of these is evidence of.
    fn draft(&self, asked: &[(IncidentId, &Incident, Bounds)], share: &mut Share, draft: &mut Draft) {
        std::hint::black_box(asked.iter().map(|(_, incident, _)| touch_lists(incident)).sum::<usize>());
        for &(id, incident, bounds) in asked {
            if self.share((id, incident), bounds, share) {
                draft.add(share);
            }
        }
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
        self.ties(incident, spot.map_or(&[], |spot| &spot.ties), &mut share.ties);
        for &(mission, tie) in &share.ties {
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
    fn ties(&self, incident: &Incident, by_place: &[(MissionId, Reach)], ties: &mut Vec<(MissionId, Tie)>) {
        ties.clear();
        ties.extend(by_place.iter().map(|&(mission, reach)| (mission, Tie { reach: Some(reach), ..Tie::default() })));
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
                    for &mission in self.at_home_of(actor) {
                        add(mission, &|tie| tie.reach = tie.reach.or(Some(Reach::Home(actor))));
                    }
                }
            }
        }
    }

    /// The missions in whose area an actor's country lies.
    fn at_home_of(&self, actor: ActorId) -> &[MissionId] {
        let list = self.homes.get(actor.bits()).and_then(|&home| self.at_home.get(home as usize));
        list.map_or(&[], Vec::as_slice)
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

/// What lies behind the cells of a row by one incident, and where its themes stand in the draft.
#[derive(Clone, Copy)]
struct Entry {
    start: Moment,
    behind: Behind,
    themes: (u32, u32),
}

/// Evidence in the making, of a part of the incidents.
struct Draft {
    missions: Vec<MissionId>,
    themes: Vec<ThemeId>,
    /// The themes of one incident after the other, by their columns.
    columns: Vec<(u32, Basis)>,
    /// By the places of missions.
    rows: Vec<Vec<Entry>>,
    countries: BTreeMap<PlaceId, Vec<Entry>>,
    of_missions: Vec<Tally>,
    of_themes: Vec<Tally>,
    total: Tally,
}

impl Draft {
    fn of(case: &Case) -> Self {
        let missions: Vec<MissionId> = case.missions.keys().copied().collect();
        let themes: Vec<ThemeId> = case.themes.keys().copied().collect();
        Self {
            columns: Vec::new(),
            rows: vec![Vec::new(); missions.len()],
            countries: BTreeMap::new(),
            of_missions: vec![Tally::default(); missions.len()],
            of_themes: vec![Tally::default(); themes.len()],
            total: Tally::default(),
            missions,
            themes,
        }
    }

    fn add(&mut self, share: &Share) {
        let from = self.columns.len() as u32;
        for (theme, basis) in &share.themes {
            if let Ok(column) = self.themes.binary_search(theme) {
                self.columns.push((column as u32, *basis));
            }
        }
        let themes = (from, self.columns.len() as u32);
        let start = share.start.unwrap_or(Moment::BEGINNING);
        let entry = |behind: Behind| Entry { start, behind, themes };
        for ((mission, behind), (_, rank)) in share.missions.iter().zip(share.of_missions()) {
            let Ok(row) = self.missions.binary_search(mission) else { continue };
            if let Some(entries) = self.rows.get_mut(row) {
                entries.push(entry(*behind));
            }
            if let Some(tally) = self.of_missions.get_mut(row) {
                tally.add(rank);
            }
        }
        if let Some((country, behind)) = share.country {
            self.countries.entry(country).or_default().push(entry(behind));
        }
        let columns = self.columns.iter().skip(from as usize);
        for (&(column, _), (_, rank)) in columns.zip(share.of_themes()) {
            if let Some(tally) = self.of_themes.get_mut(column as usize) {
                tally.add(rank);
            }
        }
        if let Some(rank) = share.in_all() {
            self.total.add(rank);
        }
    }

    fn in_country(&self, country: PlaceId) -> &[Entry] {
        self.countries.get(&country).map_or(&[], Vec::as_slice)
    }

    /// The columns of an entry, each with how its theme is stated.
    fn columns(&self, entry: &Entry) -> &[(u32, Basis)] {
        let (from, to) = entry.themes;
        self.columns.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// The drafts of all parts as one.
fn finish<'a>(case: &Case, drafts: &'a [Draft]) -> Evidence {
    let whole = Draft::of(case);
    let countries: BTreeSet<PlaceId> = drafts.iter().flat_map(|draft| draft.countries.keys().copied()).collect();
    let countries: Vec<PlaceId> = countries.into_iter().collect();
    let (missions, themes) = (&whole.missions, &whole.themes);
    let mut rows = in_order(missions.len() + countries.len(), |at| {
        let of_draft = |draft: &'a Draft| match at.checked_sub(missions.len()).and_then(|at| countries.get(at)) {
            Some(country) => draft.in_country(*country),
            None => draft.rows.get(at).map_or(&[][..], Vec::as_slice),
        };
        row(drafts.iter().map(|draft| (draft, of_draft(draft))), themes)
    });
    let of_countries = rows.split_off(missions.len());
    let sum = |of: &dyn Fn(&Draft) -> Option<Tally>| {
        let mut sum = Tally::default();
        drafts.iter().filter_map(of).for_each(|tally| sum.add_all(tally));
        sum
    };
    let of_mission =
        |(row, &mission): (usize, &MissionId)| (mission, sum(&|draft| draft.of_missions.get(row).copied()));
    let of_theme = |(column, &theme): (usize, &ThemeId)| (theme, sum(&|draft| draft.of_themes.get(column).copied()));
    Evidence {
        cells: filled(missions, rows),
        countries: filled(&countries, of_countries),
        missions: counted(missions.iter().enumerate().map(of_mission)),
        themes: counted(themes.iter().enumerate().map(of_theme)),
        total: sum(&|draft| Some(draft.total)),
    }
}

/// The cells of a row behind which there is something, each by weight, start and incident.
fn row<'a>(drafts: impl Iterator<Item = (&'a Draft, &'a [Entry])>, themes: &[ThemeId]) -> Vec<(ThemeId, Arc<Found>)> {
    let all = drafts.flat_map(|(draft, entries)| entries.iter().map(move |entry| (entry, draft)));
    let key = |(entry, draft): (&'a Entry, &'a Draft)| {
        ((entry.behind.weight, entry.start, entry.behind.incident), (entry, draft))
    };
    let mut all: Vec<_> = all.map(key).collect();
    all.sort_unstable_by_key(|(key, _)| *key);
    let mut cells: Vec<Found> = Vec::new();
    cells.resize_with(themes.len(), Found::default);
    for (_, (entry, draft)) in all {
        for &(column, basis) in draft.columns(entry) {
            if let Some(cell) = cells.get_mut(column as usize) {
                let behind = Behind { basis, ..entry.behind };
                cell.tally.add(behind.rank());
                cell.behind.push(behind);
            }
        }
    }
    let cells = themes.iter().copied().zip(cells).filter(|(_, found)| !found.behind.is_empty());
    cells.map(|(theme, found)| (theme, Arc::new(found))).collect()
}

/// The cells behind which there is something.
fn filled<R: Copy + Ord>(of: &[R], rows: Vec<Vec<(ThemeId, Arc<Found>)>>) -> BTreeMap<(R, ThemeId), Arc<Found>> {
    let cells =
        of.iter().zip(rows).flat_map(|(&of, cells)| cells.into_iter().map(move |(theme, found)| ((of, theme), found)));
    cells.collect()
}

fn counted<I: Ord>(tallies: impl Iterator<Item = (I, Tally)>) -> BTreeMap<I, Tally> {
    tallies.filter(|(_, tally)| !tally.is_empty()).collect()
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
