//! Another date for an incident that somebody moved along time: no more precise than was asked for, with the doubt that
//! its old one had.

use crate::case::when::{Unit, civil};
use crate::case::{Bounds, Edtf, Moment, When};

/// How a new date is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grain {
    /// To the day, month or year.
    pub unit: Unit,
    /// Whether it is only about then.
    pub is_about: bool,
}

/// What an incident's date becomes when it moves by so many seconds. `bounds` is where it stands now.
///
/// An interval moves as a whole, by whole units, and an open end stays open; an all-of set becomes the interval from its
/// first to its last member. Anything else becomes the day, month or year in which its middle then lies. What was marked
/// `?` or `~` stays so. Relative dates stay beside a stated one; where there was none, the stated date takes their place,
/// since it would contradict them. The source's own words belong to the old date, but for what was undated.
///
/// `None` where the date cannot be written: in years beyond −9999 and 9999, or where it has no bound at all.
pub fn redated(when: &When, bounds: Bounds, seconds: i64, grain: Grain) -> Option<When> {
    let stated = match &when.stated {
        Some(old) if old.is_interval() => interval(old, seconds, grain)?,
        Some(old) => single(old.bounds(), doubt(old), seconds, grain)?,
        None => single(bounds, Doubt::default(), seconds, grain)?,
    };
    let has_date = when.stated.is_some();
    Some(When {
        as_written: if when.is_undated() { when.as_written.clone() } else { String::new() },
        part: when.part.filter(|_| stated.is_single_day()),
        constraints: if has_date { when.constraints.clone() } else { Vec::new() },
        stated: Some(stated),
        extent: when.extent,
        extra: when.extra.clone(),
    })
}

/// The coarsest of day, month and year that tells a date as it stands: a new one is not offered finer than that.
pub fn unit_of(bounds: Bounds) -> Unit {
    let (first, last) = bounds.possible();
    let is_within = |unit| {
        let known = |from, to| civil::index(from, unit) == civil::index(to, unit);
        known(bounds.earliest_start, bounds.latest_start) && known(bounds.earliest_end, bounds.latest_end)
    };
    let is_bounded = first.is_bounded() || last.is_bounded();
    [Unit::Days, Unit::Months].into_iter().find(|&unit| is_bounded && is_within(unit)).unwrap_or(Unit::Years)
}

/// The seconds by which a date moves that has moved by `seconds` and goes on by so many units, as [`redated`] counts them.
pub fn moved_by(bounds: Bounds, seconds: i64, by: i64, unit: Unit) -> i64 {
    let (first, last) = bounds.possible();
    let middle = match (first.is_bounded(), last.is_bounded()) {
        (true, true) => first.0.midpoint(last.0),
        (true, false) => first.0,
        (false, _) => last.0,
    };
    let now = civil::index(Moment(middle.saturating_add(seconds)), unit);
    // The middle of the unit, so that rounding to it leads nowhere else.
    let next = now.saturating_add(by);
    let (begin, end) = (civil::first_of(next, unit), civil::last_of(next, unit));
    if begin.is_bounded() && end.is_bounded() { begin.0.midpoint(end.0).saturating_sub(middle) } else { seconds }
}

/// What is doubted of a date, or of an end of an interval.
#[derive(Clone, Copy, Default)]
struct Doubt {
    is_uncertain: bool,
    is_approximate: bool,
}

const fn is_none(doubt: Doubt) -> bool {
    !doubt.is_uncertain && !doubt.is_approximate
}

fn doubt(date: &Edtf) -> Doubt {
    Doubt { is_uncertain: date.is_uncertain(), is_approximate: date.is_approximate() }
}

fn single(bounds: Bounds, doubt: Doubt, seconds: i64, grain: Grain) -> Option<Edtf> {
    let (first, last) = bounds.possible();
    let middle = match (first.is_bounded(), last.is_bounded()) {
        (true, true) => first.0.midpoint(last.0),
        (true, false) => first.0,
        (false, true) => last.0,
        (false, false) => return None,
    };
    write(civil::index(Moment(middle.saturating_add(seconds)), grain.unit), doubt, grain)?.parse().ok()
}

fn interval(old: &Edtf, seconds: i64, grain: Grain) -> Option<Edtf> {
    let (first, last) = old.bounds().possible();
    let text = old.as_str();
    // An all-of set has no stroke: its two ends are those of its bounds.
    let (start, end) = text.split_once('/').unwrap_or((text, text));
    let by = units(seconds, grain.unit);
    let start = end_of_interval(start, first, (by, grain))?;
    let end = end_of_interval(end, last, (by, grain))?;
    format!("{start}/{end}").parse().ok()
}

fn end_of_interval(text: &str, moment: Moment, (by, grain): (i64, Grain)) -> Option<String> {
    if text.is_empty() || text == ".." || !moment.is_bounded() {
        return Some(if text.is_empty() { String::new() } else { "..".to_owned() });
    }
    let old = text.parse::<Edtf>().ok();
    write(civil::index(moment, grain.unit).checked_add(by)?, old.as_ref().map(doubt).unwrap_or_default(), grain)
}

/// How many units so many seconds are, rounded.
fn units(seconds: i64, unit: Unit) -> i64 {
    let length = match unit {
        Unit::Hours | Unit::Days | Unit::Weeks => 86_400,
        Unit::Months => 2_629_746,
        Unit::Years => 31_556_952,
    };
    seconds.saturating_add(length / 2).div_euclid(length)
}

