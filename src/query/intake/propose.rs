//! From a table to a proposal, and from an accepted proposal to records.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cell::{self, Style};
use super::headers::{Header, Known, Target};
use super::shape::{self, Layout, Wide};
use super::{Axis, Choices, Fault, Grid, Key, Outcome, Place, Proposal, Proposed, Said, long};
use crate::case::{
    self, Case, Citation, Common, Extra, Level, Mandate, MandateId, Mission, MissionId, Record, RecordId, Stance,
    Theme, ThemeId,
};

/// What a table comes to, with what the officer has decided so far.
pub fn propose(case: &Case, grid: &Grid, choices: &Choices) -> Proposal {
    let known = Known::of(case);
    let layout = choices.layout.unwrap_or_else(|| shape::found(grid, &known));
    let mut draft = Draft { known: &known, choices, proposal: empty(layout), seen: BTreeMap::new() };
    match layout {
        Layout::Long => draft.long(case, grid),
        Layout::MissionsDown | Layout::ThemesDown => {
            let wide = shape::wide(grid, &known, layout == Layout::ThemesDown);
            match other(&wide) {
                Some(fault) => draft.proposal.faults.push(fault),
                None => draft.wide(&wide),
            }
        }
    }
    let mut proposal = draft.proposal;
    judge(case, &mut proposal, choices);
    proposal
}

const fn empty(layout: Layout) -> Proposal {
    Proposal {
        layout,
        missions: Vec::new(),
        themes: Vec::new(),
        claims: Vec::new(),
        faults: Vec::new(),
        has_marks: false,
    }
}

/// That a table is one of our own sheets of something else than levels, where it is.
fn other(wide: &Wide) -> Option<Fault> {
    /// How our own sheets begin to say that they show levels.
    const LEVELS: &str = "level of the mandates";
    let shows = wide.shows().filter(|shows| !shows.starts_with(LEVELS))?;
    let words = format!("It shows {shows}, and claims nothing: hand on the layer of the levels to read it again");
    Some(Fault { place: wide.place(Place { row: wide.head, column: wide.names }), words })
}

/// A proposal in the making.
struct Draft<'a> {
    known: &'a Known,
    choices: &'a Choices,
    proposal: Proposal,
    /// The place of each name among the missions or the themes of the proposal.
    seen: BTreeMap<Key, usize>,
}

