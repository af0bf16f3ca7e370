//! Editing a cell of the matrix as a whole: its one claim, or a new one beside those that it has.

use std::sync::Arc;

use super::blank::blank;
use super::command::New;
use super::scene::Canvas;
use super::selection::Selection;
use super::store::Session;
use crate::case::{Case, Level, MandateId, MissionId, Record, RecordId, ThemeId};
use crate::edit::{Edit, References};
use crate::query::matrix::claims;

impl Session {
    pub(super) fn select_cell(&mut self, mission: MissionId, theme: ThemeId) {
        self.select(Selection::of_cell(mission, theme));
    }

    /// Gives the one claim of a cell a level, adds one where there is none, or removes it. Which of several is meant
    /// the user has to say.
    pub(super) fn set_level(&mut self, (mission, theme): (MissionId, ThemeId), level: Option<Level>) {
        self.select_cell(mission, theme);
        match (claims(self.case(), mission, theme).as_slice(), level) {
            ([], None) => {}
            ([], Some(level)) => self.put_claim((mission, theme), level),
            (&[id], _) if self.is_left_out((mission, theme), id) => {
                let cell = self.cell_title(mission, theme);
                self.tell(format!("The claim of {cell} does not hold on the as-of date: change it in the inspector"));
            }
            (&[id], None) => self.remove_claim((mission, theme), id),
            (&[id], Some(level)) => self.change_level(id, level),
            (several, _) => {
                let (cell, count) = (self.cell_title(mission, theme), several.len());
                self.tell(format!("{cell} has {count} claims: choose which to change in the inspector"));
            }
        }
    }

    /// Takes the only claim out of a cell, and says what goes with it.
    fn remove_claim(&mut self, (mission, theme): (MissionId, ThemeId), id: MandateId) {
        let cited = self.citations_of(id);
        self.edit(&Edit::Remove(vec![id.into()], References::Refuse));
        if self.case().mandates.contains_key(&id) {
            return;
        }
        let cell = self.cell_title(mission, theme);
        let lost = if cited.is_empty() { String::new() } else { format!(" with {cited}") };
        let now = if self.is_surveyed((mission, theme)) {
            "; a survey went through this cell, so that it now reads as found blank"
        } else {
            ""
        };
        self.tell(format!("The claim of {cell} is removed{lost}{now}. Undo brings it back"));
    }

    /// "2 citations"; empty where there are none.
    fn citations_of(&self, id: MandateId) -> String {
        match self.case().mandates.get(&id).map_or(0, |mandate| mandate.common.citations.len()) {
            0 => String::new(),
            1 => "1 citation".to_owned(),
            several => format!("{several} citations"),
        }
    }

    /// Adds a claim to a cell.
    pub(super) fn add_claim(&mut self, cell: (MissionId, ThemeId)) {
        self.select_cell(cell.0, cell.1);
        self.put_claim(cell, Level::default());
    }

    /// Whether a survey went through a cell.
    pub(super) fn is_surveyed(&self, (mission, theme): (MissionId, ThemeId)) -> bool {
        let mut surveys = self.case().surveys.values();
        surveys.any(|survey| survey.missions.contains(&mission) && survey.themes.contains(&theme))
    }

    /// Whether a record of a value of the case is a claim of the selected cell.
    pub(super) fn is_of_cell(&self, case: &Case, id: RecordId) -> bool {
        let RecordId::Mandate(id) = id else { return false };
        let mandate = case.mandates.get(&id);
        mandate.is_some_and(|mandate| self.scenes.own.view.selection.cell == Some((mandate.mission, mandate.theme)))
    }

    fn cell_title(&self, mission: MissionId, theme: ThemeId) -> String {
        format!("{} × {}", self.case().title_of(mission.into()), self.case().title_of(theme.into()))
    }

    pub(super) fn is_left_out(&self, (mission, theme): (MissionId, ThemeId), id: MandateId) -> bool {
        // A matrix that is pinned may be as of another date than the window.
        let matrix = &self.sight(Some(Canvas::Matrix)).answers().matrix;
        matrix.cell(mission, theme).is_some_and(|cell| cell.left_out.contains(&id))
    }

    /// A new claim of a cell, cited with what is being read.
    pub(super) fn new_claim(&self, (mission, theme): (MissionId, ThemeId), level: Level) -> (RecordId, Record) {
        let (id, mut record) = blank(New::Mandate(mission, theme), self.case(), &self.host);
        if let Record::Mandate(mandate) = &mut record {
            Arc::make_mut(mandate).level = level;
        }
        (id, self.cite_new(record))
    }

