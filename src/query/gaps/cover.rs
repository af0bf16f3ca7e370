//! Whether a mandate covers a cell, and by what that stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Edtf, Level, MandateId, MissionId, SurveyId, ThemeId};
use crate::query::as_of::{Holds, holds};
use crate::query::evidence::Ground;
use crate::query::matrix::{Cell, Claim, Matrix};

/// Whether a mandate covers a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Surely, possibly or not.
    pub holds: Holds,
    /// Why.
    pub why: Why,
    /// The claim by which it stands, where one does.
    pub claim: Option<MandateId>,
    /// The survey by which it stands, where one does.
    pub survey: Option<SurveyId>,
}

/// Why a mandate covers a cell, may cover it, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is mandated.
    Mandated,
    /// A decision requests it.
    Requested,
    /// A survey of activities found that the mission acts on it.
    Surveyed,
    /// What covers it may not hold on the as-of date.
    PeriodOpen,
    /// What covers it is said for another date.
    AttestedElsewhere,
    /// Somebody asked for it, by no decision.
    Asked,
    /// It is encouraged, no more.
    Encouraged,
    /// Nobody looked.
    NotExamined,
    /// A survey found nothing, for another date.
    BlankElsewhere,
    /// A survey of mandates went through it and found none.
    FoundBlank,
    /// A survey of activities went through it and found none.
    FoundIdle,
    /// A source says that the mission has no part in it.
    Excluded,
}

/// What tells whether cells are covered.
pub(super) struct Covers<'a> {
    ground: &'a Ground<'a>,
    surveys: BTreeMap<(MissionId, ThemeId), Vec<Survey>>,
    /// Where missions act, by records of activities.
    acts: BTreeMap<(MissionId, ThemeId), Holds>,
}

/// A survey that went through a cell.
#[derive(Clone, Copy)]
struct Survey {
    id: SurveyId,
    is_of_activities: bool,
    /// Whether it may speak for the as-of date.
    speaks: bool,
}

impl<'a> Covers<'a> {
    pub fn of(ground: &'a Ground<'a>, matrix: &Matrix) -> Self {
        let mut covers = Self { ground, surveys: BTreeMap::new(), acts: BTreeMap::new() };
        let marks = marks(ground);
        for (&id, survey) in &ground.case.surveys {
            let cells =
                survey.missions.iter().flat_map(|&mission| survey.themes.iter().map(move |&theme| (mission, theme)));
            let cells: BTreeSet<_> = cells.collect();
            let within = |cell: &&(MissionId, ThemeId, Option<&Edtf>, Level)| {
                cell.2 == survey.attested.as_ref() && cells.contains(&(cell.0, cell.1))
            };
            let levels: BTreeSet<Level> = marks.iter().filter(within).map(|mark| mark.3).collect();
            let is_of_activities = levels.iter().any(|level| is_act(*level))
                && levels.iter().all(|level| is_act(*level) || *level == Level::Excluded);
            let bounds = survey.attested.as_ref().map_or(crate::case::Bounds::UNKNOWN, Edtf::bounds);
            let speaks = holds(ground.as_of, bounds) != Holds::No;
            for cell in cells {
                covers.surveys.entry(cell).or_default().push(Survey { id, is_of_activities, speaks });
            }
        }
        let rows: BTreeSet<MissionId> = matrix.rows().map(|row| row.mission).collect();
        for (&id, activity) in ground.case.activities.iter().filter(|(_, activity)| rows.contains(&activity.mission)) {
            let now = holds(ground.as_of, ground.dates.bounds(id));
            for &theme in activity.themes.iter().filter(|_| now != Holds::No) {
                let known = covers.acts.entry((activity.mission, theme)).or_insert(now);
                *known = now.min(*known);
            }
        }
        covers
    }

    /// Whether a survey went through a cell.
    pub fn is_surveyed(&self, cell: (MissionId, ThemeId)) -> bool {
        self.surveys.contains_key(&cell)
    }

