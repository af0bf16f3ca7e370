//! `sightline summary`: what a case holds, on one screen.
//!
//! With `--json`, an object: `file`, `case` (id), `title`, `marking` (the banner), `records` (an object: the name of
//! each table and how many it holds), `first` and `last` (the first and last incident that is dated to the day, or `..`),
//! `undated` (incidents of whose date nothing is known), `standings` (an object: how many incidents, participants,
//! relations and posts have each standing) and `problems` (an object: errors, warnings, notes).

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::text::{earliest, latest, one_line, table};
use super::{FINE, Streams, UNUSABLE, open_or_tell, problems, write_json};
use crate::case::{Case, Moment};
use crate::query::dates::Dates;
use crate::query::problems::Severity;
use crate::query::summary::{Summary, summary};

/// Says what a case holds
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, an object: file, case, title, marking, records (a number for each table), first, \
                        last, undated, standings (a number for each), problems (errors, warnings, notes)"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The case
    file: PathBuf,
}

/// A case in numbers, with its problems by severity.
struct Numbers {
    summary: Summary,
    errors: usize,
    warnings: usize,
    notes: usize,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let numbers = numbers(&case);
    if arguments.json {
        write_json(&as_json(&case, &numbers, &arguments.file), streams)?;
    } else {
        write!(streams.out, "{}", words(&case, &numbers))?;
    }
    Ok(FINE)
}

fn numbers(case: &Case) -> Numbers {
    let dates = Dates::of(case);
    let problems = problems(case, &dates);
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    Numbers {
        summary: summary(case, &dates, problems.len()),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
    }
}

fn words(case: &Case, numbers: &Numbers) -> String {
    let Numbers { summary, errors, warnings, notes } = numbers;
    let row = |label: &str, value: String| vec![label.to_owned(), value];
    let mut rows = vec![row("title", one_line(&case.header.title)), row("marking", case.banner_marking().banner())];
    rows.extend(summary.counts.iter().map(|(kind, count)| row(kind.plural(), count.to_string())));
    let (first, last) = span(summary);
    rows.push(row("dated to the day", format!("from {first} to {last}")));
    rows.push(row("undated incidents", summary.undated.to_string()));
    rows.extend(summary.standings.iter().map(|(standing, count)| row(standing.label(), count.to_string())));
    rows.push(row("problems", format!("errors {errors}, warnings {warnings}, notes {notes}")));
    table(&rows)
}

fn span(summary: &Summary) -> (String, String) {
    (earliest(summary.first.unwrap_or(Moment::BEGINNING)), latest(summary.last.unwrap_or(Moment::END)))
}

fn as_json(case: &Case, numbers: &Numbers, file: &Path) -> Value {
    let Numbers { summary, errors, warnings, notes } = numbers;
    let counts = |counts: &mut dyn Iterator<Item = (&str, usize)>| -> Map<String, Value> {
        counts.map(|(name, count)| (name.to_owned(), json!(count))).collect()
    };
    let (first, last) = span(summary);
    json!({
        "file": file.display().to_string(),
        "case": case.header.case.to_string(),
        "title": case.header.title,
        "marking": case.banner_marking().banner(),
        "records": counts(&mut summary.counts.iter().map(|(kind, count)| (kind.table(), *count))),
        "first": first,
        "last": last,
        "undated": summary.undated,
        "standings": counts(&mut summary.standings.iter().map(|(standing, count)| (standing.label(), *count))),
        "problems": { "errors": errors, "warnings": warnings, "notes": notes },
    })
}
