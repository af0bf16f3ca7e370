//! Giving an incident another date by dragging its mark: a ghost shows what would be written, and a question at the end
//! asks how precise it is. Nothing changes before the answer, which is one step.

use egui::{Area, Id, Key, Modal, Order, Pos2, Rect, Stroke, StrokeKind, UiKind, Vec2};

use super::scale::Scale;
use crate::case::when::Unit;
use crate::case::{Bounds, Edtf, Incident, IncidentId, Moment, When};
use crate::edit::{self, Edit};
use crate::query::brush::unit_at;
use crate::query::redate::{Grain, moved_by, redated, unit_of};
use crate::session::{Command, Commands, Sight};
use crate::ui::tokens::{self, Theme};

/// Least width of a unit to which a drag is taken, in points.
const LEAST: f64 = 3.0;

/// What is being dragged or asked.
#[derive(Default)]
pub(super) struct Memory {
    drag: Option<Drag>,
    asking: Option<Asking>,
}

/// A mark or chip under the pointer.
struct Drag {
    id: IncidentId,
    /// Where the pointer was pressed.
    from: Pos2,
    /// The row from which the mark was taken.
    row: Rect,
}

/// The question how precise the new date is.
struct Asking {
    id: IncidentId,
    bounds: Bounds,
    seconds: i64,
    grain: Grain,
    at: Pos2,
    opened: u32,
    /// Whether the button that goes on has yet to get the keyboard.
    wants_focus: bool,
    /// Whether a button that does something else has the keyboard: Enter is then for it.
    is_other_focused: bool,
}

impl Memory {
    /// Takes a mark or chip up.
    pub fn begin(&mut self, ui: &egui::Ui, id: IncidentId, row: Rect) {
        if let Some(from) = ui.input(|input| input.pointer.press_origin()) {
            self.drag = Some(Drag { id, from, row });
        }
    }

    /// Asks for another date without a drag: the buttons of the question move it.
    pub fn ask(&mut self, id: IncidentId, session: Sight<'_>, at: Pos2) {
        let known = session.answers().dates.bounds(id);
        // What has no date lies in the middle of those that have one.
        let middle = || session.answers().lanes.chronicle().extent().map(|(first, last)| first.0.midpoint(last.0));
        let middle = Moment(if known.is_unknown() { middle().unwrap_or_default() } else { 0 });
        let bounds = if known.is_unknown() { Bounds::within(middle, middle) } else { known };
        self.asking = Some(Asking {
            id,
            bounds,
            seconds: 0,
            grain: Grain { unit: unit_of(bounds), is_about: false },
            at,
            opened: session.generation().0,
            wants_focus: true,
            is_other_focused: false,
        });
    }

    /// Whether a mark is being dragged.
    pub const fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// Whether keys are for the drag or the question, and not for the window.
    pub const fn is_busy(&self) -> bool {
        self.drag.is_some() || self.asking.is_some()
    }

    /// Draws the ghost of what is dragged, and asks once it is let go within `rect`; draws the question.
    pub fn redate_ui(
        &mut self,
        ui: &egui::Ui,
        (rect, scale): (Rect, &Scale),
        session: Sight<'_>,
        commands: &mut Commands,
    ) {
        if let Some(drag) = self.drag.take() {
            self.drag_ui(ui, drag, (rect, scale), session);
        }
        let opened = session.generation().0;
        let asked = self.asking.take().filter(|asking| asking.opened == opened);
        if let Some((asking, incident)) = asked.and_then(|asking| {
            let incident = session.case().incidents.get(&asking.id)?;
            Some((asking, incident))
        }) {
            self.asking = asking.ask_ui(ui, incident, session, commands);
        }
    }

    fn drag_ui(&mut self, ui: &egui::Ui, drag: Drag, (rect, scale): (Rect, &Scale), session: Sight<'_>) {
        let Some(incident) = session.case().incidents.get(&drag.id) else { return };
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.ctx().stop_dragging();
            return;
        }
        let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
        let is_over = pointer.x >= scale.left && pointer.x <= scale.right && rect.contains(pointer);
        let asking = is_over.then(|| drag.asking(pointer, scale, session));
        if ui.input(|input| !input.pointer.primary_down()) {
            self.asking = asking;
            return;
        }
        ui.ctx().set_cursor_icon(if is_over { egui::CursorIcon::Grabbing } else { egui::CursorIcon::NoDrop });
        if let Some(asking) = asking {
            ghost(ui, drag.row, scale, asking.outcome(&incident.when).as_ref());
        }
        self.drag = Some(drag);
    }
}

