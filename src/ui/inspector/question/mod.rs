//! The form of a question: competing hypotheses, the table of evidence, judgements.

mod evidence;
mod judgements;

use egui::Response;

use super::alternatives::field_ui;
use super::common::common_ui;
use crate::case::{Extra, Hypothesis, Question};
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::members::{self, many_ui};
use crate::ui::widgets::text::{hinted_ui, prose_ui};
use crate::ui::widgets::{Form, await_focus, citations, each_ui, part_ui, small_button, take_focus};

pub(super) fn question_ui(ui: &mut egui::Ui, form: &mut Form<'_>, question: &mut Question) -> Response {
    let text =
        field_ui(ui, form, (&question.common, "text"), |ui, form| prose_ui(ui, form, "Question", &mut question.text));
    at_ui(ui, form, "incidents", |ui, form| {
        many_ui(ui, form, members::incident("Incidents"), &mut question.incidents);
    });
    part_ui(ui, "Hypotheses");
    at_ui(ui, form, "hypotheses", |ui, form| hypotheses_ui(ui, form, question));
    part_ui(ui, "Evidence");
    at_ui(ui, form, "evidence", |ui, form| evidence::evidence_ui(ui, form, question));
    part_ui(ui, "Judgements");
    at_ui(ui, form, "judgements", |ui, form| judgements::judgements_ui(ui, form, question));
    common_ui(ui, form, &mut question.common);
    text
}

fn hypotheses_ui(ui: &mut egui::Ui, form: &mut Form<'_>, question: &mut Question) {
    let count = question.hypotheses.len();
    each_ui(
        ui,
        form,
        &mut question.hypotheses,
        |hypothesis| ("hypothesis", hypothesis.key),
        |ui, form, hypothesis| {
            let place = form.place;
            hypothesis_ui(ui, form, hypothesis, place)
        },
    );
    if question.hypotheses.len() < count {
        forget(question);
    }
    if small_button(ui, "+ Add a hypothesis", "Add a hypothesis").clicked() {
        let key = form.session.host().key();
        await_focus(ui, key.to_string());
        question.hypotheses.push(Hypothesis {
            key,
            text: String::new(),
            origin: String::new(),
            citations: Vec::new(),
            extra: Extra::default(),
        });
    }
}

/// What was said of a hypothesis goes with it: it would be about nothing, or seem to be about the question as a whole.
fn forget(question: &mut Question) {
    let keys: Vec<_> = question.hypotheses.iter().map(|hypothesis| hypothesis.key).collect();
    for evidence in &mut question.evidence {
        evidence.ratings.retain(|rating| keys.contains(&rating.hypothesis));
    }
    question.judgements.retain(|judgement| judgement.hypothesis.is_none_or(|key| keys.contains(&key)));
}

/// One hypothesis; whether it is to be taken out.
fn hypothesis_ui(ui: &mut egui::Ui, form: &mut Form<'_>, hypothesis: &mut Hypothesis, place: usize) -> bool {
    let mut is_out = false;
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(format!("H{place}")).strong());
        let name = format!("Remove H{place} with its ratings and judgements");
        is_out = small_button(ui, "×", &name).clicked();
    });
    let text = prose_ui(ui, form, &format!("H{place} text"), &mut hypothesis.text);
    take_focus(&text, &hypothesis.key.to_string());
    hinted_ui(ui, form, "Origin", &mut hypothesis.origin, "who brought it up, where that is no source");
    citations::own_ui(ui, form, &mut hypothesis.citations, &format!("Add a citation of H{place}"));
    is_out
}

/// What a hypothesis is called in lists: "H2: a feud".
fn called(place: usize, hypothesis: &Hypothesis) -> String {
    let text = hypothesis.text.trim();
    let short: String = text.chars().take(40).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    if short.is_empty() { format!("H{place}") } else { format!("H{place}: {short}{more}") }
}
