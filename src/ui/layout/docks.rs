//! How each pane is drawn in its dock, with its tab and what can be done with it there.

use egui::{Rect, Response, Stroke, StrokeKind, Vec2, WidgetInfo};
use egui_tiles::{Behavior, EditAction, SimplificationOptions, Tabs, TileId, Tiles, UiResponse};

use super::first::Pane;
use crate::case::RecordId;
use crate::session::{Command, Commands, Session, Sight};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::titled;
use crate::ui::{Panes, findings, focus, graph, inspector, matrix, outline, pinned, sources, table, timeline, widgets};

/// The side of a button in a bar of tabs, in points.
const BUTTON: f32 = 20.0;

/// How each pane is drawn in its dock.
pub(super) struct Docks<'a> {
    pub panes: &'a mut Panes,
    pub session: &'a Session,
    pub commands: &'a mut Commands,
    /// Whether one pane fills the window.
    pub is_maximised: bool,
    /// Whether panes stand behind each other for want of room: then their tabs say less.
    pub is_narrow: bool,
    /// What was done in this frame.
    pub done: Done,
    /// The pane that is to get the keyboard.
    pub entered: Option<Pane>,
    /// The panes as they are drawn.
    pub drawn: Vec<(Pane, Rect)>,
}

/// What was done to the arrangement in a frame.
#[derive(Default)]
pub(super) struct Done {
    /// Whether it was changed.
    pub is_changed: bool,
    /// The pane that is to fill the window, or to make room again.
    pub maximise: Option<TileId>,
    /// The pane that was last pressed or typed into.
    pub used: Option<TileId>,
    /// The pane that a line of another one leads to.
    pub opened: Option<Pane>,
}

