//! What has been worked out so far, each answer with what it was made of, so that an answer is made anew only where that
//! has changed.
// Long because every answer stands beside what it reads and the order in which it is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::{Piece, Shown};
use super::filter::Filter;
use super::play::{Earlier, Ordered, Play};
use super::scene::{Canvas, Whose};
use crate::case::RecordKind::{self, Activity, Actor, Incident, Mandate, Mission, Place, Relation, Source, Theme};
use crate::case::{self, Case, Change, Marking, NamedBy};
use crate::query::ask::{self, Hits, Scan, Texts};
use crate::query::chronicle::Chronicle;
use crate::query::dates::Dates;
use crate::query::evidence;
use crate::query::findings::{self, Findings};
use crate::query::gaps::Gaps;
use crate::query::lanes::{self, LaneBy, Window};
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
    /// What is shown in each scene, the window's first.
    pub shown: BTreeMap<Whose, Shown>,
}

/// What a query finds; nothing where none is asked.
type Asked = Option<Arc<Hits>>;

/// Every answer so far.
#[derive(Default)]
pub(super) struct Known {
    opened: u32,
    dates: Option<(Case, Arc<Dates>)>,
    chronicle: Kept<Arc<Chronicle>>,
    named_by: Option<Arc<NamedBy>>,
    /// What follows from the gaps and the case, beside what the gaps were made from.
    findings: Option<(Case, Arc<Gaps>, Arc<Findings>)>,
    marking: Kept<Marking>,
    problems: Kept<Arc<Vec<Problem>>>,
    support: Kept<Arc<Support>>,
    search: Option<Arc<Index>>,
    scenes: BTreeMap<Whose, Part>,
}

/// The part of the answers that goes by what is shown in one scene.
#[derive(Clone, Default)]
struct Part {
    hits: Kept<Asked>,
    /// What the query of the graph's lens finds.
    found: Kept<Asked>,
    /// What the query of the threshold finds.
    counted: Kept<Asked>,
    sieve: Option<Sifted>,
    web: Kept<Arc<Web>>,
    network: Option<(Arc<Web>, Lens, Arc<Network>)>,
    play: Play,
    /// The matrix in its order.
    ordered: Ordered,
    /// The state of play on the earlier date, with which that on the as-of date is compared.
    earlier: Option<Earlier>,
    /// Whether the scene has just begun: it is told what is known of it, too.
    is_new: bool,
}

/// A chronicle, what is found, and what that leaves of it.
type Sifted = (Arc<Chronicle>, Asked, Option<Arc<Sieve>>);

/// An answer, and from what it was made.
#[derive(Clone)]
pub(super) struct Kept<T>(Option<(Ground, T)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// What answers are made from.
#[derive(Clone)]
pub(super) struct Ground {
    whose: Whose,
    pub case: Case,
    pub dates: Arc<Dates>,
    pub shown: Shown,
    /// What the query finds.
    hits: Asked,
    /// What the query of the threshold finds, in a scene that counts incidents.
    counted: Asked,
}

/// What of that which queries find an answer reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Finds {
    Nothing,
    /// What the query of the filter finds.
    Filter,
    /// That, and what the query of the threshold finds.
    Counted,
}

