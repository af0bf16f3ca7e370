//! Every layer of the matrix in every format: what a cell of the file says is what the screen says, with what stands behind
//! it, and no kind of empty passes for another.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of tests may fail like the tests"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use calamine::Reader as _;
use serde_json::Value;
use sightline::case::{Case, Change, Layer, Level, Mandate, MandateId, MissionId, ThemeId};
use sightline::disk::Settings;
use sightline::figure::sheet::{Cell, FORMATS, Sheet, Total};
use sightline::query::evidence::{Least, Threshold};
use sightline::session::{Command, FileCommand, Host, SAMPLES, Session};

use crate::sheets::{after, between, format, leaf, of, records, sample, sightline, text, workbook};

/// The place of a cell: its row, and the code of its column.
type At<'a> = (&'a str, &'a str);

fn place(sheet: &Sheet, (mission, code): At<'_>) -> (usize, usize) {
    let row = sheet.rows().position(|row| row.name == mission).unwrap_or_else(|| panic!("{mission}"));
    let column = sheet.columns.iter().position(|column| column.short == code).unwrap_or_else(|| panic!("{code}"));
    (row, column)
}

fn cell<'a>(sheet: &'a Sheet, at: At<'_>) -> &'a Cell {
    let (row, column) = place(sheet, at);
    &sheet.rows().nth(row).unwrap().cells[column]
}

/// All notes of the first leaf of a workbook, as they are kept in it.
fn notes(sheet: &Sheet) -> String {
    let bytes = format("xlsx").write(sheet).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut notes = String::new();
    archive.by_name("xl/comments1.xml").unwrap().read_to_string(&mut notes).unwrap();
    notes.replace("&amp;", "&")
}

/// A cell, its signs and words, and something that stands behind it, in every format that has room for them.
fn check(sheet: &Sheet, at: At<'_>, (short, words, behind): (&str, &str, &str)) {
    let found = cell(sheet, at);
    assert_eq!(found.short(), short, "{at:?}");
    assert!(found.words.contains(words), "{at:?}: {}", found.words);
    assert_eq!(found.behind.iter().any(|line| line.contains(behind)), !behind.is_empty(), "{at:?}: {:?}", found.behind);
    let (_, column) = place(sheet, at);
    let rows = leaf(&mut workbook(sheet), "Matrix");
    let in_book = rows.iter().find(|row| row[0].split(" (").next() == Some(at.0)).unwrap();
    assert_eq!(in_book[column + 1].replace('\n', " "), short, "{at:?} in a workbook");
    if !behind.is_empty() {
        assert!(notes(sheet).contains(behind), "{at:?}: its note says {behind}");
    }
    check_texts(sheet, at, found);
}

/// The same in the formats that are text.
fn check_texts(sheet: &Sheet, at: At<'_>, found: &Cell) {
    let (row, column) = place(sheet, at);
    let (short, words) = (found.short(), found.words.as_str());
    let rows = records(&text(sheet, "csv"));
    assert_eq!(rows[row + 1][column + 4], words, "{at:?} in CSV");
    let json: Value = serde_json::from_str(&text(sheet, "json")).unwrap();
    let told = &json["rows"][row]["cells"][column];
    assert_eq!((told["short"].as_str(), told["words"].as_str()), (Some(short.as_str()), Some(words)));
    assert_eq!(told["behind"].as_array().unwrap().len(), found.behind.len());
    let escaped = |words: &str| words.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;");
    for extension in ["html", "svg"] {
        assert!(text(sheet, extension).contains(&escaped(words)), "{at:?} in {extension}: {words}");
    }
    let markdown = text(sheet, "md");
    let line = markdown.lines().find(|line| line.starts_with(&format!("| {}", at.0))).unwrap();
    let own = line.split(" | ").nth(column + 1).unwrap().trim();
    assert_eq!(own, short, "{at:?} in Markdown");
}

