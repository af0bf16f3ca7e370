//! Statements without a source, and those whose sources all go back to one origin.
//!
//! Sources with the same *origin* count once; a source without one is an origin of its own. Only supporting citations
//! count. A record is judged by its own citations; a part or post that is an accusation by its own as well, or by those
//! of its record where none of its own supports it. Of parts and posts that are plain reports the origins are not
//! counted. A mandate that names the decision behind it needs no second witness: the decision is the act itself.

use std::collections::{BTreeMap, BTreeSet};

use super::attribution::{Part, Statement, part_name, post_name, statements};
use super::catalogue::{LONE_ACCUSATION, SINGLE_ORIGIN, UNSOURCED};
use super::{Family, List, cut};
use crate::case::{
    Case, Citation, IncidentKind, Posture, Record, RecordId, RelationKind, SourceId, Stance, is_supported,
};
use crate::query::sources::{needs_source, origin_key};

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    let origins = Origins::of(list.case);
    Box::new(move |list: &mut List<'_>, _: RecordId, record: &Record| {
        unsourced(list, record);
        single_origin(list, record, &origins);
    })
}

/// The table of what needs a source, in the module's documentation.
fn unsourced(list: &mut List<'_>, record: &Record) {
    let mut bare = parts_without_source(record);
    if !record.common().is_supported() {
        if needs_source(record) {
            bare.push(("citations", format!("This {}", list.kind())));
        }
        bare.extend(parts_that_share(list.case, record));
    }
    for (field, what) in bare {
        list.add(&UNSOURCED, field, format!("{what} rests on no source: cite one that says so"));
    }
}

/// A field, and in words what in it rests on nothing.
type Bare = (&'static str, String);

/// The participants or posts of a record that no citation of their own supports: they share those of the record.
fn parts_that_share(case: &Case, record: &Record) -> Vec<Bare> {
    if let Record::Incident(incident) = record {
        let bare = incident.participants.iter().filter(|part| !is_supported(&part.citations));
        return bare.map(|part| ("participants", part_name(case, part))).collect();
    }
    if let Record::Actor(actor) = record {
        let bare = actor.posts.iter().filter(|post| !is_supported(&post.citations));
        return bare.map(|post| ("posts", post_name(post))).collect();
    }
    Vec::new()
}

/// What needs a source of its own within a record.
fn parts_without_source(record: &Record) -> Vec<Bare> {
    let others = record.common().alternatives.iter().filter(|other| !is_supported(&other.citations));
    let mut found: Vec<Bare> =
        others.map(|other| ("alternatives", format!("The other value for “{}”", cut(&other.field)))).collect();
    if let Record::Question(question) = record {
        let bare = question.evidence.iter().filter(|row| row.record.is_none() && !is_supported(&row.citations));
        found.extend(bare.map(|row| ("evidence", format!("The evidence “{}”", cut(&row.text)))));
    }
    found
}

/// The origin of every source.
struct Origins<'a>(BTreeMap<SourceId, Origin<'a>>);

/// An origin, by the first source that has it, with its name.
#[derive(Clone, Copy)]
struct Origin<'a> {
    first: SourceId,
    name: &'a str,
}

/// What speaks for a statement.
#[derive(Default)]
struct Support {
    /// The first origin, by its first source.
    origin: Option<SourceId>,
    has_other: bool,
    has_unknown: bool,
    /// The source of each citation.
    sources: Vec<SourceId>,
}

impl<'a> Origins<'a> {
    fn of(case: &'a Case) -> Self {
        let mut firsts: BTreeMap<String, SourceId> = BTreeMap::new();
        let origins = case.sources.iter().map(|(&id, source)| {
            let Some(key) = origin_key(source) else { return (id, Origin { first: id, name: &source.title }) };
            let first = *firsts.entry(key).or_insert(id);
            (id, Origin { first, name: source.origin.trim() })
        });
        Self(origins.collect())
    }

    /// What these citations say for a statement.
    fn support(&self, citations: &[Citation]) -> Support {
        let mut support = Support::default();
        self.add(&mut support, citations);
        support
    }

    fn add(&self, support: &mut Support, citations: &[Citation]) {
        for citation in citations.iter().filter(|citation| citation.stance == Stance::Supports) {
            self.add_source(support, citation.source);
        }
    }

