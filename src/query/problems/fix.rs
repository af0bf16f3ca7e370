//! What would mend a problem: a description, which whoever asked for the problems carries out as an edit.
//!
//! Only what loses nothing and claims nothing: no fix judges who is right. A fix is worked out against the case as it is
//! when it is wanted, and does nothing where that has changed meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::stand_in;
use crate::case::{
    Alternate, Alternative, Case, Citation, Edtf, Extra, Header, Key, Marking, QuestionId, Rating, Record, RecordId,
    Stance, View, When,
};

/// What would mend a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, for a button and for the Undo menu: "Raise the marking of “…” to TLP:AMBER".
    pub label: String,
    /// What it does, for [`Fix::apply`].
    pub act: Act,
}

/// What a fix does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Takes a record that is gone out of a field.
    Forget {
        /// The record that names it.
        record: RecordId,
        /// The field that does, as in [`crate::case::targets`].
        field: &'static str,
        /// What is gone.
        missing: RecordId,
    },
    /// Puts a record in the place of one that is gone, which says that it stands in for it.
    StandIn {
        /// What is gone.
        missing: RecordId,
    },
    /// Takes out the rating of a hypothesis that is gone.
    DropRating {
        /// The question.
        question: QuestionId,
        /// The row of evidence.
        evidence: Key,
        /// The rating.
        rating: Key,
    },
    /// Takes out a name that is there twice.
    DropAlias {
        /// The actor or place.
        record: RecordId,
        /// Its place among the other names, from zero.
        place: usize,
        /// The name.
        alias: String,
    },
    /// Sets the stated date of a record, and keeps the old one as another value.
    Redate {
        /// The record.
        record: RecordId,
        /// What is stated now.
        from: Edtf,
        /// What is to be stated.
        to: Edtf,
    },
    /// Raises the marking of the case, each half that is given.
    Mark {
        /// To what, at least.
        to: Marking,
    },
}

/// What a fix makes of a case: one record, or its header.
#[derive(Clone, Debug, PartialEq)]
pub enum Mended {
    /// What becomes of a record.
    Record(RecordId, Record),
    /// What becomes of the header.
    Header(Header),
}

impl Fix {
    /// What becomes of the record or header; `None` where there is nothing to mend, or no longer.
    pub fn apply(&self, case: &Case) -> Option<Mended> {
        let id = match &self.act {
            Act::Forget { record, .. } | Act::DropAlias { record, .. } | Act::Redate { record, .. } => *record,
            Act::DropRating { question, .. } => (*question).into(),
            Act::StandIn { missing } => {
                return stand_in::record(case, *missing).map(|record| Mended::Record(*missing, record));
            }
            Act::Mark { to } => {
                let mut header = (*case.header).clone();
                header.marking = header.marking.max(*to);
                return (header != *case.header).then_some(Mended::Header(header));
            }
        };
        if matches!(self.act, Act::Forget { missing, .. } if case.has(missing)) {
            return None;
        }
        let old = case.record(id)?;
        let mut record = old.clone();
        self.mend_record(&mut record)?;
        (record != old).then_some(Mended::Record(id, record))
    }

    fn mend_record(&self, record: &mut Record) -> Option<()> {
        match &self.act {
            Act::Forget { field, missing, .. } => forget(record, field, *missing),
            Act::DropRating { evidence, rating, .. } => drop_rating(record, *evidence, *rating)?,
            Act::DropAlias { place, alias, .. } => {
                let aliases = aliases_of(record)?;
                if aliases.get(*place) == Some(alias) {
                    drop(aliases.remove(*place));
                }
            }
            Act::Redate { from, to, .. } => redate(record, from, to)?,
            Act::Mark { .. } | Act::StandIn { .. } => return None,
        }
        Some(())
    }
}

