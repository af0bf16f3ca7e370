//! The sample case: what it says of dates, grades of certainty and mandates, and that its file is canonical.
//!
//! With `SIGHTLINE_BLESS=1` the file is written anew in its canonical form, as a first revision that names no editor.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use sightline::case::{
    Attribution, Bounds, Case, Citation, IncidentId, IncidentKind, MissionId, Record, RecordId, RecordKind, Standing,
    When,
};
use sightline::disk::{self, Expected};
use sightline::edit::{Edit, plan};
use sightline::files::{self, Lineage};
use sightline::query::dates::{Dates, span_words};
use sightline::query::matrix::{Blank, Content, matrix};
use sightline::query::problems::{Severity, problems};
use sightline::session::SAMPLES;

#[test]
fn dates_follow_from_what_the_source_says() {
    let case = sample();
    let check = |id: IncidentId, stated: Option<&str>, expected: &str| {
        assert_eq!(span(&case, id), expected);
        let date = case.incidents.get(&id).unwrap().when.stated.as_ref().map(ToString::to_string);
        assert_eq!(date.as_deref(), stated, "no date is made up where the source gives a distance");
    };
    check(refuge(&case), Some("[2009-10..2009-12]"), "2009-10..2009-12");
    check(the(&case, IncidentKind::Arrest), None, "2010-01-04..2010-04-05");
    check(the(&case, IncidentKind::CoupAttempt), None, "2008-06..2008-08");
}

#[test]
fn a_derived_date_tells_how_it_follows() {
    let case = sample();
    let (dates, arrest) = (Dates::of(&case), the(&case, IncidentKind::Arrest));
    assert!(dates.is_derived(arrest) && !dates.is_derived(refuge(&case)));
    let chain = dates.chain(&case, arrest).join("\n");
    assert!(chain.contains("2009") && chain.contains("95 days after"), "{chain}");
}

/// 28 December and 1 April are 94 days apart, where the source says 95.
#[test]
fn exact_dates_that_miss_the_stated_distance_are_told_and_kept() {
    let mut case = sample();
    let (back, arrest) = (refuge(&case), the(&case, IncidentKind::Arrest));
    for (id, title, date) in [(back, "The return", "2009-12-28"), (arrest, "The arrest", "2010-04-01")] {
        let mut incident = case.incidents.get(&id).unwrap().as_ref().clone();
        title.clone_into(&mut incident.title);
        let when = When { stated: Some(date.parse().unwrap()), ..incident.when.clone() };
        case = edited(&case, &Edit::Put(id.into(), Record::Incident(Arc::new(incident))));
        case = edited(&case, &Edit::MoveIncident { id, when });
    }

    let dates = Dates::of(&case);
    let words: Vec<String> = dates.contradictions().iter().map(|found| found.words(&case)).collect();
    let [words] = words.as_slice() else { panic!("one contradiction, not {words:?}") };
    for part in ["The return", "The arrest", "2009-12-28", "2010-04-01", "94", "95"] {
        assert!(words.contains(part), "“{part}” is not in: {words}");
    }
    assert_eq!([span(&case, back), span(&case, arrest)], ["2009-12-28", "2010-04-01"], "both dates are kept");
    let errors = problems(&case, &dates).into_iter().filter(|problem| problem.severity == Severity::Error);
    assert_eq!(errors.count(), 1, "the same is listed as a problem");
}

/// One day later there is nothing to tell: the test above finds the distance and not just the dates.
#[test]
fn exact_dates_at_the_stated_distance_agree() {
    let mut case = sample();
    for (id, date) in [(refuge(&case), "2009-12-27"), (the(&case, IncidentKind::Arrest), "2010-04-01")] {
        let mut when = case.incidents.get(&id).unwrap().when.clone();
        when.stated = Some(date.parse().unwrap());
        case = edited(&case, &Edit::MoveIncident { id, when });
    }
    assert_eq!(Dates::of(&case).contradictions(), []);
}

#[test]
fn it_holds_what_the_essay_gives() {
    let case = sample();
    let counts: Vec<_> = RecordKind::ALL.iter().map(|&kind| (kind.table(), case.count(kind))).collect();
    let expected = [
        ("sources", 9),
        ("places", 10),
        ("themes", 12),
        ("actors", 24),
        ("missions", 4),
        ("incidents", 17),
        ("relations", 21),
        ("mandates", 18),
        ("surveys", 1),
    ];
    let (held, empty) = counts.split_at(expected.len());
    assert_eq!(held, expected);
    assert!(empty.iter().all(|(_, count)| *count == 0), "{empty:?}");
}

#[test]
fn whatever_is_alleged_or_suspected_says_by_whom() {
    let case = sample();
    let mut accusations = 0;
    for (standing, author, id) in statements(&case) {
        let is_said = match author {
            Attribution::NotApplicable => false,
            Attribution::NotNamed(_) => true,
            Attribution::Parties(parties) => !parties.is_empty() && parties.iter().all(|&party| case.has(party.into())),
        };
        let needs_author = matches!(standing, Standing::Alleged | Standing::Suspected);
        assert!(is_said || !needs_author, "{id} “{}” does not say who says so", case.title_of(id));
        accusations += usize::from(needs_author);
    }
    assert!(accusations >= 4, "the essay has accusations; {accusations} are marked as such");
}

/// That a state made an accusation is a fact; what it said of somebody is its word.
#[test]
fn an_accusation_keeps_its_author_in_its_name_and_in_its_standing() {
    let case = sample();
    let accusations: Vec<_> = case
        .relations
        .iter()
        .filter(|(id, _)| {
            case.title_of((**id).into())
                .starts_with("alleged: United States made a drug-trafficking accusation against ")
        })
        .collect();
    let [(_, accusation)] = accusations.as_slice() else { panic!("one such relation, not {}", accusations.len()) };
    assert_eq!(accusation.standing, Standing::Alleged);
    assert_eq!(accusation.attributed_to, Attribution::Parties(vec![accusation.from]));
    assert_eq!(accusation.when.stated.as_ref().map(ToString::to_string).as_deref(), Some("2010-04"));
}

