//! Answers that the views show: each by itself, as new as the thread that works them out has come.

use std::any::Any;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::filter::Filter;
use super::lens::{QueryLens, lens};
use super::view::ViewState;
use crate::case::{Case, Change, IncidentKind, Marking, Moment, NamedBy};
use crate::query::arrange::{Arrangement, Choices};
use crate::query::as_of::AsOf;
use crate::query::ask::Hits;
use crate::query::chronicle::Chronicle;
use crate::query::dates::Dates;
use crate::query::evidence::{Evidence, Threshold};
use crate::query::findings::Findings;
use crate::query::gaps::{Difference, Gaps};
use crate::query::lanes::{self, LaneBy, Lanes, Window};
use crate::query::matrix::Matrix;
use crate::query::network::{Ask, Lens, Network};
use crate::query::problems::Problem;
use crate::query::search::Index;
use crate::query::sieve::Sieve;
use crate::query::sources::Support;

/// What follows from the case and from what the views share.
///
/// While [`Answers::is_current`] says no, some of it is of an earlier value of the case, or still empty: it may name what
/// is gone, and its counts are being renewed. It never is of another case.
#[derive(Clone, Default)]
pub struct Answers {
    /// Every date.
    pub dates: Arc<Dates>,
    /// The lanes of the timeline: laid out from the chronicle as soon as the filter changes.
    pub lanes: Lanes,
    /// The actor graph, as much of it as is drawn.
    pub network: Arc<Network>,
    /// The mandate matrix.
    pub matrix: Arc<Matrix>,
    /// The incidents behind each cell of the matrix.
    pub evidence: Arc<Evidence>,
    /// What mandates and evidence come to.
    pub gaps: Arc<Gaps>,
    /// What follows from mandates and evidence beyond the gaps.
    pub findings: Arc<Findings>,
    /// The matrix in the order in which it is shown.
    pub arrangement: Arc<Arrangement>,
    /// What is different since the earlier date, where one is compared with.
    pub difference: Option<Arc<Difference>>,
    /// What the query of the filter finds, with hints to its author; `None` where nothing is asked.
    pub hits: Option<Arc<Hits>>,
    /// What the query of the graph's lens finds, likewise.
    pub found: Option<Arc<Hits>>,
    /// What the query of the threshold finds, by which incidents count in the matrix, likewise.
    pub counted: Option<Arc<Hits>>,
    /// Everything that does not add up.
    pub problems: Arc<Vec<Problem>>,
    /// What hangs on each source.
    pub support: Arc<Support>,
    /// The texts of the case, to be searched: nothing until they have been read.
    pub search: Option<Arc<Index>>,
    /// The highest marking of the case and all that it holds; while that is being looked for, it may be a higher one and
    /// never a lower one.
    pub marking: Marking,
    /// Every incident along time, from which the lanes are laid out.
    chronicle: Arc<Chronicle>,
    /// What the query leaves of it.
    sieve: Option<Arc<Sieve>>,
    /// For what the lanes were laid out.
    laid_out: Option<(LaneBy, Window)>,
    /// Who names whom, as soon as it is known.
    pub(super) named_by: Option<Arc<NamedBy>>,
    pub(super) is_renewing: bool,
}

/// The part of what the views share that answers depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    pub as_of: Option<AsOf>,
    pub lane_by: LaneBy,
    pub hidden_kinds: BTreeSet<IncidentKind>,
    pub brush: Option<(Moment, Moment)>,
    pub has_incident_nodes: bool,
    pub has_untied: bool,
    pub lens: Lens,
    /// The query through which the graph is looked at; without one where it cannot be asked.
    pub through: QueryLens,
    /// What is asked, as it was typed; empty where it cannot be asked. The places of hints are those of this text.
    pub filter: Filter,
    pub against: Option<AsOf>,
    pub threshold: Threshold,
    pub arranging: Choices,
}

impl Shown {
    pub fn of(case: &Case, view: &ViewState) -> Self {
        Self {
            lens: lens(case, view),
            through: view.lens.asked(),
            filter: if view.filter.is_wrong() { Filter::default() } else { view.filter.clone() },
            as_of: view.as_of.as_ref().and_then(AsOf::of),
            against: view.against.as_ref().and_then(AsOf::of),
            threshold: view.threshold.clone(),
            arranging: view.arranging,
            lane_by: view.lane_by,
            hidden_kinds: view.hidden_kinds.clone(),
            brush: view.brush,
            has_incident_nodes: view.has_incident_nodes,
            has_untied: view.has_untied,
        }
    }

    pub fn window(&self) -> Window {
        Window { hidden_kinds: self.hidden_kinds.clone(), as_of: self.as_of, brush: self.brush, sieve: None }
    }

    pub fn ask(&self) -> Ask {
        Ask {
            as_of: self.as_of,
            show_isolated: self.has_untied,
            show_incidents: self.has_incident_nodes,
            hidden_kinds: self.hidden_kinds.clone(),
            brush: self.brush,
            hits: None,
        }
    }
}

