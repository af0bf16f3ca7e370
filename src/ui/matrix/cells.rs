//! The cells of the matrix: a glyph and a word, how many incidents lie behind them, and all of it in words.

use egui::{Align2, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Vec2, WidgetInfo};

use super::grid::Cursor;
use super::range::Range;
use super::{ALL, CANVAS, Hands, MODALITY, ROOM, ROW, Scene, findings, glyphs, menus, told, work};
use crate::case::{Level, MissionId, Modality, ThemeId};
use crate::figure;
use crate::query::as_of::Holds;
use crate::query::evidence::{Layer, Tally};
use crate::query::matrix::{Blank, Cell, Claim, Content};
use crate::session::{Command, Sight};
use crate::ui::widgets::{canvas, take_focus};

/// One cell in its place.
#[derive(Clone, Copy)]
pub(super) struct Slot<'a> {
    pub rect: Rect,
    pub cell: &'a Cell,
    pub mission: MissionId,
    pub theme: ThemeId,
    /// Whether its row is selected.
    pub is_selected: bool,
    /// Whether it is selected together with others.
    pub is_in_range: bool,
}

impl Slot<'_> {
    const fn ids(&self) -> (MissionId, ThemeId) {
        (self.mission, self.theme)
    }

    /// How many incidents lie behind it.
    pub fn tally(&self, session: Sight<'_>) -> Tally {
        session.answers().evidence.tally(self.mission, self.theme)
    }
}

/// Draws a cell: a click selects it, a right click offers what can be done.
pub(super) fn cell_ui(ui: &egui::Ui, scene: &Scene<'_>, slot: Slot<'_>, hands: &mut Hands<'_>) {
    let visible = slot.rect.intersect(scene.painter.clip_rect());
    if !visible.is_positive() {
        return;
    }
    let id = Cursor::Cell(slot.mission, slot.theme).id();
    // The keyboard stops at one cell only; arrows lead to the others.
    let sense = if scene.grid.stop == Some(id) { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(visible, id, sense);
    let has_focus = scene.focused == Some(id);
    ground(scene, &slot, response.hovered() || has_focus);
    paint(scene, &slot);
    let is_selected = slot.is_in_range || scene.session.selection().cell == Some(slot.ids());
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_selected, told::words(scene.session, &slot).replace('\n', "; "))
    });
    if scene.grid.stop == Some(id) {
        take_focus(&response, CANVAS);
    }
    let is_sought = scene.grid.stop != Some(id) && canvas::is_sought(&response);
    if slot.is_in_range && response.secondary_clicked() {
        // The menu is for all of them.
        scene.grid.stop.into_iter().for_each(|stop| ui.memory_mut(|memory| memory.request_focus(stop)));
    } else if response.clicked() || response.secondary_clicked() || is_sought {
        let is_extending = response.clicked() && ui.input(|input| input.modifiers.shift);
        *hands.range = is_extending.then(|| Range::extended(*hands.range, slot.ids(), scene.session));
        hands.commands.send(Command::SelectCell(slot.mission, slot.theme));
        response.request_focus();
    }
    // Of thousands of cells one or two are meant: the rest is left out for the others.
    if response.contains_pointer() || has_focus || response.clicked() || menus::is_open(&response) {
        meant_ui(ui, scene, (slot, response), hands);
    }
}

/// What only a cell has that is under the pointer or has the keyboard.
fn meant_ui(ui: &egui::Ui, scene: &Scene<'_>, (slot, response): (Slot<'_>, Response), hands: &mut Hands<'_>) {
    if response.has_focus() {
        canvas::cursor_ring(ui, slot.rect.shrink(1.0));
    }
    if response.hovered() {
        hands.commands.send(Command::Hover(slot.cell.claims.first().map(|claim| claim.mandate.into())));
    }
    if let Some(block) = scene.block.as_ref().filter(|_| response.has_focus()) {
        canvas::describe(&response, || block.words(scene.session, &scene.session.answers().arrangement.matrix));
    }
    menus::menu_ui(&response, scene.grid.stop, |ui| match scene.block.as_ref().filter(|_| slot.is_in_range) {
        Some(block) => menus::range_ui(ui, (slot.ids(), block.count()), scene.session, hands),
        None => menus::cell_ui(ui, slot.ids(), scene.session, hands),
    });
    drop(response.on_hover_ui(|ui| drop(ui.label(told::words(scene.session, &slot)))));
}

