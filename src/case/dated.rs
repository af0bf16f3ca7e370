//! Which records have a date for themselves, and in which field.

use std::sync::Arc;

use super::tables::Record;
use super::when::When;

impl Record {
    /// The date that the record has for itself, with the name of its field in the file; posts have their own.
    pub fn own_date(&self) -> Option<(&'static str, &When)> {
        match self {
            Self::Mission(mission) => Some(("when", &mission.when)),
            Self::Incident(incident) => Some(("when", &incident.when)),
            Self::Relation(relation) => Some(("when", &relation.when)),
            Self::Mandate(mandate) => Some(("when", &mandate.when)),
            Self::Activity(activity) => Some(("when", &activity.when)),
            Self::Lever(lever) => Some(("last_used", &lever.last_used)),
            Self::Source(_)
            | Self::Place(_)
            | Self::Theme(_)
            | Self::Actor(_)
            | Self::Survey(_)
            | Self::Question(_)
            | Self::Posture(_)
            | Self::Briefing(_)
            | Self::View(_) => None,
        }
    }

    /// The same, to be altered.
    pub fn own_date_mut(&mut self) -> Option<&mut When> {
        match self {
            Self::Mission(mission) => Some(&mut Arc::make_mut(mission).when),
            Self::Incident(incident) => Some(&mut Arc::make_mut(incident).when),
            Self::Relation(relation) => Some(&mut Arc::make_mut(relation).when),
            Self::Mandate(mandate) => Some(&mut Arc::make_mut(mandate).when),
            Self::Activity(activity) => Some(&mut Arc::make_mut(activity).when),
            Self::Lever(lever) => Some(&mut Arc::make_mut(lever).last_used),
            Self::Source(_)
            | Self::Place(_)
            | Self::Theme(_)
            | Self::Actor(_)
            | Self::Survey(_)
            | Self::Question(_)
            | Self::Posture(_)
            | Self::Briefing(_)
            | Self::View(_) => None,
        }
    }
}
