//! A range of cells of the matrix filled or emptied as one step. What is ambiguous is left as it is and counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::store::Session;
use crate::case::{Level, Mandate, MandateId, MissionId, Record, RecordId, ThemeId, targets};
use crate::edit::{Edit, References};

/// A cell of the matrix.
type Cell = (MissionId, ThemeId);

/// What became of the cells of a range.
#[derive(Debug, Default, PartialEq, Eq)]
struct Filled {
    added: usize,
    changed: usize,
    removed: usize,
    /// Citations of the claims that were changed or removed.
    citations: usize,
    /// Cells that had the level already.
    same: usize,
    /// Cells left, since they have several claims.
    several: usize,
    /// Cells left, since their claim does not hold on the as-of date.
    left_out: usize,
    /// Cells left, since another record names their claim.
    named: usize,
    /// Cells emptied that a survey went through.
    surveyed: usize,
}

impl Session {
    /// Gives the cells of a range a level, each as if it stood alone, or empties them; one step, and one sentence about it.
    pub(super) fn fill_cells(&mut self, cells: &[Cell], level: Option<Level>) {
        let claims = self.claims_of(cells);
        let held = if level.is_none() { self.held(&claims) } else { BTreeSet::new() };
        let mut filled = Filled::default();
        let mut edits = Vec::new();
        for &cell in cells {
            let own = claims.get(&cell).map_or(&[][..], Vec::as_slice);
            edits.extend(self.filling(cell, own, (level, &held), &mut filled));
        }
        let done = filled.added + filled.changed + filled.removed;
        let cells = count(done, "cell");
        let label = level.map_or_else(
            || format!("Remove the claims of {cells}"),
            |level| format!("Set the level of {cells}: {}", level.label()),
        );
        if !edits.is_empty() {
            self.edit(&Edit::Together { label, edits });
        }
        self.tell(filled.words(level));
    }

    /// The claims of each of these cells, of all dates.
    fn claims_of(&self, cells: &[Cell]) -> BTreeMap<Cell, Vec<MandateId>> {
        let mut found: BTreeMap<Cell, Vec<MandateId>> = cells.iter().map(|&cell| (cell, Vec::new())).collect();
        for (&id, claim) in &self.case().mandates {
            if let Some(claims) = found.get_mut(&(claim.mission, claim.theme)) {
                claims.push(id);
            }
        }
        found
    }

    /// Those of the claims that other records name: to remove one would ask what becomes of these.
    fn held(&self, claims: &BTreeMap<Cell, Vec<MandateId>>) -> BTreeSet<RecordId> {
        let ids: BTreeSet<RecordId> = claims.values().flatten().map(|&id| id.into()).collect();
        let namers = self.namers(self.case(), &ids);
        let records = namers.iter().filter_map(|&by| self.case().record(by));
        records.flat_map(|record| targets(&record)).map(|(id, _)| id).filter(|id| ids.contains(id)).collect()
    }

    /// The edit of one cell; none where it is left.
    fn filling(
        &self,
        cell: Cell,
        claims: &[MandateId],
        (level, held): (Option<Level>, &BTreeSet<RecordId>),
        filled: &mut Filled,
    ) -> Option<Edit> {
        match (claims, level) {
            ([], None) => None,
            ([], Some(level)) => {
                filled.added += 1;
                let (id, record) = self.new_claim(cell, level);
                Some(Edit::Put(id, record))
            }
            (&[id], _) if self.is_left_out(cell, id) => {
                filled.left_out += 1;
                None
            }
            (&[id], Some(level)) => self.releveled(id, level, filled),
            (&[id], None) if held.contains(&id.into()) => {
                filled.named += 1;
                None
            }
            (&[id], None) => {
                filled.removed += 1;
                filled.citations += self.case().mandates.get(&id)?.common.citations.len();
                filled.surveyed += usize::from(self.is_surveyed(cell));
                Some(Edit::Remove(vec![id.into()], References::Refuse))
            }
            _ => {
                filled.several += 1;
                None
            }
        }
    }