    fn put_claim(&mut self, cell: (MissionId, ThemeId), level: Level) {
        let (id, record) = self.new_claim(cell, level);
        self.edit(&Edit::Put(id, record));
    }

    fn change_level(&mut self, id: MandateId, level: Level) {
        let Some(mandate) = self.case().mandates.get(&id) else { return };
        let mut mandate = Arc::clone(mandate);
        if mandate.level != level {
            let before = mandate.level.label();
            Arc::make_mut(&mut mandate).level = level;
            let (mission, theme) = (mandate.mission, mandate.theme);
            self.edit(&Edit::Put(id.into(), Record::Mandate(mandate)));
            let cited = self.citations_of(id);
            if !cited.is_empty() {
                // A source that says "mandated" does not say "requested".
                let (cell, after) = (self.cell_title(mission, theme), level.label());
                self.tell(format!("{cell} was {before} and is {after} now: check that its {cited} say so"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Mission, RecordKind, Theme};
    use crate::disk::Settings;
    use crate::session::{Command, Host};

    const MISSION: MissionId = MissionId::from_bits(1);
    const THEME: ThemeId = ThemeId::from_bits(1);

    /// One mission and one theme.
    fn begin() -> Session {
        let mut session = Session::empty(Settings::default(), Host::still());
        session.run(vec![
            Command::Edit(Edit::Put(MISSION.into(), Record::Mission(Arc::new(Mission::default())))),
            Command::Edit(Edit::Put(THEME.into(), Record::Theme(Arc::new(Theme::default())))),
        ]);
        session
    }

    fn levels(session: &Session) -> Vec<Level> {
        session.case().mandates.values().map(|mandate| mandate.level).collect()
    }

    fn said(session: &Session) -> &str {
        session.notices().last().map_or("", |notice| notice.words.as_str())
    }

    /// Sets a level, or none, one after the other; the claims after each.
    fn check(steps: &[(Option<Level>, &[Level])]) {
        let mut session = begin();
        for (level, expected) in steps {
            session.run(vec![Command::SetLevel(MISSION, THEME, *level)]);
            assert_eq!(levels(&session), *expected, "{steps:?}");
            assert_eq!(session.selection().cell, Some((MISSION, THEME)));
        }
    }

    #[test]
    fn one_claim_is_added_changed_and_removed() {
        check(&[(None, &[])]);
        check(&[
            (Some(Level::Active), &[Level::Active]),
            (Some(Level::Excluded), &[Level::Excluded]),
            (Some(Level::Excluded), &[Level::Excluded]),
            (None, &[]),
        ]);
    }

    #[test]
    fn which_of_several_claims_is_meant_is_asked() {
        let mut session = begin();
        session.run(vec![Command::AddClaim(MISSION, THEME), Command::AddClaim(MISSION, THEME)]);
        session.run(vec![Command::SetLevel(MISSION, THEME, Some(Level::Active))]);
        assert_eq!(levels(&session), [Level::Mandated, Level::Mandated]);
        assert!(said(&session).contains("has 2 claims"), "{}", said(&session));
    }

    #[test]
    fn a_claim_that_does_not_hold_on_the_date_is_left_alone() {
        let mut session = begin();
        session.run(vec![Command::AddClaim(MISSION, THEME)]);
        let id = session.case().ids(RecordKind::Mandate)[0];
        let Some(Record::Mandate(mut mandate)) = session.case().record(id) else { panic!("a mandate") };
        Arc::make_mut(&mut mandate).when.stated = Some("2008/2010".parse().unwrap());
        session.run(vec![Command::Edit(Edit::Put(id, Record::Mandate(mandate)))]);
        session.run(vec![Command::AsOf(Some("2012".parse().unwrap()))]);
        session.run(vec![Command::SetLevel(MISSION, THEME, None)]);
        assert_eq!(levels(&session), [Level::Mandated]);
        assert!(said(&session).contains("does not hold on the as-of date"), "{}", said(&session));
    }

    #[test]
    fn undo_and_redo_stay_in_the_cell() {
        let mut session = begin();
        session.run(vec![Command::SetLevel(MISSION, THEME, Some(Level::Active))]);
        for (command, expected) in [
            (Command::Undo, &[][..]),
            (Command::Redo, &[Level::Active]),
            (Command::SetLevel(MISSION, THEME, None), &[]),
            (Command::Undo, &[Level::Active]),
        ] {
            session.run(vec![command]);
            assert_eq!(levels(&session), *expected);
            assert_eq!(session.selection().cell, Some((MISSION, THEME)));
        }
    }
}
