//! How many cells there are of a kind, by mission, by theme and in all.

use std::collections::BTreeMap;

use super::{Class, Difference, Gaps};
use crate::case::{MissionId, ThemeId};
use crate::query::as_of::Holds;

/// So many cells, by row, by column and in all: surely and possibly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    missions: BTreeMap<MissionId, (usize, usize)>,
    themes: BTreeMap<ThemeId, (usize, usize)>,
    /// In all.
    pub total: (usize, usize),
}

impl Counts {
    /// Of a mission.
    pub fn of_mission(&self, mission: MissionId) -> (usize, usize) {
        self.missions.get(&mission).copied().unwrap_or_default()
    }

    /// Of a theme.
    pub fn of_theme(&self, theme: ThemeId) -> (usize, usize) {
        self.themes.get(&theme).copied().unwrap_or_default()
    }

    fn add(&mut self, (mission, theme): (MissionId, ThemeId), is_sure: bool) {
        let more = |(surely, possibly): &mut (usize, usize)| {
            if is_sure {
                *surely += 1;
            } else {
                *possibly += 1;
            }
        };
        more(self.missions.entry(mission).or_default());
        more(self.themes.entry(theme).or_default());
        more(&mut self.total);
    }
}

impl Gaps {
    /// How many cells are gaps. Takes time in proportion to the cells.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (mission, theme, finding) in self.of(Class::Gap) {
            counts.add((mission, theme), finding.sureness == Holds::Surely);
        }
        counts
    }
}

impl Difference {
    /// In how many cells something is different, all of them surely. Takes time in proportion to them.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (mission, theme, _) in self.cells() {
            counts.add((mission, theme), true);
        }
        counts
    }
}
