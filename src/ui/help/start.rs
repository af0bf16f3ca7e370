//! The start page: cases of late, the samples, an empty case, and where to learn more. It stands in the place of the
//! panes; the case behind it is open, and Enter or Escape goes there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use egui::{RichText, ScrollArea, Vec2};

use crate::disk;
use crate::session::{Command, Commands, FileCommand, SAMPLES, Session};
use crate::ui::menu::{ACTIONS, Action};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets;

/// The start page.
#[derive(Default)]
pub(super) struct Page {
    is_open: bool,
    /// Whether the first button is to have the keyboard.
    is_new: bool,
    /// Which of the cases opened since the start lies behind it.
    opened: Option<u32>,
    /// Which of the recent files are no longer there, as soon as somebody has looked.
    missing: Missing,
}

/// Files that are not where they were.
#[derive(Default)]
enum Missing {
    #[default]
    NotAsked,
    Asked(Receiver<BTreeSet<PathBuf>>),
    Known(BTreeSet<PathBuf>),
}

impl Missing {
    /// Asks on a thread: a disk in the network may take its time to say no.
    fn ask(paths: Vec<PathBuf>, ctx: egui::Context) -> Self {
        let (send, asked) = channel();
        let look = move || {
            let gone = paths.into_iter().filter(|path| !disk::is_there(path)).collect();
            // Nobody listens only when the page has been closed.
            drop(send.send(gone));
            ctx.request_repaint();
        };
        match std::thread::Builder::new().name("recent files".to_owned()).spawn(look) {
            Ok(thread) => {
                drop(thread);
                Self::Asked(asked)
            }
            Err(_) => Self::Known(BTreeSet::new()),
        }
    }

    fn has(&mut self, path: &Path) -> bool {
        if let Self::Asked(asked) = self
            && let Ok(gone) = asked.try_recv()
        {
            *self = Self::Known(gone);
        }
        matches!(self, Self::Known(gone) if gone.contains(path))
    }
}

impl Page {
    pub fn open(&mut self) {
        *self = Self { is_open: true, is_new: true, ..Self::default() };
    }

    pub fn close(&mut self) {
        self.is_open = false;
    }

    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether it is open still: another case closes it.
    pub fn is_still_open(&mut self, session: &Session) -> bool {
        let now = session.generation().0;
        self.is_open &= *self.opened.get_or_insert(now) == now;
        self.is_open
    }

