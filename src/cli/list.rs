//! `sightline list`: every record of a kind, one a line.
//!
//! With `--json`, an object: `file`; `kind` (the name of the table in the file); `records`, a list of objects in the
//! order of the text: `id`, `title`, and by kind: sources `reliability` (a letter, or null: not yet graded),
//! `published`, `kind`; places `kind`, `country`, `parent` (its name); themes `code`; actors `kind`, `world`, `country`;
//! missions `organization`, `group`, `span`; incidents `span`, `kind`, `standing`, `by` (the standing with whose statement
//! it is); relations `span`, `standing`, `by`; mandates `level`, `attested`, `span`; surveys `attested`, `missions` and
//! `themes` (how many); activities `span`, `mission` (its name), `kind`, `nature` (technical or political, or null);
//! questions `hypotheses`, `evidence` (how many); postures `judgement`, `review`; levers `kind`, `holder` (its name),
//! `state`; briefings `template`, `sections` (how many); views `as_of`. What is not set is null.

use std::io;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde_json::{Map, Value, json};

use super::text::{one_line, table};
use super::{FINE, Streams, UNUSABLE, open_or_tell, write_json};
use crate::case::{
    Attribution, Bounds, Case, Edtf, Moment, Nature, Record, RecordId, RecordKind, Reliability, Standing, When, World,
};
use crate::figure;
use crate::query::dates::{Dates, told_span};

/// Lists the records of a kind, one a line
///
/// Incidents and relations are in the order of their dates; missions, themes and mandates in the order that the case
/// gives to missions and themes; the rest in the order of titles.
#[derive(Debug, clap::Args)]
#[command(after_help = "With --json, an object: file, kind, records (a list of objects: id, title, and by kind:\n  \
                        sources: reliability (or null: not yet graded), published, kind;\n  \
                        places: kind, country, parent;\n  \
                        themes: code;\n  \
                        actors: kind, world, country;\n  \
                        missions: organization, group, span;\n  \
                        incidents: span, kind, standing, by (whose statement it is);\n  \
                        relations: span, standing, by;\n  \
                        mandates: level, attested, span;\n  \
                        surveys: attested, missions, themes (how many);\n  \
                        activities: span, mission, kind, nature (technical or political, or null);\n  \
                        questions: hypotheses, evidence (how many);\n  \
                        postures: judgement, review;\n  \
                        levers: kind, holder, state;\n  \
                        briefings: template, sections (how many);\n  \
                        views: as_of);\n\
                        what is not set is null")]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The case
    file: PathBuf,
    #[arg(help = kinds_help(), hide_possible_values = true, value_parser = kinds(), ignore_case = true)]
    kind: RecordKind,
}

fn kinds_help() -> String {
    let words: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.plural()).collect();
    format!("The kind of record, in the plural or the singular: {}", words.join(", "))
}

/// The words for kinds: those for several are shown, those for one are understood.
fn kinds() -> impl TypedValueParser<Value = RecordKind> {
    let words = RecordKind::ALL.iter().map(|kind| PossibleValue::new(kind.plural()).alias(kind.label()));
    PossibleValuesParser::new(words).try_map(|word| {
        let is_meant =
            |kind: &&RecordKind| [kind.plural(), kind.label()].iter().any(|name| name.eq_ignore_ascii_case(&word));
        RecordKind::ALL.iter().find(is_meant).copied().ok_or_else(|| format!("“{word}” is no kind of record"))
    })
}

/// A record in one line.
pub(super) struct Row {
    id: RecordId,
    title: String,
    order: Order,
    cells: Vec<Cell>,
}

/// What comes first: a position that somebody gave, then the date (what is undated last).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Order(u32, u32, bool, Moment, Moment);

/// A key with its value, and what people read of it.
struct Cell {
    key: &'static str,
    value: Value,
    shown: Shown,
}

