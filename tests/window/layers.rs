//! The layers of the mandate matrix, each alone: what its cells say, its totals, its legend and the form of a cell.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::case::{MissionId, RecordId, RecordKind, ThemeId};
use sightline::disk::{ThemeChoice, Wish};
use sightline::query::evidence::Layer;
use sightline::query::gaps::Class;
use sightline::session::{Command, Looks, SAMPLES};

use crate::open::{CTRL, Screen, TALL, click, field, open_sample, press, record, retype, says, type_text};

const NONE: Modifiers = Modifiers::NONE;

/// The window on the larger sample, tall enough for every row.
fn larger() -> Screen {
    open_sample(&SAMPLES[0], TALL, ThemeChoice::Light)
}

fn ids(screen: &Screen, mission: &str, theme: &str) -> (MissionId, ThemeId) {
    let (mission, theme) = (record(screen, RecordKind::Mission, mission), record(screen, RecordKind::Theme, theme));
    match (mission, theme) {
        (RecordId::Mission(mission), RecordId::Theme(theme)) => (mission, theme),
        _ => panic!("a mission and a theme"),
    }
}

/// What a cell says.
fn told(screen: &Screen, cell: &str) -> String {
    let begin = format!("{cell}: ");
    let labels = screen.root().children_recursive().filter_map(|node| node.accesskit_node().label());
    labels.into_iter().find(|label| label.starts_with(&begin)).unwrap_or_else(|| panic!("no cell {cell}"))
}

fn select(screen: &mut Screen, cell: &str) {
    let name = told(screen, cell);
    screen.get_by_label(&name).click();
    screen.run();
}

#[test]
fn the_layer_of_gaps_tells_what_is_evidenced_and_not_mandated() {
    let mut screen = larger();
    click(&mut screen, "Layer: Gap");
    assert_eq!(screen.state().session().view().layer, Layer::Gap);
    let check = |cell: &str, expected: &str| {
        let words = told(&screen, cell);
        assert!(words.starts_with(&format!("{cell}: {expected}")), "{words}");
    };
    let unpos = told(&screen, "UNPOS × Piracy");
    assert!(unpos.contains("evidenced, not mandated"), "{unpos}");
    check("UNIOGBIS × Human trafficking", "mandated, no evidence");
    let gaps = &screen.state().session().answers().gaps;
    let (surely, possibly) = gaps.count(Class::Gap);
    assert!(surely + possibly > 0);
    assert!(says(&screen, &format!("{surely} gaps surely, {possibly} possibly")), "the head says how many");
    let (unpos, _) = ids(&screen, "UNPOS", "Piracy");
    let own = gaps.of(Class::Gap).filter(|(mission, ..)| *mission == unpos).count();
    // A screen reader reads what stands there as a value.
    let total = screen.root().children_recursive().filter_map(|node| node.accesskit_node().value());
    let total = total.into_iter().find(|words| words.starts_with("Gaps, UNPOS: ")).unwrap();
    let numbers = total.split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse::<usize>().ok());
    assert_eq!(numbers.sum::<usize>(), own, "and the end of each row: {total}");
    for missing in ["nobody has looked", "found no"] {
        let count = |words: &str| {
            screen
                .root()
                .children_recursive()
                .filter_map(|node| node.accesskit_node().label())
                .filter(|label| label.contains(words))
                .count()
        };
        assert!(count(missing) > 0, "blanks are told apart: {missing}");
    }
}

#[test]
fn the_form_of_a_gap_tells_why() {
    let mut screen = larger();
    click(&mut screen, "Layer: Gap");
    select(&mut screen, "UNPOS × Piracy");
    let (mission, theme) = ids(&screen, "UNPOS", "Piracy");
    let session = screen.state().session();
    let (case, answers) = (session.case(), session.answers());
    let finding = answers.gaps.cell(mission, theme).unwrap();
    let survey = case.title_of(finding.cover.survey.unwrap().into());
    let incident = case.title_of(answers.evidence.cell(mission, theme).unwrap().behind[0].incident.into());
    let words = finding.told(case, answers.evidence.tally(mission, theme));
    // The first letter is a capital one.
    assert!(says(&screen, &words[1..]), "{words}");
    assert!(screen.query_all_by_label(&survey).count() > 0, "the survey that decides is a link: {survey}");
    assert!(screen.query_all_by_label(&incident).count() > 0, "so is the evidence: {incident}");
    screen.query_all_by_label(&survey).next().unwrap().click();
    screen.run();
    let shown = screen.state().session().selection().shown().map(|id| screen.state().session().case().title_of(id));
    assert_eq!(shown.as_deref(), Some(survey.as_str()));
}

