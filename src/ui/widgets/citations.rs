//! The citations of a record: each in two lines, a new one by choosing its source.

use super::choice::{Combo, combo_ui, words_ui};
use super::date::keyed_date_ui;
use super::field::{is_cited, mark_ui};
use super::pick::{Wanted, pick_ui};
use super::text::several_ui;
use super::{Form, Keep, each_ui, grade, name, part_ui, short_link_ui, small_button, titled};
use crate::case::{Citation, Credibility, Extra, RecordId, RecordKind, Reliability, SourceId, Stance, is_supported};
use crate::query::sources::needs_source;

/// The part of a form that shows citations.
pub(in crate::ui) fn citations_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citations: &mut Vec<Citation>) {
    part_ui(ui, "Citations");
    let needs_one = form.case().record(form.record).is_some_and(|record| needs_source(&record));
    if needs_one && !is_supported(citations) {
        ui.colored_label(form.theme.warning(), "⚠ Unsourced: add the source that says so");
    }
    list_ui(ui, form, citations, "Add a citation");
}

/// Citations without a heading, for something within a record.
pub(in crate::ui) fn list_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citations: &mut Vec<Citation>, add: &str) {
    each_ui(ui, form, citations, |citation| ("citation", citation.key), shown_citation_ui);
    let kinds = &[RecordKind::Source];
    let wanted = Wanted { name: add, shown: add, kinds, creates: Some(RecordKind::Source), width: 130.0 };
    if let Some(RecordId::Source(source)) = pick_ui(ui, form, wanted) {
        citations.push(blank(form, source));
    }
}

/// The citations of something within a record, folded away.
pub(in crate::ui) fn own_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citations: &mut Vec<Citation>, add: &str) {
    let title = match citations.len() {
        1 => "1 citation of its own".to_owned(),
        count => format!("{count} citations of its own"),
    };
    let is_aimed = form.is_scrolling && citations.iter().any(|citation| is_cited(form, citation.source));
    egui::CollapsingHeader::new(egui::RichText::new(title).small())
        .id_salt("own citations")
        .open(is_aimed.then_some(true))
        .show(ui, |ui| list_ui(ui, form, citations, add));
}

fn blank(form: &Form<'_>, source: SourceId) -> Citation {
    Citation {
        key: form.session.host().key(),
        source,
        locator: String::new(),
        credibility: None,
        stance: Stance::default(),
        paraphrase: String::new(),
        attested: None,
        extra: Extra::default(),
    }
}

/// One citation, marked where somebody came from its source to see it; whether it is to be taken out.
fn shown_citation_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citation: &mut Citation) -> bool {
    let is_shown = is_cited(form, citation.source);
    let drawn = ui.scope(|ui| citation_ui(ui, form, citation));
    if is_shown {
        mark_ui(ui, form, drawn.response.rect);
    }
    drawn.inner
}

/// Room for a small button in a row, in points.
const BUTTON: f32 = 32.0;

/// One citation; whether it is to be taken out.
fn citation_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citation: &mut Citation) -> bool {
    let source = form.case().sources.get(&citation.source).cloned();
    let title = titled(form.case(), citation.source);
    let reliability = source.as_ref().and_then(|source| source.reliability);
    let mut is_out = false;
    ui.horizontal(|ui| {
        graded_ui(ui, form, citation, (reliability, &title));
        let is_dated = citation.attested.is_some();
        let room = if is_dated { BUTTON } else { 2.0 * BUTTON + 20.0 };
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - room).max(BUTTON));
            short_link_ui(ui, form, citation.source.into());
        });
        if !is_dated && small_button(ui, "for…", &format!("Say for which date {title} says it")).clicked() {
            let key = attested_key(form, citation);
            form.remember(key, String::new(), (true, Keep::No));
        }
        is_out = small_button(ui, "×", &format!("Remove the citation of {title}")).clicked();
    });
    ui.horizontal(|ui| {
        let field = egui::TextEdit::singleline(&mut citation.locator).hint_text("where").desired_width(70.0);
        let response = ui.add(field);
        name(&response, format!("Locator in {title}"));
        form.touch_if(response.lost_focus());
        combo_ui(ui, form, ("Stance", 78.0), &mut citation.stance);
        credibility_ui(ui, form, citation);
    });
    attested_ui(ui, form, citation);
    let label = format!("What {title} says");
    drop(several_ui(ui, form, (&label, "What it says, in your words", 1), &mut citation.paraphrase));
    ui.add_space(3.0);
    is_out
}

/// The grade by letter and digit. The letter is the source's, and changes with it everywhere.
fn graded_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    citation: &mut Citation,
    (reliability, title): (Option<Reliability>, &str),
) {
    let label = format!("Grade of {title}");
    let field = grade::Field { name: &label, salt: "citation" };
    let Some((letter, digit)) = grade::grade_ui(ui, field, (reliability, citation.credibility)) else { return };
    form.touch_if(digit != citation.credibility);
    citation.credibility = digit;
    if letter != reliability {
        let command = grade::rate(form.session, citation.source, letter);
        form.after.push(command);
    }
}

fn credibility_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citation: &mut Citation) {
    let all: Vec<Option<Credibility>> =
        std::iter::once(None).chain(Credibility::ALL.iter().copied().map(Some)).collect();
    let labels: Vec<&str> = all.iter().map(|word| word.map_or("6, not yet graded", Credibility::label)).collect();
    let place = all.iter().position(|word| *word == citation.credibility);
    let (salt, width) = (egui::IdSalt::new("credibility"), (ui.available_width() - 8.0).max(40.0));
    let combo = Combo { salt, name: "Credibility", width, shown: None, is_cut: true };
    if let Some(&word) = words_ui(ui, form, &combo, (&labels, place)).1.and_then(|place| all.get(place)) {
        citation.credibility = word;
    }
}

/// The date for which the source says it: a row that is only there once it is wanted.
fn attested_ui(ui: &mut egui::Ui, form: &mut Form<'_>, citation: &mut Citation) {
    let key = attested_key(form, citation);
    let is_typing = form.typed(&key).is_some();
    if citation.attested.is_none() && !is_typing {
        return;
    }
    let response = keyed_date_ui(ui, form, ("Said for", key.clone()), &mut citation.attested);
    if is_typing && form.typed(&key).is_none() && citation.attested.is_none() && !response.lost_focus() {
        // Asked for and still empty: it stays until it is left.
        form.remember(key, String::new(), (true, Keep::No));
    }
}

fn attested_key(form: &Form<'_>, citation: &Citation) -> String {
    format!("{}/said for/{}", form.record, citation.key)
}
