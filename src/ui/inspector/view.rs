//! The form of a saved view: what it holds, in words, and the ways to show and renew it.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::{Aspect, Case, HidesEmpty, PinnedPane, RecordId, View, Workspace};
use crate::query::evidence::Threshold;
use crate::session::Command;
use crate::ui::matrix::threshold_sentence;
use crate::ui::tokens;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::page::Page;
use crate::ui::widgets::text::{hinted_ui, line_ui};
use crate::ui::widgets::{Form, cut, link_ui, part_ui, row_ui, titled};

pub(super) fn view_ui(ui: &mut egui::Ui, form: &mut Form<'_>, view: &mut View) -> Response {
    let name = field_ui(ui, form, (&view.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut view.name));
    field_ui(ui, form, (&view.common, "query"), |ui, form| {
        hinted_ui(ui, form, "Query", &mut view.aspect.query, "what is shown; empty for all")
    });
    part_ui(ui, "Holds");
    at_ui(ui, form, "pins", |ui, form| at_ui(ui, form, "selection", |ui, form| holds_ui(ui, form, view)));
    ui.add_space(tokens::GAP);
    ui.horizontal_wrapped(|ui| {
        let RecordId::View(id) = form.record else { return };
        if ui.button("Show this view").clicked() {
            form.after.push(Command::ShowView(id));
        }
        if ui.button("Renew from what is shown now").clicked() {
            form.after.push(Command::RenewView(id));
        }
    });
    common_ui(ui, form, &mut view.common);
    name
}

/// What a view holds, row by row.
fn holds_ui(ui: &mut egui::Ui, form: &mut Form<'_>, view: &View) {
    for (label, words) in holds(form.case(), view) {
        row_ui(ui, label, |ui, _| ui.add(egui::Label::new(words).wrap()));
    }
    let page = Page::of(ui, "selection", view.selection.len());
    for &id in view.selection.get(page.range()).unwrap_or_default() {
        link_ui(ui, form, id);
    }
    page.turn_ui(ui);
}

/// What a view holds, in words.
fn holds(case: &Case, view: &View) -> Vec<(&'static str, String)> {
    let aspect = &view.aspect;
    let hidden: Vec<&str> = aspect.hidden_kinds.iter().map(|kind| kind.label()).collect();
    // Hundreds of pins are as good as their number.
    let pinned: Vec<String> = match view.pins.len() {
        0..=20 => view.pins.iter().map(|pin| titled(case, pin.party)).collect(),
        many => vec![format!("{many} parties")],
    };
    let or = |words: String, none: &str| if words.is_empty() { none.to_owned() } else { words };
    let nodes = if aspect.has_incident_nodes { "with incidents" } else { "parties only" };
    let untied = if aspect.has_untied { ", untied ones too" } else { "" };
    vec![
        ("Lanes", format!("by {}", aspect.lanes.label())),
        ("Hidden", or(hidden.join(", "), "no kind of incident")),
        ("Matrix", matrix(aspect)),
        ("Counts", counts(aspect)),
        ("Graph", format!("{nodes}{untied}")),
        ("Pinned", or(pinned.join(", "), "nobody")),
        ("As of", as_of(aspect)),
        ("Time", aspect.brush.as_ref().map_or_else(|| "all of it".to_owned(), ToString::to_string)),
        ("Around", around(case, aspect)),
        ("Workspace", view.workspace.map_or("as it is", Workspace::label).to_owned()),
        ("Panes", or(view.panes.iter().map(pane).collect::<Vec<_>>().join("; "), "all of them follow")),
        (
            "Open",
            or(view.inspectors.iter().map(|&id| titled(case, id)).collect::<Vec<_>>().join(", "), "no other record"),
        ),
        ("Selected", if view.selection.is_empty() { "nothing".to_owned() } else { count(view.selection.len()) }),
    ]
}

/// "2011, compared with 2008".
fn as_of(aspect: &Aspect) -> String {
    let date = aspect.as_of.as_ref().map_or_else(|| "all dates".to_owned(), ToString::to_string);
    let against = aspect.against.as_ref().map(|date| format!(", compared with {date}"));
    date + &against.unwrap_or_default()
}

/// What the matrix shows, and in what order.
fn matrix(aspect: &Aspect) -> String {
    let (layer, group, hidden) = (aspect.layer.label(), aspect.group_by.label(), aspect.hides_empty);
    let (rows, columns) = (aspect.rows_by.label(), aspect.columns_by.label());
    let hidden =
        if hidden == HidesEmpty::Nothing { String::new() } else { format!(", empty {} hidden", hidden.label()) };
    format!("{layer}, grouped by {group}, rows by {rows}, columns by {columns}{hidden}")
}

/// What counts as evidence in the matrix.
fn counts(aspect: &Aspect) -> String {
    let threshold = Threshold::of(aspect);
    if threshold.is_none() { "everything".to_owned() } else { threshold_sentence(&threshold) }
}

/// What the graph shows the surroundings of, with their reach: what the query of its lens finds, or its focus.
fn around(case: &Case, aspect: &Aspect) -> String {
    let on = match aspect.focus {
        _ if !aspect.lens.is_empty() => format!("what “{}” finds", cut(aspect.lens.clone())),
        Some(focus) => titled(case, focus),
        None => return "everybody".to_owned(),
    };
    let reach = match aspect.steps {
        Some(0) if !aspect.lens.is_empty() => "no step",
        Some(2) => "two steps",
        _ => "one step",
    };
    format!("{on}, {reach}")
}

/// A pane that is pinned: "mandate matrix as of 2009, kind:seizure".
fn pane(pane: &PinnedPane) -> String {
    let aspect = &pane.aspect;
    let as_of = aspect.as_of.as_ref().map_or_else(|| "with all dates".to_owned(), |date| format!("as of {date}"));
    let query = if aspect.query.is_empty() { String::new() } else { format!(", {}", cut(aspect.query.clone())) };
    format!("{} {as_of}{query}", pane.pane.label())
}

fn count(records: usize) -> String {
    if records == 1 { "1 record:".to_owned() } else { format!("{records} records:") }
}
