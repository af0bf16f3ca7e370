//! The mandate matrix: missions by themes, a glyph and a word in each cell, incidents behind it, headers that stay in
//! place. Everything in it is edited where it stands.

mod cells;
mod copy;
mod counting;
mod findings;
mod foot;
mod glyphs;
mod grid;
mod head;
mod headers;
mod keys;
mod legend;
mod menus;
mod moving;
mod naming;
mod order;
mod range;
mod signs;
mod told;
mod totals;
mod work;
mod years;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Id, Mesh, Painter, Pos2, Rect, Stroke, UiBuilder, Vec2};

use super::names::Names;
use super::search;
use super::tokens::{self, Theme};
use super::widgets::{self, Same, kept};
use crate::case::{MissionId, RecordId, RecordKind, ThemeId};
use crate::query::evidence::Layer;
use crate::query::gaps::Counts;
use crate::query::matrix::Row;
use crate::query::references::targets;
use crate::query::succession::Succession;
use crate::session::{Commands, Session, Sight};
use cells::Slot;
use glyphs::{Hatch, Words};
use grid::{Cursor, Grid};
use moving::Moving;
use naming::Naming;
use range::{Block, Range};

pub(super) use counting::sentence as threshold_sentence;
pub(super) use glyphs::{paint as level_glyph, surveyed as surveyed_glyph, unsurveyed as unsurveyed_glyph};

/// By what name its canvas takes the keyboard.
pub(super) const CANVAS: &str = "canvas of the matrix";

/// What the matrix remembers between frames.
#[derive(Default)]
pub(super) struct Memory {
    scroll: Vec2,
    /// The cells that are selected together, beside the one that has the cursor.
    range: Option<Range>,
    /// A header that is being dragged to another place.
    moving: Option<Moving>,
    /// The box for the query by which incidents count.
    counted: search::Memory,
    naming: Option<Naming>,
    /// A mission or theme that has just been named, to be shown once the case has it.
    named: Option<RecordId>,
}

impl Memory {
    /// Gives the keyboard to the field for the query by which incidents count.
    pub fn enter_counted(&mut self) {
        self.counted.focus();
    }

    /// Keeps the name that is being typed, so that saving, quitting and undoing never lose it.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        if let Some(naming) = self.naming.take() {
            self.named = naming.keep(session, commands);
        }
    }
}

/// Height of a row, in points: of one layer, of both, and of all.
const ROW: (f32, f32, f32) = (32.0, 46.0, 62.0);
/// Height of the line of incidents where all layers are shown, in points.
const ALL: f32 = 16.0;
/// The least width of a cell that has room for a modality, in points.
const MODALITY: f32 = 40.0;
/// Height of a group's heading, in points.
const GROUP: f32 = 20.0;
/// Height of the header without and with names, in points.
const HEADER: (f32, f32) = (26.0, 46.0);
/// The least and the greatest width of the column of names, in points.
const NAMES: (f32, f32) = (84.0, 170.0);
/// Width of the column of totals, in points: of filled cells, and of incidents on each ground.
const TOTALS: (f32, f32) = (26.0, 54.0);
/// Width of the sign that adds a theme, in points.
const PLUS: f32 = 20.0;
/// The least and the greatest width of a theme's column, in points.
const COLUMN: (f32, f32) = (20.0, 74.0);
/// The width of a column below which names of missions are cut instead, in points.
const COMFORT: f32 = 27.0;
/// The most that a code widens its column to, in points; a longer one is cut.
const WIDEST_CODE: f32 = 48.0;
/// The least width of a column that has room for a word in its cells, and for a name in its header, in points.
const ROOM: (f32, f32) = (29.0, 58.0);

