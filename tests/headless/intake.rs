//! Taking a table into the matrix: out and in again, from every kind of file, as one step of undo.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of tests may fail like the tests"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use sightline::case::{Case, Change, Layer, Level, Mandate, MandateId, Mission, MissionId, RecordKind, Theme, ThemeId};
use sightline::disk::{self, Expected, Settings};
use sightline::figure::sheet::{Format, Subject, sheet};
use sightline::files::table_in::{TableError, read_tables};
use sightline::query::arrange::Arrangement;
use sightline::query::dates::Dates;
use sightline::query::evidence::{Ground, Threshold, evidence_of};
use sightline::query::gaps::gaps;
use sightline::query::intake::{Axis, Target};
use sightline::query::matrix::matrix;
use sightline::session::{Command, FileCommand, Host, IntakeCommand, SAMPLES, Session};

use crate::sheets::records;

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
    let threshold = Threshold::default();
    let ground = Ground { case, dates: &dates, as_of: None, threshold: &threshold, hits: None, counted: None };
    let (matrix, evidence) = (matrix(case, &dates, None), evidence_of(&ground));
    let gaps = gaps(&ground, &matrix, &evidence);
    let subject = Subject {
        case,
        dates: &dates,
        arrangement: &Arrangement::plain(Arc::new(matrix)),
        evidence: &evidence,
        gaps: &gaps,
        difference: None,
        as_of: None,
        against: None,
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
        (Layer::All, "csv"),
        (Layer::All, "xlsx"),
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

/// A leaf of a workbook that was exported, as a grid of texts.
fn leaf_of(bytes: Vec<u8>, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// The texts as a workbook, as a spreadsheet saves it.
fn saved(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let leaf = book.add_worksheet();
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            leaf.write_string(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A matrix that was exported, in which somebody writes.
struct Sheet(Vec<Vec<String>>);

impl Sheet {
    fn row(&self, name: &str) -> usize {
        self.0.iter().position(|row| row[0].split(" (").next() == Some(name)).unwrap_or_else(|| panic!("{name}"))
    }

    fn column(&self, name: &str) -> usize {
        let head = self.row("Mission");
        self.0[head].iter().position(|text| text.contains(name)).unwrap_or_else(|| panic!("{name}"))
    }

    /// Adds a mission at the end of the first group, and a theme before the totals.
    fn add(&mut self, mission: &str, theme: &str) {
        let (total, head) = (self.column("Total"), self.row("Mission"));
        for row in &mut self.0 {
            row.insert(total, String::new());
        }
        theme.clone_into(&mut self.0[head][total]);
        let mut fresh = vec![String::new(); self.0[head].len()];
        mission.clone_into(&mut fresh[0]);
        let after = self.row("UNSCOL") + 1;
        self.0.insert(after, fresh);
    }

    fn write(&mut self, (mission, theme): (&str, &str), text: &str) {
        let (row, column) = (self.row(mission), self.column(theme));
        text.clone_into(&mut self.0[row][column]);
    }
}

#[test]
fn a_workbook_that_was_written_in_gives_back_what_is_new_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_sample();
    let before = session.case().clone();
    let mut sheet = Sheet(leaf_of(exported(&before, Layer::Level, "xlsx"), "Matrix"));
    sheet.add("UNNEW", "Wildlife crime (WC)");
    for (at, text) in [
        (("UNSCO", "(OC)"), "x (by letter)"),
        (("UNIPSIL", "(CT)"), "requested"),
        (("UNAMA", "(CT)"), "active"),
        (("UNOWA", "(DT)"), ""),
        (("UNOCA", "(PI)"), "perhaps"),
        (("UNNEW", "(DT)"), "mand."),
        (("UNOWA", "(WC)"), "x"),
    ] {
        sheet.write(at, text);
    }
    open(&mut session, kept(folder.path(), "changed.xlsx", &saved(&sheet.0)));
    let intake = session.intake().unwrap_or_else(|| panic!("{}", said(&session)));
    assert_eq!((intake.counts.new, intake.counts.beside, intake.counts.left_out), (2, 1, 2), "{:?}", intake.counts);
    let fault = intake.proposal.faults.first().unwrap();
    assert!(intake.counts.faults == 1 && fault.words.contains("“perhaps” is no mark and no level"), "{fault:?}");
    run(&mut session, IntakeCommand::CreateAll(Axis::Mission));
    run(&mut session, IntakeCommand::CreateAll(Axis::Theme));
    run(&mut session, IntakeCommand::Accept);
    let (case, old) = (session.case(), claims(&before));
    let added: Vec<_> = claims(case).into_keys().filter(|claim| !old.contains_key(claim)).collect();
    let claim = |mission: &str, theme: &str, level| (mission.to_owned(), theme.to_owned(), level);
    let expected = [
        claim("UNAMA", "Countering terrorism", "active"),
        claim("UNIPSIL", "Countering terrorism", "requested"),
        claim("UNNEW", "Drug trafficking", "mandated"),
        claim("UNOWA", "Wildlife crime", "mandated"),
        claim("UNSCO", "Organized crime and trafficking in general", "mandated"),
    ];
    assert_eq!(added, expected);
    assert!(case.mandates.values().any(|mandate| mandate.note == "by letter"));
    let mission = case.missions.values().find(|mission| mission.name == "UNNEW").unwrap();
    assert_eq!((mission.organization.as_str(), mission.group.as_str()), ("UN", "field SPM, Table 1"));
    assert_eq!(case.mandates.len(), before.mandates.len() + 5, "a blank takes nothing away");
}

#[test]
fn the_claims_of_a_workbook_are_read_again_row_by_row() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_sample();
    let count = session.case().mandates.len();
    let rows = leaf_of(exported(session.case(), Layer::Level, "xlsx"), "Claims");
    open(&mut session, kept(folder.path(), "claims.xlsx", &saved(&rows)));
    let intake = session.intake().unwrap();
    assert_eq!(intake.proposal.faults, []);
    assert_eq!((intake.counts.new, intake.counts.beside, intake.counts.same), (0, 0, count), "{:?}", intake.counts);
}

#[test]
fn a_csv_is_read_again_as_a_spreadsheet_of_another_country_saves_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_sample();
    let text = String::from_utf8(exported(session.case(), Layer::Both, "csv")).unwrap();
    let line = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        cells.collect::<Vec<_>>().join(";") + "\r\n"
    };
    let text: String = records(&text).iter().map(line).collect();
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!is_lossy);
    open(&mut session, kept(folder.path(), "saved.csv", &bytes));
    let intake = session.intake().unwrap();
    assert_eq!(intake.proposal.faults, []);
    assert_eq!((intake.counts.new, intake.counts.beside, intake.counts.left_out), (0, 0, 0), "{:?}", intake.counts);
    assert!(intake.counts.same >= 98);
}

