//! Choosing a workspace in the bar, and the buttons on the side of the mouse.

use egui::Key;

use crate::case::Workspace;
use crate::session::{Command, Commands, Session};
use crate::ui::menu::{CTRL, keys};

/// The step through the selections that a button on the side of the mouse asks for.
pub(in crate::ui) fn side_button(ui: &egui::Ui) -> Option<Command> {
    let pressed = |button| ui.input(|input| input.pointer.button_pressed(button));
    let back = pressed(egui::PointerButton::Extra1).then_some(Command::Back);
    back.or_else(|| pressed(egui::PointerButton::Extra2).then_some(Command::Forward))
}

/// From this width of the window on, in points, each workspace has a tab of its own in the bar.
const TABS: f32 = 1700.0;

/// Draws the choice of a workspace: tabs where there is room for them.
pub(in crate::ui) fn workspaces_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let present = session.view().workspace;
    let mut choice_ui = |ui: &mut egui::Ui, place: usize, workspace: Workspace| {
        let name = format!("Workspace {}", workspace.label());
        let choice = ui.selectable_label(present == workspace, workspace.label());
        choice.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, present == workspace, &name));
        let key = ui.ctx().format_shortcut(&keys(CTRL, Key::from_name(&(place + 1).to_string()).unwrap_or(Key::Num0)));
        if choice.on_hover_text(format!("Arrange the panes for this: {key}")).clicked() {
            commands.send(Command::Workspace(workspace));
        }
    };
    let choices = Workspace::ALL.iter().copied().enumerate();
    if ui.ctx().content_rect().width() >= TABS {
        choices.for_each(|(place, workspace)| choice_ui(ui, place, workspace));
        return;
    }
    let combo = egui::ComboBox::from_id_salt("workspace").selected_text(present.label()).width(96.0);
    let combo = combo.show_ui(ui, |ui| choices.for_each(|(place, workspace)| choice_ui(ui, place, workspace)));
    combo.response.on_hover_text("How the panes are arranged: Ctrl+1 to Ctrl+5").widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Workspace: {}", present.label()))
    });
}
