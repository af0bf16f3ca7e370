//! What hangs on each source: which statements it supports or disputes, and which would be unsourced without it.
//!
//! A statement is what carries citations: a record as a whole, a part in an incident, a post, a relative date, another
//! value of a field, a hypothesis, a piece of evidence. A part or post without citations of its own rests on those of its
//! record and is counted with it; one that has them falls back on the record's when they are gone. A mandate is
//! supported by the decision that gives it as well. Sources of one origin say one thing: origins are counted apart.

use std::collections::BTreeMap;

use super::folded::folded;
use crate::case::{
    Actor, Alternate, Alternative, Case, Citation, Incident, Mandate, Question, Record, RecordId, Source, SourceId,
    Stance, When,
};

/// What hangs on every source of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// The sources by origin: named origins by name, then each source whose origin is not stated by itself.
    pub origins: Vec<Origin>,
    held: BTreeMap<SourceId, Held>,
}

/// Where the information of some sources comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its name, as the first of its sources has it; empty where it is not stated.
    pub name: String,
    /// Its sources, by title.
    pub sources: Vec<SourceId>,
}

/// What hangs on one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The statements that cite it, by record.
    pub statements: Vec<Statement>,
    /// How many it supports.
    pub supports: usize,
    /// How many it disputes.
    pub disputes: usize,
    /// How many would be unsourced without it.
    pub sole: usize,
}

/// A statement, as one source bears on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The record in which it stands.
    pub record: RecordId,
    /// The field in which the citation stands, named as in the file.
    pub field: &'static str,
    /// What of the record it is, in words; empty for the record as a whole.
    pub part: String,
    /// Where the source says it; several places with semicolons between them.
    pub locator: String,
    /// What the source says to it.
    pub bearing: Bearing,
    /// Whether every supporting citation is of this source.
    pub is_sole: bool,
}

/// What a source says to a statement, over all of its citations there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// It supports it.
    Supports,
    /// It disputes it.
    Disputes,
    /// It supports it in one place and disputes it in another.
    Both,
}

impl Support {
    /// What hangs on a source; nothing where nobody cites it.
    pub fn of(&self, source: SourceId) -> Option<&Held> {
        self.held.get(&source)
    }
}

/// Answers what hangs on each source.
pub fn support(case: &Case) -> Support {
    let mut held: BTreeMap<SourceId, Held> = case.sources.keys().map(|&id| (id, Held::default())).collect();
    case.records().for_each(|(id, record)| Reader { case, held: &mut held, id }.record(&record));
    Support { origins: origins(case), held }
}

fn origins(case: &Case) -> Vec<Origin> {
    let mut named: BTreeMap<String, Origin> = BTreeMap::new();
    let mut alone = Vec::new();
    let mut sources: Vec<_> = case.sources.iter().collect();
    sources.sort_by(|(one, a), (other, b)| a.title.cmp(&b.title).then(one.cmp(other)));
    for (&id, source) in sources {
        if let Some(key) = origin_key(source) {
            let name = source.origin.trim().to_owned();
            named.entry(key).or_insert_with(|| Origin { name, sources: Vec::new() }).sources.push(id);
        } else {
            alone.push(Origin { name: String::new(), sources: vec![id] });
        }
    }
    named.into_values().chain(alone).collect()
}

/// What the sources of one origin have in common; none where the origin is not stated, which makes it one by itself.
pub(super) fn origin_key(source: &Source) -> Option<String> {
    Some(folded(&source.origin)).filter(|key| !key.is_empty())
}

/// Whether a record is a statement of its own, so that a citation must support it. What only names a thing, plans a
/// document or records a judgement needs none, and a mandate none beside the decision that gives it.
pub fn needs_source(record: &Record) -> bool {
    match record {
        Record::Incident(_) | Record::Relation(_) | Record::Activity(_) | Record::Lever(_) | Record::Survey(_) => true,
        Record::Mandate(mandate) => mandate.decision.is_none(),
        Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Briefing(_)
        | Record::View(_) => false,
    }
}

/// Reads one record.
struct Reader<'a> {
    case: &'a Case,
    held: &'a mut BTreeMap<SourceId, Held>,
    id: RecordId,
}

