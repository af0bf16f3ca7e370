//! The matrix as a sheet to hand on: what every format says, that it is the same each time, and that no text in a case
//! becomes markup, a formula or a command.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of tests may fail like the tests"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::{Document, Node};
use sightline::case::{
    Case, Change, Edtf, Layer, Level, Mandate, MandateId, Marking, MissionId, RecordId, Source, Standing, Theme,
    ThemeId, Tlp, UnClass,
};
use sightline::cli::{Outcome, run};
use sightline::disk::{self, Expected, Settings};
use sightline::figure::sheet::{FORMATS, Format, Sheet, Subject, sheet};
use sightline::figure::{LIGHT, Rgb};
use sightline::files;
use sightline::query::arrange::{Arrangement, Choices, GroupBy, HidesEmpty, SortBy};
use sightline::query::as_of::AsOf;
use sightline::query::dates::Dates;
use sightline::query::evidence::{Ground, Threshold, evidence_of};
use sightline::query::gaps::{difference, gaps};
use sightline::query::matrix::matrix;
use sightline::session::{Answer, Command, FileCommand, Host, Question, Request, SAMPLES, Session};

use crate::maker::made;

pub(crate) fn sample() -> Case {
    files::read(SAMPLES[0].bytes).unwrap().case
}

pub(crate) fn of(case: &Case, layer: Layer, as_of: &str) -> Sheet {
    between(case, layer, ("", as_of))
}

/// The sheet as of a date, compared with an earlier one where that is named.
pub(crate) fn between(case: &Case, layer: Layer, (against, as_of): (&str, &str)) -> Sheet {
    let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Edtf>().unwrap());
    let (against, date) = (date(against), date(as_of));
    let (dates, threshold) = (Dates::of(case), Threshold::default());
    let worked = |date: Option<&Edtf>| {
        let as_of = date.and_then(AsOf::of);
        let ground = Ground { case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
        let (matrix, evidence) = (matrix(case, &dates, as_of), evidence_of(&ground));
        let gaps = gaps(&ground, &matrix, &evidence);
        (matrix, evidence, gaps)
    };
    let after = worked(date.as_ref());
    let before = against.as_ref().map(|date| worked(Some(date)));
    let difference = before.map(|one| difference((&one.0, &one.1, &one.2), (&after.0, &after.1, &after.2)));
    let subject = Subject {
        case,
        dates: &dates,
        arrangement: &Arrangement::plain(Arc::new(after.0)),
        evidence: &after.1,
        gaps: &after.2,
        difference: difference.as_ref(),
        as_of: date.as_ref(),
        against: against.as_ref(),
        query: "",
        threshold: &threshold,
    };
    sheet(&subject, layer)
}

pub(crate) fn format(extension: &str) -> &'static Format {
    Format::of_extension(extension).unwrap()
}

pub(crate) fn text(sheet: &Sheet, extension: &str) -> String {
    String::from_utf8(format(extension).write(sheet).unwrap()).unwrap()
}

pub(crate) fn workbook(sheet: &Sheet) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(format("xlsx").write(sheet).unwrap())).unwrap()
}

/// The texts of a leaf, by row.
pub(crate) fn leaf(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// The records of a text of comma-separated values, read by the letter of RFC 4180.
pub(crate) fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.strip_prefix('\u{feff}').unwrap_or(text).chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, is_quoted) {
            ('"', true) if letters.peek() == Some(&'"') => field.extend(letters.next()),
            ('"', _) => is_quoted = !is_quoted,
            (',', false) => record.push(std::mem::take(&mut field)),
            ('\r', false) => assert_eq!(letters.peek(), Some(&'\n'), "a line ends in CR LF"),
            ('\n', false) => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            (letter, _) => field.push(letter),
        }
    }
    assert!(field.is_empty() && record.is_empty() && !is_quoted, "the last line ends");
    records
}

