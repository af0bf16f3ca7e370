//! What is left of a record that another took in: all that is needed to part the two again.

use std::sync::Arc;

use super::actor::Actor;
use super::common::Extra;
use super::id::Key;
use super::marking::Marking;
use super::place::Place;
use super::source::Source;
use super::tables::{Record, RecordId};

/// A record that was found to be the same as the one that holds this, as it was then.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// Its identity within the record.
    pub key: Key,
    /// The id that it had, and has again when the two are parted.
    pub id: RecordId,
    /// The record, if it was a source.
    pub source: Option<Arc<Source>>,
    /// The record, if it was a place.
    pub place: Option<Arc<Place>>,
    /// The record, if it was an actor.
    pub actor: Option<Arc<Actor>>,
    /// The marking of the one that took it in, before.
    pub marking: Marking,
    /// What that one has from it, by field: `aliases Bubo`, `posts k00001`, `country`.
    pub gained: Vec<String>,
    /// Where it was named, by record and place within it: `inc-000000000001 participants.k00001.party`.
    pub pointed: Vec<String>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Merged {
    /// The record as it was; `None` where the file does not hold one.
    pub fn record(&self) -> Option<Record> {
        let Self { source, place, actor, .. } = self;
        let source = source.as_ref().map(|source| Record::Source(Arc::clone(source)));
        let place = place.as_ref().map(|place| Record::Place(Arc::clone(place)));
        source.or(place).or(actor.as_ref().map(|actor| Record::Actor(Arc::clone(actor))))
    }

    /// What it was called.
    pub fn name(&self) -> &str {
        let Self { source, place, actor, .. } = self;
        let source = source.as_ref().map(|source| source.title.as_str());
        let place = place.as_ref().map(|place| place.name.as_str());
        source.or(place).or(actor.as_ref().map(|actor| actor.name.as_str())).unwrap_or_default()
    }
}
