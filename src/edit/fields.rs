//! The fields of every record with their words, and what differs between two records field by field.
//!
//! A field that is added to a record gets its row in the tables at the foot of this file: labels, differences and the
//! forgetting of overtaken unknown text follow from it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::label::{cut, quoted};
use super::value::{Names, Value, constraint_words, range};
use crate::case::when::Relative;
use crate::case::{
    Activity, Actor, Alternative, Aspect, Briefing, Casualties, Change, Citation, Common, Damaged, Evidence, Extra,
    Header, Hypothesis, Incident, IncidentId, IncidentKind, Judgement, Key, Lever, Mandate, Merged, Mission, MissionId,
    Pane, Paragraph, Participant, Party, Pin, PinnedPane, Place, PlaceId, Post, Posture, Quantity, Question, Rating,
    Record, RecordId, RecordKind, Relation, Section, Source, Survey, Theme, ThemeId, ThemeTag, View, When,
};

/// A field that differs.
pub(super) struct Touched {
    /// Its name in the record and in the file.
    pub field: &'static str,
    /// Its name in words.
    pub label: &'static str,
    /// The word for one element, where it is a list.
    pub one: &'static str,
    /// What became of it.
    pub act: Act,
}

/// What became of a field.
pub(super) enum Act {
    /// One value took the place of another.
    Set { old: String, new: String },
    /// Elements came, went or changed.
    Items(Items),
}

/// What became of the elements of a list. All are empty where only the order differs.
pub(super) struct Items {
    /// Whether an element has a name by which a label can call it.
    pub has_names: bool,
    /// Names of the elements that came.
    pub added: Vec<String>,
    /// Names of the elements that went.
    pub removed: Vec<String>,
    /// Names of the elements that changed, and how.
    pub altered: Vec<(String, Vec<Touched>)>,
}

/// Something made of fields.
pub(super) trait Fields {
    /// A field in words, by its name in the file.
    fn label(field: &str) -> Option<&'static str>;

    /// The fields that differ.
    fn touched(old: &Self, new: &Self, names: &Names<'_>) -> Vec<Touched>;

    /// Forgets the unknown text of every field that differs from `old`, here and in its elements; answers those fields.
    fn settle(&mut self, old: &Self) -> Vec<&'static str>;
}

/// A field: a single value or a list.
trait Field: PartialEq {
    fn act(old: &Self, new: &Self, names: &Names<'_>) -> Act;
    fn settle(&mut self, old: &Self);
}

/// An element of a list.
trait Item: PartialEq {
    /// Whether a label can call it by its name.
    const HAS_NAME: bool = true;
    type Id: PartialEq;
    fn id(&self) -> Self::Id;
    fn name(&self, names: &Names<'_>) -> String;
    fn touched(_old: &Self, _new: &Self, _names: &Names<'_>) -> Vec<Touched> {
        Vec::new()
    }
    fn settle(&mut self, _old: &Self) {}
}

impl<T: Value> Field for T {
    fn act(old: &Self, new: &Self, names: &Names<'_>) -> Act {
        Act::Set { old: old.words(names), new: new.words(names) }
    }

    fn settle(&mut self, old: &Self) {
        Value::settle(self, old);
    }
}

impl<T: Item> Field for Vec<T> {
    fn act(old: &Self, new: &Self, names: &Names<'_>) -> Act {
        let within = |list: &Self, item: &T| list.iter().any(|other| other.id() == item.id());
        let added = new.iter().filter(|item| !within(old, item)).map(|item| item.name(names)).collect();
        let removed = old.iter().filter(|item| !within(new, item)).map(|item| item.name(names)).collect();
        let pairs = new.iter().filter_map(|item| Some((old.iter().find(|other| other.id() == item.id())?, item)));
        let altered = pairs
            .filter(|(old, new)| old != new)
            .map(|(old, new)| (new.name(names), T::touched(old, new, names)))
            .collect();
        Act::Items(Items { has_names: T::HAS_NAME, added, removed, altered })
    }

    fn settle(&mut self, old: &Self) {
        for item in self {
            if let Some(old) = old.iter().find(|other| other.id() == item.id()) {
                item.settle(old);
            }
        }
    }
}

impl Field for BTreeSet<String> {
    fn act(old: &Self, new: &Self, _names: &Names<'_>) -> Act {
        let added = new.difference(old).cloned().collect();
        let removed = old.difference(new).cloned().collect();
        Act::Items(Items { has_names: true, added, removed, altered: Vec::new() })
    }