/// One answer that has been worked out.
#[derive(Clone)]
pub(super) enum Piece {
    Dates(Arc<Dates>),
    /// What the query finds.
    Hits(Option<Arc<Hits>>),
    /// What the query of the graph's lens finds.
    Found(Option<Arc<Hits>>),
    /// What the query of the threshold finds.
    Counted(Option<Arc<Hits>>),
    /// The chronicle, and what the query leaves of it: the one goes with the other.
    Chronicle(Arc<Chronicle>, Option<Arc<Sieve>>),
    Network(Arc<Network>),
    NamedBy(Arc<NamedBy>),
    Matrix(Arc<Matrix>),
    Evidence(Arc<Evidence>),
    Gaps(Arc<Gaps>),
    Findings(Arc<Findings>),
    Arrangement(Arc<Arrangement>),
    Difference(Option<Arc<Difference>>),
    Marking(Marking),
    Problems(Arc<Vec<Problem>>),
    Support(Arc<Support>),
    Search(Arc<Index>),
}

impl Piece {
    /// Whether it follows from the case alone, and is the same whatever is shown of it.
    pub const fn is_of_case(&self) -> bool {
        match self {
            Self::Dates(_)
            | Self::NamedBy(_)
            | Self::Marking(_)
            | Self::Problems(_)
            | Self::Support(_)
            | Self::Search(_) => true,
            Self::Hits(_)
            | Self::Found(_)
            | Self::Counted(_)
            | Self::Gaps(_)
            | Self::Findings(_)
            | Self::Arrangement(_)
            | Self::Difference(_)
            | Self::Chronicle(..)
            | Self::Network(_)
            | Self::Matrix(_)
            | Self::Evidence(_) => false,
        }
    }
}

/// Something that is no longer needed and may take long to take apart.
pub(super) type Waste = Box<dyn Any + Send>;

impl Answers {
    /// The answers to a case that has just been opened: none yet but the marking, which must never be too low.
    pub(super) fn of_new(case: &Case) -> Self {
        Self { marking: case.banner_marking(), is_renewing: true, ..Self::default() }
    }

    /// Whether every answer is of the case and the view as they are now.
    pub const fn is_current(&self) -> bool {
        !self.is_renewing
    }

    /// Takes in a new answer, and gives back what it replaces.
    pub(super) fn take(&mut self, piece: Piece) -> Option<Waste> {
        fn replace<T: Any + Send + Sync>(old: &mut Arc<T>, new: Arc<T>) -> Waste {
            Box::new(std::mem::replace(old, new))
        }
        Some(match piece {
            Piece::Dates(dates) => replace(&mut self.dates, dates),
            Piece::Hits(hits) => Box::new(std::mem::replace(&mut self.hits, hits)),
            Piece::Found(found) => Box::new(std::mem::replace(&mut self.found, found)),
            Piece::Counted(counted) => Box::new(std::mem::replace(&mut self.counted, counted)),
            Piece::Chronicle(chronicle, sieve) => {
                self.sieve = sieve;
                replace(&mut self.chronicle, chronicle)
            }
            Piece::Network(network) => replace(&mut self.network, network),
            Piece::NamedBy(named_by) => Box::new(self.named_by.replace(named_by)?),
            Piece::Matrix(matrix) => replace(&mut self.matrix, matrix),
            Piece::Evidence(evidence) => replace(&mut self.evidence, evidence),
            Piece::Gaps(gaps) => replace(&mut self.gaps, gaps),
            Piece::Findings(findings) => replace(&mut self.findings, findings),
            Piece::Arrangement(arrangement) => replace(&mut self.arrangement, arrangement),
            Piece::Difference(difference) => Box::new(std::mem::replace(&mut self.difference, difference)),
            Piece::Marking(marking) => {
                self.marking = marking;
                return None;
            }
            Piece::Problems(problems) => replace(&mut self.problems, problems),
            Piece::Support(support) => replace(&mut self.support, support),
            Piece::Search(search) => Box::new(self.search.replace(search)?),
        })
    }

    /// Raises the marking at once by what has changed; whether it may be lowered takes a look at every record.
    pub(super) fn raise_marking(&mut self, old: &Case, new: &Case) {
        let changed = old.changes_to(new);
        self.marking = changed.iter().filter_map(Change::marking).fold(self.marking, Marking::max);
    }

    /// Answers at once what is cheap: what the filter leaves of what the thread has prepared. Gives back what that
    /// replaces.
    pub(super) fn derive(&mut self, shown: &Shown) -> Option<Waste> {
        let window = Window { sieve: self.sieve.clone(), ..shown.window() };
        let asked = Some((shown.lane_by, window.clone()));
        if self.laid_out == asked && Arc::ptr_eq(self.lanes.chronicle(), &self.chronicle) {
            return None;
        }
        let lanes = lanes::lanes(&self.chronicle, shown.lane_by, &window);
        self.laid_out = asked;
        Some(Box::new(std::mem::replace(&mut self.lanes, lanes)))
    }
}
