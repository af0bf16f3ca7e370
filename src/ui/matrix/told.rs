//! What a cell says in words, a line for each thing: to the pointer and to screen readers. What its layer shows comes first.

use super::cells::Slot;
use crate::figure::{self, blank_words, claim_words};
use crate::query::evidence::Layer;
use crate::query::gaps::{Done, Finding};
use crate::session::Sight;
use crate::ui::widgets::{cut, titled};

/// Everything that is to be said of a cell.
pub(super) fn words(session: Sight<'_>, slot: &Slot<'_>) -> String {
    let case = session.case();
    let first = first(session, slot);
    let layer = session.view().layer;
    let mut lines = vec![format!("{} × {}: {first}", titled(case, slot.mission), titled(case, slot.theme))];
    if !is_of_level(layer) {
        lines.push(format!("Mandate: {}", level(session, slot)));
    }
    lines.extend(remarks(session, slot));
    if !matches!(layer, Layer::Gap | Layer::All) {
        let tally = slot.tally(session);
        let incidents = if tally.is_empty() { "" } else { "Incidents: " };
        lines.push(format!("{incidents}{}", tally.words()));
        lines.extend(finding(session, slot).map(|words| format!("Finding: {words}")));
    }
    if let Some(done) = done(session, slot).filter(|_| !matches!(layer, Layer::Activities)) {
        lines.push(format!("Activities: {}", done.words()));
    }
    lines.join("\n")
}

const fn is_of_level(layer: Layer) -> bool {
    match layer {
        Layer::Level | Layer::Incidents | Layer::Both => true,
        Layer::Activities | Layer::Resources | Layer::Gap | Layer::Difference | Layer::All => false,
    }
}

/// What the layer shows.
pub(super) fn first(session: Sight<'_>, slot: &Slot<'_>) -> String {
    match session.view().layer {
        Layer::Level | Layer::Incidents | Layer::Both => level(session, slot),
        Layer::Activities => figure::work_words(done(session, slot)),
        Layer::Resources => figure::resource_words(slot.cell, done(session, slot)),
        Layer::Gap | Layer::All => {
            let answers = session.answers();
            let finding = answers.gaps.cell(slot.mission, slot.theme);
            let tally = answers.evidence.tally(slot.mission, slot.theme);
            finding.map_or_else(|| level(session, slot), |finding| finding.told(session.case(), tally))
        }
        Layer::Difference => {
            figure::difference_words(session.answers().difference.as_deref(), (slot.mission, slot.theme))
        }
    }
}

pub(super) fn done<'a>(session: Sight<'a>, slot: &Slot<'_>) -> Option<&'a Done> {
    session.answers().gaps.work.cell(slot.mission, slot.theme)
}

fn finding(session: Sight<'_>, slot: &Slot<'_>) -> Option<String> {
    session.answers().gaps.cell(slot.mission, slot.theme).map(Finding::label)
}

fn level(session: Sight<'_>, slot: &Slot<'_>) -> String {
    let levels: Vec<String> = slot.cell.claims.iter().map(claim_words).collect();
    if levels.is_empty() { blank_words(session.case(), slot.cell) } else { levels.join(", ") }
}

/// What the claims say beside their levels.
fn remarks(session: Sight<'_>, slot: &Slot<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for claim in &slot.cell.claims {
        let Some(mandate) = session.case().mandates.get(&claim.mandate) else { continue };
        if let Some(modality) = mandate.modality {
            lines.push(format!("{}: it is to {}", claim.level.label(), modality.label()));
        }
        if !mandate.note.is_empty() {
            lines.push(format!("Remark of the source: {}", cut(mandate.note.clone())));
        }
        if claim.is_attested_elsewhere
            && let Some(date) = &mandate.attested
        {
            lines.push(format!("* attested for {}, not for the as-of date", date.as_str()));
        }
    }
    lines
}
