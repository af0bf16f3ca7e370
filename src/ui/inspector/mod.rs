//! The inspector: the selected record as a form, with its citations and links.
//!
//! A form edits a draft of the record. The draft is sent as one edit when a field is left or a choice is made, and by
//! [`Memory::flush`] before anything that could lose it: saving, quitting, undoing, selecting another record.

mod activity;
mod actor;
mod alternatives;
mod briefing;
mod case;
mod cell;
mod common;
mod finding;
mod history;
mod incident;
mod lever;
mod links;
mod others;
mod posture;
mod question;
mod relation;
mod twins;
mod view;

pub(super) use cell::enter_cell;

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::{ScrollArea, TextEdit};

use super::names::Names;
use super::tokens::{self, Theme};
use super::widgets::page::Page;
use super::widgets::{Form, Keep, Same, Texts, Typed, kept, kept_with, small_button};
use crate::case::{Paragraph, Record, RecordId, RecordKind, When};
use crate::edit::Edit;
use crate::query::dates::DatedId;
use crate::query::problems::Problem;
use crate::session::{Command, Commands, Host, Session};

/// A form that is to get the keyboard, if it is drawn before that pass.
#[derive(Clone, Copy)]
struct Entering {
    id: RecordId,
    until: u64,
}

fn entering() -> egui::Id {
    egui::Id::unique("entering the form of a record")
}

/// Asks for the keyboard to go into the form of a record that is selected, or is being selected.
pub(super) fn enter_record(ctx: &egui::Context, id: RecordId) {
    let until = ctx.cumulative_pass_nr() + 4;
    ctx.data_mut(|data| data.insert_temp(entering(), Entering { id, until }));
    ctx.request_repaint();
}

/// Whether the keyboard is still to go into a form: it is not in sight, or not drawn yet.
pub(super) fn is_entering(ctx: &egui::Context) -> bool {
    let wanted = ctx.data(|data| data.get_temp::<Entering>(entering()));
    cell::is_entering(ctx) || wanted.is_some_and(|wanted| ctx.cumulative_pass_nr() <= wanted.until)
}

/// Whether the keyboard is to go into the form of this record now.
fn is_entered(ui: &egui::Ui, id: RecordId) -> bool {
    let wanted = ui.data(|data| data.get_temp::<Entering>(entering()));
    let is_now = wanted.is_some_and(|wanted| wanted.id == id && ui.ctx().cumulative_pass_nr() <= wanted.until);
    if is_now {
        ui.data_mut(|data| data.remove::<Entering>(entering()));
    }
    is_now
}

/// What the inspector remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    /// The record that it keeps, whatever is selected.
    pinned: Option<RecordId>,
    draft: Option<Draft>,
    /// Whether the draft was sent in this frame.
    is_sent: bool,
    header: Option<case::Draft>,
    claims: cell::Claims,
    texts: Texts,
    focus: Focus,
    named_by: NamedBy,
    /// The aim to which a form has scrolled.
    aimed: Option<u64>,
}

/// Who names the record in the form, as of a value of the case: looked up once, and not in every frame.
#[derive(Default)]
struct NamedBy {
    seen: Option<(RecordId, (u32, u64))>,
    groups: Vec<(RecordKind, links::Group)>,
}

impl NamedBy {
    fn of(&mut self, id: RecordId, session: &Session) -> &[(RecordKind, links::Group)] {
        let now = Some((id, session.generation()));
        if self.seen != now {
            self.seen = now;
            self.groups = links::grouped(&session.referrers(id));
        }
        &self.groups
    }
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
    /// In which of the cases opened since the start.
    opened: u32,
    id: RecordId,
    kept: Record,
    value: Record,
}

impl Memory {
    /// Puts the cursor into the first field of the next form.
    pub fn focus_first(&mut self) {
        self.focus = Focus::After(self.draft.as_ref().map(|draft| draft.id));
    }

    /// Whether something was typed that is not in the case yet.
    pub fn is_drafting(&self, session: &Session) -> bool {
        let opened = session.generation().0;
        let is_text = |typed: &Typed| !matches!(typed.keep, Keep::No);
        let is_changed = |draft: &Draft| draft.opened == opened && draft.value != draft.kept;
        self.draft.as_ref().is_some_and(is_changed)
            || self.texts.values().any(is_text)
            || self.header.as_ref().is_some_and(|header| header.is_changed(session))
            || self.claims.is_drafting(opened)
    }

    /// Keeps a record, whatever is selected.
    pub const fn pin(&mut self, id: RecordId) {
        self.pinned = Some(id);
    }

