//! The citation of a line: where in the source, and the grade.

use std::ops::Range;
use std::sync::Arc;

use super::name::{Name, SOURCES, resolve, title};
use super::scan::Tag;
use super::{Entry, Known, Mend, Reading, What};
use crate::case::{Credibility, Key, Record, RecordId, Reliability, Source, SourceId, Vocabulary as _, grade};

/// Where a source says it, and how it is graded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Where {
    pub locator: String,
    pub reliability: Option<Reliability>,
    pub credibility: Option<Credibility>,
    /// How much of the text says so, in bytes.
    pub length: usize,
}

/// Words that begin a locator.
const HEADS: &[&str] = &[
    "p",
    "pp",
    "page",
    "pages",
    "para",
    "paras",
    "paragraph",
    "par",
    "l",
    "ll",
    "line",
    "lines",
    "ch",
    "chapter",
    "art",
    "article",
    "annex",
    "fn",
    "note",
    "no",
    "sec",
    "section",
    "col",
    "§",
    "¶",
];

/// Locator and grade at the start of a text.
pub(super) fn place(text: &str) -> Where {
    let mut found = Where::default();
    let words = words(text);
    let mut at = 0;
    let mut places: Vec<&str> = Vec::new();
    while let Some((used, span)) = locator(text, words.get(at..).unwrap_or_default()) {
        found.length = span.end;
        let place = text.get(span).unwrap_or_default();
        let goes_on = place.ends_with(',');
        places.push(place.trim_end_matches([',', ';', '.']));
        at += used;
        if !goes_on {
            break;
        }
    }
    places.join(", ").trim_matches('"').clone_into(&mut found.locator);
    if let Some(span) = words.get(at)
        && let Some(word) = text.get(span.clone())
        && let Some((reliability, credibility)) = graded(word)
    {
        let is_last = words.len() == at + 1;
        let is_both = reliability.is_some() && credibility.is_some();
        if is_both || is_last || (reliability.is_none() && at > 0) {
            (found.reliability, found.credibility, found.length) = (reliability, credibility, span.end);
        }
    }
    found
}

/// The words of a text, each where it stands.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (begin, letter.is_whitespace()) {
            (None, false) => begin = Some(at),
            (Some(from), true) => {
                words.push(from..at);
                begin = None;
            }
            _ => {}
        }
    }
    words
}

/// A locator at the start of these words: how many it takes, and where it stands.
fn locator(text: &str, words: &[Range<usize>]) -> Option<(usize, Range<usize>)> {
    let word = |at: usize| words.get(at).and_then(|span| text.get(span.clone()));
    let first = word(0)?;
    let begin = words.first()?.start;
    if first.starts_with('"') {
        let end = text.get(begin + 1..)?.find('"').map_or(text.len(), |end| begin + end + 2);
        return Some((words.iter().filter(|span| span.start < end).count(), begin..end));
    }
    let has_number = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let letters = first.trim_start_matches(['§', '¶']);
    let digits = letters.find(|letter: char| letter.is_ascii_digit());
    let head = first.get(..digits.map_or(first.len(), |at| at + first.len() - letters.len()))?;
    let is_head = HEADS.contains(&head.trim_end_matches('.').to_lowercase().as_str()) || head.starts_with(['§', '¶']);
    match (is_head, digits) {
        (true, Some(_)) => Some((1, words.first()?.clone())),
        (true, None) if word(1).is_some_and(has_number) => Some((2, begin..words.get(1)?.end)),
        _ => None,
    }
}

/// A letter and a digit of the Admiralty code, or one of them. A letter alone must be a capital.
pub fn graded(word: &str) -> Option<(Option<Reliability>, Option<Credibility>)> {
    let word = word.trim_end_matches([',', ';', '.']);
    let mut letters = word.chars();
    let (first, second, rest) = (letters.next()?, letters.next(), letters.next());
    if rest.is_some() {
        return None;
    }
    match second {
        None if first.is_ascii_uppercase() => Some((Some(Reliability::from_name(&first.to_string())?), None)),
        None => Some((None, Some(Credibility::from_name(&format!("C{first}"))?))),
        Some(digit) => {
            let letter = Reliability::from_name(&first.to_ascii_uppercase().to_string())?;
            Some((Some(letter), Some(Credibility::from_name(&format!("C{digit}"))?)))
        }
    }
}

/// What is cited, as far as the line says.
#[derive(Default)]
pub(super) struct Cited {
    /// The source, if it is clear.
    pub source: Option<SourceId>,
    /// Whether none is wanted.
    pub is_none: bool,
    pub place: Where,
    pub span: Range<usize>,
    /// Whether what is said of the source is amiss.
    pub is_amiss: bool,
}

