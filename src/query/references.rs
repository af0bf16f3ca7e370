//! Which records refer to a record, by the field that does.

use crate::case::{Case, Record, RecordId};

pub use crate::case::{Target, targets};

/// Every record that refers to this one, in the order of the file, with the field that does; each field once.
pub fn referrers(case: &Case, id: RecordId) -> Vec<Target> {
    let mut found = Vec::new();
    for (referrer, record) in case.records() {
        found.extend(fields_naming(&record, id).into_iter().map(|field| (referrer, field)));
    }
    found
}

/// The fields of a record that name another one, by name, each once.
pub fn fields_naming(record: &Record, id: RecordId) -> Vec<&'static str> {
    let mut fields: Vec<_> =
        targets(record).into_iter().filter(|&(target, _)| target == id).map(|(_, field)| field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::RecordKind;
    use crate::case::when::{Edge, Gap, Relative, Side};
    use crate::case::{
        ActorId, Attribution, Basis, Extra, IncidentId, Key, MissionId, Party, PlaceId, Record, SourceId, ThemeId,
        ThemeTag,
    };
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
