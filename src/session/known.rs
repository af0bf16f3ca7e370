//! What has been worked out so far, each answer with what it was made of, so that an answer is made anew only where that
//! has changed.

use std::sync::Arc;

use super::answers::{Piece, Shown};
use super::filter::Filter;
use crate::case::RecordKind::{
    self, Activity, Actor, Incident, Mandate, Mission, Place, Relation, Source, Survey, Theme,
};
use crate::case::{self, Case, Change, Marking, NamedBy};
use crate::query::ask::{self, Hits, Scan, Texts};
use crate::query::chronicle::Chronicle;
use crate::query::dates::Dates;
use crate::query::evidence::{self, Evidence};
use crate::query::findings::{self, Findings};
use crate::query::gaps::{self, Gaps};
use crate::query::lanes::{self, LaneBy, Window};
use crate::query::matrix::{self, Matrix};
use crate::query::network::{Ask, Found, Lens, Network, Web};
use crate::query::problems::{self, Problem};
use crate::query::search::Index;
use crate::query::sieve::Sieve;
use crate::query::sources::{self, Support};

/// What is asked: everything, of this value of a case.
#[derive(Clone)]
pub(super) struct Job {
    /// Its number: a later one supersedes it.
    pub number: u64,
    /// Which of the cases opened since the start.
    pub opened: u32,
    pub case: Case,
    pub shown: Shown,
}

/// What a query finds; nothing where none is asked.
type Asked = Option<Arc<Hits>>;

/// Every answer so far.
#[derive(Default)]
pub(super) struct Known {
    opened: u32,
    dates: Option<(Case, Arc<Dates>)>,
    hits: Kept<Asked>,
    /// What the query of the graph's lens finds.
    found: Kept<Asked>,
    chronicle: Kept<Arc<Chronicle>>,
    sieve: Option<(Arc<Chronicle>, Arc<Hits>, Arc<Sieve>)>,
    web: Kept<Arc<Web>>,
    network: Option<(Arc<Web>, Lens, Arc<Network>)>,
    named_by: Option<Arc<NamedBy>>,
    matrix: Kept<Arc<Matrix>>,
    evidence: Kept<Arc<Evidence>>,
    gaps: Option<(Sides, Arc<Gaps>)>,
    /// What follows from the gaps and the case, beside what the gaps were made from.
    findings: Option<(Case, Arc<Gaps>, Arc<Findings>)>,
    /// The state of play on the earlier date, with which the as-of date is compared.
    earlier: Option<Box<Earlier>>,
    marking: Kept<Marking>,
    problems: Kept<Arc<Vec<Problem>>>,
    support: Kept<Arc<Support>>,
    search: Option<Arc<Index>>,
}

