//! Several edits as one step: all of them, or none.

use std::collections::BTreeMap;

use super::remove::Known;
use super::{Edit, EditError, Plan, plan_by};
use crate::case::{Change, RecordId};

/// Plans edits one after the other, each against the case that those before it leave. The first that cannot be done is the
/// error of all.
pub(super) fn plan((case, namers): Known<'_>, label: &str, edits: &[Edit]) -> Result<Plan, EditError> {
    let mut next = case.clone();
    // The last change of a record is what becomes of it; the header has no id.
    let mut last: BTreeMap<Option<RecordId>, Change> = BTreeMap::new();
    let mut focus = None;
    for edit in edits {
        let plan = plan_by(&next, edit, namers)?;
        next = next.with(&plan.changes);
        focus = plan.focus.or(focus);
        last.extend(plan.changes.into_iter().map(|change| (change.target(), change)));
    }
    // What was added and removed again, or changed and changed back, alters nothing.
    let is_same = |id: &RecordId| case.record(*id) == next.record(*id);
    last.retain(|id, _| !id.as_ref().is_some_and(is_same));
    Ok(Plan { label: label.to_owned(), changes: last.into_values().collect(), focus })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Attribution, Case, CaseId, Extra, Header, Incident, IncidentId, Key, Marking};
    use crate::case::{Participant, Party, Record, Standing};
    use crate::edit::{References, plan};

    fn empty() -> Case {
        Case::new(Header {
            case: CaseId::from_bits(1),
            title: "A case".to_owned(),
            marking: Marking::default(),
            vague: BTreeMap::new(),
            damaged: Vec::new(),
            extra: Extra::default(),
        })
    }

    fn actor(n: u64, name: &str) -> Edit {
        let actor = Actor { name: name.to_owned(), ..Actor::default() };
        Edit::Put(ActorId::from_bits(n).into(), Record::Actor(Arc::new(actor)))
    }

    fn incident(n: u64, of: u64) -> Edit {
        let participant = Participant {
            key: Key::from_bits(1),
            party: Party::Actor(ActorId::from_bits(of)),
            role: String::new(),
            standing: Standing::default(),
            attributed_to: Attribution::default(),
            citations: Vec::new(),
            extra: Extra::default(),
        };
        let incident = Incident { participants: vec![participant], ..Incident::default() };
        Edit::Put(IncidentId::from_bits(n).into(), Record::Incident(Arc::new(incident)))
    }

    fn together(edits: Vec<Edit>) -> Edit {
        Edit::Together { label: "Add both".to_owned(), edits }
    }

    #[test]
    fn what_comes_later_may_name_what_comes_before() {
        let case = empty();
        let done = plan(&case, &together(vec![actor(1, "Ana"), incident(2, 1)])).unwrap();
        let next = case.with(&done.changes);
        assert_eq!((done.label.as_str(), next.actors.len(), next.incidents.len()), ("Add both", 1, 1));
        assert_eq!(done.focus, Some(IncidentId::from_bits(2).into()));
        let error = plan(&case, &together(vec![actor(1, "Ana"), incident(2, 3)])).unwrap_err();
        assert!(matches!(error, EditError::MissingReference { .. }), "all or none: {error}");
    }

    #[test]
    fn only_what_differs_in_the_end_is_changed() {
        let ana = ActorId::from_bits(1).into();
        let gone = Edit::Remove(vec![ana], References::Clear);
        let case = empty();
        let both = plan(&case, &together(vec![actor(1, "Ana"), actor(2, "Bela"), gone.clone()])).unwrap();
        assert_eq!(both.changes.len(), 1, "Ana came and went");
        let case = case.with(&plan(&case, &actor(1, "Ana")).unwrap().changes);
        let renamed = plan(&case, &together(vec![actor(1, "Ana Maria"), actor(1, "Ana")])).unwrap();
        assert_eq!(renamed.changes, []);
        let named = plan(&case, &together(vec![incident(2, 1), gone])).unwrap();
        let next = case.with(&named.changes);
        assert!(next.actors.is_empty(), "who names it is asked of the case in between");
        assert!(next.incidents.values().all(|incident| incident.participants.is_empty()));
    }
}