    fn settle(&mut self, _old: &Self) {}
}

macro_rules! plain_items {
    ($( $item:ty ),+) => { $(
        impl Item for $item {
            type Id = Self;

            fn id(&self) -> Self {
                self.clone()
            }

            fn name(&self, names: &Names<'_>) -> String {
                self.words(names)
            }
        }
    )+ };
}

plain_items!(String, PlaceId, ThemeId, MissionId, IncidentId, RecordId, Party, IncidentKind);

macro_rules! keyed_items {
    ($( $item:ident, $has_name:literal, |$it:ident, $names:ident| $name:expr; )+) => { $(
        impl Item for $item {
            const HAS_NAME: bool = $has_name;
            type Id = Key;

            fn id(&self) -> Key {
                self.key
            }

            fn name(&self, $names: &Names<'_>) -> String {
                let $it = self;
                $name
            }

            fn touched(old: &Self, new: &Self, names: &Names<'_>) -> Vec<Touched> {
                Fields::touched(old, new, names)
            }

            fn settle(&mut self, old: &Self) {
                drop(Fields::settle(self, old));
            }
        }
    )+ };
}

keyed_items! {
    Citation, false, |it, names| it.source.words(names);
    Participant, true, |it, names| it.party.words(names);
    Post, true, |it, names| it.title.words(names);
    Quantity, true, |it, names| format!("{} {} {}", range(it.low, it.best, it.high, names), cut(&it.unit), cut(&it.commodity));
    Relative, false, |it, names| constraint_words(it, names);
    Paragraph, false, |it, names| it.text.words(names);
    Alternative, false, |it, names| it.value.words(names);
    Merged, true, |it, _names| quoted(it.name());
    Hypothesis, true, |it, names| it.text.words(names);
    Evidence, true, |it, names| it.text.words(names);
    Rating, false, |it, names| it.rating.words(names);
    Judgement, false, |it, names| it.likelihood.words(names);
    Section, true, |it, names| it.title.words(names);
    Damaged, true, |it, names| it.place.words(names);
}

impl Item for ThemeTag {
    type Id = ThemeId;

    fn id(&self) -> ThemeId {
        self.theme
    }

    fn name(&self, names: &Names<'_>) -> String {
        self.theme.words(names)
    }

    fn touched(old: &Self, new: &Self, names: &Names<'_>) -> Vec<Touched> {
        Fields::touched(old, new, names)
    }
}

impl Item for PinnedPane {
    type Id = Pane;

    fn id(&self) -> Pane {
        self.pane
    }

    fn name(&self, names: &Names<'_>) -> String {
        self.pane.words(names)
    }

    fn touched(old: &Self, new: &Self, names: &Names<'_>) -> Vec<Touched> {
        Fields::touched(old, new, names)
    }

    fn settle(&mut self, old: &Self) {
        drop(Fields::settle(self, old));
    }
}

impl Item for Pin {
    type Id = Party;

    fn id(&self) -> Party {
        self.party
    }

    fn name(&self, names: &Names<'_>) -> String {
        self.party.words(names)
    }

