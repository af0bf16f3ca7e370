//! Lines that add an actor, a source or a place alone, or say what is being read: a word, and fields with semicolons
//! between them, in any order after the first.

use std::ops::Range;
use std::sync::Arc;

use super::name::{Name, SOURCES, resolve, word};
use super::{Entry, Known, Mend, Reading, What, cite};
use crate::case::when::plain;
use crate::case::{
    Actor, ActorId, ActorKind, Key, Place, PlaceId, PlaceKind, Record, RecordId, RecordKind, Source, SourceId,
    SourceKind, Vocabulary as _, World,
};
use crate::query::duplicates::kind_of_name;
use crate::query::entry::Meant;

/// The words that begin such a line; the short ones do as well.
const HEADS: &[(&str, Form)] = &[
    ("actor", Form::Actor),
    ("a", Form::Actor),
    ("source", Form::Source),
    ("s", Form::Source),
    ("place", Form::Place),
    ("p", Form::Place),
    ("reading", Form::Reading),
    ("r", Form::Reading),
];

#[derive(Clone, Copy)]
enum Form {
    Actor,
    Source,
    Place,
    Reading,
}

/// A field of the line.
struct Field<'a> {
    text: &'a str,
    span: Range<usize>,
}

/// Reads such a line; none where it is none.
pub(super) fn read(line: &str, known: Known<'_>, bits: &mut dyn FnMut() -> u64) -> Option<Entry> {
    let (head, rest) = line.split_once(':')?;
    let head = head.trim().to_lowercase();
    let (_, form) = HEADS.iter().find(|(word, _)| *word == head)?;
    let mut at = line.len() - rest.len();
    let mut fields = Vec::new();
    for part in rest.split(';') {
        let begin = at + part.len() - part.trim_start().len();
        let text = part.trim();
        fields.extend((!text.is_empty()).then_some(Field { text, span: begin..begin + text.len() }));
        at += part.len() + 1;
    }
    let mut entry = Entry::default();
    match form {
        Form::Actor => actor(&mut entry, known, &fields, bits),
        Form::Source => source(&mut entry, known, &fields, bits),
        Form::Place => place(&mut entry, known, &fields, bits),
        Form::Reading => reading(&mut entry, known, &fields, bits),
    }
    if fields.is_empty() {
        entry.fault(line.len()..line.len(), "Say its name behind the colon", Vec::new());
    }
    Some(entry)
}

fn actor(entry: &mut Entry, known: Known<'_>, fields: &[Field<'_>], bits: &mut dyn FnMut() -> u64) {
    let Some((name, rest)) = fields.split_first() else { return };
    let kind = kind_of_name(name.text).unwrap_or_default();
    let mut actor = Actor { kind, name: name.text.to_owned(), ..Actor::default() };
    entry.part(name.span.clone(), What::Field, "name");
    is_new(entry, known, &[RecordKind::Actor, RecordKind::Mission], name);
    for field in rest {
        let words = match (aliases(field.text), word::<ActorKind>(field.text), word::<World>(field.text)) {
            (Some(aliases), ..) => {
                actor.aliases.extend(aliases);
                "also known as"
            }
            _ if is_country(field.text) => {
                actor.country = field.text.to_uppercase();
                "country"
            }
            (_, kind, Ok(world)) if is_exact(field.text, world.label()) || kind.is_err() => {
                actor.world = Some(world);
                "world"
            }
            (_, Ok(kind), _) => {
                actor.kind = kind;
                "kind"
            }
            _ => {
                let words = format!("“{}” is no kind, world or country: “aka …” for another name", field.text);
                entry.fault(field.span.clone(), words, vec![aka(field)]);
                continue;
            }
        };
        entry.part(field.span.clone(), What::Field, words);
    }
    cite(known, &mut actor.common.citations, bits);
    put(entry, ActorId::from_bits(bits()).into(), Record::Actor(Arc::new(actor)));
}

fn place(entry: &mut Entry, known: Known<'_>, fields: &[Field<'_>], bits: &mut dyn FnMut() -> u64) {
    let Some((name, rest)) = fields.split_first() else { return };
    let mut place = Place { name: name.text.to_owned(), ..Place::default() };
    entry.part(name.span.clone(), What::Field, "name");
    is_new(entry, known, &[RecordKind::Place], name);
    for field in rest {
        let words = match (aliases(field.text), word::<PlaceKind>(field.text)) {
            (Some(aliases), _) => {
                place.aliases.extend(aliases);
                "also known as"
            }
            _ if is_country(field.text) => {
                place.country = field.text.to_uppercase();
                "country"
            }
            (_, Ok(kind)) => {
                place.kind = kind;
                "kind"
            }
            _ => {
                place.parent = larger(known, field.text);
                if place.parent.is_none() {
                    let words = format!("“{}” is no kind and no country: “in …” for a larger place", field.text);
                    entry.fault(field.span.clone(), words, vec![aka(field)]);
                    continue;
                }
                "lies in"
            }
        };
        entry.part(field.span.clone(), What::Field, words);
    }
    cite(known, &mut place.common.citations, bits);
    put(entry, PlaceId::from_bits(bits()).into(), Record::Place(Arc::new(place)));
}

