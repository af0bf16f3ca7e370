//! Which record refers to which, by the field that does.
//!
//! A field is named as in the file, with a dot before what lies inside it: `participants.party`.

use crate::case::{
    Actor, Attribution, Case, Citation, Incident, Mandate, Mission, Party, Place, Record, RecordId, RecordKind,
    Relation, Survey, When,
};

/// A record that is referred to, and the field that does.
pub type Target = (RecordId, &'static str);

/// Every record that this one refers to, field by field; the same one twice where it is named twice.
pub fn targets(record: &Record) -> Vec<Target> {
    let mut found = Vec::new();
    citations(&mut found, "citations", &record.common().citations);
    match record {
        Record::Source(_) | Record::Theme(_) => {}
        Record::Place(place) => of_place(&mut found, place),
        Record::Actor(actor) => of_actor(&mut found, actor),
        Record::Mission(mission) => of_mission(&mut found, mission),
        Record::Incident(incident) => of_incident(&mut found, incident),
        Record::Relation(relation) => of_relation(&mut found, relation),
        Record::Mandate(mandate) => of_mandate(&mut found, mandate),
        Record::Survey(survey) => of_survey(&mut found, survey),
    }
    found
}

/// Every record that refers to this one, in the order of the file, with the field that does; each field once.
pub fn referrers(case: &Case, id: RecordId) -> Vec<Target> {
    let mut found = Vec::new();
    for referrer in RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind)) {
        let Some(record) = case.record(referrer) else { continue };
        let mut fields: Vec<_> =
            targets(&record).into_iter().filter(|&(target, _)| target == id).map(|(_, field)| field).collect();
        fields.sort_unstable();
        fields.dedup();
        found.extend(fields.into_iter().map(|field| (referrer, field)));
    }
    found
}

fn all<I: Copy + Into<RecordId>>(found: &mut Vec<Target>, field: &'static str, ids: &[I]) {
    found.extend(ids.iter().map(|&id| (id.into(), field)));
}

fn citations(found: &mut Vec<Target>, field: &'static str, citations: &[Citation]) {
    found.extend(citations.iter().map(|citation| (citation.source.into(), field)));
}

fn attribution(found: &mut Vec<Target>, field: &'static str, attribution: &Attribution) {
    if let Attribution::Parties(parties) = attribution {
        all::<Party>(found, field, parties);
    }
}

fn when(found: &mut Vec<Target>, field: &'static str, when: &When) {
    for constraint in &when.constraints {
        found.push((constraint.anchor.into(), field));
        citations(found, field, &constraint.citations);
    }
}

fn of_place(found: &mut Vec<Target>, place: &Place) {
    all(found, "parent", place.parent.as_slice());
}

fn of_actor(found: &mut Vec<Target>, actor: &Actor) {
    for post in &actor.posts {
        all(found, "posts.body", post.body.as_slice());
        when(found, "posts.when", &post.when);
        attribution(found, "posts.attributed_to", &post.attributed_to);
        citations(found, "posts.citations", &post.citations);
    }
    all(found, "themes", &actor.themes);
}

fn of_mission(found: &mut Vec<Target>, mission: &Mission) {
    all(found, "area", &mission.area);
    when(found, "when", &mission.when);
    all(found, "predecessor", mission.predecessor.as_slice());
}

fn of_incident(found: &mut Vec<Target>, incident: &Incident) {
    when(found, "when", &incident.when);
    all(found, "place", incident.place.as_slice());
    for participant in &incident.participants {
        found.push((participant.party.into(), "participants.party"));
        attribution(found, "participants.attributed_to", &participant.attributed_to);
        citations(found, "participants.citations", &participant.citations);
    }
    found.extend(incident.themes.iter().map(|tag| (tag.theme.into(), "themes")));
    attribution(found, "attributed_to", &incident.attributed_to);
    all(found, "missions", &incident.missions);
}

fn of_relation(found: &mut Vec<Target>, relation: &Relation) {
    found.push((relation.from.into(), "from"));
    found.push((relation.to.into(), "to"));
    when(found, "when", &relation.when);
    attribution(found, "attributed_to", &relation.attributed_to);
}

fn of_mandate(found: &mut Vec<Target>, mandate: &Mandate) {
    found.push((mandate.mission.into(), "mission"));
    found.push((mandate.theme.into(), "theme"));
    all(found, "decision", mandate.decision.as_slice());
    when(found, "when", &mandate.when);
}

fn of_survey(found: &mut Vec<Target>, survey: &Survey) {
    all(found, "missions", &survey.missions);
    all(found, "themes", &survey.themes);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::when::{Edge, Gap, Relative, Side};
    use crate::case::{ActorId, Basis, Extra, IncidentId, Key, MissionId, PlaceId, SourceId, ThemeId, ThemeTag};
    use crate::query::testing as t;

    #[test]
    fn every_reference_of_an_incident_is_found() {
        let mut who = t::participant(1, t::actor_party(2));
        who.attributed_to = Attribution::Parties(vec![Party::Mission(MissionId::from_bits(3))]);
        who.citations = vec![t::citation(4)];
        let mut incident = t::incident("2009");
        incident.when.constraints.push(Relative {
            key: Key::from_bits(1),
            edge: Edge::Start,
            side: Side::After,
            gap: Gap::Unstated,
            anchor: IncidentId::from_bits(5),
            anchor_edge: Edge::Start,
            citations: vec![t::citation(6)],
            extra: Extra::default(),
        });
        incident.place = Some(PlaceId::from_bits(7));
        incident.participants = vec![who];
        incident.themes = vec![ThemeTag { theme: ThemeId::from_bits(8), basis: Basis::Stated }];
        incident.attributed_to = Attribution::Parties(vec![t::actor_party(9)]);
        incident.missions = vec![MissionId::from_bits(10)];
        incident.common = t::cited();
        let expected: Vec<Target> = vec![
            (SourceId::from_bits(1).into(), "citations"),
            (IncidentId::from_bits(5).into(), "when"),
            (SourceId::from_bits(6).into(), "when"),
            (PlaceId::from_bits(7).into(), "place"),
            (ActorId::from_bits(2).into(), "participants.party"),
            (MissionId::from_bits(3).into(), "participants.attributed_to"),
            (SourceId::from_bits(4).into(), "participants.citations"),
            (ThemeId::from_bits(8).into(), "themes"),
            (ActorId::from_bits(9).into(), "attributed_to"),
            (MissionId::from_bits(10).into(), "missions"),
        ];
        assert_eq!(targets(&Record::Incident(Arc::new(incident))), expected);
    }

    #[test]
    fn a_referrer_is_listed_once_for_each_field() {
        let mut incident = t::incident("");
        incident.participants = vec![t::participant(1, t::actor_party(1)), t::participant(2, t::actor_party(1))];
        let case = t::case(&[
            t::actor(1, "Ana"),
            t::put_incident(1, incident),
            t::put_relation(1, t::relation(1, 1, "")),
            t::put_relation(2, t::relation(2, 3, "")),
        ]);
        let found = referrers(&case, ActorId::from_bits(1).into());
        let found: Vec<_> = found.into_iter().map(|(id, field)| (id.kind(), field)).collect();
        let expected = [
            (RecordKind::Incident, "participants.party"),
            (RecordKind::Relation, "from"),
            (RecordKind::Relation, "to"),
        ];
        assert_eq!(found, expected);
    }
}
