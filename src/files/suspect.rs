//! Damage and other kinds of file that are known by sight, before anything is parsed.

use std::borrow::Cow;
use std::ops::Range;

use super::damage::{ReadError, line_of};
use super::scan::slice;

/// Larger files are opened only if the user agrees: bytes.
const ASKED: u64 = 256 << 20;
/// Larger files are not opened: bytes.
const REFUSED: u64 = 1 << 30;

/// Whether a file of more than 256 MiB is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// A large file is an error that can be answered.
    #[default]
    Usual,
    /// The user agreed to a large file.
    Large,
}

/// First bytes of other kinds of file.
const OTHERS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP archive, perhaps a Word or Excel document"),
    (b"%PDF", "a PDF document"),
    (b"\xD0\xCF\x11\xE0", "an old Word or Excel document"),
    (b"\x1F\x8B", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"age-encryption.org/", "an encrypted file"),
    (b"-----BEGIN AGE", "an encrypted file"),
    (b"{\\rtf", "an RTF document"),
    (b"\xFF\xFE", "a text in UTF-16"),
    (b"\xFE\xFF", "a text in UTF-16"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"<", "an HTML or XML document"),
];

/// Whether a file of so many bytes may be read.
pub fn check_size(bytes: u64, size: Size) -> Result<(), ReadError> {
    match size {
        _ if bytes > REFUSED => Err(ReadError::TooLarge { bytes }),
        Size::Usual if bytes > ASKED => Err(ReadError::Large { bytes }),
        Size::Usual | Size::Large => Ok(()),
    }
}

/// The text of a file, and where its bytes are none.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Suspect<'b> {
    /// The text, with a replacement character for each byte that is no UTF-8. The byte order mark that some editors add
    /// is left out, and so are zero bytes at the end.
    pub text: Cow<'b, str>,
    /// What is no text in it, in order.
    pub blots: Vec<Blot>,
    /// How many zero bytes stand at the end of the file.
    pub padding: usize,
    /// The bytes of the file, without what is left out at both ends.
    pub bytes: &'b [u8],
    /// All of the file.
    pub file: &'b [u8],
}

/// A run of bytes that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Blot {
    /// Where it begins in the text.
    pub at: usize,
    /// Where it ends there.
    pub end: usize,
    /// Where it begins in the bytes; `None` for zero bytes, which are the same in both.
    from: Option<usize>,
}

/// So many runs of bytes that are no text are told apart; a file with more of them is none.
const MOST_BLOTS: usize = 1 << 20;

/// A file without one whole letter beyond ASCII, but with other bytes in so many lines, is in another encoding.
const OTHER_ENCODING: usize = 8;

impl<'b> Suspect<'b> {
    /// Looks at the bytes of a file.
    pub fn of(file: &'b [u8], size: Size) -> Result<Self, ReadError> {
        check_size(file.len() as u64, size)?;
        let bytes = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(ReadError::Empty);
        }
        if let Some(&(_, what)) = OTHERS.iter().find(|(first, _)| bytes.starts_with(first)) {
            // A file that begins with a conflict marker also begins with an angle bracket.
            if !bytes.starts_with(b"<<<<<<< ") {
                return Err(ReadError::OtherKind { what });
            }
        }
        let (has_zeros, has_angles) = rare(bytes);
        if let Some(at) = has_angles.then(|| marker(bytes)).flatten() {
            return Err(ReadError::Conflict { line: line_of(bytes.get(..at).unwrap_or_default()) });
        }
        let end = bytes.iter().rposition(|byte| *byte != 0 && !byte.is_ascii_whitespace()).map_or(0, |last| last + 1);
        let (whole, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
        let padding = zeros(rest);
        let whole = if padding == 0 { bytes } else { whole };
        let suspect = Self { padding, file, ..Self::split(whole, has_zeros) };
        if suspect.blots.len() > MOST_BLOTS || suspect.is_in_another_encoding() || whole.is_empty() {
            return Err(suspect.refusal().unwrap_or(ReadError::Empty));
        }
        Ok(suspect)
    }

    /// Whether all of it is text.
    pub const fn is_clean(&self) -> bool {
        self.blots.is_empty() && self.padding == 0
    }

