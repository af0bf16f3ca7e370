//! Cells of the layers that come to something: activities, resources, gaps, differences, and all of them in one cell. Each
//! shows the signs that the screen shows, and says in words which kind of empty it is.

use super::of_matrix::{At, Maker, tally_words, words};
use super::{Cell, Sign, Tone, sign, work};
use crate::figure::{self, Emptiness, MatrixGlyph};
use crate::query::as_of::Holds;
use crate::query::gaps::{CellChange, Done, Finding};
use crate::query::matrix::{self as table, Blank, Content};

/// A cell of the matrix in its place.
type Slot<'a> = (At, &'a table::Cell);

fn done<'a>(maker: &'a Maker<'_>, (mission, theme): At) -> Option<&'a Done> {
    maker.subject.gaps.work.cell(mission, theme)
}

/// What the layer says, then what there is of a mandate.
fn with_mandate(maker: &Maker<'_>, told: &str, cell: &table::Cell) -> String {
    format!("{told}. Mandate: {}", words(maker.subject.case, cell))
}

/// A cross, where a source says that the mission has no part in it: an empty cell is otherwise no "no".
fn no_part(cell: &table::Cell) -> Vec<Sign> {
    let is_excluded = cell.content == Content::Empty(Blank::Excluded);
    is_excluded.then_some(Sign::Glyph(MatrixGlyph::Cross)).into_iter().collect()
}

/// How many activities go on, by their nature.
pub(super) fn activities(maker: &Maker<'_>, (at, cell): Slot<'_>) -> Cell {
    let done = done(maker, at);
    let counted = done.map(sign::work).filter(|signs| !signs.is_empty());
    Cell {
        sign: done.is_none().then_some(Sign::Nothing),
        tone: if done.is_some() { Tone::Evidence } else { Tone::Plain },
        marks: no_part(cell),
        bars: done.map(|done| (done.technical, done.political)),
        counted: counted.into_iter().collect(),
        words: with_mandate(maker, &figure::work_words(done), cell),
        behind: acts(maker, at),
        ..Cell::default()
    }
}

fn acts(maker: &Maker<'_>, at: At) -> Vec<String> {
    if maker.has_statements { work::activities(maker.subject, at) } else { Vec::new() }
}

/// The staff and money of activities, and whether a claim says that there are resources.
pub(super) fn resources(maker: &Maker<'_>, (at, cell): Slot<'_>) -> Cell {
    let done = done(maker, at);
    let amounts = done.map(|done| done.resources.as_slice()).unwrap_or_default();
    let told = |sign, tone, label: &str| Cell { sign, tone, label: label.to_owned(), ..Cell::default() };
    let rings = Sign::Glyph(MatrixGlyph::Rings);
    let shown = match (amounts.is_empty(), figure::is_resourced(cell)) {
        (true, true) => told(Some(rings), Tone::Mandate, "res."),
        (true, false) => told(Some(Sign::Nothing), Tone::Plain, ""),
        (false, true) => Cell { marks: vec![rings], ..told(None, Tone::Evidence, "") },
        (false, false) => told(None, Tone::Evidence, ""),
    };
    let marks = shown.marks.iter().copied().chain(no_part(cell)).collect();
    Cell {
        marks,
        counted: amounts.iter().map(|amount| vec![sign::amount(amount)]).collect(),
        words: with_mandate(maker, &figure::resource_words(cell, done), cell),
        behind: acts(maker, at).into_iter().chain(maker.claims(cell)).collect(),
        ..shown
    }
}

/// What mandate and evidence come to, with how empty the cell is where that matters.
pub(super) fn gap(maker: &Maker<'_>, (at, cell): Slot<'_>) -> Cell {
    let (case, tally) = (maker.subject.case, maker.subject.evidence.tally(at.0, at.1));
    let Some(finding) = maker.subject.gaps.cell(at.0, at.1) else { return maker.level(cell) };
    let acting = if finding.acting == Holds::No { Vec::new() } else { acts(maker, at) };
    let surveys = if maker.has_statements { work::surveys(maker.subject, cell) } else { Vec::new() };
    let behind = maker.claims(cell).into_iter().chain(surveys).chain(maker.incidents(at)).chain(acting);
    Cell { words: finding.told(case, tally), behind: behind.collect(), ..found(finding) }
}

