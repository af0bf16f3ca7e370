//! In what order the mandate matrix is shown: by what its rows are grouped and sorted, its columns likewise, and which of
//! them are left out since they hold nothing.
//!
//! Pure: the same matrix, findings and choices give the same arrangement, on the screen as in what is exported. What is
//! sorted by a count has the most first; what ties stays as somebody ordered it. Groups stand where their first mission does,
//! and rows are sorted within them.
//!
//! **Empty** is a row or a column in which no claim may hold on the date, nothing is evidenced, nobody is known to do
//! anything, and nothing is different from a date that is compared with. A row without a mandate in whose area something
//! happens is a gap, and never hidden; nor is one whose mandate has ended since.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::as_of::Holds;
use super::folded::fold;
use super::gaps::{Class, Difference, Gaps};
use super::matrix::{Group, Matrix, Row};
use crate::case::{Aspect, Case, MissionId, PlaceId, ThemeId};
pub use crate::case::{GroupBy, HidesEmpty, SortBy};

/// How somebody wants to see the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What rows stand together.
    pub group_by: GroupBy,
    /// The order of the rows of a group.
    pub rows: SortBy,
    /// The order of the columns.
    pub columns: SortBy,
    /// What is left out where it is empty.
    pub hides_empty: HidesEmpty,
}

impl Choices {
    /// Those of a saved view.
    pub const fn of(aspect: &Aspect) -> Self {
        let Aspect { group_by, rows_by, columns_by, hides_empty, .. } = aspect;
        Self { group_by: *group_by, rows: *rows_by, columns: *columns_by, hides_empty: *hides_empty }
    }

    /// Whether the order follows from more than names and claims.
    pub fn needs_findings(self) -> bool {
        self.hides_empty != HidesEmpty::Nothing || [self.rows, self.columns].contains(&SortBy::Gaps)
    }
}

/// The matrix as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// The matrix with its rows and columns in order. Where nothing was chosen it is the very matrix.
    pub matrix: Arc<Matrix>,
    /// By what its rows are grouped.
    pub group_by: GroupBy,
    /// Empty rows that are left out.
    pub hidden_rows: usize,
    /// Empty columns that are left out.
    pub hidden_columns: usize,
}

impl Arrangement {
    /// A matrix as it stands.
    pub fn plain(matrix: Arc<Matrix>) -> Self {
        Self { matrix, ..Self::default() }
    }

    /// The heading of a group: "UN · field SPM", "West Africa"; in words where the case does not say.
    pub fn heading(&self, group: &Group) -> String {
        let parts = [group.organization.as_str(), group.name.as_str()].into_iter().filter(|part| !part.is_empty());
        let words = parts.collect::<Vec<_>>().join(" · ");
        match self.group_by {
            GroupBy::Nothing => "All missions".to_owned(),
            GroupBy::Group | GroupBy::Organization if words.is_empty() => "No organization stated".to_owned(),
            GroupBy::Region if words.is_empty() => "No area stated".to_owned(),
            GroupBy::Group | GroupBy::Organization | GroupBy::Region => words,
        }
    }

    /// "3 empty rows and 1 empty column hidden"; `None` where all is shown.
    pub fn hidden_words(&self) -> Option<String> {
        let count = |number: usize, one: &str| match number {
            0 => None,
            1 => Some(format!("1 empty {one}")),
            _ => Some(format!("{number} empty {one}s")),
        };
        let parts = [count(self.hidden_rows, "row"), count(self.hidden_columns, "column")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{} hidden", parts.join(" and ")))
    }
}

/// What mandates and evidence come to, and what is different from an earlier date where one is compared with.
pub type Findings<'a> = (&'a Gaps, Option<&'a Difference>);

/// The matrix in the order that was chosen. Takes time in proportion to its cells. What is found matters only where
/// [`Choices::needs_findings`].
pub fn arrangement(case: &Case, matrix: &Arc<Matrix>, found: Findings<'_>, choices: Choices) -> Arrangement {
    let same = Arrangement { matrix: Arc::clone(matrix), group_by: choices.group_by, ..Arrangement::default() };
    if choices == Choices::default() {
        return same;
    }
    let ground = Ground { case, matrix, gaps: found.0, difference: found.1 };
    let columns = ground.columns(choices);
    let rows = ground.rows(choices);
    let (hidden_rows, hidden_columns) = (matrix.rows().count() - rows.len(), matrix.themes.len() - columns.len());
    let arranged = ground.arranged(&ground.grouped(&rows, choices.group_by), &columns);
    Arrangement { matrix: Arc::new(arranged), hidden_rows, hidden_columns, ..same }
}

/// What an order is made of.
struct Ground<'a> {
    case: &'a Case,
    matrix: &'a Matrix,
    gaps: &'a Gaps,
    difference: Option<&'a Difference>,
}

