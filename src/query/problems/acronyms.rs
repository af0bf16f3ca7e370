//! Acronyms that the case spells out nowhere.
//!
//! An acronym is a word of two to eight capitals, with digits among them or a plural s behind. It is looked for in titles,
//! accounts, notes, reasons, remarks and the texts of briefings; sources' own titles and what is quoted of them are
//! theirs. A case spells it out
//!
//! - as "Words in full (ACR)" or "ACR (words in full)" in any text;
//! - in the name, alias, full name, organization, group or code of a record, or in a source's author, publisher,
//!   origin or reference;
//! - as the code of a country that one of its records has.
//!
//! Left out are [`KNOWN`] ones, Roman numbers, symbols of documents (`S/2011/388`), addresses, and texts that are
//! capitals altogether.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::UNDEFINED_ACRONYM;
use super::parts::citations;
use super::{Family, List};
use crate::case::{Paragraph, Record, RecordId};

/// What every reader of a briefing knows.
const KNOWN: &[&str] = &[
    "AM", "AMBER", "AU", "CEO", "CLEAR", "DNA", "EU", "EUR", "GDP", "GMT", "GPS", "GREEN", "HIV", "ID", "ISO", "NATO",
    "NGO", "OK", "PDF", "PM", "RED", "STRICT", "STRICTLY", "TLP", "TV", "UK", "UN", "URL", "US", "USA", "USD", "UTC",
    "VIP",
];

/// Fewest and most capitals of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    let mut found = Found::default();
    found.text(&list.case.header.title, Some((None, "title")));
    Box::new(found)
}

impl Family for Found {
    fn look(&mut self, _list: &mut List<'_>, id: RecordId, record: &Record) {
        for (field, text) in own_texts(record) {
            self.text(text, Some((Some(id), field)));
        }
        citations(record).for_each(|(_, citation)| self.text(&citation.paraphrase, None));
        if let Some(text) = quoted_text(record) {
            self.text(text, None);
        }
        for name in names(record) {
            self.name(name);
        }
    }

    fn end(&self, list: &mut List<'_>) {
        for (acronym, used) in &self.used {
            if self.defined.contains(acronym) || KNOWN.contains(&acronym.as_str()) {
                continue;
            }
            let records = match used.records {
                1 => "here alone".to_owned(),
                records => format!("here first, and in {records} records in all"),
            };
            let words = format!(
                "“{acronym}” is used {records}, and is spelled out nowhere: write it once as “Words in full \
                 ({acronym})”, or add the actor, mission or theme that it names"
            );
            list.record = used.record;
            list.add(&UNDEFINED_ACRONYM, used.field, words);
        }
    }
}

/// Where an acronym is used.
struct Used {
    record: Option<RecordId>,
    field: &'static str,
    records: usize,
    last: Option<RecordId>,
}

#[derive(Default)]
struct Found {
    used: BTreeMap<String, Used>,
    defined: BTreeSet<String>,
}

impl Found {
    /// Takes in a text: what it spells out, and what it uses if it is the officer's own.
    fn text(&mut self, text: &str, place: Option<(Option<RecordId>, &'static str)>) {
        for (at, acronym) in acronyms(text) {
            if is_spelled_out(text, at, acronym) {
                self.defined.insert(acronym.to_owned());
            } else if let Some((record, field)) = place {
                self.used_in(acronym, record, field);
            }
        }
    }

    fn used_in(&mut self, acronym: &str, record: Option<RecordId>, field: &'static str) {
        match self.used.get_mut(acronym) {
            Some(used) if used.last == record => {}
            Some(used) => {
                used.records += 1;
                used.last = record;
            }
            None => {
                let used = Used { record, field, records: 1, last: record };
                self.used.insert(acronym.to_owned(), used);
            }
        }
    }

    fn name(&mut self, name: &str) {
        for (_, word) in words(name) {
            if let Some(acronym) = acronym(word) {
                self.defined.insert(acronym.to_owned());
            }
        }
    }
}

/// The acronyms of a text, with where each begins.
fn acronyms(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    each_capital_chunk(text, &mut |at, chunk| {
        let is_symbol = chunk.contains('/') && chunk.bytes().any(|byte| byte.is_ascii_digit());
        if !is_symbol && !chunk.contains("://") {
            found.extend(words(chunk).filter_map(|(place, word)| Some((at + place, acronym(word)?))));
        }
    });
    // Capitals throughout say nothing of a word.
    if !found.is_empty() && text.contains(' ') && !text.chars().any(char::is_lowercase) {
        found.clear();
    }
    found
}

/// What stands between spaces and has two capitals or other letters than ASCII, with where it begins. Nearly all of a text
/// is sorted out here, in one look at its bytes.
fn each_capital_chunk<'a>(text: &'a str, see: &mut impl FnMut(usize, &'a str)) {
    let (mut begin, mut capitals) = (0, 0);
    for (at, byte) in text.bytes().enumerate().chain([(text.len(), b' ')]) {
        if byte == b' ' {
            if let Some(chunk) = text.get(begin..at).filter(|_| capitals >= 2) {
                see(begin, chunk);
            }
            (begin, capitals) = (at + 1, 0);
        } else {
            capitals += usize::from(byte.is_ascii_uppercase() || !byte.is_ascii());
        }
    }
}

/// The words of a text, letters and digits, with where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|letter: char| !letter.is_alphanumeric()).filter_map(move |word| {
        let begin = at;
        let gap = text.get(begin + word.len()..).and_then(|rest| rest.chars().next());
        at = begin + word.len() + gap.map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((begin, word))
    })
}

