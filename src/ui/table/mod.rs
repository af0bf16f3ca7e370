//! Tables: every pane's twin of rows and columns, under the same filter, selection and hover.

mod bulk;
mod choose;
mod edit;
mod grid;
mod head;
mod keys;
mod list;
mod memory;
mod menu;

use std::sync::Arc;

use egui::{Id, Sense};
use egui_table::{Column as Width, HeaderRow, Table, TableState};

use super::names::Names;
use super::tokens::Theme;
use crate::case::{RecordId, RecordKind};
use crate::query::tables::{Column, Input, Rows, Told, columns};
use crate::session::{Command, Commands, Session, Sight};
use grid::Grid;
use list::{Ask, List};
use memory::Shape;

pub(super) use memory::Tables;

/// Height of a row, in points.
const ROW: f32 = 21.0;
/// Height of the header, in points.
const HEADER: f32 = 24.0;
/// About how wide a character is, in points.
const CHARACTER: f32 = 6.4;
/// The part of a table's width that columns may have that stay while the others are scrolled.
const STICKY: f32 = 0.6;

/// What the table of one pane remembers between frames.
pub(in crate::ui) struct Twin {
    /// The kinds of records that it can show.
    kinds: &'static [RecordKind],
    /// The kind that it shows.
    kind: RecordKind,
    list: List,
    cursor: Cursor,
    /// Where a range begins that Shift extends.
    anchor: Option<RecordId>,
    editing: Option<edit::Editing>,
    bulk: bulk::Memory,
    /// What was selected when the table last looked.
    seen: Option<RecordId>,
    /// Whether the cursor is to be brought into view.
    is_revealed: bool,
    /// How many rows fit into the view.
    page: usize,
    /// The opened case to which all this belongs.
    opened: Option<u32>,
}

/// The cell at which the keyboard is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cursor {
    row: usize,
    column: usize,
}

impl Twin {
    fn new(kinds: &'static [RecordKind], kind: RecordKind) -> Self {
        Self {
            kinds,
            kind,
            list: List::default(),
            cursor: Cursor::default(),
            anchor: None,
            editing: None,
            bulk: bulk::Memory::default(),
            seen: None,
            is_revealed: false,
            page: 1,
            opened: None,
        }
    }

    /// Shows another kind of record.
    fn turn(&mut self, kind: RecordKind) {
        *self = Self { opened: self.opened, ..Self::new(self.kinds, kind) };
    }

    /// Sends what is being typed into a cell.
    fn flush(&mut self, session: &Session, commands: &mut Commands) {
        let opened = self.opened;
        if let Some(editing) = self.editing.take().filter(|_| opened == Some(session.generation().0)) {
            editing.flush(session, commands);
        }
    }

    /// Goes to what was selected elsewhere, where it has a row.
    fn follow(&mut self, session: Sight<'_>, rows: &Rows) {
        let shown = session.selection().shown();
        if shown == self.seen || self.list.is_late() {
            return;
        }
        self.seen = shown;
        let at_cursor = rows.ids.get(self.cursor.row).copied();
        if let Some(id) = shown.filter(|&id| id.kind() == self.kind && at_cursor != Some(id))
            && let Some(row) = rows.ids.iter().position(|&other| other == id)
        {
            self.cursor.row = row;
            self.anchor = Some(id);
            self.is_revealed = true;
        }
    }
}

/// What a table is drawn from.
#[derive(Clone, Copy)]
struct Scene<'a> {
    session: Sight<'a>,
    names: &'a Names,
    rows: &'a Rows,
    columns: &'a [&'static Column],
    shape: &'a Shape,
    theme: Theme,
    /// The identity of the table, and of what has its keyboard.
    id: Id,
}

impl<'a> Scene<'a> {
    fn told(&self) -> Told<'a> {
        Told { case: self.session.case(), dates: &self.session.answers().dates }
    }
}

