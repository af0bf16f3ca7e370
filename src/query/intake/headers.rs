//! The names of a table, and which mission or theme of the case each is.

use std::collections::BTreeMap;

use super::cell::is_footnote;
use super::{Axis, Choices, Key, Place};
use crate::case::{Case, MissionId, RecordId, ThemeId};
use crate::query::ask::nearest;
use crate::query::folded::fold;

/// A name of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// As it stands there.
    pub text: String,
    /// Its letters and digits alone.
    pub key: Key,
    /// Where it stands first.
    pub place: Place,
    /// The organization and the group of a mission, where the table says them.
    pub within: (String, String),
    /// What of the case has nearly this name, where nothing has it.
    pub nearest: Option<RecordId>,
    /// What becomes of it.
    pub target: Target,
}

/// What becomes of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// It is this mission or theme.
    Record(RecordId),
    /// A new mission or theme is created.
    Create,
    /// What stands under it is left out.
    LeaveOut,
}

/// Every name of the missions and themes of a case. What two share is nobody's.
pub(super) struct Known {
    names: BTreeMap<Key, Option<RecordId>>,
    /// Names as they are written, for what is nearly one of them.
    written: [Vec<(String, RecordId)>; 2],
}

impl Known {
    pub fn of(case: &Case) -> Self {
        let mut known = Self { names: BTreeMap::new(), written: [Vec::new(), Vec::new()] };
        for (&id, mission) in &case.missions {
            known.add(Axis::Mission, id.into(), &[&mission.name, &mission.full_name]);
        }
        for (&id, theme) in &case.themes {
            known.add(Axis::Theme, id.into(), &[&theme.name, &theme.code]);
        }
        known
    }

    /// Adds a record's names, and both of them together, whichever comes first.
    fn add(&mut self, axis: Axis, id: RecordId, [one, other]: &[&String; 2]) {
        let both = [format!("{one} {other}"), format!("{other} {one}")];
        let mut keys: Vec<Key> =
            [one.as_str(), other.as_str(), &both[0], &both[1]].map(|name| key(axis, name)).into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys.into_iter().filter(|(_, name)| !name.is_empty()) {
            let owner = self.names.entry(key).or_insert(Some(id));
            if *owner != Some(id) {
                *owner = None;
            }
        }
        let written = match axis {
            Axis::Mission => &mut self.written[0],
            Axis::Theme => &mut self.written[1],
        };
        written.extend([one, other].into_iter().filter(|name| !name.is_empty()).map(|name| ((*name).clone(), id)));
    }

    /// Whose name it is.
    pub fn find(&self, key: &Key) -> Option<RecordId> {
        self.names.get(key).copied().flatten()
    }

    /// Whether any record of the kind has a name.
    fn has(&self, axis: Axis) -> bool {
        self.names.keys().any(|(own, _)| *own == axis)
    }

    fn nearest(&self, axis: Axis, text: &str) -> Option<RecordId> {
        let written = match axis {
            Axis::Mission => &self.written[0],
            Axis::Theme => &self.written[1],
        };
        let meant = nearest(text, written.iter().map(|(name, _)| name.as_str()))?;
        written.iter().find(|(name, _)| name == meant).map(|(_, id)| *id)
    }

    /// A name, and what becomes of it: as the officer says; else what has it; else it is created only where the case has
    /// nothing of the kind.
    pub fn header(&self, (axis, text): (Axis, &str), place: Place, choices: &Choices) -> Header {
        let key = key(axis, text);
        let found = self.find(&key);
        let usual = match found {
            Some(id) => Target::Record(id),
            None if self.has(axis) => Target::LeaveOut,
            None => Target::Create,
        };
        let nearest = if found.is_none() { self.nearest(axis, text) } else { None };
        let target = choices.targets.get(&key).copied().unwrap_or(usual);
        Header { text: plain(text).to_owned(), key, place, within: (String::new(), String::new()), nearest, target }
    }
}

/// A name for comparison: without remarks of our own sheets, signs of footnotes, case, accents and punctuation.
pub(super) fn key(axis: Axis, text: &str) -> Key {
    let folded = fold(plain(text));
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    (axis, words.collect::<Vec<_>>().join(" "))
}

/// A name without what our own sheets and footnotes add to it.
fn plain(text: &str) -> &str {
    let text = text.trim().trim_end_matches(is_footnote).trim_end();
    let remarks = ["(not then)", "(possibly then)"];
    remarks.iter().find_map(|remark| text.strip_suffix(remark)).unwrap_or(text).trim_end()
}

impl Header {
    /// The mission that it is.
    pub const fn mission(&self) -> Option<MissionId> {
        match self.target {
            Target::Record(RecordId::Mission(id)) => Some(id),
            Target::Record(_) | Target::Create | Target::LeaveOut => None,
        }
    }

    /// The theme that it is.
    pub const fn theme(&self) -> Option<ThemeId> {
        match self.target {
            Target::Record(RecordId::Theme(id)) => Some(id),
            Target::Record(_) | Target::Create | Target::LeaveOut => None,
        }
    }
}
