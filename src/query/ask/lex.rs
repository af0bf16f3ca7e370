//! The text of a query, cut into words, brackets and fields with their values.

use super::syntax::{Compare, Issue, Severity, Span, ends_word, is_quote};

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub piece: Piece,
    pub span: Span,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    Surely,
    /// A word or a phrase.
    Text {
        text: String,
        is_quoted: bool,
    },
    Field {
        name: String,
        compare: Option<Compare>,
        value: Option<String>,
        value_span: Span,
    },
}

/// Cuts a text; a phrase that does not end is told.
pub(super) fn tokens(text: &str) -> (Vec<Token>, Vec<Issue>) {
    let mut lexer = Lexer { text, at: 0, issues: Vec::new() };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next() {
        tokens.push(token);
    }
    (tokens, lexer.issues)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    issues: Vec<Issue>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn next(&mut self) -> Option<Token> {
        while self.peek().is_some_and(char::is_whitespace) {
            let _space = self.bump();
        }
        let start = self.at;
        let piece = match self.peek()? {
            '(' => self.single(Piece::Open),
            ')' => self.single(Piece::Close),
            quote if is_quote(quote) => Piece::Text { text: self.phrase(), is_quoted: true },
            '-' if self.rest().chars().nth(1).is_some_and(|next| !next.is_whitespace() && next != ')') => {
                self.single(Piece::Not)
            }
            _ => self.word(),
        };
        Some(Token { piece, span: Span { start, end: self.at } })
    }

    fn single(&mut self, piece: Piece) -> Piece {
        let _sign = self.bump();
        piece
    }

    /// A word, an operator, or a field with its value.
    fn word(&mut self) -> Piece {
        let run = self.run();
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_alphabetic() || letter == '_');
        if let Some((name, _)) = run.split_once(':').filter(|(name, _)| is_name(name)) {
            let (name, length) = (name.to_owned(), run.len());
            // Back to what follows the colon: the value may be a phrase.
            self.at = self.at - length + name.len() + 1;
            return self.field(name);
        }
        match run.to_ascii_lowercase().as_str() {
            "and" => Piece::And,
            "or" => Piece::Or,
            "not" => Piece::Not,
            "surely" => Piece::Surely,
            _ => Piece::Text { text: run, is_quoted: false },
        }
    }

    fn field(&mut self, name: String) -> Piece {
        let start = self.at;
        let sign = Compare::SIGNS.iter().find(|(sign, _)| self.rest().starts_with(sign));
        let compare = sign.map(|&(sign, compare)| {
            self.at += sign.len();
            compare
        });
        let value = match self.peek() {
            Some(quote) if is_quote(quote) => Some(self.phrase()),
            Some(letter) if !ends_word(letter) => Some(self.run()),
            Some(_) | None => None,
        };
        Piece::Field { name, compare, value, value_span: Span { start, end: self.at } }
    }

    /// Everything up to a space, a bracket or a quote.
    fn run(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(ends_word).unwrap_or(rest.len());
        let run = rest.get(..end).unwrap_or_default().to_owned();
        self.at += end;
        run
    }

    /// A phrase: up to the next quote that no backslash stands before.
    fn phrase(&mut self) -> String {
        let start = self.at;
        let _quote = self.bump();
        let mut text = String::new();
        while let Some(letter) = self.bump() {
            match letter {
                '\\' => text.extend(self.bump()),
                quote if is_quote(quote) => return text,
                _ => text.push(letter),
            }
        }
        self.issues.push(Issue {
            span: Span { start, end: self.at },
            severity: Severity::Error,
            words: "The phrase has no end: it needs a second quotation mark".to_owned(),
            instead: None,
        });
        text
    }
}