/// Reads `^…` with the text behind it; says how much of that text it takes.
pub(super) fn tag(
    entry: &mut Entry,
    known: Known<'_>,
    (tag, behind): (&Tag, &str),
    bits: &mut dyn FnMut() -> u64,
) -> Cited {
    let span = tag.span.clone();
    if tag.name == "-" {
        entry.part(span.clone(), What::Source, "no source is cited");
        return Cited { is_none: true, span, ..Cited::default() };
    }
    // `^p. 4` is a place in what is being read.
    let whole = format!("{}{behind}", tag.name);
    let own = place(&whole);
    let says_where = !own.locator.is_empty() || own.credibility.is_some();
    let is_place = own.length >= tag.name.len() && !tag.is_quoted && says_where;
    if is_place && let Some(reading) = known.reading {
        let length = own.length - tag.name.len();
        let span = span.start..span.end + length;
        return Cited {
            source: Some(reading.source),
            is_none: false,
            place: Where { length, ..own },
            span,
            is_amiss: false,
        };
    }
    let source = resolve(entry, known, &Name::of(tag), &SOURCES, bits);
    let source = source.and_then(|id| if let RecordId::Source(id) = id { Some(id) } else { None });
    let place = place(behind);
    let span = span.start..span.end + place.length;
    Cited { source, is_none: false, place, span, is_amiss: source.is_none() }
}

/// The citation of the line: what it says, or what is being read. The letter of a grade goes to a source that has none.
pub(super) fn settle(
    entry: &mut Entry,
    known: Known<'_>,
    cited: &Cited,
    bits: &mut dyn FnMut() -> u64,
) -> Option<crate::case::Citation> {
    let reading = known.reading;
    if cited.is_none || cited.is_amiss {
        return None;
    }
    let Some(source) = cited.source.or_else(|| reading.map(|reading| reading.source)) else {
        entry.note(0..0, "No source: add ^source with page and grade, or set the source that you are reading");
        return None;
    };
    let kept = reading.filter(|reading| reading.source == source);
    let said = &cited.place;
    let locator = if said.locator.is_empty() { kept.map_or("", |kept| &kept.locator) } else { &said.locator };
    let credibility = said.credibility.or(kept.and_then(|kept| kept.credibility));
    let next = Reading { source, locator: locator.to_owned(), credibility };
    if kept.is_some_and(|kept| *kept != next) {
        entry.reading = Some(next.clone());
    }
    if let Some(reliability) = said.reliability {
        rate(entry, known, (source, reliability), cited.span.clone());
    }
    if !cited.span.is_empty() {
        let words = told(entry, known, &next);
        entry.part(cited.span.clone(), What::Source, words);
    }
    Some(next.citation(Key::from_bits((bits() >> 32) as u32)))
}

fn told(entry: &Entry, known: Known<'_>, reading: &Reading) -> String {
    let code = grade(reliability(entry, known, reading.source), reading.credibility);
    let locator = if reading.locator.is_empty() { String::new() } else { format!(", {}", reading.locator) };
    format!("{}{locator}, {code}", title(entry, known, reading.source.into()))
}

/// The reliability that a source has once the line is added.
fn reliability(entry: &Entry, known: Known<'_>, id: SourceId) -> Option<Reliability> {
    source(entry, known, id)?.reliability
}

fn source(entry: &Entry, known: Known<'_>, id: SourceId) -> Option<Arc<Source>> {
    let own = entry.records.iter().rev().find(|(other, _)| *other == RecordId::from(id)).map(|(_, record)| record);
    let own = if let Some(Record::Source(source)) = own { Some(Arc::clone(source)) } else { None };
    own.or_else(|| known.names.case().sources.get(&id).cloned())
}

fn rate(entry: &mut Entry, known: Known<'_>, (id, reliability): (SourceId, Reliability), span: Range<usize>) {
    let Some(old) = source(entry, known, id) else { return };
    match old.reliability {
        None => {
            let source = Source { reliability: Some(reliability), ..old.as_ref().clone() };
            entry.records.retain(|(other, _)| *other != RecordId::from(id));
            entry.records.push((id.into(), Record::Source(Arc::new(source))));
        }
        Some(own) if own == reliability => {}
        Some(own) => {
            let words = format!("The source is graded {} already and stays so: change it at the source", own.label());
            entry.note(span, words);
        }
    }
}

/// A fix that adds text at the end of a stretch.
pub(super) fn append(label: &str, at: usize, text: &str) -> Mend {
    Mend { label: label.to_owned(), span: at..at, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, locator: &str, code: &str, rest: &str) {
        let found = place(text);
        let letter = found.reliability.map_or("", |grade| grade.name());
        let digit = found.credibility.map_or("", |grade| grade.name().trim_start_matches('C'));
        assert_eq!((found.locator.as_str(), format!("{letter}{digit}").as_str()), (locator, code), "{text}");
        assert_eq!(text[found.length..].trim(), rest, "{text}");
    }

    #[test]
    fn locator_and_grade_stand_behind_a_source() {
        check(" p. 3 B2", "p. 3", "B2", "");
        check(" p.3 b2 Shootout", "p.3", "B2", "Shootout");
        check(" pp. 3–5 2 Shootout", "pp. 3–5", "2", "Shootout");
        check(" p. 3, para. 4 B2", "p. 3, para. 4", "B2", "");
        check(" §12 C", "§12", "C", "");
        check(" B", "", "B", "");
        check(" A shootout", "", "", "A shootout");
        check(" 3 dead", "", "", "3 dead");
        check(" \"table 2, row 4\" C3", "table 2, row 4", "C3", "");
        check(" B7", "", "", "B7");
        check("", "", "", "");
    }
}
