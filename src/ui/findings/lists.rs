//! The sections that are lists of sentences.

use std::cmp::Reverse;
use std::sync::Arc;

use super::wanted::Wanted;
use super::{Desk, Go, Line, Section, counted, list_ui, section_ui};
use crate::case::{Case, MissionId, RecordId, ThemeId};
use crate::query::as_of::Holds;
use crate::query::evidence::{Evidence, Tally};
use crate::query::gaps::{Class, Finding, Gaps, Nobody};
use crate::query::meter::{Mix, Warning};
use crate::query::openings::Opening;
use crate::query::overlap::{Duplicate, Hole};
use crate::ui::widgets::{Same, kept};

/// What one cell of the matrix comes to.
type Cell = (MissionId, ThemeId, Finding);

/// "UNPOS × Piracy".
fn cell_title(case: &Case, (mission, theme): (MissionId, ThemeId)) -> String {
    format!("{} × {}", case.title_of(mission.into()), case.title_of(theme.into()))
}

/// A sentence without the title that stands above it.
fn said(sentence: &str, title: &str) -> String {
    sentence.strip_prefix(title).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(sentence).to_owned()
}

const fn weight(tally: Tally) -> usize {
    tally.stated + tally.inferred + tally.possibly
}

/// "12 surely, 40 possibly"; of those with the wanted words, if any are wanted.
fn sure_words(sureness: impl Iterator<Item = Holds>, (found, all): (usize, usize)) -> String {
    let surely = sureness.filter(|sure| *sure == Holds::Surely).count();
    let words = match (surely, found - surely) {
        (0, 0) => "none".to_owned(),
        (surely, 0) => format!("{surely} surely"),
        (0, possibly) => format!("{possibly} possibly"),
        (surely, possibly) => format!("{surely} surely, {possibly} possibly"),
    };
    if found == all { words } else { format!("{words} (of {all})") }
}

/// The items that have the wanted words, kept until the answer or the words are others; and how many there are in all.
fn found<A, T>(
    ui: &egui::Ui,
    (name, answer): (&str, &Arc<A>),
    desk: &Desk<'_>,
    items: impl FnOnce(&A) -> Vec<T>,
    about: impl Fn(&T) -> Vec<RecordId>,
) -> Arc<(Vec<T>, usize)>
where
    A: Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    kept(ui, name, (Same::of(answer), desk.wanted.to_owned()), || {
        let mut items = items(answer);
        let all = items.len();
        let mut wanted = Wanted::of(desk.session.case(), desk.wanted);
        items.retain(|item| wanted.has(&about(item)));
        (items, all)
    })
}

fn cell_line(case: &Case, (mission, theme, finding): &Cell, evidence: &Evidence) -> Line {
    let title = cell_title(case, (*mission, *theme));
    let words = said(&finding.sentence(case, (*mission, *theme), evidence), &title);
    Line { title, words, go: Go::Cell(*mission, *theme) }
}

fn about_cell(cell: &Cell) -> Vec<RecordId> {
    vec![cell.0.into(), cell.1.into()]
}

pub(super) fn gaps_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let evidence = Arc::clone(&desk.session.answers().evidence);
    let by_weight = |gaps: &Gaps| {
        let mut cells: Vec<Cell> = gaps.of(Class::Gap).collect();
        cells.sort_by_key(|(mission, theme, finding)| {
            (finding.sureness, Reverse(weight(evidence.tally(*mission, *theme))))
        });
        cells
    };
    let found = found(ui, ("gaps", &desk.session.answers().gaps), desk, by_weight, about_cell);
    let (cells, all) = &*found;
    let counts = sure_words(cells.iter().map(|(.., finding)| finding.sureness), (cells.len(), *all));
    section_ui(ui, &Section { title: "Gaps", counts, is_open: true }, |ui| {
        let empty = "Nothing is evidenced in the case that is not mandated";
        list_ui(ui, ("Gap", empty), cells, desk, |case, cell| cell_line(case, cell, &evidence));
    });
}

pub(super) fn nobody_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let by_weight = |gaps: &Gaps| {
        let mut places = gaps.nobody.clone();
        places.sort_by_key(|one| (one.sureness, Reverse(weight(one.tally))));
        places
    };
    let about = |one: &Nobody| vec![one.place.into(), one.theme.into()];
    let found = found(ui, ("nobody", &desk.session.answers().gaps), desk, by_weight, about);
    let (places, all) = &*found;
    let counts = sure_words(places.iter().map(|one| one.sureness), (places.len(), *all));
    section_ui(ui, &Section { title: "No mission", counts, is_open: false }, |ui| {
        let empty = "Wherever the case has evidence, a mission stands for the theme";
        list_ui(ui, ("No mission", empty), places, desk, |case, one| {
            let title = format!("{} × {}", case.title_of(one.place.into()), case.title_of(one.theme.into()));
            let words = said(&one.sentence(case), &title);
            Line { title, words, go: Go::Record(one.place.into()) }
        });
    });
}

