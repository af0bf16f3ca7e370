//! Relative dates by example and by brute force.

use proptest::prelude::*;

use super::*;
use crate::case::common::Extra;
use crate::case::when::bounds::Moment;
use crate::case::when::relative::{Edge, Gap, Relative, Side as Where, Unit, VagueWord};
use crate::case::when::{DayPart, Edtf};

/// A record by its number: what it states, and its constraints on other records.
#[derive(Clone, Debug, Default)]
struct Said {
    when: When,
}

fn stated(text: &str) -> Said {
    let stated = (!text.is_empty()).then(|| text.parse::<Edtf>().unwrap());
    Said { when: When { stated, ..When::default() } }
}

impl Said {
    fn and(mut self, gap: Gap, side: Where, anchor: u64) -> Self {
        let key = u32::try_from(self.when.constraints.len()).unwrap();
        self.when.constraints.push(Relative {
            key: Key::from_bits(key),
            edge: Edge::Start,
            side,
            gap,
            anchor: IncidentId::from_bits(anchor),
            anchor_edge: Edge::Start,
            citations: Vec::new(),
            extra: Extra::default(),
        });
        self
    }

    fn at(mut self, edge: Edge, anchor_edge: Edge) -> Self {
        let last = self.when.constraints.last_mut().unwrap();
        (last.edge, last.anchor_edge) = (edge, anchor_edge);
        self
    }

    fn after(self, count: u32, unit: Unit, anchor: u64) -> Self {
        self.and(Gap::Exactly(count, unit), Where::After, anchor)
    }

    fn before(self, count: u32, unit: Unit, anchor: u64) -> Self {
        self.and(Gap::Exactly(count, unit), Where::Before, anchor)
    }

    fn during(mut self, part: DayPart) -> Self {
        self.when.part = Some(part);
        self
    }

    fn throughout(mut self) -> Self {
        self.when.extent = Extent::Throughout;
        self
    }
}

fn solved(said: &[Said]) -> Solution<u64> {
    let dated: Vec<Dated<'_, u64>> = (0..)
        .zip(said)
        .map(|(id, said)| Dated { id, when: &said.when, incident: Some(IncidentId::from_bits(id)) })
        .collect();
    solve(&dated, &VagueWords::new())
}

/// The possible time of every record, and the contradictions.
fn check(said: &[Said], expected: &[&str], contradictions: &[&[Part<u64>]]) {
    let solution = solved(said);
    let possible = (0..said.len() as u64).map(|id| {
        let (first, last) = solution.bounds(id).possible();
        civil::span(first, last)
    });
    assert_eq!(possible.collect::<Vec<_>>(), expected);
    assert_eq!(solution.contradictions(), contradictions);
}

const fn of(id: u64, key: u32) -> Part<u64> {
    Part::Constraint(id, Key::from_bits(key))
}

#[test]
fn an_offset_moves_the_bounds_of_its_anchor() {
    let late = || stated("[2009-10..2009-12]");
    let span = ["2009-10..2009-12", "2010-01-04..2010-04-05"];
    check(&[late(), stated("").after(95, Unit::Days, 0)], &span, &[]);
    check(&[late(), stated("").before(16, Unit::Months, 0)], &["2009-10..2009-12", "2008-06..2008-08"], &[]);
    check(&[stated("2009-12-28"), stated("").before(16, Unit::Months, 0)], &["2009-12-28", "2008-08"], &[]);
    check(&[stated("2009-12-28"), stated("").after(1, Unit::Weeks, 0)], &["2009-12-28", "2010-01-04..2010-01-10"], &[]);
}

#[test]
fn an_offset_is_as_coarse_as_its_unit() {
    let said = [stated("2006-12-05"), stated("2009-12-02").after(3, Unit::Years, 0)];
    check(&said, &["2006-12-05", "2009-12-02"], &[]);
    check(&[stated("2006-12-05"), stated("").after(3, Unit::Years, 0)], &["2006-12-05", "2009"], &[]);
    let same = [stated("2009-12-28"), stated("").after(0, Unit::Months, 0)];
    check(&same, &["2009-12-28", "2009-12"], &[]);
}