/// What lies under the signs: selection, pointer, and whether the cell or a claim of it is meant elsewhere.
fn ground(scene: &Scene<'_>, slot: &Slot<'_>, is_hovered: bool) {
    let (painter, theme, rect, selection) = (&scene.painter, scene.theme, slot.rect, scene.session.selection());
    let is_meant = |claim: &Claim| {
        let id = claim.mandate.into();
        selection.is_related(id) || selection.has(id)
    };
    if selection.cell == Some(slot.ids()) {
        painter.rect(rect.shrink(1.0), 2.0, theme.selection(), Stroke::new(2.0, theme.accent()), StrokeKind::Inside);
        return;
    }
    if slot.is_in_range {
        painter.rect(rect, 0.0, theme.selection(), Stroke::new(1.0, theme.accent()), StrokeKind::Inside);
        return;
    }
    if is_hovered || scene.hovered.has_cell(slot.mission, slot.theme) {
        painter.rect_filled(rect.shrink(1.0), 2.0, theme.hover());
    }
    if !is_hovered && selection.cell.is_none() && slot.cell.claims.iter().any(is_meant) {
        painter.rect_stroke(rect.shrink(2.0), 2.0, Stroke::new(1.0, theme.accent()), StrokeKind::Inside);
    }
}

fn paint(scene: &Scene<'_>, slot: &Slot<'_>) {
    let rect = slot.rect;
    match scene.layer {
        Layer::Level => level(scene, rect, slot),
        Layer::Activities => work::activities(scene, rect, slot),
        Layer::Incidents => incidents(scene, (rect, slot.tally(scene.session))),
        Layer::Resources => work::resources(scene, rect, slot),
        Layer::Gap => findings::gap(scene, rect, slot),
        Layer::Difference => findings::difference(scene, rect, slot),
        Layer::Both => {
            let (upper, lower) = rect.split_top_bottom_at_y(rect.top() + ROW.0);
            level(scene, upper, slot);
            line(scene, lower);
            tally(scene, lower, slot);
        }
        Layer::All => all(scene, slot),
    }
}

/// Level and gap side by side, incidents and activities each on a line below.
fn all(scene: &Scene<'_>, slot: &Slot<'_>) {
    let (upper, lower) = slot.rect.split_top_bottom_at_y(slot.rect.top() + ROW.0);
    let (left, right) = upper.split_left_right_at_fraction(0.5);
    level(scene, left, slot);
    findings::small_gap(scene, right, slot);
    line(scene, lower);
    let (middle, lowest) = lower.split_top_bottom_at_y(lower.top() + ALL);
    tally(scene, middle, slot);
    if let Some(done) = scene.session.answers().gaps.work.cell(slot.mission, slot.theme) {
        work::numbers(scene, lowest, done);
    }
}

/// A fine line between two parts of a cell.
fn line(scene: &Scene<'_>, below: Rect) {
    let stroke = Stroke::new(1.0, scene.theme.faint(scene.theme.rule(), 0.6));
    scene.painter.hline(below.x_range().shrink(3.0), below.top(), stroke);
}

fn tally(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let tally = slot.tally(scene.session);
    if !tally.is_empty() {
        let mut mesh = scene.mesh.borrow_mut();
        glyphs::tally(&scene.painter, &scene.words, &mut mesh, (rect, tally), scene.theme.mark());
    }
}

fn incidents(scene: &Scene<'_>, (rect, tally): (Rect, Tally)) {
    if tally.is_empty() {
        return;
    }
    let (painter, ink, mut mesh) = (&scene.painter, scene.theme.mark(), scene.mesh.borrow_mut());
    let bars = Rect::from_center_size(rect.center() - Vec2::new(0.0, 7.0), Vec2::new(rect.width() - 6.0, 9.0));
    // Filled above where the theme is stated, an outline below where it is inferred.
    let counts = (tally.stated, tally.inferred);
    glyphs::bars(&mut mesh, (bars, counts, scene.most), painter.pixels_per_point(), ink);
    let numbers = Rect::from_x_y_ranges(rect.x_range(), rect.center().y..=rect.bottom() - 1.0);
    glyphs::tally(painter, &scene.words, &mut mesh, (numbers, tally), ink);
}

