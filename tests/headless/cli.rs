//! The command line: every verb as text and as JSON, on good files, broken ones and hostile ones.
// Long because the verbs share one sample, one table of shapes and one set of hostile files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sightline::case::RecordKind;
use sightline::cli::{Outcome, run};
use sightline::session::SAMPLES;

/// The smaller sample.
static SAMPLE: &[u8] = SAMPLES[1].bytes;
use tempfile::TempDir;

/// What the program said, and how it ended.
struct Ran {
    code: u8,
    out: String,
    err: String,
}

#[test]
fn a_case_is_summed_up_in_aligned_lines() {
    let ran = fine(&["summary", &sample()]);
    let second: Vec<usize> = ran.out.lines().map(|line| second_column(line).unwrap()).collect();
    assert!(second.len() > 12 && second.iter().all(|at| Some(at) == second.first()), "{}", ran.out);
    for row in ["incidents 17", "sources 9", "undated incidents 3", "marking UNCLASSIFIED · TLP:CLEAR"] {
        assert!(ran.out.lines().any(|line| words(line) == row), "{row} is not in {}", ran.out);
    }
}

#[test]
fn a_clean_case_has_no_problems_and_one_that_contradicts_itself_ends_in_1() {
    let (_clean, clean) = variant(&head());
    assert_eq!(fine(&["check", &clean]).out, format!("{clean}: no problems\n"));

    let (_folder, path) = variant(&contradicting());
    let ran = sightline(&["check", &clean, &path], "");
    let lines: Vec<&str> = ran.out.lines().collect();
    let [first, error, .., counts] = lines[..] else { panic!("{}", ran.out) };
    assert_eq!((ran.code, first), (1, format!("{clean}: no problems").as_str()));
    assert!(counts.starts_with(&format!("{path}: 1 error, ")), "{counts}");
    let is_named = error.starts_with(&format!("{path}: error inc-")) && error.contains("” in when: ");
    assert!(is_named && error.contains("94") && error.contains("95"), "{error}");
    let json = json(&sightline(&["check", "--json", &clean, &path], ""));
    assert_eq!((json[0]["problems"].as_array().unwrap().len(), &json[1]["error"]), (0, &Value::Null));
    let problem = &json[1]["problems"][0];
    assert_eq!((&problem["severity"], &problem["fix"]), (&"error".into(), &Value::Null));
    assert!(problem["record"].is_string());
}

#[test]
fn a_problem_that_can_be_mended_says_how() {
    let dated = text().replacen("stated: \"[2009-10..2009-12]\"", "stated: \"2009-12-28\"", 1);
    let (_folder, path) = variant(&dated);
    let out = fine(&["check", &path]).out;
    let line = out.lines().find(|line| line.contains(": warning inc-")).unwrap();
    assert!(line.contains("“late 2009”") && line.contains(" – fix: Set the date 2009-12-28 of “"), "{line}");
    let json = json(&fine(&["check", "--json", &path]));
    let problems = json[0]["problems"].as_array().unwrap();
    let fixes = problems.iter().filter(|problem| problem["fix"].is_string());
    assert_eq!(fixes.map(|problem| &problem["code"]).collect::<Vec<_>>(), ["too-precise"]);
}

#[test]
fn the_rules_are_listed_with_what_they_find() {
    let ran = fine(&["check", "--rules"]);
    let json = json(&fine(&["check", "--rules", "--json"]));
    let rules = json.as_array().unwrap();
    assert_eq!((rules.len(), rules[0]["code"].as_str()), (ran.out.lines().count(), Some("dangling")));
    for rule in rules {
        let row = ["severity", "code", "about"].map(|key| rule[key].as_str().unwrap()).join(" ");
        assert!(ran.out.lines().any(|line| words(line) == row), "{row}");
    }
    assert_eq!(sightline(&["check", "--rules", &sample()], "").code, 2);
}