/// What an answer reads of its ground, beside the dates.
pub(super) struct Reads {
    pub kinds: &'static [RecordKind],
    /// Whether it reads all that the header and the records say, and not only what incidents have to do with.
    pub is_whole: bool,
    pub finds: Finds,
    pub shown: fn(&Shown, &Shown) -> bool,
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

const CHRONICLE: Reads = Reads {
    kinds: &[Incident, Actor, Theme, Place, Mission],
    is_whole: false,
    finds: Finds::Nothing,
    shown: |_, _| true,
};
const WEB: Reads = Reads {
    kinds: &[Incident, Actor, Mission, Relation],
    is_whole: false,
    finds: Finds::Filter,
    shown: |one, other| one.ask() == other.ask(),
};
const WHOLE_CASE: Reads = Reads { kinds: RecordKind::ALL, is_whole: true, finds: Finds::Nothing, shown: |_, _| true };
const HITS: Reads = Reads {
    kinds: RecordKind::ALL,
    is_whole: true,
    finds: Finds::Nothing,
    shown: |one, other| one.filter == other.filter,
};

const FOUND: Reads = Reads { shown: |one, other| one.through.filter == other.through.filter, ..HITS };
const COUNTED: Reads = Reads { shown: |one, other| one.threshold.query == other.threshold.query, ..HITS };

impl Ground {
    fn is_same(&self, other: &Self, reads: &Reads) -> bool {
        Arc::ptr_eq(&self.dates, &other.dates)
            && (!reads.is_whole || Arc::ptr_eq(&self.case.header, &other.case.header))
            && reads
                .kinds
                .iter()
                .all(|&kind| self.case.shares(&other.case, kind) || reads.sees_same(kind, &self.case, &other.case))
            && (reads.shown)(&self.shown, &other.shown)
            && (reads.finds == Finds::Nothing || is_same(self.hits.as_ref(), other.hits.as_ref()))
            && (reads.finds != Finds::Counted || is_same(self.counted.as_ref(), other.counted.as_ref()))
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
    /// From what the answer was made, and the answer.
    pub fn whole(&self) -> Option<(Ground, T)> {
        self.0.clone()
    }

    /// The answer, where it is known.
    pub fn get(&self) -> Option<T> {
        self.0.as_ref().map(|(_, answer)| answer.clone())
    }

    /// The same; made anew if it is not of this ground. `None` where nobody has to be told: it is not new, nor is the
    /// scene.
    pub fn renewed(&mut self, ground: &Ground, reads: &Reads, is_new: bool, make: impl FnOnce() -> T) -> Option<T> {
        self.renew(ground, reads, || Some(make())).or_else(|| self.get().filter(|_| is_new))
    }

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
    /// What a query finds, looked for anew where that may have changed. What comes out the same stays the very same.
    fn find(
        &mut self,
        ground: &Ground,
        (reads, is_new, piece): (&Reads, bool, fn(Asked) -> Piece),
        (filter, index): (&Filter, Option<Arc<Index>>),
    ) -> Option<Piece> {
        let old = self.get().flatten();
        let make = || {
            let hits = hits(ground, filter, index.as_deref()).map(Arc::new);
            if hits == old { old } else { hits }
        };
        self.renewed(ground, reads, is_new, make).map(piece)
    }

    /// What is found. What cannot be asked filters nothing: half of a word that is being typed must not empty the views.
    fn right(&self) -> Asked {
        self.get().flatten().filter(|hits| !hits.is_wrong())
    }
}

/// Works out one answer; `None` where nothing has to be told.
type Step = fn(&mut Known, &Ground) -> Option<Piece>;

/// What is worked out for a scene, in the order in which it is seen: for a pane, what it shows.
fn steps(whose: Whose) -> &'static [Step] {
    match whose {
        Whose::Window => &[
            Known::chronicle,
            Known::found,
            Known::network,
            Known::named_by,
            Known::searched_again,
            Known::matrix,
            Known::arranged_at_once,
            Known::evidence,
            Known::gaps,
            Known::difference,
            Known::arranged_by_findings,
        ],
        Whose::Pane(Canvas::Timeline, _) => &[Known::chronicle],
        Whose::Pane(Canvas::Graph, _) => &[Known::found, Known::network],
        Whose::Pane(Canvas::Matrix, _) => &[
            Known::matrix,
            Known::arranged_at_once,
            Known::evidence,
            Known::gaps,
            Known::difference,
            Known::arranged_by_findings,
        ],
    }
}

impl Ground {
    pub fn of_evidence(&self) -> evidence::Ground<'_> {
        evidence::Ground {
            case: &self.case,
            dates: &self.dates,
            as_of: self.shown.as_of,
            threshold: &self.shown.threshold,
            hits: self.hits.as_deref(),
            counted: self.counted.as_deref(),
        }
    }
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
    pub fn answer(&mut self, job: &Job, is_wanted: &dyn Fn() -> bool, tell: &mut dyn FnMut(Whose, Piece)) -> bool {
        self.begin(job);
        let mut of_window = None;
        for (&whose, shown) in &job.shown {
            let ground = self.ground(job, (whose, shown), tell);
            if !self.go(steps(whose), &ground, (is_wanted, tell)) {
                return false;
            }
            if let Some(part) = self.scenes.get_mut(&whose) {
                part.is_new = false;
            }
            of_window = of_window.or(Some(ground));
        }
        let Some(ground) = of_window else { return is_wanted() };
        if !self.go(
            &[Self::marking, Self::findings, Self::searched_anew, Self::other_lanes],
            &ground,
            (is_wanted, tell),
        ) {
            return false;
        }
        if let Some(problems) = self.problems.renew(&ground, &WHOLE_CASE, || {
            problems::problems_while(&ground.case, &ground.dates, is_wanted).map(Arc::new)
        }) {
            tell(ground.whose, Piece::Problems(problems));
        }
        if !is_wanted() {
            return false;
        }
        let support = self.support.renew(&ground, &WHOLE_CASE, || Some(Arc::new(sources::support(&ground.case))));
        if let Some(support) = support {
            tell(ground.whose, Piece::Support(support));
        }
        is_wanted()
    }

