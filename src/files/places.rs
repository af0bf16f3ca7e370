//! Line and column of any place in a text, in a time that does not grow with what stands before it.

use std::cell::OnceCell;

use super::scan::slice;

/// Bytes between two remembered places.
const STEP: usize = 16 << 10;

/// What stands before a place.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// Line feeds.
    lines: usize,
    /// Characters.
    letters: usize,
    /// Where the line begins.
    line_start: usize,
}

/// The places of a text, some of them remembered.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    /// What stands before every step; looked for when the first place is asked for.
    known: OnceCell<Vec<Before>>,
}

impl<'a> Places<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, known: OnceCell::new() }
    }

    fn known(&self) -> &[Before] {
        self.known.get_or_init(|| {
            let mut before = Before::default();
            let steps = self.text.as_bytes().chunks(STEP).enumerate();
            let next = |(place, step): (usize, &[u8])| {
                let here = before;
                before = here.and(place * STEP, step);
                here
            };
            steps.map(next).collect()
        })
    }

    /// Line and column, both counted from 1, the column in characters.
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.before(at);
        let letters = before.letters - self.before(before.line_start).letters;
        (before.lines + 1, letters + 1)
    }

    pub fn line(&self, at: usize) -> usize {
        self.before(at).lines + 1
    }

    fn before(&self, at: usize) -> Before {
        let at = at.min(self.text.len());
        let known = self.known();
        let place = (at / STEP).min(known.len().saturating_sub(1));
        let step = self.text.as_bytes().get(place * STEP..at).unwrap_or_default();
        known.get(place).copied().unwrap_or_default().and(place * STEP, step)
    }
}

impl Before {
    /// The same after some more bytes, which begin at `start`.
    fn and(self, start: usize, bytes: &[u8]) -> Self {
        let count = |is: fn(u8) -> bool| bytes.iter().map(|&byte| usize::from(is(byte))).sum::<usize>();
        Self {
            lines: self.lines + count(|byte| byte == b'\n'),
            // Every byte of a character but its first is 10xxxxxx.
            letters: self.letters + count(|byte| byte & 0xC0 != 0x80),
            line_start: bytes.iter().rposition(|&byte| byte == b'\n').map_or(self.line_start, |at| start + at + 1),
        }
    }
}

/// Spaces before that offset, if the line has nothing else there.
pub(super) fn indent(text: &str, at: usize) -> Option<usize> {
    // Only the spaces are walked back over: a line may be megabytes long.
    let before = slice(text, 0, at);
    let rest = before.trim_end_matches(' ');
    (rest.is_empty() || rest.ends_with('\n')).then_some(before.len() - rest.len())
}

/// The id of the line that opens a record, `"abc-000000000000": (`, if one stands at the offset.
pub(super) fn opened_id(text: &str, at: usize) -> Option<&str> {
    let (id, rest) = slice(text, at, text.len()).strip_prefix('"')?.split_at_checked(16)?;
    let is_id = id.bytes().enumerate().all(|(place, byte)| match place {
        0..3 => byte.is_ascii_lowercase(),
        3 => byte == b'-',
        _ => byte.is_ascii_alphanumeric(),
    });
    (is_id && rest.starts_with("\": (")).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_as_if_all_before_it_were_counted() {
        let lines: String = (0..4000).map(|count| ["é", &"x".repeat(count % 23), "\n"].concat()).collect();
        let text = lines.clone() + &"ß".repeat(40_000) + "\n" + &lines;
        let places = Places::new(&text);
        for (at, _) in text.char_indices().step_by(97) {
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let expected = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
            assert_eq!(places.line_and_column(at), expected);
        }
        assert_eq!(Places::new("").line_and_column(7), (1, 1));
    }
}
