//! Two records that are one, and one that is two again.
//!
//! The one that stays gets everything that the other has, its name as another name, and keeps the other whole in
//! `merged`, with what was gained and which places were turned from the other to it. So the two can be parted later, also
//! from a file. What two people say of one thing stays as another value of the field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pointers::{Back, Turn, visit};
use super::prefer::{fresh, is_same};
use super::references::without;
use super::remove::Known;
use super::{EditError, Plan, fields, label};
use crate::case::{
    Actor, Alternate, Alternative, Case, Change, Citation, Common, Extra, Key, Marking, Merged, Paragraph, Place, Post,
    Record, RecordId, Source, targets,
};

/// Plans that a record takes in another of its kind.
pub(super) fn merge(known: Known<'_>, keep: RecordId, gone: RecordId) -> Result<Plan, EditError> {
    let (case, namers) = known;
    let kept = case.record(keep).ok_or(EditError::NoRecord { id: keep })?;
    let other = case.record(gone).ok_or(EditError::NoRecord { id: gone })?;
    let who = || format!("{} and {}", label::quoted(&case.title_of(keep)), label::quoted(&case.title_of(gone)));
    if keep == gone || !is_mergeable(keep) || keep.kind() != gone.kind() {
        return Err(EditError::NotMergeable { who: who() });
    }
    let referrers = namers(case, &BTreeSet::from([gone]));
    if let Some(by) = tie(case, (keep, &kept), (gone, &other), &referrers) {
        return Err(EditError::Tied { who: who(), by });
    }
    let (mut next, gained) = united((keep, &kept), (gone, &other));
    // What the other said of itself is said of the one that stays.
    visit(&mut next, &mut Turn { from: gone, to: keep, places: Vec::new() });
    let mut pointed = Vec::new();
    let mut changes = vec![Change::removal(gone)];
    for id in referrers.into_iter().filter(|id| *id != keep && *id != gone) {
        let Some(record) = case.record(id) else { continue };
        let mut turn = Turn { from: gone, to: keep, places: Vec::new() };
        let mut turned = record.clone();
        visit(&mut turned, &mut turn);
        pointed.extend(turn.places.into_iter().map(|place| format!("{id} {place}")));
        changes.extend(fields::change(id, fields::settled(&record, turned)));
    }
    let common = next.common_mut();
    let mut keys: BTreeSet<Key> = common.merged.iter().map(|merged| merged.key).collect();
    common.merged.push(Merged {
        key: fresh(&gone.to_string(), &mut keys),
        id: gone,
        source: if let Record::Source(source) = &other { Some(Arc::clone(source)) } else { None },
        place: if let Record::Place(place) = &other { Some(Arc::clone(place)) } else { None },
        actor: if let Record::Actor(actor) = &other { Some(Arc::clone(actor)) } else { None },
        marking: kept.common().marking,
        gained,
        pointed,
        extra: Extra::default(),
    });
    changes.extend(fields::change(keep, fields::settled(&kept, next)));
    let (name, into) = (label::quoted(&case.title_of(gone)), label::quoted(&case.title_of(keep)));
    Ok(Plan { label: format!("Merge {name} into {into}"), changes, focus: Some(keep) })
}

/// Whether records of that kind can be merged.
pub const fn is_mergeable(id: RecordId) -> bool {
    matches!(id, RecordId::Actor(_) | RecordId::Place(_) | RecordId::Source(_))
}

