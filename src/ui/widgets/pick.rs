//! A field that searches records by name, and creates one in place where none has the name.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextWrapping};
use egui::{Event, Key, Modifiers, Popup, PopupCloseBehavior, ScrollArea, TextEdit};

use super::{Form, Keep, await_focus, detail, kept, name, recent, steady_ui, take_any, take_focus, titled};
use crate::case::{
    Actor, ActorId, Case, Incident, IncidentId, Mission, MissionId, Party, Place, PlaceId, Record, RecordId,
    RecordKind, Source, SourceId, Theme, ThemeId,
};
use crate::ui::tokens;

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

/// A button that opens a search over records, as does typing into it; gives the one that was chosen or created.
pub(in crate::ui) fn pick_ui(ui: &mut egui::Ui, form: &mut Form<'_>, wanted: Wanted<'_>) -> Option<RecordId> {
    // Asked for with its size, so that it goes into the next line where it has no room in this one.
    let size = egui::vec2(wanted.width.max(0.0), ui.spacing().interact_size.y);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        steady_ui(ui, ("pick", wanted.name), |ui| named_pick_ui(ui, form, &wanted))
    })
    .inner
}

fn named_pick_ui(ui: &mut egui::Ui, form: &mut Form<'_>, wanted: &Wanted<'_>) -> Option<RecordId> {
    let button = egui::Button::new(wanted.shown).truncate().min_size(egui::vec2(wanted.width, 0.0));
    let button = ui.add_sized([wanted.width, ui.spacing().interact_size.y], button);
    let label = format!("{}: {}", wanted.name, wanted.shown);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
    let (key, id) = (format!("{:?}", ui.scope_id()), Popup::default_response_id(&button));
    take_focus(&button, &key);
    take_any(&button);
    let was_open = Popup::is_id_open(ui.ctx(), id);
    let begin = begin(ui, &button).filter(|_| !was_open);
    if begin.is_some() {
        Popup::open_id(ui.ctx(), id);
    }
    let is_opened = begin.is_some() || (button.clicked() && !was_open);
    if is_opened {
        form.remember(key.clone(), begin.unwrap_or_default(), (true, Keep::No));
    }
    let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(300.0);
    let chosen = popup.show(|ui| search_ui(ui, form, wanted, (&key, is_opened))).and_then(|shown| shown.inner);
    form.touch_if(chosen.is_some());
    if let Some(chosen) = chosen {
        recent::note(ui.ctx(), form.session, chosen);
    }
    let is_escaped = was_open && ui.input(|input| input.key_pressed(Key::Escape));
    if chosen.is_some() || is_escaped {
        // Where the field stands after the choice, which may have put a line above it.
        await_focus(ui, key);
    }
    chosen
}

/// What is typed into the field while it is closed, with which the search begins; Alt+Down opens it as it is.
fn begin(ui: &egui::Ui, button: &egui::Response) -> Option<String> {
    if !button.has_focus() {
        return None;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowDown)) {
        return Some(String::new());
    }
    let typed = ui.input(|input| {
        let texts =
            input.events.iter().filter_map(|event| if let Event::Text(text) = event { Some(text) } else { None });
        texts.map(String::as_str).collect::<String>()
    });
    (!typed.trim().is_empty()).then_some(typed)
}

/// Height of a row of the list, in points: a name, and what tells it from others of that name.
const ROW: f32 = 34.0;

/// What a search found, and the row that Enter takes.
struct Search {
    text: String,
    found: Arc<Vec<RecordId>>,
    /// Its place among what was found; right behind the last one stands what can be created.
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
        // Behind what was typed to open it, and not where the last search ended.
        let mut state = TextEdit::load_state(&field.ctx, field.id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(text.chars().count()))));
        state.store(&field.ctx, field.id);
    }
    form.remember(key.to_owned(), text.clone(), (true, Keep::No));
    let found = found(ui, form, wanted, &text);
    let creates = wanted.creates.filter(|_| !text.trim().is_empty());
    let id = ui.scope_id().with("marked");
    let kept = if before == text && !just_opened { ui.data(|data| data.get_temp(id)).unwrap_or(0) } else { 0_usize };
    let last = (found.len() + usize::from(creates.is_some())).saturating_sub(1);
    let marked = kept.saturating_add_signed(steps).min(last);
    ui.data_mut(|data| data.insert_temp(id, marked));
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // An empty search names nobody: Enter then takes nothing, but where the arrows have led to somebody.
    let is_named = !text.trim().is_empty() || marked > 0;
    let entered = found.get(marked).copied().filter(|_| is_entered && is_named);
    let search = Search { text, found, marked, has_moved: marked != kept };
    let mut chosen = entered.or(list_ui(ui, form, (wanted, is_named), &search));
    if let Some(kind) = creates {
        let (is_marked, text) = (search.marked == search.found.len(), search.text.trim());
        let button = egui::Button::selectable(is_marked, format!("Create {} “{text}”", kind.label()));
        if ui.add(button).clicked() || (is_entered && is_marked) {
            chosen = created(form, kind, text);
        }
    }
    if chosen.is_some() {
        ui.close();
    }
    chosen
}

