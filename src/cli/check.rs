//! `sightline check`: everything in a case that does not add up.
//!
//! Of a damaged file, every damage is listed, and then what does not add up in the rest.
//!
//! With `--json`, a list with one object for each file: `file`; `error` (why it cannot be read, or null); `damages`, a
//! list of objects: `line`, `column`, `place` (a record with its id, or "header"), `field` (or null) and `expected`;
//! `problems`, a list of objects: `severity`, `code` (a word that stays the same when the wording changes), `record` (id,
//! or null for the case as a whole), `title` (or null), `field` (as in the file, or null), `words`, `fix` (what would
//! mend it safely, or null) and `stand_in` (what would put a record in the place of a missing one, or null).
//!
//! With `--rules`, the rules by which it judges; with `--json` too, a list of objects: `code`, `severity` and `about`.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::text::{one_line, table};
use super::{FINE, PROBLEMS, Streams, Told, UNUSABLE, each, open_file, problems, write_json};
use crate::case::Case;
use crate::disk::Opened;
use crate::files::{Damage, Document};
use crate::query::dates::Dates;
use crate::query::problems::{Problem, RULES, Rule, Severity};

/// Lists what does not add up in cases
///
/// The exit code is 1 if there is an error, or if a part of a file is damaged; warnings and notes leave it at 0.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, a list of objects: file, error (why it cannot be read, or null), damages (a list of \
                        objects: line, column, place, field (or null), expected), problems (a list of objects: \
                        severity, code, record (or null), title (or null), field (or null), words, fix (what would \
                        mend it safely, or null), stand_in (what would put a record in the place of a missing one, or \
                        null)); with --rules --json, a list of objects: code, severity, about"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print the rules instead
    #[arg(long, conflicts_with = "files")]
    rules: bool,
    /// The cases to check
    #[arg(required_unless_present = "rules", value_name = "FILE")]
    files: Vec<PathBuf>,
}

struct Report {
    file: String,
    result: Result<Checked, String>,
}

/// What is wrong with a file that can be opened.
#[derive(Default)]
struct Checked {
    damages: Vec<Damage>,
    found: Vec<Found>,
}

/// A problem with the title of its record.
struct Found {
    problem: Problem,
    title: Option<String>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    if arguments.rules {
        rules(arguments.json, streams)?;
        return Ok(FINE);
    }
    each(&arguments.files, arguments.json, report, streams)
}

/// Prints the catalogue of rules.
fn rules(is_json: bool, streams: &mut Streams<'_>) -> io::Result<()> {
    if is_json {
        let rule = |rule: &Rule| json!({ "code": rule.code, "severity": rule.severity.label(), "about": rule.about });
        return write_json(&RULES.iter().map(rule).collect(), streams);
    }
    let row = |rule: &Rule| [rule.severity.label(), rule.code, rule.about].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = RULES.iter().map(row).collect();
    write!(streams.out, "{}", table(&rows))
}

fn report(file: &Path) -> Report {
    let checked = |opened: Opened| {
        let Document { case, damages, .. } = opened.document;
        Checked { damages: damages.found, found: found(&case) }
    };
    Report { file: file.display().to_string(), result: open_file(file).map(checked) }
}

fn found(case: &Case) -> Vec<Found> {
    let title = |problem: &Problem| problem.record.map(|id| case.title_of(id));
    problems(case, &Dates::of(case)).into_iter().map(|problem| Found { title: title(&problem), problem }).collect()
}

impl Told for Report {
    fn code(&self) -> u8 {
        match &self.result {
            Err(_) => UNUSABLE,
            Ok(checked) if checked.has_errors() => PROBLEMS,
            Ok(_) => FINE,
        }
    }

    fn error(&self) -> Option<&str> {
        self.result.as_ref().err().map(String::as_str)
    }

    /// One line for each damage and each problem; the last line counts them.
    fn words(&self) -> String {
        let Ok(Checked { damages, found }) = &self.result else { return String::new() };
        let file = one_line(&self.file);
        let damage = |damage: &Damage| one_line(&format!("damage {damage}"));
        let problem = |one: &Found| one_line(&one.words());
        let lines = damages.iter().map(damage).chain(found.iter().map(problem)).chain([counts(damages.len(), found)]);
        lines.flat_map(|line| [file.clone(), ": ".to_owned(), line, "\n".to_owned()]).collect()
    }

    fn as_json(&self) -> Value {
        let none = Checked::default();
        let Checked { damages, found } = self.result.as_ref().unwrap_or(&none);
        let damages: Vec<Value> = damages.iter().map(damage_as_json).collect();
        let problems: Vec<Value> = found.iter().map(Found::as_json).collect();
        json!({ "file": self.file, "error": self.result.as_ref().err(), "damages": damages, "problems": problems })
    }
}

impl Checked {
    fn has_errors(&self) -> bool {
        !self.damages.is_empty() || self.found.iter().any(|one| one.problem.severity == Severity::Error)
    }
}

fn damage_as_json(damage: &Damage) -> Value {
    let Damage { line, column, record, field, problem } = damage;
    let field = (!field.is_empty()).then_some(field);
    json!({ "line": line, "column": column, "place": record, "field": field, "expected": problem })
}

/// "1 damage, 2 errors, 1 warning" or "no problems".
fn counts(damages: usize, found: &[Found]) -> String {
    let words = |number: usize, label: &str| {
        let many = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {label}{many}"))
    };
    let count = |severity: Severity| {
        words(found.iter().filter(|one| one.problem.severity == severity).count(), severity.label())
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let counts: Vec<String> = [words(damages, "damage")].into_iter().chain(severities).flatten().collect();
    if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") }
}

impl Found {
    fn words(&self) -> String {
        let Problem { severity, record, field, words, fix: _, stand_in: _, code: _ } = &self.problem;
        let severity = severity.label();
        let field = field.map(|field| format!(" in {field}")).unwrap_or_default();
        let fixes: Vec<&str> = self.problem.fixes().map(|fix| fix.label.as_str()).collect();
        let fix = if fixes.is_empty() { String::new() } else { format!(" – fix: {}", fixes.join(", or: ")) };
        match (record, &self.title) {
            (Some(id), Some(title)) => format!("{severity} {id} “{title}”{field}: {words}{fix}"),
            _ => format!("{severity} in the case{field}: {words}{fix}"),
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
            "fix": problem.fix.as_ref().map(|fix| &fix.label),
            "stand_in": problem.stand_in.as_ref().map(|fix| &fix.label),
        })
    }
}
