//! What stands behind the layers that come to something: activities, findings, surveys and changes, as lines and as tables
//! with a row for each.

use super::Long;
use super::long::{At, claim_line, date, incidents_that, marking, rows, said, sources};
use super::of_matrix::Subject;
use crate::case::{Activity, ActivityId, Layer, Level, MandateId, MissionId, Nature, Party, ThemeId};
use crate::query::as_of::Holds;
use crate::query::gaps::{CellChange, Done, Finding, Nobody};
use crate::query::matrix::{self as table, Blank, Content};

/// Columns of the activities.
const ACTIVITIES: &[&str] = &[
    "Organization",
    "Group",
    "Mission",
    "Theme",
    "Activity",
    "Kind",
    "Nature",
    "Goes on",
    "Date",
    "Partners",
    "Staff and money",
    "Sources",
    "Marking",
];

/// Columns of what cells come to.
const FINDINGS: &[&str] = &[
    "Organization",
    "Group",
    "Mission",
    "Theme",
    "Finding",
    "Evidenced",
    "Covered",
    "Acts without a mandate",
    "Incidents",
    "Why",
];

/// Columns of what happens where no mission is.
const NOBODY: &[&str] = &["Place", "Theme", "No mission", "Incidents", "Finding"];

/// Columns of what is different.
const CHANGES: &[&str] = &[
    "Organization",
    "Group",
    "Mission",
    "Theme",
    "Change",
    "Level before",
    "Level after",
    "Began",
    "Ended",
    "Incidents more",
    "Finding before",
    "Finding after",
];

/// A table for each kind of thing that the layer comes to.
pub(super) fn long(subject: &Subject<'_>, layer: Layer) -> Vec<Long> {
    let activities = || Long { title: "Activities", columns: ACTIVITIES, rows: rows(subject, activity_rows) };
    let findings = || Long { title: "Findings", columns: FINDINGS, rows: rows(subject, finding_rows) };
    let nobody = || {
        let rows = subject.gaps.nobody.iter().map(|one| nobody_row(subject, one)).collect();
        Long { title: "No mission", columns: NOBODY, rows }
    };
    let changes = || Long { title: "Changes", columns: CHANGES, rows: rows(subject, change_rows) };
    match layer {
        Layer::Level | Layer::Incidents | Layer::Both => Vec::new(),
        Layer::Activities | Layer::Resources => vec![activities()],
        Layer::Gap => vec![findings(), nobody()],
        Layer::Difference => vec![changes()],
        Layer::All => vec![findings(), nobody(), activities()],
    }
}

/// What a mission does about a theme, each with whether it goes on, and the record.
fn done<'a>(
    subject: &Subject<'a>,
    (mission, theme): (MissionId, ThemeId),
) -> impl Iterator<Item = (ActivityId, Holds, &'a Activity)> {
    let done = subject.gaps.work.cell(mission, theme);
    let activities = done.map_or(&[][..], |done| &done.activities);
    let case = subject.case;
    activities.iter().filter_map(|&(id, holds)| Some((id, holds, case.activities.get(&id)?.as_ref())))
}

const fn nature(activity: &Activity) -> &'static str {
    match activity.kind.nature() {
        Some(Nature::Technical) => "technical",
        Some(Nature::Political) => "political",
        None => "",
    }
}

fn partners(subject: &Subject<'_>, activity: &Activity) -> String {
    let name = |party: &Party| subject.case.title_of((*party).into());
    activity.partners.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn amounts(activity: &Activity) -> String {
    let mut done = Done::default();
    done.take_resources(activity);
    done.resource_words()
}

/// The activities behind a cell, a line for each.
pub(super) fn activities(subject: &Subject<'_>, at: (MissionId, ThemeId)) -> Vec<String> {
    let line = |(id, holds, activity): (ActivityId, Holds, &Activity)| {
        let possibly = if holds == Holds::Possibly { "possibly: " } else { "" };
        let nature = nature(activity);
        let nature = if nature.is_empty() { String::new() } else { format!(" ({nature})") };
        let title = if activity.title.is_empty() { String::new() } else { format!(": {}", activity.title) };
        let told = format!("{possibly}{}{nature}{title}", activity.kind.label());
        let when = (!activity.when.is_undated()).then(|| date(subject, id, &activity.when));
        let partners = Some(partners(subject, activity)).filter(|names| !names.is_empty());
        let with = partners.map(|names| format!("with {names}"));
        let amounts = Some(amounts(activity)).filter(|words| !words.is_empty());
        let sources = said(sources(subject, &activity.common, None));
        [told].into_iter().chain(when).chain(with).chain(amounts).chain([sources]).collect::<Vec<_>>().join("; ")
    };
    done(subject, at).map(line).collect()
}

fn activity_rows(subject: &Subject<'_>, (at, _): At<'_>) -> Vec<Vec<String>> {
    let row = |(id, holds, activity): (ActivityId, Holds, &Activity)| {
        vec![
            activity.title.clone(),
            activity.kind.label().to_owned(),
            nature(activity).to_owned(),
            held(holds).to_owned(),
            date(subject, id, &activity.when),
            partners(subject, activity),
            amounts(activity),
            sources(subject, &activity.common, None),
            marking(subject, &activity.common),
        ]
    };
    done(subject, at).map(row).collect()
}

const fn held(holds: Holds) -> &'static str {
    match holds {
        Holds::Surely => "surely",
        Holds::Possibly => "possibly",
        Holds::No => "no",
    }
}

