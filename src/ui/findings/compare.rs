//! Missions compared: two side by side, which are most like them, and what one has alone among its neighbours.

use std::sync::Arc;

use egui::{ComboBox, RichText};

use super::{Desk, Go, Line, Section, list_ui, section_ui, two_lines_ui};
use crate::case::{MissionId, RecordId};
use crate::query::findings::Findings;
use crate::query::likeness::{Like, Side, like, side_by_side};
use crate::session::{Command, Session};
use crate::ui::outline::rows_ui;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::lines::Look;
use crate::ui::widgets::{Same, kept, titled};

/// Height of a row of the side by side, in points.
const ROW: f32 = 20.0;

pub(super) fn compare_ui(ui: &mut egui::Ui, chosen: &mut [Option<MissionId>; 2], desk: &mut Desk<'_>) {
    let missions = desk.session.case().missions.len();
    let counts = if missions == 1 { "1 mission".to_owned() } else { format!("{missions} missions") };
    section_ui(ui, &Section { title: "Compare missions", counts, is_open: false }, |ui| {
        let Some([left, right]) = pair(desk.session, *chosen) else {
            ui.weak("Two missions are needed to compare them");
            return;
        };
        ui.horizontal(|ui| {
            let width = ((ui.available_width() - 24.0) / 2.0).max(60.0);
            if let Some(other) = combo_ui(ui, ("Compare mission", width), left, desk.session) {
                *chosen = [Some(other), Some(right)];
            }
            ui.label("×").on_hover_text("Side by side");
            if let Some(other) = combo_ui(ui, ("With mission", width), right, desk.session) {
                *chosen = [Some(left), Some(other)];
            }
        });
        let findings = Arc::clone(&desk.session.answers().findings);
        ui.add(egui::Label::new(like_words(desk.session, [left, right])).wrap());
        sides_ui(ui, [left, right], desk);
        alone_ui(ui, left, &findings, desk);
        if let Some(other) = alike_ui(ui, left, &findings, desk) {
            *chosen = [Some(left), Some(other)];
        }
        if let Some((one, other)) = pairs_ui(ui, &findings, desk) {
            *chosen = [Some(one), Some(other)];
        }
    });
}

/// The missions that are compared: those chosen; or else the one that is selected, and the one most like it.
fn pair(session: &Session, chosen: [Option<MissionId>; 2]) -> Option<[MissionId; 2]> {
    let (case, answers) = (session.case(), session.answers());
    let [left, right] = chosen.map(|mission| mission.filter(|id| case.missions.contains_key(id)));
    let selected = match session.selection().shown() {
        Some(RecordId::Mission(id)) => Some(id),
        _ => session.selection().cell.map(|(mission, _)| mission),
    };
    let likeness = &answers.findings.likeness;
    let first = || answers.matrix.rows().next().map(|row| row.mission);
    let left = left.or(selected).or(likeness.pairs.first().map(|(one, _)| *one)).or_else(first)?;
    let alike = likeness.of(left).and_then(|compared| compared.alike.first()).map(|like| like.mission);
    let other = || answers.matrix.rows().map(|row| row.mission).find(|id| *id != left);
    Some([left, right.filter(|id| *id != left).or(alike).or_else(other)?])
}

/// A choice of a mission; another one that was chosen.
fn combo_ui(ui: &mut egui::Ui, (name, width): (&str, f32), present: MissionId, session: &Session) -> Option<MissionId> {
    let title = titled(session.case(), present);
    let combo = ComboBox::from_id_salt(name).width(width).selected_text(&title).height(360.0).truncate();
    let mut chosen = None;
    let shown = combo.show_ui(ui, |ui| {
        let missions: Vec<MissionId> = session.answers().matrix.rows().map(|row| row.mission).collect();
        ui.set_min_width(width.max(220.0));
        rows_ui(ui, (missions.len(), ROW), |ui, range| {
            for (place, &mission) in (range.start..).zip(missions.get(range).unwrap_or_default()) {
                let words = titled(session.case(), mission);
                let button = egui::Button::selectable(mission == present, &words).truncate().right_text("");
                let item = ui.push_id(place, |ui| ui.add_sized([ui.available_width(), ROW], button)).inner;
                let is_chosen = mission == present;
                item.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &words));
                if item.clicked() {
                    chosen = Some(mission);
                    ui.close();
                }
            }
        });
    });
    shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {title}")));
    if chosen.is_some() {
        shown.response.request_focus();
    }
    chosen.filter(|mission| *mission != present)
}

/// How like two missions are.
fn like_words(session: &Session, pair: [MissionId; 2]) -> String {
    match like(&session.answers().matrix, pair) {
        Some(like) => format!("Likeness of their mandates (Jaccard index): {}", like.words()),
        None => "Likeness of their mandates: one of them has no mandate in the case, and is like none".to_owned(),
    }
}

/// Two missions, theme by theme. Each cell leads to what stands behind it.
fn sides_ui(ui: &mut egui::Ui, pair: [MissionId; 2], desk: &mut Desk<'_>) {
    let matrix = &desk.session.answers().matrix;
    let sides = kept(ui, "sides", (Same::of(matrix), pair), || side_by_side(matrix, &pair));
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, theme.rule()));
    rows_ui(ui, (sides.len(), ROW), |ui, range| {
        for (place, side) in (range.start..).zip(sides.get(range).unwrap_or_default()) {
            ui.push_id(place, |ui| side_ui(ui, side, pair, desk));
        }
    });
}

fn side_ui(ui: &mut egui::Ui, side: &Side, pair: [MissionId; 2], desk: &mut Desk<'_>) {
    let case = desk.session.case();
    let theme = titled(case, side.theme);
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let names = (width * 0.44).max(60.0);
        let sign = if side.is_same { "=" } else { "≠" };
        let (text, tip) = (format!("{sign} {theme}"), if side.is_same { "the same" } else { "differs" });
        let text = if side.is_same { RichText::new(text).weak() } else { RichText::new(text) };
        let label = egui::Label::new(text).truncate().halign(egui::Align::LEFT);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        drop(ui.allocate_ui_with_layout(egui::vec2(names, ROW), left, |ui| {
            ui.set_min_width(names);
            ui.add(label).on_hover_text(format!("{theme}: {tip}"))
        }));
        let each = ((width - names - 12.0) / 2.0).max(30.0);
        for (mission, says) in pair.into_iter().zip(&side.says) {
            let is_selected = desk.session.selection().cell == Some((mission, side.theme));
            let button = egui::Button::selectable(is_selected, *says).truncate().right_text("");
            let cell = ui.add_sized([each, ROW], button);
            let name = format!("{} × {theme}: {says}", titled(case, mission));
            cell.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, &name));
            if cell.on_hover_text(&name).clicked() {
                desk.commands.send(Command::SelectCell(mission, side.theme));
            }
        }
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
    ui.push_id("alone", |ui| {
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
