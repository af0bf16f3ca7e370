//! The findings pane: what follows from mandates and evidence, in sections that fold. Each line leads to what it stands on.

mod attention;
mod compare;
mod lists;
mod wanted;

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{CollapsingHeader, ScrollArea};

use super::names::Names;
use super::outline::rows_ui;
use super::tokens::{self, Theme};
use super::widgets::lines::{FIRST, Look, NEXT, lines_ui};
use super::widgets::{COMING, Same, capitalised, cut, focus_ring, kept, name};
use crate::case::{Case, MissionId, RecordId, ThemeId};
use crate::query::gaps::Class;
use crate::session::{Command, Commands, Session};

/// What the pane remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    /// Words that a finding has to have.
    wanted: String,
    /// The missions that are compared.
    compared: compare::Compared,
}

/// What the sections need at hand while they are drawn.
struct Desk<'a> {
    session: &'a Session,
    wanted: &'a str,
    commands: &'a mut Commands,
}

/// A finding in two lines.
struct Line {
    /// What it is about.
    title: String,
    /// What it says.
    words: String,
    /// To what it leads.
    go: Go,
}

/// To what a line leads.
enum Go {
    Cell(MissionId, ThemeId),
    Record(RecordId),
    Records(Vec<RecordId>),
}

/// A section: its heading, and what it says where there is nothing in it.
struct Section<'a> {
    title: &'a str,
    counts: String,
    is_open: bool,
}

/// The id of the field for words: what is typed there is no part of the case.
pub(super) fn field_id() -> egui::Id {
    egui::Id::unique("find a finding")
}

/// What the outline says of the findings: "Findings: 12 gaps, 40 possibly"; counted once for each answer.
pub(super) fn summary(ui: &egui::Ui, session: &Session) -> Arc<String> {
    let (gaps, is_current) = (&session.answers().gaps, session.answers().is_current());
    kept(ui, "summary", (Same::of(gaps), is_current), || match gaps.count(Class::Gap) {
        (0, 0) if !is_current => "Findings: working them out…".to_owned(),
        (0, 0) => "Findings: no gap".to_owned(),
        (1, 0) => "Findings: 1 gap".to_owned(),
        (surely, 0) => format!("Findings: {surely} gaps"),
        (0, possibly) => format!("Findings: {possibly} possible gaps"),
        (1, possibly) => format!("Findings: 1 gap, {possibly} possibly"),
        (surely, possibly) => format!("Findings: {surely} gaps, {possibly} possibly"),
    })
}

/// Draws the pane.
pub(super) fn findings_ui(
    ui: &mut egui::Ui,
    memory: &mut Memory,
    (session, names): (&Session, &Names),
    commands: &mut Commands,
) {
    egui::Frame::NONE.inner_margin(tokens::MARGIN).show(ui, |ui| {
        if session.case().missions.is_empty() || session.case().themes.is_empty() {
            let words = "No finding yet: add missions and themes to the mandate matrix, and incidents with themes to the \
                         timeline. Findings tell where they do not meet";
            ui.add(egui::Label::new(words).wrap());
            return;
        }
        head_ui(ui, memory, session);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let mut desk = Desk { session, wanted: &memory.wanted, commands };
            lists::gaps_ui(ui, &mut desk);
            lists::nobody_ui(ui, &mut desk);
            lists::acting_ui(ui, &mut desk);
            lists::warnings_ui(ui, &mut desk);
            lists::mixes_ui(ui, &mut desk);
            attention::attention_ui(ui, &mut desk);
            lists::openings_ui(ui, &mut desk);
            lists::duplicates_ui(ui, &mut desk);
            lists::holes_ui(ui, &mut desk);
            compare::compare_ui(ui, (&mut memory.compared, names), &mut desk);
        });
    });
}

/// The field for words, and of what the findings are.
fn head_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session) {
    let field = egui::TextEdit::singleline(&mut memory.wanted)
        .id(field_id())
        .hint_text("Find: words of a mission, a theme or a place")
        .char_limit(200)
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    name(&field, "Find a finding");
    let words = ground_words(session);
    ui.add(egui::Label::new(egui::RichText::new(&words).font(tokens::small()).weak()).truncate()).on_hover_text(&words);
}

