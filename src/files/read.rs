//! Reading the native format: known by sight, cut into records, and each record read on its own, so that the errors of
//! all damaged records are told together and the rest can be opened.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::case::when::VagueWords;
use crate::case::{Case, CaseId, Damaged, Extra, Header, Key, Marking, Table, Tlp, UnClass};

use super::context::{Context, parse_open};
use super::damage::{Damage, Damages, MOST, ReadError};
use super::frame::{ENDS_HERE, Entry, Field, Frame, HEADER_WORD, Loss, TWICE, frame, open, table_of};
use super::gather::gather;
use super::kinds::{Stored, by_kind};
use super::places::Places;
use super::quick::Cursor;
use super::salvage::salvage;
use super::scan::{normalised, slice};
use super::suspect::{Size, Suspect};
use super::value::{Value, nfc};
use super::watch::Watch;
use super::write::{revision, revision_words};
use super::written::{Hash, Spans, Written, digest, digest_of};
use super::{Access, Document, FORMAT, Lineage, has_comments};

/// Reads a case file of the usual size.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(bytes, Size::Usual)
}

/// Reads a case file, a large one too if the user agreed. What is damaged in it is told and kept as text, and the rest
/// is read; an error means that nothing of it can be opened.
pub fn read_with(bytes: &[u8], size: Size) -> Result<Document, ReadError> {
    read_watched(bytes, size, &Watch::default())
}

/// The same while somebody watches, who may end it with [`ReadError::Cancelled`]. Of the watch's bytes, each counts
/// once.
pub fn read_watched(bytes: &[u8], size: Size, watch: &Watch) -> Result<Document, ReadError> {
    let suspect = Suspect::of(bytes, size)?;
    let text = suspect.text.as_ref();
    let places = Places::new(text);
    let scanner = open(text, &places).map_err(|error| suspect.refusal().unwrap_or(error))?;
    if suspect.is_clean()
        && let Some(reader) = whole(&suspect, &places, scanner.at(), watch)
    {
        // Behind a byte order mark, what stands where in the text stands elsewhere in the file.
        let spans = if text.len() == bytes.len() { reader.spans } else { Spans::default() };
        return Reader { spans, ..reader }.document();
    }
    if watch.is_cancelled() {
        return Err(ReadError::Cancelled);
    }
    let frame = frame(text, &places, scanner);
    let is_cut_short = frame.is_cut_short;
    let by_brackets = Reader::read(&suspect, frame, &places, watch)?;
    if by_brackets.losses.is_empty() {
        return by_brackets.document();
    }
    // The one is right where a file is laid out in another way than ours, the other where brackets are damaged.
    let by_lines = salvage(text, &places, scanner).map(|frame| Reader::read(&suspect, frame, &places, watch));
    match by_lines.transpose()? {
        Some(by_lines) if is_cut_short && by_lines.losses.len() >= MOST => by_lines.document(),
        Some(by_lines) if by_lines.lost() <= by_brackets.lost() => by_lines.document(),
        _ => by_brackets.document(),
    }
}

/// A file in which nothing is amiss; `None` for all others, and for one whose reading was cancelled.
fn whole<'a>(suspect: &'a Suspect<'a>, places: &'a Places<'a>, start: usize, watch: &Watch) -> Option<Reader<'a>> {
    let mut gathered = gather(&suspect.text, start, watch)?;
    let mut reader = Reader::read(suspect, std::mem::take(&mut gathered.frame), places, watch).ok()?;
    reader.body = gathered.body;
    reader.has_comments = Some(gathered.has_comments);
    reader.spans = gathered.fill(&mut reader.case)?;
    (reader.losses.is_empty() && reader.head.case.is_some() && reader.seen.contains("format")).then_some(reader)
}

/// The header as far as it was read; what is missing is empty.
#[derive(Debug, Default)]
struct Head {
    format: u32,
    min_reader: u32,
    lineage: Lineage,
    case: Option<CaseId>,
    title: String,
    marking: Marking,
    vague: VagueWords,
    damaged: Vec<Damaged>,
    extra: Extra,
    body: usize,
}

#[derive(Debug)]
struct Reader<'a> {
    suspect: &'a Suspect<'a>,
    places: &'a Places<'a>,
    text: &'a str,
    head: Head,
    case: Case,
    losses: Vec<Loss>,
    seen: BTreeSet<&'a str>,
    /// What is known already: where the body begins with its hash, whether there are comments, and where each
    /// record stands.
    body: Option<(usize, Hash)>,
    has_comments: Option<bool>,
    spans: Spans,
}

