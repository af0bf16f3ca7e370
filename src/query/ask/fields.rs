//! The fields of the language: one row each, and the closed lists of words that some of them take.

use super::near::nearest;
use super::syntax::{Compare, GradeTest, Test};
use crate::case::{
    ActivityKind, ActorKind, Credibility, Edtf, IncidentKind, LeverKind, PlaceKind, RecordKind, RelationKind,
    Reliability, SourceKind, Standing, Tlp, UnClass, Vocabulary,
};
use crate::query::folded::fold;

/// A field of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The kind of an incident, relation, actor, place, source, activity or lever.
    Kind,
    /// The kind of record.
    Is,
    /// An actor or mission by name.
    Actor,
    /// A theme by code or name.
    Theme,
    /// A mission by name.
    Mission,
    /// A place by name, with what lies in it.
    Place,
    /// Not before this date.
    After,
    /// Before this date.
    Before,
    /// In this date.
    On,
    /// The standing.
    Status,
    /// The grade of the best supporting citation.
    Grade,
    /// A source by what it is called.
    Source,
    /// A tag.
    Tag,
    /// The marking.
    Marking,
}

/// What is known of a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// The field.
    pub field: Field,
    /// What it is called.
    pub name: &'static str,
    /// Other words for it that are understood.
    pub also: &'static [&'static str],
    /// What it asks, in a few words.
    pub meaning: &'static str,
    /// How it is used.
    pub example: &'static str,
}

macro_rules! fields {
    ($( $field:ident, $name:literal, [$($also:literal),*], $meaning:literal, $example:literal; )+) => {
        /// Every field, in the order in which they are offered.
        pub const FIELDS: &[FieldRow] = &[ $(
            FieldRow {
                field: Field::$field,
                name: $name,
                also: &[$($also),*],
                meaning: $meaning,
                example: $example,
            },
        )+ ];

        impl Field {
            /// What it is called.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$field => $name, )+ }
            }
        }
    };
}

fields! {
    Kind, "kind", ["type"], "kind of incident, relation, actor …", "kind:seizure";
    Actor, "actor", ["party", "who"], "is the actor or names it", "actor:\"Bubo\"";
    Theme, "theme", ["about"], "is the theme or names it, by code or name", "theme:DT";
    Mission, "mission", [], "is the mission or names it", "mission:UNIOGBIS";
    Place, "place", ["where", "in"], "there, or in what lies within", "place:Bissau";
    After, "after", ["from", "since"], "not before this date begins", "after:2009-06";
    Before, "before", ["until"], "before this date begins", "before:2010";
    On, "on", ["date", "during", "when"], "at some moment of this date", "on:2009";
    Status, "status", ["standing"], "how firmly it stands", "status:alleged";
    Grade, "grade", ["graded"], "Admiralty code of the best supporting citation", "grade:<=B2";
    Source, "source", ["cites"], "is the source or cites it", "source:S/2011/388";
    Tag, "tag", ["tags", "tagged"], "has the tag", "tag:drugs";
    Marking, "marking", ["marked", "tlp"], "how far it may travel", "marking:>=amber";
    Is, "is", ["record"], "kind of record", "is:incident";
}

impl Field {
    /// The field of that name.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = fold(name);
        FIELDS.iter().find(|row| row.name == name || row.also.contains(&name.as_str())).map(|row| row.field)
    }

    /// Every name of every field.
    pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|row| row.name).chain(FIELDS.iter().flat_map(|row| row.also.iter().copied()))
    }

    /// Whether its values can be compared.
    pub(super) const fn compares(self) -> bool {
        matches!(self, Self::Grade | Self::Marking)
    }
}

/// A kind of one of the records that have kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnyKind {
    /// Of an incident.
    Incident(IncidentKind),
    /// Of a relation.
    Relation(RelationKind),
    /// Of an actor.
    Actor(ActorKind),
    /// Of a place.
    Place(PlaceKind),
    /// Of a source.
    Source(SourceKind),
    /// Of an activity.
    Activity(ActivityKind),
    /// Of a lever.
    Lever(LeverKind),
}

