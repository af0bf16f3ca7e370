//! What is said with one date or two: on it, between them, from one to the other, since, until, before, after.

use super::point::{Partial, Piece, partial};
use super::reader::{Reader, Step};
use super::words::DAY_PARTS;
use crate::case::when::DayPart;
use crate::case::when::civil::{Date, split};
use crate::case::when::edtf::Edtf;
use crate::case::when::{Extent, Moment};

/// How dates were put together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    One(Partial),
    /// The part of a day; `None` for one that we have no word for.
    Part(Option<DayPart>, Partial),
    /// The night that begins on the first day and ends on the second.
    Night(Partial, Partial),
    Either(Partial, Partial),
    Between(Partial, Partial),
    FromTo(Partial, Partial),
    Since(Partial),
    Until(Partial),
    Before(Partial),
    After(Partial),
    By(Partial),
    Throughout(Partial),
}

/// What dates say, as EDTF.
#[derive(Debug, PartialEq)]
pub(super) struct Dated {
    pub stated: Edtf,
    pub part: Option<DayPart>,
    pub extent: Extent,
}

const TO: &[&str] = &["to", "until", "till", "through", "a", "au", "jusqu au", "jusqu a", "jusqu en", "jusqu"];
const FROM: &[&str] = &["from", "de", "du", "d"];
const ON: &[&str] = &[
    "on",
    "in",
    "in the course of",
    "during",
    "en",
    "au",
    "aux",
    "courant",
    "au cours de",
    "au cours du",
    "the",
    "le",
    "in the",
    "on the",
    "dans le",
    "dans la",
    "dans les",
    "a la",
    "au mois de",
    "in the month of",
    "pendant",
];
const AT: &[&str] = &[
    "in the",
    "on the",
    "at",
    "during the",
    "the",
    "le",
    "la",
    "l",
    "au",
    "aux",
    "a l",
    "a",
    "dans la",
    "dans l",
    "dans les",
    "dans le",
    "pendant la",
    "in",
    "during",
];
const OF: &[&str] = &["of", "on", "of the", "on the", "de la", "du", "de", "le", "from", "the"];

/// The longest of what can be said with dates at a place.
pub(super) fn shape(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    let found = [in_part, night, two, one_sided, throughout, on];
    found.iter().filter_map(|read| read(reader, at)).max_by_key(|&(_, behind)| behind)
}

fn on(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    let (date, behind) = partial(reader, reader.any(at, ON).unwrap_or(at)).or_else(|| partial(reader, at))?;
    if let Some((part, behind)) = part_behind(reader, behind).filter(|_| date.day.is_some()) {
        return Some((Shape::Part(part, date), behind));
    }
    Some((Shape::One(date), behind))
}

/// The part of a day behind its date: after a comma or "in the", or with nothing behind it.
pub(super) fn part_behind(reader: &Reader<'_>, at: usize) -> Step<Option<DayPart>> {
    let comma = reader.past_sign(at, &[',']);
    let lead = reader.any(comma, AT);
    let begin = lead.unwrap_or(comma);
    let early = || reader.any(begin, &["early"]).map(|behind| (Some(DayPart::EarlyHours), behind));
    let (part, behind) = reader.phrase(begin, DAY_PARTS).or_else(early)?;
    let is_over = behind >= reader.len() || reader.is_sign(behind, &[':', ',', ';', '.', '-']);
    (lead.is_some() || is_over).then_some((part, behind))
}

/// "early hours of 2 March 2009", "le soir du 1er mars 2009".
fn in_part(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    let (part, behind) = reader.phrase(reader.any(at, AT).unwrap_or(at), DAY_PARTS)?;
    let (date, behind) = partial(reader, reader.any(behind, OF).unwrap_or(behind))?;
    date.day.map(|_| (Shape::Part(part, date), behind))
}