/// The acronym that a word is, without a plural s.
fn acronym(word: &str) -> Option<&str> {
    let acronym = word.strip_suffix('s').unwrap_or(word);
    let capitals = acronym.chars().filter(|letter| letter.is_uppercase()).count();
    let others = acronym.chars().filter(|letter| !letter.is_uppercase() && !letter.is_ascii_digit()).count();
    let begins = acronym.starts_with(char::is_uppercase);
    let is_roman = acronym.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    (LETTERS.contains(&capitals) && others == 0 && begins && !is_roman).then_some(acronym)
}

/// Whether the text says what the acronym at that place means: in brackets after words, or before words in brackets. One
/// of the words begins with its first letter.
fn is_spelled_out(text: &str, at: usize, acronym: &str) -> bool {
    let Some((before, rest)) = text.split_at_checked(at) else { return false };
    let after = rest.get(acronym.len()..).unwrap_or_default();
    let after = after.strip_prefix('s').unwrap_or(after);
    let initial = |word: &str| word.chars().next().map(|letter| letter.to_uppercase().to_string());
    let first = initial(acronym);
    let has_initial = |words: &[&str]| words.iter().any(|word| initial(word) == first);
    if let Some(full) = before.strip_suffix(['(', '[']) {
        let is_closed = after.starts_with([')', ']', ',', ';']);
        let full: Vec<&str> = full.split([' ', '-', '–']).rev().filter(|word| !word.is_empty()).take(12).collect();
        return is_closed && full.len() > 1 && has_initial(&full);
    }
    let Some(full) = after.strip_prefix(" (").and_then(|rest| rest.split([')', ',', ';']).next()) else { return false };
    let full: Vec<&str> = full.split([' ', '-', '–']).filter(|word| !word.is_empty()).collect();
    full.len() > 1 && has_initial(&full)
}

/// The texts of a record that are the officer's own, with their field.
fn own_texts(record: &Record) -> Vec<(&'static str, &str)> {
    let mut found = Vec::new();
    add(&mut found, "notes", &record.common().notes);
    match record {
        Record::Incident(incident) => {
            found.push(("title", incident.title.as_str()));
            add(&mut found, "account", &incident.account);
        }
        Record::Theme(theme) => found.push(("definition", &theme.definition)),
        Record::Mandate(mandate) => found.push(("note", &mandate.note)),
        Record::Survey(survey) => found.push(("title", &survey.title)),
        Record::Activity(activity) => found.push(("title", &activity.title)),
        Record::Posture(posture) => add(&mut found, "reasons", &posture.reasons),
        Record::Lever(lever) => found.extend([("name", lever.name.as_str()), ("result", &lever.result)]),
        Record::Question(question) => {
            found.push(("text", &question.text));
            found.extend(question.hypotheses.iter().map(|answer| ("hypotheses.text", answer.text.as_str())));
            found.extend(question.evidence.iter().map(|row| ("evidence.text", row.text.as_str())));
            found.extend(question.judgements.iter().map(|judgement| ("judgements.reason", judgement.reason.as_str())));
        }
        Record::Briefing(briefing) => {
            found.push(("title", &briefing.title));
            for section in &briefing.sections {
                found.push(("sections.title", &section.title));
                add(&mut found, "sections.text", &section.text);
            }
        }
        Record::Source(_)
        | Record::Place(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Relation(_)
        | Record::View(_) => {}
    }
    found
}

fn add<'a>(found: &mut Vec<(&'static str, &'a str)>, field: &'static str, paragraphs: &'a [Paragraph]) {
    found.extend(paragraphs.iter().map(|paragraph| (field, paragraph.text.as_str())));
}