impl<'a> Reader<'a> {
    /// Reads everything that can be read.
    fn read(
        suspect: &'a Suspect<'a>,
        frame: Frame<'a>,
        places: &'a Places<'a>,
        watch: &Watch,
    ) -> Result<Self, ReadError> {
        let empty = Header {
            case: CaseId::from_bits(0),
            title: String::new(),
            marking: Marking::default(),
            vague: VagueWords::new(),
            damaged: Vec::new(),
            extra: Extra::default(),
        };
        let (text, losses) = (suspect.text.as_ref(), frame.losses);
        let (head, seen) = (Head::default(), BTreeSet::new());
        let (case, spans) = (Case::new(empty), Spans::default());
        let mut reader =
            Self { suspect, places, text, head, case, losses, seen, body: None, has_comments: None, spans };
        for field in &frame.fields {
            reader.field(field, watch);
        }
        reader.blots();
        if watch.is_cancelled() { Err(ReadError::Cancelled) } else { Ok(reader) }
    }

    fn field(&mut self, field: &Field<'a>, watch: &Watch) {
        let stretch = field.at..field.value.end;
        if !self.seen.insert(field.name) {
            self.lose_field(field, field.at, field.name, TWICE);
            return;
        }
        if let Some(kind) = field.table {
            return by_kind!(kind, table(self, field, watch));
        }
        if self.has_blot(HEADER_WORD, field.name, &stretch) {
            return;
        }
        match field.name {
            "format" => self.value(field, |head| &mut head.format),
            "min_reader" => self.value(field, |head| &mut head.min_reader),
            "revision" => self.value(field, |head| &mut head.lineage.revision),
            "parents" => self.value(field, |head| &mut head.lineage.parents),
            "lineage" => self.value(field, |head| &mut head.lineage.lineage),
            "edited_by" => self.value(field, |head| &mut head.lineage.edited_by),
            "edited_at" => self.value(field, |head| &mut head.lineage.edited_at),
            "case" => {
                self.head.body = slice(self.text, 0, field.at).rfind('\n').map_or(0, |at| at + 1);
                self.value(field, |head| &mut head.case);
            }
            "title" => self.value(field, |head| &mut head.title),
            "marking" => self.value(field, |head| &mut head.marking),
            "vague" => self.value(field, |head| &mut head.vague),
            "damaged" => self.value(field, |head| &mut head.damaged),
            name if table_of(name).is_some() => {
                self.lose_field(field, field.value.start, name, "an opening bracket { was expected");
            }
            name => self.unknown(field, name.strip_prefix("r#").unwrap_or(name)),
        }
    }

    /// A field of the header.
    fn value<T: Value>(&mut self, field: &Field<'a>, slot: fn(&mut Head) -> &mut T) {
        let context = Context::new(self.text);
        context.enter(field.name);
        let raw = slice(self.text, field.value.start, field.value.end);
        match parse_open(raw, &context) {
            Ok((value, is_known)) => {
                if !is_known {
                    self.head.extra.insert(field.name.to_owned(), normalised(raw));
                }
                *slot(&mut self.head) = value;
            }
            Err(problem) => self.lose_field(field, context.place(), &context.field(), &problem),
        }
    }

    /// A field that this version does not know.
    fn unknown(&mut self, field: &Field<'a>, name: &str) {
        let raw = slice(self.text, field.value.start, field.value.end);
        match ron::value::RawValue::from_ron(raw) {
            Ok(_) => self.head.extra.insert(name.to_owned(), normalised(raw)),
            Err(error) => self.lose_field(field, field.value.start, name, &error.code.to_string()),
        }
    }

    /// Reads a record, or loses it.
    fn record<V: Stored>(&mut self, entry: &Entry<'a>, firsts: &mut BTreeMap<V::Id, usize>) -> Option<(V::Id, Arc<V>)> {
        let record = format!("{} {}", V::KIND.label(), entry.id);
        let stretch = entry.at..entry.value.end;
        if self.losses.len() >= MOST || self.has_blot(&record, "", &stretch) {
            return None;
        }
        let id: V::Id = match entry.id.parse() {
            Ok(id) => id,
            Err(error) => {
                self.lose(entry.at, &record, "", (format!("{error}"), entry.id, stretch));
                return None;
            }
        };
        if let Some(&first) = firsts.get(&id) {
            let problem = format!("the id is used twice, first in line {}", self.places.line(first));
            self.lose(entry.at, &record, "", (problem, entry.id, stretch));
            return None;
        }
        firsts.insert(id, entry.at);
        let context = Context::new(self.text);
        let mut cursor = Cursor::new(self.text, entry.value.start, 2);
        if let Some(value) = V::quick(&mut cursor)
            && cursor.at() == entry.value.end
        {
            return Some((id, Arc::new(value)));
        }
        match parse_open::<V>(slice(self.text, entry.value.start, entry.value.end), &context) {
            Ok((value, _)) => Some((id, Arc::new(value))),
            Err(problem) => {
                self.lose(context.place(), &record, &context.field(), (problem, entry.id, stretch));
                None
            }
        }
    }