    /// Draws the page; gives the action that was chosen.
    pub fn page_ui(
        &mut self,
        ui: &mut egui::Ui,
        session: &Session,
        commands: &mut Commands,
    ) -> Option<&'static Action> {
        if matches!(self.missing, Missing::NotAsked) {
            self.missing = Missing::ask(session.settings().recent.clone(), ui.ctx().clone());
        }
        ui.painter().rect_filled(ui.max_rect(), 0.0, Theme::of(ui).ground());
        let scroll = ScrollArea::vertical().auto_shrink(false);
        scroll.show(ui, |ui| self.middle_ui(ui, session, commands)).inner
    }

    /// The page in the middle of the window.
    fn middle_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
        let width = ui.available_width().min(920.0);
        let side = (ui.available_width() - width) / 2.0;
        let page = ui.horizontal_top(|ui| {
            ui.add_space(side + 12.0);
            ui.vertical(|ui| {
                ui.set_width(width - 36.0);
                self.head_ui(ui, session);
                self.columns_ui(ui, session, commands)
            })
            .inner
        });
        page.inner
    }

    fn columns_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
        let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, 32.0);
        ui.columns(2, |columns| {
            let [left, right] = columns else { return None };
            left.spacing_mut().item_spacing.x = gap;
            right.spacing_mut().item_spacing.x = gap;
            self.recent_ui(left, session, commands);
            self.others_ui(right, session, commands)
        })
    }

    fn head_ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        let theme = Theme::of(ui);
        ui.add_space(ui.available_height().clamp(0.0, 600.0) * 0.06 + 12.0);
        ui.label(RichText::new("Sightline").font(tokens::strong(26.0)).color(theme.ink()));
        let words = "What happened, who is tied to whom, and who is mandated to act: one case, and every statement on its \
                     sources";
        ui.add(egui::Label::new(RichText::new(words).color(theme.ink_soft())).wrap());
        ui.add_space(tokens::GAP * 2.0);
        let title = widgets::cut(session.case().header.title.clone());
        let words = if session.file().is_sample() {
            format!("Look at the sample: {title}")
        } else {
            format!("Go to the open case: {title}")
        };
        let button = egui::Button::new(RichText::new(words).font(tokens::strong(14.0))).truncate();
        let button = ui.add(button.min_size(Vec2::new(260.0, 32.0)).stroke(egui::Stroke::new(1.5, theme.accent())));
        if std::mem::take(&mut self.is_new) {
            button.request_focus();
        }
        if button.on_hover_text("Enter").clicked() {
            self.close();
        }
        ui.add_space(tokens::GAP * 2.0);
    }

    fn recent_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
        widgets::part_ui(ui, "Cases of late");
        let settings = session.settings();
        if settings.recent.is_empty() {
            let words = "None yet: a case that you open or save is listed here. A case is one file, NAME.case.ron, which \
                         you may also drop on this window";
            ui.add(egui::Label::new(RichText::new(words).color(Theme::of(ui).ink_soft())).wrap());
        }
        for path in &settings.recent {
            let is_missing = self.missing.has(path);
            let opened = settings.opened.get(path).map(String::as_str);
            if recent_row_ui(ui, path, (opened, is_missing)) {
                commands.file(FileCommand::OpenPath(path.clone()));
            }
        }
    }

    fn others_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) -> Option<&'static Action> {
        widgets::part_ui(ui, "Begin");
        let mut chosen = action_ui(ui, "New case", "an empty case, to be filled");
        chosen = chosen.or(action_ui(ui, "Open…", "a case file"));
        widgets::part_ui(ui, "Samples, opened as copies");
        for sample in &SAMPLES {
            let is_open = session.file().is_sample() && session.file().suggested == sample.name;
            let words = if is_open { "open behind this page" } else { "a copy, which you may change" };
            if row_ui(ui, sample.title, words, &format!("Sample: {}", sample.title)) {
                if is_open {
                    self.close();
                } else {
                    commands.file(FileCommand::OpenSample(sample));
                }
            }
        }
        widgets::part_ui(ui, "Learn");
        chosen = chosen.or(action_ui(ui, "Tour", "two minutes around the window; Esc leaves it"));
        chosen = chosen.or(action_ui(ui, "Keys", "every shortcut, to be searched"));
        ui.add_space(tokens::GAP);
        let mut is_shown = !session.settings().hides_start;
        if ui.checkbox(&mut is_shown, "Show this page when Sightline starts without a file").changed() {
            commands.send(Command::ShowStart(is_shown));
        }
        chosen
    }
}

/// A row of its name and a few words; whether it was chosen.
fn row_ui(ui: &mut egui::Ui, title: &str, words: &str, name: &str) -> bool {
    ui.horizontal(|ui| {
        let button = ui.add(egui::Button::new(title).truncate());
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        ui.add(egui::Label::new(RichText::new(words).color(Theme::of(ui).ink_soft())).truncate());
        button.clicked()
    })
    .inner
}

/// A row for an action of the menus, with its shortcut; gives the action if it was chosen.
fn action_ui(ui: &mut egui::Ui, label: &str, words: &str) -> Option<&'static Action> {
    let action = ACTIONS.iter().find(|action| action.label == label)?;
    let key = action.shortcuts.first().map(|shortcut| ui.ctx().format_shortcut(shortcut));
    let words = key.map_or_else(|| words.to_owned(), |key| format!("{words} ({key})"));
    row_ui(ui, label, &words, &format!("Start: {label}")).then_some(action)
}

/// A case of late: its name, its folder, when it was last opened; whether it was chosen.
fn recent_row_ui(ui: &mut egui::Ui, path: &Path, (opened, is_missing): (Option<&str>, bool)) -> bool {
    let theme = Theme::of(ui);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".case.ron").unwrap_or(&name);
    let folder = path.parent().unwrap_or(path).display().to_string();
    let day = opened.and_then(|time| time.split('T').next()).map_or_else(String::new, |day| format!("{day}  "));
    let gone = if is_missing { "not found  " } else { "" };
    let button = egui::Button::new(RichText::new(name).font(tokens::strong(13.0))).truncate();
    let button = ui.add(button);
    let words = format!("Open {name}, {day}{gone}{folder}");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    ui.horizontal(|ui| {
        if is_missing {
            ui.colored_label(theme.warning(), "⚠ not found").on_hover_text("The file is not where it was");
        }
        let text = RichText::new(format!("{day}{folder}")).font(tokens::small()).color(theme.ink_soft());
        ui.add(egui::Label::new(text).truncate()).on_hover_text(path.display().to_string());
    });
    ui.add_space(2.0);
    button.on_hover_text(path.display().to_string()).clicked()
}
