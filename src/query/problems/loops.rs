//! Places that lie in themselves and missions that follow themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::LOOP;
use super::{Family, List};
use crate::case::{Record, RecordId};

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    let case = list.case;
    let parents = case.places.iter().filter_map(|(&id, place)| Some((id, place.parent?))).collect();
    for chain in chains(&parents) {
        tell_loop(list, &chain, ("parent", "lies in itself", "parents"));
    }
    let followed = case.missions.iter().filter_map(|(&id, mission)| Some((id, mission.predecessor?))).collect();
    for chain in chains(&followed) {
        tell_loop(list, &chain, ("predecessor", "follows itself", "predecessors"));
    }
    Box::new(|_: &mut List<'_>, _: RecordId, _: &Record| {})
}

/// Loops in a map where each points to one other at most; each loop begins at its lowest id.
fn chains<I: Copy + Ord>(next: &BTreeMap<I, I>) -> Vec<Vec<I>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for &start in next.keys() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|&id| seen.insert(id)) {
            path.push(id);
            at = next.get(&id).copied();
        }
        if let Some(entry) = at.and_then(|id| path.iter().position(|&other| other == id)) {
            let mut chain = path.split_off(entry);
            let lowest = chain.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(place, _)| place);
            chain.rotate_left(lowest);
            found.push(chain);
        }
    }
    found
}

fn tell_loop<I: Copy + Into<RecordId>>(
    list: &mut List<'_>,
    chain: &[I],
    (field, does, fields): (&'static str, &str, &str),
) {
    let Some(&first) = chain.first() else { return };
    let title = |id: I| list.case.title_of(id.into());
    let names: Vec<_> = chain.iter().chain([&first]).map(|&id| title(id)).collect();
    let words = format!("“{}” {does}: {}; clear one of these {fields}", title(first), names.join(" → "));
    list.record = Some(first.into());
    list.add(&LOOP, field, words);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::case::{Change, Mission, MissionId, Place, PlaceId};
    use crate::query::problems::testing::{check, told};

    fn place(n: u64, parent: u64) -> Change {
        let place = Place { name: format!("Place {n}"), parent: Some(PlaceId::from_bits(parent)), ..Place::default() };
        Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
    }

    fn followed(n: u64, predecessor: u64) -> Change {
        let predecessor = Some(MissionId::from_bits(predecessor));
        let mission = Mission { name: format!("Mission {n}"), predecessor, ..Mission::default() };
        Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
    }

    #[test]
    fn what_lies_in_itself_is_told_once_for_each_loop() {
        let changes = [place(1, 2), place(2, 3), place(3, 2), place(4, 4), followed(1, 2), followed(2, 1)];
        let expected = ["error place parent loop", "error place parent loop", "error mission predecessor loop"];
        check(&changes, &expected);
        let words = told(&changes, "loop");
        assert_eq!(words[0], "“Place 2” lies in itself: Place 2 → Place 3 → Place 2; clear one of these parents");
    }
}