enum Shown {
    /// In a column of its own.
    Column(String),
    /// After the title.
    AfterTitle(String),
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(case) = open_or_tell(&arguments.file, streams)? else { return Ok(UNUSABLE) };
    let rows = rows(&case, arguments.kind);
    if arguments.json {
        let records: Vec<Value> = rows.iter().map(Row::as_json).collect();
        let file = arguments.file.display().to_string();
        write_json(&json!({ "file": file, "kind": arguments.kind.table(), "records": records }), streams)?;
    } else if rows.is_empty() {
        writeln!(streams.out, "no {}", arguments.kind.plural())?;
    } else {
        let rows: Vec<Vec<String>> = rows.iter().map(Row::words).collect();
        write!(streams.out, "{}", table(&rows))?;
    }
    Ok(FINE)
}

fn rows(case: &Case, kind: RecordKind) -> Vec<Row> {
    rows_of(case, &Dates::of(case), case.ids(kind))
}

/// The same of some records of a kind.
pub(super) fn rows_of(case: &Case, dates: &Dates, ids: Vec<RecordId>) -> Vec<Row> {
    let mut rows: Vec<Row> = ids.into_iter().filter_map(|id| row(case, dates, id)).collect();
    rows.sort_by_cached_key(|row| (row.order.clone(), row.title.to_lowercase(), row.id));
    rows
}

fn row(case: &Case, dates: &Dates, id: RecordId) -> Option<Row> {
    let record = case.record(id)?;
    let bounds = dates.bounds(id);
    Some(Row { id, title: case.title_of(id), order: order(case, &record, bounds), cells: cells(case, &record, bounds) })
}

