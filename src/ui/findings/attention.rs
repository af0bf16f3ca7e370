//! The table of attention: countries, what happened there that nobody covers, and who is there.

use std::sync::Arc;

use egui::{Align2, FontId, Rect};

use super::wanted::Wanted;
use super::{Desk, Section, counted, empty_ui, section_ui};
use crate::query::attention::Country;
use crate::session::Command;
use crate::ui::outline::rows_ui;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::lines::Look;
use crate::ui::widgets::{Same, cut, focus_ring, kept, titled};

/// A column of numbers.
struct Column {
    title: &'static str,
    /// In points.
    width: f32,
    number: fn(&Country) -> usize,
    /// Whether it tells of what happened there, and not of who is there.
    is_of_incidents: bool,
}

const COLUMNS: &[Column] = &[
    Column { title: "Not covered", width: 84.0, number: |one| one.uncovered, is_of_incidents: true },
    Column { title: "Possibly covered", width: 104.0, number: |one| one.perhaps, is_of_incidents: true },
    Column { title: "Incidents", width: 68.0, number: Country::incidents, is_of_incidents: true },
    Column { title: "Sources", width: 62.0, number: |one| one.sources, is_of_incidents: true },
    Column { title: "Missions", width: 64.0, number: |one| one.missions, is_of_incidents: false },
    Column { title: "Mandates", width: 68.0, number: |one| one.mandates, is_of_incidents: false },
    Column { title: "Activities", width: 68.0, number: |one| one.activities, is_of_incidents: false },
];

/// The least width of the names, in points.
const NAMES: f32 = 96.0;

/// Height of a row, in points.
const ROW: f32 = 20.0;

pub(super) fn attention_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let answer = &desk.session.answers().findings;
    let found = kept(ui, "attention", (Same::of(answer), desk.wanted.to_owned()), || {
        let mut wanted = Wanted::of(desk.session.case(), desk.wanted);
        (0..).zip(&answer.attention).filter(|(_, one)| wanted.has(&[one.place.into()])).map(|(at, _)| at).collect()
    });
    let found: &Vec<usize> = &found;
    let answer = Arc::clone(answer);
    let counts = counted(found.len(), answer.attention.len());
    section_ui(ui, &Section { title: "Attention by country", counts, is_open: false }, |ui| {
        if found.is_empty() {
            empty_ui(ui, desk, "No country yet: places of that kind are counted here");
            return;
        }
        head_ui(ui);
        rows_ui(ui, (found.len(), ROW), |ui, range| {
            for &at in found.get(range).unwrap_or_default() {
                if let Some(country) = answer.attention.get(at) {
                    ui.push_id(at, |ui| row_ui(ui, country, desk));
                }
            }
        });
    });
}

/// The columns that have room, each with its right edge.
fn columns(rect: Rect) -> Vec<(&'static Column, f32)> {
    let mut left = rect.width() - NAMES;
    let fits = |column: &&Column| {
        left -= column.width;
        left >= 0.0
    };
    let shown: Vec<&Column> = COLUMNS.iter().take_while(fits).collect();
    let mut edge = rect.right() - 6.0 - shown.iter().map(|column| column.width).sum::<f32>();
    let edges = shown.into_iter().map(|column| {
        edge += column.width;
        (column, edge)
    });
    edges.collect()
}

fn head_ui(ui: &mut egui::Ui) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::hover());
    let ink = Theme::of(ui).ink_soft();
    let text = |at: egui::Pos2, align: Align2, words: &str| {
        let _place = ui.painter().text(at, align, words, tokens::small(), ink);
    };
    text(rect.left_center() + egui::vec2(4.0, 0.0), Align2::LEFT_CENTER, "Country");
    for (column, edge) in columns(rect) {
        text(egui::pos2(edge, rect.center().y), Align2::RIGHT_CENTER, column.title);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, Theme::of(ui).rule()));
}

fn row_ui(ui: &mut egui::Ui, country: &Country, desk: &mut Desk<'_>) {
    let (rect, row) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::click());
    let look = Look::of(desk.session, country.place);
    let theme = Theme::of(ui);
    let ground = match (look.is_selected, look.is_hovered || row.hovered()) {
        (true, _) => Some(theme.selection()),
        (false, true) => Some(theme.hover()),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 3.0, ground);
    }
    let title = titled(desk.session.case(), country.place);
    numbers_ui(ui, (rect, &title), country);
    focus_ring(ui, &row);
    let sentence = cut(format!("{title}: {}", country.words()));
    row.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, look.is_selected, format!("Attention: {sentence}"))
    });
    if row.clicked() {
        desk.commands.send(Command::Select(country.place.into()));
    }
    if row.hovered() {
        desk.commands.send(Command::Hover(Some(country.place.into())));
    }
    drop(row.on_hover_ui(|ui| drop(ui.add(egui::Label::new(sentence).wrap()))));
}

/// The name of a country and its numbers, under their columns. Of one of which nothing is known, words take their place.
fn numbers_ui(ui: &egui::Ui, (rect, title): (Rect, &str), country: &Country) {
    let theme = Theme::of(ui);
    let columns = columns(rect);
    let names = columns.first().map_or(rect.right(), |(column, edge)| edge - column.width);
    left_ui(ui, (rect.with_max_x(names), title), (tokens::body(), theme.ink()));
    let told = |(column, _): &&(&Column, f32)| !(country.is_empty() && column.is_of_incidents);
    for (column, edge) in columns.iter().filter(told) {
        let number = (column.number)(country);
        let ink = if number == 0 { theme.ink_soft() } else { theme.ink() };
        let at = egui::pos2(*edge, rect.center().y);
        let _place = ui.painter().text(at, Align2::RIGHT_CENTER, number.to_string(), tokens::body(), ink);
    }
    if country.is_empty() {
        let end = columns.iter().rfind(|(column, _)| column.is_of_incidents).map_or(names, |(_, edge)| *edge);
        let words = "nothing in the case: that is not safety";
        left_ui(ui, (rect.with_min_x(names).with_max_x(end), words), (tokens::small(), theme.ink_soft()));
    }
}

/// A text from the left, cut where its room ends.
fn left_ui(ui: &egui::Ui, (rect, words): (Rect, &str), (font, ink): (FontId, egui::Color32)) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((rect.width() - 8.0).max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = egui::pos2(rect.left() + 4.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}
