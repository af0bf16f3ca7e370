//! Mandates against evidence: where something happens that nobody is mandated to act on, and where a mandate meets nothing.
//!
//! For every mission and theme two questions are asked, each answered *surely*, *possibly* or *no*.
//!
//! **Is it evidenced?** What counts is what [`evidence`](super::evidence) finds behind the cell: incidents, situations and
//! requests on the theme, in the mission's area and life, or naming it, as of the date, above the officer's threshold.
//!
//! | behind the cell | evidenced |
//! |---|---|
//! | something that counts, is reported or confirmed, and whose source states the theme | surely |
//! | only what counts possibly, is less than reported, or has its theme inferred | possibly |
//! | nothing | no |
//!
//! **Is it covered by a mandate?**
//!
//! | the case says of the cell | covered |
//! |---|---|
//! | *mandated*, or *requested* by a decision | surely |
//! | *active*, *resourced* or *analysed*, where a survey of activities went through the cell | surely |
//! | the same, for another date than the as-of date, or for a period that may not hold on it | possibly |
//! | *requested* by no decision (somebody asked), or only *encouraged* | possibly |
//! | nothing, and no survey went through it: nobody looked | possibly |
//! | nothing, and a survey went through it; or that the mission has no part in it | no |
//!
//! A survey is one *of activities* where the marks within it, attested for its date, are of acts and none is a mandate. Acts
//! alone are no mandate anywhere else: that the mission *acts without a mandate* is told with the finding.
//!
//! | | covered surely | possibly | no |
//! |---|---|---|---|
//! | evidenced surely | both | gap, possibly | gap, surely |
//! | evidenced possibly | both, possibly | gap, possibly | gap, possibly |
//! | no evidence | mandated, no evidence | the same, possibly, or neither where nobody looked | neither |
//!
//! **No mission**: by country, or by a place that lies in none, what is evidenced there on a theme and names no mission. A
//! mission stands for a theme if a survey went through the two or a claim covers them; where no mission that stands for the
//! theme has the country in its area, there is none; where one has only a part of the country, possibly none.
//!
//! No evidence is never safety: it says what the case holds, and nothing of the world.

mod counts;
mod cover;
mod difference;
mod nobody;
#[cfg(test)]
mod tests;
mod words;
mod work;

use std::collections::BTreeMap;

use super::as_of::Holds;
use super::cores::both;
use super::evidence::{Evidence, Found, Ground, Weight};
use super::matrix::Matrix;
use crate::case::{Basis, MissionId, ThemeId};
pub use counts::Counts;
pub use cover::{Cover, Why};
pub use difference::{CellChange, Difference, Turn, difference};
pub use nobody::Nobody;
pub use work::{Amount, Done, Work};

/// What mandates and evidence come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gaps {
    cells: BTreeMap<(MissionId, ThemeId), Finding>,
    /// What happens where no mission stands for the theme, by place and theme.
    pub nobody: Vec<Nobody>,
    /// What missions do about themes, by the records of their activities.
    pub work: Work,
    /// How many incidents the threshold leaves out of some cell, each once.
    pub left_out: usize,
}

/// What one cell comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which of the four.
    pub class: Class,
    /// Surely or possibly.
    pub sureness: Holds,
    /// Whether it is evidenced.
    pub evidenced: Holds,
    /// Whether it is covered by a mandate.
    pub cover: Cover,
    /// Whether the mission acts on it though no mandate covers it for certain.
    pub acting: Holds,
}

/// What evidence and mandate come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Evidenced, and not mandated.
    Gap,
    /// Mandated, and evidenced.
    Both,
    /// Mandated, and no evidence.
    Dormant,
    /// Neither mandated nor evidenced.
    Neither,
}

impl Class {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 4] = [Self::Gap, Self::Both, Self::Dormant, Self::Neither];

    /// Its name: "evidenced, not mandated".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gap => "evidenced, not mandated",
            Self::Both => "mandated and evidenced",
            Self::Dormant => "mandated, no evidence",
            Self::Neither => "neither mandated nor evidenced",
        }
    }

    /// Its name for machines: "gap".
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Both => "both",
            Self::Dormant => "dormant",
            Self::Neither => "neither",
        }
    }
}

