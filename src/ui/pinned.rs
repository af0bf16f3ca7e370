//! The line over a pane that is pinned: that it is, and what it shows.

use egui::{Frame, Label, Margin, Panel, RichText, WidgetInfo};

use super::graph::{focus_words, is_lens_wrong, lens_words};
use super::tokens::{self, Theme};
use super::widgets::{cut, titled};
use crate::query::brush;
use crate::session::{Canvas, Command, Commands, Sight};

/// What pinning a pane does.
pub(super) const PIN: &str =
    "Keep this pane as it is: selection, query, dates and hidden kinds stay, whatever the other panes show next";

/// What letting go of it does.
pub(super) const UNPIN: &str = "Let this pane follow the window again";

/// What the button is called that lets go of a pane.
pub(super) fn unpin_name(pane: &str) -> String {
    format!("Unpin {pane}")
}

/// Draws the line.
pub(super) fn line_ui(ui: &mut egui::Ui, (canvas, pane): (Canvas, &str), sight: Sight<'_>, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let frame = Frame::NONE.fill(theme.band()).inner_margin(Margin::symmetric(8, 2));
    let line = Panel::top("pinned").frame(frame).show_separator_line(false).resizable(false);
    line.show(ui, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = ui.small_button("Unpin");
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{} here", unpin_name(pane))));
            if button.on_hover_text(UNPIN).clicked() {
                commands.send(Command::UnpinPane(canvas));
            }
            let words = words(canvas, sight);
            let text = RichText::new(&words).font(tokens::strong(12.0)).color(theme.ink());
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(text).truncate()).on_hover_text(format!("{words}\n{FREE}"));
            });
        });
    });
}

/// What stays free in a pane that is pinned.
const FREE: &str = "Edits of the case are shown. What you select here is selected in the whole window; the tools of this \
                    pane change it alone";

/// "Pinned: as of 2009 · kind:seizure · no other filter", with what the pane shows of all that.
fn words(canvas: Canvas, sight: Sight<'_>) -> String {
    let view = sight.view();
    let mut parts = vec![view.as_of.as_ref().map_or_else(|| "all dates".to_owned(), |date| format!("as of {date}"))];
    if !view.filter.is_empty() {
        let is_wrong = view.filter.is_wrong() || sight.answers().hits.as_ref().is_some_and(|hits| hits.is_wrong());
        let surely = if view.filter.is_surely { "surely " } else { "" };
        let not = if is_wrong { "query not applied: " } else { "" };
        parts.push(format!("{not}{surely}{}", cut(view.filter.text.trim().to_owned())));
    }
    // The matrix goes by the as-of date and the query alone.
    if canvas != Canvas::Matrix {
        parts.extend(view.brush.map(brush::words));
        let hidden: Vec<&str> = view.hidden_kinds.iter().map(|kind| kind.label()).collect();
        parts.extend((!hidden.is_empty()).then(|| format!("without {}", hidden.join(", "))));
    }
    if canvas == Canvas::Graph {
        parts.extend(view.focus.map(|focus| focus_words(sight.case(), focus)));
        let not = if is_lens_wrong(sight) { "not applied: " } else { "" };
        parts.extend((!view.lens.is_empty()).then(|| format!("{not}{}", lens_words(&view.lens))));
    }
    parts.extend(selected(sight));
    format!("Pinned: {}", parts.join(" · "))
}

/// What is selected.
fn selected(sight: Sight<'_>) -> Option<String> {
    let (case, selection) = (sight.case(), sight.selection());
    if let Some((mission, theme)) = selection.cell {
        return Some(format!("{} × {} selected", titled(case, mission), titled(case, theme)));
    }
    match selection.records[..] {
        [] => None,
        [id] => Some(format!("{} selected", titled(case, id))),
        [..] => Some(format!("{} selected", selection.records.len())),
    }
}
