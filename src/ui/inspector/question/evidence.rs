//! The table of evidence: a row for each piece, a column for each hypothesis, and what the columns come to in words.

use egui::collapsing_header::CollapsingState;

use crate::case::{Consistency, Evidence, Extra, Hypothesis, Key, Question, Rating, Vocabulary as _};
use crate::ui::tokens;
use crate::ui::widgets::choice::{Combo, words_ui};
use crate::ui::widgets::members::{self, one_ui};
use crate::ui::widgets::text::prose_ui;
use crate::ui::widgets::{Form, await_focus, citations, cut, each_ui, name, row_ui, small_button, take_focus, titled};

/// Width of the column with the number of a row, in points.
const NUMBER: f32 = 46.0;
/// Width of a cell, in points.
const CELL: f32 = 44.0;

pub(super) fn evidence_ui(ui: &mut egui::Ui, form: &mut Form<'_>, question: &mut Question) {
    let Question { hypotheses, evidence, .. } = question;
    if hypotheses.is_empty() {
        ui.weak("Add hypotheses first: each becomes a column");
    } else if !evidence.is_empty() && has_room(ui, hypotheses.len()) {
        head_ui(ui, hypotheses);
    }
    each_ui(
        ui,
        form,
        evidence,
        |evidence| ("evidence", evidence.key),
        |ui, form, evidence| {
            let place = form.place;
            row_of_ui(ui, form, (hypotheses, place), evidence)
        },
    );
    if small_button(ui, "+ Add evidence", "Add evidence").clicked() {
        let key = form.session.host().key();
        await_focus(ui, key.to_string());
        evidence.push(blank(key));
    }
    for (place, hypothesis) in (1..).zip(&*hypotheses) {
        let words = format!("H{place} – {}", summary(evidence, hypothesis.key));
        ui.add(egui::Label::new(words).wrap());
    }
}

/// Whether every hypothesis has room for a column; else each cell is named, and they go on in the next line.
fn has_room(ui: &egui::Ui, hypotheses: usize) -> bool {
    let step = CELL + ui.spacing().item_spacing.x;
    NUMBER + step * hypotheses as f32 + 30.0 <= ui.available_width()
}

fn blank(key: Key) -> Evidence {
    Evidence {
        key,
        record: None,
        text: String::new(),
        ratings: Vec::new(),
        citations: Vec::new(),
        extra: Extra::default(),
    }
}

fn head_ui(ui: &mut egui::Ui, hypotheses: &[Hypothesis]) {
    ui.horizontal(|ui| {
        ui.add_space(NUMBER + ui.spacing().item_spacing.x);
        for (place, hypothesis) in (1..).zip(hypotheses) {
            let label = egui::Label::new(egui::RichText::new(format!("H{place}")).font(tokens::strong(12.5)));
            ui.add_sized([CELL, 18.0], label).on_hover_text(&hypothesis.text);
        }
    });
}

/// One row of the table, with its details folded; whether it is to be taken out.
fn row_of_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (hypotheses, place): (&[Hypothesis], usize),
    evidence: &mut Evidence,
) -> bool {
    let is_new = evidence.text.is_empty() && evidence.record.is_none();
    let mut fold = CollapsingState::load_with_default_open(ui.ctx(), ui.scope_id().with("details"), is_new);
    let mut is_out = false;
    let is_table = has_room(ui, hypotheses.len());
    ui.horizontal_wrapped(|ui| {
        let (sign, verb) = if fold.is_open() { ("▼", "Fold") } else { ("▶", "Unfold") };
        let button = egui::Button::new(format!("{sign} E{place}")).small().min_size(egui::vec2(NUMBER, 0.0));
        let button = ui.add(button);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{verb} E{place}")));
        if button.clicked() {
            fold.toggle(ui);
        }
        for (column, hypothesis) in (1..).zip(hypotheses) {
            if !is_table {
                ui.weak(format!("H{column}")).on_hover_text(&hypothesis.text);
            }
            cell_ui(ui, form, (&format!("E{place} against H{column}"), hypothesis.key), &mut evidence.ratings);
        }
        is_out = small_button(ui, "×", &format!("Remove E{place}")).clicked();
    });
    if !fold.is_open() {
        let words = words(form, evidence);
        // Whole: cut short, an accusation would lose its accuser.
        ui.add(egui::Label::new(egui::RichText::new(words).weak()).wrap());
    }
    fold.show_body_indented(&ui.response(), ui, |ui| details_ui(ui, form, (hypotheses, place), evidence));
    fold.store(ui.ctx());
    is_out
}

/// What a row says in one line.
fn words(form: &Form<'_>, evidence: &Evidence) -> String {
    match evidence.record {
        _ if !evidence.text.is_empty() => cut(evidence.text.clone()),
        Some(id) => titled(form.case(), id),
        None => "not filled in yet".to_owned(),
    }
}

/// A cell: one of the six ratings, or a question mark where nobody has rated. That is not neutral, and not the matrix's
/// dash, which says that somebody looked.
fn cell_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (label, hypothesis): (&str, Key), ratings: &mut Vec<Rating>) {
    let before = ratings.iter().find(|rating| rating.hypothesis == hypothesis).map(|rating| rating.rating);
    let all: Vec<Option<Consistency>> =
        std::iter::once(None).chain(Consistency::ALL.iter().copied().map(Some)).collect();
    let labels: Vec<&str> = all.iter().map(|word| word.map_or("? not rated", Consistency::label)).collect();
    let shown = (before.map_or("?", Consistency::name), before.map_or("not rated", Consistency::label));
    let place = all.iter().position(|word| *word == before);
    let salt = egui::IdSalt::new(("rating", hypothesis));
    let combo = Combo { salt, name: label, width: CELL, shown: Some(shown), is_cut: false };
    if let Some(&after) = words_ui(ui, form, &combo, (&labels, place)).1.and_then(|place| all.get(place)) {
        rate(form, ratings, hypothesis, after);
    }
}

