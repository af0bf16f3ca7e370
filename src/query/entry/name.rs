//! From a name in a line to the record that it means, or to a new one.

use std::ops::Range;
use std::sync::Arc;

use super::scan::Tag;
use super::{Entry, Known, Meant, Mend};
use crate::case::{
    Actor, ActorId, ActorKind, Party, Place, PlaceId, Record, RecordId, RecordKind, Source, SourceId, Vocabulary,
};
use crate::query::duplicates::kind_of_name;
use crate::query::folded::fold;

/// A name as it stands in a line.
#[derive(Clone)]
pub(super) struct Name<'a> {
    pub text: &'a str,
    pub span: Range<usize>,
    pub is_quoted: bool,
}

impl<'a> Name<'a> {
    pub fn of(tag: &'a Tag) -> Self {
        Self { text: &tag.name, span: tag.name_span.clone(), is_quoted: tag.is_quoted }
    }

    pub fn by(tag: &'a Tag) -> Self {
        Self { text: &tag.by, span: tag.by_span.clone(), is_quoted: tag.is_by_quoted }
    }
}

/// Kinds of records with the word for one of them, and the kind of a new one.
pub(super) struct Wanted {
    pub kinds: &'static [RecordKind],
    pub word: &'static str,
    pub creates: Option<RecordKind>,
}

pub(super) const PARTIES: Wanted =
    Wanted { kinds: &[RecordKind::Actor, RecordKind::Mission], word: "actor", creates: Some(RecordKind::Actor) };
/// Somebody who says something: none is made from a name that nobody has.
pub(super) const ACCUSERS: Wanted =
    Wanted { kinds: &[RecordKind::Actor, RecordKind::Mission], word: "actor", creates: None };
pub(super) const PLACES: Wanted =
    Wanted { kinds: &[RecordKind::Place], word: "place", creates: Some(RecordKind::Place) };
pub(super) const SOURCES: Wanted =
    Wanted { kinds: &[RecordKind::Source], word: "source", creates: Some(RecordKind::Source) };
pub(super) const THEMES: Wanted = Wanted { kinds: &[RecordKind::Theme], word: "theme", creates: None };
pub(super) const INCIDENTS: Wanted = Wanted { kinds: &[RecordKind::Incident], word: "incident", creates: None };

/// The record that a name means; a fault where that cannot be told. A quoted name that nobody has makes a new record.
pub(super) fn resolve(
    entry: &mut Entry,
    known: Known<'_>,
    name: &Name<'_>,
    wanted: &Wanted,
    bits: &mut dyn FnMut() -> u64,
) -> Option<RecordId> {
    match meant(entry, known, name, wanted) {
        Meant::One(id) => Some(id),
        Meant::Several(ids) => {
            let fixes = ids.iter().map(|&id| named(known, id, name.span.clone())).collect();
            entry.fault(name.span.clone(), format!("Which {} is “{}”?", wanted.word, name.text), fixes);
            None
        }
        Meant::None => match wanted.creates {
            Some(kind) if name.is_quoted && !name.text.is_empty() => Some(create(entry, kind, name.text, bits)),
            creates => {
                entry.fault(
                    name.span.clone(),
                    format!("No {} “{}”", wanted.word, name.text),
                    fixes(known, name, wanted),
                );
                creates.and(None)
            }
        },
    }
}

/// Whom a name means, among the records of the case and the new ones of this line.
fn meant(entry: &Entry, known: Known<'_>, name: &Name<'_>, wanted: &Wanted) -> Meant {
    if let Ok(id) = name.text.parse::<RecordId>()
        && known.names.case().has(id)
        && wanted.kinds.contains(&id.kind())
    {
        return Meant::One(id);
    }
    let new = entry
        .records
        .iter()
        .find(|(id, record)| wanted.kinds.contains(&id.kind()) && fold(new_name(record)) == fold(name.text));
    if let Some(&(id, _)) = new {
        return Meant::One(id);
    }
    if name.is_quoted {
        known.names.called(wanted.kinds, name.text)
    } else {
        known.names.meant(wanted.kinds, name.text)
    }
}

/// What a new record is: of an actor that is no person, its kind.
fn new_kind(record: &Record, id: RecordId) -> &'static str {
    if let Record::Actor(actor) = record
        && actor.kind != ActorKind::Person
    {
        return actor.kind.label();
    }
    id.kind().label()
}

