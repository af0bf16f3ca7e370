//! What stands behind the cells of a sheet, statement by statement: as lines, and as tables with a row for each.

use super::Long;
use super::of_matrix::Subject;
use crate::case::{
    Case, Citation, Common, IncidentId, Layer, Mandate, MandateId, MissionId, RecordId, SourceId, Stance, ThemeId,
    When, grade, is_judged,
};
use crate::figure;
use crate::query::as_of::Holds;
use crate::query::evidence::{Behind, Weight};
use crate::query::matrix::{Cell, Claim};
use crate::query::tables::{Told, date_words};

/// Columns of the claims. An import reads them by these names.
const CLAIMS: &[&str] = &[
    "Organization",
    "Group",
    "Mission",
    "Theme",
    "Level",
    "On the date",
    "Modality",
    "Decision",
    "Paragraph",
    "From",
    "To",
    "Date",
    "Attested for",
    "Note",
    "Sources",
    "Marking",
];

/// Columns of the incidents.
const INCIDENTS: &[&str] =
    &["Organization", "Group", "Mission", "Theme", "Incident", "Date", "Why it counts", "Counts", "Sources", "Marking"];

/// A table of the claims and one of the incidents, where the layer shows them.
pub(super) fn long(subject: &Subject<'_>, layer: Layer) -> Vec<Long> {
    let claims = || Long { title: "Claims", columns: CLAIMS, rows: rows(subject, claim_rows) };
    let incidents = || Long { title: "Incidents", columns: INCIDENTS, rows: rows(subject, incident_rows) };
    match layer {
        Layer::Level | Layer::Resources => vec![claims()],
        Layer::Incidents => vec![incidents()],
        Layer::Activities => Vec::new(),
        Layer::Both | Layer::Gap | Layer::Difference | Layer::All => vec![claims(), incidents()],
    }
}

/// A place of the matrix.
pub(super) type At<'a> = ((MissionId, ThemeId), &'a Cell);

/// The rows of every cell, each after the names of its row and column.
pub(super) fn rows(subject: &Subject<'_>, of: impl Fn(&Subject<'_>, At<'_>) -> Vec<Vec<String>>) -> Vec<Vec<String>> {
    let (case, matrix) = (subject.case, &subject.arrangement.matrix);
    let mut table = Vec::new();
    for row in matrix.rows() {
        let (organization, group) = whose(case, row.mission);
        for (&theme, cell) in matrix.themes.iter().zip(&row.cells) {
            let titles = [case.title_of(row.mission.into()), case.title_of(theme.into())];
            let head = [organization.clone(), group.clone()].into_iter().chain(titles);
            let rows = of(subject, ((row.mission, theme), cell));
            table.extend(rows.into_iter().map(|rest| head.clone().chain(rest).collect()));
        }
    }
    table
}

/// The organization and the group of a mission.
pub(super) fn whose(case: &Case, mission: MissionId) -> (String, String) {
    let mission = case.missions.get(&mission);
    mission.map(|mission| (mission.organization.clone(), mission.group.clone())).unwrap_or_default()
}

fn claim_rows(subject: &Subject<'_>, (_, cell): At<'_>) -> Vec<Vec<String>> {
    cell.claims.iter().filter_map(|claim| claim_row(subject, claim)).collect()
}

fn claim_row(subject: &Subject<'_>, claim: &Claim) -> Option<Vec<String>> {
    let mandate = subject.case.mandates.get(&claim.mandate)?;
    let (from, to) = ends(&mandate.when);
    let on_the_date = match (claim.holds, claim.is_attested_elsewhere) {
        (_, true) => "possibly: attested for another date",
        (Holds::Possibly, false) => "possibly",
        (Holds::Surely, false) => "yes",
        (Holds::No, false) => "no",
    };
    Some(vec![
        mandate.level.label().to_owned(),
        on_the_date.to_owned(),
        mandate.modality.map(|modality| modality.label().to_owned()).unwrap_or_default(),
        mandate.decision.map(|id| decision_name(subject, id)).unwrap_or_default(),
        paragraph(mandate),
        from,
        to,
        date(subject, claim.mandate, &mandate.when),
        mandate.attested.as_ref().map(ToString::to_string).unwrap_or_default(),
        mandate.note.clone(),
        sources(subject, &mandate.common, mandate.decision),
        marking(subject, &mandate.common),
    ])
}

fn incident_rows(subject: &Subject<'_>, ((mission, theme), _): At<'_>) -> Vec<Vec<String>> {
    let row = |behind: &Behind| {
        let incident = subject.case.incidents.get(&behind.incident)?;
        Some(vec![
            titled(subject, behind)?,
            date(subject, behind.incident, &incident.when),
            figure::behind_words(subject.case, behind, mission),
            weight_words(behind.weight).to_owned(),
            sources(subject, &incident.common, None),
            marking(subject, &incident.common),
        ])
    };
    let found = subject.evidence.cell(mission, theme);
    found.map(|found| found.behind.iter().filter_map(row).collect()).unwrap_or_default()
}

const fn weight_words(weight: Weight) -> &'static str {
    match weight {
        Weight::Counted => "yes",
        Weight::Possibly => "possibly",
        Weight::Below => "no: below the threshold",
        Weight::OutsideLife => "no: before the mission or after it",
        Weight::Retracted => "no: retracted",
    }
}

