//! What stands behind a cell of the mandate matrix: what it comes to, the incidents that bear on it, each of its claims as a
//! form, and activities.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{Frame, Id, Response, ScrollArea};

use super::finding::{activities_ui, finding_ui};
use super::{Draft, keep_texts};
use crate::case::{Case, Mandate, MandateId, MissionId, Record, RecordId, ThemeId};
use crate::figure;
use crate::query::as_of::Holds;
use crate::query::evidence::{Behind, Found, Weight};
use crate::query::matrix::{Cell, claims};
use crate::session::{Command, Commands, Session};
use crate::ui::names::Names;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::choice::{choice_ui, optional_ui};
use crate::ui::widgets::citations::list_ui;
use crate::ui::widgets::date::date_ui;
use crate::ui::widgets::members::{self, one_ui};
use crate::ui::widgets::page::Page;
use crate::ui::widgets::text::line_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, Texts, kept_with, link_ui, part_ui, small_button, titled};

/// The claims of the selected cell, each in a form of its own.
#[derive(Default)]
pub(super) struct Claims {
    cell: Option<(MissionId, ThemeId)>,
    /// Of which value of which case the claims are.
    seen: Option<(u32, u64)>,
    forms: Vec<Claim>,
    /// The keyboard is wanted in the next frame: in a claim that has come since there were so many, or in the first.
    wants_cursor: Option<usize>,
}

/// One claim in its form.
struct Claim {
    draft: Draft,
    texts: Texts,
}

/// Asks for the keyboard to go into the page of the selected cell: into a claim that is just being added, or the first.
pub(in crate::ui) fn enter_cell(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(entering(), true));
    ctx.request_repaint();
}

/// Whether the keyboard is still to go into the page: it is not in sight, or not drawn yet.
pub(super) fn is_entering(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp::<bool>(entering())).is_some()
}

fn entering() -> Id {
    Id::unique("entering the page of a cell")
}

impl Claims {
    /// Whether something was typed that is not in the case yet.
    pub fn is_drafting(&self, opened: u32) -> bool {
        self.forms.iter().any(|claim| claim.draft.opened == opened && claim.draft.value != claim.draft.kept)
    }

    /// Sends what is being typed.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        let opened = session.generation().0;
        self.forms.retain(|claim| claim.draft.opened == opened && session.case().has(claim.draft.id));
        for Claim { draft, texts } in &mut self.forms {
            if let Some(words) = keep_texts(draft, texts, session.host()) {
                commands.send(Command::Tell(words));
            }
            send(session.case(), draft, Vec::new(), commands);
        }
    }

    /// Takes up the claims of the selected cell, or what became of them outside the forms.
    pub fn follow(&mut self, session: &Session, commands: &mut Commands) {
        let cell = session.selection().cell;
        if self.cell != cell {
            self.flush(session, commands);
            self.forms.clear();
            self.cell = cell;
            self.wants_cursor = self.wants_cursor.map(|_| usize::MAX);
            self.seen = None;
        }
        if self.seen.replace(session.generation()) == Some(session.generation()) {
            return;
        }
        let ids = cell.map(|(mission, theme)| claims(session.case(), mission, theme)).unwrap_or_default();
        let opened = session.generation().0;
        let record = |id: &MandateId| session.case().mandates.get(id).cloned().map(Record::Mandate);
        let wanted: BTreeSet<RecordId> = ids.iter().map(|&id| id.into()).collect();
        self.forms.retain(|claim| claim.draft.opened == opened && wanted.contains(&claim.draft.id));
        let places: BTreeMap<RecordId, usize> = self.forms.iter().map(|claim| claim.draft.id).zip(0..).collect();
        for id in &ids {
            let Some(record) = record(id) else { continue };
            let known = places.get(&(*id).into()).and_then(|&place| self.forms.get_mut(place));
            match known {
                Some(claim) if claim.draft.kept == record => {}
                // A text that is no value yet stays: a level set in the matrix says nothing about it.
                Some(claim) => claim.draft = Claim::of((*id).into(), record, opened).draft,
                // Last, so that no form moves under the pointer when another level makes another order.
                None => self.forms.push(Claim::of((*id).into(), record, opened)),
            }
        }
    }

    /// The claim that is to have the keyboard now.
    fn entered(&mut self, ui: &egui::Ui) -> Option<usize> {
        let now = self.wants_cursor.take();
        if ui.data_mut(|data| data.remove_temp::<bool>(entering())).is_some() {
            self.wants_cursor = Some(self.forms.len());
            ui.ctx().request_repaint();
        }
        now.map(|known| if self.forms.len() > known { self.forms.len() - 1 } else { 0 })
    }
}