impl Draft<'_> {
    /// The place of a name in the proposal, to which it is added where it is new.
    fn header(&mut self, axis: Axis, text: &str, place: Place) -> usize {
        let header = self.known.header((axis, text), place, self.choices);
        let headers = match axis {
            Axis::Mission => &mut self.proposal.missions,
            Axis::Theme => &mut self.proposal.themes,
        };
        *self.seen.entry(header.key.clone()).or_insert_with(|| {
            headers.push(header);
            headers.len() - 1
        })
    }

    fn style(&self, has_letters: bool) -> Style {
        Style { mark: self.choices.mark, has_letters }
    }

    fn wide(&mut self, wide: &Wide) {
        let (rows, columns) = (wide.missions(), wide.themes());
        let at = |row: usize, column: usize| wide.grid.at(Place { row, column });
        let has_letters = rows.iter().any(|&row| columns.iter().any(|&column| cell::is_letter(at(row, column))));
        let (style, footnotes) = (self.style(has_letters), wide.footnotes());
        let themes: Vec<(usize, usize)> = columns
            .iter()
            .map(|&column| {
                let place = Place { row: wide.head, column };
                (column, self.header(Axis::Theme, wide.grid.at(place), wide.place(place)))
            })
            .collect();
        let mut heading = [String::new(), String::new()];
        for row in rows {
            let place = Place { row, column: wide.names };
            let is_heading = columns.iter().all(|&column| at(row, column).is_empty());
            // A line without cells is a heading, unless a mission is called so.
            if is_heading && self.known.find(&super::headers::key(Axis::Mission, wide.grid.at(place))).is_none() {
                heading = parted(wide.grid.at(place));
                continue;
            }
            let mission = self.header(Axis::Mission, wide.grid.at(place), wide.place(place));
            let within = wide.within.map(|column| column.map(|column| at(row, column)));
            self.say_within(
                mission,
                match within {
                    [None, None] => heading.each_ref().map(String::as_str),
                    stated => stated.map(Option::unwrap_or_default),
                },
            );
            for &(column, theme) in &themes {
                let text = at(row, column);
                let place = wide.place(Place { row, column });
                match cell::read(text, style) {
                    Some(marks) => self.claims((place, mission, theme), marks, &footnotes),
                    None => self.proposal.faults.push(Fault {
                        place,
                        words: format!("“{text}” is no mark and no level: the cell is left out"),
                    }),
                }
            }
        }
    }

    fn say_within(&mut self, mission: usize, [organization, group]: [&str; 2]) {
        if let Some(header) = self.proposal.missions.get_mut(mission) {
            header.within = (organization.to_owned(), group.to_owned());
        }
    }

    fn claims(&mut self, at: (Place, usize, usize), marks: cell::Marks, footnotes: &[(String, String)]) {
        let (place, mission, theme) = at;
        self.proposal.has_marks |= marks.is_mark;
        let texts = marks.footnotes.iter().filter_map(|sign| {
            let known = footnotes.iter().find(|(own, _)| own == sign).map(|(_, text)| text.clone());
            // A star without a text is our own sign of another date.
            known.or_else(|| (sign != "*").then(|| format!("footnote {sign}")))
        });
        let note = (!marks.note.is_empty()).then(|| marks.note.clone()).into_iter().chain(texts);
        let note = note.collect::<Vec<_>>().join("; ");
        for level in marks.levels {
            let said = Said { level, note: note.clone(), attested: self.choices.attested.clone(), ..Said::default() };
            self.proposal.claims.push(Proposed { place, mission, theme, said, outcome: Outcome::New });
        }
    }

    fn long(&mut self, case: &Case, grid: &Grid) {
        let level = |row: &Vec<String>| row.iter().any(|text| cell::is_letter(text));
        let has_letters = grid.rows.iter().any(level);
        let (rows, faults) = long::rows(case, grid, self.style(has_letters));
        self.proposal.faults = faults;
        for row in rows {
            let mission = self.header(Axis::Mission, grid.at(row.mission), row.mission);
            let theme = self.header(Axis::Theme, grid.at(row.theme), row.theme);
            self.say_within(mission, [&row.within.0, &row.within.1]);
            self.proposal.has_marks |= row.is_mark;
            let place = Place { row: row.at, column: row.theme.column };
            let attested = row.said.attested.clone().or_else(|| self.choices.attested.clone());
            let said = Said { attested, ..row.said };
            self.proposal.claims.push(Proposed { place, mission, theme, said, outcome: Outcome::New });
        }
    }
}

/// The organization and the group that the heading of some rows names, as our own sheets write it; of another, the group.
fn parted(heading: &str) -> [String; 2] {
    match heading.split_once(" · ") {
        Some((organization, group)) => [organization.to_owned(), group.to_owned()],
        None if heading == NO_ORGANIZATION => [String::new(), String::new()],
        None => [String::new(), heading.to_owned()],
    }
}

/// What our own sheets say where there is neither.
const NO_ORGANIZATION: &str = "No organization stated";

/// Says of each claim what becomes of it.
fn judge(case: &Case, proposal: &mut Proposal, choices: &Choices) {
    let mut by_cell: BTreeMap<(MissionId, ThemeId), Vec<MandateId>> = BTreeMap::new();
    for (&id, mandate) in &case.mandates {
        by_cell.entry((mandate.mission, mandate.theme)).or_default().push(id);
    }
    let Proposal { missions, themes, claims, .. } = proposal;
    let mut told: BTreeSet<(usize, usize, Level, String)> = BTreeSet::new();
    for claim in claims {
        let (Some(mission), Some(theme)) = (missions.get(claim.mission), themes.get(claim.theme)) else { continue };
        let cell = mission.mission().zip(theme.theme());
        let others = cell.and_then(|cell| by_cell.get(&cell)).map(Vec::as_slice).unwrap_or_default();
        let is_new = told.insert((claim.mission, claim.theme, claim.said.level, period(&claim.said.when)));
        claim.outcome = if [mission.target, theme.target].contains(&Target::LeaveOut) {
            Outcome::LeftOut
        } else if let Some(&same) = others.iter().find(|id| is_said(case, **id, &claim.said)) {
            Outcome::Same(same)
        } else if !is_new {
            Outcome::Twice
        } else {
            match others.first() {
                Some(_) if choices.leaves_others => Outcome::LeftOut,
                Some(&other) => Outcome::Beside(other),
                None => Outcome::New,
            }
        };
    }
}

