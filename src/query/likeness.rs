//! Missions compared: how alike their mandates are, and what one has that its neighbours lack.
//!
//! A mission's mandate is the set of its pairs of a theme and a level, as the matrix has them on the as-of date: every level
//! claimed in a cell, but that the mission has *no part* in it. Claims that surely do not hold on the date are left out.
//!
//! **Likeness** of two missions A and B is the Jaccard index of the two sets, |A ∩ B| / |A ∪ B|: what they share, as a share
//! of what either has (P. Jaccard, "Étude comparative de la distribution florale dans une portion des Alpes et des Jura",
//! *Bulletin de la Société vaudoise des sciences naturelles* 37, 1901, pp. 547–579). It is kept as the two numbers, and no
//! mission without a mandate is compared: 0 / 0 says nothing.
//!
//! **Neighbours** are missions whose areas share a region: the nearest place of that kind in which a place of the area lies,
//! or which it is. What lies in no region has the largest place above it for one.
//!
//! **Alone** is a theme and level that a mission has and none of its neighbours has on the theme; a mission without
//! neighbours has nothing alone. A blank of a neighbour may be one that nobody looked at: side by side, each cell says which
//! of the three kinds of empty it is.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use super::as_of::Holds;
use super::evidence::upwards;
use super::matrix::{Blank, Cell, Claim, Content, Matrix};
use crate::case::{Case, Level, MissionId, PlaceId, PlaceKind, ThemeId};

/// Missions compared with one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    missions: BTreeMap<MissionId, Compared>,
    /// The pairs that are most alike, each once: at most [`MOST`].
    pub pairs: Vec<(MissionId, Like)>,
}

/// One mission compared with the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The missions that are most like it, at most [`MOST`]; none that shares nothing with it.
    pub alike: Vec<Like>,
    /// The missions in whose region it is, by their place among the missions.
    pub neighbours: Vec<MissionId>,
    /// What it has and no neighbour has.
    pub alone: Vec<(ThemeId, Level)>,
}

/// How like a mission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Like {
    /// The mission.
    pub mission: MissionId,
    /// How many pairs of theme and level both have.
    pub shared: usize,
    /// How many pairs one of them has, or both.
    pub either: usize,
}

/// So many missions that are alike are told.
pub const MOST: usize = 5;

impl Like {
    /// The Jaccard index, from 0 to 1.
    pub fn index(self) -> f64 {
        index((self.shared, self.either))
    }

    /// "0.60: 3 of 5 pairs of theme and level".
    pub fn words(self) -> String {
        words((self.shared, self.either))
    }

    /// The most alike first.
    fn compare(&self, other: &Self) -> Ordering {
        let (one, two) = (self.shared * other.either, other.shared * self.either);
        two.cmp(&one).then(other.shared.cmp(&self.shared)).then(self.mission.cmp(&other.mission))
    }
}

/// The Jaccard index of so much that is shared of so much that there is, from 0 to 1.
pub fn index((shared, either): (usize, usize)) -> f64 {
    if either == 0 { 0.0 } else { shared as f64 / either as f64 }
}

/// So much is shared of so much that there is, with the Jaccard index: "0.60: 3 of 5 pairs of theme and level".
pub fn words((shared, either): (usize, usize)) -> String {
    let noun = if either == 1 { "pair of theme and level" } else { "pairs of theme and level" };
    format!("{:.2}: {shared} of {either} {noun}", index((shared, either)))
}

impl Likeness {
    /// What a mission comes to; `None` where the case does not have it.
    pub fn of(&self, mission: MissionId) -> Option<&Compared> {
        self.missions.get(&mission)
    }
}

/// The pairs of theme and level of a mission, by column.
type Mandate = BTreeSet<(usize, Level)>;

/// Every mission compared with the others. Takes time in proportion to the missions that share a pair of theme and level, or
/// a region.
pub fn likeness(case: &Case, matrix: &Matrix) -> Likeness {
    let order: Vec<(MissionId, Mandate)> = matrix.rows().map(|row| (row.mission, mandate(&row.cells))).collect();
    let regions: Vec<BTreeSet<PlaceId>> = order.iter().map(|(mission, _)| regions(case, *mission)).collect();
    let shared = shared(&order);
    let near = near(&regions);
    let mut told = Likeness::default();
    for (place, (mission, own)) in order.iter().enumerate() {
        let like = |(&other, &shared): (&usize, &usize)| {
            let (mission, theirs) = order.get(other)?;
            Some(Like { mission: *mission, shared, either: own.len() + theirs.len() - shared })
        };
        let mut alike: Vec<Like> = shared.get(place).into_iter().flatten().filter_map(like).collect();
        alike.sort_by(Like::compare);
        alike.truncate(MOST);
        told.pairs.extend(alike.iter().filter(|like| *mission < like.mission).map(|like| (*mission, *like)));
        let neighbours: Vec<&(MissionId, Mandate)> =
            near.get(place).into_iter().flatten().filter_map(|&other| order.get(other)).collect();
        let is_alone = |pair: &&(usize, Level)| {
            !neighbours.is_empty() && neighbours.iter().all(|(_, theirs)| !has_theme(theirs, pair.0))
        };
        let alone =
            own.iter().filter(is_alone).filter_map(|&(column, level)| Some((*matrix.themes.get(column)?, level)));
        let compared =
            Compared { alike, alone: alone.collect(), neighbours: neighbours.iter().map(|(id, _)| *id).collect() };
        drop(told.missions.insert(*mission, compared));
    }
    told.pairs.sort_by(|one, other| one.1.compare(&other.1).then(one.0.cmp(&other.0)));
    told.pairs.truncate(MOST);
    told
}