#[test]
fn the_same_sheet_gives_the_same_bytes_in_every_format() {
    let case = sample();
    for &layer in Layer::ALL {
        let (one, other) = (of(&case, layer, "2011-07"), of(&case.clone(), layer, "2011-07"));
        for format in &FORMATS {
            let bytes = format.write(&one).unwrap();
            assert!(bytes == format.write(&other).unwrap(), "{} {}", format.name, layer.label());
            assert!(format.is_text == std::str::from_utf8(&bytes).is_ok(), "{}", format.name);
        }
    }
}

#[test]
fn every_format_bears_the_highest_marking_of_the_contents() {
    let mut case = sample();
    let id = *case.mandates.keys().next().unwrap();
    let mut mandate = case.mandates[&id].clone();
    Arc::make_mut(&mut mandate).common.marking = Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Red) };
    case = case.with(&[Change::Mandate(id, Some(mandate))]);
    let sheet = of(&case, Layer::Level, "");
    let banner = "CONFIDENTIAL · TLP:RED";
    for extension in ["csv", "md", "html", "json"] {
        let text = text(&sheet, extension);
        assert!(text.contains(banner), "{extension}");
        let least = if extension == "json" { 2 } else { 3 };
        assert!(text.matches(banner).count() >= least, "{extension}: at both ends, and with the statement");
    }
    let mut book = workbook(&sheet);
    for name in book.sheet_names() {
        let rows = leaf(&mut book, &name);
        assert_eq!((rows[0][0].as_str(), rows.last().unwrap()[0].as_str()), (banner, banner), "{name}");
    }
}

#[test]
fn a_workbook_says_what_the_matrix_says() {
    let sheet = of(&sample(), Layer::Level, "");
    let mut book = workbook(&sheet);
    assert_eq!(book.sheet_names(), ["Matrix", "Legend", "Claims"]);
    let rows = leaf(&mut book, "Matrix");
    let head = rows.iter().position(|row| row[0] == "Mission").unwrap();
    assert!(rows[..head].iter().any(|row| row[0] == "As of: no date, all of the case"));
    assert_eq!(rows[head][2], "Drug trafficking (DT)");
    let row = |name: &str| rows.iter().find(|row| row[0].starts_with(name)).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(row("UNIPSIL")[1..3], ["■ mand. ×3", "■ mand. ×2"]);
    assert_eq!(row("UNAMI")[2], "□ req.");
    assert_eq!(row("UNIPSIL")[13], "3");
    assert_eq!(row("Missions")[13], "98");
    let claims = leaf(&mut book, "Claims");
    let names = claims.iter().position(|row| row[0] == "Organization").unwrap();
    let kosovo = claims[names..].iter().find(|row| row[2] == "OSCE Mission in Kosovo").unwrap();
    assert_eq!((kosovo[4].as_str(), kosovo[12].as_str()), ("active", "2010"));
    assert!(kosovo[14].contains("not yet graded"), "{kosovo:?}");
    assert!(leaf(&mut book, "Legend").iter().any(|row| row[0] == "▨" && row[1] == "not surveyed"));
}

#[test]
fn a_sheet_says_what_holds_on_its_date_and_what_only_possibly() {
    let mut book = workbook(&of(&sample(), Layer::Level, "2011-07"));
    let rows = leaf(&mut book, "Matrix");
    assert!(rows.iter().any(|row| row[0] == "As of: 2011-07"));
    let row = |name: &str| rows.iter().find(|row| row[0].starts_with(name)).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(row("UNOGBIS")[0], "UNOGBIS (not then)");
    assert_eq!((row("UNAMI")[0].as_str(), row("UNAMI")[2].as_str()), ("UNAMI (possibly then)", "□ req.?*"));
    assert!(leaf(&mut book, "Legend").iter().any(|row| row[0] == "*"));
}

