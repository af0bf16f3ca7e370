//! Two records that are one, and one that is two again: laws that hold for every pair.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::sync::Arc;

use sightline::case::{
    Actor, ActorId, Alternate, Attribution, Case, Change, Incident, Marking, Party, PlaceId, RecordId, RecordKind,
    SourceId, Tlp, targets,
};
use sightline::edit::{Edit, EditError, History, Stamp, plan};
use sightline::files::{Lineage, read, write};

use super::edits::full;

/// Every pair of records of a case that could be one, in both directions.
fn pairs(case: &Case) -> Vec<(RecordId, RecordId)> {
    let kinds = [RecordKind::Actor, RecordKind::Place, RecordKind::Source];
    let of = |kind: RecordKind| {
        let ids = case.ids(kind);
        let other = ids.clone();
        ids.into_iter().flat_map(move |one| other.clone().into_iter().map(move |other| (one, other)))
    };
    kinds.into_iter().flat_map(of).filter(|(one, other)| one != other).collect()
}

fn done(case: &Case, edit: &Edit) -> Case {
    let plan = plan(case, edit).unwrap_or_else(|error| panic!("{error}"));
    case.with(&plan.changes)
}

fn saved(case: &Case) -> Case {
    read(write(case, &Lineage::default()).as_bytes()).unwrap().case
}

/// How two are parted again.
fn split(case: &Case, keep: RecordId) -> Edit {
    let merged = case.record(keep).unwrap().common().merged.last().unwrap().key;
    Edit::Split { from: keep, merged }
}

#[test]
fn nothing_names_what_was_merged_and_a_split_brings_all_back() {
    let case = saved(&full());
    let mut merged = 0;
    for (keep, gone) in pairs(&case) {
        let planned = match plan(&case, &Edit::Merge { keep, gone }) {
            Ok(planned) => planned,
            Err(EditError::Tied { .. }) => continue,
            Err(error) => panic!("{keep} {gone}: {error}"),
        };
        merged += 1;
        let next = case.with(&planned.changes);
        assert!(!next.has(gone) && next.has(keep));
        for (id, record) in next.records() {
            assert!(targets(&record).iter().all(|(target, _)| *target != gone), "{id} names {gone}");
        }
        assert_eq!(saved(&next), next, "it is in the file as it is");
        let back = done(&saved(&next), &split(&next, keep));
        assert_eq!(case.changes_to(&back), [], "{keep} {gone}");
    }
    assert!(merged > 6, "{merged} pairs could be merged");
}

#[test]
fn a_list_that_names_one_of_two_several_times_is_turned_and_turned_back_whole() {
    let [keep, gone, other] = [1, 2, 3].map(ActorId::from_bits);
    let check = |named: &[ActorId], after: &[ActorId]| {
        let parties = |ids: &[ActorId]| Attribution::Parties(ids.iter().map(|&id| Party::Actor(id)).collect());
        let mut case = full();
        case = case.with(&case.ids(RecordKind::Relation).into_iter().map(Change::removal).collect::<Vec<_>>());
        let (&id, incident) = case.incidents.iter().next().unwrap();
        let incident = Incident { attributed_to: parties(named), ..(**incident).clone() };
        let actor = |id: ActorId, name: &str| {
            Change::Actor(id, Some(Arc::new(Actor { name: name.to_owned(), ..Actor::default() })))
        };
        let actors = [actor(keep, "One"), actor(gone, "Two"), actor(other, "Three")];
        let case = case.with(&actors).with(&[Change::Incident(id, Some(Arc::new(incident)))]);
        let merged = done(&case, &Edit::Merge { keep: keep.into(), gone: gone.into() });
        assert_eq!(merged.incidents[&id].attributed_to, parties(after), "{named:?}");
        let back = done(&saved(&merged), &split(&merged, keep.into()));
        assert_eq!(case.changes_to(&back), [], "{named:?}");
    };
    check(&[gone, gone], &[keep]);
    check(&[other, gone, other, gone], &[other, keep, other]);
    check(&[gone, keep, other, gone], &[keep, other]);
}

