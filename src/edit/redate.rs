//! Another date for an incident: the officer's correction, which throws no source's date away.

use std::sync::Arc;

use super::prefer::{fresh, is_same, keys};
use super::{EditError, Plan, label, put};
use crate::case::{
    Alternate, Alternative, Case, Citation, Extra, Incident, IncidentId, Key, Record, When, is_supported,
};

/// The field of an incident that holds its date.
const FIELD: &str = "when";

/// Gives an incident another date.
pub(super) fn plan(case: &Case, id: IncidentId, when: &When) -> Result<Plan, EditError> {
    let Some(incident) = case.incidents.get(&id) else {
        return Err(EditError::NoRecord { id: id.into() });
    };
    let mut moved = Arc::clone(incident);
    if moved.when != *when {
        let kept = kept_date(incident);
        let moved = Arc::make_mut(&mut moved);
        moved.when = when.clone();
        let own = moved.common.citations.clone();
        moved.common.alternatives.retain(|other| !is_said_by(other, when, &own));
        moved.common.alternatives.extend(kept);
    }
    let plan = put(case, id.into(), Record::Incident(moved))?;
    if plan.changes.is_empty() {
        return Ok(plan);
    }
    let to = when.stated.as_ref().map_or_else(String::new, |stated| format!(" to {stated}"));
    let title = label::quoted(&case.title_of(id.into()));
    Ok(Plan { label: format!("Re-date {title}{to}"), ..plan })
}

/// The present date as it stays beside a new one: where a source says it. `None` where nobody does, and it is replaced.
///
/// The incident's citations say its date, unless they say another one already: that of before an earlier correction.
pub fn kept_date(incident: &Incident) -> Option<Alternative> {
    if incident.when.is_undated() {
        return None;
    }
    let others = &incident.common.alternatives;
    let is_taken = |citation: &&Citation| {
        let dates = others.iter().filter(|other| other.field == FIELD);
        dates.flat_map(|other| &other.citations).any(|other| is_same(other, citation))
    };
    let own: Vec<&Citation> = incident.common.citations.iter().filter(|citation| !is_taken(citation)).collect();
    let mut keys = keys(&Record::Incident(Arc::new(incident.clone())));
    let citations: Vec<Citation> = own
        .into_iter()
        .map(|citation| Citation { key: fresh(&format!("{FIELD}{}", citation.key), &mut keys), ..citation.clone() })
        .collect();
    let is_sourced = incident.when.constraints.iter().any(|relative| is_supported(&relative.citations));
    (is_sourced || is_supported(&citations)).then(|| Alternative {
        key: unused(incident, others),
        field: FIELD.to_owned(),
        value: Alternate::Date(incident.when.clone()),
        citations,
        extra: Extra::default(),
    })
}

/// Whether another value is this date, and only the incident's own citations say it: then it is no other value any more.
fn is_said_by(other: &Alternative, when: &When, own: &[Citation]) -> bool {
    let is_own = |citation: &Citation| own.iter().any(|one| is_same(one, citation));
    other.field == FIELD && other.value == Alternate::Date(when.clone()) && other.citations.iter().all(is_own)
}

/// A key that no other value has. It follows from the date, so that the same edit of two copies of a case gives the same.
fn unused(incident: &Incident, others: &[Alternative]) -> Key {
    let date = incident.when.stated.as_ref().map_or("", |stated| stated.as_str());
    let mut taken = others.iter().map(|other| other.key).collect();
    fresh(&format!("{FIELD}{date}"), &mut taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{CaseId, Change, Header, Marking, SourceId, Stance};
    use crate::edit::Edit;

    fn when(date: &str) -> When {
        When { stated: date.parse().ok(), ..When::default() }
    }

    fn citation(key: u32) -> Citation {
        Citation {
            key: Key::from_bits(key),
            source: SourceId::from_bits(key.into()),
            locator: String::new(),
            credibility: None,
            stance: Stance::Supports,
            paraphrase: String::new(),
            attested: None,
            extra: Extra::default(),
        }
    }

    const ID: IncidentId = IncidentId::from_bits(1);

    fn case(date: &str, sources: &[u32]) -> Case {
        let mut incident = Incident { title: "The arrest".to_owned(), when: when(date), ..Incident::default() };
        incident.common.citations = sources.iter().map(|&key| citation(key)).collect();
        let header = Header {
            case: CaseId::from_bits(1),
            title: String::new(),
            marking: Marking::default(),
            vague: std::collections::BTreeMap::new(),
            damaged: Vec::new(),
            extra: Extra::default(),
        };
        Case::new(header).with(&[Change::Incident(ID, Some(Arc::new(incident)))])
    }

    /// The case after its incident moved to that date, and what that is called.
    fn moved(case: &Case, date: &str) -> (Case, String) {
        let plan = crate::edit::plan(case, &Edit::MoveIncident { id: ID, when: when(date) }).unwrap();
        (case.with(&plan.changes), plan.label)
    }

    fn others(case: &Case) -> Vec<(Alternate, usize)> {
        let others = &case.incidents.get(&ID).unwrap().common.alternatives;
        others.iter().map(|other| (other.value.clone(), other.citations.len())).collect()
    }

    #[test]
    fn a_date_that_a_source_says_stays_as_another_value() {
        let first = case("2009-03-02", &[1, 2]);
        let (second, label) = moved(&first, "2009-03-14");
        assert_eq!(label, "Re-date “The arrest” to 2009-03-14");
        assert_eq!(others(&second), [(Alternate::Date(when("2009-03-02")), 2)]);
        let (third, _) = moved(&second, "2009-04");
        assert_eq!(others(&third), others(&second), "no source says the date between");
        let (back, _) = moved(&third, "2009-03-02");
        assert_eq!(back, first, "moving it back leaves nothing behind");
    }

    #[test]
    fn a_date_that_nobody_says_is_replaced() {
        for (date, sources) in [("2009-03-02", &[][..]), ("", &[1])] {
            assert_eq!(others(&moved(&case(date, sources), "2010").0), [], "{date}");
        }
    }

    #[test]
    fn the_same_date_is_no_edit() {
        let case = case("2009", &[1]);
        let edit = Edit::MoveIncident { id: ID, when: when("2009") };
        assert!(crate::edit::plan(&case, &edit).unwrap().changes.is_empty());
    }
}
