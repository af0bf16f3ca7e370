//! What another taxonomy would touch: counted before it is done.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, MissionId, ThemeId};

/// What takes the place of a theme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// A theme of the case.
    Theme(ThemeId),
    /// A new theme of this name.
    Named(String),
}

/// How many records name a theme that is replaced, and what comes to stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Incidents on one of them.
    pub incidents: usize,
    /// Mandate claims.
    pub mandates: usize,
    /// Surveys.
    pub surveys: usize,
    /// Activities.
    pub activities: usize,
    /// Actors.
    pub actors: usize,
    /// Themes in whose place one stands that others stand for, too.
    pub merged: usize,
    /// Cells of the matrix in which claims on different themes come to stand together.
    pub doubled: usize,
}

impl Touched {
    /// "3 incidents, 1 mandate claim" and so on, without what is not touched; "nothing" where there is none.
    pub fn words(&self) -> String {
        let counts = [
            (self.incidents, "incident", "incidents"),
            (self.mandates, "mandate claim", "mandate claims"),
            (self.surveys, "survey", "surveys"),
            (self.activities, "activity", "activities"),
            (self.actors, "actor", "actors"),
        ];
        let words: Vec<String> = counts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
    }
}

/// What would be touched if these themes were replaced so. Takes time in proportion to the case.
pub fn touched(case: &Case, goals: &BTreeMap<ThemeId, Goal>) -> Touched {
    let is_old = |id: &ThemeId| goals.contains_key(id);
    Touched {
        incidents: case.incidents.values().filter(|it| it.themes.iter().any(|tag| is_old(&tag.theme))).count(),
        mandates: case.mandates.values().filter(|it| is_old(&it.theme)).count(),
        surveys: case.surveys.values().filter(|it| it.themes.iter().any(is_old)).count(),
        activities: case.activities.values().filter(|it| it.themes.iter().any(is_old)).count(),
        actors: case.actors.values().filter(|it| it.themes.iter().any(is_old)).count(),
        merged: merged(goals),
        doubled: doubled(case, goals),
    }
}

fn merged(goals: &BTreeMap<ThemeId, Goal>) -> usize {
    let mut olds: BTreeMap<&Goal, usize> = BTreeMap::new();
    for goal in goals.values() {
        // A theme of the case stands for itself already.
        let own = usize::from(matches!(goal, Goal::Theme(_)));
        *olds.entry(goal).or_insert(own) += 1;
    }
    olds.values().filter(|&&count| count > 1).sum()
}

fn doubled(case: &Case, goals: &BTreeMap<ThemeId, Goal>) -> usize {
    let mut cells: BTreeMap<(MissionId, Goal), BTreeSet<ThemeId>> = BTreeMap::new();
    for mandate in case.mandates.values() {
        let goal = goals.get(&mandate.theme).cloned().unwrap_or(Goal::Theme(mandate.theme));
        cells.entry((mandate.mission, goal)).or_default().insert(mandate.theme);
    }
    cells.values().filter(|themes| themes.len() > 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Basis, Level, ThemeTag};
    use crate::query::testing as t;

    fn theme(n: u64) -> ThemeId {
        ThemeId::from_bits(n)
    }

    /// Two missions with claims on two themes each; an incident on both themes, and a survey.
    fn case() -> Case {
        let tag = |n| ThemeTag { theme: theme(n), basis: Basis::Stated };
        let both = crate::case::Incident { themes: vec![tag(1), tag(2)], ..t::incident("2009") };
        t::case(&[
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            t::theme(3, "CB"),
            t::put_mandate(1, t::mandate(1, 1, Level::Active)),
            t::put_mandate(2, t::mandate(1, 2, Level::Active)),
            t::put_mandate(3, t::mandate(2, 2, Level::Active)),
            t::put_incident(1, both),
            t::survey(1, &[1], &[1, 2], ""),
        ])
    }

    fn check(goals: &[(u64, Goal)], words: &str, together: (usize, usize)) {
        let goals = goals.iter().map(|(old, goal)| (theme(*old), goal.clone())).collect();
        let touched = touched(&case(), &goals);
        assert_eq!(touched.words(), words, "{goals:?}");
        assert_eq!((touched.merged, touched.doubled), together, "{goals:?}");
    }

    #[test]
    fn what_names_the_old_themes_is_counted_and_what_comes_together() {
        let named = |name: &str| Goal::Named(name.to_owned());
        check(&[], "nothing", (0, 0));
        check(&[(3, named("New"))], "nothing", (0, 0));
        check(&[(1, named("New"))], "1 incident, 1 mandate claim, 1 survey", (0, 0));
        check(&[(1, named("New")), (2, named("Other"))], "1 incident, 3 mandate claims, 1 survey", (0, 0));
        check(&[(1, named("New")), (2, named("New"))], "1 incident, 3 mandate claims, 1 survey", (2, 1));
        check(&[(1, Goal::Theme(theme(2)))], "1 incident, 1 mandate claim, 1 survey", (2, 1));
    }
}
