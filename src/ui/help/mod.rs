//! Help in the window itself: the start page, the tour, the sheet of keys.

mod keys;
mod sheet;
mod start;
mod tour;

use egui::{Event, Key, Modifiers, Rect};

use super::layout::Layout;
use super::menu::Action;
use crate::session::{Commands, Session};

/// What is open of the help.
#[derive(Default)]
pub(super) struct Help {
    start: start::Page,
    tour: tour::Tour,
    sheet: sheet::Sheet,
}

impl Help {
    /// Opens the start page.
    pub fn open_start(&mut self) {
        self.tour.leave();
        self.start.open();
    }

    /// Begins the tour.
    pub fn begin_tour(&mut self, commands: &mut Commands) {
        self.start.close();
        self.sheet.close();
        self.tour.begin(commands);
    }

    /// Opens the sheet of keys, or closes it.
    pub fn toggle_sheet(&mut self) {
        self.sheet.toggle();
    }

    /// Closes what is over the panes, so that they are seen.
    pub fn close_start(&mut self) {
        self.start.close();
    }

    /// Takes the keys that are meant for what is open, before anything else sees them.
    pub fn keys(&mut self, ui: &egui::Ui, is_typing: bool) {
        if self.sheet.is_open() {
            if take(ui, Key::Escape) {
                self.sheet.close();
            }
        } else if self.tour.is_on() {
            self.tour.keys(ui, is_typing);
        } else if self.start.is_open() && !egui::Popup::is_any_open(ui.ctx()) && take(ui, Key::Escape) {
            self.start.close();
        }
    }

    /// Draws the start page in the place of the panes; whether it is open. Gives the action that was chosen there.
    pub fn start_ui(
        &mut self,
        ui: &mut egui::Ui,
        session: &Session,
        commands: &mut Commands,
    ) -> (bool, Option<&'static Action>) {
        if !self.start.is_still_open(session) {
            return (false, None);
        }
        (true, self.start.page_ui(ui, session, commands))
    }

    /// Draws what lies over the panes without keeping anybody from them.
    pub fn over_ui(&mut self, ui: &egui::Ui, (layout, middle): (&mut Layout, Rect), session: &Session) {
        self.tour.tour_ui(ui, (layout, middle), session);
        self.sheet.sheet_ui(ui.ctx());
    }
}

/// Whether the key alone was pressed; nobody else sees it then.
pub(super) fn take(ui: &egui::Ui, wanted: Key) -> bool {
    let is_meant = |event: &Event| {
        matches!(event, Event::Key { key, pressed: true, modifiers, .. }
            if *key == wanted && modifiers.matches_exact(Modifiers::NONE))
    };
    ui.input_mut(|input| {
        let count = input.events.len();
        input.events.retain(|event| !is_meant(event));
        input.events.len() < count
    })
}
