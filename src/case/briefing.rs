//! What is to be told to somebody: the plan of a briefing, from which documents are made.

use super::common::{Common, Extra, Paragraph};
use super::id::Key;
use super::vocabulary::vocabulary;
use super::when::Edtf;

/// A briefing. Its marking is the one of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Briefing {
    /// Its title.
    pub title: String,
    /// The template that it was begun with: `note`.
    pub template: String,
    /// The language of generated words, as a BCP 47 tag: `en`, `fr`; empty for English.
    pub language: String,
    /// What of the case it is about, in the query language; empty for all.
    pub query: String,
    /// The date as of which it speaks.
    pub as_of: Option<Edtf>,
    /// Its sections, in their order.
    pub sections: Vec<Section>,
    /// Marking, tags, notes, citations and alternatives.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A section of a briefing.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its identity within the briefing.
    pub key: Key,
    /// Its heading.
    pub title: String,
    /// Which records it shows, in the query language; empty for its text alone.
    pub query: String,
    /// How it shows them.
    pub layout: SectionLayout,
    /// What the officer says in it.
    pub text: Vec<Paragraph>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// How a section shows its records.
    SectionLayout, default Prose {
        Prose = "prose",
        List = "list",
        Table = "table",
        Figure = "figure",
    }
}