    /// The text, with what is none replaced.
    fn split(bytes: &'b [u8], has_zeros: bool) -> Self {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if !has_zeros => return Self { text: Cow::Borrowed(text), bytes, ..Self::default() },
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(String::with_capacity(bytes.len())),
        };
        let mut suspect = Self { text, bytes, ..Self::default() };
        let mut from = 0;
        for chunk in bytes.utf8_chunks() {
            suspect.valid(chunk.valid());
            from += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                suspect.invalid(chunk.invalid().len(), from);
            }
            from += chunk.invalid().len();
            if suspect.blots.len() > MOST_BLOTS {
                break;
            }
        }
        suspect
    }

    /// Takes in text; zero bytes are text, but nobody writes them.
    fn valid(&mut self, part: &str) {
        let at = if let Cow::Owned(text) = &mut self.text {
            text.push_str(part);
            text.len() - part.len()
        } else {
            0
        };
        let mut done = 0;
        while let Some(zero) = part.get(done..).and_then(|rest| rest.find('\0')) {
            let start = done + zero;
            let rest = part.get(start..).unwrap_or_default();
            done = start + (rest.len() - rest.trim_start_matches('\0').len());
            self.blots.push(Blot { at: at + start, end: at + done, from: None });
            if self.blots.len() > MOST_BLOTS {
                return;
            }
        }
    }

    /// Takes in bytes that are no text; `from` is where they begin in the file.
    fn invalid(&mut self, count: usize, from: usize) {
        let text = self.text.to_mut();
        let at = text.len();
        text.extend(std::iter::repeat_n(char::REPLACEMENT_CHARACTER, count));
        let end = text.len();
        match self.blots.last_mut() {
            Some(last) if last.end == at && last.from.is_some() => last.end = end,
            _ => self.blots.push(Blot { at, end, from: Some(from) }),
        }
    }

    fn is_in_another_encoding(&self) -> bool {
        let other = |blot: &&Blot| blot.from.is_some();
        if self.blots.iter().filter(other).count() < OTHER_ENCODING || self.blots.iter().any(|blot| blot.from.is_none())
        {
            return false;
        }
        let blots = self.blots.iter().filter(other);
        let lines =
            blots.clone().zip(blots.skip(1)).filter(|(one, next)| slice(&self.text, one.end, next.at).contains('\n'));
        lines.count() + 1 >= OTHER_ENCODING
            && self.text.chars().all(|letter| letter.is_ascii() || letter == char::REPLACEMENT_CHARACTER)
    }

    /// Why a file is refused that is nothing but blots, or has them where the identity of the case should be.
    pub fn refusal(&self) -> Option<ReadError> {
        let line = |at: usize| line_of(slice(&self.text, 0, at).as_bytes());
        match self.blots.first() {
            Some(Blot { at, from: Some(_), .. }) => Some(ReadError::NotUtf8 { line: line(*at) }),
            Some(Blot { at, from: None, .. }) => {
                Some(ReadError::Zeros { line: line(*at), count: zeros(self.bytes) + self.padding })
            }
            None => (self.padding > 0).then(|| ReadError::Zeros { line: line(self.text.len()), count: self.padding }),
        }
    }

    /// The runs that lie in a stretch of the text.
    pub fn blots_in(&self, stretch: &Range<usize>) -> &[Blot] {
        let first = self.blots.partition_point(|blot| blot.end <= stretch.start);
        let end = self.blots.partition_point(|blot| blot.at < stretch.end);
        self.blots.get(first..end).unwrap_or_default()
    }

    /// What is wrong with a run, in words.
    pub fn words(&self, blot: Blot) -> String {
        let count = blot.end - blot.at;
        let Some(from) = blot.from else {
            return format!(
                "{count} zero {} here: the file was damaged while it was copied or stored",
                if count == 1 { "byte stands" } else { "bytes stand" }
            );
        };
        let byte = self.bytes.get(from).copied().unwrap_or_default();
        format!(
            "the byte \\x{byte:02x} is not text in UTF-8: another program saved the file in another encoding, or it was \
             damaged"
        )
    }

    /// A stretch of the text; bytes that are none are shown as `\x` and two hex digits.
    pub fn shown(&self, stretch: &Range<usize>) -> String {
        let mut shown = String::with_capacity(stretch.len());
        let mut done = stretch.start;
        for blot in self.blots_in(stretch) {
            let Some(from) = blot.from else { continue };
            shown.push_str(slice(&self.text, done, blot.at));
            let count = (blot.end - blot.at) / char::REPLACEMENT_CHARACTER.len_utf8();
            for byte in self.bytes.get(from..from + count).unwrap_or_default() {
                let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
                shown.extend(['\\', 'x', digit(byte >> 4), digit(byte & 15)]);
            }
            done = blot.end;
        }
        shown.push_str(slice(&self.text, done, stretch.end));
        shown
    }
}

