//! The canonical writer: a head with format and revisions, and a body whose bytes the revision is the hash of.

use std::fmt::Display;

use crate::case::{Case, RecordKind, Table};

use super::objects::same_unknown;
use super::out::{Layout, Out};
use super::value::Value;
use super::{FORMAT, Lineage};

/// The fields of a file that are no table; the body begins with `case`.
pub(super) const HEADER: &[&str] = &[
    "format",
    "min_reader",
    "revision",
    "parents",
    "lineage",
    "edited_by",
    "edited_at",
    "case",
    "title",
    "marking",
    "vague",
    "damaged",
];

/// The hash of a body's bytes: `b3:` and 64 hex digits (BLAKE3).
pub fn revision(body: &str) -> String {
    format!("b3:{}", blake3::hash(body.as_bytes()).to_hex())
}

/// The whole file. The revision is computed, and that of the lineage not looked at.
pub fn write(case: &Case, lineage: &Lineage) -> String {
    let body = body(case);
    head(case, lineage, &revision(&body)) + &body
}

/// The whole file as the next revision after `previous`, and its lineage. A case that has not changed keeps its
/// revision with its parents; `edited_by` and `edited_at` are those of `previous`, set by the caller.
pub fn seal(case: &Case, previous: &Lineage) -> (String, Lineage) {
    let body = body(case);
    let revision = revision(&body);
    let next = if revision == previous.revision { previous.clone() } else { previous.next() };
    let lineage = Lineage { revision, ..next };
    (head(case, &lineage, &lineage.revision) + &body, lineage)
}

/// Whether a file says the same of both: equal but for the normal form of text, and for text that was kept for a field
/// which has been changed since.
pub fn same(one: &Case, other: &Case) -> bool {
    let (header, theirs) = (&one.header, &other.header);
    header.case == theirs.case
        && header.title.same(&theirs.title)
        && header.marking.same(&theirs.marking)
        && header.vague == theirs.vague
        && header.damaged.same(&theirs.damaged)
        && same_unknown(&header.extra, &theirs.extra, HEADER)
        && RecordKind::ALL.iter().all(|&kind| same_table(kind, one, other))
}

fn same_table(kind: RecordKind, one: &Case, other: &Case) -> bool {
    match kind {
        RecordKind::Source => same_records(&one.sources, &other.sources),
        RecordKind::Place => same_records(&one.places, &other.places),
        RecordKind::Theme => same_records(&one.themes, &other.themes),
        RecordKind::Actor => same_records(&one.actors, &other.actors),
        RecordKind::Mission => same_records(&one.missions, &other.missions),
        RecordKind::Incident => same_records(&one.incidents, &other.incidents),
        RecordKind::Relation => same_records(&one.relations, &other.relations),
        RecordKind::Mandate => same_records(&one.mandates, &other.mandates),
        RecordKind::Survey => same_records(&one.surveys, &other.surveys),
        RecordKind::Activity => same_records(&one.activities, &other.activities),
        RecordKind::Question => same_records(&one.questions, &other.questions),
        RecordKind::Posture => same_records(&one.postures, &other.postures),
        RecordKind::Lever => same_records(&one.levers, &other.levers),
        RecordKind::Briefing => same_records(&one.briefings, &other.briefings),
        RecordKind::View => same_records(&one.views, &other.views),
    }
}

fn same_records<I: Ord, V: Value>(one: &Table<I, V>, other: &Table<I, V>) -> bool {
    one.len() == other.len()
        && one.iter().zip(other.iter()).all(|((id, record), (theirs, other))| id == theirs && record.same(other))
}

fn head(case: &Case, lineage: &Lineage, revision: &str) -> String {
    let kept = |name| case.header.extra.get(name);
    let Lineage { revision: _, parents, lineage, edited_by, edited_at } = lineage;
    let mut out = Out::default();
    out.group(Layout::Block, ['(', ')'], |out| {
        out.raw_field("format", kept("format").unwrap_or(&FORMAT.to_string()));
        out.raw_field("min_reader", kept("min_reader").unwrap_or("1"));
        out.field("revision", &revision.to_owned(), None, true);
        out.field("parents", parents, None, false);
        out.field("lineage", lineage, None, false);
        out.field("edited_by", edited_by, None, false);
        out.field("edited_at", edited_at, None, false);
    });
    out.done.truncate(out.done.len() - 1);
    out.done
}

/// Everything from the line of the case's id to the end of the file.
fn body(case: &Case) -> String {
    let header = &case.header;
    let mut out = Out::default();
    out.group(Layout::Block, ['(', ')'], |out| {
        out.field("case", &header.case, None, true);
        out.field("title", &header.title, None, true);
        out.field("marking", &header.marking, Some(&header.extra), false);
        out.field("vague", &header.vague, Some(&header.extra), false);
        for &kind in RecordKind::ALL {
            any_table(out, kind, case);
        }
        out.field("damaged", &header.damaged, Some(&header.extra), false);
        out.unknown_fields(&header.extra, HEADER);
    });
    out.done.drain(.."(\n".len());
    out.done.push('\n');
    out.done
}

fn any_table(out: &mut Out, kind: RecordKind, case: &Case) {
    match kind {
        RecordKind::Source => table(out, kind, &case.sources),
        RecordKind::Place => table(out, kind, &case.places),
        RecordKind::Theme => table(out, kind, &case.themes),
        RecordKind::Actor => table(out, kind, &case.actors),
        RecordKind::Mission => table(out, kind, &case.missions),
        RecordKind::Incident => table(out, kind, &case.incidents),
        RecordKind::Relation => table(out, kind, &case.relations),
        RecordKind::Mandate => table(out, kind, &case.mandates),
        RecordKind::Survey => table(out, kind, &case.surveys),
        RecordKind::Activity => table(out, kind, &case.activities),
        RecordKind::Question => table(out, kind, &case.questions),
        RecordKind::Posture => table(out, kind, &case.postures),
        RecordKind::Lever => table(out, kind, &case.levers),
        RecordKind::Briefing => table(out, kind, &case.briefings),
        RecordKind::View => table(out, kind, &case.views),
    }
}

fn table<I: Ord + Display, V: Value>(out: &mut Out, kind: RecordKind, records: &Table<I, V>) {
    if records.is_empty() {
        return;
    }
    out.item(|out| {
        out.name(kind.table());
        out.group(Layout::Block, ['{', '}'], |out| {
            for (id, record) in records {
                out.item(|out| {
                    out.text(&id.to_string());
                    out.word(": ");
                    record.write(out);
                });
            }
        });
    });
}