/// The records that the text finds; while there is none, those first that were chosen last.
fn found(ui: &egui::Ui, form: &Form<'_>, wanted: &Wanted<'_>, text: &str) -> Arc<Vec<RecordId>> {
    let (names, record) = (form.names, form.record);
    let recent = if text.trim().is_empty() { recent::list(ui.ctx(), form.session) } else { Vec::new() };
    let key = (text.to_owned(), wanted.kinds.to_vec(), names.version(), (record, recent.clone()));
    kept(ui, "found", key, || {
        // A record is not offered to itself: it cannot be dated by itself, nor lie in itself.
        let all: Vec<_> = names.find_all(wanted.kinds, text).into_iter().filter(|&id| id != record).collect();
        let (mut first, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|id| recent.contains(id));
        first.sort_by_key(|id| recent.iter().position(|known| known == id));
        first.into_iter().chain(rest).collect()
    })
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
    let mut area = ScrollArea::vertical().max_height(280.0);
    if search.has_moved {
        // The rows before it stay in view too.
        area = area.vertical_scroll_offset((search.marked as f32 - 3.0).max(0.0) * (ROW + ui.spacing().item_spacing.y));
    }
    let mut chosen = None;
    area.show_rows(ui, ROW, search.found.len(), |ui, range| {
        for (place, &id) in search.found.iter().enumerate().skip(range.start).take(range.len()) {
            // What Enter would take is marked.
            let is_marked = place == search.marked && is_named;
            if row_ui(ui, form, (wanted, &search.text), (id, is_marked)).clicked() {
                chosen = Some(id);
            }
        }
    });
    chosen
}

/// A record that was found: its name, and below it what tells it from others.
fn row_ui(
    ui: &mut egui::Ui,
    form: &Form<'_>,
    (wanted, text): (&Wanted<'_>, &str),
    (id, is_marked): (RecordId, bool),
) -> egui::Response {
    let (name, kind) = (titled(form.case(), id), id.kind().label());
    let detail = detail::detail(form.case(), &form.session.answers().dates, (id, text));
    let detail = if detail.is_empty() { kind.to_owned() } else { format!("{kind} · {detail}") };
    let shown = if wanted.kinds.len() > 2 { format!("{name} – {kind}") } else { name.clone() };
    let (rect, row) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::click());
    let ground = match (is_marked, row.hovered()) {
        (true, _) => Some(form.theme.selection()),
        (false, true) => Some(form.theme.hover()),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 3.0, ground);
    }
    let lines =
        [(&name, tokens::body(), form.theme.ink(), 1.0), (&detail, tokens::small(), form.theme.ink_soft(), 17.0)];
    for (text, font, colour, top) in lines {
        let mut job = LayoutJob::simple_singleline(text.clone(), font, colour);
        job.wrap = TextWrapping::truncate_at_width((rect.width() - 8.0).max(0.0));
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.min + egui::vec2(4.0, top), galley, colour);
    }
    row.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_marked, &shown));
    row.ctx.accesskit_node_builder(row.id, |node| node.set_description(detail.clone()));
    row.on_hover_ui(|ui| drop(ui.label(format!("{shown}\n{detail}"))))
}

/// A new record of this kind and name, where a name is enough to begin with.
fn created(form: &mut Form<'_>, kind: RecordKind, name: &str) -> Option<RecordId> {
    let bits = form.session.host().bits();
    let (id, record) = named(kind, form.case(), (bits, name.to_owned()))?;
    // It is added in one step with what names it.
    form.born.push((id, record));
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
