//! What frames the cells of the matrix: names of missions and themes, headings of groups, totals, and the signs that add
//! a mission or a theme.

use egui::{Align2, Pos2, Rect, Role, Sense, Stroke, UiBuilder, Vec2, WidgetInfo};

use super::grid::header_id;
use super::naming::Naming;
use super::{CANVAS, COMFORT, Hands, PLUS, ROOM, Scene, menus, totals};
use crate::case::{self, RecordId};
use crate::query::as_of::{AsOf, Holds};
use crate::query::evidence::Layer;
use crate::query::matrix::{Group, Row};
use crate::query::succession::Link;
use crate::session::Command;
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{canvas, capitalised, cut, focus_ring, small_button, take_focus, titled};

/// The heading of a group of missions.
pub(super) fn group_ui(ui: &egui::Ui, scene: &Scene<'_>, band: Rect, group: &Group) {
    let theme = scene.theme;
    ui.painter().rect_filled(band, 0.0, theme.band());
    let words = scene.session.answers().arrangement.heading(group);
    let width = band.width() - scene.grid.totals - PLUS - 16.0;
    elided(ui, Pos2::new(band.left() + 8.0, band.center().y), words, (tokens::strong(11.5), theme.ink_soft(), width));
    if counts_filled(scene.layer) {
        number(ui, scene, band, group.total);
    }
}