#[test]
fn dates_that_follow_say_from_what() {
    let ran = fine(&["dates", &sample()]);
    let mut lines = ran.out.lines().skip_while(|line| !line.starts_with("2010-01-04..2010-04-05 "));
    assert!(lines.next().is_some_and(|line| words(line).contains(" derived incident ")), "{}", ran.out);
    let chain: Vec<&str> = lines.take_while(|line| line.starts_with("    ")).collect();
    assert!(chain.len() == 2 && chain[1].contains(" is 95 days after "), "{chain:?}");
    let kinds: Vec<usize> = ran
        .out
        .lines()
        .filter(|line| !line.starts_with(' '))
        .map(|line| {
            ["  incident  ", "  relation  ", "  mission   ", "  post      "]
                .iter()
                .find_map(|kind| Some(line[..line.find(kind)?].chars().count()))
                .unwrap()
        })
        .collect();
    assert!(kinds.len() > 17 && kinds.iter().all(|at| Some(at) == kinds.first()), "{}", ran.out);

    let (_folder, path) = variant(&contradicting());
    let ran = sightline(&["dates", &path], "");
    assert_eq!((ran.code, ran.out.lines().filter(|line| line.starts_with("contradiction: ")).count()), (1, 1));
    let json = json(&sightline(&["dates", "--json", &path], ""));
    assert_eq!(json["contradictions"].as_array().unwrap().len(), 1);
}

#[test]
fn the_matrix_is_a_grid() {
    let ran = fine(&["matrix", &sample()]);
    let header: Vec<char> = ran.out.lines().next().unwrap().chars().collect();
    let starts: Vec<usize> = (1..header.len()).filter(|&at| header[at] != ' ' && header[at - 1] == ' ').collect();
    assert_eq!(starts.len(), 12 + 1, "twelve themes and the count");
    let check = |name: &str, cells: &str| {
        let line = ran.out.lines().find(|line| line.trim_start().starts_with(&format!("{name} "))).unwrap();
        let line: Vec<char> = line.chars().collect();
        assert_eq!(starts.iter().map(|&at| line[at]).collect::<String>(), cells, "{name}");
    };
    check("UNIOGBIS", "MM···M···M··4");
    check("UNIPSIL", "MM·····M····3");
    check("UNOWA", "MMM···MM····5");
    check("UNOGBIS", "????????????0");

    let cells = |mission: &str| -> Vec<Value> {
        let json = json(&fine(&["matrix", "--json", &sample()]));
        let row = json["rows"].as_array().unwrap().iter().find(|row| row["name"] == mission).unwrap().clone();
        row["cells"].as_array().unwrap().clone()
    };
    let count = |mission: &str, key: &str, value: &str| cells(mission).iter().filter(|cell| cell[key] == value).count();
    assert_eq!((count("UNOWA", "level", "mandated"), count("UNOWA", "empty", "surveyed")), (5, 7));
    assert_eq!(count("UNOGBIS", "empty", "not surveyed"), 12);
}

#[test]
fn a_date_for_the_matrix_is_checked() {
    let check = |date: &str, words: &str| {
        let ran = sightline(&["matrix", "--as-of", date, &sample()], "");
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(words), "{}", ran.err);
    };
    check("July", "character 1");
    check("2009/..", "has no first and last day");
    let json = json(&fine(&["matrix", "--json", "--as-of", "2011-07", &sample()]));
    assert_eq!(json["as_of"], "2011-07");
}

/// Keys of the objects at one place.
type Level = (&'static str, &'static str);

/// The verbs with the keys of their JSON, by level; `[]` goes into a list.
const SHAPES: &[(&str, &[Level])] = &[
    (
        "check",
        &[
            ("[]", "file error damages problems"),
            ("[] problems []", "severity code record title field words fix stand_in"),
        ],
    ),
    (
        "summary",
        &[
            ("", "file case title marking records first last undated standings problems"),
            (
                "records",
                "sources places themes actors missions incidents relations mandates surveys activities questions postures \
                 levers briefings views",
            ),
            ("standings", "reported assessed suspected alleged"),
            ("problems", "errors warnings notes"),
        ],
    ),
    (
        "dates",
        &[
            ("", "file dates contradictions"),
            (
                "dates []",
                "id post kind title as_written stated earliest_start latest_start earliest_end latest_end derived chain",
            ),
        ],
    ),
    (
        "matrix",
        &[
            ("", "file as_of themes total rows"),
            ("themes []", "id code name"),
            ("rows []", "organization group mission name total cells"),
            ("rows [] cells []", "level empty claims"),
            ("rows [] cells [] claims []", "mandate level holds"),
        ],
    ),
    ("list sources", &[("", "file kind records"), ("records []", "id title reliability published kind")]),
    ("list places", &[("records []", "id title kind country parent")]),
    ("list themes", &[("records []", "id title code")]),
    ("list actors", &[("records []", "id title kind world country")]),
    ("list missions", &[("records []", "id title organization group span")]),
    ("list incidents", &[("records []", "id title span kind standing by")]),
    ("list relations", &[("records []", "id title span standing by")]),
    ("list mandates", &[("records []", "id title level attested span")]),
    ("list surveys", &[("records []", "id title attested missions themes")]),
    (
        "show inc-05j9qs70tzw3",
        &[
            ("", "file id kind title record named_by"),
            ("named_by []", "id kind title field"),
            ("record place", "id title"),
            (
                "record when",
                "as_written stated extent constraints span earliest_start latest_start earliest_end latest_end derived \
                 contradictions",
            ),
            ("record when constraints []", "key words anchor citations"),
            ("record marking", "banner own"),
            ("record themes []", "theme basis"),
            ("record missions []", "id title"),
            ("record citations []", "key grade reliability_judged credibility_judged source locator stance paraphrase"),
        ],
    ),
    (
        "find status:alleged theme:DX",
        &[("", "file query surely records hints"), ("hints []", "words start end instead")],
    ),
    ("format", &[("[]", "file error canonical comments formatted")]),
];

