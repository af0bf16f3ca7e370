//! Tidiness: what every file owes its next reader.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

use std::fs;
use std::path::{Path, PathBuf};

use sightline::{disk, files};

const FOLDERS: &[&str] = &["src", "tests", "benches"];

/// A longer file says why in one of its first ten lines: `// Long because …`.
const LONG: usize = 600;

#[test]
fn every_file_opens_with_what_it_is() {
    holds(|source| {
        let first = source.text.lines().next().unwrap_or_default();
        let says = first.strip_prefix("//!").is_some_and(|words| words.trim().len() > 8 && words.trim() != "stub");
        (!says).then(|| (1, "opens with a line that says what the file is: //! …".to_owned()))
    });
}

#[test]
fn no_line_ends_in_white_space() {
    holds(|source| {
        let place = source.text.split('\n').position(|line| line.ends_with([' ', '\t', '\r']))?;
        Some((place + 1, "ends in white space, or the line in CR LF".to_owned()))
    });
}

#[test]
fn every_file_ends_in_one_line_feed() {
    holds(|source| {
        let is_right = source.text.ends_with('\n') && !source.text.ends_with("\n\n");
        (!is_right).then(|| (source.text.lines().count(), "ends in one line feed".to_owned()))
    });
}

#[test]
fn a_long_file_says_why() {
    holds(|source| {
        let lines = source.text.lines().count();
        let says_why = source.text.lines().take(10).any(|line| line.starts_with("// Long because "));
        (lines > LONG && !says_why).then(|| (lines, format!("longer than {LONG} lines without `// Long because …`")))
    });
}

#[test]
fn nothing_is_left_for_later() {
    holds(|source| {
        let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
        let (at, mark) = marks.iter().find_map(|mark| Some((source.text.find(mark)?, mark)))?;
        Some((line_of(&source.text, at), format!("`{mark}`: do it, or write it into an issue")))
    });
}

#[test]
fn every_case_is_read_without_loss_and_written_as_it_is() {
    for path in cases() {
        let text = fs::read_to_string(&path).unwrap();
        let opened = disk::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!opened.has_comments, "{}: a save would lose its comments", path.display());
        let written = files::write(&opened.document.case, &opened.document.lineage);
        let differing = text.split('\n').zip(written.split('\n')).enumerate().find(|(_, (old, new))| old != new);
        if let Some((line, (old, new))) = differing {
            panic!("{}:{}: a save would write\n{new}\ninstead of\n{old}", path.display(), line + 1);
        }
        assert_eq!(text.len(), written.len(), "{}: one goes on where the other ends", path.display());
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let cases: Vec<PathBuf> = paths.into_iter().filter(|path| path.to_string_lossy().ends_with(".case.ron")).collect();
    assert!(!cases.is_empty(), "no cases");
    cases
}

/// Every file is as `problem` wants it, which names a line and what is wrong otherwise.
fn holds(problem: impl Fn(&Source) -> Option<(usize, String)>) {
    let found: Vec<String> = sources(FOLDERS)
        .iter()
        .filter_map(|source| problem(source).map(|(line, words)| format!("{}:{line}: {words}", source.path)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A file of the package.
pub struct Source {
    /// Its path from the root of the package, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// The same without lines of comment, which may name anything; every line keeps its number.
    pub code: String,
}

/// Every Rust file in these folders, by path.
pub fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(Path::new(env!("CARGO_MANIFEST_DIR")), folder, &mut found);
    }
    found.sort_by(|one: &Source, other| one.path.cmp(&other.path));
    assert!(!found.is_empty(), "no sources in {folders:?}");
    found
}

/// The number of the line in which a place of the text lies, from one.
pub fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

fn collect(root: &Path, folder: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(root.join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}")) {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(root, &path, found);
        } else if Path::new(&path).extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            let code = text.split('\n').map(|line| if line.trim_start().starts_with("//") { "" } else { line });
            found.push(Source { path, code: code.collect::<Vec<_>>().join("\n"), text });
        }
    }
}
