//! A cell that is edited in place: text and dates in a field, words and records from a list. One step of undo each.

use egui::{Key, Popup, PopupCloseBehavior, Rect, TextEdit};

use super::choose::{Choosing, Chosen, choose_ui};
use super::{Act, Cursor, Scene, Twin, take_keyboard};
use crate::case::RecordId;
use crate::edit::Edit;
use crate::query::tables::{Column, Field, Input, Rows};
use crate::session::{Command, Commands, Session, Sight};
use crate::ui::widgets::name;
use crate::ui::{inspector, tokens};

/// The longest text that a cell takes, in characters. What is longer is read in the form.
const LONGEST: usize = 20_000;

/// A cell being edited.
pub(super) struct Editing {
    id: RecordId,
    column: &'static str,
    field: Field,
    text: String,
    choosing: Choosing,
    /// Why the text is no value.
    error: Option<String>,
    /// Whether the field has had the keyboard.
    is_begun: bool,
    /// So many frames it may be out of view before what is typed is kept.
    patience: u8,
}

/// Where to go after a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the row below.
    Down,
    /// To the row above.
    Up,
    /// To the next cell of the row that can be edited.
    Next,
    /// To the one before.
    Back,
    /// Nowhere: the cell is left, and with it the table's keyboard.
    Stay,
}

impl Editing {
    fn of(session: &Session, id: RecordId, column: &Column) -> Option<Self> {
        let field = column.field?;
        let text = field.value(&session.case().record(id)?);
        if text.chars().count() > LONGEST {
            return None;
        }
        Some(Self {
            id,
            column: column.id,
            field,
            text,
            choosing: Choosing::default(),
            error: None,
            is_begun: false,
            patience: 4,
        })
    }

    /// Whether it is this cell.
    pub fn is_at(&self, id: RecordId, column: &str) -> bool {
        self.id == id && self.column == column
    }

    /// Whether it is in view, or still coming into it.
    pub fn is_awaited(&mut self, is_drawn: bool) -> bool {
        self.patience = if is_drawn { 2 } else { self.patience.saturating_sub(1) };
        self.patience > 0
    }

    /// Sends what was typed; tells why, where it is no value.
    pub fn flush(self, session: &Session, commands: &mut Commands) {
        if matches!(self.field.input, Input::Choice(_) | Input::Record(_)) {
            return;
        }
        if let Err(words) = self.send(session, commands) {
            commands.send(Command::Tell(format!("{words}. The cell stays as it was")));
        }
    }

    /// Sends what was typed, where it is another value; gives the reason where it is none.
    fn send(&self, session: &Session, commands: &mut Commands) -> Result<(), String> {
        let Some(record) = session.case().record(self.id) else { return Ok(()) };
        if self.text == self.field.value(&record) {
            return Ok(());
        }
        let next = self.field.with(&record, &self.text)?;
        if next != record {
            commands.send(Command::Edit(Edit::Put(self.id, next)));
        }
        Ok(())
    }

    /// Draws the editor in the place of the cell.
    pub fn editor_ui(&mut self, ui: &mut egui::Ui, rect: Rect, (column, scene): (&Column, &Scene<'_>)) -> Option<Act> {
        match self.field.input {
            Input::Text | Input::List | Input::Date => self.text_ui(ui, rect, (column, scene)),
            Input::Choice(_) | Input::Record(_) => self.list_ui(ui, rect, (column, scene)),
        }
    }

    fn text_ui(&mut self, ui: &mut egui::Ui, rect: Rect, (column, scene): (&Column, &Scene<'_>)) -> Option<Act> {
        let field = TextEdit::singleline(&mut self.text)
            .id(scene.id.with("editor"))
            .char_limit(LONGEST)
            .hint_text(hint(self.field.input))
            .margin(egui::Margin::symmetric(4, 1));
        let response = ui.put(rect.shrink(1.0), field);
        name(&response, format!("Edit {}", column.label));
        if !self.is_begun {
            self.is_begun = true;
            response.request_focus();
            inspector::select_all(&response, self.text.chars().count());
        }
        if response.changed() {
            // A date is checked while it is typed; what is wrong is said only when it is to be kept.
            self.error = None;
        }
        self.error_ui(ui, rect, scene);
        if !response.lost_focus() {
            return None;
        }
        let (key, shift) = ui.input(|input| {
            let keys = [Key::Escape, Key::Enter, Key::Tab];
            (keys.into_iter().find(|&key| input.key_pressed(key)), input.modifiers.shift)
        });
        Some(match (key, shift) {
            (Some(Key::Escape), _) => Act::GiveUp,
            (Some(Key::Enter), false) => Act::Keep(Step::Down),
            (Some(Key::Enter), true) => Act::Keep(Step::Up),
            (Some(_), false) => Act::Keep(Step::Next),
            (Some(_), true) => Act::Keep(Step::Back),
            (None, _) => Act::Keep(Step::Stay),
        })
    }

    /// Says below the cell why the text is no value.
    fn error_ui(&self, ui: &egui::Ui, rect: Rect, scene: &Scene<'_>) {
        let Some(error) = &self.error else { return };
        let id = scene.id.with("error");
        egui::Area::new(id).order(egui::Order::Foreground).fixed_pos(rect.left_bottom()).show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(360.0);
                let words = egui::RichText::new(format!("⚠ {error}. Esc leaves the cell as it was"));
                ui.add(egui::Label::new(words.color(scene.theme.error())).wrap());
            });
        });
    }

    fn list_ui(&mut self, ui: &egui::Ui, rect: Rect, (column, scene): (&Column, &Scene<'_>)) -> Option<Act> {
        let stroke = egui::Stroke::new(2.0, scene.theme.accent());
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, stroke, egui::StrokeKind::Inside);
        let place = egui::pos2(rect.left() + 6.0, rect.center().y);
        let words = super::value_words(scene, self.field.input, &self.text);
        ui.painter().with_clip_rect(rect).text(
            place,
            egui::Align2::LEFT_CENTER,
            words,
            tokens::body(),
            scene.theme.ink(),
        );
        let popup = Popup::new(scene.id.with("list"), ui.ctx().clone(), rect, ui.layer_id()).open(true);
        let popup = popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(rect.width().max(240.0));
        let ask = (column.label, self.field.input, self.text.as_str());
        let shown = popup.show(|ui| choose_ui(ui, &mut self.choosing, ask, scene))?;
        match shown.inner {
            Chosen::Value(value) => {
                self.text = value;
                Some(Act::Keep(Step::Down))
            }
            Chosen::GivenUp => Some(Act::GiveUp),
            Chosen::Not if shown.response.should_close() => Some(Act::GiveUp),
            Chosen::Not => None,
        }
    }
}