/// The kinds of record that the smaller sample has.
const SMALLER: &[&str] =
    &["sources", "places", "themes", "actors", "missions", "incidents", "relations", "mandates", "surveys"];

/// The file of the larger sample.
const LARGER_PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/flying-blind-2011.case.ron");

/// The same for kinds of record that only the larger sample has.
const LARGER: &[(&str, &[(&str, &str)])] = &[
    ("list activities", &[("records []", "id title span mission kind nature")]),
    ("list questions", &[("records []", "id title hypotheses evidence")]),
    ("list postures", &[("records []", "id title judgement review")]),
    ("list levers", &[("records []", "id title kind holder state")]),
    ("list briefings", &[("records []", "id title template sections")]),
    ("list views", &[("records []", "id title as_of")]),
    (
        "compare UNOWA UNIPSIL",
        &[
            ("", "file as_of missions likeness pairs themes"),
            ("missions []", "id name alone neighbours alike"),
            ("likeness", "shared either index"),
            ("pairs []", "missions shared either index"),
            ("themes []", "theme theme_code same says only"),
        ],
    ),
];

/// The verbs that read a case; what follows the file stands after the verb.
const READING: &[&str] =
    &["check", "summary", "dates", "matrix", "list incidents", "find drugs", "show inc-05j9qs70tzw3"];

/// The arguments with the file in its place.
fn on<'a>(verb: &'a str, path: &'a str) -> Vec<&'a str> {
    let mut arguments: Vec<&str> = verb.split(' ').collect();
    arguments.insert(1, path);
    arguments
}

#[test]
fn json_has_the_keys_that_the_help_names() {
    let (_folder, smaller) = variant(&contradicting());
    let smaller = SHAPES.iter().map(|shape| (shape, smaller.as_str()));
    for ((verb, shapes), path) in smaller.chain(LARGER.iter().map(|shape| (shape, LARGER_PATH))) {
        let help = fine(&[verb.split(' ').next().unwrap(), "--help"]).out;
        let named: BTreeSet<&str> = help.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let value = json(&sightline(&[on(verb, path).as_slice(), &["--json"]].concat(), ""));
        for (way, keys) in *shapes {
            let keys: Vec<&str> = keys.split(' ').collect();
            let places = way.split_whitespace().fold(vec![&value], |places, step| inside(&places, step));
            assert!(!places.is_empty(), "{verb} {way}");
            for place in places {
                let found: Vec<&str> = place.as_object().unwrap().keys().map(String::as_str).collect();
                assert_eq!(found, keys, "{verb} {way}");
            }
            let is_named = |key: &&str| named.contains(*key) || ["records", "standings"].contains(way);
            assert!(keys.iter().all(is_named), "{verb} --help does not name all of {way}: {keys:?}");
        }
    }
}

/// What lies one step inside of these places: in a list, or under a key.
fn inside<'a>(places: &[&'a Value], step: &str) -> Vec<&'a Value> {
    match step {
        "[]" => places.iter().flat_map(|place| place.as_array().unwrap()).collect(),
        key => places.iter().map(|place| &place[key]).collect(),
    }
}

