//! Missions compared: two or more side by side, how like they are, what each has alone, and which are most like them.

use std::sync::Arc;

use egui::{Align2, Pos2, Rect, Response, RichText, Role, Sense, WidgetInfo};

use super::{Desk, Go, Line, Section, list_ui, section_ui, two_lines_ui};
use crate::case::{MissionId, RecordId, RecordKind};
use crate::figure::{self, MatrixGlyph};
use crate::query::as_of::Holds;
use crate::query::findings::Findings;
use crate::query::likeness::{Like, Says, Side, like, shared_by_all, side_by_side, words};
use crate::session::{Command, Session};
use crate::ui::matrix::{level_glyph, surveyed_glyph, unsurveyed_glyph};
use crate::ui::names::Names;
use crate::ui::outline::rows_ui;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::lines::Look;
use crate::ui::widgets::pick::{Wanted, pick_ui};
use crate::ui::widgets::{Form, Same, Texts, focus_ring, kept, small_button, titled};

/// Height of a row of the side by side, in points.
const ROW: f32 = 20.0;

/// So many missions have room side by side.
const MOST: usize = 6;

/// A cell at least so wide has room for a word beside its sign, in points.
const WORDS: f32 = 84.0;

/// What is compared, as it was chosen.
#[derive(Default)]
pub(super) struct Compared {
    /// The missions, in the order in which they were chosen; none where nobody has chosen any.
    chosen: Vec<MissionId>,
    texts: Texts,
}

pub(super) fn compare_ui(ui: &mut egui::Ui, (compared, names): (&mut Compared, &Names), desk: &mut Desk<'_>) {
    let missions = desk.session.case().missions.len();
    let counts = if missions == 1 { "1 mission".to_owned() } else { format!("{missions} missions") };
    section_ui(ui, &Section { title: "Compare missions", counts, is_open: false }, |ui| {
        let shown = shown(desk.session, &compared.chosen);
        let Some(&first) = shown.first().filter(|_| missions > 1) else {
            ui.weak("Two missions are needed to compare them");
            return;
        };
        let chosen = choose_ui(ui, (&shown, names, &mut compared.texts), desk);
        let findings = Arc::clone(&desk.session.answers().findings);
        if shown.len() > 1 {
            likeness_ui(ui, &shown, desk.session);
            sides_ui(ui, &shown, desk);
        } else {
            ui.weak("Add another mission to compare it with, or choose one that is like it");
        }
        for &mission in &shown {
            alone_ui(ui, mission, &findings, desk);
        }
        let alike = alike_ui(ui, first, &findings, desk).and_then(|other| with(&shown, other));
        let pair = pairs_ui(ui, &findings, desk).map(|(one, other)| vec![one, other]);
        if let Some(chosen) = chosen.or(alike).or(pair) {
            compared.chosen = chosen;
        }
    });
}

/// The missions that are compared: those chosen; or else the one that is selected, and the one most like it.
fn shown(session: &Session, chosen: &[MissionId]) -> Vec<MissionId> {
    let (case, answers) = (session.case(), session.answers());
    let chosen: Vec<MissionId> = chosen.iter().copied().filter(|id| case.missions.contains_key(id)).collect();
    if !chosen.is_empty() {
        return chosen;
    }
    let selected = match session.selection().shown() {
        Some(RecordId::Mission(id)) => Some(id),
        _ => session.selection().cell.map(|(mission, _)| mission),
    };
    let likeness = &answers.findings.likeness;
    let first = || answers.matrix.rows().next().map(|row| row.mission);
    let Some(left) = selected.or(likeness.pairs.first().map(|(one, _)| *one)).or_else(first) else { return Vec::new() };
    let alike = likeness.of(left).and_then(|compared| compared.alike.first()).map(|like| like.mission);
    let other = || answers.matrix.rows().map(|row| row.mission).find(|id| *id != left);
    std::iter::once(left).chain(alike.or_else(other)).collect()
}

