//! Our own reading of what is written as we write it: one pass, nothing looked up, nothing guessed.
//!
//! The fields of a struct are met in their order, words are known, texts and numbers plain; white space may differ.
//! Whatever else there is (a comment, another order, an unknown word, damage) gives `None`, and the value is read anew
//! by the `ron` crate, which accepts all that is RON and says what is wrong with the rest. What is read here means the
//! same there.
//!
//! While reading, a cursor also watches whether every byte is the one that the writer (`out.rs`) would write: then a
//! later save may take over the stretch as it is.

use super::out::{COLUMNS, Layout, Out};
use super::scan::slice;
use super::value::{Value, nfc};

/// A place in a text, and how what stands there should be laid out.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    indent: usize,
    /// Inside something that stands on one line.
    is_line: bool,
    /// Whether all so far stands as the writer would have it.
    pub is_canonical: bool,
}

/// White space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    /// None.
    None,
    /// One space.
    One,
    /// A line break and so many spaces.
    Line(usize),
    /// Anything that we do not write.
    Other,
}

/// Brackets that are open.
#[derive(Debug)]
pub(super) struct Group {
    close: u8,
    was_line: bool,
    state: State,
}

/// How far a group has been passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The opening bracket.
    Opened,
    /// Up to an item.
    AtItem,
    /// The closing bracket.
    Closed,
}

impl<'a> Cursor<'a> {
    /// A cursor at that byte, inside so many levels of brackets that stand on lines of their own.
    pub const fn new(text: &'a str, at: usize, indent: usize) -> Self {
        Self { text, at, indent, is_line: false, is_canonical: true }
    }

    /// Where it stands.
    pub const fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Passes that byte.
    pub fn byte(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }

    /// Passes white space.
    fn space(&mut self) -> Space {
        let rest = self.rest();
        let (first, spaces) = match rest.first() {
            Some(b'\n') => (1, spaces(rest, 1)),
            Some(b' ') => (0, spaces(rest, 0)),
            Some(b'\r' | b'\t') => (0, 0),
            _ => return Space::None,
        };
        self.at += first + spaces;
        let is_over = !matches!(rest.get(first + spaces), Some(b'\n' | b'\r' | b'\t'));
        match (first, spaces) {
            (1, spaces) if is_over => Space::Line(spaces),
            (0, 1) if is_over => Space::One,
            _ => {
                let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
                self.at += self.rest().iter().take_while(is_space).count();
                Space::Other
            }
        }
    }

    /// Passes white space, of which the writer has one.
    fn one_space(&mut self) {
        self.is_canonical &= self.space() == Space::One;
    }

    /// Passes the colon behind an id.
    pub fn colon(&mut self) -> Option<()> {
        self.byte(b':')?;
        self.one_space();
        Some(())
    }

    /// Passes a comma between two things on one line.
    pub fn comma(&mut self) -> Option<()> {
        self.byte(b',')?;
        self.one_space();
        Some(())
    }

    fn open(&mut self, layout: Layout, open: u8, close: u8) -> Option<Group> {
        self.byte(open)?;
        let was_line = self.is_line;
        self.is_line |= layout == Layout::Line;
        self.indent += 1;
        Some(Group { close, was_line, state: State::Opened })
    }

    /// Goes to the next item of a group; `false` once it has gone behind the closing bracket.
    fn item(&mut self, group: &mut Group) -> Option<bool> {
        let is_first = std::mem::replace(&mut group.state, State::AtItem) == State::Opened;
        let has_comma = !is_first && self.takes(b',');
        let space = self.space();
        let is_end = self.takes(group.close);
        let expected = match (self.is_line, is_first, is_end) {
            (_, true, true) | (true, true, false) | (true, false, true) => (false, Space::None),
            (true, false, false) => (true, Space::One),
            (false, true, false) => (false, Space::Line(4 * self.indent)),
            (false, false, false) => (true, Space::Line(4 * self.indent)),
            (false, false, true) => (true, Space::Line(4 * self.indent - 4)),
        };
        self.is_canonical &= (has_comma, space) == expected;
        if is_end {
            self.indent -= 1;
            self.is_line = group.was_line;
            group.state = State::Closed;
            return Some(false);
        }
        (is_first || has_comma).then_some(true)
    }

    /// Opens a struct and goes to its first field.
    pub fn fields(&mut self, layout: Layout) -> Option<Group> {
        let mut group = self.open(layout, b'(', b')')?;
        self.item(&mut group)?;
        Some(group)
    }

