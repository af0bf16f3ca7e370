//! How far a long search has come, told while it goes on, and whether it is to end.

use crate::query::cores::in_order;

/// A stretch of a search, from one share of the whole to another.
#[derive(Clone, Copy)]
pub(super) struct Pace<'a> {
    /// Is told the share that is done, from 0 to 1; says whether to go on.
    pub go_on: &'a dyn Fn(f64) -> bool,
    pub from: f64,
    pub to: f64,
}

impl Pace<'_> {
    /// A part of this stretch, as shares of it.
    pub fn part(&self, from: f64, to: f64) -> Self {
        let at = |share: f64| self.from + (self.to - self.from) * share;
        Pace { go_on: self.go_on, from: at(from), to: at(to) }
    }

    /// What the parts of a list come to, in order, shared out among the cores: of each stretch of four parts, each of so many,
    /// it is told when it begins. `None` where the search is to end.
    pub fn shared<T: Sync, R: Send>(
        &self,
        list: &[T],
        each: usize,
        work: impl Fn(&[T]) -> Vec<R> + Sync,
    ) -> Option<Vec<R>> {
        let mut all = Vec::new();
        for (done, stretch) in list.chunks(each * 4).enumerate() {
            self.step((done * each * 4, list.len()), 1)?;
            let parts: Vec<&[T]> = stretch.chunks(each).collect();
            let found = in_order(parts.len(), |part| parts.get(part).map(|part| work(part)).unwrap_or_default());
            all.extend(found.into_iter().flatten());
        }
        Some(all)
    }

    /// Says how much of the stretch is done, once in so many steps; `None` where the search is to end.
    pub fn step(&self, (done, of): (usize, usize), every: usize) -> Option<()> {
        let is_due = done.is_multiple_of(every);
        let share = || self.from + (self.to - self.from) * done as f64 / of.max(1) as f64;
        (!is_due || (self.go_on)(share())).then_some(())
    }
}
