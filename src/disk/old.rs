//! The file that is to be replaced, read from its beginning to its end beside other work.

use std::fs::File;
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::files::{Digest, Hash};

/// Bytes that are read in one go.
const STEP: usize = 256 << 10;

/// So many parts may wait for whoever takes them.
const WAITING: usize = 16;

/// What is wanted of an old file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It is not read.
    Nothing,
    /// Its hash.
    Hash,
    /// Its hash, and its bytes for the work beside.
    Bytes,
}

/// What some work came to, and the hash of a file that was read on another thread meanwhile: `None` where there is no
/// file. The hash is that of all its bytes, whatever the work took of them.
pub(super) fn beside<T>(
    path: &Path,
    wanted: Wanted,
    work: impl FnOnce(&mut dyn BufRead) -> T,
) -> (T, io::Result<Option<Hash>>) {
    if wanted == Wanted::Nothing {
        return (work(&mut io::empty()), Ok(None));
    }
    let (send, coming) = sync_channel(WAITING);
    thread::scope(|scope| {
        let mut is_taken = wanted == Wanted::Bytes;
        let read = move || {
            found(path, |bytes| {
                // Whoever has all that they want does not listen any more.
                is_taken = is_taken && send.send(bytes.to_vec()).is_ok();
                true
            })
        };
        match thread::Builder::new().name("files".to_owned()).spawn_scoped(scope, read) {
            Ok(reading) => {
                let mut parts = Parts { coming, part: Vec::new(), at: 0 };
                let done = work(&mut parts);
                drop(parts);
                (done, reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            }
            Err(error) => (work(&mut io::empty()), Err(error)),
        }
    })
}

/// The hash of a file; `None` where there is none.
pub(super) fn digest(path: &Path) -> io::Result<Option<Hash>> {
    found(path, |_| true)
}

fn found(path: &Path, part: impl FnMut(&[u8]) -> bool) -> io::Result<Option<Hash>> {
    match File::open(path) {
        Ok(mut file) => digest_of(&mut file, part).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The hash of all that a reader gives, or of as much as is wanted.
pub(super) fn digest_of(reader: &mut dyn Read, mut part: impl FnMut(&[u8]) -> bool) -> io::Result<Hash> {
    let mut buffer = vec![0; STEP];
    let mut digest = Digest::default();
    loop {
        let count = match reader.read(&mut buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = buffer.get(..count).unwrap_or_default();
        digest.update(bytes);
        if bytes.is_empty() || !part(bytes) {
            return Ok(digest.finish());
        }
    }
}

/// The bytes of a file as they come from another thread.
struct Parts {
    coming: Receiver<Vec<u8>>,
    part: Vec<u8>,
    at: usize,
}

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Parts {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.part.len() {
            (self.part, self.at) = (self.coming.recv().unwrap_or_default(), 0);
        }
        Ok(self.part.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}
