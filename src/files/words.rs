//! Words of the vocabularies, and the values that are a word with something in brackets.
//!
//! A word that this version does not know gives the field its default, or something weaker where the default would
//! say more than the source: an unknown standing is alleged, an unknown basis inferred, an unknown level analysed, an
//! unknown marking the highest. A word that *is* known but has the wrong thing in brackets is an error.

use std::fmt;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::case::when::{Edge, Gap, Side, Unit, VagueWord, VagueWords};
use crate::case::{
    ActivityKind, ActorKind, Alternate, Attribution, Basis, Confidence, Consistency, Credibility, DayPart, Direction,
    Extent, GroupBy, HidesEmpty, IncidentKind, LaneBy, Layer, Level, LeverKind, LeverState, Likelihood, Modality, Pane,
    PlaceKind, RelationKind, Reliability, SectionLayout, SortBy, SourceKind, Stance, Stand, Standing, Tlp, UnClass,
    Vocabulary, Workspace, World,
};

use super::context::{Context, Seed, parse_plain, parse_seed};
use super::out::{Layout, Out};
use super::quick::Cursor;
use super::scan::{Kind, Scanner, slice};
use super::value::{Value, nfc, party};

/// A word and what follows it in brackets.
struct Said<'de> {
    raw: &'de str,
    word: &'de str,
    payload: &'de str,
}

impl<'de> Said<'de> {
    fn read<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Ok(Self::new(<&'de RawValue>::deserialize(source)?.get_ron()))
    }

    fn new(raw: &'de str) -> Self {
        let mut scanner = Scanner::new(raw);
        match scanner.next() {
            Ok(Some(token)) if token.kind == Kind::Word && token.text.starts_with(char::is_alphabetic) => {
                let has_more = matches!(scanner.peek(), Ok(Some(_)));
                let payload = if has_more { slice(raw, token.end(), raw.len()) } else { "" };
                Self { raw: slice(raw, token.at, raw.len()), word: token.text, payload }
            }
            _ => Self { raw: raw.trim_start(), word: "", payload: "" },
        }
    }

    fn fail(&self, context: &Context<'de>, problem: String) -> String {
        context.point(self.raw);
        problem
    }

    /// The word, if this version knows it.
    fn known<T: Vocabulary>(&self, context: &Context<'de>) -> Result<Option<T>, String> {
        match T::from_name(self.word) {
            Some(_) if !self.payload.is_empty() => {
                Err(self.fail(context, format!("{} takes nothing in brackets", self.word)))
            }
            Some(word) => Ok(Some(word)),
            None if self.word.is_empty() => {
                let first: Vec<&str> = T::ALL.iter().take(4).map(|word| word.name()).collect();
                Err(self.fail(
                    context,
                    format!("a word without quotation marks was expected, such as {}", first.join(", ")),
                ))
            }
            None => {
                context.is_unknown.set(true);
                Ok(None)
            }
        }
    }

    /// What stands in the brackets.
    fn inner<T: Deserialize<'de>>(&self, context: &Context<'de>, expected: &str) -> Result<T, String> {
        parse_plain(self.payload, context).map_err(|problem| {
            self.fail(context, format!("{} was not understood ({problem}): {expected} was expected", self.word))
        })
    }
}

/// What an unknown word gives its field.
trait Fallback: Vocabulary + Default {
    fn fallback() -> Self {
        Self::default()
    }

    fn optional_fallback() -> Option<Self> {
        None
    }
}

macro_rules! words {
    ($($type:ident $(=> $weaker:ident)? $(at most $highest:ident)?,)+) => { $(
        impl Fallback for $type {
            $( fn fallback() -> Self { Self::$weaker } )?
            $( fn optional_fallback() -> Option<Self> { Some(Self::$highest) } )?
        }

        impl Value for $type {
            const IS_OPEN: bool = true;

            fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
                let word = Said::read(source)?.known(context).map_err(D::Error::custom)?;
                Ok(word.unwrap_or_else(<Self as Fallback>::fallback))
            }

            fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
                Self::from_name(cursor.word()?)
            }

            fn read_optional<'de, D: Deserializer<'de>>(
                source: D,
                context: &Context<'de>,
            ) -> Result<Option<Self>, D::Error> {
                let word = Said::read(source)?.known(context).map_err(D::Error::custom)?;
                Ok(word.or_else(<Self as Fallback>::optional_fallback))
            }

            fn write(&self, out: &mut Out) {
                out.word(self.name());
            }

            fn missing() -> Option<Self> {
                Some(Self::default())
            }
        }
    )+ };
}

words! {
    SourceKind,
    Reliability,
    Credibility,
    Stance,
    PlaceKind,
    ActorKind,
    World,
    IncidentKind,
    RelationKind,
    Direction => Undirected,
    Standing => Alleged,
    Basis => Inferred,
    Level => Analysed,
    Modality,
    Extent,
    DayPart,
    Edge,
    Side,
    ActivityKind,
    Consistency,
    Likelihood,
    Confidence,
    Stand,
    LeverKind,
    LeverState,
    SectionLayout,
    LaneBy,
    GroupBy,
    SortBy,
    HidesEmpty,
    Workspace,
    Pane,
    Layer,
    UnClass at most StrictlyConfidential,
    Tlp at most Red,
}