#[test]
fn dates_of_edtf_are_data_even_with_a_minus_sign() {
    let ran = fine(&["edtf", "-0044"]);
    assert_eq!(words(&ran.out), "-0044 valid level 1 earliest -0044-01-01 latest -0044-12-31");
    let ran = fine(&["edtf", "-0044", "2009-12"]);
    let starts: Vec<_> = ran.out.lines().map(second_column).collect();
    assert_eq!(starts, [Some(9), Some(9)], "{}", ran.out);
    let ran = sightline(&["edtf", "--json", "-"], "2009\r\n-0044\n2009-13");
    let found: Vec<(Value, Value)> =
        json(&ran).as_array().unwrap().iter().map(|one| (one["text"].clone(), one["valid"].clone())).collect();
    let expected = [("2009", true), ("-0044", true), ("2009-13", false)];
    assert_eq!((ran.code, found), (1, expected.map(|(text, valid)| (text.into(), valid.into())).to_vec()));
}

#[test]
fn a_text_that_is_no_date_is_told_with_what_is_wrong_and_where() {
    let check = |text: &str, reason: &str| {
        let ran = sightline(&["edtf", text], "");
        assert!(ran.code == 1 && ran.err.is_empty() && ran.out.contains(reason), "{text}: {}", ran.out);
        let json = json(&sightline(&["edtf", "--json", text], ""));
        assert!(json[0]["error"].as_str().unwrap().contains(reason), "{json}");
        assert_eq!([&json[0]["level"], &json[0]["earliest"], &json[0]["latest"]], [&Value::Null; 3]);
    };
    check("abc", "character 1");
    check("2009-03-", "character 9");
    check("2009-13", "there is no month 13");
    check("2009-02-30", "February 2009 has 28 days");
}

#[test]
fn a_file_that_is_not_there_is_told_with_advice() {
    for verb in [READING, &["format"]].concat() {
        let ran = sightline(&on(verb, "/nowhere/a.case.ron"), "");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{verb}");
        assert!(ran.err.starts_with("sightline: /nowhere/a.case.ron: there is no such file"), "{}", ran.err);
        assert!(ran.err.contains("its drive or share is not connected"), "{}", ran.err);
    }
    let ran = sightline(&["check", "--json", "/nowhere/a.case.ron", &sample()], "");
    let json = json(&ran);
    assert_eq!(
        (ran.code, json[0]["error"].is_string(), &json[1]["error"]),
        (2, true, &Value::Null),
        "the rest is checked"
    );
}

#[test]
fn every_damage_of_a_broken_file_is_listed() {
    let broken = text().replacen("stated: \"2009-03-02\"", "stated: \"2009-13-02\"", 1).replacen(
        "gap: Exactly(95, Days)",
        "gap: Exactly(\"95\", Days)",
        1,
    );
    let (_folder, path) = variant(&broken);
    let lines = [line_of(&broken, "2009-13-02"), line_of(&broken, "Exactly(\"95\"")];
    for verb in [&READING[1..], &["format", "format --check"]].concat() {
        let ran = sightline(&on(verb, &path), "");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "an answer from a part would mislead: {verb}");
        assert!(ran.err.contains("The file is damaged in 2 places"), "{}", ran.err);
        for line in lines {
            assert!(ran.err.contains(&format!("line {line}, column ")), "line {line} is not in {}", ran.err);
        }
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), broken, "format leaves it as it was");
}

#[test]
fn check_lists_every_damage_and_goes_on_with_the_rest() {
    let broken = text().replacen("stated: \"2009-03-02\"", "stated: \"2009-13-02\"", 1);
    let line = line_of(&broken, "2009-13-02");
    let (_folder, path) = variant(&broken);
    let ran = sightline(&["check", &path], "");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let start = format!("{path}: damage line {line}, column ");
    assert!(ran.out.starts_with(&start) && ran.out.contains("field `when.stated`: "), "{}", ran.out);
    let last = ran.out.lines().last().unwrap();
    assert!(last.starts_with(&format!("{path}: 1 damage, ")) && last.contains("error"), "{last}");
    let problems = |file: &str| json(&sightline(&["check", "--json", file], ""))[0].clone();
    let value = problems(&path);
    let keys: Vec<&str> = value["damages"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["line", "column", "place", "field", "expected"]);
    assert_eq!((&value["error"], value["damages"].as_array().unwrap().len()), (&Value::Null, 1));
    assert_eq!((&value["damages"][0]["line"], &value["damages"][0]["field"]), (&line.into(), &"when.stated".into()));
    let help = fine(&["check", "--help"]).out;
    assert!(keys.iter().all(|key| help.contains(key)), "{help}");
    let whole = problems(&sample());
    let count = |value: &Value| value["problems"].as_array().unwrap().len();
    assert!(count(&value) > count(&whole), "who names what is lost names nothing");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let hostile = text().replacen("title: \"", "title: \"\\u{1b}[31m\\u{9b}2J\\u{7f}\\u{202e}\\u{2028}", 20).replacen(
        "as_written: \"",
        "as_written: \"\\u{1b}c\\u{9d}",
        5,
    );
    let (_folder, path) = variant(&hostile);
    let (_other, broken) = variant(&hostile.replacen("standing: ", "standing: \u{1b}[2J", 1));
    for verb in [READING, &["format --check"]].concat() {
        for arguments in [on(verb, &path), [on(verb, &path), vec!["--json"]].concat(), on(verb, &broken)] {
            steers_nothing(&sightline(&arguments, ""), &arguments);
        }
    }
    for arguments in [["edtf", "\u{1b}[2J\u{9b}"].as_slice(), &["edtf", "--json", "\u{1b}[2J\u{9b}"]] {
        steers_nothing(&sightline(arguments, ""), arguments);
    }
    let json = json(&sightline(&["summary", "--json", &path], ""));
    assert!(json["title"].as_str().unwrap().starts_with("\u{1b}[31m\u{9b}2J"), "JSON keeps them as escapes: {json}");
}

