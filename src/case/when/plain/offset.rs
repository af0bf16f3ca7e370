//! What is said relative to an incident: "95 days after «PM arrested»".

use super::reader::{Reader, Step};
use super::tokens::What;
use super::words::{CLAUSES, GAPS, NUMBERS, SIDES, UNITS};
use crate::case::when::relative::{Edge, Gap, Side, Unit};

/// A date relative to an incident, which is named by its title or its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Offset {
    /// How long after or before.
    pub gap: Gap,
    /// After or before it.
    pub side: Side,
    /// The title in quotation marks, or its beginning, or the incident's id.
    pub anchor: String,
    /// From which edge of the incident is counted.
    pub anchor_edge: Edge,
}

/// A relative date at a place.
pub(super) fn offset(reader: &Reader<'_>, at: usize) -> Step<Offset> {
    let ((gap, side), behind) = reader.phrase(at, CLAUSES).or_else(|| gap_and_side(reader, at))?;
    let (anchor_edge, behind) = match reader.phrase(behind, EDGES) {
        Some(found) => found,
        None => (Edge::Start, behind),
    };
    let (anchor, behind) = anchor(reader, reader.past_words(behind, &["the", "l", "de", "la", "le", "du", "que"]))?;
    Some((Offset { gap, side, anchor, anchor_edge }, behind))
}

const EDGES: &super::words::Phrases<Edge> = &[
    ("the end of", Edge::End),
    ("la fin de", Edge::End),
    ("the start of", Edge::Start),
    ("the beginning of", Edge::Start),
    ("le debut de", Edge::Start),
];

fn gap_and_side(reader: &Reader<'_>, at: usize) -> Step<(Gap, Side)> {
    let gaps = [counted(reader, at), reader.phrase(at, GAPS)];
    let gap = gaps.into_iter().flatten().max_by_key(|&(_, behind)| behind);
    let (gap, behind) = gap.unwrap_or((Gap::Unstated, at));
    let (side, behind) = reader.phrase(behind, SIDES)?;
    Some(((gap, side), behind))
}

/// "95 days", "two to three weeks", "within 30 days", "a month".
fn counted(reader: &Reader<'_>, at: usize) -> Step<Gap> {
    if let Some(begin) = reader.any(at, &["within", "less than", "dans les", "moins de"]) {
        let (most, behind) = number(reader, reader.past_words(begin, &["the"]))?;
        let (most, unit, behind) = with_unit(reader, most, behind)?;
        return Some((Gap::Between(0, most, unit), behind));
    }
    let (least, behind) = number(reader, at)?;
    let to =
        reader.any(behind, &["to", "or", "a", "ou"]).or_else(|| reader.is_sign(behind, &['-']).then_some(behind + 1));
    if let Some((most, behind)) = to.and_then(|to| number(reader, to)).filter(|&(most, _)| most >= least) {
        let (most, unit, end) = with_unit(reader, most, behind)?;
        let (least, ..) = with_unit(reader, least, behind)?;
        return Some((Gap::Between(least, most, unit), end));
    }
    let (count, unit, behind) = with_unit(reader, least, behind)?;
    Some((Gap::Exactly(count, unit), behind))
}

fn with_unit(reader: &Reader<'_>, count: u32, at: usize) -> Option<(u32, Unit, usize)> {
    if let Some(behind) = reader.any(at, &["fortnight", "fortnights"]) {
        return Some((count.checked_mul(2)?, Unit::Weeks, behind));
    }
    reader.phrase(at, UNITS).map(|(unit, behind)| (count, unit, behind))
}

/// A number in digits or in words: "95", "ninety-five", "quatre-vingt-quinze".
fn number(reader: &Reader<'_>, at: usize) -> Step<u32> {
    if let Some((value, behind)) = reader.number(at, 6) {
        return u32::try_from(value).ok().map(|value| (value, behind));
    }
    let (mut sum, mut last, mut behind) = (0, u32::MAX, at);
    loop {
        let next = if behind == at { at } else { reader.past_words(behind, &["and", "et"]) };
        let Some((value, end)) = reader.phrase(reader.past_sign(next, &['-']), NUMBERS) else { break };
        match value {
            20 if last == 4 && sum % 100 == 4 => (sum, last) = (sum - 4 + 80, 80),
            100 if last < 10 => (sum, last) = (sum * 100, 100),
            value if value < last => (sum, last) = (sum + value, value),
            _ => break,
        }
        behind = end;
    }
    (behind > at).then_some((sum, behind))
}

/// The incident: a title in quotation marks, or an id with or without `@`.
fn anchor(reader: &Reader<'_>, at: usize) -> Step<String> {
    if let Some(What::Quote(title)) = reader.what(at) {
        return Some((title.clone(), at + 1));
    }
    let start = reader.start(reader.past_sign(at, &['@']));
    let chunk = reader.text.get(start..)?.split_whitespace().next()?.trim_end_matches([':', ',', ';', '.']);
    chunk.starts_with("inc-").then(|| (chunk.to_owned(), reader.place_of(start + chunk.len())))
}
