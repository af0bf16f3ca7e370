//! Civil dates: the proleptic Gregorian calendar on whole numbers, and dates as people read them.
//!
//! Days are counted with Howard Hinnant's `days_from_civil` and `civil_from_days` ("chrono-compatible low-level date
//! algorithms"). Nothing here overflows: a year beyond [`FARTHEST_YEAR`] becomes "no bound".

use std::fmt::Write as _;

use super::bounds::Moment;
use super::relative::Unit;

/// The months in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Seconds in an hour.
pub const HOUR: i64 = 3_600;
/// Seconds in a day: civil time has no leap seconds and no summer time.
pub const DAY: i64 = 24 * HOUR;
/// The last year, after and before year 0, that is counted in seconds.
pub const FARTHEST_YEAR: i64 = 200_000_000_000;
/// The Gregorian calendar repeats itself, weekdays included, after this many seconds: 400 years, 20,871 weeks.
pub const CYCLE: i64 = 146_097 * DAY;
/// 1970-01-01 was a Thursday: its ISO week began three days before it.
const DAYS_INTO_WEEK: i64 = 3;

/// A calendar day. Years count astronomically: 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, negative before year 0.
    pub year: i64,
    /// Month from 1 to 12.
    pub month: i64,
    /// Day of the month from 1.
    pub day: i64,
}

impl Date {
    /// The day with that number, where 1970-01-01 is 0.
    pub const fn from_days(days: i64) -> Self {
        let shifted = days.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self { year, month, day: day_of_year - (153 * from_march + 2) / 5 + 1 }
    }

    /// The number of the day, where 1970-01-01 is 0. Years beyond [`FARTHEST_YEAR`] count as that year.
    pub fn days(self) -> i64 {
        let year = self.year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR) - i64::from(self.month <= 2);
        let from_march = if self.month > 2 { self.month - 3 } else { self.month + 9 };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * from_march + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// Its first second, or "no bound" beyond [`FARTHEST_YEAR`].
    pub fn first_second(self) -> Moment {
        match self.year {
            year if year > FARTHEST_YEAR => Moment::END,
            year if year < -FARTHEST_YEAR => Moment::BEGINNING,
            _ => Moment(self.days() * DAY),
        }
    }
}

/// The day of a moment, and the second of that day.
pub const fn split(moment: Moment) -> (Date, i64) {
    (Date::from_days(moment.0.div_euclid(DAY)), moment.0.rem_euclid(DAY))
}

/// Whether a year has 29 February.
pub const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month from 1 to 12.
pub const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + if is_leap(year) { 1 } else { 0 },
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of the hour, day, ISO week, month or year in which a moment lies. Only the order and the difference of
/// two numbers mean anything.
pub const fn index(moment: Moment, unit: Unit) -> i64 {
    match unit {
        Unit::Hours => moment.0.div_euclid(HOUR),
        Unit::Days => moment.0.div_euclid(DAY),
        Unit::Weeks => (moment.0.div_euclid(DAY) + DAYS_INTO_WEEK).div_euclid(7),
        Unit::Months => {
            let (date, _) = split(moment);
            date.year * 12 + date.month - 1
        }
        Unit::Years => split(moment).0.year,
    }
}

/// The first second of the unit with that number; "no bound" beyond [`FARTHEST_YEAR`].
pub fn first_of(index: i64, unit: Unit) -> Moment {
    let farthest = FARTHEST_YEAR * 366 * 24;
    let near = index.clamp(-farthest, farthest);
    let day = |days: i64| Date::from_days(days).first_second();
    match unit {
        Unit::Hours => match day(near.div_euclid(24)) {
            start if start.is_bounded() => Moment(start.0 + near.rem_euclid(24) * HOUR),
            unbounded => unbounded,
        },
        Unit::Days => day(near),
        Unit::Weeks => day(near * 7 - DAYS_INTO_WEEK),
        Unit::Months => Date { year: near.div_euclid(12), month: near.rem_euclid(12) + 1, day: 1 }.first_second(),
        Unit::Years => Date { year: near, month: 1, day: 1 }.first_second(),
    }
}

/// The last second of the unit with that number; "no bound" beyond [`FARTHEST_YEAR`].
pub fn last_of(index: i64, unit: Unit) -> Moment {
    match first_of(index.saturating_add(1), unit) {
        next if next.is_bounded() => Moment(next.0 - 1),
        unbounded => unbounded,
    }
}

/// How finely a moment is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
    Minute,
    Second,
}

impl Precision {
    /// Whether such a unit begins with this second.
    const fn starts(self, moment: Moment) -> bool {
        let (date, second) = split(moment);
        match self {
            Self::Year => date.month == 1 && date.day == 1 && second == 0,
            Self::Month => date.day == 1 && second == 0,
            Self::Day => second == 0,
            Self::Minute => second % 60 == 0,
            Self::Second => true,
        }
    }

    fn write(self, moment: Moment) -> String {
        let (date, second) = split(moment);
        let mut text = year(date.year);
        let (hour, minute) = (second / HOUR, second / 60 % 60);
        // Writing to a `String` cannot fail.
        let _written = match self {
            Self::Year => Ok(()),
            Self::Month => write!(text, "-{:02}", date.month),
            Self::Day => write!(text, "-{:02}-{:02}", date.month, date.day),
            Self::Minute => write!(text, "-{:02}-{:02}T{hour:02}:{minute:02}", date.month, date.day),
            Self::Second => {
                write!(text, "-{:02}-{:02}T{hour:02}:{minute:02}:{:02}", date.month, date.day, second % 60)
            }
        };
        text
    }
}