#[test]
fn usage_is_told_where_it_belongs() {
    let version = fine(&["--version"]);
    assert_eq!(version.out, format!("sightline {}\n", env!("CARGO_PKG_VERSION")));
    let help = fine(&["--help"]);
    for word in [
        "check",
        "summary",
        "list",
        "find",
        "show",
        "dates",
        "edtf",
        "matrix",
        "gaps",
        "compare",
        "match",
        "duplicates",
        "format",
        "completions",
        "man",
        "Exit codes",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
    let check = |arguments: &[&str], word: &str| {
        let ran = sightline(arguments, "");
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(word), "{arguments:?}: {}", ran.err);
    };
    check(&["frobnicate", "a.case.ron"], "a.case.ron");
    check(&["check"], "FILE");
    check(&["matrix", "--as-of"], "--as-of");
    check(&["summary", "--frobnicate", "a.case.ron"], "--frobnicate");
    check(&["list", "a.case.ron", "frobs"], "incidents, relations");
    check(&["find", "a.case.ron"], "<QUERY>");
    check(&["show", "a.case.ron"], "<ID>");
    check(&["format"], "FILE");
    check(&["format", "--check", "--drop-comments", "a.case.ron"], "--drop-comments");
    check(&["completions", "frob"], "zsh");
    check(&["man", "frob"], "there is no verb “frob”");
}

