//! Taking a table into the matrix: out and in again, from every kind of file, as one step of undo.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_xlsxwriter::Workbook;
use sightline::case::{Case, Layer, Level, RecordKind};
use sightline::disk::{self, Expected, Settings};
use sightline::figure::sheet::{Format, Subject, sheet};
use sightline::files::table_in::{TableError, read_tables};
use sightline::query::arrange::Arrangement;
use sightline::query::dates::Dates;
use sightline::query::evidence::{Threshold, evidence};
use sightline::query::intake::{Axis, Target};
use sightline::query::matrix::matrix;
use sightline::session::{Command, FileCommand, Host, IntakeCommand, SAMPLES, Session};

fn on_sample() -> Session {
    Session::on_sample(&SAMPLES[0], Settings::default(), Host::still())
}

fn run(session: &mut Session, command: IntakeCommand) {
    session.run(vec![Command::Intake(command)]);
}

fn open(session: &mut Session, path: PathBuf) {
    session.run(vec![Command::File(FileCommand::ImportPath(path))]);
    while session.busy().is_some() {
        std::thread::yield_now();
        session.run(Vec::new());
    }
}

fn said(session: &Session) -> String {
    session.notices().last().map(|notice| notice.words.clone()).unwrap_or_default()
}

/// The matrix of a case in a format, as bytes.
fn exported(case: &Case, layer: Layer, extension: &str) -> Vec<u8> {
    let dates = Dates::of(case);
    let (matrix, evidence) = (matrix(case, &dates, None), evidence(case, &dates, None));
    let threshold = Threshold::default();
    let subject = Subject {
        case,
        dates: &dates,
        arrangement: &Arrangement::plain(Arc::new(matrix)),
        evidence: &evidence,
        as_of: None,
        query: "",
        threshold: &threshold,
    };
    Format::of_extension(extension).unwrap().write(&sheet(&subject, layer)).unwrap()
}

/// How many claims of each level each mission has on each theme, by their names.
fn claims(case: &Case) -> BTreeMap<(String, String, &'static str), usize> {
    let mut claims = BTreeMap::new();
    for mandate in case.mandates.values() {
        let (mission, theme) = (case.title_of(mandate.mission.into()), case.title_of(mandate.theme.into()));
        *claims.entry((mission, theme, mandate.level.label())).or_insert(0) += 1;
    }
    claims
}