/// The place named behind "in".
fn larger(known: Known<'_>, text: &str) -> Option<PlaceId> {
    let meant = known.names.meant(&[RecordKind::Place], text.strip_prefix("in ")?);
    if let Meant::One(RecordId::Place(place)) = meant { Some(place) } else { None }
}

fn source(entry: &mut Entry, known: Known<'_>, fields: &[Field<'_>], bits: &mut dyn FnMut() -> u64) {
    let mut source = Source::default();
    for field in fields {
        if let Some(words) = source_field(&mut source, field.text) {
            entry.part(field.span.clone(), What::Field, words);
            continue;
        }
        let fix = |label: &str, lead: &str| Mend {
            label: label.to_owned(),
            span: field.span.clone(),
            text: format!("{lead} {}", field.text),
        };
        let fixes = vec![fix("It is the publisher", "by"), fix("It is the origin", "origin")];
        entry.fault(field.span.clone(), format!("What is “{}”?", field.text), fixes);
    }
    if source.title.is_empty() {
        source.title.clone_from(&source.reference);
    }
    if let Some(first) = fields.first() {
        is_new(entry, known, &[RecordKind::Source], first);
    }
    put(entry, SourceId::from_bits(bits()).into(), Record::Source(Arc::new(source)));
}

/// Takes up one field of a source; what it is.
fn source_field(source: &mut Source, text: &str) -> Option<&'static str> {
    let led = |lead: &str| text.strip_prefix(lead).map(|rest| rest.trim_start_matches(':').trim().to_owned());
    if let Some(origin) = led("origin ").or_else(|| led("origin:")) {
        source.origin = origin;
        return Some("origin");
    }
    if let Some(publisher) = led("by ").or_else(|| led("publisher ")) {
        source.publisher = publisher;
        return Some("publisher");
    }
    if let Some(author) = led("author ") {
        source.author = author;
        return Some("author");
    }
    if let Some((Some(reliability), None)) = cite::graded(&text.to_uppercase()) {
        source.reliability = Some(reliability);
        return Some(reliability.label());
    }
    if let Some(stated) = plain::read(text).ok().and_then(|plain| plain.stated) {
        source.published = Some(stated);
        return Some("published");
    }
    if let Some(kind) = SourceKind::ALL.iter().find(|kind| is_exact(text, kind.label()) || is_exact(text, kind.name()))
    {
        source.kind = *kind;
        return Some("kind");
    }
    if source.reference.is_empty() && is_symbol(text) {
        text.clone_into(&mut source.reference);
        return Some("symbol or address");
    }
    if source.title.is_empty() {
        text.clone_into(&mut source.title);
        return Some("title");
    }
    None
}

/// `reading: source p. 3 2`.
fn reading(entry: &mut Entry, known: Known<'_>, fields: &[Field<'_>], bits: &mut dyn FnMut() -> u64) {
    let Some(field) = fields.first() else { return };
    let text = field.text.trim_start_matches('^');
    let begin = field.span.end - text.len();
    let is_quoted = text.starts_with('"');
    let name =
        if is_quoted { text.get(1..).unwrap_or_default().split('"').next() } else { text.split_whitespace().next() };
    let name = name.unwrap_or_default();
    let length = if is_quoted { (name.len() + 2).min(text.len()) } else { name.len() };
    let found = Name { text: name, span: begin..begin + length, is_quoted: false };
    let wanted = super::name::Wanted { creates: None, ..SOURCES };
    let Some(RecordId::Source(source)) = resolve(entry, known, &found, &wanted, bits) else { return };
    let rest = text.get(length..).unwrap_or_default();
    let place = cite::place(rest);
    if place.length < rest.trim_end().len() {
        let words = format!("“{}” is no page and no grade", rest.get(place.length..).unwrap_or_default().trim());
        entry.fault(begin + length + place.length..field.span.end, words, Vec::new());
    }
    entry.part(found.span, What::Source, known.names.case().title_of(source.into()));
    entry.reading = Some(Reading { source, locator: place.locator, credibility: place.credibility });
}

fn put(entry: &mut Entry, id: RecordId, record: Record) {
    entry.records.push((id, record));
    entry.main = Some(id);
}

/// Says so where somebody has the name already: it may be the same one.
fn is_new(entry: &mut Entry, known: Known<'_>, kinds: &[RecordKind], name: &Field<'_>) {
    if known.names.called(kinds, name.text) != Meant::None {
        entry.note(name.span.clone(), format!("There is one called “{}” already: this adds another", name.text));
    }
}

fn cite(known: Known<'_>, citations: &mut Vec<crate::case::Citation>, bits: &mut dyn FnMut() -> u64) {
    citations.extend(known.reading.map(|reading| reading.citation(Key::from_bits((bits() >> 32) as u32))));
}

fn aka(field: &Field<'_>) -> Mend {
    let text = format!("aka {}", field.text);
    Mend { label: "It is another name".to_owned(), span: field.span.clone(), text }
}

/// Other names behind "aka", with commas between them.
fn aliases(text: &str) -> Option<Vec<String>> {
    let rest = text.strip_prefix("aka ").or_else(|| text.strip_prefix("aka:"))?;
    Some(rest.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect())
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

fn is_exact(text: &str, label: &str) -> bool {
    text.to_lowercase() == label.to_lowercase()
}

/// Whether a text looks like a symbol or an address: one word with a stroke, a digit or a colon in it.
fn is_symbol(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.contains(['/', ':', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}
