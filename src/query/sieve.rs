//! What a query leaves of a chronicle, by the places of its incidents: asked in every frame that lays out lanes.

use super::ask::Hits;
use super::bits::Bits;
use super::chronicle::Chronicle;
use crate::case::RecordKind;

/// What a query leaves of the chronicle for which it was made, and of no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    dated: Bits,
    undated: Bits,
}

impl Sieve {
    /// What these hits leave of a chronicle.
    pub fn of(chronicle: &Chronicle, hits: &Hits) -> Self {
        let mut dated = Bits::none(chronicle.items().len());
        let mut walk = hits.walk(RecordKind::Incident);
        for (_, place) in chronicle.by_id().filter(|(id, _)| walk.has(*id)) {
            dated.insert(place);
        }
        let mut undated = Bits::none(chronicle.undated().len());
        let mut walk = hits.walk(RecordKind::Incident);
        for (place, _) in (0..).zip(chronicle.undated()).filter(|(_, (id, _))| walk.has(*id)) {
            undated.insert(place);
        }
        Self { dated, undated }
    }

    /// Whether the dated incident at that place is left.
    pub fn has_dated(&self, place: u32) -> bool {
        self.dated.has(place)
    }

    /// Whether the undated incident at that place among the undated ones is left.
    pub fn has_undated(&self, place: u32) -> bool {
        self.undated.has(place)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::query::ask::{Scan, find, parse};
    use crate::query::dates::Dates;
    use crate::query::lanes::{LaneBy, Window, lanes};
    use crate::query::testing as t;

    proptest! {
        #[test]
        fn lanes_show_what_the_query_finds_and_count_the_rest(
            dates in prop::collection::vec(prop::sample::select(vec!["2008", "2009-06-01", "2009", "", "2010"]), 0..20),
            query in prop::sample::select(vec!["after:2009", "surely on:2009", "is:undated", "x", "not before:2010"]),
        ) {
            let changes: Vec<_> = (1..).zip(&dates).map(|(n, date)| t::put_incident(n, t::incident(date))).collect();
            let case = t::case(&changes);
            let solved = Dates::of(&case);
            let hits = find(&case, &solved, &parse(query).query, &Scan(&case));
            let chronicle = Arc::new(Chronicle::of(&case, &solved));
            let sieve = Some(Arc::new(Sieve::of(&chronicle, &hits)));
            let found = lanes(&chronicle, LaneBy::Kind, &Window { sieve, ..Window::default() });
            let mut shown: Vec<_> = found.items().map(|item| item.incident).chain(found.undated.iter().copied()).collect();
            shown.sort_unstable();
            let expected: Vec<_> = case.incidents.keys().copied().filter(|&id| hits.has(id.into())).collect();
            prop_assert_eq!(&shown, &expected);
            prop_assert_eq!(found.hidden, case.incidents.len() - shown.len());
        }
    }
}
