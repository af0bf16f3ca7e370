//! What an incident needs, to count as evidence: the officer's choice, and always shown.

use crate::case::Bounds;
use crate::case::{Aspect, Case, Credibility, Incident, Reliability, Stance, Standing};
use crate::query::as_of::{AsOf, Holds};
use crate::query::ask::{Query, parse};
use crate::query::brush;

/// What an incident needs, to count as evidence. By itself it asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Threshold {
    /// A grade of one of its citations that is at least as good as this.
    pub grade: Option<Least>,
    /// A standing at least as firm as this; what is retracted never counts.
    pub standing: Option<Standing>,
    /// That it lies in this time. What may lie in it counts possibly.
    pub time: Option<AsOf>,
    /// That this finds it, in the query language; empty asks nothing. What it possibly finds counts possibly. One that
    /// cannot be asked asks nothing.
    pub query: String,
}

/// The least grade: a letter, a digit, or both. F and 6 say that it cannot be judged, and are no step of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Least {
    /// The source is at least so reliable.
    pub reliability: Option<Reliability>,
    /// The information is at least so credible.
    pub credibility: Option<Credibility>,
}

impl Least {
    /// Reads "B2", "b" or "2". Nothing else is a least grade: not F or 6 either, since they judge nothing.
    pub fn read(text: &str) -> Option<Self> {
        let mut letters = text.trim().chars().map(|letter| letter.to_ascii_uppercase()).peekable();
        let begins = |label: &str, sign: char| label.starts_with(sign);
        let reliability = letters.peek().copied().and_then(|sign| {
            Reliability::ALL.iter().copied().find(|own| *own != Reliability::F && begins(own.label(), sign))
        });
        if reliability.is_some() {
            let _letter = letters.next();
        }
        let credibility = letters.peek().copied().and_then(|sign| {
            Credibility::ALL.iter().copied().find(|own| *own != Credibility::C6 && begins(own.label(), sign))
        });
        if credibility.is_some() {
            let _digit = letters.next();
        }
        let is_whole = letters.next().is_none() && (reliability.is_some() || credibility.is_some());
        is_whole.then_some(Self { reliability, credibility })
    }

    /// "B2", "B" or "2".
    pub fn words(self) -> String {
        let first = |label: &'static str| label.chars().next();
        let letter = self.reliability.and_then(|own| first(own.label()));
        letter.into_iter().chain(self.credibility.and_then(|own| first(own.label()))).collect()
    }

    fn is_met(self, reliability: Option<Reliability>, credibility: Option<Credibility>) -> bool {
        let letter = |least| reliability.is_some_and(|own| own != Reliability::F && own <= least);
        let digit = |least| credibility.is_some_and(|own| own != Credibility::C6 && own <= least);
        self.reliability.is_none_or(letter) && self.credibility.is_none_or(digit)
    }
}

impl Threshold {
    /// What a saved view asks: of a grade what is a step of the scale, and a time that has a first and a last day.
    pub fn of(aspect: &Aspect) -> Self {
        let grade = Least {
            reliability: aspect.least_reliability.filter(|own| *own != Reliability::F),
            credibility: aspect.least_credibility.filter(|own| *own != Credibility::C6),
        };
        Self {
            grade: (grade.reliability.is_some() || grade.credibility.is_some()).then_some(grade),
            standing: aspect.least_standing,
            time: aspect.counted_time.as_ref().and_then(AsOf::of),
            query: aspect.counted_query.clone(),
        }
    }

    /// Puts it into a saved view.
    pub fn put_into(&self, aspect: &mut Aspect) {
        aspect.least_reliability = self.grade.and_then(|least| least.reliability);
        aspect.least_credibility = self.grade.and_then(|least| least.credibility);
        aspect.least_standing = self.standing;
        aspect.counted_time = self.time.and_then(|time| brush::date((time.first, time.last)));
        aspect.counted_query.clone_from(&self.query);
    }

    /// Whether it asks anything.
    pub fn is_none(&self) -> bool {
        self.grade.is_none() && self.standing.is_none() && self.time.is_none() && self.asked().is_none()
    }

    /// What its query asks; `None` where it has none, or one that cannot be asked.
    pub fn asked(&self) -> Option<Query> {
        let parsed = parse(&self.query);
        (parsed.is_right() && parsed.query.0.is_some()).then_some(parsed.query)
    }

