//! What stands below a box: hints, completions, saved queries, how much is found of each kind, and the records.

use egui::{Align2, Area, Frame, Margin, Order, Rect};

use super::hints::hints_ui;
use super::{Scope, Search};
use crate::case::{RecordId, RecordKind, View, ViewId};
use crate::query::as_of::Holds;
use crate::query::ask::{Completion, Hits, Issue};
use crate::session::{Command, Commands, Filter, Sight};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{self, Same, kept, titled};

/// A row of the list that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// Puts something into the text.
    Completion(Completion),
    /// Asks a saved query.
    Saved(ViewId),
    /// Goes to a record.
    Record(RecordId),
}

/// What was done in the list.
#[derive(Default)]
pub(super) struct Done {
    /// The row that was clicked.
    pub taken: Option<Row>,
    /// Whether somebody clicked elsewhere.
    pub is_elsewhere: bool,
}

/// So many completions, saved queries and records are listed.
const MOST: (usize, usize, usize) = (8, 6, 12);

/// The rows of the list: completions, then saved queries where nothing is typed, then records that are found.
pub(super) fn rows(search: &Search<'_>, session: Sight<'_>) -> Vec<Row> {
    let text = search.memory.text.as_deref().unwrap_or_default();
    let (of, _, completions) = &search.memory.completions;
    let completions = completions.iter().filter(|_| of == text).take(MOST.0).cloned().map(Row::Completion);
    let is_saved = |view: &View| text.trim().is_empty() && !search.scope.saved(view).is_empty();
    let views = session.case().views.iter().filter(|(_, view)| is_saved(view));
    let saved = views.take(MOST.1).map(|(&id, _)| Row::Saved(id));
    completions.chain(saved).chain(records(session, search.scope).map(Row::Record)).collect()
}

/// The first records that are found: incidents, actors and relations before the others.
fn records(session: Sight<'_>, scope: Scope) -> impl Iterator<Item = RecordId> {
    let first = [RecordKind::Incident, RecordKind::Actor, RecordKind::Relation];
    let rest = RecordKind::ALL.iter().copied().filter(move |kind| !first.contains(kind));
    let hits = scope.hits(session);
    let ids = first.into_iter().chain(rest).flat_map(move |kind| {
        let hits = hits.map(|hits| hits.of(kind)).unwrap_or_default();
        hits.iter().take(MOST.2).map(|hit| hit.id)
    });
    ids.take(MOST.2)
}

/// Draws the list below the field.
pub(super) fn list_ui(
    ui: &egui::Ui,
    below: Rect,
    search: &Search<'_>,
    (session, rows, issues): (Sight<'_>, &[Row], &[Issue]),
    commands: &mut Commands,
) -> Done {
    if !search.memory.is_open() {
        return Done::default();
    }
    let theme = Theme::of(ui);
    let frame = Frame::NONE
        .fill(theme.pane())
        .stroke(egui::Stroke::new(1.0, theme.rule()))
        .inner_margin(Margin::symmetric(8, 6));
    let scope = search.scope;
    let area = Area::new(scope.field_id().with("list")).order(Order::Foreground);
    let area = area.pivot(Align2::LEFT_TOP).fixed_pos(below.left_bottom() + egui::vec2(0.0, 4.0)).constrain(true);
    let mut taken = None;
    let shown = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(WIDTH);
            hints_ui(ui, issues);
            choices_ui(ui, (session, scope), commands);
            for (place, row) in rows.iter().enumerate() {
                heading_ui(ui, rows, place);
                if row_ui(ui, (session, scope), (row, search.memory.chosen == Some(place))) {
                    taken = Some(row.clone());
                }
            }
            found_ui(ui, session, scope);
        });
    });
    let pressed = ui.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten());
    let is_elsewhere = pressed.is_some_and(|at| !shown.response.rect.contains(at) && !below.contains(at));
    Done { taken, is_elsewhere }
}

/// Width of the list, in points.
const WIDTH: f32 = 430.0;

