//! How an incident and a mission hang together, and how the incident counts for that.

use super::{Reach, Weight};
use crate::case::{Bounds, Incident, Moment, Standing};
use crate::query::as_of::Holds;

/// How an incident and a mission hang together.
#[derive(Clone, Copy, Default)]
pub(super) struct Tie {
    pub is_named: bool,
    pub part: Option<Standing>,
    pub reach: Option<Reach>,
}

impl Tie {
    /// How an incident counts for a mission, and how firmly it stands that it does.
    pub fn counts(self, incident: &Incident, (begun, in_life): (Holds, Holds)) -> (Weight, Standing) {
        let standing = incident.standing;
        let of = |is_tied: bool| weight(standing, is_tied, (self.reach, begun, in_life));
        let weight = of(self.is_named || self.part.is_some());
        match self.part {
            Some(part) if !self.is_named && (self.reach.is_none() || of(false) != weight) => {
                (weight, standing.max(part))
            }
            _ => (weight, standing),
        }
    }
}

fn weight(standing: Standing, is_tied: bool, (reach, begun, in_life): (Option<Reach>, Holds, Holds)) -> Weight {
    if standing == Standing::Retracted {
        return Weight::Retracted;
    }
    let is_near = !matches!(reach, Some(Reach::Larger(_) | Reach::Home(_)));
    match (is_tied, in_life) {
        (true, _) if begun == Holds::Surely => Weight::Counted,
        (false, Holds::No) => Weight::OutsideLife,
        (false, Holds::Surely) if begun == Holds::Surely && is_near => Weight::Counted,
        _ => Weight::Possibly,
    }
}

/// Whether an incident lies in a mission's life. An end of that life that nobody recorded excludes nothing.
pub(super) fn meets(incident: Bounds, life: Bounds) -> Holds {
    let latest_start = if life.earliest_start.is_bounded() { life.latest_start } else { Moment::BEGINNING };
    let earliest_end = if life.latest_end.is_bounded() { life.earliest_end } else { Moment::END };
    if !incident.may_touch(life.earliest_start, life.latest_end) {
        Holds::No
    } else if incident.latest_start <= earliest_end && latest_start <= incident.earliest_end {
        Holds::Surely
    } else {
        Holds::Possibly
    }
}
