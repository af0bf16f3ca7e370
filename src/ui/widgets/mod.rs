//! Widgets that forms share. Each returns whether the value is to be kept now: a text when its field is left, a choice at
//! once.

pub(super) mod as_of;
pub(super) mod attribution;
pub(super) mod calendar;
pub(super) mod canvas;
pub(super) mod choice;
pub(super) mod citations;
pub(super) mod date;
mod detail;
pub(super) mod field;
pub(super) mod free_date;
pub(super) mod grade;
pub(super) mod lines;
pub(super) mod members;
pub(super) mod number;
pub(super) mod origin;
pub(super) mod page;
pub(super) mod pick;
pub(super) mod quantities;
mod recent;
pub(super) mod text;
pub(super) mod typing;
pub(super) mod when;

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use egui::AsIdSalt;

use super::names::Names;
use super::tokens::Theme;
use crate::case::{Case, Record, RecordId};
use crate::edit::Edit;
use crate::query::dates::DatedId;
use crate::query::problems::Problem;
use crate::session::{Aim, Command, Commands, Session};

/// What a pane says that has nothing to show yet, since it is being worked out: nobody is to read that as "there is none".
pub(super) const COMING: &str = "Working this out…";

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
    /// The names of all records.
    pub names: &'a Names,
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
    /// The number of the item of a list that is being drawn, from one.
    pub place: usize,
    /// Wishes that build on the record as it stands in the form: they go out after it is kept.
    pub after: Vec<Command>,
    /// Records that were created in its fields, to be added in one step with what names them.
    pub born: Vec<(RecordId, Record)>,
    /// What does not add up in the record.
    pub problems: Vec<&'a Problem>,
    /// What of the record somebody wants to see.
    pub aim: Option<&'a Aim>,
    /// Whether the form has yet to scroll there.
    pub is_scrolling: bool,
}

impl<'a> Form<'a> {
    /// A form of a record, in which nothing was done yet.
    pub fn new(
        (session, names, commands): (&'a Session, &'a Names, &'a mut Commands),
        texts: &'a mut Texts,
        record: RecordId,
        theme: Theme,
    ) -> Self {
        Self {
            session,
            names,
            commands,
            texts,
            record,
            theme,
            is_touched: false,
            place: 0,
            after: Vec::new(),
            born: Vec::new(),
            problems: Vec::new(),
            aim: None,
            is_scrolling: false,
        }
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
    steady_ui(ui, name, |ui| named_row_ui(ui, name, field))
}

/// A part of a form that is known by its name alone, and not by its place: what stands in it keeps its identity, and with it
/// the keyboard, when a line above it comes or goes.
pub(super) fn steady_ui<R>(ui: &mut egui::Ui, name: impl AsIdSalt, part: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let scope = egui::UiBuilder::new().scope_id(ui.scope_id().with(name));
    ui.scope_builder(scope, part).inner
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

/// A row of tools, in as many lines as it needs. Those on the right stand at the edge where so many points are left for
/// them, or else after the others.
pub(super) fn tools_ui<L, R>(
    ui: &mut egui::Ui,
    left: impl FnOnce(&mut egui::Ui) -> L,
    (width, right): (f32, impl FnOnce(&mut egui::Ui) -> R),
) -> f32 {
    let frame = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let _left = left(ui);
            let _right = if ui.available_size_before_wrap().x >= width {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right).inner
            } else {
                right(ui)
            };
        });
    });
    frame.response.rect.height()
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

/// Every item of a list, each in a scope named by `id`; an item whose row says so is taken out. Of a long list a page at
/// a time.
pub(super) fn each_ui<T, I: AsIdSalt>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    items: &mut Vec<T>,
    id: impl Fn(&T) -> I,
    mut row: impl FnMut(&mut egui::Ui, &mut Form<'_>, &mut T) -> bool,
) {
    let Some(first) = items.first() else { return };
    let count = items.len();
    let page = page::Page::of(ui, id(first), count);
    let mut place = 0;
    items.retain_mut(|item| {
        place += 1;
        if !page.range().contains(&(place - 1)) {
            return true;
        }
        form.place = place;
        !steady_ui(ui, id(item), |ui| row(ui, form, item))
    });
    page.turn_ui(ui);
    form.touch_if(items.len() < count);
}

/// What is to have the keyboard as soon as it is drawn: a field that a choice has moved, or one that is new.
#[derive(Clone)]
struct Awaited {
    key: String,
    until: u64,
}

fn awaited() -> egui::Id {
    egui::Id::unique("awaited by the keyboard")
}

