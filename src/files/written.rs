//! Where each record stands in a file that was read or written, for a save that takes over what has not changed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::case::{Case, RecordKind};

/// A case as a file holds it, and where each of its records stands there. It costs eight bytes a record: the records
/// are shared with the case, and the text stays on the disk.
///
/// Nobody but the reader and the writer of a file makes one, and it says nothing of any other bytes than those of that
/// file: whoever takes them over has to know by their hash that they are the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written(Option<Arc<Inner>>);

#[derive(Debug, PartialEq)]
struct Inner {
    case: Case,
    spans: Spans,
    hash: Hash,
}

impl Written {
    pub(super) fn new(case: Case, spans: Spans, hash: Hash) -> Self {
        Self(Some(Arc::new(Inner { case, spans, hash })))
    }

    /// The hash of the file, as [`digest`] gives it; `None` where nothing is known of any file.
    pub fn hash(&self) -> Option<Hash> {
        self.0.as_ref().map(|known| known.hash)
    }

    /// The case that the file holds.
    pub(super) fn case(&self) -> Option<&Case> {
        self.0.as_ref().map(|known| &known.case)
    }

    /// Where its records of that kind stand, in the order of their ids.
    pub(super) fn spans(&self, kind: RecordKind) -> &[Span] {
        self.0.as_ref().and_then(|known| known.spans.0.get(&kind)).map_or(&[], Vec::as_slice)
    }
}

/// A hash of 32 bytes (BLAKE3).
pub type Hash = [u8; 32];

/// Tells a hash of two parts from that of any bytes.
const PARTS: &str = "Sightline 2026 head and body of a case file";

/// The case's id stands within so many bytes, and the body begins with its line.
const HEAD: usize = 64 << 10;

/// The hash by which bytes on the disk are known again. Of a case file it is made from its head and the hash of its
/// body, so that who has the revision at hand does not go through all of it again.
pub fn digest(bytes: &[u8]) -> Hash {
    match body_at(bytes).and_then(|at| bytes.split_at_checked(at)) {
        Some((head, body)) => digest_of(head, blake3::hash(body).into()),
        None => blake3::hash(bytes).into(),
    }
}

/// The same from the two parts.
pub(super) fn digest_of(head: &[u8], body: Hash) -> Hash {
    blake3::Hasher::new_derive_key(PARTS).update(head).update(&body).finalize().into()
}

/// The same from bytes that come one after the other.
#[derive(Debug, Default)]
pub struct Digest {
    /// The first bytes, until it is known where the body begins.
    head: Vec<u8>,
    body: Option<(usize, Box<blake3::Hasher>)>,
}

impl Digest {
    /// Takes in more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        if let Some((_, hasher)) = &mut self.body {
            hasher.update(bytes);
            return;
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() >= HEAD {
            self.begin_body();
        }
    }

    /// The hash of all bytes.
    pub fn finish(mut self) -> Hash {
        match self.body.take() {
            None => digest(&self.head),
            Some((0, hasher)) => hasher.finalize().into(),
            Some((_, hasher)) => digest_of(&self.head, hasher.finalize().into()),
        }
    }

    fn begin_body(&mut self) {
        let at = body_at(&self.head).unwrap_or_default();
        let mut hasher = Box::new(blake3::Hasher::new());
        hasher.update(self.head.get(at..).unwrap_or_default());
        self.head.truncate(at);
        self.body = Some((at, hasher));
    }
}

/// Where the body begins, told by its first line alone.
pub(super) fn body_at(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let line = b"\n    case: \"";
    head.windows(line.len()).position(|bytes| bytes == line).map(|before| before + 1)
}

/// The places of all records, those of a kind in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spans(BTreeMap<RecordKind, Vec<Span>>);

impl Spans {
    pub fn put(&mut self, kind: RecordKind, spans: Vec<Span>) {
        drop(self.0.insert(kind, spans));
    }
}

/// The place of a record from its id to its last bracket, in bytes from the beginning of the file; empty where it is
/// not written as we would write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of a range; empty beyond 4 GiB, which no file that we read has.
    pub fn of(range: Range<usize>) -> Self {
        match (u32::try_from(range.start), u32::try_from(range.end)) {
            (Ok(start), Ok(end)) => Self { start, end },
            _ => Self::default(),
        }
    }

    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_changes_the_hash_wherever_it_is() {
        let file = b"(\n    format: 1,\n    case: \"cas-000000000001\",\n)\n";
        assert_eq!(body_at(file), Some(17));
        let hash = digest(file);
        for at in 0..file.len() {
            let mut other = file.to_vec();
            other[at] ^= 1;
            assert_ne!(digest(&other), hash, "{at}");
        }
        for long in [&b"x".repeat(3 * HEAD)[..], &[&file[..], &b"x".repeat(3 * HEAD)].concat()] {
            for step in [1000, HEAD - 1, HEAD, HEAD + 1, 4 * HEAD] {
                let mut parts = Digest::default();
                long.chunks(step).for_each(|part| parts.update(part));
                assert_eq!(parts.finish(), digest(long), "{step}");
            }
        }
        assert_eq!(digest(b"other"), <Hash>::from(blake3::hash(b"other")));
        assert_ne!(digest(file), <Hash>::from(blake3::hash(file)));
    }
}
