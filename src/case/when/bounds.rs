//! Four bounds of a date: earliest and latest start, earliest and latest end.

/// A civil second, counted from 1970-01-01T00:00:00 without a zone, negative before.
///
/// [`Moment::BEGINNING`] and [`Moment::END`] stand for "no bound", written `..` and never as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// No bound towards the past.
    pub const BEGINNING: Self = Self(i64::MIN);
    /// No bound towards the future.
    pub const END: Self = Self(i64::MAX);

    /// Whether this is a date, and not "no bound".
    pub const fn is_bounded(self) -> bool {
        self.0 != i64::MIN && self.0 != i64::MAX
    }
}

/// Earliest and latest start, earliest and latest end; every bound is inclusive, an upper one the last second.
///
/// "Some time in 2009" has the whole year for its start and the whole year for its end; "throughout 2009" starts on
/// the first second and ends on the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// Not before this did it begin.
    pub earliest_start: Moment,
    /// Not after this did it begin.
    pub latest_start: Moment,
    /// Not before this did it end.
    pub earliest_end: Moment,
    /// Not after this did it end.
    pub latest_end: Moment,
}

impl Bounds {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self {
        earliest_start: Moment::BEGINNING,
        latest_start: Moment::END,
        earliest_end: Moment::BEGINNING,
        latest_end: Moment::END,
    };

    /// Something short, at some moment from `earliest` to `latest`.
    pub const fn within(earliest: Moment, latest: Moment) -> Self {
        Self { earliest_start: earliest, latest_start: latest, earliest_end: earliest, latest_end: latest }
    }

    /// Something that lasts from `first` to `last`, both known to the second.
    pub const fn throughout(first: Moment, last: Moment) -> Self {
        Self { earliest_start: first, latest_start: first, earliest_end: last, latest_end: last }
    }

    /// From the earliest start to the latest end: outside of it, it surely did not happen.
    pub const fn possible(self) -> (Moment, Moment) {
        (self.earliest_start, self.latest_end)
    }

    /// From the latest start to the earliest end, where there is such a part: inside it, it surely went on.
    pub fn certain(self) -> Option<(Moment, Moment)> {
        (self.latest_start <= self.earliest_end
            && self.latest_start != Moment::END
            && self.earliest_end != Moment::BEGINNING)
            .then_some((self.latest_start, self.earliest_end))
    }

    /// Whether nothing at all is known.
    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }

    /// Whether it may have been going on at some moment from `first` to `last`.
    pub fn may_touch(self, first: Moment, last: Moment) -> bool {
        self.earliest_start <= last && first <= self.latest_end
    }

    /// Whether it was surely going on at some moment from `first` to `last`.
    pub fn surely_touches(self, first: Moment, last: Moment) -> bool {
        let inside = first <= self.earliest_start && self.latest_end <= last;
        let went_on = self.certain().is_some_and(|(from, to)| from <= last && first <= to);
        inside || went_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_thing_surely_falls_in_a_window_that_holds_all_of_its_possible_part() {
        let bounds = Bounds::within(Moment(10), Moment(20));
        assert!(bounds.surely_touches(Moment(0), Moment(30)));
        assert!(!bounds.surely_touches(Moment(15), Moment(30)));
        assert!(bounds.may_touch(Moment(15), Moment(30)));
        assert!(!bounds.may_touch(Moment(21), Moment(30)));
        assert_eq!(bounds.certain(), None);
    }

    #[test]
    fn a_lasting_thing_has_a_certain_part() {
        let bounds = Bounds {
            earliest_start: Moment(0),
            latest_start: Moment(10),
            earliest_end: Moment(20),
            latest_end: Moment(30),
        };
        assert_eq!(bounds.certain(), Some((Moment(10), Moment(20))));
        assert!(bounds.surely_touches(Moment(12), Moment(13)));
        assert_eq!(Bounds::UNKNOWN.certain(), None);
    }
}
