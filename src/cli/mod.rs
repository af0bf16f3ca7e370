//! The verbs of the command line, one file each. None needs a display.
//!
//! [`run`] takes its arguments and streams from outside, so that tests need no process. Every verb prints aligned text
//! for people, or with `--json` one value whose shape is written down at the top of the verb's file and in its help.
//!
//! Only `format` writes a case, in place, and only `matrix -o` another file, where there is none yet.
//!
//! Exit codes: 0 all is well; 1 the case has errors, a text is no date, or a file is not canonical; 2 wrong usage, or a
//! file cannot be read or written.

mod check;
mod compare;
mod completions;
mod dates;
mod duplicates;
mod edtf;
mod find;
mod format;
mod gaps;
mod list;
mod man;
mod matching;
mod matrix;
mod sheet;
mod show;
mod state;
mod summary;
mod text;

use std::ffi::OsString;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use serde_json::Value;

use crate::case::Case;
use crate::disk::{self, Opened};
use crate::files::Document;
use crate::query::dates::Dates;
use crate::query::problems::{self, Problem};

/// What the program does after reading its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Open the window, on this file if there is one.
    Window(Option<PathBuf>),
    /// End with this exit code.
    Exit(u8),
}

/// All is well.
const FINE: u8 = 0;
/// The case has errors, a text is no date, or a file is not canonical.
const PROBLEMS: u8 = 1;
/// Wrong usage, or a file cannot be read or written.
const UNUSABLE: u8 = 2;

/// An offline case workbench for desk officers of political missions.
///
/// Without a verb, the window opens, on FILE if it is given.
#[derive(Debug, Parser)]
#[command(name = "sightline", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 all is well; 1 the case has errors, a text is no date, or a file is not \
                        canonical; 2 wrong usage, or a file cannot be read or written")]
struct Arguments {
    /// The case to open in the window
    file: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Arguments),
    Summary(summary::Arguments),
    List(list::Arguments),
    Find(find::Arguments),
    Show(show::Arguments),
    Dates(dates::Arguments),
    Edtf(edtf::Arguments),
    Matrix(matrix::Arguments),
    Gaps(gaps::Arguments),
    Compare(compare::Arguments),
    Match(matching::Arguments),
    Duplicates(duplicates::Arguments),
    Format(format::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Where a verb reads and writes.
struct Streams<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    input: &'a mut dyn Read,
}

/// Runs the verb that the arguments name, the first of which is the program's own name.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    input: &mut dyn Read,
) -> Outcome {
    let mut streams = Streams { out, err, input };
    let result = match Arguments::try_parse_from(arguments) {
        Ok(Arguments { file, verb: None }) => return Outcome::Window(file),
        Ok(Arguments { verb: Some(verb), .. }) => obey(&verb, &mut streams),
        Err(error) => explain(&error, &mut streams),
    };
    Outcome::Exit(finish(result, &mut streams))
}

/// What a verb tells of one of the files that it was given.
trait Told {
    /// The exit code that it asks for; of several files the highest counts.
    fn code(&self) -> u8;
    /// Why the file could not be dealt with, if so: for the errors.
    fn error(&self) -> Option<&str>;
    /// What is printed, each line with its end; nothing where there was an error.
    fn words(&self) -> String;
    /// The same, and the error, as one JSON object.
    fn as_json(&self) -> Value;
}

/// Tells of each file in turn, a failure of one keeping nothing back of the next; the exit code.
fn each<T: Told>(
    files: &[PathBuf],
    is_json: bool,
    report: impl Fn(&Path) -> T,
    streams: &mut Streams<'_>,
) -> io::Result<u8> {
    let mut code = FINE;
    let mut values = Vec::new();
    for file in files {
        let told = report(file);
        code = code.max(told.code());
        if let Some(words) = told.error() {
            tell(words, streams)?;
        }
        if is_json {
            values.push(told.as_json());
        } else {
            write!(streams.out, "{}", told.words())?;
        }
    }
    if is_json {
        write_json(&Value::Array(values), streams)?;
    }
    Ok(code)
}

