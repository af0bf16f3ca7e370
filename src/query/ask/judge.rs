//! Whether a record is meant: surely, possibly or not.

use super::fields::{AnyKind, Field, Half, Is};
use super::names::Ids;
use super::resolve::{Asked, Check, Node};
use super::syntax::{Compare, GradeTest};
use crate::case::{
    Bounds, Case, Citation, Credibility, Moment, Record, RecordId, Reliability, Stance, Standing, Target, add_targets,
};
use crate::query::as_of::Holds;
use crate::query::dates::{DatedId, Dates};
use crate::query::sources::needs_source;

/// Judges record after record of one case.
pub(super) struct Judge<'a> {
    pub case: &'a Case,
    pub dates: &'a Dates,
    pub asked: &'a Asked,
    /// What the record names; one list, filled again and again.
    pub named: Vec<Target>,
}

/// One record.
struct Subject<'a> {
    id: RecordId,
    record: &'a Record,
}

impl Judge<'_> {
    /// Whether a record is meant.
    pub fn judge(&mut self, id: RecordId, record: &Record) -> Holds {
        let Some(root) = &self.asked.root else { return Holds::Surely };
        self.named.clear();
        if root.reads_names() {
            add_targets(&mut self.named, record);
        }
        self.node(root, &Subject { id, record })
    }

    fn node(&self, node: &Node, subject: &Subject<'_>) -> Holds {
        match node {
            Node::Check(check) => self.check(check, subject),
            Node::Not(inner) => not(self.node(inner, subject)),
            Node::Surely(inner) => surely(self.node(inner, subject) == Holds::Surely),
            Node::And(parts) => {
                let mut worst = Holds::Surely;
                for part in parts {
                    worst = worst.max(self.node(part, subject));
                    if worst == Holds::No {
                        break;
                    }
                }
                worst
            }
            Node::Or(parts) => {
                let mut best = Holds::No;
                for part in parts {
                    best = best.min(self.node(part, subject));
                    if best == Holds::Surely {
                        break;
                    }
                }
                best
            }
        }
    }

    fn check(&self, check: &Check, subject: &Subject<'_>) -> Holds {
        let Subject { id, record } = *subject;
        match check {
            Check::Text(own, names) => surely(own.binary_search(&id).is_ok() || self.names(None, names)),
            Check::Kind(kinds) => surely(kinds.iter().any(|&kind| is_kind(kind, record))),
            Check::Is(Is::Record(kind)) => surely(id.kind() == *kind),
            Check::Is(Is::Undated) => surely(self.is_undated(subject)),
            Check::Named(field, ids) => surely(ids.contains(&id) || self.names(Some(*field), ids)),
            Check::Tags(tags) => surely(tags.iter().any(|tag| record.common().tags.contains(tag))),
            Check::During(first, last) => self.during(subject, (*first, *last)),
            Check::Status(standing) => surely(has_standing(record, *standing)),
            Check::Grade(grade) => surely(self.has_grade(record, *grade)),
            Check::Marking(compare, half) => surely(self.is_marked(record, *compare, *half)),
            Check::Unsourced => surely(needs_source(record) && !record.common().is_supported()),
        }
    }

    /// Whether the record names one of these where it counts: what a view selects and pins says nothing, and a mission is
    /// not its predecessor.
    fn names(&self, field: Option<Field>, ids: &Ids) -> bool {
        let counts = |place: &str| match field {
            Some(Field::Place) => place != "parent",
            Some(Field::Source) => true,
            _ => !matches!(place, "predecessor" | "selection" | "pins.party" | "parent"),
        };
        !ids.is_empty() && self.named.iter().any(|(id, place)| ids.contains(id) && counts(place))
    }

    /// How something with one date or several stands to a time.
    fn during(&self, subject: &Subject<'_>, time: (Moment, Moment)) -> Holds {
        let dates = self.bounds(subject);
        dates.into_iter().map(|bounds| within(bounds, time)).min().unwrap_or(Holds::No)
    }

    /// The dates of a record; none where its kind has none.
    fn bounds(&self, subject: &Subject<'_>) -> Vec<Bounds> {
        let of = |date: Option<&crate::case::Edtf>| vec![date.map_or(Bounds::UNKNOWN, crate::case::Edtf::bounds)];
        match subject.record {
            Record::Incident(_)
            | Record::Relation(_)
            | Record::Mission(_)
            | Record::Mandate(_)
            | Record::Activity(_)
            | Record::Lever(_) => vec![self.dates.bounds(subject.id)],
            Record::Actor(actor) => {
                let RecordId::Actor(id) = subject.id else { return Vec::new() };
                actor.posts.iter().map(|post| self.dates.bounds(DatedId::Post(id, post.key))).collect()
            }
            Record::Source(source) => of(source.published.as_ref()),
            Record::Survey(survey) => of(survey.attested.as_ref()),
            Record::Posture(posture) => of(posture.made.as_ref()),
            Record::Place(_) | Record::Theme(_) | Record::Question(_) | Record::Briefing(_) | Record::View(_) => {
                Vec::new()
            }
        }
    }

    fn is_undated(&self, subject: &Subject<'_>) -> bool {
        let dates = self.bounds(subject);
        !dates.is_empty() && dates.iter().all(|bounds| bounds.is_unknown())
    }

    fn is_marked(&self, record: &Record, compare: Compare, half: Half) -> bool {
        let marking = record.common().marking.or(self.case.header.marking);
        match half {
            Half::Un(class) => marking.un.is_some_and(|own| compare.holds(&own, &class)),
            Half::Tlp(label) => marking.tlp.is_some_and(|own| compare.holds(&own, &label)),
            Half::None => marking.is_inherited(),
        }
    }

    fn has_grade(&self, record: &Record, grade: GradeTest) -> bool {
        if let Record::Source(source) = record {
            return match grade {
                GradeTest::NotGraded => source.reliability.is_none(),
                GradeTest::Graded(compare, Some(letter), None) => {
                    source.reliability.is_some_and(|own| fits_letter(compare, own, letter))
                }
                GradeTest::Graded(..) => false,
            };
        }
        let supporting = record.common().citations.iter().filter(|citation| citation.stance == Stance::Supports);
        let halves = supporting.map(|citation| self.halves(citation));
        let decision = if let Record::Mandate(mandate) = record { mandate.decision } else { None };
        let decision = decision.map(|source| (self.reliability(source), None));
        fits(&halves.chain(decision).collect::<Vec<_>>(), grade)
    }

    fn halves(&self, citation: &Citation) -> (Option<Reliability>, Option<Credibility>) {
        (self.reliability(citation.source), citation.credibility)
    }

    fn reliability(&self, source: crate::case::SourceId) -> Option<Reliability> {
        self.case.sources.get(&source)?.reliability
    }
}