fn mandate(cells: &[Cell]) -> Mandate {
    let levels = |(column, cell): (usize, &Cell)| {
        let given = cell.claims.iter().filter(|claim| claim.level != Level::Excluded);
        given.map(move |claim| (column, claim.level)).collect::<Vec<_>>()
    };
    cells.iter().enumerate().flat_map(levels).collect()
}

fn has_theme(mandate: &Mandate, column: usize) -> bool {
    mandate.iter().any(|(own, _)| *own == column)
}

/// How many pairs each mission shares with each other one, where it does.
fn shared(order: &[(MissionId, Mandate)]) -> Vec<BTreeMap<usize, usize>> {
    let mut having: BTreeMap<(usize, Level), Vec<usize>> = BTreeMap::new();
    for (place, (_, mandate)) in order.iter().enumerate() {
        for &pair in mandate {
            having.entry(pair).or_default().push(place);
        }
    }
    let mut shared = vec![BTreeMap::new(); order.len()];
    for places in having.values() {
        for &place in places {
            let Some(own) = shared.get_mut(place) else { continue };
            for &other in places.iter().filter(|other| **other != place) {
                *own.entry(other).or_default() += 1;
            }
        }
    }
    shared
}

/// The region of each place of a mission's area.
fn regions(case: &Case, mission: MissionId) -> BTreeSet<PlaceId> {
    let area = case.missions.get(&mission).map_or(&[][..], |mission| &mission.area);
    let region = |&place: &PlaceId| {
        let way = upwards(case, place);
        let is_region = |id: &&PlaceId| case.places.get(*id).is_some_and(|place| place.kind == PlaceKind::Region);
        way.iter().find(is_region).or(way.last()).copied()
    };
    area.iter().filter_map(region).collect()
}

/// The missions that share a region with each one, by their places.
fn near(regions: &[BTreeSet<PlaceId>]) -> Vec<BTreeSet<usize>> {
    let mut within: BTreeMap<PlaceId, Vec<usize>> = BTreeMap::new();
    for (place, own) in regions.iter().enumerate() {
        for &region in own {
            within.entry(region).or_default().push(place);
        }
    }
    let of = |(place, own): (usize, &BTreeSet<PlaceId>)| {
        let all = own.iter().filter_map(|region| within.get(region)).flatten().copied();
        all.filter(|other| *other != place).collect()
    };
    regions.iter().enumerate().map(of).collect()
}

/// How like the second mission is to the first; `None` where one of them has no mandate, or is not in the matrix.
pub fn like(matrix: &Matrix, [one, other]: [MissionId; 2]) -> Option<Like> {
    let (shared, either) = shared_by_all(matrix, &[one, other])?;
    Some(Like { mission: other, shared, either })
}

/// How many pairs of theme and level all of these missions have, and how many any of them has: for two missions what their
/// likeness is made of. `None` where one of them has no mandate or is not in the matrix, or where there is none.
pub fn shared_by_all(matrix: &Matrix, missions: &[MissionId]) -> Option<(usize, usize)> {
    let of = |&mission: &MissionId| {
        let own = matrix.rows().find(|row| row.mission == mission).map(|row| mandate(&row.cells));
        own.filter(|own| !own.is_empty())
    };
    let mandates = missions.iter().map(of).collect::<Option<Vec<Mandate>>>()?;
    let (first, rest) = mandates.split_first()?;
    let shared = first.iter().filter(|pair| rest.iter().all(|other| other.contains(*pair))).count();
    let either: BTreeSet<&(usize, Level)> = mandates.iter().flatten().collect();
    Some((shared, either.len()))
}

/// A theme in which missions stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The theme.
    pub theme: ThemeId,
    /// What each mission's cell says.
    pub says: Vec<Says>,
    /// Whether all of them have the same level, or all have none.
    pub is_same: bool,
    /// The place among the missions of the only one that has a level, where one alone has.
    pub only: Option<usize>,
}

