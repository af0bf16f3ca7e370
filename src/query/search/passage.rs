//! The words around what a search found in a record.

use std::ops::Range;

use super::texts::each_text;
use super::wanted::{Term, terms};
use crate::case::Record;
use crate::query::folded::fold;

/// A piece of a record's text, and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where in the record it stands: "account".
    pub place: &'static str,
    /// The piece in one line, with "…" where it was cut.
    pub text: String,
    /// The bytes of it that hold what was searched for.
    pub found: Vec<Range<usize>>,
}

/// So many letters before what was found are kept, and so many behind its beginning.
const BEFORE: usize = 32;
const BEHIND: usize = 100;

/// The words around what is searched for, from the first text that holds most of it; nothing where no text does.
pub fn passage(record: &Record, words: &str) -> Option<Passage> {
    let terms = terms(words);
    let mut best: Option<(usize, &'static str, &str, Vec<Range<usize>>)> = None;
    each_text(record, &mut |place, text| {
        let plain = Plain::of(text);
        let found: Vec<Range<usize>> = terms.iter().filter_map(|term| plain.find(term)).collect();
        if found.len() > best.as_ref().map_or(0, |(most, ..)| *most) {
            best = Some((found.len(), place, text, found));
        }
    });
    let (_, place, text, found) = best?;
    Some(cut(place, text, &found))
}

/// A text as a search sees it, and whence each letter came.
struct Plain {
    letters: String,
    /// Where in the text each of the letters stands.
    origins: Vec<Range<usize>>,
}

impl Plain {
    fn of(text: &str) -> Self {
        let mut plain = Self { letters: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        let mut utf8 = [0; 4];
        for (at, letter) in text.char_indices() {
            let origin = at..at + letter.len_utf8();
            if letter.is_ascii() {
                plain.take(letter.to_ascii_lowercase(), origin);
                continue;
            }
            for letter in fold(letter.encode_utf8(&mut utf8)).chars() {
                plain.take(letter, origin.clone());
            }
        }
        plain
    }

    /// Takes in a folded letter; a sign ends a word, as the words of the index end.
    fn take(&mut self, letter: char, origin: Range<usize>) {
        let letter = match letter {
            '\'' => return,
            letter if letter.is_ascii_alphanumeric() => letter,
            _ if self.letters.ends_with(' ') => return,
            _ => ' ',
        };
        self.letters.push(letter);
        self.origins.push(origin);
    }

    /// Where the text holds a term.
    fn find(&self, term: &Term) -> Option<Range<usize>> {
        let wanted = term.text();
        let at = self.letters.find(&wanted)?;
        Some(self.origins.get(at)?.start..self.origins.get(at + wanted.len() - 1)?.end)
    }
}

/// The part of a text around what was found first in it.
fn cut(place: &'static str, text: &str, found: &[Range<usize>]) -> Passage {
    let first = found.iter().map(|range| range.start).min().unwrap_or(0);
    let before = text.get(..first).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| word_after(text, at).min(first));
    let rest = text.get(first..).unwrap_or_default();
    let until = rest.char_indices().nth(BEHIND).map_or(text.len(), |(at, _)| word_before(text, first + at));
    let middle = text.get(from..until).unwrap_or_default();
    let opening = if from > 0 { "…" } else { "" };
    let closing = if until < text.len() { "…" } else { "" };
    // A line end is one byte, as a space is: what was found stays where it is.
    let one_line = middle.replace(['\n', '\r', '\t'], " ");
    let shifted = found.iter().filter(|range| range.start >= from && range.end <= until);
    let shifted = shifted.map(|range| range.start - from + opening.len()..range.end - from + opening.len());
    let mut found: Vec<Range<usize>> = shifted.collect();
    found.sort_by_key(|range| range.start);
    found.dedup_by(|later, earlier| later.start < earlier.end);
    Passage { place, text: format!("{opening}{one_line}{closing}"), found }
}

/// The beginning of the word after a place of a text.
fn word_after(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(' ').map_or(at, |space| at + space + 1)
}

/// The end of the word before a place of a text; the place itself where no word ends shortly before it.
fn word_before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind(' ').filter(|&space| at - space < BEFORE).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Incident, Key, Paragraph};

    /// The passage with what was found in brackets.
    fn check(account: &str, search: &str, expected: &str) {
        let account = vec![Paragraph { key: Key::from_bits(1), text: account.to_owned() }];
        let incident = Incident { title: "Title".to_owned(), account, ..Incident::default() };
        let shown = passage(&Record::Incident(Arc::new(incident)), search).map(|passage| {
            let mut text = passage.text.clone();
            for range in passage.found.iter().rev() {
                text.insert(range.end, ']');
                text.insert(range.start, '[');
            }
            format!("{}: {text}", passage.place)
        });
        assert_eq!(shown.unwrap_or_default(), expected, "{search}");
    }

    #[test]
    fn what_was_found_stands_with_the_words_around_it() {
        check("Soldiers took João away", "joao", "account: Soldiers took [João] away");
        check("Soldiers took João away", "took sold", "account: [Sold]iers [took] João away");
        check("see S/2011/388 there", "s/2011/388", "account: see [S/2011/388] there");
        check("in Sana’a today", "sanaa", "account: in [Sana’a] today");
        check("Straße", "strasse", "account: [Straße]");
        check("nothing", "title", "title: [Title]");
        check("nothing", "absent", "");
        let long = format!("{} the needle {}", "hay ".repeat(50).trim(), "straw ".repeat(50).trim());
        let expected = format!("account: …{}the [needle]{}…", "hay ".repeat(7), " straw".repeat(15));
        check(&long, "needle", &expected);
    }
}