/// A new rating is the officer's own, where the officer has given a name.
fn rate(form: &Form<'_>, ratings: &mut Vec<Rating>, hypothesis: Key, rating: Option<Consistency>) {
    let mine = &form.session.settings().edited_by;
    let known = ratings.iter_mut().find(|known| known.hypothesis == hypothesis);
    match (known, rating) {
        (Some(known), Some(rating)) => {
            known.rating = rating;
            // Another officer's name and reason do not stand under a rating that is not theirs.
            if known.by != *mine {
                known.by.clone_from(mine);
                known.reason.clear();
            }
        }
        (None, Some(rating)) => ratings.push(Rating {
            key: form.session.host().key(),
            hypothesis,
            rating,
            by: mine.clone(),
            reason: String::new(),
            extra: Extra::default(),
        }),
        (_, None) => ratings.retain(|known| known.hypothesis != hypothesis),
    }
}

fn details_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (hypotheses, place): (&[Hypothesis], usize),
    evidence: &mut Evidence,
) {
    one_ui(ui, form, members::any("Record"), &mut evidence.record);
    let text = prose_ui(ui, form, &format!("E{place} text"), &mut evidence.text);
    take_focus(&text, &evidence.key.to_string());
    for (column, hypothesis) in (1..).zip(hypotheses) {
        let Some(rating) = evidence.ratings.iter_mut().find(|rating| rating.hypothesis == hypothesis.key) else {
            continue;
        };
        let title = format!("H{column} {}", rating.rating.name());
        row_ui(ui, &title, |ui, _| {
            let field = egui::TextEdit::singleline(&mut rating.by).hint_text("rated by").desired_width(80.0);
            let by = ui.add(field);
            name(&by, format!("Who rated E{place} against H{column}"));
            let field = egui::TextEdit::singleline(&mut rating.reason).hint_text("why").desired_width(f32::INFINITY);
            let why = ui.add(field);
            name(&why, format!("Why E{place} is rated so against H{column}"));
            form.touch_if(by.lost_focus() || why.lost_focus());
        });
    }
    citations::own_ui(ui, form, &mut evidence.citations, &format!("Add a citation of E{place}"));
}

/// What a column comes to, as counts of what was rated: "inconsistent: 1 II, 2 I; consistent: 3 C; not rated: 1". Never one
/// number: what counts against a hypothesis is not set off against what counts for it.
fn summary(evidence: &[Evidence], hypothesis: Key) -> String {
    let rated = |wanted: Option<Consistency>| {
        let of = |row: &Evidence| {
            row.ratings.iter().find(|rating| rating.hypothesis == hypothesis).map(|rating| rating.rating)
        };
        evidence.iter().filter(|row| of(row) == wanted).count()
    };
    let group = |title: &str, ratings: &[Consistency]| {
        let counts = ratings.iter().map(|&rating| (rated(Some(rating)), rating.name()));
        let words: Vec<String> =
            counts.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
        (!words.is_empty()).then(|| format!("{title}: {}", words.join(", ")))
    };
    let blank = rated(None);
    let parts = [
        group("inconsistent", &[Consistency::II, Consistency::I]),
        group("consistent", &[Consistency::CC, Consistency::C]),
        group("neutral", &[Consistency::N]),
        group("not applicable", &[Consistency::NA]),
        (blank > 0).then(|| format!("not rated: {blank}")),
    ];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    if words.is_empty() { "no evidence yet".to_owned() } else { words.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(n: u32, ratings: &[(u32, Consistency)]) -> Evidence {
        let ratings = ratings.iter().map(|&(hypothesis, rating)| Rating {
            key: Key::from_bits(hypothesis),
            hypothesis: Key::from_bits(hypothesis),
            rating,
            by: String::new(),
            reason: String::new(),
            extra: Extra::default(),
        });
        Evidence { ratings: ratings.collect(), ..blank(Key::from_bits(n)) }
    }

    #[test]
    fn a_column_is_told_in_counts_and_a_blank_is_not_neutral() {
        use Consistency::{C, CC, I, II, N, NA};
        let check = |ratings: &[&[(u32, Consistency)]], expected: &str| {
            let rows: Vec<Evidence> = (1..).zip(ratings).map(|(n, ratings)| row(n, ratings)).collect();
            assert_eq!(summary(&rows, Key::from_bits(1)), expected);
        };
        check(&[], "no evidence yet");
        check(&[&[], &[(2, II)]], "not rated: 2");
        check(&[&[(1, N)]], "neutral: 1 N");
        check(&[&[(1, I)], &[(1, II)], &[(1, I), (2, CC)]], "inconsistent: 1 II, 2 I");
        check(
            &[&[(1, II)], &[(1, CC)], &[(1, C)], &[(1, NA)], &[]],
            "inconsistent: 1 II; consistent: 1 CC, 1 C; not applicable: 1 NA; not rated: 1",
        );
    }
}