/// Whether only what is sure is shown, and a button that saves the query.
fn choices_ui(ui: &mut egui::Ui, (session, scope): (Sight<'_>, Scope), commands: &mut Commands) {
    let filter = scope.filter(session);
    if filter.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        for (is_surely, label) in [(false, "Surely or possibly"), (true, "Surely only")] {
            let choice = ui.selectable_label(filter.is_surely == is_surely, label);
            if choice.on_hover_text("Dates are uncertain: whether what is only possible stays").clicked() {
                scope.ask(session, Filter { is_surely, ..filter.clone() }, commands);
            }
        }
        let save = ui.add_enabled(!filter.is_wrong(), egui::Button::new("Save this query"));
        if save.on_hover_text("As a view of the case, to be asked again").clicked() {
            commands.send(Command::SaveView);
        }
    });
}

/// A word above the first row of its sort.
fn heading_ui(ui: &mut egui::Ui, rows: &[Row], place: usize) {
    let sort = |row: &Row| match row {
        Row::Completion(_) => "Perhaps meant: Tab takes the first",
        Row::Saved(_) => "Saved queries",
        Row::Record(_) => "Found: Down and Enter go there",
    };
    let this = rows.get(place).map(sort);
    let before = place.checked_sub(1).and_then(|before| rows.get(before)).map(sort);
    if let Some(words) = this.filter(|_| this != before) {
        ui.label(egui::RichText::new(words).font(tokens::small()).color(Theme::of(ui).ink_soft()));
    }
}

/// Draws a row; whether it was clicked.
fn row_ui(ui: &mut egui::Ui, (session, scope): (Sight<'_>, Scope), (row, is_chosen): (&Row, bool)) -> bool {
    let (text, detail) = words((session, scope), row);
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    let format = |color| egui::TextFormat { font_id: tokens::body(), color, ..egui::TextFormat::default() };
    job.append(&text, 0.0, format(theme.ink()));
    job.append(&detail, 10.0, format(theme.ink_soft()));
    let button = egui::Button::selectable(is_chosen, job).truncate().min_size(egui::vec2(WIDTH, 0.0));
    let button = ui.add(button);
    if is_chosen {
        button.scroll_to_me(None);
    }
    button
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, format!("{text} – {detail}")));
    button.clicked()
}

/// A row in words, and what it is.
fn words((session, scope): (Sight<'_>, Scope), row: &Row) -> (String, String) {
    let case = session.case();
    match row {
        Row::Completion(one) => (one.text.clone(), one.detail.clone()),
        Row::Saved(id) => {
            let query = case.views.get(id).map(|view| scope.saved(view)).unwrap_or_default();
            (titled(case, *id), query.to_owned())
        }
        Row::Record(id) => {
            let holds = scope.hits(session).and_then(|hits| hits.get(*id));
            let possibly = if holds == Some(Holds::Possibly) { ", possibly" } else { "" };
            (titled(case, *id), format!("{}{possibly}", id.kind().label()))
        }
    }
}

/// How many records of each kind are found.
fn found_ui(ui: &mut egui::Ui, session: Sight<'_>, scope: Scope) {
    let Some(hits) = scope.hits(session) else {
        ui.weak(scope.advice());
        return;
    };
    let words = kept(ui, ("found by kind", scope.name()), Same::of(hits), || found(hits));
    let label = ui.add(egui::Label::new(egui::RichText::new(words.as_str()).font(tokens::small())).wrap());
    widgets::name(&label, words.as_str());
}

/// "12 incidents (3 possibly) · 4 relations".
fn found(hits: &Hits) -> String {
    let counted = RecordKind::ALL.iter().filter_map(|&kind| {
        let of = hits.of(kind);
        let possibly = of.iter().filter(|hit| hit.holds == Holds::Possibly).count();
        let word = if of.len() == 1 { kind.label() } else { kind.plural() };
        let part = if possibly > 0 { format!(" ({possibly} possibly)") } else { String::new() };
        (!of.is_empty()).then(|| format!("{} {word}{part}", of.len()))
    });
    let words: Vec<String> = counted.collect();
    if words.is_empty() { "Nothing is found".to_owned() } else { words.join(" · ") }
}
