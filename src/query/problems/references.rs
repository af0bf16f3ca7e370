//! References to nothing, and values for fields that a record does not have.

use super::catalogue::{ALTERNATIVE_FIELD, DANGLING, DANGLING_KEY, SELF_RELATION};
use super::fix::{Act, Fix};
use super::{Family, List, cut, stand_in};
use crate::case::{Key, Question, QuestionId, Record, RecordId, Relation, Target, add_targets};

pub(super) fn begin<'a>(_list: &mut List<'a>) -> Box<dyn Family + 'a> {
    let mut named = Vec::new();
    Box::new(move |list: &mut List<'_>, id: RecordId, record: &Record| {
        named.clear();
        add_targets(&mut named, record);
        dangling(list, id, &mut named);
        other_values(list, id, record);
        if let (RecordId::Question(id), Record::Question(question)) = (id, record) {
            dangling_keys(list, id, question);
        }
        if let Record::Relation(relation) = record {
            self_relation(list, relation);
        }
    })
}

/// Fields that name records: how a message begins, and what to do beside choosing another record.
const FIELDS: &[(&str, &str, &str)] = &[
    ("citations", "A citation names", "remove the citation"),
    ("alternatives.value", "Another value of a field names", "remove that value"),
    ("alternatives.citations", "A citation of another value names", "remove the citation"),
    ("distinct", "Those that are not the same name", "take it out"),
    ("parent", "The larger place is", "clear it"),
    ("posts.body", "The body of a post is", "clear it"),
    ("posts.when", "The relative date of a post names", "remove the relative date"),
    ("posts.attributed_to", "A post is attributed to", "take it out"),
    ("posts.citations", "A citation of a post names", "remove the citation"),
    ("themes", "The themes name", "take it out"),
    ("area", "The area names", "take it out"),
    ("when", "A relative date names", "remove the relative date"),
    ("last_used", "The relative date of the last use names", "remove the relative date"),
    ("predecessor", "The predecessor is", "clear it"),
    ("place", "The place is", "clear it"),
    ("participants.party", "A participant is", "remove the participant"),
    ("participants.attributed_to", "A part in it is attributed to", "take it out"),
    ("participants.citations", "A citation of a participant names", "remove the citation"),
    ("attributed_to", "It is attributed to", "take it out"),
    ("missions", "The missions name", "take it out"),
    ("from", "The first party is", "delete the relation"),
    ("to", "The second party is", "delete the relation"),
    ("mission", "The mission is", "delete the record"),
    ("theme", "The theme is", "delete the mandate"),
    ("decision", "The decision is", "clear it"),
    ("partners", "The partners name", "take it out"),
    ("incidents", "The incidents name", "take it out"),
    ("hypotheses.citations", "A citation of a hypothesis names", "remove the citation"),
    ("evidence.record", "A row of evidence is", "clear it"),
    ("evidence.citations", "A citation of a row of evidence names", "remove the citation"),
    ("actor", "The actor is", "delete the posture"),
    ("engagement", "The records of engagement name", "take it out"),
    ("allegations", "The records of allegations name", "take it out"),
    ("holder", "The holder is", "clear it"),
    ("over", "Those whom it moves name", "take it out"),
    ("selection", "The selection names", "take it out"),
    ("inspectors", "An open inspector shows", "take it out"),
    ("focus", "The focus of the graph is", "clear it"),
    ("pins.party", "A pin of the graph names", "take it out"),
    ("panes.selection", "The selection of a pinned pane names", "take it out"),
    ("panes.focus", "The focus of a pinned graph is", "clear it"),
    ("panes.pins.party", "A pin of a pinned graph names", "take it out"),
];

