//! The measures of one size, in a process of its own: so that nothing that another size did is in its memory.

use std::hint::black_box;
use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use sightline::files;
use sightline::session::{Command, FileCommand};

use crate::asked::{ASKED, Known};
use crate::desk::{Desk, Frame};
use crate::machine;
use crate::scenarios::{Places, Scenario, scenarios};

/// Frames of a scenario, at most.
const FRAMES: usize = 240;
/// Frames of a scenario that are drawn before any is counted.
const UNCOUNTED: usize = 3;
/// A scenario whose frames take long ends after this time, but has some frames in any case.
const LONGEST: Duration = Duration::from_secs(6);
const FEWEST: usize = 4;
/// So long the graph may settle before the next scenario begins all the same.
const SETTLING: Duration = Duration::from_secs(12);

/// Opens the file as the program does, does all that users do, and gives the figures.
pub fn measure(name: &str, file: Option<&Path>, only: Option<&str>) -> Value {
    let mut figures = Map::new();
    figures.insert("size".to_owned(), name.into());
    let mut desk = start(file.map(Path::to_owned), &mut figures);
    figures.insert("incidents".to_owned(), desk.session.case().incidents.len().into());
    figures.insert("records".to_owned(), records(&desk).into());
    let mut places = Places::of(&mut desk);
    let wanted = |scenario: &&Scenario| only.is_none_or(|only| scenario.name.contains(only));
    let rows: Vec<Value> = scenarios().filter(wanted).map(|scenario| play(&mut desk, &mut places, scenario)).collect();
    figures.insert("scenarios".to_owned(), rows.into());
    if !places.missing.is_empty() {
        drop(writeln!(stderr(), "feel:   not in the window: {}", places.missing.join(", ")));
    }
    figures.insert("not_in_the_window".to_owned(), places.missing.into());
    if only.is_none() {
        figures.insert("save".to_owned(), save(&mut desk));
    }
    // What comes after it is no part of what users do.
    figures.insert("peak_rss_mb".to_owned(), machine::peak_rss_mb());
    if only.is_none() {
        let known = Known::of(desk.session.case().clone());
        let asked = ASKED.iter().map(|(name, ask)| ((*name).to_owned(), median(|| ask(&known)))).collect();
        figures.insert("answers_ms".to_owned(), Value::Object(asked));
        figures.insert("read_text_ms".to_owned(), file.map_or(Value::Null, read));
    }
    Value::Object(figures)
}

fn records(desk: &Desk) -> usize {
    sightline::case::RecordKind::ALL.iter().map(|&kind| desk.session.case().count(kind)).sum()
}

/// From nothing to a window at rest with the case in it.
fn start(file: Option<PathBuf>, figures: &mut Map<String, Value>) -> Desk {
    let begin = Instant::now();
    let mut desk = Desk::new(file);
    let mut frames = vec![desk.frame(Vec::new(), Vec::new())];
    let mut add = |name: &str, value: Value| drop(figures.insert(name.to_owned(), value));
    add("first_frame_ms", ms(begin.elapsed()));
    crate::tell_first_frame();
    while desk.session.busy().is_some() {
        frames.push(desk.frame(Vec::new(), Vec::new()));
        std::thread::sleep(Duration::from_millis(2));
    }
    add("opened_ms", ms(begin.elapsed()));
    add("peak_rss_after_opening_mb", machine::peak_rss_mb());
    let (is_at_rest, others) = desk.rest(SETTLING * 3);
    frames.extend(others);
    add("at_rest_ms", if is_at_rest { ms(begin.elapsed()) } else { Value::Null });
    add("longest_frame_while_opening_ms", ms(frames.iter().map(|frame| frame.total()).max().unwrap_or_default()));
    add("rss_mb", machine::rss_mb());
    let delay = desk.output.viewport_output.values().map(|viewport| viewport.repaint_delay).min();
    add("is_still_when_nothing_changes", delay.is_some_and(|delay| delay > Duration::from_secs(1)).into());
    desk
}

/// How long the bytes of the file take to become a case: the middle of three times.
fn read(file: &Path) -> Value {
    let Ok(bytes) = std::fs::read(file) else { return Value::Null };
    median(|| drop(black_box(files::read(&bytes))))
}

/// The middle of three times, in milliseconds; one alone where it takes long.
fn median(act: impl Fn()) -> Value {
    let mut times = Vec::new();
    for _ in 0..3 {
        let begin = Instant::now();
        act();
        times.push(begin.elapsed());
        if begin.elapsed() > Duration::from_secs(4) {
            break;
        }
    }
    times.sort();
    times.get(times.len() / 2).map_or(Value::Null, |&time| ms(time))
}

