//! The state of play on a date: what is mandated, what happened until then, what the two come to, and in what order the
//! matrix shows it.

use std::sync::Arc;

use super::known::{Finds, Ground, Kept, Reads};
use crate::case::Case;
use crate::case::RecordKind::{Activity, Actor, Incident, Mandate, Mission, Place, Survey, Theme};
use crate::query::arrange::{self, Arrangement, Choices};
use crate::query::evidence::{self, Evidence};
use crate::query::gaps::{self, Difference, Gaps};
use crate::query::matrix::{self, Matrix};

const MATRIX: Reads = Reads {
    kinds: &[Mandate, Mission, Theme, Survey],
    is_whole: false,
    finds: Finds::Nothing,
    shown: |one, other| one.as_of == other.as_of,
};
const EVIDENCE: Reads = Reads {
    kinds: &[Incident, Mission, Theme, Place, Actor],
    is_whole: false,
    finds: Finds::Counted,
    shown: |one, other| one.as_of == other.as_of && one.threshold == other.threshold,
};

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

/// What is mandated, what happened, and what the two come to.
pub(super) type Whole = (Arc<Matrix>, Arc<Evidence>, Arc<Gaps>);

/// A state of play: what is mandated on a date, what happened until then, and what the two come to.
#[derive(Clone, Default)]
pub(super) struct Play {
    matrix: Kept<Arc<Matrix>>,
    evidence: Kept<Arc<Evidence>>,
    gaps: Option<(Sides, Arc<Gaps>)>,
}

impl Play {
    pub fn matrix(&mut self, ground: &Ground, is_new: bool) -> Option<Arc<Matrix>> {
        let make = || Arc::new(matrix::matrix(&ground.case, &ground.dates, ground.shown.as_of));
        self.matrix.renewed(ground, &MATRIX, is_new, make)
    }

    /// After an edit, evidence is renewed where few incidents have changed.
    pub fn evidence(&mut self, ground: &Ground, is_new: bool) -> Option<Arc<Evidence>> {
        let old = self.evidence.whole();
        let make = || {
            let renewed = old.and_then(|(old, known)| known.renewed(&old.of_evidence(), &ground.of_evidence()));
            Arc::new(renewed.unwrap_or_else(|| evidence::evidence_of(&ground.of_evidence())))
        };
        self.evidence.renewed(ground, &EVIDENCE, is_new, make)
    }

    pub fn gaps(&mut self, ground: &Ground, is_new: bool) -> Option<Arc<Gaps>> {
        let (matrix, evidence) = (self.matrix.get()?, self.evidence.get()?);
        let sides = Sides { case: ground.case.clone(), matrix, evidence };
        if let Some((_, known)) = self.gaps.as_ref().filter(|(old, _)| old.is_same(&sides)) {
            return is_new.then(|| Arc::clone(known));
        }
        let gaps = Arc::new(gaps::gaps(&ground.of_evidence(), &sides.matrix, &sides.evidence));
        self.gaps = Some((sides, Arc::clone(&gaps)));
        Some(gaps)
    }

    /// All three of one moment, as soon as they are known.
    pub fn whole(&self) -> Option<Whole> {
        let (Sides { matrix, evidence, .. }, gaps) = self.gaps.as_ref()?;
        Some((Arc::clone(matrix), Arc::clone(evidence), Arc::clone(gaps)))
    }
}

/// The state of play on an earlier date.
#[derive(Clone, Default)]
pub(super) struct Earlier {
    play: Play,
    /// What was compared last, and what is different.
    compared: Option<(Arc<Gaps>, Arc<Gaps>, Arc<Difference>)>,
}

impl Earlier {
    /// What is different in the later state of play on that ground; `None` where that is known, and the scene is not new.
    pub fn difference(&mut self, then: &Ground, now: &Play, is_new: bool) -> Option<Arc<Difference>> {
        drop((self.play.matrix(then, false), self.play.evidence(then, false), self.play.gaps(then, false)));
        let ((before, happened, old), (after, evidence, new)) = (self.play.whole()?, now.whole()?);
        let is_same = |(one, other, _): &&(Arc<Gaps>, Arc<Gaps>, _)| Arc::ptr_eq(one, &old) && Arc::ptr_eq(other, &new);
        if let Some((.., known)) = self.compared.as_ref().filter(is_same) {
            return is_new.then(|| Arc::clone(known));
        }
        let difference = Arc::new(gaps::difference((&before, &happened, &old), (&after, &evidence, &new)));
        self.compared = Some((old, new, Arc::clone(&difference)));
        Some(difference)
    }
}

/// The matrix in its order, and of what that was made.
#[derive(Clone, Default)]
pub(super) struct Ordered(Option<(Order, Arc<Arrangement>)>);

impl Ordered {
    /// The matrix in the order that is chosen; `None` where that is known and the scene is not new, or where what it goes by
    /// is not known yet.
    pub fn arrangement(
        &mut self,
        ground: &Ground,
        (play, earlier): (&Play, Option<&Earlier>),
        is_new: bool,
    ) -> Option<Arc<Arrangement>> {
        let choices = ground.shown.arranging;
        let found = if choices.needs_findings() {
            let compared = earlier.and_then(|earlier| earlier.compared.as_ref());
            Some((play.whole()?.2, compared.map(|(.., difference)| Arc::clone(difference))))
        } else {
            None
        };
        let order = Order { case: ground.case.clone(), matrix: play.matrix.get()?, found, choices };
        if let Some((_, known)) = self.0.as_ref().filter(|(old, _)| old.is_same(&order)) {
            return is_new.then(|| Arc::clone(known));
        }
        let arrangement = Arc::new(order.arrangement());
        self.0 = Some((order, Arc::clone(&arrangement)));
        Some(arrangement)
    }
}

/// From what an order of the matrix is made.
#[derive(Clone)]
struct Order {
    case: Case,
    matrix: Arc<Matrix>,
    /// What is found and what is different, where the order goes by it.
    found: Option<(Arc<Gaps>, Option<Arc<Difference>>)>,
    choices: Choices,
}

impl Order {
    fn is_same(&self, other: &Self) -> bool {
        let is_plain = self.choices == Choices::default();
        self.choices == other.choices
            && Arc::ptr_eq(&self.matrix, &other.matrix)
            && (is_plain || [Mission, Theme, Place].iter().all(|&kind| self.case.shares(&other.case, kind)))
            && match (&self.found, &other.found) {
                (Some((one, then)), Some((other, now))) => {
                    Arc::ptr_eq(one, other) && then.as_ref().map(Arc::as_ptr) == now.as_ref().map(Arc::as_ptr)
                }
                (one, other) => one.is_none() && other.is_none(),
            }
    }

    fn arrangement(&self) -> Arrangement {
        let (gaps, difference) = self.found.clone().unwrap_or_default();
        arrange::arrangement(&self.case, &self.matrix, (&gaps, difference.as_deref()), self.choices)
    }
}
