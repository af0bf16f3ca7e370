//! The mandate matrix as a sheet, whichever layer it shows: headings, rows, totals, and the cells of levels and incidents.

use super::legend::{legend, notes};
use super::{Cell, Column, Group, Row, Sheet, Sign, Tone, Total, work};
use super::{layers, long};
use crate::case::when::civil;
use crate::case::{Case, Edtf, Layer, Level, MissionId, ThemeId};
use crate::figure;
use crate::query::arrange::Arrangement;
use crate::query::as_of::Holds;
use crate::query::dates::Dates;
use crate::query::evidence::{Evidence, Tally, Threshold};
use crate::query::gaps::{Counts, Difference, Done, Gaps};
use crate::query::matrix::{self as table, Blank, Claim, Content};

/// Of what a sheet is made.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its dates, solved.
    pub dates: &'a Dates,
    /// Its matrix, as of the date, in the order in which it is handed on.
    pub arrangement: &'a Arrangement,
    /// What lies behind the cells, as of the date.
    pub evidence: &'a Evidence,
    /// What mandates and evidence come to, and what missions do, as of the date.
    pub gaps: &'a Gaps,
    /// What is different since the date compared with, if there is one.
    pub difference: Option<&'a Difference>,
    /// The as-of date, if there is one.
    pub as_of: Option<&'a Edtf>,
    /// The date compared with, if there is one.
    pub against: Option<&'a Edtf>,
    /// The query that the incidents were filtered by; empty where none was.
    pub query: &'a str,
    /// What an incident needs, to count.
    pub threshold: &'a Threshold,
}

/// The matrix with this layer, and every statement behind its cells.
pub fn sheet(subject: &Subject<'_>, layer: Layer) -> Sheet {
    let long = [long::long(subject, layer), work::long(subject, layer)].concat();
    Sheet { long, ..Maker::of(subject, (layer, true)).sheet() }
}

/// The same without what stands behind the cells, which takes no longer than the matrix is large.
pub fn bare(subject: &Subject<'_>, layer: Layer) -> Sheet {
    Maker::of(subject, (layer, false)).sheet()
}

/// A place of the matrix.
pub(super) type At = (MissionId, ThemeId);

/// Makes a sheet of a layer.
pub(super) struct Maker<'a> {
    pub subject: &'a Subject<'a>,
    layer: Layer,
    pub has_statements: bool,
    /// How many cells are gaps, or are different.
    counts: Counts,
}

/// Of what a total is.
#[derive(Clone, Copy)]
enum Of {
    Mission(MissionId),
    Theme(ThemeId),
    All,
}

impl<'a> Maker<'a> {
    fn of(subject: &'a Subject<'a>, (layer, has_statements): (Layer, bool)) -> Self {
        let counts = match layer {
            Layer::Gap | Layer::All => subject.gaps.counts(),
            Layer::Difference => subject.difference.map(Difference::counts).unwrap_or_default(),
            Layer::Level | Layer::Activities | Layer::Incidents | Layer::Resources | Layer::Both => Counts::default(),
        };
        Self { subject, layer, has_statements, counts }
    }

    fn sheet(&self) -> Sheet {
        let Subject { case, arrangement, .. } = *self.subject;
        let matrix = &arrangement.matrix;
        let groups: Vec<Group> = matrix.groups.iter().map(|group| self.group(group)).collect();
        let of_theme = |(&id, &filled): (&ThemeId, &usize)| self.total(filled, Of::Theme(id));
        Sheet {
            title: format!("Mandate matrix: {}", case.header.title),
            about: about(self.subject, self.layer),
            marking: case.banner_marking(),
            columns: matrix.themes.iter().map(|&id| column(case, id)).collect(),
            counted: figure::counted_words(self.layer),
            totals: matrix.themes.iter().zip(&matrix.totals).map(of_theme).collect(),
            total: self.total(matrix.total, Of::All),
            legend: legend(&groups, self.layer),
            long: Vec::new(),
            notes: notes(self.layer),
            groups,
        }
    }

    fn total(&self, filled: usize, of: Of) -> Total {
        match self.layer {
            Layer::Level | Layer::Both => Total::Filled(filled),
            Layer::Incidents => Total::Incidents(self.tally(of)),
            Layer::Activities => self.done(of).map_or(Total::None, |done| Total::Counted(done.surely(), done.possibly)),
            Layer::Resources => self.done(of).map_or(Total::None, |done| Total::Amounts(done.resources.clone())),
            Layer::Gap | Layer::Difference | Layer::All => {
                let (surely, possibly) = match of {
                    Of::Mission(id) => self.counts.of_mission(id),
                    Of::Theme(id) => self.counts.of_theme(id),
                    Of::All => self.counts.total,
                };
                Total::Counted(surely, possibly)
            }
        }
    }

