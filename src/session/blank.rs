//! New records, before anybody has said anything of them.

use std::sync::Arc;

use super::command::New;
use super::host::Host;
use crate::case::{
    Activity, ActivityId, ActivityKind, ActorId, Attribution, BriefingId, Case, Common, Direction, Extra, IncidentId,
    Level, LeverId, Mandate, MandateId, Mission, MissionId, Party, PlaceId, Posture, PostureId, QuestionId, Record,
    RecordId, Relation, RelationId, RelationKind, SourceId, Stand, Standing, SurveyId, Theme, ThemeId, When,
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
        New::Activity(mission) => (ActivityId::from_bits(bits).into(), Record::Activity(Arc::new(activity(mission)))),
        New::Question => (QuestionId::from_bits(bits).into(), Record::Question(Arc::default())),
        New::Posture(actor) => (PostureId::from_bits(bits).into(), Record::Posture(Arc::new(posture(actor)))),
        New::Lever => (LeverId::from_bits(bits).into(), Record::Lever(Arc::default())),
        New::Briefing => (BriefingId::from_bits(bits).into(), Record::Briefing(Arc::default())),
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

fn activity(mission: MissionId) -> Activity {
    Activity {
        title: String::new(),
        mission,
        kind: ActivityKind::default(),
        themes: Vec::new(),
        partners: Vec::new(),
        when: When::default(),
        resources: Vec::new(),
        common: Common::default(),
        extra: Extra::default(),
    }
}

fn posture(actor: ActorId) -> Posture {
    Posture {
        actor,
        judgement: Stand::default(),
        by: String::new(),
        made: None,
        reasons: Vec::new(),
        engagement: Vec::new(),
        allegations: Vec::new(),
        review: None,
        common: Common::default(),
        extra: Extra::default(),
    }
}
