//! The forms: what is typed and chosen lands in the case as it was meant, and can be taken back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers, Shape};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{Attribution, Incident, Marking, Party, Record, RecordId, RecordKind, Standing, Tlp};
use sightline::disk::{self, Settings, ThemeChoice};
use sightline::query::lanes::{LaneBy, LaneKey};
use sightline::query::references::referrers;
use sightline::session::{Host, NoticeKind, Question, SAMPLES, Session};
use tempfile::TempDir;

use crate::open::{
    CTRL, CTRL_SHIFT, Screen, TALL, click, field, incidents, open, open_at, open_file, press, record, retype, says,
    type_text, wait,
};

const REFUGE: &str = "Bubo Na Tchuto takes refuge in the UN compound";
const ARREST: &str = "Prime Minister Carlos Gomes Jr. is arrested for a time by a military faction";
const SAMPLE: &str = "Guinea-Bissau 2009–2010: politics and the drug trade";

#[test]
fn a_text_that_is_no_date_becomes_the_sources_words() {
    for text in ["2010-02-30", "in the summer"] {
        let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
        let before = screen.state().session().case().clone();
        let when = incident(&screen, id).when.clone();
        assert!(when.stated.is_some() && when.as_written == "late 2009", "it has a date to lose");
        retype(&mut screen, "Date", text);
        assert_eq!(field(&screen, "Date").value().as_deref(), Some(text), "every letter stays while it is typed");
        press(&mut screen, Modifiers::NONE, Key::Tab);
        assert_eq!(incident(&screen, id).when.stated, None, "“{text}”: neither the old date nor a part of the new one");
        click(&mut screen, &format!("Incident: {ARREST}"));
        let when = &incident(&screen, id).when;
        assert_eq!((&when.stated, when.as_written.as_str()), (&None, format!("late 2009; {text}").as_str()));
        assert!(is_told(&screen, &format!("“{text}” is no date that can be placed")), "and the user is told");
        press(&mut screen, CTRL, Key::Z);
        press(&mut screen, CTRL, Key::Z);
        assert_eq!(*screen.state().session().case(), before, "“{text}”: it can be taken back");
    }
}

#[test]
fn saving_within_an_impossible_date_writes_it_as_words() {
    let (mut screen, _folder, path) = saved_sample();
    let id = record(&screen, RecordKind::Incident, REFUGE);
    click(&mut screen, &format!("Incident: {REFUGE}"));
    retype(&mut screen, "Date", "2010-02-30");
    save(&mut screen);
    assert!(is_told(&screen, "“2010-02-30” is no date that can be placed"));
    let saved = disk::open(&path).unwrap().document.case;
    assert_eq!(saved, *screen.state().session().case(), "the file has what the window has");
    let when = &incident(&screen, id).when;
    assert_eq!((&when.stated, when.as_written.as_str()), (&None, "late 2009; 2010-02-30"));
    assert!(!screen.state().session().has_unsaved_changes());
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(incident(&screen, id).when.as_written, "late 2009; 2010-02-30", "and only once");
}

#[test]
fn a_date_that_is_one_replaces_the_old_one() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    retype(&mut screen, "Date", "2009-12-28");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    let when = &incident(&screen, id).when;
    assert_eq!(when.stated.as_ref().map(ToString::to_string).as_deref(), Some("2009-12-28"));
    assert_eq!(when.as_written, "late 2009", "the source's words stay");
    assert!(!is_told(&screen, "is no date"));
}

#[test]
fn enter_takes_the_marked_record_and_nothing_while_nothing_is_searched() {
    const FIRST: &str = "UNIOGBIS succeeds UNOGBIS";
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = screen.state().session().case().clone();
    assert!(incident(&screen, id).when.constraints.is_empty());
    click(&mut screen, "Add a relative date: Relative to an incident…");
    assert!(field(&screen, "Search Add a relative date").is_focused(), "one types at once");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    assert_eq!(*screen.state().session().case(), before, "an empty search names nobody");
    if screen.query_by_role_and_label(Role::TextInput, "Search Add a relative date").is_none() {
        click(&mut screen, "Add a relative date: Relative to an incident…");
    }
    retype(&mut screen, "Search Add a relative date", "un");
    assert_eq!(marked(&screen), [FIRST], "what begins with the text comes before what has it within");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let anchors: Vec<RecordId> = incident(&screen, id).when.constraints.iter().map(|date| date.anchor.into()).collect();
    assert_eq!(anchors, [record(&screen, RecordKind::Incident, FIRST)]);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before);
}

