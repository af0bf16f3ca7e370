//! The file behind the case: where it is, what it held when last seen, and whether it may be written.

use std::path::{Path, PathBuf};

use super::sample::SAMPLES;
use crate::case::{Case, Extra, Header, Marking};
use crate::disk::{Expected, Saved};
use crate::files::{Access, Lineage, Written};

/// The file behind the open case.
#[derive(Clone, Debug)]
pub struct FileState {
    /// Where the case lives; `None` until it is first saved.
    pub path: Option<PathBuf>,
    /// A name to begin with when it is first saved.
    pub suggested: String,
    /// What the file held when it was read or last saved.
    pub expected: Expected,
    /// Its revisions.
    pub lineage: Lineage,
    /// Whether it may be written in place.
    pub access: Access,
    /// Whether the file has comments that the next save would lose.
    pub has_comments: bool,
    /// Where each record stands in it, so that the next save writes only what has changed.
    pub written: Written,
}

impl FileState {
    /// A case that has no file yet.
    pub fn unsaved(suggested: &str) -> Self {
        Self {
            path: None,
            suggested: suggested.to_owned(),
            expected: Expected::New,
            lineage: Lineage::default(),
            access: Access::ReadWrite,
            has_comments: false,
            written: Written::default(),
        }
    }

    /// The file into which a case was just saved.
    pub(super) fn saved(path: &Path, saved: Saved) -> Self {
        Self {
            path: Some(path.to_owned()),
            expected: Expected::Hash(saved.hash),
            lineage: saved.lineage,
            written: saved.written,
            ..Self::unsaved(&path.file_name().unwrap_or_default().to_string_lossy())
        }
    }

    /// Whether this is a copy of a sample that has no file yet.
    pub fn is_sample(&self) -> bool {
        self.path.is_none() && SAMPLES.iter().any(|sample| self.suggested == sample.name)
    }

    /// The file's name, or what it would be called.
    pub fn name(&self) -> String {
        self.path
            .as_deref()
            .and_then(Path::file_name)
            .map_or_else(|| format!("{} (not saved yet)", self.suggested), |name| name.to_string_lossy().into_owned())
    }

    /// The path to begin with when the user is asked where to save.
    pub fn save_suggestion(&self) -> PathBuf {
        self.path.clone().unwrap_or_else(|| PathBuf::from(&self.suggested))
    }
}

/// An empty case.
pub(super) fn empty_case(bits: u64) -> Case {
    Case::new(Header {
        case: crate::case::CaseId::from_bits(bits),
        title: "Untitled case".to_owned(),
        marking: Marking::default(),
        vague: std::collections::BTreeMap::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    })
}