    fn tally(&self, of: Of) -> Tally {
        let evidence = self.subject.evidence;
        match of {
            Of::Mission(id) => evidence.of_mission(id),
            Of::Theme(id) => evidence.of_theme(id),
            Of::All => evidence.total,
        }
    }

    fn done(&self, of: Of) -> Option<&Done> {
        let work = &self.subject.gaps.work;
        match of {
            Of::Mission(id) => work.of_mission(id),
            Of::Theme(id) => work.of_theme(id),
            Of::All => Some(&work.total),
        }
    }

    fn group(&self, group: &table::Group) -> Group {
        let rows: Vec<Row> = group.rows.iter().map(|row| self.row(row)).collect();
        let total = match self.layer {
            Layer::Level | Layer::Both => Total::Filled(group.total),
            // An incident may lie behind several missions, and amounts are too long for a heading.
            Layer::Incidents | Layer::Resources => Total::None,
            Layer::Activities | Layer::Gap | Layer::Difference | Layer::All => sum(&rows),
        };
        Group { heading: self.subject.arrangement.heading(group), rows, total }
    }

    fn row(&self, row: &table::Row) -> Row {
        let Subject { case, arrangement, .. } = *self.subject;
        let cells = row.cells.iter().zip(&arrangement.matrix.themes);
        let (organization, group) = long::whose(case, row.mission);
        Row {
            organization,
            group,
            name: case.title_of(row.mission.into()),
            full_name: case.missions.get(&row.mission).map(|mission| mission.full_name.clone()).unwrap_or_default(),
            remark: match row.existed {
                Holds::Surely => "",
                Holds::Possibly => "possibly then",
                Holds::No => "not then",
            },
            cells: cells.map(|(cell, &theme)| self.cell((row.mission, theme), cell)).collect(),
            total: self.total(row.total, Of::Mission(row.mission)),
        }
    }

    fn cell(&self, at: At, of: &table::Cell) -> Cell {
        match self.layer {
            Layer::Level => self.level(of),
            Layer::Activities => layers::activities(self, (at, of)),
            Layer::Incidents => self.evidence(at),
            Layer::Resources => layers::resources(self, (at, of)),
            Layer::Gap => layers::gap(self, (at, of)),
            Layer::Difference => layers::difference(self, (at, of)),
            Layer::Both => {
                let (level, tally) = (self.level(of), self.subject.evidence.tally(at.0, at.1));
                let behind = level.behind.iter().cloned().chain(self.incidents(at)).collect();
                Cell { words: format!("{}. {}", level.words, tally_words(tally)), behind, tally, ..level }
            }
            Layer::All => layers::all(self, (at, of)),
        }
    }

    fn evidence(&self, at: At) -> Cell {
        let tally = self.subject.evidence.tally(at.0, at.1);
        Cell {
            tone: if tally.is_empty() { Tone::Plain } else { Tone::Evidence },
            sign: tally.is_empty().then_some(Sign::Nothing),
            words: tally.words(),
            behind: self.incidents(at),
            bars: (!tally.is_empty()).then_some((tally.stated, tally.inferred)),
            tally,
            ..Cell::default()
        }
    }

    pub fn incidents(&self, at: At) -> Vec<String> {
        if self.has_statements { long::incidents(self.subject, at) } else { Vec::new() }
    }

    pub fn claims(&self, cell: &table::Cell) -> Vec<String> {
        if !self.has_statements {
            return Vec::new();
        }
        cell.claims.iter().filter_map(|claim| long::claim_line(self.subject, claim.mandate)).collect()
    }

    pub fn level(&self, cell: &table::Cell) -> Cell {
        let (sign, tone, label) = signed(&cell.content);
        Cell {
            sign: Some(sign),
            tone,
            label: label.to_owned(),
            marks: doubts(cell),
            count: cell.claims.len(),
            words: words(self.subject.case, cell),
            behind: self.claims(cell),
            ..Cell::default()
        }
    }
}

