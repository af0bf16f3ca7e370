//! The index of one value of a case: every word by number, the words of each record in their order, and the records of
//! each word.

use super::texts::each_text;
use super::vocabulary::{At, Vocabulary, each_word, set};
use super::wanted::Term;
use crate::case::{Case, RecordId};
use crate::query::bits::Bits;

/// The number of the word that is none: what stands between two texts of a record.
const GAP: u32 = 0;

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

/// Lists of numbers, one after the other.
#[derive(Debug, Default)]
struct Rows {
    /// Where each list ends.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Rows {
    fn row(&self, number: usize) -> &[u32] {
        let begin = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(begin);
        self.numbers.get(begin as usize..end as usize).unwrap_or_default()
    }

    fn end_row(&mut self) {
        self.ends.push(self.numbers.len() as u32);
    }

    /// The numbers of the lists in which each number below `count` stands.
    fn inverted(&self, count: usize) -> Self {
        // Where each list begins, which becomes where it ends as it is filled.
        let mut ends = vec![0_u32; count + 1];
        self.each_once(count, |_, number| {
            if let Some(end) = ends.get_mut(number + 1) {
                *end += 1;
            }
        });
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut numbers = vec![0; sum as usize];
        self.each_once(count, |row, number| {
            let Some(end) = ends.get_mut(number) else { return };
            if let Some(place) = numbers.get_mut(*end as usize) {
                *place = row;
            }
            *end += 1;
        });
        ends.truncate(count);
        Self { ends, numbers }
    }

    /// Every list with every number below `count` that stands in it, once.
    fn each_once(&self, count: usize, mut tell: impl FnMut(u32, usize)) {
        let mut seen_in = vec![u32::MAX; count];
        for row in 0..self.ends.len() {
            for &number in self.row(row) {
                if let Some(seen) = seen_in.get_mut(number as usize).filter(|seen| **seen != row as u32) {
                    *seen = row as u32;
                    tell(row as u32, number as usize);
                }
            }
        }
    }
}

impl Base {
    pub fn of(case: &Case) -> Self {
        let (mut ids, mut texts, mut vocabulary) = (Vec::new(), Rows::default(), Vocabulary::new());
        let _gap = vocabulary.number("");
        for (id, record) in case.records() {
            ids.push(id);
            each_text(&record, &mut |_, text| {
                each_word(text, &mut |word| texts.numbers.push(vocabulary.number(word)));
                texts.numbers.push(GAP);
            });
            texts.end_row();
        }
        let records = texts.inverted(vocabulary.len());
        Self { ids, vocabulary, texts, records }
    }

    /// The records that hold all of these terms, but for those left out.
    pub fn containing(&self, terms: &[Term], left_out: &mut dyn Iterator<Item = RecordId>) -> Vec<RecordId> {
        let mut found = match terms.split_first() {
            Some((first, rest)) => {
                let mut found = self.having(first);
                for term in rest {
                    found.keep_those_of(&self.having(term));
                }
                found
            }
            None => Bits::of(self.ids.len(), |_| true),
        };
        left_out.filter_map(|id| self.ids.binary_search(&id).ok()).for_each(|number| found.remove(number as u32));
        found.numbers().filter_map(|number| self.ids.get(number as usize).copied()).collect()
    }

    /// The records that hold a term.
    fn having(&self, term: &Term) -> Bits {
        let mut found = match &term.words[..] {
            [] => Bits::of(self.ids.len(), |_| true),
            [word] => self.with_any(self.vocabulary.having(word, At::Inside)),
            [first, inner @ .., last] => self.with_phrase((first, inner, last)),
        };
        if let Some((kind, begin)) = &term.id {
            // Ids of one kind sort alike as numbers and as texts.
            let is_before = |id: &RecordId| id.kind() < *kind || (id.kind() == *kind && id.to_string() < *begin);
            let ids = self.ids.iter().zip(0..).skip(self.ids.partition_point(is_before));
            ids.take_while(|(id, _)| id.to_string().starts_with(begin)).for_each(|(_, number)| found.insert(number));
        }
        found
    }

    /// The records that have one of these words. The most frequent come first: once few records are left without one, a
    /// look at the words of those takes less than going on.
    fn with_any(&self, mut words: Vec<u32>) -> Bits {
        let frequency = |word: u32| self.records.row(word as usize).len();
        words.sort_by_key(|&word| std::cmp::Reverse(frequency(word)));
        let mut left: usize = words.iter().map(|&word| frequency(word)).sum();
        let (count, mut found) = (self.ids.len(), Bits::none(self.ids.len()));
        let (length, mut missing) = (self.texts.numbers.len() / count.max(1) + 1, count);
        for &word in &words {
            if left > missing * length {
                let wanted = set(&self.vocabulary, &words);
                let has_any = |number: u32| self.texts.row(number as usize).iter().any(|&word| wanted.has(word));
                let rest: Vec<u32> =
                    (0..count as u32).filter(|&number| !found.has(number) && has_any(number)).collect();
                let _added = found.add_all(&rest);
                break;
            }
            missing -= found.add_all(self.records.row(word as usize));
            left -= frequency(word);
        }
        found
    }

    /// The records in one of whose texts these words stand one after the other.
    fn with_phrase(&self, (first, inner, last): (&str, &[String], &str)) -> Bits {
        let firsts = self.vocabulary.having(first, At::End);
        let inner: Vec<Vec<u32>> = inner.iter().map(|word| self.vocabulary.having(word, At::Whole)).collect();
        let lasts = self.vocabulary.having(last, At::Beginning);
        let parts = std::iter::once(&firsts).chain(&inner).chain([&lasts]);
        let mut all = Bits::of(self.ids.len(), |_| true);
        parts.for_each(|words| all.keep_those_of(&self.with_any(words.clone())));
        let (firsts, lasts) = (set(&self.vocabulary, &firsts), set(&self.vocabulary, &lasts));
        let is_here = |words: &[u32]| match words {
            [first, middle @ .., last] => {
                firsts.has(*first)
                    && lasts.has(*last)
                    && inner.iter().zip(middle).all(|(wanted, word)| wanted.first() == Some(word))
            }
            _ => false,
        };
        let mut found = Bits::none(self.ids.len());
        for number in all.numbers() {
            if self.texts.row(number as usize).windows(inner.len() + 2).any(is_here) {
                found.insert(number);
            }
        }
        found
    }
}
