//! Another taxonomy: themes that others take the place of, in everything that names them.
//!
//! What two old themes said becomes two claims of one new theme: nothing is united but the tags of an incident, of which the
//! stated one counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pointers::{Visit, visit};
use super::prefer::fresh;
use super::remove::Known;
use super::{EditError, Plan, fields, label};
use crate::case::{Change, Incident, Key, Paragraph, Record, RecordId, Theme, ThemeId};

/// Plans that themes take the place of others, which go. A new theme keeps the names of those that it replaces in its notes,
/// with their own notes, citations and tags, and is marked no lower than they were.
pub(super) fn plan(known: Known<'_>, pairs: &[(ThemeId, ThemeId)]) -> Result<Plan, EditError> {
    let (case, namers) = known;
    let turned: BTreeMap<RecordId, RecordId> = pairs.iter().map(|&(old, new)| (old.into(), new.into())).collect();
    let mut heirs: BTreeMap<ThemeId, Theme> = BTreeMap::new();
    for &(old, new) in pairs {
        let theme = |id: ThemeId| case.themes.get(&id).ok_or(EditError::NoRecord { id: id.into() });
        let (own, heir) = (theme(old)?, theme(new)?);
        if turned.contains_key(&new.into()) {
            return Err(EditError::ReplacedTheme { what: label::quoted(&heir.name) });
        }
        take_in(heirs.entry(new).or_insert_with(|| Theme::clone(heir)), (old, own));
    }
    let gone: BTreeSet<RecordId> = turned.keys().copied().collect();
    let mut changes: Vec<Change> = gone.iter().map(|&id| Change::removal(id)).collect();
    let referrers = namers(case, &gone);
    let of_heirs = heirs.keys().map(|&id| RecordId::from(id)).filter(|id| !referrers.contains(id));
    for id in referrers.iter().copied().chain(of_heirs) {
        let Some(record) = case.record(id) else { continue };
        let heir = if let RecordId::Theme(theme) = id { heirs.get(&theme) } else { None };
        let mut next = heir.map_or_else(|| record.clone(), |heir| Record::Theme(Arc::new(heir.clone())));
        visit(&mut next, &mut Turned(&turned));
        next.common_mut().distinct.retain(|&other| other != id);
        if let Record::Incident(incident) = &mut next {
            unite_tags(Arc::make_mut(incident));
        }
        changes.extend(fields::change(id, fields::settled(&record, next)));
    }
    let label = match *pairs {
        [(old, new)] => {
            let name = |id: ThemeId| label::quoted(&case.title_of(id.into()));
            format!("Replace theme {} by {}", name(old), name(new))
        }
        _ => format!("Replace {}", label::count(gone.len(), "theme")),
    };
    Ok(Plan { label, changes, focus: pairs.first().map(|&(_, new)| new.into()) })
}

/// What a theme keeps of one that it replaces.
fn take_in(heir: &mut Theme, (id, old): (ThemeId, &Theme)) {
    let common = &mut heir.common;
    let mut keys: BTreeSet<Key> = common.notes.iter().map(|note| note.key).collect();
    let code = if old.code.is_empty() { String::new() } else { format!(" ({})", old.code) };
    let definition = old.definition.split_whitespace().collect::<Vec<_>>().join(" ");
    let definition = if definition.is_empty() { definition } else { format!(": {definition}") };
    let text = format!("Took the place of “{}”{code}{definition}", old.name);
    common.notes.push(Paragraph { key: fresh(&id.to_string(), &mut keys), text });
    for note in &old.common.notes {
        let key = if keys.insert(note.key) { note.key } else { fresh(&format!("{id} {}", note.key), &mut keys) };
        common.notes.push(Paragraph { key, text: note.text.clone() });
    }
    let mut keys: BTreeSet<Key> = common.citations.iter().map(|citation| citation.key).collect();
    for citation in &old.common.citations {
        let key =
            if keys.insert(citation.key) { citation.key } else { fresh(&format!("{id} {}", citation.key), &mut keys) };
        common.citations.push(crate::case::Citation { key, ..citation.clone() });
    }
    common.tags.extend(old.common.tags.iter().cloned());
    common.marking = common.marking.max(old.common.marking);
}

/// Each theme once; stated, where one of its tags is.
fn unite_tags(incident: &mut Incident) {
    let mut known = BTreeMap::new();
    for tag in &incident.themes {
        let basis = known.entry(tag.theme).or_insert(tag.basis);
        *basis = tag.basis.min(*basis);
    }
    let mut seen = BTreeSet::new();
    incident.themes.retain(|tag| seen.insert(tag.theme));
    for tag in &mut incident.themes {
        tag.basis = known.get(&tag.theme).copied().unwrap_or(tag.basis);
    }
}

/// Turns what names a theme to the one that replaces it.
struct Turned<'a>(&'a BTreeMap<RecordId, RecordId>);

impl Visit for Turned<'_> {
    fn one(&mut self, _place: &str, id: RecordId) -> RecordId {
        self.0.get(&id).copied().unwrap_or(id)
    }

    fn list(&mut self, place: &str, ids: &mut Vec<RecordId>) {
        if !ids.iter().any(|id| self.0.contains_key(id)) {
            return;
        }
        let mut seen = BTreeSet::new();
        *ids = std::mem::take(ids).into_iter().map(|id| self.one(place, id)).filter(|&id| seen.insert(id)).collect();
    }
}
