//! What a query finds in a case.

use std::cmp::Ordering;

use super::judge::Judge;
use super::resolve::Asked;
use super::syntax::{Issue, Query, Severity};
use super::texts::Texts;
use crate::case::{Case, RecordId, RecordKind};
use crate::query::as_of::Holds;
use crate::query::dates::Dates;

/// A record that is found, surely or possibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub id: RecordId,
    /// Whether it surely is meant; never [`Holds::No`].
    pub holds: Holds,
}

/// Every record that a query finds, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    hits: Vec<Hit>,
    /// What the query's author should know: names that mean nothing.
    pub issues: Vec<Issue>,
}

/// What a query finds in a case: its names are looked up once, and each record is judged in one pass.
pub fn find(case: &Case, dates: &Dates, query: &Query, texts: &dyn Texts) -> Hits {
    let asked = Asked::of(query, case, texts);
    let mut judge = Judge { case, dates, asked: &asked, named: Vec::new() };
    let judged = case.records().map(|(id, record)| Hit { id, holds: judge.judge(id, &record) });
    let hits = judged.filter(|hit| hit.holds != Holds::No).collect();
    Hits { hits, issues: asked.issues }
}

impl Hits {
    /// Every hit.
    pub fn all(&self) -> &[Hit] {
        &self.hits
    }

    /// Whether something in the query cannot be asked, as a standing that there is none of.
    pub fn is_wrong(&self) -> bool {
        self.issues.iter().any(|issue| issue.severity == Severity::Error)
    }

    /// The hits of one kind of record.
    pub fn of(&self, kind: RecordKind) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.id.kind() < kind);
        let rest = self.hits.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|hit| hit.id.kind() == kind)).unwrap_or_default()
    }

    /// The same hits without those that are only possible.
    #[must_use]
    pub fn surely(&self) -> Self {
        let hits = self.hits.iter().copied().filter(|hit| hit.holds == Holds::Surely).collect();
        Self { hits, issues: self.issues.clone() }
    }

    /// Whether a record surely or possibly is among them.
    pub fn get(&self, id: RecordId) -> Option<Holds> {
        let place = self.hits.binary_search_by_key(&id, |hit| hit.id).ok()?;
        self.hits.get(place).map(|hit| hit.holds)
    }

    /// Whether a record is among them.
    pub fn has(&self, id: RecordId) -> bool {
        self.hits.binary_search_by_key(&id, |hit| hit.id).is_ok()
    }

    /// The records of a kind that only one of two sets of hits has.
    pub fn differing(&self, other: &Self, kind: RecordKind) -> Vec<RecordId> {
        let (mut one, mut two) = (self.of(kind), other.of(kind));
        let mut differing = Vec::new();
        while let (Some((first, rest)), Some((second, other_rest))) = (one.split_first(), two.split_first()) {
            match first.id.cmp(&second.id) {
                Ordering::Equal => (one, two) = (rest, other_rest),
                Ordering::Less => {
                    differing.push(first.id);
                    one = rest;
                }
                Ordering::Greater => {
                    differing.push(second.id);
                    two = other_rest;
                }
            }
        }
        differing.extend(one.iter().chain(two).map(|hit| hit.id));
        differing
    }

    /// Whether records are among the hits of their kind, asked one after the other in the order of their ids: takes one
    /// walk, and no search.
    pub fn walk(&self, kind: RecordKind) -> Walk<'_> {
        Walk(self.of(kind))
    }
}

/// A walk along the hits of a kind.
#[derive(Clone, Debug)]
pub struct Walk<'a>(&'a [Hit]);

impl Walk<'_> {
    /// Whether the record is among the hits; it comes after every one that was asked for before.
    pub fn has(&mut self, id: impl Into<RecordId>) -> bool {
        let id = id.into();
        while let Some((first, rest)) = self.0.split_first() {
            if first.id >= id {
                return first.id == id;
            }
            self.0 = rest;
        }
        false
    }
}