/// "night of 1 to 2 March 2009", "dans la nuit du 1er au 2 mars 2009".
fn night(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    let behind = reader.any(reader.any(at, AT).unwrap_or(at), &["night", "nuit"])?;
    let (first, behind) = partial(reader, reader.any(behind, OF).unwrap_or(behind))?;
    let (second, behind) = partial(reader, to(reader, behind)?)?;
    Some((Shape::Night(first, second), behind))
}

fn two(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    let shapes: [(Option<usize>, bool); 2] = [(reader.any(at, &["between", "entre"]), true), (Some(at), false)];
    for (begin, is_between) in shapes {
        let Some(begin) = begin else { continue };
        if let Some(found) = two_behind(reader, begin, is_between) {
            return Some(found);
        }
    }
    None
}

fn two_behind(reader: &Reader<'_>, at: usize, is_between: bool) -> Step<Shape> {
    let begin = if is_between { at } else { reader.any(at, FROM).or_else(|| reader.any(at, ON)).unwrap_or(at) };
    let (first, behind) = partial(reader, begin).or_else(|| partial(reader, at))?;
    if is_between {
        let (second, behind) = partial(reader, reader.any(behind, &["and", "et"])?)?;
        return Some((Shape::Between(first, second), behind));
    }
    if let Some(or) = reader.any(behind, &["or", "ou"]) {
        return partial(reader, or).map(|(second, behind)| (Shape::Either(first, second), behind));
    }
    let (second, behind) = partial(reader, to(reader, behind)?)?;
    Some((Shape::FromTo(first, second), behind))
}

fn to(reader: &Reader<'_>, at: usize) -> Option<usize> {
    reader.any(at, TO).or_else(|| reader.is_sign(at, &['-']).then_some(at + 1))
}

fn one_sided(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    if let Some(begin) = reader.any(at, &["since", "depuis", "depuis le", "a partir de", "a partir du", "des"]) {
        return partial(reader, begin).map(|(date, behind)| (Shape::Since(date), behind));
    }
    if let Some(begin) = reader.any(at, &["from"]) {
        let (date, behind) = partial(reader, begin)?;
        return Some((Shape::Since(date), reader.any(behind, &["on", "onwards", "onward"])?));
    }
    SIDES.iter().find_map(|(words, shape)| {
        let (date, behind) = partial(reader, reader.any(at, words)?)?;
        Some((shape(date), behind))
    })
}

/// Words that bound what happened by one date.
type Sided = (&'static [&'static str], fn(Partial) -> Shape);

const SIDES: [Sided; 4] = [
    (&["until", "till", "up to", "jusqu en", "jusqu a", "jusqu au"], Shape::Until),
    (&["before", "prior to", "avant", "avant le"], Shape::Before),
    (&["after", "apres", "apres le"], Shape::After),
    (&["by", "no later than", "not later than", "au plus tard le", "au plus tard en"], Shape::By),
];

fn throughout(reader: &Reader<'_>, at: usize) -> Step<Shape> {
    let words = ["throughout", "all of", "tout au long de", "durant toute l annee", "pendant toute l annee"];
    let (date, behind) = partial(reader, reader.any(at, &words)?)?;
    Some((Shape::Throughout(date), behind))
}

impl Shape {
    /// Whether of itself it is hardly a date.
    pub fn is_vague(&self) -> bool {
        match self {
            Self::One(date) | Self::Since(date) | Self::Until(date) | Self::Before(date) | Self::After(date) => {
                date.is_vague()
            }
            Self::By(date) | Self::Throughout(date) => date.is_vague(),
            Self::Either(_, second) | Self::Between(_, second) | Self::FromTo(_, second) => second.is_vague(),
            Self::Part(..) | Self::Night(..) => false,
        }
    }

    /// Whether nothing but a year was said.
    pub fn is_bare_year(&self) -> bool {
        matches!(self, Self::One(date) if date.is_bare_year())
    }

