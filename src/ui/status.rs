//! The status bar: what is filtered, how much is shown and hidden, what goes on in the background, what was said.

use std::path::Path;

use egui::{Frame, Margin, Panel, Rect, UiBuilder, Vec2};

use super::acts::leave_lens;
use super::tokens::{self, Theme};
use crate::case::RecordKind;
use crate::query::brush;
use crate::query::evidence::Threshold;
use crate::session::{Busy, Command, Commands, FileCommand, Notice, NoticeKind, Session};

/// Space around the content of the bar, in points.
const MARGIN: Vec2 = Vec2::new(8.0, 3.0);

/// What is remembered of the bar: how tall its content was when it was drawn last.
fn height_id() -> egui::Id {
    egui::Id::unique("height of the status bar")
}

/// Keeps room for the status bar at the foot of the window, as tall as its content was last; where it is. It is drawn
/// after the panes, so that the keyboard comes to it last.
pub(super) fn room_ui(ui: &mut egui::Ui) -> Rect {
    let row = ui.spacing().interact_size.y;
    let height = ui.data(|data| data.get_temp::<f32>(height_id())).unwrap_or(row).max(row) + 2.0 * MARGIN.y;
    let frame = Frame::NONE.fill(Theme::of(ui).band());
    Panel::bottom("status").frame(frame).exact_size(height).show(ui, |_| ()).response.rect
}

/// Draws the status bar, with notices above it.
pub(super) fn status_ui(ui: &mut egui::Ui, bar: Rect, session: &Session, commands: &mut Commands) {
    let mut content = ui.new_child(UiBuilder::new().max_rect(bar.shrink2(MARGIN)).id_salt("status bar"));
    // What goes on stands on the right; the filters take as many lines as they need.
    let share = if session.busy().is_some() { 0.5 } else { 0.8 };
    let width = content.available_width() * share;
    let left = content.horizontal_top(|ui| {
        let chips = egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true);
        let left = ui.allocate_ui_with_layout(Vec2::new(width, ui.spacing().interact_size.y), chips, |ui| {
            ui.set_max_width(width);
            chips_ui(ui, session, commands);
            counts_ui(ui, session);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            busy_ui(ui, session, commands);
            working_ui(ui, session);
        });
        left.response.rect.height()
    });
    let known = ui.data(|data| data.get_temp::<f32>(height_id()));
    if known.is_none_or(|known| (known - left.inner).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(height_id(), left.inner));
        ui.ctx().request_repaint();
    }
    notices_ui(ui, bar.height(), session, commands);
}

/// Seconds for which answers may be worked out before it is said that they are.
const QUIET: f64 = 0.3;

/// Says that what is shown is being renewed, once that takes so long that somebody may notice.
fn working_ui(ui: &mut egui::Ui, session: &Session) {
    let (now, key) = (ui.input(|input| input.time), egui::Id::unique("answers are worked out since"));
    if !session.is_answering() {
        ui.data_mut(|data| data.remove::<f64>(key));
        return;
    }
    let since: f64 = ui.data_mut(|data| *data.get_temp_mut_or(key, now));
    let left = QUIET - (now - since);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    } else {
        ui.weak("Working…")
            .on_hover_text("Dates, counts and problems are being renewed; the case can be edited meanwhile");
        if !tokens::is_still(ui) {
            ui.spinner();
        }
    }
}

/// Seconds that work on a file takes before it is shown: what is over by then would only flicker.
const PATIENCE: f64 = 0.3;

/// Seconds between two looks at how far it has come.
const LOOK: f64 = 0.1;

