//! From text to query. It never fails: what can be understood is, and what cannot is told where it stands.

use super::fields::{Field, test};
use super::lex::{Piece, Token, tokens};
use super::near::nearest;
use super::syntax::{Compare, Expr, Issue, Query, Severity, Span, Term, Test};

/// What became of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The query, as far as it was understood.
    pub query: Query,
    /// What is wrong with it, in the order of the text.
    pub issues: Vec<Issue>,
}

impl Parsed {
    /// Whether the query can be asked.
    pub fn is_right(&self) -> bool {
        self.issues.iter().all(|issue| issue.severity != Severity::Error)
    }
}

/// So deep may brackets and "not" stand within each other.
const DEPTH: usize = 64;

/// Understands a text as a query.
pub fn parse(text: &str) -> Parsed {
    let (tokens, issues) = tokens(text);
    let mut parser = Parser { tokens, at: 0, depth: 0, end: text.len(), issues };
    let mut parts = Vec::new();
    while parser.at < parser.tokens.len() {
        let before = parser.at;
        parts.extend(parser.either());
        if let Some(token) = parser.peek().cloned()
            && token.piece == Piece::Close
        {
            parser.error(token.span, "This bracket closes none: take it out", None);
            parser.at += 1;
        } else if parser.at == before {
            parser.at += 1;
        }
    }
    let mut issues = parser.issues;
    issues.sort_by_key(|issue| (issue.span.start, issue.span.end));
    Parsed { query: Query(Expr::and(parts)), issues }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Where the text ends.
    end: usize,
    issues: Vec<Issue>,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn is_at(&self, piece: &Piece) -> bool {
        self.peek().is_some_and(|token| token.piece == *piece)
    }

    fn error(&mut self, span: Span, words: impl Into<String>, instead: Option<String>) {
        self.issues.push(Issue { span, severity: Severity::Error, words: words.into(), instead });
    }

    /// Where the piece that was read last stands.
    fn last_span(&self) -> Span {
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.map_or(Span { start: self.end, end: self.end }, |token| token.span)
    }

    fn either(&mut self) -> Option<Expr> {
        let mut parts = Vec::new();
        loop {
            let begin = self.at;
            let part = self.both();
            let is_or = self.is_at(&Piece::Or);
            if part.is_none() && self.at == begin && is_or {
                let span = self.peek().map(|token| token.span).unwrap_or_default();
                self.error(span, "Nothing stands before this “or”: in quotes it is a word", Some("\"or\"".to_owned()));
            }
            parts.extend(part);
            if !is_or {
                break;
            }
            self.at += 1;
            if self.peek().is_none_or(|token| token.piece == Piece::Close) {
                let span = self.last_span();
                self.error(span, "Nothing follows this “or”: in quotes it is a word", None);
                break;
            }
        }
        Expr::or(parts)
    }

    fn both(&mut self) -> Option<Expr> {
        let mut parts = Vec::new();
        let mut is_begun = false;
        while let Some(token) = self.peek().cloned() {
            match token.piece {
                Piece::Or | Piece::Close => break,
                Piece::And => self.and(token.span, is_begun),
                Piece::Open | Piece::Not | Piece::Surely | Piece::Text { .. } | Piece::Field { .. } => {
                    is_begun = true;
                    parts.extend(self.one());
                }
            }
        }
        Expr::and(parts)
    }

    /// An "and" that is written out: something has to stand on both of its sides.
    fn and(&mut self, span: Span, is_begun: bool) {
        self.at += 1;
        if !is_begun || !self.is_followed() {
            let side = if is_begun { "follows" } else { "stands before" };
            self.error(span, format!("Nothing {side} this “and”: in quotes it is a word"), None);
        }
    }

    /// Whether something follows that can be asked.
    fn is_followed(&self) -> bool {
        self.peek().is_some_and(|next| !matches!(next.piece, Piece::Or | Piece::Close | Piece::And))
    }

    fn one(&mut self) -> Option<Expr> {
        let token = self.peek()?.clone();
        self.at += 1;
        match token.piece {
            Piece::Not => Some(Expr::Not(Box::new(self.operand(token.span, "not")?))),
            Piece::Surely => Some(Expr::Surely(Box::new(self.operand(token.span, "surely")?))),
            Piece::Open => self.bracket(token.span),
            Piece::Text { text, is_quoted } => self.text(text, is_quoted, token.span),
            Piece::Field { name, compare, value, value_span } => {
                let name_span = Span { start: token.span.start, end: token.span.start + name.len() };
                let test = self.field((&name, name_span), compare, (value.as_deref(), value_span))?;
                Some(Expr::Term(Term { test, span: token.span }))
            }
            Piece::Close | Piece::And | Piece::Or => None,
        }
    }

    /// What a word that stands before it is about.
    fn operand(&mut self, span: Span, word: &str) -> Option<Expr> {
        if !self.is_followed() {
            self.error(span, format!("Nothing follows this “{word}”: in quotes it is a word"), None);
            return None;
        }
        self.deeper(span, Self::one)
    }

    fn bracket(&mut self, span: Span) -> Option<Expr> {
        let begin = self.at;
        let inner = self.deeper(span, Self::either);
        if self.is_at(&Piece::Close) {
            self.at += 1;
            if self.at == begin + 1 {
                let span = Span { start: span.start, end: self.last_span().end };
                self.error(span, "Nothing stands in these brackets", None);
            }
        } else if self.depth < DEPTH {
            self.error(span, "This bracket is not closed: it needs a ) behind it", None);
        }
        inner
    }

    /// What stands one level deeper; what stands too deep is left out and told once.
    fn deeper(&mut self, span: Span, read: fn(&mut Self) -> Option<Expr>) -> Option<Expr> {
        if self.depth >= DEPTH {
            self.error(span, format!("More than {DEPTH} brackets and “not” stand within each other"), None);
            self.at = self.tokens.len();
            return None;
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn text(&mut self, text: String, is_quoted: bool, span: Span) -> Option<Expr> {
        if text.trim().is_empty() {
            self.error(span, "There is nothing in these quotation marks", None);
            return None;
        }
        let is_unsourced = !is_quoted && text.eq_ignore_ascii_case("unsourced");
        Some(Expr::Term(Term { test: if is_unsourced { Test::Unsourced } else { Test::Text(text) }, span }))
    }

    fn field(
        &mut self,
        (name, name_span): (&str, Span),
        compare: Option<Compare>,
        (value, span): (Option<&str>, Span),
    ) -> Option<Test> {
        let Some(field) = Field::of(name) else {
            let near = nearest(name, Field::all_names());
            let hint =
                near.map_or_else(|| "in quotes it is a phrase".to_owned(), |near| format!("did you mean {near}?"));
            self.error(name_span, format!("No field is called “{name}”: {hint}"), near.map(str::to_owned));
            return None;
        };
        match value.filter(|value| !value.trim().is_empty()) {
            None => {
                let row = super::fields::FIELDS.iter().find(|row| row.field == field);
                let example = row.map_or("", |row| row.example);
                let whole = Span { start: name_span.start, end: span.end };
                self.error(whole, format!("A value is missing, as in {example}"), None);
                None
            }
            Some(value) => {
                test(field, compare, value.trim()).map_err(|(words, instead)| self.error(span, words, instead)).ok()
            }
        }
    }
}