/// What stands together, under its two names, and the rows of it.
type Gathered<'a> = ((String, String), Vec<&'a Row>);

/// How many findings of a kind there are: surely, and possibly.
type Count = (usize, usize);

impl<'a> Ground<'a> {
    /// The places of the columns that are shown, in their order.
    fn columns(&self, choices: Choices) -> Vec<usize> {
        let themes = &self.matrix.themes;
        let mut places: Vec<usize> = (0..themes.len()).collect();
        if choices.hides_empty.sides().1 {
            let is_done = |place: usize| themes.get(place).is_some_and(|&id| self.gaps.work.of_theme(id).is_some());
            let is_used = |&place: &usize| is_done(place) || self.matrix.rows().any(|row| self.is_used(row, place));
            places.retain(is_used);
        }
        let gaps = |place: usize| {
            let of = self.matrix.rows().filter_map(|row| self.gap(row.mission, place));
            Reverse(of.fold(Count::default(), counted))
        };
        let total = |place: usize| Reverse(self.matrix.totals.get(place).copied().unwrap_or(0));
        match choices.columns {
            SortBy::Order => {}
            SortBy::Name => places.sort_by_cached_key(|&place| themes.get(place).map(|id| self.theme_name(*id))),
            SortBy::Filled => places.sort_by_key(|&place| total(place)),
            SortBy::Gaps => places.sort_by_cached_key(|&place| gaps(place)),
        }
        places
    }

