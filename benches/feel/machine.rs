//! The machine on which is measured, and the memory of this process. What a system does not tell is null.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use sightline::case::Moment;
use sightline::case::when::civil;

/// The most memory that this process has had at once, in millions of bytes.
pub fn peak_rss_mb() -> Value {
    status("VmHWM")
}

/// The memory that this process has now, in millions of bytes.
pub fn rss_mb() -> Value {
    status("VmRSS")
}

/// A line of the kernel's account of this process.
#[cfg(target_os = "linux")]
fn status(name: &str) -> Value {
    line("/proc/self/status", name).map_or(Value::Null, |kilobytes| (kilobytes * 1024 / 1_000_000).into())
}

#[cfg(not(target_os = "linux"))]
fn status(_name: &str) -> Value {
    Value::Null
}

/// The number in the first line of a file that begins so.
#[cfg(target_os = "linux")]
fn line(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What the figures were taken on.
pub fn machine() -> Value {
    json!({
        "cpu": cpu(),
        "cores": std::thread::available_parallelism().map_or(0, std::num::NonZero::get),
        "memory_gb": memory_gb(),
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "rustc": said_by("rustc", &["--version"]),
        "commit": said_by("git", &["rev-parse", "--short", "HEAD"]),
        "date": today(),
    })
}

#[cfg(target_os = "linux")]
fn cpu() -> Value {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    model.map_or(Value::Null, |(_, model)| model.trim().into())
}

#[cfg(not(target_os = "linux"))]
fn cpu() -> Value {
    Value::Null
}

#[cfg(target_os = "linux")]
fn memory_gb() -> Value {
    line("/proc/meminfo", "MemTotal").map_or(Value::Null, |kilobytes| (kilobytes / 1_000_000).into())
}

#[cfg(not(target_os = "linux"))]
fn memory_gb() -> Value {
    Value::Null
}

fn said_by(program: &str, words: &[&str]) -> Value {
    let output = Command::new(program).args(words).output().ok().filter(|output| output.status.success());
    output.map_or(Value::Null, |output| String::from_utf8_lossy(&output.stdout).trim().into())
}

#[expect(clippy::disallowed_methods, reason = "a measurement is dated, and is no part of the program")]
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (civil::Date { year, month, day }, _) = civil::split(Moment(i64::try_from(seconds).unwrap_or(0)));
    format!("{year:04}-{month:02}-{day:02}")
}
