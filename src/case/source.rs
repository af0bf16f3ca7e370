//! Where a statement comes from.

use super::common::{Common, Extra};
use super::grade::Reliability;
use super::vocabulary::vocabulary;
use super::when::Edtf;

/// A source: a report, a decision, a newspaper article, an interview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// What kind of source.
    pub kind: SourceKind,
    /// Its title.
    pub title: String,
    /// Who wrote it or said it.
    pub author: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published.
    pub published: Option<Edtf>,
    /// A symbol or an address: `S/2011/388`.
    pub reference: String,
    /// Reliability (Admiralty code A–F); `None` is not yet graded, shown as F.
    pub reliability: Option<Reliability>,
    /// Where its information comes from: sources of one origin count once.
    pub origin: String,
    /// The name under which a protected source may be named.
    pub public_label: String,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Kind of a source.
    SourceKind, default Report {
        Report = "report",
        Decision = "decision or resolution",
        Statement = "statement",
        Press = "press",
        Interview = "interview",
        Survey = "survey",
        Book = "book or chapter",
        Article = "essay or article",
        Website = "website",
        Other = "other source",
    }
}
