//! New records, before anybody has said anything of them.

use std::sync::Arc;

use super::command::New;
use super::host::Host;
use crate::case::{
    ActorId, Attribution, Common, Direction, Extra, IncidentId, Level, Mandate, MandateId, PlaceId, Record, RecordId,
    Relation, RelationId, RelationKind, SourceId, Standing, When,
};

/// A record with nothing in it but its identity.
pub(super) fn blank(new: New, host: &Host) -> (RecordId, Record) {
    let bits = host.bits();
    match new {
        New::Incident => (IncidentId::from_bits(bits).into(), Record::Incident(Arc::default())),
        New::Actor => (ActorId::from_bits(bits).into(), Record::Actor(Arc::default())),
        New::Source => (SourceId::from_bits(bits).into(), Record::Source(Arc::default())),
        New::Place => (PlaceId::from_bits(bits).into(), Record::Place(Arc::default())),
        New::Relation(from, to) => {
            let relation = Relation {
                from,
                kind: RelationKind::default(),
                to,
                words: String::new(),
                direction: Direction::default(),
                when: When::default(),
                standing: Standing::default(),
                attributed_to: Attribution::default(),
                common: Common::default(),
                extra: Extra::default(),
            };
            (RelationId::from_bits(bits).into(), Record::Relation(Arc::new(relation)))
        }
        New::Mandate(mission, theme) => {
            let mandate = Mandate {
                mission,
                theme,
                level: Level::default(),
                modality: None,
                decision: None,
                when: When::default(),
                attested: None,
                note: String::new(),
                common: Common::default(),
                extra: Extra::default(),
            };
            (MandateId::from_bits(bits).into(), Record::Mandate(Arc::new(mandate)))
        }
    }
}