#[test]
fn a_cell_says_the_same_in_every_format_whichever_layer_it_shows() {
    let case = sample();
    let gap = of(&case, Layer::Gap, "");
    check(&gap, ("UNPOS", "PI"), ("▲ gap ⚙", "evidenced, not mandated: 6 incidents", "active"));
    check(&gap, ("UNRCCA", "OC"), ("✔ both", "it is mandated", "Table 1"));
    check(&gap, ("UNAMA", "CT"), ("▮▮ dorm.", "mandated, no evidence", "mandated"));
    check(&gap, ("UNOGBIS", "OC"), ("△ gap? ▨", "nobody has looked whether it has a mandate", "theme"));
    check(&gap, ("BINUCA", "OC"), ("–", "neither mandated nor evidenced", "survey that found nothing"));
    check(&gap, ("CICIG", "CT"), ("▨", "nobody has looked", ""));
    let activities = of(&case, Layer::Activities, "");
    check(
        &activities,
        ("UNOWA", "DT"),
        ("▪1 ◆2", "3 activities (1 technical, 2 political). Mandate: mandated", "(political): "),
    );
    check(&activities, ("UNSCO", "DT"), ("", "No activity in the case: that is not a “no”. Mandate: Surveyed", ""));
    let resources = of(&case, Layer::Resources, "");
    let staff = "3 persons; 1400000 USD (for other themes, too); resourced, as a claim says";
    check(&resources, ("UNIPSIL", "DT"), ("◎ ♟3 persons ¤1.4m USD", staff, "Three police"));
    check(
        &resources,
        ("UNAMA", "DT"),
        ("", "No staff or money stated: that is not a “no”. Mandate: mandated", "sources: "),
    );
    let all = of(&case, Layer::All, "");
    check(
        &all,
        ("UNIPSIL", "OC"),
        ("■ mand. ×3 ✔ both ●2 ?1 ▪6", "incidents: 2, 1 possibly. Activities: 6", "(technical): "),
    );
    check(&all, ("UNPOS", "PI"), ("⬤ act. ▲ gap ⚙ ●6 ┄ ▪1", ". Finding: evidenced, not mandated", "assessed by"));
}

/// The larger sample, in which one mandate ended in 2010, one began then and grew, and one was given anew.
fn changed() -> Case {
    let case = sample();
    let mission = |name: &str| *case.missions.iter().find(|(_, mission)| mission.name == name).unwrap().0;
    let theme = |code: &str| *case.themes.iter().find(|(_, theme)| theme.code == code).unwrap().0;
    let any = case.mandates.values().next().unwrap();
    let claim = |number: u64, at: (MissionId, ThemeId), level: Level, date: &str| {
        let when = sightline::case::When { stated: Some(date.parse().unwrap()), ..Default::default() };
        let mandate = Mandate { mission: at.0, theme: at.1, level, when, attested: None, ..(**any).clone() };
        Change::Mandate(MandateId::from_bits(700 + number), Some(Arc::new(mandate)))
    };
    let (unsco, unscol) = (mission("UNSCO"), mission("UNSCOL"));
    let changes = [
        claim(1, (unsco, theme("OC")), Level::Mandated, "2005/2009"),
        claim(2, (unsco, theme("DT")), Level::Mandated, "2010/2011"),
        claim(3, (unsco, theme("CT")), Level::Active, "2005/2009"),
        claim(4, (unsco, theme("CT")), Level::Mandated, "2010/2011"),
        claim(5, (unscol, theme("OC")), Level::Mandated, "2005/2009"),
        claim(6, (unscol, theme("OC")), Level::Requested, "2010/2011"),
        claim(7, (unscol, theme("DT")), Level::Mandated, "2005/2009"),
        claim(8, (unscol, theme("DT")), Level::Mandated, "2010/2011"),
        claim(9, (unscol, theme("CT")), Level::Excluded, "2005/2011"),
    ];
    case.with(&changes)
}

