//! The preview of a table that is to be taken into the matrix: which of its names is which mission or theme, what becomes
//! of its cells, and what could not be read. Nothing changes before it is accepted.

mod lists;

use egui::{ComboBox, Id, Key, Modal, RichText, TextEdit};

use super::names::Names;
use super::tokens::{self, Theme};
use super::widgets::pick::{Wanted, pick_ui};
use super::widgets::{Form, Texts, cut, name, small_button, titled};
use crate::case::when::plain;
use crate::case::{Edtf, Level, RecordId, RecordKind, SourceId};
use crate::query::intake::{Axis, Counts, Layout, Target};
use crate::session::{Command, Commands, Intake, IntakeCommand, Session};
use lists::List;

/// What the preview remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    texts: Texts,
    /// The date for which the table speaks, as it is typed.
    date: String,
    list: List,
    /// Whether it has been drawn, and the keyboard been given to it.
    is_open: bool,
    /// Whether the clipboard was asked for.
    wants_paste: bool,
}

impl Memory {
    /// Asks for what is on the clipboard; it comes with a later frame.
    pub fn ask_for_paste(&mut self, ctx: &egui::Context) {
        self.wants_paste = true;
        ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
    }

    /// Takes what was on the clipboard, where it was asked for.
    pub fn take_paste(&mut self, ui: &egui::Ui, commands: &mut Commands) {
        if !self.wants_paste {
            return;
        }
        let pasted = ui.input_mut(|input| {
            let place = input.events.iter().position(|event| matches!(event, egui::Event::Paste(_)))?;
            if let egui::Event::Paste(text) = input.events.remove(place) { Some(text) } else { None }
        });
        if let Some(text) = pasted {
            self.wants_paste = false;
            send(commands, IntakeCommand::Paste(text));
        }
    }
}

/// Draws the preview, where a table is being looked at.
pub(super) fn intake_ui(
    ctx: &egui::Context,
    memory: &mut Memory,
    (session, names): (&Session, &Names),
    commands: &mut Commands,
) {
    let Some(intake) = session.intake() else {
        *memory = Memory { wants_paste: memory.wants_paste, ..Memory::default() };
        return;
    };
    let response = Modal::new(Id::unique("intake")).show(ctx, |ui| {
        let room = ui.ctx().content_rect();
        ui.set_width((room.width() - 80.0).clamp(320.0, 860.0));
        head_ui(ui, intake);
        choices_ui(ui, memory, (session, names, intake), commands);
        ui.add_space(tokens::GAP);
        ui.add(egui::Label::new(RichText::new(summary(intake)).font(tokens::strong(12.5))).wrap());
        if intake.source.is_none() && added(intake.counts) > 0 {
            ui.colored_label(Theme::of(ui).warning(), "⚠ No source is chosen: the claims will stand as unsourced");
        }
        ui.add_space(tokens::GAP);
        lists::tabs_ui(ui, &mut memory.list, intake);
        let height = (room.height() - 420.0).clamp(90.0, 320.0);
        lists::list_ui(ui, (memory.list, height), &mut memory.texts, (session, names, intake), commands);
        ui.add_space(tokens::GAP);
        buttons_ui(ui, memory, intake, commands);
    });
    // Escape first closes a list that is open in the dialog.
    let is_escaped = !egui::Popup::is_any_open(ctx) && ctx.input(|input| input.key_pressed(Key::Escape));
    if is_escaped || response.should_close() {
        send(commands, IntakeCommand::Dismiss);
    }
}

fn send(commands: &mut Commands, command: IntakeCommand) {
    commands.send(Command::Intake(command));
}

fn head_ui(ui: &mut egui::Ui, intake: &Intake) {
    let words = cut(format!("Import into the matrix from {}", intake.origin));
    ui.add(egui::Label::new(RichText::new(words).font(tokens::strong(15.0)).color(Theme::of(ui).ink())).wrap());
    ui.add_space(tokens::GAP);
}

/// How the table is read, one line for each choice.
fn choices_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (session, names, intake): (&Session, &Names, &Intake),
    commands: &mut Commands,
) {
    egui::Grid::new("choices of the intake").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        if intake.leaves.len() > 1 {
            ui.label("Table of the file");
            leaf_ui(ui, intake, commands);
            ui.end_row();
        }
        ui.label("It lies as");
        layout_ui(ui, intake, commands);
        ui.end_row();
        if intake.proposal.has_marks {
            ui.label("Plain marks mean");
            mark_ui(ui, intake, commands);
            ui.end_row();
        }
        ui.label("It speaks for");
        date_ui(ui, &mut memory.date, commands);
        ui.end_row();
        ui.label("Cited with");
        source_ui(ui, &mut memory.texts, (session, names, intake), commands);
        ui.end_row();
    });
    let mut leaves_others = intake.choices.leaves_others;
    let label = "Where the case has another claim, add nothing beside it";
    if ui.checkbox(&mut leaves_others, label).changed() {
        send(commands, IntakeCommand::LeaveOthers(leaves_others));
    }
}

/// A choice among words; the place of the one that was chosen.
fn words_ui(ui: &mut egui::Ui, label: &str, (shown, words): (&str, &[String])) -> Option<usize> {
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(label).selected_text(cut(shown.to_owned())).width(260.0);
    let response = combo.show_ui(ui, |ui| {
        for (place, word) in words.iter().enumerate() {
            if ui.selectable_label(word == shown, cut(word.clone())).clicked() {
                chosen = Some(place);
            }
        }
    });
    let words = format!("{label}: {shown}");
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &words));
    chosen
}