/// What a claim says, in one line: "mandated (assist): S/RES/1876, para. 3; holds 2009/2010; sources: …".
pub(super) fn claim_line(subject: &Subject<'_>, id: MandateId) -> Option<String> {
    let mandate = subject.case.mandates.get(&id)?;
    let modality = mandate.modality.map(|modality| format!(" ({})", modality.label())).unwrap_or_default();
    let mut parts = vec![format!("{}{modality}", mandate.level.label())];
    parts.extend(mandate.decision.map(|decision| {
        let paragraph = paragraph(mandate);
        let place = if paragraph.is_empty() { paragraph } else { format!(", {paragraph}") };
        format!("decision: {}{place}", decision_name(subject, decision))
    }));
    parts.extend((!mandate.when.is_undated()).then(|| format!("holds {}", date(subject, id, &mandate.when))));
    parts.extend(mandate.attested.as_ref().map(|attested| format!("attested for {attested}")));
    parts.extend((!mandate.note.is_empty()).then(|| format!("remark of the source: {}", mandate.note)));
    parts.push(said(sources(subject, &mandate.common, mandate.decision)));
    Some(parts.join("; "))
}

/// The incidents behind a cell that count in it, a line for each.
pub(super) fn incidents(subject: &Subject<'_>, at: (MissionId, ThemeId)) -> Vec<String> {
    incidents_that(subject, at, |_| true)
}

/// Those of them that are so.
pub(super) fn incidents_that(
    subject: &Subject<'_>,
    (mission, theme): (MissionId, ThemeId),
    is_meant: impl Fn(IncidentId) -> bool,
) -> Vec<String> {
    let line = |behind: &Behind| {
        let incident = subject.case.incidents.get(&behind.incident)?;
        let possibly = if behind.weight == Weight::Possibly { "possibly: " } else { "" };
        let (when, title) = (date(subject, behind.incident, &incident.when), titled(subject, behind)?);
        let why = figure::behind_words(subject.case, behind, mission);
        let sources = said(sources(subject, &incident.common, None));
        Some(format!("{possibly}{when}: {title}; {why}; {sources}"))
    };
    let counts = |behind: &&Behind| match behind.weight {
        Weight::Counted | Weight::Possibly => is_meant(behind.incident),
        Weight::Below | Weight::OutsideLife | Weight::Retracted => false,
    };
    let found = subject.evidence.cell(mission, theme);
    found.map(|found| found.behind.iter().filter(counts).filter_map(line).collect()).unwrap_or_default()
}

/// The title of an incident, with its standing before it where that is less than a report: nothing that is read alone is
/// to pass for a fact.
fn titled(subject: &Subject<'_>, behind: &Behind) -> Option<String> {
    let incident = subject.case.incidents.get(&behind.incident)?;
    let title = &incident.title;
    let is_uncertain = incident.standing.is_uncertain();
    Some(if is_uncertain { format!("{}: {title}", incident.standing.label()) } else { title.clone() })
}

/// A date as it may be said.
pub(super) fn date(subject: &Subject<'_>, id: impl Into<RecordId>, when: &When) -> String {
    date_words(&Told { case: subject.case, dates: subject.dates }, id.into(), when)
}

/// From when and until when somebody says that it holds; both are the date where it is no interval.
fn ends(when: &When) -> (String, String) {
    let Some(stated) = &when.stated else { return (String::new(), String::new()) };
    let text = stated.as_str();
    let (from, to) = text.split_once('/').filter(|_| stated.is_interval()).unwrap_or((text, text));
    (from.to_owned(), to.to_owned())
}

/// Where in the decision the claim stands.
fn paragraph(mandate: &Mandate) -> String {
    let of_decision = |citation: &&Citation| Some(citation.source) == mandate.decision && !citation.locator.is_empty();
    let places: Vec<&str> =
        mandate.common.citations.iter().filter(of_decision).map(|one| one.locator.as_str()).collect();
    places.join("; ")
}

/// The name by which a source may be named: a protected one has another than its title.
fn source_name(subject: &Subject<'_>, id: SourceId) -> String {
    let label =
        subject.case.sources.get(&id).map(|source| source.public_label.trim()).filter(|label| !label.is_empty());
    label.map_or_else(|| subject.case.title_of(id.into()), str::to_owned)
}

/// A decision with its symbol, where its name does not have it.
fn decision_name(subject: &Subject<'_>, id: SourceId) -> String {
    let name = source_name(subject, id);
    match subject.case.sources.get(&id) {
        Some(source) if source.public_label.trim().is_empty() && !name.contains(&source.reference) => {
            format!("{name} ({})", source.reference)
        }
        Some(_) | None => name,
    }
}

/// What a statement rests on: "Report, p. 12 (B2); disputed by Note (F6, not yet graded)"; "unsourced" where on nothing.
pub(super) fn sources(subject: &Subject<'_>, common: &Common, decision: Option<SourceId>) -> String {
    let cited = |citation: &Citation| {
        let place = if citation.locator.is_empty() { String::new() } else { format!(", {}", citation.locator) };
        let stance = match citation.stance {
            Stance::Supports => "",
            Stance::Disputes => "disputed by ",
        };
        let reliability = subject.case.sources.get(&citation.source).and_then(|source| source.reliability);
        let judged = if is_judged(reliability, citation.credibility) { "" } else { ", not yet graded" };
        let name = source_name(subject, citation.source);
        format!("{stance}{name}{place} ({}{judged})", grade(reliability, citation.credibility))
    };
    let mut words: Vec<String> = common.citations.iter().map(cited).collect();
    if !common.is_supported() {
        words.extend(decision.map(|id| decision_name(subject, id)).or_else(|| Some(UNSOURCED.to_owned())));
    }
    words.join("; ")
}

/// What stands for sources where there are none.
const UNSOURCED: &str = "⚠ unsourced";

pub(super) fn said(sources: String) -> String {
    if sources == UNSOURCED { sources } else { format!("sources: {sources}") }
}

/// How far the record may travel: its own marking, and what it leaves open as the case has it.
pub(super) fn marking(subject: &Subject<'_>, common: &Common) -> String {
    common.marking.or(subject.case.header.marking).banner()
}
