//! What a case says for and against two of its records being one, beside their names.

use std::collections::BTreeSet;

use super::pace::Pace;
use super::{Kind, Match, score};
use crate::case::{Actor, ActorId, Case, IncidentId, Party, Place, Record, RecordId, Source};

/// Who is tied to whom, and who takes part in what: in order, so that a party's stand together.
pub(super) struct Ties<'a> {
    case: &'a Case,
    partners: Vec<(Party, Party)>,
    incidents: Vec<(Party, IncidentId)>,
    /// Each body with those who held posts in it.
    members: Vec<(ActorId, ActorId)>,
}

impl<'a> Ties<'a> {
    /// The ties of a case; `None` where the pace says so.
    pub fn of(case: &'a Case, pace: Pace<'_>) -> Option<Self> {
        let count = case.relations.len() + case.incidents.len();
        let mut partners: Vec<(Party, Party)> = Vec::with_capacity(2 * case.relations.len());
        for (done, relation) in case.relations.values().enumerate() {
            pace.step((done, count), 8192)?;
            partners.extend([(relation.from, relation.to), (relation.to, relation.from)]);
        }
        let mut incidents: Vec<(Party, IncidentId)> = Vec::new();
        for (done, (id, incident)) in case.incidents.iter().enumerate() {
            pace.step((case.relations.len() + done, count), 8192)?;
            incidents.extend(incident.participants.iter().map(|participant| (participant.party, *id)));
        }
        partners.sort_unstable();
        partners.dedup();
        pace.step((0, 1), 1)?;
        incidents.sort_unstable();
        incidents.dedup();
        let posts = case.actors.iter().flat_map(|(id, actor)| bodies(actor).map(move |body| (body, *id)));
        let mut members: Vec<(ActorId, ActorId)> = posts.collect();
        members.sort_unstable();
        members.dedup();
        Some(Self { case, partners, incidents, members })
    }

    /// The actors that are tied to others to which an actor is tied, or held posts in a body in which it did: only these ties
    /// raise what names say by more than a little.
    pub fn near(&self, id: RecordId) -> BTreeSet<RecordId> {
        let RecordId::Actor(id) = id else { return BTreeSet::new() };
        let partners = of(&self.partners, Party::Actor(id)).iter();
        let through = partners.flat_map(|&(_, partner)| of(&self.partners, partner)).map(|&(_, other)| other.into());
        let bodies = self.case.actors.get(&id).map(|actor| bodies(actor).collect::<BTreeSet<_>>()).unwrap_or_default();
        let members = bodies.into_iter().flat_map(|body| of(&self.members, body)).map(|&(_, other)| other.into());
        through.chain(members).collect()
    }

    /// Raises or lowers what the names say, and adds why.
    pub fn weigh(&self, one: (RecordId, &Record), other: (RecordId, &Record), found: &mut Match) {
        match (one, other) {
            ((RecordId::Actor(id), Record::Actor(one)), (RecordId::Actor(other_id), Record::Actor(other))) => {
                actors(one, other, found);
                self.parties(Party::Actor(id), Party::Actor(other_id), found);
            }
            ((id, Record::Place(one)), (other_id, Record::Place(other))) => places((id, one), (other_id, other), found),
            ((_, Record::Source(one)), (_, Record::Source(other))) => sources(one, other, found),
            _ => {}
        }
    }

    fn parties(&self, one: Party, other: Party, found: &mut Match) {
        if of(&self.partners, one).binary_search(&(one, other)).is_ok() {
            lower(found, 0.4, "a relation ties the one to the other".to_owned());
        }
        let both: Vec<Party> = shared(&self.partners, one, other).collect();
        if let Some(&first) = both.first() {
            let more = if both.len() > 1 { format!(" and {} more", both.len() - 1) } else { String::new() };
            let name = self.case.party_name(first);
            raise(found, 0.06 * both.len().min(3) as f64, format!("both are tied to “{name}”{more}"));
        }
        let together = shared(&self.incidents, one, other).next().and_then(|id| self.case.incidents.get(&id));
        if let Some(incident) = together {
            lower(found, 0.3, format!("both take part in “{}”", incident.title));
        }
    }
}

