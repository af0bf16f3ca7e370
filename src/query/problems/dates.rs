//! Dates that collide, and dates in an order that cannot be.

use super::catalogue::{ATTESTED_LATE, CONTRADICTION, DAY_PART, PREDECESSOR_ORDER, REVIEW_ORDER, SELF_DATED};
use super::parts::{Dated, Spot, citations, dates};
use super::{Family, List};
use crate::case::{Bounds, Case, Mission, Posture, Record, RecordId, When};
use crate::query::dates::{DatedId, span_words};

const DAY_SECONDS: i64 = 86_400;

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    contradictions(list);
    Box::new(move |list: &mut List<'_>, id: RecordId, record: &Record| {
        for dated in dates(record) {
            day_part(list, id, &dated);
            dated_by_itself(list, dated.field, dated.when);
        }
        attested(list, record);
        if let Record::Mission(mission) = record {
            predecessor(list, id, mission);
        }
        if let Record::Posture(posture) = record {
            review(list, posture);
        }
    })
}

/// Dates that collide, each set once, at the first record with a relative date, which is most likely the one to correct.
///
/// An end before its start is among them: a stated one is refused when it is read.
fn contradictions(list: &mut List<'_>) {
    let (case, all) = (list.case, list.dates);
    for contradiction in all.contradictions() {
        let places: Vec<_> = contradiction.records.iter().map(|&id| place_of(id)).collect();
        let place = places.iter().find(|(record, _)| has_relative_date(case, *record)).or(places.first());
        list.record = place.map(|(record, _)| *record);
        list.add(&CONTRADICTION, place.map(|(_, field)| *field), contradiction.words(case));
    }
}

/// The record that a date belongs to, and the field in which it stands.
fn place_of(id: DatedId) -> (RecordId, &'static str) {
    match id {
        DatedId::Record(id @ RecordId::Lever(_)) => (id, "last_used"),
        DatedId::Record(id) => (id, "when"),
        DatedId::Post(actor, _) => (actor.into(), "posts.when"),
    }
}

fn has_relative_date(case: &Case, id: RecordId) -> bool {
    case.record(id).is_some_and(|record| dates(&record).any(|dated| !dated.when.constraints.is_empty()))
}

/// An incident that is dated relative to itself says nothing, or contradicts itself.
fn dated_by_itself(list: &mut List<'_>, field: &'static str, when: &When) {
    if when.constraints.iter().any(|relative| list.record == Some(relative.anchor.into())) {
        let words = "A relative date counts from this incident itself: choose another incident, or remove it";
        list.add(&SELF_DATED, field, words.to_owned());
    }
}

fn day_part(list: &mut List<'_>, id: RecordId, dated: &Dated<'_>) {
    let Some(part) = dated.when.part else { return };
    // "95 days later, at dawn" gives the day once its anchor has one, and until then is what the source says.
    if dated.when.stated.is_none() && !dated.when.constraints.is_empty() {
        return;
    }
    let is_stated_day = dated.when.stated.as_ref().is_some_and(|stated| is_single_day(stated.bounds()));
    if !is_stated_day && !is_single_day(solved(list, id, dated)) {
        let words = format!("“{}” needs a date that is a single day: state the day or clear the part", part.label());
        list.add(&DAY_PART, dated.field, words);
    }
}

/// What follows for a date from all that is said of it; nothing for another value, which the case does not date.
fn solved(list: &List<'_>, id: RecordId, dated: &Dated<'_>) -> Bounds {
    match (dated.spot, id) {
        (Spot::Own, id) => list.dates.bounds(id),
        (Spot::Post(key), RecordId::Actor(actor)) => list.dates.bounds(DatedId::Post(actor, key)),
        _ => Bounds::UNKNOWN,
    }
}

fn is_single_day(bounds: Bounds) -> bool {
    let (from, to) = bounds.possible();
    from.is_bounded() && to.is_bounded() && from.0.div_euclid(DAY_SECONDS) == to.0.div_euclid(DAY_SECONDS)
}

