//! A record that stands in for one that is missing, so that what names it can be read, followed and put right.

use std::sync::Arc;

use super::fix::{Act, Fix};
use crate::case::{Actor, Case, Incident, Key, Mission, Paragraph, Place, Record, RecordId, Source, Theme};

/// The fix that puts a stand-in where a record is missing, if what names it in that field means more than a place in the
/// window, and the missing one is of a kind that can stand alone.
pub(super) fn fix(case: &Case, field: &str, missing: RecordId) -> Option<Fix> {
    let is_content = !ARRANGEMENT.contains(&field);
    let label = format!("Create a stand-in for the missing {} {missing}", missing.kind().label());
    (is_content && record(case, missing).is_some()).then_some(Fix { label, act: Act::StandIn { missing } })
}

/// Fields that say nothing of what they name: where it is missing, it is taken out.
const ARRANGEMENT: [&str; 8] = [
    "selection",
    "inspectors",
    "focus",
    "pins.party",
    "panes.selection",
    "panes.focus",
    "panes.pins.party",
    "distinct",
];

/// The record that stands in for a missing one; `None` where it is not missing, or where it would have to name others.
pub(super) fn record(case: &Case, missing: RecordId) -> Option<Record> {
    if case.has(missing) {
        return None;
    }
    let name = format!("Missing {} {missing}", missing.kind().label());
    let mut record = match missing {
        RecordId::Source(_) => Record::Source(Arc::new(Source { title: name, ..Source::default() })),
        RecordId::Place(_) => Record::Place(Arc::new(Place { name, ..Place::default() })),
        RecordId::Theme(_) => {
            let order = case.themes.values().map(|theme| theme.order).max().unwrap_or(0).saturating_add(1);
            Record::Theme(Arc::new(Theme { name, order, ..Theme::default() }))
        }
        RecordId::Actor(_) => Record::Actor(Arc::new(Actor { name, ..Actor::default() })),
        RecordId::Mission(_) => {
            let order = case.missions.values().map(|mission| mission.order).max().unwrap_or(0).saturating_add(1);
            Record::Mission(Arc::new(Mission { name, order, ..Mission::default() }))
        }
        RecordId::Incident(_) => Record::Incident(Arc::new(Incident { title: name, ..Incident::default() })),
        RecordId::Relation(_)
        | RecordId::Mandate(_)
        | RecordId::Survey(_)
        | RecordId::Activity(_)
        | RecordId::Question(_)
        | RecordId::Posture(_)
        | RecordId::Lever(_)
        | RecordId::Briefing(_)
        | RecordId::View(_) => return None,
    };
    let text = format!(
        "A stand-in: records name this {}, and the case did not have it. Nothing here was said by a source, and what it \
         is has yet to be found out: give it its name, or merge it with the record that was meant.",
        missing.kind().label()
    );
    record.common_mut().notes.push(Paragraph { key: Key::from_bits(1), text });
    Some(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActorId, Change, MissionId, PlaceId, SurveyId, View, ViewId};
    use crate::query::dates::Dates;
    use crate::query::problems::{Mended, problems};
    use crate::query::testing as t;

    fn case() -> Case {
        let mut incident = t::cited_incident("2009");
        incident.place = Some(PlaceId::from_bits(9));
        incident.participants = vec![t::participant(1, t::actor_party(9))];
        incident.missions = vec![MissionId::from_bits(9)];
        let view = View { name: "V".to_owned(), selection: vec![ActorId::from_bits(8).into()], ..View::default() };
        t::case(&[
            t::mission(1, "UN", ""),
            t::put_incident(1, incident),
            Change::View(ViewId::from_bits(1), Some(Arc::new(view))),
        ])
    }

    #[test]
    fn what_is_missing_can_be_stood_in_for_where_its_kind_tells_what_it_is() {
        let found = problems(&case(), &Dates::of(&case()));
        let offered: Vec<_> =
            found.iter().filter_map(|one| Some((one.field?, one.stand_in.as_ref()?.label.as_str()))).collect();
        let expected = [
            ("citations", "Create a stand-in for the missing source src-000000000001"),
            ("missions", "Create a stand-in for the missing mission mis-000000000009"),
            ("participants.party", "Create a stand-in for the missing actor act-000000000009"),
            ("place", "Create a stand-in for the missing place pla-000000000009"),
        ];
        assert_eq!(offered, expected, "nobody stands in for what a saved view had selected");
        assert_eq!(record(&case(), SurveyId::from_bits(1).into()), None, "nor for what would name others");
    }

    #[test]
    fn a_stand_in_says_that_it_is_one() {
        let missing = RecordId::from(ActorId::from_bits(9));
        let fix = fix(&case(), "participants.party", missing).unwrap();
        let Some(Mended::Record(id, Record::Actor(actor))) = fix.apply(&case()) else { panic!("an actor") };
        assert_eq!((id, actor.name.as_str(), actor.world), (missing, "Missing actor act-000000000009", None));
        assert!(actor.common.notes[0].text.starts_with("A stand-in: records name this actor"));
        let next = case().with(&[Change::Actor(ActorId::from_bits(9), Some(actor))]);
        assert_eq!(fix.apply(&next), None, "what is there is not replaced");
    }

    #[test]
    fn a_mission_that_stands_in_comes_last() {
        let Some(Record::Mission(mission)) = record(&case(), MissionId::from_bits(9).into()) else { panic!() };
        let last = case().missions.values().map(|mission| mission.order).max().unwrap();
        assert_eq!(mission.order, last + 1);
    }
}
