//! The session and its file: opening, saving, what is asked before anything is lost, and what is never overwritten.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail like the tests")]

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sightline::disk::Settings;
use sightline::files::{self, Access};
use sightline::session::{Answer, Command, FileCommand, Host, Question, Request, SAMPLES, Session, Then};
use tempfile::TempDir;

use super::session::{answer, empty, failures, file, rename, said, sample, saved, title_in, titled, wait};

#[test]
fn what_is_saved_opens_as_it_was() {
    let (mut session, folder, path) = saved();
    rename(&mut session, "Renamed");
    file(&mut session, FileCommand::Save);
    assert!(!session.has_unsaved_changes());
    assert_eq!(said(&session), "Saved a.case.ron");

    let mut other = empty();
    file(&mut other, FileCommand::OpenPath(path.clone()));
    assert_eq!(other.case(), session.case());
    assert_eq!(other.case().header.title, "Renamed");
    assert_eq!(other.file().path.as_ref(), Some(&path));
    assert!(!other.has_unsaved_changes() && failures(&other).is_empty());
    assert_eq!(other.file().lineage.parents.len(), 1, "the second save follows the first");
    assert_eq!(other.file().lineage.edited_at, "2011-08-01T10:00:00Z");
    assert_eq!(names(folder.path()), ["a.case.ron"], "nothing is left beside it");
}

/// Whatever replaces the case, and what it is once the question about unsaved changes is answered.
fn replacing(path: &Path) -> [(FileCommand, Then); 7] {
    [
        (FileCommand::New, Then::New),
        (FileCommand::Close, Then::New),
        (FileCommand::Open, Then::Open),
        (FileCommand::OpenByPath, Then::OpenByPath),
        (FileCommand::OpenPath(path.to_owned()), Then::OpenPath(path.to_owned())),
        (FileCommand::OpenSample(&SAMPLES[1]), Then::OpenSample(&SAMPLES[1])),
        (FileCommand::Quit, Then::Quit),
    ]
}

#[test]
fn unsaved_changes_are_asked_about_before_anything_replaces_the_case() {
    let (_other, _elsewhere, path) = saved();
    for (command, then) in replacing(&path) {
        let (mut session, _folder, _) = saved();
        rename(&mut session, "Mine");
        file(&mut session, command);
        assert_eq!(session.question(), Some(&Question::Unsaved(then.clone())));
        file(&mut session, FileCommand::Quit);
        assert_eq!(session.question(), Some(&Question::Unsaved(then.clone())), "one question at a time");
        answer(&mut session, Answer::Cancel);
        assert_eq!((session.take_request(), session.question()), (None, None), "{then:?}");
        assert!(session.case().header.title == "Mine" && session.has_unsaved_changes(), "{then:?}");
    }
}

#[test]
fn without_unsaved_changes_nothing_is_asked() {
    let (_other, _elsewhere, path) = saved();
    for (command, then) in replacing(&path) {
        let (mut session, _folder, _) = saved();
        file(&mut session, command);
        assert!(!matches!(session.question(), Some(Question::Unsaved(_))), "{then:?}");
        assert!(has_gone_on(&mut session, &then), "{then:?}");
    }
}

#[test]
fn discarded_changes_are_gone_and_the_file_is_as_it_was() {
    let (_other, _elsewhere, path) = saved();
    for (command, then) in replacing(&path) {
        let (mut session, _folder, own) = saved();
        let before = fs::read(&own).unwrap();
        rename(&mut session, "Mine");
        file(&mut session, command);
        answer(&mut session, Answer::Discard);
        assert!(has_gone_on(&mut session, &then), "{then:?}");
        assert_eq!(fs::read(&own).unwrap(), before, "{then:?}");
    }
}

#[test]
fn changes_saved_first_are_in_the_file() {
    let (_other, _elsewhere, path) = saved();
    for (command, then) in replacing(&path) {
        let (mut session, _folder, own) = saved();
        rename(&mut session, "Mine");
        file(&mut session, command);
        answer(&mut session, Answer::Save);
        assert_eq!(title_in(&own), "Mine", "{then:?}");
        assert!(has_gone_on(&mut session, &then), "{then:?}");
    }
}

