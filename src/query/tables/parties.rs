//! The tables of actors and relations.

use super::field::{choice, field, labels, list, optional, text, texts, word};
use super::words::{DATE, WRITTEN, label, names, ranked, said_by};
use super::{Cell, Column, Input, Told, column};
use crate::case::{ActorKind, Direction, Post, RelationKind, Standing, World, standing_words};
use crate::query::dates::{DatedId, told_span};

pub(super) static ACTORS: &[Column] = &[
    column!(Actor, "name", "Name", 32, |_, _, it| Cell::text(&it.name)).edited(text!(Actor, name)),
    column!(Actor, "kind", "Kind", 22, |_, _, it| label(it.kind)).edited(choice!(Actor, kind, ActorKind)),
    column!(Actor, "world", "World", 14, |_, _, it| it.world.map_or(Cell::Empty, label))
        .edited(optional!(Actor, world, World, "not said")),
    column!(Actor, "country", "Country", 9, |_, _, it| Cell::text(&it.country)).edited(text!(Actor, country)),
    column!(Actor, "aliases", "Other names", 26, |_, _, it| Cell::text(&it.aliases.join("; ")))
        .edited(texts!(Actor, aliases)),
    column!(Actor, "posts", "Posts", 40, |told, id, it| {
        let posts: Vec<String> = it.posts.iter().map(|post| post_words(told, id, post)).collect();
        Cell::text(&posts.join("; "))
    }),
    column!(Actor, "themes", "Themes", 26, |told, _, it| names(told, it.themes.iter().copied())),
];

pub(super) static RELATIONS: &[Column] = &[
    column!(Relation, "relation", "Relation", 48, |told, id, _| Cell::text(&told.case.title_of(id))),
    column!(Relation, "standing", "Standing", 11, |_, _, it| ranked(it.standing))
        .edited(choice!(Relation, standing, Standing)),
    column!(Relation, "said-by", "Said by", 22, |told, _, it| said_by(told, it.standing, &it.attributed_to)),
    DATE,
    column!(Relation, "from", "From", 26, |told, _, it| names(told, [it.from])),
    column!(Relation, "kind", "Kind", 20, |_, _, it| label(it.kind)).edited(choice!(Relation, kind, RelationKind)),
    column!(Relation, "to", "To", 26, |told, _, it| names(told, [it.to])),
    column!(Relation, "words", "Source’s words", 24, |_, _, it| Cell::text(&it.words)).edited(text!(Relation, words)),
    column!(Relation, "direction", "Direction", 12, |_, _, it| label(it.direction))
        .edited(choice!(Relation, direction, Direction)),
    WRITTEN,
];

/// What a post is called, where and when it was held, and how firmly that stands.
fn post_words(told: &Told<'_>, id: crate::case::RecordId, post: &Post) -> String {
    let crate::case::RecordId::Actor(actor) = id else { return post.title.clone() };
    let body = post.body.map(|body| told.case.title_of(body.into()));
    let bounds = told.dates.bounds(DatedId::Post(actor, post.key));
    let held = if bounds.is_unknown() { String::new() } else { format!(" ({})", told_span(bounds, &post.when)) };
    let standing = if post.standing.is_uncertain() {
        format!(" – {}", standing_words(told.case, post.standing, &post.attributed_to))
    } else {
        String::new()
    };
    let body = body.map_or_else(String::new, |body| format!(", {body}"));
    format!("{}{body}{held}{standing}", post.title)
}
