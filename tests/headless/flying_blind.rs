//! The larger sample: every row of the essay's table, every event that the essay names, every relation between two
//! parties, held against lists of our own.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::collections::{BTreeMap, BTreeSet};

use sightline::case::{Case, Citation, Consistency, Level, Mandate, Mission, RecordId, RecordKind, Stand};
use sightline::files;
use sightline::query::dates::{Dates, span_words};
use sightline::query::evidence::{Evidence, Tally, evidence};
use sightline::query::matrix::{Blank, Content, matrix};
use sightline::query::problems::{Severity, problems};
use sightline::session::SAMPLES;

/// The table of the essay (2011): mission and marks, rows in the order of print.
const UN: &[(&str, &str)] = &[
    ("BINUCA", ""),
    ("BNUB", "AC"),
    ("UNAMA", "OC DT CT AC"),
    ("CNMC", ""),
    ("UNAMI", "BM"),
    ("UNIOGBIS", "OC DT AT HT"),
    ("UNIPSIL", "OC DT AC"),
    ("UNOCA", "OC DT CT AT BM RE CY"),
    ("UNOWA", "OC DT CT BM AC"),
    ("UNPOS", "AT BM"),
    ("UNRCCA", "OC DT CT RE"),
    ("UNSCO", ""),
    ("UNSCOL", "PI AC"),
];
const OSCE: &[(&str, &str)] = &[
    ("OSCE Presence in Albania", "OC CT AC HT"),
    ("OSCE Mission in Kosovo", "OC DT CT BM ML CY"),
    ("OSCE Mission to Montenegro", "OC DT ML HT CY"),
    ("OSCE Mission to Serbia", "OC DT AC ML HT CY"),
    ("OSCE Spill. Mon. Mission to Skopje", "OC DT CT ML HT CY"),
    ("OSCE Mission to Moldova", "DT HT"),
    ("OSCE Project Co-ord. in Ukraine", "HT"),
    ("OSCE Office in Baku", "ML HT"),
    ("OSCE Office in Yerevan", "DT HT CY"),
    ("OSCE Centre in Ashgabat", "OC DT BM AC HT"),
    ("OSCE Centre in Astana", "OC CT AC ML HT"),
    ("OSCE Centre in Bishkek", "HT"),
    ("OSCE Office in Tajikistan", "OC DT CT AC HT"),
    ("OSCE Project Co-ord. in Uzbekistan", "DT ML HT"),
];

/// The columns of the table, with the marks of the UN's and of the OSCE's rows.
const TOTALS: [(&str, usize, usize); 12] = [
    ("OC", 6, 8),
    ("DT", 6, 9),
    ("CT", 4, 5),
    ("CB", 0, 0),
    ("PI", 1, 0),
    ("AT", 3, 0),
    ("BM", 4, 2),
    ("AC", 5, 5),
    ("ML", 0, 7),
    ("HT", 1, 13),
    ("RE", 2, 0),
    ("CY", 1, 5),
];

/// Dates of the events that the essay names, as they are known (empty: undated), each with a line or note that it is
/// cited by.
const EVENTS: &[(&str, &str)] = &[
    ("2009-03-01", "L11"),
    ("2009-03-02", "L11"),
    ("../2009-03", "L11"),
    ("2008-06..2008-08", "L13"),
    ("2010-01-04..2010-04-05", "L13"),
    ("2010-01-04..2010-04-30", "L13"),
    ("2010-04", "L21"),
    ("2010-10", "L21"),
    ("2001", "L27"),
    ("2004", "L27"),
    ("2003/2011", "L27"),
    ("2006", "L120"),
    ("2006-12-05", "n12"),
    ("2009-12-02", "n12"),
    ("2010-01", "n23"),
    ("2010-02-24", "L37"),
    ("2010-06-11", "n28"),
    ("2010-07", "L96"),
    ("", "L96"),
    ("2010-09", "L94"),
    ("2010-09", "n22"),
    ("2011-02", "n10"),
    ("2011-02-22", "n15"),
    ("2011-03-02", "L39"),
    ("2011-03-04", "n34"),
    ("2011-03-31", "n34"),
    ("2011-04-11", "n3"),
    ("2011-05-20", "n18"),
    ("2011-06", "L88"),
    ("2011-06-20", "n4"),
    ("2011-07", "n2"),
    ("2009-03-03", "n2"),
    ("", "L98"),
    ("", "L130"),
    ("2009", "n29"),
    ("", "L138"),
    ("2010-02", "n24"),
    ("", "L23"),
    ("", "L29"),
    ("2011-06", "L31"),
    ("", "L108"),
    ("", "L114"),
];

pub fn case() -> Case {
    files::read(SAMPLES[0].bytes).unwrap().case
}

fn code(case: &Case, mandate: &Mandate) -> String {
    case.themes.get(&mandate.theme).unwrap().code.clone()
}

/// The mission of that name.
fn named<'a>(case: &'a Case, name: &str) -> &'a Mission {
    case.missions.values().find(|mission| mission.name == name).unwrap_or_else(|| panic!("no {name}"))
}

