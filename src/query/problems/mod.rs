//! What does not add up in a case, in words.
//!
//! Odd content is never refused: it opens, and is listed here. Which statements need a source:
//!
//! | statement | is sourced by |
//! |---|---|
//! | incident, relation | a citation of its own |
//! | participant | a citation of its own or of its incident |
//! | post | a citation of its own or of its actor |
//! | mandate | a citation of its own, or the decision that gives it |
//! | source, place, theme, actor, mission, survey | needs none |

mod across;
mod within;

use super::dates::Dates;
use crate::case::{Case, RecordId, RecordKind};

/// How grave a problem is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case contradicts itself.
    Error,
    /// A rule of the trade is broken.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing that does not add up. The derived order is that of the list: by severity, then record, the case first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// How grave it is.
    pub severity: Severity,
    /// Where; `None` is the case as a whole.
    pub record: Option<RecordId>,
    /// In which field, named as in the file, with a dot before what lies inside it: `participants.party`.
    pub field: Option<&'static str>,
    /// The rule that is broken, for a program to tell by.
    pub code: &'static str,
    /// What is wrong and what to do, for a user.
    pub words: String,
}

/// Everything in the case that does not add up.
pub fn problems(case: &Case, dates: &Dates) -> Vec<Problem> {
    let mut list = List::default();
    within::header(&mut list, &case.header);
    for id in RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind)) {
        if let Some(record) = case.record(id) {
            list.record = Some(id);
            within::record(&mut list, case, &record);
        }
    }
    across::contradictions(&mut list, case, dates);
    across::loops(&mut list, case);
    across::names(&mut list, case);
    list.found.sort();
    list.found
}

/// A list in the making, and the record that is being looked at.
#[derive(Default)]
struct List {
    found: Vec<Problem>,
    record: Option<RecordId>,
}