    fn lose_field(&mut self, field: &Field<'a>, at: usize, name: &str, problem: &str) {
        self.lose(at, HEADER_WORD, name, (problem.to_owned(), field.name, field.at..field.value.end));
    }

    fn lose(&mut self, at: usize, record: &str, field: &str, (problem, place, stretch): (String, &str, Range<usize>)) {
        if self.losses.len() < MOST {
            let kept = Some((place.to_owned(), stretch));
            self.losses.push(Loss { at, record: record.to_owned(), field: field.to_owned(), problem, kept });
        }
    }

    /// Loses a record or field in which something is no text.
    fn has_blot(&mut self, record: &str, field: &str, stretch: &Range<usize>) -> bool {
        let Some(&blot) = self.suspect.blots_in(stretch).first() else { return false };
        let place = if field.is_empty() { record.rsplit(' ').next().unwrap_or_default() } else { field };
        self.lose(blot.at, record, field, (self.suspect.words(blot), place, stretch.clone()));
        true
    }

    /// What is no text is why a stretch could not be framed; and where it stands between records, it is told as well.
    fn blots(&mut self) {
        let suspect = self.suspect;
        if suspect.padding > 0 {
            let words = format!(
                "{} zero bytes at the end of the file: it was damaged while it was copied or stored",
                suspect.padding
            );
            let (record, field) = (HEADER_WORD.to_owned(), String::new());
            self.losses.push(Loss { at: self.text.len(), record, field, problem: words, kept: None });
        }
        if suspect.blots.is_empty() {
            return;
        }
        for loss in self.losses.iter_mut().filter(|loss| loss.problem != ENDS_HERE) {
            let Some((_, stretch)) = &loss.kept else { continue };
            if let Some(&blot) = suspect.blots_in(stretch).first() {
                loss.at = blot.at;
                loss.problem = suspect.words(blot);
            }
        }
        let mut kept: Vec<Range<usize>> =
            self.losses.iter().filter_map(|loss| Some(loss.kept.as_ref()?.1.clone())).collect();
        kept.sort_by_key(|stretch| stretch.start);
        let mut told = 0;
        for &blot in &suspect.blots {
            let before = kept.partition_point(|stretch| stretch.start <= blot.at);
            let is_kept = before.checked_sub(1).and_then(|last| kept.get(last)).is_some_and(|last| blot.at < last.end);
            if is_kept || blot.at < told {
                continue;
            }
            let line = slice(self.text, 0, blot.at).rfind('\n').map_or(0, |at| at + 1);
            told = slice(self.text, blot.at, self.text.len()).find('\n').map_or(self.text.len(), |at| blot.at + at);
            self.lose(blot.at, HEADER_WORD, "", (suspect.words(blot), HEADER_WORD, line..told));
        }
    }

    /// How much is lost: the bytes, and the number of places.
    fn lost(&self) -> (usize, usize) {
        let bytes = self.losses.iter().filter_map(|loss| Some(loss.kept.as_ref()?.1.len())).sum();
        if self.losses.len() >= MOST || self.head.case.is_none() {
            (usize::MAX, usize::MAX)
        } else {
            (bytes, self.losses.len())
        }
    }

    /// The damages in the order of the file, and what is lost as text.
    fn damages(&mut self) -> (Damages, Vec<Damaged>) {
        self.losses.sort_by_key(|loss| loss.at);
        let newer = (self.head.min_reader > FORMAT).then_some(self.head.format);
        let mut taken: BTreeSet<Key> = self.head.damaged.iter().map(|damaged| damaged.key).collect();
        let mut keys = (1..).map(Key::from_bits);
        let (mut found, mut kept) = (Vec::new(), Vec::new());
        for Loss { at, record, field, problem, kept: text } in std::mem::take(&mut self.losses) {
            let damage = Damage::new(self.places.line_and_column(at), record, field, problem);
            if let Some((place, stretch)) = text
                && let Some(key) = keys.find(|key| taken.insert(*key))
            {
                let text = nfc(self.suspect.shown(&stretch));
                kept.push(Damaged {
                    key,
                    place: nfc(place),
                    problem: nfc(damage.what()),
                    text,
                    extra: Extra::default(),
                });
            }
            found.push(damage);
        }
        (Damages { found, newer }, kept)
    }