    fn touched(old: &Self, new: &Self, names: &Names<'_>) -> Vec<Touched> {
        Fields::touched(old, new, names)
    }
}

fn note<F: Field>(
    touched: &mut Vec<Touched>,
    (field, label, one): (&'static str, &'static str, &'static str),
    (old, new): (&F, &F),
    names: &Names<'_>,
) {
    if old != new {
        touched.push(Touched { field, label, one, act: F::act(old, new, names) });
    }
}

/// Unknown text that differs beside the fields that were touched anyway.
fn note_unknown(touched: &mut Vec<Touched>, old: &Extra, new: &Extra) {
    let differs = |(name, text): (&str, &str), other: &Extra| {
        other.get(name) != Some(text) && !touched.iter().any(|known| known.field == name)
    };
    if old.iter().any(|entry| differs(entry, new)) || new.iter().any(|entry| differs(entry, old)) {
        let act = Act::Set { old: String::new(), new: String::new() };
        touched.push(Touched { field: "extra", label: "unknown fields", one: "", act });
    }
}

macro_rules! fields {
    ($kind:ident $( + $part:ident: $Part:ident )* $( , keeps $extra:ident )? $( , beside $other:ident )?; $( $field:ident $label:literal $( of $one:literal )? ),+ $(,)?) => {
        impl Fields for $kind {
            fn label(field: &str) -> Option<&'static str> {
                match field {
                    $( stringify!($field) => Some($label), )+
                    _ => None $( .or_else(|| <$Part as Fields>::label(field)) )*,
                }
            }

            fn touched(old: &Self, new: &Self, names: &Names<'_>) -> Vec<Touched> {
                // Names every field: one that has no row here does not compile.
                let Self { $( $field: _, )+ $( $part: _, )* $( $extra: _, )? $( $other: _ )? } = old;
                let mut touched = Vec::new();
                $( note(
                    &mut touched,
                    (stringify!($field), $label, concat!($( $one )?)),
                    (&old.$field, &new.$field),
                    names,
                ); )+
                $( touched.extend(Fields::touched(&old.$part, &new.$part, names)); )*
                $( note_unknown(&mut touched, &old.$extra, &new.$extra); )?
                touched
            }

            fn settle(&mut self, old: &Self) -> Vec<&'static str> {
                let mut fields = Vec::new();
                $( if PartialEq::ne(&self.$field, &old.$field) {
                    Field::settle(&mut self.$field, &old.$field);
                    fields.push(stringify!($field));
                } )+
                $( fields.extend(Fields::settle(&mut self.$part, &old.$part)); )*
                $( for field in &fields {
                    self.$extra.remove(field);
                } )?
                fields
            }
        }
    };
}

fields! { Common;
    marking "marking", tags "tags" of "tag", notes "notes" of "note", citations "citations" of "citation",
    alternatives "other values" of "other value", distinct "records that are not the same" of "record that is not the same",
    merged "merged records" of "merged record",
}
fields! { Merged, keeps extra, beside key;
    id "id", source "source", place "place", actor "actor", marking "marking before", gained "what was gained" of "gain",
    pointed "places turned" of "place",
}
fields! { Alternative, keeps extra, beside key;
    field "field", value "value", citations "citations" of "citation",
}
fields! { Paragraph, beside key; text "text" }
fields! { Citation, keeps extra, beside key;
    source "source", locator "locator", credibility "credibility", stance "stance", paraphrase "paraphrase",
    attested "date for which it is said",
}
fields! { When, keeps extra;
    as_written "words of the source", stated "date", part "part of the day",
    constraints "relative dates" of "relative date", extent "extent",
}
fields! { Relative, keeps extra, beside key;
    edge "edge", side "side", gap "gap", anchor "incident counted from", anchor_edge "edge counted from",
    citations "citations" of "citation",
}
fields! { Source + common: Common, keeps extra;
    kind "kind", title "title", author "author", publisher "publisher", published "date of publication",
    reference "reference", reliability "reliability", origin "origin", public_label "public label",
}
fields! { Place + common: Common, keeps extra;
    name "name", aliases "other names" of "other name", kind "kind", country "country", parent "larger place",
    position "position",
}
fields! { Theme + common: Common, keeps extra;
    code "code", name "name", definition "definition", order "position in the order",
}
fields! { Actor + common: Common, keeps extra;
    kind "kind", name "name", aliases "other names" of "other name", country "country", world "world",
    posts "posts" of "post", themes "themes" of "theme",
}
fields! { Post, keeps extra, beside key;
    title "title", body "body", when "date", standing "standing", attributed_to "attribution",
    citations "citations" of "citation",
}
fields! { Mission + common: Common, keeps extra;
    name "name", full_name "full name", organization "organization", group "group", order "position in the order",
    area "area" of "place", when "date", predecessor "predecessor",
}
fields! { Incident + common: Common, keeps extra;
    kind "kind", title "title", account "account" of "paragraph", when "date", place "place",
    participants "participants" of "participant", themes "themes" of "theme", quantities "amounts" of "amount",
    casualties "casualties", standing "standing", attributed_to "attribution", missions "missions" of "mission",
}
fields! { Participant, keeps extra, beside key;
    party "party", role "role", standing "standing", attributed_to "attribution",
    citations "citations" of "citation",
}
fields! { ThemeTag; theme "theme", basis "basis" }
fields! { Quantity, keeps extra, beside key;
    commodity "commodity", low "lowest number", best "best number", high "highest number", unit "unit",
}
fields! { Casualties, keeps extra; low "lowest number", best "best number", high "highest number" }
fields! { Relation + common: Common, keeps extra;
    from "first party", kind "kind", to "second party", words "words", direction "direction", when "date",
    standing "standing", attributed_to "attribution",
}
fields! { Mandate + common: Common, keeps extra;
    mission "mission", theme "theme", level "level", modality "modality", decision "decision", when "date",
    attested "date for which it is said", note "remark",
}
fields! { Survey + common: Common, keeps extra;
    title "title", missions "missions" of "mission", themes "themes" of "theme", attested "date for which it speaks",
}
fields! { Activity + common: Common, keeps extra;
    title "title", mission "mission", kind "kind", themes "themes" of "theme", partners "partners" of "partner",
    when "date", resources "resources" of "resource",
}
fields! { Question + common: Common, keeps extra;
    text "question", incidents "incidents" of "incident", hypotheses "hypotheses" of "hypothesis",
    evidence "evidence" of "piece of evidence", judgements "judgements" of "judgement",
}
fields! { Hypothesis, keeps extra, beside key;
    text "text", origin "origin", citations "citations" of "citation",
}
fields! { Evidence, keeps extra, beside key;
    record "record", text "text", ratings "ratings" of "rating", citations "citations" of "citation",
}
fields! { Rating, keeps extra, beside key;
    hypothesis "hypothesis", rating "rating", by "name of who rated", reason "reason",
}
fields! { Judgement, keeps extra, beside key;
    hypothesis "hypothesis", likelihood "likelihood", confidence "confidence", by "name of who judged", made "date",
    reason "reason",
}
fields! { Posture + common: Common, keeps extra;
    actor "actor", judgement "judgement", by "name of who judged", made "date", reasons "reasons" of "reason",
    engagement "engagement" of "record of engagement", allegations "allegations" of "record of an allegation",
    review "date of review",
}
fields! { Lever + common: Common, keeps extra;
    name "name", kind "kind", holder "holder", over "those it moves" of "one whom it moves", state "state",
    last_used "date of last use", result "result",
}
fields! { Briefing + common: Common, keeps extra;
    title "title", template "template", language "language", query "query", as_of "as-of date",
    sections "sections" of "section",
}
fields! { Section, keeps extra, beside key;
    title "heading", query "query", layout "layout", text "text" of "paragraph",
}
fields! { View + aspect: Aspect + common: Common, keeps extra;
    name "name", workspace "workspace", inspectors "pinned records" of "pinned record",
    selection "selection" of "selected record", pins "pins" of "pin", panes "pinned panes" of "pinned pane",
}
fields! { PinnedPane + aspect: Aspect, keeps extra, beside pane;
    selection "selection" of "selected record", pins "pins" of "pin",
}
fields! { Aspect;
    query "query", hidden_kinds "hidden kinds" of "hidden kind", lanes "lanes",
    layer "layer of the matrix", group_by "groups of the matrix", rows_by "order of the rows of the matrix",
    columns_by "order of the columns of the matrix", hides_empty "what is hidden of the matrix where it is empty",
    least_reliability "least reliability that counts", least_credibility "least credibility that counts",
    least_standing "least firm standing that counts", counted_time "time that counts",
    counted_query "query that finds what counts",
    has_incident_nodes "incidents in the graph", has_untied "untied parties in the graph", as_of "as-of date",
    against "date compared with", brush "part of time", focus "focus of the graph", lens "lens of the graph",
    steps "steps around the focus or lens", most_nodes "most nodes of the graph",
}
fields! { Pin; party "party", x "place across", y "place down" }
fields! { Damaged, keeps extra, beside key; place "place", problem "problem", text "text" }
fields! { Header, keeps extra, beside case;
    title "title", marking "marking", vague "vague words", damaged "damaged texts" of "damaged text",
}

/// What differs in the header.
pub(super) fn touched_header(old: &Header, new: &Header, names: &Names<'_>) -> Vec<Touched> {
    Fields::touched(old, new, names)
}

/// Forgets the header's unknown text that a change from `old` has overtaken.
pub(super) fn settle_header(old: &Header, new: &mut Header) {
    drop(Fields::settle(new, old));
}

macro_rules! kinds {
    ($( $kind:ident ),+) => {
        /// The change that makes `record` the record of that id; `None` where they are of two kinds.
        pub(super) fn change(id: RecordId, record: Record) -> Option<Change> {
            match (id, record) {
                $( (RecordId::$kind(id), Record::$kind(record)) => Some(Change::$kind(id, Some(record))), )+
                _ => None,
            }
        }

        /// A field of a kind of record in words: "date" for `when`. `None` where the kind has no field of that name.
        pub fn field_words(kind: RecordKind, field: &str) -> Option<&'static str> {
            match kind { $( RecordKind::$kind => <$kind as Fields>::label(field), )+ }
        }

        /// The kind of a record.
        pub(super) const fn kind(record: &Record) -> RecordKind {
            match record { $( Record::$kind(_) => RecordKind::$kind, )+ }
        }

        /// The fields that differ between two values of one record.
        pub(super) fn touched(old: &Record, new: &Record, names: &Names<'_>) -> Vec<Touched> {
            match (old, new) {
                $( (Record::$kind(old), Record::$kind(new)) => Fields::touched(&**old, &**new, names), )+
                _ => Vec::new(),
            }
        }

        /// The record without the unknown text that its change from `old` has overtaken: the file would write that
        /// text in the place of the new value.
        pub(super) fn settled(old: &Record, new: Record) -> Record {
            match (old, new) {
                $( (Record::$kind(old), Record::$kind(mut new)) => {
                    drop(Fields::settle(Arc::make_mut(&mut new), old));
                    Record::$kind(new)
                } )+
                (_, new) => new,
            }
        }
    };
}

kinds!(
    Source, Place, Theme, Actor, Mission, Incident, Relation, Mandate, Survey, Activity, Question, Posture, Lever,
    Briefing, View
);
