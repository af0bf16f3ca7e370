//! Tables: the columns of each kind of record, what stands in a cell, by what rows are sorted, and how a cell is edited.
//!
//! A table is a catalogue: one file for each family of records, one row for each column. What draws a table, copies it or
//! alters many rows at once reads the catalogue and knows no record.

mod bulk;
mod field;
mod incidents;
mod judgements;
mod missions;
mod parties;
mod rows;
mod sources;
mod tsv;
mod words;

use super::dates::Dates;
use super::folded::fold;
use crate::case::{Case, Moment, Record, RecordId, RecordKind, When};

pub use bulk::{Act, acts};
pub use field::{Field, Input};
pub use rows::{Rows, Shown, Sorting, listed, usual};
pub use tsv::{harmless, tsv, unguarded, written};

/// From what the cells of a table are told.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its dates, solved.
    pub dates: &'a Dates,
}

/// A date as it may be said: never more precise than what it is told from.
pub fn date_words(told: &Told<'_>, id: RecordId, when: &When) -> String {
    words::date(told, id, when).words()
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is said.
    Empty,
    /// Words, sorted as such.
    Text(String),
    /// A title whose standing is less than a report: shown with it before the title, sorted without.
    Stood(&'static str, String),
    /// Words with a place in an order of their own: a grade, a standing.
    Ranked(String, u32),
    /// A date as it may be said, sorted by its earliest start and its latest end; undated where it has neither.
    Date(String, Option<(Moment, Moment)>),
    /// How many.
    Count(u64),
}

/// By what a cell is sorted. Empty cells come last, whichever way the rest is sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A number.
    Number(u64),
    /// Moments.
    Moments(Moment, Moment),
    /// A text without case and accents, and the text itself.
    Text(String, String),
}

impl Cell {
    /// Words of people, or nothing.
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// What stands there.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Ranked(text, _) | Self::Date(text, _) => text.clone(),
            Self::Stood(standing, title) => format!("{standing}: {title}"),
            Self::Count(count) => count.to_string(),
        }
    }

    /// By what it is sorted; `None` where nothing is said.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Empty => None,
            Self::Text(text) | Self::Stood(_, text) => Some(Key::Text(fold(text), text.clone())),
            Self::Ranked(_, rank) => Some(Key::Number(u64::from(*rank))),
            Self::Date(_, moments) => moments.map(|(first, last)| Key::Moments(first, last)),
            Self::Count(count) => Some(Key::Number(*count)),
        }
    }
}

/// A column of a table.
pub struct Column {
    /// Its name in what is remembered.
    pub id: &'static str,
    /// Its name in words.
    pub label: &'static str,
    /// For how many characters it has room at first.
    pub chars: u16,
    /// How it is edited in place, where it can be.
    pub field: Option<Field>,
    cell: fn(&Told<'_>, RecordId, &Record) -> Cell,
}

impl Column {
    const fn new(
        id: &'static str,
        label: &'static str,
        chars: u16,
        cell: fn(&Told<'_>, RecordId, &Record) -> Cell,
    ) -> Self {
        Self { id, label, chars, field: None, cell }
    }

    const fn edited(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    /// What stands in the row of a record.
    pub fn cell(&self, told: &Told<'_>, id: RecordId, record: &Record) -> Cell {
        (self.cell)(told, id, record)
    }

    /// Whether a record is called by what stands in it.
    pub fn is_name(&self) -> bool {
        ["title", "name", "relation", "text"].contains(&self.id)
    }

    /// Whether it says whose statement a row is, how firmly it stands or how far it may travel: never left out.
    pub fn is_caveat(&self) -> bool {
        ["standing", "said-by", "un", "tlp"].contains(&self.id)
    }
}

/// The columns of a kind of record: its own, and those that every record has.
pub fn columns(kind: RecordKind) -> Vec<&'static Column> {
    let own: &'static [Column] = match kind {
        RecordKind::Incident => incidents::COLUMNS,
        RecordKind::Actor => parties::ACTORS,
        RecordKind::Relation => parties::RELATIONS,
        RecordKind::Mission => missions::MISSIONS,
        RecordKind::Mandate => missions::MANDATES,
        RecordKind::Theme => missions::THEMES,
        RecordKind::Survey => missions::SURVEYS,
        RecordKind::Activity => missions::ACTIVITIES,
        RecordKind::Source => sources::SOURCES,
        RecordKind::Place => sources::PLACES,
        RecordKind::Question => judgements::QUESTIONS,
        RecordKind::Posture => judgements::POSTURES,
        RecordKind::Lever => judgements::LEVERS,
        RecordKind::Briefing => judgements::BRIEFINGS,
        RecordKind::View => judgements::VIEWS,
    };
    own.iter().chain(words::COMMON).collect()
}

/// A column of one kind of record.
macro_rules! column {
    ($kind:ident, $id:literal, $label:literal, $chars:literal, $cell:expr) => {
        $crate::query::tables::Column::new($id, $label, $chars, |told, id, record| {
            let $crate::case::Record::$kind(it) = record else { return $crate::query::tables::Cell::Empty };
            let cell: fn(&$crate::query::tables::Told<'_>, $crate::case::RecordId, &$crate::case::$kind) -> Cell =
                $cell;
            cell(told, id, it)
        })
    };
}
use column;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_columns_of_a_table_have_one_name() {
        for &kind in RecordKind::ALL {
            let columns = columns(kind);
            let ids: BTreeSet<_> = columns.iter().map(|column| column.id).collect();
            let labels: BTreeSet<_> = columns.iter().map(|column| column.label).collect();
            assert_eq!((ids.len(), labels.len()), (columns.len(), columns.len()), "{}", kind.plural());
            assert!(columns.iter().any(|column| column.field.is_some()), "{}", kind.plural());
        }
    }
}