/// What the rows count, added up: each row counts what no other one does.
fn sum(rows: &[Row]) -> Total {
    let counts = rows
        .iter()
        .map(|row| if let Total::Counted(surely, possibly) = row.total { (surely, possibly) } else { (0, 0) });
    let (surely, possibly) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    Total::Counted(surely, possibly)
}

/// "incidents: 3", or that there is none.
pub(super) fn tally_words(tally: Tally) -> String {
    if tally.is_empty() { tally.words() } else { format!("incidents: {}", tally.words()) }
}

fn column(case: &Case, id: ThemeId) -> Column {
    let short = case.themes.get(&id).map(|theme| theme.code.trim().to_owned()).unwrap_or_default();
    Column { short, name: case.title_of(id.into()) }
}

/// What is open about the level of a cell.
fn doubts(cell: &table::Cell) -> Vec<Sign> {
    let all = |is_so: fn(&Claim) -> bool| !cell.claims.is_empty() && cell.claims.iter().all(is_so);
    let elsewhere = all(|claim| claim.is_attested_elsewhere) || cell.is_blank_elsewhere;
    let doubts = [
        (Sign::Possible, all(|claim| claim.holds == Holds::Possibly)),
        (Sign::Elsewhere, elsewhere),
        (Sign::Unsourced, cell.claims.iter().any(|claim| !claim.is_sourced)),
    ];
    doubts.into_iter().filter_map(|(sign, is_so)| is_so.then_some(sign)).collect()
}

fn signed(content: &Content) -> (Sign, Tone, &'static str) {
    let glyph = |level: Level, tone: Tone| {
        let (glyph, label, _) = figure::level_glyph(level);
        (Sign::Glyph(glyph), tone, label)
    };
    match content {
        Content::Filled(level) => glyph(*level, Tone::Mandate),
        Content::Empty(Blank::Excluded) => glyph(Level::Excluded, Tone::No),
        Content::Empty(Blank::SurveyedBlank(_)) => (Sign::Surveyed, Tone::Plain, ""),
        Content::Empty(Blank::NotSurveyed) => (Sign::Unsurveyed, Tone::Plain, ""),
    }
}

fn about(subject: &Subject<'_>, layer: Layer) -> Vec<(&'static str, String)> {
    let as_of = subject.as_of.map_or_else(|| "no date, all of the case".to_owned(), ToString::to_string);
    let mut about = vec![("Shows", shows(layer).to_owned()), ("As of", as_of)];
    about.extend(subject.arrangement.hidden_words().map(|words| ("Left out", words)));
    if layer == Layer::Difference {
        let against = subject.against.map_or_else(|| "no date: nothing is compared".to_owned(), ToString::to_string);
        about.push(("Compared with", against));
    }
    if !has_incidents(layer) {
        return about;
    }
    if !subject.query.is_empty() {
        about.push(("Only incidents of the query", subject.query.to_owned()));
    }
    let threshold = subject
        .threshold
        .words(&subject.threshold.time.map_or_else(String::new, |time| civil::span(time.first, time.last)));
    if !threshold.is_empty() {
        about.push(("Only incidents that are", threshold));
    }
    about
}

const fn shows(layer: Layer) -> &'static str {
    match layer {
        Layer::Level => "level of the mandates",
        Layer::Activities => "activities, technical and political",
        Layer::Incidents => "incidents",
        Layer::Resources => "staff and money of activities, as far as they are stated",
        Layer::Gap => "gaps: what mandates and evidence come to",
        Layer::Difference => "what is different between two dates",
        Layer::Both => "level of the mandates, and incidents",
        Layer::All => "level of the mandates, gaps, incidents and activities",
    }
}

/// Whether incidents are counted in the cells of a layer, or decide what they show.
pub const fn has_incidents(layer: Layer) -> bool {
    match layer {
        Layer::Level | Layer::Activities | Layer::Resources => false,
        Layer::Incidents | Layer::Gap | Layer::Difference | Layer::Both | Layer::All => true,
    }
}

/// What a cell says of its level. Where its claims differ, each is told.
pub(super) fn words(case: &Case, cell: &table::Cell) -> String {
    if cell.claims.is_empty() {
        return figure::blank_words(case, cell);
    }
    let told = |claim: &Claim| {
        let elsewhere = if claim.is_attested_elsewhere { ", attested for another date" } else { "" };
        format!("{}{elsewhere}", figure::claim_words(claim))
    };
    cell.claims.iter().map(told).collect::<Vec<_>>().join(", ")
}