/// Draws the table of a pane.
pub(super) fn table_ui(
    ui: &mut egui::Ui,
    (twin, shape): (&mut Twin, &mut Shape),
    (session, names): (Sight<'_>, &Names),
    commands: &mut Commands,
) {
    let opened = Some(session.generation().0);
    if twin.opened != opened {
        twin.turn(twin.kind);
        twin.opened = opened;
    }
    let ask = Ask { kind: twin.kind, sorting: shape.sorting.clone() };
    twin.list.refresh(ui.ctx(), session, &ask);
    let rows: Arc<Rows> = twin.list.rows();
    twin.follow(session, &rows);
    twin.cursor.row = twin.cursor.row.min(rows.ids.len().saturating_sub(1));
    let columns = columns(twin.kind);
    let id = ui.scope_id().with(("table", twin.kind));
    let mut acts = Vec::new();
    {
        let scene = Scene { session, names, rows: &rows, columns: &columns, shape, theme: Theme::of(ui), id };
        if head::head_ui(ui, twin, &scene, &mut acts) {
            return;
        }
        bulk::bulk_ui(ui, &mut twin.bulk, (twin.kind, &scene), commands);
        keys::keys_ui(ui, twin, &scene, &mut acts);
        if rows.ids.is_empty() {
            head::empty_ui(ui, twin, &scene);
        } else {
            let hovered = grid_ui(ui, twin, &scene, &mut acts);
            if hovered.is_some() {
                commands.send(Command::Hover(hovered));
            }
        }
    }
    if let Some(state) = TableState::load(ui.ctx(), state_id(ui, twin.kind)) {
        shape.keep(&columns, |column| state.col_widths.get(&grid::column_id(column)).copied());
    }
    for act in acts {
        act.run(ui, (twin, shape), (&rows, &columns, id), (session, commands));
    }
}

/// The identity of what egui keeps of the table of a kind of record.
fn state_id(ui: &egui::Ui, kind: RecordKind) -> Id {
    TableState::id(ui, egui::IdSalt::new(("rows", kind)))
}

/// Draws header and rows; the record under the pointer.
#[expect(clippy::cast_sign_loss, reason = "what is below one row is cut to it")]
fn grid_ui(ui: &mut egui::Ui, twin: &mut Twin, scene: &Scene<'_>, acts: &mut Vec<Act>) -> Option<RecordId> {
    let rect = ui.available_rect_before_wrap();
    let keyboard = ui.interact(rect, scene.id, Sense::focusable_noninteractive());
    keys::name(&keyboard, twin, scene);
    let state = state_id(ui, twin.kind);
    if TableState::load(ui.ctx(), state).is_none() {
        // Without one, every column would be made as wide as its widest cell.
        let widths = scene.columns.iter().map(|column| (grid::column_id(column.id), scene.shape.width(column)));
        TableState { col_widths: widths.collect(), parent_width: None }.store(ui.ctx(), state);
    }
    let widths = scene
        .columns
        .iter()
        .map(|column| Width::new(scene.shape.width(column)).id(grid::column_id(column.id)).range(24.0..=1200.0));
    let mut table = Table::new()
        .id_salt(("rows", twin.kind))
        .num_rows(scene.rows.ids.len() as u64)
        .columns(widths.collect::<Vec<_>>())
        .num_sticky_cols(sticky(scene, rect.width()))
        .headers([HeaderRow::new(HEADER)]);
    if std::mem::take(&mut twin.is_revealed) {
        table = table.scroll_to_row(twin.cursor.row as u64, None);
        if twin.cursor.column > 0 {
            table = table.scroll_to_column(twin.cursor.column, None);
        }
    }
    let has_keyboard = keyboard.has_focus();
    let mut grid = Grid::new(scene, (twin.cursor, has_keyboard), &mut twin.editing, acts);
    drop(table.show(ui, &mut grid));
    let (hovered, is_lost) = (grid.hovered, grid.is_lost());
    if is_lost {
        // What is typed into a cell that is out of view is kept.
        acts.push(Act::Keep(edit::Step::Stay));
    }
    twin.page = ((rect.height() - HEADER) / ROW).max(1.0) as usize;
    menu::menu_ui(ui, scene, acts);
    hovered
}

/// How many columns stay while the others are scrolled: those up to the one that names a record, as far as there is room.
fn sticky(scene: &Scene<'_>, width: f32) -> usize {
    let named = scene.columns.iter().position(|column| column.is_name()).map_or(1, |place| place + 1);
    let (mut count, mut taken) = (0, 0.0);
    for column in scene.columns.iter().take(named) {
        taken += scene.shape.width(column);
        count += usize::from(taken <= width * STICKY);
    }
    count
}

/// What a frame asks of a table.
enum Act {
    /// Sort by a column; besides those before it, or by it alone.
    Sort(usize, bool),
    /// Go to a cell and select its row: alone, besides others, or all from the anchor.
    Go(Cursor, How),
    /// Select every row.
    All,
    /// Edit the cell at the cursor.
    Edit,
    /// Show the row at the cursor as a form.
    Form,
    /// Keep what was typed into a cell and go on.
    Keep(edit::Step),
    /// Leave the cell as it was.
    GiveUp,
    /// Copy the selected rows, or the one at the cursor.
    Copy,
    /// Copy every row.
    CopyAll,
    /// Show what can be done to all selected rows.
    Bulk,
    /// Open the menu at the cursor.
    Menu,
}

/// How a row is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Alone,
    Toggle,
    Range,
    /// Nothing changes but the cursor.
    Not,
}

