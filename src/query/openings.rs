//! Openings: what was asked of missions, and when periods of mandates and missions begin, are renewed and end.
//!
//! | opening | from what | its date |
//! |---|---|---|
//! | request | an incident of that kind, unless it is retracted | the incident's start |
//! | request, encouragement | a mandate claim of that level | the start of its period, or the date for which its source says it |
//! | begins, ends | a mission's life; a mandate claim's period | the bounds of that start, or of that end |
//! | is renewed | a period on a mission and theme that begins when another there has begun for certain | the bounds of its start |
//!
//! A start is told where its earliest moment is known, an end where its latest one is; an end that nobody recorded is none.
//! Bounds stay as wide as they are.
//!
//! | the bounds | lie |
//! |---|---|
//! | end before the as-of date begins | in the past |
//! | begin after the as-of date ends | ahead |
//! | touch the as-of date, or lie on both sides of it | about the as-of date |
//! | with no as-of date asked for | nowhere: nothing is past or ahead then |
//! | with neither end known | undated |

use std::collections::BTreeMap;

use super::as_of::AsOf;
use super::evidence::Ground;
use crate::case::when::civil;
use crate::case::{
    Bounds, Case, Edtf, IncidentKind, Level, MandateId, MissionId, Moment, RecordId, RecordKind, Standing, ThemeId,
};

/// A moment at which something may be asked, given or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What it is.
    pub what: What,
    /// The incident, mandate or mission.
    pub record: RecordId,
    /// Not before this.
    pub first: Moment,
    /// Not after this.
    pub last: Moment,
    /// How it lies to the as-of date.
    pub lies: Lies,
}

/// What an opening is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Somebody asks.
    Request,
    /// Somebody encourages a mission.
    Encouragement,
    /// A mission, or a period of a mandate, begins.
    Begins,
    /// A period of a mandate begins after another.
    Renewed,
    /// A mission, or a period of a mandate, ends.
    Ends,
}

/// How an opening lies to the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lies {
    /// Before it.
    Past,
    /// On it, or perhaps before and perhaps after it.
    About,
    /// After it.
    Ahead,
    /// It has a date, and no as-of date is asked for.
    Dated,
    /// Its date is not known.
    Undated,
}

impl What {
    /// "begins".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Encouragement => "encouragement",
            Self::Begins => "begins",
            Self::Renewed => "is renewed",
            Self::Ends => "ends",
        }
    }
}

impl Lies {
    /// "ahead"; nothing where no as-of date is asked for.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::About => "about the as-of date",
            Self::Ahead => "ahead",
            Self::Dated => "",
            Self::Undated => "undated",
        }
    }
}

impl Opening {
    fn of((what, record): (What, RecordId), (first, last): (Moment, Moment), as_of: Option<AsOf>) -> Self {
        let lies = match as_of {
            _ if !first.is_bounded() && !last.is_bounded() => Lies::Undated,
            None => Lies::Dated,
            Some(date) if last < date.first => Lies::Past,
            Some(date) if first > date.last => Lies::Ahead,
            Some(_) => Lies::About,
        };
        Self { what, record, first, last, lies }
    }

    /// Where it stands in the order of time: what has no beginning by its end, and what is undated last.
    fn order(&self) -> (Moment, Moment, What, RecordId) {
        let first = if self.first.is_bounded() { self.first } else { self.last };
        (first, self.last, self.what, self.record)
    }

    /// Its date, as uncertain as it is: "2010-01-04..2010-04-05".
    pub fn date(&self) -> String {
        if self.lies == Lies::Undated { "undated".to_owned() } else { civil::span(self.first, self.last) }
    }

