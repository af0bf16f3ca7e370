//! The tools over the graph, and the note at its foot.

use egui::{Pos2, Rect, Vec2};

use super::camera::Camera;
use super::paint::Drawn;
use super::{legend, words};
use crate::query::network::{Focus, Most};
use crate::session::{Command, Commands, QueryLens, Sight};
use crate::ui::acts::leave_lens;
use crate::ui::names::Names;
use crate::ui::search::{Memory, Scope, Search, search_ui};
use crate::ui::tokens::Theme;
use crate::ui::widgets::{small_button, tools_ui as tools_row};

/// From this width of the pane on, the counts have room among the tools, in points: without a lens, and beside the choice
/// of its steps.
const COUNTED: (f32, f32) = (560.0, 780.0);

/// Whether the counts stand among the tools. What is held back is said at the foot, where there is room for the sentence.
fn has_counts(view: Rect, session: Sight<'_>) -> bool {
    let width = if leave_lens(session.view()).is_none() { COUNTED.0 } else { COUNTED.1 };
    session.answers().network.held_back.is_empty() && view.width() > width
}

/// The field of the lens, in a pane of some width in points.
pub(super) fn lens<'a>(memory: &'a mut Memory, names: &'a Names, pane: f32) -> Search<'a> {
    Search { scope: Scope::Graph, width: (pane * 0.28).clamp(110.0, 190.0), memory, names }
}

/// The tools over the graph; whether all of it is to be shown, and how high they stand.
pub(super) fn tools_ui(
    ui: &mut egui::Ui,
    (camera, view): (&mut Camera, Rect),
    lens: &mut Search<'_>,
    (session, commands): (Sight<'_>, &mut Commands),
) -> (bool, f32) {
    let mut is_fitted = false;
    let mut wished = Commands::default();
    let left = |ui: &mut egui::Ui| {
        search_ui(ui, lens, session, commands);
        if has_counts(view, session) {
            ui.weak(words::counts(&session.answers().network));
        }
        most_ui(ui, session, commands);
        steps_ui(ui, session, commands);
        if ui.selectable_label(session.view().has_incident_nodes, "Incidents").clicked() {
            commands.send(Command::ToggleIncidentNodes);
        }
        untied_ui(ui, session, commands);
    };
    let right = |ui: &mut egui::Ui| {
        is_fitted = small_button(ui, "Fit", "Show the whole graph").clicked();
        if small_button(ui, "+", "Zoom in on the graph").clicked() {
            *camera = camera.zoomed(1.3, view.center(), view);
        }
        if small_button(ui, "−", "Zoom out of the graph").clicked() {
            *camera = camera.zoomed(1.0 / 1.3, view.center(), view);
        }
        legend::legend_ui(ui);
        unpin_ui(ui, session, &mut wished);
        if session.settled().is_settling() {
            ui.weak("settling…");
        }
    };
    let height = tools_row(ui, left, (150.0, right));
    wished.take().into_iter().for_each(|wish| commands.send(wish));
    (is_fitted, height)
}

/// Parties that nothing ties to another are counted, and shown on request.
fn untied_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let untied = session.answers().network.untied;
    let is_shown = session.view().has_untied;
    if untied == 0 && !is_shown {
        return;
    }
    // Where there is no room for words, the number alone; the words are under the pointer.
    let is_narrow = ui.available_size_before_wrap().x < 240.0;
    let label = match (is_shown, is_narrow) {
        (true, _) => "Untied".to_owned(),
        (false, true) => format!("+{untied}"),
        (false, false) => format!("+ {untied} untied"),
    };
    let button = ui.selectable_label(is_shown, label);
    if button.on_hover_text("Parties that nothing shown here ties to another").clicked() {
        commands.send(Command::ToggleUntied);
    }
}

fn unpin_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let pins = &session.view().pins;
    if pins.is_empty() || !small_button(ui, "Unpin all", "Let every pinned party go").clicked() {
        return;
    }
    for &party in pins.keys() {
        commands.send(Command::Pin(party, None));
    }
}

/// How many nodes are drawn at most, offered where not all of them are.
fn most_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let present = session.view().most_nodes;
    if session.answers().network.held_back.is_empty() && present == Most::default() {
        return;
    }
    for most in Most::ALL {
        let button = ui.selectable_label(most == present, words::number(most.0));
        let name = format!("Draw {} nodes at most", words::number(most.0));
        button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, most == present, &name));
        if button.on_hover_text(name).clicked() {
            commands.send(Command::MostNodes(most));
        }
    }
}

/// How far the surroundings go, where only those of one party or of what a query finds are shown.
fn steps_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let view = session.view();
    let present = match view.focus {
        Some(focus) => focus.steps,
        None if view.lens.is_empty() => return,
        None => view.lens.steps,
    };
    for (steps, label) in [(0, "0 steps"), (1, "1 step"), (2, "2 steps")] {
        // Around one alone there would be nobody.
        if steps == 0 && view.focus.is_some() {
            continue;
        }
        let button = ui.selectable_label(present == steps, label);
        if button.on_hover_text("How far the surroundings go that are shown").clicked() {
            commands.send(match view.focus {
                Some(focus) => Command::Focus(Some(Focus { steps, ..focus })),
                None => Command::Lens(QueryLens { steps, ..view.lens.clone() }),
            });
        }
    }
}

/// What lies beyond the lens, what is held back, and what is said by lines alone, at the foot of the graph.
pub(super) fn note_ui(ui: &mut egui::Ui, view: Rect, drawn: &Drawn, (session, commands): (Sight<'_>, &mut Commands)) {
    let mut lines: Vec<String> = words::held_back(&session.answers().network).into_iter().collect();
    if drawn.is_crowd() && drawn.unsaid > 0 {
        let unsaid = words::number(drawn.unsaid);
        lines.push(format!(
            "Dashed and dotted: {unsaid} ties in view are less than reported – zoom in or point to read"
        ));
    }
    if lines.is_empty() && leave_lens(session.view()).is_none() && !has_counts(view, session) {
        lines.push(words::counts(&session.answers().network));
    }
    let width = view.width() - 16.0;
    let beyond = leave_lens(session.view()).map(|leave| (words::beyond(session), leave));
    if (lines.is_empty() && beyond.is_none()) || width < 60.0 {
        return;
    }
    let theme = Theme::of(ui);
    let text = |words: String| egui::RichText::new(words).size(11.5).color(theme.ink_soft());
    let area = Rect::from_min_max(Pos2::new(view.left() + 8.0, view.top()), view.max - Vec2::new(8.0, 4.0));
    let layout = egui::Layout::bottom_up(egui::Align::Min);
    let builder = egui::UiBuilder::new().id_salt("note").max_rect(area).layout(layout);
    let ground = ui.painter().add(egui::Shape::Noop);
    let shown = ui.scope_builder(builder, |ui| {
        let mut shown = Rect::NOTHING;
        if let Some((words, leave)) = beyond {
            let row = ui.horizontal_wrapped(|ui| {
                ui.label(text(words));
                if small_button(ui, "Show all", "Show all of the graph again").clicked() {
                    commands.send(leave);
                }
            });
            shown = shown.union(row.response.rect);
        }
        if !lines.is_empty() {
            shown = shown.union(ui.add(egui::Label::new(text(lines.join("\n"))).wrap()).rect);
        }
        shown
    });
    let shown = shown.inner;
    let fill = theme.pane().gamma_multiply(0.9);
    ui.painter().set(ground, egui::Shape::rect_filled(shown.expand2(Vec2::new(4.0, 2.0)), 3.0, fill));
}
