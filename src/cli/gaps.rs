//! `sightline gaps`: where something happens that nobody is mandated to act on, and where a mandate meets nothing.
//!
//! With `--json`, an object: `file`; `as_of` (EDTF, or null); `threshold` (in words, or null); `findings`, a list of objects:
//! `class` ("gap", "both", "dormant" or "neither"), `sureness` ("surely" or "possibly"), `mission`, `theme` (ids),
//! `mission_name`, `theme_code`, `evidenced`, `covered`, `acting` ("surely", "possibly" or "no"), `why` (in words), `mandate`
//! (id of the claim that decides, or null), `incidents`, a list of objects: `incident` (id), `counts` ("surely" or
//! "possibly"), `theme` ("stated" or "inferred"), `standing` and `why`; and `sentence`; and `no_mission`, a list of objects:
//! `place`, `theme` (ids), `place_name`, `theme_code`, `sureness`, `incidents` and `sentence`.
//!
//! With `--between`, `as_of` is a list of two dates, and instead of these two lists there is `changes`, a list of objects:
//! `mission`, `theme`, `mission_name`, `theme_code`, `turn` ("added", "ended", "strengthened", "weakened", "replaced" or "the
//! same"), `before`, `after` (levels, or null), `begun`, `ended` (ids of claims), `evidence` (ids of incidents that are new)
//! and `findings` (what the cell came to before and comes to after).

use std::io;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::matrix::code;
use super::state::{self, Asked, Worked, is_called, mission_named};
use super::text::one_line;
use super::{FINE, Streams, UNUSABLE, open_or_tell, tell, write_json};
use crate::case::{Case, MissionId, ThemeId};
use crate::query::as_of::Holds;
use crate::query::dates::Dates;
use crate::query::evidence::{Behind, Evidence, Weight};
use crate::query::gaps::{CellChange, Class, Difference, Finding, Nobody, difference};

/// Shows where something happens that nobody is mandated to act on
///
/// Gaps come first, surely before possibly, then countries without a mission. What counts as evidence and as a mandate is
/// told in the README.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --json, an object: file, as_of (or null; with --between, two), threshold (or null), findings (a \
                        list of objects: class, sureness, mission, theme, mission_name, theme_code, evidenced, covered, \
                        acting, why, mandate, incidents, sentence), no_mission (a list of objects: place, theme, \
                        place_name, theme_code, sureness, incidents, sentence); with --between, changes instead (a list \
                        of objects: mission, theme, mission_name, theme_code, turn, before, after, begun, ended, \
                        evidence, findings)"
)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    state: state::When,
    /// One mission alone, by its name or id
    #[arg(long, value_name = "MISSION")]
    mission: Option<String>,
    /// One theme alone, by its code, name or id
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Everything: also what is mandated and evidenced, mandated without evidence, and neither
    #[arg(long)]
    all: bool,
    /// The case
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let asked = match arguments.state.asked() {
        Ok(asked) => asked,
        Err(words) => {
            tell(&words, streams)?;
            return Ok(UNUSABLE);
        }
    };
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let only = match Only::of(arguments, &case) {
        Ok(only) => only,
        Err(words) => {
            tell(&words, streams)?;
            return Ok(UNUSABLE);
        }
    };
    let dates = Dates::of(&case);
    let worked = |as_of| Worked::of(&case, &dates, (as_of, &asked.threshold));
    let sheet = if let [(_, before), (_, after)] = asked.dates.as_slice() {
        let (before, after) = (worked(Some(*before)), worked(Some(*after)));
        Told::Changes(difference(before.sides(), after.sides()))
    } else {
        Told::Findings(Box::new(worked(asked.dates.first().map(|date| date.1))))
    };
    if arguments.json {
        write_json(&as_json(arguments, &asked, (&case, &only, &sheet)), streams)?;
    } else {
        let words = match &sheet {
            Told::Findings(worked) => words(&case, &only, (worked, arguments.all)),
            Told::Changes(difference) => change_words(&case, &only, difference),
        };
        write!(streams.out, "{words}")?;
        if !asked.threshold.is_none() {
            writeln!(streams.out, "Only what is {} counts.", asked.threshold.words(""))?;
        }
    }
    Ok(FINE)
}