fn leaf_ui(ui: &mut egui::Ui, intake: &Intake, commands: &mut Commands) {
    let leaves: Vec<String> = intake.leaves.iter().map(|leaf| leaf.name.clone()).collect();
    let shown = leaves.get(intake.leaf).map_or("", String::as_str);
    if let Some(place) = words_ui(ui, "Table of the file", (shown, &leaves)) {
        send(commands, IntakeCommand::Leaf(place));
    }
}

fn layout_ui(ui: &mut egui::Ui, intake: &Intake, commands: &mut Commands) {
    let words = Layout::ALL.map(|layout| layout.label().to_owned());
    let chosen = words_ui(ui, "Layout", (intake.proposal.layout.label(), &words));
    if let Some(&layout) = chosen.and_then(|place| Layout::ALL.get(place)) {
        send(commands, IntakeCommand::Layout(layout));
    }
}

fn mark_ui(ui: &mut egui::Ui, intake: &Intake, commands: &mut Commands) {
    let words: Vec<String> = Level::ALL.iter().map(|level| level.label().to_owned()).collect();
    let chosen = words_ui(ui, "Plain marks mean", (intake.choices.mark.label(), &words));
    if let Some(&level) = chosen.and_then(|place| Level::ALL.get(place)) {
        send(commands, IntakeCommand::Mark(level));
    }
}

/// The date for which the table speaks: taken while it is typed, as soon as it is one.
fn date_ui(ui: &mut egui::Ui, text: &mut String, commands: &mut Commands) {
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(text).hint_text("no date said").desired_width(120.0).char_limit(100);
        let field = ui.add(field);
        name(&field, "Date for which the table speaks");
        let date = read(text);
        if field.changed() {
            send(commands, IntakeCommand::Attested(date.clone().ok().flatten()));
        }
        match date {
            Ok(_) => ui.weak("a day, a month or a year, such as 2011-07"),
            Err(words) => ui.colored_label(Theme::of(ui).warning(), cut(format!("⚠ {words}: no date is set"))),
        };
    });
}

fn read(text: &str) -> Result<Option<Edtf>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    plain::read(text.trim()).map(|plain| plain.stated).map_err(|error| error.to_string())
}

fn source_ui(
    ui: &mut egui::Ui,
    texts: &mut Texts,
    (session, names, intake): (&Session, &Names, &Intake),
    commands: &mut Commands,
) {
    ui.horizontal(|ui| {
        let shown = intake.source.map_or_else(|| "no source".to_owned(), |id| titled(session.case(), id));
        let wanted =
            Wanted { name: "Cited with", shown: &shown, kinds: &[RecordKind::Source], creates: None, width: 340.0 };
        // No record stands behind this form: what is picked becomes a wish.
        let nobody = RecordId::from(SourceId::from_bits(0));
        let theme = Theme::of(ui);
        let chosen = pick_ui(ui, &mut Form::new((session, names, commands), texts, nobody, theme), wanted);
        if let Some(RecordId::Source(id)) = chosen {
            send(commands, IntakeCommand::Cite(Some(id)));
        }
        if intake.source.is_some() && small_button(ui, "×", "Cite no source").clicked() {
            send(commands, IntakeCommand::Cite(None));
        }
    });
}

const fn added(counts: Counts) -> usize {
    counts.new + counts.beside
}

/// What it comes to, in one line.
fn summary(intake: &Intake) -> String {
    let Counts { new, beside, same, left_out, faults } = intake.counts;
    let [missions, themes] = intake.created;
    let parts = [
        (new, "new"),
        (beside, "new beside another claim"),
        (same, "there already"),
        (left_out, "left out"),
        (faults, "not read"),
    ];
    let told: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    let claims = if told.is_empty() { "none".to_owned() } else { told.join(", ") };
    let created = match (missions, themes) {
        (0, 0) => String::new(),
        (missions, themes) => format!(". Missions created: {missions}, themes created: {themes}"),
    };
    format!("Claims: {claims}{created}")
}

fn buttons_ui(ui: &mut egui::Ui, memory: &mut Memory, intake: &Intake, commands: &mut Commands) {
    ui.horizontal(|ui| {
        let unknown = |axis: Axis| lists::headers(intake, axis).iter().any(|header| header.target == Target::LeaveOut);
        let has_any = added(intake.counts) > 0 || intake.created.iter().any(|&count| count > 0);
        let accept = ui.add_enabled(has_any, egui::Button::new(format!("Take in {} claims", added(intake.counts))));
        if !std::mem::replace(&mut memory.is_open, true) {
            accept.request_focus();
        }
        if accept.clicked() {
            send(commands, IntakeCommand::Accept);
        }
        if ui.button("Cancel").clicked() {
            send(commands, IntakeCommand::Dismiss);
        }
        for (axis, label) in [(Axis::Mission, "Create missing missions"), (Axis::Theme, "Create missing themes")] {
            if unknown(axis) && ui.button(label).clicked() {
                send(commands, IntakeCommand::CreateAll(axis));
            }
        }
    });
}
