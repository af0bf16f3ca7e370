//! Quick add: what one line says, understood against a case.
//!
//! | in the line | means |
//! |---|---|
//! | a date in words or EDTF, at the start or elsewhere | when; «…» names an incident: 95 days after «PM arrested» |
//! | `@place`, `+actor`, `+actor:role`, `#theme`, `!kind` | what they say; `#theme?` is inferred, a kind may be guessed |
//! | `+actor:role?who`, `??who` | alleged, suspected by whom; `?"many observers"`, or `?-` where nobody is named |
//! | `?who` standing alone | the same of the whole incident |
//! | `^source p. 3 B2`, `^p. 4`, `^3` of what is being read, `^-` | the citation with locator and grade; none |
//! | the rest | the title |
//! | `actor: name; aka …; kind; country; world` | an actor |
//! | `source: symbol; title; date; B; origin …; by …; kind` | a source |
//! | `place: name; aka …; kind; country` | a place |
//! | `reading: source p. 3 2` | the source from which the next records are cited |
//!
//! A name is given by the beginnings of words of any of its names; `+"João Silva"` in quotation marks is that name as it
//! stands, and new where nobody has it. What [`read`] gives is both what is previewed and what is added.

mod cite;
mod complete;
mod forms;
mod incident;
mod kinds;
mod name;
mod names;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use crate::case::{Citation, Credibility, Extra, Key, Record, RecordId, SourceId, Stance};

pub use complete::{Completions, Offer, complete};
pub use names::{Fresh, Meant, Names};

/// What is known while a line is read.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The names of the case.
    pub names: &'a Fresh<'a>,
    /// The source that is being read.
    pub reading: Option<&'a Reading>,
}

/// The source from which new records are cited, where it is open, and how credible what it says is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The source.
    pub source: SourceId,
    /// The place that is being read.
    pub locator: String,
    /// How credible what stands there is.
    pub credibility: Option<Credibility>,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What is added or changed, in order; what comes later may name what comes before.
    pub records: Vec<(RecordId, Record)>,
    /// The record that the line is about, which is the last one.
    pub main: Option<RecordId>,
    /// What was understood, in the order of the line.
    pub parts: Vec<Part>,
    /// What was not, and what should be known.
    pub faults: Vec<Fault>,
    /// What is being read from now on, where the line says so.
    pub reading: Option<Reading>,
}

/// A stretch of the line that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it is.
    pub what: What,
    /// What it means, in words.
    pub words: String,
}

/// What a stretch of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A date.
    Date,
    /// A place.
    Place,
    /// Somebody who takes part.
    Party,
    /// A theme.
    Theme,
    /// The kind of incident.
    Kind,
    /// Whose statement the whole of it is.
    Standing,
    /// A source, with locator and grade.
    Source,
    /// A field of a record.
    Field,
}

impl What {
    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Place => "place",
            Self::Party => "actor",
            Self::Theme => "theme",
            Self::Kind => "kind",
            Self::Standing => "said by",
            Self::Source => "source",
            Self::Field => "field",
        }
    }
}

/// What was not understood, or should be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What is amiss.
    pub words: String,
    /// What mends it: other text for a stretch of the line.
    pub fixes: Vec<Mend>,
    /// Whether nothing can be added before it is mended.
    pub is_blocking: bool,
}

/// Other text for a stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What it does, in words.
    pub label: String,
    /// The stretch that it replaces.
    pub span: Range<usize>,
    /// What stands there then.
    pub text: String,
}

impl Mend {
    /// The line, mended.
    pub fn apply(&self, line: &str) -> String {
        let part = |range: Range<usize>| line.get(range).unwrap_or_default();
        format!("{}{}{}", part(0..self.span.start), self.text, part(self.span.end..line.len()))
    }
}

impl Entry {
    /// Whether it can be added as it is.
    pub fn is_ready(&self) -> bool {
        (!self.records.is_empty() || self.reading.is_some()) && !self.faults.iter().any(|fault| fault.is_blocking)
    }

    fn part(&mut self, span: Range<usize>, what: What, words: impl Into<String>) {
        self.parts.push(Part { span, what, words: words.into() });
    }

    fn fault(&mut self, span: Range<usize>, words: impl Into<String>, fixes: Vec<Mend>) {
        self.faults.push(Fault { span, words: words.into(), fixes, is_blocking: true });
    }

    fn note(&mut self, span: Range<usize>, words: impl Into<String>) {
        self.faults.push(Fault { span, words: words.into(), fixes: Vec::new(), is_blocking: false });
    }
}

impl Reading {
    /// The reading of a source from its start.
    pub const fn of(source: SourceId) -> Self {
        Self { source, locator: String::new(), credibility: None }
    }

    /// So many pages, paragraphs or lines further on: the last number of the locator moves. None before the first.
    #[must_use]
    pub fn turned(&self, by: i64) -> Option<Self> {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let Some(end) = self.locator.rfind(is_digit).map(|last| last + 1) else {
            return (by > 0).then(|| Self { locator: format!("{} 1", or_page(&self.locator)), ..self.clone() });
        };
        let head = self.locator.get(..end)?;
        let begin = head.trim_end_matches(is_digit).len();
        let number: i64 = head.get(begin..)?.parse().ok()?;
        let next = number.checked_add(by).filter(|&next| next > 0)?;
        // "pp. 3–4" is left for one page.
        let lead = head.get(..begin)?.trim_end_matches(['-', '–']).trim_end_matches(is_digit);
        let lead = if lead.starts_with("pp. ") { lead.replacen("pp. ", "p. ", 1) } else { lead.to_owned() };
        Some(Self { locator: format!("{lead}{next}"), ..self.clone() })
    }

    /// A citation of what is being read.
    pub fn citation(&self, key: Key) -> Citation {
        Citation {
            key,
            source: self.source,
            locator: self.locator.clone(),
            credibility: self.credibility,
            stance: Stance::default(),
            paraphrase: String::new(),
            attested: None,
            extra: Extra::default(),
        }
    }
}

fn or_page(locator: &str) -> &str {
    if locator.trim().is_empty() { "p." } else { locator.trim() }
}

/// Reads a line. `bits` gives the bits of new identities.
pub fn read(line: &str, known: Known<'_>, bits: &mut dyn FnMut() -> u64) -> Entry {
    if line.trim().is_empty() {
        return Entry::default();
    }
    let mut entry = forms::read(line, known, bits).unwrap_or_else(|| incident::read(line, known, bits));
    entry.parts.sort_by_key(|part| (part.span.start, part.span.end));
    entry
}
