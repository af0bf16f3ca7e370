//! Everything has a name, and nothing is cut off: every pane and every kind of form is looked at whole.

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, TextShape};
use egui::{Key, Modifiers, Rect, Shape};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use sightline::case::{RecordId, RecordKind};
use sightline::disk::{Settings, TextSize, ThemeChoice};
use sightline::session::{Command, Host, SAMPLES, Session};

use crate::open::{Screen, TALL, open, open_sample, press, show};

/// What is pressed or typed into.
const WORKED: [Role; 13] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::Slider,
    Role::SpinButton,
    Role::Link,
    Role::ListBox,
    Role::Grid,
    Role::ListItem,
    Role::Splitter,
];

#[test]
fn whatever_is_pressed_or_typed_into_has_a_name() {
    for sample in 0..SAMPLES.len() {
        for shown in forms(sample) {
            let screen = screen(sample, TALL, (shown, 100));
            let nameless: Vec<String> = nameless(&screen);
            assert!(nameless.is_empty(), "{shown:?}: {nameless:?}");
        }
    }
}

#[test]
fn at_any_size_every_text_is_whole_or_says_that_it_is_cut() {
    let mut found = Vec::new();
    for percent in [80, 100, 125, 150, 200] {
        for shown in forms(0) {
            let screen = screen(0, [1280.0, 800.0], (shown, percent));
            found.extend(cut(&screen).into_iter().map(|cut| format!("{percent} %, {shown:?}: {cut}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_size_of_text_goes_up_and_down_by_keys_and_is_remembered() {
    let mut screen = open([1280.0, 800.0], ThemeChoice::Light);
    let percent = |screen: &Screen| screen.state().session().settings().text_size.percent();
    let ctrl = crate::open::CTRL;
    press(&mut screen, ctrl, Key::Plus);
    press(&mut screen, ctrl, Key::Equals);
    assert_eq!(percent(&screen), 125);
    assert!((screen.ctx.zoom_factor() - 1.25).abs() < 1e-3);
    for _ in 0..9 {
        press(&mut screen, ctrl, Key::Minus);
    }
    assert_eq!(percent(&screen), 80);
    assert!((screen.ctx.zoom_factor() - 0.8).abs() < 1e-3);
}

#[test]
fn f6_brings_the_keyboard_from_pane_to_pane() {
    let mut screen = open([1600.0, 1000.0], ThemeChoice::Light);
    crate::open::settle(&mut screen);
    let mut seen = Vec::new();
    for _ in 0..5 {
        press(&mut screen, Modifiers::NONE, Key::F6);
        seen.push(focused(&screen));
    }
    let kinds = ["Find a record", "×", ":", "Incident: "];
    for (name, part) in seen.iter().zip(kinds) {
        assert!(name.contains(part), "{seen:?}");
    }
    assert_eq!(seen.iter().collect::<std::collections::BTreeSet<_>>().len(), 5, "five places: {seen:?}");
    press(&mut screen, Modifiers::SHIFT, Key::F6);
    assert_eq!(focused(&screen), seen[3], "and back");
}

/// The first record of every kind that the sample has, and nothing.
fn forms(sample: usize) -> Vec<Option<RecordId>> {
    let session = Session::on_sample(SAMPLES.get(sample).unwrap(), Settings::default(), Host::still());
    let case = session.case();
    let first = |&kind: &RecordKind| case.ids(kind).into_iter().next();
    std::iter::once(None).chain(RecordKind::ALL.iter().filter_map(first).map(Some)).collect()
}

/// The window on a sample with a record in the form, its text of a size.
fn screen(sample: usize, size: [f32; 2], (shown, percent): (Option<RecordId>, u16)) -> Screen {
    let mut settings = Settings::default();
    while settings.text_size.percent() > percent {
        settings.text_size = settings.text_size.smaller();
    }
    while settings.text_size.percent() < percent {
        settings.text_size = settings.text_size.larger();
    }
    assert_eq!(settings.text_size.percent(), percent, "{:?}", TextSize::STEPS);
    let mut session = Session::on_sample(SAMPLES.get(sample).unwrap(), settings, Host::still());
    session.run(shown.map(Command::Select).into_iter().collect());
    show(size, session)
}

/// What has no name although it can be pressed or typed into.
fn nameless(screen: &Screen) -> Vec<String> {
    let nodes = screen.root().children_recursive().map(|node| node.accesskit_node());
    let worked = nodes.filter(|node| WORKED.contains(&node.role()));
    let is_nameless = |node: &AccessKitNode<'_>| {
        let is_labelled = node.labelled_by().next().is_some();
        !is_labelled && node.label().is_none_or(|label| label.trim().is_empty())
    };
    worked.filter(is_nameless).map(|node| format!("{:?} at {:?}", node.role(), node.bounding_box())).collect()
}

/// Texts that run out of where they may be drawn to the right, and do not end with "…": an officer would take what is
/// left for the whole.
fn cut(screen: &Screen) -> Vec<String> {
    let window = screen.ctx.content_rect();
    let is_cut = |clip: Rect, text: &TextShape| {
        let rect = text.visual_bounding_rect();
        let is_in_view = clip.intersects(rect.shrink(1.0)) && window.intersects(rect);
        // What scrolls may be cut at the edges of its view; a line of text is cut where it is longer than its view.
        is_in_view && rect.right() > clip.right() + 1.5 && rect.left() >= clip.left() - 1.5
    };
    // A field scrolls to what is typed.
    let nodes = screen.root().children_recursive().map(|node| node.accesskit_node());
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let typed: Vec<String> = nodes.filter(|node| is_field(node.role())).filter_map(|node| node.value()).collect();
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in &screen.output().shapes {
        texts(shape, &mut |text| {
            if is_cut(*clip_rect, text) && !typed.iter().any(|typed| typed == text.galley.text()) {
                found.push(format!("{:?} in {clip_rect:?}", text.galley.text()));
            }
        });
    }
    found
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only texts are looked at")]
fn texts(shape: &Shape, see: &mut impl FnMut(&TextShape)) {
    match shape {
        Shape::Text(text) => see(text),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, see)),
        _ => {}
    }
}

fn focused(screen: &Screen) -> String {
    let mut nodes = screen.root().children_recursive().map(|node| node.accesskit_node());
    let node = nodes.find(AccessKitNode::is_focused);
    node.and_then(|node| node.label()).unwrap_or_default()
}

#[test]
fn the_title_of_the_case_has_room_in_a_small_window_and_stands_whole_under_the_pointer() {
    for width in [1280.0, 1366.0, 1600.0] {
        let mut screen = open_sample(&SAMPLES[0], [width, 720.0], ThemeChoice::Light);
        let title = screen.state().session().case().header.title.clone();
        let place = screen.get_by_label(&title).rect();
        assert!(place.width() >= 100.0, "{} at {width}", place.width());
        let search = screen.get_by_label("Search").rect();
        assert!(search.left() > place.right() && search.width() >= 120.0, "{search} at {width}");
        screen.hover_at(place.center());
        for _ in 0..8 {
            screen.step();
        }
        assert!(screen.query_all_by_label(&title).count() >= 2, "the whole title under the pointer");
    }
}
