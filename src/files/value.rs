//! How one value is read by the `ron` crate and written by us: text, numbers, lists, options and ids.
//!
//! A value is *open* when it can meet something that this version does not know and has no place of its own to keep it:
//! a word of a vocabulary, an attribution, a paragraph. Such a field is first taken as raw text; if something in it is
//! unknown, the text is kept in the nearest [`Extra`] under the field's name, and written back as long as the field
//! still has the value that the text gives.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize as _;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::case::{
    ActivityId, ActorId, BriefingId, CaseId, Edtf, IdError, IncidentId, Key, LeverId, MandateId, MissionId, Party,
    PlaceId, PostureId, QuestionId, RecordId, RelationId, SourceId, SurveyId, ThemeId, ViewId,
};

use super::context::{Context, Seed};
use super::out::Out;
use super::quick::{Cursor, plain};

/// A value of a case file.
pub(super) trait Value: Sized + PartialEq {
    /// Whether the unknown in it is kept by the field that holds it.
    const IS_OPEN: bool = false;
    /// Whether a list of them stands on one line where it fits.
    const IS_SCALAR: bool = true;

    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error>;

    /// Reads it where it is written as we write it and nothing in it is unknown; `None` for all else.
    fn quick(cursor: &mut Cursor<'_>) -> Option<Self>;

    /// Reads it where it may be missing.
    fn read_optional<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Option<Self>, D::Error> {
        Self::read(source, context).map(Some)
    }

    /// Writes it.
    fn write(&self, out: &mut Out);

    /// What a missing field means; `None` where the field must be there.
    fn missing() -> Option<Self> {
        None
    }

    /// Whether the field is left out.
    fn is_left_out(&self) -> bool {
        Self::missing().is_some_and(|missing| missing == *self)
    }

    /// Whether a file says the same of both: equal but for the normal form of text and for kept text that has had its
    /// day.
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// A text in Unicode's normal form C.
pub(super) fn nfc(text: String) -> String {
    if plain(text.as_bytes()) == text.len() || is_nfc(&text) { text } else { text.nfc().collect() }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in quotation marks")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(nfc(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<String, E> {
        Ok(nfc(text))
    }
}

impl Value for String {
    fn read<'de, D: Deserializer<'de>>(source: D, _: &Context<'de>) -> Result<Self, D::Error> {
        source.deserialize_string(Text)
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.text()
    }

    fn write(&self, out: &mut Out) {
        out.text(self);
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }

    fn same(&self, other: &Self) -> bool {
        self == other || (!(self.is_ascii() && other.is_ascii()) && self.nfc().eq(other.nfc()))
    }
}

impl<T: Value> Value for Option<T> {
    const IS_OPEN: bool = T::IS_OPEN;
    const IS_SCALAR: bool = T::IS_SCALAR;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        source.deserialize_option(Maybe::<T>(Seed::new(context)))
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        if cursor.takes_none() { Some(None) } else { T::quick(cursor).map(Some) }
    }

    fn write(&self, out: &mut Out) {
        match self {
            Some(value) => value.write(out),
            None => out.word("None"),
        }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.same(other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

impl<T: Value> Value for Arc<T> {
    const IS_OPEN: bool = T::IS_OPEN;
    const IS_SCALAR: bool = T::IS_SCALAR;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        T::read(source, context).map(Self::new)
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        T::quick(cursor).map(Self::new)
    }

    fn write(&self, out: &mut Out) {
        T::write(self, out);
    }

    fn same(&self, other: &Self) -> bool {
        T::same(self, other)
    }
}

struct Maybe<'c, 'de, T>(Seed<'c, 'de, T>);

impl<'de, T: Value> Visitor<'de> for Maybe<'_, 'de, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<Option<T>, D::Error> {
        T::read_optional(source, self.0.context())
    }
}

struct List<'c, 'de, T>(Seed<'c, 'de, T>);

impl<'de, T: Value> Visitor<'de> for List<'_, 'de, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list in square brackets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element_seed(Seed::new(self.0.context()))? {
            list.push(item);
        }
        Ok(list)
    }
}

impl<T: Value> Value for Vec<T> {
    const IS_OPEN: bool = T::IS_OPEN;
    const IS_SCALAR: bool = false;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        source.deserialize_seq(List::<T>(Seed::new(context)))
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.list()
    }

    fn write(&self, out: &mut Out) {
        out.list(self, T::IS_SCALAR);
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }

    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.same(other))
    }
}