fn obey(verb: &Verb, streams: &mut Streams<'_>) -> io::Result<u8> {
    match verb {
        Verb::Check(arguments) => check::run(arguments, streams),
        Verb::Summary(arguments) => summary::run(arguments, streams),
        Verb::List(arguments) => list::run(arguments, streams),
        Verb::Find(arguments) => find::run(arguments, streams),
        Verb::Show(arguments) => show::run(arguments, streams),
        Verb::Dates(arguments) => dates::run(arguments, streams),
        Verb::Edtf(arguments) => edtf::run(arguments, streams),
        Verb::Matrix(arguments) => matrix::run(arguments, streams),
        Verb::Gaps(arguments) => gaps::run(arguments, streams),
        Verb::Compare(arguments) => compare::run(arguments, streams),
        Verb::Duplicates(arguments) => duplicates::run(arguments, streams),
        Verb::Match(arguments) => matching::run(arguments, streams),
        Verb::Format(arguments) => format::run(arguments, streams),
        Verb::Completions(arguments) => completions::run(arguments, streams),
        Verb::Man(arguments) => man::run(arguments, streams),
    }
}

/// Help and version were asked for and go to the output; wrong usage goes to the errors.
fn explain(error: &clap::Error, streams: &mut Streams<'_>) -> io::Result<u8> {
    if error.use_stderr() {
        write!(streams.err, "{error}")?;
        Ok(UNUSABLE)
    } else {
        write!(streams.out, "{error}")?;
        Ok(FINE)
    }
}

/// A reader that has seen enough and closed its end is no error.
fn finish(result: io::Result<u8>, streams: &mut Streams<'_>) -> u8 {
    match result.and_then(|code| streams.out.flush().map(|()| code)) {
        Ok(code) => code,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => FINE,
        Err(error) => {
            // Nothing is left to tell it to if this fails too.
            drop(writeln!(
                streams.err,
                "sightline: the answer was not written whole: {error}; free some space or send it elsewhere"
            ));
            UNUSABLE
        }
    }
}

/// The whole case in a file, or why it cannot be had, in words that name the file: an answer from what is left of a
/// damaged file would pass for one from all of it.
fn open(file: &Path) -> Result<Case, String> {
    let Document { case, damages, .. } = open_file(file)?.document;
    if damages.is_empty() {
        return Ok(case);
    }
    Err(format!("{}\nThe window opens the rest of it, and check lists all", naming(file, &damages)))
}

/// A file with its case, or why it cannot be had, in words that name the file.
fn open_file(file: &Path) -> Result<Opened, String> {
    disk::open(file).map_err(|error| naming(file, &error))
}

/// The words of an error, with the file's name before them if they do not have it.
fn naming(file: &Path, error: &impl ToString) -> String {
    let (name, words) = (file.display().to_string(), error.to_string());
    if words.contains(&name) { words } else { format!("{name}: {words}") }
}

/// The case in a file; what went wrong is told, and leaves `None`.
fn open_or_tell(file: &Path, streams: &mut Streams<'_>) -> io::Result<Option<Case>> {
    match open(file) {
        Ok(case) => Ok(Some(case)),
        Err(words) => {
            tell(&words, streams)?;
            Ok(None)
        }
    }
}

/// Everything in the case that does not add up.
fn problems(case: &Case, dates: &Dates) -> Vec<Problem> {
    problems::problems(case, dates)
}

/// Writes what went wrong, a list of damages with one on each line.
fn tell(words: &str, streams: &mut Streams<'_>) -> io::Result<()> {
    for (place, line) in words.lines().enumerate() {
        let head = if place == 0 { "sightline: " } else { "  " };
        writeln!(streams.err, "{head}{}", text::one_line(line))?;
    }
    Ok(())
}

/// Writes a value of JSON. What steers a terminal stands in its texts as an escape, also where JSON would not ask for it.
fn write_json(value: &Value, streams: &mut Streams<'_>) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let escaped =
        |c: char| if text::steers(c) && c != '\n' { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    writeln!(streams.out, "{}", json.chars().map(escaped).collect::<String>())
}

#[cfg(test)]
mod tests;