fn period(when: &case::When) -> String {
    when.stated.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Whether a claim of the case says as much: the same level, and nothing else where the table says more.
fn is_said(case: &Case, id: MandateId, said: &Said) -> bool {
    let Some(mandate) = case.mandates.get(&id) else { return false };
    let agrees = |said: bool, is_same: bool| !said || is_same;
    mandate.level == said.level
        && agrees(said.modality.is_some(), mandate.modality == said.modality)
        && agrees(said.decision.is_some(), mandate.decision == said.decision)
        && agrees(said.when.stated.is_some(), mandate.when.stated == said.when.stated)
}

/// What the records of an accepted proposal are made with.
pub struct Fresh<'a> {
    /// Bits for a new identity.
    pub bits: &'a dyn Fn() -> u64,
    /// The citation of what the table came from, under a new key each time; none where it is from nowhere.
    pub cite: &'a dyn Fn() -> Option<Citation>,
}

/// The records that an accepted proposal adds, in order: what comes later names what comes before.
pub fn records(case: &Case, proposal: &Proposal, fresh: &Fresh<'_>) -> Vec<(RecordId, Record)> {
    let mut records = Vec::new();
    let missions = ids(&proposal.missions, |header, place| {
        let id = MissionId::from_bits((fresh.bits)());
        records.push((id.into(), Record::Mission(Arc::new(mission(case, header, (place, (fresh.cite)()))))));
        id.into()
    });
    let themes = ids(&proposal.themes, |header, place| {
        let id = ThemeId::from_bits((fresh.bits)());
        records.push((id.into(), Record::Theme(Arc::new(theme(case, header, place)))));
        id.into()
    });
    for claim in proposal.claims.iter().filter(|claim| is_added(claim.outcome)) {
        let (mission, theme) = (missions.get(claim.mission), themes.get(claim.theme));
        if let (Some(Some(RecordId::Mission(mission))), Some(Some(RecordId::Theme(theme)))) = (mission, theme) {
            let id = MandateId::from_bits((fresh.bits)());
            records.push((id.into(), Record::Mandate(Arc::new(mandate((*mission, *theme), &claim.said, fresh)))));
        }
    }
    records
}

const fn is_added(outcome: Outcome) -> bool {
    match outcome {
        Outcome::New | Outcome::Beside(_) => true,
        Outcome::Same(_) | Outcome::Twice | Outcome::LeftOut => false,
    }
}

/// The record of each name; those that are created get their place among the created.
fn ids(headers: &[Header], mut create: impl FnMut(&Header, u32) -> RecordId) -> Vec<Option<RecordId>> {
    let mut created = 0;
    let mut id = |header: &Header| match header.target {
        Target::Record(id) => Some(id),
        Target::LeaveOut => None,
        Target::Create => {
            created += 1;
            Some(create(header, created))
        }
    };
    headers.iter().map(&mut id).collect()
}

fn cited(citation: Option<Citation>) -> Common {
    Common { citations: citation.into_iter().collect(), ..Common::default() }
}

fn mission(case: &Case, header: &Header, (place, citation): (u32, Option<Citation>)) -> Mission {
    let last = case.missions.values().map(|mission| mission.order).max().unwrap_or(0);
    let (organization, group) = header.within.clone();
    let common = cited(citation);
    Mission { name: header.text.clone(), organization, group, order: last + place, common, ..Mission::default() }
}

/// A short name in capitals is a code.
fn theme(case: &Case, header: &Header, place: u32) -> Theme {
    let last = case.themes.values().map(|theme| theme.order).max().unwrap_or(0);
    let (name, code) = match header.text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((name, code)) if code.chars().count() <= 4 => (name.to_owned(), code.to_owned()),
        Some(_) | None => {
            let is_code = header.text.chars().count() <= 4 && header.text.chars().all(char::is_uppercase);
            (header.text.clone(), if is_code { header.text.clone() } else { String::new() })
        }
    };
    Theme { code, name, order: last + place, ..Theme::default() }
}

fn mandate((mission, theme): (MissionId, ThemeId), said: &Said, fresh: &Fresh<'_>) -> Mandate {
    let mut citations: Vec<Citation> = (fresh.cite)().into_iter().collect();
    // Where the decision says it is a citation of the decision.
    if let Some(source) = said.decision.filter(|_| !said.paragraph.is_empty()) {
        let key = case::Key::from_bits(((fresh.bits)() >> 32) as u32);
        citations.push(Citation {
            key,
            source,
            locator: said.paragraph.clone(),
            credibility: None,
            stance: Stance::Supports,
            paraphrase: String::new(),
            attested: None,
            extra: Extra::default(),
        });
    }
    Mandate {
        mission,
        theme,
        level: said.level,
        modality: said.modality,
        decision: said.decision,
        when: said.when.clone(),
        attested: said.attested.clone(),
        note: said.note.clone(),
        common: Common { citations, ..Common::default() },
        extra: Extra::default(),
    }
}