#[test]
fn a_merge_keeps_both_names_and_everything_that_is_said() {
    let [keep, gone, other] = [1, 2, 3].map(ActorId::from_bits);
    let named = |name: &str, country: &str, aliases: &[&str]| Actor {
        name: name.to_owned(),
        country: country.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        ..Actor::default()
    };
    let mut second = named("Joao Marwood", "XB", &["Jo", "The Captain"]);
    second.common.marking = Marking { un: None, tlp: Some(Tlp::Red) };
    second.common.tags.insert("harbour".to_owned());
    let put = |id: ActorId, actor: Actor| Change::Actor(id, Some(Arc::new(actor)));
    let case = Case::with(
        &full(),
        &[put(keep, named("João Marwood", "XA", &["Jo"])), put(gone, second), put(other, named("Ana", "", &[]))],
    );
    let case = case.with(&case.ids(RecordKind::Relation).into_iter().map(Change::removal).collect::<Vec<_>>());
    let next = done(&case, &Edit::Merge { keep: keep.into(), gone: gone.into() });
    let actor = &next.actors[&keep];
    assert_eq!(
        (actor.name.as_str(), actor.aliases.join(", ").as_str()),
        ("João Marwood", "Jo, Joao Marwood, The Captain")
    );
    let others: Vec<_> = actor.common.alternatives.iter().map(|other| (other.field.as_str(), &other.value)).collect();
    assert_eq!(others, [("country", &Alternate::Text("XB".to_owned()))], "what they do not agree on stays");
    assert_eq!(actor.common.marking.tlp, Some(Tlp::Red), "the higher marking");
    let participants = next.incidents.values().flat_map(|incident| &incident.participants);
    assert!(participants.map(|one| one.party).all(|party| party != Party::Actor(gone)));
    let renamed = Actor { name: "J. Marwood".to_owned(), ..(**actor).clone() };
    let edited = next.with(&[put(keep, renamed)]);
    let parted = done(&edited, &split(&edited, keep.into()));
    let (one, two) = (&parted.actors[&keep], &parted.actors[&gone]);
    assert_eq!(
        (one.name.as_str(), one.country.as_str(), one.aliases.len()),
        ("J. Marwood", "XA", 1),
        "what came since stays"
    );
    assert_eq!((two.name.as_str(), two.aliases.len(), two.country.as_str()), ("Joao Marwood", 2, "XB"));
    assert_eq!(one.common.marking.tlp, case.actors[&keep].common.marking.tlp);
}

#[test]
fn a_merge_a_split_and_a_judgement_are_one_step_each() {
    let case = saved(&full());
    let (keep, gone) =
        pairs(&case).into_iter().find(|&(keep, gone)| plan(&case, &Edit::Merge { keep, gone }).is_ok()).unwrap();
    let mut history = History::new(case.clone());
    for edit in [Edit::Distinct { one: keep, other: gone, is_distinct: true }, Edit::Merge { keep, gone }] {
        let planned = plan(history.present(), &edit).unwrap();
        history.act(planned, Stamp::default());
    }
    let planned = plan(history.present(), &split(history.present(), keep)).unwrap();
    assert!(planned.label.starts_with("Split “") && !planned.label.contains("since"), "{}", planned.label);
    history.act(planned, Stamp::default());
    let first = keep.min(gone);
    assert_eq!(history.present().record(first).unwrap().common().distinct.len(), 1, "the judgement comes back too");
    for _ in 0..3 {
        assert!(history.undo().is_some());
    }
    assert!(history.undo().is_none());
    assert_eq!(*history.present(), case);
}

#[test]
fn what_is_surely_two_is_refused() {
    let case = full();
    let check = |keep: RecordId, gone: RecordId, words: &str| {
        let error = plan(&case, &Edit::Merge { keep, gone }).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    let actor = |bits: u64| RecordId::Actor(ActorId::from_bits(bits));
    check(actor(1), actor(1), "cannot be merged");
    check(actor(1), PlaceId::from_bits(1).into(), "cannot be merged");
    check(actor(1), actor(99), "no actor");
    check(SourceId::from_bits(0).into(), actor(1), "cannot be merged");
    let relation = case.relations.values().find(|relation| relation.from != relation.to).unwrap();
    if let (Party::Actor(from), Party::Actor(to)) = (relation.from, relation.to) {
        check(from.into(), to.into(), "cannot be merged, since");
    }
}
