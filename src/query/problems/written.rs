//! How precise the words of a source are about a date, and which date they mean.
//!
//! Only English words are read, and only where every one of them is understood: what is not, says nothing. Words after
//! the date's own ("June 2011 report") make it not understood.
//!
//! | words | means | as precise as |
//! |---|---|---|
//! | 2 March 2009; March 2, 2009; 2 March | that day | a day |
//! | early / mid- / late March 2009 | 1–10, 11–20, 21 to the last | part of a month |
//! | March 2009; March | that month | a month |
//! | early / mid- / late 2009 | January–March, May–August, October–December | part of a year |
//! | spring, summer, autumn, fall, winter 2009; first quarter of 2009; Q1 2009 | EDTF's season or quarter; which winter is open | part of a year |
//! | first / second half of 2009 | that half | half a year |
//! | 2009 | that year | a year |
//! | early / mid- / late 1990s | 1990–1993, 1994–1996, 1997–1999 | a few years |
//! | the 1990s | that decade | a decade |
//! | between A and B | one moment from A to B | the finer of both |
//! | from A to B; A – B; since A; until B | a period | the finer of both |
//! | beginning, start, middle, end of a year or month | not said | as early, mid and late |
//!
//! About, around, circa, c., approximately and roughly make it approximate (`~`); possibly, perhaps, probably, maybe and
//! a question mark uncertain (`?`). A part of the day before a day is passed over.

use crate::case::when::civil::days_in_month;
use crate::case::{Edtf, Moment};

/// How precise a date is, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Moment,
    Day,
    PartOfMonth,
    Month,
    PartOfYear,
    Half,
    Year,
    Years,
    Decade,
    Longer,
}

impl Precision {
    /// The words for it, after "precise to".
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Moment => "the minute",
            Self::Day => "the day",
            Self::PartOfMonth => "part of a month",
            Self::Month => "the month",
            Self::PartOfYear => "part of a year",
            Self::Half => "half a year",
            Self::Year => "the year",
            Self::Years => "a few years",
            Self::Decade => "the decade",
            Self::Longer => "more than a decade",
        }
    }

    /// The precision of a date; of a period, that of its finer end. None where nothing in it is bounded.
    pub(super) fn of(date: &Edtf) -> Option<Self> {
        let bounds = date.bounds();
        let of = |first: Moment, last: Moment| {
            (first.is_bounded() && last.is_bounded()).then(|| Self::of_seconds(last.0 - first.0 + 1))
        };
        let start = of(bounds.earliest_start, bounds.latest_start);
        start.into_iter().chain(of(bounds.earliest_end, bounds.latest_end)).min()
    }

    const fn of_seconds(seconds: i64) -> Self {
        match seconds {
            ..=86_399 => Self::Moment,
            86_400 => Self::Day,
            86_401..=950_400 => Self::PartOfMonth,      // 11 days
            950_401..=2_678_400 => Self::Month,         // 31 days
            2_678_401..=10_627_200 => Self::PartOfYear, // 123 days
            10_627_201..=15_897_600 => Self::Half,      // 184 days
            15_897_601..=31_622_400 => Self::Year,      // 366 days
            31_622_401..=126_230_400 => Self::Years,    // 4 years
            126_230_401..=315_619_200 => Self::Decade,  // 10 years with 3 leap days
            _ => Self::Longer,
        }
    }
}

/// What the words of a source say of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub precision: Precision,
    pub is_approximate: bool,
    pub is_uncertain: bool,
    /// The date that they mean, where they mean one.
    pub date: Option<Edtf>,
}

/// A date as it was read, before it is one.
struct Read {
    precision: Precision,
    /// Its EDTF.
    text: Option<String>,
    /// Whether a mark of doubt may follow, and whether it may be an end of a period.
    is_plain: bool,
}

impl Read {
    fn plain(precision: Precision, text: String) -> Self {
        Self { precision, text: Some(text), is_plain: true }
    }

    fn set(precision: Precision, first: &str, last: &str) -> Self {
        Self { precision, text: Some(format!("[{first}..{last}]")), is_plain: false }
    }

    const fn untold(precision: Precision) -> Self {
        Self { precision, text: None, is_plain: false }
    }
}