    /// What it says: "the mandate of UNOWA on Drug trafficking ends", "request: The government asks for help".
    pub fn words(&self, case: &Case) -> String {
        let title = case.title_of(self.record);
        let claim = if let RecordId::Mandate(id) = self.record { case.mandates.get(&id) } else { None };
        let Some(claim) = claim else {
            return match self.what {
                What::Request | What::Encouragement => format!("{}: {title}", self.what.label()),
                What::Begins | What::Renewed | What::Ends => format!("{title} {}", self.what.label()),
            };
        };
        let (mission, theme) = (case.title_of(claim.mission.into()), case.title_of(claim.theme.into()));
        match self.what {
            What::Request => format!("{mission} is asked to act on {theme}"),
            What::Encouragement => format!("{mission} is encouraged to act on {theme}"),
            What::Begins | What::Renewed | What::Ends => {
                format!("{mission} on {theme}: {} {}", claim.level.label(), self.what.label())
            }
        }
    }
}

/// Every opening, in the order of time; what is undated comes last. Takes time in proportion to incidents, missions and
/// mandates.
pub fn openings(ground: &Ground<'_>) -> Vec<Opening> {
    let mut found = requests(ground);
    found.extend(asked(ground));
    found.extend(periods(ground));
    for &id in ground.case.missions.keys() {
        found.extend(edges(ground, id.into(), What::Begins));
    }
    found.sort_by_key(Opening::order);
    found
}

/// Incidents that are requests.
fn requests(ground: &Ground<'_>) -> Vec<Opening> {
    let Ground { case, dates, as_of, hits, .. } = *ground;
    let mut hits = hits.map(|hits| hits.walk(RecordKind::Incident));
    let requests = case
        .incidents
        .iter()
        .filter(|(_, incident)| incident.kind == IncidentKind::Request && incident.standing != Standing::Retracted);
    let found = requests.filter(|&(&id, _)| hits.as_mut().is_none_or(|walk| walk.has(id)));
    let opening = |(&id, _)| {
        let bounds = dates.bounds(id);
        Opening::of((What::Request, RecordId::from(id)), (bounds.earliest_start, bounds.latest_start), as_of)
    };
    found.map(opening).collect()
}

/// Claims that ask a mission to act, or encourage it.
fn asked(ground: &Ground<'_>) -> Vec<Opening> {
    let Ground { case, dates, as_of, .. } = *ground;
    let mut found = Vec::new();
    for (&id, claim) in &case.mandates {
        let what = match claim.level {
            Level::Requested => What::Request,
            Level::Encouraged => What::Encouragement,
            Level::Mandated | Level::Active | Level::Resourced | Level::Analysed | Level::Excluded => continue,
        };
        let stated = dates.bounds(id);
        let bounds = if stated.is_unknown() { attested(claim.attested.as_ref()) } else { stated };
        found.push(Opening::of((what, id.into()), (bounds.earliest_start, bounds.latest_start), as_of));
    }
    found
}

fn attested(date: Option<&Edtf>) -> Bounds {
    date.map_or(Bounds::UNKNOWN, Edtf::bounds)
}

/// The periods of claims; by mission and theme, so that what follows another is told as renewed. What says that a mission
/// has no part in a theme gives nothing.
fn periods(ground: &Ground<'_>) -> Vec<Opening> {
    let Ground { case, dates, .. } = *ground;
    let mut cells: BTreeMap<(MissionId, ThemeId), Vec<(Bounds, MandateId)>> = BTreeMap::new();
    for (&id, claim) in case.mandates.iter().filter(|(_, claim)| claim.level != Level::Excluded) {
        let bounds = dates.bounds(id);
        if !bounds.is_unknown() {
            cells.entry((claim.mission, claim.theme)).or_default().push((bounds, id));
        }
    }
    let mut found = Vec::new();
    for mut claims in cells.into_values() {
        claims.sort_by_key(|(bounds, id)| (bounds.earliest_start, *id));
        let mut begun = Moment::END;
        for (bounds, id) in claims {
            let what = if begun < bounds.earliest_start { What::Renewed } else { What::Begins };
            let is_asked = case.mandates.get(&id).is_some_and(|claim| is_asked(claim.level));
            // When it begins, what is asked is told as asked.
            found.extend(edges(ground, id.into(), what).filter(|edge| !is_asked || edge.what == What::Ends));
            begun = begun.min(bounds.latest_start);
        }
    }
    found
}