#[test]
fn a_date_flows_back_to_what_it_is_counted_from() {
    let said = [stated(""), stated("2010-04-01").after(95, Unit::Days, 0)];
    check(&said, &["2009-12-27", "2010-04-01"], &[]);
    let narrowed = [stated("2009"), stated("").after(1, Unit::Months, 0), stated("2009-04").after(2, Unit::Months, 1)];
    check(&narrowed, &["2009-01", "2009-02", "2009-04"], &[]);
    let solution = solved(&narrowed);
    assert!(solution.is_derived(0) && solution.is_derived(1) && !solution.is_derived(2));
    assert_eq!(solution.chain(1), [Part::Stated(0), of(1, 0), Part::Stated(2), of(2, 0)]);
}

#[test]
fn a_wrong_sum_names_both_dates_and_keeps_them() {
    let said =
        [stated("2009-12-28"), stated("2010-04-01").after(95, Unit::Days, 0), stated("").after(1, Unit::Days, 1)];
    let parts = [Part::Stated(0), of(1, 0), Part::Stated(1)];
    check(&said, &["2009-12-28", "2010-04-01", "2010-04-02"], &[&parts]);
}

#[test]
fn an_order_alone_bounds_one_side() {
    let said = [stated("2009-03"), stated("").and(Gap::Unstated, Where::After, 0)];
    check(&said, &["2009-03", "2009-03.."], &[]);
    let late = [stated("2009-03"), stated("2009-01").and(Gap::Unstated, Where::After, 0)];
    check(&late, &["2009-03", "2009-01"], &[&[Part::Stated(0), of(1, 0), Part::Stated(1)]]);
}

#[test]
fn a_vague_word_has_its_meaning_and_an_order() {
    let soon = Gap::Vague(VagueWord::Soon);
    let said = [stated("2010-01-04"), stated("2010").and(soon, Where::After, 0)];
    check(&said, &["2010-01-04", "2010-01-04..2010-02-03"], &[]);
    let swapped = Gap::Between(7, 2, Unit::Days);
    check(
        &[stated("2010-01-10"), stated("").and(swapped, Where::Before, 0)],
        &["2010-01-10", "2010-01-03..2010-01-08"],
        &[],
    );
}

#[test]
fn parts_of_a_day_narrow_what_follows() {
    let hours = Gap::Vague(VagueWord::AFewHours);
    let said = [
        stated("2009-03-01").during(DayPart::Evening),
        stated("2009-03-02").during(DayPart::EarlyHours).and(hours, Where::After, 0),
    ];
    let expected = ["2009-03-01T18:00..2009-03-01T23:59", "2009-03-02T00:00..2009-03-02T05:59"];
    check(&said, &expected, &[]);
    let night = [stated("2009-03-01").during(DayPart::Night), stated("").and(hours, Where::After, 0)];
    check(&night, &["2009-03-01T20:00..2009-03-02T05:59", "2009-03-01T21:00..2009-03-02T17:59"], &[]);
    let month = [stated("2009-03").during(DayPart::Night)];
    check(&month, &["2009-03"], &[]);
}

#[test]
fn what_lasts_has_two_edges() {
    let said = [
        stated("2008-06/2009-12"),
        stated("").after(1, Unit::Days, 0).at(Edge::Start, Edge::End),
        stated("").after(16, Unit::Months, 0).at(Edge::End, Edge::Start),
    ];
    check(&said, &["2008-06..2009-12", "2009-12-02..2010-01-01", "..2009-10"], &[]);
    let bounds = solved(&[stated("2009").throughout()]).bounds(0);
    assert_eq!(bounds.certain().map(|(from, to)| civil::span(from, to)).as_deref(), Some("2009"));
    let open = solved(&[stated("[..1984]").throughout(), stated("1990").and(Gap::Unstated, Where::After, 0)]);
    assert!(open.contradictions().is_empty());
}

