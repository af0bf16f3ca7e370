//! The form of the case itself, shown while nothing is selected: title, marking, vague words, the officer's name.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CollapsingHeader, DragValue, ScrollArea};

use crate::case::when::{Unit, VagueWord};
use crate::case::{Damaged, Header, RecordKind, Tlp, UnClass};
use crate::edit::Edit;
use crate::session::{Command, Commands, Session};
use crate::ui::names::Names;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::choice::{combo_ui, optional_ui};
use crate::ui::widgets::text::{hinted_ui, line_ui, read_ui};
use crate::ui::widgets::{Form, cut, each_ui, name, part_ui, row_ui, small_button};

/// The header in the form: as it was kept, and as it is being changed.
pub(super) struct Draft {
    opened: u32,
    kept: Arc<Header>,
    value: Header,
    edited_by: String,
    /// Whether it was sent in this frame, and so is not in the case yet.
    is_sent: bool,
}

impl Draft {
    fn of(session: &Session) -> Self {
        let kept = Arc::clone(&session.case().header);
        Self {
            opened: session.generation().0,
            value: Header::clone(&kept),
            kept,
            edited_by: session.settings().edited_by.clone(),
            is_sent: false,
        }
    }

    /// Whether something was typed that is not in the case yet.
    pub fn is_changed(&self, session: &Session) -> bool {
        self.opened == session.generation().0 && self.value != *self.kept
    }

    /// Sends what is being typed.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        if self.is_changed(session) {
            commands.send(Command::Edit(Edit::Header(self.value.clone())));
            self.kept = Arc::new(self.value.clone());
            self.is_sent = true;
        }
        if self.edited_by != session.settings().edited_by {
            commands.send(Command::EditedBy(self.edited_by.clone()));
        }
    }
}

/// Draws the form of the case.
pub(super) fn case_ui(
    ui: &mut egui::Ui,
    draft: &mut Option<Draft>,
    (session, names): (&Session, &Names),
    commands: &mut Commands,
) {
    let header = &session.case().header;
    let is_same = |draft: &mut Draft| {
        let is_sent = std::mem::take(&mut draft.is_sent);
        draft.opened == session.generation().0 && (is_sent || Arc::ptr_eq(&draft.kept, header) || draft.kept == *header)
    };
    if !draft.as_mut().is_some_and(is_same) {
        *draft = Some(Draft::of(session));
    }
    let Some(draft) = draft else { return };
    let mut texts = BTreeMap::new();
    // Fields are named after a record; the case has none of its own, and any kind will do for telling them apart.
    let record = crate::case::RecordId::Source(crate::case::SourceId::from_bits(0));
    let theme = Theme::of(ui);
    let mut form = Form::new((session, names, commands), &mut texts, record, theme);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.weak("the case");
        header_ui(ui, &mut form, &mut draft.value);
        damaged_ui(ui, &mut form, &mut draft.value.damaged);
        counts_ui(ui, session);
        part_ui(ui, "Saved files");
        hinted_ui(ui, &mut form, "Your name", &mut draft.edited_by, "left out of files while empty");
        ui.add_space(10.0);
        ui.add(
            egui::Label::new(
                "Click an incident, an actor, a relation or a cell to see it here. Ctrl+N adds an incident",
            )
            .wrap(),
        );
    });
    if form.is_touched {
        draft.flush(session, commands);
    }
}

fn header_ui(ui: &mut egui::Ui, form: &mut Form<'_>, header: &mut Header) {
    line_ui(ui, form, "Title", &mut header.title);
    part_ui(ui, "Marking that unmarked records inherit");
    optional_ui::<UnClass>(ui, form, ("UN", "not marked"), &mut header.marking.un);
    optional_ui::<Tlp>(ui, form, ("TLP", "not marked"), &mut header.marking.tlp);
    CollapsingHeader::new("What vague words mean in this case").id_salt("vague").show(ui, |ui| {
        for &word in VagueWord::ALL {
            ui.push_id(word, |ui| vague_ui(ui, form, word, header));
        }
    });
}

/// One vague word: least, most and unit; the usual meaning until it is changed.
fn vague_ui(ui: &mut egui::Ui, form: &mut Form<'_>, word: VagueWord, header: &mut Header) {
    let before = header.vague.get(&word).copied().unwrap_or_else(|| word.meaning());
    let mut after = before;
    row_ui(ui, word.label(), |ui, _| {
        number_ui(ui, form, &format!("Least of {}", word.label()), &mut after.0);
        ui.weak("–");
        number_ui(ui, form, &format!("Most of {}", word.label()), &mut after.1);
        combo_ui::<Unit>(ui, form, (&format!("Unit of {}", word.label()), 70.0), &mut after.2);
        let is_own = header.vague.contains_key(&word);
        if is_own && small_button(ui, "↺", &format!("Usual meaning of {}", word.label())).clicked() {
            after = word.meaning();
            form.is_touched = true;
        }
    });
    if after == before {
        return;
    }
    after.1 = after.1.max(after.0);
    if after == word.meaning() {
        header.vague.remove(&word);
    } else {
        header.vague.insert(word, after);
    }
}

fn number_ui(ui: &mut egui::Ui, form: &mut Form<'_>, label: &str, number: &mut u32) {
    let response = ui.add(DragValue::new(number).range(0..=10_000).clamp_existing_to_range(false).speed(0.2));
    name(&response, label);
    form.touch_if(response.lost_focus() || response.drag_stopped());
}

/// What could not be read of the file, until somebody has looked after it.
fn damaged_ui(ui: &mut egui::Ui, form: &mut Form<'_>, damaged: &mut Vec<Damaged>) {
    if damaged.is_empty() {
        return;
    }
    part_ui(ui, "Texts that could not be read");
    ui.add(egui::Label::new("Put back into records what they say, and discard them then").wrap());
    each_ui(ui, form, damaged, |damaged| ("damaged", damaged.key), damaged_text_ui);
}

/// One text that could not be read; whether it is to be taken out.
fn damaged_text_ui(ui: &mut egui::Ui, form: &mut Form<'_>, damaged: &mut Damaged) -> bool {
    let is_out = ui
        .horizontal(|ui| {
            ui.label(egui::RichText::new(cut(damaged.place.clone())).font(tokens::strong(12.5)));
            small_button(ui, "Discard", &format!("Discard the text of {}", damaged.place)).clicked()
        })
        .inner;
    let problem = egui::RichText::new(cut(format!("⚠ {}", damaged.problem))).color(form.theme.warning());
    ui.add(egui::Label::new(problem).wrap());
    ScrollArea::vertical().id_salt("text").max_height(140.0).show(ui, |ui| {
        read_ui(ui, "damaged", |text| egui::RichText::new(text).monospace(), &damaged.text);
    });
    ui.separator();
    is_out
}

fn counts_ui(ui: &mut egui::Ui, session: &Session) {
    part_ui(ui, "Holds");
    for &kind in RecordKind::ALL {
        row_ui(ui, kind.plural(), |ui, _| ui.label(session.case().count(kind).to_string()));
    }
}