/// What is drawn, and where.
struct Scene<'a> {
    session: Sight<'a>,
    grid: Grid,
    theme: Theme,
    /// What the cells show.
    layer: Layer,
    /// The most incidents behind one cell on one ground, or the most activities of one nature.
    most: usize,
    /// Which missions followed which.
    succession: Arc<Succession>,
    /// What the layer counts cell by cell.
    counts: Option<Arc<Counts>>,
    /// Paints within the cells' part of the table.
    painter: Painter,
    /// The whole, of which everything in it is a part to screen readers.
    canvas: Id,
    /// The places of the range that is selected, where it is more than one cell.
    block: Option<Block>,
    /// What has the keyboard.
    focused: Option<Id>,
    /// What the record under the pointer has to do with, in whichever pane it is.
    hovered: Hovered,
    words: Words,
    signs: signs::Signs,
    /// Hatching of a cell: as usual, and on a selected row.
    hatches: [Hatch; 2],
    /// What cells have in common, as one mesh.
    mesh: RefCell<Mesh>,
}

impl<'a> Scene<'a> {
    fn of(ui: &egui::Ui, (grid, canvas): (Grid, Id), session: Sight<'a>, range: Option<Range>) -> Self {
        let theme = Theme::of(ui);
        let painter = ui.painter().with_clip_rect(grid.body.intersect(ui.clip_rect()));
        let (size, pixels) = (Vec2::new(grid.column, ROW.0), painter.pixels_per_point());
        Self {
            session,
            theme,
            layer: session.view().layer,
            most: most(ui, session),
            succession: kept(ui, "succession", Same::of(&session.answers().matrix), || Succession::of(session.case())),
            counts: totals::counts(ui, session),
            focused: ui.memory(egui::Memory::focused),
            hovered: Hovered::of(session),
            words: Words::new(pixels, theme.mark()),
            signs: signs::Signs::new(pixels, theme),
            // Lines that can be told from the ground of a selected row, too.
            hatches: [theme.rule(), theme.ink_soft().gamma_multiply(0.6)].map(|ink| Hatch::of(size, pixels, ink)),
            mesh: RefCell::default(),
            block: range.and_then(|range| range.block(&session.answers().arrangement.matrix)),
            painter,
            canvas,
            grid,
        }
    }

    /// A part of the table in its place.
    fn within(&self, rect: Rect, key: &str) -> UiBuilder {
        UiBuilder::new().max_rect(rect).id_salt(key).accessibility_parent(self.canvas)
    }

    /// Hatches a cell. All of them are painted at once.
    fn hatch(&self, at: Pos2, is_selected: bool) {
        let [usual, selected] = &self.hatches;
        let hatch = if is_selected { selected } else { usual };
        hatch.put(at, &mut self.mesh.borrow_mut());
    }
}

/// What fills the width of a bar.
fn most(ui: &egui::Ui, session: Sight<'_>) -> usize {
    let (evidence, gaps) = (&session.answers().evidence, &session.answers().gaps);
    if session.view().layer == Layer::Activities {
        *kept(ui, "most activities", Same::of(gaps), || gaps.work.most())
    } else {
        *kept(ui, "most", Same::of(evidence), || evidence.most())
    }
}

/// The rows and columns that the record under the pointer has to do with.
#[derive(Default)]
struct Hovered {
    missions: BTreeSet<MissionId>,
    themes: BTreeSet<ThemeId>,
}

impl Hovered {
    fn of(session: Sight<'_>) -> Self {
        let Some(id) = session.view().hover else { return Self::default() };
        let named = session.case().record(id).map(|record| targets(&record)).unwrap_or_default();
        let mut hovered = Self::default();
        for id in named.into_iter().map(|(id, _)| id).chain([id]) {
            if let RecordId::Mission(id) = id {
                hovered.missions.insert(id);
            } else if let RecordId::Theme(id) = id {
                hovered.themes.insert(id);
            }
        }
        hovered
    }

    fn has(&self, id: RecordId) -> bool {
        let is_row = matches!(id, RecordId::Mission(id) if self.missions.contains(&id));
        is_row || matches!(id, RecordId::Theme(id) if self.themes.contains(&id))
    }

    fn has_cell(&self, mission: MissionId, theme: ThemeId) -> bool {
        self.missions.contains(&mission) && self.themes.contains(&theme)
    }
}

