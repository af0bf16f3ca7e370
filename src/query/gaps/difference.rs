//! What is different between two dates: mandates that came, went or changed, and what has happened since.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Gaps};
use crate::case::{IncidentId, Level, MandateId, MissionId, ThemeId};
use crate::query::evidence::{Evidence, Found, Weight};
use crate::query::matrix::{Cell, Matrix};

/// What is different between two dates, cell by cell; what is the same is not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    cells: BTreeMap<(MissionId, ThemeId), CellChange>,
}

/// What is different in one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellChange {
    /// What became of the mandate.
    pub turn: Turn,
    /// The strongest level before and after.
    pub levels: (Option<Level>, Option<Level>),
    /// Claims that hold only after.
    pub begun: Vec<MandateId>,
    /// Claims that held only before.
    pub ended: Vec<MandateId>,
    /// Incidents that count only after.
    pub evidence: Vec<IncidentId>,
    /// What the cell came to before and comes to after.
    pub findings: (Option<Finding>, Option<Finding>),
}

/// What became of a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// There was none.
    Added,
    /// There is none any more.
    Ended,
    /// It goes further.
    Strengthened,
    /// It goes less far.
    Weakened,
    /// Other claims, of the same strength.
    Replaced,
    /// It is as it was.
    Same,
}

impl Turn {
    /// "added".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Ended => "ended",
            Self::Strengthened => "strengthened",
            Self::Weakened => "weakened",
            Self::Replaced => "replaced",
            Self::Same => "the same",
        }
    }
}

impl Difference {
    /// What is different in a cell, if anything is.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Option<&CellChange> {
        self.cells.get(&(mission, theme))
    }

    /// Every cell in which something is different.
    pub fn cells(&self) -> impl Iterator<Item = (MissionId, ThemeId, &CellChange)> {
        self.cells.iter().map(|(&(mission, theme), change)| (mission, theme, change))
    }

    /// In how many cells the mandate took that turn.
    pub fn count(&self, turn: Turn) -> usize {
        self.cells.values().filter(|change| change.turn == turn).count()
    }

    /// How many cells have new evidence.
    pub fn evidenced(&self) -> usize {
        self.cells.values().filter(|change| !change.evidence.is_empty()).count()
    }
}

/// What is different between an earlier and a later date: of each the matrix, the evidence and what they come to, of one
/// case. A claim that is only *attested* for some date is there at all times, and no difference.
pub fn difference(before: (&Matrix, &Evidence, &Gaps), after: (&Matrix, &Evidence, &Gaps)) -> Difference {
    let rows: BTreeMap<MissionId, _> = before.0.rows().map(|row| (row.mission, row)).collect();
    let mut cells = BTreeMap::new();
    for row in after.0.rows() {
        for (&theme, cell) in after.0.themes.iter().zip(&row.cells) {
            let column = before.0.themes.iter().position(|&id| id == theme);
            let old = rows.get(&row.mission).zip(column).and_then(|(row, column)| row.cells.get(column));
            let key = (row.mission, theme);
            let findings = (before.2.cell(key.0, key.1), after.2.cell(key.0, key.1));
            let found = (before.1.cell(key.0, key.1), after.1.cell(key.0, key.1));
            let change = CellChange { findings, ..of_cell((old, cell), found) };
            if change.turn != Turn::Same || !change.evidence.is_empty() {
                let _none = cells.insert(key, change);
            }
        }
    }
    Difference { cells }
}

fn of_cell((old, new): (Option<&Cell>, &Cell), found: (Option<&Found>, Option<&Found>)) -> CellChange {
    let claims = |cell: &Cell| cell.claims.iter().map(|claim| claim.mandate).collect::<BTreeSet<_>>();
    let (before, after) = (old.map(claims).unwrap_or_default(), claims(new));
    let levels = (old.and_then(Cell::strongest), new.strongest());
    let turn = match levels {
        (None, Some(_)) => Turn::Added,
        (Some(_), None) => Turn::Ended,
        // Levels stand from the strongest.
        (Some(one), Some(other)) if other < one => Turn::Strengthened,
        (Some(one), Some(other)) if other > one => Turn::Weakened,
        _ if before != after => Turn::Replaced,
        _ => Turn::Same,
    };
    let counted = |found: &Found| {
        let counts = found.behind.iter().filter(|one| one.weight <= Weight::Possibly);
        counts.map(|one| one.incident).collect::<BTreeSet<_>>()
    };
    let known = found.0.map(counted).unwrap_or_default();
    let evidence = found.1.map(counted).unwrap_or_default().difference(&known).copied().collect();
    CellChange {
        turn,
        levels,
        begun: after.difference(&before).copied().collect(),
        ended: before.difference(&after).copied().collect(),
        evidence,
        findings: (None, None),
    }
}