/// Of which date, threshold and query the findings are.
fn ground_words(session: &Session) -> String {
    let view = session.view();
    let date = view.as_of.as_ref().map_or_else(|| "Over all time".to_owned(), |date| format!("As of {date}"));
    let threshold = view.threshold.words("the time chosen");
    let threshold = if threshold.is_empty() { String::new() } else { format!("; counting only what is {threshold}") };
    let query = if session.answers().hits.is_some() { "; counting only what the query finds" } else { "" };
    let renewing = if session.answers().is_current() { "" } else { "; working this out anew…" };
    format!("{date}{threshold}{query}. No finding is no safety: it says what the case holds{renewing}")
}

/// "12", or "3 of 12" where words are wanted.
fn counted(found: usize, all: usize) -> String {
    if found == all { all.to_string() } else { format!("{found} of {all}") }
}

/// Draws a section under its heading.
fn section_ui(ui: &mut egui::Ui, section: &Section<'_>, body: impl FnOnce(&mut egui::Ui)) {
    let theme = Theme::of(ui);
    let words = format!("{}  {}", section.title, section.counts);
    let mut job = LayoutJob::simple_singleline(words, tokens::strong(12.5), theme.ink());
    job.wrap = TextWrapping::truncate_at_width((ui.available_width() - 24.0).max(40.0));
    let title = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let header = CollapsingHeader::new(title).id_salt(section.title).default_open(section.is_open);
    let shown = header.show_unindented(ui, body);
    focus_ring(ui, &shown.header_response);
}

/// Says why there is nothing in a section.
fn empty_ui(ui: &mut egui::Ui, desk: &Desk<'_>, words: &str) {
    let is_asked = !desk.wanted.trim().is_empty();
    let words = match (desk.session.answers().is_current(), is_asked) {
        (false, _) => COMING,
        (true, true) => "Nothing here has these words",
        (true, false) => words,
    };
    ui.add(egui::Label::new(egui::RichText::new(words).weak()).wrap());
}

/// Height of a line of a list, in points: two lines of text.
const ROW: f32 = FIRST + NEXT + 3.0;

/// Draws those lines of a list that are in view.
fn list_ui<T>(
    ui: &mut egui::Ui,
    (kind, empty): (&str, &str),
    items: &[T],
    desk: &mut Desk<'_>,
    line: impl Fn(&Case, &T) -> Line,
) {
    if items.is_empty() {
        empty_ui(ui, desk, empty);
        return;
    }
    rows_ui(ui, (items.len(), ROW), |ui, range| {
        for (place, item) in (range.start..).zip(items.get(range).unwrap_or_default()) {
            let line = line(desk.session.case(), item);
            ui.push_id(place, |ui| line_ui(ui, (kind, &line), desk));
        }
    });
}

/// Draws a line, and goes where it leads.
fn line_ui(ui: &mut egui::Ui, (kind, line): (&str, &Line), desk: &mut Desk<'_>) {
    let words = capitalised(&line.words);
    let row = two_lines_ui(ui, (kind, look(desk.session, &line.go)), (&line.title, &words));
    if row.clicked() {
        desk.commands.send(match &line.go {
            Go::Cell(mission, theme) => Command::SelectCell(*mission, *theme),
            Go::Record(id) => Command::Select(*id),
            Go::Records(ids) => Command::SelectAll(ids.clone()),
        });
    }
    if row.hovered()
        && let Go::Record(id) = line.go
    {
        desk.commands.send(Command::Hover(Some(id)));
    }
}

/// A row of a title and words, both told in full under the pointer and to who listens.
fn two_lines_ui(ui: &mut egui::Ui, (kind, look): (&str, Look), (title, words): (&str, &str)) -> egui::Response {
    let row = lines_ui(ui, (look, 0.0, ROW), &[title, words]);
    row.widget_info(|| {
        let name = cut(format!("{kind}: {title}. {words}"));
        egui::WidgetInfo::selected(egui::Role::Button, true, look.is_selected, name)
    });
    row.on_hover_ui(|ui| drop(ui.add(egui::Label::new(cut(format!("{title}\n{words}"))).wrap())))
}

fn look(session: &Session, go: &Go) -> Look {
    match go {
        Go::Cell(mission, theme) => {
            Look { is_selected: session.selection().cell == Some((*mission, *theme)), is_hovered: false }
        }
        Go::Record(id) => Look::of(session, *id),
        Go::Records(ids) => {
            let is_selected = !ids.is_empty() && ids.iter().all(|&id| session.selection().has(id));
            Look { is_selected, is_hovered: false }
        }
    }
}
