//! The window in which a taxonomy is replaced: for each theme what takes its place, what that touches, and one button.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{Align, ComboBox, Key, Label, Role, ScrollArea, TextEdit, WidgetInfo};

use super::help;
use super::widgets::{self, cut, kept, titled};
use crate::case::{Record, RecordId, Theme, ThemeId};
use crate::edit::Edit;
use crate::query::retheme::{Goal, Touched, touched};
use crate::session::{Command, Commands, Session};

/// What the window remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    is_open: bool,
    /// Of which of the cases opened since the start the choices are.
    opened: u32,
    chosen: BTreeMap<ThemeId, Goal>,
}

impl Memory {
    /// Opens the window.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Escape closes the window, unless a text is being typed.
    pub fn keys(&mut self, ui: &egui::Ui, is_typing: bool) {
        if self.is_open && !is_typing && !egui::Popup::is_any_open(ui.ctx()) && help::take(ui, Key::Escape) {
            self.is_open = false;
        }
    }

    /// What is to be done; a name that a theme of the case has already means that theme.
    fn goals(&self, session: &Session) -> BTreeMap<ThemeId, Goal> {
        let themes = &session.case().themes;
        let known = |name: &str| {
            let is_it = |(id, theme): &(&ThemeId, &Arc<Theme>)| {
                !self.chosen.contains_key(id) && theme.name.to_lowercase() == name.to_lowercase()
            };
            themes.iter().find(is_it).map(|(&id, _)| Goal::Theme(id))
        };
        let goal = |goal: &Goal| match goal {
            Goal::Theme(id) => Goal::Theme(*id),
            Goal::Named(name) => known(name.trim()).unwrap_or_else(|| Goal::Named(name.trim().to_owned())),
        };
        self.chosen.iter().map(|(&old, chosen)| (old, goal(chosen))).collect()
    }

    /// Forgets what is of another case, or gone from this one, or replaced in its turn.
    fn follow(&mut self, session: &Session) {
        if self.opened != session.generation().0 {
            self.opened = session.generation().0;
            self.chosen.clear();
        }
        let themes = &session.case().themes;
        self.chosen.retain(|old, _| themes.contains_key(old));
        let olds: BTreeSet<ThemeId> = self.chosen.keys().copied().collect();
        let stays = |goal: &Goal| !matches!(goal, Goal::Theme(id) if olds.contains(id) || !themes.contains_key(id));
        self.chosen.retain(|_, goal| stays(goal));
    }
}

/// Draws the window, if it is open.
pub(super) fn themes_ui(ctx: &egui::Context, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    if !memory.is_open {
        return;
    }
    memory.follow(session);
    let mut is_open = true;
    let top = ctx.content_rect().center_top() + egui::Vec2::new(-280.0, 80.0);
    let window = egui::Window::new("Replace themes").open(&mut is_open).default_size([560.0, 420.0]);
    let done = window.collapsible(false).default_pos(top).show(ctx, |ui| {
        ui.add(Label::new("Choose for each theme what takes its place. What names it will name the other").wrap());
        list_ui(ui, memory, session);
        ui.separator();
        foot_ui(ui, memory, (session, commands))
    });
    let is_done = done.and_then(|done| done.inner).unwrap_or(false);
    memory.is_open = is_open && !is_done;
}