    /// Sends what is being typed. A text that is no date yet is kept as the source's words, and the user is told.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        if let Some(header) = &mut self.header {
            header.flush(session, commands);
        }
        self.claims.flush(session, commands);
        let Some(draft) = &mut self.draft else { return };
        // A draft of another case, be it another version of the same, is never written into this one.
        if draft.opened != session.generation().0 || !session.case().has(draft.id) {
            self.draft = None;
            self.texts.clear();
            return;
        }
        if let Some(words) = keep_texts(draft, &mut self.texts, session.host()) {
            commands.send(Command::Tell(words));
        }
        if draft.value != draft.kept {
            commands.send(Command::Edit(Edit::Put(draft.id, draft.value.clone())));
            draft.kept = draft.value.clone();
            self.is_sent = true;
        }
    }

    /// Takes up the selected record, or what became of it outside the form.
    fn follow(&mut self, session: &Session, commands: &mut Commands) {
        let (shown, opened) = (self.pinned.or_else(|| session.selection().shown()), session.generation().0);
        if self.draft.as_ref().map(|draft| draft.id) != shown {
            self.flush(session, commands);
            self.texts.clear();
            self.draft = None;
        }
        let Some((id, record)) = shown.and_then(|id| Some((id, session.case().record(id)?))) else {
            self.draft = None;
            return;
        };
        // What was sent earlier in this frame is not in the case yet; the form must not fall back for it, nor its cursor.
        let is_sent = std::mem::take(&mut self.is_sent);
        match &mut self.draft {
            Some(draft) if is_sent || draft.kept == record => {}
            Some(draft) => {
                // Undone, or changed by another view: the form shows what the case has now.
                self.texts.clear();
                *draft = Draft { opened, id, kept: record.clone(), value: record };
            }
            None => self.draft = Some(Draft { opened, id, kept: record.clone(), value: record }),
        }
    }
}

/// What was typed and is no value is not thrown away: a date that cannot be read becomes the source's words, and what
/// does not fit another field a note. The user is told.
fn keep_texts(draft: &mut Draft, texts: &mut Texts, host: &Host) -> Option<String> {
    let mut told = None;
    for Typed { text, keep } in std::mem::take(texts).into_values() {
        let text = text.trim();
        match keep {
            Keep::No => {}
            Keep::AsWritten(dated) => {
                let Some(when) = when_of(&mut draft.value, dated) else { continue };
                let join = if when.as_written.is_empty() { "" } else { "; " };
                when.as_written = format!("{}{join}{text}", when.as_written);
                told = Some(format!("“{text}” is no date that can be placed; it is kept under “As written”"));
            }
            Keep::AsNote(field) => {
                let note = Paragraph { key: host.key(), text: format!("{field}: {text}") };
                draft.value.common_mut().notes.push(note);
                told = Some(format!("“{text}” does not fit “{field}”; it is kept as a note"));
            }
        }
    }
    told
}

fn when_of(record: &mut Record, dated: DatedId) -> Option<&mut When> {
    match (record, dated) {
        (record, DatedId::Record(_)) => record.own_date_mut(),
        (Record::Actor(actor), DatedId::Post(_, key)) => {
            Arc::make_mut(actor).posts.iter_mut().find(|post| post.key == key).map(|post| &mut post.when)
        }
        (_, DatedId::Post(..)) => None,
    }
}

/// Draws the inspector.
pub(super) fn inspector_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (session, names): (&Session, &Names),
    commands: &mut Commands,
) {
    memory.follow(session, commands);
    memory.claims.follow(session, commands);
    egui::Frame::NONE.inner_margin(tokens::MARGIN).show(ui, |ui| {
        if let Some((mission, theme)) = session.selection().cell.filter(|_| memory.pinned.is_none()) {
            cell::cell_ui(ui, &mut memory.claims, (mission, theme), (session, names, commands));
        } else if let Some(draft) = &mut memory.draft {
            let focus = matches!(memory.focus, Focus::After(before) if before != Some(draft.id));
            if focus {
                memory.focus = Focus::None;
            }
            let focus = focus || is_entered(ui, draft.id);
            let mut form = Form::new((session, names, commands), &mut memory.texts, draft.id, Theme::of(ui));
            form.aim = session.view().aim.as_ref().filter(|aim| aim.record == draft.id);
            let count = form.aim.map(|aim| aim.count);
            form.is_scrolling = count.is_some() && count != memory.aimed;
            memory.aimed = count.or(memory.aimed);
            ui.push_id(draft.id, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    form_ui(ui, &mut form, &mut draft.value, focus);
                    links::links_ui(ui, &mut form, memory.named_by.of(draft.id, session));
                    history::history_ui(ui, &mut form);
                    ui.add_space(20.0);
                });
            });
            let (is_touched, after, born) = (form.is_touched, form.after, form.born);
            if (is_touched || !after.is_empty()) && draft.value != draft.kept {
                let record = (draft.id, draft.value.clone());
                commands.send(Command::Edit(kept_with(session.case(), record, born)));
                draft.kept = draft.value.clone();
            }
            for command in after {
                commands.send(command);
            }
        } else {
            case::case_ui(ui, &mut memory.header, (session, names), commands);
        }
    });
}

