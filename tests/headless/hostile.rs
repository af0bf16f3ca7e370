//! Files that were made to do harm: each is answered in words or opened, soon, and without a crash.

use std::time::{Duration, Instant};

use sightline::files::{Access, read};

/// A small case with this in the place of an incident's title, with the quotation marks.
fn titled(title: &str) -> String {
    with_incidents(&format!("        \"inc-000000000001\": (\n            title: {title},\n        ),\n"))
}

/// A small case with these incidents.
fn with_incidents(incidents: &str) -> String {
    format!(
        "(\n    format: 1,\n    min_reader: 1,\n    case: \"cas-000000000001\",\n    title: \"A case\",\n    incidents: {{\n{incidents}    }},\n)\n"
    )
}

/// A small case with this after its title.
fn with_fields(fields: &str) -> String {
    format!("(\n    format: 1,\n    case: \"cas-000000000001\",\n    title: \"A case\",\n{fields})\n")
}

/// What a file is answered: its damages or why it is refused; `whole` where there is nothing to say.
fn answer(bytes: &[u8]) -> String {
    let start = Instant::now();
    let answer = match read(bytes) {
        Ok(document) if document.damages.is_empty() => {
            assert_eq!(document.access, Access::ReadWrite);
            "whole".to_owned()
        }
        Ok(document) => document.damages.to_string(),
        Err(error) => error.to_string(),
    };
    // In proportion to its length each of these takes well under a second, even without optimisation.
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}: {}",
        start.elapsed(),
        answer.chars().take(200).collect::<String>()
    );
    answer
}

fn check(text: impl AsRef<[u8]>, expected: &str) {
    let answer = answer(text.as_ref());
    let short: String = answer.chars().take(600).collect();
    assert!(answer.contains(expected), "{expected} is not in {short}");
    assert!(answer.chars().count() < 60_000, "an answer can be shown: {}", answer.chars().count());
}

#[test]
fn brackets_without_end_are_counted() {
    let deep = |open: &str, close: &str, depth| open.repeat(depth) + &close.repeat(depth);
    check(titled(&deep("[", "]", 100_000)), "brackets are nested more than 64 deep");
    check(titled(&deep("[", "]", 60)), "field `title`");
    check(titled(&"(".repeat(100_000)), "brackets are nested more than 64 deep");
    check(titled("\"x\"").replace("title: \"x\"", &format!("new: {}", deep("[", "]", 60))), "whole");
    check(
        titled("\"x\"").replace("title: \"x\"", &format!("new: {}", deep("[", "]", 70))),
        "brackets are nested more than 64 deep",
    );
    check(with_fields(&format!("    new: {},\n", deep("[(a: ", ")]", 40))), "brackets are nested more than 64 deep");
    check("(".repeat(100_000), "This is not a Sightline case");
    check(deep("(", ")", 1_000), "This is not a Sightline case");
    check(with_fields(&"    ),\n".repeat(100_000)), "damaged");
    check(with_fields(&"    },\n".repeat(100_000)), "damaged in one place");
    check(with_fields(&"    incidents: {\n    }},\n".repeat(10_000)), "too many to open the rest of it");
}

#[test]
fn numbers_out_of_bounds_are_refused_and_unknown_ones_kept() {
    check(with_fields("").replace("format: 1", "format: 99999999999"), "the number is too large, or negative");
    check(with_fields("").replace("format: 1", "format: -1"), "field `format`");
    check(with_fields(&format!("    new: {},\n", "9".repeat(1_000_000))), "whole");
    let place = |number: &str| {
        with_fields(&format!(
            "    places: {{\n        \"pla-000000000001\": (\n            name: \"x\",\n            position: (latitude: {number}, \
             longitude: 1.0, precision_km: 1.0),\n        ),\n    }},\n"
        ))
    };
    check(place("12.5"), "whole");
    for number in ["1e999", "NaN", "inf", "-inf"] {
        check(place(number), "a finite number was expected");
    }
    check(place(&"1".repeat(100_000)), "place pla-000000000001, field `position.latitude`");
    let casualties = |count: &str| titled("\"x\"").replace("title: \"x\"", &format!("casualties: (best: {count})"));
    check(casualties("4294967295"), "whole");
    check(casualties("4294967296"), "field `casualties.best`: the number is too large, or negative");
    check(casualties("1.5"), "field `casualties`");
}

#[test]
fn long_texts_are_text() {
    check(titled(&format!("\"{}\"", "x".repeat(3_000_000))), "whole");
    check(titled(&format!("\"{}", "x".repeat(3_000_000))), "the text that begins here is not closed");
    check(titled(&format!("\"{}\"", "\\n".repeat(500_000))), "whole");
    check(titled(&format!("r{0}\"x\"{0}", "#".repeat(200))), "whole");
    check(titled(&format!("r{}\"x\"#", "#".repeat(300_000))), "the text that begins here is not closed");
    check(with_incidents(&format!("        \"{}\": (),\n", "x".repeat(1_000_000))), "line 7, column 9, incident xxxxx");
    check(with_fields(&format!("    {}: 1,\n", "x".repeat(1_000_000))), "whole");
    check(titled(&" ".repeat(3_000_000)), "damaged in one place");
    check(format!("{}{}", with_fields(""), " \n".repeat(500_000)), "whole");
}