#[test]
fn a_list_has_every_record_of_a_kind_whichever_way_the_kind_is_said() {
    let records = json(&fine(&["summary", "--json", LARGER_PATH]))["records"].clone();
    for (one, many) in RecordKind::ALL.iter().map(|kind| (kind.label(), kind.plural())) {
        let list = fine(&["list", LARGER_PATH, many]).out;
        assert_eq!(list.lines().count() as u64, records[many].as_u64().unwrap(), "{many}");
        for other in [one, &many.to_uppercase()] {
            assert_eq!(fine(&["list", LARGER_PATH, other]).out, list, "{other}");
        }
        let json = json(&fine(&["list", "--json", LARGER_PATH, one]));
        let ids: Vec<&str> =
            json["records"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert!(list.lines().map(|line| line.split(' ').next().unwrap()).eq(ids), "{many}: the same order in JSON");
        assert_eq!(json["kind"], many);
    }
}

#[test]
fn a_list_is_in_the_order_of_dates_or_titles_and_says_whose_statement_it_is() {
    let titles = |kind: &str| -> Vec<String> {
        let json = json(&fine(&["list", "--json", &sample(), kind]));
        json["records"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_lowercase()).collect()
    };
    let actors = titles("actors");
    assert!(actors.is_sorted() && actors.len() > 20, "{actors:?}");
    let place = |titles: &[String], part: &str| titles.iter().position(|title| title.contains(part)).unwrap();
    let incidents = titles("incidents");
    let order = ["failed coup", "president vieira is killed", "takes refuge", "is arrested for a time"];
    assert!(order.map(|part| place(&incidents, part)).is_sorted(), "{incidents:?}");

    let list = fine(&["list", &sample(), "incidents"]).out;
    let undated: Vec<bool> = list.lines().map(|line| line.contains("  undated  ")).collect();
    assert!(undated.is_sorted() && undated.last() == Some(&true), "what is undated comes last: {list}");
    let list = fine(&["list", &sample(), "relations"]).out;
    let accusation = list.lines().find(|line| line.contains("  alleged  ")).unwrap();
    assert!(accusation.ends_with(" – alleged by United States"), "{accusation}");
    let (_folder, path) = variant(&head());
    assert_eq!(fine(&["list", &path, "survey"]).out, "no surveys\n");
    assert_eq!(json(&fine(&["list", "--json", &path, "survey"]))["records"], Value::Array(Vec::new()));
}

#[test]
fn every_record_is_shown() {
    // Kinds that the smaller sample has not are taken from the larger one.
    for kind in RecordKind::ALL.iter().map(|kind| kind.table()) {
        let path = if SMALLER.contains(&kind) { sample() } else { LARGER_PATH.to_owned() };
        let records = json(&fine(&["list", "--json", &path, kind]))["records"].clone();
        assert_ne!(records.as_array().unwrap().len(), 0, "{kind}");
        for record in records.as_array().unwrap() {
            let id = record["id"].as_str().unwrap();
            let shown = fine(&["show", &path, id]).out;
            assert!(words(shown.lines().next().unwrap()).ends_with(id), "{shown}");
            let json = json(&fine(&["show", "--json", &path, id]));
            assert_eq!((&json["id"], &json["title"]), (&record["id"], &record["title"]));
            for name in ["title", "name"] {
                assert!(json["record"].get(name).is_none_or(|name| shown.contains(name.as_str().unwrap())), "{shown}");
            }
        }
    }
}

#[test]
fn a_record_is_shown_with_dates_standings_citations_and_who_names_it() {
    let shown = fine(&["show", &sample(), "inc-05j9qs70tzw3"]).out;
    let lines: BTreeSet<String> = shown.lines().map(words).collect();
    for line in [
        "start: 95 days after the start of “Bubo Na Tchuto takes refuge in the UN compound” (inc-16kdwjkjt5vk)",
        "span 2010-01-04..2010-04-05, derived from other dates",
        "latest start 2010-04-05",
        "“Bubo Na Tchuto takes refuge in the UN compound” is dated [2009-10..2009-12]",
        "place Guinea-Bissau (pla-jng4t00yagps)",
        "Carlos Gomes Jr. (act-nvwjxzzcjr36), detained",
        "standing suspected by “outsiders”, not named by the source",
        "marking UNCLASSIFIED · TLP:CLEAR, inherited from the case",
        "actor “Carlos Gomes Jr.” (act-nvwjxzzcjr36), in posts.when",
    ] {
        assert!(lines.contains(line), "{line} is not in {shown}");
    }
    assert!(shown.contains("F6 not yet graded, Flying Blind?"), "{shown}");
    let json = json(&fine(&["show", "--json", &sample(), "rel-h9vakmyegdvy"]));
    assert_eq!((&json["record"]["standing"], &json["named_by"]), (&"alleged".into(), &Value::Array(Vec::new())));
    assert_eq!(json["record"]["attributed_to"][0]["title"], "United States");
    assert_eq!(json["record"]["citations"][0]["credibility_judged"], false);
}

#[test]
fn what_is_judged_unsourced_or_unknown_is_told() {
    let tables = "    sources: {\n        \"src-000000000001\": (title: \"A\", reliability: B),\n    },\n    incidents: {\n        \
                  \"inc-000000000001\": (title: \"Sourced\", marking: (tlp: Red), citations: [(key: \"000001\", source: \
                  \"src-000000000001\", credibility: C2)], casualties: (low: 3, high: 7), quantities: [(key: \"000002\", \
                  commodity: \"cocaine\", best: 670, unit: \"kg\")]),\n        \"inc-000000000002\": (title: \"Unsourced\", \
                  standing: Alleged, place: \"pla-000000000009\", colour: \"red\"),\n    },\n";
    let (_folder, path) = variant(&head().replace("\n)\n", &format!("\n{tables})\n")));
    let check = |id: &str, expected: &[&str]| {
        let shown = fine(&["show", &path, id]).out;
        let lines: BTreeSet<String> = shown.lines().map(words).collect();
        assert!(expected.iter().all(|line| lines.contains(*line)), "{expected:?} in {shown}");
    };
    check("inc-000000000001", &["B2, A (src-000000000001), supports", "number 3–7", "670 kg cocaine"]);
    check("inc-000000000001", &["marking TLP:RED", "span undated", "standing reported"]);
    check("inc-000000000002", &["standing alleged – by whom is not recorded", "citations none: unsourced"]);
    check("inc-000000000002", &["place pla-000000000009, which is not in the case", "colour: \"red\""]);
    check(
        "src-000000000001",
        &["reliability B – usually reliable", "incident “Sourced” (inc-000000000001), in citations"],
    );
    let json = json(&fine(&["show", "--json", &path, "inc-000000000001"]));
    assert_eq!(
        (&json["record"]["citations"][0]["grade"], &json["record"]["casualties"]["high"]),
        (&"B2".into(), &7.into())
    );
}

#[test]
fn an_id_that_is_not_there_says_what_to_do() {
    let check = |id: &str, words: &str| {
        for arguments in [["show", &sample(), id].as_slice(), &["show", "--json", &sample(), id]] {
            let ran = sightline(arguments, "");
            assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(words), "{id}: {}", ran.err);
        }
    };
    check("inc-000000000000", "there is no incident inc-000000000000 in the case");
    check("inc-000000000000", "sightline list FILE incidents");
    check("inc-05j9qs70tzw4", "\n  inc-05j9qs70tzw3 “Prime Minister");
    check("src-6nne", "\n  src-6nner87evh8v “Crime and Instability");
    check("VIEIRA", "\n  act-955kw31vzsg9 “João Bernardo Vieira”");
    check("xyzzy", "sightline list FILE KIND");
    check("", "sightline list FILE KIND");
}