/// Where wishes go.
struct Hands<'a> {
    commands: &'a mut Commands,
    naming: &'a mut Option<Naming>,
    range: &'a mut Option<Range>,
}

/// Whether a cell of the matrix has the keyboard: Delete is then for its claim.
pub(super) fn has_keyboard(ctx: &egui::Context, session: Sight<'_>) -> bool {
    let cursor = Cursor::of(session);
    cursor
        .is_some_and(|cursor| matches!(cursor, Cursor::Cell(..)) && ctx.memory(|memory| memory.has_focus(cursor.id())))
}

/// Whether the header of a theme has the keyboard: Alt and an arrow are then for its place among the columns.
pub(super) fn is_on_theme(ctx: &egui::Context, session: Sight<'_>) -> bool {
    let cursor = Cursor::of(session).filter(|cursor| matches!(cursor, Cursor::Theme(_)));
    cursor.is_some_and(|cursor| ctx.memory(|memory| memory.has_focus(cursor.id())))
}

/// Draws the matrix.
pub(super) fn matrix_ui(
    ui: &mut egui::Ui,
    (memory, names): (&mut Memory, &Names),
    session: Sight<'_>,
    commands: &mut Commands,
) {
    let arrangement = &session.answers().arrangement;
    let is_empty = arrangement.matrix.themes.is_empty() || arrangement.matrix.groups.is_empty();
    if is_empty && arrangement.hidden_words().is_none() {
        empty_ui(ui, &mut memory.naming, session);
    } else {
        table_ui(ui, (memory, names), session, commands);
    }
    if let Some(named) = naming::naming_ui(ui, &mut memory.naming, (session, commands)) {
        memory.named = Some(named);
    }
}

fn table_ui(ui: &mut egui::Ui, (memory, names): (&mut Memory, &Names), session: Sight<'_>, commands: &mut Commands) {
    head::head_ui(ui, (&mut memory.counted, names), session, commands);
    memory.range = memory.range.filter(|range| range.is_live(session));
    let rest = ui.available_rect_before_wrap();
    let legend = legend::lay_out(ui, session, rest.width());
    let block = memory.range.and_then(|range| range.block(&session.answers().arrangement.matrix));
    let said = foot::height(session, block.as_ref());
    let foot = (rest.bottom() - legend.height - said).max(rest.top());
    let whole = Rect::from_min_max(rest.min, Pos2::new(rest.right(), foot));
    let mut grid = Grid::of(ui, memory.scroll, session, whole);
    scroll_ui(ui, memory, (&grid, session));
    show_named_ui(ui, memory, (&grid, session));
    // Only what the keyboard may stop at keeps it.
    grid.stop = keys::keys_ui(ui, memory, &grid, (session, commands)).map(Cursor::id);
    grid.scroll = memory.scroll;
    let canvas = keys::canvas_ui(ui, &grid, session, memory.range);
    if let Some(cursor) = range::drag_ui(ui, memory, &canvas, (&grid, session, commands)) {
        grid.stop = Some(cursor.id());
    }
    moving::drag_ui(ui, memory, &canvas, (&grid, session, commands));
    let scene = Scene::of(ui, (grid, canvas.id), session, memory.range);
    let mut hands = Hands { commands, naming: &mut memory.naming, range: &mut memory.range };
    rows_ui(ui, &scene, &mut hands);
    headers::themes_ui(ui, &scene, &mut hands);
    moving::line_ui(ui, memory.moving, &scene.grid);
    bars(ui, &scene.grid, session);
    let below = |top: f32, bottom: f32| Rect::from_x_y_ranges(rest.x_range(), top..=bottom);
    foot::foot_ui(ui, below(foot, foot + said), block.as_ref(), (session, commands));
    legend::legend_ui(ui, &legend, below(foot + said, rest.bottom()));
}

