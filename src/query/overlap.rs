//! Overlap and holes: who does the same on the same theme in the same place, and which themes with evidence nobody works on.
//!
//! **Who acts**: the mission whose activity it is, and its partners that are missions, or actors of the kinds mechanism,
//! international organization and programme. Its *function* is the kind of the activity; what is merely *other* is none.
//! An activity that surely does not go on on the as-of date is left out; with no date asked for, all of them are taken, at
//! whatever time they were.
//!
//! **The ground** of an activity is the area of its mission. Two grounds overlap where a place of one is a place of the other
//! or lies in it. An activity of a mission without an area has no ground, and overlaps with nothing.
//!
//! **Acting together**: all who act in one activity, and those who share one of them. They count as one.
//!
//! **A duplicate** is a theme, a function and a place on whose ground two or more act who do not act together: surely where
//! two of them surely go on on the as-of date, and else possibly. It is told by the largest place that is some mission's area.
//!
//! **A hole** is a theme with evidence on which nobody does technical work, or political work, or either: surely where there
//! is none of it, possibly where it only may go on, where the nature of some activity is not said, or where a claim says that
//! a mission acts on the theme and not how. Evidence is what counts in a mission's cell of the theme, or else in any country.

use std::collections::{BTreeMap, BTreeSet};

use super::as_of::{Holds, holds};
use super::evidence::{Evidence, Ground, Tally, upwards};
use super::matrix::Matrix;
use super::meter::{Count, Meter};
use crate::case::{Activity, ActivityId, ActivityKind, ActorKind, Case, Level, MissionId, Party, PlaceId, ThemeId};

/// Who does the same, and what nobody does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlap {
    /// By theme, then by function: surely first.
    pub duplicates: Vec<Duplicate>,
    /// Surely first, then those with most evidence.
    pub holes: Vec<Hole>,
}

/// Several who do the same on a theme in one place, without acting together.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The theme.
    pub theme: ThemeId,
    /// What they do.
    pub function: ActivityKind,
    /// The largest place that is the area of one of them; the others have it, or have a part of it.
    pub place: PlaceId,
    /// Surely or possibly.
    pub sureness: Holds,
    /// Those who act, in groups that act together.
    pub groups: Vec<Vec<Party>>,
    /// What they do.
    pub activities: Vec<ActivityId>,
}

/// A theme with evidence on which somebody's work is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The theme.
    pub theme: ThemeId,
    /// Surely or possibly.
    pub sureness: Holds,
    /// How surely nobody does technical work on it.
    pub no_technical: Holds,
    /// How surely nobody does political work on it.
    pub no_political: Holds,
    /// The evidence on it.
    pub tally: Tally,
}

impl Duplicate {
    /// "training: BNUB and UNODC; UNAMA act in Central Africa, and not together".
    pub fn words(&self, case: &Case) -> String {
        let group = |group: &Vec<Party>| {
            let names: Vec<String> = group.iter().map(|&party| case.party_name(party)).collect();
            names.join(" with ")
        };
        let groups: Vec<String> = self.groups.iter().map(group).collect();
        let (place, function) = (case.title_of(self.place.into()), self.function.label());
        let perhaps = if self.sureness == Holds::Surely { "" } else { ", perhaps at other times" };
        format!(
            "{function} in {place}, by {} who do not act together: {}{perhaps}",
            self.groups.len(),
            groups.join("; ")
        )
    }
}

impl Hole {
    /// "no political work on it by anybody: 3 incidents".
    pub fn words(&self) -> String {
        let lacks = |nature: &str, sure: Holds| match sure {
            Holds::Surely => Some(format!("no {nature} work")),
            Holds::Possibly => Some(format!("perhaps no {nature} work")),
            Holds::No => None,
        };
        let lacks = match (self.no_technical, self.no_political) {
            (Holds::Surely, Holds::Surely) => "no work, technical or political,".to_owned(),
            (technical, political) => {
                let both = lacks("technical", technical).into_iter().chain(lacks("political", political));
                both.collect::<Vec<_>>().join(" and ")
            }
        };
        format!("{lacks} on it by anybody in the case; incidents: {}", self.tally.words())
    }
}

