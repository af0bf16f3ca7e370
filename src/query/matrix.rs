//! The mandate matrix: missions by themes, and behind each cell the claims that fill it or the reason why it is empty.
//!
//! Three kinds of empty are kept apart: nobody looked, somebody looked and found nothing, and a source says that the
//! mission has no part in the theme. With an as-of date a claim with a holding period is left out where it surely does
//! not hold; a claim that is only *attested* for another date stays, and is marked so.

use std::collections::BTreeMap;

use super::as_of::{AsOf, Holds, holds};
use super::dates::Dates;
use crate::case::{Bounds, Case, Edtf, Level, Mandate, MandateId, Mission, MissionId, SurveyId, Theme, ThemeId};

/// Missions by themes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The columns, as somebody ordered them.
    pub themes: Vec<ThemeId>,
    /// The rows: by organization, then by group, each where its first mission stands.
    pub groups: Vec<Group>,
    /// Filled cells in each column.
    pub totals: Vec<usize>,
    /// Filled cells in all.
    pub total: usize,
    /// Claims whose mission or theme the case does not have.
    pub unplaced: Vec<MandateId>,
}

/// The missions of one group within an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The organization: "UN".
    pub organization: String,
    /// The group within it, or empty.
    pub name: String,
    /// Its missions, as somebody ordered them.
    pub rows: Vec<Row>,
    /// Filled cells in each column.
    pub totals: Vec<usize>,
    /// Filled cells of the group.
    pub total: usize,
}

/// One mission.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The mission.
    pub mission: MissionId,
    /// Whether it existed on the as-of date.
    pub existed: Holds,
    /// One cell for each theme.
    pub cells: Vec<Cell>,
    /// Filled cells of the row.
    pub total: usize,
}

/// One mission and one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What stands behind it: by level from the strongest, then by id. Exclusions come last.
    pub claims: Vec<Claim>,
    /// Claims that surely do not hold on the as-of date.
    pub left_out: Vec<MandateId>,
    /// What to draw.
    pub content: Content,
    /// It is blank, and every survey that found it so speaks for a date that surely is another one.
    pub is_blank_elsewhere: bool,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The strongest level claimed.
    Filled(Level),
    /// Which kind of empty it is.
    Empty(Blank),
}

/// Three kinds of empty. None of them means safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Nobody looked.
    NotSurveyed,
    /// These surveys looked and found nothing.
    SurveyedBlank(Vec<SurveyId>),
    /// A source says that the mission has no part in it.
    Excluded,
}

/// A mandate claim in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The record.
    pub mandate: MandateId,
    /// How far it goes.
    pub level: Level,
    /// Whether it holds on the as-of date. Without period and date of attestation it possibly does.
    pub holds: Holds,
    /// It has no holding period, and its source speaks for a date that surely is another one.
    pub is_attested_elsewhere: bool,
    /// A citation of its own supports it, or a decision gives it.
    pub is_sourced: bool,
}

impl Cell {
    /// The strongest level claimed, exclusions aside.
    pub const fn strongest(&self) -> Option<Level> {
        match &self.content {
            Content::Filled(level) => Some(*level),
            Content::Empty(_) => None,
        }
    }
}

impl Matrix {
    /// Every row, from top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// The cell of a mission and a theme.
    pub fn cell(&self, mission: MissionId, theme: ThemeId) -> Option<&Cell> {
        let column = self.themes.iter().position(|&id| id == theme)?;
        self.rows().find(|row| row.mission == mission)?.cells.get(column)
    }
}

/// The mandate matrix of a case, as of a date or over all time.
pub fn matrix(case: &Case, dates: &Dates, as_of: Option<AsOf>) -> Matrix {
    let themes = ordered(case.themes.iter(), |theme: &Theme| (theme.order, theme.name.clone()));
    let ground = Ground::of(case, dates, as_of);
    let mut groups: Vec<Group> = Vec::new();
    for (organization, name, missions) in grouped(case) {
        let row = |&id: &MissionId| {
            let cells: Vec<_> = themes.iter().map(|&theme| ground.cell(id, theme)).collect();
            Row { mission: id, existed: holds(as_of, dates.bounds(id)), total: filled(&cells), cells }
        };
        let rows: Vec<Row> = missions.iter().map(row).collect();
        let totals = column_totals(themes.len(), rows.iter());
        groups.push(Group { organization, name, total: totals.iter().sum(), rows, totals });
    }
    let totals = column_totals(themes.len(), groups.iter().flat_map(|group| &group.rows));
    let placed = |claim: &Mandate| case.missions.contains_key(&claim.mission) && case.themes.contains_key(&claim.theme);
    let unplaced = case.mandates.iter().filter(|(_, claim)| !placed(claim)).map(|(&id, _)| id).collect();
    Matrix { themes, groups, total: totals.iter().sum(), totals, unplaced }
}

