//! What lies inside records, for rules that look at every date, citation or unknown field.

use crate::case::{
    Alternate, Alternative, Citation, Evidence, Extra, Hypothesis, Key, Participant, Post, Quantity, Question, Record,
    When,
};

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
pub(super) fn dates(record: &Record) -> impl Iterator<Item = Dated<'_>> {
    let own = record.own_date().map(|(field, when)| Dated { spot: Spot::Own, field, when });
    let posts = posts(record).iter();
    let posts = posts.map(|post| Dated { spot: Spot::Post(post.key), field: "posts.when", when: &post.when });
    let others = record.common().alternatives.iter().filter_map(|other| {
        let when = date_of(other)?;
        Some(Dated { spot: Spot::Alternative, field: "alternatives.value", when })
    });
    own.into_iter().chain(posts).chain(others)
}

/// Those who took part, where the record is an incident.
pub(super) fn participants(record: &Record) -> &[Participant] {
    if let Record::Incident(incident) = record { &incident.participants } else { &[] }
}

/// The posts held, where the record is an actor.
pub(super) fn posts(record: &Record) -> &[Post] {
    if let Record::Actor(actor) = record { &actor.posts } else { &[] }
}

fn questions(record: &Record) -> (&[Hypothesis], &[Evidence]) {
    if let Record::Question(question) = record { (&question.hypotheses, &question.evidence) } else { (&[], &[]) }
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
pub(super) fn citations(record: &Record) -> impl Iterator<Item = Cited<'_>> {
    let others = record.common().alternatives.iter().map(|other| ("alternatives.citations", &other.citations));
    let parts = participants(record).iter().map(|part| ("participants.citations", &part.citations));
    let posts = posts(record).iter().map(|post| ("posts.citations", &post.citations));
    let (hypotheses, evidence) = questions(record);
    let hypotheses = hypotheses.iter().map(|hypothesis| ("hypotheses.citations", &hypothesis.citations));
    let evidence = evidence.iter().map(|evidence| ("evidence.citations", &evidence.citations));
    let lists = std::iter::once(("citations", &record.common().citations))
        .chain(others)
        .chain(dates(record).flat_map(of_relative_dates))
        .chain(parts)
        .chain(posts)
        .chain(hypotheses)
        .chain(evidence);
    lists.flat_map(|(field, citations)| citations.iter().map(move |citation| (field, citation)))
}

fn of_relative_dates(Dated { field, when, .. }: Dated<'_>) -> impl Iterator<Item = (&'static str, &Vec<Citation>)> {
    when.constraints.iter().map(move |relative| (field, &relative.citations))
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
pub(super) fn extras(record: &Record) -> impl Iterator<Item = &Extra> {
    let quantities = quantities(record).1.iter().map(|quantity| &quantity.extra);
    std::iter::once(record.extra())
        .chain(citations(record).map(|(_, citation)| &citation.extra))
        .chain(dates(record).flat_map(of_date))
        .chain(record.common().alternatives.iter().map(|other| &other.extra))
        .chain(record.common().merged.iter().map(|merged| &merged.extra))
        .chain(quantities)
        .chain(participants(record).iter().map(|part| &part.extra))
        .chain(posts(record).iter().map(|post| &post.extra))
        .chain(of_some(record))
}

fn of_date(Dated { when, .. }: Dated<'_>) -> impl Iterator<Item = &Extra> {
    let constraints = when.constraints.iter().map(|constraint| &constraint.extra);
    std::iter::once(&when.extra).chain(constraints)
}

/// Those within what few records have.
fn of_some(record: &Record) -> Vec<&Extra> {
    match record {
        Record::Incident(incident) => incident.casualties.iter().map(|casualties| &casualties.extra).collect(),
        Record::Question(question) => of_question(question),
        Record::Briefing(briefing) => briefing.sections.iter().map(|section| &section.extra).collect(),
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::View(_) => Vec::new(),
    }
}

fn of_question(question: &Question) -> Vec<&Extra> {
    let mut found: Vec<&Extra> = question.hypotheses.iter().map(|hypothesis| &hypothesis.extra).collect();
    for evidence in &question.evidence {
        found.push(&evidence.extra);
        found.extend(evidence.ratings.iter().map(|rating| &rating.extra));
    }
    found.extend(question.judgements.iter().map(|judgement| &judgement.extra));
    found
}