/// What a field takes, for when it is empty.
pub(super) const fn hint(input: Input) -> &'static str {
    match input {
        Input::Date => "2009, 2009-12, 2009-12-28, 2009-10/..",
        Input::List => "separated by semicolons",
        Input::Text | Input::Choice(_) | Input::Record(_) => "",
    }
}

impl Twin {
    /// Edits the cell at the cursor.
    pub(super) fn edit(&mut self, rows: &Rows, columns: &[&'static Column], session: Sight<'_>) {
        let at = rows.ids.get(self.cursor.row).zip(columns.get(self.cursor.column));
        self.editing = at.and_then(|(&id, column)| Editing::of(session.window(), id, column));
        self.is_revealed = true;
    }

    /// Keeps what was typed into the cell and goes on.
    pub(super) fn keep(
        &mut self,
        ui: &egui::Ui,
        step: Step,
        (rows, columns, id): (&Rows, &[&'static Column], egui::Id),
        (session, commands): (Sight<'_>, &mut Commands),
    ) {
        let Some(mut editing) = self.editing.take() else { return };
        if step == Step::Stay {
            editing.flush(session.window(), commands);
            return;
        }
        if let Err(words) = editing.send(session.window(), commands) {
            editing.error = Some(words);
            editing.is_begun = false;
            self.editing = Some(editing);
            return;
        }
        let next = stepped(self.cursor, step, rows.ids.len(), columns);
        let Some(cursor) = next else {
            take_keyboard(ui, id);
            return;
        };
        if cursor.row != self.cursor.row {
            self.go(rows, cursor, super::How::Alone, (session, commands));
        }
        self.cursor = cursor;
        self.edit(rows, columns, session);
        take_keyboard(ui, id);
    }
}

/// The next cell that can be edited.
fn stepped(cursor: Cursor, step: Step, rows: usize, columns: &[&'static Column]) -> Option<Cursor> {
    let is_edited = |place: &usize| columns.get(*place).is_some_and(|column| column.field.is_some());
    match step {
        Step::Down => Some(Cursor { row: cursor.row + 1, ..cursor }).filter(|next| next.row < rows),
        Step::Up => cursor.row.checked_sub(1).map(|row| Cursor { row, ..cursor }),
        Step::Next => (cursor.column + 1..columns.len()).find(is_edited).map(|column| Cursor { column, ..cursor }),
        Step::Back => (0..cursor.column).rev().find(is_edited).map(|column| Cursor { column, ..cursor }),
        Step::Stay => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::RecordKind;
    use crate::query::tables::columns;

    #[test]
    fn tab_goes_by_what_cannot_be_edited_and_ends_at_the_end() {
        let columns = columns(RecordKind::Incident);
        let place = |id: &str| columns.iter().position(|column| column.id == id).unwrap();
        let check = |from: (usize, &str), step: Step, expected: Option<(usize, &str)>| {
            let cursor = Cursor { row: from.0, column: place(from.1) };
            let expected = expected.map(|(row, column)| Cursor { row, column: place(column) });
            assert_eq!(stepped(cursor, step, 3, &columns), expected, "{from:?} {step:?}");
        };
        check((0, "standing"), Step::Next, Some((0, "kind")));
        check((0, "kind"), Step::Back, Some((0, "standing")));
        check((1, "kind"), Step::Down, Some((2, "kind")));
        check((2, "kind"), Step::Down, None);
        check((0, "kind"), Step::Up, None);
        check((0, "tlp"), Step::Next, None);
    }
}
