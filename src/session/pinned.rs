//! What is looked at: in the window, and in panes that are pinned and no longer follow it.

use super::command::Command;
use super::scene::Canvas;
use super::store::Session;
use crate::query::as_of::AsOf;

impl Session {
    /// Commands that change how the case is seen. A pane that is pinned is changed from within alone.
    pub(super) fn look(&mut self, command: Command) {
        if let Command::AsOf(Some(date)) | Command::Against(Some(date)) = &command
            && AsOf::of(date).is_none()
        {
            self.tell(format!("“{date}” has no first and last day: choose a day, a month or a year"));
            return;
        }
        match command.pane().filter(|&canvas| self.is_pinned(canvas) && !is_free(&command)) {
            Some(canvas) => self.tell(format!("{} is pinned: unpin it first, or do it there", canvas.words())),
            None => self.scenes.own.view.look(command),
        }
    }

    /// Carries out what was wished in a pane.
    pub(super) fn within(&mut self, canvas: Canvas, command: Command) {
        let Some(scene) = self.scenes.pinned_mut(canvas) else {
            self.obey(command);
            return;
        };
        if command.pane() == Some(canvas) {
            scene.view.look(command);
            return;
        }
        let selected = scene.view.selection.clone();
        self.scenes.own.view.selection = selected;
        self.obey(command);
        let selected = self.selection().clone();
        if let Some(scene) = self.scenes.pinned_mut(canvas) {
            scene.view.selection = selected;
        }
    }

    pub(super) fn pin_pane(&mut self, canvas: Canvas) {
        if self.scenes.pin(canvas, &self.host.wake, self.settings.is_still()) {
            self.tell(format!("{} is pinned: it stays as it is while the other panes go on", canvas.words()));
        }
    }

    pub(super) fn unpin_pane(&mut self, canvas: Canvas) {
        if let Some(old) = self.scenes.unpin(canvas) {
            self.answering.discard(old);
            self.tell(format!("{} follows the window again", canvas.words()));
        }
    }
}

/// Whether a command is the window's too: a brush filters other views, and what was set must be possible to put away.
fn is_free(command: &Command) -> bool {
    matches!(command, Command::Brush(_) | Command::Focus(None) | Command::Against(None))
        || matches!(command, Command::Lens(lens) if lens.is_empty())
}