#[test]
fn a_participant_whom_nobody_knows_is_created_with_the_part_as_one_step() {
    const NAME: &str = "Colonel Nobody";
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    let before = screen.state().session().case().clone();
    click(&mut screen, "Add a participant: Add…");
    type_text(&mut screen, NAME);
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let actor = record(&screen, RecordKind::Actor, NAME);
    assert!(is_participant(&screen, id, actor));
    assert_eq!(incident(&screen, id).participants.len(), 3, "the others stay");
    let label = screen.state().session().undo_label().map(str::to_owned);
    assert_eq!(label.as_deref(), Some(&*format!("Add a new actor to “{REFUGE}”")));
    let add = screen.get_by_label("Add a participant: Add…");
    assert!(add.is_focused(), "the keyboard is back in the field, though a line stands above it now");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(*screen.state().session().case(), before, "one step takes both back");
}

#[test]
fn escape_leaves_the_field_first_and_the_record_second() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    retype(&mut screen, "Title", "Refuge");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(!field(&screen, "Title").is_focused(), "the field is left");
    assert_eq!(screen.state().session().selection().records, [id], "the record is not");
    assert_eq!(incident(&screen, id).title, "Refuge", "what was typed stays");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert!(screen.state().session().selection().is_empty());
    assert_eq!(incident(&screen, id).title, "Refuge");
}

#[test]
fn an_allegation_asks_by_whom_until_a_party_is_named() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    assert!(!says(&screen, "alleged: say by whom") && !is_unattributed(&screen, id));
    choose(&mut screen, "Standing: reported", "alleged");
    assert_eq!(incident(&screen, id).standing, Standing::Alleged);
    assert!(says(&screen, "⚠ alleged: say by whom"), "beside the field");
    assert!(is_unattributed(&screen, id), "and among the problems of the case");
    choose(&mut screen, "Said by: not applicable", "named");
    assert!(is_unattributed(&screen, id), "nobody is named yet");
    click(&mut screen, "Add who says so: Add…");
    type_text(&mut screen, "unodc");
    press(&mut screen, Modifiers::NONE, Key::Enter);
    let RecordId::Actor(unodc) = record(&screen, RecordKind::Actor, "UNODC") else { panic!("an actor") };
    assert_eq!(incident(&screen, id).attributed_to, Attribution::Parties(vec![Party::Actor(unodc)]));
    assert!(!says(&screen, "alleged: say by whom") && !is_unattributed(&screen, id));
}

#[test]
fn a_suspected_part_is_told_in_the_lane_of_its_party() {
    const SUSPECTS: &str = "Latin American cocaine traffickers";
    let mut screen = open(TALL, ThemeChoice::Light);
    assert_eq!(painted(&screen, ARREST), [ARREST], "a kind has no part in anything");
    click(&mut screen, "View");
    screen.get_by_label("Lanes by actor").click();
    screen.run();
    assert_eq!(screen.state().session().view().lane_by, LaneBy::Actor);
    let (arrest, suspects) =
        (record(&screen, RecordKind::Incident, ARREST), record(&screen, RecordKind::Actor, SUSPECTS));
    let lanes = &screen.state().session().answers().lanes;
    let lane = lanes.iter().find(|lane| lane.key == LaneKey::Record(suspects)).unwrap();
    assert!(lane.marks().any(|mark| arrest == mark.item.incident.into()), "the arrest lies in the suspects' lane");
    let labels = painted(&screen, ARREST);
    assert!(labels.iter().any(|label| label == ARREST), "in the lanes of the others it is a fact: {labels:?}");
    let suspicion = |label: &String| label.contains("suspected") && label.contains("involved");
    assert_eq!(labels.iter().filter(|label| suspicion(label)).count(), 1, "in this lane it is none: {labels:?}");
}

#[test]
fn undoing_a_deletion_selects_what_is_back_alone_and_all_name_it_again() {
    let named = [
        (RecordKind::Source, "West Africa Coast Initiative"),
        (RecordKind::Place, "Bissau"),
        (RecordKind::Theme, "Drug trafficking"),
        (RecordKind::Actor, "João Bernardo Vieira"),
        (RecordKind::Mission, "UNIOGBIS"),
        (RecordKind::Incident, REFUGE),
    ];
    for (kind, title) in named {
        let (mut screen, id) = open_at(kind, title);
        let before = referrers(screen.state().session().case(), id);
        assert!(!before.is_empty(), "{title} is named by others");
        press(&mut screen, Modifiers::NONE, Key::Delete);
        click(&mut screen, "Delete everywhere");
        assert!(!screen.state().session().case().has(id), "{title} is gone");
        assert!(screen.state().session().selection().is_empty());
        assert_eq!(referrers(screen.state().session().case(), id), [], "nobody names {title}");
        press(&mut screen, CTRL, Key::Z);
        assert_eq!(screen.state().session().selection().records, [id], "{title} is selected alone");
        assert_eq!(referrers(screen.state().session().case(), id), before, "all name {title} again");
    }
}

