//! The floors of the house: imports go down only, and each floor keeps to its own business.

use crate::tidy::{Source, line_of, sources};

/// The floors with their numbers. A floor may import those with a smaller number: two with the same one never meet.
const FLOORS: &[(&str, u8)] = &[
    ("case", 0),
    ("edit", 1),
    ("query", 1),
    ("files", 2),
    ("figure", 3),
    ("brief", 4),
    ("disk", 5),
    ("session", 6),
    ("cli", 7),
    ("ui", 8),
    ("desktop", 9),
];

/// What only these floors may name.
const OWN: &[(&str, &[&str])] = &[
    ("egui::", &["ui", "desktop"]),
    ("eframe::", &["desktop"]),
    ("rfd::", &["desktop"]),
    ("std::fs", &["disk"]),
    ("SystemTime", &["desktop", "cli"]),
];

#[test]
fn imports_go_down_only() {
    let found: Vec<String> = sources(&["src"]).iter().flat_map(upward).collect();
    assert!(found.is_empty(), "imports go down only (see ARCHITECTURE.md):\n{}", found.join("\n"));
}

#[test]
fn every_folder_is_a_floor() {
    let strangers: Vec<String> = sources(&["src"])
        .iter()
        .filter(|source| floor(source).is_some_and(|name| number(name).is_none()))
        .map(|source| format!("{}: no floor of the house", source.path))
        .collect();
    assert!(strangers.is_empty(), "{}", strangers.join("\n"));
}

#[test]
fn each_floor_keeps_to_its_own_business() {
    let mut found = Vec::new();
    for source in sources(&["src"]) {
        let Some(name) = floor(&source) else { continue };
        // Tests at the foot of a file may read and write files.
        let code = source.code.split("#[cfg(test)]").next().unwrap_or_default();
        for (words, floors) in OWN.iter().filter(|(_, floors)| !floors.contains(&name)) {
            found.extend(places(code, words).into_iter().map(|at| {
                format!("{}:{}: `{words}` belongs to {}", source.path, line_of(code, at), floors.join(" and "))
            }));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_reader_of_imports_finds_them_all() {
    check("use crate::case::Case;", &["case"]);
    check("use crate::{case::{Case, Change}, ui, query::lanes};", &["case", "ui", "query"]);
    check("pub use crate::\n    edit::Edit;", &["edit"]);
    check("fn open() { drop(crate::disk::open(path)) }", &["disk"]);
    check("pub(in crate::ui) fn row() {}", &["ui"]);
    check("let accrate::case = 1;", &[]);
}

/// The imports of a file from its own number or above, other than from its own floor.
fn upward(source: &Source) -> Vec<String> {
    let Some((name, own)) = floor(source).and_then(|name| Some((name, number(name)?))) else { return Vec::new() };
    imports(&source.code)
        .into_iter()
        .filter(|(other, _)| other != name && number(other).is_some_and(|number| number >= own))
        .map(|(other, at)| format!("{}:{}: {name} imports {other}", source.path, line_of(&source.code, at)))
        .collect()
}

/// The folder of `src/` in which a file lies; none for `lib.rs` and `main.rs`.
fn floor(source: &Source) -> Option<&str> {
    source.path.strip_prefix("src/")?.split_once('/').map(|(floor, _)| floor)
}

fn number(floor: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == floor).map(|&(_, number)| number)
}

/// The first name after each `crate::`, and each one in braces after it, with its place.
fn imports(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for at in places(code, "crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap_or_default().trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads(group).into_iter().map(|head| (head, at))),
            None => found.push((word(rest), at)),
        }
    }
    found
}

/// The first name of every path in a group, without those in groups within it.
fn heads(group: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut heads = vec![word(group)];
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(word(group.get(at + 1..).unwrap_or_default())),
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|&letter| is_name(letter)).collect()
}

/// Where `words` stand in the code as a word of their own.
fn places(code: &str, words: &str) -> Vec<usize> {
    let is_inside_a_name =
        |at: usize| code.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_name);
    code.match_indices(words).map(|(at, _)| at).filter(|&at| !is_inside_a_name(at)).collect()
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn check(code: &str, expected: &[&str]) {
    let found: Vec<String> = imports(code).into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, expected, "in {code}");
}