/// One line of text, cut with "…" where it is too wide; stands left of the middle of `at`.
fn elided(ui: &egui::Ui, at: Pos2, words: String, (font, ink, width): (egui::FontId, egui::Color32, f32)) {
    let mut job = egui::text::LayoutJob::simple_singleline(cut(words), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(at - Vec2::new(0.0, galley.size().y / 2.0), galley, ink);
}

/// The place of a band in the last column.
pub(super) fn last(scene: &Scene<'_>, band: Rect) -> Rect {
    let left = scene.grid.body.right();
    Rect::from_x_y_ranges(left..=(left + scene.grid.totals), band.y_range())
}

/// A total of filled cells in the last column.
pub(super) fn number(ui: &egui::Ui, scene: &Scene<'_>, band: Rect, total: usize) {
    let at = last(scene, band).center();
    ui.painter().text(at, Align2::CENTER_CENTER, total.to_string(), tokens::strong(12.0), scene.theme.ink());
}

/// The name of a mission before its row.
pub(super) fn mission_ui(ui: &egui::Ui, scene: &Scene<'_>, (rect, row): (Rect, &Row), hands: &mut Hands<'_>) {
    let theme = scene.theme;
    let id = RecordId::from(row.mission);
    let ground = match (scene.session.selection().has(id), scene.hovered.has(id)) {
        (true, _) => theme.selection(),
        (false, true) => theme.hover(),
        (false, false) => theme.pane(),
    };
    ui.painter().rect_filled(rect.shrink2(Vec2::new(0.0, 1.0)), 0.0, ground);
    let (ink, remark) = match row.existed {
        Holds::Surely => (theme.ink(), None),
        Holds::Possibly => (theme.ink(), Some("possibly then".to_owned())),
        Holds::No => (theme.ink_soft(), Some(not_then(scene, row))),
    };
    let lift = if remark.is_some() { -6.0 } else { 0.0 };
    let at = Pos2::new(rect.left() + 8.0, rect.center().y + lift);
    let name = titled(scene.session.case(), id);
    elided(ui, at, name, (tokens::strong(12.5), ink, rect.width() - 12.0));
    if let Some(remark) = remark {
        let at = Pos2::new(rect.left() + 8.0, rect.center().y + 8.0);
        elided(ui, at, remark, (tokens::small(), theme.ink_soft(), rect.width() - 12.0));
    }
    let mission = scene.session.case().missions.get(&row.mission);
    let succession = succession(scene, row);
    let full = mission.map_or("", |mission| mission.full_name.as_str());
    let tip: Vec<&str> = [full, &succession].into_iter().filter(|line| !line.is_empty()).collect();
    touch_ui(ui, scene, (rect, id, &tip.join("\n")), hands);
}

/// "not then: UNOGBIS was".
fn not_then(scene: &Scene<'_>, row: &Row) -> String {
    let session = scene.session;
    let as_of = session.view().as_of.as_ref().and_then(AsOf::of);
    let instead = scene.succession.instead(&session.answers().dates, (row.mission, as_of));
    let name = |link: &Link| titled(session.case(), link.mission);
    match instead {
        Some(link) if link.existed == Holds::Surely => format!("not then: {} was", name(&link)),
        Some(link) => format!("not then: perhaps {}", name(&link)),
        None => "not then".to_owned(),
    }
}

/// Which mission it followed or was followed by; on a date on which it was not there, which one was there instead.
fn succession(scene: &Scene<'_>, row: &Row) -> String {
    let (session, known) = (scene.session, &scene.succession);
    let as_of = session.view().as_of.as_ref().and_then(AsOf::of);
    let words = known.words(session.case(), &session.answers().dates, (row.mission, as_of));
    words.map_or_else(String::new, |words| capitalised(&words))
}

/// A header: a click selects its record, a double click renames it, a right click offers more.
fn touch_ui(ui: &egui::Ui, scene: &Scene<'_>, (rect, id, tip): (Rect, RecordId, &str), hands: &mut Hands<'_>) {
    let visible = rect.intersect(ui.clip_rect());
    if !visible.is_positive() {
        return;
    }
    if let Some(naming) = hands.naming {
        naming.place(id, rect.left_top());
    }
    let sense = if scene.grid.stop == Some(header_id(id)) { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(visible, header_id(id), sense);
    let name = || titled(scene.session.case(), id);
    let is_selected = scene.session.selection().has(id);
    response.widget_info(|| {
        let label = format!("Matrix {}: {}", id.kind().label(), name());
        WidgetInfo::selected(Role::Button, true, is_selected, label)
    });
    if !tip.is_empty() {
        canvas::describe(&response, || tip.to_owned());
    }
    focus_ring(ui, &response);
    if scene.grid.stop == Some(response.id) {
        take_focus(&response, CANVAS);
    }
    let is_sought = scene.grid.stop != Some(response.id) && canvas::is_sought(&response);
    if response.double_clicked() {
        *hands.naming = Naming::rename(scene.session, id);
    } else if response.clicked() || response.secondary_clicked() || is_sought {
        *hands.range = None;
        let adds = response.clicked() && ui.input(|input| input.modifiers.command);
        hands.commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
        response.request_focus();
    }
    if response.hovered() {
        hands.commands.send(Command::Hover(Some(id)));
    }
    let below = if matches!(id, RecordId::Mission(_)) { rect.left_bottom() } else { rect.right_top() };
    menus::menu_ui(&response, scene.grid.stop, |ui| menus::header_ui(ui, (id, below), scene.session, hands));
    let tip = || if tip.is_empty() { name() } else { cut(format!("{}\n{tip}", name())) };
    drop(response.on_hover_ui(|ui| drop(ui.label(tip()))));
}

/// Whether the totals of a layer are of filled cells.
const fn counts_filled(layer: Layer) -> bool {
    matches!(layer, Layer::Level | Layer::Both)
}

/// The totals under the rows.
pub(super) fn totals_ui(ui: &mut egui::Ui, scene: &Scene<'_>, band: Rect) {
    let (theme, answers) = (scene.theme, scene.session.answers());
    let at = Pos2::new(band.left() + 8.0, band.center().y);
    ui.painter().text(
        at,
        Align2::LEFT_CENTER,
        crate::figure::counted_words(scene.layer),
        tokens::body(),
        theme.ink_soft(),
    );
    if !counts_filled(scene.layer) {
        totals::of_themes_ui(ui, scene, band);
        return;
    }
    let painter = ui.painter().with_clip_rect(scene.grid.body.intersect(ui.clip_rect()));
    let columns = scene.grid.columns(answers.arrangement.matrix.totals.len());
    for (place, filled) in answers.arrangement.matrix.totals.iter().enumerate().skip(columns.start).take(columns.len())
    {
        let at = Pos2::new(scene.grid.column(place) + scene.grid.column / 2.0, band.center().y);
        painter.text(at, Align2::CENTER_CENTER, filled.to_string(), tokens::strong(12.0), theme.ink());
    }
    number(ui, scene, band, answers.arrangement.matrix.total);
}

/// The line after the last row, which adds a mission.
pub(super) fn add_mission_ui(ui: &mut egui::Ui, scene: &Scene<'_>, band: Rect, hands: &mut Hands<'_>) {
    let rect = Rect::from_min_size(band.min + Vec2::new(3.0, 0.0), Vec2::new(24.0, band.height()));
    if plus_ui(ui, rect, "Add mission") {
        let last = scene.session.answers().matrix.rows().last().map(|row| row.mission);
        *hands.naming = Some(Naming::new_mission(scene.session, last, band.left_top()));
    }
}

fn plus_ui(ui: &mut egui::Ui, rect: Rect, name: &str) -> bool {
    if !rect.intersects(ui.clip_rect()) {
        return false;
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
    small_button(&mut child, "+", name).clicked()
}

/// The header of the themes, which stays in place.
pub(super) fn themes_ui(ui: &mut egui::Ui, scene: &Scene<'_>, hands: &mut Hands<'_>) {
    let (theme, grid) = (scene.theme, &scene.grid);
    let band = Rect::from_min_max(grid.whole.min, Pos2::new(grid.whole.right(), grid.body.top()));
    ui.painter().rect_filled(band, 0.0, theme.pane());
    ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.5, theme.rule()));
    let clip = Rect::from_x_y_ranges(grid.body.x_range(), band.y_range());
    let mut child = ui.new_child(scene.within(clip, "themes"));
    child.set_clip_rect(clip.intersect(ui.clip_rect()));
    let themes = &scene.session.answers().arrangement.matrix.themes;
    let columns = grid.columns(themes.len());
    for (place, &id) in themes.iter().enumerate().skip(columns.start).take(columns.len()) {
        let left = grid.column(place);
        let rect = Rect::from_x_y_ranges(left..=(left + grid.column), band.y_range());
        theme_ui(&child, scene, (rect, id.into()), hands);
    }
    let at = Pos2::new(grid.body.right() + grid.totals / 2.0, band.bottom() - 3.0);
    ui.painter().text(at, Align2::CENTER_BOTTOM, "Σ", tokens::strong(12.0), theme.ink_soft());
    let plus = Rect::from_min_size(Pos2::new(grid.body.right() + grid.totals, band.top() + 2.0), Vec2::new(PLUS, 20.0));
    if plus_ui(ui, plus, "Add theme") {
        let at = Pos2::new(plus.left() - 180.0, plus.top());
        *hands.naming =
            Some(Naming::new_theme(scene.session, scene.session.answers().matrix.themes.last().copied(), at));
    }
}

fn theme_ui(ui: &egui::Ui, scene: &Scene<'_>, (rect, id): (Rect, RecordId), hands: &mut Hands<'_>) {
    let RecordId::Theme(theme_id) = id else { return };
    let Some(column) = scene.session.case().themes.get(&theme_id) else { return };
    let (theme, selection) = (scene.theme, scene.session.selection());
    if selection.has(id) || selection.cell.is_some_and(|(_, theme)| theme == theme_id) {
        ui.painter().rect_filled(rect, 0.0, theme.selection());
    } else if selection.is_related(id) || scene.hovered.has(id) {
        ui.painter().rect_filled(rect, 0.0, theme.hover());
    }
    let at = Pos2::new(rect.center().x, rect.top() + 5.0);
    // Codes stay apart where columns are narrow.
    let size = if scene.grid.column < COMFORT { SMALL } else { 12.5 };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.text(at, Align2::CENTER_TOP, code_of(column), tokens::strong(size), theme.ink());
    if scene.grid.column >= ROOM.1 {
        header_name(ui, rect, &column.name);
    }
    touch_ui(ui, scene, (rect, id, &column.definition), hands);
}

/// The size of codes over narrow columns, in points.
pub(super) const SMALL: f32 = 10.5;

/// The most characters of a code that are laid out: it has room for a few.
const CODE: usize = 40;

/// A theme's code, or what stands for it.
pub(super) fn code_of(theme: &case::Theme) -> String {
    if theme.code.is_empty() { initials(&theme.name) } else { theme.code.chars().take(CODE).collect() }
}

/// What stands for a code that nobody has given: the first letters of the name.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(3).flat_map(char::to_uppercase).collect()
}

/// The most characters of a theme's name that are laid out under its code.
const HEADER_NAME: usize = 80;

/// As much of a theme's name as fits under its code, in two lines.
fn header_name(ui: &egui::Ui, rect: Rect, name: &str) {
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::simple(
        name.chars().take(HEADER_NAME).collect(),
        tokens::tiny(),
        theme.ink_soft(),
        rect.width() - 4.0,
    );
    job.halign = egui::Align::Center;
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = false;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(Pos2::new(rect.center().x, rect.top() + 21.0), galley, theme.ink_soft());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_without_a_code_has_its_initials() {
        let check = |name: &str, expected: &str| assert_eq!(initials(name), expected, "{name}");
        check("Drug trafficking", "DT");
        check("élite capture", "ÉC");
        check("one two three four", "OTT");
        check("", "");
    }
}