/// An answer, and from what it was made.
struct Kept<T>(Option<(Ground, T)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// What answers are made from.
#[derive(Clone)]
struct Ground {
    case: Case,
    dates: Arc<Dates>,
    shown: Shown,
    /// What the query finds.
    hits: Asked,
}

/// What an answer reads of its ground, beside the dates.
struct Reads {
    kinds: &'static [RecordKind],
    /// Whether it reads all that the header and the records say, and not only what incidents have to do with.
    is_whole: bool,
    /// Whether it reads what the query finds.
    is_filtered: bool,
    shown: fn(&Shown, &Shown) -> bool,
}

impl Reads {
    /// Whether records of that kind differ only in what the answer does not read.
    fn sees_same(&self, kind: RecordKind, old: &Case, new: &Case) -> bool {
        let is_same = |change: &Change| {
            let Change::Incident(id, after) = change else {
                return change.target().is_none_or(|id| id.kind() != Incident);
            };
            old.incidents.get(id).zip(after.as_ref()).is_some_and(|(one, other)| has_same_ties(one, other))
        };
        !self.is_whole && kind == Incident && old.changes_to(new).iter().all(is_same)
    }
}

/// Whether two values of an incident lie in the same lanes, are tied to the same parties and count alike, where their
/// dates are the same.
fn has_same_ties(one: &case::Incident, other: &case::Incident) -> bool {
    // Names every field: a new one has to find its place here.
    let case::Incident {
        kind,
        place,
        participants,
        themes,
        standing,
        missions,
        title: _,
        account: _,
        when: _,
        quantities: _,
        casualties: _,
        attributed_to: _,
        common: _,
        extra: _,
    } = one;
    *kind == other.kind
        && *place == other.place
        && *participants == other.participants
        && *themes == other.themes
        && *standing == other.standing
        && *missions == other.missions
}

const CHRONICLE: Reads =
    Reads { kinds: &[Incident, Actor, Theme, Place, Mission], is_whole: false, is_filtered: false, shown: |_, _| true };
const WEB: Reads = Reads {
    kinds: &[Incident, Actor, Mission, Relation],
    is_whole: false,
    is_filtered: true,
    shown: |one, other| one.ask() == other.ask(),
};
const MATRIX: Reads = Reads {
    kinds: &[Mandate, Mission, Theme, Survey],
    is_whole: false,
    is_filtered: false,
    shown: |one, other| one.as_of == other.as_of,
};
const EVIDENCE: Reads = Reads {
    kinds: &[Incident, Mission, Theme, Place, Actor],
    is_whole: false,
    is_filtered: true,
    shown: |one, other| one.as_of == other.as_of && one.threshold == other.threshold,
};
const WHOLE_CASE: Reads = Reads { kinds: RecordKind::ALL, is_whole: true, is_filtered: false, shown: |_, _| true };
const HITS: Reads = Reads {
    kinds: RecordKind::ALL,
    is_whole: true,
    is_filtered: false,
    shown: |one, other| one.filter == other.filter,
};
const FOUND: Reads = Reads { shown: |one, other| one.through.filter == other.through.filter, ..HITS };

impl Ground {
    fn is_same(&self, other: &Self, reads: &Reads) -> bool {
        Arc::ptr_eq(&self.dates, &other.dates)
            && (!reads.is_whole || Arc::ptr_eq(&self.case.header, &other.case.header))
            && reads
                .kinds
                .iter()
                .all(|&kind| self.case.shares(&other.case, kind) || reads.sees_same(kind, &self.case, &other.case))
            && (reads.shown)(&self.shown, &other.shown)
            && (!reads.is_filtered || is_same(self.hits.as_ref(), other.hits.as_ref()))
    }
}

/// Whether both are the very same hits, or none.
fn is_same(one: Option<&Arc<Hits>>, other: Option<&Arc<Hits>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

impl<T: Clone> Kept<T> {
    /// Makes the answer anew if it is not of this ground. `None` where it is, or where it was not wanted to the end.
    fn renew(&mut self, ground: &Ground, reads: &Reads, make: impl FnOnce() -> Option<T>) -> Option<T> {
        if let Some((old, _)) = self.0.as_mut().filter(|(old, _)| old.is_same(ground, reads)) {
            // What has changed since is looked at next time: that is to stay little.
            *old = ground.clone();
            return None;
        }
        let answer = make()?;
        self.0 = Some((ground.clone(), answer.clone()));
        Some(answer)
    }
}

impl Kept<Asked> {
    /// Finds anew what a query finds, where that may have changed; what comes out the same stays the very same.
    fn find(
        &mut self,
        ground: &Ground,
        (reads, piece): (&Reads, fn(Asked) -> Piece),
        (filter, index): (&Filter, Option<Arc<Index>>),
    ) -> Option<Piece> {
        let old = self.0.as_ref().and_then(|(_, hits)| hits.clone());
        let make = || {
            let hits = hits(ground, filter, index.as_deref()).map(Arc::new);
            Some(if hits == old { old } else { hits })
        };
        self.renew(ground, reads, make).map(piece)
    }

    /// What is found. What cannot be asked filters nothing: half of a word that is being typed must not empty the views.
    fn right(&self) -> Asked {
        self.0.as_ref().and_then(|(_, hits)| hits.clone()).filter(|hits| !hits.is_wrong())
    }
}

impl Ground {
    fn of_evidence(&self) -> evidence::Ground<'_> {
        evidence::Ground {
            case: &self.case,
            dates: &self.dates,
            as_of: self.shown.as_of,
            threshold: &self.shown.threshold,
            hits: self.hits.as_deref(),
        }
    }
}

/// From what gaps are made.
#[derive(Clone)]
struct Sides {
    case: Case,
    matrix: Arc<Matrix>,
    evidence: Arc<Evidence>,
}

impl Sides {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.matrix, &other.matrix)
            && Arc::ptr_eq(&self.evidence, &other.evidence)
            && [Activity, Survey, Mandate].iter().all(|&kind| self.case.shares(&other.case, kind))
    }
}

