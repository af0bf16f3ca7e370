//! Fields of records that a cell edits: what is offered, the value as text, and the record with another one.

use std::collections::BTreeSet;

use crate::case::{Edtf, Record, RecordKind, Vocabulary};

/// What a field takes.
#[derive(Clone, Copy)]
pub enum Input {
    /// A text of one line.
    Text,
    /// Short texts, separated by semicolons.
    List,
    /// A date in EDTF, or nothing.
    Date,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// The id of a record of this kind, or nothing.
    Record(RecordKind),
}

/// A field of a record.
#[derive(Clone, Copy)]
pub struct Field {
    /// What it takes.
    pub input: Input,
    pub(super) value: fn(&Record) -> String,
    pub(super) set: fn(&mut Record, &str) -> Result<(), String>,
}

impl Field {
    /// Its value as text: what is edited.
    pub fn value(&self, record: &Record) -> String {
        (self.value)(record)
    }

    /// The record with another value in the field; why not, in words, where the text is none.
    pub fn with(&self, record: &Record, text: &str) -> Result<Record, String> {
        let mut next = record.clone();
        (self.set)(&mut next, text.trim())?;
        Ok(next)
    }
}

/// The words of a vocabulary as they are offered.
pub(super) fn labels<V: Vocabulary>() -> Vec<&'static str> {
    V::ALL.iter().map(|word| word.label()).collect()
}

/// The word with that label.
pub(super) fn word<V: Vocabulary>(label: &str) -> Result<V, String> {
    let found = V::ALL.iter().copied().find(|word| word.label() == label);
    found.ok_or_else(|| format!("“{label}” is none of the words that are offered"))
}

/// A date in EDTF, or nothing.
pub(super) fn date(text: &str) -> Result<Option<Edtf>, String> {
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some).map_err(|error: crate::case::when::EdtfError| error.to_string())
    }
}

/// Short texts, separated by semicolons.
pub(super) fn list<T: FromIterator<String>>(text: &str) -> T {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The stated date of what has one.
pub(super) const STATED: Field = Field {
    input: Input::Date,
    value: |record| {
        let stated = record.own_date().and_then(|(_, when)| when.stated.as_ref());
        stated.map(ToString::to_string).unwrap_or_default()
    },
    set: |record, text| {
        let date = date(text)?;
        if let Some(when) = record.own_date_mut() {
            // A part of the day is one of a day.
            when.part = when.part.filter(|_| date.as_ref().is_some_and(Edtf::is_single_day));
            when.stated = date;
        }
        Ok(())
    },
};

/// The source's own words for the date.
pub(super) const AS_WRITTEN: Field = Field {
    input: Input::Text,
    value: |record| record.own_date().map(|(_, when)| when.as_written.clone()).unwrap_or_default(),
    set: |record, text| {
        if let Some(when) = record.own_date_mut() {
            text.clone_into(&mut when.as_written);
        }
        Ok(())
    },
};

/// The tags.
pub(super) const TAGS: Field = Field {
    input: Input::List,
    value: |record| record.common().tags.iter().cloned().collect::<Vec<_>>().join("; "),
    set: |record, text| {
        record.common_mut().tags = list::<BTreeSet<String>>(text);
        Ok(())
    },
};

/// A field of one kind of record: what it takes, its value as text, and another one from text.
macro_rules! field {
    ($kind:ident, $input:expr, |$it:ident| $value:expr, |$new:ident, $text:ident| $set:expr) => {
        $crate::query::tables::Field {
            input: $input,
            value: |record| {
                let $crate::case::Record::$kind($it) = record else { return String::new() };
                $value
            },
            set: |record, $text| {
                if let $crate::case::Record::$kind(it) = record {
                    let $new = std::sync::Arc::make_mut(it);
                    $set;
                }
                Ok(())
            },
        }
    };
}
pub(super) use field;

/// A text of one line.
macro_rules! text {
    ($kind:ident, $field:ident) => {
        field!($kind, Input::Text, |it| it.$field.clone(), |it, text| it.$field = text.to_owned())
    };
}
pub(super) use text;

/// A word of a vocabulary.
macro_rules! choice {
    ($kind:ident, $($field:ident).+, $words:ty) => {
        field!($kind, Input::Choice(labels::<$words>), |it| it.$($field).+.label().to_owned(), |it, text| it.$($field).+ =
            word::<$words>(text)?)
    };
}
pub(super) use choice;

/// A word of a vocabulary, or none, which has these words.
macro_rules! optional {
    ($kind:ident, $field:ident, $words:ty, $none:literal) => {
        field!(
            $kind,
            Input::Choice(|| std::iter::once($none).chain(labels::<$words>()).collect()),
            |it| it.$field.map_or($none, |word| word.label()).to_owned(),
            |it, text| it.$field = if text == $none { None } else { Some(word::<$words>(text)?) }
        )
    };
}
pub(super) use optional;

/// A date that stands alone.
macro_rules! dated {
    ($kind:ident, $($field:ident).+) => {
        field!(
            $kind,
            Input::Date,
            |it| it.$($field).+.as_ref().map(ToString::to_string).unwrap_or_default(),
            |it, text| it.$($field).+ = date(text)?
        )
    };
}
pub(super) use dated;

/// Short texts.
macro_rules! texts {
    ($kind:ident, $field:ident) => {
        field!($kind, Input::List, |it| it.$field.join("; "), |it, text| it.$field = list(text))
    };
}
pub(super) use texts;

/// Another record of a kind, or none.
macro_rules! linked {
    ($kind:ident, $field:ident, $of:ident) => {
        field!(
            $kind,
            Input::Record(RecordKind::$of),
            |it| it.$field.map(|id| id.to_string()).unwrap_or_default(),
            |it, text| it.$field = if text.is_empty() {
                None
            } else {
                Some(text.parse().map_err(|error: crate::case::IdError| error.to_string())?)
            }
        )
    };
}
pub(super) use linked;
