//! A case in numbers.

use std::collections::BTreeMap;

use super::dates::Dates;
use super::lanes::Precision;
use crate::case::{Case, Moment, RecordKind, Standing};

/// A case in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records of each kind, in the order of the file.
    pub counts: Vec<(RecordKind, usize)>,
    /// The first second of the first incident that is dated to the day.
    pub first: Option<Moment>,
    /// The last second of the last incident that is dated to the day.
    pub last: Option<Moment>,
    /// Incidents of whose date nothing is known.
    pub undated: usize,
    /// Incidents, participants, relations and posts by standing.
    pub standings: BTreeMap<Standing, usize>,
    /// Problems, as the caller counted them.
    pub problems: usize,
}

/// Counts a case.
pub fn summary(case: &Case, dates: &Dates, problems: usize) -> Summary {
    let counts = RecordKind::ALL.iter().map(|&kind| (kind, case.count(kind))).collect();
    let mut found = Summary { counts, standings: standings(case), problems, ..Summary::default() };
    for bounds in case.incidents.keys().map(|&id| dates.bounds(id)) {
        found.undated += usize::from(bounds.is_unknown());
        if Precision::of(bounds) == Precision::Exact {
            let (first, last) = bounds.possible();
            found.first = Some(found.first.map_or(first, |earlier| earlier.min(first)));
            found.last = Some(found.last.map_or(last, |later| later.max(last)));
        }
    }
    found
}

fn standings(case: &Case) -> BTreeMap<Standing, usize> {
    let incidents = case.incidents.values().flat_map(|incident| {
        let parts = incident.participants.iter().map(|participant| participant.standing);
        std::iter::once(incident.standing).chain(parts)
    });
    let relations = case.relations.values().map(|relation| relation.standing);
    let posts = case.actors.values().flat_map(|actor| actor.posts.iter().map(|post| post.standing));
    let mut counts = BTreeMap::new();
    for standing in incidents.chain(relations).chain(posts) {
        *counts.entry(standing).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing as t;

    #[test]
    fn a_case_is_told_in_numbers() {
        let mut alleged = t::incident("2009-03-02");
        alleged.standing = Standing::Alleged;
        alleged.participants = vec![t::participant(1, t::actor_party(1))];
        let case = t::case(&[
            t::actor(1, "Ana"),
            t::put_incident(1, alleged),
            t::put_incident(2, t::incident("2010-04-01")),
            t::put_incident(3, t::incident("2005")),
            t::put_incident(4, t::incident("")),
            t::put_relation(1, t::relation(1, 1, "")),
        ]);
        let found = summary(&case, &Dates::of(&case), 3);
        let count = |kind| found.counts.iter().find(|(other, _)| *other == kind).map(|(_, count)| *count);
        assert_eq!(count(RecordKind::Incident), Some(4));
        assert_eq!(count(RecordKind::Source), Some(0));
        let days = [("2009-03-02", found.first, 0), ("2010-04-01", found.last, 86_399)];
        for (date, moment, second) in days {
            let (first, _) = t::date(date).bounds().possible();
            assert_eq!(moment, Some(Moment(first.0 + second)), "{date}");
        }
        assert_eq!((found.undated, found.problems), (1, 3));
        assert_eq!(found.standings, BTreeMap::from([(Standing::Reported, 5), (Standing::Alleged, 1)]));
    }
}