#[test]
fn a_file_is_formatted_once_and_then_left_alone() {
    let (folder, path) = variant(&text().replace('\n', "\r\n"));
    let check = sightline(&["format", "--check", &path], "");
    assert_eq!((check.code, check.out, check.err), (1, format!("{path}: not canonical\n"), String::new()));
    assert!(fs::read_to_string(&path).unwrap().contains('\r'), "--check writes nothing");
    assert_eq!(fine(&["format", &path]).out, format!("{path}: formatted\n"));
    assert_eq!(fs::read(&path).unwrap(), SAMPLE, "the same content gives the same bytes");
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    for mode in [&[] as &[&str], &["--check"], &["--drop-comments"]] {
        let ran = fine(&[["format", &path].as_slice(), mode].concat());
        assert_eq!(ran.out, format!("{path}: canonical already, not touched\n"));
    }
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_file_that_was_edited_by_hand_becomes_a_revision_of_its_own() {
    let unindented: String = text().lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    let (_folder, path) = variant(&unindented.replacen("title: \"Guinea-Bissau", "title: \"Bissau", 1));
    let ran = json(&fine(&["format", "--json", &path]));
    assert_eq!((&ran[0]["canonical"], &ran[0]["formatted"]), (&false.into(), &true.into()));
    let formatted = fs::read_to_string(&path).unwrap();
    let body = |text: &str| text[text.find("    case: ").unwrap()..].to_owned();
    assert_eq!(body(&formatted), body(&text()).replacen("title: \"Guinea-Bissau", "title: \"Bissau", 1));
    let revision = text().lines().find(|line| line.contains("revision: ")).unwrap()[14..].to_owned();
    assert!(
        formatted.contains(&revision) && !formatted.contains(&format!("revision: {revision}")),
        "it is an ancestor"
    );
    let ran = json(&fine(&["format", "--json", &path]));
    assert_eq!((&ran[0]["canonical"], &ran[0]["formatted"]), (&true.into(), &false.into()));
    assert_eq!(fs::read_to_string(&path).unwrap(), formatted);
}

#[test]
fn comments_are_dropped_only_if_that_is_wanted() {
    let commented = format!("// by hand\n{}", text());
    let (_folder, path) = variant(&commented);
    let ran = sightline(&["format", &path], "");
    assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains("Use --drop-comments"), "{}", ran.err);
    let ran = sightline(&["format", "--check", &path], "");
    assert_eq!((ran.code, ran.out), (1, format!("{path}: not canonical, and has comments\n")));
    assert_eq!(fs::read_to_string(&path).unwrap(), commented);
    let ran = fine(&["format", "--drop-comments", &path]);
    assert_eq!(ran.out, format!("{path}: formatted, without its comments\n"));
    assert_eq!(fs::read(&path).unwrap(), SAMPLE);
}

