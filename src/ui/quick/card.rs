//! What a line says, as it will stand in the case: read from the very records that are added.

use egui::RichText;

use super::Line;
use crate::case::when::solver::{Dated, solve};
use crate::case::{Case, Citation, Credibility, Incident, Record, Reliability, Source, When, grade, is_judged};
use crate::figure::standing_words;
use crate::query::dates::span_words;
use crate::query::entry::{Entry, What};
use crate::session::Session;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{capitalised, cut};

/// Draws one line's card; `number` counts the fixes of all lines.
pub(super) fn card_ui(ui: &mut egui::Ui, (line, is_alone): (&Line, bool), session: &Session, number: &mut usize) {
    let theme = Theme::of(ui);
    for (place, (name, words)) in rows(line, session).into_iter().enumerate() {
        if !is_alone && place > 1 && !["When", "New"].contains(&name.as_str()) {
            continue;
        }
        row_ui(ui, place == 0, (&name, &words));
    }
    for fault in &line.entry.faults {
        let colour = if fault.is_blocking { theme.error() } else { theme.warning() };
        let sign = if fault.is_blocking { "Not understood" } else { "Note" };
        ui.add(egui::Label::new(RichText::new(cut(format!("⚠ {sign}: {}", fault.words))).color(colour)).wrap());
        ui.horizontal_wrapped(|ui| {
            for fix in &fault.fixes {
                *number += 1;
                let key = if *number <= 9 { format!("Alt+{number}  ") } else { String::new() };
                ui.label(RichText::new(cut(format!("{key}{}", fix.label))).color(theme.accent()));
            }
        });
    }
}

fn row_ui(ui: &mut egui::Ui, is_title: bool, (name, words): (&str, &str)) {
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    let plain = |font, color| egui::TextFormat { font_id: font, color, ..egui::TextFormat::default() };
    job.append(&format!("{name}: "), 0.0, plain(tokens::body(), theme.ink_soft()));
    let font = if is_title { tokens::strong(14.0) } else { tokens::body() };
    job.append(&cut(words.to_owned()), 0.0, plain(font, theme.ink()));
    ui.add(egui::Label::new(job).wrap());
}

/// What a record is called, before it is in the case.
pub(super) fn title(record: &Record) -> &str {
    if let Record::Incident(incident) = record {
        &incident.title
    } else if let Record::Actor(actor) = record {
        &actor.name
    } else if let Record::Place(place) = record {
        &place.name
    } else if let Record::Source(source) = record {
        &source.title
    } else {
        ""
    }
}

/// The rows of the card: what each is, and what it says.
pub(super) fn rows(line: &Line, session: &Session) -> Vec<(String, String)> {
    let (entry, case) = (&line.entry, &line.case);
    let main = entry.main.and_then(|main| entry.records.iter().find(|(id, _)| *id == main));
    let mut rows = match main.map(|(_, record)| record) {
        Some(Record::Incident(incident)) => incident_rows(case, incident, entry),
        Some(Record::Source(source)) => source_rows(source),
        Some(record) => fields(record),
        None => Vec::new(),
    };
    for (id, record) in entry.records.iter().filter(|(id, _)| Some(*id) != entry.main) {
        let words = if let Record::Source(source) = record
            && session.case().has(*id)
        {
            ("Grades the source", format!("{}: {}", source.title, source.reliability.map_or("", Reliability::label)))
        } else {
            ("New", format!("{} {}", id.kind().label(), title(record)))
        };
        rows.push((words.0.to_owned(), words.1));
    }
    if let Some(reading) = &entry.reading {
        let words = [case.title_of(reading.source.into()), reading.locator.clone()];
        rows.push(("Reading from now on".to_owned(), joined(&words)));
    }
    rows
}

fn row(name: &str, words: impl Into<String>) -> (String, String) {
    (name.to_owned(), words.into())
}

fn incident_rows(case: &Case, incident: &Incident, entry: &Entry) -> Vec<(String, String)> {
    let mut rows = vec![row("Incident", incident.title.clone()), row("When", when_words(case, &incident.when))];
    if let Some(place) = incident.place {
        rows.push(row("Where", case.title_of(place.into())));
    }
    for part in &incident.participants {
        let role = if part.role.is_empty() { "taking part" } else { &part.role };
        let standing = standing_words(case, part.standing, &part.attributed_to);
        let words = joined(&[role.to_owned(), standing]);
        rows.push(row("Who", format!("{} – {words}", case.party_name(part.party))));
    }
    if incident.standing.is_uncertain() {
        rows.push(row("Standing", standing_words(case, incident.standing, &incident.attributed_to)));
    }
    for tag in &incident.themes {
        rows.push(row("Theme", format!("{}, {}", case.title_of(tag.theme.into()), tag.basis.label())));
    }
    let kind = entry.parts.iter().find(|part| part.what == What::Kind);
    rows.push(row("Kind", kind.map_or_else(|| incident.kind.label().to_owned(), |part| part.words.clone())));
    rows.extend(incident.common.citations.iter().map(|citation| row("Source", citation_words(case, citation))));
    rows
}