    /// Lets go of the scenes that are gone. A new one begins with what is known of the window's, from which it comes.
    fn begin(&mut self, job: &Job) {
        self.scenes.retain(|whose, _| job.shown.contains_key(whose));
        for &whose in job.shown.keys() {
            if !self.scenes.contains_key(&whose) {
                let window = self.scenes.get(&Whose::Window).cloned().unwrap_or_default();
                drop(self.scenes.insert(whose, Part { is_new: true, ..window }));
            }
        }
    }

    /// Goes through these steps; whether to their end.
    fn go(
        &mut self,
        steps: &[Step],
        ground: &Ground,
        (is_wanted, tell): (&dyn Fn() -> bool, &mut dyn FnMut(Whose, Piece)),
    ) -> bool {
        for step in steps {
            if !is_wanted() {
                return false;
            }
            if let Some(piece) = step(self, ground) {
                tell(ground.whose, piece);
            }
        }
        true
    }

    /// What the answers of a scene are made from: the dates, and what its query finds.
    fn ground(&mut self, job: &Job, (whose, shown): (Whose, &Shown), tell: &mut dyn FnMut(Whose, Piece)) -> Ground {
        let dates = self.dates(&job.case, &mut |piece| tell(whose, piece));
        let mut ground =
            Ground { whose, case: job.case.clone(), dates, shown: shown.clone(), hits: None, counted: None };
        let has_query = !ground.shown.threshold.query.is_empty();
        if (has_query || !(ground.shown.filter.is_empty() && ground.shown.through.is_empty()))
            && let Some(piece) = self.searched_again(&ground)
        {
            tell(whose, piece);
        }
        let index = self.index_of(&ground);
        let part = self.scenes.entry(whose).or_default();
        let found = part.hits.find(&ground, (&HITS, part.is_new, Piece::Hits), (&ground.shown.filter, index.clone()));
        if let Some(piece) = found {
            tell(whose, piece);
        }
        ground.hits = part.hits.right();
        if matches!(whose, Whose::Window | Whose::Pane(Canvas::Matrix, _)) {
            let filter = Filter::of_saved(&ground.shown.threshold.query);
            let counted = part.counted.find(&ground, (&COUNTED, part.is_new, Piece::Counted), (&filter, index));
            if let Some(piece) = counted {
                tell(whose, piece);
            }
            ground.counted = part.counted.right();
        }
        ground
    }

    /// The index for searching, if it is of this value of the case.
    fn index_of(&self, ground: &Ground) -> Option<Arc<Index>> {
        self.search.as_ref().filter(|known| known.is_of(&ground.case)).map(Arc::clone)
    }

    /// What the query of the graph's lens finds.
    fn found(&mut self, ground: &Ground) -> Option<Piece> {
        let index = self.index_of(ground);
        let part = self.scenes.entry(ground.whose).or_default();
        part.found.find(ground, (&FOUND, part.is_new, Piece::Found), (&ground.shown.through.filter, index))
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
        let make = || {
            let chronicle = Arc::new(Chronicle::of(&ground.case, &ground.dates));
            warm(&chronicle, ground.shown.lane_by);
            Some(chronicle)
        };
        drop(self.chronicle.renew(ground, &CHRONICLE, make));
        let (chronicle, hits) = (self.chronicle.get()?, ground.hits.as_ref());
        let part = self.scenes.entry(ground.whose).or_default();
        let known = part.sieve.as_ref().filter(|(of, by, _)| Arc::ptr_eq(of, &chronicle) && is_same(by.as_ref(), hits));
        let sieve = match known {
            Some(_) if !part.is_new => return None,
            Some((.., sieve)) => sieve.clone(),
            None => hits.map(|hits| Arc::new(Sieve::of(&chronicle, hits))),
        };
        part.sieve = Some((Arc::clone(&chronicle), hits.cloned(), sieve.clone()));
        Some(Piece::Chronicle(chronicle, sieve))
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
        let part = self.scenes.entry(ground.whose).or_default();
        drop(part.web.renew(ground, &WEB, make));
        let web = part.web.get()?;
        let found = part.found.right().map(|hits| Found { hits, steps: ground.shown.through.steps });
        let lens = Lens { found, ..ground.shown.lens.clone() };
        let known = part.network.as_ref();
        let is_known = known.is_some_and(|(of, through, _)| Arc::ptr_eq(of, &web) && *through == lens);
        if is_known && !part.is_new {
            return None;
        }
        let network = web.network(&ground.case, &lens);
        let same = known.map(|(.., old)| old).filter(|old| ***old == network).map(Arc::clone);
        let is_same = same.is_some();
        let network = same.unwrap_or_else(|| Arc::new(network));
        part.network = Some((web, lens, Arc::clone(&network)));
        (!is_same || part.is_new).then_some(Piece::Network(network))
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
        let part = self.scenes.entry(ground.whose).or_default();
        part.play.matrix(ground, part.is_new).map(Piece::Matrix)
    }