    /// The value of a field, if its name and colon are what comes next; else what a missing one means.
    pub fn field<T: Value, const N: usize>(&mut self, name: &[u8; N], is_naming: bool, group: &mut Group) -> Option<T> {
        if group.state == State::Closed || self.rest().first_chunk() != Some(name) {
            self.is_canonical &= !is_naming;
            return T::missing();
        }
        self.at += N;
        self.one_space();
        let value = T::quick(self)?;
        self.is_canonical &= is_naming || !value.is_left_out();
        self.item(group)?;
        Some(value)
    }

    /// A struct is whole when no field is left in it.
    pub fn end(group: &Group) -> Option<()> {
        (group.state == State::Closed).then_some(())
    }

    /// The one value in brackets behind a word.
    pub fn bracketed<T: Value>(&mut self) -> Option<T> {
        self.byte(b'(')?;
        let value = T::quick(self)?;
        self.byte(b')')?;
        Some(value)
    }

    /// A list, laid out as the writer does.
    pub fn list<T: Value>(&mut self) -> Option<Vec<T>> {
        let start = self.at;
        let is_long = self.rest().get(1).is_some_and(u8::is_ascii_whitespace);
        let layout = if T::IS_SCALAR && !is_long { Layout::Line } else { Layout::Block };
        let mut group = self.open(layout, b'[', b']')?;
        let mut list = Vec::new();
        // So many characters it would take on one line.
        let mut width = 0;
        while self.item(&mut group)? {
            let from = self.at;
            if list.is_empty() {
                // Most lists have one element, and room for four would take much memory.
                list.reserve_exact(1);
            }
            list.push(T::quick(self)?);
            if layout == Layout::Block && T::IS_SCALAR {
                width += slice(self.text, from, self.at).chars().count() + 2;
            }
        }
        if T::IS_SCALAR && !self.is_line {
            self.is_canonical &= match layout {
                Layout::Line => self.column(self.at) < COLUMNS,
                Layout::Block => self.column(start) + width >= COLUMNS,
            };
        }
        list.shrink_to_fit();
        Some(list)
    }

    /// Characters of the line before that byte.
    fn column(&self, at: usize) -> usize {
        let before = slice(self.text, 0, at);
        let line = slice(before, before.rfind('\n').map_or(0, |end| end + 1), at);
        line.chars().count()
    }

    /// A name or word.
    pub fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        rest.first().filter(|byte| byte.is_ascii_alphabetic())?;
        self.piece(length)
    }

    /// A number without a sign.
    pub fn digits(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_plain = length == 1 || rest.first() != Some(&b'0');
        self.piece(length).filter(|_| is_plain && length > 0)
    }

    /// A number with a sign, a point or an exponent.
    pub fn decimal(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e');
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        self.piece(length).filter(|_| matches!(rest.first(), Some(b'0'..=b'9' | b'-')))
    }

    /// So many bytes, behind which something else begins for certain.
    fn piece(&mut self, length: usize) -> Option<&'a str> {
        let (start, end) = (self.at, self.at + length);
        let next = self.text.as_bytes().get(end)?;
        self.at = end;
        matches!(next, b',' | b':' | b'(' | b')' | b']' | b' ' | b'\n' | b'\r' | b'\t')
            .then(|| slice(self.text, start, end))
    }

    /// Whether `None` stands here; it is passed.
    pub fn takes_none(&mut self) -> bool {
        let mut ahead = self.clone();
        let is_none = self.peek() == Some(b'N') && ahead.word() == Some("None");
        if is_none {
            *self = ahead;
        }
        is_none
    }

    /// A text in quotation marks in which every letter stands for itself.
    pub fn plain(&mut self) -> Option<&'a str> {
        self.byte(b'"')?;
        let start = self.at;
        self.at += plain(self.rest());
        let text = slice(self.text, start, self.at);
        self.byte(b'"')?;
        Some(text)
    }

    /// A text in quotation marks.
    pub fn text(&mut self) -> Option<String> {
        let start = self.at;
        if let Some(text) = self.plain() {
            return Some(text.to_owned());
        }
        self.at = start;
        self.byte(b'"')?;
        let mut letters = slice(self.text, self.at, self.text.len()).chars();
        let mut text = String::new();
        loop {
            match letters.next()? {
                '"' => break,
                '\\' => text.push(escaped(&mut letters)?),
                letter if letter.is_ascii_control() => return None,
                letter => text.push(letter),
            }
        }
        self.at = self.text.len() - letters.as_str().len();
        let text = nfc(text);
        let mut out = Out::default();
        out.text(&text);
        self.is_canonical &= out.done == slice(self.text, start, self.at);
        Some(text)
    }
}

/// The name of a field with its colon, of a length that is known when the program is built: comparing it is quick.
pub(super) const fn named<const N: usize>(name: &str) -> [u8; N] {
    let mut letters = [b':'; N];
    let (known, _) = letters.split_at_mut(N - 1);
    known.copy_from_slice(name.as_bytes());
    letters
}