impl Reader<'_> {
    fn record(&mut self, record: &Record) {
        let own = &record.common().citations;
        match record {
            Record::Mandate(mandate) => self.mandate(mandate),
            Record::Incident(incident) => self.incident(incident),
            Record::Actor(actor) => self.actor(actor),
            Record::Question(question) => self.question(question),
            Record::Relation(relation) => self.when(&relation.when),
            Record::Mission(mission) => self.when(&mission.when),
            Record::Activity(activity) => self.when(&activity.when),
            Record::Lever(lever) => self.when(&lever.last_used),
            Record::Source(_)
            | Record::Place(_)
            | Record::Theme(_)
            | Record::Survey(_)
            | Record::Posture(_)
            | Record::Briefing(_)
            | Record::View(_) => {}
        }
        if !matches!(record, Record::Mandate(_)) {
            self.statement(("citations", String::new), own, &[]);
        }
        self.alternatives(&record.common().alternatives);
    }

    fn mandate(&mut self, mandate: &Mandate) {
        let decision: Vec<Citation> = mandate.decision.map(decided).into_iter().collect();
        let citations: Vec<Citation> = mandate.common.citations.iter().cloned().chain(decision).collect();
        self.statement(("citations", String::new), &citations, &[]);
        self.when(&mandate.when);
    }

    fn incident(&mut self, incident: &Incident) {
        let case = self.case;
        for part in &incident.participants {
            let words = || format!("{} as {}", case.party_name(part.party), or(&part.role, "participant"));
            self.statement(("participants.citations", words), &part.citations, &incident.common.citations);
        }
        self.when(&incident.when);
    }

    fn actor(&mut self, actor: &Actor) {
        for post in &actor.posts {
            let words = || format!("post “{}”", or(&post.title, "untitled"));
            self.statement(("posts.citations", words), &post.citations, &actor.common.citations);
            self.when(&post.when);
        }
    }

    fn question(&mut self, question: &Question) {
        for (place, hypothesis) in (1..).zip(&question.hypotheses) {
            let words = || format!("H{place}: {}", hypothesis.text);
            self.statement(("hypotheses.citations", words), &hypothesis.citations, &[]);
        }
        for (place, evidence) in (1..).zip(&question.evidence) {
            let words = || format!("evidence E{place}: {}", evidence.text);
            self.statement(("evidence.citations", words), &evidence.citations, &[]);
        }
    }

    fn when(&mut self, when: &When) {
        for constraint in &when.constraints {
            self.statement(("when", || "a relative date".to_owned()), &constraint.citations, &[]);
        }
    }

    fn alternatives(&mut self, alternatives: &[Alternative]) {
        for other in alternatives {
            let words = || format!("another value of “{}”", other.field.replace('_', " "));
            self.statement(("alternatives.citations", words), &other.citations, &[]);
            if let Alternate::Date(when) = &other.value {
                self.when(when);
            }
        }
    }

    /// Notes a statement with each source that it cites itself; `fallback` are the citations that would still support it.
    fn statement(
        &mut self,
        (field, part): (&'static str, impl Fn() -> String),
        citations: &[Citation],
        fallback: &[Citation],
    ) {
        let mut supporting = citations
            .iter()
            .chain(fallback)
            .filter(|citation| citation.stance == Stance::Supports)
            .map(|one| one.source);
        let first = supporting.next();
        let has_one_supporter = first.is_some() && supporting.all(|source| Some(source) == first);
        for (place, source) in citations.iter().map(|citation| citation.source).enumerate() {
            // Each source once.
            if citations.iter().take(place).any(|citation| citation.source == source) {
                continue;
            }
            let of_it = || citations.iter().filter(|citation| citation.source == source);
            let has = |stance| of_it().any(|citation| citation.stance == stance);
            let bearing = match (has(Stance::Supports), has(Stance::Disputes)) {
                (true, true) => Bearing::Both,
                (false, true) => Bearing::Disputes,
                (_, false) => Bearing::Supports,
            };
            let is_sole = bearing != Bearing::Disputes && has_one_supporter;
            let places: Vec<&str> =
                of_it().map(|citation| citation.locator.as_str()).filter(|place| !place.is_empty()).collect();
            let locator = places.join("; ");
            let held = self.held.entry(source).or_default();
            held.supports += usize::from(bearing != Bearing::Disputes);
            held.disputes += usize::from(bearing != Bearing::Supports);
            held.sole += usize::from(is_sole);
            held.statements.push(Statement { record: self.id, field, part: part(), locator, bearing, is_sole });
        }
    }
}

/// The decision that gives a mandate, as a citation that supports it.
fn decided(source: SourceId) -> Citation {
    Citation {
        key: crate::case::Key::from_bits(0),
        source,
        locator: "the decision".to_owned(),
        credibility: None,
        stance: Stance::Supports,
        paraphrase: String::new(),
        attested: None,
        extra: crate::case::Extra::default(),
    }
}

