//! What the tests of the rules share: how a case is told, and records that are wrong in one way.

use std::sync::Arc;

use super::{Problem, problems};
use crate::case::{
    Change, Consistency, Evidence, Extra, Hypothesis, Judgement, Key, Question, QuestionId, Rating, Source, SourceId,
};
use crate::query::dates::Dates;
use crate::query::testing as t;

/// Every problem of a case with these records.
pub(super) fn found(changes: &[Change]) -> Vec<Problem> {
    let case = t::case(changes);
    problems(&case, &Dates::of(&case))
}

/// Every problem as severity, record, field and code.
pub(super) fn check(changes: &[Change], expected: &[&str]) {
    let told: Vec<_> = found(changes).iter().map(line).collect();
    assert_eq!(told, expected);
}

fn line(problem: &Problem) -> String {
    let record = problem.record.map_or("case", |id| id.kind().label());
    format!("{} {record} {} {}", problem.severity.label(), problem.field.unwrap_or("-"), problem.code)
}

/// The words of every problem of that code.
pub(super) fn told(changes: &[Change], code: &str) -> Vec<String> {
    found(changes).into_iter().filter(|problem| problem.code == code).map(|problem| problem.words).collect()
}

/// What every fix is called.
pub(super) fn fixes(changes: &[Change]) -> Vec<String> {
    found(changes).into_iter().filter_map(|problem| problem.fix).map(|fix| fix.label).collect()
}

/// A source of that origin, published in 2012.
pub(super) fn source(n: u64, origin: &str) -> Change {
    let source = Source {
        title: format!("Report {n}"),
        published: Some(t::date("2012")),
        origin: origin.to_owned(),
        ..Source::default()
    };
    Change::Source(SourceId::from_bits(n), Some(Arc::new(source)))
}

/// A question with one hypothesis, and a rating and a judgement of one with that key.
pub(super) fn question(hypothesis: u32, judged: u32) -> Change {
    let answer = Hypothesis {
        key: Key::from_bits(hypothesis),
        text: "An answer".to_owned(),
        origin: String::new(),
        citations: Vec::new(),
        extra: Extra::default(),
    };
    let judgement = Judgement {
        key: Key::from_bits(11),
        hypothesis: Some(Key::from_bits(judged)),
        likelihood: None,
        confidence: None,
        by: String::new(),
        made: None,
        reason: String::new(),
        extra: Extra::default(),
    };
    let question = Question {
        text: "Who?".to_owned(),
        hypotheses: vec![answer],
        evidence: vec![row(Key::from_bits(judged))],
        judgements: vec![judgement],
        ..Question::default()
    };
    Change::Question(QuestionId::from_bits(1), Some(Arc::new(question)))
}

/// A row of evidence with a rating of that hypothesis.
fn row(hypothesis: Key) -> Evidence {
    let rating = Rating {
        key: Key::from_bits(10),
        hypothesis,
        rating: Consistency::C,
        by: String::new(),
        reason: String::new(),
        extra: Extra::default(),
    };
    Evidence {
        key: Key::from_bits(12),
        record: Some(QuestionId::from_bits(1).into()),
        text: "A row".to_owned(),
        ratings: vec![rating],
        citations: Vec::new(),
        extra: Extra::default(),
    }
}