    /// The rows that are shown, in their order, without groups.
    fn rows(&self, choices: Choices) -> Vec<&'a Row> {
        let matrix: &'a Matrix = self.matrix;
        let columns = matrix.themes.len();
        let (hides_rows, _) = choices.hides_empty.sides();
        let is_done = |row: &Row| self.gaps.work.of_mission(row.mission).is_some();
        let is_used = |row: &Row| is_done(row) || (0..columns).any(|place| self.is_used(row, place));
        let is_shown = |row: &&Row| !hides_rows || is_used(row);
        let mut rows: Vec<&Row> = matrix.rows().filter(is_shown).collect();
        let mission = |row: &Row| self.case.missions.get(&row.mission);
        // The matrix has them by group: without groups, or by other ones, the order is that of all missions.
        rows.sort_by_cached_key(|row| mission(row).map(|mission| (mission.order, mission.name.clone(), row.mission)));
        let gaps = |row: &Row| {
            let of = (0..columns).filter_map(|place| self.gap(row.mission, place));
            Reverse(of.fold(Count::default(), counted))
        };
        match choices.rows {
            SortBy::Order => {}
            SortBy::Name => rows.sort_by_cached_key(|row| mission(row).map(|mission| fold(&mission.name))),
            SortBy::Filled => rows.sort_by_key(|row| Reverse(row.total)),
            SortBy::Gaps => rows.sort_by_cached_key(|row| gaps(row)),
        }
        rows
    }

    /// Whether a cell has a claim, anything is evidenced in it, or anything is different in it.
    fn is_used(&self, row: &Row, place: usize) -> bool {
        let has_claim = row.cells.get(place).is_some_and(|cell| !cell.claims.is_empty());
        let Some(&theme) = self.matrix.themes.get(place) else { return has_claim };
        let is_evidenced = || self.gaps.cell(row.mission, theme).is_some_and(|found| found.evidenced != Holds::No);
        let is_different = || self.difference.is_some_and(|known| known.cell(row.mission, theme).is_some());
        has_claim || is_evidenced() || is_different()
    }

    /// How sure a gap is, where the cell is one.
    fn gap(&self, mission: MissionId, place: usize) -> Option<Holds> {
        let finding = self.gaps.cell(mission, *self.matrix.themes.get(place)?)?;
        (finding.class == Class::Gap).then_some(finding.sureness)
    }

    fn theme_name(&self, id: ThemeId) -> String {
        self.case.themes.get(&id).map(|theme| fold(&theme.name)).unwrap_or_default()
    }

    /// The rows by what stands together. Groups come in the order in which the matrix has their first mission.
    fn grouped(&self, rows: &[&'a Row], by: GroupBy) -> Vec<Gathered<'a>> {
        let names: BTreeMap<MissionId, (String, String)> = self
            .matrix
            .groups
            .iter()
            .flat_map(|group| group.rows.iter().map(move |row| (group, row.mission)))
            .map(|(group, mission)| match by {
                GroupBy::Group => (mission, (group.organization.clone(), group.name.clone())),
                GroupBy::Organization => (mission, (group.organization.clone(), String::new())),
                GroupBy::Region => (mission, (self.region(mission), String::new())),
                GroupBy::Nothing => (mission, (String::new(), String::new())),
            })
            .collect();
        let mut places = BTreeMap::new();
        for own in self.matrix.rows().filter_map(|row| names.get(&row.mission)) {
            let next = places.len();
            let _place = places.entry(own).or_insert(next);
        }
        let mut groups: BTreeMap<usize, Gathered<'a>> = BTreeMap::new();
        for row in rows {
            let Some((own, &place)) = names.get(&row.mission).and_then(|own| Some((own, places.get(own)?))) else {
                continue;
            };
            groups.entry(place).or_insert_with(|| (own.clone(), Vec::new())).1.push(row);
        }
        groups.into_values().collect()
    }

    /// The topmost places of a mission's area, by name; empty where none is stated.
    fn region(&self, mission: MissionId) -> String {
        let area = self.case.missions.get(&mission).map_or(&[][..], |mission| &mission.area);
        let tops: BTreeSet<&str> = area.iter().filter_map(|&place| self.topmost(place)).collect();
        tops.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// The name of the topmost place in which a place lies. Where places lie in one another in a circle, it is the last
    /// one before that closes.
    fn topmost(&self, place: PlaceId) -> Option<&'a str> {
        let mut top = self.case.places.get(&place)?;
        let mut seen = BTreeSet::from([place]);
        while let Some(parent) = top.parent.filter(|&parent| seen.insert(parent))
            && let Some(next) = self.case.places.get(&parent)
        {
            top = next;
        }
        Some(&top.name)
    }

    /// A matrix of these rows and columns, with its totals.
    fn arranged(&self, groups: &[Gathered<'_>], columns: &[usize]) -> Matrix {
        let groups: Vec<Group> = groups.iter().map(|gathered| group(gathered, columns)).collect();
        let mut totals = vec![0; columns.len()];
        for group in &groups {
            totals.iter_mut().zip(&group.totals).for_each(|(total, own)| *total += own);
        }
        Matrix {
            themes: columns.iter().filter_map(|&place| self.matrix.themes.get(place).copied()).collect(),
            total: totals.iter().sum(),
            totals,
            groups,
            unplaced: self.matrix.unplaced.clone(),
        }
    }
}

fn group(((organization, name), rows): &Gathered<'_>, columns: &[usize]) -> Group {
    let mut totals = vec![0; columns.len()];
    let rows: Vec<Row> = rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = columns.iter().filter_map(|&place| row.cells.get(place).cloned()).collect();
            for (total, cell) in totals.iter_mut().zip(&cells) {
                *total += usize::from(cell.strongest().is_some());
            }
            let total = cells.iter().filter(|cell| cell.strongest().is_some()).count();
            Row { mission: row.mission, existed: row.existed, cells, total }
        })
        .collect();
    Group { organization: organization.clone(), name: name.clone(), total: totals.iter().sum(), rows, totals }
}

