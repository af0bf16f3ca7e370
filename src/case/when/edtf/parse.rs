//! The grammar around single dates: intervals and sets.

use super::date::{Found, date};
use super::{Doubt, Edtf, Meaning, Shape};
use crate::case::when::bounds::{Bounds, Moment};

/// What is wrong, and after how many characters.
pub(super) struct Fault {
    pub(super) position: usize,
    pub(super) reason: String,
}

impl Fault {
    pub(super) fn new(position: usize, reason: impl Into<String>) -> Self {
        Self { position, reason: reason.into() }
    }
}

/// Reads a whole text.
pub(super) fn meaning(text: &str) -> Result<Meaning, Fault> {
    if text.is_empty() {
        return Err(Fault::new(0, "it is empty"));
    }
    if text.chars().nth(Edtf::LONGEST).is_some() {
        return Err(Fault::new(Edtf::LONGEST, format!("it has more than {} characters", Edtf::LONGEST)));
    }
    // From here on, bytes are characters.
    if let Some((position, letter)) = text.chars().enumerate().find(|(_, letter)| !letter.is_ascii_graphic()) {
        let what = if letter.is_whitespace() { "a space".to_owned() } else { format!("“{letter}”") };
        return Err(Fault::new(position, format!("{what} at character {} does not belong there", position + 1)));
    }
    if let Some((first, last)) = text.split_once('/') {
        return interval(first, last);
    }
    if let Some(set) = bracketed(text, ['[', ']'], 0)? {
        let found = members(set, 1)?.one();
        return Ok(found.meaning(Shape::Wider));
    }
    if let Some(set) = bracketed(text, ['{', '}'], 0)? {
        return Ok(members(set, 1)?.all());
    }
    let found = date(text, 0)?;
    Ok(found.meaning(if found.is_day { Shape::Day } else { Shape::Wider }))
}

impl Found {
    fn meaning(self, shape: Shape) -> Meaning {
        let bounds = Bounds::within(self.earliest, self.latest);
        Meaning { bounds, shape, level: self.level, doubt: self.doubt }
    }
}

/// The inside of a set, where the text is one.
fn bracketed(text: &str, [open, close]: [char; 2], start: usize) -> Result<Option<&str>, Fault> {
    let Some(rest) = text.strip_prefix(open) else {
        return Ok(None);
    };
    let expected = || Fault::new(start + text.len(), format!("a set that opens with {open} closes with {close}"));
    rest.strip_suffix(close).map(Some).ok_or_else(expected)
}

fn interval(first: &str, last: &str) -> Result<Meaning, Fault> {
    let second = first.len() + 1;
    if first.is_empty() && last.is_empty() {
        return Err(Fault::new(0, "an interval needs a date on one side of the stroke"));
    }
    if let Some(position) = last.find('/') {
        return Err(Fault::new(second + position, "an interval has one stroke"));
    }
    let (start, end) = (end_of_interval(first, 0)?, end_of_interval(last, second)?);
    if end.latest < start.earliest {
        return Err(Fault::new(second, "it ends before it starts"));
    }
    let bounds = Bounds {
        earliest_start: start.earliest,
        latest_start: start.latest.min(end.latest),
        earliest_end: end.earliest.max(start.earliest),
        latest_end: end.latest,
    };
    let level = start.level.max(end.level);
    Ok(Meaning { bounds, shape: Shape::Interval, level, doubt: start.doubt.or(end.doubt) })
}

/// One end of an interval: a date, a one-of set, `..` or nothing.
fn end_of_interval(text: &str, start: usize) -> Result<Found, Fault> {
    if text.is_empty() || text == ".." {
        return Ok(Found::unbounded());
    }
    if let Some(set) = bracketed(text, ['[', ']'], start)? {
        return Ok(members(set, start + 1)?.one());
    }
    let found = plain_date(text, start)?;
    let level = if text.contains('X') { 2 } else { found.level };
    Ok(Found { level, ..found })
}

/// A date as intervals and sets have them: without a time of day, and of a year with four digits.
fn plain_date(text: &str, start: usize) -> Result<Found, Fault> {
    let found = date(text, start)?;
    if text.contains('T') {
        return Err(Fault::new(start, "intervals and sets take no time of day"));
    }
    if text.contains('Y') {
        return Err(Fault::new(start, "a year with Y stands alone"));
    }
    Ok(found)
}

/// The members of a set; a range counts as its two ends.
struct Members {
    dates: Vec<Found>,
    opens: bool,
    goes_on: bool,
}

fn members(text: &str, start: usize) -> Result<Members, Fault> {
    let mut members = Members { dates: Vec::new(), opens: false, goes_on: false };
    let count = text.split(',').count();
    let mut at = start;
    for (place, element) in text.split(',').enumerate() {
        let Some((first, last)) = element.split_once("..") else {
            members.dates.push(plain_date(element, at)?);
            at += element.len() + 1;
            continue;
        };
        match (first.is_empty(), last.is_empty()) {
            (true, false) if place == 0 => members.opens = true,
            (false, true) if place + 1 == count => members.goes_on = true,
            (false, false) => {}
            (true, _) | (_, true) => {
                return Err(Fault::new(at, "“..” opens the first member of a set, or closes the last"));
            }
        }
        members.range([(first, at), (last, at + first.len() + 2)])?;
        at += element.len() + 1;
    }
    Ok(members)
}

impl Members {
    /// Adds those ends of a range that are given.
    fn range(&mut self, ends: [(&str, usize); 2]) -> Result<(), Fault> {
        let mut earliest = Moment::BEGINNING;
        for (text, at) in ends {
            if text.is_empty() {
                continue;
            }
            let found = plain_date(text, at)?;
            if found.latest < earliest {
                return Err(Fault::new(at, "the range ends before it starts"));
            }
            earliest = found.earliest;
            self.dates.push(found);
        }
        Ok(())
    }

    fn doubt(&self) -> Doubt {
        self.dates.iter().fold(Doubt::default(), |doubt, found| doubt.or(found.doubt))
    }

    fn bounds(&self) -> Bounds {
        let earliest = || self.dates.iter().map(|found| found.earliest);
        let latest = || self.dates.iter().map(|found| found.latest);
        let (opens, goes_on) = (self.opens, self.goes_on);
        Bounds {
            earliest_start: earliest().min().filter(|_| !opens).unwrap_or(Moment::BEGINNING),
            latest_start: latest().min().unwrap_or(Moment::END),
            earliest_end: earliest().max().unwrap_or(Moment::BEGINNING),
            latest_end: latest().max().filter(|_| !goes_on).unwrap_or(Moment::END),
        }
    }

    /// One of the members, it is not known which.
    fn one(&self) -> Found {
        let (earliest, latest) = self.bounds().possible();
        Found { earliest, latest, level: 2, doubt: self.doubt(), ..Found::unbounded() }
    }

    /// All of the members.
    fn all(&self) -> Meaning {
        Meaning { bounds: self.bounds(), shape: Shape::Interval, level: 2, doubt: self.doubt() }
    }
}
