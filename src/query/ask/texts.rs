//! Which records have a text: asked of an index, or of every record where there is none.

use crate::case::{Case, Record, RecordId};
use crate::query::folded::fold;

/// What knows which records have a text in them.
pub trait Texts {
    /// The records that have the text in one of their own, in the order of the file. It is folded, with single spaces.
    fn containing(&self, text: &str) -> Vec<RecordId>;
}

/// Looks at every record.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a>(pub &'a Case);

impl Texts for Scan<'_> {
    fn containing(&self, text: &str) -> Vec<RecordId> {
        let has = |(id, record): (RecordId, Record)| says(&record, text).then_some(id);
        self.0.records().filter_map(has).collect()
    }
}

fn says(record: &Record, wanted: &str) -> bool {
    let common = record.common();
    let mut own: Vec<&str> = Vec::new();
    own.extend(common.tags.iter().map(String::as_str));
    own.extend(common.notes.iter().map(|note| note.text.as_str()));
    own.extend(common.citations.iter().flat_map(|one| [one.paraphrase.as_str(), one.locator.as_str()]));
    match record {
        Record::Source(one) => own.extend([&*one.title, &*one.author, &*one.publisher, &*one.reference, &*one.origin]),
        Record::Place(one) => own.extend(one.aliases.iter().chain([&one.name]).map(String::as_str)),
        Record::Theme(one) => own.extend([&*one.code, &*one.name, &*one.definition]),
        Record::Actor(one) => own.extend(one.aliases.iter().chain([&one.name]).map(String::as_str)),
        Record::Mission(one) => own.extend([&*one.name, &*one.full_name, &*one.organization]),
        Record::Incident(one) => {
            own.push(&one.title);
            own.extend(one.account.iter().map(|paragraph| paragraph.text.as_str()));
        }
        Record::Relation(one) => own.push(&one.words),
        Record::Mandate(one) => own.push(&one.note),
        Record::Survey(one) => own.push(&one.title),
        Record::Activity(one) => own.push(&one.title),
        Record::Question(one) => own.push(&one.text),
        Record::Posture(one) => own.extend(one.reasons.iter().map(|reason| reason.text.as_str())),
        Record::Lever(one) => own.push(&one.name),
        Record::Briefing(one) => own.push(&one.title),
        Record::View(one) => own.push(&one.name),
    }
    own.iter().any(|text| spaced(text).contains(wanted))
}

/// A text for comparison: folded, with single spaces.
pub(super) fn spaced(text: &str) -> String {
    let folded = fold(text);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