#[test]
fn the_form_of_the_case_changes_title_and_marking() {
    let mut screen = open(TALL, ThemeChoice::Light);
    let before = screen.state().session().case().header.clone();
    retype(&mut screen, "Title", "Bissau desk");
    press(&mut screen, Modifiers::NONE, Key::Tab);
    assert_eq!(screen.state().session().case().header.title, "Bissau desk");
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:CLEAR");
    choose(&mut screen, "TLP: TLP:CLEAR", "TLP:AMBER");
    assert_eq!(screen.state().session().case().header.marking, Marking { tlp: Some(Tlp::Amber), ..before.marking });
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:AMBER");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:CLEAR");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(screen.state().session().case().header, before);
    assert_eq!(field(&screen, "Title").value().as_deref(), Some(SAMPLE), "the form shows what is back");
}

#[test]
fn the_first_field_of_every_form_changes_its_record() {
    let first = [
        (RecordKind::Source, "Title"),
        (RecordKind::Place, "Name"),
        (RecordKind::Theme, "Name"),
        (RecordKind::Actor, "Name"),
        (RecordKind::Mission, "Name"),
        (RecordKind::Relation, "Words"),
        (RecordKind::Mandate, "Note"),
        (RecordKind::Survey, "Title"),
    ];
    for (kind, name) in first {
        let (mut screen, id) = open_at(kind, &first_title(kind));
        let before = screen.state().session().case().clone();
        assert_ne!(first_text(&before.record(id).unwrap()), "Quite another text");
        retype(&mut screen, name, "Quite another text");
        assert_eq!(*screen.state().session().case(), before, "{kind:?}: not before the field is left");
        press(&mut screen, Modifiers::NONE, Key::Tab);
        assert_eq!(first_text(&screen.state().session().case().record(id).unwrap()), "Quite another text", "{kind:?}");
        press(&mut screen, CTRL, Key::Z);
        assert_eq!(*screen.state().session().case(), before, "{kind:?}: one step takes it back");
    }
}

#[test]
fn a_record_marked_higher_raises_the_banner() {
    let (mut screen, id) = open_at(RecordKind::Incident, REFUGE);
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:CLEAR");
    choose(&mut screen, "TLP: TLP:CLEAR (inherited)", "TLP:RED");
    assert_eq!(incident(&screen, id).common.marking, Marking { un: None, tlp: Some(Tlp::Red) });
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:RED");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:RED", "whatever is selected");
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(banner(&screen), "Marking: UNCLASSIFIED · TLP:CLEAR");
}

#[test]
fn undo_in_the_search_leaves_the_case_alone() {
    let mut screen = open(TALL, ThemeChoice::Light);
    press(&mut screen, CTRL_SHIFT, Key::I);
    let with_new = incidents(&screen);
    retype(&mut screen, "Find a record", "bubo");
    press(&mut screen, CTRL, Key::Z);
    press(&mut screen, CTRL_SHIFT, Key::Z);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(incidents(&screen), with_new, "undo is for the text that is typed");
    press(&mut screen, Modifiers::NONE, Key::Escape);
    press(&mut screen, CTRL, Key::Z);
    assert_eq!(incidents(&screen).len(), with_new.len() - 1, "outside of the field it is for the case");
}

