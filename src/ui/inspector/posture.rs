//! The form of a posture: a judgement on an actor, with the track of engagement beside the track of allegation.

use egui::Response;

use super::alternatives::field_ui;
use super::common::{common_ui, paragraphs_ui};
use crate::case::{ActorId, Case, Edtf, Moment, Party, Posture, Record, RecordId};
use crate::figure;
use crate::query::dates::{DatedId, Dates, span_words};
use crate::ui::tokens;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::date::date_ui;
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::members::{self, Named, add_ui, fixed_ui};
use crate::ui::widgets::text::line_ui;
use crate::ui::widgets::{Form, link_ui, part_ui, small_button};

/// The tracks stand side by side where there is so much room, in points.
const SIDE_BY_SIDE: f32 = 330.0;

pub(super) fn posture_ui(ui: &mut egui::Ui, form: &mut Form<'_>, posture: &mut Posture) -> Response {
    field_ui(ui, form, (&posture.common, "actor"), |ui, form| {
        fixed_ui(ui, form, members::actor("Actor"), &mut posture.actor);
    });
    field_ui(ui, form, (&posture.common, "judgement"), |ui, form| {
        choice_ui(ui, form, "Judgement", &mut posture.judgement)
    });
    let by = field_ui(ui, form, (&posture.common, "by"), |ui, form| line_ui(ui, form, "Judged by", &mut posture.by));
    field_ui(ui, form, (&posture.common, "made"), |ui, form| date_ui(ui, form, "Made", &mut posture.made));
    field_ui(ui, form, (&posture.common, "review"), |ui, form| date_ui(ui, form, "Review", &mut posture.review));
    part_ui(ui, "Reasons");
    field_ui(ui, form, (&posture.common, "reasons"), |ui, form| {
        paragraphs_ui(ui, form, "reason", &mut posture.reasons);
    });
    part_ui(ui, "Tracks");
    tracks_ui(ui, form, posture);
    common_ui(ui, form, &mut posture.common);
    by
}

/// Both tracks, side by side where there is room.
fn tracks_ui(ui: &mut egui::Ui, form: &mut Form<'_>, posture: &mut Posture) {
    let actor = posture.actor;
    let engagement = |ui: &mut egui::Ui, form: &mut Form<'_>, records: &mut Vec<RecordId>| {
        let named = (members::any("Engagement"), actor);
        at_ui(ui, form, "engagement", |ui, form| track_ui(ui, form, named, records));
    };
    let allegations = |ui: &mut egui::Ui, form: &mut Form<'_>, records: &mut Vec<RecordId>| {
        let named = (members::any("Allegations"), actor);
        at_ui(ui, form, "allegations", |ui, form| track_ui(ui, form, named, records));
    };
    if ui.available_width() < SIDE_BY_SIDE {
        engagement(ui, form, &mut posture.engagement);
        allegations(ui, form, &mut posture.allegations);
    } else {
        ui.columns_const(|[left, right]| {
            let layout = egui::Layout::top_down(egui::Align::Min);
            left.with_layout(layout, |ui| engagement(ui, form, &mut posture.engagement));
            right.with_layout(layout, |ui| allegations(ui, form, &mut posture.allegations));
        });
    }
}

/// One track: its records by date.
fn track_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (named, actor): (Named<RecordId>, ActorId),
    records: &mut Vec<RecordId>,
) {
    ui.push_id(named.name, |ui| {
        ui.label(egui::RichText::new(named.name).font(tokens::strong(12.5)));
        let mut removed = None;
        for entry in track(form.case(), &form.session.answers().dates, records, actor) {
            ui.horizontal(|ui| {
                ui.add(egui::Label::new(egui::RichText::new(&entry.date).small()).truncate());
                let name = format!("Take {} out of {}", entry.title, named.name.to_lowercase());
                if small_button(ui, "×", &name).clicked() {
                    removed = Some(entry.id);
                }
            });
            // Whole: cut short, a relation would lose whom it is about and by whom it is said.
            link_ui(ui, form, entry.id);
            if !entry.standing.is_empty() {
                ui.add(egui::Label::new(egui::RichText::new(&entry.standing).small().weak()).wrap());
            }
            ui.add_space(3.0);
        }
        if records.is_empty() {
            ui.weak("No record yet");
        }
        if let Some(gone) = removed {
            records.retain(|&id| id != gone);
            form.is_touched = true;
        }
        add_ui(ui, form, named, records);
    });
}

/// A record of a track.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    id: RecordId,
    title: String,
    /// Its possible time in words.
    date: String,
    /// How firmly it stands, and the actor's part in it; empty where it is reported.
    standing: String,
}

/// The records of a track by their earliest date; undated ones last.
fn track(case: &Case, dates: &Dates, records: &[RecordId], actor: ActorId) -> Vec<Entry> {
    let mut entries: Vec<(Moment, Entry)> = records
        .iter()
        .map(|&id| {
            let (from, date) = dated(case, dates, id);
            (from, Entry { id, title: case.title_of(id), date, standing: standing(case, id, actor) })
        })
        .collect();
    entries.sort_by(|(one, a), (other, b)| one.cmp(other).then(a.id.cmp(&b.id)));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// By what a record is sorted, and its date in words.
fn dated(case: &Case, dates: &Dates, id: RecordId) -> (Moment, String) {
    let bounds = if DatedId::from(id).when(case).is_some() {
        dates.bounds(id)
    } else if let Some(date) = own_date(case, id) {
        date.bounds()
    } else {
        return (Moment::END, "no date".to_owned());
    };
    let from = if bounds.is_unknown() { Moment::END } else { bounds.possible().0 };
    let derived = if dates.is_derived(id) { ", derived" } else { "" };
    (from, format!("{}{derived}", span_words(bounds)))
}

/// The date of a record that has no `when`.
fn own_date(case: &Case, id: RecordId) -> Option<Edtf> {
    match case.record(id)? {
        Record::Source(source) => source.published.clone(),
        Record::Survey(survey) => survey.attested.clone(),
        Record::Posture(posture) => posture.made.clone(),
        Record::Briefing(briefing) => briefing.as_of.clone(),
        Record::Place(_)
        | Record::Theme(_)
        | Record::Actor(_)
        | Record::Mission(_)
        | Record::Incident(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Activity(_)
        | Record::Question(_)
        | Record::Lever(_)
        | Record::View(_) => None,
    }
}

/// How firmly a record stands, and as what the actor takes part in it.
fn standing(case: &Case, id: RecordId, actor: ActorId) -> String {
    match case.record(id) {
        Some(Record::Incident(incident)) => {
            let own = figure::standing_words(case, incident.standing, &incident.attributed_to);
            let parts = incident.participants.iter().filter(|part| part.party == Party::Actor(actor)).map(|part| {
                let words = figure::standing_words(case, part.standing, &part.attributed_to);
                if words.is_empty() { part.role.clone() } else { format!("{}: {words}", part.role) }
            });
            let all = std::iter::once(own).chain(parts).filter(|words| !words.is_empty());
            all.collect::<Vec<_>>().join("; ")
        }
        Some(Record::Relation(relation)) => figure::standing_words(case, relation.standing, &relation.attributed_to),
        _ => String::new(),
    }
}
