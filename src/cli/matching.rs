//! `sightline match`: whether two names are names of one.
//!
//! With `--json`, one object: `one` and `other` (the names), `score` (0 to 1), `verdict` (`same`, `possibly` or
//! `different`), `same` (true or false) and `reasons` (a list of words).

use std::io;

use serde_json::json;

use super::text::one_line;
use super::{FINE, Streams, write_json};
use crate::query::duplicates::{Kind, Verdict, score};

/// Compares two names: whether they are names of one, and why
///
/// Names may be in any script and order, with or without titles, initials, legal forms and little words. The verdict
/// follows from the score alone: same from 0.5 on, possibly from 0.3 on, else different.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, an object: one, other, score (0 to 1), verdict (same, possibly, different), same \
                        (true from 0.5 on), reasons (a list of words)"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// What is named; without it, the words of the names tell persons from organizations
    #[arg(long, value_enum)]
    kind: Option<Named>,
    /// The one name
    #[arg(value_name = "NAME")]
    one: String,
    /// The other name
    #[arg(value_name = "NAME")]
    other: String,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Named {
    Person,
    Organization,
    Place,
    Source,
}

impl From<Named> for Kind {
    fn from(named: Named) -> Self {
        match named {
            Named::Person => Self::Person,
            Named::Organization => Self::Organization,
            Named::Place => Self::Place,
            Named::Source => Self::Source,
        }
    }
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let found = score(&arguments.one, &arguments.other, arguments.kind.map(Kind::from));
    // As printed, so that score and verdict never disagree by what was cut off.
    let score = (found.score * 100.0).round() / 100.0;
    let verdict = Verdict::of(score);
    if arguments.json {
        let value = json!({
            "one": arguments.one,
            "other": arguments.other,
            "score": score,
            "verdict": verdict.label(),
            "same": verdict == Verdict::Same,
            "reasons": found.reasons,
        });
        write_json(&value, streams)?;
    } else {
        writeln!(streams.out, "{score:.2}  {}  {}", verdict.label(), one_line(&found.reasons.join("; ")))?;
    }
    Ok(FINE)
}