#[test]
fn choosing_a_file_after_discarding_does_not_ask_again_unless_there_is_more_to_lose() {
    let (_other, _elsewhere, path) = saved();
    for command in [FileCommand::Open, FileCommand::OpenByPath] {
        let mut session = sample();
        rename(&mut session, "Mine");
        file(&mut session, command.clone());
        answer(&mut session, Answer::Discard);
        choose(&mut session, path.clone());
        assert_eq!((session.question(), session.file().path.as_ref()), (None, Some(&path)), "{command:?}");
    }

    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Open);
    answer(&mut session, Answer::Discard);
    rename(&mut session, "More of mine");
    choose(&mut session, path.clone());
    assert_eq!(session.question(), Some(&Question::Unsaved(Then::OpenPath(path))));
    assert_eq!(session.case().header.title, "More of mine");
}

#[test]
fn the_program_ends_only_after_the_save() {
    let (mut session, _folder, path) = saved();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Quit);
    session.run(vec![Command::Answer(Answer::Save)]);
    assert!(session.busy().is_some());
    assert_eq!(session.take_request(), None, "not before the file is written");
    wait(&mut session);
    assert_eq!(session.take_request(), Some(Request::Quit));
    assert_eq!(title_in(&path), "Mine");
}

#[test]
fn a_save_under_way_is_waited_for_and_never_counts_for_another_case() {
    let (mut session, _folder, path) = saved();
    rename(&mut session, "Mine");
    session.run(vec![Command::File(FileCommand::Save), Command::File(FileCommand::Quit)]);
    assert_eq!((session.take_request(), session.question()), (None, None), "it is being saved: nothing to ask");
    wait(&mut session);
    assert_eq!(session.take_request(), Some(Request::Quit));

    rename(&mut session, "Mine too");
    session.run(vec![Command::File(FileCommand::Save), Command::File(FileCommand::New)]);
    answer(&mut session, Answer::Discard);
    wait(&mut session);
    assert_eq!(title_in(&path), "Mine too");
    assert_eq!(session.case().header.title, "Untitled case");
    assert_eq!(session.file().path, None, "a new case is not in the file of the old one");
}

#[test]
fn what_is_changed_during_a_save_is_asked_about_again() {
    let (mut session, _folder, path) = saved();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::New);
    session.run(vec![Command::Answer(Answer::Save), titled(&session, "More of mine")]);
    wait(&mut session);
    assert_eq!(title_in(&path), "Mine");
    assert_eq!(session.question(), Some(&Question::Unsaved(Then::New)));
    assert_eq!(session.case().header.title, "More of mine");
}

#[test]
fn what_is_changed_while_a_file_is_read_is_asked_about() {
    let (_other, _elsewhere, path) = saved();
    let mut session = sample();
    let rename = titled(&session, "Mine");
    session.run(vec![Command::File(FileCommand::OpenPath(path.clone())), rename]);
    wait(&mut session);
    assert_eq!(session.case().header.title, "Mine");
    assert_eq!(session.question(), Some(&Question::Unsaved(Then::OpenPath(path.clone()))));
    answer(&mut session, Answer::Discard);
    assert_eq!(session.file().path, Some(path));
}

#[test]
fn a_case_without_a_file_is_saved_where_the_user_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.case.ron");
    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Quit);
    answer(&mut session, Answer::Save);
    assert!(matches!(session.take_request(), Some(Request::ChooseSave(_))), "the name is asked for first");
    file(&mut session, FileCommand::SavePath(path.clone()));
    assert_eq!(session.take_request(), Some(Request::Quit));
    assert_eq!(title_in(&path), "Mine");
}