#[test]
fn a_name_that_looks_like_a_formula_comes_back_as_it_was() {
    let names = ["-Alpha", "=1+1", "+44 mission", "@home", "'t Zand", "−minus"];
    let themes = ["-DT", "=CT", "'Ndrangheta", "OC"];
    let mut changes: Vec<Change> = Vec::new();
    for (n, name) in (1..).zip(names) {
        let (name, organization) = (name.to_owned(), "=UN".to_owned());
        let mission = Mission { name, organization, group: "-group".to_owned(), order: n, ..Mission::default() };
        changes.push(Change::Mission(MissionId::from_bits(u64::from(n)), Some(Arc::new(mission))));
    }
    for (n, name) in (1..).zip(themes) {
        let theme = Theme { name: name.to_owned(), order: n, ..Theme::default() };
        changes.push(Change::Theme(ThemeId::from_bits(u64::from(n)), Some(Arc::new(theme))));
    }
    let some = on_sample().case().mandates.values().next().unwrap().clone();
    for n in 1..=6 {
        let (mission, theme) = (MissionId::from_bits(n), ThemeId::from_bits(1 + n % 4));
        let mandate = Mandate { mission, theme, level: Level::Mandated, ..(*some).clone() };
        changes.push(Change::Mandate(MandateId::from_bits(n), Some(Arc::new(mandate))));
    }
    let empty = Session::empty(Settings::default(), Host::still());
    let case = empty.case().with(&changes);
    let folder = tempfile::tempdir().unwrap();
    for extension in ["csv", "xlsx"] {
        let bytes = exported(&case, Layer::Level, extension);
        if extension == "csv" {
            let rows = records(&String::from_utf8(bytes.clone()).unwrap());
            let is_formula = |cell: &String| cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(!rows.iter().flatten().any(is_formula), "{rows:?}");
        }
        let mut session = Session::empty(Settings::default(), Host::still());
        open(&mut session, kept(folder.path(), &format!("names.{extension}"), &bytes));
        run(&mut session, IntakeCommand::Accept);
        let taken = session.case();
        assert_eq!(claims(taken), claims(&case), "{extension}: {}", said(&session));
        assert_eq!(organizations(taken), organizations(&case), "{extension}");
        assert!(taken.missions.values().all(|mission| mission.group == "-group"), "{extension}");
    }
}

#[test]
fn a_sheet_of_another_layer_makes_no_claims_of_its_findings() {
    let folder = tempfile::tempdir().unwrap();
    for layer in [Layer::Gap, Layer::Activities, Layer::Incidents, Layer::Difference] {
        for extension in ["csv", "xlsx"] {
            let mut session = on_sample();
            let bytes = exported(session.case(), layer, extension);
            open(&mut session, kept(folder.path(), &format!("{}.{extension}", layer.label()), &bytes));
            let counts = session.intake().unwrap().counts;
            assert_eq!((counts.new, counts.beside), (0, 0), "{} as {extension}: {counts:?}", layer.label());
            if extension == "csv" {
                let words = &session.intake().unwrap().proposal.faults[0].words;
                assert!(words.contains("and claims nothing"), "{}: {words}", layer.label());
            }
        }
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
