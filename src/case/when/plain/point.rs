//! One date in words: a day, a month, a season, a year, a decade, or the early, middle or late part of one.

use super::reader::{Reader, Step};
use super::tokens::What;
use super::words::{DOUBTS, MONTHS, SEASONS, SLICES, WEEKDAYS};
use crate::case::when::civil::{Date, days_in_month};
use crate::case::when::edtf::Edtf;

/// A part of a month, a year or a decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slice {
    Early,
    Mid,
    Late,
    FirstHalf,
    SecondHalf,
    /// A quarter of a year, from 1.
    Quarter(i64),
}

/// A season; the winter that begins in the year named may be known from a second year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
    WinterFrom,
}

/// What was said of a date; a year or month may be said elsewhere in the same words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Partial {
    pub year: Option<i64>,
    pub month: Option<i64>,
    pub day: Option<i64>,
    pub slice: Option<Slice>,
    pub season: Option<Season>,
    pub is_decade: bool,
    pub weekday: Option<i64>,
    pub doubt: Option<char>,
    /// Day and month, or month and day: nobody can tell.
    pub unclear: Option<(i64, i64)>,
}

/// A date as EDTF, and the first and last date of which it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub first: String,
    pub last: String,
}

const ARTICLES: &[&str] = &["the", "le", "la", "les", "l"];
const OF: &[&str] = &["of", "de", "d", "du"];

/// One date at a place, with what is doubted of it.
pub(super) fn partial(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let (doubt, at) = match reader.phrase(at, DOUBTS) {
        Some((mark, behind)) => (Some(mark), reader.past_sign(behind, &['.'])),
        None if reader.is_sign(at, &['~']) => (Some('~'), at + 1),
        None => (None, at),
    };
    let at = reader.past_words(at, ARTICLES);
    let (weekday, at) = match reader.phrase(at, WEEKDAYS) {
        Some((weekday, behind)) => (Some(weekday), reader.past_words(reader.past_sign(behind, &[',', '.']), ARTICLES)),
        None => (None, at),
    };
    let found = [sliced, numeric, day_month, month_day, seasonal, decade, plain];
    let found = found.iter().filter_map(|read| read(reader, at)).max_by_key(|&(_, behind)| behind);
    let (partial, behind) = found?;
    (weekday.is_none() || partial.day.is_some())
        .then_some((Partial { weekday, doubt: doubt.or(partial.doubt), ..partial }, behind))
}

/// "late 2009", "mid-May 2010", "first half of the 1990s".
fn sliced(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let ordinal = |at| match reader.what(at) {
        Some(&What::Number { value: value @ 1..=4, is_ordinal: true, .. }) => {
            let halves = reader.any(at + 1, &["semestre", "half of", "half"]).filter(|_| value <= 2);
            let half = if value == 1 { Slice::FirstHalf } else { Slice::SecondHalf };
            let quarters = reader.any(at + 1, &["trimestre", "quarter of", "quarter"]);
            halves.map(|behind| (half, behind)).or(quarters.map(|behind| (Slice::Quarter(value), behind)))
        }
        _ => None,
    };
    let (slice, at) = reader.phrase(at, SLICES).or_else(|| ordinal(at))?;
    let at = reader.past_sign(at, &['-']);
    let at = reader.past_words(reader.past_words(at, OF), ARTICLES);
    let (partial, behind) = [plain, decade].iter().find_map(|read| read(reader, at))?;
    let is_of_year = matches!(slice, Slice::Quarter(_));
    (partial.day.is_none() && !(is_of_year && (partial.month.is_some() || partial.is_decade)))
        .then_some((Partial { slice: Some(slice), ..partial }, behind))
}

/// "2/3/2009", "2009/03/02", "2009-03-02", "2009-03".
fn numeric(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let joined = |at, signs: &[char]| reader.is_joined(at) && reader.is_sign(at + 1, signs) && reader.is_joined(at + 1);
    if let Some((year, _)) = reader.year(at) {
        let (month, behind) = joined(at, &['-', '/']).then(|| reader.number(at + 2, 2))??;
        let day = joined(at + 2, &['-', '/']).then(|| reader.number(at + 4, 2)).flatten();
        let is_iso = reader.is_sign(at + 1, &['-']);
        let found = Partial { year: Some(year), month: Some(month), ..Partial::default() };
        return match day {
            Some((day, behind)) => Some((Partial { day: Some(day), ..found }, behind)),
            None => (is_iso && (1..=12).contains(&month)).then_some((found, behind)),
        };
    }
    let (first, _) = reader.number(at, 2)?;
    let (second, _) = joined(at, &['/', '.']).then(|| reader.number(at + 2, 2))??;
    let (year, behind) = joined(at + 2, &['/', '.']).then(|| reader.number(at + 4, 4))??;
    let found = Partial { year: (year > 99).then_some(year), ..Partial::default() };
    let of = |day, month| Partial { day: Some(day), month: Some(month), ..found };
    let partial = match (first, second) {
        (13.., _) => of(first, second),
        (_, 13..) => of(second, first),
        _ if first == second => of(first, second),
        _ => Partial { unclear: Some((first, second)), ..found },
    };
    Some((partial, behind))
}

