//! The mandate matrix as a sheet: its levels, the incidents behind its cells, or both.

use super::long;
use super::{Cell, Column, Group, Row, Sheet, Sign, Tone, Total};
use crate::case::when::civil;
use crate::case::{Case, Edtf, Layer, Level, MissionId, ThemeId};
use crate::figure::{self, MatrixGlyph};
use crate::query::arrange::Arrangement;
use crate::query::as_of::Holds;
use crate::query::dates::Dates;
use crate::query::evidence::{Evidence, Tally, Threshold};
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
    /// The as-of date, if there is one.
    pub as_of: Option<&'a Edtf>,
    /// The query that the incidents were filtered by; empty where none was.
    pub query: &'a str,
    /// What an incident needs, to count.
    pub threshold: &'a Threshold,
}

/// The matrix with this layer, and every statement behind its cells.
pub fn sheet(subject: &Subject<'_>, layer: Layer) -> Sheet {
    let maker = Maker { subject, layer, has_statements: true };
    Sheet { long: long::long(subject, layer), ..maker.sheet() }
}

/// The same without what stands behind the cells, which takes no longer than the matrix is large.
pub fn bare(subject: &Subject<'_>, layer: Layer) -> Sheet {
    Maker { subject, layer, has_statements: false }.sheet()
}

/// Makes a sheet of a layer.
struct Maker<'a> {
    subject: &'a Subject<'a>,
    layer: Layer,
    has_statements: bool,
}

impl Maker<'_> {
    fn sheet(&self) -> Sheet {
        let Subject { case, arrangement, evidence, .. } = *self.subject;
        let matrix = &arrangement.matrix;
        let groups: Vec<Group> = matrix.groups.iter().map(|group| self.group(group)).collect();
        let of_theme = |(&id, &filled): (&ThemeId, &usize)| self.total(filled, evidence.of_theme(id));
        Sheet {
            title: format!("Mandate matrix: {}", case.header.title),
            about: about(self.subject, self.layer),
            marking: case.banner_marking(),
            columns: matrix.themes.iter().map(|&id| column(case, id)).collect(),
            counted: if self.layer == Layer::Incidents { "Incidents" } else { "Missions" },
            totals: matrix.themes.iter().zip(&matrix.totals).map(of_theme).collect(),
            total: self.total(matrix.total, evidence.total),
            legend: legend(&groups, self.layer),
            long: Vec::new(),
            notes: notes(self.layer),
            groups,
        }
    }

    fn total(&self, filled: usize, tally: Tally) -> Total {
        if self.layer == Layer::Incidents { Total::Incidents(tally) } else { Total::Filled(filled) }
    }

    fn group(&self, group: &table::Group) -> Group {
        Group {
            heading: self.subject.arrangement.heading(group),
            rows: group.rows.iter().map(|row| self.row(row)).collect(),
            // An incident may lie behind several missions, so that a group has no count of its own.
            total: if self.layer == Layer::Incidents { Total::None } else { Total::Filled(group.total) },
        }
    }

    fn row(&self, row: &table::Row) -> Row {
        let Subject { case, arrangement, evidence, .. } = *self.subject;
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
            total: self.total(row.total, evidence.of_mission(row.mission)),
        }
    }

    fn cell(&self, at: (MissionId, ThemeId), of: &table::Cell) -> Cell {
        let tally = self.subject.evidence.tally(at.0, at.1);
        match self.layer {
            Layer::Level => self.level(of),
            Layer::Incidents => Cell {
                tone: if tally.is_empty() { Tone::Plain } else { Tone::Evidence },
                sign: tally.is_empty().then_some(Sign::Nothing),
                words: tally.words(),
                behind: self.incidents(at),
                tally,
                ..Cell::default()
            },
            Layer::Both | Layer::Activities | Layer::Resources | Layer::Gap | Layer::Difference | Layer::All => {
                let level = self.level(of);
                let told = if tally.is_empty() { tally.words() } else { format!("incidents: {}", tally.words()) };
                let behind = level.behind.iter().cloned().chain(self.incidents(at)).collect();
                Cell { words: format!("{}. {told}", level.words), behind, tally, ..level }
            }
        }
    }

    fn incidents(&self, at: (MissionId, ThemeId)) -> Vec<String> {
        if self.has_statements { long::incidents(self.subject, at) } else { Vec::new() }
    }

    fn claims(&self, cell: &table::Cell) -> Vec<String> {
        if !self.has_statements {
            return Vec::new();
        }
        cell.claims.iter().filter_map(|claim| long::claim_line(self.subject, claim.mandate)).collect()
    }

    fn level(&self, cell: &table::Cell) -> Cell {
        let (sign, tone, label) = signed(&cell.content);
        Cell {
            sign: Some(sign),
            tone,
            label: label.to_owned(),
            doubts: doubts(cell),
            count: cell.claims.len(),
            tally: Tally::default(),
            words: words(self.subject.case, cell),
            behind: self.claims(cell),
        }
    }
}

