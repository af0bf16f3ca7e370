//! The brush: the part of time to which every view is narrowed, in whole days, months or years.

use crate::case::when::{Unit, civil};
use crate::case::{Edtf, Moment};

/// The units in which dates are chosen by hand, the finest first, with about how many seconds they have.
const UNITS: [(Unit, f64); 3] =
    [(Unit::Days, 86_400.0), (Unit::Months, 30.4 * 86_400.0), (Unit::Years, 365.0 * 86_400.0)];

/// The finest unit that can be told from its neighbours by hand: at least so many points wide.
pub fn unit_at(points_per_second: f64, least_points: f64) -> Unit {
    let fits = |(_, seconds): &&(Unit, f64)| seconds * points_per_second >= least_points;
    UNITS.iter().find(fits).map_or(Unit::Years, |&(unit, _)| unit)
}

/// The whole units from the one in which one moment lies to that of the other, in either order.
pub fn between(one: Moment, other: Moment, unit: Unit) -> (Moment, Moment) {
    let (first, last) = (one.min(other), one.max(other));
    (civil::first_of(civil::index(first, unit), unit), civil::last_of(civil::index(last, unit), unit))
}

/// The brush with its start and its end moved by so many units each. It stays where an end would leave the years that
/// can be written, or pass the other.
pub fn moved(brush: (Moment, Moment), (start, end): (i64, i64), unit: Unit) -> (Moment, Moment) {
    let first = civil::first_of(civil::index(brush.0, unit).saturating_add(start), unit);
    let last = civil::last_of(civil::index(brush.1, unit).saturating_add(end), unit);
    let can_be_written = |moment: Moment| (-9_999..=9_999).contains(&civil::index(moment, Unit::Years));
    if first <= last && can_be_written(first) && can_be_written(last) { (first, last) } else { brush }
}

/// How many units lie between two moments, negative backwards.
pub fn units(from: Moment, to: Moment, unit: Unit) -> i64 {
    civil::index(to, unit).saturating_sub(civil::index(from, unit))
}

/// The brush in words: "2009-03 to 2010-06", or "2009" where both ends are the same.
pub fn words((first, last): (Moment, Moment)) -> String {
    civil::span(first, last).replace("..", " to ")
}

/// The brush as a date, to be kept in a file: "2009-03/2010-06". `None` where an end is open.
pub fn date((first, last): (Moment, Moment)) -> Option<Edtf> {
    if !(first.is_bounded() && last.is_bounded()) {
        return None;
    }
    civil::span(first, last).replace("..", "/").parse().ok()
}

/// The brush that a date stands for: from the first second in which it may lie to the last. `None` where an end is open.
pub fn of(date: &Edtf) -> Option<(Moment, Moment)> {
    let (first, last) = date.bounds().possible();
    (first.is_bounded() && last.is_bounded() && first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::date;

    fn period(text: &str) -> (Moment, Moment) {
        date(text).bounds().possible()
    }

    #[test]
    fn the_unit_follows_the_zoom() {
        let check = |points_a_day: f64, unit| assert_eq!(unit_at(points_a_day / 86_400.0, 4.0), unit, "{points_a_day}");
        check(5.0, Unit::Days);
        check(1.0, Unit::Months);
        check(0.1, Unit::Years);
        check(f64::NAN, Unit::Years);
    }

    #[test]
    fn a_brush_is_the_same_after_it_was_a_date() {
        for text in
            ["2009", "2009-03", "2009-03-02", "2009/2010", "2009-03/2010-06", "2008-12-31/2009-01-01", "-0044/0009"]
        {
            let brush = period(text);
            assert_eq!(super::date(brush).as_ref().and_then(of), Some(brush), "{text}");
        }
        assert_eq!(of(&date("2009/..")), None);
    }

    #[test]
    fn a_brush_holds_whole_units() {
        let check = |one: &str, other: &str, unit, expected: &str| {
            let found = between(date(one).bounds().earliest_start, date(other).bounds().earliest_start, unit);
            assert_eq!(words(found), expected);
        };
        check("2010-06-03", "2009-03-20", Unit::Months, "2009-03 to 2010-06");
        check("2009-03-20", "2009-03-20", Unit::Days, "2009-03-20");
        check("2009-03-20", "2010", Unit::Years, "2009 to 2010");
    }

    #[test]
    fn a_brush_moves_and_grows_by_whole_units() {
        let check = |brush: &str, by, unit, expected: &str| {
            assert_eq!(words(moved(period(brush), by, unit)), expected, "{brush}");
        };
        check("2009-01/2009-02", (1, 1), Unit::Months, "2009-02 to 2009-03");
        check("2009-01/2009-02", (0, 1), Unit::Months, "2009-01 to 2009-03");
        check("2009-01/2009-02", (0, -1), Unit::Months, "2009-01");
        check("2009-01", (0, -1), Unit::Months, "2009-01");
        check("2008/2009", (-1, -1), Unit::Years, "2007 to 2008");
        check("9998/9999", (1, 1), Unit::Years, "9998 to 9999");
        check("2009", (i64::MIN, i64::MAX), Unit::Days, "2009");
    }
}