#[test]
fn each_layer_says_what_it_shows_of_a_cell() {
    let mut screen = larger();
    let check = |screen: &mut Screen, layer: Layer, expected: &[&str]| {
        click(screen, &format!("Layer: {}", layer.label()));
        let words = told(screen, "UNIPSIL × Drug trafficking");
        for part in expected {
            assert!(words.contains(part), "{}: {words}", layer.label());
        }
    };
    check(&mut screen, Layer::Activities, &["3 activities (3 technical)", "Incidents: ", "Finding: "]);
    assert!(says(&screen, "Activities, UNIPSIL: 8 activities (8 technical)"));
    check(&mut screen, Layer::Resources, &["3 persons; 1400000 USD (for other themes, too)"]);
    assert!(says(&screen, "Resources, UNIPSIL: "));
    check(&mut screen, Layer::Difference, &["Nothing is compared: choose an earlier date"]);
    check(&mut screen, Layer::All, &["and", "Mandate: ", "Activities: 3 activities (3 technical)"]);
    check(&mut screen, Layer::Level, &["Finding: "]);
}

#[test]
fn the_page_of_a_cell_lists_what_the_mission_does() {
    let mut screen = larger();
    select(&mut screen, "UNIPSIL × Drug trafficking");
    let (mission, theme) = ids(&screen, "UNIPSIL", "Drug trafficking");
    let done = screen.state().session().answers().gaps.work.cell(mission, theme).cloned().unwrap();
    assert_eq!(done.resource_words(), "3 persons; 1400000 USD (for other themes, too)");
    assert!(says(&screen, "With 3 persons; 1400000 USD (for other themes, too)"));
    assert!(says(&screen, "policing, technical work; 3 persons"));
    click(&mut screen, "Three police of UNIPSIL work on drug trafficking and organized crime");
    assert!(matches!(screen.state().session().selection().shown(), Some(RecordId::Activity(_))));
}

#[test]
fn a_figure_shows_another_layer_while_the_keyboard_is_in_a_cell() {
    let mut screen = larger();
    select(&mut screen, "UNPOS × Piracy");
    let case = screen.state().session().case().clone();
    for (place, &layer) in (1..).zip(Layer::ALL) {
        type_text(&mut screen, &place.to_string());
        assert_eq!(screen.state().session().view().layer, layer);
    }
    type_text(&mut screen, "9");
    assert_eq!(screen.state().session().view().layer, Layer::All);
    press(&mut screen, NONE, Key::Num0);
    assert_eq!(*screen.state().session().case(), case, "nothing but the view has changed");
}

#[test]
fn what_counts_is_chosen_shown_in_words_and_put_away() {
    let mut screen = larger();
    click(&mut screen, "Layer: Gap");
    let all = screen.state().session().answers().evidence.total;
    click(&mut screen, "What counts…");
    retype(&mut screen, "Least grade that counts", "b2");
    press(&mut screen, NONE, Key::Tab);
    let left_out = |screen: &Screen| screen.state().session().answers().gaps.left_out;
    assert!(left_out(&screen) > 0 && screen.state().session().answers().evidence.total != all);
    let words = format!("Only what is graded B2 or better counts: {} left out", left_out(&screen));
    assert!(says(&screen, &words), "{words}");
    click(&mut screen, "No less firm than: reported");
    retype(&mut screen, "Time that counts", "2009");
    press(&mut screen, NONE, Key::Tab);
    assert!(says(&screen, "Only what is graded B2 or better; reported or firmer; in 2009 counts"));
    retype(&mut screen, "Least grade that counts", "Z");
    press(&mut screen, NONE, Key::Tab);
    assert!(says(&screen, "The least grade stays as it was"));
    press(&mut screen, NONE, Key::Escape);
    click(&mut screen, "Only what is graded B2 or better; reported or firmer; in 2009 counts ×");
    let session = screen.state().session();
    assert!(session.view().threshold.is_none() && session.answers().evidence.total == all);
}

