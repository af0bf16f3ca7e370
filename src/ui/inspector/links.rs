//! Every record that names the one in the form: by kind, with counts, each a link with its standing and its date in words.

use std::collections::BTreeMap;

use egui::{CollapsingHeader, Label, RichText};

use crate::case::{Attribution, Case, Incident, Party, Record, RecordId, RecordKind, Standing};
use crate::figure;
use crate::query::dates::{DatedId, Dates, span_words};
use crate::query::references::Target;
use crate::ui::widgets::page::Page;
use crate::ui::widgets::pick::as_party;
use crate::ui::widgets::{Form, capitalised, link_ui, part_ui};

/// The records of a kind that name another, each with the fields that do.
pub(super) type Group = Vec<(RecordId, Vec<&'static str>)>;

/// Puts those together that are of one kind: what happened and what ties first, then the rest in the order of the file.
pub(super) fn grouped(referrers: &[Target]) -> Vec<(RecordKind, Group)> {
    let mut groups: BTreeMap<(usize, RecordKind), Group> = BTreeMap::new();
    for &(id, field) in referrers {
        let place = FIRST.iter().position(|&kind| kind == id.kind()).unwrap_or(FIRST.len());
        let group = groups.entry((place, id.kind())).or_default();
        match group.last_mut().filter(|(last, _)| *last == id) {
            Some((_, fields)) => fields.push(field),
            None => group.push((id, vec![field])),
        }
    }
    groups.into_iter().map(|((_, kind), group)| (kind, group)).collect()
}

/// What is looked for most.
const FIRST: [RecordKind; 7] = [
    RecordKind::Incident,
    RecordKind::Relation,
    RecordKind::Mandate,
    RecordKind::Activity,
    RecordKind::Posture,
    RecordKind::Lever,
    RecordKind::Question,
];

/// So many links are shown unfolded.
const OPEN: usize = 30;

/// The part of a form that links to every record that names its own.
pub(super) fn links_ui(ui: &mut egui::Ui, form: &mut Form<'_>, groups: &[(RecordKind, Group)]) {
    let count: usize = groups.iter().map(|(_, group)| group.len()).sum();
    if count == 0 {
        return;
    }
    part_ui(ui, &format!("Named by {count}"));
    for (kind, group) in groups {
        let title = match group.len() {
            1 => format!("1 {}", kind.label()),
            many => format!("{many} {}", kind.plural()),
        };
        let header = CollapsingHeader::new(title).id_salt(("named by", *kind)).default_open(count <= OPEN);
        header.show(ui, |ui| {
            let page = Page::of(ui, "named by", group.len());
            for (id, fields) in group.get(page.range()).unwrap_or_default() {
                page.row_ui(ui, *id, |ui| link_row_ui(ui, form, (*id, fields)));
            }
            page.turn_ui(ui);
        });
    }
}

fn link_row_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (id, fields): (RecordId, &[&'static str])) {
    ui.push_id(id, |ui| {
        link_ui(ui, form, id);
        let words = words(form.case(), &form.session.answers().dates, (form.record, id, fields));
        if !words.is_empty() {
            ui.add(Label::new(RichText::new(words).small().color(form.theme.ink_soft())).wrap());
        }
    });
}

/// How a record names another: as what, how firmly and by whom it is said, and when.
fn words(case: &Case, dates: &Dates, (named, by, fields): (RecordId, RecordId, &[&'static str])) -> String {
    let mut parts = Vec::new();
    if DatedId::from(by).when(case).is_some() {
        let bounds = dates.bounds(by);
        parts.push(if bounds.is_unknown() { "undated".to_owned() } else { span_words(bounds) });
    }
    let mut plain: Vec<&str> = fields.to_vec();
    match case.record(by) {
        Some(Record::Incident(incident)) => {
            parts.push(figure::standing_words(case, incident.standing, &incident.attributed_to));
            if let Some(party) = as_party(named) {
                plain.retain(|field| *field != "participants.party");
                parts.extend(roles(case, &incident, party));
            }
        }
        Some(Record::Relation(relation)) => {
            plain.retain(|field| !matches!(*field, "from" | "to"));
            parts.push(figure::standing_words(case, relation.standing, &relation.attributed_to));
        }
        Some(Record::Mandate(_)) => plain.retain(|field| !matches!(*field, "mission" | "theme")),
        Some(Record::Actor(actor)) => {
            if let RecordId::Actor(body) = named {
                plain.retain(|field| *field != "posts.body");
                let posts = actor.posts.iter().filter(|post| post.body == Some(body));
                parts.extend(posts.map(|post| {
                    let title = if post.title.is_empty() { "a post" } else { &post.title };
                    with_standing(case, title, (post.standing, &post.attributed_to))
                }));
            }
        }
        Some(_) | None => {}
    }
    parts.extend(plain.into_iter().map(|field| format!("in its {}", spoken(field))));
    parts.retain(|part| !part.is_empty());
    capitalised(&parts.join(" · "))
}

/// As what a party takes part in an incident, and how firmly.
fn roles(case: &Case, incident: &Incident, party: Party) -> Vec<String> {
    let own = incident.participants.iter().filter(|part| part.party == party);
    let words = own.map(|part| {
        let role = if part.role.is_empty() { "participant" } else { &part.role };
        with_standing(case, role, (part.standing, &part.attributed_to))
    });
    words.collect()
}

fn with_standing(case: &Case, what: &str, (standing, by): (Standing, &Attribution)) -> String {
    let words = figure::standing_words(case, standing, by);
    if words.is_empty() { what.to_owned() } else { format!("{what}: {words}") }
}

/// The way to a field in words: "citations of other values" for `alternatives.citations`.
fn spoken(field: &str) -> String {
    let words = |part: &str| match part {
        "alternatives" => "other values".to_owned(),
        "when" => "date".to_owned(),
        "attributed_to" => "said by".to_owned(),
        part => part.replace('_', " "),
    };
    field.rsplit('.').map(words).collect::<Vec<_>>().join(" of ")
}
