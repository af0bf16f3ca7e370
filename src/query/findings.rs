//! What follows from mandates and evidence beyond the gaps: everything that the pane of findings shows, in one answer.

use super::attention::{Country, attention};
use super::evidence::{Evidence, Ground};
use super::gaps::Gaps;
use super::likeness::{Likeness, likeness};
use super::matrix::Matrix;
use super::meter::{Meter, meter};
use super::openings::{Opening, openings};
use super::overlap::{Overlap, overlap};

/// What follows from mandates and evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Of what nature the work is, and where evidence rises without political work.
    pub meter: Meter,
    /// What the case holds of each country, what nobody covers first.
    pub attention: Vec<Country>,
    /// What was asked, and when mandates and missions begin and end.
    pub openings: Vec<Opening>,
    /// Who does the same, and what nobody does.
    pub overlap: Overlap,
    /// Missions compared.
    pub likeness: Likeness,
}

/// What follows, where matrix, evidence and gaps are of the same ground.
pub fn findings(ground: &Ground<'_>, matrix: &Matrix, (evidence, gaps): (&Evidence, &Gaps)) -> Findings {
    let meter = meter(ground, evidence);
    Findings {
        attention: attention(ground, evidence, gaps),
        openings: openings(ground),
        overlap: overlap(ground, matrix, (evidence, &meter)),
        likeness: likeness(ground.case, matrix),
        meter,
    }
}
