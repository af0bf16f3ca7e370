//! The as-of date: the day, month or year for which every view shows the state of play.

use crate::case::{Bounds, Edtf, Moment};

/// Whether something holds, as far as its bounds tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Whatever the true dates are, it does; also where no date is asked for.
    Surely,
    /// It may, and it may not.
    Possibly,
    /// Whatever the true dates are, it does not.
    No,
}

/// The day, month or year asked for, by its first and its last second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// Its first second.
    pub first: Moment,
    /// Its last second.
    pub last: Moment,
}

impl AsOf {
    /// The possible part of these bounds, if it has two ends in the right order.
    pub fn from_bounds(bounds: Bounds) -> Option<Self> {
        let (first, last) = bounds.possible();
        (first.is_bounded() && last.is_bounded() && first <= last).then_some(Self { first, last })
    }

    /// The date that somebody wrote, if it has two ends.
    pub fn of(date: &Edtf) -> Option<Self> {
        Self::from_bounds(date.bounds())
    }

    /// Whether something with these bounds was going on at some moment of the date.
    pub fn holds(self, bounds: Bounds) -> Holds {
        if bounds.surely_touches(self.first, self.last) {
            Holds::Surely
        } else if bounds.may_touch(self.first, self.last) {
            Holds::Possibly
        } else {
            Holds::No
        }
    }

    /// Whether something with these bounds had begun by the end of the date: incidents stay once they happened.
    pub fn has_begun(self, bounds: Bounds) -> Holds {
        if bounds.latest_start <= self.last {
            Holds::Surely
        } else if bounds.earliest_start <= self.last {
            Holds::Possibly
        } else {
            Holds::No
        }
    }
}

/// [`AsOf::holds`], where no date asked for means that everything does.
pub fn holds(as_of: Option<AsOf>, bounds: Bounds) -> Holds {
    as_of.map_or(Holds::Surely, |date| date.holds(bounds))
}

/// [`AsOf::has_begun`], where no date asked for means that everything has.
pub fn has_begun(as_of: Option<AsOf>, bounds: Bounds) -> Holds {
    as_of.map_or(Holds::Surely, |date| date.has_begun(bounds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(seconds: [i64; 4]) -> Bounds {
        let [earliest_start, latest_start, earliest_end, latest_end] = seconds.map(Moment);
        Bounds { earliest_start, latest_start, earliest_end, latest_end }
    }

    fn check(first: i64, last: i64, expected: (Holds, Holds)) {
        let date = AsOf { first: Moment(first), last: Moment(last) };
        let period = bounds([10, 20, 30, 40]);
        assert_eq!((date.holds(period), date.has_begun(period)), expected, "{first} to {last}");
    }

    #[test]
    fn a_period_is_told_from_its_four_bounds() {
        check(0, 9, (Holds::No, Holds::No));
        check(0, 15, (Holds::Possibly, Holds::Possibly));
        check(22, 25, (Holds::Surely, Holds::Surely));
        check(35, 38, (Holds::Possibly, Holds::Surely));
        check(41, 50, (Holds::No, Holds::Surely));
    }

    #[test]
    fn what_is_undated_possibly_holds_and_no_date_asks_nothing() {
        let date = AsOf { first: Moment(0), last: Moment(9) };
        assert_eq!(date.holds(Bounds::UNKNOWN), Holds::Possibly);
        assert_eq!(date.has_begun(Bounds::UNKNOWN), Holds::Possibly);
        assert_eq!(holds(None, Bounds::UNKNOWN), Holds::Surely);
    }

    #[test]
    fn an_open_date_is_no_as_of_date() {
        assert_eq!(AsOf::from_bounds(Bounds::UNKNOWN), None);
        let year = Bounds::within(Moment(0), Moment(9));
        assert_eq!(AsOf::from_bounds(year), Some(AsOf { first: Moment(0), last: Moment(9) }));
    }
}
