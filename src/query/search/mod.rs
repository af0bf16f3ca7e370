//! Full-text search: which records hold these words, in any of their texts.
//!
//! A text is searched as [`fold`](super::folded::fold) gives it, word by word: case, accents, script and punctuation make no
//! difference. An index numbers the words of a case. What is searched for is looked up in these words first, a few hundred
//! kilobytes in a large case, and then the records that have them are put together. What has changed since the index was
//! made is kept beside it as text, and searched as text, until it is so much that the index is made anew.

mod base;
mod passage;
mod rank;
mod texts;
mod vocabulary;
mod wanted;

use std::iter::Peekable;
use std::sync::Arc;

use imbl::OrdMap;

use crate::case::{Case, Change, Record, RecordId};
use base::Base;
pub use passage::{Passage, passage};
use wanted::Term;

/// So many records may have changed before the index is made anew.
const MOST_CHANGED: usize = 500;

/// The texts of a case, to be searched. A clone shares everything.
#[derive(Clone, Debug)]
pub struct Index {
    /// The value of the case that it is of.
    of: Case,
    base: Arc<Base>,
    /// The folded texts of what is another record than in the base; nothing of what is gone.
    changed: OrdMap<RecordId, Option<Arc<str>>>,
}

impl Index {
    /// Looks at every text of a case.
    pub fn of(case: &Case) -> Self {
        Self { of: case.clone(), base: Arc::new(Base::of(case)), changed: OrdMap::new() }
    }

    /// Whether it is of the very same value of the case.
    pub fn is_of(&self, case: &Case) -> bool {
        self.of.is_same(case)
    }

    /// The index of another value of the case, in proportion to what has changed; nothing where that is so much that it
    /// is to be made anew.
    #[must_use]
    pub fn updated(&self, case: &Case) -> Option<Self> {
        let mut changed = self.changed.clone();
        for id in self.of.changes_to(case).iter().filter_map(Change::target) {
            let text = case.record(id).map(|record| folded_texts(&record).into());
            drop(changed.insert(id, text));
        }
        let index = Self { of: case.clone(), base: Arc::clone(&self.base), changed };
        (index.changed.len() <= MOST_CHANGED).then_some(index)
    }

    /// The records that hold all of these words, in the order of the file. A word is found anywhere in a word, and what
    /// stands in quotation marks, or is joined by signs as in `S/2011/388`, as words one after the other. The beginning of
    /// an id finds its record. Where nothing is searched for, every record is found.
    pub fn containing(&self, words: &str) -> Vec<RecordId> {
        let terms = wanted::terms(words);
        let found = self.base.containing(&terms, &mut self.changed.keys().copied());
        let is_found = |id: &RecordId, text: &str| terms.iter().all(|term| holds(text, *id, term));
        let changed = self.changed.iter().filter_map(|(id, text)| text.as_ref().map(|text| (id, text)));
        let changed = changed.filter(|(id, text)| is_found(id, text)).map(|(&id, _)| id);
        if self.changed.is_empty() { found } else { Merged::of(found.into_iter(), changed).collect() }
    }
}

/// Whether a record holds all of these words: what [`Index::containing`] says of it, without an index.
pub fn says(record: &Record, id: RecordId, words: &str) -> bool {
    let text = folded_texts(record);
    wanted::terms(words).iter().all(|term| holds(&text, id, term))
}

/// The texts of a record as one, to be searched without an index: its words parted by spaces, its fields by line ends.
fn folded_texts(record: &Record) -> String {
    let mut folded = String::new();
    texts::each_text(record, &mut |_, text| {
        vocabulary::each_word(text, &mut |word| {
            folded.push_str(word);
            folded.push(' ');
        });
        folded.push('\n');
    });
    folded
}

/// Whether a record with these folded texts holds a term.
fn holds(text: &str, id: RecordId, term: &Term) -> bool {
    text.contains(&term.text()) || term.id.as_ref().is_some_and(|(_, begin)| id.to_string().starts_with(begin))
}

/// Two sorted lists as one.
struct Merged<A: Iterator, B: Iterator>(Peekable<A>, Peekable<B>);

impl<A: Iterator, B: Iterator> Merged<A, B> {
    fn of(one: A, other: B) -> Self {
        Self(one.peekable(), other.peekable())
    }
}

impl<T: Ord, A: Iterator<Item = T>, B: Iterator<Item = T>> Iterator for Merged<A, B> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        match (self.0.peek(), self.1.peek()) {
            (Some(one), Some(other)) if one <= other => self.0.next(),
            (_, Some(_)) => self.1.next(),
            (_, None) => self.0.next(),
        }
    }
}

#[cfg(test)]
mod tests;
