//! What stands behind a cell of the mandate matrix.

use std::collections::BTreeMap;

use egui::ScrollArea;

use super::others::said_ui;
use crate::case::{MissionId, RecordId, ThemeId};
use crate::query::matrix::{Blank, Cell, Content};
use crate::session::{Command, Commands, New, Session};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{Form, link_ui, part_ui};

/// Shows the claims behind a cell, or which kind of empty it is.
pub(super) fn cell_ui(
    ui: &mut egui::Ui,
    (mission, theme): (MissionId, ThemeId),
    session: &Session,
    commands: &mut Commands,
) {
    let case = session.case();
    let title = format!("{} – {}", case.title_of(mission.into()), case.title_of(theme.into()));
    ui.weak("cell of the mandate matrix");
    ui.add(egui::Label::new(egui::RichText::new(title).font(tokens::strong(14.0))).wrap());
    let mut texts = BTreeMap::new();
    let colours = Theme::of(ui);
    let mut form =
        Form { session, commands, texts: &mut texts, record: mission.into(), theme: colours, is_touched: false };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        claims_ui(ui, &mut form, (mission, theme));
        incidents_ui(ui, &mut form);
        ui.add_space(tokens::GAP);
        if ui.button("Add a mandate claim").clicked() {
            form.commands.send(Command::Add(New::Mandate(mission, theme)));
        }
    });
}

fn claims_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (mission, theme): (MissionId, ThemeId)) {
    let session = form.session;
    let Some(cell) = session.answers().matrix.cell(mission, theme) else { return };
    part_ui(ui, "Claims");
    if cell.claims.is_empty() {
        ui.add(egui::Label::new(blank_words(cell)).wrap());
    }
    for &mandate in &cell.left_out {
        ui.horizontal_wrapped(|ui| {
            ui.weak("Not on this date:");
            link_ui(ui, form, mandate.into());
        });
    }
    for claim in &cell.claims {
        let Some(mandate) = session.case().mandates.get(&claim.mandate) else { continue };
        ui.horizontal_wrapped(|ui| {
            ui.label(egui::RichText::new(mandate.level.label()).font(tokens::strong(13.0)));
            if let Some(modality) = mandate.modality {
                ui.label(format!("to {}", modality.label()));
            }
            if let Some(date) = &mandate.attested {
                ui.weak(format!("attested for {date}"));
            }
            if ui.link("Edit").clicked() {
                form.commands.send(Command::Select(claim.mandate.into()));
            }
        });
        if !mandate.note.is_empty() {
            ui.label(format!("Remark of the source: {}", mandate.note));
        }
        for citation in &mandate.common.citations {
            said_ui(ui, form, citation);
        }
        if mandate.common.citations.is_empty() {
            ui.colored_label(form.theme.warning(), "⚠ Unsourced");
        }
        ui.add_space(tokens::GAP);
    }
}

/// The kinds of empty are kept apart in words.
pub(in crate::ui) const fn blank_words(cell: &Cell) -> &'static str {
    match &cell.content {
        Content::Filled(level) => level.label(),
        Content::Empty(_) if !cell.left_out.is_empty() => "There are claims, but none holds on this date",
        Content::Empty(Blank::NotSurveyed) => "Not surveyed: nobody has looked. That is not a “no”",
        Content::Empty(Blank::SurveyedBlank(_)) => "Surveyed, and nothing found",
        Content::Empty(Blank::Excluded) => "Excluded: a source says that the mission has no part in it",
    }
}

fn incidents_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let related: Vec<RecordId> =
        form.session.selection().related.iter().copied().filter(|id| matches!(id, RecordId::Incident(_))).collect();
    if related.is_empty() {
        return;
    }
    part_ui(ui, "Incidents on the theme that name the mission");
    for id in related {
        link_ui(ui, form, id);
    }
}
