//! A sheet as JSON, for other programs: an object with `title`, `about` (an object), `marking`, `columns` (`code`, `name`),
//! `rows` (`organization`, `group`, `name`, `full_name`, `remark`, `cells`, `total`), `totals`, `total`, `legend` (`sign`,
//! `meaning`), `notes`, and `statements`: an object for each kind of statement, with a list of objects for its rows.
//!
//! A cell is an object: `words`, `short` (its signs as text), `incidents` (`stated`, `inferred`, `possibly`,
//! `less_than_reported`; null where the layer counts none in it) and `behind` (a list of lines).

use serde_json::{Map, Value, json};

use super::{Cell, Long, Row, Sheet, Total};
use crate::query::evidence::Tally;
use crate::query::gaps::Amount;

pub(super) fn write(sheet: &Sheet) -> String {
    let statements: Map<_, _> = sheet.long.iter().map(|long| (long.title.to_lowercase(), long_json(long))).collect();
    let value = json!({
        "title": sheet.title,
        "about": sheet.about.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect::<Map<_, _>>(),
        "marking": sheet.marking.banner(),
        "columns": sheet.columns.iter().map(|one| json!({ "code": one.short, "name": one.name })).collect::<Vec<_>>(),
        "rows": sheet.rows().map(row_json).collect::<Vec<_>>(),
        "counted": sheet.counted,
        "totals": sheet.totals.iter().map(total_json).collect::<Vec<_>>(),
        "total": total_json(&sheet.total),
        "legend": sheet.legend.iter().map(|(sign, words)| json!({ "sign": sign.text(), "meaning": words })).collect::<Vec<_>>(),
        "notes": sheet.notes,
        "statements": statements,
    });
    format!("{value:#}\n")
}

fn row_json(row: &Row) -> Value {
    json!({
        "organization": row.organization,
        "group": row.group,
        "name": row.name,
        "full_name": row.full_name,
        "remark": row.remark,
        "cells": row.cells.iter().map(cell_json).collect::<Vec<_>>(),
        "total": total_json(&row.total),
    })
}

fn cell_json(cell: &Cell) -> Value {
    json!({
        "words": cell.words,
        "short": cell.short(),
        "incidents": (!cell.tally.is_empty()).then(|| tally_json(cell.tally)),
        "behind": cell.behind,
    })
}

fn tally_json(tally: Tally) -> Value {
    json!({
        "stated": tally.stated,
        "inferred": tally.inferred,
        "possibly": tally.possibly,
        "less_than_reported": tally.uncertain.count(),
    })
}

/// A number of cells, an object of incidents or of what is sure and what is possible, a list of amounts, or null.
fn total_json(total: &Total) -> Value {
    match total {
        Total::None => Value::Null,
        Total::Filled(count) => (*count).into(),
        Total::Incidents(tally) => tally_json(*tally),
        Total::Counted(surely, possibly) => json!({ "surely": surely, "possibly": possibly }),
        Total::Amounts(amounts) => {
            let amount = |one: &Amount| json!({ "unit": one.unit, "least": one.least, "most": one.most });
            amounts.iter().map(amount).collect::<Vec<_>>().into()
        }
    }
}

fn long_json(long: &Long) -> Value {
    let row = |row: &Vec<String>| -> Value {
        long.columns.iter().zip(row).map(|(name, text)| (key(name), json!(text))).collect::<Map<_, _>>().into()
    };
    long.rows.iter().map(row).collect::<Vec<_>>().into()
}

/// "Attested for" → `attested_for`.
fn key(name: &str) -> String {
    name.to_lowercase().replace(' ', "_")
}
