//! What is being read: every new record is cited with it, and what is selected can be.

use std::collections::BTreeSet;

use super::store::Session;
use crate::case::{Citation, Record, RecordId};
use crate::edit::Edit;
use crate::query::entry::Reading;

impl Session {
    /// The source from which new records are cited, if there is one.
    pub fn reading(&self) -> Option<&Reading> {
        self.scenes.own.view.reading.as_ref().filter(|reading| self.case().sources.contains_key(&reading.source))
    }

    pub(super) fn read(&mut self, reading: Option<Reading>) {
        match &reading {
            Some(next) if self.reading().is_none_or(|old| old.source != next.source) => {
                let title = self.case().title_of(next.source.into());
                self.tell(format!("Reading “{title}”: new records are cited with it"));
            }
            None if self.scenes.own.view.reading.is_some() => self.tell("No source is being read any more"),
            _ => {}
        }
        self.scenes.own.view.reading = reading;
    }

    pub(super) fn turn_page(&mut self, by: i64) {
        match self.reading().map(|reading| reading.turned(by)) {
            Some(Some(next)) => self.scenes.own.view.reading = Some(next),
            Some(None) => self.tell("There is no page before this one"),
            None => self.tell(NOTHING_READ),
        }
    }

    /// Cites what is selected with what is being read, as one step.
    pub(super) fn cite_selection(&mut self) {
        let Some(reading) = self.reading().cloned() else {
            self.tell(NOTHING_READ);
            return;
        };
        let selected: BTreeSet<RecordId> = self.selection().records.iter().copied().collect();
        let edits: Vec<Edit> = selected.into_iter().filter_map(|id| self.cited(id, &reading)).collect();
        let title = self.case().title_of(reading.source.into());
        match edits.len() {
            0 => self.tell("Nothing is selected that this source could support and does not yet"),
            1 => self.edit(&Edit::Together { label: format!("Cite “{title}”"), edits }),
            count => self.edit(&Edit::Together { label: format!("Cite “{title}” for {count} records"), edits }),
        }
    }

    /// The edit that cites a record; none where it is a source, or cited so already.
    fn cited(&self, id: RecordId, reading: &Reading) -> Option<Edit> {
        let mut record = self.case().record(id).filter(takes_citation)?;
        let citation = reading.citation(self.host.key());
        let is_same = |own: &Citation| own.source == citation.source && own.locator == citation.locator;
        let citations = &mut record.common_mut().citations;
        (!citations.iter().any(is_same)).then(|| citations.push(citation))?;
        Some(Edit::Put(id, record))
    }

    /// A new record, cited with what is being read.
    pub(super) fn cite_new(&self, mut record: Record) -> Record {
        if let Some(reading) = self.reading().filter(|_| takes_citation(&record)) {
            record.common_mut().citations.push(reading.citation(self.host.key()));
        }
        record
    }
}

const NOTHING_READ: &str = "No source is being read: select one and press F8";

/// Whether a record says something that a source may support. Judgements and documents are one's own.
fn takes_citation(record: &Record) -> bool {
    match record {
        Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Incident(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Lever(_) => true,
        Record::Source(_) | Record::Question(_) | Record::Posture(_) | Record::Briefing(_) | Record::View(_) => false,
    }
}
