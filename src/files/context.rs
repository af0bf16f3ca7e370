//! What is known while a record is read, and how its fields are taken from the `ron` crate.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;

use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};

use crate::case::Extra;

use super::scan::normalised;
use super::value::Value;

/// What we know beside what `ron` knows: where we are, and what went wrong there.
#[derive(Debug)]
pub(super) struct Context<'de> {
    text: &'de str,
    /// Whether something unknown was met that nothing has kept yet.
    pub is_unknown: Cell<bool>,
    /// Where it went wrong, if we know better than `ron`.
    at: Cell<Option<usize>>,
    trail: RefCell<Vec<&'de str>>,
}

impl<'de> Context<'de> {
    pub fn new(text: &'de str) -> Self {
        Self { text, is_unknown: Cell::new(false), at: Cell::new(None), trail: RefCell::default() }
    }

    /// Remembers where something is wrong, unless that is known already.
    pub fn point(&self, part: &str) {
        if self.at.get().is_none() {
            self.at.set(self.offset(part));
        }
    }

    /// Forgets where, since all went well there.
    pub fn point_nowhere(&self) {
        self.at.set(None);
    }

    /// The offset of a part of the text.
    fn offset(&self, part: &str) -> Option<usize> {
        part.as_ptr().addr().checked_sub(self.text.as_ptr().addr()).filter(|&at| at <= self.text.len())
    }

    /// Where something went wrong.
    pub fn place(&self) -> usize {
        self.at.get().unwrap_or_default()
    }

    /// The fields around it.
    pub fn field(&self) -> String {
        self.trail.borrow().join(".")
    }

    pub fn enter(&self, field: &'de str) {
        self.trail.borrow_mut().push(field);
    }

    pub fn leave(&self) {
        self.trail.borrow_mut().pop();
    }
}

/// Reads a part of the context's text; on failure the context knows where.
pub(super) fn parse<'de, T: Value>(part: &'de str, context: &Context<'de>) -> Result<T, String> {
    parse_seed(part, context, Seed::new(context))
}

/// The same for what `serde` can read.
pub(super) fn parse_plain<'de, T: Deserialize<'de>>(part: &'de str, context: &Context<'de>) -> Result<T, String> {
    parse_seed(part, context, PhantomData)
}

/// The same for what a seed can read.
pub(super) fn parse_seed<'de, S: DeserializeSeed<'de>>(
    part: &'de str,
    context: &Context<'de>,
    seed: S,
) -> Result<S::Value, String> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str_seed(part, seed).map_err(|error| {
        let line: usize = part.split_inclusive('\n').take(error.span.start.line.saturating_sub(1)).map(str::len).sum();
        let rest = part.get(line..).unwrap_or_default();
        let column = rest.chars().take(error.span.start.col.saturating_sub(1)).map(char::len_utf8).sum();
        // A value with a comment before it is pointed at behind the white space.
        context.point(rest.get(column..).unwrap_or_default().trim_start());
        in_words(&error.code.to_string())
    })
}

/// Messages of `ron` in the words of the interface.
const WORDS: &[(&str, &str)] = &[
    ("Expected comma", "a comma was expected"),
    ("Expected string", "text in quotation marks was expected"),
    ("Expected string end", "a quotation mark was expected"),
    ("Expected integer", "a whole number was expected"),
    ("Expected float", "a number was expected"),
    ("Integer is out of bounds", "the number is too large, or negative"),
    ("Expected opening `[`", "an opening bracket [ was expected"),
    ("Expected closing `]`", "a comma or a closing bracket ] was expected"),
    ("Expected opening `{`", "an opening bracket { was expected"),
    ("Expected closing `}`", "a comma or a closing bracket } was expected"),
    ("Expected opening `(`", "an opening bracket ( was expected"),
    ("Expected closing `)`", "a comma or a closing bracket ) was expected"),
    ("Expected colon", "a colon was expected"),
    ("Expected identifier", "the name of a field or a word was expected"),
    ("Non-whitespace trailing characters", "a comma was expected"),
    ("Unexpected end of RON", "a value was expected"),
    ("Exceeded recursion limit, try increasing `ron::Options::recursion_limit` limit", "brackets are nested too deep"),
];

fn in_words(message: &str) -> String {
    if message.starts_with("Expected opening `(` for struct") {
        return "an opening bracket ( was expected".to_owned();
    }
    WORDS.iter().find(|(ours, _)| *ours == message).map_or_else(|| message.to_owned(), |(_, words)| (*words).to_owned())
}

/// Hands the context to nested values.
pub(super) struct Seed<'c, 'de, T>(&'c Context<'de>, PhantomData<T>);

impl<'c, 'de, T> Seed<'c, 'de, T> {
    pub const fn context(&self) -> &'c Context<'de> {
        self.0
    }

    pub const fn new(context: &'c Context<'de>) -> Self {
        Self(context, PhantomData)
    }
}

impl<'de, T: Value> DeserializeSeed<'de> for Seed<'_, 'de, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<T, D::Error> {
        T::read(source, self.0)
    }
}

/// Reads one field into its slot; what is unknown in an open field is kept as text if the struct has a place for it.
pub(super) fn fill<'de, T: Value, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    name: &'de str,
    map: &mut A,
    context: &Context<'de>,
    keep: Option<&mut Extra>,
) -> Result<(), A::Error> {
    context.enter(name);
    if slot.is_some() {
        context.point(name);
        return Err(A::Error::custom("the field is written twice"));
    }
    *slot = Some(match keep {
        Some(extra) if T::IS_OPEN => {
            let raw = map.next_value::<&'de RawValue>()?.get_ron();
            let (value, is_known) = parse_open(raw, context).map_err(A::Error::custom)?;
            if !is_known {
                extra.insert(name.to_owned(), normalised(raw));
            }
            value
        }
        _ => map.next_value_seed(Seed::new(context))?,
    });
    context.leave();
    Ok(())
}

/// Reads raw text, and whether everything in it is known.
pub(super) fn parse_open<'de, T: Value>(raw: &'de str, context: &Context<'de>) -> Result<(T, bool), String> {
    let was_unknown = context.is_unknown.replace(false);
    let value = parse(raw, context)?;
    Ok((value, !context.is_unknown.replace(was_unknown)))
}

/// Keeps a field that this version does not know.
pub(super) fn keep<'de, A: MapAccess<'de>>(
    name: &'de str,
    map: &mut A,
    context: &Context<'de>,
    extra: &mut Extra,
) -> Result<(), A::Error> {
    context.enter(name);
    if extra.get(name).is_some() {
        context.point(name);
        return Err(A::Error::custom("the field is written twice"));
    }
    let raw: &RawValue = map.next_value()?;
    extra.insert(name.to_owned(), normalised(raw.get_ron()));
    context.leave();
    Ok(())
}

/// The field's value once all fields are read; a missing one is pointed at where the `first` field stands.
pub(super) fn done<T: Value, E: serde::de::Error>(
    slot: Option<T>,
    name: &'static str,
    first: Option<&str>,
    context: &Context<'_>,
) -> Result<T, E> {
    slot.or_else(T::missing).ok_or_else(|| {
        context.enter(name);
        if let Some(first) = first {
            context.point(first);
        }
        E::custom("the field is missing")
    })
}

/// Reads the name of a field, as a part of the text.
pub(super) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = &'de str;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<&'de str, D::Error> {
        source.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = &'de str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<&'de str, E> {
        Ok(name)
    }
}