/// The unit of that number, as EDTF writes it.
fn write(index: i64, doubt: Doubt, grain: Grain) -> Option<String> {
    let (date, _) = civil::split(Some(civil::first_of(index, grain.unit)).filter(|first| first.is_bounded())?);
    if !(-9_999..=9_999).contains(&date.year) {
        return None;
    }
    let year = civil::year(date.year);
    let text = match grain.unit {
        Unit::Hours | Unit::Days | Unit::Weeks => format!("{year}-{:02}-{:02}", date.month, date.day),
        Unit::Months => format!("{year}-{:02}", date.month),
        Unit::Years => year,
    };
    let doubt = Doubt { is_approximate: doubt.is_approximate || grain.is_about, ..doubt };
    let mark = match (doubt.is_uncertain, doubt.is_approximate) {
        _ if is_none(doubt) => "",
        (true, true) => "%",
        (true, false) => "?",
        _ => "~",
    };
    Some(text + mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::when::{Edge, Gap, Relative, Side};
    use crate::case::{DayPart, Extra, IncidentId, Key};
    use crate::query::testing as t;

    const DAY: i64 = 86_400;

    fn check(old: &str, days: i64, (unit, is_about): (Unit, bool), expected: Option<&str>) {
        let when = t::when(old);
        let moved = redated(&when, t::date(old).bounds(), days * DAY, Grain { unit, is_about });
        let stated = moved.and_then(|when| when.stated);
        assert_eq!(stated.as_ref().map(Edtf::as_str), expected, "{old} by {days} days to the {unit:?}");
    }

    #[test]
    fn a_date_moves_and_is_as_precise_as_was_asked() {
        check("2009-03-02", 12, (Unit::Days, false), Some("2009-03-14"));
        check("2009-03-02", 30, (Unit::Months, false), Some("2009-04"));
        check("2009-03-02", -70, (Unit::Years, false), Some("2008"));
        check("2009-03-02", 30, (Unit::Months, true), Some("2009-04~"));
        check("2009", 365, (Unit::Years, false), Some("2010"));
        check("2009", 350, (Unit::Years, false), Some("2010"));
        check("2009-03-02", 0, (Unit::Days, false), Some("2009-03-02"));
    }

    #[test]
    fn doubt_stays_with_a_date() {
        check("2009-03-02?", 1, (Unit::Days, false), Some("2009-03-03?"));
        check("2009-03~", 31, (Unit::Months, false), Some("2009-04~"));
        check("2009-03?", 31, (Unit::Months, true), Some("2009-04%"));
        check("2009-03-02~/2009-05-01?", 1, (Unit::Days, false), Some("2009-03-03~/2009-05-02?"));
    }

    #[test]
    fn an_interval_moves_as_a_whole() {
        check("2009-03-02/2009-05-01", 10, (Unit::Days, false), Some("2009-03-12/2009-05-11"));
        check("2009-01/2009-02", 31, (Unit::Months, false), Some("2009-02/2009-03"));
        check("2009-03-02/..", 10, (Unit::Days, false), Some("2009-03-12/.."));
        check("/2009-03-02", 10, (Unit::Days, false), Some("/2009-03-12"));
        check("[2008-06..2008-08]/2009", 365, (Unit::Months, false), Some("2009-06/2010-12"));
        check("{2008..2010}", 366, (Unit::Years, false), Some("2009/2011"));
        check("[2009-10..2009-12]", 31, (Unit::Months, false), Some("2009-12"));
    }

    #[test]
    fn what_no_date_can_be_written_for_does_not_move() {
        check("9999", 366, (Unit::Years, false), None);
        check("-9999", -366, (Unit::Years, false), None);
        assert_eq!(redated(&When::default(), Bounds::UNKNOWN, 0, Grain { unit: Unit::Days, is_about: false }), None);
    }

    #[test]
    fn a_relative_date_gives_way_and_stays_beside_a_stated_one() {
        let constraint = Relative {
            key: Key::from_bits(1),
            edge: Edge::Start,
            side: Side::After,
            gap: Gap::Exactly(95, Unit::Days),
            anchor: IncidentId::from_bits(1),
            anchor_edge: Edge::Start,
            citations: Vec::new(),
            extra: Extra::default(),
        };
        let grain = Grain { unit: Unit::Days, is_about: false };
        let words = || "ninety-five days later".to_owned();
        let relative = When { as_written: words(), constraints: vec![constraint], ..When::default() };
        let bounds = t::date("2010-04-05").bounds();
        let moved = redated(&relative, bounds, DAY, grain).unwrap();
        assert_eq!(moved, t::when("2010-04-06"));
        let stated = When { stated: Some(t::date("2010-04-05")), part: Some(DayPart::Dawn), ..relative.clone() };
        let moved = redated(&stated, bounds, DAY, grain).unwrap();
        assert_eq!((moved.constraints, moved.part), (relative.constraints, Some(DayPart::Dawn)));
        let month = Grain { unit: Unit::Months, ..grain };
        assert_eq!(redated(&stated, bounds, DAY, month).unwrap().part, None, "a month has no dawn");
        let undated = When { as_written: words(), ..When::default() };
        let moved = redated(&undated, Bounds::within(Moment(0), Moment(0)), 0, grain).unwrap();
        assert_eq!((moved.as_written, moved.stated), (words(), Some(t::date("1970-01-01"))));
    }

    #[test]
    fn the_unit_of_a_date_is_the_one_that_tells_it() {
        let check = |date: &str, unit| assert_eq!(unit_of(t::date(date).bounds()), unit, "{date}");
        check("2009-03-02", Unit::Days);
        check("2009-03-02/2009-05-01", Unit::Days);
        check("2009-03", Unit::Months);
        check("2009", Unit::Years);
        check("[2009-10..2009-12]", Unit::Years);
        assert_eq!(unit_of(Bounds::UNKNOWN), Unit::Years);
    }
}