#[test]
fn a_cycle_that_comes_home_is_no_contradiction() {
    let ring = |home| {
        [stated("").before(home, Unit::Days, 2), stated("").after(5, Unit::Days, 0), stated("").after(6, Unit::Days, 1)]
    };
    check(&ring(11), &["..", "..", ".."], &[]);
    check(&ring(10), &["..", "..", ".."], &[&[of(0, 0), of(1, 0), of(2, 0)]]);
    let both = [stated("").and(Gap::Unstated, Where::After, 1), stated("").and(Gap::Unstated, Where::After, 0)];
    check(&both, &["..", ".."], &[]);
    check(&[stated("").after(1, Unit::Days, 0)], &[".."], &[&[of(0, 0)]]);
}

#[test]
fn mixed_units_may_turn_a_cycle_before_it_rests() {
    // Two months on and thirty days back drifts from February to the end of the next January, where it rests.
    let said = [
        stated("[2009-02-01..2011-12-31]").and(Gap::Between(0, 30, Unit::Days), Where::Before, 1),
        stated("").after(2, Unit::Months, 0),
    ];
    let first = solved(&said).bounds(0).earliest_start;
    assert_eq!(civil::day(first), "2010-01-30");
    assert!(solved(&said).contradictions().is_empty());
    let never =
        [stated("").and(Gap::Between(0, 27, Unit::Days), Where::Before, 1), stated("").after(2, Unit::Months, 0)];
    assert_eq!(solved(&never).contradictions().len(), 1);
}

#[test]
fn contradictions_do_not_hide_each_other_or_touch_the_rest() {
    let said = [
        stated("2009-01-01"),
        stated("2009-01-03").after(1, Unit::Days, 0),
        stated("2009-01-05").after(1, Unit::Days, 1),
        stated("").after(1, Unit::Days, 2),
        stated("2012"),
        stated("").after(1, Unit::Years, 4),
    ];
    let solution = solved(&said);
    assert_eq!(solution.contradictions().len(), 2);
    let (first, last) = solution.bounds(3).possible();
    assert_eq!(civil::span(first, last), "2009-01-06");
    assert_eq!(solution.bounds(5), stated_bounds(&stated("2013").when));
}

#[test]
fn a_lost_anchor_is_passed_over() {
    check(&[stated("2009").after(95, Unit::Days, 77)], &["2009"], &[]);
    assert_eq!(solved(&[]).bounds(3), Bounds::UNKNOWN);
}

#[test]
fn a_long_contradiction_is_found_whole() {
    let mut said: Vec<Said> = (0..3_000).map(|id: u64| stated("").after(1, Unit::Days, id.wrapping_sub(1))).collect();
    said[0] = stated("2009-01-01");
    said[2_999] = stated("2009-01-01").after(1, Unit::Days, 2_998);
    assert_eq!(solved(&said).contradictions().first().map(Vec::len), Some(3_001));
}

/// A few records in the days around a month's end, and constraints between them.
fn network(units: &'static [Unit]) -> impl Strategy<Value = Vec<Said>> {
    let unit = proptest::sample::select(units);
    let gap = prop_oneof![
        1 => Just(Gap::Unstated),
        3 => (0..4_u32, unit.clone()).prop_map(|(count, unit)| Gap::Exactly(count, unit)),
        2 => (0..3_u32, 0..4_u32, unit).prop_map(|(least, most, unit)| Gap::Between(least, most, unit)),
    ];
    let side = prop_oneof![Just(Where::After), Just(Where::Before)];
    let window = (0..DAYS, 0..DAYS).prop_map(|(one, other)| (one.min(other), one.max(other)));
    let windows = proptest::collection::vec(window, 3);
    let constraints = proptest::collection::vec((0..3_usize, gap, side, 0..3_u64), 1..5);
    (windows, constraints).prop_map(|(windows, constraints)| {
        let day = |number: i64| civil::day(Moment((FIRST_DAY + number) * civil::DAY));
        let mut said: Vec<Said> =
            windows.iter().map(|&(from, to)| stated(&format!("[{}..{}]", day(from), day(to)))).collect();
        for (own, gap, side, anchor) in constraints {
            said[own] = said[own].clone().and(gap, side, anchor);
        }
        said
    })
}

/// 2009-12-27, a Sunday.
const FIRST_DAY: i64 = 14_605;
const DAYS: i64 = 9;