#[test]
fn what_cannot_be_written_safely_is_left_as_it_was_and_the_rest_is_formatted() {
    let plain = text().replace('\n', "\r\n");
    let check = |text: &str, is_read_only: bool, words: &str| {
        let ((folder, path), (_other, good)) = (variant(text), variant(&plain));
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(is_read_only);
        fs::set_permissions(&path, permissions).unwrap();
        let ran = sightline(&["format", "--drop-comments", "--json", &path, &good], "");
        let json = json(&ran);
        assert!(ran.code == 2 && json[0]["error"].as_str().unwrap().contains(words), "{words}: {json}");
        assert!(ran.err.contains(words) && ran.err.contains(&path), "{}", ran.err);
        assert_eq!((&json[0]["formatted"], &json[1]["formatted"]), (&false.into(), &true.into()));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read(&good).unwrap(), SAMPLE);
    };
    check(&plain, true, "the file is read-only");
    check(&plain.replacen("min_reader: 1", "min_reader: 2", 1), false, "newer version of Sightline");
    check(&plain.replacen("stated: \"2009-03-02\"", "stated: \"2009-13-02\"", 1), false, "damaged");
    check(&plain[..plain.len() / 2], false, "");
    check("", false, "The file is empty");
}

#[test]
fn shells_and_man_get_what_they_read() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = sightline(&["completions", shell], "");
        assert_eq!((script.code, script.err.as_str()), (0, ""), "{shell}");
        let has_all = ["check", "summary", "list", "show", "format", "drop-comments", "completions"];
        assert!(has_all.iter().all(|word| script.out.contains(word)), "{shell}");
    }
    let page = sightline(&["man"], "");
    assert!(page.code == 0 && page.out.contains(".TH sightline 1") && page.out.contains("Exit codes"), "{}", page.out);
    for verb in [
        "check",
        "summary",
        "list",
        "find",
        "show",
        "dates",
        "edtf",
        "matrix",
        "gaps",
        "compare",
        "match",
        "duplicates",
        "format",
        "completions",
        "man",
    ] {
        assert!(page.out.contains(&format!("sightline\\-{verb}(1)")), "{verb}");
        let own = sightline(&["man", verb], "");
        assert!(own.code == 0 && own.out.contains(&format!("sightline\\-{verb} \\- ")), "{}", own.out);
    }
}

fn sightline(arguments: &[&str], input: &str) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["sightline"].iter().chain(arguments).map(Into::into);
    let code = match run(arguments, &mut out, &mut err, &mut input.as_bytes()) {
        Outcome::Exit(code) => code,
        Outcome::Window(file) => panic!("the window opens on {file:?}"),
    };
    Ran { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// Runs what must go well, and look it.
fn fine(arguments: &[&str]) -> Ran {
    let ran = sightline(arguments, "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    assert!(
        ran.out.ends_with('\n') && ran.out.lines().all(|line| line == line.trim_end()),
        "{arguments:?}: {}",
        ran.out
    );
    steers_nothing(&ran, arguments);
    ran
}

fn steers_nothing(ran: &Ran, arguments: &[&str]) {
    for text in [&ran.out, &ran.err] {
        let steering =
            |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let found: Vec<char> = text.chars().filter(|&c| steering(c)).collect();
        assert!(found.is_empty(), "{arguments:?}: {found:?} in {text:?}");
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
}

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/guinea-bissau.case.ron").display().to_string()
}

fn text() -> String {
    String::from_utf8(SAMPLE.to_vec()).unwrap()
}

/// A case without records.
fn head() -> String {
    "(\n    format: 1,\n    min_reader: 1,\n    case: \"cas-xsfnr4c2cbhm\",\n    title: \"A case\",\n)\n".to_owned()
}

/// The sample with days for the two dates that the source puts 95 days apart, but 94 days apart.
fn contradicting() -> String {
    let (refuge, arrest) = ("stated: \"[2009-10..2009-12]\"", "as_written: \"ninety-five days later\",");
    let text = text();
    assert!(text.contains(refuge) && text.contains(arrest));
    text.replace(refuge, "stated: \"2009-12-28\"").replacen(arrest, &format!("{arrest} stated: \"2010-04-01\","), 1)
}

/// A file of its own for a variant of the sample.
fn variant(text: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("a.case.ron");
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    file.unwrap().write_all(text.as_bytes()).unwrap();
    (folder, path.display().to_string())
}

fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

/// Where the second column of a line begins: after two spaces or more.
fn second_column(line: &str) -> Option<usize> {
    let gap = line.find("  ")?;
    let text = line[gap..].find(|c: char| c != ' ')?;
    Some(line[..gap + text].chars().count())
}

/// The words of a line with one space between them.
fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
