//! `sightline format`: the canonical bytes of a case in the place of its file.
//!
//! The old file is replaced whole or left whole. A file that is canonical already is not touched; one that is damaged,
//! read-only or of a newer format is left as it is, and so is one with comments unless they may be dropped. A file that
//! another program changed becomes a revision of its own, as it would on being saved in the window.
//!
//! With `--json`, a list with one object for each file: `file`; `error` (what went wrong, or null);
//! `canonical` (whether it was canonical before; null where that cannot be told); `comments` (whether it had comments;
//! null likewise) and `formatted` (whether it was surely written).

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::text::one_line;
use super::{FINE, PROBLEMS, Streams, Told, UNUSABLE, each, naming, open_file};
use crate::disk::{self, Expected, Opened};
use crate::files::{self, Access};

/// Writes cases in their canonical form, in place
///
/// A file is replaced whole or left whole, and not touched if it is canonical already.
#[derive(Debug, clap::Args)]
#[command(after_help = "With --json, a list of objects: file, error (or null), canonical \
                        (whether it was before, or null), comments (whether it had some, or null), formatted (whether \
                        it was surely written)")]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    mode: Mode,
    /// The cases to format
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// How far formatting goes.
#[derive(Clone, Copy, Debug, clap::Args)]
struct Mode {
    /// Only tell: write nothing, and end in 1 if a file is not canonical
    #[arg(long)]
    check: bool,
    /// Format files with comments too; the comments are lost
    #[arg(long, conflicts_with = "check")]
    drop_comments: bool,
}

/// What became of a file.
struct Report {
    file: String,
    /// Whether it was canonical and whether it had comments, where it could be read.
    before: Option<Before>,
    result: Result<Done, String>,
}

#[derive(Clone, Copy)]
struct Before {
    is_canonical: bool,
    has_comments: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    Told,
    Written,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    each(&arguments.files, arguments.json, |file| report(file, arguments.mode), streams)
}

fn report(path: &Path, mode: Mode) -> Report {
    let file = path.display().to_string();
    let opened = open_file(path).and_then(|opened| match &opened.document.access {
        Access::ReadWrite => Ok(opened),
        Access::ReadOnly { .. } if !opened.document.damages.is_empty() => Err(format!(
            "{file}: it was left as it was, since what cannot be read has no form to be put into. {}",
            opened.document.damages
        )),
        Access::ReadOnly { reason } => Err(format!("{file}: it was left as it was: {reason}")),
    });
    match opened {
        Err(words) => Report { file, before: None, result: Err(words) },
        Ok(opened) => {
            let before = Before { is_canonical: is_canonical(&opened), has_comments: opened.has_comments };
            let result = format(&opened, before, mode);
            Report { file, before: Some(before), result }
        }
    }
}

/// Whether a save would write the very bytes that are there.
fn is_canonical(opened: &Opened) -> bool {
    let (text, _) = files::seal(&opened.document.case, &opened.document.lineage);
    opened.hash == files::digest(text.as_bytes())
}

fn format(opened: &Opened, before: Before, mode: Mode) -> Result<Done, String> {
    if before.is_canonical {
        return Ok(Done::Nothing);
    }
    if mode.check {
        return Ok(Done::Told);
    }
    if before.has_comments && !mode.drop_comments {
        return Err(format!(
            "{}: it was left as it was: it has comments, which would be lost. Use --drop-comments to format it without \
             them",
            opened.path.display()
        ));
    }
    let document = &opened.document;
    disk::save_case(&opened.path, &document.case, &document.lineage, Expected::Hash(opened.hash))
        .map(|_| Done::Written)
        .map_err(|error| naming(&opened.path, &error))
}

impl Told for Report {
    fn code(&self) -> u8 {
        match self.result {
            Err(_) => UNUSABLE,
            Ok(Done::Told) => PROBLEMS,
            Ok(Done::Nothing | Done::Written) => FINE,
        }
    }

    fn error(&self) -> Option<&str> {
        self.result.as_ref().err().map(String::as_str)
    }

    fn words(&self) -> String {
        let has_comments = self.before.is_some_and(|before| before.has_comments);
        let words = match self.result {
            Err(_) => return String::new(),
            Ok(Done::Nothing) => "canonical already, not touched",
            Ok(Done::Told) if has_comments => "not canonical, and has comments",
            Ok(Done::Told) => "not canonical",
            Ok(Done::Written) if has_comments => "formatted, without its comments",
            Ok(Done::Written) => "formatted",
        };
        format!("{}: {words}\n", one_line(&self.file))
    }

    fn as_json(&self) -> Value {
        json!({
            "file": self.file,
            "error": self.result.as_ref().err(),
            "canonical": self.before.map(|before| before.is_canonical),
            "comments": self.before.map(|before| before.has_comments),
            "formatted": self.result == Ok(Done::Written),
        })
    }
}
