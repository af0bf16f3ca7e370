//! The canonical text: where lines break, what is indented, and how text is escaped.
//!
//! The rule goes by type and not by length, so that a change stays on its line:
//! - a record, and each of its parts that has citations of its own, has one field a line;
//! - a small part (paragraph, theme of an incident, quantity, casualties, position, marking) stands on one line;
//! - a list of such parts has one a line; a list of texts, ids or words stands on one line while that fits in
//!   100 columns, and else has one a line;
//! - what this version does not know stands on one line while that fits in 100 columns, and else is broken at its
//!   outermost brackets, and so on inwards.
//!
//! Four spaces of indent, a comma after every field and element that has a line of its own.

use std::fmt::{Display, Write as _};

use unicode_normalization::UnicodeNormalization as _;

use crate::case::Extra;

use super::context::{Context, parse};
use super::quick::plain;
use super::scan::{Kind, Scanner, Token, slice};
use super::value::Value;

/// Columns of a line that holds a list.
pub(super) const COLUMNS: usize = 100;

/// How a struct is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One field a line.
    Block,
    /// All on one line.
    Line,
}

/// A text that grows.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub done: String,
    indent: usize,
    /// Inside something that stands on one line.
    is_line: bool,
}

impl Out {
    /// A text inside so many levels of brackets.
    pub fn within(indent: usize) -> Self {
        Self { indent, ..Self::default() }
    }

    /// Brackets around what `inside` writes with [`Out::item`].
    pub fn group(&mut self, layout: Layout, brackets: [char; 2], inside: impl FnOnce(&mut Self)) {
        let was_line = self.is_line;
        self.is_line |= layout == Layout::Line;
        let [open, close] = brackets;
        self.done.push(open);
        let start = self.done.len();
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        if !self.is_line && self.done.len() > start {
            self.new_line();
        }
        self.done.push(close);
        self.is_line = was_line;
    }

    /// One field or element: on a line of its own, or after a comma.
    pub fn item(&mut self, write: impl FnOnce(&mut Self)) {
        if self.is_line {
            if !self.done.ends_with(['(', '[', '{']) {
                self.done.push_str(", ");
            }
            write(self);
        } else {
            self.new_line();
            write(self);
            self.done.push(',');
        }
    }

    /// A struct's field, unless it is left out; text that was kept for it, as long as it still gives that value.
    pub fn field<T: Value>(&mut self, name: &str, value: &T, extra: Option<&Extra>, is_naming: bool) {
        if let Some(raw) = extra.and_then(|extra| extra.get(name))
            && gives(raw, value)
        {
            self.raw_field(name, raw);
        } else if is_naming || !value.is_left_out() {
            self.item(|out| {
                out.name(name);
                value.write(out);
            });
        }
    }

    /// The fields that this version does not know.
    pub fn unknown_fields(&mut self, extra: &Extra, known: &[&str]) {
        for (name, raw) in extra.iter().filter(|(name, _)| !known.contains(name)) {
            self.raw_field(name, raw);
        }
    }

    pub fn raw_field(&mut self, name: &str, raw: &str) {
        self.item(|out| {
            out.name(name);
            if out.is_line || out.fits(raw) {
                out.word(raw);
            } else {
                out.broken(raw);
            }
        });
    }

    pub fn list<'a, T: Value + 'a>(&mut self, list: impl IntoIterator<Item = &'a T> + Clone, is_scalar: bool) {
        let start = self.done.len();
        if is_scalar || self.is_line {
            self.elements(Layout::Line, list.clone());
            if self.is_line || self.fits("") {
                return;
            }
            self.done.truncate(start);
        }
        self.elements(Layout::Block, list);
    }

    fn elements<'a, T: Value + 'a>(&mut self, layout: Layout, list: impl IntoIterator<Item = &'a T>) {
        self.group(layout, ['[', ']'], |out| {
            for element in list {
                out.item(|out| element.write(out));
            }
        });
    }

    /// A field's name and colon.
    pub fn name(&mut self, name: &str) {
        let is_plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
            && !name.starts_with(|first: char| first.is_ascii_digit());
        if !is_plain {
            self.done.push_str("r#");
        }
        self.done.push_str(name);
        self.done.push_str(": ");
    }

    /// Text as it stands.
    pub fn word(&mut self, word: &str) {
        self.done.push_str(word);
    }

    /// Text in quotation marks and normal form C. Letters of all scripts stay readable; what cannot be seen, and what
    /// turns the direction of writing, is escaped.
    pub fn text(&mut self, text: &str) {
        self.done.push('"');
        if plain(text.as_bytes()) == text.len() {
            self.done.push_str(text);
            self.done.push('"');
            return;
        }
        for letter in text.nfc() {
            match letter {
                '"' => self.done.push_str("\\\""),
                '\\' => self.done.push_str("\\\\"),
                '\n' => self.done.push_str("\\n"),
                '\r' => self.done.push_str("\\r"),
                '\t' => self.done.push_str("\\t"),
                _ if letter.is_control() || is_invisible(letter) => {
                    self.done.extend(letter.escape_unicode());
                }
                _ => self.done.push(letter),
            }
        }
        self.done.push('"');
    }

