//! A file that is to replace another: what has not changed is taken over from the old one, the rest written anew and
//! read back.
//!
//! A record is unchanged when it is the very one that was read from the old file or written into it. The places of such
//! records are known from then ([`Written`]), their bytes are not: they come from the disk again while the new file is
//! written, and the caller vouches by their hash that they are the same as then. Every other record is written, read
//! back on its own, and compared. What the quick reader leaves to others (a record with something unknown in it) is read
//! back with the head of the file as a file of its own, by the reader that reads any file.

use std::io::{self, BufRead};
use std::ops::Range;
use std::sync::Arc;

use crate::case::{Case, RecordKind, Table};
use crate::query::cores::in_order;

use super::Lineage;
use super::kinds::{Stored, by_kind};
use super::out::Out;
use super::quick::Cursor;
use super::read::read_with;
use super::suspect::Size;
use super::value::nfc;
use super::watch::Watch;
use super::write::{body, ending, entry, head, opening, revision_words, same};
use super::written::{Hash, Span, Spans, Written, digest_of};

/// Records that are written in one go: few enough that all cores have something to do.
const BATCH: usize = 256;

/// What stands before the id of a record.
const BEFORE: &str = "\n        ";

/// The file of a case before its head is known.
#[derive(Debug)]
pub struct Plan {
    case: Case,
    previous: Lineage,
    pieces: Vec<Piece>,
    /// Bytes of the body.
    length: usize,
    /// Where each record stands in the body.
    places: Vec<(RecordKind, Vec<Range<usize>>)>,
    /// What is left to be read back as a file.
    unproved: Case,
}

/// A piece of the body.
#[derive(Debug)]
enum Piece {
    /// A stretch of the old file, and how it begins.
    Old(Range<usize>, String),
    New(String),
}

/// What is known once the body is written.
#[derive(Debug)]
pub struct Sealed {
    /// What stands before the body.
    pub head: String,
    /// Its revisions.
    pub lineage: Lineage,
    /// Where each record stands in it, for the save after this one.
    pub written: Written,
}

/// Why a case cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// Read back, the text would be another case.
    #[error("{0}")]
    Unfaithful(String),
    /// Somebody asked for the end.
    #[error("it was cancelled")]
    Cancelled,
}

/// Records that follow each other.
enum Step<V: Stored> {
    /// They stand in the old file as they are to stand in the new one: from their line breaks to their commas.
    Same { first: V::Id, spans: Range<usize>, bytes: Range<usize> },
    /// They are written anew: so many, from that id on.
    New { first: V::Id, count: usize },
}

impl<V: Stored> Step<V> {
    const fn as_new(&self) -> Option<(V::Id, usize)> {
        match self {
            Self::New { first, count } => Some((*first, *count)),
            Self::Same { .. } => None,
        }
    }
}

/// Records that were written anew.
struct Fresh {
    text: String,
    spans: Vec<Range<usize>>,
    /// Those that the quick reader cannot read back.
    unproved: Case,
}

/// Plans the file of a case as the next revision after `previous` (with its `edited_by` and `edited_at`), which takes
/// over what is unchanged from the file of which that is known. Everything else is written here, and read back.
pub fn compose(case: &Case, previous: &Lineage, known: &Written, watch: &Watch) -> Result<Plan, ComposeError> {
    let mut plan = Plan {
        case: case.clone(),
        // As it will be read back.
        previous: Lineage { edited_by: nfc(previous.edited_by.clone()), ..previous.clone() },
        pieces: Vec::new(),
        length: 0,
        places: Vec::new(),
        unproved: Case::new((*case.header).clone()),
    };
    plan.text(opening(case));
    for &kind in RecordKind::ALL {
        by_kind!(kind, table(&mut plan, known, watch))?;
    }
    plan.text(ending(case));
    Ok(plan)
}

