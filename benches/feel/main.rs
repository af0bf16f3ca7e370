//! How the window feels: frame percentiles, opening, saving, start-up and memory, for a sample and generated cases.
//!
//! ```text
//! cargo bench --bench feel -- [--sizes sample,1k,10k,100k] [--only WORDS] [--json FILE] [--readme]
//! cargo bench --bench feel -- --write 100k FILE
//! ```
//!
//! Prints JSON. Each size is measured in a process of its own. `benches/README.md` says what the figures mean.

#[path = "../asked/mod.rs"]
mod asked;
mod desk;
#[path = "../generator/mod.rs"]
mod generator;
mod hands;
mod machine;
mod measure;
mod readme;
mod scenarios;

use std::io::{BufRead as _, BufReader, Write as _, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use sightline::files::{self, Lineage};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The seed of every generated case.
const SEED: u64 = 1;

/// What a child says when its first frame is drawn.
const FIRST_FRAME: &str = "first frame";

/// What is asked for on the command line.
#[derive(Default)]
struct Options {
    sizes: Vec<String>,
    only: Option<String>,
    json: Option<PathBuf>,
    is_for_readme: bool,
    write: Option<(String, PathBuf)>,
    /// This process measures one size, on this file.
    child: Option<(String, Option<PathBuf>)>,
}

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            drop(writeln!(stderr(), "feel: {words}"));
            ExitCode::FAILURE
        }
    }
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let mut next = || words.next().ok_or_else(|| format!("{word} needs a word behind it"));
        match word.as_str() {
            "--sizes" => options.sizes = next()?.split(',').map(str::to_owned).collect(),
            "--only" => options.only = Some(next()?),
            "--json" => options.json = Some(next()?.into()),
            "--readme" => options.is_for_readme = true,
            "--write" => options.write = Some((next()?, next()?.into())),
            "--child" => options.child = Some((next()?, words.next().map(PathBuf::from))),
            // Cargo says so to every bench.
            "--bench" => {}
            other => return Err(format!("“{other}” is not known; see the head of benches/feel/main.rs")),
        }
    }
    if options.sizes.is_empty() {
        options.sizes = ["sample", "1k", "10k", "100k"].map(str::to_owned).to_vec();
    }
    Ok(options)
}

fn run(options: Options) -> Result<(), String> {
    if let Some((size, file)) = options.child {
        return say(&measure::measure(&size, file.as_deref(), options.only.as_deref()).to_string());
    }
    if let Some((size, file)) = options.write {
        return write(&file, count(&size)?);
    }
    let mut sizes = Vec::new();
    for size in &options.sizes {
        drop(writeln!(stderr(), "feel: {size}…"));
        sizes.push(measured(size, options.only.as_deref())?);
    }
    let all = json!({ "machine": machine::machine(), "sizes": sizes });
    let text = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
    say(&text)?;
    if let Some(file) = &options.json {
        put(file, &text)?;
    }
    if options.is_for_readme { readme::renew(&all) } else { Ok(()) }
}

/// How many incidents a size has: "10k" is ten thousand.
fn count(size: &str) -> Result<usize, String> {
    let (digits, thousand) = size.strip_suffix('k').map_or((size, 1), |digits| (digits, 1000));
    digits.parse::<usize>().map(|count| count * thousand).map_err(|_not_a_number| format!("“{size}” is no size: 10k"))
}

/// Measures a size in a process of its own.
fn measured(size: &str, only: Option<&str>) -> Result<Value, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("generated.case.ron");
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.args(only.iter().flat_map(|only| ["--only", only])).args(["--child", size]).stdout(Stdio::piped());
    if size != "sample" {
        write(&file, count(size)?)?;
        command.arg(&file);
    }
    let begin = Instant::now();
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let mut started = Value::Null;
    let mut figures = Err(format!("nothing was measured for {size}"));
    for line in BufReader::new(child.stdout.take().ok_or("no output")?).lines().map_while(Result::ok) {
        if line == FIRST_FRAME {
            started = measure::ms(begin.elapsed());
        } else {
            figures = serde_json::from_str::<Value>(&line).map_err(|error| error.to_string());
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let mut figures = figures?;
    if let Some(figures) = figures.as_object_mut() {
        figures.insert("process_to_first_frame_ms".to_owned(), started);
    }
    if status.success() { Ok(figures) } else { Err(format!("{size} ended with {status}")) }
}

/// Tells the parent process that the first frame is drawn.
fn tell_first_frame() {
    // Where nobody listens, nothing is lost but this figure.
    drop(say(FIRST_FRAME));
}

fn say(text: &str) -> Result<(), String> {
    let mut out = stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|error| error.to_string())
}

fn write(file: &Path, incidents: usize) -> Result<(), String> {
    put(file, &files::write(&generator::case(incidents, SEED), &Lineage::default()))
}

#[expect(clippy::disallowed_methods, reason = "a generated case is nobody's work")]
fn put(file: &Path, text: &str) -> Result<(), String> {
    std::fs::write(file, text).map_err(|error| format!("{} was not written: {error}", file.display()))
}