impl AnyKind {
    /// Of what it is a kind.
    pub(super) const fn of_what(self) -> &'static str {
        match self {
            Self::Incident(_) => "kind of incident",
            Self::Relation(_) => "kind of relation",
            Self::Actor(_) => "kind of actor",
            Self::Place(_) => "kind of place",
            Self::Source(_) => "kind of source",
            Self::Activity(_) => "kind of activity",
            Self::Lever(_) => "kind of lever",
        }
    }
}

/// Every kind with its label and its name in the file.
pub(super) fn kinds() -> Vec<(&'static str, &'static str, AnyKind)> {
    fn all<V: Vocabulary>(of: fn(V) -> AnyKind) -> impl Iterator<Item = (&'static str, &'static str, AnyKind)> {
        V::ALL.iter().map(move |&kind| (kind.label(), kind.name(), of(kind)))
    }
    all(AnyKind::Incident)
        .chain(all(AnyKind::Relation))
        .chain(all(AnyKind::Actor))
        .chain(all(AnyKind::Place))
        .chain(all(AnyKind::Source))
        .chain(all(AnyKind::Activity))
        .chain(all(AnyKind::Lever))
        .collect()
}

/// What `is:` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// A kind of record.
    Record(RecordKind),
    /// A date of which nothing is known.
    Undated,
}

impl Is {
    /// How it is written.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Record(kind) => kind.label(),
            Self::Undated => "undated",
        }
    }
}

/// One half of a marking, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Of the United Nations.
    Un(UnClass),
    /// Of the Traffic Light Protocol.
    Tlp(Tlp),
    /// Not marked at all.
    None,
}

impl Half {
    /// Every one.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let un = UnClass::ALL.iter().copied().map(Self::Un);
        un.chain(Tlp::ALL.iter().copied().map(Self::Tlp)).chain([Self::None])
    }

    /// How it is written.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Un(UnClass::Unclassified) => "unclassified",
            Self::Un(UnClass::Confidential) => "confidential",
            Self::Un(UnClass::StrictlyConfidential) => "strictly-confidential",
            Self::Tlp(Tlp::Clear) => "clear",
            Self::Tlp(Tlp::Green) => "green",
            Self::Tlp(Tlp::Amber) => "amber",
            Self::Tlp(Tlp::AmberStrict) => "amber+strict",
            Self::Tlp(Tlp::Red) => "red",
            Self::None => "none",
        }
    }
}

/// What is wrong with a value: in words, and what could stand there instead.
pub(super) type Wrong = (String, Option<String>);

/// The test of a field with a value.
pub(super) fn test(field: Field, compare: Option<Compare>, value: &str) -> Result<Test, Wrong> {
    if compare.is_some() && !field.compares() {
        return Err((format!("{}: takes no sign to compare by: leave it out", field.name()), Some(value.to_owned())));
    }
    let compare = compare.unwrap_or(Compare::Equal);
    match field {
        Field::Kind => kind(value),
        Field::Is => is(value),
        Field::Actor | Field::Theme | Field::Mission | Field::Place | Field::Source | Field::Tag => {
            Ok(Test::Named(field, value.to_owned()))
        }
        Field::After => date(value).map(Test::After),
        Field::Before => date(value).map(Test::Before),
        Field::On => date(value).map(Test::On),
        Field::Status => status(value),
        Field::Grade => grade(compare, value),
        Field::Marking => marking(compare, value),
    }
}

/// Letters and digits alone: `coup attempt`, `coup-attempt` and `CoupAttempt` are one.
fn plain(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric() || *letter == '+').collect()
}

fn kind(value: &str) -> Result<Test, Wrong> {
    let (all, wanted) = (kinds(), plain(value));
    let is_meant = |label: &str, name: &str| plain(label) == wanted || plain(name) == wanted;
    let meant: Vec<AnyKind> =
        all.iter().filter(|(label, name, _)| is_meant(label, name)).map(|&(.., kind)| kind).collect();
    if meant.is_empty() {
        return Err(unknown("kind", value, all.iter().map(|&(label, ..)| label)));
    }
    Ok(Test::Kind(value.trim().to_owned(), meant))
}