/// A row for each theme.
fn list_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session) {
    let themes = &session.answers().matrix.themes;
    let height = ui.spacing().interact_size.y + 4.0;
    let room = (ui.available_height() - 120.0).max(120.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show_rows(
        ui,
        height,
        themes.len(),
        |ui, rows| {
            for &id in themes.get(rows).unwrap_or_default() {
                ui.push_id(id, |ui| row_ui(ui, id, memory, session));
            }
        },
    );
}

fn row_ui(ui: &mut egui::Ui, id: ThemeId, memory: &mut Memory, session: &Session) {
    let name = titled(session.case(), id);
    ui.horizontal(|ui| {
        let label =
            ui.add_sized([180.0, ui.spacing().interact_size.y], Label::new(&name).truncate().halign(Align::LEFT));
        drop(label.on_hover_text(&name));
        let chosen = memory.chosen.get(&id).cloned();
        let shown = match &chosen {
            None => LEAVE.to_owned(),
            Some(Goal::Named(_)) => NEW.to_owned(),
            Some(Goal::Theme(other)) => titled(session.case(), *other),
        };
        let combo = ComboBox::from_id_salt("goal").width(160.0).truncate().selected_text(&shown);
        let combo = combo.show_ui(ui, |ui| offered_ui(ui, id, memory, session));
        combo
            .response
            .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Replacement for {name}: {shown}")));
        if let Some(Goal::Named(text)) = memory.chosen.get_mut(&id) {
            let field = ui.add(TextEdit::singleline(text).desired_width(150.0).hint_text("Name").char_limit(200));
            widgets::name(&field, format!("New theme for {name}"));
            if chosen.is_none() {
                field.request_focus();
            }
        }
    });
}

const LEAVE: &str = "Leave as it is";
const NEW: &str = "A new theme";

/// What can take the place of a theme: any that is not replaced itself.
fn offered_ui(ui: &mut egui::Ui, id: ThemeId, memory: &mut Memory, session: &Session) {
    let present = memory.chosen.get(&id).cloned();
    let is_target = memory.chosen.values().any(|goal| *goal == Goal::Theme(id));
    if ui.selectable_label(present.is_none(), LEAVE).clicked() {
        drop(memory.chosen.remove(&id));
    }
    if is_target {
        // It cannot go while another is to name it.
        ui.weak("It takes the place of another");
        return;
    }
    if offer_ui(ui, matches!(present, Some(Goal::Named(_))), NEW) {
        drop(memory.chosen.insert(id, Goal::Named(String::new())));
    }
    for &other in session.answers().matrix.themes.iter().filter(|other| **other != id) {
        if memory.chosen.contains_key(&other) {
            continue;
        }
        let goal = Goal::Theme(other);
        if offer_ui(ui, present.as_ref() == Some(&goal), &titled(session.case(), other)) {
            drop(memory.chosen.insert(id, goal));
        }
    }
}

/// One of what is offered; whether it was chosen.
fn offer_ui(ui: &mut egui::Ui, is_chosen: bool, words: &str) -> bool {
    let line = ui.selectable_label(is_chosen, words);
    line.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, format!("Replace by: {words}")));
    line.clicked()
}

/// What it comes to, and the button that does it. Whether it was done.
fn foot_ui(ui: &mut egui::Ui, memory: &mut Memory, (session, commands): (&Session, &mut Commands)) -> bool {
    let goals = memory.goals(session);
    let is_named = goals.values().all(|goal| *goal != Goal::Named(String::new()));
    let counted = kept(ui, "touched", (session.generation(), goals.clone()), || touched(session.case(), &goals));
    for line in lines(&counted, &goals) {
        ui.add(Label::new(line).wrap());
    }
    let count = goals.len();
    let words = match count {
        0 => "Replace themes".to_owned(),
        1 => "Replace 1 theme".to_owned(),
        _ => format!("Replace {count} themes"),
    };
    let is_ready = count > 0 && is_named;
    let button = ui.add_enabled(is_ready, egui::Button::new(&words));
    if count > 0 && !is_named {
        ui.weak("A new theme needs a name");
    }
    if !button.clicked() {
        return false;
    }
    commands.send(Command::Edit(replaced(session, &words, &goals)));
    let heirs: BTreeSet<&Goal> = goals.values().collect();
    commands.send(Command::Tell(format!("{count} → {}: {} now named anew", heirs.len(), counted.words())));
    memory.chosen.clear();
    true
}

fn lines(counted: &Touched, goals: &BTreeMap<ThemeId, Goal>) -> Vec<String> {
    if goals.is_empty() {
        return vec!["Nothing is chosen yet".to_owned()];
    }
    let mut lines = vec![format!("This touches {}", counted.words())];
    if counted.merged > 0 {
        lines.push(format!("{} themes become one with others: undo parts them again", counted.merged));
    }
    if counted.doubled > 0 {
        let cells = if counted.doubled == 1 { "1 cell".to_owned() } else { format!("{} cells", counted.doubled) };
        lines.push(format!("In {cells} of the matrix claims on different themes come to stand together"));
    }
    lines.push("Names of themes within queries and texts stay as they are written".to_owned());
    lines
}

/// One step: the new themes, and what takes the place of what.
fn replaced(session: &Session, label: &str, goals: &BTreeMap<ThemeId, Goal>) -> Edit {
    let case = session.case();
    let mut ids: BTreeMap<&Goal, ThemeId> = BTreeMap::new();
    let mut edits = Vec::new();
    let mut pairs = Vec::new();
    for (&old, goal) in goals {
        let new = *ids.entry(goal).or_insert_with(|| match goal {
            Goal::Theme(id) => *id,
            Goal::Named(name) => {
                let id = ThemeId::from_bits(session.host().bits());
                // It stands where the first one stood that it replaces.
                let order = case.themes.get(&old).map_or(0, |theme| theme.order);
                let theme = Theme { name: name.clone(), order, ..Theme::default() };
                edits.push(Edit::Put(RecordId::from(id), Record::Theme(Arc::new(theme))));
                id
            }
        });
        pairs.push((old, new));
    }
    edits.push(Edit::ReplaceThemes(pairs));
    Edit::Together { label: cut(label.to_owned()), edits }
}
