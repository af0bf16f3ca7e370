//! New records, before anybody has said anything of them.

use std::sync::Arc;

use super::command::New;
use super::host::Host;
use crate::case::{
    ActorId, Attribution, Case, Common, Direction, Extra, IncidentId, Level, Mandate, MandateId, Mission, MissionId,
    Party, PlaceId, Record, RecordId, Relation, RelationId, RelationKind, SourceId, Standing, SurveyId, Theme, ThemeId,
    When,
};

/// A record with nothing in it but its identity.
pub(super) fn blank(new: New, case: &Case, host: &Host) -> (RecordId, Record) {
    let bits = host.bits();
    match new {
        New::Incident => (IncidentId::from_bits(bits).into(), Record::Incident(Arc::default())),
        New::Actor => (ActorId::from_bits(bits).into(), Record::Actor(Arc::default())),
        New::Source => (SourceId::from_bits(bits).into(), Record::Source(Arc::default())),
        New::Place => (PlaceId::from_bits(bits).into(), Record::Place(Arc::default())),
        New::Mission => {
            let order = case.missions.values().map(|mission| mission.order).max().unwrap_or(0) + 1;
            let mission = Mission { order, ..Mission::default() };
            (MissionId::from_bits(bits).into(), Record::Mission(Arc::new(mission)))
        }
        New::Theme => {
            let order = case.themes.values().map(|theme| theme.order).max().unwrap_or(0) + 1;
            (ThemeId::from_bits(bits).into(), Record::Theme(Arc::new(Theme { order, ..Theme::default() })))
        }
        New::Survey => (SurveyId::from_bits(bits).into(), Record::Survey(Arc::default())),
        New::Relation(from, to) => (RelationId::from_bits(bits).into(), Record::Relation(Arc::new(relation(from, to)))),
        New::Mandate(mission, theme) => {
            (MandateId::from_bits(bits).into(), Record::Mandate(Arc::new(mandate(mission, theme))))
        }
    }
}

fn relation(from: Party, to: Party) -> Relation {
    Relation {
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
    }
}

fn mandate(mission: MissionId, theme: ThemeId) -> Mandate {
    Mandate {
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
    }
}
