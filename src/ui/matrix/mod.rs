//! The mandate matrix: missions by themes, a glyph and a word in each cell, headers that stay in place.

mod glyphs;

use egui::{Align2, Id, Pos2, Rect, Sense, Stroke, StrokeKind, Vec2};

use super::inspector::blank_words;
use super::tokens::{self, Theme};
use super::widgets::focus_ring;
use crate::case::{Level, MissionId, RecordId, ThemeId};
use crate::figure;
use crate::query::as_of::Holds;
use crate::query::matrix::{Blank, Cell, Content, Group, Matrix, Row};
use crate::session::{Command, Commands, Session};

/// What the matrix remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    scroll: Vec2,
}

/// Height of a row, in points.
const ROW: f32 = 32.0;
/// Height of a group's heading, in points.
const GROUP: f32 = 20.0;
/// Height of the header without and with names, in points.
const HEADER: (f32, f32) = (26.0, 46.0);
/// Width of the column of names, in points.
const NAMES: f32 = 84.0;
/// Width of the column of totals, in points.
const TOTALS: f32 = 26.0;
/// The least and the greatest width of a theme's column, in points.
const COLUMN: (f32, f32) = (20.0, 74.0);
/// The least width of a column that has room for a word in its cells, and for a name in its header, in points.
const ROOM: (f32, f32) = (29.0, 58.0);
/// Height of the legend, in points.
const LEGEND: f32 = 24.0;

/// Where things stand in this frame.
struct Grid {
    /// The part in which cells are drawn.
    body: Rect,
    /// The whole of the table, with names, header and totals.
    whole: Rect,
    column: f32,
    scroll: Vec2,
}

impl Grid {
    fn column(&self, place: usize) -> f32 {
        self.body.left() - self.scroll.x + place as f32 * self.column
    }
}

/// Draws the matrix.
pub(super) fn matrix_ui(ui: &mut egui::Ui, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    let matrix = &session.answers().matrix;
    let rest = ui.available_rect_before_wrap();
    if matrix.themes.is_empty() || matrix.groups.is_empty() {
        let words = "No missions and themes yet: a case file brings them";
        ui.painter().text(rest.center(), Align2::CENTER_CENTER, words, tokens::body(), Theme::of(ui).ink_soft());
        return;
    }
    let whole = Rect::from_min_max(rest.min, Pos2::new(rest.right(), rest.bottom() - LEGEND));
    let grid = grid(memory, matrix, whole);
    scroll_ui(ui, memory, (&grid, matrix));
    rows_ui(ui, &grid, session, commands);
    header_ui(ui, &grid, session, commands);
    legend_ui(ui, matrix, Rect::from_min_max(Pos2::new(rest.left(), whole.bottom()), rest.max));
}

fn grid(memory: &Memory, matrix: &Matrix, whole: Rect) -> Grid {
    let width = whole.width() - NAMES - TOTALS;
    let column = (width / matrix.themes.len() as f32).clamp(COLUMN.0, COLUMN.1);
    let header = if column >= ROOM.1 { HEADER.1 } else { HEADER.0 };
    let body =
        Rect::from_min_max(whole.min + Vec2::new(NAMES, header), Pos2::new(whole.right() - TOTALS, whole.bottom()));
    // Where there is room to spare, the totals stand beside the last column.
    let right = (body.left() + column * matrix.themes.len() as f32).min(body.right());
    let body = Rect::from_min_max(body.min, Pos2::new(right, body.bottom()));
    Grid { body, whole, column, scroll: memory.scroll }
}

fn scroll_ui(ui: &egui::Ui, memory: &mut Memory, (grid, matrix): (&Grid, &Matrix)) {
    if ui.rect_contains_pointer(grid.whole) {
        memory.scroll -= ui.input(egui::InputState::smooth_scroll_delta);
    }
    let rows: usize = matrix.groups.iter().map(|group| group.rows.len()).sum();
    let height = rows as f32 * ROW + matrix.groups.len() as f32 * GROUP + ROW;
    let width = matrix.themes.len() as f32 * grid.column;
    memory.scroll.x = memory.scroll.x.clamp(0.0, (width - grid.body.width()).max(0.0));
    memory.scroll.y = memory.scroll.y.clamp(0.0, (height - grid.body.height()).max(0.0));
}

