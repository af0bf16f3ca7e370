//! A whole file read in one pass, in parts on every core: framing and reading go together.
//!
//! The text is cut where a line opens a record. Each part is read as if a record of a table began there, up to exactly
//! where the next part begins, and has to end in the table in which that one begins: then the parts together are what
//! one pass from the beginning would have come to, wherever the cuts are. A record that is not written as we write it
//! is framed and read like those of any file. Where anything is amiss there is no result, and the file is read as one
//! that is damaged.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::case::{Case, Change, RecordId, RecordKind, Table};
use crate::query::cores::in_order;

use super::context::{Context, parse_open};
use super::frame::{Field, Frame, Framer, HEADER_WORD, table_of};
use super::kinds::{Stored, by_kind};
use super::places::{Places, indent, opened_id};
use super::quick::Cursor;
use super::scan::{Kind, Scanner, Token, has_comments, slice};
use super::watch::Watch;
use super::written::{Hash, Span, Spans, body_at};

/// Bytes of a part: so many that starting one costs nothing, and so few that no core waits for another at the end.
const PART: usize = 512 << 10;

/// Bytes between two looks at the watch.
const STEP: usize = 64 << 10;

/// What a whole file holds.
pub(super) struct Gathered<'a> {
    /// Its fields; its tables without their records.
    pub frame: Frame<'a>,
    pub has_comments: bool,
    /// Where the body begins, and its hash.
    pub body: Option<(usize, Hash)>,
    records: BTreeMap<RecordKind, Vec<Taken>>,
}

/// A record with its place, from its id to its last bracket.
struct Taken {
    record: Change,
    place: Range<usize>,
    /// Whether every byte of it is as the writer would have it.
    is_canonical: bool,
}

/// Where a part begins, and in which table.
#[derive(Clone, Copy)]
struct Start {
    at: usize,
    table: Option<RecordKind>,
}

/// A part while it is read.
struct Part<'t, 'a> {
    framer: Framer<'t, 'a>,
    table: Option<RecordKind>,
    fields: Vec<Field<'a>>,
    records: Vec<Taken>,
    has_comments: bool,
    /// Up to here comments were looked for.
    seen: usize,
}

/// What a part came to.
struct Read<'a> {
    fields: Vec<Field<'a>>,
    records: Vec<Taken>,
    has_comments: bool,
    /// The table in which it ends; `None` where the case has ended.
    table: Option<RecordKind>,
}

/// One of the jobs.
enum Job<'a> {
    Part(Option<Read<'a>>),
    Body(Option<(usize, Hash)>),
}

/// Reads all of a text behind its opening bracket; `None` where anything is amiss, or the watch was cancelled.
pub(super) fn gather<'a>(text: &'a str, start: usize, watch: &Watch) -> Option<Gathered<'a>> {
    let starts = starts(text, Start { at: start, table: None });
    let is_amiss = AtomicBool::new(false);
    let job = |job: usize| match job.checked_sub(1).and_then(|part| starts.get(part)) {
        Some(&start) => {
            let limit = starts.get(job).map_or(text.len(), |next| next.at);
            let read = part(text, start, limit, &|bytes| {
                watch.advance(bytes);
                !watch.is_cancelled() && !is_amiss.load(Ordering::Relaxed)
            });
            is_amiss.fetch_or(read.is_none(), Ordering::Relaxed);
            Job::Part(read)
        }
        None => Job::Body(body(text)),
    };
    // A thread takes longer to start than a small file to read.
    let jobs = if text.len() < PART { (0..=starts.len()).map(job).collect() } else { in_order(starts.len() + 1, job) };
    let mut gathered = Gathered { frame: Frame::default(), has_comments: false, body: None, records: BTreeMap::new() };
    let mut nexts = starts.iter().skip(1);
    for job in jobs {
        match job {
            Job::Body(body) => gathered.body = body,
            Job::Part(part) => {
                let part = part?;
                if part.table != nexts.next().and_then(|next| next.table) {
                    return None;
                }
                gathered.take(part);
            }
        }
    }
    Some(gathered)
}

/// The hash of the body, as far as it can be told before anything is read where that begins.
fn body(text: &str) -> Option<(usize, Hash)> {
    let at = body_at(text.as_bytes())?;
    Some((at, blake3::hash(text.as_bytes().get(at..)?).into()))
}

/// Where parts begin.
fn starts(text: &str, first: Start) -> Vec<Start> {
    let mut starts = vec![first];
    let mut from = first.at;
    while from + PART < text.len() {
        from += PART;
        starts.extend(record_in(text, from..from + PART));
    }
    starts
}

/// The first line within these bytes that opens a record.
fn record_in(text: &str, within: Range<usize>) -> Option<Start> {
    let mut at = within.start;
    while at < within.end {
        at += text.as_bytes().get(at..within.end.min(text.len()))?.iter().position(|&byte| byte == b'\n')? + 1;
        let line = text.as_bytes().get(at..)?;
        let spaces = line.iter().take_while(|&&byte| byte == b' ').count();
        if let Some(id) = opened_id(text, at + spaces)
            && let Ok(id) = id.parse::<RecordId>()
        {
            return Some(Start { at: at + spaces, table: Some(id.kind()) });
        }
        at += spaces;
    }
    None
}