/// Who does the same, and what nobody does. Takes time in proportion to the activities, the places of their grounds and the
/// depth of these, and to the themes.
pub fn overlap(ground: &Ground<'_>, matrix: &Matrix, (evidence, meter): (&Evidence, &Meter)) -> Overlap {
    let mut duplicates = Vec::new();
    let grounds = Grounds::of(ground.case);
    for ((theme, function), acts) in acts(ground) {
        duplicates.extend(shared(&acts, &grounds).into_iter().filter_map(|(place, here)| {
            let groups = together(ground.case, &here);
            let sure = here.iter().filter(|act| act.goes_on == Holds::Surely).copied().collect::<Vec<_>>();
            let sureness = if together(ground.case, &sure).len() > 1 { Holds::Surely } else { Holds::Possibly };
            let activities = here.iter().map(|act| act.id).collect();
            (groups.len() > 1).then_some(Duplicate { theme, function, place, sureness, groups, activities })
        }));
    }
    duplicates.sort_by_key(|one| one.sureness);
    Overlap { duplicates, holes: holes(matrix, (evidence, meter)) }
}

/// An activity that goes on, or may.
#[derive(Clone, Copy)]
struct Act<'a> {
    id: ActivityId,
    activity: &'a Activity,
    goes_on: Holds,
}

/// What is done, by theme and function.
fn acts<'a>(ground: &Ground<'a>) -> BTreeMap<(ThemeId, ActivityKind), Vec<Act<'a>>> {
    let mut acts: BTreeMap<_, Vec<Act<'a>>> = BTreeMap::new();
    for (&id, activity) in &ground.case.activities {
        let goes_on = holds(ground.as_of, ground.dates.bounds(id));
        if activity.kind == ActivityKind::Other || goes_on == Holds::No {
            continue;
        }
        let themes = activity.themes.iter().copied().filter(|theme| ground.case.themes.contains_key(theme));
        for theme in themes.collect::<BTreeSet<_>>() {
            acts.entry((theme, activity.kind)).or_default().push(Act { id, activity, goes_on });
        }
    }
    acts
}

/// The area of every mission, each place with those in which it lies.
struct Grounds(BTreeMap<MissionId, Vec<Vec<PlaceId>>>);

impl Grounds {
    fn of(case: &Case) -> Self {
        let way = |&place: &PlaceId| case.places.contains_key(&place).then(|| upwards(case, place));
        let ways = |area: &[PlaceId]| area.iter().filter_map(way).collect();
        Self(case.missions.iter().map(|(&id, mission)| (id, ways(&mission.area))).collect())
    }

    fn ways(&self, mission: MissionId) -> &[Vec<PlaceId>] {
        self.0.get(&mission).map_or(&[], Vec::as_slice)
    }
}

/// The largest places that are an area of some of these, each with all that act there.
fn shared<'a>(acts: &[Act<'a>], grounds: &Grounds) -> Vec<(PlaceId, Vec<Act<'a>>)> {
    let ways = || acts.iter().flat_map(|act| grounds.ways(act.activity.mission).iter().map(move |way| (act, way)));
    let areas: BTreeSet<PlaceId> = ways().filter_map(|(_, way)| way.first().copied()).collect();
    let mut here: BTreeMap<PlaceId, Vec<Act<'a>>> = BTreeMap::new();
    for (act, way) in ways() {
        let Some(&largest) = way.iter().rev().find(|place| areas.contains(place)) else { continue };
        let known = here.entry(largest).or_default();
        if known.last().is_none_or(|last| last.id != act.id) {
            known.push(*act);
        }
    }
    here.into_iter().collect()
}