/// One mission and one theme alone, where asked for.
struct Only {
    mission: Option<MissionId>,
    theme: Option<ThemeId>,
}

impl Only {
    fn of(arguments: &Arguments, case: &Case) -> Result<Self, String> {
        let mission = |wanted: &String| {
            mission_named(case, wanted).ok_or_else(|| format!("--mission: the case has no mission “{wanted}”"))
        };
        let theme = |wanted: &String| {
            let found = case.themes.iter().find(|(id, theme)| {
                id.to_string() == *wanted || is_called(&theme.code, wanted) || is_called(&theme.name, wanted)
            });
            found.map(|(id, _)| *id).ok_or_else(|| format!("--theme: the case has no theme “{wanted}”"))
        };
        Ok(Self {
            mission: arguments.mission.as_ref().map(mission).transpose()?,
            theme: arguments.theme.as_ref().map(theme).transpose()?,
        })
    }

    fn has(&self, mission: Option<MissionId>, theme: ThemeId) -> bool {
        let is_mission = self.mission.is_none_or(|wanted| mission == Some(wanted));
        is_mission && self.theme.is_none_or(|wanted| theme == wanted)
    }
}

/// What is asked for, by class, surely before possibly, as the rows and columns stand.
fn findings(worked: &Worked, only: &Only, class: Class) -> Vec<(MissionId, ThemeId, Finding)> {
    let matrix = &worked.matrix;
    let rows = matrix.rows().flat_map(|row| matrix.themes.iter().map(move |&theme| (row.mission, theme)));
    let known = rows.filter_map(|(mission, theme)| Some((mission, theme, worked.gaps.cell(mission, theme)?)));
    let is_asked = |(mission, theme, finding): &(MissionId, ThemeId, Finding)| {
        finding.class == class && only.has(Some(*mission), *theme)
    };
    let mut found: Vec<_> = known.filter(is_asked).collect();
    found.sort_by_key(|(_, _, finding)| finding.sureness);
    found
}

fn nobody<'a>(worked: &'a Worked, only: &Only) -> impl Iterator<Item = &'a Nobody> {
    worked.gaps.nobody.iter().filter(|one| only.has(None, one.theme))
}

enum Told {
    Findings(Box<Worked>),
    Changes(Difference),
}

fn words(case: &Case, only: &Only, (worked, is_all): (&Worked, bool)) -> String {
    let mut lines: Vec<String> = Vec::new();
    for class in Class::ALL {
        let (found, label) = (findings(worked, only, class), class.label());
        let (first, rest) = label.split_at(1);
        lines.push(format!("{}{rest}: {}", first.to_uppercase(), counted(&found)));
        let shown = found.iter().filter(|_| is_all || class == Class::Gap);
        for &(mission, theme, finding) in shown {
            lines.push(format!("  {}", one_line(&finding.sentence(case, (mission, theme), &worked.evidence))));
        }
    }
    let nobody: Vec<&Nobody> = nobody(worked, only).collect();
    lines.push(format!("No mission: {}", nobody.len()));
    lines.extend(nobody.into_iter().map(|one| format!("  {}", one_line(&one.sentence(case)))));
    lines.into_iter().map(|line| line + "\n").collect()
}

/// "3 surely, 12 possibly".
fn counted(found: &[(MissionId, ThemeId, Finding)]) -> String {
    let surely = found.iter().filter(|(_, _, finding)| finding.sureness == Holds::Surely).count();
    format!("{surely} surely, {} possibly", found.len() - surely)
}

fn change_words(case: &Case, only: &Only, difference: &Difference) -> String {
    let shown: Vec<_> = difference.cells().filter(|(mission, theme, _)| only.has(Some(*mission), *theme)).collect();
    if shown.is_empty() {
        return "Nothing is different between the two dates\n".to_owned();
    }
    let line = |&(mission, theme, change): &(MissionId, ThemeId, &CellChange)| {
        let cell = format!("{} × {}", case.title_of(mission.into()), case.title_of(theme.into()));
        format!("{}\n", one_line(&format!("{cell}: {}", change.words())))
    };
    shown.iter().map(line).collect()
}

