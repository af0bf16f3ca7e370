//! Every struct of a case with its fields, listed once: the list reads, writes and compares.
//!
//! A struct is taken apart without `..`, so that a new field does not compile until it has a place here. Paragraph,
//! theme of an incident, pin, position and marking have no place of their own for what is unknown: a field that holds them
//! is kept as raw text while nobody changes it, so adding a field to one of the five needs a higher `min_reader`.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};

use crate::case::when::Relative;
use crate::case::{
    Activity, Actor, Alternative, Aspect, Briefing, Casualties, Citation, Common, Damaged, Evidence, Extra, Hypothesis,
    Incident, Judgement, Lever, Mandate, Marking, Merged, Mission, Paragraph, Participant, Pin, PinnedPane, Place,
    Position, Post, Posture, Quantity, Question, Rating, Relation, Section, Source, Survey, Theme, ThemeTag, View,
    When,
};

use super::context::{Context, Name, done, fill, keep};
use super::out::{Layout, Out};
use super::quick::{Cursor, named};
use super::value::Value;

/// A struct with named fields.
trait Object: Sized {
    /// Its fields, in their order.
    const FIELDS: &'static [&'static str];
    /// Whether it has a place for fields that this version does not know.
    const KEEPS: bool;

    /// Reads its fields up to the closing bracket.
    fn read_fields<'de, A: MapAccess<'de>>(map: &mut A, context: &Context<'de>) -> Result<Self, A::Error>;
}

struct Fields<'c, 'de, T>(&'c Context<'de>, std::marker::PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Fields<'_, 'de, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields in round brackets")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        T::read_fields(&mut map, self.0)
    }
}

/// `Type in Layout, naming field { own fields } seen { fields of Aspect } then { more own fields } common { fields of Common }
/// extra, missing`: `extra` for a struct that keeps what is unknown, `missing` for one whose default is left out. What stands
/// in parts of the struct stands side by side in a file.
macro_rules! objects {
    ($(
        $type:ident in $layout:ident, naming $naming:literal { $($field:ident),+ $(,)? }
        $(seen { $($seen:ident),+ $(,)? } then { $($after:ident),+ $(,)? })?
        $(common { $($shared:ident),+ })? $(keeping $extra:ident)? $(missing $missing:ident)?;
    )+) => { $(
        object! {
            $type in $layout, naming $naming
            [
                $( $field: $field, )+
                $( $( $seen: aspect.$seen, )+ $( $after: $after, )+ )?
                $( $( $shared: common.$shared, )+ )?
            ]
            {
                $( $field, )+
                $( aspect: Aspect { $( $seen ),+ }, $( $after, )+ )?
                $( common: Common { $( $shared ),+ }, )?
                $( $extra, )?
            }
            $(keeping $extra)? $(missing $missing)?
        }
    )+ };
}

/// The same, with every field in the order of the file and where it is found, and with the struct as it is made of them.
macro_rules! object {
    (
        $type:ident in $layout:ident, naming $naming:literal
        [ $( $field:ident: $($path:ident).+, )+ ] $whole:tt
        $(keeping $extra:ident)? $(missing $missing:ident)?
    ) => {
        impl Object for $type {
            const FIELDS: &'static [&'static str] = &[ $( stringify!($field) ),+ ];
            const KEEPS: bool = object!(@keeps $($extra)?);

            fn read_fields<'de, A: MapAccess<'de>>(map: &mut A, context: &Context<'de>) -> Result<Self, A::Error> {
                $( let mut $field = None; )+
                let mut unknown = Extra::default();
                let mut first = None;
                while let Some(name) = map.next_key_seed(Name)? {
                    first = first.or(Some(name));
                    match name {
                        $( stringify!($field) => {
                            fill(&mut $field, name, map, context, Self::KEEPS.then_some(&mut unknown))?;
                        } )+
                        _ => keep(name, map, context, &mut unknown)?,
                    }
                }
                $( let $extra = std::mem::take(&mut unknown); )?
                if !unknown.is_empty() {
                    context.is_unknown.set(true);
                }
                $( let $field = done($field, stringify!($field), first, context)?; )+
                Ok(Self $whole)
            }
        }

        impl Value for $type {
            const IS_OPEN: bool = !Self::KEEPS;
            const IS_SCALAR: bool = false;

            fn read<'de, D: Deserializer<'de>>(source: D, context: &Context<'de>) -> Result<Self, D::Error> {
                source.deserialize_struct(stringify!($type), Self::FIELDS, Fields(context, std::marker::PhantomData))
            }

            fn quick(cursor: &mut Cursor<'_>) -> Option<Self> {
                let mut group = cursor.fields(Layout::$layout)?;
                $( let $field = cursor.field(object!(@name $field), stringify!($field) == $naming, &mut group)?; )+
                $( let $extra = Extra::default(); )?
                Cursor::end(&group)?;
                Some(Self $whole)
            }

            fn write(&self, out: &mut Out) {
                // Taken apart whole: a field that has no place in the list does not compile.
                let Self $whole = self;
                let extra: Option<&Extra> = object!(@some $($extra)?);
                out.group(Layout::$layout, ['(', ')'], |out| {
                    $( out.field(stringify!($field), $field, extra, stringify!($field) == $naming); )+
                    if let Some(extra) = extra {
                        out.unknown_fields(extra, Self::FIELDS);
                    }
                });
            }

            $( fn missing() -> Option<Self> { Some(Self::$missing()) } )?

            fn same(&self, other: &Self) -> bool {
                $( self.$($path).+.same(&other.$($path).+) )&&+
                $( && same_unknown(&self.$extra, &other.$extra, Self::FIELDS) )?
            }
        }
    };
    (@name $field:ident) => { const { &named::<{ stringify!($field).len() + 1 }>(stringify!($field)) } };
    (@keeps $extra:ident) => { true };
    (@keeps) => { false };
    (@some $extra:ident) => { Some($extra) };
    (@some) => { None };
}

