//! The words for the Undo menu.

use std::collections::BTreeSet;

use super::fields::{Act, Touched};
use crate::case::{Case, RecordId};

/// How much of a title a label shows, in characters.
const TITLE_CHARS: usize = 60;

/// The text, cut after 60 characters with "…".
pub(super) fn cut(text: &str) -> String {
    if text.chars().count() <= TITLE_CHARS {
        return text.to_owned();
    }
    let start: String = text.chars().take(TITLE_CHARS).collect();
    format!("{}…", start.trim_end())
}

/// The text in quotation marks, cut.
pub(super) fn quoted(title: &str) -> String {
    format!("“{}”", cut(title))
}

/// "1 record", "6 records".
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// "incident “…”", "3 incidents", or "5 records" of several kinds.
pub(super) fn records(case: &Case, ids: &BTreeSet<RecordId>) -> String {
    let kinds: BTreeSet<_> = ids.iter().map(|id| id.kind()).collect();
    match (ids.first(), kinds.len()) {
        (Some(&id), 1) if ids.len() == 1 => format!("{} {}", id.kind().label(), quoted(&case.title_of(id))),
        (Some(id), 1) => format!("{} {}", ids.len(), id.kind().plural()),
        _ => count(ids.len(), "record"),
    }
}

/// What a change of these fields of `what` is called.
pub(super) fn change(touched: &[Touched], what: &str) -> String {
    match touched {
        [] => format!("Change {what}"),
        [only] => change_of_one(only, what),
        several => format!("Change {} fields of {what}", several.len()),
    }
}

fn change_of_one(touched: &Touched, what: &str) -> String {
    let Act::Items(items) = &touched.act else {
        return format!("Change the {} of {what}", touched.label);
    };
    // "participant Ana", or "a citation" where an item has no name of its own.
    let item = |name: &str| {
        if items.has_names {
            format!("{} {}", touched.one, cut(name))
        } else {
            format!("{} {}", article(touched.one), touched.one)
        }
    };
    match (items.added.as_slice(), items.removed.as_slice(), items.altered.as_slice()) {
        ([name], [], []) => format!("Add {} to {what}", item(name)),
        ([], [name], []) => format!("Remove {} from {what}", item(name)),
        ([], [], [(name, _)]) => format!("Change {} of {what}", item(name)),
        (added @ [_, ..], [], []) => format!("Add {} to {what}", count(added.len(), touched.one)),
        ([], removed @ [_, ..], []) => format!("Remove {} from {what}", count(removed.len(), touched.one)),
        ([], [], []) => format!("Change the order of the {} of {what}", touched.label),
        _ => format!("Change the {} of {what}", touched.label),
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