    /// What is shown as ASCII without quotation marks: an id, a key, a date.
    pub fn shown(&mut self, value: &impl Display) {
        self.done.push('"');
        let start = self.done.len();
        // Writing into a text cannot fail.
        write!(self.done, "{value}").unwrap_or_default();
        if plain(slice(&self.done, start, self.done.len()).as_bytes()) == self.done.len() - start {
            self.done.push('"');
        } else {
            let text = self.done.split_off(start);
            self.done.truncate(start - 1);
            self.text(&text);
        }
    }

    fn new_line(&mut self) {
        const INDENTS: &str = "\n                                        ";
        if let Some(line) = INDENTS.get(..=4 * self.indent) {
            self.done.push_str(line);
        } else {
            self.done.push('\n');
            self.done.extend(std::iter::repeat_n("    ", self.indent));
        }
    }

    /// Whether the line, with this text and a comma, keeps to its columns.
    fn fits(&self, more: &str) -> bool {
        let line = self.done.rsplit('\n').next().unwrap_or_default();
        line.chars().count() + more.chars().count() < COLUMNS
    }

    /// Text on one line, broken at its outermost brackets: `name: [` … `]`.
    fn broken(&mut self, raw: &str) {
        let Some((open, close)) = outermost(raw) else {
            self.done.push_str(raw);
            return;
        };
        self.done.push_str(slice(raw, 0, open + 1));
        self.indent += 1;
        for part in parts(slice(raw, open + 1, close)) {
            self.new_line();
            if self.fits(part) {
                self.done.push_str(part);
            } else {
                self.broken(part);
            }
            self.done.push(',');
        }
        self.indent -= 1;
        self.new_line();
        self.done.push_str(slice(raw, close, raw.len()));
    }
}

/// Whether kept text still gives this value, so that nobody has changed the field.
fn gives<T: Value>(raw: &str, value: &T) -> bool {
    parse::<T>(raw, &Context::new(raw)).is_ok_and(|read| read.same(value))
}

/// The first opening bracket and the last closing one.
fn outermost(raw: &str) -> Option<(usize, usize)> {
    let mut scanner = Scanner::new(raw);
    let mut open = None;
    let mut last = None;
    while let Ok(Some(token)) = scanner.next() {
        if token.kind == Kind::Open && open.is_none() {
            open = Some(token.at);
        }
        last = Some(token);
    }
    match (open, last) {
        (Some(open), Some(Token { kind: Kind::Close, at, .. })) => Some((open, at)),
        _ => None,
    }
}

/// What stands between the commas outside of brackets.
fn parts(inner: &str) -> Vec<&str> {
    let mut scanner = Scanner::new(inner);
    let mut depth = 0_usize;
    let mut start = 0;
    let mut parts = Vec::new();
    while let Ok(Some(token)) = scanner.next() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Comma if depth == 0 => {
                parts.push(slice(inner, start, token.at).trim());
                start = token.end();
            }
            Kind::Comma | Kind::Colon | Kind::Text | Kind::Word => {}
        }
    }
    parts.push(slice(inner, start, inner.len()).trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Marks of direction, joiners, spaces without width, line separators, and tags: nobody sees them in an editor.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Out::default();
        out.text(text);
        assert_eq!(out.done, expected);
        assert_eq!(ron::from_str::<String>(&out.done).expect("ron reads it"), text.nfc().collect::<String>());
    }

    #[test]
    fn letters_stay_readable_and_what_cannot_be_seen_is_escaped() {
        check("José “N’Ada” Lopes\u{2009}– 3 kg", "\"José “N’Ada” Lopes\u{2009}– 3 kg\"");
        check("a\"b\\c\nd\te", r#""a\"b\\c\nd\te""#);
        check("a\u{202E}b\u{200B}c\u{0}d\u{7F}", r#""a\u{202e}b\u{200b}c\u{0}d\u{7f}""#);
        check("Jose\u{301}", "\"José\"");
    }

    #[test]
    fn unknown_text_is_broken_only_where_it_is_long() {
        let mut out = Out::default();
        let long = "x".repeat(60);
        out.group(Layout::Block, ['(', ')'], |out| {
            out.raw_field("short", "[1, (a: 2)]");
            out.raw_field("long", &format!("{{\"a\": (b: \"{long}\", c: [1, 2]), \"d\": (e: \"{long}\")}}"));
        });
        let expected = format!(
            "(\n    short: [1, (a: 2)],\n    long: {{\n        \"a\": (b: \"{long}\", c: [1, 2]),\n        \
             \"d\": (e: \"{long}\"),\n    }},\n)"
        );
        assert_eq!(out.done, expected);
    }
}
