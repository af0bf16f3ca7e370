//! `sightline show`: one record in full.
//!
//! With `--json`, an object: `file`; `id`, `kind` and `title` of the record; `record`, an object with the fields that
//! are set, named as in the file; `named_by`, a list of objects: `id`, `kind` and `title` of a record that names this
//! one, and the `field` that does.
//!
//! Within `record`, what is not set is left out. A record that is named is an object: `id`, `title` (null if it is not
//! in the case). A `when` is an object: `as_written`, `stated`, `part`, `extent`, `constraints` (a list of objects:
//! `key`, `words`, `anchor`, `citations`), `span`, `earliest_start`, `latest_start`, `earliest_end`, `latest_end` (`..`
//! for no bound), `derived`, `chain`, `contradictions`. A citation is an object: `key`, `grade`, `reliability_judged`,
//! `credibility_judged`, `source`, `locator`, `stance`, `paraphrase`, `attested`. `attributed_to` is a list of records,
//! or an object: `not_named` (the source's words). `marking` is an object: `banner` (with what the case adds), `own` (or
//! null). `participants`, `posts`, `quantities` and an incident's `themes` are lists of objects with the fields of the
//! file, `quantities` and `casualties` with `words` beside the numbers. `reliability` is a letter, or null: not yet
//! graded. `hypotheses`, `evidence` (each with `ratings`), `judgements`, `sections`, `pins` and `alternatives` are lists
//! of objects with the fields of the file. `extra` is an object: what this version does not know, as it stands in the file. Words of a vocabulary are
//! those that are shown.

mod judgement;
mod outline;
mod parts;
mod records;

use std::io;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::text::one_line;
use super::{FINE, Streams, UNUSABLE, open_or_tell, tell, write_json};
use crate::case::{Case, RecordId, RecordKind};
use crate::query::dates::Dates;
use crate::query::references::{Target, referrers};
use outline::{Field, Item, object, words};
use parts::Told;

/// Shows one record in full
#[derive(Debug, clap::Args)]
#[command(after_help = "With --json, an object: file, id, kind, title, record (an object: the fields that are set, \
                        named as in the file), named_by (a list of objects: id, kind, title, field)\n\n\
                        Within record, a record that is named is an object: id, title (or null). when is an object: \
                        as_written, stated, part, extent, constraints (a list of objects: key, words, anchor, \
                        citations), span, earliest_start, latest_start, earliest_end, latest_end, derived, chain, \
                        contradictions. citations is a list of objects: key, grade, reliability_judged, \
                        credibility_judged, source, locator, stance, paraphrase, attested. attributed_to is a list of \
                        records, or an object: not_named. marking is an object: banner, own (or null). participants is \
                        a list of objects: key, party, role, standing, attributed_to, citations. posts is a list of \
                        objects: key, title, body, when, standing, attributed_to, citations. themes of an incident is \
                        a list of objects: theme, basis. quantities is a list of objects: key, words, commodity, unit, \
                        low, best, high. casualties is an object: words, low, best, high. position is an object: \
                        latitude, longitude, precision_km. reliability is a letter (or null: not yet graded). hypotheses, \
                        evidence (each with ratings), judgements, sections, pins and alternatives are lists of \
                        objects with the fields of the file. extra is \
                        an object: what this version does not know")]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The case
    file: PathBuf,
    /// The record, as in inc-7h2k9m4x0q5w
    id: String,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let dates = Dates::of(&case);
    let told = Told { case: &case, dates: &dates, needs_source: false };
    let id = arguments.id.trim();
    let found = id.parse::<RecordId>().map_err(|error| error.to_string());
    let found = found.and_then(|id| told.fields(id).map(|fields| (id, fields)).ok_or_else(|| absent(id)));
    let (id, fields) = match found {
        Ok(found) => found,
        Err(words) => {
            tell(&format!("{words}. {}", advice(id, &case)), streams)?;
            return Ok(UNUSABLE);
        }
    };
    let named_by = referrers(&case, id);
    if arguments.json {
        let value = json!({
            "file": arguments.file.display().to_string(),
            "id": id.to_string(),
            "kind": id.kind().label(),
            "title": case.title_of(id),
            "record": object(&fields),
            "named_by": named_by_json(&case, &named_by),
        });
        write_json(&value, streams)?;
    } else {
        let head = Field::line("id", id.kind().label(), id.to_string(), Value::Null);
        let fields: Vec<Field> =
            std::iter::once(head).chain(fields).chain([named_by_words(&told, &named_by)]).collect();
        write!(streams.out, "{}", words(&fields))?;
    }
    Ok(FINE)
}

fn absent(id: RecordId) -> String {
    format!("there is no {} {id} in the case", id.kind().label())
}

/// What to do about an id that is not there: the records that may be meant, or how to list those of a kind.
fn advice(id: &str, case: &Case) -> String {
    let near = near(case, id);
    if near.is_empty() {
        let kind = id.parse::<RecordId>().map_or("KIND", |id| id.kind().table());
        return format!("To see what there is: sightline list FILE {kind}");
    }
    let near = near.iter().map(|&id| format!("\n{id} “{}”", one_line(&case.title_of(id))));
    format!("Perhaps one of these:{}", near.collect::<String>())
}

/// How many records are offered in the place of one that is not there.
const OFFERED: usize = 8;

/// Records whose id begins with the text or differs from it in a letter or two, or whose title has it.
fn near(case: &Case, text: &str) -> Vec<RecordId> {
    let lower = text.to_lowercase();
    if lower.is_empty() {
        return Vec::new();
    }
    let is_near = |id: &RecordId| {
        let own = id.to_string();
        let differing = own.chars().zip(lower.chars()).filter(|(one, other)| one != other).count();
        own.starts_with(&lower)
            || own.chars().count() == lower.chars().count() && differing <= 2
            || case.title_of(*id).to_lowercase().contains(&lower)
    };
    RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind)).filter(is_near).take(OFFERED).collect()
}

fn named_by_words(told: &Told<'_>, named_by: &[Target]) -> Field {
    let item = |&(id, field): &Target| Item::line(format!("{} {}, in {field}", id.kind().label(), told.quoted(id)));
    let none = || Field::line("named_by", "named by", "no record", Value::Null);
    Field::items("named_by", "named by", named_by.iter().map(item).collect(), Value::Null).unwrap_or_else(none)
}

fn named_by_json(case: &Case, named_by: &[Target]) -> Vec<Value> {
    let value = |&(id, field): &Target| json!({ "id": id.to_string(), "kind": id.kind().label(), "title": case.title_of(id), "field": field });
    named_by.iter().map(value).collect()
}