/// What the words say, if all of them are understood.
pub(super) fn read(words: &str) -> Option<Written> {
    let words = words.trim();
    if let Ok(date) = words.parse::<Edtf>() {
        return as_edtf(words, date);
    }
    let lower = words.to_lowercase().replace(['–', '—', '-'], " - ").replace(['?'], " ? ");
    let tokens: Vec<&str> = lower.split_whitespace().map(|word| word.trim_matches([',', '.', '’', '\''])).collect();
    let (tokens, doubts) = without_doubt(&tokens);
    let (is_approximate, is_uncertain) = doubts;
    let found = period(tokens).or_else(|| single(tokens))?;
    let mark = match doubts {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    let text = found.text.filter(|_| mark.is_empty() || found.is_plain).map(|text| text + mark);
    let date = text.and_then(|text| text.parse().ok());
    Some(Written { precision: found.precision, is_approximate, is_uncertain, date })
}

/// Words that are EDTF already. `2008-10` may be a month or two years, and no date is made of it.
fn as_edtf(words: &str, date: Edtf) -> Option<Written> {
    let is_ambiguous = words.len() == 7 && words.split_once('-').is_some_and(|(year, _)| year.len() == 4);
    Some(Written {
        precision: Precision::of(&date)?,
        is_approximate: date.is_approximate(),
        is_uncertain: date.is_uncertain(),
        date: (!is_ambiguous).then_some(date),
    })
}

const FILLERS: &[&str] =
    &["in", "on", "the", "at", "during", "of", "sometime", "some", "time", "point", "year", "month"];
const APPROXIMATE: &[&str] = &["about", "around", "circa", "c", "ca", "approximately", "approx", "roughly"];
const UNCERTAIN: &[&str] = &["possibly", "perhaps", "probably", "maybe", "?"];

/// The words without those that only lead to them and those that doubt them: approximate, uncertain.
fn without_doubt<'a, 'b>(mut tokens: &'a [&'b str]) -> (&'a [&'b str], (bool, bool)) {
    let (mut is_approximate, mut is_uncertain) = (false, false);
    while let [first, rest @ ..] = tokens {
        if APPROXIMATE.contains(first) {
            is_approximate = true;
        } else if UNCERTAIN.contains(first) {
            is_uncertain = true;
        } else if !FILLERS.contains(first) {
            break;
        }
        tokens = rest;
    }
    if let [rest @ .., "?"] = tokens {
        is_uncertain = true;
        tokens = rest;
    }
    (tokens, (is_approximate, is_uncertain))
}

/// A period, or a moment between two dates.
fn period(tokens: &[&str]) -> Option<Read> {
    let open = |date: &[&str], before: &str, after: &str| {
        let found = single(date).filter(|found| found.is_plain)?;
        let text = found.text.map(|text| format!("{before}{text}{after}"));
        Some(Read { text, is_plain: false, ..found })
    };
    match tokens {
        ["since", date @ ..] | ["from", date @ .., "on" | "onwards"] => return open(date, "", "/.."),
        ["until" | "till", date @ ..] => return open(date, "../", ""),
        _ => {}
    }
    let joined = |first: &[&str], last: &[&str], form: fn(&str, &str) -> String| {
        let (first, last) = (single(first)?, single(last)?);
        let precision = first.precision.min(last.precision);
        let is_plain = first.is_plain && last.is_plain;
        let texts = first.text.zip(last.text).filter(|_| is_plain);
        Some(Read { precision, text: texts.map(|(first, last)| form(&first, &last)), is_plain: false })
    };
    let split = |words: &[&str]| tokens.iter().position(|token| words.contains(token));
    if let ["between", ..] = tokens {
        let at = split(&["and"])?;
        return joined(tokens.get(1..at)?, tokens.get(at + 1..)?, |first, last| format!("[{first}..{last}]"));
    }
    let begin = usize::from(tokens.first() == Some(&"from"));
    let at = split(&["to", "until", "till"]).or_else(|| {
        // A hyphen within "mid-2009" parts nothing.
        tokens
            .iter()
            .enumerate()
            .skip(1)
            .position(|(at, &token)| token == "-" && tokens.get(at - 1) != Some(&"mid"))
            .map(|at| at + 1)
    })?;
    joined(tokens.get(begin..at)?, tokens.get(at + 1..)?, |first, last| format!("{first}/{last}"))
}

/// A date that is no period.
fn single(tokens: &[&str]) -> Option<Read> {
    let tokens: Vec<&str> = tokens.iter().copied().filter(|&token| token != "of" && token != "the").collect();
    match tokens.as_slice() {
        [part, "mid", "-", rest @ ..] if FILLERS.contains(part) => third("mid", rest),
        ["mid", "-", rest @ ..] | ["mid" | "middle", rest @ ..] if !rest.is_empty() => third("mid", rest),
        [part @ ("early" | "late"), rest @ ..] if rest.first() != Some(&"hours") => third(part, rest),
        [part @ ("beginning" | "start" | "end"), rest @ ..] => Some(Read::untold(third(part, rest)?.precision)),
        ["early", "hours", rest @ ..]
        | ["night" | "evening" | "morning" | "afternoon" | "dawn" | "noon" | "midday" | "midnight", rest @ ..] => {
            single(rest).filter(|found| found.precision == Precision::Day)
        }
        [weekday, rest @ ..] if WEEKDAYS.contains(weekday) => {
            single(rest).filter(|found| found.precision == Precision::Day)
        }
        [one] => alone(one),
        [one, other] => pair(one, other),
        [first, second, third] => triple([first, second, third]),
        _ => None,
    }
}