impl Claim {
    fn of(id: RecordId, record: Record, opened: u32) -> Self {
        Self { draft: Draft { opened, id, kept: record.clone(), value: record }, texts: Texts::new() }
    }
}

fn send(case: &Case, draft: &mut Draft, born: Vec<(RecordId, Record)>, commands: &mut Commands) {
    if draft.value != draft.kept {
        commands.send(Command::Edit(kept_with(case, (draft.id, draft.value.clone()), born)));
        draft.kept = draft.value.clone();
    }
}

/// Shows what a cell comes to, the incidents and the claims behind it, or which kind of empty it is, and the activities.
pub(super) fn cell_ui(
    ui: &mut egui::Ui,
    memory: &mut Claims,
    (mission, theme): (MissionId, ThemeId),
    (session, names, commands): (&Session, &Names, &mut Commands),
) {
    let case = session.case();
    let title = format!("{} – {}", titled(case, mission), titled(case, theme));
    ui.weak("cell of the mandate matrix");
    ui.add(egui::Label::new(egui::RichText::new(title).font(tokens::strong(14.0))).wrap());
    let entered = memory.entered(ui);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.push_id((mission, theme), |ui| {
            finding_ui(ui, (mission, theme), (session, names, commands));
            incidents_ui(ui, (mission, theme), (session, names, commands));
            let first = claims_ui(ui, memory, (session, names, commands), entered);
            ui.add_space(tokens::GAP);
            let add = ui.button("Add a mandate claim");
            if add.clicked() {
                commands.send(Command::AddClaim(mission, theme));
                enter_cell(ui.ctx());
            }
            if entered.is_some() {
                first.unwrap_or(add).request_focus();
            }
            activities_ui(ui, (mission, theme), (session, names, commands));
            ui.add_space(tokens::GAP);
            let keys = "In the matrix, arrows move and a letter sets the level: m mandated, r requested, e encouraged, a active, s resourced, n analysed, x excluded";
            ui.add(egui::Label::new(egui::RichText::new(keys).weak().small()).wrap());
            ui.add_space(20.0);
        });
    });
}

/// Every claim as a form; gives the first field of the one that is entered.
fn claims_ui(
    ui: &mut egui::Ui,
    memory: &mut Claims,
    (session, names, commands): (&Session, &Names, &mut Commands),
    entered: Option<usize>,
) -> Option<Response> {
    part_ui(ui, "Claims");
    let cell = memory.cell.and_then(|(mission, theme)| session.answers().matrix.cell(mission, theme));
    if let Some(cell) = cell
        && cell.claims.is_empty()
    {
        ui.add(egui::Label::new(figure::blank_words(session.case(), cell)).wrap());
    }
    let count = memory.forms.len();
    let page = Page::of(ui, "claims", count);
    let mut first = None;
    for (place, claim) in memory.forms.iter_mut().enumerate().skip(page.range().start).take(page.range().len()) {
        let mut form = Form::new((session, names, commands), &mut claim.texts, claim.draft.id, Theme::of(ui));
        let Record::Mandate(mandate) = &mut claim.draft.value else { continue };
        let level = ui.push_id(claim.draft.id, |ui| {
            let frame = Frame::NONE.stroke(egui::Stroke::new(1.0, form.theme.rule())).corner_radius(3.0);
            frame.inner_margin(6.0).show(ui, |ui| {
                head_ui(ui, &mut form, (place, count), holds_words(cell, claim.draft.id));
                claim_ui(ui, &mut form, Arc::make_mut(mandate))
            })
        });
        ui.add_space(tokens::GAP);
        let (is_touched, after, born) = (form.is_touched, form.after, form.born);
        if entered == Some(place) {
            first = Some(level.inner.inner);
        }
        if is_touched || !after.is_empty() {
            send(session.case(), &mut claim.draft, born, commands);
        }
        for command in after {
            commands.send(command);
        }
    }
    page.turn_ui(ui);
    first
}