impl Plan {
    /// How long the head will be, as far as can be told before there is a revision: an unchanged case keeps its
    /// lineage.
    pub fn head_length(&self, known: &Written) -> usize {
        let is_same = known.case().is_some_and(|known| {
            known.header == self.case.header
                && RecordKind::ALL.iter().all(|&kind| known.count(kind) == self.case.count(kind))
        });
        let is_old = |piece: &Piece| matches!(piece, Piece::Old(..));
        let olds = self.pieces.iter().filter(|piece| is_old(piece)).count();
        let is_same = is_same && olds == self.places.len() && self.pieces.len() == 3 * olds + 2;
        let lineage = if is_same { self.previous.clone() } else { self.previous.next() };
        head(&self.case, &lineage, &revision_words(Hash::default())).len()
    }

    /// Bytes of the body.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Hands over the body piece by piece, from the old file and from what was written; its hash. `None` where the old
    /// file is not the one that is known: too short, or without the records where they were.
    pub fn write(
        &self,
        old: &mut dyn BufRead,
        out: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<Option<Hash>> {
        let mut hasher = blake3::Hasher::new();
        let mut put = |bytes: &[u8]| {
            hasher.update(bytes);
            out(bytes)
        };
        let mut at = 0;
        for piece in &self.pieces {
            match piece {
                Piece::New(text) => put(text.as_bytes())?,
                Piece::Old(range, begins) => {
                    // Records that stood in another order than ours are behind us: all is written anew.
                    let Some(before) = range.start.checked_sub(at) else { return Ok(None) };
                    if !pass(old, before, &mut |_| Ok(true))? {
                        return Ok(None);
                    }
                    let mut begins = begins.as_bytes();
                    let is_there = pass(old, range.len(), &mut |bytes| {
                        let (first, rest) = begins.split_at(begins.len().min(bytes.len()));
                        begins = rest;
                        put(bytes)?;
                        Ok(bytes.starts_with(first))
                    })?;
                    if !is_there {
                        return Ok(None);
                    }
                    at = range.end;
                }
            }
        }
        Ok(Some(hasher.finalize().into()))
    }

    /// The head for a body of that hash, read back; and what is known of the whole.
    pub fn seal(&self, body: Hash) -> Result<Sealed, ComposeError> {
        let revision = revision_words(body);
        let next = if revision == self.previous.revision { self.previous.clone() } else { self.previous.next() };
        let lineage = Lineage { revision, ..next };
        let head = head(&self.case, &lineage, &lineage.revision);
        prove(&self.unproved, &head, &lineage)?;
        let mut spans = Spans::default();
        for (kind, places) in &self.places {
            let moved = places.iter().map(|place| Span::of(place.start + head.len()..place.end + head.len()));
            spans.put(*kind, moved.collect());
        }
        let written = Written::new(self.case.clone(), spans, digest_of(head.as_bytes(), body));
        Ok(Sealed { head, lineage, written })
    }

    fn text(&mut self, text: String) {
        self.length += text.len();
        self.pieces.push(Piece::New(text));
    }
}

/// Passes so many bytes of a reader, as long as they are wanted; `false` where it ends before, or they are not.
fn pass(old: &mut dyn BufRead, mut count: usize, out: &mut dyn FnMut(&[u8]) -> io::Result<bool>) -> io::Result<bool> {
    while count > 0 {
        let bytes = old.fill_buf()?;
        let bytes = bytes.get(..count.min(bytes.len())).unwrap_or_default();
        let length = bytes.len();
        if length == 0 || !out(bytes)? {
            return Ok(false);
        }
        old.consume(length);
        count -= length;
    }
    Ok(true)
}

/// Reads back the head of the file, and the records that were not read back yet, as a file without the others.
fn prove(case: &Case, head: &str, lineage: &Lineage) -> Result<(), ComposeError> {
    let unfaithful = |problem: String| ComposeError::Unfaithful(problem);
    let body = body(case);
    let text = head.to_owned() + &body;
    let read = read_with(text.as_bytes(), Size::Large).map_err(|error| unfaithful(error.to_string()))?;
    if !read.damages.is_empty() {
        return Err(unfaithful(read.damages.to_string()));
    }
    let revision = revision_words(blake3::hash(body.as_bytes()).into());
    let expected = if revision == lineage.revision { lineage.clone() } else { Lineage { revision, ..lineage.next() } };
    if !same(case, &read.case) || read.lineage != expected {
        return Err(unfaithful("something would be lost".to_owned()));
    }
    Ok(())
}

/// One table of the body.
fn table<V: Stored>(plan: &mut Plan, known: &Written, watch: &Watch) -> Result<(), ComposeError> {
    let case = plan.case.clone();
    if V::table(&case).is_empty() {
        return Ok(());
    }
    plan.text(format!("\n    {}: {{", V::KIND.table()));
    let (steps, spans) = (steps::<V>(&case, known), known.spans(V::KIND));
    let fresh: Vec<(V::Id, usize)> = steps.iter().filter_map(Step::as_new).collect();
    let fresh = in_order(fresh.len(), |job| match fresh.get(job) {
        Some(&(first, count)) if !watch.is_cancelled() => Some(batch::<V>(&case, first, count, watch)),
        _ => None,
    });
    let mut fresh = fresh.into_iter();
    let mut places = Vec::with_capacity(V::table(&case).len());
    for step in steps {
        let start = plan.length;
        if let Step::Same { first, spans: which, bytes } = step {
            let moved = |span: &Span| {
                let place = span.range();
                place.start - bytes.start + start..place.end - bytes.start + start
            };
            places.extend(spans.get(which).unwrap_or_default().iter().map(moved));
            watch.advance(bytes.len() as u64);
            plan.length += bytes.len();
            plan.pieces.push(Piece::Old(bytes, format!("{BEFORE}\"{first}\": (")));
        } else {
            let Fresh { text, spans, unproved } = fresh.next().flatten().ok_or(ComposeError::Cancelled)?;
            places.extend(spans.into_iter().map(|place| place.start + start..place.end + start));
            for (id, record) in V::table(&unproved) {
                drop(V::table_mut(&mut plan.unproved).insert(*id, Arc::clone(record)));
            }
            plan.text(text);
        }
    }
    plan.text("\n    },".to_owned());
    plan.places.push((V::KIND, places));
    Ok(())
}

/// What is taken over and what is written anew of a table.
fn steps<V: Stored>(case: &Case, known: &Written) -> Vec<Step<V>> {
    let mut steps = Vec::new();
    let nothing = Table::new();
    let old = known.case().map_or(&nothing, |old| V::table(old));
    let mut old = old.iter().zip(known.spans(V::KIND)).enumerate().peekable();
    for (id, record) in V::table(case) {
        while old.next_if(|(_, ((other, _), _))| *other < id).is_some() {}
        let same = old.next_if(|(_, ((other, _), _))| *other == id);
        match same.filter(|(_, ((_, other), _))| Arc::ptr_eq(other, record)) {
            Some((place, (_, span))) if !span.range().is_empty() => take_over(&mut steps, *id, place, span.range()),
            _ => write_anew(&mut steps, *id),
        }
    }
    steps
}

fn take_over<V: Stored>(steps: &mut Vec<Step<V>>, id: V::Id, place: usize, span: Range<usize>) {
    let stretch = span.start - BEFORE.len()..span.end + ",".len();
    match steps.last_mut() {
        Some(Step::Same { spans, bytes, .. }) if spans.end == place && bytes.end == stretch.start => {
            (spans.end, bytes.end) = (place + 1, stretch.end);
        }
        _ => steps.push(Step::Same { first: id, spans: place..place + 1, bytes: stretch }),
    }
}

fn write_anew<V: Stored>(steps: &mut Vec<Step<V>>, id: V::Id) {
    match steps.last_mut() {
        Some(Step::New { count, .. }) if *count < BATCH => *count += 1,
        _ => steps.push(Step::New { first: id, count: 1 }),
    }
}

/// Writes records and reads each back.
fn batch<V: Stored>(case: &Case, first: V::Id, count: usize, watch: &Watch) -> Fresh {
    let mut out = Out::within(2);
    let mut fresh =
        Fresh { text: String::new(), spans: Vec::with_capacity(count), unproved: Case::new((*case.header).clone()) };
    for (id, record) in V::table(case).range(first..).take(count) {
        let start = out.done.len() + BEFORE.len();
        entry(&mut out, id, &**record);
        let end = out.done.len() - ",".len();
        if !is_proved(&out.done, start, end, (&id.to_string(), &**record)) {
            drop(V::table_mut(&mut fresh.unproved).insert(*id, Arc::clone(record)));
        }
        fresh.spans.push(start..end);
    }
    watch.advance(out.done.len() as u64);
    Fresh { text: out.done, ..fresh }
}

/// Whether the quick reader gets the record back.
fn is_proved<V: Stored>(text: &str, start: usize, end: usize, (id, record): (&str, &V)) -> bool {
    let mut cursor = Cursor::new(text, start, 2);
    cursor.plain() == Some(id)
        && cursor.colon().is_some()
        && V::quick(&mut cursor).is_some_and(|read| read.same(record))
        && cursor.at() == end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Actor, ActorId, Change, Header, Key, Marking, Paragraph};
    use crate::files::{read, seal};

