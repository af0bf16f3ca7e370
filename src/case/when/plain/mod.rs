//! Dates in plain words, English and French, as EDTF: never more precise than was said.
//!
//! | words | EDTF |
//! |---|---|
//! | 2 March 2009, March 2, 2009, le 2 mars 2009, Monday 2 March 2009 | `2009-03-02` |
//! | 13/3/2009, 3/3/2009; 2/3/2009 is refused, since nobody can tell | `2009-03-13`, `2009-03-03` |
//! | early, mid, late 2009; début, mi-, fin 2009 | `[2009-01..2009-03]`, `[2009-04..2009-09]`, `[2009-10..2009-12]` |
//! | early, mid, late May 2010 | the days `01..10`, `11..20`, `21..31` |
//! | first, second half of 2009; of May 2010 | the months `01..06`, `07..12`; the days `01..15`, `16..31` |
//! | first quarter of 2009, Q1 2009, 1er trimestre 2009 | `[2009-01..2009-03]` |
//! | spring, summer, autumn 2009 | `2009-21`, `2009-22`, `2009-23` |
//! | winter 2009 (either of two), winter 2009/10 | `[2008-12..2010-02]`, `2009-28` |
//! | the 1990s, années 1990; early, mid, late 1990s | `199X`; `[1990..1993]`, `[1993..1996]`, `[1996..1999]` |
//! | c. June 2010, about, around, vers; perhaps, peut-être | `2010-06~`; `2010-06?` |
//! | between March and June 2010, entre mars et juin 2010 | `[2010-03..2010-06]` |
//! | March or April 2010 | `[2010-03,2010-04]` |
//! | from 1 to 5 April 2010, 1–5 April 2010, du 1er au 5 avril 2010 | `2010-04-01/2010-04-05` |
//! | since 2008, from 2008 on; until 2008 | `2008/..`; `../2008` |
//! | before, after, by June 2010 | `[..2010-05]`, `[2010-07..]`, `[..2010-06]` |
//! | throughout 2009 | `2009`, for all of its days |
//! | early hours, dawn, morning … of 2 March 2009; 2 March 2009, evening | `2009-03-02` and the part of the day |
//! | night of 1 to 2 March 2009, nuit du 1er au 2 mars 2009 | `2009-03-01`, night |
//! | 95 days after «…», three weeks before «…», soon after «…» | an [`Offset`] from the incident so called |
//!
//! EDTF itself is read as it stands.

mod offset;
mod point;
mod range;
mod reader;
mod tokens;
mod words;

use std::ops::Range;

pub use offset::Offset;

use super::{DayPart, Edtf, Extent, When};
use range::{Dated, Shape, shape};
use reader::{Reader, Step};

/// What words say of a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plain {
    /// The words as written; empty where EDTF was written.
    pub as_written: String,
    /// The date that they state.
    pub stated: Option<Edtf>,
    /// The part of the day.
    pub part: Option<DayPart>,
    /// Whether the whole of the period is meant.
    pub extent: Extent,
    /// What they say relative to an incident instead.
    pub offset: Option<Offset>,
}

impl Plain {
    /// The same as a date of a record, without the constraint that an offset becomes once its incident is known.
    pub fn when(&self) -> When {
        When {
            as_written: self.as_written.clone(),
            stated: self.stated.clone(),
            part: self.part,
            extent: self.extent,
            ..When::default()
        }
    }
}

/// Why words are no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no date: {reason}")]
pub struct PlainError {
    /// What was read.
    pub text: String,
    /// What is wrong, or how to write it.
    pub reason: String,
}

/// A date within a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where its words stand, in bytes.
    pub span: Range<usize>,
    /// What they say, or why they are no date after all.
    pub said: Result<Plain, PlainError>,
    /// Whether nothing but a number of four digits stands there, which may be no year at all.
    pub is_bare_year: bool,
}