    fn add_source(&self, support: &mut Support, source: SourceId) {
        support.sources.push(source);
        match (self.0.get(&source), support.origin) {
            (None, _) => support.has_unknown = true,
            (Some(origin), None) => support.origin = Some(origin.first),
            (Some(origin), Some(first)) => support.has_other |= origin.first != first,
        }
    }

    /// The one origin of all that speaks for a statement, where there is just one.
    fn alone(&self, support: &Support) -> Option<Origin<'a>> {
        let only = support.origin.filter(|_| !support.has_other && !support.has_unknown)?;
        self.0.get(&only).copied()
    }
}

fn single_origin(list: &mut List<'_>, record: &Record, origins: &Origins<'_>) {
    let is_accusation = statements(record).any(|one| is_whole(&one) && accusation(record, &one).is_some());
    for statement in statements(record) {
        let (_, own) = statement.cited;
        let shares = !is_whole(&statement) && !is_supported(own);
        // The record is told already.
        if shares && is_accusation {
            continue;
        }
        let support = origins.support(if shares { &record.common().citations } else { own });
        of_statement(list, origins, &support, (&statement, accusation(record, &statement)));
    }
    if let Record::Mandate(mandate) = record
        && mandate.decision.is_none()
    {
        firmer(list, origins, &origins.support(&mandate.common.citations));
    }
    if let Record::Posture(posture) = record {
        let support = of_allegations(list.case, posture, origins);
        if let Some(origin) = origins.alone(&support) {
            let what = format!("What this posture names as allegations {}", rests(&support, origin));
            list.add(&LONE_ACCUSATION, "citations", alone(&what));
        }
    }
}

/// Whether a statement is that of the record as a whole, and not of a part in it.
fn is_whole(statement: &Statement<'_>) -> bool {
    matches!(statement.part, Part::Whole(_))
}