    /// Whether a mandate covers a cell.
    pub fn cover(&self, key: (MissionId, ThemeId), cell: &Cell) -> Cover {
        let surveys = self.surveys.get(&key).map_or(&[][..], Vec::as_slice);
        let of_activities = surveys.iter().find(|survey| survey.is_of_activities);
        let by_claim = cell.claims.iter().filter_map(|claim| self.by_claim(claim, of_activities));
        let best = by_claim.min_by_key(|cover| (cover.holds, cover.why));
        best.unwrap_or_else(|| Self::blank(cell, surveys))
    }

    fn by_claim(&self, claim: &Claim, of_activities: Option<&Survey>) -> Option<Cover> {
        let is_decided =
            || self.ground.case.mandates.get(&claim.mandate).is_some_and(|mandate| mandate.decision.is_some());
        let cover = |holds, why, survey| Cover { holds, why, claim: Some(claim.mandate), survey };
        let dated = |why, survey| {
            if claim.is_attested_elsewhere {
                cover(Holds::Possibly, Why::AttestedElsewhere, survey)
            } else if claim.holds == Holds::Possibly {
                cover(Holds::Possibly, Why::PeriodOpen, survey)
            } else {
                cover(Holds::Surely, why, survey)
            }
        };
        match claim.level {
            Level::Mandated => Some(dated(Why::Mandated, None)),
            Level::Requested if is_decided() => Some(dated(Why::Requested, None)),
            Level::Requested => Some(cover(Holds::Possibly, Why::Asked, None)),
            Level::Encouraged => Some(cover(Holds::Possibly, Why::Encouraged, None)),
            Level::Active | Level::Resourced | Level::Analysed => {
                of_activities.map(|survey| dated(Why::Surveyed, Some(survey.id)))
            }
            Level::Excluded => None,
        }
    }

    /// Why a cell is not covered where no claim does.
    fn blank(cell: &Cell, surveys: &[Survey]) -> Cover {
        let cover = |holds, why, survey| Cover { holds, why, claim: None, survey };
        if let Some(claim) = cell.claims.iter().find(|claim| claim.level == Level::Excluded) {
            let (holds, why) = match (claim.holds, claim.is_attested_elsewhere) {
                (Holds::Surely, false) => (Holds::No, Why::Excluded),
                _ => (Holds::Possibly, Why::Excluded),
            };
            return Cover { claim: Some(claim.mandate), ..cover(holds, why, None) };
        }
        match surveys.iter().find(|survey| survey.speaks).or(surveys.first()) {
            Some(survey) if survey.speaks && survey.is_of_activities => {
                cover(Holds::No, Why::FoundIdle, Some(survey.id))
            }
            Some(survey) if survey.speaks => cover(Holds::No, Why::FoundBlank, Some(survey.id)),
            // Where a claim was left out, something was found once, and a survey of another date says nothing of now.
            Some(survey) => cover(Holds::Possibly, Why::BlankElsewhere, Some(survey.id)),
            None => cover(Holds::Possibly, Why::NotExamined, None),
        }
    }

    /// Whether the mission acts on it: by a claim, or by a record of an activity.
    pub fn acting(&self, key: (MissionId, ThemeId), cell: &Cell) -> Holds {
        let acts = cell.claims.iter().filter(|claim| is_act(claim.level));
        let claimed = acts.map(|claim| if claim.is_attested_elsewhere { Holds::Possibly } else { claim.holds }).min();
        claimed.into_iter().chain(self.acts.get(&key).copied()).min().unwrap_or(Holds::No)
    }
}

/// Whether a claim tells of acts, and not of a mandate.
const fn is_act(level: Level) -> bool {
    match level {
        Level::Active | Level::Resourced | Level::Analysed => true,
        Level::Mandated | Level::Requested | Level::Encouraged | Level::Excluded => false,
    }
}

/// Every claim by mission and theme, with the date for which it is said.
fn marks<'a>(ground: &Ground<'a>) -> Vec<(MissionId, ThemeId, Option<&'a Edtf>, Level)> {
    let mark = |mandate: &'a std::sync::Arc<crate::case::Mandate>| {
        (mandate.mission, mandate.theme, mandate.attested.as_ref(), mandate.level)
    };
    ground.case.mandates.values().map(mark).collect()
}