/// The state of play on an earlier date.
#[derive(Default)]
struct Earlier {
    known: Known,
    /// What was compared last.
    compared: Option<(Arc<Gaps>, Arc<Gaps>)>,
}

/// So many records may have changed before it is looked up anew who names whom.
const OLDEST: usize = 200;

impl Known {
    /// Nothing yet, of the case that was opened as the number-th.
    pub fn of(opened: u32) -> Self {
        Self { opened, ..Self::default() }
    }

    /// Whether it is of that case.
    pub const fn is_of(&self, opened: u32) -> bool {
        self.opened == opened
    }

    /// Answers a job in the order in which its answers are seen, and tells each new one as soon as it is there. Ends early
    /// once `is_wanted` says no; what is known by then stays known. Whether it came to the end.
    pub fn answer(&mut self, job: &Job, is_wanted: &dyn Fn() -> bool, tell: &mut dyn FnMut(Piece)) -> bool {
        let ground = self.ground(job, tell);
        let steps = [
            Self::chronicle,
            Self::found,
            Self::network,
            Self::named_by,
            Self::searched_again,
            Self::matrix,
            Self::evidence,
            Self::gaps,
            Self::difference,
            Self::marking,
            Self::findings,
            Self::searched_anew,
            Self::other_lanes,
        ];
        for step in steps {
            if !is_wanted() {
                return false;
            }
            if let Some(piece) = step(self, &ground) {
                tell(piece);
            }
        }
        if let Some(problems) = self.problems.renew(&ground, &WHOLE_CASE, || {
            problems::problems_while(&ground.case, &ground.dates, is_wanted).map(Arc::new)
        }) {
            tell(Piece::Problems(problems));
        }
        if !is_wanted() {
            return false;
        }
        let support = self.support.renew(&ground, &WHOLE_CASE, || Some(Arc::new(sources::support(&ground.case))));
        if let Some(support) = support {
            tell(Piece::Support(support));
        }
        is_wanted()
    }

    /// What the answers to a job are made from: the dates, and what the query finds.
    fn ground(&mut self, job: &Job, tell: &mut dyn FnMut(Piece)) -> Ground {
        let dates = self.dates(&job.case, tell);
        let mut ground = Ground { case: job.case.clone(), dates, shown: job.shown.clone(), hits: None };
        if !(ground.shown.filter.is_empty() && ground.shown.through.is_empty())
            && let Some(piece) = self.searched_again(&ground)
        {
            tell(piece);
        }
        let index = self.index_of(&ground);
        if let Some(piece) = self.hits.find(&ground, (&HITS, Piece::Hits), (&ground.shown.filter, index)) {
            tell(piece);
        }
        ground.hits = self.hits.right();
        ground
    }

    /// The index for searching, if it is of this value of the case.
    fn index_of(&self, ground: &Ground) -> Option<Arc<Index>> {
        self.search.as_ref().filter(|known| known.is_of(&ground.case)).map(Arc::clone)
    }

    /// What the query of the graph's lens finds.
    fn found(&mut self, ground: &Ground) -> Option<Piece> {
        let index = self.index_of(ground);
        self.found.find(ground, (&FOUND, Piece::Found), (&ground.shown.through.filter, index))
    }

    fn dates(&mut self, case: &Case, tell: &mut dyn FnMut(Piece)) -> Arc<Dates> {
        let known = self.dates.as_ref().filter(|(old, _)| Dates::are_same(old, case));
        let dates = known.map_or_else(|| Arc::new(Dates::of(case)), |(_, dates)| Arc::clone(dates));
        let is_new = known.is_none();
        self.dates = Some((case.clone(), Arc::clone(&dates)));
        if is_new {
            tell(Piece::Dates(Arc::clone(&dates)));
        }
        dates
    }