const fn is_asked(level: Level) -> bool {
    matches!(level, Level::Requested | Level::Encouraged)
}

/// The start and the end of a record, where they are known.
fn edges(ground: &Ground<'_>, record: RecordId, begins: What) -> impl Iterator<Item = Opening> {
    let (bounds, as_of) = (ground.dates.bounds(record), ground.as_of);
    let start = bounds
        .earliest_start
        .is_bounded()
        .then(|| Opening::of((begins, record), (bounds.earliest_start, bounds.latest_start), as_of));
    let end = bounds
        .latest_end
        .is_bounded()
        .then(|| Opening::of((What::Ends, record), (bounds.earliest_end, bounds.latest_end), as_of));
    start.into_iter().chain(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Change, Incident, Mandate};
    use crate::query::dates::Dates;
    use crate::query::evidence::Threshold;
    use crate::query::testing as t;

    fn told(changes: &[Change], as_of: &str) -> Vec<String> {
        let ground = [t::theme(1, "DT"), t::mission(1, "UN", "2004/2010")];
        let case = t::case(&[&ground, changes].concat());
        let dates = Dates::of(&case);
        let as_of = (!as_of.is_empty()).then(|| AsOf::of(&t::date(as_of)).unwrap());
        let threshold = Threshold::default();
        let all =
            openings(&Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None });
        all.iter().map(|one| format!("{} {} {}", one.date(), one.words(&case), one.lies.label())).collect()
    }

    fn check(changes: &[Change], as_of: &str, expected: &[&str]) {
        let mut lines = told(changes, as_of);
        lines.retain(|line| !line.contains(" Mission 1 begins") && !line.contains(" Mission 1 ends"));
        assert_eq!(lines, expected);
    }

    fn claim(n: u64, level: Level, dates: &str) -> Change {
        t::put_mandate(n, Mandate { when: t::when(dates), ..t::mandate(1, 1, level) })
    }

    #[test]
    fn the_life_of_a_mission_opens_and_closes() {
        assert_eq!(told(&[], "2009"), ["2004 Mission 1 begins past", "2010 Mission 1 ends ahead"]);
        assert_eq!(told(&[], "2010-05")[1], "2010 Mission 1 ends about the as-of date");
        assert_eq!(told(&[], "")[1], "2010 Mission 1 ends ");
    }

    #[test]
    fn requests_come_from_incidents_and_claims() {
        let request = Incident { kind: IncidentKind::Request, ..t::incident("") };
        let taken_back = Incident { standing: Standing::Retracted, ..request.clone() };
        let asked = Mandate { attested: Some(t::date("2008")), ..t::mandate(1, 1, Level::Requested) };
        check(
            &[
                t::put_incident(1, request),
                t::put_incident(2, taken_back),
                t::put_incident(3, t::incident("2009")),
                t::put_mandate(1, asked),
                claim(2, Level::Encouraged, "2005/2006"),
            ],
            "2007",
            &[
                "2005 Mission 1 is encouraged to act on DT past",
                "2006 Mission 1 on DT: encouraged ends past",
                "2008 Mission 1 is asked to act on DT ahead",
                "undated request: Something undated",
            ],
        );
    }

    #[test]
    fn a_period_after_another_is_a_renewal() {
        check(
            &[claim(1, Level::Mandated, "2005/2006"), claim(2, Level::Mandated, "2007/..")],
            "",
            &[
                "2005 Mission 1 on DT: mandated begins ",
                "2006 Mission 1 on DT: mandated ends ",
                "2007 Mission 1 on DT: mandated is renewed ",
            ],
        );
        check(&[claim(1, Level::Excluded, "2005/2006"), claim(2, Level::Mandated, "")], "", &[]);
    }
}