/// "2 March 2009", "1er avril 2010", "2nd of March".
fn day_month(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let (day, behind) = day(reader, at)?;
    let (month, behind) = reader.phrase(reader.past_words(behind, OF), MONTHS)?;
    let behind = reader.past_sign(behind, &['.']);
    Some(with_year(reader, Partial { day: Some(day), month: Some(month), ..Partial::default() }, behind))
}

/// "March 2, 2009".
fn month_day(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let (month, behind) = reader.phrase(at, MONTHS)?;
    let behind = reader.past_words(reader.past_sign(behind, &['.']), ARTICLES);
    let (day, behind) = day(reader, behind)?;
    Some(with_year(reader, Partial { day: Some(day), month: Some(month), ..Partial::default() }, behind))
}

/// "summer 2009", "winter 2009/10".
fn seasonal(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let (season, behind) = reader.phrase(at, SEASONS)?;
    let behind = reader.past_words(reader.past_words(behind, OF), ARTICLES);
    let (year, behind) = reader.year(behind)?;
    let found = Partial { year: Some(year), season: Some(season), ..Partial::default() };
    let second = reader.is_sign(behind, &['/', '-']).then(|| reader.number(behind + 1, 4)).flatten();
    match second {
        Some((next, end)) if season == Season::Winter && (next == year + 1 || next == (year + 1) % 100) => {
            Some((Partial { season: Some(Season::WinterFrom), ..found }, end))
        }
        _ => Some((found, behind)),
    }
}

/// "1990s", "années 1990".
fn decade(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    let (year, behind) = match reader.what(at) {
        Some(&What::Decade(year)) => (year, at + 1),
        _ => reader.year(reader.any(at, &["annees"])?).filter(|(year, _)| year % 10 == 0)?,
    };
    Some((Partial { year: Some(year), is_decade: true, ..Partial::default() }, behind))
}

/// A month with or without its year, a year, or the number of a day.
fn plain(reader: &Reader<'_>, at: usize) -> Step<Partial> {
    if let Some((month, behind)) = reader.phrase(at, MONTHS) {
        let behind = reader.past_sign(behind, &['.']);
        return Some(with_year(reader, Partial { month: Some(month), ..Partial::default() }, behind));
    }
    if let Some((year, behind)) = reader.year(at) {
        return Some((Partial { year: Some(year), ..Partial::default() }, behind));
    }
    let (day, behind) = day(reader, at)?;
    Some((Partial { day: Some(day), ..Partial::default() }, behind))
}

fn day(reader: &Reader<'_>, at: usize) -> Step<i64> {
    match reader.what(at) {
        Some(&What::Number { value: value @ 1..=31, digits: 1..=2, .. }) => Some((value, at + 1)),
        _ => None,
    }
}

/// The same date with the year that may follow it.
fn with_year(reader: &Reader<'_>, found: Partial, behind: usize) -> (Partial, usize) {
    let at = reader.past_words(reader.past_sign(behind, &[',']), OF);
    reader.year(at).map_or((found, behind), |(year, behind)| (Partial { year: Some(year), ..found }, behind))
}

impl Partial {
    /// Whether nothing but a month or the number of a day was said: of itself hardly a date.
    pub fn is_vague(&self) -> bool {
        self.year.is_none() && (self.month.is_none() || self.day.is_none()) && self.unclear.is_none()
    }

    /// Whether nothing but a year was said.
    pub fn is_bare_year(&self) -> bool {
        let has_more = self.month.is_some() || self.slice.is_some() || self.season.is_some() || self.doubt.is_some();
        self.year.is_some() && !has_more && !self.is_decade
    }