fn new_name(record: &Record) -> &str {
    if let Record::Actor(actor) = record {
        &actor.name
    } else if let Record::Place(place) = record {
        &place.name
    } else if let Record::Source(source) = record {
        &source.title
    } else {
        ""
    }
}

/// The fix that names a record so that it alone is meant.
fn named(known: Known<'_>, id: RecordId, span: Range<usize>) -> Mend {
    let title = known.names.case().title_of(id);
    let is_plain = !title.contains('"') && known.names.is_alone(id, &title);
    let text = if is_plain { format!("\"{title}\"") } else { id.to_string() };
    Mend { label: title, span, text }
}

fn fixes(known: Known<'_>, name: &Name<'_>, wanted: &Wanted) -> Vec<Mend> {
    let display = displayed(name.text);
    let create = wanted.creates.filter(|_| !display.is_empty()).map(|kind| Mend {
        label: format!("Create {} “{display}”", kind.label()),
        span: name.span.clone(),
        text: format!("\"{display}\""),
    });
    // Somebody who shares the first letters may be meant.
    let beginning: String = name.text.chars().take(3).collect();
    let near = known.names.offered(wanted.kinds, &beginning);
    let near = near.into_iter().take(3).map(|id| named(known, id, name.span.clone()));
    create.into_iter().chain(near).collect()
}

/// A name that was typed with hyphens in small letters, as it is written: "joao-silva" is "Joao Silva".
fn displayed(typed: &str) -> String {
    let words = typed.split(['-', '_']).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(sentence).collect();
    words.join(" ").replace('"', "")
}

fn create(entry: &mut Entry, kind: RecordKind, name: &str, bits: &mut dyn FnMut() -> u64) -> RecordId {
    let name = name.to_owned();
    let (id, record): (RecordId, Record) = if kind == RecordKind::Place {
        (PlaceId::from_bits(bits()).into(), Record::Place(Arc::new(Place { name, ..Place::default() })))
    } else if kind == RecordKind::Source {
        (SourceId::from_bits(bits()).into(), Record::Source(Arc::new(Source { title: name, ..Source::default() })))
    } else {
        // The name may tell that it is a company's or a body's; the card shows as what it was taken.
        let kind = kind_of_name(&name).unwrap_or_default();
        (ActorId::from_bits(bits()).into(), Record::Actor(Arc::new(Actor { kind, name, ..Actor::default() })))
    };
    entry.records.push((id, record));
    id
}

/// The name of a record of the case, or of a new one of this line.
pub(super) fn title(entry: &Entry, known: Known<'_>, id: RecordId) -> String {
    match entry.records.iter().find(|(new, _)| *new == id) {
        Some((_, record)) if !known.names.case().has(id) => {
            format!("new {}: {}", new_kind(record, id), new_name(record))
        }
        _ => known.names.case().title_of(id),
    }
}

/// The party that a record is.
pub(super) const fn party(id: RecordId) -> Option<Party> {
    if let RecordId::Actor(id) = id {
        Some(Party::Actor(id))
    } else if let RecordId::Mission(id) = id {
        Some(Party::Mission(id))
    } else {
        None
    }
}

/// The word of a vocabulary that is meant: its whole label, or the only one of which every word typed begins one.
pub(super) fn word<V: Vocabulary>(said: &str) -> Result<V, Vec<V>> {
    let wanted = fold(said);
    let wanted: Vec<&str> =
        wanted.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ranked = |label: &str| {
        let label = fold(label);
        let own: Vec<&str> = label.split(|letter: char| !letter.is_alphanumeric()).collect();
        let begins = |word: &&str| own.iter().any(|own| own.starts_with(word));
        match wanted.iter().all(begins) && !wanted.is_empty() {
            false => None,
            true if own == wanted => Some(0),
            true if own.first().zip(wanted.first()).is_some_and(|(own, wanted)| own.starts_with(wanted)) => Some(1),
            true => Some(2),
        }
    };
    let found: Vec<(u8, V)> = V::ALL.iter().filter_map(|&word| Some((ranked(word.label())?, word))).collect();
    let best = found.iter().map(|&(rank, _)| rank).min();
    let best: Vec<V> = found.into_iter().filter(|&(rank, _)| Some(rank) == best).map(|(_, word)| word).collect();
    match best[..] {
        [one] => Ok(one),
        _ => Err(best),
    }
}

/// Words as a sentence begins.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