fn level(scene: &Scene<'_>, rect: Rect, slot: &Slot<'_>) {
    let (painter, theme, cell) = (&scene.painter, scene.theme, slot.cell);
    match &cell.content {
        Content::Filled(level) => filled(scene, rect, cell, *level),
        Content::Empty(Blank::SurveyedBlank(_)) => {
            glyphs::surveyed(painter, rect.center(), theme.ink_soft());
            if cell.is_blank_elsewhere {
                let at = rect.center() + Vec2::new(6.0, 0.0);
                scene.words.paint(painter, (at, Align2::LEFT_CENTER), "*", theme.ink_soft());
            }
        }
        Content::Empty(Blank::NotSurveyed) => scene.hatch(rect.min, slot.is_selected),
        Content::Empty(Blank::Excluded) => {
            glyphs::paint(painter, figure::MatrixGlyph::Cross, rect.center(), theme.error());
        }
    }
    if is_possible(cell) {
        glyphs::dashed(painter, rect.shrink(DASHED), theme.ink_soft());
    }
    if cell.claims.iter().any(|claim| !claim.is_sourced) {
        // Beside the glyph, of which a narrow cell leaves little room.
        let (inset, scale) = if rect.width() >= ROOM.0 { (8.0, 1.0) } else { (5.0, 0.65) };
        glyphs::unsourced(painter, (rect.min + Vec2::splat(inset), scale), theme.warning());
    }
    if rect.width() >= MODALITY
        && let Some(modality) = modalities(scene.session, cell).next()
    {
        let at = Pos2::new(rect.center().x + 8.0, rect.center().y);
        scene.words.paint(painter, (at, Align2::LEFT_CENTER), modality_sign(modality), theme.ink_soft());
    }
    if cell.claims.len() > 1 {
        let at = Pos2::new(rect.center().x + 8.0, rect.top() + 3.0);
        let count = cell.claims.len().to_string();
        scene.words.paint(painter, (at, Align2::LEFT_TOP), &count, theme.ink_soft());
    }
}

/// What the mission is to do, by each claim that says so, the strongest first.
fn modalities<'a>(session: Sight<'a>, cell: &'a Cell) -> impl Iterator<Item = Modality> + 'a {
    cell.claims.iter().filter_map(move |claim| session.case().mandates.get(&claim.mandate)?.modality)
}

/// What stands for a modality beside the glyph of a level.
pub(super) const fn modality_sign(modality: Modality) -> &'static str {
    match modality {
        Modality::Monitor => "mo",
        Modality::Assist => "as",
        Modality::Secure => "se",
    }
}

/// How far within its cell the dashed outline runs, in points: below the word, and not through it.
const DASHED: f32 = 1.5;

/// The glyph of a level and its word, with the signs of what is only possible or said for another date.
fn filled(scene: &Scene<'_>, rect: Rect, cell: &Cell, level: Level) {
    let (painter, theme) = (&scene.painter, scene.theme);
    let (glyph, word, letter) = figure::level_glyph(level);
    let possibly = if is_possible(cell) { "?" } else { "" };
    let elsewhere = if cell.claims.iter().all(|claim| claim.is_attested_elsewhere) { "*" } else { "" };
    // A word and its signs need more room than the word.
    let room = if possibly.is_empty() && elsewhere.is_empty() { ROOM.0 } else { ROOM.0 * 1.6 };
    let word = if rect.width() >= room { word } else { letter };
    glyphs::paint(painter, glyph, rect.center() - Vec2::new(0.0, 5.0), theme.mandate());
    let lift = if possibly.is_empty() { 2.0 } else { 2.5 };
    let at = Pos2::new(rect.center().x, rect.bottom() - lift);
    scene.words.paint(painter, (at, Align2::CENTER_BOTTOM), &format!("{word}{possibly}{elsewhere}"), theme.ink());
}

/// Whether no claim of the cell surely holds.
fn is_possible(cell: &Cell) -> bool {
    !cell.claims.is_empty() && cell.claims.iter().all(|claim| claim.holds == Holds::Possibly)
}
