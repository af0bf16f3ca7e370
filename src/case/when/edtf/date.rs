//! One date: year, month or season, day, time, with unspecified digits and marks of doubt.

use super::Doubt;
use super::digits::{Digits, Span, Year, saturated, years};
use super::parse::Fault;
use crate::case::when::bounds::Moment;
use crate::case::when::civil::{self, DAY, Date, HOUR};

/// The seasons 21 to 41, as first month and number of months. A month beyond 12 lies in the next year.
const SEASONS: [(i64, i64); 21] = [
    // 21–24: spring, summer, autumn, winter; 24 is the last quarter.
    (3, 3),
    (6, 3),
    (9, 3),
    (10, 3),
    // 25–28: the northern ones.
    (3, 3),
    (6, 3),
    (9, 3),
    (12, 3),
    // 29–32: the southern ones; 29 is the last quarter and 31 the second.
    (10, 3),
    (12, 3),
    (4, 3),
    (6, 3),
    // 33–36: quarters.
    (1, 3),
    (4, 3),
    (7, 3),
    (10, 3),
    // 37–39: thirds of a year; 40 and 41: halves.
    (1, 4),
    (5, 4),
    (9, 4),
    (1, 6),
    (7, 6),
];
const FIRST_SEASON: i64 = 21;
const LAST_SEASON: i64 = 41;

/// What one date says.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) earliest: Moment,
    pub(super) latest: Moment,
    pub(super) level: u8,
    pub(super) doubt: Doubt,
    pub(super) is_day: bool,
}

impl Found {
    /// The open or unknown end of an interval.
    pub(super) fn unbounded() -> Self {
        let doubt = Doubt::default();
        Self { earliest: Moment::BEGINNING, latest: Moment::END, level: 1, doubt, is_day: false }
    }
}

/// Reads from left to right, counting.
struct Reader<'a> {
    rest: &'a str,
    at: usize,
    doubt: Doubt,
    level: u8,
}

/// Reads one date that starts after `start` characters of the whole text.
pub(super) fn date(text: &str, start: usize) -> Result<Found, Fault> {
    let mut reader = Reader { rest: text, at: start, doubt: Doubt::default(), level: 0 };
    if reader.mark() {
        reader.level = 2;
    }
    let (earliest, latest, is_day) = if reader.take('Y') { reader.long_year()? } else { reader.calendar_date()? };
    if !reader.rest.is_empty() {
        return Err(reader.fault(format!("“{}” does not belong there", reader.rest)));
    }
    Ok(Found { earliest, latest, level: reader.level, doubt: reader.doubt, is_day })
}

impl<'a> Reader<'a> {
    fn fault(&self, reason: impl Into<String>) -> Fault {
        Fault::new(self.at, reason)
    }

    fn take(&mut self, letter: char) -> bool {
        let rest = self.rest.strip_prefix(letter);
        self.at += usize::from(rest.is_some());
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes as many characters as belong, at most `most`.
    fn run(&mut self, most: usize, belongs: impl Fn(u8) -> bool) -> Digits<'a> {
        let length = self.rest.bytes().take(most).take_while(|&byte| belongs(byte)).count();
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        let digits = Digits { text, at: self.at };
        self.rest = rest;
        self.at += length;
        digits
    }