/// Which claim it is, whether it holds, and what can be done with it as a whole.
fn head_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (place, count): (usize, usize), holds: &str) {
    let which = if count > 1 { format!("Claim {} of {count}", place + 1) } else { "Claim".to_owned() };
    ui.horizontal(|ui| {
        ui.weak(format!("{which}{holds}"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let number = place + 1;
            if small_button(ui, "×", &format!("Remove claim {number}")).clicked() {
                // After what is being typed, which would bring the claim back.
                form.after.push(Command::Delete(vec![form.record]));
            }
            if small_button(ui, "All fields", &format!("Show all fields of claim {number}")).clicked() {
                form.commands.send(Command::Select(form.record));
            }
        });
    });
}

fn holds_words(cell: Option<&Cell>, id: RecordId) -> &'static str {
    let claim = cell.and_then(|cell| cell.claims.iter().find(|claim| id == claim.mandate.into()));
    match claim.map(|claim| (claim.holds, claim.is_attested_elsewhere)) {
        Some((_, true)) => " · attested for another date",
        Some((Holds::Possibly, false)) => " · possibly on this date",
        Some((Holds::Surely | Holds::No, false)) => "",
        None => " · not on this date",
    }
}

/// The fields of a claim; gives that of its level.
fn claim_ui(ui: &mut egui::Ui, form: &mut Form<'_>, mandate: &mut Mandate) -> Response {
    let level = choice_ui(ui, form, "Level", &mut mandate.level);
    optional_ui(ui, form, ("Modality", "not stated"), &mut mandate.modality);
    one_ui(ui, form, members::source("Decision"), &mut mandate.decision);
    date_ui(ui, form, "Attested for", &mut mandate.attested);
    line_ui(ui, form, "Note", &mut mandate.note);
    part_ui(ui, "Holds when");
    when_ui(ui, form, form.record.into(), &mut mandate.when);
    part_ui(ui, "Citations");
    if !mandate.common.is_supported() && mandate.decision.is_none() {
        ui.colored_label(form.theme.warning(), "⚠ Unsourced: add the source that says so, or the decision");
    }
    list_ui(ui, form, &mut mandate.common.citations, "Add a citation");
    level
}

/// The incidents behind the cell, each with the ground on which it counts.
fn incidents_ui(
    ui: &mut egui::Ui,
    (mission, theme): (MissionId, ThemeId),
    (session, names, commands): (&Session, &Names, &mut Commands),
) {
    let none = Found::default();
    let found = session.answers().evidence.cell(mission, theme).unwrap_or(&none);
    part_ui(ui, "Incidents behind the cell");
    ui.add(egui::Label::new(found.tally.words()).wrap());
    let (mut texts, colours) = (Texts::new(), Theme::of(ui));
    let mut form = Form::new((session, names, commands), &mut texts, mission.into(), colours);
    let weights = [
        (Weight::Counted, ""),
        (Weight::Possibly, "Possibly"),
        (Weight::Below, "Not counted: below the threshold"),
        (Weight::OutsideLife, "Not counted: before the mission or after it"),
        (Weight::Retracted, "Not counted: retracted"),
    ];
    for (weight, heading) in weights {
        let of_weight = || found.behind.iter().filter(|behind| behind.weight == weight);
        let count = of_weight().count();
        if count > 0 && !heading.is_empty() {
            ui.add_space(tokens::GAP);
            ui.label(egui::RichText::new(heading).font(tokens::strong(12.0)));
        }
        let page = Page::of(ui, heading, count);
        let shown = of_weight().skip(page.range().start).take(page.range().len());
        shown.for_each(|behind| {
            page.row_ui(ui, behind.incident, |ui| behind_ui(ui, &mut form, (behind, mission)));
        });
        page.turn_ui(ui);
    }
}

fn behind_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (behind, mission): (&Behind, MissionId)) {
    let case = form.case();
    if !case.incidents.contains_key(&behind.incident) {
        return;
    }
    let words = figure::behind_words(case, behind, mission);
    ui.push_id(behind.incident, |ui| {
        link_ui(ui, form, behind.incident.into());
        ui.add(egui::Label::new(egui::RichText::new(words).color(form.theme.ink_soft()).small()).wrap());
    });
}