/// Takes what is gone out of a field, where nothing else is lost with it.
fn forget(record: &mut Record, field: &str, missing: RecordId) {
    if field == "citations" {
        record.common_mut().citations.retain(|citation| says_more(citation) || missing != citation.source.into());
        return;
    }
    let gone = Gone(missing);
    match (record, field) {
        (Record::Place(place), "parent") => gone.clear(&mut Arc::make_mut(place).parent),
        (Record::Actor(actor), "themes") => gone.leave(&mut Arc::make_mut(actor).themes),
        (Record::Actor(actor), "posts.body") => {
            Arc::make_mut(actor).posts.iter_mut().for_each(|post| gone.clear(&mut post.body));
        }
        (Record::Mission(mission), "area") => gone.leave(&mut Arc::make_mut(mission).area),
        (Record::Mission(mission), "predecessor") => gone.clear(&mut Arc::make_mut(mission).predecessor),
        (Record::Incident(incident), "place") => gone.clear(&mut Arc::make_mut(incident).place),
        (Record::Incident(incident), "missions") => gone.leave(&mut Arc::make_mut(incident).missions),
        (Record::Incident(incident), "themes") => {
            Arc::make_mut(incident).themes.retain(|tag| missing != tag.theme.into());
        }
        (Record::Mandate(mandate), "decision") => gone.clear(&mut Arc::make_mut(mandate).decision),
        (Record::Survey(survey), "missions") => gone.leave(&mut Arc::make_mut(survey).missions),
        (Record::Survey(survey), "themes") => gone.leave(&mut Arc::make_mut(survey).themes),
        (Record::Activity(activity), "themes") => gone.leave(&mut Arc::make_mut(activity).themes),
        (Record::Activity(activity), "partners") => gone.leave(&mut Arc::make_mut(activity).partners),
        (Record::Question(question), "incidents") => gone.leave(&mut Arc::make_mut(question).incidents),
        (Record::Question(question), "evidence.record") => {
            let rows = Arc::make_mut(question).evidence.iter_mut();
            rows.filter(|row| !row.text.trim().is_empty()).for_each(|row| gone.clear(&mut row.record));
        }
        (Record::Posture(posture), "engagement") => gone.leave(&mut Arc::make_mut(posture).engagement),
        (Record::Posture(posture), "allegations") => gone.leave(&mut Arc::make_mut(posture).allegations),
        (Record::Lever(lever), "holder") => gone.clear(&mut Arc::make_mut(lever).holder),
        (Record::Lever(lever), "over") => gone.leave(&mut Arc::make_mut(lever).over),
        (Record::View(view), field) => forget_in_view(Arc::make_mut(view), field, gone),
        // A party, an author, an anchor or a row means more than the record that it names.
        _ => {}
    }
}

/// The same in a field of a view.
fn forget_in_view(view: &mut View, field: &str, gone: Gone) {
    match field {
        "selection" => gone.leave(&mut view.selection),
        "inspectors" => gone.leave(&mut view.inspectors),
        "focus" => gone.clear(&mut view.aspect.focus),
        "pins.party" => view.pins.retain(|pin| gone.0 != pin.party.into()),
        "panes.selection" | "panes.focus" | "panes.pins.party" => {
            for pane in &mut view.panes {
                gone.leave(&mut pane.selection);
                gone.clear(&mut pane.aspect.focus);
                pane.pins.retain(|pin| gone.0 != pin.party.into());
            }
        }
        _ => {}
    }
}

/// A record that is gone.
#[derive(Clone, Copy)]
struct Gone(RecordId);

impl Gone {
    fn clear<I: Copy + Into<RecordId>>(self, field: &mut Option<I>) {
        if field.is_some_and(|id| id.into() == self.0) {
            *field = None;
        }
    }

    fn leave<I: Copy + Into<RecordId>>(self, field: &mut Vec<I>) {
        field.retain(|&id| id.into() != self.0);
    }
}

/// Whether a citation says anything beside its source.
fn says_more(citation: &Citation) -> bool {
    let Citation { key: _, source: _, locator, credibility, stance, paraphrase, attested, extra } = citation;
    let has_words = !locator.is_empty() || !paraphrase.is_empty();
    has_words || *stance != Stance::Supports || credibility.is_some() || attested.is_some() || !extra.is_empty()
}

fn drop_rating(record: &mut Record, evidence: Key, rating: Key) -> Option<()> {
    let Record::Question(question) = record else { return None };
    let question = Arc::make_mut(question);
    let hypotheses: BTreeSet<Key> = question.hypotheses.iter().map(|hypothesis| hypothesis.key).collect();
    let row = question.evidence.iter_mut().find(|row| row.key == evidence)?;
    row.ratings.retain(|other| other.key != rating || has_reason(other) || hypotheses.contains(&other.hypothesis));
    Some(())
}

/// Whether a rating says who rated, or why.
fn has_reason(rating: &Rating) -> bool {
    let Rating { key: _, hypothesis: _, rating: _, by, reason, extra } = rating;
    !by.is_empty() || !reason.is_empty() || !extra.is_empty()
}

fn aliases_of(record: &mut Record) -> Option<&mut Vec<String>> {
    if let Record::Actor(actor) = record {
        return Some(&mut Arc::make_mut(actor).aliases);
    }
    if let Record::Place(place) = record { Some(&mut Arc::make_mut(place).aliases) } else { None }
}

