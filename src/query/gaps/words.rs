//! What a finding says, in a sentence.

use super::{CellChange, Class, Cover, Finding, Nobody, Turn, Why};
use crate::case::{Case, Level, MissionId, ThemeId};
use crate::query::as_of::Holds;
use crate::query::evidence::{Evidence, Tally};

impl Finding {
    /// "possibly evidenced, not mandated".
    pub fn label(self) -> String {
        match self.sureness {
            Holds::Surely => self.class.label().to_owned(),
            Holds::Possibly | Holds::No => format!("possibly {}", self.class.label()),
        }
    }

    /// The finding on a mission and a theme, with what it stands on: "UNPOS × Piracy: evidenced, not mandated: 2 incidents …".
    pub fn sentence(self, case: &Case, (mission, theme): (MissionId, ThemeId), evidence: &Evidence) -> String {
        let cell = format!("{} × {}", case.title_of(mission.into()), case.title_of(theme.into()));
        format!("{cell}: {}", self.told(case, evidence.tally(mission, theme)))
    }

    /// The same without the mission and the theme, of what is counted there.
    pub fn told(self, case: &Case, tally: Tally) -> String {
        let acting = match self.acting {
            Holds::Surely => "; it acts on it all the same",
            Holds::Possibly => "; it may act on it all the same",
            Holds::No => "",
        };
        let happened = match self.class {
            Class::Gap | Class::Both => format!("{}, and ", incidents(tally)),
            Class::Dormant | Class::Neither => "no incident in the case, and ".to_owned(),
        };
        format!("{}: {happened}{}{acting}", self.label(), self.cover.words(case))
    }
}

/// "2 incidents, 1 possibly".
fn incidents(tally: Tally) -> String {
    let count = tally.stated + tally.inferred + tally.possibly;
    let noun = if count == 1 { "incident" } else { "incidents" };
    let is_plain = tally.words() == count.to_string();
    if is_plain { format!("{count} {noun}") } else { format!("{count} {noun} ({})", tally.words()) }
}

impl Cover {
    /// By what it stands that a mandate covers it or not: "“Survey” (2011-07) found none".
    pub fn words(self, case: &Case) -> String {
        let survey = self.survey.and_then(|id| case.surveys.get(&id));
        let survey = survey.map_or_else(String::new, |survey| {
            let date = survey.attested.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
            format!("“{}”{date}", survey.title)
        });
        let attested = self.claim.and_then(|id| case.mandates.get(&id)).and_then(|mandate| mandate.attested.as_ref());
        match self.why {
            Why::Mandated => "it is mandated".to_owned(),
            Why::Requested => "a decision requests it".to_owned(),
            Why::Surveyed => format!("{survey} found that it acts on it"),
            Why::PeriodOpen => "its mandate may not hold on the as-of date".to_owned(),
            Why::AttestedElsewhere => match attested {
                Some(date) => format!("its mandate is said for {date}, not for the as-of date"),
                None => "its mandate is said for another date".to_owned(),
            },
            Why::Asked => "it has been asked to act, by no decision".to_owned(),
            Why::Encouraged => "it is encouraged to act, no more".to_owned(),
            Why::NotExamined => "nobody has looked whether it has a mandate".to_owned(),
            Why::BlankElsewhere => format!("{survey} found nothing, for another date"),
            Why::FoundBlank => format!("{survey} found no mandate"),
            Why::FoundIdle => format!("{survey} found no activity"),
            Why::Excluded => "a source says that it has no part in it".to_owned(),
        }
    }
}

impl Nobody {
    /// "Haiti × Organized crime: no mission: 2 incidents, and no mission there that has a mandate on it or was asked about it".
    pub fn sentence(&self, case: &Case) -> String {
        let sure = if self.sureness == Holds::Surely { "" } else { "possibly " };
        format!(
            "{} × {}: {sure}no mission: {}, and no mission in whose area it lies is known to have a mandate on it, or was \
             asked about it",
            case.title_of(self.place.into()),
            case.title_of(self.theme.into()),
            incidents(self.tally),
        )
    }
}

impl CellChange {
    /// "added: mandated; 2 incidents more".
    pub fn words(&self) -> String {
        let level = |level: Option<Level>| level.map_or("nothing", Level::label);
        let turn = match self.turn {
            Turn::Added => Some(format!("added: {}", level(self.levels.1))),
            Turn::Ended => Some(format!("ended: {}", level(self.levels.0))),
            turn @ (Turn::Strengthened | Turn::Weakened) => {
                Some(format!("{}: from {} to {}", turn.label(), level(self.levels.0), level(self.levels.1)))
            }
            Turn::Replaced => Some(format!("replaced: {} by other claims", level(self.levels.1))),
            Turn::Same => None,
        };
        let evidence = match self.evidence.len() {
            0 => None,
            1 => Some("1 incident more".to_owned()),
            many => Some(format!("{many} incidents more")),
        };
        turn.into_iter().chain(evidence).collect::<Vec<_>>().join("; ")
    }
}
