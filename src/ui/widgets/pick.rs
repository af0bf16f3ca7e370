//! A field that searches records by name, and creates one in place where none has the name.

use std::sync::Arc;

use egui::{Key, Modifiers, Popup, PopupCloseBehavior, ScrollArea, TextEdit};

use super::{Form, Keep, await_focus, kept, name, take_focus, titled};
use crate::case::{
    Actor, ActorId, Case, Incident, IncidentId, Mission, MissionId, Party, Place, PlaceId, Record, RecordId,
    RecordKind, Source, SourceId, Theme, ThemeId,
};
use crate::edit::Edit;
use crate::session::Command;

/// What a field looks for.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Wanted<'a> {
    /// The field's name, for tests and screen readers.
    pub name: &'a str,
    /// What it shows.
    pub shown: &'a str,
    /// The kinds of records that it offers.
    pub kinds: &'a [RecordKind],
    /// The kind that it may create.
    pub creates: Option<RecordKind>,
    /// Width of the field, in points.
    pub width: f32,
}

/// A button that opens a search over records; gives the one that was chosen or created.
pub(in crate::ui) fn pick_ui(ui: &mut egui::Ui, form: &mut Form<'_>, wanted: Wanted<'_>) -> Option<RecordId> {
    let button = egui::Button::new(wanted.shown).truncate().min_size(egui::vec2(wanted.width, 0.0));
    let button = ui.add_sized([wanted.width, ui.spacing().interact_size.y], button);
    let label = format!("{}: {}", wanted.name, wanted.shown);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
    let key = format!("{}/pick/{}", form.record, wanted.name);
    take_focus(&button, &key);
    let just_opened = button.clicked();
    if just_opened {
        form.remember(key.clone(), String::new(), (true, Keep::No));
    }
    let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(280.0);
    let chosen = popup.show(|ui| search_ui(ui, form, &wanted, (&key, just_opened))).and_then(|shown| shown.inner);
    form.touch_if(chosen.is_some());
    if chosen.is_some() {
        // Where the field stands after the choice, which may have put a line above it.
        await_focus(ui, key);
    }
    chosen
}

/// Height of a row of the list, in points.
const ROW: f32 = 22.0;

/// What a search found, and the row that Enter takes.
struct Search {
    text: String,
    found: Arc<Vec<RecordId>>,
    marked: usize,
    /// Whether the marked row is to be brought into view.
    has_moved: bool,
}

fn search_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    wanted: &Wanted<'_>,
    (key, just_opened): (&str, bool),
) -> Option<RecordId> {
    let mut text = form.typed(key).unwrap_or_default();
    let before = text.clone();
    let steps = steps(ui);
    let field = TextEdit::singleline(&mut text).hint_text("Type to search").desired_width(f32::INFINITY);
    let field = ui.add(field.char_limit(200));
    name(&field, format!("Search {}", wanted.name));
    if just_opened {
        field.request_focus();
    }
    form.remember(key.to_owned(), text.clone(), (true, Keep::No));
    let (names, record) = (form.names, form.record);
    let found = kept(ui, "found", (text.clone(), wanted.kinds.to_vec(), names.version(), record), || {
        // A record is not offered to itself: it cannot be dated by itself, nor lie in itself.
        names.find_all(wanted.kinds, &text).into_iter().filter(|&id| id != record).collect::<Vec<_>>()
    });
    let id = ui.scope_id().with("marked");
    let kept = if before == text && !just_opened { ui.data(|data| data.get_temp(id)).unwrap_or(0) } else { 0_usize };
    let marked = kept.saturating_add_signed(steps).min(found.len().saturating_sub(1));
    ui.data_mut(|data| data.insert_temp(id, marked));
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // An empty search names nobody: Enter then takes nothing, but where the arrows have led to somebody.
    let is_named = !text.trim().is_empty() || marked > 0;
    let entered = found.get(marked).copied().filter(|_| is_entered && is_named);
    let search = Search { text, found, marked, has_moved: marked != kept };
    let mut chosen = entered.or(list_ui(ui, form, (wanted, is_named), &search));
    let text = search.text.trim();
    if let Some(kind) = wanted.creates.filter(|_| !text.is_empty()) {
        let label = format!("Create {} “{text}”", kind.label());
        if ui.button(label).clicked() || (is_entered && search.found.is_empty()) {
            chosen = created(form, kind, text);
        }
    }
    if chosen.is_some() {
        ui.close();
    }
    chosen
}

/// By how many rows the arrows lead on in this frame.
fn steps(ui: &egui::Ui) -> isize {
    ui.input_mut(|input| {
        let count = |input: &mut egui::InputState, key| input.count_and_consume_key(Modifiers::NONE, key).cast_signed();
        count(input, Key::ArrowDown) - count(input, Key::ArrowUp)
    })
}