/// The themes on which a mission has a claim of this level, attested for this date.
fn marks(case: &Case, mission: &str, level: Level, attested: &str) -> BTreeSet<String> {
    let is_meant = |mandate: &&std::sync::Arc<Mandate>| {
        case.title_of(mandate.mission.into()) == mission
            && mandate.level == level
            && mandate.attested.as_ref().is_some_and(|date| date.as_str() == attested)
    };
    case.mandates.values().filter(is_meant).map(|mandate| code(case, mandate)).collect()
}

fn check_half(rows: &[(&str, &str)], (level, attested, group): (Level, &str, &str)) -> BTreeMap<String, usize> {
    let case = case();
    let mut totals = BTreeMap::new();
    for (name, codes) in rows {
        let expected: BTreeSet<String> = codes.split_whitespace().map(str::to_owned).collect();
        let found = marks(&case, name, level, attested);
        assert_eq!(found, expected, "{name}");
        assert_eq!(named(&case, name).group, group, "{name}");
        for code in found {
            *totals.entry(code).or_default() += 1;
        }
    }
    totals
}

#[test]
fn every_mark_of_the_table_is_a_mandate_and_no_other() {
    let un = check_half(UN, (Level::Mandated, "2011-07", "field SPM, Table 1"));
    let osce = check_half(OSCE, (Level::Active, "2010", "OSCE field operation"));
    for (code, of_un, of_osce) in TOTALS {
        let count = |half: &BTreeMap<String, usize>| half.get(code).copied().unwrap_or_default();
        assert_eq!((count(&un), count(&osce)), (of_un, of_osce), "{code}");
    }
    assert_eq!((un.values().sum::<usize>(), osce.values().sum::<usize>()), (33, 54));
}

#[test]
fn counts_of_the_table_name_their_group() {
    let case = case();
    let of = |code: &str| -> BTreeSet<&str> {
        UN.iter().filter(|(_, codes)| codes.contains(code)).map(|(name, _)| *name).collect()
    };
    let both: Vec<&str> = of("CT").intersection(&of("AC")).copied().collect();
    assert_eq!((of("CT").len(), of("AC").len(), both), (4, 5, vec!["UNAMA", "UNOWA"]));
    // Beyond the table, the essay gives one more mission a mandate on terrorism.
    let on_terrorism =
        case.mandates.values().filter(|mandate| mandate.level == Level::Mandated && code(&case, mandate) == "CT");
    let names: BTreeSet<String> = on_terrorism.map(|mandate| case.title_of(mandate.mission.into())).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(names.contains("CTED"));
}

#[test]
fn two_surveys_went_through_all_324_cells() {
    let case = case();
    let sizes: Vec<(usize, usize, Option<&str>)> = case
        .surveys
        .values()
        .map(|survey| {
            (survey.missions.len(), survey.themes.len(), survey.attested.as_ref().map(sightline::case::Edtf::as_str))
        })
        .collect();
    assert!(sizes.contains(&(13, 12, Some("2011-07"))) && sizes.contains(&(14, 12, Some("2010"))), "{sizes:?}");
    let matrix = matrix(&case, &Dates::of(&case), None);
    let surveyed =
        matrix.rows().filter(|row| UN.iter().chain(OSCE).any(|(name, _)| case.title_of(row.mission.into()) == *name));
    let blank = surveyed
        .flat_map(|row| &row.cells)
        .filter(|cell| matches!(cell.content, Content::Empty(Blank::SurveyedBlank(_))))
        .count();
    // 324 cells, 87 marks, and three that claims beyond the table fill.
    assert_eq!(blank, 324 - 87 - 3);
}

#[test]
fn every_event_that_the_essay_names_is_an_incident_as_precise_as_it_says() {
    let case = case();
    let dates = Dates::of(&case);
    for &(date, place) in EVENTS {
        let is_cited = |citations: &[Citation]| {
            citations.iter().any(|citation| citation.locator.split([' ', ',', '–']).any(|part| part == place))
        };
        let is_dated = |id: RecordId, stated: Option<&str>| {
            let bounds = dates.bounds(id);
            if date.is_empty() { bounds.is_unknown() } else { stated == Some(date) || span_words(bounds) == date }
        };
        let found = case.incidents.iter().any(|(&id, incident)| {
            let stated = incident.when.stated.as_ref().map(sightline::case::Edtf::as_str);
            is_cited(&incident.common.citations) && is_dated(id.into(), stated)
        });
        assert!(found, "no incident of “{date}” cites {place}");
    }
    assert!(case.incidents.len() >= 75, "{}", case.incidents.len());
}

/// Cells that the essay has evidence on, and that its table leaves blank: missions by codes of themes.
const EVIDENCED: &[(&str, &str)] = &[
    ("UNPOS", "PI CT OC"),
    ("UNAMI", "DT RE"),
    ("UNIOGBIS", "ML"),
    ("UNOWA", "ML CB"),
    ("UNOCA", "CB PI"),
    ("UNAMA", "BM ML"),
    ("UNRCCA", "BM"),
    ("OSCE Mission in Kosovo", "HT"),
];

