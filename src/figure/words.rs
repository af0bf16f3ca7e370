//! What the matrix says in words: the same on the screen, to screen readers and in what is exported.

use super::standing_words;
use crate::case::{Case, Incident, Layer, Level, MissionId, Participant, Party, Standing, ThemeId};
use crate::query::as_of::Holds;
use crate::query::evidence::Behind;
use crate::query::gaps::{CellChange, Difference, Done};
use crate::query::matrix::{Blank, Cell, Claim, Content};

/// What the last row and column of a layer count: "Missions".
pub const fn counted_words(layer: Layer) -> &'static str {
    match layer {
        Layer::Level | Layer::Both => "Missions",
        Layer::Incidents => "Incidents",
        Layer::Activities => "Activities",
        Layer::Resources => "Resources",
        Layer::Gap | Layer::All => "Gaps",
        Layer::Difference => "Different",
    }
}

/// The kinds of empty are kept apart in words; a survey's blank says for when it speaks.
pub fn blank_words(case: &Case, cell: &Cell) -> String {
    match &cell.content {
        Content::Filled(level) => level.label().to_owned(),
        Content::Empty(_) if !cell.left_out.is_empty() => "There are claims, but none holds on this date".to_owned(),
        Content::Empty(Blank::NotSurveyed) => "Not surveyed: nobody has looked. That is not a “no”".to_owned(),
        Content::Empty(Blank::SurveyedBlank(surveys)) => {
            let dates =
                surveys.iter().filter_map(|id| case.surveys.get(id)?.attested.as_ref()).map(ToString::to_string);
            let dates: Vec<String> = dates.collect();
            let when = if dates.is_empty() { String::new() } else { format!(" for {}", dates.join(" and ")) };
            let elsewhere = if cell.is_blank_elsewhere { "; not for the as-of date" } else { "" };
            format!("Surveyed{when}, and nothing found{elsewhere}")
        }
        Content::Empty(Blank::Excluded) => "Excluded: a source says that the mission has no part in it".to_owned(),
    }
}

/// "mandated (possibly, unsourced)".
pub fn claim_words(claim: &Claim) -> String {
    let possibly = (claim.holds == Holds::Possibly).then_some("possibly");
    let remarks: Vec<&str> = possibly.into_iter().chain((!claim.is_sourced).then_some("unsourced")).collect();
    let level = claim.level.label();
    if remarks.is_empty() { level.to_owned() } else { format!("{level} ({})", remarks.join(", ")) }
}

/// What a mission does about a theme: "3 activities (2 technical, 1 political)".
pub fn work_words(done: Option<&Done>) -> String {
    done.map_or_else(|| Done::default().words(), Done::words)
}

/// With what it does it: "3 persons; resourced, as a claim says".
pub fn resource_words(cell: &Cell, done: Option<&Done>) -> String {
    let stated = done.map(Done::resource_words).filter(|words| !words.is_empty());
    let claimed = is_resourced(cell).then(|| "resourced, as a claim says".to_owned());
    let words: Vec<String> = stated.into_iter().chain(claimed).collect();
    if words.is_empty() { "No staff or money stated: that is not a “no”".to_owned() } else { words.join("; ") }
}

/// Whether a claim of the cell says that the mission has resources for it.
pub fn is_resourced(cell: &Cell) -> bool {
    cell.claims.iter().any(|claim| claim.level == Level::Resourced)
}

/// What is different in a cell since the date compared with; `None` where nothing is compared.
pub fn difference_words(difference: Option<&Difference>, (mission, theme): (MissionId, ThemeId)) -> String {
    match difference {
        None => "Nothing is compared: choose an earlier date".to_owned(),
        Some(known) => {
            known.cell(mission, theme).map_or_else(|| "the same on both dates".to_owned(), CellChange::words)
        }
    }
}

/// Why an incident lies behind a cell, and whose statement it and the mission's part in it are: "theme stated; names the
/// mission; alleged by United States".
pub fn behind_words(case: &Case, behind: &Behind, mission: MissionId) -> String {
    let Some(incident) = case.incidents.get(&behind.incident) else { return String::new() };
    let standing = standing_words(case, incident.standing, &incident.attributed_to);
    let standing = if standing.is_empty() { standing } else { format!("; {standing}") };
    let part = part_words(case, incident, mission);
    format!("theme {}; {}{part}{standing}", behind.basis.label(), behind.why(case))
}

/// Whose statement a part is that is less than reported: "; its part: alleged by United States".
fn part_words(case: &Case, incident: &Incident, mission: MissionId) -> String {
    let is_meant = |part: &&Participant| {
        let standing = part.standing;
        part.party == Party::Mission(mission) && standing.is_uncertain() && standing != Standing::Retracted
    };
    let words = |part: &Participant| {
        let words = standing_words(case, part.standing, &part.attributed_to);
        // The standing alone has been said.
        (words != part.standing.label()).then(|| format!("; its part: {words}"))
    };
    incident.participants.iter().filter(is_meant).filter_map(words).collect()
}