pub(super) fn acting_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let evidence = Arc::clone(&desk.session.answers().evidence);
    let acting = |gaps: &Gaps| {
        let all = Class::ALL.into_iter().flat_map(|class| gaps.of(class));
        let mut cells: Vec<Cell> = all.filter(|(.., finding)| finding.acting != Holds::No).collect();
        cells.sort_by_key(|(mission, theme, finding)| {
            (finding.acting, Reverse(weight(evidence.tally(*mission, *theme))))
        });
        cells
    };
    let found = found(ui, ("acting", &desk.session.answers().gaps), desk, acting, about_cell);
    let (cells, all) = &*found;
    let counts = sure_words(cells.iter().map(|(.., finding)| finding.acting), (cells.len(), *all));
    section_ui(ui, &Section { title: "Acting without a mandate", counts, is_open: false }, |ui| {
        let empty = "No mission of the case acts on a theme without a mandate that surely covers it";
        list_ui(ui, ("Acting", empty), cells, desk, |case, cell| cell_line(case, cell, &evidence));
    });
}

pub(super) fn warnings_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let about = |one: &Warning| vec![one.mission.into(), one.theme.into()];
    let answer = &desk.session.answers().findings;
    let found = found(ui, ("warnings", answer), desk, |findings| findings.meter.warnings.clone(), about);
    let (warnings, all) = &*found;
    let counts = sure_words(warnings.iter().map(|one| one.sureness), (warnings.len(), *all));
    section_ui(ui, &Section { title: "Evidence rises without political work", counts, is_open: false }, |ui| {
        let empty =
            "Nowhere does dated evidence rise while political work is nil; at least two dated incidents are needed";
        list_ui(ui, ("Meter", empty), warnings, desk, |case, one| Line {
            title: cell_title(case, (one.mission, one.theme)),
            words: one.words(),
            go: Go::Cell(one.mission, one.theme),
        });
    });
}

/// What missions do, and what is done on themes, by nature.
pub(super) fn mixes_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let answers = desk.session.answers();
    let meter = &answers.findings.meter;
    let missions = answers.matrix.rows().map(|row| (RecordId::from(row.mission), meter.of_mission(row.mission)));
    let themes = answers.matrix.themes.iter().map(|&theme| (RecordId::from(theme), meter.of_theme(theme)));
    let mixes = |_: &_| missions.chain(themes).filter(|(_, mix)| *mix != Mix::default()).collect::<Vec<_>>();
    let found = found(ui, ("mixes", &answers.findings), desk, mixes, |(id, _)| vec![*id]);
    let (mixes, all) = &*found;
    let counts = counted(mixes.len(), *all);
    section_ui(ui, &Section { title: "Technical and political work", counts, is_open: false }, |ui| {
        let empty = "No activity in the case: add what missions do, from the menu Edit";
        list_ui(ui, ("Work", empty), mixes, desk, |case, (id, mix)| Line {
            title: case.title_of(*id),
            words: mix.words(),
            go: Go::Record(*id),
        });
    });
}

pub(super) fn openings_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let case = desk.session.case();
    let about = |one: &Opening| {
        let claim = if let RecordId::Mandate(id) = one.record { case.mandates.get(&id) } else { None };
        claim.map_or_else(|| vec![one.record], |claim| vec![claim.mission.into(), claim.theme.into()])
    };
    let answer = &desk.session.answers().findings;
    let found = found(ui, ("openings", answer), desk, |findings| findings.openings.clone(), about);
    let (openings, all) = &*found;
    let counts = counted(openings.len(), *all);
    section_ui(ui, &Section { title: "Openings", counts, is_open: false }, |ui| {
        let empty = "No request, and no period of a mandate or a mission with a known start or end";
        list_ui(ui, ("Opening", empty), openings, desk, |case, one| {
            let lies = one.lies.label();
            let date = one.date();
            let words = if lies.is_empty() || lies == date { date } else { format!("{date} · {lies}") };
            Line { title: one.words(case), words, go: Go::Record(one.record) }
        });
    });
}

pub(super) fn duplicates_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let about = |one: &Duplicate| {
        let doers = one.groups.iter().flatten().map(|&party| RecordId::from(party));
        [one.theme.into(), one.place.into()].into_iter().chain(doers).collect()
    };
    let answer = &desk.session.answers().findings;
    let found = found(ui, ("overlap", answer), desk, |findings| findings.overlap.duplicates.clone(), about);
    let (duplicates, all) = &*found;
    let counts = sure_words(duplicates.iter().map(|one| one.sureness), (duplicates.len(), *all));
    section_ui(ui, &Section { title: "Overlap", counts, is_open: false }, |ui| {
        let empty = "No two do the same on one theme in the same place without acting together";
        list_ui(ui, ("Overlap", empty), duplicates, desk, |case, one| Line {
            title: case.title_of(one.theme.into()),
            words: one.words(case),
            go: Go::Records(one.activities.iter().map(|&id| id.into()).collect()),
        });
    });
}

pub(super) fn holes_ui(ui: &mut egui::Ui, desk: &mut Desk<'_>) {
    let answer = &desk.session.answers().findings;
    let holes = |one: &Hole| vec![one.theme.into()];
    let found = found(ui, ("holes", answer), desk, |findings| findings.overlap.holes.clone(), holes);
    let (holes, all) = &*found;
    let counts = sure_words(holes.iter().map(|one| one.sureness), (holes.len(), *all));
    section_ui(ui, &Section { title: "Holes", counts, is_open: false }, |ui| {
        let empty = "On every theme with evidence, somebody does technical and political work";
        list_ui(ui, ("Hole", empty), holes, desk, |case, one| Line {
            title: case.title_of(one.theme.into()),
            words: one.words(),
            go: Go::Record(one.theme.into()),
        });
    });
}
