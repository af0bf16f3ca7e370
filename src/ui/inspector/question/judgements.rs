//! What somebody made of a question: likelihood and confidence, each said apart.

use super::called;
use crate::case::{Extra, Hypothesis, Judgement, Key, Question};
use crate::ui::widgets::choice::{Combo, optional_ui, words_ui};
use crate::ui::widgets::date::keyed_date_ui;
use crate::ui::widgets::text::{line_ui, prose_ui};
use crate::ui::widgets::{Form, each_ui, row_ui, small_button};

pub(super) fn judgements_ui(ui: &mut egui::Ui, form: &mut Form<'_>, question: &mut Question) {
    let Question { hypotheses, judgements, .. } = question;
    each_ui(
        ui,
        form,
        judgements,
        |judgement| ("judgement", judgement.key),
        |ui, form, judgement| {
            let place = form.place;
            judgement_ui(ui, form, (hypotheses, place), judgement)
        },
    );
    if small_button(ui, "+ Add a judgement", "Add a judgement").clicked() {
        judgements.push(Judgement {
            key: form.session.host().key(),
            hypothesis: None,
            likelihood: None,
            confidence: None,
            by: form.session.settings().edited_by.clone(),
            made: None,
            reason: String::new(),
            extra: Extra::default(),
        });
    }
}

/// One judgement; whether it is to be taken out.
fn judgement_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (hypotheses, place): (&[Hypothesis], usize),
    judgement: &mut Judgement,
) -> bool {
    about_ui(ui, form, hypotheses, &mut judgement.hypothesis);
    optional_ui(ui, form, ("Likelihood", "not stated"), &mut judgement.likelihood);
    optional_ui(ui, form, ("Confidence", "not stated"), &mut judgement.confidence);
    line_ui(ui, form, "Judged by", &mut judgement.by);
    let key = format!("{}/judged/{}", form.record, judgement.key);
    drop(keyed_date_ui(ui, form, ("Judged on", key), &mut judgement.made));
    drop(prose_ui(ui, form, &format!("Reason of judgement {place}"), &mut judgement.reason));
    let is_out = small_button(ui, "× Remove this judgement", &format!("Remove judgement {place}")).clicked();
    ui.separator();
    is_out
}

/// Which hypothesis is judged, or the question as a whole.
fn about_ui(ui: &mut egui::Ui, form: &mut Form<'_>, hypotheses: &[Hypothesis], judged: &mut Option<Key>) {
    let names: Vec<(Option<Key>, String)> = std::iter::once((None, "the question as a whole".to_owned()))
        .chain((1..).zip(hypotheses).map(|(place, one)| (Some(one.key), called(place, one))))
        .collect();
    let labels: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let place = names.iter().position(|(key, _)| key == judged);
    let shown = place.is_none().then_some(("a hypothesis that is gone", "a hypothesis that is gone"));
    row_ui(ui, "About", |ui, _| {
        let (salt, width) = (egui::IdSalt::new("about"), ui.available_width());
        let combo = Combo { salt, name: "About", width, shown, is_cut: true };
        if let Some((key, _)) = words_ui(ui, form, &combo, (&labels, place)).1.and_then(|place| names.get(place)) {
            *judged = *key;
        }
    });
}