/// Cells with evidence in a place that is larger than the mission's area; and UNIOGBIS on corruption, of which UNODC
/// spoke in February 2010: the essay does not say whether the mission had begun by then.
const PERHAPS_EVIDENCED: &[(&str, &str)] = &[("BINUCA", "CB RE"), ("BNUB", "RE"), ("UNIOGBIS", "AC")];

/// How many incidents count behind a cell of the sample.
fn tally(case: &Case, found: &Evidence, mission: &str, code: &str) -> Tally {
    let mission = case.missions.iter().find(|(_, one)| one.name == mission).map(|(&id, _)| id);
    let theme = case.themes.iter().find(|(_, theme)| theme.code == code).map(|(&id, _)| id);
    found.tally(mission.unwrap(), theme.unwrap())
}

/// The cells, each with the words of its tally, for which `is_so` does not hold.
fn check_cells(cells: &[(&str, &str)], is_so: impl Fn(Tally) -> bool) {
    let case = case();
    let found = evidence(&case, &Dates::of(&case), None);
    let pairs = cells.iter().flat_map(|(mission, codes)| codes.split_whitespace().map(move |code| (*mission, code)));
    let wrong: Vec<String> = pairs
        .filter_map(|(mission, code)| {
            let tally = tally(&case, &found, mission, code);
            (!is_so(tally)).then(|| format!("{mission} × {code}: {}", tally.words()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_essay_tells_beyond_its_table_is_evidence_behind_the_cells() {
    check_cells(EVIDENCED, Tally::is_sure);
    check_cells(PERHAPS_EVIDENCED, |tally| !tally.is_empty());
}

#[test]
fn an_allegation_behind_a_cell_is_told_with_its_number() {
    let case = case();
    let found = evidence(&case, &Dates::of(&case), None);
    let words = tally(&case, &found, "OSCE Mission in Kosovo", "HT").words();
    assert_eq!(words, "1 inferred, 1 possibly, 2 of them less than reported (1 assessed, 1 alleged)");
}

#[test]
fn what_the_essay_says_of_bosnia_is_no_evidence_on_kosovo() {
    check_cells(&[("OSCE Mission in Kosovo", "AC")], Tally::is_empty);
}

#[test]
fn every_kind_of_record_is_in_it() {
    let case = case();
    for &kind in RecordKind::ALL {
        assert!(case.count(kind) > 0, "no {}", kind.plural());
    }
    assert_eq!(case.count(RecordKind::Theme), 12);
    // 27 rows of the table, the mission before UNIOGBIS, CTED, CICIG, five EU special representatives, and the OSCE's
    // field operations where the essay does not tell them apart.
    assert_eq!(case.count(RecordKind::Mission), 27 + 1 + 1 + 1 + 5 + 1);
    assert!(case.count(RecordKind::Relation) >= 45);
    assert!(case.count(RecordKind::Actor) >= 70);
}

#[test]
fn the_first_question_cannot_be_decided_on_its_evidence() {
    let case = case();
    let question = case.questions.values().find(|question| question.text.contains("kill")).unwrap();
    assert_eq!((question.hypotheses.len(), question.evidence.len()), (4, 7));
    let ratings: Vec<Consistency> =
        question.evidence.iter().flat_map(|row| &row.ratings).map(|rating| rating.rating).collect();
    assert_eq!(ratings.len(), 14, "two hypotheses are rated, and two are not");
    assert!(!ratings.contains(&Consistency::I) && !ratings.contains(&Consistency::II));
    assert!(question.judgements.is_empty(), "the essay judges nothing");
}

#[test]
fn the_posture_names_engagement_and_allegations_and_is_left_open() {
    let case = case();
    let posture = case.postures.values().next().unwrap();
    assert_eq!(case.title_of(posture.actor.into()), "José Américo Bubo Na Tchuto");
    assert_eq!(posture.judgement, Stand::Undecided);
    assert!(posture.engagement.len() >= 2 && posture.allegations.len() >= 2);
}

#[test]
fn sources_of_one_origin_are_told() {
    let case = case();
    let mut origins: BTreeMap<&str, usize> = BTreeMap::new();
    for source in case.sources.values() {
        *origins.entry(&source.origin).or_default() += 1;
        assert!(!source.origin.is_empty(), "{}", source.title);
        assert!(source.reliability.is_none(), "the essay grades nothing");
    }
    assert!(origins.values().any(|&count| count >= 5), "works of the essay's own first author: {origins:?}");
}

#[test]
fn only_what_is_true_of_the_source_is_a_problem() {
    let case = case();
    let found = problems(&case, &Dates::of(&case));
    let grave: Vec<&str> = found
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.words.as_str())
        .collect();
    assert!(grave.is_empty(), "{}", grave.join("\n"));
}