/// Tells what of that which the record names is gone.
fn dangling(list: &mut List<'_>, id: RecordId, gone: &mut Vec<Target>) {
    let case = list.case;
    gone.retain(|&(target, _)| !case.has(target));
    gone.sort_unstable();
    gone.dedup();
    for &(missing, field) in &*gone {
        let kind = missing.kind().label();
        let row = FIELDS.iter().find(|(name, ..)| *name == field);
        let (_, begins, otherwise) = row.copied().unwrap_or((field, "A field names", "clear it"));
        let words = format!("{begins} {missing}, but the case has no such {kind}: choose another, or {otherwise}");
        let label = format!("Take the missing {kind} {missing} out of “{}”", cut(&case.title_of(id)));
        let fix = Fix { label, act: Act::Forget { record: id, field, missing } };
        let fix = fix.apply(case).is_some().then_some(fix);
        list.mend(&DANGLING, field, words, fix);
        list.stand_in(stand_in::fix(case, field, missing));
    }
}

/// Ratings and judgements of a hypothesis that is gone.
fn dangling_keys(list: &mut List<'_>, id: QuestionId, question: &Question) {
    let is_gone = |key: Key| !question.hypotheses.iter().any(|hypothesis| hypothesis.key == key);
    for evidence in &question.evidence {
        for rating in evidence.ratings.iter().filter(|rating| is_gone(rating.hypothesis)) {
            let row = cut(&evidence.text);
            let words = format!(
                "The evidence “{row}” is rated against a hypothesis ({}) that this question does not have: remove the \
                 rating, or add the hypothesis again",
                rating.hypothesis
            );
            let label = format!("Remove the rating of a missing hypothesis from “{}”", cut(&question.text));
            let act = Act::DropRating { question: id, evidence: evidence.key, rating: rating.key };
            let fix = Fix { label, act };
            // Who rated and why would be lost with it.
            let fix = fix.apply(list.case).is_some().then_some(fix);
            list.mend(&DANGLING_KEY, "evidence.ratings", words, fix);
        }
    }
    for judgement in &question.judgements {
        if let Some(key) = judgement.hypothesis.filter(|&key| is_gone(key)) {
            let words = format!(
                "A judgement is of a hypothesis ({key}) that this question does not have: choose another hypothesis, or \
                 remove the judgement"
            );
            list.add(&DANGLING_KEY, "judgements.hypothesis", words);
        }
    }
}

/// Other values for fields that this kind of record does not have, or of another kind than the field's.
fn other_values(list: &mut List<'_>, id: RecordId, record: &Record) {
    let kind = id.kind();
    for other in &record.common().alternatives {
        let field = cut(&other.field);
        let words = match kind.disputable().iter().find(|(name, _)| *name == other.field) {
            None => {
                let fields: Vec<&str> = kind.disputable().iter().map(|(name, _)| *name).collect();
                let fields = if fields.is_empty() { "none has".to_owned() } else { fields.join(", ") };
                format!(
                    "Another value is given for “{field}”, which is no field of this {} that can have one ({fields}): \
                     choose one that can, or remove the value",
                    kind.label()
                )
            }
            Some((_, expected)) if *expected != other.value.kind() => format!(
                "The other value for “{field}” is of the wrong kind and can never take its place: enter it anew, or \
                 remove it"
            ),
            Some(_) => continue,
        };
        list.add(&ALTERNATIVE_FIELD, "alternatives.field", words);
    }
}

