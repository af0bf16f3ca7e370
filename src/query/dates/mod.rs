//! The dates of a whole case: every bound that follows, from what it follows, and what does not add up.

#[cfg(test)]
mod tests;
mod understood;
mod words;

use std::collections::BTreeSet;

use crate::case::when::civil;
use crate::case::when::solver::{Dated, Solution, solve};
use crate::case::{ActorId, Bounds, Case, Change, IncidentId, Key, Record, RecordId, When};

pub use understood::{day_words, month_words, understood};
pub use words::Contradiction;
use words::statement;

/// What has a date: a record, or a post within an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatedId {
    /// The `when` of a record.
    Record(RecordId),
    /// The `when` of a post that an actor held.
    Post(ActorId, Key),
}

impl<T: Into<RecordId>> From<T> for DatedId {
    fn from(id: T) -> Self {
        Self::Record(id.into())
    }
}

impl DatedId {
    /// Its `when`, where the case has such a record or post and it can be dated.
    pub fn when(self, case: &Case) -> Option<&When> {
        let record = match self {
            Self::Record(record) => record,
            Self::Post(actor, key) => {
                return case.actors.get(&actor)?.posts.iter().find(|post| post.key == key).map(|post| &post.when);
            }
        };
        match record {
            RecordId::Incident(id) => case.incidents.get(&id).map(|incident| &incident.when),
            RecordId::Relation(id) => case.relations.get(&id).map(|relation| &relation.when),
            RecordId::Mission(id) => case.missions.get(&id).map(|mission| &mission.when),
            RecordId::Mandate(id) => case.mandates.get(&id).map(|mandate| &mandate.when),
            RecordId::Activity(id) => case.activities.get(&id).map(|activity| &activity.when),
            RecordId::Lever(id) => case.levers.get(&id).map(|lever| &lever.last_used),
            RecordId::Source(_)
            | RecordId::Place(_)
            | RecordId::Theme(_)
            | RecordId::Actor(_)
            | RecordId::Survey(_)
            | RecordId::Question(_)
            | RecordId::Posture(_)
            | RecordId::Briefing(_)
            | RecordId::View(_) => None,
        }
    }

    /// What it is called: a record's title, "Ana as Prime Minister" for a post.
    pub fn title(self, case: &Case) -> String {
        match self {
            Self::Record(record) => case.title_of(record),
            Self::Post(actor, key) => {
                let name = case.title_of(actor.into());
                let post = case.actors.get(&actor).and_then(|actor| actor.posts.iter().find(|post| post.key == key));
                post.map_or_else(|| name.clone(), |post| format!("{name} as {}", post.title))
            }
        }
    }
}

/// Every date of a case, solved.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    solution: Solution<DatedId>,
    contradictions: Vec<Contradiction>,
}

impl Dates {
    /// Solves the dates of a case: of incidents, relations, missions, mandates, activities, levers and posts.
    pub fn of(case: &Case) -> Self {
        let incidents = case.incidents.iter().map(|(&id, incident)| Dated {
            id: id.into(),
            when: &incident.when,
            incident: Some(id),
        });
        let other = |id: DatedId, when| Dated { id, when, incident: None };
        let relations = case.relations.iter().map(|(&id, relation)| other(id.into(), &relation.when));
        let missions = case.missions.iter().map(|(&id, mission)| other(id.into(), &mission.when));
        let mandates = case.mandates.iter().map(|(&id, mandate)| other(id.into(), &mandate.when));
        let posts = case.actors.iter().flat_map(|(&id, actor)| {
            actor.posts.iter().map(move |post| other(DatedId::Post(id, post.key), &post.when))
        });
        let activities = case.activities.iter().map(|(&id, activity)| other(id.into(), &activity.when));
        let levers = case.levers.iter().map(|(&id, lever)| other(id.into(), &lever.last_used));
        let records = incidents.chain(relations).chain(missions).chain(mandates).chain(activities).chain(levers);
        let dated: Vec<_> = records.chain(posts).collect();
        let solution = solve(&dated, &case.header.vague);
        let contradictions = solution.contradictions().iter().map(|parts| Contradiction::of(parts)).collect();
        Self { solution, contradictions }
    }

