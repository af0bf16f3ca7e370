//! What is wrong with a query, underlined where it stands and told in words.

use egui::text::{LayoutJob, TextFormat};

use super::Scope;
use crate::query::ask::{Issue, Severity, parse};
use crate::session::Sight;
use crate::ui::tokens::{self, Theme};

/// What is wrong with a text; what the case has to say of it, as soon as that is known.
pub(super) fn issues(session: Sight<'_>, scope: Scope, text: &str) -> Vec<Issue> {
    let parsed = parse(text);
    let asked = &scope.filter(session).text;
    if !parsed.is_right() || asked != text || !session.answers().is_current() {
        return parsed.issues;
    }
    scope.hits(session).map(|hits| hits.issues.clone()).unwrap_or_default()
}

/// The text with a line under each of its parts that something is said of.
pub(super) fn underlined(text: &str, issues: &[Issue], theme: Theme) -> LayoutJob {
    let plain = TextFormat { font_id: tokens::body(), color: theme.ink(), ..TextFormat::default() };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for issue in issues {
        let (start, end) = (issue.span.start.max(at), issue.span.end.max(at));
        let (Some(before), Some(part)) = (text.get(at..start), text.get(start..end)) else { continue };
        job.append(before, 0.0, plain.clone());
        let underline = egui::Stroke::new(1.5, colour(issue.severity, theme));
        job.append(part, 0.0, TextFormat { underline, ..plain.clone() });
        at = end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job.wrap.max_width = f32::INFINITY;
    job
}

/// Draws what is wrong in words, each with what it is.
pub(super) fn hints_ui(ui: &mut egui::Ui, issues: &[Issue]) {
    let theme = Theme::of(ui);
    for issue in issues.iter().take(4) {
        let sign = match issue.severity {
            Severity::Error => "Wrong",
            Severity::Warning => "Note",
        };
        let text = egui::RichText::new(format!("{sign}: {}", issue.words)).color(colour(issue.severity, theme));
        ui.add(egui::Label::new(text).wrap());
    }
}

fn colour(severity: Severity, theme: Theme) -> egui::Color32 {
    match severity {
        Severity::Error => theme.error(),
        Severity::Warning => theme.warning(),
    }
}
