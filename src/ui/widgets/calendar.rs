//! A small calendar: chooses a day, a whole month or a whole year, so that precision is chosen and never invented.

use egui::{Align2, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Sense, vec2};

use super::small_button;
use crate::case::when::civil::{Date, days_in_month};
use crate::case::{Edtf, Moment};
use crate::query::dates::{day_words, month_words};
use crate::ui::tokens::{self, Theme};

/// Size of a day, in points.
const DAY: egui::Vec2 = egui::Vec2 { x: 32.0, y: 22.0 };

/// Whose calendar it is.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Of<'a> {
    /// The name of the field.
    pub name: &'a str,
    /// What stands in it.
    pub date: Option<&'a Edtf>,
    /// The time now, as the host tells it.
    pub now: &'a str,
}

/// What came of a calendar in a frame.
#[derive(Default)]
pub(in crate::ui) struct Outcome {
    /// What was chosen.
    pub chosen: Option<Edtf>,
    /// Whether the keyboard goes back to the field: something was chosen, or Escape closed it.
    pub is_left: bool,
}

/// A button that opens a calendar, which opens too where that is asked for.
pub(in crate::ui) fn calendar_ui(ui: &mut egui::Ui, of: Of<'_>, is_asked: bool) -> Outcome {
    let button = small_button(ui, "▼", &format!("Calendar of {}", of.name));
    let popup = Popup::default_response_id(&button);
    let was_open = Popup::is_id_open(ui.ctx(), popup);
    if is_asked {
        Popup::open_id(ui.ctx(), popup);
    }
    let is_opened = is_asked || (button.clicked() && !was_open);
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = menu.width(7.0 * DAY.x).show(|ui| leaf_ui(ui, of, (button.id.with("day"), is_opened)));
    let chosen = shown.and_then(|shown| shown.inner);
    let is_escaped = was_open && ui.input(|input| input.key_pressed(Key::Escape));
    Outcome { is_left: chosen.is_some() || is_escaped, chosen }
}

/// The month of the day at which the calendar stands.
fn leaf_ui(ui: &mut egui::Ui, of: Of<'_>, (id, is_opened): (Id, bool)) -> Option<Edtf> {
    let kept = ui.data(|data| data.get_temp::<Date>(id)).filter(|_| !is_opened);
    let mut at = kept.unwrap_or_else(|| first(of));
    head_ui(ui, &mut at);
    let (by_day, has_keys) = grid_ui(ui, of, (&mut at, is_opened));
    ui.add_space(2.0);
    let is_typed = |ui: &egui::Ui, key: Key| has_keys && ui.input(|input| input.key_pressed(key));
    let month = ui.button(format!("All of {}", month_words(at))).on_hover_text("M").clicked() || is_typed(ui, Key::M);
    let year = ui.button(format!("All of {}", at.year)).on_hover_text("Y").clicked() || is_typed(ui, Key::Y);
    let whole = match (month, year) {
        (true, _) => Edtf::month(at.year, at.month.unsigned_abs() as u32).ok(),
        (false, true) => Edtf::year(at.year).ok(),
        (false, false) => None,
    };
    ui.label(egui::RichText::new("Choose no more than the source says").weak().small());
    ui.data_mut(|data| data.insert_temp(id, at));
    let chosen = by_day.or(whole);
    if chosen.is_some() {
        ui.close();
    }
    chosen
}

/// Where a calendar opens: at what stands in the field, or today.
fn first(of: Of<'_>) -> Date {
    let begin = |date: &Edtf| {
        let (first, last) = date.bounds().possible();
        [first, last].into_iter().find(|moment| moment.is_bounded())
    };
    let today = || begin(&of.now.get(..10)?.parse().ok()?);
    let moment = of.date.and_then(begin).or_else(today).unwrap_or(Moment(0));
    held(crate::case::when::civil::split(moment).0)
}

/// A day that EDTF can write with four digits of a year.
fn held(date: Date) -> Date {
    let year = date.year.clamp(0, 9_999);
    Date { year, day: date.day.min(days_in_month(year, date.month)), ..date }
}

fn by_days(date: Date, days: i64) -> Date {
    held(Date::from_days(date.days() + days))
}

fn by_months(date: Date, months: i64) -> Date {
    let index = (date.year * 12 + date.month - 1 + months).clamp(0, 9_999 * 12 + 11);
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    Date { year, month, day: date.day.min(days_in_month(year, month)) }
}

/// How many days a day comes after the Monday of its week.
fn into_week(date: Date) -> i64 {
    (date.days() + 3).rem_euclid(7)
}

fn head_ui(ui: &mut egui::Ui, at: &mut Date) {
    ui.horizontal(|ui| {
        for (sign, name, months) in [("«", "A year back", -12), ("‹", "A month back", -1)] {
            if small_button(ui, sign, name).clicked() {
                *at = by_months(*at, months);
            }
        }
        let width = (ui.available_width() - 44.0).max(60.0);
        let title = egui::RichText::new(month_words(*at)).font(tokens::strong(12.5));
        ui.add_sized([width, 18.0], egui::Label::new(title));
        for (sign, name, months) in [("›", "A month on", 1), ("»", "A year on", 12)] {
            if small_button(ui, sign, name).clicked() {
                *at = by_months(*at, months);
            }
        }
    });
}