/// Draws how far a file has been read or written, with a button that ends it.
fn busy_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let key = egui::Id::unique("busy since");
    let Some(busy) = session.busy() else {
        ui.data_mut(|data| data.remove::<(Busy, f64)>(key));
        return;
    };
    let now = ui.input(|input| input.time);
    let begun = ui.data(|data| data.get_temp::<(Busy, f64)>(key)).filter(|(shown, _)| shown == busy);
    let since = begun.map_or(now, |(_, since)| since);
    ui.data_mut(|data| data.insert_temp(key, (busy.clone(), since)));
    let wait = (PATIENCE - (now - since)).max(LOOK);
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(wait));
    if now - since < PATIENCE {
        return;
    }
    let (verb, path) = verb(busy);
    let percent = percent(session);
    let cancel = ui.small_button("Cancel");
    cancel
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Cancel {}", verb.to_lowercase())));
    if cancel.on_hover_text("Leave the file as it was").clicked() {
        commands.file(FileCommand::Cancel);
    }
    let bar = egui::ProgressBar::new(session.progress().unwrap_or_default()).desired_width(120.0);
    let bar = ui.add(bar.text(format!("{percent} %")));
    let words = format!("{verb} {}", path.display());
    bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, format!("{words}, {percent} %")));
    ui.add(egui::Label::new(words).truncate());
}

fn verb(busy: &Busy) -> (&'static str, &Path) {
    match busy {
        Busy::Opening(path) => ("Opening", path),
        Busy::Saving(path) => ("Saving", path),
        Busy::Exporting(path) => ("Exporting", path),
        Busy::ReadingTable(path) => ("Reading", path),
    }
}

fn percent(session: &Session) -> String {
    format!("{:.0}", (session.progress().unwrap_or_default() * 100.0).floor())
}

/// Whether a file is being opened, and no other case is there to be shown meanwhile.
pub(super) fn is_first(session: &Session) -> bool {
    let has_records = || RecordKind::ALL.iter().any(|&kind| session.case().count(kind) > 0);
    matches!(session.busy(), Some(Busy::Opening(_)))
        && !(session.file().path.is_some() || session.has_unsaved_changes() || has_records())
}

/// Draws in the place of the panes that a file is being opened, as long as there is no other case to be shown; whether
/// it is.
pub(super) fn opening_ui(ui: &mut egui::Ui, session: &Session) -> bool {
    let Some(busy @ Busy::Opening(path)) = session.busy().filter(|_| is_first(session)) else { return false };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ui.centered_and_justified(|ui| ui.weak(format!("{} {name}… {} %", verb(busy).0, percent(session))));
    true
}

/// Every filter as a chip that one click clears.
fn chips_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let view = session.view();
    if let Some(date) = &view.as_of
        && ui.button(format!("As of {date} ×")).on_hover_text("Show all dates again").clicked()
    {
        commands.send(Command::AsOf(None));
    }
    matrix_chips_ui(ui, session, commands);
    if let Some(focus) = view.focus {
        let chip = format!("{} ×", super::graph::focus_words(session.case(), focus));
        if ui.button(chip).on_hover_text("Show everybody in the graph again").clicked() {
            commands.send(Command::Focus(None));
        }
    }
    lens_chip_ui(ui, session, commands);
    query_chips_ui(ui, session, commands);
    if let Some(brush) = view.brush
        && ui.button(format!("{} ×", brush::words(brush))).on_hover_text("Show all of time again").clicked()
    {
        commands.send(Command::Brush(None));
    }
    if !view.hidden_kinds.is_empty() {
        let names: Vec<&str> = view.hidden_kinds.iter().map(|kind| kind.label()).collect();
        let chip = format!("Hidden: {} ×", names.join(", "));
        if ui.button(chip).on_hover_text("Show every kind again").clicked() {
            commands.send(Command::ShowAllKinds);
        }
    }
}

/// With what the matrix is compared, and what counts in it.
fn matrix_chips_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let view = session.view();
    if let Some(date) = &view.against
        && ui.button(format!("Compared with {date} ×")).on_hover_text("Compare the matrix with nothing").clicked()
    {
        commands.send(Command::Against(None));
    }
    if !view.threshold.is_none()
        && ui
            .button(format!("{} ×", super::matrix::threshold_sentence(&view.threshold)))
            .on_hover_text("Count everything in the matrix again")
            .clicked()
    {
        commands.send(Command::Threshold(Threshold::default()));
    }
}

/// The query through which the graph is looked at.
fn lens_chip_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let Some(leave @ Command::Lens(_)) = leave_lens(session.view()) else { return };
    let not = if super::graph::is_lens_wrong(session.sight(None)) { "Not applied: " } else { "" };
    let chip = format!("{not}{} ×", super::graph::lens_words(&session.view().lens));
    if ui.button(chip).on_hover_text("Show all of the graph again").clicked() {
        commands.send(leave);
    }
}

