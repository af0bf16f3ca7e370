//! What the window looks like, as the settings have it: light or dark, contrast, motion, size of text.

use egui::{Context, ThemePreference};

use super::tokens::{self, Look};
use crate::disk::{Settings, TextSize, ThemeChoice};

/// What was last told to egui.
#[derive(Default)]
pub(super) struct Looks {
    told: Option<(ThemeChoice, Look, TextSize)>,
}

impl Looks {
    /// Tells egui what has changed.
    pub fn follow(&mut self, ctx: &Context, settings: &Settings) {
        let look = Look { is_strong: settings.is_high_contrast(), is_still: settings.is_still() };
        let wanted = (settings.theme, look, settings.text_size);
        if self.told == Some(wanted) {
            return;
        }
        let (before, was_told) = (self.told.unwrap_or_default(), self.told.is_some());
        if look != before.1 {
            tokens::apply_look(ctx, look);
        }
        if !was_told || settings.theme != before.0 {
            ctx.set_theme(match settings.theme {
                ThemeChoice::Auto => ThemePreference::System,
                ThemeChoice::Light => ThemePreference::Light,
                ThemeChoice::Dark => ThemePreference::Dark,
            });
        }
        // The keys for the size are ours: the settings remember it.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        if settings.text_size != before.2 {
            ctx.set_zoom_factor(settings.text_size.factor());
        }
        self.told = Some(wanted);
    }
}