impl Docks<'_> {
    /// Brings the keyboard into a pane: to its canvas, or else to the first that takes it.
    fn enter_ui(&self, ui: &egui::Ui, pane: Pane) {
        if self.entered != Some(pane) {
            return;
        }
        let selection = self.session.selection();
        match (canvas(pane), selection.cell, selection.shown()) {
            (Some(canvas), ..) => widgets::await_focus(ui, canvas),
            // To the first field of the form, and past the button that deletes.
            (None, Some(_), _) if pane == Pane::Inspector => inspector::enter_cell(ui.ctx()),
            (None, None, Some(id)) if pane == Pane::Inspector => inspector::enter_record(ui.ctx(), id),
            (None, ..) => focus::enter_ui(ui),
        }
    }

    /// A button in the bar of tabs, painted by hand.
    fn button_ui(
        ui: &mut egui::Ui,
        name: &str,
        tip: &str,
        paint: impl FnOnce(&egui::Painter, Rect, Stroke),
    ) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(BUTTON), egui::Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
        let theme = Theme::of(ui);
        let is_meant = response.hovered() || response.has_focus();
        if is_meant {
            ui.painter().rect_filled(rect.shrink(1.0), 3.0, theme.hover());
        }
        let ink = if is_meant { theme.ink() } else { theme.ink_soft() };
        paint(ui.painter(), rect, Stroke::new(1.2, ink));
        widgets::focus_ring(ui, &response);
        response.on_hover_text(tip)
    }

    /// How many buttons have room beside the tabs of a bar.
    fn free_places(&self, tiles: &Tiles<Pane>, ui: &egui::Ui, tabs: &Tabs) -> i32 {
        let panes = tabs.children.iter().filter_map(|&tile| tiles.get_pane(&tile));
        let widths = panes.map(|&pane| {
            let title = ui.painter().layout_no_wrap(self.title(pane), tokens::strong(12.0), egui::Color32::PLACEHOLDER);
            title.size().x + 2.0 * self.tab_title_spacing(ui.visuals())
        });
        ((ui.available_width() - widths.sum::<f32>()) / BUTTON) as i32
    }

    /// What the tab of a pane says: of a pinned one, what it shows.
    fn title(&self, pane: Pane) -> String {
        let Some(id) = self.pinned(pane) else {
            let title = if self.is_narrow { pane.short_title() } else { pane.title() };
            return title.to_owned();
        };
        let title = titled(self.session.case(), id);
        let short: String = title.chars().take(LETTERS).collect();
        let rest = if title.chars().nth(LETTERS).is_some() { "…" } else { "" };
        format!("Pinned: {short}{rest}")
    }

    /// The record that a pane keeps open.
    fn pinned(&self, pane: Pane) -> Option<RecordId> {
        let Pane::Pinned(slot) = pane else { return None };
        self.session.view().inspectors.get(usize::from(slot)).copied()
    }

    /// The button that pins what a pane shows, or the record of the inspector; or lets go of it.
    fn pin_ui(&mut self, ui: &mut egui::Ui, pane: Pane) {
        let Some((name, tip, is_pinned, command)) = self.pin(pane) else { return };
        let button = Self::button_ui(ui, &name, tip, |painter, rect, stroke| {
            let head = Rect::from_center_size(rect.center() - Vec2::new(0.0, 2.5), Vec2::new(6.0, 5.0));
            if is_pinned {
                painter.rect_filled(head, 1.0, stroke.color);
            }
            painter.rect_stroke(head, 1.0, stroke, StrokeKind::Middle);
            painter.hline(rect.center().x - 5.0..=rect.center().x + 5.0, head.bottom() + 1.0, stroke);
            painter.vline(rect.center().x, head.bottom() + 1.0..=head.bottom() + 6.0, stroke);
        });
        if button.clicked() {
            self.commands.send(command);
        }
    }

    /// What that button is called, what it says, whether something is pinned, and what it does.
    fn pin(&self, pane: Pane) -> Option<(String, &'static str, bool, Command)> {
        if let Some(canvas) = pane.canvas() {
            return Some(if self.session.is_pinned(canvas) {
                (pinned::unpin_name(pane.title()), pinned::UNPIN, true, Command::UnpinPane(canvas))
            } else {
                (format!("Pin {}", pane.title()), pinned::PIN, false, Command::PinPane(canvas))
            });
        }
        let id = if pane == Pane::Inspector { self.session.selection().shown() } else { self.pinned(pane) }?;
        let title = titled(self.session.case(), id);
        Some(if pane == Pane::Inspector {
            let tip = "Keep this record open in an inspector of its own, whatever is selected next";
            (format!("Pin {title}"), tip, false, Command::OpenInspector(id))
        } else {
            let tip = "Let go of this record and close its pane";
            (format!("Unpin {title}"), tip, true, Command::CloseInspector(id))
        })
    }

    fn maximise_ui(&self, ui: &mut egui::Ui, pane: Pane) -> bool {
        let (name, tip) = if self.is_maximised {
            ("Restore all panes".to_owned(), "Show all panes again (or double-click the tab)")
        } else {
            (format!("Maximise {}", pane.title()), "Fill the window with this pane (or double-click the tab)")
        };
        let is_maximised = self.is_maximised;
        let button = Self::button_ui(ui, &name, tip, |painter, rect, stroke| {
            let frame = Rect::from_center_size(rect.center(), Vec2::new(10.0, 9.0));
            if is_maximised {
                let back = Rect::from_min_size(frame.min + Vec2::new(3.0, 0.0), Vec2::new(7.0, 6.0));
                let front = Rect::from_min_size(frame.min + Vec2::new(0.0, 3.0), Vec2::new(7.0, 6.0));
                painter.rect_stroke(back, 0.0, stroke, StrokeKind::Middle);
                painter.rect_stroke(front, 0.0, stroke, StrokeKind::Middle);
            } else {
                painter.rect_stroke(frame, 0.0, stroke, StrokeKind::Middle);
                painter.hline(frame.x_range(), frame.top() + 1.5, Stroke::new(2.0, stroke.color));
            }
        });
        button.clicked()
    }
}

