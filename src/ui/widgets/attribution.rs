//! How firmly a statement stands, and whose it is.

use super::choice::{Combo, choice_ui, combo_ui, words_ui};
use super::page::Page;
use super::pick::add_party_ui;
use super::{Form, row_ui, small_button, titled};
use crate::case::{Attribution, Party, Standing};
use crate::figure;

/// Rows for a statement's standing and for whose it is. An allegation without an author is named beside the field.
pub(in crate::ui) fn standing_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    standing: &mut Standing,
    attribution: &mut Attribution,
) {
    choice_ui(ui, form, "Standing", standing);
    row_ui(ui, "Said by", |ui, _| attribution_ui(ui, form, attribution));
    if let Attribution::NotNamed(words) = attribution {
        drop(super::text::hinted_ui(ui, form, "As worded", words, "“many observers”, or empty"));
    }
    problem_ui(ui, form, *standing, attribution);
}

/// The same for something within a list, in fewer rows.
pub(in crate::ui) fn compact_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (name, standing): (&str, &mut Standing),
    attribution: &mut Attribution,
) {
    ui.horizontal(|ui| {
        combo_ui(ui, form, (&format!("Standing of {name}"), 92.0), standing);
        if standing.needs_attribution() || *attribution != Attribution::NotApplicable {
            ui.weak("by");
            attribution_ui(ui, form, attribution);
        }
    });
    if let Attribution::NotNamed(words) = attribution {
        drop(super::text::hinted_ui(ui, form, "As worded", words, "“many observers”, or empty"));
    }
    problem_ui(ui, form, *standing, attribution);
}

fn attribution_ui(ui: &mut egui::Ui, form: &mut Form<'_>, attribution: &mut Attribution) {
    let place = match attribution {
        Attribution::NotApplicable => 0,
        Attribution::NotNamed(_) => 1,
        Attribution::Parties(_) => 2,
    };
    ui.horizontal_wrapped(|ui| {
        let salt = egui::IdSalt::new("said by");
        let combo = Combo { salt, name: "Said by", width: 118.0, shown: None, is_cut: false };
        let labels = ["not applicable", "not named by the source", "named"];
        match words_ui(ui, form, &combo, (&labels, Some(place))).1 {
            Some(0) => *attribution = Attribution::NotApplicable,
            Some(1) => *attribution = Attribution::NotNamed(String::new()),
            Some(_) => *attribution = Attribution::Parties(Vec::new()),
            None => {}
        }
        if let Attribution::Parties(parties) = attribution {
            parties_ui(ui, form, parties);
        }
    });
}

/// Who says so, each as a link that can be taken out.
fn parties_ui(ui: &mut egui::Ui, form: &mut Form<'_>, parties: &mut Vec<Party>) {
    let count = parties.len();
    let (page, mut place) = (Page::of(ui, "who says so", count), 0);
    parties.retain(|&party| {
        place += 1;
        if !page.range().contains(&(place - 1)) {
            return true;
        }
        super::link_ui(ui, form, party.into());
        !small_button(ui, "×", &format!("Take out {}", titled(form.case(), party))).clicked()
    });
    page.turn_ui(ui);
    form.touch_if(parties.len() < count);
    parties.extend(add_party_ui(ui, form, "Add who says so"));
}

fn problem_ui(ui: &mut egui::Ui, form: &Form<'_>, standing: Standing, attribution: &Attribution) {
    let is_missing = match attribution {
        Attribution::NotApplicable => standing.needs_attribution(),
        Attribution::Parties(parties) => parties.is_empty(),
        Attribution::NotNamed(_) => false,
    };
    if is_missing {
        let words = format!("⚠ {}: say by whom, or that the source does not name them", standing.label());
        ui.add(egui::Label::new(egui::RichText::new(words).color(form.theme.warning())).wrap());
    } else {
        let words = figure::standing_words(form.case(), standing, attribution);
        if words != standing.label() && standing.is_uncertain() {
            ui.add(egui::Label::new(egui::RichText::new(words).weak()).wrap());
        }
    }
}