/// Sets a record's own stated date, and keeps the old one as another value, which nobody is cited for.
fn redate(record: &mut Record, from: &Edtf, to: &Edtf) -> Option<()> {
    let (field, _) = record.own_date()?;
    let when = record.own_date_mut()?;
    if when.stated.as_ref() != Some(from) || when.part.is_some() {
        return None;
    }
    when.stated = Some(to.clone());
    let old = When { stated: Some(from.clone()), extent: when.extent, ..When::default() };
    let alternatives = &mut record.common_mut().alternatives;
    let key = fresh(from, alternatives);
    let (field, value) = (field.to_owned(), Alternate::Date(old));
    alternatives.push(Alternative { key, field, value, citations: Vec::new(), extra: Extra::default() });
    Some(())
}

/// A key that no other value has. It follows from the date, so that the same fix of two copies of a case gives the same.
fn fresh(date: &Edtf, alternatives: &[Alternative]) -> Key {
    // FNV-1a over the letters.
    let fold = |bits: u32, byte: u8| (bits ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let mut bits = date.as_str().bytes().fold(0x811c_9dc5, fold);
    while alternatives.iter().any(|other| other.key == Key::from_bits(bits)) {
        bits = bits.wrapping_add(1);
    }
    Key::from_bits(bits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::case::{
        Actor, ActorId, Change, Incident, Mandate, MandateId, Place, PlaceId, Source, SourceId, Tlp, UnClass, View,
        ViewId,
    };
    use crate::query::dates::Dates;
    use crate::query::problems::testing::{question, source};
    use crate::query::problems::{Problem, Severity, problems};
    use crate::query::testing as t;

    /// Records that are wrong in some way, most of them with a fix.
    fn wrong() -> Vec<Change> {
        let mut incident = Incident { common: t::cited_by(&[1, 2, 9]), ..t::incident("2009-12-28") };
        "late 2009".clone_into(&mut incident.when.as_written);
        incident.place = Some(PlaceId::from_bits(9));
        incident.missions = vec![crate::case::MissionId::from_bits(9)];
        let mut marked = Incident { common: t::cited_by(&[1, 2]), ..t::incident("2010") };
        "c. 2010".clone_into(&mut marked.when.as_written);
        marked.common.marking = Marking { un: Some(UnClass::Unclassified), tlp: Some(Tlp::Clear) };
        let mut secret = Source { title: "Cable".to_owned(), ..Source::default() };
        secret.common.marking = Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Red) };
        let aliases = ["ANA", "Anna", "anna"].map(str::to_owned).to_vec();
        let actor = Actor { name: "Ana".to_owned(), aliases, ..Actor::default() };
        let place = Place { name: "Bissau".to_owned(), parent: Some(PlaceId::from_bits(8)), ..Place::default() };
        let decision = Some(SourceId::from_bits(7));
        let mandate = Mandate { decision, ..t::mandate(1, 1, crate::case::Level::Mandated) };
        let view = View { name: "View".to_owned(), selection: vec![ActorId::from_bits(9).into()], ..View::default() };
        let mut header = (*t::empty().header).clone();
        header.marking = Marking { un: None, tlp: Some(Tlp::Green) };
        vec![
            Change::Header(Arc::new(header)),
            source(1, ""),
            Change::Source(SourceId::from_bits(2), Some(Arc::new(secret))),
            Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor))),
            Change::Place(PlaceId::from_bits(1), Some(Arc::new(place))),
            t::theme(1, "DT"),
            t::mission(1, "UN", ""),
            t::put_incident(1, incident),
            t::put_incident(2, marked),
            Change::Mandate(MandateId::from_bits(1), Some(Arc::new(mandate))),
            question(1, 2),
            Change::View(ViewId::from_bits(1), Some(Arc::new(view))),
        ]
    }

    fn found(case: &Case) -> Vec<Problem> {
        problems(case, &Dates::of(case))
    }

    fn mended(case: &Case, fix: &Fix) -> Case {
        match fix.apply(case).expect("a fix that is offered mends something") {
            Mended::Header(header) => case.with(&[Change::Header(Arc::new(header))]),
            Mended::Record(id, record) => case.with(&[change(id, record)]),
        }
    }

    fn change(id: RecordId, record: Record) -> Change {
        match (id, record) {
            (RecordId::Source(id), Record::Source(record)) => Change::Source(id, Some(record)),
            (RecordId::Place(id), Record::Place(record)) => Change::Place(id, Some(record)),
            (RecordId::Actor(id), Record::Actor(record)) => Change::Actor(id, Some(record)),
            (RecordId::Incident(id), Record::Incident(record)) => Change::Incident(id, Some(record)),
            (RecordId::Mandate(id), Record::Mandate(record)) => Change::Mandate(id, Some(record)),
            (RecordId::Question(id), Record::Question(record)) => Change::Question(id, Some(record)),
            (RecordId::View(id), Record::View(record)) => Change::View(id, Some(record)),
            (RecordId::Mission(id), Record::Mission(record)) => Change::Mission(id, Some(record)),
            (RecordId::Theme(id), Record::Theme(record)) => Change::Theme(id, Some(record)),
            (id, _) => panic!("{id} is of a kind that nothing here is wrong with"),
        }
    }

    fn errors(problems: &[Problem]) -> Vec<&str> {
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        errors.map(|problem| problem.words.as_str()).collect()
    }

    fn check_fix(case: &Case, problem: &Problem, fix: &Fix) {
        let (before, next) = (found(case), mended(case, fix));
        let after = found(&next);
        assert!(!after.contains(problem), "{} is still there", problem.words);
        let old = errors(&before);
        assert!(errors(&after).iter().all(|words| old.contains(words)), "“{}” adds an error", fix.label);
        assert_eq!(fix.apply(&next), None, "“{}” is done once", fix.label);
    }

    #[test]
    fn every_kind_of_fix_is_offered() {
        let found = found(&t::case(&wrong()));
        let has = |what: fn(&Act) -> bool| found.iter().flat_map(Problem::fixes).any(|fix| what(&fix.act));
        assert!(has(|act| matches!(act, Act::Forget { .. })));
        assert!(has(|act| matches!(act, Act::StandIn { .. })));
        assert!(has(|act| matches!(act, Act::DropRating { .. })));
        assert!(has(|act| matches!(act, Act::DropAlias { .. })));
        assert!(has(|act| matches!(act, Act::Redate { .. })));
        assert!(has(|act| matches!(act, Act::Mark { .. })));
    }

    #[test]
    fn a_date_that_is_replaced_stands_beside_the_new_one() {
        let mut incident = t::incident("2009-12-28");
        "late 2009".clone_into(&mut incident.when.as_written);
        let case = t::case(&[t::put_incident(1, incident)]);
        let problem = found(&case).into_iter().find(|problem| problem.code == "too-precise").unwrap();
        let next = mended(&case, &problem.fix.unwrap());
        let incident = &next.incidents[&crate::case::IncidentId::from_bits(1)];
        assert_eq!(incident.when.stated, Some(t::date("[2009-10..2009-12]")));
        let others: Vec<_> = incident.common.alternatives.iter().map(|other| (&*other.field, &other.value)).collect();
        assert_eq!(others, [("when", &Alternate::Date(t::when("2009-12-28")))]);
        let told: Vec<_> = found(&next).iter().map(|problem| (problem.field, problem.code)).collect();
        assert!(told.contains(&(Some("alternatives"), "unsourced")), "nobody says the finer date: {told:?}");
    }

    #[test]
    fn a_fix_of_what_has_changed_meanwhile_does_nothing() {
        let case = t::case(&wrong());
        let redate = found(&case)
            .into_iter()
            .filter_map(|problem| problem.fix)
            .find(|fix| matches!(fix.act, Act::Redate { .. }));
        let other = case.with(&[t::put_incident(1, t::incident("2008"))]);
        assert_eq!(redate.unwrap().apply(&other), None);
        let forget = Fix {
            label: String::new(),
            act: Act::Forget {
                record: crate::case::IncidentId::from_bits(1).into(),
                field: "place",
                missing: PlaceId::from_bits(9).into(),
            },
        };
        assert!(forget.apply(&case).is_some());
        let place = Place { name: "It is back".to_owned(), ..Place::default() };
        let back = case.with(&[Change::Place(PlaceId::from_bits(9), Some(Arc::new(place)))]);
        assert_eq!(forget.apply(&back), None, "what is there again is not forgotten");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn a_fix_mends_its_problem_and_adds_no_error(changes in proptest::sample::subsequence(wrong(), 0..=wrong().len())) {
            let case = t::case(&changes);
            for problem in found(&case) {
                for fix in problem.fixes() {
                    check_fix(&case, &problem, fix);
                }
            }
        }

        #[test]
        fn mending_comes_to_an_end(changes in proptest::sample::subsequence(wrong(), 0..=wrong().len())) {
            let mut case = t::case(&changes);
            for _ in 0..100 {
                let Some(fix) = found(&case).iter().find_map(|problem| problem.fixes().last().cloned()) else { return Ok(()) };
                case = mended(&case, &fix);
            }
            prop_assert!(false, "there is always something left to mend");
        }
    }
}