impl Docks<'_> {
    /// The button that shows a pane as a table, or as itself again: rows under a header.
    fn table_ui(&mut self, ui: &mut egui::Ui, pane: Pane) {
        let is_shown = self.panes.tables.is_shown(pane);
        let name = format!("Table of the pane {}", pane.title());
        let tip = if is_shown { "Show the pane itself again (Ctrl+T)" } else { "Show as a table (Ctrl+T)" };
        let (ground, accent) = (Theme::of(ui).selection(), Theme::of(ui).accent());
        let button = Self::button_ui(ui, &name, tip, |painter, rect, stroke| {
            let frame = Rect::from_center_size(rect.center(), Vec2::new(11.0, 9.0));
            let stroke = if is_shown { Stroke::new(stroke.width, accent) } else { stroke };
            if is_shown {
                painter.rect_filled(rect.shrink(1.0), 3.0, ground);
            }
            painter.rect_stroke(frame, 0.0, stroke, StrokeKind::Middle);
            painter.hline(frame.x_range(), frame.top() + 1.5, Stroke::new(2.0, stroke.color));
            painter.hline(frame.x_range(), frame.top() + 5.5, stroke);
            painter.vline(frame.left() + 4.0, frame.y_range(), stroke);
        });
        if button.clicked() {
            self.panes.tables.flush(self.session, self.commands);
            self.panes.tables.toggle(pane);
        }
    }
}

impl<'a> Docks<'a> {
    /// Draws what is in a pane: its table, or the pane itself.
    fn inner_ui(&mut self, ui: &mut egui::Ui, pane: Pane, sight: Sight<'a>) {
        let (panes, session) = (&mut *self.panes, self.session);
        if panes.tables.is_shown(pane)
            && let Some(twin) = panes.tables.of(pane)
        {
            table::table_ui(ui, twin, (sight, &panes.names), self.commands);
            return;
        }
        match pane {
            Pane::Outline => {
                if outline::outline_ui(ui, &mut panes.outline, (session, &panes.names), self.commands) {
                    self.done.opened = Some(Pane::Findings);
                }
            }
            Pane::Matrix => matrix::matrix_ui(ui, (&mut panes.matrix, &panes.names), sight, self.commands),
            Pane::Graph => graph::graph_ui(ui, (&mut panes.graph, &panes.names), sight, self.commands),
            Pane::Timeline => timeline::timeline_ui(ui, &mut panes.timeline, sight, self.commands),
            Pane::Sources => sources::sources_ui(ui, &mut panes.sources, session, self.commands),
            Pane::Findings => {
                findings::findings_ui(ui, &mut panes.findings, (session, &panes.names), self.commands);
            }
            Pane::Inspector => {
                inspector::inspector_ui(ui, &mut panes.inspector, (session, &panes.names), self.commands);
            }
            Pane::Pinned(slot) => {
                if let Some(&id) = session.view().inspectors.get(usize::from(slot)) {
                    let memory = panes.pinned.entry(slot).or_default();
                    memory.pin(id);
                    inspector::inspector_ui(ui, memory, (session, &panes.names), self.commands);
                }
            }
        }
    }
}