impl Act {
    fn run(
        self,
        ui: &egui::Ui,
        (twin, shape): (&mut Twin, &mut Shape),
        (rows, columns, id): (&Rows, &[&'static Column], Id),
        (session, commands): (Sight<'_>, &mut Commands),
    ) {
        match self {
            Self::Sort(column, is_added) => {
                if let Some(column) = columns.get(column) {
                    shape.sort(column.id, is_added);
                    twin.is_revealed = true;
                }
            }
            Self::Go(cursor, how) => {
                twin.go(rows, cursor, how, (session, commands));
                take_keyboard(ui, id);
            }
            Self::All => commands.send(Command::SelectAll(rows.ids.clone())),
            Self::Edit => {
                twin.flush(session.window(), commands);
                twin.edit(rows, columns, session);
            }
            Self::Form => {
                if let Some(&record) = rows.ids.get(twin.cursor.row) {
                    twin.seen = Some(record);
                    commands.send(Command::Select(record));
                    super::inspector::enter_record(ui.ctx(), record);
                }
            }
            Self::Keep(step) => twin.keep(ui, step, (rows, columns, id), (session, commands)),
            Self::GiveUp => {
                twin.editing = None;
                take_keyboard(ui, id);
            }
            Self::Copy => copy(ui, session, twin.kind, &selected(session, rows, twin.cursor), commands),
            Self::CopyAll => copy(ui, session, twin.kind, &rows.ids, commands),
            Self::Bulk => twin.bulk.open(),
            Self::Menu => menu::open(ui.ctx(), id),
        }
    }
}

/// The selected rows of the table in their order; the one at the cursor where none is selected.
fn selected(session: Sight<'_>, rows: &Rows, cursor: Cursor) -> Vec<RecordId> {
    let selection = session.selection();
    let chosen: Vec<RecordId> = rows.ids.iter().copied().filter(|&id| selection.has(id)).collect();
    if chosen.is_empty() { rows.ids.get(cursor.row).copied().into_iter().collect() } else { chosen }
}

/// A value of a field in words: what a record is called whose id it is.
fn value_words(scene: &Scene<'_>, input: Input, text: &str) -> String {
    match input {
        Input::Record(_) => text
            .parse()
            .map_or_else(|_| "None".to_owned(), |id: RecordId| super::widgets::titled(scene.session.case(), id)),
        Input::Text | Input::List | Input::Date | Input::Choice(_) => text.to_owned(),
    }
}

fn copy(ui: &egui::Ui, session: Sight<'_>, kind: RecordKind, ids: &[RecordId], commands: &mut Commands) {
    let told = Told { case: session.case(), dates: &session.answers().dates };
    ui.ctx().copy_text(crate::query::tables::tsv(&told, kind, ids));
    let what = if ids.len() == 1 { kind.label() } else { kind.plural() };
    commands.send(Command::Tell(format!("Copied {} {what} with every column: paste into a spreadsheet", ids.len())));
}

/// Gives the keyboard to the table.
fn take_keyboard(ui: &egui::Ui, id: Id) {
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        // The key has been followed: the window is not to follow it once more.
        memory.move_focus(egui::FocusDirection::None);
    });
    ui.ctx().request_repaint();
}
