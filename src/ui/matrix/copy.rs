//! Cells of the matrix as text with tabs, which spreadsheets paste: each with what its layer shows, in words.

use egui::Rect;

use super::cells::Slot;
use super::range::{self, Block, Key, Range};
use super::{counting, told};
use crate::case::ThemeId;
use crate::figure;
use crate::query::evidence::Layer;
use crate::query::matrix::{Blank, Cell, Content, Matrix, Row};
use crate::query::tables::written;
use crate::session::Sight;
use crate::ui::widgets::titled;

/// Copies the range, or the one cell where there is none.
pub(super) fn copy(ctx: &egui::Context, range: Option<Range>, cell: Key, session: Sight<'_>) {
    let matrix = &session.answers().arrangement.matrix;
    if let Some(block) = range::block_of(range, cell, matrix) {
        ctx.copy_text(tsv(session, matrix, &block));
    }
}

/// A row of themes, and a row for each mission. What was copied says in the corner its marking, its dates and what was
/// counted, so that none of it stays behind.
fn tsv(session: Sight<'_>, matrix: &Matrix, block: &Block) -> String {
    let (rows, columns) = block.sides();
    let themes = matrix.themes.get(columns.clone()).unwrap_or_default();
    let mut lines = vec![vec![corner(session)]];
    if let Some(head) = lines.first_mut() {
        head.extend(themes.iter().map(|&theme| titled(session.case(), theme)));
    }
    for row in matrix.rows().skip(*rows.start()).take(rows.count()) {
        lines.push(line(session, row, themes, *columns.start()));
    }
    let lines: Vec<String> =
        lines.iter().map(|line| line.iter().map(|text| written(text)).collect::<Vec<_>>().join("\t")).collect();
    lines.join("\n") + "\n"
}

/// The cells of a mission from a column on, on these themes.
fn line(session: Sight<'_>, row: &Row, themes: &[ThemeId], first: usize) -> Vec<String> {
    let mission = row.mission;
    let cells = row.cells.iter().skip(first).zip(themes);
    let slot =
        |(cell, &theme)| Slot { rect: Rect::NOTHING, cell, mission, theme, is_selected: false, is_in_range: true };
    let words = cells.map(slot).map(|slot| words(session, &slot));
    std::iter::once(titled(session.case(), mission)).chain(words).collect()
}

fn corner(session: Sight<'_>) -> String {
    let (view, counts_incidents) = (session.view(), session.view().layer != Layer::Level);
    let query = session.answers().hits.as_ref().filter(|hits| counts_incidents && !hits.is_wrong());
    let threshold = Some(&view.threshold).filter(|threshold| counts_incidents && !threshold.is_none());
    let compared = view.against.as_ref().filter(|_| view.layer == Layer::Difference);
    let parts = [
        Some(session.answers().marking.banner()),
        view.as_of.as_ref().map(|date| format!("as of {date}")),
        compared.map(|date| format!("compared with {date}")),
        query.map(|_| format!("only incidents of the query {}", view.filter.to_saved())),
        threshold.map(counting::sentence),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What the layer shows of a cell.
fn words(session: Sight<'_>, slot: &Slot<'_>) -> String {
    let levels = || levels(slot.cell);
    match session.view().layer {
        Layer::Level => levels(),
        Layer::Incidents => slot.tally(session).words(),
        Layer::Both => format!("{}; {}", levels(), slot.tally(session).words()),
        Layer::Activities | Layer::Resources | Layer::Gap | Layer::Difference => told::first(session, slot),
        Layer::All => {
            let done = told::done(session, slot).map(|done| format!("; {}", done.words()));
            format!("{}; {}{}", levels(), told::first(session, slot), done.unwrap_or_default())
        }
    }
}

/// The claims of a cell with their marks, or which kind of empty it is.
fn levels(cell: &Cell) -> String {
    if !cell.claims.is_empty() {
        let claims = cell.claims.iter().map(|claim| {
            let (.., letter) = figure::level_glyph(claim.level);
            let elsewhere = if claim.is_attested_elsewhere { " *attested for another date" } else { "" };
            format!("{letter} {}{elsewhere}", figure::claim_words(claim))
        });
        return claims.collect::<Vec<_>>().join(", ");
    }
    let elsewhere = if cell.is_blank_elsewhere { ", for another date" } else { "" };
    match &cell.content {
        Content::Empty(_) | Content::Filled(_) if !cell.left_out.is_empty() => {
            "claimed, but not on this date".to_owned()
        }
        Content::Filled(level) => level.label().to_owned(),
        Content::Empty(Blank::NotSurveyed) => "not surveyed".to_owned(),
        Content::Empty(Blank::SurveyedBlank(_)) => format!("surveyed, blank{elsewhere}"),
        Content::Empty(Blank::Excluded) => "excluded".to_owned(),
    }
}
