//! The inspector: the selected record as a form, with its citations and links.
//!
//! A form edits a draft of the record. The draft is sent as one edit when a field is left or a choice is made, and by
//! [`Memory::flush`] before anything that could lose it: saving, quitting, undoing, selecting another record.

mod actor;
mod cell;
mod incident;
mod others;
mod relation;

pub(super) use cell::blank_words;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::ScrollArea;

use super::tokens::{self, Theme};
use super::widgets::{Form, link_ui, part_ui, small_button, text, when};
use crate::case::{Common, Marking, Paragraph, Record, RecordId, Tlp, UnClass, When};
use crate::edit::Edit;
use crate::query::problems::Severity;
use crate::query::references;
use crate::session::{Command, Commands, Session};

/// What the inspector remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    draft: Option<Draft>,
    texts: BTreeMap<String, String>,
    focus: Focus,
}

/// Whether the first field of a form is to take the keyboard.
#[derive(Clone, Copy, Default)]
enum Focus {
    /// It is not.
    #[default]
    None,
    /// As soon as another record than this one is shown.
    After(Option<RecordId>),
}

/// The record in the form: as it was kept, and as it is being changed.
struct Draft {
    id: RecordId,
    kept: Record,
    value: Record,
}

impl Memory {
    /// Puts the cursor into the first field of the next form.
    pub fn focus_first(&mut self) {
        self.focus = Focus::After(self.draft.as_ref().map(|draft| draft.id));
    }

    /// Sends what is being typed. A text that is no date yet is kept as the source's words, and the user is told.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        let Some(draft) = &mut self.draft else { return };
        if !session.case().has(draft.id) {
            self.draft = None;
            return;
        }
        if let Some(words) = keep_texts(draft, &mut self.texts) {
            commands.send(Command::Tell(words));
        }
        if draft.value != draft.kept {
            commands.send(Command::Edit(Edit::Put(draft.id, draft.value.clone())));
            draft.kept = draft.value.clone();
        }
    }

    /// Takes up the selected record, or what became of it outside the form.
    fn follow(&mut self, session: &Session, commands: &mut Commands) {
        let shown = session.selection().shown();
        if self.draft.as_ref().map(|draft| draft.id) != shown {
            self.flush(session, commands);
            self.texts.clear();
            self.draft = None;
        }
        let Some((id, record)) = shown.and_then(|id| Some((id, session.case().record(id)?))) else {
            self.draft = None;
            return;
        };
        match &mut self.draft {
            Some(draft) if draft.kept == record => {}
            Some(draft) => {
                // Undone, or changed by another view: the form shows what the case has now.
                self.texts.clear();
                *draft = Draft { id, kept: record.clone(), value: record };
            }
            None => self.draft = Some(Draft { id, kept: record.clone(), value: record }),
        }
    }
}

/// A date that cannot be read is not thrown away: it becomes the source's words, where there are none yet.
fn keep_texts(draft: &mut Draft, texts: &mut BTreeMap<String, String>) -> Option<String> {
    let dated = draft.id.into();
    let text = texts.remove(&when::stated_key(dated))?;
    let is_date = text.trim().is_empty() || text.trim().parse::<crate::case::Edtf>().is_ok();
    let when = when_of(&mut draft.value)?;
    if is_date || when.as_written.contains(text.trim()) {
        return None;
    }
    let join = if when.as_written.is_empty() { "" } else { "; " };
    when.as_written = format!("{}{join}{}", when.as_written, text.trim());
    Some(format!("“{}” is no date that can be placed; it is kept under “As written”", text.trim()))
}

fn when_of(record: &mut Record) -> Option<&mut When> {
    match record {
        Record::Incident(incident) => Some(&mut Arc::make_mut(incident).when),
        Record::Relation(relation) => Some(&mut Arc::make_mut(relation).when),
        Record::Mission(mission) => Some(&mut Arc::make_mut(mission).when),
        Record::Mandate(mandate) => Some(&mut Arc::make_mut(mandate).when),
        Record::Source(_) | Record::Place(_) | Record::Theme(_) | Record::Actor(_) | Record::Survey(_) => None,
    }
}

/// Draws the inspector.
pub(super) fn inspector_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    memory.follow(session, commands);
    egui::Frame::NONE.inner_margin(tokens::MARGIN).show(ui, |ui| {
        if let Some((mission, theme)) = session.selection().cell {
            cell::cell_ui(ui, (mission, theme), session, commands);
        } else if let Some(draft) = &mut memory.draft {
            let mut form = Form {
                session,
                commands,
                texts: &mut memory.texts,
                record: draft.id,
                theme: Theme::of(ui),
                is_touched: false,
            };
            let focus = matches!(memory.focus, Focus::After(before) if before != Some(draft.id));
            if focus {
                memory.focus = Focus::None;
            }
            ui.push_id(draft.id, |ui| {
                ScrollArea::vertical()
                    .auto_shrink(false)
                    .show(ui, |ui| form_ui(ui, &mut form, &mut draft.value, focus));
            });
            if form.is_touched && draft.value != draft.kept {
                commands.send(Command::Edit(Edit::Put(draft.id, draft.value.clone())));
                draft.kept = draft.value.clone();
            }
        } else {
            empty_ui(ui);
        }
    });
}