    /// The edit that gives a claim another level.
    fn releveled(&self, id: MandateId, level: Level, filled: &mut Filled) -> Option<Edit> {
        let claim = self.case().mandates.get(&id)?;
        if claim.level == level {
            filled.same += 1;
            return None;
        }
        filled.changed += 1;
        filled.citations += claim.common.citations.len();
        let claim = Mandate { level, ..Mandate::clone(claim) };
        Some(Edit::Put(id.into(), Record::Mandate(Arc::new(claim))))
    }
}

/// "1 cell", "6 cells".
fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

impl Filled {
    /// What was done, what follows from it, and what was left.
    fn words(&self, level: Option<Level>) -> String {
        let acts = [(self.added, "added"), (self.changed, "changed"), (self.removed, "removed")];
        let done: Vec<String> = acts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, act)| format!("{} {act}", count(*number, "claim")))
            .collect();
        let done = if done.is_empty() { "No claim is altered".to_owned() } else { done.join(", ") };
        let to = level.filter(|_| self.added + self.changed > 0);
        let to = to.map_or_else(String::new, |level| format!(": {}", level.label()));
        let cited = match (self.citations, level) {
            (0, _) => None,
            (citations, None) => Some(format!("with {} that undo brings back", count(citations, "citation"))),
            // A source that says "mandated" does not say "requested".
            (citations, Some(_)) => {
                Some(format!("check that the {} of what is changed say so", count(citations, "citation")))
            }
        };
        let surveyed = (self.surveyed > 0).then(|| {
            format!("{} now read as found blank, since a survey went through them", count(self.surveyed, "cell"))
        });
        let left = |number: usize, why: &str| (number > 0).then(|| format!("{} {why}", count(number, "cell")));
        let parts = [
            cited,
            surveyed,
            left(self.same, "had this level already"),
            left(self.several, "left, with several claims: choose in the inspector"),
            left(self.left_out, "left, with a claim that does not hold on the as-of date"),
            left(self.named, "left, with a claim that another record names"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { format!("{done}{to}") } else { format!("{done}{to}; {}", parts.join("; ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Mission, RecordKind, Source, SourceId, Theme};
    use crate::disk::Settings;
    use crate::query::entry::Reading;
    use crate::session::{Command, Host};

    /// Two missions and two themes.
    fn begin() -> (Session, [Cell; 4]) {
        let mut session = Session::empty(Settings::default(), Host::still());
        let (missions, themes) = ([1, 2].map(MissionId::from_bits), [1, 2].map(ThemeId::from_bits));
        let put = |id: RecordId, record| Command::Edit(Edit::Put(id, record));
        session.run(missions.map(|id| put(id.into(), Record::Mission(Arc::new(Mission::default())))).to_vec());
        session.run(themes.map(|id| put(id.into(), Record::Theme(Arc::new(Theme::default())))).to_vec());
        let cell = |row: usize, column: usize| (missions[row], themes[column]);
        (session, [cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)])
    }

    fn levels(session: &Session, cells: &[Cell]) -> Vec<Vec<Level>> {
        let claims = session.claims_of(cells);
        let level = |id: &MandateId| session.case().mandates.get(id).unwrap().level;
        cells.iter().map(|cell| claims.get(cell).unwrap().iter().map(level).collect()).collect()
    }

    fn said(session: &Session) -> &str {
        session.notices().last().map_or("", |notice| notice.words.as_str())
    }

    #[test]
    fn a_range_is_filled_and_emptied_as_one_step_and_undone() {
        let (mut session, cells) = begin();
        session.run(vec![
            Command::SetLevel(cells[1].0, cells[1].1, Some(Level::Excluded)),
            Command::SetLevel(cells[2].0, cells[2].1, Some(Level::Active)),
            Command::SelectCell(cells[0].0, cells[0].1),
        ]);
        let before = session.case().clone();
        session.run(vec![Command::FillCells(cells.to_vec(), Some(Level::Active))]);
        assert_eq!(levels(&session, &cells), [[Level::Active]; 4]);
        assert_eq!(said(&session), "2 claims added, 1 claim changed: active; 1 cell had this level already");
        assert_eq!(session.undo_label(), Some("Set the level of 3 cells: active"));
        session.run(vec![Command::Undo]);
        assert_eq!(*session.case(), before);
        assert_eq!(session.selection().cell, Some(cells[0]), "one stays where the range ends");
        session.run(vec![Command::Redo, Command::FillCells(cells.to_vec(), None)]);
        assert_eq!((levels(&session, &cells), said(&session)), (vec![Vec::new(); 4], "4 claims removed"));
        session.run(vec![Command::Undo, Command::Undo]);
        assert_eq!(*session.case(), before);
        assert_eq!(session.selection().cell, Some(cells[0]));
    }

    #[test]
    fn what_is_ambiguous_is_left_and_counted() {
        let (mut session, cells) = begin();
        let add = |cell: Cell| Command::AddClaim(cell.0, cell.1);
        session.run(vec![add(cells[0]), add(cells[0]), add(cells[1])]);
        session.run(vec![Command::FillCells(cells[..2].to_vec(), Some(Level::Active))]);
        let two = vec![Level::Mandated; 2];
        assert_eq!(levels(&session, &cells[..2]), [two.clone(), vec![Level::Active]]);
        assert!(said(&session).ends_with("; 1 cell left, with several claims: choose in the inspector"));
        session.run(vec![Command::FillCells(cells.to_vec(), None)]);
        assert_eq!(levels(&session, &cells[..2]), [two, Vec::new()]);
        let before = session.case().clone();
        session.run(vec![Command::FillCells(cells.to_vec(), None)]);
        assert_eq!(*session.case(), before);
        assert!(said(&session).starts_with("No claim is altered; 1 cell left"), "{}", said(&session));
    }

    #[test]
    fn a_claim_that_another_record_names_or_that_is_of_another_date_is_left() {
        let (mut session, cells) = begin();
        session.run(vec![Command::FillCells(cells[..2].to_vec(), Some(Level::Mandated))]);
        let [held, dated] = session.case().ids(RecordKind::Mandate)[..] else { panic!("two claims") };
        let view = crate::case::View { selection: vec![held], ..crate::case::View::default() };
        let id = crate::case::ViewId::from_bits(9).into();
        session.run(vec![Command::Edit(Edit::Put(id, Record::View(Arc::new(view))))]);
        let Some(Record::Mandate(mut mandate)) = session.case().record(dated) else { panic!("a mandate") };
        Arc::make_mut(&mut mandate).when.stated = Some("2008/2010".parse().unwrap());
        session.run(vec![Command::Edit(Edit::Put(dated, Record::Mandate(mandate)))]);
        session.run(vec![Command::AsOf(Some("2012".parse().unwrap()))]);
        session.run(vec![Command::FillCells(cells.to_vec(), None)]);
        assert!(session.case().has(held) && session.case().has(dated) && session.question().is_none());
        let words = said(&session);
        assert!(words.contains("1 cell left, with a claim that another record names"), "{words}");
        assert!(words.contains("1 cell left, with a claim that does not hold on the as-of date"), "{words}");
    }

    #[test]
    fn new_claims_are_cited_with_what_is_being_read() {
        let (mut session, cells) = begin();
        let source = SourceId::from_bits(5);
        session.run(vec![Command::Edit(Edit::Put(source.into(), Record::Source(Arc::new(Source::default()))))]);
        session.run(vec![Command::Read(Some(Reading { source, locator: "p. 7".to_owned(), credibility: None }))]);
        session.run(vec![Command::FillCells(cells[..2].to_vec(), Some(Level::Requested))]);
        session.run(vec![Command::SetLevel(cells[2].0, cells[2].1, Some(Level::Requested))]);
        let cited: Vec<_> = session.case().mandates.values().map(|mandate| mandate.common.citations.len()).collect();
        assert_eq!(cited, [1, 1, 1]);
        session.run(vec![Command::FillCells(cells.to_vec(), Some(Level::Active))]);
        assert!(said(&session).contains("check that the 3 citations of what is changed say so"), "{}", said(&session));
    }
}