/// Thin bars that say how much of the table is in view.
fn bars(ui: &egui::Ui, grid: &Grid, session: Sight<'_>) {
    let (body, content) = (grid.body, grid.content(&session.answers().arrangement.matrix));
    let theme = Theme::of(ui);
    let ink = theme.faint(theme.ink_soft(), 0.5);
    let share = body.size() / content;
    if share.y < 1.0 {
        let top = body.top() + grid.scroll.y * share.y;
        let at = Pos2::new(grid.whole.right() - 4.0, top);
        ui.painter().rect_filled(Rect::from_min_size(at, Vec2::new(3.0, body.height() * share.y)), 1.5, ink);
    }
    if share.x < 1.0 {
        let left = body.left() + grid.scroll.x * share.x;
        let at = Pos2::new(left, body.bottom() - 4.0);
        ui.painter().rect_filled(Rect::from_min_size(at, Vec2::new(body.width() * share.x, 3.0)), 1.5, ink);
    }
}

/// What to do where there are no missions, or no themes.
fn empty_ui(ui: &mut egui::Ui, naming: &mut Option<Naming>, session: Sight<'_>) {
    let rest = ui.available_rect_before_wrap();
    if !session.answers().is_current() {
        let ink = Theme::of(ui).ink_soft();
        ui.painter().text(rest.center(), egui::Align2::CENTER_CENTER, widgets::COMING, tokens::body(), ink);
        return;
    }
    let middle = Rect::from_center_size(rest.center(), Vec2::new(rest.width() - 16.0, 80.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(middle));
    child.vertical_centered(|ui| {
        let count = |kind: RecordKind| match session.case().count(kind) {
            0 => format!("no {}", kind.plural()),
            1 => format!("1 {}", kind.label()),
            many => format!("{many} {}", kind.plural()),
        };
        let what = format!("The matrix has {} and {}", count(RecordKind::Mission), count(RecordKind::Theme));
        let words = format!("{what}: add both here, or with Edit › Add mission and Edit › Add theme");
        ui.add(
            egui::Label::new(egui::RichText::new(words).font(tokens::body()).color(Theme::of(ui).ink_soft())).wrap(),
        );
        ui.add_space(tokens::GAP);
        let mission = ui.button("Add mission");
        if mission.clicked() {
            let last = session.answers().matrix.rows().last().map(|row| row.mission);
            *naming = Some(Naming::new_mission(session, last, mission.rect.left_top()));
        }
        let theme = ui.button("Add theme");
        if theme.clicked() {
            let last = session.answers().matrix.themes.last().copied();
            *naming = Some(Naming::new_theme(session, last, theme.rect.left_top()));
        }
    });
}

fn scroll_ui(ui: &egui::Ui, memory: &mut Memory, (grid, session): (&Grid, Sight<'_>)) {
    if ui.rect_contains_pointer(grid.whole) {
        memory.scroll -= ui.input(egui::InputState::smooth_scroll_delta);
    }
    let beyond = (grid.content(&session.answers().arrangement.matrix) - grid.body.size()).max(Vec2::ZERO);
    memory.scroll = memory.scroll.clamp(Vec2::ZERO, beyond);
}

/// Gives the keyboard to what has just been named, once the case has it.
fn show_named_ui(ui: &egui::Ui, memory: &mut Memory, (grid, session): (&Grid, Sight<'_>)) {
    let Some(id) = memory.named.filter(|&id| session.case().has(id)) else { return };
    memory.named = None;
    if let RecordId::Mission(id) = id {
        keys::show(ui, memory, Cursor::Mission(id), (grid, session));
    } else if let RecordId::Theme(id) = id {
        keys::show(ui, memory, Cursor::Theme(id), (grid, session));
    }
}

fn rows_ui(ui: &mut egui::Ui, scene: &Scene<'_>, hands: &mut Hands<'_>) {
    let (grid, matrix) = (&scene.grid, &scene.session.answers().arrangement.matrix);
    let clip = Rect::from_min_max(Pos2::new(grid.whole.left(), grid.body.top()), grid.whole.max);
    let mut child = ui.new_child(scene.within(clip, "rows"));
    child.set_clip_rect(clip.intersect(ui.clip_rect()));
    let mut top = grid.body.top() - grid.scroll.y;
    let mut band = |height: f32| {
        let band = Rect::from_x_y_ranges(grid.whole.x_range(), top..=(top + height));
        top += height;
        band
    };
    let (mut headings, mut shown, mut first) = (Vec::new(), Vec::new(), 0);
    for group in &matrix.groups {
        headings.push((band(GROUP), group));
        let rows = group.rows.iter().zip(first..).map(|(row, place)| (band(grid.row), place, row));
        shown.extend(rows.filter(|(band, ..)| band.intersects(clip)));
        first += group.rows.len();
    }
    for (band, _, row) in &shown {
        ground(&child, scene, (*band, row));
    }
    for (band, group) in headings.into_iter().filter(|(band, _)| band.intersects(clip)) {
        headers::group_ui(&child, scene, band, group);
    }
    columns(scene, &shown);
    for (band, place, row) in &shown {
        row_ui(&child, scene, (*band, *place, row), hands);
    }
    scene.painter.add(scene.mesh.take());
    headers::totals_ui(&mut child, scene, band(grid.row));
    headers::add_mission_ui(&mut child, scene, band(GROUP), hands);
}

/// What lies under a row: selection, pointer, and the line below it.
fn ground(ui: &egui::Ui, scene: &Scene<'_>, (band, row): (Rect, &Row)) {
    let (theme, selection) = (scene.theme, scene.session.selection());
    let id = RecordId::from(row.mission);
    if selection.has(id) {
        ui.painter().rect_filled(band, 0.0, theme.selection());
    } else if scene.session.view().hover == Some(id) || selection.is_related(id) {
        ui.painter().rect_filled(band, 0.0, theme.hover());
    }
    ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.0, theme.faint(theme.rule(), 0.6)));
}

/// The lines between columns, each through all rows that stand together.
fn columns(scene: &Scene<'_>, shown: &[(Rect, usize, &Row)]) {
    let stroke = Stroke::new(1.0, scene.theme.faint(scene.theme.rule(), 0.5));
    for rows in shown.chunk_by(|(upper, ..), (lower, ..)| lower.top() - upper.bottom() < 1.0) {
        let (Some((first, ..)), Some((last, ..))) = (rows.first(), rows.last()) else { continue };
        for place in scene.grid.columns(scene.session.answers().arrangement.matrix.themes.len()) {
            scene.painter.vline(scene.grid.column(place), first.top()..=last.bottom(), stroke);
        }
    }
}

fn row_ui(ui: &egui::Ui, scene: &Scene<'_>, (band, at, row): (Rect, usize, &Row), hands: &mut Hands<'_>) {
    let (grid, session) = (&scene.grid, scene.session);
    let id = RecordId::from(row.mission);
    let is_selected = session.selection().has(id);
    let themes = &session.answers().arrangement.matrix.themes;
    for place in grid.columns(themes.len()) {
        let (Some(cell), Some(&theme)) = (row.cells.get(place), themes.get(place)) else { continue };
        let left = grid.column(place);
        let rect = Rect::from_x_y_ranges(left..=(left + grid.column), band.y_range());
        let is_in_range = scene.block.as_ref().is_some_and(|block| block.has(at, place));
        cells::cell_ui(ui, scene, Slot { rect, cell, mission: row.mission, theme, is_selected, is_in_range }, hands);
    }
    let names = Rect::from_x_y_ranges(band.left()..=grid.body.left(), band.y_range());
    headers::mission_ui(ui, scene, (names, row), hands);
    match scene.layer {
        Layer::Level | Layer::Both => headers::number(ui, scene, band, row.total),
        Layer::Activities | Layer::Incidents | Layer::Resources | Layer::Gap | Layer::Difference | Layer::All => {
            totals::total_ui(ui, scene, headers::last(scene, band), Some(id));
        }
    }
}
