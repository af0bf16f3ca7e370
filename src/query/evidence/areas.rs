//! Which missions a place has to do with.

use std::collections::{BTreeMap, BTreeSet};

use super::Reach;
use crate::case::{ActorId, Case, Mission, MissionId, PlaceId, PlaceKind};

/// The areas of missions, from the places' side.
pub(in crate::query) struct Areas<'a> {
    /// Missions by each place of their area.
    of: BTreeMap<PlaceId, Vec<MissionId>>,
    /// Missions with a place of their area, by each larger place in which it lies.
    around: BTreeMap<PlaceId, Vec<(MissionId, PlaceId)>>,
    /// Missions in whose area a country lies, by the country's code, in order.
    homes: Vec<(&'a str, Vec<MissionId>)>,
}

impl<'a> Areas<'a> {
    /// Every mission's area.
    pub fn of(case: &'a Case) -> Self {
        let mut areas = Self { of: BTreeMap::new(), around: BTreeMap::new(), homes: Vec::new() };
        let pairs = |(&id, mission): (&MissionId, &std::sync::Arc<Mission>)| {
            mission.area.iter().map(move |&area| (id, area)).collect::<BTreeSet<_>>()
        };
        for (id, area) in case.missions.iter().flat_map(pairs) {
            areas.of.entry(area).or_default().push(id);
            for larger in upwards(case, area).into_iter().skip(1) {
                areas.around.entry(larger).or_default().push((id, area));
            }
        }
        let mut homes = BTreeMap::new();
        for (&id, place) in &case.places {
            if place.kind == PlaceKind::Country && !place.country.is_empty() {
                let within = |(mission, reach)| matches!(reach, Reach::Within(_)).then_some(mission);
                let missions: Vec<MissionId> = areas.ties(case, id).into_iter().filter_map(within).collect();
                drop(homes.insert(place.country.as_str(), missions));
            }
        }
        areas.homes = homes.into_iter().filter(|(_, missions)| !missions.is_empty()).collect();
        areas
    }

    /// Where an actor's country stands among those that lie in the area of a mission.
    pub fn home(&self, case: &Case, actor: ActorId) -> Option<u32> {
        let country = case.actors.get(&actor)?.country.as_str();
        self.homes.binary_search_by_key(&country, |(country, _)| country).ok().map(|home| home as u32)
    }

    /// The missions of each of those countries.
    pub fn at_home(&self) -> impl Iterator<Item = &[MissionId]> {
        self.homes.iter().map(|(_, missions)| missions.as_slice())
    }

    /// The missions whose area has to do with a place: what it lies in goes before what lies in it.
    pub fn ties(&self, case: &Case, place: PlaceId) -> BTreeMap<MissionId, Reach> {
        let mut ties = BTreeMap::new();
        for area in upwards(case, place) {
            for &mission in self.of.get(&area).into_iter().flatten() {
                let _ = ties.entry(mission).or_insert(Reach::Within(area));
            }
        }
        for &(mission, area) in self.around.get(&place).into_iter().flatten() {
            let _ = ties.entry(mission).or_insert(Reach::Larger(area));
        }
        ties
    }
}

/// A place and every place in which it lies, the nearest first. Places that lie in one another end the way.
pub(in crate::query) fn upwards(case: &Case, place: PlaceId) -> Vec<PlaceId> {
    let mut way = vec![place];
    let mut seen = BTreeSet::from([place]);
    let mut last = place;
    while let Some(parent) = case.places.get(&last).and_then(|place| place.parent)
        && seen.insert(parent)
    {
        way.push(parent);
        last = parent;
    }
    way
}

/// The country in which a place lies; what lies in none stands for itself.
pub(in crate::query) fn country_of(case: &Case, place: PlaceId) -> PlaceId {
    let is_country = |id: &PlaceId| case.places.get(id).is_some_and(|place| place.kind == PlaceKind::Country);
    upwards(case, place).into_iter().find(is_country).unwrap_or(place)
}