    /// Whether an incident meets it, but for the query; possibly, where its date leaves that open.
    pub fn met(&self, case: &Case, incident: &Incident, bounds: Bounds) -> Holds {
        let is_firm = self.standing.is_none_or(|least| incident.standing <= least);
        if !is_firm || !self.grade.is_none_or(|least| is_graded(case, incident, least)) {
            return Holds::No;
        }
        match self.time {
            None => Holds::Surely,
            Some(time) if !bounds.may_touch(time.first, time.last) => Holds::No,
            Some(time) if bounds.latest_start <= time.last && time.first <= bounds.earliest_end => Holds::Surely,
            Some(_) => Holds::Possibly,
        }
    }

    /// What it asks: "graded B2 or better; suspected or firmer"; `time` is how the officer wrote the time. Empty where it
    /// asks nothing.
    pub fn words(&self, time: &str) -> String {
        let grade = self.grade.map(|least| format!("graded {} or better", least.words()));
        let firmer = |least: Standing| if least == Standing::Confirmed { "" } else { " or firmer" };
        let standing = self.standing.map(|least| format!("{}{}", least.label(), firmer(least)));
        let time = self.time.map(|_| format!("in {time}"));
        let query = self.asked().map(|query| format!("found by “{query}”"));
        grade.into_iter().chain(standing).chain(time).chain(query).collect::<Vec<_>>().join("; ")
    }
}

/// Whether one supporting citation is graded so well.
fn is_graded(case: &Case, incident: &Incident, least: Least) -> bool {
    incident.common.citations.iter().filter(|citation| citation.stance == Stance::Supports).any(|citation| {
        let reliability = case.sources.get(&citation.source).and_then(|source| source.reliability);
        least.is_met(reliability, citation.credibility)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Change, Source, SourceId};
    use crate::query::testing as t;

    #[test]
    fn a_least_grade_is_a_letter_a_digit_or_both() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Least::read(text).map(Least::words).as_deref(), expected, "{text:?}");
        };
        check("B2", Some("B2"));
        check(" c ", Some("C"));
        check("3", Some("3"));
        for wrong in ["", "F", "6", "F6", "B6", "2B", "B22", "good"] {
            check(wrong, None);
        }
    }

    /// An incident of a standing, cited from a source of that letter with that digit, in 2009.
    fn check(threshold: &Threshold, expected: Holds) {
        let source = Source { reliability: Some(Reliability::B), ..Source::default() };
        let case = t::case(&[Change::Source(SourceId::from_bits(1), Some(Arc::new(source)))]);
        let mut incident = t::cited_incident("2009");
        incident.standing = Standing::Suspected;
        incident.common.citations[0].credibility = Some(Credibility::C3);
        let bounds = t::date("2009").bounds();
        assert_eq!(threshold.met(&case, &incident, bounds), expected, "{threshold:?}");
    }

    #[test]
    fn what_it_asks_is_kept_in_a_view_and_what_is_no_least_grade_there_asks_nothing() {
        let whole = Threshold {
            grade: Least::read("B2"),
            standing: Some(Standing::Suspected),
            time: AsOf::of(&t::date("2008-03/2010-06")),
            query: "surely (theme:DT)".to_owned(),
        };
        for threshold in [whole, Threshold { grade: Least::read("3"), ..Threshold::default() }, Threshold::default()] {
            let mut aspect = Aspect::default();
            threshold.put_into(&mut aspect);
            assert_eq!(Threshold::of(&aspect), threshold);
        }
        let (f, six) = (Some(Reliability::F), Some(Credibility::C6));
        let aspect = Aspect { least_reliability: f, least_credibility: six, ..Aspect::default() };
        assert!(Threshold::of(&aspect).is_none());
    }

    #[test]
    fn grade_standing_and_time_are_asked_each_for_itself() {
        let grade = |text| Threshold { grade: Least::read(text), ..Threshold::default() };
        check(&Threshold::default(), Holds::Surely);
        check(&grade("B3"), Holds::Surely);
        check(&grade("B"), Holds::Surely);
        check(&grade("B2"), Holds::No);
        check(&grade("A"), Holds::No);
        let standing = |standing| Threshold { standing: Some(standing), ..Threshold::default() };
        check(&standing(Standing::Alleged), Holds::Surely);
        check(&standing(Standing::Reported), Holds::No);
        let time = |text| Threshold { time: AsOf::of(&t::date(text)), ..Threshold::default() };
        check(&time("2008/2010"), Holds::Surely);
        check(&time("2009-06"), Holds::Possibly);
        check(&time("2011"), Holds::No);
    }
}