/// These and another mission, where it is new and has room.
fn with(shown: &[MissionId], other: MissionId) -> Option<Vec<MissionId>> {
    let is_new = !shown.contains(&other) && shown.len() < MOST;
    is_new.then(|| shown.iter().copied().chain([other]).collect())
}

/// The missions that are compared, each with a button that takes it out, and a search that adds one; what was chosen.
fn choose_ui(
    ui: &mut egui::Ui,
    (shown, names, texts): (&[MissionId], &Names, &mut Texts),
    desk: &mut Desk<'_>,
) -> Option<Vec<MissionId>> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for &mission in shown {
            let title = titled(desk.session.case(), mission);
            let link = ui.link(&title);
            link.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Compared: {title}")));
            if link.clicked() {
                desk.commands.send(Command::Select(mission.into()));
            }
            let is_alone = shown.len() == 1;
            if !is_alone && small_button(ui, "×", &format!("Take {title} out of the comparison")).clicked() {
                chosen = Some(shown.iter().copied().filter(|id| *id != mission).collect());
            }
        }
        if shown.len() >= MOST {
            ui.weak(format!("No more than {MOST} have room"));
            return;
        }
        let kinds = &[RecordKind::Mission];
        let wanted = Wanted { name: "Compare also", shown: "Add…", kinds, creates: None, width: 60.0 };
        // No record stands behind this form: what is picked is remembered by the pane.
        let (nobody, theme) = (RecordId::from(MissionId::from_bits(0)), Theme::of(ui));
        let mut form = Form::new((desk.session, names, desk.commands), texts, nobody, theme);
        if let Some(RecordId::Mission(other)) = pick_ui(ui, &mut form, wanted) {
            chosen = with(shown, other);
        }
    });
    chosen
}

/// How like the missions are: all of them, and of more than two each pair.
fn likeness_ui(ui: &mut egui::Ui, shown: &[MissionId], session: &Session) {
    let matrix = &session.answers().matrix;
    let lines = kept(ui, "likeness", (Same::of(matrix), shown.to_vec()), || {
        let all = match shared_by_all(matrix, shown) {
            Some(shared) => format!("Likeness of their mandates (Jaccard index): {}", words(shared)),
            None => "Likeness of their mandates: one of them has no mandate in the case, and is like none".to_owned(),
        };
        let pairs = shown.iter().enumerate().flat_map(|(place, &one)| {
            shown.iter().skip(place + 1).filter_map(move |&other| Some((one, like(matrix, [one, other])?)))
        });
        let mut pairs: Vec<(MissionId, Like)> = pairs.filter(|_| shown.len() > 2).collect();
        pairs.sort_by(|one, other| other.1.index().total_cmp(&one.1.index()));
        let case = session.case();
        let pair = |(one, like): (MissionId, Like)| {
            format!("{} and {}: {}", titled(case, one), titled(case, like.mission), like.words())
        };
        std::iter::once(all).chain(pairs.into_iter().map(pair)).collect::<Vec<_>>()
    });
    for (place, line) in lines.iter().enumerate() {
        let text = RichText::new(line);
        ui.add(egui::Label::new(if place == 0 { text } else { text.font(tokens::small()) }).wrap());
    }
}

/// How the width is shared out: the names of themes, and each mission.
fn widths(ui: &egui::Ui, missions: usize) -> (f32, f32) {
    let width = ui.available_width();
    let names = (width * if missions > 2 { 0.34 } else { 0.44 }).max(60.0);
    let gaps = 4.0 * (missions + 1) as f32;
    (names, ((width - names - gaps) / missions.max(1) as f32).max(24.0))
}

