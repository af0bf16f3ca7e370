//! What happened behind each cell of the mandate matrix: incidents, situations and requests on a theme that name the
//! mission, or happened within its area.
//!
//! | an incident | counts |
//! |---|---|
//! | names the mission, or the mission took part | whatever the mission's dates are: its source ties them |
//! | in a place of the mission's area, or within one | where its dates lie in the mission's life |
//! | in a place that holds a place of the area | possibly: West Africa is not all in Guinea-Bissau |
//! | elsewhere or nowhere, with a party whose country lies in the area | possibly: where somebody is from says little |
//! | that may lie outside the mission's life, or after the as-of date | possibly |
//! | that is below the officer's [`Threshold`] | not, and is kept apart |
//! | surely outside of the mission's life, or retracted | not, and is kept apart |
//! | surely after the as-of date | not at all |
//!
//! A part that was taken back is no part. An end of a mission's life that nobody recorded excludes nothing. A theme is
//! *stated* by the source or *inferred* by the officer: the two are counted apart, in a cell and in every total. What is
//! less than reported counts, and its standing is told with the count. No incident in the case is no "no". Kinds that
//! are hidden from the eye count as well: what is looked at alters no finding. A query that is asked is another thing: then
//! only what it finds counts, and whoever shows the counts says so. A mission or theme that the case does not have has no
//! cell.

mod areas;
mod gather;
mod tally;
#[cfg(test)]
mod tests;
mod threshold;
mod ties;

pub use tally::{Tally, Uncertain};
pub use threshold::{Least, Threshold};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use areas::{Areas, country_of, upwards};

use gather::Gatherer;

use super::as_of::{AsOf, Holds};
use super::ask::Hits;
use super::dates::Dates;
use crate::case::{ActorId, Basis, Bounds, Case, Incident, IncidentId, MissionId, PlaceId, Standing, ThemeId};

pub use crate::case::Layer;

/// From what evidence is gathered.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its dates.
    pub dates: &'a Dates,
    /// As of when; `None` is over all time.
    pub as_of: Option<AsOf>,
    /// What an incident needs, to count: its query is answered by `counted`.
    pub threshold: &'a Threshold,
    /// What a query finds: nothing else counts; `None` where none is asked.
    pub hits: Option<&'a Hits>,
    /// What the query of the threshold finds; `None` where it has none.
    pub counted: Option<&'a Hits>,
}

impl Ground<'_> {
    /// Whether an incident meets the threshold; possibly, where its date or what the query reads leaves that open.
    pub(in crate::query) fn met(&self, id: IncidentId, incident: &Incident, bounds: Bounds) -> Holds {
        let found = self.counted.map_or(Holds::Surely, |hits| hits.get(id.into()).unwrap_or(Holds::No));
        self.threshold.met(self.case, incident, bounds).max(found)
    }
}

/// What lies behind every cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    cells: BTreeMap<(MissionId, ThemeId), Arc<Found>>,
    countries: BTreeMap<(PlaceId, ThemeId), Arc<Found>>,
    missions: BTreeMap<MissionId, Tally>,
    themes: BTreeMap<ThemeId, Tally>,
    /// Incidents that count in any cell, each once, as in the cell where it counts most.
    pub total: Tally,
}

/// What lies behind one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many.
    pub tally: Tally,
    /// Each of them: by weight, then by earliest start and id.
    pub behind: Vec<Behind>,
}

/// One incident behind a cell, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The incident.
    pub incident: IncidentId,
    /// Whether the source states the theme.
    pub basis: Basis,
    /// How firmly it stands, and where only the mission's part in it ties it to the cell, that part with it.
    pub standing: Standing,
    /// Whether it names the mission; of a country, whether it names any.
    pub is_named: bool,
    /// How firmly it stands that the mission took part in it, if it did; never [`Standing::Retracted`]. Of a country, the
    /// same of any mission.
    pub part: Option<Standing>,
    /// How its place and the mission's area lie to each other, where they do.
    pub reach: Option<Reach>,
    /// Whether it had begun by the as-of date; never [`Holds::No`].
    pub begun: Holds,
    /// Whether it lies in the mission's life.
    pub in_life: Holds,
    /// How it counts.
    pub weight: Weight,
}

/// How an incident's place and a place of the mission's area lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The incident's place is that place of the area, or lies in it.
    Within(PlaceId),
    /// The incident's place is larger, and that place of the area lies in it.
    Larger(PlaceId),
    /// The incident was elsewhere, or it is not said where; the country of this actor, who took part, lies in the area.
    Home(ActorId),
}

/// How an incident counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It does.
    Counted,
    /// It may.
    Possibly,
    /// Not: it is below the threshold.
    Below,
    /// Not: it was before the mission or after it.
    OutsideLife,
    /// Not: who said it took it back.
    Retracted,
}