fn or<'a>(text: &'a str, instead: &'a str) -> &'a str {
    if text.is_empty() { instead } else { text }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Change, Common, Key, Level};
    use crate::query::testing as t;

    fn source(n: u64, title: &str, origin: &str) -> Change {
        let source = Source { title: title.to_owned(), origin: origin.to_owned(), ..Source::default() };
        Change::Source(SourceId::from_bits(n), Some(Arc::new(source)))
    }

    fn cited(sources: &[u64]) -> Common {
        let citations = (1..)
            .zip(sources)
            .map(|(key, &source)| Citation { key: Key::from_bits(key), ..t::citation(source) })
            .collect();
        Common { citations, ..Common::default() }
    }

    fn disputed(source: u64) -> Citation {
        Citation { key: Key::from_bits(90), stance: Stance::Disputes, ..t::citation(source) }
    }

    /// How many statements each of the sources 1, 2 … supports and disputes, and how many have no other.
    fn check(changes: &[Change], expected: &[(usize, usize, usize)]) {
        let support = support(&t::case(changes));
        for (n, &expected) in (1..).zip(expected) {
            let held = support.of(SourceId::from_bits(n)).cloned().unwrap_or_default();
            assert_eq!((held.supports, held.disputes, held.sole), expected, "source {n}");
            let sole = held.statements.iter().filter(|statement| statement.is_sole).count();
            assert_eq!(sole, held.sole, "source {n}");
        }
    }

    #[test]
    fn a_statement_hangs_on_every_source_that_supports_it() {
        let of = |sources: &[u64]| Incident { common: cited(sources), ..t::incident("2009") };
        let sources = [source(1, "A", ""), source(2, "B", "")];
        let case = |incidents: &[Change]| [&sources[..], incidents].concat();
        check(&case(&[]), &[(0, 0, 0), (0, 0, 0)]);
        check(&case(&[t::put_incident(1, of(&[1]))]), &[(1, 0, 1), (0, 0, 0)]);
        check(&case(&[t::put_incident(1, of(&[1, 2]))]), &[(1, 0, 0), (1, 0, 0)]);
        check(&case(&[t::put_incident(1, of(&[1, 1]))]), &[(1, 0, 1), (0, 0, 0)]);
        check(&case(&[t::put_incident(1, of(&[1])), t::put_incident(2, of(&[1, 2]))]), &[(2, 0, 1), (1, 0, 0)]);
        let mut contested = of(&[1]);
        contested.common.citations.push(disputed(2));
        check(&case(&[t::put_incident(1, contested)]), &[(1, 0, 1), (0, 1, 0)]);
    }

    #[test]
    fn a_part_falls_back_on_the_citations_of_its_record() {
        let mut incident = Incident { common: cited(&[1]), ..t::incident("2009") };
        incident.participants = vec![t::participant(1, t::actor_party(1)), t::participant(2, t::actor_party(2))];
        incident.participants[1].citations = vec![t::citation(2)];
        let changes = [source(1, "A", ""), source(2, "B", ""), t::put_incident(1, incident.clone())];
        check(&changes, &[(1, 0, 1), (1, 0, 0)]);
        incident.common = Common::default();
        let changes = [source(1, "A", ""), source(2, "B", ""), t::put_incident(1, incident)];
        check(&changes, &[(0, 0, 0), (1, 0, 1)]);
    }

    #[test]
    fn a_decision_supports_its_mandate() {
        let mut mandate = t::mandate(1, 1, Level::Mandated);
        mandate.decision = Some(SourceId::from_bits(1));
        let case = |mandate| [source(1, "A", ""), source(2, "B", ""), t::put_mandate(1, mandate)];
        check(&case(mandate.clone()), &[(1, 0, 1), (0, 0, 0)]);
        mandate.common = cited(&[2]);
        check(&case(mandate), &[(1, 0, 0), (1, 0, 0)]);
    }

    #[test]
    fn statements_need_a_source() {
        let mut mandate = t::mandate(1, 1, Level::Mandated);
        let of = |mandate: &Mandate| needs_source(&Record::Mandate(Arc::new(mandate.clone())));
        assert!(of(&mandate));
        mandate.decision = Some(SourceId::from_bits(1));
        assert!(!of(&mandate));
        assert!(needs_source(&Record::Incident(Arc::new(Incident::default()))));
        assert!(needs_source(&Record::Survey(Arc::default())), "that a source looked is a statement");
        assert!(!needs_source(&Record::Actor(Arc::default())));
    }

    #[test]
    fn another_value_is_a_statement_of_its_own() {
        let mut incident = t::incident("2009");
        incident.common.alternatives = vec![Alternative {
            key: Key::from_bits(1),
            field: "when".to_owned(),
            value: Alternate::Date(t::when("2010")),
            citations: vec![Citation { locator: "p. 3".to_owned(), ..t::citation(1) }],
            extra: crate::case::Extra::default(),
        }];
        let case = t::case(&[source(1, "A", ""), t::put_incident(1, incident)]);
        let support = support(&case);
        let statements = &support.of(SourceId::from_bits(1)).unwrap().statements;
        let told: Vec<_> = statements.iter().map(|one| (one.part.as_str(), one.locator.as_str())).collect();
        assert_eq!(told, [("another value of “when”", "p. 3")]);
    }

    #[test]
    fn sources_of_one_origin_count_once() {
        let changes = [
            source(1, "C", "Cable"),
            source(2, "B", ""),
            source(3, "A", " cable "),
            source(4, "D", "News  Agency"),
            source(5, "E", "NEWS agency"),
        ];
        let support = support(&t::case(&changes));
        let told: Vec<(String, usize)> =
            support.origins.iter().map(|origin| (origin.name.to_lowercase(), origin.sources.len())).collect();
        assert_eq!(told, [("cable".to_owned(), 2), ("news  agency".to_owned(), 2), (String::new(), 1)]);
        assert_eq!(support.origins[0].sources, [3, 1].map(SourceId::from_bits), "by title");
    }
}
