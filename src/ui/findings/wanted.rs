//! Whether what a finding is about has the words that are typed.

use std::collections::BTreeMap;

use crate::case::{Case, RecordId};
use crate::query::folded::fold;

/// Words that have to stand in the names of what a finding is about.
pub(super) struct Wanted<'a> {
    case: &'a Case,
    words: Vec<String>,
    /// Names that have been looked up.
    names: BTreeMap<RecordId, String>,
}

impl<'a> Wanted<'a> {
    pub fn of(case: &'a Case, text: &str) -> Self {
        Self { case, words: fold(text).split_whitespace().map(str::to_owned).collect(), names: BTreeMap::new() }
    }

    /// Whether each word stands in one of these names at least.
    pub fn has(&mut self, ids: &[RecordId]) -> bool {
        if self.words.is_empty() {
            return true;
        }
        for &id in ids {
            let _known = self.names.entry(id).or_insert_with(|| fold(&named(self.case, id)));
        }
        let names = &self.names;
        let stands =
            |word: &String| ids.iter().any(|id| names.get(id).is_some_and(|name| name.contains(word.as_str())));
        self.words.iter().all(stands)
    }
}

/// What a record is called; a theme by its code too, and a mission by its full name.
fn named(case: &Case, id: RecordId) -> String {
    let other = match id {
        RecordId::Theme(theme) => case.themes.get(&theme).map(|theme| theme.code.as_str()),
        RecordId::Mission(mission) => case.missions.get(&mission).map(|mission| mission.full_name.as_str()),
        RecordId::Source(_)
        | RecordId::Place(_)
        | RecordId::Actor(_)
        | RecordId::Incident(_)
        | RecordId::Relation(_)
        | RecordId::Mandate(_)
        | RecordId::Survey(_)
        | RecordId::Activity(_)
        | RecordId::Question(_)
        | RecordId::Posture(_)
        | RecordId::Lever(_)
        | RecordId::Briefing(_)
        | RecordId::View(_) => None,
    };
    format!("{} {}", case.title_of(id), other.unwrap_or_default())
}
