//! How firmly a statement stands, and whose it is.

use super::choice::{choice_ui, combo_ui};
use super::pick::add_party_ui;
use super::{Form, row_ui, small_button};
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
    let shown = match attribution {
        Attribution::NotApplicable => "not applicable",
        Attribution::NotNamed(_) => "not named by the source",
        Attribution::Parties(_) => "named",
    };
    let before = attribution.clone();
    ui.horizontal_wrapped(|ui| {
        let combo = egui::ComboBox::from_id_salt(ui.next_auto_id()).width(118.0).selected_text(shown);
        let response = combo.show_ui(ui, |ui| {
            ui.selectable_value(attribution, Attribution::NotApplicable, "not applicable");
            let is_unnamed = matches!(attribution, Attribution::NotNamed(_));
            if ui.selectable_label(is_unnamed, "not named by the source").clicked() && !is_unnamed {
                *attribution = Attribution::NotNamed(String::new());
            }
            let is_named = matches!(attribution, Attribution::Parties(_));
            if ui.selectable_label(is_named, "named").clicked() && !is_named {
                *attribution = Attribution::Parties(Vec::new());
            }
        });
        response
            .response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Said by: {shown}")));
        if let Attribution::Parties(parties) = attribution {
            parties_ui(ui, form, parties);
        }
    });
    form.touch_if(
        before != *attribution
            && !matches!((&before, &*attribution), (Attribution::NotNamed(_), Attribution::NotNamed(_))),
    );
}

/// Who says so, each as a link that can be taken out.
fn parties_ui(ui: &mut egui::Ui, form: &mut Form<'_>, parties: &mut Vec<Party>) {
    parties.retain(|&party| {
        super::link_ui(ui, form, party.into());
        !small_button(ui, "×", &format!("Take out {}", form.case().party_name(party))).clicked()
    });
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
