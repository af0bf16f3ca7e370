//! Whether two names are names of one, and which records of a case are likely to be one.
//!
//! A name is read into words ([`Name`]), in Latin letters whatever its script. Words of two names are laid beside each
//! other and compared by sound; what then decides is what is left over: another given name, another number or a word that
//! only one of two organizations has says more than any number of letters in common.

mod acronym;
mod blocks;
mod evidence;
mod guess;
mod lexicon;
mod likely;
mod name;
mod organizations;
mod pace;
mod pairs;
mod persons;
mod sounds;
mod words;

pub use guess::kind_of_name;
pub use likely::{Likely, MOST, likely};
pub use name::Name;

/// From this score on two names are taken to be names of one.
pub const SAME: f64 = 0.5;
/// From this score on they may be.
pub const POSSIBLY: f64 = 0.3;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// A company, a body, a group.
    Organization,
    /// A place.
    Place,
    /// A source, by its title.
    Source,
}

/// What a comparison comes to. It follows from the score alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Below [`POSSIBLY`].
    Different,
    /// From [`POSSIBLY`] on: worth a look.
    Possibly,
    /// From [`SAME`] on.
    Same,
}

impl Verdict {
    /// The verdict of a score.
    pub fn of(score: f64) -> Self {
        match score {
            score if score >= SAME => Self::Same,
            score if score >= POSSIBLY => Self::Possibly,
            _ => Self::Different,
        }
    }

    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Possibly => "possibly",
            Self::Different => "different",
        }
    }
}

/// How two names compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// From 0, nothing in common, to 1, the same letters.
    pub score: f64,
    /// Why, in words, what weighs most first.
    pub reasons: Vec<String>,
}

impl Match {
    /// Whether the names are taken to be names of one.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.score)
    }

    fn none(reason: &str) -> Self {
        Self { score: 0.0, reasons: vec![reason.to_owned()] }
    }
}

/// Compares two names. Where nobody says of what, their words tell whether of persons or of organizations.
pub fn score(one: &str, other: &str, kind: Option<Kind>) -> Match {
    compare(&Name::read(one), &Name::read(other), kind)
}

/// Compares two names that were read before.
pub fn compare(one: &Name, other: &Name, kind: Option<Kind>) -> Match {
    let is_person = match kind {
        Some(kind) => kind == Kind::Person,
        None => !one.is_of_organization() && !other.is_of_organization(),
    };
    let by = if is_person { persons::compare } else { organizations::compare };
    let mut best = Match::none("one of the names has no letters");
    for one in one.readings() {
        for other in other.readings() {
            let found = match (initials(one), initials(other)) {
                (Some(letters), Some(others)) if letters != others => Match::none("each is made of other initials"),
                _ => by(one, other),
            };
            if found.score > best.score || best.score == 0.0 {
                best = found;
            }
        }
    }
    best
}

/// The letters of a name that is nothing but initials, as UNAMI: there, one other letter is another name.
fn initials(words: &[name::Word]) -> Option<&str> {
    match words {
        [word] if word.is_capital && (2..=9).contains(&word.text.len()) => Some(&word.text),
        _ => None,
    }
}