/// The records that were found, of which those in view are drawn; the one that was clicked.
fn list_ui(
    ui: &mut egui::Ui,
    form: &Form<'_>,
    (wanted, is_named): (&Wanted<'_>, bool),
    search: &Search,
) -> Option<RecordId> {
    if search.found.is_empty() {
        ui.weak(if form.names.is_first() { "Reading the names…" } else { "No record has this name" });
        return None;
    }
    let says_kind = wanted.kinds.len() > 2;
    let mut area = ScrollArea::vertical().max_height(260.0);
    if search.has_moved {
        // The rows before it stay in view too.
        area = area.vertical_scroll_offset((search.marked as f32 - 5.0).max(0.0) * (ROW + ui.spacing().item_spacing.y));
    }
    let mut chosen = None;
    area.show_rows(ui, ROW, search.found.len(), |ui, range| {
        for (place, &id) in search.found.iter().enumerate().skip(range.start).take(range.len()) {
            let (name, kind) = (titled(form.case(), id), id.kind().label());
            let shown = if says_kind { format!("{name} – {kind}") } else { name };
            // What Enter would take is marked.
            let is_marked = place == search.marked && is_named;
            let row = egui::Button::selectable(is_marked, &shown).truncate().right_text("");
            let row = ui.add_sized([ui.available_width(), ROW], row);
            row.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_marked, &shown));
            if row.clicked() {
                chosen = Some(id);
            }
            drop(row.on_hover_ui(|ui| drop(ui.label(format!("{shown}\n{kind}")))));
        }
    });
    chosen
}

/// A new record of this kind and name, where a name is enough to begin with.
fn created(form: &mut Form<'_>, kind: RecordKind, name: &str) -> Option<RecordId> {
    let bits = form.session.host().bits();
    let (id, record) = named(kind, form.case(), (bits, name.to_owned()))?;
    form.commands.send(Command::Edit(Edit::Put(id, record)));
    Some(id)
}

fn named(kind: RecordKind, case: &Case, (bits, name): (u64, String)) -> Option<(RecordId, Record)> {
    Some(match kind {
        RecordKind::Actor => {
            (ActorId::from_bits(bits).into(), Record::Actor(Arc::new(Actor { name, ..Actor::default() })))
        }
        RecordKind::Place => {
            (PlaceId::from_bits(bits).into(), Record::Place(Arc::new(Place { name, ..Place::default() })))
        }
        RecordKind::Source => {
            (SourceId::from_bits(bits).into(), Record::Source(Arc::new(Source { title: name, ..Source::default() })))
        }
        RecordKind::Theme => {
            let order = case.themes.values().map(|theme| theme.order).max().unwrap_or(0) + 1;
            (ThemeId::from_bits(bits).into(), Record::Theme(Arc::new(Theme { name, order, ..Theme::default() })))
        }
        RecordKind::Mission => {
            let order = case.missions.values().map(|mission| mission.order).max().unwrap_or(0) + 1;
            let mission = Mission { name, order, ..Mission::default() };
            (MissionId::from_bits(bits).into(), Record::Mission(Arc::new(mission)))
        }
        RecordKind::Incident => {
            let incident = Incident { title: name, ..Incident::default() };
            (IncidentId::from_bits(bits).into(), Record::Incident(Arc::new(incident)))
        }
        RecordKind::Relation
        | RecordKind::Mandate
        | RecordKind::Survey
        | RecordKind::Activity
        | RecordKind::Question
        | RecordKind::Posture
        | RecordKind::Lever
        | RecordKind::Briefing
        | RecordKind::View => return None,
    })
}

/// The party that a record is, if it is one.
pub(in crate::ui) const fn as_party(id: RecordId) -> Option<Party> {
    match id {
        RecordId::Actor(id) => Some(Party::Actor(id)),
        RecordId::Mission(id) => Some(Party::Mission(id)),
        RecordId::Source(_)
        | RecordId::Place(_)
        | RecordId::Theme(_)
        | RecordId::Incident(_)
        | RecordId::Relation(_)
        | RecordId::Mandate(_)
        | RecordId::Survey(_)
        | RecordId::Activity(_)
        | RecordId::Question(_)
        | RecordId::Posture(_)
        | RecordId::Lever(_)
        | RecordId::Briefing(_)
        | RecordId::View(_) => None,
    }
}

/// A field for a party.
pub(in crate::ui) fn party_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (name, width): (&str, f32), party: &mut Party) {
    let shown = titled(form.case(), *party);
    let kinds = &[RecordKind::Actor, RecordKind::Mission];
    let wanted = Wanted { name, shown: &shown, kinds, creates: Some(RecordKind::Actor), width };
    if let Some(chosen) = pick_ui(ui, form, wanted).and_then(as_party) {
        *party = chosen;
    }
}

/// A field that adds a party, actor or mission, to a list.
pub(in crate::ui) fn add_party_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str) -> Option<Party> {
    let kinds = &[RecordKind::Actor, RecordKind::Mission];
    let wanted = Wanted { name, shown: "Add…", kinds, creates: Some(RecordKind::Actor), width: 60.0 };
    pick_ui(ui, form, wanted).and_then(as_party)
}