/// The cells that are filled.
fn cells(claims: &[(String, String, &'static str)]) -> BTreeSet<(String, String)> {
    claims.iter().map(|(mission, theme, _)| (mission.clone(), theme.clone())).collect()
}

/// The organization of each mission.
fn organizations(case: &Case) -> BTreeMap<String, String> {
    case.missions.values().map(|mission| (mission.name.clone(), mission.organization.clone())).collect()
}

fn kept(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    disk::save(&path, bytes, Expected::New).unwrap();
    path
}

#[test]
fn what_was_exported_is_taken_into_an_empty_case() {
    let folder = tempfile::tempdir().unwrap();
    let case = on_sample().case().clone();
    let levels: Vec<_> = claims(&case).into_keys().collect();
    for (layer, extension) in [
        (Layer::Level, "csv"),
        (Layer::Both, "csv"),
        (Layer::Level, "xlsx"),
        (Layer::Both, "xlsx"),
        (Layer::Level, "md"),
    ] {
        let name = format!("{}.{extension}", layer.label());
        let path = kept(folder.path(), &name, &exported(&case, layer, extension));
        let mut session = Session::empty(Settings::default(), Host::still());
        open(&mut session, path);
        let intake = session.intake().unwrap_or_else(|| panic!("{name}: {}", said(&session)));
        assert_eq!(intake.proposal.faults, [], "{name}");
        run(&mut session, IntakeCommand::Accept);
        let taken = session.case();
        assert_eq!((taken.missions.len(), taken.themes.len()), (36, 12), "{name}: {}", said(&session));
        // The words of a CSV tell every level of a cell, its signs the strongest.
        let found: Vec<_> = claims(taken).into_keys().collect();
        if extension == "csv" {
            assert_eq!(found, levels, "{name}");
        }
        // Markdown has the codes of themes alone.
        let code = |(mission, theme, level): &(String, String, &'static str)| {
            let named = case.themes.values().find(|other| other.name == *theme && extension == "md");
            (mission.clone(), named.map_or_else(|| theme.clone(), |theme| theme.code.clone()), *level)
        };
        let expected: Vec<_> = levels.iter().map(code).collect();
        assert_eq!(cells(&found), cells(&expected), "{name}");
        assert_eq!(organizations(taken), organizations(&case), "{name}");
        session.run(vec![Command::Undo]);
        let empty = RecordKind::ALL.iter().all(|&kind| session.case().count(kind) == 0);
        assert!(empty && session.undo_label().is_none(), "one step");
    }
}

#[test]
fn what_the_case_has_already_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_sample();
    for extension in ["csv", "xlsx"] {
        let bytes = exported(session.case(), Layer::Level, extension);
        open(&mut session, kept(folder.path(), &format!("own.{extension}"), &bytes));
        let counts = session.intake().unwrap().counts;
        assert_eq!((counts.new, counts.beside, counts.left_out, counts.faults), (0, 0, 0, 0), "{extension}");
        assert!(counts.same >= 98);
        run(&mut session, IntakeCommand::Accept);
        assert!(said(&session).contains("nothing was changed"), "{}", said(&session));
        assert!(!session.has_unsaved_changes() && session.intake().is_none());
    }
}

#[test]
fn a_pasted_table_is_previewed_cited_and_taken_in_as_one_step() {
    let mut session = on_sample();
    let before = session.case().clone();
    run(&mut session, IntakeCommand::Paste("\tPI\tCybersecurity\nUNIOGBIS\tx\tx\nUNPOS\tx\t\n".to_owned()));
    let intake = session.intake().unwrap();
    assert_eq!((intake.counts.new, intake.counts.beside, intake.counts.left_out), (1, 1, 1), "active is not mandated");
    let theme = intake.proposal.themes[1].clone();
    assert_eq!((theme.text.as_str(), theme.target), ("Cybersecurity", Target::LeaveOut));
    assert!(session.case().is_same(&before), "nothing changes before it is accepted");
    let source = *before.sources.keys().next().unwrap();
    for command in [
        IntakeCommand::CreateAll(Axis::Theme),
        IntakeCommand::Mark(Level::Requested),
        IntakeCommand::LeaveOthers(true),
        IntakeCommand::Attested(Some("2012".parse().unwrap())),
        IntakeCommand::Cite(Some(source)),
    ] {
        run(&mut session, command);
    }
    assert_eq!(session.intake().unwrap().created, [0, 1]);
    run(&mut session, IntakeCommand::Accept);
    let case = session.case();
    let added: Vec<_> = case.mandates.iter().filter(|(id, _)| !before.mandates.contains_key(*id)).collect();
    assert_eq!((added.len(), case.themes.len()), (2, before.themes.len() + 1));
    let told = added.iter().map(|(_, mandate)| {
        let sources: Vec<_> = mandate.common.citations.iter().map(|one| one.source).collect();
        let attested = mandate.attested.as_ref().map(ToString::to_string).unwrap_or_default();
        (mandate.level, case.title_of(mandate.mission.into()), attested, sources)
    });
    let expected = (Level::Requested, "UNIOGBIS".to_owned(), "2012".to_owned(), vec![source]);
    assert_eq!(told.collect::<Vec<_>>(), [expected.clone(), expected]);
    assert_eq!(said(&session), "Took in 1 theme and 2 claims from the clipboard. Undo takes it back as one step");
    assert_eq!(session.undo_label(), Some("Take in 1 theme and 2 claims from the clipboard"));
    session.run(vec![Command::Undo]);
    assert!(session.case().is_same(&before));
}

#[test]
fn leaving_a_table_leaves_the_case() {
    let mut session = on_sample();
    run(&mut session, IntakeCommand::Paste("\tPI\nUNOWA\tx\n".to_owned()));
    assert!(session.intake().is_some());
    run(&mut session, IntakeCommand::Dismiss);
    assert!(session.intake().is_none() && !session.has_unsaved_changes());
    run(&mut session, IntakeCommand::Paste("  \n".to_owned()));
    assert!(session.intake().is_none() && said(&session).contains("There is no table in it"), "{}", said(&session));
}

#[test]
fn a_file_that_holds_no_table_says_what_to_do() {
    let check = |bytes: &[u8], words: &str| {
        let error = read_tables(bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    check(b"", "holds no text");
    check(b"PK\x03\x04 and no more", "open it in a spreadsheet and save it again");
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old version of Excel");
    check(b"%PDF-1.7", "a PDF");
    assert_eq!(read_tables(&vec![b'x'; (32 << 20) + 1]), Err(TableError::TooLarge));
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_sample();
    open(&mut session, folder.path().join("none.csv"));
    assert!(said(&session).contains("none.csv was not read: there is no such file"), "{}", said(&session));
}

#[test]
fn a_workbook_is_read_within_bounds_and_by_what_it_shows() {
    let mut book = Workbook::new();
    let leaf = book.add_worksheet();
    leaf.write_string(0, 1, "PI").unwrap();
    leaf.write_string(1, 0, "UNOWA").unwrap();
    leaf.write_number(1, 1, 1).unwrap();
    let hidden = book.add_worksheet();
    hidden.write_string(0, 0, "secret").unwrap();
    hidden.set_hidden(true);
    let leaves = read_tables(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(leaves.len(), 1);
    assert_eq!(leaves[0].grid.rows, [vec![String::new(), "PI".to_owned()], vec!["UNOWA".to_owned(), "1".to_owned()]]);
    let mut book = Workbook::new();
    book.add_worksheet().write_string(1_048_575, 16_383, "far out").unwrap();
    assert_eq!(read_tables(&book.save_to_buffer().unwrap()), Err(TableError::TooLarge));
}
