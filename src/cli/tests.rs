//! The command line from outside: arguments and input in, text and exit code out.

use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;

use super::{Outcome, run};

struct Ran {
    outcome: Outcome,
    out: String,
    err: String,
}

fn sightline(arguments: &[&str], input: &str) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["sightline"].iter().chain(arguments).map(Into::into);
    let outcome = run(arguments, &mut out, &mut err, &mut input.as_bytes());
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    Ran { outcome, out: text(&out), err: text(&err) }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_default()
}

/// Runs `edtf` and holds the texts that it took for data and the exit code against what is expected.
fn check(arguments: &[&str], input: &str, texts: &[&str], code: u8) {
    let arguments: Vec<&str> = ["edtf", "--json"].iter().chain(arguments).copied().collect();
    let ran = sightline(&arguments, input);
    let answers = json(&ran);
    let found: Vec<&str> =
        answers.as_array().into_iter().flatten().filter_map(|answer| answer["text"].as_str()).collect();
    assert_eq!((found.as_slice(), ran.outcome), (texts, Outcome::Exit(code)), "{arguments:?}: {}", ran.err);
}

#[test]
fn a_leading_minus_sign_is_data() {
    check(&["-0044"], "", &["-0044"], 0);
    check(&["--", "-0044", "2009"], "", &["-0044", "2009"], 0);
    check(&["2009", "-0044", "-0043/.."], "", &["2009", "-0044", "-0043/.."], 0);
    check(&["Y-17E7"], "", &["Y-17E7"], 0);
    check(&["2009", "--json"], "", &["2009", "--json"], 1);
}

#[test]
fn dates_are_read_from_the_input_one_a_line() {
    check(&["-"], "2009\r\n-0044\n", &["2009", "-0044"], 0);
    // A line with nothing on it is answered too, so that answers and lines can be laid side by side.
    check(&["-"], "2009\n\n2010\n", &["2009", "", "2010"], 1);
    check(&["1984", "-"], "2009", &["1984", "2009"], 0);
    check(&["-"], "2009-13\n", &["2009-13"], 1);
}

#[test]
fn a_date_is_shown_with_what_it_spans() {
    let ran = sightline(&["edtf", "2009-12", "2009-13", "../2010"], "");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[0].split_whitespace().collect::<Vec<_>>().join(" "),
        "2009-12 valid level 0 earliest 2009-12-01 latest 2009-12-31"
    );
    assert!(lines[1].starts_with("2009-13  not valid: "), "{}", lines[1]);
    assert!(lines[2].contains("earliest ..") && lines[2].contains("latest 2010-12-31"), "{}", lines[2]);
    assert_eq!(ran.outcome, Outcome::Exit(1));
}

#[test]
fn without_a_verb_the_window_opens() {
    assert_eq!(sightline(&[], "").outcome, Outcome::Window(None));
    assert_eq!(sightline(&["a.case.ron"], "").outcome, Outcome::Window(Some("a.case.ron".into())));
}

#[test]
fn usage_is_explained_where_it_belongs() {
    let help = sightline(&["--help"], "");
    assert_eq!(help.outcome, Outcome::Exit(0));
    for verb in ["check", "summary", "dates", "edtf", "matrix"] {
        assert!(help.out.contains(verb), "{verb}");
        let help = sightline(&[verb, "--help"], "");
        assert!(help.out.contains("With --json") && help.outcome == Outcome::Exit(0), "{verb}");
    }
    assert!(sightline(&["--version"], "").out.starts_with("sightline "));
    let wrong = sightline(&["check"], "");
    assert!(wrong.out.is_empty() && wrong.err.contains("FILE"), "{}", wrong.err);
    assert_eq!(wrong.outcome, Outcome::Exit(2));
}

#[test]
fn a_file_that_cannot_be_read_is_named_in_the_errors() {
    for verb in ["check", "summary", "dates", "matrix"] {
        let ran = sightline(&[verb, "/nowhere/a.case.ron"], "");
        assert!(ran.out.is_empty() && ran.err.contains("/nowhere/a.case.ron"), "{verb}: {}", ran.err);
        assert_eq!(ran.outcome, Outcome::Exit(2), "{verb}");
    }
    let ran = sightline(&["check", "--json", "/nowhere/a.case.ron"], "");
    assert!(json(&ran)[0]["error"].is_string());
}

#[test]
fn every_verb_answers_on_the_example() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/guinea-bissau.case.ron");
    let file = file.to_string_lossy();
    let answer = |arguments: &[&str]| {
        let ran = sightline(arguments, "");
        assert!(ran.err.is_empty() && matches!(ran.outcome, Outcome::Exit(0 | 1)), "{arguments:?}: {}", ran.err);
        ran
    };
    let verbs: &[(&[&str], &[&str])] = &[
        (&["check"], &["file", "error", "damages", "problems"]),
        (
            &["summary"],
            &["file", "case", "title", "marking", "records", "first", "last", "undated", "standings", "problems"],
        ),
        (&["dates"], &["file", "dates", "contradictions"]),
        (&["matrix"], &["file", "as_of", "themes", "total", "rows"]),
        (&["matrix", "--as-of", "2011-07"], &["file", "as_of", "themes", "total", "rows"]),
    ];
    for (verb, keys) in verbs {
        assert!(answer(&[verb, [&*file].as_slice()].concat()).out.lines().count() > 0, "{verb:?}");
        let value = json(&answer(&[verb, ["--json", &*file].as_slice()].concat()));
        let object = value.get(0).unwrap_or(&value);
        let found: Vec<&String> = object.as_object().into_iter().flat_map(|object| object.keys()).collect();
        assert_eq!(found, *keys, "{verb:?}");
    }
    let wrong = sightline(&["matrix", "--as-of", "July", &file], "");
    assert!(wrong.err.contains("--as-of") && wrong.outcome == Outcome::Exit(2), "{}", wrong.err);
}

/// A pipe whose reader has left, or a disk that is full.
struct Closed(io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_leaves_is_no_error_and_a_full_disk_is() {
    for (kind, code) in [(io::ErrorKind::BrokenPipe, 0), (io::ErrorKind::StorageFull, 2)] {
        for arguments in [&["edtf", "2009"] as &[&str], &["edtf", "--json", "2009"], &["--help"]] {
            let mut err = Vec::new();
            let arguments = ["sightline"].iter().chain(arguments).map(Into::into);
            let outcome = run(arguments, &mut Closed(kind), &mut err, &mut io::empty());
            assert_eq!(outcome, Outcome::Exit(code), "{kind}");
            assert_eq!(err.is_empty(), code == 0, "{kind}");
        }
    }
}