#[test]
fn the_kinds_of_empty_are_kept_apart_everywhere() {
    let sheet = of(&sample(), Layer::Level, "");
    let cell = |mission: &str, code: &str| {
        let column = sheet.columns.iter().position(|column| column.short == code).unwrap();
        sheet.rows().find(|row| row.name == mission).unwrap().cells[column].clone()
    };
    let (looked, nobody) = (cell("BINUCA", "OC"), cell("CICIG", "OC"));
    assert_eq!(looked.words, "Surveyed for 2011-07, and nothing found");
    assert_eq!(nobody.words, "Not surveyed: nobody has looked. That is not a “no”");
    assert_ne!(looked.short(), nobody.short());
    for extension in ["csv", "html", "json"] {
        let text = text(&sheet, extension);
        assert!(text.contains(&looked.words) && text.contains("Not surveyed: nobody has looked"), "{extension}");
    }
    for shown in sheet.rows().flat_map(|row| &row.cells) {
        assert!(!shown.words.is_empty() && !shown.short().is_empty());
    }
}

#[test]
fn a_csv_is_one_table_and_every_row_says_for_when_it_holds() {
    let sheet = of(&sample(), Layer::Both, "2011-07");
    let rows = records(&text(&sheet, "csv"));
    assert_eq!(rows.len(), sheet.rows().count() + 1);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let at = |name: &str| rows[0].iter().position(|own| own == name).unwrap();
    assert!(rows[1..].iter().all(|row| row[at("As of")] == "2011-07" && row[at("Marking")].contains("TLP:CLEAR")));
    let unowa = rows.iter().find(|row| row[2] == "UNOWA").unwrap();
    assert!(unowa[at("Drug trafficking (DT)")].starts_with("mandated"), "{unowa:?}");
}

#[test]
fn an_accusation_is_never_without_its_accuser() {
    let case = sample();
    let sheet = of(&case, Layer::Incidents, "");
    let accused: Vec<String> = case
        .incidents
        .values()
        .filter(|incident| incident.standing.needs_attribution())
        .map(|incident| format!("{}: {}", incident.standing.label(), incident.title))
        .collect();
    let lines = sheet.rows().flat_map(|row| &row.cells).flat_map(|cell| &cell.behind);
    let mut count = 0;
    for line in lines.filter(|line| accused.iter().any(|title| line.contains(title.as_str()))) {
        let says = |standing: Standing| line.contains(&format!("{} by ", standing.label()));
        assert!(says(Standing::Alleged) || says(Standing::Suspected) || line.contains("by whom is not"), "{line}");
        count += 1;
    }
    assert!(count > 1, "{count}");
}

#[test]
fn a_protected_source_is_named_as_it_may_be() {
    let mut case = sample();
    let id = case.mandates.values().find_map(|mandate| mandate.common.citations.first()).unwrap().source;
    let source = Source {
        title: "Talk with J. Doe".to_owned(),
        reference: "J. Doe".to_owned(),
        public_label: "A diplomat".to_owned(),
        ..Source::default()
    };
    case = case.with(&[Change::Source(id, Some(Arc::new(source)))]);
    let sheet = of(&case, Layer::Both, "");
    for extension in ["md", "html", "json"] {
        let text = text(&sheet, extension);
        assert!(text.contains("A diplomat") && !text.contains("J. Doe"), "{extension}");
    }
}

/// Titles that want to be something else.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://a\")",
    "+1|2",
    "@SUM(A1)",
    "\"]]></title><svg onload=x>",
    "a|b\n| c |",
    "[x](javascript:y) *z* `w`",
    "\u{1b}[2Jx\u{202e}y\u{0}",
    "{\"a\": 1}, \\",
    "",
];

fn hostile() -> Case {
    let mut case = sample();
    let (missions, themes): (Vec<_>, Vec<_>) =
        (case.missions.keys().copied().collect(), case.themes.keys().copied().collect());
    let mut changes = Vec::new();
    for (place, &text) in HOSTILE.iter().enumerate() {
        let mut mission = case.missions[&missions[place]].clone();
        let own = Arc::make_mut(&mut mission);
        (own.name, own.full_name) = (text.to_owned(), text.to_owned());
        (own.organization, own.group) = (text.to_owned(), text.to_owned());
        changes.push(Change::Mission(missions[place], Some(mission)));
        let theme = Theme { code: text.to_owned(), name: text.to_owned(), ..Theme::default() };
        changes.push(Change::Theme(themes[place], Some(Arc::new(theme))));
        let mandate = Mandate { note: text.to_owned(), ..any_mandate(missions[place], themes[place]) };
        changes.push(Change::Mandate(MandateId::from_bits(900 + place as u64), Some(Arc::new(mandate))));
    }
    let mut header = (*case.header).clone();
    header.title = HOSTILE.concat();
    changes.push(Change::Header(Arc::new(header)));
    case = case.with(&changes);
    case
}