/// The desktop tells that a dialog was closed without a choice by cancelling where nothing is asked.
#[test]
fn what_was_given_up_for_a_file_that_was_not_chosen_is_not_given_up() {
    let (_other, _elsewhere, path) = saved();
    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Open);
    answer(&mut session, Answer::Discard);
    assert_eq!(session.take_request(), Some(Request::ChooseOpen));
    answer(&mut session, Answer::Cancel);
    file(&mut session, FileCommand::OpenPath(path.clone()));
    assert_eq!(
        session.question(),
        Some(&Question::Unsaved(Then::OpenPath(path))),
        "a file dropped on the window later"
    );
}

/// The user asked to leave, closed the dialog that asked for a name, and went on working.
#[test]
fn a_save_long_after_does_not_end_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Quit);
    answer(&mut session, Answer::Save);
    drop(session.take_request());
    rename(&mut session, "More of mine");
    file(&mut session, FileCommand::Save);
    assert!(matches!(session.take_request(), Some(Request::ChooseSave(_))));
    file(&mut session, FileCommand::SavePath(folder.path().join("b.case.ron")));
    assert_eq!(session.take_request(), None);
    assert_eq!(said(&session), "Saved b.case.ron");
}

#[test]
fn a_file_that_somebody_else_changed_is_never_overwritten_unasked() {
    let theirs = case_titled("Theirs");
    let begin = || {
        let (mut session, folder, path) = saved();
        put(&path, theirs.as_bytes());
        rename(&mut session, "Mine");
        file(&mut session, FileCommand::Save);
        assert_eq!(session.question(), Some(&Question::ChangedOnDisk(path.clone())));
        assert_eq!(title_in(&path), "Theirs");
        (session, folder, path)
    };

    let (mut session, _folder, path) = begin();
    answer(&mut session, Answer::Cancel);
    assert_eq!((session.question(), title_in(&path).as_str()), (None, "Theirs"));
    assert!(session.case().header.title == "Mine" && session.has_unsaved_changes());
    file(&mut session, FileCommand::Save);
    assert!(session.question().is_some(), "it is asked again");

    let (mut session, _folder, path) = begin();
    answer(&mut session, Answer::Yes);
    assert_eq!(title_in(&path), "Mine");
    assert!(!session.has_unsaved_changes());

    let (mut session, folder, path) = begin();
    answer(&mut session, Answer::SaveAs);
    assert_eq!(session.take_request(), Some(Request::ChooseSave(path.clone())));
    file(&mut session, FileCommand::SavePath(folder.path().join("b.case.ron")));
    assert_eq!((title_in(&path).as_str(), session.file().name().as_str()), ("Theirs", "b.case.ron"));
}

#[test]
fn a_file_that_is_gone_is_asked_about_and_leaving_waits_for_the_answer() {
    let (mut session, _folder, path) = saved();
    fs::remove_file(&path).unwrap();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Quit);
    answer(&mut session, Answer::Save);
    assert_eq!(session.question(), Some(&Question::ChangedOnDisk(path.clone())));
    assert_eq!(session.take_request(), None);
    answer(&mut session, Answer::Yes);
    assert_eq!((title_in(&path).as_str(), session.take_request()), ("Mine", Some(Request::Quit)));
}

#[test]
fn a_path_typed_in_the_window_does_not_overwrite_a_file_unasked() {
    let (_other, _elsewhere, theirs) = saved();
    let before = fs::read(&theirs).unwrap();
    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Save);
    let request = session.take_request().unwrap();
    session.ask_for_path(request);
    assert!(matches!(session.question(), Some(Question::SavePath(_))));
    answer(&mut session, Answer::Path(theirs.clone()));
    assert_eq!(session.question(), Some(&Question::Exists(theirs.clone())));
    assert_eq!(fs::read(&theirs).unwrap(), before);
    answer(&mut session, Answer::Yes);
    assert_eq!(title_in(&theirs), "Mine");
}

