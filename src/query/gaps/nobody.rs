//! What happens where no mission stands for the theme.

use std::collections::BTreeMap;

use super::cover::Covers;
use crate::case::{Basis, MissionId, PlaceId, Standing, ThemeId};
use crate::query::as_of::Holds;
use crate::query::evidence::{Areas, Behind, Evidence, Ground, Reach, Tally, Weight};
use crate::query::matrix::Matrix;

/// What happens in a country on a theme for which no mission stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Nobody {
    /// The country, or a place that lies in none.
    pub place: PlaceId,
    /// The theme.
    pub theme: ThemeId,
    /// Surely or possibly.
    pub sureness: Holds,
    /// How many incidents.
    pub tally: Tally,
    /// Each of them, by weight, earliest start and id. None of them names a mission.
    pub behind: Vec<Behind>,
}

/// Every country and theme where something happens for which no mission stands.
pub(super) fn nobody(
    ground: &Ground<'_>,
    matrix: &Matrix,
    (evidence, covers): (&Evidence, &Covers<'_>),
) -> Vec<Nobody> {
    let areas = Areas::of(ground.case);
    let mut reached: BTreeMap<PlaceId, BTreeMap<MissionId, Reach>> = BTreeMap::new();
    let mut found = Vec::new();
    let rows: BTreeMap<MissionId, _> = matrix.rows().map(|row| (row.mission, row)).collect();
    let columns: BTreeMap<ThemeId, usize> = matrix.themes.iter().copied().zip(0..).collect();
    for (place, theme, all) in evidence.countries() {
        if !all.behind.iter().any(is_open) {
            continue;
        }
        let missions = reached.entry(place).or_insert_with(|| areas.ties(ground.case, place));
        let stands = |mission: MissionId| {
            let (Some(row), Some(&column)) = (rows.get(&mission), columns.get(&theme)) else { return Holds::No };
            let Some(cell) = row.cells.get(column) else { return Holds::No };
            let cover = covers.cover((mission, theme), cell);
            if row.existed == Holds::No || !(covers.is_surveyed((mission, theme)) || cover.claim.is_some()) {
                Holds::No
            } else {
                row.existed
            }
        };
        let best = missions.iter().filter_map(|(&mission, &reach)| match (stands(mission), reach) {
            (Holds::No, _) | (_, Reach::Home(_)) => None,
            (Holds::Surely, Reach::Within(_)) => Some(Holds::Surely),
            (Holds::Surely | Holds::Possibly, _) => Some(Holds::Possibly),
        });
        let sureness = match best.min() {
            Some(Holds::Surely) => continue,
            Some(Holds::No) | None if all.behind.iter().any(|one| is_open(one) && is_sure(one)) => Holds::Surely,
            Some(Holds::Possibly | Holds::No) | None => Holds::Possibly,
        };
        let behind: Vec<Behind> = all.behind.iter().copied().filter(is_open).collect();
        found.push(Nobody { place, theme, sureness, tally: Tally::of(&behind), behind });
    }
    found
}

/// Whether it may count, and no mission has to do with it by name or part.
fn is_open(one: &Behind) -> bool {
    one.weight <= Weight::Possibly && !one.is_named && one.part.is_none()
}

fn is_sure(one: &Behind) -> bool {
    one.weight == Weight::Counted && one.basis == Basis::Stated && one.standing <= Standing::Reported
}
