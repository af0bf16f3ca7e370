//! What can be done to many records of a kind at once.

use std::sync::Arc;

use super::field::{Field, Input};
use super::{Told, columns};
use crate::case::{Basis, Record, RecordKind, ThemeId, ThemeTag};

/// Something that can be done to each of many records.
#[derive(Clone, Copy)]
pub struct Act {
    /// The field that it sets, or what it does: "Kind", "Add tag".
    pub verb: &'static str,
    is_field: bool,
    /// What it takes.
    pub input: Input,
    set: fn(&mut Record, &str) -> Result<(), String>,
}

impl Act {
    const fn of(verb: &'static str, input: Input, set: fn(&mut Record, &str) -> Result<(), String>) -> Self {
        Self { verb, is_field: false, input, set }
    }

    /// What it does: "Set kind", "Add tag".
    pub fn label(&self) -> String {
        let is_short = self.verb.chars().nth(1).is_some_and(char::is_uppercase);
        match (self.is_field, is_short) {
            (true, true) => format!("Set {}", self.verb),
            (true, false) => format!("Set {}", self.verb.to_lowercase()),
            (false, _) => self.verb.to_owned(),
        }
    }

    /// What becomes of a record; why not, in words, where the text is no value. `None` where nothing changes.
    pub fn on(&self, record: &Record, text: &str) -> Result<Option<Record>, String> {
        let mut next = record.clone();
        (self.set)(&mut next, text.trim())?;
        Ok((next != *record).then_some(next))
    }

    /// The value in words, for a label.
    pub fn value_words(&self, told: &Told<'_>, text: &str) -> String {
        match self.input {
            Input::Record(_) => {
                text.parse().map_or_else(|_| "none".to_owned(), |id: crate::case::RecordId| told.case.title_of(id))
            }
            _ if text.trim().is_empty() => "nothing".to_owned(),
            Input::Text | Input::List | Input::Date | Input::Choice(_) => text.trim().to_owned(),
        }
    }
}

/// What can be done to many records of a kind: every field that a cell edits can be set, but for what names a record;
/// tags come and go, themes are added.
pub fn acts(kind: RecordKind) -> Vec<Act> {
    let own = |column: &&'static super::Column| !NAMES.contains(&column.id) && column.id != "tags";
    let fields = columns(kind).into_iter().filter(own).filter_map(|column| {
        let Field { input, set, .. } = column.field?;
        Some(Act { verb: column.label, is_field: true, input, set })
    });
    let tags = [Act::of("Add tag", Input::Text, add_tag), Act::of("Remove tag", Input::Text, remove_tag)];
    let has_themes = matches!(kind, RecordKind::Incident | RecordKind::Actor | RecordKind::Activity);
    let theme = has_themes.then(|| Act::of("Add theme", Input::Record(RecordKind::Theme), add_theme));
    fields.chain(tags).chain(theme).collect()
}

/// Columns by which a record is told from others: one value for many would only lose their own.
const NAMES: &[&str] = &["title", "name", "full-name", "code", "text", "aliases", "as-written"];

fn add_tag(record: &mut Record, text: &str) -> Result<(), String> {
    let tag = tag(text)?;
    record.common_mut().tags.insert(tag);
    Ok(())
}

fn remove_tag(record: &mut Record, text: &str) -> Result<(), String> {
    let tag = tag(text)?;
    record.common_mut().tags.remove(&tag);
    Ok(())
}

fn tag(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("Type the tag first".to_owned()) } else { Ok(text.to_owned()) }
}

/// Adds a theme where it is missing. For an incident it is the officer's inference: no source was asked.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other kind of record is offered it")]
fn add_theme(record: &mut Record, text: &str) -> Result<(), String> {
    let theme: ThemeId = text.parse().ok().ok_or_else(|| "Choose the theme first".to_owned())?;
    match record {
        Record::Incident(incident) if incident.themes.iter().all(|tag| tag.theme != theme) => {
            Arc::make_mut(incident).themes.push(ThemeTag { theme, basis: Basis::Inferred });
        }
        Record::Actor(actor) if !actor.themes.contains(&theme) => Arc::make_mut(actor).themes.push(theme),
        Record::Activity(activity) if !activity.themes.contains(&theme) => {
            Arc::make_mut(activity).themes.push(theme);
        }
        _ => {}
    }
    Ok(())
}