    fn chronicle(&mut self, ground: &Ground) -> Option<Piece> {
        let Ground { case, dates, shown, hits: _ } = ground;
        let make = || {
            let chronicle = Arc::new(Chronicle::of(case, dates));
            warm(&chronicle, shown.lane_by);
            Some(chronicle)
        };
        let is_new = self.chronicle.renew(ground, &CHRONICLE, make).is_some();
        let (_, chronicle) = self.chronicle.0.as_ref()?;
        let known = self.sieve.as_ref();
        let is_known =
            known.is_some_and(|(of, by, _)| Arc::ptr_eq(of, chronicle) && is_same(Some(by), ground.hits.as_ref()));
        if !is_new && (is_known || (known.is_none() && ground.hits.is_none())) {
            return None;
        }
        self.sieve = ground
            .hits
            .as_ref()
            .map(|hits| (Arc::clone(chronicle), Arc::clone(hits), Arc::new(Sieve::of(chronicle, hits))));
        let sieve = self.sieve.as_ref().map(|(.., sieve)| Arc::clone(sieve));
        Some(Piece::Chronicle(Arc::clone(chronicle), sieve))
    }

    /// Makes the lanes of every kind, so that choosing another kind does not have to.
    fn other_lanes(&mut self, _ground: &Ground) -> Option<Piece> {
        let (_, chronicle) = self.chronicle.0.as_ref()?;
        for &by in LaneBy::ALL {
            warm(chronicle, by);
        }
        None
    }

    /// What is drawn of the graph, chosen from all of it. A network that comes out the same stays the very same one.
    fn network(&mut self, ground: &Ground) -> Option<Piece> {
        let ask = Ask { hits: ground.hits.clone(), ..ground.shown.ask() };
        let make = || Some(Arc::new(Web::of(&ground.case, &ground.dates, &ask)));
        drop(self.web.renew(ground, &WEB, make));
        let (_, web) = self.web.0.as_ref()?;
        let found = self.found.right().map(|hits| Found { hits, steps: ground.shown.through.steps });
        let lens = Lens { found, ..ground.shown.lens.clone() };
        let known = self.network.as_ref();
        if known.is_some_and(|(of, through, _)| Arc::ptr_eq(of, web) && *through == lens) {
            return None;
        }
        let network = web.network(&ground.case, &lens);
        let same = known.map(|(.., old)| old).filter(|old| ***old == network).map(Arc::clone);
        let is_same = same.is_some();
        let network = same.unwrap_or_else(|| Arc::new(network));
        self.network = Some((Arc::clone(web), lens, Arc::clone(&network)));
        (!is_same).then_some(Piece::Network(network))
    }

    fn named_by(&mut self, ground: &Ground) -> Option<Piece> {
        if self.named_by.as_ref().is_some_and(|known| known.age(&ground.case) <= OLDEST) {
            return None;
        }
        let named_by = Arc::new(NamedBy::of(&ground.case));
        self.named_by = Some(Arc::clone(&named_by));
        Some(Piece::NamedBy(named_by))
    }

    /// The index for searching, where little has changed since it was made: that takes no time worth waiting for.
    fn searched_again(&mut self, ground: &Ground) -> Option<Piece> {
        let known = self.search.as_ref().filter(|known| !known.is_of(&ground.case))?;
        let search = Arc::new(known.updated(&ground.case)?);
        self.search = Some(Arc::clone(&search));
        Some(Piece::Search(search))
    }

    /// The same made of every text, after what is seen at once.
    fn searched_anew(&mut self, ground: &Ground) -> Option<Piece> {
        if self.search.as_ref().is_some_and(|known| known.is_of(&ground.case)) {
            return None;
        }
        let search = Arc::new(Index::of(&ground.case));
        self.search = Some(Arc::clone(&search));
        Some(Piece::Search(search))
    }

    fn matrix(&mut self, ground: &Ground) -> Option<Piece> {
        let make = || Some(Arc::new(matrix::matrix(&ground.case, &ground.dates, ground.shown.as_of)));
        self.matrix.renew(ground, &MATRIX, make).map(Piece::Matrix)
    }

    /// After an edit, evidence is renewed where few incidents have changed.
    fn evidence(&mut self, ground: &Ground) -> Option<Piece> {
        let old = self.evidence.0.clone();
        let make = || {
            let renewed = old.and_then(|(old, known)| known.renewed(&old.of_evidence(), &ground.of_evidence()));
            Some(Arc::new(renewed.unwrap_or_else(|| evidence::evidence_of(&ground.of_evidence()))))
        };
        self.evidence.renew(ground, &EVIDENCE, make).map(Piece::Evidence)
    }