fn counted((surely, possibly): Count, sureness: Holds) -> Count {
    match sureness {
        Holds::Surely => (surely + 1, possibly),
        Holds::Possibly | Holds::No => (surely, possibly + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{ActivityKind, Basis, Change, Incident, Level, Mission, Place, ThemeTag};
    use crate::query::as_of::AsOf;
    use crate::query::dates::Dates;
    use crate::query::evidence::{self, Evidence, Threshold};
    use crate::query::gaps::{difference, gaps};
    use crate::query::matrix::matrix;
    use crate::query::testing as t;

    /// A mission with its name, its organization and its area.
    fn mission(n: u64, name: &str, organization: &str, area: &[u64]) -> Change {
        let mission = Mission {
            name: name.to_owned(),
            organization: organization.to_owned(),
            group: if n == 3 { "field" } else { "" }.to_owned(),
            order: u32::try_from(n).unwrap(),
            area: area.iter().map(|&place| PlaceId::from_bits(place)).collect(),
            ..Mission::default()
        };
        Change::Mission(MissionId::from_bits(n), Some(Arc::new(mission)))
    }

    fn place(n: u64, name: &str, parent: Option<u64>) -> Change {
        let place = Place { name: name.to_owned(), parent: parent.map(PlaceId::from_bits), ..Place::default() };
        Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
    }

    /// In Guinea-Bissau, on theme 1.
    fn seizure() -> Incident {
        let theme = ThemeTag { theme: ThemeId::from_bits(1), basis: Basis::Stated };
        Incident { place: Some(PlaceId::from_bits(2)), themes: vec![theme], ..t::incident("2009-03-02") }
    }

    /// Five missions and four themes: `Delta` and `Bravo` in Africa, `Charlie` in Europe, `Alpha` nowhere, `Echo` in places
    /// that lie in one another; `Bravo` is of a group of its own. Nothing is claimed of `Bravo`, `Echo` and theme 3; `Bravo`
    /// has a drug seizure in its area.
    fn case() -> Case {
        let mandate = |n, of, on, level| t::put_mandate(n, t::mandate(of, on, level));
        t::case(&[
            place(1, "Africa", None),
            place(2, "Guinea-Bissau", Some(1)),
            place(3, "Europe", None),
            place(4, "Snake", Some(5)),
            place(5, "Tail", Some(4)),
            t::theme(1, "DT"),
            t::theme(2, "CT"),
            t::theme(3, "CB"),
            t::theme(4, "AL"),
            mission(1, "Delta", "UN", &[2]),
            mission(2, "Charlie", "OSCE", &[3]),
            mission(3, "Bravo", "UN", &[2]),
            mission(4, "Alpha", "UN", &[]),
            mission(5, "Echo", "OSCE", &[4]),
            mandate(1, 1, 1, Level::Mandated),
            mandate(2, 2, 1, Level::Mandated),
            mandate(3, 2, 2, Level::Mandated),
            mandate(4, 4, 4, Level::Excluded),
            t::put_incident(1, seizure()),
        ])
    }

    fn arranged(case: &Case, choices: Choices) -> Arrangement {
        let play = Play::of(case, None);
        arrangement(case, &play.matrix, (&play.gaps, None), choices)
    }

    /// A state of play.
    struct Play {
        matrix: Arc<Matrix>,
        evidence: Evidence,
        gaps: Gaps,
    }

    impl Play {
        fn of(case: &Case, as_of: Option<&str>) -> Self {
            let (dates, threshold) = (Dates::of(case), Threshold::default());
            let as_of = as_of.and_then(|date| AsOf::of(&t::date(date)));
            let matrix = Arc::new(matrix(case, &dates, as_of));
            let ground =
                evidence::Ground { case, dates: &dates, as_of, threshold: &threshold, hits: None, counted: None };
            let evidence = evidence::evidence_of(&ground);
            let gaps = gaps(&ground, &matrix, &evidence);
            Self { matrix, evidence, gaps }
        }
    }

    /// The rows, by heading, and the columns.
    fn check(choices: Choices, rows: &[(&str, &str)], columns: &str) {
        let case = case();
        let arrangement = arranged(&case, choices);
        let name = |row: &Row| case.missions.get(&row.mission).unwrap().name.clone();
        let shown: Vec<(String, String)> = arrangement
            .matrix
            .groups
            .iter()
            .map(|group| (arrangement.heading(group), group.rows.iter().map(name).collect::<Vec<_>>().join(" ")))
            .collect();
        let expected: Vec<_> = rows.iter().map(|(group, rows)| ((*group).to_owned(), (*rows).to_owned())).collect();
        assert_eq!(shown, expected, "{choices:?}");
        let code = |id: &ThemeId| case.themes.get(id).unwrap().code.clone();
        let themes: Vec<String> = arrangement.matrix.themes.iter().map(code).collect();
        assert_eq!(themes.join(" "), columns, "{choices:?}");
        for row in arrangement.matrix.rows() {
            for (&theme, cell) in arrangement.matrix.themes.iter().zip(&row.cells) {
                let whole = arranged(&case, Choices::default());
                assert_eq!(whole.matrix.cell(row.mission, theme), Some(cell), "a cell goes with its row and column");
            }
        }
    }

    const ALL: &str = "DT CT CB AL";

    #[test]
    fn rows_are_grouped_by_group_by_organization_by_region_or_not_at_all() {
        let by = |group_by| Choices { group_by, ..Choices::default() };
        let groups = [("UN", "Delta Alpha"), ("UN · field", "Bravo"), ("OSCE", "Charlie Echo")];
        check(by(GroupBy::Group), &groups, ALL);
        check(by(GroupBy::Organization), &[("UN", "Delta Bravo Alpha"), ("OSCE", "Charlie Echo")], ALL);
        let regions = [("Africa", "Delta Bravo"), ("No area stated", "Alpha"), ("Europe", "Charlie"), ("Tail", "Echo")];
        check(by(GroupBy::Region), &regions, ALL);
        check(by(GroupBy::Nothing), &[("All missions", "Delta Charlie Bravo Alpha Echo")], ALL);
    }

    #[test]
    fn rows_and_columns_are_sorted_by_name_by_what_is_filled_and_by_gaps() {
        let sorted = |by| Choices { group_by: GroupBy::Nothing, rows: by, columns: by, ..Choices::default() };
        check(sorted(SortBy::Name), &[("All missions", "Alpha Bravo Charlie Delta Echo")], "AL CB CT DT");
        check(sorted(SortBy::Filled), &[("All missions", "Charlie Delta Bravo Alpha Echo")], ALL);
        check(sorted(SortBy::Gaps), &[("All missions", "Bravo Delta Charlie Alpha Echo")], ALL);
    }

    #[test]
    fn what_is_empty_is_hidden_and_counted_but_never_a_gap_or_a_claim() {
        let hides = Choices { hides_empty: HidesEmpty::Both, ..Choices::default() };
        check(hides, &[("UN", "Delta Alpha"), ("UN · field", "Bravo"), ("OSCE", "Charlie")], "DT CT AL");
        let case = case();
        let shown = arranged(&case, hides);
        assert_eq!(shown.hidden_words().as_deref(), Some("1 empty row and 1 empty column hidden"));
        assert_eq!((shown.matrix.total, shown.matrix.totals.as_slice()), (3, &[2, 1, 0][..]));
        assert_eq!(arranged(&case, Choices::default()).hidden_words(), None);
    }

    /// The names of the rows that stay where empty ones are hidden, with what is different between two states of play.
    fn kept(case: &Case, now: &Play, difference: Option<&Difference>) -> String {
        let hides = Choices { hides_empty: HidesEmpty::Rows, ..Choices::default() };
        let shown = arrangement(case, &now.matrix, (&now.gaps, difference), hides);
        let name = |row: &Row| case.missions.get(&row.mission).unwrap().name.clone();
        shown.matrix.rows().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn where_somebody_is_at_work_or_a_mandate_has_ended_nothing_is_empty() {
        let at_work = case().with(&[t::activity(1, (5, &[]), (ActivityKind::default(), "2009"), &[])]);
        assert_eq!(kept(&at_work, &Play::of(&at_work, None), None), "Delta Alpha Bravo Charlie Echo");
        let mut ended = t::mandate(5, 3, Level::Mandated);
        ended.when.stated = Some(t::date("2005/2007"));
        let ended = case().with(&[t::put_mandate(9, ended)]);
        let (then, now) = (Play::of(&ended, Some("2006")), Play::of(&ended, Some("2010")));
        let difference =
            difference((&then.matrix, &then.evidence, &then.gaps), (&now.matrix, &now.evidence, &now.gaps));
        assert_eq!(kept(&ended, &now, None), "Delta Alpha Bravo Charlie");
        assert_eq!(kept(&ended, &now, Some(&difference)), "Delta Alpha Bravo Charlie Echo");
    }

    #[test]
    fn without_a_choice_it_is_the_very_matrix() {
        let case = case();
        let (dates, gaps) = (Dates::of(&case), Gaps::default());
        let matrix = Arc::new(matrix(&case, &dates, None));
        let same = arrangement(&case, &matrix, (&gaps, None), Choices::default());
        assert!(Arc::ptr_eq(&same.matrix, &matrix));
    }
}
