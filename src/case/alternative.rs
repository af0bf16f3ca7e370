//! Values that disagree: the field keeps the preferred one, the others stand beside it with those who say so.

use std::fmt;

use super::common::{Citation, Extra, Party};
use super::id::{Key, PlaceId};
use super::tables::{Record, RecordKind};
use super::when::{Extent, When};

/// Another value of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its identity within the record.
    pub key: Key,
    /// The field, by its name in the file.
    pub field: String,
    /// The other value.
    pub value: Alternate,
    /// Who says so.
    pub citations: Vec<Citation>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A value of any field that can have another.
#[derive(Clone, Debug, PartialEq)]
pub enum Alternate {
    /// A text.
    Text(String),
    /// A date.
    Date(When),
    /// A place.
    Place(PlaceId),
    /// A party.
    Party(Party),
}

/// Why an alternative cannot take its field's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchField;

impl fmt::Display for NoSuchField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The record has no field of this name that could hold such a value")
    }
}

/// A field's own type, as one of the values that an alternative can hold.
trait Field: Sized {
    fn taken(&self) -> Option<Alternate>;
    fn given(value: &Alternate) -> Option<Self>;
}

impl Field for String {
    fn taken(&self) -> Option<Alternate> {
        Some(Alternate::Text(self.clone()))
    }

    fn given(value: &Alternate) -> Option<Self> {
        if let Alternate::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl Field for When {
    fn taken(&self) -> Option<Alternate> {
        Some(Alternate::Date(self.clone()))
    }

    fn given(value: &Alternate) -> Option<Self> {
        if let Alternate::Date(when) = value { Some(when.clone()) } else { None }
    }
}

impl Field for Option<super::when::Edtf> {
    fn taken(&self) -> Option<Alternate> {
        self.clone().map(|stated| Alternate::Date(When { stated: Some(stated), ..When::default() }))
    }

    fn given(value: &Alternate) -> Option<Self> {
        let Alternate::Date(When { as_written, stated, part, constraints, extent, extra }) = value else { return None };
        // Such a field is a date alone: what else the other value says would be lost.
        let is_plain = as_written.is_empty() && part.is_none() && constraints.is_empty() && extra.is_empty();
        (is_plain && *extent == Extent::default() && stated.is_some()).then(|| stated.clone())
    }
}

impl Field for Option<PlaceId> {
    fn taken(&self) -> Option<Alternate> {
        self.map(Alternate::Place)
    }

    fn given(value: &Alternate) -> Option<Self> {
        if let Alternate::Place(place) = value { Some(Some(*place)) } else { None }
    }
}

impl Field for Option<Party> {
    fn taken(&self) -> Option<Alternate> {
        self.map(Alternate::Party)
    }

    fn given(value: &Alternate) -> Option<Self> {
        if let Alternate::Party(party) = value { Some(Some(*party)) } else { None }
    }
}

macro_rules! alternatives {
    ($( $kind:ident { $( $field:ident, $sample:ident );+ $(;)? } )+) => {
        impl RecordKind {
            /// The fields that can have other values: their name in the file, and what such a value is.
            pub const fn disputable(self) -> &'static [(&'static str, AlternateKind)] {
                match self {
                    $( Self::$kind => &[ $( (stringify!($field), AlternateKind::$sample) ),+ ], )+
                    _ => &[],
                }
            }
        }

        impl Record {
            /// The present value of a field that can have others; `None` where it is empty or cannot.
            pub fn disputed(&self, field: &str) -> Option<Alternate> {
                match (self, field) {
                    $( $( (Self::$kind(record), stringify!($field)) => record.$field.taken(), )+ )+
                    _ => None,
                }
            }

            /// The record with another value in that field.
            pub fn with_disputed(&self, field: &str, value: &Alternate) -> Result<Self, NoSuchField> {
                let mut record = self.clone();
                match (&mut record, field) {
                    $( $( (Self::$kind(record), stringify!($field)) => {
                        std::sync::Arc::make_mut(record).$field = Field::given(value).ok_or(NoSuchField)?;
                    } )+ )+
                    _ => return Err(NoSuchField),
                }
                Ok(record)
            }
        }
    };
}

/// What kind of value an alternative holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternateKind {
    /// A text.
    Text,
    /// A date.
    Date,
    /// A place.
    Place,
    /// A party.
    Party,
}

impl Alternate {
    /// What kind of value it is.
    pub const fn kind(&self) -> AlternateKind {
        match self {
            Self::Text(_) => AlternateKind::Text,
            Self::Date(_) => AlternateKind::Date,
            Self::Place(_) => AlternateKind::Place,
            Self::Party(_) => AlternateKind::Party,
        }
    }
}

alternatives! {
    Source { title, Text; author, Text; publisher, Text; published, Date; reference, Text }
    Place { name, Text; country, Text; parent, Place }
    Theme { code, Text; name, Text; definition, Text }
    Actor { name, Text; country, Text }
    Mission { name, Text; full_name, Text; organization, Text; when, Date }
    Incident { title, Text; when, Date; place, Place }
    Relation { words, Text; when, Date }
    Mandate { note, Text; when, Date }
    Activity { title, Text; when, Date }
    Lever { name, Text; holder, Party; result, Text; last_used, Date }
    Question { text, Text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Incident, RecordKind};

    #[test]
    fn every_disputable_field_can_be_written_and_read_back() {
        let incident = Record::Incident(std::sync::Arc::new(Incident::default()));
        for &(field, kind) in RecordKind::Incident.disputable() {
            let value = match kind {
                AlternateKind::Text => Alternate::Text("x".to_owned()),
                AlternateKind::Date => Alternate::Date(When { as_written: "x".to_owned(), ..When::default() }),
                AlternateKind::Place => Alternate::Place(PlaceId::from_bits(1)),
                AlternateKind::Party => Alternate::Party(Party::Actor(crate::case::ActorId::from_bits(1))),
            };
            let changed = incident.with_disputed(field, &value).unwrap();
            assert_eq!(changed.disputed(field), Some(value), "{field}");
        }
    }

    #[test]
    fn a_plain_date_takes_a_stated_date_and_nothing_else() {
        let source = Record::Source(std::sync::Arc::new(crate::case::Source::default()));
        let stated = || When { stated: "2010".parse().ok(), ..When::default() };
        let check = |when: When, fits: bool| {
            let value = Alternate::Date(when);
            assert_eq!(source.with_disputed("published", &value).is_ok(), fits, "{value:?}");
        };
        check(stated(), true);
        check(When::default(), false);
        check(When { as_written: "in 2010".to_owned(), ..stated() }, false);
        check(When { part: Some(crate::case::DayPart::Dawn), ..stated() }, false);
        check(When { extent: Extent::Throughout, ..stated() }, false);
        let mut extra = Extra::default();
        extra.insert("zone".to_owned(), "\"UTC\"".to_owned());
        check(When { extra, ..stated() }, false);
    }

    #[test]
    fn a_date_does_not_fit_a_title() {
        let incident = Record::Incident(std::sync::Arc::new(Incident::default()));
        assert_eq!(incident.with_disputed("title", &Alternate::Date(When::default())), Err(NoSuchField));
        assert_eq!(incident.with_disputed("account", &Alternate::Text(String::new())), Err(NoSuchField));
    }
}
