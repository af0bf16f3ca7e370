//! What the program remembers on this machine, outside of any case.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::looks::{SystemWishes, TextSize, Wish};
use super::refusal::SaveError;
use super::save::{Expected, save};
use crate::case::{Vocabulary as _, Workspace};

/// The environment variable that names another folder for the settings.
pub const CONFIG_VARIABLE: &str = "SIGHTLINE_CONFIG_DIR";

/// The name of the file in that folder.
const FILE: &str = "settings.ron";

/// So many files are remembered.
const RECENT: usize = 10;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What the program remembers. Made by [`Settings::default`] it lives in memory only, and saving does nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Files that were opened or saved, the last one first.
    pub recent: Vec<PathBuf>,
    /// When each of them was opened or saved last, where that is known.
    pub opened: BTreeMap<PathBuf, String>,
    /// Whether the start page stays away when the program starts without a file.
    pub hides_start: bool,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Whether contrasts are strong.
    pub contrast: Wish,
    /// Whether nothing moves that need not.
    pub stillness: Wish,
    /// The size of text.
    pub text_size: TextSize,
    /// The name that a saved file carries; empty unless the user wants one there.
    pub edited_by: String,
    /// The arrangements of the window's panes, in the window's own words.
    pub layout: Option<String>,
    /// The name of the workspace that was shown last; empty for the first.
    pub workspace: String,
    /// Which panes are shown as tables, and how tables are sorted, in the window's own words.
    pub tables: Option<String>,
    /// What the system wishes, as far as it is known.
    #[serde(skip)]
    pub system: SystemWishes,
    #[serde(skip)]
    folder: Option<PathBuf>,
    #[serde(skip)]
    is_unreadable: bool,
}

impl Settings {
    /// The folder for the settings: as the environment says, or the platform's; `None` where there is no home.
    pub fn usual_folder() -> Option<PathBuf> {
        match std::env::var_os(CONFIG_VARIABLE).filter(|folder| !folder.is_empty()) {
            Some(folder) => Some(PathBuf::from(folder)),
            None => ProjectDirs::from("", "", "sightline").map(|folders| folders.config_dir().to_owned()),
        }
    }

    /// The settings in that folder, and a warning if there are some that cannot be read; then those are the defaults.
    pub fn load(folder: &Path) -> (Self, Option<String>) {
        let path = folder.join(FILE);
        let problem = match fs::read_to_string(&path) {
            Ok(text) => match ron::from_str::<Self>(&text) {
                Ok(settings) => return (Self { folder: Some(folder.to_owned()), ..settings }, None),
                Err(error) => error.to_string(),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return (Self { folder: Some(folder.to_owned()), ..Self::default() }, None);
            }
            Err(error) => error.to_string(),
        };
        let warning = format!(
            "The settings in {} cannot be read ({problem}): the defaults are used. The next change puts the file aside \
             as {FILE}.old",
            path.display()
        );
        (Self { folder: Some(folder.to_owned()), is_unreadable: true, ..Self::default() }, Some(warning))
    }

    /// Saves them where they were loaded from; the folder is made if need be.
    pub fn save(&mut self) -> Result<(), SaveError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let path = folder.join(FILE);
        let other = |source| SaveError::Other { path: path.clone(), source };
        let unfaithful = |error: ron::Error| SaveError::Unfaithful { path: path.clone(), problem: error.to_string() };
        let layout = PrettyConfig::new().new_line("\n");
        let mut text = ron::ser::to_string_pretty(self, layout).map_err(unfaithful)?;
        text.push('\n');
        fs::create_dir_all(folder).map_err(other)?;
        if self.is_unreadable {
            fs::rename(&path, path.with_extension("ron.old")).map_err(other)?;
        }
        save(&path, text.as_bytes(), Expected::Anything)?;
        self.is_unreadable = false;
        Ok(())
    }

    /// The workspace that was shown last.
    pub fn workspace(&self) -> Workspace {
        Workspace::from_name(&self.workspace).unwrap_or_default()
    }

    /// Whether contrasts are strong.
    pub const fn is_high_contrast(&self) -> bool {
        self.contrast.is_met(self.system.has_high_contrast)
    }

    /// Whether nothing moves that need not.
    pub const fn is_still(&self) -> bool {
        self.stillness.is_met(self.system.has_reduced_motion)
    }

    /// Puts a file at the head of the recent ones, with the time. A path that is no Unicode cannot be kept.
    pub fn add_recent(&mut self, path: &Path, now: &str) {
        if path.to_str().is_none() {
            return;
        }
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
        drop(self.opened.insert(path.to_owned(), now.to_owned()));
        self.opened.retain(|path, _| self.recent.contains(path));
    }
}
