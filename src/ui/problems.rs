//! What does not add up, as the outline and the forms show it: words, the way to the record, and a safe fix.

use std::collections::BTreeMap;

use egui::text::{LayoutJob, TextWrapping};
use egui::{CollapsingHeader, Color32, Label, RichText, WidgetText};

use super::tokens::{self, Theme};
use super::widgets::{capitalised, focus_ring};
use crate::case::RecordId;
use crate::query::problems::{Problem, RULES, Severity};
use crate::session::{Command, Commands, Session};

/// So many problems of one rule are listed.
const SHOWN: usize = 200;

/// The sign that stands before a problem: what is grave is told by more than its colour.
const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "⚠",
        Severity::Note => "·",
    }
}

pub(super) fn colour(theme: Theme, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => theme.error(),
        Severity::Warning => theme.warning(),
        Severity::Note => theme.ink_soft(),
    }
}

/// Draws every problem of the case, by rule.
pub(super) fn outline_ui(ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let problems = &session.answers().problems;
    let worst = problems.iter().map(|problem| problem.severity).min();
    let title = match worst {
        None => cut(ui, "No problems".to_owned(), theme.good()),
        Some(severity) => cut(ui, counts(problems), colour(theme, severity)),
    };
    let header = CollapsingHeader::new(title).id_salt("problems").default_open(worst == Some(Severity::Error));
    let shown = header.show_unindented(ui, |ui| {
        for (place, group) in by_rule(problems) {
            ui.push_id(place, |ui| rule_ui(ui, &group, session, commands));
        }
    });
    focus_ring(ui, &shown.header_response);
}

/// "2 errors, 1 warning, 98 notes", without what there is none of.
fn counts(problems: &[Problem]) -> String {
    let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let words = all.into_iter().filter_map(|(severity, word)| {
        let count = problems.iter().filter(|problem| problem.severity == severity).count();
        let ending = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {word}{ending}"))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Problems by the place of their rule in the catalogue.
fn by_rule(problems: &[Problem]) -> BTreeMap<usize, Vec<&Problem>> {
    let mut groups: BTreeMap<usize, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        let place = RULES.iter().position(|rule| rule.code == problem.code).unwrap_or(RULES.len());
        groups.entry(place).or_default().push(problem);
    }
    groups
}

fn rule_ui(ui: &mut egui::Ui, group: &[&Problem], session: &Session, commands: &mut Commands) {
    let Some(first) = group.first() else { return };
    let about = RULES.iter().find(|rule| rule.code == first.code).map_or("", |rule| rule.about);
    let title = format!("{} {}  {}", sign(first.severity), group.len(), capitalised(about));
    let title = cut(ui, title, colour(Theme::of(ui), first.severity));
    let header = CollapsingHeader::new(title).id_salt("rule").default_open(first.severity != Severity::Note);
    let shown = header.show(ui, |ui| {
        ui.add(Label::new(RichText::new(capitalised(about)).weak()).wrap());
        for (place, problem) in group.iter().take(SHOWN).enumerate() {
            ui.push_id(place, |ui| row_ui(ui, problem, session, commands));
        }
        if group.len() > SHOWN {
            ui.weak(format!("and {} more", group.len() - SHOWN));
        }
    });
    focus_ring(ui, &shown.header_response);
}

/// A title in one line, cut where the pane ends: a header of its own would make the pane's content wider than the pane.
fn cut(ui: &egui::Ui, words: String, colour: Color32) -> WidgetText {
    let mut job = LayoutJob::simple_singleline(words, tokens::body(), colour);
    job.wrap = TextWrapping::truncate_at_width((ui.available_width() - 24.0).max(40.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job)).into()
}

fn row_ui(ui: &mut egui::Ui, problem: &Problem, session: &Session, commands: &mut Commands) {
    let title = problem.record.map_or_else(|| "the case".to_owned(), |id: RecordId| session.case().title_of(id));
    let text = format!("{title}: {}", problem.words);
    // Of notes there may be many: the record in a line, and the words under the pointer and in its form.
    let row = if problem.severity == Severity::Note {
        ui.add(egui::Button::selectable(false, title).truncate()).on_hover_text(&problem.words)
    } else {
        ui.add(egui::Button::selectable(false, &text).wrap())
    };
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    if row.clicked() {
        // The case as a whole has its form where nothing is selected.
        commands.send(problem.record.map_or(Command::SelectNothing, Command::Select));
    }
    if let Some(command) = fix_ui(ui, problem) {
        commands.send(command);
    }
}

/// Draws the problems of one record in its form; the fix that was chosen.
pub(super) fn form_ui(ui: &mut egui::Ui, problems: &[&Problem]) -> Option<Command> {
    let theme = Theme::of(ui);
    let mut chosen = None;
    for (place, problem) in problems.iter().enumerate() {
        let words = RichText::new(format!("{} {}", sign(problem.severity), problem.words));
        ui.add(Label::new(words.color(colour(theme, problem.severity))).wrap());
        ui.push_id(place, |ui| chosen = chosen.take().or_else(|| fix_ui(ui, problem)));
    }
    chosen
}

/// The button that mends a problem, where that takes no judgement.
fn fix_ui(ui: &mut egui::Ui, problem: &Problem) -> Option<Command> {
    let fix = problem.fix.as_ref()?;
    let button = ui.add(egui::Button::new(format!("Fix: {}", fix.label)).small().wrap());
    button.clicked().then(|| Command::Fix(fix.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(severity: Severity) -> Problem {
        Problem { severity, record: None, field: None, code: "unnamed", words: String::new(), fix: None }
    }

    #[test]
    fn what_there_is_none_of_is_not_counted() {
        let problems = [Severity::Error, Severity::Note, Severity::Note].map(problem);
        assert_eq!(counts(&problems), "1 error, 2 notes");
    }
}