    /// What it says as EDTF, or what is amiss.
    pub fn dated(self) -> Result<Dated, String> {
        match self {
            Self::One(date) => Dated::of(&date.piece()?.text),
            Self::Part(part, date) => Ok(Dated { part, ..Dated::of(&date.piece()?.text)? }),
            Self::Throughout(date) => Ok(Dated { extent: Extent::Throughout, ..Dated::of(&date.piece()?.text)? }),
            Self::Night(first, second) => night_of(&pair(first, second)?),
            Self::Either(first, second) => {
                let (first, second) = pair(first, second)?;
                Dated::of(&format!("[{},{}]", set_member(&first), set_member(&second)))
            }
            Self::Between(first, second) => {
                let (first, second) = pair(first, second)?;
                in_order(&first, &second)?;
                Dated::of(&Piece::set(first.first, second.last).text)
            }
            Self::FromTo(first, second) => {
                let (first, second) = pair(first, second)?;
                in_order(&first, &second)?;
                Dated::of(&format!("{}/{}", first.text, second.text))
            }
            Self::Since(date) => Dated::of(&format!("{}/..", date.piece()?.text)),
            Self::Until(date) => Dated::of(&format!("../{}", date.piece()?.text)),
            Self::By(date) => Dated::of(&format!("[..{}]", date.piece()?.last)),
            Self::Before(date) => Dated::of(&format!("[..{}]", beside(&date.piece()?.first, Beside::Before)?)),
            Self::After(date) => Dated::of(&format!("[{}..]", beside(&date.piece()?.last, Beside::After)?)),
        }
    }
}

impl Dated {
    fn of(text: &str) -> Result<Self, String> {
        let stated = text.parse::<Edtf>().map_err(|error| error.reason)?;
        Ok(Self { stated, part: None, extent: Extent::default() })
    }
}

/// Two dates, each with the month and the year that was said with the other.
fn pair(first: Partial, second: Partial) -> Result<(Piece, Piece), String> {
    let second = Partial { year: second.year.or(first.year), ..second };
    let is_day_alone = first.month.is_none() && first.day.is_some();
    let month = if is_day_alone { second.month } else { first.month };
    let own_year = first.year;
    // "December to February 2010" begins in the year before.
    let crosses = matches!((month, second.month), (Some(from), Some(to)) if from > to);
    let year = own_year.or_else(|| second.year.map(|year| year - i64::from(crosses)));
    let first = Partial { year, month, ..first };
    Ok((first.piece()?, second.piece()?))
}

/// A date as a member of a set: a set within a set does not stand.
fn set_member(piece: &Piece) -> String {
    if piece.text.starts_with('[') { format!("{}..{}", piece.first, piece.last) } else { piece.text.clone() }
}

fn in_order(first: &Piece, second: &Piece) -> Result<(), String> {
    let (from, to) = (edges(&first.first)?, edges(&second.last)?);
    if from.0 > to.1 { Err("the end lies before the beginning".to_owned()) } else { Ok(()) }
}

fn edges(text: &str) -> Result<(Moment, Moment), String> {
    let date: Edtf = text.parse().map_err(|error: crate::case::when::EdtfError| error.reason)?;
    Ok(date.bounds().possible())
}

fn night_of((first, second): &(Piece, Piece)) -> Result<Dated, String> {
    if beside(&first.text, Beside::After)? == second.text
        && first.text.parse::<Edtf>().is_ok_and(|date| date.is_single_day())
    {
        return Ok(Dated { part: Some(DayPart::Night), ..Dated::of(&first.text)? });
    }
    Err("a night lies between a day and the next".to_owned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Before,
    After,
}

/// The year, month or day next to one.
fn beside(text: &str, side: Beside) -> Result<String, String> {
    let plain = text.trim_end_matches(['~', '?', '%']);
    let (first, last) = edges(plain)?;
    let moment = match side {
        Beside::Before => Moment(first.0.saturating_sub(1)),
        Beside::After => Moment(last.0.saturating_add(1)),
    };
    let (Date { year, month, day }, _) = split(moment);
    Ok(match plain.matches('-').count() {
        0 => format!("{year:04}"),
        1 => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    })
}