impl List {
    fn add(&mut self, severity: Severity, code: &'static str, field: impl Into<Option<&'static str>>, words: String) {
        self.found.push(Problem { severity, record: self.record, field: field.into(), code, words });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::when::{Edge, Gap, Relative, Side, Unit};
    use crate::case::{
        ActorId, Attribution, Change, DayPart, Extra, Incident, IncidentId, Key, Level, Marking, Mission, MissionId,
        Place, PlaceId, Post, Source, SourceId, Standing, Tlp,
    };
    use crate::query::testing as t;

    /// Every problem as severity, record, field and code.
    fn check(changes: &[Change], expected: &[&str]) {
        let case = t::case(changes);
        let told: Vec<_> = problems(&case, &Dates::of(&case))
            .iter()
            .map(|problem| {
                let record = problem.record.map_or("case", |id| id.kind().label());
                let field = problem.field.unwrap_or("-");
                format!("{} {record} {field} {}", problem.severity.label(), problem.code)
            })
            .collect();
        assert_eq!(told, expected);
    }

    fn source() -> Change {
        let source = Source { title: "Report".to_owned(), ..Source::default() };
        Change::Source(SourceId::from_bits(1), Some(Arc::new(source)))
    }

    fn cited() -> Incident {
        Incident { common: t::cited(), ..t::incident("2009-03-02") }
    }

    fn place(n: u64, parent: u64) -> Change {
        let place = Place { name: format!("Place {n}"), parent: Some(PlaceId::from_bits(parent)), ..Place::default() };
        Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
    }

    fn followed(n: u64, predecessor: u64) -> Change {
        let predecessor = Some(MissionId::from_bits(predecessor));
        let mission = Mission { name: format!("Mission {n}"), predecessor, ..Mission::default() };
        Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
    }

    fn post(standing: Standing) -> Change {
        let post = Post {
            key: Key::from_bits(1),
            title: "Minister".to_owned(),
            body: None,
            when: t::when(""),
            standing,
            attributed_to: Attribution::NotApplicable,
            citations: Vec::new(),
            extra: Extra::default(),
        };
        let actor = crate::case::Actor { name: "Ana".to_owned(), posts: vec![post], ..crate::case::Actor::default() };
        Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor)))
    }

    #[test]
    fn a_sound_case_has_no_problem() {
        let mut incident = cited();
        incident.participants = vec![t::participant(1, t::actor_party(1))];
        let relation = crate::case::Relation { common: t::cited(), ..t::relation(1, 2, "2008/2010") };
        let mut mandate = t::mandate(1, 1, Level::Mandated);
        mandate.decision = Some(SourceId::from_bits(1));
        let changes = [
            source(),
            t::theme(1, "DT"),
            t::mission(1, "UN", "2008/.."),
            t::actor(1, "Ana"),
            t::actor(2, "Bia"),
            t::put_incident(1, incident),
            t::put_relation(1, relation),
            t::put_mandate(1, mandate),
        ];
        check(&changes, &[]);
    }

    #[test]
    fn a_reference_to_nothing_is_an_error() {
        check(&[t::put_incident(1, cited())], &["error incident citations dangling"]);
        check(&[place(1, 2)], &["error place parent dangling"]);
    }

    #[test]
    fn a_statement_without_a_source_is_unsourced() {
        let mut incident = t::incident("2009");
        incident.participants = vec![t::participant(1, t::actor_party(1))];
        let expected = ["warning incident citations unsourced", "warning incident participants unsourced"];
        check(&[t::actor(1, "Ana"), t::put_incident(1, incident)], &expected);
        let expected = ["warning mandate citations unsourced"];
        let mandate = t::mandate(1, 1, Level::Mandated);
        check(&[t::theme(1, "DT"), t::mission(1, "UN", ""), t::put_mandate(1, mandate)], &expected);
        check(&[post(Standing::Reported)], &["warning actor posts unsourced"]);
    }

    #[test]
    fn an_allegation_without_an_author_is_a_problem() {
        let told = ["warning actor posts unsourced", "warning actor posts.attributed_to unattributed"];
        check(&[post(Standing::Suspected)], &told);
        let alleged = |attributed_to| Incident { standing: Standing::Alleged, attributed_to, ..cited() };
        let mut suspected = cited();
        suspected.participants = vec![t::participant(1, t::actor_party(1))];
        suspected.participants[0].standing = Standing::Suspected;
        let case = |incident| [source(), t::actor(1, "Ana"), t::put_incident(1, incident)];
        let told = ["warning incident attributed_to unattributed"];
        check(&case(alleged(Attribution::NotApplicable)), &told);
        check(&case(alleged(Attribution::Parties(Vec::new()))), &told);
        check(&case(alleged(Attribution::NotNamed(String::new()))), &[]);
        check(&case(alleged(Attribution::Parties(vec![t::actor_party(1)]))), &[]);
        check(&case(suspected), &["warning incident participants.attributed_to unattributed"]);
    }

    #[test]
    fn a_part_of_the_day_needs_a_single_day() {
        let told = ["warning incident when day-part"];
        for (date, expected) in [("2009-03-02", &[][..]), ("2009-03", &told), ("", &told)] {
            let mut incident = Incident { common: t::cited(), ..t::incident(date) };
            incident.when.part = Some(DayPart::Dawn);
            check(&[source(), t::put_incident(1, incident)], expected);
        }
    }

    fn days_from(edge: Edge, side: Side, anchor: u64) -> Relative {
        Relative {
            key: Key::from_bits(u32::try_from(anchor).unwrap()),
            edge,
            side,
            gap: Gap::Exactly(95, Unit::Days),
            anchor: IncidentId::from_bits(anchor),
            anchor_edge: Edge::Start,
            citations: Vec::new(),
            extra: Extra::default(),
        }
    }

    #[test]
    fn an_end_before_its_start_is_an_error() {
        let early = Incident { common: t::cited(), ..t::incident("2005-03-02") };
        let mut mission = Mission { name: "Mission".to_owned(), ..Mission::default() };
        mission.when.constraints = vec![days_from(Edge::Start, Side::After, 1), days_from(Edge::End, Side::Before, 2)];
        let mission = Change::Mission(MissionId::from_bits(1), Some(Arc::new(mission)));
        let changes = [source(), t::put_incident(1, cited()), t::put_incident(2, early), mission];
        check(&changes, &["error mission when contradiction"]);
    }

    #[test]
    fn colliding_dates_are_told_once_where_the_relative_date_stands() {
        let mut late = cited();
        late.when.constraints.push(days_from(Edge::Start, Side::After, 1));
        let case = t::case(&[source(), t::put_incident(1, cited()), t::put_incident(2, late)]);
        let found = problems(&case, &Dates::of(&case));
        let told: Vec<_> = found.iter().map(|problem| (problem.record, problem.code)).collect();
        assert_eq!(told, [(Some(IncidentId::from_bits(2).into()), "contradiction")]);
    }

    #[test]
    fn an_incident_that_is_dated_by_itself_is_an_error() {
        let mut own = cited();
        own.when.constraints.push(days_from(Edge::Start, Side::After, 1));
        let case = t::case(&[source(), t::put_incident(1, own)]);
        let found = problems(&case, &Dates::of(&case));
        assert!(found.iter().any(|problem| problem.code == "self-dated" && problem.severity == Severity::Error));
    }

    #[test]
    fn what_lies_in_itself_is_told_once_for_each_loop() {
        let changes = [place(1, 2), place(2, 3), place(3, 2), place(4, 4), followed(1, 2), followed(2, 1)];
        let expected = ["error place parent loop", "error place parent loop", "error mission predecessor loop"];
        check(&changes, &expected);
        let case = t::case(&changes);
        let words: Vec<_> = problems(&case, &Dates::of(&case)).into_iter().map(|problem| problem.words).collect();
        assert_eq!(words[0], "“Place 2” lies in itself: Place 2 → Place 3 → Place 2; clear one of these parents");
    }

    #[test]
    fn names_are_compared_without_case_and_composition() {
        let changes =
            [t::actor(1, "José  Müller"), t::actor(2, "JOSE\u{301} mu\u{308}ller"), t::actor(3, "Jose Muller")];
        check(&changes, &["note actor name duplicate-name"]);
        check(&[t::actor(1, "Ana"), t::actor(2, "Bia")], &[]);
    }

    #[test]
    fn empty_names_lower_markings_and_newer_fields_are_told() {
        check(&[t::actor(1, " ")], &["warning actor name unnamed"]);
        let mut incident = cited();
        incident.common.marking = Marking { un: None, tlp: Some(Tlp::Green) };
        incident.extra.insert("weather".to_owned(), "\"dry\"".to_owned());
        let mut header = (*t::empty().header).clone();
        header.marking = Marking { un: None, tlp: Some(Tlp::Amber) };
        let changes = [source(), t::put_incident(1, incident), Change::Header(Arc::new(header))];
        check(
            &changes,
            &["note incident weather newer", "note incident marking lower-marking"]
                .map(|told| told.replace(" weather ", " - "))
                .each_ref()
                .map(String::as_str),
        );
    }

    #[test]
    fn the_gravest_comes_first() {
        let changes = [t::actor(1, ""), t::put_incident(1, cited()), t::actor(2, "Ana"), t::actor(3, "ana")];
        let expected =
            ["error incident citations dangling", "warning actor name unnamed", "note actor name duplicate-name"];
        check(&changes, &expected);
    }
}
