//! In what order the matrix is shown: the menu that chooses it.

use egui::{Button, Popup, PopupCloseBehavior, Role, WidgetInfo};

use crate::case::{RecordId, Vocabulary};
use crate::query::arrange::{Choices, HidesEmpty, SortBy};
use crate::session::{Command, Commands, Sight};

/// Whether records of this kind stand in the order that somebody gave them, and can be moved in it.
pub(super) fn is_own(session: Sight<'_>, id: RecordId) -> bool {
    let Choices { rows, columns, .. } = session.view().arranging;
    (if matches!(id, RecordId::Mission(_)) { rows } else { columns }) == SortBy::Order
}

/// Why nothing can be moved, and what to do.
pub(super) fn order_words(session: Sight<'_>, id: RecordId) -> String {
    let Choices { rows, columns, .. } = session.view().arranging;
    let (what, by) = if matches!(id, RecordId::Mission(_)) { ("rows", rows) } else { ("columns", columns) };
    format!("The {what} stand by {}: choose their own order first, in the menu Order", by.label())
}

/// The button that opens the menu.
pub(super) fn order_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let present = session.view().arranging;
    let mut next = present;
    // That the order is another than the usual one is seen without opening the menu.
    let words = if present == Choices::default() { "Order" } else { "Order: set" };
    let button = ui.small_button(words).on_hover_text("Group, sort, and hide what is empty");
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Order of the matrix"));
    // Several things are chosen in it, one after another.
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    drop(menu.show(|ui| menu_ui(ui, &mut next)));
    if next != present {
        commands.send(Command::Arrange(next));
    }
}

fn menu_ui(ui: &mut egui::Ui, choices: &mut Choices) {
    ui.set_min_width(170.0);
    choice_ui(ui, "Group by", &mut choices.group_by);
    ui.separator();
    choice_ui(ui, "Rows by", &mut choices.rows);
    ui.separator();
    choice_ui(ui, "Columns by", &mut choices.columns);
    ui.separator();
    let (mut rows, mut columns) = choices.hides_empty.sides();
    ui.checkbox(&mut rows, "Hide empty rows");
    ui.checkbox(&mut columns, "Hide empty columns");
    ui.weak("Empty: no claim, no evidence, no activity");
    choices.hides_empty = HidesEmpty::of((rows, columns));
    ui.separator();
    let is_changed = *choices != Choices::default();
    if ui.add_enabled(is_changed, Button::new("Usual order")).clicked() {
        *choices = Choices::default();
        ui.close();
    }
}

/// One of a few, each on a line.
fn choice_ui<T: Vocabulary>(ui: &mut egui::Ui, label: &str, chosen: &mut T) {
    ui.weak(label);
    for &one in T::ALL {
        let line = ui.radio(one == *chosen, one.label());
        let name = format!("{label}: {}", one.label());
        line.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, one == *chosen, &name));
        if line.clicked() {
            *chosen = one;
        }
    }
}

/// Shows again what is hidden.
pub(super) fn shown(session: Sight<'_>) -> Command {
    Command::Arrange(Choices { hides_empty: HidesEmpty::Nothing, ..session.view().arranging })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::arrange::GroupBy;

    #[test]
    fn every_choice_has_words_of_its_own_under_its_label() {
        let labels = |words: Vec<&str>| {
            let unique: std::collections::BTreeSet<_> = words.iter().collect();
            assert_eq!(unique.len(), words.len(), "{words:?}");
        };
        labels(GroupBy::ALL.iter().map(|one| one.label()).collect());
        labels(SortBy::ALL.iter().map(|one| one.label()).collect());
    }
}
