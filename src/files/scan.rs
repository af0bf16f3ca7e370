//! A light scanner of RON: aware of text, raw text, characters, comments and brackets, and of nothing else.
//!
//! It frames a file (which stretch is which record), tells whether there are comments, and puts raw text of unknown
//! fields into one form. It keeps no stack: brackets are counted by its callers.

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Comma,
    Colon,
    /// Text in quotation marks, raw or not, or a character.
    Text,
    /// A name, a number, or anything else.
    Word,
}

/// A stretch of the text, with the offset of its first byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub at: usize,
}

impl Token<'_> {
    pub const fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Text or a comment that is not closed until the end of the file; the offset is that of its first byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unclosed {
    pub at: usize,
    pub is_comment: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    pub has_comments: bool,
}

impl<'a> Scanner<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0, has_comments: false }
    }

    /// Where the last token ended.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Goes on from that byte.
    pub const fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token without taking it.
    pub fn peek(&self) -> Result<Option<Token<'a>>, Unclosed> {
        let mut ahead = *self;
        ahead.next()
    }

    /// The next token; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token<'a>>, Unclosed> {
        self.skip_space()?;
        let at = self.at;
        let rest = slice(self.text, at, self.text.len());
        let Some(first) = rest.bytes().next() else { return Ok(None) };
        let (kind, length) = match first {
            b'(' | b'[' | b'{' => (Kind::Open, Some(1)),
            b')' | b']' | b'}' => (Kind::Close, Some(1)),
            b',' => (Kind::Comma, Some(1)),
            b':' => (Kind::Colon, Some(1)),
            b'"' => (Kind::Text, quoted(rest)),
            b'r' | b'b' if raw_quotes(rest).is_some() => (Kind::Text, raw(rest)),
            b'\'' => (Kind::Text, Some(character(rest).unwrap_or(1))),
            _ => (Kind::Word, Some(word(rest))),
        };
        let length = length.ok_or(Unclosed { at, is_comment: false })?;
        self.at = at + length;
        Ok(Some(Token { kind, text: slice(self.text, at, self.at), at }))
    }

    fn skip_space(&mut self) -> Result<(), Unclosed> {
        loop {
            let rest = slice(self.text, self.at, self.text.len());
            let trimmed = rest.trim_start_matches(is_space);
            self.at += rest.len() - trimmed.len();
            let length = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                block_comment(trimmed).ok_or(Unclosed { at: self.at, is_comment: true })?
            } else {
                return Ok(());
            };
            self.has_comments = true;
            self.at += length;
        }
    }
}

/// A part of a text; empty where the bounds are none of its own.
pub(super) fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t'..='\r' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

fn quoted(rest: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The quotation mark that opens raw or byte text, with the mark that closes it.
fn raw_quotes(rest: &str) -> Option<(usize, String)> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')).or_else(|| rest.strip_prefix('b'))?;
    let hashes = after.bytes().take_while(|&byte| byte == b'#').count();
    let is_raw = rest.len() - after.len() == 2 || rest.starts_with('r');
    let opens = after.as_bytes().get(hashes) == Some(&b'"') && (is_raw || hashes == 0);
    opens.then(|| {
        (rest.len() - after.len() + hashes, if is_raw { format!("\"{}", "#".repeat(hashes)) } else { String::new() })
    })
}

fn raw(rest: &str) -> Option<usize> {
    let (opening, closing) = raw_quotes(rest)?;
    let inner = slice(rest, opening, rest.len());
    if closing.is_empty() {
        return quoted(inner).map(|length| opening + length);
    }
    slice(inner, 1, inner.len()).find(&closing).map(|at| opening + 1 + at + closing.len())
}

fn character(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        letters.next()?;
    }
    let (at, _) = letters.take(10).find(|&(_, letter)| letter == '\'')?;
    (first == '\\' || at == 1 + first.len_utf8()).then_some(at + 1)
}

fn word(rest: &str) -> usize {
    let ends = |(at, letter): (usize, char)| {
        let is_end = matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '"') || is_space(letter);
        let is_comment = letter == '/' && matches!(rest.as_bytes().get(at + 1), Some(b'/' | b'*'));
        (is_end || is_comment).then_some(at)
    };
    rest.char_indices().skip(1).find_map(ends).unwrap_or(rest.len())
}

fn block_comment(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(pair) = bytes.get(at..at + 2) {
        let step = match pair {
            b"/*" => {
                depth += 1;
                2
            }
            b"*/" => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The text on one line where it can be: no comments, no white space but one space after commas and colons, no last
/// comma. What stands in quotation marks is kept to the letter.
pub(super) fn normalised(raw: &str) -> String {
    let mut scanner = Scanner::new(raw);
    let mut line = String::with_capacity(raw.len());
    let mut before = Kind::Open;
    while let Ok(Some(token)) = scanner.next() {
        match (before, token.kind) {
            (Kind::Comma, Kind::Close) | (_, Kind::Comma) => {}
            (Kind::Comma, _) => line.push_str(", "),
            (Kind::Colon, _) | (Kind::Word | Kind::Text, Kind::Word | Kind::Text) => line.push(' '),
            _ => {}
        }
        if token.kind != Kind::Comma {
            // A text over several lines is the same whatever ends its lines.
            line.push_str(&token.text.replace("\r\n", "\n"));
        }
        before = token.kind;
    }
    line
}

/// Whether the text has comments; a text that cannot be scanned to its end counts as far as it can.
pub(super) fn has_comments(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    while let Ok(Some(_)) = scanner.next() {
        if scanner.has_comments {
            return true;
        }
    }
    scanner.has_comments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        assert_eq!(normalised(raw), expected);
        assert_eq!(normalised(expected), expected, "twice is once");
    }

    #[test]
    fn raw_text_is_put_on_one_line_and_what_is_quoted_is_kept() {
        check("(\n    a : 1 ,\n    b:[ 2,3 , ],\n)", "(a: 1, b: [2, 3])");
        check("Some ( \"a ,  b\" )", "Some(\"a ,  b\")");
        check("[ r#\"a \" // b\"# , 'x', '\\'', b\"q\\\"\" ] // gone", "[r#\"a \" // b\"#, 'x', '\\'', b\"q\\\"\"]");
        check("/* a /* b */ c */ Word /* d */", "Word");
        check("\"http://x\"", "\"http://x\"");
    }

    #[test]
    fn a_comment_in_quotation_marks_is_none() {
        assert!(!has_comments("(a: \"// no\", b: r\"/* no */\")"));
        assert!(has_comments("(a: 1, // yes\n)"));
        assert!(has_comments("(a: /* yes */ 1)"));
    }

    #[test]
    fn what_is_not_closed_is_told_with_its_place() {
        let mut scanner = Scanner::new("a \"b");
        assert!(scanner.next().is_ok());
        assert!(matches!(scanner.next(), Err(Unclosed { at: 2, is_comment: false })));
        let mut scanner = Scanner::new("/* /* */");
        assert!(matches!(scanner.next(), Err(Unclosed { at: 0, is_comment: true })));
    }
}