/// A unit within brackets; an unknown one leaves the whole unknown.
fn unit(raw: &RawValue, context: &Context<'_>) -> Result<Option<Unit>, String> {
    word_in(raw, context)
}

fn word_in<T: Vocabulary>(raw: &RawValue, context: &Context<'_>) -> Result<Option<T>, String> {
    let said = Said::new(raw.get_ron());
    let word = said.known(&Context::new(raw.get_ron()))?;
    context.is_unknown.set(context.is_unknown.get() || word.is_none());
    Ok(word)
}

fn gap<'de>(said: &Said<'de>, context: &Context<'de>) -> Result<Gap, String> {
    match said.word {
        "Unstated" if said.payload.is_empty() => Ok(Gap::Unstated),
        "Exactly" => {
            let (count, raw): (u32, &RawValue) =
                said.inner(context, "a number and a unit, as in Exactly(95, Days),")?;
            Ok(unit(raw, context)?.map_or(Gap::Unstated, |unit| Gap::Exactly(count, unit)))
        }
        "Between" => {
            let expected = "two numbers and a unit, as in Between(2, 3, Weeks),";
            let (least, most, raw): (u32, u32, &RawValue) = said.inner(context, expected)?;
            Ok(unit(raw, context)?.map_or(Gap::Unstated, |unit| Gap::Between(least, most, unit)))
        }
        "Vague" => {
            let (raw,): (&RawValue,) = said.inner(context, "a word, as in Vague(Soon),")?;
            Ok(word_in(raw, context)?.map_or(Gap::Unstated, Gap::Vague))
        }
        "Unstated" => Err(said.fail(context, "Unstated takes nothing in brackets".to_owned())),
        "" => Err(said.fail(context, "a gap was expected, such as Exactly(95, Days)".to_owned())),
        _ => {
            context.is_unknown.set(true);
            Ok(Gap::Unstated)
        }
    }
}

impl Value for Gap {
    const IS_OPEN: bool = true;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        let said = Said::read(source)?;
        gap(&said, context).map_err(|problem| D::Error::custom(said.fail(context, problem)))
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        let word = cursor.word()?;
        if word == "Unstated" {
            return Some(Self::Unstated);
        }
        cursor.byte(b'(')?;
        let gap = match word {
            "Exactly" => {
                let count = u32::quick(cursor)?;
                cursor.comma()?;
                Self::Exactly(count, Unit::from_name(cursor.word()?)?)
            }
            "Between" => {
                let least = u32::quick(cursor)?;
                cursor.comma()?;
                let most = u32::quick(cursor)?;
                cursor.comma()?;
                Self::Between(least, most, Unit::from_name(cursor.word()?)?)
            }
            "Vague" => Self::Vague(VagueWord::from_name(cursor.word()?)?),
            _ => return None,
        };
        cursor.byte(b')')?;
        Some(gap)
    }

    fn write(&self, out: &mut Out) {
        match self {
            Self::Unstated => out.word("Unstated"),
            Self::Exactly(count, unit) => out.word(&format!("Exactly({count}, {})", unit.name())),
            Self::Between(least, most, unit) => out.word(&format!("Between({least}, {most}, {})", unit.name())),
            Self::Vague(word) => out.word(&format!("Vague({})", word.name())),
        }
    }

    fn missing() -> Option<Self> {
        Some(Self::Unstated)
    }
}

fn attribution<'de>(said: &Said<'de>, context: &Context<'de>) -> Result<Attribution, String> {
    match said.word {
        "NotApplicable" if said.payload.is_empty() => Ok(Attribution::NotApplicable),
        "NotNamed" => {
            let expected = "the source's words or \"\", as in NotNamed(\"many observers\"),";
            let (words,): (String,) = said.inner(context, expected)?;
            Ok(Attribution::NotNamed(nfc(words)))
        }
        "Parties" => {
            let (ids,): (Vec<String>,) = said.inner(context, "a list of ids, as in Parties([\"act-…\"]),")?;
            let parties: Result<_, String> = ids.iter().map(|id| party(id)).collect();
            parties.map(Attribution::Parties).map_err(|problem| said.fail(context, problem))
        }
        "NotApplicable" => Err(said.fail(context, "NotApplicable takes nothing in brackets".to_owned())),
        "" => Err(said.fail(context, "an attribution was expected, such as NotNamed(\"many observers\")".to_owned())),
        _ => {
            context.is_unknown.set(true);
            Ok(Attribution::NotApplicable)
        }
    }
}