fn is(value: &str) -> Result<Test, Wrong> {
    let wanted = plain(value);
    if wanted == "unsourced" {
        return Ok(Test::Unsourced);
    }
    let kinds = RecordKind::ALL.iter().map(|&kind| (kind.plural(), Is::Record(kind)));
    let words = RecordKind::ALL.iter().map(|&kind| (kind.label(), Is::Record(kind)));
    let all: Vec<_> = words.chain(kinds).chain([("undated", Is::Undated)]).collect();
    let found = all.iter().find(|(word, _)| plain(word) == wanted);
    found
        .map(|&(_, is)| Test::Is(is))
        .ok_or_else(|| unknown("kind of record", value, all.iter().map(|&(word, _)| word)))
}

fn status(value: &str) -> Result<Test, Wrong> {
    let wanted = plain(value);
    let found = Standing::ALL.iter().find(|standing| plain(standing.label()) == wanted);
    let labels = Standing::ALL.iter().map(|standing| standing.label());
    found.map(|&standing| Test::Status(standing)).ok_or_else(|| unknown("standing", value, labels))
}

fn date(value: &str) -> Result<Edtf, Wrong> {
    let date: Edtf = value.trim().parse().map_err(|error: crate::case::when::EdtfError| {
        (format!("{error}: a year, month or day such as 2009, 2009-06 or 2009-06-30"), None)
    })?;
    let (first, last) = date.bounds().possible();
    if first.is_bounded() && last.is_bounded() {
        return Ok(date);
    }
    Err((format!("“{value}” has no first and last day: a year, month or day such as 2009-06"), None))
}

fn marking(compare: Compare, value: &str) -> Result<Test, Wrong> {
    let wanted = plain(value);
    let wanted = wanted.strip_prefix("tlp").unwrap_or(&wanted);
    match Half::all().find(|half| plain(half.word()) == wanted) {
        Some(Half::None) if compare != Compare::Equal => {
            Err(("What has no marking cannot be compared: marking:none".to_owned(), Some("none".to_owned())))
        }
        Some(half) => Ok(Test::Marking(compare, half)),
        None => Err(unknown("marking", value, Half::all().map(Half::word))),
    }
}

fn grade(compare: Compare, value: &str) -> Result<Test, Wrong> {
    if ["none", "ungraded"].contains(&plain(value).as_str()) {
        return Ok(Test::Grade(GradeTest::NotGraded));
    }
    let begins = |label: &str, letter: char| label.starts_with(letter.to_ascii_uppercase());
    let letter_of = |sign| Reliability::ALL.iter().copied().find(|grade| begins(grade.label(), sign));
    let digit_of = |sign| Credibility::ALL.iter().copied().find(|grade| begins(grade.label(), sign));
    let mut signs = value.trim().chars();
    let (letter, digit) = match (signs.next(), signs.next(), signs.next()) {
        (Some(one), None, None) => (letter_of(one), digit_of(one)),
        (Some(one), Some(two), None) => {
            let both = letter_of(one).zip(digit_of(two));
            (both.map(|(letter, _)| letter), both.map(|(_, digit)| digit))
        }
        _ => (None, None),
    };
    let is_unjudged = letter == Some(Reliability::F) || digit == Some(Credibility::C6);
    if letter.is_none() && digit.is_none() {
        Err((format!("“{value}” is no grade: a letter A–F, a digit 1–6 or both, such as B2, or none"), None))
    } else if is_unjudged && compare != Compare::Equal {
        let words =
            "F and 6 say that it cannot be judged, which is neither better nor worse: ask for them without a sign";
        Err((words.to_owned(), Some(value.to_owned())))
    } else {
        Ok(Test::Grade(GradeTest::Graded(compare, letter, digit)))
    }
}

fn unknown<'a>(what: &str, value: &str, words: impl Iterator<Item = &'a str>) -> Wrong {
    let near = nearest(value, words);
    let hint = near.map_or_else(String::new, |near| format!(": did you mean {near}?"));
    (format!("No {what} is called “{value}”{hint}"), near.map(super::syntax::value))
}