fn finding_rows(subject: &Subject<'_>, ((mission, theme), _): At<'_>) -> Vec<Vec<String>> {
    let row = |finding: Finding| {
        let tally = subject.evidence.tally(mission, theme);
        vec![
            finding.label(),
            held(finding.evidenced).to_owned(),
            held(finding.cover.holds).to_owned(),
            held(finding.acting).to_owned(),
            if tally.is_empty() { String::new() } else { tally.words() },
            finding.cover.words(subject.case),
        ]
    };
    subject.gaps.cell(mission, theme).map(row).into_iter().collect()
}

fn nobody_row(subject: &Subject<'_>, one: &Nobody) -> Vec<String> {
    vec![
        subject.case.title_of(one.place.into()),
        subject.case.title_of(one.theme.into()),
        held(one.sureness).to_owned(),
        one.tally.words(),
        one.sentence(subject.case),
    ]
}

/// The surveys that found a cell blank, a line for each.
pub(super) fn surveys(subject: &Subject<'_>, cell: &table::Cell) -> Vec<String> {
    let Content::Empty(Blank::SurveyedBlank(surveys)) = &cell.content else { return Vec::new() };
    let line = |id| {
        let survey = subject.case.surveys.get(id)?;
        let attested = survey.attested.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        let sources = said(sources(subject, &survey.common, None));
        Some(format!("survey that found nothing: {}{attested}; {sources}", survey.title))
    };
    surveys.iter().filter_map(line).collect()
}

fn level(level: Option<Level>) -> String {
    level.map(|level| level.label().to_owned()).unwrap_or_default()
}

fn change_rows(subject: &Subject<'_>, ((mission, theme), _): At<'_>) -> Vec<Vec<String>> {
    let row = |change: &CellChange| {
        let claims =
            |ids: &[MandateId]| ids.iter().filter_map(|&id| claim_line(subject, id)).collect::<Vec<_>>().join("\n");
        let finding = |finding: Option<Finding>| finding.map(Finding::label).unwrap_or_default();
        vec![
            change.turn.label().to_owned(),
            level(change.levels.0),
            level(change.levels.1),
            claims(&change.begun),
            claims(&change.ended),
            change.evidence.len().to_string(),
            finding(change.findings.0),
            finding(change.findings.1),
        ]
    };
    let change = subject.difference.and_then(|known| known.cell(mission, theme));
    change.map(row).into_iter().collect()
}

/// What is different in a cell, a line for each claim and each incident, and what the cell came to and comes to.
pub(super) fn change(subject: &Subject<'_>, (at, change): ((MissionId, ThemeId), &CellChange)) -> Vec<String> {
    let claims = |ids: &[MandateId], word: &str| {
        ids.iter().filter_map(|&id| Some(format!("{word}: {}", claim_line(subject, id)?))).collect::<Vec<_>>()
    };
    let incidents = incidents_that(subject, at, |id| change.evidence.contains(&id));
    let incidents = incidents.into_iter().map(|line| format!("new: {line}"));
    let findings = match change.findings {
        (Some(before), Some(after)) if before.label() != after.label() => {
            Some(format!("finding: from “{}” to “{}”", before.label(), after.label()))
        }
        _ => None,
    };
    let lines = claims(&change.begun, "begun").into_iter().chain(claims(&change.ended, "ended"));
    lines.chain(incidents).chain(findings).collect()
}