/// The date as it was said, its bounds, and how precise it is.
fn when_words(case: &Case, when: &When) -> String {
    if when.is_undated() {
        return "undated".to_owned();
    }
    let stated = when.stated.as_ref().map(ToString::to_string).unwrap_or_default();
    let part = when.part.map(|part| part.label().to_owned()).unwrap_or_default();
    let relative = when
        .constraints
        .iter()
        .map(|one| format!("{} “{}”", one.gap.words(one.side), case.title_of(one.anchor.into())));
    let said = joined(&[vec![stated, part], relative.collect()].concat());
    format!("{said} – possible: {}{}", span_words(bounds(case, when)), when.doubt())
}

/// The bounds of a date with those of the incidents from which it is counted, and theirs.
fn bounds(case: &Case, when: &When) -> crate::case::Bounds {
    let mut found: Vec<(Option<crate::case::IncidentId>, &When)> = vec![(None, when)];
    let mut at = 0;
    while let Some(&(_, next)) = found.get(at).filter(|_| found.len() < 50) {
        at += 1;
        for anchor in next.constraints.iter().map(|one| one.anchor) {
            if let Some(incident) =
                case.incidents.get(&anchor).filter(|_| found.iter().all(|(id, _)| *id != Some(anchor)))
            {
                found.push((Some(anchor), &incident.when));
            }
        }
    }
    let dated: Vec<Dated<'_, usize>> =
        found.iter().enumerate().map(|(id, &(incident, when))| Dated { id, when, incident }).collect();
    solve(&dated, &case.header.vague).bounds(0)
}

fn citation_words(case: &Case, citation: &Citation) -> String {
    let source = case.sources.get(&citation.source);
    let reliability = source.and_then(|source| source.reliability);
    let code = grade(reliability, citation.credibility);
    let judged = if is_judged(reliability, citation.credibility) { "" } else { ", not yet graded in full" };
    let meaning = [reliability.map(Reliability::label), citation.credibility.map(Credibility::label)];
    let meaning: Vec<&str> = meaning
        .into_iter()
        .flatten()
        .map(|label| label.get(2..).unwrap_or(label).trim_start_matches(['–', ' ']))
        .collect();
    let meaning = if meaning.is_empty() { String::new() } else { format!(" ({})", meaning.join(", ")) };
    let words = [case.title_of(citation.source.into()), citation.locator.clone(), format!("{code}{judged}{meaning}")];
    joined(&words)
}

fn source_rows(source: &Source) -> Vec<(String, String)> {
    let grade = source.reliability.map_or("F – not yet graded", Reliability::label);
    let date = source.published.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut rows = vec![row("Source", source.title.clone()), row("Reliability", grade)];
    let fields = [
        ("Symbol", source.reference.clone()),
        ("Published", date),
        ("Kind", source.kind.label().to_owned()),
        ("Publisher", source.publisher.clone()),
        ("Author", source.author.clone()),
        ("Origin", source.origin.clone()),
    ];
    rows.extend(fields.into_iter().filter(|(_, words)| !words.is_empty()).map(|(name, words)| row(name, words)));
    rows
}

fn fields(record: &Record) -> Vec<(String, String)> {
    let (name, about, aliases) = if let Record::Actor(actor) = record {
        let world = actor.world.map(|world| world.label().to_owned()).unwrap_or_default();
        (&actor.name, [actor.kind.label().to_owned(), world, actor.country.clone()], &actor.aliases)
    } else if let Record::Place(place) = record {
        (&place.name, [place.kind.label().to_owned(), String::new(), place.country.clone()], &place.aliases)
    } else {
        return Vec::new();
    };
    let kind = if matches!(record, Record::Actor(_)) { "actor" } else { "place" };
    let mut rows = vec![row(&capitalised(kind), name.clone()), row("Kind", joined(&about))];
    if !aliases.is_empty() {
        rows.push(row("Also known as", aliases.join("; ")));
    }
    rows
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}