/// Spaces from that byte on.
fn spaces(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while bytes.get(at..).and_then(<[u8]>::first_chunk) == Some(b"        ") {
        at += 8;
    }
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at - from
}

/// The letter behind a backslash, as we write them.
fn escaped(letters: &mut std::str::Chars<'_>) -> Option<char> {
    match letters.next()? {
        '"' => Some('"'),
        '\\' => Some('\\'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => {
            let (digits, rest) = letters.as_str().strip_prefix('{')?.split_once('}')?;
            let is_code = (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            *letters = rest.chars();
            char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| is_code)?)
        }
        _ => None,
    }
}

/// How many of the first bytes are letters that are written as they are, and that no other letter changes: all of
/// ASCII but controls, quotation marks and backslashes, the letters up to U+02FF, and the usual dashes and quotation
/// marks. All of them are in normal form C, together with any neighbour among them.
pub(super) fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk)
            && is_plain(u64::from_le_bytes(*eight))
        {
            at += 8;
        }
        at += match bytes.get(at) {
            Some(b' '..=b'~') if !matches!(bytes.get(at), Some(b'"' | b'\\')) => 1,
            Some(0xC2) if matches!(bytes.get(at + 1), Some(0xA0..=0xAC | 0xAE..=0xBF)) => 2,
            Some(0xC3..=0xCB) if bytes.get(at + 1).is_some() => 2,
            Some(0xE2) if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x90..=0xA7)) => 3,
            _ => return at,
        };
    }
}

/// Whether eight bytes are letters of ASCII, and none is a control, a quotation mark or a backslash: all eight are
/// looked at together, by the highest bit of each.
const fn is_plain(eight: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    const fn zero(eight: u64) -> u64 {
        eight.wrapping_sub(ONES) & !eight
    }
    let control = eight.wrapping_sub(0x20 * ONES) & !eight;
    let marks = zero(eight ^ (b'"' as u64 * ONES)) | zero(eight ^ (b'\\' as u64 * ONES)) | zero(eight ^ (0x7F * ONES));
    (eight | control | marks) & HIGH == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn plain_letters_are_written_as_they_are_and_no_neighbour_changes_them() {
        let every: Vec<char> = ('\0'..=char::MAX).filter(|letter| plain(letter.to_string().as_bytes()) > 0).collect();
        assert_eq!(every.len(), 93 + 31 + 9 * 64 + 24);
        for &letter in &every {
            let mut out = Out::default();
            out.text(&letter.to_string());
            assert_eq!(out.done, format!("\"{letter}\""));
        }
        let all: String = every.iter().collect();
        assert_eq!((all.nfc().collect::<String>(), plain(all.as_bytes())), (all.clone(), all.len()));
        assert!(every.iter().all(|&letter| unicode_normalization::char::canonical_combining_class(letter) == 0));
    }

    /// A list of texts: read, and whether it is as we write it.
    fn check(text: &str, expected: Option<(&[&str], bool)>) {
        let mut cursor = Cursor::new(text, 0, 0);
        let list = cursor.list::<String>();
        let expected =
            expected.map(|(list, is_canonical)| (list.iter().map(|&text| text.to_owned()).collect(), is_canonical));
        assert_eq!(list.map(|list| (list, cursor.is_canonical)), expected, "{text}");
    }

    #[test]
    fn what_is_laid_out_otherwise_is_read_and_known_as_such() {
        check("[\"a\", \"b\"]", Some((&["a", "b"], true)));
        check("[]", Some((&[], true)));
        check("[ ]", Some((&[], false)));
        check("[\"a\",\"b\",]", Some((&["a", "b"], false)));
        check("[\n    \"a\",\n]", Some((&["a"], false)));
        check("[\"a\\\"\\n\\u{202e}\"]", Some((&["a\"\n\u{202E}"], true)));
        check("[\"\\u{61}\"]", Some((&["a"], false)));
        check("[\"Jose\u{301}\"]", Some((&["José"], false)));
        let long = "x".repeat(500);
        check(&format!("[\"{long}\"]"), Some((&[&long], false)));
        check(&format!("[\n    \"{long}\",\n]"), Some((&[&long], true)));
        check(&format!("[\n    \"{long}\"\n]"), Some((&[&long], false)));
    }

    #[test]
    fn anything_unusual_is_left_to_ron() {
        for text in [
            "[,]",
            "[\"a\" \"b\"]",
            "[\"a\" /* b */]",
            "[r\"a\"]",
            "[\"a\nb\"]",
            "[\"\\x41\"]",
            "[\"a\"",
            "(\"a\")",
            "",
        ] {
            check(text, None);
        }
    }
}
