//! The order that somebody gave to missions and themes: adding one beside another, and exchanging two.

use std::sync::Arc;

use super::{EditError, Plan, fields, label, put};
use crate::case::{Case, Change, Record, RecordId, RecordKind};

/// Plans a new mission or theme that stands right after another one.
pub(super) fn insert(case: &Case, id: RecordId, record: Record, after: RecordId) -> Result<Plan, EditError> {
    ordered_kind(case, after)?;
    let mut plan = put(case, id, numbered(record, order(case, after).saturating_add(1)))?;
    let next = case.with(&plan.changes);
    let mut list = in_order(&next, after.kind());
    list.retain(|&other| other != id);
    let place = list.iter().position(|&other| other == after).map_or(list.len(), |place| place + 1);
    list.insert(place, id);
    let moved = arranged(&next, &list);
    plan.changes.retain(|change| moved.iter().all(|other| other.target() != change.target()));
    plan.changes.extend(moved);
    Ok(plan)
}

/// Plans that two missions or two themes change places.
pub(super) fn swap(case: &Case, id: RecordId, with: RecordId) -> Result<Plan, EditError> {
    ordered_kind(case, id)?;
    ordered_kind(case, with)?;
    let mut list = in_order(case, id.kind());
    let place = |wanted: RecordId| list.iter().position(|&other| other == wanted);
    let (Some(one), Some(other)) = (place(id), place(with)) else { return Err(EditError::NoOrder { id: with }) };
    list.swap(one, other);
    let label = format!("Move {} {}", id.kind().label(), label::quoted(&case.title_of(id)));
    Ok(Plan { label, changes: arranged(case, &list), focus: Some(id) })
}

/// Plans that a mission or theme stands right after another one, or right before it.
pub(super) fn place(case: &Case, id: RecordId, (beside, is_after): (RecordId, bool)) -> Result<Plan, EditError> {
    ordered_kind(case, id)?;
    ordered_kind(case, beside)?;
    if id == beside {
        return Ok(Plan::nothing(Some(id)));
    }
    let mut list = in_order(case, id.kind());
    list.retain(|&other| other != id);
    let place = list.iter().position(|&other| other == beside).ok_or(EditError::NoOrder { id: beside })?;
    list.insert(place + usize::from(is_after), id);
    let label = format!("Move {} {}", id.kind().label(), label::quoted(&case.title_of(id)));
    Ok(Plan { label, changes: arranged(case, &list), focus: Some(id) })
}

fn ordered_kind(case: &Case, id: RecordId) -> Result<(), EditError> {
    match case.record(id) {
        None => Err(EditError::NoRecord { id }),
        Some(Record::Mission(_) | Record::Theme(_)) => Ok(()),
        Some(_) => Err(EditError::NoOrder { id }),
    }
}

/// Every record of a kind as somebody ordered them; by name where two have the same place.
fn in_order(case: &Case, kind: RecordKind) -> Vec<RecordId> {
    let mut list: Vec<_> = case.ids(kind).into_iter().map(|id| (order(case, id), name(case, id), id)).collect();
    list.sort();
    list.into_iter().map(|(.., id)| id).collect()
}

/// What gives the records the order of the list: the numbers that are there stay where they can.
fn arranged(case: &Case, list: &[RecordId]) -> Vec<Change> {
    let mut numbers: Vec<u32> = list.iter().map(|&id| order(case, id)).collect();
    numbers.sort_unstable();
    let mut least = 0;
    for number in &mut numbers {
        *number = (*number).max(least);
        least = number.saturating_add(1);
    }
    let pairs = list.iter().zip(numbers).filter(|&(&id, number)| order(case, id) != number);
    pairs.filter_map(|(&id, number)| fields::change(id, numbered(case.record(id)?, number))).collect()
}

fn order(case: &Case, id: RecordId) -> u32 {
    match case.record(id) {
        Some(Record::Mission(mission)) => mission.order,
        Some(Record::Theme(theme)) => theme.order,
        _ => 0,
    }
}

