//! A query made ready for a case: names become ids once, so that each record is judged by numbers alone.

use super::fields::{AnyKind, Field, Half, Is};
use super::names::{Ids, called, meant, near};
use super::near::nearest;
use super::syntax::{Compare, Expr, GradeTest, Issue, Query, Severity, Term, Test};
use super::texts::{Texts, spaced};
use crate::case::{Case, Moment, RecordId, RecordKind, Standing};
use crate::query::folded::fold;

/// A query made ready for one value of a case.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub(super) root: Option<Node>,
    /// What its author should know: names that mean nothing.
    pub issues: Vec<Issue>,
}

/// An expression made ready.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Check(Check),
    Not(Box<Self>),
    Surely(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
}

/// A test made ready.
#[derive(Clone, Debug)]
pub(super) enum Check {
    /// It is one of these, or names one of those.
    Text(Vec<RecordId>, Ids),
    Kind(Vec<AnyKind>),
    Is(Is),
    /// It is one of these or names it.
    Named(Field, Ids),
    /// It has one of these tags.
    Tags(Vec<String>),
    /// It was going on from the first of these moments to the second.
    During(Moment, Moment),
    Status(Standing),
    Grade(GradeTest),
    Marking(Compare, Half),
    Unsourced,
}

impl Asked {
    /// Makes a query ready: looks its names up in the case and its words in the texts.
    pub fn of(query: &Query, case: &Case, texts: &dyn Texts) -> Self {
        let mut maker = Maker { case, texts, issues: Vec::new() };
        let root = query.0.as_ref().map(|expr| maker.node(expr));
        Self { root, issues: maker.issues }
    }
}

struct Maker<'a> {
    case: &'a Case,
    texts: &'a dyn Texts,
    issues: Vec<Issue>,
}

impl Maker<'_> {
    fn node(&mut self, expr: &Expr) -> Node {
        match expr {
            Expr::Term(term) => Node::Check(self.check(term)),
            Expr::Not(inner) => Node::Not(Box::new(self.node(inner))),
            Expr::Surely(inner) => Node::Surely(Box::new(self.node(inner))),
            Expr::And(parts) => Node::And(parts.iter().map(|part| self.node(part)).collect()),
            Expr::Or(parts) => Node::Or(parts.iter().map(|part| self.node(part)).collect()),
        }
    }

    fn check(&mut self, term: &Term) -> Check {
        match &term.test {
            Test::Text(text) => self.text(term, text),
            Test::Kind(_, kinds) => {
                self.warn_unless(term, self.has_kind(kinds), "Nothing in the case is of this kind");
                Check::Kind(kinds.clone())
            }
            Test::Is(is) => {
                let has_any = !matches!(is, Is::Record(kind) if self.case.count(*kind) == 0);
                self.warn_unless(term, has_any, &format!("The case has no {}", plural(*is)));
                Check::Is(*is)
            }
            Test::Named(Field::Tag, name) => self.tags(term, name),
            Test::Named(field, name) => self.named(term, *field, name),
            Test::After(date) => Check::During(date.bounds().earliest_start, Moment::END),
            Test::Before(date) => {
                let first = date.bounds().earliest_start.0;
                Check::During(Moment::BEGINNING, Moment(first.saturating_sub(1)))
            }
            Test::On(date) => {
                let (first, last) = date.bounds().possible();
                Check::During(first, last)
            }
            Test::Status(standing) => {
                let has_any = self.has_standing(*standing);
                self.warn_unless(term, has_any, &format!("Nothing in the case is {}", standing.label()));
                Check::Status(*standing)
            }
            Test::Grade(grade) => Check::Grade(*grade),
            Test::Marking(compare, half) => Check::Marking(*compare, *half),
            Test::Unsourced => Check::Unsourced,
        }
    }

    fn warn(&mut self, term: &Term, words: String, instead: Option<String>) {
        self.issues.push(Issue { span: term.span, severity: Severity::Warning, words, instead });
    }

    fn warn_unless(&mut self, term: &Term, is_fine: bool, words: &str) {
        if !is_fine {
            self.warn(term, words.to_owned(), None);
        }
    }

    fn text(&mut self, term: &Term, text: &str) -> Check {
        let wanted = spaced(text);
        let (own, names) = (self.texts.containing(&wanted), called(self.case, &wanted));
        self.warn_unless(term, !own.is_empty() || !names.is_empty(), &format!("Nothing in the case says “{text}”"));
        Check::Text(own, names)
    }

    fn named(&mut self, term: &Term, field: Field, name: &str) -> Check {
        let ids = meant(self.case, field, name);
        if ids.is_empty() {
            let near = near(self.case, field, name);
            let hint = near.as_ref().map_or_else(String::new, |near| format!(": did you mean {near}?"));
            let instead = near.map(|near| format!("{}:{}", field.name(), super::syntax::value(&near)));
            self.warn(term, format!("No {} of the case is called “{name}”{hint}", field.name()), instead);
        }
        Check::Named(field, ids)
    }

    /// The tags of the case that are meant: the one that is just so, else those that begin so.
    fn tags(&mut self, term: &Term, name: &str) -> Check {
        let wanted = fold(name);
        let mut tags: Vec<String> = all_tags(self.case);
        if tags.iter().any(|tag| fold(tag) == wanted) {
            tags.retain(|tag| fold(tag) == wanted);
        } else {
            let near = nearest(name, tags.iter().map(String::as_str)).map(str::to_owned);
            tags.retain(|tag| fold(tag).starts_with(&wanted));
            if tags.is_empty() {
                let hint = near.as_ref().map_or_else(String::new, |near| format!(": did you mean {near}?"));
                let instead = near.map(|near| format!("tag:{}", super::syntax::value(&near)));
                self.warn(term, format!("Nothing in the case has the tag “{name}”{hint}"), instead);
            }
        }
        Check::Tags(tags)
    }

    fn has_kind(&self, kinds: &[AnyKind]) -> bool {
        let case = self.case;
        kinds.iter().any(|kind| match kind {
            AnyKind::Incident(kind) => case.incidents.values().any(|incident| incident.kind == *kind),
            AnyKind::Relation(kind) => case.relations.values().any(|relation| relation.kind == *kind),
            AnyKind::Actor(kind) => case.actors.values().any(|actor| actor.kind == *kind),
            AnyKind::Place(kind) => case.places.values().any(|place| place.kind == *kind),
            AnyKind::Source(kind) => case.sources.values().any(|source| source.kind == *kind),
            AnyKind::Activity(kind) => case.activities.values().any(|activity| activity.kind == *kind),
            AnyKind::Lever(kind) => case.levers.values().any(|lever| lever.kind == *kind),
        })
    }

    fn has_standing(&self, standing: Standing) -> bool {
        let case = self.case;
        let parts =
            |incident: &crate::case::Incident| incident.participants.iter().any(|part| part.standing == standing);
        case.incidents.values().any(|incident| incident.standing == standing || parts(incident))
            || case.relations.values().any(|relation| relation.standing == standing)
            || case.actors.values().any(|actor| actor.posts.iter().any(|post| post.standing == standing))
    }
}

fn plural(is: Is) -> &'static str {
    match is {
        Is::Record(kind) => RecordKind::plural(kind),
        Is::Undated => "undated records",
    }
}

/// Every tag of a case, each once.
pub(super) fn all_tags(case: &Case) -> Vec<String> {
    let mut tags = std::collections::BTreeSet::new();
    for (_, record) in case.records() {
        tags.extend(record.common().tags.iter().filter(|tag| !tags.contains(*tag)).cloned().collect::<Vec<_>>());
    }
    tags.into_iter().collect()
}