#[test]
fn a_failed_save_keeps_the_old_file_and_the_changes() {
    /// Makes saving impossible, tries to leave, and looks at what there is then.
    fn check(spoil: fn(&TempDir, &Path), words: &str) -> (Session, TempDir, PathBuf) {
        let (mut session, folder, path) = saved();
        spoil(&folder, &path);
        let before = fs::read(&path).ok();
        rename(&mut session, "Mine");
        file(&mut session, FileCommand::Quit);
        answer(&mut session, Answer::Save);
        let [failure] = failures(&session)[..] else { panic!("one failure: {:?}", session.notices()) };
        assert!(failure.contains(words) && failure.contains(&path.display().to_string()), "{failure}");
        assert_eq!(session.take_request(), None, "the program goes on");
        assert!(session.case().header.title == "Mine" && session.has_unsaved_changes());
        assert_eq!((session.busy(), fs::read(&path).ok()), (None, before));
        (session, folder, path)
    }
    drop(check(|folder, _| fs::remove_dir_all(folder.path()).unwrap(), "the folder"));

    let (mut session, folder, path) = check(|_, path| set_read_only(path, true), "read-only");
    assert_eq!(names(folder.path()), ["a.case.ron"]);
    file(&mut session, FileCommand::Save);
    assert_eq!(failures(&session).len(), 1, "the same is not said twice");
    set_read_only(&path, false);
    file(&mut session, FileCommand::Save);
    assert_eq!((title_in(&path).as_str(), session.take_request()), ("Mine", None));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_open_case() {
    let folder = tempfile::tempdir().unwrap();
    let text = String::from_utf8_lossy(SAMPLES[1].bytes).into_owned();
    let check = |name: &str, bytes: Option<&[u8]>, words: &str| {
        let path = folder.path().join(name);
        if let Some(bytes) = bytes {
            put(&path, bytes);
        }
        let (mut session, _own, own) = saved();
        file(&mut session, FileCommand::OpenPath(path.clone()));
        let [failure] = failures(&session)[..] else { panic!("one failure: {:?}", session.notices()) };
        assert!(failure.contains(words) && failure.contains(&path.display().to_string()), "{failure}");
        assert_eq!((session.file().path.as_ref(), session.case()), (Some(&own), sample().case()));
        assert_eq!(session.settings().recent, [own], "what did not open is not remembered");
    };
    let nameless = text.replacen("case: \"cas-", "case: \"car-", 1);
    assert_ne!(nameless, text);
    check("nameless.case.ron", Some(nameless.as_bytes()), "is no case id");
    check("begun.case.ron", text.as_bytes().get(..60), "its end is missing");
    check("empty.case.ron", Some(b""), "The file is empty");
    check("note.docx", Some(b"PK\x03\x04"), "not a Sightline case");
    check("gone.case.ron", None, "there is no such file");
}

#[test]
fn a_damaged_file_opens_for_reading_and_a_copy_keeps_what_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.case.ron"), folder.path().join("b.case.ron"));
    let text = String::from_utf8_lossy(SAMPLES[1].bytes).into_owned();
    let damaged = text.replacen("stated: \"2009-03-02\"", "stated: \"2009-13-02\"", 1);
    put(&path, damaged.as_bytes());
    let mut session = empty();
    file(&mut session, FileCommand::OpenPath(path.clone()));
    let [failure] = failures(&session)[..] else { panic!("told once: {:?}", session.notices()) };
    let line = damaged[..damaged.find("2009-13-02").unwrap()].lines().count();
    let told = format!("{} is damaged in one place. All that can be read is open for reading only", path.display());
    assert!(failure.starts_with(&told) && failure.contains("“Save as”"), "{failure}");
    assert!(
        failure.contains(&format!("\nline {line}, column ")) && failure.contains("there is no month 13"),
        "{failure}"
    );
    assert_eq!(session.case().incidents.len() + 1, sample().case().incidents.len());
    assert!(matches!(session.file().access, Access::ReadOnly { .. }) && !session.has_unsaved_changes());

    save_beside(&mut session, &path, &copy);
    assert_eq!(fs::read(&path).unwrap(), damaged.as_bytes());

    let mut session = empty();
    file(&mut session, FileCommand::OpenPath(copy.clone()));
    assert_eq!((session.file().access.clone(), failures(&session).len()), (Access::ReadWrite, 0));
    let [kept] = &session.case().header.damaged[..] else { panic!("one text is kept") };
    assert!(kept.place.starts_with("inc-") && kept.text.contains("stated: \"2009-13-02\""), "{kept:?}");
    rename(&mut session, "Mine too");
    file(&mut session, FileCommand::Save);
    assert_eq!(title_in(&copy), "Mine too");
}