fn order(case: &Case, record: &Record, bounds: Bounds) -> Order {
    let by_hand = |first, second| Order(first, second, false, Moment::BEGINNING, Moment::BEGINNING);
    match record {
        Record::Incident(_) | Record::Relation(_) | Record::Activity(_) => {
            let (first, last) = bounds.possible();
            Order(0, 0, bounds.is_unknown(), first, last)
        }
        Record::Theme(theme) => by_hand(theme.order, 0),
        Record::Mission(mission) => by_hand(mission.order, 0),
        Record::Mandate(mandate) => {
            let mission = case.missions.get(&mandate.mission).map_or(u32::MAX, |mission| mission.order);
            let theme = case.themes.get(&mandate.theme).map_or(u32::MAX, |theme| theme.order);
            by_hand(mission, theme)
        }
        Record::Source(_)
        | Record::Place(_)
        | Record::Actor(_)
        | Record::Survey(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => by_hand(0, 0),
    }
}

fn cells(case: &Case, record: &Record, bounds: Bounds) -> Vec<Cell> {
    match record {
        Record::Source(source) => {
            let published = date("published", source.published.as_ref());
            vec![grade(source.reliability), published, text("kind", source.kind.label())]
        }
        Record::Place(place) => {
            let parent = place.parent.map(|id| case.title_of(id.into())).unwrap_or_default();
            vec![text("kind", place.kind.label()), text("country", &place.country), text("parent", &parent)]
        }
        Record::Theme(theme) => vec![text("code", &theme.code)],
        Record::Actor(actor) => {
            let world = actor.world.map(World::label).unwrap_or_default();
            vec![text("kind", actor.kind.label()), text("world", world), text("country", &actor.country)]
        }
        Record::Mission(mission) => {
            vec![
                text("organization", &mission.organization),
                text("group", &mission.group),
                span(bounds, &mission.when),
            ]
        }
        Record::Incident(incident) => {
            let [standing, by] = standing(case, incident.standing, &incident.attributed_to);
            vec![span(bounds, &incident.when), text("kind", incident.kind.label()), standing, by]
        }
        Record::Relation(relation) => {
            let [standing, by] = standing(case, relation.standing, &relation.attributed_to);
            vec![span(bounds, &relation.when), standing, by]
        }
        Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => further_cells(case, record, bounds),
    }
}

/// The cells of mandates, and of what the officer makes of a case.
#[expect(clippy::wildcard_enum_match_arm, reason = "`cells` sends the rest here")]
fn further_cells(case: &Case, record: &Record, bounds: Bounds) -> Vec<Cell> {
    match record {
        Record::Mandate(mandate) => {
            let attested = date("attested", mandate.attested.as_ref());
            vec![text("level", mandate.level.label()), attested, span(bounds, &mandate.when)]
        }
        Record::Survey(survey) => {
            let counts = [count("missions", survey.missions.len()), count("themes", survey.themes.len())];
            std::iter::once(date("attested", survey.attested.as_ref())).chain(counts).collect()
        }
        Record::Activity(activity) => {
            let mission = case.title_of(activity.mission.into());
            let nature = activity.kind.nature().map(Nature::label).unwrap_or_default();
            vec![
                span(bounds, &activity.when),
                text("mission", &mission),
                text("kind", activity.kind.label()),
                text("nature", nature),
            ]
        }
        Record::Question(question) => {
            vec![count("hypotheses", question.hypotheses.len()), count("evidence", question.evidence.len())]
        }
        Record::Posture(posture) => {
            vec![text("judgement", posture.judgement.label()), date("review", posture.review.as_ref())]
        }
        Record::Lever(lever) => {
            let holder = lever.holder.map(|party| case.party_name(party)).unwrap_or_default();
            vec![text("kind", lever.kind.label()), text("holder", &holder), text("state", lever.state.label())]
        }
        Record::Briefing(briefing) => {
            vec![text("template", &briefing.template), count("sections", briefing.sections.len())]
        }
        Record::View(view) => vec![date("as_of", view.aspect.as_of.as_ref())],
        _ => Vec::new(),
    }
}

/// A text; null where it is empty.
fn text(key: &'static str, text: &str) -> Cell {
    let value = if text.is_empty() { Value::Null } else { text.into() };
    Cell { key, value, shown: Shown::Column(text.to_owned()) }
}

fn date(key: &'static str, date: Option<&Edtf>) -> Cell {
    text(key, date.map(Edtf::as_str).unwrap_or_default())
}

fn span(bounds: Bounds, when: &When) -> Cell {
    let words = told_span(bounds, when);
    let value = if bounds.is_unknown() { Value::Null } else { words.clone().into() };
    Cell { key: "span", value, shown: Shown::Column(words) }
}

fn grade(reliability: Option<Reliability>) -> Cell {
    let letter = reliability.map(|letter| letter.label().chars().take(1).collect::<String>());
    let shown = letter.clone().unwrap_or_else(|| "F not yet graded".to_owned());
    Cell { key: "reliability", value: letter.into(), shown: Shown::Column(shown) }
}

/// "12 missions".
fn count(key: &'static str, number: usize) -> Cell {
    let word = match key {
        "hypotheses" if number == 1 => "hypothesis",
        "evidence" if number == 1 => "piece of evidence",
        "evidence" => "pieces of evidence",
        _ if number == 1 => key.trim_end_matches('s'),
        _ => key,
    };
    Cell { key, value: number.into(), shown: Shown::Column(format!("{number} {word}")) }
}

/// The standing in a word, and after the title whose statement it is.
fn standing(case: &Case, standing: Standing, attribution: &Attribution) -> [Cell; 2] {
    let words = figure::standing_words(case, standing, attribution);
    let by = if words == standing.label() { String::new() } else { words };
    let value = if by.is_empty() { Value::Null } else { by.clone().into() };
    [text("standing", standing.label()), Cell { key: "by", value, shown: Shown::AfterTitle(by) }]
}

impl Row {
    /// The record.
    pub(super) const fn id(&self) -> RecordId {
        self.id
    }

    /// Id, columns and title; the title is last, since it may be long.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = vec![self.id.to_string()];
        let mut title = one_line(&self.title);
        for cell in &self.cells {
            match &cell.shown {
                Shown::Column(text) => words.push(one_line(text)),
                Shown::AfterTitle(text) if text.is_empty() => {}
                Shown::AfterTitle(text) => title = format!("{title} – {}", one_line(text)),
            }
        }
        words.push(title);
        words
    }

    pub(super) fn as_json(&self) -> Value {
        let own = [("id", self.id.to_string().into()), ("title", self.title.clone().into())];
        let cells = self.cells.iter().map(|cell| (cell.key, cell.value.clone()));
        Value::Object(own.into_iter().chain(cells).map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
    }
}