#[test]
fn escapes_are_characters_or_told() {
    check(titled("\"\\u{202e}\\u{0}\\u{10ffff}\""), "whole");
    for escape in ["\\u{110000}", "\\u{d800}", "\\u{}", "\\u{99999999999}", "\\xzz", "\\q"] {
        check(titled(&format!("\"{escape}\"")), "incident inc-000000000001, field `title`: ");
    }
    check(titled("\"\\"), "the text that begins here is not closed");
    check(titled("b\"bytes\""), "field `title`");
    check(titled("'x'"), "field `title`");
    check(titled("r#\"raw \" text\"#"), "whole");
}

#[test]
fn comments_are_passed_over_or_told() {
    check(titled(&format!("{}\"x\"{}", "/*".repeat(50_000), "*/".repeat(50_000))), "damaged");
    check(titled(&format!("/*{}*/ \"x\"", "/**/".repeat(50_000))), "whole");
    check(titled(&format!("{}\"x\"", "/* */".repeat(50_000))), "whole");
    check(titled(&"/*".repeat(100_000)), "this comment is not closed");
    check(format!("{}{}", "// a line\n".repeat(100_000), titled("\"x\"")), "whole");
    check("/*", "it begins with a comment that is not closed");
}

#[test]
fn many_of_one_thing_are_told_in_short() {
    let many = |record: &str, count: usize| with_incidents(&record.repeat(count));
    let record = "        \"inc-000000000001\": (\n            title: \"x\",\n        ),\n";
    check(many(record, 2), "the id is used twice, first in line 7");
    check(many(record, 20_000), "damaged in 1000 places or more, too many to open the rest of it");
    check(many("        \"inc-000000000001\": (\n            title: r#\"x,\n        ),\n", 20_000), "too many");
    check(many("        \"inc-000000000001\": (\n            title: /* x,\n        ),\n", 20_000), "too many");
    check(many("        \"inc-000000000001\": (\n            title: ((((\n        ),\n", 20_000), "too many");
    check(many("        \"inc-000000000001\": (), ", 50_000), "too many");
    check(
        with_incidents(&format!("        \"inc-000000000001\": ({}),\n", "title: \"x\", ".repeat(100_000))),
        "the field is written twice",
    );
    check(with_fields(&"    title: \"x\",\n".repeat(50_000)), "too many");
    check(with_fields(&"    incidents: {},\n".repeat(50_000)), "too many");
    let fields: String = (0..20_000).map(|count| ["    new_", &count.to_string(), ": 1,\n"].concat()).collect();
    check(with_fields(&fields), "whole");
    check(with_fields(&"x\n".repeat(500_000)), "damaged");
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let bytes = |title: &[u8]| {
        let text = titled("\"HERE\"");
        let (before, after) = text.split_once("HERE").unwrap();
        [before.as_bytes(), title, after.as_bytes()].concat()
    };
    check(bytes(b"\xff"), "the byte \\xff is not text in UTF-8");
    check(bytes(&b"\xff".repeat(1_000_000)), "the byte \\xff is not text in UTF-8");
    check(bytes(&b"a\xff".repeat(400_000)), "the byte \\xff is not text in UTF-8");
    check(bytes(&b"a\xff".repeat(1_100_000)), "Line 8 is not text in UTF-8");
    check(bytes(&b"\xe9\n".repeat(10)), "Line 8 is not text in UTF-8");
    check(bytes(&b"\0".repeat(1_000_000)), "1000000 zero bytes stand here");
    check(b"\0".repeat(1_000_000), "The file has 1000000 zero bytes from line 1 on");
    check([titled("\"x\"").as_bytes(), &b"\0".repeat(1_000_000)].concat(), "1000000 zero bytes at the end of the file");
    let utf_16: Vec<u8> = titled("\"x\"").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&utf_16, "zero bytes from line 1 on");
    check([b"\xFF\xFE".as_slice(), &utf_16].concat(), "This is a text in UTF-16");
    check(b"\xff".repeat(2_000_000), "Line 1 is not text in UTF-8");
}

#[test]
fn what_other_systems_make_of_line_ends_is_accepted() {
    let text = titled("\"x\"");
    for text in
        [text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{FEFF}{text}"), text.trim_end().to_owned()]
    {
        check(&text, "whole");
        check(text.replace("\"x\"", "3"), "field `title`: text in quotation marks was expected");
    }
    check(format!("{text}\u{1A}"), "the case has ended, but text follows");
}