/// Changes a case that is open for reading only, and saves it under the name that is asked for.
fn save_beside(session: &mut Session, path: &Path, copy: &Path) {
    rename(session, "Mine");
    for command in [FileCommand::Save, FileCommand::SavePath(path.to_owned())] {
        file(session, command);
        assert_eq!(session.take_request(), Some(Request::ChooseSave(path.to_owned())), "not in its own place");
    }
    file(session, FileCommand::SavePath(copy.to_owned()));
    assert_eq!((session.file().access.clone(), failures(session).len()), (Access::ReadWrite, 0));
}

#[test]
fn a_file_that_is_damaged_all_over_is_told_in_a_few_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    put(
        &path,
        String::from_utf8_lossy(SAMPLES[1].bytes).replace("            name: \"", "            name: 3, \"").as_bytes(),
    );
    let mut session = empty();
    file(&mut session, FileCommand::OpenPath(path));
    let [failure] = failures(&session)[..] else { panic!("told once: {:?}", session.notices()) };
    assert_eq!(failure.lines().count(), 1 + 5 + 1, "{failure}");
    assert!(failure.contains("\n… and "), "{failure}");
}

#[test]
fn comments_are_not_lost_unasked() {
    let begin = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.case.ron");
        put(&path, &[b"// by hand\n", SAMPLES[1].bytes].concat());
        let mut session = empty();
        file(&mut session, FileCommand::OpenPath(path.clone()));
        rename(&mut session, "Mine");
        (session, folder, path)
    };
    let has_comment = |path: &Path| fs::read(path).unwrap().starts_with(b"// by hand");

    let (mut session, folder, path) = begin();
    for command in [FileCommand::Save, FileCommand::SavePath(path.clone())] {
        file(&mut session, command);
        assert_eq!(session.question(), Some(&Question::LosesComments(path.clone())));
        answer(&mut session, Answer::Cancel);
        assert!(has_comment(&path) && session.has_unsaved_changes());
    }
    file(&mut session, FileCommand::Save);
    answer(&mut session, Answer::SaveAs);
    assert_eq!(session.take_request(), Some(Request::ChooseSave(path.clone())));
    file(&mut session, FileCommand::SavePath(folder.path().join("b.case.ron")));
    assert!(has_comment(&path) && !session.has_unsaved_changes());

    let (mut session, _folder, path) = begin();
    file(&mut session, FileCommand::Save);
    answer(&mut session, Answer::Yes);
    assert!(!has_comment(&path) && title_in(&path) == "Mine");
    rename(&mut session, "Mine too");
    file(&mut session, FileCommand::Save);
    assert_eq!((session.question(), title_in(&path).as_str()), (None, "Mine too"), "it is asked once");
}

#[test]
fn a_file_of_a_newer_version_is_not_written_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    let newer = String::from_utf8_lossy(SAMPLES[1].bytes).replace("min_reader: 1,", "min_reader: 99,");
    put(&path, newer.as_bytes());
    let mut session = empty();
    file(&mut session, FileCommand::OpenPath(path.clone()));
    assert!(matches!(session.file().access, Access::ReadOnly { .. }));
    let [failure] = failures(&session)[..] else { panic!("one failure: {:?}", session.notices()) };
    assert!(failure.contains("open for reading only") && failure.contains("newer version"), "{failure}");

    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Save);
    assert_eq!(session.take_request(), Some(Request::ChooseSave(path.clone())));
    file(&mut session, FileCommand::SavePath(folder.path().join("b.case.ron")));
    assert_eq!(fs::read(&path).unwrap(), newer.as_bytes());
    assert_eq!((session.file().name().as_str(), session.has_unsaved_changes()), ("b.case.ron", false));
}

