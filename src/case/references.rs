//! Which records a record names, by the field that does.
//!
//! A field is named as in the file, with a dot before what lies inside it: `participants.party`.

use super::{
    Activity, Actor, Alternate, Alternative, Attribution, Citation, Incident, Lever, Mandate, Mission, Party, Place,
    Posture, Question, Record, RecordId, Relation, Survey, View, When,
};

/// A record that is referred to, and the field that does.
pub type Target = (RecordId, &'static str);

/// Every record that this one refers to, field by field; the same one twice where it is named twice. What a record that
/// was taken in named is a memory and no reference.
pub fn targets(record: &Record) -> Vec<Target> {
    let mut found = Vec::new();
    add_targets(&mut found, record);
    found
}

/// The same, added to a list: whoever looks at every record fills one list again and again.
pub fn add_targets(found: &mut Vec<Target>, record: &Record) {
    citations(found, "citations", &record.common().citations);
    alternatives(found, &record.common().alternatives);
    all(found, "distinct", &record.common().distinct);
    match record {
        Record::Source(_) | Record::Theme(_) | Record::Briefing(_) => {}
        Record::Place(place) => of_place(found, place),
        Record::Actor(actor) => of_actor(found, actor),
        Record::Mission(mission) => of_mission(found, mission),
        Record::Incident(incident) => of_incident(found, incident),
        Record::Relation(relation) => of_relation(found, relation),
        Record::Mandate(mandate) => of_mandate(found, mandate),
        Record::Survey(survey) => of_survey(found, survey),
        Record::Activity(activity) => of_activity(found, activity),
        Record::Question(question) => of_question(found, question),
        Record::Posture(posture) => of_posture(found, posture),
        Record::Lever(lever) => of_lever(found, lever),
        Record::View(view) => of_view(found, view),
    }
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

fn alternatives(found: &mut Vec<Target>, alternatives: &[Alternative]) {
    for alternative in alternatives {
        match &alternative.value {
            Alternate::Text(_) => {}
            Alternate::Date(date) => when(found, "alternatives.value", date),
            Alternate::Place(place) => found.push(((*place).into(), "alternatives.value")),
            Alternate::Party(party) => found.push(((*party).into(), "alternatives.value")),
        }
        citations(found, "alternatives.citations", &alternative.citations);
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

fn of_activity(found: &mut Vec<Target>, activity: &Activity) {
    found.push((activity.mission.into(), "mission"));
    all(found, "themes", &activity.themes);
    all(found, "partners", &activity.partners);
    when(found, "when", &activity.when);
}

fn of_question(found: &mut Vec<Target>, question: &Question) {
    all(found, "incidents", &question.incidents);
    for hypothesis in &question.hypotheses {
        citations(found, "hypotheses.citations", &hypothesis.citations);
    }
    for evidence in &question.evidence {
        all(found, "evidence.record", evidence.record.as_slice());
        citations(found, "evidence.citations", &evidence.citations);
    }
}

fn of_posture(found: &mut Vec<Target>, posture: &Posture) {
    found.push((posture.actor.into(), "actor"));
    all(found, "engagement", &posture.engagement);
    all(found, "allegations", &posture.allegations);
}

fn of_lever(found: &mut Vec<Target>, lever: &Lever) {
    all(found, "holder", lever.holder.as_slice());
    all(found, "over", &lever.over);
    when(found, "last_used", &lever.last_used);
}

fn of_view(found: &mut Vec<Target>, view: &View) {
    all(found, "selection", &view.selection);
    all(found, "inspectors", &view.inspectors);
    all(found, "focus", view.aspect.focus.as_slice());
    found.extend(view.pins.iter().map(|pin| (pin.party.into(), "pins.party")));
    for pane in &view.panes {
        all(found, "panes.selection", &pane.selection);
        all(found, "panes.focus", pane.aspect.focus.as_slice());
        found.extend(pane.pins.iter().map(|pin| (pin.party.into(), "panes.pins.party")));
    }
}