/// Every claim on a mission and a theme, by level from the strongest, then by id; of all dates.
pub fn claims(case: &Case, mission: MissionId, theme: ThemeId) -> Vec<MandateId> {
    let hits = case.mandates.iter().filter(|(_, claim)| claim.mission == mission && claim.theme == theme);
    let mut found: Vec<_> = hits.map(|(&id, claim)| (claim.level, id)).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

fn filled(cells: &[Cell]) -> usize {
    cells.iter().filter(|cell| cell.strongest().is_some()).count()
}

fn column_totals<'a>(columns: usize, rows: impl Iterator<Item = &'a Row>) -> Vec<usize> {
    let mut totals = vec![0; columns];
    for row in rows {
        for (total, cell) in totals.iter_mut().zip(&row.cells) {
            *total += usize::from(cell.strongest().is_some());
        }
    }
    totals
}

fn ordered<'a, I: Copy + Ord + 'a, R: 'a, K: Ord>(
    records: impl Iterator<Item = (&'a I, &'a std::sync::Arc<R>)>,
    key: impl Fn(&R) -> K,
) -> Vec<I> {
    let mut keyed: Vec<_> = records.map(|(&id, record)| (key(record), id)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// Organization, group and its missions. Organizations come in the order of their first mission, and so do groups.
fn grouped(case: &Case) -> Vec<(String, String, Vec<MissionId>)> {
    let mut organizations: Vec<&str> = Vec::new();
    let mut groups: Vec<(&str, &str, Vec<MissionId>)> = Vec::new();
    for id in ordered(case.missions.iter(), |mission: &Mission| (mission.order, mission.name.clone())) {
        let Some(mission) = case.missions.get(&id) else { continue };
        if !organizations.contains(&mission.organization.as_str()) {
            organizations.push(&mission.organization);
        }
        let own = |group: &&mut (&str, &str, _)| group.0 == mission.organization && group.1 == mission.group;
        match groups.iter_mut().find(own) {
            Some((_, _, missions)) => missions.push(id),
            None => groups.push((&mission.organization, &mission.group, vec![id])),
        }
    }
    groups.sort_by_key(|(organization, _, _)| organizations.iter().position(|name| name == organization));
    groups
        .into_iter()
        .map(|(organization, name, missions)| (organization.to_owned(), name.to_owned(), missions))
        .collect()
}

/// What cells are made of.
#[derive(Default)]
struct Ground {
    claims: BTreeMap<(MissionId, ThemeId), Vec<Claim>>,
    /// Surveys by what they went through, and whether each may speak for the as-of date.
    surveys: BTreeMap<(MissionId, ThemeId), Vec<(SurveyId, bool)>>,
}

impl Ground {
    fn of(case: &Case, dates: &Dates, as_of: Option<AsOf>) -> Self {
        let mut ground = Self::default();
        for (&id, mandate) in &case.mandates {
            let claim = claim(id, mandate, dates, as_of);
            ground.claims.entry((mandate.mission, mandate.theme)).or_default().push(claim);
        }
        for claims in ground.claims.values_mut() {
            claims.sort_by_key(|claim| (claim.level, claim.mandate));
        }
        for (&id, survey) in &case.surveys {
            let speaks = attested(as_of, survey.attested.as_ref()) != Holds::No;
            for &mission in &survey.missions {
                for &theme in &survey.themes {
                    ground.surveys.entry((mission, theme)).or_default().push((id, speaks));
                }
            }
        }
        ground
    }

    fn cell(&self, mission: MissionId, theme: ThemeId) -> Cell {
        let all = self.claims.get(&(mission, theme)).map(Vec::as_slice).unwrap_or_default();
        let (out, claims): (Vec<Claim>, Vec<Claim>) = all.iter().partition(|claim| claim.holds == Holds::No);
        let content = match claims.first().map(|claim| claim.level) {
            Some(Level::Excluded) => Content::Empty(Blank::Excluded),
            Some(level) => Content::Filled(level),
            None => Content::Empty(self.blank(mission, theme, !out.is_empty())),
        };
        let surveys = self.surveys.get(&(mission, theme)).map(Vec::as_slice).unwrap_or_default();
        let is_blank_elsewhere =
            matches!(content, Content::Empty(Blank::SurveyedBlank(_))) && surveys.iter().all(|(_, speaks)| !speaks);
        let left_out = out.into_iter().map(|claim| claim.mandate).collect();
        Cell { claims, left_out, content, is_blank_elsewhere }
    }

    /// Why a cell is empty. Where a claim was left out something *was* found once, so that only a survey that may speak
    /// for the as-of date makes it a surveyed blank.
    fn blank(&self, mission: MissionId, theme: ThemeId, was_filled: bool) -> Blank {
        let surveys = self.surveys.get(&(mission, theme)).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<_> =
            surveys.iter().filter(|(_, speaks)| *speaks || !was_filled).map(|(survey, _)| *survey).collect();
        found.dedup();
        if found.is_empty() { Blank::NotSurveyed } else { Blank::SurveyedBlank(found) }
    }
}

fn claim(id: MandateId, mandate: &Mandate, dates: &Dates, as_of: Option<AsOf>) -> Claim {
    let is_sourced = mandate.common.is_supported() || mandate.decision.is_some();
    let claim = |holds, is_attested_elsewhere| Claim {
        mandate: id,
        level: mandate.level,
        holds,
        is_attested_elsewhere,
        is_sourced,
    };
    if !mandate.when.is_undated() {
        return claim(holds(as_of, dates.bounds(id)), false);
    }
    match attested(as_of, mandate.attested.as_ref()) {
        Holds::No => claim(Holds::Possibly, true),
        holds @ (Holds::Surely | Holds::Possibly) => claim(holds, false),
    }
}

/// Whether a source that speaks for this date speaks for the as-of date; possibly, where it names none.
fn attested(as_of: Option<AsOf>, date: Option<&Edtf>) -> Holds {
    holds(as_of, date.map_or(Bounds::UNKNOWN, Edtf::bounds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Change, Common, SourceId};
    use crate::query::testing as t;

    fn mission(n: u64) -> MissionId {
        MissionId::from_bits(n)
    }

    fn asked(case: &Case, date: &str) -> Matrix {
        matrix(case, &Dates::of(case), AsOf::of(&t::date(date)))
    }

    fn always(case: &Case) -> Matrix {
        matrix(case, &Dates::of(case), None)
    }

    /// Two organizations with four missions each and three themes; a mark where the text has an `x`.
    fn table(rows: &[&str]) -> Vec<Change> {
        let mut changes = vec![t::theme(1, "DT"), t::theme(2, "CT"), t::theme(3, "CB")];
        let mut number = 0;
        for (n, row) in (1..).zip(rows) {
            changes.push(t::mission(n, if n <= 4 { "UN" } else { "OSCE" }, ""));
            for (theme, _) in (1..).zip(row.chars()).filter(|(_, mark)| *mark == 'x') {
                number += 1;
                changes.push(t::put_mandate(number, t::mandate(n, theme, Level::Mandated)));
            }
        }
        changes
    }

    #[test]
    fn totals_count_filled_cells() {
        let mut changes = table(&["xx.", "x..", "...", ".x.", "xx.", "xx.", ".x.", "x.."]);
        changes.push(t::put_mandate(90, t::mandate(1, 1, Level::Active)));
        changes.push(t::put_mandate(91, t::mandate(3, 3, Level::Excluded)));
        changes.push(t::put_mandate(92, t::mandate(77, 3, Level::Mandated)));
        let matrix = always(&t::case(&changes));
        assert_eq!(matrix.totals, [5, 5, 0]);
        assert_eq!(matrix.total, 10);
        assert_eq!(matrix.groups.iter().map(|group| group.total).collect::<Vec<_>>(), [4, 6]);
        assert_eq!(matrix.groups[0].totals, [2, 2, 0]);
        assert_eq!(matrix.rows().map(|row| row.total).collect::<Vec<_>>(), [2, 1, 0, 1, 2, 2, 1, 1]);
        assert_eq!(matrix.unplaced, [MandateId::from_bits(92)]);
    }

    #[test]
    fn rows_stand_by_organization_where_its_first_mission_stands() {
        let case = t::case(&[t::mission(3, "UN", ""), t::mission(2, "OSCE", ""), t::mission(1, "UN", "")]);
        let rows: Vec<_> = always(&case).rows().map(|row| row.mission).collect();
        assert_eq!(rows, [1, 3, 2].map(MissionId::from_bits));
    }

    #[test]
    fn three_kinds_of_empty_are_kept_apart() {
        let case = t::case(&[
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            t::theme(3, "CB"),
            t::mission(1, "UN", ""),
            t::survey(1, &[1], &[1, 2], ""),
            t::put_mandate(1, t::mandate(1, 2, Level::Excluded)),
        ]);
        let contents: Vec<_> =
            always(&case).rows().flat_map(|row| row.cells.clone()).map(|cell| cell.content).collect();
        let looked = Blank::SurveyedBlank(vec![SurveyId::from_bits(1)]);
        assert_eq!(contents, [looked, Blank::Excluded, Blank::NotSurveyed].map(Content::Empty));
    }

    #[test]
    fn a_blank_that_a_survey_found_for_another_date_is_marked() {
        let case = t::case(&[t::theme(1, "DT"), t::mission(1, "UN", ""), t::survey(1, &[1], &[1], "2011-07")]);
        for (as_of, expected) in [("2010-04", true), ("2011", false), ("2011-07", false)] {
            let matrix = matrix(&case, &Dates::of(&case), AsOf::of(&t::date(as_of)));
            let found: Vec<bool> =
                matrix.rows().flat_map(|row| &row.cells).map(|cell| cell.is_blank_elsewhere).collect();
            assert_eq!(found, [expected], "{as_of}");
        }
    }

    #[test]
    fn claims_stand_by_strength_and_the_strongest_is_shown() {
        let levels = [Level::Analysed, Level::Excluded, Level::Active, Level::Requested];
        let mut changes = vec![t::theme(1, "DT"), t::mission(1, "UN", "")];
        changes.extend((1..).zip(levels).map(|(n, level)| t::put_mandate(n, t::mandate(1, 1, level))));
        let case = t::case(&changes);
        let matrix = always(&case);
        let cell = matrix.cell(mission(1), ThemeId::from_bits(1)).expect("a cell");
        assert_eq!(cell.strongest(), Some(Level::Requested));
        let ids = [4, 3, 1, 2].map(MandateId::from_bits);
        assert_eq!(cell.claims.iter().map(|claim| claim.mandate).collect::<Vec<_>>(), ids);
        assert_eq!(claims(&case, mission(1), ThemeId::from_bits(1)), ids);
    }

    /// One claim held, or attested, at a time; what is told of it as of a date.
    fn check(held: &str, attested: &str, as_of: &str, expected: Option<(Holds, bool)>) {
        let mut claim = t::mandate(1, 1, Level::Mandated);
        claim.when = t::when(held);
        claim.attested = (!attested.is_empty()).then(|| t::date(attested));
        let case = t::case(&[t::theme(1, "DT"), t::mission(1, "UN", ""), t::put_mandate(1, claim)]);
        let matrix = asked(&case, as_of);
        let cell = &matrix.groups[0].rows[0].cells[0];
        let told = cell.claims.first().map(|claim| (claim.holds, claim.is_attested_elsewhere));
        assert_eq!(told, expected, "held {held:?}, attested {attested:?}, as of {as_of}");
        assert_eq!(cell.left_out.is_empty(), expected.is_some());
    }

    #[test]
    fn a_holding_period_decides_and_an_attestation_only_marks() {
        check("2008/2010", "", "2009-05", Some((Holds::Surely, false)));
        check("2008/2010", "", "2010-06", Some((Holds::Possibly, false)));
        check("2008/2010", "", "2011", None);
        check("2008/2010", "2011", "2011", None);
        check("", "2011-07", "2011", Some((Holds::Surely, false)));
        check("", "2011-07", "2009", Some((Holds::Possibly, true)));
        check("", "", "2009", Some((Holds::Possibly, false)));
    }

    #[test]
    fn a_claim_is_sourced_by_a_citation_or_a_decision() {
        let check = |common: Common, decision: Option<u64>, expected: bool| {
            let mut claim = t::mandate(1, 1, Level::Mandated);
            (claim.common, claim.decision) = (common, decision.map(SourceId::from_bits));
            let matrix = always(&t::case(&[t::theme(1, "DT"), t::mission(1, "UN", ""), t::put_mandate(1, claim)]));
            assert_eq!(matrix.groups[0].rows[0].cells[0].claims[0].is_sourced, expected);
        };
        check(Common::default(), None, false);
        check(t::cited(), None, true);
        check(Common::default(), Some(1), true);
        let mut disputed = t::cited();
        disputed.citations[0].stance = crate::case::Stance::Disputes;
        check(disputed.clone(), None, false);
        check(disputed, Some(1), true);
    }

    #[test]
    fn a_lapsed_mandate_is_no_surveyed_blank_of_another_date() {
        let mut claim = t::mandate(1, 1, Level::Mandated);
        claim.when = t::when("2008/2010");
        let base = [t::theme(1, "DT"), t::mission(1, "UN", "2008/2010"), t::put_mandate(1, claim)];
        let blank = |survey: Change| {
            let matrix = asked(&t::case(&base).with(&[survey]), "2012");
            assert_eq!(matrix.groups[0].rows[0].existed, Holds::No);
            matrix.groups[0].rows[0].cells[0].content.clone()
        };
        assert_eq!(blank(t::survey(1, &[1], &[1], "2009")), Content::Empty(Blank::NotSurveyed));
        let looked = Blank::SurveyedBlank(vec![SurveyId::from_bits(1)]);
        assert_eq!(blank(t::survey(1, &[1], &[1], "2012")), Content::Empty(looked));
    }
}