/// Where a line begins that is a conflict marker of git.
fn marker(bytes: &[u8]) -> Option<usize> {
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let is_marker = |line: &[u8]| line.starts_with(b"<<<<<<< ") || line.starts_with(b">>>>>>> ");
    let mut at = 0;
    lines.find_map(|line| {
        at += line.len();
        is_marker(line).then(|| at - line.len())
    })
}

/// Whether there are zero bytes, and whether there are angle brackets: looked for together, in one pass.
fn rare(bytes: &[u8]) -> (bool, bool) {
    let found = bytes.iter().fold(0, |found, &byte| {
        found | u8::from(byte == 0) | (u8::from(byte == b'<') << 1) | (u8::from(byte == b'>') << 1)
    });
    (found & 1 != 0, found & 2 != 0)
}

fn zeros(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte == 0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &ReadError>) {
        let suspect = Suspect::of(bytes, Size::Usual);
        assert_eq!(suspect.as_ref().map(|suspect| suspect.text.as_ref()), expected);
    }

    #[test]
    fn what_is_no_case_is_known_by_its_first_bytes() {
        check(b"", Err(&ReadError::Empty));
        check(b" \n", Err(&ReadError::Empty));
        check(b"%PDF-1.7 \0\xff", Err(&ReadError::OtherKind { what: "a PDF document" }));
        check(b"PK\x03\x04\0", Err(&ReadError::OtherKind { what: "a ZIP archive, perhaps a Word or Excel document" }));
        check(b"(\n<<<<<<< HEAD\n\xff", Err(&ReadError::Conflict { line: 2 }));
        check(b"<<<<<<< HEAD\n(\n", Err(&ReadError::Conflict { line: 1 }));
        check(b"\0\0\n", Err(&ReadError::Zeros { line: 1, count: 2 }));
        let latin = b"na\xefve\n".repeat(8);
        check(&latin, Err(&ReadError::NotUtf8 { line: 1 }));
        check(&b"na\xefve\n".repeat(7), Ok(&"na\u{FFFD}ve\n".repeat(7)));
        check(&[&latin, "é".as_bytes()].concat(), Ok(&("na\u{FFFD}ve\n".repeat(8) + "é")));
    }

    #[test]
    fn what_is_no_text_is_set_apart_and_can_be_shown() {
        let check = |bytes: &[u8], text: &str, blots: &[(usize, usize)], shown: &str, padding: usize| {
            let suspect = Suspect::of(bytes, Size::Usual).unwrap();
            let found: Vec<_> = suspect.blots.iter().map(|blot| (blot.at, blot.end)).collect();
            assert_eq!((suspect.text.as_ref(), found.as_slice(), suspect.padding), (text, blots, padding));
            assert_eq!(suspect.shown(&(0..text.len())), shown);
        };
        check(b"\xEF\xBB\xBF(a: 1)", "(a: 1)", &[], "(a: 1)", 0);
        check(b"(a: \xE9t\xE9)", "(a: \u{FFFD}t\u{FFFD})", &[(4, 7), (8, 11)], "(a: \\xe9t\\xe9)", 0);
        check(b"a\xC3\xff\x80b", "a\u{FFFD}\u{FFFD}\u{FFFD}b", &[(1, 10)], "a\\xc3\\xff\\x80b", 0);
        check(b"a\0\0b\0\0\n\0", "a\0\0b", &[(1, 3)], "a\0\0b", 3);
        check("é\0".as_bytes(), "é", &[], "é", 1);
    }

    #[test]
    fn a_large_file_is_asked_about_and_a_huge_one_refused() {
        let large = (256 << 20) + 1;
        assert_eq!(check_size(large, Size::Usual), Err(ReadError::Large { bytes: large }));
        assert_eq!(check_size(large, Size::Large), Ok(()));
        let huge = (1 << 30) + 1;
        assert_eq!(check_size(huge, Size::Large), Err(ReadError::TooLarge { bytes: huge }));
    }
}