#[test]
fn every_statement_rests_on_a_source() {
    let case = sample();
    let incidents = case.incidents.iter().map(|(&id, record)| (id.into(), &record.common.citations));
    let relations = case.relations.iter().map(|(&id, record)| (id.into(), &record.common.citations));
    let mandates = case.mandates.iter().map(|(&id, record)| (id.into(), &record.common.citations));
    let posts = case
        .actors
        .iter()
        .flat_map(|(&id, actor)| actor.posts.iter().map(move |post| (RecordId::from(id), &post.citations)));
    let cited: Vec<(RecordId, &Vec<Citation>)> = incidents.chain(relations).chain(mandates).chain(posts).collect();
    assert!(cited.len() > 17 + 21 + 18, "posts are among them");
    for (id, citations) in cited {
        let is_cited = !citations.is_empty() && citations.iter().all(|citation| case.has(citation.source.into()));
        assert!(is_cited, "{id} “{}” cites no source of the case", case.title_of(id));
    }
}

#[test]
fn nothing_in_it_is_a_problem_but_that_much_rests_on_the_essay_alone() {
    let case = sample();
    let found: Vec<_> = problems(&case, &Dates::of(&case))
        .into_iter()
        .filter(|problem| !matches!(problem.code, "single-origin" | "lone-accusation"))
        .map(|problem| problem.words)
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_matrix_is_that_of_the_table() {
    let case = sample();
    let matrix = matrix(&case, &Dates::of(&case), None);
    assert_eq!(matrix.themes.len(), 12);
    let check = |name: &str, filled: usize, blank: fn(&Content) -> bool| {
        let row = matrix.rows().find(|row| row.mission == mission(&case, name)).unwrap();
        assert_eq!(row.total, filled, "{name}");
        assert_eq!(row.cells.iter().filter(|cell| blank(&cell.content)).count(), 12 - filled, "{name}");
    };
    let surveyed = |content: &Content| matches!(content, Content::Empty(Blank::SurveyedBlank(_)));
    check("UNIOGBIS", 4, surveyed);
    check("UNIPSIL", 3, surveyed);
    check("UNOWA", 5, surveyed);
    check("UNOGBIS", 0, |content| *content == Content::Empty(Blank::NotSurveyed));
    assert_eq!(matrix.total, 4 + 3 + 5);
}

#[test]
fn the_files_of_all_samples_are_canonical() {
    for sample in &SAMPLES {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases").join(sample.name);
        if std::env::var_os("SIGHTLINE_BLESS").is_some_and(|value| value == "1") {
            let (text, _) = files::seal(&files::read(&fs::read(&path).unwrap()).unwrap().case, &Lineage::default());
            disk::save(&path, text.as_bytes(), Expected::Anything).unwrap();
        }
        let bytes = fs::read(&path).unwrap();
        let document = files::read(&bytes).unwrap();
        let written = files::write(&document.case, &document.lineage);
        let differs = written.lines().zip(String::from_utf8_lossy(&bytes).lines()).position(|(new, old)| new != old);
        let line = differs.map_or_else(|| "at the end".to_owned(), |line| format!("first in line {}", line + 1));
        let is_canonical = written.as_bytes() == bytes;
        assert!(is_canonical, "{} is not canonical, {line}: SIGHTLINE_BLESS=1 writes it", path.display());
        let expected = Lineage { revision: document.lineage.revision.clone(), ..Lineage::default() };
        assert_eq!(document.lineage, expected, "a first revision, by nobody");
    }
}

fn sample() -> Case {
    files::read(SAMPLES[1].bytes).unwrap().case
}

/// The only incident of that kind.
fn the(case: &Case, kind: IncidentKind) -> IncidentId {
    let found: Vec<IncidentId> =
        case.incidents.iter().filter(|(_, incident)| incident.kind == kind).map(|(&id, _)| id).collect();
    let [id] = found.as_slice() else { panic!("one {}, not {}", kind.label(), found.len()) };
    *id
}

fn refuge(case: &Case) -> IncidentId {
    let id = the(case, IncidentKind::Refuge);
    assert_eq!(case.incidents.get(&id).unwrap().when.as_written, "late 2009");
    id
}

fn mission(case: &Case, name: &str) -> MissionId {
    case.missions.iter().find(|(_, mission)| mission.name == name).map(|(&id, _)| id).unwrap()
}

fn span(case: &Case, id: IncidentId) -> String {
    let bounds: Bounds = Dates::of(case).bounds(id);
    span_words(bounds)
}

fn edited(case: &Case, edit: &Edit) -> Case {
    case.with(&plan(case, edit).unwrap().changes)
}

/// Everything that has a standing: incidents, their participants, relations and posts.
fn statements(case: &Case) -> Vec<(Standing, &Attribution, RecordId)> {
    let mut all = Vec::new();
    for (&id, incident) in &case.incidents {
        all.push((incident.standing, &incident.attributed_to, id.into()));
        let parts = incident.participants.iter();
        all.extend(parts.map(|part| (part.standing, &part.attributed_to, id.into())));
    }
    for (&id, relation) in &case.relations {
        all.push((relation.standing, &relation.attributed_to, id.into()));
    }
    for (&id, actor) in &case.actors {
        all.extend(actor.posts.iter().map(|post| (post.standing, &post.attributed_to, id.into())));
    }
    all
}
