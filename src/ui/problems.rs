//! What does not add up, as the outline and the forms show it: words, the way to the record, and a safe fix.

use std::collections::BTreeMap;

use egui::text::{LayoutJob, TextWrapping};
use egui::{CollapsingHeader, Color32, Label, RichText, WidgetText};

use super::tokens::{self, Theme};
use super::widgets::{Same, capitalised, cut, focus_ring, kept, small_button, titled};
use crate::case::RecordId;
use crate::query::problems::{Problem, RULES, Severity};
use crate::session::{Command, Commands, Session};

/// A rule with more problems than this has each in a row of one height, so that only those in view are drawn.
const WRAPPED: usize = 20;

/// Height of such a row, in points.
const ROW: f32 = 20.0;

/// The problems of a case by rule: put together once for each answer.
struct Grouped {
    /// "2 errors, 1 warning, 98 notes".
    counts: String,
    worst: Option<Severity>,
    /// By the place of the rule in the catalogue, places in the list of problems.
    groups: BTreeMap<usize, Vec<usize>>,
}

impl Grouped {
    fn of(problems: &[Problem]) -> Self {
        let worst = problems.iter().map(|problem| problem.severity).min();
        Self { counts: counts(problems), worst, groups: by_rule(problems) }
    }
}

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
    let grouped = kept(ui, "problems by rule", Same::of(problems), || Grouped::of(problems));
    let title = match grouped.worst {
        _ if !session.answers().is_current() => cut_ui(ui, renewed(&grouped.counts), theme.ink_soft()),
        None => cut_ui(ui, "No problems".to_owned(), theme.good()),
        Some(severity) => cut_ui(ui, grouped.counts.clone(), colour(theme, severity)),
    };
    let is_open = grouped.worst == Some(Severity::Error);
    let header = CollapsingHeader::new(title).id_salt("problems").default_open(is_open);
    let shown = header.show_unindented(ui, |ui| {
        for (rule, group) in &grouped.groups {
            ui.push_id(rule, |ui| rule_ui(ui, group, session, commands));
        }
    });
    focus_ring(ui, &shown.header_response);
}

/// What is said of problems while they are looked for anew: those that were found before may be mended by now.
pub(super) fn renewed(before: &str) -> String {
    if before.is_empty() { "Looking for problems…".to_owned() } else { format!("{before} before, looking again…") }
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
fn by_rule(problems: &[Problem]) -> BTreeMap<usize, Vec<usize>> {
    let rules: BTreeMap<&str, usize> = RULES.iter().map(|rule| rule.code).zip(0..).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, problem) in problems.iter().enumerate() {
        let rule = rules.get(problem.code).copied().unwrap_or(RULES.len());
        groups.entry(rule).or_default().push(place);
    }
    groups
}

fn rule_ui(ui: &mut egui::Ui, group: &[usize], session: &Session, commands: &mut Commands) {
    let problems = &session.answers().problems;
    let Some(first) = group.first().and_then(|&place| problems.get(place)) else { return };
    let about = RULES.iter().find(|rule| rule.code == first.code).map_or("", |rule| rule.about);
    let title = format!("{} {}  {}", sign(first.severity), group.len(), capitalised(about));
    let title = cut_ui(ui, title, colour(Theme::of(ui), first.severity));
    let header = CollapsingHeader::new(title).id_salt("rule").default_open(first.severity != Severity::Note);
    let shown = header.show(ui, |ui| {
        ui.add(Label::new(RichText::new(capitalised(about)).weak()).wrap());
        let mut draw = |ui: &mut egui::Ui, rows: std::ops::Range<usize>, is_line: bool| {
            for (place, &at) in group.iter().enumerate().skip(rows.start).take(rows.len()) {
                let Some(problem) = problems.get(at) else { continue };
                ui.push_id(place, |ui| row_ui(ui, (problem, is_line), session, commands));
            }
        };
        if group.len() > WRAPPED {
            super::outline::rows_ui(ui, (group.len(), ROW), |ui, rows| draw(ui, rows, true));
        } else {
            draw(ui, 0..group.len(), false);
        }
    });
    focus_ring(ui, &shown.header_response);
}

/// A title in one line, cut where the pane ends: a header of its own would make the pane's content wider than the pane.
fn cut_ui(ui: &egui::Ui, words: String, colour: Color32) -> WidgetText {
    let mut job = LayoutJob::simple_singleline(words, tokens::body(), colour);
    job.wrap = TextWrapping::truncate_at_width((ui.available_width() - 24.0).max(40.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job)).into()
}

