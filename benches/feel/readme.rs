//! The tables of all figures in `benches/README.md`, between two marker comments: nobody edits them by hand.

use std::path::Path;

use serde_json::Value;

const BEGIN: &str = "<!-- figures: written by `cargo bench --bench feel -- --readme` -->\n";
const END: &str = "<!-- end of the figures -->";

/// Figures of a size that stand in one table: what they are called, and where they are in the JSON.
const WHOLE: &[(&str, &str)] = &[
    ("incidents", "/incidents"),
    ("records of every kind", "/records"),
    ("file, MB", "/save/file_mb"),
    ("from the start of the process to the first frame, ms", "/process_to_first_frame_ms"),
    ("until the file is read, ms", "/opened_ms"),
    ("until nothing moves any more, ms", "/at_rest_ms"),
    ("longest frame meanwhile, ms", "/longest_frame_while_opening_ms"),
    ("text to case, ms", "/read_text_ms"),
    ("save, until it is safe on the disk, ms", "/save/saved_ms"),
    ("longest frame meanwhile, ms", "/save/longest_frame_ms"),
    ("memory at rest, MB", "/rss_mb"),
    ("most memory while opening, MB", "/peak_rss_after_opening_mb"),
    ("most memory in all, MB", "/peak_rss_mb"),
    ("draws nothing while nothing changes", "/is_still_when_nothing_changes"),
];

/// Puts these figures between the two marker comments.
#[expect(clippy::disallowed_methods, reason = "a file of the sources, not of a user")]
pub fn renew(all: &Value) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/README.md");
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let old = std::fs::read_to_string(&path).map_err(told)?;
    let new = replaced(&old, &tables(all)).ok_or_else(|| format!("{}: a marker comment is gone", path.display()))?;
    std::fs::write(&path, new).map_err(told)
}

/// The text with other words between the markers.
fn replaced(text: &str, words: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{words}\n{END}{after}"))
}

fn tables(all: &Value) -> String {
    let sizes = list(all, "/sizes");
    let mut text = machine(all.pointer("/machine").unwrap_or(&Value::Null));
    text.push_str("\n### Opening, saving, memory\n\n");
    head(&mut text, "", sizes);
    for (words, pointer) in WHOLE {
        row(&mut text, words, sizes.iter().map(|size| shown(size.pointer(pointer))));
    }
    text.push_str("\n### Answers\n\nThe middle of three times, in ms.\n\n");
    head(&mut text, "", sizes);
    for name in
        sizes.first().and_then(|size| size.pointer("/answers_ms")).and_then(Value::as_object).into_iter().flatten()
    {
        let answer = |size: &Value| shown(size.get("answers_ms").and_then(|answers| answers.get(name.0)));
        row(&mut text, name.0, sizes.iter().map(answer));
    }
    text.push_str(
        "\n### Frames\n\nHalf of the frames / 99 of 100 / the longest, in ms; then 99 of 100 with waiting.\n\n",
    );
    head(&mut text, "", sizes);
    for (place, scenario) in sizes.first().map(|size| list(size, "/scenarios")).unwrap_or_default().iter().enumerate() {
        let name = scenario.get("name").and_then(Value::as_str).unwrap_or_default();
        row(&mut text, name, sizes.iter().map(|size| frames(list(size, "/scenarios").get(place))));
    }
    text.push_str("\n### Answers that come later\n\n");
    text.push_str("Frames that still showed older answers, and ms until the last one had its own.\n\n");
    head(&mut text, "", sizes);
    for (place, scenario) in sizes.first().map(|size| list(size, "/scenarios")).unwrap_or_default().iter().enumerate() {
        if scenario.get("answered_after_ms").is_none() {
            continue;
        }
        let name = scenario.get("name").and_then(Value::as_str).unwrap_or_default();
        row(&mut text, name, sizes.iter().map(|size| behind(list(size, "/scenarios").get(place))));
    }
    text.trim_end().to_owned() + "\n"
}

fn machine(machine: &Value) -> String {
    let part = |name: &str| shown(machine.get(name));
    format!(
        "{}, {} cores, {} GB of memory, {}; {}; {}, commit {}.\n",
        part("cpu"),
        part("cores"),
        part("memory_gb"),
        part("system"),
        part("rustc"),
        part("date"),
        part("commit")
    )
}

fn head(text: &mut String, first: &str, sizes: &[Value]) {
    row(text, first, sizes.iter().map(|size| shown(size.get("size"))));
    row(text, "---", sizes.iter().map(|_| "---:".to_owned()));
}

fn row(text: &mut String, first: &str, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    text.push_str(&["| ", first, " | ", &cells.join(" | "), " |\n"].concat());
}

fn frames(scenario: Option<&Value>) -> String {
    let part = |name: &str| shown(scenario.and_then(|scenario| scenario.get(name)));
    let (half, most, all) = (part("p50_ms"), part("p99_ms"), part("max_ms"));
    format!("{half} / {most} / {all}; {}", part("with_waiting_p99_ms"))
}

fn behind(scenario: Option<&Value>) -> String {
    let part = |name: &str| shown(scenario.and_then(|scenario| scenario.get(name)));
    format!("{} of {} / {}", part("frames_with_older_answers"), part("frames"), part("answered_after_ms"))
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A figure as it stands in a table: three digits are enough, and what was not measured is a dash.
fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::Bool(is_so)) => if *is_so { "yes" } else { "no" }.to_owned(),
        Some(Value::String(words)) => words.clone(),
        Some(Value::Number(number)) => match number.as_f64() {
            Some(float) if number.is_f64() && float < 10.0 => format!("{float:.2}"),
            Some(float) if number.is_f64() && float < 100.0 => format!("{float:.1}"),
            Some(float) => grouped(&format!("{float:.0}")),
            None => number.to_string(),
        },
        Some(other) => other.to_string(),
    }
}

/// Digits in threes: "100,000".
fn grouped(digits: &str) -> String {
    let letters: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = letters.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    groups.join(",")
}
