//! A query as it was understood, how it is written, and what is wrong with it.

use std::fmt;

use super::fields::{AnyKind, Field, Half, Is};
use crate::case::{Credibility, Edtf, Reliability, Standing};

/// A part of the text of a query, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// A query. Without an expression it finds everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query(pub Option<Expr>);

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// One test.
    Term(Term),
    /// What this does not find.
    Not(Box<Self>),
    /// What this finds surely.
    Surely(Box<Self>),
    /// What all of these find; two or more.
    And(Vec<Self>),
    /// What one of these finds; two or more.
    Or(Vec<Self>),
}

/// A test, and where in the text it stands. Two are equal that ask the same, wherever they stand.
#[derive(Clone, Debug)]
pub struct Term {
    /// What is asked.
    pub test: Test,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.test == other.test
    }
}

/// What is asked of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A text in it.
    Text(String),
    /// Its kind, as it was written, and which kinds are meant.
    Kind(String, Vec<AnyKind>),
    /// What kind of record it is, or that it is undated.
    Is(Is),
    /// That it is or names what is called so; or has such a tag.
    Named(Field, String),
    /// That it happened not before this.
    After(Edtf),
    /// That it happened before this.
    Before(Edtf),
    /// That it happened in this.
    On(Edtf),
    /// Its standing.
    Status(Standing),
    /// Its grade.
    Grade(GradeTest),
    /// Its marking.
    Marking(Compare, Half),
    /// That no citation supports it.
    Unsourced,
}

/// What is asked of a grade: a letter, a digit or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeTest {
    /// How it compares.
    Graded(Compare, Option<Reliability>, Option<Credibility>),
    /// That nobody graded it yet.
    NotGraded,
}

/// How a value compares. Of grades the lower is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// The very same.
    Equal,
    /// Lower.
    Below,
    /// The same or lower.
    UpTo,
    /// Higher.
    Above,
    /// The same or higher.
    From,
}

impl Compare {
    /// Every sign, the longer ones first.
    pub(super) const SIGNS: [(&'static str, Self); 5] =
        [("<=", Self::UpTo), (">=", Self::From), ("<", Self::Below), (">", Self::Above), ("=", Self::Equal)];

    /// Whether a value stands so to another one.
    pub(super) fn holds<T: Ord>(self, value: &T, other: &T) -> bool {
        match self {
            Self::Equal => value == other,
            Self::Below => value < other,
            Self::UpTo => value <= other,
            Self::Above => value > other,
            Self::From => value >= other,
        }
    }

    /// The sign that is written before a value; none for "the very same".
    fn sign(self) -> &'static str {
        let sign = Self::SIGNS.iter().find(|(_, compare)| *compare == self && self != Self::Equal);
        sign.map_or("", |(sign, _)| sign)
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The query cannot be asked.
    Error,
    /// It can, and finds less than somebody may think.
    Warning,
}

/// Something about a query that its author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Where it is.
    pub span: Span,
    /// How bad.
    pub severity: Severity,
    /// What it is, and what was perhaps meant.
    pub words: String,
    /// What could stand there instead.
    pub instead: Option<String>,
}

impl Expr {
    /// What all of these find, where it is at least one.
    pub(super) fn and(parts: Vec<Self>) -> Option<Self> {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::And(parts) => parts,
            part @ (Self::Term(_) | Self::Not(_) | Self::Surely(_) | Self::Or(_)) => vec![part],
        });
        one_or(flat.collect(), Self::And)
    }

    /// What one of these finds, where it is at least one.
    pub(super) fn or(parts: Vec<Self>) -> Option<Self> {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Or(parts) => parts,
            part @ (Self::Term(_) | Self::Not(_) | Self::Surely(_) | Self::And(_)) => vec![part],
        });
        one_or(flat.collect(), Self::Or)
    }
}

fn one_or(mut parts: Vec<Expr>, several: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(several(parts)),
    }
}

impl Query {
    /// This query, asking only for what it finds surely.
    #[must_use]
    pub fn surely(self) -> Self {
        Self(self.0.map(|expr| Expr::Surely(Box::new(expr))))
    }

    /// The query itself, and whether it asks as a whole only for what it finds surely.
    pub fn split(self) -> (Self, bool) {
        match self.0 {
            Some(Expr::Surely(inner)) => (Self(Some(*inner)), true),
            expr => (Self(expr), false),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |expr| expr.fmt(f))
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(term) => term.test.fmt(f),
            Self::Not(inner) => before(f, "not", inner),
            Self::Surely(inner) => before(f, "surely", inner),
            Self::And(parts) => joined(f, parts, " "),
            Self::Or(parts) => joined(f, parts, " or "),
        }
    }
}

/// A word before what it is about.
fn before(f: &mut fmt::Formatter<'_>, word: &str, inner: &Expr) -> fmt::Result {
    match inner {
        Expr::And(_) | Expr::Or(_) => write!(f, "{word} ({inner})"),
        Expr::Term(_) | Expr::Not(_) | Expr::Surely(_) => write!(f, "{word} {inner}"),
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Expr], between: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        // Only an "or" within an "and" is torn apart without brackets.
        if matches!(part, Expr::Or(_)) { write!(f, "({part})")? } else { write!(f, "{part}")? }
    }
    Ok(())
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Kind(word, _) => write!(f, "kind:{}", value(word)),
            Self::Is(is) => write!(f, "is:{}", value(is.word())),
            Self::Named(field, name) => write!(f, "{}:{}", field.name(), value(name)),
            Self::After(date) => write!(f, "after:{}", value(date.as_str())),
            Self::Before(date) => write!(f, "before:{}", value(date.as_str())),
            Self::On(date) => write!(f, "on:{}", value(date.as_str())),
            Self::Status(standing) => write!(f, "status:{}", value(standing.label())),
            Self::Grade(GradeTest::NotGraded) => f.write_str("grade:none"),
            Self::Grade(GradeTest::Graded(compare, letter, digit)) => {
                let first = |label: &'static str| label.chars().take(1).collect::<String>();
                let letter = letter.map(|letter| first(letter.label())).unwrap_or_default();
                let digit = digit.map(|digit| first(digit.label())).unwrap_or_default();
                write!(f, "grade:{}{letter}{digit}", compare.sign())
            }
            Self::Marking(compare, half) => write!(f, "marking:{}{}", compare.sign(), value(half.word())),
            Self::Unsourced => f.write_str("unsourced"),
        }
    }
}

/// A value as it is written after a field.
pub(super) fn value(text: &str) -> String {
    let begins_compare = text.starts_with(['<', '>', '=']);
    if text.is_empty() || begins_compare || text.chars().any(ends_word) { in_quotes(text) } else { text.to_owned() }
}

/// A word or a phrase as it is written alone.
fn quoted(text: &str) -> String {
    let means_more = text.contains(':')
        || text.starts_with('-')
        || ["and", "or", "not", "surely", "unsourced"].iter().any(|word| text.eq_ignore_ascii_case(word));
    if text.is_empty() || means_more || text.chars().any(ends_word) { in_quotes(text) } else { text.to_owned() }
}

fn in_quotes(text: &str) -> String {
    let escaped = |letter: char| (is_quote(letter) || letter == '\\').then_some('\\').into_iter().chain([letter]);
    format!("\"{}\"", text.chars().flat_map(escaped).collect::<String>())
}

/// Whether a character ends a word: a space, a bracket or a quote.
pub(super) fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | ')') || is_quote(letter)
}

/// Whether a character opens or ends a phrase; word processors and other languages have their own.
pub(super) const fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}
