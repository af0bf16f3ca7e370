//! Atomic save: the old file is replaced whole, or left whole.
//!
//! In order: resolve links; refuse what is read-only or has no folder; write `.NAME.tmp` beside the old file while
//! comparing that with what was seen there last; force the new one to the disk and read it back; compare the old one
//! again; rename; force the folder to the disk. Files are compared by their hash.
//!
//! What has not changed in a case is taken over from the old file, in the same pass that shows by its hash that every
//! byte of it is still the one that was read or written there. So neither file is ever in memory as a whole. Up to the
//! rename, a save can be cancelled.
//!
//! The name of the temporary file is fixed, so that a killed program leaves one at most, and the next save removes it.

use std::fs;
use std::path::Path;

use crate::case::{Case, RecordKind};
use crate::files::{self, ComposeError, Hash, Lineage, Sealed, Size, Watch, Written};

use super::draft::{Disk, Draft, RealDisk, Target};
use super::old;
use super::refusal::{SaveError, failure};

/// What is on the disk, as far as the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No file.
    New,
    /// A file with that hash.
    Hash(Hash),
    /// Whatever it is, the user agreed to replace it.
    Anything,
}

/// A case that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The hash of the file.
    pub hash: Hash,
    /// The lineage of the file.
    pub lineage: Lineage,
    /// Where each record stands in the file, for the next save.
    pub written: Written,
}

/// A case to be saved.
#[derive(Clone, Copy, Debug)]
pub struct ToSave<'a> {
    /// The case.
    pub case: &'a Case,
    /// The revision after which it comes, with its `edited_by` and `edited_at`.
    pub previous: &'a Lineage,
    /// What is known of the file that is there, from reading it or from the last save.
    pub written: &'a Written,
}

/// Saves a case as the next revision after `previous` (with its `edited_by` and `edited_at`), if what is on the disk is
/// as expected. What is written is read back into records before the old file is touched.
pub fn save_case(path: &Path, case: &Case, previous: &Lineage, expected: Expected) -> Result<Saved, SaveError> {
    save_watched(path, ToSave { case, previous, written: &Written::default() }, expected, &Watch::default())
}

/// The same with what is known of the file, and while somebody watches, who may end it with [`SaveError::Cancelled`]. Of
/// the watch's bytes, each counts three times: put together, written, read back.
pub fn save_watched(path: &Path, to_save: ToSave<'_>, expected: Expected, watch: &Watch) -> Result<Saved, SaveError> {
    save_case_on(&RealDisk, path, to_save, expected, watch)
}

fn save_case_on(
    disk: &impl Disk,
    path: &Path,
    ToSave { case, previous, written }: ToSave<'_>,
    expected: Expected,
    watch: &Watch,
) -> Result<Saved, SaveError> {
    let target = Target::of(path, expected)?;
    let nothing = Written::default();
    let known = if written.hash().map(Expected::Hash) == Some(expected) { written } else { &nothing };
    watch.expect(3 * guess(case, &target.path));
    let unfaithful = |error| match error {
        ComposeError::Unfaithful(problem) => SaveError::Unfaithful { path: path.to_owned(), problem },
        ComposeError::Cancelled => SaveError::Cancelled { path: path.to_owned() },
    };
    let plan = files::compose(case, previous, known, watch).map_err(unfaithful)?;
    watch.expect(3 * plan.length() as u64);
    watch.reach(plan.length() as u64);
    let mut draft = Draft::begin(disk, &target, watch)?;
    let mut offset = plan.head_length(known);
    loop {
        let Some(body) = draft.body(&plan, offset, known)? else {
            // What is known of the old file is wrong, though its bytes are the same: nothing of it is taken over.
            drop(draft);
            return save_case_on(disk, path, ToSave { case, previous, written: &nothing }, expected, watch);
        };
        let Sealed { head, lineage, written } = plan.seal(body).map_err(unfaithful)?;
        // What could not be opened any more is not said to be saved.
        files::check_size((head.len() + plan.length()) as u64, Size::Large)
            .map_err(|error| SaveError::Unfaithful { path: path.to_owned(), problem: error.to_string() })?;
        if head.len() == offset {
            let hash = written.hash().unwrap_or_default();
            draft.head(&head)?;
            draft.place(hash)?;
            return Ok(Saved { hash, lineage, written });
        }
        offset = head.len();
    }
}

/// How long a file will be, before anybody can know: like the old one, or a usual length for each record.
fn guess(case: &Case, old: &Path) -> u64 {
    let records: usize = RecordKind::ALL.iter().map(|&kind| case.count(kind)).sum();
    fs::metadata(old).map_or(1000 * records as u64, |about| about.len())
}

/// Saves bytes, if what is on the disk is as expected; returns their hash.
pub fn save(path: &Path, bytes: &[u8], expected: Expected) -> Result<Hash, SaveError> {
    save_on(&RealDisk, path, bytes, &expected)
}

fn save_on(disk: &impl Disk, path: &Path, bytes: &[u8], expected: &Expected) -> Result<Hash, SaveError> {
    let target = Target::of(path, *expected)?;
    if *expected != Expected::Anything {
        target.check(old::digest(&target.path).map_err(|source| failure(&target.path, source))?)?;
    }
    let watch = Watch::default();
    let mut draft = Draft::begin(disk, &target, &watch)?;
    draft.write(bytes).map_err(|source| draft.failed(source))?;
    let hash = files::digest(bytes);
    draft.place(hash)?;
    Ok(hash)
}

#[cfg(test)]
mod tests;