/// Those who act, in groups of those who act together.
fn together(case: &Case, acts: &[Act<'_>]) -> Vec<Vec<Party>> {
    // The group of each party, by its place; a group that was taken into another is empty.
    let mut groups: Vec<Vec<Party>> = Vec::new();
    let mut of: BTreeMap<Party, usize> = BTreeMap::new();
    for act in acts {
        let doers = doers(case, act.activity);
        let known: BTreeSet<usize> = doers.iter().filter_map(|party| of.get(party).copied()).collect();
        let into = known.first().copied().unwrap_or(groups.len());
        if into == groups.len() {
            groups.push(Vec::new());
        }
        let mut others: Vec<Party> = Vec::new();
        for other in known.into_iter().skip(1) {
            others.extend(groups.get_mut(other).map(std::mem::take).unwrap_or_default());
        }
        let Some(group) = groups.get_mut(into) else { continue };
        for party in others.into_iter().chain(doers) {
            if of.insert(party, into) != Some(into) {
                group.push(party);
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Who acts in an activity: the mission first.
fn doers(case: &Case, activity: &Activity) -> Vec<Party> {
    let is_mechanism = |party: &Party| match party {
        Party::Mission(_) => true,
        Party::Actor(id) => case.actors.get(id).is_some_and(|actor| acts_for_many(actor.kind)),
    };
    let partners = activity.partners.iter().copied().filter(is_mechanism);
    std::iter::once(Party::Mission(activity.mission)).chain(partners).collect()
}

/// Whether an actor of this kind is something like a mission.
const fn acts_for_many(kind: ActorKind) -> bool {
    match kind {
        ActorKind::Mechanism | ActorKind::InternationalOrganization | ActorKind::Programme => true,
        ActorKind::Person
        | ActorKind::Role
        | ActorKind::Faction
        | ActorKind::StateBody
        | ActorKind::State
        | ActorKind::PoliticalParty
        | ActorKind::Company
        | ActorKind::CriminalNetwork
        | ActorKind::ArmedGroup
        | ActorKind::Instrument
        | ActorKind::Group => false,
    }
}

/// The themes with evidence on which some work is missing.
fn holes(matrix: &Matrix, (evidence, meter): (&Evidence, &Meter)) -> Vec<Hole> {
    let claimed: BTreeSet<ThemeId> = matrix
        .rows()
        .flat_map(|row| matrix.themes.iter().zip(&row.cells))
        .filter(|(_, cell)| cell.claims.iter().any(|claim| is_act(claim.level)))
        .map(|(&theme, _)| theme)
        .collect();
    let mut countries: BTreeMap<ThemeId, Tally> = BTreeMap::new();
    for (_, theme, found) in evidence.countries() {
        // An incident is in one country, so that none counts twice.
        let known = countries.entry(theme).or_default();
        *known = known.with(found.tally);
    }
    let hole = |&theme: &ThemeId| {
        let of_missions = evidence.of_theme(theme);
        let elsewhere = countries.get(&theme).copied().unwrap_or_default();
        let tally = if of_missions.is_empty() { elsewhere } else { of_missions };
        let mix = meter.of_theme(theme);
        let is_unsaid = !mix.unsaid.is_empty() || claimed.contains(&theme);
        let (no_technical, no_political) = (lacks(mix.technical, is_unsaid), lacks(mix.political, is_unsaid));
        let sureness = if tally.is_sure() { no_technical.min(no_political) } else { Holds::Possibly };
        let is_hole = !tally.is_empty() && no_technical.min(no_political) != Holds::No;
        is_hole.then_some(Hole { theme, sureness, no_technical, no_political, tally })
    };
    let mut holes: Vec<Hole> = matrix.themes.iter().filter_map(hole).collect();
    holes.sort_by_key(|hole| (hole.sureness, std::cmp::Reverse(hole.tally.stated + hole.tally.inferred)));
    holes
}

/// How surely there is no such work.
const fn lacks(count: Count, is_unsaid: bool) -> Holds {
    match (count.surely, count.possibly, is_unsaid) {
        (0, 0, false) => Holds::Surely,
        (0, ..) => Holds::Possibly,
        _ => Holds::No,
    }
}

/// Whether a claim says that a mission acts, and not how.
const fn is_act(level: Level) -> bool {
    match level {
        Level::Active | Level::Resourced => true,
        Level::Mandated | Level::Requested | Level::Encouraged | Level::Analysed | Level::Excluded => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Change, PlaceKind};
    use crate::query::as_of::AsOf;
    use crate::query::dates::Dates;
    use crate::query::evidence::{Threshold, evidence_of};
    use crate::query::matrix::matrix;
    use crate::query::meter::meter;
    use crate::query::testing as t;
    use ActivityKind::{GoodOffices, Other, Policing, Training};

    /// A region with two countries; a mission in each and one in the region; a mechanism and a person.
    fn ground() -> Vec<Change> {
        let actor = |n: u64, kind: ActorKind, name: &str| {
            let actor = Actor { name: name.to_owned(), kind, ..Actor::default() };
            Change::Actor(ActorId::from_bits(n), Some(Arc::new(actor)))
        };
        vec![
            t::place(1, "Region", 0, PlaceKind::Region),
            t::place(2, "First", 1, PlaceKind::Country),
            t::place(3, "Second", 1, PlaceKind::Country),
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            t::mission_in(1, &[2]),
            t::mission_in(2, &[3]),
            t::mission_in(3, &[1]),
            t::mission_in(4, &[2]),
            t::mission_in(5, &[]),
            actor(1, ActorKind::Mechanism, "Unit"),
            actor(2, ActorKind::Person, "Ana"),
        ]
    }

    fn worked(changes: &[Change], as_of: &str) -> (Case, Overlap) {
        let case = t::case(&[ground(), changes.to_vec()].concat());
        let dates = Dates::of(&case);
        let as_of = (!as_of.is_empty()).then(|| AsOf::of(&t::date(as_of)).unwrap());
        let threshold = Threshold::default();
        let ground = Ground { case: &case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
        let evidence = evidence_of(&ground);
        let meter = meter(&ground, &evidence);
        let overlap = overlap(&ground, &matrix(&case, &dates, as_of), (&evidence, &meter));
        (case, overlap)
    }

    /// What each mission does on the first theme, with which partners; the words of the duplicates.
    fn check(acts: &[(u64, ActivityKind, &str, &[Party])], as_of: &str, expected: &[&str]) {
        let act = |(n, &(mission, kind, date, partners)): (u64, &(u64, ActivityKind, &str, &[Party]))| {
            t::activity(n, (mission, &[1]), (kind, date), partners)
        };
        let changes: Vec<Change> = (1..).zip(acts).map(act).collect();
        let (case, found) = worked(&changes, as_of);
        let words: Vec<String> = found.duplicates.iter().map(|one| one.words(&case)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn the_same_function_on_the_same_ground_is_a_duplicate() {
        let in_first = "training in First, by 2 who do not act together: Mission 1; Mission 4";
        check(&[(1, Training, "2009", &[]), (4, Training, "2009", &[])], "", &[in_first]);
        check(&[(1, Training, "2009", &[]), (4, Policing, "2009", &[])], "", &[]);
        check(&[(1, Other, "2009", &[]), (4, Other, "2009", &[])], "", &[]);
        check(&[(1, Training, "2009", &[]), (2, Training, "2009", &[])], "", &[]);
        check(&[(1, Training, "2009", &[]), (1, Training, "2010", &[])], "", &[]);
        check(&[(1, Training, "2009", &[]), (5, Training, "2009", &[])], "", &[]);
        let in_region = "training in Region, by 3 who do not act together: Mission 1; Mission 2; Mission 3";
        let all = [(1, Training, "2009", &[][..]), (2, Training, "2009", &[]), (3, Training, "2009", &[])];
        check(&all, "", &[in_region]);
    }

    #[test]
    fn the_as_of_date_leaves_out_what_does_not_go_on() {
        let both = [(1, Training, "2008/2010", &[][..]), (4, Training, "2005", &[])];
        check(&both, "2009", &[]);
        let open = [(1, Training, "2009", &[][..]), (4, Training, "", &[])];
        let perhaps = "training in First, by 2 who do not act together: Mission 1; Mission 4, perhaps at other times";
        check(&open, "2009", &[perhaps]);
    }

    #[test]
    fn who_acts_together_counts_as_one() {
        let (unit, ana) = (t::actor_party(1), t::actor_party(2));
        let mission = Party::Mission(MissionId::from_bits(4));
        check(&[(1, Training, "2009", &[mission]), (4, Training, "2009", &[])], "", &[]);
        check(&[(1, Training, "2009", &[unit]), (4, Training, "2009", &[unit])], "", &[]);
        let apart = "training in First, by 2 who do not act together: Mission 1; Mission 4 with Unit";
        check(&[(1, Training, "2009", &[ana]), (4, Training, "2009", &[ana, unit])], "", &[apart]);
        let joined =
            [(1, Training, "2009", &[][..]), (3, Training, "2009", &[unit]), (4, Training, "2009", &[mission])];
        let late = "training in Region, by 3 who do not act together: Mission 1; Mission 3 with Unit; Mission 4";
        check(&joined, "", &[late]);
    }

    fn check_holes(changes: &[Change], expected: &[&str]) {
        let (case, found) = worked(changes, "");
        let words = found.holes.iter().map(|one| format!("{}: {}", case.title_of(one.theme.into()), one.words()));
        assert_eq!(words.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_theme_with_evidence_and_without_work_is_a_hole() {
        let happened = t::put_incident(1, t::incident_in("2009", 2, &[1]));
        let act = |n, kind| t::activity(n, (5, &[1]), (kind, "2009"), &[]);
        check_holes(&[], &[]);
        let nothing = "DT: no work, technical or political, on it by anybody in the case; incidents: 1";
        check_holes(std::slice::from_ref(&happened), &[nothing]);
        let technical = "DT: no political work on it by anybody in the case; incidents: 1";
        check_holes(&[happened.clone(), act(1, Training)], &[technical]);
        check_holes(&[happened.clone(), act(1, Training), act(2, GoodOffices)], &[]);
        let unsaid =
            "DT: perhaps no technical work and perhaps no political work on it by anybody in the case; incidents: 1";
        check_holes(&[happened.clone(), act(1, Other)], &[unsaid]);
        check_holes(&[happened, t::put_mandate(1, t::mandate(1, 1, Level::Active))], &[unsaid]);
    }
}
