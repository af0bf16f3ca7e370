//! Which missions a place has to do with.

use std::collections::{BTreeMap, BTreeSet};

use super::Reach;
use crate::case::{Case, Mission, MissionId, PlaceId};

/// The areas of missions, from the places' side.
pub(super) struct Areas {
    /// Missions by each place of their area.
    of: BTreeMap<PlaceId, Vec<MissionId>>,
    /// Missions with a place of their area, by each larger place in which it lies.
    around: BTreeMap<PlaceId, Vec<(MissionId, PlaceId)>>,
}

impl Areas {
    /// Every mission's area.
    pub fn of(case: &Case) -> Self {
        let mut areas = Self { of: BTreeMap::new(), around: BTreeMap::new() };
        let pairs = |(&id, mission): (&MissionId, &std::sync::Arc<Mission>)| {
            mission.area.iter().map(move |&area| (id, area)).collect::<BTreeSet<_>>()
        };
        for (id, area) in case.missions.iter().flat_map(pairs) {
            areas.of.entry(area).or_default().push(id);
            for larger in upwards(case, area).into_iter().skip(1) {
                areas.around.entry(larger).or_default().push((id, area));
            }
        }
        areas
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
