//! A date as it is understood, in plain words: how precise it is, and from when to when it may be.

use crate::case::when::civil::{self, Date};
use crate::case::{Bounds, Edtf, Moment, When};

/// How a date is understood: "Some day in December 2009: 1 to 31 December 2009".
pub fn understood(date: &Edtf) -> String {
    let bounds = date.bounds();
    let words = if date.is_interval() { interval(bounds) } else { single(bounds) };
    let doubt = When { stated: Some(date.clone()), ..When::default() }.doubt();
    format!("{words}{doubt}")
}

/// A day in words: "28 December 2009".
pub fn day_words(date: Date) -> String {
    format!("{} {}", date.day, month_words(date))
}

/// The month of a day in words: "December 2009".
pub fn month_words(date: Date) -> String {
    let place = usize::try_from(date.month - 1).unwrap_or_default();
    format!("{} {}", civil::MONTHS.get(place).copied().unwrap_or_default(), year_words(date.year))
}

fn year_words(year: i64) -> String {
    if (0..=9_999).contains(&year) { year.to_string() } else { civil::year(year) }
}

/// What lies somewhere within its bounds.
fn single(bounds: Bounds) -> String {
    let (first, last) = bounds.possible();
    match Kind::of(first, last) {
        Kind::Open => format!("Some time {}", open(first, last)),
        Kind::Finer => format!("A time of {}", civil::span(first, last).replace("..", " to ")),
        Kind::Day(day) => format!("A day: {}", day_words(day)),
        Kind::Month(_) | Kind::Year(_) => format!("{}: {}", within(first, last), range(first, last)),
        Kind::Days => format!("Some day from {}", range(first, last)),
    }
}

/// What has a start and an end of its own.
fn interval(bounds: Bounds) -> String {
    let start = (bounds.earliest_start, bounds.latest_start);
    let end = (bounds.earliest_end, bounds.latest_end);
    match (!start.0.is_bounded(), !end.1.is_bounded()) {
        (true, true) => "A period without a stated start or end".to_owned(),
        (true, false) => format!("Until {}; its start is open or not known", edge(end)),
        (false, true) => format!("From {}; its end is open or not known", edge(start)),
        (false, false) => {
            let words = format!("From {} to {}", edge(start), edge(end));
            let (first, last) = bounds.possible();
            let is_sharp = [start, end].iter().all(|&(first, last)| matches!(Kind::of(first, last), Kind::Day(_)));
            let is_told = is_sharp || !first.is_bounded() || !last.is_bounded();
            if is_told { words } else { format!("{words}: at most {}", range(first, last)) }
        }
    }
}

/// One end of a period: a day, or that it lies on some day.
fn edge((first, last): (Moment, Moment)) -> String {
    match Kind::of(first, last) {
        Kind::Open => format!("some day {}", open(first, last)),
        Kind::Finer => civil::span(first, last).replace("..", " to "),
        Kind::Day(day) => day_words(day),
        Kind::Month(_) | Kind::Year(_) => {
            let words = within(first, last);
            words.replacen('S', "s", 1)
        }
        Kind::Days => format!("some day from {}", range(first, last)),
    }
}

/// How precise a span is.
enum Kind {
    /// One end or both have no bound.
    Open,
    /// Known better than to the day.
    Finer,
    Day(Date),
    Month(Date),
    Year(Date),
    /// Several days that are no calendar month or year.
    Days,
}

impl Kind {
    fn of(first: Moment, last: Moment) -> Self {
        if !first.is_bounded() || !last.is_bounded() {
            return Self::Open;
        }
        let ((from, opens), (to, _)) = (civil::split(first), civil::split(last));
        let next = civil::split(Moment(last.0.saturating_add(1)));
        if opens != 0 || next.1 != 0 {
            return Self::Finer;
        }
        let is_month = from.day == 1 && next.0.day == 1;
        match (from, to) {
            _ if from == to => Self::Day(from),
            _ if is_month && (from.year, from.month) == (to.year, to.month) => Self::Month(from),
            _ if is_month && from.year == to.year && from.month == 1 && to.month == 12 => Self::Year(from),
            _ => Self::Days,
        }
    }
}

/// "Some day in December 2009".
fn within(first: Moment, last: Moment) -> String {
    match Kind::of(first, last) {
        Kind::Month(date) => format!("Some day in {}", month_words(date)),
        Kind::Year(date) => format!("Some day in {}", year_words(date.year)),
        Kind::Open | Kind::Finer | Kind::Day(_) | Kind::Days => format!("Some day from {}", range(first, last)),
    }
}

/// Where one end has no bound.
fn open(first: Moment, last: Moment) -> String {
    let day = |moment: Moment| day_words(civil::split(moment).0);
    match (first.is_bounded(), last.is_bounded()) {
        (true, _) => format!("from {} on", day(first)),
        (false, true) => format!("until {}", day(last)),
        (false, false) => "without any bound".to_owned(),
    }
}

/// "1 October to 31 December 2009": what both days share is said once.
fn range(first: Moment, last: Moment) -> String {
    let (from, to) = (civil::split(first).0, civil::split(last).0);
    let begin = match () {
        () if from == to => return day_words(from),
        () if (from.year, from.month) == (to.year, to.month) => from.day.to_string(),
        () if from.year == to.year => {
            day_words(from).rsplit_once(' ').map(|(day, _)| day.to_owned()).unwrap_or_default()
        }
        () => day_words(from),
    };
    format!("{begin} to {}", day_words(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(date: &str, expected: &str) {
        let date: Edtf = date.parse().unwrap();
        assert_eq!(understood(&date), expected, "{date}");
    }

    #[test]
    fn a_date_is_told_as_precisely_as_it_is_known() {
        check("2009-12-28", "A day: 28 December 2009");
        check("2009-12", "Some day in December 2009: 1 to 31 December 2009");
        check("2009", "Some day in 2009: 1 January to 31 December 2009");
        check("[2009-10..2009-12]", "Some day from 1 October to 31 December 2009");
        check("[2009-12-28..2010-01-04]", "Some day from 28 December 2009 to 4 January 2010");
        check("2009-12-28?", "A day: 28 December 2009 (uncertain)");
        check("2010-06~", "Some day in June 2010: 1 to 30 June 2010 (approximate)");
        check("199X", "Some day from 1 January 1990 to 31 December 1999");
        check("2009-03-02T04:30:00", "A time of 2009-03-02T04:30:00");
    }

    #[test]
    fn a_period_has_a_start_and_an_end() {
        check("2009-12-28/2010-01-04", "From 28 December 2009 to 4 January 2010");
        check(
            "2009-10/2009-12",
            "From some day in October 2009 to some day in December 2009: at most 1 October to 31 December 2009",
        );
        check("2008/..", "From some day in 2008; its end is open or not known");
        check("../2008-05-01", "Until 1 May 2008; its start is open or not known");
    }

    #[test]
    fn what_has_no_bound_is_told_open() {
        check("[..2010-05]", "Some time until 31 May 2010");
        check("[2010-07..]", "Some time from 1 July 2010 on");
    }
}
