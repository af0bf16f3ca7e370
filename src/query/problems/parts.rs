//! What lies inside records, for rules that look at every date, citation or unknown field.

use crate::case::{Alternate, Alternative, Citation, Extra, Incident, Key, Quantity, Question, Record, When};

/// Which of a record's dates is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// The record's own.
    Own,
    /// That of a post.
    Post(Key),
    /// That of another value.
    Alternative,
}

/// A date within a record.
pub(super) struct Dated<'a> {
    /// Which of them.
    pub spot: Spot,
    /// Its field, as in the file.
    pub field: &'static str,
    /// The date.
    pub when: &'a When,
}

/// Every date of a record.
pub(super) fn dates(record: &Record) -> Vec<Dated<'_>> {
    let mut found = Vec::new();
    if let Some((field, when)) = record.own_date() {
        found.push(Dated { spot: Spot::Own, field, when });
    }
    if let Record::Actor(actor) = record {
        let posts = actor.posts.iter();
        found.extend(posts.map(|post| Dated { spot: Spot::Post(post.key), field: "posts.when", when: &post.when }));
    }
    let others = record.common().alternatives.iter();
    found.extend(others.filter_map(|other| {
        let when = date_of(other)?;
        Some(Dated { spot: Spot::Alternative, field: "alternatives.value", when })
    }));
    found
}

/// The date that another value is, if it is one.
pub(super) const fn date_of(other: &Alternative) -> Option<&When> {
    match &other.value {
        Alternate::Date(when) => Some(when),
        Alternate::Text(_) | Alternate::Place(_) | Alternate::Party(_) => None,
    }
}

/// A citation and the field in which it stands.
pub(super) type Cited<'a> = (&'static str, &'a Citation);

/// Every citation of a record, with its field.
pub(super) fn citations(record: &Record) -> Vec<Cited<'_>> {
    let mut found = Vec::new();
    add(&mut found, "citations", &record.common().citations);
    for other in &record.common().alternatives {
        add(&mut found, "alternatives.citations", &other.citations);
    }
    for dated in dates(record) {
        for constraint in &dated.when.constraints {
            add(&mut found, dated.field, &constraint.citations);
        }
    }
    if let Record::Incident(incident) = record {
        for part in &incident.participants {
            add(&mut found, "participants.citations", &part.citations);
        }
    }
    if let Record::Actor(actor) = record {
        for post in &actor.posts {
            add(&mut found, "posts.citations", &post.citations);
        }
    }
    if let Record::Question(question) = record {
        for hypothesis in &question.hypotheses {
            add(&mut found, "hypotheses.citations", &hypothesis.citations);
        }
        for evidence in &question.evidence {
            add(&mut found, "evidence.citations", &evidence.citations);
        }
    }
    found
}

fn add<'a>(found: &mut Vec<Cited<'a>>, field: &'static str, citations: &'a [Citation]) {
    found.extend(citations.iter().map(|citation| (field, citation)));
}

/// The amounts that a record gives, with their field.
pub(super) fn quantities(record: &Record) -> (&'static str, &[Quantity]) {
    match record {
        Record::Incident(incident) => ("quantities", &incident.quantities),
        Record::Activity(activity) => ("resources", &activity.resources),
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => ("quantities", &[]),
    }
}

/// Fields of a record, and of what lies inside it, that this version does not know.
pub(super) fn extras(record: &Record) -> Vec<&Extra> {
    let mut found = vec![record.extra()];
    found.extend(citations(record).into_iter().map(|(_, citation)| &citation.extra));
    for Dated { when, .. } in dates(record) {
        found.push(&when.extra);
        found.extend(when.constraints.iter().map(|constraint| &constraint.extra));
    }
    found.extend(record.common().alternatives.iter().map(|other| &other.extra));
    found.extend(quantities(record).1.iter().map(|quantity| &quantity.extra));
    match record {
        Record::Incident(incident) => of_incident(&mut found, incident),
        Record::Actor(actor) => found.extend(actor.posts.iter().map(|post| &post.extra)),
        Record::Question(question) => of_question(&mut found, question),
        Record::Briefing(briefing) => found.extend(briefing.sections.iter().map(|section| &section.extra)),
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Mission(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::View(_) => {}
    }
    found
}

fn of_incident<'a>(found: &mut Vec<&'a Extra>, incident: &'a Incident) {
    found.extend(incident.participants.iter().map(|part| &part.extra));
    found.extend(incident.casualties.iter().map(|casualties| &casualties.extra));
}

fn of_question<'a>(found: &mut Vec<&'a Extra>, question: &'a Question) {
    found.extend(question.hypotheses.iter().map(|hypothesis| &hypothesis.extra));
    for evidence in &question.evidence {
        found.push(&evidence.extra);
        found.extend(evidence.ratings.iter().map(|rating| &rating.extra));
    }
    found.extend(question.judgements.iter().map(|judgement| &judgement.extra));
}
