//! Files of every format version, kept for ever: whatever changes, they are read as they were meant, and a file of the
//! present version is written back to the same bytes.

#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sightline::case::*;
use sightline::files::{Access, Document, Lineage, has_comments, read, write};

/// The revision of the first file: its bytes are never changed.
const VERSION_1: &str = "b3:b5638b3de21a61c977aff767bdebb93839c7e92cbd7379802397a8782cd51b5d";

/// What the format gained later, with the records that another took in.
const MERGED: &str = "tests/golden/version-1-merged.case.ron";

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn version_1() -> (String, Document) {
    let text = text("tests/golden/version-1.case.ron");
    let document = read(text.as_bytes()).unwrap();
    (text, document)
}

#[test]
fn version_1_is_read_without_damage_and_written_to_the_same_bytes() {
    let (text, document) = version_1();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!((document.format, &document.access, has_comments(text.as_bytes())), (1, &Access::ReadWrite, false));
    let hashes = |digits: &[char]| -> Vec<String> {
        digits.iter().map(|digit| format!("b3:{}", digit.to_string().repeat(64))).collect()
    };
    let expected = Lineage {
        revision: VERSION_1.to_owned(),
        parents: hashes(&['1']),
        lineage: hashes(&['2', '1']),
        edited_by: "A. Writer".to_owned(),
        edited_at: "2019-05-06T07:08:09Z".to_owned(),
    };
    assert_eq!(document.lineage, expected, "the file is as it was");
    assert_eq!(write(&document.case, &document.lineage), text);
}

#[test]
fn a_record_that_another_took_in_is_read_and_written_to_the_same_bytes() {
    let text = text(MERGED);
    let document = read(text.as_bytes()).unwrap();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!((document.format, &document.access), (1, &Access::ReadWrite));
    assert_eq!(write(&document.case, &document.lineage), text);
    let common = &document.case.actors[&ActorId::from_bits(1)].common;
    assert_eq!(common.distinct, [RecordId::Actor(ActorId::from_bits(3))]);
    let merged = common.merged.first().unwrap();
    assert_eq!((merged.name(), merged.id), ("Joao Marwood", ActorId::from_bits(2).into()));
    assert_eq!((merged.gained.len(), merged.pointed.len(), merged.actor.is_some()), (2, 1, true));
}

#[test]
fn fields_that_views_gained_within_version_1_are_read_and_written_to_the_same_bytes() {
    let text = text("tests/golden/version-1-views.case.ron");
    let document = read(text.as_bytes()).unwrap();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!(write(&document.case, &document.lineage), text);
    let view = &document.case.views[&ViewId::from_bits(1)];
    let actor = RecordId::from(ActorId::from_bits(1));
    assert_eq!((view.aspect.focus, view.aspect.steps, view.aspect.most_nodes), (Some(actor), Some(2), Some(150)));
    assert_eq!((view.workspace, view.inspectors.as_slice()), (Some(Workspace::Network), [actor].as_slice()));
    assert_eq!(view.aspect.brush, "2009-03/2010-06".parse().ok());
}

#[test]
fn the_lens_that_views_gained_within_version_1_is_read_and_written_to_the_same_bytes() {
    let text = text("tests/golden/version-1-lens.case.ron");
    let document = read(text.as_bytes()).unwrap();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!(write(&document.case, &document.lineage), text);
    let view = &document.case.views[&ViewId::from_bits(1)].aspect;
    assert_eq!((view.lens.as_str(), view.steps, view.focus), ("kind:accused", Some(0), None));
}

#[test]
fn panes_that_a_view_pins_are_read_and_written_to_the_same_bytes() {
    let text = text("tests/golden/version-1-panes.case.ron");
    let document = read(text.as_bytes()).unwrap();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!((document.format, &document.access), (1, &Access::ReadWrite));
    assert_eq!(write(&document.case, &document.lineage), text);
    let panes = &document.case.views[&ViewId::from_bits(1)].panes;
    let kinds: Vec<Pane> = panes.iter().map(|one| one.pane).collect();
    assert_eq!(kinds, [Pane::Graph, Pane::Matrix, Pane::Graph, Pane::Timeline, Pane::Other]);
    let [graph, matrix, lens, timeline, newer] = panes.as_slice() else { panic!("five panes") };
    assert_eq!((lens.aspect.lens.as_str(), lens.aspect.steps), ("kind:accused", Some(0)));
    assert_eq!(
        (graph.aspect.focus, graph.aspect.steps, graph.pins.len()),
        (Some(ActorId::from_bits(1).into()), Some(2), 1)
    );
    assert_eq!(
        (matrix.aspect.as_of.clone(), matrix.aspect.query.as_str()),
        ("2009-06-01".parse().ok(), "kind:seizure")
    );
    assert_eq!((timeline.aspect.lanes, timeline.aspect.brush.clone()), (LaneBy::Actor, "2009-03/2010-06".parse().ok()));
    assert_eq!((newer.extra.get("pane"), newer.extra.get("weeks")), (Some("Calendar"), Some("true")));
}

#[test]
fn the_order_of_the_matrix_that_views_gained_within_version_1_is_read_and_written_to_the_same_bytes() {
    let text = text("tests/golden/version-1-order.case.ron");
    let document = read(text.as_bytes()).unwrap();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!(write(&document.case, &document.lineage), text);
    let views = &document.case.views;
    let view = &views[&ViewId::from_bits(1)].aspect;
    assert_eq!((view.group_by, view.rows_by), (GroupBy::Region, SortBy::Gaps));
    assert_eq!((view.columns_by, view.hides_empty), (SortBy::Filled, HidesEmpty::Both));
    let pane = views[&ViewId::from_bits(1)].panes.first().unwrap();
    assert_eq!((pane.pane, pane.aspect.group_by), (Pane::Matrix, GroupBy::Organization), "a pinned matrix has its own");
}