fn rows_ui(ui: &mut egui::Ui, grid: &Grid, session: &Session, commands: &mut Commands) {
    let matrix = &session.answers().matrix;
    let clip = Rect::from_min_max(Pos2::new(grid.whole.left(), grid.body.top()), grid.whole.max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(clip).id_salt("rows"));
    child.set_clip_rect(clip.intersect(ui.clip_rect()));
    let mut top = grid.body.top() - grid.scroll.y;
    for group in &matrix.groups {
        group_ui(&child, grid, top, group);
        top += GROUP;
        for row in &group.rows {
            let band = Rect::from_x_y_ranges(grid.whole.x_range(), top..=(top + ROW));
            if band.intersects(clip) {
                row_ui(&child, grid, (band, row), session, commands);
            }
            top += ROW;
        }
    }
    let foot = Rect::from_x_y_ranges(grid.whole.x_range(), top..=(top + ROW));
    totals_ui(&child, grid, foot, matrix);
}

fn group_ui(ui: &egui::Ui, grid: &Grid, top: f32, group: &Group) {
    let theme = Theme::of(ui);
    let band = Rect::from_x_y_ranges(grid.whole.x_range(), top..=(top + GROUP));
    ui.painter().rect_filled(band, 0.0, theme.band());
    let name = if group.name.is_empty() { String::new() } else { format!(" · {}", group.name) };
    let words = format!("{}{name}", group.organization);
    let at = Pos2::new(band.left() + 8.0, band.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, words, tokens::strong(11.5), theme.ink_soft());
    number(ui, grid, band, group.total);
}

/// A total in the last column.
fn number(ui: &egui::Ui, grid: &Grid, band: Rect, total: usize) {
    let at = Pos2::new(grid.body.right() + TOTALS / 2.0, band.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, total.to_string(), tokens::strong(12.0), Theme::of(ui).ink());
}

fn row_ui(ui: &egui::Ui, grid: &Grid, (band, row): (Rect, &Row), session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let id = RecordId::from(row.mission);
    let selection = session.selection();
    if selection.has(id) {
        ui.painter().rect_filled(band, 0.0, theme.selection());
    } else if session.view().hover == Some(id) || selection.is_related(id) {
        ui.painter().rect_filled(band, 0.0, theme.hover());
    }
    ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.0, theme.rule().gamma_multiply(0.6)));
    for (place, (cell, &column)) in row.cells.iter().zip(&session.answers().matrix.themes).enumerate() {
        let left = grid.column(place);
        let rect = Rect::from_x_y_ranges(left..=(left + grid.column), band.y_range());
        cell_ui(ui, grid, (rect, cell), (row.mission, column), (session, commands));
    }
    let names = Rect::from_x_y_ranges(band.left()..=grid.body.left(), band.y_range());
    ui.painter().rect_filled(
        names.shrink2(Vec2::new(0.0, 1.0)),
        0.0,
        if selection.has(id) { theme.selection() } else { theme.pane() },
    );
    mission_ui(ui, (names, row), session, commands);
    number(ui, grid, band, row.total);
}

fn mission_ui(ui: &egui::Ui, (rect, row): (Rect, &Row), session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let id = RecordId::from(row.mission);
    let name = session.case().title_of(id);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let (ink, remark) = match row.existed {
        Holds::Surely => (theme.ink(), None),
        Holds::Possibly => (theme.ink(), Some("possibly then")),
        Holds::No => (theme.ink_soft(), Some("not then")),
    };
    let lift = if remark.is_some() { -6.0 } else { 0.0 };
    let at = Pos2::new(rect.left() + 8.0, rect.center().y + lift);
    painter.text(at, Align2::LEFT_CENTER, &name, tokens::strong(12.5), ink);
    if let Some(remark) = remark {
        let at = Pos2::new(rect.left() + 8.0, rect.center().y + 8.0);
        painter.text(at, Align2::LEFT_CENTER, remark, tokens::small(), theme.ink_soft());
    }
    let full = session.case().missions.get(&row.mission).map(|mission| mission.full_name.clone()).unwrap_or_default();
    header_touch_ui(ui, rect, id, (session, commands), &full);
}

/// A header that selects its record.
fn header_touch_ui(ui: &egui::Ui, rect: Rect, id: RecordId, (session, commands): (&Session, &mut Commands), tip: &str) {
    let visible = rect.intersect(ui.clip_rect());
    if !visible.is_positive() {
        return;
    }
    let response = ui.interact(visible, Id::unique(("header", id)), Sense::click());
    let name = session.case().title_of(id);
    let is_selected = session.selection().has(id);
    let label = format!("Matrix {}: {name}", id.kind().label());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, &label));
    focus_ring(ui, &response);
    if response.clicked() {
        let adds = ui.input(|input| input.modifiers.command);
        commands.send(if adds { Command::Toggle(id) } else { Command::Select(id) });
    }
    if response.hovered() {
        commands.send(Command::Hover(Some(id)));
    }
    let tip = if tip.is_empty() { name } else { format!("{name}\n{tip}") };
    drop(response.on_hover_text(tip));
}

