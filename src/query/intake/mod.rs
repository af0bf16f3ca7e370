//! Taking in a table of missions and themes: what a grid of texts says, read against a case, as a proposal. Nothing here
//! alters anything: what an officer has looked at and accepted becomes records.
//!
//! | a table | is read as |
//! |---|---|
//! | missions down and themes across, or the other way round | wide: a mark, a level or a letter in each cell |
//! | columns called *Mission* and *Theme* | long: a claim in each row, with level, modality, decision, paragraph, from, to, attested, note |
//!
//! | a cell | says |
//! |---|---|
//! | `x`, `✓`, `●`, `yes`, `1` | the level that plain marks stand for |
//! | a level by its name, its beginning or its letter; several with a comma or a slash between | those levels |
//! | `x` in a table with other letters of levels | excluded, as on the keyboard |
//! | words in brackets, a footnote with its text below the table | a remark of the source |
//! | nothing, a dash, `no`, `0` | no claim: a blank is not a "no" |
//! | anything else | a fault, told with its place |
//!
//! Names are compared without case, accents and signs. What nobody is called is created only if the officer says so.

mod cell;
mod headers;
mod long;
mod propose;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::tables::unguarded;
use crate::case::{Edtf, Level, MandateId, Modality, SourceId, When};

pub use headers::{Header, Target};
pub use propose::{Fresh, propose, records};
pub use shape::Layout;

/// A table of texts. Rows may be of different lengths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// What stands at a place, without the apostrophe that keeps it from being a formula; empty outside of the table.
    pub fn at(&self, place: Place) -> &str {
        self.rows.get(place.row).and_then(|row| row.get(place.column)).map_or("", |text| unguarded(text.trim()))
    }

    /// The number of columns of its longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The same with rows and columns exchanged.
    #[must_use]
    fn turned(&self) -> Self {
        let text = |row, column| self.at(Place { row, column }).to_owned();
        Self {
            rows: (0..self.width()).map(|column| (0..self.rows.len()).map(|row| text(row, column)).collect()).collect(),
        }
    }
}

/// A place in a table, from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

impl Place {
    /// As a spreadsheet names it: "C4".
    pub fn name(self) -> String {
        let (mut letters, mut rest) = (Vec::new(), self.column + 1);
        while rest > 0 {
            letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        format!("{}{}", letters.iter().rev().collect::<String>(), self.row + 1)
    }

    const fn turned(self) -> Self {
        Self { row: self.column, column: self.row }
    }
}

/// What the officer has decided beside what the table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// How the table lies, where it was not found out by itself.
    pub layout: Option<Layout>,
    /// What becomes of names, by their key.
    pub targets: BTreeMap<Key, Target>,
    /// The level that plain marks stand for.
    pub mark: Level,
    /// Where the case has another claim, nothing is added beside it.
    pub leaves_others: bool,
    /// The date for which the table speaks.
    pub attested: Option<Edtf>,
}

/// A name of the table: whether it is a mission's, and its letters and digits alone.
pub type Key = (Axis, String);

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// A mission.
    Mission,
    /// A theme.
    Theme,
}

/// What a table comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// How it lies.
    pub layout: Layout,
    /// The missions that it names, each once.
    pub missions: Vec<Header>,
    /// The themes that it names, each once.
    pub themes: Vec<Header>,
    /// The claims that it makes, in its order.
    pub claims: Vec<Proposed>,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// Whether plain marks stand in it, so that it matters for what level they stand.
    pub has_marks: bool,
}

/// A claim that a table makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// Where it stands.
    pub place: Place,
    /// Its mission, by its place among those of the proposal.
    pub mission: usize,
    /// Its theme, likewise.
    pub theme: usize,
    /// What it says.
    pub said: Said,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What a claim says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// How far it goes.
    pub level: Level,
    /// To watch, to help or to enforce.
    pub modality: Option<Modality>,
    /// The decision that gives it.
    pub decision: Option<SourceId>,
    /// Where it stands in that decision.
    pub paragraph: String,
    /// When it holds.
    pub when: When,
    /// The date for which the table says it.
    pub attested: Option<Edtf>,
    /// A remark.
    pub note: String,
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is added.
    New,
    /// It is added beside this one, which says another level.
    Beside(MandateId),
    /// The case has it already.
    Same(MandateId),
    /// The table has it already.
    Twice,
    /// Its mission or its theme is left out, or the case has another claim that is to stand alone.
    LeftOut,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, and what becomes of it.
    pub words: String,
}

/// How many claims come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that are added, to cells that have none.
    pub new: usize,
    /// Those that are added beside others.
    pub beside: usize,
    /// Those that the case or the table has already.
    pub same: usize,
    /// Those that are left out.
    pub left_out: usize,
    /// What could not be read.
    pub faults: usize,
}

impl Proposal {
    /// How many claims come to what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { faults: self.faults.len(), ..Counts::default() };
        for claim in &self.claims {
            match claim.outcome {
                Outcome::New => counts.new += 1,
                Outcome::Beside(_) => counts.beside += 1,
                Outcome::Same(_) | Outcome::Twice => counts.same += 1,
                Outcome::LeftOut => counts.left_out += 1,
            }
        }
        counts
    }

    /// Missions and themes that are created.
    pub fn created(&self) -> [usize; 2] {
        [&self.missions, &self.themes]
            .map(|headers| headers.iter().filter(|header| header.target == Target::Create).count())
    }
}
