//! `sightline compare`: missions side by side from the command line.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use serde_json::Value;
use sightline::cli::{Outcome, run};

const LARGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/flying-blind-2011.case.ron");

fn compare(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["sightline", "compare"].iter().chain(arguments).map(Into::into);
    let Outcome::Exit(code) = run(all, &mut out, &mut err, &mut [].as_slice()) else { panic!("a window") };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn missions_stand_side_by_side_with_their_likeness() {
    let (code, out, err) = compare(&[LARGER, "UNOWA", "unipsil", "UNSCO"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in [
        "UNOWA        UNIPSIL      UNSCO",
        "≠  DT  mandated     mandated     found blank",
        "Likeness: one of them has no mandate",
        "  UNOWA and UNIPSIL: 0.",
        "Most like UNOWA: ",
        "UNSCO has ",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let (_, out, _) = compare(&["--as-of", "2009", LARGER, "UNOWA", "UNIPSIL"]);
    assert!(out.contains("possibly mandated"), "a claim attested for 2011 only possibly holds in 2009: {out}");
}

#[test]
fn the_likeness_of_all_and_of_each_pair_is_told_to_programs() {
    let (code, out, _) = compare(&["--json", LARGER, "UNOWA", "UNIPSIL", "UNIOGBIS"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["pairs"].as_array().unwrap().len()), (0, 3));
    let of = |value: &Value| (value["shared"].as_u64().unwrap(), value["either"].as_u64().unwrap());
    let (shared, either) = of(&json["likeness"]);
    assert!(0 < shared && shared < either);
    for pair in json["pairs"].as_array().unwrap() {
        assert!(of(pair).0 >= shared && of(pair).1 <= either, "two share no less than three");
    }
}

#[test]
fn what_cannot_be_compared_is_told() {
    for (arguments, words) in [
        (&[LARGER, "UNOWA"][..], "2 values required"),
        (&[LARGER, "UNOWA", "unowa"], "two different missions are needed"),
        (&[LARGER, "UNOWA", "NATO"], "the case has no mission “NATO”"),
        (&["--as-of", "soon", LARGER, "UNOWA", "UNIPSIL"], "--as-of: "),
    ] {
        let (code, out, err) = compare(arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {err}");
    }
}