impl Drag {
    /// What would be asked if it were let go here.
    fn asking(&self, pointer: Pos2, scale: &Scale, session: Sight<'_>) -> Asking {
        let known = session.answers().dates.bounds(self.id);
        let zoom = unit_at(scale.density(), LEAST);
        let (bounds, seconds, unit) = if known.is_unknown() {
            // What has no date lies where it is put.
            let at = scale.moment(pointer.x);
            (Bounds::within(at, at), 0, zoom)
        } else {
            let seconds = f64::from(pointer.x - self.from.x) / scale.density();
            (known, seconds as i64, zoom.max(unit_of(known)))
        };
        Asking {
            id: self.id,
            bounds,
            seconds,
            grain: Grain { unit, is_about: false },
            at: pointer,
            opened: session.generation().0,
            wants_focus: true,
            is_other_focused: false,
        }
    }
}

/// The date that would be written, drawn where it would stand.
fn ghost(ui: &egui::Ui, row: Rect, scale: &Scale, outcome: Option<&When>) {
    let Some(stated) = outcome.and_then(|when| when.stated.as_ref()) else { return };
    let theme = Theme::of(ui);
    let (first, last) = stated.bounds().possible();
    let (left, right) = (scale.x(first), scale.x(last));
    let bar = Rect::from_x_y_ranges(left..=right.max(left + 6.0), row.y_range()).shrink2(Vec2::new(0.0, 3.0));
    let painter = ui.ctx().layer_painter(egui::LayerId::new(Order::Tooltip, Id::unique("re-date ghost")));
    painter.rect(bar, 2.0, theme.accent().gamma_multiply(0.25), Stroke::new(1.5, theme.accent()), StrokeKind::Inside);
    let label = painter.layout_no_wrap(stated.to_string(), tokens::body(), theme.ink());
    let at = Pos2::new(bar.left(), row.top() - label.size().y - 4.0);
    let ground = Rect::from_min_size(at, label.size()).expand2(Vec2::new(5.0, 2.0));
    painter.rect(ground, 3.0, theme.pane(), Stroke::new(1.0, theme.accent()), StrokeKind::Inside);
    painter.galley(at, label, theme.ink());
}

/// What the question came to.
enum Answer {
    Accept,
    Cancel,
}

impl Asking {
    /// What the date would become.
    fn outcome(&self, when: &When) -> Option<When> {
        redated(when, self.bounds, self.seconds, self.grain)
    }

    /// Asks; gives itself back as long as there is no answer.
    fn ask_ui(
        mut self,
        ui: &egui::Ui,
        incident: &Incident,
        session: Sight<'_>,
        commands: &mut Commands,
    ) -> Option<Self> {
        let id = Id::unique("re-date");
        let area = Area::new(id).kind(UiKind::Modal).order(Order::Foreground).fixed_pos(self.at).constrain(true);
        let modal = Modal::new(id).area(area).backdrop_color(egui::Color32::TRANSPARENT).show(ui.ctx(), |ui| {
            ui.set_width(330.0);
            self.form_ui(ui, incident, session)
        });
        let is_closing = modal.should_close() || ui.input(|input| input.key_pressed(Key::Escape));
        match modal.inner.or_else(|| is_closing.then_some(Answer::Cancel)) {
            Some(Answer::Accept) => {
                let when = self.outcome(&incident.when)?;
                commands.send(Command::Edit(Edit::MoveIncident { id: self.id, when }));
                // So it is in view where it has come to.
                commands.send(Command::Select(self.id.into()));
                None
            }
            Some(Answer::Cancel) => None,
            None => Some(self),
        }
    }