fn cell_ui(
    ui: &egui::Ui,
    grid: &Grid,
    (rect, cell): (Rect, &Cell),
    (mission, column): (MissionId, ThemeId),
    (session, commands): (&Session, &mut Commands),
) {
    let visible = rect.intersect(grid.body).intersect(ui.clip_rect());
    if !visible.is_positive() {
        return;
    }
    let theme = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(grid.body.intersect(ui.clip_rect()));
    painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, theme.rule().gamma_multiply(0.5)));
    let response = ui.interact(visible, Id::unique(("cell", mission, column)), Sense::click());
    let selection = session.selection();
    let is_selected = selection.cell == Some((mission, column));
    let is_meant = cell
        .claims
        .iter()
        .any(|claim| selection.is_related(claim.mandate.into()) || selection.has(claim.mandate.into()));
    if is_selected {
        painter.rect(rect.shrink(1.0), 2.0, theme.selection(), Stroke::new(2.0, theme.accent()), StrokeKind::Inside);
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(rect.shrink(1.0), 2.0, theme.hover());
    } else if is_meant && selection.cell.is_none() {
        painter.rect_stroke(rect.shrink(2.0), 2.0, Stroke::new(1.0, theme.accent()), StrokeKind::Inside);
    }
    paint_cell(&painter, theme, rect, cell);
    let words = cell_words(session, (mission, column), cell);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, words.lines().next().unwrap_or(""))
    });
    focus_ring(ui, &response);
    if response.clicked() {
        commands.send(Command::SelectCell(mission, column));
    }
    drop(response.on_hover_text(words));
}

fn paint_cell(painter: &egui::Painter, theme: Theme, rect: Rect, cell: &Cell) {
    match &cell.content {
        Content::Filled(level) => {
            let (glyph, word, letter) = figure::level_glyph(*level);
            let word = if rect.width() >= ROOM.0 { word } else { letter };
            let is_faint = cell.claims.iter().all(|claim| claim.holds == Holds::Possibly);
            let ink = if is_faint { theme.mandate().gamma_multiply(0.75) } else { theme.mandate() };
            glyphs::paint(painter, glyph, rect.center() - Vec2::new(0.0, 5.0), ink);
            let elsewhere = if cell.claims.iter().all(|claim| claim.is_attested_elsewhere) { "*" } else { "" };
            let at = Pos2::new(rect.center().x, rect.bottom() - 2.0);
            painter.text(at, Align2::CENTER_BOTTOM, format!("{word}{elsewhere}"), tokens::tiny(), theme.ink());
            if cell.claims.len() > 1 {
                let at = Pos2::new(rect.center().x + 8.0, rect.top() + 3.0);
                painter.text(at, Align2::LEFT_TOP, cell.claims.len().to_string(), tokens::tiny(), theme.ink_soft());
            }
        }
        Content::Empty(Blank::SurveyedBlank(_)) => glyphs::surveyed(painter, rect.center(), theme.ink_soft()),
        Content::Empty(Blank::NotSurveyed) => glyphs::unsurveyed(painter, rect, theme.rule()),
        Content::Empty(Blank::Excluded) => {
            glyphs::paint(painter, figure::MatrixGlyph::Cross, rect.center(), theme.error());
        }
    }
}

/// What a cell says in words: to the pointer and to screen readers.
fn cell_words(session: &Session, (mission, theme): (MissionId, ThemeId), cell: &Cell) -> String {
    let case = session.case();
    let levels: Vec<&str> = cell.claims.iter().map(|claim| claim.level.label()).collect();
    let what = if levels.is_empty() { blank_words(cell).to_owned() } else { levels.join(", ") };
    let mut words = format!("{} × {}: {what}", case.title_of(mission.into()), case.title_of(theme.into()));
    for claim in &cell.claims {
        let Some(mandate) = case.mandates.get(&claim.mandate) else { continue };
        if !mandate.note.is_empty() {
            words.extend(["\nRemark of the source: ", &mandate.note]);
        }
        if claim.is_attested_elsewhere
            && let Some(date) = &mandate.attested
        {
            words.extend(["\n* attested for ", date.as_str(), ", not for the as-of date"]);
        }
    }
    words
}