/// As what a statement accuses, in words; none where it does not.
fn accusation(record: &Record, statement: &Statement<'_>) -> Option<&'static str> {
    let is_made = if let Record::Incident(incident) = record {
        incident.kind == IncidentKind::Accusation
    } else if let Record::Relation(relation) = record {
        relation.kind == RelationKind::Accused
    } else {
        false
    };
    if statement.standing.needs_attribution() {
        return Some(statement.standing.label());
    }
    (is_made && is_whole(statement)).then_some("an accusation")
}

fn of_statement(
    list: &mut List<'_>,
    origins: &Origins<'_>,
    support: &Support,
    (statement, accusation): (&Statement<'_>, Option<&str>),
) {
    match (accusation, origins.alone(support)) {
        (Some(accusation), Some(origin)) => {
            let what = format!("{} is {accusation} and {}", statement.what(list.case), rests(support, origin));
            list.add(&LONE_ACCUSATION, statement.cited.0, alone(&what));
        }
        (None, _) if is_whole(statement) => firmer(list, origins, support),
        _ => {}
    }
}

/// Tells a record that rests on one origin and accuses nobody.
fn firmer(list: &mut List<'_>, origins: &Origins<'_>, support: &Support) {
    if let Some(origin) = origins.alone(support) {
        let words = format!("This {} {}: another would make it firmer", list.kind(), rests(support, origin));
        list.add(&SINGLE_ORIGIN, "citations", words);
    }
}

/// What to do about an accusation that rests on one origin.
fn alone(what: &str) -> String {
    format!("{what}: find a second, independent one before it is passed on")
}

/// What speaks for the allegations that a posture names.
fn of_allegations(case: &Case, posture: &Posture, origins: &Origins<'_>) -> Support {
    let mut support = Support::default();
    for &allegation in &posture.allegations {
        if let RecordId::Source(source) = allegation {
            // The allegation is the source itself.
            origins.add_source(&mut support, source);
        } else if let Some(record) = case.record(allegation) {
            origins.add(&mut support, &record.common().citations);
        } else {
            support.has_unknown = true;
        }
    }
    support
}

/// "rests on one origin alone, “X” (3 citations of 2 sources)".
fn rests(support: &Support, origin: Origin<'_>) -> String {
    let name = cut(origin.name);
    let sources: BTreeSet<SourceId> = support.sources.iter().copied().collect();
    match (support.sources.len(), sources.len()) {
        (1, _) => format!("rests on one citation alone, of the origin “{name}”"),
        (citations, 1) => format!("rests on one source alone, of the origin “{name}” ({citations} citations)"),
        (citations, sources) => {
            format!("rests on one origin alone, “{name}” ({citations} citations of {sources} sources)")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{
        Actor, ActorId, Alternate, Alternative, Attribution, Change, Common, Evidence, Extra, Incident, IncidentId,
        Key, Level, Lever, LeverId, Post, PostureId, Question, QuestionId, Stand, Standing,
    };
    use crate::query::problems::testing::{check, source, told};
    use crate::query::testing as t;

    #[test]
    fn a_statement_without_a_source_is_unsourced() {
        let mut incident = t::incident("2009");
        incident.participants = vec![t::participant(1, t::actor_party(1))];
        let expected = ["warning incident citations unsourced", "warning incident participants unsourced"];
        check(&[t::actor(1, "Ana"), t::put_incident(1, incident)], &expected);
        let expected = ["warning mandate citations unsourced"];
        let mandate = t::mandate(1, 1, Level::Mandated);
        check(&[t::theme(1, "DT"), t::mission(1, "UN", ""), t::put_mandate(1, mandate)], &expected);
        let lever = Lever { name: "Aid".to_owned(), ..Lever::default() };
        let lever = Change::Lever(LeverId::from_bits(1), Some(Arc::new(lever)));
        check(&[lever], &["warning lever citations unsourced"]);
        check(&[t::survey(1, &[], &[], "2011")], &["warning survey citations unsourced"]);
    }

    #[test]
    fn rows_of_evidence_and_other_values_need_sources_of_their_own() {
        let evidence = Evidence {
            key: Key::from_bits(1),
            record: None,
            text: "A row".to_owned(),
            ratings: Vec::new(),
            citations: Vec::new(),
            extra: Extra::default(),
        };
        let other = Alternative {
            key: Key::from_bits(2),
            field: "text".to_owned(),
            value: Alternate::Text("What?".to_owned()),
            citations: Vec::new(),
            extra: Extra::default(),
        };
        let common = Common { alternatives: vec![other], ..t::cited_by(&[1, 2]) };
        let question = Question { text: "Who?".to_owned(), evidence: vec![evidence], common, ..Question::default() };
        let question = Change::Question(QuestionId::from_bits(1), Some(Arc::new(question)));
        let expected = ["warning question alternatives unsourced", "warning question evidence unsourced"];
        check(&[source(1, ""), source(2, ""), question], &expected);
    }

    #[test]
    fn sources_of_one_origin_count_once() {
        let case = |first: &str, second: &str, cited: &[u64]| {
            let incident = Incident { common: t::cited_by(cited), ..t::incident("2009") };
            [source(1, first), source(2, second), t::put_incident(1, incident)]
        };
        let note = ["note incident citations single-origin"];
        check(&case("A wire", "a  WIRE", &[1, 2]), &note);
        check(&case("A wire", "", &[1, 2]), &[]);
        check(&case("", "", &[1, 2]), &[]);
        check(&case("", "", &[1, 1]), &note);
        check(&case("", "", &[1]), &note);
        check(&case("", "", &[1, 9]), &["error incident citations dangling"]);
        let words = told(&case("A wire", "A wire", &[1, 2, 2]), "single-origin");
        let expected = "This incident rests on one origin alone, “A wire” (3 citations of 2 sources): another would make \
                        it firmer";
        assert_eq!(words, [expected]);
    }

    #[test]
    fn what_disputes_a_statement_does_not_support_it() {
        let mut incident = Incident { common: t::cited_by(&[1, 2]), ..t::incident("2009") };
        incident.common.citations[1].stance = Stance::Disputes;
        let changes = [source(1, ""), source(2, ""), t::put_incident(1, incident)];
        check(&changes, &["note incident citations single-origin"]);
    }

    fn accusation() -> Change {
        let attributed_to = Attribution::NotNamed(String::new());
        let incident = Incident { standing: Standing::Alleged, attributed_to, ..t::cited_incident("2009") };
        t::put_incident(1, incident)
    }

    #[test]
    fn what_only_disputes_is_no_source() {
        let disputed = |source| Citation { stance: Stance::Disputes, ..t::citation(source) };
        let mut incident = Incident { common: t::cited_by(&[1, 2]), ..t::incident("2009") };
        incident.participants = vec![t::participant(1, t::actor_party(1))];
        incident.participants[0].citations = vec![disputed(1)];
        let case = |incident: &Incident| {
            [source(1, ""), source(2, ""), t::actor(1, "Ana"), t::put_incident(1, incident.clone())]
        };
        check(&case(&incident), &[]);
        incident.common.citations = vec![disputed(2)];
        let expected = ["warning incident citations unsourced", "warning incident participants unsourced"];
        check(&case(&incident), &expected);
        let words = told(&case(&incident), "unsourced");
        assert_eq!(words[1], "The part as involved of “Ana” rests on no source: cite one that says so");
        incident.participants[0].citations.push(t::citation(1));
        check(&case(&incident), &["warning incident citations unsourced"]);
    }

    #[test]
    fn a_part_is_judged_by_its_own_citations() {
        let mut arrest = Incident { common: t::cited_by(&[1, 2]), ..t::incident("2009") };
        arrest.participants = vec![t::participant(1, t::actor_party(1))];
        let case = |arrest: &Incident| {
            let sources = [source(1, ""), source(2, ""), source(3, "A wire"), source(4, "a wire")];
            [sources.as_slice(), &[t::actor(1, "Ana"), t::put_incident(1, arrest.clone())]].concat()
        };
        let lone = "note incident participants.citations lone-accusation";
        arrest.participants[0].citations = vec![t::citation(3)];
        check(&case(&arrest), &[]);
        arrest.participants[0].standing = Standing::Alleged;
        arrest.participants[0].attributed_to = Attribution::NotNamed(String::new());
        check(&case(&arrest), &[lone]);
        let expected = "The part as involved of “Ana” is alleged and rests on one citation alone, of the origin “A \
                        wire”: find a second, independent one before it is passed on";
        assert_eq!(told(&case(&arrest), "lone-accusation"), [expected]);
        arrest.participants[0].citations.push(t::citation(4));
        check(&case(&arrest), &[lone]);
        arrest.participants[0].citations.push(t::citation(2));
        check(&case(&arrest), &[]);
        arrest.participants[0].citations.clear();
        check(&case(&arrest), &[]);
        arrest.common = t::cited_by(&[3, 4]);
        check(&case(&arrest), &["note incident citations single-origin", lone]);
        arrest.kind = IncidentKind::Accusation;
        check(&case(&arrest), &["note incident citations lone-accusation"]);
    }

    #[test]
    fn a_post_may_be_an_accusation_too() {
        let post = |standing, citations| Post {
            key: Key::from_bits(1),
            title: "Fixer".to_owned(),
            body: None,
            when: t::when(""),
            standing,
            attributed_to: Attribution::NotNamed(String::new()),
            citations,
            extra: Extra::default(),
        };
        let case = |post| {
            let actor = Actor { name: "Ana".to_owned(), posts: vec![post], common: t::cited(), ..Actor::default() };
            let actor = Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor)));
            [source(1, ""), source(2, ""), actor]
        };
        let lone = ["note actor posts.citations lone-accusation"];
        check(&case(post(Standing::Reported, vec![t::citation(1)])), &[]);
        check(&case(post(Standing::Suspected, vec![t::citation(1)])), &lone);
        check(&case(post(Standing::Suspected, Vec::new())), &lone);
        check(&case(post(Standing::Suspected, vec![t::citation(1), t::citation(2)])), &[]);
    }

    #[test]
    fn an_accusation_of_one_origin_is_told_with_more_weight() {
        check(&[source(1, ""), accusation()], &["note incident citations lone-accusation"]);
        let posture = Posture {
            actor: ActorId::from_bits(1),
            judgement: Stand::Undecided,
            by: String::new(),
            made: None,
            reasons: Vec::new(),
            engagement: Vec::new(),
            allegations: vec![IncidentId::from_bits(1).into()],
            review: None,
            common: Common::default(),
            extra: Extra::default(),
        };
        let posture = Change::Posture(PostureId::from_bits(1), Some(Arc::new(posture)));
        let expected = ["note incident citations lone-accusation", "note posture citations lone-accusation"];
        check(&[source(1, ""), t::actor(1, "Ana"), accusation(), posture], &expected);
    }

    #[test]
    fn a_mandate_with_its_decision_needs_no_second_witness() {
        let with_decision = |decision| {
            let mut mandate = t::mandate(1, 1, Level::Mandated);
            mandate.common = t::cited();
            mandate.decision = decision;
            [source(1, ""), t::theme(1, "DT"), t::mission(1, "UN", ""), t::put_mandate(1, mandate)]
        };
        check(&with_decision(Some(SourceId::from_bits(1))), &[]);
        check(&with_decision(None), &["note mandate citations single-origin"]);
    }
}
