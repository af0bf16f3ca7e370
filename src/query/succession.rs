//! Missions that followed one another, and which of them was there on a date.

use std::collections::{BTreeMap, BTreeSet};

use super::as_of::{AsOf, Holds, holds};
use super::dates::Dates;
use crate::case::{Case, MissionId, Party, Record, RecordId, RelationId, RelationKind};

/// Which missions followed which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Succession {
    before: BTreeMap<MissionId, MissionId>,
    after: BTreeMap<MissionId, Vec<MissionId>>,
}

/// A mission of a line, and whether it existed on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The mission.
    pub mission: MissionId,
    /// Whether it existed.
    pub existed: Holds,
    /// Whether it came before the mission that is asked about.
    pub is_earlier: bool,
}

impl Succession {
    /// Which missions of a case followed which, as their records say. Takes time in proportion to the missions.
    pub fn of(case: &Case) -> Self {
        let mut known = Self::default();
        for (&id, mission) in &case.missions {
            if let Some(before) =
                mission.predecessor.filter(|before| *before != id && case.missions.contains_key(before))
            {
                let _none = known.before.insert(id, before);
                known.after.entry(before).or_default().push(id);
            }
        }
        known
    }

    /// The other missions of a mission's line, those before it from the nearest, then those after it.
    pub fn line(&self, mission: MissionId, exists: impl Fn(MissionId) -> Holds) -> Vec<Link> {
        let mut seen = BTreeSet::from([mission]);
        let mut line = Vec::new();
        let mut at = mission;
        while let Some(&before) = self.before.get(&at).filter(|before| seen.insert(**before)) {
            line.push(Link { mission: before, existed: exists(before), is_earlier: true });
            at = before;
        }
        let mut waiting = vec![mission];
        while let Some(at) = waiting.pop() {
            for &after in self.after.get(&at).into_iter().flatten() {
                if seen.insert(after) {
                    line.push(Link { mission: after, existed: exists(after), is_earlier: false });
                    waiting.push(after);
                }
            }
        }
        line
    }

    /// Which other mission of its line was there on the date, more surely than a mission itself.
    pub fn instead(&self, dates: &Dates, (mission, as_of): (MissionId, Option<AsOf>)) -> Option<Link> {
        let exists = |id: MissionId| holds(as_of, dates.bounds(id));
        there(exists(mission), &self.line(mission, exists)).copied()
    }

    /// What is to be said of a mission on a date: which other mission of its line was there then, if it was not for certain;
    /// `None` where there is nothing to say.
    pub fn words(&self, case: &Case, dates: &Dates, (mission, as_of): (MissionId, Option<AsOf>)) -> Option<String> {
        let exists = |id: MissionId| holds(as_of, dates.bounds(id));
        let line = self.line(mission, exists);
        let name = |link: &Link| case.title_of(link.mission.into());
        let told = |link: &Link| {
            let followed = if link.is_earlier { "which it followed" } else { "which followed it" };
            match link.existed {
                Holds::Surely => format!("then it was {}, {followed}", name(link)),
                Holds::Possibly | Holds::No => format!("then it was possibly {}, {followed}", name(link)),
            }
        };
        if let Some(link) = as_of.and_then(|_| there(exists(mission), &line)) {
            return Some(told(link));
        }
        let nearest = |is_earlier: bool| line.iter().find(|link| link.is_earlier == is_earlier);
        let parts = [
            nearest(true).map(|link| format!("followed {}", name(link))),
            nearest(false).map(|link| format!("was followed by {}", name(link))),
        ];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join("; "))
    }
}

/// Which other mission of a line was there, where a mission itself was not for certain: the surest, then the nearest.
fn there(existed: Holds, line: &[Link]) -> Option<&Link> {
    let others = line.iter().filter(|link| link.existed < existed);
    others.min_by_key(|link| link.existed)
}

/// The relations that say that one mission followed the other, out of those that name either.
pub fn relations(case: &Case, (one, other): (MissionId, MissionId), among: &[RecordId]) -> Vec<RelationId> {
    let parties = [Party::Mission(one), Party::Mission(other)];
    let says = |id: &RecordId| {
        let RecordId::Relation(id) = *id else { return None };
        let Some(Record::Relation(relation)) = case.record(id.into()) else { return None };
        let is_between =
            parties.contains(&relation.from) && parties.contains(&relation.to) && relation.from != relation.to;
        (relation.kind == RelationKind::Succeeded && is_between).then_some(id)
    };
    among.iter().filter_map(says).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Change, Extent, Mission, When};
    use crate::query::testing as t;

    fn mission(n: u64, name: &str, years: &str, predecessor: Option<u64>) -> Change {
        let mission = Mission {
            name: name.to_owned(),
            when: When { stated: Some(t::date(years)), extent: Extent::Throughout, ..When::default() },
            predecessor: predecessor.map(MissionId::from_bits),
            ..Mission::default()
        };
        Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
    }

    #[test]
    fn the_mission_of_a_line_that_was_there_is_told() {
        let case = t::case(&[
            mission(1, "Old", "2000/2005", None),
            mission(2, "Middle", "2006/2009", Some(1)),
            mission(3, "New", "2010/2015", Some(2)),
            mission(4, "Other", "2000/2015", None),
        ]);
        let (dates, known) = (Dates::of(&case), Succession::of(&case));
        let check = |n: u64, as_of: Option<&str>, expected: Option<&str>| {
            let as_of = as_of.and_then(|date| AsOf::of(&t::date(date)));
            let words = known.words(&case, &dates, (MissionId::from_bits(n), as_of));
            assert_eq!(words.as_deref(), expected, "{n} {as_of:?}");
        };
        check(1, None, Some("was followed by Middle"));
        check(2, None, Some("followed Old; was followed by New"));
        check(3, Some("2007"), Some("then it was Middle, which it followed"));
        check(3, Some("2003"), Some("then it was Old, which it followed"));
        check(1, Some("2012"), Some("then it was New, which followed it"));
        check(2, Some("2008"), Some("followed Old; was followed by New"));
        check(4, Some("2008"), None);
    }

    #[test]
    fn missions_that_follow_each_other_in_a_circle_end() {
        let case = t::case(&[mission(1, "One", "2000", Some(2)), mission(2, "Two", "2001", Some(1))]);
        let line = Succession::of(&case).line(MissionId::from_bits(1), |_| Holds::Surely);
        assert_eq!(line.iter().map(|link| link.mission.bits()).collect::<Vec<_>>(), [2]);
    }
}