/// Missions, theme by theme. Each cell leads to what stands behind it.
fn sides_ui(ui: &mut egui::Ui, shown: &[MissionId], desk: &mut Desk<'_>) {
    let matrix = &desk.session.answers().matrix;
    let sides = kept(ui, "sides", (Same::of(matrix), shown.to_vec()), || side_by_side(matrix, shown));
    head_ui(ui, shown, desk.session);
    rows_ui(ui, (sides.len(), ROW), |ui, range| {
        for (place, side) in (range.start..).zip(sides.get(range).unwrap_or_default()) {
            ui.push_id(place, |ui| side_ui(ui, side, shown, desk));
        }
    });
    only_ui(ui, &sides, shown, desk);
}

/// The names of the missions over their columns.
fn head_ui(ui: &mut egui::Ui, shown: &[MissionId], session: &Session) {
    let (names, each) = widths(ui, shown.len());
    let theme = Theme::of(ui);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_space(names + 4.0);
        for &mission in shown {
            let title = titled(session.case(), mission);
            let label = egui::Label::new(RichText::new(&title).font(tokens::strong(11.0))).truncate();
            ui.add_sized([each, ROW], label).on_hover_text(&title);
        }
    });
    let rect = row.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, theme.rule()));
}

fn side_ui(ui: &mut egui::Ui, side: &Side, shown: &[MissionId], desk: &mut Desk<'_>) {
    let case = desk.session.case();
    let theme = titled(case, side.theme);
    let (names, each) = widths(ui, shown.len());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let sign = if side.is_same { "=" } else { "≠" };
        let (text, tip) = (format!("{sign} {theme}"), if side.is_same { "the same" } else { "differs" });
        let text = if side.is_same { RichText::new(text).weak() } else { RichText::new(text) };
        let label = egui::Label::new(text).truncate().halign(egui::Align::LEFT);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        drop(ui.allocate_ui_with_layout(egui::vec2(names, ROW), left, |ui| {
            ui.set_min_width(names);
            ui.add(label).on_hover_text(format!("{theme}: {tip}"))
        }));
        for (&mission, &says) in shown.iter().zip(&side.says) {
            let is_selected = desk.session.selection().cell == Some((mission, side.theme));
            let name = format!("{} × {theme}: {}", titled(case, mission), says.words());
            let (rect, cell) = ui.allocate_exact_size(egui::vec2(each, ROW), Sense::click());
            cell_ui(ui, (rect, &cell), (says, is_selected));
            cell.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
            if cell.on_hover_text(&name).clicked() {
                desk.commands.send(Command::SelectCell(mission, side.theme));
            }
        }
    });
}

/// Paints what a cell says: the sign of the matrix, and a word where there is room.
fn cell_ui(ui: &egui::Ui, (rect, cell): (Rect, &Response), (says, is_selected): (Says, bool)) {
    let theme = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if is_selected || cell.hovered() {
        painter.rect_filled(rect, 2.0, if is_selected { theme.selection() } else { theme.hover() });
    }
    let has_words = rect.width() >= WORDS;
    let at = if has_words { Pos2::new(rect.left() + 10.0, rect.center().y) } else { rect.center() };
    match says {
        Says::Level(level, holds) => {
            level_glyph(&painter, figure::level_glyph(level).0, at, theme.mandate());
            if holds != Holds::Surely && !has_words {
                painter.text(at + egui::vec2(8.0, 0.0), Align2::LEFT_CENTER, "?", tokens::small(), theme.ink());
            }
        }
        Says::NotSurveyed => {
            unsurveyed_glyph(&painter, Rect::from_center_size(at, egui::Vec2::splat(12.0)), theme.rule());
        }
        Says::FoundBlank => surveyed_glyph(&painter, at, theme.ink_soft()),
        Says::NoPart => level_glyph(&painter, MatrixGlyph::Cross, at, theme.error()),
    }
    if has_words {
        let at = at + egui::vec2(11.0, 0.0);
        painter.text(at, Align2::LEFT_CENTER, says.words(), tokens::small(), theme.ink());
    }
    focus_ring(ui, cell);
}

