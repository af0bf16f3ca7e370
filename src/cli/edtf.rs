//! `sightline edtf`: whether texts are dates of EDTF, and what they span.
//!
//! With `--json`, a list with one object for each text: `text`; `valid` (true or false); `error` (why it is no date, or
//! null); `level` (0 to 2, or null); `earliest` and `latest` (a date, or a date with time where it does not fall on the
//! edge of a day; `..` for no bound; null where the text is no date).

use std::io::{self, BufRead as _, BufReader};

use serde_json::{Value, json};

use super::text::{earliest, latest, one_line, table};
use super::{FINE, PROBLEMS, Streams, write_json};
use crate::case::Edtf;

/// Says whether texts are dates of EDTF (ISO 8601-2), and their earliest and latest second
///
/// A text may begin with a minus sign (sightline edtf -0044): options come before the first text.
#[derive(Debug, clap::Args)]
#[command(after_help = "With --json, a list of objects: text, valid, error (or null), level (0 to 2 or null), \
                        earliest, latest (a date, or date and time; “..” for no bound; null if not valid)")]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The texts; “-” reads them from the standard input, one a line
    #[arg(required = true, allow_hyphen_values = true, trailing_var_arg = true, value_name = "STRING")]
    texts: Vec<String>,
}

struct Answer {
    text: String,
    date: Result<Date, String>,
}

struct Date {
    level: u8,
    earliest: String,
    latest: String,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let answers: Vec<Answer> = texts(&arguments.texts, streams)?.into_iter().map(answer).collect();
    if arguments.json {
        write_json(&answers.iter().map(as_json).collect(), streams)?;
    } else {
        let rows: Vec<Vec<String>> = answers.iter().map(row).collect();
        write!(streams.out, "{}", table(&rows))?;
    }
    Ok(if answers.iter().all(|answer| answer.date.is_ok()) { FINE } else { PROBLEMS })
}

/// The texts, with what the standard input has in the place of a lone minus sign. Empty lines are no texts.
fn texts(given: &[String], streams: &mut Streams<'_>) -> io::Result<Vec<String>> {
    let mut texts = Vec::new();
    for text in given {
        if text != "-" {
            texts.push(text.clone());
            continue;
        }
        for line in BufReader::new(&mut *streams.input).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).trim_end_matches('\r').to_owned();
            texts.push(line);
        }
    }
    Ok(texts)
}

fn answer(text: String) -> Answer {
    let date = text.parse::<Edtf>().map_err(|error| error.to_string()).map(|date| {
        let (first, last) = date.bounds().possible();
        Date { level: date.level(), earliest: earliest(first), latest: latest(last) }
    });
    Answer { text, date }
}

fn row(answer: &Answer) -> Vec<String> {
    let text = one_line(&answer.text);
    match &answer.date {
        Ok(date) => vec![
            text,
            "valid".to_owned(),
            format!("level {}", date.level),
            format!("earliest {}", date.earliest),
            format!("latest {}", date.latest),
        ],
        Err(words) => vec![text, format!("not valid: {}", one_line(words))],
    }
}

fn as_json(answer: &Answer) -> Value {
    let date = answer.date.as_ref();
    json!({
        "text": answer.text,
        "valid": date.is_ok(),
        "error": date.err(),
        "level": date.map(|date| date.level).ok(),
        "earliest": date.map(|date| &date.earliest).ok(),
        "latest": date.map(|date| &date.latest).ok(),
    })
}