impl Value for BTreeSet<String> {
    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        Vec::read(source, context).map(|list: Vec<String>| list.into_iter().collect())
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        let list: Vec<String> = cursor.list()?;
        cursor.is_canonical &= list.is_sorted_by(|one, next| one < next);
        Some(list.into_iter().collect())
    }

    fn write(&self, out: &mut Out) {
        // Two spellings of one text are one tag, and sorted by what is written.
        let normal: Self = self.iter().map(|text| nfc(text.clone())).collect();
        out.list(&normal, true);
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }

    fn same(&self, other: &Self) -> bool {
        let normal = |set: &Self| set.iter().map(|text| nfc(text.clone())).collect::<Self>();
        self == other || normal(self) == normal(other)
    }
}

/// Reads what is written as text and parsed by its own rules.
struct Parsed<'c, 'de, T>(Seed<'c, 'de, T>);

impl<'de, T: FromStr<Err: fmt::Display>> Visitor<'de> for Parsed<'_, 'de, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in quotation marks")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<T, E> {
        text.parse().map_err(|error| {
            self.0.context().point(text);
            E::custom(error)
        })
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! parsed {
    ($($type:ty),+ $(,)?) => { $(
        impl Value for $type {
            fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
                source.deserialize_str(Parsed::<Self>(Seed::new(context)))
            }

            fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
                cursor.plain()?.parse().ok()
            }

            fn write(&self, out: &mut Out) {
                out.shown(self);
            }
        }
    )+ };
}

parsed! {
    CaseId, SourceId, PlaceId, ThemeId, ActorId, IncidentId, RelationId, MissionId, MandateId, SurveyId, ActivityId, QuestionId,
    PostureId, LeverId, BriefingId, ViewId, RecordId, Key, Edtf,
}

/// The text of a party is the id of an actor or a mission.
pub(super) fn party(text: &str) -> Result<Party, String> {
    let party = text.parse().map(Party::Actor).or_else(|_| text.parse().map(Party::Mission));
    party.map_err(|IdError { text, .. }| {
        format!("“{text}” is no party: expected the id of an actor (act-…) or of a mission (mis-…)")
    })
}

struct PartyText(Party);

impl FromStr for PartyText {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        party(text).map(Self)
    }
}

impl Value for Party {
    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        source.deserialize_str(Parsed::<PartyText>(Seed::new(context))).map(|party| party.0)
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        let text = cursor.plain()?;
        let actor = || text.parse().map(Self::Actor).ok();
        if text.starts_with(MissionId::PREFIX) { text.parse().map(Self::Mission).ok() } else { actor() }
    }

    fn write(&self, out: &mut Out) {
        match self {
            Self::Actor(id) => id.write(out),
            Self::Mission(id) => id.write(out),
        }
    }
}

macro_rules! numbers {
    ($($type:ty),+) => { $(
        impl Value for $type {
            fn read<'de, D: Deserializer<'de>>(source: D, _: &Context<'de>) -> Result<Self, D::Error> {
                Self::deserialize(source)
            }

            fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
                cursor.digits()?.parse().ok()
            }

            fn write(&self, out: &mut Out) {
                out.word(&self.to_string());
            }

            fn missing() -> Option<Self> {
                Some(0)
            }
        }
    )+ };
}

numbers!(u32, u64);

impl Value for bool {
    fn read<'de, D: Deserializer<'de>>(source: D, _: &Context<'de>) -> Result<Self, D::Error> {
        Self::deserialize(source)
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        match cursor.word()? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    fn write(&self, out: &mut Out) {
        out.word(if *self { "true" } else { "false" });
    }

    fn missing() -> Option<Self> {
        Some(false)
    }
}

impl Value for f64 {
    fn read<'de, D: Deserializer<'de>>(source: D, _: &Context<'de>) -> Result<Self, D::Error> {
        let number = Self::deserialize(source)?;
        number.is_finite().then_some(number).ok_or_else(|| D::Error::custom("a finite number was expected"))
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        let text = cursor.decimal()?;
        let number: Self = text.parse().ok()?;
        cursor.is_canonical &= format!("{number:?}") == text;
        number.is_finite().then_some(number)
    }

    fn write(&self, out: &mut Out) {
        // The shortest form that reads back as the same number. What is not finite is refused on reading, so that a
        // save of it fails before the old file is touched.
        out.word(&format!("{self:?}"));
    }
}