impl Node {
    /// Whether judging by it needs to know what a record names.
    fn reads_names(&self) -> bool {
        match self {
            Self::Check(Check::Text(_, ids) | Check::Named(_, ids)) => !ids.is_empty(),
            Self::Check(_) => false,
            Self::Not(inner) | Self::Surely(inner) => inner.reads_names(),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::reads_names),
        }
    }
}

const fn surely(is_so: bool) -> Holds {
    if is_so { Holds::Surely } else { Holds::No }
}

const fn not(holds: Holds) -> Holds {
    match holds {
        Holds::Surely => Holds::No,
        Holds::Possibly => Holds::Possibly,
        Holds::No => Holds::Surely,
    }
}

/// Whether something with these bounds was going on at some moment from the first to the last. Towards an open end one
/// bound alone tells: what ended no earlier than June surely reached into June or later, whenever it began.
fn within(bounds: Bounds, (first, last): (Moment, Moment)) -> Holds {
    let is_sure = match (first.is_bounded(), last.is_bounded()) {
        (true, false) => bounds.earliest_end >= first,
        (false, true) => bounds.latest_start <= last,
        _ => bounds.surely_touches(first, last),
    };
    if is_sure {
        Holds::Surely
    } else if bounds.may_touch(first, last) {
        Holds::Possibly
    } else {
        Holds::No
    }
}

fn is_kind(kind: AnyKind, record: &Record) -> bool {
    match (kind, record) {
        (AnyKind::Incident(kind), Record::Incident(incident)) => incident.kind == kind,
        (AnyKind::Relation(kind), Record::Relation(relation)) => relation.kind == kind,
        (AnyKind::Actor(kind), Record::Actor(actor)) => actor.kind == kind,
        (AnyKind::Place(kind), Record::Place(place)) => place.kind == kind,
        (AnyKind::Source(kind), Record::Source(source)) => source.kind == kind,
        (AnyKind::Activity(kind), Record::Activity(activity)) => activity.kind == kind,
        (AnyKind::Lever(kind), Record::Lever(lever)) => lever.kind == kind,
        _ => false,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "no other kind of record has a standing")]
fn has_standing(record: &Record, standing: Standing) -> bool {
    match record {
        Record::Incident(incident) => {
            let parts = incident.participants.iter().map(|part| part.standing);
            parts.chain([incident.standing]).any(|own| own == standing)
        }
        Record::Relation(relation) => relation.standing == standing,
        Record::Actor(actor) => actor.posts.iter().any(|post| post.standing == standing),
        _ => false,
    }
}

type Halves = (Option<Reliability>, Option<Credibility>);

/// Whether the best of the supporting citations fit.
fn fits(halves: &[Halves], grade: GradeTest) -> bool {
    match grade {
        GradeTest::NotGraded => {
            !halves.is_empty() && halves.iter().all(|(letter, digit)| letter.is_none() || digit.is_none())
        }
        GradeTest::Graded(compare, Some(letter), Some(digit)) => {
            let judged: Vec<_> = halves.iter().filter_map(|&(letter, digit)| letter.zip(digit)).collect();
            let beats = |one: (Reliability, Credibility), other: (Reliability, Credibility)| {
                one != other && one.0 <= other.0 && one.1 <= other.1
            };
            let mut best = judged.iter().filter(|&&one| judged.iter().all(|&other| !beats(other, one)));
            best.any(|&(own, credibility)| fits_letter(compare, own, letter) && fits_digit(compare, credibility, digit))
        }
        GradeTest::Graded(compare, Some(letter), None) => {
            let best = halves.iter().filter_map(|(letter, _)| *letter).min();
            best.is_some_and(|own| fits_letter(compare, own, letter))
        }
        GradeTest::Graded(compare, None, Some(digit)) => {
            let best = halves.iter().filter_map(|(_, digit)| *digit).min();
            best.is_some_and(|own| fits_digit(compare, own, digit))
        }
        GradeTest::Graded(_, None, None) => false,
    }
}

/// F is no step of the scale: it fits only where it is asked for.
fn fits_letter(compare: Compare, own: Reliability, asked: Reliability) -> bool {
    compare.holds(&own, &asked) && (compare == Compare::Equal || own != Reliability::F)
}

/// Nor is 6.
fn fits_digit(compare: Compare, own: Credibility, asked: Credibility) -> bool {
    compare.holds(&own, &asked) && (compare == Compare::Equal || own != Credibility::C6)
}
