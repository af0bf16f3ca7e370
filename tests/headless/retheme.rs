//! A taxonomy that is replaced: laws that hold for every choice of themes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline::case::{Basis, Case, Change, Incident, RecordKind, Theme, ThemeId, ThemeTag, targets};
use sightline::edit::{Edit, EditError, History, Stamp, plan};
use sightline::files::{Lineage, read, write};
use sightline::query::retheme::{Goal, touched};

use super::edits::full;
use super::maker::made;

/// Every theme but the last, each replaced by the last one.
fn all_into_the_last(case: &Case) -> Vec<(ThemeId, ThemeId)> {
    let themes: Vec<ThemeId> = case.themes.keys().copied().collect();
    let last = *themes.last().unwrap();
    themes.iter().filter(|&&id| id != last).map(|&id| (id, last)).collect()
}

/// What the case is afterwards. Nothing names what was replaced, the names of the old are in the new, the file holds it, and
/// undo brings everything back.
fn replaced(case: &Case, pairs: &[(ThemeId, ThemeId)]) -> Case {
    let planned = plan(case, &Edit::ReplaceThemes(pairs.to_vec())).unwrap_or_else(|error| panic!("{error}"));
    let next = case.with(&planned.changes);
    for &(old, new) in pairs {
        assert!(!next.has(old.into()) && next.has(new.into()));
        for (id, record) in next.records() {
            assert!(targets(&record).iter().all(|(target, _)| *target != old.into()), "{id} names {old}");
        }
        let name = &case.themes.get(&old).unwrap().name;
        let notes = &next.themes.get(&new).unwrap().common.notes;
        assert!(notes.iter().any(|note| note.text.contains(name.as_str())), "{name} is told");
    }
    let mut history = History::new(case.clone());
    history.act(planned, Stamp { at: String::new(), by: String::new() });
    assert_eq!(*history.present(), next);
    assert!(history.undo().is_some());
    assert_eq!(history.present(), case, "one step");
    next
}

#[test]
fn nothing_names_a_theme_that_was_replaced_and_undo_brings_it_back() {
    let case = full();
    let themes: Vec<ThemeId> = case.themes.keys().copied().collect();
    for &old in &themes {
        for &new in themes.iter().filter(|&&new| new != old) {
            let next = replaced(&case, &[(old, new)]);
            assert_eq!(
                read(write(&next, &Lineage::default()).as_bytes()).unwrap().case,
                next,
                "it is in the file as it is"
            );
        }
    }
    replaced(&case, &all_into_the_last(&case));
}

#[test]
fn it_holds_for_cases_of_any_content() {
    let mut done = 0;
    for seed in 0..60 {
        let case = made(seed);
        if case.themes.len() > 1 {
            replaced(&case, &all_into_the_last(&case));
            done += 1;
        }
    }
    assert!(done > 10, "{done} cases had several themes");
}

#[test]
fn no_claim_is_lost_and_what_is_counted_before_is_what_changes() {
    let case = full();
    let pairs = all_into_the_last(&case);
    let goals: BTreeMap<ThemeId, Goal> = pairs.iter().map(|&(old, new)| (old, Goal::Theme(new))).collect();
    let counted = touched(&case, &goals);
    let next = replaced(&case, &pairs);
    let changed = |kind: RecordKind| {
        case.ids(kind).into_iter().filter(|&id| next.record(id).is_some() && next.record(id) != case.record(id)).count()
    };
    assert_eq!(next.mandates.len(), case.mandates.len());
    let counts =
        [RecordKind::Incident, RecordKind::Mandate, RecordKind::Survey, RecordKind::Activity, RecordKind::Actor];
    let expected = [counted.incidents, counted.mandates, counted.surveys, counted.activities, counted.actors];
    assert_eq!(counts.map(changed), expected);
}

#[test]
fn an_incident_on_two_themes_that_become_one_has_it_once_as_it_was_stated() {
    let [one, other, heir] = [1, 2, 3].map(ThemeId::from_bits);
    let theme = |id: ThemeId, name: &str| {
        Change::Theme(id, Some(Arc::new(Theme { name: name.to_owned(), ..Theme::default() })))
    };
    let tag = |theme, basis| ThemeTag { theme, basis };
    let tags = vec![tag(one, Basis::Inferred), tag(other, Basis::Stated)];
    let whole = full();
    let (&id, incident) = whole.incidents.iter().next().unwrap();
    let incident = Incident { themes: tags, ..Incident::clone(incident) };
    let changes = [theme(one, "Drugs"), theme(other, "Cocaine"), theme(heir, "Trafficking")];
    let case = whole.with(&changes).with(&[Change::Incident(id, Some(Arc::new(incident)))]);
    let next = replaced(&case, &[(one, heir), (other, heir)]);
    assert_eq!(next.incidents[&id].themes, [tag(heir, Basis::Stated)]);
}

#[test]
fn what_is_replaced_itself_takes_no_place() {
    let [one, other, third] = [0, 1, 2].map(|n| *full().themes.keys().nth(n).unwrap());
    let refused = plan(&full(), &Edit::ReplaceThemes(vec![(one, other), (other, third)]));
    assert!(matches!(refused, Err(EditError::ReplacedTheme { .. })), "{refused:?}");
    let refused = plan(&full(), &Edit::ReplaceThemes(vec![(one, one)]));
    assert!(matches!(refused, Err(EditError::ReplacedTheme { .. })), "{refused:?}");
    let missing = ThemeId::from_bits(99);
    let refused = plan(&full(), &Edit::ReplaceThemes(vec![(one, missing)]));
    assert_eq!(refused, Err(EditError::NoRecord { id: missing.into() }));
}
