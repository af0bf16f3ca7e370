//! What several tables say alike: dates, names, standings, grades, markings, and the columns of every kind of record.

use super::field::{AS_WRITTEN, STATED, TAGS, labels, word};
use super::{Cell, Column, Field, Input, Told};
use crate::case::{
    Attribution, Edtf, Marking, Record, RecordId, Standing, Tlp, UnClass, Vocabulary, When, grade, is_judged,
};
use crate::query::dates::told_span;

/// The columns of every kind of record, after its own. The id is the last.
pub(super) const COMMON: &[Column] = &[
    Column::new("sources", "Sources", 8, |_, _, record| sources(record)),
    Column::new("grade", "Grade", 12, |told, _, record| grades(told, record)),
    Column::new("tags", "Tags", 16, |_, _, record| {
        Cell::text(&record.common().tags.iter().cloned().collect::<Vec<_>>().join("; "))
    })
    .edited(TAGS),
    Column::new("un", "Classification", 18, |told, _, record| {
        let (own, of_case) = (record.common().marking.un, told.case.header.marking.un);
        marked(own.map(|word| (word.label(), word as u32)), of_case.map(|word| (word.label(), word as u32)))
    })
    .edited(Field {
        input: Input::Choice(|| std::iter::once(OF_CASE).chain(labels::<UnClass>()).collect()),
        value: |record| record.common().marking.un.map_or(OF_CASE, UnClass::label).to_owned(),
        set: |record, text| mark(record, text, |marking, word| marking.un = word),
    }),
    Column::new("tlp", "TLP", 14, |told, _, record| {
        let (own, of_case) = (record.common().marking.tlp, told.case.header.marking.tlp);
        marked(own.map(|word| (word.label(), word as u32)), of_case.map(|word| (word.label(), word as u32)))
    })
    .edited(Field {
        input: Input::Choice(|| std::iter::once(OF_CASE).chain(labels::<Tlp>()).collect()),
        value: |record| record.common().marking.tlp.map_or(OF_CASE, Tlp::label).to_owned(),
        set: |record, text| mark(record, text, |marking, word| marking.tlp = word),
    }),
    Column::new("id", "Id", 18, |_, id, _| Cell::Text(id.to_string())),
];

/// The date of a record as it may be said.
pub(super) const DATE: Column = Column::new("date", "Date", 22, |told, id, record| {
    record.own_date().map_or(Cell::Empty, |(_, when)| date(told, id, when))
})
.edited(STATED);

/// The source's own words for the date.
pub(super) const WRITTEN: Column = Column::new("as-written", "Date as written", 16, |_, _, record| {
    record.own_date().map_or(Cell::Empty, |(_, when)| Cell::text(&when.as_written))
})
.edited(AS_WRITTEN);

/// What stands for a marking that a record does not have of its own.
const OF_CASE: &str = "as the case";

fn mark<V: Vocabulary>(record: &mut Record, text: &str, set: impl Fn(&mut Marking, Option<V>)) -> Result<(), String> {
    let chosen = if text == OF_CASE { None } else { Some(word::<V>(text)?) };
    set(&mut record.common_mut().marking, chosen);
    Ok(())
}

/// A half of the marking that holds for a record: its own, or that of the case.
fn marked(own: Option<(&str, u32)>, of_case: Option<(&str, u32)>) -> Cell {
    match (own, of_case) {
        (Some((label, rank)), _) => Cell::Ranked(label.to_owned(), rank + 1),
        (None, Some((label, rank))) => Cell::Ranked(format!("{label} (as the case)"), rank + 1),
        (None, None) => Cell::Ranked("not marked".to_owned(), 0),
    }
}

/// A date as it may be said: never more precise than what it is told from.
pub(super) fn date(told: &Told<'_>, id: RecordId, when: &When) -> Cell {
    let bounds = told.dates.bounds(id);
    let is_derived = told.dates.is_derived(id);
    let part = when.part.filter(|_| !is_derived && when.stated.as_ref().is_some_and(Edtf::is_single_day));
    let words = match (part, &when.stated) {
        (Some(part), Some(stated)) => {
            let day = told_span(stated.bounds(), when);
            format!("{day}, {}", part.label())
        }
        _ => told_span(bounds, when),
    };
    let derived = if is_derived { " (derived)" } else { "" };
    Cell::Date(format!("{words}{derived}"), (!bounds.is_unknown()).then(|| bounds.possible()))
}

/// A date that stands alone.
pub(super) fn alone(date: Option<&Edtf>) -> Cell {
    date.map_or(Cell::Empty, |date| Cell::Date(date.to_string(), Some(date.bounds().possible())))
}

/// A word of a vocabulary, sorted as a word.
pub(super) fn label<V: Vocabulary>(word: V) -> Cell {
    Cell::Text(word.label().to_owned())
}

/// A word of a vocabulary, sorted by its place in it.
pub(super) fn ranked<V: Vocabulary>(word: V) -> Cell {
    let rank = V::ALL.iter().position(|&other| other == word).unwrap_or(0);
    Cell::Ranked(word.label().to_owned(), rank as u32)
}

/// Names of records, one after the other.
pub(super) fn names<I: Into<RecordId>>(told: &Told<'_>, ids: impl IntoIterator<Item = I>) -> Cell {
    let names: Vec<String> = ids.into_iter().map(|id| told.case.title_of(id.into())).collect();
    Cell::text(&names.join("; "))
}

/// A title, with its standing before it where that is less than a report: nothing that is copied or read alone is to
/// pass for a fact.
pub(super) fn stood(title: &str, standing: Standing) -> Cell {
    if standing.is_uncertain() { Cell::Stood(standing.label(), title.to_owned()) } else { Cell::text(title) }
}

/// Whose statement it is.
pub(super) fn said_by(told: &Told<'_>, standing: Standing, by: &Attribution) -> Cell {
    match by {
        Attribution::NotApplicable if standing.needs_attribution() => Cell::Text("⚠ not recorded".to_owned()),
        Attribution::NotApplicable => Cell::Empty,
        Attribution::NotNamed(words) if words.is_empty() => Cell::Text("not named by the source".to_owned()),
        Attribution::NotNamed(words) => Cell::Text(format!("“{words}”, not named by the source")),
        Attribution::Parties(parties) if parties.is_empty() => Cell::Text("⚠ not recorded".to_owned()),
        Attribution::Parties(parties) => names(told, parties.iter().copied()),
    }
}

fn sources(record: &Record) -> Cell {
    let common = record.common();
    let mut cited: Vec<_> = common.citations.iter().map(|citation| citation.source).collect();
    cited.sort_unstable();
    cited.dedup();
    Cell::Count(cited.len() as u64)
}

/// The grades of what a record rests on, each once.
fn grades(told: &Told<'_>, record: &Record) -> Cell {
    let mut grades: Vec<String> = Vec::new();
    for citation in &record.common().citations {
        let reliability = told.case.sources.get(&citation.source).and_then(|source| source.reliability);
        let is_judged = is_judged(reliability, citation.credibility);
        let note = if is_judged { "" } else { " (not yet graded)" };
        grades.push(format!("{}{note}", grade(reliability, citation.credibility)));
    }
    grades.sort_unstable();
    grades.dedup();
    Cell::text(&grades.join("; "))
}