/// What a cell says where missions stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The strongest level claimed; possibly, where no claim of it surely holds on the date.
    Level(Level, Holds),
    /// Nobody looked.
    NotSurveyed,
    /// Somebody looked, and found nothing.
    FoundBlank,
    /// A source says that the mission has no part in it.
    NoPart,
}

impl Says {
    fn of(cell: &Cell) -> Self {
        match &cell.content {
            Content::Filled(level) => {
                let is_sure = |claim: &Claim| claim.level == *level && claim.holds == Holds::Surely;
                let is_sure = cell.claims.iter().any(is_sure);
                Self::Level(*level, if is_sure { Holds::Surely } else { Holds::Possibly })
            }
            Content::Empty(Blank::NotSurveyed) => Self::NotSurveyed,
            Content::Empty(Blank::SurveyedBlank(_)) => Self::FoundBlank,
            Content::Empty(Blank::Excluded) => Self::NoPart,
        }
    }

    /// In words: "mandated", "possibly active", "found blank", "not surveyed", "no part".
    pub fn words(self) -> String {
        match self {
            Self::Level(level, Holds::Surely) => level.label().to_owned(),
            Self::Level(level, Holds::Possibly | Holds::No) => format!("possibly {}", level.label()),
            Self::NotSurveyed => "not surveyed".to_owned(),
            Self::FoundBlank => "found blank".to_owned(),
            Self::NoPart => "no part".to_owned(),
        }
    }

    const fn is_level(self) -> bool {
        match self {
            Self::Level(..) => true,
            Self::NotSurveyed | Self::FoundBlank | Self::NoPart => false,
        }
    }
}