    fn sides(&self, ground: &Ground) -> Option<Sides> {
        let ((_, matrix), (_, evidence)) = (self.matrix.0.as_ref()?, self.evidence.0.as_ref()?);
        Some(Sides { case: ground.case.clone(), matrix: Arc::clone(matrix), evidence: Arc::clone(evidence) })
    }

    fn gaps(&mut self, ground: &Ground) -> Option<Piece> {
        let sides = self.sides(ground)?;
        if self.gaps.as_ref().is_some_and(|(old, _)| old.is_same(&sides)) {
            return None;
        }
        let gaps = Arc::new(gaps::gaps(&ground.of_evidence(), &sides.matrix, &sides.evidence));
        self.gaps = Some((sides, Arc::clone(&gaps)));
        Some(Piece::Gaps(gaps))
    }

    /// What follows beyond the gaps, which are others where matrix, evidence, dates or what is shown are.
    fn findings(&mut self, ground: &Ground) -> Option<Piece> {
        let (sides, gaps) = self.gaps.clone()?;
        let reads = [Incident, Mandate, Mission, Theme, Place, Actor, Activity, Source];
        let is_same = |(case, of, _): &(Case, Arc<Gaps>, Arc<Findings>)| {
            Arc::ptr_eq(of, &gaps) && reads.iter().all(|&kind| case.shares(&ground.case, kind))
        };
        if self.findings.as_ref().is_some_and(is_same) {
            return None;
        }
        let found = findings::findings(&ground.of_evidence(), &sides.matrix, (&sides.evidence, &gaps));
        let found = Arc::new(found);
        self.findings = Some((ground.case.clone(), gaps, Arc::clone(&found)));
        Some(Piece::Findings(found))
    }

    /// What is different since the earlier date. The state of play on it is worked out like that on the as-of date.
    fn difference(&mut self, ground: &Ground) -> Option<Piece> {
        let Some(against) = ground.shown.against else {
            return self.earlier.take().map(|_| Piece::Difference(None));
        };
        let then =
            Ground { shown: Shown { as_of: Some(against), against: None, ..ground.shown.clone() }, ..ground.clone() };
        let mut earlier = self.earlier.take().unwrap_or_default();
        let _pieces = [earlier.known.matrix(&then), earlier.known.evidence(&then), earlier.known.gaps(&then)];
        let pair = earlier.known.gaps.clone().zip(self.gaps.clone());
        let piece = pair.and_then(|((before, old), (after, new))| {
            let is_known = earlier
                .compared
                .as_ref()
                .is_some_and(|(one, other)| Arc::ptr_eq(one, &old) && Arc::ptr_eq(other, &new));
            (!is_known).then(|| {
                let sides = ((&*before.matrix, &*before.evidence, &*old), (&*after.matrix, &*after.evidence, &*new));
                let difference = gaps::difference(sides.0, sides.1);
                earlier.compared = Some((old, new));
                Piece::Difference(Some(Arc::new(difference)))
            })
        });
        self.earlier = Some(earlier);
        piece
    }

    /// Told every time: the session has raised it meanwhile, where something came to be marked higher.
    fn marking(&mut self, ground: &Ground) -> Option<Piece> {
        let _new = self.marking.renew(ground, &WHOLE_CASE, || Some(ground.case.banner_marking()));
        self.marking.0.as_ref().map(|(_, marking)| Piece::Marking(*marking))
    }
}

/// What the query finds, if one is asked: only what is sure, where that is wanted.
fn hits(ground: &Ground, filter: &Filter, index: Option<&Index>) -> Option<Hits> {
    let query = filter.query()?;
    let scan = Scan(&ground.case);
    let texts: &dyn Texts = if let Some(index) = index { index } else { &scan };
    let found = ask::find(&ground.case, &ground.dates, &query, texts);
    Some(if filter.is_surely { found.surely() } else { found })
}

/// Lanes are made when they are first asked for: here, and not in a frame.
fn warm(chronicle: &Arc<Chronicle>, by: LaneBy) {
    drop(lanes::lanes(chronicle, by, &Window::default()));
}