fn self_relation(list: &mut List<'_>, relation: &Relation) {
    if relation.from == relation.to {
        let name = cut(&list.case.party_name(relation.from));
        let words =
            format!("“{name}” stands at both ends: choose another party for one of them, or delete the relation");
        list.add(&SELF_RELATION, "to", words);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Alternate, Alternative, Change, Common, Extra, PlaceId};
    use crate::query::problems::testing::{check, fixes, question, source, told};
    use crate::query::testing as t;

    #[test]
    fn a_reference_to_nothing_is_an_error() {
        check(&[t::put_incident(1, t::cited_incident("2009"))], &["error incident citations dangling"]);
        let mut incident = t::cited_incident("2009");
        incident.place = Some(PlaceId::from_bits(9));
        let changes = [source(1, ""), t::put_incident(1, incident)];
        let words = told(&changes, "dangling");
        assert_eq!(
            words,
            ["The place is pla-000000000009, but the case has no such place: choose another, or clear it"]
        );
        assert_eq!(fixes(&changes), ["Take the missing place pla-000000000009 out of “Something”"]);
    }

    #[test]
    fn what_would_be_lost_with_a_missing_record_is_not_offered() {
        let mut incident = t::cited_incident("2009");
        incident.common.citations[0].paraphrase = "What it says".to_owned();
        check(&[t::put_incident(1, incident.clone())], &["error incident citations dangling"]);
        assert!(fixes(&[t::put_incident(1, incident.clone())]).is_empty());
        incident.common.citations[0].paraphrase.clear();
        assert_eq!(fixes(&[t::put_incident(1, incident.clone())]).len(), 1);
        incident.common.citations[0].stance = crate::case::Stance::Disputes;
        assert!(fixes(&[t::put_incident(1, incident)]).is_empty(), "that somebody disputes it would be lost");
    }

    #[test]
    fn ratings_and_judgements_of_a_hypothesis_that_is_gone_are_errors() {
        check(
            &[question(1, 2)],
            &["error question evidence.ratings dangling-key", "error question judgements.hypothesis dangling-key"],
        );
        check(&[question(1, 1)], &[]);
        assert_eq!(fixes(&[question(1, 2)]).len(), 1);
        let with = |change: fn(&mut crate::case::Rating)| {
            let Change::Question(id, Some(mut question)) = question(1, 2) else { panic!("a question") };
            change(&mut Arc::make_mut(&mut question).evidence[0].ratings[0]);
            fixes(&[Change::Question(id, Some(question))]).len()
        };
        assert_eq!(with(|rating| "Ana".clone_into(&mut rating.by)), 0, "who rated would be lost");
        assert_eq!(with(|rating| "Because".clone_into(&mut rating.reason)), 0);
        assert_eq!(with(|rating| rating.extra.insert("weight".to_owned(), "2".to_owned())), 0);
    }

    fn with_other(field: &str, value: Alternate) -> Change {
        let other = Alternative {
            key: Key::from_bits(1),
            field: field.to_owned(),
            value,
            citations: vec![t::citation(1)],
            extra: Extra::default(),
        };
        let common = Common { alternatives: vec![other], ..Common::default() };
        let actor = Actor { name: "Ana".to_owned(), common, ..Actor::default() };
        Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor)))
    }

    #[test]
    fn another_value_needs_a_field_that_can_hold_it() {
        let text = || Alternate::Text("Anna".to_owned());
        check(&[source(1, ""), with_other("name", text())], &[]);
        let expected = ["warning actor alternatives.field alternative-field"];
        check(&[source(1, ""), with_other("colour", text())], &expected);
        check(&[source(1, ""), with_other("name", Alternate::Date(t::when("2009")))], &expected);
    }

    #[test]
    fn a_relation_needs_two_parties() {
        let relation = Relation { common: t::cited_by(&[1, 2]), ..t::relation(1, 1, "") };
        let changes = [source(1, ""), source(2, ""), t::actor(1, "Ana"), t::put_relation(1, relation)];
        check(&changes, &["warning relation to self-relation"]);
    }

    #[test]
    fn every_field_that_names_a_record_has_words() {
        let code = include_str!("../../case/references.rs");
        let named = code.split('"').skip(1).step_by(2).filter(|text| {
            text.chars().all(|letter| letter.is_ascii_lowercase() || matches!(letter, '.' | '_')) && !text.is_empty()
        });
        let mut count = 0;
        for field in named {
            count += 1;
            assert!(FIELDS.iter().any(|(name, ..)| *name == field), "{field} has no words");
        }
        assert!(count > 30);
    }
}
