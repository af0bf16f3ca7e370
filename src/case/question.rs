//! Open questions with competing explanations, after Heuer's analysis of competing hypotheses (*Psychology of
//! Intelligence Analysis*, 1999, chapter 8).

use super::common::{Citation, Common, Extra};
use super::id::{IncidentId, Key};
use super::tables::RecordId;
use super::vocabulary::vocabulary;
use super::when::Edtf;

/// A question to which there is more than one answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// The incidents that it is about.
    pub incidents: Vec<IncidentId>,
    /// The answers that compete.
    pub hypotheses: Vec<Hypothesis>,
    /// What speaks for and against them.
    pub evidence: Vec<Evidence>,
    /// What somebody made of it, the latest last.
    pub judgements: Vec<Judgement>,
    /// Marking, tags, notes, citations and alternatives.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// One of the answers that compete.
#[derive(Clone, Debug, PartialEq)]
pub struct Hypothesis {
    /// Its identity within the question.
    pub key: Key,
    /// The answer.
    pub text: String,
    /// Who brought it up, where that is no source: "added for a fair comparison".
    pub origin: String,
    /// Who holds it.
    pub citations: Vec<Citation>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A row of the evidence table.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its identity within the question.
    pub key: Key,
    /// The record of the case that it is.
    pub record: Option<RecordId>,
    /// What it says.
    pub text: String,
    /// How it fares with the hypotheses; none for a blank, which is not the same as neutral.
    pub ratings: Vec<Rating>,
    /// Who says so.
    pub citations: Vec<Citation>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// How a piece of evidence fares with a hypothesis, by somebody's judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// Its identity within the question.
    pub key: Key,
    /// The hypothesis.
    pub hypothesis: Key,
    /// The rating.
    pub rating: Consistency,
    /// Who rated it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Whether evidence is consistent with a hypothesis. A word that is missing or not known says nothing: NA.
    Consistency, default NA {
        CC = "CC – very consistent",
        C = "C – consistent",
        N = "N – neutral",
        I = "I – inconsistent",
        II = "II – very inconsistent",
        NA = "NA – not applicable",
    }
}

/// What somebody holds of a hypothesis: how likely it is and, apart from that, how sure they are of saying so.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Its identity within the question.
    pub key: Key,
    /// The hypothesis judged; none for the question as a whole.
    pub hypothesis: Option<Key>,
    /// How likely.
    pub likelihood: Option<Likelihood>,
    /// How firm the ground is.
    pub confidence: Option<Confidence>,
    /// Who judged.
    pub by: String,
    /// When.
    pub made: Option<Edtf>,
    /// Why.
    pub reason: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Estimative language of ICD 203 (2015), with its bands in per cent.
    Likelihood, default RoughlyEven {
        AlmostNoChance = "almost no chance (01–05 %)",
        VeryUnlikely = "very unlikely (05–20 %)",
        Unlikely = "unlikely (20–45 %)",
        RoughlyEven = "roughly even chance (45–55 %)",
        Likely = "likely (55–80 %)",
        VeryLikely = "very likely (80–95 %)",
        AlmostCertain = "almost certain (95–99 %)",
    }
}

vocabulary! {
    /// Confidence in a judgement, ICD 203: said apart from the likelihood.
    Confidence, default Low {
        Low = "low confidence",
        Moderate = "moderate confidence",
        High = "high confidence",
    }
}
