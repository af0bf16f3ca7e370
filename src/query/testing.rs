//! A tiny builder of cases for tests: records by a small number and their dates as text.

use std::sync::Arc;

use crate::case::{
    Activity, ActivityId, ActivityKind, Actor, ActorId, Basis, Case, CaseId, Change, Citation, Common, Edtf, Extra,
    Header, Incident, IncidentId, Key, Level, Mandate, MandateId, Marking, Mission, MissionId, Participant, Party,
    Place, PlaceId, PlaceKind, Relation, RelationId, RelationKind, SourceId, Stance, Standing, Survey, SurveyId, Theme,
    ThemeId, ThemeTag, When,
};
use crate::case::{Attribution, Direction};

/// A case without records.
pub(crate) fn empty() -> Case {
    Case::new(Header {
        case: CaseId::from_bits(1),
        title: "A case".to_owned(),
        marking: Marking::default(),
        vague: std::collections::BTreeMap::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    })
}

/// A case with these records.
pub(crate) fn case(changes: &[Change]) -> Case {
    empty().with(changes)
}

/// A date in EDTF; it must be one.
pub(crate) fn date(text: &str) -> Edtf {
    text.parse().expect("a date in EDTF")
}

/// When that date is; undated for an empty text.
pub(crate) fn when(text: &str) -> When {
    When { stated: (!text.is_empty()).then(|| date(text)), ..When::default() }
}

/// The common part with one citation.
pub(crate) fn cited() -> Common {
    Common { citations: vec![citation(1)], ..Common::default() }
}

/// The common part with one citation of each of these sources.
pub(crate) fn cited_by(sources: &[u64]) -> Common {
    let keys = 1..;
    let citations = keys.zip(sources).map(|(key, &source)| Citation { key: Key::from_bits(key), ..citation(source) });
    Common { citations: citations.collect(), ..Common::default() }
}

/// An incident with one citation.
pub(crate) fn cited_incident(dates: &str) -> Incident {
    Incident { common: cited(), ..incident(dates) }
}

/// A citation of a source.
pub(crate) fn citation(source: u64) -> Citation {
    Citation {
        key: Key::from_bits(1),
        source: SourceId::from_bits(source),
        locator: String::new(),
        credibility: None,
        stance: Stance::Supports,
        paraphrase: String::new(),
        attested: None,
        extra: Extra::default(),
    }
}

pub(crate) fn actor_party(n: u64) -> Party {
    Party::Actor(ActorId::from_bits(n))
}

pub(crate) fn actor(n: u64, name: &str) -> Change {
    let actor = Actor { name: name.to_owned(), ..Actor::default() };
    Change::Actor(ActorId::from_bits(n), Some(Arc::new(actor)))
}

pub(crate) fn theme(n: u64, code: &str) -> Change {
    let theme =
        Theme { code: code.to_owned(), name: code.to_owned(), order: u32::try_from(n).unwrap(), ..Theme::default() };
    Change::Theme(ThemeId::from_bits(n), Some(Arc::new(theme)))
}

/// A mission of an organization, ordered by its number.
pub(crate) fn mission(n: u64, organization: &str, dates: &str) -> Change {
    let mission = Mission {
        name: format!("Mission {n}"),
        organization: organization.to_owned(),
        order: u32::try_from(n).unwrap(),
        when: when(dates),
        ..Mission::default()
    };
    Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
}

/// A place within another; within none for zero.
pub(crate) fn place(n: u64, name: &str, parent: u64, kind: PlaceKind) -> Change {
    let parent = (parent > 0).then(|| PlaceId::from_bits(parent));
    let place = Place { name: name.to_owned(), parent, kind, ..Place::default() };
    Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
}

/// A mission that covers these places.
pub(crate) fn mission_in(n: u64, area: &[u64]) -> Change {
    let area = area.iter().copied().map(PlaceId::from_bits).collect();
    let order = u32::try_from(n).unwrap();
    let mission = Mission { name: format!("Mission {n}"), area, order, ..Mission::default() };
    Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
}

/// What a mission does on these themes, with partners.
pub(crate) fn activity(
    n: u64,
    (mission, themes): (u64, &[u64]),
    (kind, dates): (ActivityKind, &str),
    partners: &[Party],
) -> Change {
    let activity = Activity {
        title: format!("Activity {n}"),
        mission: MissionId::from_bits(mission),
        kind,
        themes: themes.iter().copied().map(ThemeId::from_bits).collect(),
        partners: partners.to_vec(),
        when: when(dates),
        resources: Vec::new(),
        common: Common::default(),
        extra: Extra::default(),
    };
    Change::Activity(ActivityId::from_bits(n), Some(Arc::new(activity)))
}

/// An incident in a place on themes that its source states; nowhere for zero.
pub(crate) fn incident_in(dates: &str, place: u64, themes: &[u64]) -> Incident {
    let tag = |&theme: &u64| ThemeTag { theme: ThemeId::from_bits(theme), basis: Basis::Stated };
    Incident {
        place: (place > 0).then(|| PlaceId::from_bits(place)),
        themes: themes.iter().map(tag).collect(),
        ..incident(dates)
    }
}

/// A claim that a mission has a mandate on a theme.
pub(crate) fn mandate(mission: u64, theme: u64, level: Level) -> Mandate {
    Mandate {
        mission: MissionId::from_bits(mission),
        theme: ThemeId::from_bits(theme),
        level,
        modality: None,
        decision: None,
        when: When::default(),
        attested: None,
        note: String::new(),
        common: Common::default(),
        extra: Extra::default(),
    }
}

pub(crate) fn put_mandate(n: u64, mandate: Mandate) -> Change {
    Change::Mandate(MandateId::from_bits(n), Some(Arc::new(mandate)))
}

pub(crate) fn survey(n: u64, missions: &[u64], themes: &[u64], attested: &str) -> Change {
    let survey = Survey {
        title: format!("Survey {n}"),
        missions: missions.iter().copied().map(MissionId::from_bits).collect(),
        themes: themes.iter().copied().map(ThemeId::from_bits).collect(),
        attested: (!attested.is_empty()).then(|| date(attested)),
        ..Survey::default()
    };
    Change::Survey(SurveyId::from_bits(n), Some(Arc::new(survey)))
}

/// A titled incident; undated for an empty text.
pub(crate) fn incident(dates: &str) -> Incident {
    Incident { title: "Something".to_owned(), when: when(dates), ..Incident::default() }
}

pub(crate) fn put_incident(n: u64, incident: Incident) -> Change {
    Change::Incident(IncidentId::from_bits(n), Some(Arc::new(incident)))
}

pub(crate) fn participant(key: u32, party: Party) -> Participant {
    Participant {
        key: Key::from_bits(key),
        party,
        role: "involved".to_owned(),
        standing: Standing::Reported,
        attributed_to: Attribution::NotApplicable,
        citations: Vec::new(),
        extra: Extra::default(),
    }
}

/// A relation between two actors; undated for an empty text.
pub(crate) fn relation(from: u64, to: u64, dates: &str) -> Relation {
    Relation {
        from: actor_party(from),
        kind: RelationKind::AllyOf,
        to: actor_party(to),
        words: String::new(),
        direction: Direction::Mutual,
        when: when(dates),
        standing: Standing::Reported,
        attributed_to: Attribution::NotApplicable,
        common: Common::default(),
        extra: Extra::default(),
    }
}

pub(crate) fn put_relation(n: u64, relation: Relation) -> Change {
    Change::Relation(RelationId::from_bits(n), Some(Arc::new(relation)))
}