fn totals_ui(ui: &egui::Ui, grid: &Grid, band: Rect, matrix: &Matrix) {
    let theme = Theme::of(ui);
    let at = Pos2::new(band.left() + 8.0, band.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, "Missions", tokens::body(), theme.ink_soft());
    let painter = ui.painter().with_clip_rect(grid.body.intersect(ui.clip_rect()));
    for (place, total) in matrix.totals.iter().enumerate() {
        let at = Pos2::new(grid.column(place) + grid.column / 2.0, band.center().y);
        painter.text(at, Align2::CENTER_CENTER, total.to_string(), tokens::strong(12.0), theme.ink());
    }
    number(ui, grid, band, matrix.total);
}

fn header_ui(ui: &mut egui::Ui, grid: &Grid, session: &Session, commands: &mut Commands) {
    let theme = Theme::of(ui);
    let band = Rect::from_min_max(grid.whole.min, Pos2::new(grid.whole.right(), grid.body.top()));
    ui.painter().rect_filled(band, 0.0, theme.pane());
    ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.5, theme.rule()));
    let clip = Rect::from_x_y_ranges(grid.body.x_range(), band.y_range());
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(clip).id_salt("themes"));
    child.set_clip_rect(clip.intersect(ui.clip_rect()));
    for (place, &id) in session.answers().matrix.themes.iter().enumerate() {
        let Some(column) = session.case().themes.get(&id) else { continue };
        let left = grid.column(place);
        let rect = Rect::from_x_y_ranges(left..=(left + grid.column), band.y_range());
        let selection = session.selection();
        if selection.has(id.into()) || selection.cell.is_some_and(|(_, theme)| theme == id) {
            child.painter().rect_filled(rect, 0.0, theme.selection());
        } else if selection.is_related(id.into()) || session.view().hover == Some(id.into()) {
            child.painter().rect_filled(rect, 0.0, theme.hover());
        }
        child.painter().text(
            Pos2::new(rect.center().x, rect.top() + 5.0),
            Align2::CENTER_TOP,
            &column.code,
            tokens::strong(12.5),
            theme.ink(),
        );
        if grid.column >= ROOM.1 {
            header_name(&child, rect, &column.name);
        }
        header_touch_ui(&child, rect, id.into(), (session, commands), &column.definition);
    }
    let at = Pos2::new(grid.body.right() + TOTALS / 2.0, band.bottom() - 3.0);
    ui.painter().text(at, Align2::CENTER_BOTTOM, "Σ", tokens::strong(12.0), theme.ink_soft());
}

/// As much of a theme's name as fits under its code, in two lines.
fn header_name(ui: &egui::Ui, rect: Rect, name: &str) {
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::simple(name.to_owned(), tokens::tiny(), theme.ink_soft(), rect.width() - 4.0);
    job.halign = egui::Align::Center;
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = false;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(Pos2::new(rect.center().x, rect.top() + 21.0), galley, theme.ink_soft());
}

/// Whether any claim of the matrix has that level: a legend of what is not there would only take room.
fn is_used(matrix: &Matrix, level: Level) -> bool {
    matrix.rows().flat_map(|row| &row.cells).flat_map(|cell| &cell.claims).any(|claim| claim.level == level)
}

fn legend_ui(ui: &egui::Ui, matrix: &Matrix, rect: Rect) {
    let theme = Theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.rule()));
    let mut at = Pos2::new(rect.left() + 10.0, rect.center().y);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let word = |at: &mut Pos2, words: &str| {
        let text =
            painter.text(*at + Vec2::new(9.0, 0.0), Align2::LEFT_CENTER, words, tokens::small(), theme.ink_soft());
        at.x = text.right() + 14.0;
    };
    for &level in Level::ALL.iter().filter(|&&level| is_used(matrix, level)) {
        let (glyph, ..) = figure::level_glyph(level);
        let ink = if glyph == figure::MatrixGlyph::Cross { theme.error() } else { theme.mandate() };
        glyphs::paint(&painter, glyph, at, ink);
        word(&mut at, level.label());
    }
    glyphs::surveyed(&painter, at, theme.ink_soft());
    word(&mut at, "surveyed, blank");
    glyphs::unsurveyed(&painter, Rect::from_center_size(at, Vec2::splat(12.0)), theme.rule());
    word(&mut at, "not surveyed");
}