    /// The date as EDTF, or what is amiss with it.
    pub fn piece(&self) -> Result<Piece, String> {
        if let Some((first, second)) = self.unclear {
            let year = self.year.map_or_else(|| "yyyy".to_owned(), |year| format!("{year:04}"));
            return Err(format!(
                "day or month first? Write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
            ));
        }
        let Some(year) = self.year else { return Err("say the year with four digits, as in 2 March 2009".to_owned()) };
        let piece = match (self.season, self.month, self.day, self.slice) {
            (Some(season), ..) => of_season(season, year),
            (_, Some(month), Some(day), _) => self.of_day(year, month, day)?,
            (_, Some(month), _, Some(slice)) => of_month_slice(slice, year, month)?,
            (_, Some(month), ..) => Piece::one(format!("{year:04}-{month:02}")),
            (_, None, Some(_), _) => return Err("say the month too, as in 2 March 2009".to_owned()),
            (_, _, _, Some(slice)) if self.is_decade => of_decade_slice(slice, year),
            (_, _, _, Some(slice)) => of_year_slice(slice, year),
            _ if self.is_decade => Piece {
                text: format!("{:03}X", year / 10),
                first: format!("{year:04}"),
                last: format!("{:04}", year + 9),
            },
            _ => Piece::one(format!("{year:04}")),
        };
        Ok(match self.doubt {
            Some(mark) => piece.marked(mark),
            None => piece,
        })
    }

    fn of_day(&self, year: i64, month: i64, day: i64) -> Result<Piece, String> {
        let piece = Piece::one(format!("{year:04}-{month:02}-{day:02}"));
        let _is_a_day = piece.text.parse::<Edtf>().map_err(|error| error.reason)?;
        let weekday = (Date { year, month, day }.days() + 3).rem_euclid(7);
        if self.weekday.is_some_and(|said| said != weekday) {
            let name = WEEKDAYS.iter().find(|(_, number)| *number == weekday).map_or("", |(name, _)| name);
            let (first, rest) = name.split_at_checked(1).unwrap_or_default();
            return Err(format!("{} was a {}{rest}", piece.text, first.to_uppercase()));
        }
        Ok(piece)
    }
}

impl Piece {
    fn one(text: String) -> Self {
        Self { first: text.clone(), last: text.clone(), text }
    }

    /// Some date from the first to the last.
    pub fn set(first: String, last: String) -> Self {
        let text = if first == last { first.clone() } else { format!("[{first}..{last}]") };
        Self { text, first, last }
    }

    /// The same with a mark of doubt.
    fn marked(self, mark: char) -> Self {
        let (first, last) = (format!("{}{mark}", self.first), format!("{}{mark}", self.last));
        let text =
            if self.text.starts_with('[') { format!("[{first}..{last}]") } else { format!("{}{mark}", self.text) };
        Self { text, first, last }
    }
}

/// A winter that is named by one year may be the one in which that year begins or the one in which it ends.
fn of_season(season: Season, year: i64) -> Piece {
    let (code, first, last) = match season {
        Season::Spring => (21, 3, 5),
        Season::Summer => (22, 6, 8),
        Season::Autumn => (23, 9, 11),
        Season::Winter => return Piece::set(format!("{:04}-12", year - 1), format!("{:04}-02", year + 1)),
        Season::WinterFrom => {
            let (first, last) = (format!("{year:04}-12"), format!("{:04}-02", year + 1));
            return Piece { text: format!("{year:04}-28"), first, last };
        }
    };
    Piece {
        text: format!("{year:04}-{code}"),
        first: format!("{year:04}-{first:02}"),
        last: format!("{year:04}-{last:02}"),
    }
}

fn of_month_slice(slice: Slice, year: i64, month: i64) -> Result<Piece, String> {
    let length = days_in_month(year, month);
    let (first, last) = match slice {
        Slice::Early => (1, 10),
        Slice::Mid => (11, 20),
        Slice::Late => (21, length),
        Slice::FirstHalf => (1, 15),
        Slice::SecondHalf => (16, length),
        Slice::Quarter(_) => return Err("a month has no quarters".to_owned()),
    };
    let day = |day: i64| format!("{year:04}-{month:02}-{day:02}");
    Ok(Piece::set(day(first), day(last)))
}

fn of_year_slice(slice: Slice, year: i64) -> Piece {
    let (first, last) = match slice {
        Slice::Early => (1, 3),
        Slice::Mid => (4, 9),
        Slice::Late => (10, 12),
        Slice::FirstHalf => (1, 6),
        Slice::SecondHalf => (7, 12),
        Slice::Quarter(number) => (number * 3 - 2, number * 3),
    };
    Piece::set(format!("{year:04}-{first:02}"), format!("{year:04}-{last:02}"))
}

fn of_decade_slice(slice: Slice, decade: i64) -> Piece {
    let (first, last) = match slice {
        Slice::Early => (0, 3),
        Slice::Mid => (3, 6),
        Slice::Late => (6, 9),
        Slice::FirstHalf => (0, 4),
        Slice::SecondHalf => (5, 9),
        Slice::Quarter(_) => (0, 9),
    };
    Piece::set(format!("{:04}", decade + first), format!("{:04}", decade + last))
}
