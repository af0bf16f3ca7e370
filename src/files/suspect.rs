//! Damage and other kinds of file that are known by sight, before anything is parsed.

use super::damage::{ReadError, line_of};

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

/// The bytes as text, without the byte order mark that some editors add.
pub(super) fn text_of(bytes: &[u8], size: Size) -> Result<&str, ReadError> {
    check_size(bytes.len() as u64, size)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(&(_, what)) = OTHERS.iter().find(|(first, _)| bytes.starts_with(first)) {
        // A file that begins with a conflict marker also begins with an angle bracket.
        if !bytes.starts_with(b"<<<<<<< ") {
            return Err(ReadError::OtherKind { what });
        }
    }
    if let Some(first) = bytes.iter().position(|&byte| byte == 0) {
        let count = bytes.split(|&byte| byte == 0).count() - 1;
        return Err(ReadError::Zeros { line: line_of(bytes.get(..first).unwrap_or_default()), count });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ReadError::NotUtf8 { line: line_of(bytes.get(..error.valid_up_to()).unwrap_or_default()) })?;
    match text.lines().position(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
        Some(index) => Err(ReadError::Conflict { line: index + 1 }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &ReadError>) {
        assert_eq!(text_of(bytes, Size::Usual).as_ref().copied(), expected);
    }

    #[test]
    fn what_is_no_case_is_known_by_its_first_bytes() {
        check(b"", Err(&ReadError::Empty));
        check(b" \n", Err(&ReadError::Empty));
        check(b"%PDF-1.7 \0\xff", Err(&ReadError::OtherKind { what: "a PDF document" }));
        check(b"PK\x03\x04\0", Err(&ReadError::OtherKind { what: "a ZIP archive, perhaps a Word or Excel document" }));
    }

    #[test]
    fn damage_is_told_with_its_line() {
        check(b"(\n\0\0", Err(&ReadError::Zeros { line: 2, count: 2 }));
        check(b"(\n\n\xE9t\xE9", Err(&ReadError::NotUtf8 { line: 3 }));
        check(b"(\n<<<<<<< HEAD\n", Err(&ReadError::Conflict { line: 2 }));
        check(b"<<<<<<< HEAD\n(\n", Err(&ReadError::Conflict { line: 1 }));
    }

    #[test]
    fn a_byte_order_mark_is_accepted() {
        check(b"\xEF\xBB\xBF(a: 1)", Ok("(a: 1)"));
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