/// A year as EDTF writes it: four digits, a sign before year 0, and `Y` before more than four digits.
pub fn year(year: i64) -> String {
    match year {
        0..=9_999 => format!("{year:04}"),
        -9_999..=-1 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// The day of a moment, "2009-03-01"; ".." for no bound.
pub fn day(moment: Moment) -> String {
    if moment.is_bounded() { Precision::Day.write(moment) } else { "..".to_owned() }
}

/// The time from `first` to `last`, both included, as short as is honest: "2009", "2009-10", "2009-03-01",
/// "2010-01-04..2010-04-05", "2009-03-01T18:00..2009-03-01T23:59", "2010-10..", and ".." where nothing is known.
pub fn span(first: Moment, last: Moment) -> String {
    let fits = |precision: Precision| {
        (!first.is_bounded() || precision.starts(first))
            && (!last.is_bounded() || precision.starts(Moment(last.0.saturating_add(1))))
    };
    let precision = [Precision::Year, Precision::Month, Precision::Day, Precision::Minute]
        .into_iter()
        .find(|&precision| fits(precision))
        .unwrap_or(Precision::Second);
    let write = |moment: Moment| if moment.is_bounded() { precision.write(moment) } else { String::new() };
    let (from, to) = (write(first), write(last));
    if from == to && first.is_bounded() { from } else { format!("{from}..{to}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i64, month: i64, day: i64) -> Moment {
        Date { year, month, day }.first_second()
    }

    fn check(first: Moment, last: Moment, expected: &str) {
        assert_eq!(span(first, last), expected);
    }

    #[test]
    fn days_count_from_1970_and_back() {
        for (date, days) in [((1970, 1, 1), 0), ((2000, 3, 1), 11_017), ((1969, 12, 31), -1), ((0, 3, 1), -719_468)] {
            let (year, month, day) = date;
            assert_eq!(Date { year, month, day }.days(), days);
        }
        for days in (-1_000_000..1_000_000).step_by(97) {
            assert_eq!(Date::from_days(days).days(), days);
        }
    }

    #[test]
    fn every_unit_begins_where_the_one_before_it_ended() {
        for unit in [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Years] {
            for moment in [at(1899, 12, 31), at(2008, 2, 29), Moment(at(2009, 12, 28).0 - 1), at(-4, 1, 1)] {
                let number = index(moment, unit);
                assert!(first_of(number, unit) <= moment && moment <= last_of(number, unit), "{unit:?}");
                assert_eq!(last_of(number - 1, unit).0 + 1, first_of(number, unit).0);
            }
        }
    }

    #[test]
    fn a_week_begins_on_monday() {
        let monday = at(2009, 12, 28);
        assert_eq!(first_of(index(at(2010, 1, 3), Unit::Weeks), Unit::Weeks), monday);
        assert_ne!(index(at(2009, 12, 27), Unit::Weeks), index(monday, Unit::Weeks));
    }

    #[test]
    fn what_is_too_far_away_has_no_bound() {
        for unit in [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Years] {
            assert_eq!(first_of(i64::MAX, unit), Moment::END);
            assert_eq!(last_of(i64::MAX, unit), Moment::END);
            assert_eq!(first_of(i64::MIN, unit), Moment::BEGINNING);
        }
    }

    #[test]
    fn a_span_is_as_short_as_is_honest() {
        let before = |moment: Moment| Moment(moment.0 - 1);
        check(at(2009, 1, 1), before(at(2010, 1, 1)), "2009");
        check(at(2009, 1, 1), before(at(2011, 1, 1)), "2009..2010");
        check(at(2009, 10, 1), before(at(2009, 11, 1)), "2009-10");
        check(at(2009, 10, 1), before(at(2010, 1, 1)), "2009-10..2009-12");
        check(at(2009, 3, 1), before(at(2009, 3, 2)), "2009-03-01");
        check(at(2010, 1, 4), before(at(2010, 4, 6)), "2010-01-04..2010-04-05");
        check(Moment(at(2009, 3, 1).0 + 18 * HOUR), before(at(2009, 3, 2)), "2009-03-01T18:00..2009-03-01T23:59");
        check(at(2009, 3, 1), at(2009, 3, 1), "2009-03-01T00:00:00");
    }

    #[test]
    fn an_open_end_is_written_open() {
        check(Moment::BEGINNING, Moment(at(2009, 3, 2).0 - 1), "..2009-03-01");
        check(at(2010, 10, 1), Moment::END, "2010-10..");
        check(Moment::BEGINNING, Moment::END, "..");
        assert_eq!(day(Moment::END), "..");
        assert_eq!(day(Moment(at(2009, 3, 2).0 - 1)), "2009-03-01");
    }

    #[test]
    fn years_beyond_four_digits_take_a_letter() {
        check(at(12_345, 1, 1), Moment(at(12_346, 1, 1).0 - 1), "Y12345");
        check(at(-44, 3, 1), Moment(at(-44, 4, 1).0 - 1), "-0044-03");
        assert_eq!(year(-17_000), "Y-17000");
    }
}
