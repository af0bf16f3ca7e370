//! Digits of which some may be unspecified, and the years, months and days that fit.

use crate::case::when::bounds::Moment;
use crate::case::when::civil::{self, DAY, Date, FARTHEST_YEAR};

/// First and last second, and whether both lie in one known day.
pub(super) type Span = (Moment, Moment, bool);

/// Digits of which some may be `X`, and where they stand.
#[derive(Clone, Copy)]
pub(super) struct Digits<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Digits<'_> {
    pub(super) fn has_gaps(self) -> bool {
        self.text.contains('X')
    }

    /// The number with every `X` replaced.
    pub(super) fn with(self, digit: i64) -> i64 {
        self.text.bytes().fold(0, |number, byte| number * 10 + digit_of(byte).unwrap_or(digit))
    }

    /// The numbers from `least` to `most` that fit, in order.
    pub(super) fn fitting(self, least: i64, most: i64) -> impl DoubleEndedIterator<Item = i64> {
        (self.with(0).max(least)..=self.with(9).min(most)).filter(move |&number| self.fits(number))
    }

    fn fits(self, number: i64) -> bool {
        let mut rest = number;
        if self.text == "X0" && number == 1 {
            return true; // 00 counts as the first month or day, as in the widespread JavaScript library: wider, not wrong.
        }
        self.text.bytes().rev().all(|byte| {
            let digit = rest % 10;
            rest /= 10;
            digit_of(byte).is_none_or(|own| own == digit)
        })
    }
}

fn digit_of(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// From the first second of one year to the last of another.
pub(super) fn years(first: i64, last: i64) -> Span {
    let near = |year: i64| year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR - 1);
    let start = |year: i64| Date { year, month: 1, day: 1 }.first_second();
    let earliest = if first < -FARTHEST_YEAR { Moment::BEGINNING } else { start(near(first)) };
    let latest = if last >= FARTHEST_YEAR { Moment::END } else { Moment(start(near(last) + 1).0 - 1) };
    (earliest, latest, false)
}

pub(super) fn saturated(digits: Digits<'_>) -> i64 {
    digits
        .text
        .bytes()
        .fold(0_i64, |number, byte| number.saturating_mul(10).saturating_add(digit_of(byte).unwrap_or_default()))
}

/// The year of a date, with its sign.
#[derive(Clone, Copy)]
pub(super) struct Year<'a> {
    pub(super) digits: Digits<'a>,
    pub(super) is_negative: bool,
}

impl Year<'_> {
    /// The first thing that is found going up through the years that fit, and the last.
    fn extremes<T>(self, first: impl Fn(i64) -> Option<T>, last: impl Fn(i64) -> Option<T>) -> Option<(T, T)> {
        if self.is_negative {
            let years = || self.digits.fitting(1, 9_999).map(|year| -year);
            return years().rev().find_map(first).zip(years().find_map(last));
        }
        let years = || self.digits.fitting(0, 9_999);
        years().find_map(first).zip(years().rev().find_map(last))
    }

    pub(super) fn ends(self) -> Option<(i64, i64)> {
        self.extremes(Some, Some)
    }

    pub(super) fn span(self) -> Option<Span> {
        self.ends().map(|(first, last)| years(first, last))
    }

    pub(super) fn months(self, month: Digits<'_>) -> Option<Span> {
        let first = month.fitting(1, 12).next()?;
        let last = month.fitting(1, 12).next_back()?;
        let (from, to) = self.ends()?;
        let earliest = Date { year: from, month: first, day: 1 }.first_second();
        let latest = Date { year: to, month: last, day: civil::days_in_month(to, last) }.first_second();
        Some((earliest, Moment(latest.0 + DAY - 1), false))
    }

    pub(super) fn days(self, month: Digits<'_>, day: Digits<'_>) -> Option<(Date, Date)> {
        let months = || month.fitting(1, 12);
        let days = |year: i64, month: i64| {
            day.fitting(1, civil::days_in_month(year, month)).map(move |day| Date { year, month, day })
        };
        self.extremes(
            |year| months().find_map(|month| days(year, month).next()),
            |year| months().rev().find_map(|month| days(year, month).next_back()),
        )
    }
}