    /// Whether the dates of two values of a case are the same for certain: nothing came, went or changed that has a date,
    /// but for what is not its date. Takes time in proportion to what has changed.
    pub fn are_same(old: &Case, new: &Case) -> bool {
        let is_same = |change: &Change| match (change, change.target()) {
            (Change::Header(header), _) => header.vague == old.header.vague,
            (_, Some(id)) => whens(old.record(id)) == whens(new.record(id)),
            (_, None) => false,
        };
        old.changes_to(new).iter().all(is_same)
    }

    /// The incidents whose bounds are others in `later`, though they have not changed themselves: those that are tied to
    /// another by a relative date. `cases` are the values that both were solved from.
    pub fn moved(&self, later: &Self, cases: [&Case; 2]) -> Vec<IncidentId> {
        let mut tied: BTreeSet<IncidentId> = BTreeSet::new();
        for case in cases {
            // Links go over missions, mandates and posts too, but what is at either end of one names it.
            let incidents = case.incidents.iter().filter(|(_, incident)| !incident.when.constraints.is_empty());
            for (&id, incident) in incidents {
                tied.insert(id);
                tied.extend(incident.when.constraints.iter().map(|constraint| constraint.anchor));
            }
            let others = case.relations.values().map(|one| &one.when);
            let others = others.chain(case.missions.values().map(|one| &one.when));
            let others = others.chain(case.mandates.values().map(|one| &one.when));
            let others = others.chain(case.activities.values().map(|one| &one.when));
            let others = others.chain(case.levers.values().map(|one| &one.last_used));
            let others = others.chain(case.actors.values().flat_map(|actor| actor.posts.iter().map(|post| &post.when)));
            tied.extend(others.flat_map(|when| when.constraints.iter().map(|constraint| constraint.anchor)));
        }
        tied.into_iter().filter(|&id| self.bounds(id) != later.bounds(id)).collect()
    }

    /// The bounds of a record or post; unknown where it is undated.
    pub fn bounds(&self, id: impl Into<DatedId>) -> Bounds {
        self.solution.bounds(id.into())
    }

    /// The same for whoever goes through a part of the records in the order of their ids, while others may go through other
    /// parts: `last` is where the last one was found, 0 to begin with.
    pub fn bounds_after(&self, id: impl Into<DatedId>, last: &mut usize) -> Bounds {
        self.solution.bounds_after(id.into(), last)
    }

    /// Whether a bound comes from a relative date, and not from the record's own stated date alone.
    pub fn is_derived(&self, id: impl Into<DatedId>) -> bool {
        self.solution.is_derived(id.into())
    }

    /// The statements from which the bounds follow, in words, from the anchor to the record or post.
    pub fn chain(&self, case: &Case, id: impl Into<DatedId>) -> Vec<String> {
        self.solution.chain(id.into()).into_iter().map(|part| statement(case, part)).collect()
    }

    /// What does not add up.
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }
}

/// The dates within a record, with their keys where they are those of posts.
fn whens(record: Option<Record>) -> Vec<(Option<Key>, When)> {
    let own = |when: &When| vec![(None, when.clone())];
    match record {
        Some(Record::Incident(incident)) => own(&incident.when),
        Some(Record::Relation(relation)) => own(&relation.when),
        Some(Record::Mission(mission)) => own(&mission.when),
        Some(Record::Mandate(mandate)) => own(&mandate.when),
        Some(Record::Activity(activity)) => own(&activity.when),
        Some(Record::Lever(lever)) => own(&lever.last_used),
        Some(Record::Actor(actor)) => actor.posts.iter().map(|post| (Some(post.key), post.when.clone())).collect(),
        Some(
            Record::Source(_)
            | Record::Place(_)
            | Record::Theme(_)
            | Record::Survey(_)
            | Record::Question(_)
            | Record::Posture(_)
            | Record::Briefing(_)
            | Record::View(_),
        )
        | None => Vec::new(),
    }
}

/// The possible time in words, as lists show it: "2009", "2010-01-04..2010-04-05", "2010-10..", "undated".
pub fn span_words(bounds: Bounds) -> String {
    if bounds.is_unknown() {
        return "undated".to_owned();
    }
    let (first, last) = bounds.possible();
    civil::span(first, last)
}

/// The same with what the source doubts of it: "2009-12 (approximate)".
pub fn told_span(bounds: Bounds, when: &When) -> String {
    let doubt = if bounds.is_unknown() { "" } else { when.doubt() };
    format!("{}{doubt}", span_words(bounds))
}