impl Behavior<Pane> for Docks<'_> {
    fn pane_ui(&mut self, ui: &mut egui::Ui, tile: TileId, pane: &mut Pane) -> UiResponse {
        let theme = Theme::of(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme.pane());
        if is_used(ui) {
            self.done.used = Some(tile);
        }
        self.drawn.push((*pane, ui.max_rect()));
        self.enter_ui(ui, *pane);
        let sent = self.commands.as_slice().len();
        let sight = self.session.sight(pane.canvas());
        if let Some(canvas) = sight.pinned() {
            pinned::line_ui(ui, (canvas, pane.title()), sight, self.commands);
        }
        self.inner_ui(ui, *pane, sight);
        if let Some(canvas) = sight.pinned() {
            self.commands.within(canvas, sent);
        }
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> egui::WidgetText {
        egui::RichText::new(self.title(*pane)).font(tokens::strong(12.0)).into()
    }

    fn on_tab_button(&mut self, _tiles: &mut Tiles<Pane>, tile: TileId, tab: Response) -> Response {
        if tab.double_clicked() {
            self.done.maximise = Some(tile);
        } else if tab.clicked() {
            self.done.used = Some(tile);
        }
        tab
    }

    fn top_bar_right_ui(&mut self, tiles: &Tiles<Pane>, ui: &mut egui::Ui, _: TileId, tabs: &Tabs, _: &mut f32) {
        let Some(tile) = tabs.active else { return };
        let Some(&pane) = tiles.get_pane(&tile) else { return };
        ui.spacing_mut().item_spacing.x = 0.0;
        // The names of the tabs come first: what a button does has a key and a row in the menu too.
        let mut places = self.free_places(tiles, ui, tabs);
        if places > 0 && self.maximise_ui(ui, pane) {
            self.done.maximise = Some(tile);
        }
        places -= 1;
        if places > 0 && !pane.kinds().is_empty() {
            self.table_ui(ui, pane);
            places -= 1;
        }
        if places > 0 {
            self.pin_ui(ui, pane);
        }
    }

    fn on_edit(&mut self, _: EditAction) {
        self.done.is_changed = true;
    }

    /// A pane is moved by its tab. The rest of a bar of tabs would be a stop of the keyboard without a name.
    fn is_tile_draggable(&self, tiles: &Tiles<Pane>, tile: TileId) -> bool {
        tiles.get_pane(&tile).is_some()
    }

    /// The borders are ours: they can be moved by keys, too.
    fn is_container_resizable(&self, _: &Tiles<Pane>, _: TileId) -> bool {
        false
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions { all_panes_must_have_tabs: true, ..SimplificationOptions::default() }
    }

    /// Where the window is small, or its text large, the names of all tabs are to stand whole.
    fn tab_title_spacing(&self, _visuals: &egui::Visuals) -> f32 {
        if self.is_narrow { 4.0 } else { 8.0 }
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        24.0
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        3.0
    }

    fn min_size(&self) -> f32 {
        90.0
    }

    fn tab_bar_color(&self, visuals: &egui::Visuals) -> egui::Color32 {
        visuals.faint_bg_color
    }
}

/// What the canvas of a pane waits for, where it has one, to take the keyboard.
const fn canvas(pane: Pane) -> Option<&'static str> {
    match pane {
        Pane::Matrix => Some(matrix::CANVAS),
        Pane::Graph => Some(graph::CANVAS),
        Pane::Timeline => Some(timeline::CANVAS),
        Pane::Outline | Pane::Inspector | Pane::Sources | Pane::Findings | Pane::Pinned(_) => None,
    }
}

/// The most letters of a record's title that a tab shows.
const LETTERS: usize = 24;

/// Whether the pane was pressed in this frame, or holds what has the keyboard.
fn is_used(ui: &egui::Ui) -> bool {
    let pane = ui.max_rect();
    if ui.input(|input| input.pointer.any_pressed()) {
        return ui.rect_contains_pointer(pane);
    }
    focused(ui.ctx()).is_some_and(|rect| pane.contains(rect.center()))
}

/// Where that is in a pane which has the keyboard: what lies over the panes is in none of them.
pub(super) fn focused(ctx: &egui::Context) -> Option<Rect> {
    // Looked up, and not asked for its response: that would take the keyboard from what is pressed beside.
    let focused = ctx.memory(egui::Memory::focused)?;
    let widget = ctx.viewport(|view| view.prev_pass.widgets.get(focused).copied())?;
    (widget.layer_id.order == egui::Order::Background).then_some(widget.rect)
}