/// Gives the keyboard to what is called so, if it is drawn in one of the next frames.
pub(super) fn await_focus(ui: &egui::Ui, key: impl Into<String>) {
    let until = ui.ctx().cumulative_pass_nr() + 3;
    ui.data_mut(|data| data.insert_temp(awaited(), Awaited { key: key.into(), until }));
    ui.ctx().request_repaint();
}

/// Takes the keyboard, where it was awaited under this name.
pub(super) fn take_focus(field: &egui::Response, key: &str) {
    let wanted = field.ctx.data(|data| data.get_temp::<Awaited>(awaited()));
    let Some(wanted) = wanted.filter(|wanted| wanted.key == key) else { return };
    field.ctx.data_mut(|data| data.remove::<Awaited>(awaited()));
    if field.ctx.cumulative_pass_nr() <= wanted.until {
        field.request_focus();
    }
}

/// The first field drawn between these two calls takes the keyboard.
fn await_any(ui: &egui::Ui, is_awaited: bool) {
    ui.data_mut(|data| data.insert_temp(any(), is_awaited));
}

fn any() -> egui::Id {
    egui::Id::unique("any field takes the keyboard")
}

/// Takes the keyboard, where any field may.
pub(super) fn take_any(field: &egui::Response) {
    if field.ctx.data(|data| data.get_temp::<bool>(any())) == Some(true) {
        field.ctx.data_mut(|data| data.insert_temp(any(), false));
        field.request_focus();
    }
}

/// The edit that keeps a record, in one step with those that were created in its fields.
pub(super) fn kept_with(case: &Case, (id, record): (RecordId, Record), born: Vec<(RecordId, Record)>) -> Edit {
    let Some((first, _)) = born.first() else { return Edit::Put(id, record) };
    let kind = first.kind();
    let what = if born.len() == 1 { format!("a new {}", kind.label()) } else { format!("{} records", born.len()) };
    let title: String = titled(case, id).chars().take(60).collect();
    let label = format!("Add {what} to “{title}”");
    let edits = born.into_iter().chain([(id, record)]).map(|(id, record)| Edit::Put(id, record)).collect();
    Edit::Together { label, edits }
}

/// The very same value, told by its place in memory; does not keep the value.
pub(super) struct Same<T>(Weak<T>);

impl<T> Same<T> {
    /// This value.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::downgrade(value))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

/// What was made from the key the last time, or made anew: for what takes too long to be made in every frame.
pub(super) fn kept<K, T>(ui: &egui::Ui, salt: impl AsIdSalt, key: K, make: impl FnOnce() -> T) -> Arc<T>
where
    K: PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let id = ui.scope_id().with(("kept", salt));
    let known = ui.data(|data| data.get_temp::<Arc<(K, Arc<T>)>>(id));
    if let Some(known) = known.filter(|known| known.0 == key) {
        return Arc::clone(&known.1);
    }
    let new = Arc::new(make());
    ui.data_mut(|data| data.insert_temp(id, Arc::new((key, Arc::clone(&new)))));
    new
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

/// The most characters of a text that are laid out in one place: a million would take most of a second.
pub(super) const LAID_OUT: usize = 10_000;

/// A text as it is shown in a label: what is longer than 10,000 characters is cut and ends with "…".
pub(super) fn cut(mut text: String) -> String {
    if text.len() > LAID_OUT
        && let Some((end, _)) = text.char_indices().nth(LAID_OUT)
    {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What a record is called, as it is shown in a label.
pub(super) fn titled(case: &Case, id: impl Into<RecordId>) -> String {
    cut(case.title_of(id.into()))
}

/// A link to another record: a click selects it, the pointer over it highlights it everywhere.
pub(super) fn link_ui(ui: &mut egui::Ui, form: &mut Form<'_>, id: RecordId) {
    let title = titled(form.case(), id);
    // One piece in a row that wraps: each line of a label would be a stop of the keyboard of its own, without a name.
    let font = egui::TextStyle::Body.resolve(ui.style());
    let accent = form.theme.accent();
    let galley = ui.painter().layout(title.clone(), font, accent, ui.max_rect().width());
    let (rect, link) = ui.allocate_exact_size(galley.size(), egui::Sense::click());
    link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &title));
    if form.session.view().hover == Some(id) {
        ui.painter().rect_filled(rect, 0.0, form.theme.hover());
    }
    ui.painter().galley(rect.min, galley, accent);
    if link.hovered() || link.has_focus() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(1.0, accent));
    }
    let link = link.on_hover_cursor(egui::CursorIcon::PointingHand);
    let link = link.on_hover_text(format!("Show {}", id.kind().label()));
    follow(&link, form, id);
}

/// A link that is cut where there is no room for it.
pub(super) fn short_link_ui(ui: &mut egui::Ui, form: &mut Form<'_>, id: RecordId) {
    let title = titled(form.case(), id);
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