    fn case() -> Case {
        let header = Header {
            case: crate::case::CaseId::from_bits(1),
            title: "A case".to_owned(),
            marking: Marking::default(),
            vague: crate::case::when::VagueWords::new(),
            damaged: Vec::new(),
            extra: crate::case::Extra::default(),
        };
        let actor = |id: u64| {
            let actor = Actor { name: "x".repeat(id as usize), ..Actor::default() };
            Change::Actor(ActorId::from_bits(id), Some(Arc::new(actor)))
        };
        Case::new(header).with(&(1..600).map(actor).collect::<Vec<_>>())
    }

    fn written(plan: &Plan, old: &[u8]) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        let mut put = |bytes: &[u8]| {
            body.extend_from_slice(bytes);
            Ok(())
        };
        plan.write(&mut &*old, &mut put).expect("memory does not fail").map(|_| body)
    }

    #[test]
    fn what_is_known_wrongly_of_a_file_is_found_out() {
        let (text, lineage) = seal(&case(), &Lineage::default());
        let document = read(text.as_bytes()).expect("a case");
        let spans = document.written.spans(RecordKind::Actor).to_vec();
        assert!(spans.iter().all(|span| !span.range().is_empty()));
        let check = |moved: usize, old: &[u8], is_right: bool| {
            let spans = spans.iter().map(|span| Span::of(span.range().start + moved..span.range().end + moved));
            let mut known = Spans::default();
            known.put(RecordKind::Actor, spans.collect());
            let known = Written::new(document.case.clone(), known, document.hash);
            let plan = compose(&document.case, &lineage, &known, &Watch::default()).expect("a plan");
            let body = written(&plan, old);
            assert_eq!(body.is_some(), is_right, "{moved}");
            assert!(body.is_none_or(|body| text.as_bytes().ends_with(&body)));
        };
        check(0, text.as_bytes(), true);
        check(1, text.as_bytes(), false);
        check(300, text.as_bytes(), false);
        check(text.len(), text.as_bytes(), false);
        check(0, &text.as_bytes()[..text.len() / 2], false);
    }

    #[test]
    fn only_what_has_changed_is_written() {
        let (text, lineage) = seal(&case(), &Lineage::default());
        let document = read(text.as_bytes()).expect("a case");
        let news = |case: &Case| -> usize {
            let plan = compose(case, &lineage, &document.written, &Watch::default()).expect("a plan");
            let length = |piece: &Piece| if let Piece::New(text) = piece { text.len() } else { 0 };
            plan.pieces.iter().map(length).sum()
        };
        let nothing = news(&document.case);
        assert!(nothing < 200, "{nothing}");
        let id = ActorId::from_bits(300);
        let note = Paragraph { key: Key::from_bits(1), text: "Noted".to_owned() };
        let mut actor = Actor::default();
        actor.common.notes.push(note);
        let one = news(&document.case.with(&[Change::Actor(id, Some(Arc::new(actor)))]));
        assert!(one < nothing + 300, "{one}");
        assert!(news(&case()) > text.len() / 2, "an equal record that is not the very same one is written anew");
    }
}