/// A text beside those of citations that may spell something out and is not the officer's own.
fn quoted_text(record: &Record) -> Option<&str> {
    if let Record::Source(source) = record {
        Some(&source.title)
    } else if let Record::Relation(relation) = record {
        Some(&relation.words)
    } else {
        None
    }
}

/// The names that a record gives, which need no spelling out.
fn names(record: &Record) -> Vec<&str> {
    match record {
        Record::Source(source) => vec![&source.author, &source.publisher, &source.origin, &source.reference],
        Record::Place(place) => {
            std::iter::once(&place.name).chain(&place.aliases).chain([&place.country]).map(String::as_str).collect()
        }
        Record::Theme(theme) => vec![&theme.code, &theme.name],
        Record::Actor(actor) => {
            std::iter::once(&actor.name).chain(&actor.aliases).chain([&actor.country]).map(String::as_str).collect()
        }
        Record::Mission(mission) => {
            vec![&mission.name, &mission.full_name, &mission.organization, &mission.group]
        }
        Record::Incident(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Briefing, BriefingId, Change, Key};
    use crate::query::problems::testing::{check, told};
    use crate::query::testing as t;

    /// A case with these briefings, of which each has one note.
    fn notes(texts: &[&str]) -> Vec<Change> {
        let briefing = |(n, text): (u64, &&str)| {
            let mut briefing = Briefing { title: "Note".to_owned(), ..Briefing::default() };
            briefing.common.notes = vec![Paragraph { key: Key::from_bits(1), text: (*text).to_owned() }];
            Change::Briefing(BriefingId::from_bits(n), Some(Arc::new(briefing)))
        };
        (1..).zip(texts).map(briefing).collect()
    }

    fn check_texts(texts: &[&str], expected: &[&str]) {
        let words = told(&notes(texts), "undefined-acronym");
        let found: Vec<&str> = words.iter().filter_map(|words| words.split(['“', '”']).nth(1)).collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn acronyms_are_words_of_capitals() {
        check_texts(&["TNTs and SPMs, UNOWA's G20 and AK-47"], &["AK", "SPM", "TNT", "UNOWA"]);
        check_texts(&["Chapter VII, S/2011/388, http://A.B/CD, Mr. X, a UN TV, McDonald"], &[]);
        check_texts(&["THE WHOLE TITLE", "ABCDEFGHI is too long"], &[]);
        check_texts(&["of ÉTA, DPA/CIC"], &["CIC", "DPA", "ÉTA"]);
    }

    #[test]
    fn what_is_spelled_out_anywhere_is_defined() {
        check_texts(&["The DPA", "Department of Political Affairs (DPA)"], &[]);
        check_texts(&["The DPA", "DPA (the Department of Political Affairs)"], &[]);
        check_texts(&["SPMs", "the special political missions (SPMs)"], &[]);
        check_texts(&["The DPA", "as somebody else says (DPA)"], &["DPA"]);
        check_texts(&["The DPA (in New York)"], &["DPA"]);
        let named = [notes(&["UNODC of GW"]), vec![t::actor(1, "UNODC")]].concat();
        assert_eq!(told(&named, "undefined-acronym").len(), 1);
    }

    #[test]
    fn an_acronym_is_told_once_where_it_is_first_used() {
        let changes = notes(&["TNT and TNTs", "nothing", "TNT"]);
        check(&changes, &["note briefing notes undefined-acronym"]);
        let words = told(&changes, "undefined-acronym");
        assert!(words[0].contains("here first, and in 2 records in all"), "{words:?}");
        assert!(told(&notes(&["TNT"]), "undefined-acronym")[0].contains("is used here alone"));
    }
}
