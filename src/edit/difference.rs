//! What changed between two values of a case, in words.

use std::fmt;

use super::fields::{Act, Items, Touched, touched, touched_header};
use super::label::quoted;
use super::value::Names;
use crate::case::{Case, Change, RecordId};

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record that changed; `None` for the case as a whole.
    pub record: Option<RecordId>,
    /// What changed: "incident “…”: date 2009-12 → 2010-01".
    pub words: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// What changed from the old case to the new: the header first, then records by kind and id, one line a field.
pub fn difference(old: &Case, new: &Case) -> Vec<Line> {
    let names = Names { old, new };
    old.changes_to(new).iter().flat_map(|change| lines(change, &names)).collect()
}

/// What changed of one record from the old case to the new, one line a field, without its name. Empty where one of them
/// does not have it.
pub fn difference_of(old: &Case, new: &Case, id: RecordId) -> Vec<String> {
    let names = Names { old, new };
    match (old.record(id), new.record(id)) {
        (Some(before), Some(after)) => touched(&before, &after, &names).iter().map(words).collect(),
        _ => Vec::new(),
    }
}

fn lines(change: &Change, names: &Names<'_>) -> Vec<Line> {
    let Some(id) = change.target() else {
        let touched = touched_header(&names.old.header, &names.new.header, names);
        return touched.iter().map(|field| Line { record: None, words: format!("case: {}", words(field)) }).collect();
    };
    let what = format!("{} {}", id.kind().label(), quoted(&names.title(id)));
    let line = |words: String| Line { record: Some(id), words };
    match (names.old.record(id), names.new.record(id)) {
        (Some(old), Some(new)) => {
            touched(&old, &new, names).iter().map(|field| line(format!("{what}: {}", words(field)))).collect()
        }
        (None, _) => vec![line(format!("{what} added"))],
        (Some(_), None) => vec![line(format!("{what} removed"))],
    }
}

fn words(touched: &Touched) -> String {
    let label = touched.label;
    match &touched.act {
        Act::Set { old, new } if old == new => format!("{label} changed"),
        Act::Set { old, new } if old.is_empty() => format!("{label} set to {new}"),
        Act::Set { old, new } if new.is_empty() => format!("{label} {old} taken out"),
        Act::Set { old, new } => format!("{label} {old} → {new}"),
        Act::Items(items) => items_words(touched, items),
    }
}

fn items_words(touched: &Touched, items: &Items) -> String {
    let one = touched.one;
    let added = items.added.iter().map(|name| format!("{one} {name} added"));
    let removed = items.removed.iter().map(|name| format!("{one} {name} removed"));
    let altered = items.altered.iter().map(|(name, parts)| {
        let parts: Vec<String> = parts.iter().map(words).collect();
        if parts.is_empty() { format!("{one} {name} changed") } else { format!("{one} {name} ({})", parts.join(", ")) }
    });
    let all: Vec<String> = added.chain(removed).chain(altered).collect();
    if all.is_empty() { format!("{} in another order", touched.label) } else { all.join("; ") }
}