fn any_mandate(mission: MissionId, theme: ThemeId) -> Mandate {
    let some = sample().mandates.values().next().unwrap().clone();
    Mandate { mission, theme, level: Level::Excluded, ..(*some).clone() }
}

#[test]
fn no_text_of_a_case_becomes_markup_or_a_command() {
    let case = hostile();
    for &layer in Layer::ALL {
        let sheet = of(&case, layer, "");
        let html = text(&sheet, "html");
        assert!(!html.contains("<script") && !html.contains("<svg onload") && html.contains("&lt;script&gt;"));
        let markdown = text(&sheet, "md");
        assert!(!markdown.contains("<script") && !markdown.contains("[x]("));
        let matrix_rows = markdown.lines().filter(|line| line.starts_with("| "));
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        assert!(matrix_rows.take(5).all(|line| cells(line) == sheet.columns.len() + 3), "cells stay cells");
        let csv = text(&sheet, "csv");
        let rows = records(&csv);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        assert!(rows.iter().flatten().all(|field| !field.trim_start().starts_with(['=', '+', '@'])), "no formula");
        drop(serde_json::from_str::<serde_json::Value>(&text(&sheet, "json")).unwrap());
        for extension in ["csv", "md", "html", "json"] {
            let text = text(&sheet, extension);
            let steers = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r');
            assert!(!text.contains(|letter| steers(letter) || letter == '\u{202e}'), "{extension}");
        }
        let tabbed = sheet.tsv();
        assert!(tabbed.lines().next().unwrap().contains("'=HYPERLINK"), "{tabbed}");
    }
}

#[test]
fn no_text_of_a_case_becomes_a_formula_of_a_workbook() {
    let case = hostile();
    for &layer in Layer::ALL {
        let mut book = workbook(&of(&case, layer, ""));
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).unwrap();
            assert!(formulas.used_cells().next().is_none(), "{name}: a formula");
        }
        assert!(leaf(&mut book, "Matrix").iter().any(|row| row[0] == "=HYPERLINK(\"http://a\")"), "kept as text");
    }
}