/// A source that speaks for a date after its own publication foretells it, or one of the two dates is wrong.
fn attested(list: &mut List<'_>, record: &Record) {
    for (field, citation) in citations(record) {
        let Some(attested) = &citation.attested else { continue };
        let source = list.case.sources.get(&citation.source);
        let Some(published) = source.and_then(|source| source.published.as_ref()) else { continue };
        if attested.bounds().earliest_start > published.bounds().latest_end {
            let title = list.case.title_of(citation.source.into());
            let words = format!(
                "“{title}” is cited for {attested}, but was published in {published}: correct one of the dates"
            );
            list.add(&ATTESTED_LATE, field, words);
        }
    }
}

fn predecessor(list: &mut List<'_>, id: RecordId, mission: &Mission) {
    let Some(before) = mission.predecessor.filter(|&before| RecordId::from(before) != id) else { return };
    let (own, first) = (list.dates.bounds(id), list.dates.bounds(before));
    if first.earliest_start > own.latest_start {
        let words = format!(
            "It follows “{}”, which began later ({}, this one {}): correct one of the dates, or choose another predecessor",
            list.case.title_of(before.into()),
            span_words(first),
            span_words(own)
        );
        list.add(&PREDECESSOR_ORDER, "predecessor", words);
    }
}

fn review(list: &mut List<'_>, posture: &Posture) {
    let (Some(made), Some(review)) = (&posture.made, &posture.review) else { return };
    if review.bounds().latest_end < made.bounds().earliest_start {
        let words =
            format!("The judgement is of {made} and was to be looked at again in {review}: correct one of the dates");
        list.add(&REVIEW_ORDER, "review", words);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::case::when::{Edge, Gap, Relative, Side, Unit};
    use crate::case::{
        ActorId, Change, Common, DayPart, Extra, Incident, IncidentId, Key, Mission, MissionId, Posture, PostureId,
        Stand,
    };
    use crate::query::problems::Severity;
    use crate::query::problems::testing::{check, found, source, told};
    use crate::query::testing as t;

    fn sources() -> [Change; 2] {
        [source(1, ""), source(2, "")]
    }

    fn check_with_sources(changes: &[Change], expected: &[&str]) {
        check(&[sources().as_slice(), changes].concat(), expected);
    }

    #[test]
    fn a_part_of_the_day_needs_a_single_day() {
        let told = ["warning incident when day-part"];
        for (date, expected) in [("2009-03-02", &[][..]), ("2009-03", &told), ("", &told)] {
            let mut incident = t::cited_incident(date);
            incident.common = t::cited_by(&[1, 2]);
            incident.when.part = Some(DayPart::Dawn);
            check_with_sources(&[t::put_incident(1, incident)], expected);
        }
    }

    #[test]
    fn a_distance_may_give_the_day() {
        let dawn = |stated: &str, anchor: &str| {
            let mut incident = Incident { common: t::cited_by(&[1, 2]), ..t::incident(stated) };
            incident.when.part = Some(DayPart::Dawn);
            incident.when.constraints.push(days_from(Edge::Start, Side::After, 2));
            let anchor = Incident { common: t::cited_by(&[1, 2]), ..t::incident(anchor) };
            [t::put_incident(1, incident), t::put_incident(2, anchor)]
        };
        check_with_sources(&dawn("", "2009-12-18"), &[]);
        check_with_sources(&dawn("", "2009"), &[]);
        check_with_sources(&dawn("2010-03", "2009-12-18"), &[]);
        check_with_sources(&dawn("2010-03", "2009-12"), &["warning incident when day-part"]);
    }

    fn days_from(edge: Edge, side: Side, anchor: u64) -> Relative {
        Relative {
            key: Key::from_bits(u32::try_from(anchor).unwrap()),
            edge,
            side,
            gap: Gap::Exactly(95, Unit::Days),
            anchor: IncidentId::from_bits(anchor),
            anchor_edge: Edge::Start,
            citations: Vec::new(),
            extra: Extra::default(),
        }
    }

    fn incident(n: u64, date: &str, relative: Option<Relative>) -> Change {
        let mut incident = t::incident(date);
        incident.common = t::cited_by(&[1, 2]);
        incident.when.constraints.extend(relative);
        t::put_incident(n, incident)
    }

    #[test]
    fn an_end_before_its_start_is_an_error() {
        let mut mission = Mission { name: "Mission".to_owned(), ..Mission::default() };
        mission.when.constraints = vec![days_from(Edge::Start, Side::After, 1), days_from(Edge::End, Side::Before, 2)];
        let mission = Change::Mission(MissionId::from_bits(1), Some(Arc::new(mission)));
        let changes = [incident(1, "2009-03-02", None), incident(2, "2005-03-02", None), mission];
        check_with_sources(&changes, &["error mission when contradiction"]);
    }

    #[test]
    fn colliding_dates_are_told_once_where_the_relative_date_stands() {
        let late = incident(2, "2009-03-02", Some(days_from(Edge::Start, Side::After, 1)));
        let changes = [sources().as_slice(), &[incident(1, "2009-03-02", None), late]].concat();
        let told: Vec<_> = found(&changes).iter().map(|problem| (problem.record, problem.code)).collect();
        assert_eq!(told, [(Some(IncidentId::from_bits(2).into()), "contradiction")]);
    }

    #[test]
    fn an_incident_that_is_dated_by_itself_is_an_error() {
        let own = incident(1, "2009-03-02", Some(days_from(Edge::Start, Side::After, 1)));
        let told = found(&[sources().as_slice(), &[own]].concat());
        assert!(told.iter().any(|problem| problem.code == "self-dated" && problem.severity == Severity::Error));
    }

    #[test]
    fn a_mission_begins_after_the_one_that_it_follows() {
        let mission = |n, dates, predecessor: Option<u64>| {
            let predecessor = predecessor.map(MissionId::from_bits);
            let mission =
                Mission { name: format!("Mission {n}"), when: t::when(dates), predecessor, ..Mission::default() };
            Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
        };
        let told = ["warning mission predecessor predecessor-order"];
        check(&[mission(1, "2010/..", None), mission(2, "2008/2009", Some(1))], &told);
        check(&[mission(1, "2004/2009", None), mission(2, "2008/..", Some(1))], &[]);
        check(&[mission(1, "2010/..", None), mission(2, "2010/..", Some(1))], &[]);
        check(&[mission(1, "2010/..", None), mission(2, "", Some(1))], &[]);
    }

    #[test]
    fn a_judgement_is_looked_at_again_after_it_was_made() {
        let posture = |made: &str, review: &str| {
            let posture = Posture {
                actor: ActorId::from_bits(1),
                judgement: Stand::Undecided,
                by: String::new(),
                made: Some(t::date(made)),
                reasons: Vec::new(),
                engagement: Vec::new(),
                allegations: Vec::new(),
                review: Some(t::date(review)),
                common: Common::default(),
                extra: Extra::default(),
            };
            [t::actor(1, "Ana"), Change::Posture(PostureId::from_bits(1), Some(Arc::new(posture)))]
        };
        check(&posture("2010-05", "2009"), &["warning posture review review-order"]);
        check(&posture("2010-05", "2010"), &[]);
    }

    #[test]
    fn a_source_that_speaks_for_a_later_date_is_told() {
        let cited = |attested: &str| {
            let mut incident = t::incident("2009");
            incident.common = t::cited_by(&[1, 2]);
            incident.common.citations[0].attested = Some(t::date(attested));
            t::put_incident(1, incident)
        };
        check_with_sources(&[cited("2013")], &["note incident citations attested-late"]);
        let words = told(&[sources().as_slice(), &[cited("2013")]].concat(), "attested-late");
        assert_eq!(words, ["“Report 1” is cited for 2013, but was published in 2012: correct one of the dates"]);
        check_with_sources(&[cited("2012-12")], &[]);
    }
}