fn alone(token: &str) -> Option<Read> {
    if let Some(year) = year(token) {
        return Some(Read::plain(Precision::Year, format!("{year:04}")));
    }
    if let Some(decade) = decade(token) {
        return Some(undoubted(decade, Read::plain(Precision::Decade, format!("{}X", decade / 10))));
    }
    if month(token).is_some() {
        return Some(Read::untold(Precision::Month));
    }
    season(token).map(|_| Read::untold(Precision::PartOfYear))
}

fn pair(one: &str, other: &str) -> Option<Read> {
    if let (Some(month), Some(year)) = (month(one), year(other)) {
        return Some(Read::plain(Precision::Month, format!("{year:04}-{month:02}")));
    }
    if let (Some(season), Some(year)) = (season(one), year(other)) {
        // A winter may begin or end in its year.
        if season == 24 {
            return Some(Read::untold(Precision::PartOfYear));
        }
        return Some(Read::plain(Precision::PartOfYear, format!("{year:04}-{season}")));
    }
    if let Some((quarter, year)) = quarter(one).zip(year(other)).or(quarter(other).zip(year(one))) {
        return Some(Read::plain(Precision::PartOfYear, format!("{year:04}-{}", 32 + quarter)));
    }
    if day(one).and(month(other)).is_some() || month(one).and(day(other)).is_some() {
        return Some(Read::untold(Precision::Day));
    }
    (other == "century" && one.ends_with("th")).then(|| Read::untold(Precision::Longer))
}

fn triple([first, second, third]: [&str; 3]) -> Option<Read> {
    let as_day = |day: Option<u32>, month: Option<u32>| {
        let (day, month, year) = (day?, month?, year(third)?);
        Some(Read::plain(Precision::Day, format!("{year:04}-{month:02}-{day:02}")))
    };
    if let Some(read) = as_day(day(first), month(second)).or_else(|| as_day(day(second), month(first))) {
        return Some(read);
    }
    let (order, year) = (ordinal(first)?, year(third)?);
    match (order, second) {
        (1..=4, "quarter") => Some(Read::plain(Precision::PartOfYear, format!("{year:04}-{}", 32 + order))),
        (1..=2, "half") => Some(Read::plain(Precision::Half, format!("{year:04}-{}", 39 + order))),
        _ => None,
    }
}

/// An early, middle or late part of a month, year or decade.
fn third(part: &str, rest: &[&str]) -> Option<Read> {
    let place = match part {
        "early" | "beginning" | "start" => 0,
        "mid" => 1,
        _ => 2,
    };
    let of = |ends: [(u32, u32); 3]| ends.get(place).copied();
    match rest {
        [token] if year(token).is_some() => {
            let (first, last) = of([(1, 3), (5, 8), (10, 12)])?;
            let year = year(token)?;
            Some(Read::set(Precision::PartOfYear, &format!("{year:04}-{first:02}"), &format!("{year:04}-{last:02}")))
        }
        [token] if decade(token).is_some() => {
            let (first, last) = of([(0, 3), (4, 6), (7, 9)])?;
            let decade = decade(token)?;
            let read = Read::set(Precision::Years, &format!("{}", decade + first), &format!("{}", decade + last));
            Some(undoubted(decade, read))
        }
        [token] if month(token).is_some() => Some(Read::untold(Precision::PartOfMonth)),
        [token, other] => {
            let (month, year) = (month(token)?, year(other)?);
            let days = u32::try_from(days_in_month(i64::from(year), i64::from(month))).ok()?;
            let (first, last) = of([(1, 10), (11, 20), (21, days)])?;
            let day = |day: u32| format!("{year:04}-{month:02}-{day:02}");
            Some(Read::set(Precision::PartOfMonth, &day(first), &day(last)))
        }
        _ => None,
    }
}

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn year(token: &str) -> Option<u32> {
    (token.len() == 4).then(|| token.parse().ok())?.filter(|year| (1000..=2999).contains(year))
}

/// The first year of a decade: "1990s".
fn decade(token: &str) -> Option<u32> {
    year(token.strip_suffix('s')?).filter(|year| year % 10 == 0)
}

/// What was read of a decade; the 1900s may be a century too, and no date is made of them.
fn undoubted(decade: u32, read: Read) -> Read {
    if decade.is_multiple_of(100) { Read::untold(read.precision) } else { read }
}

/// A month by its name, or by three letters or more of it.
fn month(token: &str) -> Option<u32> {
    let is_short = matches!(token.len(), 3 | 4);
    let place = MONTHS.iter().position(|month| *month == token || (is_short && month.starts_with(token)))?;
    u32::try_from(place + 1).ok()
}