#[test]
fn what_counts_and_the_date_compared_with_that_views_gained_within_version_1_are_read_and_written_to_the_same_bytes() {
    let text = text("tests/golden/version-1-counts.case.ron");
    let document = read(text.as_bytes()).unwrap();
    assert!(document.damages.is_empty(), "{}", document.damages);
    assert_eq!(write(&document.case, &document.lineage), text);
    let view = &document.case.views[&ViewId::from_bits(1)];
    let check = |aspect: &Aspect, grade, standing, time: &str, against: &str| {
        let least = aspect.least_reliability.zip(aspect.least_credibility);
        assert_eq!((least, aspect.least_standing), (grade, standing));
        assert_eq!((&aspect.counted_time, &aspect.against), (&time.parse().ok(), &against.parse().ok()));
    };
    check(&view.aspect, Some((Reliability::B, Credibility::C2)), Some(Standing::Suspected), "2008-03/2010-06", "2008");
    check(&view.panes[0].aspect, None, Some(Standing::Reported), "", "2009-06");
    assert_eq!(view.aspect.counted_query, "theme:DT");
}

#[test]
fn version_1_says_what_it_said() {
    let (_, Document { case, .. }) = version_1();
    let header = &case.header;
    assert_eq!((header.case, header.title.as_str()), (CaseId::from_bits(1), "The harbour of Port Aurel (invented)"));
    assert_eq!(header.marking, Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Amber) });
    assert_eq!(header.vague.len(), 2);
    let unknown: Vec<&str> = header.extra.iter().map(|(name, _)| name).collect();
    assert_eq!(unknown, ["links", "theme_colours"]);
    assert!(header.damaged.iter().all(|damaged| damaged.place == "inc-000000000003") && header.damaged.len() == 1);
    let counts: Vec<usize> = RecordKind::ALL.iter().map(|&kind| case.count(kind)).collect();
    assert_eq!(counts, [2, 2, 2, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn version_1_says_of_incidents_what_it_said() {
    let (_, Document { case, .. }) = version_1();
    let incident = &case.incidents[&IncidentId::from_bits(1)];
    assert_eq!((incident.kind, incident.standing), (IncidentKind::Seizure, Standing::Confirmed));
    assert_eq!(incident.account.last().unwrap().text.chars().filter(|&letter| letter == '\u{202E}').count(), 1);
    assert_eq!(
        incident.quantities.iter().map(|one| (one.low, one.best, one.high)).next(),
        Some((Some(600), Some(635), Some(700)))
    );
    let accused = incident.participants.first().unwrap();
    let by = [Party::Actor(ActorId::from_bits(2)), Party::Mission(MissionId::from_bits(1))];
    assert_eq!((accused.standing, &accused.attributed_to), (Standing::Alleged, &Attribution::Parties(by.to_vec())));
    let newer = &case.incidents[&IncidentId::from_bits(2)];
    assert_eq!((newer.kind, newer.standing), (IncidentKind::Other, Standing::Alleged), "words of a newer version");
    assert_eq!((newer.extra.get("standing"), newer.when.constraints.len()), (Some("Rumoured"), 2));
}

#[test]
fn version_1_says_of_judgements_what_it_said() {
    let (_, Document { case, .. }) = version_1();
    let question = &case.questions[&QuestionId::from_bits(1)];
    let ratings: Vec<Consistency> =
        question.evidence.iter().flat_map(|row| &row.ratings).map(|one| one.rating).collect();
    assert_eq!(ratings, [Consistency::C, Consistency::II]);
    assert_eq!(question.judgements.first().unwrap().likelihood, Some(Likelihood::Likely));
    assert_eq!(case.postures[&PostureId::from_bits(1)].judgement, Stand::Both);
    assert_eq!(case.levers[&LeverId::from_bits(1)].state, LeverState::Available);
    assert_eq!(case.briefings[&BriefingId::from_bits(1)].sections.first().unwrap().layout, SectionLayout::Table);
    let view = &case.views[&ViewId::from_bits(1)];
    assert_eq!(
        (view.aspect.lanes, view.aspect.hidden_kinds.as_slice()),
        (LaneBy::Place, [IncidentKind::Arrest, IncidentKind::Other].as_slice())
    );
    let party = Alternate::Party(Party::Mission(MissionId::from_bits(1)));
    assert_eq!(view.common.alternatives.last().unwrap().value, party);
}

/// A field that the format gains must be in a kept file as well: here, or in that of a newer version.
#[test]
fn a_kept_file_has_every_field_of_every_kind_of_record() {
    let source = text("src/files/objects.rs");
    let declared = source.split("\nobjects! {").nth(1).unwrap();
    let lists = declared.split('{').skip(1).map(|list| list.split('}').next().unwrap());
    let fields: BTreeSet<&str> =
        lists.flat_map(|list| list.split(',')).map(str::trim).filter(|name| !name.is_empty()).collect();
    assert!(fields.len() > 90, "{fields:?}");
    let later =
        ["views", "lens", "panes", "order", "counts"].map(|name| format!("tests/golden/version-1-{name}.case.ron"));
    let first = [MERGED, "tests/golden/version-1.case.ron"].map(str::to_owned);
    let golden = first.iter().chain(&later).map(|path| text(path)).collect::<String>();
    let written: BTreeSet<&str> = golden
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
        .filter_map(|word| word.strip_suffix(':'))
        .collect();
    let missing: Vec<_> = fields.difference(&written).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
