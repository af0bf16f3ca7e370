//! `sightline duplicates`: which actors, places and sources of a case are likely to be one.
//!
//! With `--json`, a list with one object for each file: `file`; `error` (why it cannot be read, or null); `duplicates`, a
//! list of objects: `one` and `other` (ids), `kind`, `names` (both names), `score` (0.5 to 1), `reasons` (a list of words).

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::text::{one_line, table};
use super::{FINE, Streams, Told, UNUSABLE, each, open};
use crate::case::Case;
use crate::query::duplicates::{Likely, likely};

/// Lists actors, places and sources of a case that are likely to be one, and why
///
/// Nothing is merged. What was marked as not the same is left out.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, a list of objects: file, error (or null), duplicates (objects: one, other, kind, \
                        names, score, reasons)"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The case files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

struct Report {
    file: String,
    result: Result<(Case, Vec<Likely>), String>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    each(&arguments.files, arguments.json, report, streams)
}

fn report(file: &Path) -> Report {
    let result = open(file).map(|case| {
        let found = likely(&case, &|_| true).unwrap_or_default();
        (case, found)
    });
    Report { file: file.display().to_string(), result }
}

impl Told for Report {
    fn code(&self) -> u8 {
        if self.result.is_ok() { FINE } else { UNUSABLE }
    }

    fn error(&self) -> Option<&str> {
        self.result.as_ref().err().map(String::as_str)
    }

    fn words(&self) -> String {
        let Ok((case, found)) = &self.result else { return String::new() };
        let rows: Vec<Vec<String>> = found.iter().map(|pair| row(case, pair)).collect();
        let mut words = table(&rows);
        let count = if found.len() == 1 {
            "1 likely duplicate".to_owned()
        } else {
            format!("{} likely duplicates", found.len())
        };
        words.push_str(&one_line(&self.file));
        words.push_str(": ");
        words.push_str(&count);
        words.push('\n');
        words
    }

    fn as_json(&self) -> Value {
        let found = self
            .result
            .as_ref()
            .ok()
            .map(|(case, found)| found.iter().map(|pair| object(case, pair)).collect::<Vec<_>>());
        json!({ "file": self.file, "error": self.error(), "duplicates": found.unwrap_or_default() })
    }
}

fn row(case: &Case, pair: &Likely) -> Vec<String> {
    let named = |id| one_line(&format!("{id} “{}”", case.title_of(id)));
    vec![format!("{:.2}", pair.score), named(pair.one), named(pair.other), one_line(&pair.reasons.join("; "))]
}

fn object(case: &Case, pair: &Likely) -> Value {
    json!({
        "one": pair.one.to_string(),
        "other": pair.other.to_string(),
        "kind": pair.one.kind().label(),
        "names": [case.title_of(pair.one), case.title_of(pair.other)],
        "score": (pair.score * 100.0).round() / 100.0,
        "reasons": pair.reasons,
    })
}