fn column(case: &Case, id: ThemeId) -> Column {
    let short = case.themes.get(&id).map(|theme| theme.code.trim().to_owned()).unwrap_or_default();
    Column { short, name: case.title_of(id.into()) }
}

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
    let shows = match layer {
        Layer::Level => "level of the mandates",
        Layer::Incidents => "incidents",
        // The other layers come to something of claims and incidents: a sheet has what they are made of.
        Layer::Both | Layer::Activities | Layer::Resources | Layer::Gap | Layer::Difference | Layer::All => {
            "level of the mandates, and incidents"
        }
    };
    let mut about = vec![("Shows", shows.to_owned()), ("As of", as_of)];
    about.extend(subject.arrangement.hidden_words().map(|words| ("Left out", words)));
    if !subject.query.is_empty() && layer != Layer::Level {
        about.push(("Only incidents of the query", subject.query.to_owned()));
    }
    let threshold = subject
        .threshold
        .words(&subject.threshold.time.map_or_else(String::new, |time| civil::span(time.first, time.last)));
    if !threshold.is_empty() && layer != Layer::Level {
        about.push(("Only incidents that are", threshold));
    }
    about
}

fn notes(layer: Layer) -> Vec<&'static str> {
    let mut notes = vec!["An empty cell is not a “no”: it says which kind of empty it is. None of them means safe."];
    if layer != Layer::Level {
        notes.push(
            "An incident is counted where it names the mission, where the mission took part, or where its place lies in \
             the mission's area. Grounds are never added up, and in a total each incident is counted once.",
        );
    }
    notes
}

/// What a cell says of its level. Where its claims differ, each is told.
fn words(case: &Case, cell: &table::Cell) -> String {
    if cell.claims.is_empty() {
        return figure::blank_words(case, cell);
    }
    let told = |claim: &Claim| {
        let elsewhere = if claim.is_attested_elsewhere { ", attested for another date" } else { "" };
        format!("{}{elsewhere}", figure::claim_words(claim))
    };
    cell.claims.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// What the signs mean: of levels those that are used, since a legend of what is not there would only take room.
fn legend(groups: &[Group], layer: Layer) -> Vec<(Sign, &'static str)> {
    let has = |is_so: &dyn Fn(&Cell) -> bool| {
        groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells).any(is_so)
    };
    let mut legend = Vec::new();
    if layer != Layer::Incidents {
        for &level in Level::ALL {
            let sign = Sign::Glyph(figure::level_glyph(level).0);
            legend.extend(has(&|cell| cell.sign == Some(sign)).then_some((sign, level.label())));
        }
        legend.extend(has(&|cell| cell.has(Sign::Possible)).then_some((Sign::Possible, "only possibly")));
        legend.extend(
            has(&|cell| cell.has(Sign::Elsewhere)).then_some((Sign::Elsewhere, "for another date than the as-of date")),
        );
        legend.extend(has(&|cell| cell.has(Sign::Unsourced)).then_some((Sign::Unsourced, "unsourced")));
        legend.extend([(Sign::Surveyed, "surveyed, and nothing found"), (Sign::Unsurveyed, "not surveyed")]);
    }
    if layer != Layer::Level {
        legend.extend([
            (Sign::Stated, "incidents, theme stated"),
            (Sign::Inferred, "theme inferred"),
            (Sign::Possibly, "only possibly here"),
            (Sign::Uncertain, "some less than reported"),
            (Sign::Nothing, "empty: no incident in the case, which is no “no”"),
        ]);
    }
    legend
}

impl Sign {
    /// The tone in which the legend draws it.
    pub fn tone(self) -> Tone {
        match self {
            Self::Glyph(MatrixGlyph::Cross) => Tone::No,
            Self::Glyph(_) => Tone::Mandate,
            Self::Stated | Self::Inferred | Self::Possibly | Self::Uncertain => Tone::Evidence,
            Self::Surveyed | Self::Unsurveyed | Self::Nothing | Self::Possible | Self::Elsewhere | Self::Unsourced => {
                Tone::Plain
            }
        }
    }
}