/// The names of all elements of a drawing, and all of its text.
fn drawn(svg: &str) -> (BTreeSet<String>, String) {
    let tree = Document::parse(svg).unwrap_or_else(|error| panic!("{error}"));
    let elements = tree.descendants().filter(Node::is_element);
    let names = elements.map(|node| node.tag_name().name().to_owned()).collect();
    let texts = tree.descendants().filter(Node::is_text).filter_map(|node| node.text());
    (names, texts.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_drawing_says_what_it_shows_and_holds_nothing_else() {
    let expected: BTreeSet<String> =
        ["svg", "title", "desc", "g", "rect", "path", "circle", "text"].map(str::to_owned).into();
    for &layer in Layer::ALL {
        let (names, texts) = drawn(&text(&of(&hostile(), layer, "2011-07"), "svg"));
        assert!(names.is_subset(&expected), "{names:?}");
        assert!(texts.contains("<script>alert(1)</script>"), "as text");
        let (_, texts) = drawn(&text(&of(&sample(), layer, "2011-07"), "svg"));
        assert_eq!(
            texts.matches("UNCLASSIFIED · TLP:CLEAR").count(),
            3,
            "at the top, at the foot and in the description"
        );
        for words in ["As of: 2011-07", "36 missions by 12 themes", "UNIOGBIS × Drug trafficking: "] {
            assert!(texts.contains(words), "{words}: {texts}");
        }
    }
}

#[test]
fn a_picture_is_its_drawing_at_twice_the_size() {
    let sheet = of(&sample(), Layer::Level, "");
    let svg = text(&sheet, "svg");
    let root = Document::parse(&svg).unwrap();
    let size = |name: &str| root.root_element().attribute(name).unwrap().parse::<u32>().unwrap();
    let picture = Pixmap::decode_png(&format("png").write(&sheet).unwrap()).unwrap();
    assert_eq!((picture.width(), picture.height()), (2 * size("width"), 2 * size("height")));
    let has = |Rgb(red, green, blue): Rgb| {
        let is_so = |pixel: &resvg::tiny_skia::PremultipliedColorU8| {
            (pixel.red(), pixel.green(), pixel.blue()) == (red, green, blue)
        };
        picture.pixels().iter().filter(|pixel| is_so(pixel)).count()
    };
    // Full squares and discs of ten points, at four pixels a point.
    assert!(has(LIGHT.mandate) > 98 * 100, "{}", has(LIGHT.mandate));
    assert!(has(Rgb(0, 0, 0)) as u32 > picture.width() * 60, "the band of the marking at both ends");
}

#[test]
fn letters_of_other_scripts_are_drawn_too() {
    let mut header = (*sample().header).clone();
    header.title = "Миссия · αποστολή · بعثة الأمم المتحدة".to_owned();
    let case = sample().with(&[Change::Header(Arc::new(header))]);
    let bytes = format("png").write(&of(&case, Layer::Level, "")).unwrap();
    assert!(bytes != format("png").write(&of(&sample(), Layer::Level, "")).unwrap());
}

#[test]
fn whatever_a_case_holds_it_can_be_written() {
    for seed in 0..40 {
        let case = made(seed);
        for &layer in Layer::ALL {
            let sheet = of(&case, layer, "2009");
            for format in &FORMATS {
                assert!(!format.write(&sheet).unwrap().is_empty(), "{} of {seed}", format.name);
            }
            let rows = records(&text(&sheet, "csv"));
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{seed}");
        }
    }
}

/// A session on the larger sample, and what it said last after it has run these commands and all that follows from them.
pub(crate) fn after(session: &mut Session, commands: Vec<FileCommand>) -> String {
    session.run(commands.into_iter().map(Command::File).collect());
    while session.busy().is_some() {
        std::thread::yield_now();
        session.run(Vec::new());
    }
    session.notices().last().map(|notice| notice.words.clone()).unwrap_or_default()
}

#[test]
fn a_session_exports_what_it_shows_where_somebody_chooses() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::on_sample(&SAMPLES[0], Settings::default(), Host::still());
    session.run(vec![Command::AsOf(Some("2011-07".parse().unwrap())), Command::Layer(Layer::Incidents)]);
    after(&mut session, vec![FileCommand::ExportMatrix]);
    let Some(Request::ChooseExport(suggested)) = session.take_request() else { panic!("nothing is asked") };
    assert_eq!(suggested, Path::new("flying-blind-2011-matrix.xlsx"));
    let path = folder.path().join("m.csv");
    let said = after(&mut session, vec![FileCommand::ExportPath(path.clone())]);
    assert!(said.ends_with("m.csv as CSV, marked UNCLASSIFIED · TLP:CLEAR"), "{said}");
    let expected = text(&of(session.case(), Layer::Incidents, "2011-07"), "csv");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    assert!(!session.has_unsaved_changes(), "nothing of the case has changed");
    // The dialog has asked about the name that it gave, and about no other.
    let plain = folder.path().join("m");
    disk::save(&folder.path().join("m.xlsx"), b"theirs", Expected::New).unwrap();
    after(&mut session, vec![FileCommand::ExportPath(plain)]);
    assert!(matches!(session.question(), Some(Question::ReplaceExport(_))));
    assert_eq!(fs::read(folder.path().join("m.xlsx")).unwrap(), b"theirs");
    session.run(vec![Command::Answer(Answer::Yes)]);
    after(&mut session, Vec::new());
    assert!(fs::read(folder.path().join("m.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn the_file_of_the_case_is_never_exported_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    disk::save(&path, SAMPLES[1].bytes, Expected::New).unwrap();
    let mut session = Session::empty(Settings::default(), Host::still());
    after(&mut session, vec![FileCommand::OpenPath(path.clone())]);
    assert!(session.file().path.is_some(), "it is open");
    let said = after(&mut session, vec![FileCommand::ExportPath(path.clone())]);
    assert!(said.contains("that is the file of the case itself"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), SAMPLES[1].bytes);
}

/// Runs the program on the larger sample; exit code, output, errors.
pub(crate) fn sightline(arguments: &[&str]) -> (u8, Vec<u8>, String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/flying-blind-2011.case.ron").display().to_string();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["sightline", "matrix", &file].into_iter().chain(arguments.iter().copied()).map(Into::into);
    let outcome = run(arguments, &mut out, &mut err, &mut [].as_slice());
    let Outcome::Exit(code) = outcome else { panic!("{outcome:?}") };
    (code, out, String::from_utf8(err).unwrap())
}

#[test]
fn the_command_line_writes_a_sheet_and_replaces_nothing_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("matrix.xlsx");
    let name = path.to_str().unwrap();
    let (code, out, err) = sightline(&["-o", name, "--as-of", "2011-07"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(String::from_utf8(out).unwrap().contains("written as Excel workbook, marked UNCLASSIFIED · TLP:CLEAR"));
    let first = fs::read(&path).unwrap();
    let (code, _, err) = sightline(&["-o", name]);
    assert!(code == 2 && err.contains("there is a file of that name already") && err.contains("--force"), "{err}");
    assert!(first == fs::read(&path).unwrap());
    assert_eq!(sightline(&["-o", name, "--force"]).0, 0);
    assert!(first != fs::read(&path).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn the_command_line_prints_what_is_text() {
    let (code, out, _) = sightline(&["--format", "csv", "--layer", "evidence"]);
    assert_eq!((code, records(&String::from_utf8(out).unwrap()).len()), (0, 37));
    let (code, out, err) = sightline(&["--format", "xlsx"]);
    assert!(code == 2 && out.is_empty() && err.contains("name the file to write with -o"), "{err}");
    let (code, _, err) = sightline(&["-o", "matrix.doc"]);
    assert!(code == 2 && err.contains("xlsx, csv, png, svg, html, md, json"), "{err}");
    let (code, out, _) = sightline(&["--layer", "both"]);
    let out = String::from_utf8(out).unwrap();
    assert!(code == 0 && out.contains("  UNOWA ") && out.contains("■ mand. ×2 ●7 ○6"), "{out}");
}

#[test]
fn what_is_handed_on_stands_as_it_is_shown_and_says_what_is_left_out() {
    let mut session = Session::on_sample(&SAMPLES[0], Settings::default(), Host::still());
    let whole = session.matrix_sheet();
    let choices = Choices {
        group_by: GroupBy::Region,
        rows: SortBy::Name,
        columns: SortBy::Filled,
        hides_empty: HidesEmpty::Both,
    };
    session.run(vec![Command::Arrange(choices)]);
    let (shown, arrangement) = (session.matrix_sheet(), session.answers().arrangement.clone());
    let name = |id: RecordId| session.case().title_of(id);
    let rows: Vec<String> = arrangement.matrix.rows().map(|row| name(row.mission.into())).collect();
    assert_eq!(shown.rows().map(|row| row.name.clone()).collect::<Vec<_>>(), rows);
    let themes: Vec<String> = arrangement.matrix.themes.iter().map(|&id| name(id.into())).collect();
    assert_eq!(shown.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>(), themes);
    assert!(shown.groups.iter().any(|group| group.heading == "West Africa"));
    for row in shown.rows() {
        let same = whole.rows().find(|other| other.name == row.name).unwrap();
        assert_eq!((&row.organization, &row.group), (&same.organization, &same.group), "that is the mission's own");
    }
    assert!(shown.rows().count() < whole.rows().count());
    let left_out = arrangement.hidden_words().unwrap();
    assert!(text(&shown, "csv").contains(&left_out) && text(&shown, "html").contains(&left_out), "{left_out}");
    assert!(!text(&whole, "csv").contains("Left out"));
}