/// What a party or a body has of a list in order.
fn of<K: Copy + Ord, T>(list: &[(K, T)], key: K) -> &[(K, T)] {
    let from = list.partition_point(|(other, _)| *other < key);
    let to = list.partition_point(|(other, _)| *other <= key);
    list.get(from..to).unwrap_or_default()
}

/// What two parties both have of a list in order, in order.
fn shared<T: Copy + Ord>(list: &[(Party, T)], one: Party, other: Party) -> impl Iterator<Item = T> {
    let (few, many) = (of(list, one), of(list, other));
    few.iter().map(|(_, item)| *item).filter(move |item| many.binary_search_by(|(_, other)| other.cmp(item)).is_ok())
}

/// The bodies in which an actor held posts.
fn bodies(actor: &Actor) -> impl Iterator<Item = ActorId> {
    actor.posts.iter().filter_map(|post| post.body)
}

fn has_one_body(one: &Actor, other: &Actor) -> bool {
    bodies(one).any(|body| other.posts.iter().any(|post| post.body == Some(body)))
}

fn actors(one: &Actor, other: &Actor, found: &mut Match) {
    countries(&one.country, &other.country, found);
    if one.kind != other.kind {
        lower(found, 0.08, format!("one is a {}, the other a {}", one.kind.label(), other.kind.label()));
    }
    if has_one_body(one, other) {
        raise(found, 0.06, "both held posts in one body".to_owned());
    }
}

fn countries(one: &str, other: &str, found: &mut Match) {
    match (one.is_empty() || other.is_empty(), one == other) {
        (true, _) => {}
        (false, true) => raise(found, 0.02, "the same country".to_owned()),
        (false, false) => lower(found, 0.25, "their countries differ".to_owned()),
    }
}

fn places((id, one): (RecordId, &Place), (other_id, other): (RecordId, &Place), found: &mut Match) {
    countries(&one.country, &other.country, found);
    let within = |place: &Place, id: RecordId| place.parent.is_some_and(|parent| RecordId::from(parent) == id);
    if within(one, other_id) || within(other, id) {
        lower(found, 0.5, "one lies in the other".to_owned());
    }
    if one.kind != other.kind {
        lower(found, 0.3, format!("one is a {}, the other a {}", one.kind.label(), other.kind.label()));
    }
    if let (Some(first), Some(second)) = (one.parent, other.parent)
        && first != second
    {
        lower(found, 0.2, "they lie in different larger places".to_owned());
    }
}

fn sources(one: &Source, other: &Source, found: &mut Match) {
    let is_referred = found.reasons.iter().any(|reason| reason == "the same reference");
    if !is_referred && !one.reference.trim().is_empty() && !other.reference.trim().is_empty() {
        lower(found, 0.5, "their references differ".to_owned());
    }
    match (&one.published, &other.published) {
        (Some(first), Some(second)) if first == second => raise(found, 0.05, "the same date".to_owned()),
        (Some(_), Some(_)) => lower(found, 0.5, "their dates differ".to_owned()),
        (Some(_) | None, None) | (None, Some(_)) => {}
    }
    if !one.publisher.trim().is_empty() && !other.publisher.trim().is_empty() {
        let publishers = score(&one.publisher, &other.publisher, Some(Kind::Organization)).score;
        if publishers >= super::SAME {
            raise(found, 0.05, "the same publisher".to_owned());
        } else {
            lower(found, 0.4, "their publishers differ".to_owned());
        }
    }
}

fn raise(found: &mut Match, by: f64, reason: String) {
    found.score = (found.score + by).min(1.0);
    found.reasons.push(reason);
}

fn lower(found: &mut Match, by: f64, reason: String) {
    found.score = (found.score - by).max(0.0);
    found.reasons.push(reason);
}