#[test]
fn a_difference_says_what_came_and_went_between_its_dates() {
    let sheet = between(&changed(), Layer::Difference, ("2008", "2011"));
    check(&sheet, ("UNSCO", "OC"), ("⊖ ended", "ended: mandated", "ended: mandated"));
    check(&sheet, ("UNSCO", "DT"), ("⊕ new", "added: mandated", "begun: mandated"));
    check(&sheet, ("UNSCO", "CT"), ("↑ more", "strengthened: from active to mandated", "ended: active"));
    check(&sheet, ("UNSCOL", "OC"), ("↓ less", "weakened: from mandated to requested", "begun: requested"));
    check(&sheet, ("UNSCOL", "DT"), ("⇄ other", "replaced: mandated by other claims", "begun: mandated"));
    check(&sheet, ("UNSCOL", "CT"), ("✕", "the same on both dates. Mandate: excluded", ""));
    check(&sheet, ("UNSCOL", "BM"), ("", "the same on both dates. Mandate: Surveyed for 2011-07", ""));
    let more = cell(&sheet, ("UNOWA", "DT"));
    assert!(more.short().starts_with("●+") && more.behind.iter().any(|line| line.starts_with("new: ")), "{more:?}");
    assert!(
        sheet.about.contains(&("As of", "2011".to_owned()))
            && sheet.about.contains(&("Compared with", "2008".to_owned()))
    );
    let alone = of(&changed(), Layer::Difference, "2011");
    assert!(cell(&alone, ("UNSCO", "OC")).words.starts_with("Nothing is compared"), "no difference is claimed");
}

#[test]
fn totals_of_a_layer_are_of_what_it_shows_and_keep_sure_and_possible_apart() {
    let case = sample();
    let row = |layer: Layer, name: &str| {
        let sheet = of(&case, layer, "");
        let totals = sheet.rows().find(|row| row.name == name).unwrap().total.clone();
        (sheet.counted, totals.short(), totals.words())
    };
    let told = |(counted, short, words): (&'static str, String, String)| format!("{counted}: {short}: {words}");
    assert_eq!(told(row(Layer::Gap, "UNAMA")), "Gaps: 1 + 1?: 1 surely, 1 possibly");
    assert_eq!(told(row(Layer::Activities, "UNIPSIL")), "Activities: 8: 8");
    assert_eq!(told(row(Layer::Resources, "UNIPSIL")), "Resources: ♟3 persons ¤2.4m USD: 3 persons; 2400000 USD");
    assert_eq!(told(row(Layer::Gap, "UNSCO")), "Gaps: : ");
    let sheet = of(&case, Layer::Gap, "");
    let Total::Counted(surely, possibly) = sheet.total else { panic!("{:?}", sheet.total) };
    let gaps = |is_sure: bool| {
        let label = if is_sure { "gap" } else { "gap?" };
        sheet.rows().flat_map(|row| &row.cells).filter(|cell| cell.label == label).count()
    };
    assert_eq!((surely, possibly), (gaps(true), gaps(false)));
}

#[test]
fn every_sign_of_a_cell_is_in_the_legend_of_its_layer() {
    for case in [sample(), changed()] {
        for &layer in Layer::ALL {
            let sheet = between(&case, layer, ("2008", "2011"));
            let known: BTreeSet<&str> = sheet.legend.iter().map(|(sign, _)| sign.text()).collect();
            for cell in sheet.rows().flat_map(|row| &row.cells) {
                let counted = cell.counted.iter().flatten().map(|(sign, _)| *sign);
                let beside = cell.beside.map(|(sign, _)| sign);
                for sign in cell.sign.into_iter().chain(beside).chain(counted).chain(cell.marks.iter().copied()) {
                    assert!(known.contains(sign.text()), "{}: {}", layer.label(), sign.text());
                }
            }
        }
    }
}

#[test]
fn a_layer_of_findings_names_what_no_mission_covers_and_every_cell_it_comes_from() {
    let sheet = of(&sample(), Layer::Gap, "");
    let mut book = workbook(&sheet);
    assert_eq!(book.sheet_names(), ["Matrix", "Legend", "Claims", "Incidents", "Findings", "No mission"]);
    let rows = leaf(&mut book, "Findings");
    let head = rows.iter().position(|row| row[0] == "Organization").unwrap();
    let piracy = rows[head..].iter().find(|row| row[2] == "UNPOS" && row[3] == "Piracy").unwrap();
    assert_eq!((piracy[4].as_str(), piracy[5].as_str()), ("evidenced, not mandated", "surely"));
    let nobody = leaf(&mut book, "No mission");
    let nobody: Vec<_> = nobody.iter().filter(|row| row[2] == "surely" || row[2] == "possibly").collect();
    assert!(!nobody.is_empty() && nobody.iter().all(|row| row[4].contains("no mission")), "{nobody:?}");
}

#[test]
fn the_window_exports_the_layer_that_it_shows_with_its_dates_and_what_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::on_sample(&SAMPLES[0], Settings::default(), Host::still());
    let least = Threshold { grade: Least::read("B2"), ..Threshold::default() };
    session.run(vec![
        Command::AsOf(Some("2011-07".parse().unwrap())),
        Command::Against(Some("2009".parse().unwrap())),
        Command::Threshold(least),
    ]);
    for (layer, words) in [
        (Layer::Gap, "Only incidents that are"),
        (Layer::Difference, "Compared with"),
        (Layer::Activities, "activities, technical and political"),
    ] {
        session.run(vec![Command::Layer(layer)]);
        let path = folder.path().join(format!("{}.json", layer.label()));
        let said = after(&mut session, vec![FileCommand::ExportPath(path.clone())]);
        assert!(said.contains("as JSON"), "{said}");
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.contains(words) && written.contains("2011-07"), "{}: {words}", layer.label());
        let copied = session.matrix_sheet();
        let json: Value = serde_json::from_str(&written).unwrap();
        let first = json["rows"][0]["cells"][0]["words"].as_str().unwrap().to_owned();
        assert!(copied.tsv().contains(&first), "what is copied is the same");
        assert_eq!(copied.about.len(), json["about"].as_object().unwrap().len());
    }
}

