//! `sightline compare`: missions side by side, how like their mandates are, and what one has that the others lack.
//!
//! With `--json`, an object: `file`; `as_of` (EDTF, or null); `missions`, a list of objects: `id`, `name`, `alone` (what it has
//! and no neighbour has, a list of objects: `theme` (id), `theme_code`, `level`), `neighbours` (ids) and `alike` (the most like
//! it, a list of objects: `mission` (id), `name`, `shared`, `either`, `index`); `likeness`, an object for all of them: `shared`,
//! `either` (pairs of theme and level) and `index` (Jaccard), or null where one of them has no mandate; `pairs`, a list of
//! objects: `missions` (two ids), `shared`, `either`, `index`; and `themes`, a list of objects: `theme` (id), `theme_code`, `same`,
//! `says` (in words, for each mission in its order) and `only` (id of the only mission that has a level, or null).

use std::io;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::matrix::code;
use super::state::{self, mission_named};
use super::text::{one_line, table};
use super::{FINE, Streams, UNUSABLE, open_or_tell, tell, write_json};
use crate::case::{Case, Level, MissionId, ThemeId};
use crate::query::dates::Dates;
use crate::query::likeness::{Like, Likeness, Side, index, like, likeness, shared_by_all, side_by_side, words};
use crate::query::matrix::{Matrix, matrix};

/// Shows missions side by side, and how like their mandates are
#[derive(Debug, clap::Args)]
#[command(after_help = "With --json, an object: file, as_of (or null), missions (a list of objects: id, name, alone, \
                        neighbours, alike), likeness (an object: shared, either, index; or null), pairs (a list of \
                        objects: missions, shared, either, index), themes (a list of objects: theme, theme_code, same, \
                        says, only)")]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The date for which it is told, in EDTF
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// The case
    file: PathBuf,
    /// Two missions or more, each by its name or id
    #[arg(required = true, num_args = 2.., value_name = "MISSION")]
    missions: Vec<String>,
}

/// What is compared, and what it comes to.
struct Compared<'a> {
    case: &'a Case,
    matrix: Matrix,
    likeness: Likeness,
    missions: Vec<MissionId>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let as_of = match arguments.as_of.as_deref().map(|text| state::date("--as-of", text)).transpose() {
        Ok(date) => date.map(|date| date.1),
        Err(words) => {
            tell(&words, streams)?;
            return Ok(UNUSABLE);
        }
    };
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let missions = match missions(&case, &arguments.missions) {
        Ok(missions) => missions,
        Err(words) => {
            tell(&words, streams)?;
            return Ok(UNUSABLE);
        }
    };
    let matrix = matrix(&case, &Dates::of(&case), as_of);
    let compared = Compared { likeness: likeness(&case, &matrix), case: &case, matrix, missions };
    if arguments.json {
        write_json(&compared.json(arguments), streams)?;
    } else {
        write!(streams.out, "{}", compared.words())?;
    }
    Ok(FINE)
}

/// The missions of these names, each once.
fn missions(case: &Case, names: &[String]) -> Result<Vec<MissionId>, String> {
    let mut missions: Vec<MissionId> = Vec::new();
    for name in names {
        let mission = mission_named(case, name).ok_or_else(|| format!("the case has no mission “{name}”"))?;
        if !missions.contains(&mission) {
            missions.push(mission);
        }
    }
    if missions.len() < 2 { Err("two different missions are needed to compare them".to_owned()) } else { Ok(missions) }
}