    /// Why nothing is opened, where the identity of the case is not to be had.
    fn refusal(&mut self) -> ReadError {
        if let Some(error) = self.suspect.refusal() {
            return error;
        }
        if !self.seen.contains("format") && !self.seen.contains("case") {
            return ReadError::NotACase { reason: "the field `format` is missing".to_owned(), line: 1 };
        }
        if let [loss] = &self.losses[..]
            && loss.problem == ENDS_HERE
        {
            return ReadError::Truncated { inside: loss.record.clone(), line: self.places.line(loss.at) };
        }
        if self.losses.iter().all(|loss| loss.field != "case") {
            self.lose_missing("case");
        }
        ReadError::Damaged(self.damages().0)
    }

    fn lose_missing(&mut self, name: &str) {
        let (record, field, problem) = (HEADER_WORD.to_owned(), name.to_owned(), "the field is missing".to_owned());
        self.losses.push(Loss { at: 0, record, field, problem, kept: None });
    }

    fn document(mut self) -> Result<Document, ReadError> {
        let Some(id) = self.head.case else { return Err(self.refusal()) };
        if !self.seen.contains("format") && self.losses.iter().all(|loss| loss.field != "format") {
            self.lose_missing("format");
        }
        let (damages, lost) = self.damages();
        if damages.found.len() >= MOST {
            return Err(ReadError::Damaged(damages));
        }
        let lineage = self.lineage();
        self.defaults(&damages);
        let Head { format, min_reader, title, marking, vague, mut damaged, mut extra, .. } = self.head;
        damaged.extend(lost);
        // A copy of what a newer version wrote must not pass for our format: it holds things that we do not know.
        if format > FORMAT {
            extra.insert("format".to_owned(), format.to_string());
            extra.insert("min_reader".to_owned(), min_reader.max(1).to_string());
        }
        let access = access(&damages, min_reader);
        let case = Case { header: Arc::new(Header { case: id, title, marking, vague, damaged, extra }), ..self.case };
        let hash = match self.body.filter(|_| self.text.len() == self.suspect.file.len()) {
            Some((at, body)) => digest_of(slice(self.text, 0, at).as_bytes(), body),
            None => digest(self.suspect.file),
        };
        let written = Written::new(case.clone(), self.spans, hash);
        let has_comments = self.has_comments.unwrap_or_else(|| has_comments(self.suspect.bytes));
        Ok(Document { case, lineage, format, access, damages, has_comments, hash, written })
    }

    /// What stands for a field of the header that is damaged.
    fn defaults(&mut self, damages: &Damages) {
        let is_damaged = |name: &str| damages.found.iter().any(|damage| damage.is_of_header(name));
        if is_damaged("format") {
            self.head.format = FORMAT;
        }
        if is_damaged("title") {
            "Untitled case".clone_into(&mut self.head.title);
        }
        // What is marked in a way that cannot be read is taken for the highest.
        if is_damaged("marking") {
            self.head.marking = Marking { un: Some(UnClass::StrictlyConfidential), tlp: Some(Tlp::Red) };
        }
    }

    /// The file's lineage. A body that is not the one that was hashed was changed by another program: it is a revision
    /// of its own, and a child of the one that the header names. Line ends of Windows change nothing.
    fn lineage(&mut self) -> Lineage {
        let lineage = std::mem::take(&mut self.head.lineage);
        let body = slice(self.text, self.head.body, self.text.len());
        let actual = match self.body {
            _ if body.contains('\r') => revision(&body.replace("\r\n", "\n")),
            Some((at, hash)) if at == self.head.body => revision_words(hash),
            _ => revision(body),
        };
        if lineage.revision == actual { lineage } else { Lineage { revision: actual, ..lineage.next() } }
    }
}

/// Reads the records of a table, as far as nobody has cancelled it.
fn table<'a, V: Stored>(reader: &mut Reader<'a>, field: &Field<'a>, watch: &Watch) {
    let mut firsts = BTreeMap::new();
    let mut table = Table::new();
    for entry in &field.entries {
        if watch.is_cancelled() {
            return;
        }
        if let Some((id, record)) = reader.record::<V>(entry, &mut firsts) {
            table.insert(id, record);
        }
    }
    *V::table_mut(&mut reader.case) = table;
}

/// Whether a file may be written in place.
fn access(damages: &Damages, min_reader: u32) -> Access {
    let newer = format!(
        "it was saved by a newer version of Sightline (it needs format {min_reader}, this version reads {FORMAT})"
    );
    match (damages.is_empty(), min_reader > FORMAT) {
        (true, false) => Access::ReadWrite,
        (true, true) => Access::ReadOnly { reason: newer },
        (false, false) => Access::ReadOnly { reason: format!("it is {}", damages.count()) },
        (false, true) => Access::ReadOnly { reason: format!("{newer}, or it is {}", damages.count()) },
    }
}
