//! The canonical writer: a head with format and revisions, and a body whose bytes the revision is the hash of.

use std::sync::Arc;

use crate::case::{Case, RecordKind};

use super::kinds::{Stored, by_kind};
use super::objects::same_unknown;
use super::out::{Layout, Out};
use super::value::Value as _;
use super::written::Hash;
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
    revision_words(blake3::hash(body.as_bytes()).into())
}

/// A hash as a revision is written.
pub(super) fn revision_words(hash: Hash) -> String {
    format!("b3:{}", blake3::Hash::from_bytes(hash).to_hex())
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
        && RecordKind::ALL.iter().all(|&kind| by_kind!(kind, same_records(one, other)))
}

fn same_records<V: Stored>(one: &Case, other: &Case) -> bool {
    let (one, other) = (V::table(one), V::table(other));
    one.len() == other.len()
        && one
            .iter()
            .zip(other.iter())
            .all(|((id, record), (theirs, other))| id == theirs && (Arc::ptr_eq(record, other) || record.same(other)))
}

/// The lines before the body, which begins with that of the case's id.
pub(super) fn head(case: &Case, lineage: &Lineage, revision: &str) -> String {
    let kept = |name| case.header.extra.get(name);
    let Lineage { revision: _, parents, lineage, edited_by, edited_at } = lineage;
    let mut out = Out::within(1);
    out.word("(");
    out.raw_field("format", kept("format").unwrap_or(&FORMAT.to_string()));
    out.raw_field("min_reader", kept("min_reader").unwrap_or("1"));
    out.field("revision", &revision.to_owned(), None, true);
    out.field("parents", parents, None, false);
    out.field("lineage", lineage, None, false);
    out.field("edited_by", edited_by, None, false);
    out.field("edited_at", edited_at, None, false);
    out.done.push('\n');
    out.done
}

/// Everything from the line of the case's id to the end of the file.
pub(super) fn body(case: &Case) -> String {
    let mut out = Out::within(1);
    out.done = opening(case);
    for &kind in RecordKind::ALL {
        by_kind!(kind, table(&mut out, case));
    }
    out.done + &ending(case)
}

/// The first lines of a body: what is said of the case as a whole.
pub(super) fn opening(case: &Case) -> String {
    let header = &case.header;
    let mut out = Out::within(1);
    out.field("case", &header.case, None, true);
    out.field("title", &header.title, None, true);
    out.field("marking", &header.marking, Some(&header.extra), false);
    out.field("vague", &header.vague, Some(&header.extra), false);
    out.done.split_off("\n".len())
}

/// The last lines of a body, with the line break before them.
pub(super) fn ending(case: &Case) -> String {
    let header = &case.header;
    let mut out = Out::within(1);
    out.field("damaged", &header.damaged, Some(&header.extra), false);
    out.unknown_fields(&header.extra, HEADER);
    out.word("\n)\n");
    out.done
}

fn table<V: Stored>(out: &mut Out, case: &Case) {
    if V::table(case).is_empty() {
        return;
    }
    out.item(|out| {
        out.name(V::KIND.table());
        out.group(Layout::Block, ['{', '}'], |out| {
            for (id, record) in V::table(case) {
                entry(out, id, &**record);
            }
        });
    });
}

/// A record on lines of its own.
pub(super) fn entry<V: Stored>(out: &mut Out, id: &V::Id, record: &V) {
    out.item(|out| {
        out.shown(id);
        out.word(": ");
        record.write(out);
    });
}
