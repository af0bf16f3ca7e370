//! `sightline matrix`: which mission is mandated to act on which theme.
//!
//! With `--layer`, `--between`, `--format` or `-o`, the matrix as a sheet to hand on instead (`sheet.rs`).
//!
//! With `--json`, an object: `file`; `as_of` (EDTF, or null); `themes`, a list of objects: `id`, `code`, `name`; `total`
//! (filled cells); `rows`, a list of objects: `organization`, `group`, `mission` (id), `name`, `total` and `cells`, one
//! for each theme in its order: `level` (in words, or null for an empty cell), `empty` (null, or why it is empty:
//! "not surveyed", "surveyed" or "excluded") and `claims`, a list of objects: `mandate` (id), `level` and `holds`
//! ("surely" or "possibly" on the date).

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::sheet;
use super::state::{self, Asked, Worked};
use super::text::{one_line, table};
use super::{FINE, Streams, UNUSABLE, open_or_tell, tell, write_json};
use crate::case::{Case, Layer, Level, ThemeId};
use crate::figure::{self, sheet::Subject};
use crate::query::arrange::Arrangement;
use crate::query::as_of::{AsOf, Holds};
use crate::query::dates::Dates;
use crate::query::gaps::difference;
use crate::query::matrix::{Blank, Cell, Claim, Content, Group, Matrix, Row, matrix};

/// Shows which mission is mandated to act on which theme
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, an object: file, as_of (or null), themes (a list of objects: id, code, name), total, \
                        rows (a list of objects: organization, group, mission, name, total, cells (a list of objects: \
                        level (or null), empty (null, or why: not surveyed, surveyed, excluded), claims (a list of \
                        objects: mandate, level, holds)))"
)]
pub(super) struct Arguments {
    /// Print JSON: what fills each cell, by ids
    #[arg(long, conflicts_with_all = ["layer", "format", "output", "between", "min_grade"])]
    json: bool,
    #[command(flatten)]
    state: state::When,
    #[command(flatten)]
    sheet: sheet::Options,
    /// The case
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let understood = arguments.state.asked().and_then(|asked| {
        let layer = arguments.sheet.layer(&asked)?;
        Ok((asked, layer))
    });
    let (asked, layer) = match understood {
        Ok(understood) => understood,
        Err(words) => {
            tell(&words, streams)?;
            return Ok(UNUSABLE);
        }
    };
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let dates = Dates::of(&case);
    if let Some(layer) = layer {
        return sheet_of(&case, &dates, (arguments, &asked, layer), streams);
    }
    let as_of = asked.dates.first().map(|date| date.1);
    let matrix = matrix(&case, &dates, as_of);
    if arguments.json {
        let value = json!({
            "file": arguments.file.display().to_string(),
            "as_of": arguments.state.as_of,
            "themes": themes_json(&case, &matrix),
            "total": matrix.total,
            "rows": rows_json(&case, &matrix),
        });
        write_json(&value, streams)?;
    } else {
        write!(streams.out, "{}\n{}", words(&case, &matrix), legend(&case, &matrix, as_of))?;
    }
    Ok(FINE)
}

/// The matrix as a sheet of a layer, compared with an earlier date where two are named.
fn sheet_of(
    case: &Case,
    dates: &Dates,
    (arguments, asked, layer): (&Arguments, &Asked, Layer),
    streams: &mut Streams<'_>,
) -> io::Result<u8> {
    let worked = |as_of| Worked::of(case, dates, (as_of, &asked.threshold));
    let now = asked.dates.last();
    let then = asked.dates.first().filter(|_| asked.dates.len() > 1);
    let after = worked(now.map(|date| date.1));
    let difference = then.map(|then| difference(worked(Some(then.1)).sides(), after.sides()));
    let subject = Subject {
        case,
        dates,
        arrangement: &Arrangement::plain(Arc::clone(&after.matrix)),
        evidence: &after.evidence,
        gaps: &after.gaps,
        difference: difference.as_ref(),
        as_of: now.map(|date| &date.0),
        against: then.map(|date| &date.0),
        query: "",
        threshold: &asked.threshold,
    };
    sheet::run(&arguments.sheet, (&subject, layer), streams)
}

/// Letters for levels, told apart in the legend: the same as in the window.
const fn letter(level: Level) -> &'static str {
    let (_, _, letter) = figure::level_glyph(level);
    letter
}