/// Plays a scenario and gives its percentiles.
fn play(desk: &mut Desk, places: &mut Places, scenario: &Scenario) -> Value {
    drop(writeln!(stderr(), "feel:   {}…", scenario.name));
    (scenario.prepare)(desk, places);
    // What did not come to rest the last time will not do so soon.
    let (is_at_rest, _) = desk.rest(if places.was_at_rest { SETTLING } else { SETTLING / 8 });
    places.was_at_rest = is_at_rest;
    let begin = Instant::now();
    let (mut frames, mut behind) = (Vec::new(), 0);
    while frames.len() < FRAMES && (frames.len() < FEWEST || begin.elapsed() < LONGEST) {
        let frame_begin = Instant::now();
        let (events, commands) = (scenario.frame)(desk, places, frames.len());
        frames.push(desk.frame(events, commands));
        behind += usize::from(desk.session.is_answering() && frames.len() > UNCOUNTED);
        if scenario.is_changing {
            std::thread::sleep(Duration::from_micros(16_600).saturating_sub(frame_begin.elapsed()));
        }
    }
    let answered = answered(desk);
    let counted = if frames.len() > FEWEST { frames.split_off(UNCOUNTED) } else { frames };
    let mut row = Map::new();
    row.insert("name".to_owned(), scenario.name.into());
    row.insert("frames".to_owned(), counted.len().into());
    row.insert("began_at_rest".to_owned(), is_at_rest.into());
    if scenario.is_changing {
        row.insert("frames_with_older_answers".to_owned(), behind.into());
        row.insert("answered_after_ms".to_owned(), answered);
    }
    percentiles(&mut row, "", &counted, Frame::total);
    percentiles(&mut row, "with_waiting_", &counted, |frame| frame.total() + frame.waited);
    percentiles(&mut row, "layout_", &counted, |frame| frame.layout);
    percentiles(&mut row, "session_", &counted, |frame| frame.session);
    percentiles(&mut row, "tessellation_", &counted, |frame| frame.tessellation);
    row.insert("vertices".to_owned(), counted.iter().map(|frame| frame.vertices).max().unwrap_or(0).into());
    Value::Object(row)
}

/// How long the answers to the last frame are awaited.
fn answered(desk: &mut Desk) -> Value {
    let begin = Instant::now();
    while desk.session.is_answering() && begin.elapsed() < SETTLING {
        std::thread::sleep(Duration::from_millis(1));
        desk.act(Vec::new(), Vec::new());
    }
    if desk.session.is_answering() { Value::Null } else { ms(begin.elapsed()) }
}

/// Half, nine of ten and 99 of 100 frames took at most so many milliseconds, and all of them.
fn percentiles(row: &mut Map<String, Value>, part: &str, frames: &[Frame], time: impl Fn(Frame) -> Duration) {
    let mut times: Vec<Duration> = frames.iter().map(|&frame| time(frame)).collect();
    times.sort();
    for (name, percent) in [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)] {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        row.insert(format!("{part}{name}_ms"), times.get(place).map_or(Value::Null, |&time| ms(time)));
    }
}

/// Saves to a new file while the window draws.
fn save(desk: &mut Desk) -> Value {
    let Ok(folder) = tempfile::tempdir() else { return Value::Null };
    let path = folder.path().join("saved.case.ron");
    let begin = Instant::now();
    let mut frames = vec![desk.frame(Vec::new(), vec![Command::File(FileCommand::SavePath(path.clone()))])];
    while desk.session.busy().is_some() {
        frames.push(desk.frame(Vec::new(), Vec::new()));
        std::thread::sleep(Duration::from_millis(2));
    }
    let saved = begin.elapsed();
    let size = std::fs::metadata(&path).map_or(0, |file| file.len());
    let longest = frames.iter().map(|frame| frame.total()).max().unwrap_or_default();
    json!({ "saved_ms": if size > 0 { ms(saved) } else { Value::Null }, "file_mb": megabytes(size), "longest_frame_ms": ms(longest) })
}

/// Millions of bytes, to the tenth.
fn megabytes(bytes: u64) -> f64 {
    (bytes as f64 / 1e5).round() / 10.0
}

/// Milliseconds, to the hundredth.
pub fn ms(time: Duration) -> Value {
    ((time.as_secs_f64() * 1e5).round() / 100.0).into()
}
