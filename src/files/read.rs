//! Reading the native format: known by sight, cut into records, and each record read on its own, so that the errors of
//! all damaged records are told together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::case::when::VagueWords;
use crate::case::{Case, CaseId, Extra, Header, Marking, RecordKind, Table};

use super::context::{Context, parse_open};
use super::damage::{Damage, MOST, ReadError, line_and_column};
use super::frame::{Field, frame};
use super::scan::{normalised, slice};
use super::suspect::{Size, text_of};
use super::value::Value;
use super::write::revision;
use super::{Access, Document, FORMAT, Lineage};

/// Reads a case file of the usual size.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(bytes, Size::Usual)
}

/// Reads a case file, a large one too if the user agreed.
pub fn read_with(bytes: &[u8], size: Size) -> Result<Document, ReadError> {
    let text = text_of(bytes, size)?;
    let frame = frame(text)?;
    if !frame.fields.iter().any(|field| field.name == "format") {
        return Err(ReadError::NotACase { reason: "the field `format` is missing".to_owned(), line: 1 });
    }
    let mut reader = Reader::new(text, frame.damages);
    for field in &frame.fields {
        reader.field(field);
    }
    reader.document()
}

/// The header as far as it was read; what is missing is empty.
#[derive(Default)]
struct Head {
    format: u32,
    min_reader: u32,
    lineage: Lineage,
    case: Option<CaseId>,
    title: String,
    marking: Marking,
    vague: VagueWords,
    extra: Extra,
    body: usize,
}

