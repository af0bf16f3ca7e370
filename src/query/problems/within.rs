//! What does not add up within one record.

use super::{List, Severity};
use crate::case::{
    Attribution, Case, Citation, Extra, Header, Incident, Marking, Participant, Record, RecordId, Standing, When,
};
use crate::query::references::targets;

const DAY_SECONDS: i64 = 86_400;

/// The header's own problems.
pub(super) fn header(list: &mut List, header: &Header) {
    if header.title.trim().is_empty() {
        list.add(Severity::Warning, "unnamed", "title", "The case has no title: give it one".to_owned());
    }
    newer(list, &header.extra);
}

/// One record's problems.
pub(super) fn record(list: &mut List, case: &Case, record: &Record) {
    dangling(list, case, record);
    unnamed(list, record);
    for statement in statements(record) {
        unattributed(list, &statement);
    }
    unsourced(list, record);
    for (field, when) in whens(record) {
        day_part(list, field, when);
        dated_by_itself(list, field, when);
    }
    for extra in extras(record) {
        newer(list, extra);
    }
    lower_marking(list, record.common().marking, case.header.marking);
}

/// An incident that is dated relative to itself says nothing, or contradicts itself.
fn dated_by_itself(list: &mut List, field: &'static str, when: &When) {
    if when.constraints.iter().any(|relative| list.record == Some(relative.anchor.into())) {
        let words =
            "A relative date counts from this incident itself: choose another incident, or remove it".to_owned();
        list.add(Severity::Error, "self-dated", field, words);
    }
}

fn dangling(list: &mut List, case: &Case, record: &Record) {
    let mut gone: Vec<(RecordId, &'static str)> =
        targets(record).into_iter().filter(|&(target, _)| !case.has(target)).collect();
    gone.sort_unstable();
    gone.dedup();
    for (target, field) in gone {
        let kind = target.kind().label();
        let words =
            format!("“{}” names {target}, but the case has no such {kind}: choose another or remove it", spoken(field));
        list.add(Severity::Error, "dangling", field, words);
    }
}

/// A field as a user reads it: `participants.attributed_to` is "participants, attributed to".
fn spoken(field: &str) -> String {
    field.replace('.', ", ").replace('_', " ")
}

fn unnamed(list: &mut List, record: &Record) {
    let (field, name) = match record {
        Record::Source(source) => ("title", &source.title),
        Record::Place(place) => ("name", &place.name),
        Record::Theme(theme) => ("name", &theme.name),
        Record::Actor(actor) => ("name", &actor.name),
        Record::Mission(mission) => ("name", &mission.name),
        Record::Incident(incident) => ("title", &incident.title),
        Record::Survey(survey) => ("title", &survey.title),
        Record::Relation(_) | Record::Mandate(_) => return,
    };
    if name.trim().is_empty() {
        let kind = list.record.map_or("record", |id| id.kind().label());
        list.add(Severity::Warning, "unnamed", field, format!("This {kind} has no {field}: give it one"));
    }
}

/// What a record says with a standing: the field of its author, in words what it is, standing and author.
type Statement<'a> = (&'static str, String, Standing, &'a Attribution);

/// What a participant's part is called.
fn part_name(part: &Participant) -> String {
    if part.role.is_empty() { "A part without a role".to_owned() } else { format!("The part as {}", part.role) }
}

fn statements(record: &Record) -> Vec<Statement<'_>> {
    match record {
        Record::Incident(incident) => {
            let own = ("attributed_to", "This incident".to_owned(), incident.standing, &incident.attributed_to);
            let parts = incident
                .participants
                .iter()
                .map(|part| ("participants.attributed_to", part_name(part), part.standing, &part.attributed_to));
            std::iter::once(own).chain(parts).collect()
        }
        Record::Relation(relation) => {
            vec![("attributed_to", "This relation".to_owned(), relation.standing, &relation.attributed_to)]
        }
        Record::Actor(actor) => actor
            .posts
            .iter()
            .map(|post| {
                ("posts.attributed_to", format!("The post “{}”", post.title), post.standing, &post.attributed_to)
            })
            .collect(),
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Mission(_)
        | Record::Mandate(_)
        | Record::Survey(_) => Vec::new(),
    }
}

fn unattributed(list: &mut List, (field, what, standing, author): &Statement<'_>) {
    let has_author = match author {
        Attribution::NotApplicable => false,
        Attribution::NotNamed(_) => true,
        Attribution::Parties(parties) => !parties.is_empty(),
    };
    if standing.needs_attribution() && !has_author {
        let words = format!("{what} is {}, but nobody says so: name who does, or “not named”", standing.label());
        list.add(Severity::Warning, "unattributed", *field, words);
    }
}