#[test]
fn a_damaged_file_leaves_the_open_case_and_a_later_success_ends_the_warning() {
    for is_saved in [true, false] {
        let (mut screen, folder, path) = saved_sample();
        let damaged = folder.path().join("damaged.case.ron");
        std::fs::copy(root().join("tests/broken/reference-to-no-case.ron"), &damaged).unwrap();
        let before = screen.state().session().case().clone();
        open_path(&mut screen, &damaged);
        assert_eq!(*screen.state().session().case(), before, "the open case stays");
        assert_eq!(screen.state().session().file().path.as_ref(), Some(&path), "and is saved where it was");
        let told = failures(&screen);
        assert!(matches!(&told[..], [words] if words.contains("damaged.case.ron was not opened")), "{told:?}");
        assert!(says(&screen, "is no case id"), "the window says what is wrong");
        if is_saved {
            save(&mut screen);
        } else {
            open_path(&mut screen, &path);
        }
        assert_eq!(failures(&screen), Vec::<String>::new());
        assert!(!says(&screen, "is no case id"));
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The window on a file that is a copy of the sample.
pub fn saved_sample() -> (Screen, TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.case.ron");
    std::fs::copy(root().join("cases/guinea-bissau.case.ron"), &path).unwrap();
    (open_file(path.clone()), folder, path)
}

fn save(screen: &mut Screen) {
    // The busy sign keeps the window moving: steps, not a run to rest.
    screen.key_press_modifiers(CTRL, Key::S);
    screen.run_steps(6);
    wait(screen, |session| session.busy().is_none());
}

/// Opens a file by its path, typed in the window.
fn open_path(screen: &mut Screen, path: &Path) {
    press(screen, CTRL_SHIFT, Key::O);
    assert_eq!(screen.state().session().question(), Some(&Question::OpenPath));
    type_text(screen, path.to_str().unwrap());
    screen.key_press(Key::Enter);
    screen.run_steps(6);
    wait(screen, |session| session.busy().is_none());
    assert_eq!(screen.state().session().question(), None);
}

/// Chooses a word from a list that drops down.
pub fn choose(screen: &mut Screen, list: &str, word: &str) {
    click(screen, list);
    click(screen, word);
}

/// The incidents that are marked among the offers of an open search.
fn marked(screen: &Screen) -> Vec<String> {
    let nodes = screen.root().children_recursive();
    let marked = nodes.filter(|node| node.accesskit_node().toggled() == Some(Toggled::True));
    let titles = incidents(screen);
    marked.filter_map(|node| node.accesskit_node().label()).filter(|label| titles.contains(label)).collect()
}

/// Every painted text that ends with these words, as it was before it was cut to its room.
fn painted(screen: &Screen, words: &str) -> Vec<String> {
    fn collect(shape: &Shape, found: &mut Vec<String>) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                collect(shape, found);
            }
        } else if let Shape::Text(text) = shape {
            found.push(text.galley.text().to_owned());
        }
    }
    let mut found = Vec::new();
    for clipped in &screen.output().shapes {
        collect(&clipped.shape, &mut found);
    }
    found.retain(|text| text.ends_with(words));
    found
}

fn banner(screen: &Screen) -> String {
    screen.get_by_label_contains("Marking: ").value().unwrap()
}

fn incident(screen: &Screen, id: RecordId) -> Arc<Incident> {
    match screen.state().session().case().record(id) {
        Some(Record::Incident(incident)) => incident,
        _ => panic!("no incident {id}"),
    }
}

fn is_participant(screen: &Screen, id: RecordId, actor: RecordId) -> bool {
    incident(screen, id).participants.iter().any(|participant| actor == participant.party.into())
}

fn is_unattributed(screen: &Screen, id: RecordId) -> bool {
    let problems = &screen.state().session().answers().problems;
    problems.iter().any(|problem| problem.record == Some(id) && problem.code == "unattributed")
}

fn is_told(screen: &Screen, words: &str) -> bool {
    screen.state().session().notices().iter().any(|notice| notice.words.contains(words)) && says(screen, words)
}

fn failures(screen: &Screen) -> Vec<String> {
    let notices = screen.state().session().notices().iter();
    notices.filter(|notice| notice.kind == NoticeKind::Failure).map(|notice| notice.words.clone()).collect()
}

/// The title of some record of a kind.
fn first_title(kind: RecordKind) -> String {
    let session = Session::on_sample(&SAMPLES[1], Settings::default(), Host::still());
    session.case().ids(kind).first().map(|&id| session.case().title_of(id)).unwrap()
}

/// What the first text field of a record's form holds.
pub fn first_text(record: &Record) -> String {
    match record {
        Record::Source(source) => source.title.clone(),
        Record::Place(place) => place.name.clone(),
        Record::Theme(theme) => theme.name.clone(),
        Record::Actor(actor) => actor.name.clone(),
        Record::Mission(mission) => mission.name.clone(),
        Record::Incident(incident) => incident.title.clone(),
        Record::Relation(relation) => relation.words.clone(),
        Record::Mandate(mandate) => mandate.note.clone(),
        Record::Survey(survey) => survey.title.clone(),
        Record::Activity(activity) => activity.title.clone(),
        Record::Question(question) => question.text.clone(),
        Record::Posture(posture) => posture.by.clone(),
        Record::Lever(lever) => lever.name.clone(),
        Record::Briefing(briefing) => briefing.title.clone(),
        Record::View(view) => view.name.clone(),
    }
}
