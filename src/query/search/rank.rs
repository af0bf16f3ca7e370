//! In which order records that hold some words are seen: those that are called so, then those of whose own texts it is
//! part, then those that have it in a remark or a citation; within each by their kind, and by how early it stands.

use super::Index;
use super::texts::each_text;
use super::vocabulary::each_word;
use super::wanted::{self, Term};
use crate::case::{Record, RecordId};
use crate::query::ranked::weight;

/// Of more records than these only the kinds are compared: whoever finds so many has not said yet what is meant, and to
/// look at their texts takes time.
const MOST: usize = 1_000;

/// What the text is in which words stand, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// A name or title, or what else a record is called by.
    Name,
    /// What the record itself says.
    Own,
    /// What is remarked on it, or said of its sources.
    Aside,
}

impl Class {
    /// The class of a text, by the word for where it stands.
    fn of(place: &str) -> Self {
        match place {
            "title" | "name" | "full name" | "code" | "reference" | "public label" | "words" | "question" => Self::Name,
            "note"
            | "remark"
            | "citation"
            | "paraphrase"
            | "other value"
            | "date"
            | "rating"
            | "judged by"
            | "judgement"
            | "name of a merged record" => Self::Aside,
            _ => Self::Own,
        }
    }
}

impl Index {
    /// The same records as [`Index::containing`], the best first.
    pub fn ranked(&self, words: &str) -> Vec<RecordId> {
        let mut found = self.containing(words);
        found.sort_by_key(|&id| (weight(id.kind()), id));
        let terms = wanted::terms(words);
        let looked_at = found.len().min(MOST);
        if let Some(first) = found.get_mut(..looked_at) {
            first.sort_by_cached_key(|&id| {
                let (class, at) =
                    self.of.record(id).map_or((Class::Aside, usize::MAX), |record| place(&record, &terms));
                (class, weight(id.kind()), at, id)
            });
        }
        found
    }
}

/// Where the words stand: each in the best text that has it, and of these the worst.
fn place(record: &Record, terms: &[Term]) -> (Class, usize) {
    let terms: Vec<String> = terms.iter().map(Term::text).collect();
    let mut found = vec![(Class::Aside, usize::MAX); terms.len()];
    let mut folded = String::new();
    each_text(record, &mut |place, text| {
        folded.clear();
        each_word(text, &mut |word| {
            folded.push_str(word);
            folded.push(' ');
        });
        for (best, term) in found.iter_mut().zip(&terms) {
            if let Some(at) = folded.find(term.as_str()) {
                *best = (*best).min((Class::of(place), at));
            }
        }
    });
    found.into_iter().max().unwrap_or((Class::Name, 0))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Case, Change, Incident, IncidentId, Key, Paragraph};
    use crate::query::testing as t;

    fn paragraph(text: &str) -> Vec<Paragraph> {
        vec![Paragraph { key: Key::from_bits(1), text: text.to_owned() }]
    }

    /// Incident 1 has the words in a note, 2 late in its account, 3 early there, 4 in its title; actor 1 in a note.
    fn case() -> Case {
        let incident = |n, title: &str, account: &str, note: &str| {
            let mut incident = Incident { title: title.to_owned(), account: paragraph(account), ..Incident::default() };
            incident.common.notes = paragraph(note);
            Change::Incident(IncidentId::from_bits(n), Some(Arc::new(incident)))
        };
        let mut actor = Actor { name: "Ana".to_owned(), ..Actor::default() };
        actor.common.notes = paragraph("once at the harbour");
        t::case(&[
            incident(1, "One", "Nothing", "Harbour"),
            incident(2, "Two", "Boats were seen in the harbour", ""),
            incident(3, "Three", "The harbour was closed", ""),
            incident(4, "The harbour is closed", "Nothing", "Harbour"),
            Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor))),
        ])
    }

    fn check(words: &str, expected: &[RecordId]) {
        let index = Index::of(&case());
        let ranked = index.ranked(words);
        assert_eq!(ranked, expected, "{words}");
        let mut same = ranked;
        same.sort_unstable();
        assert_eq!(same, index.containing(words), "{words}: the same records");
    }

    #[test]
    fn a_title_comes_before_an_account_and_that_before_a_note() {
        let incident = |n| RecordId::from(IncidentId::from_bits(n));
        let actor = RecordId::from(ActorId::from_bits(1));
        check("harbour", &[incident(4), incident(3), incident(2), actor, incident(1)]);
        check("harbour closed", &[incident(4), incident(3)]);
        check("the harbour", &[incident(4), incident(3), incident(2), actor]);
        check("absent", &[]);
    }
}
