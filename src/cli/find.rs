//! `sightline find`: the records that a query finds, by kind.
//!
//! With `--json`, an object: `file`; `query` (as it was understood); `surely` (whether only what is surely meant was asked
//! for); `records`, a list of objects in the order of the text: `id`, `record` (the name of the table in the file), `title`,
//! `holds` (surely or possibly), and what `list` says of such a record; `hints`, a list of objects: `words`, `start` and
//! `end` (the bytes of the query that they are about), `instead` (what could stand there, or null). A query that cannot be
//! asked is told on the error output, and there is no object.

use std::io;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::list::{Row, rows_of};
use super::text::table;
use super::{FINE, Streams, UNUSABLE, open_or_tell, tell, write_json};
use crate::case::RecordKind;
use crate::query::as_of::Holds;
use crate::query::ask::{Hits, Issue, Scan, find, parse};
use crate::query::dates::Dates;

/// Lists the records that a query finds
///
/// A query is made of words and "phrases", of fields, of and, or, not and brackets; side by side means and, -word means
/// not. A name that nothing in the case has is told and finds nothing.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Fields: kind:seizure actor:\"Bubo\" theme:DT mission:UNIOGBIS place:Bissau after:2009-06 before:2010 \
                        on:2009 status:alleged grade:<=B2 source:S/2011/388 tag:drugs marking:>=amber is:incident \
                        is:undated unsourced\n\n\
                        With --json, an object: file, query (as it was understood), surely, records (a list of objects: \
                        id, record (the table in the file), title, holds (surely or possibly), and what list says of such \
                        a record), hints (a list of objects: words, start and end in bytes of the query, instead or null)"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Leave out what is only possibly meant, since its dates are uncertain
    #[arg(long)]
    surely: bool,
    /// The case
    file: PathBuf,
    /// The query, as one argument or several; an empty one finds everything, and one that begins with - stands after --
    #[arg(required = true)]
    query: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let query = arguments.query.join(" ");
    let parsed = parse(&query);
    if !parsed.is_right() {
        tell_issues(&query, &parsed.issues, streams)?;
        return Ok(UNUSABLE);
    }
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let dates = Dates::of(&case);
    let found = find(&case, &dates, &parsed.query, &Scan(&case));
    let found = if arguments.surely { found.surely() } else { found };
    let groups = RecordKind::ALL.iter().map(|&kind| {
        let ids = found.of(kind).iter().map(|hit| hit.id).collect();
        (kind, rows_of(&case, &dates, ids))
    });
    if arguments.json {
        let records: Vec<Value> = groups.flat_map(|(kind, rows)| as_json(&found, kind, &rows)).collect();
        let hints: Vec<Value> = found.issues.iter().map(hint).collect();
        let file = arguments.file.display().to_string();
        let understood = parsed.query.to_string();
        let object = json!({ "file": file, "query": understood, "surely": arguments.surely, "records": records, "hints": hints });
        write_json(&object, streams)?;
        return Ok(FINE);
    }
    tell_issues(&query, &found.issues, streams)?;
    if found.all().is_empty() {
        writeln!(streams.out, "nothing found")?;
    }
    for (kind, rows) in groups.filter(|(_, rows)| !rows.is_empty()) {
        write!(streams.out, "{}", words(&found, kind, &rows))?;
    }
    Ok(FINE)
}

/// "3 incidents, 1 of them possibly", and each of them on a line.
fn words(found: &Hits, kind: RecordKind, rows: &[Row]) -> String {
    let possibly = rows.iter().filter(|row| holds(found, row) == Holds::Possibly).count();
    let word = if rows.len() == 1 { kind.label() } else { kind.plural() };
    let part = match possibly {
        0 => String::new(),
        all if all == rows.len() => ", possibly".to_owned(),
        some => format!(", {some} of them possibly"),
    };
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut cells = row.words();
            if holds(found, row) == Holds::Possibly
                && let Some(title) = cells.last_mut()
            {
                title.push_str(" – possibly");
            }
            cells
        })
        .collect();
    format!("{} {word}{part}\n{}", rows.len(), table(&lines))
}

fn holds(found: &Hits, row: &Row) -> Holds {
    found.get(row.id()).unwrap_or(Holds::No)
}

fn as_json(found: &Hits, kind: RecordKind, rows: &[Row]) -> Vec<Value> {
    let object = |row: &Row| {
        let holds = if holds(found, row) == Holds::Surely { "surely" } else { "possibly" };
        let mut value = row.as_json();
        if let Value::Object(fields) = &mut value {
            drop(fields.shift_insert(1, "record".to_owned(), kind.table().into()));
            drop(fields.shift_insert(3, "holds".to_owned(), holds.into()));
        }
        value
    };
    rows.iter().map(object).collect()
}

fn hint(issue: &Issue) -> Value {
    json!({ "words": issue.words, "start": issue.span.start, "end": issue.span.end, "instead": issue.instead })
}

/// Each hint with the query below it, underlined where it is meant.
fn tell_issues(query: &str, issues: &[Issue], streams: &mut Streams<'_>) -> io::Result<()> {
    for issue in issues {
        let count = |end: usize| query.get(..end).map_or(0, |head| head.chars().count());
        let (start, end) = (count(issue.span.start), count(issue.span.end));
        let line = format!("{}{}", " ".repeat(start), "^".repeat((end - start.min(end)).max(1)));
        tell(&format!("{}\n{query}\n{line}", issue.words), streams)?;
    }
    Ok(())
}
