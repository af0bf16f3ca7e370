//! Widgets that forms share. Each returns whether the value is to be kept now: a text when its field is left, a choice at
//! once.

pub(super) mod as_of;
pub(super) mod attribution;
pub(super) mod choice;
pub(super) mod citations;
pub(super) mod date;
pub(super) mod members;
pub(super) mod number;
pub(super) mod pick;
pub(super) mod quantities;
pub(super) mod text;
pub(super) mod when;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hash;

use super::tokens::Theme;
use crate::case::{Case, RecordId};
use crate::query::dates::DatedId;
use crate::session::{Command, Commands, Session};

/// Texts that are no value yet, by field: dates being typed, searches.
pub(super) type Texts = BTreeMap<String, Typed>;

/// A text being typed.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// The text.
    pub text: String,
    /// What becomes of it when the form goes away.
    pub keep: Keep,
}

/// What becomes of a text that is no value when its form goes away. Nothing typed into a record is thrown away.
#[derive(Clone, Debug)]
pub(super) enum Keep {
    /// It is in the record already, or never meant for it.
    No,
    /// It is no date: it becomes the source's words for this date.
    AsWritten(DatedId),
    /// It does not fit its field: it becomes a note that names the field.
    AsNote(String),
}

/// What a form needs at hand while it is drawn.
pub(super) struct Form<'a> {
    /// The session that it reads.
    pub session: &'a Session,
    /// Where its wishes go.
    pub commands: &'a mut Commands,
    /// Texts that are no value yet.
    pub texts: &'a mut Texts,
    /// The record of the form.
    pub record: RecordId,
    /// Colours.
    pub theme: Theme,
    /// Whether the value is to be kept now.
    pub is_touched: bool,
    /// Wishes that build on the record as it stands in the form: they go out after it is kept.
    pub after: Vec<Command>,
}

impl<'a> Form<'a> {
    /// A form of a record, in which nothing was done yet.
    pub fn new(
        (session, commands): (&'a Session, &'a mut Commands),
        texts: &'a mut Texts,
        record: RecordId,
        theme: Theme,
    ) -> Self {
        Self { session, commands, texts, record, theme, is_touched: false, after: Vec::new() }
    }

    /// The case as it is now.
    pub fn case(&self) -> &Case {
        self.session.case()
    }

    /// What is being typed into a field.
    pub fn typed(&self, key: &str) -> Option<String> {
        self.texts.get(key).map(|typed| typed.text.clone())
    }

    /// Remembers what is being typed into a field, or forgets it once the field is left and the text has become a value.
    pub fn remember(&mut self, key: String, text: String, (is_open, keep): (bool, Keep)) {
        if is_open {
            drop(self.texts.insert(key, Typed { text, keep }));
        } else {
            drop(self.texts.remove(&key));
        }
    }

    /// Notes that the value is to be kept now.
    pub const fn touch_if(&mut self, is_changed: bool) {
        self.is_touched |= is_changed;
    }
}

/// Width of the column of names in a form, in points.
const NAMES: f32 = 76.0;

/// One row of a form: its name on the left, its field on the right. Gives the id of the name, which labels the field.
pub(super) fn row_ui<R>(ui: &mut egui::Ui, name: &str, field: impl FnOnce(&mut egui::Ui, egui::Id) -> R) -> R {
    // Named, so that a field keeps its identity and with it the keyboard when a line above it comes or goes.
    ui.push_id(name, |ui| named_row_ui(ui, name, field)).inner
}

fn named_row_ui<R>(ui: &mut egui::Ui, name: &str, field: impl FnOnce(&mut egui::Ui, egui::Id) -> R) -> R {
    ui.horizontal(|ui| {
        let text = egui::RichText::new(name).color(Theme::of(ui).ink_soft());
        let label = ui.allocate_ui_with_layout(
            egui::vec2(NAMES, ui.spacing().interact_size.y),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(NAMES);
                ui.add(egui::Label::new(text).truncate())
            },
        );
        field(ui, label.inner.id)
    })
    .inner
}

/// The heading of a part of a form.
pub(super) fn part_ui(ui: &mut egui::Ui, title: &str) {
    ui.add_space(6.0);
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(title).font(super::tokens::strong(12.5)));
        let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
        ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, theme.rule()));
    });
}

/// Gives a field its name for tests and screen readers.
pub(super) fn name(field: &egui::Response, name: impl Into<String>) {
    field.ctx.accesskit_node_builder(field.id, |node| node.set_label(name.into()));
}

/// Every item of a list, each in a scope named by `id`; an item whose row says so is taken out.
pub(super) fn each_ui<T, I: Hash + Debug>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    items: &mut Vec<T>,
    id: impl Fn(&T) -> I,
    mut row: impl FnMut(&mut egui::Ui, &mut Form<'_>, &mut T) -> bool,
) {
    let count = items.len();
    items.retain_mut(|item| !ui.push_id(id(item), |ui| row(ui, form, item)).inner);
    form.touch_if(items.len() < count);
}

/// A ring around what has the keyboard, for what is painted by hand.
pub(super) fn focus_ring(ui: &egui::Ui, response: &egui::Response) {
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, Theme::of(ui).accent());
        ui.painter().rect_stroke(response.rect.expand(1.0), 3.0, stroke, egui::StrokeKind::Outside);
    }
}

/// A small button with a name of its own, for tests and screen readers.
pub(super) fn small_button(ui: &mut egui::Ui, sign: &str, name: &str) -> egui::Response {
    let button = ui.add(egui::Button::new(sign).small().frame_when_inactive(false)).on_hover_text(name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button
}

/// Words that begin with a capital letter.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A link to another record: a click selects it, the pointer over it highlights it everywhere.
pub(super) fn link_ui(ui: &mut egui::Ui, form: &mut Form<'_>, id: RecordId) {
    let title = form.case().title_of(id);
    let link =
        ui.add(egui::Link::new(egui::RichText::new(&title))).on_hover_text(format!("Show {}", id.kind().label()));
    follow(&link, form, id);
}

/// A link that is cut where there is no room for it.
pub(super) fn short_link_ui(ui: &mut egui::Ui, form: &mut Form<'_>, id: RecordId) {
    let title = form.case().title_of(id);
    let text = egui::RichText::new(&title).color(form.theme.accent());
    let link = ui.add(egui::Label::new(text).truncate().sense(egui::Sense::click())).on_hover_text(&title);
    link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &title));
    follow(&link.on_hover_cursor(egui::CursorIcon::PointingHand), form, id);
}

fn follow(link: &egui::Response, form: &mut Form<'_>, id: RecordId) {
    if link.clicked() {
        form.commands.send(Command::Select(id));
    }
    if link.hovered() {
        form.commands.send(Command::Hover(Some(id)));
    }
}
