//! What counts as evidence: a small button opens the choice of a least grade, a least firm standing and a time; what is
//! chosen stands beside it in words, with how much it leaves out.

use egui::{Id, Popup, PopupCloseBehavior, Role, TextEdit, WidgetInfo};

use crate::case::Standing;
use crate::query::as_of::AsOf;
use crate::query::brush;
use crate::query::evidence::{Least, Threshold};
use crate::session::{Command, Commands, Sight};
use crate::ui::tokens::Theme;
use crate::ui::widgets::free_date::{Field, Typed, free_date_ui};
use crate::ui::widgets::{name, small_button};

/// The button, and what is chosen.
pub(super) fn counting_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let threshold = &session.view().threshold;
    let button = ui.small_button("What counts…").on_hover_text("Choose what an incident needs, to count as evidence");
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.width(WIDTH).show(|ui| choice_ui(ui, threshold, commands));
    if threshold.is_none() {
        return;
    }
    let words = format!("{}: {} left out", sentence(threshold), session.answers().gaps.left_out);
    ui.add(egui::Label::new(egui::RichText::new(words).small().color(Theme::of(ui).warning())).wrap());
    if small_button(ui, "×", "Count everything again").clicked() {
        commands.send(Command::Threshold(Threshold::default()));
    }
}

/// Width of the choice, in points.
const WIDTH: f32 = 260.0;

/// "Only what is graded B2 or better counts".
pub(in crate::ui) fn sentence(threshold: &Threshold) -> String {
    format!("Only what is {} counts", threshold.words(&time_words(threshold)))
}

fn time_words(threshold: &Threshold) -> String {
    threshold.time.map(|time| brush::words((time.first, time.last))).unwrap_or_default()
}

fn choice_ui(ui: &mut egui::Ui, threshold: &Threshold, commands: &mut Commands) {
    ui.set_min_width(WIDTH);
    ui.strong("What counts as evidence");
    ui.add_space(4.0);
    grade_ui(ui, threshold, commands);
    ui.horizontal(|ui| {
        ui.label("In the time");
        let text = time_words(threshold).replace(" to ", "/");
        let field = Field { name: "Time that counts", hint: "2009, 2008/2010", width: 110.0 };
        if let Some(Typed(date)) = free_date_ui(ui, &field, &text, commands) {
            let time = date.as_ref().and_then(AsOf::of);
            commands.send(Command::Threshold(Threshold { time, ..threshold.clone() }));
        }
    });
    ui.label("No less firm than");
    standings_ui(ui, threshold, commands);
    ui.add_space(4.0);
    if ui.add_enabled(!threshold.is_none(), egui::Button::new("Count everything")).clicked() {
        commands.send(Command::Threshold(Threshold::default()));
        ui.close();
    }
}

/// The least grade, as it is written: a letter, a digit or both.
fn grade_ui(ui: &mut egui::Ui, threshold: &Threshold, commands: &mut Commands) {
    let id = Id::unique("least grade that counts");
    let current = threshold.grade.map(Least::words).unwrap_or_default();
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| current.clone());
    let is_wrong = |text: &str| !text.trim().is_empty() && Least::read(text).is_none();
    let is_wrong_now = is_wrong(&text);
    ui.horizontal(|ui| {
        ui.label("Graded at least");
        let mut field = TextEdit::singleline(&mut text).id(id.with("field")).desired_width(40.0).char_limit(4);
        if is_wrong_now {
            field = field.text_color(Theme::of(ui).error());
        }
        let field = ui.add(field.hint_text("B2"));
        name(&field, "Least grade that counts");
        if field.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, text.clone()));
        }
        if field.lost_focus() {
            ui.data_mut(|data| data.remove::<String>(id));
            if is_wrong(&text) {
                commands.send(Command::Tell(WRONG.to_owned()));
            } else if text.trim() != current {
                commands.send(Command::Threshold(Threshold { grade: Least::read(&text), ..threshold.clone() }));
            }
        }
    });
    if is_wrong(&text) {
        ui.colored_label(Theme::of(ui).error(), "⚠ A letter A–E, a digit 1–5 or both: B2");
    }
}

/// What is told of a grade that is none.
const WRONG: &str = "The least grade stays as it was: write a letter A–E, a digit 1–5 or both, such as B2";

fn standings_ui(ui: &mut egui::Ui, threshold: &Threshold, commands: &mut Commands) {
    // What is retracted never counts.
    let standings = Standing::ALL.iter().copied().filter(|standing| *standing != Standing::Retracted).map(Some);
    for standing in [None].into_iter().chain(standings) {
        let label = standing.map_or("whatever it is", Standing::label);
        let is_chosen = threshold.standing == standing;
        let button = ui.radio(is_chosen, label);
        let name = format!("No less firm than: {label}");
        button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
        if button.clicked() && !is_chosen {
            commands.send(Command::Threshold(Threshold { standing, ..threshold.clone() }));
        }
    }
}