/// Missions side by side, theme by theme, in the order of the matrix: where they differ first.
pub fn side_by_side(matrix: &Matrix, missions: &[MissionId]) -> Vec<Side> {
    let rows: Vec<&[Cell]> = missions
        .iter()
        .filter_map(|&mission| matrix.rows().find(|row| row.mission == mission))
        .map(|row| row.cells.as_slice())
        .collect();
    let side = |(column, &theme): (usize, &ThemeId)| {
        let cells: Vec<&Cell> = rows.iter().filter_map(|cells| cells.get(column)).collect();
        let first = cells.first().and_then(|cell| cell.strongest());
        let is_same = cells.iter().all(|cell| cell.strongest() == first);
        let says: Vec<Says> = cells.iter().map(|cell| Says::of(cell)).collect();
        let mut levels = (0..).zip(&says).filter(|(_, says)| says.is_level()).map(|(place, _)| place);
        let only = levels.next().filter(|_| levels.next().is_none());
        Side { theme, says, is_same, only }
    };
    let mut sides: Vec<Side> = matrix.themes.iter().enumerate().map(side).collect();
    sides.sort_by_key(|side| (side.is_same, Reverse(side.says.iter().filter(|says| says.is_level()).count())));
    sides
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Change;
    use crate::query::dates::Dates;
    use crate::query::matrix::matrix;
    use crate::query::testing as t;
    use Level::{Active, Excluded, Mandated};

    /// Two regions: in the one two countries with missions 1 and 2 and mission 3 of the region, in the other mission 4; what
    /// each is given.
    fn worked(claims: &[(u64, u64, Level)]) -> (Case, Matrix) {
        let ground = [
            t::place(1, "Region", 0, PlaceKind::Region),
            t::place(2, "First", 1, PlaceKind::Country),
            t::place(3, "Second", 1, PlaceKind::Country),
            t::place(4, "Other", 0, PlaceKind::Region),
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            t::theme(3, "AC"),
            t::mission_in(1, &[2]),
            t::mission_in(2, &[3]),
            t::mission_in(3, &[1]),
            t::mission_in(4, &[4]),
            t::survey(1, &[1], &[1, 2, 3], ""),
        ];
        let put = |(n, &(mission, theme, level))| t::put_mandate(n, t::mandate(mission, theme, level));
        let given: Vec<Change> = (1..).zip(claims).map(put).collect();
        let case = t::case(&[&ground[..], &given].concat());
        let table = matrix(&case, &Dates::of(&case), None);
        (case, table)
    }

    fn check(claims: &[(u64, u64, Level)], expected: &[(u64, &str)]) {
        let (case, table) = worked(claims);
        let likeness = likeness(&case, &table);
        let alike = &likeness.of(MissionId::from_bits(1)).unwrap().alike;
        let told: Vec<(MissionId, String)> = alike.iter().map(|like| (like.mission, like.words())).collect();
        let wanted = expected.iter().map(|&(n, words)| (MissionId::from_bits(n), words.to_owned()));
        assert_eq!(told, wanted.collect::<Vec<_>>());
    }

    #[test]
    fn likeness_is_what_is_shared_of_what_either_has() {
        let own = [(1, 1, Mandated), (1, 2, Mandated)];
        let with = |others: &[(u64, u64, Level)]| [&own[..], others].concat();
        check(&with(&[]), &[]);
        check(&with(&[(2, 1, Mandated), (2, 2, Mandated)]), &[(2, "1.00: 2 of 2 pairs of theme and level")]);
        check(
            &with(&[(2, 1, Mandated), (3, 1, Mandated), (3, 2, Mandated), (3, 3, Active)]),
            &[(3, "0.67: 2 of 3 pairs of theme and level"), (2, "0.50: 1 of 2 pairs of theme and level")],
        );
        // The same theme at another level is not the same, and that a mission has no part in it is nothing.
        check(&with(&[(2, 1, Active)]), &[]);
        let (_, table) = worked(&with(&[(2, 1, Active)]));
        let of_two = |n| like(&table, [1, n].map(MissionId::from_bits)).map(|like| (like.shared, like.either));
        assert_eq!((of_two(2), of_two(3)), (Some((0, 3)), None));
        check(&with(&[(2, 1, Mandated), (2, 3, Excluded)]), &[(2, "0.50: 1 of 2 pairs of theme and level")]);
    }

    fn check_alone(claims: &[(u64, u64, Level)], mission: u64, (neighbours, alone): (&[u64], &[u64])) {
        let (case, table) = worked(claims);
        let likeness = likeness(&case, &table);
        let compared = likeness.of(MissionId::from_bits(mission)).unwrap();
        let ids = |numbers: &[u64]| numbers.iter().copied().map(MissionId::from_bits).collect::<Vec<_>>();
        let themes: Vec<ThemeId> = alone.iter().copied().map(ThemeId::from_bits).collect();
        assert_eq!(compared.neighbours, ids(neighbours));
        assert_eq!(compared.alone.iter().map(|(theme, _)| *theme).collect::<Vec<_>>(), themes);
    }

    #[test]
    fn neighbours_share_a_region_and_what_they_lack_is_told() {
        let claims = [(1, 1, Mandated), (1, 2, Mandated), (3, 2, Active), (4, 1, Mandated)];
        check_alone(&claims, 1, (&[2, 3], &[1]));
        check_alone(&claims, 3, (&[1, 2], &[]));
        check_alone(&claims, 4, (&[], &[]));
    }

    #[test]
    fn side_by_side_tells_the_kinds_of_empty_apart_and_what_differs_first() {
        let (_, table) = worked(&[(1, 1, Mandated), (2, 1, Mandated), (1, 3, Active), (2, 2, Excluded)]);
        let sides = side_by_side(&table, &[1, 2].map(MissionId::from_bits));
        let told = sides.into_iter().map(|side| {
            let says = side.says.iter().map(|says| says.words()).collect::<Vec<_>>().join(" | ");
            let theme = (1..4).find(|&n| ThemeId::from_bits(n) == side.theme).unwrap();
            (theme, says, side.is_same, side.only)
        });
        let expected = [
            (3, "active | not surveyed", false, Some(0)),
            (1, "mandated | mandated", true, None),
            (2, "found blank | no part", true, None),
        ];
        assert_eq!(
            told.collect::<Vec<_>>(),
            expected.map(|(n, says, is_same, only)| (n, says.to_owned(), is_same, only))
        );
    }

    #[test]
    fn three_and_more_share_what_all_of_them_have() {
        let claims =
            [(1, 1, Mandated), (1, 2, Mandated), (2, 1, Mandated), (2, 3, Active), (3, 1, Mandated), (3, 2, Mandated)];
        let (_, table) = worked(&claims);
        let shared = |missions: &[u64]| {
            let missions: Vec<MissionId> = missions.iter().copied().map(MissionId::from_bits).collect();
            shared_by_all(&table, &missions)
        };
        assert_eq!(shared(&[1, 3]), Some((2, 2)));
        assert_eq!(shared(&[1, 2, 3]), Some((1, 3)));
        assert_eq!(shared(&[1, 2, 4]), None, "one without a mandate is like none");
        assert_eq!(shared(&[]), None);
        assert_eq!(words((1, 3)), "0.33: 1 of 3 pairs of theme and level");
    }

    #[test]
    fn what_only_possibly_holds_says_so_side_by_side() {
        let (case, _) = worked(&[(1, 1, Mandated)]);
        let as_of = crate::query::as_of::AsOf::of(&t::date("2009"));
        let table = matrix(&case, &Dates::of(&case), as_of);
        let sides = side_by_side(&table, &[MissionId::from_bits(1)]);
        assert_eq!(sides[0].says[0].words(), "possibly mandated", "nobody says when it holds");
    }
}