/// The table of what needs a source, in the module's documentation.
fn unsourced(list: &mut List, record: &Record) {
    let is_cited = !record.common().citations.is_empty();
    let needs_own = match record {
        Record::Incident(_) | Record::Relation(_) => true,
        Record::Mandate(mandate) => mandate.decision.is_none(),
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Survey(_) => false,
    };
    if is_cited {
        return;
    }
    if needs_own {
        let kind = list.record.map_or("record", |id| id.kind().label());
        list.add(Severity::Warning, "unsourced", "citations", format!("This {kind} rests on no source: cite one"));
    }
    for (field, what) in parts_without_source(record) {
        list.add(Severity::Warning, "unsourced", field, format!("{what} rests on no source: cite one"));
    }
}

/// The participants or posts of a record that cite nothing.
fn parts_without_source(record: &Record) -> Vec<(&'static str, String)> {
    let is_bare = |citations: &[Citation]| citations.is_empty();
    match record {
        Record::Incident(incident) => {
            let bare = incident.participants.iter().filter(|part| is_bare(&part.citations));
            bare.map(|part| ("participants", part_name(part))).collect()
        }
        Record::Actor(actor) => {
            let bare = actor.posts.iter().filter(|post| is_bare(&post.citations));
            bare.map(|post| ("posts", format!("The post “{}”", post.title))).collect()
        }
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Mission(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_) => Vec::new(),
    }
}

/// Every date of a record, by field.
pub(super) fn whens(record: &Record) -> Vec<(&'static str, &When)> {
    match record {
        Record::Actor(actor) => actor.posts.iter().map(|post| ("posts.when", &post.when)).collect(),
        Record::Mission(mission) => vec![("when", &mission.when)],
        Record::Incident(incident) => vec![("when", &incident.when)],
        Record::Relation(relation) => vec![("when", &relation.when)],
        Record::Mandate(mandate) => vec![("when", &mandate.when)],
        Record::Source(_) | Record::Place(_) | Record::Theme(_) | Record::Survey(_) => Vec::new(),
    }
}

fn day_part(list: &mut List, field: &'static str, when: &When) {
    let Some(part) = when.part else { return };
    let is_single_day = when.stated.as_ref().is_some_and(|stated| {
        let (from, to) = stated.bounds().possible();
        from.is_bounded() && to.is_bounded() && from.0.div_euclid(DAY_SECONDS) == to.0.div_euclid(DAY_SECONDS)
    });
    if !is_single_day {
        let words = format!("“{}” needs a date that is a single day: state the day or clear the part", part.label());
        list.add(Severity::Warning, "day-part", field, words);
    }
}

/// Fields of a record, and of what lies inside it, that this version does not know.
fn extras(record: &Record) -> Vec<&Extra> {
    let mut found = vec![record.extra()];
    of_citations(&mut found, &record.common().citations);
    for (_, when) in whens(record) {
        found.push(&when.extra);
        for constraint in &when.constraints {
            found.push(&constraint.extra);
            of_citations(&mut found, &constraint.citations);
        }
    }
    match record {
        Record::Incident(incident) => of_incident(&mut found, incident),
        Record::Actor(actor) => {
            for post in &actor.posts {
                found.push(&post.extra);
                of_citations(&mut found, &post.citations);
            }
        }
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Mission(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_) => {}
    }
    found
}

fn of_citations<'a>(found: &mut Vec<&'a Extra>, citations: &'a [Citation]) {
    found.extend(citations.iter().map(|citation| &citation.extra));
}

fn of_incident<'a>(found: &mut Vec<&'a Extra>, incident: &'a Incident) {
    for participant in &incident.participants {
        found.push(&participant.extra);
        of_citations(found, &participant.citations);
    }
    found.extend(incident.quantities.iter().map(|quantity| &quantity.extra));
    found.extend(incident.casualties.iter().map(|casualties| &casualties.extra));
}

fn newer(list: &mut List, extra: &Extra) {
    for (field, text) in extra.iter() {
        let words = format!("“{field}: {}” is kept as it stands: this version does not know it", short(text));
        list.add(Severity::Note, "newer", None, words);
    }
}

/// The beginning of a text that may be long.
fn short(text: &str) -> String {
    const SHOWN: usize = 40;
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}

fn lower_marking(list: &mut List, own: Marking, case: Marking) {
    let lower = [
        own.un.zip(case.un).filter(|(own, case)| own < case).map(|(own, case)| (own.label(), case.label())),
        own.tlp.zip(case.tlp).filter(|(own, case)| own < case).map(|(own, case)| (own.label(), case.label())),
    ];
    for (own, case) in lower.into_iter().flatten() {
        let words = format!("Marked {own}, below the case's {case}: raise it, or make sure that it may travel further");
        list.add(Severity::Note, "lower-marking", "marking", words);
    }
}