fn holds(own: Moment, constraint: &Relative, moments: [Moment; 3]) -> bool {
    let anchor = (0..3).find(|&id| IncidentId::from_bits(id) == constraint.anchor).unwrap();
    let anchor = moments[usize::try_from(anchor).unwrap()];
    let (first, later) = if constraint.side == Where::After { (anchor, own) } else { (own, anchor) };
    let Some((one, other, unit)) = constraint.gap.range(&VagueWords::new()) else {
        return first <= later;
    };
    let apart = civil::index(later, unit) - civil::index(first, unit);
    let is_ordered = matches!(constraint.gap, Gap::Exactly(0, _)) || first <= later;
    is_ordered && i64::from(one.min(other)) <= apart && apart <= i64::from(one.max(other))
}

/// The hull of all solutions among the first and the last seconds of days, which are enough: every bound is one.
fn hull(said: &[Said]) -> Option<[(Moment, Moment); 3]> {
    let candidates: Vec<Vec<Moment>> = said
        .iter()
        .map(|said| {
            let (first, last) = stated_bounds(&said.when).possible();
            let days = civil::index(first, Unit::Days)..=civil::index(last, Unit::Days);
            days.flat_map(|day| [civil::first_of(day, Unit::Days), civil::last_of(day, Unit::Days)]).collect()
        })
        .collect();
    let mut hull: Option<[(Moment, Moment); 3]> = None;
    for &first in &candidates[0] {
        for &second in &candidates[1] {
            for &third in &candidates[2] {
                let all = [first, second, third];
                let is_solution = said
                    .iter()
                    .zip(all)
                    .all(|(said, own)| said.when.constraints.iter().all(|constraint| holds(own, constraint, all)));
                if is_solution {
                    let old = hull.unwrap_or(all.map(|moment| (moment, moment)));
                    let widened = [0, 1, 2].map(|place| (old[place].0.min(all[place]), old[place].1.max(all[place])));
                    hull = Some(widened);
                }
            }
        }
    }
    hull
}

fn agrees_with_brute_force(said: &[Said]) -> Result<(), TestCaseError> {
    let solution = solved(said);
    let Some(hull) = hull(said) else {
        prop_assert!(!solution.contradictions().is_empty());
        return Ok(());
    };
    prop_assert_eq!(solution.contradictions(), &[] as &[Vec<Part<u64>>]);
    for (id, expected) in (0..).zip(hull) {
        prop_assert_eq!(solution.bounds(id).possible(), expected);
    }
    Ok(())
}

/// What is left of the records when only these parts are said.
fn only(said: &[Said], parts: &[Part<u64>]) -> Vec<Said> {
    let keep = |id: u64, said: &Said| {
        let mut kept = said.clone();
        if !parts.contains(&Part::Stated(id)) {
            kept.when.stated = None;
        }
        kept.when.constraints.retain(|constraint| parts.contains(&Part::Constraint(id, constraint.key)));
        kept
    };
    (0..).zip(said).map(|(id, said)| keep(id, said)).collect()
}

proptest! {
    #[test]
    fn bounds_are_exact_on_days(said in network(&[Unit::Days])) {
        agrees_with_brute_force(&said)?;
    }

    #[test]
    fn bounds_are_exact_in_mixed_units(said in network(&[Unit::Days, Unit::Weeks, Unit::Months, Unit::Years])) {
        agrees_with_brute_force(&said)?;
    }

    #[test]
    fn nothing_can_be_taken_from_a_contradiction(
        said in network(&[Unit::Days, Unit::Weeks, Unit::Months]),
        undated in proptest::collection::vec(any::<bool>(), 3),
    ) {
        let mut said = said;
        for (said, is_undated) in said.iter_mut().zip(undated) {
            if is_undated {
                said.when.stated = None;
            }
        }
        for parts in solved(&said).contradictions() {
            prop_assert!(!solved(&only(&said, parts)).contradictions().is_empty());
            for part in parts {
                let rest: Vec<_> = parts.iter().copied().filter(|other| other != part).collect();
                let left = solved(&only(&said, &rest));
                prop_assert!(left.contradictions().is_empty(), "{part:?} is spare in {parts:?}");
            }
        }
    }
}