impl Evidence {
    /// What lies behind a cell.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Option<&Found> {
        self.cells.get(&(mission, theme)).map(Arc::as_ref)
    }

    /// What there is on a theme in a country, or in a place that lies in none, whichever missions are there.
    pub fn country(&self, country: PlaceId, theme: ThemeId) -> Option<&Found> {
        self.countries.get(&(country, theme)).map(Arc::as_ref)
    }

    /// Every country, or place that lies in none, and theme on which there is something.
    pub fn countries(&self) -> impl Iterator<Item = (PlaceId, ThemeId, &Found)> {
        self.countries.iter().map(|(&(country, theme), found)| (country, theme, found.as_ref()))
    }

    /// How many incidents count behind a cell.
    pub fn tally(&self, mission: MissionId, theme: ThemeId) -> Tally {
        self.cell(mission, theme).map(|found| found.tally).unwrap_or_default()
    }

    /// Incidents that count in any cell of a mission, each once: one whose source states any of its themes as stated.
    pub fn of_mission(&self, mission: MissionId) -> Tally {
        self.missions.get(&mission).copied().unwrap_or_default()
    }

    /// Incidents that count in any cell of a theme, each once, as in the cell where it counts most.
    pub fn of_theme(&self, theme: ThemeId) -> Tally {
        self.themes.get(&theme).copied().unwrap_or_default()
    }

    /// The most that one cell counts on one ground.
    pub fn most(&self) -> usize {
        self.cells.values().map(|found| found.tally.stated.max(found.tally.inferred)).max().unwrap_or_default()
    }

    /// How many incidents are below the threshold in some cell, each once. Takes time in proportion to all that lies behind
    /// the cells.
    pub fn left_out(&self) -> usize {
        let below = self.cells.values().flat_map(|found| found.behind.iter().filter(|one| one.weight == Weight::Below));
        below.map(|one| one.incident).collect::<BTreeSet<_>>().len()
    }

    /// The same evidence of a later value of the case, where little has changed: what the changed incidents counted is
    /// taken out, and what they count now is put in. `None` where it has to be gathered anew, since something else that
    /// evidence reads has changed. Takes time in proportion to the cells that are touched.
    pub fn renewed(&self, old: &Ground<'_>, new: &Ground<'_>) -> Option<Self> {
        gather::renewed(self, old, new)
    }
}

impl Behind {
    const fn is_tied(&self) -> bool {
        self.is_named || self.part.is_some()
    }

    /// Why it lies behind the cell: "names the mission; within its area: Bissau in Guinea-Bissau".
    pub fn why(&self, case: &Case) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.is_named.then(|| "names the mission".to_owned()));
        words.extend(self.part.map(|part| {
            let standing = if part.is_uncertain() { format!(" ({})", part.label()) } else { String::new() };
            format!("the mission took part{standing}")
        }));
        words.extend(self.where_to(case));
        if self.weight == Weight::OutsideLife {
            words.push("before the mission or after it".to_owned());
        } else if self.in_life == Holds::Possibly && !self.is_tied() {
            words.push("perhaps before the mission or after it".to_owned());
        }
        words.extend((self.begun == Holds::Possibly).then(|| "perhaps after the as-of date".to_owned()));
        words.extend((self.weight == Weight::Below).then(|| "below the threshold".to_owned()));
        words.extend((self.weight == Weight::Retracted).then(|| "retracted".to_owned()));
        words.join("; ")
    }

    /// How its place lies to the mission's area.
    fn where_to(&self, case: &Case) -> Option<String> {
        let place = case.incidents.get(&self.incident).and_then(|incident| incident.place);
        let name = |place: PlaceId| case.title_of(place.into());
        match (self.reach?, place) {
            (Reach::Within(area), Some(place)) if place != area => {
                Some(format!("within its area: {} in {}", name(place), name(area)))
            }
            (Reach::Within(area), _) => Some(format!("within its area: {}", name(area))),
            (Reach::Larger(area), Some(place)) => {
                Some(format!("in a larger place than its area: {}, with {} in it", name(place), name(area)))
            }
            (Reach::Larger(_), None) => None,
            (Reach::Home(actor), _) => {
                Some(format!("with a party at home in its area: {}", case.title_of(actor.into())))
            }
        }
    }
}

/// What happened behind every cell, as of a date or over all time. Takes time in proportion to the incidents, the depth
/// of their places and what is found.
pub fn evidence(case: &Case, dates: &Dates, as_of: Option<AsOf>) -> Evidence {
    evidence_of(&Ground { case, dates, as_of, threshold: &Threshold::default(), hits: None, counted: None })
}

/// The same of what a ground says.
pub fn evidence_of(ground: &Ground<'_>) -> Evidence {
    Gatherer::all(ground)
}