impl Compared<'_> {
    fn title(&self, mission: MissionId) -> String {
        one_line(&self.case.title_of(mission.into()))
    }

    fn pairs(&self) -> Vec<(MissionId, Like)> {
        let mut pairs = Vec::new();
        for (place, &one) in self.missions.iter().enumerate() {
            let others = self.missions.iter().skip(place + 1);
            pairs.extend(others.filter_map(|&other| Some((one, like(&self.matrix, [one, other])?))));
        }
        pairs
    }

    fn words(&self) -> String {
        let names = self.missions.iter().map(|&mission| self.title(mission));
        let mut rows = vec![[String::new(), String::new()].into_iter().chain(names).collect::<Vec<_>>()];
        for side in side_by_side(&self.matrix, &self.missions) {
            let sign = if side.is_same { "=" } else { "≠" };
            let says = side.says.iter().map(|says| says.words());
            rows.push([sign.to_owned(), code(self.case, side.theme)].into_iter().chain(says).collect());
        }
        let lines = self.likeness_lines().into_iter().chain(self.lacking_lines());
        let lines: Vec<String> = lines.map(|line| line + "\n").collect();
        format!("{}\n{}", table(&rows), lines.concat())
    }

    /// How like all of them are, and of more than two each pair.
    fn likeness_lines(&self) -> Vec<String> {
        let mut lines = vec![match shared_by_all(&self.matrix, &self.missions) {
            Some(shared) => format!("Likeness (Jaccard index): {}", words(shared)),
            None => "Likeness: one of them has no mandate in the case, and is like none".to_owned(),
        }];
        for (one, like) in self.pairs().into_iter().filter(|_| self.missions.len() > 2) {
            lines.push(format!("  {} and {}: {}", self.title(one), self.title(like.mission), like.words()));
        }
        lines
    }

    /// What each has and no neighbour has, and which missions are most like it.
    fn lacking_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for &mission in &self.missions {
            let Some(compared) = self.likeness.of(mission) else { continue };
            let title = self.title(mission);
            let told = |(theme, level): &(ThemeId, Level)| format!("{} ({})", code(self.case, *theme), level.label());
            let alone: Vec<String> = compared.alone.iter().map(told).collect();
            lines.push(match (compared.neighbours.len(), alone.is_empty()) {
                (0, _) => format!("{title} has no neighbour: no other mission of the case is in its region"),
                (_, true) => format!("{title} has nothing that all of its neighbours lack"),
                (_, false) => format!("{title} has, and its neighbours lack: {}", alone.join(", ")),
            });
            let alike = compared.alike.iter().map(|like| format!("{} ({:.2})", self.title(like.mission), like.index()));
            let alike: Vec<String> = alike.collect();
            if !alike.is_empty() {
                lines.push(format!("Most like {title}: {}", alike.join(", ")));
            }
        }
        lines
    }

    fn json(&self, arguments: &Arguments) -> Value {
        let likeness = shared_by_all(&self.matrix, &self.missions);
        let likeness = likeness.map(|all| json!({ "shared": all.0, "either": all.1, "index": index(all) }));
        let pairs = self.pairs().into_iter().map(|(one, like)| {
            let ids = [one.to_string(), like.mission.to_string()];
            json!({ "missions": ids, "shared": like.shared, "either": like.either, "index": like.index() })
        });
        json!({
            "file": arguments.file.display().to_string(),
            "as_of": arguments.as_of,
            "missions": self.missions.iter().map(|&mission| self.mission_json(mission)).collect::<Vec<_>>(),
            "likeness": likeness,
            "pairs": pairs.collect::<Vec<_>>(),
            "themes": side_by_side(&self.matrix, &self.missions).iter().map(|side| self.side_json(side)).collect::<Vec<_>>(),
        })
    }

    fn mission_json(&self, mission: MissionId) -> Value {
        let compared = self.likeness.of(mission).cloned().unwrap_or_default();
        let alone = compared.alone.iter().map(|&(theme, level)| {
            json!({ "theme": theme.to_string(), "theme_code": code(self.case, theme), "level": level.label() })
        });
        let alike = compared.alike.iter().map(|like| {
            json!({ "mission": like.mission.to_string(), "name": self.case.title_of(like.mission.into()),
                    "shared": like.shared, "either": like.either, "index": like.index() })
        });
        json!({
            "id": mission.to_string(),
            "name": self.case.title_of(mission.into()),
            "alone": alone.collect::<Vec<_>>(),
            "neighbours": compared.neighbours.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "alike": alike.collect::<Vec<_>>(),
        })
    }

    fn side_json(&self, side: &Side) -> Value {
        let only = side.only.and_then(|place| self.missions.get(place));
        json!({
            "theme": side.theme.to_string(),
            "theme_code": code(self.case, side.theme),
            "same": side.is_same,
            "says": side.says.iter().map(|says| says.words()).collect::<Vec<_>>(),
            "only": only.map(ToString::to_string),
        })
    }
}