impl Value for Attribution {
    const IS_OPEN: bool = true;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        attribution(&Said::read(source)?, context).map_err(D::Error::custom)
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        match cursor.word()? {
            "NotApplicable" => Some(Self::NotApplicable),
            "NotNamed" => cursor.bracketed().map(Self::NotNamed),
            "Parties" => cursor.bracketed().map(Self::Parties),
            _ => None,
        }
    }

    fn write(&self, out: &mut Out) {
        match self {
            Self::NotApplicable => out.word("NotApplicable"),
            Self::NotNamed(words) => {
                out.word("NotNamed(");
                out.text(words);
                out.word(")");
            }
            Self::Parties(parties) => {
                out.word("Parties(");
                out.list(parties, true);
                out.word(")");
            }
        }
    }

    fn missing() -> Option<Self> {
        Some(Self::NotApplicable)
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NotNamed(one), Self::NotNamed(other)) => one.same(other),
            _ => self == other,
        }
    }
}

/// The one value in the brackets after a word.
struct Bracketed<'c, 'de, T>(Seed<'c, 'de, T>);

impl<'de, T: Value> DeserializeSeed<'de> for Bracketed<'_, 'de, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<T, D::Error> {
        source.deserialize_tuple(1, self)
    }
}

impl<'de, T: Value> Visitor<'de> for Bracketed<'_, 'de, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one value in brackets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        seq.next_element_seed(self.0)?.ok_or_else(|| A::Error::custom("a value in brackets was expected"))
    }
}

fn alternate<'de>(said: &Said<'de>, context: &Context<'de>) -> Result<Alternate, String> {
    fn inner<'de, T: Value>(said: &Said<'de>, context: &Context<'de>) -> Result<T, String> {
        parse_seed(said.payload, context, Bracketed(Seed::new(context)))
    }
    match said.word {
        "Text" => inner(said, context).map(Alternate::Text),
        "Date" => inner(said, context).map(Alternate::Date),
        "Place" => inner(said, context).map(Alternate::Place),
        "Party" => inner(said, context).map(Alternate::Party),
        "" => Err(said.fail(context, "a value was expected, such as Text(\"…\")".to_owned())),
        _ => {
            context.is_unknown.set(true);
            Ok(Alternate::Text(String::new()))
        }
    }
}

impl Value for Alternate {
    const IS_OPEN: bool = true;
    const IS_SCALAR: bool = false;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        alternate(&Said::read(source)?, context).map_err(D::Error::custom)
    }

    fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
        match cursor.word()? {
            "Text" => cursor.bracketed().map(Self::Text),
            "Date" => cursor.bracketed().map(Self::Date),
            "Place" => cursor.bracketed().map(Self::Place),
            "Party" => cursor.bracketed().map(Self::Party),
            _ => None,
        }
    }

    fn write(&self, out: &mut Out) {
        let word = match self {
            Self::Text(_) => "Text(",
            Self::Date(_) => "Date(",
            Self::Place(_) => "Place(",
            Self::Party(_) => "Party(",
        };
        out.word(word);
        match self {
            Self::Text(text) => text.write(out),
            Self::Date(when) => when.write(out),
            Self::Place(place) => place.write(out),
            Self::Party(party) => party.write(out),
        }
        out.word(")");
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.same(other),
            (Self::Date(one), Self::Date(other)) => one.same(other),
            _ => self == other,
        }
    }
}

struct Vague<'c, 'de>(&'c Context<'de>);

impl<'de> Visitor<'de> for Vague<'_, 'de> {
    type Value = VagueWords;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("meanings of vague words, as in {Soon: (0, 30, Days)}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<VagueWords, A::Error> {
        let mut words = VagueWords::new();
        while let Some((word, meaning)) = map.next_entry::<&RawValue, &RawValue>()? {
            self.0.point(word.get_ron());
            let word: Option<VagueWord> = word_in(word, self.0).map_err(A::Error::custom)?;
            let meaning: Result<(u32, u32, &RawValue), _> = meaning.into_rust();
            let Ok((least, most, raw)) = meaning else {
                return Err(A::Error::custom("a meaning was expected, such as (0, 30, Days)"));
            };
            let unit = unit(raw, self.0).map_err(A::Error::custom)?;
            if let (Some(word), Some(unit)) = (word, unit)
                && words.insert(word, (least, most, unit)).is_some()
            {
                return Err(A::Error::custom(format!("{} is given a meaning twice", word.name())));
            }
            self.0.point_nowhere();
        }
        Ok(words)
    }
}

impl Value for VagueWords {
    const IS_OPEN: bool = true;

    fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
        source.deserialize_map(Vague(context))
    }

    fn quick(_: &mut Cursor<'_>) -> Option<Self> {
        None
    }

    fn write(&self, out: &mut Out) {
        out.group(Layout::Line, ['{', '}'], |out| {
            for (word, (least, most, unit)) in self {
                out.item(|out| out.word(&format!("{}: ({least}, {most}, {})", word.name(), unit.name())));
            }
        });
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}