/// Whether a filled cell surely holds on the date: some claim of its level does.
fn is_sure(cell: &Cell, level: Level) -> bool {
    cell.claims.iter().any(|claim| claim.level == level && claim.holds == Holds::Surely)
}

fn cell_words(cell: &Cell) -> String {
    match &cell.content {
        Content::Filled(level) if is_sure(cell, *level) => letter(*level).to_owned(),
        Content::Filled(level) => format!("({})", letter(*level)),
        Content::Empty(Blank::SurveyedBlank(_)) => "·".to_owned(),
        Content::Empty(Blank::NotSurveyed) => "?".to_owned(),
        Content::Empty(Blank::Excluded) => letter(Level::Excluded).to_owned(),
    }
}

pub(super) fn code(case: &Case, id: ThemeId) -> String {
    let code = case.themes.get(&id).map(|theme| one_line(&theme.code)).unwrap_or_default();
    if code.is_empty() { one_line(&case.title_of(id.into())) } else { code }
}

/// "UN, field missions", or whichever of the two there is.
fn heading(group: &Group) -> String {
    let parts = [&group.organization, &group.name];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| one_line(part)).collect::<Vec<_>>().join(", ")
}

fn words(case: &Case, matrix: &Matrix) -> String {
    let codes = matrix.themes.iter().map(|&id| code(case, id));
    let totals = |totals: &[usize], total: usize| {
        let totals = totals.iter().map(ToString::to_string);
        std::iter::once("filled".to_owned()).chain(totals).chain([total.to_string()]).collect::<Vec<_>>()
    };
    let mut lines = vec![std::iter::once(String::new()).chain(codes).chain(["filled".to_owned()]).collect::<Vec<_>>()];
    for group in &matrix.groups {
        lines.push(vec![heading(group)]);
        for row in &group.rows {
            let name = format!("  {}", one_line(&case.title_of(row.mission.into())));
            let cells = row.cells.iter().map(cell_words);
            lines.push(std::iter::once(name).chain(cells).chain([row.total.to_string()]).collect());
        }
    }
    lines.push(totals(&matrix.totals, matrix.total));
    table(&lines)
}

fn legend(case: &Case, matrix: &Matrix, as_of: Option<AsOf>) -> String {
    let row = |mark: &str, meaning: &str| vec![mark.to_owned(), meaning.to_owned()];
    let mut rows: Vec<_> = Level::ALL.iter().map(|&level| row(letter(level), level.label())).collect();
    if as_of.is_some() {
        rows.push(row("(M)", "perhaps not on that date"));
    }
    rows.push(row("·", "empty: looked at, and nothing found"));
    rows.push(row("?", "empty: nobody looked"));
    rows.extend(matrix.themes.iter().map(|&id| vec![code(case, id), one_line(&case.title_of(id.into()))]));
    table(&rows)
}

fn themes_json(case: &Case, matrix: &Matrix) -> Vec<Value> {
    let theme = |&id: &ThemeId| {
        let code = case.themes.get(&id).map(|theme| &theme.code);
        json!({ "id": id.to_string(), "code": code, "name": case.title_of(id.into()) })
    };
    matrix.themes.iter().map(theme).collect()
}

fn rows_json(case: &Case, matrix: &Matrix) -> Vec<Value> {
    let row = |group: &Group, row: &Row| {
        json!({
            "organization": group.organization,
            "group": group.name,
            "mission": row.mission.to_string(),
            "name": case.title_of(row.mission.into()),
            "total": row.total,
            "cells": row.cells.iter().map(cell_json).collect::<Vec<_>>(),
        })
    };
    matrix.groups.iter().flat_map(|group| group.rows.iter().map(move |one| row(group, one))).collect()
}

fn cell_json(cell: &Cell) -> Value {
    let (level, empty) = match &cell.content {
        Content::Filled(level) => (Some(level.label()), None),
        Content::Empty(Blank::NotSurveyed) => (None, Some("not surveyed")),
        Content::Empty(Blank::SurveyedBlank(_)) => (None, Some("surveyed")),
        Content::Empty(Blank::Excluded) => (None, Some(Level::Excluded.label())),
    };
    json!({ "level": level, "empty": empty, "claims": cell.claims.iter().map(claim_json).collect::<Vec<_>>() })
}

fn claim_json(claim: &Claim) -> Value {
    let holds = match claim.holds {
        Holds::Surely => "surely",
        Holds::Possibly => "possibly",
        Holds::No => "no",
    };
    json!({ "mandate": claim.mandate.to_string(), "level": claim.level.label(), "holds": holds })
}
