//! What a case says for and against two of its records being one, beside their names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Match, score};
use crate::case::{Actor, Case, IncidentId, Party, Place, Record, RecordId, Source};

/// Who is tied to whom, and who takes part in what.
pub(super) struct Ties {
    partners: BTreeMap<Party, BTreeSet<Party>>,
    incidents: BTreeMap<Party, BTreeSet<IncidentId>>,
    names: BTreeMap<Party, String>,
    titles: BTreeMap<IncidentId, String>,
}

impl Ties {
    pub fn of(case: &Case) -> Self {
        let mut partners: BTreeMap<Party, BTreeSet<Party>> = BTreeMap::new();
        for relation in case.relations.values() {
            partners.entry(relation.from).or_default().insert(relation.to);
            partners.entry(relation.to).or_default().insert(relation.from);
        }
        let mut incidents: BTreeMap<Party, BTreeSet<IncidentId>> = BTreeMap::new();
        for (id, incident) in &case.incidents {
            for participant in &incident.participants {
                incidents.entry(participant.party).or_default().insert(*id);
            }
        }
        let names = partners.keys().map(|&party| (party, case.party_name(party))).collect();
        let titles = case.incidents.iter().map(|(id, incident)| (*id, incident.title.clone())).collect();
        Self { partners, incidents, names, titles }
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
        let none = BTreeSet::new();
        let partners = |party| self.partners.get(&party).unwrap_or(&none);
        if partners(one).contains(&other) {
            lower(found, 0.4, "a relation ties the one to the other".to_owned());
        }
        let shared: Vec<Party> = partners(one).intersection(partners(other)).copied().collect();
        if let Some(first) = shared.first().and_then(|party| self.names.get(party)) {
            let more = if shared.len() > 1 { format!(" and {} more", shared.len() - 1) } else { String::new() };
            raise(found, 0.06 * shared.len().min(3) as f64, format!("both are tied to “{first}”{more}"));
        }
        let none = BTreeSet::new();
        let incidents = |party| self.incidents.get(&party).unwrap_or(&none);
        let together = incidents(one).intersection(incidents(other)).next();
        if let Some(title) = together.and_then(|id| self.titles.get(id)) {
            lower(found, 0.3, format!("both take part in “{title}”"));
        }
    }
}

fn actors(one: &Actor, other: &Actor, found: &mut Match) {
    countries(&one.country, &other.country, found);
    if one.kind != other.kind {
        lower(found, 0.08, format!("one is a {}, the other a {}", one.kind.label(), other.kind.label()));
    }
    let bodies: BTreeSet<_> = one.posts.iter().filter_map(|post| post.body).collect();
    if other.posts.iter().filter_map(|post| post.body).any(|body| bodies.contains(&body)) {
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