/// EDTF's number of a season.
fn season(token: &str) -> Option<u32> {
    match token {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

/// A day of a month: "2" or "2nd".
fn day(token: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| token.strip_suffix(end)).unwrap_or(token);
    let is_number = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?.filter(|day| (1..=31).contains(day))
}

fn quarter(token: &str) -> Option<u32> {
    token.strip_prefix('q')?.parse().ok().filter(|quarter| (1..=4).contains(quarter))
}

fn ordinal(token: &str) -> Option<u32> {
    match token {
        "first" | "1st" => Some(1),
        "second" | "2nd" => Some(2),
        "third" | "3rd" => Some(3),
        "fourth" | "last" | "4th" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, precision: Precision, date: &str) {
        let found = read(words).unwrap_or_else(|| panic!("{words} is not understood"));
        let told = found.date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!((found.precision, told.as_str()), (precision, date), "{words}");
    }

    #[test]
    fn words_are_as_precise_as_the_table_says() {
        check("2 March 2009", Precision::Day, "2009-03-02");
        check("Monday, March 2nd, 2009", Precision::Day, "2009-03-02");
        check("on the 2nd of March 2009", Precision::Day, "2009-03-02");
        check("early hours of 2 March", Precision::Day, "");
        check("early March 2009", Precision::PartOfMonth, "[2009-03-01..2009-03-10]");
        check("mid-February 2008", Precision::PartOfMonth, "[2008-02-11..2008-02-20]");
        check("late Feb. 2008", Precision::PartOfMonth, "[2008-02-21..2008-02-29]");
        check("Sept. 2009", Precision::Month, "2009-09");
        check("in March", Precision::Month, "");
        check("late 2009", Precision::PartOfYear, "[2009-10..2009-12]");
        check("Early 2010", Precision::PartOfYear, "[2010-01..2010-03]");
        check("mid-2009", Precision::PartOfYear, "[2009-05..2009-08]");
        check("the end of 2009", Precision::PartOfYear, "");
        check("autumn 2009", Precision::PartOfYear, "2009-23");
        check("winter of 2009", Precision::PartOfYear, "");
        check("the first quarter of 2009", Precision::PartOfYear, "2009-33");
        check("Q4 2009", Precision::PartOfYear, "2009-36");
        check("second half of 2009", Precision::Half, "2009-41");
        check("sometime in 2009", Precision::Year, "2009");
        check("late 1990s", Precision::Years, "[1997..1999]");
        check("the 1990s", Precision::Decade, "199X");
        check("the 1900s", Precision::Decade, "");
        check("late 2000s", Precision::Years, "");
        check("19th century", Precision::Longer, "");
    }

    #[test]
    fn periods_are_as_precise_as_their_finer_end() {
        check("between 2008 and May 2009", Precision::Month, "[2008..2009-05]");
        check("from 2008 to 2010", Precision::Year, "2008/2010");
        check("2008–2010", Precision::Year, "2008/2010");
        check("mid-2008 to 2010", Precision::PartOfYear, "");
        check("since October 2010", Precision::Month, "2010-10/..");
        check("until 2009", Precision::Year, "../2009");
        check("2009-03", Precision::Month, "");
        check("2009-03-02", Precision::Day, "2009-03-02");
    }

    #[test]
    fn doubt_is_kept() {
        check("around March 2009", Precision::Month, "2009-03~");
        check("c. 2009", Precision::Year, "2009~");
        check("perhaps in 2009", Precision::Year, "2009?");
        check("about 2009?", Precision::Year, "2009%");
        check("around late 2009", Precision::PartOfYear, "");
    }

    #[test]
    fn what_is_not_understood_whole_says_nothing() {
        let words = [
            "",
            "June 2011 report",
            "ninety-five days later",
            "soon after",
            "years",
            "02/03/2009",
            "2009 and 2010",
            "sixteen months",
            "by 2009",
            "before 2009",
            "34 March",
            "-",
            "mid-",
            "from",
            "between",
            "the",
        ];
        for words in words {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn every_date_of_the_table_has_its_own_precision() {
        let words = [
            "2 March 2009",
            "early March 2009",
            "mid-March 2009",
            "late March 2009",
            "March 2009",
            "early 2009",
            "mid-2009",
            "late 2009",
            "spring 2009",
            "Q2 2009",
            "first half of 2009",
            "second half of 2009",
            "2009",
            "early 1990s",
            "mid-1990s",
            "late 1990s",
            "the 1990s",
        ];
        for words in words {
            let found = read(words).unwrap();
            assert_eq!(Precision::of(&found.date.unwrap()), Some(found.precision), "{words}");
        }
    }
}
