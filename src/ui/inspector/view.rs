//! The form of a saved view: what it holds, in words, and the ways to show and renew it.

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::{Case, PinnedPane, RecordId, View, Workspace};
use crate::session::Command;
use crate::ui::tokens;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::page::Page;
use crate::ui::widgets::text::{hinted_ui, line_ui};
use crate::ui::widgets::{Form, cut, link_ui, part_ui, row_ui, titled};

pub(super) fn view_ui(ui: &mut egui::Ui, form: &mut Form<'_>, view: &mut View) -> Response {
    let name = field_ui(ui, form, (&view.common, "name"), |ui, form| line_ui(ui, form, "Name", &mut view.name));
    field_ui(ui, form, (&view.common, "query"), |ui, form| {
        hinted_ui(ui, form, "Query", &mut view.query, "what is shown; empty for all")
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
    let hidden: Vec<&str> = view.hidden_kinds.iter().map(|kind| kind.label()).collect();
    // Hundreds of pins are as good as their number.
    let pinned: Vec<String> = match view.pins.len() {
        0..=20 => view.pins.iter().map(|pin| titled(case, pin.party)).collect(),
        many => vec![format!("{many} parties")],
    };
    let or = |words: String, none: &str| if words.is_empty() { none.to_owned() } else { words };
    let nodes = if view.has_incident_nodes { "with incidents" } else { "parties only" };
    let untied = if view.has_untied { ", untied ones too" } else { "" };
    vec![
        ("Lanes", format!("by {}", view.lanes.label())),
        ("Hidden", or(hidden.join(", "), "no kind of incident")),
        ("Matrix", view.layer.label().to_owned()),
        ("Graph", format!("{nodes}{untied}")),
        ("Pinned", or(pinned.join(", "), "nobody")),
        ("As of", view.as_of.as_ref().map_or_else(|| "all dates".to_owned(), ToString::to_string)),
        ("Time", view.brush.as_ref().map_or_else(|| "all of it".to_owned(), ToString::to_string)),
        ("Around", around(case, view)),
        ("Workspace", view.workspace.map_or("as it is", Workspace::label).to_owned()),
        ("Panes", or(view.panes.iter().map(pane).collect::<Vec<_>>().join("; "), "all of them follow")),
        (
            "Open",
            or(view.inspectors.iter().map(|&id| titled(case, id)).collect::<Vec<_>>().join(", "), "no other record"),
        ),
        ("Selected", if view.selection.is_empty() { "nothing".to_owned() } else { count(view.selection.len()) }),
    ]
}

/// What the graph shows the surroundings of, with their reach: what the query of its lens finds, or its focus.
fn around(case: &Case, view: &View) -> String {
    let on = match view.focus {
        _ if !view.lens.is_empty() => format!("what “{}” finds", cut(view.lens.clone())),
        Some(focus) => titled(case, focus),
        None => return "everybody".to_owned(),
    };
    let reach = match view.steps {
        Some(0) if !view.lens.is_empty() => "no step",
        Some(2) => "two steps",
        _ => "one step",
    };
    format!("{on}, {reach}")
}

/// A pane that is pinned: "mandate matrix as of 2009, kind:seizure".
fn pane(pane: &PinnedPane) -> String {
    let as_of = pane.as_of.as_ref().map_or_else(|| "with all dates".to_owned(), |date| format!("as of {date}"));
    let query = if pane.query.is_empty() { String::new() } else { format!(", {}", cut(pane.query.clone())) };
    format!("{} {as_of}{query}", pane.pane.label())
}

fn count(records: usize) -> String {
    if records == 1 { "1 record:".to_owned() } else { format!("{records} records:") }
}