/// Draws a problem; in a line of one height, or as high as its words need.
fn row_ui(ui: &mut egui::Ui, (problem, is_line): (&Problem, bool), session: &Session, commands: &mut Commands) {
    let title = problem.record.map_or_else(|| "the case".to_owned(), |id: RecordId| titled(session.case(), id));
    let text = cut(format!("{title}: {}", problem.words));
    let is_hovered = problem.record.is_some() && session.view().hover == problem.record;
    // Of notes there may be many: the record in a line, and the words under the pointer and in its form.
    let is_short = problem.severity == Severity::Note;
    let mut shown = RichText::new(if is_short { &title } else { &text });
    if is_hovered {
        shown = shown.background_color(Theme::of(ui).hover());
    }
    let row = if is_line {
        line_ui(ui, (shown, problem), commands)
    } else if is_short {
        ui.add(egui::Button::selectable(false, shown).truncate())
    } else {
        ui.add(egui::Button::selectable(false, shown).wrap())
    };
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    if row.clicked() {
        // The case as a whole has its form where nothing is selected.
        commands.send(match (problem.record, problem.field) {
            (Some(id), Some(field)) => Command::SelectField(id, field, None),
            (Some(id), None) => Command::Select(id),
            (None, _) => Command::SelectNothing,
        });
    }
    if row.hovered() {
        commands.send(Command::Hover(problem.record));
    }
    if is_line || is_short {
        drop(row.on_hover_ui(|ui| drop(ui.add(Label::new(&text).wrap()))));
    }
    if !is_line && let Some(command) = fix_ui(ui, problem) {
        commands.send(command);
    }
}

/// A problem in one line, with what mends it at its end.
fn line_ui(ui: &mut egui::Ui, (shown, problem): (RichText, &Problem), commands: &mut Commands) -> egui::Response {
    let size = egui::vec2(ui.available_width(), ROW);
    let row = ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.set_min_height(ROW);
        for (sign, fix) in [("Fix", &problem.fix), ("Stand in", &problem.stand_in)] {
            let Some(fix) = fix else { continue };
            if small_button(ui, sign, &format!("Fix: {}", fix.label)).clicked() {
                commands.send(Command::Fix(fix.clone()));
            }
        }
        ui.add_sized([ui.available_width(), ROW], egui::Button::selectable(false, shown).truncate().right_text(""))
    });
    row.inner
}

/// Draws the problems that are told beside fields, as a list that leads there; the field that was chosen.
pub(super) fn list_ui(ui: &mut egui::Ui, problems: &[&Problem]) -> Option<&'static str> {
    let theme = Theme::of(ui);
    let mut chosen = None;
    for (place, problem) in problems.iter().enumerate() {
        let words = cut(format!("{} {}", sign(problem.severity), problem.words));
        let text = RichText::new(&words).color(colour(theme, problem.severity));
        let row = ui.push_id(place, |ui| ui.add(egui::Button::selectable(false, text).wrap())).inner;
        row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Show the field: {words}")));
        chosen = chosen.or(problem.field.filter(|_| row.clicked()));
    }
    chosen
}

/// Draws what is wrong in a form; the fix that was chosen.
pub(super) fn form_ui(ui: &mut egui::Ui, problems: &[&Problem]) -> Option<Command> {
    let theme = Theme::of(ui);
    let mut chosen = None;
    for (place, problem) in problems.iter().enumerate() {
        let words = RichText::new(cut(format!("{} {}", sign(problem.severity), problem.words)));
        ui.add(Label::new(words.color(colour(theme, problem.severity))).wrap());
        ui.push_id(place, |ui| chosen = chosen.take().or_else(|| fix_ui(ui, problem)));
    }
    chosen
}

/// The buttons that mend a problem, where that takes no judgement.
fn fix_ui(ui: &mut egui::Ui, problem: &Problem) -> Option<Command> {
    let mut chosen = None;
    for fix in problem.fixes() {
        let button = ui.add(egui::Button::new(format!("Fix: {}", fix.label)).small().wrap());
        chosen = chosen.or_else(|| button.clicked().then(|| Command::Fix(fix.clone())));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(severity: Severity) -> Problem {
        Problem {
            severity,
            record: None,
            field: None,
            code: "unnamed",
            words: String::new(),
            fix: None,
            stand_in: None,
        }
    }

    #[test]
    fn problems_of_before_are_told_as_such() {
        assert_eq!(renewed(""), "Looking for problems…");
        assert_eq!(renewed("2 errors"), "2 errors before, looking again…");
    }

    #[test]
    fn what_there_is_none_of_is_not_counted() {
        let problems = [Severity::Error, Severity::Note, Severity::Note].map(problem);
        assert_eq!(counts(&problems), "1 error, 2 notes");
    }
}
