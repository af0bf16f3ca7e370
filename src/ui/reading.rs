//! The strip that says what is being read, as long as something is: every new record is cited with it.

use egui::{Frame, Margin, Panel, RichText};

use super::tokens::{self, Theme};
use super::widgets::{cut, grade, name, small_button};
use crate::case::RecordId;
use crate::query::entry::Reading;
use crate::session::{Command, Commands, Session};

/// Draws the strip, where a source is being read.
pub(super) fn reading_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let Some(reading) = session.reading() else { return };
    let theme = Theme::of(ui);
    let frame = Frame::NONE.fill(theme.selection()).inner_margin(Margin::symmetric(8, 2));
    Panel::top("reading").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let Some(source) = session.case().sources.get(&reading.source) else { return };
            let title = session.case().title_of(reading.source.into());
            let words = match source.reference.as_str() {
                "" => cut(format!("Reading: {title}")),
                reference if reference == title => cut(format!("Reading: {reference}")),
                reference => cut(format!("Reading: {reference} – {title}")),
            };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if small_button(ui, "×", "Stop reading (Shift+F8)").clicked() {
                    commands.send(Command::Read(None));
                }
                if ui.small_button("Cite selected").on_hover_text("Cite what is selected with it (F9)").clicked() {
                    commands.send(Command::CiteSelection);
                }
                if small_button(ui, "›", "Next page (Alt+Page Down)").clicked() {
                    commands.send(Command::TurnPage(1));
                }
                if small_button(ui, "‹", "Page before (Alt+Page Up)").clicked() {
                    commands.send(Command::TurnPage(-1));
                }
                grade_ui(ui, reading, session, commands);
                locator_ui(ui, reading, commands);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let label = egui::Label::new(RichText::new(&words).font(tokens::strong(12.5))).truncate();
                    ui.add(label).on_hover_text(format!("{words}\nNew records are cited with it"));
                });
            });
        });
    });
}

fn locator_ui(ui: &mut egui::Ui, reading: &Reading, commands: &mut Commands) {
    let id = egui::Id::unique("reading locator");
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = kept.unwrap_or_else(|| reading.locator.clone());
    let field = egui::TextEdit::singleline(&mut text).id(id.with("field")).desired_width(70.0).hint_text("page");
    let field = ui.add(field.char_limit(200));
    name(&field, "Page being read");
    if field.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if field.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        if text.trim() != reading.locator {
            let locator = text.trim().to_owned();
            commands.send(Command::Read(Some(Reading { locator, ..reading.clone() })));
        }
    }
}

/// The grade of what is read: its letter is the source's, its digit is given to the next citations.
fn grade_ui(ui: &mut egui::Ui, reading: &Reading, session: &Session, commands: &mut Commands) {
    let Some(source) = session.case().sources.get(&reading.source) else { return };
    let field = grade::Field { name: "Grade of what is read", salt: "reading" };
    let Some((letter, digit)) = grade::grade_ui(ui, field, (source.reliability, reading.credibility)) else { return };
    if let Some(letter) = letter.filter(|_| letter != source.reliability) {
        commands.send(grade::rate(session, reading.source, Some(letter)));
    }
    if digit != reading.credibility {
        commands.send(Command::Read(Some(Reading { credibility: digit, ..reading.clone() })));
    }
}

/// The reading of the selected source: from where it is read already, or from its start.
pub(super) fn selected(session: &Session) -> Option<Reading> {
    let is_source = |id: &RecordId| if let RecordId::Source(source) = *id { Some(source) } else { None };
    let source = session.selection().records.iter().rev().find_map(is_source)?;
    let kept = session.reading().filter(|reading| reading.source == source);
    Some(kept.cloned().unwrap_or_else(|| Reading::of(source)))
}