/// Reads a text that is a date and nothing else.
pub fn read(text: &str) -> Result<Plain, PlainError> {
    let text = text.trim();
    let written = text.parse::<Edtf>();
    if let Ok(stated) = written {
        return Ok(Plain { stated: Some(stated), ..Plain::default() });
    }
    let refused = |reason: String| PlainError { text: text.chars().take(Edtf::LONGEST).collect(), reason };
    let reader = Reader::new(text);
    match said(&reader, 0) {
        Some((said, behind)) if behind == reader.len() => said.plain(text).map_err(refused),
        Some((_, behind)) => {
            let rest = text.get(reader.start(behind)..).unwrap_or_default();
            Err(refused(format!("“{rest}” does not belong there")))
        }
        None => {
            Err(refused("write 2009, 2009-03, 2 March 2009, late 2009, since 2008 or 95 days after «…»".to_owned()))
        }
    }
}

/// Every date that stands in a text, from left to right.
pub fn dates_in(text: &str) -> Vec<Found> {
    let reader = Reader::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        match said(&reader, at).filter(|(said, _)| !said.is_vague()) {
            Some((said, behind)) => {
                let span = reader.start(at)..reader.end_before(behind);
                let words = text.get(span.clone()).unwrap_or_default();
                let is_bare_year = said.is_bare_year();
                let refused = |reason| PlainError { text: words.to_owned(), reason };
                found.push(Found { span, said: said.plain(words).map_err(refused), is_bare_year });
                at = behind.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// One of the three ways to say a date.
enum Said {
    Edtf(Edtf, Option<DayPart>),
    Words(Shape),
    Offset(Offset),
}

/// The longest date at a place; EDTF before words of the same length.
fn said(reader: &Reader<'_>, at: usize) -> Step<Said> {
    let found = [
        offset::offset(reader, at).map(|(offset, behind)| (Said::Offset(offset), behind)),
        shape(reader, at).map(|(shape, behind)| (Said::Words(shape), behind)),
        edtf(reader, at),
    ];
    found.into_iter().flatten().max_by_key(|&(_, behind)| behind)
}

/// EDTF up to the next white space, and the part of the day that may follow a day.
fn edtf(reader: &Reader<'_>, at: usize) -> Step<Said> {
    let start = reader.start(at);
    let chunk = reader.text.get(start..)?.split_whitespace().next()?;
    let is_long = chunk.len() >= 4 && chunk.bytes().any(|byte| byte.is_ascii_digit());
    let bare = chunk.trim_end_matches([':', ',', ';']);
    let shorter = [chunk, bare, bare.trim_end_matches('.')];
    let mut read = shorter.iter().filter(|_| is_long).filter_map(|text| Some((text.parse::<Edtf>().ok()?, text.len())));
    let (stated, length) = read.next()?;
    let behind = reader.place_of(start + length);
    match range::part_behind(reader, behind).filter(|_| stated.is_single_day()) {
        Some((part, behind)) => Some((Said::Edtf(stated, part), behind)),
        None => Some((Said::Edtf(stated, None), behind)),
    }
}

impl Said {
    fn is_vague(&self) -> bool {
        matches!(self, Self::Words(shape) if shape.is_vague())
    }

    fn is_bare_year(&self) -> bool {
        match self {
            Self::Edtf(date, _) => date.as_str().bytes().all(|byte| byte.is_ascii_digit()),
            Self::Words(shape) => shape.is_bare_year(),
            Self::Offset(_) => false,
        }
    }

    fn plain(self, words: &str) -> Result<Plain, String> {
        let as_written = words.to_owned();
        Ok(match self {
            Self::Edtf(stated, None) => Plain { stated: Some(stated), ..Plain::default() },
            Self::Edtf(stated, part) => Plain { as_written, stated: Some(stated), part, ..Plain::default() },
            Self::Words(shape) => {
                let Dated { stated, part, extent } = shape.dated()?;
                Plain { as_written, stated: Some(stated), part, extent, offset: None }
            }
            Self::Offset(offset) => Plain { as_written, offset: Some(offset), ..Plain::default() },
        })
    }
}

#[cfg(test)]
mod tests;