    /// Takes just so many digits, any of which may be `X`.
    fn digits(&mut self, count: usize, what: &str) -> Result<Digits<'a>, Fault> {
        let digits = self.run(count, |byte| byte.is_ascii_digit() || byte == b'X');
        if digits.text.len() == count {
            return Ok(digits);
        }
        Err(Fault::new(digits.at, format!("{what} is expected at character {}", digits.at + 1)))
    }

    fn number(&mut self, what: &str) -> Result<i64, Fault> {
        let digits = self.run(2, |byte| byte.is_ascii_digit());
        if digits.text.len() == 2 {
            return Ok(digits.with(0));
        }
        Err(Fault::new(digits.at, format!("{what} has two digits")))
    }

    /// Takes a mark of doubt.
    fn mark(&mut self) -> bool {
        let (is_uncertain, is_approximate) = match self.rest.bytes().next() {
            Some(b'?') => (true, false),
            Some(b'~') => (false, true),
            Some(b'%') => (true, true),
            _ => return false,
        };
        self.rest = self.rest.get(1..).unwrap_or_default();
        self.at += 1;
        self.doubt = self.doubt.or(Doubt { is_uncertain, is_approximate });
        true
    }

    /// Takes a mark after a part: level 1 at the end of the date, level 2 elsewhere.
    fn mark_after(&mut self) {
        if self.mark() {
            self.level = self.level.max(if self.rest.is_empty() { 1 } else { 2 });
        }
    }

    /// Takes a hyphen and a part of two digits with its marks.
    fn part(&mut self, what: &str) -> Result<Digits<'a>, Fault> {
        if !self.take('-') {
            return Err(self.fault(format!("“{}” does not belong there", self.rest)));
        }
        if self.mark() {
            self.level = 2;
        }
        let digits = self.digits(2, what)?;
        self.mark_after();
        Ok(digits)
    }

    fn calendar_date(&mut self) -> Result<Span, Fault> {
        let is_negative = self.take('-');
        self.level = self.level.max(u8::from(is_negative));
        let year = Year { digits: self.digits(4, "a year of four digits")?, is_negative };
        if is_negative && year.digits.text == "0000" {
            return Err(Fault::new(year.digits.at, "year 0 has no sign"));
        }
        if self.rest.starts_with('S') {
            if year.digits.has_gaps() {
                return Err(self.fault("a year with X has no significant digits"));
            }
            return self.significant(year.digits.with(0), is_negative);
        }
        if self.rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == 'X') {
            return Err(self.fault("a year has four digits; write Y before a longer one"));
        }
        self.mark_after();
        if self.rest.is_empty() {
            self.note_gaps([Some(year.digits), None, None]);
            return year.span().ok_or_else(|| Fault::new(year.digits.at, "no year fits"));
        }
        let month = self.part("a month of two digits")?;
        if self.rest.is_empty() {
            self.note_gaps([Some(year.digits), Some(month), None]);
            return self.month_or_season(year, month);
        }
        self.day(year, month)
    }

    /// Unspecified digits are level 1 at the end of a year, or for a whole month or day; elsewhere level 2.
    fn note_gaps(&mut self, [year, month, day]: [Option<Digits<'_>>; 3]) {
        let texts = [year, month, day].map(|digits| digits.map_or("", |digits| digits.text));
        if !texts.iter().any(|text| text.contains('X')) {
            return;
        }
        let [year, month, day] = texts;
        let is_whole = |text: &str| !text.contains('X');
        let is_simple = match (month, day) {
            ("", _) => is_whole(year.get(..2).unwrap_or_default()) && year.ends_with('X'),
            ("XX", "" | "XX") => is_whole(year),
            (_, "XX") => is_whole(year) && is_whole(month),
            _ => false,
        };
        self.level = self.level.max(if is_simple { 1 } else { 2 });
    }

    fn month_or_season(&mut self, year: Year<'_>, month: Digits<'_>) -> Result<Span, Fault> {
        let number = month.with(0);
        if month.has_gaps() || !(FIRST_SEASON..=LAST_SEASON).contains(&number) {
            check_month(month)?;
            return year.months(month).ok_or_else(|| Fault::new(month.at, "no month fits"));
        }
        self.level = self.level.max(if number <= 24 { 1 } else { 2 });
        let place = usize::try_from(number - FIRST_SEASON).unwrap_or_default();
        let (first, count) = SEASONS.get(place).copied().unwrap_or((1, 12));
        let whole = year.ends().ok_or_else(|| Fault::new(year.digits.at, "no year fits"))?;
        let start = |year: i64, month: i64| Date { year: year + (month - 1) / 12, month: (month - 1) % 12 + 1, day: 1 };
        let next = start(whole.1, first + count).first_second();
        Ok((start(whole.0, first).first_second(), Moment(next.0 - 1), false))
    }

    fn day(&mut self, year: Year<'_>, month: Digits<'_>) -> Result<Span, Fault> {
        let day = self.part("a day of two digits")?;
        self.note_gaps([Some(year.digits), Some(month), Some(day)]);
        check_month(month)?;
        let has_gaps = [year.digits, month, day].into_iter().any(Digits::has_gaps);
        let Some((first, last)) = year.days(month, day) else {
            return Err(Fault::new(day.at, no_such_day(year, month, day)));
        };
        let (earliest, latest) = (first.first_second(), Moment(last.first_second().0 + DAY - 1));
        if !self.take('T') {
            return Ok((earliest, latest, !has_gaps));
        }
        if has_gaps || self.doubt != Doubt::default() {
            return Err(self.fault("a time of day takes a date without X and marks of doubt"));
        }
        let moment = Moment(earliest.0 + self.time()?);
        Ok((moment, moment, true))
    }

    /// Seconds from midnight. The zone is checked and not used.
    fn time(&mut self) -> Result<i64, Fault> {
        let at = self.at;
        let hour = self.number("an hour")?;
        let colon = "hours, minutes and seconds are separated by colons";
        if !self.take(':') {
            return Err(self.fault(colon));
        }
        let minute = self.number("a minute")?;
        if !self.take(':') {
            return Err(self.fault(colon));
        }
        let second = self.number("a second")?;
        if minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second > 0) {
            return Err(Fault::new(at, "a time lies between 00:00:00 and 23:59:59, or is 24:00:00"));
        }
        self.zone()?;
        Ok(hour * HOUR + minute * 60 + second)
    }

    fn zone(&mut self) -> Result<(), Fault> {
        if self.take('Z') || self.rest.is_empty() {
            return Ok(());
        }
        let at = self.at;
        let is_west = self.take('-');
        if !is_west && !self.take('+') {
            return Err(self.fault(format!("“{}” is no zone: Z, +02 or -03:30", self.rest)));
        }
        let hours = self.number("the hour of a zone")?;
        let minutes = if self.take(':') { self.number("the minute of a zone")? } else { 0 };
        let total = hours * 60 + minutes;
        let farthest = if is_west { 12 } else { 14 } * 60;
        if minutes > 59 || total > farthest || (is_west && total == 0) {
            return Err(Fault::new(at, "a zone lies between -12:00 and +14:00, and zero is +00:00 or Z"));
        }
        Ok(())
    }

    /// A year after its `Y`.
    fn long_year(&mut self) -> Result<Span, Fault> {
        let is_negative = self.take('-');
        let digits = self.run(usize::MAX, |byte| byte.is_ascii_digit());
        let has_exponent = self.take('E');
        if digits.text.starts_with('0') || digits.text.is_empty() || (digits.text.len() < 5 && !has_exponent) {
            return Err(Fault::new(digits.at, "Y takes a year of more than four digits, or an exponent: Y17E7"));
        }
        let mut number = saturated(digits);
        if has_exponent {
            let exponent = self.run(usize::MAX, |byte| byte.is_ascii_digit());
            if exponent.text.is_empty() {
                return Err(self.fault("an exponent is expected after E"));
            }
            let power = u32::try_from(saturated(exponent)).unwrap_or(u32::MAX);
            number = number.saturating_mul(10_i64.saturating_pow(power));
        }
        self.level = self.level.max(if has_exponent { 2 } else { 1 });
        self.significant(number, is_negative)
    }

    /// Significant digits, where they are given, and what then is left of a year.
    fn significant(&mut self, number: i64, is_negative: bool) -> Result<Span, Fault> {
        let mut unit = 1;
        if self.take('S') {
            self.level = 2;
            let digits = self.run(usize::MAX, |byte| byte.is_ascii_digit());
            let significant = u32::try_from(saturated(digits)).unwrap_or(u32::MAX);
            if significant == 0 {
                return Err(Fault::new(digits.at, "the number of significant digits is expected after S"));
            }
            let length = number.checked_ilog10().unwrap_or_default() + 1;
            unit = 10_i64.saturating_pow(length.saturating_sub(significant));
        }
        self.mark_after();
        let least = number / unit * unit;
        let most = least.saturating_add(unit - 1);
        Ok(if is_negative { years(-most, -least) } else { years(least, most) })
    }
}

fn check_month(month: Digits<'_>) -> Result<(), Fault> {
    if month.fitting(1, 12).next().is_some() {
        return Ok(());
    }
    let reason = match month.with(0) {
        FIRST_SEASON..=LAST_SEASON if !month.has_gaps() => "a season takes no day".to_owned(),
        _ => format!("there is no month {}; months are 01–12, seasons 21–41", month.text),
    };
    Err(Fault::new(month.at, reason))
}

fn no_such_day(year: Year<'_>, month: Digits<'_>, day: Digits<'_>) -> String {
    if day.text == "00" {
        return "days are counted from 01".to_owned();
    }
    let name = usize::try_from(month.with(0) - 1).ok().and_then(|place| civil::MONTHS.get(place));
    match (name, year.ends()) {
        (Some(name), Some((first, last))) if first == last && !month.has_gaps() => {
            format!("{name} {} has {} days", civil::year(first), civil::days_in_month(first, month.with(0)))
        }
        _ => format!("no such month has a day {}", day.text),
    }
}
