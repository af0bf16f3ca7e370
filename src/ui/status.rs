//! The status bar: what is filtered, how much is shown and hidden, what goes on in the background, what was said.

use egui::{Frame, Margin, Panel};

use super::tokens::Theme;
use crate::case::RecordKind;
use crate::session::{Busy, Command, Commands, NoticeKind, Session};

/// Draws the status bar at the foot of the window, with notices above it.
pub(super) fn status_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let frame = Frame::NONE.fill(theme.band()).inner_margin(Margin::symmetric(8, 3));
    Panel::bottom("status").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            chips_ui(ui, session, commands);
            counts_ui(ui, session);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(busy) = session.busy() {
                    ui.label(match busy {
                        Busy::Opening(path) => format!("Opening {}", path.display()),
                        Busy::Saving(path) => format!("Saving {}", path.display()),
                    });
                    ui.spinner();
                }
            });
        });
    });
    notices_ui(ui, session, commands);
}

/// Every filter as a chip that one click clears.
fn chips_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let view = session.view();
    if let Some(date) = &view.as_of
        && ui.button(format!("As of {date} ×")).on_hover_text("Show all dates again").clicked()
    {
        commands.send(Command::AsOf(None));
    }
    if !view.hidden_kinds.is_empty() {
        let names: Vec<&str> = view.hidden_kinds.iter().map(|kind| kind.label()).collect();
        let chip = format!("Hidden: {} ×", names.join(", "));
        if ui.button(chip).on_hover_text("Show every kind again").clicked() {
            commands.send(Command::ShowAllKinds);
        }
    }
}

fn counts_ui(ui: &mut egui::Ui, session: &Session) {
    let (case, answers) = (session.case(), session.answers());
    let shown = [RecordKind::Incident, RecordKind::Actor, RecordKind::Relation]
        .map(|kind| format!("{} {}", case.count(kind), kind.plural()));
    ui.weak(shown.join(" · "));
    let hidden = answers.lanes.hidden + answers.network.hidden;
    if hidden > 0 {
        ui.colored_label(Theme::of(ui).warning(), format!("{hidden} hidden"))
            .on_hover_text("Incidents and relations that the filter or the as-of date leaves out");
    }
    match session.selection().records.len() {
        0 | 1 => {}
        many => drop(ui.weak(format!("{many} selected"))),
    }
}

/// Seconds for which a notice stays that is for information only.
const SECONDS: f64 = 8.0;

/// Whether a notice has been there for long enough; asks to be drawn again when it will have been.
fn is_stale(ui: &egui::Ui, words: &str) -> bool {
    let (now, key) = (ui.input(|input| input.time), egui::Id::unique(("notice", words)));
    let since: f64 = ui.data_mut(|data| *data.get_temp_mut_or(key, now));
    let left = SECONDS - (now - since);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    } else {
        ui.data_mut(|data| data.remove::<f64>(key));
    }
    left <= 0.0
}

fn notices_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    if session.notices().is_empty() {
        return;
    }
    let frame = Frame::NONE.fill(theme.band()).inner_margin(Margin::symmetric(8, 4));
    Panel::bottom("notices").frame(frame).show(ui, |ui| {
        let mut has_gone = false;
        for (place, notice) in session.notices().iter().enumerate() {
            // One a frame: the places of the others change with it.
            if !has_gone && notice.kind == NoticeKind::Done && is_stale(ui, &notice.words) {
                has_gone = true;
                commands.send(Command::Dismiss(place));
            }
            ui.horizontal(|ui| {
                let colour = match notice.kind {
                    NoticeKind::Done => theme.ink_soft(),
                    NoticeKind::Failure => theme.error(),
                };
                let close = ui.small_button("×").on_hover_text("Put this message away");
                close.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Dismiss: {}", notice.words))
                });
                if close.clicked() && !has_gone {
                    has_gone = true;
                    commands.send(Command::Dismiss(place));
                }
                ui.add(egui::Label::new(egui::RichText::new(&notice.words).color(colour)).wrap().selectable(true));
            });
        }
    });
}