fn form_ui(ui: &mut egui::Ui, form: &mut Form<'_>, record: &mut Record, focus: bool) {
    head_ui(ui, form);
    problems_ui(ui, form);
    twins::likely_ui(ui, form);
    let first = match record {
        Record::Incident(incident) => incident::incident_ui(ui, form, Arc::make_mut(incident)),
        Record::Actor(actor) => actor::actor_ui(ui, form, Arc::make_mut(actor)),
        Record::Relation(relation) => relation::relation_ui(ui, form, Arc::make_mut(relation)),
        Record::Source(source) => others::source_ui(ui, form, Arc::make_mut(source)),
        Record::Place(place) => others::place_ui(ui, form, Arc::make_mut(place)),
        Record::Mandate(mandate) => others::mandate_ui(ui, form, Arc::make_mut(mandate)),
        Record::Mission(mission) => others::mission_ui(ui, form, Arc::make_mut(mission)),
        Record::Theme(theme) => others::theme_ui(ui, form, Arc::make_mut(theme)),
        Record::Survey(survey) => others::survey_ui(ui, form, Arc::make_mut(survey)),
        Record::Activity(activity) => activity::activity_ui(ui, form, Arc::make_mut(activity)),
        Record::Question(question) => question::question_ui(ui, form, Arc::make_mut(question)),
        Record::Posture(posture) => posture::posture_ui(ui, form, Arc::make_mut(posture)),
        Record::Lever(lever) => lever::lever_ui(ui, form, Arc::make_mut(lever)),
        Record::Briefing(briefing) => briefing::briefing_ui(ui, form, Arc::make_mut(briefing)),
        Record::View(view) => view::view_ui(ui, form, Arc::make_mut(view)),
    };
    if focus {
        first.request_focus();
        if let Record::View(view) = record {
            // A number stands for its name until somebody types another.
            select_all(&first, view.name.chars().count());
        }
    }
}

/// Selects the whole of a field of so many characters.
pub(super) fn select_all(field: &egui::Response, count: usize) {
    let mut state = TextEdit::load_state(&field.ctx, field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), CCursor::new(count))));
    state.store(&field.ctx, field.id);
}

fn head_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    ui.horizontal(|ui| {
        let kind = form.record.kind().label();
        ui.weak(kind);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = format!("Delete this {kind}");
            if small_button(ui, "Delete", &name).clicked() {
                // What is being typed is kept first, so that undo brings it back with the record.
                form.after.push(Command::Delete(vec![form.record]));
            }
        });
    });
}

/// What does not add up in the record, folded into one line that is always there: the form does not move under the
/// pointer when a problem comes or goes. The fields concerned say it too.
fn problems_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let (all, record) = (&form.session.answers().problems, form.record);
    let places = kept(ui, "problems", (Same::of(all), record), || {
        let own = all.iter().enumerate().filter(|(_, problem)| problem.record == Some(record));
        own.map(|(place, _)| place).collect::<Vec<_>>()
    });
    let page = Page::of(ui, "problems", places.len());
    let problems: Vec<&Problem> = places.iter().filter_map(|&place| all.get(place)).collect();
    form.problems.clone_from(&problems);
    let worst = problems.iter().map(|problem| problem.severity).min();
    let (title, colour) = match worst {
        _ if !form.session.answers().is_current() => {
            let before = if problems.is_empty() { String::new() } else { count(problems.len()) };
            (super::problems::renewed(&before), form.theme.ink_soft())
        }
        None => ("No problems".to_owned(), form.theme.good()),
        Some(severity) => (format!("⚠ {}", count(problems.len())), super::problems::colour(form.theme, severity)),
    };
    let title = egui::RichText::new(title).color(colour);
    let header = egui::CollapsingHeader::new(title).id_salt("problems");
    let shown = header.show_unindented(ui, |ui| {
        let (beside, other): (Vec<&Problem>, Vec<&Problem>) =
            problems.get(page.range()).unwrap_or_default().iter().copied().partition(|one| one.field.is_some());
        let led = super::problems::list_ui(ui, &beside).map(|field| Command::SelectField(record, field, None));
        let chosen = super::problems::form_ui(ui, &other);
        page.turn_ui(ui);
        led.or(chosen)
    });
    form.after.extend(shown.body_returned.flatten());
}

fn count(problems: usize) -> String {
    if problems == 1 { "1 problem".to_owned() } else { format!("{problems} problems") }
}