    fn form_ui(&mut self, ui: &mut egui::Ui, incident: &Incident, session: Sight<'_>) -> Option<Answer> {
        // Enter goes on wherever the keyboard is, but for the buttons that do not; and not that which has brought the
        // question up.
        let is_entered = !self.wants_focus
            && !self.is_other_focused
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
        self.is_other_focused = false;
        let title = session.case().title_of(self.id.into());
        let heading = egui::RichText::new(format!("Re-date “{title}”")).font(tokens::strong(14.0));
        ui.add(egui::Label::new(heading).wrap());
        self.follows_ui(ui, &incident.when, session);
        self.steps_ui(ui);
        self.grain_ui(ui, &incident.when);
        let outcome = self.outcome(&incident.when).filter(|when| when.stated != incident.when.stated);
        let written = outcome.as_ref().and_then(|when| when.stated.as_ref());
        ui.add_space(tokens::GAP);
        ui.label(match (written, self.outcome(&incident.when)) {
            (Some(date), _) => format!("It will be written: {date}"),
            (None, Some(_)) => "This is the date that it has".to_owned(),
            (None, None) => "No date can be written there: move it to a year from −9999 to 9999".to_owned(),
        });
        old_ui(ui, incident);
        ui.add_space(tokens::GAP);
        let words = if is_derived(&incident.when) { "State this date instead" } else { "Re-date" };
        ui.horizontal(|ui| {
            let go = ui.add_enabled(outcome.is_some(), egui::Button::new(words));
            if std::mem::take(&mut self.wants_focus) {
                go.request_focus();
            }
            let cancel = ui.button("Cancel");
            self.is_other_focused |= cancel.has_focus();
            let is_accepted = (go.clicked() || is_entered) && outcome.is_some();
            is_accepted.then_some(Answer::Accept).or_else(|| cancel.clicked().then_some(Answer::Cancel))
        })
        .inner
    }

    /// Moves the date by units of the precision.
    fn steps_ui(&mut self, ui: &mut egui::Ui) {
        ui.add_space(tokens::GAP);
        ui.horizontal(|ui| {
            for (words, by) in [("◀ Earlier", -1), ("Later ▶", 1)] {
                let step = ui.button(words).on_hover_text("By one day, month or year, as chosen below");
                self.is_other_focused |= step.has_focus();
                if step.clicked() {
                    self.seconds = moved_by(self.bounds, self.seconds, by, self.grain.unit);
                }
            }
        });
    }

    /// Says from what the present date follows.
    fn follows_ui(&self, ui: &mut egui::Ui, when: &When, session: Sight<'_>) {
        if when.constraints.is_empty() {
            return;
        }
        let words = if is_derived(when) {
            let chain = session.answers().dates.chain(session.case(), self.id);
            let chain: Vec<&str> = chain.iter().map(String::as_str).take(3).collect();
            format!(
                "Its date is not stated but follows from another one: {}. A stated date takes its place",
                chain.join("; ")
            )
        } else {
            "What is said of its date relative to other incidents stays, and may contradict the new date".to_owned()
        };
        ui.add(egui::Label::new(words).wrap());
    }

    /// Asks how precise the date is.
    fn grain_ui(&mut self, ui: &mut egui::Ui, when: &When) {
        ui.add_space(tokens::GAP);
        ui.horizontal(|ui| {
            ui.label("To the");
            for (unit, name) in [(Unit::Days, "day"), (Unit::Months, "month"), (Unit::Years, "year")] {
                if ui.radio(self.grain.unit == unit, name).clicked() {
                    self.grain.unit = unit;
                }
            }
            drop(ui.checkbox(&mut self.grain.is_about, "about").on_hover_text("Approximate: EDTF writes ~ behind it"));
        });
        if !when.is_undated() && self.grain.unit < unit_of(self.bounds) {
            let words = "More precise than the date was: only if a source says so";
            ui.add(egui::Label::new(egui::RichText::new(words).color(Theme::of(ui).warning())).wrap());
        }
    }
}

/// Says what becomes of the old date.
fn old_ui(ui: &mut egui::Ui, incident: &Incident) {
    let when = &incident.when;
    let Some(old) = old_words(when) else { return };
    let words = match edit::kept_date(incident).map(|kept| kept.citations.len()) {
        Some(0) => format!("{old} stays as another value, with its own citations"),
        Some(1) => format!("{old} stays as another value, with its citation"),
        Some(many) => format!("{old} stays as another value, with its {many} citations"),
        None => format!("{old} is replaced, since no source is cited for it. Undo brings it back"),
    };
    ui.add(egui::Label::new(egui::RichText::new(words).color(Theme::of(ui).ink_soft())).wrap());
}

/// Whether a date is not stated, but follows from others.
const fn is_derived(when: &When) -> bool {
    when.stated.is_none() && !when.constraints.is_empty()
}

/// The old date in words; `None` where there was none.
fn old_words(when: &When) -> Option<String> {
    let stated = when.stated.as_ref().map(Edtf::as_str);
    let written = (!when.as_written.is_empty()).then(|| format!("“{}”", when.as_written));
    match (stated, written) {
        _ if when.is_undated() => None,
        (Some(stated), Some(written)) => Some(format!("The old date {stated} ({written})")),
        (Some(stated), None) => Some(format!("The old date {stated}")),
        (None, Some(written)) => Some(format!("The relative date {written}")),
        (None, None) => Some("The relative date".to_owned()),
    }
}