#[test]
fn recent_files_are_kept_with_the_last_one_first() {
    let config = tempfile::tempdir().unwrap();
    let (_one, _first_folder, first) = saved();
    let (_two, _second_folder, second) = saved();
    let mut session = Session::empty(Settings::load(config.path()).0, Host::still());
    for path in [&first, &second, &first] {
        file(&mut session, FileCommand::OpenPath(path.clone()));
    }
    assert_eq!(Settings::load(config.path()).0.recent, [first, second]);

    file(&mut session, FileCommand::OpenPath("cases/guinea-bissau.case.ron".into()));
    let recent = Settings::load(config.path()).0.recent;
    assert!(recent.first().is_some_and(|path| path.is_absolute()), "it is found from any folder: {recent:?}");
}

#[test]
fn a_copy_of_the_sample_never_writes_the_sample() {
    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::Save);
    let Some(Request::ChooseSave(name)) = session.take_request() else { panic!("a name is asked for") };
    assert_eq!(name, Path::new("guinea-bissau.case.ron"));
    file(&mut session, FileCommand::OpenSample(&SAMPLES[1]));
    answer(&mut session, Answer::Discard);
    assert_ne!(session.case().header.title, "Mine");
    assert!(session.file().path.is_none() && !session.has_unsaved_changes());
}

/// Names the file that is asked for, in the dialog or in the window.
fn choose(session: &mut Session, path: PathBuf) {
    if session.question() == Some(&Question::OpenPath) {
        answer(session, Answer::Path(path));
    } else {
        assert_eq!(session.take_request(), Some(Request::ChooseOpen));
        file(session, FileCommand::OpenPath(path));
    }
}

/// Whether what was to happen has happened, with nothing more to ask.
fn has_gone_on(session: &mut Session, then: &Then) -> bool {
    let request = session.take_request();
    let is_at_rest = session.question().is_none() && request.is_none() && !session.has_unsaved_changes();
    match then {
        Then::New => is_at_rest && session.case().incidents.is_empty() && session.file().path.is_none(),
        Then::Open => request == Some(Request::ChooseOpen),
        Then::OpenByPath => session.question() == Some(&Question::OpenPath),
        Then::OpenPath(path) => is_at_rest && session.file().path.as_ref() == Some(path),
        Then::OpenSample(_) => is_at_rest && session.file().path.is_none() && session.case() == sample().case(),
        Then::Quit => request == Some(Request::Quit) && session.question().is_none(),
    }
}

/// A file of the sample under another title.
fn case_titled(title: &str) -> String {
    let mut session = sample();
    rename(&mut session, title);
    files::write(session.case(), &session.file().lineage)
}

/// Writes a file as another program would.
fn put(path: &Path, bytes: &[u8]) {
    OpenOptions::new().write(true).create(true).truncate(true).open(path).unwrap().write_all(bytes).unwrap();
}

fn set_read_only(path: &Path, is_read_only: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(is_read_only);
    fs::set_permissions(path, permissions).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn what_was_said_of_one_case_does_not_stand_over_the_next() {
    let (mut session, _folder, path) = saved();
    put(&path, String::from_utf8_lossy(SAMPLES[1].bytes).replacen("title:", "title", 1).as_bytes());
    file(&mut session, FileCommand::OpenPath(path));
    assert!(!session.notices().is_empty(), "a damaged file says so");
    file(&mut session, FileCommand::OpenSample(&SAMPLES[0]));
    assert!(session.notices().is_empty(), "{:?}", session.notices());
}

#[test]
fn what_is_given_up_while_it_is_being_saved_does_not_become_the_next_case() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.case.ron");
    let mut session = sample();
    rename(&mut session, "Mine");
    file(&mut session, FileCommand::New);
    session.run(vec![Command::File(FileCommand::SavePath(path.clone())), Command::Answer(Answer::Discard)]);
    wait(&mut session);
    assert_eq!(title_in(&path), "Mine");
    assert_eq!(
        (session.file().path.as_ref(), session.case().incidents.len()),
        (None, 0),
        "an empty case without a file"
    );
}
