//! Answers that the views show, kept until something that they read has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::view::ViewState;
use crate::case::RecordKind::{
    self, Activity, Actor, Incident, Lever, Mandate, Mission, Place, Relation, Survey, Theme,
};
use crate::case::{Bounds, Case, IncidentId, IncidentKind, Marking};
use crate::query::as_of::AsOf;
use crate::query::dates::Dates;
use crate::query::evidence::{self, Evidence};
use crate::query::lanes::{self, Lanes, Window};
use crate::query::matrix::{self, Matrix};
use crate::query::network::{self, Ask, Network};
use crate::query::problems::{self, Problem};
use crate::query::sources::{self, Support};

/// What follows from the case and from what the views share.
#[derive(Default)]
pub struct Answers {
    /// Every date.
    pub dates: Arc<Dates>,
    /// The mandate matrix.
    pub matrix: Matrix,
    /// The incidents behind each cell of the matrix.
    pub evidence: Evidence,
    /// The lanes of the timeline.
    pub lanes: Lanes,
    /// The actor graph.
    pub network: Network,
    /// Everything that does not add up.
    pub problems: Vec<Problem>,
    /// What hangs on each source.
    pub support: Support,
    /// The highest marking of the case and all that it holds.
    pub marking: Marking,
    seen: Option<(Case, Shown)>,
}

/// The part of what the views share that answers depend on.
#[derive(Clone, PartialEq)]
struct Shown {
    as_of: Option<AsOf>,
    lane_by: lanes::LaneBy,
    hidden_kinds: BTreeSet<IncidentKind>,
    has_incident_nodes: bool,
    has_untied: bool,
}

impl Shown {
    fn of(view: &ViewState) -> Self {
        Self {
            as_of: view.as_of.as_ref().and_then(AsOf::of),
            lane_by: view.lane_by,
            hidden_kinds: view.hidden_kinds.clone(),
            has_incident_nodes: view.has_incident_nodes,
            has_untied: view.has_untied,
        }
    }

    fn window(&self) -> Window {
        Window { hidden_kinds: self.hidden_kinds.clone(), as_of: self.as_of, brush: None }
    }

    fn ask(&self) -> Ask {
        Ask {
            as_of: self.as_of,
            show_isolated: self.has_untied,
            show_incidents: self.has_incident_nodes,
            hidden_kinds: self.hidden_kinds.clone(),
        }
    }
}

impl Answers {
    /// Answers anew what has to be answered anew.
    pub(super) fn refresh(&mut self, case: &Case, view: &ViewState) {
        let shown = Shown::of(view);
        let same = |kinds: &[RecordKind]| {
            self.seen.as_ref().is_some_and(|(old, _)| {
                Arc::ptr_eq(&old.header, &case.header) && kinds.iter().all(|&kind| old.shares(case, kind))
            })
        };
        let is_same_view = self.seen.as_ref().is_some_and(|(_, old)| *old == shown);
        let is_same_case = same(RecordKind::ALL);
        if is_same_case && is_same_view {
            return;
        }
        let has_same_dates = same(&[Incident, Relation, Mission, Mandate, Actor, Activity, Lever]);
        let has_same_matrix = has_same_dates && same(&[Theme, Survey]);
        let has_same_evidence = has_same_dates && same(&[Theme, Place]);
        let has_same_lanes = has_same_dates && same(&[Theme, Place]);
        if !has_same_dates {
            self.dates = Arc::new(Dates::of(case));
        }
        if !(has_same_matrix && is_same_view) {
            self.matrix = matrix::matrix(case, &self.dates, shown.as_of);
        }
        if !(has_same_evidence && self.seen.as_ref().is_some_and(|(_, old)| old.as_of == shown.as_of)) {
            self.evidence = evidence::evidence(case, &self.dates, shown.as_of);
        }
        if !(has_same_lanes && is_same_view) {
            self.lanes =
                lanes::lanes(case, &self.dates, shown.lane_by, &shown.window(), |id| self.dates.is_derived(id));
        }
        if !(has_same_dates && is_same_view) {
            self.network = network::network(case, &self.dates, &shown.ask());
        }
        if !is_same_case {
            self.marking = case.banner_marking();
            self.problems = problems::problems(case, &self.dates);
            self.support = sources::support(case);
        }
        self.seen = Some((case.clone(), shown));
    }
}

impl Answers {
    /// Every dated incident that is shown, once, with its bounds.
    pub fn dated_incidents(&self) -> BTreeMap<IncidentId, Bounds> {
        let items = self.lanes.lanes.iter().flat_map(|lane| &lane.items);
        items.map(|item| (item.incident, item.bounds)).collect()
    }
}