struct Reader<'a> {
    text: &'a str,
    head: Head,
    case: Case,
    damages: Vec<Damage>,
    seen: BTreeSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, damages: Vec<Damage>) -> Self {
        let empty = Header {
            case: CaseId::from_bits(0),
            title: String::new(),
            marking: Marking::default(),
            vague: VagueWords::new(),
            extra: Extra::default(),
        };
        Self { text, head: Head::default(), case: Case::new(empty), damages, seen: BTreeSet::new() }
    }

    fn field(&mut self, field: &Field<'a>) {
        if !self.seen.insert(field.name) {
            self.damage(field.at, "header", field.name, "the field is written twice");
            return;
        }
        match (field.table, field.name) {
            (Some(kind), _) => self.table(kind, field),
            (None, "format") => self.head.format = self.value(field),
            (None, "min_reader") => self.head.min_reader = self.value(field),
            (None, "revision") => self.head.lineage.revision = self.value(field),
            (None, "parents") => self.head.lineage.parents = self.value(field),
            (None, "lineage") => self.head.lineage.lineage = self.value(field),
            (None, "edited_by") => self.head.lineage.edited_by = self.value(field),
            (None, "edited_at") => self.head.lineage.edited_at = self.value(field),
            (None, "case") => {
                self.head.body = slice(self.text, 0, field.at).rfind('\n').map_or(0, |at| at + 1);
                self.head.case = self.value(field);
            }
            (None, "title") => self.head.title = self.value(field),
            (None, "marking") => self.head.marking = self.value(field),
            (None, "vague") => self.head.vague = self.value(field),
            (None, name) => {
                let raw = slice(self.text, field.value.start, field.value.end);
                let name = name.strip_prefix("r#").unwrap_or(name);
                if let Err(error) = ron::value::RawValue::from_ron(raw) {
                    self.damage(field.value.start, "header", name, &error.code.to_string());
                }
                self.head.extra.insert(name.to_owned(), normalised(raw));
            }
        }
    }

    /// The header's value; damage gives an empty one.
    fn value<T: Value + Default>(&mut self, field: &Field<'a>) -> T {
        let context = Context::new(self.text);
        context.enter(field.name);
        let raw = slice(self.text, field.value.start, field.value.end);
        match parse_open(raw, &context) {
            Ok((value, is_known)) => {
                if !is_known {
                    self.head.extra.insert(field.name.to_owned(), normalised(raw));
                }
                value
            }
            Err(problem) => {
                self.damage(context.place(), "header", &context.field(), &problem);
                T::default()
            }
        }
    }

    fn table(&mut self, kind: RecordKind, field: &Field<'a>) {
        if !slice(self.text, field.value.start, field.value.end).starts_with('{') {
            self.damage(field.value.start, "header", field.name, "an opening bracket { was expected");
            return;
        }
        match kind {
            RecordKind::Source => self.case.sources = self.records(field),
            RecordKind::Place => self.case.places = self.records(field),
            RecordKind::Theme => self.case.themes = self.records(field),
            RecordKind::Actor => self.case.actors = self.records(field),
            RecordKind::Mission => self.case.missions = self.records(field),
            RecordKind::Incident => self.case.incidents = self.records(field),
            RecordKind::Relation => self.case.relations = self.records(field),
            RecordKind::Mandate => self.case.mandates = self.records(field),
            RecordKind::Survey => self.case.surveys = self.records(field),
        }
    }

    fn records<I, V>(&mut self, field: &Field<'a>) -> Table<I, V>
    where
        I: FromStr<Err: fmt::Display> + Ord + Copy,
        V: Value,
    {
        let label = field.table.map_or("record", RecordKind::label);
        let mut places = BTreeMap::new();
        let mut table = Table::new();
        for entry in &field.entries {
            let record = format!("{label} {}", entry.id);
            let id: I = match entry.id.parse() {
                Ok(id) => id,
                Err(error) => {
                    self.damage(entry.at, &record, "", &format!("{error}"));
                    continue;
                }
            };
            if let Some(first) = places.insert(id, entry.at)
                && self.damages.len() < MOST
            {
                let (line, _) = line_and_column(self.text, first);
                self.damage(entry.at, &record, "", &format!("the id is used twice, first in line {line}"));
            }
            let context = Context::new(self.text);
            match parse_open::<V>(slice(self.text, entry.value.start, entry.value.end), &context) {
                Ok((value, _)) => drop(table.insert(id, Arc::new(value))),
                Err(problem) => self.damage(context.place(), &record, &context.field(), &problem),
            }
        }
        table
    }

    fn damage(&mut self, at: usize, record: &str, field: &str, problem: &str) {
        if self.damages.len() >= MOST {
            return;
        }
        let (line, column) = line_and_column(self.text, at);
        let (record, field, problem) = (record.to_owned(), field.to_owned(), problem.to_owned());
        self.damages.push(Damage::new((line, column), record, field, problem));
    }

    fn document(mut self) -> Result<Document, ReadError> {
        let format = self.head.format;
        let newer = self.head.min_reader > FORMAT;
        if !self.seen.contains("case") {
            self.damage(0, "header", "case", "the field is missing");
        }
        let Some(id) = self.head.case.filter(|_| self.damages.is_empty()) else {
            self.damages.sort();
            return Err(ReadError::Records { damages: self.damages, newer: newer.then_some(format) });
        };
        let lineage = self.lineage();
        let Head { min_reader, title, marking, vague, mut extra, .. } = self.head;
        // A copy of what a newer version wrote must not pass for our format: it holds things that we do not know.
        if format > FORMAT {
            extra.insert("format".to_owned(), format.to_string());
            extra.insert("min_reader".to_owned(), min_reader.max(1).to_string());
        }
        let case = Case { header: Arc::new(Header { case: id, title, marking, vague, extra }), ..self.case };
        let access = if newer {
            let reason = format!(
                "it was saved by a newer version of Sightline (it needs format {min_reader}, this version reads {FORMAT})"
            );
            Access::ReadOnly { reason }
        } else {
            Access::ReadWrite
        };
        Ok(Document { case, lineage, format, access })
    }

    /// The file's lineage. A body that is not the one that was hashed was changed by another program: it is a revision
    /// of its own, and a child of the one that the header names. Line ends of Windows change nothing.
    fn lineage(&mut self) -> Lineage {
        let lineage = std::mem::take(&mut self.head.lineage);
        let body = slice(self.text, self.head.body, self.text.len());
        let actual = if body.contains('\r') { revision(&body.replace("\r\n", "\n")) } else { revision(body) };
        if lineage.revision == actual { lineage } else { Lineage { revision: actual, ..lineage.next() } }
    }
}
