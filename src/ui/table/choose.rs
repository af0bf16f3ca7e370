//! A list that is searched by what is typed: the words of a vocabulary, or the records of a kind.

use std::sync::Arc;

use egui::{Key, Modifiers, ScrollArea, TextEdit};

use super::Scene;
use crate::case::RecordId;
use crate::query::folded::fold;
use crate::query::tables::Input;
use crate::ui::widgets::{kept, name, titled};

/// A choice being made.
#[derive(Clone, Default)]
pub(super) struct Choosing {
    search: String,
    marked: usize,
    /// Whether the field has had the keyboard.
    is_begun: bool,
}

/// What came of a choice in a frame.
pub(super) enum Chosen {
    /// Nothing yet.
    Not,
    /// This value.
    Value(String),
    /// It was given up.
    GivenUp,
}

/// Height of a line of the list, in points.
const LINE: f32 = 22.0;

/// Draws the field and the list.
pub(super) fn choose_ui(
    ui: &mut egui::Ui,
    choosing: &mut Choosing,
    (label, input, value): (&str, Input, &str),
    scene: &Scene<'_>,
) -> Chosen {
    let steps = steps(ui);
    let field = TextEdit::singleline(&mut choosing.search).hint_text("Type to search").desired_width(f32::INFINITY);
    let field = ui.add(field.char_limit(200));
    name(&field, format!("Search {label}"));
    if !choosing.is_begun {
        choosing.is_begun = true;
        field.request_focus();
    }
    if field.changed() {
        choosing.marked = 0;
    }
    let offers = offers(ui, &choosing.search, (input, value), scene);
    choosing.marked = choosing.marked.saturating_add_signed(steps).min(offers.len().saturating_sub(1));
    if field.lost_focus() {
        let (is_entered, is_left) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        if let Some(value) = offers.value(choosing.marked).filter(|_| is_entered) {
            return Chosen::Value(value);
        }
        if is_left {
            return Chosen::GivenUp;
        }
    }
    list_ui(ui, choosing, (steps != 0, &offers), scene).map_or(Chosen::Not, Chosen::Value)
}

/// By how many lines the arrows lead on in this frame.
fn steps(ui: &egui::Ui) -> isize {
    ui.input_mut(|input| {
        let count = |input: &mut egui::InputState, key| input.count_and_consume_key(Modifiers::NONE, key).cast_signed();
        count(input, Key::ArrowDown) - count(input, Key::ArrowUp)
    })
}

/// What is offered.
enum Offers {
    Words(Vec<&'static str>),
    /// Nothing first, where nothing is searched; then these.
    Records(bool, Arc<Vec<RecordId>>),
}

fn offers(ui: &egui::Ui, search: &str, (input, value): (Input, &str), scene: &Scene<'_>) -> Offers {
    match input {
        Input::Choice(words) => {
            let wanted = fold(search.trim());
            let mut words: Vec<&'static str> =
                words().into_iter().filter(|word| fold(word).contains(&wanted)).collect();
            // Words that begin with what is typed come first; without a search the present one is marked by its place.
            words.sort_by_key(|word| !wanted.is_empty() && !fold(word).starts_with(&wanted));
            Offers::Words(words)
        }
        Input::Record(kind) => {
            let key = (search.to_owned(), scene.names.version(), kind);
            let found = kept(ui, "offers", key, || scene.names.find_all(&[kind], search));
            Offers::Records(search.trim().is_empty() && !value.is_empty(), found)
        }
        Input::Text | Input::List | Input::Date => Offers::Words(Vec::new()),
    }
}

impl Offers {
    fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Records(has_none, found) => found.len() + usize::from(*has_none),
        }
    }

    fn record(&self, place: usize) -> Option<RecordId> {
        match self {
            Self::Words(_) => None,
            Self::Records(has_none, found) => found.get(place.checked_sub(usize::from(*has_none))?).copied(),
        }
    }

    fn value(&self, place: usize) -> Option<String> {
        match self {
            Self::Words(words) => words.get(place).map(|word| (*word).to_owned()),
            Self::Records(true, _) if place == 0 => Some(String::new()),
            Self::Records(..) => self.record(place).map(|id| id.to_string()),
        }
    }

    fn words(&self, place: usize, scene: &Scene<'_>) -> String {
        match self {
            Self::Words(words) => words.get(place).copied().unwrap_or_default().to_owned(),
            Self::Records(true, _) if place == 0 => "None".to_owned(),
            Self::Records(..) => self.record(place).map_or_else(String::new, |id| titled(scene.session.case(), id)),
        }
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    choosing: &Choosing,
    (has_moved, offers): (bool, &Offers),
    scene: &Scene<'_>,
) -> Option<String> {
    if offers.len() == 0 {
        ui.weak("Nothing has this name");
        return None;
    }
    let mut area = ScrollArea::vertical().max_height(260.0);
    if has_moved {
        area =
            area.vertical_scroll_offset((choosing.marked as f32 - 5.0).max(0.0) * (LINE + ui.spacing().item_spacing.y));
    }
    let mut chosen = None;
    area.show_rows(ui, LINE, offers.len(), |ui, range| {
        for place in range {
            let words = offers.words(place, scene);
            let is_marked = place == choosing.marked;
            let row = egui::Button::selectable(is_marked, &words).truncate().right_text("");
            let row = ui.add_sized([ui.available_width(), LINE], row);
            row.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_marked, &words));
            if row.clicked() {
                chosen = offers.value(place);
            }
        }
    });
    chosen
}