impl Gaps {
    /// What a cell comes to; `None` where the case has no such mission or theme.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Option<Finding> {
        self.cells.get(&(mission, theme)).copied()
    }

    /// Every cell, in the order of missions' and themes' ids.
    pub fn all(&self) -> impl Iterator<Item = (MissionId, ThemeId, Finding)> {
        self.cells.iter().map(|(&(mission, theme), finding)| (mission, theme, *finding))
    }

    /// Every cell of a class, in the order of missions' and themes' ids.
    pub fn of(&self, class: Class) -> impl Iterator<Item = (MissionId, ThemeId, Finding)> {
        let of_class = move |(&(mission, theme), finding): (&(MissionId, ThemeId), &Finding)| {
            (finding.class == class).then_some((mission, theme, *finding))
        };
        self.cells.iter().filter_map(of_class)
    }

    /// How many cells of a class there are, surely and possibly.
    pub fn count(&self, class: Class) -> (usize, usize) {
        self.of(class).fold((0, 0), |(surely, possibly), (_, _, finding)| match finding.sureness {
            Holds::Surely => (surely + 1, possibly),
            Holds::Possibly | Holds::No => (surely, possibly + 1),
        })
    }
}

/// What mandates and evidence come to, where both are of the same case, as-of date and threshold. Takes time in proportion
/// to the cells and to what is claimed.
pub fn gaps(ground: &Ground<'_>, matrix: &Matrix, evidence: &Evidence) -> Gaps {
    let (work, (cells, nobody)) = both(|| Work::of(ground), || covered(ground, matrix, evidence));
    let left_out = if ground.threshold.is_none() { 0 } else { evidence.left_out() };
    Gaps { cells, nobody, work, left_out }
}

type Cells = BTreeMap<(MissionId, ThemeId), Finding>;

/// What each cell comes to, and what happens where no mission stands.
fn covered(ground: &Ground<'_>, matrix: &Matrix, evidence: &Evidence) -> (Cells, Vec<Nobody>) {
    let covers = cover::Covers::of(ground, matrix);
    let mut cells = Cells::new();
    for row in matrix.rows() {
        for (&theme, cell) in matrix.themes.iter().zip(&row.cells) {
            let found = evidence.cell(row.mission, theme);
            let key = (row.mission, theme);
            let finding = judged(evidenced(found), covers.cover(key, cell), covers.acting(key, cell));
            let _none = cells.insert(key, finding);
        }
    }
    let nobody = nobody::nobody(ground, matrix, (evidence, &covers));
    (cells, nobody)
}

/// Whether what lies behind a cell evidences it.
fn evidenced(found: Option<&Found>) -> Holds {
    let behind = found.map_or(&[][..], |found| &found.behind);
    let is_sure = |one: &super::evidence::Behind| {
        one.weight == Weight::Counted && one.basis == Basis::Stated && !one.standing.is_uncertain()
    };
    if behind.iter().any(is_sure) {
        Holds::Surely
    } else if behind.iter().any(|one| one.weight <= Weight::Possibly) {
        Holds::Possibly
    } else {
        Holds::No
    }
}

fn judged(evidenced: Holds, cover: Cover, acts: Holds) -> Finding {
    use Holds::{No, Possibly, Surely};
    let (class, sureness) = match (evidenced, cover.holds) {
        (Surely, Surely) => (Class::Both, Surely),
        (Possibly, Surely) => (Class::Both, Possibly),
        (No, Surely) => (Class::Dormant, Surely),
        (Surely, No) => (Class::Gap, Surely),
        (Surely, Possibly) | (Possibly, Possibly | No) => (Class::Gap, Possibly),
        (No, Possibly) if cover.claim.is_none() || cover.why == Why::Excluded => (Class::Neither, Possibly),
        (No, Possibly) => (Class::Dormant, Possibly),
        (No, No) => (Class::Neither, Surely),
    };
    let acting = if cover.holds == Surely { No } else { acts };
    Finding { class, sureness, evidenced, cover, acting }
}
