//! What every record has beside its own fields, and the small parts that records share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alternative::Alternative;
use super::grade::Credibility;
use super::id::{ActorId, Key, MissionId, SourceId};
use super::marking::Marking;
use super::merged::Merged;
use super::tables::RecordId;
use super::vocabulary::vocabulary;
use super::when::Edtf;

/// The part that every kind of record has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common {
    /// How far the record may travel; what is unmarked inherits the case's marking.
    pub marking: Marking,
    /// Free words to find the record by.
    pub tags: BTreeSet<String>,
    /// The officer's own remarks.
    pub notes: Vec<Paragraph>,
    /// On what the record rests.
    pub citations: Vec<Citation>,
    /// Values of its fields that others say, beside the preferred ones.
    pub alternatives: Vec<Alternative>,
    /// Records of its kind that somebody judged not to be the same.
    pub distinct: Vec<RecordId>,
    /// Records that were found to be the same and that it took in, as they were.
    pub merged: Vec<Merged>,
}

impl Common {
    /// Whether a citation supports the record.
    pub fn is_supported(&self) -> bool {
        is_supported(&self.citations)
    }
}

/// One paragraph of prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its identity within the record.
    pub key: Key,
    /// Its text, without line breaks.
    pub text: String,
}

/// A statement's tie to a source: where the source says it, and how credible that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Its identity within the record.
    pub key: Key,
    /// The source cited.
    pub source: SourceId,
    /// Where in the source: a page, a paragraph, a line.
    pub locator: String,
    /// Credibility of this information (Admiralty code 1–6); `None` is not yet graded, shown as 6.
    pub credibility: Option<Credibility>,
    /// Whether the source supports the statement or disputes it.
    pub stance: Stance,
    /// What the source says, in the officer's words.
    pub paraphrase: String,
    /// The date *for which* the source says it.
    pub attested: Option<Edtf>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// Whether one of the citations supports that with which they stand: those that only dispute it leave it without a
/// source.
pub fn is_supported(citations: &[Citation]) -> bool {
    citations.iter().any(|citation| citation.stance == Stance::Supports)
}

vocabulary! {
    /// Whether a source supports a statement or disputes it.
    Stance, default Supports {
        Supports = "supports",
        Disputes = "disputes",
    }
}

/// What participates, relates, holds and judges: an actor or a mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A person, group, body or instrument.
    Actor(ActorId),
    /// A political mission.
    Mission(MissionId),
}

vocabulary! {
    /// How firmly a statement stands, as its source words it. Line style and words come from this alone.
    Standing, default Reported {
        Confirmed = "confirmed",
        Reported = "reported",
        Assessed = "assessed",
        Suspected = "suspected",
        Alleged = "alleged",
        Contested = "contested",
        Retracted = "retracted",
    }
}

impl Standing {
    /// Whether a statement of this standing must say whose statement it is.
    pub const fn needs_attribution(self) -> bool {
        match self {
            Self::Suspected | Self::Alleged => true,
            Self::Confirmed | Self::Reported | Self::Assessed | Self::Contested | Self::Retracted => false,
        }
    }

    /// Whether the statement is less than a report: shown in words and in line style wherever it appears.
    pub const fn is_uncertain(self) -> bool {
        match self {
            Self::Confirmed | Self::Reported => false,
            Self::Assessed | Self::Suspected | Self::Alleged | Self::Contested | Self::Retracted => true,
        }
    }
}

/// Whose statement it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attribution {
    /// The statement needs no author beside its source.
    #[default]
    NotApplicable,
    /// The source names nobody; its own words for them ("many observers") where it has any.
    NotNamed(String),
    /// These parties say so.
    Parties(Vec<Party>),
}

/// Fields that this version does not know, or whose value is a word that it does not know, as they stand in the file.
///
/// The key is the field's name, the value its text. A known field's name is here only while the field has kept the
/// fallback value that it was given on reading: then the text is written back in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(Option<Arc<BTreeMap<String, String>>>);

impl Extra {
    /// The field's text, if there is one.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.as_ref()?.get(field).map(String::as_str)
    }

    /// Every field with its text, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|fields| fields.is_empty())
    }

    /// Keeps a field's text.
    pub fn insert(&mut self, field: String, text: String) {
        let fields = self.0.get_or_insert_with(Arc::default);
        drop(Arc::make_mut(fields).insert(field, text));
    }

    /// Forgets a field, for a known field that has been given a value of its own.
    pub fn remove(&mut self, field: &str) {
        if self.get(field).is_none() {
            return;
        }
        if let Some(fields) = &mut self.0 {
            drop(Arc::make_mut(fields).remove(field));
        }
        if self.is_empty() {
            self.0 = None;
        }
    }
}
