//! How the values of fields read.

use std::sync::Arc;

use super::fields::Fields;
use super::label::quoted;
use crate::case::when::{Edge, Gap, Relative, Side, VagueWords};
use crate::case::{
    Actor, ActorId, Alternate, Attribution, Case, Casualties, Edtf, Extent, IncidentId, Key, Marking, MissionId, Party,
    Place, PlaceId, Position, RecordId, Source, SourceId, ThemeId, Vocabulary, When,
};

/// The two values of a case between which something changed, for the names of records.
pub(super) struct Names<'a> {
    pub old: &'a Case,
    pub new: &'a Case,
}

impl Names<'_> {
    /// What a record is called now, or was called if it is gone.
    pub fn title(&self, id: impl Into<RecordId>) -> String {
        let id = id.into();
        if self.new.has(id) { self.new.title_of(id) } else { self.old.title_of(id) }
    }
}

/// The value of a field.
pub(super) trait Value: PartialEq {
    /// How it reads; empty where there is none.
    fn words(&self, names: &Names<'_>) -> String;

    /// Forgets unknown text that a change from `old` has overtaken.
    fn settle(&mut self, _old: &Self) {}
}

impl<T: Vocabulary> Value for T {
    fn words(&self, _names: &Names<'_>) -> String {
        self.label().to_owned()
    }
}

impl Value for String {
    fn words(&self, _names: &Names<'_>) -> String {
        if self.is_empty() { Self::new() } else { quoted(self) }
    }
}

impl Value for u32 {
    fn words(&self, _names: &Names<'_>) -> String {
        self.to_string()
    }
}

impl Value for u64 {
    fn words(&self, _names: &Names<'_>) -> String {
        self.to_string()
    }
}

impl Value for bool {
    fn words(&self, _names: &Names<'_>) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }
}

impl Value for f64 {
    fn words(&self, _names: &Names<'_>) -> String {
        self.to_string()
    }
}

impl Value for Key {
    // What a key stands for has words; the key itself says nothing to anybody.
    fn words(&self, _names: &Names<'_>) -> String {
        String::new()
    }
}

impl Value for Alternate {
    fn words(&self, names: &Names<'_>) -> String {
        match self {
            Self::Text(text) => text.words(names),
            Self::Date(when) => when.words(names),
            Self::Place(place) => place.words(names),
            Self::Party(party) => party.words(names),
        }
    }

    fn settle(&mut self, old: &Self) {
        if let (Self::Date(new), Self::Date(old)) = (self, old) {
            Value::settle(new, old);
        }
    }
}

impl Value for Edtf {
    fn words(&self, _names: &Names<'_>) -> String {
        self.to_string()
    }
}

impl<T: Value> Value for Option<T> {
    fn words(&self, names: &Names<'_>) -> String {
        self.as_ref().map(|value| value.words(names)).unwrap_or_default()
    }

    fn settle(&mut self, old: &Self) {
        if let (Some(new), Some(old)) = (self, old) {
            new.settle(old);
        }
    }
}

macro_rules! named {
    ($( $reference:ty ),+) => { $(
        impl Value for $reference {
            fn words(&self, names: &Names<'_>) -> String {
                quoted(&names.title(*self))
            }
        }
    )+ };
}

macro_rules! whole {
    ($( $record:ty, $name:ident; )+) => { $(
        impl Value for Arc<$record> {
            fn words(&self, _names: &Names<'_>) -> String {
                quoted(&self.$name)
            }
        }
    )+ };
}

whole! { Source, title; Place, name; Actor, name; }

named!(SourceId, PlaceId, ThemeId, ActorId, MissionId, IncidentId, Party, RecordId);

impl Value for Attribution {
    fn words(&self, names: &Names<'_>) -> String {
        match self {
            Self::NotApplicable => String::new(),
            Self::NotNamed(words) if words.is_empty() => "not named by the source".to_owned(),
            Self::NotNamed(words) => format!("{} (not named by the source)", quoted(words)),
            Self::Parties(parties) => parties.iter().map(|party| party.words(names)).collect::<Vec<_>>().join(" and "),
        }
    }
}

impl Value for Gap {
    fn words(&self, _names: &Names<'_>) -> String {
        if *self == Self::Unstated {
            return String::new();
        }
        let clause = Self::words(*self, Side::After);
        clause.strip_suffix(" after").unwrap_or(&clause).to_owned()
    }
}

impl Value for Marking {
    fn words(&self, _names: &Names<'_>) -> String {
        if self.is_inherited() { String::new() } else { self.banner() }
    }
}

impl Value for Position {
    fn words(&self, _names: &Names<'_>) -> String {
        format!("{}, {} within {} km", self.latitude, self.longitude, self.precision_km)
    }
}

impl Value for VagueWords {
    fn words(&self, _names: &Names<'_>) -> String {
        let meanings = self
            .iter()
            .map(|(word, (least, most, unit))| format!("“{}” is {least}–{most} {}", word.label(), unit.label()));
        meanings.collect::<Vec<_>>().join(", ")
    }
}

impl Value for Casualties {
    fn words(&self, names: &Names<'_>) -> String {
        range(self.low, self.best, self.high, names)
    }

    fn settle(&mut self, old: &Self) {
        drop(Fields::settle(self, old));
    }
}

impl Value for When {
    fn words(&self, names: &Names<'_>) -> String {
        let mut parts = Vec::new();
        parts.extend(self.stated.as_ref().map(ToString::to_string));
        parts.extend(self.part.map(|part| part.label().to_owned()));
        parts.extend((self.extent != Extent::default()).then(|| self.extent.label().to_owned()));
        parts.extend(self.constraints.iter().map(|constraint| constraint_words(constraint, names)));
        let mut words = parts.join(", ");
        if !self.as_written.is_empty() {
            let space = if words.is_empty() { "" } else { " " };
            words = format!("{words}{space}({})", quoted(&self.as_written));
        }
        words
    }

    fn settle(&mut self, old: &Self) {
        drop(Fields::settle(self, old));
    }
}

/// "95 days after “…”"; ends are named, starts go without saying.
pub(super) fn constraint_words(constraint: &Relative, names: &Names<'_>) -> String {
    let own = if constraint.edge == Edge::End { "ends " } else { "" };
    let anchor = if constraint.anchor_edge == Edge::End { "the end of " } else { "" };
    format!("{own}{} {anchor}{}", constraint.gap.words(constraint.side), constraint.anchor.words(names))
}

/// "1–3, best 2", with a question mark for an open end.
pub(super) fn range<T: Value>(low: Option<T>, best: Option<T>, high: Option<T>, names: &Names<'_>) -> String {
    let end = |end: Option<T>| end.map_or_else(|| "?".to_owned(), |number| number.words(names));
    match (low, best, high) {
        (None, None, None) => "no number".to_owned(),
        (None, Some(best), None) => best.words(names),
        (low, None, high) => format!("{}–{}", end(low), end(high)),
        (low, Some(best), high) => format!("{}–{}, best {}", end(low), end(high), best.words(names)),
    }
}