fn empty_ui(ui: &mut egui::Ui) {
    ui.add_space(tokens::GAP);
    ui.weak("Nothing is selected");
    ui.add(
        egui::Label::new("Click an incident, an actor, a relation or a cell to see it here. Ctrl+N adds an incident")
            .wrap(),
    );
}

fn form_ui(ui: &mut egui::Ui, form: &mut Form<'_>, record: &mut Record, focus: bool) {
    head_ui(ui, form);
    problems_ui(ui, form);
    let first = match record {
        Record::Incident(incident) => Some(incident::incident_ui(ui, form, Arc::make_mut(incident))),
        Record::Actor(actor) => Some(actor::actor_ui(ui, form, Arc::make_mut(actor))),
        Record::Relation(relation) => Some(relation::relation_ui(ui, form, Arc::make_mut(relation))),
        Record::Source(source) => Some(others::source_ui(ui, form, Arc::make_mut(source))),
        Record::Place(place) => Some(others::place_ui(ui, form, Arc::make_mut(place))),
        Record::Mandate(mandate) => Some(others::mandate_ui(ui, form, Arc::make_mut(mandate))),
        Record::Mission(mission) => {
            others::mission_ui(ui, form, mission);
            None
        }
        Record::Theme(theme) => {
            others::theme_ui(ui, form, theme);
            None
        }
        Record::Survey(survey) => {
            others::survey_ui(ui, form, survey);
            None
        }
    };
    if let Some(first) = first.filter(|_| focus) {
        first.request_focus();
    }
    named_by_ui(ui, form);
    ui.add_space(20.0);
}

fn head_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    ui.horizontal(|ui| {
        let kind = form.record.kind().label();
        ui.weak(kind);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = format!("Delete this {kind}");
            if small_button(ui, "🗑", &name).clicked() {
                form.commands.send(Command::Delete(vec![form.record]));
            }
        });
    });
}

fn problems_ui(ui: &mut egui::Ui, form: &Form<'_>) {
    for problem in form.session.answers().problems.iter().filter(|problem| problem.record == Some(form.record)) {
        let colour = match problem.severity {
            Severity::Error => form.theme.error(),
            Severity::Warning => form.theme.warning(),
            Severity::Note => form.theme.ink_soft(),
        };
        ui.add(egui::Label::new(egui::RichText::new(format!("⚠ {}", problem.words)).color(colour)).wrap());
    }
}

/// Marking, tags and notes.
fn common_ui(ui: &mut egui::Ui, form: &mut Form<'_>, common: &mut Common) {
    super::widgets::citations::citations_ui(ui, form, &mut common.citations);
    part_ui(ui, "Notes");
    paragraphs_ui(ui, form, "note", &mut common.notes);
    part_ui(ui, "Marking and tags");
    marking_ui(ui, form, &mut common.marking);
    let mut tags: Vec<String> = common.tags.iter().cloned().collect();
    text::list_ui(ui, form, "Tags", &mut tags);
    let tags = tags.into_iter().collect();
    if tags != common.tags {
        common.tags = tags;
    }
}

fn marking_ui(ui: &mut egui::Ui, form: &mut Form<'_>, marking: &mut Marking) {
    let case = form.case().header.marking;
    let un = case.un.map_or("not marked".to_owned(), |un| format!("{} (inherited)", un.label()));
    let tlp = case.tlp.map_or("not marked".to_owned(), |tlp| format!("{} (inherited)", tlp.label()));
    super::widgets::choice::optional_ui::<UnClass>(ui, form, ("UN", &un), &mut marking.un);
    super::widgets::choice::optional_ui::<Tlp>(ui, form, ("TLP", &tlp), &mut marking.tlp);
}

/// Prose as paragraphs, each a text of its own.
fn paragraphs_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, paragraphs: &mut Vec<Paragraph>) {
    let mut gone = None;
    for (place, paragraph) in paragraphs.iter_mut().enumerate() {
        ui.push_id((name, paragraph.key), |ui| {
            let label = format!("{name} {}", place + 1);
            drop(text::prose_ui(ui, form, &label, &mut paragraph.text));
            if paragraph.text.is_empty() && small_button(ui, "×", &format!("Remove {label}")).clicked() {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        drop(paragraphs.remove(place));
        form.is_touched = true;
    }
    if small_button(ui, &format!("+ Add {name}"), &format!("Add {name}")).clicked() {
        paragraphs.push(Paragraph { key: form.session.host().key(), text: String::new() });
    }
}

/// Every record that names this one, as links.
fn named_by_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let referrers = references::referrers(form.case(), form.record);
    if referrers.is_empty() {
        return;
    }
    part_ui(ui, &format!("Named by {}", referrers.len()));
    for (id, field) in referrers {
        ui.horizontal(|ui| {
            ui.weak(format!("{} ({field})", id.kind().label()));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true), |ui| {
                link_ui(ui, form, id);
            });
        });
    }
}
