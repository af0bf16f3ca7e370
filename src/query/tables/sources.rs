//! The tables of sources and places.

use super::field::{choice, date, dated, field, labels, linked, list, optional, text, texts, word};
use super::words::{alone, label, names, ranked};
use super::{Cell, Column, Input, column};
use crate::case::{PlaceKind, RecordKind, Reliability, SourceKind};

pub(super) static SOURCES: &[Column] = &[
    column!(Source, "title", "Title", 44, |_, _, it| Cell::text(&it.title)).edited(text!(Source, title)),
    column!(Source, "kind", "Kind", 18, |_, _, it| label(it.kind)).edited(choice!(Source, kind, SourceKind)),
    column!(Source, "author", "Author", 22, |_, _, it| Cell::text(&it.author)).edited(text!(Source, author)),
    column!(Source, "publisher", "Publisher", 22, |_, _, it| Cell::text(&it.publisher))
        .edited(text!(Source, publisher)),
    column!(Source, "published", "Published", 14, |_, _, it| alone(it.published.as_ref()))
        .edited(dated!(Source, published)),
    column!(Source, "reference", "Reference", 20, |_, _, it| Cell::text(&it.reference))
        .edited(text!(Source, reference)),
    column!(Source, "reliability", "Reliability", 26, |_, _, it| {
        it.reliability.map_or_else(|| Cell::Ranked("F – not yet graded".to_owned(), u32::MAX), ranked)
    })
    .edited(optional!(Source, reliability, Reliability, "F – not yet graded")),
    column!(Source, "origin", "Origin", 22, |_, _, it| Cell::text(&it.origin)).edited(text!(Source, origin)),
    column!(Source, "public-label", "Public label", 20, |_, _, it| Cell::text(&it.public_label))
        .edited(text!(Source, public_label)),
];

pub(super) static PLACES: &[Column] = &[
    column!(Place, "name", "Name", 28, |_, _, it| Cell::text(&it.name)).edited(text!(Place, name)),
    column!(Place, "kind", "Kind", 20, |_, _, it| label(it.kind)).edited(choice!(Place, kind, PlaceKind)),
    column!(Place, "country", "Country", 9, |_, _, it| Cell::text(&it.country)).edited(text!(Place, country)),
    column!(Place, "parent", "Lies in", 22, |told, _, it| names(told, it.parent)).edited(linked!(Place, parent, Place)),
    column!(Place, "aliases", "Other names", 26, |_, _, it| Cell::text(&it.aliases.join("; ")))
        .edited(texts!(Place, aliases)),
    column!(Place, "position", "Position", 26, |_, _, it| it.position.map_or(Cell::Empty, |at| {
        Cell::Text(format!("{}, {} (within {} km)", at.latitude, at.longitude, at.precision_km))
    })),
];