#[test]
fn the_command_line_hands_on_every_layer() {
    let folder = tempfile::tempdir().unwrap();
    for (layer, dates) in [
        ("mandate", ["--as-of", "2011-07"].as_slice()),
        ("activities", &[]),
        ("evidence", &["--min-grade", "B2", "--query", "kind:seizure"]),
        ("resources", &[]),
        ("gap", &["--as-of", "2011-07", "--min-grade", "F6x"]),
        ("gap", &["--as-of", "2011-07", "--min-grade", "B"]),
        ("difference", &["--between", "2009", "2011-07"]),
        ("both", &[]),
        ("all", &[]),
    ] {
        let is_wrong = dates.contains(&"F6x");
        for format in &FORMATS {
            let path = folder.path().join(format!("{layer}.{}", format.extension)).display().to_string();
            let arguments = [&["--layer", layer, "-o", &path][..], dates].concat();
            let (code, _, err) = sightline(&arguments);
            assert_eq!(code == 0, !is_wrong, "{arguments:?}: {err}");
        }
    }
    let gap = fs::read_to_string(folder.path().join("gap.md")).unwrap();
    assert!(gap.contains("Only incidents that are: graded B or better") && gap.contains("As of: 2011-07"), "{gap}");
    let evidence = fs::read_to_string(folder.path().join("evidence.md")).unwrap();
    assert!(evidence.contains("graded B2 or better; found by “kind:seizure”"), "{evidence}");
    let (_, out, _) = sightline(&["--between", "2009", "2011-07"]);
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("●+1") && out.contains("Compared with"), "{out}");
    for (arguments, words) in [
        (&["--layer", "difference"][..], "--between FROM TO"),
        (&["--layer", "gap", "--between", "2009", "2011"], "only the layer difference"),
        (&["--min-grade", "B2"], "choose a --layer"),
        (&["--layer", "gap", "--query", "kind:"], "--query: "),
        (&["--as-of", "2009", "--between", "2009", "2011"], "cannot be used with"),
    ] {
        let (code, out, err) = sightline(arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {err}");
    }
}
