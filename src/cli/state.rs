//! The state of play on a date, or on two, as `gaps` and `matrix` ask for it and work it out.

use std::sync::Arc;

use crate::case::{Case, Edtf, Mission, MissionId};
use crate::query::as_of::AsOf;
use crate::query::ask::{Scan, Severity, find, parse};
use crate::query::dates::Dates;
use crate::query::evidence::{Evidence, Ground, Least, Threshold, evidence_of};
use crate::query::folded::fold;
use crate::query::gaps::{Gaps, gaps};
use crate::query::matrix::{Matrix, matrix};

/// For when it is told, and what counts.
#[derive(Debug, clap::Args)]
pub(super) struct When {
    /// The date for which it is told, in EDTF
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with = "between")]
    pub as_of: Option<String>,
    /// What is different between two dates, in EDTF
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], allow_hyphen_values = true)]
    pub between: Vec<String>,
    /// Only what is graded at least so well counts as evidence: B2, B or 2
    #[arg(long, value_name = "GRADE")]
    pub min_grade: Option<String>,
    /// Only incidents that this finds count as evidence, in the query language: kind:seizure
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
}

/// What was asked, understood.
pub(super) struct Asked {
    /// The as-of date where there is one, or two that are compared; each has a first and a last day.
    pub dates: Vec<(Edtf, AsOf)>,
    pub threshold: Threshold,
}

impl When {
    /// What was asked; or why it cannot be understood.
    pub fn asked(&self) -> Result<Asked, String> {
        let named = if self.between.is_empty() { "--as-of" } else { "--between" };
        let texts = self.between.iter().chain(&self.as_of);
        let dates = texts.map(|text| date(named, text)).collect::<Result<Vec<_>, _>>()?;
        let least = |text: &String| {
            Least::read(text).ok_or_else(|| {
                format!("--min-grade: “{text}” is no least grade; write a letter A–E, a digit 1–5 or both, such as B2")
            })
        };
        let grade = self.min_grade.as_ref().map(least).transpose()?;
        let query = self.query.as_ref().map(|text| counted(text)).transpose()?.unwrap_or_default();
        Ok(Asked { dates, threshold: Threshold { grade, query, ..Threshold::default() } })
    }
}

/// The query by which incidents count; or what is wrong with it.
fn counted(text: &str) -> Result<String, String> {
    let parsed = parse(text);
    let wrong = parsed.issues.iter().find(|issue| issue.severity == Severity::Error);
    wrong.map_or_else(|| Ok(text.to_owned()), |issue| Err(format!("--query: {}", issue.words)))
}

/// The date that stands after an option, and what it asks of a case: it has a first and a last day.
pub(super) fn date(option: &str, text: &str) -> Result<(Edtf, AsOf), String> {
    let told = |words: String| format!("{option}: {words}; write a date such as 2011-07 or 2011-07-15");
    let date = text.parse::<Edtf>().map_err(|error| told(error.to_string()))?;
    let asked = AsOf::of(&date).ok_or_else(|| told(format!("“{text}” has no first and last day")))?;
    Ok((date, asked))
}

/// Whether this is what somebody calls it, whichever case and accents it is written in.
pub(super) fn is_called(text: &str, wanted: &str) -> bool {
    !text.is_empty() && fold(text) == fold(wanted)
}

/// The mission of that name or id.
pub(super) fn mission_named(case: &Case, wanted: &str) -> Option<MissionId> {
    let is_meant = |(id, mission): &(&MissionId, &Arc<Mission>)| {
        id.to_string() == wanted || is_called(&mission.name, wanted) || is_called(&mission.full_name, wanted)
    };
    case.missions.iter().find(is_meant).map(|(id, _)| *id)
}

/// What a case comes to on a date.
pub(super) struct Worked {
    pub matrix: Arc<Matrix>,
    pub evidence: Evidence,
    pub gaps: Gaps,
}

impl Worked {
    pub fn of(case: &Case, dates: &Dates, (as_of, threshold): (Option<AsOf>, &Threshold)) -> Self {
        let counted = threshold.asked().map(|query| find(case, dates, &query, &Scan(case)));
        let ground = Ground { case, dates, as_of, threshold, hits: None, counted: counted.as_ref() };
        let (matrix, evidence) = (Arc::new(matrix(case, dates, as_of)), evidence_of(&ground));
        let gaps = gaps(&ground, &matrix, &evidence);
        Self { matrix, evidence, gaps }
    }

    pub fn sides(&self) -> (&Matrix, &Evidence, &Gaps) {
        (&self.matrix, &self.evidence, &self.gaps)
    }
}