fn as_json(arguments: &Arguments, asked: &Asked, (case, only, told): (&Case, &Only, &Told)) -> Value {
    let threshold = (!asked.threshold.is_none()).then(|| asked.threshold.words(""));
    let file = arguments.file.display().to_string();
    match told {
        Told::Findings(worked) => {
            let of = |class| findings(worked, only, class);
            let classes = if arguments.all { &Class::ALL[..] } else { &[Class::Gap] };
            let found = classes.iter().flat_map(|&class| of(class));
            let findings: Vec<_> = found.map(|cell| finding_json(case, &worked.evidence, cell)).collect();
            let nobody: Vec<_> = nobody(worked, only).map(|one| nobody_json(case, one)).collect();
            json!({ "file": file, "as_of": arguments.state.as_of, "threshold": threshold, "findings": findings,
                    "no_mission": nobody })
        }
        Told::Changes(difference) => {
            let shown = difference.cells().filter(|(mission, theme, _)| only.has(Some(*mission), *theme));
            let changes: Vec<_> = shown.map(|cell| change_json(case, cell)).collect();
            json!({ "file": file, "as_of": arguments.state.between, "threshold": threshold, "changes": changes })
        }
    }
}

const fn held(holds: Holds) -> &'static str {
    match holds {
        Holds::Surely => "surely",
        Holds::Possibly => "possibly",
        Holds::No => "no",
    }
}

fn finding_json(case: &Case, evidence: &Evidence, (mission, theme, finding): (MissionId, ThemeId, Finding)) -> Value {
    let behind = evidence.cell(mission, theme).map_or(&[][..], |found| &found.behind);
    json!({
        "class": finding.class.key(),
        "sureness": held(finding.sureness),
        "mission": mission.to_string(),
        "theme": theme.to_string(),
        "mission_name": case.title_of(mission.into()),
        "theme_code": code(case, theme),
        "evidenced": held(finding.evidenced),
        "covered": held(finding.cover.holds),
        "acting": held(finding.acting),
        "why": finding.cover.words(case),
        "mandate": finding.cover.claim.map(|id| id.to_string()),
        "incidents": behind_json(case, behind),
        "sentence": finding.sentence(case, (mission, theme), evidence),
    })
}

fn behind_json(case: &Case, behind: &[Behind]) -> Vec<Value> {
    let counting = behind.iter().filter(|one| one.weight <= Weight::Possibly);
    let one = |one: &Behind| {
        json!({
            "incident": one.incident.to_string(),
            "counts": if one.weight == Weight::Counted { "surely" } else { "possibly" },
            "theme": one.basis.label(),
            "standing": one.standing.label(),
            "why": one.why(case),
        })
    };
    counting.map(one).collect()
}

fn nobody_json(case: &Case, one: &Nobody) -> Value {
    json!({
        "place": one.place.to_string(),
        "theme": one.theme.to_string(),
        "place_name": case.title_of(one.place.into()),
        "theme_code": code(case, one.theme),
        "sureness": held(one.sureness),
        "incidents": one.behind.iter().map(|one| one.incident.to_string()).collect::<Vec<_>>(),
        "sentence": one.sentence(case),
    })
}

fn change_json(case: &Case, (mission, theme, change): (MissionId, ThemeId, &CellChange)) -> Value {
    let level = |level: Option<crate::case::Level>| level.map(crate::case::Level::label);
    let finding = |finding: Option<Finding>| finding.map(Finding::label);
    json!({
        "mission": mission.to_string(),
        "theme": theme.to_string(),
        "mission_name": case.title_of(mission.into()),
        "theme_code": code(case, theme),
        "turn": change.turn.label(),
        "before": level(change.levels.0),
        "after": level(change.levels.1),
        "begun": change.begun.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "ended": change.ended.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "evidence": change.evidence.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "findings": [finding(change.findings.0), finding(change.findings.1)],
    })
}