/// What one alone of the missions that are compared has.
fn only_ui(ui: &mut egui::Ui, sides: &[Side], shown: &[MissionId], desk: &mut Desk<'_>) {
    let only = |side: &Side| {
        let place = side.only?;
        Some((side.theme, *shown.get(place)?, side.says.get(place)?.words()))
    };
    let only: Vec<_> = sides.iter().filter_map(only).collect();
    part_ui(ui, "What one of them has and the others lack");
    ui.push_id("only", |ui| {
        let empty = "Nothing: each theme that one of them has, another has too";
        list_ui(ui, ("Only", empty), &only, desk, |case, (theme, mission, words)| Line {
            title: case.title_of((*theme).into()),
            words: format!("{}: {words}", case.title_of((*mission).into())),
            go: Go::Cell(*mission, *theme),
        });
    });
}

fn part_ui(ui: &mut egui::Ui, words: &str) {
    ui.add_space(4.0);
    ui.add(egui::Label::new(RichText::new(words).font(tokens::strong(12.0))).wrap());
}

/// What a mission has and none of its neighbours has.
fn alone_ui(ui: &mut egui::Ui, mission: MissionId, findings: &Findings, desk: &mut Desk<'_>) {
    let Some(compared) = findings.likeness.of(mission) else { return };
    let title = titled(desk.session.case(), mission);
    let near = compared.neighbours.len();
    if near == 0 {
        part_ui(ui, &format!("{title} has no neighbour: no other mission of the case is in its region"));
        return;
    }
    let neighbours = if near == 1 { "its 1 neighbour lacks".to_owned() } else { format!("its {near} neighbours lack") };
    part_ui(ui, &format!("What {title} has and {neighbours}"));
    let empty = "Nothing: a neighbour has each of its themes";
    ui.push_id(("alone", mission), |ui| {
        list_ui(ui, ("Alone", empty), &compared.alone, desk, |case, &(theme, level)| Line {
            title: case.title_of(theme.into()),
            words: level.label().to_owned(),
            go: Go::Cell(mission, theme),
        });
    });
}

/// The missions most like one; the one that was chosen to be compared with it.
fn alike_ui(ui: &mut egui::Ui, mission: MissionId, findings: &Findings, desk: &Desk<'_>) -> Option<MissionId> {
    let alike: &[Like] = findings.likeness.of(mission).map_or(&[], |compared| &compared.alike);
    part_ui(ui, &format!("Most like {}", titled(desk.session.case(), mission)));
    if alike.is_empty() {
        ui.weak("No mission shares a theme at the same level with it");
    }
    let mut chosen = None;
    ui.push_id("alike", |ui| {
        for like in alike {
            let title = titled(desk.session.case(), like.mission);
            let row =
                ui.push_id(like.mission, |ui| two_lines_ui(ui, ("Alike", Look::default()), (&title, &like.words())));
            chosen = chosen.or_else(|| row.inner.clicked().then_some(like.mission));
        }
    });
    chosen
}

/// The pairs that are most alike; the one that was chosen to be compared.
fn pairs_ui(ui: &mut egui::Ui, findings: &Findings, desk: &Desk<'_>) -> Option<(MissionId, MissionId)> {
    if findings.likeness.pairs.is_empty() {
        return None;
    }
    part_ui(ui, "Most alike of all");
    let case = desk.session.case();
    let mut chosen = None;
    ui.push_id("pairs", |ui| {
        for &(one, like) in &findings.likeness.pairs {
            let title = format!("{} and {}", titled(case, one), titled(case, like.mission));
            let salt = (one, like.mission);
            let row = ui.push_id(salt, |ui| two_lines_ui(ui, ("Alike", Look::default()), (&title, &like.words())));
            chosen = chosen.or_else(|| row.inner.clicked().then_some((one, like.mission)));
        }
    });
    chosen
}