/// Reads from one place up to exactly another, as long as somebody wants more, who is told of the bytes that were read.
fn part<'a>(text: &'a str, start: Start, limit: usize, wants_more: &dyn Fn(u64) -> bool) -> Option<Read<'a>> {
    let places = Places::new(text);
    let mut scanner = Scanner::new(text);
    scanner.go_to(start.at);
    let inside = HEADER_WORD.to_owned();
    let framer = Framer { text, places: &places, scanner, inside, long_text: None, indent: None };
    let (fields, records) = (Vec::new(), Vec::new());
    let seen = if start.table.is_some() { start.at } else { 0 };
    let mut part = Part { framer, table: start.table, fields, records, has_comments: false, seen };
    let mut told = start.at;
    loop {
        let goes_on = match part.table {
            Some(kind) => part.entry(kind, limit)?,
            None => part.field(limit)?,
        };
        let at = part.framer.scanner.at();
        if !goes_on || at >= told + STEP {
            if !wants_more((at - told) as u64) {
                return None;
            }
            told = at;
        }
        if !goes_on {
            part.look(at);
            let Part { fields, records, has_comments, table, .. } = part;
            return Some(Read { fields, records, has_comments, table });
        }
    }
}

impl Part<'_, '_> {
    /// The next field of the file; `false` at its end.
    fn field(&mut self, limit: usize) -> Option<bool> {
        let framer = &mut self.framer;
        let Some(name) = framer.name().ok()? else {
            let is_last = limit == framer.text.len() && framer.scanner.next().ok()?.is_none();
            return is_last.then_some(false);
        };
        let first = framer.scanner.peek().ok()??;
        let table = table_of(name.text).filter(|_| first.text == "{");
        if table.is_some() {
            framer.scanner.go_to(first.end());
        } else {
            framer.value().ok()?;
        }
        let value = first.at..framer.scanner.at();
        self.fields.push(Field { name: name.text, at: name.at, value, table, entries: Vec::new() });
        self.table = table;
        if table.is_none() {
            self.framer.comma(")").ok()?;
        }
        (self.framer.scanner.at() <= limit).then_some(true)
    }

    /// The next record of the table, or its end; `false` at the limit.
    fn entry(&mut self, kind: RecordKind, limit: usize) -> Option<bool> {
        let id = self.framer.scanner.next().ok()??;
        if id.at >= limit {
            self.framer.scanner.go_to(id.at);
            return (id.at == limit).then_some(false);
        }
        if id.text == "}" {
            self.table = None;
            self.framer.comma(")").ok()?;
            return Some(true);
        }
        by_kind!(kind, record(self, id))?;
        self.framer.comma("}").ok()?;
        Some(true)
    }

    /// Looks for comments up to there.
    fn look(&mut self, to: usize) {
        let passed = slice(self.framer.text, self.seen, to);
        self.has_comments |= passed.contains('/') && has_comments(passed);
        self.seen = to;
    }
}

/// Reads a record from its id on.
fn record<V: Stored>(part: &mut Part<'_, '_>, id: Token<'_>) -> Option<()> {
    let text = part.framer.text;
    let key: V::Id = id.text.strip_prefix('"')?.strip_suffix('"')?.parse().ok()?;
    part.framer.scanner.next().ok()?.filter(|colon| colon.kind == Kind::Colon)?;
    let first = part.framer.scanner.peek().ok()??.at;
    // Header fields behind the table are told apart from records by the same indent.
    part.framer.indent = indent(text, id.at);
    part.look(first);
    let mut cursor = Cursor::new(text, first, 2);
    cursor.is_canonical = part.framer.indent == Some(8) && slice(text, id.end(), first) == ": ";
    let (value, is_canonical) = if let Some(value) = V::quick(&mut cursor) {
        part.framer.scanner.go_to(cursor.at());
        part.seen = cursor.at();
        (value, cursor.is_canonical)
    } else {
        part.framer.long_text = None;
        part.framer.value().ok()?;
        let raw = slice(text, first, part.framer.scanner.at());
        (parse_open::<V>(raw, &Context::new(text)).ok()?.0, false)
    };
    let place = id.at..part.framer.scanner.at();
    let is_canonical = is_canonical && text.as_bytes().get(place.end) == Some(&b',');
    part.records.push(Taken { record: V::put(key, Arc::new(value)), place, is_canonical });
    Some(())
}

impl<'a> Gathered<'a> {
    fn take(&mut self, part: Read<'a>) {
        self.frame.fields.extend(part.fields);
        self.has_comments |= part.has_comments;
        let mut records = part.records;
        while let Some(kind) = records.first().and_then(|taken| taken.record.target()).map(RecordId::kind) {
            let is_same = |taken: &Taken| taken.record.target().is_some_and(|id| id.kind() == kind);
            let rest = records.split_off(records.partition_point(is_same));
            self.records.entry(kind).or_default().extend(records);
            records = rest;
        }
    }

    /// Puts the records into a case, and tells where each stands; `None` where two have the same id.
    pub fn fill(self, case: &mut Case) -> Option<Spans> {
        let mut spans = Spans::default();
        for (kind, records) in self.records {
            by_kind!(kind, fill(case, &mut spans, records))?;
        }
        Some(spans)
    }
}

fn fill<V: Stored>(case: &mut Case, spans: &mut Spans, records: Vec<Taken>) -> Option<()> {
    let mut stored: Vec<(V::Id, Arc<V>, Span)> = Vec::with_capacity(records.len());
    for Taken { record, place, is_canonical } in records {
        let (id, record) = V::taken(record)?;
        stored.push((id, record, if is_canonical { Span::of(place) } else { Span::default() }));
    }
    if !stored.is_sorted_by(|(one, ..), (next, ..)| one < next) {
        stored.sort_by_key(|&(id, ..)| id);
        if stored.windows(2).any(|pair| matches!(pair, [one, next] if one.0 == next.0)) {
            return None;
        }
    }
    spans.put(V::KIND, stored.iter().map(|&(.., span)| span).collect());
    let table: Table<V::Id, V> = stored.into_iter().map(|(id, record, _)| (id, record)).collect();
    *V::table_mut(case) = table;
    Some(())
}