/// Whether the fields that this version does not know are the same.
pub(super) fn same_unknown(one: &Extra, other: &Extra, known: &[&str]) -> bool {
    let unknown = |extra: &'_ Extra| -> Vec<(String, String)> {
        let fields = extra.iter().filter(|(name, _)| !known.contains(name));
        fields.map(|(name, raw)| (name.to_owned(), raw.to_owned())).collect()
    };
    one == other || unknown(one) == unknown(other)
}

objects! {
    Source in Block, naming "title" {
        kind, title, author, publisher, published, reference, reliability, origin, public_label,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Place in Block, naming "name" {
        name, aliases, kind, country, parent, position,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Theme in Block, naming "name" {
        code, name, definition, order,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Actor in Block, naming "name" {
        kind, name, aliases, country, world, posts, themes,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Mission in Block, naming "name" {
        name, full_name, organization, group, order, area, when, predecessor,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Incident in Block, naming "title" {
        kind, title, account, when, place, participants, themes, quantities, casualties, standing, attributed_to,
        missions,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Relation in Block, naming "kind" {
        from, kind, to, words, direction, when, standing, attributed_to,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Mandate in Block, naming "level" {
        mission, theme, level, modality, decision, when, attested, note,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Survey in Block, naming "title" {
        title, missions, themes, attested,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;

    Activity in Block, naming "title" {
        title, mission, kind, themes, partners, when, resources,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Question in Block, naming "text" {
        text, incidents, hypotheses, evidence, judgements,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Posture in Block, naming "judgement" {
        actor, judgement, by, made, reasons, engagement, allegations, review,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Lever in Block, naming "name" {
        name, kind, holder, over, state, last_used, result,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    Briefing in Block, naming "title" {
        title, template, language, query, as_of, sections,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;
    View in Block, naming "name" { name } seen {
        query, hidden_kinds, lanes, layer, group_by, rows_by, columns_by, hides_empty, least_reliability,
        least_credibility, least_standing, counted_time, counted_query, has_incident_nodes, has_untied, as_of, against, brush, focus,
        lens, steps, most_nodes,
    } then {
        workspace, inspectors, selection, pins, panes,
    } common { marking, tags, notes, citations, alternatives, distinct, merged } keeping extra;

    Alternative in Block, naming "key" { key, field, value, citations } keeping extra;
    Merged in Block, naming "key" { key, id, source, place, actor, marking, gained, pointed } keeping extra;
    Hypothesis in Block, naming "key" { key, text, origin, citations } keeping extra;
    Evidence in Block, naming "key" { key, record, text, ratings, citations } keeping extra;
    Judgement in Block, naming "key" {
        key, hypothesis, likelihood, confidence, by, made, reason,
    } keeping extra;
    Section in Block, naming "key" { key, title, query, layout, text } keeping extra;
    PinnedPane in Block, naming "pane" { pane } seen {
        query, hidden_kinds, lanes, layer, group_by, rows_by, columns_by, hides_empty, least_reliability,
        least_credibility, least_standing, counted_time, counted_query, has_incident_nodes, has_untied, as_of, against, brush, focus,
        lens, steps, most_nodes,
    } then { selection, pins } keeping extra;
    Damaged in Block, naming "key" { key, place, problem, text } keeping extra;
    Rating in Line, naming "rating" { key, hypothesis, rating, by, reason } keeping extra;
    Citation in Block, naming "key" {
        key, source, locator, credibility, stance, paraphrase, attested,
    } keeping extra;
    Post in Block, naming "key" {
        key, title, body, when, standing, attributed_to, citations,
    } keeping extra;
    Participant in Block, naming "key" {
        key, party, role, standing, attributed_to, citations,
    } keeping extra;
    When in Block, naming "" {
        as_written, stated, part, constraints, extent,
    } keeping extra missing default;
    Relative in Block, naming "key" {
        key, edge, side, gap, anchor, anchor_edge, citations,
    } keeping extra;
    Quantity in Line, naming "key" { key, commodity, low, best, high, unit } keeping extra;
    Casualties in Line, naming "" { low, best, high } keeping extra;

    Paragraph in Line, naming "key" { key, text };
    ThemeTag in Line, naming "theme" { theme, basis };
    Pin in Line, naming "party" { party, x, y };
    Position in Line, naming "" { latitude, longitude, precision_km };
    Marking in Line, naming "" { un, tlp } missing default;
}
