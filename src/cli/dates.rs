//! `sightline dates`: every date of a case, as stated and as it follows from the others.
//!
//! With `--json`, an object: `file`; `dates`, a list of objects by earliest start: `id`, `post` (the key of an actor's
//! post, or null), `kind`, `title`, `as_written`, `stated` (EDTF, or null), `earliest_start`, `latest_start`,
//! `earliest_end`, `latest_end` (a date, or date and time; `..` for no bound), `derived` (whether the bounds follow from
//! other dates) and `chain` (how they follow, a list of words); `contradictions`, a list of words.

use std::io;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::text::{earliest, latest, one_line, table};
use super::{FINE, PROBLEMS, Streams, UNUSABLE, open_or_tell, write_json};
use crate::case::{Bounds, Case, When};
use crate::query::dates::{DatedId, Dates, span_words};

/// Lists every date of a case, as stated and as it follows from other dates
///
/// The exit code is 1 if dates contradict one another.
#[derive(Debug, clap::Args)]
#[command(after_help = "With --json, an object: file, dates (a list of objects: id, post, kind, title, as_written, \
                        stated, earliest_start, latest_start, earliest_end, latest_end, derived, chain), \
                        contradictions (a list of texts)")]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The case
    file: PathBuf,
}

struct Row {
    id: DatedId,
    kind: &'static str,
    title: String,
    as_written: String,
    stated: Option<String>,
    bounds: Bounds,
    is_derived: bool,
    chain: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let dates = Dates::of(&case);
    let rows = rows(&case, &dates);
    let contradictions: Vec<String> = dates.contradictions().iter().map(|found| found.words(&case)).collect();
    if arguments.json {
        let rows: Vec<Value> = rows.iter().map(as_json).collect();
        let file = arguments.file.display().to_string();
        write_json(&json!({ "file": file, "dates": rows, "contradictions": contradictions }), streams)?;
    } else {
        write_words(&rows, &contradictions, streams)?;
    }
    Ok(if contradictions.is_empty() { FINE } else { PROBLEMS })
}

/// Every incident, and whatever else has a date, by earliest start; what is undated comes last.
fn rows(case: &Case, dates: &Dates) -> Vec<Row> {
    let mut rows: Vec<Row> = whens(case)
        .into_iter()
        .map(|(id, when)| {
            let is_derived = dates.is_derived(id);
            Row {
                id,
                kind: kind(id),
                title: id.title(case),
                as_written: when.as_written.clone(),
                stated: when.stated.as_ref().map(ToString::to_string),
                bounds: dates.bounds(id),
                is_derived,
                chain: if is_derived { dates.chain(case, id) } else { Vec::new() },
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| (row.bounds.is_unknown(), row.bounds.possible(), row.title.clone(), row.id));
    rows
}

fn whens(case: &Case) -> Vec<(DatedId, &When)> {
    let incidents = case.incidents.iter().map(|(&id, incident)| (id.into(), &incident.when));
    let relations = case.relations.iter().map(|(&id, relation)| (id.into(), &relation.when));
    let missions = case.missions.iter().map(|(&id, mission)| (id.into(), &mission.when));
    let mandates = case.mandates.iter().map(|(&id, mandate)| (id.into(), &mandate.when));
    let activities = case.activities.iter().map(|(&id, activity)| (id.into(), &activity.when));
    let levers = case.levers.iter().map(|(&id, lever)| (id.into(), &lever.last_used));
    let posts = case
        .actors
        .iter()
        .flat_map(|(&id, actor)| actor.posts.iter().map(move |post| (DatedId::Post(id, post.key), &post.when)));
    let others = relations
        .chain(missions)
        .chain(mandates)
        .chain(activities)
        .chain(levers)
        .chain(posts)
        .filter(|(_, when)| !when.is_undated());
    incidents.chain(others).collect()
}

const fn kind(id: DatedId) -> &'static str {
    match id {
        DatedId::Record(id) => id.kind().label(),
        DatedId::Post(..) => "post",
    }
}

fn write_words(rows: &[Row], contradictions: &[String], streams: &mut Streams<'_>) -> io::Result<()> {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let stated = row.stated.as_deref().map(|date| format!("stated {date}")).unwrap_or_default();
            let how = if row.is_derived { "derived".to_owned() } else { stated };
            vec![span_words(row.bounds), one_line(&how), row.kind.to_owned(), one_line(&row.title)]
        })
        .collect();
    for (line, row) in table(&cells).lines().zip(rows) {
        writeln!(streams.out, "{line}")?;
        for link in &row.chain {
            writeln!(streams.out, "    {}", one_line(link))?;
        }
    }
    for contradiction in contradictions {
        writeln!(streams.out, "contradiction: {}", one_line(contradiction))?;
    }
    Ok(())
}

fn as_json(row: &Row) -> Value {
    let (id, post) = match row.id {
        DatedId::Record(id) => (id.to_string(), None),
        DatedId::Post(actor, key) => (actor.to_string(), Some(key.to_string())),
    };
    json!({
        "id": id,
        "post": post,
        "kind": row.kind,
        "title": row.title,
        "as_written": row.as_written,
        "stated": row.stated,
        "earliest_start": earliest(row.bounds.earliest_start),
        "latest_start": latest(row.bounds.latest_start),
        "earliest_end": earliest(row.bounds.earliest_end),
        "latest_end": latest(row.bounds.latest_end),
        "derived": row.is_derived,
        "chain": row.chain,
    })
}
