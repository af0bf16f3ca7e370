//! The form of an actor.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::{Actor, Attribution, Extra, Post, RecordId, Standing, When};
use crate::query::dates::DatedId;
use crate::ui::widgets::attribution::compact_ui;
use crate::ui::widgets::choice::{choice_ui, optional_ui};
use crate::ui::widgets::members::{self, many_ui, one_ui};
use crate::ui::widgets::text::{hinted_ui, line_ui, list_ui};
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, citations, each_ui, part_ui, small_button};

pub(super) fn actor_ui(ui: &mut egui::Ui, form: &mut Form<'_>, actor: &mut Actor) -> Response {
    let name = field_ui(ui, form, (&actor.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut actor.name));
    field_ui(ui, form, (&actor.common, "aliases"), |ui, form| list_ui(ui, form, "Aliases", &mut actor.aliases));
    field_ui(ui, form, (&actor.common, "kind"), |ui, form| choice_ui(ui, form, "Kind", &mut actor.kind));
    field_ui(ui, form, (&actor.common, "world"), |ui, form| {
        optional_ui(ui, form, ("World", "not stated"), &mut actor.world);
    });
    ui.weak("By office and membership, never by allegation");
    drop(field_ui(ui, form, (&actor.common, "country"), |ui, form| {
        hinted_ui(ui, form, "Country", &mut actor.country, "ISO code: GW")
    }));
    field_ui(ui, form, (&actor.common, "themes"), |ui, form| {
        many_ui(ui, form, members::theme("Themes"), &mut actor.themes);
    });
    part_ui(ui, "Posts");
    field_ui(ui, form, (&actor.common, "posts"), |ui, form| posts_ui(ui, form, &mut actor.posts));
    common_ui(ui, form, &mut actor.common);
    name
}

fn posts_ui(ui: &mut egui::Ui, form: &mut Form<'_>, posts: &mut Vec<Post>) {
    each_ui(ui, form, posts, |post| ("post", post.key), post_ui);
    if small_button(ui, "+ Add a post", "Add a post").clicked() {
        posts.push(Post {
            key: form.session.host().key(),
            title: String::new(),
            body: None,
            when: When::default(),
            standing: Standing::default(),
            attributed_to: Attribution::default(),
            citations: Vec::new(),
            extra: Extra::default(),
        });
    }
}

/// One post; whether it is to be taken out.
fn post_ui(ui: &mut egui::Ui, form: &mut Form<'_>, post: &mut Post) -> bool {
    drop(line_ui(ui, form, "Post", &mut post.title));
    one_ui(ui, form, members::actor("Body"), &mut post.body);
    if let RecordId::Actor(actor) = form.record {
        when_ui(ui, form, DatedId::Post(actor, post.key), &mut post.when);
    }
    let title = post.title.clone();
    compact_ui(ui, form, (&title, &mut post.standing), &mut post.attributed_to);
    citations::list_ui(ui, form, &mut post.citations, "Add a citation of this post");
    let is_out = small_button(ui, "× Remove this post", &format!("Remove the post {title}")).clicked();
    ui.separator();
    is_out
}