/// The signs of a finding.
fn found(finding: Finding) -> Cell {
    let glyph = figure::class_glyph(finding.class, finding.sureness);
    let cross = Sign::Glyph(MatrixGlyph::Cross);
    let (blank, mark) = match figure::emptiness(finding) {
        Some(Emptiness::NotExamined) => (Sign::Unsurveyed, Some(Sign::Unsurveyed)),
        Some(Emptiness::Excluded) => (cross, Some(cross)),
        Some(Emptiness::BlankElsewhere) => (Sign::Surveyed, Some(Sign::Elsewhere)),
        Some(Emptiness::FoundBlank) | None => (Sign::Surveyed, None),
    };
    let (sign, label) = glyph.map_or((blank, ""), |(glyph, word, _)| (Sign::Finding(glyph), word));
    // What the cell shows itself is not put beside it once more.
    let marks = mark.filter(|mark| *mark != sign).into_iter().chain(Sign::of_acting(finding.acting)).collect();
    Cell { sign: Some(sign), tone: sign.tone(), label: label.to_owned(), marks, ..Cell::default() }
}

/// What is different since the date compared with.
pub(super) fn difference(maker: &Maker<'_>, (at, cell): Slot<'_>) -> Cell {
    let subject = maker.subject;
    let told = figure::difference_words(subject.difference, at);
    let Some(change) = subject.difference.and_then(|known| known.cell(at.0, at.1)) else {
        let words = with_mandate(maker, &told, cell);
        return Cell { sign: Some(Sign::Nothing), marks: no_part(cell), words, ..Cell::default() };
    };
    let behind = if maker.has_statements { work::change(subject, (at, change)) } else { Vec::new() };
    Cell { words: told, behind, ..changed(change) }
}

/// The signs of a difference.
fn changed(change: &CellChange) -> Cell {
    let turn = figure::turn_glyph(change.turn);
    let sign = turn.map(|(glyph, ..)| Sign::Finding(glyph));
    let more = (!change.evidence.is_empty()).then(|| vec![(Sign::Stated, format!("+{}", change.evidence.len()))]);
    Cell {
        sign,
        tone: sign.map_or(Tone::Evidence, Sign::tone),
        label: turn.map(|(_, word, _)| word.to_owned()).unwrap_or_default(),
        counted: more.into_iter().collect(),
        ..Cell::default()
    }
}

/// Level and gap side by side, incidents and activities below them.
pub(super) fn all(maker: &Maker<'_>, (at, cell): Slot<'_>) -> Cell {
    let subject = maker.subject;
    let (level, tally, done) = (maker.level(cell), subject.evidence.tally(at.0, at.1), done(maker, at));
    let finding = subject.gaps.cell(at.0, at.1);
    let glyph = finding.and_then(|finding| figure::class_glyph(finding.class, finding.sureness));
    let acting = finding.and_then(|finding| Sign::of_acting(finding.acting));
    let told = finding.map(|finding| format!(". Finding: {}", finding.told(subject.case, tally))).unwrap_or_default();
    let work = done.map(|done| format!(". Activities: {}", done.words())).unwrap_or_default();
    let behind = level.behind.iter().cloned().chain(maker.incidents(at)).chain(acts(maker, at)).collect();
    Cell {
        words: format!("{}{told}. {}{work}", level.words, tally_words(tally)),
        marks: level.marks.iter().copied().chain(acting).collect(),
        beside: glyph.map(|(glyph, word, _)| (Sign::Finding(glyph), word)),
        counted: done.map(sign::work).into_iter().collect(),
        behind,
        tally,
        ..level
    }
}
