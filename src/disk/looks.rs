//! How the window looks on this machine: contrast, motion and the size of text, and what the system wishes of the first two.

use std::path::Path;

use directories::BaseDirs;
use serde::{Deserialize, Serialize};

/// Whether something is wished: by the user, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// As the system has it, where that can be known.
    #[default]
    AsSystem,
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl Wish {
    /// Whether it is wished, on a system that has it so.
    pub const fn is_met(self, has_system: bool) -> bool {
        match self {
            Self::AsSystem => has_system,
            Self::Yes => true,
            Self::No => false,
        }
    }
}

/// What the system wishes of every program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemWishes {
    /// Strong contrasts.
    pub has_high_contrast: bool,
    /// As little motion as can be.
    pub has_reduced_motion: bool,
}

impl SystemWishes {
    /// What can be known: on Linux from the settings of GTK. Elsewhere nothing is known, and nothing wished.
    pub fn of_this_machine() -> Self {
        let theme = std::env::var("GTK_THEME").unwrap_or_default();
        let mut wishes = Self { has_high_contrast: is_high_contrast(&theme), ..Self::default() };
        let Some(folders) = BaseDirs::new().filter(|_| cfg!(target_os = "linux")) else { return wishes };
        for version in ["gtk-3.0", "gtk-4.0"] {
            wishes.take(&folders.config_dir().join(version).join("settings.ini"));
        }
        wishes
    }

    fn take(&mut self, file: &Path) {
        let Ok(text) = std::fs::read_to_string(file) else { return };
        let found = Self::read(&text);
        self.has_high_contrast |= found.has_high_contrast;
        self.has_reduced_motion |= found.has_reduced_motion;
    }

    /// What a settings file of GTK wishes.
    fn read(text: &str) -> Self {
        let value = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            lines.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().trim_matches('"'))
        };
        Self {
            has_high_contrast: value("gtk-theme-name").is_some_and(is_high_contrast),
            has_reduced_motion: value("gtk-enable-animations").is_some_and(|value| matches!(value, "0" | "false")),
        }
    }
}

fn is_high_contrast(theme: &str) -> bool {
    theme.to_lowercase().replace('-', "").contains("highcontrast")
}

/// The size of text, and of everything around it, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSize(u16);

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

impl TextSize {
    /// The sizes that can be chosen, in percent.
    pub const STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

    /// In percent; what a settings file says beyond the least and the greatest is cut to them.
    pub fn percent(self) -> u16 {
        self.0.clamp(80, 200)
    }

    /// As a factor of the usual size.
    pub fn factor(self) -> f32 {
        f32::from(self.percent()) / 100.0
    }

    /// The next larger size, or the greatest.
    #[must_use]
    pub fn larger(self) -> Self {
        Self(Self::STEPS.into_iter().find(|&step| step > self.percent()).unwrap_or(200))
    }

    /// The next smaller size, or the least.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self(Self::STEPS.into_iter().rev().find(|&step| step < self.percent()).unwrap_or(80))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_wishes_is_read() {
        let check = |text: &str, contrast: bool, motion: bool| {
            let expected = SystemWishes { has_high_contrast: contrast, has_reduced_motion: motion };
            assert_eq!(SystemWishes::read(text), expected, "{text}");
        };
        check("", false, false);
        check("[Settings]\ngtk-theme-name=Adwaita\ngtk-enable-animations=1\n", false, false);
        check("[Settings]\ngtk-theme-name = HighContrastInverse\n", true, false);
        check("[Settings]\ngtk-enable-animations=false\ngtk-theme-name=\"High-Contrast\"", true, true);
        check("gtk-enable-animations=0", false, true);
        check("gtk-enable-animations", false, false);
    }

    #[test]
    fn sizes_go_up_and_down_in_steps() {
        let check = |percent: u16, smaller: u16, larger: u16| {
            let size = TextSize(percent);
            assert_eq!((size.smaller().0, size.larger().0), (smaller, larger), "{percent} %");
        };
        check(100, 90, 110);
        check(80, 80, 90);
        check(200, 175, 200);
        check(130, 125, 150);
        check(3, 80, 90);
        check(9_000, 175, 200);
    }
}
