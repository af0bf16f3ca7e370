//! One value for many rows: what is set, to what, and how many rows it would change. One step of undo.

use egui::{ComboBox, Margin, Popup, PopupCloseBehavior, TextEdit};

use super::choose::{Choosing, Chosen, choose_ui};
use super::{Scene, value_words};
use crate::case::{RecordId, RecordKind};
use crate::edit::Edit;
use crate::query::tables::{Act, Input, acts};
use crate::session::{Command, Commands};
use crate::ui::widgets::{name, small_button};

/// So many rows are tried in a frame, to see how many would change.
const TRIED: usize = 2_000;

/// What is being set for many rows.
#[derive(Default)]
pub(super) struct Memory {
    is_open: bool,
    verb: usize,
    text: String,
    /// Whether the text was typed or chosen: nothing is emptied because nothing was said yet.
    is_given: bool,
    choosing: Choosing,
    preview: Option<Preview>,
}

/// How many rows would change, as far as they have been tried.
struct Preview {
    of: Of,
    rows: Vec<RecordId>,
    tried: usize,
    changed: usize,
    error: Option<String>,
}

/// Of what something is the preview.
#[derive(Clone, PartialEq)]
struct Of {
    verb: usize,
    text: String,
    generation: (u32, u64),
    selected: Vec<RecordId>,
}

impl Memory {
    /// Shows it.
    pub const fn open(&mut self) {
        self.is_open = true;
    }
}

/// Draws it while it is open and more than one row is selected.
pub(super) fn bulk_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (kind, scene): (RecordKind, &Scene<'_>),
    commands: &mut Commands,
) {
    let selected = &scene.session.selection().records;
    if !memory.is_open || selected.len() < 2 {
        memory.is_open = false;
        memory.preview = None;
        return;
    }
    let acts = acts(kind);
    let frame = egui::Frame::NONE.fill(scene.theme.band()).inner_margin(Margin::symmetric(8, 4));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let count = selected.iter().filter(|id| id.kind() == kind).count();
            ui.label(format!("For {count} rows:"));
            verb_ui(ui, memory, &acts);
            let Some(act) = acts.get(memory.verb) else { return };
            value_ui(ui, memory, act, scene);
            if memory.is_given {
                memory.try_on(act, (kind, scene));
            }
            let is_done = memory.is_given && memory.preview_ui(ui, scene);
            if is_done && ui.button(format!("Set {count} rows")).clicked() {
                memory.set(act, (kind, scene), commands);
            }
            if small_button(ui, "Delete", &format!("Delete {count} rows")).clicked() {
                let rows = selected.iter().copied().filter(|id| id.kind() == kind);
                commands.send(Command::Delete(rows.collect()));
            }
            if small_button(ui, "×", "Close what is set for rows").clicked() {
                memory.is_open = false;
            }
        });
    });
}

/// What is to be set.
fn verb_ui(ui: &mut egui::Ui, memory: &mut Memory, acts: &[Act]) {
    let shown = acts.get(memory.verb).map_or("", |act| act.verb);
    let list = ComboBox::from_id_salt("what is set").selected_text(shown).height(420.0).show_ui(ui, |ui| {
        for (place, act) in acts.iter().enumerate() {
            if ui.selectable_label(place == memory.verb, act.verb).clicked() && place != memory.verb {
                memory.verb = place;
                memory.text.clear();
                memory.is_given = false;
                memory.choosing = Choosing::default();
            }
        }
    });
    list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Set: {shown}")));
}

/// To what it is set.
fn value_ui(ui: &mut egui::Ui, memory: &mut Memory, act: &Act, scene: &Scene<'_>) {
    let width = (ui.available_width() - 20.0).clamp(90.0, 200.0);
    match act.input {
        Input::Text | Input::List | Input::Date => {
            let field = TextEdit::singleline(&mut memory.text).desired_width(width).char_limit(2_000);
            let field = ui.add(field.hint_text(super::edit::hint(act.input)));
            name(&field, format!("Value of {}", act.verb));
            memory.is_given |= field.changed();
        }
        Input::Choice(_) | Input::Record(_) => {
            let words =
                if memory.is_given { value_words(scene, act.input, &memory.text) } else { "Choose…".to_owned() };
            let button = ui.add_sized([width, ui.spacing().interact_size.y], egui::Button::new(&words).truncate());
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Value of {}: {words}", act.verb))
            });
            if button.clicked() {
                memory.choosing = Choosing::default();
            }
            let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(260.0);
            let ask = (act.verb, act.input, "");
            let shown = popup.show(|ui| {
                let chosen = choose_ui(ui, &mut memory.choosing, ask, scene);
                if !matches!(chosen, Chosen::Not) {
                    ui.close();
                }
                chosen
            });
            if let Some(Chosen::Value(value)) = shown.map(|shown| shown.inner) {
                memory.text = value;
                memory.is_given = true;
                button.request_focus();
            }
        }
    }
}

impl Memory {
    /// Tries some more rows, to see how many would change. The rows of a large selection take several frames.
    fn try_on(&mut self, act: &Act, (kind, scene): (RecordKind, &Scene<'_>)) {
        let session = scene.session;
        let selected = &session.selection().records;
        let is_known = self.preview.as_ref().is_some_and(|Preview { of, .. }| {
            of.verb == self.verb
                && of.text == self.text
                && of.generation == session.generation()
                && of.selected == *selected
        });
        if !is_known {
            let of = Of {
                verb: self.verb,
                text: self.text.clone(),
                generation: session.generation(),
                selected: selected.clone(),
            };
            let rows = selected.iter().copied().filter(|id| id.kind() == kind).collect();
            self.preview = Some(Preview { of, rows, tried: 0, changed: 0, error: None });
        }
        let Some(preview) = &mut self.preview else { return };
        let next = preview.rows.iter().skip(preview.tried).take(TRIED);
        for record in next.filter_map(|&id| session.case().record(id)) {
            match act.on(&record, &self.text) {
                Ok(changed) => preview.changed += usize::from(changed.is_some()),
                Err(words) => preview.error = Some(words),
            }
        }
        preview.tried = (preview.tried + TRIED).min(preview.rows.len());
    }

    /// Says how many rows would change; whether it is known and there are any.
    fn preview_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>) -> bool {
        let Some(preview) = &self.preview else { return false };
        let (count, tried) = (preview.rows.len(), preview.tried);
        match &preview.error {
            Some(words) => {
                ui.colored_label(scene.theme.error(), format!("⚠ {words}"));
                false
            }
            None if tried < count => {
                ui.weak(format!("Trying {tried} of {count}…"));
                ui.ctx().request_repaint();
                false
            }
            None => {
                ui.label(format!("{} of {count} change", preview.changed));
                preview.changed > 0
            }
        }
    }

    /// Sets the value for every row that it changes, as one step.
    fn set(&self, act: &Act, (kind, scene): (RecordKind, &Scene<'_>), commands: &mut Commands) {
        let Some(preview) = &self.preview else { return };
        let case = scene.session.case();
        let changed = |&id: &RecordId| Some((id, act.on(&case.record(id)?, &self.text).ok()??));
        let edits: Vec<Edit> =
            preview.rows.iter().filter_map(changed).map(|(id, record)| Edit::Put(id, record)).collect();
        let count = edits.len();
        let what = if count == 1 { kind.label() } else { kind.plural() };
        let value = crate::ui::widgets::cut(act.value_words(&scene.told(), &self.text));
        let label = format!("{} for {count} {what}: {value}", act.label());
        commands.send(Command::Tell(label.clone()));
        commands.send(Command::Edit(Edit::Together { label, edits }));
    }
}