#[test]
fn a_query_says_what_counts_in_the_matrix_alone() {
    let mut screen = larger();
    click(&mut screen, "Layer: Incidents");
    let answers = |screen: &Screen| screen.state().session().answers().clone();
    let (all, lanes) = (answers(&screen).evidence.total, answers(&screen).lanes.count());
    press(&mut screen, CTRL, Key::K);
    type_text(&mut screen, ">count in the matrix");
    press(&mut screen, NONE, Key::Enter);
    let name = "Query that counts in the matrix";
    assert!(field(&screen, name).is_focused(), "it is a command away");
    type_text(&mut screen, "status:ass");
    press(&mut screen, NONE, Key::Tab);
    press(&mut screen, NONE, Key::Enter);
    assert_eq!(field(&screen, name).value().unwrap().trim(), "status:assessed", "what was begun is completed");
    let total = answers(&screen).evidence.total;
    assert!(total.stated < all.stated && total.stated > 0, "{total:?} of {all:?}");
    assert_eq!(answers(&screen).lanes.count(), lanes, "the timeline shows everything");
    let left_out = answers(&screen).gaps.left_out;
    assert!(
        left_out > 0 && says(&screen, &format!("Only what is found by “status:assessed” counts: {left_out} left out"))
    );
    click(&mut screen, "Only what is found by “status:assessed” counts ×");
    assert_eq!((answers(&screen).evidence.total, field(&screen, name).value().unwrap().as_str()), (all, ""));
}

#[test]
fn two_dates_tell_what_came_and_what_went() {
    let mut screen = larger();
    click(&mut screen, "Layer: Difference");
    assert!(says(&screen, "Choose an earlier date to compare with"));
    retype(&mut screen, "Compared with", "2008");
    assert!(says(&screen, "= 2008"), "what is typed is told as it is understood");
    press(&mut screen, NONE, Key::Enter);
    retype(&mut screen, "As of", "2011");
    press(&mut screen, NONE, Key::Enter);
    let session = screen.state().session();
    let difference = session.answers().difference.clone().unwrap();
    let (mission, theme, change) = difference.cells().find(|(_, _, change)| !change.evidence.is_empty()).unwrap();
    let case = session.case();
    let cell = format!("{} × {}", case.title_of(mission.into()), case.title_of(theme.into()));
    let incident = case.title_of(change.evidence[0].into());
    assert!(told(&screen, &cell).starts_with(&format!("{cell}: {}", change.words())));
    select(&mut screen, &cell);
    assert!(says(&screen, "Since 2008") && says(&screen, &incident));
    retype(&mut screen, "Compared with", "whenever");
    press(&mut screen, NONE, Key::Enter);
    assert!(says(&screen, "Compared with stays as it was"));
    click(&mut screen, "Compare with nothing");
    assert!(screen.state().session().answers().difference.is_none());
}

#[test]
fn the_years_are_led_through_by_keys_and_played() {
    let mut screen = larger();
    // A screen of the tests stands still to begin with, whatever the settings say.
    for wish in [Wish::Yes, Wish::No] {
        screen.state_mut().run(vec![Command::Looks(Looks::Stillness(wish))]);
        screen.run();
    }
    let year = |screen: &Screen| screen.state().session().view().as_of.as_ref().map(ToString::to_string);
    click(&mut screen, "Play the years");
    let first = year(&screen).unwrap();
    assert!(says(&screen, &format!("as of {first}")));
    for _ in 0..20 {
        screen.step();
    }
    assert_ne!(year(&screen), Some(first), "they go on by themselves");
    click(&mut screen, "Pause");
    let paused = year(&screen);
    for _ in 0..20 {
        screen.step();
    }
    assert_eq!(year(&screen), paused);
    screen.get_by_label("Year of the as-of date").focus();
    screen.run();
    press(&mut screen, NONE, Key::ArrowRight);
    let next: i64 = paused.unwrap().parse::<i64>().unwrap() + 1;
    assert_eq!(year(&screen), Some(next.to_string()));
    press(&mut screen, NONE, Key::ArrowLeft);
    assert_eq!(year(&screen), Some((next - 1).to_string()));
}

#[test]
fn where_nothing_is_to_move_a_press_goes_on_by_one_year() {
    let mut screen = larger();
    let still = Command::Looks(Looks::Stillness(Wish::Yes));
    screen.state_mut().run(vec![still, Command::AsOf(Some("2008".parse().unwrap()))]);
    screen.run();
    let year = |screen: &Screen| screen.state().session().view().as_of.as_ref().map(ToString::to_string);
    click(&mut screen, "Show the next year");
    for _ in 0..20 {
        screen.step();
    }
    assert_eq!(year(&screen).as_deref(), Some("2009"));
}

#[test]
fn a_mission_says_which_other_was_there_on_the_date() {
    let mut screen = larger();
    retype(&mut screen, "As of", "2007");
    press(&mut screen, NONE, Key::Enter);
    click(&mut screen, "Matrix mission: UNIOGBIS");
    assert!(says(&screen, "As of 2007: then it was possibly UNOGBIS, which it followed"), "in its form");
    assert!(says(&screen, "Before, possibly there on this date:"));
    let row = screen.get_by_label("Matrix mission: UNIOGBIS").accesskit_node().description();
    assert!(row.unwrap_or_default().contains("Then it was possibly UNOGBIS"), "and in its row");
}