/// What says that two records are two: one names the other, or a relation or a post ties them to each other.
fn tie(
    case: &Case,
    (keep, kept): (RecordId, &Record),
    (gone, other): (RecordId, &Record),
    referrers: &BTreeSet<RecordId>,
) -> Option<String> {
    let names = |record: &Record, id: RecordId| {
        targets(record).iter().any(|&(target, field)| target == id && field != "distinct")
    };
    if names(kept, gone) || names(other, keep) {
        return Some("one names the other".to_owned());
    }
    referrers.iter().find_map(|&id| match case.record(id)? {
        Record::Relation(relation) => {
            let ends: [RecordId; 2] = [relation.from.into(), relation.to.into()];
            ends.contains(&keep).then(|| format!("the relation {} ties them", label::quoted(&case.title_of(id))))
        }
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Incident(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => None,
    })
}

/// The record that stays with all that the other has, and what it gained.
fn united((keep, kept): (RecordId, &Record), (gone, other): (RecordId, &Record)) -> (Record, Vec<String>) {
    let mut next = kept.clone();
    let mut gain = Gain { gained: Vec::new(), others: Vec::new(), pair: (keep, gone) };
    match (&mut next, other) {
        (Record::Actor(next), Record::Actor(other)) => gain.actor(Arc::make_mut(next), other),
        (Record::Place(next), Record::Place(other)) => gain.place(Arc::make_mut(next), other),
        (Record::Source(next), Record::Source(other)) => gain.source(Arc::make_mut(next), other),
        _ => {}
    }
    gain.common(next.common_mut(), other.common());
    (next, gain.gained)
}

/// What a record gains from another.
struct Gain {
    gained: Vec<String>,
    /// Values that the other has and that differ.
    others: Vec<(&'static str, Alternate)>,
    pair: (RecordId, RecordId),
}

impl Gain {
    fn actor(&mut self, next: &mut Actor, other: &Actor) {
        self.aliases((&next.name, &mut next.aliases), (&other.name, &other.aliases));
        self.text("country", &mut next.country, &other.country);
        self.option("world", &mut next.world, other.world.as_ref());
        for theme in &other.themes {
            if !next.themes.contains(theme) {
                next.themes.push(*theme);
                self.gained.push(format!("themes {theme}"));
            }
        }
        let mut keys: BTreeSet<Key> = next.posts.iter().map(|post| post.key).collect();
        for post in &other.posts {
            if !next.posts.iter().any(|own| Post { key: own.key, ..post.clone() } == *own) {
                let key = self.key("posts", post.key, &mut keys);
                next.posts.push(Post { key, ..post.clone() });
            }
        }
    }

    fn place(&mut self, next: &mut Place, other: &Place) {
        self.aliases((&next.name, &mut next.aliases), (&other.name, &other.aliases));
        self.text("country", &mut next.country, &other.country);
        if let (Some(own), Some(parent)) = (next.parent, other.parent)
            && own != parent
        {
            self.others.push(("parent", Alternate::Place(parent)));
        }
        self.option("parent", &mut next.parent, other.parent.as_ref());
        self.option("position", &mut next.position, other.position.as_ref());
    }

    fn source(&mut self, next: &mut Source, other: &Source) {
        self.text("title", &mut next.title, &other.title);
        self.text("author", &mut next.author, &other.author);
        self.text("publisher", &mut next.publisher, &other.publisher);
        self.text("reference", &mut next.reference, &other.reference);
        if let (Some(own), Some(published)) = (&next.published, &other.published)
            && own != published
        {
            let when = crate::case::When { stated: Some(published.clone()), ..crate::case::When::default() };
            self.others.push(("published", Alternate::Date(when)));
        }
        self.option("published", &mut next.published, other.published.as_ref());
        self.option("reliability", &mut next.reliability, other.reliability.as_ref());
        for (field, own, value) in
            [("origin", &mut next.origin, &other.origin), ("public_label", &mut next.public_label, &other.public_label)]
        {
            if own.trim().is_empty() && !value.trim().is_empty() {
                own.clone_from(value);
                self.gained.push(field.to_owned());
            }
        }
    }

    /// The other's names become other names.
    fn aliases(&mut self, (name, aliases): (&String, &mut Vec<String>), (other, others): (&String, &[String])) {
        for alias in std::iter::once(other).chain(others) {
            if !alias.trim().is_empty() && alias != name && !aliases.contains(alias) {
                aliases.push(alias.clone());
                self.gained.push(format!("aliases {alias}"));
            }
        }
    }

    /// A text that is missing is taken; one that differs stays as another value.
    fn text(&mut self, field: &'static str, own: &mut String, other: &str) {
        if other.trim().is_empty() || own == other {
            return;
        }
        if own.trim().is_empty() {
            other.clone_into(own);
            self.gained.push(field.to_owned());
        } else {
            self.others.push((field, Alternate::Text(other.to_owned())));
        }
    }

    fn option<T: Clone>(&mut self, field: &str, own: &mut Option<T>, other: Option<&T>) {
        if own.is_none() && other.is_some() {
            *own = other.cloned();
            self.gained.push(field.to_owned());
        }
    }

    /// The key that a part gets: its own, unless that is taken.
    fn key(&mut self, field: &str, own: Key, keys: &mut BTreeSet<Key>) -> Key {
        let key = if keys.insert(own) { own } else { fresh(&format!("{field}{own}"), keys) };
        self.gained.push(format!("{field} {key}"));
        key
    }

    fn common(&mut self, next: &mut Common, other: &Common) {
        next.marking = next.marking.max(other.marking);
        for tag in &other.tags {
            if next.tags.insert(tag.clone()) {
                self.gained.push(format!("tags {tag}"));
            }
        }
        let mut keys: BTreeSet<Key> = next.notes.iter().map(|note| note.key).collect();
        for note in &other.notes {
            if !next.notes.iter().any(|own| own.text == note.text) {
                let key = self.key("notes", note.key, &mut keys);
                next.notes.push(Paragraph { key, text: note.text.clone() });
            }
        }
        let others = next.alternatives.iter().chain(&other.alternatives).flat_map(|other| &other.citations);
        let mut keys: BTreeSet<Key> = next.citations.iter().chain(others).map(|citation| citation.key).collect();
        let mut brought: Vec<Citation> = Vec::new();
        for citation in &other.citations {
            let mut copy = citation.clone();
            if next.citations.iter().any(|own| is_same(own, citation)) {
                continue;
            }
            copy.key = self.key("citations", citation.key, &mut keys);
            brought.push(copy);
        }
        self.alternatives(next, other, &mut keys);
        next.citations.extend(brought);
        for id in &other.distinct {
            if *id != self.pair.0 && !next.distinct.contains(id) {
                next.distinct.push(*id);
                self.gained.push(format!("distinct {id}"));
            }
        }
        if let Some(at) = next.distinct.iter().position(|id| *id == self.pair.1) {
            next.distinct.remove(at);
            self.gained.push(format!("distinct+{at}"));
        }
    }

    fn alternatives(&mut self, next: &mut Common, other: &Common, keys: &mut BTreeSet<Key>) {
        let mut own: BTreeSet<Key> = next.alternatives.iter().map(|alternative| alternative.key).collect();
        for (field, value) in std::mem::take(&mut self.others) {
            let key = fresh(&format!("{field}{}", self.pair.1), &mut own);
            self.gained.push(format!("alternatives {key}"));
            let copy = |one: &Citation| Citation { key: fresh(&format!("{key}{}", one.key), keys), ..one.clone() };
            let citations = other.citations.iter().map(copy).collect();
            next.alternatives.push(Alternative {
                key,
                field: field.to_owned(),
                value,
                citations,
                extra: Extra::default(),
            });
        }
        for alternative in &other.alternatives {
            let is_known = |own: &Alternative| own.field == alternative.field && own.value == alternative.value;
            if !next.alternatives.iter().any(is_known) {
                let key = self.key("alternatives", alternative.key, &mut own);
                next.alternatives.push(Alternative { key, ..alternative.clone() });
            }
        }
    }
}

/// Plans that a record that was taken in is one of its own again.
pub(super) fn split(case: &Case, keep: RecordId, key: Key) -> Result<Plan, EditError> {
    let kept = case.record(keep).ok_or(EditError::NoRecord { id: keep })?;
    let merged = kept.common().merged.iter().find(|merged| merged.key == key);
    let merged = merged.ok_or(EditError::NotMerged { who: label::quoted(&case.title_of(keep)) })?;
    let record = merged.record().filter(|record| fields::kind(record) == keep.kind() && !case.has(merged.id));
    let record = record.ok_or(EditError::NotMerged { who: label::quoted(&case.title_of(keep)) })?;
    let name = label::quoted(merged.name());
    let restored = Record::clone(&record);
    let restored = current(case, (merged.id, restored));
    let mut changes: Vec<Change> = fields::change(merged.id, restored).into_iter().collect();
    changes.extend(fields::change(keep, fields::settled(&kept, parted(&kept, merged, record.common().marking))));
    let mut left = 0;
    for (id, places) in places(merged) {
        let count = places.len();
        let Some(record) = case.record(id) else {
            left += count;
            continue;
        };
        let mut back = Back { from: keep, to: merged.id, places, done: 0 };
        let mut turned = record.clone();
        visit(&mut turned, &mut back);
        left += count - back.done.min(count);
        if turned != record {
            changes.extend(fields::change(id, fields::settled(&record, turned)));
        }
    }
    let rest = match left {
        0 => String::new(),
        left => format!("; {} changed since", label::count(left, "place")),
    };
    let from = label::quoted(&case.title_of(keep));
    Ok(Plan { label: format!("Split {name} from {from}{rest}"), changes, focus: Some(merged.id) })
}

/// The record as it is to stand in the case again: what it names and is gone by now is taken out, or followed to where it
/// was merged into.
fn current(case: &Case, (id, mut record): (RecordId, Record)) -> Record {
    let missing: BTreeSet<RecordId> = targets(&record)
        .into_iter()
        .map(|(target, _)| target)
        .filter(|&target| target != id && !case.has(target))
        .collect();
    if missing.is_empty() {
        return record;
    }
    for (holder, held) in case.records().filter(|(id, _)| is_mergeable(*id)) {
        for merged in held.common().merged.iter().filter(|merged| missing.contains(&merged.id)) {
            visit(&mut record, &mut Turn { from: merged.id, to: holder, places: Vec::new() });
        }
    }
    without(case, &record, &missing).unwrap_or(record)
}

/// The places that were turned, by record.
fn places(merged: &Merged) -> BTreeMap<RecordId, Vec<&str>> {
    let mut by_record: BTreeMap<RecordId, Vec<&str>> = BTreeMap::new();
    for pointed in &merged.pointed {
        if let Some((id, place)) = pointed.split_once(' ')
            && let Ok(id) = id.parse()
        {
            by_record.entry(id).or_default().push(place);
        }
    }
    by_record
}

/// The record that stays without what it gained.
fn parted(kept: &Record, merged: &Merged, marking: Marking) -> Record {
    let mut next = kept.clone();
    let gained: BTreeSet<&str> = merged.gained.iter().map(String::as_str).collect();
    let is_kept = |field: &str, name: &dyn ToString| !gained.contains(format!("{field} {}", name.to_string()).as_str());
    let common = next.common_mut();
    if common.marking == merged.marking.max(marking) {
        common.marking = merged.marking;
    }
    common.tags.retain(|tag| is_kept("tags", tag));
    common.notes.retain(|note| is_kept("notes", &note.key));
    common.citations.retain(|citation| is_kept("citations", &citation.key));
    common.alternatives.retain(|other| is_kept("alternatives", &other.key));
    common.distinct.retain(|id| is_kept("distinct", id));
    let had = merged.gained.iter().find_map(|gained| gained.strip_prefix("distinct+")?.parse::<usize>().ok());
    if let Some(at) = had {
        common.distinct.insert(common.distinct.len().min(at), merged.id);
    }
    common.merged.retain(|other| other.key != merged.key);
    own_parts(&mut next, merged, &gained);
    next
}

/// Takes what a record gained out of the fields of its kind.
fn own_parts(next: &mut Record, merged: &Merged, gained: &BTreeSet<&str>) {
    let is_kept = |field: &str, name: &dyn ToString| !gained.contains(format!("{field} {}", name.to_string()).as_str());
    let had = |field: &str| gained.contains(field);
    match (next, merged.record()) {
        (Record::Actor(next), Some(Record::Actor(other))) => {
            let next = Arc::make_mut(next);
            next.aliases.retain(|alias| is_kept("aliases", alias));
            next.themes.retain(|theme| is_kept("themes", theme));
            next.posts.retain(|post| is_kept("posts", &post.key));
            back(had("country"), &mut next.country, &other.country);
            back(had("world"), &mut next.world, &other.world);
        }
        (Record::Place(next), Some(Record::Place(other))) => {
            let next = Arc::make_mut(next);
            next.aliases.retain(|alias| is_kept("aliases", alias));
            back(had("country"), &mut next.country, &other.country);
            back(had("parent"), &mut next.parent, &other.parent);
            back(had("position"), &mut next.position, &other.position);
        }
        (Record::Source(next), Some(Record::Source(other))) => {
            let next = Arc::make_mut(next);
            back(had("title"), &mut next.title, &other.title);
            back(had("author"), &mut next.author, &other.author);
            back(had("publisher"), &mut next.publisher, &other.publisher);
            back(had("published"), &mut next.published, &other.published);
            back(had("reference"), &mut next.reference, &other.reference);
            back(had("reliability"), &mut next.reliability, &other.reliability);
            back(had("origin"), &mut next.origin, &other.origin);
            back(had("public_label"), &mut next.public_label, &other.public_label);
        }
        _ => {}
    }
}

/// A value that was gained goes again, unless it has been changed since.
fn back<T: Default + PartialEq>(was_gained: bool, own: &mut T, other: &T) {
    if was_gained && own == other {
        *own = T::default();
    }
}

/// Plans that two records are known not to be the same, or no longer known to be two.
pub(super) fn distinct(case: &Case, (one, other): (RecordId, RecordId), is_distinct: bool) -> Result<Plan, EditError> {
    for id in [one, other] {
        if !case.has(id) {
            return Err(EditError::NoRecord { id });
        }
    }
    let (first, second) = (one.min(other), one.max(other));
    let who = format!("{} and {}", label::quoted(&case.title_of(one)), label::quoted(&case.title_of(other)));
    if first == second || first.kind() != second.kind() || !is_mergeable(first) {
        return Err(EditError::NotMergeable { who });
    }
    let mut changes = Vec::new();
    for (id, other) in [(first, second), (second, first)] {
        let Some(record) = case.record(id) else { continue };
        let mut next = record.clone();
        let known = &mut next.common_mut().distinct;
        known.retain(|known| *known != other);
        if is_distinct && id == first {
            known.push(other);
        }
        if next != record {
            changes.extend(fields::change(id, fields::settled(&record, next)));
        }
    }
    let words = if is_distinct { "as not the same" } else { "as perhaps the same" };
    Ok(Plan { label: format!("Mark {who} {words}"), changes, focus: None })
}
