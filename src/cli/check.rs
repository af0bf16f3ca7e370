//! `sightline check`: everything in a case that does not add up.
//!
//! With `--json`, a list with one object for each file: `file`; `error` (why it cannot be read, or null); `problems`, a
//! list of objects: `severity`, `code` (a word that stays the same when the wording changes), `record` (id, or null for
//! the case as a whole), `title` (or null), `field` (as in the file, or null) and `words`.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::text::one_line;
use super::{FINE, PROBLEMS, Streams, UNUSABLE, open, problems, tell, write_json};
use crate::case::Case;
use crate::query::dates::Dates;
use crate::query::problems::{Problem, Severity};

/// Lists what does not add up in cases
///
/// The exit code is 1 if there is an error; warnings and notes leave it at 0.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, a list of objects: file, error (why it cannot be read, or null), problems (a list \
                        of objects: severity, code, record (or null), title (or null), field (or null), words)"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The cases to check
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

struct Report {
    file: String,
    result: Result<Vec<Found>, String>,
}

/// A problem with the title of its record.
struct Found {
    problem: Problem,
    title: Option<String>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut code = FINE;
    let mut values = Vec::new();
    for file in &arguments.files {
        let report = report(file);
        code = code.max(report.code());
        if let Err(words) = &report.result {
            tell(words, streams)?;
        }
        if arguments.json {
            values.push(report.as_json());
        } else {
            write!(streams.out, "{}", report.words())?;
        }
    }
    if arguments.json {
        write_json(&Value::Array(values), streams)?;
    }
    Ok(code)
}

fn report(file: &Path) -> Report {
    Report { file: file.display().to_string(), result: open(file).map(|case| found(&case)) }
}

fn found(case: &Case) -> Vec<Found> {
    let title = |problem: &Problem| problem.record.map(|id| case.title_of(id));
    problems(case, &Dates::of(case)).into_iter().map(|problem| Found { title: title(&problem), problem }).collect()
}

impl Report {
    fn code(&self) -> u8 {
        match &self.result {
            Err(_) => UNUSABLE,
            Ok(found) if found.iter().any(|one| one.problem.severity == Severity::Error) => PROBLEMS,
            Ok(_) => FINE,
        }
    }

    /// One line for each problem; the last line counts them.
    fn words(&self) -> String {
        let Ok(found) = &self.result else { return String::new() };
        let file = one_line(&self.file);
        let lines = found.iter().map(|one| one_line(&one.words())).chain([counts(found)]);
        lines.flat_map(|line| [file.clone(), ": ".to_owned(), line, "\n".to_owned()]).collect()
    }

    fn as_json(&self) -> Value {
        let found = self.result.as_ref().map(Vec::as_slice).unwrap_or_default();
        let problems: Vec<Value> = found.iter().map(Found::as_json).collect();
        json!({ "file": self.file, "error": self.result.as_ref().err(), "problems": problems })
    }
}

/// "2 errors, 1 warning" or "no problems".
fn counts(found: &[Found]) -> String {
    let count = |severity| {
        let number = found.iter().filter(|one| one.problem.severity == severity).count();
        let many = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {}{many}", severity.label()))
    };
    let counts: Vec<String> =
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(count).collect();
    if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") }
}

impl Found {
    fn words(&self) -> String {
        let Problem { severity, record, words, .. } = &self.problem;
        let severity = severity.label();
        match (record, &self.title) {
            (Some(id), Some(title)) => format!("{severity} {id} “{title}”: {words}"),
            _ => format!("{severity}: {words}"),
        }
    }

    fn as_json(&self) -> Value {
        let problem = &self.problem;
        json!({
            "severity": problem.severity.label(),
            "code": problem.code,
            "record": problem.record.map(|id| id.to_string()),
            "title": self.title,
            "field": problem.field,
            "words": problem.words,
        })
    }
}
