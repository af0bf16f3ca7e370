//! A large file while it is opened: the window stands, says how far it is, and can call it off.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use egui_kittest::kittest::Queryable as _;
use sightline::disk::Settings;
use sightline::session::{Command, FileCommand, Host, SAMPLES, Session};
use tempfile::TempDir;

use super::open::{Screen, WIDE, incidents, says, show, wait};

/// A file that takes some seconds to read.
fn large() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.case.ron");
    let mut text =
        "(\n    format: 1,\n    case: \"cas-000000000001\",\n    title: \"Large\",\n    incidents: {\n".to_owned();
    for count in 0..200_000 {
        let record = "(\n            kind: Arrest,\n            title: \"An arrest\",\n        ),\n";
        write!(text, "        \"inc-{count:012}\": {record}").unwrap();
    }
    text += "    },\n)\n";
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    (folder, path)
}

/// Draws frames until words stand in the window, as long as a file is being opened.
fn until(screen: &mut Screen, words: &str) {
    while !says(screen, words) {
        assert!(screen.state().session().busy().is_some(), "“{words}” did not come");
        screen.step();
    }
}

fn cancel(screen: &mut Screen) {
    until(screen, "Cancel opening");
    screen.get_by_label("Cancel opening").click();
    screen.run_steps(2);
    wait(screen, |session| session.busy().is_none());
    assert!(says(screen, "was cancelled: what was open stays open"));
    assert!(!says(screen, "Cancel opening"));
}

#[test]
fn the_window_says_how_far_a_file_is_and_shows_no_other_case_meanwhile() {
    let (_folder, path) = large();
    let mut session = Session::empty(Settings::default(), Host::still());
    session.run(vec![Command::File(FileCommand::OpenPath(path))]);
    let mut screen = show(WIDE, session);
    assert!(says(&screen, "Opening large.case.ron… "), "the first frame says so");
    assert!(!says(&screen, "Find a record"), "and draws no panes");
    until(&mut screen, "large.case.ron, ");
    cancel(&mut screen);
    assert_eq!(screen.state().session().case().header.title, "Untitled case");
    assert!(!says(&screen, "Opening large.case.ron… "));
}

#[test]
fn a_case_stays_in_sight_while_another_is_opened_and_when_that_is_called_off() {
    let (_folder, path) = large();
    let mut session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    session.run(vec![Command::File(FileCommand::OpenPath(path))]);
    let mut screen = show(WIDE, session);
    let before = incidents(&screen);
    assert!(!says(&screen, "Opening large.case.ron… "), "the panes stay");
    assert!(says(&screen, "Find a record"));
    cancel(&mut screen);
    assert_eq!(incidents(&screen), before);
}