    fn evidence(&mut self, ground: &Ground) -> Option<Piece> {
        let part = self.scenes.entry(ground.whose).or_default();
        part.play.evidence(ground, part.is_new).map(Piece::Evidence)
    }

    fn gaps(&mut self, ground: &Ground) -> Option<Piece> {
        let part = self.scenes.entry(ground.whose).or_default();
        part.play.gaps(ground, part.is_new).map(Piece::Gaps)
    }

    /// What follows beyond the gaps of the window, which are others where matrix, evidence, dates or what is shown are.
    fn findings(&mut self, ground: &Ground) -> Option<Piece> {
        let (matrix, evidence, gaps) = self.scenes.get(&Whose::Window)?.play.whole()?;
        let reads = [Incident, Mandate, Mission, Theme, Place, Actor, Activity, Source];
        let is_same = |(case, of, _): &(Case, Arc<Gaps>, Arc<Findings>)| {
            Arc::ptr_eq(of, &gaps) && reads.iter().all(|&kind| case.shares(&ground.case, kind))
        };
        if self.findings.as_ref().is_some_and(is_same) {
            return None;
        }
        let found = findings::findings(&ground.of_evidence(), &matrix, (&evidence, &gaps));
        let found = Arc::new(found);
        self.findings = Some((ground.case.clone(), gaps, Arc::clone(&found)));
        Some(Piece::Findings(found))
    }

    /// The matrix in an order that goes by names and claims: it is there as soon as the matrix is.
    fn arranged_at_once(&mut self, ground: &Ground) -> Option<Piece> {
        let is_known = !ground.shown.arranging.needs_findings();
        is_known.then(|| self.arrangement(ground)).flatten()
    }

    /// The matrix in an order that goes by what is found.
    fn arranged_by_findings(&mut self, ground: &Ground) -> Option<Piece> {
        let is_due = ground.shown.arranging.needs_findings();
        is_due.then(|| self.arrangement(ground)).flatten()
    }

    fn arrangement(&mut self, ground: &Ground) -> Option<Piece> {
        let part = self.scenes.entry(ground.whose).or_default();
        let sides = (&part.play, part.earlier.as_ref());
        part.ordered.arrangement(ground, sides, part.is_new).map(Piece::Arrangement)
    }

    /// What is different since the earlier date. The state of play on it is worked out like that on the as-of date.
    fn difference(&mut self, ground: &Ground) -> Option<Piece> {
        let part = self.scenes.entry(ground.whose).or_default();
        let Some(against) = ground.shown.against else {
            let is_told = part.earlier.take().is_some() || part.is_new;
            return is_told.then_some(Piece::Difference(None));
        };
        let shown = Shown { as_of: Some(against), against: None, ..ground.shown.clone() };
        let then = Ground { shown, ..ground.clone() };
        let earlier = part.earlier.get_or_insert_default();
        earlier.difference(&then, &part.play, part.is_new).map(|different| Piece::Difference(Some(different)))
    }

    /// Told every time: the session has raised it meanwhile, where something came to be marked higher.
    fn marking(&mut self, ground: &Ground) -> Option<Piece> {
        let _new = self.marking.renew(ground, &WHOLE_CASE, || Some(ground.case.banner_marking()));
        self.marking.get().map(Piece::Marking)
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