fn name(case: &Case, id: RecordId) -> String {
    match case.record(id) {
        Some(Record::Mission(mission)) => mission.name.clone(),
        Some(Record::Theme(theme)) => theme.name.clone(),
        _ => String::new(),
    }
}

fn numbered(mut record: Record, number: u32) -> Record {
    if let Record::Mission(mission) = &mut record {
        Arc::make_mut(mission).order = number;
    } else if let Record::Theme(theme) = &mut record {
        Arc::make_mut(theme).order = number;
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{CaseId, Extra, Header, Marking, Mission, MissionId};
    use crate::edit::{Edit, plan};

    fn id(n: u64) -> RecordId {
        MissionId::from_bits(n).into()
    }

    fn mission(n: u64, order: u32) -> Record {
        Record::Mission(Arc::new(Mission { name: format!("M{n}"), order, ..Mission::default() }))
    }

    /// Missions 1, 2, 3 … with these numbers.
    fn case(orders: &[u32]) -> Case {
        let header = Header {
            case: CaseId::from_bits(1),
            title: String::new(),
            marking: Marking::default(),
            vague: std::collections::BTreeMap::new(),
            damaged: Vec::new(),
            extra: Extra::default(),
        };
        let missions = (1..).zip(orders).map(|(n, &order)| fields::change(id(n), mission(n, order)).unwrap());
        Case::new(header).with(&missions.collect::<Vec<_>>())
    }

    /// Missions with these numbers, an edit; how they stand then, and how many records the edit alters.
    fn check(orders: &[u32], edit: &Edit, expected: &[u64], altered: usize) {
        let case = case(orders);
        let plan = plan(&case, edit).unwrap();
        let next = case.with(&plan.changes);
        assert_eq!(
            in_order(&next, RecordKind::Mission),
            expected.iter().map(|&n| id(n)).collect::<Vec<_>>(),
            "{orders:?}"
        );
        assert_eq!(plan.changes.len(), altered, "{orders:?}");
    }

    #[test]
    fn two_change_places_and_the_others_keep_theirs() {
        check(&[1, 2, 3], &Edit::Swap(id(1), id(3)), &[3, 2, 1], 2);
        check(&[10, 20, 30], &Edit::Swap(id(2), id(1)), &[2, 1, 3], 2);
        check(&[0, 0, 0], &Edit::Swap(id(1), id(2)), &[2, 1, 3], 2);
        check(&[4, 4, 9], &Edit::Swap(id(2), id(3)), &[1, 3, 2], 2);
    }

    #[test]
    fn one_is_taken_to_a_place_beside_another() {
        let place = |n, beside, is_after| Edit::Place { id: id(n), beside: id(beside), is_after };
        check(&[1, 2, 3, 4], &place(1, 3, true), &[2, 3, 1, 4], 3);
        check(&[1, 2, 3, 4], &place(4, 1, false), &[4, 1, 2, 3], 4);
        check(&[1, 2, 3, 4], &place(2, 1, true), &[1, 2, 3, 4], 0);
        check(&[1, 2], &place(2, 2, true), &[1, 2], 0);
    }

    #[test]
    fn a_new_one_stands_where_it_was_asked_for() {
        let insert = |after| Edit::Insert { id: id(9), record: mission(9, 0), after: id(after) };
        check(&[1, 2, 3], &insert(3), &[1, 2, 3, 9], 1);
        check(&[1, 2, 3], &insert(1), &[1, 9, 2, 3], 3);
        check(&[0, 0], &insert(1), &[1, 9, 2], 2);
    }

    #[test]
    fn what_has_no_order_is_refused() {
        let case = case(&[1]);
        let nowhere = plan(&case, &Edit::Swap(id(1), id(7)));
        assert_eq!(nowhere, Err(EditError::NoRecord { id: id(7) }));
        assert_eq!(plan(&case, &Edit::Swap(id(1), id(1))).unwrap().changes, []);
    }
}
