//! The index of one value of a case: every word by number, the words of each record in their order, and the records of
//! each word.

use std::cmp::Reverse;

use super::texts::each_text;
use super::vocabulary::{At, Vocabulary, each_word, set};
use super::wanted::Term;
use crate::case::{Case, RecordId};
use crate::query::bits::Bits;
use crate::query::rows::Rows;

/// The number of the word that is none: what stands between two texts of a record.
const GAP: u32 = 0;

/// So many of the most frequent words are put in their order: the others together are in few records.
const FREQUENT: usize = 256;

/// The index of one value of a case. Records are numbered in the order of the file.
#[derive(Debug)]
pub(super) struct Base {
    ids: Vec<RecordId>,
    vocabulary: Vocabulary,
    /// The words of each record, with a gap behind each of its texts.
    texts: Rows,
    /// The records that have each word.
    records: Rows,
}

impl Base {
    pub fn of(case: &Case) -> Self {
        let (mut ids, mut texts, mut vocabulary) = (Vec::new(), Rows::default(), Vocabulary::new());
        let _gap = vocabulary.number("");
        for (id, record) in case.records() {
            ids.push(id);
            each_text(&record, &mut |_, text| {
                each_word(text, &mut |word| texts.push(vocabulary.number(word)));
                texts.push(GAP);
            });
            texts.end_row();
        }
        let records = texts.inverted(vocabulary.len());
        Self { ids, vocabulary, texts, records }
    }

    /// The records that hold all of these terms, but for those left out.
    pub fn containing(&self, terms: &[Term], left_out: &mut dyn Iterator<Item = RecordId>) -> Vec<RecordId> {
        let mut found = Bits::of(self.ids.len(), |_| true);
        let mut terms: Vec<&Term> = terms.iter().collect();
        // Long ones are seldom: they leave little to look at for the others.
        terms.sort_by_key(|term| Reverse(term.text().len()));
        for term in terms {
            let having = self.having(term, &found);
            found.keep_those_of(&having);
        }
        left_out.filter_map(|id| self.ids.binary_search(&id).ok()).for_each(|number| found.remove(number as u32));
        found.numbers().filter_map(|number| self.ids.get(number as usize).copied()).collect()
    }

    /// The records among these that hold a term, and maybe others.
    fn having(&self, term: &Term, among: &Bits) -> Bits {
        let mut found = match &term.words[..] {
            [] => Bits::of(self.ids.len(), |_| true),
            [word] => self.with_any(&self.vocabulary.having(word, At::Inside), among),
            [first, inner @ .., last] => self.with_phrase((first, inner, last), among),
        };
        if let Some((kind, begin)) = &term.id {
            // Ids of one kind sort alike as numbers and as texts.
            let is_before = |id: &RecordId| id.kind() < *kind || (id.kind() == *kind && id.to_string() < *begin);
            let ids = self.ids.iter().zip(0..).skip(self.ids.partition_point(is_before));
            ids.take_while(|(id, _)| id.to_string().starts_with(begin)).for_each(|(_, number)| found.insert(number));
        }
        found
    }

    /// The records among these that have one of these words, and maybe others. The most frequent words come first: once few
    /// records are left without one, a look at the words of those takes less than going on.
    fn with_any(&self, words: &[u32], among: &Bits) -> Bits {
        let frequency = |word: u32| self.records.row(word as usize).len();
        let mut ordered: Vec<(Reverse<usize>, u32)> =
            words.iter().map(|&word| (Reverse(frequency(word)), word)).collect();
        if ordered.len() > FREQUENT {
            ordered.select_nth_unstable(FREQUENT).0.sort_unstable();
        } else {
            ordered.sort_unstable();
        }
        let mut left: usize = ordered.iter().map(|(frequency, _)| frequency.0).sum();
        let length = self.texts.len() / self.ids.len().max(1) + 1;
        let (mut missing, mut found) = (self.ids.len(), Bits::none(self.ids.len()));
        if left > among.count() * length {
            missing = 0;
        }
        for &(Reverse(frequency), word) in &ordered {
            if left > missing * length {
                self.look_through(words, among, &mut found);
                break;
            }
            missing -= found.add_all(self.records.row(word as usize));
            left -= frequency;
        }
        found
    }

    /// Adds those of these records that have one of these words.
    fn look_through(&self, words: &[u32], among: &Bits, found: &mut Bits) {
        let wanted = set(&self.vocabulary, words);
        let has_any = |number: u32| self.texts.row(number as usize).iter().any(|&word| wanted.has(word));
        for number in among.numbers() {
            if !found.has(number) && has_any(number) {
                found.insert(number);
            }
        }
    }

    /// The records among these in one of whose texts these words stand one after the other.
    fn with_phrase(&self, (first, inner, last): (&str, &[String], &str), among: &Bits) -> Bits {
        let firsts = self.vocabulary.having(first, At::End);
        let inner: Vec<Vec<u32>> = inner.iter().map(|word| self.vocabulary.having(word, At::Whole)).collect();
        let lasts = self.vocabulary.having(last, At::Beginning);
        let parts = std::iter::once(&firsts).chain(&inner).chain([&lasts]);
        let mut all = among.clone();
        for words in parts {
            let having = self.with_any(words, &all);
            all.keep_those_of(&having);
        }
        let (begins, ends) = (set(&self.vocabulary, &firsts), set(&self.vocabulary, &lasts));
        let follows = |words: &[u32]| {
            let (middle, rest) = words.split_at_checked(inner.len())?;
            let is_middle = inner.iter().zip(middle).all(|(wanted, word)| wanted.first() == Some(word));
            (is_middle && ends.has(*rest.first()?)).then_some(())
        };
        // Mostly one word begins the phrase: then a number is compared, and not looked up.
        let only = firsts.first().copied().filter(|_| firsts.len() == 1);
        let is_begun = |word: u32| only.map_or_else(|| begins.has(word), |only| only == word);
        let holds = |row: &[u32]| {
            row.iter().zip(1..).any(|(&word, next)| is_begun(word) && row.get(next..).and_then(follows).is_some())
        };
        let mut found = Bits::none(self.ids.len());
        for number in all.numbers() {
            if holds(self.texts.row(number as usize)) {
                found.insert(number);
            }
        }
        found
    }
}
