//! The sheet of keys: every shortcut of the table of actions and the keys of each pane, to be searched.

use egui::{Align2, Key, RichText, ScrollArea, TextEdit};

use super::keys::GROUPS;
use crate::query::folded::fold;
use crate::ui::menu::{ACTIONS, MENUS};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets;

/// The sheet, while it is open: what is searched in it.
#[derive(Default)]
pub(super) struct Sheet {
    search: Option<String>,
    /// Whether the search is to have the keyboard.
    is_new: bool,
}

/// A key and what it does.
type Row = (String, String);

impl Sheet {
    pub const fn is_open(&self) -> bool {
        self.search.is_some()
    }

    pub fn close(&mut self) {
        self.search = None;
    }

    pub fn toggle(&mut self) {
        self.search = if self.is_open() { None } else { Some(String::new()) };
        self.is_new = self.is_open();
    }

    pub fn sheet_ui(&mut self, ctx: &egui::Context) {
        let Some(search) = &mut self.search else { return };
        let mut is_open = true;
        let room = ctx.content_rect().size() - egui::vec2(60.0, 90.0);
        let size = egui::vec2(room.x.min(880.0), room.y.min(760.0));
        let window = egui::Window::new("Keys").open(&mut is_open).collapsible(false).resizable(false);
        window.anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO).fixed_size(size).show(ctx, |ui| {
            let field = TextEdit::singleline(search).hint_text("Find a key or what it does").char_limit(100);
            let field = ui.add(field.desired_width(f32::INFINITY));
            widgets::name(&field, "Find a key");
            if std::mem::take(&mut self.is_new) {
                field.request_focus();
            }
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| groups_ui(ui, search));
        });
        if !is_open || ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.close();
        }
    }
}

fn groups_ui(ui: &mut egui::Ui, search: &str) {
    let mut groups = groups(&|shortcut| ui.ctx().format_shortcut(shortcut), search);
    if groups.is_empty() {
        ui.weak("No key does this");
        return;
    }
    // Two columns, about as long as each other.
    let all: usize = groups.iter().map(|(_, rows)| rows.len() + 2).sum();
    let mut left = 0;
    let is_first = |(_, rows): &&(&str, Vec<Row>)| {
        left += rows.len() + 2;
        left <= all / 2 + 4
    };
    let right = groups.split_off(groups.iter().take_while(is_first).count());
    ui.columns(2, |columns| {
        for (column, groups) in columns.iter_mut().zip([groups, right]) {
            for (title, rows) in groups {
                group_ui(column, title, &rows);
            }
        }
    });
}

fn group_ui(ui: &mut egui::Ui, title: &str, rows: &[Row]) {
    widgets::part_ui(ui, title);
    let ink = Theme::of(ui).ink();
    for (key, does) in rows {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(egui::vec2(150.0, 18.0), egui::Layout::left_to_right(egui::Align::Min), |ui| {
                ui.set_min_width(150.0);
                ui.add(egui::Label::new(RichText::new(key).font(tokens::strong(12.0)).color(ink)).wrap());
            });
            ui.add(egui::Label::new(does).wrap());
        });
    }
}

/// Every key with what it does, in groups; those alone that the search finds. A search for a group finds all of it.
fn groups(words: &dyn Fn(&egui::KeyboardShortcut) -> String, search: &str) -> Vec<(&'static str, Vec<Row>)> {
    let menus = MENUS.iter().map(|&menu| {
        let actions = ACTIONS.iter().filter(move |action| action.menu == menu && !action.shortcuts.is_empty());
        let row = |action: &crate::ui::Action| {
            (action.shortcuts.iter().map(words).collect::<Vec<_>>().join(", "), action.label.to_owned())
        };
        (menu, actions.map(row).collect())
    });
    let panes = GROUPS.iter().map(|group| {
        let row = |&(key, does): &(&str, &str)| (key.to_owned(), does.to_owned());
        (group.title, group.keys.iter().map(row).collect())
    });
    let wanted = fold(search.trim());
    let mut groups: Vec<(&str, Vec<Row>)> = menus.chain(panes).collect();
    for (title, rows) in &mut groups {
        if !fold(title).contains(&wanted) {
            rows.retain(|(key, does)| fold(key).contains(&wanted) || fold(does).contains(&wanted));
        }
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(search: &str, expected: &[(&str, &str)]) {
        let groups = groups(&|shortcut| format!("{:?}", shortcut.logical_key), search);
        let found: Vec<(&str, &str)> =
            groups.iter().flat_map(|(title, rows)| rows.iter().map(|(_, does)| (*title, does.as_str()))).collect();
        assert_eq!(found, expected, "{search}");
    }

    #[test]
    fn keys_are_found_by_what_they_do_and_by_their_group() {
        check("quit", &[("File", "Quit")]);
        check("TOUR", &[("Tour", "the next step"), ("Tour", "the step before"), ("Tour", "leave")]);
        check("no such key", &[]);
    }

    #[test]
    fn every_shortcut_is_on_the_sheet() {
        let groups = groups(&|shortcut| format!("{:?}", shortcut.logical_key), "");
        for action in ACTIONS.iter().filter(|action| !action.shortcuts.is_empty()) {
            let rows = &groups.iter().find(|(menu, _)| *menu == action.menu).unwrap().1;
            assert!(rows.iter().any(|(_, does)| does == action.label), "{}", action.label);
        }
    }
}