/// The query, and that only what is sure is shown.
fn query_chips_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let filter = &session.view().filter;
    if filter.is_empty() {
        return;
    }
    let text = cut_to(&filter.text, CHIP);
    let is_wrong = filter.is_wrong() || session.answers().hits.as_ref().is_some_and(|hits| hits.is_wrong());
    let chip = if is_wrong { format!("Query not applied: {text} ×") } else { format!("Query: {text} ×") };
    let words = if is_wrong {
        "It cannot be asked as it stands, and everything is shown: put it away"
    } else {
        "Show everything again"
    };
    if ui.button(chip).on_hover_text(words).clicked() {
        commands.send(Command::Query(String::new()));
    }
    if filter.is_surely && ui.button("Surely only ×").on_hover_text("Show what is only possible as well").clicked() {
        commands.send(Command::SurelyOnly(false));
    }
}

/// So many characters of a query stand in its chip.
const CHIP: usize = 60;

fn cut_to(text: &str, most: usize) -> String {
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

fn counts_ui(ui: &mut egui::Ui, session: &Session) {
    let (case, answers) = (session.case(), session.answers());
    // What is hidden and what is there belong to one value of the case.
    let all = [
        (RecordKind::Incident, answers.lanes.chronicle().count(), answers.lanes.hidden),
        (RecordKind::Actor, case.count(RecordKind::Actor), 0),
        (RecordKind::Relation, case.count(RecordKind::Relation), answers.network.hidden),
    ];
    let shown = all.map(|(kind, count, hidden)| {
        let word = if count == 1 { kind.label() } else { kind.plural() };
        match hidden {
            0 => format!("{count} {word}"),
            hidden => format!("{} of {count} {word}", count.saturating_sub(hidden)),
        }
    });
    ui.weak(shown.join(" · "));
    let hidden = answers.lanes.hidden + answers.network.hidden;
    if hidden > 0 {
        ui.colored_label(Theme::of(ui).warning(), format!("{hidden} hidden")).on_hover_text(
            "Incidents and relations that the query, the hidden kinds, the brush or the as-of date leave out",
        );
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

fn notices_ui(ui: &egui::Ui, above: f32, session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    if session.notices().is_empty() {
        return;
    }
    // Over the panes and not beside them: what is under the pointer, and the graph, stay where they are.
    let frame = Frame::NONE
        .fill(theme.band())
        .stroke(egui::Stroke::new(1.0, theme.rule()))
        .inner_margin(Margin::symmetric(8, 4));
    let area = egui::Area::new(egui::Id::unique("notices")).order(egui::Order::Foreground);
    let area = area.anchor(egui::Align2::LEFT_BOTTOM, egui::vec2(6.0, -above - 2.0)).constrain(true);
    let width = (ui.ctx().content_rect().width() - 40.0).min(900.0);
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_max_width(width);
            list_ui(ui, session, commands);
        });
    });
}

/// Draws every notice. One is put away in a frame: the places of the others change with it.
fn list_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let mut gone = None;
    for (place, notice) in session.notices().iter().enumerate() {
        let is_over = notice.kind == NoticeKind::Done && is_stale(ui, &notice.words);
        if notice_ui(ui, notice) || is_over {
            gone = gone.or(Some(place));
        }
    }
    if let Some(place) = gone {
        commands.send(Command::Dismiss(place));
    }
}

/// Draws a notice; whether it is to be put away.
fn notice_ui(ui: &mut egui::Ui, notice: &Notice) -> bool {
    let theme = Theme::of(ui);
    let colour = match notice.kind {
        NoticeKind::Done => theme.ink(),
        NoticeKind::Failure => theme.error(),
    };
    let row = ui.horizontal_top(|ui| {
        let close = ui.small_button("×").on_hover_text("Put this message away");
        close.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Dismiss: {}", notice.words)));
        ui.add(egui::Label::new(egui::RichText::new(&notice.words).color(colour)).wrap().selectable(true));
        close.clicked()
    });
    row.inner
}