/// The days of six weeks; the one that was chosen, and whether the keyboard is with them.
fn grid_ui(ui: &mut egui::Ui, of: Of<'_>, (at, is_opened): (&mut Date, bool)) -> (Option<Edtf>, bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(7.0 * DAY.x, 7.0 * DAY.y), Sense::hover());
    let grid = ui.interact(rect, ui.scope_id().with("days"), Sense::FOCUSABLE);
    if is_opened {
        grid.request_focus();
    }
    let is_entered = grid.has_focus() && keys(ui, &grid, at);
    let name = format!("Days of {}: {}", month_words(*at), day_words(*at));
    grid.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Grid, true, &name));
    let theme = Theme::of(ui);
    for (column, name) in (0..).zip(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]) {
        let place = cell(rect, (0, column)).center();
        ui.painter().text(place, Align2::CENTER_CENTER, name, tokens::small(), theme.ink_soft());
    }
    let first = Date { day: 1, ..*at };
    let monday = first.days() - into_week(first);
    let mut chosen = is_entered.then_some(*at);
    for place in 0..42 {
        let day = Date::from_days(monday + place);
        let cell = cell(rect, (1 + place / 7, place % 7));
        if day_ui(ui, (of, *at), (day, cell)).clicked() {
            chosen = Some(day);
        }
    }
    super::focus_ring(ui, &grid);
    let date = |Date { year, month, day }| Edtf::day(year, month.unsigned_abs() as u32, day.unsigned_abs() as u32);
    (chosen.and_then(|day| date(day).ok()), grid.has_focus())
}

fn cell(rect: Rect, (row, column): (i64, i64)) -> Rect {
    Rect::from_min_size(rect.min + vec2(column as f32 * DAY.x, row as f32 * DAY.y), DAY)
}

/// Where a key leads from a day.
type Step = fn(Date) -> Date;

/// Moves by the keyboard; whether Enter takes the day.
fn keys(ui: &egui::Ui, grid: &Response, at: &mut Date) -> bool {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid.id, filter));
    let steps: [(Modifiers, Key, Step); 10] = [
        (Modifiers::SHIFT, Key::PageUp, |at| by_months(at, -12)),
        (Modifiers::SHIFT, Key::PageDown, |at| by_months(at, 12)),
        (Modifiers::NONE, Key::PageUp, |at| by_months(at, -1)),
        (Modifiers::NONE, Key::PageDown, |at| by_months(at, 1)),
        (Modifiers::NONE, Key::ArrowLeft, |at| by_days(at, -1)),
        (Modifiers::NONE, Key::ArrowRight, |at| by_days(at, 1)),
        (Modifiers::NONE, Key::ArrowUp, |at| by_days(at, -7)),
        (Modifiers::NONE, Key::ArrowDown, |at| by_days(at, 7)),
        (Modifiers::NONE, Key::Home, |at| by_days(at, -into_week(at))),
        (Modifiers::NONE, Key::End, |at| by_days(at, 6 - into_week(at))),
    ];
    for (modifiers, key, step) in steps {
        for _ in 0..ui.input_mut(|input| input.count_and_consume_key(modifiers, key)) {
            *at = step(*at);
        }
    }
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

fn day_ui(ui: &egui::Ui, (of, at): (Of<'_>, Date), (day, cell): (Date, Rect)) -> Response {
    let theme = Theme::of(ui);
    let response = ui.interact(cell, ui.scope_id().with(("day", day.days())), Sense::CLICK);
    let is_today = of.now.starts_with(&format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
    let moment = day.first_second();
    // What stands in the field may lie on any of these days.
    let is_meant = of.date.is_some_and(|date| {
        let (first, last) = date.bounds().possible();
        first.is_bounded() && last.is_bounded() && first <= moment && moment <= last
    });
    let ground = match (is_meant, response.hovered()) {
        (_, true) => Some(theme.hover()),
        (true, false) => Some(theme.selection()),
        (false, false) => None,
    };
    let inner = cell.shrink(1.0);
    if let Some(ground) = ground {
        ui.painter().rect_filled(inner, 3.0, ground);
    }
    if day == at {
        let stroke = egui::Stroke::new(1.5, theme.accent());
        ui.painter().rect_stroke(inner, 3.0, stroke, egui::StrokeKind::Inside);
    }
    let ink = if day.month == at.month { theme.ink() } else { theme.ink_soft() };
    let font = if is_today { tokens::strong(12.5) } else { tokens::small() };
    ui.painter().text(cell.center(), Align2::CENTER_CENTER, day.day, font, ink);
    let today = if is_today { ", today" } else { "" };
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, is_meant, format!("{}{today}", day_words(day)))
    });
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i64, month: i64, day: i64) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn a_step_stays_within_the_month_and_the_years_that_can_be_written() {
        assert_eq!(by_months(date(2010, 1, 31), 1), date(2010, 2, 28));
        assert_eq!(by_months(date(2010, 1, 31), -2), date(2009, 11, 30));
        assert_eq!(by_months(date(9_999, 12, 31), 12), date(9_999, 12, 31));
        assert_eq!(by_days(date(2009, 12, 31), 1), date(2010, 1, 1));
        assert_eq!(into_week(date(2009, 12, 28)), 0, "a Monday");
        assert_eq!(into_week(date(2010, 1, 3)), 6, "a Sunday");
    }

    #[test]
    fn a_calendar_opens_at_what_is_stated_or_today() {
        let check = |text: &str, expected: Date| {
            let stated: Option<Edtf> = text.parse().ok();
            assert_eq!(first(Of { name: "Date", date: stated.as_ref(), now: "2011-08-01T10:00:00Z" }), expected);
        };
        check("", date(2011, 8, 1));
        check("2009-12", date(2009, 12, 1));
        check("../2008-05-01", date(2008, 5, 1));
        check("Y17000", date(9_999, 1, 1));
    }
}
