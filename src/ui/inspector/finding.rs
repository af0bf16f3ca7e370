//! What the selected cell of the matrix comes to: its finding with what decides it, what is different since an earlier date,
//! and what the mission does.

use crate::case::{ActivityId, Case, MandateId, MissionId, RecordId, ThemeId};
use crate::query::as_of::Holds;
use crate::query::gaps::{Amount, CellChange, Done};
use crate::session::{Commands, Session};
use crate::ui::matrix::threshold_sentence;
use crate::ui::names::Names;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::page::Page;
use crate::ui::widgets::{Form, Texts, capitalised, link_ui, part_ui};

/// The finding in a sentence, with links to the claim and the survey by which it stands.
pub(super) fn finding_ui(
    ui: &mut egui::Ui,
    (mission, theme): (MissionId, ThemeId),
    (session, names, commands): (&Session, &Names, &mut Commands),
) {
    let answers = session.answers();
    let Some(finding) = answers.gaps.cell(mission, theme) else { return };
    let words = capitalised(&finding.told(session.case(), answers.evidence.tally(mission, theme)));
    part_ui(ui, "Finding");
    ui.add(egui::Label::new(egui::RichText::new(words).font(tokens::strong(13.0))).wrap());
    let (mut texts, colours) = (Texts::new(), Theme::of(ui));
    let mut form = Form::new((session, names, commands), &mut texts, mission.into(), colours);
    let deciding = [finding.cover.claim.map(RecordId::from), finding.cover.survey.map(RecordId::from)];
    ui.push_id("deciding", |ui| links_ui(ui, &mut form, "By", deciding.into_iter().flatten()));
    let threshold = &session.view().threshold;
    if !threshold.is_none() {
        let words = threshold_sentence(threshold);
        ui.add(egui::Label::new(egui::RichText::new(words).color(colours.ink_soft()).small()).wrap());
    }
    if let Some(change) = answers.difference.as_ref().and_then(|known| known.cell(mission, theme)) {
        change_ui(ui, &mut form, change);
    } else if let Some(date) = session.view().against.as_ref().filter(|_| answers.difference.is_some()) {
        part_ui(ui, &format!("Since {date}"));
        ui.label("The same on both dates");
    }
}

fn links_ui(ui: &mut egui::Ui, form: &mut Form<'_>, word: &str, records: impl Iterator<Item = RecordId>) {
    for id in records.filter(|&id| form.session.case().has(id)).collect::<Vec<_>>() {
        ui.horizontal_top(|ui| {
            ui.weak(word);
            link_ui(ui, form, id);
        });
    }
}

/// What came and what went between the two dates.
fn change_ui(ui: &mut egui::Ui, form: &mut Form<'_>, change: &CellChange) {
    let since = form.session.view().against.as_ref().map_or_else(String::new, |date| format!("Since {date}"));
    part_ui(ui, &since);
    ui.add(egui::Label::new(capitalised(&change.words())).wrap());
    if let (Some(before), Some(after)) = change.findings
        && (before.class, before.sureness) != (after.class, after.sureness)
    {
        ui.add(egui::Label::new(format!("It was {}; it is {}", before.label(), after.label())).wrap());
    }
    let claims = |ids: &[MandateId]| ids.iter().map(|&id| id.into()).collect::<Vec<RecordId>>();
    for (key, word, records) in [
        ("came", "Came:", claims(&change.begun)),
        ("went", "Went:", claims(&change.ended)),
        ("new", "New:", change.evidence.iter().map(|&id| id.into()).collect()),
    ] {
        ui.push_id(key, |ui| {
            let page = Page::of(ui, key, records.len());
            let shown = records.iter().copied().skip(page.range().start).take(page.range().len());
            links_ui(ui, form, word, shown);
            page.turn_ui(ui);
        });
    }
}

/// What the mission does about the theme.
pub(super) fn activities_ui(
    ui: &mut egui::Ui,
    (mission, theme): (MissionId, ThemeId),
    (session, names, commands): (&Session, &Names, &mut Commands),
) {
    let none = Done::default();
    let done = session.answers().gaps.work.cell(mission, theme).unwrap_or(&none);
    part_ui(ui, "Activities");
    ui.add(egui::Label::new(done.words()).wrap());
    let resources = done.resource_words();
    if !resources.is_empty() {
        ui.add(egui::Label::new(format!("With {resources}")).wrap());
    }
    let (mut texts, colours) = (Texts::new(), Theme::of(ui));
    let mut form = Form::new((session, names, commands), &mut texts, mission.into(), colours);
    let page = Page::of(ui, "activities", done.activities.len());
    for &(id, now) in done.activities.iter().skip(page.range().start).take(page.range().len()) {
        let words = activity_words(session.case(), id, now);
        ui.push_id(id, |ui| {
            link_ui(ui, &mut form, id.into());
            ui.add(egui::Label::new(egui::RichText::new(words).color(colours.ink_soft()).small()).wrap());
        });
    }
    page.turn_ui(ui);
}

/// "policing, technical work; 3 persons; possibly on this date".
fn activity_words(case: &Case, id: ActivityId, now: Holds) -> String {
    let Some(activity) = case.activities.get(&id) else { return String::new() };
    let nature = activity.kind.nature().map_or_else(String::new, |nature| format!(", {} work", nature.label()));
    let mut parts = vec![format!("{}{nature}", activity.kind.label())];
    let mut alone = Done::default();
    alone.take_resources(activity);
    parts.extend(alone.resources.iter().map(Amount::words));
    parts.extend((now != Holds::Surely).then(|| "possibly on this date".to_owned()));
    parts.join("; ")
}
